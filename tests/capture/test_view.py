"""From where the lifter was filmed, how large, and whether all of the body is there."""

from __future__ import annotations

import numpy as np
import pytest

from liftwell.barbell.disc import Disc
from liftwell.capture.view import (
    check_crop,
    check_side_on,
    check_size,
    overhang,
    person_px,
    yaw_from_bar,
    yaw_from_body,
    yaw_from_look,
)
from liftwell.evidence import threshold
from liftwell.motion.yaw import BESIDE_FAR, BESIDE_NEAR, FAR_RADIUS, NEAR_RADIUS, PLATE_SD
from liftwell.passes.first import hands_px
from liftwell.pose.pose import PoseTrack
from liftwell.quantity import Quantity
from tests.capture.filmed import BODY, SIZE_PX, TIMES_S, first_pass, told, track

BODY_PX = BODY * 800.0
LEAST_PX = threshold("person_min_px")
EDGE = threshold("cut_off_min_radii")


def yaw(degrees: float) -> Quantity:
    return Quantity(float(np.radians(degrees)), 0.02, "rad")


def disc(beside_px: float, radius_px: float, seen: PoseTrack) -> Disc:
    """A plate found so far to the right of the hands in every picture."""
    hands, n = hands_px(seen.landmarks_px), len(seen.time_s)
    picture = np.zeros((3, 3), np.float32)
    return Disc(
        picture, picture, 1.0, radius_px, 1.0, 1.0, np.array([beside_px, 0.0]), 1.0, 1.0, 0.9, 5.0, 0.2, seen.time_s,
        hands + np.array([beside_px, 0.0]), np.zeros(n),
    )  # fmt: skip


@pytest.mark.parametrize("degrees", [-45.0, -10.0, 0.0, 8.0, 60.0])
def test_the_body_tells_from_where_it_is_seen(degrees: float) -> None:
    seen = yaw_from_body(track(yaw_deg=degrees)).in_degrees()
    assert seen.value == pytest.approx(degrees, abs=3)


def test_more_pictures_leave_less_doubt() -> None:
    brief, long = (yaw_from_body(track(time_s=np.arange(n) / 10)).sd or 0.0 for n in (10, 100))
    assert np.radians(5) < long < brief < np.radians(10)


@pytest.mark.parametrize(("beside", "radius"), [(BESIDE_NEAR, NEAR_RADIUS), (BESIDE_FAR, FAR_RADIUS)])
@pytest.mark.parametrize("degrees", [-27.0, 14.0, 27.0])
def test_where_the_body_leaves_doubt_the_first_look_asks_the_plate(
    degrees: float, beside: float, radius: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The body seems turned 6° too little; the near plate and the far one both tell how far it really is."""
    seen = track(yaw_deg=degrees - np.copysign(5.0, degrees))
    # Facing left, forward is to the left in the picture.
    found = disc(-beside * np.sin(np.radians(degrees)) * BODY_PX, radius * BODY_PX, seen)
    monkeypatch.setattr("liftwell.passes.first.find_plate", lambda *_: found)
    look = yaw_from_look(first_pass(seen)).in_degrees()
    assert look.value == pytest.approx(degrees, abs=0.5)
    assert look.sd == pytest.approx(np.degrees(PLATE_SD))


def test_nobody_looks_for_a_plate_where_the_body_is_clearly_seen_from_the_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("liftwell.passes.first.find_plate")
    seen = track(yaw_deg=3.0)
    assert yaw_from_look(first_pass(seen)) == yaw_from_body(seen)


def test_without_a_plate_the_body_alone_tells() -> None:
    seen = track(yaw_deg=20.0)
    assert yaw_from_look(first_pass(seen)) == yaw_from_body(seen)
    glimpse = track(yaw_deg=20.0, time_s=[0.5])
    assert yaw_from_look(first_pass(glimpse)) == yaw_from_body(glimpse)


def test_of_an_empty_room_no_view_is_known() -> None:
    assert yaw_from_look(first_pass(None)).reason == "refused"


def test_the_bar_tells_it_by_how_far_it_hangs_beside_the_hands() -> None:
    seen = yaw_from_bar(track(yaw_deg=10.0), 0.48 * np.sin(np.radians(14.0)) - 0.005, NEAR_RADIUS * BODY_PX)
    assert seen.in_degrees().value == pytest.approx(14.0)


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
    certain = Quantity(float(np.radians(degrees)), 0.0, "rad")
    assert told(check_side_on(certain)) == expected


@pytest.mark.parametrize(("doubt_deg", "weight"), [(1.0, "usable"), (8.0, "refused")])
def test_what_may_well_be_too_oblique_is_refused(doubt_deg: float, weight: str) -> None:
    doubted = Quantity(float(np.radians(20.0)), float(np.radians(doubt_deg)), "rad")
    assert told(check_side_on(doubted)) == [("not_side_on", weight)]


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
