"""Rigid registration of a disc: shift and turn against a template, to a small fraction of a pixel."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FloatArray = NDArray[np.float64]

_BLUR = 0.8  # pixels; makes linear interpolation and slopes agree
_INNER, _OUTER = 0.15, 0.90  # part of the radius compared: the sleeve's end has parallax, the rim has background
_STEP = 2  # every second pixel is enough
_MAX_SHIFT_PX = 2.0
_MAX_TURN = 0.05  # radians a step
_DONE_PX = 0.02
_CORRELATED = 4.0  # neighbouring residuals share blur and compression: error bars grow by this factor


@dataclass(frozen=True, slots=True)
class Pose2:
    """Where a disc lies: x, y in pixels, angle in radians."""

    x: float
    y: float
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """A registered pose, the median absolute grey difference left over, and the sd of x and y in pixels."""

    pose: Pose2
    residual: float
    sd: float


@dataclass(frozen=True, slots=True)
class Template:
    """Grey levels of a disc at n places (n, 2) from its centre, and how they change with x, y and angle (n, 3)."""

    places: Floats
    grey: Floats
    slopes: FloatArray
    radius: float


def soften(grey: NDArray[np.uint8] | Floats) -> Floats:
    """The blur that both sides of a registration must have had."""
    return np.asarray(cv2.GaussianBlur(np.asarray(grey, np.float32), (0, 0), _BLUR), np.float32)


def template_of(picture: Floats, radius: float) -> Template:
    """A template from a square `picture` (N, N) whose middle is the disc's centre; `radius` in its pixels."""
    half = (len(picture) - 1) / 2
    smooth = soften(picture)
    gx, gy = (cv2.Sobel(smooth, cv2.CV_32F, *order, scale=1 / 8) for order in ((1, 0), (0, 1)))
    rows, columns = np.mgrid[: len(picture) : _STEP, : len(picture) : _STEP]
    distance = np.hypot(columns - half, rows - half)
    use = (distance < _OUTER * radius) & (distance > _INNER * radius)
    y, x = rows[use], columns[use]
    sx, sy = gx[y, x].astype(float), gy[y, x].astype(float)
    places = np.stack([x - half, y - half], 1).astype(np.float32)
    turn = (places[:, 0] * sy - places[:, 1] * sx) / radius
    return Template(places, smooth[y, x], np.stack([sx, sy, turn], 1), radius)


def align(soft: Floats, start: Pose2, template: Template, steps: int = 6) -> Fit:
    """Move `start` until the disc in `soft` (H, W) looks like `template`: robust Gauss-Newton on x, y, angle.

    Baker and Matthews (2004), doi:10.1023/B:VISI.0000011205.11775.fd, inverse compositional form, with Cauchy weights.
    """
    pose = start
    for step in range(steps):
        left = _difference(soft, pose, template)
        move, normal, spread = _newton(left, template)
        pose = _moved(pose, move, template.radius)
        if abs(move[0]) + abs(move[1]) < _DONE_PX or step == steps - 1:
            break
    left = _difference(soft, pose, template)
    return Fit(pose, float(np.median(np.abs(left))), _standard_deviation(normal, spread))


def _difference(soft: Floats, pose: Pose2, template: Template) -> Floats:
    c, s = math.cos(pose.angle), math.sin(pose.angle)
    x, y = template.places[:, 0], template.places[:, 1]
    seen = cv2.remap(
        soft,
        (pose.x + c * x - s * y)[:, None].astype(np.float32),
        (pose.y + s * x + c * y)[:, None].astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    left = seen[:, 0] - template.grey
    return np.asarray(left - np.median(left), np.float32)


def _newton(left: Floats, template: Template) -> tuple[FloatArray, FloatArray, float]:
    spread = max(2.0, 1.4826 * float(np.median(np.abs(left))))
    weight = 1 / (1 + (left / (1.5 * spread)) ** 2)
    weighted = np.asarray(template.slopes * weight[:, None], float)
    # a plain disc says nothing about its rotation: damp it so that it does not wander
    normal = template.slopes.T @ weighted + np.diag([1.0, 1.0, 50.0 + 0.02 * float(weight.sum())])
    move = np.asarray(np.linalg.solve(normal, -(weighted.T @ left)), float)
    move[:2] = np.clip(move[:2], -_MAX_SHIFT_PX, _MAX_SHIFT_PX)
    move[2] = np.clip(move[2], -_MAX_TURN * template.radius, _MAX_TURN * template.radius)
    return move, normal, spread


def _moved(pose: Pose2, move: FloatArray, radius: float) -> Pose2:
    c, s = math.cos(pose.angle), math.sin(pose.angle)
    x = pose.x + c * move[0] - s * move[1]
    y = pose.y + s * move[0] + c * move[1]
    return Pose2(float(x), float(y), pose.angle + float(move[2]) / radius)


def _standard_deviation(normal: FloatArray, spread: float) -> float:
    covariance = np.linalg.inv(normal) * (_CORRELATED * spread) ** 2
    return math.sqrt(max(covariance[0, 0], covariance[1, 1]))
