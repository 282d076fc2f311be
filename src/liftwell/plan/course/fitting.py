"""The next main lift: a row of the table on a variant, as heavy as caps allow and the lifter's plates can make."""

from __future__ import annotations

from datetime import date
from math import floor, inf

from liftwell.evidence import threshold
from liftwell.plan.course.placing import start_kg
from liftwell.plan.course.standing import Standing
from liftwell.plan.course.variants import FIRST_BELL, Variant, allowed
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.caps import most_kg, step_from
from liftwell.plan.loading.load_table import Row, row
from liftwell.plan.loading.row_load import row_kg
from liftwell.training.copied import replace
from liftwell.training.diary import Lift


def own_kg(standing: Standing, lifter: Lifter, key: str) -> float:
    """How heavy that row may be for this lifter: its share, what RPE allows, a working level, a clinician's limit."""
    most = [limit for limit in (row_kg(lifter, standing.ref_kg, key), lifter.limits.load_kg) if limit is not None]
    if row(key).phase == "hold" and lifter.last_kg:
        most.append(threshold("hold_share") * lifter.last_kg)
    if key == standing.row and standing.row_cap_kg is not None:
        most.append(standing.row_cap_kg)
    if standing.working_kg is not None:
        most.append(standing.working_kg)
    if not standing.log:  # whatever came between, the first load of a plan is a first load
        most.append(start_kg(lifter, key))
    return min(most, default=inf)


def fitted(
    standing: Standing, lifter: Lifter, key: str, variant: Variant, on: date, wish_kg: float = inf, *,
    like: Lift | None = None, step: bool = False,
) -> Lift | None:  # fmt: skip
    """The lift of a row at no more than `wish_kg`; `like` sets other sets and repetitions than the row's.

    Where the whole row would be too much work at a fair load, the load stays and the repetitions are cut. A load below
    the lightest bar becomes a bell or a bag; None where even that is too heavy.
    """
    line = row(key)
    if like is not None and like.inside and like.inside != line.inside:
        like = no_more(Lift(variant[0], line.sets, line.reps[0], 0.0, variant[1], line.inside), like)
    whole = like or Lift(variant[0], line.sets, line.reps[0], 0.0, variant[1], line.inside)
    whole = replace(whole, exercise=variant[0], raised_cm=variant[1], load_kg=0.0)
    most = min(wish_kg, own_kg(standing, lifter, key))
    return _loaded(standing, lifter, line, whole, most, on, step=step) or _with_a_bell(
        standing, lifter, line, whole, most, on
    )


def _loaded(
    standing: Standing, lifter: Lifter, line: Row, whole: Lift, most: float, on: date, *, step: bool
) -> Lift | None:
    """The whole scheme where its load stays fair, else the one between that comes nearest to it."""
    made = _at(standing, lifter, line, whole, most, on, step=step)
    last = standing.worked
    if last is None or step:
        return made
    fair = _at(standing, lifter, line, _same_scheme(last.lift, whole), most, on, step=step)
    if fair is None:
        return made
    coarse = _is_coarse(lifter, fair, made)
    if whole.total_reps <= last.lift.total_reps and not coarse:
        return made
    easy = line.rpe <= threshold("easy_rpe_max")
    share = 1.0 if easy or coarse else threshold("fair_load_share")
    if made is not None and made.load_kg >= share * fair.load_kg:
        return made
    least = 0 if coarse else last.lift.total_reps
    between = [_at(standing, lifter, line, one, fair.load_kg, on, step=step) for one in _between(whole, least)]
    possible = [one for one in between if one is not None]
    fair_ones = [one for one in possible if one.load_kg >= fair.load_kg] or [
        one for one in possible if one.load_kg >= threshold("fair_load_share") * fair.load_kg
    ]
    return max(fair_ones, key=lambda one: (one.total_reps, one.load_kg), default=made or fair)


def _is_coarse(lifter: Lifter, fair: Lift, made: Lift | None) -> bool:
    """Whether the next lighter load is so much lighter that repetitions go rather than weight."""
    if made is None or made.load_kg >= fair.load_kg:
        return False
    step = step_from(lifter.equipment, made.exercise, made.load_kg)
    return step is not None and step.large


def _between(whole: Lift, least: int) -> list[Lift]:
    """Plain sets with more repetitions in all than `least` and fewer than the whole."""
    schemes = [(sets, reps) for sets in range(1, whole.sets + 1) for reps in range(1, max(whole.reps, 5) + 1)]
    wanted = [(sets, reps) for sets, reps in schemes if least < sets * reps < whole.total_reps]
    return [replace(whole, sets=sets, reps=reps, inside=()) for sets, reps in wanted]


def _at(standing: Standing, lifter: Lifter, line: Row, lift: Lift, most: float, on: date, *, step: bool) -> Lift | None:
    capped = min(most, most_kg(standing.log, lift, line.rpe, on, lifter.equipment, step=step))
    load = _made(lifter, lift.exercise, capped)
    return None if load is None else replace(lift, load_kg=load)


def _made(lifter: Lifter, name: str, load_kg: float) -> float | None:
    if load_kg == inf:
        return None
    return lifter.equipment.at_most(name, load_kg + 1e-9)


def _same_scheme(last: Lift, lift: Lift) -> Lift:
    """The lift with the sets and repetitions of last time: what the caps on the load alone allow."""
    return replace(lift, sets=last.sets, reps=last.reps, inside=last.inside)


def _with_a_bell(standing: Standing, lifter: Lifter, line: Row, whole: Lift, most: float, on: date) -> Lift | None:
    """The same with a bell or a bag, where the bar is too heavy."""
    if whole.exercise == FIRST_BELL or not allowed(lifter, (FIRST_BELL, 0.0)):
        return None
    bell = replace(whole, exercise=FIRST_BELL, raised_cm=0.0)
    return _loaded(standing, lifter, line, bell, most, on, step=False)


def lighter(lifter: Lifter, wanted: Lift, than: Lift, share: float) -> Lift | None:
    """`wanted` strictly lighter than `than`, at `share` of it at most, with no more sets and repetitions in all.

    None where nothing that light can be made, or where too few repetitions would be left to be worth a bar.
    """
    load = _made(lifter, wanted.exercise, min(wanted.load_kg, share * than.load_kg))
    if load is None or load >= than.load_kg:
        return None
    found = no_more(replace(wanted, load_kg=load), than)
    enough = found.total_reps >= threshold("few_reps_min") and found.reps > 1
    return found if enough else None


def no_more(wanted: Lift, than: Lift) -> Lift:
    """`wanted` with no more sets and repetitions in all than another lift."""
    sets = min(wanted.sets, than.sets)
    if wanted.inside and than.total_reps < wanted.reps:
        return replace(wanted, sets=1, reps=than.total_reps, inside=())
    if wanted.inside:
        return replace(wanted, sets=min(sets, floor(than.total_reps / wanted.reps)))
    reps = min(wanted.reps, max(1, floor(than.total_reps / sets)))
    if reps == 1:
        return replace(wanted, sets=1, reps=min(wanted.reps, than.total_reps))
    return replace(wanted, sets=sets, reps=reps)
