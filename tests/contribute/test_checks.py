"""The checks of a pull request: each finds what it is for and says what to do."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from camket import results
from camket.cli import app
from camket.contribute import checks, history
from camket.formats import annotation_xml
from camket.model import Document

PASS = ' pass="1"'


@pytest.fixture
def repository(small_root: Path, article: str) -> Path:
    """The small repository in git with its article and the pass that it needs."""
    made = small_root / "annotations" / "passes" / "1" / "composed" / "composed-901.xml"
    made.parent.mkdir(parents=True)
    made.write_text(article.replace(' genre="', f'{PASS} genre="'), encoding="utf-8")
    (small_root / ".gitignore").write_text("/hydrated/\n")
    _git(small_root, "init", "-b", "main")
    _git(small_root, "add", ".")
    _git(small_root, "commit", "-m", "one")
    return small_root


def _git(root: Path, *arguments: str) -> None:
    named = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", root, *named, *arguments], check=True, capture_output=True)


def _add(root: Path, article: str, *marks: str, split: str = "train") -> Path:
    """A new article of the same form with other words."""
    path = root / "annotations" / "composed" / "composed-902.xml"
    text = article.replace('"composed-901" split="train"', f'"composed-902" split="{split}"')
    text = text.replace("Bà cảm ơn các giảng viên.", "Trời mưa.").replace(' genre="', f' {" ".join(marks)} genre="')
    path.write_text(text.replace("Lê Thu Hà", "Mai Thu Vân").replace("  genre", " genre"), encoding="utf-8")
    return path


def test_nothing_is_found_where_nothing_is_wrong(repository: Path) -> None:
    found = [*checks.annotations(repository), *checks.form(repository), *checks.passes(repository)]
    assert [*found, *checks.licences(repository, "main")] == []


def test_a_new_article_must_state_its_licence(repository: Path, article: str) -> None:
    _add(repository, article)
    [finding] = checks.licences(repository, "main")
    assert (finding.place, finding.problem) == ("annotations/composed/composed-902.xml", "no licence")
    _add(repository, article, 'licence="CC-BY-4.0"')
    assert [finding.problem for finding in checks.licences(repository, "main")] == ["CC-BY-4.0 without a source"]
    _add(repository, article, 'licence="own"')
    assert list(checks.licences(repository, "main")) == []


@pytest.mark.parametrize(("split", "missing"), [("train", ["1"]), ("test", ["1", "2"])])
def test_gold_needs_its_passes(repository: Path, article: str, split: str, missing: list[str]) -> None:
    _add(repository, article, split=split)
    assert [finding.problem for finding in checks.passes(repository)] == [
        f"pass {number} is missing" for number in missing
    ]


def test_a_published_article_needs_two_passes_too(repository: Path, article: str) -> None:
    """Without their text, by the command that the finding names."""
    text = article.replace('id="composed-901" split="train"', 'id="bai-bao" split="published"')
    private = repository / "hydrated" / "bai-bao.xml"
    private.parent.mkdir()
    private.write_text(text, encoding="utf-8")
    assert CliRunner().invoke(app, ["dehydrate", str(private)]).exit_code == 0
    found = list(checks.passes(repository))
    assert [finding.problem for finding in found] == ["pass 1 is missing", "pass 2 is missing"]
    for number, finding in enumerate(found, 1):
        private.write_text(text.replace(' genre="', f' pass="{number}" genre="'), encoding="utf-8")
        command = finding.mend.partition(",")[0].removeprefix("camket ").replace("FILE", str(private))
        out = command.replace("annotations", str(repository / "annotations"))
        assert CliRunner().invoke(app, out.split()).exit_code == 0
    assert [*checks.passes(repository), *checks.form(repository)] == []


def test_form_and_decisions_are_found(repository: Path, article: str) -> None:
    path = _add(repository, article)
    lines = path.read_text(encoding="utf-8").replace("<h>\n", "  <h>\n<!-- DECIDE 1 of 1: label -->\n")
    path.write_text(lines, encoding="utf-8")
    assert [finding.problem for finding in checks.form(repository)] == [
        "not in canonical form",
        "DECIDE 1 of 1: label",
    ]


def test_an_unreviewed_article_is_found(repository: Path, article: str) -> None:
    path = _add(repository, article)
    path.write_text(path.read_text("utf-8").replace(' genre="agency brief"', ' genre="b" reviewed="no"'), "utf-8")
    [finding] = [one for one in checks.annotations(repository) if "unreviewed" in one.problem]
    assert "camket format --reviewed" in finding.mend


def test_text_of_a_published_article_is_found(repository: Path, make: Callable[..., Document]) -> None:
    """The first article as it would be with a published one's sentence of fifteen words in it."""
    said = "một hai ba bốn năm sáu bảy tám chín mười người đi qua cầu gỗ"
    ours = make("composed-903", f"Hôm ấy {said} và về.")
    path = repository / "annotations" / "composed" / "composed-903.xml"
    path.write_text(annotation_xml.write(ours), encoding="utf-8")
    [finding] = checks.reuse(repository, [make("bai-bao", f"Sáng nay {said} rất đông.", split="published")])
    assert finding.place == "composed-903 [1]"
    assert said in finding.problem
    assert list(checks.reuse(repository, [make("bai-bao", "Sáng nay trời nắng.", split="published")])) == []


def test_marks_are_no_words_of_a_run(repository: Path, make: Callable[..., Document]) -> None:
    """Twelve words with a comma among them are a formula, as twelve without."""
    said = "một hai ba bốn năm sáu, bảy tám chín mười người đi"
    path = repository / "annotations" / "composed" / "composed-903.xml"
    path.write_text(annotation_xml.write(make("composed-903", f"Hôm ấy {said} và về.")), encoding="utf-8")
    assert list(checks.reuse(repository, [make("bai-bao", f"Sáng nay {said} rất đông.", split="published")])) == []


def test_results_that_a_contributor_cannot_renew_are_found_before_a_release_only(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a pull request they are a note, whether the published articles are there or not."""
    monkeypatch.setattr(checks, "built", lambda root: iter(()))
    (repository / "baselines").mkdir()
    results.write(repository / "benchmarks" / "results" / "learning.json", {"data": "of older annotations"})
    base = history.base(repository)
    report = checks.check(repository, base)
    assert "measurements" not in {finding.check for finding in report.findings}
    assert report.notes[-1].startswith("1 measured results are of older annotations or code; a maintainer")
    report = checks.check(repository, base, release=True)
    [finding] = [finding for finding in report.findings if finding.check == "measurements"]
    assert (finding.place, finding.mend) == ("benchmarks/results/learning.json", "make learning")


def test_the_report_goes_on_and_says_what_it_could_not_check(repository: Path, article: str) -> None:
    _add(repository, article.replace("PER", "PERSON"))
    report = checks.check(repository, history.base(repository))
    assert "unknown label 'PERSON'" in report.findings[0].problem
    assert report.checked == ["annotations", "form", "passes", "licences"]
    assert report.notes == ["not checked: review, reuse of text, built files; mend the faults of the annotations first"]
    assert checks.check(repository, None).notes[0].startswith("not checked: licences")


def test_the_verb_exits_1_with_findings(repository: Path, article: str) -> None:
    _add(repository, article.replace("PER", "PERSON"))
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 1
    assert "use PER, ROLE" in result.stdout
