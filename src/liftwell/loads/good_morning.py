"""The good morning: the bar lies on the back, and the trunk bows to a given lean over legs that stay as they are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.loads import segments as shares
from liftwell.loads.build import Drawn
from liftwell.loads.posture import LEAN_ON_PELVIS, PER_THORACIC, POINTS, with_trunk
from liftwell.loads.pull import back_of, l5s1_of
from liftwell.loads.setup import Fold, Legs, across, leaning, shortened, strut_of, trunk_of
from liftwell.loads.variants import Variant

FloatArray = NDArray[np.float64]


class Bow(NamedTuple):
    """A bow and all of its points (11, 2, ...) m."""

    folded: Fold
    points: FloatArray


def bow(kind: Variant, body: Drawn, share: FloatArray) -> Bow:
    """Postures after `share` (..., S) of the way up from the lowest, where the hips are back by `kind.hips_back`."""
    assert kind.lean is not None
    assert kind.knee_bend is not None
    back = back_of(body)
    rounded = PER_THORACIC * body.thoracic
    upright = LEAN_ON_PELVIS + rounded
    lean = kind.lean + (upright - kind.lean) * share
    bend = kind.knee_bend * (1 - share)
    seen = across(body.shank + body.thigh, kind.stance / 2 - body.hip_half) / (body.shank + body.thigh)
    legs = Legs(seen * body.shank, seen * body.thigh)
    length, turn = strut_of(legs, bend)
    ankle = np.stack([0 * lean, body.ankle + 0 * lean])
    hips_back = kind.hips_back * body.stature * (1 - share)
    hip = ankle + np.stack([-hips_back + 0 * lean, across(length, hips_back) + 0 * lean])
    thigh = leaning(hip - ankle) + turn - bend
    knee = ankle + legs.shank * np.stack([np.sin(thigh + bend), np.cos(thigh + bend)])
    give = back.give(bend, thigh, lean)
    shoulder = hip + shortened(body.trunk, give.bend) * np.stack([np.sin(lean), np.cos(lean)])
    folded = Fold(knee, hip, shoulder, thigh, bend + 0 * thigh, trunk_of(lean, give), give)
    return Bow(folded, _points(folded, ankle, body))


def _points(folded: Fold, ankle: FloatArray, body: Drawn) -> FloatArray:
    """Hands lie on the bar behind the neck, elbows hang below."""
    upper_arm = shares.UPPER_ARM_PER_STATURE / shares.HIP_SHOULDER_PER_STATURE
    joints = {"ankle": ankle, "knee": folded.knee, "hip": folded.hip, "shoulder": folded.shoulder}
    elbow = folded.shoulder + upper_arm * (folded.hip - folded.shoulder)
    arms = dict.fromkeys(("elbow", "wrist", "hand"), elbow)
    l5s1 = l5s1_of(body)
    neck = with_trunk({**joints, **arms}, folded.trunk, body.parts, l5s1)[POINTS.index("cervicale")]
    return with_trunk({**joints, "elbow": elbow, "wrist": neck, "hand": neck}, folded.trunk, body.parts, l5s1)
