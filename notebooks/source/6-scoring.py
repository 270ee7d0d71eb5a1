# %% [markdown]
"""
# 6. Chấm điểm mà không tự lừa mình · Scoring without fooling yourself

“Nguyên tắc thứ nhất là không được tự lừa mình, mà mình lại là người dễ bị lừa nhất” (Richard Feynman, 1974). Một con số
như “F1 = 85” trông chắc chắn, nhưng sau nó là cả một chuỗi lựa chọn: thế nào là đúng, tính trung bình ra sao, trên bao
nhiêu bài, so với ai. Trong notebook này bạn tự viết lại từng mắt xích ấy, thử trên dự đoán thật của vài hệ thống,
rồi so với bộ chấm của camket.

> “The first principle is that you must not fool yourself, and you are the easiest person to fool” (Richard Feynman, 1974).
> A figure such as “F1 = 85” looks certain, but behind it stands a chain of choices: what counts as right, how to average,
> over how many articles, against whom. In this notebook you write each link of the chain yourself, try it on the real
> predictions of a few systems, and compare with camket's scorer.

**Cần biết trước:** hàm và vòng lặp trong Python, một chút `numpy` (mảng, `sum`); không cần học xác suất thống kê trước.
**Thời gian:** một buổi chiều. **Bài tập:** 10.

> **You need:** functions and loops in Python, a little `numpy` (arrays, `sum`); no statistics. **Time:** an afternoon.
> **Exercises:** 10.
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
from collections import Counter
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

import camket
from camket import Document, Entity
from camket.corpus.load import committed, find_root, load_pass
from camket.formats import predictions
from camket.text import syllables
from checks import scoring as check
from checks import show

# %% [markdown]
"""
## 1. Đếm trước, chia sau · Count first, divide later

Đây là một câu bịa với **đáp án** (gold): các thực thể mà người gán nhãn đã đánh dấu. Một thực thể có thể nằm trong thực
thể khác, như “Bắc Ninh” nằm trong tên một sở.

> Here is a made-up sentence with its **gold**: the entities that annotators marked. One may lie inside another, as “Bắc
> Ninh”, a province, lies inside the name of its department.
"""

# %%
SENTENCE = "Giám đốc Trần Văn Lâm thay mặt Sở Công Thương Bắc Ninh gặp Tập đoàn Sakura tại Osaka."


def mark(words, label):
    start = SENTENCE.index(words)
    return Entity(start, start + len(words), label)


right_ones = [mark("Giám đốc", "ROLE"), mark("Trần Văn Lâm", "PER")]
right_ones += [mark("Sở Công Thương Bắc Ninh", "ORG"), mark("Bắc Ninh", "GPE")]
right_ones += [mark("Tập đoàn Sakura", "ORG"), mark("Osaka", "GPE")]
show.spans(SENTENCE, right_ones)

# %% [markdown]
"""
Và đây là những gì một hệ thống tìm ra trong cùng câu ấy. Hãy tự đếm trước khi đi tiếp: bao nhiêu thực thể hoàn toàn đúng,
tức là đúng cả chỗ bắt đầu, chỗ kết thúc và nhãn?

> And this is what a system found in it. Count for yourself before you go on: how many are wholly right, in start, end and
> label?
"""

# %%
found_ones = [mark("Trần Văn Lâm", "PER"), mark("Sở Công Thương", "ORG"), mark("Bắc Ninh", "GPE")]
found_ones += [mark("Sakura", "LOC"), mark("Osaka", "LOC")]
show.spans(SENTENCE, found_ones)

# %% [markdown]
"""
Mọi điểm số đều xuất phát từ ba con số: bao nhiêu là **đúng** (correct), **đáp án** có bao nhiêu (gold), hệ thống **dự
đoán** bao nhiêu (predicted). Từ đó:

- **độ chính xác** (precision) = đúng / dự đoán: trong những gì tìm ra, bao nhiêu phần là đúng;
- **độ phủ** (recall) = đúng / đáp án: trong những gì cần tìm, bao nhiêu phần được tìm ra;
- **F1** = 2 · đúng / (đáp án + dự đoán): trung bình điều hòa (harmonic mean) của hai số trên.

> Every score begins with three counts: how many are **correct**, how many are in **gold**, how many were **predicted**.
> From them:
>
> - **precision** = correct / predicted: how much of what was found is right;
> - **recall** = correct / gold: how much of what should be found was found;
> - **F1** = 2 · correct / (gold + predicted): the harmonic mean of these two.
"""

# %%
correct = len(set(right_ones) & set(found_ones))
found_count, gold_count = len(found_ones), len(right_ones)
COUNTS = "đúng · correct", "đáp án · gold", "dự đoán · predicted"
SHARES = "độ chính xác · precision", "độ phủ · recall"
rows = [(correct, gold_count, found_count, f"{correct}/{found_count}", f"{correct}/{gold_count}")]
show.table(rows, *COUNTS, *SHARES)

# %% [markdown]
"""
### ✎ Bài tập 1 · Exercise 1: `f1`

Viết hàm nhận ba con số và trả về F1: `f1(8, 10, 40)` → `0.32`. Trường hợp rỗng phải đúng: nếu đáp án không có gì và hệ thống
cũng không tìm gì thì không có gì để chấm, hãy trả về `None`. Nếu tính là 0 hay 1, một nhãn không hề xuất hiện sẽ kéo
điểm của cả bảng lên hoặc xuống.

> Write a function that takes the three counts and returns F1: `f1(8, 10, 40)` → `0.32`. Get the empty case right: where gold
> has nothing and nothing was predicted there is nothing to score, so return `None`. Taken as 0 or 1, a label
> that never occurs would pull the whole table down or up.
"""


# %% exercise="f1"
def f1(correct, gold, predicted):
    ### BEGIN SOLUTION
    if gold + predicted == 0:
        return None
    return 2 * correct / (gold + predicted)
    ### END SOLUTION


# %% check="f1" points=1
check.f1(f1)

# %% [markdown]
"""
Vì sao không lấy trung bình cộng của độ chính xác và độ phủ? Hãy xem một hệ thống chỉ trả lời một tên duy nhất, và
tên ấy đúng, trong khi đáp án có 1.000 tên. Một hệ thống khác thì trả lời bừa 100.000 khoảng, trong đó có đủ 1.000 tên.

> Why not the plain mean of precision and recall? Take a system that answers a single name, and that one is right, where
> gold has 1,000. And another that answers 100,000 spans at random among which are all 1,000 names.

Nếu lời giải của bạn chưa qua, `check.usable` cho mượn một bản chạy được, nên các phần sau vẫn chạy.

> Where your answer does not pass yet, `check.usable` lends one that works, so that what follows still runs.
"""

# %%
f1 = check.usable(f1)
extremes = {"một tên · one name": (1, 1_000, 1), "tất cả · everything": (1_000, 1_000, 100_000)}
rows = []
for name, (correct, gold_count, predicted_count) in extremes.items():
    precision, recall = correct / predicted_count, correct / gold_count
    mean, harmonic = (precision + recall) / 2, f1(correct, gold_count, predicted_count)
    rows.append((name, *(f"{100 * x:.1f}" for x in (precision, recall, mean, harmonic))))
show.table(rows, "trả lời · answers", *SHARES, "trung bình cộng · mean", "F1")

# %% [markdown]
"""
Trung bình cộng cho cả hai hệ thống vô dụng ấy khoảng một nửa số điểm. F1 thì không bị lừa: nó luôn ở gần số **nhỏ hơn**.

Giờ đến các hệ thống thật. `baselines/results` giữ sẵn dự đoán của chúng trên ba phần mà không hệ thống nào được học:
`test` (tin viết cho dự án), `retold` (tin thật kể lại) và `published` (tin thật; ở đây chỉ cần vị trí, không cần chữ).
`rules` là các luật viết tay, `crf` học từ `train`, `underthesea_ner` là bộ nhận dạng có sẵn mà nhiều người dùng.

