"""Checks of notebook 6: each tries the student's answer and says what is wrong with it, and why; and what it plots."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camket.model import Document, Entity
from camket.text import syllables
from checks.plain import plainly
from checks.say import Raised, Text, Verdict, Why, blank, cases, is_blank, outcome, right, wrong

Function = Callable[..., Any]
Arguments = tuple[Any, ...]
Array = NDArray[Any]


ROUNDED = (
    "Đúng công thức, nhưng đừng làm tròn bên trong hàm.",
    "The right formula, but do not round inside the function.",
)


def f1(function: Function) -> Verdict:
    """Exercise 1: how many are correct, in gold, predicted → F1."""
    examples = [
        ((2, 6, 5), 4 / 11),
        ((8, 10, 40), 0.32),
        ((10, 10, 10), 1.0),
        ((0, 7, 0), 0.0),
        ((0, 0, 3), 0.0),
        ((0, 0, 0), None),
    ]
    return _of_figures(
        function,
        examples,
        _f1,
        (
            "Một công thức cho mọi trường hợp, và “không có gì để chấm” không phải là 0 mà cũng không phải là 1.",
            "One formula for all cases, and “nothing to score” is neither 0 nor 1.",
        ),
    )


def _f1(arguments: Arguments, value: Any) -> Text | None:
    correct, gold, predicted = arguments
    if (gold, predicted) == (0, 0):
        return (
            "Đáp án không có gì, hệ thống cũng không tìm gì: trường hợp này không "
            "nói gì về hệ thống, nên trả về `None`.",
            "Gold has nothing and nothing was predicted: this says nothing about a system, so return `None`.",
        )
    if 0 in (gold, predicted):
        return (
            "Chỉ một bên rỗng thì F1 là 0. Công thức `2 * correct / (gold + predicted)` "
            "không cần chia riêng cho từng bên.",
            "Where one side is empty F1 is 0. With `2 * correct / (gold + predicted)` no side is divided by alone.",
        )
    if isinstance(value, Raised):
        return None
    named: list[tuple[float, Text]] = [
        (correct / predicted, ("Đây là độ chính xác.", "This is precision.")),
        (correct / gold, ("Đây là độ phủ.", "This is recall.")),
        (
            (correct / predicted + correct / gold) / 2,
            (
                "Đây là trung bình cộng. F1 là trung bình điều hòa: nó gần số nhỏ hơn trong hai số.",
                "This is the plain mean. F1 is the harmonic mean: it stays near the smaller of the two.",
            ),
        ),
        (
            correct / (gold + predicted),
            (
                "Thiếu số 2 ở tử: hệ thống hoàn hảo cũng chỉ được một nửa.",
                "The 2 is missing: a perfect system would get one half.",
            ),
        ),
        (
            correct / (gold + predicted - correct),
            (
                "Đây là chỉ số Jaccard (phần chung trên phần hợp), khắt khe hơn F1.",
                "This is Jaccard's index (shared by all together), which is stricter than F1.",
            ),
        ),
        (
            200 * correct / (gold + predicted),
            ("Trả về tỷ lệ từ 0 đến 1, không phải phần trăm.", "Give a share from 0 to 1, not a percentage."),
        ),
        *((round(2 * correct / (gold + predicted), digits), ROUNDED) for digits in (1, 2, 3)),
    ]
    if (found := _named(value, named)) is not None:
        return found
    if isinstance(value, int | float) and value > 1:
        return "F1 không vượt quá 1: xem lại thứ tự các tham số, `correct, gold, predicted`.", (
            "F1 is never above 1: look at the order of the parameters, `correct, gold, predicted`."
        )
    return None


def always_o(function: Function) -> Verdict:
    """Exercise 2: gold's tags → accuracy of the tagger that says O to everything."""
    examples = [
        ((["O", "O", "MONEY", "O"],), 0.75),
        ((["PER", "O"],), 0.5),
        ((["O", "ORG", "ORG", "ROLE", "O"],), 0.4),
        ((["O", "O", "O"],), 1.0),
        (([],), None),
    ]
    return _of_figures(
        function,
        examples,
        _always_o,
        (
            "Không tìm được tên nào mà vẫn có điểm: đó là lý do không dùng accuracy cho thực thể.",
            "It finds no name and still scores: this is why nobody should use accuracy for entities.",
        ),
    )


def _always_o(arguments: Arguments, value: Any) -> Text | None:
    (tags,) = arguments
    if not tags:
        return "Không có âm tiết nào thì không có gì để chấm: trả về `None`.", (
            "Without a syllable there is nothing to score: return `None`."
        )
    o, letter, first = (
        tags.count("O"),
        sum("O" in tag for tag in tags),
        sum(tag.startswith("O") for tag in tags),
    )
    named: list[tuple[float, Text]] = [
        (
            o,
            (
                "Đây là số âm tiết đúng; accuracy là tỷ lệ, nên chia cho số âm tiết.",
                "This is how many are right; accuracy is a share, so divide by how many there are.",
            ),
        ),
        (
            1 - o / len(tags),
            (
                "Đây là tỷ lệ âm tiết có nhãn; trình gán nhãn này đúng ở những âm tiết không có nhãn.",
                "This is the share of tagged syllables; this tagger is right on those that are not tagged.",
            ),
        ),
        (100 * o / len(tags), ("Trả về tỷ lệ từ 0 đến 1.", "Give a share from 0 to 1.")),
    ]
    if (found := _named(value, named)) is not None:
        return found
    other = next((tag for tag in tags if "O" in tag and tag != "O"), "")
    if letter != o and (_near(value, letter / len(tags)) or _near(value, first / len(tags))):
        return (
            f'Nhãn “{other}” cũng có chữ O! So sánh cả nhãn: `tag == "O"`.',
            f'The tag “{other}” has the letter O too! Compare the whole tag: `tag == "O"`.',
        )
    return None


