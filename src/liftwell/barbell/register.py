"""Rigid registration of a disc: shift and turn against a template, to a small fraction of a pixel."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FloatArray = NDArray[np.float64]

FINE = 0.8  # pixels of blur that make linear interpolation and slopes agree
COARSE = 3.0  # pixels of blur that let a disc be found from 6 px off
_INNER, _OUTER = 0.15, 1.05  # part of the radius compared: the rim is the best mark of a plain plate
_STEP = 2  # every second pixel is enough
_LIMIT = 2.5  # pixels (and pixels at the rim) a step: further than the blur reaches is a guess
_SLACK = 0.5  # pixels
_SMALLEST = 0.85  # size of a disc by its template's, and the inverse of the largest
_QUIET = 2.0  # grey levels: compression noise
# by the sum of weights: a plain disc says nothing of its turn and little of its contrast; they must not wander
_DAMPING = (1e-3, 1e-3, 0.05, 0.05, 1e-6, 1e-3, 1e-3, 0.05)
_DONE_PX = 0.02
_CORRELATED = 4.0  # neighbouring residuals share blur and compression: error bars grow by this factor


@dataclass(frozen=True, slots=True)
class Pose2:
    """Where a disc lies: x, y in pixels, angle in radians, size by the template's: cameras zoom and come nearer."""

    x: float
    y: float
    angle: float = 0.0
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Fit:
    """A registered pose, the median absolute grey difference left over, and the sd of x and y in pixels.

    `likeness`: correlation with the template, −1…1, at the places that it trusts and in its light; blur leaves it high.
    `light` (4,): grey levels of brightness, tilt along x and y (per radius), and contrast by which it differs.
    """

    pose: Pose2
    residual: float = 0.0
    sd: float = 0.0
    likeness: float = 0.0
    light: FloatArray = field(default_factory=lambda: np.zeros(4))


@dataclass(frozen=True, slots=True)
class Template:
    """A disc's grey levels (n,) at n places (n, 2) from its centre, and what changes them.

    causes (n, 8): slopes with x, y, angle · radius, size · radius; then the light: level, tilt (x, y), contrast.
    steepness (n,): grey levels per pixel, how much a small misfit may excuse; trust (n,): 0…1;
    level, depth: mean and sd of grey.
    """

    places: Floats
    grey: Floats
    causes: FloatArray
    steepness: FloatArray
    trust: FloatArray
    radius: float
    level: float
    depth: float


def soften(grey: NDArray[np.uint8] | Floats, blur: float = FINE) -> Floats:
    """The blur that both sides of a registration must have had."""
    return np.asarray(cv2.GaussianBlur(np.asarray(grey, np.float32), (0, 0), blur), np.float32)


def template_of(picture: Floats, spread: Floats, radius: float, blur: float = FINE) -> Template:
    """A template from a square `picture` (N, N) whose middle is the disc's centre; `radius` in its pixels.

    `spread` (N, N): grey levels by which its pixels differ from time to time. Those that change, as the sleeve's end
    with its parallax and the background beyond the rim, are trusted less.
    """
    half = (len(picture) - 1) / 2
    smooth = soften(picture, blur)
    gx, gy = (cv2.Sobel(smooth, cv2.CV_32F, *order, scale=1 / 8) for order in ((1, 0), (0, 1)))
    rows, columns = np.mgrid[: len(picture) : _STEP, : len(picture) : _STEP]
    distance = np.hypot(columns - half, rows - half)
    use = (distance < _OUTER * radius) & (distance > _INNER * radius)
    y, x = rows[use], columns[use]
    sx, sy = gx[y, x].astype(float), gy[y, x].astype(float)
    places = np.stack([x - half, y - half], 1).astype(np.float32)
    turn = (places[:, 0] * sy - places[:, 1] * sx) / radius
    grow = (places[:, 0] * sx + places[:, 1] * sy) / radius
    grey = smooth[y, x]
    level, depth = float(grey.mean()), max(float(grey.std()), 1.0)
    change = spread[y, x]
    trust = 1 / (1 + (change / (1.5 * np.median(change) + 1)) ** 2)
    causes = np.column_stack([sx, sy, turn, grow, np.ones(len(grey)), places / radius, (grey - level) / depth])
    return Template(places, grey, np.asarray(causes, float), np.hypot(sx, sy), trust, radius, level, depth)


