# %% [markdown]
"""
# 7. Tự gán nhãn một bài của bạn · Annotate an article of your own

Sáu notebook trước dùng những nhãn có sẵn. Nhưng nhãn từ đâu ra? Phải có ai đó đọc từng câu, tra quy tắc, quyết định, rồi
để người khác xem lại. Trong notebook này bạn là người đó: bạn gán nhãn trọn một bản tin, từ văn bản thô tới
một tệp mà dự án có thể nhận, và đo xem mình gần đáp án đến đâu.

> The six notebooks before this one used labels that were there. But where do labels come from? Somebody has to read
> a text sentence by sentence, look up the rules, decide, and let others look at it again. Here this reader is you: you
> annotate a whole news text, from plain text to a file that the project could take in, and measure how near you are to gold.

**Cần biết trước:** thực thể, con số, cam kết là gì (notebook 1); F1 và kappa (notebook 6). Hãy mở thêm
`annotations/GUIDELINES.vi.md`, bản hướng dẫn gán nhãn: bạn sẽ tra nó luôn tay. **Thời gian:** một buổi chiều. **Bài tập:** 10.

> **You need:** what entities, numbers and commitments are (notebook 1); F1 and kappa (notebook 6). Open
> `annotations/GUIDELINES.md` beside this page, the guidelines: you will look things up in them all the time. **Time:** an
> afternoon. **Exercises:** 10.
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
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib.pyplot as plt
import pandas as pd

import camket
from camket.contribute import adjudicate, diff, new, preannotate
from camket.corpus.agreement import agreement
from camket.corpus.load import find_root
from camket.corpus.validate import validate
from camket.formats import annotation_xml
from camket.review.corpus import findings
from camket.systems import load_system

# %%
from checks import annotation as check
from checks import show
from checks.pages import Page

# %% [markdown]
"""
## 1. Vì sao cần hướng dẫn · Why guidelines

**Gán nhãn** (annotation) là ghi vào văn bản điều mà người đọc hiểu, theo cách mà máy đếm được: khoảng nào, nhãn gì. Hai người
đọc kỹ vẫn có thể ghi khác nhau: “Thủ tướng” là người hay chức danh? “hai bên” có phải con số không? Cả hai đều có lý, nhưng nếu mỗi
người theo một lý thì máy không học được gì. **Hướng dẫn gán nhãn** (guidelines) chọn sẵn một cách và nói rõ chọn cách nào.

> **Annotation** writes into a text what a reader understands, in a form that a machine can count: which span, which label. Two
> careful readers may still differ: is “Thủ tướng” (the Prime Minister) a person or a title? Is the “hai” (two) of “hai bên”
> (both sides) a number? There is a case for either, but where everyone goes by their own a machine learns nothing. **Guidelines** choose one way and
> say which.

Bảng dưới có tám cụm từ ở ranh giới. Cột cuối là mục cần tra trong hướng dẫn.

> The table has eight phrases on the borderline. The last column is the section of the guidelines to look up.
"""

# %%
PIECES = [
    ("Thủ tướng chúc mừng đội tuyển.", "Thủ tướng", "2.1"),
    ("Lớp tiếng Nhật đã kín chỗ.", "tiếng Nhật", "2.3"),
    ("Đại diện Bộ Tài chính có mặt từ sớm.", "Đại diện", "2.1"),
    ("Lãi suất trái phiếu Chính phủ giảm.", "Chính phủ", "2.2"),
    ("Hàng đi đường biển sang châu Âu.", "châu Âu", "2.3"),
    ("Quan hệ được nâng lên Đối tác Toàn diện.", "Đối tác Toàn diện", "2.4"),
    ("Trong hai năm tới, hãng mở ba kho.", "hai năm tới", "3.7"),
    ("Cả hai bên đều hài lòng.", "hai", "3.1"),
]
rows = [(i, *piece) for i, piece in enumerate(PIECES, 1)]
show.table(rows, "", "câu · sentence", "cụm từ · phrase", "mục · section")

# %% [markdown]
"""
### ✎ Bài tập 1 · Exercise 1: `labels`

Với mỗi cụm, ghi nhãn của **đúng** cụm ấy, theo thứ tự của bảng; ghi `"–"` nếu cụm ấy không mang nhãn nào. Danh sách có tám chuỗi. Đừng đoán:
mỗi câu trả lời nằm trong một dòng của hướng dẫn. Tra cứu là phần lớn công việc của người gán nhãn.

> For each phrase write the label of **exactly** this phrase, in the order of the table; `"–"` where it has none. The list has eight
> strings. Do not guess: each answer stands in a line of the guidelines. Looking things up is most of an annotator's work.
"""

# %% exercise="labels"
labels = []
### BEGIN SOLUTION
labels = ["ROLE", "–", "–", "–", "LOC", "AGREEMENT", "DATE", "–"]
### END SOLUTION

# %% check="labels" points=2
check.labels(labels, PIECES)

# %% [markdown]
"""
## 2. Một câu trong XML · A sentence in XML

Nhãn phải nằm ở đâu đó. Ở dự án này chúng nằm ngay trong câu, dưới dạng **XML**: một cặp thẻ `<e …>` và `</e>` ôm lấy những
chữ được đánh dấu, và mỗi câu `<s>` nằm trên một dòng. Bỏ hết thẻ đi thì còn nguyên văn bản. Đây là một câu bịa:

> Labels must be kept somewhere. In this project they stand in the sentence itself, as **XML**: a pair of tags `<e …>` and `</e>` around
> the words that are marked, and each sentence `<s>` on a line. Take all tags away and the text is left as it was. Here is a made-up sentence:
"""

# %%
EXAMPLE = (
    '<s><e type="ROLE">Chủ tịch <e type="ORG">Hội Chè Tà Xùa</e></e> '
    '<e type="PER" id="e1">Lò Văn Sính</e> '
    '<c type="PLEDGE" specificity="specific" actor="e1" amount="n1" deadline="n2">hứa tặng hơn '
    '<n type="QUANTITY" value="300" unit="cây giống" mod="min" id="n1">300 cây giống</n> '
    'trước <n type="DATE" value="2027" mod="max" id="n2">năm 2027</n></c>.</s>'
)

# %% [markdown]
"""
Ở đây câu được ngắt thành nhiều chuỗi cho dễ đọc, Python tự nối chúng lại thành một dòng. Có bốn loại thẻ:

