"""One life with the product, for the stateful proof: every plan that it is shown is held against the law at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final, TypeVar

from liftwell.evidence import claim
from liftwell.plan.course.replay import standing_on
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Today
from liftwell.plan.session import plan_for
from liftwell.training.diary import Diary, Done, Morning, OtherWork, Readiness, Sign
from liftwell.training.override import Override
from tests.plan.law import Day, violations
from tests.plan.ledger import LEG_WORSE
from tests.plan.people import LEVELS, START

DAY: Final = timedelta(1)
_Dated = TypeVar("_Dated", Done, Morning, OtherWork, Sign, Readiness, Override)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the engine and its answer, kept to be asked again."""

    on: date
    check: Readiness | None
    lifter: Lifter
    diary: Diary
    today: Today


@dataclass(slots=True)
class Life:
    """Who it is, which day it is, what was noted and what was shown."""

    lifter: Lifter
    on: date = START
    days: list[Day] = field(default_factory=list)
    beside: Diary = field(default_factory=Diary)
    asked: list[Asked] = field(default_factory=list)

    @property
    def diary(self) -> Diary:
        """Everything noted so far."""
        return replace(self.beside, done=(*self.beside.done, *(one.done for one in self.days if one.done)))

    def note(self, **records: tuple[Any, ...]) -> None:
        """Entries beside the plan, whatever their day."""
        more = {name: (*getattr(self.beside, name), *added) for name, added in records.items()}
        self.beside = replace(self.beside, **more)

    def ask(self, check: Readiness | None) -> Today:
        """The plan of today, held against the law."""
        if check is not None:
            kept = tuple(one for one in self.beside.checks if one.on != self.on)
            self.beside = replace(self.beside, checks=(*kept, check))
        today = plan_for(self.lifter, self.diary, self.on, check)
        told = next((one for one in self.beside.checks if one.on == self.on), None)
        day = Day(self.on, told, today, None, self.lifter)
        breaches = violations(self.lifter, [*self.days, day], self.beside, since=self.on)
        assert not breaches, "\n".join([*breaches, self.told()])
        self.asked.append(Asked(self.on, check, self.lifter, self.diary, today))
        self.days.append(day)
        explained(today)
        nothing_is_lowered(today, self.lifter, self.diary)
        return today

    def train(self, lift: Any, row: str | None, facts: dict[str, Any]) -> None:  # noqa: ANN401
        """The session of the plan that was shown last; a second one that day stands beside the first."""
        last = self.days[-1]
        gentle = last.today.kind == "gentle"
        light = last.today.main is not None and bool(last.today.main.light)
        done = Done(self.on, lift, row, gentle=gentle, light=light, **facts)
        if last.done is None and row is not None:
            self.days[-1] = last._replace(done=done)
        elif row is not None:
            self.days.append(last._replace(done=done))
        else:
            self.note(done=(done,))

    def rewritten(self) -> None:
        """After the past was edited: the days as they would be shown now (5.1 19).

        The law reads the phases of earlier days from them.
        """
        self.days = [
            one._replace(today=plan_for(one.lifter or self.lifter, self.diary, one.on, one.check)) for one in self.days
        ]

    def told(self) -> str:
        """The life as code, to be copied out of a failing run."""
        return f"lifter = {self.lifter!r}\ndiary = {self.diary!r}\non = {self.on!r}"


def explained(today: Today) -> None:
    """8: a sentence and a claim for everything, and a judgement says that it is one."""
    assert today.reasons, today
    for why in (*today.reasons, *(one.why for one in today.items)):
        assert why.text.strip(), today
        assert why.judgement == (claim(why.evidence).standing == "judgement")
    assert today.main is None or today.main.lift.exercise in {one.exercise for one in today.items}


def nothing_is_lowered(today: Today, lifter: Lifter, diary: Diary) -> None:
    """1, 2, 12: the level is never milder than the screen's, and a present leg symptom keeps its restriction."""
    assert LEVELS.index(today.level) <= LEVELS.index(lifter.level), today
    if {today.level, lifter.level} & {"emergency", "unanswered_emergency"}:
        assert (today.items, today.main, today.next_on) == ((), None, None), today
    if {today.level, lifter.level} & {"today", "days", "soon", "unanswered"}:
        assert today.main is None, today
    if leg_holds(lifter, diary, today.on):
        assert today.main is None, today


def leg_holds(lifter: Lifter, diary: Diary, on: date) -> bool:
    """Whether a leg symptom of grade L2 or more was told and nothing on the page has ended it (5.7)."""
    worse = [one.on for one in diary.done if one.on < on and one.leg in LEG_WORSE]
    worse += [one.on for one in diary.checks if one.on <= on and one.leg in LEG_WORSE]
    there = [one.on for one in diary.mornings if one.on <= on and one.leg]
    words = [one.on for one in diary.overrides if one.who == "clinician" and one.what == "phase" and one.on <= on]
    words += [lifter.cleared_on] if lifter.cleared_on else []
    since = max(words, default=date.min)
    if any(day > since for day in worse):
        return True
    present = [day for day in there if day > since]
    return bool(present) and not _gone(lifter, diary, max(present), on)


def _gone(lifter: Lifter, diary: Diary, seen: date, on: date) -> bool:
    """Whether fourteen mornings in a row were without it, and the safety questions were answered since."""
    quiet = {one.on for one in diary.mornings if one.leg is False and seen < one.on <= on}
    row = any(all(day - back * DAY in quiet for back in range(14)) for day in quiet)
    return row and lifter.screened_on is not None and lifter.screened_on > seen


# --- the same again ------------------------------------------------------------------------------


def turned(diary: Diary) -> Diary:
    """The same entries typed in from the last day to the first."""
    return Diary(*(_turned(getattr(diary, name)) for name in Diary.__dataclass_fields__))


def _turned(records: tuple[_Dated, ...]) -> tuple[_Dated, ...]:
    by_day = [tuple(group) for _, group in groupby(sorted(records, key=lambda one: one.on), key=lambda one: one.on)]
    return tuple(one for day in reversed(by_day) for one in day)


def anchor(life: Life, on: date) -> int | None:
    """The anchor of a day as the engine has it."""
    return standing_on(life.lifter, life.diary, on).usual.anchor


def heavier(one: Today, other: Today) -> bool:
    """Whether the first asks for more than the second, as far as the two can be set side by side."""
    if one.main is None:
        return False
    if other.main is None:
        return True
    mine, yours = one.main.lift, other.main.lift
    if mine.variant != yours.variant or one.main.row != other.main.row:
        return False
    return mine.load_kg > yours.load_kg or one.main.rpe_max > other.main.rpe_max
