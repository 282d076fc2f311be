"""The tracked plate of luke_squat against 263 points of the sleeve's end cap that a person marked, one a frame.

The end cap sticks out towards the camera, so it moves further in the picture than the plate behind it. For a bar that
keeps its direction, before a level camera, that is one factor and one offset: cap = a + k · plate. Before a camera
that looks up or down the factor changes with the place: a planar homology with the bar's vanishing point as its
centre. A bar that tilts or turns in the lifter's hands fits neither, by 1.5 % of a plate's diameter a degree. To tell
that from an error of the tracker, the plate's printed face is registered a second time by other means: a homography
(Evangelidis and Psarakis 2008, doi:10.1109/TPAMI.2008.113) of a ring that the sleeve does not cover.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from liftwell.passes.first import facing_of, look_through
from liftwell.passes.second import SecondPass
from liftwell.pose.detect import BlazePose
from liftwell.progress import silent
from liftwell.video.clip import Clip
from liftwell.video.decode import open_clip, read_frames

FloatArray = NDArray[np.float64]
Floats = NDArray[np.float32]

_RING: Final = (0.56, 0.93)  # of the radius: outside the sleeve's reach, inside the rim, over the print
_STOP: Final = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 200, 1e-6)
_BLUR_PX: Final = 1.0


@dataclass(frozen=True, slots=True)
class Path2:
    """What was tracked: plate (T, 2) in working pixels of each frame, NaN where lost, and the plate's radius."""

    plate: FloatArray
    radius_px: float


@dataclass(frozen=True, slots=True)
class EndCap:
    """Agreement in per cent of the plate's diameter, root mean square over frames of the distance in the picture.

    `parallax` after one factor k and an offset, `fixed_bar` after a planar homology, both where the plate was tracked;
    `best_parallax`, `best_fixed_bar` the same in all frames with the plate's face in place of the tracked plate: what
    even a faultless tracker would leave; `tracker` tracked plate against the plate's face after a constant offset.
    """

    frames: int
    tracked: int
    factor: float
    parallax: float
    fixed_bar: float
    best_parallax: float
    best_fixed_bar: float
    tracker: float
    tracker_worst: float


def compare(clip_path: Path, marks_path: Path) -> EndCap | None:
    """Track the plate of a clip and hold it against the marks; None where no plate was found."""
    clip = open_clip(clip_path)
    found = track(clip)
    if found is None:
        return None
    cap = (np.loadtxt(marks_path, delimiter=",") + 0.5) * clip.working_scale - 0.5
    seen = np.isfinite(found.plate[:, 0])
    face = face_path(clip, found)
    per_cent = 100 / (2 * found.radius_px)
    factor, left = beyond_parallax(found.plate[seen], cap[seen])
    _, best_left = beyond_parallax(face, cap)
    off = found.plate[seen] - face[seen]
    off = off - off.mean(0)
    return EndCap(
        frames=len(cap),
        tracked=int(seen.sum()),
        factor=factor,
        parallax=per_cent * _rms(left),
        fixed_bar=per_cent * _rms(beyond_fixed_bar(found.plate[seen], cap[seen])),
        best_parallax=per_cent * _rms(best_left),
        best_fixed_bar=per_cent * _rms(beyond_fixed_bar(face, cap)),
        tracker=per_cent * _rms(off),
        tracker_worst=per_cent * float(np.linalg.norm(off, axis=1).max()),
    )


def track(clip: Clip) -> Path2 | None:
    """The plate in every frame, by the passes of an analysis; a whole analysis refuses a squat."""
    first = look_through(clip, BlazePose("full"), silent)
    if first.track is None:
        return None
    second = SecondPass(clip, first, facing_of(first.track))
    if second.disc is None:
        return None
    seen = second.see((0.0, clip.duration_s + 1.0), None, lambda _: None)
    return Path2(seen.bar.centre_px + seen.shift_px, second.disc.radius_px)


def beyond_parallax(plate: FloatArray, cap: FloatArray) -> tuple[float, FloatArray]:
    """The factor k of cap = a + k · plate, both (N, 2), and what it leaves (N, 2)."""
    middle = plate - plate.mean(0)
    factor = float((middle * (cap - cap.mean(0))).sum() / (middle**2).sum())
    return factor, cap - cap.mean(0) - factor * middle


