"""The one time a clip is read for showing: `overlay.mp4`, key pictures, a clean small copy inside the report.

On request the clip as every browser plays it stays beside them as `clip.mp4`, larger and however long it lasts.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from liftwell.analysis import Analysis
from liftwell.progress import Listener, Progress, silent
from liftwell.report.overlay import Layout, Painter
from liftwell.report.stills import Still, Stills
from liftwell.video.clip import Clip, Frame
from liftwell.video.decode import read_frames
from liftwell.video.encode import VideoWriter

OVERLAY: Final = "overlay.mp4"
PLAYABLE: Final = "clip.mp4"
PLAYABLE_LINES: Final = 720
RATE_HZ: Final = 30.0
FAST_RATE_HZ: Final = 15.0  # drawing and encoding take a third of a fast analysis
COPY_SIDE_PX: Final = 640
COPY_MOST_BYTES: Final = 15_000_000
# A copy that would have to be poorer than this to fit shows nothing: key pictures then have to do.
COPY_LEAST_KBPS: Final = 250
_COPY_CRF: Final = 27
_PLAYABLE_CRF: Final = 25


@dataclass(frozen=True, slots=True)
class Film:
    """`copy` is the clip as H.264 in mp4, at most 640 px and 15 MB, None where it lasts too long; `stills` as asked."""

    copy: bytes | None
    stills: tuple[Still, ...]


def film(clip: Clip, analysis: Analysis, folder: Path, listener: Listener = silent, *, playable: bool = False) -> Film:
    """Write `overlay.mp4` of a measured clip into `folder`, and return what the report shows of any clip.

    With `playable` also `clip.mp4`, of any clip. At most 30 pictures a second (15 after a fast analysis), each at its
    own time. Raises CannotRead and CannotWrite from the files.
    """
    layout = Layout.of((clip.working_width_px, clip.working_height_px))
    most_hz = FAST_RATE_HZ if analysis.generator.options.get("fast") else RATE_HZ
    rate_hz = most_hz if clip.frame_rate_hz > 1.05 * most_hz else None
    total = clip.frames if rate_hz is None else max(1, round(clip.duration_s * rate_hz))
    painter = Painter(analysis, (clip.working_width_px, clip.working_height_px)) if analysis.traces else None
    stills, copy_path = Stills(analysis, layout), folder / ".copy.mp4"
    with _gone_afterwards(copy_path):
        with ExitStack() as open_files:
            frames = open_files.enter_context(closing(_shrunk(clip, layout, rate_hz)))
            shown_hz = rate_hz or clip.frame_rate_hz
            overlay = open_files.enter_context(_overlay(folder, layout, shown_hz)) if painter else None
            writers = (
                _copy(copy_path, clip, layout, shown_hz),
                _playable(folder, clip, shown_hz) if playable else None,
            )
            clean = [open_files.enter_context(writer) for writer in writers if writer]
            for done, frame in enumerate(frames, start=1):
                if painter and overlay:
                    overlay.write(painter.paint(frame.image, frame.time_s), frame.time_s)
                for copy in clean:
                    copy.write(frame.image, frame.time_s)
                stills.see(frame.image, frame.time_s)
                listener(Progress("draw", done, max(done, total)))
        return Film(_taken(copy_path), stills.finish())


def copy_kbps(duration_s: float) -> int | None:
    """The bit rate that keeps a copy under 15 MB; None where that would be too poor to look at."""
    kbps = int(0.95 * COPY_MOST_BYTES * 8 / 1000 / max(duration_s, 1.0))
    return kbps if kbps >= COPY_LEAST_KBPS else None


def _shrunk(clip: Clip, layout: Layout, rate_hz: float | None) -> Generator[Frame, None, None]:
    """The decoder shrinks while it converts colours: cheaper than shrinking afterwards, and on its own thread."""
    shown = replace(clip, working_width_px=layout.width, working_height_px=layout.picture)
    return read_frames(shown, rate_hz=rate_hz)


def _overlay(folder: Path, layout: Layout, rate_hz: float) -> VideoWriter:
    return VideoWriter(folder / OVERLAY, width_px=layout.width, height_px=layout.height, frame_rate_hz=rate_hz)


def _copy(path: Path, clip: Clip, layout: Layout, rate_hz: float) -> VideoWriter | None:
    kbps = copy_kbps(clip.duration_s)
    if kbps is None:
        return None
    scale = min(1.0, COPY_SIDE_PX / max(layout.width, layout.picture))
    width, height = (max(2, round(scale * side)) for side in (layout.width, layout.picture))
    return VideoWriter(
        path, width_px=width, height_px=height, frame_rate_hz=rate_hz, crf=_COPY_CRF, most_kbps=min(kbps, 8000)
    )


def _playable(folder: Path, clip: Clip, rate_hz: float) -> VideoWriter:
    """The whole of the working picture, so that what is measured in it lies where it is shown; never enlarged."""
    layout = Layout.of((clip.working_width_px, clip.working_height_px))
    scale = min(1.0, layout.scale, PLAYABLE_LINES / clip.working_height_px)
    width, height = (max(2, round(scale * side / 2) * 2) for side in (clip.working_width_px, clip.working_height_px))
    return VideoWriter(folder / PLAYABLE, width_px=width, height_px=height, frame_rate_hz=rate_hz, crf=_PLAYABLE_CRF)


def _taken(path: Path) -> bytes | None:
    """The bytes of a finished copy; None when there is none, or it came out too large."""
    if not path.is_file() or path.stat().st_size > COPY_MOST_BYTES:
        return None
    return path.read_bytes()


@contextmanager
def _gone_afterwards(path: Path) -> Generator[None, None, None]:
    """No file at `path` when the block ends, also where closing another one failed."""
    try:
        yield
    finally:
        if path.is_file():
            path.unlink()
