"""How real bars moved: shares of the way over time, read from `profiles.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline, PchipInterpolator

FloatArray = NDArray[np.float64]
_FILE: Final = Path(__file__).with_name("profiles.toml")
# Our lifters have shins where others have not: only this part of the way forward is taken over.
_FOLLOWED: Final = 0.35


class Profile(NamedTuple):
    """One way of moving a bar; `share` and `forward_m` are functions of the part (0…1) of its time."""

    seconds: float
    share: PchipInterpolator
    forward_m: CubicSpline

    def at(self, part: float) -> tuple[float, float]:
        """Share of the way gone and metres forward, both without the straight line from start to end."""
        x = float(np.clip(part, 0.0, 1.0))
        straight = float(self.forward_m(0.0)) * (1 - x) + float(self.forward_m(1.0)) * x
        return float(self.share(x)), float(self.forward_m(x)) - straight


@cache
def profiles() -> dict[str, dict[str, Profile]]:
    """All profiles by direction ("up", "down") and name."""
    table = tomllib.loads(_FILE.read_text("utf-8"))
    return {way: {name: _profile(row) for name, row in rows.items()} for way, rows in table.items()}


def _profile(row: dict[str, list[float] | float]) -> Profile:
    at = np.linspace(0.0, 1.0, len(np.atleast_1d(row["share"])))
    forward = _FOLLOWED * np.asarray(row["forward_cm"]) / 100
    return Profile(
        float(np.asarray(row["seconds"])),
        PchipInterpolator(at, np.asarray(row["share"], float)),
        CubicSpline(at, forward),
    )
