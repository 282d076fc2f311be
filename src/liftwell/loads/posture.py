"""Where everything of a body is that has weight: the joints in the sagittal plane, and the trunk as it bends.

World frame: x forward, y up, metres. The trunk's mass lies on a curve from the hip joints to C7 which leaves the hips
along the pelvis: a parabola over that chord, so that a back which rounds carries its mass further behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.loads.segments import Parts

FloatArray = NDArray[np.float64]

# The last is no place but the vector by which the parabola stands off its chord, times four: 0 for a straight trunk.
POINTS: Final = (
    "ankle", "knee", "hip", "l5s1", "shoulder", "cervicale", "vertex", "elbow", "wrist", "hand", "bow",
)  # fmt: skip
# A pelvis that stands upright has a hip–shoulder line that leans by so much (rad), and rounding of the low or the upper
# back by 1 rad moves that line against the pelvis by so much: least squares over 8309 pictures of 336 rendered bodies,
# rms 0.8°.
LEAN_ON_PELVIS: Final = float(np.radians(2.3))
PER_LUMBAR, PER_THORACIC = 0.69, 0.28
# C7 lies behind the middle of the shoulder joints by so much of the hip–shoulder length, and half of the head's tilt is
# taken back to look ahead. Judgement: half-way from the middle of the chest to the skin over C7.
CERVICALE_DORSAL: Final = 0.10
HEAD_FOLLOWS: Final = 0.5

# Where L5/S1 lies on the pelvis, as in `segments.L5S1`: numbers, or arrays of possible ones.
UpAndBack = tuple[float | FloatArray, float | FloatArray]


class Trunk(NamedTuple):
    """How the trunk lies: `pelvis` and hip–shoulder line `lean` (...) rad, 0 upright, positive forward."""

    pelvis: FloatArray
    lean: FloatArray

    @property
    def bend(self) -> FloatArray:
        """(...) rad by which the hip–shoulder line leans further than on a straight back; positive = rounded."""
        return np.asarray(self.lean - self.pelvis - LEAN_ON_PELVIS)


def l5s1_place(hip: FloatArray, pelvis: FloatArray, trunk_m: FloatArray, l5s1: UpAndBack) -> FloatArray:
    """(2, ...) of the joint L5/S1 on a pelvis tilted by `pelvis` (...) rad; `trunk_m` is the hip–shoulder length."""
    up, back = l5s1[0] * trunk_m, l5s1[1] * trunk_m
    sine, cosine = np.sin(pelvis), np.cos(pelvis)
    return np.asarray(hip + np.stack([up * sine - back * cosine, up * cosine + back * sine]))


def with_trunk(
    joints: Mapping[str, FloatArray], trunk: Trunk, parts: Parts, l5s1: UpAndBack | None = None
) -> FloatArray:
    """(11, 2, ...) all of `POINTS`: the `joints` (2, ...) ankle, knee, hip, shoulder, elbow, wrist and hand, and what
    follows from them and the trunk; `l5s1` says where it lies, if not where the table has it.
    """
    hip, shoulder = joints["hip"], joints["shoulder"]
    chord = shoulder - hip
    length = np.hypot(*chord)
    upper = trunk.lean + trunk.bend
    cervicale = shoulder + length * _turned(parts.neck, CERVICALE_DORSAL, upper)
    head = HEAD_FOLLOWS * upper
    vertex = cervicale + length * _turned(parts.head.length / parts.trunk, 0.0, head)
    found = {
        **joints,
        "l5s1": l5s1_place(hip, trunk.pelvis, length, l5s1 or parts.l5s1),
        "cervicale": cervicale,
        "vertex": vertex,
        "bow": bow_of(cervicale - hip, trunk.bend),
    }
    shape = np.broadcast_shapes(*(place.shape for place in found.values()))
    return np.stack([np.broadcast_to(found[name], shape) for name in POINTS])


def bow_of(chord: FloatArray, bend: FloatArray) -> FloatArray:
    """(2, ...) m: dorsal vector of the parabola over a `chord` (2, ...) which it leaves at `bend` (...) rad."""
    dorsal = np.stack([-chord[1], chord[0]])
    return np.asarray(dorsal * np.tan(bend))


def _turned(up: float, back: float, tilt: FloatArray) -> FloatArray:
    """(2, ...) a vector of a body tilted forward by `tilt` (...): so much along it and so much behind."""
    sine, cosine = np.sin(tilt), np.cos(tilt)
    return np.stack([up * sine - back * cosine, up * cosine + back * sine])
