"""The page of a history: whether pain follows load, both in one picture on one time axis, and all numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from liftwell.plan.loading.plates import Unit
from liftwell.plan.loading.weight_unit import load_number
from liftwell.quantity import everyday
from liftwell.report.day_words import day_words
from liftwell.report.history import History
from liftwell.report.history_following import HOW, Following, following
from liftwell.report.history_picture import NARROW, WIDE, PanelName, history_svg, panels_of, picture_step
from liftwell.report.history_stretches import Step, Stretch, last_days, step_for, stretches
from liftwell.report.html import rendered, save_page
from liftwell.training.day_colour import Colour

STYLES: Final = ("static/page.css", "static/history.css")
EMPTY: Final = "Nothing is noted yet: note your first session and how you wake up the day after."
LATELY_DAYS: Final = 112  # sixteen weeks: as long as a plan, and a picture of single days on a phone
_MOST_ROWS: Final = 260  # of the table: five years by weeks, twenty by months
# What each colour of a bar means, as the plan has it.
LEGEND: Final[tuple[tuple[Colour, str], ...]] = (
    ("green", "green: about as usual"),
    ("amber", "amber: a little more"),
    ("red", "red: clearly more"),
    ("unrated", "not rated: something was not told"),
)
_STEP_WORDS: Final[dict[Step, str]] = {
    "day": "", "week": "each week", "month": "each month", "quarter": "each quarter", "year": "each year",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, in words; a dash for what is not known."""

    name: str
    sessions: str
    load: str
    exercise: str
    colour: str
    during: str
    morning: str
    usual: str
    lumbar: str
    ceiling: str
    note: str


def write_history(history: History, path: Path) -> None:
    """Write the page to `path`. Raises CannotWrite when it cannot be written."""
    save_page(history_html(history), path)


def history_html(history: History) -> str:
    """The page's text: one file without a script, under one megabyte however long the history is."""
    return rendered("history.html", (), STYLES, **facts_of(history))


def facts_of(history: History) -> dict[str, Any]:
    """What `history_body.html` needs; see `history_html`."""
    found = following(history)
    if not history.days:
        return {"name": history.name, "empty": EMPTY, "found": None}
    step = step_for(history, _MOST_ROWS)
    shown = stretches(history, step)
    rows = [_row(one, history.unit) for one in reversed(shown) if one.sessions or one.lumbar is not None]
    words = found.headline + (" The table below holds the numbers." if rows else "")
    return {
        "name": history.name, "empty": "", "found": found, "unit": history.unit, "how": HOW,
        "facts": _facts(history), "rows": rows,
        "details": found.details[1:] if _pair(found) else found.details, "pair": _pair(found),
        "pictures": list(_pictures(history, words)), "has": _has(shown), "grouped": _STEP_WORDS[step],
        "legend": [(key, said) for key, said in LEGEND if any(day.colour == key for day in history.sessions)],
    }  # fmt: skip


def _pictures(history: History, words: str) -> Iterator[tuple[str, str, list[Markup]]]:
    """Heading, what a bar stands for, and the picture for wide and narrow pages; of long times the last weeks too.

    Nothing where nothing can be drawn.
    """
    panels = _panels(history)
    if not panels:
        return
    lately, step = last_days(history, LATELY_DAYS), picture_step(history, WIDE)
    if step != "day" and len(lately.days) < len(history.days):
        before = history.days[: -len(lately.days)]
        held = next((day.ceiling_kg for day in reversed(before) if day.ceiling_kg is not None), None)
        if of_late := _panels(lately, held):
            yield f"{_named(of_late)} in the last sixteen weeks", "", _both(lately, words, held)
        yield "All the time", _STEP_WORDS[step], _both(history, words)
    else:
        beside = ", one above the other" if len(panels) > 1 else " over time"
        yield f"{_named(panels)}{beside}", _STEP_WORDS[step], _both(history, words)


def _panels(history: History, held_kg: float | None = None) -> tuple[PanelName, ...]:
    return panels_of(stretches(history, "day"), held_kg)


def _named(panels: Sequence[PanelName]) -> str:
    """Such as "Load and pain", "Low back"."""
    return " and ".join(panels[:2]).capitalize()


def _both(history: History, words: str, held_kg: float | None = None) -> list[Markup]:
    said = f"{_named(_panels(history, held_kg))} over time. {words}"
    return [history_svg(history, form, said, held_kg) for form in (WIDE, NARROW)]


def _facts(history: History) -> list[str]:
    first, last, count = history.days[0].on, history.days[-1].on, len(history.sessions)
    days = day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"
    return [days, f"{count or 'no'} session{'' if count == 1 else 's'}{'' if count else ' yet'}"]


def _has(shown: Sequence[Stretch]) -> dict[str, bool]:
    """Which things are in the picture, so that the legend names no others."""
    names = ("load_kg", "during", "morning", "usual", "lumbar", "ceiling_kg")
    found = {name: any(getattr(one, name) is not None for one in shown) for name in names}
    return found | {"lumbar_seen": any(one.lumbar is not None and one.lumbar.seen for one in shown)}


def _pair(found: Following) -> list[tuple[str, int, float]]:
    """Mean pain after the lighter and the heavier sessions: words, how many, pain; nothing where few."""
    if found.heavier_pain is None or found.lighter_pain is None:
        return []
    return [("lighter", found.lighter, found.lighter_pain), ("heavier", found.heavier, found.heavier_pain)]


def _row(one: Stretch, unit: Unit) -> Row:
    told = dict(_told(one, unit))
    return Row(one.name, str(one.sessions), **{name: told.get(name) or "–" for name in _CELLS})


_CELLS: Final = ("load", "exercise", "colour", "during", "morning", "usual", "lumbar", "ceiling", "note")


def _told(one: Stretch, unit: Unit) -> Iterator[tuple[str, str]]:
    yield "load", "" if one.load_kg is None else load_number(one.load_kg, unit)
    yield "exercise", one.exercise or ""
    yield "colour", "not rated" if one.colour == "unrated" else one.colour or ""
    yield "during", "" if one.during is None else str(one.during)
    yield "morning", "" if one.morning is None else str(one.morning)
    yield "usual", "" if one.usual is None else f"{one.usual:g}"
    yield "lumbar", "" if one.lumbar is None else everyday(one.lumbar)
    yield "ceiling", "" if one.ceiling_kg is None else load_number(one.ceiling_kg, unit)
    yield "note", one.note
