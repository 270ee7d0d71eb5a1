"""The endpoint baseline against a local server over HTTP: what it sends, what it makes of answers, what goes wrong.

The server answers by a script; no language model takes part.
"""

import importlib
import json
import re
import threading
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from camket import systems
from camket.corpus.load import load
from camket.model import (
    ARGUMENT_ROLES,
    COMMITMENT_LABELS,
    ENTITY_LABELS,
    MODIFIERS,
    NUMBER_LABELS,
    SPECIFICITIES,
    Argument,
    Commitment,
    Document,
    Entity,
    Number,
    join_text,
    lay_out,
)
from camket.text import cuts_sequence, nfc

TARGET = f"{Path(__file__).parents[2] / 'baselines' / 'endpoint.py'}:Endpoint"
ENDPOINT: Any = type(systems.load_system(TARGET))
QUESTIONS: Any = importlib.import_module("endpoint_questions")
KEY = "sk-secret-4711"
AT_ONCE = {"retry-after-ms": "1"}
Json = dict[str, Any]
Make = Callable[..., Any]


@dataclass
class Reply:
    """What the server sends back, after a while; `body` is a chat completion with `content` where it is not given."""

    content: Any = None
    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0
    message: Json = field(default_factory=dict)
    finish: str = "stop"

    def written(self) -> bytes:
        """The body as bytes."""
        if isinstance(self.body, str):
            return self.body.encode()
        content = self.content if isinstance(self.content, str | None) else json.dumps(self.content)
        message = {"role": "assistant", "content": content} | self.message
        choice = {"index": 0, "finish_reason": self.finish, "message": message}
        usage = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
        completion = {"id": "c", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
        return json.dumps(self.body or completion | {"usage": usage}).encode()


@dataclass
class Server:
    """A server that answers by a script and keeps what it was sent."""

    script: Callable[[Json], Reply] = lambda request: Reply(status=500)
    requests: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def says(self, *replies: Reply | Json | str) -> None:
        """Give these replies one after the other, the last one for ever."""
        left = list(replies)

        def script(request: Json) -> Reply:
            with self.lock:
                reply = left.pop(0) if len(left) > 1 else left[0]
            return reply if isinstance(reply, Reply) else Reply(reply)

        self.script = script

    def plays(self, *documents: Document) -> None:
        """Answer every question on these documents with what they hold."""
        known: dict[str, tuple[str, list[Json]]] = {}
        for document in documents:
            whole = (document, 1, len(document.sentences))
            for task, key in ((QUESTIONS.Find, "sentences"), (QUESTIONS.Link, "commitments")):
                known[task.question(whole).rpartition("\n")[0]] = key, task.ideal(whole)[key]

        def script(request: Json) -> Reply:
            shown, _, asked = request["messages"][-1]["content"].rpartition("\n")
            key, rows = known[shown]
            if key == "sentences":
                first, last = map(int, re.findall(r"\d+", asked))
                return Reply({key: [row for row in rows if first <= row["sentence"] <= last]})
            return Reply({key: [row for row in rows if row["id"] in re.findall(r"c\d+", asked)]})

        self.script = script

    def answer(self, request: Json, headers: dict[str, str], path: str) -> Reply:
        """Keep a request and answer it."""
        with self.lock:
            self.requests.append(request)
            self.headers.append(headers)
            self.paths.append(path)
        reply = self.script(request)
        time.sleep(reply.after)
        return reply


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on this machine, that no proxy stands before."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "CAMKET_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("ssl.SSLContext.load_verify_locations", lambda *_, **__: None)  # slow, and not needed here
    it = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = it.answer(request, {name.lower(): value for name, value in self.headers.items()}, self.path)
            written = reply.written()
            try:
                self.send_response(reply.status)
                for name, value in ({"Content-Type": "application/json"} | reply.headers).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(written)))
                self.end_headers()
                self.wfile.write(written)
            except OSError:  # the client was told to wait no longer
                pass

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    it.url = f"http://127.0.0.1:{httpd.server_address[1]}/v1"
    yield it
    httpd.shutdown()
    thread.join()
    httpd.server_close()


@pytest.fixture
def make_system(server: Server, tmp_path: Path) -> Make:
    """Makes the system that asks the server."""

    def system(**options: Any) -> Any:
        usual = {"url": server.url, "model": "a-model", "key": KEY, "retries": 2, "cache": tmp_path / "cache"}
        return ENDPOINT(**usual | options)

    return system


