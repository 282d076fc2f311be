"""The back: lumbar and thoracic flexion and the pelvis, each against the lifter's own tallest posture.

The slope of the outline in seven bands is turned into spine angles by linear-Gaussian models learnt on rendered bodies
in many clothes (`back_model.toml`). Upright, what counts is how far the slopes have changed from the tallest posture.
Bent over it is not: a loose shirt hangs straight over the hollow of a standing back and lies close on a bent one. There
the slopes themselves count, and those of the tallest posture only as far as they have proved to help. The models use
whatever bands are seen, and their conditional variance says what the missing ones cost.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.evidence import threshold
from liftwell.motion.gaussian import by_pattern, regression
from liftwell.quantity import Quantity

FloatArray = NDArray[np.float64]
BAND_COUNT: Final = 7
_SEAT: Final = 1  # the lowest band is the seat
_FEWEST_BANDS, _FEWEST_FRAMES = 4, 3
# A lifter who is never seen low on the back while upright is read at more lean, where the spine may already be bent;
# the second number is what that may hide, in degrees (rendered spines were still 4–8° flexed at 35–40° of lean).
_FALLBACKS: Final = ((10.0, 6.0), (20.0, 10.0))
# Of the variance of an angle's error, what two reps of one clip share: the body and its tallest posture are the same.
# On rendered clips 0.74 for the low back, 0.9 for the upper back and the trunk.
SHARED: Final = 0.7
# The same of two clips of one lifter in the same clothes, filmed from the same place, but 20° rounder or straighter:
# 0.25 and 0.43 for the low back at lift-off and set-up, 0.6 and more for every other angle (36 pairs, bench/alike.py).
# The least of them counts. It is less than within a clip, as a straight back is read too round and a round one too
# straight.
SHARED_ALIKE: Final = 0.25
_SHARP: Final = 0.03  # softness (trunk lengths) of the edge of a mask on plain clothes


@dataclass(frozen=True, slots=True)
class Back:
    """Angles (T,) in rad with their standard deviations, NaN where not seen.

    Positive = rounding, pelvis tilted forward.
    `pelvis` is against the hip–shoulder line, `change` (T, 7) the bands' slopes against the tallest posture.
    `blur` (T,), at least 1, is how many times softer than on plain clothes the mask's edge is, NaN where not traced;
    `upright_seen` says whether the lifter was ever tall enough to have a reference.
    """

    lumbar: FloatArray
    lumbar_sd: FloatArray
    thoracic: FloatArray
    thoracic_sd: FloatArray
    pelvis: FloatArray
    pelvis_sd: FloatArray
    change: FloatArray
    blur: FloatArray
    upright_seen: bool


class Reference(NamedTuple):
    """The tallest posture: slope (7,) rad of every band, NaN if never seen upright, and its extra error (7,)."""

    slope: FloatArray
    sd: FloatArray


class BentModel(NamedTuple):
    """Bent over, rad: the 13 of `bent_features`, then lumbar, thoracic and pelvis.

    `mean` (16,), `covariance` (16, 16); `noise` sd of a feature that nothing explains; `spread` (3,) what the errors
    of clips left out are by those that the model expects.
    """

    mean: FloatArray
    covariance: FloatArray
    noise: float
    spread: FloatArray


class BackModel(NamedTuple):
    """`back_model.toml`, in rad."""

    bent: BentModel

    moments: FloatArray
    edge_sd: float
    band_sd: float
    line_sd: float
    pelvis_tallest: float
    pelvis_tallest_sd: float
    standing_sd: float
    full_change: float
    most_of_it: float


def tallest(slopes: FloatArray, lean: FloatArray) -> Reference:
    """For every band the median over the frames with little lean in which that band is seen.

    Band by band, because at lockout a full-size plate hides the seat.
    """
    slope, sd = np.full(BAND_COUNT, np.nan), np.zeros(BAND_COUNT)
    upright = _upright_deg()
    for band in range(BAND_COUNT):
        for limit, hidden in ((upright, 0.0), *((upright + more, cost) for more, cost in _FALLBACKS)):
            seen = np.isfinite(slopes[:, band]) & (np.abs(lean) < np.radians(limit))
            if seen.sum() >= _FEWEST_FRAMES:
                slope[band], sd[band] = np.median(slopes[seen, band]), np.radians(hidden)
                break
    return Reference(slope, sd)


def tallest_profile(depth: FloatArray, lean: FloatArray) -> FloatArray:
    """(S,) the back's profile in the tallest posture: what `tallest` is for slopes, station by station."""
    profile = np.full(depth.shape[1], np.nan)
    for limit in (_upright_deg() + more for more in (0.0, *(more for more, _ in _FALLBACKS))):
        upright = np.where((np.abs(lean) < np.radians(limit))[:, None], depth, np.nan)
        enough = np.isnan(profile) & (np.isfinite(upright).sum(0) >= _FEWEST_FRAMES)
        if enough.any():
            profile[enough] = np.nanmedian(upright[:, enough], axis=0)
    return profile


