"""Where a circle is seen, how much of it, and how much is enough."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liftwell.barbell.votes import edges, rim_near, rim_needed

RADIUS = 40.0
CENTRE = np.array([70.4, 64.7])


def disc(*, half: bool = False) -> NDArray[np.uint8]:
    """A dark disc before a bright wall, its edge soft, or only its left half."""
    rows, columns = np.mgrid[:130, :140]
    inside = np.hypot(columns - CENTRE[0], rows - CENTRE[1]) < RADIUS
    if half:
        inside &= columns < CENTRE[0]
    grey = cv2.GaussianBlur(np.where(inside, 40.0, 200.0), (0, 0), 1.0)
    return np.repeat(np.rint(grey).astype(np.uint8)[..., None], 3, axis=2)


@pytest.mark.parametrize("off", [(0, 0), (4, -3), (-5, 2)], ids=str)
def test_a_rim_is_found_from_a_few_pixels_beside_it(off: tuple[int, int]) -> None:
    assert np.abs(rim_near(edges(disc()), RADIUS, CENTRE + off).centre - CENTRE).max() < 0.7


def test_half_a_rim_has_half_the_share() -> None:
    whole, half = (rim_near(edges(disc(half=h)), RADIUS, CENTRE).share for h in (False, True))
    assert whole > 0.15
    assert half == pytest.approx(whole / 2, rel=0.35)


def test_where_nothing_is_there_is_no_rim() -> None:
    nothing = rim_near(edges(np.full((130, 140, 3), 90, np.uint8)), RADIUS, CENTRE)
    assert nothing.share == 0
    assert nothing.centre == pytest.approx(np.rint(CENTRE))


def test_half_of_the_usual_rim_is_enough_but_never_less_than_chance() -> None:
    assert rim_needed(0.2) == pytest.approx(0.1)
    assert rim_needed(0.01) == pytest.approx(0.05)
