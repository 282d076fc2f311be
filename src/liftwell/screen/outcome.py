"""Outcome: what the safety screen says to a person, in the fixed words of `clinical.md` 2.8 and 5.6."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from liftwell.screen.flags import Flag
from liftwell.screen.phone import Phone, phone_of
from liftwell.screen.questions import UNSURE, Level, at_least, worst
from liftwell.screen.red_flags import Screen, first_page_open

Contract = Literal["emergency", "urgent", "answer first", "clear"]
CONTRACT: Final[dict[Level, Contract]] = {
    "emergency": "emergency",
    "unanswered_emergency": "answer first",
    "today": "urgent",
    "days": "urgent",
    "soon": "urgent",
    "unanswered": "answer first",
    "routine": "clear",
    "none": "clear",
}
# Words about training are said only where some training is, or may soon be, allowed.
_TRAINS: Final[tuple[Level, ...]] = ("soon", "routine", "none")
_CLEAR: Final[tuple[Level, ...]] = ("routine", "none")
_BY_PHONE: Final = "K3"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said at a level.

    outcome: one of the four of the contract; text: the fixed words with the reasons filled in, gravest first;
    what_next: what may be done meanwhile; reasons: every reason as a sentence, reminders: those that only ask to be
    mentioned; still_open: ids of what is to be answered, those of an emergency first; age_words and groups: what is
    said to people of that age and with those conditions; stop: when to phone because of a condition, at every level;
    may_train: whether a plan may be shown, within the conditions.
    """

    level: Level
    outcome: Contract
    headline: str
    text: str
    phone: Phone
    what_next: str
    reasons: tuple[str, ...]
    reminders: tuple[str, ...]
    still_open: tuple[str, ...]
    age_words: str
    groups: tuple[str, ...]
    stop: tuple[str, ...]
    may_train: bool


def outcome_of(screen: Screen, country: str | None = None) -> Outcome:
    """The words for a screen; `country` is an ISO 3166-1 code, and an unknown one gets no numbers."""
    phone, row = phone_of(country), _words()["level"][_row(screen)]
    reason = _joined(_counting(screen))
    numbers = {"emergency": phone.emergency, "advice": phone.ask}
    return Outcome(
        screen.level,
        CONTRACT[screen.level],
        row["headline"],
        row["text"].format(reason=_inside(reason) if screen.level == "routine" else reason),
        phone,
        _meanwhile(screen, row["what_next"].format(**numbers)),
        tuple(dict.fromkeys(flag.sentence for flag in screen.reasons)),
        tuple(flag.sentence for flag in screen.reasons if flag.level == "routine"),
        tuple(dict.fromkeys(screen.open)),
        _age_words(screen),
        tuple(dict.fromkeys(_of_conditions(screen, "group"))) if screen.level in _TRAINS else (),
        tuple(_of_conditions(screen, "stop")),
        screen.level in _CLEAR and screen.supported,
    )


def _row(screen: Screen) -> str:
    """Which words hold: the level's own, or those for how it came about."""
    flags = [flag for flag in screen.reasons if flag.level == screen.level]
    unsure = any(flag.answer == UNSURE for flag in flags)
    match screen.level:
        case "unanswered_emergency" if unsure:
            return "unsure"
        case "unanswered_emergency":
            return "first_page" if first_page_open(screen) else "skipped_emergency"
        case "today" if any(flag.id == _BY_PHONE for flag in flags):
            return "today_by_phone"
        case "unanswered" if unsure:
            return "unanswered_unsure"
        case level:
            return level


def _counting(screen: Screen) -> Iterator[Flag]:
    """The reasons that the level's sentence names.

    What is only to be mentioned, and what is only open, stands apart: beside a reason to go now it would weaken it.
    """
    mark: Level = "routine" if screen.level == "routine" else "soon"
    return (flag for flag in screen.reasons if at_least(flag.level, mark) and not flag.open)


def _joined(flags: Iterable[Flag]) -> str:
    """Their sentences in a row, without the last full stop, which the fixed words bring along."""
    return " ".join(dict.fromkeys(flag.sentence for flag in flags)).removesuffix(".")


def _inside(reason: str) -> str:
    """The same after a colon."""
    return f"{reason[:1].lower()}{reason[1:]}"


def _meanwhile(screen: Screen, usual: str) -> str:
    words = _words()["meanwhile"]
    if not screen.supported and at_least("soon", screen.level):
        return str(words["under16"])
    if screen.level == "unanswered_emergency":
        return " ".join(part for part in (usual, _words()["whatever"].get(known_level(screen), "")) if part)
    if screen.level not in _CLEAR:
        return usual
    cleared = words["cleared"] if any(flag.cleared for flag in screen.flags) else ""
    return " ".join(part for part in (words["acute"] if screen.acute else usual, cleared) if part)


def known_level(screen: Screen) -> Level:
    """How soon somebody has to be seen by what has been answered, whatever is still open."""
    return worst(*(flag.level for flag in screen.reasons if not flag.open))


def _age_words(screen: Screen) -> str:
    if not screen.supported:
        return str(_words()["group"]["under16"])
    # "Lift with a coach" would gainsay a level that says not to lift.
    grown = "under18" not in screen.conditions or screen.level not in _CLEAR
    return "" if grown else str(_words()["group"]["under18"])


def _of_conditions(screen: Screen, table: str) -> Iterator[str]:
    words = _words()[table]
    return (words[condition] for condition in screen.conditions if condition in words and condition != "under18")


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("liftwell.screen") / "outcome.toml").read_text("utf-8"))
