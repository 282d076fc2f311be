"""Where a disc ends: inside it nothing changes from picture to picture, outside the world passes by."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, uniform_filter1d

from liftwell.barbell.votes import gradient

Floats = NDArray[np.float32]
FloatArray = NDArray[np.float64]

_ANGLES = 120
_RING = 0.25  # pixels between sampled radii
_RISE = 0.35  # part of the steepest rise of the spread that still counts as a rim
_QUIET = 0.35  # part of the outside spread that the inside of a rim may show
_CLIP = 12.0  # grey levels per pixel: a bright background must not outvote the rest
_BAND = 0.045  # of the radius: where the edge of the rim may lie
_OVAL_PRIOR = 0.005  # of the radius: a plate seen straight on is round
_EDGE_FLOOR = 1.0  # mean grey levels per pixel: fainter edges are noise
_COARSE, _FINEST = 0.3, 0.15  # pixels: scatter assumed at first, and never less than
_NEIGHBOURS = 4.0  # neighbouring angles see the same shadow: they count as one


@dataclass(frozen=True, slots=True)
class Rim:
    """Ellipse with level axes: `centre` (2,) from the middle of the pictures, semi-axes `height` and `width`, pixels.

    `sd` error of `height`; `cover` share of the rim with a clear edge, 0…1; `inside`, `outside` median change in
    grey levels within and beyond the rim.
    """

    centre: FloatArray
    height: float
    width: float
    sd: float
    cover: float
    inside: float
    outside: float


@dataclass(frozen=True, slots=True)
class _Polar:
    """Angles (A,), radii (R,), and sampling places x, y (A, R) about the middle of a square picture."""

    angle: FloatArray
    radius: FloatArray
    x: Floats
    y: Floats


def find_rim(pictures: NDArray[np.uint8], radius: float, largest: float) -> Rim:
    """The outermost rim of the disc in `pictures` (M, N, N, 3), all centred on it, given a rough inner `radius`.

    Searched from 0.5 `radius` to `largest` pixels. The vertical semi-axis is the one to measure with: yaw narrows
    the horizontal one. The ellipse's departure from a circle is held to 0 ± 0.5 % unless the edges say more.
    """
    polar = _polar(pictures.shape[1], 0.5 * radius, largest)
    spread = _spread(pictures, polar)
    rough = _rough_rim(spread, polar.radius, radius, largest)
    strength = _radial_edges(pictures, polar)
    near = np.abs(polar.radius - rough) < 0.05 * radius
    start = float(polar.radius[near][np.argmax(strength.mean(0)[near])])
    inner, outer = spread[polar.radius < 0.8 * start], spread[polar.radius > 1.03 * start]
    return _fit(strength, polar, start, float(np.median(inner)), float(np.median(outer)) if len(outer) else 0.0)


def _polar(side: int, smallest: float, largest: float) -> _Polar:
    half = (side - 1) / 2
    angle = np.arange(_ANGLES) * 2 * np.pi / _ANGLES
    radius = np.arange(smallest, min(largest, half - 1), _RING)
    x, y = half + np.outer(np.cos(angle), radius), half + np.outer(np.sin(angle), radius)
    return _Polar(angle, radius, x.astype(np.float32), y.astype(np.float32))


def _spread(pictures: NDArray[np.uint8], polar: _Polar) -> FloatArray:
    """Half the interquartile range over the pictures, per radius (R,): 1–2 grey levels on the disc, 6–15 beyond."""
    low, high = len(pictures) // 4, (3 * len(pictures)) // 4
    ranked = np.partition(pictures, (low, high), axis=0)
    change = (ranked[high].astype(np.float32) - ranked[low]).mean(2) / 2
    return np.asarray(np.median(cv2.remap(change, polar.x, polar.y, cv2.INTER_LINEAR), 0), float)


def _rough_rim(spread: FloatArray, radii: FloatArray, radius: float, largest: float) -> float:
    width = 2 * int(0.02 * largest / _RING) + 1
    before, after = (uniform_filter1d(spread, width, origin=o) for o in (width // 2, -(width // 2)))
    rise = gaussian_filter1d(after - before, 2)
    base = np.median(spread[radii < 0.8 * radius])
    loud = base + _QUIET * (np.percentile(spread, 95) - base)
    peaks = [
        i
        for i in range(1, len(rise) - 1)
        if rise[i - 1] <= rise[i] > rise[i + 1]
        and rise[i] > _RISE * rise.max()
        and np.median(spread[max(0, i - 2 * width) : max(1, i - width // 2)]) < loud
    ]
    return float(radii[peaks[-1] if peaks else int(np.argmax(rise))])


def _radial_edges(pictures: NDArray[np.uint8], polar: _Polar) -> Floats:
    """Mean strength of edges that face the centre (A, R); edges that run along a spoke count against."""
    c, s = np.cos(polar.angle)[:, None], np.sin(polar.angle)[:, None]
    total = np.zeros(polar.x.shape)
    chosen = pictures[:: max(1, len(pictures) // 16)]
    for picture in chosen:
        gx, gy = (cv2.remap(g, polar.x, polar.y, cv2.INTER_LINEAR) for g in gradient(picture))
        total += np.clip(np.abs(gx * c + gy * s) - np.abs(gy * c - gx * s), 0, _CLIP)
    return (total / len(chosen)).astype(np.float32)


def _fit(strength: Floats, polar: _Polar, start: float, inside: float, outside: float) -> Rim:
    """Centre, radius and cos 2θ term by weighted least squares on the strongest edge per angle, in narrowing bands."""
    theta = polar.angle
    ring = np.array([0.0, 0.0, start, 0.0])
    design = np.stack([np.cos(theta), np.sin(theta), np.ones(_ANGLES), np.cos(2 * theta)], 1)
    closed = np.vstack([strength, strength[:1]])
    weight, sd = np.zeros(_ANGLES), np.inf
    peak = weight
    for turn in range(5):
        band = _BAND * start / (1 + 0.5 * turn)
        offsets = np.arange(-band, band + 0.1, _RING)
        reach = (design @ ring)[:, None] + offsets
        place = ((reach - polar.radius[0]) / _RING).astype(np.float32)
        row = np.broadcast_to(np.arange(_ANGLES, dtype=np.float32)[:, None], place.shape).copy()
        values = cv2.remap(closed, place, row, cv2.INTER_LINEAR)
        best, peak = values.argmax(1), values.max(1)
        clear = (peak > _EDGE_FLOOR) & (best > 0) & (best < len(offsets) - 1)
        if clear.sum() < _ANGLES // 4:
            break
        prior = (-float(ring[3]), _OVAL_PRIOR * start if turn > 1 else 1e-6)
        step, weight, sd = _robust(design, offsets[best], np.where(clear, peak, 0.0), prior)
        ring = ring + step
    cover = float((weight > 0.3 * peak.max()).mean()) if np.isfinite(sd) else 0.0
    return Rim(ring[:2], float(ring[2] - ring[3]), float(ring[2] + ring[3]), float(sd), cover, inside, outside)


def _robust(
    design: FloatArray, offset: FloatArray, strength: FloatArray, prior: tuple[float, float]
) -> tuple[FloatArray, FloatArray, float]:
    """Step (4,), final weights (A,) and sd of the vertical semi-axis; `prior` is mean and sd of the cos 2θ step."""
    weight, scatter = strength, _COARSE
    pull = np.array([0.0, 0.0, 0.0, 1 / prior[1] ** 2])
    for _ in range(8):
        precision = weight / (weight.mean() * _NEIGHBOURS * scatter**2)
        normal = design.T @ (design * precision[:, None]) + np.diag(pull)
        step = np.linalg.solve(normal, design.T @ (precision * offset) + pull * prior[0])
        left = offset - design @ step
        scatter = max(_FINEST, 1.4826 * float(np.median(np.abs(left[strength > 0]))))
        weight = strength / (1 + (left / (1.5 * scatter)) ** 2) ** 2
    vertical = np.array([0.0, 0.0, 1.0, -1.0])
    sd = float(np.sqrt(vertical @ np.linalg.inv(normal) @ vertical))
    return np.asarray(step, float), np.asarray(weight, float), sd
