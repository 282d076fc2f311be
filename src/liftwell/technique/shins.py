"""Step 2: knees bend until the shins touch the bar."""

from __future__ import annotations

from typing import Final

import numpy as np

from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.motion.shin import GAP_SD_M, shin_gap
from liftwell.quantity import Quantity
from liftwell.technique.pull import Pull
from liftwell.technique.rule import Rule, each


def gap_at(pull: Pull, when_s: float) -> Quantity:
    """From the skin of the shin to the bar at one moment; without a scale as on a body of usual size."""
    ankle, knee, bar = (pull.place(point, when_s) for point in ("ankle", "knee", "bar"))
    metres = pull.motion.body.value or NOMINAL_BODY_M
    return pull.length(shin_gap(ankle, knee, bar, metres) / metres, GAP_SD_M / metres)


def gap_at_setup(pull: Pull) -> Quantity:
    """In the middle of the set-up; rep by rep the reason why there is none."""
    if pull.setup is None:
        return pull.without_setup("m")
    return gap_at(pull, float(np.mean(pull.setup)))


SHINS: Final = Rule(
    code="step2.shins_to_bar",
    step=2,
    measure=each(gap_at_setup),
    above="bar_off_shin_max_m",
    evidence=("six-steps", "bar-distance"),
)
