"""The session page's server: today's script, and taps that come late, twice, or in pieces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest
from starlette.testclient import TestClient

from liftwell.training.diary import Morning
from liftwell.web.desk import Desk
from tests.web.conftest import opened
from tests.web.person import answered
from tests.web.test_plan import CHECKED

PAGE: Final = "/of/me/session"


def script_on(page: str) -> dict[str, Any]:
    found = re.search(r'id="script">(.*?)</script>', page, re.DOTALL)
    assert found is not None, page
    return dict(json.loads(found[1]))


@pytest.fixture
def script(lifter: TestClient) -> dict[str, Any]:
    """The script of today, after the check."""
    lifter.post("/of/me/plan/check", data=CHECKED)
    return script_on(lifter.get(PAGE).text)


def set_tap(script: dict[str, Any], number: int, **felt: object) -> dict[str, Any]:
    """A set of the main lift as planned."""
    way = script["ways"][0]
    planned = {name: way[name] for name in ("exercise", "raised_cm", "load_kg", "reps", "inside")}
    token = f"{script['on']}/{way['exercise']}/{way['raised_cm']:g}/{number}"
    return {
        "tap": "set", "on": script["on"], "token": token, "number": number, "kind": "main", **planned, "pain": 1,
        "rpe": 6, "leg": "none", **felt,
    }  # fmt: skip


def sent(app: TestClient, *taps: dict[str, Any]) -> list[str]:
    answer = app.post(f"{PAGE}/taps", json={"taps": taps})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["kept"])


def test_before_the_check_the_way_leads_to_the_plan(lifter: TestClient) -> None:
    assert lifter.get(PAGE).url.path == "/of/me/plan"


def test_the_script_holds_the_whole_session(script: dict[str, Any]) -> None:
    kinds = [step["kind"] for step in script["steps"]]
    assert kinds.count("main") == 1
    assert "ramp" in kinds
    assert kinds[0] == "other"
    way = script["ways"][0]
    assert sum(way["plates"]) * 2 + 20 == way["load_kg"]
    assert script["main"]["sets"] >= 1
    assert script["limits"]["red"] == 6
    assert script["kept"] == []


def test_every_exercise_of_it_has_a_picture(lifter: TestClient, script: dict[str, Any]) -> None:
    page = lifter.get(PAGE).text
    for step in script["steps"]:
        assert f'<template id="picture-{step["exercise"]}"><svg' in page


def test_a_set_told_twice_is_there_once_and_counts_for_the_plan(
    lifter: TestClient, desk: Desk, script: dict[str, Any]
) -> None:
    first, second = set_tap(script, 1), set_tap(script, 2)
    assert sent(lifter, first) == [first["token"]]
    sent(lifter, first, second)
    sent(lifter, second, first)
    assert [one.number for one in desk.shelf("me").sets()] == [1, 2]
    (done,) = desk.shelf("me").diary().done
    assert (done.lift.sets, done.rpe, done.during) == (2, 6, 1)
    assert done.row is not None  # it counts for the plan
    assert [one["token"] for one in script_on(lifter.get(PAGE).text)["kept"]] == [first["token"], second["token"]]


def test_a_corrected_set_takes_the_place_of_the_first_and_one_taken_back_is_gone(
    lifter: TestClient, desk: Desk, script: dict[str, Any]
) -> None:
    one = set_tap(script, 1)
    sent(lifter, one)
    sent(lifter, one | {"pain": 3, "reps": 5, "inside": []})
    assert [(each.pain, each.reps) for each in desk.shelf("me").sets()] == [(3, 5)]
    gone = {"tap": "gone", "on": script["on"], "token": one["token"]}
    sent(lifter, gone)
    sent(lifter, gone)
    assert desk.shelf("me").sets() == ()
    assert desk.shelf("me").diary().done == ()


def test_the_hour_after_and_the_morning_belong_to_the_session(
    lifter: TestClient, desk: Desk, script: dict[str, Any]
) -> None:
    way, day = script["ways"][0], date.fromisoformat(script["on"])
    after = {"tap": "after", "on": script["on"], "token": "a", "exercise": way["exercise"], "pain": 2}
    sent(lifter, after)  # before the set has come: nothing to belong to, and nothing breaks
    sent(lifter, set_tap(script, 1), after)
    (done,) = desk.shelf("me").diary().done
    assert done.after == 2
    morning = {"tap": "morning", "on": (day + timedelta(days=1)).isoformat(), "token": "m", "pain": 3}
    sent(lifter, morning, morning)
    assert desk.shelf("me").diary().mornings == (Morning(day + timedelta(days=1), 3),)


def test_what_is_skipped_says_why(lifter: TestClient, desk: Desk, script: dict[str, Any]) -> None:
    step = script["steps"][0]
    left = {
        "tap": "set", "on": script["on"], "token": "x", "number": 1, "kind": "other", "exercise": step["exercise"],
        "skipped": True, "why": script["skips"][0],
    }  # fmt: skip
    sent(lifter, left)
    assert [(one.skipped, one.why) for one in desk.shelf("me").sets()] == [(True, script["skips"][0])]


@pytest.mark.parametrize("wrong", [
    {"pain": 11}, {"exercise": "flying"}, {"on": "2020-01-01"}, {"on": "2027-01-01"}, {"reps": -1}, {"tap": "x"},
    {"load_kg": 1e9}, {"inside": [1, 1]}, {"leg": "gone"}, {"more": 1}, {"token": ""}, {"skipped": True},
])  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_of_it_kept(
    lifter: TestClient, desk: Desk, script: dict[str, Any], wrong: dict[str, Any]
) -> None:
    answer = lifter.post(f"{PAGE}/taps", json={"taps": [set_tap(script, 1), set_tap(script, 2) | wrong]})
    assert answer.status_code == 422
    assert answer.text.strip()
    assert desk.shelf("me").sets() == ()


def test_a_set_that_hurt_opens_the_safety_questions(lifter: TestClient, script: dict[str, Any]) -> None:
    sent(lifter, set_tap(script, 1, pain=7))
    asked = lifter.post(f"{PAGE}/questions")
    assert asked.url.path == "/of/me/start/question"
    assert lifter.get(PAGE).url.path == "/of/me/plan"  # and nothing to lift before they are answered
    assert "When to stop" not in lifter.get("/of/me/plan").text


def test_nobody_has_a_session_before_safety_is_clear(me: TestClient) -> None:
    answered(me, {"screen.R04": "2"})
    assert me.get(PAGE).url.path == "/of/me/plan"


@pytest.fixture
def next_day(desk: Desk) -> Iterator[TestClient]:
    with opened(replace(desk, now=lambda: desk.now() + timedelta(days=4)), jobs=False) as app:
        yield app


def test_the_next_morning_changes_the_next_session(
    lifter: TestClient, next_day: TestClient, script: dict[str, Any]
) -> None:
    day = date.fromisoformat(script["on"])
    taps = [set_tap(script, number) for number in range(1, script["main"]["sets"] + 1)]
    sent(lifter, *taps, {"tap": "after", "on": script["on"], "token": "a", "exercise": taps[0]["exercise"], "pain": 1})
    bad = {"tap": "morning", "on": (day + timedelta(days=1)).isoformat(), "token": "m", "pain": 8}
    sent(lifter, bad)
    page = next_day.post("/of/me/plan/check", data=CHECKED).text
    assert 'id="ask"' in page  # a red morning asks the safety questions first
