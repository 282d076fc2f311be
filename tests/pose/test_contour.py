"""The back of a drawn body: found where it was drawn, whichever way it stands, and unseen where it cannot be seen."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liftwell.lift import Facing
from liftwell.pose.contour import STATIONS, trace_back
from liftwell.pose.detect import CROP_SIDE, crop_matrix
from liftwell.pose.pose import Body, Region
from liftwell.pose.skeleton import COUNT, both

FloatArray = NDArray[np.float64]
Mask = NDArray[np.float32]

HIP, SHOULDER = np.array([128.0, 200.0]), np.array([128.0, 100.0])
TRUNK = 100.0
HALF_WIDTH = 25  # of the drawn body, crop pixels: a quarter of the trunk
REGION = Region(640.0, 360.0, 512.0, 0.0)
TURNED = Region(300.0, 500.0, 384.0, 0.7)
ON_THE_BODY = (STATIONS > -0.25) & (STATIONS < 1.1)


def drawn(blur: float = 0.0) -> Mask:
    """A body as wide as half its trunk is long, from above the head to the feet."""
    mask = np.zeros((CROP_SIDE, CROP_SIDE), np.float32)
    mask[40:250, 128 - HALF_WIDTH : 128 + HALF_WIDTH + 1] = 1.0
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), blur), np.float32) if blur else mask


def to_image(crop_xy: FloatArray, region: Region) -> FloatArray:
    matrix = crop_matrix(region)
    return np.asarray(crop_xy @ matrix[:, :2].T + matrix[:, 2])


def body(mask: Mask | None, region: Region = REGION, shoulder: FloatArray = SHOULDER) -> Body:
    landmarks = np.zeros((COUNT, 2))
    landmarks[list(both("hip"))] = HIP
    landmarks[list(both("shoulder"))] = shoulder
    return Body(to_image(landmarks, region), np.ones(COUNT), np.zeros((COUNT, 3)), 1.0, region, region, mask)


@pytest.mark.parametrize("region", [REGION, TURNED], ids=["upright", "turned"])
@pytest.mark.parametrize(("facing", "side"), [("right", -1), ("left", 1)])
def test_the_back_is_where_it_was_drawn(facing: Facing, side: int, region: Region) -> None:
    points, softness = trace_back(body(drawn(), region), facing)
    truth = np.stack([np.full(len(STATIONS), 128 + side * (HALF_WIDTH + 0.5)), 200 - TRUNK * STATIONS], axis=1)
    apart = np.linalg.norm(points - to_image(truth, region), axis=1) / (region.side / CROP_SIDE)
    assert apart[ON_THE_BODY].max() < 0.25
    assert np.isfinite(softness[ON_THE_BODY]).all()


def test_a_hump_is_a_hump() -> None:
    mask = drawn()
    cv2.circle(mask, (128 - HALF_WIDTH, 150), 12, (1.0,), -1)
    points, _ = trace_back(body(mask), "right")
    depth = (REGION.x - points[:, 0]) / (REGION.side / CROP_SIDE)
    middle = np.argmin(np.abs(STATIONS - 0.5))
    assert depth[middle] == pytest.approx(HALF_WIDTH + 12.5, abs=1)
    assert depth[np.argmin(np.abs(STATIONS - 0.1))] == pytest.approx(HALF_WIDTH + 0.5, abs=1)
    flat, _ = trace_back(body(mask), "left")
    assert np.ptp(flat[ON_THE_BODY, 0]) < 0.5


def test_a_soft_edge_says_so() -> None:
    sharp, soft = (np.nanmedian(trace_back(body(drawn(blur)), "right")[1]) for blur in (0.0, 4.0))
    assert soft > 3 * sharp
    # A step blurred with sd s falls from 0.9 to 0.1 over 2.56 s.
    assert soft == pytest.approx(2.56 * 4.0 / TRUNK, rel=0.15)


def test_what_ends_where_the_mask_was_blurred_stays_in_place() -> None:
    sharp, soft = (trace_back(body(drawn(blur)), "right")[0] for blur in (0.0, 3.0))
    assert np.abs(sharp - soft)[ON_THE_BODY & (STATIONS < 1.0)].max() < 1.5


def test_a_ray_that_starts_outside_or_never_leaves_sees_nothing() -> None:
    nobody, everybody = np.zeros_like(drawn()), np.ones_like(drawn())
    for mask in (nobody, everybody):
        points, softness = trace_back(body(mask), "right")
        assert np.isnan(points).all()
        assert np.isnan(softness).all()


def test_a_trunk_without_length_has_no_back() -> None:
    points, softness = trace_back(body(drawn(), shoulder=HIP), "right")
    assert np.isnan(points).all()
    assert np.isnan(softness).all()


def test_a_look_without_an_outline_cannot_be_traced() -> None:
    with pytest.raises(ValueError, match="without an outline"):
        trace_back(body(None), "left")


def test_bigger_is_the_same_shape() -> None:
    small, large = REGION, Region(REGION.x, REGION.y, 2 * REGION.side, REGION.rotation)
    a, b = (trace_back(body(drawn(), region), "right")[0] for region in (small, large))
    centre = np.array([REGION.x, REGION.y])
    assert (b - centre) == pytest.approx(2 * (a - centre), nan_ok=True)
    assert math.isfinite(float(a[40, 0]))


def test_a_back_cut_off_by_the_picture_is_unseen() -> None:
    """The mask ends at the crop's left edge while still inside the body."""
    mask = drawn()
    mask[40:250, :128] = 1.0
    region = Region(640.0, 360.0, 300.0, 0.0)
    landmarks = body(mask, region)
    landmarks.landmarks_px[:, 0] -= 100 * region.side / CROP_SIDE
    assert np.isnan(trace_back(landmarks, "right")[0]).all()
