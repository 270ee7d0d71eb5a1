# %% [markdown]
"""
# 4. Thực thể: từ danh sách tên đến CRF · Entities: from a gazetteer to a CRF

“Thứ trưởng Lê Thu Hà thăm Huế” nói về một chức danh, một người và một thành phố. Tìm những chỗ như vậy và gọi đúng loại của
chúng là bài toán **nhận dạng thực thể** (named entity recognition, NER). Trong notebook này bạn bắt đầu bằng cách đơn giản
nhất, một danh sách tên, rồi dạy cho máy một mô hình thống kê, thêm từng loại dấu hiệu một và đo xem mỗi loại đáng giá bao nhiêu.

> “Thứ trưởng Lê Thu Hà thăm Huế” (Vice Minister Lê Thu Hà visits Huế) speaks of a title, a person and a city. To find such
> places and name their kind is **named entity recognition** (NER). In this notebook you begin with the simplest way, a list
> of names, then teach the machine a statistical model, adding one kind of evidence at a time and measuring what each is worth.

**Cần biết trước:** hàm, danh sách, từ điển trong Python; F1 (notebook 3, mục 4). **Thời gian:** một buổi chiều. **Bài tập:** 8.

> **You need:** functions, lists and dictionaries in Python; F1 (notebook 3, section 4). **Time:** an afternoon.
> **Exercises:** 8.
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
ready("pandas", "matplotlib", "sklearn_crfsuite")

# %%
import json
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn_crfsuite import CRF

import camket
from camket import Entity
from camket.text import syllables
from checks import entities as check
from checks import show

# %% [markdown]
"""
## 1. Chín nhãn · Nine labels

Một **thực thể** (entity) là một khoảng (span) trong văn bản kèm một nhãn (label): người (PER), chức danh (ROLE), tổ chức (ORG),
nước và địa phương (GPE), nơi chốn khác (LOC), sự kiện (EVENT), công trình và chương trình (PROJECT), văn kiện (AGREEMENT), lĩnh
vực (SECTOR). Dưới đây là một câu đã gán nhãn.

> An **entity** is a span of the text with a label: person (PER), title (ROLE), organisation (ORG), country or province (GPE),
> other place (LOC), event (EVENT), project (PROJECT), document (AGREEMENT), field of work (SECTOR). Below is a sentence with its
> annotation.
"""

# %%
train, validation = camket.load("train"), camket.load("validation")
article = next(document for document in validation if document.id == "composed-012")
sentence = article.sentences[4]
show.spans(article.text, article.entities, sentence.start, sentence.end)

# %% [markdown]
"""
Có khoảng nằm **trong** khoảng khác: ở đây tên một vụ và tên một nước nằm trong hai chức danh. Đó là thực thể **lồng
nhau** (nested). Mô hình của notebook này chỉ đặt được một nhãn cho mỗi âm tiết, nên ta chỉ giữ khoảng **ngoài cùng** (outermost);
mục 9 sẽ đếm xem như vậy mất bao nhiêu.

> Some spans lie **inside** others: here the name of a department and that of a country, in two titles. These are **nested** entities.
> The model of this notebook can give a syllable only one label, so we keep the **outermost** spans; section 9 counts what that
> costs.
"""


# %%
def outermost(entities):
    kept = []
    # bắt đầu cùng chỗ thì dài trước · of those that begin together the long one first
    for entity in sorted(entities, key=lambda e: (e.start, -e.end)):
        if not kept or entity.start >= kept[-1].end:
            kept.append(entity)
    return tuple(kept)


# %% [markdown]
"""
Để notebook chạy nhanh trên máy xách tay, ta chỉ học từ **một nửa** tập huấn luyện: cứ hai bài lấy một. Vì vậy điểm ở đây thấp hơn điểm của
cùng mô hình khi học từ toàn bộ. Ta đo trên `validation`, những bài mà mô hình không được thấy khi học.

> So that the notebook runs quickly on a laptop we learn from **half** of the training set: every second article. Scores here are
> therefore lower than those of the same model with all of it. We measure on `validation`, articles that the model does not see while it learns.
"""

# %%
half = [replace(document, entities=outermost(document.entities)) for document in train[::2]]
gold = [replace(document, entities=outermost(document.entities)) for document in validation]
labels = Counter(entity.label for document in half for entity in document.entities)
bars = pd.Series(labels).sort_values().plot.barh(figsize=(7, 2.8), color="#2a5db5")
bars.set_xlabel("số thực thể ngoài cùng · outermost entities")
bars.set_title("Một nửa tập huấn luyện · Half of the training set")
plt.show()

# %% [markdown]
"""
## 2. Danh sách tên · A gazetteer

Cách đơn giản nhất: nhớ mọi tên trong tập huấn luyện rồi tìm lại đúng những chuỗi ấy. Danh sách như vậy gọi là **gazetteer**. Một
tên có thể mang nhiều nhãn (“Thái Nguyên” là tỉnh, nhưng cũng có thể là đội bóng), nên với mỗi tên ta giữ nhãn hay gặp nhất.

> The simplest way: remember every name of the training set and look for exactly these strings again. Such a list is a
> **gazetteer**. A name may have several labels (“Thái Nguyên” is a province, but may be a football club), so for each name we
> keep its most frequent label.

### ✎ Bài tập 1 · Exercise 1: `gazetteer`

Viết hàm nhận danh sách các cặp (tên, nhãn) và trả về từ điển tên → nhãn hay gặp nhất:
`gazetteer([("Huế", "GPE"), ("Huế", "ORG"), ("Huế", "GPE")])` → `{"Huế": "GPE"}`. Đây là **đường cơ sở** (baseline): mô hình nào
không hơn được nó thì không đáng dùng. Gợi ý: `Counter(…).most_common(1)`.

