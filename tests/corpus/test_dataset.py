"""What load_dataset gives is what the annotations say, offline, and never an old build's rows."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
from datasets import Dataset, load_dataset

from camket.corpus import dataset
from camket.corpus.load import committed, load
from camket.formats import annotation_xml, iob2
from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    COMPOSED_SPLITS,
    ENTITY_LABELS,
    NUMBER_LABELS,
    SPECIFICITIES,
    SPLITS,
    Argument,
    Commitment,
    Document,
    Entity,
    Number,
    Party,
    Sentence,
)
from camket.reports.documents import front_matter
from camket.text import sha256


@pytest.fixture
def corpus(small_root: Path, article: str) -> list[Document]:
    """The small article in every split, each time under its own id; without text in `published`."""
    for split in SPLITS[1:]:
        folder = small_root / "annotations" / ("composed" if split in COMPOSED_SPLITS else split)
        text = article.replace('"composed-901" split="train"', f'"{split}-901" split="{split}"')
        path = folder / f"{split}-901.xml"
        path.write_text(text, encoding="utf-8")
        if split == "published":
            path.write_text(annotation_xml.write(annotation_xml.read(path), text_free=True), encoding="utf-8")
    return committed(root=small_root)


@pytest.fixture
def folder(small_root: Path) -> Path:
    """Where the dataset is built."""
    return small_root / "dataset"


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection can be made."""

    def refuse(*_: object) -> NoReturn:
        raise OSError("load_dataset went online")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def _build(documents: list[Document], folder: Path) -> None:
    dataset.build(documents, folder)
    (folder / "README.md").write_text(front_matter(documents), encoding="utf-8")


def _load(folder: Path, configuration: str | None, split: str) -> Dataset:
    return load_dataset(str(folder), configuration, split=split, cache_dir=str(folder.parent / "cache"))


def _named(rows: Dataset) -> Iterator[dict[str, Any]]:
    """The rows with every class label by its name instead of its number."""

    def name(feature: Any, value: Any) -> Any:
        if value is None:
            return None
        if hasattr(feature, "int2str"):
            return feature.int2str(value)
        if hasattr(feature, "feature"):
            return [name(feature.feature, item) for item in value]
        if isinstance(feature, dict):
            return {key: name(feature[key], item) for key, item in value.items()}
        return value

    for row in rows:
        yield name(dict(rows.features), row)


def _document(row: dict[str, Any], split: str) -> Document:
    """The document that a row of `articles` (with names for class labels) says."""
    return Document(
        row["id"],
        split,
        row["date"],
        row["text"],
        tuple(Sentence(s["start"], s["end"], s["paragraph"], s["headline"], s["sha256"]) for s in row["sentences"]),
        tuple(Entity(e["start"], e["end"], e["label"]) for e in row["entities"]),
        tuple(
            Number(n["start"], n["end"], n["label"], n["value"], n["unit"], n["modifier"].removeprefix("none"))
            for n in row["numbers"]
        ),
        tuple(Party(p["start"], p["end"]) for p in row["parties"]),
        tuple(
            Commitment(
                *(c["start"], c["end"], c["label"], c["specificity"]),
                tuple(Argument(a["role"], a["start"], a["end"]) for a in c["arguments"]),
            )
            for c in row["commitments"]
        ),
        {key: row[key] for key in ("genre", "topic", "source", "publisher") if row[key]},
    )


def _check(documents: list[Document], folder: Path) -> None:
    """Every configuration and split that has articles loads and says what the documents say."""
    for split in sorted({document.split for document in documents}):
        wanted = [document for document in documents if document.split == split]
        found = [_document(row, split) for row in _named(_load(folder, "articles", split))]
        kept = ("genre", "topic", "source", "publisher")
        assert found == [replace(d, metadata={k: d.metadata[k] for k in kept if k in d.metadata}) for d in wanted]
        sentences = list(_named(_load(folder, "sentences", split)))
        tokens = list(_named(_load(folder, "tokens", split)))
        places = [(d, i, s) for d in wanted for i, s in enumerate(d.sentences)]
        assert len(sentences) == len(tokens) == len(places)
        for (document, index, place), sentence, row in zip(places, sentences, tokens, strict=True):
            assert {"article": document.id, "sentence": index, "headline": place.headline}.items() <= sentence.items()
            assert {"article": document.id, "sentence": index, "headline": place.headline}.items() <= row.items()
            assert tuple(sentence["labels"]) == document.sentence_labels()[index]
            if document.text is None:
                assert {sentence["text"], *(row[key] for key in ("tokens", "starts", *dataset.TAGS))} == {None}
                continue
            assert sha256(sentence["text"]) == place.sha256
            for token, start in zip(row["tokens"], row["starts"], strict=True):
                assert document.text[start : start + len(token)] == token
            assert {len(row[key]) for key in dataset.TAGS} == {len(row["tokens"])}


