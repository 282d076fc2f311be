"""Doubts: a sentence for each value that could not be believed, and how many rows they spoil."""

from __future__ import annotations

from dataclasses import dataclass, field

from liftwell.exchange.logs.layout import Row


@dataclass(slots=True)
class Doubts:
    """Grows while a file is read. `bad`: rows whose day, exercise, load or repetitions could not be believed."""

    sentences: list[str] = field(default_factory=list)
    bad: int = 0
    _last_bad: int = 0
    _told: set[str] = field(default_factory=set)

    def name(self, row: Row, what: object, so: str, *, spoils: bool = False) -> None:
        """Say `what` is wrong in a row and what was done `so`; `spoils`: the row counts as bad, once."""
        self.sentences.append(f"Row {row.number}: {what}, so {so}.")
        if spoils and row.number != self._last_bad:
            self.bad += 1
            self._last_bad = row.number

    def name_once(self, row: Row, what: object, so: str) -> None:
        """Say it for the first row only, where the same is true of the whole file."""
        if so not in self._told:
            self._told.add(so)
            self.name(row, what, so)
