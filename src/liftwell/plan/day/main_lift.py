"""The main lift of a day: what is due, less what the week, the check-in, wishes and clinicians take off it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.next_lift import lift_for
from liftwell.plan.course.overriding import as_wished
from liftwell.plan.course.performing import CLUSTER_C, opens_cluster_c
from liftwell.plan.course.progression import LIGHTER_DAYS
from liftwell.plan.course.standing import Standing
from liftwell.plan.course.variants import misses_a_coach
from liftwell.plan.day.gate import Gate, gentle
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.load_table import row
from liftwell.plan.loading.row_load import rpe_max
from liftwell.plan.loading.worked import Worked
from liftwell.plan.prescription import MainLift, Reason
from liftwell.training.copied import replace
from liftwell.training.diary import Lift


@dataclass(frozen=True, slots=True)
class Planned:
    """The main lift of a day, None where nothing is loaded, and a sentence for each change, the most telling first."""

    main: MainLift | None
    reasons: tuple[Reason, ...]


def main_lift(standing: Standing, lifter: Lifter, today: Gate, on: date) -> Planned:
    """What is lifted today."""
    standing = _without_cluster_c(standing, lifter, on)
    lift, why = lift_for(standing, lifter, on)
    reasons = (*today.reasons, why)
    if lift is None:
        alone = (Reason(*say.COACH),) if misses_a_coach(lifter) else ()
        return Planned(None, (*alone, *reasons))
    key = standing.row
    ceiling = _ceiling(standing, lifter, key, today)
    if (
        today.no_rise and (before := _no_rise(standing, lifter, lift)) is not None
    ):  # before the lighter day, which stays one
        lift, key = before.lift, before.row
        ceiling = min(ceiling, _ceiling(standing, lifter, key, today))
    lift, light, more = _lighter_day(standing, lifter, lift, key, on)
    reasons = (*more, *_still_true(standing, today, why, light=bool(light)))
    if standing.eased_from is not None:
        ceiling = min(ceiling, threshold("light_week_rpe_max"))
    if standing.working_kg is not None:
        reasons = (*reasons, Reason(*say.working(standing.working_kg)))
    if today.opens == "gentle":
        eased = gentle(lift, lifter.equipment)
        if eased is None:
            return Planned(None, (*today.reasons, why))
        lift = eased
    wished = as_wished(standing, lifter, lift, on, more=today.opens == "plan" and not today.no_rise and not light)
    if wished.lift is None:
        return Planned(None, (*wished.reasons, *reasons))
    if wished.reasons and standing.due.than is None:
        reasons = tuple(one for one in reasons if one is not why)
    found = MainLift(wished.lift, key, ceiling, light or ("wish" if wished.easier else ""))
    return Planned(found, (*wished.reasons, *reasons))


def _ceiling(standing: Standing, lifter: Lifter, key: str, today: Gate) -> float:
    return rpe_max(lifter, row(key), standing.sessions, unmeasured=standing.unmeasured) - today.rpe_less


def _still_true(standing: Standing, today: Gate, why: Reason, *, light: bool) -> tuple[Reason, ...]:
    """The reasons of today; what was earned is not said on a day that does not cash it in."""
    eased = standing.due.than is not None or standing.due.kind == "start"
    keeps = eased or not (light or today.no_rise)
    return (*today.reasons, why) if keeps else today.reasons


def _without_cluster_c(standing: Standing, lifter: Lifter, on: date) -> Standing:
    """A cluster C that is not open today, or not as the article has it, gives way to four fours."""
    if standing.row != CLUSTER_C:
        return standing
    lift, line = lift_for(standing, lifter, on)[0], row(CLUSTER_C)
    lift = None if lift is None else as_wished(standing, lifter, lift, on, more=False).lift
    whole = lift is not None and (lift.sets, lift.inside) == (line.sets, line.inside)
    if whole and opens_cluster_c(standing, lifter):
        return standing
    return replace(standing, row="P2", due=replace(standing.due, like=None))


def _lighter_day(
    standing: Standing, lifter: Lifter, lift: Lift, key: str, on: date
) -> tuple[Lift, Literal["", "day", "week"], tuple[Reason, ...]]:
    """The lighter of two days in the last rows, or a day of a light week."""
    if standing.eased_from is not None:
        eased = _eased(standing, lifter, lift, threshold("light_week_load_share"), half=True)
        return eased, "week", (Reason(*say.LIGHT_WEEK),)
    if _lighter_is_due(standing, key, on):
        eased = _eased(standing, lifter, lift, threshold("light_day_share"), half=False)
        return eased, "day", (Reason(*say.LIGHT),)
    return lift, "", ()


def _eased(standing: Standing, lifter: Lifter, lift: Lift, share: float, *, half: bool) -> Lift:
    """That share of today's load or of the last one, with `half` of the sets, as where no load that light can be made.

    The next lighter load has to do then, if there is any.
    """
    last = standing.worked
    loads = sorted({lift.load_kg, last.lift.load_kg if last and last.lift.load_kg else lift.load_kg})
    made = (lifter.equipment.at_most(lift.exercise, share * load) for load in loads)
    load = next((load for load in made if load is not None), None)
    half = half or load is None
    if load is None:
        load = lifter.equipment.at_most(lift.exercise, lift.load_kg - 1e-3) or lift.load_kg
    sets = max(1, int(threshold("half_share") * lift.sets)) if half else lift.sets
    return replace(lift, sets=sets, load_kg=min(load, lift.load_kg))


def _lighter_is_due(standing: Standing, key: str, on: date) -> bool:
    """Whether this is the second hinge of the week, after a row day of the last rows; `key`: the row of today."""
    last = standing.worked
    if last is None or standing.last_on is None or key not in LIGHTER_DAYS:
        return False
    again = key != standing.row and last.on == standing.last_on  # that row day once more, in place of the next row
    if not (standing.light_next or again):
        return False
    return (on - standing.last_on).days < threshold("light_within_days") and standing.due.than is None


def _no_rise(standing: Standing, lifter: Lifter, lift: Lift) -> Worked | None:
    """Nothing that was earned is cashed in today: the last row day again, None where today's plan is no more."""
    last = standing.worked
    if last is None or not standing.due.rises:
        return None
    if last.row == CLUSTER_C and not opens_cluster_c(standing, lifter):
        return None
    if lift.variant == last.lift.variant and lift.load_kg < last.lift.load_kg:
        return Worked(last.on, replace(last.lift, load_kg=lift.load_kg), last.row)
    return last
