"""The command line: each verb's job, its exit status (0 fine, 1 findings, 2 wrong use) and its JSON."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from datasets import load_dataset
from typer.testing import CliRunner, Result

from camket import benchmark
from camket.cli import app
from camket.corpus.load import load
from camket.corpus.stats import statistics
from camket.formats import annotation_xml, predictions
from camket.model import COMPOSED_SPLITS, SPLITS, Document, Entity

SYSTEM = """
from dataclasses import replace
from camket.model import Entity

class Country:
    "Knows one country."
    def predict(self, documents):
        return [replace(d, entities=(Entity(0, 8, "GPE"),)) for d in documents]
"""


def _camket(*arguments: object) -> Result:
    """Run a command; an error that is not turned into a message fails the test."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "120"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def _json(*arguments: object) -> Any:
    result = _camket(*arguments, "--json")
    assert result.exit_code == 0
    return json.loads(result.stdout)


CARD_PARTS = ("statistics", "density", "agreement", "benchmark")


@pytest.fixture
def repository(small_root: Path, article: str) -> Path:
    """The small article in every split (without text in `published`), two passes, README and card."""
    for split in SPLITS:
        folder = small_root / "annotations" / ("composed" if split in COMPOSED_SPLITS else split)
        name = "composed-001" if split == "train" else f"{split}-901"
        path = folder / f"{name}.xml"
        path.write_text(article.replace('"composed-901" split="train"', f'"{name}" split="{split}"'), encoding="utf-8")
        if split == "published":
            path.write_text(annotation_xml.write(annotation_xml.read(path), text_free=True), encoding="utf-8")
    (small_root / "annotations" / "composed" / "composed-901.xml").unlink()
    for number, label in (("1", "SECTOR"), ("2", "ORG")):
        folder = small_root / "annotations" / "passes" / number / "composed"
        folder.mkdir(parents=True)
        text = article.replace(' split="train"', f' split="train" pass="{number}"').replace("SECTOR", label)
        (folder / "composed-901.xml").write_text(text, encoding="utf-8")
    parts = {"README.md": ("example", "benchmark"), "DATASET_CARD.md": CARD_PARTS}
    for name, markers in parts.items():
        body = "".join(f"\n<!-- generated: {marker} -->\n<!-- end: {marker} -->\n" for marker in markers)
        (small_root / name).write_text(("---\n---\n" if name == "DATASET_CARD.md" else "") + body, encoding="utf-8")
    return small_root


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """A file with a tiny system."""
    path = tmp_path / "tiny.py"
    path.write_text(SYSTEM, encoding="utf-8")
    return path


def _predict(path: Path, documents: list[Document]) -> Path:
    path.write_text(predictions.write(documents), encoding="utf-8")
    return path


# build


@pytest.mark.slow  # builds, loads and compares fifteen Parquet files several times
def test_build_writes_dataset_and_documents_and_check_finds_what_has_changed_since(repository: Path) -> None:
    """Before the build, after it, and after an edit of an annotation."""
    before = _camket("build", "--check")
    assert before.exit_code == 1
    assert f"{repository / 'dataset' / 'articles' / 'train.parquet'} is missing: run camket build" in before.stdout
    assert "README.md is out of date: run camket build" in before.stdout
    assert before.stdout.splitlines()[-1] == "19 out of date"
    assert not (repository / "dataset").exists()
    built = _camket("build")
    assert built.exit_code == 0
    assert built.stdout.startswith("5 articles in ")
    clean = _camket("build", "--check")
    assert (clean.exit_code, clean.stdout) == (0, "dataset/ and documents are up to date\n")
    path = repository / "annotations" / "retold" / "retold-901.xml"
    path.write_text(path.read_text(encoding="utf-8").replace("3000000000", "4000000000"), encoding="utf-8")
    drift = _camket("build", "--check")
    assert drift.exit_code == 1
    assert drift.stdout.splitlines() == [
        f"{repository / 'dataset' / 'articles' / 'retold.parquet'} differs from annotations/: run camket build",
        "DATASET_CARD.md is out of date: run camket build",
        "dataset/README.md is out of date: run camket build",
        "3 out of date",
    ]


