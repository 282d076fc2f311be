"""Invariant 4: the caps of 5.4, the start of 4.6 and the gaps of 5.5."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from liftwell.training.diary import Lift
from tests.plan.laws.case import EPS, Case, climbed
from tests.plan.ledger import CLIMB, DAY, ROWS, harder, phase_of, rung

BELLS: Final = frozenset({"kb_deadlift_blocks", "kb_deadlift_floor", "rdl_dumbbell"})


def step_of(case: Case, lift: Lift, load: float) -> float:
    """s of 5.4: smallest step of the plates, to the next bell, or of the bag that stands in for a bell (4.5)."""
    own = case.lifter.equipment
    if lift.exercise not in BELLS:
        return own.step_kg
    return (own.above(lift.exercise, load) or load) - load


def caps(case: Case) -> Iterator[str]:
    """4: rules 1, 3, 4 and 5 of 5.4, against the last session that was neither lighter nor gentle."""
    lift = case.lift
    if lift is None or not case.full:
        return
    old = case.full[-1].lift
    step = step_of(case, old, old.load_kg)
    way = harder(lift, old, case.lifter.conditions)
    if lift.variant != old.variant:
        roof = 0.9 * old.load_kg if way > 0 else old.load_kg
        if lift.load_kg > roof + EPS:
            yield f"4 (5.4 4): {lift.exercise} {lift.load_kg:g} kg after {old.exercise} {old.load_kg:g}"
        if lift.scheme != old.scheme and lift.load_kg > 0.9 * old.load_kg + EPS:
            yield f"4 (5.4 4): variant and scheme on one day at {lift.load_kg:g} kg after {old.load_kg:g}"
    elif lift.load_kg > old.load_kg + EPS and step > 0.10 * old.load_kg + EPS:
        yield from _big_step(case, lift, old, step)
    elif lift.scheme == old.scheme:
        roof = old.load_kg + max(0.05 * old.load_kg, step if step <= 0.10 * old.load_kg + EPS else 0)
        if lift.load_kg > roof + EPS:
            yield f"4 (5.4 1): {lift.load_kg:g} kg after {old.load_kg:g}, at most {roof:g}"
    elif lift.load_kg > 1.10 * old.load_kg + EPS:
        yield f"4 (5.4 3): {lift.load_kg:g} kg of another scheme after {old.load_kg:g}"
    if lift.scheme != old.scheme:
        yield from _volume(case, lift)


def _big_step(case: Case, lift: Lift, old: Lift, step: float) -> Iterator[str]:
    """Rule 5: where one step is more than a tenth."""
    bells = lift.exercise in BELLS and bool(case.lifter.equipment.bells_kg)
    roof = old.load_kg + (min(step, 0.5 * old.load_kg) if bells else min(step, 5.0))
    if lift.load_kg > roof + EPS:
        yield f"4 (5.4 5): {lift.load_kg:g} kg after {old.load_kg:g}, a step is {step:g}"
    if lift.volume_kg > old.volume_kg + EPS:
        yield f"4 (5.4 5): a step of {step:g} kg with more work: {lift.volume_kg:g} after {old.volume_kg:g} kg"
    two = case.full[-2:]
    if len(two) < 2 or not all(one.hue == "green" and one.lift.reps >= 12 for one in two):
        yield f"4 (5.4 5): a step of {step:g} kg before two greens at twelve"
    rises = [
        new.on for before, new in zip(case.full, case.full[1:], strict=False)
        if new.lift.variant == before.lift.variant and new.lift.load_kg > before.lift.load_kg
    ]  # fmt: skip
    if rises and (case.on - rises[-1]).days < 7:
        yield f"4 (5.4 5): two steps of {step:g} kg in seven days"


def _volume(case: Case, lift: Lift) -> Iterator[str]:
    """Rule 3: the work of another scheme."""
    old = case.full[-1]
    # "First day only 2 x 8": the row's own dose on the day after it is what the page names.
    if (old.lift.sets, old.lift.reps) == (2, 8):
        return
    roof = 1.10 * max(one.lift.volume_kg for one in case.full[-2:])
    if case.main and case.main.rpe_max <= 6:
        roof = max(roof, 1.20 * old.lift.volume_kg)
    if lift.volume_kg > roof + EPS:
        yield f"4 (5.4 3): {lift.volume_kg:g} kg of work after {old.lift.volume_kg:g}, at most {roof:g}"


def week(case: Case) -> Iterator[str]:
    """4: rules 2 and 6 of 5.4, against the newest load used seven days ago or more, at first the start load."""
    lift = case.lift
    if lift is None or not case.full:
        return
    before = [one for one in case.full if (case.on - one.on).days >= 7]
    used = (before[-1] if before else case.full[0]).lift
    old = case.full[-1].lift
    step = step_of(case, old, old.load_kg)
    rule_5 = old.load_kg + step if step > 0.10 * old.load_kg + EPS else 0.0
    # "One s above L" may stay: a large step above the load of a week ago is no second one.
    then = step_of(case, used, used.load_kg)
    # The same weight on another variant is no second step either.
    if (old.variant == used.variant or lift.load_kg <= old.load_kg + EPS) and then > 0.10 * used.load_kg + EPS:
        rule_5 = max(rule_5, used.load_kg + then)
    if lift.load_kg > max(1.10 * used.load_kg, rule_5) + EPS:
        yield f"4 (5.4 2): {lift.load_kg:g} kg, {used.load_kg:g} a week before"
    if case.today.phase != "perform" and lift.load_kg > used.load_kg + 10 + EPS:
        yield f"4 (5.4 6): {lift.load_kg:g} kg, {used.load_kg:g} a week before"


def ceiling(case: Case) -> Iterator[str]:
    """4: rules 7 and 8 of 5.4: the row's share of ref, what the plates can make."""
    lift, main, own = case.lift, case.main, case.lifter.equipment
    if lift is None or main is None:
        return
    roof = _row_roof(case, main.row)
    if roof is not None and lift.load_kg > roof + EPS:
        yield f"4 (5.4 8): {lift.load_kg:g} kg on {main.row}, at most {roof:g}"
    cap = ROWS.get(main.row, (0, 0, 0.0, 9.0))[3]
    if main.rpe_max > cap + EPS:
        yield f"4 (5.4 8): RPE {main.rpe_max:g} on {main.row}, at most {cap:g}"
    barbell = rung(lift) >= 4 and lift.exercise not in BELLS
    if barbell and not lift.exercise.startswith("trap_bar"):
        plates = (lift.load_kg - own.bar_kg) / own.step_kg
        if plates < -EPS or abs(plates - round(plates)) > 1e-4:
            yield f"4 (5.4 7): {lift.load_kg:g} kg from a bar of {own.bar_kg:g} in steps of {own.step_kg:g}"
    # Below the lightest bell a bag may be packed (5.4 7).
    if lift.exercise in BELLS and own.bells_kg and min(own.bells_kg) < lift.load_kg not in own.bells_kg:
        yield f"4 (5.4 7): there is no bell of {lift.load_kg:g} kg"


