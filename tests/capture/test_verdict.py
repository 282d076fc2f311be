"""All checks of the first pass together, and what they add up to."""

from __future__ import annotations

import pytest

from liftwell.capture.codes import caution, refuse
from liftwell.capture.verdict import check_first_pass, gravest_first, verdict_of
from tests.capture.filmed import clip, first_pass, look, looks, told, track

DARK = caution("too_dark", "Dark.")
SMALL = caution("too_small", "Small.")
CUT = refuse("scene_cuts", "Cut.")


def test_a_clip_filmed_as_asked_gives_no_reason() -> None:
    assert check_first_pass(clip(), first_pass(track())) == []


def test_an_empty_room_is_refused() -> None:
    assert told(check_first_pass(clip(), first_pass(None))) == [("no_person", "refused")]


def test_somebody_seen_in_one_picture_only_is_nobody() -> None:
    glimpse = track(time_s=[0.5])
    assert told(check_first_pass(clip(), first_pass(glimpse))) == [("no_person", "refused")]


def test_black_pictures_are_too_dark_and_empty() -> None:
    reasons = check_first_pass(clip(), first_pass(None, pictures=looks(contrast=0.0)))
    assert told(reasons) == [("too_dark", "refused"), ("no_person", "refused")]


def test_a_single_picture_has_no_rate_to_complain_of() -> None:
    single = clip(frames=1, rate_hz=0.0, duration_s=0.0)
    reasons = check_first_pass(single, first_pass(None, pictures=[look()]))
    assert told(reasons) == [("still_picture", "refused"), ("no_person", "refused")]


def test_the_container_is_believed_about_a_length_that_looking_ten_times_a_second_rounds_off() -> None:
    brief = first_pass(track(time_s=[0.0, 0.1, 0.2, 0.3, 0.4, 0.5]), pictures=looks()[:6])
    assert check_first_pass(clip(frames=19, duration_s=0.63), brief) == []
    assert told(check_first_pass(clip(frames=15, duration_s=0.5), brief)) == [("no_lift", "refused")]


def test_a_lifter_who_walks_in_late_is_not_lost_before() -> None:
    late = track(time_s=[1.5 + k / 10 for k in range(15)])
    assert check_first_pass(clip(), first_pass(late)) == []


def test_everything_that_is_wrong_is_told_at_once() -> None:
    pictures = [*looks(contrast=0.1, swing_px=60.0)[:-1], look(2.9, contrast=0.1, cut=True)]
    bad = first_pass(track(tall_px=220.0, yaw_deg=30.0, floor_px=1400.0), pictures=pictures, others=1)
    assert set(told(check_first_pass(clip(rate_hz=12.0), bad))) == {
        ("too_dark", "usable"),
        ("scene_cuts", "refused"),
        ("low_frame_rate", "usable"),
        ("not_side_on", "refused"),
        ("cut_off", "usable"),
        ("too_small", "usable"),
        ("camera_moves", "usable"),
        ("several_people", "usable"),
    }


@pytest.mark.parametrize(
    ("reasons", "verdict"), [([], "good"), ([DARK], "usable"), ([DARK, CUT], "refused"), ([CUT], "refused")]
)
def test_the_verdict_is_that_of_the_gravest_reason(reasons: list[object], verdict: str) -> None:
    assert verdict_of(reasons) == verdict  # type: ignore[arg-type]


def test_what_refuses_is_told_first_and_the_rest_keeps_its_order() -> None:
    assert gravest_first([DARK, CUT, SMALL]) == (CUT, DARK, SMALL)
