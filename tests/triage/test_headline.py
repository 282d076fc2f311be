"""The first words of a triage: which row speaks, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from liftwell.exchange.answers import account_of, parse_document, read_answers
from liftwell.triage.causes.cause import Cause, Name, Strength
from liftwell.triage.headline import PHASE_NAMES, Headline, headline_of
from liftwell.triage.next_test import NextTest
from liftwell.triage.triage import Triage, triage
from tests.screen.lifters import CLEAR, TODAY

CASES = Path(__file__).parent / "cases"
PERFECT = triage(read_answers(CASES / "C02.toml"))


def said(found: Triage) -> Headline:
    words = headline_of(found)
    assert words is not None
    return words


@pytest.mark.parametrize("case", ["C05", "C09", "C10"])
def test_where_safety_speaks_there_is_no_headline(case: str) -> None:
    assert headline_of(triage(read_answers(CASES / f"{case}.toml"))) is None


@pytest.mark.parametrize("strength", ["likely", "possible"])
@pytest.mark.parametrize("name", ["foundation", "technique", "load", "set-up", "soreness"])
def test_every_cause_has_its_words_at_both_strengths(name: Name, strength: Strength) -> None:
    words = said(replace(PERFECT, causes=(Cause(name, strength, mind="Another clip would change our mind."),)))
    assert words.head.startswith("Most likely: " if strength == "likely" else "Possible: ")
    assert words.say[0].endswith(".")
    assert words.mind == "Another clip would change our mind."


def test_limiters_and_the_lighter_bar_stand_beside_it() -> None:
    words = said(triage(read_answers(CASES / "C01.toml")))
    assert any("hamstrings" in one for one in words.say)
    assert words.say[-1] == "Whatever the reason, the bar gets lighter from day one."


def no_cause(phase: Any, next_id: str = "diary", *causes: Cause) -> Headline:  # noqa: ANN401  (any phase)
    return said(replace(PERFECT, causes=causes, limiters=(), phase=phase, next_test=NextTest(next_id, "")))


def test_without_a_cause_the_phase_speaks() -> None:
    fine = Cause("foundation", "no")
    assert no_cause("settle").head == "First, let it settle."
    assert no_cause("return", "plan").head == "Your plan answers this."
    assert no_cause("foundation", "T1", Cause("foundation", "not known")).head == "We do not know the reason yet."
    assert no_cause("hold", "diary", fine, Cause("load", "not known")).head == (
        "Your deadlift does not look like the reason."
    )
    assert no_cause("technique", "T7", fine).head == "None of the three causes stands out."
    assert no_cause("technique", "light-clip", fine).head == "Nothing stands out."
    assert no_cause("perform", "diary", fine).head == "Nothing stands out."
    assert no_cause("hold").mind == ""


@pytest.mark.parametrize("phase", PHASE_NAMES)
def test_where_to_begin(phase: Any) -> None:  # noqa: ANN401  (any phase)
    assert no_cause(phase).begin == PHASE_NAMES[phase]
    provisional = said(replace(PERFECT, causes=(), phase=phase, provisional=True))
    assert provisional.begin.endswith(", until the hinge is tested.")


def test_nothing_but_the_screen_answered() -> None:
    screen = {"answered_on": TODAY, **{key: list(chosen) for key, chosen in CLEAR.items()}}
    pain = {"leg": "none", "now": 1, "walking": "normal", "waking": 1, "worst": 2, "days": 30}
    found = triage(account_of(parse_document({"about": {"age": 30}, "screen": screen, "pain": pain}, "x"), TODAY))
    assert said(found).head == "We do not know the reason yet."
    assert (found.phase, found.provisional) == ("foundation", True)


def test_a_hinge_that_has_not_passed_is_not_praised() -> None:
    """A stranger read "You hinge well" above "until the hinge is tested"."""
    load = Cause("load", "likely")
    for hinge in (Cause("foundation", "not known"), Cause("foundation", "possible"), Cause("foundation", "likely")):
        assert "You hinge well" not in " ".join(said(replace(PERFECT, causes=(load, hinge))).say)
    assert "You hinge well" in said(replace(PERFECT, causes=(load, Cause("foundation", "no")))).say[0]


def test_who_may_not_lift_yet_is_told_of_no_bar() -> None:
    screen = replace(PERFECT.screen, conditions=("no_straining",))
    words = said(replace(PERFECT, screen=screen))
    assert words.say == ("The limits of your clinician come first; until they allow a lift, we leave the bar out.",)
    assert words.begin == "Drills without weight, within the limits of your clinician."
