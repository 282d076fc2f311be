"""The gates between phases, opened by what was done and seen and never by a date alone (`clinical.md` 4.1).

Every gate has a plateau exit, so that nobody is held for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from math import inf
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.due import Due
from liftwell.plan.course.standing import Standing
from liftwell.plan.course.stepping_back import moved, return_row_under
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.load_table import FIRST_ROWS, row
from liftwell.plan.loading.row_load import highest_row
from liftwell.training.copied import replace
from liftwell.training.diary import Lift
from liftwell.triage.account import Phase

_TWO: Final = 2
# Something that was earned is due: no gate is looked at while a red day, or days off, ask for less.
_CALM: Final = ("start", "same", "load", "reps", "step", "row", "variant", "held")


def through_gates(standing: Standing, lifter: Lifter, on: date) -> Standing:
    """The standing in the next phase, where its gate or one of its exits is open on that day."""
    gate = _GATES.get(standing.phase)
    if gate is None or standing.worked is None or standing.due.kind not in _CALM:
        return standing
    if standing.earned < _TWO and standing.phase in ("foundation", "technique"):
        return standing  # what was not green is done again first
    if standing.unmeasured and (standing.seen.clean or standing.seen.marred):
        standing = replace(standing, unmeasured=False)
    return gate(standing, lifter, on)


# --- foundation ----------------------------------------------------------------------------------


def _from_foundation(standing: Standing, lifter: Lifter, on: date) -> Standing:
    seen = standing.seen
    seen_twice = seen.held_cm is not None or (seen.hinge_tick and len(seen.sticks) >= _TWO)
    if seen_twice and standing.greens_at_row >= 1 and standing.mostly_green:
        return _up(standing, lifter, "technique", on, say.HINGE_HOLDS)
    if _range_exit(standing, on):
        return _up(standing, lifter, "technique", on, say.STILL_BENDS)
    greens = standing.greens_in_phase
    if greens >= threshold("unmeasured_greens_min") and len(seen.sticks) >= threshold("stick_days_min"):
        return _up(standing, lifter, "technique", on, say.NOT_MEASURED, unmeasured=True)
    long = (on - standing.phase_since).days >= threshold("untested_days_min")
    if long and greens >= threshold("untested_greens_min") and standing.mostly_green:
        return _up(standing, lifter, "technique", on, say.NOT_MEASURED, unmeasured=True)
    return standing


def _range_exit(standing: Standing, on: date) -> bool:
    """Enough sessions and weeks, and the last two retests of the hinge alike: it still bends, and is watched."""
    height = standing.seen.changes[-1][0] if standing.seen.changes else 0.0
    changes = [value for raised, value in standing.seen.changes if raised == height]
    return (
        standing.in_phase >= threshold("plateau_sessions_min")
        and (on - standing.phase_since).days >= threshold("plateau_days_min")
        and len(changes) >= _TWO
        and abs(changes[-1] - changes[-2]) <= threshold("retests_alike_deg")
        and standing.mostly_green
    )


# --- technique -----------------------------------------------------------------------------------


def _from_technique(standing: Standing, lifter: Lifter, on: date) -> Standing:
    if standing.row != "T3" or not _may_return(lifter):
        return standing
    seen, greens = standing.seen, standing.greens_at_row
    if (len(seen.clean) >= _TWO or seen.technique_tick) and greens >= _TWO and standing.mostly_green:
        return _up(standing, lifter, "return", on, say.STEPS_HOLD)
    if len(seen.listed) >= _TWO and greens >= threshold("unmeasured_t3_greens"):
        return _up(standing, lifter, "return", on, say.NOT_MEASURED, unmeasured=not (seen.clean or seen.marred))
    if standing.greens >= threshold("plateau_sessions_min"):
        filmed = bool(seen.clean or seen.marred)
        return _up(
            standing, lifter, "return", on, say.FORM_NOTED if filmed else say.NOT_MEASURED, unmeasured=not filmed
        )
    return standing


def _may_return(lifter: Lifter) -> bool:
    top = highest_row(lifter)
    return top is None or row(top).phase == "return"


# --- return --------------------------------------------------------------------------------------


def _from_return(standing: Standing, lifter: Lifter, on: date) -> Standing:
    if highest_row(lifter) is not None:
        return standing  # a ceiling by age, condition or clinician: its top row is a fine place to stay
    arrived = standing.row == "R8" and standing.greens_at_row >= _TWO and standing.last_colour == "green"
    if (arrived or (standing.seen.goal and standing.greens >= _TWO)) and _eased_since_entry(standing):
        return _up(standing, lifter, "perform", on, say.ARRIVED)
    if _plateau(standing, on):
        last = standing.worked
        assert last is not None
        found = _up(standing, lifter, "perform", on, say.WORKING_LEVEL)
        return replace(found, working_kg=last.lift.load_kg)
    return standing


def _eased_since_entry(standing: Standing) -> bool:
    """Little usual pain, or clearly less than at the start, or much more that can be done."""
    usual, entry, activity = standing.usual.effective, standing.entry_pain, standing.seen.activity
    if usual is not None and usual <= threshold("quiet_pain_max"):
        return True
    if usual is not None and entry and usual <= (1 - threshold("meaningful_pain_share")) * entry:
        return True
    risen = activity[-1] - activity[0] if activity else 0.0
    return bool(activity) and (
        activity[-1] >= threshold("activity_fine_min") or risen >= threshold("activity_gain_min")
    )


def _plateau(standing: Standing, on: date) -> bool:
    """Three weeks at one row, without red and without any rise."""
    since = max(day for day in (standing.row_since, standing.risen_on) if day is not None)
    stayed = (on - since).days >= threshold("working_level_days") and standing.at_row >= threshold(
        "working_level_sessions"
    )
    return stayed and "red" not in standing.colours


# --- hold ----------------------------------------------------------------------------------------


def _from_hold(standing: Standing, lifter: Lifter, on: date) -> Standing:
    if standing.in_phase < threshold("hold_sessions") or "red" in standing.colours:
        return standing
    return replace(_up(standing, lifter, "return", on, say.HELD_LONG_ENOUGH), triage_again=True)


# --- the step up ---------------------------------------------------------------------------------


def _up(
    standing: Standing, lifter: Lifter, phase: Phase, on: date, why: tuple[str, str], *, unmeasured: bool = False
) -> Standing:
    last = standing.worked
    assert last is not None
    standing = replace(standing, ref_kg=standing.ref_kg or _inferred(last.lift, standing.row))
    key = FIRST_ROWS[phase]
    if phase == "return" and standing.phase == "hold":
        key = return_row_under(standing, lifter, last.lift.load_kg)
    # The bell goes on in the new row; the bar follows as soon as nine tenths of its load can be made there.
    earned = standing.last_colour == "green" and standing.due.because != say.TIRED[0]
    steady = not earned or phase == "perform" or standing.phase == "hold"
    wish = last.lift.load_kg if steady else inf
    due = Due("row", last.lift.variant, *why, wish_kg=wish)
    found = moved(standing, phase, key, due, on)
    easing = standing.easing_since or on if phase in ("return", "perform") else standing.easing_since
    return replace(
        found, unmeasured=standing.unmeasured or unmeasured, easing_since=easing, risen_on=on, flat=standing.flat
    )


def _inferred(lift: Lift, key: str) -> float | None:
    """The reference single that a row done with ease stands for, where none was known."""
    percent = row(key).percent or threshold("hold_percent")
    return 100 * lift.load_kg / percent if row(key).phase in ("technique", "return", "hold") else None


_GATES: Final[Mapping[Phase, Callable[[Standing, Lifter, date], Standing]]] = {
    "foundation": _from_foundation, "technique": _from_technique, "return": _from_return, "hold": _from_hold,
}  # fmt: skip
