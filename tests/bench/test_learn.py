"""What the bench learns: a Gaussian over clips, and how wrong it is on clips left out."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.learn import learn, moments

FloatArray = NDArray[np.float64]


def clip_of(rng: np.random.Generator, count: int) -> FloatArray:
    """Rows of a clip in which the last column is twice the first less the second, but for its own offset of sd 1."""
    x = rng.normal(0, 5, (count, 2))
    return np.column_stack([x, 2 * x[:, 0] - x[:, 1] + rng.normal()])


CLIPS = [clip_of(np.random.default_rng(k), 5 + 10 * (k % 3)) for k in range(120)]


def test_every_clip_weighs_the_same_however_long_it_is() -> None:
    mean, covariance = moments([np.zeros((1, 2)), np.ones((99, 2))])
    assert mean == pytest.approx([0.5, 0.5])
    assert covariance == pytest.approx(np.full((2, 2), 0.25))


def test_the_errors_of_clips_left_out_are_as_large_as_expected() -> None:
    learnt = learn(CLIPS, 1, noise=0.0)
    assert learnt.errors.std() == pytest.approx(1.0, abs=0.2)
    assert learnt.expected == pytest.approx(np.ones((len(CLIPS), 1)), abs=0.2)
    weights = np.linalg.solve(learnt.covariance[:2, :2], learnt.covariance[:2, 2])
    assert weights == pytest.approx([2.0, -1.0], abs=0.05)


def test_nothing_to_learn_leaves_the_mean() -> None:
    rng = np.random.default_rng(1)
    clips = [np.column_stack([rng.normal(0, 1, (10, 1)), np.full((10, 1), rng.normal())]) for _ in range(60)]
    learnt = learn(clips, 1, noise=1.0)
    assert learnt.errors.std() == pytest.approx(1.0, abs=0.3)