def match(function: Function) -> Verdict:
    """Exercise 3: two half-open spans → exact, overlap or none."""
    examples = [
        (((0, 4), (0, 4)), "exact"),
        (((0, 4), (2, 6)), "overlap"),
        (((2, 6), (0, 4)), "overlap"),
        (((5, 9), (0, 2)), "none"),
        (((0, 4), (4, 8)), "none"),
        (((4, 8), (0, 4)), "none"),
        (((0, 10), (3, 5)), "overlap"),
        (((3, 5), (0, 10)), "overlap"),
        (((0, 4), (0, 7)), "overlap"),
        (((0, 2), (5, 9)), "none"),
    ]
    return cases(
        function,
        examples,
        _match,
        (
            "Kể cả khi một khoảng nằm trong khoảng kia, và hai khoảng chỉ chạm nhau thì không chung ký tự nào.",
            "Also where one lies inside the other; and spans that only touch share no character.",
        ),
    )


def _match(arguments: Arguments, value: Any) -> Text | None:
    one, other = arguments
    if not isinstance(value, Raised) and value not in ("exact", "overlap", "none"):
        return 'Trả về một trong ba chuỗi: `"exact"`, `"overlap"`, `"none"`.', (
            'Return one of three strings: `"exact"`, `"overlap"`, `"none"`.'
        )
    if isinstance(value, Raised):
        return None
    if one == other:
        return "Hai khoảng bằng nhau: kiểm tra điều này trước khi hỏi chúng có chồng nhau không.", (
            "The two are equal: ask this before you ask whether they overlap."
        )
    if value == "overlap" and (one[1] < other[0] or other[1] < one[0]):
        return (
            "Hai khoảng ở xa nhau: cần hai điều kiện nối bằng `and`, mỗi khoảng bắt đầu trước khi khoảng kia hết.",
            "The two are far apart: two conditions are needed, joined by `and`: each begins before the other ends.",
        )
    if one[1] == other[0] or other[1] == one[0]:
        return (
            "Khoảng nửa mở: [0, 4) gồm các ký tự 0 đến 3, [4, 8) bắt đầu từ 4. Chạm "
            "nhau không phải chồng nhau: dùng `<`.",
            "Spans are half-open: [0, 4) holds the characters 0 to 3, [4, 8) begins at 4. Use `<`, not `<=`.",
        )
    if value == "exact":
        return "Khớp đúng cần cả hai đầu bằng nhau, không chỉ một đầu.", (
            "An exact match needs both ends to be equal, not one of them."
        )
    if (one[0] < other[0] and other[1] < one[1]) or (other[0] < one[0] and one[1] < other[1]):
        return (
            "Một khoảng nằm gọn trong khoảng kia: so đầu của khoảng này với cuối của khoảng kia, cả hai chiều.",
            "One lies inside the other: compare the start of each with the end of the other.",
        )
    if value == "none":
        return (
            "Kết quả không được phụ thuộc vào khoảng nào đứng trước: cần hai điều kiện nối bằng `and`.",
            "The result must not depend on which comes first: two conditions are needed, joined by `and`.",
        )
    return None


def macro(function: Function) -> Verdict:
    """Exercise 4: counts of each label → mean F1 of the labels."""
    examples = [
        (({"GPE": (9, 10, 10), "EVENT": (1, 10, 10)},), 0.5),
        (({"PER": (5, 5, 5)},), 1.0),
        (({"PER": (6, 10, 10), "LOC": (0, 4, 0)},), 0.3),
        (({"GPE": (90, 100, 100), "LOC": (0, 0, 0)},), 0.9),
        (({"GPE": (8, 10, 10), "EVENT": (0, 0, 3)},), 0.4),
        (({},), None),
    ]
    return _of_figures(
        function,
        examples,
        _macro,
        (
            "Nhãn hiếm nặng bằng nhãn thường gặp, còn nhãn không có ở bên nào thì đứng ngoài.",
            "A rare label weighs as much as a frequent one, and a label on neither side stays out.",
        ),
    )


def _macro(arguments: Arguments, value: Any) -> Text | None:
    (counts,) = arguments
    if isinstance(value, Raised) and "str" in str(value):
        return "Đi qua một từ điển chỉ cho các khóa, tức tên nhãn: ba con số nằm trong `counts.values()`.", (
            "To go through a dictionary gives its keys, the labels: the three counts are in `counts.values()`."
        )
    if not counts:
        return "Không có nhãn nào để lấy trung bình: trả về `None`.", "No label to average: return `None`."
    scores = [2 * c / (g + p) if g + p else None for c, g, p in counts.values()]
    if None in scores:
        return (
            "LOC không có trong đáp án, cũng không được dự đoán: `f1` cho `None`, hãy bỏ nhãn ấy ra, đừng tính là 0.",
            "LOC is neither in gold nor predicted: `f1` gives `None`; leave the label out, do not count it as 0.",
        )
    sums = [sum(column) for column in zip(*counts.values(), strict=True)]
    known = [score for score in scores if score is not None]
    positive = [score for score in known if score]
    if 0 < len(positive) < len(known) and _near(value, sum(positive) / len(positive)):
        return (
            "F1 bằng 0 vẫn phải tính: nhãn ấy có trong dữ liệu mà hệ thống sai hết. Hỏi `is not None`, đừng hỏi `if "
            "score`.",
            "An F1 of 0 counts: the label was there and all of it went wrong. Ask `is not None`, not `if score`.",
        )
    named: list[tuple[float, Text]] = [
        (
            2 * sums[0] / (sums[1] + sums[2]),
            (
                "Đây là micro: bạn cộng số đếm trước. Macro lấy F1 của từng nhãn rồi mới lấy trung bình.",
                "This is micro: the counts were added first. Macro takes each label's F1, then their mean.",
            ),
        ),
        (
            sum(known),
            (
                "Đây là tổng các F1: còn phải chia cho số nhãn.",
                "This is the sum of the F1s: divide by the number of labels.",
            ),
        ),
        (100 * sum(known) / len(known), ("Trả về tỷ lệ từ 0 đến 1.", "Give a share from 0 to 1.")),
    ]
    return _named(value, named)


