"""Worked: a row day as it was done, from which the caps count. Lighter and gentle days are not among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liftwell.training.diary import Lift


@dataclass(frozen=True, slots=True)
class Worked:
    """The main lift of a row day: when, what, by which row, and the RPE of its hardest set, None where not told."""

    on: date
    lift: Lift
    row: str
    rpe: float | None = None