> The plain mean gives both of these useless systems about half the points. F1 is not fooled: it stays near the **smaller**
> one.
>
> Now to real systems. `baselines/results` keeps their predictions on three parts that none of them learned from: `test` (news
> written for the project), `retold` (real news told anew) and `published` (real news; we need its offsets only, not its
> words). `rules` are written by hand, `crf` learns from `train`, `underthesea_ner` is a ready-made recogniser that many use.
"""

# %%
SYSTEMS, SPLITS = ["rules", "crf", "underthesea_ner"], ["test", "retold", "published"]
results = find_root() / "baselines" / "results"
gold = {split: committed(split) for split in SPLITS}
predicted, scores = {}, {}
for system in SYSTEMS:
    for split in SPLITS:
        documents = predictions.read(results / system / f"{split}.jsonl", gold[split])
        predicted[system, split] = documents
        scores[system, split] = camket.score(gold[split], documents)

# %% [markdown]
"""
`camket.score` đếm cho mọi bài, mọi nhãn, theo nhiều cách. `.micro("entities")` cho tổng số đếm của các thực thể. Hai cột
cuối phải bằng nhau: một cột là của hàm `f1`, một cột là của camket.

> `camket.score` counts for every document and label, in many ways. `.micro("entities")` gives the sums for entities. The last
> two columns must be equal: one comes from your `f1`, one from camket.
"""

# %%
rows = []
for system in SYSTEMS:
    c = scores[system, "test"].micro("entities")
    shares = c.precision, c.recall, f1(c.correct, c.gold, c.predicted), c.f1
    rows.append((system, c.correct, c.gold, c.predicted, *(f"{100 * x:.1f}" for x in shares)))
show.table(rows, "hệ thống · system", *COUNTS, *SHARES, "f1", "camket")

# %% [markdown]
"""
## 2. Vì sao accuracy nói dối · Why accuracy lies

**Accuracy** là tỷ lệ câu trả lời đúng. (Tiếng Việt cũng hay dịch chữ này là “độ chính xác”, như precision; để khỏi lẫn, ở
đây ta giữ nguyên tiếng Anh.) Với thực thể, người ta hay gán cho mỗi âm tiết một nhãn: nhãn của thực thể, hoặc
**O** (outside) nếu nó không thuộc thực thể nào. Hãy tưởng tượng trình gán nhãn lười nhất: âm tiết nào cũng trả lời O.

> **Accuracy** is the share of right answers. (Vietnamese often calls it “độ chính xác”, the very word for precision; so we
> keep the English one.) For entities it is common to give each syllable a tag: the entity's label, or
> **O** (outside) where there is none. Imagine the laziest tagger: O for every syllable.
"""


# %%
def tags(document, spans):
    """nhãn của từng âm tiết · the tag of each syllable"""
    starts = [start for start, _ in syllables(document.text)]
    return [next((s.label for s in spans if s.start <= at < s.end), "O") for at in starts]


example = Document("ví dụ", text=SENTENCE, entities=tuple(right_ones))
words = [SENTENCE[start:end] for start, end in syllables(SENTENCE)]
pairs = zip(words, tags(example, right_ones), strict=True)
show.table(list(pairs)[:9], "âm tiết · syllable", "nhãn · tag")

# %% [markdown]
"""
### ✎ Bài tập 2 · Exercise 2: `always_o`

Viết hàm nhận danh sách nhãn **đúng** của các âm tiết và trả về accuracy của trình gán nhãn lười:
`always_o(["O", "O", "MONEY", "O"])` → `0.75`. Danh sách rỗng thì trả về `None`. Con số này là mốc: một hệ thống có accuracy
thấp hơn nó thì thà đừng làm gì.

> Write a function that takes the **right** tags of syllables and returns the accuracy of the lazy tagger:
> `always_o(["O", "O", "MONEY", "O"])` → `0.75`. For an empty list return `None`. This figure is a yardstick: a system whose
> accuracy is below it would do better to do nothing.
"""


# %% exercise="always_o"
def always_o(tags):
    ### BEGIN SOLUTION
    if not tags:
        return None
    return tags.count("O") / len(tags)
    ### END SOLUTION


# %% check="always_o" points=1
check.always_o(always_o)

# %%
always_o = check.usable(always_o)
validation = camket.load("validation")
LABELS = ["ORG", "PER", "MONEY", "PERCENT", "PROJECT", "AGREEMENT"]
lazy = {}
for label in LABELS:
    chosen = [(d, [s for s in (*d.entities, *d.numbers) if s.label == label]) for d in validation]
    lazy[label] = always_o([tag for document, spans in chosen for tag in tags(document, spans)])
rows = [(label, f"{100 * share:.1f}", "0.0") for label, share in lazy.items()]
show.table(rows, "nhãn · label", "accuracy (%)", "F1 (%)")

# %% [markdown]
"""
Mỗi dòng là một nhiệm vụ: chỉ tìm một loại thực thể hay con số trong `validation`. Trình gán nhãn lười không tìm được
gì cả, F1 bằng 0, mà accuracy vẫn rất đẹp; nhãn càng hiếm, accuracy càng đẹp. Vì thế nhận dạng thực thể được chấm theo
**khoảng** (span), và những chữ O không được tính điểm.

> Each line is a task: find one kind of entity or number in `validation`. The lazy tagger finds nothing at all, its F1 is
> 0, yet its accuracy is splendid, and the rarer the label the more so. This is why entities are scored by **spans**, and why no points are given
> for O.

## 3. Thế nào là khớp · What is a match?

Khoảng của camket là **nửa mở** (half-open): `(0, 4)` gồm các ký tự 0, 1, 2, 3; ký tự 4 đứng ngoài. Nhờ vậy độ dài là hiệu
của hai số, và hai khoảng đứng sát nhau như `(0, 4)` và `(4, 8)` không chung ký tự nào.

> camket's spans are **half-open**: `(0, 4)` holds the characters 0, 1, 2, 3, and 4 is outside. So a length is the difference of the
> two, and neighbours such as `(0, 4)` and `(4, 8)` share no character.

### ✎ Bài tập 3 · Exercise 3: `match`

Viết hàm nhận hai khoảng và trả về `"exact"` nếu chúng bằng nhau, `"overlap"` nếu chúng chung ít nhất một ký tự, `"none"` nếu
không: `match((0, 4), (2, 6))` → `"overlap"`, `match((0, 4), (4, 8))` → `"none"`. Sai một dấu `=` ở đây là sai mọi điểm số
về sau.

> Write a function that takes two spans and returns `"exact"` where they are equal, `"overlap"` where they share at least one character,
> else `"none"`: `match((0, 4), (2, 6))` → `"overlap"`, `match((0, 4), (4, 8))` → `"none"`. One `=` too many and every
> score after it is wrong.
"""


# %% exercise="match"
def match(one, other):
    ### BEGIN SOLUTION
    if one == other:
        return "exact"
    return "overlap" if one[0] < other[1] and other[0] < one[1] else "none"
    ### END SOLUTION


# %% check="match" points=2
check.match(match)

# %%
match = check.usable(match)
place = {entity: (entity.start, entity.end) for entity in (*right_ones, *found_ones)}
rows = []
for one in right_ones:
    for other in found_ones:
        if (kind := match(place[one], place[other])) != "none":
            words = [SENTENCE[e.start : e.end] for e in (one, other)]
            rows.append((words[0], one.label, words[1], other.label, kind))
LABEL = "nhãn · label"
show.table(rows, "đáp án · gold", LABEL, "tìm được · found", LABEL, "khớp · match")

# %% [markdown]
"""
Có chồng nhau thôi thì được bao nhiêu điểm? Cuộc thi SemEval-2013 trả lời bằng bốn **cách tính** (scheme), mỗi cách hỏi một điều
khác. Một cặp gồm một khoảng của đáp án và một khoảng được đoán; mỗi khoảng chỉ thuộc nhiều nhất một cặp.

| một cặp chồng nhau · a pair that overlaps | strict | boundary | type | partial |
|---|---|---|---|---|
| cùng biên, cùng nhãn · same boundaries, same label | 1 | 1 | 1 | 1 |
| khác biên, cùng nhãn · other boundaries, same label | 0 | 0 | 1 | ½ |
| cùng biên, khác nhãn · same boundaries, other label | 0 | 1 | 0 | 1 |
| khác biên, khác nhãn · other boundaries, other label | 0 | 0 | 0 | ½ |

> How much is a mere overlap worth? The SemEval-2013 contest answers with four **schemes**, each of which asks for
> something else. A pair is one gold and one predicted span; each span belongs to one pair at most.

Hãy tự chấm câu của chúng ta bằng bảng này (với mỗi tên trong đáp án, chọn khoảng hợp nhất), rồi so với camket ở ô dưới.

