"""Frames out of a file, one at a time: the only place where libav decodes.

Times are the container's own timestamps counted from the first picture; nothing is ever derived from a frame rate.
Decoding and colour conversion run ahead of the caller on a second thread.
"""

from __future__ import annotations

import errno
import heapq
import math
import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice
from os import PathLike
from pathlib import Path

import av
import cv2
import numpy as np
from av.container import InputContainer
from av.packet import Packet
from av.sidedata.sidedata import SideData
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from liftwell.errors import CannotRead
from liftwell.video.ahead import read_ahead
from liftwell.video.clip import Clip, Frame
from liftwell.video.recorded import recorded_on

LONG_SIDE_PX = 1280  # working size; a person fills 300-1000 px of it, as the pose model wants
LARGEST_SIDE_PX = 16384  # twice an 8K phone video; more is a damaged header
RATE_PACKETS = 300  # enough timestamps for a median
_REORDER_PACKETS = 32  # the earliest picture is among these; H.264 and HEVC reorder at most 16
_SHORT_BYTES = 1 << 24
_HINT = "give a video file that plays in a media player (mp4 or mov straight from the phone is best)"
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
# A file may claim to be a playlist and send libav to the network or to other files: only plain containers, only disk.
_OPTIONS = {
    "protocol_whitelist": "file",
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg",
}


def open_clip(path: str | PathLike[str]) -> Clip:
    """What the container says about a video, after checking that at least one picture decodes.

    Sizes are after rotation and with square pixels. `rotation_deg` (0, 90, 180, 270) is the clockwise turn that the
    stored pictures need. `frame_rate_hz` is the inverse of the median step between timestamps (0 for a single picture).
    Reads at most 300 packets unless the container does not know its duration.
    Raises CannotRead when the file is missing, no video, damaged from the start, or larger than 16384 px.
    """
    path = Path(path)
    with _opened(path) as (container, stream):
        first = next(_pictures(container, stream, 0.0), None)
    if first is None:
        raise _no_picture(path)
    turn = _turn_of(first.frame)
    with _opened(path) as (container, stream):
        timing, recorded = _timing(container, stream), recorded_on(container.metadata)
    width, height = _square_pixels(stream)
    if turn.clockwise_deg in (90, 270):
        width, height = height, width
    working_width, working_height = _working_size(width, height)
    return Clip(
        path=path,
        # Bytes that are no text in a file's name could be written into no file.
        name=os.fsencode(path.name).decode("utf-8", "replace"),
        duration_s=timing.duration_s,
        frame_rate_hz=timing.rate_hz,
        width_px=width,
        height_px=height,
        frames=timing.frames,
        rotation_deg=turn.clockwise_deg,
        codec=stream.codec_context.name,
        working_width_px=working_width,
        working_height_px=working_height,
        recorded_on=recorded,
    )


def read_frames(
    clip: Clip, *, start_s: float = 0.0, stop_s: float | None = None, rate_hz: float | None = None
) -> Generator[Frame, None, None]:
    """Frames with start_s <= time_s < stop_s at working size, in constant memory, ready to close at any time.

    With `rate_hz` only the frames nearest to the grid 0, 1/rate_hz, 2/rate_hz ... are converted and handed out.
    `index` counts the pictures of the clip, whatever part of it is read. A damaged picture is left out; a file cut
    short ends where it is cut. Raises CannotRead when the file cannot be opened or none of its pictures decodes.
    Close the iterator (`contextlib.closing`) to stop early: the file and the thread that reads ahead end at once.
    """
    return read_ahead(_frames(clip, start_s, stop_s, rate_hz))


