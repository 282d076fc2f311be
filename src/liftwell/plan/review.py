"""When the plan itself is looked at: causes anew, or a clinician, where it does not get better (4.1, 5.2)."""

from __future__ import annotations

from datetime import date
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course.settling import must_refer
from liftwell.plan.course.standing import Standing

_FORTNIGHT: Final = "Two weeks have not settled it, so please have it checked within three days."
_HIGH: Final = "Your usual pain has been 6 or more for two weeks, so please have it checked within two weeks."
_SIX: Final = "Six weeks have not changed much. We look for the cause again; a clinician can help to find it."
_TWELVE: Final = "Twelve weeks have not changed much, so we recommend that a clinician looks at your back."


def referral_of(standing: Standing, on: date) -> str:
    """The sentence that sends on to a clinician, empty where nothing asks for one."""
    if standing.settling is not None and must_refer(standing.settling, on):
        return _FORTNIGHT
    if standing.usual.high_days(on) >= threshold("high_pain_days"):
        return _HIGH
    if _no_better(standing, on, threshold("plan_recommend_days")):
        return _TWELVE
    return _SIX if _no_better(standing, on, threshold("plan_review_days")) else ""


def triage_due(standing: Standing, on: date) -> bool:
    """Whether the cause is to be looked for anew."""
    long_off = standing.last_on is not None and (on - standing.last_on).days > threshold("new_triage_days")
    return standing.triage_again or long_off or _no_better(standing, on, threshold("plan_review_days"))


def _no_better(standing: Standing, on: date, days: float) -> bool:
    """After so many days neither clearly less usual pain nor clearly more that can be done."""
    usual, entry, activity = standing.usual.base, standing.entry_pain, standing.seen.activity
    if usual is not None and usual <= threshold("quiet_pain_max") and "red" not in standing.colours:
        return False  # so little usual pain has no two points to lose
    if standing.phase in ("perform", "hold") or (on - standing.began).days < days or not entry or usual is None:
        return False
    less = (
        entry - usual >= threshold("meaningful_pain_change")
        or usual <= (1 - threshold("meaningful_pain_share")) * entry
    )
    more = len(activity) > 1 and activity[-1] - activity[0] >= threshold("meaningful_activity_change")
    return not (less or more)
