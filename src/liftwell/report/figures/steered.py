"""A body that a script steers: the drawing of the other figures, with everything that moves in it left to be set.

Each part that differs between the postures gets a handle; the numbers of all handles, posture by posture, go to the
script, which knows nothing of bodies: it sets transforms and outlines. So the picture is the one of the reports.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from markupsafe import Markup, escape

from liftwell.loads.style import PLATE_RADIUS_M
from liftwell.report.figures.course import Course
from liftwell.report.figures.figure import Figure
from liftwell.report.figures.ink import Ink, num
from liftwell.report.figures.inset import Box
from liftwell.report.figures.movement import Key, Movement
from liftwell.report.figures.room import extent
from liftwell.report.figures.scene import scene

# Whole numbers are sent: mm, tenths of a degree, thousandths of a length.
_MARGIN_M: Final = 0.03
PER_UNIT: Final = {"rotate": 10, "translate": 10, "scale": 1000, "path": 10}


@dataclass(frozen=True)
class Handles(Ink):
    """Ink that writes the moment `show`, and keeps what each handle would be at all the others."""

    show: int = 0
    kinds: list[str] = field(default_factory=list)
    columns: list[list[list[int]]] = field(default_factory=list)

    def _transformed(self, kind: str, values: Sequence[tuple[float, ...]], inside: str, digits: int = 1) -> str:
        columns = self._whole(kind, values)
        if all(len(set(column)) == 1 for column in columns):
            return super()._transformed(kind, values[:1], inside, digits)
        told = " ".join(num(number, digits) for number in values[self.show])
        return f'<g {self._handle(kind, columns)} transform="{kind}({told})">{inside}</g>'

    def path(
        self,
        kind: str,
        shapes: Sequence[Sequence[complex]],
        write: Callable[[Sequence[complex]], str],
        within: float = 0.0,
    ) -> str:
        """A path of class `kind`, with a handle on its outline."""
        values = [tuple(part for point in shape for part in (point.real, point.imag)) for shape in shapes]
        columns = self._whole("path", values)
        if all(len(set(column)) == 1 for column in columns):
            return super().path(kind, shapes[:1], write, within)
        return f'<path class="{kind}" {self._handle("path", columns)} d="{write(shapes[self.show])}"/>'

    def _whole(self, kind: str, values: Sequence[tuple[float, ...]]) -> list[list[int]]:
        """Whole numbers, column by column."""
        factor = PER_UNIT[kind]
        return [[round(factor * number) for number in column] for column in zip(*values, strict=True)]

    def _handle(self, kind: str, columns: list[list[int]]) -> str:
        self.kinds.append(kind)
        self.columns.append(columns)
        return f'data-handle="{len(self.kinds) - 1}"'


@dataclass(frozen=True, slots=True)
class Steered:
    """The picture, and for each of its handles kind and numbers: column by column, each posture by its difference from
    the one before, in whole `per_unit`.
    """

    svg: Markup
    handles: tuple[dict[str, Any], ...]


def steered(
    figures: Sequence[Figure], plates: Sequence[complex], show: int, today: Figure | None, label: str
) -> Steered:
    """Postures with the middles (m) of their plates, of which `show` is drawn, over a pale one of `today`."""
    course = _course(figures)
    box = _box(course, plates)
    ink = Handles(course.time_s, "lw-s-", show=show)
    drawn = scene(course, ink, box, None if today is None else _course([today]))
    front = ink.placed(plates, _PLATE)
    frame = f'viewBox="{" ".join(num(number) for number in box)}" role="img" aria-label="{escape(label)}"'
    inside = f'{ink.definitions()}<rect class="lw-block" data-block="" width="0" height="0" rx=".8"/>{drawn}{front}'
    svg = Markup(f'<svg xmlns="http://www.w3.org/2000/svg" class="lw-move steered" {frame}>{inside}</svg>')  # noqa: S704
    handles = (
        {"kind": kind, "per": PER_UNIT[kind], "columns": [_differences(column) for column in columns]}
        for kind, columns in zip(ink.kinds, ink.columns, strict=True)
    )
    return Steered(svg, tuple(handles))


_RADIUS: Final = num(100 * PLATE_RADIUS_M)
_PLATE: Final = (
    f'<g data-plate=""><circle class="lw-plate" data-round="" r="{_RADIUS}"/>'
    f'<circle class="lw-rim" data-round="" r="{_RADIUS}"/><circle class="lw-hub" r="3"/></g>'
    '<path class="lw-bar off" data-frame="low" d="M-42 0H42"/><path class="lw-bar thin off" data-frame="high" '
    'd="M-9 0V-10H9V0"/>'
)


def _course(figures: Sequence[Figure]) -> Course:
    movement = Movement("", "near_foot", None, (Key(), Key()), 1.0)
    count = len(figures)
    return Course(
        movement, tuple(float(n) for n in range(count)), tuple(figures), (0,), (), (0.0,) * count,
        ((0.0, 0.0),) * count,
    )  # fmt: skip


def _box(course: Course, plates: Sequence[complex]) -> Box:
    """The least box around the bodies and their plates."""
    left, right, _, high = extent(course)
    reach = PLATE_RADIUS_M + _MARGIN_M
    left = min(left - _MARGIN_M, *(place.real - reach for place in plates))
    right = max(right + _MARGIN_M, *(place.real + reach for place in plates))
    top = max(high + _MARGIN_M, *(place.imag + reach for place in plates))
    return (round(100 * left, 1), round(-100 * top, 1), round(100 * (right - left), 1), round(100 * top + 6, 1))


def _differences(column: Sequence[int]) -> list[int]:
    return [column[0], *(after - before for before, after in pairwise(column))]
