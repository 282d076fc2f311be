"""`liftwell import`: years of sets from another log, looked at first, kept once, and undone as one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from liftwell.cli import parameters as given
from liftwell.cli.book import Athlete, local_now, looked_into, opened_logbook, shelf_of
from liftwell.cli.called import as_called
from liftwell.consultation.counted import counted
from liftwell.errors import ImpossibleValue

if TYPE_CHECKING:
    from rich.progress import Progress

    from liftwell.exchange.logs.foreign_log import ForeignLog
    from liftwell.logbook.shelf import Shelf

HELP: Final = (
    "Bring your history in from Strong, Hevy, FitNotes, Liftosaur, OpenBarbell, any CSV, or an export of liftwell. "
    "[cyan]--preview[/cyan] shows what it would bring, and how much of that is there, and changes nothing; what is "
    "there already is not brought twice; [cyan]--undo[/cyan] takes the newest import away. Another log knows nothing "
    "of pain, so nothing in it counts as good."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell import strong.csv --preview[/cyan]

[cyan]liftwell import strong.csv --unit lb[/cyan]

[cyan]liftwell import table.csv --column date=Datum --column exercise=Lift --column load=kg --column reps=Wdh[/cyan]

[cyan]liftwell import --undo[/cyan]
"""
From = Annotated[Path | None, typer.Argument(metavar="FILE", help="The export.", show_default=False)]
Preview = Annotated[bool, typer.Option("--preview", metavar="", help="Show what it would bring; change nothing.")]
Undo = Annotated[bool, typer.Option("--undo", metavar="", help="Take the newest import away.")]
Unit = Annotated[Literal["kg", "lb"] | None, typer.Option("--unit", help="The unit, where the file does not say it.")]
DayFirst = Annotated[
    bool | None, typer.Option("--day-first/--month-first", help="Whether 03/04 is the third of April.")
]
Columns = Annotated[
    list[str] | None, typer.Option("--column", metavar="WHAT=NAME", help="Which column of a CSV holds what.")
]
Same = Annotated[
    list[str] | None,
    typer.Option("--exercise", metavar="NAME=ID", help="Which exercise of the plan a name in the file is."),
]
MOST_NAMES: Final = 12
PREVIEW: Final = "Nothing is kept yet: run it again without --preview."
# What the lists of an export of our own hold, in words.
LISTS: Final[Mapping[str, str]] = {
    "done": "hinge session", "workout": "workout", "import": "import", "answers": "version of the answers",
    "start": "start of a plan", "set": "set", "morning": "morning", "other_work": "day of other work", "sign": "sign",
    "check_in": "check-in", "override": "wish", "outcome": "score", "prescription": "plan", "clip": "clip",
    "change": "change",
}  # fmt: skip


def bring_in(
    file: From = None,
    *,
    preview: Preview = False,
    undo: Undo = False,
    unit: Unit = None,
    day_first: DayFirst = None,
    column: Columns = None,
    exercise: Same = None,
    athlete: Athlete = None,
    debug: given.Debug = False,  # noqa: ARG001  (`main` looks for it)
) -> None:
    """Bring history in, or take it away again."""
    console = Console(highlight=False)
    if undo and (file is not None or preview):
        raise ImpossibleValue("--undo takes the newest import away, without a file and without --preview.")
    if undo:
        _undo(athlete, console)
    elif file is None:
        raise ImpossibleValue("Which file? Give the export of the other log, or --undo.")
    elif file.suffix.lower() in (".json", ".toml"):
        _own(file, athlete, console, preview=preview)
    else:
        from liftwell.consultation.foreign_log import hinges_in, there_already_words  # noqa: PLC0415

        logbook = opened_logbook()
        if athlete is not None or len(logbook.athletes()) > 1:
            shelf_of(logbook, athlete)  # whose it is, before years of sets are read
        log = _read(file, unit, day_first, _pairs(column, "--column date=Datum"), console)
        known = hinges_in(log, _pairs(exercise, '--exercise "My pull=sumo"'))
        _show(log, known, console)
        if preview:
            console.print(Text(there_already_words(log, looked_into(logbook, athlete))))
            console.print(Text(PREVIEW))
        else:
            _keep(file, log, known, shelf_of(logbook, athlete, new=True), console)


def _pairs(told: list[str] | None, example: str) -> dict[str, str]:
    for one in told or ():
        if "=" not in one:
            raise ImpossibleValue(f"{one!r} should be two words with = between them, such as {example}.")
    return {key.strip(): value.strip() for key, value in (one.split("=", 1) for one in told or ())}


