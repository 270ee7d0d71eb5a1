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
SCALE_LETTERS = {"k": 10**3, "tr": 10**6, "m": 10**6, "b": 10**9, "bn": 10**9}
"""After a figure they touch: 500k, 5tr, $5M; m, b and bn only before or after a currency (5m is five metres)."""
MONEY_LETTERS = frozenset({"m", "b", "bn"})
NO_SCALE_BEFORE = frozenset("lệ phú trọng suất giá số".split())
"""tỷ lệ, tỷ phú, tỷ giá: here tỷ is no scale."""

ZERO_LINKS = frozenset({"linh", "lẻ"})
HALF_AFTER = "rưỡi"
HALF = "nửa"
POINTS = frozenset({"phẩy", "phảy", "chấm"})
MINUS = "âm"
SIGNS = {"-": -1, "−": -1, "+": 1}

ROMAN = {
    word: value
    for value, word in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv".split(), 1
    )
}

RANGE_LINKS = frozenset({"đến", "tới", "-", "–", "—", "~", "÷"})
SHARING = frozenset(
    {"và", ",", "hoặc", "hay", "/", "lên", "xuống", "còn", "thành", "đến", "tới", "lên đến", "lên tới", "xuống còn"}
    | {"so với", "thay vì", "trên", "trong", "trong số", "trên tổng số", "trong tổng số", "rồi", "sang", "và khoảng"}
    | {"lên khoảng", "lên gần", "lên hơn", "xuống khoảng", "xuống dưới", "xuống gần", "về", "- rồi", "nhưng không quá"}
)
"""What may stand between a figure without a unit and the number whose unit it shares."""
SHARING_BACK = frozenset(
    {
        "lên",
        "xuống",
        "còn",
        "thành",
        "lên đến",
        "lên tới",
        "xuống còn",
        "đến",
        "tới",
        "rớt còn",
        "rớt xuống",
        "giảm còn",
    }
    | {"giảm xuống", "tụt còn", "tụt xuống", "hạ còn", "hạ xuống", "rút còn", "rút xuống", "tăng lên", "nâng lên"}
    | {"nay còn", "chỉ còn", "xuống chỉ còn"}
)
"""The same where the unit stands at the first: từ 5 tỷ đồng lên 7 tỷ."""
SHARES = frozenset({"trên", "trong", "trong số", "trên tổng số", "trong tổng số"})
"""223,5 trên 310,4 ha: here trên is no modifier but says of how many."""

TIMES = {"đôi": Fraction(2), "rưỡi": Fraction(3, 2)}
"""After gấp, without lần."""

ORDINALS = {**DIGITS, "nhất": 1, "nhì": 2, "tư": 4, "mười": 10}

RANKED = frozenset(
    "lần khóa khoá giai-đoạn loại đợt vòng kỳ kì học-kỳ học-kì hạng cấp bậc phiên pha lứa lớp phút tầng mũi chặng hiệp "
    "set séc ván ca trang thế-hệ mức-độ cấp-độ báo-động".split()
)
"""Nouns after which a bare numeral ranks: lần 5, khóa XV, giai đoạn 1 (two syllables: with a hyphen here)."""
NEVER_COUNTED = frozenset("bậc hạng pha lứa tầng chặng hiệp set séc ván mũi ca trang".split())
"""Those of them that no counted noun follows as their content: tầng 5 nhà khách, but lớp 30 học sinh."""
PRIZES = frozenset({"nhất", "nhì", "ba", "tư"})
NO_PRIZE_BEFORE = frozenset("nan lý hòa hoà phân cởi hóa bày".split())
"""nan giải nhất: here giải is no prize."""
RANKED_FIRST = Phrases.of({"thị trường", "đối tác", "vị trí", "nhà đầu tư", "nhà cung cấp", "nguồn", "bạn hàng"})
"""Nouns before "số 1", "số một" that make it a rank; elsewhere it is a name (tuyến số 1)."""


# --- money and percentages ---

