"""The words of numbers, as data. Phrases are lower-case syllables and marks, each apart by one space."""

from fractions import Fraction

from camket.numbers.tokens import Phrases

# --- numerals ---

DIGITS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
"""A digit by itself and before mươi, trăm or a scale."""

UNITS_AFTER_TEN = {**{word: digit for word, digit in DIGITS.items() if digit != 5}, "lăm": 5, "nhăm": 5}
UNITS_AFTER_TENS = {**UNITS_AFTER_TEN, "mốt": 1, "tư": 4}
"""năm is not among them: after mười and mươi it is the year, the digit is lăm."""

SCALES = {
    "chục": 10,
    "trăm": 100,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "vạn": 10**4,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
NO_SCALE_BEFORE = frozenset("lệ phú trọng suất giá số".split())
"""tỷ lệ, tỷ phú, tỷ giá: here tỷ is no scale."""

ZERO_LINKS = frozenset({"linh", "lẻ"})
HALF_AFTER = "rưỡi"
HALF = "nửa"
POINT = "phẩy"

ROMAN = {
    word: value
    for value, word in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii".split(), start=1
    )
}

RANGE_LINKS = frozenset({"đến", "tới", "-", "–", "—", "~"})
LIST_LINKS = frozenset({"và", ",", "lên", "xuống", "còn", "thành", "hoặc", "hay", "lên đến", "lên tới", "xuống còn"})

TIMES = {"đôi": Fraction(2), "rưỡi": Fraction(3, 2)}
"""After gấp, without lần."""

ORDINALS = {**DIGITS, "nhất": 1, "nhì": 2, "tư": 4, "mười": 10}


# --- money and percentages ---

_CURRENCY_NAMES = {
    "VND": "đồng|đồng việt nam|vnd|vnđ|đ|₫",
    "USD": "usd|đô la|đô la mỹ|đôla|đôla mỹ|đô - la|đô - la mỹ|mỹ kim|us $|$|dollar",
    "JPY": "yên|yen|yên nhật|yen nhật|jpy|¥",
    "EUR": "euro|eur|€|ơ - rô",
    "KRW": "won|won hàn quốc|krw|₩",
    "CNY": "nhân dân tệ|tệ|cny|rmb|ndt",
    "INR": "rupee|rupee ấn độ|rupi|inr|₹",
    "AUD": "đô la úc|đô la australia|đôla úc|đô - la úc|aud",
    "CAD": "đô la canada|đôla canada|cad",
    "SGD": "đô la singapore|đôla singapore|sgd",
    "HKD": "đô la hồng kông|đôla hồng kông|hkd",
    "NZD": "đô la new zealand|nzd",
    "TWD": "đô la đài loan|đài tệ|twd",
    "AED": "dirham|aed",
    "GBP": "bảng|bảng anh|gbp|£",
    "CHF": "franc thụy sĩ|chf",
    "THB": "baht|bạt|thb|฿",
    "LAK": "kíp|kip|kip lào|kíp lào|lak",
    "KHR": "riel|riên|khr",
    "MYR": "ringgit|myr",
    "IDR": "rupiah|idr",
    "PHP": "peso|peso philippines|php",
    "RUB": "rúp|ruble|rúp nga|rub",
    "SEK": "krona|krona thụy điển|sek",
    "NOK": "krone na uy|nok",
    "DKK": "krone đan mạch|dkk",
    "SAR": "riyal|sar",
    "BRL": "real|brl",
    "XDR": "sdr",
}
CURRENCIES = Phrases({name: code for code, names in _CURRENCY_NAMES.items() for name in names.split("|")})
CURRENCY_SIGNS = frozenset("$€¥£₫₩₹฿")
NEEDS_SCALE = frozenset({"bảng", "tệ", "real", "bạt"})
"""Currency names that are everyday words too; they count only after triệu, tỷ and the like."""
NOT_CURRENCY = {"đồng": frozenset("chí nghiệp bào chủ thời minh đội tổ hành tác phạm sự loạt bằng hồ phục".split())}
"""Words after which a currency's name is part of another word: đồng chí, đồng nghiệp."""

PERCENTS = Phrases({"%": "", "phần trăm": "", "điểm phần trăm": "pp", "điểm %": "pp"})


# --- modifiers ---

