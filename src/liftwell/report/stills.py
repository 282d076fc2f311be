"""Key pictures: for every key position the lifter cut out of the film, this rep's back over the tallest shape."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Analysis, FloatArray, Position, PositionName, Rep, Traces
from liftwell.frames import Sagittal
from liftwell.report import brush, palette
from liftwell.report.overlay import Layout
from liftwell.report.overlay_scene import interpolated
from liftwell.technique.positions import laid_on, on_the_trunk

Image = NDArray[np.uint8]

HEIGHT_PX: Final = 320
MOST_REPS: Final = 8
_QUALITY: Final = 74
# Room around joints, back and plate, in trunk lengths: no joint marks the top of the head.
_ROOM, _HEAD_ROOM = 0.15, 0.75
_REFUSED: Final = (0.15, 0.5, 0.85)  # parts of a refused clip at which it is shown


@dataclass(frozen=True, slots=True)
class Still:
    """One key picture as JPEG of width × height px; `name` None for a picture of a refused clip, then `rep` is 0."""

    rep: int
    name: PositionName | None
    time_s: float
    jpeg: bytes
    width_px: int
    height_px: int


class Stills:
    """Picks the frames nearest to the key positions as they go by, and cuts the pictures out of them at once."""

    def __init__(self, analysis: Analysis, layout: Layout) -> None:
        """Of more than eight reps only those that tell most are shown."""
        self._layout, self._traces, self._facing = layout, analysis.traces, analysis.capture.facing
        chosen = shown_reps(analysis.reps)
        self._wanted = [position for position in analysis.positions if position.rep in chosen]
        if analysis.traces is None:
            self._moments = [share * analysis.clip.duration_s for share in _REFUSED]
        else:
            self._moments = [position.time_s for position in self._wanted]
        self._order = list(np.argsort(self._moments, kind="stable"))
        self._made: dict[int, Still] = {}
        self._latest: tuple[float, Image] | None = None

    def see(self, image: Image, time_s: float) -> None:
        """The next picture of the film, at the layout's size."""
        while self._order and self._moments[self._order[0]] <= time_s:
            index = int(self._order.pop(0))
            before = self._latest
            wanted = self._moments[index]
            nearest = before if before and wanted - before[0] < time_s - wanted else (time_s, image)
            self._made[index] = self._still(index, *nearest)
        self._latest = (time_s, image)

    def finish(self) -> tuple[Still, ...]:
        """All pictures in the order of reps and positions; a moment after the last frame is shown by it."""
        if self._latest:
            for index in self._order:
                self._made[int(index)] = self._still(int(index), *self._latest)
        return tuple(self._made[index] for index in sorted(self._made))

    def _still(self, index: int, time_s: float, image: Image) -> Still:
        if self._traces is None:
            return _encoded(0, None, time_s, image)
        position = self._wanted[index]
        cut = self._cut_of(position.rep)
        picture = drawn(image, position, self._traces, self._facing == "right", self._layout)
        left, top, right, bottom = cut
        return _encoded(position.rep, position.name, position.time_s, picture[top:bottom, left:right])

    def _cut_of(self, rep: int) -> tuple[int, int, int, int]:
        assert self._traces is not None
        times = [position.time_s for position in self._wanted if position.rep == rep]
        return cut_out(self._traces, times, self._layout)


def shown_reps(reps: Sequence[Rep]) -> frozenset[int]:
    """Numbers of the reps whose pictures are shown: the first, the last, and those that round most."""
    if len(reps) <= MOST_REPS:
        return frozenset(rep.index for rep in reps)
    inner = sorted(reps[1:-1], key=_rounding, reverse=True)
    return frozenset(rep.index for rep in (reps[0], reps[-1], *inner[: MOST_REPS - 2]))


def _rounding(rep: Rep) -> float:
    level = rep.lumbar_flexion.liftoff.value
    return -math.inf if level is None else level


def cut_out(traces: Traces, times: Sequence[float], layout: Layout) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in the layout's pixels around the lifter at all these moments.

    All of the picture where nothing was seen in it.
    """
    joints = np.concatenate([interpolated(t, traces.time_s, traces.joints_px) for t in times])
    back = np.concatenate([interpolated(t, traces.time_s, traces.back_px) for t in times])
    bar = np.stack([interpolated(t, traces.bar_time_s, traces.bar_px) for t in times])
    radius = np.nan_to_num(traces.radius_px)
    seen = brush.finite(np.concatenate([joints, back, bar - radius, bar + radius]))
    whole = 0, 0, layout.width, layout.picture
    if not len(seen):
        return whole
    trunk = _trunk_px(traces)
    low, high = seen.min(axis=0) - _ROOM * trunk, seen.max(axis=0) + _ROOM * trunk
    low[1] -= (_HEAD_ROOM - _ROOM) * trunk
    (left, top), (right, bottom) = np.clip(np.rint([low * layout.scale, high * layout.scale]), 0, whole[2:]).astype(int)
    return (int(left), int(top), int(right), int(bottom)) if left < right and top < bottom else whole


def _trunk_px(traces: Traces) -> float:
    """From hip to shoulder, the median over the clip; 0 where they were never seen."""
    trunk = brush.finite(traces.joints_px[:, 3] - traces.joints_px[:, 2])
    return float(np.median(np.linalg.norm(trunk, axis=1))) if len(trunk) else 0.0


def drawn(image: Image, position: Position, traces: Traces, facing_right: bool, layout: Layout) -> Image:
    """A copy of the picture with legs and arm thin, the tallest shape dashed, and the back in colour over it."""
    picture = image.copy()
    joints = interpolated(position.time_s, traces.time_s, traces.joints_px)
    back = interpolated(position.time_s, traces.time_s, traces.back_px)
    bend = interpolated(position.time_s, traces.time_s, traces.back_bend)
    unit = layout.unit
    limbs = np.insert(joints, 3, np.nan, axis=0) * layout.scale
    brush.blend_line(picture, limbs, palette.PAPER, 1.8 * unit, 0.6)
    brush.draw_back(picture, back * layout.scale, bend, unit)
    ghost = ghost_px(traces, joints, back, facing_right) * layout.scale
    brush.line(picture, dashed(ghost), palette.INK, 4.2 * unit)
    brush.line(picture, dashed(ghost), palette.PAPER, 2.2 * unit)
    return picture


def ghost_px(traces: Traces, joints_px: FloatArray, back_px: FloatArray, facing_right: bool) -> FloatArray:
    """(S, 2) the tallest shape laid on the ends of this back, in working pixels."""
    plane = Sagittal((0.0, 0.0), 1.0, "right" if facing_right else "left")
    hip, shoulder = plane.to_world(joints_px[2:4])
    shape = on_the_trunk(traces.stations, traces.tallest_depth, hip, shoulder)
    return plane.to_image(laid_on(shape, plane.to_world(back_px)))


def dashed(points: FloatArray, on: int = 3, off: int = 2) -> FloatArray:
    """Every few points a gap, as NaN."""
    kept = points.copy()
    kept[np.arange(len(points)) % (on + off) >= on] = np.nan
    return kept


def _encoded(rep: int, name: PositionName | None, time_s: float, picture: Image) -> Still:
    height, width = picture.shape[:2]
    scale = min(2.0, HEIGHT_PX / max(1, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    _, jpeg = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return Still(rep, name, time_s, jpeg.tobytes(), *size)
