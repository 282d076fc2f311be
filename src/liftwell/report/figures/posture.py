"""Bodies as lines: key positions laid over each other, and the set-ups of the what-if.

Colours come from the page's style sheet by class, so that light and dark both work.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape

from liftwell.loads.style import PLATE_RADIUS_M
from liftwell.report.figures.sheet import sheet
from liftwell.report.setups import Figure, Row

Place = tuple[float, float] | None
# Class in the style sheet; points by name, outline of the back and tallest shape in body lengths, y up.
Body = tuple[str, Mapping[str, Place], Sequence[Place], Sequence[Place]]


def posture_svg(bodies: Sequence[Body]) -> Markup:
    """Bodies laid over each other, feet on one spot.

    The first is drawn last, on top of the others.
    """
    parts: list[str] = ['<line class="p-floor" x1="-48" x2="56" y1="0" y2="0"/>']
    for name, points, back, tallest in reversed(bodies):
        parts.append(f'<g class="{escape(name)}">')
        if bar := points.get("bar"):
            parts.append(f'<circle class="p-bar" cx="{_cm(bar[0])}" cy="{_cm(-bar[1])}" r="2.2"/>')
        parts += [_polyline("p-tallest", tallest), _polyline("p-limb", [points.get(p) for p in _LEG])]
        parts += [_polyline("p-limb", [points.get(p) for p in _ARM]), _polyline("p-back", back)]
        parts += [f'<circle class="p-joint" cx="{_cm(p[0])}" cy="{_cm(-p[1])}" r="1.6"/>'
                  for p in (points.get(name) for name in _JOINTS) if p]  # fmt: skip
        parts.append("</g>")
    return sheet(104, 124, parts, "posture", left=-48, top=-116)


def setup_svg(row: Row, today: Row, body_m: float) -> Markup:
    """A body at the start of a lift, over today's where it is another; plate and block are drawn to scale."""
    parts = ['<line class="p-floor" x1="-48" x2="56" y1="0" y2="0"/>']
    if row.figure is None:
        return sheet(104, 124, parts, "posture", left=-48, top=-116)
    parts += _plate(row.figure, body_m)
    for name, figure in (("b", None if row is today else today.figure), ("a", row.figure)):
        if figure is not None:
            parts += [f'<g class="{name}">', *_body(figure, body_m), "</g>"]
    return sheet(104, 124, parts, "posture", left=-48, top=-116)


def _plate(figure: Figure, body_m: float) -> list[str]:
    x, y = (_cm(number / body_m) for number in figure.plate)
    # A bar that was measured a little too low must not sink into the floor.
    radius, block = (
        _cm(size / body_m) for size in (min(PLATE_RADIUS_M, figure.plate[1] - figure.block_m), figure.block_m)
    )
    parts = [f'<circle class="p-plate" cx="{x}" cy="{-y}" r="{radius}"/>']
    if block:
        width = round(0.8 * radius, 1)
        parts.append(f'<rect class="p-block" x="{x - width:.1f}" y="{-block}" width="{2 * width}" height="{block}"/>')
    return parts


def _body(figure: Figure, body_m: float) -> list[str]:
    at = {name: (x / body_m, y / body_m) for name, (x, y) in figure.points.items()}
    back = [(x / body_m, y / body_m) for x, y in figure.back]
    neck, crown, bar = at["cervicale"], at["vertex"], at["bar"]
    head = [neck[axis] + 0.55 * (crown[axis] - neck[axis]) for axis in (0, 1)]
    size = _cm(0.4 * math.dist(neck, crown))
    ankle = at["ankle"]
    foot = [(ankle[0] + along, up) for along, up in _FOOT]
    limbs = [_polyline("p-limb", [at[name] for name in names]) for names in (_LEG[:3], _ARM)]
    return [
        _polyline("p-limb", [ankle, *foot]),
        *limbs,
        _polyline("p-back", back),
        f'<circle class="p-head" cx="{_cm(head[0])}" cy="{_cm(-head[1])}" r="{size}"/>',
        f'<circle class="p-bar" cx="{_cm(bar[0])}" cy="{_cm(-bar[1])}" r="2.2"/>',
    ]


# Heel and toe beside the ankle, in body lengths: for the eye only.
_FOOT: Final = ((-0.045, 0.012), (0.13, 0.012))
_LEG: Final = ("ankle", "knee", "hip", "shoulder")
_ARM: Final = ("shoulder", "elbow", "hand")
_JOINTS: Final = ("ankle", "knee", "hip", "shoulder")


def _cm(bodies: float) -> float:
    """A hundredth of a body length is the unit of the drawing."""
    return round(100 * bodies, 1)


def _polyline(name: str, places: Sequence[Place]) -> str:
    """Pieces between places that were not seen."""
    runs: list[list[str]] = [[]]
    for place in places:
        if place is None or not all(math.isfinite(number) for number in place):
            runs.append([])
        else:
            runs[-1].append(f"{_cm(place[0])},{_cm(-place[1])}")
    return "".join(f'<polyline class="{name}" points="{" ".join(run)}"/>' for run in runs if len(run) > 1)
