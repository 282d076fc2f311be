"""Choice: one exercise that a place in a session may be filled with, for whom, and why; read from `choices.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal

from liftwell.evidence import threshold
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.load_table import load_table
from liftwell.triage.account import Phase

Place = Literal["hip_extension", "hip", "hamstring", "glute", "psoas", "skill", "assistance", "second"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One exercise of a place and the one sentence that says why.

    when: facts that have to hold, any one of several lots, none for everybody; unless: facts of which none may hold;
    sets, reps, hold_s: where they differ from the bottom of the catalogue's ranges; with_bar: the dose names the bar.
    """

    exercise: str
    why: str
    evidence: str
    when: tuple[tuple[str, ...], ...] = ()
    unless: tuple[str, ...] = ()
    sets: int = 1
    reps: int | None = None
    hold_s: int | None = None
    with_bar: bool = False

    def suits(self, facts: Collection[str]) -> bool:
        """Whether these facts of a lifter ask for it."""
        asked = not self.when or any(all(fact in facts for fact in lot) for lot in self.when)
        return asked and not any(fact in facts for fact in self.unless)


@dataclass(frozen=True, slots=True)
class Group:
    """What a limiter changes: why its place gets two sets, how its drill is called, and why it may be left out."""

    why: str
    evidence: str
    drill: str


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things take, in s, and which exercises are said to be slow."""

    rep_s: float
    circle_s: float
    metre_s: float
    ready_s: float
    slow: tuple[str, ...]


def facts_of(lifter: Lifter, phase: Phase, row: str | None, limiters: Collection[str]) -> frozenset[str]:
    """What a choice may turn on: conditions and phase by their names, "limits:hip", "step:4", "likely:set-up" and such.

    worried, sore: worry or usual pain at the mark or above, not where they are not known; heavy: a day near the limit.
    """
    told = {
        "provisional": lifter.provisional,
        "worried": lifter.worry is not None and lifter.worry >= threshold("worry_min"),
        "sore": lifter.base is not None and lifter.base >= threshold("sore_base_min"),
        "heavy": row is not None and load_table()[row].rpe >= threshold("heavy_day_rpe_min"),
    }
    return frozenset(
        {
            phase,
            *lifter.conditions,
            *(name for name, holds in told.items() if holds),
            *(f"limits:{group}" for group in limiters),
            *(f"step:{step}" for step in lifter.steps),
            *(f"likely:{cause}" for cause in lifter.likely),
        }
    )


@cache
def choices() -> Mapping[Place, tuple[Choice, ...]]:
    """The choices of every place in the order in which they are tried, the places in the order of a session."""
    return MappingProxyType({key: tuple(_choice(one) for one in rows) for key, rows in _data()["place"].items()})


@cache
def groups() -> Mapping[str, Group]:
    """What is said of each group that a limiter or a place is called by."""
    return MappingProxyType({key: Group(**table) for key, table in _data()["group"].items()})


@cache
def pace() -> Pace:
    """The pace by which the time of a drill is estimated."""
    table = _data()["pace"]
    return Pace(**{**table, "slow": tuple(table["slow"])})


@cache
def because() -> Mapping[str, str]:
    """Why something is not for today, by condition or other hindrance: the end of a sentence."""
    return MappingProxyType(_data()["because"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("liftwell.plan.drills") / _FILE).read_text("utf-8"))


def _choice(table: Mapping[str, Any]) -> Choice:
    told = dict(table)
    told["when"] = tuple(tuple(lot) for lot in told.get("when", ()))
    told["unless"] = tuple(told.get("unless", ()))
    return Choice(**told)


_FILE: Final = "choices.toml"
