"""`liftwell serve`: the app, on this machine and for this machine."""

from __future__ import annotations

import os
import webbrowser
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from liftwell.cli import parameters as given
from liftwell.errors import CannotRead

HELP: Final = (
    "Open liftwell in your browser: film, answer, understand and plan on pages instead of in a terminal.\n\n"
    "It runs on this machine and answers this machine alone. Run again, it opens the one that runs already."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell serve[/cyan]

[cyan]liftwell serve --port 8200 --no-open[/cyan]

Ctrl-C ends it. Clips that are still being measured go on with the next start.
"""
PORT: Final = 8437

Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, metavar="PORT", help="The port; 0 takes any that is free.")
]
Open = Annotated[bool, typer.Option("--open/--no-open", help="Open the browser, or only print the address.")]


def serve(*, port: Port = PORT, open_: Open = True, debug: given.Debug = False) -> None:  # noqa: ARG001
    """Serve the pages until Ctrl-C."""
    # Only now: the app takes a second or two to load, and --help should not.
    from liftwell.cli.book import local_now, opened_logbook  # noqa: PLC0415
    from liftwell.logbook.home import home  # noqa: PLC0415
    from liftwell.web.desk import Desk  # noqa: PLC0415
    from liftwell.web.folder import Folder  # noqa: PLC0415
    from liftwell.web.instance import only_one  # noqa: PLC0415
    from liftwell.web.serving import listening, serve_until_stopped  # noqa: PLC0415

    folder = Folder(home(os.environ)).made()
    console = Console(highlight=False)
    with ExitStack() as open_things:
        if not open_things.enter_context(only_one(folder.path)):
            _open_the_other(folder.path, console, open_=open_)
            return
        place = open_things.enter_context(listening(port, usual=PORT))
        folder.sweep()
        desk = Desk(opened_logbook(), folder, local_now)
        serve_until_stopped(desk, place, lambda opens: _say(console, opens, open_=open_))


def _open_the_other(folder: Path, console: Console, *, open_: bool) -> None:
    from liftwell.web.instance import running_in  # noqa: PLC0415

    running = running_in(folder)
    if running is None:
        raise CannotRead("Another liftwell is just starting or stopping here; try again in a moment.")
    console.print(Text(f"liftwell runs already: {running.opens}"), soft_wrap=True)
    if open_:
        webbrowser.open(running.opens)


def _say(console: Console, opens: str, *, open_: bool) -> None:
    console.print(Text.assemble("liftwell is open at ", (opens, "bold")), soft_wrap=True)
    console.print(Text("Ctrl-C ends it."))
    if open_:
        webbrowser.open(opens)
