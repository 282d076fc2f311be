"""From what a person typed or chose to the answer as it stands in the file of answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from liftwell.consultation.typed import parse_height, parse_load, parse_mass
from liftwell.errors import ImpossibleValue
from liftwell.screen.prompts import Prompt

_NEAR: Final = {"today": 0, "yesterday": 1}
_YES, _NO = ("y", "yes", "1"), ("n", "no", "2")
# Numbers that people write in their own units.
_WITH_UNITS: Final[Mapping[str, Callable[[str], float]]] = {
    "about.height_cm": lambda typed: 100 * parse_height(typed),
    "about.mass_kg": parse_mass,
    "about.best_kg": parse_load,
    "training.last_kg": parse_load,
    "training.comfortable_kg": parse_load,
}
_SPLIT: Final = re.compile(r"[\s,;]+")
_DIGITS: Final = re.compile(r"\d{1,3}")  # no number here is longer, and a line can be as long as somebody likes
MOST_RATINGS: Final = 4


class NotThat(ImpossibleValue):
    """What was typed is no answer; the text says what would be."""


def day_of(typed: str, today: date) -> date:
    """The day that `typed` means, "today" and "yesterday" too; raises NotThat."""
    if typed.lower() in _NEAR:
        return today - timedelta(days=_NEAR[typed.lower()])
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotThat("Type today, yesterday, or the day as 2026-11-25.") from None


def choices_of(prompt: Prompt) -> Sequence[tuple[str, str]]:
    """What there is to choose from, in the order shown."""
    return (("yes", "Yes"), ("no", "No")) if prompt.kind == "yesno" else prompt.choices


def answer_of(prompt: Prompt, typed: str) -> object:
    """The answer that `typed` means, as it stands in the file; raises NotThat with what would be one."""
    if not typed:
        raise NotThat("Nothing is chosen yet. Type a number, or s to leave it open.")
    return _READ[prompt.kind](prompt, typed)


def _choice(prompt: Prompt, typed: str) -> object:
    return prompt.choices[_number(typed, len(prompt.choices)) - 1][0]


def _many(prompt: Prompt, typed: str) -> object:
    numbers = [_number(part, len(prompt.choices)) for part in _SPLIT.split(typed) if part]
    if not numbers:
        raise NotThat("Type one or more numbers, such as 1 4.")
    return [prompt.choices[number - 1][0] for number in dict.fromkeys(numbers)]


def _yesno(_: Prompt, typed: str) -> object:
    word = typed.lower()
    if word not in (*_YES, *_NO):
        raise NotThat("Type 1 for yes, or 2 for no.")
    return word in _YES


def _rating(_: Prompt, typed: str) -> object:
    if not _DIGITS.fullmatch(typed) or int(typed) > 10:
        raise NotThat("Type a whole number from 0 to 10.")
    return int(typed)


def _ratings(prompt: Prompt, typed: str) -> object:
    ratings = [_rating(prompt, part) for part in _SPLIT.split(typed) if part]
    if not 0 < len(ratings) <= MOST_RATINGS:
        raise NotThat(f"Type one to {MOST_RATINGS} numbers from 0 to 10, such as 5 6 3 0.")
    return ratings


def _whole(prompt: Prompt, typed: str) -> object:
    value = _measure(prompt, typed)
    if value != int(value):
        raise NotThat("Type a whole number.")
    return int(value)


def _measure(prompt: Prompt, typed: str) -> float:
    if prompt.path in _WITH_UNITS:
        try:
            return round(_WITH_UNITS[prompt.path](typed), 1)
        except ImpossibleValue as error:
            raise NotThat(str(error)) from None
    text = typed.lower().removesuffix(prompt.unit.lower()).strip().replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        raise NotThat(f"Type a number{f' in {prompt.unit}' if prompt.unit else ''}.") from None
    assert prompt.range is not None
    low, high = prompt.range
    if not low <= value <= high:
        raise NotThat(f"Type a number from {low:g} to {high:g}{f' {prompt.unit}' if prompt.unit else ''}.")
    return value


def _number(typed: str, count: int) -> int:
    if not _DIGITS.fullmatch(typed) or not 1 <= int(typed) <= count:
        raise NotThat(f"Type a number from 1 to {count}.")
    return int(typed)


_READ: Final[Mapping[str, Callable[[Prompt, str], object]]] = {
    "choice": _choice,
    "many": _many,
    "yesno": _yesno,
    "rating": _rating,
    "ratings": _ratings,
    "whole": _whole,
    "number": _measure,
}
