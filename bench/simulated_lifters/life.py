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
from bench.simulated_lifters.way import Way
from liftwell.plan.lifter import CLEAR, Lifter
from liftwell.plan.prescription import Today
from liftwell.training.diary import Diary, Done, Lift, Morning, OtherWork, Readiness, Sign
from liftwell.training.override import Override
from tests.plan.law import Day

DAYS: Final = 112
DAY: Final = timedelta(days=1)
_WISHES: Final = ("lighter", "fewer", "higher", "skip", "swap")
_EAGER: Final = ("heavier", "row", "phase", "swap")


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
    if chance.random() < habits.flares:
        body.flare += chance.uniform(2.0, 6.0)
    idle = (on - life.last_on).days if life.last_on else 0
    woke = body.wakes(chance, idle_days=idle)
    body.leg = _leg(life)
    if on < life.away_until:
        return
    if chance.random() < habits.gap:
        life.away_until = on + chance.randint(3, 60) * DAY
        return
    if chance.random() < habits.mornings:
        _tells_morning(life, on, woke)
    life.screen.morning(on, chance)
    if life.person.habits.tests:
        life.signs += signs_of(life.person, on, chance)
    _trains(life, on)


def _leg(life: Life) -> str:  # type: ignore[return-value]
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
        on, now, now < 8 if chance.random() < 0.97 else None, min(10, round(body.soreness)),
        max(0, round(chance.gauss(0.3, 0.6))), round(max(2.0, chance.gauss(7.0, 1.2)), 1), min(10, max(0, round(chance.gauss(4, 2)))),
        chance.random() < 0.01, chance.random() < 0.004, body.leg, off > 7 and body.flare > 1.5,
    )  # fmt: skip


def _trains(life: Life, on: date) -> None:
    """Looks at the plan, answers what it asks, and does it, more or less."""
    lifter, wants = life.screen.lifter, life.chance.random() < life.person.habits.trains
    check = _check(life, on) if wants else None
    if check is not None:
        life.checks.append(check)
    today = life.way.plan(lifter, life.diary, on, check)
    if today.level == "unanswered" and life.screen.asked(on, life.chance):
        lifter = life.screen.lifter
        today = life.way.plan(lifter, life.diary, on, check)
    life.screen.told(today, on, life.chance)
    wish = _wish(life, today, on)
    if wish is not None:
        life.overrides.append(wish)
        today = life.way.plan(lifter, life.diary, on, check)
    life.plans[on] = (check, today, lifter)
    if wants and today.kind in ("train", "gentle"):
        _does(life, today, on)
    elif life.chance.random() < life.person.habits.eager / 3 and today.level in CLEAR:
        _does_more(life, on)
    if life.chance.random() < 0.02 + life.person.habits.eager / 6:
        rpe = life.chance.choice((6.0, 7.0, 8.0, 9.0, None))
        life.other.append(OtherWork(on, life.chance.choice(("squats", "rows", "swings")), rpe))


def _does(life: Life, today: Today, on: date) -> None:
    main = today.main
    if main is None:
        lift, row = Lift("dowel_hinge", 2, 8, 0.0), today.row or "F"
    else:
        lift, row = main.lift, main.row
    if lift.load_kg and life.chance.random() < life.person.habits.eager:
        lift = _more(life, lift)
    felt = life.person.body.lifts(lift, life.chance)
    relief = life.chance.random() < 0.03
    stick = life.chance.randint(5, 10) if today.phase == "foundation" and not life.person.habits.films else None
    grew = today.phase in ("technique", "return") and life.person.habits.films and life.chance.random() < 0.05
    life.done[on] = _told(
        Done(
            on, lift, row, gentle=today.kind == "gentle", light=main is not None and main.light, relief=relief,
            grew=grew, stick_kept=stick,
        ), felt,
    )  # fmt: skip


def _told(done: Done, felt: Felt) -> Done:
    lift = replace(done.lift, sets=felt.sets)
    return replace(done, lift=lift, rpe=felt.rpe, during=felt.during, after=felt.after, leg=felt.leg)


def _more(life: Life, lift: Lift) -> Lift:
    """More than planned: a heavier bar, another set, or both."""
    heavier = life.screen.lifter.equipment.above(lift.exercise, lift.load_kg * life.chance.uniform(1.0, 1.15))
    load = lift.load_kg if heavier is None or life.chance.random() < 0.3 else heavier
    return replace(lift, load_kg=load, sets=lift.sets + life.chance.randint(0, 2))


def _does_more(life: Life, on: date) -> None:
    """A lift beside the plan, on a day that is none of its own."""
    kilos = 2.5 * round(0.4 * life.person.body.strength_kg * life.chance.uniform(0.5, 0.95))
    lift = Lift("conventional_deadlift", life.chance.randint(1, 4), life.chance.randint(1, 8), max(20.0, kilos))
    felt = life.person.body.lifts(lift, life.chance)
    life.beside.append(_told(Done(on, lift), felt))


def _wish(life: Life, today: Today, on: date) -> Override | None:
    """Now and then somebody wants something else."""
    main, chance = today.main, life.chance
    if main is None or chance.random() >= life.person.habits.wishes:
        return None
    what = chance.choice(_EAGER if life.person.habits.eager else _WISHES)
    value: float | str = {
        "lighter": 0.8 * main.lift.load_kg, "heavier": 1.1 * main.lift.load_kg, "fewer": float(max(1, main.lift.sets - 1)),
        "higher": main.lift.raised_cm + 10, "skip": "", "row": chance.choice(("R2", "R4", "R8", "T3", "T1")),
        "swap": chance.choice(("sumo_deadlift", "trap_bar_high", "rdl_bar", "kb_deadlift_floor", "conventional_deadlift")),
        "phase": chance.choice(("technique", "return", "perform", "foundation")),
    }[what]  # fmt: skip
    who = "coach" if "coach" in life.screen.lifter.equipment.tags and chance.random() < 0.4 else "lifter"
    until = on if chance.random() < 0.7 else on + chance.randint(1, 35) * DAY
    return Override(on, who, what, value, instead_of=f"{main.lift.load_kg:g} kg", why="wanted to", until=until)  # type: ignore[arg-type]
