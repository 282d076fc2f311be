"""Days as people read them, and the last day on which somebody is to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from liftwell.plan.course.sentences import WEEKDAYS
from liftwell.screen.questions import Level

# By hand: the calendar of Python speaks the language of the machine, and the page speaks English.
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# What the fixed words of these levels say: "within three days", "within two weeks" (`clinical.md` 2.8).
WITHIN: Final[Mapping[Level, timedelta]] = {"days": timedelta(days=3), "soon": timedelta(days=14)}


def day_words(day: date) -> str:
    """A day such as "26 November 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_words(day: date) -> str:
    """A day of this year such as "Thursday 26 November"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def be_seen(level: Level, on: date) -> str:
    """Until when somebody is to be seen who is told on the day `on`; empty at levels that set no day."""
    if level == "today":
        return f"Be seen today, {day_words(on)}."
    return f"Be seen by {day_words(on + WITHIN[level])}." if level in WITHIN else ""
