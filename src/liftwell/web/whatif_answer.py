"""The answer of a what-if as its page needs it: today, every state of the sliders, the picture, and the table."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from markupsafe import Markup

from liftwell.athlete import KG_PER_LB
from liftwell.finding import SetupOption, WhatIf
from liftwell.loads.advice import what_if
from liftwell.loads.grid import SHOWN, Cell, FloatArray, Grid, grid_of
from liftwell.loads.options import SEED, Question, load_of
from liftwell.loads.variants import VARIANTS, variant
from liftwell.quantity import Quantity
from liftwell.report.figures.body import build_for
from liftwell.report.figures.figure import Figure
from liftwell.report.figures.set_up import posed
from liftwell.report.figures.steered import Steered, steered
from liftwell.report.setups import Figure as SetUp
from liftwell.report.setups import Setups, back_of, given, number, setups_of
from liftwell.web.whatif_body import Body, Put, put

MOST_RAISED_CM: Final = 30
# Plates from those of an Olympic bar down to small iron ones; steps that move the bar by whole centimetres.
LEAST_PLATE_CM, MOST_PLATE_CM, PLATE_STEP_CM = 30, 45, 2
_LEAST_KG, _MOST_KG = 10.0, 200.0
CM_PER_IN: Final = 2.54
_DEGREES: Final = math.degrees(1)
_NAMES: Final = {
    "conventional": "Conventional",
    "sumo": "Sumo",
    "trap-bar-low": "Trap bar, low",
    "trap-bar-high": "Trap bar, high",
    "romanian": "Romanian",
    "stiff-leg": "Stiff-leg",
    "good-morning": "Good morning",
}


class Units(NamedTuple):
    """In which a person wants loads and lengths: "kg" or "lb", "cm" or "in"."""

    weight: str = "kg"
    length: str = "cm"

    @property
    def kg(self) -> float:
        """Kilograms of one."""
        return KG_PER_LB if self.weight == "lb" else 1.0

    @property
    def cm(self) -> float:
        """Centimetres of one."""
        return CM_PER_IN if self.length == "in" else 1.0


class Slider(NamedTuple):
    """Of a range input: its ends, its step and where it stands."""

    least: float
    most: float
    step: float
    value: float


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything of a body. rows: label, key and words of today for each number that does not hang on the load; data:
    for the script; moments: whether there are any; to: lift and blocks (cm) of the recommended change, None without.
    """

    put: Put
    found: WhatIf
    setups: Setups
    svg: Markup
    rows: tuple[tuple[str, str, str], ...]
    data: dict[str, Any]
    moments: bool
    raised: Slider
    plate: Slider
    load: Slider
    lifts: tuple[tuple[str, str], ...]
    to: tuple[str, int] | None


@lru_cache(maxsize=8)
def answer_of(body: Body, units: Units) -> Answer:
    """The answer for a body; raises ImpossibleValue as `put` does."""
    asked = put(body)
    question = asked.question
    found = what_if(question, np.random.default_rng(SEED))
    to = _to(question, found)
    raised, plate, load = _sliders(asked, units, to)
    lowest = round((plate.least - plate.value) / 2)
    highest = round(raised.most + (plate.most - plate.value) / 2)
    grid = grid_of(question, np.random.default_rng(SEED), (lowest, highest), load.most * units.kg)
    picture = _picture(question, found, grid, round(raised.value))
    return Answer(
        put=asked,
        found=found,
        setups=setups_of(found),
        svg=picture.svg,
        rows=tuple((label, key, tell(found.today, units)) for key, label, tell in ROWS),
        data=_data(asked, found, grid, picture, units),
        moments=grid.today_nm is not None,
        raised=raised,
        plate=plate,
        load=load,
        lifts=tuple((code, _NAMES[code]) for code in VARIANTS),
        to=to,
    )


def _to(question: Question, found: WhatIf) -> tuple[str, int] | None:
    """The lift and the blocks (whole cm) of the recommended change; None where there is none to make."""
    best = found.recommended
    if best is None or best is found.today:
        return None
    lift = "conventional" if best.code == "block" else best.code
    if not variant(lift).from_floor:
        return lift, 0
    without = question.pull(question.draw(None), lift, np.zeros(1), whole=False).hands[0, 0]
    return lift, round(100 * ((best.bar_height.value or 0.0) - float(without)))


def _sliders(asked: Put, units: Units, to: tuple[str, int] | None) -> tuple[Slider, Slider, Slider]:
    question, today_cm = asked.question, 200 * asked.plate_m
    blocks = round(100 * question.blocks_m)
    raised = Slider(0, max(MOST_RAISED_CM, blocks, to[1] if to else 0), 1, blocks)
    down = max(0, math.floor((today_cm - LEAST_PLATE_CM) / PLATE_STEP_CM))
    up = max(0, math.floor((MOST_PLATE_CM + 0.5 - today_cm) / PLATE_STEP_CM))
    plate = Slider(today_cm - PLATE_STEP_CM * down, today_cm + PLATE_STEP_CM * up, PLATE_STEP_CM, today_cm)
    load = (question.load_kg or _LEAST_KG) / units.kg
    usual, fine = (5.0, 1.0) if units.weight == "lb" else (2.5, 0.5)
    step = usual if abs(load / usual - round(load / usual)) < 0.01 else fine
    least, most = _LEAST_KG / units.kg, max(_MOST_KG / units.kg, 1.5 * load)
    least, most = math.floor(min(least, load) / usual) * usual, math.ceil(most / usual) * usual
    return raised, plate, Slider(least, most, step, round(load / step) * step)


