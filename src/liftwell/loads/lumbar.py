"""What the net moment at L5/S1 may mean for the joint itself: an estimate of its compression, with a wide band.

One muscle stands for all that extend the back: force M / d along a line a little oblique to the joint's axis, plus the
weight that presses along that axis. Models with every muscle give half as much again (doi:10.1002/cnm.3680), so the
net moment is what can be relied on, and ratios more than newtons.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

# Lever arm of the single equivalent extensor and the angle of its line: Cholewicki, McGill and Norman 1991
# (Med Sci Sports Exerc 23:1179). People and models lie between 5 and 7.5 cm, taken here as 1.5 standard deviations.
LEVER_M, LEVER_SD_M = 0.06, 0.009
OBLIQUITY: Final = float(np.radians(5.0))
LEAST_LEVER_M: Final = 0.04
# What detailed models differ from this one by, as a share: judgement from the spread of published estimates.
MODEL_SD: Final = 0.25
# The disc leans forward of the pelvis: the top of the sacrum slopes by about 40° in a standing body (149 adults,
# Boulay 2006, doi:10.1007/s00586-005-0984-5), and its axis leans by as much.
SACRAL_SLOPE: Final = float(np.radians(40.0))


def compression(
    moment: FloatArray, force: FloatArray, axis: FloatArray, lever_m: FloatArray | float = LEVER_M
) -> FloatArray:
    """Compression (...) N of L5/S1 from its net extensor moment (...) N·m and the force (2, ...) N that crosses it.

    `axis` (...) rad is how far the joint's axis leans forward from upright. The one muscle only pulls: a moment that
    flexes adds nothing here.
    """
    muscle = np.maximum(moment, 0.0) / lever_m
    along = force[0] * np.sin(axis) + force[1] * np.cos(axis)
    return np.asarray(muscle * np.cos(OBLIQUITY) + along)
