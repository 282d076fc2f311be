"""Two lifts or two reps side by side: differences with their errors, courses by phase, bodies laid over each other.

A difference counts as changed only beyond twice its error. The errors of two clips are taken as independent, which is
the careful way; two reps of one clip share most of the error of an angle, and so do two clips of one lifter who is
dressed alike and filmed from the same place.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, get_args

import numpy as np

from liftwell.analysis import CUTS, NEEDS, Cut, FloatArray, PositionName
from liftwell.errors import CannotRead, ImpossibleValue
from liftwell.evidence import threshold
from liftwell.exchange.analysis_document import AnalysisDocument, Place, PositionDocument, RepDocument
from liftwell.exchange.quantity_document import QuantityDocument
from liftwell.motion.back import SHARED, SHARED_ALIKE
from liftwell.pose.smooth import linear_at
from liftwell.quantity import Quantity, everyday
from liftwell.report.sentences import Z_95

SETUP_S: Final = 0.5  # of the time before lift-off belongs to the course
FEW: Final = 0.5  # of the reps: with no more than that, how many they are is told
_STEPS: Final = 60  # samples between two phases
# Phases: 0 = lift-off, 1 = lockout, 2 = bar down again; before lift-off half a second counts as half a phase.
PHASES: Final[FloatArray] = np.round(np.arange(-SETUP_S, 2.0 + 0.5 / _STEPS, 1 / _STEPS), 4)
TICKS: Final[Mapping[str, str]] = {"-0.5": "set-up", "0": "lift-off", "1": "lockout", "2": "down"}
COURSES: Final[Mapping[str, str]] = {
    "low_back": "lumbar_flexion_deg",
    "upper_back": "thoracic_flexion_deg",
    "hip": "hip_flexion_deg",
    "knee": "knee_flexion_deg",
    "trunk": "trunk_inclination_deg",
    "bar_speed": "bar_speed_mps",
}
_ALIKE: Final = (
    "Both are taken to be one lifter, dressed alike and filmed from the same place: "
    "what is wrong with both alike takes no part in a change."
)
# Errors of angles and moments have much in common within a clip (of rendered reps' moments 78 % of the variance).
_SHARING: Final = ("deg", "N.m")
_BACK: Final = ("Low back", "Upper back")  # a change under 8° of these is no clear change
# A clear change in words: what was more or less in B, by so much.
_SENTENCES: Final[Mapping[str, tuple[str, str, str]]] = {
    "Low back, set-up": ("Before the pull your low back was {size} {more} in B.", "rounder", "less round"),
    "Low back, lift-off": ("As the bar left the floor your low back was {size} {more} in B.", "rounder", "less round"),
    "Low back, most": ("At its roundest your low back was {size} {more} in B.", "rounder", "less round"),
    "Upper back, lift-off": (
        "As the bar left the floor your upper back was {size} {more} in B.", "rounder", "less round",
    ),
    "Hip share": ("Your hips made {more} of the fold in B, by {size}.", "more", "less"),
    "Hip fold, lift-off": ("As the bar left the floor your hips were folded {size} {more} in B.", "more", "less"),
    "Lean, lift-off": ("As the bar left the floor you leaned {size} {more} in B.", "further forward", "less"),
    "Bar to shin": ("The bar left the floor {size} {more} your shins in B.", "further from", "closer to"),
    "Bar rise": ("The bar rose {size} {more} in B.", "higher", "less high"),
    "Mean speed": ("The bar was {more} in B, by {size}.", "faster", "slower"),
    "Top speed": ("At its fastest the bar was {more} in B, by {size}.", "faster", "slower"),
    "Low-back moment": ("The largest moment at your low back was {size} {more} in B.", "more", "less"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its analysis and the reps of it that count; `name` is how people call it."""

    name: str
    document: AnalysisDocument
    reps: tuple[RepDocument, ...]

    @classmethod
    def of(cls, document: AnalysisDocument, rep: int | None) -> Side:
        """The whole set, or one rep. Raises CannotRead for a clip without reps, ImpossibleValue for no such rep."""
        clip, reps = document.clip.name, document.reps
        if document.capture.verdict == "refused" or not reps:
            raise CannotRead(f"{clip} was not measured, so there is nothing to compare; film it again.")
        if rep is None:
            count = "1 rep" if len(reps) == 1 else f"mean of {len(reps)} reps"
            return cls(f"{clip}, {count}", document, tuple(reps))
        chosen = tuple(r for r in reps if r.index == rep)
        if not chosen:
            most = "only rep 1" if len(reps) == 1 else f"reps 1 to {len(reps)}"
            raise ImpossibleValue(f"There is no rep {rep} in {clip}, which has {most}; please choose another.")
        return cls(f"{clip}, rep {rep}", document, chosen)

    def notes(self, letter: str) -> Iterator[str]:
        """What a part of the lift that the clip lacks does to the comparison, and numbers that few reps stand for."""
        if any("starts_late" in rep.cut for rep in self.reps):
            yield f"{letter} begins when the bar is already on its way: what it misses is not compared."
        if any("ends_early" in rep.cut for rep in self.reps):
            yield f"{letter} ends before the lift does: what it misses is not compared."
        for name, found in _numbers(self).items():
            count = sum(number.value is not None for number in found)
            if 0 < count <= FEW * len(found):
                yield f"{name}: of {letter} only {count} of {len(found)} reps {'shows' if count == 1 else 'show'} it."


