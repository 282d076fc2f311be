"""What another bar would change, as it is shown: the cells of the table and the bodies to draw, no markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.finding import SetupOption, WhatIf
from liftwell.loads.posture import PER_LUMBAR, bow_of
from liftwell.quantity import Quantity

FloatArray = NDArray[np.float64]
Place = tuple[float, float]

OUT_OF_REACH: Final = "your arms do not reach"
LEGEND: Final = (
    "± is one standard deviation. Hips bend: as a straight low back would need it. Low back gives: what your hips "
    "cannot. Moment: the turning force at the bottom of the low back, at its largest in a slow pull."
)
PLATE_RADIUS_M: Final = 0.225
_DEGREES: Final = float(np.degrees(1))
_BACK: Final = np.linspace(0.0, 1.0, 13)
_HANGING: Final = frozenset({"romanian", "good-morning"})


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
    None for what cannot be reached.
    """

    name: str
    cells: tuple[str, ...]
    today: bool
    best: bool
    figure: Figure | None
    caption: str


@dataclass(frozen=True, slots=True)
class Setups:
    """The section of the report: `body_m` is the length by which figures are drawn to one scale."""

    headline: str
    reason: str
    test: str
    notes: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    body_m: float


def setups_of(found: WhatIf) -> Setups:
    """Everything of a what-if that the report shows."""
    columns = shown_columns(found)
    rows = tuple(_row(option, found, columns) for option in (found.today, *found.options))
    headings = tuple(column.heading.replace("\n", " ") for column in columns)
    return Setups(found.headline, found.reason, found.test, found.notes, headings, rows, _body_m(found))


def shown_columns(found: WhatIf, width: int = 1000) -> list[Column]:
    """What a table of `width` characters has room for; nothing of moments where there are none."""
    columns = [column for column in COLUMNS if column.from_width <= width]
    if not found.today.l5s1_moment.seen and found.today.reachable:
        columns = [column for column in columns if not column.of_moments]
    return columns


def short(option: SetupOption) -> str:
    """Such as "Trap bar, high" or "From 5 cm blocks"."""
    title = option.title.split(", down to")[0].split(", to a")[0]
    return (
        title.removesuffix(" handles")
        .removesuffix(", from the floor")
        .removeprefix("Conventional, ")
        .replace("from", "From")
    )


def _row(option: SetupOption, found: WhatIf, columns: list[Column]) -> Row:
    reached = option.reachable
    return Row(
        name=short(option),
        cells=tuple(column.cell(option) for column in columns) if reached else (),
        today=option is found.today,
        best=option is found.recommended,
        figure=_figure(option, found.today) if reached and option.points else None,
        caption=_caption(option),
    )


def _caption(option: SetupOption) -> str:
    """What stands under a figure."""
    back = option.lumbar_flexion.value
    if back is None:
        return OUT_OF_REACH
    gives = "low back gives nothing" if back < np.radians(0.5) else f"low back gives {np.degrees(back):.0f}°"
    return gives if not option.l5s1_moment.seen else f"{gives}, {number(option.l5s1_moment, 1)} N·m"


def _figure(option: SetupOption, today: SetupOption) -> Figure:
    points = dict(option.points)
    hip, neck = (np.array(points[name]) for name in ("hip", "cervicale"))
    bow = bow_of(neck - hip, np.array(PER_LUMBAR * (option.lumbar_flexion.value or 0.0)))
    back = hip + np.outer(_BACK, neck - hip) + np.outer(_BACK * (1 - _BACK), bow)
    points["bar"] = points["cervicale"] if option.code == "good-morning" else points["hand"]
    x, y = points["bar"]
    floor = min(today.bar_height.value or PLATE_RADIUS_M, y)
    plate = (x, y) if option.code in _HANGING else (x, y if option.code == "block" else floor)
    block = max(0.0, plate[1] - floor) if option.code == "block" else 0.0
    return Figure(points, tuple((float(a), float(b)) for a, b in back), plate, block)


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


def change(quantity: Quantity) -> str:
    """Such as "-7±3 %"; "today" where it is against itself."""
    if quantity.value is None:
        return "–"
    if quantity.sd is None:
        return "today"
    return f"{quantity.value * 100:+.0f}±{max(1, round(quantity.sd * 100))} %"


COLUMNS: Final = (
    Column("Hands at\ncm", lambda o: number(o.bar_height, 100), 64),
    Column("Hips\nbend", lambda o: number(o.hip_flexion, _DEGREES, "°"), 0),
    Column("Low back\ngives", lambda o: number(o.lumbar_flexion, _DEGREES, "°"), 0),
    Column("Trunk\nleans", lambda o: number(o.trunk_inclination, _DEGREES, "°"), 76),
    Column("Moment\nN·m", lambda o: number(o.l5s1_moment, 1), 0, of_moments=True),
    Column("against\ntoday", lambda o: change(o.change), 56, of_moments=True),
    Column("Bar goes\ncm", lambda o: number(o.bar_travel, 100), 80),
)
