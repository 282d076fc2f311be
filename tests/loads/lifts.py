"""A lift made of numbers: a body in metres whose joints move as written, as the measuring half would hand it over."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import MOTION_POINTS, Motion, Rep, Series
from liftwell.athlete import Athlete
from liftwell.loads.moments import Lifted
from liftwell.quantity import Quantity
from tests.analyses import made_rep

FloatArray = NDArray[np.float64]
BODY_M: Final = 1.33
SHANK, THIGH, TRUNK, ARM = 0.43, 0.41, 0.49, 0.62
ANKLE_M: Final = 0.075
LIFTER: Final = Athlete(1.75, 80.0, "male")
# Seconds: at rest, lift-off, lockout, on the floor again; the clip goes on for a second.
REST_S, LIFTOFF_S, LOCKOUT_S, END_S, STOP_S = 0.0, 1.0, 2.0, 4.0, 5.0
BOTTOM_DEG, TOP_DEG = (15.0, -60.0, 58.0), (1.0, -1.0, 2.0)


def joints_at(shank: FloatArray, thigh: FloatArray, trunk: FloatArray) -> dict[str, FloatArray]:
    """(T, 2) m of every point of a body with straight, hanging arms; angles (T,) rad from upright, forward."""

    def link(angle: FloatArray, length: float) -> FloatArray:
        return length * np.stack([np.sin(angle), np.cos(angle)], axis=-1)

    ankle = np.broadcast_to([0.0, ANKLE_M], (len(shank), 2))
    knee = ankle + link(shank, SHANK)
    hip = knee + link(thigh, THIGH)
    shoulder = hip + link(trunk, TRUNK)
    down = np.array([0.0, -1.0])
    return {
        "ankle": ankle, "knee": knee, "hip": hip, "shoulder": shoulder, "elbow": shoulder + 0.41 * ARM * down,
        "hand": shoulder + ARM * down, "heel": ankle + np.array([-0.06, -0.05]), "toe": ankle + np.array([0.18, -0.06]),
        "bar": shoulder + ARM * down,
    }  # fmt: skip


def way_up(time_s: FloatArray) -> FloatArray:
    """(T,) share of the bar's way up: at rest, up, a hold, down, at rest."""
    knots = [(LIFTOFF_S, 0.0), (LOCKOUT_S, 1.0), (LOCKOUT_S + 0.5, 1.0), (END_S, 0.0)]
    at, value = (np.array(column) for column in zip(*knots, strict=True))
    leg = np.clip(np.searchsorted(at, time_s, side="right") - 1, 0, len(at) - 2)
    u = np.clip((time_s - at[leg]) / (at[leg + 1] - at[leg]), 0.0, 1.0)
    return np.asarray(value[leg] + (value[leg + 1] - value[leg]) * u**3 * (10 - 15 * u + 6 * u * u))


def motion_of(points: dict[str, FloatArray], body: Quantity | None = None) -> Motion:
    """The motion in body lengths of points in metres."""
    count = len(points["ankle"])
    places = np.stack([points[name] for name in MOTION_POINTS], axis=1) / BODY_M
    return Motion(places, body or Quantity(BODY_M, 0.05, "m"), np.zeros((count, 7)), np.ones(count))


def lift(rate_hz: float = 30.0, *, moving: bool = True, rounded_rad: float = 0.0) -> Lifted:
    """A pull from the floor and back with 100 kg; not `moving`, held half-way from one end of the clip to the other."""
    time_s = np.arange(0.0, STOP_S, 1 / rate_hz)
    share = way_up(time_s) if moving else np.full(len(time_s), 0.5)
    shank, thigh, trunk = (
        np.radians(low + (high - low) * share) for low, high in zip(BOTTOM_DEG, TOP_DEG, strict=True)
    )
    sure = np.full(len(time_s), np.radians(3.0))
    pelvis = trunk - np.radians(2.3) - rounded_rad
    points = joints_at(shank, thigh, trunk)
    speed = np.gradient(points["bar"][:, 1], time_s)
    return Lifted(
        time_s, motion_of(points), Series(pelvis, sure, "rad"), Series(trunk, sure, "rad"),
        Series(speed, np.full(len(time_s), 0.01), "m/s"), (rep(),), LIFTER, 100.0, "conventional",
    )  # fmt: skip


def rep(index: int = 1, start_s: float = 0.0) -> Rep:
    """The repetition of `lift`, later by `start_s`."""
    times = tuple(start_s + s for s in (REST_S, LIFTOFF_S, LOCKOUT_S, END_S))
    return made_rep(index, 10.0, times)  # type: ignore[arg-type]


def from_the_top(one: Rep) -> Rep:
    """The same, of a bar that came down just before."""
    unseen = Quantity.unseen("rad", "starts_at_top")
    return replace(one, trunk_inclination=replace(one.trunk_inclination, setup=unseen))
