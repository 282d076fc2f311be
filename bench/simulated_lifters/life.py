"""Life: sixteen weeks of one person, day by day, with everything that they tell the plan and everything it says."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from bench.simulated_lifters.body import Felt
from bench.simulated_lifters.person import BEGINS, Person, chance_of
from bench.simulated_lifters.safety import Screen
from bench.simulated_lifters.seeing import signs_of
from bench.simulated_lifters.wishing import beside_the_plan, more_than, wish_of
from liftwell.plan.lifter import CLEAR, Lifter
from liftwell.plan.prescription import Today
from liftwell.plan.way import Way
from liftwell.training.diary import Diary, Done, LegSign, Lift, Morning, OtherWork, Readiness, Sign
from liftwell.training.override import Override
from tests.plan.law import Day

DAYS: Final = 112
DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class Life:
    """One person's way: what was told so far, and the plan of every day on which they looked at it."""

    person: Person
    chance: Random
    screen: Screen
    plans: dict[date, tuple[Readiness | None, Today, Lifter]] = field(default_factory=dict)
    done: dict[date, Done] = field(default_factory=dict)
    beside: list[Done] = field(default_factory=list)
    mornings: list[Morning] = field(default_factory=list)
    other: list[OtherWork] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    checks: list[Readiness] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)
    silences: dict[date, int] = field(default_factory=dict)
    crashes: dict[date, str] = field(default_factory=dict)
    away_until: date = BEGINS
    way: Way = field(default_factory=Way)

    @property
    def diary(self) -> Diary:
        """Everything told so far."""
        return Diary(
            (*self.done.values(), *self.beside), tuple(self.mornings), tuple(self.other), tuple(self.signs),
            tuple(self.checks), tuple(self.overrides),
        )  # fmt: skip

    @property
    def aside(self) -> Diary:
        """What is no planned session, as the law wants it."""
        return replace(self.diary, done=tuple(self.beside))

    @property
    def days(self) -> list[Day]:
        """Every day with a plan, as the law wants it."""
        return [Day(on, check, today, self.done.get(on), lifter) for on, (check, today, lifter) in self.plans.items()]

    @property
    def last_on(self) -> date | None:
        """The last day with a hinge, planned or not."""
        return max((*self.done, *(one.on for one in self.beside)), default=None)


def live(person: Person, days: int = DAYS) -> Life:
    """So many days of somebody's life with the plan."""
    chance = chance_of(person.kind, person.seed, "life")
    life = Life(person, chance, Screen(person.lifter, person.habits.positive))
    for number in range(days):
        on = BEGINS + number * DAY
        try:
            _day(life, on)
        except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError):  # a finding: life goes on
            life.crashes[on] = traceback.format_exc().strip().splitlines()[-1] or "no plan"
    return life


def _day(life: Life, on: date) -> None:
    chance, body, habits = life.chance, life.person.body, life.person.habits
    number = (on - BEGINS).days
    if chance.random() < habits.flares:
        body.flare += chance.uniform(2.0, 6.0)
    body.flare += dict(habits.flare_on).get(number, 0.0)
    idle = (on - life.last_on).days if life.last_on else 0
    woke = body.wakes(chance, idle_days=idle)
    body.leg = _leg(life)
    if on < life.away_until:
        return
    away = dict(habits.away_on).get(number, 0)
    if chance.random() < habits.gap:
        away = chance.randint(3, habits.longest_gap)
    if away:
        life.away_until, life.silences[on] = on + away * DAY, away
        return
    if chance.random() < habits.mornings:
        _tells_morning(life, on, woke)
    life.screen.morning(on, chance)
    if life.person.habits.tests:
        life.signs += signs_of(life.person, on, chance)
    _trains(life, on)


def _leg(life: Life) -> LegSign:
    """A leg symptom comes and goes; one that only stays or moves up is there for weeks."""
    kind = life.person.habits.leg
    return kind if kind != "none" and life.chance.random() < (0.3 if kind in ("same", "up") else 0.012) else "none"


