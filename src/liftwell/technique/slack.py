"""Step 4: slack out of bar and arms, lats tight, and only then the pull."""

from __future__ import annotations

from typing import Final

import numpy as np

from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.quantity import Quantity
from liftwell.technique.pull import ROLL_SD, Pull, Span
from liftwell.technique.rule import Rule, each, mark
from liftwell.technique.shins import gap_at

_BEFORE_S: Final = 1.5  # what a lifter does longer before the pull is settling in
# Heights change by so much without a reason: rms over rendered clips, 5 mm for the hip, and as much again for the fit.
_RISE_SD: Final = 0.007 / NOMINAL_BODY_M
_ONSET_S: Final = 0.05  # the fit calms the body, so that it seems to start so much before it does
_ONSET_SD_S: Final = 0.1  # the body is seen ten times a second, and the fit calms its angles
_ARM_SD: Final = float(np.hypot(np.radians(1.25 * 1.3), ROLL_SD))  # rms 1.3° on rendered clips, and the phone's roll
_ARM_CHANGE_SD: Final = float(np.radians(3.0))  # within a second the elbow's bias cancels, its noise does not


def gap_at_liftoff(pull: Pull) -> Quantity:
    """From the skin of the shin to the bar as it leaves the floor."""
    return gap_at(pull, pull.rep.liftoff_s)


def shoulders_ahead(pull: Pull) -> Quantity:
    """Angle (rad) of the line from the bar up to the shoulder; positive = shoulders in front of the bar."""
    shoulder, bar = (pull.place(point, pull.rep.liftoff_s) for point in ("shoulder", "bar"))
    arm = shoulder - bar
    return Quantity.measured(float(np.arctan2(arm[0], arm[1])), _ARM_SD, "rad")


def hips_before_bar(pull: Pull) -> Quantity:
    """How far the hips rise between first tension and lift-off."""
    return _rise_before_bar(pull, "hip")


def shoulders_before_bar(pull: Pull) -> Quantity:
    """How far the shoulders rise between first tension and lift-off."""
    return _rise_before_bar(pull, "shoulder")


def _rise_before_bar(pull: Pull, point: str) -> Quantity:
    if pull.setup is None:
        return pull.without_setup("m")
    start, liftoff = _before(pull)
    lowest = float(pull.path(point, (start, liftoff))[:, 2].min(initial=np.inf))
    now, soon = (float(pull.place(point, when)[1]) for when in (liftoff, liftoff + _ONSET_S))
    return pull.length(now - lowest, float(np.hypot(_RISE_SD, soon - now)))


def tension_s(pull: Pull) -> Quantity:
    """Seconds between first tension, when the hips leave their lowest place, and lift-off.

    Hips that wait for the bar do not show it: tension without movement is not to be seen.
    """
    if pull.setup is None:
        return pull.without_setup("s")
    hip = pull.path("hip", _before(pull))
    if not len(hip):
        return Quantity.unseen("s", "hidden")
    lowest = hip[:, 2].min()
    if hip[-1, 2] - lowest < mark("tension_visible_min_m", "body"):
        return Quantity.unseen("s", "no_movement")
    still = np.flatnonzero(hip[:, 2] <= lowest + mark("hip_at_lowest_max_m", "body"))
    return Quantity.measured(float(pull.rep.liftoff_s - hip[still[-1], 0]) - _ONSET_S, _ONSET_SD_S, "s")


def arm_slack(pull: Pull) -> Quantity:
    """How much the elbows straighten as the bar takes their slack: from set-up to just after lift-off."""
    if pull.setup is None:
        return pull.without_setup("rad")
    after: Span = (pull.rep.liftoff_s + 0.1, pull.rep.liftoff_s + 0.3)
    before, loaded = pull.extreme("elbow_flexion", pull.setup, 0.5), pull.extreme("elbow_flexion", after, 0.5)
    if before.value is None or loaded.value is None:
        return Quantity.unseen("rad", "hidden")
    return Quantity.measured(before.value - loaded.value, _ARM_CHANGE_SD, "rad")


def _before(pull: Pull) -> Span:
    return pull.rep.liftoff_s - _BEFORE_S, pull.rep.liftoff_s


GAP: Final = Rule(
    code="step4.bar_to_shin",
    step=4,
    measure=each(gap_at_liftoff, from_the_floor=True),
    above="bar_off_shin_max_m",
    evidence=("lats-keep-bar-close", "bar-distance"),
)
SHOULDERS: Final = Rule(
    code="step4.shoulders_over_bar",
    step=4,
    measure=each(shoulders_ahead, from_the_floor=True),
    below="shoulders_ahead_min_deg",
    above="shoulders_ahead_max_deg",
    at_most="watch",
    evidence=("lats-keep-bar-close",),
)
HIPS: Final = Rule(
    code="step4.hips_before_bar",
    step=4,
    measure=each(hips_before_bar),
    above="hips_before_bar_max_m",
    evidence=("slack-first", "hips-and-shoulders-together"),
)
SHOULDERS_RISE: Final = Rule(
    code="step4.shoulders_before_bar",
    step=4,
    measure=each(shoulders_before_bar),
    above="shoulders_before_bar_max_m",
    at_most="watch",
    evidence=("slack-first",),
)
TENSION: Final = Rule(
    code="step4.slack_time",
    step=4,
    measure=each(tension_s),
    below="slack_time_min_s",
    at_most="watch",
    evidence=("slack-first",),
)
ARM_SLACK: Final = Rule(
    code="step4.arm_slack",
    step=4,
    measure=each(arm_slack, on_the_fit=False),
    above="arm_slack_max_deg",
    at_most="watch",
    evidence=("slack-first", "straight-arms"),
)
