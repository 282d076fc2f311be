"""A flag: one reason of the safety screen, with the words for it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from liftwell.screen.questions import LEVELS, Level, questions

SKIPPED: Final = "skipped"
DISAGREE: Final = "disagree"
Because = Literal["skipped", "unsure", "disagree"]


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason: id of the question (R01…), of a derived rule (D1…), of a combination (K1…), or of what is open.

    level: what it alone would mean; answer: id of the answer that set it; "skipped", "unsure" or "disagree" where it
    is open; clearable: a clinician's clearance can turn it off, cleared: it has; condition: what it sets for a plan.
    """

    id: str
    level: Level
    answer: str
    clearable: bool = False
    condition: str | None = None
    evidence: tuple[str, ...] = ()
    cleared: bool = False

    @property
    def open(self) -> bool:
        """Whether it only says that something is still to be answered."""
        return self.level in ("unanswered", "unanswered_emergency")

    @property
    def order(self) -> int:
        """Gravest first."""
        return LEVELS.index(self.level)

    @property
    def topic(self) -> str:
        """What it is about, in a few words."""
        return questions()[self.id].topic if self.id in questions() else words()[self.id]["topic"]

    @property
    def sentence(self) -> str:
        """Why, as one sentence to the person."""
        found = words().get(self.id, {})
        if self.open and self.id in questions():
            return words()[self.answer]["sentence"].format(topic=self.topic)
        return found.get(self.answer, found.get("sentence", ""))


def opened(key: str, level: Level, answer: Because = "skipped") -> Flag:
    """What is still to be answered: the id of a question, or of a fact of the profile or the story."""
    return Flag(key, level, answer)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The sentences for each flag and answer, from `flags.toml`."""
    found: dict[str, dict[str, str]] = tomllib.loads((files("liftwell.screen") / "flags.toml").read_text("utf-8"))
    return found
