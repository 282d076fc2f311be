"""Questions of a plan, put in the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from liftwell.cli.answering import Call, until_stopped
from liftwell.cli.ask_check import ask_check
from liftwell.cli.asking import Enough
from liftwell.cli.failure import Stopped
from liftwell.cli.questioning import ask_plan, ask_screen, reader
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.training.diary import Readiness


@dataclass(slots=True)
class TerminalQuestions:
    """Whoever sits at the terminal; `--again` holds for the first screen alone."""

    call: Call
    begun: bool = False

    def screen(self, saved: SavedAnswers, *, checked: bool) -> bool:
        """Ask what the safety screen needs; False where the person stopped before the end."""
        again, self.begun = self.call.again and not self.begun, True
        asker = reader(self.call.console)
        return until_stopped(self.call, saved, lambda: ask_screen(asker, saved, again=again, checked=checked))

    def plan(self, saved: SavedAnswers) -> bool:
        """Ask once what a plan has to know; False where the person stopped before the end."""
        asker = reader(self.call.console)
        return until_stopped(self.call, saved, lambda: ask_plan(asker, saved))

    def check(self, check: Readiness) -> Readiness:
        """Ask what a check-in still needs; raises Stopped."""
        try:
            return ask_check(reader(self.call.console), check)
        except Enough:
            raise Stopped("stopped; there is no plan without the check-in.") from None
