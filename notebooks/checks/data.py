"""Checks of notebook 1: each tries the student's answer and says what is wrong with it, and why."""

import unicodedata
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

import pandas as pd

from camket.model import (
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    NUMBER_LABELS,
    Argument,
    Commitment,
    Document,
    Entity,
    Number,
    lay_out,
)
from checks import show
from checks.say import Raised, Text, Verdict, blank, cases, is_blank, right, wrong

with warnings.catch_warnings():  # here, so that the notebook's own import does not ask for widgets that it does without
    warnings.simplefilter("ignore")
    import datasets

datasets.disable_progress_bars()

Function = Callable[..., Any]
Arguments = tuple[Any, ...]


class Toy(Document):
    """A small article to try answers on; a message names it by its id."""

    def __repr__(self) -> str:
        return self.id


@dataclass(frozen=True, repr=False)
class ToyCommitment(Commitment):
    """A commitment of a small article; a message shows it by its words."""

    words: str = ""

    def __repr__(self) -> str:
        return f"“{self.words}”"


class Spans(tuple[Any, ...]):
    """Spans of a small article; a message tells how many there are."""

    def __repr__(self) -> str:
        return f"(… {len(self)} khoảng · spans)"


def _toy(
    name: str,
    text: str,
    entities: Iterable[tuple[int, str, str]] = (),
    numbers: Iterable[tuple[int, str, str]] = (),
    commitments: Iterable[tuple[str, str, str, tuple[tuple[str, int, str], ...]]] = (),
) -> Toy:
    """An article of one sentence; a span is (which occurrence of the words, words, label)."""

    def place(nth: int, words: str) -> tuple[int, int]:
        start = -1
        for _ in range(nth):
            start = text.index(words, start + 1)
        return start, start + len(words)

    return Toy(
        id=name,
        split="train",
        text=text,
        sentences=lay_out([(len(text), 0, False, "")]),
        entities=Spans(Entity(*place(nth, words), label) for nth, words, label in entities),
        numbers=tuple(Number(*place(nth, words), label, "20") for nth, words, label in numbers),
        commitments=tuple(
            ToyCommitment(
                *place(1, words),
                label,
                specificity,
                tuple(Argument(role, *place(nth, mention)) for role, nth, mention in arguments),
                words,
            )
            for words, label, specificity, arguments in commitments
        ),
    )


A = _toy(
    "A",
    "Nhật Bản gửi tặng Huế 20 xe, Huế cảm ơn Nhật Bản.",
    [(1, "Nhật Bản", "GPE"), (1, "Huế", "GPE"), (2, "Huế", "GPE"), (2, "Nhật Bản", "GPE")],
    [(1, "20 xe", "QUANTITY")],
    [("gửi tặng Huế 20 xe", "PLEDGE", "specific", (("actor", 1, "Nhật Bản"), ("amount", 1, "20 xe")))],
)
B = _toy(
    "B",
    "JICA và Huế hứa giúp Kamoi; Huế xin quỹ cùng góp vốn; JICA cũng sẽ cử chuyên gia.",
    [(1, "JICA", "ORG"), (1, "Huế", "GPE"), (1, "Kamoi", "ORG"), (2, "Huế", "GPE"), (2, "JICA", "ORG")],
    [],
    [
        ("hứa giúp Kamoi", "PLEDGE", "vague", (("actor", 1, "JICA"), ("actor", 1, "Huế"))),
        ("xin quỹ cùng góp vốn", "REQUEST", "vague", (("actor", 2, "Huế"),)),
        ("cũng sẽ cử chuyên gia", "PLEDGE", "vague", (("actor", 2, "JICA"),)),
    ],
)
C = _toy(
    "C",
    "Huế hứa xây một trường trong năm nay, Đà Nẵng hứa trồng cây, Huế mong Đà Nẵng giúp.",
    [(1, "Huế", "GPE"), (1, "Đà Nẵng", "GPE"), (2, "Huế", "GPE"), (2, "Đà Nẵng", "GPE")],
    [(1, "năm nay", "DATE")],
    [
        ("hứa xây một trường trong năm nay", "PLEDGE", "specific", (("actor", 1, "Huế"), ("deadline", 1, "năm nay"))),
        ("hứa trồng cây", "PLEDGE", "vague", (("actor", 1, "Đà Nẵng"),)),
        ("mong Đà Nẵng giúp", "REQUEST", "vague", (("actor", 2, "Huế"), ("recipient", 2, "Đà Nẵng"))),
    ],
)
D = _toy("D", "Trời Huế mưa.", [(1, "Huế", "GPE")])
F = _toy(
    "F",
    "JICA hứa sửa đường và hứa trồng cây.",
    [(1, "JICA", "ORG")],
    [],
    [(words, "PLEDGE", "vague", (("actor", 1, "JICA"),)) for words in ("hứa sửa đường", "hứa trồng cây")],
)
WITHOUT_TEXT = Toy(
    id="E",
    split="published",
    sentences=lay_out([(400, 0, True, ""), (1599, 1, False, "")]),
    entities=Spans(Entity(10 * i, 10 * i + 5, "GPE") for i in range(30)),
    commitments=Spans((Commitment(420, 500, "PLEDGE", "vague"), Commitment(600, 700, "INTENT", "vague"))),
)


