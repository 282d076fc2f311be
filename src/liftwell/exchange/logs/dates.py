"""Dates as logs write them: ISO, with the name of a month in fifteen languages, or as numbers in an order that only the
whole file shows.

A time zone in the text is left out: the day and the hour are those that stand there; `in_utc` tells where that may not
be the place's own time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from liftwell.errors import ImpossibleValue
from liftwell.exchange.logs.months import months, unaccented

_SPACE: Final = re.compile(r"[\s\u200e\u200f]+")
_HALF: Final = r"(?P<half>[ap])\.? ?m\b\.?"
_TIME: Final = re.compile(
    r"(?P<day>.+?)(?:T|,? (?:(?:at|à|às|um|om|kl\.?|klo|v|в|a las|alle ore|alle|ore), ?|"
    r"(?:at|à|às|um|om|kl\.?|klo|v|в|a las|alle ore|alle|ore) )?)"
    r"(?P<hour>\d{1,2})(?: ?[:h] ?|\.)(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    rf"(?: ?{_HALF})?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?",
    re.IGNORECASE,
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?", re.ASCII)
_NUMBERS: Final = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})\.?", re.ASCII)
_UTC: Final = re.compile(r":\d\d(?:[.,]\d+)? ?(?:Z|UTC|GMT|[+-]00:?00)\s*$", re.IGNORECASE)
_TOKENS: Final = re.compile(r"\d+|[^\W\d_]+")
_LONGEST: Final = 80  # letters, "3 de septiembre de 2026 a las 6:00:00 p. m." and room
_FILLERS: Final = frozenset({"de", "del", "of", "г", "st", "nd", "rd", "th", "er", "o", "den", "le"})


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the hour in it where that is told."""

    day: date
    at: datetime | None = None


def read_moment(text: str, day_first: bool | None = None) -> Moment:
    """The day, and the hour if told, in `text`; `day_first` says how 03/04/2024 is meant.

    Raises ValueError where it is no date, or depends on an order that is not told.
    """
    text = _SPACE.sub(" ", text).strip()
    if len(text) > _LONGEST:
        raise ValueError(f"{text[:_LONGEST]!r} is no date")
    found = _TIME.fullmatch(text)
    day = read_day((found["day"] if found else text).rstrip(", "), day_first)
    return Moment(day, datetime.combine(day, _hour(found)) if found else None)


def read_day(text: str, day_first: bool | None = None) -> date:
    """The day in a text without an hour; raises ValueError."""
    if iso := _YEAR_FIRST.fullmatch(text):
        return date(int(iso[1]), int(iso[3]), int(iso[4]))
    if numbers := _NUMBERS.fullmatch(text):
        return _numbered(numbers, day_first)
    return _named(text)


def in_utc(text: str) -> bool:
    """Whether an hour is told in universal time, so that near midnight the day of the place may be another."""
    return _UTC.search(text) is not None


def day_order(texts: Mapping[str, int], told: bool | None, path: Path) -> bool | None:
    """Whether the day comes before the month in a file's dates (each with its row); None where none depends on it.

    Raises ImpossibleValue where all of them fit both orders and none was `told`, or where they contradict.
    """
    shown: dict[bool, str] = {}
    either = ""
    for text, row in texts.items():
        for first, second in _depending(text):
            where = f"{text.strip()} in row {row}"
            if first <= 12 and second <= 12:
                either = either or (where if first != second else "")
            else:
                shown.setdefault(first > 12, where)
    if told is not None:
        return _agreed(told, shown, path) if shown or either else None
    if len(shown) == 2:
        raise ImpossibleValue(
            f"{path}: the day comes first in {shown[True]} and the month in {shown[False]}; correct the one, or say "
            "which rows to keep with --day-first or --month-first."
        )
    if either and not shown:
        raise ImpossibleValue(
            f"{path}: its dates, as {either}, fit day first and month first alike; say which with --day-first or "
            "--month-first."
        )
    return next(iter(shown), None)


def _agreed(told: bool, shown: Mapping[bool, str], path: Path) -> bool:
    """The order that a person told; raises ImpossibleValue where every date that shows one shows the other."""
    if shown and told not in shown:
        option, other = ("--day-first", "month") if told else ("--month-first", "day")
        raise ImpossibleValue(f"{path}: the {other} comes first in {shown[not told]}; leave out {option}.")
    return told


def _depending(text: str) -> Iterator[tuple[int, int]]:
    """The two numbers whose order matters: with dots between them the day comes first everywhere."""
    text = _SPACE.sub(" ", text[:_LONGEST]).strip()
    found = _TIME.fullmatch(text)
    numbers = _NUMBERS.fullmatch((found["day"] if found else text).rstrip(", "))
    if numbers and numbers[2] != ".":
        yield int(numbers[1]), int(numbers[3])


def _numbered(numbers: re.Match[str], day_first: bool | None) -> date:
    first, second, year = int(numbers[1]), int(numbers[3]), _year(numbers[4])
    if numbers[2] == "." or first == second or day_first:
        return date(year, second, first)
    if day_first is None:
        raise ValueError(f"{numbers[0]!r} fits two orders")
    return date(year, first, second)


def _named(text: str) -> date:
    """A day with its month as a word: two numbers and one known name, and nothing else that could matter."""
    tokens = [unaccented(token) for token in _TOKENS.findall(text)]
    numbers = [token for token in tokens if token.isdecimal()]
    words = [token for token in tokens if not token.isdecimal() and token not in _FILLERS]
    if len(numbers) != 2 or len(words) != 1 or words[0] not in months():
        raise ValueError(f"{text!r} is no date")
    day, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    if len(day) > 2:
        raise ValueError(f"{text!r} is no date")
    return date(_year(year), months()[words[0]], int(day))


def _year(digits: str) -> int:
    """Of two digits, one between 1990 and 2089."""
    if len(digits) not in (2, 4):
        raise ValueError(f"{digits!r} is no year")
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 90 else 2000)


def _hour(found: re.Match[str]) -> time:
    hour = int(found["hour"])
    if half := found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(f"{hour} o'clock with {half}m")
        hour = hour % 12 + (12 if half in "pP" else 0)
    return time(hour, int(found["minute"]), int(found["second"] or 0))
