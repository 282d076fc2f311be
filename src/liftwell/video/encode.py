"""Pictures into a file that every browser and phone plays: H.264 in mp4, ready to be scrubbed frame by frame."""

from __future__ import annotations

from fractions import Fraction
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import cv2
import numpy as np
from av.container import OutputContainer
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange
from av.video.stream import VideoStream
from numpy.typing import NDArray

from liftwell.errors import CannotWrite

TIME_BASE = Fraction(1, 90_000)  # 23.976 to 240 frames/s land on it without visible rounding
KEY_FRAME_EVERY = 10  # a player seeks to key frames; scrubbing a lift wants them close
_BT601 = 6  # ITU-T H.273 code of primaries, transfer and matrix alike; the colours that cv2 converts to


class VideoWriter:
    """Writes BGR pictures at their own times into `path`, as a context manager.

    The file is width_px × height_px rounded down to even numbers, as yuv420p needs; pictures of another size are
    scaled to it. `frame_rate_hz` only guides the rate control. The preset is the fastest one that keeps the file
    small: on a 720p clip it took 60 % of the time of "veryfast" for 7 % more bytes; "ultrafast" doubles the file.
    When the block fails, or nothing was written, no file is left. Raises CannotWrite when the disk refuses.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        *,
        width_px: int,
        height_px: int,
        frame_rate_hz: float = 30.0,
        crf: int = 23,
        preset: str = "superfast",
        most_kbps: int | None = None,
    ) -> None:
        """Opens nothing yet; the file appears with `with`. `most_kbps` bounds the size, at the cost of sharpness."""
        self._path = Path(path)
        self._width, self._height = max(2, width_px // 2 * 2), max(2, height_px // 2 * 2)
        self._rate = Fraction(frame_rate_hz or 30.0).limit_denominator(1001)
        self._options = {"crf": str(crf), "preset": preset}
        if most_kbps is not None:
            self._options |= {"maxrate": f"{most_kbps}k", "bufsize": f"{2 * most_kbps}k"}
        self._latest = -1

    def __enter__(self) -> Self:
        try:
            self._container = av.open(f"file:{self._path}", "w", format="mp4", options={"movflags": "+faststart"})
            self._stream = self._new_stream(self._container)
            self._container.start_encoding()
        except (av.FFmpegError, OSError, ValueError) as error:
            raise self._refused(error) from error
        return self

    def write(self, image: NDArray[np.uint8], time_s: float) -> None:
        """Append one (H, W, 3) BGR picture; raises ValueError unless each time is later than the one before."""
        stamp = round(time_s / TIME_BASE)
        if stamp <= self._latest:
            raise ValueError(f"pictures go into {self._path.name} in rising time, got {time_s} s again or too late")
        self._latest = stamp
        frame = VideoFrame.from_ndarray(self._yuv(image), "yuv420p")
        frame.pts, frame.time_base = stamp, TIME_BASE
        self._mux(frame)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        complete = kind is None and self._latest >= 0
        try:
            if complete:
                self._mux(None)
            self._container.close()
        except (av.FFmpegError, OSError) as refusal:
            complete = False
            if kind is None:
                raise self._refused(refusal) from refusal
        finally:
            if not complete:
                _remove(self._path)

    def _yuv(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Planar 4:2:0 (3 H / 2, W) of the file's size; cv2 does it in a third of swscale's time."""
        height, width = image.shape[:2]
        if (width // 2 * 2, height // 2 * 2) == (self._width, self._height):
            image = image[: self._height, : self._width]
        else:
            method = cv2.INTER_AREA if width > 2 * self._width else cv2.INTER_LINEAR  # area costs 6 ms at 720p
            image = np.asarray(cv2.resize(image, (self._width, self._height), interpolation=method), np.uint8)
        return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2YUV_I420), np.uint8)

    def _new_stream(self, container: OutputContainer) -> VideoStream:
        stream = container.add_stream("libx264", rate=self._rate, options=self._options)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = self._width, self._height, "yuv420p"
        stream.time_base = TIME_BASE
        context: VideoCodecContext = stream.codec_context
        context.time_base, context.gop_size = TIME_BASE, KEY_FRAME_EVERY
        context.colorspace = context.color_primaries = context.color_trc = _BT601
        context.color_range = ColorRange.MPEG
        return stream

    def _mux(self, frame: VideoFrame | None) -> None:
        try:
            self._container.mux(self._stream.encode(frame))
        except (av.FFmpegError, OSError) as error:
            raise self._refused(error) from error

    def _refused(self, error: Exception) -> CannotWrite:
        why = getattr(error, "strerror", None) or str(error)
        return CannotWrite(
            f"{self._path} could not be written ({why}): choose another folder or make room on the disk."
        )


def _remove(path: Path) -> None:
    """Only ever a file: the path may be a device or a folder that refused us."""
    if path.is_file():
        path.unlink()
