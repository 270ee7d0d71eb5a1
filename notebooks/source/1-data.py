# %% [markdown]
"""
# 1. Làm quen với dữ liệu · Meet the data

Ai hứa gì, với ai, bao nhiêu, bao giờ xong? Bộ dữ liệu camket (“cam kết”) gồm các bài báo tiếng Việt về ngoại giao kinh
tế, trong đó những câu trả lời cho câu hỏi ấy đã được đánh dấu. Trong notebook này bạn mở bộ dữ liệu, xem các bài với
những chỗ được đánh dấu, đếm và vẽ, rồi tự đánh dấu một câu. Các notebook sau đều dựa trên dữ liệu này.

> Who promises what, to whom, how much, by when? The dataset camket (from “cam kết”, commitment) has Vietnamese news on
> economic diplomacy in which the answers to that question are marked. In this notebook you open the dataset, look at
> articles with what is marked in them, count and plot, and mark a sentence yourself. All later notebooks build on these
> data.

**Cần biết trước:** danh sách, từ điển (`dict`), vòng lặp và hàm trong Python; pandas được giải thích khi gặp. **Thời
gian:** một buổi chiều. **Bài tập:** 8.

> **You need:** lists, dictionaries, loops and functions in Python; pandas is explained as we meet it. **Time:** an
> afternoon. **Exercises:** 8.
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
ready("pandas", "matplotlib", "datasets")

# %%
import matplotlib.pyplot as plt
import pandas as pd

import camket
from camket.corpus.load import find_root
from checks import data as check  # chấm bài tập · checks your answers
from checks import show  # vẽ bảng và khoảng · draws tables and spans

# %% [markdown]
"""
## 1. Mở bộ dữ liệu · Opening the dataset

Nhiều bộ dữ liệu được phát hành theo cách của thư viện `datasets` (Hugging Face): một dòng lệnh là mở được. Bộ dữ liệu của ta nằm sẵn trong thư mục
`dataset/`, nên không cần mạng. Phần `articles` có mỗi bài báo một dòng.

> Many datasets are published the way the library `datasets` (Hugging Face) has it: one line opens them. Ours lies in the folder `dataset/`,
> so no network is needed. Its part `articles` has one article a row.
"""

# %%
from datasets import load_dataset

articles = load_dataset(str(find_root() / "dataset"), "articles")
rows = [(split, part.num_rows, sum(part["length"])) for split, part in articles.items()]
show.table(rows, "phần · split", "số bài · articles", "số ký tự · characters")

# %% [markdown]
"""
Bộ dữ liệu chia thành năm **phần** (split), mỗi phần có một việc:

- `train` (tập huấn luyện) để học, `validation` (tập kiểm định) để thử và chọn, `test` (tập kiểm tra) để chấm điểm cuối
  cùng. Ba phần này gồm những **bài soạn**, tức là viết riêng cho dự án: nơi chốn và cơ quan có thật, còn người, công
  ty, dự án và số liệu là bịa.
- `published` là năm bài **báo thật**, đã đăng; `retold` kể lại những sự kiện ấy bằng câu chữ khác. Hai phần này chỉ để kiểm tra.

Mọi nhãn, cũng như các bài soạn và bài kể lại, là do một mô hình ngôn ngữ lớn làm ra; chưa có người bản ngữ nào duyệt lại.
Nếu thấy chỗ sai, bạn có thể là người đầu tiên sửa nó.

> The dataset has five **splits**, each with a job of its own:
>
> - `train` is for learning, `validation` for trying out and choosing, `test` for the final score. These three are news
>   **written for the project**: places and institutions are real, people, companies, projects and figures are invented.
> - `published` is five **real** articles from newspapers; `retold` tells the same events in other words. Both are for
>   testing only.
>
> All annotation, and the articles written or retold, were made by a large language model, and no native speaker has
> reviewed them yet. If you find a mistake, you may be the first to mend it.

Mỗi bài là một từ điển. Ta xem các trường (field) của bài đầu tiên trong `train`.

> Each article is a dictionary. Here are the fields of the first article of `train`.
"""

# %%
row = articles["train"][0]
rows = []
for name, value in row.items():
    shown = f"{len(value)} phần tử · items" if isinstance(value, list) else str(value)[:70]
    rows.append((name, shown))
show.table(rows, "trường · field", "nội dung · what is in it")

# %% [markdown]
"""
`entities`, `numbers`, `parties` và `commitments` là những gì được đánh dấu. Ta xem ba thực thể (entity) đầu tiên.

