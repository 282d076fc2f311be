"""A response test on a page: kept whole, counted by the triage, and never asked of whom safety holds back."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from liftwell.consultation.responding import CHANGE
from liftwell.web.desk import Desk
from tests.web.person import answered

PAGE = "/of/me/why/response"
WHOLE = {"change": "height", "response.raised_cm": "10", "response.pain_before": "5", "response.pain_after": "1"}


def test_a_result_is_kept_and_speaks_for_its_cause(lifter: TestClient, desk: Desk) -> None:
    assert "Tell what a change did" in lifter.get("/of/me/why").text
    assert "Which one thing did you change?" in lifter.get(PAGE).text
    assert "How much higher" in lifter.get(f"{PAGE}?change=height").text
    before = desk.saved(desk.shelf("me")).at("response") or []
    assert lifter.post(PAGE, data=WHOLE).url.path == "/of/me/why"
    row = desk.saved(desk.shelf("me")).at("response")[len(before)]
    assert (row["change"], row["raised_cm"], row["pain_before"], row["pain_after"]) == ("height", 10, 5, 1)


@pytest.mark.parametrize("change", [value for value, _ in CHANGE.choices])
def test_every_change_has_its_questions(lifter: TestClient, desk: Desk, change: str) -> None:
    page = lifter.get(f"{PAGE}?change={change}").text
    assert 'name="response.pain_before"' in page
    assert ('name="response.what"' in page) == (change == "cue")
    told = {"change": change, "response.what": "1", "response.pain_before": "4", "response.pain_after": "2"}
    assert lifter.post(PAGE, data=told).status_code == 200
    assert desk.saved(desk.shelf("me")).at("response")[-1]["change"] == change


@pytest.mark.parametrize("wrong", [
    {"change": "shoes"}, {"response.pain_after": ""}, {"response.pain_before": "11"}, {"response.raised_cm": "500"},
])  # fmt: skip
def test_half_a_result_is_none(lifter: TestClient, desk: Desk, wrong: dict[str, str]) -> None:
    before = desk.saved(desk.shelf("me")).at("response")
    assert lifter.post(PAGE, data={**WHOLE, **wrong}).status_code == 422
    assert desk.saved(desk.shelf("me")).at("response") == before


def test_nobody_is_asked_to_lift_before_safety_is_clear(me: TestClient, desk: Desk) -> None:
    answered(me, {"screen.R04": "2"})
    assert me.get(PAGE).url.path == "/of/me/why"
    assert me.post(PAGE, data=WHOLE).status_code == 422
    assert desk.saved(desk.shelf("me")).at("response") is None
