"""The back alone, laid over the tallest posture: near enough for the gap between the two to be seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, TypeGuard

from markupsafe import Markup

from liftwell.report.figures.sheet import sheet

Place = tuple[float, float]
# As much of the body as is shown, in hundredths of a body length: the same in every figure, so that gaps compare.
_SIDE: Final = 40


def contour_svg(back: Sequence[Place | None], tallest: Sequence[Place | None]) -> Markup:
    """Outline of the back (thick) and the tallest shape laid on its ends (dashed), with the gap between them filled.

    Both in body lengths, y up, point by point; None where not seen. In the middle of the figure is the middle of both.
    """
    seen = [place for places in (back, tallest) for run in _runs(places) for place in run]
    if not seen:
        return sheet(_SIDE, _SIDE, [], "contour")
    middle = [50 * (min(values) + max(values)) for values in zip(*seen, strict=True)]
    left, top = round(middle[0] - _SIDE / 2, 1), round(-middle[1] - _SIDE / 2, 1)
    parts = [
        *(f'<polygon class="c-gap" points="{_points(gap)}"/>' for gap in _gaps(back, tallest)),
        *(f'<polyline class="c-tallest" points="{_points(run)}"/>' for run in _runs(tallest)),
        *(f'<polyline class="c-back" points="{_points(run)}"/>' for run in _runs(back)),
    ]
    return sheet(_SIDE, _SIDE, parts, "contour", left=left, top=top)


def _is_seen(place: Place | None) -> TypeGuard[Place]:
    return place is not None and all(math.isfinite(number) for number in place)


def _gaps(back: Sequence[Place | None], tallest: Sequence[Place | None]) -> list[list[Place]]:
    """What lies between the two lines, piece by piece where both were seen."""
    gaps: list[list[Place]] = []
    both = [_is_seen(a) and _is_seen(b) for a, b in zip(back, tallest, strict=False)]
    for run in _runs([place if seen else None for place, seen in zip(back, both, strict=False)]):
        begin = back.index(run[0])
        there = [place for place in tallest[begin : begin + len(run)] if _is_seen(place)]
        gaps.append([*run, *reversed(there)])
    return gaps


def _runs(places: Sequence[Place | None]) -> list[list[Place]]:
    """Pieces of more than one point between places that were not seen."""
    runs: list[list[Place]] = [[]]
    for place in places:
        if _is_seen(place):
            runs[-1].append(place)
        else:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _points(places: Sequence[Place]) -> str:
    return " ".join(f"{round(100 * x, 2)},{round(-100 * y, 2)}" for x, y in places)
