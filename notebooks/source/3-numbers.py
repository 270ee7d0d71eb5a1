# %% [markdown]
"""
# 3. Con số: “42,5 tỷ” thành một giá trị · Numbers: how “42,5 tỷ” becomes a value

Người đọc báo thấy “42,5 tỷ đồng” là hiểu ngay: bốn mươi hai tỷ rưỡi, tiền Việt Nam. Máy chỉ thấy mười hai ký tự. Trong
notebook này bạn viết một **bộ đọc số** (number reader): nó tìm các con số trong câu và cho biết mỗi con số nghĩa là gì.
Bạn viết từng phần nhỏ, chấm điểm sau mỗi phần, rồi so với bộ đọc có sẵn của camket và xem cả hai sai ở đâu.

> A newspaper reader sees “42,5 tỷ đồng” and understands at once: forty-two and a half billion, Vietnamese money. A
> machine sees twelve characters. In this notebook you write a **number reader**: it finds the numbers of a sentence and
> says what each one means. You write it in small parts, score it after each, then compare it with camket's own reader
> and look at where both go wrong.

**Cần biết trước:** hàm, từ điển (`dict`) và vòng lặp trong Python; biểu thức chính quy (regular expression) được giải
thích khi gặp. **Thời gian:** một buổi chiều. **Bài tập:** 8.

> **You need:** functions, dictionaries and loops in Python; regular expressions are explained as we meet them. **Time:**
> an afternoon. **Exercises:** 8.
"""

# %% readonly="setup"
import sys

sys.path[:0] = [".", ".."]  # nơi có thư mục checks · where the folder checks lies


class Stop(Exception):
    def _render_traceback_(self):
        return ["Hãy mở notebook này từ thư mục notebooks của camket. "
                "· Open this notebook from the folder notebooks of camket."]  # fmt: skip


try:
    from checks import ready
except ModuleNotFoundError:
    raise Stop from None
ready("pandas", "matplotlib")

# %%
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import matplotlib.pyplot as plt
import pandas as pd

import camket
from camket import Number
from checks import numbers as check
from checks import show

# %% [markdown]
"""
## 1. Một con số gồm những gì · What a number is made of

Ta dùng hai phần của bộ dữ liệu: `train` (tập huấn luyện) để học, `validation` (tập kiểm định) để thử. Phần `test` để
dành đến cuối, vì điểm số chỉ đáng tin khi đo trên những bài mà ta chưa nhìn tới lúc viết chương trình.

> We use two parts of the dataset: `train` to learn from and `validation` to try things out. `test` is kept for the end:
> a score can only be trusted on articles that nobody looked at while writing the program.

Dưới đây là một câu với các con số đã được gán nhãn. Mỗi con số là một **khoảng** (span), tức là vị trí bắt đầu và kết
thúc trong văn bản, kèm **nhãn** (label) và **giá trị** (value).

> Below is a sentence with its numbers annotated. Each number is a **span**, that is where it starts and ends in the text,
> with a **label** and a **value**.
"""

# %%
train, validation = camket.load("train"), camket.load("validation")
article = next(document for document in validation if document.id == "composed-012")
sentence = article.sentences[19]
show.spans(article.text, article.numbers, sentence.start, sentence.end)

# %% [markdown]
"""
Ngoài giá trị, một con số còn có **đơn vị** (unit) và đôi khi có **từ hạn định** (modifier): `min` là “ít nhất chừng ấy”
(hơn, trên), `max` là “nhiều nhất chừng ấy” (gần, dưới), `approx` là “khoảng chừng ấy”. Từ hạn định đứng ngoài khoảng.

> Besides its value a number has a **unit** and sometimes a **modifier**: `min` means “at least so much” (hơn, trên), `max`
> “at most” (gần, dưới), `approx` “about”. The word itself stays outside the span.
"""

# %%
inside = [number for number in article.numbers if sentence.start <= number.start < sentence.end]
rows = [(article.surface(n), n.label, n.value, n.unit, n.modifier) for n in inside]
HEAD = "chữ · words", "nhãn · label", "giá trị · value", "đơn vị · unit", "từ hạn định · modifier"
show.table(rows, *HEAD)

# %% [markdown]
"""
Có sáu nhãn: tiền (MONEY), phần trăm (PERCENT), số lượng (QUANTITY), số thứ tự (ORDINAL), thời điểm (DATE) và độ dài thời
gian (DURATION). Nhãn nào hay gặp thì nên viết phần đọc cho nhãn ấy trước.

> There are six labels: MONEY, PERCENT, QUANTITY (so many of something), ORDINAL (a rank), DATE (when) and DURATION (how
> long). It pays to write the part for a frequent label first.
"""

# %%
labels = pd.Series([number.label for document in train for number in document.numbers])
labels.value_counts(ascending=True).plot.barh(figsize=(7, 2.4), color="#2a5db5")
plt.title("Con số trong tập train · Numbers in train")
plt.xlabel("bao nhiêu · how many")
plt.ylabel("")
plt.show()

# %% [markdown]
"""
## 2. Dấu phẩy và dấu chấm · Commas and dots

Tiếng Việt viết `42,5` cho bốn mươi hai rưỡi và `5.000` cho năm nghìn: dấu phẩy là dấu thập phân, dấu chấm ngăn hàng
nghìn. Python, như tiếng Anh, làm ngược lại. Nguy hiểm nhất là khi **không có lỗi nào báo ra**:

> Vietnamese writes `42,5` for forty-two and a half and `5.000` for five thousand: a comma marks decimals, a dot groups
> thousands. Python, like English, does the opposite. The dangerous case is the one **without any error message**:
"""

# %%
float("5.000")

# %% [markdown]
"""
Còn một cái bẫy nữa. Kiểu `float` lưu số theo hệ nhị phân, nên 4,1 chỉ được lưu gần đúng; nhân lên một tỷ thì sai số lộ
ra. Tiền phải đúng đến từng đồng, vì vậy ta dùng `Decimal`, kiểu số thập phân chính xác của Python.

> There is one more trap. A `float` is stored in binary, so 4.1 is only stored approximately; multiplied by a billion the
> error shows. Money must be right to the last đồng, so we use `Decimal`, Python's exact decimal type.
"""

