"""The file that a rendered clip is written to: every picture at its own time, developed as by one phone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.synthetic.film import Film, FilmWriter, Phone, some_phone
from liftwell.video.decode import open_clip, read_frames

WIDTH, HEIGHT = 96, 160
TIMES = np.array([0.0, 0.034, 0.066, 0.101, 0.133, 0.168])


def grey(level: int) -> NDArray[np.uint8]:
    return np.full((HEIGHT, WIDTH, 3), level, np.uint8)


def test_pictures_come_back_at_the_times_they_were_given(tmp_path: Path) -> None:
    path, levels = tmp_path / "clip.mp4", [40, 70, 100, 130, 160, 190]
    with FilmWriter(path, WIDTH, HEIGHT, 30.0) as film:
        for time_s, level in zip(TIMES, levels, strict=True):
            film.add(grey(level), float(time_s))
    frames = list(read_frames(open_clip(path)))
    assert [frame.time_s for frame in frames] == pytest.approx(TIMES.tolist(), abs=1e-4)
    assert [frame.image.shape for frame in frames] == [(HEIGHT, WIDTH, 3)] * len(levels)
    assert [float(frame.image.mean()) for frame in frames] == pytest.approx(levels, abs=6)


def test_without_times_pictures_follow_the_beat(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    with FilmWriter(path, WIDTH, HEIGHT, 25.0) as film:
        for _ in range(4):
            film.add(grey(120))
    assert [frame.time_s for frame in read_frames(open_clip(path))] == pytest.approx([0, 0.04, 0.08, 0.12], abs=1e-4)


def developed(seed: int, phone: Phone) -> NDArray[np.uint8]:
    film = Film(np.random.default_rng(seed), WIDTH, HEIGHT, 30.0, phone)
    return np.stack([film.develop(grey(120)) for _ in range(3)])


def test_one_seed_is_one_film() -> None:
    phone = some_phone(np.random.default_rng(1))
    assert (developed(1, phone) == developed(1, phone)).all()
    assert (developed(1, phone) != developed(2, phone)).any()


def test_a_dim_room_is_darker_and_a_noisy_phone_noisier() -> None:
    bright, dim = (developed(1, Phone(light=light, wanders=0.0)) for light in (1.0, 0.3))
    assert dim.mean() < 0.8 * bright.mean()
    calm, noisy = (developed(1, Phone(noise=noise, wanders=0.0, vignette=0.0)) for noise in (0.2, 3.0))
    assert noisy.std() > 2 * calm.std()


def test_a_hand_sways_by_what_was_asked_and_a_tripod_does_not() -> None:
    held, still = (
        Film(np.random.default_rng(1), WIDTH, HEIGHT, 30.0, Phone(shake_px=shake)).shake(300) for shake in (2.0, 0.0)
    )
    assert np.sqrt((held**2).mean()) == pytest.approx(2.0, rel=0.05)
    assert (still == 0).all()