NOT_GIVEN: Text = (
    "Kết quả này không phải của các bài được đưa vào: hàm có dùng `documents` không, hay dùng một biến ở ngoài như "
    "`train`, `entities`?",
    "This is not of the articles that the function was given: does it use `documents`, or a variable from outside such "
    "as `train`, `entities`?",
)
IN_A_LIST: Text = (
    "Hàm nhận một danh sách bài, không phải một bài: cần vòng lặp `for document in documents`.",
    "The function gets a list of articles, not one article: loop, `for document in documents`.",
)


def of_list(value: Any) -> Text | None:
    """What is behind an error that comes of taking the list of articles for an article."""
    wrong_type = isinstance(value, Raised) and isinstance(value.error, AttributeError)
    return IN_A_LIST if wrong_type and "'list' object" in str(value.error) else None


def as_list(function: Function) -> Function:
    """The function, with a tuple that it gives made a list: either is right."""
    if not callable(function):
        return function

    @wraps(function)
    def listed(*arguments: Any) -> Any:
        value = function(*arguments)
        return list(value) if isinstance(value, tuple) else value

    return listed


def surface(function: Function) -> Verdict:
    """Exercise 1: a text and a span of a row → the words of the span."""
    text = "Nhật Bản góp 3,1 tỷ yên cho Huế"
    spans = [(13, 23, 0), (0, 8, 3), (28, 31, 3)]
    examples = [((text, {"start": s, "end": e, "label": label}), text[s:e]) for s, e, label in spans]
    return cases(
        function,
        examples,
        _surface,
        (
            "`text[start:end]` là đủ, vì khoảng nửa mở: ký tự ở `end` không thuộc khoảng.",
            "`text[start:end]` is all it takes, as spans are half-open: the character at `end` is not in the span.",
        ),
    )


def _surface(arguments: Arguments, value: Any) -> Text | None:
    text, span = arguments
    start, end = span["start"], span["end"]
    if isinstance(value, Raised):
        if isinstance(value.error, AttributeError):
            return 'Một khoảng ở đây là `dict`: lấy vị trí bằng `span["start"]`, không phải `span.start`.', (
                'A span is a `dict` here: take a place by `span["start"]`, not `span.start`.'
            )
        if isinstance(value.error, KeyError):
            return "Một khoảng ở đây là `dict` với ba khóa `start`, `end`, `label`.", (
                "A span is a `dict` here, with the keys `start`, `end`, `label`."
            )
        if isinstance(value.error, TypeError):
            return "Lát cắt viết bằng dấu hai chấm giữa hai vị trí: `text[…:…]`.", (
                "A slice is written with a colon between two places: `text[…:…]`."
            )
        return None
    if value == text[start : end + 1]:
        return "Thừa một ký tự ở cuối (có khi là khoảng trắng): `end` là vị trí ngay sau khoảng, đừng cộng 1.", (
            "One character too many at the end (it may be a space): `end` is the place right after the span, "
            "do not add 1."
        )
    if value == text[start : end - 1]:
        return "Thiếu một ký tự ở cuối: lát cắt của Python vốn không lấy ký tự ở `end`, đừng trừ 1.", (
            "One character is missing at the end: a slice leaves out the one at `end` already, do not take 1 off."
        )
    if start and value == text[start : start + end]:
        return "`end` là một vị trí trong văn bản, không phải độ dài: đừng cộng nó với `start`.", (
            "`end` is a place in the text, not a length: do not add it to `start`."
        )
    if not isinstance(value, str):
        return "Cần chữ của khoảng, là một chuỗi.", "The words of the span are needed, one string."
    return None