# %%
show.table([(float("4.1") * 10**9, Decimal("4.1") * 10**9)], "4,1 tỷ: float", "4,1 tỷ: Decimal")

# %% [markdown]
"""
### ✎ Bài tập 1 · Exercise 1: `decimal`

Viết hàm nhận một số viết kiểu Việt Nam và trả về `Decimal`: `decimal("42,5")` → `Decimal("42.5")`, `decimal("5.000")` →
`Decimal("5000")`. Mọi phần sau đều dựa vào hàm này: sai ở đây là sai gấp một nghìn lần.

> Write a function that takes a figure as Vietnamese writes it and returns a `Decimal`: `decimal("42,5")` →
> `Decimal("42.5")`, `decimal("5.000")` → `Decimal("5000")`. All that follows rests on it: a mistake here is a mistake by
> a factor of a thousand.
"""


# %% exercise="decimal"
def decimal(text):
    ### BEGIN SOLUTION
    return Decimal(text.replace(".", "").replace(",", "."))
    ### END SOLUTION


# %% check="decimal" points=1
check.decimal(decimal)

# %% [markdown]
"""
## 3. Nghìn, triệu, tỷ · The words of scale

Báo ít khi viết hết các số 0. “42,5 tỷ” là 42,5 × 1.000.000.000. Các từ chỉ bậc có thể nối nhau, và khi đó chúng **nhân**
với nhau: “5 nghìn tỷ” là 5 × 1.000 × 1.000.000.000, tức năm nghìn tỷ, tiếng Anh gọi là *five trillion*. Cùng một từ có
thể viết hai cách: tỷ hoặc tỉ, nghìn hoặc ngàn.

> Newspapers rarely write all the noughts. “42,5 tỷ” is 42.5 × 1,000,000,000. Words of scale can follow each other, and
> then they **multiply**: “5 nghìn tỷ” is 5 × 1,000 × 1,000,000,000, *five trillion* in English. The same word may have two
> spellings: tỷ or tỉ, nghìn or ngàn.
"""

# %%
SCALE = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}

# %% [markdown]
"""
### ✎ Bài tập 2 · Exercise 2: `scale`

Viết hàm nhận các từ chỉ bậc (không, một hoặc nhiều từ) và trả về số nguyên để nhân: `scale("tỷ")` → `1000000000`,
`scale("nghìn tỷ")` → `1000000000000`, `scale("")` → `1`. Trường hợp rỗng cũng cần đúng, vì “380 euro” không có từ chỉ bậc.

> Write a function that takes words of scale (none, one or several) and returns the whole number to multiply by:
> `scale("tỷ")` → `1000000000`, `scale("nghìn tỷ")` → `1000000000000`, `scale("")` → `1`. The empty case matters too, as
> “380 euro” has no such word.
"""


# %% exercise="scale"
def scale(words):
    ### BEGIN SOLUTION
    product = 1
    for word in words.lower().split():
        product *= SCALE[word]
    return product
    ### END SOLUTION


# %% check="scale" points=1
check.scale(scale)

# %% [markdown]
"""
## 4. Bộ đọc đầu tiên: tiền · A first reader: money

Hai bài tập trên cho ta giá trị. Còn thiếu hai thứ: tìm con số nằm ở đâu, và đơn vị. Đơn vị của tiền là mã **ISO 4217**,
ba chữ cái cho mỗi đồng tiền, để “đồng” và “VND” không bị coi là hai thứ khác nhau.

> These two exercises give us the value. Two things are missing: where the number is, and its unit. The unit of money is
> its **ISO 4217** code, three letters for each currency, so that “đồng” and “VND” do not pass for different things.

Nếu lời giải của bạn chưa qua, `check.usable` cho mượn một bản chạy được, nên các phần sau vẫn chạy.

> Where your answer does not pass yet, `check.usable` lends one that works, so that what follows still runs.
"""

# %%
decimal, scale = check.usable(decimal), check.usable(scale)
CURRENCY = {
    "đồng": "VND", "USD": "USD", "đô la": "USD", "euro": "EUR", "yên": "JPY", "won": "KRW",
    "rupee": "INR", "nhân dân tệ": "CNY", "dirham": "AED", "ringgit": "MYR",
    "đô la Canada": "CAD", "đô la Úc": "AUD",
}  # fmt: skip

# %% [markdown]
r"""
Để tìm, ta dùng **biểu thức chính quy** (regular expression): một mẫu mô tả chuỗi ký tự. `\d+` là một hay nhiều chữ số,
`[.,]` là dấu chấm hoặc dấu phẩy, `(…)*` là “lặp lại bao nhiêu lần cũng được, kể cả không lần nào”, `(…)?` là “có hoặc
không”, `a|b` là “a hoặc b”, `\s` là khoảng trắng, `\b` là ranh giới của một từ. `(?:…)` chỉ gộp nhóm, còn `(?P<unit>…)` đặt
tên cho phần khớp được để lấy ra dùng. Trong “a hoặc b” phải để tên dài trước: nếu “đô la” đứng trước “đô la Canada” thì mẫu dừng ở “đô la”.
Hàm `any_of` lo việc ấy; `re.escape` giữ cho dấu chấm trong một tên chỉ là dấu chấm.

> To find numbers we use **regular expressions**: patterns that describe strings. `\d+` is one or more digits, `[.,]` a dot
> or a comma, `(…)*` “as often as you like, also not at all”, `(…)?` “once or not at all”, `a|b` “a or b”, `\s` white space,
> `\b` the edge of a word. `(?:…)` only groups, `(?P<unit>…)` gives what it matched a name, to take it out by. In “a or b” long names must come first: with
> “đô la” before “đô la Canada” the pattern stops at “đô la”. The function `any_of` sees to it; `re.escape` keeps a dot in a name a mere dot.
"""


