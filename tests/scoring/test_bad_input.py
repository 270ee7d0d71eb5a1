"""Bad input has a score that is defined, or an error that names the place and the mend: never a crash, nothing dropped.

Each case goes the way it can: as a file of predictions (`predictions.parse`), as documents of Python (`camket.score`).
"""

import json
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import camket
from camket import Argument, Commitment, Document, Entity, Number, Scores
from camket.faults import FaultsError
from camket.formats import predictions
from camket.model import lay_out
from camket.scoring.counts import Counts
from camket.scoring.metrics import METRICS, SCHEME_METRICS
from camket.text import nfc

TEXT = nfc("Bà Hà hứa 5 tỷ đồng năm 2027.")
ENTITY = Entity(3, 5, "PER")
NUMBER = Number(10, 19, "MONEY", "5000000000", "VND")
PLEDGE = Commitment(6, 28, "PLEDGE", "specific", (Argument("actor", 3, 5), Argument("amount", 10, 19)))
GOLD = Document(
    "a",
    text=TEXT,
    sentences=lay_out([(len(TEXT), 0, False, "")]),
    entities=(ENTITY,),
    numbers=(NUMBER,),
    commitments=(PLEDGE,),
)
ALL = {**METRICS, **SCHEME_METRICS}


def counts(scores: Scores) -> dict[str, Counts]:
    """The counts of every metric."""
    return {metric: scores.micro(metric) for metric in ALL}


def line(**more: Any) -> str:
    """A line of a file of predictions, for the article `a`."""
    return json.dumps({"id": "a", **more}, ensure_ascii=False)


def entity(start: object, end: object, label: object = "PER") -> Document:
    """A prediction of one entity, whatever its offsets and label are."""
    return Document("a", entities=(Entity(start, end, label),))  # type: ignore[arg-type]


# nothing there


@pytest.mark.parametrize(
    ("gold", "predicted"), [([], []), ([Document("a")], []), ([Document("a")], [Document("a")])], ids=str
)
def test_nothing_on_either_side_has_no_score(gold: list[Document], predicted: list[Document]) -> None:
    """None, not 0 and not 1: there is nothing to be right about."""
    scores = camket.score(gold, predicted)
    assert set(counts(scores).values()) == {Counts()}
    assert {scores.micro(metric).f1 for metric in ALL} == {None} == {scores.macro(metric) for metric in ALL}
    assert {scores.interval(metric) for metric in ALL} == {None}


def test_nothing_predicted_has_recall_0_and_no_precision() -> None:
    """An empty file, an empty list of documents and an empty document are the same."""
    none, read, empty = (
        camket.score([GOLD], found) for found in ([], predictions.parse("", "p", [GOLD]), [Document("a")])
    )
    assert counts(none) == counts(read) == counts(empty)
    found = none.micro("entities")
    assert (found.precision, found.recall, found.f1) == (None, 0, 0)


def test_nothing_in_gold_makes_all_that_is_predicted_spurious() -> None:
    found = camket.score([Document("a")], [entity(3, 5)]).micro("entities")
    assert (found.precision, found.recall, found.f1) == (0, None, 0)


# documents that do not pair


def test_an_unknown_document_is_an_error_on_both_routes() -> None:
    """With its line, and with the names that are known."""
    with pytest.raises(ValueError, match="prediction for 'b': gold has no such document"):
        camket.score([GOLD], [Document("b")])
    with pytest.raises(FaultsError, match="p:1:1: unknown article 'b'; this split has a"):
        predictions.parse('{"id": "b"}', "p", [GOLD])


def test_a_document_given_twice_is_an_error_on_either_side() -> None:
    """Neither is chosen in silence."""
    with pytest.raises(ValueError, match="gold 'a' stands there twice; give each document once"):
        camket.score([GOLD, GOLD], [])
    with pytest.raises(ValueError, match="prediction for 'a' stands there twice; give each document once"):
        camket.score([GOLD], [Document("a"), GOLD])
    with pytest.raises(FaultsError, match="p:2:1: article 'a' stands there twice; give one line for each article"):
        predictions.parse(f"{line()}\n{line()}", "p", [GOLD])


@pytest.mark.parametrize("given", ["p.jsonl", [{"id": "a"}], [None]], ids=str)
def test_what_is_no_document_is_an_error_that_tells_how_to_read_one(given: Any) -> None:
    with pytest.raises(ValueError, match=r"where a Document should be; read a file with camket.formats.predictions"):
        camket.score([GOLD], given)


