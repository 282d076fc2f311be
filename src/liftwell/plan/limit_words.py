"""A clinician's limits out of their words; what no rule here understands whole is kept unread, and stops every load."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from liftwell.plan.limits import Limits

_MOST: Final = r"(?:(?:up to|at most|not more than|no more than|maximum|max|limit)\s+)?"
_LESS: Final = r"(?:\s+(?:or less|at most|maximum|max))?"
_NUMBER: Final = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_LOAD: Final = re.compile(rf"{_MOST}(?:load\s+)?{_MOST}{_NUMBER}\s*kg{_LESS}")
_EFFORT: Final = re.compile(rf"{_MOST}rpe\s*{_MOST}{_NUMBER}{_LESS}")
_HEIGHT: Final = re.compile(
    rf"(?:bar |plates |hinge |lift )?(?:from |at least |not below |raised |raised by )*{_NUMBER}\s*cm"
    r"(?: blocks?| up| or higher| high)?"
)
_COACH: Final = re.compile(
    r"(?:with )?(?:a )?(?:coach|trainer|spotter)(?: is)?(?: present| beside| beside you| there)?|supervised|supervision"
)
_NO_ROUNDING: Final = re.compile(
    r"no (?:loaded )?(?:rounding|round back|bending|bend|flexion)(?: of the (?:back|spine)| under load)?"
)
_NO_HINGE: Final = re.compile(
    r"no (?:loaded |heavy )?(?:hinges?|hinging|hip hinges?|deadlifts?|deadlifting|lifting|bar)"
)
_NOTHING: Final = re.compile(r"(?:none|no limits?|nothing)")
_PARTS: Final = re.compile(r"\s*(?:[;,](?!\d)|\band\b)\s*")


def limits_of(words: Iterable[str]) -> Limits:
    """The limits in these words, one or several a line; of two the stricter one counts."""
    found: dict[str, Any] = {}
    unread = []
    for line in words:
        read = [_read(part) for part in _PARTS.split(line.strip().lower().rstrip(".")) if part]
        if None in read:
            unread.append(line.strip())
        for one in read:
            if one is not None:
                _keep(found, *one)
    return Limits(**found, unread=tuple(dict.fromkeys(unread)))


def _read(part: str) -> tuple[str, float | bool] | None:
    """What one limit says, as name and value; an empty name for no limit, None where it is not understood."""
    return next(_meanings(" ".join(part.split())), None)


def _meanings(part: str) -> Iterator[tuple[str, float | bool]]:
    for name, pattern in (("load_kg", _LOAD), ("rpe", _EFFORT), ("raised_cm", _HEIGHT)):
        if match := pattern.fullmatch(part):
            yield name, float(match[1].replace(",", "."))
    for name, pattern in (("coach", _COACH), ("no_rounding", _NO_ROUNDING), ("no_loaded_hinge", _NO_HINGE)):
        if pattern.fullmatch(part):
            yield name, True
    if _NOTHING.fullmatch(part):
        yield "", True


def _keep(found: dict[str, Any], name: str, value: float | bool) -> None:
    """The stricter of two: the lower load and effort, the higher bar."""
    if not name:
        return
    before = found.get(name)
    strict = max if name == "raised_cm" else min
    found[name] = value if before is None else strict(before, value)
