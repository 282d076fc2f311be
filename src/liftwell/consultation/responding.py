"""A response test (T7): what was changed, and the pain at the same weight before and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.screen.prompts import Prompt
from liftwell.triage.self_tests import CUES

CHANGE: Final = Prompt(
    "response.change",
    "tests",
    "choice",
    "Which one thing did you change?",
    "Leave it open with s if you have not done the test yet.",
    (
        ("height", "The bar started higher"),
        ("stance", "Another stance, such as sumo"),
        ("bar", "Another bar, such as a trap bar"),
        ("cue", "One cue"),
        ("lighter", "Less weight"),
    ),
)
_CUE: Final = Prompt(
    "response.what",
    "tests",
    "choice",
    "Which cue?",
    "",
    tuple((key, f"{end[0].upper()}{end[1:]}") for key, (_, end) in CUES.items()),
)
_HEIGHT: Final = Prompt(
    "response.raised_cm", "tests", "number", "How much higher did the plates stand?", "In cm.", (), (1, 60), "cm"
)
_BEFORE: Final = Prompt("response.pain_before", "tests", "rating", "How much did it hurt before the change?", "")
_AFTER: Final = Prompt("response.pain_after", "tests", "rating", "And after it, at the same weight?", "")
_LIGHTER: Final = Prompt("response.pain_after", "tests", "rating", "And with less weight?", "")
_WHAT: Final = {"stance": "another stance", "bar": "another bar", "lighter": "less weight"}


def response_prompts(change: object | None) -> tuple[Prompt, ...]:
    """What is asked about one change, in order; before it is chosen that alone."""
    if change is None:
        return (CHANGE,)
    more = {"cue": (_CUE,), "height": (_HEIGHT,)}.get(str(change), ())
    return (CHANGE, *more, _BEFORE, _LIGHTER if change == "lighter" else _AFTER)


def response_of(told: Mapping[str, object | None]) -> dict[str, Any] | None:
    """The answers by path as a row of the file, None where it is not whole; how much higher may stay open."""
    change = told.get(CHANGE.path)
    needed = [one.path for one in response_prompts(change) if one is not _HEIGHT]
    if any(told.get(path) is None for path in needed):
        return None
    height = told.get(_HEIGHT.path)
    row: dict[str, Any] = {"change": change, "what": told.get(_CUE.path) or _WHAT.get(str(change))}
    if change == "height":
        row |= {"raised_cm": height, "what": "a higher bar" if height is None else f"{height:g} cm blocks"}
    return row | {"pain_before": told[_BEFORE.path], "pain_after": told[_AFTER.path]}


def keep_response(saved: SavedAnswers, told: Mapping[str, object | None]) -> bool:
    """Keep a response test where it is whole; False where it is not. Raises ImpossibleValue."""
    row = response_of(told)
    if row is None:
        return False
    saved.keep("response", [*(saved.at("response") or ()), row])
    return True
