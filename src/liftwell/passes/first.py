"""First pass, ten pictures a second: who lifts, which way they face, when they move, what they hold."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Facing
from liftwell.barbell.survey import PlateSurvey
from liftwell.pose.detect import PoseModel
from liftwell.pose.follow import Crowd, Follower, lifter
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import Landmark, both
from liftwell.progress import Listener, Progress
from liftwell.video.clip import Clip, Frame
from liftwell.video.decode import read_frames
from liftwell.video.scene import Box, Look, Watch

FloatArray = NDArray[np.float64]
BODY_RATE_HZ: Final = 10.0  # the body moves slowly: twice as many pictures change lumbar flexion by less than 1°


@dataclass(frozen=True, slots=True)
class FirstPass:
    """What the first pass saw. `looks` are the pictures as pixels; `track` the lifter, None in an empty room;
    `others` how many more people were there for at least a second; `survey` the surroundings of the lifter's hands.
    """

    looks: tuple[Look, ...]
    track: PoseTrack | None
    others: int
    survey: PlateSurvey


def look_through(clip: Clip, model: PoseModel, listener: Listener) -> FirstPass:
    """Read the whole clip once at 10 pictures a second."""
    watch, crowd = Watch(), Crowd(model)
    surveys: dict[int, PlateSurvey] = {}
    sizes: dict[int, deque[float]] = {}
    looks: list[Look] = []
    for frame in read_frames(clip, rate_hz=BODY_RATE_HZ):
        looks.append(watch.see(frame, _box_around(crowd)))
        if looks[-1].is_cut:
            crowd.lose_everyone()
        for person in crowd.see(frame.time_s, frame.image):
            survey = surveys.setdefault(id(person), PlateSurvey())
            _survey(survey, sizes.setdefault(id(person), deque(maxlen=100)), person, frame)
        listener(Progress("look", frame.index + 1, clip.frames))
    chosen = lifter(crowd.people)
    others = [p for p in crowd.people if p is not chosen and len(p.bodies) > BODY_RATE_HZ]
    survey = surveys.get(id(chosen), PlateSurvey())
    return FirstPass(tuple(looks), chosen.track() if chosen else None, len(others), survey)


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
