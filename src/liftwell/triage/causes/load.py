"""Rung 3a: does it grow with load and amount, and the pain with it? And soreness, which is no pain from the lift."""

from __future__ import annotations

from typing import Final

from liftwell.evidence import threshold
from liftwell.screen.patterns import sits_worse
from liftwell.triage.account import Account
from liftwell.triage.causes.cause import Cause, Strength
from liftwell.triage.load_facts import load_facts, load_is_known

_MIND: Final = "Two easy weeks that change nothing."
_EVIDENCE: Final = ("load-facts",)


def load(account: Account) -> Cause:
    """Two facts make it likely, one possible; without facts it is no sign where the weeks are told, else not known."""
    facts, known = load_facts(account), load_is_known(account)
    if not facts and not known:
        return Cause("load", "not known", (), (), ("last 8 weeks of training",), _MIND, _EVIDENCE)
    if not facts:
        against = (*_sitting(account), "no jump in volume or load in 8 weeks")
        return Cause("load", "no sign", (), against, (), _MIND, _EVIDENCE)
    strength: Strength = "likely" if len(facts) >= threshold("load_facts_likely_min") else "possible"
    return Cause("load", strength, tuple(fact.text for fact in facts), (), _unknown(account, known), _MIND, _EVIDENCE)


def _sitting(account: Account) -> tuple[str, ...]:
    story = account.intake.story
    return (f"lifting hurts {story.during}, sitting hurts {story.sitting}",) if sits_worse(story) else ()


def _unknown(account: Account, known: bool) -> tuple[str, ...]:
    if not known:
        return ("last 8 weeks",)
    asked = {"sleep": account.intake.story.sleep_h, "squat days": account.training.other_back_work}
    return tuple(name for name, answer in asked.items() if answer is None)


# --- soreness ------------------------------------------------------------------------------------

_SORE_MIND: Final = "Pain in one spot, or soreness that stays past day 4."


def soreness(account: Account) -> Cause | None:
    """Sore muscles on both sides, worst on day 1 or 2 and gone by day 4 (3.6); None where it is not that."""
    told = account.intake.story.soreness
    if told is None or told.sides != "both":
        return None
    words = ["both sides, in the muscle"]
    whole = len(told.days) >= threshold("soreness_days")
    worst = told.days.index(max(told.days)) + 1 if told.days else 0
    gone = next((day for day, rating in enumerate(told.days, 1) if day > worst and not rating), 0)
    eases = whole and worst <= threshold("soreness_worst_day_max") and 0 < gone <= threshold("soreness_days")
    if told.days and not eases and whole:
        return None
    if eases:
        words.append(f"worst on day {worst}, gone on day {gone}")
    pain = account.intake.story.during
    quiet = pain is not None and pain <= threshold("quiet_pain_max")
    if quiet:
        words.append(f"pain during the lift {pain}")
    strength: Strength = "likely" if eases and quiet else "possible"
    unknown = () if eases else ("how sore on days 1 to 4",)
    return Cause("soreness", strength, tuple(words), (), unknown, _SORE_MIND, ("doms-time",))
