"""The survey stays small however long the clip, and prefers the moments in which the hands move."""

from __future__ import annotations

import numpy as np
import pytest

from liftwell.barbell.survey import CAPACITY, Crop, PlateSurvey, cut

PICTURE = np.random.default_rng(3).integers(0, 255, (480, 640, 3), np.uint8)
BODY_PX = 200.0


def fill(survey: PlateSurvey, seconds: float, rate_hz: float = 10.0) -> None:
    """Hands at rest, but for one lift in every minute."""
    for index in range(int(seconds * rate_hz)):
        time_s = index / rate_hz
        lift = np.sin(np.pi * np.clip((time_s % 60 - 20) / 3, 0, 1))
        survey.add(time_s, PICTURE, np.array([320.0, 240 - 100 * lift]), BODY_PX)


def test_it_is_bounded_and_spread_over_the_clip() -> None:
    survey = PlateSurvey()
    fill(survey, 600)
    times = np.array([crop.time_s for crop in survey.crops])
    assert CAPACITY // 3 < len(times) <= CAPACITY
    assert (np.diff(times) > 0).all()
    assert len({int(t // 60) for t in times}) == 10


def test_most_samples_come_from_the_lifts() -> None:
    survey = PlateSurvey()
    fill(survey, 600)
    lifting = [20 <= crop.time_s % 60 <= 23.2 for crop in survey.crops]
    assert np.mean(lifting) > 0.5


def test_body_length_is_that_of_the_tallest_frames() -> None:
    survey = PlateSurvey()
    for index in range(100):
        survey.add(index / 10, PICTURE, np.array([320.0, 240.0]), 200.0 if index % 3 == 0 else 150.0)
    assert survey.body_px == pytest.approx(200)


def test_crops_know_where_they_come_from() -> None:
    crop = cut(0.0, PICTURE, np.array([300.0, 200.0]), np.full(4, 60.0), 0.5)
    assert crop is not None
    assert crop.outside(crop.inside(np.array([310.0, 190.0]))) == pytest.approx([310, 190])
    assert crop.inside(crop.origin_px - 0.5) == pytest.approx([-0.5, -0.5])
    assert crop.image.shape == pytest.approx((61, 61, 3), abs=1)
    assert crop.at_scale(0.5) is crop
    assert crop.at_scale(0.25).image.shape[0] == pytest.approx(crop.image.shape[0] / 2, abs=1)


def test_nothing_is_left_of_a_crop_outside_the_picture() -> None:
    assert cut(0.0, PICTURE, np.array([-200.0, 50.0]), np.full(4, 60.0), 1.0) is None


def test_a_crop_keeps_its_own_pixels() -> None:
    picture = PICTURE.copy()
    crop = cut(0.0, picture, np.array([300.0, 200.0]), np.full(4, 20.0), 1.0)
    assert isinstance(crop, Crop)
    before = crop.image.copy()
    picture[:] = 0
    assert (crop.image == before).all()
