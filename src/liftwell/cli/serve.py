"""`liftwell serve`: the app, on this machine and for this machine."""

from __future__ import annotations

import io
import os
import re
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from liftwell.cli import parameters as given
from liftwell.errors import CannotRead, ImpossibleValue

if TYPE_CHECKING:
    from liftwell.web.serving import Lan as ServedPhones

HELP: Final = (
    "Open liftwell in your browser: film, answer, understand and plan on pages instead of in a terminal.\n\n"
    "It runs on this machine and answers this machine alone. Run again, it opens the one that runs already. With "
    "[cyan]--lan[/cyan] a phone on your home network gets in too, once it has told the code that is shown here."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell serve[/cyan]

[cyan]liftwell serve --port 8200 --no-open[/cyan]

[cyan]liftwell serve --lan[/cyan]

Ctrl-C ends it. Clips that are still being measured go on with the next start.
"""
PORT: Final = 8437
LAN_PORT: Final = 8438

_NAME: Final = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*")

Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, metavar="PORT", help="The port; 0 takes any that is free.")
]
Lan = Annotated[
    bool,
    typer.Option(
        "--lan", metavar="", help="Answer phones on your home network too, over HTTPS and behind a pairing code."
    ),
]
LanPort = Annotated[
    int, typer.Option("--lan-port", min=0, max=65535, metavar="PORT", help="The port for phones; 0 takes any.")
]
Names = Annotated[
    list[str] | None,
    typer.Option("--name", metavar="NAME", help="Another name by which phones reach this machine, such as gym.local."),
]
Open = Annotated[bool, typer.Option("--open/--no-open", help="Open the browser, or only print the address.")]


def serve(
    *,
    port: Port = PORT,
    lan: Lan = False,
    lan_port: LanPort = LAN_PORT,
    name: Names = None,
    open_: Open = True,
    debug: given.Debug = False,  # noqa: ARG001  (`main` looks for it)
) -> None:
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
        phones = open_things.enter_context(_phones(folder.path, lan_port, name or [])) if lan else None

        def say(opens: str) -> None:
            _say(console, opens, open_=open_)
            if phones is not None:
                _say_phones(console, phones)

        serve_until_stopped(desk, place, say, phones)


@contextmanager
def _phones(folder: Path, port: int, names: list[str]) -> Iterator[ServedPhones]:
    """Where phones at home are answered; raises ImpossibleValue for a name that is none, CannotWrite for a port."""
    from liftwell.web.certificate import certificate_of, names_here, utc_now  # noqa: PLC0415
    from liftwell.web.pairing import Pairing  # noqa: PLC0415
    from liftwell.web.serving import EVERYWHERE, Lan, listening  # noqa: PLC0415

    for one in names:
        if not _NAME.fullmatch(one):
            raise ImpossibleValue(f"{one[:60]!r} is no name of a machine; give one such as gym.local.")
    known = tuple(dict.fromkeys((*(one.lower() for one in names), *names_here())))
    certificate = certificate_of(folder, known, utc_now())
    with listening(port, usual=LAN_PORT, host=EVERYWHERE) as place:
        yield Lan(place, known, certificate, Pairing())


def _say_phones(console: Console, phones: ServedPhones) -> None:
    """Address, picture to scan, code, and how to know that it is this machine."""
    import segno  # noqa: PLC0415

    address = f"https://{phones.names[0]}:{phones.place.getsockname()[1]}/pair"
    console.print(Text.assemble("\nOn a phone in the same network: ", (address, "bold")), soft_wrap=True)
    console.print(Text.assemble("Pairing code: ", (phones.pairing.shown, "bold")))
    drawn = io.StringIO()
    segno.make(f"{address}?code={phones.pairing.code}", error="l").terminal(drawn, compact=True)
    if console.is_terminal:
        console.file.write(drawn.getvalue())
    console.print(Text("The phone's browser warns once, since nobody else vouches for this machine. Compare:"))
    console.print(Text(f"SHA-256 {phones.certificate.fingerprint}", style="dim"), soft_wrap=True)


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
