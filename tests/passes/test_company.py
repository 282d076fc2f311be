"""Where somebody only stands there, the clip is looked through again without them, and the lifter is who is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from liftwell.passes import first as passes
from liftwell.passes.first import BODY_RATE_HZ, Followers, look_through
from liftwell.progress import silent
from liftwell.video.clip import Clip, Frame
from liftwell.video.decode import open_clip
from tests.passes.test_first import CLIP
from tests.pose.painted import BYSTANDER_X, LIFTER_X, LIFTS, STANDS, Painted, picture
from tests.pose.scripted import Image

PICTURES = 20


class Drawn(Painted):
    """Looks at the bystander first, and at nobody else as long as the bystander is there."""

    def find(self, image: Image) -> list[Any]:
        return super().find(image)[:1]


@pytest.fixture
def clip(monkeypatch: pytest.MonkeyPatch) -> Clip:
    """A clip of a lifter and a bystander, drawn instead of decoded."""

    def frames(*_: object, **__: object) -> Iterator[Frame]:
        for k in range(PICTURES):
            yield Frame(k, k / BODY_RATE_HZ, picture(k))

    monkeypatch.setattr(passes, "read_frames", frames)
    return open_clip(CLIP)


def places_px(clip: Clip) -> np.ndarray:
    track = look_through(clip, Drawn(), silent).track
    assert track is not None
    return np.asarray(track.region[:, 0])


def test_who_is_left_is_the_lifter(clip: Clip) -> None:
    first = look_through(clip, Drawn(), silent)
    assert first.room is not None
    assert first.track is not None
    assert first.others == first.room.bystanders == 1
    assert len(first.track.time_s) == PICTURES
    assert np.abs(places_px(clip) - LIFTER_X).max() < np.abs(places_px(clip) - BYSTANDER_X).min()


def test_the_picture_of_a_moment_without_them(clip: Clip) -> None:
    first = look_through(clip, Drawn(), silent)
    for time_s in (-0.1, 0.0, 0.73, 5.0):
        alone = first.alone(Frame(0, time_s, picture(0)))
        assert (np.abs(alone.astype(int) - STANDS).max(axis=2) < 20).mean() < 0.005
        assert (np.abs(alone.astype(int) - LIFTS).max(axis=2) < 20).mean() > 0.05


def test_nothing_is_taken_out_where_nobody_stands_in_the_way() -> None:
    first = look_through(open_clip(CLIP), Drawn(), silent)
    frame = Frame(0, 0.0, picture(0))
    assert first.room is None
    assert first.alone(frame) is frame.image


def followed(pictures: list[int], *, moves: bool = True) -> Followers:
    everybody = Followers(Painted())
    for k in pictures:
        image = picture(k, stands=False, moves=moves)
        everybody.see(Frame(k, k / BODY_RATE_HZ, image), image)
    return everybody


def test_who_is_left_must_be_seen_as_often_and_do_as_much() -> None:
    whole, nobody = followed(list(range(12))), followed([])
    assert followed(list(range(12))).outdo(whole)
    assert not followed(list(range(8))).outdo(whole)
    assert not followed(list(range(12)), moves=False).outdo(whole)
    assert whole.outdo(nobody)
    assert not nobody.outdo(whole)
    assert not nobody.outdo(nobody)
