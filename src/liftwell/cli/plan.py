"""`liftwell plan`: today's session and why, and the week, after the short safety check."""

from __future__ import annotations

import json
import os
import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, get_args

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
    On,
    kept_country,
    opened,
    say_where,
)
from liftwell.cli.book import InLogbook
from liftwell.cli.called import as_called
from liftwell.errors import ImpossibleValue
from liftwell.screen.intake import Leg

if TYPE_CHECKING:
    from liftwell.consultation.check_in import Given
    from liftwell.consultation.planning import Day, Planner
    from liftwell.consultation.saved_answers import SavedAnswers
    from liftwell.exchange.diary_document import DiaryDocument
    from liftwell.logbook.shelf import Shelf
    from liftwell.plan.loading.plates import Unit
    from liftwell.plan.prescription import Today
    from liftwell.triage.account import Account

HELP: Final = (
    "What to do today, how heavy, and why. It takes your answers, your diary and how today begins, and gives the "
    "session with its warm-up, when to stop, and when to lift next.\n\n"
    "Every session begins with a short safety check: without it there is no plan. In a terminal it asks; for scripts: "
    "answers and diary from files, [cyan]--new none[/cyan] where nothing is new, JSON out. Run [cyan]liftwell triage"
    "[/cyan] first: it finds where to begin."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell plan[/cyan]

[cyan]liftwell plan --week --how[/cyan]

[cyan]liftwell plan --now 2 --walking --slept 7[/cyan]

[cyan]liftwell plan --answers me.toml --diary diary.toml --new none --now 1 --walking --leg none --no-ask[/cyan]

[cyan]liftwell plan --answers me.toml --new none --on 2026-11-28 --json < /dev/null[/cyan]

[bold]The diary[/bold]

A text file that you keep. After each session copy the lines that the plan prints into it, and fill in how hard it was \
and how it felt. Next morning add how you woke up. What is not told never counts as good, so the plan repeats the day.
"""
DIARY: Final = Path("liftwell-diary.toml")
STOPPED: Final = "A question is still open, so no plan is shown. Run it again to go on."

DiaryFile = Annotated[
    Path | None,
    typer.Option("--diary", metavar="FILE", help=f"Your diary, TOML or JSON; {DIARY} if not told and if it is there."),
]
Now = Annotated[
    int | None, typer.Option("--now", min=0, max=10, metavar="0-10", help="How much it hurts now, before the session.")
]
Walks = Annotated[bool | None, typer.Option("--walking/--limping", help="You walk as usual, or pain makes it hard.")]
LegToday = Annotated[
    Leg | None,
    typer.Option("--leg", metavar="NAME", help=f"What is in your legs today: {', '.join(get_args(Leg))}."),
]
Slept = Annotated[
    float | None, typer.Option("--slept", min=0, max=24, metavar="HOURS", help="How long you slept last night.")
]
Sore = Annotated[
    int | None, typer.Option("--sore", min=0, max=10, metavar="0-10", help="How sore both sides of the back are.")
]
Week = Annotated[bool, typer.Option("--week", metavar="", help="Show the week too, as it comes if all goes well.")]
How = Annotated[bool, typer.Option("--how", metavar="", help="Tell how each exercise is done, and when to end a set.")]


def plan(
    *,
    answers: AnswersFile = None,
    diary: DiaryFile = None,
    new: New = None,
    now: Now = None,
    walking: Walks = None,
    leg: LegToday = None,
    slept: Slept = None,
    sore: Sore = None,
    week: Week = False,
    how: How = False,
    ask: Ask = None,
    again: Again = False,
    country: Country = None,
    on: On = None,
    athlete: InLogbook = None,
    as_json: AsJson = False,
    debug: given.Debug = False,
) -> None:
    """Safety first, then the check-in, then the plan of the day."""
    # Only now: the deciding half takes a while to load, and --help should not.
    from liftwell.consultation.check_in import Given  # noqa: PLC0415
    from liftwell.consultation.kept_plan import keep_day  # noqa: PLC0415

    call = Call(answers, ask, again, on, as_json, athlete)
    shelf = _shelf(athlete, diary)
    book = _read(diary) if shelf is None else _book(shelf)
    saved = opened(call, shelf)
    planner = _planner(call, saved, book, shelf, Given(now, walking, leg, slept, sore), debug=debug)
    whole = planner.ask_safety(new)
    planner.look()
    country = kept_country(saved, country)
    day = planner.day(new, week=week, how=how) if whole and planner.clear else None
    if shelf is not None and whole:
        keep_day(shelf, planner, day)
    _say(planner, day, call, country)
    if not as_json:
        say_where(call.console, saved, whole=whole)


def _say(planner: Planner, day: Day | None, call: Call, country: str | None) -> None:
    if call.as_json:
        _print_json(planner, day, country)
    else:
        _print(planner, day, country, call.athlete)


def _read(diary: Path | None) -> DiaryDocument:
    """The diary that was named, or the usual one where that is there; raises as `read_document` does."""
    from liftwell.exchange.diary import read_document  # noqa: PLC0415
    from liftwell.exchange.diary_document import DiaryDocument  # noqa: PLC0415

    if diary is None and not os.path.lexists(DIARY):
        return DiaryDocument()
    return read_document(diary or DIARY)


def _shelf(athlete: str | None, diary: Path | None) -> Shelf | None:
    """The part of the logbook that was named; raises ImpossibleValue where a diary was named as well."""
    from liftwell.cli.book import opened_logbook, shelf_of  # noqa: PLC0415

    if athlete is None:
        return None
    if diary is not None:
        raise ImpossibleValue("A diary is a file or in the logbook: give --diary or --athlete.")
    return shelf_of(opened_logbook(), athlete)


def _book(shelf: Shelf) -> DiaryDocument:
    from liftwell.consultation.kept_answers import book_of  # noqa: PLC0415

    return book_of(shelf)


def _planner(
    call: Call, saved: SavedAnswers, book: DiaryDocument, shelf: Shelf | None, given_today: Given, *, debug: bool
) -> Planner:
    """A plan of these; clips are those of the logbook, or those that the file of answers names."""
    from liftwell.cli.terminal_questions import TerminalQuestions  # noqa: PLC0415
    from liftwell.consultation.kept_clips import account_with_clips  # noqa: PLC0415
    from liftwell.consultation.planning import Planner  # noqa: PLC0415

    def named(account: Account) -> Account:
        if not any(row.get("file") for row in saved.content.get("clip", ())):
            return account
        # Only now: the measuring half takes a second to load.
        from liftwell.cli.triage_clips import clips_of, with_clips  # noqa: PLC0415

        return with_clips(account, clips_of(saved, []), debug=debug)[0]

    clips = named if shelf is None else partial(account_with_clips, shelf=shelf)
    asked = TerminalQuestions(call) if call.asks else None
    return Planner(saved, book, given_today, asked, clips, entry=shelf is None)


def _print(planner: Planner, day: Day | None, country: str | None, athlete: str | None) -> None:
    """The plan where it may be shown; before that what the safety screen says, or what is still to be answered."""
    from liftwell.cli.plan_text import print_doses, print_groups, print_lines, print_open, print_plan  # noqa: PLC0415
    from liftwell.cli.screen_text import print_card, print_screen  # noqa: PLC0415
    from liftwell.cli.triage_text import print_next, print_triage  # noqa: PLC0415
    from liftwell.plan.drills.meanwhile import meanwhile  # noqa: PLC0415
    from liftwell.plan.lifter import CLEAR  # noqa: PLC0415
    from liftwell.plan.plan_words import may_show  # noqa: PLC0415
    from liftwell.screen.outcome import outcome_of  # noqa: PLC0415

    console = Console(highlight=False)
    screen = planner.screen(day)
    if not planner.clear and (doses := planner.doses):
        print_screen(console, screen, outcome_of(screen, country))
        print_doses(console, doses)
        print_next(console, planner.found)
        print_lines(console, planner.check_lines)
        print_card(console)
    elif not planner.clear:
        print_triage(console, planner.found, outcome_of(screen, country))
        print_lines(console, planner.check_lines)
    elif day is None:
        console.print(Text(STOPPED))
    elif day.today.level not in CLEAR:
        print_screen(console, screen, outcome_of(screen, country), meanwhile(screen))
        print_card(console)
    elif may_show(day.today):
        shown = day.said_in(day.beside.unit)
        print_plan(console, shown.today, shown.beside)
        _print_log(console, day.today, athlete, day.beside.unit)
        print_groups(console, screen, outcome_of(screen, country))
    else:
        print_open(console, day.today)


def _print_log(console: Console, today: Today, athlete: str | None, unit: Unit) -> None:
    """How to note it in the logbook; nothing where the diary is a file."""
    if athlete is None or today.main is None:
        return
    from liftwell.exchange.log_line import line_of  # noqa: PLC0415

    whose = f"--athlete {shlex.quote(athlete)}"
    console.print(Text("\nWhen it is done, with your own numbers", style="bold"))
    line = line_of(today.main.lift, unit)
    console.print(Text(f'  {as_called()} log "{line} @RPE pain 0-10" {whose}'), soft_wrap=True)
    console.print(Text(f"  {as_called()} log --morning 0-10 {whose}"), soft_wrap=True)


def _print_json(planner: Planner, day: Day | None, country: str | None) -> None:
    from liftwell.consultation.kept_plan import document_of_day  # noqa: PLC0415

    typer.echo(json.dumps(document_of_day(planner, day, country), ensure_ascii=False))
