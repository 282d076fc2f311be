"""Sets, sessions and the last weeks: what they hold, and what cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from liftwell.errors import ImpossibleValue
from liftwell.training.session import HINGES, Session, Set, Training

DAY = date(2026, 11, 26)


def test_the_heaviest_and_hardest_set_of_a_day() -> None:
    day = Session(DAY, "conventional", (Set(5, 100, rpe=6), Set(3, 140, 4, 8), Set(5, 120)))
    assert (day.hinge, day.top_kg, day.top_rpe) == (True, 140, 8)
    assert [day.hard_sets(rpe) for rpe in (6, 7, 9)] == [5, 4, 0]


def test_a_day_without_sets_or_ratings() -> None:
    assert (Session(DAY, "squat", ()).hinge, Session(DAY, "squat", ()).top_kg) == (False, 0)
    assert Session(DAY, "sumo", (Set(5, 100),)).top_rpe is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: Set(0, 100),
        lambda: Set(5, 100, times=0),
        lambda: Set(5, -1),
        lambda: Set(5, 701),
        lambda: Set(5, 100, rpe=11),
        lambda: Set(5, 100, pain=11),
        lambda: Session(DAY, "sumo", (), morning=-1),
        lambda: Training(weeks_known=-1),
        lambda: Training(last_kg=701),
        lambda: Training(comfortable_kg=-1),
    ],
)
def test_what_no_training_has(make: object) -> None:
    assert callable(make)
    with pytest.raises(ImpossibleValue):
        make()


def test_the_hinges_of_a_training_oldest_first() -> None:
    days = [Session(date(2026, 11, day), lift, ()) for day, lift in ((20, "sumo"), (3, "row"), (5, "block"))]
    assert [one.on.day for one in Training(tuple(days)).hinges] == [5, 20]
    assert "squat" not in HINGES
