"""Any language model behind an OpenAI-compatible endpoint (/v1/chat/completions), zero-shot or with a few examples.

The model gets short guidelines (endpoint.txt), an article's date and numbered sentences, and answers with JSON of a
schema (endpoint_questions.py): texts copied from the sentences. Offsets are found again by exact search; a text that
does not stand in its sentence is dropped and counted, never guessed. Each request shows the whole article, which names
and dates refer to, but asks for a window of its sentences: answers stay short, a text is searched in one sentence only,
and a server can reuse the common beginning of the requests. `fit` learns nothing, it only picks the examples.

No model could be reached where this was written: it was tested against a local server that answers by a script, so the
committed table says "not run". Source: https://platform.openai.com/docs/guides/structured-outputs
"""

import importlib.util
import json
import math
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

from camket.model import Document
from camket.systems import bare
from endpoint_chat import Chat, Messages
from endpoint_questions import Find, Link, Window, labels_of, paragraphs

T = TypeVar("T", int, float)
GUIDELINES = Path(__file__).with_name("endpoint.txt")
EXAMPLE = 400
"""Characters of the longest paragraph shown; six show every label of train, with questions and answers in 17,000."""


class Endpoint:
    """A model asked for spans and values (`predict`), or for the meaning of given spans (`link`).

    Options may be strings. `retries` holds for a request that fails and for an answer that is not valid, `window` is
    the number of sentences asked for at a time, `examples` the number of paragraphs of train that are shown, prices are
    per million tokens (0: unknown), `cache` is the folder of the answers, with which a run that ended early goes on.
    """

    def __init__(
        self,
        url: str = "",
        model: str = "",
        key: str = "",
        timeout: float | str = 120,
        retries: int | str = 4,
        workers: int | str = 4,
        examples: int | str = 6,
        window: int | str = 10,
        input_price: float | str = 0,
        output_price: float | str = 0,
        cache: str | Path = ".benchmark/endpoint-cache",
    ) -> None:
        self.url = url or os.environ.get("OPENAI_BASE_URL", "")
        self.model = model or os.environ.get("CAMKET_MODEL", "")
        self.key = (key or os.environ.get("OPENAI_API_KEY", "")).strip()  # a line end would stand in an error
        self.timeout = at_least(0.001, float, timeout=timeout)
        self.retries = at_least(0, int, retries=retries)
        self.workers = at_least(1, int, workers=workers)
        self.examples = at_least(0, int, examples=examples)
        self.window = at_least(1, int, window=window)
        self.input_price = at_least(0, float, input_price=input_price)
        self.output_price = at_least(0, float, output_price=output_price)
        self.cache = Path(cache)
        self.shown: list[Window] = []

    def missing(self) -> str | None:
        """What this system needs to run here and does not have."""
        if importlib.util.find_spec("openai") is None:
            return "the package openai is not installed: pip install 'camket[endpoint]'"
        if not self.url:
            return "no endpoint is named: set OPENAI_BASE_URL, or url, such as http://localhost:8000/v1"
        return None if self.model else "no model is named: set CAMKET_MODEL, or model"

    def fit(self, train: Sequence[Document]) -> "Endpoint":
        """Pick the paragraphs to show: each time the one with most labels and roles that were shown least."""
        if not train:
            raise ValueError("no documents to learn from: give at least one")
        candidates = [part for document in train for part in paragraphs(document, EXAMPLE)]
        seen: Counter[str] = Counter()
        self.shown = []
        for _ in range(min(self.examples, len(candidates))):
            best = max(candidates, key=lambda part: (sum(1 / (1 + seen[it]) for it in labels_of(part)), -part.length))
            candidates.remove(best)
            seen.update(labels_of(best))
            self.shown.append((best, 1, len(best.sentences)))
        return self

    def predict(self, documents: Sequence[Document]) -> list[Document]:
        """Entities, numbers and commitments of documents; raises RuntimeError that names the article that failed."""
        return self.run([bare(document) for document in documents], Find)

    def link(self, documents: Sequence[Document]) -> list[Document]:
        """Label, specificity and arguments of given commitments; fails as `predict`."""
        return self.run(documents, Link)

    def run(self, documents: Sequence[Document], task: type[Find]) -> list[Document]:
        """The documents as the model annotates them, several at a time; says on stderr what it takes."""
        if reason := self.missing():
            raise RuntimeError(reason)
        chat = Chat(self.url, self.model, self.key, self.timeout, self.retries, self.cache)
        dropped: Counter[str] = Counter()
        with Progress(console=Console(stderr=True)) as progress, ThreadPoolExecutor(self.workers) as pool:
            bar = progress.add_task(self.spent(chat), total=len(documents))
            jobs = [pool.submit(self.annotate, chat, task, document) for document in documents]
            try:
                for job in as_completed(jobs):
                    dropped.update(job.result()[1])
                    progress.update(bar, advance=1, description=self.spent(chat))
            except RuntimeError as error:
                raise RuntimeError(f"{error}. Answers so far are kept in {self.cache}: run again to go on") from None
            finally:
                pool.shutdown(wait=True, cancel_futures=True)  # what is under way is finished and kept
                chat.client.close()
                progress.update(bar, description=self.spent(chat))
        lost = ", ".join(f"{dropped[name]} {name}" for name in ("texts not found", "values without meaning"))
        tally = chat.tally
        print(
            f"endpoint: {tally.requests} requests ({tally.retries} retries), {tally.kept} answers from {self.cache}, "
            f"{self.spent(chat)}; {lost}",
            file=sys.stderr,
        )
        return [job.result()[0] for job in jobs]

    def spent(self, chat: Chat) -> str:
        """Tokens and cost so far."""
        tally = chat.tally
        cost = (tally.tokens_in * self.input_price + tally.tokens_out * self.output_price) / 1e6
        price = f"cost {cost:.4f}" if self.input_price or self.output_price else "cost unknown"
        return f"{tally.tokens_in} tokens in, {tally.tokens_out} out, {price}"

    def annotate(self, chat: Chat, task: type[Find], document: Document) -> tuple[Document, Counter[str]]:
        """One document, window after window, and what of the answers was dropped."""
        dropped: Counter[str] = Counter()
        wanted = len(document.sentences)
        parts = math.ceil(wanted / self.window)
        edges = [wanted * part // parts for part in range(parts + 1)] if parts else []
        for before, last in pairwise(edges):
            window = (document, before + 1, last)
            if not task.asks(window):
                continue
            about = f"{document.id}, sentences {before + 1} to {last}"
            messages = self.messages(task, window)
            answer = chat.ask(about, messages, task.schema, partial(task.fault, window))
            document = task.read(window, answer, dropped)
        return document, dropped

    def messages(self, task: type[Find], window: Window) -> Messages:
        """Guidelines, examples as an earlier conversation, and the question."""
        guidelines = GUIDELINES.read_text(encoding="utf-8") + task.form
        found = [{"role": "system", "content": guidelines}]
        for shown in self.shown:
            found.append({"role": "user", "content": task.question(shown)})
            found.append({"role": "assistant", "content": json.dumps(task.ideal(shown), ensure_ascii=False)})
        return [*found, {"role": "user", "content": task.question(window)}]


def at_least(least: T, kind: Callable[[T | str], T], **option: T | str) -> T:
    """The number of an option, which may be a string; raises ValueError that says what is wrong with it."""
    ((name, given),) = option.items()
    try:
        value = kind(given)
    except ValueError:
        value = least - 1
    if not least <= value < math.inf:
        raise ValueError(f"{name}={given}: give a number from {least}")
    return value


SYSTEM = Endpoint