> `entities`, `numbers`, `parties` and `commitments` are what is marked. Here are the first three entities.
"""

# %%
show.table([span.values() for span in row["entities"][:3]], "start", "end", "label")

# %% [markdown]
"""
Mỗi chỗ đánh dấu là một **khoảng** (span), gồm hai vị trí trong văn bản và một **nhãn** (label). Vị trí đếm từ 0. Khoảng
là **nửa mở**: nó gồm ký tự ở `start` nhưng không gồm ký tự ở `end`, giống lát cắt (slice) của Python. Nhờ vậy độ dài là
`end - start`, và hai khoảng liền nhau không chung ký tự nào.

> What is marked is a **span**: two places in the text and a **label**. Places count from 0. Spans are **half-open**: they
> have the character at `start` but not the one at `end`, just as a Python slice. So the length is `end - start`, and two
> spans that touch share no character.
"""

# %%
beginning = row["text"][:23]
show.table([beginning], *map(str, range(len(beginning))))

# %% [markdown]
"""
### ✎ Bài tập 1 · Exercise 1: `surface`

Viết hàm nhận văn bản và một khoảng (như trong bảng trên) và trả về chữ của khoảng: `surface(row["text"], row["entities"][0])`
→ `"Nhật Bản"`. Mọi dữ liệu trong khóa học đều lưu bằng vị trí, nên lệch một ký tự là sai tất cả.

> Write a function that takes a text and a span (as in the table above) and returns the words of the span:
> `surface(row["text"], row["entities"][0])` → `"Nhật Bản"`. All data of this course are stored as places, so being off
> by one character spoils everything.
"""


# %% exercise="surface"
def surface(text, span):
    ### BEGIN SOLUTION
    return text[span["start"] : span["end"]]
    ### END SOLUTION


# %% check="surface" points=1
check.surface(surface)

# %% [markdown]
"""
Nhãn được lưu bằng số cho gọn; tên của chúng nằm trong mô tả của dữ liệu (`features`). Nếu hàm của bạn chưa qua được phần
kiểm tra, `check.usable` cho mượn một hàm chạy được, nên các ô sau vẫn chạy.

> Labels are stored as numbers to save space; their names stand in the description of the data (`features`). Where your
> function does not pass its check yet, `check.usable` lends one that works, so that the cells below still run.
"""

# %%
surface = check.usable(surface)
names = articles["train"].features["entities"].feature["label"]
rows = []
for span in row["entities"][:6]:
    rows.append((surface(row["text"], span), span["label"], names.int2str(span["label"])))
show.table(rows, "chữ · words", "số · number", "nhãn · label")

# %% [markdown]
"""
## 2. Một bài báo với các khoảng · An article with its spans

Trong khóa học ta thường dùng `camket.load`: cùng dữ liệu ấy, nhưng mỗi bài là một đối tượng với các trường có tên, và
nhãn đã là chữ: `article.text`, `article.entities`, `article.surface(span)`.

> In this course we mostly use `camket.load`: the same data, but each article is an object with named fields, and labels
> are words already: `article.text`, `article.entities`, `article.surface(span)`.
"""

# %%
splits = {name: camket.load(name) for name in articles}
train = splits["train"]
article = train[0]
rows = [(e.start, e.end, e.label, article.surface(e)) for e in article.entities[:3]]
show.table(rows, "start", "end", "label", "surface")

# %% [markdown]
"""
Bộ dữ liệu có ba lớp nhãn. Ta xem từng lớp một. Lớp thứ nhất là **thực thể** (entity): tên người, tổ chức, nơi chốn… Có
chín nhãn:

> The dataset has three layers of annotation. We look at them one at a time. The first layer has **entities**: names of
> people, organisations, places and so on. There are nine labels:
"""

# %%
MEANING = {
    "PER": "tên người · a person's name",
    "ROLE": "chức danh · a title or office",
    "ORG": "tổ chức · an organisation",
    "GPE": "nước, tỉnh, thành phố · a country, province, city (geopolitical entity)",
    "LOC": "vùng, sông, biển, châu lục · a region, river, sea, continent (location)",
    "EVENT": "hội nghị, diễn đàn có tên · a named meeting, forum",
    "PROJECT": "nhà máy, công trình có tên · named works, a named plant",
    "AGREEMENT": "hiệp định, luật · a treaty, a law",
    "SECTOR": "lĩnh vực hợp tác · a field of cooperation",
}
show.table(MEANING.items(), "nhãn · label", "nghĩa · meaning")

# %% [markdown]
"""
Đây là câu đầu của bài (`sentences[0]` là tiêu đề). Một thực thể có thể **lồng** (nested) trong thực thể khác: bạn có thấy
chỗ nào không?

