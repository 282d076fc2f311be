"""Yardstick: Prilepin's ranges, how many repetitions weightlifters did at a percentage of their best single.

Prilepin AS, from the logs of the Soviet team in the 1960s and 1970s, as handed down by Laputin and Oleshko 1982. They
were snatches and cleans of healthy people: a yardstick for the load table, not a proof.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Band:
    """One line: from `percent` on, repetitions of a set and of all together (from, to), `best` the middle of these."""

    percent: float
    reps: tuple[int, int]
    total: tuple[int, int]
    best: int


@cache
def bands() -> tuple[Band, ...]:
    """Every line, lightest first."""
    text = (files("liftwell.plan.loading") / "yardstick.toml").read_text("utf-8")
    return tuple(
        Band(one["percent"], tuple(one["reps"]), tuple(one["total"]), one["best"])
        for one in tomllib.loads(text)["band"]
    )


def band(percent: float) -> Band:
    """The line of that percentage; raises ValueError below 0."""
    if percent < 0:
        raise ValueError(f"a share of the best single is no less than 0 %, got {percent:g}")
    return next(one for one in reversed(bands()) if percent >= one.percent)


def within(percent: float, reps_per_set: int, total: int) -> bool:
    """Whether repetitions of a set and of all sets are inside the ranges or below: fewer is always fine."""
    line = band(percent)
    return reps_per_set <= line.reps[1] and total <= line.total[1]
