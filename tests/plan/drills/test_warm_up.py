"""The warm-up beyond the signed cases: one's own drill, what stands in and why, what is left out, ten minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from liftwell.plan.drills.warm_up import left_out, minutes, picked, warm_up, within_time
from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits
from liftwell.training.diary import Diary, Sign
from liftwell.triage.account import Phase
from tests.plan.drills.lifters import TODAY, of_case


def told(lifter: Lifter, diary: Diary | None = None, phase: Phase | None = None, row: str | None = None) -> list[str]:
    """The warm-up as a coach would write it down."""
    items = warm_up(lifter, phase or lifter.phase, row or lifter.row, diary or Diary(), TODAY)
    return [f"{one.exercise}: {one.dose}" for one in items]


def easy(key: str, *days_ago: int) -> tuple[Sign, ...]:
    return tuple(Sign(TODAY - timedelta(days=back), "mastered", exercise=key) for back in days_ago)


def test_a_drill_of_ones_own_comes_first() -> None:
    lifter = replace(of_case("C02"), psoas="v_sit_bent")
    assert told(lifter)[2] == "v_sit_bent: 1 x 10 s"
    assert warm_up(lifter, "return", "R1", Diary(), TODAY)[2].why.text == "You chose it for the lift of the thigh."


@pytest.mark.parametrize("word", ["bench_press", "rock_back"])
def test_a_word_that_is_no_such_drill_is_no_choice(word: str) -> None:
    assert told(replace(of_case("C02"), psoas=word)) == told(of_case("C02"))


def test_what_is_forbidden_is_replaced_and_the_reason_said() -> None:
    lifter = replace(of_case("C01"), conditions=frozenset({"pregnant"}))
    items = warm_up(lifter, "foundation", None, Diary(), TODAY)
    assert [one.exercise for one in items] == [
        "hip_centration_band", "hamstring_strap", "glute_bridge", "seated_knee_lift", "dowel_hinge",
    ]  # fmt: skip
    assert items[0].care == ("Light band, wide knees, no end range.",)
    assert items[3].why.text == "It stands in for “Alternating leg lift”, because you are pregnant."


def test_what_cannot_be_replaced_is_left_out_and_said() -> None:
    lifter = replace(of_case("C01"), conditions=frozenset({"leg_nerve"}))
    assert "hamstring" not in " ".join(told(lifter))
    (gap,) = left_out(lifter, "foundation", None, Diary(), TODAY)
    assert gap.text == "No drill for the back of the thigh today, because a nerve of your leg is sore."
    assert left_out(of_case("C01"), "foundation", None, Diary(), TODAY) == ()


def test_limits_that_nobody_can_read_leave_no_drill() -> None:
    lifter = replace(of_case("C01"), limits=Limits(unread=("no stretching of the leg",)))
    assert told(lifter) == []
    gaps = left_out(lifter, "foundation", None, Diary(), TODAY)
    assert {gap.text.partition(", ")[2] for gap in gaps} == {"because your clinician set limits for you."}
    assert len(gaps) == 3


def test_with_a_strong_pain_or_an_open_level_there_is_none() -> None:
    lifter = of_case("C01")
    for one in (replace(lifter, level="soon"), replace(lifter, conditions=frozenset({"acute"}))):
        assert told(one) == []
        assert left_out(one, "foundation", None, Diary(), TODAY) == ()
    assert told(lifter, phase="settle") == []


def test_without_a_band_or_a_bar_it_is_the_floor() -> None:
    bare = replace(of_case("C01"), equipment=Equipment(), limiters=("hip", "psoas"))
    assert told(bare) == [
        "rock_back: 2 x 8",
        "hamstring_strap: 1 x 30 s each side",
        "leg_lift_alternating: 2 x 12 each side",
        "dowel_hinge: 2 x 8",
    ]


def test_a_heavy_day_has_fewer_hanging_knee_lifts() -> None:
    lifter = of_case("C02")
    assert told(lifter, row="R5")[2] == "hanging_knee_lift: 1 x 15"
    assert told(lifter, row="R6")[2] == "hanging_knee_lift: 1 x 12"


def test_a_heavy_day_has_fewer_of_ones_own_too() -> None:
    lifter = replace(of_case("C02"), psoas="hanging_knee_lift")
    assert told(lifter, row="R6")[2] == "hanging_knee_lift: 1 x 12"


def test_without_a_bar_the_slack_is_pulled_on_a_bell() -> None:
    lifter = replace(of_case("C08"), equipment=Equipment.of(["kettlebells"]))
    assert told(lifter)[-1] == "slack_pull_hold: 2 x 3, 3 s hold"
    assert told(replace(lifter, equipment=Equipment()))[-1] == "glute_bridge: 2 x 12, 2 s hold", "step 5 then"


def test_a_bridge_is_not_done_twice() -> None:
    assert [one.partition(":")[0] for one in told(of_case("C11"))].count("glute_bridge") == 1
    without_step = replace(of_case("C11"), steps=())
    assert told(without_step)[3] == "glute_bridge: 2 x 12, 2 s hold"


def test_what_has_become_easy_gives_way_to_the_next_step() -> None:
    lifter = of_case("C01")
    once, twice = Diary(signs=easy("hamstring_seated", 5)), Diary(signs=easy("hamstring_seated", 5, 2))
    assert told(lifter, once)[1] == "hamstring_seated: 2 x 5 slow, 10 s hold"
    assert told(lifter, twice)[1] == "hamstring_standing: 2 x 5 slow, 10 s hold"
    why = warm_up(lifter, "foundation", None, twice, TODAY)[1].why.text
    assert why == "“Seated hamstring stretch, belly on thighs” has become easy for you, so this is the next step."


def test_what_is_easy_without_a_name_is_the_first_limiter() -> None:
    diary = Diary(signs=tuple(Sign(TODAY - timedelta(days=day), "mastered") for day in (3, 1)))
    lifter = replace(of_case("C01"), limiters=("hamstring", "psoas"))
    assert [one.partition(":")[0] for one in told(lifter, diary)] == [
        "hip_centration_band", "hamstring_standing", "glute_bridge", "leg_lift_alternating", "dowel_hinge",
    ]  # fmt: skip


def test_a_step_up_keeps_the_dose_of_a_heavy_day() -> None:
    lifter = replace(of_case("C02"), psoas="leg_lift_alternating")
    diary = Diary(signs=easy("leg_lift_alternating", 9, 6))
    assert told(lifter, diary, row="R6")[2] == "hanging_knee_lift: 1 x 12"


def test_a_hinge_that_passes_ends_what_limits() -> None:
    diary = Diary(signs=(Sign(TODAY, "hinge-pass"),))
    assert told(of_case("C01"), diary)[1] == "hamstring_strap: 1 x 30 s each side"


def test_too_long_a_warm_up_keeps_what_limits_most() -> None:
    lifter = replace(of_case("C01"), limiters=("hip", "hamstring", "psoas", "hip_extension"))
    whole = picked(lifter, "foundation", None, Diary(), TODAY)
    assert minutes(whole) > 10
    assert minutes(within_time(whole, lifter.limiters, 10)) <= 10
    assert told(lifter) == [
        "hip_flexor_half_kneel: 1 x 30 s each side",
        "hip_centration_band: 2 rounds: 5 circles each way, each side",
        "hamstring_seated: 1 x 5 slow, 10 s hold",
        "glute_bridge: 1 x 12, 2 s hold",
        "leg_lift_alternating: 1 x 12 each side",
        "dowel_hinge: 2 x 8",
    ]


def test_with_very_little_time_even_the_first_gives_way() -> None:
    lifter = of_case("C01")
    whole = picked(lifter, "foundation", None, Diary(), TODAY)
    short = within_time(whole, lifter.limiters, 1)
    assert [(one.fit.exercise, one.much.sets) for one in short] == [
        ("hip_centration_band", 1), ("hamstring_seated", 1), ("leg_lift_alternating", 1), ("dowel_hinge", 1),
    ]  # fmt: skip