# spans


def test_a_span_given_twice_counts_twice_on_both_routes() -> None:
    """Once right, once spurious."""
    span = {"start": 3, "end": 5, "label": "PER"}
    read = predictions.parse(line(entities=[span, span]), "p", [GOLD])
    for predicted in (read, [Document("a", entities=(ENTITY, ENTITY))]):
        assert camket.score([GOLD], predicted).micro("entities") == Counts(1, 1, 2)


def test_a_label_gold_never_has_is_spurious_in_python_and_refused_in_a_file() -> None:
    """A system of one's own may have labels of its own; a file for the benchmark has the benchmark's."""
    assert camket.score([GOLD], [entity(3, 5, "PLANET")]).labels("entities") == {
        "PER": Counts(0, 1, 0),
        "PLANET": Counts(0, 0, 1),
    }
    with pytest.raises(FaultsError, match="p:1:1: unknown label 'PLANET' in entities; use PER, ROLE"):
        predictions.parse(line(entities=[{"start": 3, "end": 5, "label": "PLANET"}]), "p", [GOLD])


OFFSETS = [(0, len(TEXT) + 1), (-1, 5), (5, 3), (5, 5), (True, 5), (0, True), (0.0, 5), ("0", "5"), (None, 5)]


@pytest.mark.parametrize(("start", "end"), OFFSETS)
def test_offsets_that_are_none_are_an_error_with_the_mend(start: object, end: object) -> None:
    """Outside, reversed, empty, boolean, with a point, words: on both routes, on both sides, also of an argument."""
    mend = f"need whole numbers, 0 <= start < end <= {len(TEXT)}"
    with pytest.raises(ValueError, match=rf"prediction for 'a': offsets .* in Entity; {mend}"):
        camket.score([GOLD], [entity(start, end)])
    argument = Argument("actor", start, end)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=rf"prediction for 'a': offsets .* in Argument; {mend}"):
        camket.score([GOLD], [Document("a", commitments=(Commitment(6, 28, "PLEDGE", "vague", (argument,)),))])
    with pytest.raises(FaultsError, match=rf"p:1:1: offsets .* in entities; {mend}"):
        predictions.parse(line(entities=[{"start": start, "end": end, "label": "PER"}]), "p", [GOLD])
    bad_gold = Document("a", text=TEXT, entities=entity(start, end).entities)
    with pytest.raises(ValueError, match=rf"gold 'a': offsets .* in Entity; {mend}"):
        camket.score([bad_gold], [])


@pytest.mark.parametrize(("start", "end"), OFFSETS[1:])
def test_offsets_are_checked_without_a_text_too_as_far_as_they_can_be(start: object, end: object) -> None:
    """Gold of bare spans has no length to hold them to."""
    with pytest.raises(ValueError, match=r"need whole numbers, 0 <= start < end$"):
        camket.score([Document("a")], [entity(start, end)])


@pytest.mark.parametrize(
    "seen",
    ["x\u0323", "q\u0301", "👨\u200d👩\u200d👧", "👍🏽", "☎\ufe0f"],
    ids=["dot below", "acute", "family", "skin tone", "variation"],
)
def test_offsets_inside_what_is_seen_as_one_character_are_an_error(seen: str) -> None:
    """A letter and its mark, joined emoji, a skin tone: at every offset inside; around it all is well."""
    gold = Document("a", text=f"a{seen}b")
    for offset in range(2, 1 + len(seen)):
        for start, end in ((1, offset), (offset, len(seen) + 2)):
            with pytest.raises(ValueError, match=r"cut the character sequence .* in Entity; begin and end"):
                camket.score([gold], [entity(start, end)])
            with pytest.raises(FaultsError, match=r"p:1:1: .* cut the character sequence .* in entities; begin"):
                predictions.parse(line(entities=[{"start": start, "end": end, "label": "PER"}]), "p", [gold])
    assert camket.score([gold], [entity(1, 1 + len(seen))]).micro("entities") == Counts(0, 0, 1)


@pytest.mark.parametrize("label", [None, 5, ("PER",)])
def test_a_label_that_is_no_string_is_an_error(label: object) -> None:
    """Labels are sorted, so one that is none would break the scores later."""
    with pytest.raises(ValueError, match=r"prediction for 'a': label .* in Entity is no string; give it as a string"):
        camket.score([GOLD], [entity(3, 5, label)])
    with pytest.raises(FaultsError, match=r"p:1:1: unknown label .* in entities; use PER"):
        predictions.parse(line(entities=[{"start": 3, "end": 5, "label": label}]), "p", [GOLD])


