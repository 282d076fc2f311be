"""A clinician's word: who, when, with what limits (`clinical.md` 2.6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.errors import ImpossibleValue
from liftwell.evidence import threshold
from liftwell.screen.flags import Flag
from liftwell.screen.prompts import Prompt
from liftwell.screen.questions import at_least
from liftwell.screen.red_flags import Screen

ROLE: Final = Prompt(
    "clearance.by",
    "safety",
    "choice",
    "Who has examined you and agrees that you may train?",
    "The role is enough, no name. Enter it only if they know about these answers.",
    (
        ("doctor", "A doctor"),
        ("physiotherapist", "A physiotherapist"),
        ("surgeon", "The surgeon"),
        ("midwife", "A midwife or maternity clinician"),
        ("clinician", "Another clinician"),
    ),
)


def to_clear(screen: Screen) -> tuple[Flag, ...]:
    """The flags that a clinician's word can turn off, none where there are none.

    Raises ImpossibleValue where a flag is there that no clearance can turn off.
    """
    grave = [flag for flag in screen.reasons if at_least(flag.level, "soon") and not flag.open]
    if grave and all(flag.clearable for flag in grave):
        return tuple(grave)
    if at_least(screen.level, "soon"):
        raise ImpossibleValue("No clearance can turn off what your answers say now; please follow it first.")
    return ()


def require_cleared_on(saved: SavedAnswers, day: date) -> None:
    """Raise ImpossibleValue where an examination on that day says nothing about today."""
    valid, began = threshold("clearance_valid_days"), saved.account().intake.story.days
    since = None if began is None else saved.today - timedelta(days=began)
    if day > saved.today:
        raise ImpossibleValue("That day is still to come.")
    if (saved.today - day).days > valid:
        raise ImpossibleValue(f"That day is more than {valid:g} days ago, so it holds no longer.")
    if since is not None and day < since:  # what was examined then is not what hurts now
        raise ImpossibleValue(f"That is before this pain began, on {since.isoformat()}.")


def keep_clearance(saved: SavedAnswers, screen: Screen, by: str, day: date, limits: Sequence[str] = ()) -> date:
    """Keep a clearance of the flags of `screen`; the last day on which it holds, if nothing changes.

    Raises ImpossibleValue where there is nothing that it could turn off, and for a day that cannot be.
    """
    flags = to_clear(screen)
    if not flags:
        raise ImpossibleValue("There is nothing to clear.")
    require_cleared_on(saved, day)
    row = {
        "by": by, "on": day.isoformat(), "limits": list(limits), "questions": [flag.id for flag in flags],
        "answers": {flag.id: saved.at(f"screen.{flag.id}") for flag in flags if saved.answered(f"screen.{flag.id}")},
    }  # fmt: skip
    saved.keep("clearance", [*(saved.at("clearance") or ()), row])
    return day + timedelta(days=threshold("clearance_valid_days"))
