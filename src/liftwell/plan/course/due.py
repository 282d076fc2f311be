"""Due: what the last day asks of the next one, before the day of it and with it the caps are known."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

from liftwell.training.diary import Lift

# start: the first day of a placement; same: as last time; load, reps, step, row, variant: the one thing that goes up;
# easier: after a red day; gentler: a notch gentler after days that were not green; back: the first day of the phase
# below; unloaded: no weight; again: the weight comes back after that; held: the load stays for the shape of the back.
DueKind = Literal[
    "start", "same", "load", "reps", "step", "row", "variant", "easier", "gentler", "back", "unloaded", "again", "held",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Due:
    """What comes next, in the row and on the variant where the lifter stands.

    variant: exercise and height in cm; wish_kg: the most that is wished for; like: other sets and repetitions than
    the row's; than: a lift that the next one has to be lighter than, with no more sets and repetitions; share: of its
    load at most; because: the fact behind it, a sentence or a part of one; evidence: id of the claim.
    """

    kind: DueKind
    variant: tuple[str, float]
    because: str
    evidence: str
    wish_kg: float = inf
    like: Lift | None = None
    than: Lift | None = None
    share: float = 1.0

    @property
    def rises(self) -> bool:
        """Whether it cashes in what was earned: one thing goes up."""
        return self.kind in ("load", "reps", "step", "row", "variant")

    @property
    def roof_kg(self) -> float:
        """The most that is due by this alone, in kg; infinite where nothing holds it down."""
        return self.wish_kg if self.than is None else min(self.wish_kg, self.share * self.than.load_kg)