@pytest.mark.slow  # builds and loads a dataset
def test_build_hydrated_writes_a_private_dataset_that_loads_with_its_text(
    repository: Path, article: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In a folder of one's own; dataset/ and the documents stay as they are."""
    (repository / "hydrated").mkdir()
    text = article.replace('"composed-901" split="train"', '"published-901" split="published"')
    (repository / "hydrated" / "published-901.xml").write_text(text, encoding="utf-8")
    private = tmp_path_factory.mktemp("elsewhere") / "private"
    assert _camket("build", "--hydrated", private).exit_code == 0
    rows = load_dataset(str(private), "articles", split="published", cache_dir=str(repository / "cache"))
    assert rows["text"] == [load("train", repository)[0].text]
    assert not (repository / "dataset").exists()


@pytest.mark.parametrize(
    "arguments", [["--hydrated", "{root}/private"], ["--hydrated", "{other}"], ["--hydrated", "x", "--check"]]
)
def test_build_hydrated_never_writes_where_text_must_not_be(
    arguments: list[str], repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Into the repository, over a folder with other files, or while checking: wrong use, and nothing is written."""
    other = tmp_path_factory.mktemp("full")
    (other / "mine.txt").write_text("x", encoding="utf-8")
    before = sorted(path for folder in (repository, other) for path in folder.rglob("*"))
    result = _camket("build", *(argument.format(root=repository, other=other) for argument in arguments))
    assert result.exit_code == 2
    assert sorted(path for folder in (repository, other) for path in folder.rglob("*")) == before


@pytest.mark.usefixtures("repository")
def test_build_hydrated_without_the_text_says_what_is_missing(tmp_path_factory: pytest.TempPathFactory) -> None:
    private = tmp_path_factory.mktemp("elsewhere") / "private"
    result = _camket("build", "--hydrated", private)
    assert (result.exit_code, private.exists()) == (2, False)
    assert "without text: published-901; camket hydrate DIR first" in result.stderr


def test_build_of_a_faulty_corpus_names_the_fault_and_writes_nothing(repository: Path) -> None:
    """Exit status 1: a finding, not wrong use."""
    path = repository / "annotations" / "composed" / "test-901.xml"
    path.write_text(path.read_text(encoding="utf-8").replace('type="PER"', 'type="HUMAN"'), encoding="utf-8")
    result = _camket("build")
    assert result.exit_code == 1
    assert "annotations/composed/test-901.xml:6:" in result.stderr
    assert "'HUMAN'" in result.stderr
    assert not (repository / "dataset").exists()


def test_outside_a_repository_a_verb_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without annotations is wrong use."""
    monkeypatch.setenv("CAMKET_ROOT", str(tmp_path / "nothing"))
    result = _camket("show", "composed-001")
    assert result.exit_code == 2
    assert "no camket repository at" in result.stderr


# agreement


@pytest.mark.usefixtures("repository")
def test_agreement_shows_f1_per_label_values_and_kappa() -> None:
    """The passes differ in one label of four entities: F1 3/4, and nowhere else."""
    data = _json("agreement", "--list")
    f1, overlap = data["composed"]["f1"], data["composed"]["overlap_f1"]["entities"]
    assert (f1["entities"]["all"], f1["entities"]["PER"], f1["entities"]["SECTOR"]) == (0.75, 1.0, 0.0)
    assert (overlap["all"], overlap["PER"], overlap["SECTOR"]) == (0.75, 1.0, 0.0)
    assert "EVENT" not in f1["entities"]
    assert {f1[metric]["all"] for metric in ("numbers", "commitments", "arguments")} == {1.0}
    assert data["composed"]["kappa"]["all"] == 1.0
    assert [(row["article"], row["sentence"], row["what"]) for row in data["differences"]] == [
        ("composed-901", 2, "label")
    ]
    result = _camket("agreement", "composed")
    assert result.exit_code == 0
    assert "75.0" in result.stdout


@pytest.mark.usefixtures("repository")
def test_agreement_lists_every_place_where_the_passes_differ() -> None:
    """With article, sentence and both readings."""
    listed = [line for line in _camket("agreement", "--list").stdout.splitlines() if line.startswith("composed-901 [")]
    assert len(listed) == 1
    assert listed[0] == "composed-901 [2] label: SECTOR “bán dẫn” | ORG “bán dẫn”"


def test_agreement_compares_two_files(repository: Path) -> None:
    """As two readers have them, wherever they lie; of one article and no more than two."""
    files = [repository / "annotations" / "passes" / number / "composed" / "composed-901.xml" for number in "12"]
    data = _json("agreement", *files, "--list")
    assert data["composed-901"]["f1"]["entities"]["all"] == 0.75
    assert [row["second"] for row in data["differences"]] == ["ORG “bán dẫn”"]
    other = repository / "annotations" / "composed" / "composed-001.xml"
    for wrong, said in (([files[0], other], "in one pass only"), ([*files, other], "3 files"), (files[:1], "name two")):
        result = _camket("agreement", *wrong)
        assert (result.exit_code, said in result.stderr) == (2, True)


def test_agreement_refuses_an_unknown_part_and_a_corpus_without_two_passes(repository: Path) -> None:
    """Wrong use, with what would be right."""
    unknown = _camket("agreement", "gold")
    assert unknown.exit_code == 2
    assert "use published, retold, composed" in unknown.stderr
    (repository / "annotations" / "passes" / "2" / "composed" / "composed-901.xml").unlink()
    lonely = _camket("agreement")
    assert lonely.exit_code == 2
    assert "no article of the corpus has both passes" in lonely.stderr


# stats


def test_stats_gives_the_figures_of_each_split(repository: Path) -> None:
    """All of them, or one."""
    every = _json("stats")
    assert every == {split: statistics(load(split, repository)) for split in SPLITS}
    assert _json("stats", "retold") == {"retold": every["retold"]}
    assert every["published"]["syllables"] is None
    shown = _camket("stats", "train")
    assert shown.exit_code == 0
    assert "sentences with a commitment" in shown.stdout


@pytest.mark.usefixtures("repository")
def test_stats_of_an_unknown_split_is_wrong_use() -> None:
    """The message names the splits."""
    result = _camket("stats", "dev")
    assert result.exit_code == 2
    assert "no split 'dev': use train, validation, test, retold, published" in result.stderr


# score


def test_score_gives_every_metric_for_a_file_of_predictions(repository: Path) -> None:
    """Gold as its own prediction scores 1; the system is named by the file."""
    file = _predict(repository / "mine.jsonl", load("test", repository))
    data = _json("score", file)
    assert (data["system"], data["split"], data["documents"]) == ("mine", "test", 1)
    assert {entry["micro"]["f1"] for kind in ("metrics", "schemes") for entry in data[kind].values()} == {1.0}
    shown = _camket("score", file, "--split", "test")
    assert shown.exit_code == 0
    assert "commitments_exact" in shown.stdout


def test_score_works_on_published_without_its_text(repository: Path) -> None:
    """Offsets are enough."""
    file = _predict(repository / "mine.jsonl", load("published", repository))
    assert _json("score", file, "--split", "published")["metrics"]["entities"]["micro"]["f1"] == 1


def test_score_says_which_articles_have_no_prediction(repository: Path) -> None:
    """They count as empty; standard output stays JSON."""
    file = _predict(repository / "mine.jsonl", [])
    result = _camket("score", file, "--json")
    assert result.exit_code == 0
    assert result.stderr == f"{file}: no prediction for test-901: scored as empty\n"
    assert json.loads(result.stdout)["metrics"]["entities"]["micro"] == {
        "correct": 0,
        "gold": 4,
        "predicted": 0,
        "precision": None,
        "recall": 0.0,
        "f1": 0.0,
        "interval": None,
    }


def test_score_of_faulty_predictions_names_every_line_and_gives_no_score(repository: Path) -> None:
    """Exit status 1."""
    file = repository / "mine.jsonl"
    lines = ['{"id": "test-901", "entities": [{"start": 5, "end": 2, "label": "PER"}]}', '{"id": "other"}', "{"]
    file.write_text("\n".join(lines), encoding="utf-8")
    result = _camket("score", file, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    found = [line.removeprefix(f"{file}:").partition(":")[0] for line in result.stderr.splitlines()]
    assert found == ["1", "2", "3"]


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["missing.jsonl"], "missing.jsonl is no file"), ([__file__, "--split", "dev"], "no split 'dev'")],
)
def test_score_without_a_file_or_with_an_unknown_split_is_wrong_use(arguments: list[str], message: str) -> None:
    """Exit status 2."""
    result = _camket("score", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def _one_wrong(repository: Path, split: str = "test") -> Path:
    """Predictions with one entity missed and one value wrong."""
    (gold,) = load(split, repository)
    numbers = (replace(gold.numbers[0], value="7"), *gold.numbers[1:])
    return _predict(repository / "wrong.jsonl", [replace(gold, entities=gold.entities[1:], numbers=numbers)])


def test_score_lists_every_error_by_kind_and_place(repository: Path) -> None:
    """In words, as data with --json, and without words where there is no text."""
    file = _one_wrong(repository)
    (gold,) = load("test", repository)
    number, entity = gold.numbers[0], gold.entities[0]
    lines = _camket("score", file, "--errors").stdout.splitlines()
    assert lines[-2] == f"test-901 [1] missed {entity.label}: “{gold.surface(entity)}”"
    assert lines[-1].startswith(f"test-901 [1] value {number.label}: “{gold.surface(number)}” is ")
    kinds = [(error["kind"], error["label"], error["sentence"]) for error in _json("score", file, "--errors")["errors"]]
    assert kinds == [("missed", entity.label, 1), ("value", number.label, 1)]
    assert "errors" not in _json("score", file)
    published = _one_wrong(repository, "published")
    bare = _camket("score", published, "--split", "published", "--errors").stdout.splitlines()[-2]
    assert bare == f"published-901 [1] missed {entity.label}: {entity.start}-{entity.end} {entity.label}"


def test_score_writes_a_page_of_every_error(repository: Path) -> None:
    """And says how many; nothing is written where the text is missing."""
    target = repository / "errors.html"
    shown = _camket("score", _one_wrong(repository), "--page", target)
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[-1] == f"2 errors in {target}"
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    target.unlink()
    refused = _camket("score", _one_wrong(repository, "published"), "--split", "published", "--page", target)
    assert refused.exit_code == 2
    assert "hydrate it first" in refused.stderr
    assert not target.exists()


COLUMNS = "Lê B-PER\nThu I-PER\nnói O\n\nHà B-LOC\nNội I-LOC\n"


def test_score_takes_column_files_of_any_corpus(tmp_path: Path) -> None:
    """Two files, or one with both tags; no repository is needed."""
    gold, predicted, both = (tmp_path / name for name in ("gold.conll", "pred.conll", "both.conll"))
    gold.write_text(COLUMNS, encoding="utf-8")
    predicted.write_text(COLUMNS.replace("I-PER", "O").replace("\n", "\r\n"), encoding="utf-8")
    lines = zip(COLUMNS.splitlines(), predicted.read_text(encoding="utf-8").splitlines(), strict=True)
    both.write_text("\n".join(f"{one} {other.partition(' ')[2]}".strip() for one, other in lines), encoding="utf-8")
    data = _json("score", "--iob2", gold, predicted)
    assert (data["tokens"], data["sentences"], data["repairs"]) == (5, 2, {"gold": 0, "predicted": 0})
    assert (data["metrics"]["exact"]["micro"]["f1"], data["metrics"]["partial"]["micro"]["f1"]) == (0.5, 0.75)
    assert _json("score", "--iob2", both) == data
    shown = _camket("score", "--iob2", gold, predicted)
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[-1] == "5 tokens, 2 sentences; intervals over sentences"


def test_score_refuses_illegal_tags_with_file_line_and_token_or_repairs_and_counts_them(tmp_path: Path) -> None:
    """An I-PER that goes on with nothing."""
    gold, predicted = tmp_path / "gold.conll", tmp_path / "pred.conll"
    gold.write_text(COLUMNS, encoding="utf-8")
    predicted.write_text(COLUMNS.replace("B-PER", "O"), encoding="utf-8")
    refused = _camket("score", "--iob2", gold, predicted)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"{predicted}:2: 'Thu': I-PER after O")
    assert _json("score", "--iob2", gold, predicted, "--repair")["repairs"] == {"gold": 0, "predicted": 1}
    shown = _camket("score", "--iob2", gold, predicted, "--repair").stdout
    assert shown.splitlines()[-1] == "repaired tags: 0 of gold, 1 of the prediction"


