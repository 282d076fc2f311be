"""The bench of moments: what it measures, and what it says of it."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench import speed_loads
from liftwell.analysis import Series
from liftwell.athlete import Athlete
from liftwell.loads.moments import Loads
from tests.exchange.motions import moving_analysis


def test_the_kernel_can_be_measured(tmp_path: Path) -> None:
    assert speed_loads.spent_s("kernel", tmp_path) > 0


def test_moments_of_a_stored_motion_can_be_measured(tmp_path: Path) -> None:
    stored, swaying = tmp_path / "lifted.pickle", moving_analysis()
    speed = Series(0.05 + 0 * swaying.time_s, 0.01 + 0 * swaying.time_s, "m/s")
    analysis = replace(swaying, series={**swaying.series, "bar_speed": speed}, athlete=Athlete(1.8, 85.0, "male"))
    stored.write_bytes(pickle.dumps(speed_loads.lifted_of(analysis)))
    found = speed_loads.moments(stored)()
    assert isinstance(found, Loads)
    assert np.isfinite(found.series["l5s1_moment"].sd).any()
    assert speed_loads.spent_s("moments", stored) > 0


def test_figures_stand_beside_the_kernel_and_their_aims() -> None:
    lines = speed_loads.report({"kernel": 0.1, "moments": 0.5, "sweep": 0.2})
    assert "500.0 ms" in lines[1]
    assert "5.00 × kernel" in lines[1]
    assert lines[1].endswith("aim ≤ 1000 ms: met")
    assert lines[2].endswith("aim ≤ 50 ms: missed")


def test_what_is_not_there_yet_is_said() -> None:
    assert "not in this version yet" in speed_loads.report({"kernel": 0.1, "moments": 0.5})[2]
