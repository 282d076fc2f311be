"""The front door: help that teaches, the version, and the intended use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import liftwell as package
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


def test_version(liftwell: Command) -> None:
    assert liftwell("--version").out == f"liftwell {package.__version__}\n"


def test_a_fault_of_the_command_itself_is_told_like_any_other(
    liftwell: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object, **__: object) -> int:
        raise RuntimeError("no floor")

    monkeypatch.setattr("liftwell.cli.app.typer.main.get_command", fall)
    said = liftwell("--help")
    assert said.status == 1
    assert said.err.startswith("liftwell: Something went wrong inside liftwell (RuntimeError: no floor)")
    assert "Traceback" in liftwell("--debug").err
