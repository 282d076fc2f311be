"""What another bar would change, as it is shown: the cells of the table and the bodies to draw, no markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Rep
from liftwell.finding import SetupOption, WhatIf
from liftwell.loads.posture import PER_LUMBAR, bow_of
from liftwell.loads.style import PLATE_RADIUS_M
from liftwell.quantity import Quantity, everyday_span

FloatArray = NDArray[np.float64]
Place = tuple[float, float]

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
OUT_OF_REACH: Final = "does not work with your lengths and hips"
LEGEND: Final = (
    "± is one standard deviation. Hips bend: as a straight low back would need it. Low back gives: what your hips "
    "cannot. Moment: the turning force at the bottom of the low back, at its largest in a slow pull."
)
_DEGREES: Final = float(np.degrees(1))
_BACK: Final = np.linspace(0.0, 1.0, 13)
_HANGING: Final = frozenset({"romanian", "good-morning"})
_THIN_M: Final = 0.005  # judgement: no block is thinner
_STANCES: Final = {"sumo": "wide stance, seen from the side"}


class Column(NamedTuple):
    """A column of the table: its heading in two lines, what it shows, and the narrowest terminal (characters) that has
    it.
    """

    heading: str
    cell: Callable[[SetupOption], str]
    from_width: int
    of_moments: bool = False


class Figure(NamedTuple):
    """A body at the start of a lift, in metres: places by name, its back from hips to neck, plate and block.

    `plate` is the plate's middle, `block_m` the height of what it stands on.
    """

    points: Mapping[str, Place]
    back: tuple[Place, ...]
    plate: Place
    block_m: float


@dataclass(frozen=True, slots=True)
class Row:
    """One option: its name, cells under `Setups.headings`, whether it is today's lift or the one to try, and a figure,
    None for what cannot be reached. `stance` says what the figure, drawn from the side, cannot show.
    """

    name: str
    cells: tuple[str, ...]
    today: bool
    best: bool
    figure: Figure | None
    caption: str
    stance: str = ""


@dataclass(frozen=True, slots=True)
class Setups:
    """The section of the report: `body_m` is the length by which figures are drawn to one scale.

    `measured` sets the moments of the lifter's own reps beside those of the model; empty without either.
    """

    headline: str
    reason: str
    test: str
    notes: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    body_m: float
    measured: str = ""


def setups_of(found: WhatIf, reps: Sequence[Rep] = ()) -> Setups:
    """Everything of a what-if that the report shows, beside what was measured of `reps`."""
    columns = shown_columns(found)
    rows = tuple(_row(option, found, columns) for option in (found.today, *found.options))
    headings = tuple(column.heading for column in columns)
    return Setups(
        found.headline, found.reason, found.test, found.notes, headings, rows, _body_m(found), _measured(found, reps)
    )


def _measured(found: WhatIf, reps: Sequence[Rep]) -> str:
    """A sentence; empty where only one of the two has moments."""
    peaks = [peak for rep in reps if (peak := rep.whole().l5s1_moment_peak).seen]
    if not (peaks and found.today.l5s1_moment.seen):
        return ""
    return f"Moments here are those of a slow pull; yours, with its speed, was {everyday_span(peaks)}."


def shown_columns(found: WhatIf, width: int = 1000) -> list[Column]:
    """What a table of `width` characters has room for; nothing of moments where there are none."""
    columns = [column for column in COLUMNS if column.from_width <= width]
    if not found.today.l5s1_moment.seen and found.today.reachable:
        columns = [column for column in columns if not column.of_moments]
    return columns


def short(option: SetupOption) -> str:
    """Such as "Trap bar, high", "Sumo, from 5 cm blocks" or "From 5 cm blocks", which is the conventional lift."""
    title = option.title.split(", down to")[0].split(", to a")[0]
    title = title.replace(" handles", "").removesuffix(", from the floor").removeprefix("Conventional, ")
    return title[0].upper() + title[1:]


def _row(option: SetupOption, found: WhatIf, columns: list[Column]) -> Row:
    reached = option.reachable
    return Row(
        name=short(option),
        cells=tuple(column.cell(option) for column in columns) if reached else (),
        today=option is found.today,
        best=option is found.recommended,
        figure=_figure(option, found) if reached and option.points else None,
        caption=_caption(option),
        stance=_STANCES.get(option.code, ""),
    )


def _caption(option: SetupOption) -> str:
    """What stands under a figure."""
    back = option.lumbar_flexion
    if back.value is None:
        return OUT_OF_REACH
    how_much = f"{np.degrees(back.value):.0f}°"
    if how_much == "0°":
        how_much = "nothing" if _DEGREES * (back.sd or 0.0) < 1 else given(back)
    gives = f"low back gives {how_much}"
    return gives if not option.l5s1_moment.seen else f"{gives}, {number(option.l5s1_moment, 1)}{NO_BREAK}N·m"


def _figure(option: SetupOption, found: WhatIf) -> Figure:
    points = dict(option.points)
    back = back_of(points, option.lumbar_flexion)
    points["bar"] = points["cervicale"] if option.code == "good-morning" else points["hand"]
    x, y = points["bar"]
    hangs = option.code in _HANGING
    block = 0.0 if hangs else _block(option, found)
    plate = (x, y if hangs else min(y, _lowest(found) + block))
    return Figure(points, back, plate, block)


def back_of(points: Mapping[str, Place], lumbar: Quantity) -> tuple[Place, ...]:
    """The back from hips to neck (m) of a low back that gives so much."""
    hip, neck = (np.array(points[name]) for name in ("hip", "cervicale"))
    bow = bow_of(neck - hip, np.array(PER_LUMBAR * (lumbar.value or 0.0)))
    back = hip + np.outer(_BACK, neck - hip) + np.outer(_BACK * (1 - _BACK), bow)
    return tuple((float(x), float(y)) for x, y in back)


def _block(option: SetupOption, found: WhatIf) -> float:
    """Height (m) of what its plates stand on: handles are higher than the bar's axis, and both rise by the blocks."""
    same = (option.code,) if option.code.startswith("trap-bar") else ()
    block = (option.bar_height.value or 0.0) - _lowest(found, same)
    return block if block > _THIN_M else 0.0


