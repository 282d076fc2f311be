"""A lifter whose every angle is known, and what a camera would see of the body, the bar and the back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.barbell.bar_path import BarPath, BarSource
from liftwell.frames import Sagittal
from liftwell.lift import Facing
from liftwell.motion.body import LANDMARKS, read_backs, reconstruct
from liftwell.motion.landmark_bias import bias_at, depth_factor
from liftwell.motion.linkage import Sightings
from liftwell.motion.outline import depth_profile
from liftwell.motion.scale import scale_of
from liftwell.motion.series import Stretch
from liftwell.motion.sight import Sight
from liftwell.pose.contour import STATIONS, Outline
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import COUNT, both, near

FloatArray = NDArray[np.float64]

# Shank, thigh, trunk and arm of a body with shank + thigh + trunk = 1.33 nominal metres; proportions of real people.
LENGTHS: Final = {
    "usual": (0.43, 0.41, 0.49, 0.62),
    "long thighs": (0.43, 0.45, 0.45, 0.60),
    "long trunk": (0.40, 0.38, 0.55, 0.60),
    "short arms": (0.43, 0.42, 0.48, 0.54),
}
# At the bottom: shank forward, hip behind the knee, trunk leaning, shoulders a little in front of the bar.
BOTTOM_RAD: Final[FloatArray] = np.radians([18.0, -62.0, 60.0, 3.0])
SIZE_PX: Final = (720, 1280)
BODY_PX: Final = 600.0
PARALLAX: Final = 0.82
_PX_PER_M: Final = BODY_PX / 1.33
_PLATE_NEAR_M: Final = 0.75  # of the near plate in front of the middle of the body


def path(time_s: FloatArray, knots: Sequence[tuple[float, float]]) -> FloatArray:
    """(T,) values through (time, value) knots, at rest in each: steps of least jerk (Flash & Hogan 1985)."""
    at, value = (np.array(column, float) for column in zip(*knots, strict=True))
    leg = np.clip(np.searchsorted(at, time_s, side="right") - 1, 0, len(at) - 2)
    s = np.clip((time_s - at[leg]) / (at[leg + 1] - at[leg]), 0.0, 1.0)
    step = 10 * s**3 - 15 * s**4 + 6 * s**5
    return np.asarray(value[leg] + (value[leg + 1] - value[leg]) * step)


def reps_at(
    *liftoffs_s: float, up_s: float = 1.2, hold_s: float = 0.4, down_s: float = 1.2
) -> list[tuple[float, float]]:
    """Knots of pulls from 0 (bottom) to 1 (erect) and back that begin at these times."""
    knots = []
    for begin in liftoffs_s:
        top = begin + up_s
        knots += [(begin, 0.0), (top, 1.0), (top + hold_s, 1.0), (top + hold_s + down_s, 0.0)]
    return knots


@dataclass(frozen=True, slots=True)
class Lifter:
    """angle (T, 4) rad of shank, thigh, trunk, arm at time_s (T,); length (4,) and foot (2,) in nominal metres."""

    time_s: FloatArray
    angle: FloatArray
    length: FloatArray
    foot: FloatArray

    @property
    def along(self) -> FloatArray:
        """(T, 4, 2) unit vectors up each segment."""
        return np.stack([np.sin(self.angle), np.cos(self.angle)], -1)

    @property
    def across(self) -> FloatArray:
        """(T, 4, 2) unit vectors forward of each segment."""
        return np.stack([np.cos(self.angle), -np.sin(self.angle)], -1)

    @property
    def joints(self) -> FloatArray:
        """(T, 7, 2) ankle, knee, hip, shoulder, elbow, wrist, hand."""
        shank, thigh, trunk, arm = np.moveaxis(self.length[:, None] * self.along, 1, 0)
        knee = self.foot + shank
        hip = knee + thigh
        shoulder = hip + trunk
        ankle = np.broadcast_to(self.foot, knee.shape)
        return np.stack([ankle, knee, hip, shoulder, *(shoulder - part * arm for part in (0.41, 0.81, 1.0))], axis=1)

    @property
    def landmarks(self) -> FloatArray:
        """(T, 6, 2) where a pose model sees ankle … wrist, which is not where the joints are."""
        return self.joints[:, :6] + bias_at(self.angle, self.along, self.across)

    def sightings(self, noise_m: float = 0.0, seed: int = 1) -> Sightings:
        """What the fit is given: landmarks with noise, all trusted, and the plate nearer to the camera."""
        landmarks = self.landmarks + np.random.default_rng(seed).normal(0, 1, self.landmarks.shape) * noise_m
        return Sightings(self.time_s, landmarks, np.ones(landmarks.shape[:2]), self.joints[:, 6] / PARALLAX)


def lifting(
    time_s: FloatArray,
    knots: Sequence[tuple[float, float]],
    build: str = "usual",
    foot: tuple[float, float] = (0.05, -0.6),
) -> Lifter:
    """A lifter who stands erect where the path through `knots` is 1 and bends down to the bar where it is 0."""
    bent = 1.0 - path(time_s, knots)
    return Lifter(time_s, bent[:, None] * BOTTOM_RAD, np.array(LENGTHS[build]), np.array(foot))


def to_image(points_m: FloatArray, facing: Facing = "right") -> FloatArray:
    """World (..., 2) in nominal metres at the mid-plane, as working pixels."""
    sign = np.array([1.0 if facing == "right" else -1.0, -1.0])
    return np.asarray(points_m * sign * _PX_PER_M + np.array(SIZE_PX) / 2)


def pose_track(lifter: Lifter, facing: Facing = "right") -> PoseTrack:
    """The lifter filmed from 4 m: the near side looks larger, the far side is where the near side is."""
    n = len(lifter.time_s)
    landmarks = np.zeros((n, COUNT, 2))
    near_px = to_image(lifter.landmarks / np.array([depth_factor(joint) for joint in LANDMARKS])[:, None], facing)
    for k, joint in enumerate(LANDMARKS):
        landmarks[:, list(both(joint))] = near_px[:, k, None]
    ankle, shoulder = near_px[:, 0, None], near_px[:, 3, None]
    forward = np.array([1.0 if facing == "right" else -1.0, 1.0])
    landmarks[:, list(both("heel"))] = ankle + forward * [-20, 25]
    landmarks[:, list(both("toe"))] = ankle + forward * [60, 25]
    landmarks[:, 1:11] = shoulder + forward * [0, -100]
    landmarks[:, 0] = shoulder[:, 0] + forward * [40, -95]
    region = np.tile([SIZE_PX[0] / 2, SIZE_PX[1] / 2, 2 * BODY_PX, 0.0], (n, 1))
    return PoseTrack(lifter.time_s, landmarks, np.ones((n, COUNT)), np.zeros((n, COUNT, 3)), region, np.ones(n))


def bar_path(lifter: Lifter, facing: Facing = "right", source: BarSource = "plate") -> BarPath:
    """The near plate's centre, or the hands themselves, in the picture at the times of the lifter.

    The plate measures 450 mm if a nominal metre is a metre.
    """
    hand, n = lifter.joints[:, 6], len(lifter.time_s)
    if source == "hands":
        return BarPath(lifter.time_s, to_image(hand, facing), np.full(n, 3.0), float("nan"), float("nan"), source)
    radius = 0.225 * _PX_PER_M / PARALLAX
    return BarPath(lifter.time_s, to_image(hand / PARALLAX, facing), np.full(n, 0.3), radius, 0.01 * radius, source)


def from_aside(lifter: Lifter, yaw_rad: float, facing: Facing = "right") -> tuple[PoseTrack, BarPath, Outline]:
    """What a camera sees that stands so far off side-on, positive = more in front of the lifter."""
    sight = Sight(Sagittal((SIZE_PX[0] / 2, SIZE_PX[1] / 2), _PX_PER_M, facing), yaw_rad)
    narrower = np.array([np.cos(yaw_rad), 1.0])
    track, back = pose_track(lifter, facing), outline(lifter, rounding(lifter), facing)
    landmarks = track.landmarks_px.copy()
    for k, joint in enumerate(LANDMARKS):
        landmarks[:, near(joint, facing)] = sight.joint_px(lifter.landmarks[:, k], joint)
    plate = lifter.joints[:, 6] * narrower - [_PLATE_NEAR_M * np.sin(yaw_rad), 0.0]
    back_px = to_image(sight.plane.to_world(back.points_px) * narrower, facing)
    return (
        replace(track, landmarks_px=landmarks),
        replace(bar_path(lifter, facing), centre_px=to_image(plate / PARALLAX, facing)),
        replace(back, points_px=back_px),
    )


_HIP_DEPTH, _SHOULDER_DEPTH = 0.23, 0.265  # trunk lengths; means of motion/under_outline.toml


def two_arcs(lumbar_rad: float, thoracic_rad: float) -> FloatArray:
    """(S,) depth of a back behind the hip–shoulder line in trunk lengths: two arcs that meet at 0.45, each turning by
    so much from 0 to 0.45 and from 0.45 to 1; straight beyond the ends. Hip and shoulder lie as deep as in people."""
    low, high = np.clip(STATIONS / 0.45, 0, 1), np.clip((STATIONS - 0.45) / 0.55, 0, 1)
    slope = np.tan(-lumbar_rad * low - thoracic_rad * high)
    inside = (STATIONS >= 0) & (STATIONS <= 1)
    slope = slope - slope[inside].mean()
    depth = np.concatenate([[0.0], np.cumsum((slope[1:] + slope[:-1]) / 2 * np.diff(STATIONS))])
    return np.asarray(_HIP_DEPTH + depth - np.interp(0.0, STATIONS, depth) + (_SHOULDER_DEPTH - _HIP_DEPTH) * STATIONS)


def outline_px(depth: FloatArray, hip_px: FloatArray, shoulder_px: FloatArray, facing: Facing) -> FloatArray:
    """(T, S, 2) the back in the picture, `depth` (T, S) trunk lengths behind the line from hip to shoulder (T, 2)."""
    line = shoulder_px - hip_px
    behind = np.stack([line[:, 1], -line[:, 0]], axis=1) * (1 if facing == "right" else -1)
    return np.asarray(hip_px[:, None] + STATIONS[:, None] * line[:, None] + depth[..., None] * behind[:, None])


def profile_px(points_px: FloatArray, hip_px: FloatArray, shoulder_px: FloatArray, facing: Facing) -> FloatArray:
    """(T, S) the depth of a back that is seen in the picture, read in the lifter's own plane."""
    plane = Sagittal((SIZE_PX[0] / 2, SIZE_PX[1] / 2), _PX_PER_M, facing)
    return depth_profile(*(plane.to_world(place) for place in (points_px, hip_px, shoulder_px)))


