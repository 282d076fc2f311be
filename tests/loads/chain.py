"""A body whose trunk is rigid, as a chain that turns: places of `POINTS` and their accelerations, both exact.

Angles turn anticlockwise (x towards y), 0 where the body stands upright with its arms hanging down.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.loads.posture import HEAD_FOLLOWS, LEAN_ON_PELVIS, POINTS, Trunk, with_trunk
from liftwell.loads.segments import (
    ANKLE_HEIGHT_PER_STATURE,
    FOREARM_PER_STATURE,
    HAND_PER_STATURE,
    HIP_SHOULDER_PER_STATURE,
    SHANK_PER_STATURE,
    THIGH_PER_STATURE,
    UPPER_ARM_PER_STATURE,
    Parts,
)

FloatArray = NDArray[np.float64]

# From which point to which points each link reaches; a chain from the ankle up, and down again to the hand.
LINKS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "shank": ("ankle", ("knee",)),
    "thigh": ("knee", ("hip",)),
    "trunk": ("hip", ("l5s1", "shoulder", "cervicale")),
    "head": ("cervicale", ("vertex",)),
    "upper_arm": ("shoulder", ("elbow",)),
    "forearm": ("elbow", ("wrist",)),
    "hand": ("wrist", ("hand",)),
}


class Turning(NamedTuple):
    """An angle (T,) rad with its first and second derivative."""

    angle: FloatArray
    speed: FloatArray
    acceleration: FloatArray

    def __mul__(self, factor: float) -> Turning:  # type: ignore[override]
        return Turning(*(factor * one for one in (self.angle, self.speed, self.acceleration)))


def smoothly(start_deg: float, end_deg: float, time_s: FloatArray, whole_s: float) -> Turning:
    """From one angle to another with the least jerk (Flash and Hogan 1985, doi:10.1523/JNEUROSCI.05-07-01688.1985)."""
    s = time_s / whole_s
    way = np.radians(end_deg - start_deg)
    return Turning(
        np.radians(start_deg) + way * (10 * s**3 - 15 * s**4 + 6 * s**5),
        way * (30 * s**2 - 60 * s**3 + 30 * s**4) / whole_s,
        way * (60 * s - 180 * s**2 + 120 * s**3) / whole_s**2,
    )


def with_sway(turning: Turning, degrees: float, per_s: float, time_s: FloatArray) -> Turning:
    """The same with a sine of its own on top."""
    size, omega = np.radians(degrees), 2 * np.pi * per_s
    sine, cosine = size * np.sin(omega * time_s), size * np.cos(omega * time_s)
    return Turning(turning.angle + sine, turning.speed + omega * cosine, turning.acceleration - omega**2 * sine)


def upright(stature_m: float, parts: Parts) -> FloatArray:
    """(11, 2) m all points of a body that stands upright."""
    ankle = ANKLE_HEIGHT_PER_STATURE
    knee = ankle + SHANK_PER_STATURE
    hip = knee + THIGH_PER_STATURE
    shoulder = hip + HIP_SHOULDER_PER_STATURE
    elbow = shoulder - UPPER_ARM_PER_STATURE
    wrist = elbow - FOREARM_PER_STATURE
    heights = {"ankle": ankle, "knee": knee, "hip": hip, "shoulder": shoulder, "elbow": elbow, "wrist": wrist,
               "hand": wrist - HAND_PER_STATURE / 2}  # fmt: skip
    joints = {name: np.array([0.0, height * stature_m]) for name, height in heights.items()}
    return with_trunk(joints, Trunk(np.array(-LEAN_ON_PELVIS), np.array(0.0)), parts)


def moving(rest: FloatArray, turnings: Mapping[str, Turning]) -> tuple[FloatArray, FloatArray]:
    """(11, 2, T) m and m/s² of the body that stands like `rest` (11, 2) when its links turn over time."""
    still = np.zeros((2, len(turnings["trunk"].angle)))
    place = {"ankle": still + rest[POINTS.index("ankle"), :, None], "bow": still}
    gain = {"ankle": still, "bow": still}
    for link, (start, ends) in LINKS.items():
        turning = turnings[link]
        sine, cosine = np.sin(turning.angle), np.cos(turning.angle)
        for end in ends:
            x, y = rest[POINTS.index(end)] - rest[POINTS.index(start)]
            along = np.stack([x * cosine - y * sine, x * sine + y * cosine])
            across = np.stack([-along[1], along[0]])
            place[end] = place[start] + along
            gain[end] = gain[start] + turning.acceleration * across - turning.speed**2 * along
    return tuple(np.stack([one[name] for name in POINTS]) for one in (place, gain))  # type: ignore[return-value]


def deadlift(time_s: FloatArray, whole_s: float) -> dict[str, Turning]:
    """A pull from the floor to standing within `whole_s`, arms hanging; the head looks half-way ahead."""
    trunk = smoothly(-62, 0, time_s, whole_s)
    return {
        "shank": smoothly(-12, 0, time_s, whole_s),
        "thigh": smoothly(62, 0, time_s, whole_s),
        "trunk": trunk,
        "head": trunk * HEAD_FOLLOWS,
        **dict.fromkeys(("upper_arm", "forearm", "hand"), smoothly(-4, 0, time_s, whole_s)),
    }
