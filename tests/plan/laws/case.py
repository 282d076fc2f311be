"""One day of a history with everything that was known when it began."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import MainLift, Today
from liftwell.training.diary import Diary, Lift, Readiness
from tests.plan.ledger import CLIMB, Past, Usual

EPS: Final = 1e-6


@dataclass(frozen=True)
class Case:
    """One day with everything that was known when it began."""

    on: date
    check: Readiness | None
    today: Today
    lifter: Lifter
    history: Sequence[Past]
    shown: Sequence[Today]
    checks: Sequence[Readiness]
    usual: Usual
    beside: Diary

    @cached_property
    def main(self) -> MainLift | None:
        return self.today.main

    @cached_property
    def lift(self) -> Lift | None:
        """What is lifted today; None where nothing is, and where it has no load."""
        return self.main.lift if self.main and self.main.lift.load_kg > 0 else None

    @cached_property
    def last(self) -> Past | None:
        return self.history[-1] if self.history else None

    @cached_property
    def full(self) -> Sequence[Past]:
        """Sessions with a load that caps are held against: lighter, gentle and other days left out."""
        return [one for one in self.history if one.full and one.lift.load_kg > 0]

    @cached_property
    def red(self) -> bool:
        """Whether the last session was red, or the days off since were because of pain (5.5)."""
        off = bool(self.check and self.check.off_for_pain)
        return self.last is not None and (self.last.hue == "red" or off)

    @cached_property
    def gap(self) -> int:
        """Days since the last session, 0 where there was none."""
        return (self.on - self.last.on).days if self.last else 0

    @cached_property
    def gentle(self) -> bool:
        """Whether today is taken off: the lighter day of a week, a gentle day, a deload."""
        return self.today.kind == "gentle" or bool(self.main and self.main.light)

    def by(self, who: str, *what: str) -> bool:
        """Whether somebody's wish may hold today."""
        live = (
            one for one in self.beside.overrides if one.on <= self.on and (one.until is None or self.on <= one.until)
        )
        return any(one.who == who and one.what in what and (self.on - one.on).days <= 28 for one in live)


Rule = Callable[[Case], Iterator[str]]


def climbed(case: Case) -> int:
    """How many rows above the last session's today's row is, 0 where one of them is no row of the ladder."""
    row, old = case.main.row if case.main else "", case.full[-1].row if case.full else ""
    return CLIMB.index(row) - CLIMB.index(old) if row in CLIMB and old in CLIMB else 0
