"""Every command and every option has its line in the README."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from liftwell.cli.app import app

README = (Path(__file__).parent.parent.parent / "README.md").read_text("utf-8")
LIFTWELL = typer.main.get_command(app)
assert isinstance(LIFTWELL, TyperGroup)
COMMANDS = LIFTWELL.commands


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_shown(name: str) -> None:
    assert f"liftwell {name}" in README


@pytest.mark.parametrize("name", ["analyse", "screen", "triage", "plan"])
def test_every_option_is_explained(name: str) -> None:
    parameters = COMMANDS[name].params
    options = {max(parameter.opts, key=len) for parameter in parameters if parameter.param_type_name == "option"}
    assert "--json" in options
    assert {option for option in options if f"`{option}`" not in README} <= {"--help"}
