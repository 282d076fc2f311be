"""From an account and its triage to the lifter that a plan knows."""

from __future__ import annotations

from datetime import date

from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits
from liftwell.triage.account import Account
from liftwell.triage.triage import Triage


def lifter_of(account: Account, found: Triage, began: date) -> Lifter:
    """The lifter whose plan began on that day."""
    intake, training = account.intake, account.training
    person, screen = intake.person, found.screen
    return Lifter(
        began,
        person.age,
        person.body.sex,
        person.body.mass_kg,
        screen.level,
        screen.forbidding,
        intake.safety.answered_on,
        supported=screen.supported,
        limits=Limits(unread=screen.limits),
        equipment=Equipment.of(person.equipment, person.smallest_step_kg),
        phase=found.phase,
        provisional=found.provisional,
        limiters=found.limiters,
        comfortable_kg=training.comfortable_kg,
        last_kg=training.last_kg,
        days_off=training.days_since_hinge,
        base=intake.story.waking,
        lifting_hurts=account.lifting_hurts,
        worry=intake.story.worry,
    )