_MODIFIER_WORDS = {
    "min": "hơn|trên|ít nhất|ít nhất là|tối thiểu|tối thiểu là|không dưới|không ít hơn|quá|vượt|vượt mốc|vượt mức"
    "|vượt ngưỡng|vượt quá",
    "max": "gần|dưới|không quá|không vượt quá|không hơn|tối đa|tối đa là|chưa tới|chưa đến|chưa đầy|nhiều nhất"
    "|nhiều nhất là|ngót",
    "approx": "khoảng|chừng|ước|ước tính|ước đạt|ước chừng|ước khoảng|xấp xỉ|độ|độ chừng",
}
_DATE_MODIFIER_WORDS = {
    "min": "sau|sớm nhất|sớm nhất là|sớm nhất vào",
    "max": "trước|chậm nhất|chậm nhất là|chậm nhất vào|chậm nhất trong|chậm nhất đến|muộn nhất|muộn nhất là"
    "|muộn nhất vào|muộn nhất trong|không muộn hơn",
    "approx": "khoảng|vào khoảng",
}
MODIFIERS = Phrases({words: name for name, every in _MODIFIER_WORDS.items() for words in every.split("|")})
DATE_MODIFIERS = Phrases({words: name for name, every in _DATE_MODIFIER_WORDS.items() for words in every.split("|")})
MODIFIERS_AFTER = Phrases({"trở lên": "min", "trở xuống": "max"})
NOT_MODIFIER = {
    "độ": frozenset(
        "tốc mức cường nhiệt trình tiến mật góc vận biên thái chế quy tuổi thang sản chất kinh vĩ nồng ấn".split()
    ),
    "ước": frozenset("hiệp công mơ mong điều ký khế quy".split()),
    "hơn": frozenset("ít nhỏ thấp kém cao nhanh chậm".split()),
    "khoảng": frozenset(),
}
"""Words before a modifier that make it part of another word (tốc độ) or turn it round (thấp hơn)."""


# --- time ---

TIME_UNITS = Phrases(
    {
        "thế kỷ": ("Y", 100),
        "thập kỷ": ("Y", 10),
        "thập niên": ("Y", 10),
        "năm": ("Y", 1),
        "quý": ("M", 3),
        "tháng": ("M", 1),
        "tuần": ("W", 1),
        "tuần lễ": ("W", 1),
        "ngày": ("D", 1),
        "ngày đêm": ("D", 1),
        "giờ": ("TH", 1),
        "h": ("TH", 1),
        "giờ đồng hồ": ("TH", 1),
        "tiếng": ("TH", 1),
        "tiếng đồng hồ": ("TH", 1),
        "phút": ("TM", 1),
        "giây": ("TS", 1),
    }
)
"""Unit of time -> its ISO 8601 letter (T before units below the day) and how many of them it is."""

FINER = {"Y": ("M", 12), "M": ("D", 30), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}
"""The unit that carries the fraction of another, and how many make one."""

ONWARD = Phrases.of(frozenset({"tới", "sắp tới", "tiếp theo", "kế tiếp"}))
BACK = Phrases.of(frozenset({"qua", "vừa qua", "gần đây", "vừa rồi", "trở lại đây", "gần nhất", "nay"}))
AGO = Phrases.of(frozenset({"trước", "trước đây"}))
THIS = Phrases.of({"này"})
HENCE = Phrases.of(frozenset({"nữa"}))
NOT_DEICTIC = {
    "tới": frozenset("thăm dự nay các một đây đó nơi hơn gần mức cuối đầu".split()),
    "qua": frozenset("đường kênh việc các hình hệ một những biên".split()),
    "trước": frozenset("khi đó thời hạn nguy những sự các".split()),
    "sau": frozenset("khi đó".split()),
}
"""Words after which tới, qua, trước say no time but a way or a goal: tới thăm, qua kênh, trước khi."""

OFFSETS = Phrases(
    {
        "này": 0,
        "nay": 0,
        "trước": -1,
        "ngoái": -1,
        "qua": -1,
        "rồi": -1,
        "vừa qua": -1,
        "vừa rồi": -1,
        "tới": 1,
        "sau": 1,
        "sắp tới": 1,
        "kế tiếp": 1,
    }
)
"""A word after năm, tháng, quý, tuần -> which one, counted from the article's."""

