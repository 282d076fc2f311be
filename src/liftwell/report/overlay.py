"""`overlay.mp4`: the clip with what was measured drawn over it, and a band below with the numbers.

The picture keeps the whole frame; the band stands under it, so no text ever covers the lifter.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Analysis, FloatArray, KneeTest, Rep
from liftwell.quantity import Quantity
from liftwell.report import brush, palette
from liftwell.report.knee_band import KneeBand
from liftwell.report.overlay_scene import Scene, Story

Image = NDArray[np.uint8]

LINES: Final = 720
LEAST_PICTURE: Final = 480  # a smaller picture is enlarged, or its lines and text would not be readable
# Where the colour scale of low-back rounding as a number ends.
STRONG_LUMBAR_RAD: Final = math.radians(40.0)
FADES: Final = 12  # steps in which the bar's trail fades


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes in pixels of the finished picture: the clip's picture on top, the band under it.

    `scale` is finished per working pixel, `unit` the width of a thin line.
    """

    width: int
    picture: int
    band: int
    scale: float
    unit: float

    @property
    def height(self) -> int:
        """Lines of the finished picture."""
        return self.picture + self.band

    @classmethod
    def of(cls, size_px: tuple[int, int]) -> Layout:
        """The layout for working pictures of `size_px` (width, height); even, at most 720 lines."""
        width, height = size_px
        band = 84 if width < height else 92
        picture = min(LINES - band, max(height, LEAST_PICTURE)) // 2 * 2
        scale = picture / height
        return cls(max(2, round(width * scale / 2) * 2), picture, band, scale, picture / 640)


class Painter:
    """Draws an analysis over its clip, one picture at a time."""

    def __init__(self, analysis: Analysis, size_px: tuple[int, int]) -> None:
        """`size_px` (width, height) of the working pictures. Raises ValueError for a refused analysis."""
        self.layout = Layout.of(size_px)
        self._story = Story(analysis)
        self._band = _Band(self.layout, analysis.reps, analysis.clip.duration_s)
        self._knee: KneeBand | None = None
        if isinstance(analysis.self_test, KneeTest):
            size = self.layout.width, self.layout.band
            self._knee = KneeBand(size, self._band.line, analysis, analysis.self_test)

    def paint(self, image: Image, time_s: float) -> Image:
        """A new picture (layout.height, layout.width, 3) from `image`, working size or already shrunk, at `time_s`."""
        layout = self.layout
        canvas = np.empty((layout.height, layout.width, 3), np.uint8)
        picture = canvas[: layout.picture]
        if image.shape == picture.shape:
            picture[:] = image
        else:
            cv2.resize(image, (layout.width, layout.picture), dst=picture, interpolation=cv2.INTER_LINEAR)
        scene = self._story.at(time_s)
        _draw_bar(picture, scene, self._story.traces.radius_px, layout)
        _draw_body(picture, scene, layout)
        if self._knee is not None:
            self._knee.draw(canvas[layout.picture :], time_s)
        else:
            self._band.draw(canvas[layout.picture :], scene, time_s)
        return canvas


def _draw_bar(picture: Image, scene: Scene, radius_px: float, layout: Layout) -> None:
    """The plate, the way of the bar in this rep, and the vertical line through its start."""
    trail = brush.finite(scene.trail_px) * layout.scale
    if len(trail) > 1:
        _draw_plumb(picture, scene.plumb_px * layout.scale, layout.unit)
        _draw_trail(picture, trail, layout)
    if np.isfinite(scene.bar_px).all():
        centre = scene.bar_px * layout.scale
        if math.isfinite(radius_px):
            brush.blend_line(
                picture, brush.circle(centre, radius_px * layout.scale), palette.TRAIL, 2 * layout.unit, 0.7
            )
        brush.dot(picture, centre, 4.5 * layout.unit, palette.TRAIL)


def _draw_plumb(picture: Image, ends: FloatArray, unit: float) -> None:
    """Dashes upwards from where the bar left the floor."""
    if not np.isfinite(ends).all():
        return
    (x, low), (_, high) = ends
    starts = np.arange(low, high - 30 * unit, -14 * unit)
    heights = np.column_stack([starts, starts - 7 * unit, np.full(len(starts), np.nan)]).ravel()
    brush.line(picture, np.column_stack([np.full(len(heights), x), heights]), palette.PAPER, 1.2 * unit)


def _draw_trail(picture: Image, trail: FloatArray, layout: Layout) -> None:
    """Older parts fade: a mask carries the strength of each piece, and one blend paints it."""
    mask = np.zeros(picture.shape[:2], np.uint8)
    pieces = min(FADES, len(trail) - 1)
    cuts = np.linspace(0, len(trail) - 1, pieces + 1).astype(int)
    for (first, last), strength in zip(pairwise(cuts), np.linspace(70, 255, pieces), strict=True):
        brush.line(mask, trail[first : last + 1], (int(strength),) * 3, 3.5 * layout.unit)
    brush.paint(picture, mask, palette.TRAIL, brush.box(trail, 6 * layout.unit, picture.shape))


