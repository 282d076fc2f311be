"""Logbook: the database, opened, with one transaction for whatever is read or written together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select, text
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, OperationalError

from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue
from liftwell.logbook import schema
from liftwell.logbook.engine import WAIT_S, engine_of
from liftwell.logbook.upgrade import NEWEST, upgrade, version_of
from liftwell.logbook.watch import Watch

MOST_LETTERS = 80


@dataclass(frozen=True, slots=True)
class Logbook:
    """An opened logbook. place: the file or address, for sentences; now: the clock, in local time."""

    engine: Engine
    place: str
    now: Callable[[], datetime]
    watch: Watch = field(default_factory=Watch, compare=False, repr=False)

    @classmethod
    def opened(cls, place: Path | str, now: Callable[[], datetime]) -> Logbook:
        """The logbook at that place, made or brought up to date where needed.

        Raises CannotWrite where it cannot be written, CannotRead where something else lies there or a newer liftwell
        wrote it.
        """
        shown = str(place) if isinstance(place, Path) else "the database"
        found = cls(engine_of(place), shown, now)
        with found.reading() as connection:
            current = version_of(connection) == NEWEST
        if not current:
            with found.writing() as connection:
                upgrade(connection)
        return found

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One view of everything, whatever others write meanwhile."""
        with self._in_words(), self.engine.connect().execution_options(reads=True) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All that is written in it is kept together, or none of it."""
        with self._in_words(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """What a database says, as one sentence for a person."""
        try:
            yield
        except IntegrityError:
            raise  # our fault: what may be told twice is looked for first
        except DataError as error:
            raise ImpossibleValue("Something that was told is too long or too large; nothing was written.") from error
        except OperationalError as error:
            raise CannotWrite(_sentence(self.place, str(error.orig))) from error
        except DatabaseError as error:
            raise CannotRead(
                f"{self.place} is no logbook, or it is damaged; restore a backup, or set LIFTWELL_HOME."
            ) from error

    def state(self) -> tuple[object, ...]:
        """Something that is another thing as soon as anybody has written anything, in this process or another one."""
        file = self.engine.url.database
        if self.engine.dialect.name == "sqlite" and file is not None:
            return self.watch.mark(Path(file))
        with self.reading() as connection:
            return (connection.scalar(text("SELECT CAST(pg_current_snapshot() AS text)")),)

    # --- athletes --------------------------------------------------------------------------------

    def athletes(self) -> tuple[str, ...]:
        """The names of all athletes, in order."""
        with self.reading() as connection:
            return tuple(connection.scalars(select(schema.athlete.c.name).order_by(schema.athlete.c.name)))

    def add_athlete(self, name: str) -> None:
        """A new athlete; raises ImpossibleValue where the name is empty, too long or taken."""
        name = named(name)
        with self.writing() as connection:
            if id_of(connection, name) is not None:
                raise ImpossibleValue(f"There is an athlete {name!r} already.")
            connection.execute(insert(schema.athlete).values(name=name))

    def rename_athlete(self, name: str, to: str) -> None:
        """Another name; raises ImpossibleValue as `add_athlete`, or where there is no such athlete."""
        to = named(to)
        with self.writing() as connection:
            key = require_id(connection, name)
            if id_of(connection, to) not in (None, key):
                raise ImpossibleValue(f"There is an athlete {to!r} already.")
            connection.execute(schema.athlete.update().where(schema.athlete.c.id == key).values(name=to))

    def remove_athlete(self, name: str) -> None:
        """Everything of an athlete is deleted for good; raises ImpossibleValue where there is no such athlete."""
        with self.writing() as connection:
            connection.execute(schema.athlete.delete().where(schema.athlete.c.id == require_id(connection, name)))
        if self.engine.dialect.name == "sqlite":  # the journal still has the pages as they were
            with self.reading() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def named(name: str) -> str:
    """A name without space around it; raises ImpossibleValue where it is none."""
    name = " ".join(name.split())
    if not name or len(name) > MOST_LETTERS or not name.isprintable():
        raise ImpossibleValue(f"An athlete needs a name of 1 to {MOST_LETTERS} letters.")
    return name


def id_of(connection: Connection, name: str) -> int | None:
    """The key of an athlete, None where there is none of that name."""
    return connection.scalar(select(schema.athlete.c.id).where(schema.athlete.c.name == named(name)))


def require_id(connection: Connection, name: str) -> int:
    """The key of an athlete; raises ImpossibleValue naming those there are."""
    found = id_of(connection, name)
    if found is None:
        names = connection.scalars(select(schema.athlete.c.name).order_by(schema.athlete.c.name)).all()
        known = f"there are {', '.join(names[:10])}" if names else "there is none yet"
        raise ImpossibleValue(
            f"There is no athlete {named(name)!r} in the logbook; {known}. Add one: athlete NAME --add."
        )
    return found


def inserted(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """The key of a new row."""
    found = connection.execute(insert(table).values(**row)).inserted_primary_key
    assert found is not None
    return int(found[0])


def _sentence(place: str, said: str) -> str:
    low = said.lower()
    if "readonly" in low or "read-only" in low:
        return f"{place} may only be read; nothing was written. Set LIFTWELL_HOME to a folder of your own."
    if "full" in low or "no space" in low:
        return f"There is no space left for {place}; nothing was written or lost. Free some space and repeat it."
    if "disk i/o" in low:
        return (
            f"The disk of {place} refuses to write: it may be full or failing; nothing was written. Look at it first."
        )
    if "locked" in low or "lock timeout" in low:
        return (
            f"{place} has been busy for {WAIT_S} seconds; nothing was written. Close what else uses it and repeat it."
        )
    if "unable to open" in low:
        return f"{place} cannot be opened; look at who may write there, or set LIFTWELL_HOME to another folder."
    return f"{place} cannot be used ({said.splitlines()[0][:160]}); nothing was written."
