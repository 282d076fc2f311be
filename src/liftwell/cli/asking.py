"""Questions in the terminal, one at a time: an answer by its number, `s` leaves it open, `b` goes back, `q` stops.

Nothing is chosen beforehand, and an empty line chooses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from liftwell.consultation.typed_answer import NotThat, answer_of, choices_of
from liftwell.screen.prompts import Prompt

DAY: Final = "On which day? Type today, yesterday, or the day as 2026-11-25."
KEYS: Final = "Enter a number.  s leaves it open · b goes back · q stops, and what you answered is kept"
LEFT_OPEN: Final = "s"


class Back(Exception):
    """The person wants to go back to the question before."""


class Enough(Exception):
    """The person wants to stop here."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Puts questions on `console` and reads answers with `read`, a line each; None stands for a question left open."""

    console: Console
    read: Callable[[], str]

    def ask(self, prompt: Prompt, place: str = "") -> object | None:
        """The answer to `prompt`, None where it is left open. Raises Back or Enough."""
        self._show(prompt, place)
        while True:
            typed = self.line()
            if typed.lower() == LEFT_OPEN:
                return None
            try:
                return answer_of(prompt, typed)
            except NotThat as error:
                self.console.print(Text(f"  {error}", style="yellow"))

    def line(self, mark: str = "> ") -> str:
        """One typed line; raises Back for "b", Enough for "q" and at the end of the input."""
        self.console.print(Text(mark, style="bold"), end="")
        try:
            typed = self.read().strip()
        except EOFError:
            self.console.print()
            raise Enough from None
        except UnicodeDecodeError:
            return "?"  # no letter of this terminal, so no answer to anything
        if typed.lower() == "b":
            raise Back
        if typed.lower() == "q":
            raise Enough
        return typed

    def _show(self, prompt: Prompt, place: str) -> None:
        self.console.print()
        if place:
            self.console.print(Text(place, style="dim"))
        self.console.print(Text(prompt.text, style="bold"))
        several = "Give their numbers, such as 1 3." if prompt.kind == "many" else ""
        if hint := " ".join(part for part in (prompt.help, several) if part):
            self.console.print(Text(hint, style="dim"))
        rows = choices_of(prompt)
        if rows:
            grid = Table.grid(padding=(0, 1))
            grid.add_column(justify="right")
            grid.add_column()
            for number, (_, words) in enumerate(rows, 1):
                grid.add_row(Text(str(number), style="cyan"), Text(words))
            self.console.print(Padding(grid, (0, 0, 0, 2), expand=False))
