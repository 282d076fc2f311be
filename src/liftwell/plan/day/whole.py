"""A session as a whole: warm-up, hinge skill, ramp, main lift, what comes after it (`clinical.md` 4.3)."""

from __future__ import annotations

from datetime import date
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course.standing import Standing
from liftwell.plan.course.variants import FIRST_BELL
from liftwell.plan.drills.allowed import care_of
from liftwell.plan.drills.assistance import assistance
from liftwell.plan.drills.home import home
from liftwell.plan.drills.ramp import ramp
from liftwell.plan.drills.warm_up import warm_up
from liftwell.plan.exercise import exercise
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Item, MainLift, Reason
from liftwell.training.diary import Diary
from liftwell.triage.account import Phase

# Inside a cluster, where its row does not say it.
SHORT_REST_S: Final = (15, 15)


def whole_session(
    standing: Standing, lifter: Lifter, diary: Diary, on: date, main: MainLift | None
) -> tuple[Item, ...]:
    """Everything of today in order; without a main lift the drills alone."""
    warm = warm_up(lifter, standing.phase, standing.row, diary, on)
    if main is None:
        return warm
    after = assistance(lifter, standing.phase, standing.row)
    return (*warm, *ramp(main, lifter.equipment), main_item(main, lifter, standing.phase), *after)


def drills_of(standing: Standing, lifter: Lifter, diary: Diary, on: date) -> tuple[Item, ...]:
    """What is done at home on a day without a hinge."""
    return home(lifter, standing.phase, diary, on)


def main_item(main: MainLift, lifter: Lifter, phase: Phase) -> Item:
    """The main lift among the other exercises, with its dose in words."""
    one = exercise(main.lift.exercise)
    line = main.plan_row
    care = care_of(one, lifter.conditions)
    if lifter.limits.coach or "bone_fragile" in lifter.conditions:
        care = (*care, "Somebody who is trained stands beside you.")
    if lifter.conditions & {"breathe_easy", "pregnant"}:
        care = (*care, "Breathe out past the knee, and do not hold your breath.")
    if one.id == FIRST_BELL and not lifter.equipment.bells_kg:
        care = (*care, "A packed bag of that weight on a step will do.")
    return Item(one.id, main_dose(main), Reason(_why(main, phase), line.evidence), "main", care)


def main_dose(main: MainLift) -> str:
    """A main lift in words: height, sets, load, ceiling, rests."""
    lift, line = main.lift, main.plan_row
    height = f"{lift.raised_cm:g} cm; " if lift.raised_cm else ""
    if lift.inside:
        sets = f"{lift.sets} cluster{'s' if lift.sets > 1 else ''} of {'+'.join(map(str, lift.inside))}"
        rests = f"{_seconds(line.inside_rest_s or SHORT_REST_S)} inside, {_seconds(line.rest_s)} between"
    else:
        sets = f"{lift.sets} x {lift.reps}"
        rests = f"{_seconds(line.rest_s)} rest"
    return f"{height}{sets} with {lift.load_kg:g} kg, RPE {main.rpe_max:g} or less, {rests}"


def _seconds(span: tuple[int, int]) -> str:
    low, high = span
    if low >= threshold("minutes_from_s") and low % 60 == 0 and high % 60 == 0:
        return f"{low // 60} min" if low == high else f"{low // 60} to {high // 60} min"
    return f"{low} s" if low == high else f"{low} to {high} s"


def _why(main: MainLift, phase: Phase) -> str:
    line = main.plan_row
    match line.cluster:
        case "A" | "B":
            return f"Cluster {line.cluster}: a lighter form of the article's cluster, so that each pair stays fast."
        case "C":
            return "Cluster C: just as the article has it, with the weight that you could lift six times."
    if line.id in ("T1", "T2", "T3"):
        return "The article's 10 to 12 repetitions, at a lower effort, so that form has room."
    return {
        "foundation": "A light hinge, while the hinge itself is learned.",
        "return": "The next line of the load table on the way back.",
        "perform": "Normal training, in guard rails.",
        "hold": "Your own lift, a little lighter than before.",
    }.get(phase, "Today's lift.")
