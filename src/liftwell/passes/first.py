"""First pass, ten pictures a second: who lifts, which way they face, when they move, what they hold."""

from __future__ import annotations

import math
from bisect import bisect
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.barbell.detect import find_plate, plate_at
from liftwell.barbell.disc import Disc
from liftwell.barbell.survey import PlateSurvey
from liftwell.correction import Corrections, PersonPlace, PlatePlace
from liftwell.errors import ImpossibleValue
from liftwell.lift import Facing
from liftwell.pose.detect import PoseModel
from liftwell.pose.follow import LIFTING, Crowd, Follower, effort, lifter, pointed_at
from liftwell.pose.pose import PoseTrack
from liftwell.pose.room import Room, Stills
from liftwell.pose.skeleton import Landmark, both
from liftwell.pose.smooth import gaussian, places_at
from liftwell.progress import Listener, Progress
from liftwell.video.clip import Clip, Frame
from liftwell.video.decode import read_frames
from liftwell.video.scene import Box, Look, Shift, Watch

FloatArray = NDArray[np.float64]
Image = NDArray[np.uint8]
BODY_RATE_HZ: Final = 10.0  # the body moves slowly: twice as many pictures change lumbar flexion by less than 1°
NOTHING: Final = Corrections()
NOBODY_THERE: Final = (
    "Nobody was found where you pointed at the lifter; point at the middle of the body, at a moment when all of it is "
    "in the picture."
)
_WRIST_CALM_S: Final = 0.1
_SEEN_AS_OFTEN: Final = 0.95
_SAME_EFFORT: Final = 0.6  # a track that jumped to a bystander and back seems to travel further than the lifter


@dataclass(frozen=True)
class FirstPass:
    """What the first pass saw. `looks` are the pictures as pixels; `track` the lifter, None in an empty room;
    `others` how many more people were there for at least a second; `survey` the surroundings of the lifter's hands;
    `room` what to take out of the pictures before looking at the lifter, None where nobody stands in the way;
    `plate` where a person says the plate is, `pointed_at` whether a person said who lifts.
    """

    looks: tuple[Look, ...]
    track: PoseTrack | None
    others: int
    survey: PlateSurvey
    room: Room | None = None
    plate: PlatePlace | None = None
    pointed_at: bool = False

    @cached_property
    def hands(self) -> FloatArray:
        """(T, 2) the calmed middle of both wrists in working pixels; empty in an empty room."""
        if self.track is None:
            return np.zeros((0, 2))
        return gaussian(self.track.time_s, hands_px(self.track.landmarks_px), _WRIST_CALM_S)

    @cached_property
    def disc(self) -> Disc | None:
        """The plate in the hands, searched for when it is first asked for; None where none was found."""
        if self.track is None:
            return None
        if self.plate is not None:
            return plate_at(self.survey, self.track.time_s, self.hands, self.plate)
        return find_plate(self.survey, self.track.time_s, self.hands)

    def with_empty_hands(self) -> FirstPass:
        """The same without the surroundings of the hands: what is round in them is then no plate that is held."""
        return replace(self, survey=PlateSurvey())

    def alone(self, frame: Frame) -> Image:
        """The picture of `frame` without those who only stand there."""
        if self.room is None:
            return frame.image
        after = min(bisect(self.looks, frame.time_s, key=lambda look: look.time_s), len(self.looks) - 1)
        near = self.looks[max(after - 1, 0) : after + 1]
        times, places = zip(*((k.time_s, (k.shift.x_px, k.shift.y_px)) for k in near), strict=True)
        x_px, y_px = places_at(np.array(times), np.array(places), np.array([frame.time_s]))[0]
        return self.room.without_bystanders(frame.image, Shift(x_px, y_px, 1.0))


class Followers:
    """Everybody followed through a clip, with the surroundings of everybody's hands."""

    def __init__(self, model: PoseModel, moves: Sequence[str] = LIFTING, wanted: PersonPlace | None = None) -> None:
        """The lifter is who is at the place `wanted`, or who moves most where none was pointed at."""
        self.crowd = Crowd(model, wanted)
        self._moves, self._wanted = moves, wanted
        self._surveys: dict[int, PlateSurvey] = {}
        self._sizes: dict[int, deque[float]] = {}

    def see(self, frame: Frame, image: Image) -> None:
        """Follow everybody into `image`, which is the picture of `frame` or a part of it."""
        for person in self.crowd.see(frame.time_s, image):
            survey = self._surveys.setdefault(id(person), PlateSurvey())
            _survey(survey, self._sizes.setdefault(id(person), deque(maxlen=100)), person, frame)

    def outdo(self, others: Followers) -> bool:
        """Whether the lifter among these is seen about as often as that among `others`, and does about as much."""
        mine, theirs = (who.lifter() for who in (self, others))
        if mine is None or theirs is None:
            return mine is not None
        often = len(mine.bodies) >= _SEEN_AS_OFTEN * len(theirs.bodies)
        return often and effort(mine, self._moves) > _SAME_EFFORT * effort(theirs, self._moves)

    def lifter(self) -> Follower | None:
        """Who is measured."""
        people = self.crowd.people
        return lifter(people, self._moves) if self._wanted is None else pointed_at(people, self._wanted)

    def seen(self, looks: tuple[Look, ...], room: Room | None = None) -> FirstPass:
        """The lifter among them."""
        chosen = self.lifter()
        others = [p for p in self.crowd.people if p is not chosen and len(p.bodies) > BODY_RATE_HZ]
        survey = self._surveys.get(id(chosen), PlateSurvey())
        company = len(others) + (room.bystanders if room else 0)
        return FirstPass(looks, chosen.track() if chosen else None, company, survey, room)


