"""Worked examples read into documents, and random documents: what the tests of the scorer share."""

import json
import re
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    MODIFIERS,
    NUMBER_LABELS,
    SPECIFICITIES,
    Argument,
    Commitment,
    Document,
    Entity,
    Number,
    lay_out,
)

DATA = Path(__file__).parent.parent / "data"
Side = list[Document]


def examples(name: str) -> list[dict[str, Any]]:
    """The examples of a file in tests/data."""
    found: list[dict[str, Any]] = json.loads((DATA / name).read_text(encoding="utf-8"))["examples"]
    return found


def title(example: dict[str, Any]) -> str:
    """How pytest names an example: rule and name, in words."""
    return re.sub(r"\W+", "-", f"{example.get('rule', '')}: {example['name']}").strip("-")


def sides(example: dict[str, Any]) -> tuple[Side, Side]:
    """Gold and predicted documents of an example."""
    lengths = example.get("sentences", [100])
    gold, predicted = ([_document(row, lengths) for row in _rows(example[side])] for side in ("gold", "predicted"))
    return gold, predicted


def _rows(side: Any) -> list[dict[str, Any]]:
    return side if isinstance(side, list) else [{"id": "a", **side}]


def _document(row: dict[str, Any], lengths: list[int]) -> Document:
    return Document(
        row["id"],
        sentences=lay_out((length, 0, False, "") for length in lengths),
        entities=tuple(map(_entity, row.get("entities", []))),
        numbers=tuple(map(_number, row.get("numbers", []))),
        commitments=tuple(map(_commitment, row.get("commitments", []))),
    )


def _offsets(place: str) -> tuple[int, int]:
    start, end = place.split("-")
    return int(start), int(end)


def _entity(line: str) -> Entity:
    place, label = line.split()
    return Entity(*_offsets(place), label)


def _number(line: str) -> Number:
    place, label, value, *rest = line.split()
    optional = dict(part.split("=") for part in rest)
    value = "" if value == "?" else value
    return Number(*_offsets(place), label, value, optional.get("unit", ""), optional.get("mod", ""))


def _commitment(line: str) -> Commitment:
    place, label, specificity, *rest = line.split()
    arguments = tuple(Argument(part.split("=")[0], *_offsets(part.split("=")[1])) for part in rest)
    return Commitment(*_offsets(place), label, specificity, arguments)


_starts, _lengths = st.sampled_from([0, 4, 8, 26, 31, 45]), st.sampled_from([4, 8])  # so that spans meet often


def _random_argument(role: str, start: int, length: int) -> Argument:
    return Argument(role, start, start + length)


def _random_entity(start: int, length: int, label: str) -> Entity:
    return Entity(start, start + length, label)


def _random_number(start: int, length: int, label: str, value: str, unit: str, modifier: str) -> Number:
    return Number(start, start + length, label, value, unit, modifier)


def _random_commitment(start: int, length: int, label: str, specificity: str, found: list[Argument]) -> Commitment:
    return Commitment(start, start + length, label, specificity, tuple(found))


def _random_document(entities: list[Entity], numbers: list[Number], commitments: list[Commitment]) -> Document:
    placed = lay_out((length, 0, False, "") for length in (30, 20, 10))
    return Document("", "", "", None, placed, tuple(entities), tuple(numbers), (), tuple(commitments))


_arguments = st.lists(st.builds(_random_argument, st.sampled_from(ARGUMENT_ROLES[:2]), _starts, _lengths), max_size=2)
random_entities = st.builds(_random_entity, _starts, _lengths, st.sampled_from(ENTITY_LABELS[:4]))
random_numbers = st.builds(
    _random_number,
    _starts,
    _lengths,
    st.sampled_from(NUMBER_LABELS[:2]),
    st.sampled_from(["3", "3.0", "4", "2026", ""]),
    st.sampled_from(["", "USD", "usd"]),
    st.sampled_from(["", *MODIFIERS]),
)
random_commitments = st.builds(
    _random_commitment,
    _starts,
    _lengths,
    st.sampled_from(COMMITMENT_LABELS[:2]),
    st.sampled_from(SPECIFICITIES),
    _arguments,
)
documents = st.builds(
    _random_document,
    st.lists(random_entities, max_size=4),
    st.lists(random_numbers, max_size=4),
    st.lists(random_commitments, max_size=4),
)
"""Documents of three sentences whose spans nest, cross, touch and repeat."""
corpora = st.lists(documents, max_size=3).map(
    lambda found: [replace(document, id=str(index)) for index, document in enumerate(found)]
)


def shuffled(side: Side, random: Random) -> Side:
    """The documents in another order, and their spans, and the arguments of their commitments."""

    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(items, len(items)))

    return [
        replace(
            document,
            entities=mixed(document.entities),
            numbers=mixed(document.numbers),
            commitments=mixed(tuple(replace(c, arguments=mixed(c.arguments)) for c in document.commitments)),
        )
        for document in random.sample(side, len(side))
    ]
