"""What is safe meanwhile: what each level and each condition leaves of the catalogue, and how it is said."""

from __future__ import annotations

from typing import Final

import pytest

from liftwell.plan.drills.allowed import EASE
from liftwell.plan.drills.meanwhile import UNLOADED, care_with, meanwhile
from liftwell.plan.exercise import catalogue
from liftwell.screen.red_flags import screened
from tests.screen.lifters import ALONE, cleared, lifter

ALLOWED: Final = {
    "emergency": (),
    "unanswered_emergency": (),
    "today": (),
    "days": EASE,
    "soon": (*EASE, *UNLOADED),
    "unanswered": EASE,
    "routine": (),
    "none": (),
}


@pytest.mark.parametrize("answers", ALONE)
def test_each_level_allows_what_the_page_says(answers: dict[str, tuple[str, ...]]) -> None:
    """`clinical.md` 2.2; with a clear level the plan says it, not this."""
    screen = screened(lifter(answers))
    assert tuple(one.id for one in meanwhile(screen)) == ALLOWED[screen.level]


def test_strong_pain_leaves_what_eases_it() -> None:
    assert tuple(one.id for one in meanwhile(screened(lifter(now=8)))) == EASE
    assert tuple(one.id for one in meanwhile(screened(lifter({"R15": ("pregnant",)}, now=8)))) == EASE


@pytest.mark.parametrize("answers", ALONE)
def test_under_sixteen_there_is_nothing(answers: dict[str, tuple[str, ...]]) -> None:
    assert not meanwhile(screened(lifter(answers, age=15)))
    assert not meanwhile(screened(lifter(answers, age=15, now=9)))


def test_what_a_condition_forbids_is_left_out() -> None:
    """Six weeks after an operation the back is not rounded and hollowed on purpose."""
    ids = {one.id for one in meanwhile(screened(lifter({"R15": ("op_recent",)})))}
    assert "cat_camel" not in ids
    assert "walk_easy" in ids


def test_exercises_are_told_by_their_names() -> None:
    screen = screened(lifter({"R15": ("pregnant",)}, clearances=(cleared("R15"),)))
    words = [text for one in catalogue().values() for text in care_with(one, screen)]
    assert words
    assert not [text for text in words if "_" in text]
    march = catalogue()["march_supine"]
    assert care_with(march, screen) == (f"{catalogue()['seated_knee_lift'].name} from about week 16.",)