def test_score_leaves_out_layers_that_a_file_does_not_give_and_says_so(repository: Path) -> None:
    """They are not predicted, so they are not wrong."""
    (gold,) = load("test", repository)
    spans = [{"start": e.start, "end": e.end, "label": e.label} for e in gold.entities]
    file = repository / "mine.jsonl"
    file.write_text(json.dumps({"id": "test-901", "entities": spans}), encoding="utf-8")
    shown = _camket("score", file, "--errors")
    assert shown.stderr == f"{file}: no line gives numbers or commitments: not scored\n"
    assert "numbers" not in shown.stdout
    assert "missed" not in shown.stdout.splitlines()[-1]
    assert _json("score", file)["layers"] == ["entities"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["a", "b"],
        ["a", "--repair"],
        ["--iob2", "a", "b", "c"],
        ["--iob2", "a", "--errors"],
        ["--iob2", "a", "--page", "p"],
    ],
)
def test_score_with_too_many_files_is_wrong_use(arguments: list[str]) -> None:
    """Or with an option that does not go with them."""
    result = _camket("score", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")


# compare


def test_compare_gives_difference_interval_and_test_and_the_sentences_that_differ(repository: Path) -> None:
    """Gold against a prediction with two errors; one document leaves no interval and no test."""
    right = _predict(repository / "right.jsonl", load("test", repository))
    wrong = _one_wrong(repository)
    data = _json("compare", wrong, right, "--list")
    entities = next(row for row in data["metrics"] if row["metric"] == "entities")
    assert entities["second"] == 1
    assert entities["difference"] == pytest.approx(1 - 6 / 7)
    assert (entities["interval"], entities["p_value"]) == (None, None)
    places = [(d["article"], d["sentence"], d["layer"], d["right"], len(d["errors"])) for d in data["differences"]]
    assert places == [("test-901", 1, "entities", "second", 1), ("test-901", 1, "numbers", "second", 1)]
    shown = _camket("compare", wrong, right, "--list")
    assert shown.exit_code == 0
    assert f"test-901 [1] entities: {right} is right, {wrong} has" in shown.stdout
    assert f"entities: right in {wrong} only: 0 sentences; in {right} only: 1" in shown.stdout


@pytest.mark.parametrize(("arguments", "message"), [(["a", "b"], "a is no file; name your predictions, or a system")])
def test_compare_of_what_is_not_there_is_wrong_use(arguments: list[str], message: str, repository: Path) -> None:
    """Exit status 2."""
    (repository / "baselines").mkdir(exist_ok=True)
    result = _camket("compare", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


# benchmark


@pytest.mark.usefixtures("repository")
def test_benchmark_runs_a_system_of_ones_own(system: Path) -> None:
    """It finds one of four entities: F1 2/5 on test and retold; published has no text and is left out."""
    target = f"{system}:Country"
    results = _json("benchmark", target)
    assert [(result["system"], result["split"]) for result in results] == [
        ("tiny:Country", "validation"),
        ("tiny:Country", "test"),
        ("tiny:Country", "retold"),
    ]
    for result in results:
        micro = result["metrics"]["entities"]["micro"]
        assert (micro["correct"], micro["gold"], micro["predicted"], micro["f1"]) == (1, 4, 1, 0.4)
    shown = _camket("benchmark", target)
    assert shown.exit_code == 0
    assert "40.0" in shown.stdout
    assert "tiny:Country: published has no text here and is left out (camket hydrate DIR)" in shown.stderr


def test_benchmark_without_a_target_runs_baselines_and_compares_with_the_committed_results(
    repository: Path, system: Path
) -> None:
    """Saved, they are equal; changed, the message names what differs."""
    folder = repository / "baselines"
    folder.mkdir()
    (folder / "tiny.py").write_text(SYSTEM + "\nSYSTEM = Country\n", encoding="utf-8")
    assert (
        "differ from baselines/results: tiny on validation, tiny on test, tiny on retold" in _camket("benchmark").stderr
    )
    assert _camket("benchmark", "--save").exit_code == 0
    assert [result["split"] for result in benchmark.committed(repository)] == ["validation", "test", "retold"]
    assert "| test | tiny | 40.0 |" in (repository / "README.md").read_text(encoding="utf-8")
    assert _camket("benchmark").stderr.splitlines()[-1] == "equal to baselines/results"
    (folder / "tiny.py").write_text(SYSTEM.replace("GPE", "LOC") + "\nSYSTEM = Country\n", encoding="utf-8")
    assert _camket("benchmark").stderr.splitlines()[-1].startswith("differ from baselines/results: tiny on validation")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("target", ["tiny.py", "no/such/file.py:Country", "{system}:Town"])
def test_benchmark_of_what_is_no_system_is_wrong_use(target: str, system: Path) -> None:
    """File or class is missing."""
    result = _camket("benchmark", target.format(system=system))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Town" in result.stderr or "path/to/file.py:ClassName" in result.stderr


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--train", "a.conll"], "--train and --test go together"),
        (["--repair"], "--repair and --output go with them"),
        (["--set", "size=3"], "--set, --model and --train need one system: name it"),
        (["{system}:Country", "--set", "size"], "--set size: write NAME=VALUE"),
        (["{system}:Country", "--set", "size=3"], "has no option size: it has none"),
        (["{system}:Country", "--model", "kept"], "does not learn: there is nothing to keep"),
        (["{system}:Country", "--save"], "--save keeps the results of baselines/ as they are"),
    ],
)
def test_benchmark_says_what_goes_with_what(arguments: list[str], message: str, system: Path) -> None:
    """Wrong use, exit status 2."""
    result = _camket("benchmark", *(argument.format(system=system) for argument in arguments))
    assert result.exit_code == 2
    assert message in result.stderr


