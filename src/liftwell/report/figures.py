"""Figures as SVG, drawn here and nowhere fetched: a number beside its mark, a body in a key position, how to film.

Colours come from the page's style sheet by class, so that light and dark both work.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape

from liftwell.loads.style import PLATE_RADIUS_M
from liftwell.report.page import Gauge, share
from liftwell.report.setups import Figure, Row

Place = tuple[float, float] | None
# Class in the style sheet; points by name, outline of the back and tallest shape in body lengths, y up.
Body = tuple[str, Mapping[str, Place], Sequence[Place], Sequence[Place]]

_WIDTH, _HEIGHT = 260, 34
_EDGE: Final = 8


def gauge_svg(gauge: Gauge) -> Markup:
    """The value with one standard deviation either way, the mark, and the side of it that is fine."""
    low = min(0.0, gauge.mark, gauge.value - 1.5 * gauge.sd)
    high = max(0.0, gauge.mark, gauge.value + 1.5 * gauge.sd)
    room = 0.12 * (high - low) or 1.0
    low, high = low - room, high + room

    def x(value: float) -> float:
        return round(_EDGE + (_WIDTH - 2 * _EDGE) * share(value, low, high), 1)

    start, stop = (x(gauge.mark), _WIDTH - _EDGE) if gauge.good_above else (_EDGE, x(gauge.mark))
    whisker = x(gauge.value - gauge.sd), x(gauge.value + gauge.sd)
    parts = (
        f'<rect class="g-track" x="{_EDGE}" y="14" width="{_WIDTH - 2 * _EDGE}" height="6" rx="3"/>',
        f'<rect class="g-fine" x="{start}" y="14" width="{max(0.0, round(stop - start, 1))}" height="6" rx="3"/>',
        f'<line class="g-mark" x1="{x(gauge.mark)}" x2="{x(gauge.mark)}" y1="6" y2="28"/>',
        f'<line class="g-sd" x1="{whisker[0]}" x2="{whisker[1]}" y1="17" y2="17"/>',
        f'<circle class="g-value" cx="{x(gauge.value)}" cy="17" r="5.5"/>',
    )
    return _svg(_WIDTH, _HEIGHT, parts, "gauge")


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
    return _svg(104, 124, parts, "posture", left=-48, top=-116)


def setup_svg(row: Row, today: Row, body_m: float) -> Markup:
    """A body at the start of a lift, over today's where it is another; plate and block are drawn to scale."""
    parts = ['<line class="p-floor" x1="-48" x2="56" y1="0" y2="0"/>']
    if row.figure is None:
        return _svg(104, 124, parts, "posture", left=-48, top=-116)
    parts += _plate(row.figure, body_m)
    for name, figure in (("b", None if row is today else today.figure), ("a", row.figure)):
        if figure is not None:
            parts += [f'<g class="{name}">', *_body(figure, body_m), "</g>"]
    return _svg(104, 124, parts, "posture", left=-48, top=-116)


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


def how_to_film_svg() -> Markup:
    """Two pictures: where the phone stands, from above; what has to be in the picture."""
    return Markup(_FILM)  # noqa: S704  a constant of this module


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


def _svg(width: int, height: int, parts: Sequence[str], name: str, left: int = 0, top: int = 0) -> Markup:
    box = f'viewBox="{left} {top} {width} {height}" width="{width}" height="{height}"'
    body = "".join(parts)
    return Markup(f'<svg class="{name}" {box} aria-hidden="true" focusable="false">{body}</svg>')  # noqa: S704


_FILM: Final = """
<svg class="film-help" viewBox="0 0 620 250" role="img" aria-labelledby="film-title film-desc">
<title id="film-title">Where to put the phone</title>
<desc id="film-desc">Seen from above, the phone stands 3 to 5 metres beside the lifter, in line with the bar. In the
picture, the whole lifter and the plates are inside the frame, with room above the head and below the feet.</desc>
<text class="f-head" x="16" y="24">From above</text>
<path class="f-view" d="M330 130 L30 74 L30 186 Z"/>
<line class="f-dash" x1="150" x2="322" y1="130" y2="130"/>
<line class="f-bar" x1="28" x2="152" y1="130" y2="130"/>
<rect class="f-plate" x="36" y="104" width="10" height="52" rx="3"/>
<rect class="f-plate" x="134" y="104" width="10" height="52" rx="3"/>
<ellipse class="f-body" cx="90" cy="112" rx="30" ry="12"/>
<circle class="f-skin" cx="90" cy="124" r="11"/>
<rect class="f-phone" x="330" y="112" width="9" height="36" rx="3"/>
<text class="f-text" x="237" y="118" text-anchor="middle">3 to 5 m</text>
<text class="f-text" x="237" y="154" text-anchor="middle">in line with the bar</text>
<text class="f-text" x="334" y="184" text-anchor="middle">phone,</text>
<text class="f-text" x="334" y="206" text-anchor="middle">hip high,</text>
<text class="f-text" x="334" y="228" text-anchor="middle">standing still</text>
<text class="f-head" x="430" y="24">In the picture</text>
<rect class="f-frame" x="432" y="36" width="116" height="200" rx="12"/>
<line class="f-floor" x1="433" x2="547" y1="214" y2="214"/>
<g class="f-lifter">
<polyline points="478,210 486,176 476,142 497,104"/>
<polyline points="497,104 502,134 503,162"/>
<circle cx="505" cy="88" r="10"/>
</g>
<circle class="f-disc" cx="503" cy="188" r="25"/>
<circle class="f-hub" cx="503" cy="188" r="4"/>
<text class="f-text" x="560" y="92">head</text>
<text class="f-text" x="560" y="192">plates</text>
<text class="f-text" x="560" y="218">feet</text>
</svg>
"""
