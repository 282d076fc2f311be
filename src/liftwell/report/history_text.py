"""What a terminal shows of a history: the answer, load and pain in blocks over one time axis, last sessions, clips."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from liftwell.plan.loading.plates import Unit
from liftwell.plan.loading.weight_unit import load_number, load_words
from liftwell.quantity import everyday
from liftwell.report.day_words import day_words
from liftwell.report.history import History, HistoryDay
from liftwell.report.history_axis import TimeAxis
from liftwell.report.history_following import following
from liftwell.training.day_colour import Colour

LAST_SESSIONS: Final = 10
LAST_CLIPS: Final = 3
EMPTY: Final = "Your history is empty: note your first session and how you wake up the day after."
_BLOCKS: Final = " ▁▂▃▄▅▆▇█"
_EIGHTHS: Final = 8
_LABEL: Final = 9  # signs at the left for names and numbers
_LEAST_WIDTH: Final = 40
_WIDEST_DAY: Final = 3
_LOAD_LINES, _PAIN_LINES = 3, 2
_MOST_PAIN: Final = 10
_MONTH: Final = 5  # signs that the name of a month takes, with a gap


def history_lines(history: History, width: int = 80) -> list[str]:
    """The lines, none longer than `width`, which counts as 40 where it is less."""
    width = max(width, _LEAST_WIDTH)
    if not history.days:
        return textwrap.wrap(EMPTY, width)
    found = following(history)
    said = [line for sentence in (found.headline, *found.details) for line in textwrap.wrap(sentence, width)]
    parts = (_chart(history, width), _table(history, width), _clips(history))
    lines = [*said, *(line for part in parts if (lines := list(part)) for line in ("", *lines))]
    return [line.rstrip() for line in lines]


# --- the two rows --------------------------------------------------------------------------------


def _chart(history: History, width: int) -> Iterator[str]:
    """Load and pain where there are sessions, pain alone where only mornings were told; of clips alone nothing."""
    columns = _Columns(history, width - _LABEL)
    loads, pains = columns.of(lambda day, _: day.load_kg), columns.of(lambda day, _: day.morning)
    usuals = columns.of(lambda _, usual: usual)
    if not history.sessions and all(pain is None for pain in (*pains, *usuals)):
        return
    if history.sessions:
        top = max([1.0, *(load for load in loads if load is not None)])
        shares = [None if load is None else load / top for load in loads]
        yield from _blocks(shares, _LOAD_LINES, f"Load, {history.unit}", load_number(top, history.unit))
    yield from _blocks([None if pain is None else pain / _MOST_PAIN for pain in pains], _PAIN_LINES, "Pain", "10")
    yield f"{'Usual':<{_LABEL}}" + "".join(map(_digit, usuals))
    yield " " * _LABEL + columns.months()
    yield from textwrap.wrap(" ".join(_legend(columns.days, usuals)), width)


def _legend(days: int, usuals: Sequence[float | None]) -> Iterator[str]:
    yield "Pain is that of the next morning, from 0 to 10."
    if days > 1:
        yield f"Each column is {days} days, by its highest number."
    if any(pain is not None and pain > 9 for pain in usuals):
        yield "X is 10."


class _Columns:
    """Days laid into at most so many signs: some days to a sign, or some signs to a day."""

    def __init__(self, history: History, most: int) -> None:
        self.history = history
        self.first = history.days[0].on
        self.long = (history.days[-1].on - self.first).days + 1
        self.days = -(-self.long // most)
        self.signs = max(1, min(_WIDEST_DAY, most // self.long))

    @property
    def count(self) -> int:
        """Columns of one or more days."""
        return -(-self.long // self.days)

    def of(self, fact: Callable[[HistoryDay, int | None], float | None]) -> list[float | None]:
        """The highest value of each column, None where nothing is known, over all its signs."""
        found: list[float | None] = [None] * self.count
        for day, usual in zip(self.history.days, self.history.usual, strict=True):
            at, value = (day.on - self.first).days // self.days, fact(day, usual)
            before = found[at]
            if value is not None and (before is None or value > before):
                found[at] = value
        # A wide day is one block and a gap, so that days can be told apart.
        gap: list[float | None] = [None] * (self.signs - 1)
        return [sign for value in found for sign in (value, *gap)]

    def months(self) -> str:
        """Names of months or years under the columns."""
        end = self.first + timedelta(days=self.count * self.days)
        line = ""
        for on, words in TimeAxis(self.first, end, 0, self.count * self.signs).labels(_MONTH + 2):
            at = (on - self.first).days // self.days * self.signs
            if at >= len(line) and at + len(words) <= self.count * self.signs:
                line = line.ljust(at) + words + " "
        return line


def _blocks(shares: Sequence[float | None], lines: int, name: str, top: str) -> Iterator[str]:
    """A row of columns `lines` high, each from its share of the top; what is known is never invisible."""
    eighths = [0 if share is None else max(1, round(share * lines * _EIGHTHS)) for share in shares]
    for line in range(lines - 1, -1, -1):
        label = f"{top:>{_LABEL - 1}} " if line == lines - 1 else f"{'' if line else name:<{_LABEL}}"
        yield label + "".join(_BLOCKS[min(_EIGHTHS, max(0, high - line * _EIGHTHS))] for high in eighths)


def _digit(pain: float | None) -> str:
    """One sign; X is ten, as the Romans had it."""
    return " " if pain is None else "X" if pain > 9 else f"{pain:.0f}"


# --- the last sessions ---------------------------------------------------------------------------


def _table(history: History, width: int) -> Iterator[str]:
    pairs = [pair for pair in zip(history.days, history.usual, strict=True) if pair[0].load_kg is not None]
    if not pairs:
        return
    last = pairs[-LAST_SESSIONS:]
    heads = ("Day", history.unit, "During", "Next", "Usual", "Colour")
    rows = [heads, *(_cells(day, usual, history.unit) for day, usual in last)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    shown = list(range(len(heads)))
    for spared in _SPARED:
        if sum(widths[number] + _GAP for number in shown) - _GAP > width:
            shown.remove(heads.index(spared))
    room = width - sum(widths[number] + _GAP for number in shown)
    yield "The last session:" if len(last) == 1 else f"The last {len(last)} sessions:"
    for row, lift in zip(rows, ["Lift", *(day.exercise or "" for day, _ in last)], strict=True):
        cells = [f"{row[number]:>{widths[number]}}" for number in shown]
        yield (" " * _GAP).join([*cells, _cut(lift, room)] if room >= _LEAST_LIFT else cells)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


_SPARED: Final = ("Usual", "During")  # what a narrow terminal does without, in this order
_GAP: Final = 2
_LEAST_LIFT: Final = 6
_COLOURS: Final[dict[Colour | None, str]] = {
    None: "–", "unrated": "–", "green": "green", "amber": "amber", "red": "red",
}  # fmt: skip


def _cells(day: HistoryDay, usual: int | None, unit: Unit) -> tuple[str, ...]:
    pains = ("–" if pain is None else str(pain) for pain in (day.during, day.morning, usual))
    return (
        _short_day(day.on),
        load_number(day.load_kg or 0.0, unit),
        *pains,
        _COLOURS[day.colour],
    )


def _short_day(on: date) -> str:
    day, month, year = day_words(on).split()
    return f"{day:>2} {month[:3]} {year}"


# --- the last clips ------------------------------------------------------------------------------


def _clips(history: History) -> Iterator[str]:
    """How the low back changed in the pull, and up to which load the technique held, on the last days with a clip."""
    last = [day for day in history.days if day.lumbar is not None][-LAST_CLIPS:]
    if not last:
        return
    rows = [("Day", "Rounder by", "Held up to"), *(_seen(day, history.unit) for day in last)]
    days, backs, _ = (max(map(len, column)) for column in zip(*rows, strict=True))
    yield "Low back in the pull, in the last clips:"
    for day, back, held in rows:
        yield f"{day:>{days}}  {back:<{backs}}  {held}"


def _seen(day: HistoryDay, unit: Unit) -> tuple[str, str, str]:
    back = "–" if day.lumbar is None else everyday(day.lumbar)
    return _short_day(day.on), back, "–" if day.ceiling_kg is None else load_words(day.ceiling_kg, unit)
