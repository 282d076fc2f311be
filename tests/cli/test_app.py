"""The front door: help that teaches, the version, and the intended use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer

import liftwell as package
from liftwell.cli.app import app
from liftwell.report.intended_use import INTENDED_USE
from tests.cli.conftest import Said

Command = Callable[..., Said]


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


@pytest.mark.parametrize("option", ["mass", "sex", "load"])
def test_what_is_only_kept_says_so(option: str) -> None:
    group = typer.main.get_group(app)
    said = {parameter.name: getattr(parameter, "help", "") for parameter in group.commands["analyse"].params}
    assert "(kept, not used yet)" in said[option]


def test_version(liftwell: Command) -> None:
    assert liftwell("--version").out == f"liftwell {package.__version__}\n"


def test_a_fault_of_the_command_itself_is_told_like_any_other(
    liftwell: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object, **__: object) -> int:
        raise RuntimeError("no floor")

    monkeypatch.setattr("liftwell.cli.app.typer.main.get_group", fall)
    said = liftwell("--help")
    assert said.status == 1
    assert said.err.startswith("liftwell: Something went wrong inside liftwell (RuntimeError: no floor)")
    assert "Traceback" in liftwell("--debug").err
