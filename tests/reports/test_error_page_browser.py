"""The error page in a real browser: exact characters on the screen, filters, keys, the width of a phone.

Chromium opens a page that holds the error page in a frame, works it by a script and writes down what it sees.
"""

import json
import shutil
import subprocess
from html import escape
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from camket.corpus.load import load
from camket.formats import predictions
from camket.model import Document, Entity, lay_out
from camket.reports.error_page import error_page
from camket.scoring.errors import find_errors

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --virtual-time-budget=20000"
).split()
TEXT = "Ba bốn năm sáu bảy tám chín mười e\u0323\u0302 <b>&amp;"
CROSSING = (Entity(0, 10, "ORG"), Entity(3, 18, "GPE"), Entity(3, 6, "PER"), Entity(33, 34, "LOC"))
LOOK = """
const extent = (boxes) => {
  const wide = [...boxes].filter((box) => box.width > 0.01);
  return [Math.min(...wide.map((box) => box.left)), Math.max(...wide.map((box) => box.right))];
};
const apart = (mark) => {
  const words = page.createRange();
  words.selectNodeContents(mark);
  const [a, b] = extent(words.getClientRects()), [c, d] = extent(mark.getClientRects());
  return Math.max(Math.abs(a - c), Math.abs(b - d));
};
all("main article").forEach((card) => { card.style.contentVisibility = "visible"; });
seen.texts = all("main .text").map((text) => {
  const marks = [...text.querySelectorAll("mark")];
  const spans = marks.map((mark) => [mark.dataset.mark, mark.textContent]);
  return { words: text.textContent, spans, apart: Math.max(0, ...marks.map(apart)) };
});
seen.width = [page.documentElement.scrollWidth, page.documentElement.clientWidth];
seen.beyond = all("body *").filter((it) => it.getBoundingClientRect().right > seen.width[1] + 0.5).length;
"""
WORK = """
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const status = () => page.getElementById("shown").textContent;
const shown = () => [all(".errors li").filter((it) => it.getClientRects().length).map((it) => it.id), status()];
const press = (key) => {
  page.activeElement.dispatchEvent(new view.KeyboardEvent("keydown", { key, bubbles: true }));
  return page.activeElement.parentNode.id;
};
seen.all = shown();
page.querySelector("input[value=missed]").click();
seen.missed = shown();
seen.counts = all(".options label").map((label) => label.textContent.trim());
seen.steps = [..."njpkk"].map(press);
seen.lit = all("mark.on").map((mark) => mark.textContent);
page.querySelector(".summary button[data-kind=spurious][data-layer='']").click();
seen.spurious = [...shown(), all(".summary [aria-pressed=true]").length];
page.querySelector("button[type=reset]").click();
await wait(100);
const search = page.getElementById("search");
search.value = "zzz";
search.dispatchEvent(new view.Event("input"));
await wait(1000);
seen.nothing = shown();
"""
HARNESS = """<!doctype html><meta charset="utf-8"><script>addEventListener("load", async () => {
const frame = document.querySelector("iframe"), page = frame.contentDocument, view = frame.contentWindow;
const all = (selector) => [...page.querySelectorAll(selector)], seen = {};
try { %s } catch (error) { seen.error = String(error); }
document.body.textContent = JSON.stringify(seen);
});</script><iframe style="width:%dpx;height:780px;border:0" srcdoc="%s"></iframe>"""


@pytest.fixture(scope="session")
def chromium() -> str:
    """A Chromium to open pages with."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        pytest.skip("no chromium here (apt-get install chromium)")
    return found


def _observe(chromium: str, page: str, width: int, script: str, folder: Path) -> dict[str, Any]:
    """What the script sees of a page in a frame of this width."""
    harness = folder / "harness.html"
    harness.write_text(HARNESS % (script, width, escape(page)), encoding="utf-8")
    command = [chromium, *FLAGS, f"--user-data-dir={folder / 'profile'}", "--window-size=1400,900", "--dump-dom"]
    done = subprocess.run([*command, harness.as_uri()], capture_output=True, timeout=120, check=True)
    seen: dict[str, Any] = json.loads(html.document_fromstring(done.stdout.decode()).findtext("body") or "")
    assert "error" not in seen, seen["error"]
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_of_a_result_can_be_read_and_worked(chromium: str, width: int, root: Path, tmp_path: Path) -> None:
    """Filters, table, keys and search show what they say; nothing is wider than the window."""
    gold = load("test")
    predicted = predictions.read(root / "baselines" / "results" / "rules" / "test.jsonl", gold)
    kinds = [error.kind for error in find_errors(gold, predicted)]
    seen = _observe(chromium, error_page(gold, predicted, "rules", "test"), width, LOOK + WORK, tmp_path)
    assert max(text["apart"] for text in seen["texts"]) < 1
    assert seen["width"] == [width, width]
    assert seen["beyond"] == 0
    assert len(seen["all"][0]) == len(kinds)
    assert seen["all"][1].startswith(f"All {len(kinds):,} errors shown")
    missed, status = seen["missed"]
    assert len(missed) == kinds.count("missed")
    assert status.startswith(f"{len(missed):,} of {len(kinds):,} errors shown, in ")
    assert f"spurious {kinds.count('spurious')}" in seen["counts"]  # another kind is still offered
    assert seen["steps"] == [missed[0], missed[1], missed[0], missed[-1], missed[-2]]
    assert seen["lit"]
    assert len(seen["spurious"][0]) == kinds.count("spurious")
    assert seen["spurious"][2] == 1
    assert seen["nothing"] == [[], f"0 of {len(kinds):,} errors shown, in 0 sentences"]


def test_crossing_spans_lie_under_their_exact_characters(chromium: str, tmp_path: Path) -> None:
    """Put together the pieces of a span are its words; a letter keeps its marks."""
    gold = Document("a", text=TEXT, sentences=lay_out([(len(TEXT), 0, False, "")]), entities=CROSSING)
    page = error_page([gold], [Document("a", entities=(Entity(0, 2, "PER"),))], "any", "test")
    seen = _observe(chromium, page, 360, LOOK, tmp_path)
    text = seen["texts"][0]
    words: dict[str, str] = {}
    for key, piece in text["spans"]:
        words[key] = words.get(key, "") + piece
    assert text["words"] == TEXT
    assert sorted(words.values()) == sorted(["Ba bốn năm", "bốn năm sáu bảy", "bốn", "e\u0323\u0302"])
    assert text["apart"] < 1
