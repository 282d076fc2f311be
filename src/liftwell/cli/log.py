"""`liftwell log`: what was done and felt, in one line, with last time's numbers beside it."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer
from rich.console import Console
from rich.prompt import Prompt
from rich.text import Text

from liftwell.cli import parameters as given
from liftwell.cli.book import Athlete, has_logbook, local_now, looked_into, opened_logbook, shelf_of, unit_of
from liftwell.cli.called import as_called
from liftwell.errors import ImpossibleValue

if TYPE_CHECKING:
    from liftwell.logbook.nouns import Noun
    from liftwell.logbook.shelf import Shelf
    from liftwell.plan.loading.plates import Unit

HELP: Final = (
    "Note what you did and how it felt. One line is a session: lift, sets x reps x kg, @RPE, and worst pain 0 to 10; "
    "sets that went another way follow after a comma, each with its own. Next morning add [cyan]--morning[/cyan]. The "
    "same lift told again on the same day takes the place of the first; what it was before is kept."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell log "conventional 3x5x100 @7 pain 2"[/cyan]

[cyan]liftwell log "conventional 5x100 @7 pain 2, 5x100 @8 pain 3"[/cyan]

[cyan]liftwell log "block pull 2x8 60kg raised 10 @6 pain 1 after 0"[/cyan]

[cyan]liftwell log --morning 3[/cyan]

[cyan]liftwell log --other "squats" --on 2026-11-25[/cyan]

[cyan]liftwell log --score NRS=4 --score "PSFS:pick up my son=6" --score RMDQ=7[/cyan]

[cyan]liftwell log "conventional 3x5x100" --remove[/cyan]

[bold]The line[/bold]

3x5x100, 3x5 100kg or 3x5 225lb; 3x2+2+2x120 is three clusters. Then, as far as you like: @7 or RPE 7, pain 2 (the \
worst), after 1 (within an hour), morning 3 (the next one), raised 10 (the plates, cm), relief (you took something).

A load without a unit is in kilograms, or in pounds where your answers say that your plates are.

After a comma come further sets of the same lift, with their own RPE and pain. From then on a line stands for all sets \
of that lift on that day.
"""
Line = Annotated[str | None, typer.Argument(metavar="LINE", help="The session in one line.", show_default=False)]
On = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="The day; today if not told.")
]
Waking = Annotated[
    int | None, typer.Option("--morning", min=0, max=10, metavar="0-10", help="Pain on waking that day.")
]
Other = Annotated[
    str | None,
    typer.Option("--other", metavar="WHAT", help="Other heavy work for the back: squats, rows, moving house."),
]
Scores = Annotated[
    list[str] | None,
    typer.Option("--score", metavar="NAME=SCORE", help="Of a questionnaire: NRS, PSFS or PSFS:ACTIVITY, RMDQ."),
]
Remove = Annotated[
    bool, typer.Option("--remove", metavar="", help="Take this entry away; it is kept among the changes.")
]


def log(
    line: Line = None,
    *,
    on: On = None,
    morning: Waking = None,
    other: Other = None,
    score: Scores = None,
    remove: Remove = False,
    athlete: Athlete = None,
    debug: given.Debug = False,  # noqa: ARG001  (`main` looks for it)
) -> None:
    """Note a session, a morning or other work."""
    from liftwell.consultation.log_sets import require_past  # noqa: PLC0415

    now = local_now()
    day = now.date() if on is None else on.date()
    require_past(day, now.date())
    console = Console(highlight=False)
    known = looked_into(opened_logbook(), athlete) if has_logbook() else None
    unit = "kg" if known is None else unit_of(known)
    if line is None and morning is None and other is None and not score:
        line = _asked(known, console, unit)
    told = [*_told(day, now.date(), line, morning, other, unit), *_scores(day, score)]  # before anybody new is made
    shelf = known or shelf_of(opened_logbook(), athlete, new=not remove)
    before = _plan_now(shelf, told, now)
    (_take_away if remove else _put)(shelf, told, console, unit)
    _say_difference(shelf, before, now, console)


def _told(day: date, today: date, line: str | None, morning: int | None, other: str | None, unit: Unit) -> list[Noun]:
    """The entries that were told, nothing of them written yet; raises ImpossibleValue where one cannot be."""
    from liftwell.consultation.log_sets import said_one_by_one  # noqa: PLC0415
    from liftwell.exchange.log_line import spoken  # noqa: PLC0415
    from liftwell.training.diary import Morning, OtherWork  # noqa: PLC0415

    entries: list[Noun] = []
    if line is not None:
        said = spoken(line, unit)
        entries += said_one_by_one(day, said)
        if said.morning is not None and day == today:
            raise ImpossibleValue("The morning after today is still to come; add it then, with --morning.")
        if said.morning is not None:  # an entry of its own, so that there is one place where it is corrected
            entries.append(Morning(day + timedelta(days=1), said.morning))
    if morning is not None:
        entries.append(Morning(day, morning))
    if other is not None:
        entries.append(OtherWork(day, _work(other)))
    return entries


