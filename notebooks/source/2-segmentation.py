# %% [markdown]
"""
# 2. Âm tiết, từ, câu · Syllables, words, sentences

Máy nhận được một chuỗi ký tự. Muốn làm gì với nó, trước hết phải cắt nó thành những mẩu: câu, từ, âm tiết. Tiếng Anh cắt
từ ở khoảng trắng; tiếng Việt thì không được, vì khoảng trắng ngăn các **âm tiết**. Trong notebook này bạn xem vì sao việc
cắt khó, dùng bộ công cụ underthesea, đo xem cắt sai làm mất những gì, rồi tự viết một bộ tách từ.

> A machine is given a string of characters. To do anything with it, one first cuts it into pieces: sentences, words,
> syllables. English cuts words at spaces; Vietnamese cannot, as its spaces part **syllables**. In this notebook you see
> why cutting is hard, use the toolkit underthesea, measure what is lost by wrong cuts, and write a word segmenter of your own.

**Cần biết trước:** hàm, vòng lặp, lát cắt chuỗi (`text[start:end]`) và khoảng nửa mở, như trong notebook 1. **Thời gian:**
một buổi chiều. **Bài tập:** 8.

> **You need:** functions, loops, slices of strings (`text[start:end]`) and half-open spans, as in notebook 1. **Time:**
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
ready("pandas", "matplotlib", "underthesea")

# %%
import re
import unicodedata
from collections import Counter
from dataclasses import replace

import matplotlib.pyplot as plt
import pandas as pd
from underthesea import sent_tokenize, word_tokenize

import camket
from camket.text import syllables
from checks import segmentation as check
from checks import show

# %% [markdown]
"""
## 1. Khoảng trắng không ngăn từ · Spaces do not part words

Một **từ** (word) tiếng Việt có thể gồm một **âm tiết** (syllable), như “hứa”, hay nhiều âm tiết, như “ngân hàng”. Việc
tìm xem những âm tiết nào thuộc cùng một từ gọi là **tách từ** (word segmentation). Hàm `word_tokenize` của underthesea làm việc ấy;
nó đã học từ những văn bản được tách từ bằng tay.

> A Vietnamese **word** may be one **syllable**, such as “hứa” (to promise), or several, such as “ngân hàng” (bank). To
> find which syllables belong to one word is called **word segmentation**. The function `word_tokenize` of underthesea does
> it; it has learnt from texts that people segmented.
"""

# %%
train, validation = camket.load("train"), camket.load("validation")
article = next(document for document in validation if document.id == "composed-012")
text = article.surface(article.sentences[8])
rows = [("khoảng trắng · spaces", " | ".join(text.split()))]
rows += [("underthesea", " | ".join(word_tokenize(text)))]
show.table(rows, "cắt theo · cut by", "")

# %% [markdown]
"""
Dấu câu cũng là mẩu riêng. Một mẩu, dù là từ, con số hay dấu câu, gọi là **token**. Ta đếm xem từ trong `train` dài mấy âm tiết.

> Punctuation marks are pieces of their own too. A piece, be it a word, a figure or a mark, is called a **token**. Let us
> count how many syllables the words of `train` have.
"""

# %%
tokens = [token for d in train for s in d.sentences for token in word_tokenize(d.surface(s))]
# không tính số và dấu câu · figures and marks do not count
words = [token for token in tokens if token[0].isalpha()]
sizes = pd.Series([len(word.split()) for word in words]).value_counts(normalize=True).sort_index()
(100 * sizes).plot.bar(figsize=(7, 2.4), rot=0, color="#2a5db5")
plt.title("Từ trong train dài mấy âm tiết · How long the words of train are")
plt.xlabel("số âm tiết · syllables")
plt.ylabel("% từ · % of words")
plt.show()

# %% [markdown]
"""
### ✎ Bài tập 1 · Exercise 1: `ways`

Có bao nhiêu cách cắt `n` âm tiết thành từ, nếu không biết gì về tiếng Việt? Hai âm tiết có hai cách: `a b` hoặc `a | b`.
Viết hàm `ways(n)`: `ways(2)` → `2`, `ways(3)` → `4`. Con số này cho biết vì sao không thể thử mọi cách rồi chọn.

> In how many ways can `n` syllables be cut into words, if one knows no Vietnamese? Two syllables have two ways: `a b` or
> `a | b`. Write a function `ways(n)`: `ways(2)` → `2`, `ways(3)` → `4`. The number shows why one cannot try all ways and choose.
"""


# %% exercise="ways"
def ways(n):
    ### BEGIN SOLUTION
    return 2 ** (n - 1)
    ### END SOLUTION


# %% check="ways" points=1
check.ways(ways)

# %%
ways = check.usable(ways)
lengths = pd.Series([len(d.surface(s).split()) for d in validation for s in d.sentences])
median = int(lengths.median())
rows = [("âm tiết của một câu (trung vị) · syllables of a sentence (median)", median)]
rows += [("số cách cắt câu ấy · ways to cut it", f"{ways(median):,}".replace(",", "."))]
show.table(rows, "trong validation · in validation", "")

# %% [markdown]
"""
## 2. Mơ hồ · Ambiguity

