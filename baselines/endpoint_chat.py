"""Asks a language model behind an OpenAI-compatible endpoint for JSON of a given form, and never pays twice for it.

Used by baselines/endpoint.py, which says what is asked. Here: time-outs, retries, servers that know less than OpenAI's,
answers kept in a folder, tokens and cost. Source: https://platform.openai.com/docs/api-reference/chat
"""

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, get_ident
from typing import Any

Json = dict[str, Any]
Messages = Sequence[dict[str, str]]

FORMS = ("json_schema", "json_object", "no response_format")
"""How an answer's form is asked for, from what OpenAI knows to what every server knows."""

ADVICE = {
    400: "the server does not take the request: see its message",
    401: "set OPENAI_API_KEY to a key of this server",
    403: "this key may not use this model",
    404: "check the address (it usually ends in /v1) and the name of the model",
    413: "ask for fewer sentences at a time (window)",
    429: "the server's limit is reached: wait, or use fewer workers",
}


@dataclass
class Tally:
    """What a run took; `retries` are among the `requests`, `kept` answers needed none."""

    requests: int = 0
    retries: int = 0
    kept: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, **counts: int) -> None:
        """Add to the counts, from any thread."""
        with self.lock:
            for name, count in counts.items():
                setattr(self, name, getattr(self, name) + count)


class Chat:
    """One model at one address; made anew for each run, used by many threads."""

    def __init__(self, url: str, model: str, key: str, timeout: float, retries: int, folder: Path) -> None:
        from openai import OpenAI

        self.url, self.model, self.key, self.retries, self.folder = url, model, key, retries, folder
        self.client = OpenAI(base_url=url, api_key=key or "none", timeout=timeout, max_retries=retries)
        self.form = 0
        self.settings: Json = {"temperature": 0}
        self.tally = Tally()

    def ask(self, about: str, messages: Messages, schema: Json, fault: Callable[[Any], str | None]) -> Any:
        """The model's answer to the messages, as JSON of the schema in which `fault` finds nothing wrong.

        An answer that will not do goes back to the model with what is wrong. Raises RuntimeError that begins with
        `about` where no answer can be had.
        """
        request = json.dumps([self.url, self.model, list(messages), schema], ensure_ascii=False, sort_keys=True)
        path = self.folder / f"{hashlib.sha256(request.encode('utf-8', 'backslashreplace')).hexdigest()}.json"
        if (kept := recall(path)) is not None and not (schema_fault(kept, schema) or fault(kept)):
            self.tally.add(kept=1)
            return kept
        conversation, wrong = list(messages), ""
        for turn in range(self.retries + 1):
            self.tally.add(retries=bool(turn))
            content, wrong = self.send(about, conversation, schema)
            if not wrong:
                answer, wrong = read_json(content)
                wrong = wrong or schema_fault(answer, schema) or fault(answer) or ""
            if not wrong:
                store(path, {"about": about, "model": self.model, "answer": answer})
                return answer
            plea = f"This answer is not valid: {wrong}. Answer once more, whole, with the JSON object only."
            conversation = [
                *messages,
                {"role": "assistant", "content": content or "{}"},
                {"role": "user", "content": plea},
            ]
        raise RuntimeError(
            f"{about}: {self.model} gave no valid answer in {self.retries + 1} tries (the last: {self.hide(wrong)}); "
            "ask for fewer sentences at a time (window), allow more retries or take another model"
        )

    def send(self, about: str, messages: Messages, schema: Json) -> tuple[str, str]:
        """The content of one answer and, where there is none to read, what is wrong with it."""
        import openai

        try:
            raw = self.post(messages, schema)
        except openai.APITimeoutError:
            raise RuntimeError(
                f"{about}: no answer in {self.client.timeout:g} seconds, {self.retries + 1} times; "
                "allow a longer timeout, fewer workers or a smaller window"
            ) from None
        except openai.APIConnectionError as error:
            cause = self.hide(str(error.__cause__ or error))
            raise RuntimeError(f"{about}: cannot reach {self.place()} ({cause}); is the server running?") from None
        except openai.APIStatusError as error:
            advice = ADVICE.get(error.status_code, "the server has a fault: see its log, or try again later")
            said = self.hide(str(error))[:500]
            raise RuntimeError(f"{about}: the server answered HTTP {error.status_code} ({said}); {advice}") from None
        try:
            completion: Any = raw.parse()
            choice = completion.choices[0]
            content, refusal = choice.message.content, choice.message.refusal
        except (AttributeError, IndexError, TypeError, ValueError, openai.APIError):
            return "", "the server's answer is no chat completion"
        read, written = (getattr(completion.usage, f"{name}_tokens", 0) or 0 for name in ("prompt", "completion"))
        self.tally.add(tokens_in=read, tokens_out=written)
        reason = getattr(choice, "finish_reason", "")  # local servers leave some of this out
        if refusal or reason == "content_filter":
            return "", f"the model refused: {refusal or 'content filter'}"
        if reason == "length":
            return "", "it was cut off at the limit of tokens"
        if not isinstance(content, str) or not content.strip():
            return "", "it is empty"
        return content.encode("utf-8", "replace").decode(), ""  # half a surrogate pair could not be sent back

    def post(self, messages: Messages, schema: Json) -> Any:
        """The server's response; asks for less, once for all, where the server refuses the form or the temperature."""
        import openai

        form, settings, refused = self.form, self.settings, None
        while True:
            try:
                raw = self.client.chat.completions.with_raw_response.create(
                    model=self.model, **in_form(form, messages, schema), **settings
                )
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                self.tally.add(requests=1)
                refused = refused or error
                if settings and "temperature" in str(error).lower():
                    settings = {}
                elif form + 1 < len(FORMS):
                    form += 1
                else:
                    raise refused from None
                continue
            self.tally.add(requests=1 + raw.retries_taken, retries=raw.retries_taken)
            with self.tally.lock:
                if form > self.form:
                    print(f"endpoint: the server refuses {FORMS[self.form]}, so {FORMS[form]} it is", file=sys.stderr)
                    self.form = form
                self.settings = settings
            return raw

    def hide(self, text: str) -> str:
        """The text without the key, which a server may repeat in what it says."""
        return text.replace(self.key, "[key]") if self.key else text

    def place(self) -> str:
        """The address without a user's name and password."""
        return re.sub(r"//[^/@]*@", "//", self.hide(self.url))


