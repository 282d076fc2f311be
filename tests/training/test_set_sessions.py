"""What the plan reads of sets: the lift at its heaviest, the hardest RPE, the worst pain, and never a better day."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any, Final, get_args

from hypothesis import given
from hypothesis import strategies as st

from liftwell.training.day_colour import colour_of_day
from liftwell.training.diary import Done, LegSign, Lift
from liftwell.training.logged_set import LoggedKind, LoggedSet
from liftwell.training.set_sessions import apart, graver, heaviest, joined, restated, sessions_of

DAY: Final = date(2026, 11, 26)
FLOOR: Final = "conventional_deadlift"


def a_set(number: int, load_kg: float = 100.0, reps: int = 5, **told: Any) -> LoggedSet:  # noqa: ANN401
    """A set that was done, rated as a good one unless told otherwise."""
    facts: dict[str, Any] = {"exercise": FLOOR, "rpe": 7.0, "pain": 2, "leg": "none"} | told
    return LoggedSet(DAY, f"{facts['exercise']} {number}", number=number, load_kg=load_kg, reps=reps, **facts)


def skipped(number: int, **told: Any) -> LoggedSet:  # noqa: ANN401
    return LoggedSet(DAY, f"skipped {number}", FLOOR, number, skipped=True, **told)


def only(*sets: LoggedSet) -> Done:
    (found,) = sessions_of(sets)
    return found


def test_sets_alike_are_the_session_that_a_line_would_tell() -> None:
    assert only(a_set(1), a_set(2), a_set(3)) == Done(DAY, Lift(FLOOR, 3, 5, 100.0), rpe=7.0, during=2)


def test_the_hardest_and_the_worst_of_any_set_count() -> None:
    found = only(a_set(1, rpe=8.5), a_set(2, pain=4), a_set(3, rpe=None, leg="same"))
    assert (found.rpe, found.during, found.leg) == (8.5, 4, "same")


def test_of_mixed_loads_the_heaviest_is_the_lift_and_lighter_sets_rate_too() -> None:
    found = only(a_set(1, 110.0, 3), a_set(2, 110.0, 2), a_set(3, 90.0, 8, rpe=9.0, pain=5))
    assert found == Done(DAY, Lift(FLOOR, 2, 2, 110.0), rpe=9.0, during=5)


def test_clusters_stay_clusters_where_all_are_alike() -> None:
    cluster = a_set(1, reps=6, inside=(2, 2, 2))
    assert only(cluster, replace(cluster, token="b", number=2)).lift.inside == (2, 2, 2)
    assert only(cluster, a_set(2, reps=5)).lift == Lift(FLOOR, 2, 5, 100.0)


def test_pain_of_ramp_drills_and_skipped_sets_is_pain_of_the_session() -> None:
    ramp = a_set(1, 60.0, 5, kind="ramp", pain=3, rpe=10.0)
    drill = LoggedSet(DAY, "d", "bird_dog", 1, "other", pain=4, leg="lower")
    found = only(ramp, a_set(1), drill, skipped(2, pain=5, why="hurts"))
    assert found == Done(DAY, Lift(FLOOR, 1, 5, 100.0), rpe=7.0, during=5, leg="lower")


def test_a_set_that_tells_no_pain_makes_no_good_day_and_hides_no_bad_one() -> None:
    assert only(a_set(1), a_set(2, pain=None)).during is None
    assert only(a_set(1, pain=6), a_set(2, pain=None)).during == 6
    assert only(a_set(1), replace(a_set(1, 60.0, kind="ramp"), token="r", pain=None)).during == 2


def test_a_failed_set_rates_and_is_not_counted() -> None:
    assert only(a_set(1), a_set(2, 140.0, 0, rpe=10.0)) == Done(DAY, Lift(FLOOR, 1, 5, 100.0), rpe=10.0, during=2)


def test_what_was_not_lifted_is_no_session() -> None:
    assert sessions_of(()) == ()
    assert (
        sessions_of((skipped(1), a_set(2, reps=0), a_set(1, kind="ramp"), a_set(1, exercise="rdl_bar", kind="other")))
        == ()
    )


def test_each_lift_and_height_is_a_session_of_its_own() -> None:
    found = sessions_of((a_set(1), a_set(2, raised_cm=10.0), a_set(3, exercise="sumo_deadlift", pain=5)))
    assert [one.lift.variant for one in found] == [(FLOOR, 0.0), (FLOOR, 10.0), ("sumo_deadlift", 0.0)]
    assert {one.during for one in found} == {5}


@st.composite
def days(draw: st.DrawFn) -> list[LoggedSet]:
    """Any sets of one day."""
    sets = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        kind = draw(st.sampled_from(get_args(LoggedKind)))
        told = {
            "pain": draw(st.none() | st.integers(0, 10)),
            "leg": draw(st.none() | st.sampled_from(get_args(LegSign))),
        }
        load, reps = draw(st.sampled_from([60.0, 100.0, 102.5])), draw(st.integers(0, 12))
        sets.append(a_set(number, load, reps, kind=kind, rpe=draw(st.none() | st.floats(0, 10)), **told))
    return sets


@given(days(), st.randoms(use_true_random=False), st.integers(0, 5), st.none() | st.integers(0, 10))
def test_any_day_is_read_alike_in_whatever_order_and_never_greener_than_its_worst_set(
    sets: list[LoggedSet],
    chance: random.Random,
    base: int,
    morning: int | None,
) -> None:
    found = sessions_of(sets)
    mixed = list(sets)
    chance.shuffle(mixed)
    assert sessions_of(mixed) == found
    for one in found:
        done = [each for each in sets if each.kind == "main"]
        assert one.lift.volume_kg <= sum(each.lift.volume_kg for each in done if each.lift is not None)
        assert one.lift.load_kg == max(each.lift.load_kg for each in done if each.lift is not None)
        colour = colour_of_day(replace(one, morning=morning), base)
        for each in done:
            alone = Done(DAY, one.lift, during=each.pain, morning=morning, leg=each.leg or "none")
            assert colour != "green" or colour_of_day(alone, base) == "green"
            assert colour == "red" or colour_of_day(alone, base) != "red"


def test_heaviest_has_no_more_than_a_lift_can_have() -> None:
    assert heaviest([Lift(FLOOR, 40, 5, 100.0)] * 2) == Lift(FLOOR, 50, 5, 100.0)


# --- beside what was told of the whole session -----------------------------------------------------


def test_what_is_told_of_a_session_stands_beside_its_sets_and_the_worse_counts() -> None:
    made = only(a_set(1), a_set(2, leg="same"))
    told = Done(DAY, Lift(FLOOR, 9, 9, 50.0), "R1", 6.0, during=4, after=3, relief=True, leg="lower")
    assert joined(made, told) == replace(told, lift=made.lift, rpe=7.0, leg="lower")
    assert joined(made, replace(told, during=None, leg="none")).during == 2
    assert joined(replace(made, during=None), told).during == 4


def test_a_set_that_is_mended_takes_its_old_rating_along() -> None:
    was, now = only(a_set(1, pain=7, leg="new")), only(a_set(1))
    assert joined(now, apart(replace(was, after=1), was, now)) == replace(now, after=1)
    told = replace(was, during=8, leg="both", rpe=9.0)
    assert joined(now, apart(told, was, now)) == replace(now, during=8, leg="both", rpe=9.0)


def test_a_session_that_was_told_without_sets_gives_way_to_them() -> None:
    told, made = Done(DAY, Lift(FLOOR, 3, 5, 90.0), "R1", 9.0, during=5, after=2), only(a_set(1))
    assert joined(made, apart(told, None, made)) == replace(made, row="R1", after=2)
    bare = only(a_set(1, pain=None, rpe=None))
    assert joined(bare, apart(told, None, bare)) == replace(told, lift=bare.lift)


def test_the_graver_sign_of_the_leg() -> None:
    assert graver() == "none"
    assert graver("up", "same") == "same"
    assert graver("both", "weaker", "below") == "both"


# --- told again ------------------------------------------------------------------------------------


def test_told_again_a_set_keeps_token_plan_and_what_is_not_told_anew() -> None:
    old = replace(a_set(1), token="page", planned_load_kg=105.0, planned_reps=5, stopped=True), a_set(2)
    told = a_set(1, rpe=None, pain=None, leg=None), a_set(2, 90.0, rpe=None, pain=None, leg=None), a_set(3)
    kept, gone = restated(old, told)
    assert kept == (old[0], replace(told[1], token=old[1].token), told[2])
    assert gone == ()
    assert restated(old, told[:1])[1] == (old[1],)
    assert restated(old, (replace(told[0], pain=5),))[0] == (replace(old[0], pain=5),)


def test_of_two_sets_with_one_number_one_is_told_again() -> None:
    old = a_set(1), replace(a_set(1), token="zz")
    kept, gone = restated(old, (replace(a_set(1, 90.0), token="new"),))
    assert ([one.token for one in kept], gone) == ([old[0].token], (old[1],))
