"""Column files: what is read, and every fault with its line."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.faults import FaultsError
from camket.formats import conll
from camket.text import nfc

PLAIN = "Lê\tB-PER\nThu\tI-PER\nnói\tO\n\nHà\tB-GPE\nNội\tI-GPE\n"


def tags(file: conll.TagFile, column: int = 0) -> list[list[str]]:
    """The tags of a file by sentence."""
    every = [file.tags.tag(code) for code in file.codes[column].tolist()]
    return [list(part) for part in np.split(np.array(every, dtype=object), file.sentences[1:])]


def tokens(file: conll.TagFile) -> list[str]:
    return [file.tokens[i] for i in range(len(file.tokens))]


def parse(text: str, **options: bool | int) -> conll.TagFile:
    return conll.parse(text.encode(), "f.conll", **options)  # type: ignore[arg-type]


def faults(text: str | bytes, **options: bool | int) -> list[str]:
    """The faults of a file, each as a user sees it."""
    with pytest.raises(FaultsError) as error:
        conll.parse(text.encode() if isinstance(text, str) else text, "f.conll", **options)  # type: ignore[arg-type]
    return [str(fault) for fault in error.value.faults]


def test_tokens_tags_sentences_and_lines_are_read(tmp_path: Path) -> None:
    """From a file, with the line of each token."""
    path = tmp_path / "gold.conll"
    path.write_text(PLAIN, encoding="utf-8")
    file = conll.read(path)
    assert tokens(file) == ["Lê", "Thu", "nói", "Hà", "Nội"]
    assert tags(file) == [["B-PER", "I-PER", "O"], ["B-GPE", "I-GPE"]]
    assert file.lines.tolist() == [1, 2, 3, 5, 6]
    assert file.documents.tolist() == []


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("\n", "\r\n"),
        PLAIN.rstrip("\n"),
        "\ufeff" + PLAIN,
        PLAIN.replace("\t", " "),
        PLAIN.replace("\t", "\t \t") + "\n \t \n",
        "\n\n  \n" + PLAIN.replace("\n\n", "\n \n\t\n"),
        "".join(f"  {line} \n" for line in PLAIN.split("\n")),
        "# text = Lê Thu nói O\n" + PLAIN.replace("\n\n", "\n\n# sent_id = 2\n#\n# newdoc\n"),
    ],
    ids=["CRLF", "no last line feed", "byte order mark", "space", "runs", "blank lines", "margins", "comments"],
)
def test_one_content_in_many_shapes(text: str) -> None:
    """Tokens, tags and sentences are those of the plain shape."""
    file, plain = parse(text), parse(PLAIN)
    assert tokens(file) == tokens(plain)
    assert tags(file) == tags(plain)


def test_the_first_column_is_the_token_and_the_last_the_tag() -> None:
    """The columns between, here parts of speech, are free."""
    file = parse("Hà Np B-NP B-GPE\nNội Np I-NP I-GPE\n")
    assert (tokens(file), tags(file)) == (["Hà", "Nội"], [["B-GPE", "I-GPE"]])


def test_two_columns_of_tags_as_conlleval_reads_them() -> None:
    """Gold's before the prediction's."""
    file = parse("Hà Np B-GPE B-LOC\nNội Np I-GPE O\n", tag_columns=2)
    assert (tags(file, 0), tags(file, 1)) == ([["B-GPE", "I-GPE"]], [["B-LOC", "O"]])


@pytest.mark.parametrize("line", ["-DOCSTART- -X-", "-DOCSTART- O", "-DOCSTART-", "-DOCSTART- -X- -X- O"])
def test_docstart_begins_a_document_and_a_sentence(line: str) -> None:
    """It is no token; documents without a token do not count."""
    file = parse(f"{line}\n\na O\n\nb O\n{line}\n{line}\nc O\n-DOCSTARTS- O\n{line}\n")
    assert tokens(file) == ["a", "b", "c", "-DOCSTARTS-"]
    assert file.sentences.tolist() == [0, 1, 2]
    assert file.documents.tolist() == [0, 2]


def test_tokens_before_the_first_docstart_are_a_document() -> None:
    """No token is left out."""
    assert parse("a O\n\n-DOCSTART- O\n\nb O\n").documents.tolist() == [0, 1]


@pytest.mark.parametrize(
    "token", ["#\tO", "# O", "# B-MISC", "#hashtag\tO", "#\tE-PER", "#\tb-per", "#\t0", "#\tPER", "# B"]
)
def test_a_line_that_may_be_a_token_is_never_a_comment(token: str) -> None:
    """Wherever it stands; a bad tag there is a fault like any other."""
    good = token.split()[1] in ("O", "B-MISC")
    for text in (f"{token}\na O\n", f"a O\n\n{token}\n", f"a O\n{token}\nb O\n", f"{token}\n"):
        if good:
            assert token.split()[0] in tokens(parse(text))
        else:
            assert "tag" in faults(text)[0]


def test_a_comment_inside_a_sentence_is_a_fault() -> None:
    """It may be a token with a column too many or too few."""
    mend = "put a comment before its sentence, and give a token as many columns as the others"
    assert faults("a O\n# b O\nc O\n") == [f"f.conll:2: a comment inside a sentence; {mend}"]
    assert faults("a O\n# 5\nc O\n") == [f"f.conll:2: a comment inside a sentence; {mend}"]


def test_bytes_that_are_not_utf8_are_named_by_line() -> None:
    """Also far into a file, and at its end."""
    assert faults(b"a O\n\nb\xff O\n") == ["f.conll:3: byte 6 is not UTF-8; save it as UTF-8"]
    far = "à O\n".encode() * 20_000
    assert faults(far + b"\xc3") == ["f.conll:20001: byte 100000 is not UTF-8; save it as UTF-8"]
    assert faults(far + b"\xc3( O\n" + far)[0].startswith("f.conll:20001: byte 100000 ")


def test_a_file_without_a_token_is_a_fault() -> None:
    """Scores of nothing would mislead."""
    for text in ("", "\n \n", "-DOCSTART- O\n", "# a comment\n"):
        assert faults(text) == ["f.conll: no token; write a token and its tag on each line"]


def test_every_line_with_other_columns_is_named() -> None:
    """One column is too few for a token and its tag; else the first token line tells how many."""
    assert faults("# a comment\n\na x O\nb\n\nc O\nd x y O\n") == [
        "f.conll:4: 1 column at 'b'; write a token and its tag, apart by a tab or spaces",
        "f.conll:6: 2 columns where line 3 has 3; give all token lines as many columns",
        "f.conll:7: 4 columns where line 3 has 3; give all token lines as many columns",
    ]
    assert faults("a\nb O\n")[0].startswith("f.conll:1: 1 column at 'a'; ")
    assert faults("a O\nb O\n", tag_columns=2) == [
        f"f.conll:{line}: 2 columns at '{token}'; write a token and its two tags, gold's and the predicted one, "
        "apart by a tab or spaces"
        for line, token in ((1, "a"), (2, "b"))
    ]


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("E-PER", "tag 'E-PER' belongs to another scheme, such as BIOES; convert the tags to IOB2: "),
        ("S-PER", "tag 'S-PER' belongs to another scheme, such as BIOES; convert the tags to IOB2: "),
        ("U-PER", "tag 'U-PER' belongs to another scheme, such as BIOES; convert the tags to IOB2: "),
        ("S", "tag 'S' belongs to another scheme, such as BIOES; convert the tags to IOB2: "),
        ("B", "tag 'B' has no label; "),
        ("B-", "tag 'B-' has no label; "),
        ("I-", "tag 'I-' has no label; "),
        ("-PER", "bad tag '-PER'; "),
        ("b-per", "bad tag 'b-per'; "),
        ("o", "bad tag 'o'; "),
        ("PER", "bad tag 'PER'; "),
        ("O-PER", "bad tag 'O-PER'; "),
        ("OO", "bad tag 'OO'; "),
        ("B_PER", "bad tag 'B_PER'; "),
        ("0", "bad tag '0'; "),
        ("B–PER", "bad tag 'B–PER'; "),
        ("x" * 200, f"bad tag '{'x' * 200}'; "),
    ],
)
def test_what_is_no_iob2_tag_is_named_by_line(tag: str, message: str) -> None:
    """With what would be right."""
    whole = message + "write O, B-LABEL or I-LABEL"
    assert faults(f"a O\nb {tag}\n\nc {tag}\n") == [f"f.conll:2: {whole}", f"f.conll:4: {whole}"]
    assert faults(f"a O O\nb O {tag}\nc {tag} O\n", tag_columns=2) == [f"f.conll:2: {whole}", f"f.conll:3: {whole}"]


@pytest.mark.parametrize(
    ("text", "line", "where"),
    [
        ("Hà I-PER\n", 1, "at the start of a sentence"),
        ("a B-PER\n\nHà I-PER\n", 3, "at the start of a sentence"),
        ("a B-PER\n-DOCSTART-\nHà I-PER\n", 3, "at the start of a sentence"),
        ("a O\nHà I-PER\n", 2, "after O"),
        ("a B-LOC\nHà I-PER\n", 2, "after B-LOC"),
        ("a B-LOC\nb I-LOC\nHà I-PER\n", 3, "after I-LOC"),
    ],
)
def test_an_inside_tag_that_goes_on_with_nothing_is_named_by_line_and_token(text: str, line: int, where: str) -> None:
    """Unless repair is asked for."""
    mend = "write B-PER, or ask for repair, which reads it so"
    assert faults(text) == [f"f.conll:{line}: 'Hà': I-PER {where} goes on with no span; {mend}"]
    assert len(parse(text, repair=True).spans[0].illegal) == 1


def test_a_carriage_return_inside_a_line_is_a_fault() -> None:
    """A file of the lines of old Macs would be one token."""
    assert faults("a O\nb O\rc O\rd O\n") == ["f.conll:2: a carriage return inside a line; end lines in LF or CRLF"]


def test_docstart_with_the_tag_of_a_span_is_a_fault() -> None:
    """It is no token, so the tag would be lost."""
    assert faults("-DOCSTART- B-PER\na O\n") == [
        "f.conll:1: -DOCSTART- has the tag 'B-PER'; give it the tag O: it is no token"
    ]


def test_a_file_in_another_format_names_some_faults_and_counts_the_rest() -> None:
    """Not a million of them."""
    found = faults("a S-PER\n" * 1000)
    assert len(found) == conll.SHOWN + 1
    assert "and so on, 900 more of this kind" in found[-1]


labels = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=90).map(nfc)
words = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=90).filter(
    lambda w: w[0] not in "#-"
)


@given(st.lists(st.lists(st.tuples(words, labels), min_size=1), min_size=1), st.sampled_from("\n \r\n".split(" ")))
def test_any_labels_and_tokens_are_read_as_written(sentences: list[list[tuple[str, str]]], end: str) -> None:
    """However long, in any script, however many."""
    lines = [[f"{word}\tB-{label}{end}" for word, label in sentence] for sentence in sentences]
    file = parse(end.join("".join(sentence) for sentence in lines))
    assert tokens(file) == [word for sentence in sentences for word, _ in sentence]
    assert tags(file) == [[f"B-{label}" for _, label in sentence] for sentence in sentences]


def test_more_labels_than_slots_for_them_are_kept_apart() -> None:
    """Tags that share a slot of the table are looked up by themselves."""
    names = [f"B-label{i}" for i in range(100_000)]
    assert tags(parse("".join(f"a {name}\n" for name in names))) == [names]


@given(st.binary(max_size=60) | st.text("ab#-OBI \t\r\nà", max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused_with_faults(data: bytes) -> None:
    """Never with another error."""
    try:
        file = conll.parse(data, "f.conll")
    except FaultsError:
        return
    assert len(file.tokens) == len(file.codes[0]) == len(file.lines) > 0
