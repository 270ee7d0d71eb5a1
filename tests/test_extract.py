"""Extraction: columns in, columns out; files of any kind in chunks; a broken row ends no job, a killed job goes on."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from datasets import Dataset
from hypothesis import given
from hypothesis import strategies as st

from camket import engines, extract, kept
from camket.extract import Chunk, Done, Extractor, Job, chunks, document_of, inputs, rows_of
from camket.model import Document, Entity
from camket.systems import load_system

SYSTEM = """
import json
from dataclasses import replace
from camket.model import Entity
from camket.numbers import find

class Names:
    "Finds the names of train, and numbers; stumbles over one word."
    def fit(self, train):
        self.names = sorted({d.text[e.start:e.end] for d in train for e in d.entities})
        return self
    def predict(self, documents):
        found = []
        for d in documents:
            if "hỏng" in d.text:
                raise RuntimeError("hỏng")
            entities = [Entity(d.text.find(n), d.text.find(n) + len(n), "GPE") for n in self.names if n in d.text]
            found.append(replace(d, entities=tuple(entities), numbers=tuple(find(d.text, d.date or None))))
        return found
    def save(self, folder):
        (folder / "names.json").write_text(json.dumps(self.names), "utf-8")
    def restore(self, folder):
        self.names = json.loads((folder / "names.json").read_text("utf-8"))