def stands_tall(lean: FloatArray) -> bool:
    """Whether the lean (T,) rad of the trunk shows a tallest posture in enough frames."""
    return int((np.abs(lean) < np.radians(_upright_deg())).sum()) >= _FEWEST_FRAMES


def _upright_deg() -> float:
    return threshold("upright_lean_max_deg")


def against(slopes: FloatArray, lean: FloatArray, reference: Reference, softness: FloatArray) -> Back:
    """Spine angles from band slopes (T, 7) rad at trunk leans (T,) rad, given the softness (T,) of the mask's edge."""
    model = back_model()
    change = slopes - reference.slope
    blur = np.maximum(1.0, softness / _SHARP)
    seen = bool(np.isfinite(reference.slope).sum() >= _FEWEST_BANDS)
    upright, upright_sd = _upright(model, change, reference, blur)
    bent, bent_sd = _bent(model.bent, slopes, lean, reference, blur)
    folded = _folded(lean)[:, None] if seen else np.full((len(slopes), 1), np.nan)
    mean = (1 - folded) * upright + folded * bent
    sd = np.sqrt((1 - folded) * upright_sd**2 + folded * bent_sd**2)
    return Back(mean[:, 0], sd[:, 0], mean[:, 1], sd[:, 1], mean[:, 2], sd[:, 2], change, blur, seen)


def _folded(lean: FloatArray) -> FloatArray:
    """(T,) 0 upright, 1 bent over: which of the two models counts."""
    low, high = np.radians(threshold("cloth_hangs_max_deg")), np.radians(threshold("cloth_lies_min_deg"))
    share = np.clip((np.abs(lean) - low) / (high - low), 0.0, 1.0)
    return np.asarray(share * share * (3 - 2 * share))