# %%
def any_of(words):
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) for word in longest_first) + r")\b"


FIGURE = r"\d+(?:[.,]\d+)*"
SCALES = rf"(?:{any_of(SCALE)}\s+)*"
MONEY = re.compile(rf"(?P<figure>{FIGURE})\s*(?P<scale>{SCALES})(?P<unit>{any_of(CURRENCY)})")
match = MONEY.search("Quỹ cho vay 5 nghìn tỷ đồng trong năm nay")
match.groupdict()

# %% [markdown]
"""
Một **luật** (rule) là một hàm: nhận văn bản và ngày của bài, đưa ra từng con số nó tìm thấy (`yield` đưa ra một kết quả rồi
chạy tiếp). `Number` gồm vị trí, nhãn, giá trị và đơn vị. Hàm `plain` viết giá trị theo quy ước của bộ dữ liệu: không số mũ,
không số 0 thừa.

> A **rule** is a function: it takes a text and the article's date, and gives the numbers it finds one by one (`yield` gives
> one result and goes on). A `Number` has its places, label, value and unit. `plain` writes a value as the dataset does: no
> exponent, no trailing zeros.
"""


# %%
def plain(value):
    return f"{Decimal(value).normalize():f}"


def money(text, today):
    for m in MONEY.finditer(text):
        value = decimal(m["figure"]) * scale(m["scale"])
        yield Number(m.start(), m.end(), "MONEY", plain(value), CURRENCY[m["unit"]])


example = "Ngân hàng cho vay hơn 5 nghìn tỷ đồng, quỹ góp 42,5 triệu USD và 380 euro cho mỗi hộ."
show.spans(example, money(example, None))

# %% [markdown]
"""
Bộ đọc áp dụng mọi luật trong một danh sách. Hai luật có thể tìm ra hai khoảng chồng lên nhau; khi đó ta giữ khoảng **dài hơn**, vì mẫu
dài hơn đã hiểu được nhiều chữ hơn.

> A reader applies every rule of a list. Two rules may find spans that overlap; then we keep the **longer** one, since the longer
> pattern made sense of more words.
"""


# %%
def longest(found):
    kept = []
    # số dài trước · long ones first
    for number in sorted(found, key=lambda n: (n.start - n.end, n.start)):
        if all(number.end <= other.start or other.end <= number.start for other in kept):
            kept.append(number)
    return sorted(kept)


def read(text, today, rules):
    return longest([number for rule in rules for number in rule(text, today)])


# %% [markdown]
"""
### Chấm điểm theo bốn bước · Scoring in four steps

Bộ chấm của camket (`camket.score`) so từng con số với **đáp án** (gold), tức là nhãn được coi là đúng. Một con số phải qua
bốn bước: đúng khoảng và nhãn → đúng cả giá trị → đúng cả đơn vị → đúng cả từ hạn định. Điểm của mỗi bước là **F1**, trung
bình điều hòa của **độ chính xác** (precision: trong những gì tìm ra, bao nhiêu phần là đúng) và **độ phủ** (recall: trong
những gì cần tìm, bao nhiêu phần được tìm ra).

> camket's scorer (`camket.score`) compares each number with **gold**, the annotation taken as right. A number passes
> four steps: span and label right → value right too → unit too → modifier too. Each step gets an **F1**, the harmonic mean
> of **precision** (how much of what was found is right) and **recall** (how much of what should be found was found).
"""


# %%
def predict(rules, documents):
    predicted = []
    for document in documents:
        numbers = read(document.text, date.fromisoformat(document.date), rules)
        # bản sao của bài với con số khác · a copy of the article with other numbers
        predicted.append(replace(document, numbers=tuple(numbers)))
    return predicted


results = {"tiền · money": camket.score(validation, predict([money], validation))}

# %%
STEPS = {
    "numbers_span": "khoảng · span",
    "numbers_value": "giá trị · value",
    "numbers_unit": "đơn vị · unit",
    "numbers": "tất cả · all",
}


def steps(scores):
    counts = [(name, scores.micro(metric)) for metric, name in STEPS.items()]
    rows = []
    for name, c in counts:
        rows.append((name, *(f"{100 * x:.1f}" for x in (c.precision, c.recall, c.f1))))
    return show.table(rows, "bước · step", "độ chính xác · precision", "độ phủ · recall", "F1")


steps(results["tiền · money"])

# %% [markdown]
"""
Độ phủ thấp, vì bộ đọc mới chỉ biết tiền mà điểm tính trên mọi con số. Độ chính xác thì cao, nhưng giảm ở bước cuối: ta
chưa đọc từ hạn định.

> Recall is low, as the reader knows nothing but money while the score counts every number. Precision is high, but falls at
> the last step: we do not read modifiers yet.

## 5. Hơn, gần, khoảng · More than, nearly, about

“Hơn 5 nghìn tỷ” không phải 5 nghìn tỷ. Từ hạn định đứng ngay trước con số. Cái khó là có từ chứa từ khác: “dưới” là
`max`, nhưng “không dưới” là `min`, còn “trên dưới” là `approx`.

> “Hơn 5 nghìn tỷ” (more than five trillion) is not five trillion. The modifier stands right before the number. What makes
> it hard: some hold others. “dưới” is `max`, but “không dưới” is `min`, and “trên dưới” is `approx`.
"""

# %%
MODIFIERS = {
    "hơn": "min", "trên": "min", "ít nhất": "min", "tối thiểu": "min", "không dưới": "min",
    "vượt": "min",
    "gần": "max", "dưới": "max", "không quá": "max", "tối đa": "max", "chưa đầy": "max",
    "chưa tới": "max",
    "khoảng": "approx", "chừng": "approx", "ước": "approx", "xấp xỉ": "approx",
    "trên dưới": "approx",
}  # fmt: skip
DATE_MODIFIERS = {
    "trước": "max", "chậm nhất": "max", "muộn nhất": "max", "sau": "min", "sớm nhất": "min",
}  # fmt: skip

