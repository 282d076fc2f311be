"""Follow the plate through every frame: registration from where it should be, a search where it got lost."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.barbell.bar_path import BarPath
from liftwell.barbell.disc import RIM_INSIDE, Disc
from liftwell.barbell.register import Fit, Pose2, align, soften, template_of
from liftwell.barbell.survey import Crop, cut
from liftwell.barbell.votes import edges, rim_near, rim_needed

FloatArray = NDArray[np.float64]
Image = NDArray[np.uint8]

_STEPS = 4  # Gauss-Newton steps a frame; the prediction is rarely more than 2 px off
_MARGIN = 0.35  # radii around the disc that are cut out for registration
_SEARCH = 0.9  # radii around a guess that are searched when the disc was lost
_LOST = 0.62  # correlation below which something else lies under the template: wrong places reach 0.6, right ones 0.8
_FOUND = 0.66  # stricter, because a search offers the best of many wrong places
_FASTEST = 8.0  # radii per second (1.8 m/s for a full-size plate would be 8): faster is no barbell deadlift
_SLACK = 0.15  # radii that a centre may be off the prediction in any case
_LIKENESS = 0.5  # correlation below which a searched place is not worth registering
_RIM_SD_PX = 0.7  # template pixels: a rim says where the disc is less sharply than its face
_SD_FLOOR = 0.04  # template pixels: interpolation and compression


class Sighting(NamedTuple):
    """One frame's answer: centre (x, y) and sd of one axis in working pixels, residual in grey levels; NaN if lost."""

    centre_px: tuple[float, float]
    sd_px: float
    residual: float


_UNSEEN = Sighting((np.nan, np.nan), np.nan, np.nan)


