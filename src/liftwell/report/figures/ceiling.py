"""The loads between which a back starts to change shape, on a scale that begins at nothing."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from liftwell.report.figures.sheet import sheet

_WIDTH, _HEIGHT = 340, 46
_EDGE: Final = 12
_OVER: Final = 1.15  # the scale goes on a little: the heavier load is not the end of anything


def ceiling_svg(low_kg: float, high_kg: float) -> Markup:
    """Up to `low_kg` the shape holds; by `high_kg` it has changed; between them nobody has looked."""

    def x(load_kg: float) -> float:
        return round(_EDGE + (_WIDTH - 2 * _EDGE) * load_kg / (_OVER * high_kg), 1)

    low, high = x(low_kg), x(high_kg)
    ends = "".join(
        f'<line class="g-mark" x1="{at}" x2="{at}" y1="4" y2="24"/>'
        f'<text class="g-load" x="{at}" y="40" text-anchor="{anchor}">{load:g} kg</text>'
        for at, load, anchor in ((low, low_kg, "end"), (high, high_kg, "start"))
    )
    parts = (
        f'<rect class="g-track" x="{_EDGE}" y="10" width="{_WIDTH - 2 * _EDGE}" height="8" rx="4"/>',
        f'<rect class="g-fine" x="{_EDGE}" y="10" width="{round(low - _EDGE, 1)}" height="8" rx="4"/>',
        f'<rect class="g-between" x="{low}" y="10" width="{round(high - low, 1)}" height="8"/>',
        ends,
    )
    return sheet(_WIDTH, _HEIGHT, parts, "gauge")
