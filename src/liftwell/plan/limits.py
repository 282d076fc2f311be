"""Limits that a clinician set with a clearance, read from their words so that the plan can keep them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from liftwell.training.copied import replace


@dataclass(frozen=True, slots=True)
class Limits:
    """What a clinician allows; None where nothing was said.

    load_kg, rpe: ceilings; raised_cm: the lowest height of the plates; no_loaded_hinge; loaded_hinge: it may be loaded
    although a nerve of the leg was irritated; coach: somebody trained stands beside; no_rounding: no loaded bend of the
    back; unread: words that no rule here understands, which stop every load.
    """

    load_kg: float | None = None
    rpe: float | None = None
    raised_cm: float | None = None
    no_loaded_hinge: bool = False
    loaded_hinge: bool = False
    coach: bool = False
    no_rounding: bool = False
    unread: tuple[str, ...] = ()


_NUMBER: Final = r"(\d+(?:[.,]\d+)?)"
_MOST: Final = r"(?:at most|max(?:imum)?|up to|no more than|not above|not more than|limit)?\s*"
_FROM: Final = r"(?:from|bar from|plates? (?:raised|at)|raised(?: bar)?(?: by)?|blocks? of|at least)\s*"
_NUMBERS: Final[tuple[tuple[str, str], ...]] = (
    (rf"{_MOST}{_NUMBER}\s*kg(?: at most| or less)?", "load_kg"),
    (rf"{_MOST}rpe\s*{_NUMBER}(?: at most| or less)?", "rpe"),
    (rf"{_FROM}{_NUMBER}\s*cm(?: blocks?| or higher| up)?", "raised_cm"),
)
_HINGE: Final = r"(?:loaded hinge|loaded hinges|loaded hinging|lifting|deadlifts?)"
_WORDS: Final[tuple[tuple[str, str], ...]] = (
    (rf"no (?:{_HINGE}|weights?)", "no_loaded_hinge"),
    (rf"{_HINGE} (?:is |are )?(?:allowed|may start|ok)", "loaded_hinge"),
    (r"may (?:lift|hinge with load|start loaded hinging)", "loaded_hinge"),
    (r"(?:with )?(?:a )?(?:coach|trainer|somebody trained)(?: is)?(?: present| beside(?: you| her| him)?)?", "coach"),
    (r"supervised", "coach"),
    (r"no (?:loaded )?(?:rounding|bending|flexion)(?: under load)?", "no_rounding"),
)


def read_limits(words: Sequence[str]) -> Limits:
    """The limits in the words of clearances ("coach present", "at most 60 kg", "RPE 6", "from 15 cm").

    Of two ceilings the lower one holds, of two heights the higher one. What is not understood is kept in `unread`.
    """
    found = Limits()
    for phrase in words:
        found = _with(found, phrase)
    return found


def _with(limits: Limits, phrase: str) -> Limits:
    told = " ".join(phrase.lower().strip().rstrip(".").split())
    for pattern, name in _NUMBERS:
        if (match := re.fullmatch(pattern, told)) is not None:
            return _tightened(limits, name, float(match.group(1).replace(",", ".")))
    for pattern, name in _WORDS:
        if re.fullmatch(pattern, told):
            flag: dict[str, Any] = {name: True}
            return replace(limits, **flag)
    return replace(limits, unread=(*limits.unread, phrase))


def _tightened(limits: Limits, name: str, value: float) -> Limits:
    before: float | None = getattr(limits, name)
    if before is not None:
        value = max(before, value) if name == "raised_cm" else min(before, value)
    ceiling: dict[str, Any] = {name: value}
    return replace(limits, **ceiling)
