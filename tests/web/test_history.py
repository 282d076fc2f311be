"""History in the app: the same words as on the page of the report, quick, and never of yesterday's entries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from liftwell.training.diary import Done, Lift, Morning
from liftwell.web.desk import Desk

PAGE = "/of/me/history"


def noted(desk: Desk, count: int) -> None:
    today = desk.now().date()
    lift = Lift("conventional_deadlift", 3, 5, 100.0)
    days = [today - timedelta(days=2 + 3 * number) for number in range(count)]
    desk.shelf("me").put(*(Done(day, lift, None, 6.0, during=1) for day in days))
    desk.shelf("me").put(*(Morning(day + timedelta(days=1), 1) for day in days))


def test_an_empty_history_says_how_it_begins(me: TestClient) -> None:
    assert "Your history begins with one session" in me.get(PAGE).text


def test_what_is_noted_is_shown_at_once_also_by_another_process(me: TestClient, desk: Desk) -> None:
    me.get(PAGE)
    noted(desk, 8)
    page = me.get(PAGE).text
    assert "8 sessions" in page
    assert "<svg" in page
    other = Logbook.opened(desk.folder.path / "logbook.db", desk.now)
    yesterday = desk.now().date() - timedelta(days=1)
    Shelf(other, "me").put(Done(yesterday, Lift("conventional_deadlift", 3, 5, 140.0), None, 7.0, during=2))
    page = me.get(PAGE).text
    assert "9 sessions" in page
    assert "140" in page


def test_it_is_worked_out_once_while_nothing_is_written(me: TestClient, desk: Desk) -> None:
    noted(desk, 3)
    state = desk.logbook.state()
    assert me.get(PAGE).text == me.get(PAGE).text
    assert desk.logbook.state() == state
    desk.shelf("me").put(Morning(desk.now().date(), 2))
    assert desk.logbook.state() != state


def test_nobody_sees_the_history_of_somebody_else(me: TestClient, desk: Desk) -> None:
    noted(desk, 3)
    desk.logbook.add_athlete("ada")
    assert "3 sessions" in me.get(PAGE).text
    assert "begins with one session" in me.get("/of/ada/history").text


def test_a_score_is_noted_shown_and_corrected(me: TestClient, desk: Desk) -> None:
    for value in ("6", "5,5"):
        me.post(f"{PAGE}/score", data={"instrument": "NRS", "value": value})
    me.post(f"{PAGE}/score", data={"instrument": "PSFS", "value": "4", "activity": "pick up  my son"})
    scores = {(one.instrument, one.activity): one.score for one in desk.shelf("me").outcomes()}
    assert scores == {("NRS", ""): 5.5, ("PSFS", "pick up my son"): 4}
    page = me.get(PAGE).text
    assert "5.5 of 10" in page
    assert "pick up my son" in page


@pytest.mark.parametrize(
    "wrong",
    [{"value": "11"}, {"value": ""}, {"value": "much"}, {"instrument": "ODI"}, {"activity": "walk"}],
    ids=["too much", "nothing", "a word", "another one", "no activity"],
)
def test_a_score_that_cannot_be_is_said(me: TestClient, desk: Desk, wrong: dict[str, str]) -> None:
    assert me.post(f"{PAGE}/score", data={"instrument": "NRS", "value": "3", **wrong}).status_code == 422
    assert desk.shelf("me").outcomes() == ()