TAGGER = """
class Tagger:
    def predict(self, documents):
        return list(documents)
    def fit_tags(self, sentences, tags):
        self.known = {word: tag for words, row in zip(sentences, tags) for word, tag in zip(words, row)}
    def predict_tags(self, sentences):
        return [[self.known.get(word, "O") for word in words] for words in sentences]
"""


def test_benchmark_learns_and_scores_any_columns(repository: Path, tmp_path: Path) -> None:
    """With labels of their own; the tagged file can be kept."""
    (tmp_path / "tagger.py").write_text(TAGGER, encoding="utf-8")
    for name, text in {"a": "Lan B-NAME\n\nđi O\n", "b": "Lan B-NAME\nđi O\nHà B-NAME\n"}.items():
        (tmp_path / f"{name}.conll").write_text(text, encoding="utf-8")
    output = tmp_path / "out.conll"
    command = ["benchmark", f"{tmp_path / 'tagger.py'}:Tagger", "--train", tmp_path / "a.conll"]
    command += ["--test", tmp_path / "b.conll"]
    exact = _json(*command)["metrics"]["exact"]
    assert (exact["micro"]["correct"], exact["micro"]["gold"], list(exact["labels"])) == (1, 2, ["NAME"])
    shown = _camket(*command, "--output", output)
    assert "3 tokens, 1 sentences" in shown.stdout
    assert output.read_text("utf-8").splitlines()[2] == "Hà\tB-NAME\tO"
    missing = _camket(*command[:-1], tmp_path / "c.conll")
    assert (missing.exit_code, "c.conll" in missing.stderr) == (2, True)


