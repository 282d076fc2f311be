"""The one sentence for each change, with the claim behind it (`clinical.md` 5.10): what happened, then what we do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from liftwell.plan.course.due import Due
from liftwell.plan.course.standing import Standing
from liftwell.plan.exercise import exercise
from liftwell.plan.prescription import Reason
from liftwell.training.diary import LEG_WORSE, Done, Lift
from liftwell.triage.account import Phase

Why = tuple[str, str]
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

UP_ROW: Final[Why] = ("Up one row: two green days in a row.", "two-green-days")
TURN: Final[Why] = ("The next of your three days: the last one was green.", "weekly-sets")
TIRED: Final[Why] = ("Same again: after a short night or a hard week nothing goes up.", "sleep-and-stress")
FIRST_GREEN: Final[Why] = ("Same again: one green day so far, and two in a row move you up.", "two-green-days")
TOP: Final[Why] = ("Same again: this is as high as it goes for you for now.", "gates-by-behaviour")
AT_THE_GATE: Final[Mapping[Phase, Why]] = {
    "foundation": ("Same again: a hinge that holds on two days, by film or by stick, leads on.", "gates-by-behaviour"),
    "technique": ("Same again: six clean steps on two days, by film or by your coach, lead on.", "gates-by-behaviour"),
    "return": ("Same again: quiet mornings, or deadlifting that goes well again, lead on.", "gates-by-behaviour"),
}
MORE_REPS: Final[Why] = ("More reps at the same weight: the last day was green.", "load-caps")
STEADY: Final[Why] = (
    "A tenth lighter than before, and the same for four sessions, while we look for what drives it.",
    "none-of-the-three",
)
OVER_RPE: Final[Why] = ("Same again: it was harder than planned, though your pain was fine.", "reps-left")
OVER_RPE_TWICE: Final[Why] = ("A little lighter: twice it was harder than planned.", "reps-left")
REPEAT_AFTER: Final[Why] = ("Same as last time: it was more than a week ago.", "days-off")
HINGE_HOLDS: Final[Why] = ("Your hinge holds, so the lift itself comes next, light.", "gates-by-behaviour")
STILL_BENDS: Final[Why] = (
    "Your back still bends as it did, and your days are fine. We go on and watch it.",
    "plateau-exits",
)
NOT_MEASURED: Final[Why] = (
    "You go on without a film. It is not measured, so each set stays a little easier.",
    "plateau-exits",
)
STEPS_HOLD: Final[Why] = ("The six steps hold, so the weight comes next.", "gates-by-behaviour")
FORM_NOTED: Final[Why] = (
    "Your form stays as it is, and your days are green. We note it and go on.",
    "form-without-pain",
)
ARRIVED: Final[Why] = ("You are back: from here on it is normal training, in guard rails.", "gates-by-behaviour")
WORKING_LEVEL: Final[Why] = (
    "Three weeks at one row: that is your working level, and normal training goes on from it.",
    "plateau-exits",
)
HELD_LONG_ENOUGH: Final[Why] = (
    "Four steady sessions are done. We look for the cause again, and go on from your weight.",
    "none-of-the-three",
)
SETTLED: Final[Why] = ("It has settled. You come back one phase below, with less weight.", "acute-settle")
ACUTE: Final[Why] = ("Pain is strong or walking is hard, so it settles first.", "acute-settle")
HIGH_USUAL: Final[Why] = ("Your usual pain is 6 or more, so it settles first.", "acute-settle")
FLARE: Final[Why] = (
    "Your usual pain has been up for a week. We go one phase down and look for the cause again.",
    "flare",
)
LEG_STILL: Final[Why] = (
    "Same again: your leg has to be quiet for two sessions before it goes up.",
    "leg-signs-safe-side",
)
LEG_OVER: Final[Why] = ("Your leg is quiet again, so we start from the bare hinge and build up.", "leg-signs-safe-side")
COACH: Final[Why] = ("No weight until somebody who is trained stands beside you.", "overrides")
OFF_FOR_PAIN: Final = "you took days off because of pain"
LIGHT: Final[Why] = ("Today is the lighter of your two days this week.", "days-between")
LIGHT_WEEK: Final[Why] = (
    "A light week: half the sets and a tenth less weight. It is planned, and no step back.",
    "deload",
)
PLACED: Final[Mapping[str, Why]] = {
    "lifter": ("Changed as you asked.", "overrides"),
    "coach": ("Changed by your coach.", "overrides"),
    "clinician": ("Changed by your clinician.", "overrides"),
}
NOT_HEAVIER: Final[Why] = ("Not heavier today: that takes a green day before it.", "overrides")
WISHED: Final = PLACED
_PHASE_LOADS: Final[Mapping[Phase, str]] = {
    "foundation": "the light hinge", "technique": "technique loads", "return": "lighter rows",
}  # fmt: skip
_SHARES: Final = {5: "a fifth", 4: "a quarter", 3: "a third", 2: "half"}


def kilos(load_kg: float) -> str:
    """A load without needless digits."""
    return f"{load_kg:g} kg"


def day_of(on: date) -> str:
    """A day as it is said: "Tuesday 24 November"."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}"


