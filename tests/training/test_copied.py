"""A changed copy of a record: as the standard one makes it, and as strict about names."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from liftwell.plan.course.placing import placed
from liftwell.plan.lifter import Lifter
from liftwell.training.copied import replace
from liftwell.training.diary import Lift

START = date(2026, 9, 1)
LIFT = Lift("conventional_deadlift", 3, 8, 140)
STANDING = placed(Lifter(began=START))


def test_it_is_the_standard_copy() -> None:
    assert replace(LIFT, sets=2) == dataclasses.replace(LIFT, sets=2)
    assert replace(STANDING, greens=1) == dataclasses.replace(STANDING, greens=1)
    assert (LIFT.sets, STANDING.greens) == (3, 0)


@pytest.mark.parametrize("record", [LIFT, STANDING])
def test_a_fact_it_does_not_have_is_refused(record: object) -> None:
    with pytest.raises(TypeError, match="has no colour"):
        replace(record, colour="red")  # type: ignore[type-var]