def count_labels(function: Function) -> Verdict:
    """Exercise 2: articles → how many entities each label has."""

    @wraps(function)
    def counted(documents: list[Document]) -> Any:
        value = function(documents)
        if isinstance(value, pd.Series | Mapping):
            return {str(k): int(v) if float(v).is_integer() else float(v) for k, v in value.items()}
        return value

    examples = [(([A, B],), {"GPE": 6, "ORG": 3}), (([D],), {"GPE": 1}), (([A, B, D],), {"GPE": 7, "ORG": 3})]
    return cases(
        counted if callable(function) else function,
        examples,
        _count_labels,
        ("Mỗi lần nhắc tới được đếm một lần, trong mọi bài.", "Every mention counts once, in all articles."),
    )


def _count_labels(arguments: Arguments, value: Any) -> Text | None:
    (documents,) = arguments
    every = [entity.label for document in documents for entity in document.entities]
    if isinstance(value, Raised):
        if isinstance(value.error, TypeError):
            return 'Thực thể ở đây là một đối tượng: `entity.label`, không phải `entity["label"]`.', (
                'An entity is an object here: `entity.label`, not `entity["label"]`.'
            )
        return of_list(value)
    if isinstance(value, list) and sorted(map(str, value)) == sorted(every):
        return "Danh sách nhãn đúng rồi, còn thiếu bước đếm: `pd.Series(…).value_counts()`.", (
            "The list of labels is right, only counting is missing: `pd.Series(…).value_counts()`."
        )
    if not isinstance(value, dict):
        return "Cần một `Series` của pandas (hoặc `dict`): nhãn → số lần.", (
            "A pandas `Series` (or a `dict`) is needed: label → how many."
        )
    if not set(value) - set(ENTITY_LABELS) and sum(value.values()) > len(every):
        return NOT_GIVEN
    if set(value) & set(NUMBER_LABELS + COMMITMENT_LABELS[:1]):
        return "Có cả nhãn của lớp khác: chỉ đếm `document.entities`.", (
            "There are labels of another layer: count `document.entities` only."
        )
    if len(value) > 1 and abs(sum(value.values()) - 1) < 1e-6:
        return "Đây là tỷ lệ; cần số lần: bỏ `normalize=True`.", (
            "These are shares; counts are needed: leave out `normalize=True`."
        )
    if value == _counts(label for d in documents for label in {e.label for e in d.entities}):
        return "Đây là số bài có nhãn ấy; một bài nhắc tới hai lần thì phải tính hai.", (
            "This is how many articles have the label; two mentions in one article count two."
        )
    if any(value == _counts(e.label for e in d.entities) for d in (documents[0], documents[-1])):
        return "Hàm chỉ đếm một bài: hãy gom nhãn của mọi bài trước, rồi đếm một lần.", (
            "Only one article was counted: collect the labels of all first, then count once."
        )
    if set(value) - set(ENTITY_LABELS):
        return "Đếm nhãn (`entity.label`), không đếm chữ.", "Count labels (`entity.label`), not words."
    return None


def _counts(labels: Iterable[str]) -> dict[str, int]:
    return {str(label): int(count) for label, count in pd.Series(list(labels)).value_counts().items()}


def longest(function: Function) -> Verdict:
    """Exercise 3: articles → the words of the longest commitment."""
    examples = [
        (([A, B],), "cũng sẽ cử chuyên gia"),
        (([A, B, C, D],), "hứa xây một trường trong năm nay"),
        (([A],), "gửi tặng Huế 20 xe"),
    ]
    return cases(
        function,
        examples,
        _longest,
        (
            "Với `key=len`, `max` so độ dài, không so thứ tự chữ cái.",
            "With `key=len`, `max` compares lengths and not the alphabet.",
        ),
    )


