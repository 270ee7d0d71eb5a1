"""A lexicon of cue classes, and the words of a sentence with the cues that they begin.

Verbs of promising, asking, planning, markers of tense and negation, kinds of subjects: written from the guidelines and
general newsroom vocabulary. A verb that `train` never shows can be judged by its class.
"""

from functools import lru_cache

from camket.text import syllables

CUES = {
    "AGREE": "nhất trí|thống nhất|thỏa thuận|thoả thuận|đồng thuận|ký|kí|ký kết|kí kết|chốt|bắt tay|trao biên bản|"
    "trao bản ghi nhớ|trao thỏa thuận",
    "PROMISE": "cam kết|hứa|hứa hẹn|hẹn|cam đoan|bảo đảm|đảm bảo|quyết tâm|quyết định|sẵn sàng|sẵn lòng|nhận lời|"
    "đồng ý|chấp thuận|chấp nhận|nhận trách nhiệm|gật đầu|ưng thuận|bằng lòng|nguyện|tình nguyện|chào bán|lo|nhận|"
    "chịu|đứng ra",
    "DECLARE": "khẳng định|tái khẳng định|tuyên bố|công bố|bày tỏ",
    "ASK": "đề nghị|yêu cầu|kêu gọi|mời|đề xuất|kiến nghị|xin|đòi|đòi hỏi|nhờ|khuyên|khuyến nghị|khuyến cáo|chỉ đạo|"
    "gợi ý|thúc giục|hối thúc|giục|lưu ý|nhắc nhở|hỏi mua|đặt hàng|buộc|đừng|hãy|giao",
    "MUST": "cần|nên|phải|cần phải",
    "WISH": "mong|mong muốn|muốn|mong mỏi|mong đợi|hy vọng|hi vọng|kỳ vọng|kì vọng|tin tưởng|ngỏ ý|bày tỏ mong muốn|"
    "bày tỏ hy vọng|bày tỏ tin tưởng",
    "PLAN": "dự kiến|dự định|dự tính|có kế hoạch|lên kế hoạch|đặt mục tiêu|mục tiêu|phấn đấu|hướng tới|hướng đến|"
    "nhắm|xem xét|cân nhắc|nghiên cứu|nghiên cứu khả năng|trao đổi về khả năng|thảo luận khả năng|tính|tính chuyện|"
    "đang tính|định|có ý định|có thể|chuẩn bị|ấp ủ",
    "REFUSE": "từ chối|bác|bác bỏ|khước từ|lắc đầu|cự tuyệt|thoái thác|gạt|rút lui|rút khỏi|không chấp nhận|"
    "không đồng ý|không chấp thuận|không chịu|không nhận|không cho|không muốn|không tham gia|không thể|chưa thể|"
    "chưa đồng ý|chưa nhận lời|chưa chấp nhận|chưa chấp thuận",
    "NOTE": "ghi nhận|tiếp thu",
    "FUTURE": "sẽ|sắp",
    "PAST": "đã|vừa|từng|mới|vừa mới",
    "GOING": "đang",
    "NOT": "không|chưa|chẳng|chả|không hề",
    "ADVERB": "cũng|còn|đều|vẫn|tiếp tục|cùng|cùng nhau|chỉ|sớm|tự|lại|lần lượt|luôn|chính thức|tích cực|chủ động|"
    "vui vẻ|nay|liền",
    "PASSIVE": "được|bị|do",
    "DEED": "góp|đóng góp|cấp|tài trợ|viện trợ|cho|cho vay|cho mượn|cho thuê|tặng|trao|trả|chuyển|gửi|cử|mở|lập|"
    "thành lập|xây|xây dựng|dựng|lắp|mua|bán|đầu tư|rót|tuyển|tuyển dụng|giảm|miễn|tăng|nâng|dành|chi|bố trí|bỏ ra|"
    "ứng|đào tạo|dạy|đón|đưa|mang|trình|nộp|cung cấp|tổ chức|áp dụng|ban hành|sửa|rút|kéo dài|gia hạn|khởi động|"
    "thí điểm|lùi|khất|giữ|ưu tiên|bảo lãnh|bù|thuê|thay|đặt|làm|tham gia",
    "FINISH": "hoàn thành|hoàn tất|bàn giao|giải ngân|khánh thành|tiếp nhận|khởi công|thực hiện xong|làm xong|"
    "giao xong|giao đủ|đưa vào|về đích|xong",
    "SOFT": "tăng cường|thúc đẩy|đẩy mạnh|đẩy nhanh|mở rộng|tạo điều kiện|tạo mọi điều kiện|tạo thuận lợi|hỗ trợ|"
    "phối hợp|đồng hành|hợp tác|củng cố|phát triển|phát huy|nâng cao|duy trì|chia sẻ|trao đổi|kết nối|khuyến khích|"
    "làm sâu sắc|tận dụng|triển khai|thực hiện|tháo gỡ|nỗ lực|góp phần|làm cầu nối|giúp|giúp đỡ|cải thiện|hoàn thiện",
    "SAY": "cho biết|cho hay|nói|thông báo|nhấn mạnh|nêu rõ|theo|phát biểu|đáp|trả lời|kể|bảo|báo|nhắc|nhắc lại|"
    "thừa nhận|giải thích|trình bày|xác nhận|cho rằng|nhận định|tin rằng",
    "JUDGE": "đánh giá|đánh giá cao|hoan nghênh|cảm ơn|cám ơn|ủng hộ|coi trọng|chúc mừng|vui mừng|bày tỏ vui mừng|"
    "ấn tượng|lo ngại|quan tâm|chứng kiến|chủ trì|tham dự",
    "JOINT": "hai bên|ba bên|bốn bên|các bên|đôi bên|hai phía|hai nước|ba nước|hai chính phủ|hai thủ tướng|"
    "hai bộ trưởng|hai nhà lãnh đạo|hai nguyên thủ|hai bộ|hai trường|hai tỉnh|hai thành phố|hai địa phương|"
    "hai cơ quan|hai đơn vị|hai lực lượng|hai hãng|hai công ty|hai doanh nghiệp",
    "PRONOUN": "ông|bà|anh|chị|cô|họ|tôi|chúng tôi|chúng ta|mình|ông ấy|bà ấy",
    "PARTY": "bên|phía|công ty|tập đoàn|hãng|ngân hàng|tỉnh|thành phố|xã|phường|bộ|sở|cục|viện|trường|đại học|quỹ|"
    "đoàn|chính phủ|ủy ban|trung tâm|cơ quan|hiệp hội|doanh nghiệp|liên danh|nhà thầu|nhà đầu tư|lãnh đạo|đại diện|"
    "đại sứ|bộ trưởng|thứ trưởng|thủ tướng|phó thủ tướng|tổng thống|tổng bí thư|chủ tịch|phó chủ tịch|chủ tịch nước|"
    "giám đốc|tổng giám đốc|thư ký|tổng thư ký|phó tổng thư ký|bí thư",
    "THING": "dự án|chương trình|hội nghị|diễn đàn|kim ngạch|khoản vay|khoản|gói|nhà máy|tuyến|công trình|sản phẩm|"
    "thị trường|giá|vốn|hợp đồng|chuyến thăm|quan hệ|lễ|cuộc|kế hoạch|đề án|nghị định|tàu|xe|cầu|hội chợ|triển lãm|"
    "lô|đợt|số tiền|chuyến|khóa|lớp|máy|phiên|vòng",
}
"""Classes of words and phrases; the longest phrase counts, and a capital inside a sentence makes it part of a name."""

