"""Hydration: text-free annotations and the user's copies give the articles back, or nothing is written."""

import dataclasses
import html
import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from camket.cli import app
from camket.corpus.hydrate import Copy, hydrate, read_copies
from camket.corpus.load import add_text, committed, find_root, load
from camket.faults import FaultsError
from camket.formats import annotation_xml
from camket.model import SPLITS, Document
from camket.text import normalise

BRIDGE = """<article id="cau-moi" split="published" date="2026-03-12" publisher="Báo Bến Sông">
<h>
<s><e type="GPE" id="e1">Hàn Quốc</e> <c type="PLEDGE" specificity="specific" actor="e1" amount="n1">góp \
<n type="MONEY" value="42500000000" unit="KRW" mod="approx" id="n1">42,5 tỷ won</n> xây cầu</c></s>
</h>
<p>
<s>Sáng nay, <e type="ROLE">Thứ trưởng <e type="ORG">Bộ Xây dựng</e></e> <e type="PER">Đoàn Văn Khiết</e> tiếp đoàn \
kỹ sư ở bến phà.</s>
<s>“<party id="p1">Hai bên</party> <c type="AGREEMENT" specificity="specific" actor="p1" deadline="n2">nhất trí khởi \
công trước <n type="DATE" value="2026-08" mod="max" id="n2">tháng 8</n></c>”, ông nói.</s>
</p>
<h>
<s>Phà vẫn chạy</s>
</h>
<p>
<s>Phà R&amp;D số 3 chở <n type="QUANTITY" value="5000" unit="lượt khách">5.000 lượt khách</n> mỗi ngày.</s>
<s>Bến không đóng cửa.</s>
</p>
</article>
"""
SCHOOL = """<article id="truong-nghe" split="published" date="2026-03-12">
<p>
<s><e type="ORG">Trường nghề Hòa Bình</e> nhận <n type="QUANTITY" value="60" unit="máy tiện">60 máy tiện</n> mới.</s>
<s>Học viên dùng thử từ <n type="DATE" value="2026-03-16/2026-03-22">tuần sau</n>.</s>
</p>
</article>
"""
FOREIGN = "Quảng cáo: mua một tặng một, gọi 1900 6868 ngay hôm nay!"
Variant = Callable[[str], tuple[str, bytes]]


def as_page(text: str, before: str = "", after: str = "", between: str = "") -> str:
    """The text as an HTML page, a paragraph of it a line, with other blocks around each."""
    body = "\n".join(f"{between}<p>{html.escape(line)}</p>" for line in text.split("\n"))
    return f"<!DOCTYPE html>\n<html><head><title>Báo</title></head><body>{before}{body}{after}</body></html>"


def nfd(text: str) -> str:
    """The text in Unicode NFD."""
    return unicodedata.normalize("NFD", text)


def ragged(text: str) -> str:
    """The text with other white space: tabs, doubled and no-break spaces, line ends inside sentences."""
    spaces = ["  ", "\t", "\u00a0", "\n", " \n ", " "]
    words = text.split(" ")
    return "\n\n " + "".join(word + spaces[number % 6] for number, word in enumerate(words)) + "\n\n"


def furnished(text: str) -> str:
    """An HTML page with other paragraphs before, between and after, scripts, comments and inline marks."""
    page = as_page(
        text,
        before=f"<nav><a href='/'>Trang chủ</a></nav><script>var a = '{FOREIGN}';</script><p>{FOREIGN}</p>",
        between=f"<figure><img src='a.jpg'><figcaption>{FOREIGN}</figcaption></figure><!-- ad -->",
        after=f"<ul><li>Tin khác<li>{FOREIGN}</ul>",
    )
    return re.sub(r"(\w+) (\w+)</p>", r"<b>\1</b><!-- --> <a href='#'>\2</a></p>", page)


