"""Row: one line of the load table, from the light hinge of the foundation to normal training (`clinical.md` 4.6)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from liftwell.triage.account import Phase

# The ladder that is climbed one row at a time.
CLIMB: Final = ("F", "T1", "T2", "T3", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8")
FIRST_ROWS: Final[Mapping[Phase, str]] = {
    "foundation": "F", "technique": "T1", "return": "R1", "perform": "P1", "hold": "hold",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `sets` of `reps` (from, to) at most at `percent` of the reference single or `mass_share` of body mass.

    rpe: the ceiling, which wins over the percentage; rest_s: between sets; inside, inside_rest_s: repetitions between
    the short rests of a cluster and how long these are; cluster: its letter, empty for plain sets.
    """

    id: str
    phase: Phase
    sets: int
    reps: tuple[int, int]
    rpe: float
    rest_s: tuple[int, int]
    tempo: str
    evidence: str
    percent: float | None = None
    mass_share: float | None = None
    inside: tuple[int, ...] = ()
    inside_rest_s: tuple[int, int] | None = None
    cluster: str = ""


@cache
def load_table() -> Mapping[str, Row]:
    """Every row by id, easiest first."""
    text = (files("liftwell.plan.loading") / "load_table.toml").read_text("utf-8")
    return MappingProxyType({table["id"]: _row(table) for table in tomllib.loads(text)["row"]})


def row(key: str) -> Row:
    """The row with that id; raises KeyError if there is none."""
    return load_table()[key]


def easier(key: str) -> str:
    """The row before, in the same phase; the first row of a phase is its own."""
    rows = load_table()
    if key not in CLIMB or key == FIRST_ROWS.get(rows[key].phase):
        return key
    return CLIMB[CLIMB.index(key) - 1]


def harder(key: str) -> str | None:
    """The next row of the same phase, None after its last."""
    rows = load_table()
    if key not in CLIMB[:-1]:
        return None
    after = CLIMB[CLIMB.index(key) + 1]
    return after if rows[after].phase == rows[key].phase else None


def _row(table: Mapping[str, Any]) -> Row:
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    return Row(**told)
