"""The closed list of reasons: each can be produced, and the page tells what it means and whether it refuses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from liftwell.analysis import CaptureReason
from liftwell.capture.codes import Code
from liftwell.capture.content import (
    check_company,
    check_hinges,
    check_length,
    check_lift,
    check_lying,
    check_lying_side_on,
    check_person,
    check_plate,
    check_rate,
    check_upright,
    check_whole,
)
from liftwell.capture.light import check_light
from liftwell.capture.steadiness import check_camera, check_cuts
from liftwell.capture.view import check_crop, check_side_on, check_size
from liftwell.evidence import threshold
from liftwell.quantity import Quantity
from tests.analyses import made_analysis
from tests.capture.filmed import SIZE_PX, TIMES_S, bar, look, looks, scale, told, track

REP = made_analysis((5.0,)).reps[0]
CODES: tuple[str, ...] = get_args(Code)
PAGE = (Path(__file__).parents[2] / "docs" / "conventions.md").read_text("utf-8")
ROW = re.compile(r"^\| `(\w+)` \| (refused|usable|usable or refused) \| (.+?) \| (.+?) \|$", re.MULTILINE)
PRODUCED: dict[str, Sequence[CaptureReason]] = {
    "no_person": check_person(person_seen=False),
    "several_people": check_company(1),
    "not_side_on": [
        *(r for deg in (18, 40) for r in check_side_on(Quantity(np.radians(deg), 0.1, "rad"))),
        *check_lying_side_on(0.5),
    ],
    "cut_off": [r for looked_at in (len(TIMES_S), 90) for r in check_crop(track(floor_px=1400.0), SIZE_PX, looked_at)],
    "too_small": [r for tall in (90, 200) for r in check_size(track(tall_px=tall))],
    "too_dark": [r for seen in (True, False) for r in check_light(looks(contrast=0.0), person_seen=seen)],
    "low_frame_rate": [r for rate in (5, 15) for r in check_rate(rate)],
    "camera_moves": [r for swing in (50, 5000) for r in check_camera(looks(swing_px=swing), 500.0)],
    "scene_cuts": check_cuts([look(), look(1.0, cut=True)]),
    "still_picture": check_length(1, 0.0),
    "no_lift": [
        *check_length(9, 0.3),
        *check_lift(0, moved=True),
        *check_lift(0, moved=False),
        *check_lift(0, moved=True, doubted="right"),
        *check_hinges(0),
        *check_lying(lies=False),
    ],
    "no_plate": check_plate(bar("hands"), scale(known=False)),
    "unknown_plate": check_plate(bar("plate"), scale(known=False)),
    "never_upright": [*check_upright(seen=False, tall=False), *check_upright(seen=True, tall=False)],
    "starts_late": check_whole([replace(REP, cut=("starts_late",))]),
    "ends_early": check_whole([replace(REP, cut=("ends_early",))]),
}


def test_the_page_lists_exactly_the_codes() -> None:
    assert [code for code, *_ in ROW.findall(PAGE)] == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_produced_with_the_weight_that_the_page_says(code: str) -> None:
    page = {name: set(weight.split(" or ")) for name, weight, *_ in ROW.findall(PAGE)}
    assert {name for name, _ in told(PRODUCED[code])} == {code}
    assert {weight for _, weight in told(PRODUCED[code])} == page[code]


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_one_line_that_a_person_can_act_on(code: str) -> None:
    for reason in PRODUCED[code]:
        assert re.fullmatch(r"[A-Z][^\n]{20,}\.", reason.message)


@pytest.mark.parametrize(
    ("code", "thresholds"),
    [
        ("not_side_on", ["yaw_usable_deg", "yaw_refused_deg"]),
        ("too_small", ["person_min_px"]),
        ("low_frame_rate", ["frame_rate_min_hz", "frame_rate_refused_hz"]),
    ],
)
def test_the_page_tells_the_thresholds_in_force(code: str, thresholds: list[str]) -> None:
    meaning = next(meaning for name, _, meaning, _ in ROW.findall(PAGE) if name == code)
    assert re.findall(r"\d+", meaning) == [f"{threshold(name):g}" for name in thresholds]
