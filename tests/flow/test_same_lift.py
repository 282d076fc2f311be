"""The same lift in another file, or in a mirror, gives the same numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from liftwell.analysis import Analysis
from liftwell.quantity import Quantity

Analysed = Callable[..., Analysis]
Image = NDArray[np.uint8]
CLIP = Path(__file__).parents[1] / "data" / "walk_up.mp4"
TICKS = Fraction(1, 90_000)


def rewritten(target: Path, change: Callable[[Image], Image], codec: str, pixel_format: str, turn_deg: int = 0) -> Path:
    """CLIP with every picture changed, and turned back by the display matrix; times tremble as a phone's do."""
    tremble = np.random.default_rng(1).uniform(-400, 400, 10_000)
    with av.open(str(CLIP)) as source, av.open(str(target), "w") as container:
        stream = container.add_stream(codec, rate=30, options={"x265-params": "log-level=none"})
        assert isinstance(stream, VideoStream)
        for index, frame in enumerate(source.decode(video=0)):
            image = np.ascontiguousarray(change(np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)))
            if index == 0:
                stream.height, stream.width = image.shape[:2]
                stream.pix_fmt, stream.time_base = pixel_format, TICKS
                stream.codec_context.time_base = TICKS
                stream.set_display_rotation(-turn_deg)
            picture = VideoFrame.from_ndarray(image, "bgr24")
            picture.pts, picture.time_base = max(0, int(float(frame.time or 0.0) * 90_000 + tremble[index])), TICKS
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return target


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers differ by less than two of their standard deviations."""
    assert one.value is not None
    assert other.value is not None
    return abs(one.value - other.value) < 2 * max(one.sd or 0.0, other.sd or 0.0)


def check_same(one: Analysis, other: Analysis) -> None:
    (a,), (b,) = one.reps, other.reps
    assert b.liftoff_s == pytest.approx(a.liftoff_s, abs=0.1)
    assert b.lockout_s == pytest.approx(a.lockout_s, abs=0.1)
    assert agree(a.bar_rise, b.bar_rise)
    assert agree(a.mean_velocity, b.mean_velocity)
    assert agree(a.trunk_inclination.liftoff, b.trunk_inclination.liftoff)
    assert agree(a.lumbar_flexion.liftoff, b.lumbar_flexion.liftoff)


@pytest.mark.bench
def test_a_turned_ten_bit_film_of_uneven_times_and_a_foreign_name(analysed: Analysed, tmp_path: Path) -> None:
    def turned(image: Image) -> Image:
        return np.asarray(cv2.rotate(image, cv2.ROTATE_90_COUNTERCLOCKWISE), np.uint8)

    film = rewritten(tmp_path / "größe 1.mov", turned, "libx265", "yuv420p10le", turn_deg=90)
    again = analysed(film)
    assert (again.clip.width_px, again.clip.height_px) == (360, 640)
    check_same(analysed(CLIP), again)


@pytest.mark.bench
def test_a_mirrored_lifter_lifts_alike(analysed: Analysed, tmp_path: Path) -> None:
    mirrored = analysed(rewritten(tmp_path / "mirror.mp4", lambda image: image[:, ::-1], "libx264", "yuv420p"))
    straight = analysed(CLIP)
    assert {mirrored.capture.facing, straight.capture.facing} == {"left", "right"}
    check_same(straight, mirrored)