> Score our sentence with this table by hand (for each name of gold take the span that fits best), then compare with camket in
> the cell below.
"""

# %%
SCHEMES = ["strict", "boundary", "type", "partial"]
answer_of = replace(example, entities=tuple(found_ones))
by_hand = camket.score([example], [answer_of])
rows = []
for scheme in SCHEMES:
    c = by_hand.micro(f"entities_{scheme}")
    shares = f"{c.earned:g}/{c.predicted}", f"{c.earned:g}/{c.gold}"
    rows.append((scheme, c.earned, *shares, f"{100 * c.f1:.1f}"))
show.table(rows, "cách tính · scheme", "điểm · earned", *SHARES, "F1")

# %% [markdown]
"""
Cùng một câu trả lời, bốn con số. Hình dưới làm như vậy với các hệ thống thật trên `test`. Cột cuối, `vlsp`, chỉ tính PER,
ORG và LOC ở tầng ngoài cùng, là những gì `underthesea_ner` được dạy: nó không biết ROLE hay PROJECT, và gọi tỉnh là LOC.

> One answer, four figures. The plot below does this for the real systems on `test`. The last group, `vlsp`, counts PER, ORG and
> LOC at the outermost level only, which is what `underthesea_ner` was taught: it knows no ROLE or PROJECT, and calls a
> province a LOC.
"""

# %%
METRICS = {scheme: f"entities_{scheme}" for scheme in SCHEMES} | {"vlsp": "entities_vlsp"}
COLOURS = {"rules": "#7ea3e0", "crf": "#173f80", "underthesea_ner": "#c9c9c9"}
frame = pd.DataFrame(index=list(METRICS))
for system in SYSTEMS:
    frame[system] = [100 * scores[system, "test"].micro(metric).f1 for metric in METRICS.values()]
axes = frame.plot.bar(figsize=(8, 3.4), width=0.8, rot=0, color=COLOURS)
axes.set(ylim=(0, 100), xlabel="cách tính · scheme", ylabel="F1 (%)")
axes.set_title("Một dự đoán, nhiều điểm số · One prediction, many scores")
axes.legend(frameon=False, ncols=3, loc="upper center", bbox_to_anchor=(0.5, -0.2))
axes.spines[["top", "right"]].set_visible(False)
plt.tight_layout()
plt.show()

# %% [markdown]
"""
Hai điều cần nhớ. Thứ nhất, khi đọc “F1 = 90” trong một bài báo, hãy hỏi: theo cách nào? Thứ hai, một hệ thống có thể thấp
điểm chỉ vì nó theo một bản quy tắc khác. Nếu cột `partial` cao hơn hẳn cột `strict`, hệ thống đã thấy gần đúng chỗ nhưng cắt
khác hoặc gọi tên khác; như thế chưa chắc là kém.

> Two things to keep. When you read “F1 = 90” in a paper, ask: by which scheme? And a system may score low only because it follows
> other guidelines. Where `partial` stands far above `strict` it saw about the right places, but cut or called them otherwise;
> that need not mean that it is bad.

## 4. Tìm ra chưa phải là đúng · Found is not right

Với con số, đúng khoảng mới là bước đầu: “42,5 tỷ đồng” phải cho đúng giá trị, đúng đơn vị, đúng từ hạn định (notebook 3). Với cam
kết (commitment) cũng vậy: tìm ra câu hứa, cắt đúng, rồi đúng cả ai hứa, hứa với ai, bao nhiêu, khi nào. Mỗi bước đòi hỏi
mọi điều của bước trước.

> For numbers the right span is only the first step: “42,5 tỷ đồng” needs the right value, unit and modifier too (notebook 3). So do
> commitments: find the promise, cut it right, then have right who promises, to whom, how much, by when. Each step asks for
> all that the one before it asked for.
"""

# %%
NUMBERS = {"numbers_span": "khoảng\nspan", "numbers_value": "+ giá trị\n+ value"}
NUMBERS |= {"numbers_unit": "+ đơn vị\n+ unit", "numbers": "tất cả\nall"}
PLEDGES = {"commitments": "tìm ra\nfound", "commitments_exact": "đúng biên\nexact"}
PLEDGES |= {"commitments_frame": "cả khung\nwhole frame"}
STEPS = {"con số · numbers": NUMBERS, "cam kết · commitments": PLEDGES}

# %%
figure, panels = plt.subplots(1, 2, figsize=(9, 3.2), sharey=True)
for panel, (title, steps) in zip(panels, STEPS.items(), strict=True):
    for system, line in {"rules": "s--", "crf": "o-"}.items():
        heights = [100 * scores[system, "test"].micro(metric).f1 for metric in steps]
        panel.plot(list(steps.values()), heights, line, color=COLOURS[system], label=system)
    panel.set(title=title, ylim=(0, 100), ylabel="F1 (%)")
    panel.spines[["top", "right"]].set_visible(False)
panels[0].legend(frameon=False, loc="lower left")
plt.show()

# %% [markdown]
"""
Với con số, hai hệ thống gần như trùng nhau, và ai đã tìm ra thì hầu như cũng đọc đúng; với cam kết, mỗi bước mất rất nhiều. Ai chỉ báo
con số ở đầu đường thì không nói dối, nhưng cũng không nói điều người dùng cần biết: một phóng viên chép bảng cam kết thì cần cả khung (frame), tức là điểm ở cuối đường.

> For numbers the two systems hardly differ, and what is found is nearly always read right; for commitments each step loses a great deal. Whoever reports only
> the left end of a line does not lie, but does not say what a user needs either: a reporter who copies a table of commitments needs the whole frame, the right end.

## 5. Micro và macro · Micro and macro

Có nhiều nhãn thì gộp thành một điểm thế nào? **Micro** cộng số đếm của mọi nhãn rồi tính một F1: nhãn thường gặp quyết
định. **Macro** tính F1 của từng nhãn rồi lấy trung bình: nhãn hiếm nặng bằng nhãn thường gặp.

> How do several labels make one score? **Micro** adds the counts of all labels and takes one F1: frequent labels decide.
> **Macro** takes each label's F1 and then their mean: a rare label weighs as much as a frequent one.

### ✎ Bài tập 4 · Exercise 4: `macro`

Viết hàm nhận một từ điển nhãn → (đúng, đáp án, dự đoán) và trả về macro F1:
`macro({"GPE": (9, 10, 10), "EVENT": (1, 10, 10)})` → `0.5`. Dùng `f1` của bạn; nhãn nào có `f1` là `None` thì bỏ ra khỏi
trung bình. Không còn nhãn nào thì trả về `None`.

> Write a function that takes a dictionary label → (correct, gold, predicted) and returns macro F1:
> `macro({"GPE": (9, 10, 10), "EVENT": (1, 10, 10)})` → `0.5`. Use your `f1`; leave out labels for which it is `None`. If no
> label is left return `None`.
"""


# %% exercise="macro"
def macro(counts):
    ### BEGIN SOLUTION
    each = [f1(*numbers) for numbers in counts.values()]
    known = [score for score in each if score is not None]
    return sum(known) / len(known) if known else None
    ### END SOLUTION


# %% check="macro" points=2
check.macro(macro)

# %%
macro = check.usable(macro)
rows = []
for system in SYSTEMS[:2]:
    for metric in ("entities", "sentences"):
        found = scores[system, "test"]
        each = found.labels(metric).items()
        counts = {name: (c.correct, c.gold, c.predicted) for name, c in each}
        both = 100 * found.micro(metric).f1, 100 * macro(counts)
        rows.append((system, metric, *(f"{share:.1f}" for share in both)))
show.table(rows, "hệ thống · system", "thước đo · metric", "micro F1", "macro F1")

# %%
labels = {system: scores[system, "test"].labels("entities") for system in SYSTEMS[:2]}
order = sorted(labels["crf"], key=lambda name: -labels["crf"][name].gold)
frame = pd.DataFrame()
for system in SYSTEMS[:2]:
    frame[system] = [100 * (labels[system][name].f1 or 0) for name in order]
frame.index = [f"{name}\n({labels['crf'][name].gold})" for name in order]
axes = frame.plot.bar(figsize=(9, 3.4), width=0.75, rot=0, color=COLOURS)
axes.set(ylim=(0, 100), ylabel="F1 (%)", title="Từng nhãn · By label")
axes.legend(frameon=False, loc="upper right", ncols=2)
axes.spines[["top", "right"]].set_visible(False)
plt.tight_layout()
plt.show()

# %% [markdown]
"""
Trong ngoặc là số thực thể trong đáp án. Micro gần như chỉ nhìn vài cột bên trái. Không cách nào sai; hãy báo cả hai, và nói rõ
cách nào là cách nào. `sentences` (nhãn của câu) thì camket khuyên dùng macro, vì các loại cam kết hiếm cũng quan trọng.

