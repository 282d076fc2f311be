"""Cameras that move and films that were cut."""

from __future__ import annotations

import pytest

from liftwell.capture.steadiness import check_camera, check_cuts
from liftwell.evidence import threshold
from liftwell.video.scene import Look
from tests.capture.filmed import look, looks, told

BODY_PX = 500.0
NAMED_PX, REFUSED_PX = (threshold(f"camera_stray_{what}_body") * BODY_PX for what in ("usable", "refused"))


@pytest.mark.parametrize(
    ("swing_px", "expected"),
    [
        (0.0, []),
        (NAMED_PX - 1, []),
        (NAMED_PX + 1, [("camera_moves", "usable")]),
        (REFUSED_PX - 1, [("camera_moves", "usable")]),
        (REFUSED_PX + 1, [("camera_moves", "refused")]),
    ],
)
def test_how_far_the_camera_strays(swing_px: float, expected: list[tuple[str, str]]) -> None:
    assert told(check_camera(looks(swing_px=swing_px), BODY_PX)) == expected


def test_a_near_lifter_forgives_more_shake_than_a_far_one() -> None:
    shaking = looks(swing_px=NAMED_PX + 1)
    assert check_camera(shaking, 2 * BODY_PX) == []
    assert check_camera(shaking, BODY_PX)


def test_a_wall_with_nothing_to_hold_on_to_tells_no_motion() -> None:
    plain = [look(t / 10, shift_px=(-1) ** t * REFUSED_PX * 2, quality=0.1) for t in range(30)]
    assert check_camera(plain, BODY_PX) == []


def test_a_cut_is_refused_and_its_time_told() -> None:
    (reason,) = check_cuts([look(0.0), look(1.4, cut=True), look(2.0), look(2.6, cut=True)])
    assert told([reason]) == [("scene_cuts", "refused")]
    assert "at 1.4 s" in reason.message


@pytest.mark.parametrize(
    "film",
    [
        [look(0.0), look(0.1), look(0.2)],
        [look(0.0, contrast=0.0), look(0.1, cut=True), look(0.2)],
        [look(0.0), look(0.1), look(0.2, cut=True, contrast=0.0)],
        [look(0.0)],
    ],
    ids=["one take", "begins blank", "ends blank", "one picture"],
)
def test_one_take_needs_no_word_even_if_it_begins_or_ends_blank(film: list[Look]) -> None:
    assert check_cuts(film) == []
