"""`liftwell screen`: is it safe to train? Sixteen questions, the answer in fixed words, and a note for a clinician."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from liftwell.cli import parameters as given
from liftwell.cli.called import as_called
from liftwell.cli.failure import Stopped
from liftwell.errors import CannotRead, ImpossibleValue

if TYPE_CHECKING:
    from liftwell.cli.saved_answers import SavedAnswers

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

[cyan]liftwell screen --answers me.toml --new fever[/cyan]

[cyan]liftwell screen --cleared[/cyan]

[bold]What comes out[/bold]

emergency, today, within 3 days, within 14 days, mention it, or clear; each with its reasons.

A question that was skipped, or not sure, is never taken for a no.
"""
DEFAULT: Final = Path("liftwell-answers.json")
NOTED: Final = ("today", "days", "soon")  # whose words speak of the note

AnswersFile = Annotated[
    Path | None,
    typer.Option("--answers", metavar="FILE", help=f"The file of answers, TOML or JSON; {DEFAULT} if not told."),
]
Ask = Annotated[
    bool | None,
    typer.Option("--ask/--no-ask", help="Ask what is open, or never ask; without it, ask in a terminal."),
]
Again = Annotated[bool, typer.Option("--again", metavar="", help="Ask all safety questions anew.")]
New = Annotated[
    str | None,
    typer.Option(
        "--new", metavar="TICKS",
        help="The short check before a session, for scripts: none, or what is new, such as fever,both-legs.",
    ),
]  # fmt: skip
Cleared = Annotated[
    bool,
    typer.Option("--cleared", metavar="", help="A clinician has examined you and agrees: take down who, when, limits."),
]
Country = Annotated[
    str | None,
    typer.Option("--country", metavar="GB|DE|US", help="Whose emergency and advice numbers to show."),
]
On = Annotated[
    datetime | None,
    typer.Option(
        "--on", formats=["%Y-%m-%d"], metavar="DATE",
        help="The day for which it is read; without it the day that the file says, or today.",
    ),
]  # fmt: skip
Note = Annotated[
    Path | None, typer.Option("--note", metavar="PDF", help="Write the one-page note for a clinician to this file.")
]
AsJson = Annotated[bool, typer.Option("--json", metavar="", help="Print it as JSON, and nothing else, to stdout.")]


@dataclass(frozen=True, slots=True)
class Call:
    """What was said on the command line about the answers."""

    answers: Path | None
    ask: bool | None
    again: bool
    on: datetime | None
    as_json: bool

    @property
    def asks(self) -> bool:
        """Whether to ask: as told, else in a terminal."""
        # There may be no stdin at all.
        return (sys.stdin is not None and sys.stdin.isatty()) if self.ask is None else self.ask

    @property
    def now(self) -> datetime:
        """The moment for which the answers are read, in local time."""
        now = datetime.now(UTC).astimezone()
        return now if self.on is None else now.replace(year=self.on.year, month=self.on.month, day=self.on.day)

    @property
    def console(self) -> Console:
        """Where questions are put: beside the JSON, where there is any."""
        return Console(stderr=self.as_json, highlight=False)


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
    as_json: AsJson = False,
    debug: given.Debug = False,
) -> None:
    """Ask or read the answers, say what they mean, and write the note where one is wanted."""
    del debug  # looked for by the last line of defence
    # Only now: pydantic takes a while to load, and --help should not.
    from liftwell.cli.questioning import ask_screen, reader  # noqa: PLC0415
    from liftwell.cli.screen_text import print_card, print_screen  # noqa: PLC0415
    from liftwell.exchange.screen_document import screen_document  # noqa: PLC0415
    from liftwell.plan.meanwhile import meanwhile  # noqa: PLC0415
    from liftwell.screen.outcome import outcome_of  # noqa: PLC0415
    from liftwell.triage.triage import triage  # noqa: PLC0415

    call = Call(answers, ask, again, on, as_json)
    saved = opened(call)
    if new is not None:
        _short_check(saved, new)
    asker = reader(call.console)
    whole = not call.asks or until_stopped(
        call, saved, lambda: ask_screen(asker, saved, again=again, checked=new is not None)
    )
    if cleared:
        _take_clearance(call, saved)
    account = saved.account()
    found = triage(account)
    outcome = outcome_of(found.screen, country or saved.at("about.country"))
    if as_json:
        document = screen_document(found.screen, outcome).model_dump(mode="json", by_alias=True)
        typer.echo(json.dumps(document, ensure_ascii=False))
    else:
        console = Console(highlight=False)
        print_screen(console, found.screen, outcome, meanwhile(found.screen))
        print_card(console)
        if note is None and found.screen.level in NOTED:
            console.print(Text("\nThe same command with --note note.pdf writes the note for them.", style="dim"))
        say_where(console, saved, whole=whole)
    if note is not None:
        write_note(account, found, note, call.console)


