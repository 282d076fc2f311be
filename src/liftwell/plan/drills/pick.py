"""Pick: the exercise that fills a place of the session for one lifter, how much of it, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from liftwell.plan.drills.allowed import Fit, care_of, fitting, hindrance
from liftwell.plan.drills.choice import Choice, Place, because, choices, groups
from liftwell.plan.drills.dose import Amount, amount, seconds, words
from liftwell.plan.exercise import catalogue, exercise
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Item, Reason

Part = Literal["warm-up", "skill", "assistance", "home"]


@dataclass(frozen=True, slots=True)
class Pick:
    """One exercise without words yet: its place, the choice it came by, how it fits, how much, and if it is doubled."""

    place: Place
    choice: Choice
    fit: Fit
    much: Amount
    doubled: bool = False

    @property
    def seconds(self) -> float:
        """About how long it takes, in s."""
        return seconds(self.fit.exercise, self.much)


def pick(place: Place, facts: Collection[str], lifter: Lifter, rpe_max: float | None = None) -> Pick | None:
    """The first choice for a place that the facts ask for, or what stands in for it; None where nothing is allowed."""
    doubled = f"limits:{place}" in facts
    for choice in wanted(place, facts, lifter):
        fit = fitting(choice.exercise, lifter, rpe_max)
        if fit is not None:
            sets = max(2, choice.sets) if doubled else choice.sets
            own = fit.exercise == choice.exercise
            much = amount(fit.exercise, sets, *((choice.reps, choice.hold_s) if own else ()))
            return Pick(place, choice, fit, much, doubled)
    return None


def wanted(place: Place, facts: Collection[str], lifter: Lifter) -> Iterator[Choice]:
    """The choices of a place for these facts whose equipment is there, a psoas drill of one's own first."""
    own = catalogue().get(lifter.psoas or "") if place == "psoas" else None
    if own is not None and own.serves == place:
        usual = as_usual(place, own.id, facts) or Choice(own.id, "", "exercises-psoas")
        yield replace(usual, why="You chose it for the lift of the thigh.")
    for choice in choices()[place]:
        if choice.suits(facts) and lifter.equipment.allows(choice.exercise):
            yield choice


def as_usual(place: Place, key: str, facts: Collection[str]) -> Choice | None:
    """The choice by which an exercise would fill a place for these facts, and so how much of it; None where by none."""
    return next((choice for choice in choices()[place] if choice.exercise == key and choice.suits(facts)), None)


def item(one: Pick, lifter: Lifter, part: Part, often: str = "") -> Item:
    """The pick in words; `often` is how many days a week, if that is to be said."""
    key = one.fit.exercise
    dose = words(key, one.much)
    if one.choice.with_bar and not one.fit.hindered and lifter.equipment.allows("conventional_deadlift"):
        dose += f", bar at {lifter.equipment.bar_kg:g} kg"
    return Item(key, f"{dose}{often}", why(one), part, care_of(exercise(key), lifter.conditions))


def why(one: Pick) -> Reason:
    """Why it is there: it stands in for another one, its group limits, or the sentence of its choice."""
    if one.fit.hindered:
        name = exercise(one.choice.exercise).name
        return Reason(f"It stands in for “{name}”, because {because()[one.fit.hindered]}.", one.choice.evidence)
    if one.doubled and one.much.sets > 1 and one.place in groups():
        return Reason(groups()[one.place].why, groups()[one.place].evidence)
    return Reason(one.choice.why, one.choice.evidence)


def missing(place: Place, facts: Collection[str], lifter: Lifter, rpe_max: float) -> Reason:
    """Why nothing fills a place today; raises StopIteration where nothing was wanted there."""
    first = next(wanted(place, facts, lifter))
    hindered = hindrance(first.exercise, lifter, rpe_max)
    return Reason(f"No {groups()[place].drill} today, because {because()[hindered]}.", first.evidence)