ACTS = frozenset(["AGREE", "PROMISE", "DECLARE", "ASK", "WISH", "PLAN", "REFUSE", "NOTE"])

LIGHT = frozenset(["FUTURE", "PAST", "GOING", "NOT", "ADVERB", "PASSIVE"])

OPENERS = ACTS | LIGHT | {"MUST", "DEED", "FINISH", "SOFT"}
"""Classes of verbs of an act, of the markers before a verb, and of all words that may open a commitment."""

MARKS = frozenset(',;:.…?!"“”()–-')

CLAUSE_MARKS = MARKS - frozenset("()–-")

PHRASES = {tuple(phrase.split()): kind for kind, phrases in CUES.items() for phrase in phrases.split("|")}
LONGEST: dict[str, int] = {}
for _phrase in PHRASES:
    LONGEST[_phrase[0]] = max(LONGEST.get(_phrase[0], 0), len(_phrase))


class Words:
    """The syllables of a sentence: `forms`, `words` (case folded), offsets in the sentence, and their cues.

    `cues[i]` is the class of the phrase that begins at i, "_" inside one, else ""; `ends[i]` is where it ends.
    """

    def __init__(self, text: str) -> None:
        spans = list(syllables(text))
        self.starts = [start for start, _ in spans]
        self.stops = [stop for _, stop in spans]
        self.forms = [text[start:stop] for start, stop in spans]
        self.words = [form.casefold() for form in self.forms]
        self.cues = [""] * len(spans)
        self.ends = list(range(1, len(spans) + 1))
        at = 0
        while at < len(spans):
            at += (self.words[at] in LONGEST and self._mark(at)) or 1
        self.kinds = [cue or shape(form) for cue, form in zip(self.cues, self.forms, strict=True)]

    def __len__(self) -> int:
        return len(self.words)

    def _mark(self, at: int) -> int:
        """Mark the longest cue at a syllable; gives its length, 0 for none."""
        if at and self.forms[at][0].isupper() and self.words[at - 1] not in MARKS:
            return 0
        for length in range(min(LONGEST[self.words[at]], len(self.words) - at), 0, -1):
            cue = PHRASES.get(tuple(self.words[at : at + length]))
            if cue:
                self.cues[at : at + length] = [cue] + ["_"] * (length - 1)
                self.ends[at] = at + length
                return length
        return 0

    def head(self, at: int) -> int:
        """The first syllable from `at` on that begins no marker of tense, negation or voice and no adverb."""
        while at < len(self) - 1 and self.cues[at] in LIGHT:
            at = self.ends[at]
        return min(at, len(self) - 1)

    def phrase(self, at: int) -> str:
        """The cue that begins at a syllable, or the syllable."""
        return " ".join(self.words[at : self.ends[at]])

    def clause(self, at: int) -> int:
        """The first syllable after the last mark before `at`."""
        while at and self.words[at - 1] not in CLAUSE_MARKS:
            at -= 1
        return at


@lru_cache(maxsize=8192)
def read(sentence: str) -> Words:
    """The words of a sentence."""
    return Words(sentence)


def shape(form: str) -> str:
    """The kind of a word that is no cue: figure `0`, capitalised `A`, small `a`, or the mark itself."""
    if form[0].isdigit():
        return "0"
    if not form[0].isalpha():
        return form
    return "A" if form[0].isupper() else "a"
