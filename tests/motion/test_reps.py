"""Repetitions in bar heights that are known: how many, and the contract's instants to within two frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from liftwell.motion.reps import Heights, RepTimes, find_reps, turning_points
from tests.motion.lifter import FloatArray, path, reps_at

FRAME_S = 1 / 30
TWO_FRAMES = pytest.approx(0.0, abs=2.1 * FRAME_S)
RISE = 0.39  # body lengths, 52 cm
TEN_MM = 0.010 / 1.33
ERECT_RAD, BENT_RAD, HANG = 0.1, 3.3, 0.46
Knots = Sequence[tuple[float, float]]
TOUCH_AND_GO = [(1, 0), (2, 1), (2.3, 1), (3.3, 0), (4.3, 1), (4.6, 1), (5.6, 0), (6.6, 1), (7.0, 1), (8.0, 0)]
times = np.arange(0, 12, FRAME_S)


def seen(knots: Knots, at: FloatArray = times) -> Heights:
    """A bar that is on the floor at 0 and at lockout at 1, with the body that belongs to it."""
    return of_bar(path(at, knots), at)


def of_bar(share: FloatArray, at: FloatArray = times) -> Heights:
    fold = BENT_RAD + (ERECT_RAD - BENT_RAD) * np.clip(share, 0, 1)
    return Heights(at, share * RISE, fold, np.full(len(at), HANG))


def find(heights: Heights) -> list[RepTimes]:
    return find_reps(heights, TEN_MM)


def contract(knots: Knots, begin_s: float, top_s: float) -> tuple[float, float]:
    """Lift-off and lockout by definition: first 10 mm above the rest, first at 98 % of the rise."""
    fine = np.arange(begin_s, top_s + 1e-3, 1e-3)
    height = path(fine, knots)
    rest, rise = height[0], height[-1] - height[0]
    off, lock = (float(fine[np.argmax(height >= level)]) for level in (rest + TEN_MM / RISE, rest + 0.98 * rise))
    return off, lock


def check(rep: RepTimes, knots: Knots, begin_s: float, top_s: float) -> None:
    off, lock = contract(knots, begin_s, top_s)
    assert [rep.liftoff_s - off, rep.lockout_s - lock] == [TWO_FRAMES, TWO_FRAMES]


def starts(heights: Heights) -> list[float]:
    return [rep.start_s for rep in find(heights)]


def test_dead_stop() -> None:
    knots = reps_at(1.0, 5.0)
    first, second = find(seen(knots))
    check(first, knots, 1.0, 2.2)
    check(second, knots, 5.0, 6.2)
    assert [first.start_s - 1.0, second.start_s - 5.0] == [TWO_FRAMES, TWO_FRAMES]
    assert first.end_s == pytest.approx(3.8, abs=0.15)
    assert first.rested
    assert second.rested


def test_a_grinder_with_a_sticking_point() -> None:
    knots = [(1.0, 0.0), (2.5, 0.45), (4.0, 0.5), (6.5, 1.0), (7.0, 1.0), (8.0, 0.0)]
    (rep,) = find(seen(knots))
    check(rep, knots, 1.0, 6.5)


def test_a_stall_at_the_knees_is_not_the_floor() -> None:
    """The finish is quicker than the start, and in between the bar hangs still."""
    knots = [(1.0, 0.0), (3.0, 0.4), (4.0, 0.4), (5.0, 1.0), (6.0, 1.0), (7.0, 0.0)]
    (rep,) = find(seen(knots))
    check(rep, knots, 1.0, 5.0)


@pytest.mark.parametrize("up_s", [3.0, 4.5, 6.0])
def test_a_pull_too_slow_to_see_it_begin(up_s: float) -> None:
    knots = reps_at(2.0, up_s=up_s)
    (rep,) = find(seen(knots))
    off, lock = contract(knots, 2.0, 2.0 + up_s)
    assert [rep.liftoff_s, rep.lockout_s] == pytest.approx([off, lock], abs=0.1)
    assert rep.rested


def test_touch_and_go_turns_at_the_lowest_point() -> None:
    first, second, third = find(seen(TOUCH_AND_GO))
    check(first, TOUCH_AND_GO, 1.0, 2.0)
    assert [second.liftoff_s - 3.3, third.liftoff_s - 5.6] == [TWO_FRAMES, TWO_FRAMES]
    assert [first.end_s - 3.3, second.end_s - 5.6] == [pytest.approx(0, abs=0.12)] * 2
    assert [rep.rested for rep in (first, second, third)] == [True, False, False]


def test_a_set_that_starts_at_the_top_has_no_rest_before_it() -> None:
    knots = [(1, 1), (2.2, 0), (3.4, 1), (3.8, 1), (5.0, 0), (6.2, 1), (6.6, 1)]
    reps = find(seen(knots))
    assert [(rep.rested, rep.seen_from_start) for rep in reps] == [(False, True)] * 2
    assert [rep.liftoff_s for rep in reps] == pytest.approx([2.2, 5.0], abs=2.1 * FRAME_S)
    assert reps[0].start_s == reps[0].liftoff_s


def test_partial_reps_count() -> None:
    knots = [(1, 0), (2.2, 0.55), (3.4, 0), (5, 0), (6.2, 1), (7.4, 0)]
    partial, whole = find(seen(knots))
    check(partial, knots, 1.0, 2.2)
    check(whole, knots, 5.0, 6.2)


def test_a_floor_that_gives_is_no_lift_off() -> None:
    """The lifter takes the slack out for three seconds: the plates rise by 8 mm before they leave the floor."""
    slack = 0.8 * TEN_MM / RISE
    knots = [(0.5, 0.0), (3.5, slack), (4.7, 1.0), (5.0, 1.0), (6.2, 0.0)]
    (rep,) = find(seen(knots))
    check(rep, knots, 3.5, 4.7)
    assert rep.start_s > 3.3


def test_a_lockout_held_for_long_is_still_a_rep() -> None:
    at = np.arange(0, 25, FRAME_S)
    knots = reps_at(1.0, hold_s=15.0)
    (rep,) = find(seen(knots, at))
    check(rep, knots, 1.0, 2.2)
    assert rep.end_s > 17


def test_plates_that_bounce_end_one_rep_and_start_none() -> None:
    since = times - 3.8
    bounce = np.where((since > 0) & (since < 1), 0.08 * np.abs(np.sin(4 * np.pi * since)) * np.exp(-4 * since), 0)
    first, second = find(of_bar(path(times, reps_at(1.0, 6.0)) + bounce))
    assert 3.6 < first.end_s < 4.9
    check(second, reps_at(1.0, 6.0), 6.0, 7.2)


def test_a_raised_arm_opens_nothing() -> None:
    assert find(replace(seen(reps_at(1.0)), fold=np.full(len(times), ERECT_RAD))) == []


def test_a_squat_carries_the_bar_at_the_shoulders() -> None:
    assert find(replace(seen(reps_at(1.0)), hang=np.full(len(times), 0.02))) == []


def test_what_the_hands_do_after_the_set_changes_nothing_in_it() -> None:
    """Seen by the hands alone: the lifter sets the bells down, stays, then wipes the forehead."""
    share = path(times, [*reps_at(1.0, 5.0), (9.0, 0.0), (10.0, 1.8)])
    heights = of_bar(share)
    late = times > 8.9
    heights = replace(heights, fold=np.where(late, ERECT_RAD, heights.fold), hang=np.where(late, 0.0, HANG))
    assert find(heights) == find(of_bar(path(times, reps_at(1.0, 5.0))))


def test_small_and_slow_are_no_pulls() -> None:
    assert find(of_bar(0.25 * path(times, reps_at(1.0)))) == []
    slow = np.arange(0, 30, FRAME_S)
    creeps, hangs = [(1, 0), (26, 1), (27, 1)], [(1, 0), (1.8, 0.6), (14, 0.62), (15.5, 1), (16, 1)]
    assert find(seen(creeps, slow)) == find(seen(hangs, slow)) == []


@pytest.mark.parametrize("lost", [slice(10, 24), slice(38, 55), slice(66, 76), slice(100, 112)])
def test_a_bar_lost_for_a_while_is_one_rep(lost: slice) -> None:
    heights = seen(reps_at(1.0))
    bar = heights.bar.copy()
    bar[lost] = np.nan
    (rep,) = find(replace(heights, bar=bar))
    whole = find(heights)[0]
    gap_s = (lost.stop - lost.start) * FRAME_S
    for a, b in ((rep.liftoff_s, whole.liftoff_s), (rep.lockout_s, whole.lockout_s), (rep.end_s, whole.end_s)):
        assert a == pytest.approx(b, abs=gap_s)


@pytest.mark.parametrize("begins_s", [1.0, 1.3, 1.6])
def test_a_clip_that_begins_in_the_pull_begins_its_rep(begins_s: float) -> None:
    at = np.arange(begins_s, 8, FRAME_S)
    (rep,) = find(seen(reps_at(1.0), at))
    assert rep.start_s == rep.liftoff_s == begins_s
    assert not rep.rested
    assert not rep.seen_from_start
    assert rep.cut == ("starts_late",)
    assert rep.lockout_s == pytest.approx(contract(reps_at(1.0), 1.0, 2.2)[1], abs=0.1)


def test_a_clip_that_ends_at_lockout_ends_its_rep() -> None:
    at = np.arange(0, 2.2, FRAME_S)
    (rep,) = find(seen(reps_at(1.0), at))
    check(rep, reps_at(1.0), 1.0, 2.2)
    assert rep.lockout_s <= rep.end_s <= at[-1]
    assert rep.cut == ("ends_early",)


def test_a_bar_that_is_lost_at_the_top_does_not_end_the_film() -> None:
    heights = seen(reps_at(1.0))
    bar = heights.bar.copy()
    bar[heights.time_s > 2.2] = np.nan
    (rep,) = find(replace(heights, bar=bar))
    assert rep.cut == ()


@pytest.mark.parametrize("samples", [0, 1, 4])
def test_too_little_to_see_anything(samples: int) -> None:
    assert find(seen(reps_at(0.0), times[:samples])) == []
    nothing = seen(reps_at(1.0))
    assert find(replace(nothing, bar=np.full(len(times), np.nan))) == []


def test_a_bar_that_lies_still_is_no_rep() -> None:
    noise = np.random.default_rng(2).normal(0, 0.004, len(times))
    assert find(of_bar(noise)) == []


def test_noise_of_hands_moves_the_instants_little() -> None:
    heights = seen(reps_at(1.0, 5.0))
    noise = np.random.default_rng(2).normal(0, 0.004, len(times))
    noisy = find_reps(replace(heights, bar=heights.bar + noise), 3 * TEN_MM)
    calm = find_reps(heights, 3 * TEN_MM)
    for a, b in zip(noisy, calm, strict=True):
        assert [a.liftoff_s, a.lockout_s] == pytest.approx([b.liftoff_s, b.lockout_s], abs=0.14)


@pytest.mark.parametrize("rate_hz", [24, 30, 60, 120])
def test_the_frame_rate_does_not_matter(rate_hz: int) -> None:
    at = np.arange(0, 9, 1 / rate_hz)
    first, second, third = find(seen(TOUCH_AND_GO, at))
    check(first, TOUCH_AND_GO, 1.0, 2.0)
    assert [second.liftoff_s, third.liftoff_s] == pytest.approx([3.3, 5.6], abs=2.1 / 24)


def test_a_variable_frame_rate_does_not_matter() -> None:
    at = np.cumsum(np.random.default_rng(5).uniform(0.015, 0.05, 340))
    knots = reps_at(1.0, 5.0)
    first, second = find(seen(knots, at))
    check(first, knots, 1.0, 2.2)
    check(second, knots, 5.0, 6.2)


durations = st.floats(0.7, 5.0)
sets = st.lists(st.tuples(durations, st.floats(0.2, 1.0), durations, st.floats(0.5, 2.0)), min_size=1, max_size=4)


@settings(max_examples=40)
@given(sets)
def test_every_rep_of_any_set_is_found(pulls: list[tuple[float, float, float, float]]) -> None:
    knots, tops, now = [(0.5, 0.0)], [], 0.5
    for up, hold, down, rest in pulls:
        tops.append((now, now + up))
        knots += [(now + up, 1.0), (now + up + hold, 1.0), (now + up + hold + down, 0.0)]
        now += up + hold + down + rest
        knots.append((now, 0.0))
    found = find(seen(knots, np.arange(0, now + 0.5, FRAME_S)))
    assert len(found) == len(pulls)
    for rep, (begin, top) in zip(found, tops, strict=True):
        off, lock = contract(knots, begin, top)
        slow = (top - begin) / 3.0  # the slower a pull, the longer it takes through its last two per cent
        assert [rep.liftoff_s, rep.lockout_s] == pytest.approx([off, lock], abs=0.07 + 0.07 * slow)
        assert rep.start_s <= rep.liftoff_s < rep.lockout_s <= rep.end_s


@given(st.floats(-1000, 1000), st.floats(-5, 5))
def test_when_and_how_high_the_floor_is_do_not_matter(later_s: float, higher: float) -> None:
    heights = seen(reps_at(1.0, 5.0))
    moved = find(replace(heights, time_s=heights.time_s + later_s, bar=heights.bar + higher))
    for a, b in zip(moved, find(heights), strict=True):
        assert [a.start_s, a.liftoff_s, a.lockout_s, a.end_s] == pytest.approx(
            [t + later_s for t in (b.start_s, b.liftoff_s, b.lockout_s, b.end_s)], abs=1.1 * FRAME_S
        )


@given(arrays(np.float64, st.integers(1, 60), elements=st.floats(-1, 1)), st.floats(0.01, 0.5))
def test_turning_points_alternate_and_differ(height: FloatArray, least: float) -> None:
    points = turning_points(height, least)
    steps = np.diff(height[points])
    assert (np.diff(points) > 0).all()
    assert (np.abs(steps) >= least).all()
    assert (np.sign(steps[1:]) == -np.sign(steps[:-1])).all()
    if np.ptp(height) > 2 * least:
        assert height[points].max() == pytest.approx(height.max(), abs=least)
        assert height[points].min() == pytest.approx(height.min(), abs=least)
