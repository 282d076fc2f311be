"""The time axis of a history: where a day lies, and which days are labelled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from liftwell.report.day_words import day_words

_SHORT_DAYS: Final = 50  # so few days are labelled by weeks, more by months
_MONTH_DAYS: Final = 30.4
_EARLY: Final = 5
# Every so many months a label, the first that leaves room; whole years from twelve on.
_MONTHS_APART: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from `first` to before `end`, laid from `left` to `right` in units of a drawing."""

    first: date
    end: date
    left: float
    right: float

    def x(self, on: date) -> float:
        """Where that day begins."""
        return self.left + (on - self.first).days * self.day

    @property
    def day(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / max(1, (self.end - self.first).days)

    def labels(self, wide: float) -> tuple[tuple[date, str], ...]:
        """Days with a label, each `wide` at the most: "2 Mar", "Apr", "2027" where a year begins."""
        if (self.end - self.first).days <= _SHORT_DAYS:
            return tuple(self._by_weeks(wide))
        apart = next((months for months in _MONTHS_APART if months * _MONTH_DAYS * self.day >= wide), _MONTHS_APART[-1])
        return tuple(self._by_months(apart))

    def _by_weeks(self, wide: float) -> Iterator[tuple[date, str]]:
        monday = self.first + timedelta(days=-self.first.weekday() % 7)
        weeks = next(weeks for weeks in range(1, 99) if weeks * 7 * self.day >= wide)
        while monday < self.end:
            yield monday, f"{monday.day} {_short(monday)}"
            monday += timedelta(days=7 * weeks)

    def _by_months(self, apart: int) -> Iterator[tuple[date, str]]:
        years = max(1, apart // 12)
        if apart == 1 and self.first.day <= _EARLY:
            yield self.first, _named(self.first)  # the month is hardly begun: it has room for its name
        for year in range(self.first.year, self.end.year + 1):
            if year % years:
                continue
            for month in range(1, 13, apart) if apart < 12 else (1,):
                on = date(year, month, 1)
                if self.first < on < self.end or (self.first == on and apart > 1):
                    yield on, _named(on)


def _named(on: date) -> str:
    return str(on.year) if on.month == 1 else _short(on)


def _short(on: date) -> str:
    return day_words(on).split()[1][:3]
