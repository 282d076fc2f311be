"""A clinician's word on a page: it turns off what it was about, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from liftwell.web.desk import Desk
from tests.web.person import HOME, answered
from tests.web.test_plan import CHECKED

PAGE = f"{HOME}/clinician"


def soon(app: TestClient) -> None:
    """Answer everything as somebody whom a clinician should see within two weeks."""
    answered(app, {"screen.R14": "3"})


def test_a_word_opens_the_way_and_its_limits_stand_in_the_plan(me: TestClient, desk: Desk) -> None:
    soon(me)
    start = me.get(HOME).text
    assert "A clinician has examined me" in start
    assert "Film a set" not in start
    assert "Who has examined you" in me.get(PAGE).text
    day = desk.now().date() - timedelta(days=1)
    me.post(PAGE, data={"by": "physiotherapist", "day": day.isoformat(), "limits": "coach present\n\nno jumps"})
    (row,) = desk.saved(desk.shelf("me")).at("clearance")
    assert (row["by"], row["limits"], row["questions"]) == ("physiotherapist", ["coach present", "no jumps"], ["R14"])
    after = me.get(HOME).text
    assert "A clinician has examined me" not in after
    assert me.get(PAGE).url.path == HOME
    answered(me)
    assert "Limit to keep: coach present" in me.post("/of/me/plan/check", data=CHECKED).text


@pytest.mark.parametrize(
    "told", [{"day": "2026-11-26"}, {"by": "doctor"}, {"by": "a friend", "day": "2026-11-26"},
             {"by": "doctor", "day": "2026-11-28"}, {"by": "doctor", "day": "2020-01-01"}]
)  # fmt: skip
def test_who_and_when_are_needed_and_have_to_be_possible(me: TestClient, desk: Desk, told: dict[str, str]) -> None:
    soon(me)
    assert me.post(PAGE, data=told).status_code == 422
    assert desk.saved(desk.shelf("me")).at("clearance") is None


@pytest.mark.parametrize("key", ["R01", "R02", "R03"])
def test_no_word_turns_off_what_has_to_be_seen_now(me: TestClient, desk: Desk, key: str) -> None:
    answered(me, {f"screen.{key}": "2"})
    assert "A clinician has examined me" not in me.get(HOME).text
    assert me.get(PAGE).status_code == 422
    assert me.post(PAGE, data={"by": "doctor", "day": "2026-11-27"}).status_code == 422
    assert desk.saved(desk.shelf("me")).at("clearance") is None


def test_where_nothing_is_to_be_cleared_there_is_nothing_to_tell(lifter: TestClient) -> None:
    assert lifter.get(PAGE).url.path == HOME
    assert lifter.post(PAGE, data={"by": "doctor", "day": "2026-11-27"}).status_code == 422
