"""Logs for these tests: the fixtures by name, files made of text, and a workout's sets in short."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from liftwell.exchange.logs.foreign_log import ForeignLog
from liftwell.exchange.logs.read import read_log
from liftwell.training.workout import WorkoutSet

FIXTURES: Final = Path(__file__).parent / "fixtures"
STRONG: Final = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
)
FITNOTES: Final = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time"


def fixture(name: str) -> ForeignLog:
    """A fixture, read without options."""
    return read_log(FIXTURES / name)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file `log.csv` that holds the text."""
    path = folder / "log.csv"
    path.write_bytes(text.encode(encoding))
    return path


def strong(folder: Path, *rows: str) -> Path:
    """A file of Strong without a unit."""
    return written(folder, "\n".join([STRONG, *rows]) + "\n")


def lifts(*rows: str) -> tuple[str, ...]:
    """Rows of Strong on one day, from `Weight,Reps`."""
    return tuple(f"2024-03-09 18:05:11,Legs,1h,Deadlift (Barbell),1,{row},0,0,,," for row in rows)


def sets_of(log: ForeignLog) -> list[WorkoutSet]:
    """Every set of a log, in order."""
    return [one for workout in log.workouts for one in workout.sets]


def short(log: ForeignLog) -> list[tuple[str, str, float | None, int | None]]:
    """Name, kind, load in kg and repetitions of every set."""
    return [(one.name, one.kind, one.load_kg, one.reps) for one in sets_of(log)]


def clock(iso: str) -> datetime:
    """A time of the place, without a zone, as logs tell it."""
    return datetime.fromisoformat(iso)
