"""The lift that is due on a day, with every cap of that day on it, and the one sentence that says why."""

from __future__ import annotations

from datetime import date

from liftwell.plan.course import sentences as say
from liftwell.plan.course.due import Due
from liftwell.plan.course.fitting import fitted, lighter
from liftwell.plan.course.standing import Standing
from liftwell.plan.course.variants import allowed, gentler
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Reason
from liftwell.training.diary import Lift


def lift_for(standing: Standing, lifter: Lifter, on: date) -> tuple[Lift | None, Reason]:
    """The main lift of that day, None where nothing is loaded, and why."""
    due = standing.due
    if due.kind == "unloaded":
        return None, say.reason_of(due, None, standing)
    lift = _under(standing, lifter, on) if due.than is not None else _due(standing, lifter, on)
    return lift, say.reason_of(due, lift, standing)


def _due(standing: Standing, lifter: Lifter, on: date) -> Lift | None:
    due = standing.due
    variant: tuple[str, float] | None = due.variant
    if not allowed(lifter, due.variant):
        variant = gentler(lifter, Lift(due.variant[0], 1, 1, 0.0, due.variant[1]))
    if variant is None:
        return None
    return fitted(standing, lifter, standing.row, variant, on, due.wish_kg, like=due.like, step=due.kind == "step")


def _under(standing: Standing, lifter: Lifter, on: date) -> Lift | None:
    """Strictly lighter than `than` and no more work: on its variant, else on the first gentler one that can be."""
    due = standing.due
    assert due.than is not None
    variant: tuple[str, float] | None = due.variant
    while variant is not None:
        if allowed(lifter, variant) and (lift := _lighter_on(standing, lifter, on, due, variant)) is not None:
            return lift
        variant = gentler(lifter, Lift(variant[0], 1, 1, 0.0, variant[1]))
    return None


def _lighter_on(standing: Standing, lifter: Lifter, on: date, due: Due, variant: tuple[str, float]) -> Lift | None:
    assert due.than is not None
    wish = min(due.wish_kg, due.share * due.than.load_kg)
    wanted = fitted(standing, lifter, standing.row, variant, on, wish, like=due.like)
    found = None if wanted is None else lighter(lifter, wanted, due.than, due.share)
    if wanted is None or found is None or (found.sets, found.scheme) == (wanted.sets, wanted.scheme):
        return found
    again = fitted(standing, lifter, standing.row, variant, on, wish, like=found)  # other sets have other caps
    return None if again is None else lighter(lifter, again, due.than, due.share)
