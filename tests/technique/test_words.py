"""What the rules say: complete with every number filled in, easy to read, and without fear or blame."""

from __future__ import annotations

import re
import statistics
from dataclasses import asdict

import pytest

from liftwell.technique.words import all_words, words_of
from tests.reading import FACTS, FEAR, STOP, reading_index

CODES = sorted(all_words())
NUMBERS = {"value", "room", "size"}
TITLES = ("good", "watch", "fix", "unseen")
ALLOWED: dict[str, set[str]] = {
    "good": {"when"},
    "watch": {"when"},
    "fix": {"when"},
    "unseen": set(),
    "fine": {*NUMBERS, "limit"},
    "why": {*NUMBERS, "limit", "in_reps", "it"},
    "cue": set(),
}


def said(code: str) -> dict[str, str]:
    """Everything that a rule may say, with its numbers filled in."""
    return {name: text.format(**FACTS) for name, text in asdict(words_of(code)).items() if text}


def test_an_unknown_rule_has_no_words() -> None:
    with pytest.raises(KeyError, match=r"step7\.rest"):
        words_of("step7.rest")


@pytest.mark.parametrize("code", CODES)
def test_words_ask_only_for_what_is_filled_in(code: str) -> None:
    for name, text in asdict(words_of(code)).items():
        assert set(re.findall(r"{(\w*)}", text)) <= ALLOWED[name], name


@pytest.mark.parametrize("code", CODES)
def test_titles_are_lines_and_the_rest_are_sentences(code: str) -> None:
    for name, text in said(code).items():
        assert text[0].isupper() or not text[0].isalpha(), name
        assert text == " ".join(text.split()), name
        if name in TITLES:
            assert len(text) <= 60, name
            assert not STOP.search(text), name
        else:
            assert text.endswith("."), name
    assert len(STOP.findall(said(code)["cue"])) == 1
    assert len(STOP.findall(said(code)["why"])) <= 4


@pytest.mark.parametrize("code", CODES)
def test_why_tells_the_number_and_in_which_reps(code: str) -> None:
    filled = set(re.findall(r"{(\w+)}", words_of(code).why))
    assert len(filled & {"in_reps", "it"}) == 1
    assert len(filled & NUMBERS) == 1


@pytest.mark.parametrize("code", CODES)
def test_nobody_is_frightened_or_blamed(code: str) -> None:
    assert [FEAR.findall(text) for text in said(code).values()] == [[]] * len(said(code))


@pytest.mark.parametrize("code", CODES)
def test_a_reader_of_twelve_can_follow(code: str) -> None:
    for name, text in said(code).items():
        assert reading_index(text if text.endswith(".") else f"{text}.") <= 9.5, name


def test_most_words_are_easier_still() -> None:
    sentences = [text for code in CODES for name, text in said(code).items() if name not in TITLES]
    assert statistics.mean(map(reading_index, sentences)) <= 5
