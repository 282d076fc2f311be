"""Where to begin: the phase that the tests allow, and what else is worth a word (`clinical.md` 3.4 and 4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from liftwell.evidence import threshold
from liftwell.screen.patterns import sits_worse
from liftwell.screen.red_flags import Screen
from liftwell.triage.account import Account, Phase
from liftwell.triage.causes.cause import Cause

NO_TRAINING: Final = ("emergency", "unanswered_emergency", "today", "unanswered")


def phase_of(account: Account, screen: Screen, causes: Sequence[Cause]) -> tuple[Phase, bool]:
    """The phase to begin with, and whether that is provisional because the hinge has not been tested.

    It is the highest whose entry tests are passed; what is unknown never counts as passed.
    """
    if screen.level in NO_TRAINING or not screen.supported:
        return "none", False
    if must_settle(account, screen):
        return "settle", False
    if account.plan is not None:
        return account.plan.phase, False
    if account.hinges_well:
        return _after_the_hinge(account, causes), False
    if account.floor_hinge == "unknown" and may_start_with_technique(account):
        return "technique", True
    return "foundation", account.floor_hinge != "fail"


def _after_the_hinge(account: Account, causes: Sequence[Cause]) -> Phase:
    strengths = {cause.name: cause.strength for cause in causes}
    if strengths.get("technique") != "no":
        return "technique"
    if "likely" in (strengths.get("load"), strengths.get("set-up")):
        return "return"
    return "hold" if _hardly_hurts(account) else "technique"


def must_settle(account: Account, screen: Screen) -> bool:
    """Whether the pain has to settle first."""
    waking = account.intake.story.waking
    strong = waking is not None and waking >= threshold("high_pain_min")
    return screen.acute or strong or screen.level in ("days", "soon")


def may_start_with_technique(account: Account) -> bool:
    """The provisional rule: a year of lifting without pain before this, and little pain while lifting."""
    person, hurts = account.intake.person, account.intake.story.during
    long_enough = (person.lifting_months or 0) >= threshold("painless_months_min")
    quiet = hurts is not None and hurts <= threshold("quiet_pain_max")
    return person.painless_before is True and long_enough and quiet


def _hardly_hurts(account: Account) -> bool:
    hurts = account.lifting_hurts
    return hurts is not None and hurts <= threshold("quiet_pain_max")


def limiters_of(account: Account, causes: Sequence[Cause]) -> tuple[str, ...]:
    """What keeps the hips from folding; none once the hinge passes (a short muscle with a good hinge is a note)."""
    foundation = next((cause for cause in causes if cause.name == "foundation"), None)
    if foundation is None or not foundation.named:
        return ()
    if account.floor_hinge == "pass":
        return ("hip_extension",)
    groups = account.short_groups if account.floor_hinge in ("fail", "cannot_tell") else ()
    return groups or (("hinge",) if foundation.strength == "likely" else ())


def also_of(account: Account, screen: Screen) -> tuple[str, ...]:
    """What else matters, reported beside the causes and never as a fault."""
    return tuple(_also(account, screen))


def _also(account: Account, screen: Screen) -> Iterator[str]:
    story, hold = account.intake.story, account.tests.back_hold_s
    if story.worry is not None and story.worry >= threshold("worry_min"):
        yield f"worry about lifting {story.worry}/10: small steps that you choose, activity scale every 2 weeks"
    if hold is not None and hold < threshold("back_hold_min_s"):
        mark = threshold("back_hold_min_s")
        yield f"back extension hold {hold:g} s: more than {mark:g} s went with better results in one small study"
    if story.sleep_h is not None and story.sleep_h < threshold("sleep_short_h"):
        yield f"sleep {story.sleep_h:g} h"
    if story.stress is not None and story.stress >= threshold("stress_high_min"):
        yield f"stress {story.stress}/10"
    if sits_worse(story):
        yield "long sitting"
    if "ask_inflammatory" in screen.conditions:
        yield "stiff mornings that ease with moving: ask a clinician whether this needs a blood test"
