"""Step 5: the pull; bar close, hips and shoulders together, up to a full lockout without leaning back."""

from __future__ import annotations

from typing import Final

import numpy as np

from liftwell.analysis import CUTS
from liftwell.evidence import threshold
from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.quantity import Quantity
from liftwell.technique.pull import ROLL_SD, Pull, Span
from liftwell.technique.rule import Rule, each, mark
from liftwell.technique.shins import gap_at

_LOOK_S: Final = 0.1  # the body is seen ten times a second
_DRIFT_SD: Final = 0.004 / NOMINAL_BODY_M  # 1 mm on rendered clips; a plate that wobbles and a camera do the rest
# Changes of an angle within a second: the body's own bias cancels (rms on rendered clips, times 1.25 for real people).
_TRUNK_CHANGE_SD: Final = float(np.radians(1.25 * 2.3))
_KNEE_CHANGE_SD: Final = float(np.radians(1.25 * 3.1))


def bar_drift(pull: Pull) -> Quantity:
    """The furthest that the bar goes forward of where it left the floor, on its way up."""
    bar = pull.path("bar", pull.lift)
    if not len(bar):
        return pull.length(np.nan, np.nan)
    _, forward, above = (bar - bar[0])[int(np.argmax(bar[:, 1]))]
    return pull.length(float(forward), float(np.hypot(_DRIFT_SD, above * np.tan(ROLL_SD))))


def bar_off_legs(pull: Pull) -> Quantity:
    """The furthest that the bar gets from the shins between lift-off and the knees."""
    if pull.knees_s is None:
        return pull.length(np.nan, np.nan)
    moments = np.arange(pull.rep.liftoff_s, pull.knees_s + 1e-6, _LOOK_S)
    gaps = [gap for gap in (gap_at(pull, float(when)) for when in moments) if gap.seen]
    return max(gaps, key=lambda gap: gap.value or 0.0) if gaps else pull.length(np.nan, np.nan)


def trunk_tips(pull: Pull) -> Quantity:
    """How much the trunk tips further forward after lift-off, before the bar passes the knees."""
    start, stop = pull.lift
    time, trunk = pull.column("trunk_inclination", (start, pull.knees_s or (start + stop) / 2))
    first = pull.value("trunk_inclination", start)
    if first.value is None or len(trunk) < threshold("samples_min"):
        return Quantity.unseen("rad", "hidden")
    most = int(np.argmax(trunk))
    sd = pull.change_sd("trunk_inclination", _TRUNK_CHANGE_SD, start, float(time[most]))
    return Quantity.measured(float(trunk[most]) - first.value, sd, "rad")


def knees_when_folded(pull: Pull) -> Quantity:
    """Knee flexion at the moment in the pull at which the hips are still folded by 90°."""
    time, hip = pull.column("hip_flexion", pull.lift)
    if not len(hip):
        return Quantity.unseen("rad", "hidden")
    opened = np.flatnonzero(hip <= mark("hips_still_folded_deg", "rad"))
    if hip[0] < mark("hips_folded_at_start_min_deg", "rad") or not len(opened):
        return Quantity.unseen("rad", "not_folded")
    return pull.value("knee_flexion", float(time[opened[0]]))


def knees_bend_again(pull: Pull) -> Quantity:
    """How much the knees bend again after they had opened, before lockout."""
    start, stop = pull.lift
    time, knee = pull.column("knee_flexion", (start, stop + 0.2))
    if not len(knee):
        return Quantity.unseen("rad", "hidden")
    again = knee - np.minimum.accumulate(knee)
    most = int(np.argmax(again))
    opened = int(np.argmin(knee[: most + 1]))
    sd = pull.change_sd("knee_flexion", _KNEE_CHANGE_SD, float(time[opened]), float(time[most]))
    return Quantity.measured(float(again[most]), sd, "rad")


def lean_left(pull: Pull) -> Quantity:
    """Trunk inclination at the top, where the lifter stands tallest."""
    return _at_the_top(pull, "trunk_inclination", 0.0)


def knee_bend_left(pull: Pull) -> Quantity:
    """Knee flexion at the top, where the legs are straightest."""
    return _at_the_top(pull, "knee_flexion", 0.0)


def leaned_back(pull: Pull) -> Quantity:
    """Trunk inclination at the top, where the lifter leans back furthest; negative = behind the vertical.

    Not the low back's own angle: a loose shirt hangs off the back while it is bent and lies on it at the top. Who
    never comes up to tall has nothing to lean back from.
    """
    lean = _at_the_top(pull, "trunk_inclination", 0.1)
    upright = lean.value is None or lean.value <= mark("lean_at_top_max_deg", "rad")
    return lean if upright else Quantity.unseen("rad", "no_upright")


def _at_the_top(pull: Pull, name: str, share: float) -> Quantity:
    span: Span = pull.top
    if span[1] - span[0] < threshold("top_shortest_s"):
        return Quantity.unseen("rad", "ends_early" if pull.ends_early else "hidden")
    return pull.extreme(name, span, share)


DRIFT: Final = Rule(
    code="step5.bar_drift",
    step=5,
    measure=each(bar_drift, on_the_fit=False, from_the_floor=True),
    above="bar_drift_max_m",
    good_needs=("ends_early",),
    evidence=("lats-keep-bar-close", "bar-distance"),
)
CLOSE: Final = Rule(
    code="step5.bar_on_legs",
    step=5,
    measure=each(bar_off_legs, from_the_floor=True),
    above="bar_off_legs_max_m",
    evidence=("lats-keep-bar-close", "bar-distance"),
)
TOGETHER: Final = Rule(
    code="step5.hips_and_shoulders",
    step=5,
    measure=each(trunk_tips, from_the_floor=True),
    above="trunk_tips_max_deg",
    evidence=("hips-and-shoulders-together",),
)
LEGS: Final = Rule(
    code="step5.legs_lead",
    step=5,
    measure=each(knees_when_folded),
    below="knees_when_folded_min_deg",
    at_most="watch",
    evidence=("leg-drive", "six-steps"),
)
REBEND: Final = Rule(
    code="step5.knees_bend_again",
    step=5,
    measure=each(knees_bend_again),
    above="knees_bend_again_max_deg",
    good_needs=CUTS,
    evidence=("six-steps",),
)
LOCKOUT: Final = Rule(
    code="step5.lockout",
    step=5,
    measure=each(lean_left),
    above="lean_at_top_max_deg",
    evidence=("full-lockout",),
)
KNEES: Final = Rule(
    code="step5.knees_at_top",
    step=5,
    measure=each(knee_bend_left),
    above="knees_at_top_max_deg",
    evidence=("full-lockout",),
)
LEAN_BACK: Final = Rule(
    code="step5.lean_back",
    step=5,
    measure=each(leaned_back),
    below="lean_back_min_deg",
    evidence=("lean-back-at-top",),
)
