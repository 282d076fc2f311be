"""Posture from geometry: where knees, hips and shoulders have to be so that straight arms reach the bar.

Bar over the foot, shins at the bar, straight arms, shoulders slightly in front of it: with the lengths of a body that
leaves one posture. Closed forms, vectorised over any axes; what cannot be reached is NaN here and a named reason where
it is told. World frame: x forward, y up, metres; angles in rad, 0 upright, positive forward.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.loads.posture import LEAN_ON_PELVIS, PER_LUMBAR, PER_THORACIC, Trunk
from liftwell.motion.shin import BAR_RADIUS_M, SHIN_FRONT_M

FloatArray = NDArray[np.float64]

# From the line of a shin's joints to the axis of a bar that touches it.
TOUCH_M: Final = SHIN_FRONT_M + BAR_RADIUS_M
# A bend of the back shortens the hip–shoulder line, which changes the bend: each round leaves about a tenth of the
# error, so that five leave less than 0.01°.
ROUNDS: Final = 5


class Legs(NamedTuple):
    """Both legs as seen from the side: lengths (...) m of shank and thigh, shorter the wider they stand."""

    shank: FloatArray
    thigh: FloatArray


class Give(NamedTuple):
    """Angles (...) rad: lumbar, what the low back has to give, 0 or more; asked, the bend between thigh and pelvis that
    a straight low back would need; spare, what the hips have left of that, negative where the low back gives instead;
    bend, by which the hip–shoulder line leans further than on a straight back.
    """

    lumbar: FloatArray
    asked: FloatArray
    spare: FloatArray
    bend: FloatArray


class Fold(NamedTuple):
    """A body that holds the bar: places (2, ...) m, angles (...) rad.

    thigh: lean of the knee–hip line; knee_bend: of the knee; trunk: how the trunk lies; give: what hips and back do.
    NaN where the arms do not reach.
    """

    knee: FloatArray
    hip: FloatArray
    shoulder: FloatArray
    thigh: FloatArray
    knee_bend: FloatArray
    trunk: Trunk
    give: Give


class Back(NamedTuple):
    """What a lifter's hips and back allow: trunk (...) m straight, angles (...) rad.

    hip_range with bent knees; straight the same with a straight knee, where the hamstrings stop it, and per_knee more
    for each rad that the knee bends; thoracic, the rounding that the upper back has whatever the hips do.
    """

    trunk: FloatArray
    hip_range: FloatArray
    straight: FloatArray
    per_knee: float
    thoracic: FloatArray

    def hips_give(self, knee: FloatArray) -> FloatArray:
        """(...) rad between thigh and pelvis before the low back has to bend, over a knee bent by `knee` (...) rad."""
        return np.minimum(self.hip_range, self.straight + self.per_knee * knee)

    def give(self, knee: FloatArray, thigh: FloatArray, lean: FloatArray) -> Give:
        """What hips and back do between a thigh that leans by `thigh` and a hip–shoulder line by `lean` (...) rad."""
        asked = lean - thigh - LEAN_ON_PELVIS - PER_THORACIC * self.thoracic
        spare = self.hips_give(knee) - asked
        lumbar = np.maximum(0.0, -spare / PER_LUMBAR)
        bend = PER_LUMBAR * lumbar + PER_THORACIC * self.thoracic
        return Give(lumbar, asked, spare, bend)


def shin_lean(bar_x: FloatArray, above_ankle: FloatArray, reach: FloatArray) -> FloatArray:
    """(...) rad: lean of a shin that touches a bar at `bar_x` (...) in front of the ankle and `above_ankle` (...) it.

    Seen from the side, also where the foot is turned out. A shin ends at `reach` (...) over the ankle: a bar that lies
    higher is met by the same lean as there. NaN where the bar lies behind what a shin can touch.
    """
    height = np.minimum(above_ankle, reach)
    distance = np.hypot(bar_x, height)
    return np.asarray(np.arccos(_cosine(TOUCH_M / distance)) - np.arctan2(height, bar_x))


def wide_legs(shank: FloatArray, thigh: FloatArray, knees_out: FloatArray, hips_in: FloatArray) -> Legs:
    """What a side view sees of legs whose knees are `knees_out` (...) m further out than the ankles, and whose hips are
    `hips_in` (...) m further in than the knees. NaN where a leg is too short for that.
    """
    return Legs(_other_side(shank, knees_out), _other_side(thigh, hips_in))


def across(length: FloatArray, sideways: FloatArray | float) -> FloatArray:
    """(...) m of a `length` that a side view sees when it goes `sideways` (...) m; NaN if it is too short for that."""
    return _other_side(length, sideways)


def fold(knee: FloatArray, shank: FloatArray, thigh: FloatArray, shoulder: FloatArray, back: Back) -> Fold:
    """Hips for given `knee` and `shoulder` (2, ...), and what the back gives; the `shank` leans so far (...) rad, the
    `thigh` (...) m is as long as it looks from the side.

    What the hips cannot bend is taken from the low back: hip–shoulder line − thigh = bend of the hip + 2.3° +
    0.69 lumbar + 0.28 thoracic (`posture`); a bent back has a shorter hip–shoulder line.
    """
    chord = back.trunk
    for _ in range(ROUNDS):
        hip = meeting(knee, shoulder, thigh, chord)
        lean, thigh_lean = leaning(shoulder - hip), leaning(hip - knee)
        give = back.give(shank - thigh_lean, thigh_lean, lean)
        chord = shortened(back.trunk, give.bend)
    return Fold(knee, hip, shoulder, thigh_lean, shank - thigh_lean, trunk_of(lean, give), give)


def strut(ankle: FloatArray, legs: Legs, bend: FloatArray, shoulder: FloatArray, back: Back) -> Fold:
    """The same with knees that are bent by `bend` (...) rad and stay so: ankle to hip is one strut."""
    length, turn = strut_of(legs, bend)
    chord = back.trunk
    for _ in range(ROUNDS):
        hip = meeting(ankle, shoulder, length, chord)
        lean, thigh = leaning(shoulder - hip), leaning(hip - ankle) + turn - bend
        give = back.give(bend, thigh, lean)
        chord = shortened(back.trunk, give.bend)
    knee = ankle + legs.shank * np.stack([np.sin(thigh + bend), np.cos(thigh + bend)])
    return Fold(knee, hip, shoulder, thigh, bend + 0 * thigh, trunk_of(lean, give), give)


def strut_of(legs: Legs, bend: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Length (...) m of the strut from ankle to hip, and how much further than it the shank leans (...) rad."""
    length = np.sqrt(legs.shank**2 + legs.thigh**2 + 2 * legs.shank * legs.thigh * np.cos(bend))
    return length, np.arcsin(np.clip(legs.thigh * np.sin(bend) / length, -1, 1))


