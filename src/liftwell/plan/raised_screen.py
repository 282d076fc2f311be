"""The safety screen of a day on which the diary or the check-in tells of more than the answers do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from liftwell.plan.prescription import Today
from liftwell.screen.flags import Flag
from liftwell.screen.questions import Level, at_least
from liftwell.screen.red_flags import Screen

# What a leg that changed means at each level (`clinical.md` 5.7), in the words of the questions that ask for it.
_LEG: Final[Mapping[Level, Flag]] = {
    "emergency": Flag("R03", "emergency", "yes_new", evidence=("redflag-cauda-equina",)),
    "today": Flag("R04", "today", "yes_new", evidence=("redflag-foot-drop",)),
    "days": Flag("D2", "days", "spreading", clearable=True, condition="leg_nerve", evidence=("leg-symptoms",)),
    "soon": Flag("D2", "soon", "below-knee", clearable=True, condition="leg_nerve", evidence=("leg-symptoms",)),
}
_NO_CHANGE: Final = Flag("D5", "days", "acute", evidence=("review-when-no-progress",))
_OPEN: Final = Flag("stale", "unanswered", "skipped")


def raised_to(screen: Screen, today: Today) -> Screen:
    """The screen with the reason that makes the level of `today` a graver one; as it is where nothing does."""
    if at_least(screen.level, today.level):
        return screen
    flag = _NO_CHANGE if today.kind == "settle" else _LEG.get(today.level, _OPEN)
    conditions = screen.conditions if flag.condition is None else (*screen.conditions, flag.condition)
    return replace(
        screen, level=today.level, level_uncleared=today.level, flags=(flag, *screen.flags),
        conditions=tuple(dict.fromkeys(conditions)),
    )  # fmt: skip