VARIANTS: dict[str, Variant] = {
    "text": lambda text: ("copy.txt", text.encode()),
    "text with a byte order mark": lambda text: ("copy.txt", b"\xef\xbb\xbf" + text.encode()),
    "text among other paragraphs": lambda text: (
        "copy.txt",
        f"{FOREIGN}\n{text.replace(chr(10), chr(10) + FOREIGN + chr(10))}\n{FOREIGN}".encode(),
    ),
    "text with other white space": lambda text: ("copy.txt", ragged(text).encode()),
    "text in NFD": lambda text: ("copy.txt", nfd(text).encode()),
    "text with Windows line ends": lambda text: ("copy.txt", text.replace("\n", "\r\n").encode()),
    "page": lambda text: ("copy.html", as_page(text).encode()),
    "page among other paragraphs": lambda text: ("COPY.HTM", furnished(text).encode()),
    "page with other white space": lambda text: ("copy.html", as_page(ragged(text)).encode()),
    "page in NFD": lambda text: ("copy.html", nfd(furnished(text)).encode()),
    "page with Windows line ends": lambda text: ("copy.html", furnished(text).replace("\n", "\r\n").encode()),
    "page with character references": lambda text: (
        "copy.html",
        as_page(text).encode("ascii", "xmlcharrefreplace").replace(b" ", b"&nbsp; "),
    ),
    "page under the name of a text": lambda text: ("copy.txt", furnished(text).encode()),
}


ON_REAL = [
    "text among other paragraphs",
    "text with other white space",
    "text in NFD",
    "text with Windows line ends",
    "page among other paragraphs",
    "page in NFD",
]


def article_of(xml: str, folder: Path) -> Document:
    """The document of an annotation file with this content."""
    path = folder / "written.xml"
    path.write_text(xml, encoding="utf-8")
    document = annotation_xml.read(path)
    path.unlink()
    return document


@pytest.fixture
def bridge(tmp_path: Path) -> Document:
    """The synthetic published article, with its text."""
    return article_of(BRIDGE, tmp_path)


@pytest.fixture
def published(small_root: Path, bridge: Document) -> Path:
    """The small repository with the text-free synthetic article."""
    put_published(small_root, bridge)
    return small_root


@pytest.fixture
def copies(tmp_path: Path, bridge: Document) -> Path:
    """A folder of the user's with a text copy of the synthetic article."""
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "copy.txt").write_text(str(bridge.text), encoding="utf-8")
    return folder


def put_published(root: Path, document: Document) -> None:
    """Commit a document's text-free annotations to a small repository."""
    path = root / "annotations" / "published" / f"{document.id}.xml"
    path.write_text(annotation_xml.write(document, text_free=True), encoding="utf-8")


