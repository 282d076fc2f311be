"""Shelf: what the logbook holds of one athlete, read and written as the product's nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select

from liftwell.logbook import schema
from liftwell.logbook.digest import sha256_of
from liftwell.logbook.fits import require_fit, storable
from liftwell.logbook.nouns import KEPT, AnyNoun, Noun, noun_of, row_of, text_of
from liftwell.logbook.store import Logbook, require_id
from liftwell.training.diary import Diary, Done, Morning, OtherWork, Readiness, Sign
from liftwell.training.outcome import Outcome
from liftwell.training.override import Override


@dataclass(frozen=True, slots=True)
class Shelf:
    """The part of one athlete, by name."""

    logbook: Logbook
    name: str

    # --- the diary -------------------------------------------------------------------------------

    def diary(self) -> Diary:
        """Everything that was noted, day by day; imported hinges are sessions of which no pain is known."""
        with self.logbook.reading() as connection:
            key = require_id(connection, self.name)
            return Diary(
                _all(connection, key, Done),
                _all(connection, key, Morning),
                _all(connection, key, OtherWork),
                _all(connection, key, Sign),
                _all(connection, key, Readiness),
                _all(connection, key, Override),
            )

    def outcomes(self) -> tuple[Outcome, ...]:
        """The scores of all questionnaires."""
        with self.logbook.reading() as connection:
            return _all(connection, require_id(connection, self.name), Outcome)

    def put(self, *nouns: Noun) -> None:
        """Write entries, all or none; one of the same thing takes the place of the old, which is kept."""
        with self.logbook.writing() as connection:
            key = require_id(connection, self.name)
            for noun in nouns:
                self._put(connection, key, noun)

    def _put(self, connection: Connection, key: int, noun: Noun) -> None:
        table = KEPT[type(noun)].table
        before, row = _like(connection, key, noun), row_of(noun)
        if before is None:
            connection.execute(insert(table).values(athlete_id=key, **row))
        elif (old := noun_of(type(noun), before)) != noun:  # type: ignore[type-var]
            if isinstance(noun, Done) and not noun.imported:
                row["workout_id"] = None  # the person's own now: it stays when the import is undone
            connection.execute(table.update().where(table.c.id == before["id"]).values(**row))
            self._changed(connection, key, old, noun)

    def like(self, noun: Noun) -> Noun | None:
        """The entry that tells of the same thing, whose place this one would take; None where there is none."""
        with self.logbook.reading() as connection:
            row = _like(connection, require_id(connection, self.name), noun)
            return None if row is None else noun_of(type(noun), row)  # type: ignore[type-var]

    def take_away(self, noun: Noun) -> bool:
        """Take an entry away, and keep it among the changes; False where there is none such."""
        table = KEPT[type(noun)].table
        with self.logbook.writing() as connection:
            key = require_id(connection, self.name)
            before = _like(connection, key, noun)
            if before is None:
                return False
            connection.execute(table.delete().where(table.c.id == before["id"]))
            self._changed(connection, key, noun, None)
            return True

    def _changed(self, connection: Connection, key: int, before: Noun, after: Noun | None) -> None:
        told = None if after is None else text_of(after)
        row = {"at": self.logbook.now(), "what": type(before).__name__, "before": text_of(before), "after": told}
        connection.execute(insert(schema.change).values(athlete_id=key, **row))

    # --- documents -------------------------------------------------------------------------------

    def answers(self) -> str | None:
        """The newest answers as JSON, None before the first."""
        with self.logbook.reading() as connection:
            table = schema.answers.c
            mine = table.athlete_id == require_id(connection, self.name)
            return connection.scalar(select(table.document).where(mine).order_by(table.number.desc()).limit(1))

    def keep_answers(self, document: str) -> None:
        """A further version of the answers; the earlier ones stay."""
        with self.logbook.writing() as connection:
            key = require_id(connection, self.name)
            _append(
                connection, schema.answers, {"athlete_id": key}, {"told_at": self.logbook.now(), "document": document}
            )

    def start(self) -> str | None:
        """Where the plan began, as JSON, None before it has."""
        with self.logbook.reading() as connection:
            mine = schema.start.c.athlete_id == require_id(connection, self.name)
            return connection.scalar(select(schema.start.c.document).where(mine))

    def keep_start(self, document: str) -> None:
        """Where the plan began; told again, it takes the place of what was told."""
        with self.logbook.writing() as connection:
            key = require_id(connection, self.name)
            connection.execute(schema.start.delete().where(schema.start.c.athlete_id == key))
            connection.execute(insert(schema.start).values(athlete_id=key, document=document))

    def prescribed(self, on: date, *, newest: bool = False) -> str | None:
        """What the plan said first on that day, or its `newest` word, as JSON."""
        with self.logbook.reading() as connection:
            return _prescribed(connection, require_id(connection, self.name), on, newest=newest)

    def prescriptions(self) -> tuple[tuple[date, str], ...]:
        """What was prescribed last on each day, oldest first."""
        with self.logbook.reading() as connection:
            table = schema.prescription.c
            mine = select(table.on, table.document).where(table.athlete_id == require_id(connection, self.name))
            rows = connection.execute(mine.order_by(table.on, table.number))
            return tuple({row.on: row.document for row in rows}.items())

    def keep_prescription(self, on: date, document: str) -> None:
        """What the plan says on a day; what it said before stays, and the same is not kept twice."""
        with self.logbook.writing() as connection:
            key = require_id(connection, self.name)
            if _prescribed(connection, key, on, newest=True) != document:
                told = {"made_at": self.logbook.now(), "document": document}
                _append(connection, schema.prescription, {"athlete_id": key, "on": on}, told)

    # --- clips -----------------------------------------------------------------------------------

    def keep_clip(self, on: date, path: Path, analysis: str) -> None:
        """A clip and what was measured in it; measured again, the new takes the place of the old."""
        row = {"on": on, "path": storable(str(path)), "sha256": sha256_of(path), "analysis": analysis}
        table = schema.clip
        with self.logbook.writing() as connection:
            key = require_id(connection, self.name)
            same = and_(table.c.athlete_id == key, table.c.sha256 == row["sha256"])
            connection.execute(table.delete().where(same))
            connection.execute(insert(table).values(athlete_id=key, **row))

    def analyses(self) -> tuple[tuple[date, str], ...]:
        """Day and analysis (JSON) of each clip, oldest first."""
        with self.logbook.reading() as connection:
            table = schema.clip.c
            mine = select(table.on, table.analysis).where(table.athlete_id == require_id(connection, self.name))
            rows = connection.execute(mine.order_by(table.on, table.id))
            return tuple((row.on, row.analysis) for row in rows if row.analysis is not None)


def _prescribed(connection: Connection, key: int, on: date, *, newest: bool) -> str | None:
    table = schema.prescription.c
    order = table.number.desc() if newest else table.number
    mine = select(table.document).where(table.athlete_id == key, table.on == on)
    return connection.scalar(mine.order_by(order).limit(1))


def _append(connection: Connection, table: Any, whose: dict[str, Any], told: dict[str, Any]) -> None:  # noqa: ANN401
    """One more version, with the next number."""
    mine = and_(*(table.c[name] == value for name, value in whose.items()))
    number = (connection.scalar(select(func.max(table.c.number)).where(mine)) or 0) + 1
    connection.execute(insert(table).values(number=number, **whose, **told))


def _all(connection: Connection, key: int, kind: type[AnyNoun]) -> tuple[AnyNoun, ...]:
    table = KEPT[kind].table
    rows: Sequence[Any] = (
        connection.execute(select(table).where(table.c.athlete_id == key).order_by(table.c.on, table.c.id))
        .mappings()
        .all()
    )
    return tuple(noun_of(kind, row) for row in rows)


def _like(connection: Connection, key: int, noun: Noun) -> Any:  # noqa: ANN401  (a row)
    """The row that tells of the same thing, None where there is none; raises ImpossibleValue as `require_fit`."""
    kept, row = KEPT[type(noun)], row_of(noun)
    require_fit(row, kept.table)
    same: list[ColumnElement[bool]] = [kept.table.c.athlete_id == key]
    same += [
        kept.table.c[name].is_(None) if row[name] is None else kept.table.c[name] == row[name] for name in kept.key
    ]
    return connection.execute(select(kept.table).where(*same).order_by(kept.table.c.id)).mappings().first()
