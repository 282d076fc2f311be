"""Body: a small honest model of a back that hurts with lifting, a person's strength, and how both change with training.

All its numbers are judgement: it is there to lead the plan into every corner, not to foretell how anyone will do.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from random import Random
from typing import Final

from liftwell.training.diary import LegSign, Lift

# Of a floor deadlift with a bar: how much strain the back has at equal load.
EASE: Final = {"kb_deadlift_blocks": 0.8, "kb_deadlift_floor": 0.9, "trap_bar_high": 0.85, "trap_bar_low": 0.92}
MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Felt:
    """What a session was like: sets done, RPE of the hardest, worst pain during and within an hour after."""

    sets: int
    rpe: float
    during: int
    after: int
    leg: LegSign = "none"


@dataclass(slots=True)
class Body:
    """One body, hidden from the plan.

    strength_kg: true single from the floor; tolerance_kg: load above which the back hurts more; pain: usual pain on
    waking, not rounded; responds: from 0, where no training and no load changes the pain, to 1; bend_deg: of the low
    back in the unloaded hinge; faults: chance that a light clip shows something to fix; irritable: points of pain for
    each tenth of load above tolerance; soreness, flare, aftermath: points that fade.
    """

    strength_kg: float
    tolerance_kg: float
    pain: float
    responds: float = 1.0
    bend_deg: float = 15.0
    faults: float = 0.3
    irritable: float = 1.3
    soreness: float = 0.0
    flare: float = 0.0
    aftermath: float = 0.0
    form: float = 1.0
    leg: LegSign = "none"

    def wakes(self, chance: Random, *, idle_days: int) -> int:
        """A new day: what fades fades a little; pain on waking, 0 to 10."""
        self.soreness *= 0.55
        self.flare *= 0.82
        self.form = min(1.06, max(0.9, chance.gauss(1.0, 0.025)))
        if idle_days > 10:
            self.tolerance_kg *= 0.995
        felt = _whole(self.pain + self.flare + self.aftermath + chance.gauss(0.0, 0.35))
        self.aftermath *= 0.3
        return felt

    def now(self, chance: Random) -> int:
        """Pain before a session."""
        return _whole(self.pain + self.flare + 0.5 * self.aftermath + chance.gauss(0.0, 0.5))

    def lifts(self, lift: Lift, chance: Random) -> Felt:
        """A session: at pain of six it ends after half of its sets; body and pain change with it."""
        strain = self._strain(lift)
        excess = max(0.0, strain - 1.0)
        worst = self.pain + self.flare + self.responds * 10 * self.irritable * excess + chance.gauss(0.0, 0.6)
        if self.responds and strain < 0.85:
            worst -= 0.4 * self.responds
        during = _whole(worst)
        sets = ceil(lift.sets / 2) if during >= 6 else lift.sets
        rpe = self._rpe(lift, sets, chance)
        after = _whole(worst - 0.7 + chance.gauss(0.0, 0.5))
        self._changes(strain, during, lift, chance)
        return Felt(sets, rpe, during, after, self.leg)

    def _strain(self, lift: Lift) -> float:
        ease = EASE.get(lift.exercise, 1.0) * (1 - 0.006 * min(lift.raised_cm, 30.0))
        work = 1 + 0.004 * (lift.total_reps - 20)
        return lift.load_kg * ease * work / self.tolerance_kg

    def _rpe(self, lift: Lift, sets: int, chance: Random) -> float:
        """Ten less nearly one for each repetition left; each set is a little harder, short rests give some back."""
        share = lift.load_kg / (self.strength_kg * self.form)
        if share <= 0:
            return 1.0
        possible = 1 + (1 - share) / 0.0275  # near the RPE chart, and kinder far from the limit
        reps = lift.reps if not lift.inside else lift.inside[0] + 0.6 * (lift.reps - lift.inside[0])
        rpe = 10 - 0.9 * (possible - reps) + 0.2 * (sets - 1) + chance.gauss(0.0, 0.4)
        return min(10.0, max(3.0, round(2 * rpe) / 2))

    def _changes(self, strain: float, during: int, lift: Lift, chance: Random) -> None:
        """Too much lowers what is tolerated and lingers; enough raises it, and lets pain fall."""
        excess = max(0.0, strain - 1.0)
        self.aftermath += self.responds * 5 * self.irritable * excess + max(0.0, chance.gauss(0.0, 0.15))
        if during >= 6 and self.responds:
            self.tolerance_kg *= 0.985
        elif lift.load_kg > 0:
            stimulus = min(1.0, strain / 0.7)
            self.tolerance_kg = min(self.strength_kg, self.tolerance_kg * (1 + 0.017 * self.responds * stimulus))
            self.pain = max(0.2, self.pain - 0.035 * self.responds * stimulus)
            self.strength_kg *= 1 + 0.0012 * min(1.0, lift.load_kg / (0.7 * self.strength_kg))
        self.bend_deg = max(6.0, self.bend_deg - 0.25 * self.responds)
        self.faults = max(0.03, 0.94 * self.faults)
        hard = lift.total_reps * lift.load_kg / (20 * self.strength_kg)
        self.soreness = min(9.0, self.soreness + max(0.0, chance.gauss(2.2 * hard, 1.2)))


def _whole(pain: float) -> int:
    return min(MOST, max(0, round(pain)))
