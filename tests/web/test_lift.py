"""A measured clip on its page: shown, corrected, compared, and never somebody else's."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from liftwell.consultation.kept_clips import account_with_clips
from liftwell.report.film import Film
from liftwell.report.shown import read_shown, shown_of, write_shown
from liftwell.report.stills import Still
from liftwell.web import jobs
from liftwell.web.child import Ended
from liftwell.web.desk import Desk
from tests.flow.conftest import Analysed, analysed
from tests.web.left_clips import LIGHT_SET, kept_clip

__all__ = ["analysed"]
STILL = Still(1, "liftoff", 1.0, b"\xff\xd8picture", 40, 60)


@pytest.fixture
def token(queue: TestClient, desk: Desk, analysed: Analysed) -> str:
    """A clip that was measured."""
    assert queue.get("/athletes").status_code == 200  # the app, and "me" in it, are there first
    analysis = analysed(LIGHT_SET, height_m=1.8)
    found = kept_clip(desk, "me", LIGHT_SET, analysis)
    write_shown(shown_of(analysis, Film(None, (STILL,))), desk.folder.clip(found).results)
    return found


def test_what_was_shown_is_read_back_as_it_was(token: str, desk: Desk, analysed: Analysed) -> None:
    shown = shown_of(analysed(LIGHT_SET, height_m=1.8), Film(None, (STILL,)))
    assert read_shown(desk.folder.clip(token).results) == shown


def test_the_page_shows_findings_and_back_and_pictures(queue: TestClient, token: str) -> None:
    page = queue.get(f"/of/me/lifts/{token}").text
    for said in ("What we found", "Rep by rep", "Your back, drawn", "Something seen wrong?", "/of/me/evidence#"):
        assert said in page
    assert f"/clips/{token}/stills/0.jpg" in page
    assert queue.get(f"/of/me/clips/{token}/stills/0.jpg").content == STILL.jpeg
    assert queue.get(f"/of/me/clips/{token}/stills/1.jpg").status_code == 404


def test_it_is_nobody_elses(queue: TestClient, token: str, desk: Desk) -> None:
    desk.logbook.add_athlete("ada")
    for path in ("lifts/{}", "clips/{}/clip.mp4", "clips/{}/stills/0.jpg", "lifts/{}/progress", "compare?a={}:&b={}:"):
        assert queue.get(f"/of/ada/{path.replace('{}', token)}").status_code == 404
    assert queue.post(f"/of/ada/lifts/{token}/again").status_code == 404


def test_corrections_go_to_the_command_as_they_were_told(queue: TestClient, token: str, desk: Desk) -> None:
    told = {
        "load": "225lb", "raised": "10", "plate": "45cm", "facing": "left", "near_side": "right",
        "points": json.dumps([{"joint": "hip", "time_s": 1.25, "x": 300.5, "y": 200}]),
        "plate_at": "[320, 400, 55.5]", "person_at": "[300, 200, 0.5]",
    }  # fmt: skip
    answer = queue.post(f"/of/me/lifts/{token}/again", data=told, follow_redirects=False)
    assert answer.status_code == 303
    job = jobs.job_of(token)
    assert job is not None
    assert job.run == 2
    order = desk.order(desk.folder.clip(token))
    pairs = dict(pairwise(order))
    assert pairs["--point"] == "hip@1.25=300.5,200"
    assert pairs["--plate"] == "320,400,55.5"
    assert pairs["--person"] == "300,200@0.5"
    assert pairs["--load"] == "102.058kg"
    assert (pairs["--facing"], pairs["--near-side"], pairs["--plate-diameter"]) == ("left", "right", "0.45m")
    assert "Something seen wrong?" in queue.get(f"/of/me/lifts/{token}").text  # what was measured stays
    jobs.cancel(token, 2)


@pytest.mark.parametrize(
    ("name", "value"),
    [("points", "[1]"), ("points", "x"), ("plate_at", "[1,2]"), ("person_at", '{"a":1}'), ("load", "-3"),
     ("facing", "up"), ("points", '[{"joint": "nose", "time_s": 1, "x": 1, "y": 1}]')],
)  # fmt: skip
def test_a_correction_that_cannot_be_is_said(queue: TestClient, token: str, desk: Desk, name: str, value: str) -> None:
    before = desk.folder.clip(token).told()
    assert queue.post(f"/of/me/lifts/{token}/again", data={name: value}).status_code == 422
    assert desk.folder.clip(token).told() == before


def test_two_reps_are_laid_over_each_other(queue: TestClient, token: str) -> None:
    page = queue.get(f"/of/me/compare?a={token}:1&b={token}:2").text
    assert "Number by number" in page
    assert queue.get(f"/of/me/compare?a={token}:1&b={token}:99").status_code == 422
    assert queue.get(f"/of/me/compare?a={token}:x&b={token}:1").status_code == 422


def test_raised_plates_are_told_to_the_triage(token: str, desk: Desk) -> None:
    clip = desk.folder.clip(token)
    clip.tell(clip.told().model_copy(update={"raised_cm": 10.0}))
    desk.record(clip, Ended(0))
    account = account_with_clips(desk.saved(desk.shelf("me")).account(), desk.shelf("me"))
    assert [one.raised_m for one in account.clips] == [0.1]
