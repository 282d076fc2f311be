"""Votes that stay in the room while the hands are elsewhere are taken off; those that go with the hands remain."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from liftwell.barbell.still import without_still

HANDS = np.array([0.0, 20.0, 40.0, 60.0])  # px: four heights, each field begins there


def fields(at_px: list[tuple[int, int]]) -> list[NDArray[np.float32]]:
    """One vote in each field of 30 × 90 (rows × columns), at the column and row of the picture."""
    made = []
    for height, (x, y) in zip(HANDS, at_px, strict=True):
        field = np.zeros((90, 30), np.float32)
        field[y - int(height), x] = 1.0
        made.append(field)
    return made


def left(votes: list[NDArray[np.float32]], elsewhere: float = 10.0) -> list[float]:
    corners = np.stack([np.zeros(4, int), HANDS.astype(int)], 1)
    return [float(field.max()) for field in without_still(votes, corners, HANDS, elsewhere)]


def test_what_hangs_on_the_wall_is_taken_off() -> None:
    assert left(fields([(10, 70)] * 4)) == pytest.approx([0, 0, 0, 0])


def test_what_goes_with_the_hands_stays() -> None:
    assert left(fields([(10, 15), (10, 35), (10, 55), (10, 75)])) == pytest.approx([1, 1, 1, 1])


def test_what_a_third_of_the_others_saw_there_loses_a_third() -> None:
    assert left(fields([(10, 70), (10, 70), (20, 65), (5, 80)]))[:2] == pytest.approx([2 / 3, 2 / 3])


def test_hands_that_stay_tell_nothing() -> None:
    assert left(fields([(10, 70)] * 4), elsewhere=100.0) == pytest.approx([1, 1, 1, 1])
