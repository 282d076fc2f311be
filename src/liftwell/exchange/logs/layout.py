"""Layout: which column of a file means what, and how its app marks sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from liftwell.exchange.logs.foreign_log import Unit
from liftwell.training.workout import SetKind

Meaning = Literal[
    "date",
    "end",
    "exercise",
    "reps",
    "rpe",
    "set",
    "rep",
    "warm-up",
    "note",
    "seconds",
    "distance",
    "distance unit",
    "workout",
    "title",
    "workout note",
    "duration",
]
_NOTHING: Final = frozenset({"-", "–", "null", "undefined", "nan", "n/a"})
_KINDS: Final[Mapping[str, SetKind]] = {
    **dict.fromkeys(("", "normal", "n", "set", "work", "working", "regular"), "work"),
    **dict.fromkeys(("w", "warmup"), "warm-up"),
    **dict.fromkeys(("d", "drop", "dropset"), "drop"),
    **dict.fromkeys(("f", "failure", "tofailure"), "failure"),
}


@dataclass(frozen=True, slots=True)
class LoadColumn:
    """Where a load stands: its column, the unit in the column's name, and the column that names the unit, if any."""

    at: int
    unit: Unit | None = None
    unit_at: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its number, its cells, and which of them means what."""

    number: int
    cells: Sequence[str]
    columns: Mapping[Meaning, int]

    def __getitem__(self, meaning: Meaning) -> str:
        """What stands there, empty where the file has no such column or nothing is told."""
        at = self.columns.get(meaning)
        return "" if at is None else self.cell(at)

    def cell(self, at: int) -> str:
        """The cell of a column, empty where it is missing or says that it is."""
        text = self.cells[at].strip() if at < len(self.cells) else ""
        return "" if text.casefold() in _NOTHING else text


def kind_marked(mark: str) -> SetKind:
    """The kind of set that a mark names: `W`, `dropset`, `3`; raises ValueError for a mark that is not known."""
    try:
        return _KINDS[re.sub(r"[\d\s_.#-]+", "", mark.casefold())]
    except KeyError:
        raise ValueError(f"{mark[:40]!r} marks no kind of set") from None


def kind_in_set_column(row: Row) -> SetKind | None:
    """The kind of a row's set by the column that counts sets; None would mean that it is no set."""
    return kind_marked(row["set"])


@dataclass(frozen=True, slots=True)
class Layout:
    r"""How one header of one app is read.

    loads: columns that may hold the load, the first that is filled counts; one_load: they all say the same load, so
    that they have to agree; distance_unit: of the column's name; kind: of a row's set, None where the row is no set,
    raising ValueError where its mark is not known; rep_rows: a row is a repetition, not a set; escaped: line breaks
    are written as \n; needs_reps: a row without repetitions is a set that was not done.
    """

    app: str
    variant: str
    columns: Mapping[Meaning, int]
    loads: tuple[LoadColumn, ...]
    distance_unit: str = ""
    kind: Callable[[Row], SetKind | None] = kind_in_set_column
    one_load: bool = False
    rep_rows: bool = False
    escaped: bool = False
    needs_reps: bool = False

    def filled(self, row: Row) -> list[LoadColumn]:
        """The columns that tell a row's load: one, or all that have to agree; of those a 0 counts only alone."""
        filled = [one for one in self.loads if row.cell(one.at)]
        if not self.one_load:
            return filled[:1]
        return [one for one in filled if row.cell(one.at).strip("0.,")] or filled[:1]


def found(header: Sequence[str], wanted: Mapping[Meaning, Sequence[str]]) -> dict[Meaning, int]:
    """The column of each meaning, by the first of its names that stands in a header of `plain` names."""
    return {
        meaning: header.index(name)
        for meaning, names in wanted.items()
        for name in [next((one for one in names if one in header), None)]
        if name is not None
    }