@pytest.fixture
def gold(small_root: Path) -> Document:
    """The small article: Nhật Bản góp 3 tỷ yên | Thứ trưởng Lê Thu Hà cho biết … | Bà cảm ơn các giảng viên."""
    return load("train", small_root)[0]


@pytest.fixture(scope="module")
def real(root: Path) -> list[Document]:
    """Three articles of train, and the next one with an argument in an earlier sentence."""
    train = load("train", root)

    def reaches_back(document: Document) -> bool:
        pairs = ((act, argument) for act in document.commitments for argument in act.arguments)
        return any(document.sentence_at(act.start) != document.sentence_at(argument.start) for act, argument in pairs)

    return [*train[:3], next(document for document in train[3:] if reaches_back(document))]


def item(text: str, label: str, occurrence: int = 1, **more: Any) -> Json:
    """A span in an answer."""
    return {"text": text, "occurrence": occurrence, "label": label} | more


def role(name: str, sentence: int, text: str) -> Json:
    """An argument in an answer."""
    return {"role": name, "sentence": sentence, "text": text, "occurrence": 1}


def row(sentence: int, **layers: Any) -> Json:
    """What an answer says of a sentence."""
    return {"sentence": sentence, "entities": [], "numbers": [], "commitments": []} | layers


BY_HAND = {
    "sentences": [
        row(
            1,
            entities=[item("Nhật Bản", "GPE")],
            numbers=[item("3 tỷ yên", "MONEY", value="3000000000", unit="JPY", modifier="none")],
            commitments=[
                item(
                    "góp 3 tỷ yên",
                    "PLEDGE",
                    specificity="specific",
                    arguments=[role("actor", 1, "Nhật Bản"), role("amount", 1, "3 tỷ yên")],
                )
            ],
        ),
        row(
            2,
            entities=[item("Thứ trưởng", "ROLE"), item("Lê Thu Hà", "PER"), item("bán dẫn", "SECTOR")],
            numbers=[
                item("12 khóa học", "QUANTITY", value="12", unit="khóa học", modifier="min"),
                item("năm 2027", "DATE", value="2027", unit="", modifier="max"),
            ],
            commitments=[
                item(
                    "nhất trí mở 12 khóa học về bán dẫn trước năm 2027",
                    "AGREEMENT",
                    specificity="specific",
                    arguments=[role("actor", 2, "hai bên"), role("deadline", 2, "năm 2027")],
                )
            ],
        ),
        row(3),
    ]
}
"""What the small article's annotation is as an answer, written by hand."""


def spans(document: Document) -> tuple[Any, ...]:
    """What a prediction can hold of a document."""
    return tuple(tuple(sorted(it)) for it in (document.entities, document.numbers, document.commitments))


def bare(documents: list[Document]) -> list[Document]:
    """The documents as a system sees them."""
    return [systems.bare(document) for document in documents]


def test_an_answer_in_full_gives_the_annotation_of_the_article(
    server: Server, make_system: Make, gold: Document
) -> None:
    """Labels, values, units, modifiers, arguments, as a predictions file may hold them."""
    server.says(BY_HAND)
    (found,) = systems.predict(make_system(), [gold])
    assert spans(found) == spans(gold)


def test_what_a_document_already_holds_is_no_prediction(server: Server, make_system: Make, gold: Document) -> None:
    """A model that finds nothing finds nothing, also where it is handed gold."""
    server.says({"sentences": [row(1), row(2), row(3)]})
    (found,) = make_system().predict([gold])
    assert not list(found.spans())


def test_the_request_is_a_chat_completion_with_a_strict_schema(
    server: Server, make_system: Make, gold: Document
) -> None:
    """Path, key, model, messages; every object of the schema is closed, its labels are the model's."""
    server.says(BY_HAND)
    systems.predict(make_system(), [gold])
    (request,) = server.requests
    assert server.paths == ["/v1/chat/completions"]
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert request["model"] == "a-model"
    assert request["temperature"] == 0
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert request["messages"][1]["content"] == (
        "Article of 2026-03-12 (Thursday):\n1. Nhật Bản góp 3 tỷ yên\n2. Thứ trưởng Lê Thu Hà cho biết hai bên "
        "nhất trí mở 12 khóa học về bán dẫn trước năm 2027.\n3. Bà cảm ơn các giảng viên.\n\nAnnotate sentences 1 to 3."
    )
    assert request["response_format"]["type"] == "json_schema"
    form = request["response_format"]["json_schema"]
    assert form["strict"] is True
    assert form["name"].isalnum()
    objects, enums = [], []

    def walk(schema: Json) -> None:
        if schema["type"] == "object":
            objects.append(schema)
            for part in schema["properties"].values():
                walk(part)
        elif schema["type"] == "array":
            walk(schema["items"])
        elif "enum" in schema:
            enums.append(tuple(schema["enum"]))

    walk(form["schema"])
    assert len(objects) == 6
    for schema in objects:
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])
    layers = (ENTITY_LABELS, NUMBER_LABELS, COMMITMENT_LABELS)
    assert set(enums) == {*layers, ("none", *MODIFIERS), SPECIFICITIES, ARGUMENT_ROLES}


