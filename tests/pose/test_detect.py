"""Regions, crops and heatmaps as pure geometry, then the real network on a real picture that is moved about."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from liftwell.pose.detect import CROP_SIDE, BlazePose, anchors, crop_matrix, overlap, refine, region_of
from liftwell.pose.pose import Body, Region
from liftwell.video.decode import open_clip, read_frames

Image = NDArray[np.uint8]

regions = st.builds(Region, st.floats(-500, 2000), st.floats(-500, 2000), st.floats(10, 3000), st.floats(-3, 3))


@given(regions)
def test_a_crop_is_the_region_and_turns_with_it(region: Region) -> None:
    matrix = crop_matrix(region)
    corners = np.array([[128, 128], [128, 0], [256, 128]], float) @ matrix[:, :2].T + matrix[:, 2]
    assert corners[0] == pytest.approx([region.x, region.y], abs=1e-6)
    up = region.side / 2 * np.array([math.sin(region.rotation), -math.cos(region.rotation)])
    assert corners[1] - corners[0] == pytest.approx(up, abs=1e-6)
    assert np.linalg.norm(corners[2] - corners[0]) == pytest.approx(region.side / 2)


@given(st.floats(0, 1000), st.floats(0, 1000), st.floats(5, 500), st.floats(-3.1, 3.1))
def test_a_body_stands_upright_in_its_region(x: float, y: float, radius: float, lean: float) -> None:
    """The detector's second point is above the head: in the crop, straight above the middle."""
    edge = np.array([x + radius * math.sin(lean), y - radius * math.cos(lean)])
    region = region_of(np.array([x, y]), edge)
    matrix = crop_matrix(region)
    in_crop = np.linalg.solve(matrix[:, :2], edge - matrix[:, 2])
    assert in_crop[0] == pytest.approx(CROP_SIDE / 2, abs=1e-3)
    assert 0 < in_crop[1] < CROP_SIDE / 2
    assert region.side > 2 * radius


@given(regions, regions)
def test_overlap_is_mutual(a: Region, b: Region) -> None:
    assert overlap(a, b) == overlap(b, a)
    assert overlap(a, a)


@pytest.mark.parametrize(("other", "same"), [((20, 0, 200), True), ((150, 0, 200), False), ((0, 0, 500), False)])
def test_overlap_means_one_person(other: tuple[float, float, float], same: bool) -> None:
    assert overlap(Region(0, 0, 200, 0), Region(*other, 0)) is same


def test_anchors_cover_the_picture_evenly() -> None:
    centres = anchors()
    assert centres.shape == (2254, 2)
    assert centres.mean(axis=0) == pytest.approx([0.5, 0.5])
    assert centres.min() > 0
    assert centres.max() < 1
    assert [len(np.unique(part, axis=0)) for part in np.split(centres, [1568, 1960])] == [784, 196, 49]


def heat_at(x: float, y: float, height: float = 6.0) -> NDArray[np.float32]:
    """(64, 64, 39) logits: a hill at cell (x, y) for every landmark, nothing elsewhere."""
    rows, columns = np.mgrid[:64, :64]
    hill = height - 3.0 * ((columns - x) ** 2 + (rows - y) ** 2)
    return np.repeat(np.maximum(hill, -20.0)[..., None], 39, axis=2).astype(np.float32)


def test_a_clear_hill_draws_the_landmark_to_its_middle() -> None:
    guess = np.tile([104.0, 132.0], (39, 1))
    assert refine(guess, heat_at(27, 32)) == pytest.approx(np.tile([108.0, 128.0], (39, 1)), abs=0.5)


@pytest.mark.parametrize("where", [(27.0, 50.0), (-1.0, -1.0)], ids=["too far", "nowhere"])
def test_no_hill_nearby_leaves_the_landmark_alone(where: tuple[float, float]) -> None:
    guess = np.tile([104.0, 132.0], (39, 1))
    assert refine(guess, heat_at(*where)) == pytest.approx(guess)


def test_a_flat_hill_is_no_evidence() -> None:
    guess = np.tile([104.0, 132.0], (39, 1))
    assert refine(guess, heat_at(27, 32, height=-3.0)) == pytest.approx(guess)


def test_landmarks_outside_the_crop_stay_there() -> None:
    guess = np.tile([-30.0, 400.0], (39, 1))
    assert refine(guess, heat_at(0, 63)) == pytest.approx(guess)


# --- the real network ---


@pytest.fixture(scope="module")
def model() -> BlazePose:
    return BlazePose("full")


@pytest.fixture(scope="module")
def picture() -> Image:
    """The first picture of the demo clip: somebody who stands, seen from the side."""
    from importlib.resources import as_file, files

    clips = [entry for entry in (files("liftwell") / "demo").iterdir() if entry.name.endswith(".mp4")]
    with as_file(clips[0]) as path:
        return next(iter(read_frames(open_clip(path)))).image


def look(model: BlazePose, image: Image, *, outline: bool = False) -> Body:
    (region,) = model.find(image)
    first = model.look(image, region, outline=False).body()
    return model.look(image, first.next_region, outline=outline).body()


def test_somebody_is_found_whole(model: BlazePose, picture: Image) -> None:
    body = look(model, picture, outline=True)
    height, width = picture.shape[:2]
    assert body.score > 0.9
    assert (body.landmarks_px > 0).all()
    assert (body.landmarks_px < [width, height]).all()
    assert body.mask is not None
    assert body.mask.shape == (CROP_SIDE, CROP_SIDE)
    assert 0.03 < (body.mask > 0.5).mean() < 0.5
    assert len(model.sha256) == 64


def test_an_empty_picture_holds_nobody(model: BlazePose) -> None:
    assert model.find(np.full((360, 640, 3), 90, np.uint8)) == []


def test_a_moved_picture_moves_the_body(model: BlazePose, picture: Image) -> None:
    body = look(model, picture)
    shift = np.array([31, -17])
    matrix = np.array([[1, 0, shift[0]], [0, 1, shift[1]]], np.float64)
    moved = np.asarray(cv2.warpAffine(picture, matrix, picture.shape[1::-1], borderMode=cv2.BORDER_REPLICATE), np.uint8)
    apart = np.linalg.norm(look(model, moved).landmarks_px - body.landmarks_px - shift, axis=1)
    assert np.median(apart) < 0.02 * body.region.side


def test_a_turned_region_sees_the_same_body(model: BlazePose, picture: Image) -> None:
    body = look(model, picture)
    region = body.region
    turned = Region(region.x, region.y, region.side, region.rotation + 0.15)
    again = model.look(picture, turned, outline=False).body()
    apart = np.linalg.norm(again.landmarks_px - body.landmarks_px, axis=1)
    assert np.median(apart) < 0.02 * region.side
    across = again.world_m[[11, 23], :2] - body.world_m[[11, 23], :2]
    assert np.abs(across).max() < 0.1
