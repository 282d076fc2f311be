"""The sixteen signed cases: everything in the session that is not its main lift comes out as signed, in its order."""

from __future__ import annotations

from typing import Any, Final

import pytest

from liftwell.plan.drills.assistance import assistance
from liftwell.plan.drills.settle import ease, settling
from liftwell.plan.drills.warm_up import warm_up
from liftwell.plan.exercise import catalogue
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Item
from liftwell.training.diary import Diary
from tests.plan.drills.lifters import SIGNED, TODAY, of_case

# The signed cases say some doses in more than one way; here each is said in one, and what a condition of the lifter
# changes about the exercise stands beside the dose, in the words of the catalogue.
SAME: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "2 x 12, 2 s squeeze": ("2 x 12, 2 s hold", ()),
    "2 x 8, knees wide, stop before the pinch": ("2 x 8", ("Knees wider, shorter.",)),
    "1 x 5 each side, small lift": ("1 x 5 each side, 5 s hold", ("Small lift.",)),
}


def session(lifter: Lifter) -> tuple[Item, ...]:
    """All that is prescribed today but the main lift."""
    if not lifter.clear:
        return ease(lifter)
    if lifter.phase == "settle":
        return settling(lifter, Diary(), lifter.began, TODAY).items
    before = warm_up(lifter, lifter.phase, lifter.row, Diary(), TODAY)
    return (*before, *assistance(lifter, lifter.phase))


def signed(outline: list[dict[str, Any]]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Exercise, dose and care of what is signed, without the main lift."""
    rest = (one for one in outline if catalogue()[one["id"]].kind != "lift")
    return [(one["id"], *SAME.get(one["dose"], (one["dose"], ()))) for one in rest]


@pytest.mark.parametrize("case", SIGNED)
def test_comes_out_as_signed(case: str) -> None:
    expected = signed(SIGNED[case]["expect"]["session"])
    found = session(of_case(case))
    assert [(one.exercise, one.dose) for one in found] == [one[:2] for one in expected]
    for item, (_, _, care) in zip(found, expected, strict=True):
        assert set(care) <= set(item.care)
    assert not {one.exercise for one in found} & set(SIGNED[case]["expect"]["never"])


@pytest.mark.parametrize("case", SIGNED)
def test_the_main_lift_stands_between_warm_up_and_assistance(case: str) -> None:
    """What is signed before the lift is warm-up and skill, what is signed after it assistance."""
    lifter = of_case(case)
    if not lifter.clear or lifter.phase == "settle":
        return
    outline = [one["id"] for one in SIGNED[case]["expect"]["session"]]
    place = next(n for n, key in enumerate(outline) if catalogue()[key].kind == "lift")
    parts = [one.part for one in session(lifter)]
    assert set(parts[:place]) == {"warm-up", "skill"}
    assert parts[place:] == ["assistance"] * (len(outline) - place - 1)


def test_nothing_is_shown_while_an_emergency_question_is_open() -> None:
    """C06, before the seven questions are answered, and C05."""
    assert SIGNED["C06"]["expect"]["session_stage_a"] == []
    for level in ("unanswered_emergency", "emergency", "today"):
        lifter = Lifter(TODAY, level=level)
        assert session(lifter) == ()
