"""Who only stands there: people in what never changes, and pictures in which they are painted over.

The pose model looks at one square and gives one body. Where somebody stands close behind the lifter it gives that
body, or a mixture of both, and the next square follows it. Who stands still looks the same in nearly every picture,
which a lifter never does; so such a person is found in the median of pictures from all over the clip and painted
over wherever the picture still shows what the median shows. What is in front of them, the lifter above all, stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.pose.detect import PoseModel, crop_matrix
from liftwell.pose.follow import everybody
from liftwell.pose.pose import Body
from liftwell.pose.skeleton import both
from liftwell.video.scene import Shift

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]
FloatArray = NDArray[np.float64]

_SIDE_PX: Final = 640  # longest side of the copies that are kept
_MOST_STILLS: Final = 16  # pictures kept, of those offered; at least half of it once as many were offered
_FEWEST_STILLS: Final = 6
_CHANGED: Final = 25  # grey levels by which a pixel shows something else, not noise
_RARELY: Final = 0.2  # share of the pictures: a turn of the head, the lifter passing by
_OFTEN: Final = 0.35  # share of the pictures: what changes as often may be the lifter in the median too
_STILL_SHARE: Final = 0.45  # of an outline that rarely changes: with less, half of it may be the lifter, who rests bent
_SOMEBODY_MOVES: Final = 0.5  # of the outline, elsewhere in the picture: a lifter who bends changes more than that
_SURE: Final = 0.9  # score of a body in the median; the blur that a lifter leaves there gets less
_A_BODY: Final = 0.3  # score of the same body in the median itself; what filling in made up gets 0.01
_OUTLINE: Final = 0.4  # of the mask's probability
_RIM: Final = 0.01  # of the picture's longest side: the soft edge of the mask, and the shadow beside a body
_SOLE: Final = 0.02  # of the region's side: what lies below heel and toe
_LEAST_TOLERANCE, _MOST_TOLERANCE = 10.0, 30.0  # grey levels


class Stills:
    """Small copies of pictures spread evenly over a clip of any length, with the camera's shift in each."""

    def __init__(self) -> None:
        self._kept: list[tuple[Image, Shift]] = []
        self._factor = 1.0
        self._offered = 0
        self._stride = 1

    def __len__(self) -> int:
        return len(self._kept)

    def offer(self, image: Image, shift: Shift) -> None:
        """Keep this picture if it is its turn; when too many are kept, every second one goes."""
        if self._offered % self._stride == 0:
            if len(self._kept) == _MOST_STILLS:
                self._kept = self._kept[::2]
                self._stride *= 2
            if self._offered % self._stride == 0:
                self._kept.append((_small(image), shift))
                self._factor = small_factor(image)
        self._offered += 1

    def room(self, model: PoseModel) -> Room | None:
        """The room with its bystanders; None when nobody only stands there, or nobody moves."""
        if len(self._kept) < _FEWEST_STILLS:
            return None
        stack = np.stack([_shifted(small, shift, -1 / self._factor) for small, shift in self._kept])
        still = np.asarray(np.partition(stack, len(stack) // 2, axis=0)[len(stack) // 2])
        change = np.stack([cv2.absdiff(small, still).max(axis=2) for small in stack])
        changed = (change > _CHANGED).mean(axis=0)
        calm = _emptied(still, np.zeros(still.shape[:2], bool), changed > _OFTEN)
        people, bystanders = np.zeros(still.shape[:2], bool), 0
        for body in everybody(model, calm, outline=True):
            covered = _covered(model, body, still, changed)
            bystanders += int((covered & ~people).sum() > (covered & people).sum())  # else the same one, found again
            people |= covered
        if not bystanders or (changed[~people] > _RARELY).sum() < _SOMEBODY_MOVES * people.sum():
            return None
        noise = float(np.median(np.median(change, axis=0)[people & (changed <= _RARELY)]))
        tolerance = float(np.clip(2 * noise + 6, _LEAST_TOLERANCE, _MOST_TOLERANCE))
        return Room(still, _emptied(still, people, changed > _RARELY), people, tolerance, bystanders, self._factor)


@dataclass(frozen=True, slots=True)
class Room:
    """What never changes in a clip, in small pixels: `still` (h, w, 3), and `empty`, the same without its `people`.

    `people` (h, w) covers `bystanders` persons who only stand there; `tolerance` (grey levels) is how far a pixel may
    stray and still show the same; `factor` is working px per small px.
    """

    still: Image
    empty: Image
    people: Mask
    tolerance: float
    bystanders: int
    factor: float

    def without_bystanders(self, image: Image, shift: Shift) -> Image:
        """A copy of a (H, W, 3) picture, filmed with the camera off by `shift`, in which the bystanders are gone."""
        step = 1 / self.factor
        people = _shifted(self.people.astype(np.uint8), shift, step)
        apart = cv2.blur(cv2.absdiff(_small(image), _shifted(self.still, shift, step)), (5, 5)).max(axis=2)
        shown = ((apart < self.tolerance) & (people > 0)).astype(np.uint8)
        shown = np.asarray(cv2.morphologyEx(shown, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
        size = (image.shape[1], image.shape[0])
        empty = cv2.resize(_shifted(self.empty, shift, step), size, interpolation=cv2.INTER_LINEAR)
        where = cv2.resize(shown, size, interpolation=cv2.INTER_NEAREST) > 0
        painted = image.copy()
        painted[where] = empty[where]
        return painted

    def reached_from(self, regions: FloatArray) -> bool:
        """Whether a bystander stands in any of the squares (T, 4) in working px that the lifter was looked for in."""
        y, x = np.nonzero(self.people)
        left, right, top, bottom = (self.factor * edge for edge in (x.min(), x.max(), y.min(), y.max()))
        half = regions[:, 2] / 2
        beside = (regions[:, 0] + half < left) | (regions[:, 0] - half > right)
        above = (regions[:, 1] + half < top) | (regions[:, 1] - half > bottom)
        return bool((~beside & ~above).any())


def small_factor(image: Image) -> float:
    """Px of `image` per px of its small copy, a whole number."""
    return float(max(1, -(-max(image.shape) // _SIDE_PX)))


def _small(image: Image) -> Image:
    factor = int(small_factor(image))
    size = (image.shape[1] // factor, image.shape[0] // factor)
    return image if factor == 1 else np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _shifted(small: Image, shift: Shift, scale: float) -> Image:
    """`small` moved by `scale` times the shift; what comes in at the edge repeats the edge."""
    x, y = scale * shift.x_px, scale * shift.y_px
    if abs(x) < 0.1 and abs(y) < 0.1:
        return small
    matrix = np.array([[1, 0, x], [0, 1, y]], np.float32)
    size = (small.shape[1], small.shape[0])
    return np.asarray(cv2.warpAffine(small, matrix, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _covered(model: PoseModel, body: Body, still: Image, changed: FloatArray) -> Mask:
    """Where in the median the bystander shows that was found as `body` in its calm part; nowhere if it is none.

    The median shows the bystander also where the lifter passes by; unless it shows as much of the lifter, who rested
    there: then nothing counts but what is calm.
    """
    calm = _standing(body, changed)
    if not calm.any():
        return calm
    again = model.look(still, body.region, outline=True).body()
    if again.score < _A_BODY:
        return np.zeros_like(calm)
    whole = _standing(again, changed)
    rim = np.ones((2 * round(_RIM * max(still.shape)) + 1,) * 2, np.uint8)
    wide = cv2.dilate((whole if whole.any() else calm).astype(np.uint8), rim) > 0
    return np.asarray(wide if whole.any() else wide & (changed <= _OFTEN))


def _standing(body: Body, changed: FloatArray) -> Mask:
    """The outline of `body` in small px if its head and most of it rarely change, else an empty one."""
    height, width = changed.shape
    nobody = np.zeros((height, width), bool)
    if body.mask is None or body.score < _SURE:
        return nobody
    outline = np.asarray(cv2.warpAffine(body.mask, crop_matrix(body.region), (width, height)) > _OUTLINE)
    outline[_floor(body, height) :] = False
    x, y = body.landmarks_px[[*range(11), *both("shoulder")]].round().astype(int).T
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    if not inside.any() or not outline.any() or np.median(changed[y[inside], x[inside]]) > _RARELY:
        return nobody
    return outline if (changed[outline] <= _RARELY).mean() >= _STILL_SHARE else nobody


def _floor(body: Body, height: int) -> int:
    """The row below the higher one of both feet: where legs are mixed up, the lower one is that of the lifter in front.

    The lifter's feet and the plate stand still between the pulls and would count as the bystander's.
    """
    lowest = body.landmarks_px[[both("heel"), both("toe")], 1].max(axis=0)
    return int(np.clip(lowest.min() + _SOLE * body.region.side, 0, height))


def _emptied(still: Image, people: Mask, unsure: Mask) -> Image:
    """The room as it may look behind `people`, from what surrounds them; colours of what moves do not count."""
    rim = np.ones((5, 5), np.uint8)
    unknown = people | (cv2.dilate(unsure.astype(np.uint8), rim) > 0)
    return np.asarray(cv2.inpaint(still, unknown.astype(np.uint8), 3, cv2.INPAINT_TELEA), np.uint8)
