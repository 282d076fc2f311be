"""Somebody before the pages of Start: what they press and type, question by question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from types import MappingProxyType
from typing import Final

from starlette.testclient import TestClient

from liftwell.screen.prompts import Prompt, prompts

HOME: Final = "/of/me/start"
# Of a woman whom only the back ails; every other question gets its first answer, which is the clear one.
CLEAR: Final[Mapping[str, str]] = MappingProxyType({
    "about.age": "34", "about.height_cm": "5ft7", "about.mass_kg": "68", "pain.now": "2", "pain.waking": "1",
    "pain.worst": "4", "pain.days": "40", "training.sleep_h": "8", "pain.ratings": "2 2 1", "about.best_kg": "140",
})  # fmt: skip
_PATH: Final = re.compile(r'name="path" value="([^"]+)"')


def prompt_on(page: str) -> Prompt:
    """The question of a page."""
    found = _PATH.search(page)
    assert found is not None, page
    path = unescape(found[1])
    return next(one for one in prompts() if one.path == path)


def pressed(prompt: Prompt, told: Mapping[str, str]) -> str:
    """What is sent for a question: the number of a choice, or what was typed."""
    usual = {"rating": "1", "ratings": "1 1", "number": "", "whole": ""}
    if (known := told.get(prompt.path, CLEAR.get(prompt.path))) is not None:
        return known
    if prompt.range is not None and prompt.kind in ("number", "whole"):
        return f"{sum(prompt.range) // 2:g}"
    return usual.get(prompt.kind, "1" if prompt.kind != "yesno" else "2")


def answered(app: TestClient, told: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """Answer everything from Begin until no question is left; the paths of what was asked."""
    asked: list[str] = []
    page = app.post(f"{HOME}/begin")
    while page.url.path.endswith(("/question", "/answer")):
        assert page.status_code == 200, page.text
        prompt = prompt_on(page.text)
        assert asked.count(prompt.path) == 0, f"{prompt.path} was asked twice"
        asked.append(prompt.path)
        page = app.post(f"{HOME}/answer", data={"path": prompt.path, "value": pressed(prompt, told)})
    assert page.status_code == 200
    return asked
