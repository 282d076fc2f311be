"""Every key of a file of answers has its line, and the schemas hold what is read and what is printed."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

from bench.answers_page import HEAD, MEANING, keys
from liftwell.exchange.answers import parse_document
from liftwell.exchange.answers_document import AnswersDocument
from liftwell.screen.prompts import prompts
from tests.cli.conftest import Said, liftwell

__all__ = ["liftwell"]

ROOT: Final = Path(__file__).parent.parent.parent
CASES: Final = sorted((ROOT / "tests" / "triage" / "cases").glob("C*.toml"))
KEYS: Final = [key for key, _ in keys(AnswersDocument.model_json_schema())]
PAGE: Final = (ROOT / "docs" / "answers.md").read_text("utf-8")


def schema(name: str) -> Draft202012Validator:
    found = json.loads((ROOT / "docs" / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_has_its_place(key: str) -> None:
    assert f"| `{key}` |" in PAGE or f"**{key.removeprefix('screen.')}** " in PAGE


def test_no_key_is_explained_that_there_is_not() -> None:
    assert [key for key in MEANING if key not in KEYS] == []
    assert len(KEYS) == len(set(KEYS))


def test_every_question_has_a_key() -> None:
    assert [one.path for one in prompts() if one.path not in KEYS] == []


def test_the_example_of_the_page_is_one() -> None:
    example = HEAD.split("```toml\n")[1].split("```")[0]
    assert parse_document(tomllib.loads(example), "example").pain.at_heavy == 5


def plain(path: Path) -> Any:  # noqa: ANN401  (any JSON)
    """A file in TOML as it is in JSON."""
    return json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=str))


@pytest.mark.parametrize("path", [*CASES, ROOT / "src/liftwell/demo/lifter.toml"], ids=lambda path: path.stem)
def test_files_of_answers_hold_to_the_schema(path: Path) -> None:
    schema("answers").validate(plain(path))


@pytest.mark.parametrize("wrong", [{"scren": {}}, {"pain": {"now": 11}}, {"screen": {"R01": 5}}, {"schema": "x/1"}])
def test_what_is_refused_does_not_hold_to_the_schema(wrong: object) -> None:
    assert not schema("answers").is_valid(wrong)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("command", ["screen", "triage"])
def test_what_is_printed_holds_to_the_schema(liftwell: Callable[..., Said], command: str, path: Path) -> None:
    said = liftwell(command, "--answers", path, "--json")
    schema(command).validate(said.json)
    assert said.json["schema"] == f"liftwell.{command}/1"
