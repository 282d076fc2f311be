"""From the answers, the diary and the check-in to the plan of one day, asking on the way whoever can be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Protocol

from liftwell.consultation.check_in import LEGS, Given, check_of
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.errors import ImpossibleValue
from liftwell.exchange.diary import diary_of, notes_on, start_of
from liftwell.exchange.diary_document import DiaryDocument
from liftwell.plan.course.standing import Standing
from liftwell.plan.drills.comfort import comfort
from liftwell.plan.lifter import CLEAR, Lifter
from liftwell.plan.loading.on_the_bar import each_side_kg
from liftwell.plan.loading.plates import Unit
from liftwell.plan.loading.weight_unit import said
from liftwell.plan.placement import days_told, lifter_of
from liftwell.plan.plan_words import check_words, done_words, start_words
from liftwell.plan.prescription import Item, Today
from liftwell.plan.raised_screen import raised_to
from liftwell.plan.session import plan_for, with_check
from liftwell.plan.way import Way
from liftwell.plan.week import week_for
from liftwell.screen.red_flags import Screen
from liftwell.screen.short_check import TICKS
from liftwell.training.diary import Diary, Readiness
from liftwell.triage.account import Account
from liftwell.triage.triage import Triage, triage

NO_TICK: Final = "Every session begins with the short check: add --new none if nothing is new, or what is"


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said beside a plan.

    base: usual pain on waking; each_side_kg: plates on each side of a bar, None where not known; limits of clinicians;
    patterns: what the story of the pain asks to mind; notes on the diary; week: from today on; check: the check-in;
    how: whether to tell how each is done; start: lines for a new diary; entry: whether to give any lines
    for the diary; comfort: what is offered before the warm-up; unit: of the lifter's plates.
    """

    base: int | None = None
    each_side_kg: tuple[float, ...] | None = None
    limits: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    week: tuple[Today, ...] = ()
    check: Readiness | None = None
    how: bool = False
    start: tuple[str, ...] = ()
    entry: bool = True
    comfort: tuple[Item, ...] = ()
    unit: Unit = "kg"


@dataclass(frozen=True, slots=True)
class Day:
    """The plan of a day, what is said beside it, and where the lifter stands on that day."""

    today: Today
    beside: Beside
    standing: Standing

    def said_in(self, unit: Unit) -> Day:
        """The same day with its sentences in that unit; the words for the main lift ask `beside` for it."""
        return replace(self, today=said(self.today, unit), beside=replace(said(self.beside, unit), unit=unit))


class Questions(Protocol):
    """Somebody who can be asked; each says whether the person went through to the end."""

    def screen(self, saved: SavedAnswers, *, checked: bool) -> bool:
        """Ask what the safety screen needs; checked: the short check has been answered already."""

    def plan(self, saved: SavedAnswers) -> bool:
        """Ask once what a plan has to know."""

    def check(self, check: Readiness) -> Readiness:
        """Ask what a check-in still needs; raises where the person stops, for there is no plan without it."""


def _as_it_is(account: Account) -> Account:
    return account