> In brackets stands how many gold has. Micro hardly looks beyond the bars on the left. Neither is wrong; report both, and say
> which is which. For `sentences` (labels of sentences) camket recommends macro, since the rare kinds of commitments matter too.

## 6. Độ chính xác hay độ phủ? · Precision or recall?

Hệ thống nào cũng có thể đổi độ phủ lấy độ chính xác. Hãy xem “trí nhớ”: nó thuộc lòng mọi tên trong `train` và tìm lại
đúng những chuỗi ấy. Với mỗi tên ta tính độ chắc chắn: những chữ ấy xuất hiện trong `train` bao nhiêu lần, và trong đó bao
nhiêu phần là tên. Chỉ giữ những tên đủ chắc chắn thì độ chính xác tăng, độ phủ giảm.

> Any system can give up recall for precision. Take a “memory”: it knows every name of `train` by heart and finds just these strings
> again. For each name we count how sure it is: how often its words stand in `train`, and in what share of places they are a
> name. If we keep only the names that are sure enough, precision rises and recall falls.
"""

# %%
train = camket.load("train")
names = check.memory(train)  # tên: (nhãn, độ chắc chắn) · name: (label, how sure)
curve = []
for least in (0, 0.1, 0.2, 0.4, 0.8, 1):
    known = {name: label for name, (label, sure) in names.items() if sure >= least}
    answer = check.remember(gold["test"], known)
    curve.append(camket.score(gold["test"], answer).micro("entities"))

# %% [markdown]
"""
Cách khác: ghép hai hệ thống. Chỉ giữ những gì **cả hai** cùng nói thì chắc hơn; lấy những gì **một trong hai** nói thì phủ
rộng hơn.

> Another way is to join two systems. What **both** say is surer; what **either** says covers more.
"""


# %%
def joined(how):
    theirs = {d.id: set(d.entities) for d in predicted["rules", "test"]}
    documents = predicted["crf", "test"]
    both = [replace(d, entities=tuple(how(set(d.entities), theirs[d.id]))) for d in documents]
    return camket.score(gold["test"], both).micro("entities")


points = {system: scores[system, "test"].micro("entities") for system in SYSTEMS[:2]}
points["cả hai · both"] = joined(set.intersection)
points["một trong hai · either"] = joined(set.union)

# %%
grid = np.linspace(0.01, 1, 200)
x, y = np.meshgrid(grid, grid)
figure, axes = plt.subplots(figsize=(6.4, 4.8))
levels = np.arange(3, 10) / 10
lines = axes.contour(x, y, 2 * x * y / (x + y), levels=levels, colors="#c9c9c9")
axes.clabel(lines, fmt="F1 %.1f", fontsize=8)
axes.plot([c.recall for c in curve], [c.precision for c in curve], "s-", color="#7ea3e0", ms=4)
axes.text(curve[2].recall - 0.02, curve[2].precision, "trí nhớ\nmemory", ha="right", va="center")
for name, c in points.items():
    axes.plot(c.recall, c.precision, "o", color="#173f80")
    side = "right" if c.recall > 0.6 else "left"
    axes.text(c.recall, c.precision + 0.02, name, ha=side)
axes.set(xlim=(0, 1.02), ylim=(0.2, 1.05), xlabel=SHARES[1], ylabel=SHARES[0])
axes.set_title("Thực thể, test · Entities, test")
plt.show()

# %% [markdown]
"""
Các đường xám nối những điểm có cùng F1. Hai điểm trên cùng một đường “bằng nhau” theo F1 nhưng có thể rất khác khi dùng: muốn tô
sẵn cho người kiểm tra thì cần độ phủ, muốn tự động đưa vào bảng thì cần độ chính xác. F1 không biết bạn định làm gì.

> The grey lines join points of equal F1. Two points on one line are “as good” by F1 but may be quite unlike in use: to
> mark things for a person who checks them one needs recall, to fill a table unseen one needs precision. F1 does not
> know what you are going to do.

## 7. Hai mươi bài khác thì sao? · What about twenty other articles?

`test` có hai mươi bài. Nếu là hai mươi bài khác, điểm sẽ khác. Khác bao nhiêu? Hãy xem F1 của từng bài: mỗi chấm là một bài.

> `test` has twenty articles. With twenty others the score would be another one. How far off? Look at the F1 of single
> articles: each dot is one.
"""


# %%
def table(system, split, metric="entities"):
    """mỗi hàng một bài: đúng, đáp án, dự đoán · a row a document: correct, gold, predicted"""
    counts = scores[system, split].per_document(metric)
    return np.array([(c.correct, c.gold, c.predicted) for c in counts])


figure, axes = plt.subplots(figsize=(8, 2))
for height, system in enumerate(SYSTEMS):
    each = [100 * f1(*row) for row in table(system, "test")]
    axes.plot(each, [height] * len(each), "o", color=COLOURS[system], alpha=0.6)
axes.set(yticks=range(len(SYSTEMS)), yticklabels=SYSTEMS, xlim=(0, 100), ylim=(-0.6, 2.6))
axes.set_xlabel("F1 của thực thể, từng bài · F1 of entities, article by article")
plt.show()

# %% [markdown]
"""
**Bootstrap** (Efron, 1979) trả lời câu hỏi ấy bằng một mẹo: không có bài mới thì rút lại từ những bài đang có. Rút hai mươi
bài **có hoàn lại** (with replacement: bài đã rút vẫn có thể được rút nữa), tính điểm; làm lại một nghìn lần. Các điểm ấy dao động bao
nhiêu thì điểm của ta cũng chừng ấy bấp bênh.

> The **bootstrap** (Efron 1979) answers by a trick: as there are no new articles, draw again from those that we have. Draw twenty
> of them **with replacement** (one that was drawn can be drawn again), score them; do so a thousand times. As much as these scores
> vary, so unsure is ours.

### ✎ Bài tập 5 · Exercise 5: `resample`

Viết hàm nhận một mảng (mỗi hàng là một bài: đúng, đáp án, dự đoán) và một bộ sinh số ngẫu nhiên `rng`; nó rút có hoàn lại
bao nhiêu hàng thì bằng số hàng đang có, cộng lại, trả về một F1. Gợi ý: `rng.integers(0, n, n)` cho n số ngẫu nhiên từ 0 đến n − 1, và
`documents[những_số_ấy]` lấy các hàng tương ứng.

> Write a function that takes an array (each row is a document: correct, gold, predicted) and a random generator `rng`; it
> draws as many rows as there are, with replacement, adds them up and returns one F1. Hint: `rng.integers(0, n, n)` gives n random
> numbers from 0 to n − 1, and `documents[these_numbers]` takes those rows.
"""


# %% exercise="resample"
def resample(documents, rng):
    ### BEGIN SOLUTION
    n = len(documents)
    drawn = documents[rng.integers(0, n, n)]
    return f1(*drawn.sum(axis=0))
    ### END SOLUTION


# %% check="resample" points=2
check.resample(resample)

# %% [markdown]
"""
Hai nghìn lần rút từ hai mươi bài của `test`: mỗi lần cho một F1. Vạch đậm là F1 của `crf` trên `test`. Đa số các lần rút nằm trong khoảng nào?

> Two thousand draws from the twenty articles of `test`, each with its F1. The dark line is the F1 of `crf` on `test`. Between which values do most draws lie?
"""

# %%
resample = check.usable(resample)
documents = table("crf", "test")
rng = np.random.default_rng(6)  # lần nào cũng như nhau · the same each time
draws = [100 * resample(documents, rng) for _ in range(2000)]


def histogram():
    axes = plt.figure(figsize=(8, 3)).gca()
    axes.hist(draws, bins=40, color="#b9cdf0", label="lần rút · draws")
    axes.axvline(100 * f1(*documents.sum(axis=0)), color="#173f80", label="F1")
    axes.set(xlabel="F1 (%)", yticks=[], title="crf, 2000 lần rút · 2000 resamples")
    return axes


histogram().legend(frameon=False)
plt.show()

# %% [markdown]
"""
### ✎ Bài tập 6 · Exercise 6: `interval`

