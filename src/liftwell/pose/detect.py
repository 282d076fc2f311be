"""Find people in a picture, then their 33 landmarks and outline (BlazePose on any `Network`).

Decoding follows the published graph of MediaPipe Pose (Bazarevsky et al. 2020, arXiv:2006.10204).
"""

from __future__ import annotations

import hashlib
import math
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.pose.pose import Body, Region
from liftwell.pose.runtime import Network, Run
from liftwell.pose.skeleton import COUNT

FloatArray = NDArray[np.float64]
Image = NDArray[np.uint8]
Size = Literal["heavy", "full"]
MODEL_NAME = "blazepose"
FINDER_SIDE, CROP_SIDE = 224, 256
# The detector reports mid-hip and a point on the circle around the body; 1.25 is its own margin.
REGION_MARGIN = 1.25
SCORE_FLOOR = 0.5
SAME_PERSON = 0.2  # fraction of the region's side within which two detections are one person


class PoseModel(Protocol):
    """What another pose model has to offer to take BlazePose's place."""

    @property
    def sha256(self) -> str:
        """Checksum of the weights in use."""

    def find(self, image: Image) -> list[Region]:
        """Where people are, best first."""

    def look(self, image: Image, region: Region, *, outline: bool) -> Pending:
        """Begin to look at one person; `.body()` waits for the landmarks."""


