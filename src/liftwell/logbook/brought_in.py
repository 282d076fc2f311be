"""History brought in from other logs: each workout kept once, undone as one, and its hinges in the diary."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, MappingResult, func, insert, select

from liftwell.errors import ImpossibleValue
from liftwell.logbook import schema
from liftwell.logbook.fits import storable
from liftwell.logbook.nouns import KEPT, row_of
from liftwell.logbook.store import Logbook, inserted, require_id
from liftwell.training.diary import Done, Lift
from liftwell.training.set_sessions import heaviest
from liftwell.training.workout import Workout, WorkoutSet


@dataclass(frozen=True, slots=True)
class Source:
    """Where workouts come from: the app, the name of the file and its SHA-256."""

    app: str
    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Brought:
    """How many workouts, sets and hinge sessions are new, and how many workouts were there already."""

    workouts: int
    sets: int
    hinges: int
    known: int


def fingerprint(workout: Workout) -> str:
    """What makes a workout the same one when it is told again: its day, its time and its sets."""
    told = [str(workout.on), str(workout.started), *(json.dumps(asdict(one), sort_keys=True) for one in workout.sets)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def there_already(logbook: Logbook, name: str, workouts: Sequence[Workout]) -> tuple[Workout, ...]:
    """Those of the workouts that were brought in before, and would not be kept twice."""
    with logbook.reading() as connection:
        known = _known(connection, require_id(connection, name))
    return tuple(one for one in workouts if fingerprint(one) in known)


def bring_in(
    logbook: Logbook,
    name: str,
    workouts: Sequence[Workout],
    source: Source,
    exercises: Mapping[str, str],
    heard: Callable[[int, int], None] = lambda _, __: None,
) -> Brought:
    """Keep the workouts that are new, all or none; `exercises`: name in the other log to id in the catalogue.

    heard: told how many workouts of how many are written. A file that brings nothing new leaves no trace. Where the
    person has told of a hinge session themselves, theirs stands, and the workout brings no second one.
    """
    with logbook.writing() as connection:
        key = require_id(connection, name)
        known = _known(connection, key)
        new: dict[str, Workout] = {}
        for one in workouts:
            print_ = fingerprint(one)
            if print_ not in known:
                new.setdefault(print_, one)
        if not new:
            return Brought(0, 0, 0, len(workouts))
        batch = inserted(
            connection,
            schema.import_batch,
            {
                "athlete_id": key,
                "app": source.app,
                "file_name": storable(source.file_name),
                "sha256": source.sha256,
                "at": logbook.now(),
            },
        )
        hinges, theirs = 0, _theirs(connection, key)
        for number, (print_, one) in enumerate(new.items(), 1):
            workout = _keep(connection, {"athlete_id": key, "import_id": batch, "fingerprint": print_}, one, exercises)
            rows = [row for row in map(row_of, hinges_of(one, exercises)) if _same(row) not in theirs]
            if rows:
                whose = {"athlete_id": key, "workout_id": workout}
                connection.execute(insert(schema.done), [row | whose for row in rows])
            hinges += len(rows)
            heard(number, len(new))
        sets = sum(len(one.sets) for one in new.values())
        return Brought(len(new), sets, hinges, len(workouts) - len(new))


def _known(connection: Connection, key: int) -> set[str]:
    """The fingerprints of all workouts of an athlete."""
    return set(connection.scalars(select(schema.workout.c.fingerprint).where(schema.workout.c.athlete_id == key)))


def _keep(connection: Connection, whose: dict[str, Any], workout: Workout, exercises: Mapping[str, str]) -> int:
    """One workout with its sets; its key."""
    row = {one.name: storable(getattr(workout, one.name)) for one in fields(Workout) if one.name != "sets"}
    whole = inserted(connection, schema.workout, row | whose)
    sets = [
        {name: storable(value) for name, value in asdict(one).items()}
        | {"workout_id": whole, "number": number, "exercise": exercises.get(one.name)}
        for number, one in enumerate(workout.sets)
    ]
    if sets:
        connection.execute(insert(schema.workout_set), sets)
    return whole


def _theirs(connection: Connection, key: int) -> set[tuple[object, ...]]:
    """The hinge sessions that the person has told of."""
    table = schema.done.c
    rows = connection.execute(select(schema.done).where(table.athlete_id == key, table.imported.is_(False)))
    return {_same(dict(row)) for row in rows.mappings()}


def _same(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What makes a session the same one when it is told again."""
    return tuple(row[name] for name in KEPT[Done].key)


