"""Drills at home in the week: what limits, five minutes a day; the walk while it settles; two keepers at the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liftwell.plan.drills.home import home
from liftwell.plan.lifter import Lifter
from liftwell.training.diary import Diary, Sign
from liftwell.triage.account import Phase
from tests.plan.drills.lifters import TODAY, of_case


def told(lifter: Lifter, phase: Phase | None = None, diary: Diary | None = None) -> list[str]:
    return [f"{one.exercise}: {one.dose}" for one in home(lifter, phase or lifter.phase, diary or Diary(), TODAY)]


@pytest.mark.parametrize(
    ("case", "drills"),
    [
        ("C01", ["hamstring_seated: 2 x 5 slow, 10 s hold, 5 days a week"]),
        ("C02", []),
        ("C05", []),
        ("C06", []),
        ("C07", ["walk_easy: 5 min, 3 to 4 times today"]),
        ("C08", []),
        ("C09", ["walk_easy: 10 min, 3 times"]),
        ("C11", ["hip_flexor_half_kneel: 2 x 30 s each side, 3 to 5 days a week"]),
        ("C13", []),
        ("C14", []),
    ],
)
def test_the_signed_cases(case: str, drills: list[str]) -> None:
    """`clinical.md` 4.8: in the return the warm-up is enough, whatever limits."""
    assert told(of_case(case)) == drills


def test_the_part_is_home() -> None:
    assert {
        one.part for case in ("C01", "C07", "C09") for one in home(of_case(case), of_case(case).phase, Diary(), TODAY)
    } == {"home"}


def test_five_minutes_leave_the_first_limiters() -> None:
    lifter = replace(of_case("C01"), limiters=("hamstring", "psoas", "hip"))
    assert told(lifter) == ["hamstring_seated: 2 x 5 slow, 10 s hold, 5 days a week"]
    shorter = replace(of_case("C01"), limiters=("hip", "psoas"))
    assert [one.partition(":")[0] for one in told(shorter)] == ["hip_centration_band"]


def test_where_the_hinge_limits_it_is_practised() -> None:
    lifter = replace(of_case("C01"), limiters=("hinge",))
    assert told(lifter) == ["dowel_hinge: 2 x 8, 5 days a week"]


def test_what_no_longer_limits_is_no_homework() -> None:
    assert told(of_case("C01"), diary=Diary(signs=(Sign(TODAY, "hinge-pass"),))) == []


def test_two_are_kept() -> None:
    assert told(of_case("C11"), "perform") == ["hip_flexor_half_kneel: 1 x 30 s each side", "rock_back: 1 x 8"]
    assert told(of_case("C02"), "perform") == ["rock_back: 1 x 8", "hamstring_strap: 1 x 30 s each side"]