class BlazePose:
    """BlazePose `heavy` or `full` behind the `PoseModel` protocol."""

    def __init__(self, size: Size, *, streams: int = 1) -> None:
        landmarks, finder = weights(f"pose_landmark_{size}.tflite"), weights("pose_detection.tflite")
        self.name = f"{MODEL_NAME}-{size}"
        self.sha256 = hashlib.sha256(landmarks.read_bytes()).hexdigest()
        self._landmarks = Network(landmarks, streams=streams)
        self._finder_path = finder
        self._finder: Network | None = None

    def find(self, image: Image) -> list[Region]:
        """People in `image` (H, W, 3) BGR, the surest first; two overlapping detections count once."""
        if self._finder is None:
            self._finder = Network(self._finder_path)
        crop, matrix = _letterbox(image)
        outputs = sorted(self._finder(crop[None]).values(), key=lambda a: a.shape[-1])
        scores, boxes = _sigmoid(outputs[0][0, :, 0]), outputs[1][0]
        best = np.argsort(-scores)[:50]
        points = (boxes[best, 4:8].reshape(-1, 2, 2) + anchors()[best, None] * FINDER_SIDE - matrix[:, 2]) / matrix[
            0, 0
        ]
        people: list[Region] = []
        for (centre, edge), score in zip(points, scores[best], strict=True):
            region = region_of(centre, edge)
            if score >= SCORE_FLOOR and not any(overlap(region, other) for other in people):
                people.append(region)
        return people

    def look(self, image: Image, region: Region, *, outline: bool) -> Pending:
        """Landmarks and, with `outline`, the mask of the person in `region` of `image` (H, W, 3) BGR."""
        matrix = crop_matrix(region)
        crop = cv2.warpAffine(image, matrix, (CROP_SIDE, CROP_SIDE), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        # Flipping the colours of the small crop is ten times cheaper than flipping the whole frame.
        batch = cv2.cvtColor(crop, cv2.COLOR_BGR2RGB).astype(np.float32) * np.float32(1 / 255)
        return Pending(self._landmarks.start(batch[None]), region, outline)


class Pending:
    """A look under way."""

    def __init__(self, run: Run, region: Region, outline: bool) -> None:
        self._run, self._region, self._outline = run, region, outline

    def body(self) -> Body:
        """Wait for it: landmarks in working pixels, heatmap-refined when an outline was asked for."""
        out = {array.shape: array for array in self._run.result().values()}
        rows = out[(1, 195)].reshape(39, 5).astype(np.float64)
        matrix = crop_matrix(self._region)
        crop_xy = rows[:, :2]
        if self._outline:
            crop_xy = refine(crop_xy, out[(1, 64, 64, 39)][0])
        image_xy = crop_xy @ matrix[:, :2].T + matrix[:, 2]
        raw_xy = rows[33:35, :2] @ matrix[:, :2].T + matrix[:, 2]
        cos, sin = math.cos(self._region.rotation), math.sin(self._region.rotation)
        world = out[(1, 117)].reshape(39, 3).astype(np.float64)[:COUNT]
        world[:, :2] = world[:, :2] @ np.array([[cos, sin], [-sin, cos]])
        mask = _sigmoid(out[(1, 256, 256, 1)][0, :, :, 0]).astype(np.float32) if self._outline else None
        return Body(
            landmarks_px=image_xy[:COUNT],
            visibility=_sigmoid(rows[:COUNT, 3]),
            world_m=world,
            score=float(out[(1, 1)].item()),
            region=self._region,
            next_region=region_of(raw_xy[0], raw_xy[1]),
            mask=mask,
        )


@cache
def weights(name: str) -> Path:
    """Path of a vendored weight file."""
    with as_file(files("liftwell.pose") / "weights" / name) as path:
        return path


@cache
def anchors() -> FloatArray:
    """(2254, 2) anchor centres of the detector in 0…1: strides 8, 16, 32 with 2, 2, 6 anchors a cell."""
    out = []
    for stride, per_cell in ((8, 2), (16, 2), (32, 6)):
        n = FINDER_SIDE // stride
        y, x = np.mgrid[:n, :n]
        out.append(np.repeat(np.stack([x.ravel(), y.ravel()], 1) + 0.5, per_cell, axis=0) / n)
    return np.concatenate(out)


def region_of(centre: FloatArray, edge: FloatArray) -> Region:
    """The square around a body, turned so that the body stands upright in it."""
    dx, dy = edge - centre
    side = 2 * math.hypot(dx, dy) * REGION_MARGIN
    return Region(float(centre[0]), float(centre[1]), side, math.pi / 2 - math.atan2(-dy, dx))


def overlap(a: Region, b: Region) -> bool:
    """Whether two regions most likely hold the same person."""
    apart = math.hypot(a.x - b.x, a.y - b.y)
    return apart < SAME_PERSON * max(a.side, b.side) and 0.5 < a.side / b.side < 2.0


def crop_matrix(region: Region, side: int = CROP_SIDE) -> FloatArray:
    """(2, 3) affine map from crop pixels to working pixels."""
    scale = region.side / side
    cos, sin = math.cos(region.rotation) * scale, math.sin(region.rotation) * scale
    half = side / 2
    return np.array([[cos, -sin, region.x - (cos - sin) * half], [sin, cos, region.y - (sin + cos) * half]])


def refine(crop_xy: FloatArray, heat: NDArray[np.float32], window: int = 7, floor: float = 0.5) -> FloatArray:
    """Move each landmark (39, 2) to the centre of mass of its heatmap (64, 64, 39) near it, where that is clear."""
    size, half = heat.shape[0], window // 2
    cell = np.floor(crop_xy * size / CROP_SIDE).astype(int)
    offset = np.arange(-half, half + 1)
    ys, xs = cell[:, 1, None, None] + offset[:, None], cell[:, 0, None, None] + offset[None, :]
    ys, xs = np.broadcast_arrays(ys, xs)
    inside = (ys >= 0) & (ys < size) & (xs >= 0) & (xs < size)
    joint = np.arange(len(crop_xy))[:, None, None]
    heights = _sigmoid(heat[ys.clip(0, size - 1), xs.clip(0, size - 1), joint]) * inside
    total = heights.sum((1, 2))
    clear = (heights.max((1, 2)) >= floor) & (total > 0)
    mean = np.stack([(xs * heights).sum((1, 2)), (ys * heights).sum((1, 2))], 1) / np.maximum(total, 1e-9)[:, None]
    return np.where(clear[:, None], mean * CROP_SIDE / size, crop_xy)


def _letterbox(image: Image) -> tuple[NDArray[np.float32], FloatArray]:
    """The whole picture in the detector's square (values −1…1), and the map from picture to square."""
    height, width = image.shape[:2]
    scale = FINDER_SIDE / max(height, width)
    matrix = np.array([[scale, 0, (FINDER_SIDE - width * scale) / 2], [0, scale, (FINDER_SIDE - height * scale) / 2]])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    square = np.zeros((FINDER_SIDE, FINDER_SIDE, 3), np.uint8)
    top, left = (FINDER_SIDE - small.shape[0]) // 2, (FINDER_SIDE - small.shape[1]) // 2
    square[top : top + small.shape[0], left : left + small.shape[1]] = small[:, :, ::-1]
    return square.astype(np.float32) / np.float32(127.5) - 1, matrix


def _sigmoid(x: NDArray[np.floating]) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -80, 80))), dtype=np.float64)