> Write a function that takes a list of pairs (name, label) and returns a dictionary from each name to its most frequent label:
> `gazetteer([("Huế", "GPE"), ("Huế", "ORG"), ("Huế", "GPE")])` → `{"Huế": "GPE"}`. This is the **baseline**: a model that does
> not beat it is not worth using. Hint: `Counter(…).most_common(1)`.
"""


# %% exercise="gazetteer"
def gazetteer(pairs):
    ### BEGIN SOLUTION
    counts = defaultdict(Counter)
    for name, label in pairs:
        counts[name][label] += 1
    return {name: seen.most_common(1)[0][0] for name, seen in counts.items()}
    ### END SOLUTION


# %% check="gazetteer" points=1
check.gazetteer(gazetteer)

# %% [markdown]
"""
Nếu lời giải của bạn chưa qua, `check.usable` cho mượn một bản chạy được, nên các phần sau vẫn chạy. Hàm `look_up` đi từ trái sang phải, ở mỗi chỗ thử chuỗi dài trước, và chỉ bắt đầu hay kết thúc ở ranh giới âm tiết.

> Where your answer does not pass yet, `check.usable` lends one that works, so that what follows still runs. `look_up` goes from
> left to right, tries long strings first at each place, and begins and ends only at the edge of a syllable.
"""

# %%
gazetteer = check.usable(gazetteer)
names = gazetteer([(d.surface(e), e.label) for d in half for e in d.entities])


def tokens(document, sentence):
    places = syllables(document.surface(sentence))
    return [(sentence.start + start, sentence.start + end) for start, end in places]


def look_up(document):
    for sentence in document.sentences:
        places, reached = tokens(document, sentence), 0
        for i, (start, _) in enumerate(places):
            ends = [end for _, end in places[i : i + 12] if document.text[start:end] in names]
            if ends and start >= reached:
                reached = ends[-1]
                yield Entity(start, reached, names[document.text[start:reached]])


# %%
found = [replace(document, entities=tuple(look_up(document))) for document in gold]
show.spans(article.text, found[validation.index(article)].entities, sentence.start, sentence.end)

# %% [markdown]
r"""
Chấm điểm: một thực thể chỉ đúng khi **cả khoảng lẫn nhãn** đều trùng với đáp án (gold). Với hai tập hợp, F1 là
2 × (số phần tử chung) / (tổng số phần tử của hai bên). Ta còn tách tên **đã gặp** trong tập huấn luyện với tên **chưa gặp**: nhớ thuộc lòng
chỉ giúp được loại thứ nhất.

> Scoring: an entity is right only if **both span and label** equal gold's. For two sets F1 is 2 × (what they share) / (the sum of their
> sizes). We also part names **known** from the training set from **new** ones: learning by heart helps with the first kind only.
"""


# %%
def spans(documents, keep):
    return {(d.id, e) for d in documents for e in d.entities if keep(d.surface(e), e.label)}


def f1(predicted, keep=lambda name, label: True):
    one, other = spans(gold, keep), spans(predicted, keep)
    return 200 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def split(predicted):
    known = f1(predicted, lambda name, _: name in names)
    new = f1(predicted, lambda name, _: name not in names)
    return f1(predicted), known, new


COLUMNS = "tất cả · all", "đã gặp · known", "chưa gặp · new"
show.table([(f"{x:.1f}" for x in split(found))], *COLUMNS)

# %% [markdown]
"""
Điểm của ta và điểm của camket phải như nhau: `camket.score` cũng đòi khoảng và nhãn đều đúng, và còn cho **độ chính xác** (precision: trong những gì
tìm ra, bao nhiêu phần là đúng) và **độ phủ** (recall: trong đáp án, bao nhiêu phần được tìm ra). Độ phủ thấp: báo mới luôn có tên mới. Có bao nhiêu tên ngoài danh sách?

> Our score and camket's must agree: `camket.score` asks for span and label too, and also tells **precision** (how much of what was found is right) and **recall** (how
> much of gold was found). Recall is low: fresh news always has fresh names. How many are not in the list?
"""

# %%
counts = camket.score(gold, found).micro("entities")
new = len(spans(gold, lambda name, _: name not in names)) / len(spans(gold, lambda *_: True))
rows = [(f"{100 * x:.1f}" for x in (counts.precision, counts.recall, counts.f1, new))]
HEAD = "độ chính xác · precision", "độ phủ · recall", "F1", "% tên chưa gặp · new names"
show.table(rows, *HEAD)

# %% [markdown]
"""
## 3. Từ khoảng đến nhãn từng âm tiết: IOB2 · From spans to tags: IOB2

Muốn xử lý tên chưa gặp, mô hình phải nhìn vào ngữ cảnh. Ta biến bài toán thành: cho mỗi âm tiết một **thẻ** (tag). Theo quy ước **IOB2**,
âm tiết đầu của một thực thể mang thẻ `B-nhãn` (begin), các âm tiết sau `I-nhãn` (inside), ngoài mọi thực thể là `O` (outside). Chữ B
cần thiết để hai thực thể đứng sát nhau không dính làm một.

> To deal with new names a model must look at context. We turn the task into giving each syllable a **tag**. By the **IOB2** convention
> the first syllable of an entity is tagged `B-label` (begin), those after it `I-label` (inside), and what is outside all entities `O`. The B
> keeps two entities that stand side by side from becoming one.
"""

# %%
SENTENCE = "Bà Lê Thu Hà , Thứ trưởng Bộ Công Thương , gặp Đại sứ Hàn Quốc ở Huế .".split()

# %% [markdown]
"""
### ✎ Bài tập 2 · Exercise 2: `tags`

