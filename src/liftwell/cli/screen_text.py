"""What the safety screen says in the terminal: the words of the level, every reason, and always the safety card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from liftwell.plan.drills.meanwhile import care_with
from liftwell.plan.exercise import Exercise
from liftwell.screen.outcome import Outcome
from liftwell.screen.questions import at_least
from liftwell.screen.red_flags import Screen
from liftwell.screen.safety_card import SAFETY_CARD

URGENT: Final = "bold red"


def print_screen(console: Console, screen: Screen, outcome: Outcome, allowed: Sequence[Exercise] = ()) -> None:
    """Print all of it; `allowed` is what may be done meanwhile."""
    console.print(Text(outcome.headline, style=URGENT if at_least(screen.level, "soon") else "bold"))
    console.print(Text(outcome.text))
    if outcome.what_next:
        console.print(Text(f"\n{outcome.what_next}"))
    print_meanwhile(console, screen, allowed)
    for text in (outcome.age_words, *outcome.groups, *outcome.stop):
        if text:
            console.print(Text(f"\n{text}"))
    reasons = list(_reasons(screen))
    if len(reasons) > 1 or screen.open:  # what is open is not in the fixed words
        console.print(Text("\nAll reasons" if len(reasons) > 1 else "\nWhy", style="bold"))
        print_list(console, reasons)
    if cleared := [flag.sentence for flag in screen.flags if flag.cleared]:
        console.print(Text("\nA clinician has cleared", style="bold"))
        print_list(console, cleared)
    if screen.limits:
        console.print(Text.assemble(("\nLimits to keep: ", "bold"), f"{', '.join(screen.limits)}."))


def print_meanwhile(console: Console, screen: Screen, allowed: Sequence[Exercise]) -> None:
    """What may be done meanwhile, with what the conditions of today change about it."""
    if not allowed:
        return
    console.print(Text("\nSafe for you meanwhile", style="bold"))
    print_list(console, [" ".join((f"{one.name}.", *care_with(one, screen))) for one in allowed])


def print_card(console: Console) -> None:
    """The safety card."""
    console.print(Text("\nSafety card", style="bold"))
    console.print(Text(SAFETY_CARD.text, style="dim"))


def print_list(console: Console, lines: Iterable[str | Text], mark: str = "•") -> None:
    """Lines with a mark before each."""
    for line in lines:
        row = Table.grid(padding=(0, 1))
        row.add_row(Text(mark), Text(line) if isinstance(line, str) else line)
        console.print(Padding(row, (0, 0, 0, 1), expand=False))


def _reasons(screen: Screen) -> Iterator[str]:
    # Beside a reason to be seen, what is still open is noise.
    grave = at_least(screen.level, "soon") and screen.level != "unanswered_emergency"
    return iter(dict.fromkeys(flag.sentence for flag in screen.reasons if not (grave and flag.open)))
