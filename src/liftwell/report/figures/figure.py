"""A body in one posture: every joint from a few angles, all of them in the sagittal plane.

Places are complex numbers, x forward and y up, in metres. Angles in rad: the trunk leans forward from upright, limbs
point forward from straight down.
"""

from __future__ import annotations

import cmath
from dataclasses import dataclass, replace
from typing import Any, Final

from liftwell.loads.segments import parts_of
from liftwell.report.figures.body import Build
from liftwell.report.figures.reach import down, turned, up

# Where the low back begins and ends on the way from hip to shoulder: L5/S1 lies about a fifth up, T12/L1 over half.
LUMBAR_FROM, LUMBAR_TO = 0.2, 0.55
# C7 lies behind the middle of the shoulder joints: `loads.posture.CERVICALE_DORSAL`, seen on a slimmer neck.
_NECK_BACK: Final = 0.05


@dataclass(frozen=True, slots=True)
class Limb:
    """A leg or an arm: where it begins, the directions (rad) of its parts and their lengths (m) as seen."""

    root: complex
    upper: float
    lower: float
    tip: float
    lengths: tuple[float, float]

    @property
    def middle(self) -> complex:
        """Knee or elbow."""
        return self.root + self.lengths[0] * down(self.upper)

    @property
    def end(self) -> complex:
        """Ankle or wrist."""
        return self.middle + self.lengths[1] * down(self.lower)

    @property
    def bend(self) -> float:
        """How far its middle joint is bent, rad: positive for knees, negative for elbows."""
        return self.upper - self.lower

    def moved(self, by: complex) -> Limb:
        """The same limb elsewhere."""
        return replace(self, root=self.root + by)


@dataclass(frozen=True, slots=True)
class Spine:
    """The trunk: the pelvis leans by `lean`, the low back bends by `lumbar` and the upper back by `thoracic`, rad."""

    lean: float
    lumbar: float
    thoracic: float
    length: float

    def tangent(self, share: float) -> float:
        """How far (rad) the spine leans at a share of its way from hip to shoulder."""
        low = min(max((share - LUMBAR_FROM) / (LUMBAR_TO - LUMBAR_FROM), 0.0), 1.0)
        high = min(max((share - LUMBAR_TO) / (1 - LUMBAR_TO), 0.0), 1.0)
        return self.lean + self.lumbar * low + self.thoracic * high

    def at(self, share: float) -> complex:
        """The place at a share of the way, from the hip; beyond both ends it goes straight on."""
        reached = min(share, LUMBAR_FROM) * up(self.lean)
        for start, stop in ((LUMBAR_FROM, LUMBAR_TO), (LUMBAR_TO, 1.0)):
            if share > start:
                end = min(share, stop)
                reached += (end - start) * _arc(self.tangent(start), self.tangent(end))
        return self.length * (reached + max(share - 1.0, 0.0) * up(self.chest))

    @property
    def chest(self) -> float:
        """How far the top of the trunk leans, rad."""
        return self.lean + self.lumbar + self.thoracic


@dataclass(frozen=True, slots=True)
class Figure:
    """A body in one posture; `head` leans from upright (rad). `grip` is the middle of the near hand."""

    build: Build
    hip: complex
    spine: Spine
    head: float
    near_leg: Limb
    far_leg: Limb
    near_arm: Limb
    far_arm: Limb

    @property
    def shoulder(self) -> complex:
        """The middle of the shoulder joints."""
        return self.hip + self.spine.at(1.0)

    @property
    def neck(self) -> complex:
        """C7, where the head begins."""
        back = -_NECK_BACK * self.spine.length
        return self.shoulder + turned(complex(back, self.build.neck), self.spine.chest)

    @property
    def crown(self) -> complex:
        """The top of the head."""
        return self.neck + self.build.head * up(self.head)

    def grip(self, arm: Limb) -> complex:
        """What the hand of an `arm` holds."""
        return arm.end + self.build.palm * down(arm.tip)

    def toe(self, leg: Limb) -> complex:
        """The tip of the foot, at the height of the sole."""
        return leg.end + turned(complex(self.build.toe, -self.build.ankle), _sole(leg))

    def heel(self, leg: Limb) -> complex:
        """The back of the heel, at the height of the sole."""
        return leg.end + turned(complex(-self.build.heel, -self.build.ankle), _sole(leg))

    def hip_bend(self, leg: Limb) -> float:
        """Between thigh and pelvis, rad."""
        return leg.upper + self.spine.lean

    def moved(self, by: complex) -> Figure:
        """The same posture elsewhere."""
        here = replace(self, hip=self.hip + by)
        for name in LIMBS:
            here = here.with_limb(name, getattr(self, name).moved(by))
        return here

    def with_limb(self, name: str, limb: Limb) -> Figure:
        """The same with another leg or arm."""
        changed: dict[str, Any] = {name: limb}
        return replace(self, **changed)

    def balance(self, load: float = 0.0) -> float:
        """X (m) of the centre of mass, with a `load` in the hands as a share of the body's mass."""
        parts = parts_of(None)
        trunk = parts.upper_trunk.mass + parts.middle_trunk.mass + parts.lower_trunk.mass
        weights = [(trunk, self.hip + self.spine.at(0.55)), (parts.head.mass, (self.neck + self.crown) / 2)]
        for leg, arm in ((self.near_leg, self.near_arm), (self.far_leg, self.far_arm)):
            weights += [
                (parts.thigh.mass, leg.root + parts.thigh.com * (leg.middle - leg.root)),
                (parts.shank.mass, leg.middle + parts.shank.com * (leg.end - leg.middle)),
                (parts.foot.mass, (self.heel(leg) + self.toe(leg)) / 2),
                (parts.upper_arm.mass + parts.forearm.mass + parts.hand.mass, arm.middle),
                (load / 2, self.grip(arm)),
            ]
        return sum(mass * place.real for mass, place in weights) / sum(mass for mass, _ in weights)


LIMBS: Final = ("near_leg", "far_leg", "near_arm", "far_arm")


def _sole(leg: Limb) -> float:
    """How far a sole is turned toes down, rad: a foot that points straight forward is flat."""
    return cmath.pi / 2 - leg.tip


def _arc(start: float, stop: float) -> complex:
    """The mean of unit vectors whose lean goes evenly from `start` to `stop`."""
    turn = stop - start
    if abs(turn) < 1e-6:
        return up((start + stop) / 2)
    # The integral of up(θ) = i e^(−iθ) is −e^(−iθ).
    return (cmath.exp(-1j * start) - cmath.exp(-1j * stop)) / turn