Ta hiểu câu nên không thấy nhiều cách cắt; máy thì thấy. Hãy đọc từng câu dưới đây, tự cắt, rồi xem underthesea cắt ra sao.

> We understand a sentence, so we do not see that there are several ways to cut it; a machine does. Read each sentence below, cut it
> yourself, then look at what underthesea makes of it.
"""

# %%
hard = [
    "Học sinh học sinh học.",
    "Ông già đi nhanh quá.",
    "Nhà máy nước rút vốn khỏi dự án.",
    "Cục Quản lý lao động ngoài nước rút ngắn thời gian xử lý.",
]
rows = [(text, " | ".join(word_tokenize(text))) for text in hard]
show.table(rows, "câu · sentence", "underthesea")

# %% [markdown]
"""
- “Học sinh | học | **sinh học**” (học trò học môn sinh vật): “sinh học” là một từ, nhưng “sinh” trước đó thuộc “học sinh”.
  Máy không thấy môn sinh học ở đâu cả.
- “Ông **già đi** nhanh quá” hay “**Ông già** đi nhanh quá”: cả hai đều đúng, chỉ ngữ cảnh mới quyết định được.
- “nhà máy **nước** | rút vốn” và “ngoài **nước** | rút ngắn”: “nước rút” (chạy nước rút) cũng là một từ, và máy đã chọn nó.

> - “Học sinh | học | **sinh học**” (pupils study biology): “sinh học” is a word, but the “sinh” before belongs to “học sinh”
>   (pupil). The machine sees no biology anywhere.
> - “Ông **già đi** nhanh quá” (you have aged so fast) or “**Ông già** đi nhanh quá” (the old man walks so fast): both are
>   right, only the context can decide.
> - “nhà máy **nước** | rút vốn” (the waterworks withdraw capital) and “ngoài **nước** | rút ngắn” (abroad shortens): “nước
>   rút” (final sprint) is a word too, and the machine chose it.

## 3. Một chữ, nhiều mã · One letter, several codes

Trước khi cắt còn một cái bẫy: cùng một chữ trên màn hình có thể là những ký tự khác nhau trong máy. **Unicode**, bảng mã
của mọi chữ viết, cho phép ghi “ế” bằng một ký tự (dạng **NFC**) hoặc bằng ba: e, dấu mũ, dấu sắc (dạng **NFD**). Văn bản
từ một số máy Mac, tệp PDF hay bàn phím là NFD.

> Before any cutting there is one more trap: the same letter on the screen may be different characters in the machine.
> **Unicode**, the table of codes of all scripts, lets one write “ế” as one character (the form **NFC**) or as three: e,
> circumflex, acute (the form **NFD**). Text from some Macs, PDF files or keyboards is NFD.
"""

# %%
one, other = "Huế", unicodedata.normalize("NFD", "Huế")
rows = [(form, text, len(text), " ".join(text)) for form, text in (("NFC", one), ("NFD", other))]
rows.append(("NFC == NFD?", one == other, "", ""))
HEAD = "dạng · form", "trông như · looks like", "ký tự · characters", "từng ký tự · one by one"
show.table(rows, *HEAD)

# %% [markdown]
"""
### ✎ Bài tập 2 · Exercise 2: `same`

Viết hàm cho biết hai chuỗi có phải là **cùng một văn bản** hay không, bất kể dạng Unicode; chữ hoa và dấu vẫn phải giống nhau.
Gợi ý: `unicodedata.normalize("NFC", text)`. Mọi vị trí trong khóa học đều đếm trong văn bản NFC; ở dạng NFD chúng
lệch hết.

> Write a function that tells whether two strings are **the same text**, whatever their form of Unicode; capitals and marks still
> have to agree. Hint: `unicodedata.normalize("NFC", text)`. All places in this course are counted in NFC text; in NFD
> every one of them would be off.
"""


# %% exercise="same"
def same(one, other):
    ### BEGIN SOLUTION
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    ### END SOLUTION


# %% check="same" points=1
check.same(same)

# %% [markdown]
"""
NFC chưa giải quyết hết: “hòa” và “hoà”, “thủy” và “thuỷ” là hai **cách đặt dấu thanh** trên cùng một âm tiết, và cả hai đều là NFC.
Kiểu cũ đặt dấu lên chữ đầu của vần (“òa”), kiểu mới lên chữ sau (“oà”). Chúng chỉ khác nhau ở ba vần oa, oe, uy khi không có âm cuối;
có âm cuối thì ai cũng viết “hoàn”. Còn trong “quý” chữ u thuộc âm đầu “qu”, nên dấu luôn ở y. Bảng `MOVED` cho dạng cũ của mỗi vần.

