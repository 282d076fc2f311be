"""Net joint moments from above: Newton and Euler for everything that a joint carries, hand load included.

The moment at a joint is what keeps all that lies above it moving as it does, so nothing has to be known of the floor:
M = Σ m [(x - x_J)(g + a_y) - (y - y_J) a_x] + Σ I α (Winter 2009, chapter 5; Kingma 1996,
doi:10.1016/0167-9457(96)00034-6). All arrays end in any number of axes: frames, samples, postures.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.loads.posture import POINTS
from liftwell.loads.segments import Part, Parts

FloatArray = NDArray[np.float64]

GRAVITY: Final = 9.80665
JOINTS: Final = ("l5s1", "hip", "knee", "ankle")
# Extension of the knee turns what is above it forward; at the other joints it turns it back.
SIGN: Final = {"l5s1": 1.0, "hip": 1.0, "knee": -1.0, "ankle": 1.0}
_INDEX: Final = {name: k for k, name in enumerate(POINTS)}


class Pieces(NamedTuple):
    """K pieces of a body, from the top down; `carried` (4,) is how many of them each of `JOINTS` carries.

    mass (K,) kg, both sides together; weight (K, 11) makes their centres of mass of `POINTS`; line (K, 11) the vector
    along each, and radius (K,) its radius of gyration as a share of that vector's length.
    """

    mass: FloatArray
    weight: FloatArray
    line: FloatArray
    radius: FloatArray
    carried: tuple[int, ...]


class Load(NamedTuple):
    """What hangs on the hands, or lies on the point named: mass (...) kg that they carry."""

    mass: FloatArray | float
    at: str = "hand"


class Reaction(NamedTuple):
    """Net moments (4, ...) N·m at `JOINTS`, positive = extensor, and the force (2, ...) N that crosses L5/S1."""

    moment: FloatArray
    force: FloatArray

    def at(self, joint: str) -> FloatArray:
        """(...) N·m at one of `JOINTS`; raises ValueError for another name."""
        return np.asarray(self.moment[JOINTS.index(joint)])


def pieces_of(parts: Parts, mass_kg: float, cut: float | None = None) -> Pieces:
    """The pieces of a body of `mass_kg`; the trunk is cut at `cut`, the share of the hip–C7 line on which L5/S1 lies.

    Without a cut, where the table puts it. Each of the parts that is cut has the linear density which gives its
    published centre of mass.
    """
    whole = parts.trunk * (1 + parts.neck)
    below = parts.l5s1.cranial / (1 + parts.neck) if cut is None else cut
    pelvis_top = parts.lower_trunk.length / whole
    waist = pelvis_top + parts.middle_trunk.length / whole
    middle = _cut(parts.middle_trunk, (pelvis_top, waist), below)
    lower = _cut(parts.lower_trunk, (0.0, pelvis_top), below)
    upper = (parts.upper_trunk.mass, 1 - parts.upper_trunk.com * (1 - waist))
    rows = [
        _on_limb(parts.head, "vertex", "cervicale", 1),
        _on_trunk(upper, parts.upper_trunk, whole),
        _on_trunk(middle[0], parts.middle_trunk, whole),
        _on_trunk(lower[0], parts.lower_trunk, whole),
        _on_limb(parts.upper_arm, "shoulder", "elbow", 2),
        _on_limb(parts.forearm, "elbow", "wrist", 2),
        _on_limb(parts.hand, "wrist", "hand", 2),
        _on_trunk(middle[1], parts.middle_trunk, whole),
        _on_trunk(lower[1], parts.lower_trunk, whole),
        _on_limb(parts.thigh, "hip", "knee", 2),
        _on_limb(parts.shank, "knee", "ankle", 2),
    ]
    mass, weight, line, radius = (np.array(column) for column in zip(*rows, strict=True))
    return Pieces(mass * mass_kg, weight, line, radius, (7, 9, 10, 11))


def reaction(points: FloatArray, acceleration: FloatArray, pieces: Pieces, load: Load) -> Reaction:
    """What joints have to do in postures `points` (11, 2, ...) m whose points accelerate by `acceleration` m/s².

    Both may have axes of length 1 where something does not change; the mass of `pieces` may have axes behind its first.
    """
    place, moves = (np.tensordot(pieces.weight, of, 1) for of in (points, acceleration))
    mass = _like(pieces.mass, place[:, 0])
    pull_x, pull_y = mass * moves[:, 0], mass * (GRAVITY + moves[:, 1])
    turn = place[:, 0] * pull_y - place[:, 1] * pull_x
    if acceleration.any():
        turn = turn + _spin(points, acceleration, pieces, mass)
    at = _INDEX[load.at]
    bar_x, bar_y = load.mass * acceleration[at, 0], load.mass * (GRAVITY + acceleration[at, 1])
    bar = points[at, 0] * bar_y - points[at, 1] * bar_x
    moments = []
    for joint, count in zip(JOINTS, pieces.carried, strict=True):
        centre = points[_INDEX[joint]]
        force_x, force_y = pull_x[:count].sum(0) + bar_x, pull_y[:count].sum(0) + bar_y
        about = turn[:count].sum(0) + bar - centre[0] * force_y + centre[1] * force_x
        moments.append(SIGN[joint] * about)
        if joint == JOINTS[0]:
            crossing = np.stack(np.broadcast_arrays(force_x, force_y))
    return Reaction(np.stack(np.broadcast_arrays(*moments)), crossing)


def _spin(points: FloatArray, acceleration: FloatArray, pieces: Pieces, mass: FloatArray) -> FloatArray:
    """(K, ...) N·m: moment of inertia of each piece times how its line gathers turning, anticlockwise."""
    along, gathers = (np.tensordot(pieces.line, of, 1) for of in (points, acceleration))
    # I α = m r² L² α, and L² α is the cross product of the line with its acceleration.
    return np.asarray(
        mass * _like(pieces.radius**2, mass) * (along[:, 0] * gathers[:, 1] - along[:, 1] * gathers[:, 0])
    )


def _like(column: FloatArray, other: FloatArray) -> FloatArray:
    """(K, ...) with axes of length 1 behind, as many as `other` has."""
    return column.reshape(*column.shape, *(1,) * (other.ndim - column.ndim))


def _cut(part: Part, span: tuple[float, float], at: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """(mass, place) above and below `at` of a trunk part that reaches over `span` of the hip–C7 line, top end first
    named; its density is linear.
    """
    low, high = span
    share = min(max((high - at) / (high - low), 0.0), 1.0)  # of its length that lies above
    slope = 12 * (part.com - 0.5)
    start = 1 - slope / 2
    above = start * share + slope * share**2 / 2
    moment = start * share**2 / 2 + slope * share**3 / 3
    place = [high - (m / w if w > 0 else 0.0) * (high - low)
             for m, w in ((moment, above), (part.com - moment, 1 - above))]  # fmt: skip
    return (part.mass * above, place[0]), (part.mass * (1 - above), place[1])


Row = tuple[float, FloatArray, FloatArray, float]


def _on_trunk(piece: tuple[float, float], part: Part, whole: float) -> Row:
    mass, share = piece
    weight = _towards("hip", "cervicale", share)
    weight[_INDEX["bow"]] = share * (1 - share)
    return mass, weight, _between("hip", "cervicale"), part.radius * part.length / whole


def _on_limb(part: Part, start: str, end: str, sides: int) -> Row:
    return sides * part.mass, _towards(start, end, part.com), _between(start, end), part.radius


def _towards(start: str, end: str, share: float) -> FloatArray:
    weight = np.zeros(len(POINTS))
    weight[_INDEX[start]], weight[_INDEX[end]] = 1 - share, share
    return weight


def _between(start: str, end: str) -> FloatArray:
    line = np.zeros(len(POINTS))
    line[_INDEX[start]], line[_INDEX[end]] = -1.0, 1.0
    return line
