"""History in the app: the same words as on the page of the report, quick, and never of yesterday's entries."""

from __future__ import annotations

from datetime import timedelta

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