> NFC does not settle everything: “hòa” and “hoà”, “thủy” and “thuỷ” are two ways to **place the tone mark** on the same syllable, and
> both are NFC. The old style puts it on the first letter of the rhyme (“òa”), the new one on the next (“oà”). They differ only in the
> rhymes oa, oe, uy where no final consonant follows; with one everyone writes “hoàn”. And in “quý” the u belongs to the initial “qu”,
> so the mark is always on the y. The table `MOVED` gives the old form of each rhyme.
"""

# %%
NEW = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split()
OLD = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split()
MOVED = dict(zip(NEW, OLD, strict=True))

# %% [markdown]
"""
### ✎ Bài tập 3 · Exercise 3: `tone`

Viết hàm đưa một âm tiết (chữ thường) về kiểu cũ: `tone("hoà", MOVED)` → `"hòa"`, `tone("thuỷ", MOVED)` → `"thủy"`;
`"hoàn"` và `"quý"` giữ nguyên. Nếu không làm vậy, máy coi “hòa” và “hoà” là hai từ chẳng liên quan gì đến nhau.

> Write a function that brings a syllable (in small letters) into the old style: `tone("hoà", MOVED)` → `"hòa"`, `tone("thuỷ", MOVED)` →
> `"thủy"`; `"hoàn"` and `"quý"` stay as they are. Without it a machine takes “hòa” and “hoà” for two words that have nothing to
> do with each other.
"""


# %% exercise="tone"
def tone(syllable, moved):
    ### BEGIN SOLUTION
    if syllable[-2:] in moved and syllable[-3:-2] != "q":
        return syllable[:-2] + moved[syllable[-2:]]
    return syllable
    ### END SOLUTION


# %% check="tone" points=2
check.tone(tone)

# %%
tone = check.usable(tone)
small = [d.text[start:end].lower() for d in train for start, end in syllables(d.text)]
old = [one for one in small if one.endswith(tuple(OLD))]
new = [one for one in small if tone(one, MOVED) != one]
rows = [("kiểu cũ · old style", len(old)), ("kiểu mới · new style", len(new))]
show.table(rows, f"trong số · of {len(small)}", "âm tiết · syllables")

# %% [markdown]
"""
Các bài trong `train` chỉ dùng một kiểu; văn bản trên mạng thì lẫn lộn. underthesea biết điều đó, và **sửa** chữ ngay khi cắt:

> The articles of `train` have a single style; texts on the web mix them. underthesea knows, and **changes** the letters as it cuts:
"""

# %%
changed = "Uỷ ban hoà giải của tỉnh"
show.table([(changed, " | ".join(word_tokenize(changed)))], "vào · in", "ra · out")

# %% [markdown]
"""
## 4. Tìm lại vị trí của từ · Finding the words again

`word_tokenize` cho ra chuỗi, không cho vị trí. Nhưng nhãn của ta là vị trí, nên phải tìm lại mỗi từ trong văn bản. Nghe thì
dễ, mà có ba cái bẫy: từ lặp lại, khoảng nửa mở, và từ đã bị công cụ **thay đổi** nên không còn trong văn bản.

> `word_tokenize` gives strings and no places. But our annotation is places, so each word has to be found again in the text.
> It sounds easy and has three traps: words that come again, half-open spans, and words that the tool **changed**, so that
> the text does not have them.

### ✎ Bài tập 4 · Exercise 4: `locate`

Viết hàm nhận văn bản và danh sách từ theo thứ tự, trả về danh sách vị trí `(start, end)`:
`locate("Huế hứa giúp Huế", ["Huế", "hứa", "giúp", "Huế"])` → `[(0, 3), (4, 7), (8, 12), (13, 16)]`. Từ không có trong văn bản thì bỏ
qua. Gợi ý: `text.find(word, at)` tìm từ vị trí `at` trở đi và trả về -1 nếu không thấy.

> Write a function that takes a text and its words in order and returns the list of their places `(start, end)`:
> `locate("Huế hứa giúp Huế", ["Huế", "hứa", "giúp", "Huế"])` → `[(0, 3), (4, 7), (8, 12), (13, 16)]`. A word that the text does not have is
> left out. Hint: `text.find(word, at)` looks from the place `at` on and gives -1 where it finds nothing.
"""


# %% exercise="locate"
def locate(text, words):
    ### BEGIN SOLUTION
    places, at = [], 0
    for word in words:
        start = text.find(word, at)
        if start >= 0:
            at = start + len(word)
            places.append((start, at))
    return places
    ### END SOLUTION


# %% check="locate" points=2
check.locate(locate)

# %%
locate = check.usable(locate)
text = article.surface(article.sentences[1])
check.boxes(text, locate(text, word_tokenize(text)))

# %% [markdown]
"""
Mỗi ô là một từ nhiều âm tiết (kèm số âm tiết). Có từ nào trong `validation` không tìm lại được không? Bảng cho mọi từ như
vậy; bên phải là chỗ của nó trong văn bản.

