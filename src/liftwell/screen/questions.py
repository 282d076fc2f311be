"""The sixteen safety questions, their answers and rules, read from `screen.toml` (`clinical.md` 2.3)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

Level = Literal["emergency", "unanswered_emergency", "today", "days", "soon", "unanswered", "routine", "none"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)  # worst first
UNSURE: Final = "unsure"
# The page that comes before everything else, then those that need the profile (`clinical.md` 2.3).
FIRST_PAGE: Final = ("R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08")


def worst(*levels: Level) -> Level:
    """The gravest of these, "none" of nothing."""
    return min(levels, key=LEVELS.index, default="none")


def at_least(level: Level, mark: Level) -> bool:
    """Whether `level` is as grave as `mark`, or graver."""
    return LEVELS.index(level) <= LEVELS.index(mark)


@dataclass(frozen=True, slots=True)
class Rule:
    """An answer that means `level`; limits of age and of the worst pain may narrow it. condition: what it sets."""

    answer: str
    level: Level
    clearable: bool = False
    condition: str | None = None
    age_min: int | None = None
    pain_worst_min: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its own `level` decides what "not sure" means; `answers` are (id, words) in the order shown."""

    id: str
    topic: str
    level: Literal["emergency", "urgent", "routine"]
    text: str
    help: str
    answers: tuple[tuple[str, str], ...]
    rules: tuple[Rule, ...]
    evidence: tuple[str, ...]

    @property
    def many(self) -> bool:
        """Whether more than one answer may be chosen."""
        return self.help.startswith("You can choose more than one")

    @property
    def clear(self) -> str:
        """The answer that says that nothing of this holds, always the first."""
        return self.answers[0][0]

    def words(self, answer: str) -> str:
        """What the person chose, as it was shown; raises KeyError for an id that is no answer here."""
        return dict(self.answers)[answer]


@dataclass(frozen=True, slots=True)
class Derived:
    """A rule without a question of its own, `clinical.md` D1 to D6: it looks at profile and story."""

    id: str
    name: str
    clearable: bool
    condition: str | None
    evidence: tuple[str, ...]


@cache
def questions() -> Mapping[str, Question]:
    """Every question by id, in the order of the screen; raises ValueError if the shipped file is malformed."""
    return MappingProxyType({row["id"]: _question(row) for row in _shipped()["question"]})


@cache
def derived() -> Mapping[str, Derived]:
    """Every derived rule by id."""
    rows = _shipped()["derived"]
    return MappingProxyType(
        {
            row["id"]: Derived(
                row["id"],
                row["name"],
                row.get("clearable", False),
                row.get("condition"),
                tuple(row["evidence"]),
            )
            for row in rows
        }
    )


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads((files("liftwell.screen") / "screen.toml").read_text("utf-8"))


def _question(row: Mapping[str, Any]) -> Question:
    answers = tuple((key, words) for key, words in row["answers"])
    rules = tuple(Rule(**rule) for rule in row["rules"])
    known = {key for key, _ in answers}
    if strange := [rule.answer for rule in rules if rule.answer not in known or rule.level not in LEVELS]:
        raise ValueError(f"{row['id']}: rules for answers or levels that there are not: {strange}")
    return Question(
        row["id"], row["topic"], row["level"], row["text"], row["help"], answers, rules, tuple(row["evidence"])
    )
