"""A reduced model of the plan: days that end in one of seven ways, with one of four gaps before the next.

A state is a `Standing`, and two are one where nothing that comes after can tell them apart: dates become days before
the last entry, clipped where no rule looks further back, and counts are clipped where no rule counts further. Left out:
sentences, answers that nobody gives here (mornings apart from sessions, legs, wishes), what only `Today.triage_again`
and the six-week review read, and below `perform` the hard sets of the last weeks, which there bound the number of sets
alone.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal, get_args

from liftwell.plan.course.placing import placed
from liftwell.plan.course.readying import ready
from liftwell.plan.course.replay import lived
from liftwell.plan.course.settling import must_refer
from liftwell.plan.course.standing import Standing
from liftwell.plan.day.gate import Gate
from liftwell.plan.day.main_lift import main_lift
from liftwell.plan.day.spacing import next_hinge_on
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import MainLift, Reason, Today
from liftwell.plan.review import referral_of, triage_due
from liftwell.training.diary import Diary, Done, Lift, Readiness, Sign
from tests.plan.ledger import green_limit

DAY: Final = timedelta(1)
Outcome = Literal["green", "amber", "red", "red 8+", "unrated", "too hard", "gentle"]
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
# Days after the last entry; 0 is the first day that the plan allows.
GAPS: Final = (0, 10, 20, 40)
BARE: Final = Lift("wall_hinge", 2, 8, 0.0)
_SORE: Final = Gate("gentle", no_rise=True, reasons=(Reason("A gentle day: both sides are still sore.", "doms-time"),))


@dataclass(frozen=True, slots=True)
class State:
    """Where a lifter stands after the entries up to the day `on`."""

    standing: Standing
    on: date


@dataclass(frozen=True, slots=True)
class Planned:
    """One day of the model before it is done: the standing when it begins, and what would be shown, gentle or not.

    before: after the last entry, from which the plan lives on.
    """

    before: Standing
    on: date
    standing: Standing
    today: Today
    gentle: Today


def begun(lifter: Lifter, signs: tuple[Sign, ...]) -> State:
    """Before the first day; with the gates' signs, or none of them."""
    return State(lived(placed(lifter), lifter, Diary(signs=signs)), lifter.began - DAY)


def planned(state: State, lifter: Lifter, gap: int) -> Planned:
    """The plan of the first day that has a hinge, so many days after the last entry or later."""
    on = state.on + max(1, gap) * DAY
    while True:
        standing = ready(state.standing, lifter, on)
        if standing.phase == "settle":
            return Planned(
                state.standing, on, standing, *[_today(standing, on, "settle", None, (standing.due.because,))] * 2
            )
        after = next_hinge_on(standing, on)
        if after == on:
            break
        on = after
    plain = main_lift(standing, lifter, Gate(), on)
    easy = main_lift(standing, lifter, _SORE, on)
    return Planned(
        state.standing,
        on,
        standing,
        _today(standing, on, "train", plain.main, (one.text for one in plain.reasons)),
        _today(standing, on, "gentle", easy.main, (one.text for one in easy.reasons)),
    )


def _today(standing: Standing, on: date, kind: Any, main: MainLift | None, why: Any) -> Today:  # noqa: ANN401
    reasons = tuple(Reason(text or "What was due.", "load-caps") for text in why)
    return Today(
        on, kind, "none", standing.phase, standing.row, (), main, reasons, triage_again=triage_due(standing, on),
        refer=referral_of(standing, on),
    )  # fmt: skip


def diary_of(day: Planned, lifter: Lifter, outcome: Outcome) -> Diary:
    """What is noted of a day that ends like that; in settle, two calm days or one that is not."""
    base = lifter.base or 0
    if day.standing.phase == "settle":
        if outcome != "green":
            return Diary(checks=(Readiness(day.on, 7, walking=False),))
        calm = (Readiness(on, base, walking=True, stands=0) for on in (day.on, day.on + DAY))
        return Diary(checks=tuple(calm))
    today = day.gentle if outcome == "gentle" else day.today
    if today.main is None and not unloaded(day.standing):
        return Diary()
    ceiling = 4.0 if today.main is None else today.main.rpe_max
    during = {"amber": green_limit(base) + 1, "red": 6, "red 8+": 8}.get(outcome, base)
    return Diary(
        done=(
            Done(
                day.on,
                BARE if today.main is None else today.main.lift,
                day.standing.row,
                ceiling + (1 if outcome == "too hard" else 0),
                during,
                during,
                None if outcome == "unrated" else base,
                gentle=outcome == "gentle",
                light=today.main is not None and bool(today.main.light),
            ),
        ),
        checks=(Readiness(day.on, soreness=6),) if outcome == "gentle" else (),
    )


