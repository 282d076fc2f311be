"""The plate is found among decoys and followed to a fraction of a pixel, on pictures whose truth is known."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest

from liftwell.barbell.bar_path import BarPath
from liftwell.barbell.detect import find_plate
from liftwell.barbell.disc import Disc
from liftwell.barbell.survey import PlateSurvey
from liftwell.barbell.track import DiscTracker
from tests.barbell.scene import BODY_PX, HANDS_ABOVE_PX, RADIUS_PX, RATE_HZ, Scene, pull


def surveyed(scene: Scene) -> Disc | None:
    """The first pass, at 10 Hz."""
    survey, every = PlateSurvey(), range(0, len(scene.plate_px), 3)
    for index in every:
        survey.add(index / RATE_HZ, scene.image(index), scene.hands_px(index), BODY_PX)
    hands = np.array([scene.hands_px(index) for index in every])
    return find_plate(survey, np.array(every) / RATE_HZ, hands)


@cache
def plain_pull() -> tuple[Scene, Disc]:
    """A lift before a busy wall that holds the very same plate, standing still."""
    scene = replace(pull(), decoy_px=(330.0, 300.0))
    disc = surveyed(scene)
    assert disc is not None
    return scene, disc


def tracked(scene: Scene, disc: Disc) -> BarPath:
    """The second pass, every frame."""
    tracker = DiscTracker(disc)
    for index, time_s in enumerate(scene.time_s):
        tracker.update(float(time_s), scene.image(index), scene.hands_px(index))
    return tracker.finish()


def test_the_plate_in_the_hands_is_found_not_the_one_on_the_wall() -> None:
    scene, disc = plain_pull()
    truth = np.array([scene.plate_px[round(t * RATE_HZ)] for t in disc.time_s])
    assert len(disc.time_s) >= 15  # of 26; a rest at either end counts for less
    assert np.abs(disc.centre_px - truth).max() < 1.0
    assert disc.expected_px(np.array([200.0, 300.0])) == pytest.approx([200, 300 + HANDS_ABOVE_PX], abs=6)


def placed(scene: Scene, disc: Disc) -> float:
    """Pixels between the disc and the plate, at worst."""
    truth = np.array([scene.plate_px[round(t * RATE_HZ)] for t in disc.time_s])
    return float(np.abs(disc.centre_px - truth).max())


def test_rings_in_a_rack_are_clearer_but_do_not_go_up_with_the_hands() -> None:
    """In columns, so that hands that rise from one to the next find another ring where the last one was."""
    rack = tuple((x, y) for x in (150.0, 175.0, 240.0, 265.0) for y in np.arange(60.0, 420.0, 44.0))
    scene = replace(pull(), rack_px=rack, spoked=True)
    disc = surveyed(scene)
    assert disc is not None
    assert placed(scene, disc) < 1.0
    assert disc.radius_px == pytest.approx(RADIUS_PX, rel=0.02)


def test_of_two_plates_on_one_bar_the_nearer_one_is_taken() -> None:
    scene = replace(pull(), far_px=(-110.0, -30.0))
    disc = surveyed(scene)
    assert disc is not None
    assert placed(scene, disc) < 1.0


def test_a_disc_on_the_wall_is_not_held_however_the_hands_move() -> None:
    empty = frozenset(range(len(pull().plate_px)))
    assert surveyed(replace(pull(), decoy_px=(260.0, 300.0), hidden=empty)) is None


def test_a_plate_with_openings_is_found_and_followed() -> None:
    scene = replace(pull(), spoked=True)
    disc = surveyed(scene)
    assert disc is not None
    assert placed(scene, disc) < 1.0
    assert disc.radius_px == pytest.approx(RADIUS_PX, rel=0.02)
    path = tracked(scene, disc)
    assert path.seen.mean() > 0.9
    assert np.nanmax(np.abs(path.centre_px - scene.plate_px)) < 1.0


def test_a_plate_whose_face_changes_is_followed_by_its_rim() -> None:
    """Through openings another part of the room shows at every height: here all of the face changes for a while."""
    scene, disc = plain_pull()
    tracker = DiscTracker(disc)
    for index, time_s in enumerate(scene.time_s):
        image = scene.image(index)
        if 30 <= index < 50:
            x, y = (round(float(v)) for v in scene.plate_px[index])
            cv2.circle(image, (x, y), round(0.85 * RADIUS_PX), (90, 90, 90), -1)
            cv2.line(image, (x - 30, y), (x + 30, y), (250, 250, 250), 9)
        tracker.update(float(time_s), image, scene.hands_px(index))
    path = tracker.finish()
    assert path.seen.all()
    assert np.abs(path.centre_px - scene.plate_px).max() < 1.5
    assert path.sd_px[40] > 3 * path.sd_px[10]


def test_a_changed_face_without_a_rim_is_lost() -> None:
    scene, disc = plain_pull()
    tracker = DiscTracker(disc)
    tracker.update(0.0, scene.image(0), scene.hands_px(0))
    image = scene.image(1)
    x, y = (round(float(v)) for v in scene.plate_px[1])
    cv2.rectangle(image, (x - 80, y - 80), (x + 80, y + 80), (90, 90, 90), -1)
    assert np.isnan(tracker.update(1 / RATE_HZ, image, scene.hands_px(1)).centre_px).all()


@pytest.mark.parametrize(
    ("cover", "residual", "contrast", "sharp"),
    [(0.8, 9.0, 2.0, True), (0.5, 1.5, 20.0, True), (0.5, 1.5, 3.0, False), (0.5, 9.0, 20.0, False)],
    ids=["whole rim", "half in the dark", "nothing moves beyond", "not rigid"],
)
def test_an_edge_is_sharp_where_it_was_seen_or_parts_a_rigid_disc_from_the_world(
    cover: float, residual: float, contrast: float, *, sharp: bool
) -> None:
    _, disc = plain_pull()
    assert replace(disc, cover=cover, residual=residual, contrast=contrast).sharp == sharp


def test_its_radius_is_right_within_one_percent() -> None:
    _, disc = plain_pull()
    assert disc.radius_px == pytest.approx(RADIUS_PX, rel=0.01)
    assert disc.width_ratio == pytest.approx(1.0, abs=0.01)
    assert 0 < disc.radius_sd_px < 0.01 * RADIUS_PX


def test_it_is_followed_to_a_fraction_of_a_pixel_while_it_turns() -> None:
    scene, disc = plain_pull()
    path = tracked(scene, disc)
    error = path.centre_px - scene.plate_px
    jitter = np.sqrt(np.mean((error - np.median(error, axis=0)) ** 2, axis=0))
    assert path.source == "plate"
    assert path.seen.all()
    assert np.abs(np.median(error, axis=0)).max() < 0.5
    assert jitter.max() < 0.15
    assert (path.sd_px < 0.5).all()


def test_a_plate_out_of_sight_is_lost_and_found_again_without_a_jump() -> None:
    scene, disc = plain_pull()
    gone = frozenset(range(40, 50))
    path = tracked(replace(scene, hidden=gone), disc)
    assert set(np.flatnonzero(~path.seen)) == gone
    assert np.nanmax(np.abs(path.centre_px - scene.plate_px)) < 1.0
    assert np.isnan(path.sd_px[~path.seen]).all()


def test_a_plate_still_on_the_floor_is_seen_before_the_hands_reach_it() -> None:
    scene, disc = plain_pull()
    tracker = DiscTracker(disc)
    far = scene.plate_px[0] - [150, 230]
    assert tracker.update(0.0, scene.image(0), far).centre_px == pytest.approx(tuple(scene.plate_px[0]), abs=0.7)


def test_hands_that_nobody_sees_do_not_stop_the_tracker() -> None:
    scene, disc = plain_pull()
    seen = DiscTracker(disc).update(0.0, scene.image(0), np.full(2, np.nan))
    assert seen.centre_px == pytest.approx(tuple(scene.plate_px[0]), abs=0.7)


def test_empty_hands_hold_no_plate() -> None:
    scene = pull()
    assert surveyed(replace(scene, hidden=frozenset(range(len(scene.plate_px))))) is None


def test_a_few_pictures_are_not_enough() -> None:
    scene = pull()
    assert surveyed(replace(scene, plate_px=scene.plate_px[:9])) is None


def test_nothing_seen_makes_an_empty_survey() -> None:
    survey = PlateSurvey()
    survey.add(0.0, pull().image(0), np.full(2, np.nan), BODY_PX)
    assert survey.crops == ()
    assert np.isnan(survey.body_px)
    assert find_plate(survey, np.zeros(1), np.zeros((1, 2))) is None


def test_after_a_pause_the_plate_is_found_where_it_is_now() -> None:
    scene, disc = plain_pull()
    tracker = DiscTracker(disc)
    tracker.update(0.0, scene.image(0), scene.hands_px(0))
    later = tracker.update(1.5, scene.image(45), scene.hands_px(45))
    assert later.centre_px == pytest.approx(tuple(scene.plate_px[45]), abs=0.7)


def test_the_same_plate_elsewhere_is_no_reason_to_jump() -> None:
    scene, disc = plain_pull()
    tracker = DiscTracker(disc)
    tracker.update(0.0, scene.image(0), scene.hands_px(0))
    moved = scene.image(74)
    seen = tracker.update(1 / RATE_HZ, moved, scene.hands_px(74))
    assert np.isnan(seen.centre_px).all()
    assert np.isnan(seen.sd_px)


def test_a_plate_outside_the_picture_is_lost() -> None:
    scene, disc = plain_pull()
    tracker = DiscTracker(disc)
    tracker.update(0.0, scene.image(0), scene.hands_px(0))
    seen = tracker.update(1 / RATE_HZ, scene.image(0)[:60, :60], np.array([30.0, -300.0]))
    assert np.isnan(seen.centre_px).all()


def test_a_disc_of_wrong_shapes_is_refused() -> None:
    _, disc = plain_pull()
    with pytest.raises(ValueError, match="centre_px"):
        replace(disc, centre_px=disc.centre_px[:-1])


def test_a_path_of_wrong_shapes_is_refused() -> None:
    with pytest.raises(ValueError, match="sd_px"):
        BarPath(np.zeros(3), np.zeros((3, 2)), np.zeros(2), 1.0, 0.1, "plate")
