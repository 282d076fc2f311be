"""How much of the bar the hands carry: nothing while the plates rest, all of it from lift-off until they touch down.

A film does not show force. Before lift-off the load goes over from the floor to the hands while hardly anything moves,
so the ramp is a judgement and says so by its error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Rep
from liftwell.lift import Lift

FloatArray = NDArray[np.float64]

SLACK_S: Final = 0.4  # from first tension to lift-off; judgement
SET_DOWN_S: Final = 0.1  # from first touch to rest; judgement
TOUCH: Final = 0.0075  # body lengths (10 mm) above its lowest at which a plate may touch the floor
DOWN: Final = 0.1  # of the rise: a bar that ends lower than this was put down
RAMP_SD: Final = 0.3  # at half load; about that of "anything between none and all"
HANGING: Final[frozenset[Lift]] = frozenset({"romanian", "good-morning", "hinge"})
_NO_REST: Final = frozenset({"starts_at_top", "no_rest", "starts_late"})


class Carried(NamedTuple):
    """Share (T,) of the bar's weight in the hands, 0 to 1, and its standard deviation; NaN where it cannot be told."""

    share: FloatArray
    sd: FloatArray


def carried(time_s: FloatArray, height: FloatArray, reps: Sequence[Rep], *, hangs: bool) -> Carried:
    """From the height (T,) of the bar in body lengths; `hangs`: the bar stays in the hands from rep to rep.

    What bar and floor do in a bounce between two reps is not told, nor what the hands held before a set that begins
    without a rest.
    """
    share, bounce = np.zeros(len(time_s)), np.zeros(len(time_s), bool)
    down_s = -np.inf
    for rep in reps:
        touch_s = np.inf if hangs else _touches(time_s, height, rep)
        before = np.zeros(len(time_s))
        if _rested(rep):
            before = _smooth_step((time_s - rep.liftoff_s) / SLACK_S + 1)
        elif hangs or "starts_late" in rep.cut:
            before = np.ones(len(time_s))
        else:
            bounce |= (time_s > down_s) & (time_s < rep.liftoff_s)
        after = 1 - _smooth_step((time_s - touch_s) / SET_DOWN_S)
        share = np.maximum(share, np.where(time_s < rep.liftoff_s, before, after))
        down_s = touch_s
    share[bounce] = np.nan
    return Carried(share, 2 * RAMP_SD * np.sqrt(share * (1 - share)))


def _rested(rep: Rep) -> bool:
    """Whether the bar lay still before this pull."""
    return rep.trunk_inclination.setup.reason not in _NO_REST


def _smooth_step(u: FloatArray) -> FloatArray:
    """0 up to 0, 1 from 1 on."""
    u = np.clip(u, 0.0, 1.0)
    return np.asarray(u * u * (3 - 2 * u))


def _touches(time_s: FloatArray, height: FloatArray, rep: Rep) -> float:
    """When the plates first touch the floor after lockout; never (inf) for a bar that stays in the hands.

    That is back at the height of lift-off: what comes after may be a bounce.
    """
    seen = np.isfinite(height)
    up = seen & (time_s >= rep.liftoff_s) & (time_s <= rep.lockout_s)
    down = seen & (time_s > rep.lockout_s) & (time_s <= rep.end_s)
    if not (up.any() and down.any()):
        return np.inf
    low, high, bottom = height[up].min(), height[up].max(), height[down].min()
    if bottom > low + DOWN * (high - low) + TOUCH:
        return np.inf
    return float(time_s[down][np.argmax(height[down] <= max(low, bottom) + TOUCH)])
