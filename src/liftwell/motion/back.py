"""The back: lumbar and thoracic flexion and the pelvis, each against the lifter's own tallest posture.

The slope of the outline in seven bands, minus the slope of the same band when the lifter stood tallest, is
turned into spine angles by a linear-Gaussian model learnt on rendered bodies (`back_model.toml`). The model uses
whatever bands are seen, and its conditional variance says what the missing ones cost.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.evidence import threshold

FloatArray = NDArray[np.float64]
BAND_COUNT: Final = 7
_FEWEST_BANDS, _FEWEST_FRAMES = 4, 3
# A lifter who is never seen low on the back while upright is read at more lean, where the spine may already be bent;
# the second number is what that may hide, in degrees (trials, section 4: truth still 4–8° flexed at 35–40° of lean).
_FALLBACKS: Final = ((10.0, 6.0), (20.0, 10.0))
_FULL_FOLD_DEG: Final = 50.0  # lean at which the errors learnt on bent frames apply in full
_FULL_CHANGE_DEG: Final = 15.0  # the same for the rms change of the bands' slopes
_SHARP: Final = 0.03  # softness (trunk lengths) of the edge of a mask on plain clothes


@dataclass(frozen=True, slots=True)
class Back:
    """Angles (T,) in rad with their standard deviations, NaN where not seen.

    Positive = rounding, pelvis tilted forward.
    `pelvis` is against the hip–shoulder line, `change` (T, 7) the bands' slopes against the tallest posture.
    `upright_seen` says whether the lifter was ever tall enough to have a reference.
    """

    lumbar: FloatArray
    lumbar_sd: FloatArray
    thoracic: FloatArray
    thoracic_sd: FloatArray
    pelvis: FloatArray
    pelvis_sd: FloatArray
    change: FloatArray
    upright_seen: bool


class Reference(NamedTuple):
    """The tallest posture: slope (7,) rad of every band, NaN if never seen upright, and its extra error (7,)."""

    slope: FloatArray
    sd: FloatArray


class BackModel(NamedTuple):
    """`back_model.toml`, in rad."""

    moments: FloatArray
    band_sd: float
    line_sd: float
    pelvis_tallest: float
    pelvis_tallest_sd: float
    standing_sd: float


def tallest(slopes: FloatArray, lean: FloatArray) -> Reference:
    """For every band the median over the frames with little lean in which that band is seen.

    Band by band, because at lockout a full-size plate hides the seat.
    """
    slope, sd = np.full(BAND_COUNT, np.nan), np.zeros(BAND_COUNT)
    upright = threshold("upright_lean_max_deg")
    for band in range(BAND_COUNT):
        for limit, hidden in ((upright, 0.0), *((upright + more, cost) for more, cost in _FALLBACKS)):
            seen = np.isfinite(slopes[:, band]) & (np.abs(lean) < np.radians(limit))
            if seen.sum() >= _FEWEST_FRAMES:
                slope[band], sd[band] = np.median(slopes[seen, band]), np.radians(hidden)
                break
    return Reference(slope, sd)


def against(slopes: FloatArray, reference: Reference, lean: FloatArray, softness: FloatArray) -> Back:
    """Spine angles from band slopes (T, 7) rad, given trunk lean (T,) rad and softness (T,) of the mask's edge."""
    model = back_model()
    change = slopes - reference.slope
    mean, sd = np.full((len(slopes), 3), np.nan), np.full((len(slopes), 3), np.nan)
    blur = np.maximum(1.0, np.nan_to_num(softness, nan=_SHARP) / _SHARP)
    for pattern in np.unique(np.isfinite(change), axis=0):
        rows = (np.isfinite(change) == pattern).all(1)
        if pattern.sum() >= _FEWEST_BANDS:
            soft = float(np.median(blur[rows]))
            weights, error = _conditional(model, pattern, np.hypot(model.band_sd * soft, reference.sd))
            mean[rows], sd[rows] = change[rows][:, pattern] @ weights, error
    fold = np.clip(_amount(change, lean), 0.0, 1.0)[:, None]
    sd = np.hypot(model.standing_sd, sd * fold)
    seen = bool(np.isfinite(reference.slope).sum() >= _FEWEST_BANDS)
    return Back(mean[:, 0], sd[:, 0], mean[:, 1], sd[:, 1], model.pelvis_tallest + mean[:, 2], sd[:, 2], change, seen)


def _amount(change: FloatArray, lean: FloatArray) -> FloatArray:
    """(T,) how much of the errors learnt on bent frames applies: by the lean, or by how far the outline has changed."""
    seen = np.isfinite(change)
    spread = np.sqrt((np.where(seen, change, 0.0) ** 2).sum(1) / np.maximum(seen.sum(1), 1))
    return np.asarray(np.maximum(np.abs(lean) / np.radians(_FULL_FOLD_DEG), spread / np.radians(_FULL_CHANGE_DEG)))


def _conditional(model: BackModel, seen: NDArray[np.bool_], band_sd: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Weights (n, 3) and sd (3,) of lumbar, thoracic and pelvis given the bands that are seen.

    The conditional mean of a Gaussian, Cov(y, x) Cov(x, x)^-1 x; also known as ridge regression.
    """
    noise = np.diag(band_sd[seen] ** 2) + model.line_sd**2
    inner = model.moments[:BAND_COUNT, :BAND_COUNT][np.ix_(seen, seen)] + noise
    cross = model.moments[:BAND_COUNT, BAND_COUNT:][seen]
    weights = np.asarray(np.linalg.solve(inner, cross), np.float64)
    variance: FloatArray = np.diag(model.moments[BAND_COUNT:, BAND_COUNT:] - cross.T @ weights)
    return weights, np.asarray(np.sqrt(np.maximum(variance, 0.0)))


@cache
def back_model() -> BackModel:
    """The model that ships with liftwell, read once."""
    table = tomllib.loads((files("liftwell.motion") / "back_model.toml").read_text("utf-8"))
    names = ("band_sd_deg", "line_sd_deg", "pelvis_tallest_deg", "pelvis_tallest_sd_deg", "standing_sd_deg")
    moments = np.array(table["moments_deg2"], float) * np.radians(1.0) ** 2
    return BackModel(moments, *(float(np.radians(table[name])) for name in names))