Gán thẻ bằng tay cho câu trên, mỗi âm tiết một thẻ, chỉ lấy thực thể ngoài cùng. Từ xưng hô “Bà” đứng ngoài tên; cơ quan và nước đi liền
với chức danh thuộc về chức danh. Bạn có thể viết thành một chuỗi rồi `.split()`, như câu ở trên.

> Tag the sentence above by hand, one tag a syllable, outermost entities only. The form of address “Bà” stays outside the name; the
> ministry or country that goes with a title belongs to the title. You may write one string and `.split()` it, as above.
"""

# %% exercise="tags"
tags = []
### BEGIN SOLUTION
tags = "O B-PER I-PER I-PER O B-ROLE I-ROLE I-ROLE I-ROLE I-ROLE O".split()
tags += "O B-ROLE I-ROLE I-ROLE I-ROLE O B-GPE O".split()
### END SOLUTION

# %% check="tags" points=2
check.tags(tags, SENTENCE)

# %% [markdown]
"""
### ✎ Bài tập 3 · Exercise 3: `encode`

Viết hàm làm việc ấy: nhận số âm tiết của câu và các khoảng `(first, end, label)` theo thứ tự bất kỳ, trong đó `end` là vị trí **ngay sau** âm tiết cuối, trả về
danh sách thẻ: `encode(4, [(1, 3, "PER")])` → `["O", "B-PER", "I-PER", "O"]`. Mô hình học từ những thẻ này: một lỗi ở đây thành lỗi
trong mọi câu.

> Write the function that does so: it takes the number of syllables of a sentence and spans `(first, end, label)` in any order, where `end` is the place
> **right after** the last syllable, and returns the list of tags: `encode(4, [(1, 3, "PER")])` → `["O", "B-PER", "I-PER", "O"]`. The model
> learns from these tags: a mistake here is a mistake in every sentence.
"""


# %% exercise="encode"
def encode(size, spans):
    ### BEGIN SOLUTION
    tags = ["O"] * size
    for first, end, label in spans:
        tags[first] = f"B-{label}"
        for i in range(first + 1, end):
            tags[i] = f"I-{label}"
    return tags
    ### END SOLUTION


# %% check="encode" points=1
check.encode(encode)

# %% [markdown]
"""
### ✎ Bài tập 4 · Exercise 4: `decode`

Và chiều ngược lại: từ thẻ về khoảng. `decode(["O", "B-PER", "I-PER", "O"])` → `[(1, 3, "PER")]`. Mô hình đôi khi cho ra dãy thẻ sai quy
ước, chẳng hạn `I-ORG` ngay sau `O` hay sau `B-PER`; khi đó hãy coi như một thực thể mới bắt đầu. Chương trình chấm điểm của CoNLL-2000
cũng làm vậy.

> And the way back, from tags to spans. `decode(["O", "B-PER", "I-PER", "O"])` → `[(1, 3, "PER")]`. A model sometimes gives tags that
> break the convention, such as `I-ORG` right after `O` or after `B-PER`; then let a new entity begin there, as the scorer of CoNLL-2000
> does.
"""


# %% exercise="decode"
def decode(tags):
    ### BEGIN SOLUTION
    spans, last = [], "O"
    for i, tag in enumerate(tags):
        label = tag[2:]
        if tag.startswith("I-") and last == label:
            spans[-1] = (spans[-1][0], i + 1, label)
        elif tag != "O":
            spans.append((i, i + 1, label))
        last = label
    return spans
    ### END SOLUTION


# %% check="decode" points=2
check.decode(decode)

# %% [markdown]
"""
Giờ cả tập huấn luyện thành các câu, mỗi câu là một dãy âm tiết và một dãy thẻ.

> Now the training set becomes sentences, each a row of syllables and a row of tags.
"""

# %%
encode, decode = check.usable(encode), check.usable(decode)


def sentences(documents):
    for document in documents:
        for sentence in document.sentences:
            yield document, tokens(document, sentence)


def words_and_tags(document, places):
    words = [document.text[start:end] for start, end in places]
    first = {start: i for i, (start, _) in enumerate(places)}
    last = {end: i for i, (_, end) in enumerate(places, 1)}
    inside = [e for e in document.entities if places[0][0] <= e.start < places[-1][1]]
    return words, encode(len(words), [(first[e.start], last[e.end], e.label) for e in inside])


TRAIN = [words_and_tags(*each) for each in sentences(half)]
words, tags = TRAIN[1]
show.table([words[5:20], tags[5:20]], *[""] * 15)

# %% [markdown]
"""
## 4. Mô hình CRF · The CRF

**Trường ngẫu nhiên có điều kiện** (conditional random field, CRF; Lafferty, McCallum và Pereira 2001) cho mỗi dãy thẻ một điểm: tổng các **trọng số**
(weights) của hai loại dấu hiệu. Loại thứ nhất nối một **đặc trưng** (feature) của âm tiết với một thẻ, ví dụ “âm tiết trước là *tỉnh*” với
`B-GPE`. Loại thứ hai nối hai thẻ liền nhau, ví dụ `B-PER` rồi `I-PER`. Máy học các trọng số sao cho dãy thẻ đúng có xác suất cao, và khi dùng thì
tìm dãy có điểm cao nhất cho **cả câu**.

> A **conditional random field** (CRF; Lafferty, McCallum and Pereira 2001) scores each row of tags by a sum of **weights** of two kinds of evidence.
> The first joins a **feature** of a syllable with a tag, such as “the syllable before is *tỉnh* (province)” with `B-GPE`. The second joins two
> neighbouring tags, such as `B-PER` then `I-PER`. It learns weights that make the right rows of tags probable, and when used looks
> for the best row of tags for the **whole sentence**.

