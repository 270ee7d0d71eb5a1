"""Keys change with what they are of, and with nothing else."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from camket import keys
from camket.corpus.load import load


def test_a_word_list_belongs_to_the_system_that_names_it(tmp_path: Path) -> None:
    """So that another system's changes nothing."""
    (tmp_path / "a.py").write_text("WORDS = open('words.txt')\n", encoding="utf-8")
    (tmp_path / "words.txt").write_text("a", encoding="utf-8")
    (tmp_path / "theirs.txt").write_text("b", encoding="utf-8")
    assert [path.name for path in keys.sources(tmp_path / "a.py")] == ["a.py", "words.txt"]


def test_a_key_changes_with_text_date_and_annotations(small_root: Path) -> None:
    """And with nothing else."""
    documents = load("train", small_root)
    key = keys.documents_key(documents)
    assert key == keys.documents_key([replace(d, metadata={}) for d in documents])
    changes: list[dict[str, Any]] = [{"text": documents[0].text + "."}, {"date": "2026-01-01"}, {"entities": ()}]  # type: ignore[operator]
    for change in [*changes, {"parties": ()}]:
        assert key != keys.documents_key([replace(d, **change) for d in documents])


def test_versions_are_those_of_what_the_files_import(tmp_path: Path) -> None:
    """Wherever the import stands, and of the files beside it."""
    (tmp_path / "a.py").write_text("import b\ndef f():\n    import lxml.etree\n", encoding="utf-8")
    (tmp_path / "b.py").write_text("from numpy import array\nimport json\n", encoding="utf-8")
    assert set(keys.versions(tmp_path / "a.py")) == {"python", "lxml", "numpy"}
