"""Joints put in place by a person: what they say of the moments around them.

The fitted body moves smoothly: where it is off at one moment it is off in much the same way just before and after. A
joint put in place tells how far it was off there and, the less surely the further away, that it was off likewise beside
it. The likeness of two moments falls as a Gaussian; the doubt that is left grows with the size of the mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.correction import JOINTS, JointPlace
from liftwell.evidence import threshold
from liftwell.lift import Facing
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import near
from liftwell.pose.smooth import places_at

FloatArray = NDArray[np.float64]
_LEAST_LIKENESS: Final = 0.1  # a moment that is less like any corrected one is left as it was


@dataclass(frozen=True, slots=True)
class Marks:
    """What a person's points say at T samples of each joint of `JOINTS` (J).

    place_px (T, J, 2) working pixels and its standard deviation sd_px (T, J), NaN where they say nothing; likeness
    (T, J), 1 where a joint was put in place, 0 where they say nothing.
    """

    place_px: FloatArray
    sd_px: FloatArray
    likeness: FloatArray

    def of(self, joints: Sequence[str]) -> tuple[FloatArray, FloatArray, FloatArray]:
        """`place_px`, `sd_px` and `likeness` of these joints."""
        index = [JOINTS.index(joint) for joint in joints]
        return self.place_px[:, index], self.sd_px[:, index], self.likeness[:, index]

    def moved(self, track: PoseTrack, facing: Facing) -> PoseTrack:
        """The track with the near side's landmarks brought to where these marks put them."""
        points, side = track.landmarks_px.copy(), [near(joint, facing) for joint in JOINTS]
        off = np.where(self.likeness[..., None] > 0, self.place_px - points[:, side], 0.0)
        points[:, side] += self.likeness[..., None] * off
        return replace(track, landmarks_px=points)


def landmark_paths(track: PoseTrack, facing: Facing) -> FloatArray:
    """(T, J, 2) working pixels: the near side's landmarks of `JOINTS`."""
    return track.landmarks_px[:, [near(joint, facing) for joint in JOINTS]]


def marks_on(time_s: FloatArray, paths_px: FloatArray, points: Sequence[JointPlace], body_px: float) -> Marks | None:
    """What `points` say of the samples at `time_s` (T,); None where they say nothing.

    `paths_px` (T, J, 2) are the joints as they were without these points, all in working pixels without the camera's
    motion; `body_px` is shank + thigh + trunk, of which a person puts a joint in place to under a hundredth.
    """
    reach_s, own_sd_px = threshold("point_given_reach_s"), threshold("point_given_sd_share") * body_px
    near_by = [p for p in points if len(time_s) and time_s[0] - reach_s <= p.time_s <= time_s[-1] + reach_s]
    if not near_by:
        return None
    place, sd = np.full(paths_px.shape, np.nan), np.full(paths_px.shape[:2], np.nan)
    likeness = np.zeros(paths_px.shape[:2])
    for k, joint in enumerate(JOINTS):
        mistakes = _mistakes(time_s, paths_px[:, k], [p for p in near_by if p.joint == joint])
        if not mistakes:
            continue
        at = np.array(list(mistakes))
        alike = np.exp(-((np.abs(time_s[:, None] - time_s[at]).min(axis=1) / reach_s) ** 2) / 2)
        told = alike >= _LEAST_LIKENESS
        off = places_at(time_s[at], np.array(list(mistakes.values())), time_s)
        doubt = np.linalg.norm(off, axis=1) * np.sqrt(1 - alike**2)
        place[told, k] = (paths_px[:, k] + off)[told]
        sd[told, k] = np.hypot(own_sd_px, doubt)[told]
        likeness[told, k] = alike[told]
    return Marks(place, sd, likeness)


def _mistakes(time_s: FloatArray, path_px: FloatArray, points: Sequence[JointPlace]) -> dict[int, FloatArray]:
    """By the sample nearest to each point of one joint, in rising order, how far (2,) the joint was off at that point.

    Of two points nearest to one sample the last one said counts.
    """
    found = {}
    for point in points:
        there = places_at(time_s, path_px, np.array([point.time_s]))[0]
        found[int(np.abs(time_s - point.time_s).argmin())] = np.array([point.x_px, point.y_px]) - there
    return dict(sorted(found.items()))
