"""Follow everyone in the picture, then tell the lifter from the bystanders."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.correction import PersonPlace
from liftwell.evidence import threshold
from liftwell.pose.detect import SCORE_FLOOR, PoseModel, overlap
from liftwell.pose.pose import Body, PoseTrack, Region
from liftwell.pose.skeleton import both

Image = NDArray[np.uint8]
FloatArray = NDArray[np.float64]

MOST_PEOPLE = 3
LOOK_FOR_NEW_S = 4.0
PAINT_MARGIN = 0.06  # of the region's side: hair and fingers lie beyond the outermost landmarks
SETTLE_LOOKS = 2  # looks at the first picture, so that the region has converged before it counts
# Going down, the region turns too late; the model then puts the hip on the thigh, the wrong hip keeps the region
# from turning, and so on; coming up it may stay turned in the same way. Side-on no thigh gets shorter, and a trunk only
# a little: when one does, look again with the region turned on, and turned back.
SHORT_THIGH, SHORT_TRUNK, TURN_ON_RAD, MOST_TURNED_RAD = 0.85, 0.75, 0.4, 1.45
LIFTING: Final = ("wrist", "shoulder")  # the joints that a lifter moves up and down
SAME_MOMENT_S = 0.5  # from a moment to a look at the body that still tells where it was then
SAME_PLACE = 0.12  # of the region's side: its middle is the hips, which move less than this in a tenth of a second


@dataclass(slots=True)
class Follower:
    """One person, followed from picture to picture. `region` is None while the person is lost."""

    region: Region | None
    times: list[float] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    thighs_px: deque[float] = field(default_factory=lambda: deque(maxlen=100))
    trunks_px: deque[float] = field(default_factory=lambda: deque(maxlen=100))

    @property
    def latest(self) -> Body | None:
        """The last body seen."""
        return self.bodies[-1] if self.bodies else None

    def track(self) -> PoseTrack:
        """Everything seen so far, without the masks."""
        return PoseTrack.of(self.times, self.bodies)

    def shrunk(self, body: Body) -> float:
        """Below 1 where the thigh or the trunk of `body` is shorter than this person's can look side-on."""
        if len(self.thighs_px) < 3:
            return 1.0
        thigh = _longer(body, "hip", "knee") / (SHORT_THIGH * np.percentile(self.thighs_px, 80))
        trunk = _longer(body, "hip", "shoulder") / (SHORT_TRUNK * np.percentile(self.trunks_px, 80))
        return float(min(thigh, trunk))


class Crowd:
    """Everyone seen in a clip, followed with one model; feed it pictures in order of time."""

    def __init__(self, model: PoseModel, wanted: PersonPlace | None = None) -> None:
        """Of more people than can be followed, those nearest to `wanted` come first."""
        self._model, self._wanted = model, wanted
        self._next_search_s = -math.inf
        self.people: list[Follower] = []

    def see(self, time_s: float, image: Image) -> list[Follower]:
        """Follow everyone into this picture; returns those who were seen in it."""
        if time_s >= self._next_search_s or not any(p.region for p in self.people):
            self._search(time_s, image)
        return [person for person in self.people if person.region and self._step(person, time_s, image)]

    def lose_everyone(self) -> None:
        """The scene was cut: nobody is where they were."""
        for person in self.people:
            person.region = None
        self._next_search_s = -math.inf

    def _search(self, time_s: float, image: Image) -> None:
        self._next_search_s = time_s + LOOK_FOR_NEW_S
        found = everybody(self._model, image, outline=False)
        if self._wanted is not None:
            place = (self._wanted.x_px, self._wanted.y_px)
            found.sort(key=lambda body: _beside(body, place))
        for body in found:
            self._welcome(body.next_region)

    def _welcome(self, region: Region) -> None:
        """Give a newly found region to the person who was lost nearest to it, or to somebody new."""
        if any(p.region and overlap(region, p.region) for p in self.people):
            return
        # Somebody found once and never seen again was nobody: he must not take a place.
        self.people = [p for p in self.people if p.region or p.bodies]
        lost = [p for p in self.people if p.region is None and p.latest and _near(region, p.latest.region)]
        if lost:
            lost[0].region = region
        elif len(self.people) < MOST_PEOPLE:
            self.people.append(Follower(region))

    def _step(self, person: Follower, time_s: float, image: Image) -> bool:
        assert person.region is not None
        body = self._look(person, person.region, image)
        largest = 4 * max(image.shape[:2])
        if body.score < SCORE_FLOOR or not 20 < body.next_region.side < largest or self._taken(person, body):
            person.region = None
            return False
        person.region = body.next_region
        person.times.append(time_s)
        person.bodies.append(body)
        return True

    def _look(self, person: Follower, region: Region, image: Image) -> Body:
        """The body in `region`, looked at again when its thigh or trunk has shrunk (see SHORT_THIGH)."""
        body = self._model.look(image, region, outline=False).body()
        if person.shrunk(body) < 1:
            alone = sum(p.region is not None for p in self.people) == 1
            for turned in _turned_otherwise(region, back=alone):
                again = self._model.look(image, turned, outline=False).body()
                larger = person.shrunk(again) > person.shrunk(body)
                if larger and again.score >= SCORE_FLOOR and _same_place(again, region):
                    body = again
        person.thighs_px.append(_longer(body, "hip", "knee"))
        person.trunks_px.append(_longer(body, "hip", "shoulder"))
        return body

    def _taken(self, person: Follower, body: Body) -> bool:
        """Whether this follower has slipped onto somebody who was followed before."""
        earlier = self.people[: self.people.index(person)]
        return any(p.region and overlap(p.region, body.next_region) for p in earlier)