FEW = np.array([(9, 10, 11), (1, 31, 8), (20, 47, 29)])
"""Three documents whose resamples can all be told apart."""


def resample(function: Function) -> Verdict:
    """Exercise 5: draw documents with replacement → F1 of their sum."""
    if verdict := _not_begun(function, FEW.copy(), np.random.default_rng(0)):
        return verdict
    rng = np.random.default_rng(6)
    values = [outcome(function, FEW.copy(), rng) for _ in range(400)]
    if line := _no_share(values[0], "resample(documents, rng)"):
        return wrong(line)
    drawn = next((size for size in range(1, 7) if {round(float(v), 9) for v in values} <= set(_resamples(size))), 0)
    whole = _pooled(FEW)
    distinct = {round(float(value), 9) for value in values}
    if distinct == {whole}:
        return wrong(
            (
                "Lần rút nào cũng cho đúng F1 của cả ba bài: bạn rút không hoàn lại. Có hoàn lại thì một bài có thể "
                "ra hai lần, bài khác không ra lần nào: `rng.integers(0, n, n)`.",
                "Every draw gives the F1 of all three: they were drawn without replacement. With replacement one may "
                "come twice and another not at all: `rng.integers(0, n, n)`.",
            )
        )
    if len(distinct) == 1:
        return wrong(
            (
                "Lần rút nào cũng như lần nào: dùng `rng` được đưa vào, đừng tạo bộ sinh mới bên trong hàm.",
                "Each draw is the same: use the `rng` that is given, do not make a new one inside the function.",
            )
        )
    if drawn == len(FEW) and distinct < set(_resamples(drawn)):
        return wrong(
            (
                "Có bài không bao giờ được rút: `rng.integers(0, n, n)` cho các số từ 0 đến n − 1, đừng trừ thêm 1.",
                "One document is never drawn: `rng.integers(0, n, n)` gives 0 to n − 1, do not take off another 1.",
            )
        )
    if drawn == len(FEW):
        return right(
            "Rút cả bài, có hoàn lại, bao nhiêu bài thì rút bấy nhiêu, rồi cộng trước chia sau.",
            "Whole documents, with replacement, as many as there are; add first, then divide.",
        )
    if drawn:
        return wrong(
            (
                f"Mỗi lần rút có {drawn} bài, trong khi mảng có 3: rút bao nhiêu thì điểm dao động theo bấy nhiêu, "
                "nên phải rút đúng 3.",
                f"Each draw has {drawn}, but there are 3 documents: the spread "
                "depends on how many, so draw just as many.",
            )
        )
    if distinct <= _means():
        return wrong(
            (
                "Đây là trung bình F1 của từng bài, nên bài ngắn nặng bằng bài dài. "
                "Cộng số đếm trước, rồi tính một F1.",
                "This is the mean of the documents' F1s, so a short one weighs as "
                "much as a long one. Add the counts first.",
            )
        )
    return wrong(
        (
            "Giá trị này không thể có: ba con số của một bài (đúng, đáp án, dự đoán) phải đi cùng nhau, rút cả hàng.",
            "No draw can give this: the three counts of a document (correct, gold, "
            "predicted) belong together; draw rows.",
        )
    )


def _resamples(size: int) -> Iterator[float]:
    for drawn in combinations_with_replacement(range(len(FEW)), size):
        yield _pooled(FEW[list(drawn)])


def _pooled(documents: Array) -> float:
    correct, gold, predicted = documents.sum(axis=0)
    return round(float(2 * correct / (gold + predicted)), 9)


def _means() -> set[float]:
    each = 2 * FEW[:, 0] / (FEW[:, 1] + FEW[:, 2])
    drawn = combinations_with_replacement(each, 3)
    return {round(float(np.mean(values)), 9) for values in drawn}


