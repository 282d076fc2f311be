"""The week and its calendar: what was done beside what was planned, and reminders that no one else can read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from liftwell.training.diary import Done, Lift, Morning
from liftwell.web.desk import Desk
from liftwell.web.guard import feed_signature
from liftwell.web.rendering import home_of
from tests.web.conftest import KEY, opened
from tests.web.test_plan import CHECKED

PAGE: Final = "/of/me/week"
DAY: Final = timedelta(days=1)


@pytest.fixture(autouse=True)
def key(desk: Desk) -> None:
    """The key of the folder is that of the tests."""
    (desk.folder.path / "app.key").write_text(KEY)


def trained(desk: Desk, days_ago: int, load_kg: float, pain: int = 1) -> None:
    on = desk.now().date() - days_ago * DAY
    desk.shelf("me").put(
        Done(on, Lift("conventional_deadlift", 3, 5, load_kg), None, 6.0, during=pain, after=pain),
        Morning(on + DAY, pain),
    )


def feed_on(app: TestClient) -> str:
    found = re.search(r'value="http://127\.0\.0\.1:8437(/feed/[^"]+)"', app.get(PAGE).text)
    assert found is not None
    return found[1]


def titles(content: bytes) -> list[tuple[str, str]]:
    return [(f"{one.decoded('dtstart')}", str(one["summary"])) for one in Calendar.from_ical(content).walk("VEVENT")]


def test_a_week_is_told_beside_the_one_before(lifter: TestClient, desk: Desk) -> None:
    for days_ago, load_kg in ((2, 100.0), (4, 90.0), (9, 80.0)):  # the clock stands on a Friday
        trained(desk, days_ago, load_kg)
    page = lifter.get(PAGE).text
    assert "2 sessions." in page
    cells = re.findall(r"<tr><th scope=\"row\">([^<]+)</th><td>([^<]+)</td><td>([^<]+)</td>", page)
    assert {name: (now, before) for name, now, before in cells} == {
        "Sessions": ("2", "1"), "Sets": ("6", "3"), "Heaviest": ("100 kg", "80 kg"),
        "Worst pain in or after a session": ("1", "1"), "Pain on waking, mean": ("1.0", "1.0"),
    }  # fmt: skip
    assert "One session." in lifter.get(f"{PAGE}?of=2026-11-18").text


def test_what_was_planned_stands_beside_what_was_done(lifter: TestClient, desk: Desk) -> None:
    lifter.post("/of/me/plan/check", data=CHECKED)
    heading = json.loads(desk.shelf("me").prescribed(desk.now().date()) or "")["heading"]
    assert heading.lower() in lifter.get(PAGE).text.lower()
    saved = desk.saved(desk.shelf("me"))
    saved.keep("screen.R04", ["yes_new"])
    assert heading.lower() not in lifter.get(PAGE).text.lower()


@pytest.mark.parametrize("day", ["0001-01-01", "2100-01-01", "nonsense"])
def test_a_week_that_cannot_be_is_no_error(lifter: TestClient, day: str) -> None:
    assert lifter.get(f"{PAGE}?of={day}").status_code in (200, 422)


def test_the_calendar_reminds_and_names_no_exercise_to_come(lifter: TestClient, desk: Desk) -> None:
    lifter.post("/of/me/plan/check", data=CHECKED)
    today = desk.now().date()
    desk.shelf("me").put(Done(today, Lift("sumo_deadlift", 3, 5, 60.0), None, 6.0, during=1))
    answer = lifter.get(feed_on(lifter))
    assert answer.headers["content-type"].startswith("text/calendar")
    found = titles(answer.content)
    assert (f"{today + DAY}", "How did you wake up? 0 to 10") in found
    assert (f"{today + 28 * DAY}", "Answer the safety questions anew") in found
    ahead = [title for day, title in found if day > f"{today}"]
    assert ahead
    assert not any("kg" in title or "eadlift" in title for title in ahead)
    reminders = [title for _, title in found if title.startswith(("Lift:", "How did", "Answer"))]
    assert answer.content.count(b"BEGIN:VALARM") == len(reminders)
    assert lifter.get(feed_on(lifter)).content == answer.content


def test_after_a_told_morning_and_a_new_day_nothing_old_is_reminded_of(lifter: TestClient, desk: Desk) -> None:
    trained(desk, 1, 60.0)
    assert all("wake up" not in title for _, title in titles(lifter.get(feed_on(lifter)).content))


def test_where_safety_says_otherwise_no_session_is_reminded_of(lifter: TestClient, desk: Desk) -> None:
    lifter.post("/of/me/plan/check", data=CHECKED)
    assert any(title.startswith("Lift:") for _, title in titles(lifter.get(feed_on(lifter)).content))
    desk.saved(desk.shelf("me")).keep("screen.R04", ["yes_new"])
    assert not any(title.startswith("Lift:") for _, title in titles(lifter.get(feed_on(lifter)).content))


def test_who_has_the_address_reads_this_calendar_and_nothing_else(lifter: TestClient, desk: Desk) -> None:
    desk.logbook.add_athlete("Zoë / B")
    address = feed_on(lifter)
    with opened(desk, jobs=False) as stranger:
        del stranger.headers["authorization"]
        assert stranger.get(address).status_code == 200
        assert stranger.get("/of/me/week").status_code == 401
        assert stranger.post(address).status_code == 401
        for wrong in (
            address[:-5] + "0.ics",
            address.replace("/me/", "/Zo%C3%AB ~2F B/"),
            "/feed/me/.ics",
            address + "x",
        ):
            assert stranger.get(wrong).status_code == 401, wrong
        told = home_of("Zoë / B").removeprefix("/of/")
        own = feed_signature(KEY, "Zoë ~2F B")
        assert stranger.get(f"/feed/{told}/{own}.ics").status_code == 200


def test_the_morning_is_asked_with_the_check_once(lifter: TestClient, desk: Desk) -> None:
    assert "when you woke up" in lifter.get("/of/me/plan").text
    lifter.post("/of/me/plan/check", data={**CHECKED, "waking": "3"})
    today = desk.now().date()
    assert desk.shelf("me").diary().mornings == (Morning(today, 3),)
    later = replace(desk, now=lambda: desk.now() + DAY)
    desk.shelf("me").put(Morning(today + DAY, 2))
    with opened(later, jobs=False) as app:
        page = app.get("/of/me/plan").text
        assert "Before today" in page
        assert "when you woke up" not in page