| thẻ · tag | là gì · what | thuộc tính · attributes |
|---|---|---|
| `e` | thực thể · entity | `type` |
| `n` | con số · number | `type`, `value` (giá trị), `unit` (đơn vị), `mod` (từ hạn định: `min`, `max`, `approx`) |
| `c` | cam kết · commitment | `type`, `specificity`, và các tham tố (arguments) `actor` (chủ thể), `recipient` (bên nhận), `amount` (bao nhiêu), `deadline` (bao giờ) |
| `party` | danh từ chung giữ một vai: “hai bên” · a common noun that fills a role | |

Tham tố (notebook 1 gọi là đối số) của cam kết là `id` của phần tử khác: `actor="e1"` nghĩa là chủ thể là phần tử mang `id="e1"`, ông Sính. Các khoảng được **lồng**
nhau (tên hội nằm trong chức danh) nhưng không được **cắt chéo** nhau.

> Here the sentence is broken into several strings for reading, which Python joins to one line. There are four tags (above): entities, numbers
> with their value, unit and modifier, commitments, and parties. The arguments of a commitment are the `id`s of other elements:
> `actor="e1"` says that the actor is the element with `id="e1"`, Mr Sính. Spans may **nest** (the society's name inside the title) but never
> **cross**.

Mọi thứ ta viết ra nằm trong một thư mục tạm, tự biến mất khi đóng notebook; kho của dự án không bị đụng tới.

> All that we write lies in a temporary folder that goes away with the notebook; the project's own files are not touched.
"""

# %%
folder = TemporaryDirectory()


def saved(xml):
    path = Path(folder.name, "article.xml")
    path.write_text(xml, encoding="utf-8")
    return path


FRAME = '<article id="vi-du" split="train" date="2026-06-18">\n<p>\n{}\n</p>\n</article>'
example = annotation_xml.read(saved(FRAME.format(EXAMPLE)))
show.spans(example.text, example.spans())

# %% [markdown]
"""
Tay người hay nhầm: quên đóng thẻ, viết sai nhãn, trỏ tới một `id` không có. **Trình kiểm tra** (validator) tìm những lỗi ấy; trên dòng
lệnh nó là `camket validate`. Mỗi lỗi có dòng, cột, điều gì sai, và thế nào mới đúng. Thử với một cặp thẻ cắt chéo:

> Hands slip: a tag is not closed, a label misspelt, an `id` referred to that is not there. The **validator** finds such faults; on the command line it
> is `camket validate`. Each fault has its line and column, what is wrong, and what would be right. Let us try it with tags that cross:
"""

# %%
CROSSED = '<s>Phiên sau <party id="p1">phía <e type="GPE">Phần Lan</party></e> vắng mặt.</s>'


def faults_of(xml):
    faults = validate([saved(xml)], find_root())
    rows = [(fault.line, fault.column, fault.message, fault.mend) for fault in faults]
    return show.table(rows, "dòng · line", "cột · column", "sai gì · wrong", "sửa ra sao · mend")


faults_of(FRAME.format(CROSSED))

# %% [markdown]
"""
Một lỗi mà có hai thông báo: thẻ `</party>` và thẻ `</e>` đổi chỗ nhau, mỗi thẻ bị báo một lần (“tag mismatch”: thẻ mở và thẻ đóng không khớp). Khi XML đã hỏng (malformed), trình kiểm tra chưa đọc được
gì thêm; sửa xong nó mới thấy các lỗi khác. Vì thế hãy sửa từ **trên xuống** và chạy lại sau mỗi lần sửa.

> One slip, two messages: `</party>` and `</e>` have changed places, and each is reported. As long as the XML is malformed the validator reads nothing more;
> only once that is mended does it see other faults. So mend from the **top down**, and run it again after each.

### ✎ Bài tập 2 · Exercise 2: `mended`

Tệp trong ô dưới có sáu lỗi. Ô sau nó cho xem thông báo của trình kiểm tra. Hãy sửa ngay trong chuỗi cho tới khi bảng rỗng. Bài viết ngày 18/6/2026.
Trình kiểm tra im lặng chưa có nghĩa là đúng: ô cuối xét cả ý nghĩa.

> The file in the cell below has six faults. The cell after it shows the validator's messages. Mend the string itself until the table is
> empty. The article is of 18 June 2026. That the validator is silent does not mean that all is right: the last cell looks at the sense too.
"""

# %% exercise="mended"
mended = """<article id="tap-1" split="train" date="18/6/2026">
<p>
<s>Bà <e type="PERSON">Aino Rautasuo</e> đến <e type="GPE">Hà Nội</e>.</s>
<s>Dự án cần <n type="MONEY" value="12,5" unit="EUR">12,5 triệu euro</n>.</s>
<s>Đoàn thăm <e type="GPE">Lào Cai </e>vào <n type="DATE" value="2026-06-19">ngày 19/6</n>.</s>
<s><e type="ORG">Lumikoski</e> <c type="PLEDGE" specificity="vague" actor="e1">sẽ mua quế.</c></s>
</p>
</article>"""
### BEGIN SOLUTION
mended = """<article id="tap-1" split="train" date="2026-06-18">
<p>
<s>Bà <e type="PER">Aino Rautasuo</e> đến <e type="GPE">Hà Nội</e>.</s>
<s>Dự án cần <n type="MONEY" value="12500000" unit="EUR">12,5 triệu euro</n>.</s>
<s>Đoàn thăm <e type="GPE">Lào Cai</e> vào <n type="DATE" value="2026-06-19">ngày 19/6</n>.</s>
<s><e type="ORG" id="e1">Lumikoski</e> <c type="PLEDGE" specificity="vague"
actor="e1">sẽ mua quế</c>.</s>
</p>
</article>"""
### END SOLUTION

# %%
faults_of(mended)

# %% check="mended" points=2
check.mended(mended)

# %% [markdown]
"""
## 3. Từ văn bản thô đến bản nháp · From plain text to a draft

Giờ đến bài của ta. Nó được viết cho khóa học: nơi chốn và cơ quan có thật; người, công ty, dự án và số liệu đều **bịa**. Dòng đầu là tiêu đề, dòng
trống ngăn các đoạn.

> Now to our article. It was written for this course: places and institutions are real; people, companies, projects and figures are **invented**. The first line
> is the headline, empty lines part the paragraphs.
"""

# %%
TEXT = """Quế Lào Cai tìm đường sang Phần Lan

Chiều 17/6, tại Hà Nội, Thứ trưởng Bộ Công Thương Tạ Hạnh Ngân tiếp Đại sứ Phần Lan tại
Việt Nam Aino Rautasuo. Hai bên nhất trí mở rộng hợp tác nông nghiệp, năng lượng sinh khối và
logistics.

Đại sứ đánh giá cao nỗ lực của tỉnh Lào Cai. Bà cho biết Tập đoàn Lumikoski sẽ rót khoảng
12,5 triệu euro (hơn 380 tỷ đồng) vào Nhà máy tinh dầu quế Văn Yên trong 2 năm tới. Nhà máy dự
kiến tạo việc làm cho 600 lao động.

Phía Việt Nam đề nghị Phần Lan cử 5 chuyên gia sang hướng dẫn nông dân trước tháng 10. Bà
ghi nhận đề nghị này nhưng từ chối chia sẻ thiết kế lò chưng cất. Tháng 4 vừa qua, Quỹ Rừng
Sương đã giải ngân 45.000 euro cho hai hợp tác xã ở Lào Cai."""

# %% [markdown]
"""
Trước khi có nhãn, một bài phải có lai lịch: ai viết, ngày nào, được dùng theo giấy phép nào. Thiếu **giấy phép** (licence) thì không ai được phép dùng bài, dù
nhãn đẹp đến đâu. `camket new` hỏi những gì còn thiếu; ở đây ta gọi thẳng các hàm sau nó. Thử khai gian một chút xem:

> Before it has labels an article needs to say where it comes from: who wrote it, when, under which licence. Without a **licence** nobody may use it, however
> good its labels are. `camket new` asks for what is missing; here we call the functions behind it. Let us try to cheat a little:
"""

# %%
about = {"id": "tap-1", "split": "train", "date": "2026-06-18"}
print("còn thiếu · missing:", ", ".join(new.needed(about)))
tried = new.refusal("licence", "all rights reserved", find_root())
print(tried.split("; use")[0])

# %% [markdown]
"""
Chữ là của ta nên giấy phép là `own`: tự viết, cho theo CC BY 4.0. Hàm `article` đổi chuẩn Unicode về NFC, tách đoạn, tách câu và đánh dấu bài là
**chưa ai đọc lại** (`reviewed="no"`); còn dấu ấy thì bài không vào được kho. Hãy xem câu có bị tách sai không.

> The words are ours, so the licence is `own`: written by ourselves, given under CC BY 4.0. `article` brings Unicode to NFC, parts paragraphs and sentences
> and marks the article as **not reviewed** (`reviewed="no"`); with this mark it can't enter the corpus. See whether each sentence is cut well.
"""

# %%
about |= {"genre": "agency brief", "topic": "cinnamon oil, Finland", "licence": "own"}
bare = new.article(TEXT, about)
rows = [(i, bare.surface(sentence)) for i, sentence in enumerate(bare.sentences, 1)]
show.table(rows, "", f"câu · sentence (reviewed: {bare.metadata['reviewed']})")

# %% [markdown]
"""
## 4. Máy gán trước · Pre-annotation

Gán nhãn từ trang trắng thì chậm. Nên người ta cho máy **gán trước** (pre-annotation), rồi người sửa. Ta dùng `rules`, hệ thống luật viết tay của dự án, vì nó nhanh;
`camket preannotate` mặc định dùng hệ thống tốt nhất.

> To annotate from a blank page is slow. So a machine goes first, which is **pre-annotation**, and a reader corrects. We use `rules`, the project's hand-written rules, as
> they are fast; `camket preannotate` takes the best system unless told otherwise.
"""

# %%
rules = load_system(str(find_root() / "baselines" / "rules.py") + ":Rules")
rules.fit(camket.load("train"))
done = preannotate.preannotate(rules, bare)
draft = done.document


def page(document, spans):
    """mỗi câu một dòng · a sentence a line"""
    drawn = [show.spans(document.text, spans, s.start, s.end) for s in document.sentences]
    return Page(tuple((f"câu · sentence {i}", one) for i, one in enumerate(drawn, 1)))


page(draft, draft.entities)

# %% [markdown]
"""
Trên đây là các **thực thể** mà máy tìm ra. Trông rất gọn gàng, và đó chính là điều nguy hiểm. Con số hay nhãn có sẵn kéo phán đoán của ta về phía nó, như chiếc neo
giữ con thuyền: **hiệu ứng mỏ neo** (anchoring, Tversky và Kahneman 1974). Với gán nhãn trước, người sửa nhanh hơn, nhưng cũng dễ bỏ qua lỗi của máy (Fort và Sagot 2010).
Cách chống: đọc câu **trước**, tự hỏi mình sẽ gán gì, rồi mới nhìn nhãn.

> Above are the **entities** that the machine found. They look neat, and that is the danger. A figure or label that is already there pulls our judgement towards it, as an
> anchor holds a boat: this is **anchoring** (Tversky and Kahneman 1974). With pre-annotation people are faster, but also pass over the machine's faults more easily (Fort
> and Sagot 2010). What helps: read the sentence **first**, ask yourself what you would annotate, and only then look at the labels.