def interval(function: Function) -> Verdict:
    """Exercise 6: the ends of the middle 95 % of resamples."""
    many = _documents(20, np.random.default_rng(41))
    if verdict := _not_begun(function, many.copy(), np.random.default_rng(0)):
        return verdict
    value = outcome(function, many.copy(), np.random.default_rng(8), 4000)
    if isinstance(value, Raised):
        return wrong(
            (
                f"`interval(documents, rng, 4000)` dừng với lỗi `{value}`: tham số `times` là số lần rút.",
                f"`interval(documents, rng, 4000)` ends with `{value}`: `times` is how often to draw.",
            )
        )
    if not isinstance(value, tuple | list | np.ndarray) or len(value) != 2:
        return wrong(
            (
                f"Cần hai con số `(low, high)`, đây là `{_size(value)}`: lấy hai phân vị của các F1.",
                f"Two figures are needed, `(low, high)`, this is `{_size(value)}`: take two quantiles of the F1s.",
            )
        )
    if line := _no_share(value[0], "interval(documents, rng)[0]"):
        return wrong(line)
    low, high = map(float, value)
    scores = np.array([SPARE["resample"](many, rng) for rng in [np.random.default_rng(9)] for _ in range(4000)])
    if line := _ends(low, high, scores):
        return wrong(line)
    truth, covered = _pooled(_documents(4000, np.random.default_rng(42))), 0
    for seed in range(60):
        made = _documents(20, np.random.default_rng(100 + seed))
        given = function(made, np.random.default_rng(seed), 200)
        covered += bool(given[0] <= truth <= given[1])
    return right(
        f"Thử với 60 bộ, mỗi bộ 20 bài bịa mà ta biết điểm thật: khoảng của bạn chứa điểm thật {covered} lần.",
        f"On 60 sets of 20 made-up documents whose true score is known, your interval held it {covered} times.",
    )


def _ends(low: float, high: float, scores: Array) -> Text | None:
    """What is wrong with the ends of an interval, beside many right resamples."""

    def ends(tail: float) -> tuple[float, float]:
        found = np.quantile(scores, [tail, 1 - tail])
        return float(found[0]), float(found[1])

    wanted = ends(0.025)
    slack = 0.05 * (wanted[1] - wanted[0])
    width = high - low
    if low > high:
        return "Đầu dưới lớn hơn đầu trên: trả về `(low, high)`.", "The low end is above the high: give `(low, high)`."
    if width < 1e-9:
        return (
            "Khoảng rộng bằng 0: mọi lần rút đều như nhau. Gọi `resample(documents, rng)` lại trong mỗi vòng.",
            "The interval has no width: all draws are alike. Call `resample(documents, rng)` anew each time.",
        )
    if abs(low - wanted[0]) < slack and abs(high - wanted[1]) < slack:
        return None
    if low <= ends(0.002)[0] and high >= ends(0.002)[1]:
        return (
            "Rộng quá: đây là F1 nhỏ nhất và lớn nhất. Bỏ 2,5% ở mỗi đầu: `np.quantile(scores, [0.025, 0.975])`.",
            "Too wide: these are the smallest and the largest. Leave out 2.5 % at each end: "
            "`np.quantile(scores, [0.025, 0.975])`.",
        )
    if high < float(np.quantile(scores, 0.02)):
        return "`np.percentile` nhận phần trăm (2.5 và 97.5), `np.quantile` nhận tỷ lệ (0.025 và 0.975).", (
            "`np.percentile` takes percentages (2.5 and 97.5), `np.quantile` takes shares (0.025 and 0.975)."
        )
    if width < 0.25 * (wanted[1] - wanted[0]):
        return (
            "Hẹp quá. Đừng chia cho căn bậc hai của số lần rút: rút nhiều lần hơn không làm cho ta biết nhiều hơn.",
            "Too narrow. Do not divide by the root of the number of draws: drawing "
            "more often does not make us know more.",
        )
    for tail, share in ((0.05, 90), (0.1, 80), (0.25, 50), (0.16, 68), (0.005, 99)):
        if all(abs(one - other) < slack for one, other in zip((low, high), ends(tail), strict=True)):
            return (
                f"Đây là khoảng {share}%: khoảng 95% bỏ lại 2,5% ở mỗi đầu.",
                f"This is an interval of {share} %: one of 95 % leaves 2.5 % out at each end.",
            )
    return (
        f"`({low:.3f}, {high:.3f})`, cần khoảng `({wanted[0]:.3f}, {wanted[1]:.3f})`: "
        "phân vị 0,025 và 0,975 của các lần rút.",
        f"`({low:.3f}, {high:.3f})` where about `({wanted[0]:.3f}, {wanted[1]:.3f})` "
        "is right: the quantiles 0.025, 0.975.",
    )


def _documents(number: int, rng: np.random.Generator) -> Array:
    """Made-up documents, as rows of correct, gold, predicted: some hard, some easy, some long."""
    gold = rng.integers(20, 120, number)
    ease = rng.beta(8, 4, number)
    correct = rng.binomial(gold, ease)
    return np.column_stack([correct, gold, correct + rng.binomial(gold, 0.25)])


def _size(value: Any) -> str:
    return f"{type(value).__name__}[{len(value)}]" if hasattr(value, "__len__") else type(value).__name__


PAIR = np.arange(1, 31).reshape(10, 3), np.arange(101, 131).reshape(10, 3)
"""Two systems' counts for ten documents, no two alike."""


