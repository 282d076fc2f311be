"""Screen: how the safety questions are answered again, what a yes brings, and how a clinician leads back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from liftwell.plan.lifter import CLEAR, Lifter
from liftwell.plan.prescription import Today
from liftwell.screen.questions import Level

# A yes, and after how many days a clinician has looked.
_GRAVE: Final[tuple[tuple[Level, int, int], ...]] = (
    ("emergency", 2, 20), ("unanswered_emergency", 1, 1), ("today", 1, 10), ("days", 2, 10), ("soon", 4, 20),
    ("unanswered", 1, 3),
)  # fmt: skip


@dataclass(slots=True)
class Screen:
    """The lifter as the last answers made them, the chance of a yes, and when a clinician has an appointment."""

    lifter: Lifter
    positive: float
    seen_on: date | None = None
    usual: Level = "none"

    def __post_init__(self) -> None:
        self.usual = self.lifter.level

    def morning(self, on: date, chance: Random) -> None:
        """A clinician's clearance where one is due; some answer the screen before it runs out."""
        if self.seen_on is not None and on >= self.seen_on:
            self.seen_on = None
            self.lifter = replace(self.lifter, level=self.usual, screened_on=on, cleared_on=on)
        screened = self.lifter.screened_on
        if self.lifter.level in CLEAR and screened and (on - screened).days > 24 and chance.random() < 0.2:
            self._answers(on, chance)

    def asked(self, on: date, chance: Random) -> bool:
        """The screen is open: most answer at once."""
        if self.seen_on is not None or chance.random() < 0.3:
            return False
        self._answers(on, chance)
        return True

    def told(self, today: Today, on: date, chance: Random) -> None:
        """What the plan itself says: a leg that stops the load leads to a clinician, a red day to questions."""
        if self.seen_on is None and self.lifter.level in CLEAR and today.level not in (*CLEAR, "unanswered"):
            self.seen_on = on + timedelta(days=chance.randint(1, 21))
        if today.ask and chance.random() < self.positive:
            self._yes(on, chance)

    def _answers(self, on: date, chance: Random) -> None:
        self.lifter = replace(self.lifter, screened_on=on)
        if chance.random() < self.positive:
            self._yes(on, chance)

    def _yes(self, on: date, chance: Random) -> None:
        level, soonest, latest = chance.choice(_GRAVE)
        self.lifter = replace(self.lifter, level=level, screened_on=on)
        self.seen_on = on + timedelta(days=chance.randint(soonest, latest))
