"""Liftosaur: one row a set, planned and done side by side; rows with the same time are one workout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from liftwell.exchange.logs.layout import Layout, LoadColumn, Meaning, Row, found
from liftwell.training.workout import SetKind

_WANTED: Final[Mapping[Meaning, Sequence[str]]] = {
    "date": ("workout datetime",),
    "exercise": ("exercise",),
    "warm-up": ("is warmup set?",),
    "reps": ("completed reps",),
    "rpe": ("completed rpe",),
    "note": ("notes",),
    "title": ("day name",),
}
# What was lifted, else what was planned: the app takes the plan's load for a set that was done without another.
_LOADS: Final = ("completed weight", "required weight")


def layout(header: Sequence[str]) -> Layout | None:
    """How to read a file with this header of `plain` names; None where it is not Liftosaur's."""
    if not {"workout datetime", "exercise", "is warmup set?", "completed reps"} <= set(header):
        return None
    named = [name for name in _LOADS if f"{name} value" in header and f"{name} unit" in header]
    loads = (LoadColumn(header.index(f"{name} value"), None, header.index(f"{name} unit")) for name in named)
    return Layout(
        app="Liftosaur",
        variant="history as CSV",
        columns=found(header, _WANTED),
        loads=tuple(loads),
        kind=kind,
        needs_reps=True,
    )


def kind(row: Row) -> SetKind | None:
    """A warm-up where its flag is set."""
    return "warm-up" if row["warm-up"].casefold() in ("1", "true") else "work"
