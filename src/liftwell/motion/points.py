"""The whole body and the bar in the lifter's own plane, in body lengths, on the times of the series."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Motion
from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.motion.series import ANKLE_HEIGHT_M, Stretch, bar_beside_body, on_frames
from liftwell.quantity import Quantity

FloatArray = NDArray[np.float64]


def motion_of(stretches: Sequence[Stretch]) -> Motion:
    """All stretches one after the other; the length of a body is that of the longest stretch."""
    main = max(stretches, key=lambda s: len(s.bar.time_s))
    return Motion(
        points=np.concatenate([_points(s) for s in stretches]) / NOMINAL_BODY_M,
        body=_body_length(main),
        back_bands=np.concatenate([_on_frames(s, s.back.change) for s in stretches]),
        back_blur=np.concatenate([_on_frames(s, s.back.blur) for s in stretches]),
    )


def _points(stretch: Stretch) -> FloatArray:
    """(N, 9, 2) in nominal metres from the near ankle over the floor, in the order of `MOTION_POINTS`."""
    link, limbs = stretch.moving.linkage, stretch.moving.limbs
    ground = link.joints[:, :1] - [0.0, ANKLE_HEIGHT_M]
    near = np.concatenate([link.joints[:, [0, 1, 2, 3, 4, 6]], limbs.heel[:, None], limbs.toe[:, None]], axis=1)
    body = _on_frames(stretch, near - ground)
    foot = ground[0, 0]  # the fit plants it: the same in every sample
    return np.concatenate([body, (bar_beside_body(stretch) - foot)[:, None]], axis=1)


def _on_frames(stretch: Stretch, values: FloatArray) -> FloatArray:
    """Values (T, ...) at body samples brought to the frames (N, ...), each number on its own."""
    flat = values.reshape(len(values), -1)
    times = stretch.moving.linkage.time_s, stretch.bar.time_s
    columns = [on_frames(times[0], column, times[1]) for column in flat.T]
    return np.stack(columns, axis=1).reshape(-1, *values.shape[1:])


def _body_length(stretch: Stretch) -> Quantity:
    body = stretch.scale.body
    if body.value is None or body.sd is None:
        return Quantity.unseen("m", "no_scale")
    length = NOMINAL_BODY_M * stretch.metres
    return Quantity.measured(length, length * body.sd / body.value, "m", "no_scale")
