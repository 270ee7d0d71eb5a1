"""Label Studio for real: a server is started, the corpus goes in and comes out, and a browser makes edits.

Needs the program `label-studio` on PATH or named by $CAMKET_LABEL_STUDIO (pip install it into a venv of its own).
"""

import json
import os
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from label_studio_driver import (
    ALT,
    BACKSPACE,
    CONTROL,
    EMAIL,
    ENTER,
    ESCAPE,
    Browser,
    Server,
    browsing,
    executable,
    running,
    until,
)
from typer.testing import CliRunner

from camket.cli import app
from camket.corpus.load import find_root, load
from camket.formats import label_studio
from camket.formats.drafts import Reading
from camket.formats.label_studio import Choice
from camket.formats.label_studio_interface import interface
from camket.model import Argument, Document, Entity, Number, Span

pytestmark = pytest.mark.slow  # starts a server, a minute on a free machine and five on a busy one
ROOT = find_root(Path(__file__).parent)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that all tests here share; each makes its own project."""
    program = executable()
    if program is None:
        pytest.skip("no label-studio here: pip install it into a venv and set CAMKET_LABEL_STUDIO to its program")
    with running(program, tmp_path_factory.mktemp("label-studio")) as found:
        yield found


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """Every article that has text, the published ones too where they are given."""
    if not os.environ.get("CAMKET_ARTICLES"):
        return [document for document in load(root=ROOT) if document.text is not None]
    folder = tmp_path_factory.mktemp("corpus")
    shutil.copytree(ROOT / "annotations", folder / "annotations")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMKET_ROOT", str(folder))
        assert CliRunner().invoke(app, ["hydrate", os.environ["CAMKET_ARTICLES"]]).exit_code == 0
        return load(root=folder)


def read(server: Server, project: int, folder: Path, choice: Choice | None = None) -> Reading:
    return label_studio.read(server.export(project, folder / "export.json"), choice)


def test_every_article_comes_back_as_it_went_in(server: Server, corpus: list[Document], tmp_path: Path) -> None:
    """All spans, values, arguments and offsets."""
    project = server.project(interface(), label_studio.tasks(corpus, reviewed=True))
    reading = read(server, project, tmp_path)
    assert reading.faults == []
    assert {document.id: document for document in reading.documents} == {document.id: document for document in corpus}
    assert {document.split for document in reading.documents} >= {"train", "validation", "test", "retold"}
    if os.environ.get("CAMKET_ARTICLES"):
        assert sum(document.split == "published" for document in reading.documents) == 5


def test_preannotations_that_are_submitted_come_back(server: Server, corpus: list[Document], tmp_path: Path) -> None:
    """What the server holds of a prediction, submitted unchanged."""
    documents = corpus[:3]
    project = server.project(interface(), label_studio.tasks(documents, "draft"))
    places = [fault.path.partition(": ")[2] for fault in read(server, project, tmp_path).faults]
    tasks = zip(server.tasks(project), documents, strict=True)
    assert places == [f"task {task['id']} ({document.id})" for task, document in tasks]
    for task in server.tasks(project):
        (prediction,) = server.call("GET", f"/predictions?task={task['id']}")
        assert prediction["model_version"] == "draft"
        server.call("POST", f"/tasks/{task['id']}/annotations", {"result": prediction["result"]})
    reading = read(server, project, tmp_path)
    assert reading.faults == []
    assert sorted(reading.documents, key=lambda it: it.id) == sorted(documents, key=lambda it: it.id)


def test_emoji_and_marks_of_html_come_back(server: Server, make: Callable[..., Document], tmp_path: Path) -> None:
    sentences = [
        '🤝🇻🇳 <e type="GPE">Việt Nam</e> 👍🏽 <n type="PERCENT" value="5">5%</n>',
        '𝒙 &lt;b&gt; <e type="ORG">A &amp; B</e>',
    ]
    document = make("composed-902", *sentences)
    project = server.project(interface(), label_studio.tasks([document], reviewed=True))
    reading = read(server, project, tmp_path)
    assert (reading.documents, reading.faults) == ([document], [])


def test_one_or_another_annotation_skipped_and_unsubmitted_ones(
    server: Server, make: Callable[..., Document], tmp_path: Path
) -> None:
    """As the server itself writes them."""
    documents = [make(f"composed-90{number}", f'<e type="GPE">Huế</e> {number}.') for number in (2, 3, 4)]
    project = server.project(interface(), label_studio.tasks(documents, "draft"))
    twice, skipped, drafted = (int(task["id"]) for task in server.tasks(project))
    spans = label_studio.tasks(documents[:1])[0]["predictions"][0]["result"]
    for result in (list[Any](), spans):
        server.call("POST", f"/tasks/{twice}/annotations", {"result": result})
    server.call("POST", f"/tasks/{skipped}/annotations?was_cancelled=1", {"result": [], "was_cancelled": True})
    server.call("POST", f"/tasks/{drafted}/drafts", {"result": [], "lead_time": 1})
    reading = read(server, project, tmp_path)
    said = sorted(str(fault).partition("task ")[2] for fault in reading.faults)
    assert reading.documents == []
    assert len(said) == 3
    assert f"{twice} (composed-902): 2 annotations: " in said[0]
    assert f"by 1 {EMAIL}" in said[0] or "by 1 of" in said[0]
    assert f"{skipped} (composed-903): annotation" in said[1]
    assert "was skipped (cancelled)" in said[1]
    assert f"{drafted} (composed-904): a draft that was not submitted" in said[2]
    assert read(server, project, tmp_path, Choice(latest=True)).documents == documents[:1]


@pytest.fixture
def browser(server: Server) -> Iterator[Browser]:
    """A browser that has logged in."""
    driver = shutil.which("chromedriver")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if driver is None or chromium is None:
        pytest.skip("no chromium with chromedriver here (apt-get install chromium chromium-driver)")
    with browsing(driver, chromium) as found:
        found.go(f"{server.url}/user/login/")
        fill = "document.querySelector('input[name=email]').value = arguments[0];"
        fill += "document.querySelector('input[name=password]').value = arguments[1];"
        found.script(f"{fill} document.querySelector('form').submit()", EMAIL, server.password)
        found.until("location.pathname != '/user/login/'")
        yield found


OPEN = "document.querySelector('[class*=htx-richtext]') && window.Htx && Htx.task && Htx.task.id == arguments[0]"
READY = "Htx.annotationStore.selected.objects.every(it => it.isReady)"
LABEL = "[...Htx.annotationStore.selected.names.values()].some(it => it.isLabeling && it.isSelected)"
SELECTED = "Htx.annotationStore.selected.selectedRegions.map(it => it.text).join()"


class Page:
    """A task open in the browser."""

    def __init__(self, browser: Browser, server: Server, project: int, task: dict[str, Any], pictures: Path) -> None:
        self.browser, self.pictures = browser, pictures
        browser.go(f"{server.url}/projects/{project}/data?task={task['id']}")
        browser.until(f"{OPEN} && Htx.annotationStore.selected && {READY}", task["id"])
        if task.get("total_predictions"):
            browser.until("document.querySelectorAll('.htx-highlight').length")

    def picture(self, name: str) -> None:
        self.browser.picture(self.pictures / f"{name}.png")

    def add(self, key: str, words: str) -> None:
        """A label's hotkey, then the words; both again where the page was not yet listening or was drawn anew."""
        count = self.browser.script("return Htx.annotationStore.selected.regions.length")
        done = f"Htx.annotationStore.selected.regions.length == {count + 1}"
        for seconds in (5, 10, 20, 40):
            if not self.browser.script(f"return {LABEL}"):
                self.browser.press(key)
            self.browser.select_words(words)
            with suppress(AssertionError):
                until(done, lambda: self.browser.script(f"return {done}"), seconds)
                self.browser.press(ESCAPE)
                return
        self.picture("failed")
        raise AssertionError(f"{words!r} could not be marked; see {self.pictures / 'failed.png'}")

    def select(self, words: str, region: str = "") -> None:
        """A click on words of a region."""
        self.browser.click_words(words)
        self.browser.until(f"{SELECTED} == arguments[0]", region or words)

    def submit(self) -> None:
        self.browser.click("button", "^Submit$")
        self.browser.until("[...document.querySelectorAll('button')].some(it => it.textContent.trim() == 'Update')")


