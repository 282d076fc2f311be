"""ForeignLog: what another app's file told, and what in it could not be believed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from liftwell.training.workout import Workout

Unit = Literal["kg", "lb"]
FileUnit = Literal["kg", "lb", "each row"]


@dataclass(frozen=True, slots=True)
class ForeignLog:
    """The workouts of one file, oldest first; their loads are in kg whatever the file had.

    app: whose export, "Strong"; variant: which of its headers; unit: of the file's loads, and unit_told: whether the
    file says so itself (False: `unit` was given or is the default kg); day_first: how 03/04/2024 was read, None where
    no date depends on it; doubts: a sentence for each value that was unreadable or impossible, with its row as a
    spreadsheet counts them (the header is row 1) and what was done; rows: of data; skipped: those that gave no set.
    """

    app: str
    variant: str
    workouts: tuple[Workout, ...]
    unit: FileUnit
    unit_told: bool
    day_first: bool | None
    doubts: tuple[str, ...]
    rows: int
    skipped: int

    @property
    def names(self) -> tuple[tuple[str, int], ...]:
        """Every name of an exercise, in order of the alphabet, with the number of its sets."""
        return tuple(sorted(Counter(one.name for workout in self.workouts for one in workout.sets).items()))
