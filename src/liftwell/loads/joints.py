"""The joints that moments turn about, from what a clip shows: a body measured in body lengths, put into metres."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Motion, Series
from liftwell.loads.posture import LEAN_ON_PELVIS
from liftwell.motion.linkage import POINTS as FITTED
from liftwell.motion.linkage import REACH

FloatArray = NDArray[np.float64]

# Where joint centres lie beside those of the fit, in body lengths along and in front of the segment named: the fit
# keeps to landmarks, whose hip lies low and in front. Least squares over moving pictures of the bench's tuning half
# within 17° of side-on; 1.6 cm in a grown body, and what is left of a joint's error does not depend on the posture.
SHIFT: Final = {
    "hip": {("knee", "hip"): (-0.0125, -0.0007), ("hip", "shoulder"): (0.0132, -0.0048)},
    "knee": {("ankle", "knee"): (0.0108, 0.0122), ("knee", "hip"): (-0.0016, -0.0113)},
}
# Share of the way from shoulder to hand at which the wrist lies, as in the fit.
WRIST: Final = float(REACH[FITTED.index("wrist"), -1])
# A back that is hidden is taken to bend as it does before and after, else by this share of the trunk's lean; both give
# or take so much (rms over rendered bodies at a given lean).
BEND_PER_LEAN: Final = 0.27
HIDDEN_BEND_SD: Final = float(np.radians(9.0))


class Pelvis(NamedTuple):
    """Tilt of the pelvis (T,) rad over time, and its standard deviation; NaN only where the trunk was not seen."""

    tilt: FloatArray
    sd: FloatArray


def joints_of(motion: Motion, body_m: float) -> dict[str, FloatArray]:
    """Joints by name, each (2, T) m, x forward and y up; NaN where not seen. The hand is where the bar's axis is."""
    fitted = {name: motion.point(name).T * body_m for name in ("ankle", "knee", "hip", "shoulder", "elbow")}
    fitted["hand"] = motion.point("bar").T * body_m
    joints = dict(fitted)
    for name, along in SHIFT.items():
        for (start, end), (up, forward) in along.items():
            link = fitted[end] - fitted[start]
            link = link / np.hypot(*link)
            joints[name] = joints[name] + body_m * (up * link + forward * np.stack([link[1], -link[0]]))
    joints["wrist"] = joints["shoulder"] + WRIST * (joints["hand"] - joints["shoulder"])
    return joints


def pelvis_of(time_s: FloatArray, pelvis: Series, trunk: Series) -> Pelvis:
    """The pelvis as it was seen; where the back was hidden, from how it bent before and after."""
    bend = trunk.value - pelvis.value
    seen = np.isfinite(bend) & np.isfinite(pelvis.sd)
    if seen.any():
        filled, sd = (np.interp(time_s, time_s[seen], column[seen]) for column in (bend, pelvis.sd))
    else:
        filled, sd = LEAN_ON_PELVIS + BEND_PER_LEAN * trunk.value, np.nan_to_num(trunk.sd)
    return Pelvis(trunk.value - filled, np.where(seen, sd, np.hypot(sd, HIDDEN_BEND_SD)))
