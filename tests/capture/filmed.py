"""A lifter who stands before a camera, made of numbers: what the capture check gets to see."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from liftwell.analysis import CaptureReason
from liftwell.barbell.bar_path import BarPath, BarSource
from liftwell.barbell.survey import PlateSurvey
from liftwell.motion.scale import Scale
from liftwell.passes.first import FirstPass
from liftwell.pose.detect import REGION_MARGIN
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import COUNT, Landmark, both
from liftwell.quantity import Quantity
from liftwell.video.clip import Clip
from liftwell.video.scene import Look, Shift

SIZE_PX = (720, 1280)
TIMES_S = tuple(np.arange(0.0, 3.0, 0.1))
# Heights over the floor as shares of the line from heel to nose.
HEIGHTS = {
    "heel": 0.0,
    "toe": 0.0,
    "ankle": 0.04,
    "knee": 0.3,
    "hip": 0.57,
    "wrist": 0.55,
    "elbow": 0.72,
    "shoulder": 0.9,
}
# How far left and right joints are apart, as shares of shank + thigh + trunk: what rendered lifters show on average.
WIDTHS = {"shoulder": 0.216, "elbow": 0.268, "wrist": 0.268, "hip": 0.148, "knee": 0.215}
BODY = HEIGHTS["shoulder"] - HEIGHTS["ankle"]
SEEN = Quantity(500.0, 10.0, "px/m")
UNSEEN = Quantity.unseen("px/m", "no_scale")


def track(
    *,
    tall_px: float = 800.0,
    yaw_deg: float = 0.0,
    floor_px: float = 1150.0,
    radius_px: float = 500.0,
    time_s: Iterable[float] = TIMES_S,
) -> PoseTrack:
    """Somebody `tall_px` from heel to nose, upright in the middle of `SIZE_PX`, the camera `yaw_deg` to the front.

    The circle around the body reaches down to the floor.
    """
    points = np.full((COUNT, 2), SIZE_PX[0] / 2)
    points[:, 1] = floor_px - tall_px * 0.95
    points[Landmark.NOSE, 1] = floor_px - tall_px
    for joint, height in HEIGHTS.items():
        points[list(both(joint)), 1] = floor_px - height * tall_px
    for joint, width in WIDTHS.items():
        half = width * BODY * tall_px * np.sin(np.radians(yaw_deg)) / 2
        points[list(both(joint)), 0] += [half, -half]
    times = np.array(list(time_s))
    n = len(times)
    region = np.array([SIZE_PX[0] / 2, floor_px - radius_px, 2 * REGION_MARGIN * radius_px, 0.0])
    return PoseTrack(
        times,
        np.tile(points, (n, 1, 1)),
        np.ones((n, COUNT)),
        np.zeros((n, COUNT, 3)),
        np.tile(region, (n, 1)),
        np.ones(n),
    )


def look(
    time_s: float = 0.0, *, contrast: float = 0.5, cut: bool = False, shift_px: float = 0.0, quality: float = 0.9
) -> Look:
    """One picture as pixels."""
    return Look(time_s, 0.5, contrast, 0.9 if cut else 0.05, 0, Shift(shift_px, 0.0, quality))


def looks(*, contrast: float = 0.5, swing_px: float = 0.0) -> list[Look]:
    """Three seconds of pictures; the camera swings from side to side by `swing_px`."""
    return [look(t, contrast=contrast, shift_px=swing_px * (-1) ** i) for i, t in enumerate(TIMES_S)]


def clip(*, frames: int = 90, rate_hz: float = 30.0, duration_s: float = 3.0) -> Clip:
    """What the container says."""
    return Clip(Path("lift.mp4"), "lift.mp4", duration_s, rate_hz, *SIZE_PX, frames, 0, "h264", *SIZE_PX)


def first_pass(seen: PoseTrack | None, *, pictures: Iterable[Look] | None = None, others: int = 0) -> FirstPass:
    """What the first pass over a clip brought."""
    return FirstPass(tuple(looks() if pictures is None else pictures), seen, others, PlateSurvey())


def bar(source: BarSource = "plate") -> BarPath:
    """A bar that does not move."""
    radius = 110.0 if source == "plate" else float("nan")
    return BarPath(np.zeros(3), np.zeros((3, 2)), np.ones(3), radius, 1.0, source)


def scale(*, known: bool) -> Scale:
    """Pixels per metre, or none."""
    return Scale(SEEN, SEEN, 0.45) if known else Scale(UNSEEN, UNSEEN, None)


def told(reasons: Iterable[CaptureReason]) -> list[tuple[str, str]]:
    """Code and weight of each reason."""
    return [(reason.code, "refused" if reason.refuses else "usable") for reason in reasons]