def _longest(arguments: Arguments, value: Any) -> Text | None:
    (documents,) = arguments
    found = [document.surface(c) for document in documents for c in document.commitments]
    if isinstance(value, Raised):
        if isinstance(value.error, ValueError):
            return "Có bài không có cam kết nào: hãy gom cam kết của mọi bài rồi mới lấy `max`.", (
                "Some article has no commitment: collect those of all articles, then take `max`."
            )
        if isinstance(value.error, TypeError):
            return "Cam kết là một đối tượng, không có `len`: lấy chữ bằng `document.surface(commitment)`.", (
                "A commitment is an object without `len`: get its words by `document.surface(commitment)`."
            )
        return of_list(value)
    if isinstance(value, Commitment):
        return "Đây là cam kết (các vị trí); cần chữ của nó: `document.surface(commitment)`.", (
            "This is the commitment (its places); its words are needed: `document.surface(commitment)`."
        )
    if isinstance(value, int):
        return "Đây là độ dài; cần chính những chữ ấy.", "This is the length; the words themselves are needed."
    if not isinstance(value, str):
        return "Cần một chuỗi: chữ của một cam kết.", "One string is needed: the words of one commitment."
    if value == min(found, key=len):
        return "Đây là cam kết ngắn nhất: dùng `max`.", "This is the shortest: use `max`."
    if value == max(found):
        return "`max` của các chuỗi so thứ tự chữ cái; muốn so độ dài thì viết `max(…, key=len)`.", (
            "`max` of strings goes by the alphabet; to compare lengths write `max(…, key=len)`."
        )
    if any(value == e for d in documents for e in (d.text, *(d.surface(x) for x in d.entities))):
        return "Đây không phải cam kết: đi qua `document.commitments`.", (
            "This is no commitment: go through `document.commitments`."
        )
    if value not in found:
        return NOT_GIVEN
    for document in (documents[0], documents[-1]):
        if value == max((document.surface(c) for c in document.commitments), key=len, default=""):
            return f"Hàm chỉ xem bài {document.id}: bài khác có cam kết dài hơn.", (
                f"Only article {document.id} was looked at: another one has a longer commitment."
            )
    return None


def share_specific(function: Function) -> Verdict:
    """Exercise 4: articles → the share of commitments that are specific, from 0 to 1."""

    @wraps(function)
    def rounded(documents: list[Document]) -> Any:
        value = function(documents)
        return round(float(value), 4) if isinstance(value, float | int) and not isinstance(value, bool) else value

    examples = [(([A, B, C],), round(2 / 7, 4)), (([A, B, C, F],), round(2 / 9, 4)), (([D, A, C],), 0.5)]
    return cases(
        rounded if callable(function) else function,
        examples,
        _share_specific,
        (
            "Mỗi cam kết nặng như nhau, dù bài của nó có nhiều hay ít cam kết.",
            "Every commitment weighs the same, whether its article has many or few.",
        ),
    )


def _share_specific(arguments: Arguments, value: Any) -> Text | None:
    (documents,) = arguments
    every = [c.specificity == "specific" for d in documents for c in d.commitments]
    if isinstance(value, Raised):
        if isinstance(value.error, ZeroDivisionError):
            return "Bài D không có cam kết nào: đếm trên mọi bài rồi mới chia một lần.", (
                "Article D has no commitment: count over all articles, then divide once."
            )
        if isinstance(value.error, TypeError):
            return '`specificity` là một chuỗi: so nó với `"specific"`.', (
                '`specificity` is a string: compare it with `"specific"`.'
            )
        return of_list(value)
    if not isinstance(value, float):
        return "Cần một số từ 0 đến 1.", "A number from 0 to 1 is needed."
    if value == round(100 * sum(every) / len(every), 4):
        return "Đây là phần trăm; cần tỷ lệ từ 0 đến 1.", "This is in percent; a share from 0 to 1 is needed."
    if value == float(sum(every)):
        return "Đây là số cam kết cụ thể; còn phải chia cho tổng số cam kết.", (
            "This is how many are specific; divide it by how many there are."
        )
    if len(every) > sum(every) and value == round(sum(every) / (len(every) - sum(every)), 4):
        return "Đây là số cụ thể chia cho số mơ hồ; phải chia cho tất cả.", (
            "This is specific divided by vague; divide by all of them."
        )
    if value == round(1 - sum(every) / len(every), 4):
        return "Đây là tỷ lệ mơ hồ (`vague`).", "This is the share of the vague ones."
    if value == round(sum(every) / len(documents), 4):
        return "Đây là số cam kết cụ thể chia cho số bài; phải chia cho số cam kết.", (
            "These are the specific commitments divided by the articles; divide by the commitments."
        )
    shares = [_share([c.specificity == "specific" for c in d.commitments]) for d in documents]
    if value in (
        round(sum(shares) / len(shares), 4),
        round(_share([s for s, d in zip(shares, documents, strict=True) if d.commitments]), 4),
    ):
        return (
            "Đây là trung bình các tỷ lệ của từng bài: bài có một cam kết nặng bằng bài có ba. Hãy đếm chung rồi chia.",
            (
                "This is the mean of the articles' shares: an article with one commitment weighs as much as one "
                "with three. Count over all, then divide."
            ),
        )
    if abs(value * len(every) - round(value * len(every))) > 0.01:
        return NOT_GIVEN
    return None


