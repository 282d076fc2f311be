"""Pictures into files: what is written can be read again, and a disk that refuses is named."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from liftwell.errors import CannotWrite
from liftwell.video.decode import open_clip, read_frames
from liftwell.video.encode import KEY_FRAME_EVERY, VideoWriter
from tests.clips import square_at, square_left_px

UNEVEN_S = np.cumsum(np.tile([0.033, 0.034, 0.1, 0.004], 8)).tolist()


def write(path: Path, times_s: list[float], width: int = 96, height: int = 64, file_width: int | None = None) -> None:
    with VideoWriter(path, width_px=file_width or width, height_px=height) as writer:
        for index, time_s in enumerate(times_s):
            writer.write(square_at(index, width, height), time_s)


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    write(tmp_path / "overlay.mp4", UNEVEN_S)
    frames = list(read_frames(open_clip(tmp_path / "overlay.mp4")))
    assert [frame.time_s for frame in frames] == pytest.approx([t - UNEVEN_S[0] for t in UNEVEN_S], abs=1e-4)
    for frame in frames:
        wanted = square_at(frame.index, 96, 64)
        assert square_left_px(frame.image) == pytest.approx(square_left_px(wanted), abs=1)
        assert np.abs(frame.image.astype(float) - wanted).mean() < 6, "the colours are the ones written"


def test_browsers_can_play_and_scrub_it(tmp_path: Path) -> None:
    path = tmp_path / "overlay.mp4"
    write(path, UNEVEN_S)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        keys = [packet.is_keyframe for packet in container.demux(stream) if packet.size]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
    assert [index for index, key in enumerate(keys) if key] == list(range(0, len(UNEVEN_S), KEY_FRAME_EVERY))
    raw = path.read_bytes()
    assert raw.index(b"moov") < raw.index(b"mdat"), "playing starts before the whole file is there"


def test_odd_sizes_lose_their_last_line(tmp_path: Path) -> None:
    write(tmp_path / "odd.mp4", UNEVEN_S, width=97, height=65)
    clip = open_clip(tmp_path / "odd.mp4")
    assert (clip.width_px, clip.height_px) == (96, 64)
    assert square_left_px(list(read_frames(clip))[10].image) == pytest.approx(20, abs=1)


@pytest.mark.parametrize("file_width", [32, 48, 192])
def test_pictures_are_scaled_to_the_file(tmp_path: Path, file_width: int) -> None:
    write(tmp_path / "scaled.mp4", UNEVEN_S, file_width=file_width)
    clip = open_clip(tmp_path / "scaled.mp4")
    assert (clip.width_px, clip.height_px) == (file_width, 64)
    image = list(read_frames(clip))[10].image
    assert square_left_px(image) * 96 / file_width == pytest.approx(20, abs=2 + 96 / file_width)


def test_time_goes_forward(tmp_path: Path) -> None:
    with VideoWriter(tmp_path / "a.mp4", width_px=96, height_px=64) as writer:
        writer.write(square_at(0, 96, 64), 0.1)
        with pytest.raises(ValueError, match="rising time"):
            writer.write(square_at(1, 96, 64), 0.1)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(CannotWrite, match=r"nowhere.*another folder") as caught,
        VideoWriter(tmp_path / "nowhere" / "a.mp4", width_px=96, height_px=64),
    ):
        pass
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full, the disk that is always full")
def test_a_full_disk_is_named_and_the_device_stays() -> None:
    with pytest.raises(CannotWrite, match="make room"):
        write(Path("/dev/full"), UNEVEN_S)
    assert Path("/dev/full").exists()


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    with pytest.raises(KeyboardInterrupt):
        interrupted(path)
    assert not path.exists()
    with VideoWriter(path, width_px=96, height_px=64):
        pass
    assert not path.exists()


def interrupted(path: Path) -> None:
    """Somebody presses Ctrl-C after the first picture."""
    with VideoWriter(path, width_px=96, height_px=64) as writer:
        writer.write(square_at(0, 96, 64), 0.0)
        raise KeyboardInterrupt