def in_form(form: int, messages: Messages, schema: Json) -> Json:
    """Messages and response_format of a request; below json_schema the schema stands in the first message."""
    if FORMS[form] == "json_schema":
        named = {"name": "annotation", "strict": True, "schema": schema}
        return {"messages": list(messages), "response_format": {"type": "json_schema", "json_schema": named}}
    first, *rest = messages
    told = (
        f"{first['content']}\n\nAnswer with one JSON object of this JSON schema and nothing else:\n{json.dumps(schema)}"
    )
    asked: Json = {"messages": [first | {"content": told}, *rest]}
    return asked | ({"response_format": {"type": "json_object"}} if FORMS[form] == "json_object" else {})


def read_json(content: str) -> tuple[Any, str]:
    """The JSON object in an answer, without thoughts before it and a code fence around it, or what is wrong."""
    content = content.rpartition("</think>")[2]
    try:
        return json.loads(content[content.find("{") : content.rfind("}") + 1]), ""
    except (ValueError, RecursionError) as error:
        return None, f"it is no JSON ({error})"


def schema_fault(value: Any, schema: Json, at: str = "answer") -> str | None:
    """Where and how a value breaks a schema made of objects, arrays, strings and integers, or None."""
    if schema["type"] == "object":
        if not isinstance(value, dict) or set(value) != set(schema["properties"]):
            return f"{at} must be an object with the keys {', '.join(schema['properties'])}"
        parts = [(value[key], part, f"{at}.{key}") for key, part in schema["properties"].items()]
        return next((found for part in parts if (found := schema_fault(*part))), None)
    if schema["type"] == "array":
        if not isinstance(value, list):
            return f"{at} must be an array"
        items = ((item, schema["items"], f"{at}[{i}]") for i, item in enumerate(value))
        return next((found for item in items if (found := schema_fault(*item))), None)
    if schema["type"] == "integer":
        return None if type(value) is int else f"{at} must be an integer"
    if not isinstance(value, str) or re.search("[\ud800-\udfff]", value):
        return f"{at} must be a string of Unicode characters"
    if "enum" in schema and value not in schema["enum"]:
        return f"{at} must be one of {', '.join(schema['enum'])}, not {value[:40]!r}"
    return None


def recall(path: Path) -> Any:
    """The answer kept in a file, None where there is none or it cannot be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))["answer"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def store(path: Path, kept: Json) -> None:
    """Keep an answer; a run that is killed meanwhile leaves no half file."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")  # answers repeat words of the articles
    part = path.with_suffix(f".{os.getpid()}-{get_ident()}")
    part.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(path)
