"""Ten looks a second, in order, whatever the frame rate."""

from __future__ import annotations

import numpy as np
import pytest

from liftwell.passes.bodies import STREAMS, Bodies
from liftwell.pose.contour import STATIONS
from liftwell.pose.pose import Region
from liftwell.video.clip import Frame
from tests.pose.scripted import Pose, Scripted

REGION = Region(300, 360, 200, 0.0)


def looked_at(rate_hz: float, seconds: float = 3.0) -> list[float]:
    bodies = Bodies(Scripted(), "right")
    return [float(t) for t in np.arange(0, seconds, 1 / rate_hz) if bodies.due(float(t))]


@pytest.mark.parametrize("rate_hz", [10, 24, 25, 29.97, 30, 50, 60, 120, 240])
def test_ten_a_second_on_a_grid(rate_hz: float) -> None:
    times = looked_at(rate_hz)
    assert len(times) == pytest.approx(30, abs=1)
    assert np.diff(times).max() <= 0.1 + 1 / rate_hz + 1e-6


def test_a_slow_clip_is_looked_at_in_every_picture() -> None:
    assert len(looked_at(8)) == 24


def test_after_a_gap_it_does_not_hurry_to_catch_up() -> None:
    bodies = Bodies(Scripted(), "right")
    times = [t for t in [0.0, 0.1, 2.0, 2.03, 2.06, 2.1, 2.2] if bodies.due(t)]
    assert times == [0.0, 0.1, 2.0, 2.1, 2.2]


def test_looks_come_back_in_order_and_without_their_masks() -> None:
    model = Scripted(lambda t: Pose(300 + 10 * t, 360))
    bodies = Bodies(model, "right")
    for k in range(3 * STREAMS + 1):
        bodies.look(Frame(k, k / 10, model.image(k / 10)), REGION)
    track, outline = bodies.finish()
    assert track.time_s == pytest.approx(np.arange(3 * STREAMS + 1) / 10)
    assert track.landmarks_px[:, 23, 0] == pytest.approx(300 + track.time_s * 10)
    assert outline.time_s == pytest.approx(track.time_s)
    assert outline.points_px.shape == (len(track.time_s), len(STATIONS), 2)


def test_no_looks_are_an_empty_track() -> None:
    track, outline = Bodies(Scripted(), "left").finish()
    assert len(track.time_s) == len(outline.time_s) == 0
    assert outline.softness.shape == (0, len(STATIONS))
