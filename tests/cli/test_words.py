"""Every sentence that `liftwell screen`, `triage` and `plan` can print: easy to read, without fear or blame (7).

Exempt by name, as the page wants it (7.1), is the safety page: the questions of screen.toml, the sentences of
flags.toml, the words of outcome.toml and the safety card. Exempt as well are the wordings of `cases.toml`, which a
physiotherapist, a coach and a reviewer have signed word for word.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings

from liftwell.exchange.answers import read_answers
from liftwell.plan.exercise import catalogue
from liftwell.screen import short_check
from liftwell.screen.patterns import shipped as patterns
from liftwell.screen.prompts import prompts
from liftwell.triage import headline
from liftwell.triage.account import Account
from liftwell.triage.self_tests import CUES
from liftwell.triage.self_tests import shipped as self_tests
from liftwell.triage.triage import triage
from tests.reading import FEAR, STOP, reading_index
from tests.triage.accounts import accounts

CASES: Final = Path(__file__).parent.parent / "triage" / "cases"
SOURCES: Final = Path(headline.__file__).parent.parent
HARDEST, MEAN = 11, 8
# A text of fewer words is a label, and an index of letters a word says nothing of it.
LABEL: Final = 5
# Signed word for word in cases.toml.
SIGNED: Final = frozenset(
    {"seven-day diary: pain after sitting, after lifting, on waking; routine appointment"}
)  # fmt: skip
# What prints and asks; their help is for those who read manuals.
SPEAKING: Final = (
    "cli/asking.py", "cli/questioning.py", "cli/clearing.py", "cli/screen_text.py", "consultation/clearing.py",
    "cli/triage_text.py", "cli/triage_clips.py", "cli/plan_text.py",
    "consultation/planning.py", "consultation/check_in.py", "consultation/questions.py", "consultation/responding.py",
    "plan/plan_words.py", "screen/short_check.py", "exchange/answers.py", "exchange/diary.py",
    "exchange/hand_written.py", "screen/intake.py",
)  # fmt: skip


def grade(text: str) -> float:
    return reading_index(text if STOP.search(text) else f"{text}.")


def asked() -> Iterator[tuple[str, str]]:
    """Where it stands, and the text, for what is asked, but for the safety questions."""
    for prompt in prompts():
        if prompt.group != "safety":
            for text in (prompt.text, prompt.help, *(words for _, words in prompt.choices)):
                yield prompt.path, text
    yield from (("the short check", text) for text in (short_check.TEXT, *(words for _, words, _ in short_check.TICKS)))


def explained() -> Iterator[tuple[str, str]]:
    """The same for patterns, self-tests, cues and exercises."""
    for pattern in patterns().values():
        for text in (pattern.name, pattern.say, pattern.do, pattern.clinician):
            yield pattern.id, text
    for test in self_tests().values():
        for text in (test.name, test.needs, *test.how, test.look, test.norm, test.repeats, test.again):
            yield test.id, text
    yield from (("cues", end) for _, end in CUES.values())
    yield from ((exercise.id, exercise.name) for exercise in catalogue().values())


def headed() -> Iterator[tuple[str, str]]:
    """The same for what comes first."""
    for table, rows in headline._words().items():
        for name, row in rows.items():
            for text in (row,) if isinstance(row, str) else row.values():
                yield f"{table}.{name}", text
    yield from (("names", text) for text in (*headline.PHASE_NAMES.values(), *headline.CAUSE_NAMES.values()))


def spoken() -> Iterator[tuple[str, str]]:
    """The sentences in the code itself, with 5 for what is filled in."""
    for name in SPEAKING:
        tree = ast.parse((SOURCES / name).read_text("utf-8"))
        inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(part.value) if isinstance(part, ast.Constant) else "5" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside | docs:
                text = node.value
            else:
                continue
            if len(text.split()) >= LABEL:
                yield name, text.strip()


def of(account: Account) -> Iterator[tuple[str, str]]:
    """What is said of one lifter, but for the words of the safety page."""
    found = triage(account)
    words = headline.headline_of(found)
    if words is not None:
        yield from (("headline", text) for text in (words.head, *words.say, words.begin, words.mind))
    for cause in found.causes:
        for text in (*cause.reasons_for, *cause.against, *cause.unknown, cause.mind):
            yield cause.name, text
    yield from (("also", text) for text in found.also)
    yield "next test", found.next_test.text


@cache
def everything() -> tuple[tuple[str, str], ...]:
    """All texts once, with where each was first found; none of those that are exempt."""
    cases = [one for case in sorted(CASES.glob("C*.toml")) for one in of(read_answers(case))]
    first: dict[str, str] = {}
    for where, text in (*asked(), *explained(), *headed(), *spoken(), *cases):
        if text and text not in SIGNED:
            first.setdefault(text, where)
    return tuple((where, text) for text, where in first.items())


def test_there_are_hundreds_of_them() -> None:
    places = {where for where, _ in everything()}
    assert len(everything()) > 400
    assert {"pain.now", "T1", "extension", "likely.load", "cli/questioning.py", "foundation", "set-up"} <= places


def test_each_can_be_read_at_fourteen_and_all_together_at_twelve() -> None:
    sentences = [(where, text) for where, text in everything() if len(text.split()) >= LABEL]
    hard = [(round(grade(text), 1), where, text) for where, text in sentences if grade(text) > HARDEST]
    assert hard == []
    assert sum(grade(text) for _, text in sentences) / len(sentences) <= MEAN


def test_what_is_signed_is_signed() -> None:
    signed = (CASES / "cases.toml").read_text("utf-8")
    assert [text for text in SIGNED if text not in signed] == []


def test_no_word_frightens_or_blames() -> None:
    assert [(where, text) for where, text in everything() if FEAR.search(text)] == []


# The words of 7.2 that nobody is to hear, and claims of a likelihood.
NEVER: Final = re.compile(
    r"\b((?<!new )diagnos\w*|patient|injur\w*|relapse|abnormal|asymmetr\w*|disc\b|facet|SI joint|normal\b|must\b|"
    r"probab\w*|\d+ ?% (likely|chance)|guarantee\w*|cure\w*|heal\w*)",
    re.IGNORECASE,
)


def test_nothing_is_said_that_only_a_clinician_could_say() -> None:
    found = [(where, text) for where, text in everything() if NEVER.search(text)]
    assert found == []


def test_british_spelling() -> None:
    american = re.compile(r"\b(color|center|gray|program(?!me)|behavior|analyze|meter|aluminum)\w*\b", re.IGNORECASE)
    assert [(where, text) for where, text in everything() if american.search(text)] == []


@settings(max_examples=300)
@given(accounts())
def test_whatever_somebody_tells_the_words_stay_plain(account: Account) -> None:
    for _, text in of(account):
        assert not FEAR.search(text), text
        assert not NEVER.search(text), text
        if len(text.split()) >= LABEL and text not in SIGNED:
            assert grade(text) <= HARDEST, text


@pytest.mark.parametrize("table", ["screen/prompts", "screen/patterns", "triage/headlines", "triage/self_tests"])
def test_every_sentence_begins_and_ends_as_one(table: str) -> None:
    """A text of more than a label ends in a mark, and has no second full stop or hole in it."""
    rows: dict[str, Any] = tomllib.loads((SOURCES / f"{table}.toml").read_text("utf-8"))
    texts = [text for row in rows.values() for text in _sentences(row)]
    assert texts
    for text in texts:
        assert text[0].isupper() or text[0].isdigit(), text
        assert text[-1] in ".?)!", text
        assert ".." not in text, text
        assert "  " not in text, text
        assert "{" not in text, text


def _sentences(row: object) -> Iterator[str]:
    names = ("text", "help", "say", "do", "clinician", "head", "look", "norm", "repeats")
    if isinstance(row, dict):
        for name, value in row.items():
            if name in names and isinstance(value, str):
                yield value
            elif name == "how":
                yield from value
            else:
                yield from _sentences(value)
