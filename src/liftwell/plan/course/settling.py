"""The acute branch: how each day's check-in counts, and the way out of it (`clinical.md` 4.1 and 4.2)."""

from __future__ import annotations

from datetime import date, timedelta

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.copied import replace
from liftwell.plan.course.due import Due
from liftwell.plan.course.placing import start_kg
from liftwell.plan.course.standing import Calm, Settling, Standing
from liftwell.plan.course.stepping_back import BELOW, moved, two_short_sets
from liftwell.plan.course.variants import FIRST_BELL
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.load_table import FIRST_ROWS
from liftwell.training.diary import Readiness


def begins_to_settle(check: Readiness) -> bool:
    """Whether a check-in opens the acute branch: strong pain now, or walking that is not normal."""
    strong = check.now is not None and check.now >= threshold("acute_pain_min")
    return strong or check.walking is False


def with_check(settling: Settling, check: Readiness) -> Settling:
    """One more day's check-in."""
    limit = max(threshold("settled_pain_max"), settling.base or 0)
    quiet = check.now is not None and check.now <= limit and check.walking is True
    next_day = settling.quiet_on is not None and check.on - settling.quiet_on == timedelta(days=1)
    same_day = settling.quiet_on == check.on
    count = settling.quiet if same_day else (settling.quiet + 1 if next_day else 1)
    lowest = [pain for pain in (settling.best_now, check.now) if pain is not None]
    return replace(
        settling,
        quiet=count if quiet else 0,
        quiet_on=check.on if quiet else None,
        stands=settling.stands if check.stands is None else check.stands <= threshold("stands_rise_max"),
        first_now=check.now if settling.first_now is None else settling.first_now,
        best_now=min(lowest, default=None),
        walks=settling.walks if check.walking is None else check.walking,
    )


def calmer(calm: Calm | None, check: Readiness, base: int | None) -> Calm | None:
    """The quiet days in a row with one more check-in, None where it was not quiet."""
    limit = max(threshold("settled_pain_max"), base or 0)
    if check.now is None or check.now > limit or check.walking is not True:
        return None
    stands = check.stands is not None and check.stands <= threshold("stands_rise_max")
    if calm is None or check.on - calm.on > timedelta(days=1):
        return Calm(check.on, 1, stands)
    return Calm(check.on, calm.days + (check.on > calm.on), stands or calm.stands)


def out_of_settle(standing: Standing, lifter: Lifter, on: date) -> Standing:
    """One phase below the one that was left, lighter, once it has settled; else as it is."""
    settling = standing.settling
    assert settling is not None
    fresh = settling.quiet_on is not None and on - settling.quiet_on <= timedelta(days=1)
    if not (lifter.clear and fresh and settling.quiet >= threshold("settled_days_min") and settling.stands):
        return standing
    phase = BELOW[settling.left]
    key = FIRST_ROWS[phase]
    variant = (FIRST_BELL, 0.0) if phase == "foundation" else settling.variant
    share = threshold("settle_return_share")
    like = None if settling.lift is None else two_short_sets(settling.lift)
    due = Due("back", variant, *say.SETTLED, wish_kg=start_kg(lifter, key), like=like, than=settling.lift, share=share)
    usual = replace(standing.usual, flare_since=None)
    return replace(moved(standing, phase, key, due, on, again=True), usual=usual)


def must_refer(settling: Settling, on: date) -> bool:
    """Whether two weeks have brought neither two points less pain nor normal walking."""
    if (on - settling.since).days < threshold("settle_review_days"):
        return False
    first, best = settling.first_now, settling.best_now
    quiet = best is not None and best <= threshold("settled_pain_max")
    less = first is not None and best is not None and first - best >= threshold("meaningful_pain_change")
    better = quiet or less
    return not better or settling.walks is not True
