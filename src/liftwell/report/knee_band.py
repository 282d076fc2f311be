"""The strip under the overlay of a knee test: how far from straight now, at its best, and how upright the thigh is."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Analysis, KneeTest
from liftwell.quantity import Quantity
from liftwell.report import brush, palette
from liftwell.report.overlay_scene import interpolated

Image = NDArray[np.uint8]


class KneeBand:
    """Draws the strip (height, width, 3) for one moment after the other; `line` px of time line at its top."""

    def __init__(self, size_px: tuple[int, int], line: int, analysis: Analysis, test: KneeTest) -> None:
        """Draws once what never changes; `size_px` (width, height)."""
        self._width, self._height = size_px
        self._line, self._test, self._duration_s = line, test, max(analysis.clip.duration_s, 1e-3)
        self._time_s, self._series = analysis.time_s, analysis.series
        self._large, self._small = (28, 13) if self._width >= 600 else (21, 11)
        self._columns = tuple(round(self._width * share) for share in (0.045, 0.38, 0.71))
        self._base = self._background()

    def draw(self, band: Image, time_s: float) -> None:
        """Fill `band` for this moment."""
        band[:] = self._base
        band[: self._line, : round(self._width * min(1.0, time_s / self._duration_s))] = palette.TRAIL
        for name, x in (("knee_flexion", self._columns[0]), ("thigh", self._columns[2])):
            self._value(band, self._now(name, time_s), x)

    def _now(self, name: str, time_s: float) -> Quantity:
        series = self._series[name]
        value, sd = interpolated(time_s, self._time_s, np.column_stack([series.value, series.sd]))
        return Quantity.measured(value, sd, "rad")

    def _value(self, band: Image, shown: Quantity, x: int) -> None:
        y = self._row(0.62)
        if shown.value is None:
            brush.write(band, "–", (x, y), palette.MUTED, self._large, 650)
            return
        end = brush.write(band, f"{math.degrees(shown.value) + 0.0:.0f}°", (x, y), palette.PAPER, self._large, 650)
        error = f" ± {math.degrees(shown.sd or 0.0):.0f}"
        brush.write(band, error, (end, y), palette.MUTED, self._small + 3, 400)

    def _row(self, share: float) -> int:
        return round(self._line + share * (self._height - self._line))

    def _background(self) -> Image:
        base = np.full((self._height, self._width, 3), palette.INK, np.uint8)
        base[: self._line] = np.multiply(palette.MUTED, 0.5).astype(np.uint8)
        for label, x in zip(("KNEE NOW", "AT ITS BEST", "THIGH"), self._columns, strict=True):
            brush.write(base, label, (x, self._row(0.25)), palette.MUTED, self._small, 500)
        self._value(base, self._test.short, self._columns[1])
        notes = ("0° is straight", f"{self._test.side} knee", "0° is upright")
        for note, x in zip(notes, self._columns, strict=True):
            brush.write(base, note, (x, self._row(0.88)), palette.MUTED, self._small, 400)
        return base