"""
TEXT = "Hà Nội chi 3 tỷ yên.\nHuế góp trước thứ ba tới."


@pytest.fixture
def target(tmp_path: Path) -> str:
    """A small system."""
    (tmp_path / "names.py").write_text(SYSTEM, encoding="utf-8")
    return f"{tmp_path / 'names.py'}:Names"


@pytest.fixture
def model(target: str, tmp_path: Path) -> Path:
    """What it learnt from one sentence."""
    system: Any = load_system(target)
    system.fit([Document("a", text="Hà Nội và Huế", entities=(Entity(0, 6, "GPE"), Entity(10, 13, "GPE")))])
    kept.write_model(system, target, tmp_path / "model")
    return tmp_path / "model"


@pytest.fixture
def extractor(target: str, model: Path) -> Extractor:
    """The system as a function of columns."""
    return engines.extractor_of(target, model)


def test_a_text_is_a_document_with_offsets_into_itself() -> None:
    """Lines are paragraphs, white space stays, NFD becomes NFC."""
    text = "  Ha\u0300 Nội chi. Huế góp.\r\n\n Đà Nẵng? "
    document = document_of(text, "a", "2026-03-12")
    assert document.text == text.replace("a\u0300", "à")
    assert [document.surface(s) for s in document.sentences] == ["Hà Nội chi.", "Huế góp.", "Đà Nẵng?"]
    assert [s.paragraph for s in document.sentences] == [0, 0, 1]


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_text_is_a_document(text: str) -> None:
    """Its sentences lie in it one after the other and hold all that is not white space."""
    document = document_of(text)
    at = 0
    for sentence in document.sentences:
        assert at <= sentence.start < sentence.end
        at = sentence.end
    shown = "".join(document.surface(sentence) for sentence in document.sentences)
    assert "".join(shown.split()) == "".join((document.text or "").split())


def test_columns_go_in_and_come_out(extractor: Extractor) -> None:
    """With spans as in a file of predictions; a date resolves what depends on it."""
    found = extractor({"id": ["a", "b"], "text": [TEXT, TEXT], "date": ["2026-03-12", None]})
    assert found["id"] == ["a", "b"]
    assert found["error"] == ["", ""]
    assert [[(e["start"], e["end"]) for e in row] for row in found["entities"]] == [[(0, 6), (21, 24)]] * 2
    assert found["numbers"][0][0] == {"start": 11, "end": 19, "label": "MONEY", "value": "3000000000", "unit": "JPY"}
    assert found["numbers"][0][1]["value"] == "2026-03-17"


def test_it_is_what_datasets_map_takes(extractor: Extractor) -> None:
    """Batched, with columns of lists of objects."""
    rows = Dataset.from_dict({"text": [TEXT, "Không có gì.", TEXT]})
    mapped = rows.map(extractor, batched=True, batch_size=2)
    assert [len(entities) for entities in mapped["entities"]] == [2, 0, 2]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"text": None}, "text is missing"),
        ({"text": 5}, "text is int"),
        ({"text": "a", "date": "hôm qua"}, "date 'hôm qua' is none: write it as 2026-03-12"),
        ({"text": "hỏng"}, "RuntimeError: hỏng"),
    ],
)
def test_a_broken_row_is_named_and_the_others_are_done(extractor: Extractor, row: dict[str, Any], said: str) -> None:
    """Whatever is wrong with it."""
    rows = [{"text": TEXT}, row, {"text": TEXT}]
    found = extractor({name: [each.get(name) for each in rows] for name in ("text", "date")})
    assert said in found["error"][1]
    assert found["entities"][1] == []
    assert [len(found["entities"][i]) for i in (0, 2)] == [2, 2]
    assert [found["error"][i] for i in (0, 2)] == ["", ""]


def test_an_empty_batch_is_empty(extractor: Extractor) -> None:
    """Not an error."""
    assert extractor({"text": []})["text"] == []


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of every kind of file, with broken rows."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.html").write_text(f"<p>{TEXT}</p><script>Hà Nội</script>", encoding="utf-8")
    (folder / "c.txt").write_bytes(b"\xff\xfe")
    rows = [{"id": f"d{i}", "text": f"{TEXT} {i}"} for i in range(7)]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines[2:2] = ["{broken", "[]", "", '{"id": "e"}', '{"text": "hỏng"}']
    (folder / "d.jsonl").write_text("\n".join(lines), encoding="utf-8")
    Dataset.from_list([{"id": f"p{i}", "text": TEXT, "date": None} for i in range(5)]).to_parquet(folder / "e.parquet")
    (folder / "notes.md").write_text("no input", encoding="utf-8")
    return folder


BROKEN = ["c.txt", "d.jsonl:3", "d.jsonl:4", "d.jsonl:6", "d.jsonl:7"]


def _job(corpus: Path, output: Path, engine: extract.Engine, size: int = 3) -> list[str]:
    return Job(chunks(inputs([corpus]), size), output, "key").run(engine)


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_files_of_every_kind_are_read_whatever_the_chunks(corpus: Path, target: str, model: Path, size: int) -> None:
    """In the order of the files; what cannot be used is said with its place."""
    output = corpus.parent / "out.jsonl"
    messages = _job(corpus, output, engines.local(target, model), size)
    rows = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["a", "b", *(f"d{i}" for i in range(7)), *(f"p{i}" for i in range(5))]
    assert all(len(row["entities"]) == 2 for row in rows)
    assert [message.rpartition("/")[2].partition(": ")[0] for message in messages] == BROKEN
    assert sorted(path.name for path in corpus.parent.glob("out*")) == ["out.jsonl"]


def test_rows_without_an_id_have_their_place(tmp_path: Path) -> None:
    """So that they can be found again."""
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\n\n{"text": "y"}\n', encoding="utf-8")
    (chunk,) = chunks([tmp_path / "a.jsonl"])
    assert [row["id"] for row in rows_of(chunk)] == ["a.jsonl:1", "a.jsonl:3"]


def test_several_processes_give_the_same(corpus: Path, target: str, model: Path) -> None:
    """In the same order."""
    first, second = corpus.parent / "1.jsonl", corpus.parent / "2.jsonl"
    said = _job(corpus, first, engines.local(target, model))
    assert _job(corpus, second, engines.local(target, model, workers=2)) == said
    assert first.read_bytes() == second.read_bytes()


def _cut_off(engine: extract.Engine, after: int) -> extract.Engine:
    def run(planned: Sequence[Chunk]) -> Iterator[Done]:
        for i, done in enumerate(engine(planned)):
            if i == after:
                raise KeyboardInterrupt
            yield done

    return run


def test_a_job_that_was_cut_off_goes_on(corpus: Path, target: str, model: Path) -> None:
    """What is done is not done again, and the file is as if nothing had happened, even after half a line."""
    whole, output = corpus.parent / "whole.jsonl", corpus.parent / "out.jsonl"
    engine = engines.local(target, model)
    said = _job(corpus, whole, engine)
    with pytest.raises(KeyboardInterrupt):
        _job(corpus, output, _cut_off(engine, 3))
    assert not output.exists()
    with (corpus.parent / "out.jsonl.part").open("a") as part:
        part.write('{"id": "half')
    seen: list[Chunk] = []

    def counted(planned: Sequence[Chunk]) -> Iterator[Done]:
        seen.extend(planned)
        return engine(planned)

    assert _job(corpus, output, counted) == said
    assert len(seen) == len(chunks(inputs([corpus]), 3)) - 3
    assert output.read_bytes() == whole.read_bytes()


def test_nothing_is_overwritten(corpus: Path, target: str, model: Path) -> None:
    """Neither a file that is there nor the part of another job."""
    output = corpus.parent / "out.jsonl"
    engine = engines.local(target, model)
    output.write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match=r"out.jsonl exists: name another file"):
        _job(corpus, output, engine)
    output.unlink()
    with pytest.raises(KeyboardInterrupt):
        _job(corpus, output, _cut_off(engine, 1))
    with pytest.raises(ValueError, match="part is of a job with other input"):
        _job(corpus / "d.jsonl", output, engine)


def test_inputs_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    """With what can."""
    with pytest.raises(ValueError, match=r"nothing to read: give files \(.txt"):
        inputs([tmp_path])
    with pytest.raises(ValueError, match=r"cannot read .pdf; give .txt"):
        inputs([tmp_path / "a.pdf"])
    with pytest.raises(ValueError, match=r"a.txt is no file"):
        inputs([tmp_path / "a.txt"])
    (tmp_path / "a.parquet").write_text("no", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a.parquet is no Parquet file"):
        chunks([tmp_path / "a.parquet"])


@pytest.mark.slow  # starts a Ray cluster on this machine, which takes some ten seconds
def test_ray_gives_the_same_row_for_row(corpus: Path, target: str, model: Path) -> None:
    """On a real local cluster, with two workers; a job cut off goes on there too."""
    ray = pytest.importorskip("ray", reason="Ray is an extra: pip install -r requirements-heavy.lock")
    first, second = corpus.parent / "1.jsonl", corpus.parent / "2.jsonl"
    said = _job(corpus, first, engines.local(target, model))
    engine = engines.ray(target, model, workers=2)
    try:
        with pytest.raises(KeyboardInterrupt):
            _job(corpus, second, _cut_off(engine, 2))
        assert _job(corpus, second, engine) == said
    finally:
        ray.shutdown()
    assert first.read_bytes() == second.read_bytes()


def test_an_extractor_keeps_documents_apart_that_share_an_id(extractor: Extractor) -> None:
    """Rows of a crawl may."""
    found = extractor({"id": ["a", "a"], "text": [TEXT, "Huế."]})
    assert [len(entities) for entities in found["entities"]] == [2, 1]


def test_a_system_that_returns_documents_in_another_order_is_right(target: str) -> None:
    """They are told apart by id."""

    class Backwards:
        def predict(self, documents: Sequence[Document]) -> list[Document]:
            found = [replace(d, entities=(Entity(0, len(d.text or ""), "GPE"),)) for d in documents]
            return found[::-1]

    found = Extractor(Backwards())({"text": ["Huế", "Hà Nội"]})
    assert [row[0]["end"] for row in found["entities"]] == [3, 6]
