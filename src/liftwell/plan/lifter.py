"""Lifter: what a plan has to know of one person, gathered from the account and its triage."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from liftwell.athlete import Sex
from liftwell.plan.equipment import Equipment
from liftwell.plan.limits import Limits
from liftwell.screen.questions import Level
from liftwell.triage.account import Phase

CLEAR: Final = ("routine", "none")


@dataclass(frozen=True, slots=True)
class Lifter:
    """One person as the plan sees them on the day their screen was last read; None is "not known".

    began: first day of the plan. Screen: level, conditions (what an exercise's `forbid` list is held against, "acute"
    among them), screened_on, cleared_on (a clinician's last word on the leg), supported (False under 16), limits of clinicians. Placement: phase and row by triage or by
    a plan under way, provisional, proven (a year of lifting without pain before, and little pain
    in the lift now), limiters, causes that are likely, steps to fix (3 to 6). Load: ref_kg (reference
    single), comfortable_kg, last_kg (last completed), days_off before the plan began. Place: exercise and raised_cm at
    which the hinge or the light clip holds; lower: heights in cm that were passed as well. base: usual pain on waking;
    lifting_hurts; worry. psoas: the drill of the lifter's own choice. sessions_before:
    sessions of a plan that was under way before the diary began.
    """

    began: date
    age: int | None = None
    sex: Sex | None = None
    mass_kg: float | None = None
    level: Level = "none"
    conditions: frozenset[str] = frozenset()
    screened_on: date | None = None
    cleared_on: date | None = None
    supported: bool = True
    limits: Limits = field(default_factory=Limits)
    equipment: Equipment = field(default_factory=Equipment)
    phase: Phase = "foundation"
    row: str | None = None
    provisional: bool = False
    proven: bool = False
    limiters: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    steps: tuple[int, ...] = ()
    ref_kg: float | None = None
    comfortable_kg: float | None = None
    last_kg: float | None = None
    days_off: int | None = None
    exercise: str | None = None
    raised_cm: float = 0.0
    passed_cm: tuple[float, ...] = ()
    base: int | None = None
    lifting_hurts: int | None = None
    worry: int | None = None
    psoas: str | None = None
    sessions_before: int = 0

    @property
    def clear(self) -> bool:
        """Whether the level of the screen lets a hinge be loaded."""
        return self.level in CLEAR and self.supported