_CURRENCY_NAMES = {
    "VND": "đồng|đồng việt nam|đồng tiền việt nam|vnd|vnđ|việt nam đồng|đ|₫",
    "USD": "usd|đô la|đô la mỹ|đôla|đôla mỹ|đô - la|đô - la mỹ|đô mỹ|đô|mỹ kim|us $|$|dollar|dollar mỹ"
    "|đồng đô la|đồng usd",
    "JPY": "yên|yen|yên nhật|yen nhật|yên nhật bản|đồng yên|jpy|jp ¥|¥",
    "EUR": "euro|eur|€|ơ - rô|ơ rô|đồng euro|đồng tiền chung châu âu",
    "KRW": "won|won hàn quốc|won hàn|đồng won|krw|₩",
    "CNY": "nhân dân tệ|đồng nhân dân tệ|tệ|cny|rmb|ndt|cn ¥",
    "INR": "rupee|rupee ấn độ|rupi|rupi ấn độ|ru - pi|inr|₹|rs",
    "AUD": "đô la úc|đô la australia|đôla úc|đôla australia|đô - la úc|đô - la australia|đô úc|aud|aud $|a $|au $",
    "CAD": "đô la canada|đôla canada|đô - la canada|đô canada|cad|c $|ca $",
    "SGD": "đô la singapore|đôla singapore|đô - la singapore|đô sing|đô la sing|sgd|s $",
    "HKD": "đô la hồng kông|đôla hồng kông|đô - la hồng kông|đô la hong kong|đô la hồng công|hkd|hk $",
    "NZD": "đô la new zealand|đôla new zealand|đô - la new zealand|nzd|nz $",
    "TWD": "đô la đài loan mới|đô la đài loan|đôla đài loan|đô - la đài loan|đài tệ|tân đài tệ|twd|nt $",
    "AED": "dirham|dirham uae|đi - ram|aed",
    "GBP": "bảng|bảng anh|đồng bảng anh|bảng sterling|gbp|£",
    "CHF": "franc thụy sĩ|phrăng thụy sĩ|franc|chf",
    "THB": "baht|baht thái|baht thái lan|bạt|bạt thái|thb|฿",
    "LAK": "kíp|kip|kip lào|kíp lào|lak",
    "KHR": "riel|riên|khr",
    "MYR": "ringgit|ringgit malaysia|myr|rm",
    "IDR": "rupiah|rupiah indonesia|idr|rp",
    "PHP": "peso|peso philippines|php|₱",
    "RUB": "rúp|ruble|rúp nga|ruble nga|đồng rúp|rub|₽",
    "SEK": "krona|krona thụy điển|curon thụy điển|sek",
    "NOK": "krone na uy|curon na uy|nok",
    "DKK": "krone|krone đan mạch|curon|curon đan mạch|dkk",
    "SAR": "riyal|riyal saudi|riyal ả rập xê út|sar",
    "BRL": "real|real brazil|brl|r $",
    "XDR": "sdr|xdr",
    "TRY": "lira|lira thổ nhĩ kỳ|try|₺",
    "UAH": "hryvnia|uah|₴",
    "PLN": "zloty|pln|zł",
    "CZK": "koruna|korun|korun séc|koruna séc|czk|kč",
    "HUF": "forint|huf",
    "RON": "leu|ron",
    "ZAR": "rand|rand nam phi|zar",
    "MXN": "peso mexico|mxn",
    "ILS": "shekel|ils|₪",
    "QAR": "riyal qatar|qar",
    "KWD": "dinar|dinar kuwait|kwd",
    "IQD": "dinar iraq|iqd",
    "BHD": "dinar bahrain|bhd",
    "OMR": "rial oman|omr",
    "IRR": "rial iran|rial|irr",
    "EGP": "bảng ai cập|egp",
    "PKR": "rupee pakistan|pkr",
    "LKR": "rupee sri lanka|lkr",
    "NPR": "rupee nepal|npr",
    "BDT": "taka|bdt",
    "MMK": "kyat|mmk",
    "BND": "đô la brunei|bnd",
    "MOP": "pataca|mop",
    "MNT": "tugrik|mnt",
    "KZT": "tenge|kzt",
    "UZS": "sum uzbekistan|uzs",
    "CLP": "peso chile|clp",
    "NGN": "naira|ngn|₦",
}
CURRENCIES = Phrases({name: code for code, names in _CURRENCY_NAMES.items() for name in names.split("|")})
SHARED_NAMES = {
    "krone": {"đan": "DKK", "uy": "NOK"},
    "curon": {"đan": "DKK", "uy": "NOK", "điển": "SEK"},
    "peso": {"philippines": "PHP", "manila": "PHP", "mexico": "MXN", "chile": "CLP"},
    "rupee": {"ấn": "INR", "pakistan": "PKR", "lanka": "LKR", "nepal": "NPR"},
    "riyal": {"saudi": "SAR", "rập": "SAR", "qatar": "QAR"},
    "rial": {"iran": "IRR", "oman": "OMR"},
    "dinar": {"kuwait": "KWD", "iraq": "IQD", "bahrain": "BHD"},
}
"""Names of several currencies -> a syllable of the country -> the code; the country named last before decides."""
DOLLARS = frozenset("AUD CAD SGD HKD NZD TWD".split())
DOLLAR_NAMES = frozenset({"đô la", "đôla", "đô", "đô - la"})
"""Without a country after them they are those that the sentence has named before, else American."""
CURRENCY_SIGNS = frozenset("$€¥£₫₩₹฿₱₽₺₴₪₦")
CURRENCY_CODES = frozenset(code.lower() for code in _CURRENCY_NAMES) - {"ron", "try", "php"}
CURRENCY_CODES |= {"vnđ", "us", "rm", "rp", "rs", "hk", "nt", "s", "a"}
"""What may begin a currency written before the figure: USD 5 triệu, US$5."""
NEEDS_SCALE = frozenset({"bảng", "tệ", "real", "bạt", "rs", "rm", "rp", "try", "ron", "leu", "rand", "sum"})
"""Currency names that are everyday words too; they count only after triệu, tỷ and the like."""
CENTS = Phrases({"cent": "USD", "cents": "USD", "xu mỹ": "USD", "us cent": "USD", "cent mỹ": "USD", "xu euro": "EUR"})
"""Hundredths of a currency."""
HALF_CODES = frozenset({"us", "a", "c", "s"})
"""Letters that begin the signs of dollars (US $) and are no currency by themselves."""
NOT_CURRENCY = {
    "đồng": frozenset("chí nghiệp bào chủ thời minh đội tổ hành tác phạm sự loạt bằng hồ phục ruộng muối cỏ".split()),
    "đô": frozenset("thị đốc vật hộ thành".split()),
    "yên": frozenset("ngựa bình tĩnh".split()),
}
"""Words after which a currency's name is part of another word: đồng chí, đồng nghiệp."""