# --- the numbers ---------------------------------------------------------------------------------

Told = Cell | SetupOption


def _lengths(name: str) -> Callable[[Told, Units], str]:
    """Centimetres as in the report, inches with a tenth."""

    def tell(told: Told, units: Units) -> str:
        length: Quantity = getattr(told, name)
        if units.length == "cm" or length.value is None:
            return number(length, 100, " cm")
        inches = f"{100 * length.value / units.cm:.1f}"
        return f"{inches} in" if length.sd is None else f"{inches}±{100 * length.sd / units.cm:.1f} in"

    return tell


# What does not hang on the load, as the table of the report writes it.
ROWS: Final[tuple[tuple[str, str, Callable[[Told, Units], str]], ...]] = (
    ("back", "Low back gives", lambda told, _: given(told.lumbar_flexion)),
    ("hips", "Hips bend", lambda told, _: number(told.hip_flexion, _DEGREES, "°")),
    ("lean", "Trunk leans", lambda told, _: number(told.trunk_inclination, _DEGREES, "°")),
    ("hands", "Hands at", _lengths("bar_height")),
    ("travel", "Bar goes up", _lengths("bar_travel")),
)


def _was(today: SetupOption) -> dict[str, str]:
    """The moments of today, as the script names them."""
    moments = (today.l5s1_moment, today.hip_moment, today.knee_moment)
    return {str(n): f"{number(one, 1)} N·m" for n, one in enumerate(moments) if one.seen}


def _data(put_: Put, found: WhatIf, grid: Grid, picture: Steered, units: Units) -> dict[str, Any]:
    question = put_.question
    cells = list(grid.cells.values())
    places = {key: n for n, key in enumerate(grid.cells)}
    steps = range(len(grid.raised_m))
    lifts = {
        code: {
            "floor": variant(code).from_floor,
            "most": round(load_of(_heavy(question), code), 3),
            "cells": [places.get((code, n if variant(code).from_floor else _zero(grid)), -1) for n in steps],
        }
        for code in VARIANTS
    }
    return {
        "first": round(100 * float(grid.raised_m[0])),
        "lifts": lifts,
        "texts": {key: [tell(cell, units) for cell in cells] for key, _, tell in ROWS},
        "back": [[round(10 * _DEGREES * (part or 0.0)) for part in _pair(cell)] for cell in cells],
        "within": [int(cell.within(found.mark)) for cell in cells],
        "mark": round(_DEGREES * found.mark, 2),
        "loads": [round(float(load), 3) for load in grid.loads_kg],
        "moments": [_moments(cell) for cell in cells] if grid.today_nm is not None else [],
        "today": {
            "lift": question.lift,
            "raised": 100 * question.blocks_m,
            "kg": question.load_kg,
            "nm": grid.today_nm if found.today.reachable else None,
            "plate": round(200 * put_.plate_m, 3),
        },
        "was": _was(found.today),
        "kg": units.kg,
        "cm": units.cm,
        "handles": picture.handles,
    }


def _heavy(question: Question) -> Question:
    """The same with more on the bar than there is, so that only a lift's own limit counts."""
    return Question(question.body, 1e4, question.floor_m)


def _zero(grid: Grid) -> int:
    return int(np.argmin(np.abs(grid.raised_m)))


def _pair(cell: Cell) -> tuple[float | None, float | None]:
    return cell.lumbar_flexion.value, cell.lumbar_flexion.sd


def _moments(cell: Cell) -> list[Any]:
    """For each joint its lines, in tenths of N·m and ten-thousandths for each kg, and its errors; those of the change
    in ten-thousandths.
    """
    its = cell.moments
    assert its is not None
    joints = [
        [[part for bare, lever in its.lines[k] for part in (round(10 * bare), round(1e4 * lever))], _tens(its.sd[k])]
        for k in range(SHOWN)
    ]
    return [*joints, [round(1e4 * float(one)) for one in its.change_sd]]


def _tens(values: FloatArray) -> list[int]:
    return [round(10 * float(one)) for one in values]


# --- the picture ---------------------------------------------------------------------------------


def _picture(question: Question, found: WhatIf, grid: Grid, raised: int) -> Steered:
    stature = question.body.stature_m
    cells = list(grid.cells.values())
    figures = [_figure(cell, stature) for cell in cells]
    plates = [_plate(cell, question) for cell in cells]
    today = _figure(found.today, stature) if found.today.points else None
    at = _zero(grid) + (raised if variant(question.lift).from_floor else 0)
    show = list(grid.cells).index((question.lift, at)) if (question.lift, at) in grid.cells else 0
    return steered(figures, plates, show, today, found.today.title)


def _figure(told: Told, stature: float) -> Figure:
    points = dict(told.points)
    return posed(build_for(stature), SetUp(points, back_of(points, told.lumbar_flexion), (0.0, 0.0), 0.0))


def _plate(cell: Cell, question: Question) -> complex:
    """The middle (m) of the plates."""
    x, y = cell.points["cervicale" if cell.lift == "good-morning" else "hand"]
    return complex(x, question.floor_m + cell.raised_m if variant(cell.lift).from_floor else y)