def test_a_value_of_none_is_no_value_and_one_that_is_no_string_an_error() -> None:
    """A system that tells no value is found; a figure of Python has no written form to compare."""
    none = Number(10, 19, "MONEY", None, None, None)  # type: ignore[arg-type]
    scores = camket.score([GOLD], [Document("a", numbers=(none,))])
    assert (scores.micro("numbers_span").correct, scores.micro("numbers_value").correct) == (1, 0)
    figure = Number(10, 19, "MONEY", 5e9, "VND")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"value 5000000000.0 in Number is no string; give it as a string"):
        camket.score([GOLD], [Document("a", numbers=(figure,))])


@pytest.mark.parametrize("value", ["1e999999999", "9" * 5000, "1/0", "P" + "9" * 5000 + "Y", "0000", "…"])
@pytest.mark.parametrize("label", ["MONEY", "DATE", "DURATION"])
def test_a_value_that_is_none_is_wrong_and_takes_no_time(label: str, value: str) -> None:
    """Python's own numbers would fill the memory with the digits of the first."""
    gold = Document("a", numbers=(Number(0, 5, label, "1"),))
    scores = camket.score([gold], [Document("a", numbers=(Number(0, 5, label, value),))])
    assert (scores.micro("numbers_span").correct, scores.micro("numbers_value").correct) == (1, 0)


# text


def test_a_text_that_is_not_golds_is_an_error_on_both_routes() -> None:
    """Offsets into another text mean something else."""
    with pytest.raises(ValueError, match="prediction for 'a': the text differs from gold's; predict on the text of"):
        camket.score([GOLD], [Document("a", text=TEXT + " ")])
    with pytest.raises(FaultsError, match="p:1:1: the text differs from gold's; predict on the text of"):
        predictions.parse(line(text=TEXT + " "), "p", [GOLD])


def test_a_text_in_nfd_is_an_error_that_says_so() -> None:
    """It looks the same, and its offsets are others."""
    text = unicodedata.normalize("NFD", TEXT)
    assert len(text) > len(TEXT)
    with pytest.raises(ValueError, match="prediction for 'a': the text is not in Unicode NFC; predict on the text of"):
        camket.score([GOLD], [Document("a", text=text)])
    with pytest.raises(FaultsError, match="p:1:1: the text is not in Unicode NFC; predict on the text of"):
        predictions.parse(line(text=text), "p", [GOLD])


def test_a_unit_in_nfd_is_the_same_unit_in_python_and_refused_in_a_file() -> None:
    gold = Document("a", numbers=(Number(0, 5, "QUANTITY", "3", "khóa học"),))
    unit = unicodedata.normalize("NFD", "khóa học")
    scores = camket.score([gold], [Document("a", numbers=(Number(0, 5, "QUANTITY", "3", unit),))])
    assert scores.micro("numbers").f1 == 1
    number = {"start": 0, "end": 5, "label": "QUANTITY", "value": "3", "unit": unit}
    with pytest.raises(FaultsError, match=r"p:1:1: unit .* is not in Unicode NFC"):
        predictions.parse(line(numbers=[number]), "p", [gold])


# other containers


def generated(items: Iterable[Any]) -> Iterable[Any]:
    yield from items


def arrayed(items: Iterable[Any]) -> Any:
    found = list(items)
    array = np.empty(len(found), dtype=object)
    array[:] = found
    return array


@pytest.mark.parametrize("made", [list, tuple, iter, generated, arrayed], ids=lambda made: made.__name__)
def test_documents_spans_and_arguments_may_stand_in_any_container(made: Callable[[Iterable[Any]], Any]) -> None:
    """Lists, tuples, iterators, generators and arrays of numpy score the same, and are written the same."""

    def document() -> Document:
        pledge = Commitment(6, 28, "PLEDGE", "specific", made(PLEDGE.arguments[::-1]))
        return Document("a", entities=made([ENTITY]), numbers=made([NUMBER]), commitments=made([pledge]))

    right = counts(camket.score([GOLD], [GOLD]))
    assert counts(camket.score(made([GOLD]), made([document()]))) == right
    assert right["commitments_frame"] == Counts(1, 1, 1)
    assert predictions.parse(predictions.write(made([document()])), "p", [GOLD]) == [
        Document("a", entities=(ENTITY,), numbers=(NUMBER,), commitments=(PLEDGE,))
    ]