PERCENTS = Phrases({"%": "", "phần trăm": "", "điểm phần trăm": "pp", "điểm %": "pp", "đpt": "pp"})


# --- modifiers ---

_MODIFIER_WORDS = {
    "min": "hơn|trên|ít nhất|tối thiểu|không dưới|không ít hơn|không thấp hơn|không kém|quá|vượt|vượt quá|vượt mốc"
    "|vượt mức|vượt ngưỡng|vượt con số|vượt xa|lớn hơn|nhiều hơn",
    "max": "gần|dưới|không quá|không vượt quá|không hơn|không cao hơn|tối đa|chưa tới|chưa đến|chưa đầy"
    "|chưa quá|nhiều nhất"
    "|ngót|non|ít hơn|ngót nghét|không đầy|không tới|không đến|nhỏ hơn",
    "approx": "khoảng|chừng|ước|ước tính|ước chừng|ước khoảng|xấp xỉ|độ|độ chừng|độ khoảng|khoảng chừng|vào khoảng"
    "|tầm|cỡ|trên dưới|phỏng chừng|áng chừng|xê dịch quanh|loanh quanh",
}
_DATE_MODIFIER_WORDS = {
    "min": "sau|sớm nhất|ít nhất",
    "max": "trước|chậm nhất|muộn nhất|không muộn hơn|trễ nhất|không trễ hơn",
    "approx": "khoảng|vào khoảng|chừng|độ|tầm",
}
MODIFIERS = Phrases({words: name for name, every in _MODIFIER_WORDS.items() for words in every.split("|")})
DATE_MODIFIERS = Phrases({words: name for name, every in _DATE_MODIFIER_WORDS.items() for words in every.split("|")})
DURATION_MODIFIERS = Phrases(
    {**MODIFIERS, "chậm nhất": "max", "muộn nhất": "max", "trễ nhất": "max", "sớm nhất": "min"},
)
MODIFIERS_AFTER = Phrases({"trở lên": "min", "trở xuống": "max", "đổ lên": "min", "đổ xuống": "max"})
_FILLERS = {
    "là vào trong đến tới từ đạt cho phải hết": "ít nhất|tối thiểu|không dưới|tối đa|nhiều nhất|sớm nhất|chậm nhất"
    "|muộn nhất|trễ nhất|không quá|khoảng|chừng|trên dưới|vào khoảng|không vượt quá",
    "đạt tăng giảm lên xuống đến tới là còn có chiếm mất cần từ vào tốn thu chi vượt bằng sẽ": "ước|ước tính",
    "dịp mốc thời điểm lễ kỳ nghỉ khi hết": "trước|sau",
    "mức mốc ngưỡng con số": "trên|dưới|hơn|gần|quá|vượt|xấp xỉ|chưa tới|chưa đầy|chưa đến|vượt quá",
}
FILLERS = {
    modifier: frozenset(words.split()) for words, modifiers in _FILLERS.items() for modifier in modifiers.split("|")
}
"""Modifier -> words that may stand between it and its number: ước đạt 5 tỷ, ít nhất đến năm 2030, trước dịp Tết."""
BY_HOW_MUCH = frozenset("so mục kế chỉ dự cùng định yêu công tải quy".split())
"""Words after a percentage that say over what it goes: vượt 12% mục tiêu, quá 20% tải trọng."""
NEGATIONS = frozenset("không chưa chẳng đừng".split())
NOT_MODIFIER = {
    "độ": frozenset(
        "tốc mức cường nhiệt trình tiến mật góc vận biên thái chế quy tuổi thang sản chất kinh vĩ nồng ấn cao".split()
    ),
    "ước": frozenset("hiệp công mơ mong điều ký khế quy".split()),
    "hơn": frozenset(
        "ít nhỏ thấp kém cao nhanh chậm sớm muộn rẻ đắt tốt xấu ngắn lớn hẹp trễ lâu đông nặng nhẹ già trẻ nóng lạnh "
        "ấm mạnh yếu dày mỏng".split()
    ),
    "cỡ": frozenset("kích đủ mọi tầm".split()),
    "tầm": frozenset("trong ngoài tới".split()),
    "quá": frozenset("đi".split()),
    "gần": frozenset("nơi ở xã".split()),
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
        "ngày làm việc": ("D", 1),
        "hôm": ("D", 1),
        "bữa": ("D", 1),
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
NOT_TIME = {
    "tiếng": frozenset("nói dân nước trống hát kêu vang anh hàn nhật trung pháp đức nga việt".split()),
    "bữa": frozenset("ăn cơm tiệc tối trưa sáng phụ chính cỗ nhậu".split()),
    "ngày": frozenset("công hội lễ lương phép".split()),
    "quý": frozenset("ông bà khách vị".split()),
    "tuần": frozenset("rượu trà trăng".split()),
    "hôm": frozenset("".split()),
    "giờ": frozenset("giảng dạy tín bay".split()),
}
"""Words after which a unit of time is something else: tiếng nói, bữa cơm, ngày công, giờ bay."""

FINER = {"Y": ("M", 12), "M": ("D", 30), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}
"""The unit that carries the fraction of another, and how many make one."""
ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")

ONWARD = Phrases.of({"tới", "sắp tới", "tiếp theo", "kế tiếp", "tới đây"})
BACK = Phrases.of({"qua", "vừa qua", "gần đây", "vừa rồi", "trở lại đây", "gần nhất", "nay", "lại đây"})
AGO = Phrases.of({"trước", "trước đây", "về trước"})
THIS = Phrases.of({"này"})
HENCE = Phrases.of({"nữa"})
NOT_DEICTIC = {
    "tới": frozenset("thăm dự nay các một đây đó nơi hơn gần mức cuối đầu hạn".split()),
    "qua": frozenset("đường kênh việc các hình hệ một những biên đời lại đó tay".split()),
    "trước": frozenset("khi đó thời hạn nguy những sự các và mắt tiên".split()),
    "sau": frozenset("khi đó".split()),
    "nay": frozenset("mai".split()),
    "rồi": frozenset("".split()),
    "này": frozenset("".split()),
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
        "kia": -2,
        "tới": 1,
        "sau": 1,
        "sắp tới": 1,
        "kế tiếp": 1,
        "tiếp theo": 1,
        "tới đây": 1,
        "sau nữa": 2,
        "trước nữa": -2,
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
        "hôm kìa": -3,
        "hôm trước": None,
        "hôm sau": None,
        "hôm đó": None,
        "hôm ấy": None,
        "ngày mai": 1,
        "ngày hôm sau": None,
        "ngày kia": 2,
        "ngày mốt": 2,
        "bữa nay": 0,
        "bữa qua": -1,
        "bữa kia": -2,
        "bữa trước": None,
    }
)
"""Words for days -> days from the article's date; None for those that have none."""
BEFORE_MAI = frozenset("thì đến tới từ hẹn ngay".split())
AFTER_MAI = frozenset("tôi anh chị em ông bà các chúng họ mình con trời".split())
"""Words beside mai by itself that make it tomorrow."""
DAY_PARTS = frozenset("sáng trưa chiều tối đêm khuya".split())
AFTERNOON = frozenset("chiều tối đêm khuya".split())
PART_DAYS = {"nay": 0, "qua": -1, "mai": 1}
WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5}
WEEKDAY_BEFORE = DAY_PARTS | frozenset("ngày vào hôm từ đến".split())
WEEKDAY_WHEN = WEEKDAY_BEFORE - {"ngày", "từ", "đến"}
REPEATED = frozenset("mỗi hằng hàng các chợ".split())
"""Before tuần, or before weekdays (phiên chợ Chủ nhật), they make weekdays that come again and have no date."""
PER_DAY = frozenset("lần bữa buổi giờ viên tiếng ca lượt chuyến liều".split())
"""ngày 2 lần, ngày 4 bữa: so many a day."""
MONTH_WORDS = Phrases(
    {
        "giêng": 1,
        "một": 1,
        "hai": 2,
        "ba": 3,
        "tư": 4,
        "năm": 5,
        "sáu": 6,
        "bảy": 7,
        "bẩy": 7,
        "tám": 8,
        "chín": 9,
        "mười": 10,
        "mười một": 11,
        "mười hai": 12,
        "chạp": 12,
    }
)
THIRDS = {"đầu": 0, "giữa": 1, "cuối": 2}
TEN_DAYS = {"thượng": 0, "trung": 1, "hạ": 2}
"""thượng tuần, trung tuần, hạ tuần: the three times ten days of a month."""
NOT_THIRD_AFTER = frozenset("hàng lần bắt ban đứng dẫn bước đợt khởi vòng mở đi mào".split())
"""hàng đầu, bắt đầu: here đầu is no part of a period."""
HALVES = {"đầu": "đầu", "cuối": "cuối", "sau": "cuối", "trước": "đầu"}
QUARTER_WORDS = {"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}
THAT = frozenset({"đó", "ấy"})

PLURALS = frozenset("những các nhiều mấy vài ít hằng hàng mỗi từng bao đôi dăm lâu".split())
"""Before năm, tháng, tuần they make a vague time: những năm qua, hằng năm."""
VAGUE = frozenset("vài mấy hàng nhiều dăm đôi bao hằng muôn mươi chục cả".split())
"""Before a scale or a numeral they make a vague amount: vài chục, hàng nghìn, mấy trăm."""

FUTURE = frozenset("sẽ sắp hạn phải cần muốn mong chuẩn".split())
FUTURE_PAIRS = frozenset(
    {
        "dự kiến",
        "kế hoạch",
        "mục tiêu",
        "đề nghị",
        "cam kết",
        "chậm nhất",
        "muộn nhất",
        "gian tới",
        "dự định",
        "dự tính",
    }
    | {"hẹn xem", "yêu cầu", "hướng tới", "phấn đấu"}
)
MISSED = frozenset("lỡ quá trễ hết hơn".split())
"""Words before hạn that put it into the past: lỡ hạn tháng 6, sớm hơn hạn chót cuối tháng 3."""
PAST = frozenset("đã vừa từng rồi lỡ".split())
PAST_BESIDE = frozenset("hôm hồi".split())
"""Right before a date they put it into the past: hôm 12/5, hồi tháng 10."""

TET = Phrases(
    dict.fromkeys(["tết", "tết nguyên đán", "tết âm lịch", "tết cổ truyền", "tết ta", "tết cả"], "tet")
    | {"tết dương lịch": "01-01", "giáng sinh": "12-25", "noel": "12-25", "lễ giáng sinh": "12-25"}
    | {"quốc khánh": "09-02", "ngày quốc khánh": "09-02"}
)
"""Holidays -> the day; tet is looked up by year."""
HOLIDAY_BEFORE = frozenset("trước sau dịp vào đến tới từ hết qua ngày trong lễ đúng nghỉ mùa".split())


# --- quantities ---

MEASURES = Phrases.of(
    (
        "kg|g|gr|gram|gam|mg|tấn|tạ|yến|cân|ký|kí|lạng|lít|ml|cc|km|m|cm|mm|dm|m2|m3|m 2|m 3|m²|m³|km2|km 2|km²"
        "|cm2|cm²"
        "|ha|mét|thước|phân|ly|héc - ta|hec - ta|hecta|héc ta|hec ta|sào|mẫu|mẫu anh|công|công đất|mẫu tây|acre"
        "|w|kw|mw|gw|wh|mwh|kwh|gwh|twh|gw giờ|mw giờ|kw giờ|kilowatt giờ|megawatt|gigawatt|kilowatt|watt|oát"
        "|kv|kva|mva"
        "|mvar|wp|kwp|mwp|gwp|tb|gb|mb|kb|pb|terabyte|gigabyte|megabyte|gbps|mbps|tbps|ghz|mhz|hz|teu|dwt|thùng"
        "|hải lý|dặm"
        "|inch|độ c|độ brix|°c|°|° c|độ|độ f|độ richter|mét vuông|mét khối|km vuông|ki - lô - mét|ki - lô - gam"
        "|ki lô mét"
        "|ki - lô - mét vuông|ki lô gam|kilomet|kilômét|kilogam|kilôgam|kilogram|cây số|tuổi|điểm|điểm cơ bản"
        "|lần|ca|giạ|tá|chỉ|lượng|carat"
        "|ounce|pound|gallon|feet|foot|yard|mm hg|db|ppm|lux|mã lực|hp|knot|hải lí|tấn lực|cal|kcal|joule|kj|mj"
        "|bar|pa"
        "|microgam|thìa|muỗng|bát|chén|cốc|‰|phần nghìn|phần ngàn|mcg|µg|nm|µm|megapixel|mp|bit|byte|bps"
        "|thước tây|khối"
    ).split("|")
)
COUNTS_ONE = Phrases.of(
    "kg|ký|kí|cân|tấn|km|ha|lít|mét|m2|mw|kw|thùng|tạ|tá|héc - ta|mét vuông|mét khối|yến|sào|mẫu|dặm|hải lý"
    "|phần trăm|%".split("|"),
)
"""Measures before which một is a numeral, not an article."""

POINTED_AT = Phrases.of(
    "bên|nước|phía|chính phủ|quốc gia|dân tộc|nền kinh tế|nhà lãnh đạo|quốc hội|nhân dân|đảng|đất nước|thủ tướng"
    "|bộ trưởng|tổng thống|chủ tịch|thứ trưởng|nguyên thủ|nghị viện|lãnh đạo|vị|ông|bà|nền|quân đội|nhà nước".split("|")
)
"""Nouns before which hai only points back to known parties."""
OFTEN_POINTED_AT = Phrases.of(
    "trường|thị trường|đoàn|cơ quan|đơn vị|công ty|tập đoàn|đối tác|bộ|ngành|tổ chức|thành phố|tỉnh|ngân hàng|khu vực"
    "|địa phương|lực lượng|doanh nghiệp|hãng|viện|liên danh|nhà thầu|hiệp hội|đội|huyện|xã|phường|sở|nhà máy"
    "|chuyên gia|người|học viện|trường đại học|nhà sản xuất|nhà đầu tư|chi nhánh|nhà cung cấp|cảng|quận|nhóm"
    "|quỹ".split("|")
)
"""Nouns before which hai points back unless the sentence brings them in (có, gồm, tại … hai) or names them after it."""
COUNTRIES = frozenset("việt nhật hàn mỹ trung ấn pháp đức anh úc nga thái lào".split())
"""First syllables of countries: hai trường Việt Nam names no schools."""
COUNTRY_ENDS = frozenset("quốc bản mỹ nga pháp đức anh úc thái lào độ đan mạch điển sĩ ý lan kỳ".split())
"""Last syllables of countries, after which a figure counts: Hàn Quốc 620."""
HARMED = frozenset("chết bị tử thiệt mất nhập khác".split())
"""Words after "hai người" that tell something new of them."""
BRINGS_IN = frozenset(
    "có gồm thêm ở tại trên trong là mở xây lập chọn cử cho với tới từ qua sang thành được mất đưa nhận tuyển và đón "
    "dựng đóng mua bán thuê cấp nuôi trồng nằm thuộc thăm vào còn khiến làm".split()
)
ALWAYS_POINTED_AT = Phrases.of({"bên", "phía", "chiều", "con số", "mặt", "tay", "đằng", "chân", "mắt", "đầu"})
"""The same after any small numeral: ba bên, 2 phía, hai chiều."""

STOPS = frozenset(
    "và của là đã sẽ đang được bị do bởi trong ngoài cho tại ở từ đến tới với để theo có không chưa so cùng nhưng "
    "mà thì này đó kia ấy nay trên dưới khi vào lên xuống ra về qua sau trước tăng giảm đạt còn hoặc hay như nếu "
    "nên vì rằng cũng vẫn rất hơn gần khoảng chỉ đều mới cả các những mỗi một hai ba bốn sáu bảy tám chín mười "
    "riêng gồm bằng gấp thuộc nhằm trở chiếm cần phải muốn nữa rồi đây tương thông nằm giữa đi lại nói nhất đầu "
    "cuối vừa tiếp cao thấp lớn nhỏ mở giúp dự ký góp nhờ kể suốt rưỡi phần thứ số hàng ngay tính liên thay sang "
    "toàn bán cứu mươi mốt lăm tư tr k h dài ngắn rộng hẹp tốt xấu cũ đầy trống nặng nhẹ sâu xa trị rưởi song trừ "
    "ngoại chia đúng luôn mỗi tức chủ lúc hồi hôm dù tuy bất xin mà "
    "nhé à ạ ư thôi nhưng-mà giành mất "
    "năm tháng ngày tuần quý giờ phút giây trăm nghìn ngàn triệu tỷ tỉ vạn đồng đứng xếp thuê khác khắp dành "
    "chờ".split()
)
"""Syllables that cannot begin a counted noun."""

PLACED = frozenset("xã phường thôn tỉnh thành huyện quận khu vùng đây đó trong ngoài trên các những".split())
"""Words of places after ở: 120 chỗ ở xã Trà Leng."""

NAMING = frozenset(
    "số phòng điều đường phố ngõ ngách hẻm quận phường lộ chương hình bảng khoản mục ga km bàn cổng tiết "
    "kiệt block căn hầm".split()
)
"""Nouns that a figure names, whatever follows but a unit of measure: phòng 302, tầng 5, điều 12."""
ROADS = frozenset({"quốc lộ", "tỉnh lộ", "vành đai", "đại lộ", "cao tốc"})
"""Words that a figure names whatever follows: trên Quốc lộ 1 ngày ấy, trong Vành đai 1."""
NAMED = NAMING | frozenset(
    "kỳ tập lớp mẫu quyển nhóm bước cột tuyến phiên kênh bản nghệ nghiệp nhà cỡ tổ đội khu lô cửa tòa trạm gói "
    "xe bến cảng cầu bộ mức thế khối vùng miền cụm thầu mỏ vực mạch".split()
)
"""Nouns that a figure names unless it counts what follows: nhóm 3, but nhóm 3 chuyên gia."""
NOT_NAMED_AFTER = frozenset("con tổng trong với".split())
"""con số 12, tổng số 12, trong số 12 dự án."""

NAME_HEADS = Phrases.of(
    "luật|bộ luật|công ước|hiến pháp|hiệp ước|hiệp định|nghị định thư|diễn đàn|hội nghị|hội chợ|triển lãm"
    "|lễ hội|festival"
    "|liên hoan|cuộc thi|tuần lễ|đối thoại|đại hội|kỳ họp|phiên họp|khóa họp|hội thảo|ủy ban|cuộc họp|hội đàm|cúp"
    "|olympic|expo|hội khỏe|chương trình|chiến lược|năm du lịch|ngày hội|ngày chủ nhật|tham vấn|giao lưu".split("|")
)
"""What may begin a name that ends in a figure or a rank: Luật Đất đai 2024, Đối thoại … lần thứ 4."""

DOCUMENTS = frozenset(
    {"nghị định", "thông tư", "quyết định", "nghị quyết", "chỉ thị", "công văn", "phiên bản", "đại hội", "công điện"}
    | {"hiệp định", "công ước", "sắc lệnh", "nghị trình", "đặc nhiệm", "trung đoàn", "sư đoàn", "lữ đoàn", "tiểu đoàn"}
)
"""Nouns of two syllables that a figure names: Nghị định 100, phiên bản 3."""
SCORES = frozenset("thắng thua hòa hoà số dẫn gỡ".split())
"""Words before a score: thắng 3-1, tỷ số 2-2."""
PLACES = Phrases.of(
    "tuyến phố|tuyến đường|đường|phố|con phố|con đường|cánh đồng|tỉnh|thành phố|trường|trường học"
    "|trường mẫu giáo|đảo|hòn đảo"
    "|địa bàn|huyện|xã|quận|bãi|sân|ngọn núi|mặt trận|cây cầu|khu vực|bệnh viện|chợ|cảng|ga|ngôi chùa|nhà máy".split(
        "|"
    )
)
"""Nouns before which trên, dưới, gần and a small number word say where: trên ba tuyến phố."""
PRICED = frozenset(
    "bán giá lương mua trả phạt đóng chi vốn lãi lỗ nợ vay tiền thu góp cọc thưởng phí học-phí bớt thuê tốn kiếm nộp "
    "lĩnh nhận-lương đền đặt đầu-tư rót trần ngân cọc ứng thiếu hụt".split()
)
"""Words before a large amount without a currency that make it one of đồng: bán 1,8 tỷ, lương 7 triệu."""

IDIOMS = Phrases.of(
    "ba pha|nửa mừng nửa lo|nửa tin nửa ngờ|nửa đùa nửa thật"
    "|ba lô|ba mẹ|ba má|ba rọi|ba hoa|ba phải|ba gai|ba cọc ba đồng|ba chân bốn cẳng|ba bốn bận|bảy nổi ba chìm"
    "|năm châu|năm châu bốn bể|bốn bể|bốn biển|bốn phương|năm lần bảy lượt|năm hết tết đến|năm cha ba mẹ"
    "|một nắng hai sương"
    "|một mình|một số|một vài|một lòng|một mực|một cách|một lúc|một ít|một chút|một lần nữa|một bên|một mặt"
    "|một công đôi việc|bốn tại chỗ|ba tại chỗ|ba cùng|ba nhất|ba sẵn sàng|ba đảm đang"
    "|ba sạch|một vốn bốn lời|chín muồi|chín rộ|chín vàng|chín mọng|chín chắn|chín cây|tám chuyện|hai lòng"
    "|hai mang|hai mặt|nửa vời|nửa chừng|nửa đêm|nửa đường|nửa mùa|trăm nghe không bằng một thấy|muôn người như một"
    "|một lời|không khí|triệu tập|triệu hồi|vạn sự|ba ba|mười mươi|mười phân vẹn mười|ba đầu sáu tay"
    "|hai năm rõ mười|ba bề bốn bên"
    "|một sớm một chiều|một hai|năm thì mười họa|ba bảy|một đi không trở lại|ba toong|một khi|một thể"
    "|một đằng|một trong"
    "|một trong những|bốn mùa|năm cùng tháng tận|ngày một|mỗi ngày một|một loạt|một dạo|một thời|một đời"
    "|một mạch|một phen".split("|")
)
"""Set phrases whose numerals count nothing."""
FOLLOWED_BY_NOTHING = frozenset("xong được có còn là thành gồm làm đạt lên xuống tới trừ thêm".split())
"""Verbs after which a single digit in words ends the clause: mới xong hai."""

FRACTION_OF = frozenset(
    "số tổng diện dân vốn lượng kim doanh sản công chặng thời thành quy nguồn trong ý các những toàn chiều "
    "quãng giá chi "
    "nhu dung còn khối hành thị chỉ đại lao người cổ".split()
)
"""Words after 2/3 that make it a fraction rather than a day."""
FRACTION_BEFORE = frozenset(
    "hơn gần khoảng chiếm bằng tới đạt chừng quá đến mất còn giảm tăng dành bán mới hết".split()
)
ONE_LASTS = frozenset(
    "trong sau suốt dài mất hơn gần khoảng chừng quá đầy tới nhất ngót dưới trên thêm cứ muộn sớm trước chưa "
    "tròn đúng "
    "vòng đến tù hạn đây thiểu đa chậm trễ".split()
)
"""Words before "một năm" that make một a numeral."""
MEALS_LAST = ONE_LASTS | {"liền", "nghỉ", "chờ", "luôn", "ở"}
"""Two words before bữa that make it a day, not a meal."""
ONE_JOINS = frozenset("và , kèm cùng thêm".split())
RIPE = frozenset("chưa xoài lúa nướng quả trái đã vừa đang cà nấu luộc".split())
"""Words before chín that make it ripe or done."""
