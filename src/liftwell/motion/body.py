"""One moving stretch as a body in motion: the linkage, its angles and the back, from what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.barbell.bar_path import BarPath
from liftwell.correction import JOINTS, Joint, JointPlace
from liftwell.frames import Sagittal
from liftwell.lift import Facing
from liftwell.motion.back import Back, against, tallest
from liftwell.motion.limbs import Limbs, read_limbs
from liftwell.motion.linkage import NOMINAL_BODY_M, Linkage, Sightings, fit
from liftwell.motion.marks import Marks, landmark_paths, marks_on
from liftwell.motion.outline import (
    PLATE_MARGIN,
    band_slopes,
    calm_profile,
    depth_profile,
    edge_softness,
    hide_behind_plate,
)
from liftwell.motion.sight import Sight
from liftwell.motion.under_outline import joints_under
from liftwell.motion.yaw import yaw_of_bar, yaw_of_body
from liftwell.pose.contour import Outline
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import near
from liftwell.pose.smooth import nearest_s, places_at

FloatArray = NDArray[np.float64]

LANDMARKS: Final[tuple[Joint, ...]] = ("ankle", "knee", "hip", "shoulder", "elbow", "wrist")
# A plate's rim and thickness reach a little further than its radius; what lies behind is a guess of the model.
_BEHIND_PLATE: Final = 1.08
# Hips and shoulders together stay within 0.2 nominal metres through a lift; one step is more than this.
_STEPPED_M, _ON_FOOT = 0.3, 0.02
_TOLD_TWICE: Final = 0.3
_SAID: Final = 0.5  # likeness to a moment at which a person put the joint in place
_LOW_HANDS_M: Final = 0.25  # nominal metres above the lowest place of the hands: a plate's radius
_MOST_YAW: Final = float(np.radians(30.0))  # a camera that stands further round is refused


@dataclass(frozen=True, slots=True)
class Moving:
    """A stretch in motion at T body samples. `plane` maps working pixels to nominal metres at the mid-plane.

    joints_px (T, 6, 2) are the fitted joints where the near side shows them; outline_px (T, S, 2) the visible back,
    depth (T, S) how far it lies behind the hip–shoulder line of the landmarks in trunk lengths, slopes (T, 7) rad its
    slope in bands, softness (T,) of its edge; `limbs` what the landmarks say of foot and elbow.
    """

    linkage: Linkage
    plane: Sagittal
    joints_px: FloatArray
    outline_px: FloatArray
    depth: FloatArray
    slopes: FloatArray
    softness: FloatArray
    limbs: Limbs

    @property
    def lean(self) -> FloatArray:
        """(T,) rad: trunk inclination."""
        return self.linkage.angle[:, 2]


class Landmarked(NamedTuple):
    """A stretch as landmarks and plate alone tell it: what was `seen`, the linkage, and the back's outline (T, S, 2) px
    with its softness (T, S) and its depth (T, S) behind that linkage's hip–shoulder line, in trunk lengths.
    """

    sight: Sight
    seen: Sightings
    linkage: Linkage
    outline_px: FloatArray
    softness: FloatArray
    depth: FloatArray


def reconstruct(
    track: PoseTrack,
    outline: Outline,
    bar: BarPath,
    facing: Facing,
    body_px: float,
    size_px: tuple[int, int],
    points: Sequence[JointPlace] = (),
) -> Moving:
    """Fit the body to one stretch; `body_px` is shank + thigh + trunk in working pixels, `size_px` the picture's.

    `points` are joints that a person put in place, where the fit without them was off.
    """
    plane = Sagittal((size_px[0] / 2, size_px[1] / 2), body_px / NOMINAL_BODY_M, facing)
    moving, sight = _fitted(track, outline, bar, plane, None)
    if not points:
        return moving
    paths_px = landmark_paths(track, facing)
    for k, name in enumerate(LANDMARKS):
        paths_px[:, JOINTS.index(name)] = sight.joint_px(moving.linkage.joints[:, k], name)
    return _fitted(track, outline, bar, plane, marks_on(track.time_s, paths_px, points, body_px))[0]


def _fitted(
    track: PoseTrack, outline: Outline, bar: BarPath, plane: Sagittal, marks: Marks | None
) -> tuple[Moving, Sight]:
    first = by_landmarks(track, outline, bar, plane, marks)
    linkage = replace(fit(_with_outline(first, marks)), bar_offset=first.linkage.bar_offset)
    joints = linkage.joints[:, [0, 1, 2, 3, 4, 6]]
    joints_px = np.stack([first.sight.joint_px(joints[:, k], name) for k, name in enumerate(LANDMARKS)], axis=1)
    placed = marks.moved(track, plane.facing) if marks else track
    limbs = read_limbs(placed, linkage, _at(bar, track.time_s), bar.radius_px, first.sight)
    slopes, softness = band_slopes(first.depth), edge_softness(first.softness)
    moving = Moving(linkage, plane, joints_px, first.outline_px, first.depth, slopes, softness, limbs)
    return moving, first.sight


def by_landmarks(
    track: PoseTrack, outline: Outline, bar: BarPath, plane: Sagittal, marks: Marks | None = None
) -> Landmarked:
    """Fit the body to landmarks and plate; a first fit tells where the camera stands, the second allows for it."""
    plate_px, sight = _at(bar, track.time_s), Sight(plane)
    seen = _with_marks(_sightings(track, bar, plate_px, sight), marks, sight)
    linkage = fit(seen)
    if bar.source == "plate":
        body_px = plane.pixels_per_metre * NOMINAL_BODY_M
        body = yaw_of_body(track.landmarks_px, body_px)
        turned = yaw_of_bar(body, float(linkage.bar_offset[0]), bar.radius_px / body_px).value
        sight = Sight(plane, float(np.clip(turned, -_MOST_YAW, _MOST_YAW)))
        seen = _with_marks(_sightings(track, bar, plate_px, sight), marks, sight)
        linkage = replace(fit(seen), bar_offset=linkage.bar_offset)
    points, softness = _visible(outline, plate_px, bar.radius_px, len(track.time_s))
    hip, shoulder = linkage.joints[:, 2], linkage.joints[:, 3]
    depth = calm_profile(track.time_s, depth_profile(sight.middle(points), hip, shoulder))
    return Landmarked(sight, seen, linkage, points, softness, depth)


def read_backs(stretches: list[Moving]) -> list[Back]:
    """The back in every stretch, against one tallest posture: it is one lifter."""
    reference = tallest(np.concatenate([m.slopes for m in stretches]), np.concatenate([m.lean for m in stretches]))
    return [against(m.slopes, m.lean, reference, m.softness) for m in stretches]


def _sightings(track: PoseTrack, bar: BarPath, plate_px: FloatArray, sight: Sight) -> Sightings:
    points_px = track.landmarks_px[:, [near(joint, sight.plane.facing) for joint in LANDMARKS]]
    trust = np.ones(points_px.shape[:2])
    if bar.source == "plate":
        apart = np.linalg.norm(points_px[:, 0] - plate_px, axis=-1)
        trust[apart < _BEHIND_PLATE * bar.radius_px, 0] = 0.0
        plate = sight.middle(plate_px)
    else:
        plate = np.full((len(trust), 2), np.nan)
    points = np.stack([sight.joint(points_px[:, k], name) for k, name in enumerate(LANDMARKS)], axis=1)
    if bar.source == "hands":
        # A plate that was not found may hide the ankle all the same, as long as the hands are low.
        hand = points[:, LANDMARKS.index("wrist"), 1]
        trust[hand < np.percentile(hand, 5) + _LOW_HANDS_M, 0] = 0.0
    trust[_elsewhere(points)] = _ON_FOOT
    return Sightings(track.time_s, points, trust, plate)


def _with_marks(seen: Sightings, marks: Marks | None, sight: Sight) -> Sightings:
    """The same, and what a person says of the joints; the model counts the less, the more surely that is told."""
    if marks is None:
        return seen
    place_px, sd_px, likeness = marks.of(LANDMARKS)
    given = np.stack([sight.joint(place_px[:, k], name) for k, name in enumerate(LANDMARKS)], axis=1)
    trust = seen.trust * (1 - likeness**2)
    return replace(seen, trust=trust, given=given, given_sd=sd_px / sight.plane.pixels_per_metre)


def _with_outline(first: Landmarked, marks: Marks | None) -> Sightings:
    """The same, and hip and shoulder as the outline tells them; their landmarks, which are in that, count less.

    Where a person says where they are, the outline is not asked.
    """
    under = joints_under(first.linkage, first.depth)
    if marks is not None:
        under[marks.of(LANDMARKS[2:4])[2] > _SAID] = np.nan
    trust = first.seen.trust.copy()
    told = np.isfinite(under[..., 0])
    trust[:, 2:4] *= np.where(told, _TOLD_TWICE, 1.0)
    return replace(first.seen, trust=trust, under=under)


def _elsewhere(points: FloatArray) -> NDArray[np.bool_]:
    """(T,) where the lifter is not where most of the clip finds them: walking up or away, with no foot planted."""
    middle = (points[:, 2, 0] + points[:, 3, 0]) / 2
    return np.asarray(np.abs(middle - np.median(middle)) > _STEPPED_M)


def _visible(outline: Outline, plate_px: FloatArray, radius_px: float, samples: int) -> tuple[FloatArray, FloatArray]:
    """Outline points and softness that no plate hides; all NaN when no outline was traced."""
    if len(outline.time_s) != samples:
        width = outline.points_px.shape[1]
        return np.full((samples, width, 2), np.nan), np.full((samples, width), np.nan)
    return hide_behind_plate(outline.points_px, plate_px, PLATE_MARGIN * radius_px), outline.softness


def _at(bar: BarPath, when_s: FloatArray) -> FloatArray:
    """(T, 2) the bar at body samples, NaN where it was not seen within 0.1 s."""
    seen = bar.seen
    if not seen.any():
        return np.full((len(when_s), 2), np.nan)
    times = bar.time_s[seen]
    place = places_at(times, bar.centre_px[seen], when_s)
    return np.where((nearest_s(times, when_s) < 0.1)[:, None], place, np.nan)