def _frames(clip: Clip, start_s: float, stop_s: float | None, rate_hz: float | None) -> Generator[Frame, None, None]:
    with _opened(clip.path) as (container, stream):
        pictures = _pictures(container, stream, start_s)
        first = next(pictures, None)
        if first is None:
            raise _no_picture(clip.path)
        convert = _Converter(clip, _turn_of(first.frame))
        decoded = chain([first], pictures)
        chosen = decoded if rate_hz is None else nearest_to_grid(decoded, rate_hz)
        for picture in _between(chosen, start_s, stop_s):
            yield Frame(picture.index, picture.time_s, convert(picture.frame))


def _no_picture(path: Path) -> CannotRead:
    return CannotRead(f"No picture in {path.name} could be decoded: {_HINT}.")


@contextmanager
def _opened(path: Path) -> Iterator[tuple[InputContainer, VideoStream]]:
    """The container and its main video stream; closed at the end."""
    _check_file(path)
    try:
        container = av.open(f"file:{path}", mode="r", options=dict(_OPTIONS), metadata_errors="replace")
    except PermissionError as error:
        raise CannotRead(
            f"{path.name} may not be read: change its permissions or copy it to your own folder."
        ) from error
    except (av.FFmpegError, OSError, ValueError) as error:
        no_video = CannotRead(f"{path.name} is not a video, or it was cut off while copying: {_HINT}.")
        if getattr(error, "errno", None) != errno.ENOMEM or path.stat().st_size > _SHORT_BYTES:
            raise no_video from error
        container = None
    if container is None:  # a short file that asks for more memory than there is tells of tables that it has not
        raise no_video
    with container:
        yield container, _video_stream(container, path)


def _check_file(path: Path) -> None:
    if not path.exists():
        raise CannotRead(f"There is no file {path}: check the name and the folder.")
    if path.is_dir():
        raise CannotRead(f"{path} is a folder: give the video file inside it.")
    if not path.is_file():
        raise CannotRead(f"{path} is not a regular file: copy the video to disk first.")
    if path.stat().st_size == 0:
        raise CannotRead(f"{path.name} is empty (0 bytes): copy it from the phone again.")


def _video_stream(container: InputContainer, path: Path) -> VideoStream:
    """The first stream of moving pictures (cover art of a song is none), set to decode on all cores."""
    moving = (s for s in container.streams.video if not s.disposition & Disposition.attached_pic)
    stream = next(moving, None)
    if stream is None:
        kind = "only sound" if container.streams.audio else "no video"
        raise CannotRead(f"{path.name} holds {kind}: {_HINT}.")
    width, height = stream.width, stream.height
    if not (0 < width <= LARGEST_SIDE_PX and 0 < height <= LARGEST_SIDE_PX):
        raise CannotRead(
            f"{path.name} claims pictures of {width} x {height} pixels, outside 1 to {LARGEST_SIDE_PX}: {_HINT}."
        )
    if stream.time_base is None:
        raise CannotRead(f"{path.name} carries no timestamps: {_HINT}.")
    stream.thread_type = "AUTO"
    return stream


def _packets(container: InputContainer, stream: VideoStream) -> Iterator[Packet[VideoStream]]:
    """Compressed pictures up to the end of the file or to where it is cut off."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.FFmpegError:
            return
        if packet is None:
            return
        if packet.size:
            yield packet


def _stamp(packet: Packet[VideoStream] | VideoFrame) -> int | None:
    """Presentation time in stream units; old AVI files only carry the decoding time."""
    return packet.pts if packet.pts is not None else packet.dts


def _stamps(packets: Iterable[Packet[VideoStream]]) -> Iterator[int]:
    """Of the pictures that are shown; an edit list may hide the first ones, which are decoded all the same."""
    return (stamp for packet in packets if not packet.is_discard and (stamp := _stamp(packet)) is not None)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A decoded picture, not yet converted."""

    index: int
    time_s: float
    frame: VideoFrame


class _Order:
    """Counts pictures in the order they are shown, from packets that arrive in the order they are decoded."""

    def __init__(self) -> None:
        self._waiting: list[int] = []
        self._passed = 0

    def expect(self, stamp: int) -> None:
        heapq.heappush(self._waiting, stamp)

    def index_of(self, stamp: int) -> int:
        """How many expected pictures come before this one."""
        while self._waiting and self._waiting[0] < stamp:
            heapq.heappop(self._waiting)
            self._passed += 1
        return self._passed


