"""Which self-tests may be offered today (`clinical.md` 3.3)."""

from __future__ import annotations

from liftwell.evidence import threshold
from liftwell.screen.intake import Intake
from liftwell.screen.red_flags import Screen
from liftwell.triage.self_tests import SelfTest, shipped

# They pull on the nerve of the leg: with any leg symptom the result would be wrong, and unkind.
PULLS_ON_THE_LEG = ("T3", "T4")


def offered(screen: Screen, intake: Intake) -> tuple[SelfTest, ...]:
    """The self-tests that are safe to do: none before the screen is clear, in the acute branch, or under 16 years."""
    waking = intake.story.waking
    settles = screen.acute or (waking is not None and waking >= threshold("high_pain_min"))
    if screen.level not in ("routine", "none") or settles or not screen.supported:
        return ()
    return tuple(test for test in shipped().values() if _safe(test, screen, intake))


def _safe(test: SelfTest, screen: Screen, intake: Intake) -> bool:
    waking = intake.story.waking
    if test.spare & set(screen.conditions):
        return False
    if test.id in PULLS_ON_THE_LEG and intake.story.leg_told != "none":
        return False
    return test.id != "T6" or (waking is not None and waking <= threshold("back_hold_pain_max"))