# extract


LEARNER = """
import json
from dataclasses import replace
from camket.model import Entity

class Learner:
    "Finds the first entity of train."
    def fit(self, train):
        self.name = train[0].surface(train[0].entities[0])
    def predict(self, documents):
        at = [d.text.find(self.name) for d in documents]
        spans = [(Entity(i, i + len(self.name), "GPE"),) if i >= 0 else () for i in at]
        return [replace(d, entities=s) for d, s in zip(documents, spans)]
    def save(self, folder):
        (folder / "name.json").write_text(json.dumps(self.name))
    def restore(self, folder):
        self.name = json.loads((folder / "name.json").read_text())

SYSTEM = Learner
"""


@pytest.fixture
def learner(repository: Path) -> str:
    """A baseline that learns."""
    (repository / "baselines").mkdir()
    (repository / "baselines" / "learner.py").write_text(LEARNER, encoding="utf-8")
    return "learner"


def test_extract_learns_once_and_reads_a_text(learner: str) -> None:
    """The answer is a line of JSON; what was learnt is kept for the next time."""
    first = _camket("extract", learner, "--text", "Ở Nhật Bản.")
    assert first.exit_code == 0
    row = json.loads(first.stdout)
    assert (row["text"], row["entities"]) == ("Ở Nhật Bản.", [{"start": 2, "end": 10, "label": "GPE"}])
    assert "learning from 1 articles" in first.stderr
    second = _camket("extract", learner, "--text", "Ở Nhật Bản.")
    assert (second.stdout, second.stderr) == (first.stdout, "")