Viết hàm gọi `resample` (của bạn, hoặc bản cho mượn) `times` lần và trả về `(low, high)`: khoảng ở giữa chứa 95% số điểm, bỏ 2,5% thấp nhất và 2,5% cao
nhất. Gợi ý: `np.quantile(scores, 0.025)` là giá trị mà 2,5% các điểm nằm dưới nó. Khoảng này gọi là **khoảng tin cậy** (confidence
interval) 95%. Bài kiểm tra thử nó trên những bài bịa mà ta biết điểm thật, và đếm xem khoảng có chứa điểm thật không.

> Write a function that calls `resample` (yours, or the borrowed one) `times` times and returns `(low, high)`: the middle 95 % of the scores, without
> the lowest 2.5 % and the highest 2.5 %. Hint: `np.quantile(scores, 0.025)` is the value that 2.5 % of the scores are below. It is called a 95 % **confidence
> interval**. The check tries it on made-up documents whose true score is known, and counts how often the interval holds it.
"""


# %% exercise="interval"
def interval(documents, rng, times=1000):
    ### BEGIN SOLUTION
    drawn = [resample(documents, rng) for _ in range(times)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return low, high
    ### END SOLUTION


# %% check="interval" points=2
check.interval(interval)

# %%
interval = check.usable(interval)
low, high = (100 * end for end in interval(documents, np.random.default_rng(7)))
axes = histogram()
axes.axvspan(low, high, color="#c2410c", alpha=0.15, label="95 %")
axes.legend(frameon=False)
plt.show()

# %% [markdown]
"""
camket cũng làm như vậy: `scores.interval("entities")`. Hai dòng đầu của bảng chỉ được khác nhau chút ít, vì mỗi bên rút những bài khác. Dòng
thứ ba là một lỗi hay gặp: rút từng **thực thể** thay vì từng bài. Các thực thể trong một bài cùng dễ hoặc cùng khó, một tên
sai thì sai cả mười lần nhắc lại; coi chúng là độc lập thì tưởng mình biết nhiều hơn mình biết.

> camket does the same: `scores.interval("entities")`. The first two lines may differ only a little, as each draws other
> articles. The third is a common mistake: to draw **entities** instead of articles. Entities of an article are easy or hard
> together, and a name that is missed is missed all ten times; whoever takes them for independent thinks they know more than they do.
"""

# %%
correct, gold_count, predicted_count = documents.sum(axis=0)
kinds = [(1, 1, 1), (0, 1, 0), (0, 0, 1)]  # đúng, sót, thừa · correct, missed, spurious
entities = np.repeat(kinds, [correct, gold_count - correct, predicted_count - correct], axis=0)
ways = {
    "của bạn, rút bài · yours, articles": interval(documents, np.random.default_rng(7)),
    "camket, rút bài · camket, articles": scores["crf", "test"].interval("entities"),
    "rút thực thể (sai) · entities (wrong)": interval(entities, np.random.default_rng(7)),
}
rows = []
for way, (low, high) in ways.items():
    rows.append((way, *(f"{100 * x:.1f}" for x in (low, high, high - low))))
show.table(rows, "cách rút · how", "từ · from", "đến · to", "độ rộng · width")

# %% [markdown]
"""
## 8. Năm bài thì sao? · And with five articles?

Một khoảng “95%” phải chứa điểm thật trong 95% số lần. Có thể thử: hãy coi các bài của `test` là cả thế giới, nên điểm thật thì ta
biết. Rút từ đó 3, 5, 10… bài, tính khoảng tin cậy từ riêng những bài ấy, xem nó có chứa điểm thật không; làm lại 300
lần.

> A “95 %” interval should hold the true score 95 % of the time. This can be tried: let the articles of `test` be the whole
> world, so that we know the true score. Draw 3, 5, 10 … of them, take the interval from these alone, see whether it holds
> the true score; do so 300 times.
"""

# %%
from camket.scoring.bootstrap import f1_interval

counts = scores["crf", "test"].per_document("entities")
truth = scores["crf", "test"].micro("entities").f1


def coverage(number, times=300):
    rng = np.random.default_rng(number)
    drawn = [[counts[i] for i in rng.integers(0, len(counts), number)] for _ in range(times)]
    ends = [f1_interval(some, seed=seed) for seed, some in enumerate(drawn)]
    return 100 * np.mean([low <= truth <= high for low, high in ends])


SIZES = [3, 5, 10, 20, 50]
shares = [coverage(number) for number in SIZES]

# %%
figure, axes = plt.subplots(figsize=(6.5, 3))
axes.plot([str(size) for size in SIZES], shares, "o-", color="#173f80")
axes.axhline(95, color="#bc4c00", linestyle="--")
axes.annotate("95 %", (0, 95.6), color="#bc4c00")
axes.set(ylim=(60, 100), xlabel="số bài · articles")
axes.set_ylabel("chứa điểm thật (%)\nholds the truth (%)")
axes.set_title("Khoảng “95%” có đúng 95% không? · Does “95 %” keep its word?")
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
"""
Với ít bài, khoảng bootstrap **hẹp quá**: năm bài rút lại vẫn chỉ là năm bài ấy, bài thứ sáu lạ lùng thì không bao giờ được rút
trúng. `published` có đúng năm bài, `retold` có mười bài chỉ kể năm sự kiện: khoảng tin cậy của chúng cần được đọc rộng ra, và camket
nhắc điều đó khi có dưới 20 bài.

> With few articles a bootstrap interval is **too narrow**: five articles drawn again are still these five, and a strange sixth one
> is never drawn. `published` has just five articles, `retold` ten that tell five events: read their intervals as wider than
> they are; camket says so below 20 articles.

## 9. Hai hệ thống, cùng những bài · Two systems, the same articles

Hệ nào hơn? So hai khoảng tin cậy với nhau thì phí: hai hệ thống được chấm trên **cùng** những bài, bài khó thì khó cho cả hai. Hãy so
theo từng bài. Mỗi chấm là một bài; chấm nằm phía trên đường chéo là bài mà `crf` hơn.

> Which one is better? To hold two intervals against each other is a waste: both systems were scored on the **same** articles, and a hard one
> is hard for both. Compare article by article. Each dot is one; above the diagonal `crf` is better.
"""

# %%
figure, panels = plt.subplots(1, 3, figsize=(9, 3.3), sharex=True, sharey=True)
for panel, split in zip(panels, SPLITS, strict=True):
    one, other = ([100 * f1(*row) for row in table(system, split)] for system in ("rules", "crf"))
    panel.plot([0, 100], [0, 100], color="#c9c9c9")
    panel.plot(one, other, "o", color="#173f80", alpha=0.6)
    panel.set(title=f"{split} ({len(one)})", xlabel="rules: F1 (%)", aspect="equal")
    panel.set(xlim=(20, 100), ylim=(20, 100))
panels[0].set_ylabel("crf: F1 (%)")
plt.show()

# %% [markdown]
"""
**Kiểm định hoán đổi** (randomisation test) hỏi: nếu hai hệ thống thật ra ngang nhau, thì ai dự đoán bài nào chỉ là chuyện tung đồng xu.
Vậy hãy tung: với mỗi bài, một nửa khả năng là tráo dự đoán của hai bên, rồi xem chênh lệch F1. Làm hàng nghìn lần. **Giá trị p** (p-value) là
tỷ lệ những lần tráo cho chênh lệch ít nhất bằng chênh lệch thật. p nhỏ nghĩa là: nếu chỉ có may rủi thì hiếm khi xa nhau đến thế.

> A **randomisation test** asks: were the two alike, it would be a matter of tossing a coin which of them made which prediction. So
> toss: for each article, with one half chance, let the two predictions change sides, and see how far the F1s are apart. Do it
> thousands of times. The **p-value** is the share of such exchanges that set them at least as far apart as they really are.
> A small p means: by chance alone they would seldom be so far apart.

### ✎ Bài tập 7 · Exercise 7: `exchange`