def rounding(lifter: Lifter, lumbar_rad: float = 0.6) -> FloatArray:
    """(T, S) the depth of a back, hollow when erect, that rounds low down by so much (and a little) down to the bar."""
    bent = lifter.angle[:, 2] / BOTTOM_RAD[2]
    return np.array([two_arcs(-0.4 + (0.2 + lumbar_rad) * b, 0.25 + 0.05 * b) for b in bent])


def outline(lifter: Lifter, depth: FloatArray, facing: Facing = "right") -> Outline:
    """The lifter's back traced in every sample: `depth` (T, S); a sharp edge."""
    hip, shoulder = (to_image(lifter.joints[:, k], facing) for k in (2, 3))
    points = outline_px(depth, hip, shoulder, facing)
    return Outline(lifter.time_s, points, np.full(points.shape[:2], 0.02))


def filmed(
    knots: Sequence[tuple[float, float]],
    facing: Facing = "right",
    source: BarSource = "plate",
    *,
    until_s: float = 5.0,
    lumbar_rad: float = 0.6,
    height_m: float | None = None,
) -> Stretch:
    """One stretch measured from a lifter on `knots`: ten looks at the body and thirty at the bar a second."""
    body, bar = lifting(np.arange(0, until_s, 0.1), knots), lifting(np.arange(0, until_s, 1 / 30), knots)
    seen = bar_path(bar, facing, source)
    traced = outline(body, rounding(body, lumbar_rad), facing)
    moving = reconstruct(pose_track(body, facing), traced, seen, facing, BODY_PX, SIZE_PX)
    scale = scale_of(seen, BODY_PX, moving.linkage.parallax, height_m, None)
    return Stretch(moving, read_backs([moving])[0], seen, scale)