> Each box is a word of several syllables (with their number). Are there words in `validation` that are not found again?
> The table has all of them, with their place in the text on the right.
"""

# %%
rows = []
for d in validation:
    for s in d.sentences:
        text = d.surface(s)
        for word in word_tokenize(text):
            if word not in text:
                at = text.find(word.split()[0])
                rows.append((word, f"…{text[max(0, at - 20) : at + 25]}…"))
show.table(rows, "token", "văn bản · text")

# %% [markdown]
r"""
## 5. Câu · Sentences

Một câu kết thúc ở dấu chấm, dấu hỏi hay dấu than. Nhưng dấu chấm còn ngăn hàng nghìn (“2.000”), nằm trong ngày tháng
(“12.3.2026”), trong tên viết tắt (“TP.HCM”) và sau chữ viết tắt (“GS. Mai”).

> A sentence ends with a full stop, a question mark or an exclamation mark. But the dot also groups thousands (“2.000”), stands in
> dates (“12.3.2026”), in short names (“TP.HCM”) and after abbreviations (“GS. Mai”, Prof. Mai).

### ✎ Bài tập 5 · Exercise 5: `split_sentences`

Viết hàm cắt một đoạn văn thành danh sách câu. Câu kết thúc ở `.`, `?` hoặc `!` nếu sau đó là khoảng trắng rồi **chữ hoa**, trừ
khi từ ngay trước dấu chấm có trong `ABBREVIATIONS`. Gợi ý: `for m in re.finditer(r"[.?!]\s+", text)` đi qua mọi chỗ có một trong ba dấu
và khoảng trắng theo sau (mẫu như vậy gọi là biểu thức chính quy, notebook 3 nói kỹ). `m.start()` là vị trí của dấu, `m.end()` là vị trí
ngay sau khoảng trắng.

> Write a function that cuts a paragraph into a list of sentences. A sentence ends at `.`, `?` or `!` if a space and then a **capital** follow,
> unless the word right before the dot is in `ABBREVIATIONS`. Hint: `for m in re.finditer(r"[.?!]\s+", text)` goes through all places that
> have one of the three marks with white space after it (such a pattern is called a regular expression, see notebook 3). `m.start()` is the
> place of the mark, `m.end()` the place right after the space.
"""

# %%
ABBREVIATIONS = {"TP", "GS", "PGS", "TS", "ThS", "BS"}


# %% exercise="split_sentences"
def split_sentences(text):
    ### BEGIN SOLUTION
    found, start = [], 0
    for m in re.finditer(r"[.?!]\s+", text):
        abbreviation = m[0][0] == "." and text[start : m.start()].split()[-1] in ABBREVIATIONS
        if text[m.end()].isupper() and not abbreviation:
            found.append(text[start : m.start() + 1])
            start = m.end()
    return [*found, text[start:]]
    ### END SOLUTION


# %% check="split_sentences" points=3
check.split_sentences(split_sentences)

# %% [markdown]
"""
Ta so ba cách: cắt ở mỗi dấu chấm có khoảng trắng theo sau, hàm của bạn, và `sent_tokenize` của underthesea. Trước hết là vài câu khó, do ta bịa ra.

> We compare three ways: to cut at each dot with a space after it, your function, and `sent_tokenize` of underthesea. First on some hard
> sentences that we made up.
"""

# %%
split_sentences = check.usable(split_sentences)


def at_dots(text):
    return re.split(r"(?<=\.)\s+", text)  # khoảng trắng sau dấu chấm · white space after a dot


WAYS = {
    "dấu chấm · dots": at_dots,
    "của bạn · yours": split_sentences,
    "underthesea": sent_tokenize,
}
hard = ["GS. Mai đến TP. Huế. Bà ở lại.", "Ai trả? Ông hỏi mãi."]
hard += ["Quỹ ABC Co., Ltd. góp 2.000 USD. Hết!"]
rows = [(text, *(" | ".join(way(text)) for way in WAYS.values())) for text in hard]
show.table(rows, "văn bản · text", *WAYS)

# %% [markdown]
"""
Bây giờ trên `validation`, nơi ranh giới câu đã được đánh dấu. Ta đếm số ranh giới đúng, thừa và sót trong các đoạn văn.

> And now on `validation`, where the ends of sentences are annotated. We count ends that are right, spurious and missed in
> its paragraphs.
"""


# %%
def inner_ends(text, pieces):
    return {end for _, end in locate(text, pieces) if end < len(text)}


def both_ends(way):
    for d in validation:
        for paragraph in d.text.split("\n"):
            offset = d.text.index(paragraph)
            ends = {s.end - offset for s in d.sentences}
            gold = {end for end in ends if 0 < end < len(paragraph)}
            yield paragraph, gold, inner_ends(paragraph, way(paragraph))


# %%
rows = []
for name, way in WAYS.items():
    pairs = [(gold, found) for _, gold, found in both_ends(way)]
    right, spurious = sum(len(g & f) for g, f in pairs), sum(len(f - g) for g, f in pairs)
    rows.append((name, right, spurious, sum(len(g - f) for g, f in pairs)))
show.table(rows, "cách · way", "đúng · right", "thừa · spurious", "sót · missed")

# %% [markdown]
"""
Bất ngờ chăng: trên những bài này, cách đơn sơ nhất gần như hoàn hảo, còn hàm biết nhiều hơn lại sót nhiều hơn. Hãy xem hàm ấy sót ở đâu (`‖` là ranh giới bị sót).