# %% [markdown]
r"""
### ✎ Bài tập 3 · Exercise 3: `modifier`

Viết hàm nhận đoạn văn bản **đứng trước** con số và bảng từ, trả về `"min"`, `"max"`, `"approx"`, hoặc `""` nếu không có:
`modifier("Dự án cần hơn ", MODIFIERS)` → `"min"`. Chỉ tính từ đứng sát con số, và từ dài thắng từ ngắn. Cẩn thận
với “nước”, vốn kết thúc bằng “ước”, và với chữ hoa ở đầu câu. Gợi ý: trong mẫu `rf"\b{word}$"`, `$` là cuối chuỗi. “Gần
3 triệu” mà đọc thành 3 triệu là nói quá điều bài báo viết.

> Write a function that takes the text **before** the number and a table of words, and returns `"min"`, `"max"`, `"approx"`, or
> `""` if there is none: `modifier("Dự án cần hơn ", MODIFIERS)` → `"min"`. Only a word right before the number counts, and a
> long one beats a short one. Mind “nước”, which ends in “ước”, and capitals at the start of a sentence. Hint: in the pattern
> `rf"\b{word}$"`, `$` is the end of the string. To read “gần 3 triệu” (nearly 3 million) as 3 million is to say more than the
> article did.
"""


# %% exercise="modifier"
def modifier(before, words):
    ### BEGIN SOLUTION
    for word in sorted(words, key=len, reverse=True):
        if re.search(rf"\b{word}$", before.rstrip().lower()):
            return words[word]
    return ""
    ### END SOLUTION


# %% check="modifier" points=2
check.modifier(modifier)

# %% [markdown]
"""
Ta cho bộ đọc dùng hàm ấy với mọi con số; thời điểm có bảng từ riêng (“**trước** ngày 30/6” là chậm nhất ngày 30/6). Đồng
thời thêm luật cho phần trăm, mẫu dễ nhất trong tất cả.

> We let the reader use it for every number; dates have words of their own (“**trước** ngày 30/6”: by 30 June at the
> latest). And we add a rule for percentages, the easiest pattern of all.
"""

# %%
modifier = check.usable(modifier)
PERCENT = re.compile(rf"({FIGURE})\s*(%|phần trăm|điểm phần trăm)")


def percent(text, today):
    for m in PERCENT.finditer(text):
        unit = "pp" if m[2].startswith("điểm") else ""
        yield Number(m.start(), m.end(), "PERCENT", plain(decimal(m[1])), unit)


def read(text, today, rules):
    numbers = []
    for number in longest([number for rule in rules for number in rule(text, today)]):
        before = text[max(0, number.start - 30) : number.start]
        words = DATE_MODIFIERS if number.label == "DATE" else MODIFIERS
        numbers.append(replace(number, modifier=modifier(before, words)))
    return numbers


# %%
scores = camket.score(validation, predict([money, percent], validation))
results["+ %, từ hạn định · modifiers"] = scores
steps(scores)

# %% [markdown]
"""
## 6. Khi nào? Ngày tháng · When? Dates

Giá trị của thời điểm viết theo **ISO 8601**: ngày `2026-03-12`, tháng `2026-03`, năm `2026`, và một khoảng thời gian có
hai mốc nối bằng dấu gạch chéo. Quý là khoảng gồm ba tháng: quý II năm 2026 là `2026-04/2026-06`.

> The value of a date follows **ISO 8601**: a day `2026-03-12`, a month `2026-03`, a year `2026`, and an interval has its two
> ends joined by a slash. A quarter is the interval of its three months: quý II of 2026 is `2026-04/2026-06`.
"""

# %%
QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}

# %% [markdown]
"""
### ✎ Bài tập 4 · Exercise 4: `quarter`

Viết hàm nhận tên quý và năm, trả về khoảng các tháng: `quarter("II", 2026)` → `"2026-04/2026-06"`. Tháng luôn có hai chữ
số: trong f-string, `f"{4:02}"` cho `04`. Báo kinh tế hay nói theo quý, nhưng lịch của máy chỉ có ngày, tháng, năm.

> Write a function that takes the name of a quarter and a year, and returns the interval of its months: `quarter("II", 2026)` →
> `"2026-04/2026-06"`. A month always has two digits: in an f-string `f"{4:02}"` gives `04`. Business news
> likes quarters, but the calendar of a computer only has days, months and years.
"""


# %% exercise="quarter"
def quarter(name, year):
    ### BEGIN SOLUTION
    last = 3 * QUARTERS[name]
    return f"{year}-{last - 2:02}/{year}-{last:02}"
    ### END SOLUTION


# %% check="quarter" points=1
check.quarter(quarter)

# %% [markdown]
"""
“Tháng này” là tháng nào? Điều đó tùy vào **ngày của bài báo**: cùng hai chữ ấy, trong bài đăng ngày 12/3/2026 là
`2026-03`, trong bài đăng ngày 5/1/2027 là `2027-01`. Vì thế mỗi luật của ta nhận thêm tham số `today`.

> Which month is “tháng này” (this month)? That depends on the **date of the article**: the same two words mean `2026-03` in
> an article of 12 March 2026 and `2027-01` in one of 5 January 2027. This is why our rules take `today` as well.

### ✎ Bài tập 5 · Exercise 5: `month`

Viết hàm nhận “tháng này”, “tháng trước” hoặc “tháng sau” cùng ngày của bài: `month("tháng trước", date(2026, 3, 12))` →
`"2026-02"`. Hãy thử cả tháng 1 và tháng 12: đó là chỗ chương trình lịch hay sai nhất.

> Write a function that takes “tháng này” (this month), “tháng trước” (last month) or “tháng sau” (next month) and the article's
> date: `month("tháng trước", date(2026, 3, 12))` → `"2026-02"`. Try January and December too: that is where programs about
> the calendar fail most.
"""


# %% exercise="month"
def month(words, today):
    ### BEGIN SOLUTION
    shift = {"này": 0, "trước": -1, "sau": 1}[words.split()[1]]
    months = 12 * today.year + today.month - 1 + shift
    return f"{months // 12}-{months % 12 + 1:02}"
    ### END SOLUTION


