"""The check before a session on later days: whatever it opens leads on to a plan, or to what safety says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from liftwell.screen.short_check import AFTER_RED
from liftwell.training.diary import Done, Lift
from liftwell.web.desk import Desk
from tests.web.conftest import opened
from tests.web.person import HOME, prompt_on
from tests.web.test_plan import CHECKED

PLAN = "/of/me/plan"
OnDay = Callable[[int], TestClient]


@pytest.fixture
def on_day(lifter: TestClient, desk: Desk) -> Iterator[OnDay]:
    """The app so many days after everything was answered."""
    with ExitStack() as apps:

        def later(days: int) -> TestClient:
            clock = lambda: desk.now() + timedelta(days=days)  # noqa: E731
            return apps.enter_context(opened(replace(desk, now=clock), jobs=False)) if days else lifter

        yield later


def answered_through(app: TestClient, page: str, told: str = "1") -> tuple[list[str], str]:
    """Answer each safety question of the pages that come; which were asked, and the page after the last."""
    asked = []
    while 'id="ask"' in page:
        prompt = prompt_on(page)
        assert prompt.path not in asked, f"{prompt.path} was asked twice"
        asked.append(prompt.path)
        page = app.post(f"{HOME}/answer", data={"path": prompt.path, "value": told}).text
    return asked, page


def test_on_a_later_day_the_short_check_is_asked_once(on_day: OnDay) -> None:
    app = on_day(1)
    assert app.post(f"{HOME}/begin").url.path == f"{HOME}/short"
    on = app.post(f"{HOME}/short", data={"tick": "none"})
    assert on.url.path != f"{HOME}/short"
    assert app.get(f"{HOME}/question").url.path != f"{HOME}/short"
    assert app.post(f"{HOME}/begin").url.path != f"{HOME}/short"
    assert on_day(2).post(f"{HOME}/begin").url.path == f"{HOME}/short"


@pytest.mark.parametrize("days", [1, 9])
def test_on_a_later_day_the_check_alone_gives_the_plan(on_day: OnDay, days: int) -> None:
    app = on_day(days)
    assert "Before today" in app.get(PLAN).text
    assert "When to stop" in app.post(f"{PLAN}/check", data=CHECKED).text


@pytest.mark.parametrize(
    "told", [{"now": "9"}, {"walking": "false"}, {"leg": "above-knee"}], ids=["strong", "limping", "leg"]
)
def test_what_a_check_opens_is_asked_once_and_leads_to_the_plan(on_day: OnDay, told: dict[str, str]) -> None:
    app = on_day(3)
    page = app.post(f"{PLAN}/check", data={**CHECKED, **told})
    asked, after = answered_through(app, page.text)
    assert asked == [f"screen.{key}" for key in AFTER_RED]
    assert "Safety card" in after
    assert "Before today" not in after
    assert "Some safety questions come first" not in after
    assert app.get(PLAN).text == after
    again = on_day(4).get(PLAN).text
    assert "Before today" in again


def test_a_tick_opens_its_question_and_then_there_is_a_plan(on_day: OnDay) -> None:
    app = on_day(1)
    asked, after = answered_through(app, app.post(f"{PLAN}/check", data={**CHECKED, "tick": "fever"}).text)
    assert asked == ["screen.R11"]
    assert "When to stop" in after


def test_a_question_that_stays_open_keeps_the_plan_closed(on_day: OnDay) -> None:
    app = on_day(1)
    app.post(f"{PLAN}/check", data={**CHECKED, "tick": "fever"})
    app.post(f"{HOME}/answer", data={"path": "screen.R11", "leave": "yes"})
    page = app.get(PLAN).text
    assert "When to stop" not in page
    assert "To the questions" in page


@pytest.mark.parametrize("leg", ["spreading", "both"])
def test_a_leg_that_got_worse_is_what_safety_says_and_no_plan(on_day: OnDay, leg: str) -> None:
    app = on_day(1)
    _, after = answered_through(app, app.post(f"{PLAN}/check", data={**CHECKED, "leg": leg}).text)
    for page in (after, app.get(PLAN).text):
        assert "When to stop" not in page
        assert "safety-words" in page
    start = app.get(HOME).text
    assert "Your safety check" in start


def test_after_a_red_session_the_questions_come_first(on_day: OnDay, desk: Desk) -> None:
    first = on_day(0)
    page = first.post(f"{PLAN}/check", data=CHECKED).text
    lift = page.split('name="lift" value="')[1].split('"')[0]
    raised = page.split('name="raised" value="')[1].split('"')[0]
    desk.shelf("me").put(Done(desk.now().date(), Lift(lift, 3, 8, 40.0, float(raised)), None, 6.0, during=8, after=8))
    app = on_day(4)
    asked, after = answered_through(app, app.post(f"{PLAN}/check", data=CHECKED).text)
    assert asked == [f"screen.{key}" for key in AFTER_RED]
    assert "Some safety questions come first" not in after


def test_how_it_hurts_is_filled_in_where_it_was_told_today_and_nothing_else(on_day: OnDay) -> None:
    today, later = on_day(0).get(PLAN).text, on_day(1).get(PLAN).text
    assert re.findall(r'name="(\w+)" value="([^"]*)" checked', today) == [
        ("now", "1"), ("walking", "true"), ("leg", "none")
    ]  # fmt: skip
    assert " checked" not in later


def test_a_bad_night_and_stress_make_a_lighter_day(on_day: OnDay, desk: Desk) -> None:
    page = on_day(0).post(f"{PLAN}/check", data={**CHECKED, "so": ["stress", "ill"]}).text
    assert "Lighter today" in page
    (check_in,) = desk.shelf("me").diary().checks
    assert (check_in.stress, check_in.ill, check_in.off_for_pain) == (8, True, False)


def test_settling_asks_for_stands_from_a_chair(on_day: OnDay, desk: Desk) -> None:
    app = on_day(3)
    _, page = answered_through(app, app.post(f"{PLAN}/check", data={**CHECKED, "now": "9"}).text)
    assert "Stand up from a chair five times" in page
    app.post(f"{PLAN}/stands", data={"rise": "1"})
    assert [one.stands for one in desk.shelf("me").diary().checks] == [1]
    assert 'name="rise" inputmode="numeric" size="3" value="1"' in app.get(PLAN).text
