"""Which samples of a survey a plate is looked for in: as many heights as there are, or only while the hands travel."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import ArrayLike

from liftwell.barbell.detect import MIN_SAMPLES, _on_the_way, _spread_out
from liftwell.barbell.register import soften
from liftwell.barbell.sample import Sample
from liftwell.barbell.survey import Crop
from liftwell.barbell.votes import edges

BODY_PX = 250.0


def samples_at(time_s: ArrayLike, height_px: ArrayLike) -> list[Sample]:
    """Samples in which nothing is to be seen but where the hands are."""
    image = np.zeros((8, 8, 3), np.uint8)
    grey, nothing = soften(image[..., 0]), edges(image)
    return [
        Sample(Crop(float(t), image, np.zeros(2), 1.0), grey, grey, nothing, np.array([100.0, y]))
        for t, y in zip(np.asarray(time_s), np.asarray(height_px), strict=True)
    ]


def heights(samples: list[Sample]) -> list[float]:
    return [float(sample.wrist[1]) for sample in samples]


def test_a_long_rest_weighs_no_more_than_twice_any_other_height() -> None:
    """Six seconds with the bar on the floor before a pull of 15 samples over as many heights."""
    height = np.concatenate([np.full(60, 400.0), 400.0 - 15.0 * np.arange(1, 31)])
    kept = _spread_out(samples_at(0.1 * np.arange(90), height), BODY_PX)
    assert heights(kept).count(400.0) == 2
    assert sorted(set(heights(kept))) == sorted(set(height.tolist()))
    assert [s.crop.time_s for s in kept] == sorted(s.crop.time_s for s in kept)


def test_what_is_left_of_a_rest_is_spread_over_all_of_it() -> None:
    height = np.concatenate([np.full(40, 400.0), 400.0 - 15.0 * np.arange(1, 31)])
    kept = _spread_out(samples_at(0.1 * np.arange(70), height), BODY_PX)
    rest = [s.crop.time_s for s in kept if s.wrist[1] == 400.0]
    assert (rest[0], rest[-1]) == pytest.approx((0.0, 3.9))


def test_hands_that_hardly_move_leave_all_samples() -> None:
    still = samples_at(0.1 * np.arange(50), np.full(50, 400.0))
    assert len(_spread_out(still, BODY_PX)) == 50


def test_few_samples_are_all_needed() -> None:
    few = samples_at(0.1 * np.arange(2 * MIN_SAMPLES - 1), np.full(2 * MIN_SAMPLES - 1, 400.0))
    assert _spread_out(few, BODY_PX) is few


@pytest.mark.parametrize(("speed", "chosen"), [(0.15, 0), (0.4, 20)], ids=["drifting", "pulling"])
def test_only_hands_that_go_up_or_down_are_on_the_way(speed: float, chosen: int) -> None:
    """Two seconds of rest, two at so many body lengths per second, two of rest."""
    time_s = np.arange(0, 6, 0.1)
    height = 400.0 - speed * BODY_PX * np.clip(time_s - 2.0, 0.0, 2.0)
    wrist_px = np.stack([np.full(60, 100.0), height], axis=1)
    found = _on_the_way(samples_at(time_s, height), time_s, wrist_px, BODY_PX)
    assert len(found) == pytest.approx(chosen, abs=1)
    assert all(1.9 <= s.crop.time_s <= 4.1 for s in found)


def test_going_down_is_on_the_way_too() -> None:
    time_s = np.arange(0, 2, 0.1)
    height = 200.0 + 0.5 * BODY_PX * time_s
    wrist_px = np.stack([np.full(20, 100.0), height], axis=1)
    assert len(_on_the_way(samples_at(time_s, height), time_s, wrist_px, BODY_PX)) == 20


def test_one_look_goes_nowhere() -> None:
    one = samples_at(np.zeros(1), np.full(1, 400.0))
    assert _on_the_way(one, np.zeros(1), np.full((1, 2), 400.0), BODY_PX) == []
