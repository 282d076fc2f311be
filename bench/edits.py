"""Edits that leave a lift what it is: mirrored, filmed with fewer pictures a second, cropped, scaled down.

Every edit, and `AS_IT_IS` that edits nothing, writes pictures of the working size through the same encoder at high
quality, so that two files differ by the edit alone and not by a generation of compression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.video.clip import Frame
from liftwell.video.decode import open_clip, read_frames
from liftwell.video.encode import VideoWriter

Image = NDArray[np.uint8]
CRF: Final = 12  # hardly to be told from the original by eye; the default of most phones is about 20
CROP_LEFT, CROP_RIGHT = 0.08, 0.03  # of the width: not the same, so that the middle of the picture moves
_SLACK_S: Final = 1e-3  # timestamps of containers are rounded to a millisecond


@dataclass(frozen=True, slots=True)
class Edit:
    """`change` of every picture (H, W, 3); `rate_hz` keeps the first picture in each interval of that length, with
    its own time, None keeps all; `crf` is the encoder's quality, less is better.
    """

    name: str
    change: Callable[[Image], Image]
    rate_hz: float | None = None
    crf: int = CRF


def same(image: Image) -> Image:
    """The picture itself."""
    return image


def mirrored(image: Image) -> Image:
    """Left for right."""
    return np.ascontiguousarray(image[:, ::-1])


def cropped(image: Image) -> Image:
    """8 % less at the left and 3 % less at the right, in whole pairs of pixels as video has them."""
    width = image.shape[1]
    left, right = (2 * round(width * share / 2) for share in (CROP_LEFT, CROP_RIGHT))
    return np.ascontiguousarray(image[:, left : width - right])


def scaled(share: float) -> Callable[[Image], Image]:
    """To `share` of the size in each direction."""

    def change(image: Image) -> Image:
        height, width = (2 * round(side * share / 2) for side in image.shape[:2])
        return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)

    return change


AS_IT_IS: Final = Edit("as it is", same)
COARSER: Final = Edit("encoded more coarsely", same, crf=23)
MIRROR: Final = Edit("mirrored", mirrored)
CROP: Final = Edit("cropped at the sides", cropped)
SMALLER: Final = (Edit("75 % of the size", scaled(0.75)), Edit("50 % of the size", scaled(0.5)))


def slower(rate_hz: float) -> Edit:
    """Fewer pictures a second, each kept one at its own time."""
    return Edit(f"{rate_hz:g} pictures/s", same, rate_hz)


def rates_below(rate_hz: float) -> tuple[float, ...]:
    """The lower frame rates to try on a clip of `rate_hz`: 60 → 30 and 24, 30 → 24 and 15, 24 → 15."""
    if rate_hz > 45:
        return 30.0, 24.0
    return (24.0, 15.0) if rate_hz > 27 else (15.0,)


def write_edited(source: Path, target: Path, edit: Edit, stop_s: float | None = None) -> Path:
    """The first `stop_s` seconds of a clip, edited, into the file `target`, which is returned."""
    clip = open_clip(source)
    with closing(read_frames(clip, stop_s=stop_s)) as frames:
        kept = _thinned(frames, edit.rate_hz)
        first = next(kept)
        image = edit.change(first.image)
        height, width = image.shape[:2]
        rate_hz = edit.rate_hz or clip.frame_rate_hz
        with VideoWriter(target, width_px=width, height_px=height, frame_rate_hz=rate_hz, crf=edit.crf) as writer:
            writer.write(image, first.time_s)
            for frame in kept:
                writer.write(edit.change(frame.image), frame.time_s)
    return target


def _thinned(frames: Iterator[Frame], rate_hz: float | None) -> Iterator[Frame]:
    intervals = 0
    for frame in frames:
        if rate_hz is None:
            yield frame
        elif frame.time_s * rate_hz >= intervals - _SLACK_S * rate_hz:
            intervals = int((frame.time_s + _SLACK_S) * rate_hz) + 1
            yield frame
