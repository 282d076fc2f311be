"""A pose model that needs no weights: it sees people who are written down, unless they have been painted over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.pose.detect import Pending
from liftwell.pose.pose import Body, Region
from liftwell.pose.skeleton import COUNT, both

Image = NDArray[np.uint8]

WIDTH, HEIGHT = 1280, 720
MARK: Final = 255
# Where joints are on somebody who stands, in sizes of the person from the hips; a bend lowers what is above them.
PLACES: Final = {"shoulder": -0.3, "elbow": -0.15, "wrist": 0.0, "hip": 0.0, "knee": 0.25, "ankle": 0.5}


@dataclass(frozen=True, slots=True)
class Pose:
    """Hips (x, y) and size in px; `bend` 0…1; `lean` rad is how far the region has to turn to see the thigh whole."""

    x: float
    y: float
    size: float = 200.0
    bend: float = 0.0
    lean: float = 0.0
    score: float = 1.0


Person = Callable[[float], Pose | None]


def body_of(pose: Pose, region: Region) -> Body:
    """What a look at this person through `region` gives."""
    seen_whole = pose.lean - region.rotation < 0.3
    landmarks = np.zeros((COUNT, 2))
    for joint, place in PLACES.items():
        drop = pose.bend * 0.25 if place <= 0 and joint != "hip" else 0.0
        short = 0.7 if joint == "knee" and not seen_whole else 1.0
        landmarks[list(both(joint)), 1] = place * short + drop
    landmarks[:11, 1] = -0.45 + pose.bend * 0.25
    landmarks[list(both("wrist")), 0] = [-0.15, 0.15]
    rotation = region.rotation if not seen_whole else pose.lean
    return Body(
        landmarks_px=landmarks * pose.size + [pose.x, pose.y],
        visibility=np.ones(COUNT),
        world_m=np.zeros((COUNT, 3)),
        score=pose.score,
        region=region,
        next_region=Region(pose.x, pose.y, pose.size, rotation),
        mask=None,
    )


class Looked(Pending):
    """A look that is over at once."""

    def __init__(self, body: Body) -> None:
        self._body = body

    def body(self) -> Body:
        return self._body


class Scripted:
    """`people` by time. With `shy`, only the surest is found in one picture, as real detectors do.

    Not `marked`, they are found in any picture, even somebody else's.
    """

    sha256 = "0" * 64

    def __init__(self, *people: Person, shy: bool = False, marked: bool = True) -> None:
        self._people, self._shy, self._marked = people, shy, marked
        self.now = 0.0
        self.looks = 0
        self.searches = 0

    def image(self, now: float) -> Image:
        """The picture at a moment: a dot for everybody there."""
        self.now = now
        image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
        for pose in self._present():
            image[int(pose.y), int(pose.x)] = MARK
        return image

    def find(self, image: Image) -> list[Region]:
        self.searches += 1
        seen = [p for p in self._present() if not self._marked or (image[int(p.y), int(p.x)] == MARK).all()]
        return [Region(p.x, p.y, p.size, 0.0) for p in seen][: 1 if self._shy else None]

    def look(self, image: Image, region: Region, *, outline: bool) -> Pending:
        self.looks += 1
        there = sorted(self._present(), key=lambda p: np.hypot(p.x - region.x, p.y - region.y))
        if not there or np.hypot(there[0].x - region.x, there[0].y - region.y) > region.side:
            return Looked(replace(body_of(Pose(region.x, region.y), region), score=0.0))
        body = body_of(there[0], region)
        mask = np.full((256, 256), float(image.max() > 0), np.float32) if outline else None
        return Looked(replace(body, mask=mask))

    @contextmanager
    def counted(self) -> Iterator[list[int]]:
        """Looks made inside, as the one entry of a list, once it is over."""
        before, count = self.looks, [0]
        yield count
        count[0] = self.looks - before

    def _present(self) -> list[Pose]:
        return [pose for person in self._people if (pose := person(self.now)) is not None]
