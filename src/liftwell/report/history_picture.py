"""The picture of a history: load, pain and low back over each other on one time axis, as SVG that needs no script."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import Final, Literal

from markupsafe import Markup, escape

from liftwell.athlete import KG_PER_LB
from liftwell.plan.loading.plates import Unit
from liftwell.plan.loading.weight_unit import load_words
from liftwell.quantity import everyday
from liftwell.report.figures.ink import num
from liftwell.report.history import History
from liftwell.report.history_axis import TimeAxis
from liftwell.report.history_stretches import Pains, Step, Stretch, step_for, stretches

_LEAST_STEP: Final = 2.5  # units: a bar and a gap can be told apart
_LEAST_DAYS: Final = 14  # a first session is no picture that fills the page
_WIDEST_BAR: Final = 14.0
_SD: Final = 2.0  # error bars reach two standard deviations


@dataclass(frozen=True, slots=True)
class Format:
    """The sheet: its name, width, the room at the left for numbers, heights of the three panels, room for a label."""

    name: str
    width: float
    left: float
    heights: tuple[float, float, float]
    label: float

    @property
    def right(self) -> float:
        """Where the time axis ends."""
        return self.width - 10


PanelName = Literal["load", "pain", "low back"]
PANELS: Final[tuple[PanelName, ...]] = ("load", "pain", "low back")
WIDE: Final = Format("wide", 1000, 46, (200, 150, 110), 46)
NARROW: Final = Format("narrow", 360, 32, (140, 130, 90), 38)
_HEAD, _BETWEEN, _FOOT = 30, 24, 30


def history_svg(history: History, form: Format, words: str, held_kg: float | None = None) -> Markup:
    """The picture on that sheet, read aloud as `words`; as fine as the sheet has room for.

    held_kg: the technique ceiling when the history began, None where it was not known. One panel or more has something.
    """
    shown = stretches(history, picture_step(history, form))
    axis = _axis(shown, form)
    drawn: dict[PanelName, _Drawn] = {"load": partial(_load, held_kg, history.unit), "pain": _pain, "low back": _lumbar}
    top, parts = 0.0, []
    for name in panels_of(shown, held_kg):
        panel = Panel(axis, top + _HEAD, top + _HEAD + form.heights[PANELS.index(name)])
        parts += [*_months(panel, form), *drawn[name](shown, panel)]
        top = panel.foot + _BETWEEN
    height = top - _BETWEEN + _FOOT
    parts += _month_names(axis, top - _BETWEEN + 20, form)
    return Markup(  # noqa: S704  numbers of ours; whatever somebody wrote is escaped in `_said`
        f'<svg class="history h-{form.name}" viewBox="0 0 {num(form.width)} {num(height)}" role="img" '
        f'aria-label="{escape(words)}">{"".join(parts)}</svg>'
    )


def panels_of(shown: Sequence[Stretch], held_kg: float | None = None) -> tuple[PanelName, ...]:
    """Those that have something to show, from the top; sessions have both, so that pain nobody told of is missed."""
    trained = any(one.load_kg is not None for one in shown)
    known: dict[PanelName, bool] = {
        "load": trained or held_kg is not None or any(one.ceiling_kg is not None for one in shown),
        "pain": trained or any(one.morning is not None or one.usual is not None for one in shown),
        "low back": any(one.lumbar is not None and one.lumbar.seen for one in shown),
    }
    return tuple(name for name in PANELS if known[name])


def picture_step(history: History, form: Format) -> Step:
    """How long each stretch is on that sheet."""
    return step_for(history, (form.right - form.left) / _LEAST_STEP)


def _axis(shown: Sequence[Stretch], form: Format) -> TimeAxis:
    first, end = shown[0].first, shown[-1].end
    return TimeAxis(first, max(end, first + timedelta(days=_LEAST_DAYS)), form.left, form.right)


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the sheet between `head` and `foot`; what is drawn in it has its own scale upwards."""

    axis: TimeAxis
    head: float
    foot: float

    def y(self, value: float, low: float, high: float) -> float:
        """Where a value lies on a scale from `low` at the foot to `high` at the head."""
        return self.foot - (self.foot - self.head) * (value - low) / (high - low)

    def middle(self, one: Stretch) -> float:
        """Where the middle of a stretch lies."""
        return (self.axis.x(one.first) + self.axis.x(one.end)) / 2

    def scale(self, title: str, values: Sequence[float], low: float, high: float, unit: str = "") -> Iterator[str]:
        """Lines and numbers at `values`, and what is drawn here."""
        yield f'<text class="h-head" x="{num(self.axis.left)}" y="{num(self.head - 12)}">{title}</text>'
        for value in values:
            y = num(self.y(value, low, high))
            yield f'<path class="h-grid" d="M{num(self.axis.left)} {y}H{num(self.axis.right)}"/>'
            yield _text(self.axis.left - 6, float(y) + 4.5, f"{value:z.0f}{unit}", "end")