> Here is the first sentence of the article (`sentences[0]` is the headline). An entity may be **nested** in another: do you
> see where?
"""

# %%
lead = article.sentences[1]
show.spans(article.text, article.entities, lead.start, lead.end)

# %% [markdown]
"""
Lớp thứ hai là **con số** (number) với nghĩa của nó: tiền nào, bao nhiêu, ngày nào; dấu `≈` là “khoảng”. Notebook 3 nói kỹ
về lớp này.

> The second layer has **numbers** with what they mean: how much of which currency, what day; `≈` is “about”. Notebook 3 is
> about them.
"""

# %%
show.spans(article.text, article.numbers, lead.start, lead.end)

# %% [markdown]
"""
Lớp thứ ba là **cam kết** (commitment): một hành động mà sau này có thể nhắc lại với người đã nói. Khoảng đi từ động từ đến hết điều được
hứa; người hứa đứng **ngoài** khoảng. Nhãn cho biết loại: ở đây là lời hứa (PLEDGE) và việc đã làm xong (FULFILMENT).

> The third layer has **commitments**: acts that someone could be reminded of later. The span goes from the verb to the end of
> what is promised; who promises stays **outside**. The label is the type: here a promise (PLEDGE) and something done
> (FULFILMENT).
"""

# %%
later = article.sentences[7]
show.spans(article.text, article.commitments, later.start, later.end)

# %% [markdown]
"""
Thuộc lớp này còn có **bên** (party): danh từ chung như “công ty”, “phía Việt Nam”, “ba bên” khi chúng đóng một vai trong
cam kết. Viết tên một bài ở dòng cuối của ô thì cả bài hiện ra với mọi lớp; bấm vào “Values and arguments” ở cuối bài sẽ
thấy mỗi cam kết và mỗi con số nói gì.

> To this layer also belong **parties**: common nouns such as “công ty” (the company), “phía Việt Nam” (the Vietnamese
> side), “ba bên” (the three parties), where they play a role in a commitment. The name of an article as the last line of a
> cell shows all of it with all layers; click on “Values and arguments” at its end to see what each commitment and number says.
"""

# %%
article

# %% [markdown]
"""
## 3. Thực thể · Entities

Ta gom mọi thực thể của `train` vào một bảng của **pandas**, gọi là `DataFrame`: mỗi thực thể một dòng, mỗi cột một thuộc
tính. Bảng như vậy trả lời phần lớn câu hỏi bằng một dòng lệnh.

> We gather all entities of `train` in a table of **pandas**, called a `DataFrame`: an entity a row, a column for each
> property. Such a table answers most questions in one line.
"""

# %%
found = [(d.id, e.label, d.surface(e)) for d in train for e in d.entities]
entities = pd.DataFrame(found, columns=["article", "label", "words"])
show.table(entities.head(4).values, *entities.columns)

# %% [markdown]
"""
Một cột của bảng là một `Series`. Hàm `value_counts()` của nó đếm mỗi giá trị xuất hiện bao nhiêu lần. Ví dụ, những tên
hay gặp nhất:

> A column of the table is a `Series`. Its `value_counts()` counts how often each value occurs. The most frequent names,
> for instance:
"""

# %%
show.table(entities["words"].value_counts().head(8).items(), "tên · name", "số lần · times")

# %% [markdown]
"""
### ✎ Bài tập 2 · Exercise 2: `count_labels`

Viết hàm nhận một danh sách bài và trả về số thực thể của mỗi nhãn, là một `Series` của pandas: `count_labels(train)["PER"]`
cho số tên người. Trước khi dạy máy tìm một nhãn, phải biết có bao nhiêu ví dụ để học.

> Write a function that takes a list of articles and returns how many entities each label has, as a pandas `Series`:
> `count_labels(train)["PER"]` is the number of names of people. Before you teach a machine to find a label, you have to
> know how many examples there are to learn from.
"""


# %% exercise="count_labels"
def count_labels(documents):
    ### BEGIN SOLUTION
    labels = [entity.label for document in documents for entity in document.entities]
    return pd.Series(labels).value_counts()
    ### END SOLUTION


# %% check="count_labels" points=1
check.count_labels(count_labels)

# %% [markdown]
"""
Chín nhãn rất không đều nhau. Nhãn có ít ví dụ thì máy học kém, và điểm trung bình che mất điều đó.

> The nine labels are far from even. A label with few examples is learnt badly, and an average score hides it.
"""

# %%
count_labels = check.usable(count_labels)
pd.Series(count_labels(train)).sort_values().plot.barh(figsize=(7, 3), color="#2a5db5")
plt.title("Thực thể trong train · Entities in train")
plt.xlabel("số lần · times")
plt.show()

# %% [markdown]
"""
Mỗi nhãn trông như thế nào? `groupby("label")` chia bảng theo nhãn, `value_counts` đếm trong từng phần; ta lấy ba tên đứng
đầu.

