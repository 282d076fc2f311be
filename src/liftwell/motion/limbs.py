"""Near foot and elbow from landmarks: the fitted linkage plants the foot and keeps the arm straight."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.frames import Sagittal
from liftwell.motion.linkage import Linkage
from liftwell.motion.sight import Sight
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import near
from liftwell.pose.smooth import gaussian

FloatArray = NDArray[np.float64]

# Heel and toe are guesses while the plate hides them, and are still pulled towards it at its rim.
_BEHIND_PLATE: Final = 1.15
# The model puts no landmark outside the picture: one this close to its lower edge (share of the height) may belong
# below it.
_AT_THE_EDGE: Final = 0.02
# A flat foot's line from heel to toe on rendered and real clips (mean): toes point a little towards the camera, which
# looks down on them. From −4° to 8°, so that the error is larger than the noise.
_FLAT_SOLE: Final = np.radians(2.5)
_CALM_S: Final = 0.1


class Limbs(NamedTuple):
    """heel (T, 2), toe (T, 2) in nominal metres, NaN where the plate hides either; sole (T,) rad of the foot's line
    from heel to toe against the floor, positive = heel up; elbow (T,) rad of flexion, 0 = straight.
    """

    heel: FloatArray
    toe: FloatArray
    sole: FloatArray
    elbow: FloatArray


def read_limbs(track: PoseTrack, linkage: Linkage, plate_px: FloatArray, radius_px: float, sight: Sight) -> Limbs:
    """Foot and elbow of the near side; `plate_px` (T, 2) and `radius_px` say what the plate hides, NaN = nothing.

    The elbow bends between the fitted shoulder and the fitted hand: the plate hides the wrist nearly always, and its
    landmark made the angle three times as noisy. A bent arm reads up to a third less than it bends.
    """
    plane = sight.plane

    def seen(joint: str) -> FloatArray:
        return sight.joint(track.landmarks_px[:, near(joint, plane.facing)], joint)

    hidden = _hidden(track, "heel", plate_px, radius_px, plane) | _hidden(track, "toe", plate_px, radius_px, plane)
    heel, toe = (np.where(hidden[:, None], np.nan, seen(joint)) for joint in ("heel", "toe"))
    foot = toe - heel
    sole = gaussian(track.time_s, np.arctan2(-foot[:, 1], foot[:, 0]), _CALM_S) - _FLAT_SOLE
    upper, fore = seen("elbow") - linkage.joints[:, 3], linkage.joints[:, 6] - seen("elbow")
    across = upper[:, 0] * fore[:, 1] - upper[:, 1] * fore[:, 0]
    elbow = gaussian(track.time_s, np.arctan2(across, (upper * fore).sum(axis=1)), _CALM_S)
    return Limbs(heel, toe, np.where(hidden, np.nan, sole), elbow)


def _hidden(track: PoseTrack, joint: str, plate_px: FloatArray, radius_px: float, plane: Sagittal) -> NDArray[np.bool_]:
    """(T,) whether the plate is in front of `joint`, or the lower edge of the picture cuts it off."""
    place = track.landmarks_px[:, near(joint, plane.facing)]
    apart = np.nan_to_num(np.linalg.norm(place - plate_px, axis=-1), nan=np.inf)
    height_px = 2 * plane.origin_px[1]  # the plane's origin is the middle of the picture
    cut_off = place[:, 1] > (1 - _AT_THE_EDGE) * height_px
    return np.asarray((apart < _BEHIND_PLATE * np.nan_to_num(radius_px)) | cut_off)