Một đặc trưng chỉ là một chuỗi ký tự: có hoặc không. Mỗi hàm đặc trưng dưới đây nhận các âm tiết của câu và một vị trí, trả về danh sách chuỗi.
Hàm đầu tiên chỉ nhìn chính âm tiết ấy.

> A feature is just a string: it is there or it is not. Each feature function below takes the syllables of a sentence and a place, and returns a list
> of strings. The first looks at the syllable alone.
"""


# %%
def word(words, i):
    return [f"word={words[i].lower()}"]


def rows(words, functions):
    places = range(len(words))
    return [[feature for function in functions for feature in function(words, i)] for i in places]


rows("Bà Hà thăm Huế .".split(), [word])

# %% [markdown]
"""
Học: `c1` và `c2` phạt trọng số lớn để mô hình khỏi thuộc lòng, và thuật toán L-BFGS sửa trọng số từng bước; ta cho nó 50 bước (`max_iterations`), chưa hội
tụ (converged: thêm bước nữa cũng không đổi gì) nhưng đủ để so sánh. `@cache` giữ lại mô hình đã học: gọi lần nữa với cùng đặc trưng thì không phải học lại.

> Learning: `c1` and `c2` punish large weights, so that the model does not learn by heart, and the algorithm L-BFGS mends the weights step by step; we give it
> 50 steps (`max_iterations`), not quite converged (when more steps change nothing) but enough to compare. `@cache` keeps what was learnt: asked again with the same features it need not
> learn again.
"""


# %%
@cache
def learn(*functions):
    crf = CRF(algorithm="lbfgs", c1=0.05, c2=0.01, max_iterations=50)
    return crf.fit([rows(words, functions) for words, _ in TRAIN], [tags for _, tags in TRAIN])


def predict(functions, documents):
    crf, entities = learn(*functions), defaultdict(list)
    for document, places in sentences(documents):
        words = [document.text[start:end] for start, end in places]
        for first, end, label in decode(crf.predict_single(rows(words, functions))):
            entities[document.id].append(Entity(places[first][0], places[end - 1][1], label))
    return [replace(document, entities=tuple(entities[document.id])) for document in documents]


# %%
predictions = {"gazetteer": found, "âm tiết · word": predict([word], gold)}


def compare():
    lines = [(name, *split(each)) for name, each in predictions.items()]
    shown = [(name, *(f"{x:.1f}" for x in scores)) for name, *scores in lines]
    return show.table(shown, "", *COLUMNS)


compare()

# %% [markdown]
"""
Với đúng một đặc trưng, CRF chỉ biết những âm tiết đã gặp, và thứ tự của các thẻ. Nó kém danh sách ở tên đã gặp hay hơn? Còn tên chưa gặp thì sao? Giờ
cho nó nhìn sang hai bên: hai âm tiết trước và hai âm tiết sau; `|` là mép câu.

> With a single feature the CRF only knows syllables it has seen, and the order of tags. Is it better or worse than the list on known names, and what about
> new ones? Now we let it look around: two syllables before and two after; `|` is the edge of the sentence.
"""


# %%
def neighbours(words, i):
    padded = ["|", "|", *(w.lower() for w in words), "|", "|"]
    return [f"{step:+}={padded[i + 2 + step]}" for step in (-2, -1, 1, 2)]


predictions["+ lân cận · neighbours"] = predict([word, neighbours], gold)
compare()

# %% [markdown]
"""
## 5. Hình dạng của chữ · The shape of a word

Đặc trưng `word` viết thường mọi chữ, nên mô hình không biết đâu là chữ hoa, mà tên riêng tiếng Việt viết hoa từng âm tiết. **Hình dạng** (shape) nói điều
ấy, và nói được cả với âm tiết chưa gặp bao giờ: đó là **khái quát hóa** (generalisation).

> The feature `word` makes all letters small, so the model knows nothing of capitals, and Vietnamese names have a capital on each syllable. The **shape**
> says so, even of a syllable that was never seen: that is **generalisation**.

### ✎ Bài tập 5 · Exercise 5: `shape`

Viết hàm cho một âm tiết, trả về `"figure"` nếu bắt đầu bằng chữ số (“42,5”), `"mark"` nếu bắt đầu bằng ký tự không phải chữ (“,”), `"ACRONYM"` nếu
có từ hai chữ trở lên và viết hoa tất cả (“UBND”), `"Capital"` nếu chỉ viết hoa chữ đầu (“Huế”, và cả “Ô”), còn lại `"small"`.

> Write a function that takes a syllable and returns `"figure"` if it begins with a digit (“42,5”), `"mark"` if it begins with what is no letter (“,”),
> `"ACRONYM"` if it has two letters or more, all capital (“UBND”), `"Capital"` if it begins with a capital (“Huế”, and “Ô” too), else `"small"`.
"""


# %% exercise="shape"
def shape(word):
    ### BEGIN SOLUTION
    if word[0].isdigit():
        return "figure"
    if not word[0].isalpha():
        return "mark"
    if len(word) > 1 and word.isupper():
        return "ACRONYM"
    return "Capital" if word[0].isupper() else "small"
    ### END SOLUTION


# %% check="shape" points=1
check.shape(shape)

# %%
shape = check.usable(shape)


def shapes(words, i):
    padded = ["|", "|", *map(shape, words), "|", "|"]
    return [f"shape{step:+}={padded[i + 2 + step]}" for step in (-2, -1, 0, 1, 2)]


SO_FAR = [word, neighbours, shapes]
predictions["+ hình dạng · shape"] = predict(SO_FAR, gold)
compare()


# %%
def score_with(function):
    """F1 khi thêm một hàm đặc trưng · F1 with one more feature function"""
    return f1(predict([*SO_FAR, function], gold))


# %% [markdown]
"""
## 6. Đặc trưng của bạn · A feature of your own

### ✎ Bài tập 6 · Exercise 6: `extra`