Viết hàm nhận hai mảng (hàng thứ i của cả hai là cùng một bài) và `rng`; với mỗi bài tung một đồng xu, nếu ra mặt tráo thì hai hàng
đổi bên; trả về hai mảng **mới**. Gợi ý: `coin = rng.random(n) < 0.5`, rồi `np.where(coin[:, None], first, second)` lấy hàng của `first`
ở nơi `coin` đúng, của `second` ở nơi khác.

> Write a function that takes two arrays (row i of both is the same document) and `rng`; toss a coin for each document, and
> where it says so let the two rows change sides; return two **new** arrays. Hint: `coin = rng.random(n) < 0.5`, then
> `np.where(coin[:, None], first, second)` takes rows of `first` where `coin` is true, else of `second`.
"""


# %% exercise="exchange"
def exchange(first, second, rng):
    ### BEGIN SOLUTION
    coin = (rng.random(len(first)) < 0.5)[:, None]
    return np.where(coin, second, first), np.where(coin, first, second)
    ### END SOLUTION


# %% check="exchange" points=3
check.exchange(exchange)

# %%
exchange = check.usable(exchange)


def difference(first, second):
    return f1(*second.sum(axis=0)) - f1(*first.sum(axis=0))


def exchanged(split, times=2000):
    """chênh lệch thật, và của mỗi lần tráo · the real difference, and that of each exchange"""
    rng, sides = np.random.default_rng(9), (table("rules", split), table("crf", split))
    by_chance = [difference(*exchange(*sides, rng)) for _ in range(times)]
    return difference(*sides), np.array(by_chance)


# %%
figure, panels = plt.subplots(1, 2, figsize=(9, 3))
for panel, split in zip(panels, ["test", "retold"], strict=True):
    observed, by_chance = exchanged(split)
    p = (np.sum(abs(by_chance) >= abs(observed) - 1e-12) + 1) / (len(by_chance) + 1)
    panel.hist(100 * by_chance, bins=30, color="#b9cdf0")
    panel.axvline(100 * observed, color="#bc4c00")
    panel.set(title=f"{split}: p = {p:.4f}", xlabel="crf − rules, F1 (%)", yticks=[])
plt.show()

# %% [markdown]
"""
Cột xanh: những gì may rủi làm được. Vạch cam: chênh lệch thật. Vạch nằm xa đám cột thì p nhỏ. p không bao giờ bằng 0: lần đo thật cũng được tính
là một lần tráo, nên với 2.000 lần, p nhỏ nhất có thể là 1/2.001 ≈ 0,0005. `camket compare rules crf` làm cả hai việc một lúc: khoảng tin cậy của **chênh lệch** (rút cùng những bài cho cả hai bên) và p, với 10.000 lần tráo,
hoặc với mọi cách tráo nếu ít bài.

> Blue: what chance can do. Orange: the real difference. Where the line is far from the bars p is small. p is never 0: the real measurement counts as one exchange
> too, so with 2,000 the smallest p there can be is 1/2,001 ≈ 0.0005. `camket compare rules crf` does both at once: the interval of the **difference** (the same articles drawn for both sides) and p, with 10,000 exchanges, or
> with all there are where articles are few.

### ✎ Bài tập 8 · Exercise 8: `verdict`

Viết hàm nhận chênh lệch F1 (hệ thứ hai trừ hệ thứ nhất), khoảng tin cậy của nó và p, rồi kết luận `"first"`, `"second"` hoặc
`"unclear"`. Chỉ kết luận khi **cả hai** điều kiện đạt: p < 0,05 và khoảng không chứa 0. Chỉ có một bài thì khoảng và p là `None`.

> Write a function that takes a difference of F1 (second minus first), its interval and p, and says which is better: `"first"`,
> `"second"` or `"unclear"`. Say so only if **both** hold: p < 0.05 and the interval leaves out 0. With a single document interval and p
> are `None`.
"""


# %% exercise="verdict"
def verdict(difference, interval, p):
    ### BEGIN SOLUTION
    if interval is None or p >= 0.05 or interval[0] <= 0 <= interval[1]:
        return "unclear"
    return "second" if difference > 0 else "first"
    ### END SOLUTION


# %% check="verdict" points=2
check.verdict(verdict)

# %%
from camket.scoring.compare import compare

verdict = check.usable(verdict)
WINNER = {"first": "rules", "second": "crf", "unclear": "chưa rõ · unclear"}
rows = []
for split in SPLITS:
    sides = predicted["rules", split], predicted["crf", split]
    for c in compare(gold[split], *sides, ["entities", "numbers", "commitments"]):
        ends = f"{100 * c.interval[0]:.1f} … {100 * c.interval[1]:.1f}"
        better = WINNER[verdict(c.difference, c.interval, c.p_value)]
        figures = f"{100 * c.difference:.1f}", ends, f"{c.p_value:.4f}"
        rows.append((split, c.metric, *figures, better))
HEAD = "phần · split", "thước đo · metric", "crf − rules", "95 %", "p", "hơn · better"
show.table(rows, *HEAD)

# %% [markdown]
"""
Hãy đọc các dòng `published`: chỉ có năm bài, tráo kiểu gì cũng chỉ có 2⁵ = 32 cách, nên p không bao giờ xuống dưới 2/32 = 0,0625, dù
chênh lệch lớn đến đâu. “Chưa rõ” không có nghĩa là “bằng nhau”; nó có nghĩa là “dữ liệu này không đủ để biết”.

> Read the lines of `published`: with five articles there are only 2⁵ = 32 ways to exchange, so p can never fall below 2/32 = 0.0625,
> however far the two are apart. “Unclear” does not mean “equal”; it means “these data cannot tell”.

## 10. Thử nhiều thì thế nào cũng trúng · Test often enough and something turns up

Bảng trên có chín phép thử. Mỗi phép, ngay cả khi hai hệ thống y như nhau, vẫn có đến 5% khả năng cho p < 0,05. Thử k lần độc
lập thì khả năng có **ít nhất một** lần “tìm ra” là 1 − 0,95ᵏ. Ta kiểm chứng: tạo những cặp hệ thống giả bằng cách tráo `rules` và
`crf` theo đồng xu, nên hai bên chắc chắn ngang nhau, rồi so trên từng nhãn một, như người ta hay làm khi tìm xem “hệ
mới hơn ở đâu”.

> The table above holds nine tests. Each of them, even were both systems alike, has up to a 5 % chance of p < 0.05. In k independent
> tests the chance of **at least one** “finding” is 1 − 0.95ᵏ. Let us see: we make pairs of fake systems by exchanging `rules` and
> `crf` by a coin, so that both sides are alike for sure, and compare them label by label, as people do who look for “where the new
> system is better”.
"""


# %%
def by_label(system):
    found, tables = scores[system, "test"], {}
    for metric in ("entities", "numbers_span", "commitments"):
        for label, counts in zip(found.labels(metric), found.per_label(metric), strict=True):
            tables[metric, label] = np.array([(c.correct, c.gold, c.predicted) for c in counts])
    return tables


ours, theirs = by_label("rules"), by_label("crf")
shared = sorted(ours.keys() & theirs.keys())
rng = np.random.default_rng(10)
fakes = []
for _ in range(200):
    coin = rng.random(len(gold["test"]))[:, None] < 0.5
    one = {k: np.where(coin, ours[k], theirs[k]) for k in shared}
    other = {k: np.where(coin, theirs[k], ours[k]) for k in shared}
    fakes.append([check.p_value(one[k], other[k], rng) for k in shared])

# %%
tests = np.arange(1, len(shared) + 1)
smallest = np.minimum.accumulate(np.array(fakes), axis=1)  # p nhỏ nhất · the smallest so far
figure, axes = plt.subplots(figsize=(7, 3.2))
axes.plot(tests, 100 * (1 - 0.95**tests), "--", color="#bc4c00", label="1 − 0.95ᵏ")
measured = 100 * (smallest < 0.05).mean(axis=0)
axes.plot(tests, measured, "o-", color="#173f80", markersize=4, label="cặp giả · fakes")
axes.axhline(5, color="#c9c9c9")
axes.set(xlabel="số nhãn đã thử · labels tried", ylim=(0, 100), xticks=[1, 5, 10, 15, 20])
axes.set_ylabel("có p < 0,05 (%)\nsome p < 0.05 (%)")
axes.set_title("Hai hệ thống ngang nhau mà vẫn “hơn” · Alike, and yet one is “better”")
axes.legend(frameon=False)
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
"""
Đường đo được nằm dưới công thức, vì các nhãn không độc lập với nhau và nhãn hiếm ít khi cho p nhỏ. Nhưng nó vẫn leo xa khỏi 5%.
Cách giữ mình trung thực: chọn **một** metric trước khi nhìn kết quả; nếu phải thử k lần thì đòi p < 0,05/k (hiệu chỉnh Bonferroni); và
luôn nói đã thử bao nhiêu lần.

