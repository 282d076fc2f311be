"""How long the clips of an athlete are kept, by their own choice; the logbook knows of a file, the file is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from liftwell.errors import ImpossibleValue
from liftwell.logbook import schema
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook, require_id

MOST_DAYS: Final = 36_500
_TABLE: Final = schema.clip


@dataclass(frozen=True, slots=True)
class KeptClip:
    """A clip: the day it was measured, where it lay, its SHA-256, and its last day, None where it is always kept."""

    on: date
    path: Path
    sha256: str
    kept_until: date | None

    def past(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.kept_until is not None and self.kept_until < today


def clips_of(shelf: Shelf) -> tuple[KeptClip, ...]:
    """The clips of an athlete, oldest first."""
    with shelf.logbook.reading() as connection:
        return _clips(connection, require_id(connection, shelf.name))


def _clips(connection: Connection, key: int) -> tuple[KeptClip, ...]:
    mine = select(_TABLE).where(_TABLE.c.athlete_id == key).order_by(_TABLE.c.on, _TABLE.c.id)
    rows = connection.execute(mine)
    return tuple(KeptClip(row.on, Path(row.path), row.sha256, row.kept_until) for row in rows)


def keep_for(shelf: Shelf, days: int | None) -> tuple[KeptClip, ...]:
    """Keep each clip so many days after its own, None for always, and those to come as long; the clips as they are.

    Raises ImpossibleValue for days there cannot be, and where there is no clip to which the choice could be noted.
    """
    if days is not None and not 0 <= days <= MOST_DAYS:
        raise ImpossibleValue(f"A clip can be kept for 0 to {MOST_DAYS} days, or always.")
    with shelf.logbook.writing() as connection:
        key = require_id(connection, shelf.name)
        for one in _clips(connection, key):
            same = (_TABLE.c.athlete_id == key) & (_TABLE.c.sha256 == one.sha256)
            connection.execute(_TABLE.update().where(same).values(kept_until=last_day(one.on, days)))
        found = _clips(connection, key)
    if not found:
        raise ImpossibleValue(f"{shelf.name} has no clips yet; choose how long to keep them once there is one.")
    return found


def last_day(on: date, days: int | None) -> date | None:
    """The last day on which a clip of that day is kept."""
    return None if days is None else on + min(timedelta(days=days), date.max - on)


def kept_by_others(logbook: Logbook, name: str, today: date) -> frozenset[str]:
    """The SHA-256 of clips that another athlete of the logbook has too, and keeps still."""
    with logbook.reading() as connection:
        theirs = _TABLE.c.athlete_id != require_id(connection, name)
        held = _TABLE.c.kept_until.is_(None) | (_TABLE.c.kept_until >= today)
        return frozenset(connection.scalars(select(_TABLE.c.sha256).where(theirs, held)))


def forget(shelf: Shelf, clips: Sequence[KeptClip]) -> None:
    """Take the clips and what was measured in them out of the logbook, for good."""
    with shelf.logbook.writing() as connection:
        mine = _TABLE.c.athlete_id == require_id(connection, shelf.name)
        connection.execute(_TABLE.delete().where(mine, _TABLE.c.sha256.in_([one.sha256 for one in clips])))
