"""In normal training the reference single rises with green sets that speak for more (`clinical.md` 4.6)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from liftwell.plan.course.standing import Standing
from liftwell.plan.loading.one_rep_max import estimated_single
from liftwell.plan.loading.reference import Reference, feeds, raised
from liftwell.training.copied import replace
from liftwell.training.diary import Done
from liftwell.training.session import Set

_WEEK: Final = timedelta(days=7)
# A raised, trap or Romanian bar has another single.
_FROM_THE_FLOOR: Final = frozenset({"conventional_deadlift", "sumo_deadlift"})


def with_reference(standing: Standing, done: Done) -> Standing:
    """The standing after a green row day of `perform`: its reference as it was, or a little higher.

    It never falls here, for an easy day speaks for less than one can, and a quiet month is no credit: each rise is held
    against the last one, or the first day that was looked at, and a week counts at most.
    """
    if standing.phase != "perform" or standing.ref_kg is None:
        return standing
    if standing.ref_on is None:
        return replace(standing, ref_on=done.on)
    told = _single(done)
    if told is None or told <= standing.ref_kg:
        return standing
    since = max(standing.ref_on, done.on - _WEEK)
    found = raised(Reference(standing.ref_kg, "log", since), Reference(told, "log", done.on))
    return replace(standing, ref_kg=found.load_kg, ref_on=done.on)


def _single(done: Done) -> float | None:
    """The best single that a rated set with little pain speaks for; None for a cluster, whose rests make it easier."""
    lift = done.lift
    if lift.exercise not in _FROM_THE_FLOOR or lift.inside or done.rpe is None or done.during is None:
        return None
    rated = Set(lift.reps, lift.load_kg, lift.sets, done.rpe, max(done.during, done.after or 0))
    return estimated_single(rated) if feeds(rated) else None
