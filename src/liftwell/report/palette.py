"""Colours of pictures and figures, as (blue, green, red); told apart with the common colour-blindnesses too.

The scale of rounding runs from teal over amber to vermilion, after the bluish green, orange and vermilion of
Okabe & Ito (2008), "Color Universal Design", and grows lighter and darker again so that it also reads in grey.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Bgr = tuple[int, int, int]

INK: Final[Bgr] = (26, 21, 17)
PAPER: Final[Bgr] = (250, 248, 246)
MUTED: Final[Bgr] = (165, 156, 148)
UNKNOWN: Final[Bgr] = (160, 160, 160)
TRAIL: Final[Bgr] = (255, 214, 130)

_STOPS: Final = np.array([0.0, 0.3, 0.6, 1.0])
_COLOURS: Final = np.array([(160, 176, 26), (132, 210, 226), (42, 166, 244), (52, 74, 224)], float)


def of_rounding(strength: NDArray[np.float64]) -> NDArray[np.float64]:
    """Colours (N, 3) for `strength` (N,), 0 = the tallest posture and below, 1 = strong rounding and above.

    Grey where `strength` is NaN.
    """
    clipped = np.clip(strength, 0.0, 1.0)
    colours = np.stack([np.interp(clipped, _STOPS, _COLOURS[:, channel]) for channel in range(3)], axis=-1)
    return np.where(np.isnan(strength)[:, None], np.array(UNKNOWN, float), colours)