def look_through(
    clip: Clip,
    model: PoseModel,
    listener: Listener,
    moves: Sequence[str] = LIFTING,
    given: Corrections = NOTHING,
) -> FirstPass:
    """Read the whole clip once at 10 pictures a second; once more, without them, where bystanders are in the way.

    Who is measured is told by how far the joints `moves` go up and down, or by a person; `given` is in working pixels.
    Raises ImpossibleValue where nobody is at the place that a person pointed at.
    """
    watch, everybody, stills = Watch(), Followers(model, moves, given.person), Stills()
    looks: list[Look] = []
    for frame in read_frames(clip, rate_hz=BODY_RATE_HZ):
        looks.append(watch.see(frame, _box_around(everybody.crowd)))
        if looks[-1].is_cut:
            everybody.crowd.lose_everyone()
        everybody.see(frame, frame.image)
        stills.offer(frame.image, looks[-1].shift)
        listener(Progress("look", frame.index + 1, clip.frames))
    first = replace(everybody.seen(tuple(looks)), plate=given.plate, pointed_at=given.person is not None)
    if given.person is not None and first.track is None:
        raise ImpossibleValue(NOBODY_THERE)
    # Somebody who lies hardly moves, and would be painted over as somebody who only stands there.
    alone = looks[-1].shot or moves is not LIFTING
    room = None if first.track is None or alone else stills.room(model)
    if room is None or first.track is None or not room.reached_from(first.track.region):
        return first
    left = _look_again(clip, Followers(model, moves, given.person), replace(first, room=room), listener)
    # Whoever is left has to do as much as the lifter did before: else it was the lifter who was painted over.
    if not left.outdo(everybody):
        return first
    return replace(left.seen(first.looks, room), plate=first.plate, pointed_at=first.pointed_at)


def _look_again(clip: Clip, left: Followers, first: FirstPass, listener: Listener) -> Followers:
    """Everybody but those who only stand there."""
    for frame in read_frames(clip, rate_hz=BODY_RATE_HZ):
        left.see(frame, first.alone(frame))
        listener(Progress("look", clip.frames, clip.frames))
    return left


def facing_of(track: PoseTrack) -> Facing:
    """Where toes and nose point."""
    points = track.landmarks_px
    toe = points[:, list(both("toe")), 0].mean(1) - points[:, list(both("heel")), 0].mean(1)
    ears = points[:, [Landmark.LEFT_EAR, Landmark.RIGHT_EAR], 0].mean(1)
    nose = points[:, Landmark.NOSE, 0] - ears
    return "right" if np.median(toe) + np.median(nose) > 0 else "left"


def body_length_px(landmarks_px: FloatArray, facing: Facing | None = None) -> FloatArray:
    """(T,) shank + thigh + trunk of landmarks (T, 33, 2), of the near side or of the side that looks longer."""
    chain = np.array([both(joint) for joint in ("ankle", "knee", "hip", "shoulder")])
    links = np.diff(landmarks_px[:, chain], axis=1)
    sides = np.linalg.norm(links, axis=-1).sum(1)
    return np.asarray(sides.max(1) if facing is None else sides[:, 0 if facing == "left" else 1])


def hands_px(landmarks_px: FloatArray) -> FloatArray:
    """(T, 2) middle of both wrists."""
    return np.asarray(landmarks_px[:, list(both("wrist"))].mean(1))


def _survey(survey: PlateSurvey, sizes: deque[float], person: Follower, frame: Frame) -> None:
    body = person.bodies[-1]
    points = body.landmarks_px[None]
    sizes.append(float(body_length_px(points)[0]))
    survey.add(frame.time_s, frame.image, hands_px(points)[0], float(np.percentile(list(sizes), 80)))


def _box_around(crowd: Crowd) -> Box | None:
    """Everybody seen last, as one box, so that camera motion is read off the background."""
    boxes = [extent(p.bodies[-1].landmarks_px) for p in crowd.people if p.region and p.bodies]
    if not boxes:
        return None
    left, top, right, bottom = np.array(boxes).T
    return float(left.min()), float(top.min()), float(right.max()), float(bottom.max())


def extent(landmarks_px: FloatArray) -> Box:
    """The box around a body of landmarks (33, 2) px, with what it holds."""
    (left, top), (right, bottom) = landmarks_px.min(0), landmarks_px.max(0)
    # Room for a plate and for the top of the head, which no landmark marks.
    margin = 0.12 * math.hypot(right - left, bottom - top)
    return left - margin, top - margin, right + margin, bottom + margin
