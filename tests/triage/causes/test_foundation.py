"""Rung 1, the hinge itself: its strength, and the facts in words (`clinical.md` 3.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from liftwell.triage.causes.foundation import foundation
from liftwell.triage.self_tests import Both, SelfTests
from tests.triage.causes.lifter import FAILED, FINE, GOOD, UNSURE, bent, degrees, raised, told

YEAR: dict[str, Any] = {"lifting_months": 12, "painless_before": True}


@pytest.mark.parametrize(
    ("tests", "strength"),
    [
        (SelfTests(), "not known"),
        (GOOD, "no"),
        (UNSURE, "not known"),
        (replace(UNSURE, tightness=5), "possible"),
        (FAILED, "possible"),
        (replace(FAILED, tightness=5), "likely"),
        (replace(FAILED, raised=(raised(30),)), "likely"),  # at every height
        (replace(FAILED, raised=(raised(9),)), "possible"),  # and nothing is known of the limiters
        (replace(FAILED, raised=(raised(9),), **FINE), "no"),  # a matter of set-up
        (replace(FAILED, raised=(raised(19),)), "possible"),  # the higher one cannot tell
        (SelfTests(stick_kept=7), "possible"),
        (SelfTests(stick_kept=8), "not known"),
    ],
)
def test_how_strongly(tests: SelfTests, strength: str) -> None:
    assert foundation(told(tests), set_up_likely=False).strength == strength


def test_a_pinch_that_another_set_up_takes_away_is_no_stiffness() -> None:
    pinched = replace(FAILED, hip_bend=degrees(95, 118), pinch="left")
    assert foundation(told(pinched), set_up_likely=False).strength == "likely"
    found = foundation(told(pinched), set_up_likely=True)
    assert (found.strength, found.against) == ("possible", ("stretching does not change a pinch",))


def test_hips_that_do_not_reach_straight_count_only_where_the_top_hurts() -> None:
    short = replace(GOOD, hip_short=degrees(8, 3))
    assert foundation(told(short), set_up_likely=False).strength == "no"
    found = foundation(told(short, lifting=("lockout",)), set_up_likely=False)
    assert (found.strength, found.reasons_for) == ("possible", ("hips do not reach straight: 8° and 3° short",))
    unseen = foundation(told(SelfTests(hip_short=degrees(8)), otherwise=("bending-back",)), set_up_likely=False)
    assert (unseen.strength, unseen.unknown) == ("possible", ("unloaded hinge",))


@pytest.mark.parametrize(
    ("tests", "words"),
    [
        (replace(FAILED, tightness=5), "tightness deep in the buttock 5/10"),
        (replace(FAILED, hip_bend=degrees(95, 118)), "left hip bend 95°, right 118°"),
        (replace(FAILED, hip_bend=degrees(100, 99)), "hip bend 100° and 99° (less than 105° is short)"),
        (replace(FAILED, hip_bend=degrees(None, 99)), "hip bend 99° (less than 105° is short)"),
        (replace(FAILED, knee_short=degrees(40)), "knee extension short by 40° (men: more than 33° is short)"),
        (replace(FAILED, psoas_hold_s=Both(9, 12)),
         "psoas hold 9 s and 12 s (short: under 10 s, or sides more than 5 s apart)"),
    ],
)  # fmt: skip
def test_what_is_short_is_said_with_its_numbers(tests: SelfTests, words: str) -> None:
    assert words in foundation(told(tests), set_up_likely=False).reasons_for


def test_the_hinge_in_numbers() -> None:
    both = foundation(told(replace(FAILED, tightness=5)), set_up_likely=False).reasons_for
    assert both[:2] == ("lumbar change 31±4° unloaded (pass is 20° or less)", "half of own range or more: 31 of 50°")
    one = foundation(told(replace(GOOD, hinge=bent(18, 1), toe_touch=bent(30), tightness=5)), set_up_likely=False)
    assert one.reasons_for[0] == "half of own range or more: 18 of 30°"
    exact = foundation(told(replace(GOOD, hinge=replace(bent(8), sd=None))), set_up_likely=False)
    assert exact.against[0] == "8° unloaded"
    assert foundation(told(SelfTests(hinge=bent(16))), set_up_likely=False).unknown == (
        "16±4° unloaded, without a toe-touch beside it",
        "toe-touch",
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, ()),
        ({"hip_bend": degrees(118)}, ("hip bend is fine",)),
        ({"knee_short": degrees(10)}, ("hamstrings are fine",)),
        ({"hip_bend": degrees(118), "psoas_hold_s": Both(20)}, ("hip bend and psoas hold are fine",)),
        (FINE, ("all self-tests fine",)),
        ({**FINE, "hip_short": degrees(9)}, ("hip bend, hamstrings and psoas hold are fine",)),
    ],
)
def test_what_is_fine_in_one_phrase(more: dict[str, Any], words: tuple[str, ...]) -> None:
    assert foundation(told(replace(GOOD, **more)), set_up_likely=False).against[1:] == words


@pytest.mark.parametrize(
    ("months", "painless", "words"),
    [
        (12, True, ("one year of lifting without pain",)),
        (50, True, ("four years of lifting without pain",)),
        (200, True, ("16 years of lifting without pain",)),
        (11, True, ()),
        (50, False, ()),
        (None, True, ()),
    ],
)
def test_years_without_pain_speak_against_it(months: int | None, painless: bool, words: tuple[str, ...]) -> None:
    account = told(person={"lifting_months": months, "painless_before": painless})
    assert foundation(account, set_up_likely=False).against == words


def test_the_stick_in_words() -> None:
    assert foundation(told(SelfTests(stick_kept=9)), set_up_likely=False).against == ("9 of 10 hinges kept the stick",)
    assert foundation(told(SelfTests(stick_kept=3)), set_up_likely=False).reasons_for == (
        "only 3 of 10 hinges kept the stick",
    )
