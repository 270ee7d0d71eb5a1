"""What tests share: the repository, a small corpus, the real articles where given, a notebook's answers."""

import os
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from camket.corpus.load import SCHEMA, find_root
from camket.formats import annotation_xml
from camket.model import Document

settings.register_profile("camket", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("camket")

ARTICLE = """<article id="composed-901" split="train" date="2026-03-12" genre="agency brief">
<h>
<s><e type="GPE" id="e1">Nhật Bản</e> <c type="PLEDGE" specificity="specific" actor="e1" amount="n1">góp \
<n type="MONEY" value="3000000000" unit="JPY" id="n1">3 tỷ yên</n></c></s>
</h>
<p>
<s><e type="ROLE">Thứ trưởng</e> <e type="PER">Lê Thu Hà</e> cho biết <party id="p1">hai bên</party> \
<c type="AGREEMENT" specificity="specific" actor="p1" deadline="n2">nhất trí mở \
<n type="QUANTITY" value="12" unit="khóa học" mod="min">12 khóa học</n> về <e type="SECTOR">bán dẫn</e> \
trước <n type="DATE" value="2027" mod="max" id="n2">năm 2027</n></c>.</s>
<s>Bà cảm ơn các giảng viên.</s>
</p>
</article>
"""


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository that the tests run in."""
    return find_root(Path(__file__).parent)


@pytest.fixture
def article() -> str:
    """A small valid annotation file with all kinds of spans."""
    return ARTICLE


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Document]:
    """Makes a document of its id and sentences as inline XML; `split` is train where it is not named."""

    def document(name: str, *sentences: str, split: str = "train") -> Document:
        path = tmp_path / f"{name}.xml"
        body = "\n".join(f"<s>{sentence}</s>" for sentence in sentences)
        head = f'<article id="{name}" split="{split}" date="2026-03-12" genre="brief">'
        path.write_text(f"{head}\n<p>\n{body}\n</p>\n</article>\n", encoding="utf-8")
        return annotation_xml.read(path)

    return document


@pytest.fixture
def small_root(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one composed article, in a folder of its own, where camket.load and the CLI look."""
    for folder in ("composed", "retold", "published"):
        (tmp_path / "annotations" / folder).mkdir(parents=True)
    shutil.copy(root / SCHEMA, tmp_path / SCHEMA)
    (tmp_path / "annotations" / "composed" / "composed-901.xml").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setenv("CAMKET_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of the five published articles; tests that need it are skipped without it."""
    folder = os.environ.get("CAMKET_ARTICLES")
    if not folder:
        pytest.skip("set CAMKET_ARTICLES to the folder of the published articles to run the tests on them")
    assert Path(folder).is_dir(), f"CAMKET_ARTICLES is no folder: {folder}"
    return Path(folder)


CELL = re.compile(r"^# %%(?P<head>[^\n]*)\n(?P<body>.*?)(?=^# %%|\Z)", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def answers(root: Path) -> Callable[[str, str], dict[str, Any]]:
    """Runs the answer cells of a notebook, such as "3-numbers", after a prelude; gives the names they define."""

    @cache
    def run(stem: str, prelude: str) -> dict[str, Any]:
        names: dict[str, Any] = {}
        exec(prelude, names)
        for cell in CELL.finditer((root / "notebooks" / "source" / f"{stem}.py").read_text(encoding="utf-8")):
            if "exercise=" in cell["head"]:
                exec(cell["body"], names)
        return names

    return run