# %% check="month" points=2
check.month(month)

# %% [markdown]
r"""
Với hai hàm ấy ta viết luật cho thời điểm. Mỗi mẫu đi với một hàm cho biết giá trị, viết gọn bằng `lambda`: `m` là chỗ khớp
(`m[1]` là nhóm thứ nhất), `t` là ngày của bài. Trong mẫu, `\d{1,2}` là một hoặc hai chữ số; trong `rf"…"` phải viết ngoặc nhọn
hai lần. Hàm `year` lo phần “năm nay”, “năm ngoái”, và khi không nói năm nào thì lấy năm của bài. Đó là một phỏng đoán, và ở
mục 11 ta sẽ thấy nó sai ở đâu.

> With these two we write the rules for dates. Each pattern has a function that gives the value, in the short form `lambda`:
> `m` is the match (`m[1]` its first group), `t` the article's date. In a pattern `\d{1,2}` is one digit or two; in `rf"…"`
> braces have to be doubled. The function `year` takes care of “năm nay” (this year) and “năm ngoái” (last year), and where no
> year is named it takes the article's. That is a guess, and in section 11 we shall see where it goes wrong.
"""

# %%
quarter, month = check.usable(quarter), check.usable(month)
YEARS = {"nay": 0, "này": 0, "ngoái": -1, "trước": -1, "sau": 1, "tới": 1}
YEAR = rf"\d{{4}}\b|{any_of(YEARS)}"


def year(words, today):
    if words and words.isdigit():
        return int(words)
    return today.year + YEARS.get(words, 0)


def day(m, today):
    return f"{year(m[3], today)}-{int(m[2]):02}-{int(m[1]):02}"


# %%
OF_YEAR = rf"(?:(?:[/-]| năm )({YEAR}))?"
DATES = {
    # ngày 15/4 · tháng 4 năm nay · tháng này · quý II/2026 · năm 2026
    rf"(?:ngày )?\b(\d{{1,2}})[/-](\d{{1,2}}){OF_YEAR}\b": day,
    rf"tháng (\d{{1,2}}){OF_YEAR}\b": lambda m, t: f"{year(m[2], t)}-{int(m[1]):02}",
    r"tháng (?:này|trước|sau)\b": lambda m, t: month(m[0].lower(), t),
    rf"quý ([IV]+|[1-4]){OF_YEAR}\b": lambda m, t: quarter(m[1].upper(), year(m[2], t)),
    rf"năm ({YEAR})": lambda m, t: str(year(m[1], t)),
}
DATES = {re.compile(pattern, re.IGNORECASE): value for pattern, value in DATES.items()}

# %% [markdown]
r"""
Luật dùng từng mẫu. `finditer` cho mọi chỗ khớp; giá trị không có trong lịch (tháng 13, ngày 31/2) thì bỏ qua: khi đó
“12/30” hẳn là thứ khác.

> The rule uses each pattern. `finditer` gives every match; a value that the calendar does not have (month 13, 31 February) is
> left out: then “12/30” must be something else.
"""


# %%
def possible(value):
    parts = [int(part) for part in value.split("/")[0].split("-")]
    try:
        date(*parts, *[1] * (3 - len(parts)))
    except ValueError:
        return False
    return True


def dates(text, today):
    for pattern, value_of in DATES.items():
        for m in pattern.finditer(text):
            if possible(value := value_of(m, today)):
                yield Number(m.start(), m.end(), "DATE", value)


# %%
example = "Hồ sơ nộp trước ngày 15/4, xét trong quý II năm nay; tháng sau công bố, năm 2027 xây."
today = date(2026, 3, 12)
show.spans(example, read(example, today, [dates]))

# %%
scores = camket.score(validation, predict([money, percent, dates], validation))
results["+ ngày tháng · dates"] = scores
steps(scores)

# %% [markdown]
"""
## 7. Bao lâu? Độ dài thời gian · How long? Durations

“Năm 2026” là **khi nào**, “3 năm” là **bao lâu**. Độ dài cũng viết theo ISO 8601: chữ `P` (period), con số, rồi chữ cái
của đơn vị: `P3Y` là ba năm, `P6M` sáu tháng, `P2W` hai tuần, `P10D` mười ngày. Giờ và phút đứng sau chữ `T` (time):
`PT8H`, `PT90M`. Chữ `T` ấy không phải để trang trí: `P90M` là chín mươi **tháng**.

> “Năm 2026” says **when**, “3 năm” says **how long**. Durations follow ISO 8601 too: the letter `P` (period), a figure, the
> letter of the unit: `P3Y` is three years, `P6M` six months, `P2W` two weeks, `P10D` ten days. Hours and minutes follow a `T`
> (time): `PT8H`, `PT90M`. That `T` is no ornament: `P90M` is ninety **months**.

### ✎ Bài tập 6 · Exercise 6: `duration`

Viết hàm nhận một số nguyên và đơn vị (năm, tháng, tuần, ngày, giờ, phút): `duration(3, "năm")` → `"P3Y"`. Có giá trị chung
thì “ba năm” trong bài này và “3 năm” trong bài kia mới so được với nhau.

> Write a function that takes a whole number and a unit (năm year, tháng month, tuần week, ngày day, giờ hour, phút minute):
> `duration(3, "năm")` → `"P3Y"`. Only with a common value can “ba năm” in one article be compared with “3 năm” in another.
"""


# %% exercise="duration"
def duration(figure, unit):
    ### BEGIN SOLUTION
    letters = {"năm": "Y", "tháng": "M", "tuần": "W", "ngày": "D", "giờ": "H", "phút": "M"}
    time = "T" if unit in ("giờ", "phút") else ""
    return f"P{time}{figure}{letters[unit]}"
    ### END SOLUTION


# %% check="duration" points=1
check.duration(duration)

