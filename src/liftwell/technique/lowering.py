"""Step 6: the same hinge and the same back on the way down."""

from __future__ import annotations

from typing import Final

import numpy as np

from liftwell.evidence import threshold
from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.quantity import Quantity, Reason
from liftwell.technique.pull import Pull
from liftwell.technique.rule import Rule, each

_HALF_LOOK_S: Final = 0.1
_HEIGHTS: Final = (0.25, 0.5)  # shares of the rise at which both ways are compared
_PATH: Final = np.linspace(0.1, 0.8, 15)
_PATH_SD: Final = 0.005 / NOMINAL_BODY_M
_KNEE_CHANGE_SD: Final = float(np.radians(1.25 * 3.1))
_DROP_SD_S: Final = 0.05


def back_on_the_way_down(pull: Pull) -> Quantity:
    """How much rounder the low back is going down than it was going up, at the same height of the bar."""
    if not pull.lowered:
        return Quantity.unseen("rad", _missing(pull))
    changes = []
    for height in (pull.height_at(share) for share in _HEIGHTS):
        up, down = pull.passes_s(height, "up"), pull.passes_s(height, "down")
        if up is not None and down is not None:
            looks = [(when - _HALF_LOOK_S, when + _HALF_LOOK_S) for when in (up, down)]
            changes.append(pull.back_change(looks[0], looks[1])[0])
    seen = [change for change in changes if change.value is not None]
    if not seen:
        return Quantity.unseen("rad", pull.rep.lumbar_flexion.liftoff.reason or "hidden")
    return max(seen, key=lambda change: change.value or 0.0)


def bar_swings_out(pull: Pull) -> Quantity:
    """How far the bar is in front of its way up on its way down, at the same height."""
    if not pull.lowered:
        return Quantity.unseen("m", _missing(pull))
    apart = [_forward_of_way_up(pull, pull.height_at(float(share))) for share in _PATH]
    return pull.length(float(np.nanmax(apart)) if np.isfinite(apart).any() else np.nan, _PATH_SD)


def _forward_of_way_up(pull: Pull, height: float) -> float:
    """How far (body lengths) the bar is in front of its way up when it comes down past a height; NaN unless seen."""
    moments = [pull.passes_s(height, way) for way in ("up", "down")]
    up, down = (np.nan if when is None else float(pull.place("bar", when)[0]) for when in moments)
    return down - up


def knees_first(pull: Pull) -> Quantity:
    """How much more the knees are bent going down than going up when the bar passes them."""
    knees_s = pull.knees_s
    if not pull.lowered:
        return Quantity.unseen("rad", _missing(pull))
    if knees_s is None:
        return Quantity.unseen("rad", "hidden")
    down_s = pull.passes_s(float(pull.place("bar", knees_s)[1]), "down")
    if down_s is None:
        return Quantity.unseen("rad", "hidden")
    up, down = pull.value("knee_flexion", knees_s), pull.value("knee_flexion", down_s)
    if up.value is None or down.value is None:
        return Quantity.unseen("rad", "hidden")
    sd = pull.change_sd("knee_flexion", _KNEE_CHANGE_SD, knees_s, down_s)
    return Quantity.measured(down.value - up.value, sd, "rad")


def lowered_in_s(pull: Pull) -> Quantity:
    """Seconds from the top to the lowest tenth."""
    low_s = pull.passes_s(pull.height_at(0.1), "down")
    if low_s is None:
        return Quantity.unseen("s", _missing(pull))
    return Quantity.measured(low_s - pull.top[1], float(np.hypot(_DROP_SD_S, pull.step_s / 2)), "s")


def _missing(pull: Pull) -> Reason:
    """Nothing is known of a way down that the clip does not show."""
    return "ends_early" if pull.rep.end_s >= pull.ends_s - threshold("clip_end_margin_s") else "hidden"


BACK: Final = Rule(
    code="step6.low_back",
    step=6,
    measure=each(back_on_the_way_down, on_the_fit=False),
    above="clear_change_min_deg",
    evidence=("same-hinge-down", "change-beyond-error"),
)
SWING: Final = Rule(
    code="step6.bar_path",
    step=6,
    measure=each(bar_swings_out, on_the_fit=False),
    above="bar_swing_max_m",
    evidence=("same-hinge-down", "bar-distance"),
)
KNEES_FIRST: Final = Rule(
    code="step6.hinge_first",
    step=6,
    measure=each(knees_first),
    above="knees_first_max_deg",
    at_most="watch",
    evidence=("same-hinge-down",),
)
DROP: Final = Rule(
    code="step6.control",
    step=6,
    measure=each(lowered_in_s, on_the_fit=False, from_the_floor=True),
    below="lowering_min_s",
    at_most="watch",
    evidence=("same-hinge-down",),
)
