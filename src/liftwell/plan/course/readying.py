"""What the days since the last session change before the next one: days off, a flare, gates, a light week."""

from __future__ import annotations

from datetime import date, timedelta
from math import inf

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.due import Due
from liftwell.plan.course.gates import through_gates
from liftwell.plan.course.leg import eased_leg, stops_load
from liftwell.plan.course.placing import after_days_off, start_kg
from liftwell.plan.course.standing import Evidence, Settling, Standing
from liftwell.plan.course.stepping_back import BELOW, moved, two_short_sets
from liftwell.plan.course.variants import FIRST_BELL
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.load_table import FIRST_ROWS, row
from liftwell.training.copied import replace
from liftwell.training.diary import Lift
from liftwell.triage.account import Phase


def ready(standing: Standing, lifter: Lifter, on: date) -> Standing:
    """The standing as it is when that day begins."""
    standing = replace(standing, usual=standing.usual.as_of(on))
    legless = eased_leg(standing, lifter)
    over = bool(standing.leg_grade) and not legless.leg_grade
    standing = legless if over else standing
    if stops_load(standing, lifter) or standing.phase == "settle":
        return standing  # only a check-in leads out of settling
    usual = standing.usual.base
    if usual is not None and usual >= threshold("high_pain_min"):
        return into_settle(standing, on, say.HIGH_USUAL)
    if over:
        return _from_the_bottom(standing, lifter, on)
    return flared(standing, on) if standing.usual.flares(on) else _due_on(standing, lifter, on)


def _due_on(standing: Standing, lifter: Lifter, on: date) -> Standing:
    """After days off, through a gate, or into a light week."""
    if standing.last_on is not None and (on - standing.last_on).days >= threshold("repeat_after_days"):
        return _light_week(_after_days_off(standing, lifter, on), lifter, on)  # no gate opens on days off
    return _light_week(through_gates(standing, lifter, on), lifter, on)


def _from_the_bottom(standing: Standing, lifter: Lifter, on: date) -> Standing:
    """After a leg symptom that is over: from the foundation, whatever came before."""
    last = standing.worked
    wish = start_kg(lifter, "F")
    if last is not None:
        wish = min(wish, threshold("settle_return_share") * last.lift.load_kg)
    than = standing.due.than
    if than is None and standing.last_done is not None and standing.last_done.load_kg:
        than = standing.last_done
    like = None if than is None else two_short_sets(than)
    share = standing.due.share if than is standing.due.than else 1.0
    due = Due("start", (FIRST_BELL, 0.0), *say.LEG_OVER, wish_kg=wish, like=like, than=than, share=share)
    found = moved(standing, "foundation", "F", due, on)
    return replace(found, fresh=0, flat=standing.flat, triage_again=standing.triage_again)


def into_settle(
    standing: Standing, on: date, why: tuple[str, str], *, first_now: int | None = None, walks: bool | None = None
) -> Standing:
    """The standing in the acute branch from that day on."""
    last = standing.worked
    lift, variant = (None, standing.due.variant) if last is None else (last.lift, last.lift.variant)
    before = standing.last_loaded
    if before is not None and (standing.last_colour == "red" or lift is None or before.load_kg < lift.load_kg):
        lift = before
    settling = Settling(
        on,
        standing.phase,
        lift,
        variant,
        standing.usual.effective,
        first_now=first_now,
        best_now=first_now,
        walks=walks,
    )
    due = replace(standing.due, because=why[0], evidence=why[1])
    return replace(standing, phase="settle", settling=settling, phase_since=on, due=due, in_phase=0, fresh=0)


def flared(standing: Standing, on: date) -> Standing:
    """Usual pain two points up for a week: one phase down, and the cause is looked for anew."""
    phase = BELOW[standing.phase]
    last = standing.worked
    if phase == standing.phase or last is None:
        return replace(standing, usual=replace(standing.usual, answered=True), triage_again=True)
    variant = (FIRST_BELL, 0.0) if phase == "foundation" else last.lift.variant
    before = standing.due  # what was due already as light as that stays so
    due = Due(
        "back", variant, *say.FLARE, wish_kg=before.roof_kg, like=before.like if before.than else None,
        than=before.than or last.lift, share=threshold("settle_return_share"),
    )  # fmt: skip
    usual = replace(standing.usual, answered=True)
    return replace(moved(standing, phase, FIRST_ROWS[phase], due, on, again=True), usual=usual)


# --- days off (5.5) -------------------------------------------------------------------------------