def _row_roof(case: Case, row: str) -> float | None:
    lifter = case.lifter
    if row == "F":  # an unknown mass is no heavy one: 8 kg (3.4)
        return 0.25 * lifter.mass_kg if lifter.mass_kg is not None else 8.0
    if row == "hold":
        return 0.9 * lifter.last_kg if lifter.last_kg is not None else None
    percent = ROWS.get(row, (0, 0, 0.0, 0.0))[2]
    if not percent:  # how normal training sets its loads is left to its guard rails
        return None
    if lifter.ref_kg is not None:
        return percent / 100 * lifter.ref_kg * _risen(case)
    return 0.5 * lifter.mass_kg if lifter.mass_kg is not None and row.startswith("T") else None


def _risen(case: Case) -> float:
    """How far ref may have risen: 2.5 % a week since normal training began (4.6)."""
    normal = [one.on for one in case.shown if one.phase == "perform"]
    normal += [one.on for one in case.history if (one.row or "").startswith("P")]
    return float(1.025 ** ((case.on - min(normal)).days / 7)) if normal else 1.0


def start(case: Case) -> Iterator[str]:
    """4: the first load of a plan (4.6)."""
    lift, lifter, main = case.lift, case.lifter, case.main
    if lift is None or main is None or case.full:
        return
    told = [one for one in (_row_roof(case, main.row), lifter.last_kg) if one is not None]
    if lifter.comfortable_kg is not None:
        # Where no load was comfortable it is the 8 kg of somebody of whom nothing is known (3.4).
        told.append(0.9 * lifter.comfortable_kg or 8.0)
    off = lifter.days_off or 0
    share = 1.0 if off < 15 else 0.9 if off < 29 else 0.8
    if told and lift.load_kg > share * min(told) + EPS:
        yield f"4 (4.6): begins at {lift.load_kg:g} kg, at most {share * min(told):g}"


def gaps(case: Case) -> Iterator[str]:
    """4: 5.5, against the last session that was neither lighter nor gentle."""
    lift = case.lift
    if lift is None or not case.full or not case.history:
        return
    old, days = case.full[-1].lift, case.gap
    share = 1.0 if days < 15 else 0.9 if days < 29 else 0.8
    if days >= 8 and lift.load_kg > share * old.load_kg + EPS:
        yield f"4 (5.5): {lift.load_kg:g} kg after {days} days and {old.load_kg:g}"
    # A gate that was passed and shown before the days off stays passed; what is lifted is the last session again.
    passed = any(one.phase == case.today.phase for one in case.shown if one.on < case.on - (days - 8) * DAY)
    again = passed and case.main and phase_of(case.main.row) != phase_of(case.full[-1].row)
    more = (lift.sets, lift.total_reps) > (old.sets, old.total_reps)
    if 8 <= days < 29 and climbed(case) > 0 and not (again and not more):
        yield f"4 (5.5): a row up after {days} days"
    if days >= 29 and case.main and case.main.row in CLIMB and case.main.row not in ("F", "T1", "R1"):
        yield f"4 (5.5): row {case.main.row} after {days} days"
    if days > 56 and not case.today.triage_again:
        yield f"4 (5.5): {days} days, and the cause is not looked for anew"