def run(*arguments: str | Path) -> Result:
    """The result of a camket command."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def hydrated(root: Path) -> dict[str, bytes]:
    """The files of hydrated/ with their contents."""
    return {path.name: path.read_bytes() for path in sorted((root / "hydrated").glob("*"))}


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_an_article_is_rebuilt_from_any_copy_with_its_text(
    variant: Variant, published: Path, bridge: Document, tmp_path: Path
) -> None:
    name, content = variant(str(bridge.text))
    folder = tmp_path / "saved" / "deep"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content)
    result = run("hydrate", tmp_path / "saved")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"cau-moi: 6 sentences from {folder / name}",
        f"1 of 1 articles hydrated into {published / 'hydrated'}",
    ]
    assert hydrated(published) == {"cau-moi.xml": BRIDGE.encode()}
    assert load("published", published) == [bridge]


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_dehydrating_gives_the_committed_file_back_byte_for_byte(
    variant: Variant, published: Path, bridge: Document, tmp_path: Path
) -> None:
    committed_file = published / "annotations" / "published" / "cau-moi.xml"
    before = committed_file.read_bytes()
    name, content = variant(str(bridge.text))
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / name).write_bytes(content)
    assert run("hydrate", tmp_path / "saved").exit_code == 0
    committed_file.unlink()
    assert run("dehydrate").exit_code == 0
    assert committed_file.read_bytes() == before


def test_a_hydrated_corpus_is_valid(published: Path, copies: Path) -> None:
    run("hydrate", copies)
    (published / "hydrated" / "cau-moi.xml").rename(published / "cau-moi.xml")
    result = run("validate", published / "cau-moi.xml")
    assert (result.exit_code, result.stdout) == (0, "1 files, 0 faults\n")


def test_a_copy_may_lie_among_files_of_other_kinds(published: Path, copies: Path) -> None:
    (copies / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (copies / "other.txt").write_text(FOREIGN, encoding="utf-8")
    (copies / "empty.html").write_bytes(b"")
    assert run("hydrate", copies).exit_code == 0


def test_the_most_complete_of_several_copies_is_taken(published: Path, copies: Path, bridge: Document) -> None:
    (copies / "a.txt").write_text(str(bridge.text).replace("5.000", "5.001"), encoding="utf-8")
    result = run("hydrate", copies)
    assert result.exit_code == 0
    assert f"from {copies / 'copy.txt'}" in result.stdout


CHANGES = {
    "changed": (
        ("5.000 lượt", "5.001 lượt"),
        "cau-moi, sentence 5 of 6 ({copy}): changed or missing, 43 characters; the copy has there: "
        "“Phà R&D số 3 chở 5.001 lượt khách mỗi ngày.”",
    ),
    "changed at the beginning": (
        ("Hàn Quốc góp", "Nhật Bản góp"),
        "cau-moi, sentence 1 of 6 ({copy}): changed or missing, 32 characters; the copy has there: "
        "“Nhật Bản góp 42,5 tỷ won xây cầu”",
    ),
    "changed at the end": (
        ("không đóng", "vẫn đóng"),
        "cau-moi, sentence 6 of 6 ({copy}): changed or missing, 19 characters; the copy has there: “Bến vẫn đóng cửa.”",
    ),
    "missing": (
        ("“Hai bên nhất trí khởi công trước tháng 8”, ông nói.", ""),
        "cau-moi, sentence 3 of 6 ({copy}): missing, 52 characters; the copy goes on with the next sentence",
    ),
    "doubled": (
        ("Bến không đóng cửa.", "Bến không đóng cửa. Bến không đóng cửa."),
        "cau-moi, sentence 6 of 6 ({copy}): doubled, it stands there 2 times; "
        "leave one copy of the article in the file",
    ),
}


@pytest.mark.parametrize("partial", [[], ["--partial"]], ids=["whole", "partial"])
@pytest.mark.parametrize(("change", "problem"), CHANGES.values(), ids=CHANGES)
def test_a_sentence_that_does_not_match_is_named_and_nothing_is_written(
    change: tuple[str, str], problem: str, partial: list[str], published: Path, copies: Path, bridge: Document
) -> None:
    assert str(bridge.text).count(change[0]) == 1
    copy = copies / "copy.txt"
    copy.write_text(str(bridge.text).replace(*change), encoding="utf-8")
    result = run("hydrate", copies, *partial)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        problem.format(copy=copy),
        "0 of 1 articles are complete; nothing is written"
        + ("" if partial else " (--partial writes the complete ones)"),
    ]
    assert not (published / "hydrated").exists()


def test_every_sentence_that_does_not_match_is_named(published: Path, copies: Path, bridge: Document) -> None:
    text = str(bridge.text).replace("5.000", "5.001").replace("Phà vẫn chạy\n", "").replace("tháng 8", "tháng 9")
    (copies / "copy.txt").write_text(text, encoding="utf-8")
    problems = run("hydrate", copies).stderr.splitlines()[:-1]
    assert [problem.partition(" (")[0] for problem in problems] == [
        f"cau-moi, sentence {number} of 6" for number in (3, 4, 5)
    ]


def test_an_article_twice_in_one_file_is_doubled_in_every_sentence_of_its_body(
    published: Path, copies: Path, bridge: Document
) -> None:
    (copies / "copy.txt").write_text(f"{bridge.text}\n{bridge.text}", encoding="utf-8")
    result = run("hydrate", copies)
    assert result.exit_code == 1
    assert [int(number) for number in re.findall(r"sentence (\d) of 6 .*: doubled", result.stderr)] == [2, 3, 5, 6]


def test_a_headline_that_the_page_repeats_is_no_doubled_sentence(
    published: Path, copies: Path, bridge: Document
) -> None:
    headline = bridge.surface(bridge.sentences[0])
    (copies / "copy.txt").write_text(f"{headline}\n{bridge.text}", encoding="utf-8")
    assert run("hydrate", copies).exit_code == 0


def test_a_sentence_that_the_article_has_twice_must_be_there_twice(small_root: Path, tmp_path: Path) -> None:
    twice = article_of(
        SCHOOL.replace("</p>", "<s>Lớp học vui.</s>\n<s>Mưa tạnh.</s>\n<s>Lớp học vui.</s>\n</p>"), tmp_path
    )
    put_published(small_root, twice)
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "a.txt").write_text(str(twice.text), encoding="utf-8")
    assert run("hydrate", folder).exit_code == 0
    (folder / "a.txt").write_text(str(twice.text).removesuffix("Lớp học vui."), encoding="utf-8")
    result = run("hydrate", folder)
    assert result.exit_code == 1
    assert "truong-nghe, sentence 5 of 5" in result.stderr
    assert "missing, it stands there 1 times and in the article 2 times" in result.stderr


def test_an_article_that_is_not_there_is_named_and_nothing_is_written(
    published: Path, copies: Path, tmp_path: Path
) -> None:
    put_published(published, article_of(SCHOOL, tmp_path))
    result = run("hydrate", copies)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "truong-nghe: none of the 1 files holds a sentence of it",
        "1 of 2 articles are complete; nothing is written (--partial writes the complete ones)",
    ]
    assert not (published / "hydrated").exists()


def test_a_partial_build_writes_the_complete_articles_and_still_ends_with_status_1(
    published: Path, copies: Path, tmp_path: Path
) -> None:
    put_published(published, article_of(SCHOOL, tmp_path))
    result = run("hydrate", copies, "--partial")
    assert result.exit_code == 1
    assert result.stderr == "truong-nghe: none of the 1 files holds a sentence of it\n"
    assert result.stdout.splitlines()[-1] == f"1 of 2 articles hydrated into {published / 'hydrated'}"
    assert hydrated(published) == {"cau-moi.xml": BRIDGE.encode()}
    assert [document.text is None for document in load("published", published)] == [False, True]


def test_a_wrong_folder_is_wrong_use(published: Path, copies: Path) -> None:
    for folder in (copies / "none", copies / "copy.txt"):
        result = run("hydrate", folder)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"{folder} is no folder; name the folder with your copies of the articles\n"
    assert not (published / "hydrated").exists()


def test_a_folder_without_copies_is_said_to_have_none(published: Path, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "copy.pdf").write_bytes(b"%PDF")
    result = run("hydrate", folder)
    assert result.exit_code == 1
    assert result.stderr.startswith("cau-moi: no text or HTML file is there, so none holds a sentence of it\n")
    assert not (published / "hydrated").exists()


def test_a_copy_that_cannot_be_decoded_is_named(published: Path, copies: Path, bridge: Document) -> None:
    (copies / "copy.txt").write_bytes(str(bridge.text).encode("utf-16"))
    result = run("hydrate", copies)
    assert result.exit_code == 1
    assert f"{copies / 'copy.txt'}: byte 0 is not UTF-8; save the file as UTF-8" in result.stderr
    assert not (published / "hydrated").exists()


def test_a_repository_without_published_articles_has_nothing_to_hydrate(small_root: Path, copies: Path) -> None:
    result = run("hydrate", copies)
    assert result.exit_code == 2
    assert "published has no article to hydrate" in result.stderr
    assert not (small_root / "hydrated").exists()


@pytest.mark.parametrize("failure", ["changed copy", "wrong folder", "no copies"])
def test_after_a_failure_an_earlier_hydrated_folder_is_untouched(
    failure: str, published: Path, copies: Path, bridge: Document, tmp_path: Path
) -> None:
    assert run("hydrate", copies).exit_code == 0
    before = hydrated(published)
    everything = sorted(path.name for path in published.iterdir())
    (copies / "copy.txt").write_text(str(bridge.text).replace("5.000", "5.001"), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    folder = {"changed copy": copies, "wrong folder": tmp_path / "none", "no copies": tmp_path / "empty"}[failure]
    assert run("hydrate", folder).exit_code != 0
    assert hydrated(published) == before
    assert sorted(path.name for path in published.iterdir()) == sorted({*everything, "empty"})


def test_hydrating_again_never_overwrites_edited_annotations(published: Path, copies: Path) -> None:
    assert run("hydrate", copies).exit_code == 0
    path = published / "hydrated" / "cau-moi.xml"
    edited = path.read_text(encoding="utf-8").replace('specificity="specific"', 'specificity="vague"', 1)
    assert edited != path.read_text(encoding="utf-8")
    path.write_text(edited, encoding="utf-8")
    result = run("hydrate", copies)
    assert result.exit_code == 2
    assert "cau-moi.xml holds edits that annotations/ has not: camket dehydrate first" in result.stderr
    assert path.read_text(encoding="utf-8") == edited


def test_hydrating_again_renews_its_articles_and_leaves_other_files(published: Path, copies: Path) -> None:
    assert run("hydrate", copies).exit_code == 0
    (published / "hydrated" / "cau-moi.xml").write_text("x", encoding="utf-8")
    (published / "hydrated" / "other.xml").write_text("y", encoding="utf-8")
    assert run("hydrate", copies).exit_code == 0
    assert hydrated(published) == {"cau-moi.xml": BRIDGE.encode(), "other.xml": b"y"}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_changed_character_never_shifts_a_span(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever is changed, dropped or put in, every sentence comes back as it was or the article is incomplete."""
    document = article_of(BRIDGE, tmp_path_factory.getbasetemp())
    text = str(document.text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 2, len(text))))
    put = data.draw(st.text("aạ1.5, \n", max_size=2))
    copy = Copy(Path("copy.txt"), normalise(text[:start] + put + text[end:]))
    free = dataclasses.replace(document, text=None)
    (outcome,) = hydrate([free], [copy])
    assert outcome.document == (document if outcome.complete else free)
    unbroken = all(sentence in copy.text for sentence in map(document.surface, document.sentences))
    assert unbroken or not outcome.complete


