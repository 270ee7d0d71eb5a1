"""A running Label Studio and a browser before it, for tests: both started by themselves, both driven over HTTP."""

import base64
import json
import os
import secrets
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

EMAIL = "an@example.org"
PATIENCE = 300
"""Seconds; the first start makes a database, two minutes of work on a busy machine."""


def executable() -> str | None:
    """Label Studio's program: $CAMKET_LABEL_STUDIO, or the one on PATH."""
    return os.environ.get("CAMKET_LABEL_STUDIO") or shutil.which("label-studio")


def free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return int(it.getsockname()[1])


def http(method: str, url: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
    """The JSON that a server answers; raises AssertionError with what it says instead."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **(headers or {})}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            content = answer.read()
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{method} {url}: {error.code} {error.read()[:600].decode()}") from error
    return json.loads(content) if content else None


def until(what: str, ready: Callable[[], Any], seconds: float = 120) -> Any:
    """What `ready` gives once it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := ready():
            return found
        time.sleep(0.2)
    raise AssertionError(f"waited {seconds} s for {what}")


class Server:
    """Label Studio's API, and the password of its only user."""

    def __init__(self, url: str, token: str, password: str) -> None:
        self.url, self.token, self.password = url, token, password

    def call(self, method: str, path: str, body: Any = None) -> Any:
        return http(method, f"{self.url}/api{path}", body, {"Authorization": f"Token {self.token}"})

    def project(self, config: str, tasks: list[dict[str, Any]]) -> int:
        """A new project with tasks in it."""
        number = int(self.call("POST", "/projects/", {"title": "camket", "label_config": config})["id"])
        assert self.call("POST", f"/projects/{number}/import", tasks)["task_count"] == len(tasks)
        return number

    def tasks(self, project: int) -> list[dict[str, Any]]:
        """The tasks of a project, in the order of import."""
        found: list[dict[str, Any]] = self.call("GET", f"/tasks?project={project}&page_size=1000&fields=all")["tasks"]
        return sorted(found, key=lambda task: int(task["id"]))

    def export(self, project: int, path: Path) -> Path:
        """The project's JSON export, in a file."""
        data = self.call("GET", f"/projects/{project}/export?exportType=JSON&download_all_tasks=true")
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return path


@contextmanager
def running(program: str, folder: Path) -> Iterator[Server]:
    """A server with its data in a folder, which talks to nobody."""
    port, token, password = free_port(), secrets.token_hex(20), secrets.token_urlsafe(12)
    quiet = ("COLLECT_ANALYTICS", "LATEST_VERSION_CHECK", "ALLOW_LOCALHOST_FILES")
    environment = {**os.environ, "LABEL_STUDIO_BASE_DATA_DIR": str(folder), **dict.fromkeys(quiet, "False")}
    environment |= {"SENTRY_DSN": "", "FRONTEND_SENTRY_DSN": ""}
    where = ["start", "-b", "--internal-host", "127.0.0.1", "--port", str(port)]
    who = ["--username", EMAIL, "--password", password, "--user-token", token, "--enable-legacy-api-token"]
    log = folder / "server.log"
    with log.open("wb") as file:
        process = subprocess.Popen([program, *where, *who], env=environment, stdout=file, stderr=file)
        try:
            server = Server(f"http://127.0.0.1:{port}", token, password)
            until("the server", lambda: process.poll() is not None or _answers(f"{server.url}/health"), PATIENCE)
            assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")[-2000:]
            yield server
        finally:
            process.terminate()
            process.wait(30)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except OSError:
        return False


ENTER, ESCAPE, BACKSPACE, ALT, CONTROL = "\ue007", "\ue00c", "\ue003", "\ue00a", "\ue009"

_WORDS = """
const root = document.querySelector('[class*=htx-richtext]'), nodes = []; let text = '';
for (const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT); walk.nextNode();) {
  nodes.push([text.length, walk.currentNode]); text += walk.currentNode.data; }
const at = text.indexOf(arguments[0]);
const box = offset => {
  const [start, node] = nodes.filter(it => it[0] <= offset).pop(), range = document.createRange();
  range.setStart(node, offset - start); range.setEnd(node, offset - start + 1);
  return [node.parentElement, range]; };
box(at)[0].scrollIntoView({block: 'center'});
const a = box(at)[1].getBoundingClientRect(), b = box(at + arguments[0].length - 1)[1].getBoundingClientRect();
return [a.left + 1, a.top + a.height / 2, b.right - 1, b.top + b.height / 2];
"""
_MIDDLE = """
const fits = it => it.textContent.trim().match(arguments[1]);
const found = [...document.querySelectorAll(arguments[0])].filter(fits).pop();
if (!found) return null;
found.scrollIntoView({block: 'nearest'});
const box = found.getBoundingClientRect();
return box.width ? [box.left + box.width / 2, box.top + box.height / 2] : null;
"""


class Browser:
    """A headless Chromium, driven by its WebDriver."""

    def __init__(self, url: str) -> None:
        self.url = url

    def call(self, path: str, body: Any) -> Any:
        return http("POST", self.url + path, body)["value"]

    def go(self, url: str) -> None:
        self.call("/url", {"url": url})

    def script(self, text: str, *arguments: Any) -> Any:
        return self.call("/execute/sync", {"script": text, "args": list(arguments)})

    def until(self, condition: str, *arguments: Any) -> Any:
        """What a script's expression gives once it is true."""
        return until(condition, lambda: self.script(f"return {condition}", *arguments))

    def _act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        source: dict[str, Any] = {"type": kind, "id": kind, "actions": actions}
        if kind == "pointer":
            source["parameters"] = {"pointerType": "mouse"}
        self.call("/actions", {"actions": [source]})

    def press(self, keys: str) -> None:
        """Press keys one after the other."""
        self._act("key", [{"type": way, "value": key} for key in keys for way in ("keyDown", "keyUp")])

    def chord(self, *keys: str) -> None:
        """Press keys together."""
        down = [{"type": "keyDown", "value": key} for key in keys]
        self._act("key", down + [{"type": "keyUp", "value": key} for key in reversed(keys)])

    def drag(self, *stops: tuple[float, float]) -> None:
        """Press the button at the first stop and let go at the last; with one stop, click."""
        moves = [{"type": "pointerMove", "duration": 100, "x": int(x), "y": int(y)} for x, y in stops]
        down, up = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
        self._act("pointer", [moves[0], down, *moves[1:], up])

    def click(self, selector: str, text: str = "") -> None:
        """Click the last element of a selector whose text matches."""
        x, y = until(f"{selector} {text}", lambda: self.script(_MIDDLE, selector, text))
        self.drag((x, y))

    def select_words(self, words: str) -> None:
        """Drag over words of the annotated text; words selected before would be dragged away instead."""
        self.script("getSelection().removeAllRanges()")
        x, y, to_x, to_y = self.script(_WORDS, words)
        self.drag((x, y), ((x + to_x) / 2, (y + to_y) / 2), (to_x, to_y))

    def click_words(self, words: str) -> None:
        """Click the middle of words, which stand on one line."""
        x, y, to_x, _ = self.script(_WORDS, words)
        self.drag(((x + to_x) / 2, y))

    def picture(self, path: Path) -> None:
        with urllib.request.urlopen(f"{self.url}/screenshot", timeout=60) as answer:
            path.write_bytes(base64.b64decode(json.load(answer)["value"]))


@contextmanager
def browsing(driver: str, chromium: str) -> Iterator[Browser]:
    """A browser with a profile of its own."""
    port = free_port()
    process = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url, session = f"http://127.0.0.1:{port}", ""
    flags = ["headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "window-size=1600,1100"]
    options = {"binary": chromium, "args": [f"--{flag}" for flag in flags]}
    try:
        until("chromedriver", lambda: _answers(f"{url}/status"))
        wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
        session = f"{url}/session/{http('POST', f'{url}/session', wanted)['value']['sessionId']}"
        yield Browser(session)
    finally:
        if session:
            http("DELETE", session)
        process.terminate()
        process.wait(30)
