"""What was seen where in the picture, for whoever draws it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Traces
from liftwell.motion.back import Back, tallest_profile
from liftwell.motion.body import LANDMARKS, Moving
from liftwell.motion.knee_test import Leg
from liftwell.motion.outline import BANDS
from liftwell.passes.second import SecondSight, Seen
from liftwell.pose.contour import STATIONS
from liftwell.pose.skeleton import both
from liftwell.pose.smooth import places_at
from liftwell.video.clip import Clip

FloatArray = NDArray[np.float64]
_MIDDLES: Final = np.array([(a + b) / 2 for a, b in BANDS])
# The part of the outline that is back, from the seat to the shoulders; beyond it the rays meet legs and head.
_BACK: Final = (STATIONS >= -0.08) & (STATIONS <= 0.95)


def traces_of(moving: Sequence[Moving], backs: Sequence[Back], sight: SecondSight, clip: Clip) -> Traces:
    """Traces of all stretches, with the camera's motion put back in."""
    seen = sight.stretches
    camera = [places_at(s.bar.time_s, s.shift_px, s.track.time_s) for s in seen]
    return Traces(
        time_s=np.concatenate([m.linkage.time_s for m in moving]),
        joints_px=np.concatenate([m.joints_px + c[:, None] for m, c in zip(moving, camera, strict=True)]),
        back_px=np.concatenate([m.outline_px[:, _BACK] + c[:, None] for m, c in zip(moving, camera, strict=True)]),
        back_bend=np.concatenate([bend(back) for back in backs]),
        stations=STATIONS[_BACK],
        back_depth=np.concatenate([m.depth[:, _BACK] for m in moving]),
        tallest_depth=_tallest(moving),
        bar_time_s=np.concatenate([s.bar.time_s for s in seen]),
        bar_px=np.concatenate([s.bar.centre_px + s.shift_px for s in seen]),
        radius_px=seen[0].bar.radius_px,
        size_px=(clip.working_width_px, clip.working_height_px),
    )


def leg_traces(leg: Leg, seen: Seen, clip: Clip) -> Traces:
    """The leg that is held up, with trunk and arm of the same side; no back, and no bar."""
    camera = places_at(seen.bar.time_s, seen.shift_px, seen.track.time_s)
    points, samples = seen.track.landmarks_px + camera[:, None], np.arange(len(leg.time_s))
    joints = np.stack([points[samples, np.array(both(joint))[leg.index]] for joint in LANDMARKS], axis=1)
    nothing = np.zeros((len(samples), 0))
    return Traces(
        time_s=leg.time_s.copy(),
        joints_px=joints,
        back_px=np.zeros((len(samples), 0, 2)),
        back_bend=nothing,
        stations=np.zeros(0),
        back_depth=nothing.copy(),
        tallest_depth=np.zeros(0),
        bar_time_s=np.zeros(0),
        bar_px=np.zeros((0, 2)),
        radius_px=np.nan,
        size_px=(clip.working_width_px, clip.working_height_px),
    )


def _tallest(moving: Sequence[Moving]) -> FloatArray:
    depth, lean = np.concatenate([m.depth for m in moving]), np.concatenate([m.lean for m in moving])
    return tallest_profile(depth, lean)[_BACK]


def bend(back: Back) -> FloatArray:
    """(T, S) rad: how much more the outline turns within 0.4 of the back than in the tallest posture."""
    step = 0.4
    stations = STATIONS[_BACK]
    turned = np.full((len(back.change), len(stations)), np.nan)
    for row, change in zip(turned, back.change, strict=True):
        known = np.isfinite(change)
        if known.sum() >= 4:
            low = np.interp(stations - step / 2, _MIDDLES[known], change[known])
            high = np.interp(stations + step / 2, _MIDDLES[known], change[known])
            row[:] = low - high
    return turned
