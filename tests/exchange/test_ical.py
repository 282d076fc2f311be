"""The calendar, read back with icalendar: a whole day for each session, the same bytes every time, nothing unsafe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from liftwell.exchange.ical import IF_GREEN, calendar_of
from liftwell.plan.lifter import CLEAR
from liftwell.plan.plan_words import effort_words, lift_words, stop_words
from liftwell.plan.prescription import Today
from liftwell.screen.questions import Level
from liftwell.training.diary import Done, Lift
from tests.exchange.diaries import sessions
from tests.plan.todays import ASKING, CLUSTERS, DAY, REST, ROW_DAY, SETTLE

DONE: Final = Done(DAY, Lift("conventional_deadlift", 3, 8, 60), "R1", 6.5, 3, 2, 1)
NEXT: Final = DAY + timedelta(days=1)


def events_of(text: bytes) -> list[Event]:
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    assert (calendar["version"], calendar["prodid"]) == ("2.0", "-//liftwell//training//EN")
    found = [one for one in calendar.walk("VEVENT") if isinstance(one, Event)]
    assert all(one.errors == [] for one in (calendar, *found))
    return found


def only(days: Sequence[Today], done: Sequence[Done], base: int | None = None) -> Event:
    (event,) = events_of(calendar_of(days, done, base=base))
    return event


def lines(event: Event) -> list[str]:
    return str(event["description"]).split("\n")


# --- planned -------------------------------------------------------------------------------------


def test_a_planned_session_is_a_whole_day() -> None:
    event = only([ROW_DAY], [])
    assert event["summary"] == "Deadlift from the floor: 3 x 8 with 142.5 kg"
    assert (event.decoded("dtstart"), type(event.decoded("dtstart"))) == (DAY, date)
    assert event.decoded("dtstamp") == datetime(2026, 11, 26, tzinfo=UTC)
    assert (event["status"], event["class"], event["transp"]) == ("TENTATIVE", "PRIVATE", "TRANSPARENT")
    assert "dtend" not in event


def test_it_says_why_what_and_when_to_stop() -> None:
    assert ROW_DAY.main is not None
    assert lines(only([ROW_DAY], [], base=1)) == [
        "Up one row: two green days in a row.",
        "Warm-up: Rock back on hands and knees, 1 x 8.",
        "Warm-up: Hamstring stretch on the back with a strap, 1 x 30 s each side. Cushion under the knees.",
        "Warm-up: Hanging knee lift, 1 x 15.",
        "Hinge practice: Hinge with a stick along the back, 1 x 8.",
        "Ramp: Deadlift from the floor, 1 x 8 at 20 kg.",
        "Ramp: Deadlift from the floor, 1 x 5 at 70 kg.",
        "Ramp: Deadlift from the floor, 1 x 3 at 105 kg.",
        f"Main lift: {lift_words(ROW_DAY.main)}",
        "After it: Back extension hold, 2 x 30 s.",
        effort_words(ROW_DAY.main),
        "When to stop:",
        *stop_words(1),
    ]


def test_without_a_usual_pain_the_strictest_rule_holds() -> None:
    assert stop_words(None) != stop_words(5)
    assert set(stop_words(None)) <= set(lines(only([ROW_DAY], [])))
    assert set(stop_words(5)) <= set(lines(only([ROW_DAY], [], base=5)))


def test_a_cluster_with_what_to_mind() -> None:
    event = only([CLUSTERS], [])
    assert event["summary"] == "Block pull, 5 to 15 cm: 3 clusters of 2+2+2 with 120 kg, plates 10 cm up"
    assert "Breathe out past the knee." in lines(event)


def test_a_day_of_drills_has_no_rule_for_the_lift() -> None:
    drills = replace(ROW_DAY, kind="drills", main=None, items=ROW_DAY.items[:4], refer="See a clinician.")
    event = only([drills], [])
    assert event["summary"] == "Drills only, no hinge today"
    assert lines(event)[:2] == ["Up one row: two green days in a row.", "See a clinician."]
    assert "When to stop:" not in lines(event)


def test_a_lift_that_ends_by_a_rule_of_its_own_says_so() -> None:
    assert ROW_DAY.main is not None
    main = replace(ROW_DAY.main, lift=Lift("sumo_deadlift", 3, 8, 60))
    assert lines(only([replace(ROW_DAY, main=main)], []))[-1] == "Groin or inner-thigh pain."


def test_only_the_first_day_is_sure() -> None:
    week = [ROW_DAY, replace(CLUSTERS, on=NEXT)]
    first, second = events_of(calendar_of(week, []))
    assert IF_GREEN not in lines(first)
    assert IF_GREEN in lines(second)


def test_after_a_day_of_rest_no_day_is_sure() -> None:
    assert IF_GREEN in lines(only([REST, replace(ROW_DAY, on=NEXT)], []))


@pytest.mark.parametrize("today", [REST, SETTLE, replace(ROW_DAY, kind="ease"), replace(ROW_DAY, kind="none")])
def test_a_day_without_a_session_is_no_event(today: Today) -> None:
    assert events_of(calendar_of([today], [])) == []


@pytest.mark.parametrize("level", [one for one in get_args(Level) if one not in CLEAR])
def test_before_safety_is_clear_nothing_is_planned(level: Level) -> None:
    assert events_of(calendar_of([replace(ROW_DAY, level=level), replace(CLUSTERS, level=level)], [])) == []


def test_before_a_question_is_answered_nothing_is_planned() -> None:
    assert events_of(calendar_of([ASKING], [])) == []


# --- done ----------------------------------------------------------------------------------------


def test_what_was_done_tells_no_pain() -> None:
    event = only([], [DONE])
    assert event["summary"] == "Deadlift from the floor: 3 x 8 with 60 kg"
    assert (event["status"], lines(event)) == ("CONFIRMED", ["Done. The hardest set was RPE 6.5."])
    assert lines(only([], [replace(DONE, rpe=None)])) == ["Done."]


def test_what_was_done_takes_the_place_of_the_plan() -> None:
    planned, done = only([ROW_DAY], []), only([ROW_DAY], [DONE])
    assert (done["status"], done["uid"]) == ("CONFIRMED", planned["uid"])


def test_a_lift_beside_the_plan_leaves_the_plan() -> None:
    beside = replace(DONE, row=None)
    found = events_of(calendar_of([ROW_DAY], [beside]))
    assert sorted(str(one["status"]) for one in found) == ["CONFIRMED", "TENTATIVE"]
    assert len({one["uid"] for one in found}) == 2


def test_telling_more_of_a_session_keeps_its_uid() -> None:
    assert only([], [DONE])["uid"] == only([], [replace(DONE, rpe=9, during=5)])["uid"]
    assert only([], [DONE])["uid"] == "6dfcfd8f-a320-50ed-9a32-20875d04525e@liftwell"


def test_two_lifters_in_one_calendar_stay_two() -> None:
    (ana,), (ben,) = (events_of(calendar_of([ROW_DAY], [], whose=who)) for who in ("ana", "ben"))
    assert ana["uid"] != ben["uid"]


def test_an_empty_calendar_can_be_read() -> None:
    assert events_of(calendar_of([], [])) == []


@given(st.lists(sessions(), max_size=5), st.randoms())
def test_the_same_sessions_are_the_same_bytes(done: list[Done], chance: Random) -> None:
    text = calendar_of([ROW_DAY, replace(CLUSTERS, on=NEXT)], done)
    mixed = list(done)
    chance.shuffle(mixed)
    assert calendar_of([replace(CLUSTERS, on=NEXT), ROW_DAY], mixed) == text
    found = events_of(text)
    assert len({one["uid"] for one in found}) == len(found)
    assert sum(one["status"] == "CONFIRMED" for one in found) == len(done)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert all(one.decoded("dtstamp").date() == one.decoded("dtstart") for one in found)
