"""Linear-Gaussian models: what of some quantities is expected, given those that are seen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def by_pattern(values: FloatArray) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Every pattern (F,) of what is seen of values (T, F), with the rows (T,) that have it."""
    seen = np.isfinite(values)
    for pattern in np.unique(seen, axis=0):
        yield pattern, (seen == pattern).all(1)


def regression(moments: FloatArray, seen: NDArray[np.bool_], noise: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Weights (n, K) and sd (K,) of the last K rows of `moments` (F + K, F + K), given the n of the first F `seen`.

    The conditional mean of a Gaussian, Cov(y, x) Cov(x, x)^-1 x; also known as ridge regression. `noise` (F, F).
    """
    count = len(seen)
    inner = (moments[:count, :count] + noise)[np.ix_(seen, seen)]
    cross = moments[:count, count:][seen]
    weights = np.asarray(np.linalg.solve(inner, cross), np.float64)
    variance: FloatArray = np.diag(moments[count:, count:] - cross.T @ weights)
    return weights, np.asarray(np.sqrt(np.maximum(variance, 0.0)))
