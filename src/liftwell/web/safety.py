"""Safety: what the screen leaves of a page, before anything else of it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from liftwell.logbook.shelf import Shelf
from liftwell.screen.outcome import Outcome, known_level, outcome_of
from liftwell.screen.red_flags import screened
from liftwell.triage.account import Account
from liftwell.web.desk import Desk

# Whoever has to go now gets nothing else to look at.
_NOW: Final = ("emergency", "today")


@dataclass(frozen=True, slots=True)
class Safety:
    """What the safety screen leaves of a page. "clear": all of it; "unasked" and "caution": what was measured or is
    predicted, without a recommendation, below the words of the screen; "stop": those words alone.
    """

    state: Literal["clear", "unasked", "caution", "stop"]
    outcome: Outcome


def safety_of(account: Account, country: str | None) -> Safety:
    """The same of somebody's answers."""
    screen = screened(account.intake, account.found)
    outcome = outcome_of(screen, country)
    if not any(account.intake.safety.answers.values()):
        return Safety("unasked", outcome)
    if screen.level in _NOW or known_level(screen) in _NOW:
        return Safety("stop", outcome)
    clear = outcome.may_train and screen.leaves_a_bar and not screen.acute
    return Safety("clear" if clear else "caution", outcome)


def safety_at(desk: Desk, shelf: Shelf) -> Safety:
    """The same of an athlete's kept answers."""
    saved = desk.saved(shelf)
    return safety_of(saved.account(), saved.at("about.country"))