def _pictures(container: InputContainer, stream: VideoStream, start_s: float) -> Iterator[_Picture]:
    """Pictures in rising time from the last key frame at or before `start_s`."""
    packets = _packets(container, stream)
    head = list(islice(packets, _REORDER_PACKETS))
    zero = min(_stamps(head), default=0)
    seconds = stream.time_base or Fraction(1)
    order = _Order()
    useful = _from_key_frame(chain(head, packets), zero + math.floor(start_s / seconds), order)
    latest: int | None = None
    for frame in _decoded(stream, useful):
        stamp = _stamp(frame)
        if stamp is None or frame.is_corrupt or (latest is not None and stamp <= latest):
            continue
        latest = stamp
        yield _Picture(order.index_of(stamp), float((stamp - zero) * seconds), frame)


def _from_key_frame(packets: Iterable[Packet[VideoStream]], start: int, order: _Order) -> Iterator[Packet[VideoStream]]:
    """Packets from the last key frame at or before `start` (stream units); all are counted in `order`."""
    since_key: list[Packet[VideoStream]] = []
    skipping = True
    for packet in packets:
        stamp = _stamp(packet)
        if stamp is not None and not packet.is_discard:
            order.expect(stamp)
        if not skipping:
            yield packet
            continue
        if packet.is_keyframe and stamp is not None and stamp <= start:
            since_key.clear()
            order.index_of(stamp)
        since_key.append(packet)
        if stamp is not None and stamp > start:
            skipping = False
            yield from since_key
            since_key.clear()
    yield from since_key


def _decoded(stream: VideoStream, packets: Iterable[Packet[VideoStream]]) -> Iterator[VideoFrame]:
    """Pictures out of packets; a packet that does not decode costs its own picture only."""
    for packet in chain(packets, [None]):
        try:
            yield from stream.decode(packet)
        except av.FFmpegError:
            continue


def _between(pictures: Iterable[_Picture], start_s: float, stop_s: float | None) -> Iterator[_Picture]:
    for picture in pictures:
        if stop_s is not None and picture.time_s >= stop_s:
            return
        if picture.time_s >= start_s:
            yield picture


def nearest_to_grid(pictures: Iterable[_Picture], rate_hz: float) -> Iterator[_Picture]:
    """Of pictures in rising time, those that are the nearest one to some multiple of 1/rate_hz seconds.

    A picture stands for the time from halfway to its neighbour on the left to halfway to its neighbour on the right;
    the first and the last one reach as far to their open side.
    """
    held: _Picture | None = None
    half_s = 0.0
    reached: int | None = None  # the last grid point that lies left of where the held picture begins
    for picture in pictures:
        if held is not None:
            half_s = (picture.time_s - held.time_s) / 2
            begun = _last_point_before(held.time_s - half_s, rate_hz) if reached is None else reached
            reached = _last_point_before(held.time_s + half_s, rate_hz)
            if reached > begun:
                yield held
        held = picture
    if held is not None and (reached is None or _last_point_before(held.time_s + half_s, rate_hz) > reached):
        yield held


def _last_point_before(time_s: float, rate_hz: float) -> int:
    return math.ceil(time_s * rate_hz) - 1


@dataclass(frozen=True, slots=True)
class _Turn:
    """What the display matrix asks for: mirror top to bottom, then turn clockwise by 0, 90, 180 or 270 degrees."""

    clockwise_deg: int = 0
    mirrored: bool = False


