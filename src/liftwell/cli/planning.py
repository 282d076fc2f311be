"""From the answers, the diary and the check-in to the plan of one day, asking on the way what is to be asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from liftwell.cli.answering import Call, short_checked, until_stopped
from liftwell.cli.asking import Enough
from liftwell.cli.check_in import LEGS, Given, ask_check, check_of
from liftwell.cli.failure import Stopped
from liftwell.cli.plan_text import Beside
from liftwell.cli.questioning import ask_plan, ask_screen, reader
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.errors import ImpossibleValue
from liftwell.exchange.diary import diary_of, notes_on, start_of
from liftwell.exchange.diary_document import DiaryDocument
from liftwell.plan.course.standing import Standing
from liftwell.plan.drills.comfort import comfort
from liftwell.plan.lifter import CLEAR, Lifter
from liftwell.plan.loading.on_the_bar import each_side_kg
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
class Day:
    """The plan of a day, and what is said beside it."""

    today: Today
    beside: Beside


@dataclass(slots=True)
class Planner:
    """One run: the call, the answers, the diary and what was said of today; then the account and its triage."""

    call: Call
    saved: SavedAnswers
    book: DiaryDocument
    given: Given
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
            short_checked(self.saved, new)
        return not self.call.asks or self._asked(again=self.call.again, checked=new is not None)

    def _asked(self, *, again: bool, checked: bool) -> bool:
        asker = reader(self.call.console)
        return until_stopped(self.call, self.saved, lambda: ask_screen(asker, self.saved, again=again, checked=checked))

    def look(self, *, debug: bool) -> Triage:
        """What there is to know now: the answers, the clips that they name once safety is clear, and the triage."""
        self.account = self.saved.account()
        self.found = triage(self.account)
        if self.clear and any(row.get("file") for row in self.saved.content.get("clip", ())):
            # Only now: the measuring half takes a second to load.
            from liftwell.cli.triage_clips import clips_of, with_clips  # noqa: PLC0415

            self.account, _, _ = with_clips(self.account, clips_of(self.saved, []), debug=debug)
            self.found = triage(self.account)
        return self.found

    def screen(self, day: Day | None) -> Screen:
        """The safety screen, with what the diary or the check-in tells of more."""
        return self.found.screen if day is None else raised_to(self.found.screen, day.today)

    def day(self, new: str | None, *, week: bool, how: bool) -> Day | None:
        """The plan of the day, None where safety turned out to come first; raises ImpossibleValue without a tick."""
        if new is None and not self.call.asks:
            ticks = ", ".join(tick for tick, _, opens in TICKS if opens)
            raise ImpossibleValue(f"{NO_TICK}: {ticks}.")
        if self.call.asks and not self._profile():
            return None
        check = self._check()
        lifter = self.lifter
        # Of a plan under way without a diary the answers may tell the last days.
        diary = self._diary if self.book.session else replace(self._diary, done=days_told(self.account, lifter).done)
        noted, way = with_check(diary, check), Way()
        today = way.plan(lifter, noted, self.on)
        if today.ask and not self._may_go_on(today.ask):
            return Day(today, self._beside(lifter, way.standing_on(lifter, noted, self.on))) if self.clear else None
        if today.ask:
            lifter = self.lifter
            today = replace(way.plan(lifter, noted, self.on), ask=())
        ahead = week_for(lifter, diary, self.on, check, way) if week else ()
        plates = None if today.main is None else each_side_kg(today.main.lift, lifter.equipment)
        beside = self._beside(lifter, way.standing_on(lifter, noted, self.on))
        return Day(today, replace(beside, each_side_kg=plates, week=ahead, check=check, how=how))

    @property
    def lifter(self) -> Lifter:
        """The lifter as the plan sees them now."""
        start = start_of(self.book, self.on)
        # A day that begins badly is for the gate of today; it does not move where the plan began.
        found = replace(self.found, phase=start.phase) if start.phase is not None else self.found
        return lifter_of(self.account, found, start)

    def _profile(self) -> bool:
        """What a plan has to know once; False where the person stopped before the end."""
        asker = reader(self.call.console)
        whole = until_stopped(self.call, self.saved, lambda: ask_plan(asker, self.saved))
        self.look(debug=False)
        return whole

    def _check(self) -> Readiness | None:
        noted = next((one for one in self._diary.checks if one.on == self.on), None)
        check = check_of(self.on, self.account.intake.story, noted, self.given)
        if not self.call.asks:
            return check
        try:
            return ask_check(reader(self.call.console), check or Readiness(self.on))
        except Enough:
            raise Stopped("stopped; there is no plan without the check-in.") from None

    def _may_go_on(self, ask: tuple[str, ...]) -> bool:
        """Whether what is to be asked first has been answered today, and safety is clear after it."""
        if not self.call.asks:
            return self.account.intake.safety.answered_on == self.on
        self.saved.forget_screen(ask)
        if not self._asked(again=False, checked=True):
            return False
        self.look(debug=False)
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
        return () if self.call.athlete is not None else check_words(self.check_told, settling=False)

    @property
    def check_told(self) -> Readiness | None:
        """The check-in of today as far as it was told without a question of its own."""
        noted = next((one for one in self.noted.checks if one.on == self.on), None)
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
            entry=self.call.athlete is None,
        )
