"""The ramp: lighter sets on the way up to the working load of the main lift (`clinical.md` 4.3)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from liftwell.plan.equipment import Equipment
from liftwell.plan.prescription import Item, MainLift, Reason
from liftwell.training.diary import Lift


def ramp(main: MainLift, equipment: Equipment) -> tuple[Item, ...]:
    """The sets of the ramp in words, lightest first; none for a load that is light itself."""
    why = Reason("Lighter sets come first; pain in them counts too.", "stop-rule")
    return tuple(
        Item(one.exercise, f"1 x {one.reps} at {one.load_kg:g} kg", why, "ramp", main.care)
        for one in ramp_sets(main.lift, equipment)
    )


def ramp_sets(lift: Lift, equipment: Equipment) -> tuple[Lift, ...]:
    """The sets of the ramp, each heavier than the last and lighter than the lift, rounded down to what is owned."""
    return tuple(_sets(lift, equipment)) if lift.load_kg > _data()["from_kg"] else ()


def _sets(lift: Lift, equipment: Equipment) -> Iterator[Lift]:
    before = 0.0
    for row in _data()["set"]:
        if lift.load_kg <= row.get("above_kg", 0):
            continue
        share = row["share"] * lift.load_kg
        load = equipment.at_most(lift.exercise, share) if share else equipment.above(lift.exercise, 0)
        if load is not None and before < load < lift.load_kg:
            yield Lift(lift.exercise, 1, row["reps"], load, lift.raised_cm)
            before = load


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("liftwell.plan.drills") / "ramp.toml").read_text("utf-8"))
