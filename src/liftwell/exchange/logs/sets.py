"""The second time a file is read: a row becomes a set; what cannot be is left out and named."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

from liftwell.exchange.logs.dates import Moment, in_utc, read_moment
from liftwell.exchange.logs.doubts import Doubts
from liftwell.exchange.logs.layout import Layout, Meaning, Row
from liftwell.exchange.logs.load_cell import read_load
from liftwell.exchange.logs.numbers import read_metres, read_number, read_seconds, read_whole
from liftwell.exchange.logs.survey import Survey
from liftwell.training.workout import SetKind, WorkoutSet

MOST_REPS: Final = 1000
MOST_RPE: Final = 10
MOST_SECONDS: Final = 86_400
MOST_METRES: Final = 1_000_000
FIRST_DAY: Final = date(1990, 1, 1)
_SHOWN: Final = 40  # letters of what stands there, in a sentence

_Value = TypeVar("_Value", int, float)


@dataclass(frozen=True, slots=True)
class SetReader:
    """Rows into sets; `width`: columns of the header; `today`: no day after tomorrow is believed, None for any."""

    layout: Layout
    survey: Survey
    width: int
    today: date | None = None
    doubts: Doubts = field(default_factory=Doubts)

    def read(self, row: Row) -> tuple[Moment, WorkoutSet] | None:
        """The set of a row and when it was; None where the row has none."""
        kind = self._kind(row)
        if kind is None:
            return None
        try:
            moment, name = self._moment(row), self._name(row)
        except ValueError as error:
            self.doubts.name(row, error, "the row is left out", spoils=True)
            return None
        made = self._set(row, name, kind)
        return (moment, made) if made else None

    def seconds(self, row: Row, meaning: Meaning, so: str) -> float | None:
        """A duration, None where it is not told or is 0, which apps write for that."""

        def read(text: str) -> float:
            return _within("duration", read_seconds(text, self.survey.mark), text, MOST_SECONDS, " seconds")

        return self._told(row, meaning, read, so) or None

    def seconds_to_end(self, row: Row, start: datetime) -> float | None:
        """How long a workout took whose end is told; None, with a doubt, where that cannot be."""
        try:
            end = read_moment(row["end"], self.survey.day_first).at
            took = (end - start).total_seconds() if end else 0
            _within("time from start to end", took, row["end"], MOST_SECONDS, " seconds")
        except ValueError as error:
            self.doubts.name(row, error, "the workout is kept without its duration")
            return None
        return took or None

    def words(self, text: str) -> str:
        """What a person wrote, its line breaks as such."""
        return text.replace("\\n", "\n") if self.layout.escaped else text

    def _set(self, row: Row, name: str, kind: SetKind) -> WorkoutSet | None:
        """The set of a row, None where nothing was done in it: a place that an app keeps for a set to come."""
        if self.layout.needs_reps and not row["reps"]:
            return None
        load, reps, rpe = self._load(row), self._reps(row), self._rpe(row)
        seconds, metres = self.seconds(row, "seconds", "the set is kept without a duration"), self._metres(row)
        if not (load or reps or seconds or metres or self._something_stands(row)):
            return None
        if reps == 0 and (seconds or metres):
            reps = None  # apps write 0 beside what is timed
        return WorkoutSet(name, kind, load, reps, rpe, seconds, metres, self.words(row["note"]))

    def _something_stands(self, row: Row) -> bool:
        """Whether a load or repetitions stand there, though they were not believed."""
        return any(text.strip("0.,") for text in (row["reps"], *(row.cell(one.at) for one in self.layout.filled(row))))

    def _kind(self, row: Row) -> SetKind | None:
        try:
            return self.layout.kind(row)
        except ValueError as error:
            self.doubts.name(row, error, "it counts as a work set")
            return "work"

    def _moment(self, row: Row) -> Moment:
        text = row["date"]
        moment = self.survey.moments.get(text)
        if moment is None:
            raise ValueError(f"{text[:_SHOWN]!r} is no date" if text else "there is no date")
        if moment.day < FIRST_DAY:
            raise ValueError(f"the date {text} is before {FIRST_DAY.isoformat()}")
        if self.today and moment.day > self.today + timedelta(days=1):
            raise ValueError(f"the date {text} is still to come")
        if in_utc(text):
            self.doubts.name_once(row, "times are in UTC", "a workout near midnight may stand a day off")
        return moment

    def _name(self, row: Row) -> str:
        if any(cell.strip() for cell in row.cells[self.width :]):
            raise ValueError("there are more cells than columns")
        if not (name := row["exercise"]):
            raise ValueError("there is no exercise")
        return sys.intern(name)

    def _load(self, row: Row) -> float | None:
        try:
            return read_load(row, self.layout, self.survey)
        except ValueError as error:
            self.doubts.name(row, error, "the set is kept without a load", spoils=True)
            return None

    def _reps(self, row: Row) -> int | None:
        def read(text: str) -> int:
            return _within("number of repetitions", read_whole(text, self.survey.mark), text, MOST_REPS, "")

        if self.layout.rep_rows:
            return 1
        return self._told(row, "reps", read, "the set is kept without repetitions", spoils=True)

    def _rpe(self, row: Row) -> float | None:
        def read(text: str) -> float:
            return _within("RPE", float(read_number(text.lstrip("@"), self.survey.mark)), text, MOST_RPE, "")

        # 0 is what apps write where none was told.
        return self._told(row, "rpe", read, "the set is kept without an RPE") or None

    def _metres(self, row: Row) -> float | None:
        unit = row["distance unit"] or self.layout.distance_unit

        def read(text: str) -> float:
            return _within("distance", read_metres(text, unit, self.survey.mark), text, MOST_METRES, " m")

        text = row["distance"]
        if not text.strip("0.,"):
            return None
        if not unit:
            self.doubts.name_once(row, f"the distance {text[:_SHOWN]} has no unit", "distances are left out")
            return None
        return self._told(row, "distance", read, "the set is kept without a distance")

    def _told(
        self, row: Row, meaning: Meaning, read: Callable[[str], _Value], so: str, *, spoils: bool = False
    ) -> _Value | None:
        """What stands under `meaning`, None where nothing does or, with a doubt, where it cannot be."""
        if not (text := row[meaning]):
            return None
        try:
            return read(text)
        except ValueError as error:
            self.doubts.name(row, error, so, spoils=spoils)
            return None


def _within(what: str, value: _Value, text: str, most: int, unit: str) -> _Value:
    if not 0 <= value <= most:
        raise ValueError(f"the {what} {text[:_SHOWN]} is not between 0 and {most}{unit}")
    return value
