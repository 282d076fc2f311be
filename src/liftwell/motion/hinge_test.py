"""The hinge test: which bends of a clip are hinges, which one is the toe-touch, and what the low back does in them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from liftwell.analysis import FloatArray, HingeTest, Motion, Rep, Series
from liftwell.evidence import threshold
from liftwell.motion.series import HEIGHT_SD_M
from liftwell.quantity import Quantity, middle


class Bend(NamedTuple):
    """One bend at its deepest: its number, shoulders and hands over the floor in body lengths, knees and low back."""

    rep: int
    shoulders: float
    hands: float
    knee: float
    lumbar: Quantity


def hinge_test(reps: Sequence[Rep], time_s: FloatArray, series: Mapping[str, Series], motion: Motion) -> HingeTest:
    """The result of a clip whose bends are `reps`; series and motion are on the times `time_s` (T,).

    Every bend that is not the toe-touch counts as a hinge. Raises ValueError without any bend.
    """
    bends = [_bend(rep, time_s, series, motion) for rep in reps]
    if not bends:
        raise ValueError("a hinge test needs at least one bend")
    touch = toe_touch(bends)
    hinges = [bend for bend in bends if bend is not touch]
    own_max = Quantity.unseen("rad", "no_toe_touch") if touch is None else touch.lumbar
    return HingeTest(
        lumbar=middle([bend.lumbar for bend in hinges]),
        own_max=own_max,
        hinges=tuple(bend.rep for bend in hinges),
        toe_touch=None if touch is None else touch.rep,
        hands=_hands(hinges, motion.body),
    )


def toe_touch(bends: Sequence[Bend]) -> Bend | None:
    """The bend that goes clearly further down than the others, or with clearly straighter knees; None without one."""
    if len(bends) < 2:
        return None
    lowest = min(bends, key=lambda bend: bend.shoulders)
    if _middle(bends, lowest, "shoulders") - lowest.shoulders > threshold("toe_touch_deeper_min_body"):
        return lowest
    straightest = min(bends, key=lambda bend: bend.knee)
    roundest = max(bends, key=lambda bend: -math.inf if bend.lumbar.value is None else bend.lumbar.value)
    straighter = math.degrees(_middle(bends, straightest, "knee") - straightest.knee)
    return straightest if straightest is roundest and straighter > threshold("toe_touch_straighter_min_deg") else None


def _bend(rep: Rep, time_s: FloatArray, series: Mapping[str, Series], motion: Motion) -> Bend:
    lumbar = rep.whole().lumbar_flexion.liftoff
    courses = (*(motion.point(name)[:, 1] for name in ("shoulder", "hand")), series["knee_flexion"].value)
    shoulders, hands, knee = (_at(time_s, course, rep.liftoff_s) for course in courses)
    return Bend(rep.index, shoulders, hands, knee, lumbar)


def _at(time_s: FloatArray, course: FloatArray, when_s: float) -> float:
    seen = np.isfinite(course)
    return float(np.interp(when_s, time_s[seen], course[seen])) if seen.any() else math.nan


def _middle(bends: Sequence[Bend], but: Bend, name: str) -> float:
    return float(np.median([getattr(bend, name) for bend in bends if bend is not but]))


def _hands(hinges: Sequence[Bend], body: Quantity) -> Quantity:
    """Metres over the floor, the median; unseen without a scale, and where the arms do not hang, as with a stick."""
    hang = float(np.median([bend.shoulders - bend.hands for bend in hinges]))
    if hang < threshold("hands_hang_min_body"):
        return Quantity.unseen("m", "hidden")
    if body.value is None or body.sd is None:
        return Quantity.unseen("m", body.reason or "no_scale")
    height = float(np.median([bend.hands for bend in hinges]))
    return Quantity.measured(height * body.value, math.hypot(height * body.sd, HEIGHT_SD_M), "m")
