"""The back over the tallest shape: true to scale, the gap filled where both were seen."""

from __future__ import annotations

import math
import re

import pytest

from liftwell.report.figures import contour_svg

LEVEL = [(0.01 * x, 0.5) for x in range(31)]
# An arc over the same ends, 0.03 body lengths high in the middle.
ROUND = [(x, y + 0.03 * math.sin(math.pi * x / 0.3)) for x, y in LEVEL]


def points(svg: str, name: str) -> list[list[tuple[float, float]]]:
    found = re.findall(rf'class="{name}" points="([^"]*)"', svg)
    return [[(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())] for text in found]


def area(ring: list[tuple[float, float]]) -> float:
    following = ring[1:] + ring[:1]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, following, strict=True))) / 2


def test_up_is_up_and_a_body_length_is_a_hundred() -> None:
    (back,) = points(contour_svg(ROUND, LEVEL), "c-back")
    assert back[15] == (15.0, -53.0)


def test_the_gap_is_as_large_as_the_rounding() -> None:
    (gap,) = points(contour_svg(ROUND, LEVEL), "c-gap")
    assert area(gap) == pytest.approx(30 * 3 * 2 / math.pi, rel=0.01)
    (none,) = points(contour_svg(LEVEL, LEVEL), "c-gap")
    assert area(none) == pytest.approx(0.0)


def test_where_the_back_was_not_seen_nothing_is_drawn_or_filled() -> None:
    hole: list[tuple[float, float] | None] = [*ROUND[:10], None, (math.nan, 0.5), *ROUND[12:]]
    svg = contour_svg(hole, LEVEL)
    assert [len(run) for run in points(svg, "c-back")] == [10, 19]
    assert [len(ring) for ring in points(svg, "c-gap")] == [20, 38]
    assert [len(run) for run in points(svg, "c-tallest")] == [31]


def test_every_figure_shows_as_much_of_the_body_with_the_back_in_its_middle() -> None:
    boxes = [
        [float(part) for part in re.findall(r'viewBox="([^"]*)"', contour_svg(shape, shape))[0].split()]
        for shape in (LEVEL, [(y, x) for x, y in LEVEL])
    ]
    assert [box[2:] for box in boxes] == [[40.0, 40.0]] * 2
    assert boxes[0][:2] == [15.0 - 20, -50.0 - 20]


def test_nothing_seen_is_an_empty_sheet() -> None:
    assert "polyline" not in contour_svg([None, None], [])
