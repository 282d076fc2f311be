"""What `motion.trc` and `motion.mot` share: the side of the body, how a number is written, and the way to the disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Analysis
from liftwell.errors import CannotWrite

FloatArray = NDArray[np.float64]
Side = Literal["left", "right"]

# More digits than anything is measured to: these files get differentiated twice, which rounding would not survive.
METRE_DIGITS: Final = 5
DEGREE_DIGITS: Final = 4
SECOND_DIGITS: Final = 6


def near_side(analysis: Analysis) -> Side:
    """The side of the body that was measured; "right" where nothing was."""
    return analysis.capture.near_side or analysis.capture.facing or "right"


def cells(values: FloatArray, digits: int) -> list[str]:
    """`values` (N,) as text with `digits` decimals, empty where not finite; a zero carries no sign."""
    rounded = np.round(values, digits) + 0.0
    return [f"{number:.{digits}f}" if np.isfinite(number) else "" for number in rounded]


def save(lines: Iterable[str], path: Path) -> None:
    """Write `lines` as UTF-8, each ended by a line feed. Raises CannotWrite when `path` cannot be written."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise CannotWrite(f"Could not write {path} ({error.strerror}); please choose another folder.") from error
