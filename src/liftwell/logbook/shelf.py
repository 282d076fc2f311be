"""Shelf: what the logbook holds of one athlete, read and written as the product's nouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select

from liftwell.logbook import schema
from liftwell.logbook.digest import sha256_of
from liftwell.logbook.entries import Entries
from liftwell.logbook.fits import storable
from liftwell.logbook.followed import prescribed, sets_on, write
from liftwell.logbook.nouns import Noun, noun_of
from liftwell.logbook.store import Logbook, require_id
from liftwell.training.diary import Diary, Done, Morning, OtherWork, Readiness, Sign
from liftwell.training.logged_set import LoggedSet
from liftwell.training.outcome import Outcome
from liftwell.training.override import Override
from liftwell.training.set_sessions import in_order


@dataclass(frozen=True, slots=True)
class Shelf:
    """The part of one athlete, by name."""

    logbook: Logbook
    name: str

    # --- the diary -------------------------------------------------------------------------------

    def diary(self) -> Diary:
        """Everything that was noted, day by day; imported hinges are sessions of which no pain is known."""
        with self._reading() as entries:
            return Diary(
                entries.all(Done),
                entries.all(Morning),
                entries.all(OtherWork),
                entries.all(Sign),
                entries.all(Readiness),
                entries.all(Override),
            )

    def outcomes(self) -> tuple[Outcome, ...]:
        """The scores of all questionnaires."""
        with self._reading() as entries:
            return entries.all(Outcome)

    def sets(self, on: date | None = None) -> tuple[LoggedSet, ...]:
        """The sets that were noted one by one, of one day or of all, day by day and in their order."""
        with self._reading() as entries:
            found = entries.all(LoggedSet) if on is None else sets_on(entries, on)
        return tuple(sorted(found, key=lambda one: (one.on, in_order(one))))

    def put(self, *nouns: Noun, gone: Sequence[Noun] = ()) -> None:
        """Write entries and take others away, all or none; one of the same thing takes the place of the old.

        What was there before stays among the changes. A set is the same one by its token, and told twice it is there
        once. The session of its day follows its sets (`training.set_sessions`); told by itself, a session keeps what is
        graver of both.
        """
        with self._writing() as entries:
            write(entries, nouns, gone)

    def like(self, noun: Noun) -> Noun | None:
        """The entry that tells of the same thing, whose place this one would take; None where there is none."""
        with self._reading() as entries:
            row = entries.like(noun)
            return None if row is None else noun_of(type(noun), row)  # type: ignore[type-var]

    def take_away(self, noun: Noun) -> bool:
        """Take an entry away, a session with its sets, and keep it among the changes; False where there is none."""
        with self._writing() as entries:
            if entries.like(noun) is None:
                return False
            write(entries, (), _with_sets(entries, noun))
            return True

    @contextmanager
    def _reading(self) -> Iterator[Entries]:
        with self.logbook.reading() as connection:
            yield Entries(connection, require_id(connection, self.name), self.logbook.now())

    @contextmanager
    def _writing(self) -> Iterator[Entries]:
        with self.logbook.writing() as connection:
            yield Entries(connection, require_id(connection, self.name), self.logbook.now())

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
            return prescribed(connection, require_id(connection, self.name), on, newest=newest)

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
            if prescribed(connection, key, on, newest=True) != document:
                told = {"made_at": self.logbook.now(), "document": document}
                _append(connection, schema.prescription, {"athlete_id": key, "on": on}, told)

    # --- clips -----------------------------------------------------------------------------------

    def keep_clip(self, on: date, path: Path, analysis: str) -> date | None:
        """A clip and what was measured in it; measured again, the new takes the place of the old.

        It is kept for as many days as the clip before it: see `clips.keep_for`. Its last day, None for always.
        """
        row = {"on": on, "path": storable(str(path)), "sha256": sha256_of(path), "analysis": analysis}
        table = schema.clip
        with self.logbook.writing() as connection:
            key = require_id(connection, self.name)
            same = and_(table.c.athlete_id == key, table.c.sha256 == row["sha256"])
            until = _kept_until(connection, key, on)
            connection.execute(table.delete().where(same))
            connection.execute(insert(table).values(athlete_id=key, kept_until=until, **row))
            return until

    def analyses(self) -> tuple[tuple[date, str], ...]:
        """Day and analysis (JSON) of each clip, oldest first."""
        with self.logbook.reading() as connection:
            table = schema.clip.c
            mine = select(table.on, table.analysis).where(table.athlete_id == require_id(connection, self.name))
            rows = connection.execute(mine.order_by(table.on, table.id))
            return tuple((row.on, row.analysis) for row in rows if row.analysis is not None)


def _kept_until(connection: Connection, key: int, on: date) -> date | None:
    """The last day of a clip of that day, by the choice that the newest clip tells; None for always."""
    table = schema.clip
    newest = select(table).where(table.c.athlete_id == key).order_by(table.c.id.desc()).limit(1)
    row = connection.execute(newest).first()
    if row is None or row.kept_until is None:
        return None
    days: timedelta = row.kept_until - row.on
    return on + min(max(days, timedelta(0)), date.max - on)


def _append(connection: Connection, table: Any, whose: dict[str, Any], told: dict[str, Any]) -> None:  # noqa: ANN401
    """One more version, with the next number."""
    mine = and_(*(table.c[name] == value for name, value in whose.items()))
    number = (connection.scalar(select(func.max(table.c.number)).where(mine)) or 0) + 1
    connection.execute(insert(table).values(number=number, **whose, **told))


def _with_sets(entries: Entries, noun: Noun) -> tuple[Noun, ...]:
    """What goes when an entry goes: of a session its sets too, ramp and all."""
    if not isinstance(noun, Done):
        return (noun,)
    sets = sets_on(entries, noun.on)
    return noun, *(one for one in sets if one.variant == noun.lift.variant and one.kind != "other")
