"""Takes down a response test (T7): what was changed, and the pain at the same weight before and after."""

from __future__ import annotations

from typing import Any, Final

from liftwell.cli.asking import Asker, Back
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.screen.prompts import Prompt
from liftwell.triage.self_tests import CUES

_CHANGE: Final = Prompt(
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


def ask_response(asker: Asker, saved: SavedAnswers) -> bool:
    """Ask for the result of one change and keep it; False where it was left open. Raises Enough."""
    try:
        row = _row(asker)
    except Back:
        return False
    if row is None:
        return False
    saved.keep("response", [*(saved.at("response") or ()), row])
    return True


def _row(asker: Asker) -> dict[str, Any] | None:
    change = asker.ask(_CHANGE)
    if change is None:
        return None
    row: dict[str, Any] = {"change": change, "what": _WHAT.get(str(change))}
    if change == "cue":
        row["what"] = asker.ask(_CUE)
        if row["what"] is None:
            return None
    if change == "height":
        height = asker.ask(_HEIGHT)
        row |= {"raised_cm": height, "what": "a higher bar" if height is None else f"{height:g} cm blocks"}
    for name, prompt in (("pain_before", _BEFORE), ("pain_after", _LIGHTER if change == "lighter" else _AFTER)):
        row[name] = asker.ask(prompt)
        if row[name] is None:
            return None
    return row