def exchange(function: Function) -> Verdict:
    """Exercise 7: let each document's rows change sides with one half chance."""
    if verdict := _not_begun(function, *(side.copy() for side in PAIR), np.random.default_rng(0)):
        return verdict
    rng, swaps = np.random.default_rng(12), []
    for _ in range(300):
        given = PAIR[0].copy(), PAIR[1].copy()
        value = outcome(function, *given, rng)
        if isinstance(value, Raised):
            return wrong(
                (
                    f"`exchange(first, second, rng)` dừng với lỗi `{value}`.",
                    f"`exchange(first, second, rng)` ends with `{value}`.",
                )
            )
        if line := _exchanged(given, value):
            return wrong(line)
        swaps.append((np.asarray(value[0]) != PAIR[0]).any(axis=1))
    share = np.mean(swaps, axis=0)
    if share.max() == 0 or share.min() == 1:
        return wrong(
            (
                "Lần nào cũng như nhau: mỗi bài phải được tung đồng xu riêng, `rng.random(n) < 0.5`.",
                "It is the same each time: toss a coin for each document, `rng.random(n) < 0.5`.",
            )
        )
    if all(swap.all() or not swap.any() for swap in swaps):
        return wrong(
            (
                "Một đồng xu cho tất cả: hoặc mọi bài đổi bên, hoặc không bài nào. Cần một lần tung cho mỗi bài.",
                "One coin for all: either all documents change sides or none. Toss once for each document.",
            )
        )
    far = 100 * share[np.argmax(abs(share - 0.5))]
    if abs(far - 50) > 12:
        return wrong(
            (
                f"Có bài đổi bên ở {far:.0f}% số lần; đồng xu phải công bằng: 50%.",
                f"One document changes sides {far:.0f} % of the time; the coin must be fair: 50 %.",
            )
        )
    return right(
        "Mỗi bài một đồng xu, cả hàng đổi bên, không bài nào mất và dữ liệu gốc còn nguyên.",
        "A coin for each document, whole rows change sides, nothing is lost and the data are as they were.",
    )


def _exchanged(given: tuple[Array, Array], value: Any) -> Text | None:
    """What is wrong with one exchange of `PAIR`."""
    if not isinstance(value, tuple | list) or len(value) != 2:
        return "Trả về hai mảng: `return one, other`.", "Return two arrays: `return one, other`."
    if any((side != was).any() for side, was in zip(given, PAIR, strict=True)):
        return (
            "Hàm đã sửa chính dữ liệu đưa vào, nên lần tráo sau bắt đầu từ lần "
            "trước. Tạo mảng mới, ví dụ bằng `np.where`.",
            "The function changed the data it was given, so each exchange begins "
            "with the "
            "last. Make new arrays, such as by `np.where`.",
        )
    one, other = (np.asarray(side) for side in value)
    if one.shape != PAIR[0].shape or other.shape != PAIR[1].shape:
        return "Hai mảng trả về phải cùng cỡ với hai mảng đưa vào.", (
            "The arrays must have the shape of those that were given."
        )
    kept = (one == PAIR[0]).all(axis=1) & (other == PAIR[1]).all(axis=1)
    swapped = (one == PAIR[1]).all(axis=1) & (other == PAIR[0]).all(axis=1)
    if (kept | swapped).all():
        return None
    rows = [sorted(map(tuple, np.concatenate(sides).tolist())) for sides in (PAIR, (one, other))]
    if rows[0] == rows[1]:
        return (
            "Có hàng chuyển sang bài khác: hai dự đoán chỉ đổi chỗ cho nhau trong cùng một bài.",
            "Some row went to another document: predictions change sides within one document only.",
        )
    if np.array_equal(np.sort(np.stack([one, other]), axis=0), np.stack(PAIR)):
        return (
            "Ba con số của một bài phải đổi bên cùng nhau: dùng `coin[:, None]` để một đồng xu áp dụng cho cả hàng.",
            "The three counts of a document change sides together: with `coin[:, None]` "
            "one coin holds for a whole row.",
        )
    return (
        "Có bài bị chép hai lần và bài khác bị mất: khi một bên nhận hàng của bên "
        "kia, bên kia phải nhận lại hàng của nó.",
        "Some row stands twice and another is lost: where one side takes a row the other must take its row in return.",
    )


def verdict(function: Function) -> Verdict:
    """Exercise 8: difference, interval and p → which of two systems is better."""
    examples = [
        ((0.10, (0.05, 0.15), 0.001), "second"),
        ((-0.08, (-0.12, -0.03), 0.004), "first"),
        ((0.02, (-0.03, 0.07), 0.41), "unclear"),
        ((0.15, (0.06, 0.28), 0.0625), "unclear"),
        ((-0.05, (-0.11, 0.004), 0.04), "unclear"),
        ((0.30, None, None), "unclear"),
    ]
    return cases(
        function,
        examples,
        _verdict,
        (
            "“Chưa rõ” cũng là một kết luận, và thường là kết luận trung thực nhất.",
            "“Unclear” is a conclusion too, and often the most honest one.",
        ),
    )


def _verdict(arguments: Arguments, value: Any) -> Text | None:
    _, ends, p = arguments
    if ends is None:
        return (
            'Chỉ một bài thì không có khoảng tin cậy cũng không có p: hỏi `is None` trước, rồi trả về `"unclear"`.',
            'With a single document there is neither interval nor p: ask `is None` first, then return `"unclear"`.',
        )
    if isinstance(value, Raised):
        return None
    if value not in ("first", "second", "unclear"):
        return 'Trả về một trong ba chuỗi: `"first"`, `"second"`, `"unclear"`.', (
            'Return one of three strings: `"first"`, `"second"`, `"unclear"`.'
        )
    if p >= 0.05 and not ends[0] <= 0 <= ends[1]:
        return (
            f"Khoảng không chứa 0, nhưng p = {p}: với ít bài, khoảng bootstrap hẹp quá mức. Cần cả hai điều kiện.",
            f"The interval leaves 0 out, but p is {p}: with few documents a bootstrap is too narrow. Ask for both.",
        )
    if p >= 0.05:
        return f"p = {p}: chênh lệch cỡ này rất dễ do ngẫu nhiên.", f"p is {p}: chance easily gives such a difference."
    if ends[0] <= 0 <= ends[1]:
        return (
            "Khoảng chứa 0, tức là có thể không có chênh lệch nào: cần cả p < 0,05 lẫn khoảng nằm hẳn về một phía.",
            "The interval holds 0, so there may be no difference: ask for p < 0.05 "
            "and for an interval on one side of 0.",
        )
    if value == "unclear":
        return (
            f"p = {p} và cả khoảng nằm về một phía của 0: đủ để kết luận. Xét cả chênh lệch âm.",
            f"p is {p} and the whole interval lies on one side of 0: this is enough. Mind negative differences.",
        )
    return "Chênh lệch là hệ thứ hai trừ hệ thứ nhất: số dương nghĩa là hệ thứ hai hơn.", (
        "The difference is second minus first: a positive one means that the second is better."
    )


