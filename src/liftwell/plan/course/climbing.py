"""The one thing that goes up after a green day: repetitions, load, row or variant (`clinical.md` 5.3 and 5.4)."""

from __future__ import annotations

from math import floor
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.due import Due
from liftwell.plan.course.fitting import own_kg
from liftwell.plan.course.performing import TURNS, next_in_perform
from liftwell.plan.course.reference_rise import with_reference
from liftwell.plan.course.standing import Standing
from liftwell.plan.course.variants import allowed, goal
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.caps import is_harder, step_from, stepped_recently, work_allows
from liftwell.plan.loading.load_table import CLIMB, Row, harder, row
from liftwell.plan.loading.row_load import highest_row
from liftwell.training.copied import replace
from liftwell.training.diary import Done, Lift

_ROUNDING: Final = 1e-6


def after_green(standing: Standing, before: Standing, lifter: Lifter, done: Done) -> Standing:
    """Where a green row day leads: at most one of load, repetitions, row and variant goes up."""
    last = before.worked
    same = last is not None and last.lift == done.lift and last.row == standing.row
    if done.grew and standing.held < threshold("held_sessions_max"):
        return _held(replace(standing, greens=0, earned=0), done)
    standing = replace(standing, greens=before.greens + 1 if same else 1, earned=before.earned + 1)
    standing = with_reference(standing, done)
    if (waits := _waits(standing)) is not None:
        return _again(standing, done, waits)
    if standing.row in TURNS:
        return next_in_perform(standing, lifter, done)
    return _risen(standing, lifter, done)


def _waits(standing: Standing) -> tuple[str, str] | None:
    """Why nothing goes up although the day was green, None where it may."""
    if standing.phase == "hold":
        return say.STEADY
    return say.LEG_STILL if standing.leg_free < threshold("leg_free_sessions") else None


def _risen(standing: Standing, lifter: Lifter, done: Done) -> Standing:
    """Repetitions up to the whole row first, then load up to the row's own, then row or variant."""
    lift, line = done.lift, row(standing.row)
    if not _whole(lift, line) and not _below_recent(standing, lifter, lift, line):
        return _due(standing, "reps", lift, say.MORE_REPS, like=_full(lift, line), wish_kg=lift.load_kg)
    if lift.load_kg + _ROUNDING < _reachable(standing, lifter, lift):
        return _heavier(standing, lifter, done, line)
    if not _whole(lift, line):
        return _due(standing, "reps", lift, say.MORE_REPS, like=_full(lift, line), wish_kg=lift.load_kg)
    standing = replace(standing, greens_at_row=standing.greens_at_row + 1)
    if standing.greens < threshold("greens_to_rise"):
        return _again(standing, done, say.FIRST_GREEN)
    return _up(standing, lifter, done)


def _held(standing: Standing, done: Done) -> Standing:
    standing = replace(standing, held=standing.held + 1)
    due = Due("held", done.lift.variant, "", "technique-ceiling", wish_kg=done.lift.load_kg, like=done.lift)
    return replace(standing, due=due)


def _due(
    standing: Standing, kind: str, lift: Lift, why: tuple[str, str], *, like: Lift | None = None, wish_kg: float
) -> Standing:
    return replace(standing, due=Due(kind, lift.variant, *why, wish_kg=wish_kg, like=like))  # type: ignore[arg-type]


def _again(standing: Standing, done: Done, why: tuple[str, str]) -> Standing:
    return _due(standing, "same", done.lift, why, like=done.lift, wish_kg=done.lift.load_kg)


def _whole(lift: Lift, line: Row) -> bool:
    """Whether all sets and repetitions of the row were done; a light load may have more repetitions than the row."""
    if line.inside:
        return lift.inside == line.inside and lift.sets >= line.sets
    return lift.sets >= line.sets and lift.reps >= line.reps[1]


def _below_recent(standing: Standing, lifter: Lifter, lift: Lift, line: Row) -> bool:
    """Whether weight was given up for repetitions in a harder row: then the weight comes back before more of them."""
    recent = max(one.lift.load_kg for one in standing.log[-4:] if one.lift.variant == lift.variant)
    hard = line.rpe > threshold("easy_rpe_max")
    return hard and lift.load_kg + _ROUNDING < min(recent, _reachable(standing, lifter, lift))


def _reachable(standing: Standing, lifter: Lifter, lift: Lift) -> float:
    """The row's own load as far as the plates can make it."""
    own = own_kg(standing, lifter, standing.row)
    made = lifter.equipment.at_most(lift.exercise, own + _ROUNDING) if own < float("inf") else None
    return lift.load_kg if made is None else made