def _share(values: list[Any]) -> float:
    return sum(values) / len(values) if values else 0.0


def mentions(function: Function) -> Verdict:
    """Exercise 5: an article, one of its commitments, a role → the words of the arguments with that role."""
    examples = [
        ((A, A.commitments[0], "amount"), ["20 xe"]),
        ((B, B.commitments[0], "actor"), ["JICA", "Huế"]),
        ((B, B.commitments[0], "deadline"), []),
        ((C, C.commitments[2], "recipient"), ["Đà Nẵng"]),
    ]
    return cases(
        as_list(function),
        examples,
        _mentions,
        (
            "Danh sách có thể có không, một hoặc nhiều phần tử: một vai có thể trống hoặc có nhiều người giữ.",
            "The list may have none, one or several: a role may be empty, or held by many.",
        ),
    )


def _mentions(arguments: Arguments, value: Any) -> Text | None:
    document, commitment, role = arguments
    found = [document.surface(a) for a in commitment.arguments if a.role == role]
    if (isinstance(value, Raised) and isinstance(value.error, IndexError)) or value is None:
        return "Vai này trống: trả về danh sách rỗng `[]`.", "The role is empty: return an empty list `[]`."
    if isinstance(value, Raised):
        return "Đi qua `commitment.arguments` bằng vòng lặp; mỗi đối số có `role`, `start`, `end`.", (
            "Loop over `commitment.arguments`; each argument has `role`, `start`, `end`."
        )
    if not isinstance(value, list):
        return "Cần một danh sách `[…]`, kể cả khi chỉ có một phần tử.", (
            "A list `[…]` is needed, also where it holds a single one."
        )
    if document.surface(commitment) in value:
        return (
            "Đây là chữ của cả cam kết; mỗi `argument` có vị trí riêng: `document.surface(argument)`.",
            "These are the words of the whole commitment; an `argument` has places of its own: "
            "`document.surface(argument)`.",
        )
    if any(isinstance(item, Argument) for item in value):
        return "Đây là các vị trí; lấy chữ bằng `document.surface(argument)`.", (
            "These are places; get the words by `document.surface(argument)`."
        )
    if value == [document.surface(a) for a in commitment.arguments]:
        return "Có cả các vai khác: chỉ lấy đối số có `argument.role == role`.", (
            "Other roles are in it: take the arguments with `argument.role == role` only."
        )
    if value == found[:1] and len(found) > 1:
        return "Chỉ có người đầu; một vai có thể có nhiều người giữ.", (
            "Only the first one; a role may be held by several."
        )
    return None


def repeats(function: Function) -> Verdict:
    """Exercise 6: articles → the ids of those in which one actor promises at least twice."""
    examples = [(([A, B, C, D, F],), ["B", "F"]), (([A, C],), []), (([B],), ["B"])]
    return cases(
        as_list(function),
        examples,
        _repeats,
        (
            "JICA hứa hai lần ở bài B, ở hai chỗ khác nhau: so chữ chứ không so vị trí.",
            "JICA promises twice in article B, in two places: words are compared, not places.",
        ),
    )


def _repeats(arguments: Arguments, value: Any) -> Text | None:
    (documents,) = arguments
    if isinstance(value, Raised):
        return of_list(value)
    if not isinstance(value, list):
        return "Cần một danh sách mã, theo thứ tự của các bài.", (
            "A list of ids is needed, in the order of the articles."
        )
    if any(isinstance(item, Document) for item in value):
        return "Cần mã của bài: `document.id`.", "The ids are needed: `document.id`."
    if any(item not in [document.id for document in documents] for item in value):
        return NOT_GIVEN
    if len(value) != len(set(value)):
        return "Một bài chỉ kể một lần, dù mấy người hứa hai lần.", (
            "An article is listed once, however many promise twice in it."
        )
    if "C" in value:
        return (
            "Ở bài C có hai lời hứa, nhưng của hai bên khác nhau; Huế hứa một lần và đề nghị một lần: chỉ đếm "
            "`PLEDGE`, riêng từng chủ thể, trong từng bài.",
            "Article C has two promises, but of two parties; Huế promises once and asks once: count `PLEDGE` only, "
            "each actor by itself, article by article.",
        )
    if "A" in value:
        return "Ở bài A chỉ có một lời hứa.", "Article A has one promise only."
    if "B" not in value and "B" in [d.id for d in documents]:
        return "Ở bài B, JICA hứa hai lần ở hai chỗ: so chữ (`document.surface(…)`), đừng so vị trí.", (
            "In article B JICA promises twice, in two places: compare words (`document.surface(…)`), not places."
        )
    return None


