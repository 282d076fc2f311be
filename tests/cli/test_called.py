"""A command in a hint can be typed as it stands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from liftwell.cli.called import as_called

pytestmark = pytest.mark.skipif(os.name == "nt", reason="paths and quoting of a POSIX shell")


@pytest.fixture(autouse=True)
def nothing_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


@pytest.mark.parametrize(
    ("called", "shown"),
    [
        ("HERE/.venv/bin/liftwell", ".venv/bin/liftwell"),
        (".venv/bin/liftwell", ".venv/bin/liftwell"),
        ("HERE/liftwell", "./liftwell"),
        ("HERE/my lifts/liftwell", "'my lifts/liftwell'"),
        ("/opt/lift/bin/liftwell", "/opt/lift/bin/liftwell"),
        ("HERE/.venv/bin/pytest", "liftwell"),
        ("-c", "liftwell"),
    ],
)
def test_the_way_to_the_program(monkeypatch: pytest.MonkeyPatch, called: str, shown: str) -> None:
    monkeypatch.setattr("sys.argv", [called.replace("HERE", str(Path.cwd()))])
    assert as_called() == shown


def test_the_plain_name_where_a_shell_finds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "liftwell"
    program.parent.mkdir()
    program.touch(mode=0o755)
    monkeypatch.setattr("sys.argv", [str(program)])
    assert as_called() == str(program)
    monkeypatch.setenv("PATH", str(program.parent))
    assert as_called() == "liftwell"
