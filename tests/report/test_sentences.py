"""The sentences a lifter reads: true to the numbers, silent about noise, without blame."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liftwell.analysis import Analysis, Instants
from liftwell.finding import BECAUSE
from liftwell.quantity import REASONS, Quantity
from liftwell.report.sentences import what_was_not_seen, what_was_seen
from tests.analyses import degrees, made_analysis, made_rep

HIDDEN = Quantity.unseen("rad", "hidden")


def with_lumbar(analysis: Analysis, *lumbar: Instants) -> Analysis:
    reps = tuple(replace(rep, lumbar_flexion=flexion) for rep, flexion in zip(analysis.reps, lumbar, strict=True))
    return replace(analysis, reps=reps)


def test_a_change_beyond_its_error_is_named_with_its_reps() -> None:
    assert what_was_seen(made_analysis()) == (
        "Your low back rounded about 19° more on rep 4 than on rep 1, before the bar left the floor."
    )


def test_a_change_the_other_way_is_named_too() -> None:
    sentence = what_was_seen(made_analysis((25.0, 20.0, 6.0)))
    assert sentence.startswith("Your low back rounded about 19° less on rep 3 than on rep 1")


@pytest.mark.parametrize("levels", [(6.0, 13.0, 12.0), (6.0, 14.2, 12.0)])
def test_a_change_within_its_error_is_no_change(levels: tuple[float, ...]) -> None:
    assert "no clear change" in what_was_seen(made_analysis(levels))


def test_a_small_change_is_no_change_however_sure_we_are() -> None:
    flexions = (Instants(*[degrees(level, 0.1)] * 4) for level in (6.0, 13.5))
    assert "6 to 14° of rounding" in what_was_seen(with_lumbar(made_analysis((6.0, 13.5)), *flexions))


def test_one_rep_is_told_with_its_error() -> None:
    assert what_was_seen(made_analysis((27.0,))) == (
        "Your low back was rounded by 29 ± 3° as the bar left the floor, measured from your own tallest posture."
    )


@pytest.mark.parametrize("level", [-6.0, 1.0, 5.0])
def test_one_rep_near_the_tallest_posture_is_not_called_rounded(level: float) -> None:
    assert what_was_seen(made_analysis((level,))).startswith("Your low back stayed close to its tallest shape")


def test_one_rep_straighter_than_the_tallest_posture_is_told_calmly() -> None:
    assert what_was_seen(made_analysis((-14.0,))) == (
        "Your low back was straighter than in your own tallest posture, by 12 ± 3° as the bar left the floor."
    )


def test_reps_without_a_set_up_are_compared_at_lift_off() -> None:
    flexions = [Instants(HIDDEN, degrees(level), degrees(level), HIDDEN) for level in (5.0, 25.0)]
    sentence = what_was_seen(with_lumbar(made_analysis((0.0, 0.0)), *flexions))
    assert sentence == "Your low back rounded about 20° more on rep 2 than on rep 1, as the bar left the floor."


def test_an_unseen_back_is_said_to_be_unseen() -> None:
    analysis = with_lumbar(made_analysis((0.0,)), Instants(HIDDEN, HIDDEN, HIDDEN, HIDDEN))
    assert "could not see your low back" in what_was_seen(analysis)
    assert what_was_seen(replace(analysis, reps=())) == "No full rep was seen."


def test_the_fast_mode_does_not_blame_the_camera() -> None:
    left_out = Quantity.unseen("rad", "fast_mode")
    from_the_top = Instants(Quantity.unseen("rad", "starts_at_top"), left_out, left_out, left_out)
    analysis = with_lumbar(made_analysis((0.0, 0.0)), Instants(*[left_out] * 4), from_the_top)
    assert what_was_seen(analysis) == (
        "The fast mode does not measure the back; run again without --fast to see how it moved."
    )


def test_what_is_missing_for_one_reason_is_one_sentence() -> None:
    analysis = made_analysis((0.0, 0.0))
    unscaled = Quantity.unseen("m", "no_scale")
    reps = tuple(replace(rep, bar_rise=unscaled, mean_velocity=unscaled) for rep in analysis.reps)
    assert what_was_not_seen(replace(analysis, reps=reps)) == (f"Bar rise and bar speed: {BECAUSE['no_scale']}.",)


def test_the_reps_are_named_when_only_some_lack_a_number() -> None:
    rep = replace(made_rep(2, 5.0, (3.7, 4.0, 5.3, 7.0)), hip_share=Quantity.unseen("1", "hidden"))
    analysis = made_analysis((0.0, 0.0))
    sentences = what_was_not_seen(replace(analysis, reps=(analysis.reps[0], rep)))
    assert sentences == (f"Hip share (rep 2): {BECAUSE['hidden']}.",)


def test_everything_seen_leaves_nothing_to_say() -> None:
    assert what_was_not_seen(made_analysis()) == ()


def test_every_reason_that_a_person_can_act_on_has_words() -> None:
    assert set(REASONS) - set(BECAUSE) == {"refused", "not_measured"}
