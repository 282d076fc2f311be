"""A lifter of a clip: the model gives the measured posture again, and goes on from there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.athlete import Athlete, Segments
from liftwell.errors import ImpossibleValue
from liftwell.loads.advice import setups_for
from liftwell.loads.style import Measured, lift_and_radius, middle, own_of
from liftwell.quantity import Quantity
from tests.analyses import made_analysis
from tests.loads.scripted_pull import BAR_X, LENGTHS, TRUNK_LEAN, degrees, measured, metres, start


def rng() -> np.random.Generator:
    return np.random.default_rng(3)


@pytest.mark.parametrize("lift", [None, "conventional", "sumo", "trap-bar-high"])
def test_todays_posture_is_the_measured_one(lift: str | None) -> None:
    thigh = 0.36 if lift == "sumo" else 0.42
    clip = measured((1.0,), lift=lift, thigh_m=thigh, lengths=replace(LENGTHS, thigh=metres(thigh)))
    today, seen = setups_for(clip, 120.0, rng()).today, start(thigh)
    raised = 0.10 if lift == "trap-bar-high" else 0.0
    assert today.points["hand"] == pytest.approx((BAR_X, seen["bar_y"] + raised), abs=1e-3)
    if (
        not raised
    ):  # there the clip's bar is that of the plates, and the hands hang lower than this script's arm reaches
        assert today.points["shoulder"] == pytest.approx((seen["shoulder_x"], seen["shoulder_y"]), abs=1e-3)
        assert today.points["hip"] == pytest.approx((seen["hip_x"], seen["hip_y"]), abs=2e-3)
        assert today.trunk_inclination.in_degrees().value == pytest.approx(TRUNK_LEAN, abs=0.3)


@pytest.mark.parametrize("bend", [12.0, 16.0, 25.0])
def test_a_back_that_rounds_is_no_sign_that_the_hips_end_there(bend: float) -> None:
    """It may be habit: hips that gave less than usual are taken for usual ones, and what they gave is told."""
    found = setups_for(measured((bend,)), 120.0, rng())
    assert found.today.lumbar_flexion.in_degrees().value == pytest.approx(8.5, abs=0.7)
    assert found.hip_source == "typical"
    assert any("In your clip they bent" in note and "they may go further" in note for note in found.notes)


def test_hips_that_gave_more_than_usual_have_that_range() -> None:
    found = setups_for(measured((1.0,)), 120.0, rng())
    assert found.today.lumbar_flexion.in_degrees().value == pytest.approx(1.0, abs=0.3)
    assert found.hip_source == "clip"
    assert any("the most that they bent at a lift-off in your clip" in note for note in found.notes)


def test_a_back_that_was_not_seen_leaves_the_hips_usual() -> None:
    clip = measured((1.0,))
    unseen = tuple(replace(rep, bent=Quantity.unseen("rad", "fast_mode")) for rep in clip.reps)
    own = own_of(replace(clip, reps=unseen))
    assert own.body.hip_source == "typical"
    assert not own.hips.seen


def test_a_bar_that_starts_on_the_floor_starts_at_the_radius_of_its_plates() -> None:
    """A clip tells heights over the floor to a few centimetres; on blocks, or far off, the clip counts."""
    seen = start()["bar_y"]
    assert own_of(measured(plate_radius_m=0.225)).floor_m == pytest.approx(0.225)
    assert own_of(measured(plate_radius_m=seen - 0.12)).floor_m == pytest.approx(seen)


def test_a_clip_without_a_whole_pull_says_that_the_pull_is_a_usual_one() -> None:
    cut = replace(measured(), reps=())
    found = setups_for(cut, 120.0, rng())
    assert any("shows no whole pull" in note for note in found.notes)
    assert not any("shows no whole pull" in note for note in setups_for(measured(), 120.0, rng()).notes)


def test_hips_are_those_of_the_rep_in_which_they_gave_most() -> None:
    """A back that rounds over the set does not lack hip range: the first rep shows what the hips can do."""
    found = setups_for(measured((1.0, 24.0, 30.0)), 120.0, rng())
    assert found.today.lumbar_flexion.in_degrees().value == pytest.approx(1, abs=0.3)
    assert any(
        "In your clip your low back gave 24 ± 6° at lift-off, which is more than your build asks for" in n
        for n in found.notes
    )


def test_hips_that_were_not_at_their_end_are_typical() -> None:
    """The thigh 110 degrees from the trunk, the back straight: no sign of an end."""
    straight = measured((2.0,))
    series = dict(straight.series)
    series["knee_flexion"] = series["knee_flexion"] - np.radians(14) * np.linspace(1, 0, 60)
    own = own_of(replace(straight, series=series))
    assert own.body.hip_source == "typical"
    assert own.body.hip_range.in_degrees().value == pytest.approx(115)


def test_hips_that_gave_more_than_usual_can() -> None:
    own = own_of(measured((1.0,)))
    assert own.body.hip_source == "clip"
    assert (own.body.hip_range.in_degrees().value or 0) > 115


def test_hips_that_no_body_has_are_no_measurement() -> None:
    """Legs that a clip has lost, as straight as poles: 20 degrees of hip bend are no end of a range."""
    lost = measured((30.0,))
    series = dict(lost.series, knee_flexion=lost.series["shank"] + np.radians(1), trunk_inclination=np.full(60, 0.9))
    assert own_of(replace(lost, series=series)).body.hip_source == "typical"


def test_a_hip_range_that_was_measured_counts_more() -> None:
    own = own_of(measured(), hip_range=float(np.radians(105)), lumbar_range=float(np.radians(50)))
    assert own.body.hip_source == "given"
    assert own.body.hip_range.in_degrees().value == pytest.approx(105)
    assert own.body.lumbar_range == pytest.approx(np.radians(50))


def test_the_ankle_stands_where_body_and_bar_meet() -> None:
    assert own_of(measured()).body.ankle_m == pytest.approx(0.08, abs=1e-3)


def test_without_an_arm_or_far_from_meeting_the_ankle_is_where_it_usually_is() -> None:
    for arm in (Quantity.unseen("m", "hidden"), metres(0.80)):
        own = own_of(measured(lengths=replace(LENGTHS, arm=arm)))
        assert own.body.ankle_m == pytest.approx(0.039 * 1.74)


def test_wide_stances_are_seen_shorter_than_they_are() -> None:
    seen = replace(LENGTHS, thigh=metres(0.36))
    conventional, sumo = (own_of(measured(lift=lift, lengths=seen)).body for lift in ("conventional", "sumo"))
    assert (sumo.thigh.value or 0) > (conventional.thigh.value or 0) + 0.05


def test_lengths_that_no_body_has_make_way_for_usual_ones() -> None:
    """A clip can be off by that much; an analysis must not end for it."""
    for lift, lengths in (("sumo", LENGTHS), (None, replace(LENGTHS, trunk=metres(0.30)))):
        own = own_of(measured(lift=lift, lengths=lengths))
        assert own.style is None
        assert own.body.estimated == (("thigh",) if lift else ("trunk",))
    lost = replace(LENGTHS, trunk=metres(0.30), thigh=metres(0.9))
    assert own_of(measured(lengths=lost, athlete=Athlete(None, 80.0))).body.estimated


def test_a_block_pull_starts_from_its_blocks() -> None:
    own = own_of(measured(lift="block", plate_radius_m=0.225))
    assert own.blocks_m == pytest.approx(start()["bar_y"] - 0.225, abs=1e-3)
    assert own.floor_m == pytest.approx(0.225)
    assert own.lift == "conventional"


def test_without_a_scale_the_stature_says_how_long_the_body_is() -> None:
    own = own_of(measured(lengths=Segments()))
    assert own.style is None
    assert own.body.estimated == ("shank", "thigh", "trunk", "arm")
    with pytest.raises(ImpossibleValue, match="Nothing says how long this body is"):
        own_of(measured(lengths=Segments(), athlete=Athlete()))


@pytest.mark.parametrize("lift", ["good-morning", "hinge"])
def test_a_lift_without_a_bar_in_the_hands_has_no_style_of_its_own(lift: str) -> None:
    own = own_of(measured(lift=lift))
    assert (own.style is None) == (lift == "good-morning")


def test_reps_that_are_hardly_seen_do_not_count() -> None:
    good = measured()
    hidden = {name: np.where(np.arange(60) % 20, np.nan, values) for name, values in good.series.items()}
    assert own_of(replace(good, series=hidden)).style is None
    still = dict(good.series, bar_y=np.full(60, 0.3))
    assert own_of(replace(good, series=still)).style is None
    assert own_of(replace(good, series={})).style is None


def test_an_analysis_says_all_that_is_needed() -> None:
    analysis = made_analysis()
    found = Measured.of(analysis)
    assert len(found.reps) == 4
    assert set(found.series) == {"shank", "knee_flexion", "trunk_inclination", "bar_x", "bar_y"}
    assert found.lift is None
    assert found.plate_radius_m == 0.225


def test_options_of_an_analysis_name_lift_and_plate() -> None:
    assert lift_and_radius({"lift": "sumo", "plate_diameter_m": 0.4}) == ("sumo", 0.2)


def test_the_middle_of_what_was_seen() -> None:
    unseen = Quantity.unseen("rad", "fast_mode")
    assert middle([degrees(3), unseen, degrees(9), degrees(5)]) == degrees(5)
    assert middle([unseen]) is unseen
    assert middle([]).reason == "hidden"
