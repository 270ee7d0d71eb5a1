"""The counted noun: how far it goes after a numeral.

noun      measure | word of the lexicon (the longest) | classifier noun | head word | other
other     syllable syllable [viên | sinh | sĩ | gia]   (most nouns that no list has are of two syllables)
noun      noun - syllable                              (mô-đun, container-tuần: what a hyphen joins is one word)

A noun never takes a capital, a figure, a mark or a word that cannot begin one (lexicon.STOPS).
"""

from pathlib import Path

from camket.numbers.lexicon import CURRENCIES, MEASURES, PLACED, ROMAN, STOPS
from camket.numbers.tokens import Phrases, Tokens


def _sections(path: Path) -> dict[str, list[str]]:
    """The words of each section of a list, in lower case and with marks set apart."""
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            words += line.replace("-", " - ").replace(",", " ,").split("|")
    return found


_LISTS = _sections(Path(__file__).with_name("nouns.txt"))
CLASSIFIERS = Phrases.of(_LISTS.pop("classifiers"))
HEADS = Phrases.of(_LISTS["heads"])
NOUNS = Phrases.of(word for words in _LISTS.values() for word in words)

_AGENTS = frozenset("viên sinh sĩ gia".split())
"""Syllables that end a noun of three: thanh tra viên, nghiên cứu sinh."""
_VERBS = Phrases.of(
    "hoàn thành|tham gia|tham dự|đăng ký|tốt nghiệp|bắt đầu|tiếp tục|khởi công|khởi hành|thiệt mạng|bị thương"
    "|mất tích|dự kiến"
    "|đạt chuẩn|khai trương|khánh thành|ra mắt|tử vong|hồi phục|trúng tuyển|đoạt giải|thông qua|tán thành"
    "|phản đối|bỏ phiếu"
    "|trở thành|xuất hiện|hoạt động|vận hành|thuộc về|gấp đôi|liên tiếp|liên tục|trở lên|trở xuống|trở đi"
    "|trở lại|đầu tiên"
    "|cuối cùng|gần nhất|hiện có|hiện đang|hiện nay|ngay lập tức|tương đương|tương ứng|so với|bao gồm|nhất là"
    "|cộng lại"
    "|mới đây|cùng kỳ|trong khi|mặc dù|vì vậy|do đó|theo đó|nhờ đó|trong đó|ngoài ra|tuy nhiên|đồng thời"
    "|trước mắt|hạ cánh"
    "|tại chỗ|không kể|chưa kể|cận kề|xung quanh|tập trung|phụ trách|phối hợp|quyết định|chấp thuận|ưu tiên"
    "|nhập viện|xuất viện|đầu hàng|rút lui|bỏ cuộc|ghi bàn|niêm yết|giải ngân|đầu tư|sản xuất|xây dựng|cho biết"
    "|chuyển sang|quay lại|nằm viện|âm tính|dương tính|hết hạn|quá hạn|đình chỉ|thực hiện|triển khai|áp dụng"
    "|khứ hồi".split("|")
)
"""What may follow a numeral without being counted: trong đó 12 hoàn thành."""
_SPLIT = {("trường hợp", "tác"), ("bản ghi", "nhớ"), ("cơ quan", "hệ"), ("hội đồng", "ý"), ("nhà đồng", "ý")}
"""hai trường hợp tác: here the noun ends a syllable earlier."""
_NOT_LAST = {"ở": PLACED, "đến": frozenset[str](), "học": frozenset({"phí"}), "làm": frozenset({"việc", "ăn"})}
"""Last syllables of nouns that begin a phrase of their own before these or a name or figure: 120 chỗ ở xã Trà Leng."""
_SCHOOLS = frozenset("đại trung tiểu khoa văn y du toán hóa sinh môn trường bạn".split())
"""Syllables that make one word with học: đại học, trường học, khoa học."""
_NOT_SECOND = frozenset(
    "cách dọc phía nhau cùng trọn ngay quanh khoanh đọc đổi chạy giữ lấy khỏi hết mất bay thăm nhận gửi nộp xin đòi "
    "nêu than kể chết sống ngồi đánh đâm mua bắt trốn gồm khiến tông đưa bày kêu rơi ngã cháy tặng".split()
)
"""Syllables that follow a noun of one syllable but do not belong to it: 15 trạm dọc bờ."""
_CLOSES = frozenset("ở tại của cho trong".split())
"""Words before which what follows a head is taken to belong to it: 60.000 điểm quét ở Seoul."""
_STUFF = {
    "cây": frozenset({"vàng"}),
    "bản": frozenset({"vùng", "cao"}),
    "vụ": frozenset("lúa ngô màu đông hè xuân mùa rau khoai".split()),
}
"""What a measure measures, and so is outside: 2 cây vàng, 2 vụ lúa."""
_UNITS_ONLY_AT_END = frozenset({"chỉ", "phân", "ly", "khối", "lượng"})
"""Measures that are everyday words: only before vàng or where no word follows."""


