"""Workout: one day's training as another log tells it, exercise by exercise and set by set; nothing here decides.

What the other log does not tell is None. Pain is never told by such a log, so that nothing in it counts as good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from liftwell.athlete import require_one_of, require_within
from liftwell.errors import ImpossibleValue

SetKind = Literal["work", "warm-up", "drop", "failure"]


@dataclass(frozen=True, slots=True)
class WorkoutSet:
    """One set of one exercise.

    name: of the exercise, as the other log has it; load_kg: all of it, None for body weight or where not told; reps;
    rpe: 0 to 10; seconds and metres of what is timed or walked; note: what the person wrote beside it.
    """

    name: str
    kind: SetKind = "work"
    load_kg: float | None = None
    reps: int | None = None
    rpe: float | None = None
    seconds: float | None = None
    distance_m: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ImpossibleValue("A set needs the name of its exercise.")
        require_one_of("kind of set", self.kind, get_args(SetKind))
        require_within("load", self.load_kg, (0, 1500), "kg")
        require_within("number of repetitions", self.reps, (0, 1000), "")
        require_within("RPE", self.rpe, (0, 10), "")


@dataclass(frozen=True, slots=True)
class Workout:
    """The sets of one visit to the gym, in order.

    on: its day; started: when, in the time of the place, None where only the day is known; seconds: how long it took.
    """

    on: date
    sets: tuple[WorkoutSet, ...]
    started: datetime | None = None
    title: str = ""
    note: str = ""
    seconds: float | None = None
