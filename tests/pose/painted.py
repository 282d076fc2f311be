"""Somebody who only stands there, a lifter who goes up and down before a wall, and a model that knows their clothes."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from liftwell.pose.detect import Pending
from liftwell.pose.pose import Region
from liftwell.pose.skeleton import both
from tests.pose.scripted import Image, Looked, Pose, Scripted, body_of

WIDTH, HEIGHT = 320, 240
WALL, STANDS, LIFTS = (90, 100, 110), (30, 140, 40), (200, 60, 60)
SIZE = 150.0
BYSTANDER_X, LIFTER_X = 200, 110


class Painted(Scripted):
    """Sees a body where a picture shows the colour of somebody's clothes, with the outline of those clothes."""

    def find(self, image: Image) -> list[Region]:
        return [Region(x, y, SIZE, 0.0) for colour in (STANDS, LIFTS) for x, y in places(image, colour)]

    def look(self, image: Image, region: Region, *, outline: bool) -> Pending:
        there = [(abs(x - region.x), x, y, colour) for colour in (STANDS, LIFTS) for x, y in places(image, colour)]
        _, x, y, colour = min(there, default=(0.0, region.x, region.y, WALL))
        mask = (np.abs(image.astype(int) - colour).max(axis=2) < 20).astype(np.float32)
        left, top = int(x - SIZE / 2), int(y - SIZE / 2)
        crop = mask[max(top, 0) : top + int(SIZE), max(left, 0) : left + int(SIZE)]
        square = Region(x, y, SIZE, 0.0)
        body = replace(body_of(Pose(x, y, SIZE * 0.6), region), region=square, next_region=square)
        body.landmarks_px[[*both("heel"), *both("toe")], 1] = y + SIZE / 2
        if not there:
            return Looked(replace(body, score=0.0))
        return Looked(replace(body, mask=cv2.resize(crop, (256, 256)) if outline else None))


def places(image: Image, colour: tuple[int, int, int]) -> list[tuple[float, float]]:
    """The middle of everything of one colour, if there is enough of it."""
    y, x = np.nonzero(np.abs(image.astype(int) - colour).max(axis=2) < 20)
    return [(float(x.mean()), float(y.mean()))] if len(x) > 500 else []


def picture(k: int, *, shift: tuple[int, int] = (0, 0), stands: bool = True, moves: bool = True) -> Image:
    """Somebody stands at the right; a lifter in front goes up and down, and covers a part of them now and then."""
    image = np.full((HEIGHT, WIDTH, 3), WALL, np.uint8)
    image[::16] = (120, 120, 120)  # a wall with seams
    if stands:
        image[60:190, BYSTANDER_X - 20 : BYSTANDER_X + 20] = STANDS
    bent = moves and k % 4 >= 2
    top, reach = (120, 90) if bent else (40, 40)
    image[top:200, LIFTER_X - 20 : LIFTER_X - 20 + reach] = LIFTS
    return np.roll(image, shift, axis=(1, 0))
