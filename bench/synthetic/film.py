"""What a phone does to a picture before anyone sees it, and the file it writes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from bench.synthetic.mesh import FloatArray

Picture = NDArray[np.uint8]
NOISE_TILES: Final = 6
TICKS: Final = 90000
# Steps of automatic exposure come this often (per second), of this size (stops).
STEPS_PER_S: Final = 0.12
STEP_STOPS: Final = 0.22
# The renderer's backdrop is this much wider than its picture.
SHAKE_LIMIT_PX: Final = 30.0


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone, how it is held and in what light.

    `shake_px`: rms of the hand's sway, 0 on a tripod. `light`: 1 bright … 0.25 dim. `blur_px`: sigma of the lens.
    `sharpening`: strength of the halo round edges. `noise`: rms in code values in bright light. `wanders`: stops that
    the exposure drifts. `warmth`: -1 cold … 1 warm white balance. `vignette`: how much darker the corners are.
    `contrast`: 1 = none added.
    """

    shake_px: float = 0.0
    light: float = 1.0
    blur_px: float = 0.55
    sharpening: float = 0.35
    noise: float = 1.6
    wanders: float = 0.06
    warmth: float = 0.0
    vignette: float = 0.18
    contrast: float = 1.0


def some_phone(rng: np.random.Generator, *, shake_px: float = 0.0, light: float = 1.0) -> Phone:
    """One of many phones."""
    return Phone(
        shake_px=shake_px,
        light=light,
        blur_px=float(rng.uniform(0.4, 0.8)),
        sharpening=float(rng.uniform(0.15, 0.7)),
        noise=float(rng.uniform(0.6, 2.0)),
        wanders=float(rng.uniform(0.0, 0.12)),
        warmth=float(np.clip(rng.normal(0.1, 0.45), -1, 1)),
        vignette=float(rng.uniform(0.05, 0.28)),
        contrast=float(rng.uniform(0.92, 1.15)),
    )


class Film:
    """What `phone` makes of the pictures of one clip, all of one size, at `fps`."""

    def __init__(self, rng: np.random.Generator, width: int, height: int, fps: float, phone: Phone) -> None:
        self.fps, self.phone = fps, phone
        # Its own stream, so that the pictures do not depend on how many numbers others draw.
        self._rng = np.random.default_rng(rng.integers(2**32))
        self._index = 0
        self._stops, self._step_stops, self._step_at = 0.0, 0.0, -1e9
        self._phase = self._rng.uniform(0, 2 * np.pi, 2)
        # A sensor's noise grows as light gets less and the phone turns up its gain.
        rms = phone.noise * max(phone.light, 0.1) ** -0.75
        self._tiles = [_noise_tile(self._rng, width + 64, height + 64, rms) for _ in range(NOISE_TILES)]
        x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
        mask = 255 * (1 - phone.vignette * 0.5 * (x * x + y * y))
        self._mask = cv2.merge([mask.astype(np.uint8)] * 3)
        self._before: Picture | None = None

    def shake(self, count: int) -> FloatArray:
        """How far the hand moves each of `count` pictures (count, 2) px."""
        return _hand(self._rng, count, self.fps, self.phone.shake_px)

    def develop(self, picture: Picture) -> Picture:
        """The picture (H, W, 3), RGB, as the phone would show it; call once for each frame, in order."""
        phone = self.phone
        image = _u8(cv2.GaussianBlur(picture, (5, 5), phone.blur_px)) if phone.blur_px > 0 else picture
        image = _u8(cv2.LUT(image, self._curves()))
        image = _u8(cv2.multiply(image, self._mask, scale=1 / 255))
        image = self._noisy(image)
        if self.phone.light < 0.7:
            image = self._smeared(image)
        if phone.sharpening > 0:
            soft = cv2.GaussianBlur(image, (7, 7), 1.4)
            image = _u8(cv2.addWeighted(image, 1 + phone.sharpening, soft, -phone.sharpening, 0))
        self._index += 1
        return image

    def _curves(self) -> Picture:
        """Code values in to code values out (256, 1, 3): exposure, white balance and contrast."""
        phone, time = self.phone, self._index / self.fps
        if phone.wanders > 0 and self._rng.random() < STEPS_PER_S / self.fps:
            self._stops, self._step_at = self._exposure(time), time
            self._step_stops = float(self._rng.normal() * STEP_STOPS * min(1.0, phone.wanders / 0.06))
        # A phone makes up for most of what light is missing, and gives the rest away as darkness.
        stops = self._exposure(time) + 0.45 * np.log2(self.phone.light)
        drift = phone.wanders * np.sin(2 * np.pi * np.array([0.13, 0.31]) * time + self._phase).sum()
        balance = np.array([1 + 0.12 * phone.warmth, 1.0, 1 - 0.14 * phone.warmth])
        linear = (np.arange(256)[:, None] / 255) ** 2.2 * 2 ** (stops + drift) * balance
        linear = np.where(linear > 0.7, 0.7 + 0.3 * np.tanh((linear - 0.7) / 0.3), linear)
        code = linear ** (1 / 2.2)
        code = code + 0.35 * (phone.contrast - 1) * np.sin(2 * np.pi * (code - 0.5)) / np.pi
        return np.asarray(np.clip(255 * code + 0.5, 0, 255)).astype(np.uint8).reshape(256, 1, 3)

    def _exposure(self, time: float) -> float:
        """Stops of the automatic exposure: after a step it settles within half a second."""
        settled = 1 - np.exp(-max(0.0, time - self._step_at) / 0.18)
        return float(self._stops + (self._step_stops - self._stops) * settled)

    def _noisy(self, image: Picture) -> Picture:
        height, width = image.shape[:2]
        tile = self._tiles[int(self._rng.integers(NOISE_TILES))]
        y, x = self._rng.integers(0, 64, 2)
        return _u8(cv2.addWeighted(image, 1.0, tile[y : y + height, x : x + width], 1.0, -128))

    def _smeared(self, image: Picture) -> Picture:
        """Noise reduction in the dark: it wipes fine detail away, and lets a little of the last frame linger."""
        strength = min(0.85, 1.1 * (0.75 - self.phone.light) / 0.5 + 0.1)
        calm = cv2.medianBlur(image, 5)
        image = _u8(cv2.addWeighted(image, 1 - strength, calm, strength, 0))
        if self._before is not None:
            image = _u8(cv2.addWeighted(image, 0.85, self._before, 0.15, 0))
        self._before = image
        return image


