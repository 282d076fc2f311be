"""The tables of the logbook, each for one noun of the product; a column has the name and unit of its field.

Dates are days where the person is. What was not told is NULL. Everything hangs on an athlete and goes with them.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

NAMING: Final = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
}
metadata: Final = MetaData(naming_convention=NAMING)
_NAME: Final = String(200)
_Kind = type[TypeEngine[Any]] | TypeEngine[Any]


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _athlete() -> Column[int]:
    return Column("athlete_id", Integer, ForeignKey("athlete.id", ondelete="CASCADE"), nullable=False, index=True)


def _told(name: str, kind: _Kind) -> Column[Any]:
    return Column(name, kind, nullable=True)


def _sure(name: str, kind: _Kind) -> Column[Any]:
    return Column(name, kind, nullable=False)


def _flags(*names: str) -> list[Column[Any]]:
    return [_sure(name, Boolean) for name in names]


athlete: Final = Table("athlete", metadata, _id(), Column("name", _NAME, nullable=False, unique=True))

# Every version of the answers (screens, clearances, self-tests, story of the pain), newest last; none is overwritten.
answers: Final = Table(
    "answers", metadata, _id(), _athlete(), _sure("number", Integer), _sure("told_at", DateTime),
    _sure("document", Text), UniqueConstraint("athlete_id", "number"),
)  # fmt: skip

# Where the plan began (`exchange.diary_document.StartTable`).
start: Final = Table(
    "start", metadata, _id(), _athlete(), _sure("document", Text), UniqueConstraint("athlete_id"),
)  # fmt: skip

import_batch: Final = Table(
    "import_batch", metadata, _id(), _athlete(), _sure("app", _NAME), _sure("file_name", Text),
    _sure("sha256", String(64)), _sure("at", DateTime),
)  # fmt: skip

workout: Final = Table(
    "workout", metadata, _id(), _athlete(),
    Column("import_id", Integer, ForeignKey("import_batch.id", ondelete="CASCADE"), nullable=True, index=True),
    _sure("on", Date), _told("started", DateTime), _sure("title", Text), _sure("note", Text), _told("seconds", Float),
    _sure("fingerprint", String(64)), UniqueConstraint("athlete_id", "fingerprint"),
)  # fmt: skip

workout_set: Final = Table(
    "workout_set", metadata, _id(),
    Column("workout_id", Integer, ForeignKey("workout.id", ondelete="CASCADE"), nullable=False, index=True),
    _sure("number", Integer), _sure("name", Text), _sure("kind", String(20)), _told("exercise", _NAME),
    _told("load_kg", Float), _told("reps", Integer), _told("rpe", Float), _told("seconds", Float),
    _told("distance_m", Float), _sure("note", Text), UniqueConstraint("workout_id", "number"),
)  # fmt: skip

# One set of one's own (`training.logged_set.LoggedSet`), by the token that whoever notes it gives it.
logged_set: Final = Table(
    "logged_set", metadata, _id(), _athlete(), Column("on", Date, nullable=False, index=True),
    _sure("token", String(80)), _sure("exercise", _NAME), _sure("number", Integer), _sure("kind", String(20)),
    _told("planned_load_kg", Float), _told("planned_reps", Integer), _told("load_kg", Float), _told("reps", Integer),
    _sure("raised_cm", Float), _sure("inside", _NAME), _told("rpe", Float), _told("pain", Integer),
    _told("leg", String(20)), *_flags("stopped", "skipped"), _sure("why", Text),
    UniqueConstraint("athlete_id", "token"),
)  # fmt: skip

# One hinge session (`training.diary.Done`) with its lift; of an import it goes with its workout.
done: Final = Table(
    "done", metadata, _id(), _athlete(),
    Column("workout_id", Integer, ForeignKey("workout.id", ondelete="CASCADE"), nullable=True, index=True),
    _sure("on", Date), _sure("exercise", _NAME), _sure("sets", Integer), _sure("reps", Integer),
    _sure("load_kg", Float), _sure("raised_cm", Float), _sure("inside", _NAME), _told("row", String(20)),
    _told("rpe", Float), _told("during", Integer), _told("after", Integer), _told("morning", Integer),
    _sure("leg", String(20)), *_flags("gentle", "light", "relief", "sore_both_sides", "grew"),
    _told("stick_kept", Integer), *_flags("imported"),
)  # fmt: skip

morning: Final = Table(
    "morning", metadata, _id(), _athlete(), _sure("on", Date), _sure("pain", Integer), _told("leg", Boolean),
    UniqueConstraint("athlete_id", "on"),
)  # fmt: skip

other_work: Final = Table(
    "other_work", metadata, _id(), _athlete(), _sure("on", Date), _sure("what", _NAME), _told("rpe", Float),
    UniqueConstraint("athlete_id", "on", "what"),
)  # fmt: skip

sign: Final = Table(
    "sign", metadata, _id(), _athlete(), _sure("on", Date), _sure("kind", String(40)), _told("value", Float),
    _sure("raised_cm", Float), _told("side", String(10)), _told("exercise", _NAME),
)  # fmt: skip

check_in: Final = Table(
    "check_in", metadata, _id(), _athlete(), _sure("on", Date), _told("now", Integer), _told("walking", Boolean),
    _told("soreness", Integer), _told("stands", Integer), _told("sleep_h", Float), _told("stress", Integer),
    *_flags("ill", "fever"), _sure("leg", String(20)), *_flags("off_for_pain"), UniqueConstraint("athlete_id", "on"),
)  # fmt: skip

override: Final = Table(
    "override", metadata, _id(), _athlete(), _sure("on", Date), _sure("who", String(20)), _sure("what", String(20)),
    _told("value", Text), _sure("instead_of", Text), _sure("why", Text), _told("until", Date),
)  # fmt: skip

outcome: Final = Table(
    "outcome", metadata, _id(), _athlete(), _sure("on", Date), _sure("instrument", String(20)),
    _sure("score", Float), _sure("activity", _NAME), UniqueConstraint("athlete_id", "on", "instrument", "activity"),
)  # fmt: skip

# What the plan said on a day; a plan that is worked out anew is a further number, and the first stays.
prescription: Final = Table(
    "prescription", metadata, _id(), _athlete(), _sure("on", Date), _sure("number", Integer),
    _sure("made_at", DateTime), _sure("document", Text), UniqueConstraint("athlete_id", "on", "number"),
)  # fmt: skip

# A clip and what was measured in it; `kept_until`: its last day by the person's choice, NULL for always. The choice
# holds for all clips of an athlete (`clips.keep_for`), so that the newest one tells it for the next.
clip: Final = Table(
    "clip", metadata, _id(), _athlete(), _sure("on", Date), _sure("path", Text), _sure("sha256", String(64)),
    _told("kept_until", Date), _told("analysis", Text), UniqueConstraint("athlete_id", "sha256"),
)  # fmt: skip

# What an entry was before it was changed or taken away, so that nothing is lost.
change: Final = Table(
    "change", metadata, _id(), _athlete(), _sure("at", DateTime), _sure("what", _NAME), _sure("before", Text),
    _told("after", Text),
)  # fmt: skip
