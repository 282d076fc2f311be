"""Image and world: there and back is nothing, and a mirrored picture is the same lift."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from liftwell.frames import FloatArray, Sagittal

WIDTH_PX = 1280.0
pixels = st.floats(-5000, 5000)
positions = arrays(np.float64, array_shapes(max_dims=2, max_side=5).map(lambda shape: (*shape, 2)), elements=pixels)
frames = st.builds(Sagittal, st.tuples(pixels, pixels), st.floats(20, 2000), st.sampled_from(["left", "right"]))


@given(frames, positions)
def test_there_and_back_is_nothing(frame: Sagittal, xy_px: FloatArray) -> None:
    np.testing.assert_allclose(frame.to_image(frame.to_world(xy_px)), xy_px, atol=1e-6)


@given(frames, positions)
def test_a_mirrored_picture_is_the_same_lift(frame: Sagittal, xy_px: FloatArray) -> None:
    origin = (WIDTH_PX - frame.origin_px[0], frame.origin_px[1])
    mirrored = Sagittal(origin, frame.pixels_per_metre, "right" if frame.facing == "left" else "left")
    np.testing.assert_allclose(mirrored.to_world(_mirror(xy_px)), frame.to_world(xy_px), atol=1e-6)


@given(frames, positions, positions)
def test_distances_scale_and_nothing_else(frame: Sagittal, a_px: FloatArray, b_px: FloatArray) -> None:
    a_px, b_px = a_px.reshape(-1, 2)[0], b_px.reshape(-1, 2)[0]
    in_metres = np.linalg.norm(frame.to_world(a_px) - frame.to_world(b_px))
    assert in_metres == pytest.approx(np.linalg.norm(a_px - b_px) / frame.pixels_per_metre, abs=1e-6)


@pytest.mark.parametrize(("facing", "toe_px"), [("right", (440.0, 700.0)), ("left", (360.0, 700.0))])
def test_the_toes_are_in_front_and_the_head_is_up(
    facing: Literal["left", "right"], toe_px: tuple[float, float]
) -> None:
    frame = Sagittal(origin_px=(400.0, 700.0), pixels_per_metre=200.0, facing=facing)
    np.testing.assert_allclose(frame.to_world(np.array(toe_px)), [0.2, 0.0], atol=1e-12)
    np.testing.assert_allclose(frame.to_world(np.array([400.0, 360.0])), [0.0, 1.7], atol=1e-12)


def test_what_was_not_seen_stays_unseen() -> None:
    frame = Sagittal((0.0, 0.0), 100.0, "left")
    assert np.isnan(frame.to_world(np.full((3, 2), np.nan))).all()
    assert np.isnan(frame.to_image(np.full((3, 2), np.nan))).all()


@pytest.mark.parametrize("scale", [0.0, -1.0, np.nan, np.inf])
def test_a_scale_is_positive_and_finite(scale: float) -> None:
    with pytest.raises(ValueError, match="pixels_per_metre: expected a positive number"):
        Sagittal((0.0, 0.0), scale, "left")


def test_an_origin_is_finite() -> None:
    with pytest.raises(ValueError, match="origin_px: expected two finite numbers"):
        Sagittal((np.nan, 0.0), 100.0, "left")


@pytest.mark.parametrize("shape", [(), (3,), (2, 3)])
def test_positions_come_in_pairs(shape: tuple[int, ...]) -> None:
    frame = Sagittal((0.0, 0.0), 100.0, "left")
    for turn in (frame.to_world, frame.to_image):
        with pytest.raises(ValueError, match=r"expected positions of shape \(\.\.\., 2\)"):
            turn(np.zeros(shape))


def _mirror(xy_px: FloatArray) -> FloatArray:
    mirrored = xy_px.copy()
    mirrored[..., 0] = WIDTH_PX - mirrored[..., 0]
    return mirrored
