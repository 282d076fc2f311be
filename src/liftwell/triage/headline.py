"""The first words of a triage: what is most likely, what is done about it, and what would change our mind."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from liftwell.triage.causes.cause import Cause, Name
from liftwell.triage.triage import Triage

FIRST_PHASES: Final = ("foundation", "technique", "return", "hold")
PHASE_NAMES: Final = {
    "settle": "Settle: keep moving while it calms down.",
    "foundation": "Foundation: learn the hinge with next to no weight.",
    "technique": "Technique: light sets, one cue at a time.",
    "return": "Return: climb back, row by row.",
    "perform": "Perform: train as usual, within guard rails.",
    "hold": "Hold: steady loads while the rest is looked at.",
}
CAUSE_NAMES: Final[Mapping[Name, str]] = {
    "foundation": "Foundation, the hinge itself",
    "technique": "Technique",
    "load": "Load, how heavy and how much",
    "set-up": "Set-up, this bar height for this body",
    "soreness": "Soreness of muscles",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """One line on top, the sentences under it, where to begin (empty where nothing may begin), and what would change
    our mind (empty where no cause is named).
    """

    head: str
    say: tuple[str, ...]
    begin: str
    mind: str


def headline_of(found: Triage) -> Headline | None:
    """The words for a triage; None where the safety screen speaks instead."""
    if found.phase == "none" or found.screen.level in ("days", "soon"):
        return None
    leading = found.leading
    key = "" if leading is not None else _without_cause(found)
    row = _of_cause(leading, found) if leading is not None else _words()["phase"][key]
    if not found.screen.leaves_a_bar and found.phase != "settle":
        return Headline(row["head"], (_words()["no-bar"]["say"],), _words()["no-bar"]["begin"], _mind(leading))
    begin = PHASE_NAMES.get(found.phase, "")
    if begin and found.provisional:
        begin = f"{begin[:-1]}, until the hinge is tested."
    return Headline(row["head"], (row["say"], *_beside(found, key)), begin, _mind(leading))


def _mind(leading: Cause | None) -> str:
    return leading.mind if leading is not None else ""


def _of_cause(leading: Cause, found: Triage) -> Mapping[str, str]:
    """The words for the cause named first; a hinge that has not passed is not praised beside it."""
    hinge_holds = any(cause.name == "foundation" and cause.strength == "no" for cause in found.causes)
    name = "load-first" if leading.name == "load" and leading.strength == "likely" and not hinge_holds else leading.name
    row: Mapping[str, str] = _words()[leading.strength][name]
    return row


def _beside(found: Triage, without_cause: str) -> Iterator[str]:
    if found.leading is not None:
        yield from (_words()["limiter"][one] for one in found.limiters)
    lifts = found.phase in ("foundation", "technique", "return") and found.screen.leaves_a_bar
    if lifts and without_cause not in ("fine", "running"):
        yield _words()["load-down"]["say"]


def _without_cause(found: Triage) -> str:
    if found.phase == "settle":
        return "settle"
    if found.next_test.id == "plan":
        return "running"
    if any(cause.strength == "not known" for cause in found.causes if cause.name != "load"):
        return "unknown"
    return found.phase if found.phase in ("hold", "technique") and found.next_test.id != "light-clip" else "fine"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("liftwell.triage") / "headlines.toml").read_text("utf-8"))
