"""What the overlay shows when: interpolated between samples, hardly beyond them, and the right rep and phase."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.report.overlay_scene import Story, current_rep, interpolated
from tests.analyses import REP_TIMES, made_analysis, made_traces, refused_analysis

STORY = Story(made_analysis(traces=made_traces()))


def test_a_value_between_two_samples_lies_on_the_line() -> None:
    times, values = np.array([0.0, 0.1, 0.2]), np.array([[0.0, 5.0], [1.0, 5.0], [4.0, 5.0]])
    np.testing.assert_allclose(interpolated(0.125, times, values), [1.75, 5.0])
    np.testing.assert_array_equal(interpolated(0.1, times, values), [1.0, 5.0])


@pytest.mark.parametrize(("time_s", "shown"), [(-0.15, 1.0), (-0.01, 1.0), (0.21, 3.0), (0.35, 3.0)])
def test_the_outermost_samples_are_held_for_a_moment(time_s: float, shown: float) -> None:
    assert interpolated(time_s, np.array([0.0, 0.1, 0.2]), np.array([1.0, 2.0, 3.0])) == shown


@pytest.mark.parametrize("time_s", [-0.16, 0.36, 5.0])
def test_nothing_is_shown_long_before_the_first_and_after_the_last_sample(time_s: float) -> None:
    assert np.isnan(interpolated(time_s, np.array([0.0, 0.1, 0.2]), np.ones((3, 2)))).all()


def test_nothing_is_shown_in_a_long_gap_and_beside_an_unseen_sample() -> None:
    assert np.isnan(interpolated(0.5, np.array([0.0, 1.0]), np.ones((2, 2)))).all()
    values = np.array([[1.0, 1.0], [np.nan, 2.0]])
    np.testing.assert_array_equal(interpolated(0.05, np.array([0.0, 0.1]), values), [np.nan, 1.5])


def test_without_samples_nothing_is_shown() -> None:
    assert np.isnan(interpolated(0.0, np.empty(0), np.empty((0, 6, 2)))).all()


def test_the_rep_counter_stays_until_the_next_rep_starts() -> None:
    reps = tuple(replace(rep, end_s=rep.end_s - 0.5) for rep in made_analysis().reps)
    assert current_rep(reps, 0.1) is None
    assert [rep.index for rep in (current_rep(reps, time) for time in (0.5, 3.5, 3.8, 99.0)) if rep] == [1, 1, 2, 4]


@pytest.mark.parametrize(
    ("time_s", "phase"),
    [(0.1, "rest"), (0.5, "set-up"), (1.5, "lift"), (2.05, "top"), (3.0, "lower"), (13.9, "rest")],
)
def test_phases_of_a_rep(time_s: float, phase: str) -> None:
    assert STORY.at(time_s).phase == phase


@pytest.mark.parametrize(("time_s", "phase"), [(2.0, "top"), (2.05, "top"), (2.12, "top"), (2.4, "rest")])
def test_a_clip_that_ends_at_lockout_ends_at_the_top(time_s: float, phase: str) -> None:
    traces, analysis = made_traces(), made_analysis((6.0,))
    seen = traces.bar_time_s <= 2.0
    traces = replace(traces, bar_time_s=traces.bar_time_s[seen], bar_px=traces.bar_px[seen])
    rep = replace(analysis.reps[0], end_s=2.0)
    assert Story(replace(analysis, reps=(rep,), traces=traces)).at(time_s).phase == phase


def test_the_trail_belongs_to_the_current_rep_and_ends_now() -> None:
    liftoff_s = REP_TIMES[1][1]
    trail = STORY.at(liftoff_s + 0.5).trail_px
    assert len(trail) == pytest.approx(0.6 * 30, abs=1)
    assert len(STORY.at(0.1).trail_px) == 0


def test_the_plumb_line_stands_where_the_bar_left_the_floor() -> None:
    (x, low), (x_top, high) = STORY.at(1.0).plumb_px
    assert x == x_top
    assert high < low


def test_numbers_of_the_moment() -> None:
    scene = STORY.at(1.0)
    assert scene.lumbar.unit == "rad"
    assert scene.lumbar.seen
    assert scene.hip_share == made_analysis().reps[0].hip_share
    assert STORY.at(99.0).lumbar.reason == "hidden"
    without = replace(made_analysis(traces=made_traces()), series={})
    assert Story(without).at(1.0).lumbar.reason == "not_measured"


def test_a_refused_clip_has_no_story() -> None:
    with pytest.raises(ValueError, match="refused"):
        Story(refused_analysis())