def test_what_a_person_edits_in_the_browser_comes_back(
    server: Server, browser: Browser, root: Path, tmp_path: Path
) -> None:
    """A span added, one relabelled, one taken out, a value and a modifier changed, a relation drawn and named."""
    old = next(document for document in load("train", root) if document.id == "composed-001")
    project = server.project(interface(), label_studio.tasks([old], "gold"))
    page = Page(browser, server, project, server.tasks(project)[0], tmp_path)
    drawn = browser.until("Htx.annotationStore.selected.regions.map(it => [it.text, it.labels[0]])")
    assert len(drawn) == len(list(old.spans()))
    page.picture("1-preannotated")
    page.add("9", "phần mềm thiết kế")
    page.picture("2-span-added")
    page.select("Kumamoto")
    browser.press("5" + ESCAPE)
    page.select("Hà Nội")
    browser.press(BACKSPACE)
    page.select("310 triệu yên")
    browser.press("z")
    browser.until("document.querySelector('[aria-label=\"Edit Region\"]')")
    browser.script("document.querySelector('[aria-label=\"Edit Region\"]').click()")
    browser.until("document.activeElement.tagName == 'INPUT'")
    browser.chord(CONTROL, "a")
    browser.press("320000000" + ENTER)
    page.picture("3-value-and-modifier")
    browser.press(ESCAPE)
    request = next(it for it in old.commitments if old.surface(it).startswith("đề nghị"))
    page.select("cử thêm", old.surface(request))
    browser.chord(ALT, "r")
    browser.click_words("công ty")
    browser.click("#Relations-draggable")
    browser.click("[class*=relations__item]", "REQUEST.*PARTY")
    browser.click("[aria-label='Show Relation Labels']")
    browser.click("[class*=relation-meta] button")
    browser.click("[role=option]", "^recipient$")
    page.picture("4-relation")
    page.submit()
    page.picture("5-submitted")
    reading = read(server, project, tmp_path)
    assert reading.faults == []
    (new,) = reading.documents

    def at(words: str) -> tuple[int, int]:
        start = str(old.text).index(words)
        return start, start + len(words)

    kept: set[Span] = {
        it for it in old.entities if it not in (Entity(*at("Hà Nội"), "GPE"), Entity(*at("Kumamoto"), "GPE"))
    }
    assert set(new.entities) == kept | {Entity(*at("Kumamoto"), "LOC"), Entity(*at("phần mềm thiết kế"), "SECTOR")}
    changed = Number(*at("310 triệu yên"), "MONEY", "320000000", "JPY", "approx")
    assert set(new.numbers) - set(old.numbers) == {changed}
    assert len(new.numbers) == len(old.numbers)
    added = replace(request, arguments=tuple(sorted((*request.arguments, Argument("recipient", *at("công ty"))))))
    assert set(new.commitments) == set(old.commitments) - {request} | {added}
    assert (new.text, new.sentences, new.parties) == (old.text, old.sentences, old.parties)


