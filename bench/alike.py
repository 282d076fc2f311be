"""What two clips of one lifter, dressed alike and filmed from the same place, share of the error of an angle.

python -m bench.alike      about ten minutes on two cores the first time

36 lifters in the same clothes and place, once neutral and once 20° rounder. Behind SHARED_ALIKE of motion/back.py.
"""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from bench.accuracy import each, measured_row
from bench.accuracy_tables import QUANTITIES, Quantity
from bench.synthetic import design

Row = dict[str, Any]


def error_of(row: Row, quantity: Quantity) -> float | None:
    """Mean signed error of an angle in a clip; None where it was not seen."""
    if not quantity.at:
        series = row["series"].get(quantity.what)
        return None if series is None else float(series["bias"])
    errors = [e["error"] for e in row["errors"] if e["what"] == quantity.what and e["at"] == quantity.at]
    return float(np.mean(errors)) if errors else None


def shared(ones: list[Row], others: list[Row], quantity: Quantity) -> tuple[int, float, float]:
    """How many pairs, the root mean square error of one clip, and the share of its variance that both have."""
    pairs = [(error_of(a, quantity), error_of(b, quantity)) for a, b in zip(ones, others, strict=True)]
    seen = np.array([pair for pair in pairs if None not in pair], float).reshape(-1, 2)
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