Viết thêm một hàm đặc trưng nhận `(words, i)`, trả về danh sách chuỗi (có thể rỗng), sao cho F1 trên `validation` tăng ít nhất **nửa điểm** so với dòng cuối
bảng trên. Ô kiểm tra sẽ học và chấm thật, mất vài giây. Vài ý: hai chữ cái cuối của âm tiết; âm tiết có giống một âm tiết tiếng Việt không; một danh sách
nước và tỉnh do bạn viết (“Hàn Quốc” có hai âm tiết); từ thường đứng ngay trước dãy chữ hoa. Không phải ý nào cũng có ích: hãy đo. Hãy nhớ `words[i + 1]` không có ở cuối câu.

> Write one more feature function that takes `(words, i)` and returns a list of strings (it may be empty), so that F1 on `validation` rises by at least **half a
> point** over the last line of the table. The check really learns and scores; it takes some seconds. Some ideas: the last two letters of a syllable; whether
> it looks like a Vietnamese syllable at all; a list of countries and provinces of your own (“Hàn Quốc”, Korea, has two syllables); the common word right before a run of
> capitals. Not every idea helps: measure. Mind that there is no `words[i + 1]` at the end.
"""


# %% exercise="extra"
def extra(words, i):
    ### BEGIN SOLUTION
    small = words[i].lower()
    return [f"begins={small[:2]}", f"ends={small[-2:]}", f"ends={small[-3:]}"]
    ### END SOLUTION


# %% check="extra" points=3
check.extra(extra, score_with, f1(predictions["+ hình dạng · shape"]))

# %% [markdown]
"""
Nửa điểm là nhiều hay ít? Chỉ thêm một đặc trưng vô thưởng vô phạt như “âm tiết đứng đầu câu” cũng làm F1 xê dịch vài phần mười (thử mà xem), nên tăng 0,2 điểm chưa nói lên điều gì. Và nếu bạn thử hai mươi ý
rồi giữ ý tốt nhất trên `validation`, một phần điểm tăng là do may: notebook 6 nói kỹ về chuyện này. Nếu hàm của bạn chưa qua, dòng cuối bảng sau dùng một hàm cho mượn: các chữ cái ở đầu và cuối âm tiết.

> Is half a point much? Even an idle feature such as “the first syllable of the sentence” moves F1 by some tenths (try it), so a gain of 0.2 says nothing yet. And if you try twenty ideas and
> keep the best on `validation`, part of the gain is luck: notebook 6 is about that. If your function does not pass yet, the last line of the table below uses a borrowed one: the first and last letters of the syllable.
"""

# %%
extra = check.usable(extra)
predictions["+ của bạn · yours"] = predict([*SO_FAR, extra], gold)
compare()

# %% [markdown]
"""
## 7. Kiến thức có sẵn: danh sách · Knowledge from elsewhere: lists

Nửa tập huấn luyện không thể biết hết các tỉnh, các nước, những từ mở đầu tên cơ quan hay các họ người Việt. Nhưng người thì biết. File
`baselines/lexicon.txt` của dự án có những danh sách như vậy; “đại học” hay “ủy ban” viết thường, vì chúng là từ mở đầu chứ không phải tên.

> Half a training set cannot know all provinces and countries, the words that open names of institutions, or Vietnamese family names. People do. The
> project's file `baselines/lexicon.txt` has such lists; “đại học” (university) and “ủy ban” (committee) are in small letters, since they open names and
> are none.
"""

# %%
LISTS = defaultdict(list)  # cụm từ → tên các danh sách có nó · phrase → the lists that have it
WANTED = ["country", "province", "town", "city", "region", "body", "treaty", "sector"]
WANTED += ["family name", "nature head", "organisation head", "event head", "project head"]
WANTED += ["agreement head", "role head"]
name = ""
for line in Path("../baselines/lexicon.txt").read_text(encoding="utf-8").splitlines():
    if line.startswith("["):
        name = line.strip("[]")
    elif name in WANTED:
        for phrase in filter(None, line.split(";")):
            LISTS[tuple(phrase.split())].append(name)
sizes = [(name, sum(name in found for found in LISTS.values())) for name in WANTED[:5]]
show.table(sizes, "danh sách · list", "cụm · phrases")


# %% [markdown]
"""
Đặc trưng cho biết âm tiết nằm trong cụm của danh sách nào và là âm tiết thứ mấy trong cụm. Chẳng hạn `organisation head 2/3` là: âm tiết thứ hai trong một cụm ba âm tiết hay mở đầu tên
tổ chức. Mô hình vẫn tự quyết định tin danh sách đến đâu: “Khánh Hòa” có thể là một tỉnh, cũng có thể là tên người.

> The feature says of which list a phrase around the syllable is, and which of its syllables this is. So `organisation head 2/3` is: the second syllable of a phrase of three that
> opens names of organisations. How far to trust a list is still for the model to decide: “Khánh Hòa” may be a province, or a person's name.
"""


# %%
def lists(words, i):
    found = []
    for size in range(1, 6):
        for start in range(max(0, i - size + 1), min(i, len(words) - size) + 1):
            phrase = tuple(words[start : start + size])
            # tên phải đúng chữ hoa, từ mở đầu thì không · names need their capitals, heads do not
            small = tuple(syllable.lower() for syllable in phrase)
            for name in LISTS.get(phrase) or LISTS.get(small, ()):
                if phrase in LISTS or name.endswith(("head", "sector")):
                    found.append(f"{name} {i - start + 1}/{size}")
    return found


ALL = [*SO_FAR, extra, lists]
predictions["+ danh sách · lists"] = predict(ALL, gold)
compare()

# %% [markdown]
"""
Hình bên trái cho thấy điểm của từng bước, hình bên phải điểm từng nhãn khi có đủ đặc trưng, bên cạnh gazetteer. Đặc trưng nào giúp tên **chưa gặp** nhiều nhất? Và
nhãn nào khó nhất, dù có bao nhiêu ví dụ (con số trong ngoặc)?