> What does each label look like? `groupby("label")` parts the table by label, `value_counts` counts in each part; we take
> the first three names.
"""

# %%
counted = entities.groupby("label")["words"].value_counts()
rows = [(label, ", ".join(counted[label].index[:3])) for label in MEANING]
show.table(rows, "nhãn · label", "hay gặp nhất · most frequent")

# %% [markdown]
"""
## 4. Con số · Numbers

Con số có sáu nhãn: tiền (MONEY), phần trăm (PERCENT), số lượng (QUANTITY), thứ tự (ORDINAL), thời điểm (DATE) và độ dài thời gian
(DURATION). Mỗi con số còn có **giá trị** (value) để tính toán, **đơn vị** (unit), và đôi khi **từ hạn định** (modifier):
`min` (ít nhất) cho “hơn”, `max` (nhiều nhất) cho “gần”, `approx` cho “khoảng”. Bảng có con số đầu tiên của mỗi nhãn.

> Numbers have six labels: MONEY, PERCENT, QUANTITY (so many of something), ORDINAL (a rank), DATE (when) and DURATION (how
> long). Each has a **value** to calculate with, a **unit**, and sometimes a **modifier**: `min` (at least) for “hơn” (more
> than), `max` (at most) for “gần” (nearly), `approx` for “khoảng” (about). The table has the first number of each label.
"""

# %%
first = {}
for d in train:
    for n in d.numbers:
        first.setdefault(n.label, (d.surface(n), n.label, n.value, n.unit, n.modifier))
HEAD = "chữ · words", "nhãn · label", "giá trị · value", "đơn vị · unit", "từ hạn định · modifier"
show.table(first.values(), *HEAD)

# %% [markdown]
"""
## 5. Cam kết · Commitments

Có sáu loại cam kết. Bảng cho mỗi loại một ví dụ ngắn trong `train`.

> There are six types of commitments. The table has a short example of each from `train`.
"""

# %%
TYPES = {
    "PLEDGE": "tự hứa · binds itself",
    "AGREEMENT": "cùng thỏa thuận · bind each other",
    "REQUEST": "đề nghị bên khác · asks another to act",
    "INTENT": "dự định, mong muốn · plans or wishes",
    "FULFILMENT": "đã làm xong · reported done",
    "REFUSAL": "từ chối · refuses",
}
rows = []
for label, meaning in TYPES.items():
    found = [d.surface(c) for d in train for c in d.commitments if c.label == label]
    rows.append((label, meaning, next(words for words in found if 35 < len(words) < 60)))
show.table(rows, "loại · type", "nghĩa · meaning", "ví dụ · example")

# %% [markdown]
"""
### ✎ Bài tập 3 · Exercise 3: `longest`

Viết hàm nhận một danh sách bài và trả về chữ của cam kết **dài nhất** (theo số ký tự). Xem những trường hợp cực đoan là
cách nhanh nhất để hiểu dữ liệu và tìm lỗi trong đó. Gợi ý: `max(…, key=len)`.

> Write a function that takes a list of articles and returns the words of the **longest** commitment (in characters). To
> look at extreme cases is the quickest way to understand data, and to find mistakes in them. Hint: `max(…, key=len)`.
"""


# %% exercise="longest"
def longest(documents):
    ### BEGIN SOLUTION
    return max((d.surface(c) for d in documents for c in d.commitments), key=len)
    ### END SOLUTION


# %% check="longest" points=1
check.longest(longest)

# %%
longest = check.usable(longest)
show.table([[longest(train)]], "dài nhất trong train · longest of train")

# %% [markdown]
"""
Nó có phải là ngoại lệ không? Một **biểu đồ tần số** (histogram) cho thấy mọi độ dài: mỗi cột là số cam kết có độ dài nằm
trong một quãng.

> Is it an exception? A **histogram** shows all lengths: each bar is the number of commitments whose length lies in one
> range.
"""

# %%
lengths = pd.Series([c.end - c.start for d in train for c in d.commitments])
lengths.plot.hist(bins=40, figsize=(7, 2.4), color="#2a5db5")
plt.xlabel("độ dài của cam kết (ký tự) · length of a commitment (characters)")
plt.ylabel("số cam kết · how many")
plt.show()

# %% [markdown]
"""
### Cụ thể hay mơ hồ · Specific or vague

“Cam kết giao 14 ha đất trong năm nay” thì cuối năm có thể kiểm tra; “cam kết tăng cường hợp tác” thì không. Mỗi cam kết
được ghi là **cụ thể** (`specific`) nếu sau này người ngoài có thể kiểm tra nó có được giữ hay không, nếu không thì là
**mơ hồ** (`vague`): thuộc tính `commitment.specificity`.