def started(least: str, comfortable_kg: float | None) -> Why:
    """What holds the first load down most: the share of the best, body mass, what was comfortable, the last load."""
    text = {
        "best": "We start at a share of your best, rounded down, and build from there.",
        "mass": "We start at a share of your body mass, light enough to learn with.",
        "comfortable": f"We start a tenth below the {kilos(comfortable_kg or 0.0)} that were fine for you.",
        "last": "We start with your last weight.",
        "light": "We start light, since little is known yet.",
    }[least]
    return text, "load-down-first"


# --- why a day is done again ----------------------------------------------------------------------


def repeated(done: Done, base: int | None) -> Why:
    """Why an amber day is done again."""
    worst = max(pain for pain in (done.during, done.after, 0) if pain is not None)
    if done.gentle:
        return "Same again: the last day was a gentle one, and those do not move you up.", "day-gate"
    if done.sore_both_sides:
        return "Same again: that was soreness of muscle, and it does not count against you.", "doms-time"
    if done.morning is not None and base is not None and done.morning > base:
        return f"Same again: pain next morning was one above your usual {base}.", "day-colours"
    if done.relief:
        return "Same again: pain relief can hide what the day was like.", "pain-relief-hides"
    return f"Same again: pain reached {worst}, a little above your green limit.", "day-colours"


def unrated(in_a_row: int) -> Why:
    """Why a day without a rating is done again."""
    if in_a_row >= 2:
        return "Same again: two sessions have no next morning. Is it easy to forget, or hard to say?", "two-green-days"
    return "Same again: without the next morning's pain we cannot tell how it went.", "two-green-days"


def four_flat(before: tuple[str, float], after: tuple[str, float] | None, *, all_amber: bool) -> Why:
    """Why it gets gentler after four days that were not green."""
    days = "Four amber days in a row" if all_amber else "Four days in a row were not green"
    if after is None:
        change = "take some weight off"
    else:
        change = "change the bar height" if after[1] > before[1] else "change the lift"
    return f"{days}. We {change} and ask again what drives it.", "day-colours"


# --- why it gets easier ---------------------------------------------------------------------------


def because_red(done: Done, base: int | None) -> str:
    """What made a day red."""
    on = WEEKDAYS[done.on.weekday()]
    if done.leg in LEG_WORSE:
        return f"your leg changed on {on}"
    worst = max((pain for pain in (done.during, done.after) if pain is not None), default=0)
    if worst >= 6 or done.morning is None or base is None:
        return f"pain reached {worst} on {on}"
    above = done.morning - base
    return f"pain the morning after {on} was {'two' if above == 2 else above} above your usual {base}"


def because_rough(on: date, pain: int, usual: int) -> str:
    """What made the days between sessions too much."""
    return f"pain on waking was {pain} on {WEEKDAYS[on.weekday()]}, and your usual is {usual}"


def two_reds(to: Phase) -> Why:
    """Why it goes one phase back."""
    text = f"Two red days in four sessions, so we go back to {_PHASE_LOADS[to]} and look for the reason again."
    return text, "day-colours"


def off(days: int, share: float) -> Why:
    """Why it is lighter after days off."""
    return f"{'Ten per cent' if share > 0.85 else 'A fifth'} less after {days} days off.", "days-off"


