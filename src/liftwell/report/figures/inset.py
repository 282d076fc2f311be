"""Small pictures from another side, for what a side view cannot show: how wide one stands, hips that circle."""

from __future__ import annotations

import cmath
from collections.abc import Mapping
from typing import Any, Final

from liftwell.report.figures.course import Course
from liftwell.report.figures.figure import Figure
from liftwell.report.figures.ink import Ink, num

Box = tuple[float, float, float, float]
# Half the distance between hands, knees, hips and shoulders, m: judgement, for the eye only.
_HANDS, _KNEES, _HIPS, _SHOULDERS = 0.18, 0.2, 0.1, 0.17
_SMALLER: Final = 0.47
# How far the middle of a picture from the front is from the right edge, as a share of the width.
_FROM_RIGHT: Final = 0.155
# Centimetres of the small picture that a corner may be off by between two samples.
_ROUGHLY: Final = 2.0


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
        ink.line("lw-above legs", [way(part, side) for part in ("hip", "knee", "ankle")], _ROUGHLY)
        + ink.line("lw-above arm", [way(part, side) for part in ("shoulder", "hand")], _ROUGHLY)
        for side in (1, -1)
    )
    trunk = [way("hip", -1), way("shoulder", -1), way("shoulder", 1), way("hip", 1), way("hip", -1)]
    lines += ink.line("lw-above trunk", trunk, _ROUGHLY)
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


def from_front(course: Course, ink: Ink, box: Box, told: Mapping[str, Any]) -> str:
    """The same body from the front, smaller, at the right edge: how wide feet, knees and hands are.

    `told` has feet, knees and hands: m from the middle, the knees where they are bent most; hold: "bar", "frame",
    "bell" or "one bell"; raised: handles over a frame, m; block: what a bell stands on, m.
    """
    most = max(figure.near_leg.bend for figure in course.figures) or 1.0
    seen = [{side: _from_front(figure, told, side, most) for side in (-1, 1)} for figure in course.figures]

    def line(kind: str, *corners: tuple[str, int]) -> str:
        return ink.line(kind, [[places[side][part] for places in seen] for part, side in corners], _ROUGHLY)

    inside = _block(told)
    for side in (1, -1):
        inside += line("lw-above legs", *((part, side) for part in ("hip", "knee", "ankle")))
        inside += line("lw-above shoe", ("ankle", side), ("toe", side))
    inside += line("lw-above trunk", ("waist", -1), ("shoulder", -1), ("shoulder", 1), ("waist", 1), ("waist", -1))
    middles = [complex(0.0, (figure.neck.imag + figure.crown.imag) / 2) for figure in course.figures]
    inside += ink.placed(middles, f'<g transform="scale({num(course.build.scale, 2)})">{_FACE}</g>')
    inside += "".join(line("lw-above arm", ("shoulder", side), ("hand", side)) for side in (1, -1))
    inside += ink.placed([complex(0.0, places[1]["hand"].imag) for places in seen], _weight(told))
    left = box[0] + box[2] * (1 - _FROM_RIGHT)
    over = max(figure.crown.imag for figure in course.figures) + 0.14
    at = f'text-anchor="middle" x="{num(left)}" y="{num(-100 * _SMALLER * over)}"'
    words = f'<text class="lw-note" {at}>from the front</text>'
    return f'{words}<g transform="translate({num(left)} 0) scale({_SMALLER})">{inside}</g>'


def _block(told: Mapping[str, Any]) -> str:
    """The block that a bell stands on."""
    high = 100 * float(told.get("block", 0.0))
    return f'<rect class="lw-block" x="-14" y="{num(-high)}" width="28" height="{num(high)}"/>' if high else ""


def _from_front(figure: Figure, told: Mapping[str, Any], side: int, most: float) -> dict[str, complex]:
    """Places (m) of one side from the front."""
    k = figure.build.scale
    leg, arm = (figure.near_leg, figure.near_arm) if side == 1 else (figure.far_leg, figure.far_arm)
    feet, hips = told["feet"] * k, _HIPS * k
    # Knees are over the toes where they are bent most, and on the line from hip to ankle where they are straight.
    straight = (hips + feet) / 2
    knees = straight + (told["knees"] * k - straight) * min(1.0, leg.bend / most)
    out = 0.05 + 0.35 * max(0.0, told["feet"] - 0.16)
    return {
        "hip": complex(side * hips, leg.root.imag),
        "waist": complex(side * 0.13 * k, figure.hip.imag),
        "knee": complex(side * knees, leg.middle.imag),
        "ankle": complex(side * feet, leg.end.imag - 0.02),
        "toe": complex(side * (feet + out * k), leg.end.imag - 0.025),
        "shoulder": complex(side * _SHOULDERS * k, figure.shoulder.imag),
        "hand": complex(side * told["hands"] * k, figure.grip(arm).imag),
    }


_FACE: Final = '<circle class="lw-skin" r="9.5"/><path class="lw-hair" d="M-10 0A10 10.5 0 0 1 10 0Q0-7-10 0Z"/>'
_PLATES: Final = "".join(f'<rect class="lw-iron" x="{x}" y="-22.5" width="7" height="45" rx="3"/>' for x in (-68, 61))
_BELL: Final = '<path class="lw-bar" d="M-6 7C-8-1 8-1 6 7"/><circle class="lw-iron" cy="13.5" r="10"/>'


def _weight(told: Mapping[str, Any]) -> str:
    """What the hands hold, its middle between them."""
    if told["hold"] == "bar":
        return f'<path class="lw-bar" d="M-80 0H80"/>{_PLATES}'
    if told["hold"] == "frame":
        low = num(100 * told.get("raised", 0.0))
        rails = f'<path class="lw-bar" d="M-80 {low}H-36V0M80 {low}H36V0"/>'
        return rails + f'<g transform="translate(0 {low})">{_PLATES}</g>'
    aside = 100 * told["hands"] if told["hold"] == "one bell" else 0.0
    return f'<g transform="translate({num(aside)} 0)">{_BELL}</g>'