### ✎ Bài tập 3 · Exercise 3: `wrong`, `missed`

Tìm lỗi của máy trong các thực thể trên. Chép vào `wrong` những chữ của thực thể **gán sai** (không có thật, hoặc lấy quá ngắn), vào `missed` những chữ của thực thể **bỏ sót**, kể
cả thực thể lồng bên trong. Đừng quên ROLE và SECTOR cũng là thực thể. Được phép thiếu một thực thể bỏ sót.

> Find the machine's faults among the entities above. Copy into `wrong` the words of entities that are **wrong** (not there at all, or cut too short), into `missed` those that are
> **left out**, nested ones too. Remember that ROLE and SECTOR are entities. One omission may escape you.
"""

# %% exercise="doubtful"
wrong, missed = [], []
### BEGIN SOLUTION
wrong = ["Yên", "lao động", "Quỹ"]
missed = ["Bộ Công Thương", "Đại sứ Phần Lan tại Việt Nam", "Aino Rautasuo", "Đại sứ"]
missed += ["năng lượng sinh khối", "logistics", "Nhà máy tinh dầu quế Văn Yên"]
### END SOLUTION

# %% check="doubtful" points=3
check.doubtful(wrong, missed, draft)

# %% [markdown]
"""
Lỗi nào khó thấy hơn? Giả sử người sửa chỉ xem những gì máy đã vẽ, bỏ hết chỗ sai, và không đọc gì thêm. Độ chính xác thành tuyệt đối, mà độ phủ thì
không nhích lên chút nào:

