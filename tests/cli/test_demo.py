"""`liftwell demo`: the packaged clip, the same summary, and what to try next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liftwell.consultation.typed import parse_height
from liftwell.report.intended_use import INTENDED_USE
from tests.analyses import refused_analysis
from tests.cli.conftest import Engine, Said

Command = Callable[..., Said]


def test_the_demo_measures_the_packaged_clip_and_says_what_next(
    liftwell: Command, measured: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = liftwell("demo")
    assert said.status == 0
    assert sorted(path.name for path in (tmp_path / "liftwell-demo").iterdir()) == [
        "analysis.json", "motion.mot", "overlay.mp4", "report.html", "series.csv",
    ]  # fmt: skip
    assert measured[0]["clip_path"].name == "lifter.mp4"
    assert measured[0]["plate_diameter_m"] == 0.45
    assert measured[0]["fast"] is False
    flat = " ".join(said.out.split())
    assert "lifter.mp4: 4 reps" in flat
    assert "Open liftwell-demo/report.html in a browser: what to change, the film, and why" in flat
    assert flat.count(INTENDED_USE) == 1
    assert "What this sample lifter does today, and why Thursday 26 November: return, row R1" in flat
    assert "3 x 8 with 107.5 kg, RPE 6 or less, 2 to 3 min rest" in flat
    assert flat.index("Where to begin") < flat.index("What this sample lifter") < flat.index("What to try next")


def test_after_a_fast_demo_what_is_next_can_be_typed_and_leaves_the_back_out(
    liftwell: Command, measured: list[dict[str, Any]], tmp_path: Path
) -> None:
    said = liftwell("demo", "--fast", "--out", tmp_path / "out")
    line = next(line.split() for line in said.out.splitlines() if "YOUR-CLIP.mp4" in line)
    assert line[:3] == ["liftwell", "analyse", "YOUR-CLIP.mp4"]
    assert parse_height(line[line.index("--height") + 1]) == 1.8
    assert [call["fast"] for call in measured] == [True]
    flat = " ".join(said.out.split())
    assert "the way of the bar, without the back" in flat
    assert "what to change" not in flat


def test_the_next_command_is_named_as_this_one_was_called(
    liftwell: Command, measured: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr("sys.argv", [str(tmp_path / ".venv" / "bin" / "liftwell"), "demo"])
    said = liftwell("demo")
    assert "    .venv/bin/liftwell analyse YOUR-CLIP.mp4 " in said.out
    assert len(measured) == 1


def test_nothing_is_promised_when_the_demo_fails(
    liftwell: Command, engine: Callable[[Engine], None], tmp_path: Path
) -> None:
    engine(lambda *_, **__: refused_analysis())
    said = liftwell("demo", "--out", tmp_path / "out")
    assert said.status == 3
    assert "What to try next" not in said.out
