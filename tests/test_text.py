"""Text: normal form, syllables and sentences with offsets, and the visible text of files."""

import itertools
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.text import nfc, normalise, read_text, sentences, sha256, syllables


def pieces(text: str) -> list[str]:
    """The sentences of a text as strings."""
    return [text[start:end] for start, end in sentences(text)]


@given(st.text())
def test_normal_text_is_nfc_with_single_plain_spaces_and_stays_so(text: str) -> None:
    normal = normalise(text)
    assert unicodedata.is_normalized("NFC", normal)
    assert normal.split() == normal.split(" ") or normal == ""
    assert normalise(normal) == normal


@given(st.text("aăâđêôơưếợữ "))
def test_form_and_white_space_do_not_change_the_normal_text_or_its_hash(text: str) -> None:
    other = unicodedata.normalize("NFD", text).replace(" ", " \r\n\t\u00a0")
    assert normalise(other) == normalise(text)
    assert sha256(normalise(other)) == sha256(normalise(text))


def test_nfc_keeps_white_space() -> None:
    assert nfc("Hue\u0302\u0301  \n") == "Huế  \n"


def test_the_hash_is_sha_256_of_utf_8() -> None:
    assert sha256("Huế") == "3beb043b466c92ae63217636042fce4273e31d68684d3b7645aa60977336285a"


def test_syllables_are_letter_runs_figures_with_marks_and_single_marks() -> None:
    text = "Vay 12,5 tỷ yên (5.000 hộ), TP.HCM!"
    expected = ["Vay", "12,5", "tỷ", "yên", "(", "5.000", "hộ", ")", ",", "TP", ".", "HCM", "!"]
    assert [text[start:end] for start, end in syllables(text)] == expected


@given(st.text())
def test_syllables_cover_everything_but_white_space_in_order(text: str) -> None:
    spans = list(syllables(text))
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert "".join(text[start:end] for start, end in spans) == "".join(text.split())


@pytest.mark.parametrize(
    "parts",
    [
        ["Mưa lớn.", "Đường ngập!", "Ai lo?", "Chờ…", "Rồi tạnh."],
        ["Giá là 5.000 đồng.", "12 hộ bán."],
        ["“Chúng tôi ở lại.”", "Bà nói vậy."],
        ["Kho đầy.", "“Lúa tốt”, ông nói."],
        ["Xe tới TP. Huế và tx. Hương Trà.", "Hết đường."],
        ["GS. Bùi Khánh và bà N. Lan cùng dự."],
        ["Lúa, ngô, v.v. đều tăng giá."],
        ["Không có dấu chấm"],
        ["Tăng... rồi giảm."],
    ],
)
def test_a_paragraph_falls_into_its_sentences(parts: list[str]) -> None:
    assert pieces(" ".join(parts)) == parts


@given(st.lists(st.sampled_from(["Lúa", "chín", "5.000", "TP.", "A.", "“Ừ.”", "?", "…", "(", "Đ"])).map(" ".join))
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    spans = list(sentences(text))
    assert all(one[1] < other[0] for one, other in itertools.pairwise(spans))
    assert "".join(pieces(text)).replace(" ", "") == text.replace(" ", "")
    assert all(piece == piece.strip() for piece in pieces(text))


PAGES = {
    "blocks stand apart": ("<p>Lúa</p><p>chín<br>rộ</p><ul><li>một<li>hai</ul>", "Lúa chín rộ một hai"),
    "inline marks do not": ("<p>L<b>ú</b>a <a href='x'>ch<i>ín</i></a>.</p>", "Lúa chín."),
    "comments leave no gap": ("<p>Lúa <!-- React -->chín<!-- --> rộ.</p>", "Lúa chín rộ."),
    "processing instructions leave no gap": ("<p>Lúa <?php x ?>chín.</p>", "Lúa chín."),
    "scripts and styles are not seen": ("<p>Lúa<script>var a='b'</script> chín<style>p{}</style>.</p>", "Lúa chín."),
    "nested hidden text is not seen": ("<noscript><p>Bật <b>mã</b></p> lên</noscript><p>Lúa</p>", "Lúa"),
    "entities are characters": ("<p>R&amp;D&nbsp;t&#7841;i Hu&#x1EBF;</p>", "R&D tại Huế"),
}


@pytest.mark.parametrize(("body", "expected"), PAGES.values(), ids=PAGES)
def test_the_text_of_a_page_is_what_a_reader_sees(tmp_path: Path, body: str, expected: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<html><head><title>T</title></head><body>{body}</body></html>", encoding="utf-8")
    assert normalise(read_text(page)) == expected


def test_a_page_is_known_by_its_beginning_under_any_name(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("\n<!DOCTYPE html><p>Lúa</p>", encoding="utf-8")
    assert normalise(read_text(page)) == "Lúa"


def test_a_page_that_is_not_utf_8_is_read_by_its_own_declaration(tmp_path: Path) -> None:
    page = tmp_path / "page.htm"
    page.write_bytes('<html><meta charset="iso-8859-1"><p>Cà phê</p></html>'.encode("latin-1"))
    assert normalise(read_text(page)) == "Cà phê"


def test_an_empty_page_has_no_text(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"")
    assert read_text(page) == ""


def test_a_text_file_is_read_as_it_stands_without_its_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeffLúa  <b>\r\nchín".encode())
    assert read_text(file) == "Lúa  <b>\r\nchín"


def test_a_text_file_that_is_not_utf_8_is_refused_with_its_name_and_byte(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Lúa".encode("utf-16"))
    with pytest.raises(ValueError, match=r"a\.txt: byte 0 is not UTF-8; save the file as UTF-8"):
        read_text(file)
