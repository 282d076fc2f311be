"""The page of the what-if: whose body it takes, what safety leaves of it, and what it works out."""

from __future__ import annotations

import html
import json
import re
import time
from typing import Any, Final

import pytest
from starlette.testclient import TestClient

from liftwell.athlete import Athlete
from liftwell.report.setups import given
from liftwell.screen.questions import questions
from liftwell.web.desk import Desk
from liftwell.web.whatif_answer import Units, answer_of
from liftwell.web.whatif_body import Body, put
from tests.flow.conftest import Analysed, analysed
from tests.web.left_clips import LIGHT_SET, kept_clip

__all__ = ["analysed"]

PAGE: Final = "/of/me/whatif"
RECOMMENDS: Final = "The smallest change"
BODY: Final = {"height": "178", "mass": "82 kg", "sex": "male"}
FACTS: Final = {"height_m": 1.80, "mass_kg": 82.0, "load_kg": 60.0}


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'id="whatif-data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def answered(desk: Desk, name: str = "me", **other: list[str]) -> None:
    """All safety answers clear but for `other`, of somebody whose back hurts a little."""
    saved, today = desk.saved(desk.shelf(name)), desk.now().date().isoformat()
    for key, question in questions().items():
        saved.keep(f"screen.{key}", other.get(key, [question.clear]))
    story = {"now": 2, "worst": 3, "waking": 1, "leg": "none", "walking": "normal", "days": 60}
    for path, value in {
        "screen.answered_on": today,
        "about.age": 30,
        **{f"pain.{k}": v for k, v in story.items()},
    }.items():
        saved.keep(path, value)


