"""Which variant is allowed, which one is gentler, and which one is worked towards (clinical.md 4.5)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest

from liftwell.plan.course.standing import Evidence
from liftwell.plan.course.variants import allowed, gentler, goal
from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits
from liftwell.training.diary import Lift

OWNS: Final = "barbell, blocks, trap bar, kettlebells 8-24"


def lifter(owns: str = OWNS, **facts: Any) -> Lifter:  # noqa: ANN401
    words = [one.strip() for one in owns.split(",") if one.strip()]
    return Lifter(began=date(2026, 9, 1), equipment=Equipment.of(words), **facts)


@pytest.mark.parametrize(
    ("facts", "variant", "may"),
    [
        ({}, ("conventional_deadlift", 0), True),
        ({"limits": Limits(no_loaded_hinge=True)}, ("conventional_deadlift", 0), False),
        ({"limits": Limits(unread=("be sensible",))}, ("kb_deadlift_blocks", 0), False),
        ({"limits": Limits(coach=True)}, ("block_pull_low", 10), False),
        ({"limits": Limits(coach=True), "owns": f"{OWNS}, coach"}, ("block_pull_low", 10), True),
        ({"limits": Limits(raised_cm=15)}, ("block_pull_low", 10), False),
        ({"limits": Limits(raised_cm=15)}, ("block_pull_low", 15), True),
        ({"conditions": frozenset({"groin_pinch"})}, ("conventional_deadlift", 0), False),
        ({"conditions": frozenset({"groin_pinch"})}, ("block_pull_low", 10), True),
        ({"conditions": frozenset({"groin_pinch"})}, ("kb_deadlift_floor", 0), False),
        ({"conditions": frozenset({"knee_pain"})}, ("trap_bar_low", 0), False),
        ({"owns": ""}, ("conventional_deadlift", 0), False),
    ],
)
def test_what_is_allowed(facts: dict[str, Any], variant: tuple[str, float], may: bool) -> None:
    assert allowed(lifter(**facts), variant) == may


@pytest.mark.parametrize(
    ("owns", "lift", "after"),
    [
        (OWNS, ("conventional_deadlift", 0), ("block_pull_low", 10)),
        (OWNS, ("block_pull_low", 12), ("block_pull_high", 17)),
        (OWNS, ("block_pull_high", 20), ("kb_deadlift_floor", 0)),
        (OWNS, ("trap_bar_low", 0), ("trap_bar_high", 0)),
        (OWNS, ("trap_bar_high", 0), ("kb_deadlift_floor", 0)),
        (OWNS, ("kb_deadlift_floor", 0), ("kb_deadlift_blocks", 0)),
        ("trap bar low handles", ("trap_bar_low", 0), ("kb_deadlift_blocks", 0)),
        (OWNS, ("kb_deadlift_blocks", 0), None),
    ],
)
def test_the_next_gentler_one(owns: str, lift: tuple[str, float], after: tuple[str, float] | None) -> None:
    assert gentler(lifter(owns), Lift(lift[0], 3, 8, 60, lift[1])) == after


@pytest.mark.parametrize(
    ("facts", "passed", "wanted"),
    [
        ({}, (), ("conventional_deadlift", 0)),
        ({"exercise": "trap_bar_low"}, (), ("trap_bar_low", 0)),
        ({"exercise": "block_pull_low", "raised_cm": 15.0}, (0,), ("block_pull_low", 15)),
        ({"exercise": "block_pull_low", "raised_cm": 15.0}, (20,), ("block_pull_high", 20)),
        ({}, (0,), ("conventional_deadlift", 0)),
        ({}, (10,), ("block_pull_low", 10)),
        ({"owns": "kettlebells 8-24"}, (), ("kb_deadlift_floor", 0)),
        ({"limits": Limits(no_loaded_hinge=True)}, (), ("kb_deadlift_blocks", 0)),
    ],
)
def test_what_is_worked_towards(facts: dict[str, Any], passed: tuple[float, ...], wanted: tuple[str, float]) -> None:
    assert goal(lifter(**facts), Evidence(passed=tuple((1, height) for height in passed))) == wanted
