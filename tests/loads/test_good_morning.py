"""The good morning: a bow over legs that stay as they are."""

from __future__ import annotations

import numpy as np
import pytest

from liftwell.loads.good_morning import bow
from liftwell.loads.posture import POINTS
from liftwell.loads.variants import variant
from tests.loads.bodies import exact

KIND = variant("good-morning")


def test_it_bows_to_the_lean_it_is_named_after_and_back_upright() -> None:
    low, _, high = np.degrees(bow(KIND, exact(), np.array([[0.0], [0.5], [1.0]])).folded.trunk.lean[:, 0])
    assert low == pytest.approx(70)
    assert high == pytest.approx(4, abs=1)


def test_knees_are_bent_a_little_at_the_bottom_and_straight_at_the_top() -> None:
    folded = bow(KIND, exact(), np.array([[0.0], [1.0]])).folded
    assert np.degrees(folded.knee_bend[:, 0]) == pytest.approx([15, 0])
    assert np.hypot(*(folded.hip - folded.knee))[:, 0] == pytest.approx([0.245 * 1.75] * 2, rel=0.01)


def test_hands_are_at_the_bar_on_the_back() -> None:
    points = bow(KIND, exact(), np.array([[0.0]])).points
    assert points[POINTS.index("hand")] == pytest.approx(points[POINTS.index("cervicale")])
