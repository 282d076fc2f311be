"""`overlay.mp4`: small enough to post, at the clip's own times, and everything seen is in the picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.analysis import Traces
from liftwell.report import palette
from liftwell.report.overlay import Image, Layout, Painter
from tests.analyses import SIZE_PX, made_analysis, made_traces, refused_analysis

GREY = np.full((SIZE_PX[1], SIZE_PX[0], 3), 120, np.uint8)


def near(picture: Image, point_px: np.ndarray, layout: Layout, reach: int = 4) -> np.ndarray:
    """The pixels around a point given in working pixels, as (N, 3)."""
    x, y = np.rint(point_px * layout.scale).astype(int)
    return picture[max(0, y - reach) : y + reach, max(0, x - reach) : x + reach].reshape(-1, 3).astype(int)


def shows(pixels: np.ndarray, colour: tuple[float, ...], tolerance: float = 40) -> bool:
    return bool((np.abs(pixels - np.array(colour)).max(axis=1) < tolerance).any())


@pytest.mark.parametrize("size_px", [(480, 848), (720, 1280), (1280, 720), (360, 640), (320, 240), (600, 600)])
def test_never_more_than_720_even_lines(size_px: tuple[int, int]) -> None:
    layout = Layout.of(size_px)
    assert layout.height <= 720
    assert layout.height % 2 == layout.width % 2 == 0
    assert layout.width / layout.picture == pytest.approx(size_px[0] / size_px[1], rel=0.01)


def test_what_was_seen_is_drawn_where_it_was_seen() -> None:
    analysis = made_analysis(traces=made_traces())
    painter = Painter(analysis, SIZE_PX)
    picture, traces = painter.paint(GREY, 1.5), made_traces()
    assert picture.shape == (painter.layout.height, painter.layout.width, 3)
    for joint in traces.joints_px[15]:
        assert shows(near(picture, joint, painter.layout), palette.PAPER)
    bar = traces.bar_px[45]
    assert shows(near(picture, bar, painter.layout), palette.TRAIL)
    assert shows(near(picture, bar + np.array([traces.radius_px, 0]), painter.layout), palette.TRAIL, 60)


def test_the_line_along_the_back_changes_colour_with_rounding_and_is_grey_where_unknown() -> None:
    traces = made_traces()
    bend = np.array(traces.back_bend)
    bend[:, :5], bend[:, 5:8], bend[:, 8:] = np.nan, 0.0, np.radians(40)
    painter = Painter(made_analysis(traces=replace(traces, back_bend=bend)), SIZE_PX)
    picture = painter.paint(GREY, 1.5)
    colours = palette.of_rounding(np.array([np.nan, 0.0, 1.0]))
    for part, colour in zip((2, 6, 10), colours, strict=True):
        pixels = near(picture, traces.back_px[15, part], painter.layout, 2)
        assert np.abs(pixels - colour).max(axis=1).min() < 30


def test_what_was_not_seen_is_not_drawn() -> None:
    traces = made_traces()
    blank = {name: np.full_like(getattr(traces, name), np.nan) for name in ("joints_px", "back_px", "bar_px")}
    painter = Painter(made_analysis(traces=replace(traces, radius_px=float("nan"), **blank)), SIZE_PX)
    picture = painter.paint(GREY, 1.5)[: painter.layout.picture]
    assert (picture == 120).all()


def test_the_band_stands_under_the_picture_and_follows_the_rep() -> None:
    painter = Painter(made_analysis(traces=made_traces()), SIZE_PX)
    first, later = (painter.paint(GREY, time)[painter.layout.picture :] for time in (1.5, 8.0))
    assert first.shape[0] == painter.layout.band
    assert (first != later).any(axis=2).sum() > 100


def test_a_clip_without_reps_or_numbers_still_has_a_picture() -> None:
    analysis = replace(made_analysis(traces=made_traces()), reps=(), series={})
    assert Painter(analysis, SIZE_PX).paint(GREY, 1.0).any()


def moved(traces: Traces, by: float) -> Traces:
    return replace(traces, joints_px=traces.joints_px + by, back_px=traces.back_px + by, bar_px=traces.bar_px + by)


@pytest.mark.parametrize("by", [-2000.0, 430.0, 5000.0])
def test_a_body_that_leaves_the_picture_does_no_harm(by: float) -> None:
    painter = Painter(made_analysis(traces=moved(made_traces(), by)), SIZE_PX)
    assert painter.paint(GREY, 1.5).shape[0] == painter.layout.height


def test_a_refused_clip_has_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="refused"):
        Painter(refused_analysis(), SIZE_PX)
