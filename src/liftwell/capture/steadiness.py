"""A camera that moves, a film that was cut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

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
        return [caution("camera_moves", "The camera moves; that was taken out, but a steady phone measures better.")]
    return []


def check_cuts(looks: Sequence[Look]) -> list[CaptureReason]:
    """Refused when the film is cut; a blank picture at either end, or a fade, is no cut."""
    cuts = [now for before, now in pairwise(looks) if now.is_cut and not (_blank(before) or _blank(now))]
    if not cuts:
        return []
    return [
        refuse(
            "scene_cuts",
            f"The film is cut or edited at {cuts[0].time_s:.1f} s; give the clip as the phone recorded it, "
            "one set in one take.",
        )
    ]


def _blank(look: Look) -> bool:
    return look.contrast < threshold("blank_contrast_max")
