"""A pull that somebody wrote down: angles and a bar that go together, as an analysis has them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from liftwell.athlete import Athlete, Segments
from liftwell.loads.pull import smooth
from liftwell.loads.style import Measured, SeenRep
from liftwell.quantity import Quantity

SHANK, THIGH, TRUNK, ARM = 0.43, 0.42, 0.50, 0.66
ANKLE_M, BAR_X = 0.08, 0.10
# At lift-off, degrees from upright.
SHANK_LEAN, THIGH_LEAN, TRUNK_LEAN = 12.0, -58.0, 66.0


def metres(value: float, sd: float = 0.02) -> Quantity:
    return Quantity(value, sd, "m")


def degrees(value: float, sd: float = 6.0) -> Quantity:
    return Quantity(float(np.radians(value)), float(np.radians(sd)), "rad")


LENGTHS = Segments(metres(SHANK), metres(THIGH), metres(TRUNK), metres(ARM))


def measured(
    bent: Sequence[float] = (16.0,),
    lift: str | None = None,
    lengths: Segments = LENGTHS,
    athlete: Athlete | None = None,
    thigh_m: float = THIGH,
    plate_radius_m: float | None = None,
) -> Measured:
    """One rep of 1.5 s for each of `bent`, degrees that the low back is rounded at its lift-off.

    The plates are as large as it takes for the bar to start where the body holds it, unless told.
    """
    share = np.linspace(0, 1, 60)
    down = 1 - smooth(share)
    shank, thigh, lean = (np.radians(a * down + b) for a, b in ((SHANK_LEAN, 0), (THIGH_LEAN, 0), (TRUNK_LEAN - 3, 3)))
    rods = np.array([SHANK, thigh_m, TRUNK])
    shoulder = rods @ np.sin([shank, thigh, lean]), ANKLE_M + rods @ np.cos([shank, thigh, lean])
    bar_y = shoulder[1] - np.sqrt(ARM**2 - (shoulder[0] - BAR_X) ** 2)
    rep = {
        "shank": shank,
        "knee_flexion": shank - thigh,
        "trunk_inclination": lean,
        "bar_x": np.full(60, BAR_X),
        "bar_y": bar_y,
    }
    count = len(bent)
    return Measured(
        athlete or Athlete(1.74, 80.0, "male"),
        lengths,
        np.concatenate([2.0 * k + 1.5 * share for k in range(count)]),
        {name: np.tile(values, count) for name, values in rep.items()},
        tuple(SeenRep(2.0 * k, 2.0 * k + 1.5, degrees(bend), degrees(4.0)) for k, bend in enumerate(bent)),
        lift,
        float(bar_y[0]) if plate_radius_m is None else plate_radius_m,
    )


def start(thigh_m: float = THIGH) -> dict[str, float]:
    """Where shoulders, hips and bar were at lift-off: x and y in m."""
    leans = np.radians([SHANK_LEAN, THIGH_LEAN, TRUNK_LEAN])
    rods = np.array([SHANK, thigh_m, TRUNK])
    shoulder = rods @ np.sin(leans), ANKLE_M + rods @ np.cos(leans)
    hip = rods[:2] @ np.sin(leans[:2]), ANKLE_M + rods[:2] @ np.cos(leans[:2])
    bar_y = shoulder[1] - np.sqrt(ARM**2 - (shoulder[0] - BAR_X) ** 2)
    places = {"shoulder_x": shoulder[0], "shoulder_y": shoulder[1], "hip_x": hip[0], "hip_y": hip[1], "bar_y": bar_y}
    return {name: float(value) for name, value in places.items()}
