"""Triage: from what was told and measured to the causes, what limits, where to begin, and the next best test.

`clinical.md` 3. Any part may be missing: what is unknown is called so, and never counts as passed.
"""

from __future__ import annotations

from dataclasses import dataclass

from liftwell.screen.patterns import Pattern, patterns_of
from liftwell.screen.red_flags import Screen, screened
from liftwell.triage.account import Account, Phase
from liftwell.triage.causes.cause import STRENGTHS, Cause
from liftwell.triage.causes.foundation import foundation
from liftwell.triage.causes.load import load, soreness
from liftwell.triage.causes.set_up import set_up
from liftwell.triage.causes.technique import technique
from liftwell.triage.load_facts import technique_ceiling
from liftwell.triage.next_test import NextTest, next_test, plan_answers
from liftwell.triage.placement import also_of, limiters_of, must_settle, phase_of


@dataclass(frozen=True, slots=True)
class Triage:
    """What is made of an account.

    causes: the named ones first, empty while safety or strong pain comes first; limiters: what keeps the hips from
    folding; phase: where to begin, provisional where the hinge is untested; also: what else matters; ceiling_kg: the
    loads between which the back starts to change shape; patterns of the pain story.
    """

    screen: Screen
    patterns: tuple[Pattern, ...]
    causes: tuple[Cause, ...]
    limiters: tuple[str, ...]
    phase: Phase
    provisional: bool
    also: tuple[str, ...]
    ceiling_kg: tuple[float, float] | None
    next_test: NextTest

    @property
    def leading(self) -> Cause | None:
        """The cause named first, None where none is likely or possible."""
        return self.causes[0] if self.causes and self.causes[0].named else None


def triage(account: Account) -> Triage:
    """The whole deciding path for one lifter."""
    screen = screened(account.intake, account.found)
    judged = _may_judge(account, screen)
    causes = _causes(account) if judged else ()
    phase, provisional = phase_of(account, screen, causes)
    # What a pattern asks to do is for people who train; before safety is clear the screen's words stand alone.
    shown = screen.supported and screen.level in ("routine", "none") and phase != "settle"
    return Triage(
        screen,
        _patterns(account, screen) if shown else (),
        causes,
        limiters_of(account, causes),
        phase,
        provisional,
        also_of(account, screen) if judged else (),
        technique_ceiling(account) if judged else None,
        next_test(account, screen, causes),
    )


def _patterns(account: Account, screen: Screen) -> tuple[Pattern, ...]:
    """The patterns of the story, without what a clinician has looked at and cleared."""
    cleared = {flag.condition for flag in screen.flags if flag.cleared}
    found = patterns_of(account.intake, account.found)
    return tuple(one for one in found if not (one.id == "leg-nerve" and "leg_nerve" in cleared))


def _may_judge(account: Account, screen: Screen) -> bool:
    """Whether causes are looked for at all: not before safety is clear, not while it has to settle, not after one red.

    After the first red day the plan answers by itself; the reason is looked for again after the second.
    """
    clear = screen.level in ("routine", "none") and screen.supported
    return clear and not must_settle(account, screen) and not plan_answers(account)


def _causes(account: Account) -> tuple[Cause, ...]:
    """Every rung, the named ones first: likely, possible, then the others in the order of the ladder."""
    fit = set_up(account)
    base = foundation(account, fit is not None and fit.strength == "likely")
    rungs = [base, technique(account, base), load(account), fit, soreness(account)]
    found = [cause for cause in rungs if cause is not None]
    return tuple(sorted(found, key=lambda cause: min(STRENGTHS.index(cause.strength), 2)))
