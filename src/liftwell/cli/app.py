"""The `liftwell` command: its list of commands, its signals, and its exit statuses."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from io import TextIOWrapper, UnsupportedOperation
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Annotated, Final

import typer
from rich.markup import escape
from typer.core import TyperGroup

from liftwell import __version__
from liftwell.cli import (
    analyse,
    athlete,
    backup,
    bring_in,
    clips,
    compare,
    demo,
    evidence,
    export,
    history,
    log,
    plan,
    screen,
    serve,
    triage,
    whatif,
)
from liftwell.cli.called import as_called
from liftwell.cli.failure import INTERRUPTED, UNREAD, USAGE, failure_of
from liftwell.report.intended_use import INTENDED_USE

HELP: Final = (
    "liftwell measures a barbell lift from one side-on phone clip, on your own machine. Nothing leaves it.\n\n"
    "Start with [cyan]liftwell demo[/cyan], then [cyan]liftwell analyse YOUR-CLIP.mp4[/cyan]."
)
EXAMPLE: Final = "[cyan]liftwell "
SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")

app = typer.Typer(
    name="liftwell",
    help=HELP,
    epilog=INTENDED_USE,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.command("analyse", help=analyse.HELP, epilog=analyse.EPILOG, no_args_is_help=True)(analyse.analyse)
app.command("serve", help=serve.HELP, epilog=serve.EPILOG)(serve.serve)
app.command("demo", help=demo.HELP)(demo.demo)
app.command("screen", help=screen.HELP, epilog=screen.EPILOG)(screen.screen)
app.command("triage", help=triage.HELP, epilog=triage.EPILOG)(triage.triage)
app.command("plan", help=plan.HELP, epilog=plan.EPILOG)(plan.plan)
app.command("log", help=log.HELP, epilog=log.EPILOG)(log.log)
app.command("history", help=history.HELP, epilog=history.EPILOG)(history.history)
app.command("athlete", help=athlete.HELP, epilog=athlete.EPILOG)(athlete.athlete)
app.command("clips", help=clips.HELP, epilog=clips.EPILOG)(clips.clips)
app.command("import", help=bring_in.HELP, epilog=bring_in.EPILOG, no_args_is_help=True)(bring_in.bring_in)
app.command("export", help=export.HELP, epilog=export.EPILOG, no_args_is_help=True)(export.export)
app.command("backup", help=backup.BACKUP_HELP, epilog=backup.BACKUP_EPILOG, no_args_is_help=True)(backup.backup)
app.command("restore", help=backup.RESTORE_HELP, epilog=backup.RESTORE_EPILOG, no_args_is_help=True)(backup.restore)
app.command("whatif", help=whatif.HELP, epilog=whatif.EPILOG, no_args_is_help=True)(whatif.whatif)
app.command("compare", help=compare.HELP, epilog=compare.EPILOG, no_args_is_help=True)(compare.compare)
app.command("evidence", help=evidence.HELP, epilog=evidence.EPILOG)(evidence.evidence)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"liftwell {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", metavar="", callback=_print_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """The options before a command."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `liftwell` with `arguments` (the command line's if None) and return its exit status.

    Bad input ends in one sentence on stderr, never in a traceback; `--debug` shows what lies behind it. Where nobody
    reads on, as in `liftwell … | head -1`, it ends without a word.
    """
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    status, sentence = _run(arguments)
    if sentence:
        # The same as in jobs.py, for what ends a run before or between clips.
        told = {"schema": "liftwell.error/1", "clip": None, "status": status, "message": sentence}
        as_json = "--progress=json" in arguments or ("--progress", "json") in pairwise(arguments)
        line = json.dumps(told, ensure_ascii=False) if as_json else f"liftwell: {sentence}"
        sys.stderr.write(line + "\n")
    return status


def _run(arguments: Sequence[str]) -> tuple[int, str]:
    """The exit status, and what is left to be said of it; "" for nothing."""
    _write_what_the_terminal_can()
    with _stopping_in_order():
        try:
            name = as_called()
            status = _command_named(name).main(arguments, prog_name=name, standalone_mode=False)
            typer.echo(nl=False)  # flushes, also where there is no stdout
        except typer.TyperException as error:
            return USAGE, _usage(error.format_message())
        except KeyboardInterrupt:
            status = INTERRUPTED
        except (BrokenPipeError, SystemExit):  # rich and typer make the second of the first
            return _unread(), ""
        except Exception as error:  # noqa: BLE001  (the last line of defence: a person never sees a traceback unasked)
            failure = failure_of(error)
            return failure.status, (failure.details if "--debug" in arguments else "") + failure.sentence
    return int(status or 0), "stopped; nothing was left behind." if status == INTERRUPTED else ""


@cache
def _command_named(name: str) -> TyperGroup:
    """The command line, with `name` in every example of its help, so that it can be typed as it stands.

    Made once: Typer reads the signatures of all commands to make it.
    """
    group = typer.main.get_group(app)
    example = f"[cyan]{escape(name)} "
    for command in (group, *group.commands.values()):
        command.help = (command.help or "").replace(EXAMPLE, example)
        command.epilog = (command.epilog or "").replace(EXAMPLE, example)
    return group


def _usage(message: str) -> str:
    # Without arguments the help has been printed already, and there is no message.
    return f"{message.replace('Value error, ', '')} See {as_called()} --help." if message else ""


def _unread() -> int:
    # What is still to be flushed at the end of the process would complain again.
    with suppress(UnsupportedOperation), Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return UNREAD


def _write_what_the_terminal_can() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextmanager
def _stopping_in_order() -> Iterator[None]:
    """Within the block Ctrl-C, SIGTERM and a closed terminal all stop the work once, in order."""
    known = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    before = {number: signal.signal(number, _stop) for number in known}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _: FrameType | None) -> None:
    # A second signal would cut the tidying short.
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