def density(function: Function) -> Verdict:
    """Exercise 7: an article and some of its spans → how many there are in 1,000 characters."""

    @wraps(function)
    def rounded(*arguments: Any) -> Any:
        value = function(*arguments)
        return round(float(value), 4) if isinstance(value, float | int) and not isinstance(value, bool) else value

    examples: list[tuple[Arguments, float]] = [
        ((WITHOUT_TEXT, WITHOUT_TEXT.entities), 15.0),
        ((WITHOUT_TEXT, WITHOUT_TEXT.commitments), 1.0),
        ((A, A.entities), round(4000 / A.length, 4)),
    ]
    return cases(
        rounded if callable(function) else function,
        examples,
        _density,
        (
            "`document.length` có cả khi văn bản không có, nên so được báo thật với bài soạn.",
            "`document.length` is there even without the text, so real news can be compared with written.",
        ),
    )


def _density(arguments: Arguments, value: Any) -> Text | None:
    document, spans = arguments
    if isinstance(value, Raised):
        if document.text is None and isinstance(value.error, TypeError):
            return "Bài E không có văn bản (`text` là `None`): dùng `document.length`.", (
                "Article E has no text (its `text` is `None`): use `document.length`."
            )
        return None
    if not isinstance(value, float):
        return None
    near = {
        round(len(spans) / document.length, 4): (
            "Đây là số khoảng trên một ký tự: nhân với 1.000.",
            "This is per one character: multiply by 1,000.",
        ),
        float(len(spans)): (
            "Đây là số khoảng; bài dài thì có nhiều hơn: chia cho độ dài của bài.",
            "This is how many; a long article has more: divide by its length.",
        ),
        float(len(spans) * 1000 // document.length): (
            "`//` bỏ phần lẻ: dùng `/`.",
            "`//` drops what is after the point: use `/`.",
        ),
        round(len(spans) / len(document.sentences), 4): (
            "Đây là số khoảng trên một câu; câu dài ngắn khác nhau, hãy chia cho số ký tự.",
            "This is per sentence; sentences differ in length, divide by the characters.",
        ),
        round(document.length / len(spans), 4): (
            "Ngược rồi: số khoảng chia cho độ dài.",
            "The other way round: spans divided by length.",
        ),
        round(document.length / (1000 * len(spans)), 4): (
            "Ngược rồi: số khoảng chia cho độ dài.",
            "The other way round: spans divided by length.",
        ),
    }
    right_one = 1000 * len(spans) / document.length
    if any(value == round(right_one, digits) for digits in (0, 1, 2)):
        return "Đừng làm tròn: làm tròn là việc của bảng.", "Do not round: that is for the table to do."
    if value in [round(1000 * len(layer) / document.length, 4) for layer in (document.entities, document.commitments)]:
        return "Hàm luôn đếm cùng một lớp: hãy dùng đối số thứ hai, `spans`.", (
            "The function always counts the same layer: use its second argument, `spans`."
        )
    return near.get(value)


