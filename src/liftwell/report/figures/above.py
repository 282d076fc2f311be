"""A small picture from above, for what a side view cannot show: hips that circle, a foot that is moved out."""

from __future__ import annotations

import cmath
from typing import Final

from liftwell.report.figures.course import Course
from liftwell.report.figures.figure import Figure
from liftwell.report.figures.ink import Ink, num

Box = tuple[float, float, float, float]
# Half the distance between hands, knees, hips and shoulders, m: judgement, for the eye only.
_HANDS, _KNEES, _HIPS, _SHOULDERS = 0.18, 0.2, 0.1, 0.17
_SMALLER: Final = 0.48


def from_above(course: Course, ink: Ink, box: Box) -> str:
    """The body of a course on hands and knees from above, in the upper left corner of a picture of `box`."""
    k = course.build.scale
    seen = [
        {side: _places(figure, aside, side) for side in (-1, 1)}
        for figure, aside in zip(course.figures, course.aside, strict=True)
    ]

    def way(part: str, side: int) -> list[complex]:
        return [places[side][part] for places in seen]

    lines = "".join(
        ink.line("lw-above legs", [way(part, side) for part in ("hip", "knee", "ankle")])
        + ink.line("lw-above arm", [way(part, side) for part in ("shoulder", "hand")])
        for side in (1, -1)
    )
    trunk = [way("hip", -1), way("shoulder", -1), way("shoulder", 1), way("hip", 1), way("hip", -1)]
    lines += ink.line("lw-above trunk", trunk)
    heads = [places[1]["shoulder"] - 1j * places[1]["shoulder"].imag + 0.2 * k for places in seen]
    lines += ink.placed(heads, f'<circle class="lw-hair" r="{num(9.5 * k)}"/>')
    middle = course.figures[0].hip.real + 0.15 * k
    left, top = box[0] + 0.3 * box[2] - 100 * _SMALLER * middle, box[1] + 0.27 * box[3]
    words = f'<text class="lw-note" x="{num(box[0] + 5)}" y="{num(box[1] + 11)}">from above</text>'
    return f'{words}<g transform="translate({num(left)} {num(top)}) scale({_SMALLER})">{lines}</g>'


def _places(figure: Figure, aside: tuple[float, float], side: int) -> dict[str, complex]:
    """Places (m) of one side, x forward, the near side (1) below."""
    moved, out = aside
    k = figure.build.scale
    leg = figure.near_leg
    knee = complex(leg.middle.real, -side * _KNEES * k)
    back = cmath.exp(1j * (cmath.pi + (out if side == 1 else 0.0)))
    return {
        "hip": complex(figure.hip.real, -side * _HIPS * k - moved),
        "knee": knee,
        "ankle": knee + 0.9 * figure.build.shank * back,
        "shoulder": complex(figure.shoulder.real, -side * _SHOULDERS * k - moved / 3),
        "hand": complex(figure.near_arm.end.real, -side * _HANDS * k),
    }
