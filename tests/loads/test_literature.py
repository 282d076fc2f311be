"""What people were measured to do, against what the model says of a body that was not fitted to them.

Where each constant comes from stands in `variants.toml` and `segments.toml`; none was chosen by these tests. Where the
model misses a published number, the test says by how much.
"""

from __future__ import annotations

import numpy as np
import pytest

from liftwell.athlete import Athlete, Sex
from liftwell.loads.build import Body, body_of
from liftwell.loads.inverse_dynamics import JOINTS
from liftwell.loads.variants import variant
from liftwell.loads.what_if import Sweep, pulled, sweep
from tests.loads.bodies import AVERAGE, FLOOR_M, exact

# Competitors of 60 to 110 kg with two to three times that on the bar.
_PEOPLE: tuple[tuple[float, float, Sex, float], ...] = (
    (1.75, 80.0, "male", 200.0),
    (1.70, 67.5, "male", 190.0),
    (1.82, 100.0, "male", 260.0),
    (1.63, 60.0, "female", 120.0),
    (1.70, 75.0, "female", 150.0),
)
BODIES = [(body_of(Athlete(height, mass, sex)), load) for height, mass, sex, load in _PEOPLE]
LIFTS = ("conventional", "sumo", "trap-bar-low", "trap-bar-high")


def swept(body: Body, load_kg: float) -> Sweep:
    return sweep(body, LIFTS, np.array([FLOOR_M]), np.array([load_kg]))


@pytest.mark.parametrize(("body", "load"), BODIES)
def test_sumo_takes_a_tenth_off_the_low_back(body: Body, load: float) -> None:
    """Cholewicki 1991, Medicine & Science in Sports & Exercise 23:1179-1186: 10 % less moment at L4/L5."""
    conventional, sumo = swept(body, load).peak[0, :2, 0, 0]
    assert sumo / conventional - 1 == pytest.approx(-0.10, abs=0.05)


def test_the_trunk_is_more_upright_in_sumo() -> None:
    """Escamilla 2000: by 5 to 10 degrees, in the mean of its lifters; one short lifter at 70 cm has up to 11."""
    leans = np.degrees([swept(body, load).lean[:2, 0] for body, load in BODIES])
    less = leans[:, 0] - leans[:, 1]
    assert 5 <= less.mean() <= 10
    assert less == pytest.approx([8] * len(less), abs=3)


@pytest.mark.parametrize(("body", "load"), BODIES)
def test_the_bar_has_a_shorter_way_in_sumo(body: Body, load: float) -> None:
    """Escamilla 2001: 10 % less. Escamilla 2000 has 25-40 % more in the conventional lift (20-29 % less in sumo), and
    McGuigan 1996 19 % less: one body that only spreads its feet to 70 cm saves less; those groups were other people.
    """
    conventional, sumo = swept(body, load).travel[:2, 0]
    assert sumo / conventional - 1 == pytest.approx(-0.10, abs=0.03)


@pytest.mark.parametrize("trap_bar", [2, 3])
@pytest.mark.parametrize(("body", "load"), BODIES)
def test_a_trap_bar_takes_from_the_back_and_gives_to_the_knees(body: Body, load: float, trap_bar: int) -> None:
    """Swinton 2011: lower peak moments at lumbar spine, hip and ankle, a higher one at the knee."""
    peak = swept(body, load).peak[:, :, 0, 0]
    change = dict(zip(JOINTS, peak[:, trap_bar] - peak[:, 0], strict=True))
    assert change["l5s1"] < 0
    assert change["hip"] < 0
    assert change["ankle"] < 0
    assert change["knee"] > 0


def test_the_first_sketch_of_hip_bend_is_met() -> None:
    """loads.md: thigh against the hip-shoulder line 127, 113 and 98 degrees from 0, 10 and 20 cm."""
    start = pulled(variant("conventional"), exact(), FLOOR_M + np.array([0.0, 0.1, 0.2]), reference_m=FLOOR_M).start
    assert np.degrees(start.trunk.lean - start.thigh)[:, 0] == pytest.approx([127, 113, 98], abs=2)


def test_the_first_sketch_of_moments_falls_as_much_with_height() -> None:
    """loads.md: 418, 399, 368 N·m, a loss of 12 % over 20 cm. Ours are higher by a fifth: the sketch had the bar 3 cm
    nearer to the back (1 cm is 9.8 N·m per 100 kg), and a trunk that does not round.
    """
    peak = sweep(AVERAGE, ("conventional",), FLOOR_M + np.array([0.0, 0.1, 0.2]), np.array([100.0])).peak[0, 0, :, 0]
    assert peak[2] / peak[0] - 1 == pytest.approx(368 / 418 - 1, abs=0.03)
    assert peak / np.array([418, 399, 368]) == pytest.approx([1.19] * 3, abs=0.03)


@pytest.mark.parametrize("sex", ["male", "female"])
def test_a_good_morning_asks_as_much_of_the_back_as_a_deadlift(sex: Sex) -> None:
    """Schellenberg 2013: a heavier bar, more moment at hip and L4/L5; a good morning asks as much of the back as a
    deadlift with a quarter of the body's weight on the bar, within 15 %.
    """
    body = body_of(Athlete(1.75, 75.0, sex))
    loads = np.array([0.25 * 75.0, 0.5 * 75.0])
    peak = sweep(body, ("conventional", "good-morning"), np.array([FLOOR_M]), loads).peak[:, :, 0]
    assert (peak[:2, :, 1] > peak[:2, :, 0]).all()
    assert peak[0, 1, 0] / peak[0, 0, 0] == pytest.approx(1, abs=0.15)
