"""Frames out of files: times, turns, formats, parts of a clip, and an even memory."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path

import numpy as np
import pytest
from av.video.frame import VideoFrame
from hypothesis import given
from hypothesis import strategies as st

from liftwell.video import decode
from liftwell.video.clip import Clip
from liftwell.video.decode import nearest_to_grid, open_clip, read_frames
from tests.clips import STEP_PX, repeat_clip, square_left_px, write_clip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clips")


@pytest.fixture(scope="module")
def plain(folder: Path) -> Clip:
    """24 pictures of 96 × 64 at 30 frames a second, a key frame every 12."""
    return open_clip(write_clip(folder / "plain.mp4"))


def test_a_clip_says_what_it_is(plain: Clip) -> None:
    assert (plain.name, plain.codec, plain.rotation_deg) == ("plain.mp4", "h264", 0)
    assert (plain.width_px, plain.height_px, plain.working_width_px, plain.working_height_px) == (96, 64, 96, 64)
    assert plain.frames == 24
    assert plain.frame_rate_hz == pytest.approx(30)
    assert plain.duration_s == pytest.approx(0.8)


def test_frames_come_in_order_with_their_own_picture(plain: Clip) -> None:
    frames = list(read_frames(plain))
    assert [frame.index for frame in frames] == list(range(24))
    assert [frame.time_s for frame in frames] == pytest.approx([index / 30 for index in range(24)], abs=1e-6)
    assert all(frame.image.shape == (64, 96, 3) and frame.image.flags.c_contiguous for frame in frames)
    assert [square_left_px(f.image) for f in frames] == pytest.approx([STEP_PX * i for i in range(24)], abs=1)


def test_colours_are_blue_green_red(plain: Clip) -> None:
    blue, green, red = next(read_frames(plain)).image[4, 6].astype(int)
    assert red > 200
    assert max(blue, green) < 50


@pytest.mark.parametrize("start_s", [0.0, 0.1, 11 / 30, 0.4, 0.41, 0.75])
def test_a_part_of_the_clip_is_the_same_as_in_the_whole(plain: Clip, start_s: float) -> None:
    whole = [f for f in read_frames(plain) if start_s <= f.time_s < 0.77]
    part = list(read_frames(plain, start_s=start_s, stop_s=0.77))
    assert [(f.index, f.time_s) for f in part] == [(f.index, f.time_s) for f in whole]
    assert all(np.array_equal(a.image, b.image) for a, b in zip(part, whole, strict=True))


def test_after_the_end_there_is_nothing(plain: Clip) -> None:
    assert list(read_frames(plain, start_s=99.0)) == []


def test_sampling_takes_the_frames_nearest_to_the_grid(plain: Clip) -> None:
    assert [frame.index for frame in read_frames(plain, rate_hz=10)] == [0, 3, 6, 9, 12, 15, 18, 21]
    assert [frame.index for frame in read_frames(plain, rate_hz=10, start_s=0.35)] == [12, 15, 18, 21]
    assert len(list(read_frames(plain, rate_hz=1000))) == 24


@given(
    steps=st.lists(st.floats(0.002, 0.3), min_size=1, max_size=40),
    rate_hz=st.floats(1.0, 60.0),
)
def test_a_frame_is_taken_when_a_grid_point_is_nearest_to_it(steps: list[float], rate_hz: float) -> None:
    times = np.concatenate([[0.0], np.cumsum(steps)])
    blank = VideoFrame(2, 2, "gray")
    pictures = [decode._Picture(i, float(t), blank) for i, t in enumerate(times)]
    taken = {picture.index for picture in nearest_to_grid(pictures, rate_hz)}
    for point in np.arange(math.floor(times[-1] * rate_hz) + 1) / rate_hz:
        distance = np.abs(times - point)
        assert taken & set(np.flatnonzero(distance <= distance.min() + 1e-9)), f"nobody stands for {point}"
    assert len(taken) <= math.floor(times[-1] * rate_hz) + 2


@pytest.mark.parametrize(("turn_deg", "row", "column"), [(90, 4, -4), (180, -4, -4), (270, -4, 4)])
def test_the_display_matrix_turns_the_picture(folder: Path, turn_deg: int, row: int, column: int) -> None:
    clip = open_clip(write_clip(folder / f"turned{turn_deg}.mp4", turn_deg=turn_deg))
    assert clip.rotation_deg == turn_deg
    assert (clip.width_px, clip.height_px) == ((96, 64) if turn_deg == 180 else (64, 96))
    image = next(read_frames(clip)).image
    assert image.shape == (clip.working_height_px, clip.working_width_px, 3)
    assert image[row, column, 2] > 200, "the red corner, at the top left in the file"


def test_times_of_a_variable_rate_are_kept(folder: Path) -> None:
    steps = np.tile([1 / 30, 1 / 30, 1 / 30, 0.1], 8)
    times = np.concatenate([[0.0], np.cumsum(steps)])
    clip = open_clip(write_clip(folder / "variable.mp4", times_s=times.tolist()))
    assert [frame.time_s for frame in read_frames(clip)] == pytest.approx(times.tolist(), abs=1e-4)
    assert clip.frame_rate_hz == pytest.approx(30, rel=1e-3)
    assert clip.frames == 33


def test_two_rates_that_take_turns_are_told_by_one_of_them(folder: Path) -> None:
    times = np.concatenate([[0.0], np.cumsum(np.tile([0.02, 0.04], 8))])
    assert open_clip(write_clip(folder / "turns.mp4", times_s=times.tolist())).frame_rate_hz == pytest.approx(50)


@pytest.mark.parametrize("ending", ["avi", "mkv", "mov", "ts"])
def test_other_containers(folder: Path, ending: str) -> None:
    clip = open_clip(write_clip(folder / f"other.{ending}", codec="mpeg4" if ending == "avi" else "libx264"))
    frames = list(read_frames(clip))
    assert len(frames) == clip.frames == 24
    assert clip.frame_rate_hz == pytest.approx(30, rel=2e-3)
    assert clip.duration_s == pytest.approx(0.8, abs=2e-3)
    assert frames[-1].time_s == pytest.approx(23 / 30, abs=1e-3)


def test_ten_bit_hevc(folder: Path) -> None:
    quiet = {"x265-params": "log-level=none:hdr10=1:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc"}
    path = write_clip(folder / "hdr.mov", codec="libx265", pixel_format="yuv420p10le", options=quiet)
    clip = open_clip(path)
    assert clip.codec == "hevc"
    frames = list(read_frames(clip))
    assert len(frames) == 24
    assert square_left_px(frames[10].image) == pytest.approx(10 * STEP_PX, abs=1)


def test_slow_motion(folder: Path) -> None:
    clip = open_clip(write_clip(folder / "slow.mp4", times_s=[i / 240 for i in range(48)]))
    assert clip.frame_rate_hz == pytest.approx(240, rel=1e-3)
    assert [f.time_s for f in read_frames(clip)] == pytest.approx([i / 240 for i in range(48)], abs=1e-5)


def test_a_name_in_any_script(folder: Path) -> None:
    odd = folder / "тяга – 硬拉 %d 100% #1.mp4"
    clip = open_clip(write_clip(folder / "ascii.mp4").rename(odd))
    assert clip.name == odd.name
    assert len(list(read_frames(clip))) == 24


def test_a_name_that_is_no_text_can_still_be_written(folder: Path) -> None:
    clip = open_clip(write_clip(folder / "ascii.mp4").rename(folder / os.fsdecode(b"gr\xf6sse.mp4")))
    assert clip.name == "gr\ufffdsse.mp4"
    assert len(list(read_frames(clip))) == 24


def test_a_single_picture(folder: Path) -> None:
    clip = open_clip(write_clip(folder / "one.mp4", times_s=[0.0]))
    assert (clip.frames, clip.frame_rate_hz) == (1, 0.0)
    assert [(f.index, f.time_s) for f in read_frames(clip, rate_hz=10)] == [(0, 0.0)]


def test_black_is_black(folder: Path) -> None:
    clip = open_clip(write_clip(folder / "black.mp4", times_s=[i / 10 for i in range(30)], black=True))
    assert clip.duration_s == pytest.approx(3)
    assert max(int(frame.image.max()) for frame in read_frames(clip)) <= 2


def test_eight_k_is_handed_out_small(folder: Path) -> None:
    fast = {"preset": "ultrafast", "threads": "1"}
    clip = open_clip(write_clip(folder / "8k.mp4", times_s=[0.0, 0.04], width=7680, height=4320, options=fast))
    assert (clip.width_px, clip.height_px, clip.working_width_px, clip.working_height_px) == (7680, 4320, 1280, 720)
    assert clip.working_scale == pytest.approx(1 / 6)
    assert [frame.image.shape for frame in read_frames(clip)] == [(720, 1280, 3)] * 2


def test_an_hour_opens_at_once_and_ends_where_it_ends(folder: Path, plain: Clip) -> None:
    clip = open_clip(repeat_clip(plain.path, 4500, folder / "hour.mp4"))
    assert clip.duration_s == pytest.approx(3600, abs=0.1)
    assert clip.frames == 108_000
    last = list(read_frames(clip, start_s=3599.5))
    assert last[-1].index == 107_999
    assert last[-1].time_s == pytest.approx(3600 - 1 / 30, abs=0.01)


def test_memory_does_not_grow_with_the_clip(folder: Path) -> None:
    short = write_clip(folder / "short.mp4", width=640, height=360)
    tenfold = repeat_clip(short, 10, folder / "tenfold.mp4")
    assert peak_bytes(tenfold) < 1.1 * peak_bytes(short), "216 more pictures of 0.7 MB would be 150 MB"


def peak_bytes(path: Path) -> int:
    """The most memory that a process of its own took to read every frame of a clip."""
    read = (
        "import resource, sys\n"
        "from liftwell.video.decode import open_clip, read_frames\n"
        "for frame in read_frames(open_clip(sys.argv[1])): pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", read, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_frames_are_let_go(plain: Clip) -> None:
    released: list[int] = []
    for frame in read_frames(plain):
        weakref.finalize(frame.image, released.append, frame.index)
        assert frame.index - len(released) <= 1


def test_stopping_early_closes_the_file(plain: Clip) -> None:
    before = threading.active_count()
    frames = read_frames(plain)
    next(frames)
    assert open_files_of(plain.path) == 1
    frames.close()
    assert open_files_of(plain.path) == 0
    assert threading.active_count() == before


def open_files_of(path: Path) -> int:
    """How many times this process holds a file open."""
    table = Path("/proc/self/fd")
    if not table.is_dir():
        pytest.skip("this system does not list the open files of a process in /proc")
    return sum(entry.resolve() == path.resolve() for entry in table.iterdir())


def test_real_clips_read_to_the_end(data: Path) -> None:
    for path in sorted((data / "clips").glob("jeff_*.mp4")):
        clip = open_clip(path)
        frames = list(read_frames(clip))
        assert len(frames) == clip.frames
        assert frames[-1].time_s == pytest.approx(clip.duration_s - 1 / clip.frame_rate_hz, abs=0.01)