> Surprised? On these articles the plainest way is almost perfect, and the function that knows more misses more. Let us see where it does (`‖` is an end that was missed).
"""

# %%
rows = []
for text, gold, found in both_ends(split_sentences):
    for end in sorted(gold - found):
        rows.append([f"…{text[max(0, end - 35) : end]} ‖{text[end : end + 30]}…"])
show.table(rows[::4], "vài ranh giới bị sót · some ends that were missed")

# %% [markdown]
"""
Câu mới có thể bắt đầu bằng dấu mở ngoặc kép, và sau dấu câu có khi còn dấu đóng ngoặc kép: luật “chữ hoa” của ta quá chặt. Ngược lại, những
câu khó ta bịa ra thì luật đơn sơ cắt sai. Cả hai điều đều đúng: điểm số chỉ nói về loại văn bản mà nó được đo, và một luật khôn hơn vẫn phải đo lại.

> A sentence may begin with a quotation mark, and after its last mark there may be a closing quotation mark: our rule of the “capital” is too strict. On the
> hard sentences that we made up, the plain rule cuts wrongly. Both are true: a score only speaks about the kind of text it was measured on, and a cleverer rule has to be
> measured again.

## 6. Khi từ cắt ngang thực thể · When words cut across entities

Nhiều hệ thống tìm thực thể làm việc trên **từ**: mỗi từ thuộc hay không thuộc một tên. Nếu bộ tách từ ghép âm tiết cuối của tên với âm tiết sau nó, thì hệ thống không
thể tìm đúng tên ấy nữa, dù nó giỏi đến đâu. Ta đo xem chuyện đó xảy ra nhiều không.

> Many systems that find entities work on **words**: each word belongs to a name or not. If the segmenter joined the last syllable of a name
> with the syllable after it, the system can no longer find this name, however good it is. Let us measure how often that happens.

### ✎ Bài tập 6 · Exercise 6: `cuts`

Viết hàm nhận vị trí của một từ và của một khoảng, mỗi thứ là một cặp `(start, end)`, và cho biết một ranh giới của khoảng
có nằm **bên trong** từ hay không: `cuts((4, 12), (8, 20))` → `True`; `cuts((4, 12), (4, 20))` → `False`. Cả từ nằm gọn trong khoảng thì không sao.

> Write a function that takes the places of a word and of a span, each a pair `(start, end)`, and tells whether a boundary of the span
> lies **inside** the word: `cuts((4, 12), (8, 20))` → `True`; `cuts((4, 12), (4, 20))` → `False`. A whole word within the span is fine.
"""


# %% exercise="cuts"
def cuts(word, span):
    ### BEGIN SOLUTION
    return word[0] < span[0] < word[1] or word[0] < span[1] < word[1]
    ### END SOLUTION


# %% check="cuts" points=2
check.cuts(cuts)

# %% [markdown]
"""
Với `locate` và `cuts` ta xét mọi khoảng của `validation`, trước hết theo lớp, rồi theo nhãn.

> With `locate` and `cuts` we look at every span of `validation`, first by layer, then by label.
"""

# %%
cuts = check.usable(cuts)


def word_places(document):
    places = []
    for s in document.sentences:
        found = locate(document.surface(s), word_tokenize(document.surface(s)))
        places += [(s.start + start, s.start + end) for start, end in found]
    return places


places_of = {d.id: word_places(d) for d in validation}

# %%
spans = []
for d in validation:
    for layer in ("entities", "numbers", "commitments"):
        for span in getattr(d, layer):
            cut = [place for place in places_of[d.id] if cuts(place, (span.start, span.end))]
            spans.append((layer, span.label, d, span, cut))
spans = pd.DataFrame(spans, columns=["layer", "label", "document", "span", "words"])
spans["cut"] = spans["words"].map(bool)

# %%
by_layer = spans.groupby("layer")["cut"].agg(["size", "sum", "mean"])
rows = []
for layer, size, cut, share in by_layer.itertuples():
    rows.append((layer, size, int(cut), f"{100 * share:.1f} %"))
show.table(rows, "lớp · layer", "khoảng · spans", "bị cắt · cut", "tỷ lệ · share")

# %%
by_label = spans.groupby(["layer", "label"])["cut"].agg(["mean", "size"]).reset_index()
shown = by_label[by_label["size"] >= 20].sort_values("mean")
COLOURS = {"entities": "#2a5db5", "numbers": "#d68a00", "commitments": "#8a8a8a"}
plt.figure(figsize=(7, 4))
names = shown["label"] + " (" + shown["layer"] + ")"
plt.barh(names, 100 * shown["mean"], color=shown["layer"].map(COLOURS))
plt.title("Nhãn có ít nhất 20 khoảng · Labels with at least 20 spans")
plt.xlabel("% khoảng bị từ cắt ngang · % of spans cut by a word")
plt.show()

# %% [markdown]
"""
Vài ví dụ. Hàng trên là từ của underthesea cắt ngang một khoảng, hàng dưới là khoảng ấy.

