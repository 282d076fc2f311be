"""A history: every day of which something is known, with what the plan thinks of it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from bench.simulated_lifters.life import live
from bench.simulated_lifters.person import person
from liftwell.errors import ImpossibleValue
from liftwell.plan.course.replay import standing_on
from liftwell.quantity import Quantity
from liftwell.report.history import History, HistoryDay, Measured, history_of
from liftwell.training.diary import Diary, Morning, OtherWork, Readiness, Sign
from tests.report.histories import day, done, rounding


def mornings(*pains: int, since: int = 0) -> tuple[Morning, ...]:
    return tuple(Morning(day(since + n), pain) for n, pain in enumerate(pains))


def on(history: History, number: int) -> HistoryDay:
    (found,) = [one for one in history.days if one.on == day(number)]
    return found


def test_an_empty_diary_has_no_day() -> None:
    assert history_of("sam", Diary()) == History("sam")
    assert History("sam").sessions == ()


def test_a_session_is_told_whole() -> None:
    history = history_of("sam", Diary((done(0, 110, during=2, after=1, morning=3),)), told=2)
    (one,) = history.days
    assert (one.load_kg, one.exercise, one.imported) == (110, "Deadlift from the floor", False)
    assert (one.during, one.after, one.morning, one.waking) == (2, 1, 3, None)
    assert one.colour == "amber"
    assert history.usual == (2,)
    assert history.sessions == history.days


def test_days_come_in_order_however_they_were_written_down() -> None:
    diary = Diary((done(9), done(2), done(5)), (*mornings(1, 1, since=6), *mornings(0, since=0)))
    assert [one.on for one in history_of("sam", diary).days] == [day(n) for n in (0, 2, 5, 6, 7, 9)]


def test_the_morning_after_is_taken_from_the_mornings_where_the_session_does_not_tell_it() -> None:
    diary = Diary((done(0), done(4, morning=2)), (Morning(day(1), 5), Morning(day(5), 6)))
    history = history_of("sam", diary)
    assert on(history, 0).morning == 5
    assert on(history, 4).morning == 2
    assert on(history, 1).waking == 5


def test_what_was_not_told_is_none_and_never_green() -> None:
    one = on(history_of("sam", Diary((done(0),)), told=1), 0)
    assert (one.during, one.after, one.morning, one.waking) == (None, None, None, None)
    assert one.colour == "unrated"


def test_of_two_sessions_the_heavier_load_the_worst_pain_and_the_graver_colour_are_told() -> None:
    light = done(0, 24, "kb_deadlift_blocks", during=6, after=1, morning=2)
    heavy = done(0, 120, during=1, after=2, morning=2)
    for both in ((light, heavy), (heavy, light)):
        one = on(history_of("sam", Diary(both), told=2), 0)
        assert (one.load_kg, one.exercise) == (120, "Deadlift from the floor")
        assert (one.during, one.after, one.morning, one.colour) == (6, 2, 2, "red")


def test_a_hinge_without_weight_is_a_session() -> None:
    history = history_of("sam", Diary((done(0, 0, "dowel_hinge"),)))
    assert history.sessions[0].load_kg == 0


def test_an_exercise_of_another_log_keeps_its_name() -> None:
    one = on(history_of("sam", Diary((done(0, 90, "snatch-grip", imported=True),))), 0)
    assert (one.exercise, one.imported, one.colour) == ("snatch-grip", True, "unrated")
    assert one.note == "from another log"


def test_a_day_of_both_logs_is_not_imported() -> None:
    both = Diary((done(0, 90, imported=True), done(0, 60)))
    assert not on(history_of("sam", both), 0).imported


def test_the_usual_is_the_middle_of_mornings_that_do_not_follow_a_hinge() -> None:
    diary = Diary((done(3),), (*mornings(1, 1, 2, 2), Morning(day(4), 9), Morning(day(5), 1)))
    history = history_of("sam", diary, told=4)
    assert dict(zip([one.on for one in history.days], history.usual, strict=True)) == {
        day(0): 4, day(1): 4, day(2): 1, day(3): 1, day(4): 1, day(5): 1,
    }  # fmt: skip


def test_nobody_s_usual_is_known_from_nothing() -> None:
    assert history_of("sam", Diary((done(0),))).usual == (None,)


def test_relief_makes_a_green_day_amber_in_those_phases_in_which_it_does_in_the_plan() -> None:
    calm = done(0, during=0, after=0, morning=0, relief=True)
    colours = [
        on(history_of("sam", Diary((replace(calm, row=row),)), told=0), 0).colour for row in (None, "T1", "R1", "none")
    ]
    assert colours == ["green", "green", "amber", "green"]


def test_notes_say_what_else_was_told_once() -> None:
    usual = "an easier day; pain relief before; sore on both sides; more in the leg"
    easier = done(0, gentle=True, relief=True, sore_both_sides=True, leg="lower", morning=1)
    other = (OtherWork(day(0), "squats", 8.0), OtherWork(day(0), "moving house"), OtherWork(day(0), "moving house"))
    one = on(history_of("sam", Diary((easier, easier), other=other)), 0)
    assert one.note == f"{usual}; also squats at RPE 8; also moving house"
    assert (one.gentle, one.sore) == (True, True)


def test_other_work_alone_makes_a_day_without_a_load() -> None:
    one = on(history_of("sam", Diary(other=(OtherWork(day(3), "rows"),))), 3)
    assert (one.load_kg, one.colour, one.note) == (None, None, "also rows")


def test_signs_and_checks_alone_make_no_day() -> None:
    assert history_of("sam", Diary(signs=(Sign(day(0), "hinge-pass"),), checks=(Readiness(day(1), 2),))).days == ()


# --- clips ---------------------------------------------------------------------------------------


def test_clips_are_laid_on_their_days_in_degrees() -> None:
    seen = [Measured(day(0), Quantity(math.radians(12), math.radians(3), "rad"), 100.0), Measured(day(2), rounding(5))]
    history = history_of("sam", Diary((done(0),)), seen)
    lumbar = on(history, 0).lumbar
    assert lumbar is not None
    assert lumbar.unit == "deg"
    assert lumbar.value == pytest.approx(12)
    assert lumbar.sd == pytest.approx(3)
    assert on(history, 0).ceiling_kg == 100
    assert on(history, 2) == HistoryDay(day(2), lumbar=rounding(5))


def test_of_several_clips_the_middle_and_the_lower_ceiling_are_told() -> None:
    seen = [Measured(day(0), rounding(deg), kg) for deg, kg in ((4, 120.0), (6, None), (20, 100.0))]
    one = on(history_of("sam", Diary(), seen), 0)
    assert one.lumbar is not None
    assert one.lumbar.value == 6
    assert one.ceiling_kg == 100


def test_a_clip_in_which_the_back_was_hidden_says_so() -> None:
    one = on(history_of("sam", Diary(), [Measured(day(0), Quantity.unseen("rad", "hidden"))]), 0)
    assert one.lumbar == Quantity.unseen("deg", "hidden")
    assert one.ceiling_kg is None


@pytest.mark.parametrize("load_kg", [-5.0, 0.0, 5000.0, math.nan])
def test_a_ceiling_that_no_lifter_has_is_refused(load_kg: float) -> None:
    with pytest.raises(ImpossibleValue, match="technique ceiling"):
        Measured(day(0), rounding(1), load_kg)


def test_a_low_back_in_metres_is_refused() -> None:
    with pytest.raises(ValueError, match="only an angle"):
        history_of("sam", Diary(), [Measured(day(0), Quantity(0.1, 0.01, "m"))])


# --- the noun itself -----------------------------------------------------------------------------


def test_each_day_has_its_usual_and_comes_once() -> None:
    one, other = HistoryDay(day(0)), HistoryDay(day(1))
    assert History("sam", (one, other), (None, 2)).usual == (None, 2)
    with pytest.raises(ValueError, match="2 days and 1 usual"):
        History("sam", (one, other), (None,))
    for days in ((one, one), (other, one)):
        with pytest.raises(ValueError, match="follow each other"):
            History("sam", days, (None, None))


@pytest.mark.parametrize("kind", ["responder", "flare-ups", "forgetful", "over-eager"])
@pytest.mark.parametrize("seed", [3, 7])
def test_the_usual_is_the_one_that_the_plan_has_at_the_end(kind: str, seed: int) -> None:
    life = live(person(kind, seed), days=70)  # type: ignore[arg-type]
    lifter, diary = life.person.lifter, life.diary
    history = history_of("sam", diary, told=lifter.base)
    assert history.days
    assert history.usual[-1] == standing_on(lifter, diary, day(0, history.days[-1].on)).usual.base
    assert {one.on for one in history.sessions} == {one.on for one in diary.done}
