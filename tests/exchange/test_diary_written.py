"""A diary written as a document tells the same diary, and where its plan began."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given

from liftwell.exchange.diary import diary_of, parse_document, start_of, to_json
from liftwell.exchange.diary_document import DiaryDocument, StartTable
from liftwell.exchange.diary_written import document_of
from liftwell.training.diary import Diary, Done, Lift, Morning, OtherWork, Readiness, Sign
from liftwell.training.override import Override
from tests.exchange.diaries import diaries

DAY = date(2026, 11, 20)
LIFT = Lift("conventional_deadlift", 3, 8, 142.5)
CLUSTERS = Lift("block_pull_low", 3, 6, 120.0, 10.0, (2, 2, 2))
WHOLE = Diary(
    (Done(DAY, LIFT, "R1", 6.5, 1, 2, 0, gentle=True, stick_kept=9), Done(DAY, CLUSTERS, leg="up", imported=True)),
    (Morning(DAY, 3, leg=False),),
    (OtherWork(DAY, "rows", 8.0),),
    (Sign(DAY, "hinge-deg", 4.5, 10.0, "left"), Sign(DAY, "mastered", exercise="bird_dog")),
    (Readiness(DAY, 2, True, 3, 1, 7.5, 2, leg="same"),),
    (Override(DAY, "coach", "lighter", 120.0, "142.5 kg", "a hard week", date(2026, 11, 27)),),
)


def test_everything_stays() -> None:
    assert diary_of(document_of(WHOLE, None)) == WHOLE


def test_it_is_a_file_that_a_person_could_have_written() -> None:
    text = to_json(document_of(WHOLE, StartTable(on=DAY, phase="return", base=1)))
    document = parse_document(json.loads(text) | {"schema": "liftwell.diary/1"}, "it")
    assert diary_of(document) == WHOLE
    assert start_of(document, DAY).phase == "return"


def test_two_equal_sessions_of_one_day_are_no_mistake_of_a_logbook() -> None:
    twice = Diary(done=(Done(DAY, LIFT), Done(DAY, LIFT, imported=True)))
    assert diary_of(document_of(twice, None)) == twice


def test_nothing_is_an_empty_document() -> None:
    assert document_of(Diary(), None) == DiaryDocument()


def test_what_another_log_brought_moves_no_beginning() -> None:
    old = Done(date(2019, 1, 1), LIFT, imported=True)
    document = document_of(Diary(done=(old, Done(DAY, LIFT, "R1"))), None)
    assert start_of(document, date(2026, 11, 26)).on == DAY
    assert start_of(document_of(Diary(done=(old,)), None), date(2026, 11, 26)).on == date(2026, 11, 26)


@given(diaries())
def test_no_diary_is_too_odd(diary: Diary) -> None:
    document = document_of(diary, None)
    assert len(document.session) == len(diary.done)
    assert [one.on for one in document.morning] == [one.on for one in diary.mornings]
    assert [one.rpe for one in document.other] == [one.rpe for one in diary.other]
