"""The circle that moves with the hands: votes of all samples laid over each other in the frame of the wrist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.barbell.sample import Sample
from liftwell.barbell.still import ELSEWHERE, without_still
from liftwell.barbell.votes import edges_at, vote

Floats = NDArray[np.float32]
FloatArray = NDArray[np.float64]

RADII: Final = np.geomspace(0.075, 0.24, 13)  # body lengths: small home plates to a full-size one near the camera
REACH: Final = 0.32  # body lengths from the wrists within which the plate's centre must lie
GAINS: Final = (1.0, 1.22)  # plate's movement by the hands': 1 / 0.82 of parallax, and 1 for a camera that pans along
_VOTERS: Final = 14  # samples that find the common circle
_DRIFT: Final = 0.1  # body lengths that the gain may move a plate at most
_WRIST_NOISE: Final = 0.08  # body lengths: diameter of the cloud in which a wrist landmark scatters
_CONCENTRIC: Final = 0.06  # body lengths between the centres of rings on one plate
_ALSO: Final = 0.6  # part of the best agreement that a larger ring needs
_WANDER: Final = 0.14  # body lengths that a sample's centre may leave the expected place
_PEAKS: Final = 4


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle that moves with the hands: `radius` in crop pixels, expected centres `places` (S, 2) in S samples.

    `score` tells how clearly it stands out: votes grow with the part of a circle that was seen, noise falls with it.
    """

    radius: float
    places: list[FloatArray]
    score: float


def common_circles(samples: list[Sample], body: float, most: int) -> list[Ring]:
    """At most `most` circles on which the samples agree, the clearest first: at half resolution.

    A plate hangs nearer to the camera than the hands, so that it moves further in the picture: both no gain and the
    usual gain are tried.
    """
    half = round(REACH * body / 2)
    agreed = _agreement(samples, body, half)
    middle = np.median([s.wrist for s in samples], 0)
    found = []
    for _ in range(most):
        gain = max(agreed, key=lambda g: max(float(f.max()) for f in agreed[g]))
        radius, offset, score = _outermost(agreed[gain], body)
        at = [s.crop.inside(middle + gain * (s.wrist - middle)) + offset - 2.0 * half for s in samples]
        found.append(Ring(radius, at, score))
        _forget(agreed, offset / 2, round(_CONCENTRIC * body))
    return found


def _agreement(samples: list[Sample], body: float, half: int) -> dict[float, list[Floats]]:
    """For every gain and radius how much of a circle the samples see around each place, wrists laid over each other."""
    margin = round(_DRIFT * body / 2)
    chosen = samples[:: max(1, len(samples) // _VOTERS)]
    blob = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * round(_WRIST_NOISE * body / 4) + 1,) * 2)
    small = [edges_at(s.seen.x / 2, s.seen.y / 2, s.seen.ux, s.seen.uy) for s in chosen]
    middle = np.median([s.wrist for s in samples], 0)
    scale = samples[0].crop.scale
    corners = [np.rint(s.crop.inside(s.wrist) / 2) - half - margin for s in chosen]
    there = np.array([c + np.rint(s.crop.origin_px * scale / 2) for c, s in zip(corners, chosen, strict=True)], int)
    height = np.array([s.wrist[1] for s in chosen]) * scale
    agreed: dict[float, list[Floats]] = {gain: [] for gain in GAINS}
    for r in RADII * body / 2:
        fields = [
            np.asarray(cv2.dilate(vote(seen, r, corner, 2 * (half + margin) + 1), blob), np.float32)
            for corner, seen in zip(corners, small, strict=True)
        ]
        fields = without_still(fields, there, height, ELSEWHERE * body)
        for gain, fields_mean in agreed.items():
            lead = [(gain - 1) * (s.wrist - middle) * scale / 2 for s in chosen]
            mean = np.mean([_window(f, shift, half, margin) for f, shift in zip(fields, lead, strict=True)], 0)
            fields_mean.append(np.asarray(cv2.GaussianBlur(mean, (0, 0), 1.0) * r, np.float32))
    return agreed


def _forget(agreed: dict[float, list[Floats]], centre: FloatArray, reach: int) -> None:
    """Take every circle around `centre` (2: x, y) out of all fields."""
    x, y = np.rint(centre).astype(int)
    for fields in agreed.values():
        for field in fields:
            field[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1] = 0


def _outermost(agreed: list[Floats], body: float) -> tuple[float, FloatArray, float]:
    """Radius, centre (2,) and score of the largest circle about as good as the best one and around the same centre.

    A hub is as round as its plate, but too small to be laid over itself.
    """
    best = max(agreed, key=lambda f: float(f.max()))
    v, u = (int(k) for k in np.unravel_index(int(best.argmax()), best.shape))
    reach = round(_CONCENTRIC * body / 2)
    low_v, low_u = max(0, v - reach), max(0, u - reach)
    near = [f[low_v : v + reach + 1, low_u : u + reach + 1] for f in agreed]
    scores = [float(f.max()) / np.sqrt(r) for f, r in zip(near, RADII, strict=True)]
    k = max(
        i
        for i in range(len(scores))
        if scores[i] > _ALSO * max(scores) and scores[i] == max(scores[max(0, i - 1) : i + 2])
    )
    y, x = (int(i) for i in np.unravel_index(int(near[k].argmax()), near[k].shape))
    return float(RADII[k] * body), 2.0 * np.array([low_u + x, low_v + y]), float(best.max())


def _window(field: Floats, shift: FloatArray, half: int, margin: int) -> Floats:
    """The (2 half + 1)² part of a larger field, moved by `shift`, at most by `margin`."""
    x, y = (margin + int(np.clip(np.rint(d), -margin, margin)) for d in shift)
    return field[y : y + 2 * half + 1, x : x + 2 * half + 1]


def candidates(sample: Sample, radius: float, place: FloatArray, body: float) -> FloatArray:
    """The best few circle centres (P, 3: x, y, score) of one sample near the expected place."""
    half = round(_WANDER * body)
    corner = np.rint(place) - half
    votes = np.sum([vote(sample.seen, radius + d, corner, 2 * half + 1) for d in (-1, 0, 1)], 0)
    field = np.asarray(cv2.GaussianBlur(votes, (0, 0), 1.0), np.float32)
    found = []
    for _ in range(_PEAKS):
        v, u = np.unravel_index(int(field.argmax()), field.shape)
        found.append((corner[0] + u, corner[1] + v, field[v, u]))
        field[max(0, v - 4) : v + 5, max(0, u - 4) : u + 5] = 0
    return np.array(found)