# %% [markdown]
"""
## 8. Số viết bằng chữ · Numbers in words

Số nhỏ thường được viết bằng chữ: “ba năm”, “mười lăm nghệ nhân”. Tiếng Việt ghép rất đều đặn (ba mươi hai = 3 × 10 + 2),
nhưng một số từ đổi dạng theo vị trí: sau “mươi”, *một* thành **mốt**, *bốn* thường thành **tư**; sau “mười”, “mươi”,
*năm* thành **lăm**.

> Small numbers are often written out: “ba năm” (three years), “mười lăm nghệ nhân” (fifteen artisans). Vietnamese builds them
> very regularly (ba mươi hai = 3 × 10 + 2), but some words change with their place: after “mươi” *một* becomes **mốt** and
> *bốn* often **tư**; after “mười” and “mươi” *năm* becomes **lăm**.
"""

# %%
ONES = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
DIGITS = {word: i for i, word in enumerate(ONES, 1)} | {"mốt": 1, "tư": 4, "lăm": 5}

# %% [markdown]
"""
### ✎ Bài tập 7 · Exercise 7: `number_word`

Viết hàm đọc các số từ 1 đến 99: `number_word("ba mươi mốt")` → `31`, `number_word("mười lăm")` → `15`. Gợi ý: đi qua
từng âm tiết từ trái sang phải và giữ tổng đã đọc được; gặp “mươi” thì tổng ấy đổi thế nào, còn gặp “mười”? Báo chí viết số nhỏ bằng chữ
thường xuyên đến mức bộ đọc chỉ biết chữ số sẽ bỏ sót rất nhiều.

> Write a function that reads the numbers from 1 to 99: `number_word("ba mươi mốt")` → `31`, `number_word("mười lăm")` → `15`. Hint:
> go through the syllables from left to right and keep the total read so far; what does “mươi” do to it, and what “mười”?
> Newspapers write small numbers in words so often that a reader of figures alone would miss a great many.
"""


# %% exercise="number_word"
def number_word(text):
    ### BEGIN SOLUTION
    total = 0
    for syllable in text.lower().split():
        if syllable == "mươi":
            total *= 10
        else:
            total += 10 if syllable == "mười" else DIGITS[syllable]
    return total
    ### END SOLUTION


# %% check="number_word" points=2
check.number_word(number_word)

# %% [markdown]
"""
Giờ một **lượng** (amount) có thể là chữ số hoặc chữ. Riêng “rưỡi” là nửa đơn vị đứng trước nó: “3 năm rưỡi” là ba năm sáu
tháng (`P3Y6M`), “2 tỷ rưỡi” là hai tỷ năm trăm triệu. Bộ đọc của ta tạm bỏ qua “rưỡi”, bạn có thể
thêm sau. Mẫu `WORDS` bên dưới nhận ba dạng: “mười” và một từ nữa (hoặc không), “… mươi” và một từ nữa (hoặc không), hay chỉ
một từ.

> Now an **amount** may be figures or words. “rưỡi” is half of the unit before it: “3 năm rưỡi” is three years and six months
> (`P3Y6M`), “2 tỷ rưỡi” two and a half billion. Our reader leaves it out; you may add it later.
> The pattern `WORDS` below takes three forms: “mười” with or without another word, “… mươi” with or without another word, or
> a single word.
"""

# %%
duration, number_word = check.usable(duration), check.usable(number_word)
FIRST, LAST = any_of(ONES), any_of(DIGITS)
WORDS = rf"\b(?:(?:mười|{FIRST} mươi)(?: {LAST})?|{FIRST})"
AMOUNT = rf"(?:{FIGURE}|{WORDS})"


def amount(text):
    return decimal(text) if text[0].isdigit() else Decimal(number_word(text))


# %%
DURATION = re.compile(rf"({AMOUNT}) (năm|tháng|tuần|ngày|giờ|phút)\b", re.IGNORECASE)


def durations(text, today):
    for m in DURATION.finditer(text):
        yield Number(m.start(), m.end(), "DURATION", duration(plain(amount(m[1])), m[2].lower()))


# %% [markdown]
"""
## 9. Đếm cái gì? · So many of what?

Khoảng của một số lượng kéo đến hết **danh từ được đếm**: “120 ha”, “mười lăm nghệ nhân”, “ba cây cầu”. Nhưng danh từ kết
thúc ở đâu? Trong “bốn ngân hàng thương mại lớn”, máy không biết “lớn” thuộc về danh từ hay không. Cách đơn giản: học từ
dữ liệu. Ta gom mọi đơn vị của QUANTITY trong `train` rồi tìm đúng những chuỗi ấy.

> The span of a quantity goes to the end of the **counted noun**: “120 ha”, “mười lăm nghệ nhân” (fifteen artisans), “ba cây
> cầu” (three bridges). But where does the noun end? In “bốn ngân hàng thương mại lớn” (four large commercial banks) a machine
> cannot tell whether “lớn” (large) belongs to it. A simple way: learn from data. We collect every unit of a QUANTITY in
> `train` and look for just these strings.
"""

# %%
units = pd.Series([n.unit for d in train for n in d.numbers if n.label == "QUANTITY" and n.unit])
nouns = set(units)
show.table(units.value_counts().head(6).items(), "danh từ · noun", "số lần · times")

# %%
wanted = [n for d in validation for n in d.numbers if n.label == "QUANTITY" and n.unit]
seen = [n for n in wanted if n.unit in nouns]
share = 100 * len(seen) / len(wanted)
rows = [("danh từ trong train · nouns in train", len(nouns))]
rows += [("số lượng trong validation · quantities in validation", len(wanted))]
rows += [("… có danh từ đã gặp trong train · … whose noun train has", f"{share:.0f} %")]
show.table(rows, "", "")

# %% [markdown]
"""
Tỷ lệ cuối bảng là **trần** (ceiling) của cách này: một danh từ chưa gặp thì không thể tìm được. Còn “một” trong “một khoản
vay” thường không đếm gì, giống mạo từ “a” của tiếng Anh, nên luật bỏ qua nó.

> The share in the last line is the **ceiling** of this way: a noun never seen cannot be found. And “một” (one) in “một khoản
> vay” (a loan) mostly counts nothing, like the English article, so the rule skips it.
"""

