"""Takes down a clinician's word: who, when, with what limits (`clinical.md` 2.6)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from rich.text import Text

from liftwell.cli.asking import DAY, LEFT_OPEN, Asker, Back, Enough
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.consultation.typed_answer import NotThat, day_of
from liftwell.errors import ImpossibleValue
from liftwell.evidence import threshold
from liftwell.screen.flags import Flag
from liftwell.screen.prompts import Prompt
from liftwell.screen.questions import at_least
from liftwell.screen.red_flags import Screen

_ROLE: Final = Prompt(
    "clearance.by",
    "safety",
    "choice",
    "Who has examined you and agrees that you may train?",
    "The role is enough, no name. Enter it only if they know about these answers.",
    (
        ("doctor", "A doctor"),
        ("physiotherapist", "A physiotherapist"),
        ("surgeon", "The surgeon"),
        ("midwife", "A midwife or maternity clinician"),
        ("clinician", "Another clinician"),
    ),
)


def to_clear(screen: Screen) -> tuple[Flag, ...]:
    """The flags that a clinician's word can turn off; none while one is there that it cannot."""
    grave = [flag for flag in screen.reasons if at_least(flag.level, "soon") and not flag.open]
    return tuple(grave) if all(flag.clearable for flag in grave) else ()


def ask_clearance(asker: Asker, saved: SavedAnswers, screen: Screen) -> bool:
    """Ask for a clearance of today's flags and keep it; False where the person stopped, or there is nothing to clear.

    Raises ImpossibleValue where a flag is there that no clearance can turn off.
    """
    flags = to_clear(screen)
    if not flags:
        if at_least(screen.level, "soon"):
            raise ImpossibleValue("No clearance can turn off what your answers say now; please follow it first.")
        asker.console.print("There is nothing to clear.")
        return False
    asker.console.print(Text("It is about", style="bold"))
    for flag in flags:
        asker.console.print(Text(f"  • {flag.sentence}"))
    try:
        row = _row(asker, saved)
    except (Back, Enough):
        row = None
    if row is None:
        asker.console.print("Nothing is kept: who and when are needed.")
        return False
    row["questions"] = [flag.id for flag in flags]
    row["answers"] = {flag.id: saved.at(f"screen.{flag.id}") for flag in flags if saved.answered(f"screen.{flag.id}")}
    saved.keep("clearance", [*(saved.at("clearance") or ()), row])
    until = date.fromisoformat(row["on"]) + timedelta(days=threshold("clearance_valid_days"))
    asker.console.print(
        Text(f"Kept. It holds until {until.isoformat()}, and ends at once if anything changes.", style="dim")
    )
    return True


def _row(asker: Asker, saved: SavedAnswers) -> dict[str, Any] | None:
    """Who, when and the limits; None where one of the first two stays open."""
    by = asker.ask(_ROLE)
    day = None if by is None else _day(asker, saved)
    return None if day is None else {"by": by, "on": day, "limits": _limits(asker)}


def _day(asker: Asker, saved: SavedAnswers) -> str | None:
    asker.console.print(DAY)
    began = saved.account().intake.story.days
    since = None if began is None else saved.today - timedelta(days=began)
    valid = threshold("clearance_valid_days")
    while True:
        try:
            if (typed := asker.line()).lower() == LEFT_OPEN:
                return None
            day = day_of(typed, saved.today)
        except NotThat as error:
            asker.console.print(Text(f"  {error}", style="yellow"))
            continue
        if 0 <= (saved.today - day).days <= valid:
            if since is None or day >= since:
                return day.isoformat()
            # What was examined then is not what hurts now.
            asker.console.print(Text(f"  That is before this pain began, on {since.isoformat()}.", style="yellow"))
            continue
        why = "still to come" if day > saved.today else f"more than {valid:g} days ago, so it holds no longer"
        asker.console.print(Text(f"  That day is {why}.", style="yellow"))


def _limits(asker: Asker) -> list[str]:
    """One limit a line, an empty line ends them."""
    asker.console.print("What limits did they set? One a line, such as coach present; an empty line ends them.")
    limits = []
    while (typed := asker.line()) and typed.lower() != LEFT_OPEN:
        limits.append(typed)
    return limits
