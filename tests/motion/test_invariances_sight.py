"""Looking itself knows no left and right, no size, no clock and no light: poses, outlines, plates, their smoothing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from liftwell.barbell.detect import find_plate
from liftwell.barbell.disc import Disc
from liftwell.barbell.hands import hands_path
from liftwell.barbell.register import Pose2, align, soften, template_of
from liftwell.barbell.scale import plate_scale
from liftwell.barbell.survey import PlateSurvey
from liftwell.barbell.track import DiscTracker
from liftwell.capture.view import overhang, person_px, yaw_from_body
from liftwell.lift import Facing
from liftwell.passes.first import body_length_px, facing_of, hands_px
from liftwell.passes.stretches import moving_stretches
from liftwell.pose.contour import trace_back
from liftwell.pose.detect import CROP_SIDE, crop_matrix
from liftwell.pose.pose import Body, PoseTrack, Region
from liftwell.pose.skeleton import COUNT, JOINTS, both
from liftwell.pose.smooth import curve, gaussian, linear_at, smooth_regions
from tests.barbell.scene import BODY_PX, RADIUS_PX, RATE_HZ, WIDTH, pull
from tests.motion.lifter import FloatArray, lifting, pose_track, reps_at

Image = NDArray[np.uint8]
TICK_S = 1 / 32
TRACK = pose_track(lifting(np.arange(0, 6, 3 * TICK_S), reps_at(1.0)))
SWAPPED = np.arange(COUNT)
for joint in JOINTS:
    SWAPPED[list(both(joint))] = both(joint)[::-1]
SWAPPED[[7, 8]] = [8, 7]  # ears
shifts_s = st.integers(-1000, 100_000).map(lambda ticks: ticks * TICK_S)
values = arrays(np.float64, (30, 2), elements=st.floats(-100, 100) | st.just(np.nan))
steps = arrays(np.int64, 30, elements=st.integers(1, 10))
factors = st.sampled_from([-4.0, -1.0, -0.5, 0.25, 2.0, 8.0])
SIDES: tuple[tuple[Facing | None, Facing | None], ...] = (("left", "right"), ("right", "left"), (None, None))


def mirrored(track: PoseTrack, width_px: float = 720.0) -> PoseTrack:
    """As the same model would see it in a mirror: sides of the picture and of the body change places."""
    landmarks, world = track.landmarks_px[:, SWAPPED].copy(), track.world_m[:, SWAPPED] * [-1, 1, 1]
    landmarks[..., 0] = width_px - landmarks[..., 0]
    region = track.region * [-1, 1, 1, -1] + [width_px, 0, 0, 0]
    return replace(track, landmarks_px=landmarks, world_m=world, visibility=track.visibility[:, SWAPPED], region=region)


def bodily(track: PoseTrack, seed: int) -> PoseTrack:
    """The track with noise in everything and a person who is turned a little."""
    noise = np.random.default_rng(seed).normal(size=(len(track.time_s), COUNT, 3))
    turned = track.region + np.array([0, 0, 0, 0.3])
    return replace(track, landmarks_px=track.landmarks_px + 5 * noise[..., :2], world_m=noise, region=turned)


@settings(max_examples=20)
@given(st.integers(0, 1000))
def test_what_is_read_off_a_track_is_the_same_in_a_mirror(seed: int) -> None:
    track = bodily(TRACK, seed)
    seen = mirrored(track)
    assert {facing_of(track), facing_of(seen)} == {"left", "right"}
    for side, other in SIDES:
        lengths = body_length_px(track.landmarks_px, side)
        assert body_length_px(seen.landmarks_px, other) == pytest.approx(lengths)
    assert hands_px(seen.landmarks_px) == pytest.approx(hands_px(track.landmarks_px) * [-1, 1] + [720, 0])
    assert np.array(moving_stretches(seen)) == pytest.approx(np.array(moving_stretches(track)))
    assert yaw_from_body(seen).value == pytest.approx(yaw_from_body(track).value)
    assert person_px(seen) == pytest.approx(person_px(track))
    assert overhang(seen, (720, 1280)) == pytest.approx(overhang(track, (720, 1280)))


@given(shifts_s, st.floats(0.2, 5.0))
def test_stretches_are_those_of_any_size_on_any_clock(later_s: float, size: float) -> None:
    moved = replace(TRACK, time_s=TRACK.time_s + later_s, landmarks_px=TRACK.landmarks_px * size)
    assert np.array(moving_stretches(moved)) == pytest.approx(np.array(moving_stretches(TRACK)) + later_s)


@given(values, steps, shifts_s, factors, st.floats(-50, 50))
def test_smoothing_takes_scale_shift_and_clock_along(
    value: FloatArray, step: NDArray[np.int64], later_s: float, factor: float, level: float
) -> None:
    time = np.asarray(np.cumsum(step) * TICK_S, np.float64)
    calm = gaussian(time, value, 0.1)
    again = gaussian(time + later_s, value * factor + level, 0.1)
    assert again == pytest.approx(calm * factor + level, abs=1e-6, nan_ok=True)
    at = time[:-1] + 0.4 * np.diff(time)
    whole = np.nan_to_num(value[:, 0])
    for bring in (curve, lambda t, v, w: linear_at(t, v, w, 0.2)):
        there = bring(time + later_s, whole * factor + level, at + later_s)
        assert there == pytest.approx(bring(time, whole, at) * factor + level, abs=1e-6, nan_ok=True)


@given(arrays(np.float64, (20, 4), elements=st.floats(10, 500)), st.floats(0.2, 5))
def test_regions_are_calmed_alike_in_a_mirror_and_at_any_size(regions: FloatArray, size: float) -> None:
    regions = regions * [1, 1, 1, 0.006]
    time = np.linspace(0.0, 1.9, 20)
    calm = smooth_regions(time, regions)
    assert smooth_regions(time, regions * [-1, 1, 1, -1]) == pytest.approx(calm * [-1, 1, 1, -1])
    assert smooth_regions(time, regions * [size, size, size, 1]) == pytest.approx(calm * [size, size, size, 1])


@settings(max_examples=20)
@given(st.floats(-0.6, 0.6), st.floats(100, 1000), st.integers(0, 100))
def test_the_back_is_traced_alike_in_a_mirror(lean: float, side_px: float, seed: int) -> None:
    blobs = np.random.default_rng(seed).normal(size=(CROP_SIDE, CROP_SIDE)).astype(np.float32)
    mask = np.asarray(cv2.GaussianBlur(blobs, (0, 0), 6.0) * 20 + 0.5, np.float32)
    mask[60:240, 100:150] = 1.0
    mask = np.clip(mask, 0, 1)
    region = Region(640.0, 360.0, side_px, 0.0)
    # The middle of a crop is its pixel 128, which has 128 pixels on one side and 127 on the other.
    flipped = Region(-640.0 + side_px / CROP_SIDE, 360.0, side_px, 0.0)
    hip = np.array([128.0, 190.0])
    shoulder = hip + 90 * np.array([np.sin(lean), -np.cos(lean)])
    landmarks = np.zeros((COUNT, 2))
    landmarks[list(both("hip"))], landmarks[list(both("shoulder"))] = hip, shoulder
    matrix = crop_matrix(region)
    places = landmarks @ matrix[:, :2].T + matrix[:, 2]
    nothing = np.ones(COUNT), np.zeros((COUNT, 3)), 1.0
    points, softness = trace_back(Body(places, *nothing, region, region, mask), "right")
    again, soft = trace_back(Body(places * [-1, 1], *nothing, flipped, flipped, mask[:, ::-1].copy()), "left")
    assert again == pytest.approx(points * [-1, 1], abs=0.02 * side_px / CROP_SIDE, nan_ok=True)
    assert soft == pytest.approx(softness, abs=0.02, nan_ok=True)


@settings(max_examples=25)
@given(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5), st.floats(-0.1, 0.1), st.floats(0.4, 1.6), st.floats(-30, 30))
def test_registration_knows_no_left_and_right_and_no_light(
    x: float, y: float, turn: float, gain: float, level: float
) -> None:
    """A printed disc, found from some pixels off; remap interpolates in steps of 1/32 pixel."""
    side, radius = 141, 50.0
    picture = cv2.GaussianBlur(np.random.default_rng(3).normal(size=(side, side)).astype(np.float32), (0, 0), 4.0)
    face = np.asarray(128 + 40 * picture / picture.std(), np.float32)
    still = np.ones_like(face)
    soft, start = soften(face), Pose2(70.0 + x, 70.0 + y, turn)
    fit = align(soft, start, template_of(face, still, radius), 12)
    assert (fit.pose.x, fit.pose.y, fit.pose.angle) == pytest.approx((70.0, 70.0, 0.0), abs=0.05)
    glass = np.ascontiguousarray(face[:, ::-1])
    seen = align(soften(glass), Pose2(70.0 - x, 70.0 + y, -turn), template_of(glass, still, radius), 12)
    assert (140 - seen.pose.x, seen.pose.y, -seen.pose.angle) == pytest.approx(
        (fit.pose.x, fit.pose.y, fit.pose.angle), abs=0.03
    )
    lit = align(gain * soft + np.float32(level), start, template_of(face, still, radius), 12)
    assert (lit.pose.x, lit.pose.y, lit.pose.angle) == pytest.approx((fit.pose.x, fit.pose.y, fit.pose.angle), abs=0.05)
    assert lit.likeness == pytest.approx(fit.likeness, abs=0.02)


def as_filmed(image: Image) -> Image:
    return image


def in_a_mirror(image: Image) -> Image:
    return np.ascontiguousarray(image[:, ::-1])


def darker(image: Image) -> Image:
    return np.asarray(np.rint(0.6 * image), np.uint8)


@cache
def plate_path(change: str) -> tuple[Disc, FloatArray]:
    """The plate of a drawn pull and its way (T, 2), found and followed in changed pictures."""
    scene, sees = pull(), {"none": as_filmed, "mirror": in_a_mirror, "darker": darker}[change]
    hands = np.array([scene.hands_px(index) for index in range(len(scene.plate_px))])
    if change == "mirror":
        hands = hands * [-1, 1] + [WIDTH - 1, 0]
    survey, tenths = PlateSurvey(), range(0, len(hands), 3)
    for index in tenths:
        survey.add(index / RATE_HZ, sees(scene.image(index)), hands[index], BODY_PX)
    disc = find_plate(survey, np.array(tenths) / RATE_HZ, hands[::3])
    assert disc is not None
    tracker = DiscTracker(disc)
    for index, time_s in enumerate(scene.time_s):
        tracker.update(float(time_s), sees(scene.image(index)), hands[index])
    return disc, tracker.finish().centre_px


@pytest.mark.parametrize("change", ["mirror", "darker"])
def test_a_plate_is_as_large_and_goes_the_same_way(change: str) -> None:
    (disc, way), (again, seen) = plate_path("none"), plate_path(change)
    if change == "mirror":
        seen = seen * [-1, 1] + [WIDTH - 1, 0]
    assert again.radius_px == pytest.approx(disc.radius_px, abs=2 * disc.radius_sd_px)
    assert again.radius_px == pytest.approx(RADIUS_PX, rel=0.01)
    off = seen - way
    assert np.abs(off - np.median(off, axis=0)).max() < 0.2
    assert np.abs(np.median(off, axis=0)).max() < 0.3


@given(st.floats(20, 200), st.floats(0.2, 5), st.none() | st.floats(1.5, 2.0), st.none() | st.floats(0.2, 0.45))
def test_metres_do_not_depend_on_the_size_of_pixels(
    radius: float, size: float, height_m: float | None, plate_m: float | None
) -> None:
    one = plate_scale(radius, 0.01 * radius, 600.0, height_m, plate_m)
    other = plate_scale(radius * size, 0.01 * radius * size, 600.0 * size, height_m, plate_m)
    assert (other.plate_m, other.pixels_per_metre.reason) == (one.plate_m, one.pixels_per_metre.reason)
    if one.pixels_per_metre.value is not None and one.pixels_per_metre.sd is not None:
        expected = [size * one.pixels_per_metre.value, size * one.pixels_per_metre.sd]
        assert [other.pixels_per_metre.value, other.pixels_per_metre.sd] == pytest.approx(expected)
    assert other.disagreement == pytest.approx(one.disagreement)


@settings(max_examples=25)
@given(values, shifts_s, factors)
def test_hands_go_the_same_way_in_a_mirror_at_any_size_and_time(
    wrists: FloatArray, later_s: float, factor: float
) -> None:
    time = np.arange(0.0, 90.0, 3.0) * TICK_S
    way = hands_path(time, wrists, 300.0)
    change = np.array([factor, abs(factor)])
    again = hands_path(time + later_s, wrists * change, 300.0 * abs(factor))
    assert again.centre_px == pytest.approx(way.centre_px * change, abs=1e-6, nan_ok=True)
    assert again.sd_px == pytest.approx(way.sd_px * abs(factor), nan_ok=True)
