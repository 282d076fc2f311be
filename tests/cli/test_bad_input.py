"""Bad input, each with a real file: one sentence, the right status, nothing left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Said
from tests.clips import cut_off, repeat_clip, write_clip, write_giant, write_sound

Command = Callable[..., Said]
COMMAND = [sys.executable, "-c", "import sys; from liftwell.cli.app import main; sys.exit(main())"]


def text_file(path: Path) -> Path:
    path.write_text("bench 5 x 5, then home\n" * 200)
    return path


def empty_file(path: Path) -> Path:
    path.touch()
    return path


def truncated(path: Path) -> Path:
    return cut_off(write_clip(path.with_name("whole.mp4")), path, 0.4)


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def missing(path: Path) -> Path:
    return path


@pytest.mark.parametrize(
    ("make", "name", "says"),
    [
        (text_file, "notes.mp4", "is not a video"),
        (empty_file, "empty.mp4", "is empty"),
        (truncated, "cut.mp4", "cut off"),
        (write_sound, "sound.m4a", "only sound"),
        (write_giant, "giant.avi", "outside 1 to"),
        (folder, "clips.mp4", "is a folder"),
        (missing, "missing.mp4", "There is no file"),
    ],
)
def test_what_is_no_readable_video_is_said_in_a_sentence(
    liftwell: Command, tmp_path: Path, make: Callable[[Path], Path], name: str, says: str
) -> None:
    path = make(tmp_path / name)
    before = sorted(tmp_path.rglob("*"))
    said = liftwell("analyse", path)
    assert (said.status, said.out) == (4, "")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_an_unreadable_clip_says_so_in_json_too(liftwell: Command, tmp_path: Path) -> None:
    said = liftwell("analyse", text_file(tmp_path / "notes.mp4"), "--json")
    assert said.status == 4
    assert said.json == {
        "schema": "liftwell.error/1", "clip": "notes.mp4", "status": 4, "message": said.json["message"],
    }  # fmt: skip
    assert "is not a video" in said.json["message"]


@pytest.mark.parametrize("name", [".", "..", "/"])
@pytest.mark.parametrize("out", [(), ("--out", "."), ("--out", "/")])
@pytest.mark.usefixtures("measured")
def test_a_folder_without_a_name_is_told_and_does_not_stop_the_rest(
    liftwell: Command, clip: Path, monkeypatch: pytest.MonkeyPatch, name: str, out: tuple[str, ...]
) -> None:
    monkeypatch.chdir(clip.parent)
    alone = liftwell("analyse", name, *out, "--json")
    assert (alone.status, alone.json["status"], alone.json["clip"]) == (4, 4, name)
    assert f"{name} is a folder" in alone.json["message"]
    both = liftwell("analyse", name, name, clip, "--out", "results", "--json")
    assert both.status == 4
    assert [document["schema"] for document in both.json] == ["liftwell.error/1"] * 2 + ["liftwell.analysis/1"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_hour_is_announced_and_ctrl_c_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    second = write_clip(tmp_path / "second.mp4", times_s=[index / 10 for index in range(100)])
    hour = repeat_clip(second, 360, tmp_path / "hour.mp4")
    with subprocess.Popen([*COMMAND, "analyse", hour], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        announced = process.stderr.readline()
        try:
            until(lambda: any(tmp_path.glob(".hour.liftwell.*")) or process.poll() is not None)
            process.send_signal(number)
            ending = process.stderr.read()
        finally:
            process.kill()
    assert "hour.mp4 lasts 60 min; this will take about 60 min" in announced
    assert process.returncode == 130
    assert ending.endswith("liftwell: stopped; nothing was left behind.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hour.mp4", "second.mp4"]


def until(happened: Callable[[], bool], patience_s: float = 30.0) -> None:
    give_up_s = time.monotonic() + patience_s
    while not happened():
        assert time.monotonic() < give_up_s
        time.sleep(0.02)