def _scores(day: date, told: list[str] | None) -> list[Noun]:
    """Questionnaires that were answered; raises ImpossibleValue where one is unknown or its score cannot be."""
    from liftwell.training.outcome import RANGES, Instrument, Outcome  # noqa: PLC0415

    found: list[Noun] = []
    for one in told or ():
        name, _, score = one.rpartition("=")
        word, _, activity = name.partition(":")
        instrument = next((known for known in RANGES if known == word.strip().upper()), None)
        if instrument is None or (activity and instrument != "PSFS"):
            raise ImpossibleValue(f"{one[:60]!r} should be NRS=4, PSFS=6, PSFS:ACTIVITY=6 or RMDQ=7.")
        try:
            value = float(score.replace(",", "."))
        except ValueError:
            raise ImpossibleValue(f"{score[:40]!r} is no score of {instrument}; it is a number.") from None
        found.append(Outcome(day, cast("Instrument", instrument), value, " ".join(activity.split())))
    return found


def _work(told: str) -> str:
    if not told.strip():
        raise ImpossibleValue("What was it? Give a word, such as: --other squats.")
    return " ".join(told.split())


def _asked(known: Shelf | None, console: Console, unit: Unit) -> str:
    """The line, asked for in a terminal; raises ImpossibleValue where nobody can be asked."""
    from liftwell.exchange.log_line import EXAMPLE  # noqa: PLC0415

    if sys.stdin is None or not sys.stdin.isatty():
        raise ImpossibleValue(f'What was it? Give a line such as: {as_called()} log "{EXAMPLE}".')
    if known is not None:
        _say_newest(known, console, unit)
    console.print(Text(f"Lift, sets x reps x {unit}, @RPE, pain: such as {EXAMPLE}", style="dim"))
    try:
        return Prompt.ask("What did you do?", console=console)
    except EOFError:
        console.print()
        raise ImpossibleValue("Nothing was told, so nothing is noted.") from None


def _say_newest(shelf: Shelf, console: Console, unit: Unit) -> None:
    """The newest session, before somebody tells the next."""
    from liftwell.consultation.log_words import words_of  # noqa: PLC0415
    from liftwell.plan.loading.weight_unit import said  # noqa: PLC0415

    last = max(shelf.diary().done, key=lambda one: one.on, default=None)
    if last is not None:
        console.print(Text(said(f"Last time: {words_of(last, shelf.sets(last.on))}.", unit), style="dim"))


def _put(shelf: Shelf, told: list[Noun], console: Console, unit: Unit) -> None:
    """Keep the entries, and say how they were understood, beside last time and what they replace."""
    from liftwell.consultation.log_sets import keep_told  # noqa: PLC0415
    from liftwell.consultation.log_words import last_time, plan_reads, words_of  # noqa: PLC0415
    from liftwell.plan.loading.weight_unit import said  # noqa: PLC0415
    from liftwell.training.diary import Done  # noqa: PLC0415

    diary = shelf.diary()
    entries = keep_told(shelf, told)
    for entry in entries:
        if (last := last_time(diary, entry.noun)) is not None:
            console.print(Text(said(f"Last time: {words_of(last, shelf.sets(last.on))}.", unit), style="dim"))
        console.print(Text(f"Noted for {shelf.name}: {said(words_of(entry.noun, entry.sets), unit)}."))
        if isinstance(entry.noun, Done) and (reads := plan_reads(entry.noun, entry.sets)) is not None:
            console.print(Text(said(reads, unit)))
        if entry.changes:
            console.print(Text(said(f"Before it was: {words_of(entry.old, entry.old_sets)}.", unit), style="dim"))


def _take_away(shelf: Shelf, told: list[Noun], console: Console, unit: Unit) -> None:
    from liftwell.consultation.log_words import words_of  # noqa: PLC0415
    from liftwell.plan.loading.weight_unit import said  # noqa: PLC0415
    from liftwell.training.logged_set import LoggedSet  # noqa: PLC0415

    found = [shelf.like(entry) for entry in told if not isinstance(entry, LoggedSet)]
    gone = [(old, shelf.sets(old.on)) for old in found if old is not None]
    if not gone:
        raise ImpossibleValue(
            f"There is no such entry on that day; {as_called()} export tables --format csv shows all."
        )
    for entry, sets in gone:
        shelf.take_away(entry)
        console.print(Text(said(f"Taken away: {words_of(entry, sets)}. What it was is kept among the changes.", unit)))


def _plan_now(shelf: Shelf, told: list[Noun], now: datetime) -> str | None:
    """The plan of today before the entries; None where none was shown, or they are of what was done after it."""
    from liftwell.training.diary import Morning  # noqa: PLC0415

    past = any(entry.on < now.date() or isinstance(entry, Morning) for entry in told)
    if not past or shelf.prescribed(now.date()) is None:
        return None
    from liftwell.cli.replanned import plan_now  # noqa: PLC0415 - nobody waits for it to load in vain

    return plan_now(shelf, now)


def _say_difference(shelf: Shelf, before: str | None, now: datetime, console: Console) -> None:
    """What an entry of the past changes in the plan of today; what was prescribed then stays as it was."""
    if before is None:
        return
    from liftwell.cli.replanned import difference, plan_now  # noqa: PLC0415

    for sentence in difference(before, plan_now(shelf, now)):
        console.print(Text(sentence))