def lifter(people: list[Follower], moves: Sequence[str] = LIFTING) -> Follower | None:
    """Whoever moves the hands through the greatest height, for as long as seen; None in an empty room.

    A bystander stands; a lifter bends down and comes up. Nearness counts too, as it makes the travel larger.
    """
    seen = [p for p in people if len(p.bodies) >= 2]
    return max(seen, key=lambda person: effort(person, moves), default=None)


def pointed_at(people: list[Follower], place: PersonPlace) -> Follower | None:
    """Whoever is seen at `place`, at its moment or, without one, for most of the time; None where nobody is."""
    reach = threshold("person_given_reach_share")
    off = [(_apart(person, place), person) for person in people if len(person.bodies) >= 2]
    return min((one for one in off if one[0] <= reach), key=lambda one: one[0], default=(0.0, None))[1]


def _apart(person: Follower, place: PersonPlace) -> float:
    """How far a person is from a place, in sides of their square; infinite where they are not seen at that moment."""
    at = (place.x_px, place.y_px)
    if place.time_s is None:
        return float(np.median([_beside(body, at) for body in person.bodies]))
    apart_s = np.abs(np.array(person.times) - place.time_s)
    nearest = int(apart_s.argmin())
    return _beside(person.bodies[nearest], at) if apart_s[nearest] <= SAME_MOMENT_S else math.inf


def _beside(body: Body, place: tuple[float, float]) -> float:
    """How far a place is from a body's joints or the middle of its limbs, in sides of the square around the body."""
    chain = body.landmarks_px[[both(joint) for joint in ("wrist", "elbow", "shoulder", "hip", "knee", "ankle")]]
    points = np.concatenate([chain, (chain[1:] + chain[:-1]) / 2]).reshape(-1, 2)
    return float(np.linalg.norm(points - place, axis=1).min()) / body.region.side


def effort(person: Follower, moves: Sequence[str] = LIFTING) -> float:
    """How far the joints `moves`, of both sides, travel in height (px), times the root of the number of looks."""
    joints = [index for joint in moves for index in both(joint)]
    heights = np.array([b.landmarks_px[joints, 1].mean() for b in person.bodies])
    low, high = np.percentile(heights, [5, 95])
    size = float(np.median([b.region.side for b in person.bodies]))
    return float(high - low + 0.02 * size) * math.sqrt(len(person.bodies))


def everybody(model: PoseModel, image: Image, *, outline: bool) -> list[Body]:
    """Everybody in one picture, with their masks if an `outline` is asked for.

    Somebody who stands upright outshines a bent lifter beside him, so those found are painted over before the next
    search.
    """
    bodies: list[Body] = []
    rest = image
    for _ in range(MOST_PEOPLE):
        settled = [_settled(model, image, region, outline) for region in model.find(rest)]
        found = [body for body in settled if body.score >= SCORE_FLOOR]
        if not found:
            break
        bodies += found
        rest = _painted_over(rest, found)
    return bodies


def _settled(model: PoseModel, image: Image, region: Region, outline: bool) -> Body:
    for _ in range(SETTLE_LOOKS):
        body = model.look(image, region, outline=outline).body()
        region = body.next_region
    return body


def _painted_over(image: Image, bodies: list[Body]) -> Image:
    """A copy in which everyone in `bodies` is a grey box."""
    painted = image.copy()
    for body in bodies:
        margin = PAINT_MARGIN * body.region.side
        left, top = np.maximum(body.landmarks_px.min(0) - margin, 0).astype(int)
        right, bottom = np.maximum(body.landmarks_px.max(0) + margin, 0).astype(int)
        painted[top:bottom, left:right] = 128
    return painted


def _longer(body: Body, joint: str, other: str) -> float:
    """Length in px between two joints, on the side where it is longer."""
    here, there = (body.landmarks_px[list(both(name))] for name in (joint, other))
    return float(np.linalg.norm(here - there, axis=1).max())


def _turned_otherwise(region: Region, *, back: bool) -> list[Region]:
    """The region turned further the way it leans and, if asked, `back` again; none for an upright body.

    Turning back is for somebody alone: beside a bystander it finds the bystander.
    """
    lean = math.remainder(region.rotation, 2 * math.pi)
    if abs(lean) <= 0.1:
        return []
    sizes = [max(abs(lean) - TURN_ON_RAD, 0.0)] if back else []
    if abs(lean) < MOST_TURNED_RAD - TURN_ON_RAD / 2:
        sizes.insert(0, min(abs(lean) + TURN_ON_RAD, MOST_TURNED_RAD))
    return [replace(region, rotation=math.copysign(size, lean)) for size in sizes]


def _same_place(body: Body, region: Region) -> bool:
    """Whether the hips of `body` are where those in `region` were: not those of somebody who stands beside."""
    hips = body.landmarks_px[list(both("hip"))].mean(0)
    return math.hypot(hips[0] - region.x, hips[1] - region.y) < SAME_PLACE * region.side


def _near(a: Region, b: Region) -> bool:
    return math.hypot(a.x - b.x, a.y - b.y) < max(a.side, b.side)
