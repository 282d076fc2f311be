"""Sets into workouts: what began at the same time under the same title is one visit to the gym."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from liftwell.exchange.logs.dates import Moment
from liftwell.exchange.logs.layout import Row
from liftwell.exchange.logs.sets import SetReader
from liftwell.training.workout import Workout, WorkoutSet

_Key: TypeAlias = tuple[Moment, str, str]


@dataclass(slots=True)
class _Visit:
    """One workout while its rows come in; `last`: set and repetition of the row before, where rows are repetitions."""

    moment: Moment
    title: str
    seconds: float | None
    note: str = ""
    sets: list[WorkoutSet] = field(default_factory=list)
    last: tuple[str, int] | None = None

    def workout(self) -> Workout:
        return Workout(self.moment.day, tuple(self.sets), self.moment.at, self.title, self.note, self.seconds)


@dataclass(frozen=True, slots=True)
class Gathering:
    """Workouts that grow row by row, in whatever order the file has them."""

    reader: SetReader
    _visits: dict[_Key, _Visit] = field(default_factory=dict)

    def add(self, row: Row) -> bool:
        """Take a row in; False where it gave no set."""
        read = self.reader.read(row)
        if read is None:
            return False
        moment, made = read
        visit = self._visit(row, moment)
        visit.note = visit.note or self.reader.words(row["workout note"])
        if self.reader.layout.rep_rows:
            _add_rep(visit, row, made)
        else:
            visit.sets.append(made)
        return True

    def workouts(self) -> tuple[Workout, ...]:
        """All of them, oldest first; those of one moment in the file's order."""
        return tuple(sorted((one.workout() for one in self._visits.values()), key=_when))

    def _visit(self, row: Row, moment: Moment) -> _Visit:
        key = (moment, row["title"], row["workout"])
        if key not in self._visits:
            self._visits[key] = _Visit(moment, self.reader.words(row["title"]), self._seconds(row, moment))
        return self._visits[key]

    def _seconds(self, row: Row, moment: Moment) -> float | None:
        """How long a visit took, as told or between its two ends."""
        told = self.reader.seconds(row, "duration", "the workout is kept without its duration")
        if told or not row["end"] or moment.at is None:
            return told
        return self.reader.seconds_to_end(row, moment.at)


def _add_rep(visit: _Visit, row: Row, made: WorkoutSet) -> None:
    """Count a repetition into the set of the row before where it is the same set's."""
    rep = int(row["rep"]) if row["rep"].isdecimal() else 0
    before = visit.sets[-1] if visit.sets else None
    if before and visit.last and before.name == made.name and visit.last[0] == row["set"] and rep > visit.last[1]:
        visit.sets[-1] = replace(before, reps=(before.reps or 0) + 1)
    else:
        visit.sets.append(made)
    visit.last = (row["set"], rep)


def _when(workout: Workout) -> tuple[datetime, bool]:
    start = workout.started or datetime.combine(workout.on, datetime.min.time())
    return start, workout.started is not None