def test_without_a_height_the_page_asks_for_it_and_keeps_it(me: TestClient, desk: Desk) -> None:
    assert "How tall are you?" in me.get(PAGE).text
    answer = me.post(f"{PAGE}/body", data={"height": "5ft11", "mass": "", "sex": ""}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert desk.saved(desk.shelf("me")).at("about.height_cm") == pytest.approx(180.3)
    page = me.get(PAGE).text
    assert "How tall are you?" not in page
    assert 'name="load"' not in page.split("Type what a tape says")[0]  # no mass, no moments
    assert "give your body mass" in page
    assert data_of(page)["moments"] == []


def test_a_height_that_nobody_has_is_said_and_not_kept(me: TestClient, desk: Desk) -> None:
    answer = me.post(f"{PAGE}/body", data={"height": "18"})
    assert answer.status_code == 422
    assert "outside" in answer.text
    assert desk.saved(desk.shelf("me")).at("about.height_cm") is None


def test_with_no_safety_answer_it_predicts_and_recommends_nothing(me: TestClient) -> None:
    me.post(f"{PAGE}/body", data=BODY)
    page = me.get(PAGE).text
    assert "The safety questions come first." in page
    assert 'href="/of/me/start"' in page
    assert RECOMMENDS not in page
    assert 'class="best"' not in page
    assert page.index("come first") < page.index("Move a slider")


def test_clear_answers_bring_the_recommendation(me: TestClient, desk: Desk) -> None:
    answered(desk)
    me.post(f"{PAGE}/body", data=BODY)
    page = me.get(PAGE).text
    found = answer_of(Body(None, Athlete(1.78, 82.0, "male")), Units())
    assert found.to is not None
    assert f'data-lift="{found.to[0]}" data-raised="{found.to[1]}"' in page
    assert html.escape(found.found.reason, quote=True).replace("&#x27;", "&#39;") in page
    assert "safety questions come first" not in page


def test_one_open_question_stands_first(me: TestClient, desk: Desk) -> None:
    answered(desk)
    desk.saved(desk.shelf("me")).keep("screen.R13", [])
    me.post(f"{PAGE}/body", data=BODY)
    page = me.get(PAGE).text
    assert "no advice to lift" in page
    assert RECOMMENDS not in page
    assert 'id="raised"' in page


def test_in_an_emergency_there_is_nothing_else(me: TestClient, desk: Desk) -> None:
    answered(desk, R01=["yes_new"])
    me.post(f"{PAGE}/body", data=BODY)
    page = me.get(PAGE).text
    assert "Bars and heights can wait" in page
    for part in ("whatif-data", 'id="raised"', "setups", "How tall"):
        assert part not in page


def test_strong_pain_gets_no_recommendation(me: TestClient, desk: Desk) -> None:
    answered(desk)
    desk.saved(desk.shelf("me")).keep("pain.now", 9)
    me.post(f"{PAGE}/body", data=BODY)
    assert RECOMMENDS not in me.get(PAGE).text


def test_the_body_is_that_of_the_newest_clip(me: TestClient, desk: Desk, analysed: Analysed) -> None:
    token = kept_clip(desk, "me", LIGHT_SET, analysed(LIGHT_SET, **FACTS))
    page = me.get(PAGE).text
    assert "light_set.mp4" in page
    assert "Your own lengths" in page
    assert data_of(page)["today"]["kg"] == 60.0
    chosen = data_of(me.get(f"{PAGE}?clip={token}").text)
    assert chosen == data_of(page)
    assert me.get(f"{PAGE}?clip={'x' * 32}").status_code == 404


def test_a_clip_of_the_logbook_alone_counts_too(me: TestClient, desk: Desk, analysed: Analysed) -> None:
    token = kept_clip(desk, "me", LIGHT_SET, analysed(LIGHT_SET, **FACTS))
    desk.folder.clip(token).remove()
    assert data_of(me.get(PAGE).text)["today"]["kg"] == 60.0


def test_what_a_tape_says_stays_in_the_address(me: TestClient) -> None:
    me.post(f"{PAGE}/body", data=BODY)
    address = f"{PAGE}?thigh=47cm&hips=100&load=225lb&lift=sumo&raised=5"
    page = me.get(address).text
    assert 'value="47cm"' in page
    assert re.search(r'value="sumo"[^>]*checked', page)
    assert re.search(r'id="raised"[^>]*value="5', page)
    assert "as you gave it" in page
    assert data_of(page)["today"]["kg"] == pytest.approx(102.06, abs=0.01)


@pytest.mark.parametrize(
    ("query", "said"), [("thigh=90cm", "thigh of 90 cm"), ("hips=20", "hip range 20"), ("load=heavy", "not a number")]
)
def test_what_no_body_has_is_said_beside_the_form(me: TestClient, query: str, said: str) -> None:
    me.post(f"{PAGE}/body", data=BODY)
    answer = me.get(f"{PAGE}?{query}")
    assert answer.status_code == 422
    assert said in answer.text
    assert "Type what a tape says" in answer.text
    assert "whatif-data" not in answer.text


def test_pounds_and_inches(me: TestClient) -> None:
    me.post(f"{PAGE}/body", data=BODY)
    page = me.get(f"{PAGE}?weight=lb&length=in&load=225lb").text
    found = data_of(page)
    assert found["texts"]["hands"][0].endswith(" in")
    assert re.search(r'id="load"[^>]*step="5\.0"[^>]*value="225', page)


def test_the_table_is_there_without_a_script(me: TestClient) -> None:
    me.post(f"{PAGE}/body", data=BODY)
    page = me.get(PAGE).text
    found = answer_of(Body(None, Athlete(1.78, 82.0, "male")), Units())
    assert all(cell in page for row in found.setups.rows for cell in row.cells)
    assert not re.search(r"<style|\son\w+=|\sstyle=|javascript:", page)


def test_the_data_are_small_and_quick() -> None:
    """CPU time of a body that was never asked for before, about 0.9 s where it was written; and no more than 120 kB."""
    start = time.process_time()
    found = answer_of(Body(None, Athlete(1.832, 91.0, "female"), 97.5), Units())
    assert time.process_time() - start < 3.0
    assert len(json.dumps(found.data, separators=(",", ":"))) < 120_000
    start = time.process_time()
    assert answer_of(Body(None, Athlete(1.832, 91.0, "female"), 97.5), Units()) is found
    assert time.process_time() - start < 0.05


def test_the_numbers_of_today_are_those_of_the_report() -> None:
    found = answer_of(Body(None, Athlete(1.70, 70.0), 80.0), Units())
    question = put(Body(None, Athlete(1.70, 70.0), 80.0)).question
    cell = found.data["lifts"][question.lift]["cells"][-found.data["first"]]
    assert found.data["texts"]["back"][cell] == given(found.found.today.lumbar_flexion)
    assert found.rows[0][2] == given(found.found.today.lumbar_flexion)