def opened(call: Call) -> SavedAnswers:
    """The answers of the file that was named, or of the usual one; raises where there is nothing to read or to ask."""
    from liftwell.cli.saved_answers import SavedAnswers  # noqa: PLC0415

    path = call.answers or DEFAULT
    if not call.asks and not os.path.lexists(path):
        if call.answers is not None:
            raise CannotRead(f"There is no file {path}; run {as_called()} screen in a terminal to answer.")
        raise ImpossibleValue("There are no answers yet: give --answers FILE, or run it in a terminal.")
    if call.asks and path.suffix.lower() == ".toml":
        raise ImpossibleValue(f"{path} is kept as you wrote it: add --no-ask, or give a .json file for your answers.")
    saved = SavedAnswers.opened(path, call.now, its_day=not call.asks and call.on is None)
    if not call.asks:
        saved.path = None  # only read
    if saved.today != datetime.now(UTC).astimezone().date():
        call.console.print(f"The answers are read for {saved.today.isoformat()}.", style="dim")
    return saved


def _short_check(saved: SavedAnswers, new: str) -> None:
    from liftwell.screen.short_check import opened_by  # noqa: PLC0415

    opens = opened_by(tuple(tick.strip() for tick in new.split(",") if tick.strip()))
    if opens:
        saved.forget_screen(opens)


def until_stopped(call: Call, saved: SavedAnswers, ask: Callable[[], bool]) -> bool:
    """What `ask` says; Ctrl-C on the way keeps the answers, and never hides an emergency. Raises Stopped."""
    from liftwell.cli.screen_text import print_card, print_screen  # noqa: PLC0415
    from liftwell.screen.outcome import outcome_of  # noqa: PLC0415
    from liftwell.screen.red_flags import screened  # noqa: PLC0415

    try:
        return ask()
    except KeyboardInterrupt:
        found = screened(saved.account().intake)
        call.console.print()
        if found.level == "emergency":
            print_screen(call.console, found, outcome_of(found, saved.at("about.country")))
            print_card(call.console)
        raise Stopped(f"stopped; what you answered is kept in {saved.path}.") from None


def _take_clearance(call: Call, saved: SavedAnswers) -> None:
    from liftwell.cli.clearing import ask_clearance  # noqa: PLC0415
    from liftwell.cli.questioning import reader  # noqa: PLC0415
    from liftwell.triage.triage import triage  # noqa: PLC0415

    if not call.asks:
        raise ImpossibleValue("--cleared asks in a terminal; in a file of answers, write a [[clearance]] table.")
    asker = reader(call.console)
    until_stopped(call, saved, lambda: ask_clearance(asker, saved, triage(saved.account()).screen))


def say_where(console: Console, saved: SavedAnswers, *, whole: bool) -> None:
    """Where the answers are kept, and how to go on."""
    if saved.path is None or not saved.path.exists():
        return
    go_on = "" if whole else " Run it again to go on where you stopped."
    console.print(Text(f"\nYour answers are kept in {saved.path}.{go_on}", style="dim"), soft_wrap=True)


def write_note(account: object, found: object, path: Path, console: Console) -> None:
    """The note for a clinician; raises CannotWrite."""
    from liftwell.report.referral_pdf import write_referral  # noqa: PLC0415
    from liftwell.triage.account import Account  # noqa: PLC0415
    from liftwell.triage.referral import referral_note  # noqa: PLC0415
    from liftwell.triage.triage import Triage  # noqa: PLC0415

    assert isinstance(account, Account)
    assert isinstance(found, Triage)
    write_referral(referral_note(account, found), path)
    console.print(Text.assemble("\nThe note for a clinician is in ", (str(path), "bold"), "."), soft_wrap=True)