def _full(lift: Lift, line: Row) -> Lift:
    return replace(lift, sets=line.sets, reps=line.reps[1], inside=line.inside)


# --- load ----------------------------------------------------------------------------------------


def _heavier(standing: Standing, lifter: Lifter, done: Done, line: Row) -> Standing:
    lift = done.lift
    if (after := _next_variant(standing, lifter, lift)) is not None and standing.greens >= threshold("greens_to_rise"):
        return after
    step = step_from(lifter.equipment, lift.exercise, lift.load_kg)
    if step is None:
        return _as_far_as_plates_go(standing, lifter, done)
    if not step.large:
        wish = max(step.after_kg, (1 + threshold("rise_max_share")) * lift.load_kg)
        return _due(standing, "load", lift, ("", "load-caps"), like=lift, wish_kg=wish)
    return _large_step(standing, lifter, done, line, step.after_kg)


def _large_step(standing: Standing, lifter: Lifter, done: Done, line: Row, after_kg: float) -> Standing:
    """Rule 5 of 5.4: repetitions up to twelve, then, after two greens there, one step with fewer of them."""
    lift = done.lift
    most = int(threshold("light_reps_max"))
    if not line.inside and lift.reps < most:
        more = replace(lift, reps=lift.reps + 1)
        if work_allows(standing.log, more, line.rpe):
            why = say.up_reps(after_kg - lift.load_kg, lift.load_kg)
            return _due(standing, "reps", lift, why, like=more, wish_kg=lift.load_kg)
    if line.inside or lift.reps < most:
        return _as_far_as_plates_go(standing, lifter, done)
    if standing.greens < threshold("greens_to_rise") or stepped_recently(standing.stepped_on, done.on):
        return _again(standing, done, say.FIRST_GREEN)
    reps = min(int(threshold("light_reps_min")), floor(lift.volume_kg / (lift.sets * after_kg)))
    fewer = replace(lift, reps=max(1, reps))
    return _due(standing, "step", lift, ("", "light-weights"), like=fewer, wish_kg=after_kg)


def _as_far_as_plates_go(standing: Standing, lifter: Lifter, done: Done) -> Standing:
    """Heavier cannot be made, or not yet: as heavy as it gets counts as the row's own load."""
    standing = replace(standing, greens_at_row=standing.greens_at_row + 1)
    if standing.greens < threshold("greens_to_rise"):
        return _again(standing, done, say.FIRST_GREEN)
    return _up(standing, lifter, done)


# --- row and variant -----------------------------------------------------------------------------


def _up(standing: Standing, lifter: Lifter, done: Done) -> Standing:
    """One notch: the next variant where one is waiting, else the next row of the phase; gates are looked at later."""
    if (after := _next_variant(standing, lifter, done.lift)) is not None:
        return after
    if standing.phase == "perform":
        return next_in_perform(standing, lifter, done)
    key, top = harder(standing.row), highest_row(lifter)
    if top is not None and (key is None or CLIMB.index(key) > CLIMB.index(top)):
        return _again(standing, done, say.TOP)
    if key is None:
        return _again(standing, done, say.AT_THE_GATE[standing.phase])
    return up_row(standing, key, done.lift, done)


def up_row(standing: Standing, key: str, lift: Lift, done: Done) -> Standing:
    """The first day of the next row."""
    due = Due("row", lift.variant, *say.UP_ROW)
    return replace(
        standing, row=key, due=due, row_since=done.on, greens=0, greens_at_row=0, at_row=0, row_cap_kg=None,
        risen_on=done.on,
    )  # fmt: skip


def _next_variant(standing: Standing, lifter: Lifter, lift: Lift) -> Standing | None:
    """The variant that the lifter works towards, once nine tenths of today's load can be made there."""
    if standing.phase == "foundation":
        return None
    wanted = goal(lifter, standing.seen)
    target = replace(lift, exercise=wanted[0], raised_cm=wanted[1])
    if wanted == lift.variant or not allowed(lifter, wanted) or not is_harder(target, lift):
        return None
    wish = threshold("harder_variant_share") * lift.load_kg
    if lifter.equipment.at_most(wanted[0], wish + _ROUNDING) is None:
        return None
    due = Due("variant", wanted, "", "gentler-variant", wish_kg=wish, like=lift)
    return replace(standing, due=due, greens=0)