> Some examples. Above are the words of underthesea that cut a span, below is the span.
"""

# %%
cut = spans[spans["cut"]]
example = cut[cut["label"] == "GPE"].iloc[1]
check.crossing(example.document, example.span, example.words)

# %%
example = cut[cut["label"] == "PER"].iloc[2]
check.crossing(example.document, example.span, example.words)

# %%
example = cut[cut["label"] == "MONEY"].iloc[0]
check.crossing(example.document, example.span, example.words)

# %% [markdown]
"""
Hay gặp là tên lạ hoặc ngắn đứng cạnh một động từ (“Khuê bác”, “UAE rót”), hay hai tên viết hoa đứng liền nhau (“KFAED Fahad”): bộ tách từ chưa thấy những tên
ấy bao giờ. Một phần danh sách:

> Often a rare or short name stands beside a verb (“Khuê bác”, Khuê dismissed; “UAE rót”, the UAE put in), or two names with capitals side by side (“KFAED Fahad”):
> the segmenter has never seen these names. Part of the list:
"""

# %%
rows = []
for _, row in cut[cut["layer"] == "entities"].head(16).iterrows():
    crossing = ", ".join(row["document"].text[start:end] for start, end in row["words"])
    rows.append((row["label"], row["document"].surface(row["span"]), crossing))
show.table(rows, "nhãn · label", "thực thể · entity", "từ cắt ngang · words across it")

# %% [markdown]
"""
## 7. Nhãn cho từng token · A tag for each token

Hệ thống học máy thường không nhìn khoảng mà gán cho mỗi token một nhãn. Cách ghi thông dụng là **IOB2**: `B-GPE` là token **mở đầu** (begin) một
khoảng GPE, `I-GPE` là token **bên trong** (inside), nối tiếp nó, `O` là **ngoài** (outside) mọi khoảng. Token đầu tiên của một khoảng
bao giờ cũng là `B`. Token có thể là âm tiết hay từ.

> Systems that learn mostly do not see spans but give each token a tag. The common notation is **IOB2**: `B-GPE` is the token that **begins**
> a GPE, `I-GPE` one **inside** that goes on with it, `O` is **outside** all spans. The first token of a span is always `B`. Tokens may be
> syllables or words.

### ✎ Bài tập 7 · Exercise 7: `iob2`

Viết hàm nhận vị trí của các token và danh sách khoảng (có `start`, `end`, `label`, không lồng nhau), trả về một nhãn cho mỗi token. Token thuộc
một khoảng nếu nó nằm **trọn** trong đó. Với “ở Hà Nội”: `iob2([(0, 1), (2, 4), (5, 8)], [camket.Entity(2, 8, "GPE")])` → `["O", "B-GPE", "I-GPE"]`.

> Write a function that takes the places of tokens and a list of spans (with `start`, `end`, `label`, not nested) and returns a tag for each token.
> A token belongs to a span if it lies **wholly** in it. For “ở Hà Nội”: `iob2([(0, 1), (2, 4), (5, 8)], [camket.Entity(2, 8, "GPE")])` →
> `["O", "B-GPE", "I-GPE"]`.
"""


# %% exercise="iob2"
def iob2(tokens, spans):
    ### BEGIN SOLUTION
    tags, last = [], None
    for start, end in tokens:
        span = next((s for s in spans if s.start <= start and end <= s.end), None)
        tags.append("O" if span is None else ("I-" if span is last else "B-") + span.label)
        last = span
    return tags
    ### END SOLUTION


# %% check="iob2" points=3
check.iob2(iob2)

# %% [markdown]
"""
Mỗi token chỉ có một nhãn, nên IOB2 không ghi được khoảng lồng trong khoảng khác. Từ đây ta chỉ giữ thực thể **ngoài cùng**
(outermost), tức là không nằm trong thực thể nào khác.

> A token has one tag only, so IOB2 cannot write spans nested in others. From here on we keep only the **outermost** entities,
> those that lie in no other.
"""

# %%
iob2 = check.usable(iob2)


def within(one, other):
    return one != other and other.start <= one.start and one.end <= other.end


def outermost(entities):
    return [e for e in entities if not any(within(e, other) for other in entities)]


syllables_of = {d.id: list(syllables(d.text)) for d in validation}

# %% [markdown]
"""
Cùng một đoạn, nhãn trên âm tiết rồi trên từ. Tên người còn nguyên trong bảng thứ nhất; trong bảng thứ hai thì sao?

