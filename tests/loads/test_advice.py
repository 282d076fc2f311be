"""What a lifter is told: the sentence on top, the smallest change, and what it rests on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.athlete import Athlete, Segments
from liftwell.finding import SetupOption, WhatIf
from liftwell.loads.advice import what_if
from liftwell.loads.advice_words import change_of
from liftwell.loads.build import body_of, taped
from liftwell.loads.options import Question
from liftwell.loads.recommend import smallest_change
from liftwell.quantity import Quantity
from tests.loads.bodies import AVERAGE, FLOOR_M, hips, question, tape
from tests.reading import FEAR, reading_index


def asked(given: Question, *blocks: float) -> WhatIf:
    return what_if(given, np.random.default_rng(4), blocks)


@pytest.fixture(scope="module")
def average() -> WhatIf:
    return asked(question())


def option(found: WhatIf, code: str) -> SetupOption:
    return next(one for one in found.options if one.code == code)


def upper(found: SetupOption) -> float:
    """Degrees that the low back gives, one standard deviation up."""
    bend = found.lumbar_flexion.in_degrees()
    assert bend.value is not None
    return bend.value + (bend.sd or 0.0)


def test_the_sentence_on_top_is_the_one_in_the_mission(average: WhatIf) -> None:
    """Average proportions and typical hips, as the sketch had it."""
    assert average.headline == (
        "From 8 cm blocks your back would not have to round; from the floor it must give about 14°."
    )


def test_the_recommended_bar_is_the_lowest_that_keeps_to_the_mark(average: WhatIf) -> None:
    assert average.recommended is option(average, "block")
    assert upper(average.recommended) <= 20
    height = average.recommended.bar_height.value
    assert height is not None
    below = [step for step in average.heights if step.bar_height_m < height - 0.005]
    assert below
    assert all((s.lumbar_flexion.value or 0) + (s.lumbar_flexion.sd or 0) > np.radians(20) for s in below)
    assert f"conventional from {(height - FLOOR_M) * 100:.0f} cm blocks" in average.reason


def test_the_height_without_a_bend_is_information(average: WhatIf) -> None:
    free = average.no_bend_height.value
    assert free == pytest.approx(FLOOR_M + 0.08)
    assert average.no_bend_height.sd is not None
    step = next(step for step in average.heights if step.bar_height_m == free)
    assert step.lumbar_flexion.value == 0


def test_changes_share_the_errors_of_their_sides(average: WhatIf) -> None:
    block = option(average, "block")
    assert average.today.l5s1_moment.sd is not None
    assert block.change.sd is not None
    alone = average.today.l5s1_moment.sd / (average.today.l5s1_moment.value or 1)
    assert block.change.sd < alone / 3


def test_every_variant_is_there_once(average: WhatIf) -> None:
    codes = [average.today.code, *(one.code for one in average.options)]
    assert sorted(codes) == sorted(
        ["conventional", "block", "sumo", "trap-bar-low", "trap-bar-high", "romanian", "stiff-leg", "good-morning"]
    )


def test_a_start_can_be_drawn(average: WhatIf) -> None:
    points = average.today.points
    assert set(points) >= {"ankle", "knee", "hip", "l5s1", "shoulder", "elbow", "wrist", "hand", "cervicale", "vertex"}
    assert points["hand"][1] == pytest.approx(FLOOR_M)
    assert np.hypot(*np.subtract(points["knee"], points["ankle"])) == pytest.approx(0.246 * 1.75, rel=0.01)


def test_hips_with_room_to_spare_need_no_change() -> None:
    supple = body_of(Athlete(1.75, 80.0, "male"), hip_range=hips(150), straight_knee=hips(120))
    found = asked(question(supple))
    assert found.recommended is found.today
    assert found.headline.startswith("Your hips reach the bar from the floor with about")
    assert found.reason.startswith("Your build asks for no change")
    assert found.test.startswith(
        "If it hurts all the same, try a higher bar: three to five light reps at both heights."
    )


def test_a_small_bend_is_no_reason_to_change() -> None:
    found = asked(question(body_of(Athlete(1.75, 80.0, "male"), PRECISE, hip_range=hips(120))))
    assert found.recommended is found.today
    assert found.headline.startswith("Your build suits the bar from the floor: your back must give about")
    assert 0.5 < (found.today.lumbar_flexion.in_degrees().value or 0) < 15


PRECISE = Segments(*(replace(one, sd=0.003) for one in (AVERAGE.shank, AVERAGE.thigh, AVERAGE.trunk, AVERAGE.arm)))


def test_hamstrings_that_stop_the_hips_are_named() -> None:
    found = asked(question(body_of(Athlete(1.75, 80.0, "male"), hip_range=hips(150))))
    assert any("usual hamstrings stop the hips at 121°" in note for note in found.notes)


def test_half_of_an_own_range_is_a_mark_too() -> None:
    found = asked(question(replace(AVERAGE, lumbar_range=float(np.radians(24)))))
    assert np.degrees(found.mark) == pytest.approx(12)
    assert found.recommended is not None
    assert upper(found.recommended) <= 12


def test_long_trunk_and_short_arms_need_a_higher_bar_than_the_reverse() -> None:
    """The method: a short trunk and long arms make the pull easy."""
    hard, easy = (
        asked(question(body_of(Athlete(1.75, 80.0), tape(0.43, 0.43, trunk, arm))))
        for trunk, arm in ((0.54, 0.62), (0.47, 0.72))
    )
    assert (hard.no_bend_height.value or 0) > (easy.no_bend_height.value or 0) + 0.05


def test_stiff_hips_are_sent_to_another_bar_before_high_blocks() -> None:
    found = asked(question(body_of(Athlete(1.75, 80.0, "male"), PRECISE, hip_range=hips(101))))
    assert found.recommended is not None
    assert found.recommended.code == "trap-bar-high"
    assert upper(found.recommended) <= 20


def test_where_nothing_helps_that_is_said() -> None:
    found = asked(question(body_of(Athlete(1.75, 80.0, "male"), hip_range=hips(45))))
    assert found.recommended is None
    assert found.reason.startswith("Nothing here brings what your low back has to give to 20°")


@pytest.mark.parametrize(
    ("block", "within", "change"),
    [
        (0.05, {"sumo": True}, ("conventional", 0.05)),
        (0.15, {"sumo": True, "trap-bar-low": True}, ("sumo", 0.0)),
        (0.15, {"sumo": False, "trap-bar-high": True}, ("trap-bar-high", 0.0)),
        (0.15, {}, ("conventional", 0.15)),
        (None, {}, None),
    ],
)
def test_the_smallest_change_comes_first(
    block: float | None, within: dict[str, bool], change: tuple[str, float] | None
) -> None:
    assert smallest_change("conventional", block, within) == change


def test_without_mass_or_load_postures_are_told_and_what_to_give() -> None:
    for body, load, reason, sentence in (
        (body_of(Athlete(1.75)), 100.0, "no_mass", "give your body mass and the weight of the bar."),
        (AVERAGE, None, "no_load", "give the weight of the bar."),
    ):
        found = asked(question(body, load))
        assert found.today.l5s1_moment.reason == reason
        assert option(found, "sumo").change.reason == reason
        assert found.today.lumbar_flexion.seen
        assert any(note.endswith(sentence) for note in found.notes)


def test_what_is_typical_is_said_to_be() -> None:
    typical, own = asked(question()), asked(question(body_of(Athlete(1.75, 80.0), TAPED, hip_range=hips(118))))
    assert any(note.startswith("Hips that bend 115 ± 8° are typical, not yours.") for note in typical.notes)
    assert any(note.startswith("The length of your shank, thigh, trunk and arm is") for note in typical.notes)
    assert "Your hips: 118 ± 5°, as you gave it." in own.notes
    assert not any("tape does better" in note for note in own.notes)
    one = asked(question(body_of(Athlete(1.75, 80.0), Segments(taped(0.43), taped(0.43), taped(0.5)))))
    assert any(note.startswith("The length of your arm is") for note in one.notes)


TAPED = tape(0.43, 0.43, 0.5, 0.66)


def test_the_published_number_stands_beside_ours(average: WhatIf) -> None:
    assert any("10 % less in sumo" in note and "the model says" in note for note in average.notes)
    assert any("Swinton 2011" in note for note in average.notes)
    assert average.notes[0].startswith("All of this is what a model of your body predicts.")


def test_blocks_can_be_asked_for() -> None:
    found = asked(question(), 0.15, 0.02)
    titles = [one.title for one in found.options]
    assert titles[:2] == ["Conventional, from 15 cm blocks", "Conventional, from 2 cm blocks"]


def test_todays_lift_may_be_another() -> None:
    found = asked(question(lift="sumo"))
    assert found.today.title == "Sumo, from the floor"
    assert option(found, "conventional").change.value is not None
    raised = asked(question(blocks_m=0.10))
    assert raised.today.title == "Conventional, from 10 cm blocks"
    assert raised.recommended is raised.today
    assert "from 10 cm blocks" in raised.headline
    low = asked(question(lift="good-morning"))
    assert "at the lowest point" in low.headline


def test_a_bar_that_cannot_be_reached_is_named_not_numbered() -> None:
    found = asked(Question(body_of(Athlete(1.9, 90.0), LEGGY), 100.0, 0.12))
    assert found.headline == (
        "This set-up does not work from the floor with these lengths and hips; from 9 cm blocks it does."
    )
    high = asked(question(blocks_m=0.58))
    assert not high.today.reachable
    assert high.today.l5s1_moment.reason == "out_of_reach"
    assert high.today.points == {}
    assert high.recommended is option(high, "block")
    assert "not seen" not in high.reason
    assert option(high, "sumo").change.reason == "out_of_reach"
    assert high.headline.startswith("This set-up does not work from 58 cm blocks with these lengths and hips")


LEGGY = tape(0.56, 0.57, 0.42, 0.56)


@pytest.mark.parametrize("degrees", [45, 98, 115, 150])
def test_nothing_is_said_that_frightens_or_is_hard_to_read(degrees: float) -> None:
    found = asked(question(body_of(Athlete(1.75, 80.0), hip_range=hips(degrees))))
    for text in (found.headline, found.reason, found.test, *found.notes):
        assert FEAR.findall(text) == []
        assert text[0].isupper()
        assert text.endswith(".")
        assert reading_index(text) <= 11
    assert np.mean([reading_index(text) for text in (found.headline, found.reason, found.test, *found.notes)]) <= 8


def test_a_change_is_told_with_its_way() -> None:
    assert change_of(Quantity(-0.081, 0.032, "1")) == "8 ± 3 % less"
    assert change_of(Quantity(0.05, 0.001, "1")) == "5 ± 1 % more"


def test_the_same_question_has_the_same_answer() -> None:
    assert asked(question()) == asked(question())


def test_a_change_within_its_error_is_about_the_same() -> None:
    assert change_of(Quantity(-0.004, 0.01, "1")) == "about the same"
    assert change_of(Quantity(-0.08, 0.02, "1")) == "8 ± 2 % less"
    assert change_of(Quantity(0.031, 0.001, "1")) == "3 ± 1 % more"


def test_a_degree_or_two_is_hardly_anything() -> None:
    """What a back does from rep to rep is no reason to give a height of blocks to the centimetre."""
    found = asked(question(blocks_m=0.07))
    bend = found.today.lumbar_flexion.value
    assert bend is not None
    assert np.radians(0.5) < bend < np.radians(3)
    assert found.headline.startswith("Your back would hardly have to round from 7 cm blocks: by about")