def kappa(function: Function) -> Verdict:
    """Exercise 9: a table of four counts → Cohen's kappa."""
    examples = [
        ((40, 10, 10, 40), 0.6),
        ((5, 0, 0, 95), 1.0),
        ((0, 1, 1, 98), -1 / 99),
        ((30, 20, 5, 45), 0.5),
        ((0, 0, 0, 100), None),
    ]
    return _of_figures(
        function,
        examples,
        _kappa,
        (
            "Hai người gần như luôn nói “không” thì giống nhau 98%, nhưng kappa thấy rằng họ chẳng đồng ý về điều gì.",
            "Two who nearly always say “no” are alike in 98 %, but kappa sees that they agree on nothing.",
        ),
    )


def _kappa(arguments: Arguments, value: Any) -> Text | None:
    both, first, second, neither = arguments
    total = sum(arguments)
    agreed = (both + neither) / total
    one, other = (both + first) / total, (both + second) / total
    chance = one * other + (1 - one) * (1 - other)
    if chance == 1:
        return (
            "Cả hai luôn nói “không”: may rủi cũng cho 100%, mẫu số bằng 0. Kappa không xác định: trả về `None`.",
            "Both always say “no”: chance gives 100 % too, and the divisor is 0. Kappa has no value: return `None`.",
        )
    if isinstance(value, Raised):
        return None
    mean = (one + other) / 2
    pi = mean**2 + (1 - mean) ** 2
    named: list[tuple[float, Text]] = [
        (
            agreed,
            (
                "Đây là tỷ lệ giống nhau; còn phải trừ phần do may rủi: `(agreed - chance) / (1 - chance)`.",
                "This is the share that is alike; take off what chance gives: `(agreed - chance) / (1 - chance)`.",
            ),
        ),
        (agreed - chance, ("Còn phải chia cho `1 - chance`.", "It remains to divide by `1 - chance`.")),
        (
            2 * agreed - 1,
            (
                "May rủi không phải lúc nào cũng 50%: nó tùy vào việc mỗi người nói “có” bao nhiêu lần.",
                "Chance is not always 50 %: it depends on how often each of them says “yes”.",
            ),
        ),
        (
            (agreed - one * other) / (1 - one * other),
            (
                "May rủi cũng làm hai người cùng nói “không”: cộng thêm tích của hai tỷ lệ “không”.",
                "Chance also makes both say “no”: add the product of their shares of “no”.",
            ),
        ),
        (
            (agreed - pi) / (1 - pi),
            (
                "Đây là pi của Scott: nó dùng chung một tỷ lệ cho cả hai. Kappa của "
                "Cohen tính tỷ lệ riêng của từng người.",
                "This is Scott's pi, with one share for both. Cohen's kappa takes each annotator's own share.",
            ),
        ),
    ]
    return _named(value, named)


LEAKS: dict[str, tuple[bool, Text]] = {
    "A": (
        True,
        (
            "hai bản kể lại cùng một sự kiện: cùng tên, cùng con số. Cả hai phải nằm cùng một phía",
            "both tell the same event with the same names and figures. They belong on one side",
        ),
    ),
    "B": (
        False,
        (
            "validation sinh ra để chọn. Chỉ đừng báo điểm ấy như điểm cuối cùng",
            "validation is there to choose on. Only do not report its score as the final one",
        ),
    ),
    "C": (
        True,
        (
            "danh sách có cả tên của test, nên mọi tên “mới” đều thành tên đã gặp",
            "the list has the names of test, so that no name is new any more",
        ),
    ),
    "D": (
        False,
        (
            "kiến thức chung có từ trước, với bài mới ngày mai cũng dùng được y như vậy",
            "general knowledge from before; it will help with tomorrow's article just as much",
        ),
    ),
    "E": (
        True,
        (
            "chọn cái tốt nhất trong 30 lần đo trên test là học từ test: điểm cao nhất có phần do may",
            "to take the best of 30 on test is to learn from test: the highest score is partly luck",
        ),
    ),
    "F": (
        True,
        (
            "người viết luật chính là nơi rò rỉ: luật được viết cho vừa những câu đã đọc",
            "the person is the leak: the rules were cut to fit sentences already read",
        ),
    ),
    "G": (
        True,
        (
            "bản sao mang theo nhãn của đáp án ở lớp khác, nên lớp ấy được 100 điểm",
            "the copy carries gold's labels of the other layer along, which then scores 100",
        ),
    ),
    "H": (
        False,
        (
            "từ của test chỉ được tra trong bảng đã học từ train, không dạy gì cho bảng ấy",
            "the words of test are only looked up in what train taught; they teach it nothing",
        ),
    ),
}


