"""Traces: everything in the picture's own pixels, with the camera's motion put back in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from liftwell.motion.back import Back
from liftwell.motion.outline import BANDS
from liftwell.motion.series import Stretch
from liftwell.motion.traces import bend, traces_of
from liftwell.passes.second import SecondSight, Seen
from liftwell.pose.contour import STATIONS
from liftwell.video.clip import Clip
from tests.motion.lifter import (
    BODY_PX,
    SIZE_PX,
    FloatArray,
    filmed,
    lifting,
    outline,
    pose_track,
    reps_at,
    rounding,
)

KNOTS = reps_at(1.0)
BODY = lifting(np.arange(0, 5, 0.1), KNOTS)
STRETCH = filmed(KNOTS)
CLIP = Clip(Path("a.mp4"), "a.mp4", 5.0, 30.0, *SIZE_PX, 150, 0, "h264", *SIZE_PX)


def sight(stretch: Stretch, shift_px: FloatArray | None = None) -> SecondSight:
    shift = np.zeros_like(stretch.bar.centre_px) if shift_px is None else shift_px
    seen = Seen(pose_track(BODY), outline(BODY, rounding(BODY)), stretch.bar, shift)
    return SecondSight((seen,), BODY_PX, None)


def test_bodies_and_bars_are_where_they_were_fitted() -> None:
    traces = traces_of([STRETCH.moving], [STRETCH.back], sight(STRETCH), CLIP)
    assert traces.joints_px == pytest.approx(STRETCH.moving.joints_px)
    assert traces.bar_px == pytest.approx(STRETCH.bar.centre_px)
    assert traces.radius_px == STRETCH.bar.radius_px
    assert traces.size_px == SIZE_PX


def test_a_moving_camera_moves_the_drawing() -> None:
    at = STRETCH.bar.time_s
    shift = np.stack([10 * at, -3 * at], axis=1)
    still, moved = (
        traces_of([STRETCH.moving], [STRETCH.back], sight(STRETCH, s), CLIP) for s in (np.zeros_like(shift), shift)
    )
    assert moved.bar_px - still.bar_px == pytest.approx(shift)
    expected = np.stack([10 * still.time_s, -3 * still.time_s], axis=1)
    assert (moved.joints_px - still.joints_px)[:40] == pytest.approx(np.tile(expected[:40, None], (1, 6, 1)))


def test_stretches_follow_each_other() -> None:
    two = SecondSight(sight(STRETCH).stretches * 2, BODY_PX, None)
    traces = traces_of([STRETCH.moving] * 2, [STRETCH.back] * 2, two, CLIP)
    assert len(traces.time_s) == 2 * len(BODY.time_s)
    assert len(traces.bar_time_s) == 2 * len(STRETCH.bar.time_s)


def test_the_back_goes_from_the_seat_to_the_shoulders() -> None:
    """Beyond it the rays meet legs and head; all that is told of the back is told at the same stations."""
    traces = traces_of([STRETCH.moving], [STRETCH.back], sight(STRETCH), CLIP)
    seat, shoulders = BANDS[0][0], BANDS[-1][1]
    assert (np.diff(traces.stations) > 0).all()
    assert -0.1 < traces.stations[0] < seat
    assert shoulders < traces.stations[-1] < 1
    assert set(traces.stations) <= set(STATIONS)


def test_the_depth_of_the_back_is_that_of_the_lifter() -> None:
    """In the middle of the back, where neither smoothing nor a plate reaches; the fit's own trunk is 2 % off."""
    traces = traces_of([STRETCH.moving], [STRETCH.back], sight(STRETCH), CLIP)
    truth = rounding(BODY)[:, np.isin(STATIONS, traces.stations)]
    off = np.abs(traces.back_depth - truth)[:, 10:-10]
    assert np.nanmean(off) < 0.015
    assert np.nanmax(off) < 0.05
    # The points in the picture are the same back.
    hip, shoulder = traces.joints_px[:, 2], traces.joints_px[:, 3]
    behind = hip[:, 0] + 0.5 * (shoulder - hip)[:, 0] - traces.back_px[:, 30, 0]
    assert (behind[20:28] > 0.1 * np.linalg.norm(shoulder - hip, axis=1)[20:28]).all()


def test_the_tallest_profile_is_the_back_of_the_lifter_who_stands() -> None:
    """The plate hides the seat at lockout; there the profile comes from a little lower."""
    traces = traces_of([STRETCH.moving], [STRETCH.back], sight(STRETCH), CLIP)
    standing = traces.back_depth[24]
    seen = np.isfinite(standing)
    assert 20 < seen.sum() < len(seen)
    assert traces.tallest_depth[seen] == pytest.approx(standing[seen], abs=0.02)
    assert np.isfinite(traces.tallest_depth).all()
    assert np.nanmax(np.abs(traces.back_depth[4] - traces.tallest_depth)) > 0.05


def test_all_stretches_share_one_tallest_profile() -> None:
    """One in which the lifter never stands is laid on the posture of another; alone it has none."""
    bent = filmed([(0.0, 0.0), (4.9, 0.02)])
    alone = traces_of([bent.moving], [bent.back], sight(bent), CLIP)
    assert np.isnan(alone.tallest_depth).all()
    assert np.isfinite(alone.back_depth).any()
    two = SecondSight(sight(bent).stretches + sight(STRETCH).stretches, BODY_PX, None)
    both = traces_of([bent.moving, STRETCH.moving], [bent.back, STRETCH.back], two, CLIP)
    one = traces_of([STRETCH.moving], [STRETCH.back], sight(STRETCH), CLIP)
    assert both.tallest_depth == pytest.approx(one.tallest_depth, nan_ok=True)
    assert len(both.back_depth) == len(alone.back_depth) + len(one.back_depth)


def test_the_bent_back_is_painted_where_it_bends() -> None:
    turned = np.degrees(bend(STRETCH.back))
    bottom, top = np.nanmean(turned[1:8], axis=0), turned[24]
    assert bottom.max() > 10
    assert np.nanmax(np.abs(top)) < 6
    low, high = bottom[10:30].mean(), bottom[-8:].mean()
    assert low > high


def test_too_few_bands_paint_nothing() -> None:
    back: Back = STRETCH.back
    change = back.change.copy()
    change[4, 3:] = np.nan
    turned = bend(replace(back, change=change))
    assert np.isnan(turned[4]).all()
    assert np.isfinite(turned[5]).all()
