"""What two clips of one lifter, dressed alike and filmed from the same place, share of the error of an angle.

python -m bench.alike      about ten minutes on two cores the first time

36 lifters in the same clothes and place, once neutral and once 20° rounder. Behind SHARED_ALIKE of motion/back.py.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np

from bench.accuracy import each, measured_row
from bench.accuracy_tables import QUANTITIES, Quantity, Row, of_clip
from bench.synthetic import design


def shared(ones: Sequence[Row], others: Sequence[Row], quantity: Quantity) -> tuple[int, float, float]:
    """How many pairs, the root mean square error of one clip, and the share of its variance that both have."""
    found = [[of_clip(row, quantity) for row in pair] for pair in zip(ones, others, strict=True)]
    # What a clip tells: its mean absolute error, then its mean error.
    seen = np.array([[a[1], b[1]] for a, b in found if a is not None and b is not None]).reshape(-1, 2)
    if len(seen) < 2:
        return len(seen), float("nan"), float("nan")
    variance = float((seen**2).mean())
    return len(seen), variance**0.5, 1 - float(((seen[:, 1] - seen[:, 0]) ** 2).mean()) / (2 * variance)


def main() -> None:
    """Measure both clips of every pair and print a line for every angle."""
    ones, others = design.learnt()[: design.PAIRED], design.paired()
    rows = each(measured_row, [*ones, *others], os.cpu_count() or 1, "measured")
    first, second = rows[: len(ones)], rows[len(ones) :]
    for quantity in (q for q in QUANTITIES if q.unit == "°"):
        count, rms, share = shared(first, second, quantity)
        print(f"{quantity.name}: {count} pairs, error of one {rms:.1f}°, of its variance both share {share:.2f}")


if __name__ == "__main__":
    main()
