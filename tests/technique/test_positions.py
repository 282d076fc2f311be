"""Key positions: the right moments in the right order, and the tallest back laid on the back that was seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.analysis import MOTION_POINTS, Cut, Position, Traces
from liftwell.quantity import Quantity, Reason
from liftwell.technique.findings import explained
from liftwell.technique.positions import laid_on, moments, on_the_trunk, positions_of
from liftwell.technique.pull import Pull
from tests.motion.lifter import FloatArray
from tests.technique.scripted import AT_THE_TOP_S, LIFTOFF_S, LOCKOUT_S, analysed, clipped, made_rep, pull, unseen

STATIONS = np.linspace(-0.08, 0.95, 40)
LOOKS_S = np.arange(0.0, 5.5, 0.1)
ARCH = 0.18 + 0.03 * np.sin(np.pi * STATIONS)
# A hump in the middle of the back: nothing at the fifths at either end.
BULGE = 0.05 * np.clip(np.sin(np.pi * np.clip((STATIONS + 0.08) / 1.03 * 2 - 0.5, 0, 1)), 0, None)
NAMES = ["setup", "liftoff", "knees", "lockout", "lowering"]
turns = st.floats(-3, 3)
shifts = st.tuples(st.floats(-5, 5), st.floats(-5, 5))


def traces(
    depth: FloatArray = ARCH + BULGE, tallest: FloatArray = ARCH, looks_s: FloatArray = LOOKS_S, shift: float = 0.0
) -> Traces:
    """The back traced in every look: `depth` (S,), and further out by `shift` from one look to the next."""
    count = len(looks_s)
    nothing, growing = np.full((count, len(STATIONS)), np.nan), shift * np.arange(count)[:, None]
    return Traces(
        looks_s, np.full((count, 6, 2), np.nan), np.stack([nothing, nothing], -1), nothing, STATIONS,
        depth + growing, tallest.copy(), np.zeros(0), np.zeros((0, 2)), np.nan, (480, 848),
    )  # fmt: skip


def late(one: Pull, reason: Reason = "starts_late") -> Pull:
    flexion = replace(one.rep.lumbar_flexion, setup=Quantity.unseen("rad", reason))
    cut: tuple[Cut, ...] = ("starts_late",) if reason == "starts_late" else ()
    return replace(one, rep=replace(one.rep, lumbar_flexion=flexion, cut=cut))


def names(one: Pull) -> list[str]:
    return [name for name, _ in moments(one)]


def turned(shape: FloatArray, by_rad: float, shift: tuple[float, float]) -> FloatArray:
    turn = np.array([[np.cos(by_rad), -np.sin(by_rad)], [np.sin(by_rad), np.cos(by_rad)]])
    return np.asarray(shape @ turn.T + shift)


def line_with(depth: FloatArray) -> FloatArray:
    """(S, 2) a back behind an upright trunk of length 1."""
    return on_the_trunk(STATIONS, depth, np.zeros(2), np.array([0.0, 1.0]))


def test_a_whole_rep_is_stopped_at_five_moments() -> None:
    found = list(moments(pull()))
    assert [name for name, _ in found] == NAMES
    times = [when for _, when in found]
    assert (np.diff(times) > 0).all()
    assert times[:2] == pytest.approx([LIFTOFF_S - 0.15, LIFTOFF_S])
    assert times[3] == LOCKOUT_S


def test_the_bar_is_at_the_knees_twice() -> None:
    one = pull()
    when = dict(moments(one))
    for name in ("knees", "lowering"):
        bar, knee = one.place("bar", when[name]), one.place("knee", when[name])
        assert bar[1] == pytest.approx(knee[1], abs=0.03), name  # the bar moves by 0.02 from frame to frame


@pytest.mark.parametrize("reason", ["starts_late", "starts_at_top", "no_rest"])
def test_a_rep_that_starts_late_has_no_set_up(reason: Reason) -> None:
    first = "first_seen" if reason == "starts_late" else "liftoff"
    assert names(late(pull(), reason)) == [first, *NAMES[2:]]


def test_a_clip_that_ends_at_lockout_has_no_lowering() -> None:
    assert names(clipped(pull(), AT_THE_TOP_S)) == [*NAMES[:3], "last_seen"]


@pytest.mark.parametrize("hidden", ["knee", "bar"])
def test_knees_or_a_bar_that_were_not_seen_are_not_stopped_at(hidden: str) -> None:
    assert names(unseen(pull(), hidden)) == ["setup", "liftoff", "lockout"]


def test_every_rep_has_its_positions_in_turn() -> None:
    found = positions_of([pull(), late(replace(pull(), rep=made_rep(2)))], traces())
    assert [(p.rep, p.name) for p in found] == [
        *((1, name) for name in NAMES),
        (2, "first_seen"),
        *((2, name) for name in NAMES[2:]),
    ]


def test_a_position_holds_the_body_at_its_moment() -> None:
    one = pull()
    for position in positions_of([one], traces()):
        assert position.points.shape == (len(MOTION_POINTS), 2)
        for index, point in enumerate(MOTION_POINTS):
            assert position.points[index] == pytest.approx(one.place(point, position.time_s))
        with pytest.raises(ValueError, match="read-only"):
            position.points[0, 0] = 1.0


def test_an_upright_trunk_has_its_back_behind_it() -> None:
    """Behind is towards −x: the lifter looks to where x grows."""
    back = on_the_trunk(
        np.array([0.0, 0.5, 1.0]), np.array([0.2, 0.3, 0.2]), np.array([0.1, 0.9]), np.array([0.1, 1.4])
    )
    assert back == pytest.approx(np.array([[0.0, 0.9], [-0.05, 1.15], [0.0, 1.4]]))


def test_a_trunk_that_lies_flat_has_its_back_on_top() -> None:
    back = on_the_trunk(np.array([0.0, 1.0]), np.array([0.2, 0.2]), np.array([0.0, 1.0]), np.array([0.5, 1.0]))
    assert back == pytest.approx(np.array([[0.0, 1.1], [0.5, 1.1]]))


@given(st.floats(-0.3, 1.8), st.floats(0.2, 0.6), shifts)
def test_a_leaning_trunk_carries_its_back_along(lean: float, length: float, hip: tuple[float, float]) -> None:
    trunk = length * np.array([np.sin(lean), np.cos(lean)])
    leaning = on_the_trunk(STATIONS, ARCH, np.array(hip), np.array(hip) + trunk)
    assert leaning == pytest.approx(turned(length * line_with(ARCH), -lean, hip), abs=1e-9)


def test_a_station_that_was_not_seen_is_nowhere() -> None:
    depth = np.where(np.arange(len(STATIONS)) == 7, np.nan, ARCH)
    back = line_with(depth)
    assert np.isnan(back[7, 0])
    assert np.isfinite(back[6]).all()


@given(turns, shifts)
def test_a_turned_and_moved_copy_is_laid_on_exactly(by_rad: float, shift: tuple[float, float]) -> None:
    back = line_with(ARCH)
    assert laid_on(turned(back, by_rad, shift), back) == pytest.approx(back, abs=1e-9)


@given(turns, shifts)
def test_a_bulge_stays_a_bulge(by_rad: float, shift: tuple[float, float]) -> None:
    """However the back is turned: both ends lie on each other, and the middle is off by the bulge and no more."""
    tallest, back = line_with(ARCH), turned(line_with(ARCH + BULGE), by_rad, shift)
    off = np.linalg.norm(laid_on(tallest, back) - back, axis=1)
    assert off == pytest.approx(BULGE, abs=1e-9)
    assert BULGE[:8] == pytest.approx(0.0, abs=1e-12)
    assert BULGE.max() == pytest.approx(0.05, rel=0.01)


def test_what_is_laid_on_keeps_its_shape() -> None:
    """It is turned and moved as a whole, so that no distance within it changes."""
    tallest, back = line_with(ARCH), turned(line_with(2 * ARCH), 0.7, (1.0, 2.0))
    laid = laid_on(tallest, back)
    for one, other in ((0, 39), (0, 20), (10, 30)):
        assert np.linalg.norm(laid[one] - laid[other]) == pytest.approx(np.linalg.norm(tallest[one] - tallest[other]))


def test_a_back_seen_in_part_is_met_at_the_ends_of_that_part() -> None:
    back = turned(line_with(ARCH), 0.4, (1.0, 0.0))
    part = back.copy()
    part[:12], part[35:] = np.nan, np.nan
    assert laid_on(line_with(ARCH), part) == pytest.approx(back, abs=1e-9)


@pytest.mark.parametrize(("common", "seen"), [(6, True), (5, False), (0, False)])
def test_too_little_in_common_is_not_laid_on(common: int, seen: bool) -> None:
    back = line_with(ARCH)
    back[common:] = np.nan
    assert np.isfinite(laid_on(line_with(ARCH), back)).all() == seen
    assert np.isnan(laid_on(back, line_with(ARCH))).all() == (not seen)


def at_liftoff(seen: Traces) -> Position:
    return next(p for p in positions_of([pull()], seen) if p.name == "liftoff")


def test_the_back_of_a_position_is_the_one_that_was_traced() -> None:
    position = at_liftoff(traces())
    hip, shoulder = (position.points[MOTION_POINTS.index(name)] for name in ("hip", "shoulder"))
    trunk = float(np.linalg.norm(shoulder - hip))
    assert position.back == pytest.approx(on_the_trunk(STATIONS, ARCH + BULGE, hip, shoulder))
    off = np.linalg.norm(position.tallest - position.back, axis=1)
    assert off == pytest.approx(trunk * BULGE, abs=1e-9)


@pytest.mark.parametrize("liftoff_s", [1.02, 1.08])
def test_the_nearest_outline_counts(liftoff_s: float) -> None:
    one = pull()
    moved = replace(one, rep=replace(one.rep, liftoff_s=liftoff_s))
    position = next(p for p in positions_of([moved], traces(shift=0.001)) if p.name == "liftoff")
    hip, shoulder = (position.points[MOTION_POINTS.index(name)] for name in ("hip", "shoulder"))
    look = round(liftoff_s * 10)
    assert position.back == pytest.approx(on_the_trunk(STATIONS, ARCH + BULGE + 0.001 * look, hip, shoulder))


@pytest.mark.parametrize(("away_s", "seen"), [(0.14, True), (0.16, False)])
def test_an_outline_of_another_moment_is_none(away_s: float, seen: bool) -> None:
    others = LOOKS_S[np.abs(LOOKS_S - LIFTOFF_S) > 0.3]
    for look_s in (LIFTOFF_S - away_s, LIFTOFF_S + away_s):
        position = at_liftoff(traces(looks_s=np.sort(np.append(others, look_s))))
        for shape in (position.back, position.tallest):
            assert np.isfinite(shape).all() == seen
            assert np.isnan(shape).all() == (not seen)
        assert np.isfinite(position.points).all()


@pytest.mark.parametrize("blind", [traces(looks_s=np.zeros(0)), traces(depth=np.full(40, np.nan))])
def test_without_an_outline_the_joints_remain(blind: Traces) -> None:
    position = at_liftoff(blind)
    assert position.back.shape == position.tallest.shape == (len(STATIONS), 2)
    assert np.isnan(position.back).all()
    assert np.isnan(position.tallest).all()
    assert np.isfinite(position.points).all()


def test_without_a_tallest_posture_the_back_remains() -> None:
    position = at_liftoff(traces(tallest=np.full(len(STATIONS), np.nan)))
    assert np.isfinite(position.back).all()
    assert np.isnan(position.tallest).all()


def test_an_analysis_gets_its_positions_where_something_was_traced() -> None:
    assert [p.name for p in explained(analysed(traces=traces())).positions] == NAMES
    assert explained(analysed()).positions == ()
