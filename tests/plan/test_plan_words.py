"""The words of a day's plan: doses, when to stop, the entry for the diary, and when nothing may be shown."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import get_args

import pytest

from liftwell.evidence import all_claims
from liftwell.exchange.diary import diary_of, parse_document, start_of
from liftwell.plan.exercise import catalogue, exercise
from liftwell.plan.lifter import CLEAR, Lifter
from liftwell.plan.placement import Start
from liftwell.plan.plan_words import (
    KINDS,
    PARTS,
    STANDING_WORDS,
    check_words,
    done_words,
    effort_words,
    entry_words,
    heading,
    lift_words,
    may_show,
    rests_on,
    scheme_words,
    seconds_words,
    start_words,
    stop_of,
    stop_words,
)
from liftwell.plan.prescription import DayKind, MainLift
from liftwell.screen.questions import Level
from liftwell.training.diary import Done, Lift, Readiness
from tests.plan.todays import ASKING, CLUSTERS, LIFT, REST, ROW_DAY, SETTLE
from tests.reading import FEAR, reading_index

MAIN = MainLift(LIFT, "R1", 6)


@pytest.mark.parametrize("level", get_args(Level))
def test_an_exercise_is_shown_only_where_safety_is_clear(level: Level) -> None:
    assert may_show(replace(ROW_DAY, level=level)) == (level in CLEAR)


def test_an_exercise_waits_for_what_is_to_be_asked() -> None:
    assert not may_show(ASKING)
    assert not may_show(replace(ROW_DAY, kind="none"))
    assert may_show(SETTLE)


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (ROW_DAY, "return, row R1"),
        (replace(ROW_DAY, kind="gentle"), "return, row R1, a gentle day"),
        (REST, "return, row R1, a day without the hinge"),
        (replace(ROW_DAY, kind="drills", row=None), "return, drills only, no hinge today"),
        (SETTLE, "let it settle first"),
        (replace(SETTLE, kind="ease"), "what eases it"),
        (replace(SETTLE, kind="none"), "no plan today"),
    ],
)
def test_a_day_has_its_heading(today: object, says: str) -> None:
    assert heading(today) == says  # type: ignore[arg-type]


def test_every_kind_and_part_has_its_words() -> None:
    assert set(KINDS) == set(get_args(DayKind))
    assert {item.part for today in (ROW_DAY, SETTLE, REST) for item in today.items} <= set(PARTS)
    assert {one.standing for one in all_claims().values()} <= set(STANDING_WORDS)


@pytest.mark.parametrize(
    ("main", "says"),
    [
        (MAIN, "3 x 8 with 142.5 kg, RPE 6 or less, 2 to 3 min rest"),
        (
            CLUSTERS.main,
            "3 clusters of 2+2+2 with 120 kg, plates 10 cm up, RPE 7 or less, 15 s inside, 150 s between",
        ),
        (
            MainLift(Lift("block_pull_low", 1, 6, 120, 7.5, (2, 2, 2)), "R3", 6.5),
            "1 cluster of 2+2+2 with 120 kg, plates 7.5 cm up, RPE 6.5 or less, 15 s inside, 150 s between",
        ),
        (MainLift(Lift("wall_hinge", 2, 8, 0), "F", 4), "2 x 8 without weight, RPE 4 or less, 60 to 120 s rest"),
        (MainLift(LIFT, "T1", 5), "3 x 8 with 142.5 kg, RPE 5 or less, 90 to 120 s rest"),
    ],
)
def test_a_dose_reads_as_one_phrase(main: MainLift, says: str) -> None:
    assert lift_words(main) == says
    assert says.startswith(scheme_words(main))


@pytest.mark.parametrize(
    ("span", "says"),
    [
        ((15, 15), "15 s"),
        ((10, 15), "10 to 15 s"),
        ((120, 120), "2 min"),
        ((120, 150), "120 to 150 s"),
        ((60, 60), "60 s"),
    ],
)
def test_a_rest_is_said_in_the_unit_of_the_clock(span: tuple[int, int], says: str) -> None:
    assert seconds_words(span) == says


@pytest.mark.parametrize(("rpe", "left"), [(6, "4 more would"), (6.5, "4 more would"), (9, "1 more would")])
def test_effort_is_said_in_repetitions_left(rpe: float, left: str) -> None:
    assert left in effort_words(MainLift(LIFT, "R1", rpe))


# clinical.md 5.2: green up to 2 at a usual pain of 0 and 1, then one above it, and 5 at most.
@pytest.mark.parametrize(("base", "limit"), [(None, 2), (0, 2), (1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
def test_the_green_limit_is_said(base: int | None, limit: int) -> None:
    first, above, stop, leg, _ = stop_words(base)
    assert first == f"Up to {limit} is fine for you today if it is back to your usual tomorrow."
    assert above.startswith(f"Above {limit}: the next set is gentler.")
    assert stop == "At 6, or 3 more than you began with: the hinge ends, and you answer the safety questions."
    assert leg == "Anything new in a leg, or further down it: the same."


@pytest.mark.parametrize("today", [ROW_DAY, CLUSTERS, replace(ROW_DAY, kind="gentle")])
def test_the_entry_for_the_diary_is_one(today: object) -> None:
    lines = entry_words(today)  # type: ignore[arg-type]
    (done,) = diary_of(parse_document(tomllib.loads("\n".join(lines)), "entry")).done
    assert today.main is not None  # type: ignore[attr-defined]
    assert (done.lift, done.row, done.on) == (today.main.lift, today.main.row, today.on)  # type: ignore[attr-defined]
    assert done.gentle == (today.kind == "gentle")  # type: ignore[attr-defined]
    assert (done.rpe, done.during, done.after, done.morning) == (None, None, None, None)


def test_the_check_in_for_the_diary_is_one() -> None:
    whole = Readiness(ROW_DAY.on, 2, True, 3, 1, 6.5, 8, ill=True, fever=True, leg="up", off_for_pain=True)
    for check in (whole, Readiness(ROW_DAY.on), Readiness(ROW_DAY.on, walking=False)):
        for settling in (True, False):
            text = "\n".join(check_words(check, settling=settling))
            assert diary_of(parse_document(tomllib.loads(text), "entry")).checks == (check,)
            assert ("# stands" in text) == (settling and check.stands is None)
    assert check_words(None, settling=True) == ()


def test_a_session_told_elsewhere_is_an_entry_too() -> None:
    whole = Done(ROW_DAY.on, Lift("block_pull_low", 3, 6, 120, 10, (2, 2, 2)), "R3", 6.5, 3, 2, 1)
    for done in (whole, Done(ROW_DAY.on, LIFT)):
        text = "\n".join(done_words(done))
        assert diary_of(parse_document(tomllib.loads(text), "entry")).done == (done,)


def test_a_lift_stops_by_the_rule_of_the_day() -> None:
    assert stop_of(exercise("conventional_deadlift")) == ""
    assert stop_of(exercise("sumo_deadlift")) == "Groin or inner-thigh pain."
    assert stop_of(exercise("rock_back")) == "Sharp pinch in the groin."
    assert [one.id for one in catalogue().values() if "4.4" in stop_of(one)] == []


def test_the_start_for_the_diary_is_one() -> None:
    lifter = Lifter(ROW_DAY.on, phase="return", row="R2", exercise="block_pull_low", raised_cm=10, ref_kg=160.5, base=0)
    document = parse_document(tomllib.loads("\n".join(start_words(lifter))), "start")
    assert start_of(document, ROW_DAY.on) == Start(ROW_DAY.on, "return", "R2", "block_pull_low", 10, 160.5, None, 0)


def test_the_lighter_day_is_noted_as_one() -> None:
    assert "light = true" in entry_words(replace(ROW_DAY, main=replace(MAIN, light="day")))
    assert "gentle = true" in entry_words(replace(ROW_DAY, main=replace(MAIN, light="week")))
    assert entry_words(SETTLE) == ()


def test_what_it_rests_on_is_listed_once_our_own_judgement_first() -> None:
    found = dict(rests_on(ROW_DAY))
    assert next(iter(found)) == "our judgement"
    ids = [key for keys in found.values() for key in keys]
    assert sorted(ids) == sorted(set(ids))
    assert {"two-green-days", "warm-up-before-lifting", "exercises-hinge", "exercises-trunk"} <= set(ids)
    for standing, keys in found.items():
        assert {STANDING_WORDS[all_claims()[key].standing] for key in keys} == {standing}


def test_the_words_are_plain_and_without_fear() -> None:
    for text in (*stop_words(3), *KINDS.values(), *PARTS.values(), effort_words(MAIN)):
        assert not FEAR.search(text)
        assert len(text.split()) < 5 or reading_index(text if text.endswith(".") else f"{text}.") <= 11
