"""A set is done, or skipped, and tells what nobody can have done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liftwell.errors import ImpossibleValue
from liftwell.training.diary import Lift
from liftwell.training.logged_set import LoggedSet

PULL = LoggedSet(
    date(2026, 11, 26), "a", "conventional_deadlift", 1, load_kg=100.0, reps=5, rpe=7.0, pain=2, leg="none"
)


def test_a_set_that_was_done_is_a_lift_of_one_set() -> None:
    assert PULL.lift == Lift("conventional_deadlift", 1, 5, 100.0)
    cluster = replace(PULL, reps=6, inside=(2, 2, 2), raised_cm=10.0)
    assert cluster.lift == Lift("conventional_deadlift", 1, 6, 100.0, 10.0, (2, 2, 2))
    assert cluster.variant == ("conventional_deadlift", 10.0)


def test_what_lifted_nothing_is_no_lift() -> None:
    assert replace(PULL, reps=0, stopped=True).lift is None
    assert replace(PULL, load_kg=None, reps=None, skipped=True, why="sore").lift is None
    assert LoggedSet(PULL.on, "b", "bird_dog", 1, "other").lift is None


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"token": " "}, "A set needs its token, of 1 to 80 letters."),
        ({"token": "x" * 81}, "A set needs its token"),
        ({"exercise": ""}, "A set needs its exercise"),
        ({"kind": "warm-up"}, "kind of set"),
        ({"number": 0}, "The number of the set 0 is outside 1–200"),
        ({"load_kg": 701.0}, "The load 701 kg is outside 0–700 kg"),
        ({"planned_load_kg": -1.0}, "The load -1 kg"),
        ({"planned_reps": 201}, "The number of repetitions 201"),
        ({"rpe": 11.0}, "The RPE 11 is outside 0–10"),
        ({"pain": 11}, "The pain 11 is outside 0–10"),
        ({"leg": "left"}, "leg"),
        ({"raised_cm": 121.0}, "The height 121 cm"),
        ({"skipped": True}, "A set that was skipped has no load"),
        ({"why": "sore"}, "Only a set that was skipped tells why."),
        ({"reps": None}, "needs its load and its repetitions"),
        ({"load_kg": None}, "needs its load and its repetitions"),
        ({"inside": (2, 2)}, "A cluster of 5 repetitions cannot be 2+2."),
    ],
)
def test_what_no_set_can_be(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(ImpossibleValue, match=says.replace("+", r"\+")):
        replace(PULL, **changed)
