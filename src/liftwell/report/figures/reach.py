"""Two links that reach a place: knees and elbows of limbs whose ends are held.

Places are complex numbers, x forward and y up, in metres; directions in rad, 0 straight down and positive forward.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from typing import Final

from scipy.optimize import brentq

# Short of straight, so that a limb that is out of reach by rounding does not flicker.
_NEARLY: Final = 0.99995


def down(direction: float) -> complex:
    """The unit vector that hangs down at 0 and points forward at a quarter turn."""
    return complex(math.sin(direction), -math.cos(direction))


def up(lean: float) -> complex:
    """The unit vector that stands upright at 0 and leans forward."""
    return complex(math.sin(lean), math.cos(lean))


def heading(line: complex) -> float:
    """The direction (rad) of a line."""
    return math.atan2(line.real, -line.imag)


def reach(root: complex, end: complex, upper: float, lower: float, *, knee: bool) -> tuple[float, float]:
    """Directions (rad) of two links of lengths `upper` and `lower` from `root` to `end`, or as near as they get.

    Knees point forward and elbows back, as neither bends the other way.
    """
    way = end - root
    far = min(max(abs(way), 1.02 * abs(upper - lower)), _NEARLY * (upper + lower))
    bend = math.pi - _corner(upper, lower, far)
    off = _corner(upper, far, lower)
    towards = heading(way)
    return (towards + off, towards + off - bend) if knee else (towards - off, towards - off + bend)


def _corner(a: float, b: float, opposite: float) -> float:
    """Angle (rad) between the sides `a` and `b` of a triangle."""
    return math.acos(min(1.0, max(-1.0, (a * a + b * b - opposite * opposite) / (2 * a * b))))


def turned(place: complex, angle: float) -> complex:
    """`place` in a frame that leans forward by `angle` (rad)."""
    return place * cmath.exp(-1j * angle)


def where_zero(of: Callable[[float], float], low: float, high: float, parts: int = 8) -> float:
    """The first zero between `low` and `high`, or where `of` comes nearest to it."""
    steps = [low + (high - low) * n / parts for n in range(parts + 1)]
    values = [of(step) for step in steps]
    for n in range(parts):
        if values[n] * values[n + 1] <= 0:
            return float(brentq(of, steps[n], steps[n + 1], xtol=1e-6))
    return min(zip(map(abs, values), steps, strict=True))[1]
