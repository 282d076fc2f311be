"""Step 1: bar over mid-foot, straight arms, whole foot on the floor."""

from __future__ import annotations

from typing import Final

import numpy as np

from liftwell.finding import Finding
from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.quantity import Quantity
from liftwell.technique.pull import Pull, Span
from liftwell.technique.rule import Rule, each

# The bar beside the ankle (1.4 cm rms on rendered clips, more on real ones, where it stood 8 to 13 cm ahead of mid-foot
# in all clips of one good lifter); mid-foot beside its landmarks.
_BAR_SD, _FOOT_SD = 0.035 / NOMINAL_BODY_M, 0.015 / NOMINAL_BODY_M
_SPREAD_SD: Final = 1.35  # quartiles of a normal distribution lie so many standard deviations apart


def bar_before_midfoot(pull: Pull) -> Quantity:
    """How far in front of the middle of the foot the bar leaves the floor; positive = towards the toes."""
    span = (pull.rep.liftoff_s, pull.rep.end_s)
    if not pull.foot_seen(span):
        return pull.length(np.nan, np.nan)
    heel, toe = pull.paths(("heel", "toe"), span)
    middle = (heel[:, 0] + toe[:, 0]) / 2
    ahead = float(pull.place("bar", pull.rep.liftoff_s)[0] - np.median(middle))
    spread = float(np.subtract(*np.percentile(middle, [75, 25]))) / _SPREAD_SD
    return pull.length(ahead, float(np.linalg.norm([_BAR_SD, _FOOT_SD, spread])))


def elbow_bend(pull: Pull) -> Quantity:
    """Flexion of the near elbow that a third of the pull exceeds."""
    return pull.extreme("elbow_flexion", pull.lift, 0.67)


def heel_lift(pull: Pull) -> Quantity:
    """Slope of the sole from lift-off until the bar goes down again, median; positive = heel up."""
    span: Span = (pull.rep.liftoff_s, pull.top[1])
    if not pull.foot_seen(span):
        return Quantity.unseen("rad", "hidden")
    low, middle, high = (pull.extreme("sole", span, share) for share in (0.25, 0.5, 0.75))
    if low.value is None or middle.value is None or high.value is None or middle.sd is None:
        return middle
    return Quantity.measured(middle.value, float(np.hypot(middle.sd, (high.value - low.value) / _SPREAD_SD)), "rad")


def width() -> Finding:
    """Step 1 also asks for hands and feet at shoulder width, which a camera at the side cannot see."""
    why = "A camera at the side cannot see it. Feet and hands about as wide as your shoulders are a good start."
    unseen = Quantity.unseen("m", "side_view")
    return Finding("step1.width", 1, "unseen", "How wide you stand and grip", why, unseen, evidence=("six-steps",))


MIDFOOT: Final = Rule(
    code="step1.bar_over_midfoot",
    step=1,
    measure=each(bar_before_midfoot, from_the_floor=True),
    above="bar_before_midfoot_max_m",
    at_most="watch",
    evidence=("bar-over-midfoot", "bar-distance"),
)
ARMS: Final = Rule(
    code="step1.straight_arms",
    step=1,
    measure=each(elbow_bend, on_the_fit=False),
    above="elbow_bend_max_deg",
    good_needs=("starts_late",),
    evidence=("straight-arms",),
)
HEELS: Final = Rule(
    code="step1.heels_down",
    step=1,
    measure=each(heel_lift, on_the_fit=False),
    above="heel_lift_max_deg",
    good_needs=("starts_late",),
    evidence=("heels-down",),
)
