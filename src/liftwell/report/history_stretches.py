"""Stretches: a history on the grid of days, weeks, months or longer, as fine as a picture has room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from statistics import median
from typing import Final, Literal, get_args

from liftwell.quantity import Quantity, middle
from liftwell.report.day_words import day_words
from liftwell.report.history import History, HistoryDay
from liftwell.training.day_colour import GRAVEST_FIRST, Colour

Step = Literal["day", "week", "month", "quarter", "year"]
STEPS: Final[tuple[Step, ...]] = get_args(Step)
# How many days one step of the grid is long, about.
_LONG: Final[dict[Step, float]] = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25}


@dataclass(frozen=True, slots=True)
class Pains:
    """The least, the middle and the most of the pains of a stretch, 0 to 10."""

    low: int
    middle: float
    high: int

    def __str__(self) -> str:
        return f"{self.middle:g}" if self.low == self.high else f"{self.middle:g} ({self.low} to {self.high})"


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is known of the days from `first` to before `end`, None for what is not.

    load_kg: the heaviest; exercise: the one done then; colour: that of most of its sessions, the graver of two as many,
    unrated only where none is rated; usual: the middle one; ceiling_kg: the last one; note: of a single day only.
    """

    step: Step
    first: date
    end: date
    sessions: int
    load_kg: float | None
    exercise: str | None
    colour: Colour | None
    during: Pains | None
    morning: Pains | None
    usual: float | None
    lumbar: Quantity | None
    ceiling_kg: float | None
    note: str

    @property
    def name(self) -> str:
        """Such as "2 March 2026", "week of 2 March 2026", "March 2026", "January to March 2026"."""
        return stretch_words(self.step, self.first)


def step_for(history: History, most: float) -> Step:
    """The finest step with which the history has at most `most` stretches; the longest where none has so few."""
    if not history.days:
        return "day"
    days = (history.days[-1].on - history.days[0].on).days + 1
    return next((step for step in STEPS if days / _LONG[step] <= most), STEPS[-1])


def last_days(history: History, days: int) -> History:
    """The history of its last so many days alone."""
    if not history.days:
        return history
    since = history.days[-1].on - timedelta(days=days - 1)
    kept = sum(day.on >= since for day in history.days)
    return replace(history, days=history.days[-kept:], usual=history.usual[-kept:])


def stretches(history: History, step: Step) -> tuple[Stretch, ...]:
    """The stretches of which something is known, oldest first."""
    days = zip(history.days, history.usual, strict=True)
    return tuple(
        _stretch(step, first, list(within)) for first, within in groupby(days, lambda pair: begins(step, pair[0].on))
    )


def begins(step: Step, on: date) -> date:
    """The first day of the stretch that `on` lies in; weeks begin on Mondays."""
    match step:
        case "day":
            return on
        case "week":
            return on - min(timedelta(days=on.weekday()), on - date.min)
        case "month":
            return on.replace(day=1)
        case "quarter":
            return on.replace(month=on.month - (on.month - 1) % 3, day=1)
        case "year":
            return on.replace(month=1, day=1)


def _end(step: Step, first: date) -> date:
    """The first day of the next stretch."""
    if step in ("day", "week"):
        return first + timedelta(days=round(_LONG[step]))
    return begins(step, first + timedelta(days=round(_LONG[step]) + 10))


def stretch_words(step: Step, first: date) -> str:
    """How a stretch is called."""
    words = day_words(first)
    match step:
        case "day":
            return words
        case "week":
            return f"Week of {words}"
        case "month":
            return words.split(" ", 1)[1]
        case "quarter":
            last = first.replace(month=first.month + 2)
            return f"{words.split(' ')[1]} to {day_words(last).split(' ', 1)[1]}"
        case "year":
            return str(first.year)


def _stretch(step: Step, first: date, days: Sequence[tuple[HistoryDay, int | None]]) -> Stretch:
    within = [day for day, _ in days]
    trained = [day for day in within if day.load_kg is not None]
    heaviest = max(trained, key=lambda day: day.load_kg or 0.0, default=None)
    usual = [pain for _, pain in days if pain is not None]
    lumbar = [day.lumbar for day in within if day.lumbar is not None]
    ceilings = [day.ceiling_kg for day in within if day.ceiling_kg is not None]
    return Stretch(
        step,
        first,
        _end(step, first),
        sessions=len(trained),
        load_kg=None if heaviest is None else heaviest.load_kg,
        exercise=None if heaviest is None else heaviest.exercise,
        colour=_most([day.colour for day in trained if day.colour is not None]),
        during=_pains([day.during for day in trained]),
        morning=_pains([day.morning for day in trained]),
        usual=median(usual) if usual else None,
        lumbar=middle(lumbar) if lumbar else None,
        ceiling_kg=ceilings[-1] if ceilings else None,
        note=within[0].note if step == "day" else "",
    )


def _most(colours: Sequence[Colour]) -> Colour | None:
    if not colours:
        return None
    rated = [colour for colour in colours if colour != "unrated"]
    counts = Counter(rated or colours)
    return max(counts, key=lambda colour: (counts[colour], -GRAVEST_FIRST.index(colour)))


def _pains(told: Sequence[int | None]) -> Pains | None:
    pains = [pain for pain in told if pain is not None]
    return Pains(min(pains), median(pains), max(pains)) if pains else None