def unloaded(standing: Standing) -> bool:
    """Whether the bare hinge is what is done that day."""
    return standing.due.kind == "unloaded" or standing.due.than is not None


def after(day: Planned, lifter: Lifter, noted: Diary) -> State:
    """The state once that was noted."""
    days = [*(one.on for one in noted.done), *(one.on for one in noted.checks)]
    return State(lived(day.before, lifter, noted), max(days, default=day.on))


def refers(day: Planned) -> bool:
    """Whether the fortnight of settling sends on to a clinician."""
    return day.standing.settling is not None and must_refer(day.standing.settling, day.on)


# --- when two states are one ---------------------------------------------------------------------

READ: Final = frozenset({
    "phase", "row", "last_done", "due", "log", "colours", "fresh", "greens", "greens_at_row", "flat", "over_rpe",
    "row_cap_kg", "unmeasured", "working_kg", "light_next", "ref_kg", "held", "leg_free", "stepped_on", "last_on",
    "last_rpe", "hinge_days", "easing_since", "eased_from", "sessions", "phase_since", "in_phase", "greens_in_phase",
    "row_since", "risen_on", "at_row", "hard", "settling", "last_loaded", "last_row", "earned", "calm", "ref_on",
})  # fmt: skip
LEFT_OUT: Final = frozenset({
    "usual", "began", "entry_pain", "seen", "unrated", "short_night", "tired_on", "leg_grade", "leg_on", "quiet_leg",
    "triage_again", "placed_up", "wishes",
})  # fmt: skip


def key(state: State, lifter: Lifter) -> Hashable:
    """What of a standing the days after can depend on."""
    here, on = state.standing, state.on
    due = here.due
    falls = here.phase in ("return", "perform", "hold")
    return (
        here.phase, here.row, here.last_done, due.kind, due.variant, round(due.wish_kg, 3), due.like, due.than,
        due.share, _log(here, on), here.colours, here.fresh, min(here.greens, 8 if here.row == "T3" else 2),
        min(here.greens_at_row, 4 if here.row == "T3" else 2), here.flat, here.over_rpe, here.row_cap_kg,
        here.unmeasured, here.working_kg, here.light_next, here.ref_kg, here.held, min(here.leg_free, 2),
        _before(here.stepped_on, on, 7), _before(here.last_on, on, 57), (here.last_rpe or 0) >= 8,
        tuple((on - day).days for day in here.hinge_days if (on - day).days < 7), _before(here.easing_since, on, 42),
        _before(here.eased_from, on, 49), _before(here.ref_on, on, 7),
        min(here.sessions, 4) if "over65" in lifter.conditions else 0,
        (_before(here.phase_since, on, 42), min(here.in_phase, 8), min(here.greens_in_phase, 12))
        if here.phase == "foundation" else min(here.in_phase, 4) if here.phase == "hold" else 0,
        (_before(here.row_since, on, 21), _before(here.risen_on, on, 21), min(here.at_row, 12)) if falls else 0,
        tuple(((on.toordinal() - day), sets) for day, sets in here.hard if on.toordinal() - day < 28)
        if here.phase == "perform" else 0,
        _settling(here, on), here.last_loaded, here.last_row == "F", min(here.earned, 2),
        (_before(here.calm.on, on, 3), min(here.calm.days, 2), here.calm.stands) if here.calm else None,
    )  # fmt: skip


def _before(day: date | None, on: date, most: int) -> int | None:
    return None if day is None else min((on - day).days, most)


def _log(here: Standing, on: date) -> Hashable:
    """The last two row days whole; of those before them the loads, back to the newest that tomorrow is a week old."""
    far = [number for number, one in enumerate(here.log) if (on - one.on).days >= 6]
    kept = here.log[max(far, default=0) :]
    loads = tuple((min((on - one.on).days, 6), one.lift.load_kg) for one in kept)
    return loads, tuple((one.lift, one.row[0], one.row == "F", one.rpe) for one in here.log[-2:])


def _settling(here: Standing, on: date) -> Hashable:
    settling = here.settling
    if settling is None:
        return None
    return (
        min((on - settling.since).days, 14), settling.left, settling.lift, settling.variant, settling.base,
        min(settling.quiet, 2), _before(settling.quiet_on, on, 2), settling.stands, settling.first_now,
        settling.best_now, settling.walks,
    )  # fmt: skip
