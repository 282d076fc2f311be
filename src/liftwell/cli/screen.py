"""`liftwell screen`: is it safe to train? Sixteen questions, the answer in fixed words, and a note for a clinician."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from liftwell.cli import parameters as given
from liftwell.cli.answering import (
    Again,
    AnswersFile,
    AsJson,
    Ask,
    Call,
    Country,
    New,
    Note,
    On,
    kept_country,
    opened,
    say_where,
    until_stopped,
    write_note,
)
from liftwell.cli.book import InLogbook
from liftwell.errors import ImpossibleValue

if TYPE_CHECKING:
    from liftwell.consultation.saved_answers import SavedAnswers
    from liftwell.triage.triage import Triage

NOTED: Final = ("today", "days", "soon")  # whose words speak of the note
HELP: Final = (
    "Is it safe to train? Sixteen questions, about three minutes, before anything else.\n\n"
    "In a terminal it asks them one at a time and keeps every answer in a file, so that you can stop and go on. Run "
    "again, it asks only what is new. With [cyan]--answers[/cyan] and no terminal it reads them from a TOML or JSON "
    "file. The answers stay on this machine."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell screen[/cyan]

[cyan]liftwell screen --again --country GB[/cyan]

[cyan]liftwell screen --answers me.toml --json < /dev/null[/cyan]

[cyan]liftwell screen --answers me.toml --note note-for-clinician.pdf[/cyan]

[cyan]liftwell screen --card safety-card.pdf --country GB[/cyan]

[cyan]liftwell screen --answers me.toml --new fever[/cyan]

[cyan]liftwell screen --cleared[/cyan]

[cyan]liftwell screen --athlete me[/cyan]

[bold]What comes out[/bold]

emergency, today, within 3 days, within 14 days, mention it, or clear; each with its reasons.

A question that was skipped, or not sure, is never taken for a no.
"""
Cleared = Annotated[
    bool,
    typer.Option("--cleared", metavar="", help="A clinician has examined you and agrees: take down who, when, limits."),
]
Card = Annotated[
    Path | None,
    typer.Option("--card", metavar="PDF", help="Write the safety card, small enough to keep, to this file."),
]


def screen(
    *,
    answers: AnswersFile = None,
    ask: Ask = None,
    again: Again = False,
    new: New = None,
    cleared: Cleared = False,
    country: Country = None,
    on: On = None,
    note: Note = None,
    card: Card = None,
    athlete: InLogbook = None,
    as_json: AsJson = False,
    debug: given.Debug = False,
) -> None:
    """Ask or read the answers, say what they mean, and write the note and the card where they are wanted."""
    del debug  # looked for by the last line of defence
    # Only now: pydantic takes a while to load, and --help should not.
    from liftwell.triage.triage import triage  # noqa: PLC0415

    call = Call(answers, ask, again, on, as_json, athlete)
    saved = opened(call)
    whole = _answered(call, saved, new)
    if cleared:
        _take_clearance(call, saved)
    account = saved.account()
    found = triage(account)
    country = kept_country(saved, country)
    _say(found, account.intake.on, country, noted=note is not None, as_json=as_json)
    if not as_json:
        say_where(call.console, saved, whole=whole)
    if note is not None:
        write_note(account, found, note, country, call.console)
    if card is not None:
        _write_card(card, country, call.console)


def _answered(call: Call, saved: SavedAnswers, new: str | None) -> bool:
    """Ask what is to be asked; False where the person stopped before the end."""
    from liftwell.cli.questioning import ask_screen, reader  # noqa: PLC0415

    if new is not None:
        saved.short_check(new)
    if not call.asks:
        return True
    asker = reader(call.console)
    return until_stopped(call, saved, lambda: ask_screen(asker, saved, again=call.again, checked=new is not None))


def _say(found: Triage, on: date, country: str | None, *, noted: bool, as_json: bool) -> None:
    from liftwell.cli.screen_text import print_card, print_screen  # noqa: PLC0415
    from liftwell.exchange.screen_document import screen_document  # noqa: PLC0415
    from liftwell.plan.drills.meanwhile import meanwhile  # noqa: PLC0415
    from liftwell.screen.outcome import outcome_of  # noqa: PLC0415

    outcome = outcome_of(found.screen, country)
    if as_json:
        document = screen_document(found.screen, outcome, on).model_dump(mode="json", by_alias=True)
        typer.echo(json.dumps(document, ensure_ascii=False))
        return
    console = Console(highlight=False)
    print_screen(console, found.screen, outcome, meanwhile(found.screen))
    print_card(console)
    if not noted and found.screen.level in NOTED:
        console.print(Text("\nThe same command with --note note.pdf writes the note for them.", style="dim"))


def _write_card(path: Path, country: str | None, console: Console) -> None:
    from liftwell.report.referral_pdf import write_safety_card  # noqa: PLC0415

    write_safety_card(path, country)
    console.print(Text.assemble("\nThe safety card is in ", (str(path), "bold"), "."), soft_wrap=True)


def _take_clearance(call: Call, saved: SavedAnswers) -> None:
    from liftwell.cli.clearing import ask_clearance  # noqa: PLC0415
    from liftwell.cli.questioning import reader  # noqa: PLC0415
    from liftwell.triage.triage import triage  # noqa: PLC0415

    if not call.asks:
        raise ImpossibleValue("--cleared asks in a terminal; in a file of answers, write a [[clearance]] table.")
    asker = reader(call.console)
    until_stopped(call, saved, lambda: ask_clearance(asker, saved, triage(saved.account()).screen))