> Which faults are harder to see? Suppose a reader looks only at what the machine has drawn, takes out all that is wrong, and reads nothing else. Precision becomes perfect, and recall
> does not move at all:
"""

# %%
gold = check.gold()
readings = {"máy · machine": set(draft.entities)}
readings["chỉ sửa chỗ nhìn thấy · only what one sees"] = set(draft.entities) & set(gold.entities)
rows = []
for name, found in readings.items():
    correct = len(found & set(gold.entities))
    shares = correct / len(found), correct / len(gold.entities)
    rows.append((name, len(found), *(f"{100 * share:.0f} %" for share in shares)))
show.table(rows, "", "thực thể · entities", "độ chính xác · precision", "độ phủ · recall")

# %% [markdown]
"""
## 5. Đến lượt bạn · Your turn

Bây giờ hãy gán nhãn cả bài, chia làm ba lượt từ dễ đến khó; tiêu đề (câu 1) thì máy đã gán đúng. Ở mỗi bài tập, văn bản nằm sẵn trong ô: bạn chỉ thêm thẻ,
**không đổi chữ nào**. Muốn ngắt dòng thì ngắt ở chỗ có dấu cách giữa hai từ hoặc giữa hai thuộc tính, đừng ngắt ngay sau thẻ mở hay trước thẻ đóng. Hãy ghi lại F1 **lần đầu** của
bạn trước khi sửa: đó mới là mức đồng ý thật của bạn với đáp án.

> Now annotate the whole article, in three rounds from easy to hard; the headline (sentence 1) the machine got right. In each exercise the text stands in the cell: you only add tags and
> **change no letter**. Break lines where there is a space between words or between attributes, not right after an opening tag or before a closing one. Note your **first** F1 before you
> mend anything: that one is your true agreement with gold.

### ✎ Bài tập 4 · Exercise 4: `people`

Câu 2 và câu 4: thực thể, và một con số (ngày). Chức danh đi với cơ quan và nước nào? Cái gì lồng trong cái gì? Câu 4 có cam kết không? (Mục 2.1, 2.3, 3.7 và phần đầu mục 4.)

> Sentences 2 and 4: entities, and one number (a date). Which institution and countries go with a title? What is nested in what? Does sentence 4 make a commitment? (Sections 2.1,
> 2.3, 3.7, and the beginning of 4.)
"""

# %% exercise="people"
people = """
<s>Chiều 17/6, tại Hà Nội, Thứ trưởng Bộ Công Thương Tạ Hạnh Ngân tiếp
Đại sứ Phần Lan tại Việt Nam Aino Rautasuo.</s>
<s>Đại sứ đánh giá cao nỗ lực của tỉnh Lào Cai.</s>
"""
### BEGIN SOLUTION
people = """
<s>Chiều <n type="DATE" value="2026-06-17">17/6</n>, tại <e type="GPE">Hà Nội</e>,
<e type="ROLE">Thứ trưởng <e type="ORG">Bộ Công Thương</e></e> <e type="PER">Tạ Hạnh Ngân</e> tiếp
<e type="ROLE">Đại sứ <e type="GPE">Phần Lan</e> tại <e type="GPE">Việt Nam</e></e>
<e type="PER">Aino Rautasuo</e>.</s>
<s><e type="ROLE">Đại sứ</e> đánh giá cao nỗ lực của tỉnh <e type="GPE">Lào Cai</e>.</s>
"""
### END SOLUTION

# %% check="people" points=3
check.annotated(people, "people")

# %% [markdown]
"""
### ✎ Bài tập 5 · Exercise 5: `figures`

Câu 6 và câu 9: con số. Thực thể và cam kết của câu 9 đã có sẵn; bạn thêm các `<n>` với `type`, `value`, `unit`, rồi nối chúng vào cam kết: cho con số một `id` và viết
`amount="…"`, `deadline="…"` vào thẻ `<c>`. Dấu chấm trong 45.000 nghĩa là gì? “Tháng 4 vừa qua” là tháng nào, khi bài viết ngày 18/6/2026? (Mục 3.2, 3.4, 3.5, 3.7 và 4.7.)