def test_signs_and_edits_that_were_not_submitted(server: Server, browser: Browser, tmp_path: Path) -> None:
    """Selecting by words takes the comma after a sign along; what is edited after Submit waits for Update."""
    project = server.project(interface(), [{"data": {"text": "Vốn tăng 60%, lãi giảm (còn 5%)."}}])
    page = Page(browser, server, project, server.tasks(project)[0], tmp_path)
    page.add("w", "60%")
    page.add("w", "5%")
    page.submit()
    reading = read(server, project, tmp_path)
    assert [reading.documents[0].surface(number) for number in reading.documents[0].numbers] == ["60%", "5%"]
    page.add("9", "Vốn")
    later = "has later edits that were not submitted"
    until("a draft", lambda: any(later in str(fault) for fault in read(server, project, tmp_path).faults))
    assert read(server, project, tmp_path).documents == reading.documents


TEXTS = {
    "emoji": "Hai bên 🤝🇻🇳 vui 👍🏽 ký với Kumamoto tại Huế.",
    "nfd": unicodedata.normalize("NFD", "Thứ trưởng Lê Thu Hà đến thăm Kumamoto tại Huế."),
    "spaces": "   Đoàn  đến thăm Kumamoto tại Huế.\n   Dòng hai.",
    "windows": "Đoàn đến Huế.\r\n\r\nRồi thăm Kumamoto tại Huế.\r\nHết.",
}


@pytest.mark.parametrize("tag", ["Text", 'HyperText inline="true"'])
def test_a_span_made_in_the_browser_stands_on_its_words_whatever_the_text(
    server: Server, browser: Browser, tag: str, tmp_path: Path
) -> None:
    """Offsets of Text count code points of the text as it was imported; a project of one's own may have HyperText."""
    config = interface().replace("<Text ", f"<{tag} ")
    project = server.project(config, [{"data": {"text": text}} for text in TEXTS.values()])
    for task in server.tasks(project):
        page = Page(browser, server, project, task, tmp_path)
        page.add("5", "Kumamoto")
        page.submit()
    exported = json.loads(server.export(project, tmp_path / "export.json").read_text(encoding="utf-8"))
    assert {task["data"]["text"] for task in exported} == set(TEXTS.values())
    for task in exported if tag == "Text" else ():
        value = task["annotations"][0]["result"][0]["value"]
        assert task["data"]["text"][value["start"] : value["end"]] == "Kumamoto"
    documents = label_studio.read(tmp_path / "export.json").documents
    assert len(documents) == len(TEXTS)
    for document in documents:
        assert [document.surface(entity) for entity in document.entities] == ["Kumamoto"]