> On the left are the scores of each step, on the right those of each label with all features, beside the gazetteer. Which feature helps **new** names most? And which labels
> stay hard, however many examples there are (the number in brackets)?
"""


# %%
def f1_of(label, predicted):
    return f1(predicted, lambda _, found: found == label)


steps = pd.DataFrame([split(each) for each in predictions.values()], list(predictions), COLUMNS)
both = {name: predictions[name] for name in ("gazetteer", "+ danh sách · lists")}
ends = {}
for label, number in labels.most_common():
    ends[f"{label} ({number})"] = {name: f1_of(label, each) for name, each in both.items()}

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4.2))
steps.plot(ax=left, style=["ko-", "bs--", "r^-."], ylim=(0, 100), ylabel="F1 (%)")
left.set_xticks(range(len(steps)), steps.index, rotation=35, ha="right")
left.set_title("Thêm dần đặc trưng · Adding features")
pd.DataFrame(ends).T.plot.barh(ax=right, color=["#b9cdf0", "#2a5db5"], width=0.8, xlim=(0, 100))
right.invert_yaxis()
right.set(title="Từng nhãn · By label", xlabel="F1 (%)")
right.legend(loc="upper center", bbox_to_anchor=(0.5, -0.15), ncols=2, frameon=False)
plt.tight_layout()
plt.show()

# %% [markdown]
"""
## 8. Đọc trọng số · Reading the weights

CRF không phải hộp đen: mọi thứ nó biết là những trọng số mà ta đọc được. Trước hết là trọng số giữa **hai thẻ liền nhau**. Hàng là thẻ trước, cột là thẻ sau. Ô
trống là không có trọng số: cặp ấy chưa từng có trong tập huấn luyện, hoặc `c1` đã đưa nó về 0. Sau `O` không ô `I-…` nào có trọng số, đúng như quy ước IOB2 mà ta không hề dạy. Nhưng không có trọng số
không có nghĩa là bị cấm: vì thế `decode` của bạn phải chịu được cả dãy thẻ sai quy ước.

> A CRF is no black box: all it knows is weights that can be read. First those between **neighbouring tags**. Rows are the tag before, columns the one after. An empty field has
> no weight: training never showed that pair, or `c1` brought it to 0. After `O` no field `I-…` has one, as IOB2 has it, though nobody told it that convention. But no weight does not mean forbidden: this is why your `decode` must bear with
> rows of tags that break the convention.
"""

# %%
crf = learn(*ALL)
SHOWN = ["O", *(f"{begin}-{label}" for label in ("PER", "ROLE", "ORG", "GPE") for begin in "BI")]
grid = pd.DataFrame(float("nan"), SHOWN, SHOWN)
for (before, after), weight in crf.transition_features_.items():
    if before in SHOWN and after in SHOWN:
        grid.loc[before, after] = weight

# %%
figure, axes = plt.subplots(figsize=(7, 4.6))
axes.imshow(grid, cmap="RdBu", vmin=-8, vmax=8)
axes.set_xticks(range(len(SHOWN)), SHOWN, rotation=45, ha="right")
axes.set_yticks(range(len(SHOWN)), SHOWN)
for (i, j), weight in np.ndenumerate(grid.values):
    if not np.isnan(weight):
        colour = "white" if abs(weight) > 5 else "black"
        axes.text(j, i, f"{weight:.1f}", ha="center", va="center", fontsize=8, color=colour)
axes.set(xlabel="thẻ sau · tag after", ylabel="thẻ trước · tag before")
axes.set_title("Trọng số giữa hai thẻ · Weights between tags")
plt.show()

# %% [markdown]
"""
Rồi đến trọng số của đặc trưng. Bảng dưới cho những đặc trưng **ủng hộ** mạnh nhất từng thẻ mở đầu: `-1=ông` là “âm tiết ngay trước là *ông*”,
`+2=` nói về âm tiết thứ hai sau đó, `begins` và `ends` (nếu bạn dùng hàm cho mượn) là chữ cái đầu và cuối. Bạn thấy đâu là tiếng Việt, đâu là nghề báo, đâu là điều riêng của bộ dữ liệu này?

> Then the weights of features. The table has the features that **speak most** for each tag that begins an entity: `-1=ông` is “the syllable right before is *ông*” (Mr), `+2=` is about
> the second one after it, `begins` and `ends` (where you use the borrowed function) are first and last letters. What of it is Vietnamese, what is the trade of newspapers, what is peculiar to this dataset?
"""

# %%
weights = crf.state_features_


def speaks_for(tag, how_many=6):
    # làm tròn: máy khác có thể lệch ở số lẻ · rounded: another machine may differ a little
    of_tag = [(-round(w, 2), feature) for (feature, other), w in weights.items() if other == tag]
    return " · ".join(feature for _, feature in sorted(of_tag)[:how_many])


strong = [(label, speaks_for(f"B-{label}")) for label in sorted(labels)]
show.table(strong, "nhãn · label", "đặc trưng · features")

# %% [markdown]
"""
### ✎ Bài tập 7 · Exercise 7: `strongest`

Viết hàm nhận bảng trọng số `{(đặc trưng, thẻ): trọng số}` và một đặc trưng, trả về **thẻ** mà đặc trưng ấy ủng hộ mạnh nhất, hoặc `""` nếu bảng không có đặc trưng ấy. Trọng
số âm là phản đối, dù lớn đến đâu. Với hàm này bạn hỏi được mô hình: sau chữ “tỉnh” nó đợi gì?

