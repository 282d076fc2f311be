"""The linkage gives back the angles of a body that is known: noisy, half hidden, of any build."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from liftwell.motion.linkage import Linkage, Sightings, fit
from tests.motion.lifter import BOTTOM_RAD, LENGTHS, PARALLAX, FloatArray, Lifter, lifting, reps_at

TIMES = np.arange(0, 6, 0.1)
HIP, SHANK, THIGH, TRUNK = 2, 0, 1, 2


def lifter(build: str = "usual", time_s: FloatArray = TIMES) -> Lifter:
    return lifting(time_s, reps_at(1.0), build)


def off_deg(found: Linkage, truth: Lifter) -> FloatArray:
    """(T, 4) degrees."""
    return np.asarray(np.degrees(found.angle - truth.angle))


@pytest.mark.parametrize("build", sorted(LENGTHS))
def test_angles_and_lengths_come_back(build: str) -> None:
    truth = lifter(build)
    found = fit(truth.sightings(noise_m=0.01))
    error = off_deg(found, truth)
    assert (np.abs(error).mean(axis=0) < 1.5).all()
    assert (np.abs(error) < 5).all()
    assert found.length == pytest.approx(truth.length, abs=0.02)
    assert np.linalg.norm(found.joints - truth.joints, axis=-1).max() < 0.05


def test_the_bar_at_the_lifters_own_depth_is_found_with_its_parallax() -> None:
    truth = lifter()
    seen = truth.sightings(noise_m=0.005)
    aside = np.array([0.06, 0.02])
    found = fit(replace(seen, plate=seen.plate - aside / PARALLAX))
    assert found.parallax == pytest.approx(PARALLAX, abs=0.02)
    assert found.bar_offset == pytest.approx(aside, abs=0.02)


def test_noise_averages_out_and_is_reported() -> None:
    truth = lifter()
    calm, noisy = fit(truth.sightings(0.005)), fit(truth.sightings(0.04))
    assert np.abs(off_deg(noisy, truth)).mean() < 3
    assert noisy.residual > 3 * calm.residual
    assert (noisy.angle_sd.mean(axis=0) > calm.angle_sd.mean(axis=0)).all()


@pytest.mark.parametrize("samples", [slice(3, 13), slice(25, 35)], ids=["at the bottom", "erect"])
def test_a_hip_put_on_the_thigh_for_ten_samples_does_not_move_the_trunk(samples: slice) -> None:
    truth = lifter()
    seen = truth.sightings(noise_m=0.005)
    points = seen.points.copy()
    knee, hip = points[samples, 1], points[samples, HIP]
    points[samples, HIP] = hip + 0.5 * (knee - hip)
    trunk = fit(replace(seen, points=points)).angle[:, TRUNK]
    assert np.degrees(np.abs(trunk - fit(seen).angle[:, TRUNK])).max() < 2.5


def test_ankles_behind_a_plate_are_guesses_and_do_not_count() -> None:
    truth = lifter()
    seen = truth.sightings(noise_m=0.01)
    points, trust = seen.points.copy(), seen.trust.copy()
    points[:30, 0] += 0.2
    trust[:30, 0] = 0.0
    assert np.abs(off_deg(fit(replace(seen, points=points, trust=trust)), truth)).mean(axis=0)[SHANK] < 1.5


def test_ankles_that_are_never_seen_cost_the_shank_only_and_it_says_so() -> None:
    truth = lifter()
    seen = truth.sightings(noise_m=0.01)
    points, trust = seen.points.copy(), seen.trust.copy()
    points[:, 0] += 0.1
    trust[:, 0] = 0.0
    whole, hidden = fit(seen), fit(replace(seen, points=points, trust=trust))
    assert (np.abs(off_deg(hidden, truth)).mean(axis=0)[[THIGH, TRUNK]] < 1.5).all()
    assert hidden.angle_sd[:, SHANK].mean() > 1.3 * whole.angle_sd[:, SHANK].mean()


def test_a_plate_lost_for_two_seconds_is_missed_only_by_the_arms() -> None:
    truth = lifter()
    seen = truth.sightings(noise_m=0.01)
    plate = seen.plate.copy()
    plate[10:30] = np.nan
    found = fit(replace(seen, plate=plate))
    assert np.isfinite(found.angle).all()
    assert (np.abs(off_deg(found, truth)).mean(axis=0) < 1.5).all()
    assert found.angle_sd[15:25, 3].mean() > found.angle_sd[40:50, 3].mean()


def test_hands_alone_hold_the_body() -> None:
    truth = lifter()
    seen = truth.sightings(noise_m=0.01)
    found = fit(replace(seen, plate=np.full_like(seen.plate, np.nan)))
    assert (np.abs(off_deg(found, truth)).mean(axis=0) < 1.5).all()


def test_uneven_times_change_nothing() -> None:
    uneven = np.cumsum(np.random.default_rng(3).uniform(0.03, 0.2, 60))
    truth = lifter(time_s=uneven)
    assert (np.abs(off_deg(fit(truth.sightings(0.01)), truth)).mean(axis=0) < 1.5).all()


def test_a_gap_of_a_second_is_bridged() -> None:
    truth = lifter(time_s=np.delete(TIMES, slice(18, 30)))
    assert np.abs(off_deg(fit(truth.sightings(0.01)), truth)).max() < 5


@pytest.mark.parametrize("samples", [1, 2, 3, 4])
def test_a_few_samples_are_enough_to_stand_on(samples: int) -> None:
    truth = lifter(time_s=TIMES[10 : 10 + samples])
    found = fit(truth.sightings())
    assert np.abs(off_deg(found, truth)).max() < 3
    assert found.angle_sd.shape == (samples, 4)


def test_nothing_trusted_is_a_body_without_a_residual() -> None:
    seen = lifter().sightings()
    found = fit(replace(seen, trust=np.zeros_like(seen.trust)))
    assert np.isnan(found.residual)
    assert np.isfinite(found.joints).all()
    assert np.degrees(found.angle_sd[:, TRUNK]).min() > 10


@settings(max_examples=10)
@given(st.floats(-50, 5000), st.floats(-3, 3), st.floats(-3, 3))
def test_when_and_where_do_not_matter(later_s: float, x: float, y: float) -> None:
    seen = lifter().sightings(noise_m=0.01)
    shift = np.array([x, y])
    moved = Sightings(seen.time_s + later_s, seen.points + shift, seen.trust, seen.plate + shift / PARALLAX)
    here, there = fit(seen), fit(moved)
    assert there.angle == pytest.approx(here.angle, abs=np.radians(0.5))
    assert there.length == pytest.approx(here.length, abs=0.005)


@settings(max_examples=20)
@given(
    st.tuples(st.floats(5, 30), st.floats(-85, -20), st.floats(20, 80), st.floats(-5, 12)),
    st.sampled_from(sorted(LENGTHS)),
)
def test_any_posture_at_the_bottom_is_found(bottom_deg: tuple[float, float, float, float], build: str) -> None:
    usual = lifter(build)
    truth = replace(usual, angle=usual.angle / BOTTOM_RAD * np.radians(bottom_deg))
    assert (np.abs(off_deg(fit(truth.sightings(0.005)), truth)).mean(axis=0) < 2).all()


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_long_wait_with_the_knee_on_a_wrong_arc_does_not_outvote_the_ankles(seed: int) -> None:
    """Eleven seconds with the shank behind the plate, then 1.3 s of ankles, four of them wrong."""
    noise = np.random.default_rng(seed)
    waits = lifting(np.arange(0, 14, 0.1), reps_at(11.0, up_s=0.8, hold_s=0.2, down_s=0.8))
    sway = np.radians(12) * np.sin(2 * np.pi * waits.time_s / 3) * (waits.time_s < 10.5)
    truth = replace(waits, angle=waits.angle + sway[:, None] * np.array([1.0, 0.3, 0.0, 0.0]))
    hidden = truth.joints[:, 6, 1] < truth.foot[1] + 0.35
    seen = truth.sightings(noise_m=0.01)
    seen.trust[hidden, 0] = 0.0
    knees = _turned_about(truth.foot + np.array([-0.25, 0.1]), truth, hidden)
    seen.points[hidden, 1] = knees + noise.normal(0, 0.03, knees.shape)
    ankles = np.flatnonzero(~hidden)
    seen.points[ankles, 0] += noise.normal(0, 0.03, (len(ankles), 2))
    seen.points[noise.choice(ankles, 4, replace=False), 0] += [-0.15, 0.5]
    assert np.linalg.norm(fit(seen).joints[0, 0] - truth.foot) < 0.12  # 0.20 to 0.23 without a place for the foot


def _turned_about(centre: FloatArray, truth: Lifter, some: NDArray[np.bool_]) -> FloatArray:
    """(N, 2) knees that swing with the shank, but about another place than the ankle."""
    arm = truth.joints[some, 1].mean(axis=0) - centre
    turn = truth.angle[some, SHANK] - truth.angle[some, SHANK].mean()
    cos, sin = np.cos(turn), np.sin(turn)
    return np.asarray(centre + np.stack([cos * arm[0] + sin * arm[1], cos * arm[1] - sin * arm[0]], axis=1))
