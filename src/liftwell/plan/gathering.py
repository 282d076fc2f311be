"""From an account and its triage to the lifter that a plan knows (`clinical.md` 3.4 and 4.6)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from liftwell.plan.course.variants import blocks
from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.limit_words import limits_of
from liftwell.plan.loading.reference import Best, reference
from liftwell.triage.account import Account, Phase
from liftwell.triage.triage import Triage

# What a clearance has to speak of so that a leg is looked at: signs in both legs, a weak one, a symptom below the knee.
_OF_THE_LEG: Final = frozenset({"R03", "R04", "D2"})


def lifter_of(account: Account, found: Triage, began: date, phase: Phase | None = None) -> Lifter:
    """The lifter whose plan began on that day, in that `phase`; None for where the triage places them today."""
    intake, training = account.intake, account.training
    person, screen, running = intake.person, found.screen, account.plan
    exercise, raised_cm = _place(account)
    return Lifter(
        began=began,
        age=person.age,
        sex=person.body.sex,
        mass_kg=person.body.mass_kg,
        level=screen.level,
        conditions=screen.forbidding,
        screened_on=intake.safety.answered_on,
        cleared_on=_leg_cleared(account),
        supported=screen.supported,
        limits=limits_of(screen.limits),
        equipment=Equipment.of(person.equipment, person.smallest_step_kg),
        phase=phase or found.phase,
        row=running.row if running is not None and phase in (None, running.phase) else None,
        provisional=found.provisional,
        limiters=found.limiters,
        likely=tuple(cause.name for cause in found.causes if cause.strength == "likely"),
        steps=_steps(account),
        ref_kg=_reference_kg(account),
        comfortable_kg=training.comfortable_kg,
        last_kg=_last_kg(account),
        days_off=_days_off(account),
        exercise=exercise,
        raised_cm=raised_cm,
        passed_cm=_passed_cm(account),
        base=intake.story.waking,
        lifting_hurts=account.lifting_hurts,
        worry=intake.story.worry,
    )


def _leg_cleared(account: Account) -> date | None:
    return max((one.on for one in account.intake.clearances if _OF_THE_LEG & set(one.flags)), default=None)


def _reference_kg(account: Account) -> float | None:
    intake = account.intake
    days, best = intake.story.days, intake.person.best_kg
    onset = None if days is None else intake.on - timedelta(days=days)
    found = reference(account.training, intake.on, onset, None if best is None else Best(best))
    return None if found is None else found.load_kg


def _last_kg(account: Account) -> float | None:
    """The load of the last hinge session: as told, else as logged."""
    told, logged = account.training.last_kg, account.training.hinges
    return told if told is not None or not logged else logged[-1].top_kg


def _days_off(account: Account) -> int | None:
    told, logged = account.training.days_since_hinge, account.training.hinges
    return told if told is not None or not logged else (account.intake.on - logged[-1].on).days


def _steps(account: Account) -> tuple[int, ...]:
    """The steps that the light clip shows to be worked on."""
    clip = account.light_clip
    return () if clip is None else tuple(sorted({one.step for one in clip.steps if one.verdict == "fix"} - {1, 2}))


def _passed_cm(account: Account) -> tuple[float, ...]:
    floor = (0.0,) if account.floor_hinge == "pass" else ()
    return (*floor, *(_cm(height) for height, verdict in account.raised_hinges if verdict == "pass"))


def _place(account: Account) -> tuple[str | None, float]:
    """The lift and its height (cm): what made it hurt less, where the hinge holds, or where the clip was filmed."""
    helped = [one for one in account.tests.responses if one.responds]
    height = next((one.raised_m for one in helped if one.change == "height" and one.raised_m), None)
    if height is None and account.floor_hinge == "fail":
        height = account.passed_raised_m
    if height is None and account.light_clip is not None:
        height = account.light_clip.raised_m or None
    if height is not None:
        return blocks(_cm(height))
    if any(one.change == "stance" for one in helped):
        return "sumo_deadlift", 0.0
    return ("trap_bar_high" if any(one.change == "bar" for one in helped) else None), 0.0


def _cm(height_m: float) -> float:
    return round(100 * height_m, 1)
