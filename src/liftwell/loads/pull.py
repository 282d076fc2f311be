"""The whole pull of a variant, from its start to lockout: each height of the bar has its posture.

Up to the knees the bar goes straight up along the shins, which come upright as it rises, with the shoulders where they
started; from there it goes to the thighs while the hips come through (judgement, as coaches teach it). A lifter whose
own way is known keeps that instead (`Style`). Slow throughout: nothing here accelerates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.loads import segments as shares
from liftwell.loads.build import Drawn
from liftwell.loads.posture import LEAN_ON_PELVIS, PER_THORACIC, UpAndBack, with_trunk
from liftwell.loads.setup import TOUCH_M, Back, Fold, Legs, across, fold, shin_lean, shortened, strut, wide_legs
from liftwell.loads.variants import Variant, settings, variant
from liftwell.motion.shin import BAR_RADIUS_M

FloatArray = NDArray[np.float64]

# Where on the arm elbow and wrist are: de Leva's order of lengths.
_ELBOW: Final = shares.UPPER_ARM_PER_STATURE / (
    shares.UPPER_ARM_PER_STATURE + shares.FOREARM_PER_STATURE + shares.HAND_PER_STATURE / 2
)
_WRIST: Final = _ELBOW * (1 + shares.FOREARM_PER_STATURE / shares.UPPER_ARM_PER_STATURE)
# A trap bar lets the shins stay in front until nearly the end of its way: judgement.
_FREE_KNEES: Final = 0.9
# Further than this from over the ankles no lifter's shoulders are at lockout (m): judgement.
_SWAY_M: Final = 0.15
# What is not known of a lifter's way shrinks to this where a clip has shown it: judgement.
KNOWN: Final = 0.5
# Of where a clip shows bar and shoulders beside the usual, so much goes over to another lift: lifters differ by 1-2 cm
# and clips are wrong by 3 cm (`doubt.PLACE_SD`), so that most of what is off is the clip's.
CARRIED_OVER: Final = 0.25


@dataclass(frozen=True, slots=True)
class Style:
    """How this lifter pulls: courses (N,) over `share` (N,) of the bar's way from lift-off to lockout.

    shank (rad), bar_x (m in front of the ankle), ahead (m, shoulders in front of the bar); start_m and top_m are the
    hands' heights at share 0 and 1. `lift` says which lift that was. Raises ValueError unless all courses have one
    length, 2 or more.
    """

    lift: str
    share: FloatArray
    shank: FloatArray
    bar_x: FloatArray
    ahead: FloatArray
    start_m: float
    top_m: float

    def __post_init__(self) -> None:
        shapes = {course.shape for course in (self.share, self.shank, self.bar_x, self.ahead)}
        if len(shapes) != 1 or len(self.share) < 2:
            raise ValueError(f"expected courses of one length, 2 or more, got {shapes}")


class Hold(NamedTuple):
    """Where hands and shins are at a height of the bar: lengths (...) m and the shank's lean (...) rad."""

    bar_x: FloatArray
    ahead: FloatArray
    shin: FloatArray


class Way(NamedTuple):
    """What a variant's pull goes by, for S bodies: (S,) m.

    start_x, start_ahead: of bar and shoulders at the floor; top_x, top_ahead: at lockout; low and top: heights of the
    hands at the floor and at lockout; leg: straight legs as seen from the side; arm: arms as seen from the side.
    """

    start_x: FloatArray
    start_ahead: FloatArray
    top_x: FloatArray
    top_ahead: FloatArray
    low: FloatArray
    top: FloatArray
    leg: FloatArray
    arm: FloatArray


