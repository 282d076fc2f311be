"""Entries in the tables, inside one transaction: found, kept, changed and taken away, with what was there before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select

from liftwell.logbook import schema
from liftwell.logbook.fits import require_fit
from liftwell.logbook.nouns import KEPT, AnyNoun, Noun, noun_of, row_of, text_of
from liftwell.training.diary import Done


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of the athlete with that key; now: when they are changed."""

    connection: Connection
    key: int
    now: datetime

    def keep(self, noun: Noun) -> None:
        """Write an entry; one of the same thing gives way to it, and stays among the changes."""
        before = self.like(noun)
        if before is None:
            values = row_of(noun)
            self.connection.execute(insert(KEPT[type(noun)].table).values(athlete_id=self.key, **values))
        else:
            self.change(before, noun)

    def change(self, before: Mapping[str, Any], noun: Noun) -> None:
        """Put an entry in the place of the one in a row."""
        table, row = KEPT[type(noun)].table, row_of(noun)
        old = noun_of(type(noun), before)  # type: ignore[type-var]
        if old == noun:
            return
        if isinstance(noun, Done) and not noun.imported:
            row["workout_id"] = None  # the person's own now: it stays when the import is undone
        self.connection.execute(table.update().where(table.c.id == before["id"]).values(**row))
        self._note(old, noun)

    def take(self, before: Mapping[str, Any], noun: Noun) -> None:
        """Take away the entry in a row, which is this noun."""
        table = KEPT[type(noun)].table
        self.connection.execute(table.delete().where(table.c.id == before["id"]))
        self._note(noun, None)

    def like(self, noun: Noun) -> Any:  # noqa: ANN401  (a row)
        """The row that tells of the same thing, None where there is none; raises ImpossibleValue as `require_fit`."""
        kept, row = KEPT[type(noun)], row_of(noun)
        require_fit(row, kept.table)
        same = [
            kept.table.c[name].is_(None) if row[name] is None else kept.table.c[name] == row[name] for name in kept.key
        ]
        return next(iter(self.rows(type(noun), *same)), None)

    def rows(self, kind: type[Noun], *where: ColumnElement[bool]) -> Sequence[Mapping[str, Any]]:
        """The rows of one kind for which all that holds, day by day."""
        table = KEPT[kind].table
        mine = select(table).where(table.c.athlete_id == self.key, *where).order_by(table.c.on, table.c.id)
        return self.connection.execute(mine).mappings().all()  # type: ignore[return-value]

    def all(self, kind: type[AnyNoun], *where: ColumnElement[bool]) -> tuple[AnyNoun, ...]:
        """The entries of one kind, day by day."""
        return tuple(noun_of(kind, row) for row in self.rows(kind, *where))

    def _note(self, before: Noun, after: Noun | None) -> None:
        told = None if after is None else text_of(after)
        row = {"at": self.now, "what": type(before).__name__, "before": text_of(before), "after": told}
        self.connection.execute(insert(schema.change).values(athlete_id=self.key, **row))
