"""What the page's script draws: compact, and unpacked again it is what was measured."""

from __future__ import annotations

import base64
import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from liftwell.analysis import Analysis, FloatArray, Series, Traces
from liftwell.evidence import threshold
from liftwell.report.page_data import (
    BACK_POINTS,
    FINE,
    MOST_NUMBERS,
    MOST_POINTS,
    UNSEEN,
    charts,
    lines,
    numbers,
    packed,
    page_data,
)
from tests.analyses import REP_TIMES, made_analysis, made_series, made_traces, refused_analysis

places = arrays(np.float64, (4, 3), elements=st.floats(-4000, 4000) | st.just(np.nan))


def unpacked(text: str) -> NDArray[np.int16]:
    """As the script reads it."""
    return np.frombuffer(base64.b64decode(text), "<i2")


def timed(time_s: FloatArray) -> Analysis:
    """Series on these times."""
    return replace(made_analysis(), time_s=time_s, series=made_series(time_s))


def long(seconds: float) -> Traces:
    """Traces of that much lifting, the body ten times a second and the bar thirty times."""
    body_s, bar_s = np.arange(0.0, seconds, 0.1), np.arange(0.0, seconds, 1 / 30)
    count, stations = len(body_s), np.linspace(-0.08, 0.95, 62)
    points = np.zeros((count, 62))
    return replace(
        made_traces(), time_s=body_s, joints_px=np.zeros((count, 6, 2)), back_px=np.zeros((count, 62, 2)),
        back_bend=points, back_depth=points, stations=stations, tallest_depth=np.zeros(62),
        bar_time_s=bar_s, bar_px=np.zeros((len(bar_s), 2)),
    )  # fmt: skip


@given(places)
def test_what_is_packed_is_unpacked_to_the_nearest_whole(values: FloatArray) -> None:
    whole = unpacked(packed(values)).reshape(values.shape).astype(float)
    whole[whole == UNSEEN] = np.nan
    np.testing.assert_array_equal(whole, np.rint(values))


@pytest.mark.parametrize(("value", "kept"), [(1e9, 32767), (-1e9, UNSEEN), (math.inf, 32767)])
def test_what_does_not_fit_is_held_at_the_end(value: float, kept: int) -> None:
    assert unpacked(packed(np.array([value]))).tolist() == [kept]


def test_numbers_are_short_and_gaps_are_null() -> None:
    assert json.dumps(numbers(np.array([1.26, 2.0, np.nan, -0.04, np.inf]), 1)) == "[1.3, 2, null, 0, null]"


def test_charts_hold_everyday_units() -> None:
    shown = charts(made_analysis())
    wave = made_series(made_analysis().time_s)["lumbar_flexion"].value
    assert shown["columns"]["low_back"]["value"] == pytest.approx(np.degrees(wave), abs=0.05)
    assert shown["columns"]["bar_height"]["value"] == pytest.approx(100 * (wave - wave.min()), abs=0.05)
    assert shown["columns"]["bar_speed"]["sd"] == pytest.approx([0.05] * len(wave))
    assert shown["mark"] == threshold("low_back_rounding_max_deg")
    assert shown["time"] == pytest.approx(made_analysis().time_s.tolist())


def test_what_was_never_seen_has_no_chart() -> None:
    bare = made_analysis()
    nothing = np.full(len(bare.time_s), np.nan)
    series = {**bare.series, "lumbar_flexion": Series(nothing, nothing.copy(), "rad")}
    del series["bar_y"]
    columns = charts(replace(bare, series=series))["columns"]
    assert set(columns) == {"upper_back", "hip", "knee", "trunk", "bar_speed"}


def rows(shown: dict[str, Any]) -> list[tuple[float, float | None]]:
    return list(zip(shown["time"], shown["columns"]["hip"]["value"], strict=True))


def test_between_two_stretches_the_line_breaks() -> None:
    shown = charts(timed(np.concatenate([np.arange(0, 2, 0.1), np.arange(5, 7, 0.1)])))
    gaps = [time_s for time_s, value in rows(shown) if value is None]
    assert gaps == pytest.approx([4.99])
    assert shown["time"] == sorted(shown["time"])
    assert all(len(column["sd"]) == len(shown["time"]) for column in shown["columns"].values())


@pytest.mark.parametrize("minutes", [1, 30, 120])
def test_a_long_clip_has_fewer_points_and_breaks_only_where_nothing_was_measured(minutes: int) -> None:
    half = np.arange(0.0, 30.0 * minutes, 1 / 30)
    shown = charts(timed(np.concatenate([half, half + half[-1] + 60.0])))
    assert len(shown["time"]) <= MOST_POINTS + 1
    assert [value for _, value in rows(shown)].count(None) == 1


def test_lines_are_the_traces_in_eighths_of_a_pixel() -> None:
    traces = made_traces()
    shown = lines(traces)
    joints, bar = unpacked(shown["joints"]).reshape(-1, 6, 2), unpacked(shown["bar"]).reshape(-1, 2)
    np.testing.assert_allclose(joints / FINE, traces.joints_px, atol=0.5 / FINE)
    np.testing.assert_allclose(bar / FINE, traces.bar_px, atol=0.5 / FINE)
    assert shown["time"] == pytest.approx(traces.time_s.tolist(), abs=1e-3)
    assert (shown["backPoints"], shown["radius"], shown["size"]) == (12, 100, [480, 848])


def test_a_fine_back_is_thinned_from_end_to_end() -> None:
    traces = long(5.0)
    back = np.zeros((50, 62, 2))
    back[..., 0] = np.arange(62)
    shown = lines(replace(traces, back_px=back, back_bend=np.full((50, 62), np.radians(12.3))))
    columns = unpacked(shown["back"]).reshape(50, BACK_POINTS, 2)[0, :, 0] / FINE
    assert (columns[0], columns[-1]) == (0, 61)
    assert set(unpacked(shown["bend"]).tolist()) == {123}


@pytest.mark.parametrize("seconds", [10.0, 400.0, 3600.0])
def test_the_lines_of_a_long_clip_stay_small_and_are_still_joined(seconds: float) -> None:
    shown = lines(long(seconds))
    count = sum(len(unpacked(shown[name])) for name in ("joints", "back", "bend", "bar"))
    assert count <= MOST_NUMBERS
    assert np.diff(shown["time"]).max() < shown["gap"]
    assert np.diff(shown["barTime"]).max() < shown["gap"]


def test_an_unknown_radius_is_null() -> None:
    assert lines(replace(made_traces(), radius_px=float("nan")))["radius"] is None


def test_a_page_holds_charts_lines_and_reps() -> None:
    data = page_data(made_analysis(traces=made_traces()))
    assert set(data) == {"duration", "step", "size", "reps", "charts", "lines"}
    assert [tuple(rep.values()) for rep in data["reps"]] == [(k, *times) for k, times in enumerate(REP_TIMES, start=1)]
    json.dumps(data, allow_nan=False)


def test_a_refused_clip_has_neither_charts_nor_lines() -> None:
    assert page_data(refused_analysis()) == {"duration": 9.0, "step": 0.0333, "size": [480, 848], "reps": []}
