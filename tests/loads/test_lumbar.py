from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.loads.inverse_dynamics import GRAVITY
from liftwell.loads.lumbar import LEVER_M, compression

UP = np.array([0.0, 1.0])


def pressed(moment: float, weight_n: float = 0.0, axis_deg: float = 0.0, lever_m: float = LEVER_M) -> float:
    return float(compression(np.array(moment), weight_n * UP, np.radians(np.array(axis_deg)), lever_m))


def test_the_heaviest_lifts_of_cholewicki() -> None:
    """988 N·m at 6 cm is 16.5 kN of muscle; with the weight along the axis about 17.2 kN (Cholewicki 1991).

    Half of a lifter of 100 kg and a bar of 250 kg weigh 2.9 kN, and the joint of a lifter who pulls lies at about 70°.
    """
    muscle_n = 988 / LEVER_M
    assert muscle_n == pytest.approx(16_467, abs=1)
    assert pressed(988.0, 300 * GRAVITY, 70.0) == pytest.approx(17_200, rel=0.02)


def test_lever_arms_longer_by_two_fifths_take_off_about_a_third() -> None:
    """A model with every muscle: −32 % compression (doi:10.1002/cnm.3680); one muscle alone: 1 − 1/1.4 = 29 %."""
    long, usual = pressed(684.0, lever_m=1.4 * LEVER_M), pressed(684.0)
    assert 1 - long / usual == pytest.approx(0.32, abs=0.05)


def test_weight_presses_along_the_axis_only() -> None:
    assert pressed(0.0, 1000.0) == pytest.approx(1000.0)
    assert pressed(0.0, 1000.0, 90.0) == pytest.approx(0.0, abs=1e-9)


@given(st.floats(-500, 0), st.floats(0, 3000))
def test_a_moment_that_flexes_adds_nothing(moment: float, weight_n: float) -> None:
    assert pressed(moment, weight_n) == pressed(0.0, weight_n)


def test_frames_and_samples_at_once() -> None:
    moment = np.linspace(0, 600, 12).reshape(3, 4)
    force = np.stack([np.zeros((3, 4)), np.full((3, 4), 1500.0)])
    all_at_once = compression(moment, force, np.full(4, 0.9), np.full((3, 1), 0.05))
    assert all_at_once.shape == (3, 4)
    assert all_at_once[2, 3] == pytest.approx(float(compression(moment[2, 3], force[:, 2, 3], np.array(0.9), 0.05)))
