"""From where the lifter was filmed, how large, and whether all of the body is there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.capture.view import (
    check_crop,
    check_side_on,
    check_size,
    overhang,
    person_px,
    yaw_from_bar,
    yaw_from_body,
)
from liftwell.evidence import threshold
from liftwell.quantity import Quantity
from tests.capture.filmed import SIZE_PX, TIMES_S, told, track

LEAST_PX = threshold("person_min_px")
EDGE = threshold("cut_off_min_radii")


def yaw(degrees: float) -> Quantity:
    return Quantity(float(np.radians(degrees)), 0.02, "rad")


@pytest.mark.parametrize("degrees", [-45.0, -10.0, 0.0, 8.0, 60.0])
def test_the_body_tells_from_where_it_is_seen(degrees: float) -> None:
    seen = yaw_from_body(track(yaw_deg=degrees)).in_degrees()
    assert seen.value == pytest.approx(degrees)


@given(st.floats(-0.9, 0.9))
def test_the_bar_tells_it_by_how_far_it_hangs_beside_the_hands(turned: float) -> None:
    seen = yaw_from_bar(0.48 * np.sin(turned) - 0.005)
    assert seen.value == pytest.approx(turned, abs=1e-6)


def test_a_bar_further_out_than_its_own_sleeve_is_a_quarter_turn() -> None:
    assert [yaw_from_bar(x).value for x in (-3.0, 3.0)] == pytest.approx([-np.pi / 2, np.pi / 2])


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        (0.0, []),
        (threshold("yaw_usable_deg") - 0.1, []),
        (-threshold("yaw_usable_deg") - 0.1, [("not_side_on", "usable")]),
        (threshold("yaw_refused_deg") - 0.1, [("not_side_on", "usable")]),
        (-threshold("yaw_refused_deg") - 0.1, [("not_side_on", "refused")]),
        (45.0, [("not_side_on", "refused")]),
    ],
)
def test_how_far_from_side_on(degrees: float, expected: list[tuple[str, str]]) -> None:
    assert told(check_side_on(yaw(degrees))) == expected


@pytest.mark.parametrize(("sign", "where"), [(1, "front"), (-1, "back")])
@pytest.mark.parametrize("degrees", [16.0, 40.0])
def test_the_message_says_how_far_and_to_which_side(sign: int, where: str, degrees: float) -> None:
    (reason,) = check_side_on(yaw(sign * degrees))
    assert f"about {degrees:.0f}°" in reason.message
    assert f"towards the {where}" in reason.message


def test_an_unknown_yaw_is_no_reason() -> None:
    assert check_side_on(Quantity.unseen("rad", "hidden")) == []


def test_a_person_is_measured_along_the_body() -> None:
    assert person_px(track(tall_px=640.0)) == pytest.approx(640.0)


@pytest.mark.parametrize(
    ("tall_px", "expected"),
    [
        (LEAST_PX / 2 - 1, [("too_small", "refused")]),
        (LEAST_PX / 2 + 1, [("too_small", "usable")]),
        (LEAST_PX - 1, [("too_small", "usable")]),
        (LEAST_PX + 1, []),
    ],
)
def test_how_large_the_lifter_is(tall_px: float, expected: list[tuple[str, str]]) -> None:
    assert told(check_size(track(tall_px=tall_px))) == expected


def test_a_body_that_ends_at_both_edges_hangs_out_at_none() -> None:
    height = SIZE_PX[1]
    assert overhang(track(floor_px=height, radius_px=height / 2), SIZE_PX) == pytest.approx({"feet": 0.0, "head": 0.0})


@pytest.mark.parametrize(
    ("floor_px", "radius_px", "parts"),
    [
        (1280 + 500 * (EDGE - 0.01), 500.0, []),
        (1280 + 500 * (EDGE + 0.01), 500.0, ["the feet"]),
        (1000 - 500 * (EDGE + 0.01), 500.0, ["the head"]),
        (1280 + 1000, 1600.0, ["the feet and the head"]),
    ],
)
def test_feet_or_head_beyond_the_edge_are_named(floor_px: float, radius_px: float, parts: list[str]) -> None:
    reasons = check_crop(track(floor_px=floor_px, radius_px=radius_px), SIZE_PX, len(TIMES_S))
    assert told(reasons) == [("cut_off", "usable")] * len(parts)
    assert all(f"At times {part} are cut off" in reason.message for part, reason in zip(parts, reasons, strict=True))


@pytest.mark.parametrize(("floor_px", "what"), [(1150.0, "parts of the body"), (1400.0, "the feet")])
def test_a_lifter_who_gets_lost_is_refused(floor_px: float, what: str) -> None:
    seen = len(TIMES_S)
    often = int(seen / (1 - threshold("lost_refused_share"))) + 1
    (reason,) = check_crop(track(floor_px=floor_px), SIZE_PX, often)
    assert told([reason]) == [("cut_off", "refused")]
    assert f"At times {what} leave the picture" in reason.message


def test_a_short_loss_is_forgiven() -> None:
    assert check_crop(track(), SIZE_PX, len(TIMES_S) + 2) == []


def test_a_track_without_looks_between_is_not_lost() -> None:
    assert check_crop(track(), SIZE_PX, 0) == []
