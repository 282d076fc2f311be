"""Second pass over the moving stretches: the bar on every picture, the body on ten a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.barbell.bar_path import BarPath
from liftwell.barbell.detect import ON_THE_WAY, hands_speed
from liftwell.barbell.disc import Disc
from liftwell.barbell.hands import hands_path
from liftwell.barbell.track import DiscTracker
from liftwell.lift import Facing
from liftwell.passes.bodies import Bodies
from liftwell.passes.first import FirstPass, body_length_px, extent, hands_px
from liftwell.passes.stretches import Stretch
from liftwell.pose.contour import STATIONS, Outline
from liftwell.pose.detect import PoseModel
from liftwell.pose.pose import PoseTrack
from liftwell.pose.smooth import places_at, region_at, smooth_regions
from liftwell.progress import Listener, Progress
from liftwell.video.clip import Clip, Frame
from liftwell.video.decode import read_frames
from liftwell.video.scene import Box, Watch, shake_px

FloatArray = NDArray[np.float64]
_LEAST_TRAVEL: Final = 0.5  # of the hands': a plate that is held travels 1.2 times as far in the picture
_LOST_SHARE: Final = 0.35  # of the moving time without a plate: one with holes shows the room through them
FEWEST_SAMPLES: Final = 4  # fewer looks at the body cannot carry a curve
STEADY_PX: Final = 0.6  # working px of stray that is as small as the error of measuring it


@dataclass(frozen=True, slots=True)
class Seen:
    """One moving stretch as seen, in working pixels of its first picture (camera motion taken out).

    `outline` has no samples when it was not asked for. shift_px (N, 2) is the camera's motion at `bar.time_s`.
    """

    track: PoseTrack
    outline: Outline
    bar: BarPath
    shift_px: FloatArray


@dataclass(frozen=True, slots=True)
class SecondSight:
    """All stretches, the lifter's body length (shank + thigh + trunk, working px) and the plate, if one was found."""

    stretches: tuple[Seen, ...]
    body_px: float
    disc: Disc | None


class SecondPass:
    """Reads stretches one after the other; keeps the plate found by the first pass."""

    def __init__(self, clip: Clip, first: FirstPass, facing: Facing) -> None:
        assert first.track is not None
        self._clip, self._first, self._track, self._facing = clip, first, first.track, facing
        self._regions = smooth_regions(first.track.time_s, first.track.region)
        self._hands = first.hands
        self.body_px = float(np.percentile(body_length_px(first.track.landmarks_px, facing), 80))
        self._steady = shake_px(first.looks) < STEADY_PX
        self.disc = first.disc

    def see(self, stretch: Stretch, model: PoseModel | None, tick: Callable[[Frame], None]) -> Seen:
        """Watch one stretch; without a `model` the body is taken from the first pass and the outline is empty."""
        bodies = Bodies(model, self._facing) if model else None
        tracker = DiscTracker(self.disc) if self.disc else None
        watch = None if self._steady else Watch()
        times: list[float] = []
        shifts: list[tuple[float, float]] = []
        for frame in read_frames(self._clip, start_s=stretch[0], stop_s=stretch[1] + 1e-6):
            times.append(frame.time_s)
            shifts.append(self._shift(watch, frame))
            if bodies is not None and bodies.due(frame.time_s):
                region = region_at(self._track.time_s, self._regions, frame.time_s)
                bodies.look(replace(frame, image=self._first.alone(frame)), region)
            if tracker is not None:
                tracker.update(frame.time_s, frame.image, self._hand_at(frame.time_s))
            tick(frame)
        track, outline = bodies.finish() if bodies else (_part(self._track, stretch), _no_outline())
        shift = np.array(shifts).reshape(-1, 2)
        return self._steadied(track, outline, tracker.finish() if tracker else None, np.array(times), shift)

    def _left_by_the_hands(self, bar: BarPath) -> bool:
        """Whether the hands go up and down and the plate does not, or was lost in much of that time.

        Then it is another plate, or one with holes through which the room shows, and the hands tell more.
        """
        hands = places_at(self._track.time_s, self._hands, bar.time_s)[:, 1]
        if len(hands) < 2 or not bar.seen.any():
            return len(hands) >= 2
        moving = hands_speed(bar.time_s, hands, self.body_px) > ON_THE_WAY
        lost = bool(moving.any() and (~bar.seen[moving]).mean() > _LOST_SHARE)
        return lost or _travel(bar.centre_px[bar.seen, 1]) < _LEAST_TRAVEL * _travel(hands)

    def _shift(self, watch: Watch | None, frame: Frame) -> tuple[float, float]:
        if watch is None:
            return 0.0, 0.0
        shift = watch.see(frame, self._person_at(frame.time_s)).shift
        return shift.x_px, shift.y_px

    def _person_at(self, when_s: float) -> Box:
        """The box around the lifter in the first pass's look nearest in time: what moves there is no background."""
        return extent(self._track.landmarks_px[int(np.abs(self._track.time_s - when_s).argmin())])

    def _hand_at(self, when_s: float) -> FloatArray:
        return np.asarray(places_at(self._track.time_s, self._hands, np.array([when_s]))[0])

    def _steadied(
        self, track: PoseTrack, outline: Outline, bar: BarPath | None, times: FloatArray, shift: FloatArray
    ) -> Seen:
        """Take the camera's motion out of everything that was seen."""
        there = places_at(times, shift, track.time_s)
        still = _moved(track, -there)
        points = outline.points_px - places_at(times, shift, outline.time_s)[:, None]
        if bar is None or self._left_by_the_hands(bar):
            bar = hands_path(still.time_s, hands_px(still.landmarks_px), self.body_px, times)
        else:
            bar = BarPath(bar.time_s, bar.centre_px - shift, bar.sd_px, bar.radius_px, bar.radius_sd_px, bar.source)
        return Seen(still, Outline(outline.time_s, points, outline.softness), bar, shift)


def _travel(height_px: FloatArray) -> float:
    """How far something goes up and down, without its rarest places."""
    low, high = np.percentile(height_px, [5, 95])
    return float(high - low)


def _moved(track: PoseTrack, by: FloatArray) -> PoseTrack:
    return replace(track, landmarks_px=track.landmarks_px + by[:, None])


def _part(track: PoseTrack, stretch: Stretch) -> PoseTrack:
    inside = (track.time_s >= stretch[0]) & (track.time_s <= stretch[1])
    return PoseTrack(*(getattr(track, field.name)[inside] for field in fields(track)))


def _no_outline() -> Outline:
    return Outline(np.zeros(0), np.zeros((0, len(STATIONS), 2)), np.zeros((0, len(STATIONS))))


def watch_stretches(
    clip: Clip,
    first: FirstPass,
    stretches: list[Stretch],
    facing: Facing,
    model: PoseModel | None,
    listener: Listener,
) -> SecondSight:
    """Watch every moving stretch; without a `model` bodies come from the first pass and no outline is traced."""
    second = SecondPass(clip, first, facing)
    total = max(1, round(sum(stop - start for start, stop in stretches) * clip.frame_rate_hz))
    count = 0

    def tick(_: Frame) -> None:
        nonlocal count
        count += 1
        listener(Progress("measure", min(count, total), total))

    seen = (second.see(stretch, model, tick) for stretch in stretches)
    enough = tuple(s for s in seen if len(s.track.time_s) >= FEWEST_SAMPLES)
    return SecondSight(enough, second.body_px, second.disc)
