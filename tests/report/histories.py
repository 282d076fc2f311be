"""Histories made by hand, for the tests of everything that shows one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, Final

from liftwell.quantity import Quantity
from liftwell.report.history import History, HistoryDay, Measured, history_of
from liftwell.training.diary import Diary, Done, Lift, Morning

MONDAY: Final = date(2026, 3, 2)
FLOOR: Final = "conventional_deadlift"


def day(number: int, since: date = MONDAY) -> date:
    """So many days after the first Monday of March 2026."""
    return since + timedelta(days=number)


def done(number: int, load_kg: float = 100.0, exercise: str = FLOOR, **told: Any) -> Done:  # noqa: ANN401
    """A session on that day."""
    return Done(day(number), Lift(exercise, 3, 5, load_kg), **told)


def told(loads: Sequence[float], pains: Sequence[int | None], every: int = 2) -> History:
    """Sessions some days apart, with the pain of the mornings after them; nothing else is known."""
    days = tuple(
        HistoryDay(day(every * n), load_kg=load, exercise="Deadlift from the floor", morning=pain, colour="green")
        for n, (load, pain) in enumerate(zip(loads, pains, strict=True))
    )
    return History("sam", days, (None,) * len(days))


def rounding(deg: float, sd: float = 4.0) -> Quantity:
    """A change of the low back."""
    return Quantity(deg, sd, "deg")


def clips_alone() -> History:
    """Two clips were measured, and no session and no morning is noted."""
    return history_of("sam", Diary(), [Measured(day(0), rounding(8)), Measured(day(9), rounding(-3))])


@cache
def years(count: int, clips: bool = True) -> History:
    """A lifter who trained every third day for so many years, and told every morning."""
    chance = Random(count)
    sessions, mornings, seen = [], [], []
    for number in range(round(365.25 * count)):
        if number % 3 == 0:
            load = 2.5 * round((80 + number / 100 + chance.gauss(0, 9)) / 2.5)
            sessions.append(done(number, load, during=chance.randint(0, 4), after=1, morning=chance.randint(0, 4)))
        if clips and number % 60 == 0:
            seen.append(Measured(day(number), rounding(chance.uniform(0, 20)), 90.0 + number / 100))
        mornings.append(Morning(day(number), chance.randint(1, 3)))
    return history_of("years", Diary(tuple(sessions), tuple(mornings)), seen, told=2)
