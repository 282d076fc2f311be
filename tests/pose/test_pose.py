"""A track is a body for every time, of the right shapes, and nobody writes into it."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from liftwell.pose.pose import PoseTrack, Region
from tests.pose.scripted import Pose, body_of

BODIES = [body_of(Pose(100.0 + k, 200.0, lean=0.1 * k), Region(0, 0, 200, 0.1 * k)) for k in range(4)]
TRACK = PoseTrack.of([0.0, 0.1, 0.2, 0.4], BODIES)


def test_bodies_in_order_of_time() -> None:
    assert TRACK.time_s == pytest.approx([0.0, 0.1, 0.2, 0.4])
    assert TRACK.landmarks_px[3] == pytest.approx(BODIES[3].landmarks_px)
    assert TRACK.region[3] == pytest.approx([103, 200, 200, 0.3])
    assert TRACK.score == pytest.approx(1.0)


def test_nobody_seen_is_a_track_without_samples() -> None:
    empty = PoseTrack.of([], [])
    assert empty.landmarks_px.shape == (0, 33, 2)
    assert empty.region.shape == (0, 4)


@pytest.mark.parametrize("name", [field.name for field in fields(PoseTrack)])
def test_a_wrong_shape_is_named(name: str) -> None:
    array = getattr(TRACK, name)
    wrong = array[None] if name == "time_s" else array[:-1]
    with pytest.raises(ValueError, match=f"{'' if name == 'time_s' else name}.*expected .* got"):
        replace(TRACK, **{name: wrong})


@pytest.mark.parametrize("name", [field.name for field in fields(PoseTrack)])
def test_nobody_writes_into_a_track(name: str) -> None:
    with pytest.raises(ValueError, match="read-only"):
        getattr(TRACK, name)[0] = 1.0


def test_times_and_bodies_go_together() -> None:
    with pytest.raises(ValueError, match="expected"):
        PoseTrack.of([0.0], BODIES)
    assert np.isfinite(TRACK.visibility).all()