@pytest.mark.parametrize("whole", [np.int64, np.int32, np.uint16], ids=lambda whole: whole.__name__)
def test_whole_numbers_of_numpy_are_offsets(whole: Any) -> None:
    """Written and read again they are Python's."""
    made = Document(
        "a",
        entities=(Entity(whole(3), whole(5), "PER"),),
        numbers=(Number(whole(10), whole(19), "MONEY", "5000000000", "VND"),),
        commitments=(
            Commitment(
                whole(6),
                whole(28),
                "PLEDGE",
                "specific",
                (Argument("actor", whole(3), whole(5)), Argument("amount", whole(10), whole(19))),
            ),
        ),
    )
    assert counts(camket.score([GOLD], [made])) == counts(camket.score([GOLD], [GOLD]))
    assert predictions.parse(predictions.write([made]), "p", [GOLD]) == [
        Document("a", entities=(ENTITY,), numbers=(NUMBER,), commitments=(PLEDGE,))
    ]


@pytest.mark.parametrize("offset", [np.bool_(True), np.float64(3.0)], ids=repr)
def test_numpy_booleans_and_floats_are_no_offsets(offset: Any) -> None:
    """They are refused where they are scored, and where they are written or read."""
    with pytest.raises(ValueError, match="need whole numbers"):
        camket.score([GOLD], [entity(offset, 5)])
    with pytest.raises((TypeError, FaultsError)):
        predictions.parse(predictions.write([entity(offset, 5)]), "p", [GOLD])


def test_the_order_of_arguments_changes_no_score_where_frames_stand_at_one_place() -> None:
    """Of two frames at one place each pairs with its own, whatever the order of its arguments."""
    one, two, three = Argument("actor", 0, 2), Argument("actor", 3, 5), Argument("recipient", 0, 2)
    frames = [Commitment(6, 28, "PLEDGE", "vague", found) for found in ((one, three), (two, three))]
    turned = [Commitment(6, 28, "PLEDGE", "vague", frame.arguments[::-1]) for frame in frames]
    scores = camket.score([Document("a", commitments=tuple(frames))], [Document("a", commitments=tuple(turned[::-1]))])
    assert {scores.micro(metric).f1 for metric in ALL} == {None, 1}


# files


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ('{"id": "a", "id": "b"}', "key 'id' stands there twice in one object"),
        ('{"id": "a", "entities": [], "entities": []}', "key 'entities' stands there twice in one object"),
        ('{"id": "a", "entities": [{"start": 3, "start": 4, "end": 5, "label": "PER"}]}', "key 'start' stands there"),
        ('{"id": "a", "entities": [{"start": NaN, "end": 5, "label": "PER"}]}', "NaN is no number of JSON"),
        ('{"id": "a", "text": -Infinity}', "-Infinity is no number of JSON"),
    ],
)
def test_json_that_says_a_thing_twice_or_no_number_is_refused_with_its_line(bad: str, message: str) -> None:
    """Python's reader would take the last of two keys, and NaN, in silence."""
    with pytest.raises(FaultsError, match=rf"p:2:1: bad JSON: {message}.*; write one JSON object a line"):
        predictions.parse(f"\n{bad}\n", "p", [GOLD])


def test_a_file_cut_off_anywhere_is_refused_with_its_line_or_read_up_to_the_cut(tmp_path: Path) -> None:
    """At every byte: a document is whole or it is a fault, and those that are not there score as empty."""
    gold = [Document(name, text=TEXT, entities=(ENTITY,), numbers=(NUMBER,), commitments=(PLEDGE,)) for name in "ấbc"]
    data = predictions.write(gold).encode()
    lines = data.splitlines(keepends=True)
    ends = [sum(map(len, lines[: n + 1])) - 1 for n in range(len(lines))]  # without the line feed
    path = tmp_path / "p.jsonl"
    for cut in range(len(data) + 1):
        path.write_bytes(data[:cut])
        whole = sum(end <= cut for end in ends)
        started = sum(end + 1 for end in ends[whole - 1 : whole])
        if cut <= started:
            predicted = predictions.read(path, gold)
            assert [document.id for document in predicted] == ["ấ", "b", "c"][:whole]
            assert camket.score(gold, predicted).micro("commitments_frame") == Counts(whole, 3, whole)
        else:
            with pytest.raises(FaultsError) as raised:
                predictions.read(path, gold)
            assert {fault.line for fault in raised.value.faults} == {whole + 1}
            assert all(fault.message and fault.mend for fault in raised.value.faults)