@dataclass(frozen=True, slots=True)
class Difference:
    """One number of both sides. `change` is b − a with its error; `changed` None where one side was not seen."""

    name: str
    a: Quantity
    b: Quantity
    change: Quantity | None
    changed: bool | None

    @property
    def words(self) -> str:
        """What to tell of it."""
        if self.change is None or self.change.value is None:
            return "not seen"
        if not self.changed:
            return "no clear change"
        return "more" if self.change.value > 0 else "less"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that the page and the terminal show of two sides."""

    a: Side
    b: Side
    differences: tuple[Difference, ...]
    courses: Mapping[str, tuple[FloatArray, FloatArray, FloatArray, FloatArray]]
    notes: tuple[str, ...]
    postures: tuple[tuple[PositionName, PositionDocument | None, PositionDocument | None], ...]


def compare(a: Side, b: Side, *, alike: bool = False) -> Comparison:
    """All differences of two sides; `alike`: one lifter, dressed alike and filmed from the same place."""
    courses = {name: (*course(a, series), *course(b, series)) for name, series in COURSES.items()}
    seen = {name: c for name, c in courses.items() if np.isfinite(c[0]).any() and np.isfinite(c[2]).any()}
    same = ["A and B are the same."] if a.document == b.document and a.reps == b.reps else []
    told = [_ALIKE] if alike and not same else []
    notes = (*same, *told, *(note for letter, side in (("A", a), ("B", b)) for note in side.notes(letter)))
    return Comparison(a, b, tuple(_differences(a, b, alike)), seen, notes, tuple(_postures(a, b)))


def _differences(a: Side, b: Side, alike: bool) -> Iterator[Difference]:
    ones, others = _numbers(a), _numbers(b)
    share = SHARED if a.document == b.document else SHARED_ALIKE if alike else 0.0
    # Of a mean over reps a part is scatter between them, which nothing else shares.
    single = alike or len(a.reps) == len(b.reps) == 1
    for name in ones:
        one, other = mean_of(ones[name]), mean_of(others[name])
        if one.seen or other.seen:
            common = _common(ones[name], others[name], share) if single and one.unit in _SHARING else 0.0
            yield difference(name, one, other, common)


def _common(one: Sequence[QuantityDocument], other: Sequence[QuantityDocument], share: float) -> float:
    """Variance that two means have in common: of what the reps of a clip share, `share`; of their scatter nothing."""
    own = [float(np.mean([q.sd or 0.0 for q in numbers if q.value is not None] or [0.0])) for numbers in (one, other)]
    return share * (own[0] ** 2 + own[1] ** 2) / 2


def difference(name: str, a: Quantity, b: Quantity, common: float = 0.0) -> Difference:
    """B − a; changed only beyond 1.96 standard deviations, and for the back beyond what a lifter repeats.

    `common` is the covariance of their errors: what is wrong with both alike takes no part in the change.
    """
    if a.value is None or b.value is None:
        return Difference(name, a, b, None, None)
    sd = math.sqrt(max((a.sd or 0.0) ** 2 + (b.sd or 0.0) ** 2 - 2 * common, 0.0))
    change = Quantity(b.value - a.value, sd, a.unit)
    least = threshold("clear_change_min_deg") if name.startswith(_BACK) else 0.0
    assert change.value is not None
    return Difference(name, a, b, change, abs(change.value) > max(least, Z_95 * sd))


def mean_of(numbers: Sequence[QuantityDocument]) -> Quantity:
    """Mean over reps; its error is the mean error, which the reps share, and the scatter between them."""
    seen = [(q.value, q.sd or 0.0) for q in numbers if q.value is not None]
    if not seen:
        return Quantity.unseen(numbers[0].unit, numbers[0].reason or "hidden")
    values, sds = np.array(seen).T
    scatter = float(values.std(ddof=1)) / math.sqrt(len(values)) if len(values) > 1 else 0.0
    return Quantity(float(values.mean()), math.hypot(float(sds.mean()), scatter), numbers[0].unit)


def _numbers(side: Side) -> dict[str, list[QuantityDocument]]:
    """Every number in every rep; one that needs a part of the lift which the clip lacks is not seen."""

    def over(path: str) -> list[QuantityDocument]:
        number, needs = attrgetter(path), NEEDS.get(path.rpartition(".")[2], CUTS)
        return [_unless_cut(number(rep), needs, rep.cut) for rep in side.reps]

    return {
        "Low back, set-up": over("lumbar_flexion_deg.setup"),
        "Low back, lift-off": over("lumbar_flexion_deg.liftoff"),
        "Low back, most": over("lumbar_flexion_deg.peak"),
        "Upper back, lift-off": over("thoracic_flexion_deg.liftoff"),
        "Hip share": over("hip_share"),
        "Hip fold, lift-off": over("hip_flexion_deg.liftoff"),
        "Lean, lift-off": over("trunk_inclination_deg.liftoff"),
        "Bar to shin": over("bar_to_shin_m.liftoff"),
        "Bar rise": over("bar_rise_m"),
        "Mean speed": over("mean_velocity_mps"),
        "Top speed": over("peak_velocity_mps"),
        "Low-back moment": over("l5s1_moment_nm.peak"),
    }


def _unless_cut(number: QuantityDocument, needs: Sequence[Cut], cut: Sequence[Cut]) -> QuantityDocument:
    lacks = [lacking for lacking in needs if lacking in cut]
    return QuantityDocument(value=None, sd=None, unit=number.unit, reason=lacks[0]) if lacks else number


def course(side: Side, series: str) -> tuple[FloatArray, FloatArray]:
    """Value and error of a series at `PHASES`, the mean over the reps; NaN where no rep was seen."""
    column = side.document.series.columns.get(series)
    if column is None:
        return np.full(len(PHASES), np.nan), np.full(len(PHASES), np.nan)
    time_s, value, sd = (
        np.array([math.nan if v is None else v for v in row])
        for row in (side.document.series.time_s, column.value, column.sd)
    )
    gap_s = threshold("samples_gap_max_s")
    whole = [rep for rep in side.reps if not rep.cut]
    if not whole:
        return np.full(len(PHASES), np.nan), np.full(len(PHASES), np.nan)
    lowered = {position.rep for position in side.document.positions if position.name == "lowering"}
    moments = [_times(rep, rep.index in lowered) for rep in whole]
    each = np.array([[linear_at(time_s, row, when_s, gap_s) for row in (value, sd)] for when_s in moments])
    seen = np.isfinite(each)
    total = np.where(seen, each, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    mean: FloatArray = np.where(seen.any(axis=0), total, np.nan)
    return mean[0], mean[1]


def _times(rep: RepDocument, lowered: bool) -> FloatArray:
    """(P,) the moments of a rep at `PHASES`; no way down where the bar was not seen coming down."""
    knots = [rep.liftoff_s - SETUP_S, rep.liftoff_s, rep.lockout_s, rep.end_s if lowered else math.nan]
    return np.asarray(np.interp(PHASES, [-SETUP_S, 0, 1, 2], knots))


def _postures(a: Side, b: Side) -> Iterator[tuple[PositionName, PositionDocument | None, PositionDocument | None]]:
    for name in get_args(PositionName):
        one, other = (mean_position(side, name) for side in (a, b))
        if one is not None or other is not None:
            yield name, one, other


def mean_position(side: Side, name: PositionName) -> PositionDocument | None:
    """One key position, the mean over the reps that count; None where none of them shows it."""
    reps = {rep.index for rep in side.reps}
    found = [p for p in side.document.positions if p.name == name and p.rep in reps]
    if not found:
        return None
    first = found[0]
    return PositionDocument(
        rep=first.rep,
        name=name,
        time_s=first.time_s,
        points={point: _mean_place([p.points.get(point) for p in found]) for point in first.points},
        back=[_mean_place(places) for places in zip(*(p.back for p in found), strict=True)],
        tallest=[_mean_place(places) for places in zip(*(p.tallest for p in found), strict=True)],
    )


def _mean_place(places: Sequence[Place]) -> Place:
    seen = [place for place in places if place is not None]
    if not seen:
        return None
    x, y = np.mean(seen, axis=0)
    return float(x), float(y)


RULE: Final = (
    "A change is clear when it is more than twice its error; of the back, it has to be more than "
    f"{threshold('clear_change_min_deg'):.0f}° too."
)


def headline(comparison: Comparison) -> str:
    """How many of the numbers changed, and how many could not be compared."""
    changed, unseen = (sum(d.changed is what for d in comparison.differences) for what in (True, None))
    count = len(comparison.differences)
    if unseen == count:
        return "These two cannot be compared: no number was seen in both."
    told = {0: "No clear change", 1: "One clear change"}.get(changed, f"{changed} clear changes")
    return f"{told}; {unseen} of {count} numbers could not be compared." if unseen else f"{told}."


def changes(comparison: Comparison) -> list[str]:
    """A sentence for each clear change, from A to B."""
    return [_in_words(d.name, d.change) for d in comparison.differences if d.changed and d.change is not None]


def _in_words(name: str, change: Quantity) -> str:
    sentence, more, less = _SENTENCES[name]
    value = change.value or 0.0
    size = everyday(Quantity(abs(value), change.sd, change.unit))
    return sentence.format(size=size, more=more if value > 0 else less)


def told(quantity: Quantity) -> str:
    """A number for the table, a dash where there is none."""
    return everyday(quantity) if quantity.seen else "–"