def up_reps(step_kg: float, load_kg: float) -> Why:
    """Why repetitions go up first."""
    share = _SHARES.get(round(load_kg / step_kg), "a big part")
    return f"Reps first: your smallest step is {kilos(step_kg)}, {share} of the load.", "light-weights"


def working(load_kg: float) -> Why:
    """The level that three weeks have shown."""
    return f"Your working level is {kilos(load_kg)} for now.", "plateau-exits"


def anew(days: int) -> Why:
    """Why everything begins anew after two months."""
    return f"After {days} days off we look at everything anew, and start light.", "days-off"


def kept_back(load_kg: float) -> Why:
    """Why a wish for more is not met in full."""
    return f"{kilos(load_kg)} is more than one step, so today has the most that a step allows.", "overrides"


# --- the sentence of what is due ------------------------------------------------------------------


def reason_of(due: Due, lift: Lift | None, standing: Standing) -> Reason:
    """The sentence of what is due, beside the lift that came of it."""
    if due.kind == "unloaded":
        return Reason(f"No weight today: {due.because}. We start again from the bare hinge.", due.evidence)
    if due.kind in ("easier", "again"):
        return Reason(_eased(due, lift), due.evidence)
    last = None if standing.worked is None else standing.worked.lift
    if due.because == OFF_FOR_PAIN:
        return Reason(f"Lighter today: {due.because}.", due.evidence)
    return Reason(*_of_lift(due, lift, last)) if lift is not None else Reason(due.because, due.evidence)


def _is_capped(due: Due, lift: Lift, last: Lift) -> bool:
    """Whether a cap took off what nothing else asked to take off."""
    return due.evidence != "overrides" and lift.variant == last.variant and lift.load_kg < last.load_kg <= due.wish_kg


def settles(due: Due) -> Reason:
    """Why it settles first."""
    if due.because.endswith("."):
        return Reason(due.because, due.evidence)
    return Reason(f"{due.because[0].upper()}{due.because[1:]}, so it settles first.", "acute-settle")


def _of_lift(due: Due, lift: Lift, last: Lift | None) -> Why:
    text = due.because
    if last is not None and due.kind in ("same", "held", "reps", "load") and _is_capped(due, lift, last):
        return f"Down from {last.load_kg:g} to {kilos(lift.load_kg)}: the last rise was a little much.", "load-caps"
    match due.kind:
        case "load" if last is not None:
            return _heavier(lift, last)
        case "step" if last is not None:
            text = _stepped(lift, last)
        case "variant":
            name = exercise(lift.exercise).name
            text = f"Next step: {name[0].lower()}{name[1:]}, a tenth lighter to begin with."
        case "held":
            text = f"Held at {kilos(lift.load_kg)}: your back starts to change shape above it. Your pain is fine."
        case "reps" if last is not None and lift.total_reps <= last.total_reps:
            return "Same again: more reps have to wait a little.", "load-caps"
    return text, due.evidence


def _heavier(lift: Lift, last: Lift) -> Why:
    if lift.load_kg <= last.load_kg:
        return "Same weight: this week's rise is used up.", "load-caps"
    return f"Up from {kilos(last.load_kg)} to {kilos(lift.load_kg)}: the last day was green.", "load-caps"


def _stepped(lift: Lift, last: Lift) -> str:
    if lift.load_kg <= last.load_kg:
        return "Same weight: this week's rise is used up."
    return (
        f"Two good days at {last.sets} x {last.reps}, so the weight goes up by {kilos(lift.load_kg - last.load_kg)} "
        f"and the reps drop to {lift.reps}. The work in all is not more than before."
    )


def _eased(due: Due, lift: Lift | None) -> str:
    before = due.than
    if due.kind == "again":
        return "The bare hinge went well, so the weight comes back, lighter than before."
    if lift is None or before is None:
        return f"No weight today: {due.because}. We start again from the bare hinge."
    where = "" if before.exercise == lift.exercise else f", with another lift: {exercise(lift.exercise).name.lower()}"
    clusters = " and to clusters" if lift.inside and not before.inside else ""
    return f"Down from {before.load_kg:g} to {kilos(lift.load_kg)}{clusters}{where}: {due.because}."