def _draw_body(picture: Image, scene: Scene, layout: Layout) -> None:
    joints, unit = scene.joints_px * layout.scale, layout.unit
    limbs = np.insert(joints, 3, np.nan, axis=0)  # leg and arm, with a gap between hip and shoulder
    brush.blend_line(picture, limbs, palette.INK, 6.5 * unit, 0.4)
    brush.line(picture, limbs, palette.PAPER, 2.6 * unit)
    brush.blend_line(picture, joints[2:4], palette.PAPER, 1.6 * unit, 0.55)
    brush.draw_back(picture, scene.back_px * layout.scale, scene.back_bend, unit)
    for joint in brush.finite(joints):
        brush.dot(picture, joint, 4.4 * unit, palette.PAPER)


class _Band:
    """The strip under the picture: time line, rep, low-back rounding on its scale, hip share."""

    def __init__(self, layout: Layout, reps: tuple[Rep, ...], duration_s: float) -> None:
        """Draws once what never changes."""
        self._reps, self._duration_s = reps, max(duration_s, 1e-3)
        self._large, self._small = (28, 13) if layout.width >= 600 else (21, 11)
        self.line = max(4, round(5 * layout.unit))
        self._width, self._height = layout.width, layout.band
        self._columns = tuple(round(layout.width * share) for share in (0.045, 0.36, 0.73))
        self._gauge = (self._columns[1], round(layout.width * 0.66))
        self._bright, self._base = self._timeline(1.0), self._background()

    def draw(self, band: Image, scene: Scene, time_s: float) -> None:
        """Fill `band` (height, width, 3) for this moment."""
        band[:] = self._base
        played = round(self._width * min(1.0, time_s / self._duration_s))
        band[: self.line, :played] = self._bright[:, :played]
        self._draw_rep(band, scene)
        self._draw_lumbar(band, scene.lumbar)
        share = scene.hip_share
        self._value(band, share, (100, " %"), self._columns[2], palette.PAPER if share.seen else palette.MUTED)

    def _draw_rep(self, band: Image, scene: Scene) -> None:
        index = scene.rep.index if scene.rep else 0
        x, y = self._columns[0], self._rows[1]
        end = brush.write(band, str(index), (x, y), palette.PAPER, self._large, 700)
        brush.write(band, f" / {len(self._reps)}", (end, y), palette.MUTED, self._large, 400)
        brush.write(band, scene.phase, (x, self._rows[2]), palette.TRAIL, self._small, 500)

    def _draw_lumbar(self, band: Image, lumbar: Quantity) -> None:
        strength = np.array([math.nan if lumbar.value is None else lumbar.value / STRONG_LUMBAR_RAD])
        colour = brush.bgr(palette.of_rounding(strength)[0])
        shown = lumbar.in_degrees() if lumbar.unit == "rad" else lumbar
        self._value(band, shown, (1, "°"), self._columns[1], colour if lumbar.seen else palette.MUTED)
        if lumbar.value is not None:
            low, high = self._gauge
            x = low + (high - low) * float(np.clip(strength[0], 0, 1))
            brush.dot(band, np.array([x, self._gauge_y]), 0.45 * self._small, palette.PAPER)

    def _value(self, band: Image, shown: Quantity, form: tuple[int, str], x: int, colour: palette.Bgr) -> None:
        """The number large with its unit, its error small behind it; a dash when it was not seen."""
        factor, unit = form
        y = self._rows[1]
        text = "–" if shown.value is None else f"{shown.value * factor + 0.0:.0f}{unit}"
        end = brush.write(band, text, (x, y), colour, self._large, 650)
        if shown.sd is not None:
            brush.write(band, f" ± {shown.sd * factor:.0f}", (end, y), palette.MUTED, self._small + 3, 400)

    @property
    def _rows(self) -> tuple[int, int, int]:
        """Baselines of labels, values and small print."""
        return tuple(round(self.line + share * (self._height - self.line)) for share in (0.25, 0.62, 0.88))  # type: ignore[return-value]

    @property
    def _gauge_y(self) -> int:
        return self._rows[2] - round(0.3 * self._small)

    def _background(self) -> Image:
        base = np.full((self._height, self._width, 3), palette.INK, np.uint8)
        base[: self.line] = self._timeline(0.35)
        for label, x in zip(("REP", "LOW BACK ROUNDING", "HIP SHARE"), self._columns, strict=True):
            brush.write(base, label, (x, self._rows[0]), palette.MUTED, self._small, 500)
        low, high = self._gauge
        colours = palette.of_rounding(np.linspace(0, 1, high - low))
        thick = max(1, round(0.12 * self._small))
        base[self._gauge_y - thick : self._gauge_y + thick, low:high] = colours
        brush.write(base, "liftwell", (self._columns[2], self._rows[2]), palette.MUTED, self._small, 400)
        return base

    def _timeline(self, strength: float) -> Image:
        """The clip from left to right; each rep in the colour of its rounding at lift-off."""
        strip = np.full((self.line, self._width, 3), np.multiply(palette.MUTED, 0.5), float)
        for rep in self._reps:
            first, last = (round(self._width * s / self._duration_s) for s in (rep.start_s, rep.end_s))
            level = rep.lumbar_flexion.liftoff.value
            colour = palette.of_rounding(np.array([math.nan if level is None else level / STRONG_LUMBAR_RAD]))
            strip[:, first + 1 : max(first + 2, last - 1)] = colour[0]
        return (strip * strength + (1 - strength) * np.array(palette.INK)).astype(np.uint8)