> Sentences 6 and 9: numbers. The entities and the commitment of sentence 9 are there; you add the `<n>` with `type`, `value`, `unit`, and link them to the commitment: give a number an
> `id` and write `amount="…"`, `deadline="…"` into the `<c>`. What does the dot of 45.000 mean? Which month is “Tháng 4 vừa qua” (this past April) in an article of 18 June
> 2026? (Sections 3.2, 3.4, 3.5, 3.7 and 4.7.)
"""

# %% exercise="figures"
figures = """
<s>Nhà máy dự kiến tạo việc làm cho 600 lao động.</s>
<s>Tháng 4 vừa qua, <e type="ORG" id="e3">Quỹ Rừng Sương</e>
<c type="FULFILMENT" specificity="specific" actor="e3" recipient="p4">đã giải ngân 45.000 euro
cho <party id="p4">hai hợp tác xã ở <e type="GPE">Lào Cai</e></party></c>.</s>
"""
### BEGIN SOLUTION
figures = """
<s>Nhà máy dự kiến tạo việc làm cho
<n type="QUANTITY" value="600" unit="lao động">600 lao động</n>.</s>
<s><n type="DATE" value="2026-04" id="n5">Tháng 4 vừa qua</n>,
<e type="ORG" id="e3">Quỹ Rừng Sương</e> <c type="FULFILMENT" specificity="specific"
actor="e3" recipient="p4" amount="n6" deadline="n5">đã giải ngân
<n type="MONEY" value="45000" unit="EUR" id="n6">45.000 euro</n> cho
<party id="p4"><n type="QUANTITY" value="2" unit="hợp tác xã">hai hợp tác xã</n> ở
<e type="GPE">Lào Cai</e></party></c>.</s>
"""
### END SOLUTION

# %% check="figures" points=3
check.annotated(figures, "figures")

# %% [markdown]
"""
### ✎ Bài tập 6 · Exercise 6: `acts`

Câu 3, 5, 7 và 8: cam kết. Thực thể và con số đã có sẵn, phần lớn có `id`. Bạn thêm năm thẻ `<c>` và ba thẻ `<party>` (mỗi `<party>` cũng cần một `id`). Với mỗi cam kết hãy hỏi theo thứ tự: ai có thể bị nhắc
(`actor`, đứng **ngoài** khoảng)? khoảng bắt đầu từ động từ nào? loại gì? người ngoài có kiểm chứng được không (`specific` hay `vague`)? cho ai, bao nhiêu, bao giờ? (Mục 4.1 đến 4.7.)

> Sentences 3, 5, 7 and 8: commitments. Entities and numbers are there, most with an `id`. You add five `<c>` and three `<party>` (each `<party>` needs an `id` too). For each commitment ask in turn: who could be
> reminded of it (`actor`, **outside** the span)? With which verb does the span begin? What kind is it? Could a third party check it (`specific` or `vague`)? For whom, how much, by when? (Sections
> 4.1 to 4.7.)
"""

# %% exercise="acts"
acts = """
<s>Hai bên nhất trí mở rộng hợp tác <e type="SECTOR">nông nghiệp</e>,
<e type="SECTOR">năng lượng sinh khối</e> và <e type="SECTOR">logistics</e>.</s>
<s>Bà cho biết <e type="ORG" id="e1">Tập đoàn Lumikoski</e> sẽ rót khoảng
<n type="MONEY" value="12500000" unit="EUR" mod="approx" id="n1">12,5 triệu euro</n> (hơn
<n type="MONEY" value="380000000000" unit="VND" mod="min" id="n2">380 tỷ đồng</n>) vào
<e type="PROJECT">Nhà máy tinh dầu quế Văn Yên</e> trong
<n type="DATE" value="2026/2028" id="n3">2 năm tới</n>.</s>
<s>Phía <e type="GPE">Việt Nam</e> đề nghị <e type="GPE" id="e2">Phần Lan</e> cử
<n type="QUANTITY" value="5" unit="chuyên gia" id="n4">5 chuyên gia</n> sang hướng dẫn
nông dân trước <n type="DATE" value="2026-10" mod="max" id="n5">tháng 10</n>.</s>
<s>Bà ghi nhận đề nghị này nhưng từ chối chia sẻ thiết kế lò chưng cất.</s>
"""
### BEGIN SOLUTION
acts = """
<s><party id="p1">Hai bên</party> <c type="AGREEMENT" specificity="vague"
actor="p1">nhất trí mở rộng hợp tác <e type="SECTOR">nông nghiệp</e>,
<e type="SECTOR">năng lượng sinh khối</e> và
<e type="SECTOR">logistics</e></c>.</s>
<s>Bà cho biết <e type="ORG" id="e1">Tập đoàn Lumikoski</e> <c type="PLEDGE"
specificity="specific" actor="e1" amount="n1" deadline="n3">sẽ rót khoảng <n type="MONEY"
value="12500000" unit="EUR" mod="approx" id="n1">12,5 triệu euro</n> (hơn <n type="MONEY"
value="380000000000" unit="VND" mod="min" id="n2">380 tỷ đồng</n>) vào
<e type="PROJECT">Nhà máy tinh dầu quế Văn Yên</e> trong <n type="DATE"
value="2026/2028" id="n3">2 năm tới</n></c>.</s>
<s><party id="p2">Phía <e type="GPE">Việt Nam</e></party> <c type="REQUEST"
specificity="specific" actor="p2" recipient="e2" amount="n4" deadline="n5">đề nghị
<e type="GPE" id="e2">Phần Lan</e> cử <n type="QUANTITY" value="5" unit="chuyên gia"
id="n4">5 chuyên gia</n> sang hướng dẫn nông dân trước <n type="DATE" value="2026-10"
mod="max" id="n5">tháng 10</n></c>.</s>
<s><party id="p3">Bà</party> <c type="INTENT" specificity="vague" actor="p3">ghi nhận
đề nghị này</c> nhưng <c type="REFUSAL" specificity="vague" actor="p3">từ chối chia sẻ
thiết kế lò chưng cất</c>.</s>
"""
### END SOLUTION

# %% check="acts" points=4
check.annotated(acts, "acts")

# %% [markdown]
"""
Dưới đây là bài của bạn: những câu bạn đã gán (nếu XML hợp lệ), còn lại là bản nháp của máy. Cam kết được vẽ cùng các thực thể và con số bên trong.

> Here is your article: the sentences that you have annotated (where the XML is valid), and the machine's draft for the rest. Commitments are drawn with the entities and numbers in them.
"""

# %%
mine = check.assembled(draft, people=people, figures=figures, acts=acts)
page(mine, [*mine.entities, *mine.numbers, *mine.commitments])

# %% [markdown]
"""
Viết bài ra tệp rồi cho trình kiểm tra đọc, như `camket validate` sẽ làm:

> Write it to a file and let the validator read it, as `camket validate` would:
"""

# %%
faults = validate([saved(annotation_xml.write(mine))], find_root())
print(f"{len(list(mine.spans()))} khoảng · spans, {len(faults)} lỗi · faults")

# %% [markdown]
"""
## 6. Đồng ý với đáp án đến đâu · How far do you agree with gold?

Một **lượt** (pass) là một lần một người đọc và gán nhãn cả bài. Hai lượt khác nhau bao nhiêu thì vẫn dùng được? Muốn nói, phải đo. Với khoảng người ta dùng F1 giữa hai lượt (Hripcsak và Rothschild 2005): những khoảng giống hệt nhau,
cả nhãn, chia cho số khoảng trung bình của hai lượt.

> A **pass** is one annotator's reading of the whole article. How far may two passes differ and still be of use? To tell, measure. For spans one takes F1 between the passes (Hripcsak and Rothschild 2005): the spans that are the
> same, label included, divided by the mean number of spans of the two.

### ✎ Bài tập 7 · Exercise 7: `f1_between`

Viết hàm nhận hai danh sách khoảng `(đầu, cuối, nhãn)` và trả về 2 × số khoảng chung / (số khoảng lượt này + số khoảng lượt kia); `None` nếu cả hai lượt rỗng. Thứ tự trong danh sách
không được ảnh hưởng. `f1_between([(0, 7, "GPE"), (10, 15, "PER")], [(0, 7, "GPE")])` → `0.666…`.

> Write a function that takes two lists of spans `(start, end, label)` and returns 2 × spans in both / (spans of the one + spans of the other); `None` where both are empty. The order in the lists
> must not matter. `f1_between([(0, 7, "GPE"), (10, 15, "PER")], [(0, 7, "GPE")])` → `0.666…`.
"""


# %% exercise="f1_between"
def f1_between(one, other):
    ### BEGIN SOLUTION
    common = set(one) & set(other)
    total = len(one) + len(other)
    return 2 * len(common) / total if total else None
    ### END SOLUTION


# %% check="f1_between" points=2
check.agreement(f1_between)

# %% [markdown]
"""
Ta so bốn bản với đáp án: bản nháp của máy, bài của bạn, và hai lượt viết sẵn cho notebook này, mỗi lượt có vài lỗi của riêng nó. Cột đầu là hàm của bạn trên mọi khoảng. Các cột sau là của `camket agreement`:
**exact** đòi khoảng giống hệt, **overlap** chỉ cần chồng lên nhau cùng nhãn, nên chênh lệch giữa hai cột là lỗi ranh giới. **Kappa** đo xem hai lượt có cùng nói “câu này có cam kết”
không, sau khi trừ đi phần may rủi (notebook 6).

> We compare four readings with gold: the machine's draft, your article, and two passes written for this notebook, each with a few faults of its own. The first column is your function on all spans. The others are those
> of `camket agreement`: **exact** wants the same span, **overlap** only one that overlaps and has the same label, so the difference of the two is faults of boundaries. **Kappa** tells whether both say “this sentence
> makes a commitment”, with the share of chance taken off (notebook 6).
"""

# %%
f1_between = check.usable(f1_between)
one, two = check.passes()
READERS = {"máy · machine": draft, "bạn · you": mine}
READERS |= {"lượt 1 · pass 1": one, "lượt 2 · pass 2": two}


def triples(document):
    found = [*document.entities, *document.numbers, *document.commitments]
    return [(span.start, span.end, span.label) for span in found]


rows = []
for name, document in READERS.items():
    a = agreement([gold], [document])
    overall = f1_between(triples(gold), triples(document))
    shares = overall, a.exact.micro("entities").f1, a.overlap.micro("entities").f1
    rows.append((name, *(f"{100 * share:.0f}" for share in shares), f"{a.kappa['any']:.2f}"))
show.table(rows, "so với đáp án · against gold", "f1_between", "exact", "overlap", "kappa")

# %%
METRICS = ["entities", "numbers", "commitments_exact", "arguments"]
NAMES = ["thực thể\nentities", "con số\nnumbers", "cam kết\ncommitments", "tham tố\narguments"]
frame = pd.DataFrame(index=NAMES)
for name, document in READERS.items():
    exact = agreement([gold], [document]).exact
    frame[name] = [100 * exact.micro(metric).f1 for metric in METRICS]
colours = ["#c9c9c9", "#bc4c00", "#7ea3e0", "#173f80"]
axes = frame.plot.bar(figsize=(8, 3.4), width=0.7, rot=0, color=colours, ylim=(0, 105))
axes.set(ylabel="F1 (%)", title="Bốn bản so với đáp án · Four readings against gold")
axes.legend(frameon=False, ncols=4, loc="upper center", bbox_to_anchor=(0.5, -0.18))
axes.spines[["top", "right"]].set_visible(False)
plt.tight_layout()
plt.show()

# %% [markdown]
"""
Mỗi bản hụt ở một chỗ khác: máy hụt ở đâu, hai lượt hụt ở đâu? Một lỗi ở thực thể có kéo theo lỗi ở tham tố không? Nếu bạn chưa gán gì, cột của bạn bằng cột của máy; sửa xong cả ba bài tập thì nó là 100, nhưng con số đáng nói là con số **trước khi** xem lời kiểm tra. Và cẩn thận: một bài chín câu là rất ít.
Một khoảng thêm hay bớt đã đổi F1 vài điểm; dự án đo mức đồng ý trên hàng chục bài.

> Each reading falls short somewhere else: where does the machine, where do the passes? Does a fault in an entity bring one in an argument? If you have annotated nothing, your column equals the machine's; once all three exercises pass it is 100, but the figure worth telling is the one from **before** you read what the checks say. And take care: an article of nine
> sentences is very little. One span more or less moves F1 by points; the project measures its agreement over dozens of articles.

Con số nói khác bao nhiêu, không nói khác ở đâu. `camket diff` kể bằng lời điều gì đã đổi giữa hai bản: ở đây là từ bản nháp của máy tới bài của bạn (chưa gán gì thì chỉ có một dòng: dấu “chưa đọc lại” được bỏ đi).
`came` là khoảng mới có, `went` là khoảng bị bỏ, `moved` là khoảng đổi ranh giới, `argument` là tham tố đổi.

