"""A command line to talk to, and an engine that answers at once where only the command is tested."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from liftwell.analysis import Analysis
from liftwell.cli.app import main
from liftwell.progress import Listener, Progress
from tests.analyses import made_analysis, made_traces
from tests.clips import write_clip

Engine = Callable[..., Analysis]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the logbook of a test lies: never that of whoever runs the tests."""
    folder = tmp_path / "liftwell-home"
    monkeypatch.setenv("LIFTWELL_HOME", str(folder))
    monkeypatch.delenv("LIFTWELL_DATABASE", raising=False)
    return folder


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the day, such as "2026-11-26", on which the commands of the logbook are given; 08:00 in local time."""

    def set_to(day: str) -> None:
        now = datetime.fromisoformat(f"{day}T08:00")
        for name in ("book", "log", "bring_in", "clips", "export"):
            monkeypatch.setattr(f"liftwell.cli.{name}.local_now", lambda: now)

    return set_to


@dataclass(frozen=True, slots=True)
class Said:
    """What one run of the command left."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  (any JSON)
        """stdout as JSON; fails when anything else stands there."""
        return json.loads(self.out)


@pytest.fixture
def liftwell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Run `liftwell ARGUMENTS` in this process, as in an 80-column pipe."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: object) -> Said:
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Said(status, captured.out, captured.err)

    return run


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A readable clip of 0.8 s."""
    return write_clip(tmp_path / "Für Ömer 1.mp4")


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Callable[[Engine], None]:
    """Put another engine in the place of `liftwell.analyse`."""
    return lambda fake: monkeypatch.setattr("liftwell.cli.measure.analyse", fake)


@pytest.fixture
def measured(engine: Callable[[Engine], None]) -> list[dict[str, Any]]:
    """An engine that measures every clip at once; the list holds the arguments of each call."""
    calls: list[dict[str, Any]] = []

    def analyse(clip_path: Path, *, listener: Listener, **given: object) -> Analysis:
        calls.append({"clip_path": clip_path, **given})
        listener(Progress("look", 1, 24))
        analysis = made_analysis(traces=made_traces())
        return replace(analysis, clip=replace(analysis.clip, name=Path(clip_path).name))

    engine(analyse)
    return calls
