"""Bad input, each with a real file through the real engine: the right status, a sentence that helps, no debris."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, Self

import av
import cv2
import numpy as np
import pytest
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from liftwell.video.decode import open_clip, read_frames
from tests.cli.conftest import Said
from tests.clips import cut_off, repeat_clip, write_clip, write_picture, write_sound
from tests.flow.conftest import CLIPS

Command = Callable[..., Said]
Maker = Callable[[Path], Path]
COMMAND = [sys.executable, "-c", "import sys; from liftwell.cli.app import main; sys.exit(main())"]
signals = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")


def text(path: Path) -> Path:
    path.write_text("bench 5 x 5, then home\n" * 200)
    return path


def empty(path: Path) -> Path:
    path.touch()
    return path


def without_index(path: Path) -> Path:
    return cut_off(CLIPS / "walk_up.mp4", path, 0.5)


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def missing(path: Path) -> Path:
    return path


def one_frame(path: Path) -> Path:
    return write_clip(path, times_s=[0.0])


def black(path: Path) -> Path:
    return write_clip(path, times_s=[index / 10 for index in range(30)], black=True)


def still_picture(path: Path) -> Path:
    return copied("still_picture", path)


def no_person(path: Path) -> Path:
    return copied("no_person", path)


def eight_k(path: Path) -> Path:
    """A standing lifter in 8K, upright, for 0.8 s."""
    image = next(read_frames(open_clip(CLIPS / "still_picture.mp4"))).image
    large = np.asarray(cv2.resize(image, (4320, 7680), interpolation=cv2.INTER_NEAREST), np.uint8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10, options={"preset": "ultrafast", "crf": "40"})
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = 4320, 7680, "yuv420p"
        picture = VideoFrame.from_ndarray(large, "bgr24").reformat(format="yuv420p")
        for index in range(8):
            picture.pts, picture.time_base = index, Fraction(1, 10)
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path


def copied(name: str, path: Path) -> Path:
    path.write_bytes((CLIPS / f"{name}.mp4").read_bytes())
    return path


def index_first(source: Path, path: Path) -> Path:
    """The same pictures with the index at the front of the file, as phones send clips on."""
    with av.open(str(source)) as whole, av.open(str(path), "w", options={"movflags": "+faststart"}) as out:
        stream = out.add_stream_from_template(whole.streams.video[0])
        for packet in whole.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    return path


def document(result: Path) -> Any:  # noqa: ANN401  (any JSON)
    return json.loads((result / "analysis.json").read_text("utf-8"))


def everything(under: Path) -> list[str]:
    return sorted(path.relative_to(under).as_posix() for path in under.rglob("*"))


@pytest.mark.parametrize(
    ("make", "name", "says", "remedy"),
    [
        (text, "notes.mp4", "is not a video", "give a video file"),
        (empty, "empty.mp4", "is empty", "copy it from the phone again"),
        (without_index, "torn.mp4", "cut off while copying", "give a video file"),
        (write_sound, "sound.m4a", "holds only sound", "give a video file"),
        (write_picture, "photo.png", "is not a video", "give a video file"),
        (missing, "missing.mp4", "There is no file", "check the name"),
        (folder, "clips.mp4", "is a folder", "give the video file inside it"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(
    liftwell: Command, tmp_path: Path, make: Maker, name: str, says: str, remedy: str
) -> None:
    clip = make(tmp_path / name)
    before = everything(tmp_path)
    said = liftwell("analyse", clip)
    assert (said.status, said.out) == (4, "")
    assert said.err.count("\n") == 1
    for part in (name, says, remedy):
        assert part in said.err
    assert everything(tmp_path) == before


@pytest.mark.parametrize(
    ("make", "code", "remedy"),
    [
        (one_frame, "still_picture", "film the whole set as a video"),
        (black, "too_dark", "turn on more light and film again"),
        (still_picture, "no_lift", "film a set from before the first rep to after the last"),
        (no_person, "no_person", "exactly side-on. Keep the whole body"),
    ],
)
def test_what_shows_no_lift_is_refused_with_what_to_change(
    liftwell: Command, tmp_path: Path, make: Maker, code: str, remedy: str
) -> None:
    clip = make(tmp_path / "clip.mp4")
    said = liftwell("analyse", clip)
    assert said.status == 3
    assert "clip.mp4: this clip cannot be measured." in said.out
    assert remedy in " ".join(said.out.split())
    assert "Traceback" not in said.err
    results = [f"clip.liftwell/{name}" for name in ("analysis.json", "report.html")]
    assert everything(tmp_path) == ["clip.liftwell", *results, "clip.mp4"]
    capture = document(tmp_path / "clip.liftwell")["capture"]
    assert (capture["verdict"], capture["reasons"][0]["code"]) == ("refused", code)


def test_a_lifter_in_eight_k_is_seen(liftwell: Command, tmp_path: Path) -> None:
    said = liftwell("analyse", eight_k(tmp_path / "large.mp4"), "--json")
    assert said.status == 3
    assert (said.json["clip"]["width_px"], said.json["clip"]["height_px"]) == (4320, 7680)
    assert [reason["code"] for reason in said.json["capture"]["reasons"]] == ["no_lift", "low_frame_rate"]
    assert said.json["capture"]["facing"] == "left"


def test_two_people_are_measured_and_told_of(liftwell: Command, tmp_path: Path) -> None:
    said = liftwell("analyse", copied("two_people", tmp_path / "two.mp4"), "--fast", "--json")
    assert said.status == 0
    assert "several_people" in [reason["code"] for reason in said.json["capture"]["reasons"]]
    assert len(said.json["reps"]) == 2


def test_a_clip_torn_in_the_middle_is_measured_as_far_as_it_goes(liftwell: Command, tmp_path: Path) -> None:
    whole = index_first(CLIPS / "touch_and_go.mp4", tmp_path / "whole.mp4")
    said = liftwell("analyse", cut_off(whole, tmp_path / "torn.mp4", 0.5), "--fast", "--json")
    assert said.status == 0
    assert 1 <= len(said.json["reps"]) < 3
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("option", "value"),
    [("--height", "-1.80"), ("--height", "3"), ("--height", "nan"), ("--load", "5000"), ("--mass", "8")],
)
def test_an_impossible_value_is_named_before_any_work(
    liftwell: Command, tmp_path: Path, option: str, value: str
) -> None:
    clip = copied("still_picture", tmp_path / "clip.mp4")
    said = liftwell("analyse", clip, option, value)
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    for part in (option.removeprefix("--"), repr(value), "please"):
        assert part in said.err
    assert everything(tmp_path) == ["clip.mp4"]


def test_a_result_folder_below_a_file_cannot_be_made(liftwell: Command, tmp_path: Path) -> None:
    clip = copied("still_picture", tmp_path / "clip.mp4")
    said = liftwell("analyse", clip, "--out", clip / "results")
    assert_unwritable(said, clip.name)
    assert everything(tmp_path) == ["clip.mp4"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_may_not_be_written(liftwell: Command, tmp_path: Path) -> None:
    clip = copied("still_picture", tmp_path / "clip.mp4")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    assert_unwritable(liftwell("analyse", clip, "--out", closed / "results"), closed.name)
    assert everything(tmp_path) == ["clip.mp4", "closed"]


def assert_unwritable(said: Said, where: str) -> None:
    assert (said.status, said.out) == (5, "")
    assert said.err.count("\n") == 1
    assert where in said.err
    assert "choose another folder with --out" in said.err


@signals
@pytest.mark.bench
def test_an_hour_is_announced_streams_and_stops_without_debris(tmp_path: Path) -> None:
    minute = repeat_clip(CLIPS / "still_picture.mp4", 20, tmp_path / "minute.mp4")
    hour = repeat_clip(minute, 60, tmp_path / "hour.mp4")
    with Running("analyse", hour) as running:
        assert "hour.mp4 lasts 60 min; this will take about 60 min" in running.line()
        assert running.line().strip() == "Looking · hour.mp4"
        assert "of 36000 frames" in running.line()
        time.sleep(2.0)
        peak_mb = running.peak_mb()
        running.interrupt()
    assert running.status == 130
    assert running.ending == "liftwell: stopped; nothing was left behind.\n"
    assert everything(tmp_path) == ["hour.mp4", "minute.mp4"]
    assert peak_mb is None or peak_mb < 1500, "36,000 pictures of 640 x 360 are 25 GB"


@signals
def test_stopping_while_the_overlay_is_drawn_keeps_the_older_results(tmp_path: Path) -> None:
    copied("walk_up", tmp_path / "lift.mp4")
    older = tmp_path / "lift.liftwell"
    older.mkdir()
    text = json.dumps({"schema": "liftwell.analysis/1", "clip": {"name": "lift.mp4"}})
    (older / "analysis.json").write_text(text)
    with Running("analyse", tmp_path / "lift.mp4", "--fast") as running:
        while "Drawing" not in (line := running.line()):
            assert line, "it ended before it drew"
        running.interrupt()
    assert running.status == 130
    assert (older / "analysis.json").read_text() == text
    assert everything(tmp_path) == ["lift.liftwell", "lift.liftwell/analysis.json", "lift.mp4"]


class Running:
    """A `liftwell` of its own that can be interrupted; killed at the end whatever happens."""

    def __init__(self, *arguments: object) -> None:
        self._arguments = [str(argument) for argument in arguments]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen([*COMMAND, *self._arguments], stderr=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def line(self) -> str:
        """The next line on stderr."""
        assert self._process.stderr is not None
        return self._process.stderr.readline()

    def peak_mb(self) -> float | None:
        """The most memory held so far, where the system tells."""
        status = Path(f"/proc/{self._process.pid}/status")
        if not status.exists():
            return None
        return next(int(line.split()[1]) / 1000 for line in status.read_text().splitlines() if line.startswith("VmHWM"))

    def interrupt(self) -> None:
        """Ctrl-C, then wait for the end."""
        self._process.send_signal(signal.SIGINT)
        _, self.ending = self._process.communicate(timeout=30)
        self.status = self._process.returncode


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit memory in other ways")
@pytest.mark.parametrize(("limit_mib", "status"), [(4096, 3), (400, 4)])
def test_with_little_memory_it_works_or_says_so(tmp_path: Path, limit_mib: int, status: int) -> None:
    """As a program would start it; the settings are those of docs/conventions.md."""
    frugal = {**os.environ, "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
    limited = ["prlimit", f"--as={limit_mib << 20}", *COMMAND, "analyse", str(CLIPS / "no_person.mp4")]
    done = subprocess.run(
        [*limited, "--out", str(tmp_path / "out"), "--progress", "json"],
        env=frugal, capture_output=True, text=True, check=False,
    )  # fmt: skip
    last = json.loads(done.stderr.splitlines()[-1])
    assert done.returncode == status
    assert ("needs more memory" in last.get("message", "")) == (status == 4)
    assert (tmp_path / "out").exists() == (status == 3)
