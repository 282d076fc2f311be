"""One reading of a clip makes `overlay.mp4`, a small copy for the report, and key pictures; nothing else stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.stream import VideoStream

from liftwell.analysis import Analysis, Position, PositionName
from liftwell.errors import CannotRead, CannotWrite
from liftwell.progress import Progress
from liftwell.report import film as room
from liftwell.report.film import COPY_LEAST_KBPS, COPY_MOST_BYTES, Film, copy_kbps, film
from liftwell.video.clip import Clip
from liftwell.video.decode import open_clip, read_frames
from liftwell.video.encode import VideoWriter
from tests.analyses import made_analysis, made_traces, refused_analysis
from tests.clips import write_clip
from tests.report.kinds import many_reps

NAMES: tuple[PositionName, ...] = ("setup", "liftoff", "knees", "lockout", "lowering")
MEASURED = made_analysis(traces=made_traces())


def clip_of(path: Path, *, rate_hz: float = 25.0, frames: int = 5, size_px: tuple[int, int] = (96, 64)) -> Clip:
    width, height = size_px
    times_s = [index / rate_hz for index in range(frames)]
    return open_clip(write_clip(path, times_s=times_s, width=width, height=height))


def copied(made: Film, folder: Path) -> Clip:
    """The copy as a file again."""
    assert made.copy is not None
    (folder / "copy.mp4").write_bytes(made.copy)
    return open_clip(folder / "copy.mp4")


def times_of(clip: Clip) -> list[float]:
    return [frame.time_s for frame in read_frames(clip)]


def position(rep: int, name: PositionName, time_s: float) -> Position:
    nothing = np.full((9, 2), np.nan)
    return Position(rep, name, time_s, nothing, nothing.copy(), nothing.copy())


def with_positions(reps: Sequence[int], every_s: float) -> Analysis:
    """Every rep with five positions, one after the other."""
    moments = [(rep, name) for rep in reps for name in NAMES]
    positions = [position(rep, name, every_s * k) for k, (rep, name) in enumerate(moments)]
    return replace(MEASURED, reps=many_reps(len(reps)), positions=tuple(positions))


@pytest.mark.parametrize(("rate_hz", "fast", "written"), [(25.0, False, 25), (60.0, False, 30), (30.0, True, 15)])
def test_at_most_thirty_pictures_a_second_each_at_its_own_time(
    tmp_path: Path, rate_hz: float, fast: bool, written: int
) -> None:
    clip = clip_of(tmp_path / "clip.mp4", rate_hz=rate_hz, frames=round(rate_hz))
    analysis = replace(MEASURED, generator=replace(MEASURED.generator, options={"fast": fast}))
    heard: list[Progress] = []
    film(clip, analysis, tmp_path, heard.append)
    overlay = open_clip(tmp_path / "overlay.mp4")
    assert overlay.frames == written
    assert times_of(overlay) == pytest.approx([index / min(rate_hz, written) for index in range(written)], abs=1e-3)
    assert (heard[-1].stage, heard[-1].done, heard[-1].total) == ("draw", written, written)


@pytest.mark.parametrize("size_px", [(96, 64), (640, 362), (1282, 722), (722, 1282), (502, 502)])
def test_the_copy_is_a_small_film_that_every_browser_plays(tmp_path: Path, size_px: tuple[int, int]) -> None:
    clip = clip_of(tmp_path / "clip.mp4", size_px=size_px)
    made = film(clip, MEASURED, tmp_path)
    copy = copied(made, tmp_path)
    assert made.copy is not None
    assert made.copy[4:8] == b"ftyp"
    assert copy.codec == "h264"
    assert max(copy.width_px, copy.height_px) <= 640
    assert copy.width_px % 2 == copy.height_px % 2 == 0
    assert copy.width_px / copy.height_px == pytest.approx(size_px[0] / size_px[1], rel=0.02)
    assert times_of(copy) == times_of(open_clip(tmp_path / "overlay.mp4"))


def test_uneven_times_are_kept_in_both_films(tmp_path: Path) -> None:
    times_s = [0.0, 0.04, 0.1, 0.12, 0.2]
    made = film(open_clip(write_clip(tmp_path / "clip.mp4", times_s=times_s)), MEASURED, tmp_path)
    assert times_of(copied(made, tmp_path)) == pytest.approx(times_s, abs=1e-3)
    assert times_of(open_clip(tmp_path / "overlay.mp4")) == pytest.approx(times_s, abs=1e-3)


def test_the_copy_shows_the_clip_without_lines(tmp_path: Path) -> None:
    made = film(clip_of(tmp_path / "clip.mp4", size_px=(480, 848)), MEASURED, tmp_path)
    first = next(iter(read_frames(copied(made, tmp_path)))).image
    assert np.ptp(first[first.shape[0] // 2 :]) < 12, "the lower half of the clip is plain grey"


@pytest.mark.parametrize("duration_s", [0.0, 1.0, 10.0, 60.0, 300.0, 455.0])
def test_a_copy_at_its_bit_rate_stays_under_its_limit(duration_s: float) -> None:
    kbps = copy_kbps(duration_s)
    assert kbps is not None
    assert kbps >= COPY_LEAST_KBPS
    assert kbps * 1000 / 8 * duration_s <= COPY_MOST_BYTES


@pytest.mark.parametrize("duration_s", [470.0, 3600.0])
def test_a_clip_that_would_look_too_poor_gets_no_copy(duration_s: float) -> None:
    assert copy_kbps(duration_s) is None


def test_an_hour_has_pictures_and_no_copy(tmp_path: Path) -> None:
    hour = replace(clip_of(tmp_path / "clip.mp4"), duration_s=3600.0)
    made = film(hour, with_positions([1], 0.02), tmp_path)
    assert made.copy is None
    assert len(made.stills) == 5


def test_a_copy_that_came_out_too_large_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "COPY_MOST_BYTES", 100)
    monkeypatch.setattr(room, "COPY_LEAST_KBPS", 0)
    assert film(clip_of(tmp_path / "clip.mp4"), MEASURED, tmp_path).copy is None
    assert {path.name for path in tmp_path.iterdir()} == {"clip.mp4", "overlay.mp4"}


def test_only_the_overlay_stays(tmp_path: Path) -> None:
    film(clip_of(tmp_path / "clip.mp4"), MEASURED, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"clip.mp4", "overlay.mp4"}


def test_nothing_stays_of_a_film_that_was_stopped(tmp_path: Path) -> None:
    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        film(clip_of(tmp_path / "clip.mp4"), MEASURED, tmp_path, stop)
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]


def test_nothing_stays_when_the_disk_refuses_the_overlay_at_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(VideoWriter):
        """As on a disk that is full when the overlay is closed."""

        def __exit__(self, *raised: object) -> None:
            super().__exit__(None, None, None)
            if self._path.name == room.OVERLAY:
                self._path.unlink()
                raise CannotWrite("No room.")

    monkeypatch.setattr(room, "VideoWriter", Full)
    with pytest.raises(CannotWrite):
        film(clip_of(tmp_path / "clip.mp4"), MEASURED, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]


@pytest.mark.parametrize(
    ("size_px", "turn_deg", "written_px"),
    [((96, 64), 0, (96, 64)), ((96, 64), 90, (64, 96)), ((1282, 722), 0, (1116, 628)), ((722, 1282), 0, (358, 636))],
)
@pytest.mark.parametrize("analysis", [MEASURED, refused_analysis()], ids=["measured", "refused"])
def test_a_film_to_play_is_written_where_it_was_asked_for(
    tmp_path: Path, analysis: Analysis, size_px: tuple[int, int], turn_deg: int, written_px: tuple[int, int]
) -> None:
    times_s = [0.0, 0.04, 0.1, 0.12, *(0.2 + k / 25 for k in range(20))]
    source = write_clip(tmp_path / "set.mov", times_s=times_s, width=size_px[0], height=size_px[1], turn_deg=turn_deg)
    film(open_clip(source), analysis, tmp_path, playable=True)
    clip = open_clip(tmp_path / "clip.mp4")
    assert (clip.codec, clip.rotation_deg, (clip.width_px, clip.height_px)) == ("h264", 0, written_px)
    assert times_of(clip) == pytest.approx(times_s, abs=1e-3)
    written = (tmp_path / "clip.mp4").read_bytes()
    assert written.index(b"moov") < written.index(b"mdat")
    with av.open(str(tmp_path / "clip.mp4")) as container:
        (stream,) = container.streams
        assert isinstance(stream, VideoStream)
        assert stream.pix_fmt == "yuv420p"
        keys = [k for k, packet in enumerate(p for p in container.demux(stream) if p.size) if packet.is_keyframe]
    assert np.diff(keys).max() <= 10


def test_a_long_film_to_play_has_no_limit_of_size(tmp_path: Path) -> None:
    film(replace(clip_of(tmp_path / "a.mp4"), duration_s=3600.0), MEASURED, tmp_path, playable=True)
    assert open_clip(tmp_path / "clip.mp4").frames == 5


def test_a_folder_that_is_none_cannot_be_written(tmp_path: Path) -> None:
    clip = clip_of(tmp_path / "clip.mp4")
    with pytest.raises(CannotWrite):
        film(clip, MEASURED, tmp_path / "clip.mp4")


def test_a_clip_that_went_away_cannot_be_read(tmp_path: Path) -> None:
    clip = clip_of(tmp_path / "clip.mp4")
    clip.path.unlink()
    with pytest.raises(CannotRead):
        film(clip, MEASURED, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_refused_clip_gets_a_copy_and_three_pictures_and_no_overlay(tmp_path: Path) -> None:
    clip = clip_of(tmp_path / "clip.mp4", frames=25)
    bare = refused_analysis()
    made = film(clip, replace(bare, clip=replace(bare.clip, duration_s=clip.duration_s)), tmp_path)
    assert times_of(copied(made, tmp_path)) == times_of(clip)
    assert [(still.rep, still.name) for still in made.stills] == [(0, None)] * 3
    assert [still.time_s for still in made.stills] == pytest.approx([0.16, 0.48, 0.84], abs=0.05)
    assert not (tmp_path / "overlay.mp4").exists()


def test_every_position_of_every_rep_has_its_picture_in_order(tmp_path: Path) -> None:
    analysis = with_positions([1, 2, 3], 0.05)
    stills = film(clip_of(tmp_path / "clip.mp4", frames=20), analysis, tmp_path).stills
    assert [(still.rep, still.name, still.time_s) for still in stills] == [
        (position.rep, position.name, position.time_s) for position in analysis.positions
    ]
    assert all(still.jpeg.startswith(b"\xff\xd8\xff") for still in stills)


def test_of_many_reps_only_those_shown_have_pictures(tmp_path: Path) -> None:
    analysis = with_positions(range(1, 13), 0.01)
    stills = film(clip_of(tmp_path / "clip.mp4", frames=20), analysis, tmp_path).stills
    assert len(stills) == 8 * 5
    assert {still.rep for still in stills} >= {1, 12}
