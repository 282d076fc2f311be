"""The plan of a day as JSON: everything that a reader needs, and not one exercise before safety is clear."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final, get_args

import pytest

from liftwell.exchange.plan_document import SCHEMA, PlanDocument, plan_document
from liftwell.exchange.screen_document import screen_document
from liftwell.plan.exercise import catalogue
from liftwell.plan.lifter import CLEAR
from liftwell.plan.prescription import Today
from liftwell.screen.intake import Intake
from liftwell.screen.outcome import outcome_of
from liftwell.screen.questions import Level
from liftwell.screen.red_flags import screened
from tests.plan.todays import ASKING, CLUSTERS, DAY, REST, ROW_DAY, SETTLE

_SCREEN: Final = screened(Intake(DAY))
SCREEN: Final = screen_document(_SCREEN, outcome_of(_SCREEN, "GB"), DAY)


def told(today: Today, week: tuple[Today, ...] | None = None) -> PlanDocument:
    return plan_document(today, SCREEN, base=1, each_side_kg=(25, 1.25), notes=("A note.",), week=week)


def test_a_day_is_told_whole() -> None:
    found = json.loads(told(ROW_DAY).model_dump_json(by_alias=True))
    assert (found["schema"], found["on"], found["kind"], found["phase"]) == (SCHEMA, "2026-11-26", "train", "return")
    assert (found["row"], found["heading"], found["next_on"]) == ("R1", "return, row R1", "2026-11-28")
    assert found["reasons"] == [
        {"text": "Up one row: two green days in a row.", "evidence": "two-green-days", "judgement": True}
    ]
    assert [item["exercise"] for item in found["items"]] == [item.exercise for item in ROW_DAY.items]
    assert found["items"][1]["care"] == ["Cushion under the knees."]
    assert found["items"][0]["cues"] == list(catalogue()["rock_back"].cues)
    assert found["main"] | {"care": []} == {
        "exercise": "conventional_deadlift", "name": "Deadlift from the floor", "words":
        "3 x 8 with 142.5 kg, RPE 6 or less, 2 to 3 min rest", "sets": 3, "reps": 8, "inside": [], "load_kg": 142.5,
        "raised_cm": 0, "row": "R1", "rpe_max": 6, "rest_s": [120, 180], "inside_rest_s": None,
        "tempo": "pause on the floor", "light": "", "care": [], "each_side_kg": [25, 1.25],
    }  # fmt: skip
    assert len(found["when_to_stop"]) == 5
    assert (found["notes"], found["week"]) == (["A note."], None)
    assert found["screen"]["safety_card"]["go_signs"]


def test_a_cluster_has_its_rests() -> None:
    main = told(CLUSTERS).main
    assert main is not None
    assert (main.inside, main.inside_rest_s, main.rest_s) == ([2, 2, 2], (15, 15), (150, 150))
    assert told(CLUSTERS).triage_again


@pytest.mark.parametrize("level", [one for one in get_args(Level) if one not in CLEAR])
def test_before_safety_is_clear_no_exercise_is_in_it(level: Level) -> None:
    for today in (ROW_DAY, SETTLE, CLUSTERS):
        assert_nothing_to_do(told(replace(today, level=level)))


def test_before_a_question_is_answered_no_exercise_is_in_it() -> None:
    found = told(ASKING)
    assert_nothing_to_do(found)
    assert found.ask == ["R01", "R04"]
    assert found.reasons[0].text == "We stopped the hinge: the tingling moved lower."


def assert_nothing_to_do(found: PlanDocument) -> None:
    assert (found.kind, found.items, found.main, found.row) == ("none", [], None, None)
    assert (found.when_to_stop, found.next_on, found.heading) == ([], None, "")
    text = found.model_dump_json()
    assert [key for key in catalogue() if f'"{key}"' in text] == []
    assert [one.name for one in catalogue().values() if one.name in text] == []
    assert " kg" not in text


def test_a_day_without_the_hinge_has_no_stop_rule() -> None:
    for today in (REST, SETTLE):
        found = told(today)
        assert (found.main, found.when_to_stop) == (None, [])
        assert [item.exercise for item in found.items] == [item.exercise for item in today.items]
    assert told(SETTLE).refer == "See a clinician if it is no better after 14 days."


def test_a_week_is_told_day_by_day() -> None:
    found = told(ROW_DAY, (ROW_DAY, REST, ASKING)).week
    assert found is not None
    assert [(day.kind, day.row, day.words) for day in found] == [
        ("train", "R1", "Deadlift from the floor, 3 x 8 with 142.5 kg"),
        ("rest", None, "return, row R1, a day without the hinge"),
    ]
