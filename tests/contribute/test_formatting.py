"""The canonical form: every file of the corpus has it, whatever has not gets it, once and without loss."""

import random
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from camket.cli import app
from camket.contribute.formatting import canonical, reviewed
from camket.corpus.load import committed, find_root
from camket.corpus.validate import corpus_files, validate
from camket.faults import FaultsError
from camket.formats import annotation_xml

FILES = corpus_files(find_root(Path(__file__).parent))


def camket(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_every_file_of_the_corpus_is_canonical() -> None:
    assert FILES
    assert [path.name for path in FILES if canonical(path).encode() != path.read_bytes()] == []


def _disorder(text: str, chance: random.Random) -> tuple[str, list[str]]:
    """The file as a person could have left it, with the comments put in."""

    def shuffled(match: re.Match[str]) -> str:
        pairs = re.findall(r'([\w-]+)="([^"]*)"', match[2])
        chance.shuffle(pairs)
        quote = chance.choice("\"'") if "'" not in match[2] else '"'
        return f"<{match[1]}{''.join(f'  {key} = {quote}{said}{quote}' for key, said in pairs)}{match[3]}>"

    text = re.sub(r'<(\w+)((?: [\w-]+="[^"]*")+)(/?)>', shuffled, text)
    text = re.sub(r'(id|actor|recipient|amount|deadline)( = ["\'])([enp]\d)', r"\1\2x\3", text)
    text = re.sub(r"(?<=[ ])([enp]\d+)(?=[\"' ])", r"x\1", text)
    lines: list[str] = []
    comments: list[str] = []
    for line in text.splitlines():
        if chance.random() < 0.1 and not line.startswith("<?"):
            comments.append(f"<!-- lời bàn {len(comments)} -->")
            lines.append("  " + comments[-1])
        lines.append(" " * chance.randrange(3) + line + " " * chance.randrange(2))
    return chance.choice(["\n", "\r\n"]).join(lines), comments


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([path for path in FILES if "published" not in path.parts]), st.randoms(use_true_random=False))
def test_formatting_loses_nothing_and_is_done_once(path: Path, chance: random.Random) -> None:
    text, comments = _disorder(path.read_text(encoding="utf-8"), chance)
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder, path.name)
        changed.write_bytes(text.encode())
        once = canonical(changed)
        assert annotation_xml.read(changed) == annotation_xml.read(path)
        assert re.findall("<!--.*?-->", once) == comments
        assert "".join(line + "\n" for line in once.splitlines() if not line.startswith("<!--")) == path.read_text(
            "utf-8"
        )
        changed.write_text(once, encoding="utf-8")
        assert canonical(changed) == once


def test_comments_and_the_schema_stay_in_their_places(tmp_path: Path, article: str) -> None:
    lines = article.splitlines()
    model = '<?xml-model href="../schema.rng"?>'
    lines[1:1] = ["<!-- đầu -->"]
    lines[6:6] = ["<!-- hai\ndòng -->"]
    path = tmp_path / "a.xml"
    path.write_text("\n".join([model, *lines, "<!-- cuối -->"]) + "\n", encoding="utf-8")
    assert canonical(path) == path.read_text(encoding="utf-8")


def test_a_comment_inside_a_sentence_is_refused_not_dropped(tmp_path: Path, article: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(article.replace("<s>Bà", "<s><!-- ai? -->Bà"), encoding="utf-8")
    with pytest.raises(FaultsError, match="a comment inside a sentence"):
        canonical(path)
    before = path.read_bytes()
    assert camket("format", path)[0] == 1
    assert path.read_bytes() == before


def test_check_writes_nothing_and_format_writes(tmp_path: Path, article: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(article.replace("<s>", "  <s>"), encoding="utf-8")
    before = path.read_bytes()
    assert camket("format", "--check", tmp_path)[0] == 1
    assert path.read_bytes() == before
    assert camket("format", tmp_path)[0] == 0
    assert path.read_text(encoding="utf-8") == article
    assert camket("format", "--check", path)[0] == 0


def test_a_faulty_file_is_left_and_the_others_are_formatted(tmp_path: Path, article: str) -> None:
    (tmp_path / "a.xml").write_text(article.replace("PER", "PERSON"), encoding="utf-8")
    (tmp_path / "b.xml").write_text(" " + article, encoding="utf-8")
    status, output = camket("format", tmp_path)
    assert status == 1
    assert "unknown label 'PERSON'" in output
    assert (tmp_path / "b.xml").read_text(encoding="utf-8") == article


def _unreviewed(article: str) -> str:
    return article.replace('genre="agency brief"', 'genre="agency brief" reviewed="no"')


def test_an_unreviewed_file_cannot_enter_a_split_until_it_is_reviewed(small_root: Path, article: str) -> None:
    path = small_root / "annotations" / "composed" / "composed-901.xml"
    path.write_text(_unreviewed(article), encoding="utf-8")
    assert ["unreviewed" in fault.message for fault in validate([path], small_root)] == [True]
    with pytest.raises(FaultsError, match="camket format --reviewed annotations"):
        committed(root=small_root)
    assert camket("build")[0] == 1
    assert camket("format", "--reviewed", path)[0] == 0
    assert path.read_text(encoding="utf-8") == article
    assert validate([path], small_root) == []


def test_an_unreviewed_file_is_no_pass_and_a_draft_no_part_of_the_corpus(small_root: Path, article: str) -> None:
    draft = small_root / "annotations" / "drafts" / "composed-901.xml"
    draft.parent.mkdir()
    draft.write_text(_unreviewed(article), encoding="utf-8")
    assert draft not in corpus_files(small_root)
    assert validate([draft], small_root) == []
    made = small_root / "annotations" / "passes" / "1" / "composed" / "composed-901.xml"
    made.parent.mkdir(parents=True)
    made.write_text(_unreviewed(article).replace(' date="', ' pass="1" date="'), encoding="utf-8")
    assert "unreviewed" in "".join(fault.message for fault in validate([made], small_root))


def test_what_is_not_annotated_is_not_reviewed(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text('<article id="a" split="train" date="2026-03-12" reviewed="no"><p><s>Trời mưa.</s></p></article>')
    with pytest.raises(FaultsError, match="nothing is annotated"):
        reviewed(path)
