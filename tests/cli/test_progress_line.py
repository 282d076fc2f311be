"""Progress: a plain line now and then for a log, a moving bar for a person, and fair warning of a long clip."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from rich.console import Console

from liftwell.cli.progress_line import expectation, progress_line
from liftwell.progress import Progress


def test_a_log_gets_one_line_per_stage_and_then_every_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("liftwell.cli.progress_line.time.monotonic", lambda: now[0])
    log = StringIO()
    with progress_line(Console(file=log), "set.mp4") as listener:
        for stage in ("look", "measure"):
            for done in range(1, 41):
                now[0] += 0.5
                listener(Progress(stage, done, 40))
    assert log.getvalue().splitlines() == [
        "Looking · set.mp4",
        "Looking · set.mp4 · 21 of 40 frames",
        "Measuring · set.mp4",
        "Measuring · set.mp4 · 21 of 40 frames",
    ]


def test_a_program_gets_a_line_of_json_at_both_ends_of_a_stage_and_ten_times_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [0.0]
    monkeypatch.setattr("liftwell.cli.progress_line.time.monotonic", lambda: now[0])
    log = StringIO()
    with progress_line(Console(file=log, force_terminal=True, width=20), "set.mp4", "json") as listener:
        for stage in ("look", "measure"):
            for done in range(1, 12):
                now[0] += 0.03125
                listener(Progress(stage, done, 11))
            listener(Progress(stage, 11, 11))
    told = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [(line["stage"], line["done"], line["total"]) for line in told] == [
        (stage, done, 11) for stage in ("look", "measure") for done in (1, 5, 9, 11)
    ]


def test_a_person_sees_stage_frames_and_time_left() -> None:
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=80, color_system=None)
    with progress_line(console, "[bold]a very long name of a clip from my phone.mp4") as listener:
        listener(Progress("look", 20, 20))
        listener(Progress("draw", 5, 20))
    assert "Looking · [bold]a very lo…hone.mp4" in screen.getvalue()
    assert "Drawing" in screen.getvalue()
    assert " 5/20 frames, left " in screen.getvalue()


@pytest.mark.parametrize(
    ("duration_s", "fast", "says"),
    [
        (61.0, False, "lasts 1 min 1 s; this will take about 1 min on two cores"),
        (3600.0, False, "lasts 60 min; this will take about 60 min on two cores"),
        (3600.0, True, "about 36 min"),
    ],
)
def test_a_long_clip_is_announced(duration_s: float, fast: bool, says: str) -> None:
    sentence = expectation("set.mp4", duration_s, fast=fast)
    assert sentence is not None
    assert says in sentence


def test_a_short_clip_is_not_announced() -> None:
    assert expectation("set.mp4", 60.0, fast=False) is None