# %%
QUANTITY = re.compile(rf"({AMOUNT})\s*({SCALES})({any_of(nouns)})", re.IGNORECASE)


def quantities(text, today):
    for m in QUANTITY.finditer(text):
        if m[1].lower() != "một":
            yield Number(m.start(), m.end(), "QUANTITY", plain(amount(m[1]) * scale(m[2])), m[3])


RULES = [money, percent, dates, durations, quantities]
scores = camket.score(validation, predict(RULES, validation))
results["+ độ dài, số lượng · the rest"] = scores
steps(scores)

# %% [markdown]
"""
## 10. Gặp bộ đọc của camket · Meet camket's reader

camket có sẵn một bộ đọc số, cũng chỉ gồm luật như của bạn, nhưng nhiều hơn: `camket.numbers.find` tìm mọi con số trong một
văn bản, `camket.numbers.parse` đọc một chuỗi. Hãy thử với những gì ta đã để lại.

> camket has a number reader of its own, rules alone like yours, only more of them: `camket.numbers.find` finds every number
> of a text, `camket.numbers.parse` reads one string. Let us try it on what we left out.
"""

# %%
hard = ["2 tỷ rưỡi đồng", "3 năm rưỡi", "nửa đầu tháng 5", "hai phần ba", "1 tỷ 250 triệu đồng"]
hard += ["hôm qua", "thứ ba tuần tới"]
found = {text: camket.numbers.parse(text, date="2026-03-12") for text in hard}
rows = [(text, n.label, n.value, n.unit) for text, n in found.items()]
show.table(rows, "chữ · words", "nhãn · label", "giá trị · value", "đơn vị · unit")


# %%
def camkets(documents):
    predicted = []
    for d in documents:
        predicted.append(replace(d, numbers=tuple(camket.numbers.find(d.text, date=d.date))))
    return predicted


results["camket.numbers"] = camket.score(validation, camkets(validation))
f1 = {
    reader: {name: 100 * scores.micro(metric).f1 for metric, name in STEPS.items()}
    for reader, scores in results.items()
}

# %% [markdown]
"""
Hình dưới cho thấy mỗi phần ta thêm vào đem lại bao nhiêu điểm, và còn cách bộ đọc của camket bao xa. Trong mỗi nhóm, thanh
chỉ có thể ngắn dần từ trên xuống dưới, vì bước sau đòi hỏi mọi điều của bước trước.

> The figure shows how many points each part bought, and how far camket's reader still is. Within a group bars can only get
> shorter from top to bottom, since a step asks for all that the steps before it asked for.
"""

# %%
blues = ["#b9cdf0", "#7ea3e0", "#4878c8", "#173f80"]
bars = pd.DataFrame(f1).T.plot.barh(figsize=(8, 4.6), width=0.8, color=blues)
bars.invert_yaxis()
bars.set(xlim=(0, 100), xlabel="F1 (%)", title="Bốn bước · The four steps (validation)")
bars.legend(loc="upper center", bbox_to_anchor=(0.4, -0.13), ncols=4, frameon=False)
bars.spines[["top", "right"]].set_visible(False)
plt.tight_layout()
plt.show()

# %% [markdown]
"""
Cẩn thận: những bài trong `validation` đã được xem nhiều lần khi viết bộ đọc của camket, và bạn cũng vừa xem chúng. Điểm
đáng tin là điểm trên `test`, phần chưa ai nhìn tới khi viết luật. Ta cũng cho xem theo nhãn. Nhãn nào có điểm 0, và vì sao?

> Careful: the articles of `validation` were looked at many times while camket's reader was written, and you have just looked at
> them too. The score to trust is the one on `test`, which nobody looked at while writing rules. We show it by label as well.
> Which label has a score of 0, and why?
"""

# %%
test = camket.load("test")
ours, theirs = camket.score(test, predict(RULES, test)), camket.score(test, camkets(test))
one, other = ours.labels("numbers"), theirs.labels("numbers")
one["tất cả · all"], other["tất cả · all"] = ours.micro("numbers"), theirs.micro("numbers")
rows = []
for label in other:
    gold, f1_ours, f1_theirs = one[label].gold, one[label].f1, other[label].f1
    rows.append((label, gold, f"{100 * f1_ours:.1f}", f"{100 * f1_theirs:.1f}"))
HEAD = "nhãn · label", "đáp án · in gold", "F1 của ta · ours", "F1 của camket · camket's"
show.table(rows, *HEAD)

# %% [markdown]
"""
## 11. Sai ở đâu? · Where do they go wrong?

Một con số F1 không cho biết phải sửa gì. Phải nhìn vào từng chỗ sai. Bảng dưới đây đếm các **loại** chỗ khác nhau giữa bộ
đọc của ta và đáp án trên `validation`.

> An F1 does not tell what to mend. One has to look at the errors themselves. The table counts the **kinds** of places where
> our reader and gold differ, on `validation`.
"""

# %%
ours = check.differences(validation, predict(RULES, validation))
theirs = check.differences(validation, camkets(validation))
counts = {"ours": ours["kind"].value_counts(), "theirs": theirs["kind"].value_counts()}
kinds = pd.DataFrame(counts).fillna(0).astype(int)
kinds = kinds.sort_values(["ours", "theirs"], ascending=False)
show.table(kinds.itertuples(), "loại · kind", "của ta · ours", "của camket · camket's")

# %% [markdown]
"""
Và đây là vài chỗ trong số đó. Hãy đoán nguyên nhân trước khi đọc tiếp: từ nào trong câu đã làm luật của ta lầm?

> And here are some of them. Guess the cause before you read on: which word of the sentence misled our rule?
"""

# %%
HEAD = "chỗ · place", "đáp án · gold", "đọc được · read", "loại · kind"
show.table(ours.sort_values("kind", kind="stable").groupby("kind").head(3).values, *HEAD)

