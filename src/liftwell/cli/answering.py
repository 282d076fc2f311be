"""What `screen`, `triage` and `plan` share: the options about the answers, the file of answers, and how a run ends."""

from __future__ import annotations

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

from liftwell.cli.called import as_called
from liftwell.cli.failure import Stopped
from liftwell.errors import CannotRead, ImpossibleValue

if TYPE_CHECKING:
    from liftwell.consultation.saved_answers import SavedAnswers
    from liftwell.logbook.shelf import Shelf
    from liftwell.triage.account import Account
    from liftwell.triage.triage import Triage

DEFAULT: Final = Path("liftwell-answers.json")

AnswersFile = Annotated[
    Path | None,
    typer.Option("--answers", metavar="FILE", help=f"The file of answers, TOML or JSON; {DEFAULT} if not told."),
]
Ask = Annotated[
    bool | None,
    typer.Option("--ask/--no-ask", help="Ask what is open, or never ask; without it, ask in a terminal."),
]
Again = Annotated[bool, typer.Option("--again", metavar="", help="Ask all safety questions anew.")]
Country = Annotated[
    str | None,
    typer.Option("--country", metavar="GB", help="Whose emergency and advice numbers to show, by two letters."),
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
New = Annotated[
    str | None,
    typer.Option(
        "--new", metavar="TICKS",
        help="The short check before a session, for scripts: none, or what is new, such as fever,both-legs.",
    ),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """What was said on the command line about the answers."""

    answers: Path | None
    ask: bool | None
    again: bool
    on: datetime | None
    as_json: bool
    athlete: str | None = None

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


def opened(call: Call, shelf: Shelf | None = None) -> SavedAnswers:
    """The answers of the file that was named, or of the usual one; raises where there is nothing to read or to ask."""
    from liftwell.consultation.saved_answers import SavedAnswers  # noqa: PLC0415

    if call.athlete is not None:
        return _in_logbook(call, call.athlete, shelf)
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


def _in_logbook(call: Call, athlete: str, shelf: Shelf | None) -> SavedAnswers:
    """The answers of an athlete of the logbook; raises where there are none and nobody can be asked."""
    from liftwell.cli.book import opened_logbook, shelf_of  # noqa: PLC0415
    from liftwell.consultation.kept_answers import saved_in  # noqa: PLC0415

    if call.answers is not None:
        raise ImpossibleValue("Answers come from a file or from the logbook: give --answers or --athlete.")
    saved = saved_in(shelf or shelf_of(opened_logbook(), athlete), call.now, asks=call.asks)
    if not call.asks and not saved.content:
        raise ImpossibleValue(
            f"The logbook has no answers of {athlete} yet; run {as_called()} triage --athlete NAME in a terminal."
        )
    return saved


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
        raise Stopped(f"stopped; what you answered is kept in {saved.where}.") from None


def say_where(console: Console, saved: SavedAnswers, *, whole: bool) -> None:
    """Where the answers are kept, and how to go on."""
    if saved.where is None or (saved.path is not None and not saved.path.exists()):
        return
    go_on = "" if whole else " Run it again to go on where you stopped."
    console.print(Text(f"\nYour answers are kept in {saved.where}.{go_on}", style="dim"), soft_wrap=True)


def kept_country(saved: SavedAnswers, country: str | None) -> str | None:
    """Whose numbers to show: as told now, which is kept with the answers, or as kept before."""
    if country is None:
        kept = saved.at("about.country")
        return kept if isinstance(kept, str) else None
    if saved.where is not None:
        saved.keep("about.country", country.upper())
    return country


def write_note(account: Account, found: Triage, path: Path, country: str | None, console: Console) -> None:
    """The note for a clinician; raises CannotWrite."""
    from liftwell.report.referral_pdf import write_referral  # noqa: PLC0415
    from liftwell.triage.referral import referral_note  # noqa: PLC0415

    write_referral(referral_note(account, found, country), path)
    console.print(Text.assemble("\nThe note for a clinician is in ", (str(path), "bold"), "."), soft_wrap=True)