def _text(x: float, y: float, words: str, anchor: str = "middle") -> str:
    return f'<text class="h-text" x="{num(x)}" y="{num(y)}" text-anchor="{anchor}">{words}</text>'


def _months(panel: Panel, form: Format) -> Iterator[str]:
    for on, _ in panel.axis.labels(form.label):
        yield f'<path class="h-month" d="M{num(panel.axis.x(on))} {num(panel.head)}V{num(panel.foot)}"/>'


def _month_names(axis: TimeAxis, y: float, form: Format) -> Iterator[str]:
    for on, words in axis.labels(form.label):
        # The name of a month stands at its first day; at the end of the axis there may be no room for it.
        if axis.x(on) + 0.8 * form.label <= axis.right + 10:
            yield _text(axis.x(on), y, words, "start")


_Drawn = Callable[[Sequence[Stretch], Panel], Iterator[str]]


# --- load ----------------------------------------------------------------------------------------


def _load(held_kg: float | None, unit: Unit, shown: Sequence[Stretch], panel: Panel) -> Iterator[str]:
    loads = [value for one in shown for value in (one.load_kg, one.ceiling_kg) if value is not None]
    per = 1.0 if unit == "kg" else KG_PER_LB
    ticks = nice_ticks(0, max([10.0, held_kg or 0.0, *loads]) / per)
    top = ticks[-1] * per
    yield from panel.scale(f"Load, {unit}", ticks, 0, ticks[-1])
    wide = max(1.6, min(_WIDEST_BAR, 0.8 * _step(shown, panel)))
    for one in shown:
        if one.load_kg is not None:
            # A hinge without weight is still a session: its bar is as low as can be seen.
            y = min(panel.y(one.load_kg, 0, top), panel.foot - 2)
            x = panel.middle(one) - wide / 2
            yield (
                f'<rect class="h-bar {one.colour or "unrated"}" x="{num(x)}" y="{num(y)}" width="{num(wide)}" '
                f'height="{num(panel.foot - y)}"><title>{_said(one, unit)}</title></rect>'
            )
    yield from _ceiling(held_kg, unit, shown, panel, top)


def _step(shown: Sequence[Stretch], panel: Panel) -> float:
    """The least distance between two sessions, so that no two bars touch."""
    trained = [panel.middle(one) for one in shown if one.load_kg is not None]
    return min((after - before for before, after in pairwise(trained)), default=_WIDEST_BAR)


def _said(one: Stretch, unit: Unit) -> Markup:
    pains = [f"{what} {pain}" for what, pain in (("during", one.during), ("next morning", one.morning)) if pain]
    sessions = f"{one.sessions} sessions, heaviest " if one.sessions > 1 else ""
    parts = [f"{one.name}: {sessions}{load_words(one.load_kg or 0.0, unit)}", one.exercise or "", one.colour or ""]
    return escape(", ".join(part for part in [*parts, *(["pain " + ", ".join(pains)] if pains else [])] if part))


def _ceiling(held_kg: float | None, unit: Unit, shown: Sequence[Stretch], panel: Panel, top: float) -> Iterator[str]:
    """Each ceiling holds until the next is seen."""
    seen = [(one, one.ceiling_kg) for one in shown if one.ceiling_kg is not None]
    if not seen and held_kg is None:
        return
    path = "" if held_kg is None else f"M{num(panel.axis.left)} {num(panel.y(held_kg, 0, top))}"
    for one, kg in seen:
        x, y = num(panel.middle(one)), num(panel.y(kg, 0, top))
        path += f"H{x}V{y}" if path else f"M{x} {y}"
    yield f'<path class="h-ceiling" d="{path}H{num(panel.axis.right)}"/>'
    for one, kg in seen if shown[0].step == "day" else ():
        at = f'cx="{num(panel.middle(one))}" cy="{num(panel.y(kg, 0, top))}"'
        held = f"{one.name}: held up to {load_words(kg, unit)}"
        yield f'<circle class="h-ceiling-dot" {at} r="3"><title>{held}</title></circle>'


# --- pain ----------------------------------------------------------------------------------------