ANNOTATED = (
    ("Ngày 14/5", "DATE"),
    ("Huế", "GPE"),
    ("Ichikura Sayo", "PER"),
    ("Giám đốc Quỹ Kamoi", "ROLE"),
    ("Quỹ Kamoi", "ORG"),
    ("cam kết tặng tỉnh Quảng Trị hơn 20 xe cứu thương trước năm 2028", "PLEDGE"),
    ("Quảng Trị", "GPE"),
    ("20 xe cứu thương", "QUANTITY"),
    ("năm 2028", "DATE"),
)
LAYERS = {"2": ENTITY_LABELS, "4": NUMBER_LABELS, "5": COMMITMENT_LABELS}
SECTIONS = {label: section for section, labels in LAYERS.items() for label in labels}
NOTES: dict[str, Text] = {
    "bà Ichikura Sayo": (
        "“bà” là cách xưng hô, không thuộc tên: PER chỉ gồm tên.",
        "“bà” (Ms) is no part of the name: PER is the name alone.",
    ),
    "tỉnh Quảng Trị": (
        "chữ “tỉnh” viết thường đứng ngoài tên: GPE là “Quảng Trị”.",
        "“tỉnh” (province) in lower case stays outside the name: GPE is “Quảng Trị”.",
    ),
    "14/5": (
        "“Ngày” là tên đơn vị đứng ngay trước con số nên nằm trong khoảng.",
        "“Ngày” is the word for the unit right before the figure, so it is in the span.",
    ),
    "2028": (
        "“năm” là tên đơn vị đứng ngay trước con số nên nằm trong khoảng.",
        "“năm” is the word for the unit right before the figure, so it is in the span.",
    ),
    "trước năm 2028": (
        "“trước” là từ hạn định (max), đứng ngoài khoảng.",
        "“trước” (before) is a modifier (max) and stays outside the span.",
    ),
    "hơn 20 xe cứu thương": (
        "“hơn” là từ hạn định (min), đứng ngoài khoảng.",
        "“hơn” (more than) is a modifier (min) and stays outside the span.",
    ),
    "20": (
        "khoảng của QUANTITY có cả danh từ được đếm.",
        "the span of a QUANTITY has the counted noun too.",
    ),
    "20 xe": (
        "danh từ được đếm là cả cụm “xe cứu thương”.",
        "the counted noun is all of “xe cứu thương” (ambulance).",
    ),
    "Giám đốc": (
        "cơ quan trong chức danh thuộc về ROLE, và nằm lồng bên trong dưới nhãn ORG.",
        "the institution in a title belongs to the ROLE, and is nested in it as ORG.",
    ),
    "Kamoi": (
        "tên tổ chức gồm cả chữ “Quỹ” viết hoa.",
        "the name of the organisation has the capitalised “Quỹ” (fund) too.",
    ),
}


def annotate(answer: Any, sentence: str) -> Verdict:
    """Exercise 8: the spans of a sentence as (words, label)."""
    if is_blank(answer):
        return blank(
            '`answer` còn rỗng: hãy ghi khoảng đầu tiên thành hai chuỗi, ví dụ `("Huế", "GPE")`.',
            'Nothing in `answer` yet: write the first span as two strings, such as `("Huế", "GPE")`.',
        )
    shape = "Mỗi khoảng là hai chuỗi: `(chữ, nhãn)`.", "Each span is two strings: `(words, label)`."
    if not isinstance(answer, list | tuple):
        return wrong(shape)
    rows = [tuple(row) if isinstance(row, list | tuple) else (row,) for row in answer]
    if any(len(row) != 2 or not all(isinstance(part, str) for part in row) for row in rows):
        return wrong(shape)
    gold = dict(ANNOTATED)
    pairs = [(unicodedata.normalize("NFC", words.strip()), label.strip()) for words, label in rows]
    lines = [line for words, label in pairs if (line := _annotated(words, label, sentence, gold))]
    missing = [words for words in gold if not any(_stands_for(other, label, words, gold) for other, label in pairs)]
    if missing:
        lines.append(
            (
                f"Còn thiếu {len(missing)} khoảng; hãy tìm một {_layer(gold[missing[0]])[0]}.",
                f"{len(missing)} more to find; look for {_layer(gold[missing[0]])[1]}.",
            )
        )
    if lines:
        return wrong(*lines)
    return right(
        "Chín khoảng, ba lớp. “Quỹ Kamoi” lồng trong chức danh, “Quảng Trị” và hai con số lồng trong cam kết.",
        "Nine spans, three layers. “Quỹ Kamoi” is nested in the title, “Quảng Trị” and two numbers in the commitment.",
    )


def _stands_for(other: str, label: str, words: str, gold: Mapping[str, str]) -> bool:
    """Whether an answer is meant as a gold span: the same words, or part of it or more with the same label."""
    return other == words or (other not in gold and label == gold[words] and (other in words or words in other))


def _layer(label: str) -> Text:
    if label in NUMBER_LABELS:
        return f"con số ({label})", f"a number ({label})"
    if label in COMMITMENT_LABELS:
        return f"cam kết ({label})", f"a commitment ({label})"
    return f"thực thể ({label})", f"an entity ({label})"


