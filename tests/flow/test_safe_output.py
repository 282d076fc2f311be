"""Everything that the program can say of a safety screen and a triage, read for what must not stand there.

Terminal, JSON, page and the words of the note, for anybody (`clinical.md` 2.2 and 5.9, invariants 1, 2, 6, 10, 13, 14).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Final

import pytest
from hypothesis import given, settings
from rich.console import Console

from liftwell.cli.screen_text import print_card, print_screen
from liftwell.cli.triage_text import print_triage
from liftwell.exchange.screen_document import screen_document
from liftwell.exchange.triage_document import triage_document
from liftwell.plan.drills.meanwhile import care_with, meanwhile
from liftwell.plan.exercise import catalogue
from liftwell.report.triage_page import triage_html
from liftwell.screen.intake import Leg
from liftwell.screen.outcome import outcome_of
from liftwell.screen.red_flags import Screen
from liftwell.screen.safety_card import SAFETY_CARD
from liftwell.triage.account import Account
from liftwell.triage.placement import must_settle
from liftwell.triage.referral import referral_note
from liftwell.triage.self_tests import shipped
from liftwell.triage.triage import Triage, triage
from tests.screen.lifters import ALONE, LEGS, cleared, lifter
from tests.triage.accounts import accounts

# --- what is said --------------------------------------------------------------------------------


def screen_text(found: Triage) -> str:
    console = Console(file=StringIO(), width=100, highlight=False)
    print_screen(console, found.screen, outcome_of(found.screen), meanwhile(found.screen))
    print_card(console)
    return _text(console)


def triage_text(found: Triage) -> str:
    console = Console(file=StringIO(), width=100, highlight=False)
    print_triage(console, found, outcome_of(found.screen))
    return _text(console)


def _text(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return " ".join(console.file.getvalue().split())


ON: Final = date(2026, 11, 26)


def screen_json(found: Triage) -> str:
    document = screen_document(found.screen, outcome_of(found.screen), ON)
    return json.dumps(document.model_dump(mode="json", by_alias=True), ensure_ascii=False)


def triage_json(found: Triage) -> str:
    return json.dumps(triage_document(found, ON).model_dump(mode="json", by_alias=True), ensure_ascii=False)


def page(found: Triage) -> str:
    """What a reader sees of the page: its text without styles and marks, and without what others have found out."""
    body = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", triage_html(found, ON), flags=re.DOTALL)
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
    return re.sub(r"What this rests on.*?(?=Safety card|$)", " ", text)


SAYS: Final = {
    "screen": screen_text,
    "triage": triage_text,
    "screen --json": screen_json,
    "triage --json": triage_json,
    "page": page,
}

# --- what must not be said -----------------------------------------------------------------------

EXERCISES: Final = {one.id: one for one in catalogue().values()}
DOSES: Final = re.compile(
    r"\d\s*kg\b|\bRPE\b|\b\d+\s*[x×]\s*\d+|\b\d+(?: to \d+)? (?:reps?|repetitions|sets|rounds|seconds|s hold)\b"
    r"|\bper (?:day|week|side)\b|\btimes a (?:day|week)\b",
    re.IGNORECASE,
)
UNDERSCORED: Final = re.compile(r"\b[A-Za-z]+_[a-z_]+\b")
# Words about a bar in the hands, which belong to people who train.
BAR: Final = re.compile(
    r"\b(?:bar|bars|barbell|plates?|kettlebells?|dumbbells?|heavier|lighter|warm-?up)\b", re.IGNORECASE
)
OF_ITS_OWN: Final = ("What was stopped", "stopped")


def names_in(text: str) -> set[str]:
    """Ids of the exercises that are named in a text."""
    low = text.lower()
    return {
        key for key, one in EXERCISES.items() if key in low or re.search(rf"\b{re.escape(one.name.lower())}\b", low)
    }


def self_tests_in(text: str) -> set[str]:
    return {key for key, test in shipped().items() if test.name in text or f'"id": "{key}"' in text}


def faults(found: Triage, *, settles: bool = False) -> Iterator[str]:
    """Everything that is said and must not be, or is not said and must be."""
    for where, says in SAYS.items():
        text = says(found)
        yield from (
            f"{where}: {fault}" for fault in (*_of_words(found, text, settles), *_of_exercises(found.screen, text))
        )
        if "json" not in where:
            yield from (f"{where}: an id as it is, {hit.group()}" for hit in UNDERSCORED.finditer(text))


def _of_words(found: Triage, text: str, settles: bool) -> Iterator[str]:
    screen = found.screen
    yield from (f"the card lacks {sign!r}" for sign in _card_signs() if sign.lower() not in text.lower())
    clear = screen.level in ("routine", "none")
    if not clear or not screen.supported or settles:
        told = _without_questions(text)
        yield from (f"names the test {one}" for one in self_tests_in(text))
        yield from (f"a dose or load, {hit.group()!r}" for hit in DOSES.finditer(told))
        yield from (f"a bar, {hit.group()!r}" for hit in BAR.finditer(told))
    if not screen.supported and "This product is for people from 16" not in text:
        yield "under 16 is not told"
    if not clear and "No warning signs" in text:
        yield f"reassures at {screen.level}"


def _of_exercises(screen: Screen, text: str) -> Iterator[str]:
    named, doing = names_in(text), meanwhile(screen)
    allowed = {one.id for one in doing}
    for one in doing:
        allowed |= names_in(" ".join(care_with(one, screen)))
    if screen.level in ("emergency", "unanswered_emergency", "today") or not screen.supported:
        allowed = set()
    if screen.level not in ("routine", "none") or not screen.supported:
        yield from (f"{one} is not allowed at {screen.level}" for one in named - allowed)
    for key in named:
        if forbidden := set(EXERCISES[key].forbid) & screen.forbidding:
            yield f"{key} is forbidden by {', '.join(sorted(forbidden))}"


def _card_signs() -> tuple[str, ...]:
    return (SAFETY_CARD.go, *SAFETY_CARD.go_signs, SAFETY_CARD.phone, *SAFETY_CARD.phone_signs)


def _without_questions(text: str) -> str:
    """The text without the words of questions, which may speak of bars and weights."""
    for words in FIXED:
        text = text.replace(words, " ")
    return text


# The words of 2.3 that speak of lifting without asking for any.
FIXED: Final = (
    "a heavy weight landing on you",
    "Pain that came on while lifting a bar is not an accident.",
    "did the pain start suddenly and badly with one lift",
)


@settings(max_examples=25)
@given(accounts())
def test_nothing_unsafe_is_said_to_anybody(account: Account) -> None:
    found = triage(account)
    settles = must_settle(account, found.screen)
    assert not list(dict.fromkeys(faults(found, settles=settles))), found.screen


@pytest.mark.parametrize("number", range(len(ALONE)))
@pytest.mark.parametrize("age", [None, 15, 17, 30])
@pytest.mark.parametrize("leg", LEGS[1:4:2])
def test_nothing_unsafe_is_said_at_any_level(number: int, age: int | None, leg: Leg | None) -> None:
    told = lifter(
        ALONE[number], age=age, leg=leg, lifting=("lockout", "set-up"), otherwise=("bending-forward", "bending-back"),
        where=("left", "groin", "buttock"), worry=9, sleep_h=4, eased_by=("sitting", "standing"), sitting=8, during=1,
    )  # fmt: skip
    found = triage(Account(told))
    assert not list(dict.fromkeys(faults(found)))


@pytest.mark.parametrize("condition", ["pregnant", "hip_replacement", "a", "yes", "op_recent"])
def test_a_clearance_brings_back_no_exercise_that_a_condition_forbids(condition: str) -> None:
    key = {"a": "R09", "yes": "R14"}.get(condition, "R15")
    told = lifter({key: (condition,)}, clearances=(cleared("R09", "R14", "R15"),), where=("groin",))
    assert not list(dict.fromkeys(faults(triage(Account(told)))))


@settings(max_examples=40)
@given(accounts())
def test_every_note_has_the_card_and_no_plan(account: Account) -> None:
    """Invariant 13; its loads are those that were lifted before, told to a clinician."""
    text = repr(referral_note(account, triage(account)))
    assert all(sign in text for sign in _card_signs())
    assert not {one for one in names_in(text) if EXERCISES[one].kind in ("drill", "skill", "assist")}
