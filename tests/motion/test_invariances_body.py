"""What the camera does to a picture and to a clock changes nothing measured of the body and its repetitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from liftwell.analysis import Instants, Rep
from liftwell.barbell.bar_path import BarPath, BarSource
from liftwell.lift import Facing
from liftwell.motion.body import read_backs, reconstruct
from liftwell.motion.linkage import fit
from liftwell.motion.measured_reps import measure_reps
from liftwell.motion.outline import band_slopes, calm_profile, hide_behind_plate
from liftwell.motion.points import motion_of
from liftwell.motion.rough import count_reps
from liftwell.motion.scale import scale_of
from liftwell.motion.series import Stretch, angle_series, bar_series
from liftwell.pose.contour import STATIONS, Outline
from liftwell.pose.pose import PoseTrack
from liftwell.quantity import Quantity
from tests.motion.lifter import BODY_PX, SIZE_PX, FloatArray, bar_path, lifting, outline, pose_track, reps_at, rounding

KNOTS = reps_at(1.0, 5.0)
# Thirty-seconds of a second have no rounding error, and neither have sums of them: a shifted clock is exactly shifted.
TICK_S = 1 / 32
BODY = lifting(np.arange(0, 9, 3 * TICK_S), KNOTS)
BAR = lifting(np.arange(0, 9, TICK_S), KNOTS)
TRACK, BACK = pose_track(BODY), outline(BODY, rounding(BODY))
HEIGHT_M = 1.74
shifts_s = st.integers(-1000, 100_000).map(lambda ticks: ticks * TICK_S)
places = arrays(np.float64, (4, len(STATIONS), 2), elements=st.floats(0, 1000) | st.just(np.nan))
sizes = st.integers(2, 32).map(lambda eighths: eighths / 8)  # of 720 × 1280 pixels these are whole again


def measured(
    track: PoseTrack = TRACK,
    back: Outline = BACK,
    bar: BarPath | None = None,
    facing: Facing = "right",
    size: float = 1.0,
) -> Stretch:
    """One stretch as the engine measures it, in a picture `size` times as large."""
    seen = bar or bar_path(BAR)
    width, height = (round(size * side) for side in SIZE_PX)
    moving = reconstruct(track, back, seen, facing, BODY_PX * size, (width, height))
    scale = scale_of(seen, BODY_PX * size, moving.linkage.parallax, HEIGHT_M, None)
    return Stretch(moving, read_backs([moving])[0], seen, scale)


def reps_of(stretch: Stretch) -> list[Rep]:
    found = measure_reps(stretch, {**angle_series(stretch), **bar_series(stretch)}, 1, "hidden")
    assert len(found) == 2
    return found


def mirrored_track() -> PoseTrack:
    return pose_track(BODY, "left")


def quantities(rep: Rep) -> Iterator[tuple[str, Quantity]]:
    """Every measured number of a rep, with its name."""
    for field in fields(rep):
        value = getattr(rep, field.name)
        if isinstance(value, Quantity):
            yield field.name, value
        elif isinstance(value, Instants):
            yield from ((f"{field.name}.{four.name}", getattr(value, four.name)) for four in fields(value))


def check_same(one: Rep, other: Rep, later_s: float = 0.0) -> None:
    for name in ("start_s", "liftoff_s", "lockout_s", "end_s"):
        assert getattr(other, name) == pytest.approx(getattr(one, name) + later_s, abs=1e-9), name
    assert other.cut == one.cut
    for (name, a), (_, b) in zip(quantities(one), quantities(other), strict=True):
        assert (b.value, b.sd) == pytest.approx((a.value, a.sd), abs=1e-6), name
        assert (b.unit, b.reason) == (a.unit, a.reason)


@pytest.mark.parametrize("source", ["plate", "hands"])
def test_a_mirrored_lifter_has_the_same_reps(source: BarSource) -> None:
    back = outline(BODY, rounding(BODY), "left")
    right = measured(bar=bar_path(BAR, source=source))
    left = measured(mirrored_track(), back, bar_path(BAR, "left", source), "left")
    for one, other in zip(reps_of(right), reps_of(left), strict=True):
        check_same(one, other)
    for name, series in {**angle_series(right), **bar_series(right)}.items():
        again = {**angle_series(left), **bar_series(left)}[name]
        assert again.value == pytest.approx(series.value, abs=1e-6, nan_ok=True), name
        assert again.sd == pytest.approx(series.sd, abs=1e-6, nan_ok=True), name
    assert motion_of([left]).points == pytest.approx(motion_of([right]).points, abs=1e-6, nan_ok=True)


@settings(max_examples=8)
@given(sizes)
def test_a_lifter_in_a_larger_picture_has_the_same_reps(size: float) -> None:
    track = replace(TRACK, landmarks_px=TRACK.landmarks_px * size, region=TRACK.region * [size, size, size, 1])
    bar = bar_path(BAR)
    larger = replace(
        bar,
        centre_px=bar.centre_px * size,
        sd_px=bar.sd_px * size,
        radius_px=bar.radius_px * size,
        radius_sd_px=bar.radius_sd_px * size,
    )
    found = reps_of(measured(track, replace(BACK, points_px=BACK.points_px * size), larger, size=size))
    for one, other in zip(reps_of(measured()), found, strict=True):
        check_same(one, other)


@settings(max_examples=8)
@given(shifts_s)
def test_a_clip_that_begins_later_has_the_same_reps_later(later_s: float) -> None:
    bar = bar_path(BAR)
    shifted = measured(
        replace(TRACK, time_s=TRACK.time_s + later_s),
        replace(BACK, time_s=BACK.time_s + later_s),
        replace(bar, time_s=bar.time_s + later_s),
    )
    for one, other in zip(reps_of(measured()), reps_of(shifted), strict=True):
        check_same(one, other, later_s)


@settings(max_examples=6)
@given(st.floats(-70, 70))
def test_a_crop_that_moves_the_middle_of_the_picture_moves_no_angle_by_a_degree(right_px: float) -> None:
    """What is near looks larger around the middle of the lens, which a crop hides."""
    aside = np.array([right_px, 0.0])
    bar = bar_path(BAR)
    moved = measured(
        replace(TRACK, landmarks_px=TRACK.landmarks_px + aside),
        replace(BACK, points_px=BACK.points_px + aside),
        replace(bar, centre_px=bar.centre_px + aside),
    )
    for name, series in angle_series(measured()).items():
        again = angle_series(moved)[name].value
        assert np.degrees(again) == pytest.approx(np.degrees(series.value), abs=1.0, nan_ok=True), name
    for one, other in zip(reps_of(measured()), reps_of(moved), strict=True):
        assert other.bar_rise.value == pytest.approx(one.bar_rise.value, rel=1e-3)


@settings(max_examples=20)
@given(shifts_s)
def test_the_fit_knows_no_clock(later_s: float) -> None:
    seen = BODY.sightings(noise_m=0.01)
    here, there = fit(seen, rounds=3), fit(replace(seen, time_s=seen.time_s + later_s), rounds=3)
    assert there.angle == pytest.approx(here.angle, abs=1e-9)
    assert there.angle_sd == pytest.approx(here.angle_sd, abs=1e-9)
    assert there.parallax == pytest.approx(here.parallax, abs=1e-9)


@given(places, st.floats(0, 1000), st.floats(0, 1000), st.floats(1, 400), st.integers(-3, 3))
def test_a_plate_hides_the_same_points_in_a_mirror_and_at_any_size(
    points: FloatArray, x: float, y: float, radius_px: float, doublings: int
) -> None:
    plate, size = np.tile([x, y], (len(points), 1)), 2.0**doublings
    kept = hide_behind_plate(points, plate, radius_px)
    change = np.array([-size, size])
    again = hide_behind_plate(points * change, plate * change, radius_px * size)
    assert again == pytest.approx(kept * change, abs=1e-9, nan_ok=True)


@settings(max_examples=20)
@given(shifts_s, st.integers(0, 3))
def test_the_slopes_of_a_back_know_no_clock(later_s: float, seed: int) -> None:
    noise = np.random.default_rng(seed).normal(0, 0.01, (len(BODY.time_s), len(STATIONS)))
    depth = rounding(BODY) + noise
    here, there = (band_slopes(calm_profile(BODY.time_s + later, depth)) for later in (0.0, later_s))
    assert there == pytest.approx(here, abs=1e-9, nan_ok=True)


@settings(max_examples=10)
@given(sizes, shifts_s)
def test_pulls_counted_in_landmarks_alone_are_the_same(size: float, later_s: float) -> None:
    straight = count_reps(TRACK)
    assert len(straight) == 2
    assert count_reps(mirrored_track()) == straight
    larger = count_reps(replace(TRACK, landmarks_px=TRACK.landmarks_px * size, time_s=TRACK.time_s + later_s))
    for one, other in zip(straight, larger, strict=True):
        times = [getattr(one, name) + later_s for name in ("start_s", "liftoff_s", "lockout_s", "end_s")]
        assert [other.start_s, other.liftoff_s, other.lockout_s, other.end_s] == pytest.approx(times, abs=1e-9)
        assert other.cut == one.cut
