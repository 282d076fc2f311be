"""Wishing: what people want instead of the plan, and what they do beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Final

from bench.simulated_lifters.person import Habits
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Today
from liftwell.training.diary import Lift
from liftwell.training.override import Override, Who, Wish

_WISHES: Final[tuple[Wish, ...]] = ("lighter", "fewer", "higher", "skip", "swap")
_EAGER: Final[tuple[Wish, ...]] = ("heavier", "row", "phase", "swap")
_SWAPS: Final = ("sumo_deadlift", "trap_bar_high", "rdl_bar", "kb_deadlift_floor", "conventional_deadlift")


def more_than(lift: Lift, lifter: Lifter, chance: Random) -> Lift:
    """More than planned: a heavier bar, another set, or both."""
    heavier = lifter.equipment.above(lift.exercise, lift.load_kg * chance.uniform(1.0, 1.15))
    load = lift.load_kg if heavier is None or chance.random() < 0.3 else heavier
    return replace(lift, load_kg=load, sets=lift.sets + chance.randint(0, 2))


def beside_the_plan(strength_kg: float, chance: Random) -> Lift:
    """A lift on a day that is none of the plan's."""
    kilos = 2.5 * round(0.4 * strength_kg * chance.uniform(0.5, 0.95))
    return Lift("conventional_deadlift", chance.randint(1, 4), chance.randint(1, 8), max(20.0, kilos))


def wish_of(lifter: Lifter, habits: Habits, today: Today, chance: Random) -> Override | None:
    """Now and then somebody wants something else than today's main lift."""
    main = today.main
    if main is None or chance.random() >= habits.wishes:
        return None
    what = chance.choice(_EAGER if habits.eager else _WISHES)
    who: Who = "coach" if "coach" in lifter.equipment.tags and chance.random() < 0.4 else "lifter"
    until = today.on if chance.random() < 0.7 else today.on + timedelta(days=chance.randint(1, 35))
    instead = f"{main.lift.load_kg:g} kg"
    return Override(today.on, who, what, _values(main.lift, chance)[what], instead, "wanted to", until)


def _values(lift: Lift, chance: Random) -> Mapping[Wish, float | str]:
    return {
        "lighter": 0.8 * lift.load_kg,
        "heavier": 1.1 * lift.load_kg,
        "fewer": float(max(1, lift.sets - 1)),
        "higher": lift.raised_cm + 10,
        "skip": "",
        "row": chance.choice(("R2", "R4", "R8", "T3", "T1")),
        "swap": chance.choice(_SWAPS),
        "phase": chance.choice(("technique", "return", "perform", "foundation")),
    }