def _lowest(found: WhatIf, codes: Sequence[str] = ()) -> float:
    """Lowest hands (m) over the floor at the start of those lifts, or of all that begin with plates at rest."""
    options = [option for option in (found.today, *found.options) if option.code in (codes or {option.code})]
    heights = [option.bar_height.value for option in options if option.code not in _HANGING]
    return min((height for height in heights if height is not None), default=PLATE_RADIUS_M)


def _body_m(found: WhatIf) -> float:
    """Shank, thigh and trunk of today's figure: one scale for all of them."""
    points = {name: np.array(place) for name, place in found.today.points.items()}
    if not points:
        return 1.33
    links = (("ankle", "knee"), ("knee", "hip"), ("hip", "shoulder"))
    return float(sum(np.linalg.norm(points[a] - points[b]) for a, b in links))


def number(quantity: Quantity, factor: float, unit: str = "") -> str:
    """Such as "126±5°"; "–" for what is not known."""
    if quantity.value is None:
        return "–"
    value = quantity.value * factor
    if quantity.sd is None:
        return f"{value:.1f}".removesuffix(".0") + unit
    return f"{value:z.0f}±{quantity.sd * factor:.0f}{unit}"


def given(quantity: Quantity) -> str:
    """Of a low back: such as "14±11°", or "0 to 14°" for one that gives nothing, as it can only give more."""
    if quantity.value is None or quantity.sd is None or round(quantity.value * _DEGREES) != 0:
        return number(quantity, _DEGREES, "°")
    most = round((quantity.value + quantity.sd) * _DEGREES)
    return f"0 to {most}°" if most else "0°"


def change(quantity: Quantity) -> str:
    """Such as "-7±3 %"; "today" where it is against itself."""
    if quantity.value is None:
        return "–"
    if quantity.sd is None:
        return "today"
    percent = round(quantity.value * 100)
    return f"{f'{percent:+d}' if percent else '0'}±{max(1, round(quantity.sd * 100))} %"


# What the question is about comes first: narrow screens and terminals show the left.
COLUMNS: Final = (
    Column("Low back\ngives", lambda o: given(o.lumbar_flexion), 0),
    Column("Moment\nN·m", lambda o: number(o.l5s1_moment, 1), 0, of_moments=True),
    Column("against\ntoday", lambda o: change(o.change), 50, of_moments=True),
    Column("Hips\nbend", lambda o: number(o.hip_flexion, _DEGREES, "°"), 56),
    Column("Trunk\nleans", lambda o: number(o.trunk_inclination, _DEGREES, "°"), 62),
    Column("Hands at\ncm", lambda o: number(o.bar_height, 100), 72),
    Column("Bar goes\ncm", lambda o: number(o.bar_travel, 100), 80),
)
