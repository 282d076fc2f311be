"""The questions on pages: kept one by one, safety first, and an emergency at once."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from liftwell.screen.questions import FIRST_PAGE
from liftwell.web.desk import Desk
from tests.web.person import HOME, answered, prompt_on


def test_answering_everything_leads_to_a_plan(me: TestClient, desk: Desk) -> None:
    asked = answered(me)
    assert asked[0] == f"screen.{FIRST_PAGE[0]}"
    assert "pain.where" in asked
    assert "Film a set" in me.get(HOME).text
    why = me.get("/of/me/why").text
    assert "Why it may hurt" in why
    page = me.get("/of/me/plan").text
    assert "Before today" in page
    told = {"tick": "none", "now": "2", "walking": "true", "leg": "none"}
    plan = me.post("/of/me/plan/check", data=told)
    assert "When to stop" in plan.text
    assert "asked:" in plan.text  # the criteria of the next step
    assert desk.shelf("me").prescribed(desk.now().date()) is not None


def test_each_answer_is_kept_at_once(me: TestClient, desk: Desk) -> None:
    page = me.post(f"{HOME}/begin")
    path = prompt_on(page.text).path
    me.post(f"{HOME}/answer", data={"path": path, "value": "1"})
    assert desk.saved(desk.shelf("me")).answered(path)
    again = me.get(f"{HOME}/question")
    assert prompt_on(again.text).path != path


def test_nothing_is_chosen_beforehand_and_nothing_chosen_is_said(me: TestClient) -> None:
    page = me.post(f"{HOME}/begin")
    assert " checked" not in page.text
    answer = me.post(f"{HOME}/answer", data={"path": prompt_on(page.text).path})
    assert answer.status_code == 422
    assert "Choose an answer, or leave the question open." in answer.text


def test_a_question_can_be_left_open_and_comes_again_another_time(me: TestClient) -> None:
    first = prompt_on(me.post(f"{HOME}/begin").text).path
    on = me.post(f"{HOME}/answer", data={"path": first, "leave": "yes"})
    assert prompt_on(on.text).path != first
    assert prompt_on(me.get(f"{HOME}/question").text).path == first


@pytest.mark.parametrize("typed", ["340", "tall", "-1", "1e999", "9" * 50])
def test_a_wrong_number_is_asked_again(me: TestClient, desk: Desk, typed: str) -> None:
    answer = me.post(f"{HOME}/answer", data={"path": "about.height_cm", "value": typed})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not desk.saved(desk.shelf("me")).answered("about.height_cm")


@pytest.mark.parametrize("key", [key for key in FIRST_PAGE if key != "R04"])
def test_an_emergency_is_told_at_once_and_nothing_to_train_anywhere(me: TestClient, desk: Desk, key: str) -> None:
    asked = answered(me, {f"screen.{key}": "2"})
    found = me.get(HOME).text
    assert set(asked) <= {f"screen.{one}" for one in FIRST_PAGE}
    assert "emergency" in found.lower()
    for page in ("", "/start", "/why", "/plan"):
        text = me.get(f"/of/me{page}").text
        for word in ("Main lift", "Show today", "Ramp"):
            assert word not in text, (page, word)
    told = {"tick": "none", "now": "2", "walking": "true", "leg": "none"}
    assert "Main lift" not in me.post("/of/me/plan/check", data=told).text
    assert desk.shelf("me").prescribed(desk.now().date()) is None
    for way_past in ("/question", "/question?at=about.age", "/question?open=screen.R02"):
        assert me.get(f"{HOME}{way_past}").url.path == HOME
    left = me.post(f"{HOME}/begin")
    assert left.url.path.endswith("/start/emergency")
    assert "What has happened since?" in left.text
    late = me.post(f"{HOME}/emergency", data={"what": "checked", "day": "2020-01-01", "said": "x"})
    assert late.status_code == 422
    checked = me.post(f"{HOME}/emergency", data={"what": "checked", "day": "today", "said": "All well."})
    assert prompt_on(checked.text).path == f"screen.{FIRST_PAGE[0]}"


def test_who_is_to_be_seen_today_gets_no_plan(me: TestClient, desk: Desk) -> None:
    answered(me, {"screen.R04": "2"})
    assert "today" in me.get(HOME).text.lower()
    told = {"tick": "none", "now": "2", "walking": "true", "leg": "none"}
    me.post("/of/me/plan/check", data=told)
    assert "When to stop" not in me.get("/of/me/plan").text
    assert desk.shelf("me").prescribed(desk.now().date()) is None


def test_answers_can_be_looked_over_and_changed(lifter: TestClient, desk: Desk) -> None:
    age = desk.saved(desk.shelf("me")).at("about.age")
    assert f"{age}" in lifter.get(f"{HOME}/answers").text
    assert f'value="{age}"' in lifter.get(f"{HOME}/question?at=about.age").text
    lifter.post(f"{HOME}/answer", data={"path": "about.age", "value": "35", "edit": "true"})
    assert desk.saved(desk.shelf("me")).at("about.age") == 35


def test_the_note_for_a_clinician_is_a_pdf(lifter: TestClient) -> None:
    for name in ("note", "card"):
        answer = lifter.get(f"/of/me/why/{name}.pdf")
        assert answer.content.startswith(b"%PDF")


def test_the_report_for_a_clinician_is_a_pdf_at_every_level(lifter: TestClient, desk: Desk) -> None:
    assert "/why/report.pdf" in lifter.get("/of/me/why").text
    assert lifter.get("/of/me/why/report.pdf").content.startswith(b"%PDF")
    desk.saved(desk.shelf("me")).keep("screen.R02", ["yes_new"])
    assert lifter.get("/of/me/why/report.pdf").content.startswith(b"%PDF")
