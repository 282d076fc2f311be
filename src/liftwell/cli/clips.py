"""`liftwell clips`: which clips the logbook knows, how long they are kept, and those past their day deleted."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from liftwell.cli import parameters as given
from liftwell.cli.book import Athlete, local_now, opened_logbook, shelf_of
from liftwell.cli.called import as_called
from liftwell.consultation.counted import counted
from liftwell.errors import CannotWrite, ImpossibleValue

if TYPE_CHECKING:
    from liftwell.consultation.clip_files import Due
    from liftwell.logbook.clips import KeptClip
    from liftwell.logbook.shelf import Shelf

HELP: Final = (
    "The clips in your logbook, and how long you keep them. A video stays where you have it; the logbook knows its "
    "place and what was measured. [cyan]--keep[/cyan] says for how many days, [cyan]--delete[/cyan] deletes the videos "
    "that are past their day, after you said yes. Nothing is deleted on its own."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell clips[/cyan]

[cyan]liftwell clips --keep 30[/cyan]

[cyan]liftwell clips --keep always[/cyan]

[cyan]liftwell clips --delete[/cyan]

[cyan]liftwell clips --delete --measured --yes[/cyan]
"""
ALWAYS: Final = "always"
STAYS: Final = "What was measured stays in the logbook."
Keep = Annotated[
    str | None,
    typer.Option(
        "--keep", metavar="DAYS|always", help="How long to keep each clip after its day, those to come as well."
    ),
]
Delete = Annotated[bool, typer.Option("--delete", metavar="", help="Delete the videos that are past their day.")]
WithMeasured = Annotated[
    bool, typer.Option("--measured", metavar="", help="With --delete: forget what was measured in them too.")
]
Yes = Annotated[bool, typer.Option("--yes", metavar="", help="Delete without being asked again.")]


def clips(
    *,
    keep: Keep = None,
    delete: Delete = False,
    measured: WithMeasured = False,
    yes: Yes = False,
    athlete: Athlete = None,
    debug: given.Debug = False,  # noqa: ARG001  (`main` looks for it)
) -> None:
    """List clips, say how long they are kept, or delete those past their day."""
    from liftwell.logbook.clips import clips_of, keep_for  # noqa: PLC0415

    if keep is not None and delete:
        raise ImpossibleValue("One at a time: --keep or --delete.")
    if (measured or yes) and not delete:
        raise ImpossibleValue("--measured and --yes say how to --delete; add --delete.")
    days = None if keep is None else _days(keep)
    shelf, console, today = shelf_of(opened_logbook(), athlete), Console(highlight=False), local_now().date()
    if keep is not None:
        _say(shelf, keep_for(shelf, days), today, console)
    elif delete:
        _delete(shelf, today, console, measured=measured, yes=yes)
    else:
        _say(shelf, clips_of(shelf), today, console)


def _days(keep: str) -> int | None:
    """So many days, None for always; raises ImpossibleValue where it is neither."""
    word = keep.strip().lower()
    if word == ALWAYS:
        return None
    if not (word.isascii() and word.isdecimal() and len(word) < 10):
        raise ImpossibleValue(f"{keep[:40]!r} is no number of days; give one, such as --keep 30, or --keep always.")
    return int(word)


# --- the list ------------------------------------------------------------------------------------


def _say(shelf: Shelf, found: Sequence[KeptClip], today: date, console: Console) -> None:
    from liftwell.consultation.clip_files import is_there  # noqa: PLC0415

    if not found:
        begin = f"{as_called()} analyse CLIP --athlete {shlex.quote(shelf.name)}"
        console.print(Text(f"{shelf.name} has no clips in the logbook yet: {begin}"), soft_wrap=True)
        return
    console.print(Text(f"{'Day':<10}  {'Kept until':<10}  Clip"))
    due = 0
    for one in found:
        until = ALWAYS if one.kept_until is None else one.kept_until.isoformat()
        there = is_there(one)
        due += there and one.past(today)
        note = " (not there)" if not there else " (past its day)" if one.past(today) else ""
        console.print(Text(f"{one.on.isoformat()}  {until:<10}  {one.path}{note}"), soft_wrap=True)
    if due:
        console.print(Text(f"{counted(due, 'video')} past the day: {as_called()} clips --delete", style="dim"))


# --- deleting ------------------------------------------------------------------------------------


def _delete(shelf: Shelf, today: date, console: Console, *, measured: bool, yes: bool) -> None:
    """Delete what is due once somebody has said yes; raises ImpossibleValue where nobody did, CannotWrite."""
    from liftwell.consultation.clip_files import due_of  # noqa: PLC0415

    due = due_of(shelf, today)
    for one, why in due.left:
        console.print(Text(f"Left alone, {why}: {one.path}"), soft_wrap=True)
    if not (due.files or (measured and due.past)):
        console.print(Text(f"Of {shelf.name} there is no video to delete that is past its day."))
        return
    for one in due.files:
        console.print(Text(f"{one.on.isoformat()}  {one.path}"), soft_wrap=True)
    if not (yes or _agreed(due, measured=measured)):
        raise ImpossibleValue("Nothing was deleted; add --yes to delete without being asked.")
    _do(shelf, due, console, measured=measured)


def _agreed(due: Due, *, measured: bool) -> bool:
    """Whether somebody in a terminal said yes; False where nobody can be asked."""
    forgets = f"Forget what was measured in {counted(len(due.past), 'clip')}"
    deletes = f"Delete {counted(len(due.files), 'video')} from your disk"
    asked = f"{deletes}, and {forgets[0].lower()}{forgets[1:]}" if measured and due.files else deletes
    try:
        return typer.confirm(f"{asked if due.files else forgets}, for good?")
    except typer.Abort:
        typer.echo()
        return False


def _do(shelf: Shelf, due: Due, console: Console, *, measured: bool) -> None:
    """What cannot be deleted stays in the logbook, so that it can be tried again."""
    from liftwell.consultation.clip_files import deleted  # noqa: PLC0415
    from liftwell.logbook.clips import forget  # noqa: PLC0415

    gone, failed = deleted(due.files)
    told = STAYS
    if measured:
        forgotten = [one for one in due.past if one not in failed]
        forget(shelf, forgotten)
        told = f"What was measured in {counted(len(forgotten), 'clip')} is forgotten."
    console.print(Text(f"Deleted {counted(len(gone), 'video')}. {told}"))
    for one, why in failed.items():
        raise CannotWrite(f"{one.path} could not be deleted ({why}); look at who may write there, and repeat it.")
