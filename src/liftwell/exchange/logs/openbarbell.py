"""OpenBarbell: one row a repetition, with its speed; the rows of one set are put together and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from liftwell.exchange.logs.layout import Layout, LoadColumn, Meaning, Row, found
from liftwell.training.workout import SetKind

_WANTED: Final[Mapping[Meaning, Sequence[str]]] = {
    "date": ("workout start time",),
    "exercise": ("exercise",),
    "set": ("set",),
    "rep": ("rep",),
    "rpe": ("set rpe",),
    "note": ("tags",),
}


def layout(header: Sequence[str]) -> Layout | None:
    """How to read a file with this header of `plain` names; None where it is not OpenBarbell's."""
    if not {"exercise", "set", "rep", "weight", "metric", "workout start time"} <= set(header):
        return None
    return Layout(
        app="OpenBarbell",
        variant="a row for each repetition",
        columns=found(header, _WANTED),
        loads=(LoadColumn(header.index("weight"), None, header.index("metric")),),
        kind=kind,
        rep_rows=True,
    )


def kind(_row: Row) -> SetKind | None:
    """Every row belongs to a set; the app tells no kinds."""
    return "work"