> Write a function that takes a table of weights `{(feature, tag): weight}` and a feature, and returns the **tag** for which that feature speaks most, or `""` if the table does not have
> the feature. A negative weight speaks against, however large. With it you can ask the model: what does it expect after “tỉnh” (province)?
"""


# %% exercise="strongest"
def strongest(weights, feature):
    ### BEGIN SOLUTION
    of_feature = {tag: weight for (name, tag), weight in weights.items() if name == feature}
    return max(of_feature, key=of_feature.get) if of_feature else ""
    ### END SOLUTION


# %% check="strongest" points=2
check.strongest(strongest)

# %%
strongest = check.usable(strongest)
asked = ["-1=tỉnh", "-1=bà", "-1=ông", "-1=của", "word=bộ", "shape+0=ACRONYM", "shape+0=small"]
rows_asked = [(feature, strongest(weights, feature)) for feature in asked]
show.table(rows_asked, "đặc trưng · feature", "ủng hộ thẻ · speaks for")

# %% [markdown]
"""
## 9. IOB2 bỏ mất gì · What IOB2 loses

Mỗi âm tiết một thẻ, nên khoảng bên trong một khoảng khác không có chỗ. Bảng dưới đếm chúng trong đáp án đầy đủ của `validation`.

> One tag a syllable leaves no room for a span inside another. The table counts those in the full gold of `validation`.
"""

# %%
full = Counter(e.label for d in validation for e in d.entities)
kept = Counter(e.label for d in gold for e in d.entities)
full["tất cả · all"], kept["tất cả · all"] = full.total(), kept.total()
lost = {label: full[label] - kept[label] for label in sorted(full)}
lines = [(x, full[x], number, f"{100 * number / full[x]:.0f} %") for x, number in lost.items()]
show.table(lines, "nhãn · label", "tất cả · all", "bên trong · inside", "mất · lost")

# %% [markdown]
"""
Vì thế, so với đáp án đầy đủ, một mô hình IOB2 hoàn hảo cũng không đạt 100: dòng đầu của bảng dưới là **trần** (ceiling) ấy. Hệ thống CRF của dự án (`baselines/crf.py`) học thêm
một mô hình thứ hai, đi vào bên trong từng thực thể đã tìm được.

Hai dòng sau là mô hình của ta. So với đáp án đầy đủ, độ chính xác của nó lại nhỉnh hơn: có khoảng đoán hẹp quá, nhưng trùng với một thực thể bên trong.

> So against full gold even a perfect IOB2 model does not reach 100: the first line below is that **ceiling**. The project's CRF system (`baselines/crf.py`) learns a second model that looks
> inside each entity found.
>
> The other two lines are our model. Its precision is a little higher against full gold: some spans that it cuts too short equal an entity inside.
"""

# %%
last = predictions["+ danh sách · lists"]
pairs = {
    "trần · ceiling": (validation, gold),
    "CRF, đáp án đầy đủ · full gold": (validation, last),
    "CRF, ngoài cùng · outermost": (gold, last),
}
lines = []
for name, pair in pairs.items():
    c = camket.score(*pair).micro("entities")
    lines.append((name, *(f"{100 * x:.1f}" for x in (c.precision, c.recall, c.f1))))
show.table(lines, "", *HEAD[:3])

# %% [markdown]
"""
## 10. Sai ở đâu? · Where does it go wrong?

Muốn sửa thì phải biết sai kiểu gì. Ta ghép mỗi thực thể của đáp án với thực thể được đoán nằm đè lên nó (nếu có); những gì không có cặp là bỏ sót hoặc thừa.

> To mend errors one must know their kind. We pair each gold entity with the predicted one that overlaps it (if any); what has no partner is missed or spurious.
"""


# %%
def meet(one, other):
    return one.start < other.end and other.start < one.end


def mistakes(document, predicted):
    for entity in document.entities:
        if entity not in predicted.entities:
            partners = [other for other in predicted.entities if meet(entity, other)]
            yield entity, partners[0] if partners else None
    for other in predicted.entities:
        if not any(meet(entity, other) for entity in document.entities):
            yield None, other


# %% [markdown]
"""
### ✎ Bài tập 8 · Exercise 8: `kind`

Viết hàm nhận một thực thể của đáp án và một thực thể được đoán (mỗi bên có `.start`, `.end`, `.label`, hoặc là `None`), trả về loại lỗi: `"missed"` (bỏ sót: không đoán gì), `"spurious"`
(thừa: đáp án không có), `"label"` (đúng khoảng, sai nhãn), `"boundary"` (đúng nhãn, sai khoảng), `"both"` (sai cả hai). Mỗi loại cần một cách chữa khác nhau.

> Write a function that takes a gold entity and a predicted one (each with `.start`, `.end`, `.label`, or `None`), and returns the kind of the error: `"missed"` (nothing predicted),
> `"spurious"` (gold has nothing), `"label"` (right span, wrong label), `"boundary"` (right label, wrong span), `"both"` (both wrong). Each kind needs another cure.
"""


# %% exercise="kind"
def kind(entity, predicted):
    ### BEGIN SOLUTION
    if predicted is None:
        return "missed"
    if entity is None:
        return "spurious"
    if (entity.start, entity.end) == (predicted.start, predicted.end):
        return "label"
    return "boundary" if entity.label == predicted.label else "both"
    ### END SOLUTION


# %% check="kind" points=2
check.kind(kind)

# %%
kind = check.usable(kind)
wrong = [pair for documents in zip(gold, last, strict=True) for pair in mistakes(*documents)]
rows_of_errors = [(kind(one, other), (one or other).label) for one, other in wrong]
errors = pd.DataFrame(rows_of_errors, columns=["kind", "label"])
table = pd.crosstab(errors["label"], errors["kind"], margins=True, margins_name="tất cả · all")
show.table(table.itertuples(), "nhãn · label", *table.columns)

# %% [markdown]
"""
Và đây là vài câu, đáp án ở trên, dự đoán ở dưới. Hãy đoán nguyên nhân trước khi đọc tiếp.

