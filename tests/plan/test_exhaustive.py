"""Every sequence of days of a reduced model, held against the law; and that there is always a way on (invariant 7).

The search starts everywhere on the way of a lifter whose days are all green, and from there takes every outcome with
every gap, layer by layer, until the reachable states are closed or as many as the budget allows have been opened.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from typing import Any, Final

import pytest

from liftwell.plan.course.replay import standing_on
from liftwell.plan.course.standing import Standing
from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits
from liftwell.plan.loading.row_load import highest_row
from liftwell.plan.prescription import Today
from liftwell.plan.session import plan_for
from liftwell.training.diary import Diary, Readiness, Sign
from tests.plan.law import LIFTED, SHOWN
from tests.plan.laws.case import Case
from tests.plan.ledger import Past, Usual, past
from tests.plan.people import START
from tests.plan.reduced import (
    GAPS,
    LEFT_OUT,
    OUTCOMES,
    READ,
    Outcome,
    Planned,
    State,
    after,
    begun,
    diary_of,
    key,
    planned,
    refers,
)  # fmt: skip

HIM: Final = Lifter(
    START, 33, "male", 85, screened_on=START, base=1, ref_kg=180, last_kg=120, exercise="conventional_deadlift",
    equipment=Equipment.of(["barbell", "blocks", "stick", "strap", "kettlebells 8-24"], 2.5), passed_cm=(0.0,),
)  # fmt: skip
LIFTERS: Final = {
    "return, 180 kg, steps of 2.5": replace(HIM, phase="return"),
    "technique, 45 kg, steps of 2.5": replace(HIM, sex="female", mass_kg=60, phase="technique", ref_kg=45, last_kg=25),
    "67 years with a coach, best not known, steps of 5": replace(
        HIM, age=67, sex="female", mass_kg=60, conditions=frozenset({"over65", "bone_fragile"}), phase="technique",
        ref_kg=None, last_kg=20, limits=Limits(coach=True), exercise="block_pull_low", raised_cm=15.0, passed_cm=(),
        equipment=Equipment.of(["barbell", "blocks", "stick", "strap", "coach"], 5),
    ),
    "bells only": replace(
        HIM, phase="foundation", ref_kg=None, last_kg=None, exercise=None, equipment=Equipment.of(["kettlebells 8-24"])
    ),
    "foundation, bells and a bar": replace(HIM, phase="foundation", mass_kg=70, ref_kg=120, last_kg=60),
    "hold": replace(HIM, phase="hold", last_kg=150, base=2),
    "seventeen with a coach": replace(
        HIM, age=17, conditions=frozenset({"under18"}), phase="technique", ref_kg=100, last_kg=60,
        equipment=Equipment.of(["barbell", "stick", "coach"], 2.5),
    ),
}  # fmt: skip
SEEN: Final = tuple(
    Sign(START - timedelta(days), kind) for days in (2, 1) for kind in ("hinge-pass", "steps-hold", "checklist")
)


# What a sweep passes through again and again has been tested, and counted, one by one elsewhere.
pytestmark = pytest.mark.no_cover


@dataclass(slots=True)
class Path:
    """One way to a state: what was shown and done on it."""

    state: State
    past: tuple[Past, ...] = ()
    shown: tuple[Today, ...] = ()
    checks: tuple[Readiness, ...] = ()


@dataclass(slots=True)
class Search:
    """The states of one lifter, each with the first way that led there."""

    lifter: Lifter
    signs: tuple[Sign, ...]
    known: dict[Hashable, Path] = field(default_factory=dict)
    opened: list[Path] = field(default_factory=list)
    waiting: deque[Path] = field(default_factory=deque)
    transitions: int = 0
    usual: Usual = field(init=False)

    def __post_init__(self) -> None:
        self.usual = Usual.of(self.lifter, (), frozenset())

    def run(self, budget: int) -> None:
        """Opens states until none is left or the budget is used up."""
        for path in self.green_way():
            self.meet(path)
        while self.waiting and len(self.opened) < budget:
            path = self.waiting.popleft()
            self.opened.append(path)
            for gap in GAPS:
                day = planned(path.state, self.lifter, gap)
                self.judge(path, day)
                for outcome in OUTCOMES:
                    self.meet(self.done(path, day, outcome))
                    self.transitions += 1

    def meet(self, path: Path) -> None:
        """Keeps a state that is new."""
        found = key(path.state, self.lifter)
        if found not in self.known:
            self.known[found] = path
            self.waiting.append(path)

    def green_way(self) -> Iterator[Path]:
        """The states of a lifter whose days are all green, and some of normal training."""
        path = Path(begun(self.lifter, self.signs))
        for _ in range(60):
            yield path
            day = planned(path.state, self.lifter, 0)
            path = self.done(path, day, "green")

    def done(self, path: Path, day: Planned, outcome: Outcome) -> Path:
        """The way after a day that ended like that."""
        noted = diary_of(day, self.lifter, outcome)
        usual = self.usual.effective(day.on)
        more = tuple(past(one, usual, None) for one in noted.done)
        shown = day.gentle if outcome == "gentle" else day.today
        return Path(
            after(day, self.lifter, noted), (*path.past, *more), (*path.shown, shown), (*path.checks, *noted.checks)
        )

    def judge(self, path: Path, day: Planned) -> None:
        """Every rule of the law, for the day as planned and as a gentle one."""
        lifter, beside = replace(self.lifter, screened_on=day.on), Diary(signs=self.signs)
        full = [one for one in path.past if one.full and one.lift.load_kg > 0]
        for today, check in ((day.today, None), (day.gentle, Readiness(day.on, soreness=6))):
            checks = (*path.checks, *((check,) if check else ()))
            case = Case(day.on, check, today, lifter, path.past, full, path.shown, checks, self.usual, beside, ())
            breaches = [text for rule in (LIFTED if today.main else SHOWN) for text in rule(case)]
            assert not breaches, self.told(path, today, breaches)

    def told(self, path: Path, today: Today, breaches: list[str]) -> str:
        """The way to a breach, a day a line."""
        days = [
            f"{one.on} {one.row} {one.lift} {one.hue} rpe {one.done.rpe} gentle {one.done.gentle}" for one in path.past
        ]
        return "\n".join([*breaches, *days[-8:], f"{today.on} {today.phase} {today.row} {today.main}"])

    # --- invariant 7 ------------------------------------------------------------------------------

    def way_on(self) -> None:
        """From every state that was opened: green days lead up, amber ones never to more, red ones to a clinician."""
        green: dict[Hashable, int] = {}
        red: dict[Hashable, int] = {}
        amber: set[Hashable] = set()
        for path in self.opened:
            steps = self._steps(path.state, "green", self._arrived, green)
            assert steps <= GREEN_DAYS, (steps, self.told(path, path.shown[-1], ["7: too long a way up"]))
            steps = self._steps(path.state, "red", refers, red)
            assert steps <= RED_DAYS, (steps, self.told(path, path.shown[-1], ["7: red for ever, and no referral"]))
            self._never_more(path, amber)

    def _arrived(self, day: Planned) -> bool:
        """Whether it is normal training, or the highest row that conditions and clinicians leave."""
        top = highest_row(self.lifter)
        return day.standing.phase == "perform" or (day.standing.row == top and day.standing.greens_at_row > 1)

    def _steps(
        self, state: State, outcome: Outcome, arrived: Callable[[Planned], bool], known: dict[Hashable, int]
    ) -> int:
        """How many days that end alike it takes to arrive; a circle takes for ever."""
        way: dict[Hashable, None] = {}
        while (here := key(state, self.lifter)) not in known:
            day = planned(state, self.lifter, 0)
            if here in way or arrived(day):
                known[here] = 10**6 if here in way else 0
                break
            way[here] = None
            state = after(day, self.lifter, diary_of(day, self.lifter, outcome))
        for number, passed in enumerate(reversed([one for one in way if one not in known]), 1):
            known[passed] = known[here] + number
        return known[next(iter(way), here)]

    def _never_more(self, path: Path, known: set[Hashable]) -> None:
        """Amber day after amber day: no load is above the last one."""
        state, last = path.state, None
        for _ in range(AMBER_DAYS):
            day = planned(state, self.lifter, 0)
            main = day.today.main
            if last is not None and main is not None:
                here = key(state, self.lifter)
                if here in known:
                    return
                known.add(here)
                told = [f"7: all amber, and {main.lift.load_kg:g} kg after {last:g}"]
                assert main.lift.load_kg <= last, self.told(path, day.today, told)
            state = after(day, self.lifter, diary_of(day, self.lifter, "amber"))
            # A lighter day, or one of a light week, says nothing of what is due after it (4.8).
            if main is not None and not main.light:
                last = main.lift.load_kg

    def same_as_the_whole_plan(self, every: int) -> None:
        """What is asked step by step here is what the engine answers to the whole diary."""
        for path in list(self.known.values())[::every]:
            for gap in GAPS:
                day = planned(path.state, self.lifter, gap)
                diary = Diary(tuple(one.done for one in path.past), signs=self.signs, checks=path.checks)
                lifter = replace(self.lifter, screened_on=day.on)
                whole = plan_for(lifter, diary, day.on)
                assert (whole.phase, whole.row) == (day.today.phase, day.today.row)
                assert whole.main is None if day.today.main is None else _same(whole, day.today)
                assert standing_on(lifter, diary, day.on) == day.standing


def _same(one: Today, other: Today) -> bool:
    return (
        one.main is not None and other.main is not None and replace(one.main, care=()) == replace(other.main, care=())
    )


# As many days as the slowest lifter of this page needs, all green, and the fastest way from anywhere to a clinician.
GREEN_DAYS: Final = 150
AMBER_DAYS: Final = 10
RED_DAYS: Final = 40
Told = Callable[[str, Any], None]
EVERYBODY: Final = [(name, seen) for name in LIFTERS for seen in (True, False)]


def searched(name: str, seen: bool, budget: int, record: Told) -> Search:
    """A whole search, its size told to the summary."""
    search = Search(LIFTERS[name], SEEN if seen else ())
    search.run(budget)
    search.same_as_the_whole_plan(97)
    record("plan states", len(search.known))
    record("plan days", search.transitions)
    record("plan lifters", 1)
    return search


@pytest.mark.parametrize(("name", "seen"), EVERYBODY)
def test_every_sequence_of_days(name: str, seen: bool, record_property: Told) -> None:
    searched(name, seen, 60, record_property).way_on()


@pytest.mark.bench
@pytest.mark.parametrize(("name", "seen"), EVERYBODY)
def test_every_longer_sequence_of_days(name: str, seen: bool, record_property: Told) -> None:
    searched(name, seen, 400, record_property).way_on()


def test_the_key_knows_every_field_of_a_standing() -> None:
    """A field that is new has to be read by `reduced.key`, or named among what it leaves out."""
    assert {one.name for one in fields(Standing)} == READ | LEFT_OUT
