"""Every level of the safety screen on every page: nothing to train is shown before it is clear (`clinical.md` 2.2)."""

from __future__ import annotations

from typing import Final

import pytest
from starlette.testclient import TestClient

from liftwell.plan.lifter import CLEAR
from liftwell.screen.questions import questions
from liftwell.web.desk import Desk
from liftwell.web.standing import standing_of
from tests.web.test_plan import CHECKED

HOME: Final = "/of/me"
ALL: Final = [
    (key, answer) for key, question in questions().items() for answer in (*(id_ for id_, _ in question.answers), "")
]
# Of each question one in every run, and one that is left open; all of them in `make bench`.
SOME: Final = {(key, next(id_ for id_, _ in one.answers if id_ != one.clear)) for key, one in questions().items()}
SOME.add(("R01", ""))
# What a page shows only to somebody who may lift.
TRAINS: Final = {
    f"{HOME}/start": ("Film a set", "To the plan"),
    f"{HOME}/why": ("To the plan", "What would help this body", "Tell what a change did"),
    f"{HOME}/plan": ("When to stop", 'class="main-lift"', "Show today", 'name="reps"'),
    f"{HOME}/whatif": ("The smallest change", 'class="best"'),
}


def told(desk: Desk, key: str, answer: str) -> str:
    """Answer one question otherwise than the demonstration's lifter does; the level that comes of it."""
    saved = desk.saved(desk.shelf("me"))
    saved.keep(f"screen.{key}", [answer] if answer else None)
    screen = standing_of(desk, desk.shelf("me")).found.screen
    return screen.level if screen.supported else "unsupported"


def _case(key: str, answer: str) -> object:
    marks = () if (key, answer) in SOME else pytest.mark.bench
    return pytest.param(key, answer, marks=marks, id=f"{key}-{answer or 'open'}")


@pytest.mark.parametrize(("key", "answer"), [_case(*one) for one in ALL])
def test_nothing_to_train_before_it_is_clear(lifter: TestClient, desk: Desk, key: str, answer: str) -> None:
    level = told(desk, key, answer)
    pages = {path: lifter.get(path).text for path in TRAINS}
    pages["checked"] = lifter.post(f"{HOME}/plan/check", data=CHECKED).text
    pages["after"] = lifter.get(f"{HOME}/plan").text
    if level in CLEAR:
        assert "When to stop" in pages["checked"]
        return
    for path, page in pages.items():
        for words in TRAINS.get(path, TRAINS[f"{HOME}/plan"]):
            assert words not in page, (path, words, level)
    assert desk.shelf("me").prescribed(desk.now().date()) is None
    if level in ("emergency", "today", "days", "soon"):
        assert "safety-words" in pages[f"{HOME}/start"]
        assert "safety-words" in pages[f"{HOME}/why"]


@pytest.mark.usefixtures("lifter")
def test_every_level_was_among_them(desk: Desk) -> None:
    clear = {key: question.clear for key, question in questions().items()}
    found = set()
    for key, answer in ALL:
        found.add(told(desk, key, answer))
        saved = desk.saved(desk.shelf("me"))
        saved.content.pop("emergency", None)
        saved.keep(f"screen.{key}", [clear[key]])
    assert found >= {"emergency", "unanswered_emergency", "today", "days", "soon", "unanswered", "routine", "none"}
