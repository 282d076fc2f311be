"""The exercise of the catalogue that a person means: by its id, by its name, or by the name of a lift elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Final

from liftwell.errors import ImpossibleValue
from liftwell.plan.exercise import catalogue

# Names of lifts in clips, in answers and in gyms.
_ELSEWHERE: Final[Mapping[str, str]] = {
    "conventional": "conventional_deadlift",
    "deadlift": "conventional_deadlift",
    "sumo": "sumo_deadlift",
    "trap bar high": "trap_bar_high",
    "trap bar low": "trap_bar_low",
    "romanian": "rdl_bar",
    "romanian deadlift": "rdl_bar",
    "rdl": "rdl_bar",
    "stiff leg": "rdl_bar",
    "block": "block_pull_low",
    "block pull": "block_pull_low",
    "rack pull": "block_pull_high",
    "kettlebell": "kb_deadlift_floor",
    "kettlebell deadlift": "kb_deadlift_floor",
    "hinge": "dowel_hinge",
}
# Where the plates stand higher than that, the bar starts at the knee; a bell that stands on anything, on blocks.
_HIGHER: Final[Mapping[str, tuple[float, str]]] = {
    "block": (15, "block_pull_high"),
    "block pull": (15, "block_pull_high"),
    "kettlebell": (0, "kb_deadlift_blocks"),
    "kettlebell deadlift": (0, "kb_deadlift_blocks"),
}


def exercise_named(words: str, raised_cm: float = 0.0) -> str:
    """The id of the exercise that `words` name, its plates `raised_cm` above the floor.

    Raises ImpossibleValue, with what was nearly meant, where there is none.
    """
    said = _plain(words)
    above, higher = _HIGHER.get(said, (0.0, ""))
    if higher and raised_cm > above:
        return higher
    known = _known()
    if said in known:
        return known[said]
    near = get_close_matches(said, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else "docs/exercises.md lists them."
    raise ImpossibleValue(f"There is no exercise {words.strip()[:60]!r} in the plan; {hint}")


@cache
def _known() -> Mapping[str, str]:
    """The id behind every word that is understood."""
    ids = {_plain(key): key for key in catalogue()}
    return {_plain(one.name): one.id for one in catalogue().values()} | dict(_ELSEWHERE) | ids


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("_", " ").replace("-", " ").split())
