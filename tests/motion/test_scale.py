"""Two scales: that of the bar at the near plate, and that of the body behind it."""

from __future__ import annotations

import numpy as np
import pytest

from liftwell.barbell.bar_path import BarPath, BarSource
from liftwell.motion.scale import Scale, scale_of
from liftwell.quantity import Quantity

PX_PER_M = 300.0  # at the near plate
PARALLAX = 0.82
STATURE_M = 1.75
# Shank, thigh and trunk together are about three quarters of the stature.
BODY_PX = 0.765 * STATURE_M * PX_PER_M * PARALLAX


def bar(source: BarSource = "plate", plate_m: float = 0.45) -> BarPath:
    radius = plate_m / 2 * PX_PER_M if source == "plate" else float("nan")
    return BarPath(np.zeros(3), np.zeros((3, 2)), np.zeros(3), radius, 0.005 * radius, source)


def value(quantity: Quantity) -> float:
    assert quantity.value is not None
    return quantity.value


def sd(quantity: Quantity) -> float:
    assert quantity.sd is not None
    return quantity.sd / value(quantity)


def test_the_plate_measures_the_bar_and_the_body_is_further_away() -> None:
    scale = scale_of(bar(), BODY_PX, PARALLAX, None, None)
    assert value(scale.bar) == pytest.approx(PX_PER_M, rel=0.01)
    assert value(scale.body) == pytest.approx(PX_PER_M * PARALLAX, rel=0.01)
    assert sd(scale.body) > sd(scale.bar)
    assert scale.plate_m == pytest.approx(0.45)


def test_the_fitted_parallax_is_believed() -> None:
    near, far = (scale_of(bar(), BODY_PX, k, None, None) for k in (0.78, 0.88))
    assert value(near.body) / value(far.body) == pytest.approx(0.78 / 0.88)
    assert value(near.bar) == value(far.bar)


def test_a_stature_makes_the_body_sharper_and_draws_it_to_itself() -> None:
    alone = scale_of(bar(), BODY_PX, PARALLAX, None, None)
    both = scale_of(bar(), BODY_PX, PARALLAX, STATURE_M, None)
    taller = scale_of(bar(), BODY_PX, PARALLAX, STATURE_M * 1.06, None)
    assert sd(both.body) < sd(alone.body)
    assert value(taller.body) < value(both.body)
    assert value(both.body) == pytest.approx(PX_PER_M * PARALLAX, rel=0.02)


def test_a_small_plate_is_known_when_told() -> None:
    told = scale_of(bar(plate_m=0.32), BODY_PX, PARALLAX, STATURE_M, 0.32)
    assert value(told.bar) == pytest.approx(PX_PER_M, rel=0.01)
    assert told.plate_m == pytest.approx(0.32)


def test_a_small_plate_nobody_told_of_is_no_measure() -> None:
    assert scale_of(bar(plate_m=0.25), BODY_PX, PARALLAX, None, None) == Scale(
        Quantity.unseen("px/m", "no_scale"), Quantity.unseen("px/m", "no_scale"), None
    )


def test_a_plate_that_is_no_measure_leaves_the_stature() -> None:
    scale = scale_of(bar(plate_m=0.25), BODY_PX, PARALLAX, STATURE_M, None)
    assert scale.plate_m is None
    assert value(scale.body) == pytest.approx(PX_PER_M * PARALLAX, rel=0.05)
    assert value(scale.body) < value(scale.bar)


def test_hands_move_at_the_depth_of_the_body() -> None:
    scale = scale_of(bar("hands"), BODY_PX, PARALLAX, STATURE_M, None)
    assert value(scale.bar) == value(scale.body) == pytest.approx(PX_PER_M * PARALLAX, rel=0.02)


def test_nothing_of_known_size_is_no_scale() -> None:
    scale = scale_of(bar("hands"), BODY_PX, PARALLAX, None, None)
    assert scale.bar.reason == scale.body.reason == "no_scale"
