"""Flags that need no question of their own: they look at profile and story (`clinical.md` D1 to D5).

Where a fact is missing that such a rule needs, the fact is left open; it is never taken for a harmless one.
"""

from __future__ import annotations

from collections.abc import Iterator

from liftwell.evidence import threshold
from liftwell.screen.flags import Flag, opened
from liftwell.screen.intake import Course, Intake
from liftwell.screen.questions import Level, derived


def flags(intake: Intake) -> Iterator[Flag]:
    """The derived flags of an intake, and the facts that it leaves open."""
    yield from _needed(intake)
    yield from _young_bone(intake)
    yield from _leg(intake)
    yield from _high_pain(intake)
    yield from _first_after_fifty(intake)
    if intake.course is not None:
        yield from _no_progress(intake.course, intake)


def _needed(intake: Intake) -> Iterator[Flag]:
    """What every decision rests on."""
    story = intake.story
    told = {
        "age": intake.person.age,
        "now": story.now,
        "walking": story.walking,
        "leg": story.leg_told,
        "waking": story.waking,
    }
    for name, value in told.items():
        if value is None:
            yield opened(name, "unanswered")


def _derived(key: str, level: Level, answer: str) -> Flag:
    rule = derived()[key]
    return Flag(key, level, answer, clearable=rule.clearable, condition=rule.condition, evidence=rule.evidence)


def _young_bone(intake: Intake) -> Iterator[Flag]:
    """D1: under 18 weeks of pain, or pain on bending back; under 25 both together (`clinical.md` 5.6)."""
    age = intake.person.age
    if age is None or age >= threshold("young_bone_age_max"):
        return
    yield from _minor(intake) if age < threshold("adult_age") else _young_adult(intake)


def _minor(intake: Intake) -> Iterator[Flag]:
    days, back = intake.story.days, intake.story.hurts("bending-back")
    if back:
        yield _derived("D1", "soon", "minor_bending_back")
    elif days is None:
        yield opened("days", "unanswered")
    elif days >= threshold("young_bone_days_minor"):
        yield _derived("D1", "soon", "minor")
    elif back is None:
        yield opened("bending-back", "unanswered")


def _young_adult(intake: Intake) -> Iterator[Flag]:
    days, back = intake.story.days, intake.story.hurts("bending-back")
    if back is False or (days is not None and days < threshold("young_bone_days")):
        return
    if days is None:
        yield opened("days", "unanswered")
    elif back is None:
        yield opened("bending-back", "unanswered")
    else:
        yield _derived("D1", "soon", "bending_back")


def _leg(intake: Intake) -> Iterator[Flag]:
    leg, legs = intake.story.leg_told, intake.safety.answers.get("R03", ())
    if leg == "both" and "yes_new" in legs:
        return  # what is new in both legs is R03's alone: no plan is left for it to shape
    if leg == "spreading":
        yield _derived("D2", "days", "spreading")
    elif leg in ("below-knee", "both"):  # what both legs mean is asked in R03; here they are spared like one
        yield _derived("D2", "soon", "below-knee")
    elif "yes_old" in legs:  # R03 has its own level, and its clearance leaves the legs to be spared
        yield Flag("R03", "none", "yes_old", condition="leg_nerve", evidence=derived()["D2"].evidence)


def _high_pain(intake: Intake) -> Iterator[Flag]:
    waking, days = intake.story.waking, intake.story.days
    if waking is None or waking < threshold("high_pain_min"):
        return
    if days is None:
        yield opened("days", "unanswered")
    elif days >= threshold("high_pain_days"):
        yield _derived("D3", "soon", "sentence")


def _first_after_fifty(intake: Intake) -> Iterator[Flag]:
    age, first = intake.person.age, intake.story.first_time
    same = intake.story.hurts("nothing-changes-it")
    if age is None or age < threshold("first_pain_age") or first is False or same is False:
        return
    if first and same:
        yield _derived("D4", "soon", "sentence")
    else:
        yield opened("first_time" if first is None else "otherwise", "unanswered")


def _no_progress(course: Course, intake: Intake) -> Iterator[Flag]:
    """D5: two weeks of settling, or six of a plan, that changed nothing worth the name."""
    lost = course.pain_lost or 0
    enough = lost >= threshold("meaningful_pain_change")
    if course.acute_days >= threshold("settle_review_days") and not enough and intake.story.walking != "normal":
        yield _derived("D5", "days", "acute")
    share = lost / course.pain_before if course.pain_before else 0.0
    active = (course.activity_gain or 0) >= threshold("meaningful_activity_change")
    better = enough or share >= threshold("meaningful_pain_share") or active
    if course.plan_days >= threshold("plan_review_days") and not better:
        yield _derived("D5", "routine", "plan")
