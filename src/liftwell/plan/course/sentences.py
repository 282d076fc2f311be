"""The one sentence for each change, with the claim behind it (`clinical.md` 5.10): what happened, then what we do."""

from __future__ import annotations

from datetime import date
from typing import Final

from liftwell.plan.exercise import exercise
from liftwell.plan.prescription import Reason
from liftwell.training.diary import LEG_WORSE, Done, Lift

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def kilos(load_kg: float) -> str:
    """A load without needless digits."""
    return f"{load_kg:g} kg"


def repeated(done: Done, base: int | None) -> Reason:
    """Why an amber day is done again."""
    worst = max(pain for pain in (done.during, done.after, 0) if pain is not None)
    if done.gentle:
        return Reason("Same again: the last day was a gentle one, and those do not move you up.", "day-gate")
    if done.sore_both_sides:
        return Reason("Same again: that was soreness of muscle, and it does not count against you.", "doms-time")
    if done.morning is not None and base is not None and done.morning > base:
        return Reason(f"Same again: pain next morning was one above your usual {base}.", "day-colours")
    if done.relief:
        return Reason("Same again: pain relief can hide what the day was like.", "day-colours")
    return Reason(f"Same again: pain reached {worst} in the session, above your green limit.", "day-colours")


UNRATED: Final = Reason("Same again: without the next morning's pain we cannot tell how it went.", "two-green-days")
UNRATED_TWICE: Final = Reason(
    "Same again: two sessions have no next morning. Is it easy to forget, or hard to say?", "two-green-days"
)
FIRST_GREEN: Final = Reason("Same again: one green day so far, and two in a row move you up.", "two-green-days")
WEEK_FULL: Final = Reason("Same weight: this week's rise is used up.", "load-caps")
OVER_RPE: Final = Reason("Same again: it was harder than planned, though your pain was fine.", "reps-left")
OVER_RPE_TWICE: Final = Reason("A little lighter: twice it was harder than planned.", "reps-left")
UP_ROW: Final = Reason("Up one row: two green days in a row.", "two-green-days")
TOP: Final = Reason("Same again: this is as high as your row goes for now.", "load-table")
LIGHT: Final = Reason("Today is the lighter of your two days this week.", "days-between")
LIGHT_WEEK: Final = Reason("A light week: half the sets and a tenth less weight. It is planned, not a step back.", "deload")
UNLOADED: Final = Reason("No weight today: the last day was too much. We start again from the bare hinge.", "day-colours")
AGAIN_LOADED: Final = Reason("The bare hinge went well, so the weight comes back, lighter than before.", "day-colours")
FOUR_FLAT: Final = Reason(
    "Four days in a row were not green. We go one notch gentler and ask again what drives it.", "day-colours"
)
TWO_REDS: Final = Reason(
    "Two red days in four sessions, so we go back to {} and look for the reason again.", "day-colours"
)
START: Final = Reason("We start at what you can do with ease, and build from there.", "load-down-first")
STEADY: Final = Reason("The weight stays the same for four sessions, while we look for what drives it.", "none-of-the-three")


def up_load(lift: Lift, before_kg: float) -> Reason:
    """Why the load goes up within a row."""
    return Reason(f"Up from {kilos(before_kg)} to {kilos(lift.load_kg)}: the last day was green.", "load-caps")


def up_reps(step_kg: float, load_kg: float) -> Reason:
    """Why repetitions go up first."""
    share = {5: "a fifth", 4: "a quarter", 3: "a third", 2: "half", 1: "as much as all"}.get(round(load_kg / step_kg))
    size = f"{share} of the load" if share and round(load_kg / step_kg) <= 5 else "a big part of the load"
    return Reason(f"Reps first: your smallest step is {kilos(step_kg)}, {size}.", "light-weights")


def more_reps() -> Reason:
    """Why the repetitions grow back to the row's own."""
    return Reason("More reps at the same weight: the last day was green.", "load-caps")


def large_step(lift: Lift, before: Lift) -> Reason:
    """Why one big step is taken with fewer repetitions."""
    text = (
        f"Two good days at {before.sets} x {before.reps}, so the weight goes up by {kilos(lift.load_kg - before.load_kg)}"
        f" and the reps drop to {lift.reps}. The total work is not more than before."
    )
    return Reason(text, "light-weights")


def up_variant(lift: Lift) -> Reason:
    """Why the next variant comes, lighter than the last."""
    return Reason(f"Next step: {exercise(lift.exercise).name.lower()}, a tenth lighter to begin with.", "gentler-variant")


def eased(done: Done, lift: Lift | None, base: int | None) -> Reason:
    """Why the next day is easier after a red one."""
    what = UNLOADED.text if lift is None else _down(done.lift, lift)
    return Reason(f"{what}: {red_because(done, base)}.", "day-colours") if lift is not None else UNLOADED


def _down(before: Lift, lift: Lift) -> str:
    where = "" if before.exercise == lift.exercise else f", {exercise(lift.exercise).name.lower()}"
    clusters = " and to clusters" if lift.inside and not before.inside else ""
    if before.load_kg == lift.load_kg:
        return f"A gentler lift at the same weight{where}"
    return f"Down from {kilos(before.load_kg)} to {kilos(lift.load_kg)}{where}{clusters}"


def red_because(done: Done, base: int | None) -> str:
    """What made a day red."""
    on = WEEKDAYS[done.on.weekday()]
    if done.leg in LEG_WORSE:
        return f"your leg changed on {on}"
    worst = max((pain for pain in (done.during, done.after) if pain is not None), default=0)
    if worst >= 6:
        return f"pain reached {worst} on {on}"
    return f"pain the morning after {on} was {(done.morning or 0) - (base or 0)} above your usual {base}"


def off(days: int, share: float) -> Reason:
    """Why it is lighter after days off."""
    per_cent = {0.9: "Ten per cent less", 0.8: "A fifth less"}[share]
    return Reason(f"{per_cent} after {days} days off.", "days-off")


def held(lift: Lift) -> Reason:
    """Why the load stays although the pain is fine."""
    text = f"Held at {kilos(lift.load_kg)}: your back starts to change shape above it. Your pain is fine."
    return Reason(text, "technique-ceiling")