def _upright(
    model: BackModel, change: FloatArray, reference: Reference, blur: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Mean and sd (T, 3) of lumbar, thoracic and pelvis from the change (T, 7) since the tallest posture."""
    mean, sd = np.full((len(change), 3), np.nan), np.full((len(change), 3), np.nan)
    known = np.nan_to_num(blur, nan=1.0)
    for pattern, rows in by_pattern(change):
        if pattern.sum() >= _FEWEST_BANDS:
            weights, error = _conditional(model, pattern, float(np.median(known[rows])), reference.sd)
            mean[rows], sd[rows] = change[rows][:, pattern] @ weights, error
    mean[:, 2] += model.pelvis_tallest
    return mean, _grown(model, sd, change)


def _bent(
    model: BentModel, slopes: FloatArray, lean: FloatArray, reference: Reference, blur: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Mean and sd (T, 3) of lumbar, thoracic and pelvis from slopes (T, 7), lean (T,) and the tallest posture."""
    mean, sd = np.full((len(slopes), 3), np.nan), np.full((len(slopes), 3), np.nan)
    known = np.nan_to_num(blur, nan=1.0)
    features = bent_features(slopes, lean, reference.slope)
    count = features.shape[1]
    hidden = np.concatenate([np.zeros(BAND_COUNT - _SEAT), reference.sd[_SEAT:], [0.0]])
    for pattern, rows in by_pattern(features):
        if pattern[: BAND_COUNT - _SEAT].sum() >= _FEWEST_BANDS:
            own = np.hypot(model.noise * float(np.median(known[rows])), hidden)
            weights, error = regression(model.covariance, pattern, np.diag(own**2))
            mean[rows] = model.mean[count:] + (features[rows] - model.mean[:count])[:, pattern] @ weights
            sd[rows] = error * model.spread
    return mean, sd


def bent_features(slopes: FloatArray, lean: FloatArray, tallest_slope: FloatArray) -> FloatArray:
    """(T, 13) rad: slope of six bands, of the same six in the tallest posture, lean of the trunk.

    The lowest band is left out: it is the seat, and seats differ more than backs. The tallest posture tells loose
    clothes from tight ones.
    """
    tall = np.tile(tallest_slope[_SEAT:], (len(slopes), 1))
    return np.column_stack([slopes[:, _SEAT:], tall, lean])


def change_between(before: FloatArray, after: FloatArray, blur: float = 1.0) -> tuple[Quantity, Quantity]:
    """Lumbar and thoracic flexion (rad) gained from one posture to another, from the bands (7,) rad of both.

    `blur`: how many times softer than a sharp mask's the edge is. The tallest posture cancels, and so does its error;
    bands that were not seen in both, or never standing, do not count. Both are "hidden" when too few bands are left.
    """
    model = back_model()
    change = np.asarray(after - before)[None]
    seen = np.isfinite(change[0])
    if seen.sum() < _FEWEST_BANDS:
        return Quantity.unseen("rad", "hidden"), Quantity.unseen("rad", "hidden")
    weights, error = _conditional(model, seen, blur, np.zeros(BAND_COUNT))
    mean, sd = change[0, seen] @ weights, _grown(model, error, change)[0]
    return Quantity.measured(mean[0], sd[0], "rad"), Quantity.measured(mean[1], sd[1], "rad")


def change_of_level(first: Quantity, later: Quantity) -> Quantity:
    """How much more a flexion is `later` than `first` in the same clip, with the error that the two do not share."""
    if first.value is None or later.value is None:
        return Quantity.unseen(later.unit, later.reason or first.reason or "hidden")
    own = math.sqrt(1 - SHARED) * math.hypot(first.sd or 0.0, later.sd or 0.0)
    return Quantity(later.value - first.value, own, later.unit)


def _grown(model: BackModel, sd: FloatArray, change: FloatArray) -> FloatArray:
    """(T, 3) the model's own error `sd` (T, 3) or (3,), as large as the change (T, 7) of the outline makes it."""
    share = np.minimum(_rms(change) / model.full_change, model.most_of_it)
    return np.asarray(np.hypot(model.standing_sd, sd * share[:, None]))


def _rms(change: FloatArray) -> FloatArray:
    """(T,) rms over the bands that are seen."""
    seen = np.isfinite(change)
    return np.asarray(np.sqrt((np.where(seen, change, 0.0) ** 2).sum(1) / np.maximum(seen.sum(1), 1)))


def _conditional(
    model: BackModel, seen: NDArray[np.bool_], soft: float, reference_sd: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Weights (n, 3) and sd (3,) of lumbar, thoracic and pelvis given the bands that are seen.

    `soft` is how many times softer than a sharp mask the edge is; `reference_sd` (7,) the error of the tallest posture.
    """
    edges = 2 * np.eye(BAND_COUNT) - np.eye(BAND_COUNT, k=1) - np.eye(BAND_COUNT, k=-1)
    own = (model.band_sd * soft) ** 2 + reference_sd**2
    every = edges * (model.edge_sd * soft) ** 2 + np.diag(own) + model.line_sd**2
    return regression(model.moments, seen, every)


@cache
def back_model() -> BackModel:
    """The model that ships with liftwell, read once."""
    table = tomllib.loads((files("liftwell.motion") / "back_model.toml").read_text("utf-8"))
    degree = np.radians(1.0)
    moments, bent = np.array(table.pop("moments_deg2"), float) * degree**2, table.pop("bent")
    angles = {name.removesuffix("_deg"): degree * value for name, value in table.items() if name.endswith("_deg")}
    folded = BentModel(
        np.array(bent["mean_deg"]) * degree,
        np.array(bent["covariance_deg2"], float) * degree**2,
        bent["noise_sd_deg"] * degree,
        np.array(bent["spread"], float),
    )
    return BackModel(folded, moments, **angles, most_of_it=table["most_of_it"])
