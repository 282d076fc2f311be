"""What a triage says in the terminal: the most likely first, the facts on both sides, what to test next, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from liftwell.cli.called import as_called
from liftwell.cli.screen_text import print_card, print_list, print_meanwhile, print_screen
from liftwell.plan.drills.meanwhile import meanwhile
from liftwell.plan.loading.plates import Unit
from liftwell.plan.loading.weight_unit import said
from liftwell.screen.outcome import Outcome
from liftwell.triage.causes.cause import Cause
from liftwell.triage.headline import CAUSE_NAMES, headline_of
from liftwell.triage.self_tests import SelfTest, shipped
from liftwell.triage.triage import Triage

# How the clip of a test is given.
CLIPS: Final = {
    "T1": "HINGES.mp4@hinge",
    "T3": "KNEE.mp4@knee",
    "light-clip": "LIGHT.mp4@KG",
    "heavy-clip": "HEAVY.mp4@KG",
}


def print_triage(
    console: Console, found: Triage, outcome: Outcome, seen: Sequence[str] = (), unit: Unit = "kg"
) -> None:
    """Print all of it, with what each clip gave, loads in that unit; where safety speaks, nothing else does."""
    words, found = said(headline_of(found), unit), said(found, unit)
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
    if seen:
        console.print(Text("\nFrom your clips", style="bold"))
        print_list(console, seen)
    _print_beside(console, found, unit)
    print_next(console, found)
    if words.mind:
        console.print(Text.assemble("\n", ("What would change our mind: ", "bold"), words.mind))
    console.print(Text.assemble("\n", ("Safety: ", "bold"), outcome.text))
    if found.screen.limits:
        console.print(Text.assemble(("Limits to keep: ", "bold"), f"{', '.join(found.screen.limits)}."))
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
    console.print(Padding(grid, (0, 0, 0, 2), expand=False))


def _print_beside(console: Console, found: Triage, unit: Unit) -> None:
    if found.ceiling_kg is not None:
        low, high = found.ceiling_kg
        between = said(f"between {low:g} and {high:g} kg.", unit)
        console.print(Text.assemble("\n", ("Where your back starts to change shape: ", "bold"), between))
    also = (f"{one[0].upper()}{one[1:]}." for one in found.also)
    beside = [*(Text(one) for one in also), *_patterns(found)]
    if beside:
        console.print(Text("\nAlso worth a word", style="bold"))
        print_list(console, beside)


def _patterns(found: Triage) -> Iterator[Text]:
    for pattern in found.patterns:
        name = f"{pattern.name[0].upper()}{pattern.name[1:]}. "
        yield Text.assemble((name, "bold"), f"{pattern.say} {pattern.do} {pattern.clinician}")


def print_next(console: Console, found: Triage) -> None:
    """The next best test, with how it is done where it is a self-test."""
    if found.next_test.id == "none":
        return
    console.print(Text.assemble("\n", ("Next best test: ", "bold"), found.next_test.text))
    test = shipped().get(found.next_test.id)
    if test is not None:
        print_how(console, test)
    if (clip := CLIPS.get(found.next_test.id)) is not None:
        console.print(
            Text(f"  When you have the clip: {as_called()} triage --clip {clip}", style="dim"), soft_wrap=True
        )


def print_how(console: Console, test: SelfTest) -> None:
    """How a self-test is done, what counts, and when it is worth doing again."""
    _print_beneath(console, f"{test.name}: {test.minutes} minutes, with {test.needs}.")
    for number, step in enumerate(test.how, 1):
        print_list(console, [step], f"{number}.")
    _print_beneath(console, f"What counts: {test.norm}")
    _print_beneath(console, f"Worth repeating {test.again}. {test.repeats}")


def _print_beneath(console: Console, words: str) -> None:
    console.print(Padding(Text(words, style="dim"), (0, 0, 0, 2), expand=False))
