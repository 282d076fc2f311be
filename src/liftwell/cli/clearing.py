"""Asks in the terminal for a clinician's word: who, when, with what limits."""

from __future__ import annotations

from datetime import date

from rich.text import Text

from liftwell.cli.asking import DAY, LEFT_OPEN, Asker, Back, Enough
from liftwell.consultation.clearing import ROLE, keep_clearance, require_cleared_on, to_clear
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.consultation.typed_answer import NotThat, day_of
from liftwell.errors import ImpossibleValue
from liftwell.screen.red_flags import Screen


def ask_clearance(asker: Asker, saved: SavedAnswers, screen: Screen) -> bool:
    """Ask for a clearance of today's flags and keep it; False where the person stopped, or there is nothing to clear.

    Raises ImpossibleValue where a flag is there that no clearance can turn off.
    """
    flags = to_clear(screen)
    if not flags:
        asker.console.print("There is nothing to clear.")
        return False
    asker.console.print(Text("It is about", style="bold"))
    for flag in flags:
        asker.console.print(Text(f"  • {flag.sentence}"))
    try:
        by = asker.ask(ROLE)
        day = None if by is None else _day(asker, saved)
        limits = [] if day is None else _limits(asker)
    except (Back, Enough):
        by, day, limits = None, None, []
    if by is None or day is None:
        asker.console.print("Nothing is kept: who and when are needed.")
        return False
    until = keep_clearance(saved, screen, str(by), day, limits)
    asker.console.print(
        Text(f"Kept. It holds until {until.isoformat()}, and ends at once if anything changes.", style="dim")
    )
    return True


def _day(asker: Asker, saved: SavedAnswers) -> date | None:
    """The day of the examination, asked for until it can be; None where it stays open."""
    asker.console.print(DAY)
    while (typed := asker.line()).lower() != LEFT_OPEN:
        try:
            day = day_of(typed, saved.today)
            require_cleared_on(saved, day)
        except (NotThat, ImpossibleValue) as error:
            asker.console.print(Text(f"  {error}", style="yellow"))
            continue
        return day
    return None


def _limits(asker: Asker) -> list[str]:
    """One limit a line, an empty line ends them."""
    asker.console.print("What limits did they set? One a line, such as coach present; an empty line ends them.")
    limits = []
    while (typed := asker.line()) and typed.lower() != LEFT_OPEN:
        limits.append(typed)
    return limits
