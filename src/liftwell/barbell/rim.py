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
_FAINT = 4.0  # grey levels per pixel: edges count by the logarithm, a bright background must not outvote the rest
_REACH = 3.0  # pixels before and after a rim whose change is compared
_OFF_CENTRE = 9  # pixels that the rim's centre may lie off the middle: registration may have held on to anything rigid
_EDGE_WIDTH = 1.0  # pixels
_BEYOND = 1.15  # radii: how far beyond a rim the world is looked at
_LOUD = 80.0  # percentile: before a plain wall only legs and floor change
_BAND = 0.045  # of the radius: where the edge of the rim may lie
_OVAL_PRIOR = 0.003  # of the radius: a plate seen straight on is round
_EDGE_FLOOR = 0.2  # mean of ln(1 + slope / 4): fainter edges are noise
_COARSE, _FINEST = 0.3, 0.15  # pixels: scatter assumed at first, and never less than
_NEIGHBOURS = 4.0  # neighbouring angles see the same shadow: they count as one


@dataclass(frozen=True, slots=True)
class Rim:
    """Ellipse with level axes: `centre` (2,) from the middle of the pictures, semi-axes `height` and `width`, pixels.

    `sd` error of `height`; `cover` share of the rim with a clear edge, 0…1; `inside` median change in
    grey levels within the rim, `outside` that of the liveliest fifth beyond it.
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


def find_rim(turned: Floats, upright: NDArray[np.uint8], radius: float, largest: float) -> Rim:
    """The outermost rim of the disc in pictures (M, N, N, 3) centred on it, given a rough inner `radius`.

    `turned` follow the disc's rotation and light, so that its face stands still; `upright` do not, so that yaw
    narrows the same axis in all. Searched from 0.5 `radius` to `largest` pixels. The vertical semi-axis is the one to
    measure with: yaw narrows the other. The departure from a circle is held to 0 ± 0.3 % unless the edges say more.
    """
    polar = _polar(turned.shape[1], 0.5 * radius, largest)
    # A face without marks gives no hold on its turn, and a face with marks turns: it may stand still in either.
    spread = np.minimum(_spread(turned, polar), _spread(upright, polar))
    strength = _radial_edges(upright, polar)
    start = _best_ring(strength * _step_up(spread) * _parting(spread, polar), polar)
    inner = spread[:, : max(1, int(np.searchsorted(polar.radius, 0.8 * start[2])))]
    outer = spread[:, polar.radius > 1.1 * start[2]]
    return _fit(
        strength, polar, start, float(np.median(inner)), float(np.percentile(outer, _LOUD)) if outer.size else 0
    )


def _polar(side: int, smallest: float, largest: float) -> _Polar:
    half = (side - 1) / 2
    angle = np.arange(_ANGLES) * 2 * np.pi / _ANGLES
    radius = np.arange(smallest, min(largest, half - 1), _RING)
    x, y = half + np.outer(np.cos(angle), radius), half + np.outer(np.sin(angle), radius)
    return _Polar(angle, radius, x.astype(np.float32), y.astype(np.float32))


def _spread(pictures: NDArray[np.float32] | NDArray[np.uint8], polar: _Polar) -> Floats:
    """Half the interquartile range over the pictures (A, R): 1–5 grey levels on the disc, 10–40 beyond."""
    low, high = len(pictures) // 4, (3 * len(pictures)) // 4
    ranked = np.partition(pictures, (low, high), axis=0)
    change = (ranked[high].astype(np.float32) - ranked[low]).mean(2) / 2
    return np.asarray(cv2.remap(change, polar.x, polar.y, cv2.INTER_LINEAR), np.float32)


def _step_up(spread: Floats) -> Floats:
    """How much each place (A, R) parts a quiet inside from a loud outside, 0.1…1: with it the outermost edge wins."""
    width = int(_REACH / _RING) | 1
    before, after = (uniform_filter1d(spread, width, axis=1, origin=o) for o in (width // 2, -(width // 2)))
    quiet = np.maximum.accumulate(uniform_filter1d(spread, width, axis=1), axis=1)
    step = (after - before) / (after + before + quiet + 2.0)
    return np.asarray(np.clip(2 * step, 0.1, 1.0), np.float32)


def _parting(spread: Floats, polar: _Polar) -> Floats:
    """How much each radius (R,) parts a quiet disc from a loud world, 0.05…1.

    A printed ring trembles a little wherever registration slips, but beyond it the disc is quiet again; beyond the
    rim it stays loud. The loudest fifth of the angles decides, for a plain wall is quiet too.
    """
    total = np.cumsum(np.pad(spread, ((0, 0), (1, 0))), axis=1)
    count = spread.shape[1]
    here = np.arange(count)
    begin = np.minimum(here + int(_REACH / _RING), count - 1)
    end = np.clip(np.searchsorted(polar.radius, _BEYOND * polar.radius), begin + 1, count)
    beyond = np.percentile((total[:, end] - total[:, begin]) / (end - begin), _LOUD, axis=0)
    within = np.median(total[:, 1:] / (here + 1), axis=0)
    return np.asarray(np.clip((beyond - within) / (beyond + within + 2.0), 0.05, 1.0), np.float32)


def _best_ring(score: Floats, polar: _Polar) -> FloatArray:
    """Roughly the ring (shift x, shift y, radius, 0) with the largest mean score, to half a pixel."""
    shifts = np.arange(-_OFF_CENTRE, _OFF_CENTRE + 1)
    smooth = np.asarray(gaussian_filter1d(score, 1.0 / _RING, axis=1))
    rows = np.arange(_ANGLES)[::2, None]
    c, s = np.cos(polar.angle)[::2, None], np.sin(polar.angle)[::2, None]
    columns = np.arange(0, len(polar.radius), 2)[None, :]
    best, ring = -1.0, np.zeros(4)
    for dx in shifts * 1.0:
        for dy in shifts * 1.0:
            place = np.clip(columns + np.rint((dx * c + dy * s) / _RING).astype(int), 0, len(polar.radius) - 1)
            means = smooth[rows, place].mean(0)
            k = int(means.argmax())
            if means[k] > best:
                best, ring = float(means[k]), np.array([dx, dy, polar.radius[columns[0, k]], 0.0])
    return ring


def _radial_edges(pictures: NDArray[np.uint8], polar: _Polar) -> Floats:
    """Mean strength of edges that face the centre (A, R); edges that run along a spoke count against."""
    c, s = np.cos(polar.angle)[:, None], np.sin(polar.angle)[:, None]
    total = np.zeros(polar.x.shape)
    chosen = pictures[:: max(1, len(pictures) // 16)]
    for picture in chosen:
        gx, gy = (cv2.remap(g, polar.x, polar.y, cv2.INTER_LINEAR) for g in gradient(picture))
        facing = np.maximum(np.abs(gx * c + gy * s) - np.abs(gy * c - gx * s), 0)
        total += np.log1p(facing / _FAINT)
    return (total / len(chosen)).astype(np.float32)


def _fit(strength: Floats, polar: _Polar, start: FloatArray, inside: float, outside: float) -> Rim:
    """Centre, radius and cos 2θ term by weighted least squares on the strongest edge per angle, in narrowing bands."""
    theta = polar.angle
    ring, radius = start, float(start[2])
    design = np.stack([np.cos(theta), np.sin(theta), np.ones(_ANGLES), np.cos(2 * theta)], 1)
    closed = np.vstack([strength, strength[:1]])
    weight, sd = np.zeros(_ANGLES), np.inf
    peak = weight
    for turn in range(5):
        band = _BAND * radius / (1 + 0.5 * turn)
        offsets = np.arange(-band, band + 0.1, _RING)
        reach = (design @ ring)[:, None] + offsets
        place = ((reach - polar.radius[0]) / _RING).astype(np.float32)
        row = np.broadcast_to(np.arange(_ANGLES, dtype=np.float32)[:, None], place.shape).copy()
        values = np.asarray(cv2.remap(closed, place, row, cv2.INTER_LINEAR), np.float32)
        best, peak = values.argmax(1), values.max(1)
        edge = _centroid(values, offsets, best)
        clear = (peak > _EDGE_FLOOR) & (best > 0) & (best < len(offsets) - 1)
        if clear.sum() < _ANGLES // 4:
            break
        prior = (-float(ring[3]), _OVAL_PRIOR * radius if turn > 1 else 1e-6)
        step, weight, sd = _robust(design, edge, np.where(clear, peak, 0.0), prior)
        ring = ring + step
    cover = float((weight > 0.3 * peak.max()).mean()) if np.isfinite(sd) else 0.0
    return Rim(ring[:2], float(ring[2] - ring[3]), float(ring[2] + ring[3]), float(sd), cover, inside, outside)


def _centroid(values: Floats, offsets: FloatArray, best: NDArray[np.intp]) -> FloatArray:
    """Offset (A,) of the edge around each best place: blurred edges have flat tops."""
    near = np.exp(-0.5 * ((offsets[None, :] - offsets[best][:, None]) / _EDGE_WIDTH) ** 2) * values**2
    return np.asarray((near @ offsets) / np.maximum(near.sum(1), 1e-9))


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