@pytest.mark.parametrize("labels", [ENTITY_LABELS, NUMBER_LABELS, COMMITMENT_LABELS])
def test_the_guidelines_define_every_label(labels: tuple[str, ...]) -> None:
    """In a line of its own."""
    lines = (Path(TARGET.partition(":")[0]).with_suffix(".txt")).read_text(encoding="utf-8").splitlines()
    assert {line.partition(":")[0] for line in lines} >= set(labels)


@pytest.mark.parametrize("window", [3, 100])
def test_gold_as_an_answer_gives_real_articles_back(
    window: int, server: Server, make_system: Make, real: list[Document]
) -> None:
    """With words that come twice, spans in spans and actors in other sentences, asked in windows of any size."""
    server.plays(*real)
    found = systems.predict(make_system(window=window), real)
    assert [spans(document) for document in found] == [spans(document) for document in real]


def test_gold_as_an_answer_links_real_articles(server: Server, make_system: Make, real: list[Document]) -> None:
    """Label, specificity and arguments of given spans, by their ids, with examples of the same kind."""
    server.plays(*real)
    linked = systems.link(make_system(window=5, examples=2).fit(real), real)
    assert [sorted(document.commitments) for document in linked] == [sorted(d.commitments) for d in real]
    assert {len(request["messages"]) for request in server.requests} == {6}
    assert "<m1>" in server.requests[0]["messages"][1]["content"]
    assert list(json.loads(server.requests[0]["messages"][2]["content"])) == ["commitments"]


def test_given_spans_are_marked_in_the_question_and_unknown_mentions_dropped(
    server: Server, make_system: Make, gold: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of gold's labels is told; c1 and c2 are asked for and no others taken."""
    roles = [{"role": "actor", "mention": name} for name in ("m1", "m99", "c1")]
    one = {"label": "PLEDGE", "specificity": "vague", "arguments": roles}
    server.says({"commitments": [{"id": "c2"} | one]}, {"commitments": [{"id": "c1"} | one, {"id": "c2"} | one]})
    (linked,) = systems.link(make_system(), [gold])
    asked = server.requests[0]["messages"][-1]["content"]
    assert "\n1. <m1>Nhật Bản</m1> <c1>góp <m2>3 tỷ yên</m2></c1>\n" in asked
    assert " <m5>hai bên</m5> <c2>nhất trí mở <m6>12 khóa học</m6> về <m7>bán dẫn</m7> trước " in asked
    assert " <m8>năm 2027</m8></c2>.\n" in asked
    assert asked.endswith("\nGive c1, c2.")
    assert "must have c1, c2" in server.requests[1]["messages"][-1]["content"]
    assert [act.arguments for act in linked.commitments] == [(Argument("actor", 0, 8),)] * 2
    assert "4 texts not found" in capsys.readouterr().err


WORDS = ("Việt", "Việt Nam", "Nam", "a", "aa", "5", "25", "2,5", "ê\u0323x", "x\u0323\u0307", "👩\u200d💻", ".")


@st.composite
def annotated(draw: st.DrawFn) -> Document:
    """A document of few words, that come again and again, with any spans inside its sentences."""
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8)
    texts = [nfc(text) for text in draw(st.lists(words.map(" ".join), min_size=1, max_size=4))]
    sentences = lay_out((len(text), 0, False, "") for text in texts)
    text = join_text((0, text) for text in texts)
    edges = [
        [at for at in range(sentence.start, sentence.end + 1) if not cuts_sequence(text, at)] for sentence in sentences
    ]
    pick = st.sampled_from
    offsets = pick([pair for inside in edges for pair in combinations(inside, 2)])

    def some(make: Callable[[], Any]) -> tuple[Any, ...]:
        return tuple(sorted({make() for _ in range(draw(st.integers(0, 5)))}))

    def number() -> Number:
        value, unit = draw(pick(("", "5", "2.5", "1/3", "1..2"))), draw(pick(("", "pp")))
        return Number(*draw(offsets), draw(pick(("QUANTITY", "PERCENT"))), value, unit, draw(pick(("", *MODIFIERS))))

    def commitment() -> Commitment:
        arguments = some(lambda: Argument(draw(pick(ARGUMENT_ROLES)), *draw(offsets)))
        return Commitment(*draw(offsets), draw(pick(COMMITMENT_LABELS)), draw(pick(SPECIFICITIES)), arguments)

    return Document(
        "composed-901",
        text=text,
        sentences=sentences,
        entities=some(lambda: Entity(*draw(offsets), draw(pick(ENTITY_LABELS)))),
        numbers=some(number),
        commitments=some(commitment),
    )