> What we measured stays below the formula, since labels are not independent and rare ones seldom give a small p. Yet it climbs
> far above 5 %. How to stay honest: choose **one** metric before you look; if there must be k tests ask for p < 0.05/k (Bonferroni's
> correction); and always say how many there were.

## 11. Trần: người gán nhãn đồng ý với nhau đến đâu · The ceiling: how far annotators agree

Không thể đòi máy đúng hơn mức mà người gán nhãn đồng ý với nhau. Mỗi bài trong `test` được gán nhãn hai lượt, lượt này không thấy lượt
kia. Với nhãn của câu (câu này có chứa cam kết loại X không?) ta đếm bốn con số: cả hai nói có, chỉ lượt 1, chỉ lượt 2, không lượt nào.

> A machine cannot be asked to be more right than annotators agree on. Each article of `test` was annotated twice, neither pass seeing
> the other. For labels of sentences (does it hold a commitment of type X?) we count four things: both say yes, only pass
> 1, only pass 2, neither.

Tỷ lệ giống nhau thì lại nói dối như accuracy: hai người cùng hầu như luôn nói “không” giống nhau gần 100% mà chẳng đồng ý về câu nào.
**Kappa** của Cohen trừ đi phần may rủi: với tỷ lệ “có” của mỗi người, cứ nói bừa thì họ giống nhau bao nhiêu (`chance`)?

> The share that is alike lies just as accuracy does: two who nearly always say “no” are alike in nearly 100 % and agree on not one sentence.
> Cohen's **kappa** takes off what chance gives: with each one's share of “yes”, how often would they be alike by saying it at random (`chance`)?

### ✎ Bài tập 9 · Exercise 9: `kappa`

Viết hàm nhận bốn con số `both, first, second, neither` và trả về `(agreed - chance) / (1 - chance)`:
`kappa(40, 10, 10, 40)` → `0.6`. Ở đây `agreed` là tỷ lệ giống nhau; nếu người thứ nhất nói “có” với tỷ lệ a, người thứ hai b, thì `chance` =
a·b + (1 − a)·(1 − b). Khi `chance` bằng 1 thì trả về `None`.

> Write a function that takes four counts `both, first, second, neither` and returns `(agreed - chance) / (1 - chance)`:
> `kappa(40, 10, 10, 40)` → `0.6`. Here `agreed` is the share that is alike; if the first says “yes” in a share a of cases, the second in b,
> then `chance` = a·b + (1 − a)·(1 − b). Where `chance` is 1 return `None`.
"""


# %% exercise="kappa"
def kappa(both, first, second, neither):
    ### BEGIN SOLUTION
    total = both + first + second + neither
    a, b = (both + first) / total, (both + second) / total
    agreed, chance = (both + neither) / total, a * b + (1 - a) * (1 - b)
    return None if chance == 1 else (agreed - chance) / (1 - chance)
    ### END SOLUTION


# %% check="kappa" points=2
check.kappa(kappa)

# %%
kappa = check.usable(kappa)
both_passes = (load_pass(number, "composed", find_root()) for number in "12")
passes = [[d for d in documents if d.split == "test"] for documents in both_passes]
sentences = [[found for d in documents for found in d.sentence_labels()] for documents in passes]
rows = []
for label in camket.model.COMMITMENT_LABELS:
    cells = Counter((label in one, label in other) for one, other in zip(*sentences, strict=True))
    four = cells[True, True], cells[True, False], cells[False, True], cells[False, False]
    same = f"{100 * (four[0] + four[3]) / sum(four):.1f} %"
    rows.append((label, *four, same, f"{kappa(*four):.2f}"))
COLUMNS = "cả hai · both", "chỉ lượt 1 · only 1", "chỉ lượt 2 · only 2", "không · neither"
show.table(rows, LABEL, *COLUMNS, "giống nhau · alike", "kappa")

# %% [markdown]
"""
Với các khoảng thì không có “không lượt nào” để đếm (có vô số khoảng mà không ai đánh dấu), nên người ta lấy F1: coi lượt 1 là đáp án và chấm lượt 2. `camket
agreement` làm cả hai. Hình dưới đặt hai hệ thống cạnh mức đồng ý ấy.

> For spans there is no “neither” to count (there is no end of spans that nobody marked), so one takes F1: pass 1 as gold, pass 2 scored.
> `camket agreement` does both. The plot sets two systems beside this agreement.
"""

# %%
between = camket.score(*passes)
NAMES = {"entities": "thực thể", "numbers": "con số", "commitments": "cam kết"}
NAMES["arguments"] = "tham tố"
frame = pd.DataFrame(index=[f"{name}\n{metric}" for metric, name in NAMES.items()])
for system in SYSTEMS[:2]:
    frame[system] = [100 * scores[system, "test"].micro(metric).f1 for metric in NAMES]
axes = frame.plot.bar(figsize=(8, 3.6), width=0.7, rot=0, color=COLOURS)
tops = [100 * between.micro(metric).f1 for metric in NAMES]
places = np.arange(len(NAMES))
axes.hlines(tops, places - 0.42, places + 0.42, color="#bc4c00", label="lượt 1 và 2 · passes")
axes.set(ylim=(0, 105), ylabel="F1 (%)", title="So với mức đồng ý · Beside the agreement")
axes.legend(frameon=False, ncols=3, loc="upper center", bbox_to_anchor=(0.5, -0.18))
axes.spines[["top", "right"]].set_visible(False)
plt.tight_layout()
plt.show()

# %% [markdown]
"""
Mức này cao đáng ngờ, và có lý do: ai đã gán nhãn? Cả hai lượt đều do **cùng một loại mô hình ngôn ngữ** làm, đọc cùng một bản hướng
dẫn; chưa có người nào gán nhãn. Chúng chung thói quen và chung điểm mù, nên đồng ý với nhau nhiều hơn hai người sẽ đồng ý. Con số này nói rằng việc gán nhãn
**lặp lại được**, không nói rằng nó **đúng**. Trần thật thấp hơn, và chỉ người đọc tiếng Việt mới đo được.

> This is suspiciously high, and there is a reason: who annotated? Both passes were made by the **same kind of language model** that read
> the same guidelines; no person has annotated yet. They share habits and blind spots, so they agree more than two people
> would. The figure says that the annotation is **repeatable**, not that it is **right**. The real ceiling is lower, and only
> people who read Vietnamese can measure it.

## 12. Cái gì rò rỉ từ train sang test · What leaks from train to test

`test` để đo xem hệ thống làm được gì với bài **mới**. Nhưng bài mới cũng đầy tên cũ. Hãy chia các thực thể của `test` làm hai: tên đã gặp trong `train`
và tên chưa gặp, rồi đo độ phủ trên từng nửa. “Trí nhớ” ở mục 6 cho biết học thuộc lòng được đến đâu.

> `test` should tell what a system makes of **new** articles. But new articles are full of old names. Let us part the entities of
> `test` in two, names that `train` has and names it has not, and measure recall on each part. The “memory” of section 6 shows how far
> learning by heart goes.
"""

# %%
known = {name: label for name, (label, sure) in names.items() if sure >= 0.4}
answers = {"trí nhớ · memory": check.remember(gold["test"], known)}
answers |= {system: predicted[system, "test"] for system in SYSTEMS[:2]}
seen_names = {d.surface(entity) for d in train for entity in d.entities}
places = [(d.id, e, d.surface(e) in seen_names) for d in gold["test"] for e in d.entities]
recall = {}
for name, documents in answers.items():
    right = {(d.id, e) for d in documents for e in d.entities}
    found = [(seen, (id_, e) in right) for id_, e, seen in places]
    hits = pd.DataFrame(found, columns=["seen", "hit"])
    recall[name] = 100 * hits.groupby("seen")["hit"].mean()

# %%
known_share = sum(seen for _, _, seen in places) / len(places)
frame = pd.DataFrame(recall).sort_index(ascending=False)
both = ("đã gặp · seen", known_share), ("chưa gặp · unseen", 1 - known_share)
frame.index = [f"{name} ({100 * share:.0f} %)" for name, share in both]
axes = frame.plot.bar(figsize=(8, 3.4), width=0.7, rot=0, color=["#c9c9c9", "#7ea3e0", "#173f80"])
axes.set(ylim=(0, 105), ylabel="độ phủ · recall (%)")
axes.set_title("Tên đã gặp và chưa gặp trong train · Seen in train or not")
axes.legend(frameon=False, ncols=3, loc="upper center", bbox_to_anchor=(0.5, -0.1))
axes.spines[["top", "right"]].set_visible(False)
plt.tight_layout()
plt.show()

# %% [markdown]
"""
Một điểm F1 duy nhất trộn hai bài thi: bài kiểm tra trí nhớ và bài kiểm tra hiểu biết. Tên các nước, các tỉnh thì ở đâu cũng gặp, đó không
phải gian lận; nhưng điểm trên tên **chưa gặp** mới cho biết chuyện gì sẽ xảy ra khi thời sự đổi.