def beyond_fixed_bar(plate: FloatArray, cap: FloatArray) -> FloatArray:
    """What the best bar of one direction before a camera that may look up or down leaves of the cap (N, 2)."""
    middle, size = plate.mean(0), float(plate.std())
    here, there = (plate - middle) / size, (cap - middle) / size

    def left(unknown: FloatArray) -> FloatArray:
        nearness = unknown[2] + here @ unknown[3:]
        seen = (here + unknown[:2] * nearness[:, None]) / (1 + nearness[:, None])
        return np.asarray((there - seen).ravel())

    factor, _ = beyond_parallax(plate, cap)
    nearness = 1 / factor - 1
    start = np.array([*(factor * there.mean(0) / nearness), nearness, 0.0, 0.0])
    return np.asarray(left(least_squares(left, start, max_nfev=5000).x).reshape(-1, 2) * size)


def face_path(clip: Clip, found: Path2) -> FloatArray:
    """(T, 2) the middle of the plate's face in every frame, from the homography of its printed ring."""
    pictures = [_grey(frame.image) for frame in read_frames(clip)]
    seen = np.flatnonzero(np.isfinite(found.plate[:, 0]))
    heights = found.plate[seen, 1]
    start = int(seen[np.argmin(np.abs(heights - (heights.min() + heights.max()) / 2))])
    half = int(1.15 * found.radius_px)
    corner = np.rint(found.plate[start]).astype(int) - half
    ring = pictures[start][corner[1] : corner[1] + 2 * half + 1, corner[0] : corner[0] + 2 * half + 1]
    face = np.full((len(pictures), 2), np.nan)
    for order in (range(start, len(pictures)), range(start, -1, -1)):
        for index, place in zip(order, _followed(pictures, order, ring, corner, found.radius_px), strict=True):
            face[index] = place
    return face


def _followed(
    pictures: list[Floats], order: Iterable[int], ring: Floats, corner: NDArray[np.int_], radius_px: float
) -> Iterable[FloatArray]:
    """The middle of `ring` (N, N), cut out at `corner`, in one picture after the other."""
    half = len(ring) // 2
    rows, columns = np.mgrid[-half : half + 1, -half : half + 1]
    distance = np.hypot(rows, columns) / radius_px
    printed = np.asarray((distance > _RING[0]) & (distance < _RING[1]), np.uint8)
    everything = np.ones((3 * half, 3 * half), np.uint8)
    warp = np.eye(3)
    before = there = corner + float(half)
    for index in order:
        guess, before = 2 * there - before, there
        edge = np.rint(guess).astype(int) - 3 * half // 2
        # The same distortion as in the picture before, around the guessed place.
        shift = np.eye(3)
        shift[:2, 2] = guess - edge - _through(warp, half)
        start = np.asarray(shift @ warp, np.float32)
        crop = _cut(pictures[index], edge, 3 * half)
        _, found = cv2.findTransformECCWithMask(ring, crop, printed, everything, start, cv2.MOTION_HOMOGRAPHY, _STOP, 1)
        warp = np.asarray(found, float)
        there = _through(warp, half) + edge
        yield there


def _through(warp: FloatArray, half: int) -> FloatArray:
    """Where a homography puts the middle of the ring."""
    x, y, w = warp @ [half, half, 1.0]
    return np.array([x / w, y / w])


def _cut(picture: Floats, corner: NDArray[np.int_], side: int) -> Floats:
    """A square of the picture, its edge repeated where it ends."""
    columns, rows = (np.clip(np.arange(side) + corner[k], 0, picture.shape[1 - k] - 1) for k in (0, 1))
    return np.ascontiguousarray(picture[np.ix_(rows, columns)])


def _grey(image: NDArray[np.uint8]) -> Floats:
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.float32)
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), _BLUR_PX), np.float32)


def _rms(off: FloatArray) -> float:
    """Root mean square length of (N, 2)."""
    return float(np.sqrt((off**2).sum(1).mean()))