def hinges_of(workout: Workout, exercises: Mapping[str, str]) -> tuple[Done, ...]:
    """The hinge sessions in a workout: of each lift the heaviest sets (`heaviest`), of which no pain is known."""
    found = []
    for exercise in dict.fromkeys(exercises[one.name] for one in workout.sets if one.name in exercises):
        sets = [one for one in workout.sets if exercises.get(one.name) == exercise and _counts(one)]
        if not sets:
            continue
        lift = heaviest([Lift(exercise, 1, min(200, one.reps or 0), one.load_kg or 0.0) for one in sets])
        rpes = [one.rpe for one in sets if one.rpe is not None and one.load_kg == lift.load_kg]
        found.append(Done(workout.on, lift, rpe=max(rpes, default=None), imported=True))
    return tuple(found)


def _counts(one: WorkoutSet) -> bool:
    """Whether a set is one of work, with a load that a lift can have."""
    return one.kind != "warm-up" and 0 < (one.load_kg or 0) <= 600 and bool(one.reps)


@dataclass(frozen=True, slots=True)
class Batch:
    """An import: by which number it is known, where it came from, when, and how many workouts of it there are."""

    key: int
    source: Source
    at: datetime
    workouts: int


def batches_of(logbook: Logbook, name: str) -> tuple[Batch, ...]:
    """What was brought in for an athlete, the newest first."""
    with logbook.reading() as connection:
        table, whole = schema.import_batch, schema.workout
        count = select(func.count()).where(whole.c.import_id == table.c.id).scalar_subquery()
        mine = select(table, count.label("workouts")).where(table.c.athlete_id == require_id(connection, name))
        rows = connection.execute(mine.order_by(table.c.id.desc()))
        return tuple(Batch(row.id, Source(row.app, row.file_name, row.sha256), row.at, row.workouts) for row in rows)


def undo(logbook: Logbook, name: str, batch: int | None = None) -> Source:
    """Take an import away with all that it brought, the newest one or that of a number.

    Raises ImpossibleValue where there is none.
    """
    with logbook.writing() as connection:
        key, table = require_id(connection, name), schema.import_batch
        theirs = select(table).where(table.c.athlete_id == key).order_by(table.c.id.desc()).limit(1)
        row = connection.execute(theirs if batch is None else theirs.where(table.c.id == batch)).mappings().first()
        if row is None:
            told = "Nothing has been imported" if batch is None else "That import is no longer there"
            raise ImpossibleValue(f"{told} for {name}, so there is nothing to undo.")
        connection.execute(table.delete().where(table.c.id == row["id"]))
        return Source(row["app"], row["file_name"], row["sha256"])


def workouts_of(logbook: Logbook, name: str) -> tuple[Workout, ...]:
    """All workouts that were brought in, oldest first."""
    with logbook.reading() as connection:
        key, table = require_id(connection, name), schema.workout
        rows = connection.execute(select(table).where(table.c.athlete_id == key).order_by(table.c.on, table.c.id))
        sets = _sets(connection, key)
        return tuple(
            Workout(
                row["on"], tuple(sets.get(row["id"], ())), row["started"], row["title"], row["note"], row["seconds"]
            )
            for row in rows.mappings()
        )


def set_rows(connection: Connection, key: int) -> MappingResult:
    """The rows of all sets of an athlete, workout by workout, in order."""
    table = schema.workout_set
    mine = select(schema.workout.c.id).where(schema.workout.c.athlete_id == key)
    ordered = select(table).where(table.c.workout_id.in_(mine)).order_by(table.c.workout_id, table.c.number)
    return connection.execute(ordered).mappings()


def _sets(connection: Connection, key: int) -> dict[int, list[WorkoutSet]]:
    found: dict[int, list[WorkoutSet]] = {}
    for row in set_rows(connection, key):
        found.setdefault(row["workout_id"], []).append(
            WorkoutSet(**{one.name: row[one.name] for one in fields(WorkoutSet)})
        )
    return found
