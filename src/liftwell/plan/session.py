"""The plan of one day: who the lifter is, what the diary holds and how today begins in, the whole session out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.leg import LEVELS, stops_load
from liftwell.plan.course.replay import standing_on
from liftwell.plan.course.settling import must_refer
from liftwell.plan.course.standing import Standing
from liftwell.plan.day.gate import Gate, gate
from liftwell.plan.day.main_lift import Planned, main_lift
from liftwell.plan.day.safety import UNREAD, last_hinge, level_today, without_plan
from liftwell.plan.day.spacing import next_hinge_on
from liftwell.plan.day.whole import drills_of, whole_session
from liftwell.plan.drills.settle import settling
from liftwell.plan.drills.warm_up import left_out
from liftwell.plan.lifter import Lifter
from liftwell.plan.offers import offers_of
from liftwell.plan.prescription import DayKind, MainLift, Reason, Today
from liftwell.plan.review import referral_of, triage_due
from liftwell.screen.questions import worst
from liftwell.screen.short_check import AFTER_RED
from liftwell.training.copied import replace
from liftwell.training.diary import Diary, Readiness

_LEG: Final = "Your leg changed, so nothing is loaded until a clinician has looked at it."


def plan_for(lifter: Lifter, diary: Diary, on: date, check: Readiness | None = None) -> Today:
    """Today's session and why (`clinical.md` 4 and 5); `check` is the check-in of today, None where nobody asked.

    Pure: the same arguments give the same plan. Entries of the diary after `on` are not looked at.
    """
    noted = with_check(diary, check).until(on)
    return plan_from(standing_on(lifter, noted, on), lifter, noted, on)


def with_check(diary: Diary, check: Readiness | None) -> Diary:
    """The diary with that check-in in the place of one of the same day."""
    if check is None:
        return diary
    return replace(diary, checks=(*(one for one in diary.checks if one.on != check.on), check))


def plan_from(standing: Standing, lifter: Lifter, noted: Diary, on: date) -> Today:
    """The plan of a day from where the lifter stands when it begins; `noted` holds the check-in already."""
    level, closed = level_today(lifter, on, last_hinge(noted))
    if closed:
        if stops_load(standing, lifter):  # the worst decides, and what both leave is left
            both = worst(level, LEVELS[standing.leg_grade])
            return without_plan(lifter, both, closed, on, leaves=level if level == "unanswered" else None)
        return without_plan(lifter, level, closed, on)
    asked = next((one for one in reversed(noted.checks) if one.on == on), None)
    return day_of(standing, lifter, noted, on, asked)


def day_of(standing: Standing, lifter: Lifter, diary: Diary, on: date, check: Readiness | None) -> Today:
    """The day of somebody whose screen is clear, from where they stand when it begins."""
    if stops_load(standing, lifter):
        level = worst(lifter.level, LEVELS[standing.leg_grade])
        return without_plan(lifter, level, _LEG, on, refer=_LEG, ask=AFTER_RED)
    if lifter.limits.unread:
        why = UNREAD.format("; ".join(lifter.limits.unread))
        return replace(_empty(standing, lifter, on, "drills"), reasons=(Reason(why, "clearance"),))
    if standing.phase == "settle":
        return _settling(standing, lifter, diary, on, check)
    today = gate(check, standing.usual.effective, diary.other, on)
    if today.opens in ("none", "settle"):
        kind: DayKind = "none" if today.opens == "none" else "settle"
        items = settling(lifter, diary, on, on).items if kind == "settle" else ()
        return replace(_empty(standing, lifter, on, kind), items=items, reasons=today.reasons, ask=today.ask)
    return _training(standing, lifter, diary, on, today)


def _training(standing: Standing, lifter: Lifter, diary: Diary, on: date, today: Gate) -> Today:
    """A training day, or a day off because the last hinge, or other work for the back, is too near."""
    next_on = next_hinge_on(standing, on)
    base = _empty(standing, lifter, on, "train")
    base = replace(base, ask=AFTER_RED if standing.last_colour == "red" or today.ask else ())
    if next_on > on:
        reason = Reason(f"A day without a hinge: the next one is on {say.day_of(next_on)}.", "days-between")
        return replace(
            base, kind="rest", reasons=(reason,), next_on=next_on, items=drills_of(standing, lifter, diary, on)
        )
    if today.opens == "drills":
        items = whole_session(standing, lifter, diary, on, None)
        return replace(base, kind="drills", reasons=today.reasons, items=items)
    planned = main_lift(standing, lifter, today, on)
    kind: DayKind = "gentle" if today.opens == "gentle" else "train"
    if planned.main is None and standing.due.kind != "unloaded" and not _bare(planned, standing):
        kind = "drills"
    items = whole_session(standing, lifter, diary, on, planned.main)
    return replace(
        base,
        kind=kind,
        main=planned.main,
        reasons=(*planned.reasons, *left_out(lifter, standing.phase, standing.row, diary, on)),
        offers=offers_of(standing, lifter, diary, on),
        items=items,
        next_on=_after(standing, on, planned.main),
    )


def _bare(planned: Planned, standing: Standing) -> bool:
    """Whether the hinge is done without weight because of a red day."""
    return planned.main is None and standing.due.than is not None


def _after(standing: Standing, on: date, main: MainLift | None) -> date:
    """The first day of the next hinge, if today turns out as hard as it may."""
    hard = None if main is None else main.rpe_max
    key = standing.row if main is None else main.row
    done = replace(standing, last_on=on, last_rpe=hard, last_row=key, hinge_days=(*standing.hinge_days, on))
    return next_hinge_on(done, on + timedelta(days=1))


def _settling(standing: Standing, lifter: Lifter, diary: Diary, on: date, check: Readiness | None) -> Today:
    settle = standing.settling
    assert settle is not None
    # What is done grows with the days of this plan, and it had none while it waited for a clinician.
    day = settling(lifter, diary, max(settle.since, lifter.cleared_on or settle.since), on)
    refer = referral_of(standing, on)
    first = say.settles(standing.due)
    asked = day.ask or (AFTER_RED if _asks_anew(standing, on, check) else ())
    found = replace(
        _empty(standing, lifter, on, "settle"), items=day.items, reasons=(first, day.why), ask=asked, refer=refer
    )
    return replace(found, level=worst(lifter.level, "days")) if must_refer(settle, on) else found


def _asks_anew(standing: Standing, on: date, check: Readiness | None) -> bool:
    """Whether the safety questions are asked in full: first thing after a red session, and with strong pain."""
    settle, last = standing.settling, standing.last_on
    red_last = last is not None and settle is not None and settle.since == last + timedelta(days=1)
    first = settle is not None and (settle.since == on or red_last)
    strong = check is not None and (check.walking is False or (check.now or 0) >= threshold("red_pain_min"))
    return first or strong


def _empty(standing: Standing, lifter: Lifter, on: date, kind: DayKind) -> Today:
    return Today(
        on, kind, lifter.level, standing.phase, standing.row, (), None, (),
        triage_again=triage_due(standing, on), refer=referral_of(standing, on),
    )  # fmt: skip
