"""Conditional means of a Gaussian."""

from __future__ import annotations

import numpy as np
import pytest

from liftwell.motion.gaussian import by_pattern, regression

# y = 2 a - b + noise of variance 0.25, with a, b independent and of variance 1 and 4.
MOMENTS = np.array([[1.0, 0.0, 2.0], [0.0, 4.0, -4.0], [2.0, -4.0, 4.0 + 4.0 + 0.25]])


def test_the_weights_are_those_of_the_line_and_the_sd_that_of_the_noise() -> None:
    weights, sd = regression(MOMENTS, np.array([True, True]), np.zeros((2, 2)))
    assert weights[:, 0] == pytest.approx([2.0, -1.0])
    assert sd == pytest.approx([0.5])


def test_what_is_missing_makes_the_rest_less_sure() -> None:
    weights, sd = regression(MOMENTS, np.array([True, False]), np.zeros((2, 2)))
    assert weights[:, 0] == pytest.approx([2.0])
    assert sd == pytest.approx([np.sqrt(4.25)])


def test_noise_shrinks_the_weights() -> None:
    weights, sd = regression(MOMENTS, np.array([True, True]), np.diag([1.0, 0.0]))
    assert weights[:, 0] == pytest.approx([1.0, -1.0])
    assert sd[0] > 0.5


def test_every_pattern_comes_once_with_its_rows() -> None:
    values = np.array([[1.0, np.nan], [2.0, 3.0], [4.0, np.nan]])
    found = {tuple(pattern.tolist()): rows.tolist() for pattern, rows in by_pattern(values)}
    assert found == {(True, False): [True, False, True], (True, True): [False, True, False]}