def leaks(answer: Any) -> Verdict:
    """Exercise 10: the letters of the set-ups in which something leaks from test."""
    if is_blank(answer):
        return blank(
            '`answer` còn rỗng: ghi các chữ cái, ví dụ `["A", "H"]`.',
            'Nothing in `answer` yet: write letters, such as `["A", "H"]`.',
        )
    if isinstance(answer, str):
        answer = [letter for letter in answer if letter.isalpha()]
    if not isinstance(answer, list | tuple | set) or not all(isinstance(letter, str) for letter in answer):
        return wrong(('Cần một danh sách chữ cái: `["A", "H"]`.', 'A list of letters is needed: `["A", "H"]`.'))
    given = {letter.strip().upper() for letter in answer}
    if unknown := sorted(given - set(LEAKS)):
        return wrong((f"Không có cách làm `{unknown[0]}`: từ A đến H.", f"There is no `{unknown[0]}`: A to H."))
    lines: list[Text] = []
    for letter, (leak, (vietnamese, english)) in LEAKS.items():
        if letter in given and not leak:
            lines.append((f"{letter} không rò rỉ: {vietnamese}.", f"{letter} is no leak: {english}."))
    missed = [letter for letter, (leak, _) in LEAKS.items() if leak and letter not in given]
    if missed:
        vietnamese, english = LEAKS[missed[0]][1]
        lines.append(
            (
                f"Còn sót {len(missed)} chỗ rò rỉ. Một chỗ: {vietnamese}.",
                f"{len(missed)} more to find. In one of them, {english}.",
            )
        )
    if lines:
        return wrong(*lines)
    return right(
        "Câu hỏi chung: với một bài báo của ngày mai, hệ thống có còn những gì nó đã dùng ở đây không? Cách F "
        "không phải chuyện bịa: người viết luật của `rules` đã đọc `published`. Hãy nhìn lại bảng ở mục 9.",
        "The question behind all of them: would the system have what it used here for an article of tomorrow? F is no "
        "made-up case: whoever wrote the rules of `rules` had read `published`. Look at the table of section 9 again.",
    )


def usable(function: Function) -> Function:
    """The student's function if its check passes, else one that works."""
    name = getattr(function, "__name__", "")
    return function if CHECKS[name](function).passed else SPARE[name]


LONGEST = 12
"""Syllables of a name that is remembered, at most."""


def memory(train: Sequence[Document]) -> dict[str, tuple[str, float]]:
    """Each name of some documents with its most frequent label, and how often its words are a name where they stand."""
    labels: dict[str, Counter[str]] = {}
    for document in train:
        for entity in document.entities:
            labels.setdefault(_words(document.surface(entity)), Counter())[entity.label] += 1
    stand = Counter(words for document in train for _, words in _places(document, labels))
    return {
        name: (max(sorted(found), key=lambda label: found[label]), min(1.0, found.total() / stand[name]))
        for name, found in sorted(labels.items())
        if stand[name]
    }


def remember(documents: Sequence[Document], names: Mapping[str, str]) -> list[Document]:
    """Predictions in which known names are entities: the longest at each place, none inside another."""
    result = []
    for document in documents:
        found: list[Entity] = []
        for (start, end), words in _places(document, names):
            if not found or start >= found[-1].end:
                found.append(Entity(start, end, names[words]))
        result.append(Document(document.id, entities=tuple(found)))
    return result


def _places(document: Document, names: Mapping[str, Any]) -> Iterator[tuple[tuple[int, int], str]]:
    """Where names stand in a document, from left to right, of those that begin at one place the longest first."""
    text = document.text or ""
    places = list(syllables(text))
    words = [text[start:end] for start, end in places]
    firsts = {name.split()[0] for name in names}
    for i, word in enumerate(words):
        if word in firsts:
            for j in range(min(i + LONGEST, len(words)), i, -1):
                if (found := " ".join(words[i:j])) in names:
                    yield (places[i][0], places[j - 1][1]), found


def _words(text: str) -> str:
    return " ".join(text[start:end] for start, end in syllables(text))


def p_value(first: Array, second: Array, rng: np.random.Generator, times: int = 400) -> float:
    """p of the paired test, by exercise 7, but all exchanges at once."""
    coins = rng.random((times, len(first))) < 0.5
    moved = coins @ (second - first)
    apart = np.abs(_f1s(second.sum(axis=0) - moved) - _f1s(first.sum(axis=0) + moved))
    observed = abs(_f1s(second.sum(axis=0)) - _f1s(first.sum(axis=0)))
    return float(((apart >= observed - 1e-12).sum() + 1) / (times + 1))


def _f1s(sums: Array) -> Array:
    return np.asarray(2 * sums[..., 0] / np.maximum(sums[..., 1] + sums[..., 2], 1))


def _of_figures(function: Function, examples: Sequence[tuple[Arguments, Any]], why: Why, praise: Text) -> Verdict:
    """`say.cases` for functions that give figures."""
    return cases(plainly(function, _rounded), [(given, _rounded(wanted)) for given, wanted in examples], why, praise)


def _rounded(value: Any) -> Any:
    """A figure as a plain float of four decimals, so that the order of a sum does not matter."""
    if isinstance(value, int | float | np.number) and not isinstance(value, bool):
        return round(float(value), 4) + 0.0  # no minus before a nought
    return value


def _near(value: Any, other: float) -> bool:
    return isinstance(value, int | float | np.number) and abs(float(value) - other) < 6e-5