def way_of(kind: Variant, body: Drawn, floor_m: float, style: Style | None = None) -> Way:
    """The way of the hands with a plate's axis at `floor_m`; a `style` of this lift replaces the usual one.

    The style of another lift with a straight bar shifts bar and shoulders by a part of what that lift's were off by.
    """
    own = style is not None and style.lift == kind.code
    leg = across(body.shank + body.thigh, kind.stance / 2 - body.hip_half)
    arm = across(body.arm, kind.grip / 2 - body.shoulder_half)
    chord = shortened(body.trunk, PER_THORACIC * body.thoracic)
    start_x, ahead = _start(kind, body, style)
    if style is not None and own:
        top_x = style.bar_x[-1] + 0 * chord
        top_shoulder = np.clip(style.bar_x[-1] + style.ahead[-1], -_SWAY_M, _SWAY_M) + 0 * chord
    else:
        top_x = start_x if kind.gap is None else settings("stance")["bar_before_thigh"] + BAR_RADIUS_M + 0 * chord
        top_shoulder = chord * np.sin(LEAN_ON_PELVIS + PER_THORACIC * body.thoracic)
    top_ahead = top_shoulder - top_x
    top = body.ankle + leg + across(chord, top_shoulder) - across(arm, top_ahead)
    low = floor_m + kind.raised + 0 * top
    if kind.below_knee is not None:
        low = style.start_m + 0 * top if style is not None and own else body.ankle + body.shank - kind.below_knee
    return Way(start_x, ahead, top_x, top_ahead, low, top, leg, arm)


def _start(kind: Variant, body: Drawn, style: Style | None) -> tuple[FloatArray, FloatArray]:
    """(S,) m: bar in front of the ankle, and shoulders in front of the bar, at the start."""
    known = 1.0 if style is None else KNOWN
    bar_x, ahead = known * body.gap, known * body.ahead
    if style is not None and style.lift == kind.code:
        return style.bar_x[0] + bar_x, style.ahead[0] + ahead
    usual_x, usual_ahead = _usual_start(kind, body)
    if style is not None and kind.gap is not None:
        other = variant(style.lift)
        if other.gap is not None and other.lean is None:
            other_x, other_ahead = _usual_start(other, body)
            bar_x = bar_x + CARRIED_OVER * (style.bar_x[0] - other_x)
            ahead = ahead + CARRIED_OVER * (style.ahead[0] - other_ahead)
    return usual_x + bar_x, usual_ahead + ahead


def _usual_start(kind: Variant, body: Drawn) -> tuple[float, float]:
    """The same as coaches teach it: a foot turned out is shorter from the side."""
    if kind.gap is None:
        middle = (0.5 - settings("stance")["ankle_from_heel"]) * shares.FOOT_PER_STATURE * body.stature
        return float(middle * np.cos(kind.toe_out)), kind.ahead
    return float((TOUCH_M + kind.gap) * np.cos(kind.toe_out)), kind.ahead


def hold(kind: Variant, body: Drawn, way: Way, height: FloatArray, style: Style | None = None) -> Hold:
    """Where bar, shoulders and shins are with the hands at `height` (..., S) m."""
    knee = body.ankle + body.shank
    passed = smooth((height - knee) / np.maximum(way.top - knee, 0.05))
    if style is not None and style.lift == kind.code:
        return _own(body, way, height, style)
    bar_x = way.start_x + (way.top_x - way.start_x) * passed
    ahead = way.start_ahead + (way.top_ahead - way.start_ahead) * passed
    if kind.shank is None:
        reach = settings("stance")["shin_below_knee"] * body.shank
        return Hold(bar_x, ahead, shin_lean(bar_x, height - body.ankle, reach) * (1 - passed))
    lean = kind.shank + kind.shank_sd * body.shin
    upright = smooth((height - way.low) / (_FREE_KNEES * (way.top - way.low)))
    return Hold(bar_x, ahead, lean * (1 - upright))


