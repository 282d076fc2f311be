"""The plan on its page: after the check, with what the next step asks for; and what was done noted, taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from liftwell.athlete import KG_PER_LB
from liftwell.training.diary import Done, Lift, Morning
from liftwell.web.desk import Desk

CHECKED = {"tick": "none", "now": "2", "walking": "true", "leg": "none", "slept": "7.5"}


@pytest.fixture
def planned(lifter: TestClient) -> Callable[..., str]:
    """Check in, and read the plan."""

    def plan(**otherwise: str) -> str:
        return lifter.post("/of/me/plan/check", data={**CHECKED, **otherwise}).text

    return plan


def test_without_answers_nothing_to_train_is_shown(me: TestClient) -> None:
    page = me.get("/of/me/plan").text
    assert "Your plan begins with some questions" in page
    assert "kg" not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("missing", ["tick", "now", "walking", "leg"])
def test_a_check_is_whole_or_there_is_no_plan(lifter: TestClient, desk: Desk, missing: str) -> None:
    told = {name: value for name, value in CHECKED.items() if name != missing}
    assert lifter.post("/of/me/plan/check", data=told).status_code == 422
    assert desk.shelf("me").prescribed(desk.now().date()) is None


def test_what_is_new_opens_its_questions_before_any_plan(lifter: TestClient) -> None:
    answer = lifter.post("/of/me/plan/check", data={**CHECKED, "tick": "fever"})
    assert answer.url.path.endswith("/start/question")
    assert "Before today" not in answer.text


def test_a_plan_is_made_once_a_day_and_stays(planned: Callable[..., str], me: TestClient, desk: Desk) -> None:
    first = planned()
    document = desk.shelf("me").prescribed(desk.now().date())
    assert me.get("/of/me/plan").text == first
    assert desk.shelf("me").prescribed(desk.now().date()) == document
    assert "The week, if every day goes well" in first


def test_a_session_is_noted_corrected_and_taken_back(planned: Callable[..., str], me: TestClient, desk: Desk) -> None:
    page = planned()
    lift = page.split('name="lift" value="')[1].split('"')[0]
    told = {"lift": lift, "sets": "3", "reps": "8", "load": "135lb", "rpe": "6", "pain": "2", "after": "1"}
    assert "✓" in me.post("/of/me/plan/done", data=told).text
    (done,) = desk.shelf("me").diary().done
    assert (done.lift.sets, round(done.lift.load_kg, 1), done.rpe, done.during, done.after) == (3, 61.2, 6, 2, 1)
    assert done.row is not None  # it counts for the plan
    form = me.get("/of/me/plan").text.split('action="/of/me/plan/done"')[1].split("</form>")[0]
    kept = dict(
        re.findall(r'name="(\w+)"[^>]*? value="([^"]*)"', form)
    )  # nothing that is corrected takes the rest away
    assert {name: kept[name] for name in ("sets", "rpe", "pain", "after")} == {
        "sets": "3", "rpe": "6", "pain": "2", "after": "1"
    }  # fmt: skip
    me.post("/of/me/plan/done", data={**told, "rpe": "7"})
    assert [one.rpe for one in desk.shelf("me").diary().done] == [7]
    me.post("/of/me/plan/undo", data={"lift": lift})
    assert desk.shelf("me").diary().done == ()


@pytest.mark.parametrize(
    ("name", "value"), [("rpe", "11"), ("pain", "2.5"), ("load", "much"), ("sets", "0"), ("lift", "x")]
)
def test_what_cannot_be_is_said_and_nothing_noted(
    planned: Callable[..., str], me: TestClient, desk: Desk, name: str, value: str
) -> None:
    lift = planned().split('name="lift" value="')[1].split('"')[0]
    told = {"lift": lift, "sets": "3", "reps": "8", "load": "60", "rpe": "6", "pain": "2", name: value}
    assert me.post("/of/me/plan/done", data=told).status_code == 422
    assert desk.shelf("me").diary().done == ()


def test_this_mornings_pain_is_kept(planned: Callable[..., str], me: TestClient, desk: Desk) -> None:
    planned()
    yesterday = desk.now().date() - timedelta(days=1)
    desk.shelf("me").put(Done(yesterday, Lift("conventional_deadlift", 3, 8, 60.0), None, 6.0, during=1))
    me.post("/of/me/plan/morning", data={"pain": "3"})
    assert desk.shelf("me").diary().mornings == (Morning(desk.now().date(), 3),)


def test_something_else_is_noted_in_one_line_on_its_day(
    planned: Callable[..., str], me: TestClient, desk: Desk
) -> None:
    planned()
    today, day = desk.now().date(), desk.now().date() - timedelta(days=5)
    page = me.post("/of/me/plan/line", data={"told": "sumo 2x5x60 @6 pain 1", "on": day.isoformat()})
    assert page.status_code == 200
    (done,) = desk.shelf("me").diary().done
    assert (done.on, done.lift.exercise, done.lift.load_kg, done.during) == (day, "sumo_deadlift", 60, 1)
    me.post("/of/me/plan/line", data={"told": "conventional 5x50 @6 pain 2, 5x60 @7 pain 1"})
    assert [one.load_kg for one in desk.shelf("me").sets(today)] == [50, 60]
    before = desk.shelf("me").diary()
    tomorrow = (today + timedelta(days=1)).isoformat()
    for wrong in ({"told": "nonsense"}, {"told": "sumo 2x5x60", "on": tomorrow}, {"told": "sumo 2x5x60 morning 3"}):
        assert me.post("/of/me/plan/line", data=wrong).status_code == 422
    assert desk.shelf("me").diary() == before


def test_plates_in_pounds_make_everything_pounds(planned: Callable[..., str], me: TestClient, desk: Desk) -> None:
    desk.saved(desk.shelf("me")).keep("about.smallest_step_kg", 5 * KG_PER_LB)
    page = planned()
    told = page.split("<main")[1].split("</main>")[0]
    assert re.search(r"Each side: \d+( \+ [\d.]+)* lb", told)
    assert re.findall(r"[\d.]+ kg", told) == []
    script = me.get("/of/me/session").text.split('id="script">')[1].split("</script>")[0]
    assert re.findall(r"[\d.]+ kg", script) == []
    document = json.loads(desk.shelf("me").prescribed(desk.now().date()) or "")
    assert " kg" in document["main"]["words"]  # what is kept is in one unit for all
    lift = page.split('name="lift" value="')[1].split('"')[0]
    me.post("/of/me/plan/done", data={"lift": lift, "sets": "3", "reps": "8", "load": "225"})
    me.post("/of/me/plan/line", data={"told": "sumo 1x5x135"})
    assert [one.lift.load_kg for one in desk.shelf("me").diary().done] == [102.058283, 61.234970]
    week = me.get("/of/me/week").text
    assert "with 225 lb" in week
    assert re.findall(r"[\d.]+ kg", week) == []


def test_the_unit_that_was_chosen_goes_before_that_of_the_plates(planned: Callable[..., str], me: TestClient) -> None:
    me.post("/of/me/settings/units", data={"weight": "lb", "length": "cm"})
    assert " kg" not in planned().split('class="main-lift"')[1].split("</section>")[0]
    me.post("/of/me/settings/units", data={"weight": "kg", "length": "cm"})
    assert " lb" not in me.get("/of/me/plan").text
