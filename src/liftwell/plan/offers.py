"""What is offered beside a session and never has to be taken: tests that are due, a single, the plan for a flare."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from liftwell.plan.course.performing import offers_maximum
from liftwell.plan.course.standing import Standing
from liftwell.plan.drills.drill_progress import Retest, retests
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Reason
from liftwell.training.diary import Diary
from liftwell.triage.self_tests import shipped

SINGLE: Final = Reason(
    "If you like: one single today that leaves one repetition in you, in place of the last set.", "maximum-lifts"
)
FLARE: Final = Reason(
    "If it flares one day: ease it first at 6 or more, then come back one phase below with 70 % of your weight. "
    "A flare is no new start, unless the safety questions say so.",
    "flare",
)


# Which self-test a sign of the diary is the result of.
_TESTS: Final[Mapping[str, str]] = {
    "hip-deg": "T2", "knee-short-deg": "T3", "psoas-s": "T4", "hip-short-deg": "T5", "hinge-pass": "T1",
}  # fmt: skip


def offers_of(standing: Standing, lifter: Lifter, diary: Diary, on: date) -> tuple[Reason, ...]:
    """The offers of a training day, in the order in which they are worth a look."""
    due = tuple(_again(one) for one in retests(lifter, standing.phase, diary, on) if one.due <= on)
    single = (SINGLE,) if offers_maximum(standing, lifter, on) else ()
    return (*due, *single, *((FLARE,) if standing.phase == "perform" else ()))


def _again(retest: Retest) -> Reason:
    """That a test is worth repeating, by its name."""
    test = shipped()[_TESTS.get(retest.test, "T1")]
    return Reason(f"Worth testing again: {test.name[0].lower()}{test.name[1:]} ({test.id}).", retest.why.evidence)