> Whether someone kept “cam kết giao 14 ha đất trong năm nay” (to hand over 14 hectares this year) can be checked at the end
> of the year; “cam kết tăng cường hợp tác” (to strengthen cooperation) cannot. Each commitment is marked `specific` if an
> outsider can later check whether it was kept, else `vague`: its attribute `commitment.specificity`.

### ✎ Bài tập 4 · Exercise 4: `share_specific`

Viết hàm nhận một danh sách bài và trả về tỷ lệ cam kết cụ thể, từ 0 đến 1. Mỗi **cam kết** nặng như nhau (không phải mỗi bài). Ta sẽ
dùng hàm này để so báo thật với bài soạn. Ví dụ: hai bài có cả thảy bốn cam kết, một cụ thể, thì kết quả là `0.25`.

> Write a function that takes a list of articles and returns the share of commitments that are specific, from 0 to 1. Each
> **commitment** (not each article) weighs the same. We shall use it to compare real news with written news. For
> instance, two articles with four commitments in all, one of them specific, give `0.25`.
"""


# %% exercise="share_specific"
def share_specific(documents):
    ### BEGIN SOLUTION
    kinds = [c.specificity for d in documents for c in d.commitments]
    return kinds.count("specific") / len(kinds)
    ### END SOLUTION


# %% check="share_specific" points=2
check.share_specific(share_specific)

# %% [markdown]
"""
### Ai, với ai, bao nhiêu, bao giờ · Who, to whom, how much, by when

Mỗi cam kết có các **đối số** (argument), mỗi đối số giữ một **vai** (role): `actor` là người hứa, `recipient` là người nhận hoặc
người được đề nghị, `amount` là bao nhiêu, `deadline` là thời hạn. Một vai có thể trống, hoặc có nhiều người giữ. Đối số cũng chỉ là vị trí, và có thể nằm
ngoài khoảng của cam kết, thậm chí ở câu khác.

> A commitment has **arguments**, each in a **role**: `actor` is who promises, `recipient` who gets it or is asked,
> `amount` how much, `deadline` by when. A role may be empty, or held by several. An argument is places too; it may lie outside
> the span of the commitment, even in another sentence.

### ✎ Bài tập 5 · Exercise 5: `mentions`

Viết hàm nhận một bài, một cam kết của bài và tên vai, trả về **danh sách** chữ của các đối số giữ vai ấy:
`mentions(article, article.commitments[0], "actor")` → `["Nhật Bản"]`. Các đối số nằm trong `commitment.arguments`, mỗi
đối số có `role`, `start`, `end`; `document.surface(argument)` cho chữ.

> Write a function that takes an article, one of its commitments and the name of a role, and returns the **list** of the
> words of the arguments in this role: `mentions(article, article.commitments[0], "actor")` → `["Nhật Bản"]`. The
> arguments stand in `commitment.arguments`, each with `role`, `start` and `end`; `document.surface(argument)` gives its words.
"""


# %% exercise="mentions"
def mentions(document, commitment, role):
    ### BEGIN SOLUTION
    found = [argument for argument in commitment.arguments if argument.role == role]
    return [document.surface(argument) for argument in found]
    ### END SOLUTION


# %% check="mentions" points=2
check.mentions(mentions)

# %% [markdown]
"""
Với hàm ấy, cả một bài gói lại thành một bảng: đây chính là điều mà một hệ thống tốt phải tự làm được.

> With this function an article becomes a table: just what a good system should be able to do by itself.
"""

# %%
mentions = check.usable(mentions)
ROLES = {
    "actor": "ai · actor",
    "recipient": "với ai · recipient",
    "amount": "bao nhiêu · amount",
    "deadline": "bao giờ · deadline",
}
rows = []
for c in article.commitments[:8]:
    answers = [", ".join(mentions(article, c, role)) for role in ROLES]
    rows.append((c.label, *answers, c.specificity))
show.table(rows, "loại · type", *ROLES.values(), "cụ thể? · specific?")

# %% [markdown]
"""
## 6. Ai hứa hai lần? · Who promises twice?

Một nhà báo muốn theo dõi lời hứa sẽ hỏi: trong bài nào có cùng một chủ thể hứa nhiều lần?

> A journalist who follows promises would ask: in which articles does one and the same actor promise more than once?

### ✎ Bài tập 6 · Exercise 6: `repeats`

Viết hàm nhận một danh sách bài và trả về danh sách mã (`document.id`) của những bài trong đó **cùng một chủ thể** (cùng
chữ) là `actor` của ít nhất hai cam kết loại `PLEDGE`. Mỗi bài kể một lần, theo thứ tự của danh sách.

