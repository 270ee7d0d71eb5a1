"""Generated parts of hand-written documents stand between markers and never drift; the card is built from them."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from camket.corpus.dataset import CONFIGURATIONS, content_hash
from camket.corpus.load import committed, load
from camket.model import SPLITS, Document
from camket.reports.documents import front_matter, refresh_documents
from camket.reports.generated import refresh

PAGE = (
    "before\n<!-- generated: table -->\nold\n<!-- end: table -->\nbetween\n<!-- generated: list --><!-- end: list -->"
)


def test_each_part_is_replaced_and_what_is_around_it_stays() -> None:
    """Set off by empty lines, as Markdown needs."""
    assert refresh(PAGE, {"table": "| new |\n", "list": "- one"}) == (
        "before\n<!-- generated: table -->\n\n| new |\n\n<!-- end: table -->\nbetween\n"
        "<!-- generated: list -->\n\n- one\n\n<!-- end: list -->"
    )


def test_a_part_that_is_not_given_stays() -> None:
    """Only named parts are replaced."""
    assert refresh(PAGE, {}) == PAGE
    assert "\nold\n" in refresh(PAGE, {"list": "- one"})


@given(st.text("ab|\n -", max_size=40), st.text("ab|\n -", max_size=40))
def test_refreshing_twice_changes_nothing_and_forgets_the_older_part(one: str, other: str) -> None:
    """So a check can compare."""
    once = refresh(PAGE, {"table": other})
    assert refresh(once, {"table": other}) == once
    assert refresh(refresh(PAGE, {"table": one}), {"table": other}) == once


@pytest.mark.parametrize(
    "text", ["no markers", "<!-- generated: table -->", "<!-- end: table --><!-- generated: table -->"]
)
def test_a_part_without_its_markers_is_an_error_that_names_them(text: str) -> None:
    """Nothing is left out in silence."""
    with pytest.raises(ValueError, match="no markers for the generated part 'table': add <!-- generated: table -->"):
        refresh(text, {"table": "new"})


CARD_PARTS = ("statistics", "density", "agreement", "benchmark")


@pytest.fixture
def documents(small_root: Path, article: str) -> list[Document]:
    """The gold of a small repository with README and card, and the article that README draws."""
    path = small_root / "annotations" / "composed" / "composed-001.xml"
    path.write_text(article.replace("composed-901", "composed-001"), encoding="utf-8")
    for number in "12":
        folder = small_root / "annotations" / "passes" / number / "composed"
        folder.mkdir(parents=True)
        text = article.replace(' split="train"', f' split="train" pass="{number}"')
        (folder / "composed-901.xml").write_text(text, encoding="utf-8")
    parts = {"README.md": ("example", "benchmark"), "DATASET_CARD.md": CARD_PARTS}
    for name, markers in parts.items():
        body = "".join(f"\n<!-- generated: {marker} -->\n<!-- end: {marker} -->\n" for marker in markers)
        head = "---\n---\n" if name == "DATASET_CARD.md" else ""
        (small_root / name).write_text(f"{head}\n# {name}\n{body}", encoding="utf-8")
    return committed(root=small_root)


def test_documents_are_written_once_and_are_up_to_date_then(small_root: Path, documents: list[Document]) -> None:
    """The dataset's card is the card at the root."""
    every = ["README.md", "DATASET_CARD.md", "dataset/README.md", "dataset/statistics.json"]
    assert refresh_documents(documents, small_root, check=True) == every
    assert not (small_root / "dataset").exists()
    assert refresh_documents(documents, small_root) == every
    assert refresh_documents(documents, small_root) == []
    card = (small_root / "DATASET_CARD.md").read_text(encoding="utf-8")
    assert (small_root / "dataset" / "README.md").read_text(encoding="utf-8") == card
    assert card.startswith(front_matter(documents))
    assert card.count("\n---\n") == 1
    assert "# DATASET_CARD.md" in card
    assert "Nhật Bản" not in card
    assert "cho biết" in (small_root / "README.md").read_text(encoding="utf-8")


def test_a_check_finds_drift_and_writes_nothing(small_root: Path, documents: list[Document]) -> None:
    """A figure edited by hand, and annotations that changed."""
    refresh_documents(documents, small_root)
    card = small_root / "DATASET_CARD.md"
    edited = card.read_text(encoding="utf-8").replace("| sentences | 6 |", "| sentences | 7 |")
    card.write_text(edited, encoding="utf-8")
    assert refresh_documents(documents, small_root, check=True) == ["DATASET_CARD.md"]
    assert card.read_text(encoding="utf-8") == edited
    refresh_documents(documents, small_root)
    changed = [documents[0], replace(documents[1], numbers=())]  # README draws the first
    assert refresh_documents(changed, small_root, check=True) == [
        "DATASET_CARD.md",
        "dataset/README.md",
        "dataset/statistics.json",
    ]


def test_what_is_written_by_hand_survives_a_refresh(small_root: Path, documents: list[Document]) -> None:
    """Only the generated parts and the front matter are replaced."""
    refresh_documents(documents, small_root)
    card = small_root / "DATASET_CARD.md"
    text = card.read_text(encoding="utf-8").replace("# DATASET_CARD.md", "# My card\n\n---\n\nSaid by hand.")
    card.write_text(text, encoding="utf-8")
    refresh_documents(documents, small_root)
    assert card.read_text(encoding="utf-8") == text


def test_the_front_matter_is_yaml_with_every_configuration_split_and_content_hash(small_root: Path) -> None:
    """One configuration is the default; the hash makes load_dataset see that rows changed."""
    documents = load(root=small_root)
    _, text, rest = front_matter(documents).split("---\n")
    data = yaml.safe_load(text)
    assert rest == ""
    assert [config["config_name"] for config in data["configs"]] == list(CONFIGURATIONS)
    assert [config.get("default", False) for config in data["configs"]] == [True, False, False]
    for config in data["configs"]:
        name = config["config_name"]
        assert config["description"] == f"content sha256 {content_hash(documents, name)}"
        assert config["data_files"] == [{"split": split, "path": f"{name}/{split}.parquet"} for split in SPLITS]
    assert (data["license"], data["language"]) == ("cc-by-4.0", ["vi"])


def test_the_documents_of_the_repository_are_up_to_date(root: Path) -> None:
    """README, card and statistics are what the committed annotations and results give."""
    assert refresh_documents(committed(root=root), root, check=True) == []