> Figures say how much differs, not where. `camket diff` tells in words what changed between two versions: here from the machine's draft to your article (if you have annotated nothing there is just one line: the mark “not reviewed”
> is gone). `came` is a span that is new, `went` one that was taken out, `moved` one with other boundaries, `argument` an argument that changed.
"""

# %%
changes = diff.differences(draft, mine)
rows = [(c.sentence or "", c.kind, c.what, c.before, c.after) for c in changes]
HEAD = "câu · sentence", "đổi gì · kind", "khoảng · what", "trước · before", "sau · after"
show.table(rows, *HEAD)

# %% [markdown]
"""
## 7. Phân xử hai lượt · Two passes, one gold

Đáp án tốt không đến từ một lần đọc. Hai lượt gán nhãn được làm **độc lập**, lượt này không thấy lượt kia; rồi có người **phân xử** (adjudication): chỗ nào hai lượt giống nhau thì lấy, chỗ nào khác
thì tra hướng dẫn và chọn. Độc lập là điều cốt yếu: hai người cùng sửa một bản của máy dễ cùng bỏ qua những lỗi giống nhau. (Ở kho ngữ liệu này cả hai lượt đến nay đều do mô hình ngôn ngữ làm, xem notebook 6.)

> Good gold does not come from one reading. Two passes are made **independently**, neither sees the other; then someone does the **adjudication**: where the passes agree they are taken, where they differ the rule is looked up
> and one chosen. Independence is what matters: two readers who correct the same machine's draft may well pass over the same faults. (In this corpus both passes have so far been made by a language model, see notebook 6.)
"""

# %%
merged = adjudicate.adjudicate(one, two)
places = enumerate(merged.differences, 1)
rows = [(i, d.sentence, *(reading or "–" for reading in d.readings)) for i, d in places]
show.table(rows, "", "câu · sentence", "lượt 1 · pass 1", "lượt 2 · pass 2")

# %% [markdown]
"""
### ✎ Bài tập 8 · Exercise 8: `decisions`

Đây là hai lượt viết sẵn ở mục 6; lượt nào cũng có chỗ sai. Với mỗi dòng, ghi lượt **đúng** theo hướng dẫn: `1` hoặc `2`. Dấu “–” nghĩa là lượt ấy không đánh dấu gì ở đó, và không đánh dấu cũng có thể
là đúng. Danh sách có bảy số.

> These are the two ready passes of section 6; either has its faults. For each line write which pass is **right** by the guidelines: `1` or `2`. “–” means that this pass marks nothing there, and to mark nothing may
> be right too. The list has seven numbers.
"""

# %% exercise="decisions"
decisions = []
### BEGIN SOLUTION
decisions = [2, 2, 1, 2, 1, 1, 2]
### END SOLUTION

# %% check="decisions" points=3
check.decisions(decisions)

# %% [markdown]
"""
Trong tệp mà `camket adjudicate` viết ra, mỗi khác biệt là một ghi chú `DECIDE` đứng ngay trước câu của nó. Người phân xử sửa câu cho đúng rồi xóa ghi chú; còn một ghi chú là tệp chưa xong. Ghi chú thứ hai trông thế này:

> In the file that `camket adjudicate` writes, each difference is a comment `DECIDE` right before its sentence. Whoever adjudicates makes the sentence right and takes the comment out; as long as one is left the file is not
> done. The second comment looks like this:
"""

# %%
print("\n".join(merged.comment(2, merged.differences[1])))
print(f"\n{merged.agreed} khoảng giống nhau · spans agree, {len(merged.differences)} × DECIDE")

# %% [markdown]
"""
## 8. Soát lại bằng máy · A mechanical review

Trình kiểm tra chỉ xét hình thức của một tệp. `camket review` xét điều mà quy tắc hình thức không thấy: số liệu mâu thuẫn, thứ trong tuần lệch ngày, chính tả, một từ được đánh dấu chỗ này mà không đánh dấu chỗ kia. Nó chỉ **nêu nghi vấn**:
có chỗ phải sửa, có chỗ đúng như vốn có; chỗ đúng thì ghi vào `annotations/accepted.tsv` kèm lý do. Hãy thử trên một văn bản ngắn, cố ý viết cho có vấn đề:

> The validator looks at the form of one file. `camket review` looks at what no rule of form can see: figures that contradict each other, a weekday that is not that of its date, spelling, a word marked here and not there. It only **raises
> questions**: some are to be mended, some are right as they are, and those go into `annotations/accepted.tsv` with the reason. Let us try it on a short text, written to have problems:
"""

# %%
survey = check.surveyed()
page(survey, [*survey.entities, *survey.numbers])

# %%
found = findings([survey], set())
rows = [(i, f.sentence, f.check, f.what, f.problem) for i, f in enumerate(found, 1)]
show.table(rows, "", "câu · sentence", "phép soát · check", "chữ · words", "nghi vấn · problem")

# %% [markdown]
"""
### ✎ Bài tập 9 · Exercise 9: `verdicts`

Với mỗi dòng, ghi `"mend"` nếu văn bản hay nhãn phải sửa, `"accept"` nếu nó đúng như vốn có. Tám cụm từ ở bài tập 1 có thể giúp bạn.

> For each line write `"mend"` where the text or its annotation is to be mended, `"accept"` where it is right as it is. The eight phrases of exercise 1 may help.
"""

# %% exercise="verdicts"
verdicts = []
### BEGIN SOLUTION
verdicts = ["mend", "mend", "accept", "accept", "mend", "mend"]
### END SOLUTION

# %% check="verdicts" points=2
check.verdicts(verdicts, found)

# %% [markdown]
"""
## 9. Góp bài của bạn · Contribute yours

Một bài thật sự vào được kho ngữ liệu đi đúng con đường bạn vừa đi, bằng các lệnh (`CONTRIBUTING.md` có đủ từng bước):

