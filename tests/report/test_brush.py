"""Lines leave out what was not seen, boxes stay inside the picture."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from liftwell.report import brush, palette

NAN = float("nan")


def black() -> NDArray[np.uint8]:
    return np.zeros((60, 80, 3), np.uint8)


def columns(picture: NDArray[np.uint8]) -> list[int]:
    """Columns in which anything was drawn."""
    return np.flatnonzero(picture.any(axis=(0, 2))).tolist()


@pytest.mark.parametrize("alpha", [None, 0.5])
def test_a_line_has_a_gap_where_nothing_was_seen(alpha: float | None) -> None:
    picture, points = black(), np.array([[5, 30], [25, 30], [NAN, 30], [55, 30], [75, 30]], float)
    if alpha is None:
        brush.line(picture, points, palette.PAPER, 2)
    else:
        brush.blend_line(picture, points, palette.PAPER, 2, alpha)
    drawn = columns(picture)
    assert {10, 20, 60, 70} <= set(drawn)
    assert not {30, 40, 50} & set(drawn)


def test_a_single_point_is_no_line() -> None:
    picture, points = black(), np.array([[5, 30], [NAN, NAN], [55, NAN], [75, 30]])
    brush.line(picture, points, palette.PAPER, 2)
    brush.line(picture, np.full((4, 2), NAN), palette.PAPER, 2)
    brush.blend_line(picture, points[:2], palette.PAPER, 2, 0.5)
    assert not picture.any()


def test_a_back_is_coloured_by_its_bend_and_grey_where_that_is_unknown() -> None:
    picture, back = black(), np.column_stack([np.arange(5.0, 76.0, 10), np.full(8, 30.0)])
    bend = np.array([0, 0, 0, NAN, NAN, 1, 1, 1])
    brush.draw_back(picture, back, bend, 1.0)
    colours = palette.of_rounding(np.array([0.0, NAN, 1.0]))
    for column, colour in zip((15, 40, 65), colours, strict=True):
        assert np.abs(picture[30, column] - colour).max() < 3


def test_half_a_blend_is_half_the_colour() -> None:
    picture = black()
    brush.blend_line(picture, np.array([[5.0, 30.0], [75.0, 30.0]]), (200, 100, 50), 6, 0.5)
    assert picture[30, 40].tolist() == pytest.approx([100, 50, 25], abs=2)


def test_a_line_beside_the_picture_does_no_harm() -> None:
    picture = black()
    brush.blend_line(picture, np.array([[-90.0, 10.0], [-50.0, 20.0]]), palette.PAPER, 4, 0.5)
    assert not picture.any()


def test_a_dot_has_a_dark_rim() -> None:
    picture = np.full((60, 80, 3), 120, np.uint8)
    brush.dot(picture, np.array([40.0, 30.0]), 10.0, palette.PAPER)
    assert tuple(picture[30, 40]) == palette.PAPER
    assert tuple(picture[30, 52]) == palette.INK
    assert tuple(picture[30, 60]) == (120, 120, 120)


def test_a_circle_ends_where_it_begins() -> None:
    points = brush.circle(np.array([10.0, 20.0]), 5.0)
    assert np.linalg.norm(points - (10, 20), axis=1) == pytest.approx(5.0)
    np.testing.assert_allclose(points[0], points[-1], atol=1e-9)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ((10, 12), (20, 30), (8, 10, 22, 32)),
        ((-50, -50), (5, 5), (0, 0, 7, 7)),
        ((70, 50), (900, 900), (68, 48, 80, 60)),
        ((-90, -90), (-50, -50), (0, 0, 0, 0)),
        ((200, 200), (300, 300), (80, 60, 80, 60)),
    ],
)
def test_a_box_is_kept_inside_the_picture(
    low: tuple[float, float], high: tuple[float, float], expected: tuple[int, int, int, int]
) -> None:
    assert brush.box(np.array([low, high], float), 2.0, (60, 80, 3)) == expected


def test_rows_with_a_gap_are_no_places() -> None:
    points = np.array([[1.0, 2.0], [NAN, 3.0], [4.0, NAN], [5.0, 6.0]])
    np.testing.assert_array_equal(brush.finite(points), [[1, 2], [5, 6]])
