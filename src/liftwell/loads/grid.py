"""Grid: every lift from every height of its plates, with the moments for every load, so that a page can answer at once.

Values are those of `options.option`, number for number. The errors of moments are worked out every few heights, at
three loads and at every second moment of a pull, and go over evenly in between: at the low back and the hips they are
within a twentieth of what each height and load would give by itself, at the knees, where they are small, within a
seventh.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.loads.build import Drawn
from liftwell.loads.options import Question, drawing, hands_of, load_of, told, told_upwards
from liftwell.loads.variants import VARIANTS, variant
from liftwell.loads.what_if import SHARES, Pulled
from liftwell.quantity import Quantity

FloatArray = NDArray[np.float64]
Line = tuple[float, float]

STEP_M: Final = 0.01
_ERRORS_EVERY: Final = 6  # steps
_LEAST_KG: Final = 10.0
_LEAST_LEVER: Final = 1e-9  # N·m for each kg: nothing
SHOWN: Final = 3  # of `inverse_dynamics.JOINTS`: low back, hip and knee


@dataclass(frozen=True, slots=True)
class Moments:
    """Largest extensor moments (N·m) of a pull at low back, hip and knee.

    lines: for each joint moments without a load and for each kg of it, of which the largest counts; sd (3, L) N·m at
    the loads of the grid; change_sd (L,) of the low back's moment against today's, 0.1 being a tenth of that.
    """

    lines: tuple[tuple[Line, ...], ...]
    sd: FloatArray
    change_sd: FloatArray

    def at(self, joint: int, load_kg: float) -> float:
        """The moment (N·m) at a joint with that load."""
        return max(bare + lever * load_kg for bare, lever in self.lines[joint])


@dataclass(frozen=True, slots=True)
class Cell:
    """One lift with its plates `raised_m` higher than today's on the floor; all as in `SetupOption`.

    moments: None without a body mass.
    """

    lift: str
    raised_m: float
    bar_height: Quantity
    hip_flexion: Quantity
    lumbar_flexion: Quantity
    trunk_inclination: Quantity
    bar_travel: Quantity
    points: Mapping[str, tuple[float, float]]
    moments: Moments | None

    def within(self, mark: float) -> bool:
        """Whether the low back gives no more than `mark` (rad), one standard deviation counted in."""
        return (self.lumbar_flexion.value or 0.0) + (self.lumbar_flexion.sd or 0.0) <= mark


@dataclass(frozen=True, slots=True)
class Grid:
    """raised_m (H,): heights looked at; loads_kg (3,): for which the errors are told, as the variance of what is linear
    in the load is a parabola; today_nm: the low back's moment
    today, None without a body mass; cells: by lift and index of the height, without those that cannot be reached. A
    lift that does not start from the floor has one cell, at 0.
    """

    raised_m: FloatArray
    loads_kg: FloatArray
    today_nm: float | None
    cells: Mapping[tuple[str, int], Cell]


def grid_of(
    question: Question,
    rng: np.random.Generator,
    heights: tuple[int, int],
    most_kg: float,
    lifts: Sequence[str] = VARIANTS,
) -> Grid:
    """All `lifts`, with plates from so many steps lower than on the floor to so many higher, and loads to `most_kg`."""
    raised = np.asarray(STEP_M * np.arange(heights[0], heights[1] + 1), dtype=float)
    kg = question.load_kg or 0.0
    middle = kg if 1.2 * _LEAST_KG < kg < 0.9 * most_kg else (_LEAST_KG + most_kg) / 2
    loads = np.array([_LEAST_KG, middle, most_kg])
    asking = _Asking(question, question.draw(rng), question.draw(None), raised, loads)
    today = asking.today()
    cells = {(code, n): cell for code in lifts for n, cell in asking.cells(code, today)}
    return Grid(raised, loads, None if today is None else float(today[0]), cells)


@dataclass(frozen=True, slots=True)
class _Asking:
    question: Question
    bodies: Drawn
    exact: Drawn
    raised: FloatArray
    loads: FloatArray

    def today(self) -> FloatArray | None:
        """(S,) N·m at the low back in the lift of today."""
        question = self.question
        if question.body.mass_kg is None:
            return None
        pull = question.pull(self.bodies, question.lift, np.array([question.blocks_m]))
        return np.asarray(pull.peak(np.array([load_of(question, question.lift)]))[0, 0, 0])

    def cells(self, code: str, today: FloatArray | None) -> list[tuple[int, Cell]]:
        """Those of a lift, by the index of their height."""
        raised = self.raised if variant(code).from_floor else np.zeros(1)
        start = self.question.pull(self.bodies, code, raised, whole=False)
        reached = np.flatnonzero(start.reachable[:, 0])
        if not len(reached):
            return []
        moments = [None] * len(reached) if today is None else self._moments(code, raised[reached], today)
        # A lift that does not start from the floor is the same at each height: it stands where today's plates do.
        first = int(np.argmin(np.abs(self.raised))) if len(raised) == 1 else 0
        return [
            (first + int(n), self._cell(code, float(raised[n]), start, int(n), its))
            for n, its in zip(reached, moments, strict=True)
        ]

    def _cell(self, code: str, raised_m: float, pull: Pulled, n: int, moments: Moments | None) -> Cell:
        start = pull.start
        return Cell(
            code,
            raised_m,
            bar_height=hands_of(self.question, told(pull.hands[n : n + 1], "m")),
            hip_flexion=told(start.give.asked[n : n + 1], "rad"),
            lumbar_flexion=told_upwards(start.give.lumbar[n : n + 1]),
            trunk_inclination=told(start.trunk.lean[n : n + 1], "rad"),
            bar_travel=told(pull.travel[n : n + 1], "m"),
            points=drawing(pull, n),
            moments=moments,
        )

    def _moments(self, code: str, raised: FloatArray, today: FloatArray) -> list[Moments | None]:
        pull = self.question.pull(self.exact, code, raised)
        errors = self._errors(code, raised, today)

        def lines(joint: int, n: int) -> tuple[Line, ...]:
            bare, lever = pull.bare[joint, n, :, 0], pull.lever[joint, n, :, 0]  # type: ignore[index]
            return tuple((float(bare[at]), float(lever[at])) for at in envelope(bare, lever, float(self.loads[-1])))

        return [
            Moments(
                tuple(lines(joint, n) for joint in range(SHOWN)),
                np.stack([one[n] for one in errors[:SHOWN]]),
                errors[SHOWN][n],
            )
            for n in range(len(raised))
        ]

    def _errors(self, code: str, raised: FloatArray, today: FloatArray) -> list[FloatArray]:
        """(H, L) of low back, hip, knee and the change against today."""
        zero = int(np.argmin(np.abs(raised)))
        rows = [n for n in range(len(raised)) if (n - zero) % _ERRORS_EVERY == 0 or n in (0, len(raised) - 1)]
        peaks = self.question.pull(self.bodies, code, raised[rows], among=SHARES[::2]).peak(self.loads)
        return [_between(raised, raised[rows], _spread(one)) for one in (*peaks[:SHOWN], peaks[0] / today)]


def _spread(samples: FloatArray) -> FloatArray:
    """(H, L) standard deviations of (H, L, S) samples; those that reach no bar do not count."""
    return np.asarray(np.nanstd(np.where(np.isfinite(samples), samples, np.nan), axis=2))


def _between(heights: FloatArray, known: FloatArray, values: FloatArray) -> FloatArray:
    """(H, L) at `heights`, from `values` (K, L) at `known` ones."""
    return np.stack([np.interp(heights, known, column) for column in values.T], axis=1)


def envelope(bare: FloatArray, lever: FloatArray, most: float) -> tuple[int, ...]:
    """Which of the lines bare + lever · x are the largest of all somewhere from 0 to `most`, by rising lever."""
    seen = np.isfinite(bare) & np.isfinite(lever)
    found = [int(np.lexsort((lever, np.where(seen, bare, -np.inf)))[-1])]
    while len(steeper := np.flatnonzero(seen & (lever - lever[found[-1]] > _LEAST_LEVER))):
        crossing = (bare[found[-1]] - bare[steeper]) / (lever[steeper] - lever[found[-1]])
        if crossing.min() >= most:
            break
        found.append(int(steeper[np.lexsort((-lever[steeper], crossing))[0]]))
    return tuple(found)