class DiscTracker:
    """Registers `disc` in frame after frame; memory does not grow with the clip but for one line of numbers a frame.

    A frame is lost (NaN) when what lies at the predicted place does not look like the disc, or when it would have to
    jump. It is then searched for at the hands, where it was last seen, and where the survey saw it next: a plate that
    still lies on the floor while the lifter walks up is found there.
    """

    def __init__(self, disc: Disc) -> None:
        self._disc = disc
        self._radius = disc.radius_px * disc.scale
        self._template = template_of(disc.template, disc.spread, self._radius)
        self._trail: deque[tuple[float, FloatArray, Pose2]] = deque(maxlen=2)
        self._rows: list[tuple[float, Sighting]] = []

    def update(self, time_s: float, image: Image, wrist_px: FloatArray) -> Sighting:
        """Find the disc in the frame at `time_s`: `image` (H, W, 3) uint8 BGR, `wrist_px` (2,) or NaN if unknown."""
        sighting = self._follow(time_s, image) or self._search(time_s, image, np.asarray(wrist_px, float)) or _UNSEEN
        self._rows.append((time_s, sighting))
        return sighting

    def finish(self) -> BarPath:
        """The path over all frames given so far."""
        times = np.array([t for t, _ in self._rows], float)
        centres = np.array([s.centre_px for _, s in self._rows], float).reshape(-1, 2)
        noise = np.array([s.sd_px for _, s in self._rows], float)
        return BarPath(times, centres, noise, self._disc.radius_px, self._disc.radius_sd_px, "plate")

    def _follow(self, time_s: float, image: Image) -> Sighting | None:
        if not self._trail:
            return None
        last_time, last, pose = self._trail[-1]
        gap = time_s - last_time
        if gap > 0.5:
            return None
        guess = last + self._velocity() * gap
        return self._register(time_s, image, guess, pose, _LOST)

    def _velocity(self) -> FloatArray:
        if len(self._trail) < 2:
            return np.zeros(2)
        (t0, a, _), (t1, b, _) = self._trail
        return (b - a) / (t1 - t0) if 0 < t1 - t0 < 0.2 else np.zeros(2)

    def _register(self, time_s: float, image: Image, guess: FloatArray, like: Pose2, limit: float) -> Sighting | None:
        crop = cut(time_s, image, guess, np.full(4, (1 + _MARGIN) * self._disc.radius_px), self._disc.scale)
        if crop is None:
            return None
        x, y = crop.inside(guess)
        fit = align(_soft(crop), replace(like, x=float(x), y=float(y)), self._template, _STEPS)
        if fit.likeness < limit:
            fit = self._on_its_rim(crop, fit)
        centre = crop.outside(np.array([fit.pose.x, fit.pose.y]))
        if fit.likeness < limit or not self._reachable(time_s, centre):
            return None
        return self._accept(time_s, centre, fit)

    def _on_its_rim(self, crop: Crop, fit: Fit) -> Fit:
        """The disc where its rim is, whatever shows inside it: some plates have openings. `fit` where none is seen."""
        usual = self._disc.roundness
        rim = rim_near(edges(crop.image), self._radius / RIM_INSIDE, np.array([fit.pose.x, fit.pose.y]))
        if rim.share < rim_needed(usual):
            return fit
        pose = Pose2(float(rim.centre[0]), float(rim.centre[1]), fit.pose.angle)
        return replace(fit, pose=pose, sd=_RIM_SD_PX, likeness=1.0)

    def _accept(self, time_s: float, centre: FloatArray, fit: Fit) -> Sighting:
        self._trail.append((time_s, centre, fit.pose))
        sd = float(np.hypot(fit.sd, _SD_FLOOR)) / self._disc.scale
        return Sighting((float(centre[0]), float(centre[1])), sd, fit.residual)

    def _reachable(self, time_s: float, centre: FloatArray) -> bool:
        if not self._trail:
            return True
        last_time, last, _ = self._trail[-1]
        allowed = (_SLACK + _FASTEST * (time_s - last_time)) * self._disc.radius_px
        return bool(np.hypot(*(centre - last)) < allowed)

    def _search(self, time_s: float, image: Image, wrist: FloatArray) -> Sighting | None:
        """Try every place where the disc could be, by correlation, then registration with a stricter gate."""
        for guess, like in self._guesses(time_s, wrist):
            place = self._best_place(time_s, image, guess, like.angle)
            if place is None:
                continue
            seen = self._register(time_s, image, place, like, _FOUND)
            if seen is not None:
                return seen
        return None

    def _guesses(self, time_s: float, wrist: FloatArray) -> list[tuple[FloatArray, Pose2]]:
        """Places and turns: at the hands, where the survey sees it next, where it was last."""
        disc, last = self._disc, [(place, pose) for _, place, pose in self._trail][-1:]
        k = int(np.argmin(np.abs(disc.time_s - time_s)))
        after = min(int(np.searchsorted(disc.time_s, time_s)), len(disc.time_s) - 1)
        now, later = (Pose2(0.0, 0.0, float(disc.angle_rad[i])) for i in (k, after))
        places = [(disc.expected_px(wrist), now), (disc.centre_px[after], later), *last]
        return [(p, a) for p, a in places if np.isfinite(p).all()]

    def _best_place(self, time_s: float, image: Image, guess: FloatArray, angle: float) -> FloatArray | None:
        half = self._disc.scale / 2
        crop = cut(time_s, image, guess, np.full(4, (1 + _SEARCH) * self._disc.radius_px), half)
        icon = _icon(self._disc.template, self._radius, angle)
        if crop is None or min(crop.image.shape[:2]) < len(icon):
            return None
        field = cv2.matchTemplate(_grey(crop), icon, cv2.TM_CCOEFF_NORMED)
        _, likeness, _, (x, y) = cv2.minMaxLoc(field)
        if likeness < _LIKENESS:
            return None
        middle = (len(icon) - 1) / 2
        return crop.outside(np.array([x + middle, y + middle]))


def _grey(crop: Crop) -> Image:
    return np.asarray(cv2.cvtColor(crop.image, cv2.COLOR_BGR2GRAY), np.uint8)


def _soft(crop: Crop) -> NDArray[np.float32]:
    return soften(_grey(crop))


def _icon(template: NDArray[np.float32], radius: float, angle: float) -> Image:
    """The square inside the disc at half size and turned by `angle` (rad), for a coarse search."""
    middle, reach = (len(template) - 1) / 2, int(0.32 * radius)
    c, s = 2 * np.cos(angle), 2 * np.sin(angle)
    # from icon to template: the inverse turn, twice the size
    matrix = np.array([[c, s, middle - reach * (c + s)], [-s, c, middle - reach * (c - s)]])
    soft = cv2.GaussianBlur(template, (0, 0), 0.8)
    size = (2 * reach + 1, 2 * reach + 1)
    small = cv2.warpAffine(soft, matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return np.asarray(np.clip(np.rint(small), 0, 255), np.uint8)