> One F1 mixes two exams: one of memory, one of understanding. Countries and provinces turn up everywhere, which is no cheating; but the score
> on **unseen** names tells what will happen when the news moves on.

Nặng hơn tên trùng là **bài gần trùng** (near duplicates). `retold` kể mỗi sự kiện hai lần, bản a và bản b. Ta đo độ giống nhau của hai bài
bằng chỉ số Jaccard: số bộ ba âm tiết liền nhau mà cả hai bài đều có, chia cho số bộ ba mà ít nhất một bài có.

> Worse than shared names are **near duplicates**. `retold` tells each event twice, as a and b. We measure how alike two articles are by
> Jaccard's index: how many runs of three syllables both have, divided by how many at least one of them has.
"""


# %%
def triples(document):
    words = [document.text[start:end].lower() for start, end in syllables(document.text)]
    return set(zip(words, words[1:], words[2:], strict=False))


retold = {d.id: triples(d) for d in gold["retold"]}
pairs = [(a, b) for a in retold for b in retold if a < b]
alike = [100 * len(retold[a] & retold[b]) / len(retold[a] | retold[b]) for a, b in pairs]
same = [a[:-1] == b[:-1] for a, b in pairs]  # chỉ khác chữ cuối · only the last letter differs
figure, axes = plt.subplots(figsize=(8, 1.9))
axes.plot(alike, same, "o", color="#173f80", alpha=0.5)
axes.set_yticks([0, 1], ["hai sự kiện · two events", "một sự kiện · one event"])
axes.set_ylim(-0.6, 1.6)
axes.set_xlabel("giống nhau · alike (Jaccard, %)")
plt.show()

# %% [markdown]
"""
Hai bản của cùng một sự kiện giống nhau hơn, dù không chép câu nào của nhau: chúng chung tên, chức danh, con số. Nếu chia bài ngẫu nhiên, bản a rơi vào `train`
và bản b vào `test`, thì `test` không còn mới. Phải chia theo **sự kiện**.

Cuối cùng là một chỗ rò rỉ trong chính mã lệnh. Hàm dưới đây “dự đoán” con số, trả về một danh sách rỗng, và sao chép tài liệu của đáp án bằng `replace`.

> Two tellings of one event are more alike, though neither copies a sentence of the other: they share names, titles, figures. If articles are split at
> random and a falls into `train`, b into `test`, then `test` is no longer new. Split by **event**.
>
> Last, a leak in the code itself. The function below “predicts” numbers, an empty list, and copies gold's documents by `replace`.
"""


# %%
def careless(documents):
    return [replace(document, numbers=()) for document in documents]


leaky = camket.score(gold["retold"], careless(gold["retold"]))
LAYERS = "numbers", "entities", "commitments"
rows = [(layer, f"{100 * leaky.micro(layer).f1:.1f}") for layer in LAYERS]
show.table(rows, "thước đo · metric", "F1")

# %% [markdown]
"""
Một con số 100,0 không phải tin vui mà là chuông báo động: bản sao vẫn mang theo thực thể và cam kết của đáp án. Vì vậy
`camket benchmark` xóa mọi nhãn trước khi đưa bài cho hệ thống.

> A 100.0 is no good news but an alarm bell: the copy still carries gold's entities and commitments. This is why
> `camket benchmark` takes away every annotation before a system gets the articles.

### ✎ Bài tập 10 · Exercise 10: `answer`

Trong những cách làm sau, cách nào để thông tin của phần dùng để đo rò rỉ vào hệ thống hoặc vào điểm số? Ghi các chữ cái vào `answer`.

- **A.** Gộp mười bài `retold` rồi chia ngẫu nhiên từng bài thành phần học và phần thử.
- **B.** Thử năm cách chọn đặc trưng cho CRF, giữ cách có F1 cao nhất trên `validation`, rồi đo một lần trên `test`.
- **C.** Lập danh sách tên từ mọi phần của bộ dữ liệu, dùng nó làm đặc trưng, rồi đo trên `test`.
- **D.** Dùng danh sách các nước trên thế giới lấy từ một cuốn bách khoa.
- **E.** Đo ba mươi mô hình trên `test` và báo điểm của mô hình cao nhất.
- **F.** Đọc kỹ năm bài `published` để viết luật, rồi báo điểm của các luật ấy trên `published`.
- **G.** Hàm `predict` sửa thực thể trong bản sao của đáp án, rồi báo điểm của con số.
- **H.** Học bảng trọng số của từ chỉ trên `train`, rồi dùng bảng ấy để biến câu của `test` thành vectơ.

> In which of these does something of the part that is measured on leak into the system or into the score? Write the letters into `answer`.
>
> - **A.** Put the ten articles of `retold` together and split them at random, one by one, into a part to learn from and a part to test on.
> - **B.** Try five sets of features for a CRF, keep the one with the highest F1 on `validation`, then measure once on `test`.
> - **C.** Make a list of names from all parts of the dataset, use it as a feature, then measure on `test`.
> - **D.** Use a list of the world's countries from an encyclopedia.
> - **E.** Measure thirty models on `test` and report the score of the best.
> - **F.** Read the five articles of `published` closely to write rules, then report the score of these rules on `published`.
> - **G.** A function `predict` changes the entities of a copy of gold, then the score of numbers is reported.
> - **H.** Learn a table of word weights on `train` alone, then use it to turn sentences of `test` into vectors.
"""

# %% exercise="leaks"
answer = []
### BEGIN SOLUTION
answer = ["A", "C", "E", "F", "G"]
### END SOLUTION

# %% check="leaks" points=2
check.leaks(answer)

# %% [markdown]
"""
## 13. Nhìn lại · Looking back

Trước khi tin một con số, của người khác hay của chính mình, hãy hỏi:

1. Thế nào là đúng: khớp đúng hay một phần, có kể giá trị không? Micro hay macro?
2. Một cách làm ngớ ngẩn (luôn O, học thuộc lòng) được bao nhiêu?
3. Trên bao nhiêu bài, khoảng tin cậy rộng đến đâu, rút theo bài hay theo khoảng?
4. So với hệ nào, trên cùng những bài, và đã thử bao nhiêu phép so sánh?
5. Người gán nhãn đồng ý với nhau đến đâu, và họ là ai?
6. Hệ thống, hoặc người viết ra nó, đã nhìn thấy gì của `test`?

> Before you believe a figure, someone else's or your own, ask:
>
> 1. What counts as right: exact or partial, with the value or without? Micro or macro?
> 2. What does something silly get (always O, learning by heart)?
> 3. On how many articles, how wide is the interval, drawn by articles or by spans?
> 4. Against which system, on the same articles, and among how many comparisons?
> 5. How far do annotators agree, and who are they?
> 6. What of `test` has the system, or whoever wrote it, seen?

**Nếu còn thời gian:** vẽ lại hình của mục 12 cho `retold`; tính khoảng tin cậy của macro F1 bằng `resample` của bạn; hoặc dùng `camket compare` với một hệ thống bạn
tự viết. Mọi quy tắc chấm điểm, kèm ví dụ tính tay, nằm ở `camket/scoring/README.md`.

> **If you have time left:** draw the plot of section 12 for `retold`; take an interval of macro F1 with your `resample`; or use
> `camket compare` with a system of your own. All rules of scoring, with examples by hand, stand in `camket/scoring/README.md`.
"""
