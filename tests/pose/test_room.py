"""Who only stands there is found in what never changes, and painted over; the lifter in front stays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.pose.detect import Pending
from liftwell.pose.follow import SETTLE_LOOKS
from liftwell.pose.pose import Region
from liftwell.pose.room import Room, Stills
from liftwell.pose.skeleton import both
from liftwell.video.scene import Shift
from tests.pose.painted import BYSTANDER_X, LIFTS, STANDS, Painted, picture
from tests.pose.scripted import Image, Looked


def room_of(*pictures: Image, shifts: list[tuple[int, int]] | None = None, model: Painted | None = None) -> Room | None:
    stills = Stills()
    for image, (x, y) in zip(pictures, shifts or [(0, 0)] * len(pictures), strict=True):
        stills.offer(image, Shift(x, y, 1.0))
    return stills.room(model or Painted())


def shown(image: Image, colour: tuple[int, int, int]) -> int:
    """How many px of one colour there are."""
    return int((np.abs(image.astype(int) - colour).max(axis=2) < 20).sum())


def test_a_bystander_is_painted_over_and_the_lifter_is_not() -> None:
    room = room_of(*(picture(k) for k in range(12)))
    assert room is not None
    assert room.bystanders == 1
    for k in range(4):
        before = picture(k)
        after = room.without_bystanders(before, Shift(0, 0, 1.0))
        assert shown(after, STANDS) < 0.05 * shown(before, STANDS)
        assert shown(after, LIFTS) > 0.97 * shown(before, LIFTS)


def test_a_lifter_right_in_front_of_the_bystander_stays() -> None:
    room = room_of(*(picture(k) for k in range(12)))
    assert room is not None
    before = picture(0)
    before[100:150, 100:260] = LIFTS
    assert shown(room.without_bystanders(before, Shift(0, 0, 1.0)), LIFTS) > 0.97 * shown(before, LIFTS)


def test_a_camera_held_in_the_hand_is_followed() -> None:
    shifts = [(k % 3 - 1, k % 2) for k in range(12)]
    room = room_of(*(picture(k, shift=s) for k, s in enumerate(shifts)), shifts=shifts)
    assert room is not None
    before = picture(0, shift=(6, -4))
    assert shown(room.without_bystanders(before, Shift(6, -4, 1.0)), STANDS) < 0.05 * shown(before, STANDS)


def test_the_picture_itself_is_left_alone() -> None:
    room = room_of(*(picture(k) for k in range(12)))
    assert room is not None
    before = picture(0)
    room.without_bystanders(before, Shift(0, 0, 1.0))
    assert (before == picture(0)).all()


@pytest.mark.parametrize(
    "pictures",
    [
        [picture(k, stands=False) for k in range(12)],
        [picture(k, moves=False) for k in range(12)],
        [picture(k) for k in range(4)],
        [],
    ],
    ids=["a lifter alone", "nobody moves", "too short", "nothing"],
)
def test_nobody_is_painted_over(pictures: list[Image]) -> None:
    assert room_of(*pictures) is None


@pytest.mark.parametrize("offered", [8, 16, 17, 100, 5000])
def test_a_long_clip_keeps_no_more_pictures_than_a_short_one(offered: int) -> None:
    stills = Stills()
    for k in range(offered):
        stills.offer(np.full((4, 4, 3), k % 251, np.uint8), Shift(0, 0, 1.0))
    assert min(offered, 8) <= len(stills) <= 16


def test_whether_a_bystander_is_in_reach() -> None:
    room = room_of(*(picture(k) for k in range(12)))
    assert room is not None
    beside, far = np.array([[120.0, 130.0, 150.0, 0.0]]), np.array([[60.0, 130.0, 100.0, 0.0]])
    assert room.reached_from(beside)
    assert not room.reached_from(far)
    assert room.reached_from(np.concatenate([far, beside]))


def test_a_lifter_who_rests_bent_before_the_bystander_stays() -> None:
    """The median then shows the lifter there: only what is calm of the bystander may go."""
    pictures = [picture(k) for k in range(15)]
    for k, image in enumerate(pictures):
        if k % 5 < 3:
            image[95:190, BYSTANDER_X - 20 : BYSTANDER_X + 12] = LIFTS
    room = room_of(*pictures)
    assert room is not None
    for before in pictures[:5]:
        after = room.without_bystanders(before, Shift(0, 0, 1.0))
        assert shown(after, LIFTS) > 0.95 * shown(before, LIFTS)
        assert shown(after[60:90], STANDS) < 0.05 * shown(before[60:90], STANDS)


class Unsure(Painted):
    """Is sure of whom it sees in the first two looks only, those at the picture in which gaps were filled."""

    def look(self, image: Image, region: Region, *, outline: bool) -> Pending:
        body = super().look(image, region, outline=outline).body()
        self.looks += 1
        return Looked(body if self.looks <= SETTLE_LOOKS else replace(body, score=0.01))


def test_who_is_seen_only_where_gaps_were_filled_is_nobody() -> None:
    assert room_of(*(picture(k) for k in range(12)), model=Unsure()) is None


def test_feet_lower_than_the_bystanders_are_those_of_somebody_in_front() -> None:
    """A leg of the lifter in the outline of the bystander: it ends where the higher foot stands."""
    pictures = [picture(k) for k in range(12)]
    for image in pictures:
        image[190:215, BYSTANDER_X - 20 : BYSTANDER_X] = STANDS
    room = room_of(*pictures, model=Striding())
    assert room is not None
    assert room.people[150, BYSTANDER_X]
    assert not room.people[205:, :].any()


class Striding(Painted):
    """Finds one foot of everybody higher than the other."""

    def look(self, image: Image, region: Region, *, outline: bool) -> Pending:
        body = super().look(image, region, outline=outline).body()
        body.landmarks_px[[both("heel")[0], both("toe")[0]], 1] = 190.0
        return Looked(body)
