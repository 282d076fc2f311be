"""Small video files made on the fly: a square that wanders over grey, whole, odd, damaged, or endless."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

SQUARE_PX = 16
STEP_PX = 2
RED = (0, 0, 255)  # BGR
GREY = 96
TIME_BASE = Fraction(1, 90_000)
TIMES_S = tuple(index / 30 for index in range(24))


def square_at(index: int, width: int, height: int) -> NDArray[np.uint8]:
    """Picture `index`, BGR: a red square at the top, `STEP_PX` further right in each picture."""
    image = np.full((height, width, 3), GREY, np.uint8)
    left = STEP_PX * index % max(1, width - SQUARE_PX)
    image[:SQUARE_PX, left : left + SQUARE_PX] = RED
    return image


def square_left_px(image: NDArray[np.uint8]) -> float:
    """Where the square's left edge is in a picture."""
    red = image[:SQUARE_PX, :, 2].astype(float).mean(axis=0) > (GREY + 255) / 2
    return float(np.flatnonzero(red)[0])


def write_clip(
    path: Path,
    *,
    times_s: Sequence[float] = TIMES_S,
    width: int = 96,
    height: int = 64,
    codec: str = "libx264",
    pixel_format: str = "yuv420p",
    turn_deg: int = 0,
    black: bool = False,
    options: dict[str, str] | None = None,
    faststart: bool = False,
) -> Path:
    """Encode one picture per time; `turn_deg` is the clockwise turn that the display matrix asks for."""
    movflags = {"movflags": "+faststart"} if faststart else {}
    with av.open(str(path), "w", options=movflags) as container:
        stream = container.add_stream(codec, rate=30, options=options or {})
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = width, height, pixel_format
        stream.time_base = stream.codec_context.time_base = TIME_BASE if codec != "mpeg4" else Fraction(1, 30)
        stream.codec_context.gop_size = 12
        if turn_deg:
            stream.set_display_rotation(-turn_deg)
        for index, time_s in enumerate(times_s):
            image = np.zeros((height, width, 3), np.uint8) if black else square_at(index, width, height)
            frame = VideoFrame.from_ndarray(image, "bgr24")
            frame.pts, frame.time_base = round(time_s / stream.time_base), stream.time_base
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def write_sound(path: Path, seconds: float = 0.5) -> Path:
    """A file with sound and no picture."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44_100)
        assert isinstance(stream, AudioStream)
        for start in range(0, round(44_100 * seconds), 1024):
            frame = AudioFrame.from_ndarray(np.zeros((2, 1024), np.float32), format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = 44_100, start, Fraction(1, 44_100)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def write_picture(path: Path) -> Path:
    """A still picture in a picture format."""
    with av.open(str(path), "w", format="image2", options={"update": "1"}) as container:
        stream = container.add_stream("png", rate=1)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "rgb24"
        container.mux(stream.encode(VideoFrame.from_ndarray(square_at(0, 96, 64), "bgr24")))
        container.mux(stream.encode(None))
    return path


def write_giant(path: Path, side_px: int = 40_000) -> Path:
    """An AVI of raw pictures whose header claims a width that no camera has."""
    write_clip(path, times_s=(0.0, 1 / 30), codec="rawvideo", pixel_format="bgr24")
    raw = bytearray(path.read_bytes())
    width_at = raw.index(b"strf") + 8 + 4
    raw[width_at : width_at + 4] = struct.pack("<i", side_px)
    path.write_bytes(raw)
    return path


def cut_off(source: Path, target: Path, share: float) -> Path:
    """The first `share` of the bytes of a file, as a broken copy leaves it."""
    whole = source.read_bytes()
    target.write_bytes(whole[: int(len(whole) * share)])
    return target


def repeat_clip(source: Path, times: int, target: Path) -> Path:
    """The video of `source` over and over, `times` times, by copying packets: nothing is encoded, memory stays small.

    Timestamps go on rising; each copy begins one usual frame after the last picture of the one before.
    """
    with av.open(str(target), "w") as out, av.open(str(source)) as first:
        stream = out.add_stream_from_template(first.streams.video[0])
        for index in range(times):
            with av.open(str(source)) as copy:
                _append(copy, out, stream, index)
    return target


def _append(copy: av.container.InputContainer, out: av.container.OutputContainer, to: VideoStream, index: int) -> None:
    packets = [packet for packet in copy.demux(video=0) if packet.dts is not None and packet.pts is not None]
    starts = sorted(packet.pts for packet in packets if packet.pts is not None)
    usual = starts[1] - starts[0] if len(starts) > 1 else packets[0].duration or 1
    span = starts[-1] - starts[0] + usual
    for packet in packets:
        assert packet.pts is not None
        assert packet.dts is not None
        packet.pts, packet.dts = packet.pts + index * span, packet.dts + index * span
        packet.stream = to
        out.mux(packet)
