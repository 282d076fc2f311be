"""The front door: help that teaches, the version, and the intended use."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

import liftwell as package
from liftwell.cli.app import app
from liftwell.report.intended_use import INTENDED_USE
from tests.cli.conftest import Said

Command = Callable[..., Said]
COMMAND = [sys.executable, "-c", "import sys; from liftwell.cli.app import main; sys.exit(main())"]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_help_names_the_commands_and_the_intended_use(liftwell: Command) -> None:
    said = liftwell("--help")
    assert said.status == 0
    assert "analyse" in said.out
    assert "demo" in said.out
    assert flat(said.out).count(INTENDED_USE) == 1


def test_no_argument_shows_the_help(liftwell: Command) -> None:
    said = liftwell()
    assert said.status == 2
    assert "Usage: liftwell" in said.out + said.err


@pytest.mark.parametrize(
    "shown",
    ["--height", "--mass", "--load", "--sex", "--lift", "--plate-diameter", "--facing", "--athlete", "--fast", "--out",
     "--json", "5ft11", "315lb", "450mm", "trap-bar-low", "liftwell analyse set1.mp4", "130 interrupted"],
)  # fmt: skip
def test_help_of_analyse_teaches_by_example(liftwell: Command, shown: str) -> None:
    assert shown in flat(liftwell("analyse", "--help").out)


def test_every_line_of_help_fits_eighty_columns(liftwell: Command) -> None:
    for command in ((), ("analyse",), ("demo",)):
        said = liftwell(*command, "--help")
        assert max(len(line) for line in said.out.splitlines()) <= 80


def test_help_and_sentences_name_the_command_as_it_was_called(
    liftwell: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr("sys.argv", [".venv/bin/liftwell"])
    assert "Start with .venv/bin/liftwell demo, then .venv/bin/liftwell analyse" in flat(liftwell("--help").out)
    help_text = flat(liftwell("analyse", "--help").out)
    assert "Usage: .venv/bin/liftwell analyse" in help_text
    assert help_text.count(" .venv/bin/liftwell analyse set1.mp4") == 2
    assert " liftwell analyse" not in help_text
    assert liftwell("nope").err.endswith("See .venv/bin/liftwell --help.\n")


def test_the_fast_mode_is_not_oversold(liftwell: Command) -> None:
    words = "About 1.5 times as fast; no numbers for the back, larger errors, a coarser overlay."
    shown = flat(liftwell("demo", "--help").out.replace("│", " "))
    assert words in shown


@pytest.mark.parametrize("command", ["analyse", "whatif"])
@pytest.mark.parametrize(("option", "use"), [("mass", "for the moments"), ("load", "for the moments"),
                                             ("sex", "Whose table of body parts counts")])  # fmt: skip
def test_what_mass_load_and_sex_are_for(command: str, option: str, use: str) -> None:
    group = typer.main.get_group(app)
    said = {parameter.name: getattr(parameter, "help", "") for parameter in group.commands[command].params}
    assert use in said[option]


PIPED = (
    ("whatif", "--height", "1.75", "--mass", "80", "--load", "100"),
    ("whatif", "--height", "1.75", "--json"),
    ("--version",),
    ("--help",),
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
@pytest.mark.parametrize("arguments", PIPED, ids=["table", "json", "version", "help"])
def test_a_reader_that_is_gone_ends_the_command_without_a_word(arguments: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        ended = subprocess.run([*COMMAND, *arguments], stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(write)
    assert (ended.returncode, ended.stderr) == (141, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_of_a_pipe_the_first_line_may_be_all() -> None:
    with subprocess.Popen([*COMMAND, *PIPED[0]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith("From ")
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode in (0, 141)


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes it")
def test_without_any_output_the_command_still_ends_well() -> None:
    ended = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *COMMAND, *PIPED[0]], stderr=subprocess.PIPE, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_version(liftwell: Command) -> None:
    assert liftwell("--version").out == f"liftwell {package.__version__}\n"


def test_a_fault_of_the_command_itself_is_told_like_any_other(
    liftwell: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object, **__: object) -> int:
        raise RuntimeError("no floor")

    monkeypatch.setattr("liftwell.cli.app._command_named", fall)
    said = liftwell("--help")
    assert said.status == 1
    assert said.err.startswith("liftwell: Something went wrong inside liftwell (RuntimeError: no floor)")
    assert "Traceback" in liftwell("--debug").err