def _annotated(words: str, label: str, sentence: str, gold: Mapping[str, str]) -> Text | None:
    """What is wrong with one annotation, or None."""
    if words not in sentence:
        return f"Trong câu không có chuỗi “{words}”: chép đúng từng chữ.", (
            f"The sentence does not have “{words}”: copy it letter by letter."
        )
    if label not in SECTIONS:
        return f"Không có nhãn `{label}`: các nhãn nằm ở mục 2, 4 và 5.", (
            f"There is no label `{label}`: sections 2, 4 and 5 have them all."
        )
    if words in gold:
        if label == gold[words]:
            return None
        layer, english = _layer(label)
        return f"“{words}” không phải {layer}: xem lại nghĩa của các nhãn ở mục {SECTIONS[gold[words]]}.", (
            f"“{words}” is not {english}: see what the labels of section {SECTIONS[gold[words]]} mean."
        )
    if words in NOTES:
        return f"“{words}”: {NOTES[words][0]}", f"“{words}”: {NOTES[words][1]}"
    if label in COMMITMENT_LABELS:
        return _commitment(words, sentence)
    return f"“{words}” không phải một khoảng theo hướng dẫn: dài hoặc ngắn hơn tên, hoặc không phải tên.", (
        f"“{words}” is no span by the guidelines: it is longer or shorter than the name, or no name."
    )


def _commitment(words: str, sentence: str) -> Text:
    if words.endswith("."):
        return "Cam kết không gồm dấu chấm cuối câu.", "A commitment does not have the full stop."
    if sentence.index(words) < sentence.index("cam kết"):
        return "Cam kết bắt đầu từ động từ (“cam kết”); người hứa đứng ngoài khoảng.", (
            "A commitment begins with its verb (“cam kết”); who promises stays outside the span."
        )
    if not words.startswith("cam kết"):
        return "Cam kết bắt đầu từ chính động từ của hành động: “cam kết”.", (
            "A commitment begins with the verb of the act itself: “cam kết”."
        )
    return "Cam kết kéo đến hết điều được hứa, kể cả thời hạn.", (
        "A commitment goes on to the end of what is promised, its deadline included."
    )


def usable(function: Function) -> Function:
    """The student's function if its check passes, else one that works."""
    name = getattr(function, "__name__", "")
    return function if CHECKS[name](function).passed else SPARE[name]


def _spare_repeats(documents: Iterable[Document]) -> list[str]:
    found = []
    for document in documents:
        pledges = [c for c in document.commitments if c.label == "PLEDGE"]
        actors = [actor for c in pledges for actor in {document.surface(a) for a in c.arguments if a.role == "actor"}]
        if len(actors) > len(set(actors)):
            found.append(document.id)
    return found


def _spare_share(documents: Iterable[Document]) -> float:
    return _share([c.specificity == "specific" for document in documents for c in document.commitments])


CHECKS: dict[str, Callable[[Function], Verdict]] = {
    "surface": surface,
    "count_labels": count_labels,
    "longest": longest,
    "share_specific": share_specific,
    "mentions": mentions,
    "repeats": repeats,
    "density": density,
}
SPARE: dict[str, Function] = {
    "surface": lambda text, span: text[span["start"] : span["end"]],
    "count_labels": lambda documents: pd.Series([e.label for d in documents for e in d.entities]).value_counts(),
    "longest": lambda documents: max((d.surface(c) for d in documents for c in d.commitments), key=len),
    "share_specific": _spare_share,
    "mentions": lambda document, c, role: [document.surface(a) for a in c.arguments if a.role == role],
    "repeats": _spare_repeats,
    "density": lambda document, spans: 1000 * len(spans) / document.length,
}


def drawn(answer: Any, sentence: str) -> show.Drawn:
    """The sentence with the spans of an answer to exercise 8, as far as they can be found and do not cross."""
    found: list[Entity] = []
    for row in answer if isinstance(answer, list | tuple) else ():
        if isinstance(row, list | tuple) and len(row) == 2 and all(isinstance(part, str) for part in row):
            start = sentence.find(row[0])
            span = Entity(start, start + len(row[0]), row[1])
            if row[0] and start >= 0 and not any(_cross(span, other) for other in found):
                found.append(span)
    return show.spans(sentence, found)


def _cross(one: Entity, other: Entity) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end