DAYS = Phrases(
    {
        "hôm nay": 0,
        "ngày hôm nay": 0,
        "ngày nay": None,
        "hôm qua": -1,
        "ngày hôm qua": -1,
        "hôm kia": -2,
        "hôm trước": None,
        "hôm sau": None,
        "ngày mai": 1,
        "ngày kia": 2,
    }
)
"""Words for days -> days from the article's date; None for those that have none."""
DAY_PARTS = frozenset("sáng trưa chiều tối đêm".split())
PART_DAYS = {"nay": 0, "qua": -1, "mai": 1}
WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
WEEKDAY_BEFORE = DAY_PARTS | frozenset("ngày vào hôm từ đến".split())
MONTH_WORDS = Phrases(
    {
        "giêng": 1,
        "một": 1,
        "hai": 2,
        "ba": 3,
        "tư": 4,
        "sáu": 6,
        "bảy": 7,
        "tám": 8,
        "chín": 9,
        "mười": 10,
        "mười một": 11,
        "mười hai": 12,
        "chạp": 12,
    }
)
THIRDS = {"đầu": 0, "giữa": 1, "cuối": 2}
NOT_THIRD_AFTER = frozenset("hàng lần bắt ban đứng dẫn bước đợt khởi vòng".split())
"""hàng đầu, bắt đầu: here đầu is no part of a period."""

PLURALS = frozenset("những các nhiều mấy vài hằng hàng mỗi từng bao đôi dăm lâu".split())
"""Before năm, tháng, tuần they make a vague time: những năm qua, hằng năm."""

FUTURE = frozenset("sẽ sắp hạn phải cần muốn mong chuẩn".split())
FUTURE_PAIRS = frozenset(
    {"dự kiến", "kế hoạch", "mục tiêu", "đề nghị", "cam kết", "chậm nhất", "muộn nhất", "gian tới"}
)
PAST = frozenset("đã vừa từng rồi".split())


# --- quantities ---

MEASURES = Phrases.of(
    (
        "kg|g|gram|gam|mg|tấn|tạ|yến|cân|ký|lạng|lít|ml|km|m|cm|mm|m2|m3|m 2|m 3|m²|m³|km2|km 2|km²|ha|"
        "mét|héc - ta|hec - ta|hecta|sào|mẫu|w|kw|mw|gw|mwh|kwh|gwh|twh|kv|mva|wp|kwp|mwp|tb|gb|"
        "mb|kb|gbps|mbps|ghz|mhz|hz|teu|dwt|thùng|hải lý|dặm|inch|độ c|°c|°|° c|mét vuông|mét khối|"
        "km vuông|ki - lô - mét|ki - lô - gam|ki - lô - mét vuông|kilomet|kilogam|km / giờ|km / h|mét / giây|"
        "m / s|tuổi|điểm|điểm cơ bản|lần|tấn co2|ca|giạ|cặp|chục|tá|hạt"
    ).split("|")
)
COUNTS_ONE = Phrases.of(
    "kg|tấn|km|ha|lít|mét|m2|mw|kw|thùng|tạ|cặp|tá|héc - ta|mét vuông|mét khối".split("|"),
)
"""Measures before which một is a numeral, not an article."""

CLASSIFIERS = frozenset(
    "cuộc chiếc con cái bộ khoản suất gói khu nhà tòa toà cây quyển cuốn bài bức bản vị ngôi tấm hòn viên vụ trận "
    "chuyến đợt buổi phiên kỳ lớp khóa khoá đoàn nhóm đội đơn trạm lô mẻ vé loại dòng nền làn cửa tờ gian căn cánh "
    "khối sợi bến tuyến hội tổ ca vòng hiệp tập bông".split()
)
"""Syllables that need the noun after them: cuộc + hội đàm, suất + học bổng."""