def _pain(shown: Sequence[Stretch], panel: Panel) -> Iterator[str]:
    pains = [pain.high for one in shown for pain in (one.during, one.morning) if pain]
    usual = [one.usual for one in shown if one.usual is not None]
    top = 10 if max([0.0, *pains, *usual]) > 5 else 5
    yield from panel.scale("Pain, 0 to 10", range(0, top + 1, 5 if top == 10 else 1), 0, top)
    yield from _usual(shown, panel, top)
    for one in shown:
        # Over longer stretches two kinds of dots would hide each other; the table has both.
        if one.during is not None and one.step == "day":
            yield _dot("h-during", panel.middle(one), panel.y(one.during.middle, 0, top), one, "during", one.during)
    for one in shown:
        if one.morning is not None:
            yield from _morning(one, one.morning, panel, top)


def _usual(shown: Sequence[Stretch], panel: Panel, top: int) -> Iterator[str]:
    """A band from nothing up to the usual, broken where nobody told for four weeks."""
    told = [(one, one.usual) for one in shown if one.usual is not None]
    runs: list[list[tuple[Stretch, float]]] = []
    for pair in told:
        if runs and pair[0].first - runs[-1][-1][0].end <= timedelta(days=28):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    for run in runs:
        path = f"M{num(panel.axis.x(run[0][0].first))} {num(panel.y(run[0][1], 0, top))}"
        for (_, before), (one, usual) in pairwise(run):
            if usual != before:
                path += f"H{num(panel.axis.x(one.first))}V{num(panel.y(usual, 0, top))}"
        path += f"H{num(panel.axis.x(run[-1][0].end))}"
        start, foot = num(panel.axis.x(run[0][0].first)), num(panel.foot)
        yield f'<path class="h-usual-band" d="{path}V{foot}H{start}z"/><path class="h-usual" d="{path}"/>'


def _morning(one: Stretch, pain: Pains, panel: Panel, top: int) -> Iterator[str]:
    """The next morning, with a stem from the usual; of longer stretches from the least to the most."""
    x, y = panel.middle(one), panel.y(pain.middle, 0, top)
    low, high = (pain.low, pain.high) if one.step != "day" else sorted((pain.middle, one.usual or 0.0))
    if one.step != "day" or (one.usual is not None and pain.middle > one.usual):
        ends = f"{num(panel.y(low, 0, top))}V{num(panel.y(high, 0, top))}"
        yield f'<path class="h-stem {one.step}" d="M{num(x)} {ends}"/>'
    yield _dot("h-morning", x, y, one, "next morning", pain)


def _dot(kind: str, x: float, y: float, one: Stretch, what: str, pain: Pains) -> str:
    size = 2.2 if one.step != "day" else 4.8 if kind == "h-during" else 3
    return (
        f'<circle class="{kind}" cx="{num(x)}" cy="{num(y)}" r="{num(size)}">'
        f"<title>{one.name}: pain {what} {pain}</title></circle>"
    )


# --- low back ------------------------------------------------------------------------------------


def _lumbar(shown: Sequence[Stretch], panel: Panel) -> Iterator[str]:
    seen = [(one, one.lumbar.value, one.lumbar.sd or 0.0, everyday(one.lumbar)) for one in shown
            if one.lumbar is not None and one.lumbar.value is not None]  # fmt: skip
    low = min([0.0, *(value - _SD * sd for _, value, sd, _ in seen)])
    high = max([10.0, *(value + _SD * sd for _, value, sd, _ in seen)])
    ticks = nice_ticks(low, high, 4)
    yield from panel.scale("Low back, rounder in the pull by", ticks, ticks[0], ticks[-1], "°")
    size = 3.4 if shown[0].step == "day" else 2.2
    for one, value, sd, said in seen:
        x, ends = panel.middle(one), [num(panel.y(value + way * _SD * sd, ticks[0], ticks[-1])) for way in (-1, 1)]
        y = num(panel.y(value, ticks[0], ticks[-1]))
        yield f'<path class="h-error" d="M{num(x)} {ends[0]}V{ends[1]}"/>'
        at = f'cx="{num(x)}" cy="{y}" r="{num(size)}"'
        yield f'<circle class="h-lumbar" {at}><title>{one.name}: {said}</title></circle>'


def nice_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round numbers from `low` or below to `high` or above, at most `most` steps apart."""
    span = max(high - low, 1.0)
    ten = 10.0 ** math.floor(math.log10(span / most))
    step = next(ten * by for by in (1, 2, 2.5, 5, 10, 20) if span / (ten * by) <= most and ten * by >= 1)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(step * number for number in range(first, max(last, first + 1) + 1))
