"""Every key of a diary has its line, its example is one, and the schemas hold what is read and printed."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any, Final, get_args

import pytest

from bench.answers_page import keys
from bench.diary_page import HEAD, MEANING, SIGNS, TABLES
from liftwell.exchange.diary import diary_of, parse_document
from liftwell.exchange.diary_document import DiaryDocument
from liftwell.exchange.plan_document import plan_document
from liftwell.training.diary import SignKind
from tests.docs.test_answers_page import ROOT, schema
from tests.exchange.test_diary import SESSION, WHOLE
from tests.exchange.test_plan_document import SCREEN
from tests.plan.todays import ASKING, CLUSTERS, REST, ROW_DAY, SETTLE

KEYS: Final = [key for key, _ in keys(DiaryDocument.model_json_schema(), listed=TABLES)]
PAGE: Final = (ROOT / "docs" / "diary.md").read_text("utf-8")
EXAMPLE: Final = HEAD.split("```toml\n")[1].split("```")[0]


def in_json(content: object) -> Any:  # noqa: ANN401  (any JSON)
    """What TOML holds, as it is in JSON."""
    if isinstance(content, dict):
        return {key: in_json(value) for key, value in content.items()}
    if isinstance(content, list):
        return [in_json(value) for value in content]
    return content.isoformat() if isinstance(content, date) else content


@pytest.mark.parametrize("key", KEYS)
def test_every_key_has_its_line(key: str) -> None:
    assert f"| `{key}` |" in PAGE


def test_no_key_is_explained_that_there_is_not() -> None:
    assert [key for key in MEANING if key not in KEYS] == []
    assert len(KEYS) == len(set(KEYS))
    assert set(SIGNS) == set(get_args(SignKind))


def test_the_example_of_the_page_is_one() -> None:
    diary = diary_of(parse_document(tomllib.loads(EXAMPLE), "example"))
    assert [done.lift.total_reps for done in diary.done] == [24, 18]
    assert all((diary.mornings, diary.other, diary.signs, diary.checks, diary.overrides))


@pytest.mark.parametrize("text", [WHOLE, EXAMPLE, ""])
def test_diaries_hold_to_the_schema(text: str) -> None:
    schema("diary").validate(in_json(tomllib.loads(text)))


@pytest.mark.parametrize("wrong", [{"sesion": []}, {"session": [{**SESSION, "during": 11}]}, {"schema": "x/1"}])
def test_what_is_refused_does_not_hold_to_the_schema(wrong: object) -> None:
    assert not schema("diary").is_valid(wrong)


@pytest.mark.parametrize("today", [ROW_DAY, CLUSTERS, SETTLE, REST, ASKING])
def test_plans_hold_to_the_schema(today: Any) -> None:  # noqa: ANN401  (a plan)
    document = plan_document(today, SCREEN, base=1, each_side_kg=(25,), week=(today,))
    schema("plan").validate(document.model_dump(mode="json", by_alias=True))