> Write a function that takes a list of articles and returns the list of ids (`document.id`) of those in which **one actor**
> (the same words) is the `actor` of at least two commitments of type `PLEDGE`. List each article once, in the order given.
"""


# %% exercise="repeats"
def repeats(documents):
    ### BEGIN SOLUTION
    found = []
    for document in documents:
        pledges = [c for c in document.commitments if c.label == "PLEDGE"]
        actors = [actor for c in pledges for actor in set(mentions(document, c, "actor"))]
        if len(actors) > len(set(actors)):
            found.append(document.id)
    return found
    ### END SOLUTION


# %% check="repeats" points=3
check.repeats(repeats)

# %%
repeats = check.usable(repeats)
rows = []
for name, part in splits.items():
    if name != "published":  # phần này không có văn bản · this split comes without its text
        rows.append((name, len(repeats(part)), len(part)))
show.table(rows, "phần · split", "bài có người hứa lặp lại · with a repeat", "số bài · articles")

# %% [markdown]
"""
Con số này có thể lệch theo cả hai chiều: “JICA”, “cơ quan này” và “họ” khác chữ mà có thể là một, còn “họ” ở hai chỗ có thể là hai nhóm khác nhau. Nhận ra những cách gọi
của cùng một đối tượng là bài toán **đồng sở chỉ** (coreference), và bộ dữ liệu này chưa gán nhãn điều đó.

> This figure may be off both ways: “JICA”, “cơ quan này” (this agency) and “họ” (they) differ in words and may be one, while “họ” in two places may be two different
> groups. To tell which mentions are the same thing is called **coreference**, and this dataset does not annotate it.

## 7. Báo thật và bài soạn · Real news and written news

Vì sao `published` không có văn bản? Bài báo là của tòa soạn, ta không có quyền phát hành lại. Nhưng vị trí, nhãn và giá trị là của dự án. Mỗi câu
được ghi bằng độ dài và một **mã băm** (hash), tức là một dãy ký tự tính ra từ câu ấy: ai có bài trong tay thì lệnh `camket hydrate` tìm
lại đúng từng câu, còn từ mã băm không ai đọc ngược ra câu được.

> Why does `published` come without its text? The articles belong to the newspapers, we may not publish them again. But places, labels
> and values are the project's own. Each sentence is recorded by its length and a **hash**, a string computed from it: for whoever
> has the articles, the command `camket hydrate` finds every sentence again, but nobody can read the sentence out of the hash.
"""

# %%
real = articles["published"][0]
sentence = real["sentences"][0]
rows = [("text", real["text"]), ("length", real["length"])]
rows += [("sentences[0]: start, end", f"{sentence['start']}, {sentence['end']}")]
rows += [("sentences[0]: sha256", sentence["sha256"][:24] + "…")]
show.table(rows, "bài đầu tiên · first article", "")

# %% [markdown]
"""
Không có chữ vẫn đếm được: bao nhiêu khoảng, nhãn nào, dài bao nhiêu. So sánh phải công bằng: bài dài có nhiều khoảng hơn
chỉ vì nó dài. Vì vậy ta dùng **mật độ** (density): số khoảng trên 1.000 ký tự; bảng sau bài tập cho trung bình của các bài.

> Even without words one can count: how many spans, which labels, how long. The comparison has to be fair: a long article has more spans
> just because it is long. So we use the **density**: spans per 1,000 characters; the table after the exercise has the mean over articles.

### ✎ Bài tập 7 · Exercise 7: `density`

Viết hàm nhận một bài và các khoảng của bài (ví dụ `article.commitments`), trả về số khoảng trên 1.000 ký tự. Hàm phải
dùng được cả với bài không có văn bản: `document.length` là độ dài, biết được từ độ dài của các câu.

> Write a function that takes an article and spans of it (such as `article.commitments`) and returns how many there are per 1,000
> characters. It must work for an article without text too: `document.length` is its length, known from the lengths of
> its sentences.
"""


# %% exercise="density"
def density(document, spans):
    ### BEGIN SOLUTION
    return 1000 * len(spans) / document.length
    ### END SOLUTION


# %% check="density" points=1
check.density(density)

# %%
density = check.usable(density)
LAYERS = {"entities": "thực thể · entities", "numbers": "con số · numbers"}
LAYERS["commitments"] = "cam kết · commitments"
table = pd.DataFrame(index=list(splits), columns=list(LAYERS.values()), dtype=float)
for name, part in splits.items():
    for layer, title in LAYERS.items():
        table.loc[name, title] = pd.Series([density(d, getattr(d, layer)) for d in part]).mean()
show.table(table.round(1).reset_index().values, "phần · split", *table.columns)

# %%
bars = table.div(table.loc["train"]).T.plot.bar(figsize=(8, 3), rot=0, width=0.8)
bars.axhline(1, color="black", linewidth=0.8)
bars.set(title="Mật độ so với train · Density against train", ylabel="train = 1")
bars.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
plt.tight_layout()
plt.show()

# %% [markdown]
"""
Bài soạn dày đặc con số hơn báo thật nhiều. Người viết (ở đây là một mô hình ngôn ngữ) được giao viết những bài có cam kết,
và đã làm quá tay. Còn các loại cam kết, mỗi loại chiếm bao nhiêu phần?

