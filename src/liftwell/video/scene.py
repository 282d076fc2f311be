"""What the pixels alone tell of a shot: its light, where it is cut, and how the camera moved.

Everything is measured on a shrunken grey copy, about 1.9 ms of processor time a frame at 720p.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.video.clip import Frame

Grey = NDArray[np.uint8]
Box = tuple[float, float, float, float]  # left, top, right, bottom in working pixels

CUT_SCORE = 0.5  # lifters and hand-held cameras stayed under 0.22 in 31 clips, the two hard cuts gave 0.85 and 1
STEADY_QUALITY = 0.4  # below it, fewer than two corners in five agree on one shift
_BLIND_QUALITY = 0.02  # below it, hardly a corner was found again
_GREY_SIDE_PX = 640  # longest side of the grey copy; half of it doubles the error of the shift
_BLOCKS = 16
_BLACK = 16  # luma of black in studio range: letterbox bars lie at or below it
_CHANGED = 8.0  # grey levels by which a block's mean changes when the scene does, not its noise
_MOST_GAIN = 1.35  # luma by which automatic exposure may brighten a picture within a tenth of a second
_WHITE = 255.0
_CORNERS = 80
_FEWEST_CORNERS = 12
_KEY_LASTS = 15  # frames before a key frame that lost its corners is given up; choosing one costs 4 ms
_ENOUGH = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 15, 0.01)  # steps, or grey pixels


@dataclass(frozen=True, slots=True)
class Shift:
    """How far the background moved, in working pixels, x to the right and y down.

    `quality` is the share of background corners that agree with it, 0 when there was nothing to hold on to.
    """

    x_px: float
    y_px: float
    quality: float


@dataclass(frozen=True, slots=True)
class Look:
    """One frame as pixels.

    `brightness` (median) and `contrast` (5th to 95th percentile) of the luma are 0 to 1, letterbox bars left out.
    `cut_score` is the share of the picture that changed since the frame before; above `CUT_SCORE` it is a cut.
    `shot` counts the cuts so far; `shift` is the background's shift since the first frame of the shot.
    """

    time_s: float
    brightness: float
    contrast: float
    cut_score: float
    shot: int
    shift: Shift

    @property
    def is_cut(self) -> bool:
        """Whether a new shot begins with this frame."""
        return self.cut_score > CUT_SCORE


def shrink(image: NDArray[np.uint8]) -> tuple[Grey, int]:
    """A grey copy of a (H, W, 3) BGR image, each side divided by the returned whole number."""
    factor = max(1, -(-max(image.shape[:2]) // _GREY_SIDE_PX))
    if factor > 1:
        height, width = image.shape[:2]
        size = (width // factor, height // factor)
        image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8), factor


def light(grey: Grey) -> tuple[float, float]:
    """Brightness and contrast, 0 to 1, of the part of the picture that is not black bars."""
    rows, columns = _lit(grey)
    part = grey[rows, columns][::8, ::8]
    if part.size == 0:
        return 0.0, 0.0
    low, middle, high = np.percentile(part, (5, 50, 95)) / 255
    return float(middle), float(high - low)


def cut_score(previous: Grey, current: Grey) -> float:
    """Share of 16 × 16 blocks whose mean luma changed, 0 to 1; blocks black in both pictures do not count.

    A moving lifter changes the blocks he passes, a cut nearly all of them; block means do not mind a shaking camera.
    A phone that opens its iris makes every block brighter by the same factor: that factor does not count.
    """
    before, after = _block_means(previous), _block_means(current)
    shown = np.maximum(before, after) > _BLACK
    if np.count_nonzero(shown) < _BLOCKS:
        return 0.0
    before, after = before[shown], after[shown]
    gain = float(np.median(after / np.maximum(before, 1.0)))
    if 1 / _MOST_GAIN < gain < _MOST_GAIN:
        before = np.minimum(before * gain, _WHITE)
    return float(np.mean(np.abs(after - before) > _CHANGED))


def shift_between(previous: NDArray[np.uint8], current: NDArray[np.uint8], person: Box | None = None) -> Shift:
    """Shift of the background from one (H, W, 3) BGR image to another of the same size; `person` is left out.

    Without a `person` the middle of the picture is left out, where the lifter stands.
    """
    (first, factor), (second, _) = shrink(previous), shrink(current)
    return Background.of(first, factor, person).shift_to(second)


@dataclass(frozen=True, slots=True)
class Background:
    """A key frame and its corners (N, 1, 2) outside the person, by which later frames are registered.

    Lucas-Kanade, Shi-Tomasi corners (OpenCV). Registering every frame against one key frame, instead of adding up
    steps, keeps the error at about 0.2 working pixels however long the shot.
    """

    grey: Grey
    corners: NDArray[np.float32]
    factor: int

    @classmethod
    def of(cls, grey: Grey, factor: int, person: Box | None = None) -> Background:
        """`grey` and `factor` come from `shrink`; `person` is a box in working pixels of that frame."""
        mask = _surroundings(grey, factor, person)
        found = cv2.goodFeaturesToTrack(grey, _CORNERS, 0.01, 8, mask=mask)
        corners = np.asarray(found if np.ndim(found) else [], np.float32).reshape(-1, 1, 2)  # no corners: None
        return cls(grey, corners, factor)

    def shift_to(self, grey: Grey, guess: Shift | None = None) -> Shift:
        """From the key frame to `grey`; `guess` is where the search starts."""
        start = Shift(0.0, 0.0, 0.0) if guess is None else guess
        if len(self.corners) < _FEWEST_CORNERS:
            return Shift(start.x_px, start.y_px, 0.0)
        offset = np.array([start.x_px, start.y_px], np.float32) / self.factor
        moved, found, _ = cv2.calcOpticalFlowPyrLK(
            self.grey,
            grey,
            self.corners,
            np.asarray(self.corners + offset, np.float32),
            winSize=(11, 11),
            maxLevel=2,
            criteria=_ENOUGH,
            flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
        )
        steps = np.asarray(moved - self.corners, np.float32)[np.asarray(found)[:, 0] == 1, 0]
        if not len(steps):
            return Shift(start.x_px, start.y_px, 0.0)
        (x, y), agreeing = _consensus(steps)
        return Shift(x * self.factor, y * self.factor, agreeing / len(self.corners))


class Watch:
    """Looks at the frames of a clip in order and keeps the key frame that camera motion is measured from."""

    def __init__(self) -> None:
        self._previous: Grey | None = None
        self._background: Background | None = None
        self._origin = self._shift = Shift(0.0, 0.0, 1.0)
        self._shot = 0
        self._key_age = 0

    def see(self, frame: Frame, person: Box | None = None) -> Look:
        """The next frame; `person`, where known, is kept out of the background."""
        grey, factor = shrink(frame.image)
        score = 0.0 if self._previous is None else cut_score(self._previous, grey)
        if score > CUT_SCORE:
            self._shot, self._background = self._shot + 1, None
        self._shift = self._register(grey, factor, person)
        self._previous = grey
        return Look(frame.time_s, *light(grey), score, self._shot, self._shift)

    def _register(self, grey: Grey, factor: int, person: Box | None) -> Shift:
        if self._background is None:
            self._set_key(grey, factor, person, Shift(0.0, 0.0, 1.0))
            return self._origin
        shift = self._since_origin(grey)
        self._key_age += 1
        if shift.quality < STEADY_QUALITY and self._previous is not None and self._key_age > _KEY_LASTS:
            self._set_key(self._previous, factor, person, self._shift)
            shift = self._since_origin(grey)
        if shift.quality < STEADY_QUALITY:
            # Few corners agree: somebody walks by, or the wall is plain. The camera is then where it was last seen.
            return Shift(self._shift.x_px, self._shift.y_px, shift.quality)
        return shift

    def _set_key(self, grey: Grey, factor: int, person: Box | None, at: Shift) -> None:
        self._background, self._key_age = Background.of(grey, factor, person), 0
        self._origin = self._shift = at

    def _since_origin(self, grey: Grey) -> Shift:
        assert self._background is not None
        start, now = self._origin, self._shift
        step = self._background.shift_to(grey, Shift(now.x_px - start.x_px, now.y_px - start.y_px, 1.0))
        return Shift(start.x_px + step.x_px, start.y_px + step.y_px, step.quality)


def shake_px(looks: Sequence[Look]) -> float:
    """How far the camera strayed from its median place (95th percentile), in working pixels, over trusted pictures.

    0 where most pictures have nothing to hold on to: on a plain wall what little is found is as likely a shadow.
    """
    blind = sum(look.shift.quality < _BLIND_QUALITY for look in looks)
    places = np.array([(k.shift.x_px, k.shift.y_px) for k in looks if k.shift.quality >= STEADY_QUALITY])
    if 2 * blind > len(looks) or len(places) < 2:
        return 0.0
    return float(np.percentile(np.linalg.norm(places - np.median(places, axis=0), axis=1), 95))


def _lit(grey: Grey) -> tuple[slice, slice]:
    """Rows and columns of the smallest box that holds everything lighter than black."""
    lighter = grey > _BLACK
    rows, columns = np.flatnonzero(lighter.any(axis=1)), np.flatnonzero(lighter.any(axis=0))
    if not rows.size:
        return slice(0, 0), slice(0, 0)
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _block_means(grey: Grey) -> NDArray[np.float32]:
    small = cv2.resize(grey, (4 * _BLOCKS, 4 * _BLOCKS), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.resize(small, (_BLOCKS, _BLOCKS), interpolation=cv2.INTER_AREA), np.float32)


def _surroundings(grey: Grey, factor: int, person: Box | None) -> Grey:
    """255 where background corners may lie: within the lit part, clear of its edge, outside the person."""
    rows, columns = _lit(grey)
    mask = np.zeros_like(grey)
    margin = max(4, grey.shape[1] // 40)
    top, bottom, left, right = rows.start, rows.stop, columns.start, columns.stop
    mask[top + margin : max(0, bottom - margin), left + margin : max(0, right - margin)] = 255
    if person is None:
        aside, above = (right - left) // 5, (bottom - top) // 10
        mask[top + above :, left + aside : right - aside] = 0
    else:
        x0, y0, x1, y1 = (max(0, round(side / factor)) for side in person)
        mask[y0:y1, x0:x1] = 0
    return mask


def _consensus(steps: NDArray[np.float32]) -> tuple[tuple[float, float], int]:
    """The (x, y) that most of (N, 2) steps agree on, and how many do: a median, then means of ever closer company."""
    centre, agreeing = np.median(steps, axis=0), 0
    for radius in (2.0, 1.0, 0.6):
        near = np.hypot(*(steps - centre).T) < radius
        agreeing = int(np.count_nonzero(near))
        if not agreeing:
            break
        centre = steps[near].mean(axis=0)
    return (float(centre[0]), float(centre[1])), agreeing