def _after_days_off(standing: Standing, lifter: Lifter, on: date) -> Standing:
    last = standing.worked
    if standing.last_on is None or last is None:
        return standing
    days = (on - standing.last_on).days
    if days < threshold("repeat_after_days"):
        return standing
    standing = replace(standing, earned=0)  # what was earned before is no reason for more now
    if days < threshold("off_days"):
        return _no_rise(standing, last.lift)
    share = after_days_off(days)
    why = say.off(days, share)
    if days > threshold("new_triage_days"):
        return _placed_anew(standing, lifter, last.lift, on, share, say.anew(days))
    key = FIRST_ROWS[standing.phase] if days >= threshold("long_off_days") else _row_in_hand(standing)
    if standing.due.than is not None or standing.due.kind in ("unloaded", "again"):
        return _less_still(standing, key, share, on)
    like = last.lift if key == standing.row else None
    due = Due("same", last.lift.variant, *why, wish_kg=share * last.lift.load_kg, like=like)
    found = replace(standing, due=due, greens=0, greens_at_row=0, easing_since=on, eased_from=None)
    if key != standing.row:
        found = replace(found, row=key, row_since=on, at_row=0, row_cap_kg=None, over_rpe=0)
    return found


def _no_rise(standing: Standing, last: Lift) -> Standing:
    if standing.due.rises:
        due = Due("same", last.variant, *say.REPEAT_AFTER, wish_kg=last.load_kg, like=last)
        return replace(standing, due=due, row=_row_in_hand(standing))
    return standing


def _row_in_hand(standing: Standing) -> str:
    """The row of the last day where the next one is only due; behind a gate that was passed the row of that phase."""
    last = standing.log[-1].row
    return last if standing.due.rises and row(last).phase == standing.phase else standing.row


def _less_still(standing: Standing, key: str, share: float, on: date) -> Standing:
    """Days off on top of a red day: the share of both."""
    due = standing.due
    than = due.than
    wish = share * due.wish_kg if than is None else min(due.wish_kg, share * due.share * than.load_kg)
    found = replace(
        standing, due=replace(due, wish_kg=wish), greens=0, greens_at_row=0, easing_since=on, eased_from=None
    )
    return (
        found if key == standing.row else replace(found, row=key, row_since=on, at_row=0, row_cap_kg=None, over_rpe=0)
    )


def _placed_anew(
    standing: Standing, lifter: Lifter, last: Lift, on: date, share: float, why: tuple[str, str]
) -> Standing:
    """After eight weeks everything is looked at anew: the tests are too old to count."""
    phase: Phase = "technique" if lifter.proven and standing.phase != "foundation" else "foundation"
    variant = (FIRST_BELL, 0.0) if phase == "foundation" else last.variant
    than, like = standing.due.than, None if standing.due.than is None else two_short_sets(standing.due.than)
    wish = min(standing.due.wish_kg if than is not None else inf, share * last.load_kg)
    if standing.last_loaded is not None:
        wish = min(wish, threshold("harder_variant_share") * standing.last_loaded.load_kg)
    due = Due("start", variant, *why, wish_kg=wish, like=like, than=than, share=standing.due.share)
    found = moved(standing, phase, FIRST_ROWS[phase], due, on, again=True)
    return replace(found, seen=Evidence(), unmeasured=False)


# --- light weeks (4.9) ----------------------------------------------------------------------------


def _light_week(standing: Standing, lifter: Lifter, on: date) -> Standing:
    """The standing in, or out of, a light week: every five weeks or so, or after two ambers with short nights."""
    if standing.phase not in ("return", "perform") or standing.easing_since is None:
        return standing
    week = timedelta(days=int(threshold("light_week_days")))
    if standing.eased_from is not None:
        ended = standing.eased_from + week
        return standing if on < ended else _rested(replace(standing, eased_from=None, easing_since=ended))
    every = threshold("light_every_older_days" if "over65" in lifter.conditions else "light_every_days")
    due = (on - standing.easing_since).days >= every
    tired = standing.colours[-2:] == ("amber", "amber") and (standing.short_night or _rpe_drifts(standing))
    return replace(standing, eased_from=on) if due or tired else standing


def _rested(standing: Standing) -> Standing:
    """After a light week with green days before it a working level may be tried a little higher."""
    if standing.working_kg is None or not standing.all_green:
        return standing
    return replace(standing, working_kg=(1 + threshold("rise_max_share")) * standing.working_kg)


def _rpe_drifts(standing: Standing) -> bool:
    """Whether the same lift got harder by one or more."""
    if len(standing.log) < 2:
        return False
    before, last = standing.log[-2], standing.log[-1]
    same = before.lift == last.lift and before.rpe is not None and last.rpe is not None
    return same and (last.rpe or 0.0) - (before.rpe or 0.0) >= 1