@pytest.mark.slow  # fifteen loads through datasets, which is what a user does
@pytest.mark.usefixtures("offline")
def test_every_configuration_and_split_loads_offline_as_annotated(corpus: list[Document], folder: Path) -> None:
    """Text, offsets, labels, values and arguments come back; each split holds one article."""
    _build(corpus, folder)
    assert [document.split for document in corpus] == list(SPLITS)
    _check(corpus, folder)


@pytest.mark.slow  # the same for the whole corpus
@pytest.mark.usefixtures("offline")
def test_the_corpus_loads_as_annotated(root: Path, tmp_path: Path) -> None:
    """Built from annotations/ into a folder of its own."""
    documents = committed(root=root)
    _build(documents, tmp_path / "dataset")
    _check(documents, tmp_path / "dataset")


@pytest.mark.slow  # loads through datasets twice
@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("configuration", dataset.CONFIGURATIONS)
def test_other_rows_at_the_same_path_are_served_and_not_the_cached_ones(
    configuration: str, corpus: list[Document], folder: Path
) -> None:
    """A clone with other data at the place of an older one, with one cache; only one value has changed."""
    _build(corpus, folder)
    before = _load(folder, configuration, "train").to_list()
    train = corpus[0]
    commitment = replace(train.commitments[0], label="REFUSAL")
    changed = replace(train, commitments=(commitment, *train.commitments[1:]))
    _build([changed, *corpus[1:]], folder)
    after = _load(folder, configuration, "train")
    assert after.to_list() != before
    assert after.to_list() == dataset.rows_of([changed], configuration, "train").to_list()
    _build(corpus, folder)
    assert _load(folder, configuration, "train").to_list() == before


@pytest.mark.usefixtures("offline")
def test_articles_is_the_default_configuration(corpus: list[Document], folder: Path) -> None:
    """No name needs to be given."""
    _build(corpus, folder)
    assert _load(folder, None, "test")["id"] == ["test-901"]


def test_class_labels_have_the_names_and_the_order_of_the_model(corpus: list[Document]) -> None:
    """So that numbers mean the same in every version."""
    articles = dataset.rows_of(corpus, "articles", "train").features
    assert articles["entities"].feature["label"].names == list(ENTITY_LABELS)
    assert articles["numbers"].feature["label"].names == list(NUMBER_LABELS)
    assert articles["numbers"].feature["modifier"].names == ["none", "approx", "min", "max"]
    assert articles["commitments"].feature["label"].names == list(COMMITMENT_LABELS)
    assert articles["commitments"].feature["specificity"].names == list(SPECIFICITIES)
    assert articles["commitments"].feature["arguments"].feature["role"].names == list(ARGUMENT_ROLES)
    tokens = dataset.rows_of(corpus, "tokens", "train").features
    assert tokens["number_tags"].feature.names[:3] == ["O", "B-MONEY", "I-MONEY"]
    assert dataset.rows_of(corpus, "sentences", "train").features["labels"].feature.names == list(COMMITMENT_LABELS)


def test_tokens_are_syllables_with_the_tags_of_the_outermost_spans(corpus: list[Document]) -> None:
    """The headline of the small article, which lies inside a commitment from its third syllable on."""
    row = next(_named(dataset.rows_of(corpus, "tokens", "train")))
    assert row["tokens"] == ["Nhật", "Bản", "góp", "3", "tỷ", "yên"]
    assert row["starts"] == [0, 5, 9, 13, 15, 18]
    assert row["entity_tags"] == ["B-GPE", "I-GPE", "O", "O", "O", "O"]
    assert row["number_tags"] == ["O", "O", "O", "B-MONEY", "I-MONEY", "I-MONEY"]
    assert row["commitment_tags"] == ["O", "O", "B-PLEDGE", "I-PLEDGE", "I-PLEDGE", "I-PLEDGE"]


def test_an_article_whose_first_sentence_has_no_commitment_keeps_the_labels_of_the_others(
    corpus: list[Document],
) -> None:
    """A list whose first item holds no label still gets its labels."""
    late = replace(corpus[0], commitments=corpus[0].commitments[1:])
    row = next(_named(dataset.rows_of([late], "articles", "train")))
    assert [sentence["labels"] for sentence in row["sentences"]] == [[], ["AGREEMENT"], []]


def test_a_split_without_articles_has_no_rows_but_all_columns() -> None:
    """A corpus may lack one."""
    for configuration in dataset.CONFIGURATIONS:
        rows = dataset.rows_of([], configuration, "retold")
        assert (rows.num_rows, rows.features) == (0, dataset.FEATURES[configuration])


