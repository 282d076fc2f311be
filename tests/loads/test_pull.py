"""Whole pulls: from a start that the method describes to a lockout that is one straight line."""

from __future__ import annotations

import numpy as np
import pytest

from liftwell.loads.posture import POINTS
from liftwell.loads.pull import CARRIED_OVER, Style, body_points, hold, posture, smooth, way_of
from liftwell.loads.setup import TOUCH_M, FloatArray
from liftwell.loads.variants import VARIANTS, variant
from tests.loads.bodies import FLOOR_M, exact

HELD = [code for code in VARIANTS if code != "good-morning"]


def pulled_points(code: str, share: FloatArray) -> FloatArray:
    """(11, 2, N) of the average lifter."""
    kind, body = variant(code), exact()
    way = way_of(kind, body, FLOOR_M)
    height = way.low + (way.top - way.low) * share[:, None]
    held = hold(kind, body, way, height)
    return body_points(posture(kind, body, way, height, held), body, height, held)[..., 0]


def place(points: FloatArray, name: str) -> FloatArray:
    return np.asarray(points[POINTS.index(name)])


@pytest.mark.parametrize("code", HELD)
def test_hips_rise_and_nothing_is_out_of_reach(code: str) -> None:
    points = pulled_points(code, np.linspace(0, 0.98, 25))
    assert np.isfinite(points).all()
    assert (np.diff(place(points, "hip")[1]) > -1e-3).all()
    assert (np.diff(place(points, "shoulder")[1]) > 0).all()


@pytest.mark.parametrize("code", HELD)
def test_a_lockout_stands_straight_with_the_bar_in_front(code: str) -> None:
    points = pulled_points(code, np.array([0.9999]))
    ankle, hip, shoulder, hand = (place(points, name)[:, 0] for name in ("ankle", "hip", "shoulder", "hand"))
    assert abs(hip[0]) < 0.02
    assert np.degrees(np.arctan2(*(shoulder - hip))) == pytest.approx(4, abs=2)
    assert hip[1] - ankle[1] == pytest.approx(0.491 * 1.75, rel=0.06)
    assert 0.05 < hand[0] < 0.12


def test_the_shins_touch_the_bar_until_it_has_passed_the_knees() -> None:
    points = pulled_points("conventional", np.linspace(0, 0.3, 10))
    shank = place(points, "knee") - place(points, "ankle")
    bar = place(points, "hand") - place(points, "ankle")
    assert (bar[0] * shank[1] - bar[1] * shank[0]) / np.hypot(*shank) == pytest.approx(TOUCH_M, abs=1e-3)


def test_arms_stay_straight_and_shoulders_start_in_front() -> None:
    points = pulled_points("conventional", np.linspace(0, 1, 9))
    arm = place(points, "shoulder") - place(points, "hand")
    body = exact()
    outwards = 0.55 / 2 - body.shoulder_half
    assert np.hypot(*arm) == pytest.approx([np.sqrt(body.arm[0] ** 2 - outwards**2)] * 9)
    assert arm[0, 0] == pytest.approx(0.06)
    for name, part in (("elbow", 0.186), ("wrist", 0.332)):
        along = np.hypot(*(place(points, name) - place(points, "shoulder"))) / np.hypot(*arm)
        assert along == pytest.approx([part / 0.386] * 9)


def test_a_block_pull_goes_on_where_the_pull_from_the_floor_comes_by() -> None:
    kind, body = variant("conventional"), exact()
    way = way_of(kind, body, FLOOR_M)
    height = way.low + 0.1
    assert hold(kind, body, way, height).shin[0] < hold(kind, body, way, way.low).shin[0]
    assert way_of(kind, body, FLOOR_M).top[0] == way.top[0]


def test_a_trap_bar_lets_the_knees_come_forward() -> None:
    straight, trap = (pulled_points(code, np.array([0.0])) for code in ("conventional", "trap-bar-low"))
    assert place(trap, "knee")[0, 0] > place(straight, "knee")[0, 0] + 0.05
    assert place(trap, "hand")[0, 0] < place(straight, "hand")[0, 0]


def test_a_romanian_turns_below_the_knees_over_upright_shins() -> None:
    points = pulled_points("romanian", np.array([0.0]))
    knee, hand = place(points, "knee")[:, 0], place(points, "hand")[:, 0]
    assert knee[0] == pytest.approx(0)
    assert hand[1] == pytest.approx(0.246 * 1.75 + 0.039 * 1.75 - 0.05)


def style(**changes: object) -> Style:
    share = np.linspace(0, 1, 5)
    courses: dict[str, object] = {
        "lift": "conventional",
        "share": share,
        "shank": np.radians(15.0) * (1 - share) + 0.02,
        "bar_x": np.full(5, 0.11),
        "ahead": 0.08 - 0.14 * share,
        "start_m": FLOOR_M,
        "top_m": 0.76,
    }
    return Style(**{**courses, **changes})  # type: ignore[arg-type]


def test_an_own_style_is_kept_and_ends_straight() -> None:
    kind, body = variant("conventional"), exact()
    way = way_of(kind, body, FLOOR_M, style())
    start = hold(kind, body, way, way.low, style())
    assert (start.bar_x[0], start.ahead[0]) == pytest.approx((0.11, 0.08))
    assert np.degrees(start.shin[0]) == pytest.approx(15 + np.degrees(0.02))
    assert hold(kind, body, way, np.array([0.76]), style()).shin[0] == pytest.approx(0)


def test_what_a_style_is_off_by_goes_with_the_lifter_to_another_straight_bar() -> None:
    body = exact()
    for code in ("sumo", "stiff-leg", "trap-bar-low"):
        usual, own = way_of(variant(code), body, FLOOR_M), way_of(variant(code), body, FLOOR_M, style())
        shift = 0.0 if code.startswith("trap") else CARRIED_OVER * 0.02
        assert own.start_ahead[0] - usual.start_ahead[0] == pytest.approx(shift)


def test_a_style_needs_courses_of_one_length() -> None:
    with pytest.raises(ValueError, match="courses of one length, 2 or more"):
        style(bar_x=np.zeros(3))


def test_the_smooth_way_starts_and_ends_at_rest() -> None:
    x = np.array([-1.0, 0.0, 1e-3, 0.5, 1.0, 2.0])
    assert smooth(x) == pytest.approx([0, 0, 0, 0.5, 1, 1], abs=1e-6)
