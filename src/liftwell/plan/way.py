"""Way: the plan of every day without going through the whole diary each time, by carrying the standing along.

It gives what `plan_for` gives as long as nothing is told late of a day that was carried already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from liftwell.plan.course.placing import placed
from liftwell.plan.course.readying import ready
from liftwell.plan.course.replay import lived, with_waking
from liftwell.plan.course.standing import Standing
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Today
from liftwell.plan.session import plan_from
from liftwell.training.copied import replace
from liftwell.training.diary import Diary

_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class Way:
    """Where a lifter stands after all days before `upto`; another answer to the screen begins the count anew."""

    lifter: Lifter | None = None
    standing: Standing | None = None
    upto: date = date.min
    before: date | None = None

    def plan(self, lifter: Lifter, diary: Diary, on: date) -> Today:
        """The plan of that day; `diary` holds its check-in already."""
        return plan_from(self.standing_on(lifter, diary, on), lifter, diary.until(on), on)

    def standing_on(self, lifter: Lifter, diary: Diary, on: date) -> Standing:
        """Where the lifter stands when that day begins, before its session."""
        standing = self._after_yesterday(lifter, diary, on)
        today = lived(standing, lifter, replace(_between(diary, on, on), done=()), self.before)
        return ready(today, lifter, on)

    def _after_yesterday(self, lifter: Lifter, diary: Diary, on: date) -> Standing:
        """After all days before that one."""
        if lifter is not self.lifter or self.standing is None:
            self.lifter, self.standing, self.upto, self.before = lifter, placed(lifter), date.min, None
        if self.upto < on:
            part = _between(diary, self.upto, on - _DAY)
            woken = {one.on: one.pain for one in diary.mornings if self.upto < one.on <= on}
            part = replace(part, done=tuple(with_waking(one, woken) for one in part.done))
            self.standing = lived(self.standing, lifter, part, self.before)
            self.upto, self.before = on, max((one.on for one in part.mornings), default=self.before)
        return self.standing


def _between(diary: Diary, first: date, last: date) -> Diary:
    return Diary(
        tuple(one for one in diary.done if first <= one.on <= last),
        tuple(one for one in diary.mornings if first <= one.on <= last),
        tuple(one for one in diary.other if first <= one.on <= last),
        tuple(one for one in diary.signs if first <= one.on <= last),
        tuple(one for one in diary.checks if first <= one.on <= last),
        tuple(one for one in diary.overrides if first <= one.on <= last),
    )
