"""Set-up options of one lifter: each variant's pull with its whole error, against today's.

Every number is that of the body as told; its standard deviation comes from many bodies that this one may be. All
variants share those, so that the error of a change is less than that of its two sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.finding import SetupOption
from liftwell.loads.build import Body, Drawn, drawn
from liftwell.loads.inverse_dynamics import JOINTS
from liftwell.loads.posture import POINTS
from liftwell.loads.pull import Style
from liftwell.loads.variants import variant
from liftwell.loads.what_if import SHARES, Pulled, pulled
from liftwell.quantity import Quantity, Reason

FloatArray = NDArray[np.float64]

SAMPLES: Final = 512
SEED: Final = 5  # of all draws: the same clip gives the same file, the same question the same answer
# Share of a normal distribution that lies below one standard deviation over its mean.
_ONE_SD_UP: Final = 0.8413
MOST_ON_BACK: Final = 0.5  # of the body's mass in a good morning: judgement, as `hips_back` in variants.toml
_EXACT: Final = 1e-9  # what spreads by less was chosen, not measured: it has no error


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: for `body`, with its `style` where a clip has shown it, and `load_kg`, None where not told.

    floor_m: height of the plates' axis without blocks, floor_sd_m its error where it was measured; lift: as it is done
    today, from blocks of `blocks_m`; bent and hips: how much the low back was seen to round at its start, and the most
    that the hips were seen to bend (rad); of_clip: whether the lifter was filmed.
    """

    body: Body
    load_kg: float | None
    floor_m: float
    lift: str = "conventional"
    blocks_m: float = 0.0
    style: Style | None = None
    floor_sd_m: float | None = None
    bent: Quantity | None = None
    hips: Quantity | None = None
    of_clip: bool = False

    def draw(self, rng: np.random.Generator | None, count: int = SAMPLES) -> Drawn:
        """Bodies that this one may be, the first exactly as told."""
        return drawn(self.body, count, rng)

    def pull(
        self, bodies: Drawn, lift: str, blocks_m: FloatArray, *, whole: bool = True, among: FloatArray = SHARES
    ) -> Pulled:
        """How `bodies` pull a lift from blocks of `blocks_m` (H,); `whole` and `among` are those of `pulled`."""
        floors = self.floor_m + np.asarray(blocks_m, dtype=float)
        return pulled(variant(lift), bodies, floors, self.style, reference_m=self.floor_m, whole=whole, among=among)

    @property
    def no_moment(self) -> Reason | None:
        """Why there are no moments, None where there are."""
        return "no_mass" if self.body.mass_kg is None else "no_load" if self.load_kg is None else None


def option(question: Question, code: str, title: str, pull: Pulled, today: Pulled) -> SetupOption:
    """One option from its pull from one height, with the change against today's pull."""
    if not pull.reachable[0, 0]:
        return unreachable(code, title)
    start = pull.start
    moments, change = _moments(question, code, pull, today)
    return SetupOption(
        code,
        title,
        bar_height=hands_of(question, told(pull.hands, "m")),
        hip_flexion=told(start.give.asked, "rad"),
        lumbar_flexion=told_upwards(start.give.lumbar),
        l5s1_moment=moments[0],
        bar_travel=told(pull.travel, "m"),
        trunk_inclination=told(start.trunk.lean, "rad"),
        knee_flexion=told(start.knee_bend, "rad"),
        hip_spare=told(start.give.spare, "rad"),
        hip_moment=moments[1],
        knee_moment=moments[2],
        ankle_moment=moments[3],
        change=change,
        points=drawing(pull),
    )


def hands_of(question: Question, hands: Quantity) -> Quantity:
    """Height of the hands, with the error of the clip's floor where nothing else spreads it."""
    return hands if hands.sd is not None else Quantity(hands.value, question.floor_sd_m, "m")


def told(samples: FloatArray, unit: str) -> Quantity:
    """A number from (1, S) samples, the first being the body as told; samples that reach no bar do not count."""
    values = samples[0]
    reached = values[np.isfinite(values)]
    sd = float(reached.std())
    return Quantity(float(values[0]), sd if sd > _EXACT else None, unit)


def told_upwards(samples: FloatArray) -> Quantity:
    """The same for an angle that cannot be less than 0: its standard deviation is that to its upper side."""
    values = samples[0]
    reached = values[np.isfinite(values)]
    high = float(np.quantile(reached, _ONE_SD_UP))
    return Quantity(float(values[0]), max(0.0, high - float(values[0])), "rad")


def drawing(pull: Pulled, height: int = 0) -> dict[str, tuple[float, float]]:
    """Places at the start from one of the heights by name, for drawing: all of `POINTS` but the bow, no place."""
    places = zip(POINTS, pull.points[:, :, height, 0], strict=True)
    return {name: (float(x), float(y)) for name, (x, y) in places if name != "bow"}


def unreachable(code: str, title: str) -> SetupOption:
    """An option that this body cannot set up."""
    length, angle, moment, ratio = (Quantity.unseen(unit, "out_of_reach") for unit in ("m", "rad", "N.m", "1"))
    start = (length, angle, angle, moment, length, angle, angle, angle)
    return SetupOption(code, title, *start, moment, moment, moment, ratio)


def load_of(question: Question, lift: str) -> float:
    """The load (kg) that is asked about; on the back at most half of the body's mass, which stays over the feet."""
    load, mass = question.load_kg or 0.0, question.body.mass_kg or 0.0
    return min(load, MOST_ON_BACK * mass) if lift == "good-morning" else load


def _moments(question: Question, code: str, pull: Pulled, today: Pulled) -> tuple[list[Quantity], Quantity]:
    if question.no_moment is not None:
        unseen = Quantity.unseen("N.m", question.no_moment)
        return [unseen] * len(JOINTS), Quantity.unseen("1", question.no_moment)
    assert question.load_kg is not None
    peaks = pull.peak(np.array([load_of(question, code)]))[:, :, 0]
    before = today.peak(np.array([load_of(question, question.lift)]))[0, :, 0]
    change = Quantity.unseen("1", "out_of_reach")
    if today.reachable[0, 0]:
        change = told(peaks[0] / before - 1, "1")
    return [told(peak, "N.m") for peak in peaks], change