def test_extract_reads_standard_input(learner: str) -> None:
    """As UTF-8."""
    given = "Ở Nhật Bản."
    result = CliRunner().invoke(app, ["extract", learner, "-"], input=given.encode())
    assert json.loads(result.stdout.splitlines()[-1])["entities"] == [{"start": 2, "end": 10, "label": "GPE"}]


def test_extract_reads_files_and_reports_what_it_leaves_out(learner: str, tmp_path: Path) -> None:
    """With exit status 1; the good rows are there."""
    (tmp_path / "in.jsonl").write_text('{"text": "Ở Nhật Bản."}\n{"text": 5}\n', encoding="utf-8")
    result = _camket("extract", learner, tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert "in.jsonl:2: text is int: give a string" in result.stderr
    assert result.stderr.splitlines()[-1] == "1 left out"
    assert [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()] == [
        "in.jsonl:1"
    ]
    again = _camket("extract", learner, tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    assert (again.exit_code, "exists: name another file" in again.stderr) == (2, True)


def test_extract_uses_a_model_that_was_kept_and_refuses_another(learner: str, repository: Path, tmp_path: Path) -> None:
    """camket benchmark --model keeps it."""
    kept = _camket("benchmark", learner, "--model", tmp_path / "kept")
    assert kept.exit_code == 0
    twice = _camket("benchmark", learner, "--model", tmp_path / "kept")
    assert (twice.exit_code, "kept exists: name another folder" in twice.stderr) == (2, True)
    result = _camket("extract", learner, "--model", tmp_path / "kept", "--text", "Nhật Bản")
    assert json.loads(result.stdout)["entities"]
    path = repository / "baselines" / "learner.py"
    path.write_text(path.read_text("utf-8") + "# changed\n", encoding="utf-8")
    refused = _camket("extract", learner, "--model", tmp_path / "kept", "--text", "Nhật Bản")
    assert refused.exit_code == 2
    assert "has changed since the model was fitted; fit it anew" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nobody", "--text", "a"], "no system 'nobody'"),
        (["learner", "--text", "a", "b.txt"], "--text and files do not go together"),
        (["learner", "b.pdf"], "cannot read .pdf"),
        (["learner", "--text", "a", "--date", "hôm qua"], "date 'hôm qua' is none"),
        (["learner", "--model", "here", "--set", "a=b", "--text", "a"], "--set and --model do not go together"),
    ],
)
def test_extract_of_what_is_not_there_is_wrong_use(arguments: list[str], message: str, learner: str) -> None:
    """What is wrong and what would be right."""
    result = _camket("extract", *arguments)
    assert result.exit_code in (1, 2)
    assert message in result.stderr


