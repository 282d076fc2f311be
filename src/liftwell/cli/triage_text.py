"""What a triage says in the terminal: the most likely first, the facts on both sides, what to test next, and how."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from liftwell.cli.screen_text import print_card, print_list, print_meanwhile, print_screen
from liftwell.plan.meanwhile import meanwhile
from liftwell.screen.causes.cause import Cause
from liftwell.screen.headline import CAUSE_NAMES, headline_of
from liftwell.screen.outcome import Outcome
from liftwell.screen.self_tests import shipped
from liftwell.screen.triage import Triage


def print_triage(console: Console, found: Triage, outcome: Outcome) -> None:
    """Print all of it; where safety speaks, nothing else does."""
    words = headline_of(found)
    if words is None:
        print_screen(console, found.screen, outcome, meanwhile(found.screen))
        print_next(console, found)
        print_card(console)
        return
    console.print(Text(words.head, style="bold"))
    console.print(Text(" ".join(words.say)))
    if words.begin:
        console.print(Text.assemble("\n", ("Where to begin: ", "bold"), words.begin))
    print_meanwhile(console, found.screen, meanwhile(found.screen))
    for cause in found.causes:
        _print_cause(console, cause)
    _print_beside(console, found)
    print_next(console, found)
    if words.mind:
        console.print(Text.assemble("\n", ("What would change our mind: ", "bold"), words.mind))
    console.print(Text.assemble("\n", ("Safety: ", "bold"), outcome.text))
    print_list(console, [text for text in (outcome.age_words, *outcome.groups, *outcome.stop) if text])
    print_card(console)


def print_sample(console: Console, found: Triage) -> None:
    """The triage of a sample lifter in few lines: the first words, the facts behind them, and the next best test."""
    words, leading = headline_of(found), found.leading
    assert words is not None
    console.print(Text("Why it hurts: this clip beside a sample lifter's answers", style="bold"))
    console.print(Text(f"{words.head} {' '.join(words.say)}"))
    if leading is not None:
        print_list(console, leading.reasons_for)
    console.print(Text.assemble(("Where to begin: ", "bold"), words.begin))
    console.print(Text.assemble(("Next best test: ", "bold"), found.next_test.text, "\n"))


def _print_cause(console: Console, cause: Cause) -> None:
    strength = "bold" if cause.named else "dim"
    console.print(Text.assemble("\n", (CAUSE_NAMES[cause.name], "bold"), ": ", (cause.strength, strength)))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for label, reasons in (("for", cause.reasons_for), ("against", cause.against), ("not known", cause.unknown)):
        for number, reason in enumerate(reasons):
            grid.add_row(Text("" if number else label), Text(reason))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _print_beside(console: Console, found: Triage) -> None:
    if found.ceiling_kg is not None:
        low, high = found.ceiling_kg
        console.print(
            Text.assemble(
                "\n", ("Where your back starts to change shape: ", "bold"), f"between {low:g} and {high:g} kg."
            )
        )
    beside = [*found.also, *_patterns(found)]
    if beside:
        console.print(Text("\nAlso worth a word", style="bold"))
        print_list(console, beside)


def _patterns(found: Triage) -> Iterator[str]:
    for pattern in found.patterns:
        yield f"{pattern.name}: {pattern.say} {pattern.do} {pattern.clinician}"


def print_next(console: Console, found: Triage) -> None:
    """The next best test, with how it is done where it is a self-test."""
    if found.next_test.id == "none":
        return
    console.print(Text.assemble("\n", ("Next best test: ", "bold"), found.next_test.text))
    test = shipped().get(found.next_test.id)
    if test is None:
        return
    console.print(Text(f"  {test.name}: {test.minutes} minutes, with {test.needs}.", style="dim"))
    for number, step in enumerate(test.how, 1):
        print_list(console, [step], f"{number}.")
    console.print(Text(f"  What counts: {test.norm}", style="dim"))
    console.print(Text(f"  Worth repeating {test.again}. {test.repeats}", style="dim"))