def _tells_morning(life: Life, on: date, woke: int) -> None:
    leg = None if life.person.habits.leg == "none" and life.chance.random() < 0.9 else life.person.body.leg != "none"
    life.mornings.append(Morning(on, woke, leg))
    sore = life.person.body.soreness > 3 and life.chance.random() < 0.5
    yesterday = on - DAY
    if yesterday in life.done:
        life.done[yesterday] = replace(life.done[yesterday], morning=woke, sore_both_sides=sore)
    life.beside = [replace(one, morning=woke) if one.on == yesterday else one for one in life.beside]


def _check(life: Life, on: date) -> Readiness | None:
    chance, body = life.chance, life.person.body
    if chance.random() >= life.person.habits.checks:
        return None
    now = body.now(chance)
    off = (on - life.last_on).days if life.last_on else 0
    return Readiness(
        on,
        now,
        now < 8 if chance.random() < 0.97 else None,
        soreness=min(10, round(body.soreness)),
        stands=max(0, round(chance.gauss(0.3, 0.6))),
        sleep_h=round(max(2.0, chance.gauss(7.0, 1.2)), 1),
        stress=min(10, max(0, round(chance.gauss(4, 1.7)))),
        ill=chance.random() < 0.01,
        fever=chance.random() < 0.004,
        leg=body.leg,
        off_for_pain=off > 7 and body.flare > 1.5,
    )


def _trains(life: Life, on: date) -> None:
    """Looks at the plan, answers what it asks, and does it, more or less."""
    habits = life.person.habits
    lifter, wants = life.screen.lifter, life.chance.random() < habits.trains
    check = _check(life, on) if wants else None
    if check is not None:
        life.checks.append(check)
    today = life.way.plan(lifter, life.diary, on)
    if today.level == "unanswered" and life.screen.asked(on, life.chance):
        lifter = life.screen.lifter
        today = life.way.plan(lifter, life.diary, on)
    life.screen.told(today, on, life.chance)
    wish = wish_of(life.screen.lifter, habits, today, life.chance)
    if wish is not None:
        life.overrides.append(wish)
        today = life.way.plan(lifter, life.diary, on)
    life.plans[on] = (check, today, lifter)
    if wants and today.kind in ("train", "gentle"):
        _does(life, today, on)
    elif life.chance.random() < habits.eager / 3 and today.level in CLEAR:
        lift = beside_the_plan(life.person.body.strength_kg, life.chance)
        life.beside.append(_told(Done(on, lift), life.person.body.lifts(lift, life.chance)))
    if life.chance.random() < 0.02 + habits.eager / 6:
        rpe = life.chance.choice((6.0, 7.0, 8.0, 9.0, None))
        life.other.append(OtherWork(on, life.chance.choice(("squats", "rows", "swings")), rpe))


def _does(life: Life, today: Today, on: date) -> None:
    main = today.main
    if main is None:
        lift, row = Lift("dowel_hinge", 2, 8, 0.0), today.row or "F"
    else:
        lift, row = main.lift, main.row
    if lift.load_kg and life.chance.random() < life.person.habits.eager:
        lift = more_than(lift, life.screen.lifter, life.chance)
    felt = life.person.body.lifts(lift, life.chance)
    relief = life.chance.random() < 0.03
    stick = life.chance.randint(5, 10) if today.phase == "foundation" and not life.person.habits.films else None
    grew = today.phase in ("technique", "return") and life.person.habits.films and life.chance.random() < 0.05
    life.done[on] = _told(
        Done(
            on, lift, row, gentle=today.kind == "gentle", light=bool(main and main.light), relief=relief,
            grew=grew, stick_kept=stick,
        ), felt,
    )  # fmt: skip


def _told(done: Done, felt: Felt) -> Done:
    lift = replace(done.lift, sets=felt.sets)
    return replace(done, lift=lift, rpe=felt.rpe, during=felt.during, after=felt.after, leg=felt.leg)
