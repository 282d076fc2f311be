"""The caps on every load (`clinical.md` 5.4): how heavy the next main lift may be after what was done.

All of them hold in every path. They only ever lower a load that something else wishes for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.equipment import Equipment
from liftwell.plan.exercise import exercise
from liftwell.plan.loading.worked import Worked
from liftwell.training.diary import Lift

_WEEK: Final = timedelta(days=7)
_ROUNDING: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Step:
    """The smallest step up from a load: the load after it, and whether it is so large that repetitions go first."""

    after_kg: float
    large: bool


def step_from(equipment: Equipment, name: str, load_kg: float) -> Step | None:
    """The next load that can be made, None where there is none."""
    after = equipment.above(name, load_kg)
    if after is None:
        return None
    return Step(after, after - load_kg > threshold("step_large_share") * load_kg + _ROUNDING)


def most_kg(log: Sequence[Worked], lift: Lift, rpe_max: float, on: date, equipment: Equipment, *, step: bool) -> float:
    """The heaviest load in kg that `lift` may have on that day, before rounding down.

    log: row days, oldest first; step: whether the one large step of a light load is due (rule 5).
    """
    if not log:
        return inf
    last = log[-1].lift
    limits = [_week(log, on, equipment)]
    if step and lift.variant == last.variant:
        return min(*limits, _one_step(last, equipment), last.volume_kg / max(1, lift.total_reps))
    if lift.variant != last.variant:
        limits.append(_other_variant(lift, last))
    if lift.variant == last.variant and lift.scheme == last.scheme:
        limits.append(_same(last, equipment))
    if _one_set_more(lift, last):
        limits.append(last.load_kg)  # one change a day
    elif _whole(lift) != _whole(last):
        limits.append(_other_scheme(log, lift, rpe_max))
        if lift.variant != last.variant:  # two changes at once cost a tenth
            limits.append(threshold("two_changes_share") * last.load_kg)
    return min(limits)


def _one_set_more(lift: Lift, last: Lift) -> bool:
    """Whether a day only has one set more than the last: that is the same scheme, at no more load."""
    return lift.variant == last.variant and lift.scheme == last.scheme and lift.sets == last.sets + 1


def is_harder(lift: Lift, than: Lift) -> bool:
    """Whether a variant is harder than another: nearer to the floor, or a higher rung of the ladder (4.5)."""
    here, there = exercise(lift.exercise), exercise(than.exercise)
    if here.id == there.id:
        return lift.raised_cm < than.raised_cm
    if here.id.startswith("rdl") or there.id.startswith("rdl"):
        return True  # at one load it is gentler than nothing, and nothing is gentler for having been it
    return (here.ladder or 0) >= (there.ladder or 0)


def _whole(lift: Lift) -> tuple[int, int, tuple[int, ...]]:
    return lift.sets, lift.reps, lift.inside


def _same(last: Lift, equipment: Equipment) -> float:
    """Rule 1: five per cent, or one step where that is small."""
    step = step_from(equipment, last.exercise, last.load_kg)
    if step is None or step.large:
        return last.load_kg
    return last.load_kg + max(threshold("rise_max_share") * last.load_kg, step.after_kg - last.load_kg)


def _one_step(last: Lift, equipment: Equipment) -> float:
    """Rule 5: one step of at most 5 kg; of bells the next one, and at most half as heavy again."""
    step = step_from(equipment, last.exercise, last.load_kg)
    if step is None or not step.large:
        return last.load_kg
    bell = exercise(last.exercise).ladder in (2, 3)
    small = (
        step.after_kg <= (1 + threshold("bell_step_max_share")) * last.load_kg
        if bell
        else step.after_kg - last.load_kg <= threshold("step_max_kg")
    )
    return step.after_kg if small else last.load_kg


def _week(log: Sequence[Worked], on: date, equipment: Equipment) -> float:
    """Rules 2 and 6: a tenth, and 10 kg below `perform`, above the load of a week ago, or of the start; or one step.

    One step above it where that step is so large that repetitions went first (rule 5).
    """
    before = next((one for one in reversed(log) if on - one.on >= _WEEK), log[0])
    most = (1 + threshold("week_rise_max_share")) * before.lift.load_kg
    if not log[-1].row.startswith("P"):
        most = min(most, before.lift.load_kg + threshold("week_rise_max_kg"))
    if before.lift.variant != log[-1].lift.variant:
        return most
    return max(most, _one_step(before.lift, equipment))


def _other_scheme(log: Sequence[Worked], lift: Lift, rpe_max: float) -> float:
    """Rule 3: a tenth more load at most, and the work of the day grows slowly."""
    last = log[-1].lift
    if lift.total_reps == 0:
        return inf
    if rpe_max <= threshold("easy_rpe_max"):
        work = threshold("easy_work_max_share") * last.volume_kg
    else:
        work = threshold("work_max_share") * max(one.lift.volume_kg for one in log[-2:])
    return min((1 + threshold("scheme_rise_max_share")) * last.load_kg, work / lift.total_reps)


def _other_variant(lift: Lift, last: Lift) -> float:
    """Rule 4: nine tenths on a harder variant, no more than before on a gentler one."""
    return (threshold("harder_variant_share") if is_harder(lift, last) else 1.0) * last.load_kg


def work_allows(log: Sequence[Worked], lift: Lift, rpe_max: float) -> bool:
    """Whether the work of a lift with another scheme keeps rule 3 at its load."""
    return not log or lift.load_kg <= _other_scheme(log, lift, rpe_max) + _ROUNDING


def stepped_recently(stepped_on: date | None, on: date) -> bool:
    """Whether a light load took its large step within a week."""
    return stepped_on is not None and on - stepped_on < _WEEK