def _hand(rng: np.random.Generator, frames: int, fps: float, rms_px: float) -> FloatArray:
    """How far a hand moves each picture (frames, 2) px: slow sway and a small tremor."""
    path = np.zeros((frames, 2))
    if not rms_px or not frames:
        return path
    times = np.arange(frames)[:, None] / fps
    # Sway of a hand lies below 2 Hz, its tremor at 6…11 Hz and far smaller (less than a tenth).
    for low, high, share, waves in ((0.08, 0.5, 1.0, 6), (0.5, 2.0, 0.35, 6), (6.0, 11.0, 0.06, 5)):
        for _ in range(waves):
            turn, phase = rng.uniform(low, high), rng.uniform(0, 2 * np.pi, 2)
            path += share * rng.normal(size=2) * np.sin(2 * np.pi * turn * times + phase)
    path -= path.mean(axis=0)
    path *= rms_px / max(float(np.sqrt((path**2).mean())), 1e-9)
    return np.asarray(np.clip(path, -SHAKE_LIMIT_PX, SHAKE_LIMIT_PX))


def _u8(image: NDArray[np.generic]) -> Picture:
    return np.asarray(image, np.uint8)


def _noise_tile(rng: np.random.Generator, width: int, height: int, rms: float) -> Picture:
    """Noise about 128 (height, width, 3): grain in brightness, and coarser, fainter blotches of colour."""
    grain = cv2.GaussianBlur(rng.normal(size=(height, width)), (0, 0), 0.6)
    blotches = cv2.resize(rng.normal(size=(height // 4 + 1, width // 4 + 1, 3)), (width, height))
    tile = grain[..., None] / grain.std() * rms + blotches / blotches.std() * rms * 0.4
    return np.asarray(np.clip(np.rint(tile + 128), 0, 255)).astype(np.uint8)


class FilmWriter:
    """Writes an H.264 clip frame by frame; use it in a `with`.

    `film` develops each picture first. `crf` 18 (a phone) … 32 (sent by a messenger).
    """

    def __init__(
        self, path: Path, width: int, height: int, fps: float, *, film: Film | None = None, crf: int = 23
    ) -> None:
        self._film, self._fps, self._count = film, fps, 0
        self._container = av.open(str(path), "w")
        self._stream = self._container.add_stream("libx264", rate=Fraction(fps).limit_denominator(1001))
        self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"
        self._stream.time_base = self._stream.codec_context.time_base = Fraction(1, TICKS)
        self._stream.options = {"crf": str(crf), "preset": "veryfast", "threads": "1"}

    def add(self, picture: Picture, time_s: float | None = None) -> None:
        """Develop the picture (H, W, 3), RGB, and write it, to be shown at `time_s` or else on the next beat."""
        image = self._film.develop(picture) if self._film else picture
        planes = _u8(cv2.cvtColor(image, cv2.COLOR_RGB2YUV_I420))
        frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        time = self._count / self._fps if time_s is None else time_s
        frame.pts, frame.time_base = round(time * TICKS), Fraction(1, TICKS)
        self._container.mux(self._stream.encode(frame))
        self._count += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._container.mux(self._stream.encode(None))
        self._container.close()