def _turn_of(frame: VideoFrame) -> _Turn:
    """From the nine 16.16 numbers of the display matrix, where (x, y) becomes (ax + cy, bx + dy), y down."""
    data = frame.side_data.get("DISPLAYMATRIX")
    if not isinstance(data, SideData):
        return _Turn()
    (a, b, _), (c, d, _), _ = np.frombuffer(bytes(data), np.int32).reshape(3, 3).astype(float).tolist()
    quarter_turns = round(math.degrees(math.atan2(b, a)) / 90) % 4
    return _Turn(90 * quarter_turns, a * d - b * c < 0)


class _Converter:
    """Decoded picture to BGR at working size: colours and scale in one pass of swscale, then the turn."""

    def __init__(self, clip: Clip, turn: _Turn) -> None:
        self._swscale = VideoReformatter()
        self._turn = turn
        self._width, self._height = clip.working_width_px, clip.working_height_px
        if turn.clockwise_deg in (90, 270):
            self._width, self._height = self._height, self._width

    def __call__(self, frame: VideoFrame) -> NDArray[np.uint8]:
        """(H, W, 3) uint8, contiguous."""
        bgr = self._swscale.reformat(frame, width=self._width, height=self._height, format="bgr24")
        image = np.asarray(bgr.to_ndarray(), np.uint8)
        if self._turn.mirrored:
            image = np.asarray(cv2.flip(image, 0), np.uint8)
        if self._turn.clockwise_deg:
            image = np.asarray(cv2.rotate(image, _TURNS[self._turn.clockwise_deg]), np.uint8)
        return image


def _square_pixels(stream: VideoStream) -> tuple[int, int]:
    """Width and height with the pixel aspect ratio undone, so that a plate is a circle."""
    aspect = stream.sample_aspect_ratio or Fraction(1)
    if abs(aspect - 1) < 0.02 or not 0.2 < aspect < 5:  # rounding of a cropped size, or nonsense
        return stream.width, stream.height
    return round(stream.width * aspect), stream.height


def _working_size(width: int, height: int) -> tuple[int, int]:
    """The size itself up to 1280 px on the long side, else scaled down to even numbers."""
    scale = LONG_SIDE_PX / max(width, height)
    if scale >= 1:
        return width, height
    return max(2, 2 * round(width * scale / 2)), max(2, 2 * round(height * scale / 2))


@dataclass(frozen=True, slots=True)
class _Timing:
    duration_s: float
    rate_hz: float
    frames: int


def _timing(container: InputContainer, stream: VideoStream) -> _Timing:
    """Rate from the first timestamps; length from the container, or by reading on when it does not say."""
    seconds = float(stream.time_base or 1)
    stamps = _stamps(_packets(container, stream))
    times_s = np.sort(np.fromiter(islice(stamps, RATE_PACKETS), float)) * seconds
    step_s = _usual_step_s(times_s)
    rate_hz = 1 / step_s if step_s else 0.0
    frames, last_s = times_s.size, float(times_s.max(initial=0.0))
    known_s = _known_duration_s(container, stream)
    if frames == RATE_PACKETS and known_s is not None:
        mean_rate_hz = (frames - 1) / float(np.ptp(times_s)) if np.ptp(times_s) else rate_hz
        return _Timing(known_s, rate_hz, stream.frames or round(known_s * mean_rate_hz))
    for stamp in stamps:
        frames, last_s = frames + 1, max(last_s, stamp * seconds)
    return _Timing(last_s - float(times_s.min(initial=last_s)) + step_s, rate_hz, frames)


def _usual_step_s(times_s: NDArray[np.float64]) -> float:
    """Median step, freed of the container's rounding (33, 33, 34 ms) by averaging the steps within 10 % of it."""
    steps = np.diff(times_s)
    steps = steps[steps > 0]
    if not steps.size:
        return 0.0
    median = np.quantile(steps, 0.5, method="inverted_cdf")  # a step that is there: two rates have none between them
    return float(np.mean(steps[np.abs(steps - median) <= 0.1 * median]))


def _known_duration_s(container: InputContainer, stream: VideoStream) -> float | None:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return container.duration / av.time_base if container.duration else None
