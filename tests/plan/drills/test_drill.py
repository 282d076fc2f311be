"""The one drill for a limiter: never one that a condition forbids, and none before anybody may begin."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Final

import pytest

from liftwell.plan.drills.drill import DRILLS, drill_for
from liftwell.plan.exercise import catalogue
from liftwell.screen.questions import Level
from liftwell.screen.red_flags import Screen, screened
from tests.screen.lifters import lifter

CLEAR: Final = screened(lifter())
# Every condition that the catalogue knows, and some that it does not.
CONDITIONS: Final = sorted(
    (
        {word for one in catalogue().values() for word in one.forbid}
        | {note.split(":")[0] for one in catalogue().values() for note in one.modify}
        | {"under18", "over65", "ask_inflammatory", "extension_sensitive"}
    )
    - {"acute"}
)
LEVELS: Final[tuple[Level, ...]] = ("emergency", "unanswered_emergency", "today", "days", "soon", "unanswered")


def given(*conditions: str) -> Screen:
    return replace(CLEAR, conditions=conditions)


def drill(limiter: str, *conditions: str) -> str | None:
    one = drill_for(limiter, given(*conditions))
    return None if one is None else one.id


@pytest.mark.parametrize("limiter", DRILLS)
@pytest.mark.parametrize("level", ["routine", "none"])
def test_without_conditions_it_is_the_first(limiter: str, level: Level) -> None:
    one = drill_for(limiter, replace(CLEAR, level=level))
    assert one is not None
    assert one.id == DRILLS[limiter][0]


@pytest.mark.parametrize("limiter", DRILLS)
@pytest.mark.parametrize("condition", CONDITIONS)
def test_no_condition_is_met_by_what_it_forbids(limiter: str, condition: str) -> None:
    """`clinical.md`: every group keeps an allowed drill, but for the hamstrings of an irritated leg nerve."""
    one = drill_for(limiter, given(condition))
    assert (one is None) == ((limiter, condition) == ("hamstring", "leg_nerve"))
    if one is not None:
        assert condition not in one.forbid
        first = DRILLS[limiter]
        assert one.id in {*first, *(swap for key in first for swap in catalogue()[key].swap)}
        instead = [note for note in one.modify if note.startswith(f"{condition}: ")]
        assert not [key for key in catalogue() if any(key in note for note in instead)]


@pytest.mark.parametrize("limiter", DRILLS)
def test_no_two_conditions_are_met_by_what_either_forbids(limiter: str) -> None:
    for two in combinations(CONDITIONS, 2):
        one = drill_for(limiter, given(*two))
        assert one is None or not set(one.forbid) & set(two), two


def test_it_follows_what_may_be_swapped() -> None:
    assert drill("hamstring", "flexion_sensitive") == "hamstring_strap"
    assert drill("hamstring", "hip_replacement") == "hamstring_strap"
    assert drill("hamstring", "leg_nerve") is None
    assert drill("psoas", "pregnant") == "seated_knee_lift"
    assert drill("hinge", "shoulder_pain") == "wall_hinge"
    assert drill("hip", "groin_pinch") == "rock_back"


@pytest.mark.parametrize("limiter", DRILLS)
def test_nobody_gets_one_before_they_may_begin(limiter: str) -> None:
    assert [level for level in LEVELS if drill_for(limiter, replace(CLEAR, level=level))] == []
    assert drill_for(limiter, replace(CLEAR, acute=True)) is None
    assert drill_for(limiter, replace(CLEAR, supported=False)) is None
    assert drill_for(limiter, replace(CLEAR, limits=("no stretching of the leg",))) is None


def test_a_word_that_is_no_limiter_has_none() -> None:
    assert drill_for("ankle", CLEAR) is None