IOB2 = {
    "nothing": ([], ["O", "O", "O", "O"]),
    "two adjacent spans of one label": ([Entity(0, 2, "PER"), Entity(3, 5, "PER")], ["B-PER", "B-PER", "O", "O"]),
    "of nested spans the outer": ([Entity(3, 5, "GPE"), Entity(0, 8, "ORG")], ["B-ORG", "I-ORG", "I-ORG", "O"]),
    "of crossing spans the first": ([Entity(0, 5, "ORG"), Entity(3, 8, "PER")], ["B-ORG", "I-ORG", "O", "O"]),
    "a span that holds no whole token": ([Entity(0, 1, "PER")], ["O", "O", "O", "O"]),
}


@pytest.mark.parametrize("name", IOB2)
def test_iob2_tags_hold_one_layer_of_spans(name: str) -> None:
    """Four tokens of two characters."""
    spans, tags = IOB2[name]
    assert iob2.encode([(0, 2), (3, 5), (6, 8), (9, 11)], spans) == tags


def test_published_rows_without_text_keep_everything_but_words(corpus: list[Document]) -> None:
    """Text, tokens and tags are null; offsets, labels and values are those of the article with its text."""
    free = next(_named(dataset.rows_of(corpus, "articles", "published")))
    full = next(_named(dataset.rows_of(corpus, "articles", "retold")))
    assert free["text"] is None
    assert full["text"] is not None
    for key in ("sentences", "entities", "numbers", "parties", "commitments", "length", "date"):
        assert free[key] == full[key]
    assert dataset.rows_of(corpus, "sentences", "published")["text"] == [None] * 3
    tokens = dataset.rows_of(corpus, "tokens", "published")
    assert tokens["tokens"] == tokens["entity_tags"] == [None] * 3


def test_a_dataset_that_was_just_built_is_not_outdated(corpus: list[Document], folder: Path) -> None:
    """Nothing is found."""
    dataset.build(corpus, folder)
    assert dataset.outdated(corpus, folder) == []


def test_a_change_in_the_annotations_is_found_in_every_configuration(corpus: list[Document], folder: Path) -> None:
    """Each finding names the file and says what to do; other splits are not touched."""
    dataset.build(corpus, folder)
    train = corpus[0]
    assert train.text is not None
    changed = replace(train, text=train.text.replace("cảm ơn", "chào"), commitments=())
    found = dataset.outdated([changed, *corpus[1:]], folder)
    assert found == [
        f"{folder / configuration / 'train.parquet'} differs from annotations/: run camket build"
        for configuration in dataset.CONFIGURATIONS
    ]


def test_an_edited_a_broken_and_a_missing_file_are_found(corpus: list[Document], folder: Path) -> None:
    """The dataset is generated, never edited."""
    dataset.build(corpus, folder)
    dataset.rows_of([], "sentences", "test").to_parquet(folder / "sentences" / "test.parquet")
    (folder / "tokens" / "retold.parquet").unlink()
    (folder / "tokens" / "test.parquet").write_bytes(b"PAR1")
    edited, broken, missing = dataset.outdated(corpus, folder)
    assert "sentences/test.parquet differs" in edited
    assert "tokens/test.parquet differs" in broken
    assert "tokens/retold.parquet is missing" in missing


def test_a_label_set_that_has_changed_is_found(corpus: list[Document], folder: Path) -> None:
    """Equal numbers under other names are another dataset."""
    dataset.build(corpus, folder)
    rows = dataset.rows_of(corpus, "sentences", "train")
    labels = type(rows.features["labels"].feature)(names=list(reversed(COMMITMENT_LABELS)))
    renamed = Dataset.from_list(
        rows.to_list(), features=type(rows.features)({**rows.features, "labels": type(rows.features["labels"])(labels)})
    )
    renamed.to_parquet(folder / "sentences" / "train.parquet")
    assert len(dataset.outdated(corpus, folder)) == 1


def test_building_again_leaves_no_file_of_the_old_build(corpus: list[Document], folder: Path) -> None:
    """But the card and what else lies beside the configurations stays."""
    _build(corpus, folder)
    (folder / "articles" / "old.parquet").write_bytes(b"")
    dataset.build(corpus, folder)
    assert sorted(path.name for path in (folder / "articles").iterdir()) == sorted(f"{s}.parquet" for s in SPLITS)
    assert (folder / "README.md").is_file()


def test_the_content_hash_changes_with_a_row_and_only_then(corpus: list[Document]) -> None:
    """A date stands in `articles` and in no other configuration."""
    again = {name: dataset.content_hash(load("train"), name) for name in dataset.CONFIGURATIONS}
    changed = [replace(corpus[0], date="2026-03-13")]
    assert dataset.content_hash(changed, "articles") != again["articles"]
    assert dataset.content_hash(changed, "tokens") == again["tokens"] == dataset.content_hash(corpus[:1], "tokens")