def align(soft: Floats, start: Pose2, template: Template, steps: int = 6, slack: float = _SLACK) -> Fit:
    """Move `start` until the disc in `soft` (H, W) looks like `template`: robust Gauss-Newton on x, y, angle, size.

    The light may change in level, contrast and tilt. A misfit of `slack` pixels at an edge is not yet an outlier:
    print on a plate would otherwise be thrown out just when it shows a turn.
    Inverse compositional form of Baker and Matthews 2004, doi:10.1023/B:VISI.0000011205.11775.fd, with Cauchy weights.
    """
    pose = start
    left = _difference(soft, pose, template)
    light = np.array([float(np.median(left)), 0.0, 0.0, 0.0])
    for _ in range(steps):
        step, normal, spread = _newton(left, light, template, slack)
        light = step[4:]
        move = -np.clip(step[:4], -_LIMIT, _LIMIT)
        pose = _moved(pose, move, template.radius)
        left = _difference(soft, pose, template)
        if abs(move[0]) + abs(move[1]) < _DONE_PX:
            break
    rest = left - template.causes[:, 4:] @ light
    return Fit(
        pose,
        float(np.median(np.abs(rest))),
        _standard_deviation(normal, spread),
        _likeness(left, light, template),
        light,
    )


def relit(picture: NDArray[np.generic], light: FloatArray, template: Template) -> Floats:
    """A turned picture (N, N, 3) centred on the disc, with the light of the template: the inverse of `Fit.light`."""
    along = (np.arange(len(picture)) - (len(picture) - 1) / 2) / template.radius
    added = light[0] + light[1] * along[None, :] + light[2] * along[:, None]
    gain = max(0.3, 1 + light[3] / template.depth)
    unlit = (np.asarray(picture, np.float32) - added[..., None] - template.level) / gain + template.level
    return np.asarray(unlit, np.float32)


def _difference(soft: Floats, pose: Pose2, template: Template) -> FloatArray:
    c, s = pose.size * math.cos(pose.angle), pose.size * math.sin(pose.angle)
    x, y = template.places[:, 0], template.places[:, 1]
    seen = cv2.remap(
        soft,
        (pose.x + c * x - s * y)[:, None].astype(np.float32),
        (pose.y + s * x + c * y)[:, None].astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(seen[:, 0] - template.grey, float)


def _newton(
    left: FloatArray, light: FloatArray, template: Template, slack: float
) -> tuple[FloatArray, FloatArray, float]:
    rest = left - template.causes[:, 4:] @ light
    spread = max(_QUIET, 1.4826 * float(np.median(np.abs(rest))))
    weight = template.trust / (1 + (rest / (1.5 * (spread + slack * template.steepness))) ** 2)
    weighted = np.asarray(template.causes * weight[:, None], float)
    normal = np.asarray(template.causes.T @ weighted, float) + np.diag(_DAMPING) * float(weight.sum())
    return np.asarray(np.linalg.solve(normal, weighted.T @ left), float), normal, spread


def _moved(pose: Pose2, move: FloatArray, radius: float) -> Pose2:
    c, s = math.cos(pose.angle), math.sin(pose.angle)
    x = pose.x + c * move[0] - s * move[1]
    y = pose.y + s * move[0] + c * move[1]
    size = min(max(pose.size * (1 + float(move[3]) / radius), _SMALLEST), 1 / _SMALLEST)
    return Pose2(float(x), float(y), pose.angle + float(move[2]) / radius, size)


def _likeness(left: FloatArray, light: FloatArray, template: Template) -> float:
    # level and tilt may be taken off; taking off the contrast would put the template itself into any picture
    seen = template.grey + left - template.causes[:, 4:7] @ light[:3]
    weight = template.trust / template.trust.sum()
    one, other = template.grey - weight @ template.grey, seen - weight @ seen
    return float(weight @ (one * other) / math.sqrt(max(weight @ one**2 * (weight @ other**2), 1e-9)))


def _standard_deviation(normal: FloatArray, spread: float) -> float:
    covariance = np.linalg.inv(normal[:4, :4]) * (_CORRELATED * spread) ** 2
    return math.sqrt(max(covariance[0, 0], covariance[1, 1]))
