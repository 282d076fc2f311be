"""Overrides: who may ask for what, and what it changes (`clinical.md` 5.8). Less is always allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.due import Due
from liftwell.plan.course.fitting import no_more, own_kg
from liftwell.plan.course.standing import Standing
from liftwell.plan.course.stepping_back import moved
from liftwell.plan.course.variants import allowed, blocks, is_lift
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.caps import is_harder, most_kg
from liftwell.plan.loading.load_table import CLIMB, FIRST_ROWS, load_table
from liftwell.plan.prescription import Reason
from liftwell.training.copied import replace
from liftwell.training.diary import Lift
from liftwell.training.override import Override
from liftwell.triage.account import Phase

_UP: Final[Mapping[Phase, Phase]] = {"foundation": "technique", "technique": "return"}
_EMERGENCY: Final = 5
_ORDER: Final[tuple[Phase, ...]] = ("foundation", "technique", "return", "perform")


def with_override(standing: Standing, wish: Override) -> Standing:
    """The standing after a wish about phase or row; other wishes are kept, and looked at on the day."""
    if wish.what == "phase":
        return _other_phase(standing, wish)
    if wish.what == "row":
        return _other_row(standing, wish)
    return replace(standing, wishes=(*standing.wishes, wish)[-4:])


def _other_phase(standing: Standing, wish: Override) -> Standing:
    to = next((phase for phase in _ORDER if phase == wish.value), None)
    if to is None or standing.phase not in _ORDER or to == standing.phase:
        return standing
    down = _ORDER.index(to) < _ORDER.index(standing.phase)
    by_coach = wish.who == "coach" and to == _UP.get(standing.phase) and not standing.placed_up
    by_coach = by_coach and "red" not in standing.colours[-2:]
    by_clinician = wish.who == "clinician" and to != "perform"
    if not (down or by_coach or by_clinician) or standing.worked is None:
        return standing
    last = standing.worked.lift
    due = Due("same", last.variant, *say.PLACED[wish.who], wish_kg=last.load_kg)
    if standing.due.than is not None:  # what is due after a red day stays lighter in any phase
        due = replace(due, kind="back", than=standing.due.than, share=standing.due.share)
    elif standing.due.kind == "again":
        due = replace(due, kind="again", wish_kg=standing.due.wish_kg, like=standing.due.like)
    cleared = wish.who == "clinician" and standing.leg_grade < _EMERGENCY
    leg = replace(standing, leg_grade=0, leg_on=None) if cleared else standing
    found = moved(leg, to, FIRST_ROWS[to], due, wish.on)
    placed_up = standing.placed_up or by_coach
    return replace(found, placed_up=placed_up, flat=standing.flat, triage_again=standing.triage_again)


def _other_row(standing: Standing, wish: Override) -> Standing:
    rows = [key for key in CLIMB if load_table()[key].phase == standing.phase]
    if wish.value not in rows or standing.row not in rows or standing.worked is None:
        return standing
    up = rows.index(str(wish.value)) - rows.index(standing.row)
    calm = standing.due.kind not in ("easier", "back", "unloaded", "again")
    if up > 0 and (wish.who == "lifter" or up > 1 or not calm):
        return standing
    last = standing.worked.lift
    due = standing.due if not calm else Due("same", last.variant, *say.PLACED[wish.who], wish_kg=last.load_kg)
    return replace(
        standing, row=str(wish.value), row_since=wish.on, due=due, greens=0, greens_at_row=0, at_row=0, row_cap_kg=None
    )


# --- on the day ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wished:
    """The lift of a day as somebody wished it, None where it is skipped, and a sentence for each wish.

    easier: less weight or fewer sets were wished for, so that the day is no base for the next.
    """

    lift: Lift | None
    reasons: tuple[Reason, ...] = ()
    easier: bool = False


def as_wished(standing: Standing, lifter: Lifter, lift: Lift, on: date, *, more: bool) -> Wished:
    """The lift with every wish that still holds; a wish for more than the caps allow is kept back, and says so.

    more: whether a wish for more counts today at all; an easier day stays one.
    """
    found = Wished(lift)
    for wish in standing.wishes:
        if found.lift is None or not _holds(wish, on) or (wish.what == "heavier" and not more):
            continue
        found = _applied(standing, lifter, found, wish, on)
    return found


def _holds(wish: Override, on: date) -> bool:
    until = wish.until or (wish.on if wish.what == "skip" else date.max)
    return wish.on <= on <= until and on - wish.on < timedelta(days=int(threshold("override_days")))


def _applied(standing: Standing, lifter: Lifter, found: Wished, wish: Override, on: date) -> Wished:
    lift = found.lift
    assert lift is not None
    after: Lift | None = lift
    match wish.what, wish.value:
        case "skip", _:
            after = None
        case "lighter", int() | float() as load:
            made = lifter.equipment.at_most(lift.exercise, min(load, lift.load_kg))
            after = lift if made is None else replace(lift, load_kg=made)
        case "fewer", int() | float() as sets:
            after = replace(lift, sets=max(1, min(int(sets), lift.sets)))
        case "higher", int() | float() as raised:
            after = _moved_to(standing, lifter, lift, blocks(max(raised, lift.raised_cm)))
        case "swap", str() as name if is_lift(name):
            after = _swapped(standing, lifter, lift, name, on)
        case "heavier", int() | float() as load:
            return _heavier(standing, lifter, found, load, on)
    if after == lift:
        return found
    less = found.easier or wish.what in ("lighter", "fewer")
    return Wished(after, (*found.reasons, Reason(*say.WISHED[wish.who])), less)


def _moved_to(standing: Standing, lifter: Lifter, lift: Lift, variant: tuple[str, float]) -> Lift:
    on_blocks = lift.exercise in ("conventional_deadlift", "block_pull_low", "block_pull_high")
    if not on_blocks or not allowed(lifter, variant) or variant[1] <= lift.raised_cm:
        return lift
    last = standing.worked
    most = lift.load_kg if last is None else min(lift.load_kg, last.lift.load_kg)
    made = lifter.equipment.at_most(variant[0], most)
    if made is None:
        return lift
    return replace(_as_last(standing, lift), exercise=variant[0], raised_cm=variant[1], load_kg=made)


def _as_last(standing: Standing, lift: Lift) -> Lift:
    """One change a day: another lift with sets and repetitions of last time, and after a red day no more of them."""
    last = standing.worked
    if last is None:
        return lift
    sets = min(lift.sets, last.lift.sets)  # an easier day stays one
    found = replace(lift, sets=sets, reps=last.lift.reps, inside=last.lift.inside)
    return found if standing.due.than is None else no_more(found, lift)


def _swapped(standing: Standing, lifter: Lifter, lift: Lift, name: str, on: date) -> Lift:
    """Another allowed lift: a harder one at nine tenths of the last load, a gentler one at no more."""
    wanted = replace(lift, exercise=name, raised_cm=0.0)
    red = standing.last_colour == "red"
    if not allowed(lifter, wanted.variant) or (red and is_harder(wanted, lift)):
        return lift
    last = standing.worked
    most = lift.load_kg if last is None else min(lift.load_kg, last.lift.load_kg)
    most = min(most, most_kg(standing.log, _as_last(standing, wanted), 10.0, on, lifter.equipment, step=False))
    made = lifter.equipment.at_most(name, most)
    return lift if made is None else replace(_as_last(standing, wanted), load_kg=made)


def _heavier(standing: Standing, lifter: Lifter, found: Wished, load_kg: float, on: date) -> Wished:
    lift = found.lift
    assert lift is not None
    most = inf
    earned = bool(standing.earned) and standing.last_colour == "green" and standing.due.than is None
    if not earned:
        most = lift.load_kg
    most = min(most, own_kg(standing, lifter, standing.row))
    most = min(most, most_kg(standing.log, lift, 10.0, on, lifter.equipment, step=False))
    made = lifter.equipment.at_most(lift.exercise, min(load_kg, max(most, lift.load_kg))) or lift.load_kg
    kept_back = say.kept_back(load_kg) if earned else say.NOT_HEAVIER
    reason = Reason(*(kept_back if made < load_kg else say.WISHED["lifter"]))
    return Wished(replace(lift, load_kg=max(made, lift.load_kg)), (*found.reasons, reason), found.easier)