# show


@pytest.mark.usefixtures("repository")
def test_show_draws_an_article_or_some_of_its_sentences() -> None:
    """By its id; --sentence may be repeated."""
    shown = _camket("show", "test-901")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("[1]\nNhật Bản góp 3 tỷ yên\nGPE─────")
    some = _camket("show", "test-901", "--sentence", "3", "--sentence", "1").stdout
    assert [line for line in some.splitlines() if line.startswith("[")] == ["[1]", "[3]"]


def test_show_draws_a_file_that_is_not_in_the_corpus(repository: Path) -> None:
    """A draft, say."""
    file = repository / "draft.xml"
    source = repository / "annotations" / "composed" / "test-901.xml"
    file.write_text(source.read_text(encoding="utf-8").replace("góp", "chi"), encoding="utf-8")
    assert _camket("show", file).stdout.startswith("[1]\nNhật Bản chi 3 tỷ yên\n")


def test_show_writes_a_page(repository: Path) -> None:
    """Instead of drawing."""
    target = repository / "article.html"
    result = _camket("show", "test-901", "--html", target)
    assert (result.exit_code, result.stdout) == (0, f"{target} written\n")
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_show_draws_a_prediction_instead_of_gold(repository: Path) -> None:
    """Over the article's text."""
    (gold,) = load("test", repository)
    file = _predict(repository / "mine.jsonl", [replace(gold, entities=(Entity(0, 8, "LOC"),), numbers=())])
    shown = _camket("show", "test-901", "--sentence", 1, "--prediction", file)
    assert shown.exit_code == 0
    assert "LOC─────" in shown.stdout
    assert "MONEY" not in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["test-999"], "no article 'test-999'; there are composed-001, validation-901, test-901"),
        (["published-901"], "published-901 has no text: hydrate it first"),
        (["test-901", "--sentence", "9"], "test-901 has no sentence 9: it has 1 to 3"),
        (["test-901", "--prediction", "{root}/empty.jsonl"], "has no prediction for test-901"),
    ],
)
def test_show_of_what_is_not_there_is_wrong_use(arguments: list[str], message: str, repository: Path) -> None:
    """Article, text, sentence or prediction."""
    (repository / "empty.jsonl").write_text("", encoding="utf-8")
    result = _camket("show", *(argument.format(root=repository) for argument in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


# help


@pytest.mark.parametrize(
    "verb",
    [
        "validate",
        "hydrate",
        "dehydrate",
        "build",
        "agreement",
        "stats",
        "score",
        "compare",
        "benchmark",
        "extract",
        "show",
    ],
)
def test_every_verb_has_help_and_refuses_an_option_that_it_does_not_know(verb: str) -> None:
    """Status 0 and 2."""
    assert _camket(verb, "--help").exit_code == 0
    assert verb in _camket("--help").stdout
    wrong = _camket(verb, "--no-such-option")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
