"""Asks in the terminal for a response test (T7): what was changed, and the pain at the same weight before and after."""

from __future__ import annotations

from liftwell.cli.asking import Asker, Back
from liftwell.consultation.responding import CHANGE, keep_response, response_prompts
from liftwell.consultation.saved_answers import SavedAnswers


def ask_response(asker: Asker, saved: SavedAnswers) -> bool:
    """Ask for the result of one change and keep it; False where it was left open. Raises Enough."""
    told: dict[str, object | None] = {}
    try:
        told[CHANGE.path] = asker.ask(CHANGE)
        for prompt in response_prompts(told[CHANGE.path])[1:]:
            told[prompt.path] = asker.ask(prompt)
            if told[prompt.path] is None and prompt.kind != "number":  # how much higher may stay open
                return False
    except Back:
        return False
    return keep_response(saved, told)