def _own(body: Drawn, way: Way, height: FloatArray, style: Style) -> Hold:
    share = (height - style.start_m) / (style.top_m - style.start_m)
    left = np.clip(1 - share, 0, 1)

    def course(values: FloatArray) -> FloatArray:
        return np.interp(share, style.share, values)

    bar_x = course(style.bar_x) + (way.start_x - style.bar_x[0]) * left
    end = style.bar_x[-1] + style.ahead[-1] - way.top_x
    ahead = course(style.ahead) + (way.start_ahead - style.ahead[0]) * left + (way.top_ahead - end) * (1 - left)
    # A lockout is straight: what the clip shows there of a lean is the error of the shin's landmarks.
    return Hold(bar_x, ahead, course(style.shank) - style.shank[-1] * (1 - left) + 0 * body.shank)


def posture(kind: Variant, body: Drawn, way: Way, height: FloatArray, held: Hold) -> Fold:
    """The one posture with the hands at `height` (..., S) m; NaN where the arms do not reach."""
    ankle = np.stack([0 * height, body.ankle + 0 * height])
    shoulder = np.stack([
        held.bar_x + held.ahead + 0 * height, height + across(way.arm, held.ahead),
    ])  # fmt: skip
    if kind.knee_bend is not None:
        bend = kind.knee_bend * (1 - smooth((height - way.low) / (way.top - way.low)))
        seen = way.leg / (body.shank + body.thigh)
        return strut(ankle, Legs(seen * body.shank, seen * body.thigh), bend, shoulder, back_of(body))
    lean = held.shin
    out = _knees_out(kind, body, way, height, lean)
    legs = wide_legs(body.shank, body.thigh, out, kind.stance / 2 + out - body.hip_half)
    knee = ankle + legs.shank * np.stack([np.sin(lean), np.cos(lean)])
    return fold(knee, lean, legs.thigh, shoulder, back_of(body))


def back_of(body: Drawn) -> Back:
    """What hips and back of `body` allow."""
    return Back(body.trunk, body.hip_range, body.straight_knee, settings("hamstrings")["per_knee"], body.thoracic)


def _knees_out(kind: Variant, body: Drawn, way: Way, height: FloatArray, lean: FloatArray) -> FloatArray:
    """How much further out than the ankles the knees are: over the toes at the start, on straight legs at lockout."""
    sine, cosine = np.sin(kind.toe_out), np.cos(kind.toe_out)
    slope = np.tan(lean) / cosine
    start = body.shank * slope / np.hypot(1, slope) * sine
    straight = (body.hip_half - kind.stance / 2) * body.shank / (body.shank + body.thigh)
    return np.asarray(start + (straight - start) * np.clip((height - way.low) / (way.top - way.low), 0, 1))


def body_points(folded: Fold, body: Drawn, height: FloatArray, held: Hold) -> FloatArray:
    """(11, 2, ...) all of `posture.POINTS` of a body that holds a bar at `height` (...) with straight arms."""
    hand = np.stack([held.bar_x + 0 * height, height + 0 * held.bar_x])
    arm = hand - folded.shoulder
    joints = {
        "ankle": np.stack([0 * folded.hip[0], body.ankle + 0 * folded.hip[0]]),
        "knee": folded.knee,
        "hip": folded.hip,
        "shoulder": folded.shoulder,
        "elbow": folded.shoulder + _ELBOW * arm,
        "wrist": folded.shoulder + _WRIST * arm,
        "hand": hand + 0 * folded.hip,
    }
    return with_trunk(joints, folded.trunk, body.parts, l5s1_of(body))


def l5s1_of(body: Drawn) -> UpAndBack:
    """Where L5/S1 lies on the pelvis: `body.l5s1` as far from the hip as in the table."""
    return body.parts.l5s1.cranial * body.l5s1, body.parts.l5s1.dorsal * body.l5s1


def smooth(share: FloatArray) -> FloatArray:
    """The minimum-jerk way from 0 to 1 (Flash & Hogan 1985, doi:10.1523/JNEUROSCI.05-07-01688.1985)."""
    x = np.clip(share, 0.0, 1.0)
    return np.asarray(x * x * x * (10 - 15 * x + 6 * x * x))
