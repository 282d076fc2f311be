"""What clips say to triage: the unloaded hinge, the knee extension, and lifts with a bar. Angles in rad."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from liftwell.finding import FindingVerdict
from liftwell.quantity import Quantity


def _unseen(unit: str = "rad") -> Quantity:
    return Quantity.unseen(unit, "not_measured")


@dataclass(frozen=True, slots=True)
class HingeClip:
    """Self-test T1: median change of the low back at the depth of the hinges, and what it gives in the toe-touch."""

    lumbar: Quantity
    own_max: Quantity
    hinges: int = 3
    depth_m: Quantity = field(default_factory=lambda: _unseen("m"))


@dataclass(frozen=True, slots=True)
class KneeExtensionClip:
    """Self-test T3: how far the knee stays short of straight with the thigh upright."""

    side: Literal["left", "right"]
    short: Quantity


@dataclass(frozen=True, slots=True)
class StepSeen:
    """The gravest thing seen in one of the six steps: in how many of how many repetitions, with its number."""

    step: int
    verdict: FindingVerdict
    code: str = ""
    title: str = ""
    reps_with: int | None = None
    reps: int | None = None
    quantity: Quantity = field(default_factory=lambda: _unseen("1"))


@dataclass(frozen=True, slots=True)
class LiftClip:
    """A set with a bar: load in kg, how far the plates stood above the floor (m), and what the back and the steps did.

    lumbar: at lift-off against the tallest posture, median of the repetitions; lockout: at the top, negative where the
    lifter leans back behind it, in `lean_back_reps` of `reps`; steps: what was found in each step, `steps_seen` those
    that this clip could judge at all. bar_off_shin (m) is the gap between bar and shin at lift-off, the median, and
    bar_off_shin_reps how many repetitions were beyond the mark; slack: whether the slack was out before the pull, the
    gravest word on it; recorded_on: the day that the file tells, None where it tells none.
    """

    lift: str | None = None
    load_kg: float | None = None
    raised_m: float = 0.0
    lumbar: Quantity = field(default_factory=_unseen)
    lockout: Quantity = field(default_factory=_unseen)
    lean_back_reps: int = 0
    reps: int | None = None
    steps: tuple[StepSeen, ...] = ()
    steps_seen: frozenset[int] = frozenset()
    bar_off_shin: Quantity = field(default_factory=lambda: _unseen("m"))
    bar_off_shin_reps: int = 0
    slack: FindingVerdict = "unseen"
    recorded_on: date | None = None
