"""What safety leaves of a day before any plan is looked at (`clinical.md` 2.2, 2.7 and 5.9, invariants 1 and 2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.drills.settle import ease
from liftwell.plan.lifter import CLEAR, Lifter
from liftwell.plan.prescription import DayKind, Reason, Today
from liftwell.screen.questions import Level, worst
from liftwell.training.copied import replace
from liftwell.training.diary import Diary
from liftwell.triage.account import Phase

OPEN: Final = "Your plan cannot be shown: one safety question is open."
STALE: Final = "Your plan waits: the safety questions were last answered more than four weeks ago."
GAP: Final = "Your plan waits: after four weeks without a hinge the safety questions come first."
SEEN_FIRST: Final = "Your plan waits until this has been checked."
UNDER_16: Final = "This product is for people from 16."
UNREAD: Final = "Your clinician's limit cannot be read here, so nothing is loaded: {}."
REFER: Final[Mapping[Level, str]] = {
    "emergency": "Please go to an emergency department now.",
    "today": "Please speak to a doctor, physiotherapist or urgent advice line today.",
    "days": "Please get this checked within three days.",
    "soon": "Please get this checked within two weeks.",
}
NO_EXERCISE: Final = ("emergency", "unanswered_emergency", "today")


def level_today(lifter: Lifter, on: date, last_on: date | None = None) -> tuple[Level, str]:
    """The level of that day, and why no plan is shown; the sentence is empty where one may be.

    A screen that is too old, or from before four weeks without a hinge, counts as unanswered.
    """
    if not lifter.supported:
        return lifter.level, UNDER_16
    if lifter.level not in CLEAR:
        return lifter.level, OPEN if "unanswered" in lifter.level else SEEN_FIRST
    screened = lifter.screened_on
    if screened is None or not 0 <= (on - screened).days <= threshold("screen_valid_days"):
        return worst(lifter.level, "unanswered"), STALE
    long = last_on is not None and (on - last_on).days >= threshold("long_off_days")
    gap = timedelta(days=int(threshold("long_off_days")))
    if last_on is not None and long and screened < last_on + gap:
        return worst(lifter.level, "unanswered"), GAP
    return lifter.level, ""


def without_plan(
    lifter: Lifter, level: Level, why: str, on: date, *, refer: str = "", ask: tuple[str, ...] = (),
    leaves: Level | None = None,
) -> Today:  # fmt: skip
    """The day of a level that is not clear: nothing, or what eases; `leaves`: another level that leaves less of it."""
    items = () if level in NO_EXERCISE or not lifter.supported else ease(replace(lifter, level=leaves or level))
    kind: DayKind = "ease" if items else "none"
    phase: Phase = "none" if level in NO_EXERCISE else "settle"
    refer = refer or (REFER.get(level, "") if lifter.supported else "")
    return Today(on, kind, level, phase, None, items, None, (Reason(why, "clearance"),), ask=ask, refer=refer)


def last_hinge(diary: Diary) -> date | None:
    """The day of the last hinge session that was noted."""
    return max((one.on for one in diary.done), default=None)