NOUNS = Phrases.of(
    (
        "khẩu trang|người|người dân|người lao động|lao động|nông dân|công nhân|kỹ sư|bác sĩ|y tá|điều dưỡng|"
        "giáo viên|giảng viên|giáo sư|tiến sĩ|thạc sĩ|sinh viên|nghiên cứu sinh|thực tập sinh|học sinh|học viên|"
        "chuyên gia|nhà khoa học|cán bộ|nhân viên|nhân lực|đại biểu|đồng nghiệp|khách|du khách|khách hàng|lượt khách|"
        "lượt người|hành khách|lượt xe|nhà đầu tư|nhà máy|nhà ga|nhà thầu|nhà cung cấp|nhà ở|nhà báo|"
        "phóng viên|tình nguyện viên|ngư dân|hộ dân|hộ gia đình|gia đình|hộ nghèo|trẻ em|phụ nữ|bệnh nhân|"
        "bệnh viện|giường bệnh|chiến sĩ|trường|trường học|trường đại học|đại học|cao đẳng|trung tâm|viện|"
        "viện nghiên cứu|phòng thí nghiệm|thư viện|phòng học|phòng|lớp học|khóa học|khóa đào tạo|chương trình|"
        "chương trình đào tạo|môn học|học bổng|suất học bổng|doanh nghiệp|công ty|tập đoàn|ngân hàng|hợp tác xã|"
        "chi nhánh|cửa hàng|siêu thị|khách sạn|chợ|cơ sở|đơn vị|cơ quan|tổ chức|hiệp hội|hội|bộ|ngành|sở|"
        "ban|đối tác|thành viên|cổ đông|quỹ|văn phòng|trụ sở|gian hàng|tỉnh|thành phố|tỉnh thành|huyện|xã|"
        "phường|quận|làng|thôn|bản|địa phương|nước|quốc gia|vùng|vùng lãnh thổ|vùng kinh tế|nền kinh tế|"
        "thị trường|khu công nghiệp|khu kinh tế|cụm công nghiệp|khu vực|khu đô thị|dự án|hạng mục|gói thầu|"
        "hợp đồng|thỏa thuận|thoả thuận|văn kiện|văn bản|bản ghi nhớ|biên bản|biên bản ghi nhớ|biên bản hợp tác|"
        "hiệp định|nghị định|nghị định thư|tuyên bố|tuyên bố chung|kế hoạch|sáng kiến|đề án|đề tài|đề xuất|"
        "kiến nghị|giải pháp|nhiệm vụ|mục tiêu|nội dung|vấn đề|nguyên tắc|trụ cột|lĩnh vực|nhóm|nhóm công tác|"
        "hội nghị|hội thảo|hội chợ|hội đàm|diễn đàn|triển lãm|cuộc họp|cuộc gặp|cuộc hội đàm|cuộc điện đàm|"
        "sự kiện|phiên họp|phiên|buổi làm việc|chuyến thăm|chuyến bay|chuyến tàu|chuyến công tác|đường bay|đoàn|"
        "đoàn công tác|hoạt động|giải thưởng|giải|huy chương|bằng sáng chế|sáng chế|công trình|bài báo|bài|"
        "báo cáo|hồ sơ|đơn hàng|đơn|giấy phép|thủ tục|tiêu chí|tiêu chuẩn|điều kiện|yếu tố|lý do|bước|"
        "giai đoạn|đợt|vòng|khâu|lần|lượt|ga|cảng|cảng biển|sân bay|cầu|cầu cảng|bến|tuyến|tuyến đường|"
        "tuyến metro|đoạn|đường|cao tốc|hầm|trạm|trạm sạc|trạm biến áp|tổ máy|tua bin|tua-bin|máy bay|máy|"
        "tàu|tàu cá|đoàn tàu|toa tàu|xe|xe buýt|xe điện|xe máy|xe tải|ô tô|chiếc|thiết bị|hệ thống|"
        "dây chuyền|phần mềm|ứng dụng|nền tảng|sản phẩm|mặt hàng|mẫu|mẫu xe|mô hình|loại|dòng|kho|kho lạnh|"
        "kho bãi|bể|hồ|hồ chứa|đập|giếng|cống|trạm bơm|trang trại|vườn|con|con bò|con giống|cây|cây xanh|"
        "cây giống|tấm|tấm pin|pin|vắc xin|liều|liều vắc xin|mũi|ca|căn|căn hộ|căn nhà|ngôi nhà|ngôi trường|"
        "tòa nhà|tòa tháp|tầng|lô|lô hàng|container|công-ten-nơ|kiện|thùng|túi|chai|hộp|gói|bao|vụ|vụ lúa|"
        "vụ việc|mùa|cơ hội|thách thức|ý kiến|câu hỏi|khuyến nghị|cam kết|việc làm|chỗ làm|vị trí|chỗ|"
        "chỗ ngồi|suất|chỉ tiêu|cổ phiếu|trái phiếu|khoản vay|khoản|khoản viện trợ|tài khoản|giao dịch|"
        "lượt tải|lượt truy cập|thuê bao|người dùng|hộ|khách mời|nghệ sĩ|vận động viên|cầu thủ|tác phẩm|"
        "bộ phim|phim|cuốn sách|bức tranh|di tích|di sản|bảo tàng|điểm đến|tour|tỉnh miền núi|đảo|cồn|"
        "tàu ngầm|tàu chiến|máy kéo|drone|vệ tinh|chip|con chip|tổ hợp|phân khu|dãy nhà|khu tái định cư|"
        "hộ nông dân|lao động kỹ thuật|kỹ thuật viên|điều phối viên|hướng dẫn viên|thanh niên|doanh nhân|luật sư|"
        "nhà quản lý|bên|phía|chính phủ|con số|chiều|nhà lãnh đạo|ông|bà|dân tộc|miền|cấp|nhánh|hướng|"
        "điểm cầu|phương án|phần|tình huống|phương tiện|nguồn|hộ kinh doanh|người bệnh|hợp phần|mỏ|mỏ dầu|"
        "giàn khoan|lò phản ứng|trường hợp|ca bệnh|ca mắc|ngôi làng|làng nghề|bãi biển|công dân|kiều bào|"
        "lưu học sinh|giảng đường|trang|tờ trình|thành tựu|cột mốc|cụm|cụm cảng|khu|sàn|đề thi|câu lạc bộ|"
        "đội|nhóm nghiên cứu|nhóm chuyên gia|hộ chiếu|thị thực|đối tượng|máy chủ|trung tâm dữ liệu|tuabin|"
        "tua - bin|công - ten - nơ"
    ).split("|")
)
"""Counted nouns as a dictionary lists them; the longest that fits is taken."""