@dataclass(slots=True)
class Planner:
    """One run: the answers, the diary and what was said of today; then the account and its triage.

    asked: who answers questions, None where nobody does; clips: adds what clips show, once safety is clear; entry:
    whether the diary is a file that the person writes themselves.
    """

    saved: SavedAnswers
    book: DiaryDocument
    given: Given
    asked: Questions | None = None
    clips: Callable[[Account], Account] = _as_it_is
    entry: bool = False
    noted: Diary = field(init=False)
    account: Account = field(init=False)
    found: Triage = field(init=False)

    def __post_init__(self) -> None:
        self.noted = diary_of(self.book)

    @property
    def on(self) -> date:
        """The day of the plan."""
        return self.saved.today

    @property
    def clear(self) -> bool:
        """Whether safety lets a plan be made."""
        return self.found.screen.supported and self.found.screen.level in CLEAR

    @property
    def doses(self) -> tuple[Item, ...]:
        """What a level that is not clear leaves for today, with doses; nothing where it leaves nothing."""
        today = plan_for(self.lifter, self._diary, self.on)
        return today.items if today.kind == "ease" else ()

    def ask_safety(self, new: str | None) -> bool:
        """The short check, or the whole screen where that is due; False where the person stopped before the end."""
        if self.given.answers:
            self.saved.begin_day()
            for path, value in self.given.answers.items():
                self.saved.keep(path, value)
        if new is not None:
            self.saved.short_check(new)
        return self.asked is None or self.asked.screen(self.saved, checked=new is not None)

    def look(self) -> Triage:
        """What there is to know now: the answers, what clips show once safety is clear, and the triage."""
        self.account = self.saved.account()
        self.found = triage(self.account)
        if self.clear:
            self.account = self.clips(self.account)
            self.found = triage(self.account)
        return self.found

    def screen(self, day: Day | None) -> Screen:
        """The safety screen, with what the diary or the check-in tells of more."""
        return self.found.screen if day is None else raised_to(self.found.screen, day.today)

    def day(self, new: str | None, *, week: bool, how: bool) -> Day | None:
        """The plan of the day, None where safety turned out to come first; raises ImpossibleValue without a tick."""
        if new is None and self.asked is None:
            ticks = ", ".join(tick for tick, _, opens in TICKS if opens)
            raise ImpossibleValue(f"{NO_TICK}: {ticks}.")
        if self.asked is not None and not self._profile(self.asked):
            return None
        check = self._check()
        lifter = self.lifter
        # Of a plan under way without a diary the answers may tell the last days.
        diary = self._diary if self.book.session else replace(self._diary, done=days_told(self.account, lifter).done)
        noted, way = with_check(diary, check), Way()
        today = way.plan(lifter, noted, self.on)
        if today.ask and not self._may_go_on(today.ask):
            standing = way.standing_on(lifter, noted, self.on)
            return Day(today, self._beside(lifter, standing), standing) if self.clear else None
        if today.ask:
            lifter = self.lifter
            today = replace(way.plan(lifter, noted, self.on), ask=())
        ahead = week_for(lifter, diary, self.on, check, way) if week else ()
        plates = None if today.main is None else each_side_kg(today.main.lift, lifter.equipment)
        standing = way.standing_on(lifter, noted, self.on)
        beside = replace(self._beside(lifter, standing), each_side_kg=plates, week=ahead, check=check, how=how)
        return Day(today, beside, standing)

    @property
    def lifter(self) -> Lifter:
        """The lifter as the plan sees them now."""
        start = start_of(self.book, self.on)
        # A day that begins badly is for the gate of today; it does not move where the plan began.
        found = replace(self.found, phase=start.phase) if start.phase is not None else self.found
        return lifter_of(self.account, found, start)

    def _profile(self, asked: Questions) -> bool:
        """What a plan has to know once; False where the person stopped before the end."""
        whole = asked.plan(self.saved)
        self.look()
        return whole

    def _check(self) -> Readiness | None:
        noted = self._diary.check_on(self.on)
        check = check_of(self.on, self.account.intake.story, noted, self.given)
        return check if self.asked is None else self.asked.check(check or Readiness(self.on))

    def _may_go_on(self, ask: tuple[str, ...]) -> bool:
        """Whether what is to be asked first has been answered today, and safety is clear after it."""
        if self.asked is None:
            return all(self.saved.answered_today(key) for key in ask)
        self.saved.forget_screen(ask)
        if not self.asked.screen(self.saved, checked=True):
            return False
        self.look()
        return self.clear

    @property
    def _diary(self) -> Diary:
        """The diary, with the sign of a leg that the answers told on an earlier day."""
        diary = self.noted
        leg, told = self.saved.at("pain.leg_before"), self.saved.at("pain.leg_before_on")
        if leg is None or told is None:
            return diary
        earlier = Readiness(date.fromisoformat(told), leg=LEGS[leg])
        return replace(diary, checks=(*diary.checks, earlier))

    @property
    def check_lines(self) -> tuple[str, ...]:
        """The check-in of today as lines for a diary, whatever the safety screen says; the logbook keeps it."""
        return () if not self.entry else check_words(self.check_told, settling=False)

    @property
    def check_told(self) -> Readiness | None:
        """The check-in of today as far as it was told without a question of its own."""
        noted = self.noted.check_on(self.on)
        return check_of(self.on, self.account.intake.story, noted, self.given)

    def _beginning(self, lifter: Lifter) -> tuple[str, ...]:
        """Lines for a new diary: where the plan begins, and the days that only the answers have told so far."""
        told = (line for done in days_told(self.account, lifter).done for line in ("", *done_words(done)))
        return (*start_words(lifter), *told)

    def _beside(self, lifter: Lifter, standing: Standing) -> Beside:
        screen, story = self.found.screen, self.account.intake.story
        return Beside(
            start=() if self.book.days or self.book.start else self._beginning(lifter),
            base=standing.usual.effective,
            limits=screen.limits,
            patterns=tuple(one.do for one in self.found.patterns if one.do),
            notes=notes_on(self.book, self.on),
            comfort=comfort(lifter, story.days, story.hurts("early-morning")),
            entry=self.entry,
            unit=lifter.equipment.unit,
        )
