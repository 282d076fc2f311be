"""The active knee extension test: how far a knee is from straight, of somebody who lies on the back with one thigh up.

Norkin & White, Measurement of Joint Motion, 5th ed. 2016: hip at 90°, the knee straightened as far as it goes. The
landmarks of the pose model are good enough for it as they are; turning the picture so that the body stands upright in
it changed nothing on rendered clips.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import KneeTest, Series
from liftwell.evidence import threshold
from liftwell.lift import Facing
from liftwell.pose.skeleton import both
from liftwell.quantity import Quantity, Reason

FloatArray = NDArray[np.float64]

# By how much the landmarks read a knee too straight and a thigh too far footwards, and one standard deviation of what
# is left, times 1.25, because real people differ more than rendered ones. From 16 rendered clips with arms and other
# leg flat (3.3 ± 2.9° and 3.0 ± 1.9°) and 5 in which both hands hold the thigh (6.3 ± 4.3° and 5.1 ± 2.6°), each kind
# with the same weight; none of them is among those of the bench (`bench/self_tests.py`).
SHORT_BIAS, SHORT_SD = math.radians(4.8), math.radians(5.0)
THIGH_BIAS, THIGH_SD = math.radians(4.0), math.radians(3.1)
HELD_S: Final = 0.5
_SIDES: Final[tuple[Facing, Facing]] = ("left", "right")  # the order of landmarks
KICKING: Final = ("ankle",)  # the joints that move up and down in this test


@dataclass(frozen=True, slots=True)
class Leg:
    """The leg whose thigh is the more upright one, at `time_s` (T,): `short` (T,) rad the knee is from straight.

    thigh (T,) rad the thigh leans from upright, positive towards the head; index (T,) which leg it is: 0 left, 1 right.
    """

    time_s: FloatArray
    short: FloatArray
    thigh: FloatArray
    index: NDArray[np.int_]


def lies(landmarks_px: FloatArray) -> bool:
    """Whether the trunk of landmarks (T, 33, 2) is nearer to level than to upright."""
    hip, shoulder = (landmarks_px[:, list(both(joint))].mean(1) for joint in ("hip", "shoulder"))
    across, up = np.abs(np.median(shoulder - hip, axis=0))
    return bool(across > up)


def trunk_by_thigh(landmarks_px: FloatArray, side: Facing) -> float:
    """Length of the near side's trunk by that of its thigh: an upright thigh is never foreshortened, a trunk is."""
    hip, shoulder, knee = (landmarks_px[:, both(joint)[_SIDES.index(side)]] for joint in ("hip", "shoulder", "knee"))
    trunk, thigh = (np.median(np.linalg.norm(end - hip, axis=1)) for end in (shoulder, knee))
    return float(trunk / thigh)


def lying_side(landmarks_px: FloatArray) -> Facing:
    """The side towards the camera of somebody who lies on the back: the left one with the head at the right."""
    hip, shoulder = (landmarks_px[:, list(both(joint)), 0].mean(1) for joint in ("hip", "shoulder"))
    return "left" if np.median(shoulder - hip) > 0 else "right"


def leg_held_up(time_s: FloatArray, landmarks_px: FloatArray, side: Facing) -> Leg:
    """The leg that is held up, in landmarks (T, 33, 2) px of somebody whose near side is `side`."""
    headwards = 1.0 if side == "left" else -1.0
    hip, knee, ankle = (landmarks_px[:, list(both(joint))] for joint in ("hip", "knee", "ankle"))
    thigh, shank = (_lean(knee - hip, headwards), _lean(ankle - knee, headwards))
    # Picked picture by picture: where legs cross, the model mixes up left and right.
    upright = np.abs(thigh).argmin(axis=1)[:, None]
    lean = np.take_along_axis(thigh, upright, axis=1)[:, 0]
    turned = lean - np.take_along_axis(shank, upright, axis=1)[:, 0]
    short = (turned + np.pi) % (2 * np.pi) - np.pi
    return Leg(time_s, short + SHORT_BIAS, lean + THIGH_BIAS, upright[:, 0])


def knee_test(leg: Leg, side: Facing) -> KneeTest:
    """The best that was held for half a second with an upright thigh; of the near leg, which is the one of `side`."""
    if (leg.index == _SIDES.index(side)).mean() < threshold("near_leg_min_share"):
        return _unseen(side, "far_leg")
    short, thigh = (_held(leg.time_s, course) for course in (leg.short, leg.thigh))
    upright = np.abs(thigh) - THIGH_SD <= math.radians(threshold("thigh_upright_max_deg"))
    if not upright.any():
        return _unseen(side, "thigh_leans")
    best = int(np.argmin(np.where(upright, short, np.inf)))
    return KneeTest(
        side,
        Quantity.measured(short[best], SHORT_SD, "rad"),
        Quantity.measured(thigh[best], THIGH_SD, "rad"),
        float(leg.time_s[best]),
    )


def leg_series(leg: Leg) -> Mapping[str, Series]:
    """Bend of the knee and lean of the thigh (rad) over time."""
    same = np.ones(len(leg.time_s))
    return {
        "knee_flexion": Series(leg.short, SHORT_SD * same, "rad"),
        "thigh": Series(leg.thigh, THIGH_SD * same, "rad"),
    }


def _lean(link: FloatArray, headwards: float) -> FloatArray:
    """(T, 2) rad from upright of links (T, 2, 2) px, positive towards the head."""
    return np.asarray(np.arctan2(headwards * link[..., 0], -link[..., 1]))


def _held(time_s: FloatArray, course: FloatArray) -> FloatArray:
    """(T,) the median of half a second around every sample."""
    half = HELD_S / 2 + 1e-6
    low, high = np.searchsorted(time_s, time_s - half), np.searchsorted(time_s, time_s + half)
    return np.array([np.median(course[a:b]) for a, b in zip(low, high, strict=True)])


def _unseen(side: Facing, reason: Reason) -> KneeTest:
    return KneeTest(side, Quantity.unseen("rad", reason), Quantity.unseen("rad", reason), None)