> And here are some sentences, gold above, prediction below. Guess the cause before you read on.
"""

# %%
check.beside(gold, last, ["boundary", "label", "missed", "spurious"], kind)

# %% [markdown]
"""
Nhìn nhiều câu như vậy, bạn sẽ thấy vài kiểu trở đi trở lại:

- **Ranh giới**: tên cơ quan dài, có “và” hay dấu phẩy ở giữa: mô hình dừng quá sớm hoặc đi quá xa, vì mỗi đặc trưng chỉ nhìn được hai âm tiết mỗi bên.
- **Nhãn**: tên viết tắt và tên nước ngoài có thể là tổ chức, người hay nơi chốn; phải đọc cả bài mới biết.
- **Bỏ sót**: lĩnh vực (SECTOR) viết thường, nên hình dạng không giúp được gì.
- **Thừa**: từ thường viết hoa ở đầu câu hay trong tên nằm ngoài quy tắc.

> Look at many of these and a few kinds come back again and again:
>
> - **Boundaries**: long names of institutions, with “và” (and) or a comma inside: the model stops too early or goes too far, since a feature sees only two syllables to either side.
> - **Labels**: acronyms and foreign names may be organisations, people or places; one has to read the whole article to know.
> - **Missed**: fields of work (SECTOR) are in small letters, so the shape is no help.
> - **Spurious**: common words with a capital at the start of a sentence, or in names that the guidelines leave out.

## 11. Sang báo thật · On to real news

Mọi điểm trên là của các bài do dự án viết ra (composed). Báo thật viết khác. Bảng dưới không tính gì mới: nó đọc các điểm mà dự án đã đo và lưu trong `baselines/results`, cho ba phần: `test` (bài viết cho dự án),
`retold` (sự kiện thật, kể lại) và `published` (báo thật). F1 của thực thể, kể cả thực thể lồng nhau; CRF học từ toàn bộ `train`. Người viết luật đã đọc các bài `published`, nên điểm của luật ở đó không hoàn toàn vô tư.

> All scores above are of articles that were written for the project (composed). Real news is written differently. The table below computes nothing new: it reads what the project measured and keeps in
> `baselines/results`, for three splits: `test` (written for the project), `retold` (real events told anew) and `published` (real news). F1 of entities, nested ones included; the CRF learnt from all of `train`. Whoever wrote the rules had read the articles of `published`, so their score there is not quite impartial.
"""

# %%
SYSTEMS = {"rules": "luật · rules", "crf": "CRF của dự án · the project's CRF"}


def measured(system, part):
    path = Path("../baselines/results", system, f"{part}.json")
    entities = json.loads(path.read_text(encoding="utf-8"))["metrics"]["entities"]["micro"]
    low, high = (f"{100 * x:.0f}" for x in entities["interval"])
    return f"{100 * entities['f1']:.1f} ({low} – {high})"


SPLITS = ["test", "retold", "published"]
lines = [(name, *(measured(system, part) for part in SPLITS)) for system, name in SYSTEMS.items()]
show.table(lines, "", *SPLITS)

# %% [markdown]
"""
Trong ngoặc là **khoảng tin cậy** 95 % (confidence interval): với ít bài như vậy, điểm thật có thể nằm ở bất cứ đâu trong khoảng ấy. Hãy so hai dòng: hệ thống nào **mất điểm** khi rời loại bài nó đã học, hệ thống nào không? Luật không học
gì từ `train` nên không quen với riêng cách viết của nó; mô hình thống kê thì có, và đó là cái giá của việc học từ một loại văn bản. Nhưng cũng đừng vội khen luật: `retold`
kể lại chính những sự kiện của `published`, mà người viết luật đã đọc; và CRF vẫn hơn ở cả ba phần.

> In brackets is the 95 % **confidence interval**: with so few articles the true score may lie anywhere in it. Compare the two lines: which system **loses** where it leaves the kind of article that it learnt from, and which does not? Rules learn nothing from
> `train`, so they do not grow used to its way of writing; a statistical model does, and that is the price of learning from one kind of text. But do not praise the rules too soon: `retold`
> tells the very events of `published`, which their author had read; and the CRF still leads on all three.

## 12. Nhìn lại · Looking back

- Danh sách tên nhớ giỏi nhưng không biết tên mới; phần lớn tên trong bài mới là tên mới.
- IOB2 biến khoảng thành thẻ, và bỏ mất những gì lồng bên trong.
- Mỗi đặc trưng là một câu hỏi về âm tiết; cái đáng giá là cái trả lời được cả cho tên chưa gặp.
- Trọng số đọc được: hãy đọc để biết mô hình tin gì, và có phải vì lý do đúng không.
- Điểm trên một loại văn bản không nói gì chắc chắn về loại khác.

> - A list of names remembers well but knows no new name, and most names in a new article are new.
> - IOB2 turns spans into tags, and loses what is nested.
> - Each feature is a question about a syllable; the valuable ones have an answer for names never seen.
> - Weights can be read: read them to know what a model believes, and whether for the right reason.
> - A score on one kind of text promises nothing for another.

**Nếu còn thời gian:** học từ toàn bộ `train` (bỏ `[::2]`) và chạy lại; thêm hai đặc trưng của bạn vào `ALL`; hoặc đọc `baselines/features.py` xem dự án dùng thêm những gì.

> **If you have time left:** learn from all of `train` (drop `[::2]`) and run again; add two more features to `ALL`; or read `baselines/features.py` for what else the project uses.
"""
