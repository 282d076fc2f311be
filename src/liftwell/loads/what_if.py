"""What another bar, height or load would change: the whole pull of each variant, and the moments it asks for.

A model's prediction: slow pulls of a body made of rods, set up as the method says. Net moments are linear in the load,
so that one pull tells them for every load.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.errors import ImpossibleValue
from liftwell.loads.build import Body, Drawn, drawn
from liftwell.loads.good_morning import bow
from liftwell.loads.inverse_dynamics import GRAVITY, JOINTS, SIGN, Load, reaction
from liftwell.loads.posture import POINTS
from liftwell.loads.pull import Style, body_points, hold, posture, way_of
from liftwell.loads.setup import Fold
from liftwell.loads.variants import Variant, variant

FloatArray = NDArray[np.float64]

# Shares of the way up at which a pull is looked at. The last is short of lockout, where everything is one straight
# line and the moments are least.
SHARES: Final = np.linspace(0.0, 0.98, 13)
# A start less far than this below lockout is no lift (m).
LEAST_TRAVEL_M: Final = 0.05
# The most that low backs bend, 50-60 degrees, and a little (rad): judgement.
MOST_BENT: Final = float(np.radians(65.0))
# Hips this far under the knees are a squat, not a pull (m): judgement.
LOWEST_HIPS_M: Final = 0.03


class Pulled(NamedTuple):
    """Pulls of S bodies from H heights. start: the posture at the start; points (11, 2, H, S) m there; hands (H, S) m
    over the floor at the start, travel (H, S) m; bare (4, H, N, S) N·m at `JOINTS` over the way up without a load, and
    lever (4, H, N, S) N·m for each kg of it; both None without a body mass.
    """

    start: Fold
    points: FloatArray
    hands: FloatArray
    travel: FloatArray
    bare: FloatArray | None
    lever: FloatArray | None

    @property
    def reachable(self) -> NDArray[np.bool_]:
        """(H, S) whether the arms reach the bar, there is a lift left, hips stay about as high as the knees, and no low
        back has to bend further than any does.
        """
        over = self.start.hip[1] - self.start.knee[1] >= -LOWEST_HIPS_M
        bent = np.nan_to_num(self.start.give.lumbar, nan=np.inf) <= MOST_BENT
        return np.asarray(bent & over & (self.travel > LEAST_TRAVEL_M))

    def peak(self, loads_kg: FloatArray) -> FloatArray:
        """(4, H, L, S) N·m largest extensor moments over the pull at `JOINTS`, for each of `loads_kg` (L,)."""
        if self.bare is None or self.lever is None:
            raise ImpossibleValue("The moments need the body mass; give it.")
        loads = np.asarray(loads_kg, dtype=float)
        return np.asarray(np.fmax.reduce(self.bare[:, :, None] + self.lever[:, :, None] * loads[:, None, None], axis=3))


def pulled(
    kind: Variant,
    body: Drawn,
    floors_m: FloatArray,
    style: Style | None = None,
    *,
    reference_m: float | None = None,
    among: FloatArray = SHARES,
    whole: bool = True,
) -> Pulled:
    """The pull of one variant from each of `floors_m` (H,): heights of the plates' axis over the lifter's floor.

    `reference_m` is that height without blocks, by which the way goes on (the least of `floors_m` by default). Lifts
    that do not start from the floor are the same from each. `among`: shares of the way that are looked at, the start
    first; without `whole` only that, and no moments.
    """
    floors = np.asarray(floors_m, dtype=float)[:, None, None]
    shares = among[:, None] if whole else among[:1, None]
    if kind.lean is not None:
        return _bowed(kind, body, shares + 0 * floors)
    way = way_of(kind, body, float(floors_m[0]) if reference_m is None else reference_m, style)
    start = floors + kind.raised if kind.from_floor else 0 * floors + way.low
    height = start + (way.top - start) * shares
    held = hold(kind, body, way, height, style)
    folded = posture(kind, body, way, height, held)
    points = body_points(folded, body, height, held)
    bare, lever = _moments(points, body, "hand") if whole else (None, None)
    return Pulled(
        _at_start(folded), points[:, :, :, 0], _first(start, points), _first(way.top - start, points), bare, lever
    )


def _bowed(kind: Variant, body: Drawn, shares: FloatArray) -> Pulled:
    folded, points = bow(kind, body, shares + 0 * body.shank)
    neck = POINTS.index("cervicale")
    bare, lever = _moments(points, body, "cervicale")
    # Upright, C7 is as high over the ankles as straight legs and trunk reach.
    top = bow(kind, body, 1 + 0 * shares[:, -1:] + 0 * body.shank).points[neck, 1]
    low = points[neck, 1, :, 0]
    return Pulled(_at_start(folded), points[:, :, :, 0], low, top[:, 0] - low, bare, lever)


def _at_start(folded: Fold) -> Fold:
    def first(part: object) -> object:
        return part[..., 0, :] if isinstance(part, np.ndarray) else type(part)(*map(first, part))  # type: ignore[call-overload]

    return first(folded)  # type: ignore[return-value]


def _first(of: FloatArray, points: FloatArray) -> FloatArray:
    """(H, S) of what is the same over the whole pull."""
    return np.broadcast_to(of, points.shape[2:])[:, 0]


def _moments(points: FloatArray, body: Drawn, at: str) -> tuple[FloatArray | None, FloatArray | None]:
    if body.pieces is None:
        return None, None
    mass = body.pieces.mass
    pieces = body.pieces._replace(mass=mass.reshape(len(mass), *(1,) * (points.ndim - 3), -1))
    bare = reaction(points, np.zeros((len(points), 2, *(1,) * (points.ndim - 2))), pieces, Load(0.0)).moment
    bar = points[POINTS.index(at), 0]
    arms = [SIGN[joint] * (bar - points[POINTS.index(joint), 0]) for joint in JOINTS]
    return bare, GRAVITY * np.stack(arms)


class Sweep(NamedTuple):
    """V variants × H heights of the plates × L loads: peak (4, V, H, L) N·m at `JOINTS`, lumbar, spare,
    lean (V, H) rad at the start, travel (V, H) m. NaN where the bar cannot be reached.
    """

    peak: FloatArray
    lumbar: FloatArray
    spare: FloatArray
    lean: FloatArray
    travel: FloatArray


def sweep(
    body: Body,
    variants: Sequence[str],
    heights_m: FloatArray,
    loads_kg: FloatArray,
    style: Style | None = None,
) -> Sweep:
    """Everything for every variant, height of the plates' axis and load at once, for the body exactly as told.

    Raises ImpossibleValue without a body mass, or for a lift that is not known.
    """
    one = drawn(body, 1, None)
    found = [pulled(variant(code), one, heights_m, style) for code in variants]
    return Sweep(
        np.stack([p.peak(loads_kg)[..., 0] + _reached(p)[:, None] for p in found], axis=1),
        *(np.stack(column) for column in zip(*(_starts(p) for p in found), strict=True)),
    )


def _reached(pull: Pulled) -> FloatArray:
    """(H,) 0 where the body as told reaches the bar, NaN elsewhere."""
    return np.where(pull.reachable[:, 0], 0.0, np.nan)


def _starts(pull: Pulled) -> list[FloatArray]:
    start = pull.start
    columns = (start.give.lumbar, start.give.spare, start.trunk.lean, pull.travel)
    return [column[:, 0] + _reached(pull) for column in columns]