> Written news is far denser in numbers than real news. The writer (here a language model) was told to write articles that
> hold commitments, and overdid it. And the types of commitments, what share has each?
"""

# %%
labels = {name: [c.label for d in part for c in d.commitments] for name, part in splits.items()}
mixture = pd.DataFrame({name: pd.Series(found).value_counts() for name, found in labels.items()})
mixture = (100 * mixture / mixture.sum()).fillna(0).reindex(TYPES).T
bars = mixture.plot.barh(stacked=True, figsize=(8, 3), width=0.8, colormap="tab10")
bars.invert_yaxis()
bars.set(xlabel="%", title="Loại cam kết trong mỗi phần · Types of commitments in each split")
bars.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
plt.show()

# %% [markdown]
"""
Nhìn hai đầu của các thanh: trong báo thật, lời hứa (PLEDGE) chiếm phần nhỏ hơn nhiều, và không có lời từ chối (REFUSAL)
nào. Theo bạn, vì sao báo chí ít kể lời từ chối? Và có bao nhiêu phần là cụ thể?

> Look at both ends of the bars: in real news promises (PLEDGE) have a much smaller share, and there is no refusal (REFUSAL) at
> all. Why, do you think, do newspapers rarely tell of refusals? And what share is specific?
"""

# %%
share_specific = check.usable(share_specific)
rows = []
for name, part in splits.items():
    count = sum(len(d.commitments) for d in part)
    rows.append((name, len(part), count, f"{100 * share_specific(part):.0f} %"))
show.table(rows, "phần · split", "bài · articles", "cam kết · commitments", "cụ thể · specific")

# %% [markdown]
"""
Đây là sự khác biệt đáng kể nhất: trong bài soạn hầu như cam kết nào cũng kiểm tra được, trong báo thật thì phần lớn là mơ hồ. `retold` kể
lại những sự kiện thật, nên nó giống `published` hơn. Bài học cho mọi dự án về dữ liệu: một hệ thống học từ `train` và đạt điểm
cao trên `test` **chưa** chắc làm tốt trên báo thật, vì `test` cũng là bài soạn. Nhưng cũng cẩn thận: `published` chỉ có năm bài, đều về Việt Nam và Nhật Bản, nên mỗi con
số ở đó còn rất dao động.

> This difference matters most: in written news almost every commitment can be checked, in real news most are vague. `retold`
> tells real events, so it resembles `published` more. A lesson for any project with data: a system that learns from `train` and
> scores high on `test` need **not** do well on real news, as `test` is written news too. But be careful: `published` has only five
> articles, all about Vietnam and Japan, so each figure about it may vary a lot.

Câu của báo thật và của bài soạn có dài như nhau không? **Biểu đồ hộp** (box plot) trả lời: mỗi hộp chứa nửa giữa của các
câu, vạch trong hộp là **trung vị** (median, nửa số câu ngắn hơn nó), hai râu kéo tới những câu ngắn và dài thường gặp.
Câu tiêu đề không tính.

> Are sentences of real and of written news equally long? A **box plot** tells: each box holds the middle half of the
> sentences, the line in it is the **median** (half of the sentences are shorter), the whiskers reach to the usual short
> and long ones. Headlines are left out.
"""

# %%
lengths = {}
for name, part in splits.items():
    sentences = [s for d in part for s in d.sentences if not s.headline]
    lengths[name] = pd.Series([s.end - s.start for s in sentences])
boxes = pd.DataFrame(lengths)[list(splits)].plot.box(figsize=(8, 3), showfliers=False, vert=False)
boxes.invert_yaxis()
boxes.set(title="Độ dài của câu · Length of sentences", xlabel="ký tự · characters")
plt.show()

# %% [markdown]
"""
Trung vị của `published` gần bằng của `train`, nhưng hộp và râu rộng hơn hẳn: báo thật xen câu rất dài với câu ngắn, còn
bài soạn thì đều đặn.

> The median of `published` is close to that of `train`, but its box and whiskers are much wider: real news mixes very long
> sentences with short ones, while the written articles are even.

