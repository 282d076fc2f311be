"""`liftwell athlete`: who is in the logbook."""

from __future__ import annotations

from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from liftwell.cli import parameters as given
from liftwell.cli.called import as_called
from liftwell.errors import ImpossibleValue

HELP: Final = (
    "Who is in the logbook. Without more it lists the names; with [cyan]--add[/cyan], [cyan]--rename[/cyan] or "
    "[cyan]--remove[/cyan] it changes them. Everything of one athlete stays apart from that of the others."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell athlete[/cyan]

[cyan]liftwell athlete Ann --add[/cyan]

[cyan]liftwell athlete Ann --rename "Ann B."[/cyan]

[cyan]liftwell athlete "Ann B." --remove --yes[/cyan]
"""


def athlete(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The athlete.", show_default=False)] = None,
    *,
    add: Annotated[bool, typer.Option("--add", metavar="", help="A new athlete.")] = False,
    rename: Annotated[str | None, typer.Option("--rename", metavar="NAME", help="Another name.")] = None,
    remove: Annotated[bool, typer.Option("--remove", metavar="", help="Delete everything of this athlete.")] = False,
    yes: Annotated[bool, typer.Option("--yes", metavar="", help="Delete without being asked again.")] = False,
    debug: given.Debug = False,  # noqa: ARG001  (`main` looks for it)
) -> None:
    """List athletes, or change one."""
    from liftwell.cli.book import opened_logbook, shelf_of  # noqa: PLC0415

    logbook = opened_logbook()
    console = Console(highlight=False)
    if sum((add, rename is not None, remove)) > 1:
        raise ImpossibleValue("One at a time: --add, --rename or --remove.")
    if name is None:
        if add or rename is not None or remove:
            raise ImpossibleValue(f"Whom? Give a name, such as: {as_called()} athlete Ann --add.")
        nobody = f"There is nobody in the logbook yet; add one: {as_called()} athlete NAME --add"
        console.print(Text("\n".join(logbook.athletes()) or nobody))
    elif add:
        logbook.add_athlete(name)
        console.print(Text(f"{name} is in the logbook."))
    elif rename is not None:
        logbook.rename_athlete(name, rename)
        console.print(Text(f"{name} is called {rename} now."))
    elif remove:
        shelf_of(logbook, name)  # nobody is asked about somebody who is not there
        if not (yes or _agreed(name)):
            raise ImpossibleValue("Nothing was deleted; add --yes to delete without being asked.")
        logbook.remove_athlete(name)
        console.print(Text(f"Everything of {name} is deleted."))
    else:
        console.print(Text(f"{shelf_of(logbook, name).name} is in the logbook."))


def _agreed(name: str) -> bool:
    """Whether somebody in a terminal said yes; False where nobody can be asked."""
    try:
        return typer.confirm(f"Delete everything of {name} for good? ({as_called()} backup FILE keeps a copy.)")
    except typer.Abort:
        typer.echo()
        return False
