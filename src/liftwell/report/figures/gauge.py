"""A number beside its mark."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from liftwell.report.figures.sheet import sheet
from liftwell.report.page import Gauge, share

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
    return sheet(_WIDTH, _HEIGHT, parts, "gauge")