> The same piece of text, tags on syllables, then on words. In the first table the name of the person is whole; what about the second?
"""

# %%
example = cut[cut["label"] == "PER"].iloc[2]
d, name = example.document, example.span


def tagged(places):
    tags = zip(places, iob2(places, outermost(d.entities)), strict=True)
    near = [(d.text[a:b], tag) for (a, b), tag in tags if name.start - 25 <= a < name.end + 12]
    return show.table([[tag for _, tag in near]], *(word for word, _ in near))


tagged(syllables_of[d.id])

# %%
tagged(places_of[d.id])

# %% [markdown]
"""
Nhãn ghi rồi phải **đọc ngược** được thành khoảng. Ta ghi nhãn cho mọi thực thể ngoài cùng của `validation`, đọc ngược, rồi chấm với
chính chúng. **Độ phủ** (recall: trong những gì cần tìm, bao nhiêu phần được tìm ra) ở đây là **trần** (ceiling): hệ thống nào dùng loại token ấy cũng không
thể vượt qua. **Độ chính xác** (precision) cho biết trong những gì đọc ra, bao nhiêu phần là đúng; **F1** kết hợp hai số ấy. Notebook 6 nói kỹ.

> Tags must be **read back** as spans. We tag all outermost entities of `validation`, read them back, and score them against themselves. The **recall** (how much of what should be found was found) is a **ceiling** here: no system that uses these tokens can get beyond it.
> **Precision** is how much of what was read back is right; **F1** joins the two. Notebook 6 explains them.
"""


# %%
def read_back(tokens, tags):
    spans = []
    for (start, end), tag in zip(tokens, tags, strict=True):
        if tag.startswith("B-"):
            spans.append(camket.Entity(start, end, tag[2:]))
        elif tag.startswith("I-") and spans:
            spans[-1] = replace(spans[-1], end=end)
    return spans


# %%
KINDS = {"âm tiết · syllables": syllables_of, "từ · words": places_of}
gold = [replace(d, entities=tuple(outermost(d.entities))) for d in validation]
rows = []
for name, tokens in KINDS.items():
    read = []
    for d in gold:
        found = read_back(tokens[d.id], iob2(tokens[d.id], d.entities))
        read.append(replace(d, entities=tuple(found)))  # bản sao · a changed copy
    c = camket.score(gold, read).micro("entities")
    each = sum(map(len, tokens.values())) / sum(len(d.sentences) for d in gold)
    rows.append((name, f"{each:.1f}", *(f"{100 * x:.1f}" for x in (c.precision, c.recall, c.f1))))
HEAD = "độ chính xác · precision", "độ phủ · recall", "F1"
show.table(rows, "token", "token mỗi câu · per sentence", *HEAD)

# %% [markdown]
"""
Từ thì ít token hơn và mỗi token nhiều nghĩa hơn, nhưng mất một phần thực thể trước cả khi bắt đầu học. Vì vậy các hệ thống của camket gán nhãn trên **âm tiết**, và mọi điểm số
được chấm trên vị trí ký tự, để hệ thống dùng token nào cũng so được với nhau.

> Words are fewer tokens with more meaning each, but some entities are lost before learning even begins. This is why camket's systems tag **syllables**,
> and all scores are computed on places of characters, so that systems with any tokens can be compared.

## 8. Bộ tách từ của bạn · A segmenter of your own

Cách tách từ lâu đời nhất là **so khớp dài nhất** (longest matching): đi từ trái sang phải, ở mỗi chỗ lấy từ **dài nhất** có trong danh sách; nếu không có thì lấy một âm tiết. Danh
sách của ta là mọi từ nhiều âm tiết mà underthesea tìm thấy trong `train`.

> The oldest way to segment is **longest matching**: go from left to right, and at each place take the **longest** word that is in a list; if there is none, take
> one syllable. Our list has every word of several syllables that underthesea found in `train`.
"""


# %%
def pieces_of(text):
    return [text[start:end] for start, end in syllables(text)]


# mỗi từ gặp mấy lần · how often each word occurs
counted = Counter(" ".join(pieces_of(word)).lower() for word in words)
known = {word for word in counted if " " in word}
rows = [(word, n) for word, n in counted.most_common() if word in known][:6]
show.table(rows, f"từ · word (trong số · of {len(known)})", "số lần · times")

# %% [markdown]
"""
### ✎ Bài tập 8 · Exercise 8: `longest_match`

Viết hàm nhận danh sách âm tiết và tập hợp từ (chữ thường, âm tiết cách nhau bằng khoảng trắng), trả về danh sách từ:
`longest_match(["tại", "Hà", "Nội"], {"hà nội"})` → `["tại", "Hà Nội"]`. Chữ trong kết quả giữ nguyên hoa thường. Từ dài nhất trong danh sách có bảy âm tiết.

