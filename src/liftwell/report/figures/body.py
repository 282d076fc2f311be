"""The body that is drawn: the lifter's own lengths, and what is not known of them from typical proportions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from liftwell.athlete import Athlete, Segments
from liftwell.loads import segments as shares
from liftwell.loads.build import ARM_PER_STATURE, PER_STATURE, bodily, stature_of
from liftwell.loads.segments import parts_of
from liftwell.loads.variants import settings

# Nobody in particular; widths of limbs are drawn for this stature and grow with it (judgement, for the eye only).
TYPICAL_M: Final = 1.75


@dataclass(frozen=True, slots=True)
class Build:
    """Lengths in metres: trunk from hip to shoulder along the spine, forearm to the wrist, palm from there to what the
    hand holds; neck from the shoulder to C7, head from there to the crown; heel and toe behind and before the ankle,
    which is `ankle` over the floor.
    """

    shank: float
    thigh: float
    trunk: float
    upper_arm: float
    forearm: float
    palm: float
    ankle: float
    heel: float
    toe: float
    neck: float
    head: float
    stature: float

    @property
    def scale(self) -> float:
        """By how much this body is larger than the one that widths are drawn for."""
        return self.stature / TYPICAL_M

    @property
    def arm(self) -> float:
        """From the shoulder to what the hand holds."""
        return self.upper_arm + self.forearm + self.palm

    @property
    def leg(self) -> float:
        """From the hip to the ankle."""
        return self.thigh + self.shank


def build_of(lengths: Segments | None = None) -> Build:
    """A body of those `lengths` (m); what is unseen, or what no body of that stature has, comes from stature."""
    given = lengths or Segments()
    seen = any(getattr(given, name).seen for name in PER_STATURE)
    athlete = Athlete(None if seen else TYPICAL_M)
    return build_for(stature_of(athlete, given), bodily(given, athlete))


def build_for(stature: float, kept: Segments | None = None) -> Build:
    """A body of a `stature` (m), with the lengths that are `kept`."""

    def length(name: str) -> float:
        value: float | None = getattr(kept or Segments(), name).value
        return PER_STATURE[name] * stature if value is None else value

    foot = shares.FOOT_PER_STATURE * stature
    heel = settings("stance")["ankle_from_heel"] * foot
    arm = length("arm") / ARM_PER_STATURE
    parts = parts_of(None)
    return Build(
        shank=length("shank"),
        thigh=length("thigh"),
        trunk=length("trunk"),
        upper_arm=shares.UPPER_ARM_PER_STATURE * arm,
        forearm=shares.FOREARM_PER_STATURE * arm,
        palm=shares.HAND_PER_STATURE / 2 * arm,
        ankle=shares.ANKLE_HEIGHT_PER_STATURE * stature,
        heel=heel,
        toe=foot - heel,
        neck=parts.neck * length("trunk"),
        head=parts.head.length / parts.trunk * length("trunk"),
        stature=stature,
    )
