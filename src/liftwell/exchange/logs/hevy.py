"""Hevy: one row a set, counted from 0; units stand in the column names, months are in the phone's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from liftwell.exchange.logs.layout import Layout, LoadColumn, Meaning, Row, found, kind_marked
from liftwell.exchange.logs.numbers import unit_in
from liftwell.training.workout import SetKind

_WANTED: Final[Mapping[Meaning, Sequence[str]]] = {
    "date": ("start_time",),
    "end": ("end_time",),
    "exercise": ("exercise_title",),
    "set": ("set_type",),
    "reps": ("reps",),
    "rpe": ("rpe",),
    "note": ("exercise_notes",),
    "seconds": ("duration_seconds",),
    "distance": ("distance_km", "distance_miles", "distance_meters"),
    "title": ("title",),
    "workout note": ("description",),
}
_LOADS: Final = ("weight_kg", "weight_lbs", "weight_lb")


def layout(header: Sequence[str]) -> Layout | None:
    """How to read a file with this header of `plain` names; None where it is not Hevy's."""
    loads = [name for name in _LOADS if name in header]
    if not loads or not {"start_time", "exercise_title"} <= set(header):
        return None
    columns = found(header, _WANTED)
    distance = header[columns["distance"]].removeprefix("distance_") if "distance" in columns else ""
    return Layout(
        app="Hevy",
        variant=" and ".join([*loads, *([f"distance_{distance}"] if distance else [])]),
        columns=columns,
        loads=tuple(LoadColumn(header.index(name), unit_in(name)) for name in loads),
        distance_unit=distance,
        kind=kind,
        one_load=True,
        escaped=True,
    )


def kind(row: Row) -> SetKind | None:
    """The kind of a set, by its word: normal, warmup, dropset, failure."""
    return kind_marked(row["set"])