| bước · step | lệnh · command |
|---|---|
| bản nháp · a draft | `camket new my-text.txt --licence own` |
| máy gán trước · the machine goes first | `camket preannotate annotations/drafts/….xml` |
| gán, kiểm tra, xem · annotate, check, look | `camket validate …`, `camket show … --html page.html` |
| đã đọc hết mọi nhãn · every annotation is read | `camket format --reviewed …` |
| hai lượt (cho `validation`, `test`) · two passes | `camket agreement composed`, `camket adjudicate …` |
| mọi phép kiểm của dự án · all that a maintainer checks | `camket check` |
| kể điều đã đổi · what changed, in words | `camket diff main` |

> An article that enters the corpus goes the way you have just gone, by commands (above; `CONTRIBUTING.md` has each step): a draft, pre-annotation, annotating and validating, the mark that everything was read, two passes for
> `validation` and `test`, the checks of the project, and what changed in words, for the pull request.

**Giấy phép** quyết định chữ nào được vào. Kho ngữ liệu theo CC BY 4.0: ai cũng được chép, sửa, bán, miễn là ghi công. Vì vậy chỉ nhận chữ mà người viết đã cho như thế: bạn tự viết, hoặc CC BY 4.0, CC0, hoặc phạm vi công cộng.
**Không một câu nào của bài báo đã đăng được vào kho**, dù ghi nguồn đầy đủ: câu chữ là của tòa soạn. Nhưng sự kiện và nhãn thì không phải chữ của ai: bài đã đăng vào kho bằng tệp **không kèm văn bản** (text-free), chỉ có độ dài và mã băm của câu, vị trí, nhãn và giá trị. Câu ví dụ ở mục 2 khi bỏ chữ đi:

> The **licence** decides which words may enter. The corpus is CC BY 4.0: anyone may copy, change and sell it as long as they give credit. So it takes only words that their author gave that way: you wrote them, or they are CC BY 4.0, CC0 or
> public domain. **No sentence of a published article may enter**, with its source or without: the words are the newspaper's. But facts and labels are nobody's words: a published article enters as a **text-free** file, which has only the lengths and hashes of sentences, offsets, labels and values. The
> example of section 2 without its words:
"""

# %%
free = annotation_xml.write(example, text_free=True).splitlines()
for line in free[2:9]:
    print(line.replace(example.sentences[0].sha256, example.sentences[0].sha256[:12] + "…"))

# %% [markdown]
"""
**Mã băm** (hash, ở đây là SHA-256) như dấu vân tay của câu: có câu thì tính ra được, có dấu vân tay thì không dựng lại được câu. Ai có bài báo trong tay thì `camket hydrate` ghép chữ trở lại, và chỉ cần một ký tự khác đi là nó báo.

> A **hash** (SHA-256 here) is like a sentence's fingerprint: from the sentence it can be computed, from the fingerprint the sentence can't be made. Whoever has the article can let `camket hydrate` put the words back, and it tells where even one character differs.

### ✎ Bài tập 10 · Exercise 10: `answer`

Những bài nào dưới đây có thể vào kho? Ghi các chữ cái vào `answer`.

- **A.** Bản tin bạn tự viết, với người và công ty bịa, và bạn cho theo CC BY 4.0.
- **B.** Bài trên trang một tờ báo, ghi rõ tên báo, tác giả và địa chỉ.
- **C.** Bài ấy, nhưng mỗi câu bạn đổi vài từ.
- **D.** Vài điều của một đạo luật.
- **E.** Nhãn của một bài đã đăng, trong tệp không kèm văn bản.
- **F.** Bản tin bạn tự viết, trong đó một bộ trưởng có thật hứa những điều bạn nghĩ ra.
- **G.** Bài trên một blog ghi giấy phép CC BY-NC (cấm dùng vào việc thương mại).

> Which of these may enter the corpus? Write the letters into `answer`.
>
> - **A.** A news text that you wrote, with invented people and companies, and give under CC BY 4.0.
> - **B.** An article from a newspaper's site, with the paper, the author and the address named.
> - **C.** That article, with a few words changed in each sentence.
> - **D.** Some articles of a law.
> - **E.** The annotations of a published article, in a text-free file.
> - **F.** A news text that you wrote, in which a living minister promises things that you made up.
> - **G.** A post of a blog under CC BY-NC (no commercial use).
"""

# %% exercise="allowed"
answer = []
### BEGIN SOLUTION
answer = ["A", "D", "E"]
### END SOLUTION

# %% check="allowed" points=2
check.allowed(answer)

# %% [markdown]
"""
## 10. Nhìn lại · Looking back

- Nhãn là quyết định của người đọc, theo quy tắc viết ra; quy tắc chưa có thì đề xuất, đừng đoán.
- Trình kiểm tra canh hình thức, phép soát nêu nghi vấn; ý nghĩa thì phải có người đọc.
- Máy gán trước giúp nhanh, nhưng nó neo ta lại; chỗ bỏ sót khó thấy hơn chỗ sai.
- Hai lượt độc lập và phân xử theo quy tắc làm nên đáp án; mức đồng ý cho biết đáp án ấy chắc đến đâu.
- Chữ phải được phép dùng; không có phép thì chỉ giữ vị trí và dấu vân tay.

> - Labels are decisions of readers, by written rules; where there is no rule, propose one, do not guess.
> - The validator guards the form, the review raises questions; the sense needs a reader.
> - Pre-annotation saves time, but it anchors us; what is left out is harder to see than what is wrong.
> - Two independent passes and adjudication by the rules make gold; their agreement tells how sure that gold is.
> - Words need permission; without it keep offsets and fingerprints alone.

**Nếu còn thời gian:** viết một bản tin của riêng bạn, sáu đến tám câu, thay vào `TEXT`, rồi đi lại từ mục 3; nhờ một bạn cùng lớp gán độc lập, đo mức đồng ý bằng `agreement`, rồi phân xử. Và hãy góp bài ấy: kho ngữ liệu này
chưa có người bản ngữ nào đọc lại, mỗi bài do người gán là một bước tiến.

> **If you have time left:** write a news text of your own, six to eight sentences, put it in place of `TEXT` and go on from section 3; let a classmate annotate it independently, measure your agreement with `agreement`, then adjudicate. And contribute it: no
> native speaker has reviewed this corpus yet, so each article annotated by people is a step forward.
"""
