"""Light, cuts and camera motion from pixels, against pictures moved by a known amount."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liftwell.video.clip import Frame
from liftwell.video.decode import open_clip, read_frames
from liftwell.video.scene import (
    CUT_SCORE,
    STEADY_QUALITY,
    Look,
    Shift,
    Watch,
    cut_score,
    light,
    shake_px,
    shift_between,
    shrink,
)

Image = NDArray[np.uint8]


def gym(seed: int = 0, width: int = 720, height: int = 1280) -> Image:
    """A wall with 300 boxes of random size and shade: something to hold on to everywhere."""
    chance = np.random.default_rng(seed)
    image = np.full((height, width, 3), 120, np.uint8)
    for _ in range(300):
        left, top, across, down = chance.integers((0, 0, 10, 10), (width, height, 90, 90))
        image[top : top + down, left : left + across] = chance.integers(30, 240, 3)
    return np.asarray(cv2.GaussianBlur(image, (0, 0), 1.5), np.uint8)


def moved(image: Image, x_px: float, y_px: float) -> Image:
    """The picture as a camera sees it that turned a little."""
    size = (image.shape[1], image.shape[0])
    matrix = np.array([[1, 0, x_px], [0, 1, y_px]], float)
    return np.asarray(cv2.warpAffine(image, matrix, size, borderMode=cv2.BORDER_REFLECT), np.uint8)


def with_lifter(image: Image, x_px: int, y_px: int) -> Image:
    """A textured person of 200 × 700 px before the wall."""
    seen = image.copy()
    seen[y_px : y_px + 700, x_px : x_px + 200] = gym(9)[:700, :200]
    return seen


def with_wall(image: Image) -> Image:
    """The same room after its pattern has gone: only the top strip of it is left, and block means stay."""
    seen = np.asarray(cv2.GaussianBlur(image, (0, 0), 40), np.uint8).copy()
    seen[:200] = image[:200]
    return seen


def watch(images: list[Image]) -> list[Look]:
    watcher = Watch()
    return [watcher.see(Frame(index, index / 30, image)) for index, image in enumerate(images)]


def test_light_leaves_black_bars_out() -> None:
    image = np.zeros((400, 600, 3), np.uint8)
    image[:, 150:450] = 51
    image[:, 400:450] = 204
    brightness, contrast = light(shrink(image)[0])
    assert brightness == pytest.approx(51 / 255, abs=0.01)
    assert contrast == pytest.approx(153 / 255, abs=0.01)


def test_a_black_picture_has_no_light() -> None:
    assert light(np.zeros((100, 60), np.uint8)) == (0.0, 0.0)


@pytest.mark.parametrize(("size", "factor"), [((640, 360), 1), ((1280, 720), 2), ((641, 360), 2)])
def test_the_grey_copy_is_small(size: tuple[int, int], factor: int) -> None:
    grey, divided_by = shrink(np.zeros((*size, 3), np.uint8))
    assert divided_by == factor
    assert grey.shape == (size[0] // factor, size[1] // factor)


def test_a_lifter_who_moves_is_no_cut() -> None:
    before, after = (shrink(with_lifter(gym(), 250, y))[0] for y in (300, 360))
    assert cut_score(before, after) < CUT_SCORE / 2


def test_another_place_is_a_cut_and_a_new_shot() -> None:
    looks = watch([gym(1), moved(gym(1), 5, 0), gym(2), gym(2)])
    assert [look.is_cut for look in looks] == [False, False, True, False]
    assert [look.shot for look in looks] == [0, 0, 1, 1]
    assert looks[1].shift.x_px == pytest.approx(5, abs=0.2)
    assert looks[3].shift.x_px == pytest.approx(0, abs=0.1), "a new shot counts from its own first frame"


@pytest.mark.parametrize("gain", [0.8, 1.25])
def test_a_phone_that_changes_its_exposure_is_no_cut(gain: float) -> None:
    before = shrink(gym(1))[0]
    after = np.clip(before * gain, 0, 235).astype(np.uint8)
    assert cut_score(before, after) < CUT_SCORE / 2


def test_black_bars_do_not_hide_a_cut() -> None:
    one, two = np.zeros((400, 900), np.uint8), np.zeros((400, 900), np.uint8)
    one[:, 350:550] = shrink(gym(1, 200, 400))[0]
    two[:, 350:550] = shrink(gym(2, 200, 400))[0]
    assert cut_score(one, two) > CUT_SCORE
    assert cut_score(np.zeros_like(one), np.zeros_like(one)) == 0


@pytest.mark.parametrize(("x_px", "y_px"), [(0.0, 0.0), (1.5, -0.7), (-6.25, 4.5), (18.0, -12.0)])
def test_the_shift_is_found_to_a_fraction_of_a_pixel(x_px: float, y_px: float) -> None:
    shift = shift_between(gym(), moved(gym(), x_px, y_px))
    assert (shift.x_px, shift.y_px) == pytest.approx((x_px, y_px), abs=0.15)
    assert shift.quality > 0.8


def test_a_lifter_does_not_pull_the_background_along() -> None:
    before = with_lifter(gym(), 60, 300)
    after = with_lifter(moved(gym(), 3, 1), 60, 320)
    shift = shift_between(before, after, person=(50, 290, 270, 1030))
    assert (shift.x_px, shift.y_px) == pytest.approx((3, 1), abs=0.15)


def test_errors_do_not_add_up() -> None:
    turns = np.linspace(0, 12, 40)
    path = [(6 * np.sin(turn), 4 * np.cos(2 * turn) - 4) for turn in turns]
    looks = watch([moved(gym(), x, y) for x, y in path])
    found = [(look.shift.x_px, look.shift.y_px) for look in looks]
    assert np.abs(np.subtract(found, path)).max() < 0.2


def test_a_slow_pan_is_followed_beyond_the_first_picture() -> None:
    wide = gym(0, 2400, 700)
    looks = watch([wide[:, left : left + 700] for left in range(0, 1500, 15)])
    assert looks[-1].shift.x_px == pytest.approx(-1485, rel=0.01)


def test_nothing_to_hold_on_to_has_no_quality() -> None:
    wall = np.full((1280, 720, 3), 140, np.uint8)
    looks = watch([wall, wall, wall])
    assert looks[1].shift.quality == 0
    assert (looks[-1].shift.x_px, looks[-1].shift.y_px) == (0, 0)


def test_while_somebody_walks_by_the_camera_stays_where_it_was_last_seen() -> None:
    """Two pictures in which hardly anything of the wall is to be seen, between pictures that are trusted."""
    hidden = with_wall(moved(gym(), 6, -2))
    looks = watch([gym(), moved(gym(), 6, -2), hidden, hidden, moved(gym(), 6, -2)])
    assert [look.shift.quality >= STEADY_QUALITY for look in looks] == [True, True, False, False, True]
    assert not any(look.is_cut for look in looks)
    places = np.array([(look.shift.x_px, look.shift.y_px) for look in looks])
    assert (places[2:4] == places[1]).all()
    assert places[4] == pytest.approx([6, -2], abs=0.2)


def test_a_hand_held_camera_against_its_truth(data: Path) -> None:
    clip = data / "synthetic" / "d10_handheld_720"
    centres = np.array(
        [frame["cam_center_px"] for frame in json.loads(clip.with_suffix(".json").read_text())["frames"]]
    )
    truth = (centres - centres[0])[:120]
    watcher = Watch()
    looks = [watcher.see(frame) for frame in read_frames(open_clip(clip.with_suffix(".mp4")), stop_s=120 / 30)]
    errors = np.array([(look.shift.x_px, look.shift.y_px) for look in looks]) - truth
    assert np.sqrt(np.mean(truth**2)) > 2
    assert np.sqrt(np.mean(errors**2)) < 0.25


def test_real_cuts(data: Path) -> None:
    def cuts(name: str) -> list[int]:
        watcher = Watch()
        frames = read_frames(open_clip(data / "clips" / name))
        return [frame.index for frame in frames if watcher.see(frame).is_cut]

    assert cuts("bichra_edited_cuts.mp4") == [1]
    assert cuts("jeff_good.mp4") == []


def _seen(*shifts: tuple[float, float]) -> list[Look]:
    """Looks at a camera that is `x` px to the right with `quality`, for every (x, quality)."""
    return [Look(0.1 * i, 0.5, 0.5, 0.0, 0, Shift(x, 0.0, quality)) for i, (x, quality) in enumerate(shifts)]


def test_a_camera_that_moves_is_noticed_although_it_is_lost_at_times() -> None:
    looks = _seen((0.0, 1.0), (10.0, 0.8), (20.0, 0.1), (30.0, 0.1), (40.0, 0.6))
    assert shake_px(looks) == pytest.approx(30.0, abs=2.0)


def test_a_plain_wall_says_nothing_of_the_camera() -> None:
    assert shake_px(_seen((0.0, 1.0), (10.0, 0.8), (52.0, 0.0), (52.0, 0.0), (52.0, 0.0), (52.0, 0.0))) == 0.0


def test_one_look_says_nothing_of_the_camera() -> None:
    assert shake_px(_seen((0.0, 1.0))) == 0.0
