"""Tokens and phrases."""

from hypothesis import given
from hypothesis import strategies as st

from camket.numbers.tokens import Phrases, Tokens, spellings


@given(st.text())
def test_tokens_cut_the_text_they_stand_for(text: str) -> None:
    tokens = Tokens(text)
    for i in range(len(tokens)):
        assert text[tokens.start[i] : tokens.end[i]] == tokens.raw[i]


def test_figures_keep_their_marks_and_lines_are_tokens() -> None:
    tokens = Tokens("Chi 1.250,5 tỷ (5%)\nđến 8h30")
    assert tokens.raw[: len(tokens)] == ["Chi", "1.250,5", "tỷ", "(", "5", "%", ")", "\n", "đến", "8", "h", "30"]
    assert tokens.glued(10)
    assert not tokens.glued(2)


def test_places_outside_the_text_are_empty() -> None:
    tokens = Tokens("5 tỷ")
    assert (tokens.low[-1], tokens.low[2], tokens.figure(9), tokens.letters(-3)) == ("", "", "", False)


def test_the_longest_phrase_is_found_both_ways() -> None:
    phrases = Phrases({"điểm": 1, "điểm phần trăm": 2, "không quá": 3, "quá": 4})
    assert Tokens("5 điểm phần trăm").lookup(1, phrases) == (2, 4)
    assert Tokens("5 điểm phần").lookup(1, phrases) == (1, 2)
    assert Tokens("chi không quá 5").phrase_before(3, phrases) == (3, 1)
    assert Tokens("chi quá 5").phrase_before(2, phrases) == (4, 1)


def test_spellings_in_use() -> None:
    assert set(spellings("tòa")) == {"tòa", "toà"}
    assert set(spellings("tỷ")) == {"tỷ", "tỉ"}
    assert set(spellings("quý")) == {"quý", "quí"}
    assert "kĩ sư" in spellings("kỹ sư")
    assert set(spellings("quốc gia")) == {"quốc gia"}
