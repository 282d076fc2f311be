"""Which change suits this body: the lowest bar at which the low back has to give little, and the words for it.

The rule is judgement (`evidence/thresholds.toml`), and the lifter's own response outranks it: a recommendation always
comes with the test that confirms it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.evidence import threshold
from liftwell.finding import HeightStep
from liftwell.loads.build import Drawn
from liftwell.loads.options import Question, told, told_upwards
from liftwell.loads.variants import variant
from liftwell.quantity import Quantity

FloatArray = NDArray[np.float64]

STEP_M: Final = 0.01
# Lower blocks than a thick mat are not worth the trouble (m): judgement.
LEAST_M: Final = 0.03 - 1e-9
# Blocks higher than this put the bar at the thighs.
HIGHEST_M: Final = 0.40
# In the order in which they change more of what a lifter does.
OTHERS: Final = ("sumo", "trap-bar-low", "trap-bar-high")


class Ladder(NamedTuple):
    """What the low back gives at rising heights of the hands: blocks_m (H,) under the plates, hands_m (H,), lumbar and
    spare (H, S) rad; spare is the hip bend left, negative where the low back gives.
    """

    blocks_m: FloatArray
    hands_m: FloatArray
    lumbar: FloatArray
    spare: FloatArray

    @property
    def steps(self) -> tuple[HeightStep, ...]:
        """One for each height that the arms reach."""
        pairs = zip(self.hands_m, self.lumbar, strict=True)
        return tuple(HeightStep(float(m), told_upwards(one[None])) for m, one in pairs if np.isfinite(one[0]))

    def lowest(self, mark: float) -> float | None:
        """Blocks in m from which on the bend and its standard deviation are within `mark` (rad); None if nowhere."""
        for blocks, one in zip(self.blocks_m, self.lumbar, strict=True):
            if np.isfinite(one[0]):
                bend = told_upwards(one[None])
                if (bend.value or 0.0) + (bend.sd or 0.0) <= mark and not 0 < blocks < LEAST_M:
                    return float(blocks)
        return None

    def no_bend(self) -> Quantity:
        """Height of the hands (m) from which the low back gives nothing, of all heights; unseen if there is none."""
        free = self.spare >= 0
        first = np.where(free.any(0), free.argmax(0), len(free) - 1)
        if not free[:, 0].any():
            return Quantity.unseen("m", "out_of_reach")
        return told(self.hands_m[first][None], "m")


def ladder_of(question: Question, bodies: Drawn, lift: str) -> Ladder:
    """A lift from the floor up in steps of 1 cm; one rung for a lift that does not start from the floor."""
    kind = variant(lift)
    blocks = np.arange(0, HIGHEST_M + STEP_M / 2, STEP_M) if kind.from_floor else np.zeros(1)
    pull = question.pull(bodies, lift, blocks, whole=False)
    lumbar = np.where(pull.reachable, pull.start.give.lumbar, np.nan)
    return Ladder(blocks, pull.hands[:, 0], lumbar, pull.start.give.spare)


def mark_of(question: Question) -> float:
    """How much the low back may have to give, in rad."""
    limit = float(np.radians(threshold("lumbar_demand_max_deg")))
    own = question.body.lumbar_range
    return limit if own is None else min(limit, threshold("lumbar_share_max") * own)


def smallest_change(today: str, block_m: float | None, within: dict[str, bool]) -> tuple[str, float] | None:
    """The lift and the blocks (m) of the smallest change that keeps to the mark; None where nothing here does.

    `block_m`: the lowest blocks with which today's lift does; `within`: which of `OTHERS` do from the floor.
    """
    if block_m is not None and block_m <= threshold("small_raise_max_m"):
        return today, block_m
    for code in OTHERS:
        if within.get(code):
            return code, 0.0
    return None if block_m is None else (today, block_m)