def trunk_of(lean: FloatArray, give: Give) -> Trunk:
    """How the trunk lies whose hip–shoulder line leans by `lean` (...) rad."""
    return Trunk(lean - LEAN_ON_PELVIS - give.bend, lean)


def shortened(trunk: FloatArray | float, bend: FloatArray | float) -> FloatArray:
    """(...) m: hip–shoulder line of a trunk of length `trunk` that leaves the hips at `bend` (...) rad to that line.

    Arc of a parabola over its chord c that it leaves at an angle b: c (1 + tan² b / 6), to fourth order.
    """
    return np.asarray(trunk / (1 + np.tan(bend) ** 2 / 6))


def meeting(below: FloatArray, above: FloatArray, radius: FloatArray, other: FloatArray) -> FloatArray:
    """(2, ...) the place behind that is `radius` from `below` and `other` from `above`; NaN where there is none."""
    way = above - below
    square = (way * way).sum(0)
    along = (square + radius * radius - other * other) / (2 * square)
    # Rounding must not lose a lockout, where everything is one straight line.
    off = np.sqrt(_positive(radius * radius / square - along * along))
    return np.asarray(below + along * way + off * np.stack([-way[1], way[0]]))


def leaning(line: FloatArray) -> FloatArray:
    """(...) rad: how far a `line` (2, ...) leans forward from upright."""
    return np.asarray(np.arctan2(line[0], line[1]))


def _cosine(value: FloatArray) -> FloatArray:
    return np.where(np.abs(value) <= 1, value, np.nan)


def _other_side(hypotenuse: FloatArray, side: FloatArray | float) -> FloatArray:
    return np.sqrt(_positive(hypotenuse * hypotenuse - np.square(side)))


def _positive(value: FloatArray) -> FloatArray:
    """0 for what rounding has put a little below it, NaN for what is negative."""
    return np.where(value >= 0, value, np.where(value > -1e-9, 0.0, np.nan))