def _named(value: Any, named: Sequence[tuple[float, Text]]) -> Text | None:
    """What an answer is, if it is one of those that have a name."""
    return next((text for figure, text in named if _near(value, figure)), None)


def _not_begun(function: Function, *arguments: Any) -> Verdict | None:
    """What to say of an answer that is no function, returns nothing or fails at once."""
    if not callable(function):
        return wrong((f"Cần một hàm, đây là `{function!r}`.", f"A function is needed, this is `{function!r}`."))
    name = getattr(function, "__name__", "f")
    value = outcome(function, *arguments)
    if isinstance(value, Raised):
        vietnamese, english = _failure(str(value))
        return wrong(
            (
                f"`{name}` dừng với lỗi `{value}`. {vietnamese}",
                f"`{name}` ends with `{value}`. {english}",
            )
        )
    if value is None or value is ...:
        return blank(
            f"`{name}` chưa trả về gì. Hãy thay `...` bằng lời giải, kết thúc bằng `return`, rồi chạy lại hai ô.",
            f"`{name}` returns nothing yet. Write your answer in place of `...`, end it with `return`, run both cells.",
        )
    return None


def _failure(error: str) -> Text:
    """What is likely behind the error with which a function of arrays ends."""
    if "Quantiles must" in error or "Percentiles must" in error:
        return "`np.quantile` nhận tỷ lệ từ 0 đến 1: 2,5% là 0.025.", (
            "`np.quantile` takes shares from 0 to 1: 2.5 % is 0.025."
        )
    if "broadcast" in error:
        return "`coin` có n số còn mảng có n hàng, 3 cột: viết `coin[:, None]` để mỗi đồng xu ứng với một hàng.", (
            "`coin` has n figures, the arrays n rows of 3: write `coin[:, None]`, so that each coin goes with a row."
        )
    if "must be an iterable" in error:
        return "`.sum()` cộng tất cả thành một số; `.sum(axis=0)` cộng theo cột và cho ba số.", (
            "`.sum()` adds everything up to one figure; `.sum(axis=0)` adds each column and gives three."
        )
    if "out of bounds" in error:
        return "Số hàng là `len(documents)`: rút các số nhỏ hơn số ấy.", (
            "There are `len(documents)` rows: draw numbers below that."
        )
    return "Mỗi hàng của mảng là một bài: đúng, đáp án, dự đoán.", (
        "Each row of the array is a document: correct, gold, predicted."
    )


def _no_share(value: Any, call: str) -> Text | None:
    if np.ndim(value) != 0 or not isinstance(value, int | float | np.number):
        return (
            f"`{call}` phải là một con số, đây là `{_size(value)}`: cộng các hàng bằng `.sum(axis=0)`, rồi dùng `f1`.",
            f"`{call}` must be one figure, this is `{_size(value)}`: add the rows with `.sum(axis=0)`, then use `f1`.",
        )
    if not 0 <= value <= 1:
        return f"`{call}` cho {value:.2f}: F1 nằm giữa 0 và 1.", f"`{call}` gives {value:.2f}: F1 is from 0 to 1."
    return None


def _spare_f1(correct: int, gold: int, predicted: int) -> float | None:
    return 2 * correct / (gold + predicted) if gold + predicted else None


def _spare_macro(counts: dict[str, tuple[int, int, int]]) -> float | None:
    known = [score for numbers in counts.values() if (score := _spare_f1(*numbers)) is not None]
    return sum(known) / len(known) if known else None


def _spare_match(one: tuple[int, int], other: tuple[int, int]) -> str:
    if one == other:
        return "exact"
    return "overlap" if one[0] < other[1] and other[0] < one[1] else "none"


def _spare_resample(documents: Array, rng: np.random.Generator) -> float:
    return float(_f1s(documents[rng.integers(0, len(documents), len(documents))].sum(axis=0)))


def _spare_interval(documents: Array, rng: np.random.Generator, times: int = 1000) -> tuple[float, float]:
    low, high = np.quantile([_spare_resample(documents, rng) for _ in range(times)], [0.025, 0.975])
    return float(low), float(high)


def _spare_exchange(first: Array, second: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    coin = rng.random(len(first))[:, None] < 0.5
    return np.where(coin, second, first), np.where(coin, first, second)


def _spare_verdict(difference: float, ends: tuple[float, float] | None, p: float | None) -> str:
    if ends is None or p is None or p >= 0.05 or ends[0] <= 0 <= ends[1]:
        return "unclear"
    return "second" if difference > 0 else "first"


def _spare_kappa(both: int, first: int, second: int, neither: int) -> float | None:
    total = both + first + second + neither
    one, other = (both + first) / total, (both + second) / total
    chance = one * other + (1 - one) * (1 - other)
    return None if chance == 1 else ((both + neither) / total - chance) / (1 - chance)


CHECKS: dict[str, Callable[[Function], Verdict]] = {
    "f1": f1,
    "always_o": always_o,
    "match": match,
    "macro": macro,
    "resample": resample,
    "interval": interval,
    "exchange": exchange,
    "verdict": verdict,
    "kappa": kappa,
}
SPARE: dict[str, Function] = {
    "f1": _spare_f1,
    "always_o": lambda tags: tags.count("O") / len(tags) if tags else None,
    "match": _spare_match,
    "macro": _spare_macro,
    "resample": _spare_resample,
    "interval": _spare_interval,
    "exchange": _spare_exchange,
    "verdict": _spare_verdict,
    "kappa": _spare_kappa,
}