def _read(
    file: Path, unit: Literal["kg", "lb"] | None, day_first: bool | None, columns: Mapping[str, str], console: Console
) -> ForeignLog:
    from liftwell.exchange.logs.read import read_log  # noqa: PLC0415

    with _bar(console) as progress:
        task = progress.add_task(f"Reading {file.name}", total=None)
        return read_log(
            file, unit=unit, day_first=day_first, columns=columns or None, today=local_now().date(),
            heard=lambda done, total: progress.update(task, completed=done, total=total),
        )  # fmt: skip


def _bar(console: Console) -> Progress:
    """A bar in a terminal, nothing elsewhere."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _show(log: ForeignLog, known: Mapping[str, str], console: Console) -> None:
    """What the file holds, and how it was understood."""
    sets = sum(len(one.sets) for one in log.workouts)
    days = sorted(one.on for one in log.workouts)
    span = f", {days[0].isoformat()} to {days[-1].isoformat()}" if days else ""
    console.print(Text(f"{log.app}: {counted(len(log.workouts), 'workout')}, {counted(sets, 'set')}{span}."))
    told = "" if log.unit_told else ", which the file does not say: --unit lb if they are pounds"
    console.print(Text(f"Weights are in {log.unit}{told}."))
    table = Table("Exercise", "Sets", "In the plan", box=None, pad_edge=False)
    listed = sorted(log.names, key=lambda one: (one[0] not in known, -one[1]))
    for name, count in listed[:MOST_NAMES]:
        table.add_row(Text(name), f"{count:,}", known.get(name, "kept, no hinge"))
    console.print(table)
    if len(listed) > MOST_NAMES:
        console.print(Text(f"and {len(listed) - MOST_NAMES} more, kept as they are.", style="dim"))
    for doubt in log.doubts[:MOST_NAMES]:
        console.print(Text(f"Please look: {doubt}", style="yellow"))
    if len(log.doubts) > MOST_NAMES:
        console.print(Text(f"and {len(log.doubts) - MOST_NAMES} more of this kind.", style="yellow"))


def _keep(file: Path, log: ForeignLog, known: Mapping[str, str], shelf: Shelf, console: Console) -> None:
    from liftwell.logbook.brought_in import Source, bring_in  # noqa: PLC0415
    from liftwell.logbook.digest import sha256_of  # noqa: PLC0415

    source = Source(log.app, file.name, sha256_of(file))
    with _bar(console) as progress:
        task = progress.add_task("Keeping", total=len(log.workouts))
        brought = bring_in(
            shelf.logbook, shelf.name, log.workouts, source, known,
            lambda done, total: progress.update(task, completed=done, total=total),
        )  # fmt: skip
    there = f" {brought.known:,} were there already." if brought.known else ""
    if not brought.workouts:
        console.print(Text(f"Nothing new for {shelf.name}: all of it is there already."))
        return
    new = f"{counted(brought.workouts, 'workout')} with {counted(brought.sets, 'set')}"
    new += f", in them {counted(brought.hinges, 'hinge session')}"
    console.print(Text(f"Kept for {shelf.name}: {new}.{there}"))
    console.print(Text(f"To take it back: {as_called()} import --undo", style="dim"))


def _own(file: Path, athlete: str | None, console: Console, *, preview: bool) -> None:
    """A file of liftwell itself: an export under its own name or another, or the answers or the diary of before."""
    from liftwell.consultation.own_files import KINDS, told_in  # noqa: PLC0415
    from liftwell.exchange.logbook_json import read_contents  # noqa: PLC0415
    from liftwell.logbook.contents import put_back  # noqa: PLC0415

    kind, told = told_in(file)
    if kind in KINDS:
        logbook = opened_logbook()
        theirs = partial(shelf_of, logbook, athlete, new=True)
        for sentence in KINDS[kind](told, file, theirs, looked_into(logbook, athlete), preview=preview):
            console.print(Text(sentence))
        if preview:
            console.print(Text(PREVIEW))
        return
    content = read_contents(file)
    name = athlete or str(content.get("athlete", "me"))
    counts = ", ".join(counted(len(content[word]), what) for word, what in LISTS.items() if content[word])
    console.print(Text(f"{name}: {counts or 'nothing yet'}."))
    if preview:
        console.print(Text(PREVIEW))
        return
    put_back(opened_logbook(), content, name)
    console.print(Text(f"{name} is in the logbook."))


def _undo(athlete: str | None, console: Console) -> None:
    from liftwell.logbook.brought_in import undo  # noqa: PLC0415

    shelf = shelf_of(opened_logbook(), athlete)
    source = undo(shelf.logbook, shelf.name)
    console.print(Text(f"What {source.file_name} ({source.app}) brought for {shelf.name} is taken away."))
