"""How numbers look in files: the unit a person expects, a name that carries it, and digits worth keeping."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class FileUnit:
    """`symbol` written in files, `suffix` of a name that carries it, `factor` from the inner unit, `digits` kept.

    The digits lie an order of magnitude below the best error we claim for the quantity.
    """

    symbol: str
    suffix: str
    factor: float
    digits: int


FILE_UNITS: Final = {
    "rad": FileUnit("deg", "_deg", math.degrees(1.0), 2),
    "deg": FileUnit("deg", "_deg", 1.0, 2),
    "m": FileUnit("m", "_m", 1.0, 4),
    "m/s": FileUnit("m/s", "_mps", 1.0, 4),
    "m/px": FileUnit("m/px", "", 1.0, 8),
    "body": FileUnit("body", "", 1.0, 4),
    "N.m": FileUnit("N.m", "_nm", 1.0, 1),
    "N": FileUnit("N", "_n", 1.0, 0),
    "W": FileUnit("W", "_w", 1.0, 0),
    "s": FileUnit("s", "_s", 1.0, 4),
}
TIME_DIGITS: Final = 4


def file_unit(unit: str) -> FileUnit:
    """How `unit` is written; a unit without an entry (a ratio, say) keeps its name and four digits."""
    return FILE_UNITS.get(unit, FileUnit(unit, "", 1.0, 4))


def rounded(number: float, digits: int) -> float:
    """`number` with `digits` decimals; a zero carries no sign."""
    return round(number, digits) + 0.0


def column(values: NDArray[np.float64], unit: FileUnit) -> list[float | None]:
    """`values` (T,) in the file's unit, None where not finite."""
    scaled = np.round(values * unit.factor, unit.digits) + 0.0
    return [float(number) if math.isfinite(number) else None for number in scaled]
