"""RPE chart: which share of the best single a set of so many repetitions at an RPE takes, and back.

Tuchscherer M. *The Reactive Training Manual.* 2008; an expert's chart, no measurement. RPE is ten less the repetitions
left (Zourdos 2016, doi:10.1519/JSC.0000000000001049). It holds for 1 to 10 repetitions at RPE 6 to 10; outside there is
no answer: None.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import floor


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart: repetitions and RPE (from, to), and percent for each half repetition done and left together."""

    reps: tuple[int, int]
    rpe: tuple[float, float]
    percent: tuple[float, ...]


@cache
def chart() -> Chart:
    """The chart that ships, read once."""
    table = tomllib.loads((files("liftwell.plan.loading") / "rpe_chart.toml").read_text("utf-8"))
    return Chart(**{name: tuple(value) for name, value in table.items()})


def percent_of_single(reps: int, rpe: float) -> float | None:
    """Percent of the best single, on a straight line between the halves of RPE, None outside the chart."""
    (fewest, most), (easiest, hardest), row = chart().reps, chart().rpe, chart().percent
    if not (fewest <= reps <= most and easiest <= rpe <= hardest):
        return None
    halves = 2 * (reps - 1 + hardest - rpe)
    before = floor(halves)
    after = row[min(before + 1, len(row) - 1)]
    return row[before] + (halves - before) * (after - row[before])


def single_from_rated(load: float, reps: int, rpe: float) -> float | None:
    """The best single, in the unit of `load`, that a rated set speaks for; None outside the chart."""
    percent = percent_of_single(reps, rpe)
    return None if percent is None else 100 * load / percent
