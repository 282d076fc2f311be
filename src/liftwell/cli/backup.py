"""`liftwell backup` and `liftwell restore`: the whole logbook in one file, and back."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from liftwell.cli import parameters as given
from liftwell.cli.called import as_called
from liftwell.errors import ImpossibleValue

BACKUP_HELP: Final = "Copy the whole logbook, all athletes, into one new file. Others may go on writing meanwhile."
RESTORE_HELP: Final = (
    "Put a backup in the place of the logbook. What was there before is kept beside it, under a name that it tells."
)
BACKUP_EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell backup liftwell-2026-11-27.db[/cyan]
"""
RESTORE_EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell restore liftwell-2026-11-27.db[/cyan]
"""
To = Annotated[Path, typer.Argument(metavar="FILE", help="The new file.", show_default=False)]
From = Annotated[Path, typer.Argument(metavar="FILE", help="A backup.", show_default=False)]


def backup(to: To, *, debug: given.Debug = False) -> None:  # noqa: ARG001  (`main` looks for it)
    """The whole logbook in one file."""
    from liftwell.cli.book import opened_logbook  # noqa: PLC0415
    from liftwell.logbook.backup import back_up  # noqa: PLC0415

    back_up(opened_logbook(), to)
    Console(highlight=False).print(
        Text(f"The logbook is copied to {to}. To go back: {as_called()} restore {shlex.quote(str(to))}"), soft_wrap=True
    )


def restore(file: From, *, debug: given.Debug = False) -> None:  # noqa: ARG001  (`main` looks for it)
    """A backup in the place of the logbook."""
    import os  # noqa: PLC0415

    from liftwell.cli.book import file_of_logbook, opened_logbook  # noqa: PLC0415
    from liftwell.logbook.backup import restore as put_back  # noqa: PLC0415
    from liftwell.logbook.home import database_url  # noqa: PLC0415

    if database_url(os.environ):
        raise ImpossibleValue("A PostgreSQL logbook is restored with pg_restore, or with liftwell import FILE.json.")
    kept = put_back(file, file_of_logbook())
    names = opened_logbook().athletes()  # brings an older backup up to date
    told = f"Restored: {', '.join(names) or 'nobody'}."
    told += f" What was there before is kept in {kept}." if kept else ""
    Console(highlight=False).print(Text(told), soft_wrap=True)