def test_copies_are_read_with_normal_white_space_and_form(copies: Path) -> None:
    (copies / "copy.txt").write_text(nfd(" Cầu \r\n mới "), encoding="utf-8", newline="")
    found, problems = read_copies(copies)
    assert (found, problems) == ([Copy(copies / "copy.txt", "Cầu mới")], [])


def test_dehydrate_writes_named_files_to_a_folder_of_choice(published: Path, tmp_path: Path) -> None:
    file = tmp_path / "work.xml"
    file.write_text(BRIDGE, encoding="utf-8")
    result = run("dehydrate", file, "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, f"1 text-free files in {tmp_path / 'out'}\n")
    expected = (published / "annotations" / "published" / "cau-moi.xml").read_bytes()
    assert (tmp_path / "out" / "cau-moi.xml").read_bytes() == expected


def test_a_text_free_file_holds_no_word_of_the_text(published: Path, bridge: Document) -> None:
    content = (published / "annotations" / "published" / "cau-moi.xml").read_text(encoding="utf-8")
    without_units = re.sub(r' unit="[^"]*"| publisher="[^"]*"', "", content)
    words = {word for word in re.findall(r"[^\W\d_]+", str(bridge.text)) if len(word) > 1}
    assert {word for word in words if re.search(rf"\b{word}\b", without_units)} == set()


def test_dehydrate_without_anything_to_do_is_wrong_use(published: Path) -> None:
    result = run("dehydrate")
    assert result.exit_code == 2
    assert result.stderr == "nothing to dehydrate: name files, or run camket hydrate DIR first\n"


def test_dehydrate_names_the_faults_of_a_file_and_writes_nothing(published: Path, copies: Path) -> None:
    run("hydrate", copies)
    file = published / "hydrated" / "cau-moi.xml"
    file.write_text(BRIDGE.replace('type="PER"', 'type="MAN"'), encoding="utf-8")
    before = (published / "annotations" / "published" / "cau-moi.xml").read_bytes()
    result = run("dehydrate")
    assert result.exit_code == 1
    assert "cau-moi.xml:6:74: unknown label 'MAN' of <e>" in result.stderr
    assert (published / "annotations" / "published" / "cau-moi.xml").read_bytes() == before


def test_committed_documents_are_text_free_and_loaded_ones_have_what_is_hydrated(published: Path, copies: Path) -> None:
    assert [document.text for document in committed("published")] == [None]
    assert [document.text for document in load("published")] == [None]
    run("hydrate", copies)
    assert [document.text for document in committed("published")] == [None]
    assert [document.text is None for document in load("published")] == [False]


def test_annotations_changed_after_hydration_are_loaded_with_the_text(published: Path, copies: Path) -> None:
    run("hydrate", copies)
    path = published / "annotations" / "published" / "cau-moi.xml"
    path.write_text(path.read_text(encoding="utf-8").replace('type="PER"', 'type="ORG"'), encoding="utf-8")
    (document,) = load("published")
    assert document.text is not None
    assert not any(entity.label == "PER" for entity in document.entities)


def test_a_hydrated_file_with_other_sentences_is_out_of_date(published: Path, copies: Path, tmp_path: Path) -> None:
    run("hydrate", copies)
    put_published(published, article_of(BRIDGE.replace("Phà vẫn chạy", "Phà còn chạy"), tmp_path))
    expected = r"^hydrated/cau-moi\.xml: other sentences than the annotations have; hydrate it again$"
    with pytest.raises(FaultsError, match=expected):
        load("published")


def test_text_is_added_sentence_by_sentence(bridge: Document) -> None:
    free = dataclasses.replace(bridge, text=None)
    assert add_text(free, [bridge.surface(sentence) for sentence in bridge.sentences]) == bridge
    with pytest.raises(ValueError, match="zip"):
        add_text(free, ["Phà vẫn chạy"])


def test_all_splits_are_loaded_in_order_and_one_by_name(published: Path, article: str) -> None:
    for name, split in [("retold-901", "retold"), ("composed-900", "test")]:
        content = article.replace("composed-901", name).replace('"train"', f'"{split}"')
        folder = "retold" if split == "retold" else "composed"
        (published / "annotations" / folder / f"{name}.xml").write_text(content, encoding="utf-8")
    assert [(document.split, document.id) for document in load()] == [
        ("train", "composed-901"),
        ("test", "composed-900"),
        ("retold", "retold-901"),
        ("published", "cau-moi"),
    ]
    assert {split: len(load(split)) for split in SPLITS} == {
        "train": 1,
        "validation": 0,
        "test": 1,
        "retold": 1,
        "published": 1,
    }


def test_an_unknown_split_is_refused_with_those_there_are(published: Path) -> None:
    with pytest.raises(ValueError, match=r"no split 'dev': use train, validation, test, retold, published"):
        load("dev")


def test_the_repository_is_found_from_below_and_by_its_variable(
    published: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    assert find_root() == published
    assert find_root(published / "annotations" / "published") == published
    monkeypatch.delenv("CAMKET_ROOT")
    monkeypatch.chdir(published / "annotations")
    assert find_root() == published
    monkeypatch.chdir("/")
    assert find_root() == root


# The real articles; no word of them stands here.


@pytest.fixture
def real(root: Path, small_root: Path) -> Path:
    """The small repository with the committed annotations of the published articles."""
    shutil.rmtree(small_root / "annotations" / "published")
    shutil.copytree(root / "annotations" / "published", small_root / "annotations" / "published")
    return small_root


@pytest.mark.slow  # some seconds: every file is searched for the sentences of every article
@pytest.mark.parametrize("name", ON_REAL)
def test_the_real_articles_are_rebuilt_from_any_copy_and_go_back_byte_for_byte(
    name: str, real: Path, root: Path, articles: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    for path in articles.glob("*.txt"):
        file, content = VARIANTS[name](path.read_text(encoding="utf-8"))
        (folder / path.stem).mkdir(parents=True)
        (folder / path.stem / file).write_bytes(content)
    result = run("hydrate", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(hydrated(real)) == 5
    shutil.rmtree(real / "annotations" / "published")
    assert run("dehydrate").exit_code == 0
    files = {path.name: path.read_bytes() for path in (real / "annotations" / "published").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (root / "annotations" / "published").iterdir()}


@pytest.mark.slow  # as above
def test_the_folder_of_the_real_articles_hydrates_as_it_is_and_is_valid(real: Path, articles: Path) -> None:
    result = run("hydrate", articles)
    assert (result.exit_code, result.stderr) == (0, "")
    validated = run("validate", *sorted((real / "hydrated").iterdir()))
    assert (validated.exit_code, validated.stdout) == (0, "5 files, 0 faults\n")


@pytest.mark.slow  # as above
def test_a_real_article_with_a_changed_figure_is_named_and_nothing_is_written(
    real: Path, articles: Path, tmp_path: Path
) -> None:
    shutil.copytree(articles, tmp_path / "copies")
    run("hydrate", articles)
    document = load("published")[0]
    shutil.rmtree(real / "hydrated")
    number = document.numbers[len(document.numbers) // 2]
    index = document.sentence_at(number.start)
    assert index is not None
    sentence = document.surface(document.sentences[index])
    (copy,) = [path for path in (tmp_path / "copies").iterdir() if sentence in path.read_text(encoding="utf-8")]
    changed = sentence.replace(document.surface(number), "999")
    copy.write_text(copy.read_text(encoding="utf-8").replace(sentence, changed), encoding="utf-8")
    result = run("hydrate", tmp_path / "copies")
    assert result.exit_code == 1
    assert f"{document.id}, sentence {index + 1} of {len(document.sentences)} ({copy})" in result.stderr
    assert "4 of 5 articles are complete; nothing is written" in result.stderr
    assert not (real / "hydrated").exists()


@pytest.mark.slow  # as above
def test_every_figure_of_the_real_articles_is_in_a_number_a_name_a_set_term_or_a_list_marker(
    real: Path, articles: Path
) -> None:
    run("hydrate", articles)
    documents = load("published")
    figures = 0
    for document in documents:
        text = str(document.text)
        covered = [(number.start, number.end) for number in document.numbers]
        covered += [(entity.start, entity.end) for entity in document.entities]
        covered += [match.span() for match in re.finditer(r"\b2\+2\b", text)]
        for sentence in document.sentences:
            marker = re.match(r"\(?\d{1,2}[.)]", text[sentence.start : sentence.end])
            covered += [(sentence.start, sentence.start + marker.end())] if marker else []
        for figure in re.finditer(r"\d+", text):
            figures += 1
            assert any(start <= figure.start() and figure.end() <= end for start, end in covered), (
                f"{document.id}, character {figure.start()}: a figure that no number holds"
            )
    assert len(documents) == 5
    assert figures > 100
