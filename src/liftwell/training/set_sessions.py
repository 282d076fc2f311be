"""Sessions out of sets, one by one or those of another log: what the plan reads is what the sets tell.

Where sets differ, the lift is what was done at the heaviest load: so many sets of the fewest repetitions there. More
than that was not done at that load, and lighter sets beside it prove nothing about it ("judgement"). Pain and RPE are
the worst, at whatever load.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from liftwell.evidence import threshold
from liftwell.training.copied import replace
from liftwell.training.diary import Done, LegSign, Lift
from liftwell.training.logged_set import LoggedSet

# Of the leg, from the least to the gravest; `plan.course.leg` grades them.
_LEG: Final[Sequence[LegSign]] = ("none", "up", "same", "below", "new", "lower", "number", "weaker", "both")
_MOST_SETS: Final = 50
_Sets = tuple[LoggedSet, ...]
_Rating = TypeVar("_Rating", int, float)


def heaviest(sets: Sequence[Lift]) -> Lift:
    """Sets of one exercise as one lift: those at the heaviest load, with the fewest repetitions of them."""
    load = max(one.load_kg for one in sets)
    heavy = [one for one in sets if one.load_kg == load]
    inside = {one.inside for one in heavy}
    return replace(
        heavy[0],
        sets=min(_MOST_SETS, sum(one.sets for one in heavy)),
        reps=min(one.reps for one in heavy),
        inside=inside.pop() if len(inside) == 1 else (),
    )


def sessions_of(day: Iterable[LoggedSet]) -> tuple[Done, ...]:
    """The sessions in the sets of one day: one for each main lift and height that was lifted, in their order."""
    sets = sorted(day, key=in_order)
    variants = dict.fromkeys(one.variant for one in sets if one.kind == "main" and one.lift is not None)
    return tuple(_session(variant, sets) for variant in variants)


def session_like(done: Done, day: Iterable[LoggedSet]) -> Done | None:
    """What the sets of one day make of the lift and height of `done`; None where none of them was lifted."""
    return next((one for one in sessions_of(day) if one.lift.variant == done.lift.variant), None)


def in_order(one: LoggedSet) -> tuple[int, str]:
    """By what sets of a day and lift are put in order, whichever came first."""
    return one.number, one.token


def _session(variant: tuple[str, float], sets: Sequence[LoggedSet]) -> Done:
    mine = [one for one in sets if one.kind == "main" and one.variant == variant and not one.skipped]
    lifts = [one.lift for one in mine if one.lift is not None]
    rpe = max((one.rpe for one in mine if one.rpe is not None), default=None)
    return Done(mine[0].on, heaviest(lifts), rpe=rpe, during=_worst(sets, mine), leg=_gravest(sets))


def _worst(sets: Sequence[LoggedSet], mine: Sequence[LoggedSet]) -> int | None:
    """The worst pain in any set of the day, ramp, drills and assistance too.

    None where a set of the lift tells no pain, unless it is bad enough anyway: what is known can make a day red, what
    is missing can never make it green.
    """
    worst = max((one.pain for one in sets if one.pain is not None), default=None)
    if worst is not None and worst >= threshold("red_pain_min"):
        return worst
    return None if any(one.pain is None for one in mine) else worst


def _gravest(sets: Iterable[LoggedSet]) -> LegSign:
    return graver(*(one.leg for one in sets if one.leg is not None))


def graver(*signs: LegSign) -> LegSign:
    """The gravest of some signs, none where there are none."""
    return max(signs, key=_LEG.index, default="none")


# --- beside what was told of the session as a whole ------------------------------------------------


def joined(made: Done, told: Done) -> Done:
    """What sets make of a session, with what was told of it as a whole; where both rate it, the worse stands."""
    return replace(
        told,
        lift=made.lift,
        rpe=_higher(made.rpe, told.rpe),
        during=_higher(made.during, told.during),
        leg=graver(made.leg, told.leg),
    )


def apart(old: Done, was: Done | None, made: Done) -> Done:
    """What was told of a session beside its sets; `was`: what they made of it before, None where there were none.

    A session told without sets gives way to them: of it stays what they do not tell.
    """
    if was is None:
        return replace(
            old, rpe=None if made.rpe is not None else old.rpe, during=None if made.during is not None else old.during
        )
    return replace(
        old,
        rpe=None if old.rpe == was.rpe else old.rpe,
        during=None if old.during == was.during else old.during,
        leg="none" if old.leg == was.leg else old.leg,
    )


def _higher(one: _Rating | None, other: _Rating | None) -> _Rating | None:
    return max((told for told in (one, other) if told is not None), default=None)


# --- told again ------------------------------------------------------------------------------------


def restated(old: Iterable[LoggedSet], told: Iterable[LoggedSet]) -> tuple[_Sets, _Sets]:
    """The sets of a lift told again by somebody who knows no tokens: what is to be kept, and which old ones are gone.

    A set keeps token and plan of the old one of its number, and, where load and repetitions are the same, the ratings
    that are not told anew.
    """
    known: Mapping[int, LoggedSet] = {one.number: one for one in sorted(old, key=in_order, reverse=True)}
    kept = tuple(_again(known[one.number], one) if one.number in known else one for one in told)
    tokens = {one.token for one in kept}
    return kept, tuple(one for one in old if one.token not in tokens)


def _again(old: LoggedSet, told: LoggedSet) -> LoggedSet:
    found = replace(
        told, token=old.token, planned_load_kg=old.planned_load_kg, planned_reps=old.planned_reps, stopped=old.stopped
    )
    if old.lift != told.lift:
        return replace(found, stopped=False)
    return replace(
        found,
        rpe=old.rpe if told.rpe is None else told.rpe,
        pain=old.pain if told.pain is None else told.pain,
        leg=old.leg if told.leg is None else told.leg,
    )