> Write a function that takes a list of syllables and a set of words (in small letters, their syllables parted by a space) and returns the list of words:
> `longest_match(["tại", "Hà", "Nội"], {"hà nội"})` → `["tại", "Hà Nội"]`. Capitals stay as they are in the result. The longest word of the list has seven syllables.
"""


# %% exercise="longest_match"
def longest_match(pieces, words):
    ### BEGIN SOLUTION
    found, at = [], 0
    while at < len(pieces):
        for size in range(min(7, len(pieces) - at), 0, -1):
            word = " ".join(pieces[at : at + size])
            if size == 1 or word.lower() in words:
                break
        found.append(word)
        at += size
    return found
    ### END SOLUTION


# %% check="longest_match" points=3
check.longest_match(longest_match)

# %% [markdown]
"""
Nó giống underthesea đến đâu? Ta so các **ranh giới** giữa hai từ. Trước hết phải đưa từ của bạn về vị trí trong văn bản.

> How close does it come to underthesea? We compare the **boundaries** between words. First your words have to be put back in
> their places in the text.
"""

# %%
longest_match = check.usable(longest_match)


def cut_by(segment, text):
    places, found, at = list(syllables(text)), [], 0
    for word in segment(pieces_of(text)):
        size = len(word.split())
        found.append((places[at][0], places[at + size - 1][1]))
        at += size
    return found


# %% [markdown]
"""
Ta tính độ chính xác, độ phủ và F1 của các ranh giới. Để biết con số có đáng kể không, cần một **mốc** (baseline): coi mỗi
âm tiết là một từ.

> We compute precision, recall and F1 of the boundaries. To know whether the figures are worth anything we need a
> **baseline**: every syllable is a word.
"""

# %%
texts = [d.surface(s) for d in validation for s in d.sentences]
ends_of = {text: inner_ends(text, word_tokenize(text)) for text in texts}


def boundaries(segment):
    right = found = wanted = 0
    for text, theirs in ends_of.items():
        ours = {end for _, end in cut_by(segment, text) if end < len(text)}
        right += len(ours & theirs)
        found += len(ours)
        wanted += len(theirs)
    return right / found, right / wanted, 2 * right / (found + wanted)


# %%
twice = {word for word in known if counted[word] > 1}


def with_frequent(pieces):
    return longest_match(pieces, twice)


def with_all(pieces):
    return longest_match(pieces, known)


SEGMENTERS = {
    "mỗi âm tiết một từ · every syllable": list,
    "từ gặp ít nhất hai lần · words seen twice": with_frequent,
    "mọi từ trong train · all words of train": with_all,
}
rows = [(name, *(f"{100 * x:.1f}" for x in boundaries(way))) for name, way in SEGMENTERS.items()]
show.table(rows, "so với underthesea · against underthesea", *HEAD)

# %% [markdown]
"""
Mốc đã rất cao, vì phần lớn từ chỉ có một âm tiết: một con số F1 không có mốc đi kèm thì chẳng nói lên điều gì. Và hãy nhớ: ta đo mức **giống** underthesea, không phải mức đúng; mục 2 cho
thấy chính nó cũng sai. Bảng dưới là những chỗ hai bên cắt khác nhau; bên nào có lý hơn?

> The baseline is high already, as most words have one syllable: an F1 without a baseline beside it says nothing. And remember: we measure how **like** underthesea it is,
> not how right; section 2 showed that underthesea goes wrong too. The table below has places where the two differ; who is right?
"""

# %%
rows = {}
for text in (d.surface(s) for d in validation[:6] for s in d.sentences):
    theirs = [(start, end) for start, end in locate(text, word_tokenize(text))]
    for start, end in cut_by(with_all, text):
        if (start, end) not in theirs and " " in text[start:end]:
            meets = [text[a:b] for a, b in theirs if a < end and start < b]
            rows[text[start:end]] = " | ".join(meets)
show.table(list(rows.items())[:10], "của bạn · yours", "underthesea")

# %% [markdown]
"""
## 9. Nhìn lại · Looking back

- Khoảng trắng ngăn âm tiết; từ là chuyện phải đoán, có khi nhiều cách đều đúng.
- Trước khi so chuỗi: NFC; và biết công cụ nào sửa chữ của mình.
- Token phải gắn được với vị trí, nếu không thì nhãn mất chỗ dựa.
- Mỗi bước cắt đặt ra một cái trần cho mọi bước sau; hãy đo trần trước khi học.
- Điểm số cần một mốc, và cần biết nó so với cái gì.

> - Spaces part syllables; words have to be guessed, and sometimes several ways are right.
> - Before you compare strings: NFC; and know which tool changes your letters.
> - Tokens have to keep their places, or the annotation has nothing to hold on to.
> - Each cut sets a ceiling for all that comes after; measure it before you learn.
> - A score needs a baseline, and one has to know what it compares with.

**Nếu còn thời gian:** so khớp từ **phải sang trái** rồi xem “ngoài nước rút ngắn” có khá hơn không; thêm tên người và nơi chốn của
`train` vào `known` rồi đo lại; hoặc cho `ABBREVIATIONS` thêm những chữ viết tắt bạn gặp khi đọc báo.

> **If you have time left:** match from **right to left** and see whether “ngoài nước rút ngắn” fares better; add the names of people and places
> of `train` to `known` and measure again; or add to `ABBREVIATIONS` what you meet when you read a newspaper.
"""
