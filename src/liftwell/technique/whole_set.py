"""The set as a whole: first rep against last, speed, where rounding starts, and what the build explains."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from liftwell.evidence import threshold
from liftwell.finding import Finding, because
from liftwell.motion.back import change_of_level
from liftwell.quantity import Quantity, Reason, everyday
from liftwell.technique.pull import Pull
from liftwell.technique.rule import Rule

_SPEED_SD: Final = 0.03  # of a share: lift-off and lockout are told to a frame
# How far ratios of fitted lengths are from the body's own (rms over rendered clips: 0.06 and 0.07 of the trunk).
_RATIO_SD: Final = 0.07


def low_back_grows(pulls: Sequence[Pull]) -> list[Quantity]:
    """For every rep how much rounder the low back starts than in the first; the first has nothing to compare with.

    At set-up, or at lift-off when any of them has no set-up.
    """
    flexions = [pull.rep.lumbar_flexion for pull in pulls]
    rested = all(flexion.setup.seen for flexion in flexions)
    first, *later = [flexion.setup if rested else flexion.liftoff for flexion in flexions]
    return [Quantity.unseen("rad", first.reason or "no_earlier_rep"), *(change_of_level(first, q) for q in later)]


def speed_loss(pulls: Sequence[Pull]) -> list[Quantity]:
    """For every rep how much slower it is than the fastest before it, as a share of that speed."""
    speeds = [_speed(pull) for pull in pulls]
    found = [Quantity.unseen("1", "no_earlier_rep")]
    rises = [pull.height_at(1.0) - pull.height_at(0.0) for pull in pulls]
    highest = max((rise for rise in rises if math.isfinite(rise)), default=math.nan)
    least = threshold("whole_rep_min_share") * highest
    speeds = [v if rise > least else math.nan for v, rise in zip(speeds, rises, strict=True)]
    for index in range(1, len(speeds)):
        fastest = float(np.nanmax(speeds[:index])) if np.isfinite(speeds[:index]).any() else math.nan
        found.append(Quantity.measured(1 - speeds[index] / fastest, _SPEED_SD, "1"))
    return found


def _speed(pull: Pull) -> float:
    """Body lengths per second from 5 % to 95 % of the rise: there with and without a scale."""
    low, high = pull.height_at(0.05), pull.height_at(0.95)
    begin, end = pull.passes_s(low), pull.passes_s(high)
    return (high - low) / (end - begin) if begin is not None and end is not None and end > begin else math.nan


def build(pulls: Sequence[Pull]) -> Finding:
    """How far the trunk leans as the bar leaves the floor, explained by the build; never flagged."""
    fitted = [pull for pull in pulls if pull.fits and not pull.starts_late and pull.rep.trunk_inclination.liftoff.seen]
    leans = [pull.rep.trunk_inclination.liftoff for pull in fitted]
    if not leans:
        reason: Reason = "starts_late" if any(pull.starts_late for pull in pulls) else "hidden"
        unseen = Quantity.unseen("rad", reason)
        return Finding("set.build", None, "unseen", "How far your trunk leans", because(reason), unseen)
    lean = sorted(leans, key=lambda q: q.value or 0.0)[len(leans) // 2]
    return Finding(
        code="set.build",
        step=None,
        verdict="good",
        title="How far you lean is your build",
        why=f"Your trunk leaned {everyday(lean)} as the bar left the floor. {_explained(fitted)}",
        quantity=lean,
        reps=tuple(pull.rep.index for pull in fitted),
        evidence=("build-decides-lean",),
    )


def _explained(pulls: Sequence[Pull]) -> str:
    thigh, trunk, arm = (_length(pulls, *ends) for ends in (("knee", "hip"), ("hip", "shoulder"), ("hand", "shoulder")))
    if not all(np.isfinite((thigh, trunk, arm))) or trunk <= 0:
        return "Long thighs and short arms make that more. It is not a fault."
    if thigh / trunk - _RATIO_SD > threshold("thigh_by_trunk_long"):
        return "Your thighs look long beside your trunk, so you lean more than others. It is not a fault."
    if arm / trunk + _RATIO_SD < threshold("arm_by_trunk_short"):
        return "Your arms look short beside your trunk, so you lean more than others. It is not a fault."
    return "Long thighs or short arms would make that more. It is not a fault."


def _length(pulls: Sequence[Pull], one: str, other: str) -> float:
    """Median distance of two points over all pulls, in body lengths."""
    apart = [np.linalg.norm(np.subtract(*pull.paths((one, other), pull.lift)), axis=1) for pull in pulls]
    return float(np.median(np.concatenate(apart))) if any(len(a) for a in apart) else math.nan


GROWS: Final = Rule(
    code="set.low_back_grows",
    step=None,
    measure=low_back_grows,
    above="clear_change_min_deg",
    needs="any",
    evidence=("load-changes-the-back", "change-beyond-error"),
)
SPEED: Final = Rule(
    code="set.speed_loss",
    step=None,
    measure=speed_loss,
    above="speed_loss_max_share",
    at_most="watch",
    needs="any",
    evidence=("speed-loss",),
)