## 8. Tự gán nhãn · Annotate by hand

Cuối cùng, hãy tự làm công việc của người **gán nhãn** (annotator). Quy tắc cần cho câu dưới đây:

- PER chỉ gồm tên, không kèm “ông”, “bà”. ROLE gồm chức danh và cả tên cơ quan đi liền; cơ quan ấy đồng thời là một ORG lồng bên trong.
- “tỉnh”, “thành phố” viết thường đứng ngoài tên. Con số gồm cả danh từ được đếm, thời điểm gồm cả chữ “ngày”, “năm”.
- Từ hạn định (“hơn”, “trước”) đứng ngoài khoảng của con số.
- Cam kết đi từ động từ đến hết điều được hứa, kể cả thời hạn, không gồm người hứa và dấu chấm.

> Finally, do the job of an **annotator**. The rules that the sentence below calls for:
>
> - PER is the name alone, without “ông” (Mr), “bà” (Ms). ROLE is the title with the institution that goes with it; the
>   institution is an ORG of its own, nested inside.
> - “tỉnh” (province), “thành phố” (city) in lower case stay outside the name. A number has its counted noun in it, a date the word “ngày” (day) or
>   “năm” (year).
> - Modifiers (“hơn” more than, “trước” before) stay outside the span of the number.
> - A commitment goes from its verb to the end of what is promised, deadline included, without who promises and without the full stop.
"""

# %%
SENTENCE = (
    "Ngày 14/5, tại Huế, bà Ichikura Sayo, Giám đốc Quỹ Kamoi, "
    "cam kết tặng tỉnh Quảng Trị hơn 20 xe cứu thương trước năm 2028."
)

# %% [markdown]
"""
### ✎ Bài tập 8 · Exercise 8: `answer`

Ghi mọi khoảng trong câu, thuộc cả ba lớp, mỗi khoảng là hai chuỗi: chữ và nhãn. Nhãn là một trong các nhãn của mục 2, 4 và 5. Có chín khoảng, một số lồng trong khoảng khác.

> Write down every span of the sentence, of all three layers, each as two strings: its words and its label. Labels are those
> of sections 2, 4 and 5. There are nine spans, some nested in others.
"""

# %% exercise="annotate"
answer = []
### BEGIN SOLUTION
answer = [
    ("Ngày 14/5", "DATE"),
    ("Huế", "GPE"),
    ("Ichikura Sayo", "PER"),
    ("Giám đốc Quỹ Kamoi", "ROLE"),
    ("Quỹ Kamoi", "ORG"),
    ("cam kết tặng tỉnh Quảng Trị hơn 20 xe cứu thương trước năm 2028", "PLEDGE"),
    ("Quảng Trị", "GPE"),
    ("20 xe cứu thương", "QUANTITY"),
    ("năm 2028", "DATE"),
]
### END SOLUTION

# %% check="annotate" points=3
check.annotate(answer, SENTENCE)

# %% [markdown]
"""
Các khoảng bạn ghi được vẽ ở đây (khoảng không có trong câu thì bỏ qua).

> The spans that you wrote are drawn here (those that the sentence does not have are left out).
"""

# %%
check.drawn(answer, SENTENCE)

# %% [markdown]
"""
## 9. Nhìn lại · Looking back

- Mọi thứ được đánh dấu là khoảng nửa mở trong văn bản, có nhãn; con số có thêm giá trị, cam kết có thêm đối số.
- Đếm trước, học sau: nhãn nào hiếm, phần nào khác phần nào.
- Muốn so sánh thì phải chia: theo độ dài, theo tổng số; và hỏi mỗi bài hay mỗi cam kết nặng như nhau.
- Dữ liệu soạn ra không giống dữ liệu thật; phải biết khác ở đâu thì mới tin được điểm số.

> - All that is marked is half-open spans of the text, with labels; numbers have a value too, commitments have arguments.
> - Count first, learn later: which labels are rare, which split differs from which.
> - To compare, divide: by length, by the total; and ask whether each article or each commitment weighs the same.
> - Data that were written are not like real data; know where they differ before you trust a score.

**Nếu còn thời gian:** xem một bài khác, ví dụ `train[10]`; tìm chủ thể hứa nhiều nhất trong
`train`; hoặc so tỷ lệ cam kết cụ thể theo loại (`PLEDGE`, `REQUEST`…). Hướng dẫn gán nhãn đầy đủ nằm ở `annotations/GUIDELINES.vi.md`.

> **If you have time left:** look at another article, such as `train[10]`; find who promises most in `train`; or
> compare the share of specific commitments by type (`PLEDGE`, `REQUEST` and so on). The full guidelines are in
> `annotations/GUIDELINES.md`.
"""
