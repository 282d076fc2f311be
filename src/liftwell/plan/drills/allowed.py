"""What of the catalogue is allowed for a lifter, and what comes in the place of what is not (`clinical.md` 4.11)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from liftwell.plan.drills.dose import amount, effort
from liftwell.plan.exercise import Exercise, catalogue, exercise
from liftwell.plan.lifter import CLEAR, Lifter

EASE: Final = ("walk_easy", "positions_of_ease", "tissue_ease")
# Drills that need a weight or a pull; without a clear level nothing loads the spine (2.2).
LOADED: Final = frozenset({"slack_pull_hold", "suitcase_carry", "straight_arm_pulldown"})
_ID: Final = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


@dataclass(frozen=True, slots=True)
class Fit:
    """An exercise that is allowed; hindered: why the one that it stands in for is not, empty where it is itself."""

    exercise: str
    hindered: str = ""


def hindrance(key: str, lifter: Lifter, rpe_max: float | None = None, *, settling: bool = False) -> str:
    """The first thing that keeps an exercise from a lifter, in the order of 4.11, empty where nothing does.

    "level", "limits", the name of a condition (those of a pattern among them), "equipment" or "effort"; in which phase
    an exercise has its place, the places of a session say. settling: the acute branch lists it for today, so that
    "acute" does not speak against it. Raises KeyError where there is no such exercise.
    """
    one = exercise(key)
    if not lifter.supported or not _level_allows(one, lifter):
        return "level"
    if one.id not in EASE and _limited(one, lifter):
        return "limits"
    conditions = lifter.conditions - ({"acute"} if settling else set())
    if condition := forbidden_by(one, conditions):
        return condition
    # What eases is offered "if you like it": a hot-water bottle or a warm shower does for heat.
    if one.id not in EASE and not lifter.equipment.allows(key):
        return "equipment"
    return "effort" if rpe_max is not None and effort(key, amount(key)) > rpe_max else ""


def fitting(key: str, lifter: Lifter, rpe_max: float | None = None) -> Fit | None:
    """The exercise itself, else what its condition names instead, the first allowed swap, then an easier one; or None.

    A lift never stands in for a drill, nor a weight for none unless the condition names it. Raises KeyError where there
    is no such exercise.
    """
    why = hindrance(key, lifter, rpe_max)
    if not why:
        return Fit(key)
    one = exercise(key)
    easier = (other for other in one.regress if exercise(other).serves == one.serves)
    light = (other for other in (*one.swap, *easier) if key in LOADED or other not in LOADED)
    tried = (other for other in (*named_instead(one, lifter.conditions), *light) if exercise(other).kind != "lift")
    return next((Fit(other, why) for other in tried if not hindrance(other, lifter, rpe_max)), None)


def forbidden_by(one: Exercise, conditions: Collection[str]) -> str:
    """The condition that forbids an exercise, names another in its place, or leaves nothing of it; empty for none."""
    for condition in one.forbid:
        if condition in conditions:
            return condition
    notes = tuple(_notes(one, conditions))
    for condition, words in notes:
        if _ids(words):
            return condition
    # With the round left out and the hollow too, nothing is left of the cat.
    skipped = {words: condition for condition, words in notes if words.startswith("skip ")}
    return next(iter(skipped.values())) if len(skipped) > 1 else ""


def named_instead(one: Exercise, conditions: Collection[str]) -> tuple[str, ...]:
    """Exercises that today's conditions name in the place of this one."""
    return tuple(key for _, words in _notes(one, conditions) for key in _ids(words))


def care_of(one: Exercise, conditions: Collection[str]) -> tuple[str, ...]:
    """What conditions change about an exercise, in the catalogue's words, one sentence each, exercises by name."""
    named = (_ID.sub(_name, words) for _, words in _notes(one, conditions))
    return tuple(dict.fromkeys(f"{words[0].upper()}{words[1:]}." for words in named))


def _level_allows(one: Exercise, lifter: Lifter) -> bool:
    """Whether the level of the safety screen leaves the exercise (2.2)."""
    if lifter.level in CLEAR:
        return True
    if lifter.level == "soon":
        return one.kind != "lift" and one.id not in LOADED
    return lifter.level in ("days", "unanswered") and one.id in EASE


def _limited(one: Exercise, lifter: Lifter) -> bool:
    """Whether a clinician's limit speaks against it; words that nobody could read speak against all but ease."""
    limits = lifter.limits
    loaded = one.id in LOADED and (limits.no_loaded_hinge or limits.load_kg is not None)
    rounds = limits.no_rounding and "flexion_sensitive" in one.forbid
    return bool(limits.unread) or loaded or rounds or (limits.rpe is not None and one.effort > limits.rpe)


def _notes(one: Exercise, conditions: Collection[str]) -> Iterator[tuple[str, str]]:
    """Condition and words of each note of an exercise that holds today."""
    return ((condition, words) for condition, words in _parted(one.modify) if condition in conditions)


@cache
def _parted(notes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    parts = (note.partition(": ") for note in notes)
    return tuple((condition, words) for condition, told, words in parts if told)


@cache
def _ids(words: str) -> tuple[str, ...]:
    return tuple(key for key in _ID.findall(words) if key in catalogue())


def _name(key: re.Match[str]) -> str:
    one = catalogue().get(key.group())
    return key.group() if one is None else one.name.lower()
