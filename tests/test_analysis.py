"""Arrays are checked when the nouns are made, and cannot be changed afterwards."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.analysis import Cut, FloatArray, Series, Traces
from liftwell.quantity import Quantity
from tests.analyses import made_analysis


def traces(**changes: FloatArray) -> Traces:
    """Traces of 3 sampled times, 5 frames and 4 points of the back, with some arrays changed."""
    arrays = {
        "time_s": np.arange(3.0),
        "joints_px": np.zeros((3, 6, 2)),
        "back_px": np.zeros((3, 4, 2)),
        "back_bend": np.zeros((3, 4)),
        "stations": np.zeros(4),
        "back_depth": np.zeros((3, 4)),
        "tallest_depth": np.zeros(4),
        "bar_time_s": np.arange(5.0),
        "bar_px": np.zeros((5, 2)),
    }
    return Traces(**{**arrays, **changes}, radius_px=90.0, size_px=(720, 1280))


def test_a_series_has_an_error_for_every_value() -> None:
    with pytest.raises(ValueError, match=r"expected value and sd of one shape \(T,\), got \(3,\) and \(2,\)"):
        Series(np.zeros(3), np.zeros(2), "rad")


def test_a_series_is_one_line_of_numbers() -> None:
    with pytest.raises(ValueError, match=r"got \(3, 2\) and \(3, 2\)"):
        Series(np.zeros((3, 2)), np.zeros((3, 2)), "rad")


def test_a_series_cannot_be_changed() -> None:
    series = Series(np.zeros(3), np.ones(3), "rad")
    for array in (series.value, series.sd):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0


def test_traces_of_one_clip_fit_together() -> None:
    assert traces().joints_px.shape == (3, 6, 2)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("joints_px", (3, 5, 2)),
        ("back_px", (3, 3, 2)),
        ("back_bend", (2, 4)),
        ("bar_px", (3, 2)),
        ("back_depth", (3, 5)),
        ("tallest_depth", (3,)),
    ],
)
def test_a_trace_of_another_shape_is_named(name: str, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"_(px|bend|depth): expected \(\d,.*\), got"):
        traces(**{name: np.zeros(shape)})


def test_traces_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        traces().bar_px[0] = 1.0


def test_a_series_of_another_length_is_refused() -> None:
    analysis = made_analysis()
    with pytest.raises(ValueError, match="like time_s"):
        replace(analysis, time_s=np.arange(3.0))


def test_times_cannot_be_overwritten() -> None:
    with pytest.raises(ValueError, match="read-only"):
        made_analysis().time_s[0] = 1.0


@pytest.mark.parametrize(
    ("cut", "hides", "keeps"),
    [
        ((), (), ("bar_rise", "hip_share", "bar_to_shin_liftoff")),
        (("starts_late",), ("bar_rise", "mean_velocity", "hip_share", "bar_to_shin_liftoff"), ()),
        (("ends_early",), ("bar_rise", "peak_velocity", "hip_share"), ("bar_to_shin_liftoff",)),
    ],
)
def test_a_rep_that_is_cut_has_no_number_of_the_whole(
    cut: tuple[Cut, ...], hides: tuple[str, ...], keeps: tuple[str, ...]
) -> None:
    rep = replace(made_analysis().reps[0], cut=cut)
    whole = rep.whole()
    assert [getattr(whole, name).reason for name in hides] == [*cut] * len(hides)
    assert all(getattr(whole, name) == getattr(rep, name) for name in keeps)
    lumbar = whole.lumbar_flexion
    assert (lumbar.setup.seen, lumbar.liftoff.seen, lumbar.lockout.seen) == (
        "starts_late" not in cut, "starts_late" not in cut, "ends_early" not in cut,
    )  # fmt: skip


def test_a_number_that_was_not_seen_keeps_its_own_reason() -> None:
    rep = replace(made_analysis().reps[0], cut=("ends_early",), bar_rise=Quantity.unseen("m", "no_scale"))
    assert rep.whole().bar_rise.reason == "no_scale"
