"""How checks speak of answers that fail: by the student's own line, in both languages."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from checks import say

PRAISE = ("Tốt.", "Good.")


def test_a_call_that_fails_is_told_by_the_line_that_fails(tmp_path: Path) -> None:
    path = tmp_path / "answer.py"
    path.write_text("def first(words):\n    found = words.pop()\n    return found + 1\n", encoding="utf-8")
    spec = spec_from_file_location("answer", path)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    verdict = say.cases(module.first, [((["a"],), "a")], lambda arguments, value: None, PRAISE)
    ((vietnamese, english),) = verdict.lines
    assert "`first(['a'])` ends with" in english
    assert "The line that fails is `return found + 1`." in english
    assert "Lỗi ở dòng `return found + 1`." in vietnamese


def test_an_empty_list_is_an_answer_and_no_answer_is_blank() -> None:
    examples = [((1,), [1])]
    assert say.cases(lambda x: [], examples, lambda arguments, value: None, PRAISE).state == "wrong"
    assert say.cases(lambda x: None, examples, lambda arguments, value: None, PRAISE).state == "blank"


def test_nothing_that_is_shown_changes_from_run_to_run() -> None:
    verdict = say.cases(lambda x: (y for y in x), [(([1],), [1])], lambda arguments, value: None, PRAISE)
    assert "0x" not in verdict.lines[0][1]
