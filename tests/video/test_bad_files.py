"""Files that are no video, or half of one: one clear sentence, nothing on stderr, nothing on the network."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from liftwell.errors import CannotRead
from liftwell.video.clip import Clip
from liftwell.video.decode import open_clip, read_frames
from tests.clips import cut_off, write_clip, write_giant, write_picture, write_sound


def missing(path: Path) -> Path:
    return path


def directory(path: Path) -> Path:
    path.mkdir()
    return path


def empty(path: Path) -> Path:
    path.touch()
    return path


def text(path: Path) -> Path:
    path.write_text("This is a shopping list.\n" * 500, "utf-8")
    return path


def without_index(path: Path) -> Path:
    return cut_off(write_clip(path.with_name("whole.mp4")), path, 0.5)


def without_pictures(path: Path) -> Path:
    whole = write_clip(path.with_name("whole.mp4"), faststart=True)
    return cut_off(whole, path, (whole.read_bytes().index(b"mdat") + 5) / whole.stat().st_size)


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (missing, "no file"),
        (directory, "is a folder"),
        (empty, "is empty"),
        (text, "is not a video"),
        (write_picture, "is not a video"),
        (write_sound, "only sound"),
        (without_index, "cut off while copying"),
        (without_pictures, "could be decoded"),
        (pipe, "not a regular file"),
    ],
)
def test_no_video_is_one_sentence(
    make: Callable[[Path], Path], says: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = make(tmp_path / "lift.mp4")
    with pytest.raises(CannotRead, match=says) as caught:
        open_clip(path)
    sentence = str(caught.value)
    assert "lift.mp4" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert capfd.readouterr().err == ""


def test_a_size_that_no_camera_has(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="40000 x 64 pixels"):
        open_clip(write_giant(tmp_path / "giant.avi"))


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "mine.mp4")
    path.chmod(0)
    with pytest.raises(CannotRead, match="permissions"):
        open_clip(path)


def test_a_playlist_is_no_video_and_calls_nobody(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        playlist = tmp_path / "playlist.mp4"
        address = f"http://127.0.0.1:{server.getsockname()[1]}/lift.ts"
        playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{address}\n", "ascii")
        with pytest.raises(CannotRead, match="is not a video"):
            open_clip(playlist)
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_torn_clip_gives_the_frames_it_has(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = write_clip(tmp_path / "whole.mp4", times_s=[i / 30 for i in range(120)], faststart=True)
    clip = open_clip(cut_off(whole, tmp_path / "torn.mp4", 0.7))
    frames = list(read_frames(clip))
    assert 20 < len(frames) < 120
    assert [frame.index for frame in frames] == list(range(len(frames)))
    assert capfd.readouterr().err == ""


def test_damage_in_the_middle_costs_a_few_frames_and_no_order(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = write_clip(tmp_path / "whole.mp4", times_s=[i / 30 for i in range(60)], faststart=True)
    raw = bytearray(whole.read_bytes())
    middle = (raw.index(b"mdat") + len(raw)) // 2
    raw[middle : middle + 200] = bytes(200)
    whole.write_bytes(raw)
    frames = list(read_frames(open_clip(whole)))
    assert 20 < len(frames) <= 60
    assert [frame.time_s for frame in frames] == pytest.approx([frame.index / 30 for frame in frames], abs=1e-4)
    assert capfd.readouterr().err == ""


def test_a_file_that_went_away_after_it_was_opened(tmp_path: Path) -> None:
    clip: Clip = open_clip(write_clip(tmp_path / "gone.mp4"))
    clip.path.unlink()
    with pytest.raises(CannotRead, match="no file"):
        next(read_frames(clip))
