"""The sixteen invariants of `clinical.md` 5.9 in random lives: whoever it is, whatever they do, answer or leave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from liftwell.plan.course.replay import standing_on
from liftwell.plan.lifter import Lifter
from liftwell.plan.session import plan_for
from liftwell.training.diary import Morning, OtherWork, Readiness
from tests.plan import people
from tests.plan.ledger import hue
from tests.plan.life import DAY, Life, anchor, heavier, turned

GAPS = st.one_of(st.sampled_from((0, 0, 0, 1, 2)), st.sampled_from((0, 1, 7, 10, 20, 40)), st.integers(0, 80))
ANSWERS: Final[Mapping[str, Any]] = {"now": 0, "walking": True, "soreness": 0, "stands": 0, "sleep_h": 8.0, "stress": 0}


def answered(check: Readiness, what: str, answer: Any) -> Readiness:  # noqa: ANN401
    """The same check-in with one answer changed."""
    changed: dict[str, Any] = {what: answer}
    return replace(check, **changed)


class Lives(RuleBasedStateMachine):
    """A lifter from the first day on; each rule is something that may happen."""

    @initialize(lifter=people.lifters())
    def begin(self, lifter: Lifter) -> None:
        self.life = Life(lifter)

    # --- days and sessions -----------------------------------------------------------------------

    @rule(
        data=st.data(),
        gap=GAPS,
        asks=st.sampled_from((True, True, True, False)),
        screens=st.sampled_from((True,) * 6 + (False,)),
    )
    def day(self, data: st.DataObject, gap: int, asks: bool, screens: bool) -> None:  # fmt: skip
        """Days pass, as many as the plan asks for or more; safety questions, check-in, plan, and perhaps it is done."""
        life = self.life
        told = life.days[-1].today.next_on if life.days else None
        life.on = max(life.on, told or life.on) + timedelta(gap)
        if screens:
            life.lifter = replace(life.lifter, screened_on=life.on)
        today = life.ask(data.draw(people.checks(life.on)) if asks else None)
        if today.main is not None and data.draw(st.sampled_from((True, True, True, False))):
            life.train(today.main.lift, today.main.row, data.draw(people.felt()))

    @rule(
        count=st.integers(1, 8),
        pains=st.lists(st.sampled_from((0, 0, 0, 0, 3, 5, 6)), min_size=1, max_size=4),
        rpe=st.sampled_from((None, 4.0, 4.0, 6.0, 9.0)),
    )
    def weeks(self, count: int, pains: list[int], rpe: float | None) -> None:  # fmt: skip
        """Some weeks of plain training as planned, so that lives get somewhere."""
        life = self.life
        for number in range(count):
            told = life.days[-1].today.next_on if life.days else None
            life.on = max(life.on + DAY, told or life.on)
            life.lifter = replace(life.lifter, screened_on=life.on)
            today = life.ask(Readiness(life.on, 0, walking=True, soreness=0, stands=0, sleep_h=8.0, stress=0))
            if today.main is not None:
                pain = pains[number % len(pains)]
                life.train(today.main.lift, today.main.row, {"during": pain, "after": 0, "morning": 0, "rpe": rpe})

    @rule()
    def cleared(self) -> None:
        """A clinician has looked, and nothing stands against the plan."""
        life = self.life
        life.on += DAY
        life.lifter = replace(life.lifter, level="none", screened_on=life.on, cleared_on=life.on)

    @precondition(lambda self: bool(self.life.days) and self.life.days[-1].today.main is not None)
    @rule(facts=people.felt(), share=st.sampled_from((0.5, 0.9, 1.1, 1.5)), sets=st.integers(1, 6))
    def otherwise(self, facts: dict[str, Any], share: float, sets: int) -> None:
        """The session of today is done lighter, heavier or longer than it was planned, perhaps as a second one."""
        life = self.life
        main = life.days[-1].today.main
        if main is not None and life.days[-1].on == life.on:
            made = life.lifter.equipment.at_most(main.lift.exercise, share * main.lift.load_kg)
            life.train(replace(main.lift, load_kg=made or main.lift.load_kg, sets=sets), main.row, facts)

    @rule(data=st.data(), back=st.sampled_from((0, 0, 1, 5, 30)), imported=st.booleans())
    def beside(self, data: st.DataObject, back: int, imported: bool) -> None:
        """A hinge that no plan asked for, or one out of another log, entered on its day or late."""
        life = self.life
        life.note(done=(data.draw(people.unplanned(life.on - timedelta(back), imported)),))
        life.rewritten()

    @rule(days=st.integers(1, 16), pain=people.FELT, leg=st.sampled_from((*[None] * 8, *[False] * 8, True)))
    def mornings(self, days: int, pain: int, leg: bool | None) -> None:
        """Some mornings in a row, from today on; pain on waking is told once a day."""
        life = self.life
        told = {one.on for one in life.beside.mornings}
        new = [life.on + number * DAY for number in range(days)]
        life.note(mornings=tuple(Morning(on, pain, leg) for on in new if on not in told))
        life.on = new[-1]

    @rule(back=st.integers(1, 20), pain=people.FELT)
    def late_morning(self, back: int, pain: int) -> None:
        """A morning that is entered late."""
        on = self.life.on - timedelta(back)
        if on not in {one.on for one in self.life.beside.mornings}:
            self.life.note(mornings=(Morning(on, pain),))
            self.life.rewritten()

    @rule(
        back=st.sampled_from((0, 1, 2)), what=st.sampled_from(("squats", "rows")), rpe=st.sampled_from((None, 6.0, 9.0))
    )
    def other_work(self, back: int, what: str, rpe: float | None) -> None:
        self.life.note(other=(OtherWork(self.life.on - timedelta(back), what, rpe),))

    @rule(data=st.data(), back=st.sampled_from((0, 0, 2)))
    def sign(self, data: st.DataObject, back: int) -> None:
        self.life.note(signs=(data.draw(people.signs(self.life.on - timedelta(back))),))
        self.life.rewritten()

    @rule(data=st.data())
    def override(self, data: st.DataObject) -> None:
        self.life.note(overrides=(data.draw(people.overrides(self.life.on)),))

    # --- the screen ------------------------------------------------------------------------------

    @rule(level=st.sampled_from((*people.LEVELS, *["none"] * 40)), cleared=st.sampled_from((False, False, True)))
    def screen(self, level: Any, cleared: bool) -> None:  # noqa: ANN401
        """The safety questions are answered again; perhaps a clinician has looked since."""
        life = self.life
        life.lifter = replace(life.lifter, level=level, screened_on=life.on)
        if cleared:
            life.lifter = replace(life.lifter, cleared_on=life.on)

    # --- the clock and the pen -------------------------------------------------------------------

    @precondition(lambda self: bool(self.life.asked))
    @rule(data=st.data(), ahead=st.integers(1, 400))
    def future(self, data: st.DataObject, ahead: int) -> None:
        """A clock that was wrong: entries dated ahead change nothing until their day has come."""
        life, then = self.life, self.life.on + timedelta(ahead)
        diary = life.diary
        more = replace(
            diary,
            done=(*diary.done, data.draw(people.unplanned(then, False))),
            checks=(*diary.checks, data.draw(people.checks(then))),
            mornings=(*diary.mornings, Morning(then, 9, True)),
            overrides=(*diary.overrides, data.draw(people.overrides(then))),
            signs=(*diary.signs, data.draw(people.signs(then))),
            other=(*diary.other, OtherWork(then, "squats", 9)),
        )
        assert plan_for(life.lifter, more, life.on) == plan_for(life.lifter, diary, life.on)

    @precondition(lambda self: bool(self.life.asked))
    @rule(data=st.data())
    def asked_again(self, data: st.DataObject) -> None:
        """9, 11: a day that has passed has the plan it had; what was entered since for later days changes nothing."""
        one = data.draw(st.sampled_from(self.life.asked))
        assert plan_for(one.lifter, one.diary, one.on, one.check) == one.today
        assert plan_for(one.lifter, turned(one.diary), one.on, one.check) == one.today
        if one.diary.until(one.on) == self.life.diary.until(one.on):
            assert plan_for(one.lifter, self.life.diary, one.on, one.check) == one.today

    @precondition(lambda self: any(one.done for one in self.life.days))
    @rule(data=st.data(), facts=people.felt())
    def edit(self, data: st.DataObject, facts: dict[str, Any]) -> None:
        """5.1 (19): what is changed about a session of the past leaves the plan by which it was done as it was."""
        life = self.life
        number = data.draw(st.sampled_from([number for number, one in enumerate(life.days) if one.done]))
        day = life.days[number]
        assert day.done is not None
        before = plan_for(life.lifter, life.diary, day.on)
        life.days[number] = day._replace(done=replace(day.done, **facts))
        assert plan_for(life.lifter, life.diary, day.on) == before
        life.rewritten()

    # --- what is left out ------------------------------------------------------------------------

    @precondition(lambda self: any(one.done for one in self.life.days))
    @rule(what=st.sampled_from(("during", "morning")))
    def left_out(self, what: str) -> None:
        """10: an answer that is missing is no reason for more than an answer of that day that is not red."""
        life = self.life
        later = (*(one.on for one in life.beside.mornings), *(one.on for one in life.beside.done))
        if any(on > life.days[-1].on for on in later):
            return
        number = max(number for number, one in enumerate(life.days) if one.done)
        day = life.days[number]
        usual = standing_on(life.lifter, life.diary, day.on).usual.effective
        assert day.done is not None
        kept = life.days[:]
        plans = {}
        for answer in (None, *range(11)):
            told = replace(day.done, **{what: answer})
            life.days[number] = day._replace(done=told)
            if answer is None or hue(told, usual) != "red":
                plans[answer] = plan_for(life.lifter, life.diary, day.on + 4 * DAY)
        life.days = kept
        for answer, today in plans.items():
            assert not heavier(plans[None], today), (what, answer, plans[None], today, life.told())

    @precondition(lambda self: bool(self.life.asked) and self.life.asked[-1].check is not None)
    @rule(what=st.sampled_from(sorted(ANSWERS)))
    def not_asked(self, what: str) -> None:
        """10: a question of the check-in that is left out is no more reassuring than its best answer."""
        one = self.life.asked[-1]
        assert one.check is not None
        unknown, best = (
            plan_for(one.lifter, one.diary, one.on, answered(one.check, what, answer))
            for answer in (None, ANSWERS[what])
        )
        assert not heavier(unknown, best), (what, unknown, best, self.life.told())
        unread = plan_for(replace(one.lifter, screened_on=None), one.diary, one.on, one.check)
        assert unread.main is None

    @rule(back=st.integers(1, 60))
    def anchored(self, back: int) -> None:
        """11: the anchor never rises."""
        then, now = anchor(self.life, self.life.on - timedelta(back)), anchor(self.life, self.life.on)
        assert then is None or (now is not None and now <= then)


class Longer(Lives):
    """The same, more of them and longer."""


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=60, stateful_step_count=25)
TestLongerLives = pytest.mark.bench(Longer.TestCase)
TestLongerLives.settings = settings(max_examples=1000, stateful_step_count=50)
