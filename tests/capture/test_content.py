"""Who is in the picture, how long, at what rate, and whether there is a pull to measure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liftwell.analysis import CUTS
from liftwell.capture.content import (
    check_company,
    check_length,
    check_lift,
    check_person,
    check_plate,
    check_rate,
    check_upright,
    check_whole,
)
from liftwell.evidence import threshold
from tests.analyses import made_analysis
from tests.capture.filmed import bar, scale, told


def test_nobody_is_refused_with_how_to_film() -> None:
    assert check_person(person_seen=True) == []
    (reason,) = check_person(person_seen=False)
    assert told([reason]) == [("no_person", "refused")]
    assert "side-on" in reason.message


@pytest.mark.parametrize(("others", "says"), [(1, "There is another person"), (2, "There are 2 more people")])
def test_company_is_named_and_no_reason_to_refuse(others: int, says: str) -> None:
    (reason,) = check_company(others)
    assert told([reason]) == [("several_people", "usable")]
    assert says in reason.message


def test_a_lifter_alone_needs_no_word() -> None:
    assert check_company(0) == []


@pytest.mark.parametrize(
    ("frames", "lasts_s", "expected"),
    [
        (0, 0.0, [("still_picture", "refused")]),
        (1, 0.0, [("still_picture", "refused")]),
        (2, 0.03, [("no_lift", "refused")]),
        (20, threshold("clip_shortest_s") - 0.01, [("no_lift", "refused")]),
        (20, threshold("clip_shortest_s"), []),
    ],
)
def test_a_picture_or_a_blink_is_no_set(frames: int, lasts_s: float, expected: list[tuple[str, str]]) -> None:
    assert told(check_length(frames, lasts_s)) == expected


@pytest.mark.parametrize(
    ("rate_hz", "expected"),
    [
        (threshold("frame_rate_refused_hz") - 0.1, [("low_frame_rate", "refused")]),
        (threshold("frame_rate_refused_hz"), [("low_frame_rate", "usable")]),
        (15.0, [("low_frame_rate", "usable")]),
        (24_000 / 1001, []),  # what "24" means in films
        (240.0, []),
    ],
)
def test_few_pictures_a_second(rate_hz: float, expected: list[tuple[str, str]]) -> None:
    assert told(check_rate(rate_hz)) == expected


def test_a_pull_is_enough() -> None:
    assert check_lift(1, moved=True) == []


@pytest.mark.parametrize(("moved", "says"), [(False, "Nobody moves"), (True, "No lift from bent over to upright")])
def test_without_a_pull_the_clip_is_refused(moved: bool, says: str) -> None:
    (reason,) = check_lift(0, moved=moved)
    assert told([reason]) == [("no_lift", "refused")]
    assert reason.message.startswith(says)


def test_a_known_plate_needs_no_word() -> None:
    assert check_plate(bar("plate"), scale(known=True)) == []


def test_a_plate_of_unknown_size_asks_for_its_diameter() -> None:
    (reason,) = check_plate(bar("plate"), scale(known=False))
    assert told([reason]) == [("unknown_plate", "usable")]
    assert "--plate-diameter" in reason.message


@pytest.mark.parametrize(("known", "says"), [(True, "the height you gave"), (False, "give the lifter's height")])
def test_without_a_plate_the_hands_are_followed(known: bool, says: str) -> None:
    (reason,) = check_plate(bar("hands"), scale(known=known))
    assert told([reason]) == [("no_plate", "usable")]
    assert says in reason.message


def test_a_lifter_who_never_stands_up() -> None:
    assert check_upright(seen=True, tall=True) == []
    assert told(check_upright(seen=False, tall=False)) == [("never_upright", "usable")]
    (reason,) = check_upright(seen=True, tall=False)
    assert told([reason]) == [("never_upright", "usable")]
    assert "straightest posture" in reason.message


def test_a_film_that_begins_or_ends_in_a_pull_says_so() -> None:
    rep = made_analysis((5.0,)).reps[0]
    late, short = (replace(rep, cut=(cut,)) for cut in CUTS)
    assert check_whole([]) == []
    assert check_whole([rep]) == []
    assert told(check_whole([late])) == [("starts_late", "usable")]
    assert told(check_whole([late, short])) == [("starts_late", "usable"), ("ends_early", "usable")]


def test_who_was_said_to_face_the_other_way_is_asked_back() -> None:
    assert check_lift(1, moved=True, doubted="left") == []
    (reason,) = check_lift(0, moved=True, doubted="left")
    assert reason.refuses
    assert "seems to face right, so leave --facing out" in reason.message


def test_a_plate_of_unknown_size_beside_a_known_lifter_says_where_the_scale_comes_from() -> None:
    by_height = replace(scale(known=True), plate_m=None)
    (reason,) = check_plate(bar("plate"), by_height)
    assert told([reason]) == [("unknown_plate", "usable")]
    assert "comes from the height you gave" in reason.message