NOT_NOUN_BEFORE = {"trường hợp": "tác"}
"""hai trường hợp tác: here the noun ends a syllable earlier."""

LONGEST_NOUN = 5

POINTED_AT = Phrases.of(
    frozenset(
        "bên|nước|phía|chính phủ|quốc gia|dân tộc|nền kinh tế|nhà lãnh đạo|thủ tướng|bộ trưởng|tổng thống|chủ tịch"
        "|quốc hội|nhân dân|đảng|ông|bà|vị|trường|thị trường|đoàn|cơ quan|đơn vị|công ty|tập đoàn|đối tác|chiều|mặt|tay"
        "|con số|miền|đầu|nền|bộ|ngành|đất nước|tổ chức|mục tiêu|lãnh đạo|thành phố|tỉnh"
        "|thứ trưởng|ngân hàng|khu vực".split("|")
    )
)
"""Nouns before which hai only points back to known parties or things."""
ALWAYS_POINTED_AT = Phrases.of(frozenset({"bên", "phía", "chiều", "con số", "mặt", "tay"}))
"""The same after any numeral: ba bên, 2 phía, hai chiều."""

STOPS = frozenset(
    "và của là đã sẽ đang được bị do bởi trong ngoài cho tại ở từ đến tới với để theo có không chưa so cùng nhưng "
    "mà thì này đó kia ấy nay trên dưới khi vào lên xuống ra về qua sau trước tăng giảm đạt còn hoặc hay như nếu "
    "nên vì rằng cũng vẫn rất hơn gần khoảng chỉ đều mới cả các những mỗi một hai ba bốn sáu bảy tám chín mười "
    "riêng gồm bằng gấp thuộc nhằm trở chiếm cần phải muốn nữa rồi đây tương thông nằm giữa đi lại nói nhất đầu "
    "cuối vừa tiếp cao thấp lớn nhỏ mở giúp dự ký góp nhờ kể suốt rưỡi phần thứ số hàng".split()
)
"""Syllables that cannot begin a counted noun."""

NUMBERED = frozenset(
    "số điều khoản mục chương kỳ tập tầng hạng cấp bậc lớp mẫu quyển khóa khoá phòng lộ nhóm vòng đợt loại lô "
    "trang bảng hình bước đoạn cột tuyến phiên kênh bản pha nghệ nghiệp lần nhà cỡ ga ga".split()
)
"""Nouns that a figure names, not counts: tầng 5, giai đoạn 2."""

FRACTION_OF = frozenset("số tổng diện dân vốn lượng kim doanh sản công chặng thời thành quy nguồn".split())
"""Words after 2/3 that make it a fraction rather than a day."""
DURATION_BEFORE = frozenset("trong sau suốt dài mất hơn gần khoảng chừng quá đầy tới nhất ngót dưới trên thêm".split())
"""Words before "một năm" that make một a numeral."""