OVERLAPPING = Document(
    "composed-901",
    text="a a a",
    sentences=lay_out([(5, 0, False, "")]),
    entities=(Entity(0, 3, "ORG"), Entity(2, 5, "ORG")),
)


@settings(deadline=None, max_examples=50)
@example(OVERLAPPING, 1)
@given(annotated(), st.integers(1, 4))
def test_any_spans_as_an_ideal_answer_are_recovered_exactly(document: Document, size: int) -> None:
    """In windows of any size, through JSON, decomposed."""
    read, dropped = systems.bare(document), Counter[str]()
    for first in range(1, len(document.sentences) + 1, size):
        window = (document, first, min(first + size - 1, len(document.sentences)))
        answer = json.loads(unicodedata.normalize("NFD", json.dumps(QUESTIONS.Find.ideal(window), ensure_ascii=False)))
        assert QUESTIONS.Find.fault(window, answer) is None
        read = QUESTIONS.Find.read((read, *window[1:]), answer, dropped)
    assert spans(read) == spans(document)
    assert not dropped


def found_by(system: Any, server: Server, document: Document, **layers: Any) -> Document:
    """What the system makes of an answer on a document of one sentence."""
    server.says({"sentences": [row(1, **layers)]})
    (found,) = systems.predict(system, [document])
    return found


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("Việt Nam", 2)], [(28, 36)]),
        ([("Việt Nam", 1), ("Việt Nam", 1)], [(0, 8), (28, 36)]),
        ([("Việt Nam", 3)], []),
        ([("Việt Nam", 0)], []),
        ([("việt nam", 1)], []),
        ([("Việt  Nam", 1)], []),
        ([("", 1)], []),
        ([("5", 1)], [(19, 20)]),
        ([("5", 2)], [(14, 15)]),
        ([(unicodedata.normalize("NFD", "Việt Nam"), 1)], [(0, 8)]),
    ],
)
def test_a_text_is_searched_exactly(
    said: list[tuple[str, int]],
    expected: list[tuple[int, int]],
    server: Server,
    make_system: Make,
    make: Make,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The n-th whole word; said twice it stands twice; what is not there is dropped and counted; NFD is the same."""
    document = make("composed-901", "Việt Nam góp 25 và 5 tỷ cho Việt Nam.")
    found = found_by(make_system(), server, document, entities=[item(text, "GPE", nth) for text, nth in said])
    assert [(entity.start, entity.end) for entity in found.entities] == expected
    assert f"; {len(said) - len(expected)} texts not found" in capsys.readouterr().err


def test_a_letter_is_not_found_in_one_with_marks(server: Server, make_system: Make, make: Make) -> None:
    """A span must not cut what is seen as one character."""
    found = found_by(make_system(), server, make("composed-901", "x\u0323 x"), entities=[item("x", "GPE")])
    assert found.entities == (Entity(3, 4, "GPE"),)


def test_an_argument_that_is_nowhere_is_dropped_without_its_commitment(
    server: Server, make_system: Make, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of an unknown text or an unknown sentence."""
    document = make("composed-901", "Việt Nam sẽ giúp.")
    places = [(1, "Nhật Bản"), (7, "Việt Nam"), (0, "Việt Nam"), (1, "Việt Nam")]
    roles = [role("actor", *place) for place in places]
    acts = [item("sẽ giúp", "PLEDGE", specificity="vague", arguments=roles)]
    found = found_by(make_system(), server, document, commitments=acts)
    assert found.commitments == (Commitment(9, 16, "PLEDGE", "vague", (Argument("actor", 0, 8),)),)
    assert "; 3 texts not found" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("label", "value", "unit", "expected"),
    [
        ("MONEY", "3.000.000.000", "JPY", ("", "JPY")),
        ("MONEY", "3000000000.00", "JPY", ("3000000000.00", "JPY")),
        ("MONEY", "3000000000", "yên", ("3000000000", "")),
        ("DATE", "tháng 5", "", ("", "")),
        ("DATE", "2026-05", "tháng", ("2026-05", "")),
        ("DURATION", f"P{'9' * 101}Y", "", ("", "")),
        ("QUANTITY", "3", unicodedata.normalize("NFD", "tỷ yên"), ("3", "tỷ yên")),
    ],
)
def test_a_value_or_unit_without_meaning_is_left_empty(
    label: str,
    value: str,
    unit: str,
    expected: tuple[str, str],
    server: Server,
    make_system: Make,
    make: Make,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The span stays; another way of writing a value is as good."""
    document = make("composed-901", "Nhật góp 3 tỷ yên.")
    numbers = [item("3 tỷ yên", label, value=value, unit=unit, modifier="none")]
    (number,) = found_by(make_system(), server, document, numbers=numbers).numbers
    assert number == Number(9, 17, label, *expected)
    assert f", {int(not expected[0])} values without meaning" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("reply", "wrong"),
    [
        ('{"sentences": [', "it is no JSON"),
        ("I cannot.", "it is no JSON"),
        ('{"sentences":' + "[" * 100_000 + "}", "it is no JSON"),
        ({"sentences": [row(1), row(2)]}, "must have the sentences 1 to 3"),
        ({"sentences": [row(1), row(2), row(4)]}, "must have the sentences 1 to 3"),
        ({"sentences": {}}, "answer.sentences must be an array"),
        ({"spans": []}, "answer must be an object with the keys sentences"),
        ({"sentences": [row(1, entities=[item("a", "CITY")])]}, "sentences[0].entities[0].label must be one of PER"),
        ({"sentences": [row(True)]}, "sentences[0].sentence must be an integer"),
        ({"sentences": [row(1, entities=[item("\ud800", "PER")])]}, "text must be a string of Unicode"),
        (Reply("", message={"refusal": "I will not."}), "the model refused: I will not."),
        (Reply("{}", finish="content_filter"), "the model refused"),
        (Reply("{}", finish="length"), "cut off at the limit of tokens"),
        (Reply(" "), "it is empty"),
        (Reply(body={"error": "upstream"}), "no chat completion"),
        (Reply(body="<html>"), "no chat completion"),
        (Reply(body="<html>", headers={"Content-Type": "text/html"}), "no chat completion"),
    ],
)
def test_an_answer_that_will_not_do_is_asked_for_again_with_what_is_wrong(
    reply: Any, wrong: str, server: Server, make_system: Make, gold: Document
) -> None:
    """Broken JSON, another schema, a refusal, an answer cut off, a page that is no answer."""
    server.says(reply, BY_HAND)
    (found,) = systems.predict(make_system(), [gold])
    assert spans(found) == spans(gold)
    first, second = (request["messages"] for request in server.requests)
    assert second[:2] == first
    assert [message["role"] for message in second[2:]] == ["assistant", "user"]
    assert wrong in second[-1]["content"]


def test_a_completion_with_the_bare_necessities_will_do(
    server: Server, make_system: Make, gold: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    """Local servers tell less than OpenAI."""
    server.says(Reply(body={"choices": [{"message": {"content": json.dumps(BY_HAND)}}]}))
    (found,) = systems.predict(make_system(key=""), [gold])
    assert spans(found) == spans(gold)
    assert "1 requests (0 retries)" in capsys.readouterr().err


def test_an_answer_that_is_no_unicode_can_be_told_so(server: Server, make_system: Make, gold: Document) -> None:
    """Half a surrogate pair, as a model that writes bytes may give."""
    server.says('{"\ud800": 1}', BY_HAND)
    systems.predict(make_system(), [gold])
    assert server.requests[1]["messages"][2]["content"] == '{"?": 1}'


def test_answers_that_never_do_are_an_error_and_no_empty_prediction(
    server: Server, make_system: Make, gold: Document, tmp_path: Path
) -> None:
    """It names the article, what is wrong and what to do."""
    server.says("never")
    with pytest.raises(RuntimeError) as raised:
        make_system().predict(bare([gold]))
    assert str(raised.value).startswith("composed-901, sentences 1 to 3: a-model gave no valid answer in 3 tries")
    assert "it is no JSON" in str(raised.value)
    assert "(window)" in str(raised.value)
    assert f"kept in {tmp_path / 'cache'}: run again to go on" in str(raised.value)
    assert len(server.requests) == 3


def test_too_many_requests_and_faults_of_the_server_are_tried_again(
    server: Server, make_system: Make, gold: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    """After the time that the server names."""
    server.says(
        Reply(status=429, headers={"retry-after": "0.2"}),  # openai takes fractions of a second too
        Reply(status=503, headers=AT_ONCE),
        BY_HAND,
    )
    start = time.monotonic()
    (found,) = systems.predict(make_system(), [gold])
    assert time.monotonic() - start > 0.2
    assert spans(found) == spans(gold)
    assert "3 requests (2 retries)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("reply", "requests", "said"),
    [
        (Reply(status=500, headers=AT_ONCE), 3, "HTTP 500"),
        (Reply(status=429, headers=AT_ONCE), 3, "use fewer workers"),
        (Reply(status=401), 1, "set OPENAI_API_KEY"),
        (Reply(status=404), 1, "ends in /v1"),
        (Reply(status=400, body={"error": {"message": "context too long"}}), 3, "context too long"),
    ],
)
def test_a_server_that_does_not_answer_is_an_error_that_names_the_article(
    reply: Reply, requests: int, said: str, server: Server, make_system: Make, gold: Document
) -> None:
    """And what to do; what cannot mend itself is not tried again, but for the form of the answer."""
    server.says(reply)
    with pytest.raises(RuntimeError, match=r"^composed-901, sentences 1 to 3: .*: run again to go on$") as raised:
        make_system().predict(bare([gold]))
    assert said in str(raised.value)
    assert len(server.requests) == requests


def test_a_server_that_is_too_slow_or_not_there_is_an_error(server: Server, make_system: Make, gold: Document) -> None:
    """Time-out and closed port, each with what to do; a password in the address is not told."""
    server.says(Reply(BY_HAND, after=0.3))
    with pytest.raises(RuntimeError, match=r"^composed-901, .*no answer in 0.1 seconds, 1 times; allow a longer"):
        make_system(timeout="0.1", retries=0).predict(bare([gold]))
    with pytest.raises(RuntimeError, match=r"^composed-901, .*cannot reach http://127.0.0.1:9/v1 .*is the server run"):
        make_system(url="http://me:pass@127.0.0.1:9/v1", retries=0).predict(bare([gold]))


@pytest.mark.parametrize("known", ["json_object", "nothing"])
def test_a_server_without_schemas_gets_the_schema_in_the_prompt(
    known: str, server: Server, make_system: Make, real: list[Document], capsys: pytest.CaptureFixture[str]
) -> None:
    """Said once, and held to from then on; thoughts and a code fence around the answer do no harm."""
    server.plays(*real)
    played = server.script

    def script(request: Json) -> Reply:
        form = request.get("response_format", {"type": "nothing"})["type"]
        if form not in (known, "nothing"):
            return Reply(status=400, body={"error": {"message": f"response_format {form} is unavailable"}})
        answer = json.dumps(played(request).content)
        return Reply(f"<think>{{so}}</think>\n```json\n{answer}\n```")

    server.script = script
    found = systems.predict(make_system(workers=1), real)
    assert [spans(document) for document in found] == [spans(document) for document in real]
    forms = [request.get("response_format", {"type": "nothing"})["type"] for request in server.requests]
    refused = ["json_schema"] if known == "json_object" else ["json_schema", "json_object"]
    assert forms == refused + [known] * (len(forms) - len(refused))
    assert len(forms) > len(refused) + 4
    assert '"additionalProperties": false' in server.requests[-1]["messages"][0]["content"]
    assert '"additionalProperties"' not in server.requests[0]["messages"][0]["content"]
    assert capsys.readouterr().err.count("the server refuses json_schema") == 1


def test_a_model_that_takes_no_temperature_is_asked_without(server: Server, make_system: Make, gold: Document) -> None:
    """The schema stays."""
    refused = Reply(status=400, body={"error": {"message": "Unsupported value: 'temperature' does not support 0"}})
    server.says(refused, BY_HAND)
    systems.predict(make_system(), [gold])
    assert "temperature" not in server.requests[1]
    assert server.requests[1]["response_format"]["type"] == "json_schema"


def test_answers_are_kept_and_a_second_run_asks_for_nothing(
    server: Server, make_system: Make, real: list[Document], capsys: pytest.CaptureFixture[str]
) -> None:
    """Git does not see them, for they repeat the articles' words."""
    server.plays(*real)
    first = make_system().predict(bare(real))
    asked = len(server.requests)
    capsys.readouterr()
    assert make_system().predict(bare(real)) == first
    assert len(server.requests) == asked
    assert f"endpoint: 0 requests (0 retries), {asked} answers from " in capsys.readouterr().err
    assert (make_system().cache / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_an_answer_is_asked_for_again_where_the_question_changes_or_the_file_is_broken(
    server: Server, make_system: Make, gold: Document
) -> None:
    """Address, model, article; whatever lies in the file."""
    server.says(BY_HAND)
    system = make_system()
    wanted = system.predict(bare([gold]))
    make_system(model="another").predict(bare([gold]))
    make_system(url=server.url + "/").predict(bare([gold]))
    make_system().predict(bare([replace(gold, date="2026-03-13")]))
    assert len(server.requests) == 4
    for broken in ("", "{", "[]", "{}", '{"answer": 1}', '{"answer": {"sentences": []}}'):
        for path in system.cache.glob("*.json"):
            path.write_text(broken, encoding="utf-8")
        server.requests.clear()
        assert make_system().predict(bare([gold])) == wanted
        assert len(server.requests) == 1


def test_a_server_that_needs_the_schema_told_is_asked_nothing_in_a_second_run(
    server: Server, make_system: Make, gold: Document
) -> None:
    """Also not whether it knows schemas by now."""
    server.says(Reply(status=400), BY_HAND)
    systems.predict(make_system(), [gold])
    systems.predict(make_system(), [gold])
    assert len(server.requests) == 2


@pytest.mark.parametrize("killed", [False, True])
def test_a_run_that_ended_early_goes_on_where_it_stopped(
    killed: bool, server: Server, make_system: Make, real: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a failure or from outside: what was answered before is not asked for again."""
    server.plays(*real)
    played, before = server.script, 3
    with monkeypatch.context() as patch:
        if killed:
            system = make_system(workers=1)
            annotate = type(system).annotate

            def interrupted(self: Any, chat: Any, task: Any, document: Document) -> Any:
                if document.id == real[2].id:
                    raise KeyboardInterrupt
                return annotate(self, chat, task, document)

            patch.setattr(type(system), "annotate", interrupted)
            with pytest.raises(KeyboardInterrupt):
                system.predict(bare(real))
        else:
            server.script = lambda request: played(request) if len(server.requests) <= before else Reply(status=403)
            with pytest.raises(RuntimeError, match="this key may not use this model"):
                make_system(workers=1).predict(bare(real))
    answered = [json.dumps(request) for request in server.requests][: None if killed else before]
    assert len(answered) >= before
    server.script = played
    server.requests.clear()
    found = systems.predict(make_system(workers=1), real)
    assert not {json.dumps(request) for request in server.requests} & set(answered)
    assert [spans(document) for document in found] == [spans(document) for document in real]


def test_documents_come_back_in_their_order_whichever_is_answered_first(
    server: Server, make_system: Make, make: Make
) -> None:
    """Four are under way at a time."""
    together = threading.Barrier(4)
    documents = [make(f"composed-90{i}", f"Số {i}.") for i in range(8)]

    def script(request: Json) -> Reply:
        together.wait(timeout=5)  # breaks, and no answer comes, where fewer than four are under way
        i = int(request["messages"][-1]["content"].partition("Số ")[2][0])
        return Reply({"sentences": [row(1, entities=[item(str(i), "PER")])]}, after=0.05 * (3 - i % 4))

    server.script = script
    found = make_system(workers="4").predict(bare(documents))
    assert [document.id for document in found] == [document.id for document in documents]
    assert all(document.entities == (Entity(3, 4, "PER"),) for document in found)


def test_an_article_without_sentences_needs_no_request(server: Server, make_system: Make) -> None:
    """And no articles need none."""
    empty = Document("composed-901", text="")
    assert make_system().predict([empty]) == [empty]
    assert make_system().predict([]) == []
    assert not server.requests


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=401, body={"error": {"message": f"Incorrect API key: {KEY}"}}),
        Reply(status=400, body={"error": {"message": f"Bad header Bearer {KEY}"}}),
        Reply(message={"refusal": f"{KEY} may not ask this"}),
        Reply(BY_HAND, after=0.3),
    ],
)
@pytest.mark.parametrize("end", ["", "\n"])
def test_the_key_is_in_no_error_and_in_no_file(
    reply: Reply, end: str, server: Server, make_system: Make, gold: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even where the server repeats it, or a file that it was read from ends its line."""
    system = make_system(key=KEY + end, retries=0, timeout=0.2)
    server.says(reply)
    with pytest.raises(RuntimeError) as raised:
        systems.predict(system, [gold])
    told = "".join(traceback.format_exception(raised.value))
    assert "composed-901" in told
    server.says(BY_HAND)
    systems.predict(system, [gold])
    output = capsys.readouterr()
    kept = [path.read_text(encoding="utf-8") for path in system.cache.iterdir()]
    assert len(kept) == 2
    for text in (told, output.out, output.err, repr(system), *kept):
        assert KEY not in text


def test_what_a_run_took_is_said_on_stderr(
    server: Server, make_system: Make, gold: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    """Requests, retries, tokens of all answers, cost by the prices given."""
    server.says("broken", BY_HAND)
    systems.predict(make_system(input_price="0.5", output_price="2"), [gold])
    output = capsys.readouterr()
    assert not output.out
    last = output.err.splitlines()[-1]
    assert last.startswith("endpoint: 2 requests (1 retries), 0 answers from ")
    assert last.endswith("2000 tokens in, 200 out, cost 0.0014; 0 texts not found, 0 values without meaning")
    systems.predict(make_system(cache=make_system().cache / "other"), [gold])
    assert "1000 tokens in, 100 out, cost unknown" in capsys.readouterr().err


def test_paragraphs_of_train_are_shown_as_an_earlier_conversation(
    server: Server, make_system: Make, gold: Document, real: list[Document]
) -> None:
    """As many as asked for, the same ones each time, each with its own annotation as the answer."""
    server.says(BY_HAND)
    for _ in range(2):
        systems.predict(make_system(examples="3").fit(real), [gold])
    (request,) = server.requests
    messages = request["messages"]
    assert [message["role"] for message in messages] == ["system", *["user", "assistant"] * 3, "user"]
    names = {document.surface(entity) for document in real for entity in document.entities}
    for question, answer in zip(messages[1:-1:2], messages[2:-1:2], strict=True):
        lines = question["content"].split("\n")[1:-2]
        rows = json.loads(answer["content"])["sentences"]
        assert len(lines) == len(rows) > 0
        for line, found in zip(lines, rows, strict=True):
            every = [one["text"] for layer in ("entities", "numbers", "commitments") for one in found[layer]]
            assert all(text in line for text in every)
            assert {one["text"] for one in found["entities"]} <= names


def test_examples_need_documents_and_may_be_none(make_system: Make, real: list[Document]) -> None:
    """Zero-shot shows nothing; asking for more than there are shows all."""
    assert make_system(examples=0).fit(real).shown == []
    assert len(make_system(examples=10_000).fit(real).shown) > 10
    with pytest.raises(ValueError, match="no documents to learn from: give at least one"):
        make_system().fit([])


def test_what_is_missing_is_said(server: Server, monkeypatch: pytest.MonkeyPatch, gold: Document) -> None:
    """Address, model, package; the environment may name them; a system that lacks one fails with the same words."""
    assert "set OPENAI_BASE_URL" in ENDPOINT(model="m").missing()
    assert "set CAMKET_MODEL" in ENDPOINT(url=server.url).missing()
    assert ENDPOINT(url=server.url, model="m").missing() is None
    with pytest.raises(RuntimeError, match="no endpoint is named"):
        ENDPOINT().predict([gold])
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("CAMKET_MODEL", "m")
    assert ENDPOINT().missing() is None
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert ENDPOINT().missing() == "the package openai is not installed: pip install 'camket[endpoint]'"


@pytest.mark.parametrize("option", ["workers=0", "workers=two", "timeout=nan", "retries=-1", "window=1.5"])
def test_an_option_that_is_no_number_is_refused(option: str) -> None:
    """By its name."""
    name, _, value = option.partition("=")
    with pytest.raises(ValueError, match=f"{option}: give a number from"):
        ENDPOINT(**{name: value})
