"""A camera that moves, a film that was cut, a picture that never changes."""

from __future__ import annotations

from collections.abc import Sequence

from liftwell.analysis import CaptureReason
from liftwell.capture.codes import caution, refuse
from liftwell.evidence import threshold
from liftwell.video.scene import Look, shake_px


def check_camera(looks: Sequence[Look], body_px: float) -> list[CaptureReason]:
    """Small shake is taken out; a caution when there is some, refused when the camera wanders."""
    stray = shake_px(looks) / body_px
    if stray > threshold("camera_stray_refused_body"):
        return [refuse("camera_moves", "The camera moves too much; put the phone on something steady and film again.")]
    if stray > threshold("camera_stray_usable_body"):
        return [caution("camera_moves", "The camera moves; its shake was taken out, but a steady phone measures better.")]
    return []


def check_cuts(looks: Sequence[Look], lasts_s: float) -> list[CaptureReason]:
    """Refused when the film is cut inside; a blank last picture or a fade at the end is no harm."""
    edge = threshold("cut_edge_s")
    first, last = looks[0].time_s, looks[-1].time_s
    inside = [k.time_s for k in looks if k.is_cut and first + edge < k.time_s < last - edge]
    if not inside and not (lasts_s < 2 * edge and any(k.is_cut for k in looks)):
        return []
    where = f" at {inside[0]:.1f} s" if inside else ""
    return [refuse("scene_cuts", f"The film is cut or edited{where}; give the clip as the phone recorded it, one set in one take.")]
