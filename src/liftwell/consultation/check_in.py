"""The check-in before a session: what the day's answers, the diary and the command line tell, and what is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar, get_args

from liftwell.evidence import threshold
from liftwell.screen.intake import Leg, PainStory
from liftwell.screen.prompts import Prompt
from liftwell.training.diary import LegSign, Readiness

TODAY: Final = Prompt(
    "check.today",
    "pain",
    "many",
    "Is any of this so today?",
    "It can make the day a lighter one.",
    (
        ("short", "I slept less than five hours"),
        ("sore", "Both sides are sore, as after hard training"),
        ("stress", "My stress is 8 out of 10, or more"),
        ("ill", "I feel ill, without a fever"),
        ("off", "I left out sessions because of pain"),
        ("none", "None of these"),
    ),
)
SLEPT: Final = Prompt("check.sleep_h", "pain", "number", "How many hours did you sleep?", "", (), (0, 24), "h")
SORE: Final = Prompt("check.soreness", "pain", "rating", "How sore are both sides?", "0 is not at all.")
LEG: Final = Prompt(
    "check.leg",
    "pain",
    "choice",
    "And your leg, beside the last time?",
    "Take the one further down the list if two fit.",
    (
        ("up", "Better, or it moved up towards the back"),
        ("same", "As it was"),
        ("number", "More numb, or more often"),
        ("lower", "It goes further down"),
        ("new", "It is new"),
        ("weaker", "It is weaker"),
        ("both", "It is in both legs now"),
    ),
)
# What the story of the pain says of the leg, as a sign of the diary.
LEGS: Final[Mapping[Leg, LegSign]] = {
    "none": "none", "above-knee": "same", "below-knee": "below", "spreading": "lower", "both": "both",
}  # fmt: skip
_Told = TypeVar("_Told", int, float, bool)


@dataclass(frozen=True, slots=True)
class Given:
    """What a command line or a page says about today, None where nothing; `leg` as the story of the pain tells it.

    ticks: those of TODAY.
    """

    now: int | None = None
    walking: bool | None = None
    leg: Leg | None = None
    slept_h: float | None = None
    sore: int | None = None
    ticks: tuple[str, ...] = ()

    @property
    def answers(self) -> dict[str, object]:
        """What of it the safety screen asks each day anew, by the place in the file of answers."""
        walks = None if self.walking is None else "normal" if self.walking else "hard"
        told = {"pain.now": self.now, "pain.walking": walks, "pain.leg": self.leg}
        return {path: value for path, value in told.items() if value is not None}


def check_of(on: date, story: PainStory, noted: Readiness | None, given: Given) -> Readiness | None:
    """The check-in of the day `on`, from the diary's entry, the answers of that day and the command line.

    Where two of them differ the worse one holds. None where nobody has told anything about today.
    """
    walking = None if story.walking is None else story.walking == "normal"
    leg: LegSign = LEGS[story.leg or "none"]
    known = noted or Readiness(on, leg=leg)
    walks = [one for one in (given.walking, known.walking, walking) if one is not None]
    told = replace(
        known,
        now=_worst(given.now, known.now, story.now),
        walking=all(walks) if walks else None,
        sleep_h=_first(given.slept_h, known.sleep_h),
        soreness=_worst(given.sore, known.soreness),
        leg=max(known.leg, leg, key=get_args(LegSign).index),
    )
    told = answered(told, None, given.ticks, told.sleep_h, told.soreness)
    return None if told == Readiness(on, leg=leg) and noted is None else told


def _worst(*told: int | None) -> int | None:
    return max((one for one in told if one is not None), default=None)


def _first(*told: _Told | None) -> _Told | None:
    return next((one for one in told if one is not None), None)


def answered(
    check: Readiness, leg: LegSign | None, ticks: Collection[str], slept_h: float | None, sore: int | None
) -> Readiness:
    """The check-in with the answers to TODAY (its ticks) and to those of LEG, SLEPT and SORE that were asked."""
    return replace(
        check,
        leg=leg or check.leg,
        sleep_h=slept_h if "short" in ticks else check.sleep_h,
        soreness=sore if "sore" in ticks else check.soreness,
        stress=int(threshold("stress_very_high_min")) if "stress" in ticks else check.stress,
        ill=check.ill or "ill" in ticks,
        off_for_pain=check.off_for_pain or "off" in ticks,
    )
