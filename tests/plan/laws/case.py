"""One day of a history with everything that was known when it began."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import MainLift, Today
from liftwell.training.diary import Diary, Lift, Readiness
from tests.plan.ledger import CLIMB, Past, Usual

EPS: Final = 1e-6


@dataclass(slots=True)
class Case:
    """One day with everything that was known when it began.

    full: the sessions with a load that caps are held against, lighter, gentle and other days left out; legs: the
    check-ins of all days at which the leg was worse; lift: what is lifted today, None where that has no load; gap: days
    since the last session.
    """

    on: date
    check: Readiness | None
    today: Today
    lifter: Lifter
    history: Sequence[Past]
    full: Sequence[Past]
    shown: Sequence[Today]
    checks: Sequence[Readiness]
    usual: Usual
    beside: Diary
    legs: Sequence[Readiness]
    main: MainLift | None = field(init=False)
    lift: Lift | None = field(init=False)
    last: Past | None = field(init=False)
    gap: int = field(init=False)

    def __post_init__(self) -> None:
        self.main = self.today.main
        self.lift = self.main.lift if self.main and self.main.lift.load_kg > 0 else None
        self.last = self.history[-1] if self.history else None
        self.gap = (self.on - self.last.on).days if self.last else 0

    @property
    def red(self) -> bool:
        """Whether the last session was red, or the days off since were because of pain (5.5)."""
        off = bool(self.check and self.check.off_for_pain and self.full)
        return self.last is not None and (self.last.hue == "red" or off)

    @property
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
