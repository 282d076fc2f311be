"""FitNotes: one row a set, a day is a workout. The unit stands in a column's name, in each row, or in two columns.

Reading one of two units for every row has halved people's loads, so each row's own is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from liftwell.exchange.logs.layout import Layout, LoadColumn, Meaning, Row, found
from liftwell.exchange.logs.numbers import unit_in
from liftwell.training.workout import SetKind

_WANTED: Final[Mapping[Meaning, Sequence[str]]] = {
    "date": ("date",),
    "exercise": ("exercise",),
    "reps": ("reps",),
    "note": ("comment", "notes", "note"),
    "seconds": ("time",),
    "distance": ("distance",),
    "distance unit": ("distance unit",),
}
_LOADS: Final = ("weight(kg)", "weight(kgs)", "weight(lb)", "weight(lbs)", "weight")


def layout(header: Sequence[str]) -> Layout | None:
    """How to read a file with this header of `plain` names; None where it is not FitNotes'."""
    loads = [name for name in _LOADS if name in header]
    if not loads or not {"date", "exercise", "category", "reps"} <= set(header):
        return None
    unit_at = header.index("weight unit") if "weight unit" in header else None
    return Layout(
        app="FitNotes",
        variant=_variant(loads, unit_at),
        columns=found(header, _WANTED),
        loads=tuple(LoadColumn(header.index(name), unit_in(name), unit_at) for name in loads),
        kind=kind,
        one_load=True,
    )


def kind(_row: Row) -> SetKind | None:
    """Every row is a set; the app tells no kinds."""
    return "work"


def _variant(loads: Sequence[str], unit_at: int | None) -> str:
    if len(loads) > 1:
        return "iOS, a column for each unit"
    return "Android, unit in the header" if unit_at is None else "Android, a unit in each row"
