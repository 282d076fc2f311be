"""How far the camera stands off exactly side-on: what both halves of the body tell, and the plate beside the hands.

Angles in rad, positive = seen from the front. From the front a lifter's left side lies further right in the picture
than the right side, whichever way they look; the pose model guesses the far side, so this is good to some degrees only.
A plate hangs far out on the bar and tells much more, if it is known whether it is the near or the far one: the near one
moves back as the camera moves to the front, the far one forward. The body decides between them.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.motion.sight import turned, yaw_of_offset
from liftwell.pose.skeleton import both

FloatArray = NDArray[np.float64]

# Sine of the yaw per body length (shank + thigh + trunk) by which left joints lie right of right ones. Ridge over all
# pictures of 139 rendered clips of the bench's tuning half up to 30° off, every clip with the same weight, then turned
# around (the mean estimate of a clip at 25° is 25°, not less), so that a limit in degrees means what it says.
APART: Final = {"shoulder": 2.24, "elbow": 0.38, "wrist": 0.91, "hip": 0.60, "knee": 0.43}
# What is left of the error in many pictures, and its root of the number of pictures, on these clips, left out in turn.
BODY_SD, BODY_SD_OF_ONE = math.radians(5.0), math.radians(20.0)
# A plate hangs 0.70 m out on an Olympic bar (sleeves begin at 0.655 m). In body lengths of 1.33 m, seen from 4 m, that
# is 0.63 forward of the hands for the near one and 0.45 for the far one; rendered clips gave these.
BESIDE_NEAR, BESIDE_FAR = -0.61, 0.44
# The same in nominal metres beside the fitted hand, which itself lies 0.25 m in front of the middle.
FAR_ARM_M: Final = -0.75
PLATE_SD: Final = math.radians(4.0)  # rms over the same clips, a plate taken for the wrong one included
NEAR_RADIUS, FAR_RADIUS, RADIUS_SPREAD = 0.20, 0.146, 0.10  # body lengths; the spread as a share
_OTHER_SIZE: Final = 0.1  # share of plates that are not of full size
_NEAR_SHARE, _FAR_SHARE, _NEITHER = 0.7, 0.3, 0.05
_ANYWHERE: Final = math.pi / 2  # rad over which a disc that is no plate may seem to lie


class Yaw(NamedTuple):
    """An angle off side-on and its standard deviation, rad."""

    value: float
    sd: float


def yaw_of_body(landmarks_px: FloatArray, body_px: float) -> Yaw:
    """From landmarks (T ≥ 1, 33, 2) of a body of `body_px` (shank + thigh + trunk), as the median over the pictures."""
    pairs = np.array([both(joint) for joint in APART])
    apart = (landmarks_px[:, pairs[:, 0], 0] - landmarks_px[:, pairs[:, 1], 0]) / body_px
    sine = float(np.median(apart @ np.array(list(APART.values()))))
    return Yaw(turned(sine), math.hypot(BODY_SD, BODY_SD_OF_ONE / math.sqrt(len(landmarks_px))))


def yaw_beside_hands(body: Yaw, beside: float, radius: float) -> Yaw:
    """From how far forward of the hands a plate of `radius` was found, both in body lengths; `body` if it was none."""
    return _likeliest(body, turned(beside / BESIDE_NEAR), turned(beside / BESIDE_FAR), radius)


def yaw_of_bar(body: Yaw, bar_offset_x_m: float, radius: float) -> Yaw:
    """From the bar's fitted forward offset in nominal metres and the plate's `radius` in body lengths, likewise."""
    return _likeliest(body, yaw_of_offset(bar_offset_x_m), yaw_of_offset(bar_offset_x_m, FAR_ARM_M), radius)


def _likeliest(body: Yaw, near: float, far: float, radius: float) -> Yaw:
    """The near plate's yaw, the far plate's or the body's: whichever is likeliest, given the body's and the size."""
    looked = (
        (_NEITHER / _ANYWHERE, body),
        (_NEAR_SHARE * _agrees(near, body) * _sized(radius / NEAR_RADIUS), Yaw(near, PLATE_SD)),
        (_FAR_SHARE * _agrees(far, body) * _sized(radius / FAR_RADIUS), Yaw(far, PLATE_SD)),
    )
    return max(looked, key=lambda one: one[0])[1]


def _agrees(plate: float, body: Yaw) -> float:
    """Density (1/rad) with which the body would tell this if the plate tells the truth."""
    sd = math.hypot(PLATE_SD, body.sd)
    return math.exp(-(((plate - body.value) / sd) ** 2) / 2) / (sd * math.sqrt(2 * math.pi))


def _sized(times: float) -> float:
    """How well a radius goes that is so many times what a full-size plate shows there."""
    return _OTHER_SIZE + (1 - _OTHER_SIZE) * math.exp(-((math.log(times) / RADIUS_SPREAD) ** 2) / 2)
