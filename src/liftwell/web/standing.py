"""Where somebody stands: what they told, what their clips show, and what is found from both; for every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from liftwell.consultation.kept_clips import account_with_clips
from liftwell.consultation.questions import in_emergency, is_fresh, next_question, short_is_due
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.logbook.shelf import Shelf
from liftwell.plan.lifter import CLEAR
from liftwell.triage.account import Account
from liftwell.triage.triage import Triage, triage
from liftwell.web.desk import Desk
from liftwell.web.remembered import remembered

# What the check before a session tells of a day.
_OF_DAY: Final = {"now", "walking", "leg"}
Stage = Literal["new", "emergency", "stale", "short", "asking", "told"]


@dataclass(frozen=True, slots=True)
class Standing:
    """An account and its triage; clips count once safety is clear."""

    saved: SavedAnswers
    account: Account
    found: Triage

    @property
    def clear(self) -> bool:
        """Whether safety lets a plan be made."""
        return self.found.screen.supported and self.found.screen.level in CLEAR

    @property
    def may_check(self) -> bool:
        """Whether nothing but how this day begins stands between the answers and a plan."""
        screen = self.found.screen
        of_day = screen.supported and screen.level == "unanswered" and set(screen.open) <= _OF_DAY
        return self.clear or of_day

    @property
    def country(self) -> str | None:
        """Whose phone numbers to show."""
        kept = self.saved.at("about.country")
        return kept if isinstance(kept, str) else None

    @property
    def stage(self) -> Stage:
        """What the questions wait for."""
        if not self.saved.answered("screen.answered_on"):
            return "new"
        if in_emergency(self.saved):
            return "emergency"
        if not is_fresh(self.saved):
            return "stale"
        checked = self.saved.checked_today or self.account.intake.safety.answered_on == self.saved.today
        if short_is_due(self.saved) and not checked:
            return "short"
        return "told" if next_question(self.saved).stage in ("tests", "done") else "asking"


def standing_of(desk: Desk, shelf: Shelf) -> Standing:
    """Where an athlete stands now, to be read only: it is remembered until something is told."""
    return remembered(desk, shelf, "standing", lambda: _found(desk, shelf))


def _found(desk: Desk, shelf: Shelf) -> Standing:
    saved = desk.saved(shelf)
    account = saved.account()
    found = triage(account)
    if found.screen.supported and found.screen.level in CLEAR:
        account = account_with_clips(account, shelf)
        found = triage(account)
    return Standing(saved, account, found)
