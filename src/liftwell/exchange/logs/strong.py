"""Strong: one row a set, and rows between them for rests and notes; the oldest header tells no unit of load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from liftwell.exchange.logs.layout import Layout, LoadColumn, Meaning, Row, found, kind_marked
from liftwell.exchange.logs.numbers import unit_in
from liftwell.training.workout import SetKind

_WANTED: Final[Mapping[Meaning, Sequence[str]]] = {
    "date": ("date",),
    "exercise": ("exercise name",),
    "set": ("set order",),
    "reps": ("reps",),
    "rpe": ("rpe",),
    "note": ("notes",),
    "seconds": ("seconds",),
    "distance": ("distance", "distance(meters)", "distance(km)", "distance(miles)"),
    "distance unit": ("distance unit",),
    "workout": ("workout #",),
    "title": ("workout name",),
    "workout note": ("workout notes",),
    "duration": ("duration", "duration(sec)", "workout duration"),
}
_LOADS: Final = ("weight", "weight(kg)", "weight(kgs)", "weight(lb)", "weight(lbs)")
_NO_SET: Final = frozenset({"rest timer", "note", "rest"})


def layout(header: Sequence[str]) -> Layout | None:
    """How to read a file with this header of `plain` names; None where it is not Strong's."""
    load = next((name for name in _LOADS if name in header), None)
    if load is None or not {"date", "exercise name", "set order"} <= set(header):
        return None
    columns = found(header, _WANTED)
    unit_at = header.index("weight unit") if "weight unit" in header else None
    distance = header[columns["distance"]] if "distance" in columns else ""
    return Layout(
        app="Strong",
        variant=_variant(header, load),
        columns=columns,
        loads=(LoadColumn(header.index(load), unit_in(load), unit_at),),
        distance_unit=distance.partition("(")[2].rstrip(")"),
        kind=kind,
    )


def kind(row: Row) -> SetKind | None:
    """The kind of a set; None for the rows of rests and notes."""
    if row["set"].casefold() in _NO_SET or row["exercise"].casefold() in _NO_SET:
        return None
    return kind_marked(row["set"])


def _variant(header: Sequence[str], load: str) -> str:
    if "workout #" in header:
        return "workouts numbered, since 2024"
    if "weight unit" in header:
        return "a unit in each row"
    return "no unit" if load == "weight" else "unit in the header"