def noun(t: Tokens, i: int) -> tuple[int, bool]:
    """The token after the counted noun or measure that begins at token i, and whether the lexicon knows it."""
    measure, word = _measure(t, i), _word(t, i)
    if measure >= word and measure > i and not (measure == i + 1 and t.glued(measure) and t.letters(measure)):
        return measure, True
    if word <= i + 1 and not _plain(t, i):
        return (max(measure, word), True) if measure or word else (i, False)
    known = max(word, _classified(t, i), _headed(t, i))
    end = known or _other(t, i)
    while end > i and t.low[end] in ("-", "–") and t.glued(end) and t.glued(end + 1) and _plain(t, end + 1):
        end += 2
    return end, known > 0


def measure(t: Tokens, i: int) -> int:
    """The token after a unit of measure; 0 if none begins at token i."""
    end = _measure(t, i)
    return 0 if end == i + 1 and t.glued(end) and t.letters(end) else end


def _measure(t: Tokens, i: int) -> int:
    end = t.phrase(i, MEASURES)
    if end > i + 1 and t.figure(end - 1) and not t.glued(end - 1):
        end -= 1  # 12 m2, but 12 m 2
    if end == i + 1 and t.low[i] in _UNITS_ONLY_AT_END and t.letters(end) and t.low[end] not in ("vàng", "bạc"):
        return 0
    if end == i + 1 and t.low[i] in ("phân", "ly", "công", "điểm", "độ", "ca", "khối", "chỉ", "hạt", "thước", "lượng"):
        longer = t.phrase(i, NOUNS)
        return 0 if longer > end else end
    return end


def _word(t: Tokens, i: int) -> int:
    end = t.phrase(i, NOUNS)
    while end > i + 1 and ((t.words(i, end), t.low[end]) in _SPLIT or _leads_on(t, end - 1)):
        end -= 1
    if end > i and any(t.capital(at) for at in range(i, end)) and not _shouted(t, i):
        return 0
    return end


def _leads_on(t: Tokens, i: int) -> bool:
    """Whether token i, which may end a noun, begins a phrase of its own: chỗ | ở xã, điểm | đến 5 điểm."""
    follows = _NOT_LAST.get(t.low[i])
    if follows is None or (t.low[i] == "học" and t.low[i - 1] in _SCHOOLS):
        return False  # 5 trường đại học Nhật Bản
    return t.low[i + 1] in follows or t.figure(i + 1) != "" or t.capital(i + 1)


def _headed(t: Tokens, i: int) -> int:
    """A noun that heads compounds with the noun that makes one with it: a known one, or a syllable before ở, của."""
    start = t.phrase(i, HEADS)
    if not start or t.low[start] in _NOT_SECOND:
        return start
    closed = t.low[start + 1] in _CLOSES and _plain(t, start)
    return _word(t, start) or start + closed


def _classified(t: Tokens, i: int) -> int:
    """A classifier with its noun: the longest word of the lexicon, else another noun; without one by itself."""
    start = t.phrase(i, CLASSIFIERS)
    if not start:
        return 0
    if t.low[start] in _STUFF.get(t.low[i], ()):
        return start
    after = _word(t, start)
    if after:
        return after
    return _other(t, start) if t.phrase(i, NOUNS) <= start else 0


def _other(t: Tokens, i: int) -> int:
    """A noun that no list has: two syllables, or three that end as people do; one if no second fits."""
    if not _plain(t, i) or t.phrase(i, _VERBS):
        return i
    if not _plain(t, i + 1) or t.low[i + 1] in _NOT_SECOND or t.phrase(i + 1, NOUNS) > i + 2 or t.phrase(i + 1, _VERBS):
        return i + 1
    return i + 3 if t.low[i + 2] in _AGENTS else i + 2


def _plain(t: Tokens, i: int) -> bool:
    """Whether token i may be a syllable of a noun."""
    return t.letters(i) and (not t.capital(i) or _shouted(t, i)) and t.low[i] not in STOPS


def _shouted(t: Tokens, i: int) -> bool:
    """Whether token i stands in a headline of capitals."""
    code = t.low[i] in CURRENCIES or t.low[i] in ROMAN
    shouted = t.letters(i) and t.raw[i].isupper() and len(t.raw[i]) > 2 and not code
    return shouted and any(t.letters(at) and t.raw[at].isupper() and len(t.raw[at]) > 2 for at in (i - 1, i + 1))
