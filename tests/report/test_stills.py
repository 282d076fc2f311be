"""Key pictures: of the reps that tell most, from the nearest frame, all of the lifter, the tallest shape laid over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liftwell.analysis import Analysis, FloatArray, Position, PositionName, Traces
from liftwell.frames import Sagittal
from liftwell.report.overlay import Layout
from liftwell.report.stills import HEIGHT_PX, MOST_REPS, Still, Stills, cut_out, dashed, drawn, ghost_px, shown_reps
from liftwell.technique.positions import on_the_trunk
from tests.analyses import SIZE_PX, made_analysis, made_traces, refused_analysis
from tests.report.kinds import many_reps

LAYOUT = Layout.of(SIZE_PX)
MADE = made_traces()
ARCH = 0.18 + 0.03 * np.sin(np.pi * np.linspace(0, 1, 12))


def plain(level: int) -> NDArray[np.uint8]:
    return np.full((LAYOUT.picture, LAYOUT.width, 3), level, np.uint8)


def position(time_s: float, rep: int = 1, name: PositionName = "setup") -> Position:
    nothing = np.full((9, 2), np.nan)
    return Position(rep, name, time_s, nothing, nothing.copy(), nothing.copy())


def blind(bar_px: FloatArray | None = None, radius_px: float = np.nan) -> Traces:
    """Traces of a clip in which nothing was seen, or only the bar."""
    body = {name: np.full_like(getattr(MADE, name), np.nan) for name in ("joints_px", "back_px")}
    return replace(
        MADE, bar_px=np.full_like(MADE.bar_px, np.nan) if bar_px is None else bar_px, radius_px=radius_px, **body
    )


def measured(*positions: Position, traces: Traces = MADE) -> Analysis:
    """A picture without lines is that of the frame: nothing is drawn where nothing was seen."""
    return replace(made_analysis(traces=traces), positions=positions)


def seen(analysis: Analysis, times_s: Sequence[float]) -> tuple[Still, ...]:
    """The stills of a film whose frame at t seconds is grey of level 100 t."""
    stills = Stills(analysis, LAYOUT)
    for time_s in times_s:
        stills.see(plain(round(100 * time_s)), time_s)
    return stills.finish()


def level(still: Still) -> float:
    """The grey of a picture, in seconds of the film."""
    picture = cv2.imdecode(np.frombuffer(still.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    assert picture.shape == (still.height_px, still.width_px, 3)
    return float(np.median(picture)) / 100


@pytest.mark.parametrize("count", [0, 1, MOST_REPS])
def test_of_few_reps_all_are_shown(count: int) -> None:
    assert shown_reps(many_reps(count)) == frozenset(range(1, count + 1))


def test_of_many_reps_the_first_the_last_and_the_most_rounded_are_shown() -> None:
    reps = many_reps(12, [0, 9, 1, 8, 2, 7, 3, 6, 4, 5, 4.5, 0])
    assert shown_reps(reps) == {1, 12, 2, 4, 6, 8, 10, 11}


def test_a_back_at_its_tallest_shape_comes_before_one_that_was_not_seen() -> None:
    first, *inner, last = many_reps(10, [5, 4, 3, 2, 1, 0, 0])
    assert shown_reps([first, *reversed(inner), last]) == {1, 10, 2, 3, 4, 5, 6, 7}
    assert shown_reps(many_reps(9, [-4, -4, -4, -4, -4, -4, -20])) == {1, 9, 2, 3, 4, 5, 6, 7}


@pytest.mark.parametrize(
    ("wanted_s", "shown_s"), [(0.0, 0.2), (0.44, 0.4), (0.5, 0.6), (0.56, 0.6), (0.6, 0.6), (9.0, 1.0)]
)
def test_the_nearest_frame_is_taken(wanted_s: float, shown_s: float) -> None:
    (still,) = seen(measured(position(wanted_s), traces=blind()), [0.2, 0.4, 0.6, 0.8, 1.0])
    assert level(still) == pytest.approx(shown_s, abs=0.03)
    assert still.time_s == wanted_s


def test_pictures_come_in_the_order_of_the_positions_and_not_of_time() -> None:
    wanted = (position(0.8, 1, "lockout"), position(0.3, 2, "setup"), position(0.3, 2, "liftoff"))
    stills = seen(measured(*wanted, traces=blind()), [0.2, 0.4, 0.6, 0.8])
    assert [(still.rep, still.name) for still in stills] == [(1, "lockout"), (2, "setup"), (2, "liftoff")]


def test_a_film_without_pictures_has_no_stills() -> None:
    assert seen(measured(position(0.3)), []) == ()


def test_a_refused_clip_is_shown_whole_at_three_moments() -> None:
    stills = seen(refused_analysis(), np.arange(0, 2.5, 0.1).tolist())
    assert [(still.rep, still.name) for still in stills] == [(0, None)] * 3
    assert [still.height_px for still in stills] == [HEIGHT_PX] * 3
    assert stills[0].width_px == pytest.approx(HEIGHT_PX * SIZE_PX[0] / SIZE_PX[1], abs=1)


def test_a_small_picture_is_doubled_and_no_more() -> None:
    at = np.tile([[200.0, 600.0]], (len(MADE.bar_time_s), 1))
    (still,) = seen(measured(position(0.5), traces=blind(bar_px=at, radius_px=20.0)), [0.5])
    assert still.height_px == pytest.approx(2 * 40 * LAYOUT.scale, abs=3)


@pytest.mark.parametrize("times_s", [(0.4,), (0.4, 2.0), (0.4, 2.0, 8.6)])
def test_the_cut_out_lies_in_the_picture_and_holds_all_of_the_lifter(times_s: tuple[float, ...]) -> None:
    left, top, right, bottom = cut_out(MADE, times_s, LAYOUT)
    assert 0 <= left < right <= LAYOUT.width
    assert 0 <= top < bottom <= LAYOUT.picture
    for time_s in times_s:
        body, bar = (int(np.argmin(np.abs(of - time_s))) for of in (MADE.time_s, MADE.bar_time_s))
        places = np.concatenate([MADE.joints_px[body], MADE.back_px[body], MADE.bar_px[[bar]]]) * LAYOUT.scale
        assert ((places >= (left, top)) & (places <= (right, bottom))).all()


def test_there_is_room_for_the_head() -> None:
    _, top, *_ = cut_out(MADE, (0.4,), LAYOUT)
    trunk = np.linalg.norm(MADE.joints_px[0, 3] - MADE.joints_px[0, 2])
    assert top == pytest.approx((MADE.back_px[0, :, 1].min() - 0.75 * trunk) * LAYOUT.scale, abs=1)


def test_what_was_not_seen_is_cut_out_of_nothing() -> None:
    assert cut_out(blind(), (0.4,), LAYOUT) == (0, 0, LAYOUT.width, LAYOUT.picture)


def test_a_bar_alone_is_shown_when_the_body_was_hidden() -> None:
    left, top, right, bottom = cut_out(blind(bar_px=MADE.bar_px, radius_px=100.0), (0.4,), LAYOUT)
    assert (left, right) == pytest.approx((100 * LAYOUT.scale, 300 * LAYOUT.scale), abs=1)
    assert (top, bottom) == pytest.approx((550 * LAYOUT.scale, 750 * LAYOUT.scale), abs=1)


@pytest.mark.parametrize("away_px", [-3000.0, 3000.0])
def test_a_lifter_beside_the_picture_leaves_all_of_it(away_px: float) -> None:
    away = replace(
        MADE, joints_px=MADE.joints_px + away_px, back_px=MADE.back_px + away_px, bar_px=MADE.bar_px + away_px
    )
    assert cut_out(away, (0.4,), LAYOUT) == (0, 0, LAYOUT.width, LAYOUT.picture)
    assert seen(measured(position(0.4), traces=away), [0.4])[0].jpeg


def test_every_few_points_is_a_gap() -> None:
    line = np.arange(24.0).reshape(12, 2)
    drawn_as = dashed(line)
    gaps = np.isnan(drawn_as).all(axis=1)
    assert np.flatnonzero(gaps).tolist() == [3, 4, 8, 9]
    np.testing.assert_array_equal(drawn_as[~gaps], line[~gaps])
    assert np.isfinite(line).all(), "the line itself stays whole"


def body(facing: Literal["left", "right"], bulge: float = 0.0) -> tuple[Traces, FloatArray, FloatArray]:
    """Traces, joints (6, 2) and back (12, 2) in pixels of a lifter 480 px wide whose back is the tallest shape."""
    plane = Sagittal((240.0, 700.0), 200.0, facing)
    joints = np.array([[0.0, 0.1], [0.15, 0.6], [-0.4, 0.9], [0.5, 1.5], [0.5, 1.0], [0.5, 0.6]])
    depth = ARCH + bulge * np.sin(np.pi * np.linspace(0, 1, 12)) ** 4
    back = on_the_trunk(MADE.stations, depth, joints[2], joints[3])
    return replace(MADE, tallest_depth=ARCH.copy()), plane.to_image(joints), plane.to_image(back)


@pytest.mark.parametrize("facing", ["left", "right"])
def test_a_back_as_tall_as_ever_lies_on_its_own_line(facing: Literal["left", "right"]) -> None:
    traces, joints, back = body(facing)
    np.testing.assert_allclose(ghost_px(traces, joints, back, facing == "right"), back, atol=1e-6)


@pytest.mark.parametrize("facing", ["left", "right"])
def test_the_gap_to_the_line_is_the_rounding(facing: Literal["left", "right"]) -> None:
    traces, joints, back = body(facing, bulge=0.08)
    gap = np.linalg.norm(ghost_px(traces, joints, back, facing == "right") - back, axis=1)
    trunk = np.linalg.norm(joints[3] - joints[2])
    assert gap[5:7] == pytest.approx(0.08 * trunk, rel=0.1)
    assert gap[[0, -1]].max() < 0.01 * trunk


def test_who_faces_the_other_way_gets_the_mirrored_line() -> None:
    (traces, right_joints, right_back), (_, left_joints, left_back) = body("right", 0.08), body("left", 0.08)
    right, left = ghost_px(traces, right_joints, right_back, True), ghost_px(traces, left_joints, left_back, False)
    np.testing.assert_allclose(left, right * (-1, 1) + (480, 0), atol=1e-6)


def test_a_trunk_that_was_not_seen_has_no_tallest_shape_over_it() -> None:
    traces, joints, back = body("right")
    assert np.isnan(ghost_px(traces, np.full_like(joints, np.nan), back, True)).all()


def test_lines_are_drawn_on_a_copy() -> None:
    image = plain(120)
    assert (drawn(image, position(0.4), MADE, False, LAYOUT) != image).any()
    assert (image == 120).all()
    assert (drawn(image, position(0.4), blind(), False, LAYOUT) == image).all()