# %% [markdown]
"""
Vài nguyên nhân trở đi trở lại (cả danh sách: `show.table(ours.values, *HEAD)`):

- “hai tỉnh” ở đây chỉ nhắc lại hai tỉnh đã kể, không đếm gì.
- “tháng 11”, “31/12” không nói năm: ta lấy năm của bài, nhưng có khi là năm trước hoặc năm sau.
- “sáu tháng đầu năm” cho biết khi nào, không phải bao lâu; “hai ngày 22 và 23/9” cũng vậy.
- “vượt 6 km dốc” là đi hết 6 km, không phải nhiều hơn 6 km.
- Những cách nói chưa có luật: “20-24MW”, “hai phần ba”, “thứ bảy”, “hôm qua”; danh từ không có trong `train` (“tầng”).

Nguyên nhân cuối chữa được bằng cách thêm luật. Bốn nguyên nhân đầu thì không, nếu chỉ nhìn con số: phải đọc những từ quanh
nó. Còn đây là những chỗ bộ đọc của camket khác đáp án: nó đã hết những lỗi nào, và còn vấp ở đâu?

> A few causes come back again and again (the whole list: `show.table(ours.values, *HEAD)`):
>
> - “hai tỉnh” (the two provinces) here points back to two that were named and counts nothing.
> - “tháng 11” (November), “31/12” name no year: we took the article's, but it may be the one before or after.
> - “sáu tháng đầu năm” (the first six months of the year) says when, not how long; “hai ngày 22 và 23/9” (the two days, 22
>   and 23 September) names two days and not a length of time.
> - “vượt 6 km dốc” is to get over 6 km of slope, not more than 6 km.
> - Ways to say it that no rule knows: “20-24MW”, “hai phần ba” (two thirds), “thứ bảy” (Saturday), “hôm qua” (yesterday);
>   nouns that `train` does not have (“tầng”, floor).
>
> More rules mend the last. They do not mend the first four by looking at the number alone: one has to read the words
> around it. And here is where camket's reader differs from gold: which errors are gone, and where does it still stumble?
"""

# %%
show.table(theirs.sort_values("kind", kind="stable").groupby("kind").head(3).values, *HEAD)

# %% [markdown]
"""
## 12. Tự gán nhãn · Annotate by hand

Người viết luật giỏi là người đã tự gán nhãn: chỉ khi phải quyết định từng chỗ ta mới thấy quy tắc cần nói rõ điều gì. Câu
sau nằm trong một bài đăng ngày 12/3/2026.

> Good writers of rules have annotated themselves: only who must decide each case sees what the guidelines have to say. The
> sentence below stands in an article of 12 March 2026.
"""

# %%
SENTENCE = (
    "Hai bên cho biết hơn 1.200 hộ ở ba xã sẽ được vay gần 42,5 tỷ đồng trong quý II năm nay, "
    "lãi suất 3,2%, trả dần trong 3 năm rưỡi."
)

# %% [markdown]
"""
### ✎ Bài tập 8 · Exercise 8: `answer`

Ghi mọi con số trong câu, mỗi con số là ba chuỗi: chữ trong câu (đúng khoảng, không kèm từ hạn định), nhãn, giá trị. Ví dụ
với câu khác: `("61 tỷ yên", "MONEY", "61000000000")`.

> Write down every number of the sentence, each as three strings: its words in the sentence (the exact span, without the
> modifier), label, value. For another sentence: `("61 tỷ yên", "MONEY", "61000000000")`.
"""

# %% exercise="annotate"
answer = []
### BEGIN SOLUTION
answer = [
    ("1.200 hộ", "QUANTITY", "1200"),
    ("ba xã", "QUANTITY", "3"),
    ("42,5 tỷ đồng", "MONEY", "42500000000"),
    ("quý II năm nay", "DATE", "2026-04/2026-06"),
    ("3,2%", "PERCENT", "3.2"),
    ("3 năm rưỡi", "DURATION", "P3Y6M"),
]
### END SOLUTION

# %% check="annotate" points=3
check.annotate(answer, SENTENCE)

# %% [markdown]
"""
## 13. Nhìn lại · Looking back

- Giá trị quan trọng hơn chữ: “42,5 tỷ đồng” và “42.500.000.000 VND” là một.
- Mỗi phần nhỏ, có bài kiểm tra riêng, ghép thành bộ đọc; điểm số cho biết phần nào đáng viết trước.
- Chấm theo bước cho biết sai ở đâu: không tìm thấy, sai giá trị, sai đơn vị hay sai từ hạn định.
- Luật nhìn từng con số thì có trần; muốn hơn phải đọc những từ xung quanh.

> - Values matter more than words: “42,5 tỷ đồng” and “42.500.000.000 VND” are one and the same.
> - Small parts, each with its own test, make a reader; the score tells which part to write first.
> - Scoring in steps shows what went wrong: not found, wrong value, wrong unit or wrong modifier.
> - Rules that look at one number at a time have a ceiling; to go beyond it one must read the words around.

**Nếu còn thời gian:** thêm luật cho “rưỡi”, cho “hôm qua”, “hôm nay”, hoặc cho khoảng giá trị (“5 đến 7 tỷ đồng” là
`5000000000..7000000000`), thêm vào `RULES` rồi chấm lại bằng `steps(camket.score(validation, predict(RULES, validation)))`. Bảng quy tắc đầy đủ nằm ở mục 3 của
`annotations/GUIDELINES.vi.md`, các trường hợp mơ hồ ở `camket/numbers/README.md`.

> **If you have time left:** add a rule for “rưỡi”, for “hôm qua” and “hôm nay”, or for ranges (“5 đến 7 tỷ đồng” is
> `5000000000..7000000000`), add it to `RULES` and score again by
> `steps(camket.score(validation, predict(RULES, validation)))`. All rules stand in section 3 of
> `annotations/GUIDELINES.md`, the ambiguous cases in `camket/numbers/README.md`.
"""
