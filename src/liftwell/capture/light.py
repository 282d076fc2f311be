"""Too dark to see anybody."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from liftwell.analysis import CaptureReason
from liftwell.capture.codes import caution, refuse
from liftwell.evidence import threshold
from liftwell.video.scene import Look


def check_light(looks: Sequence[Look], *, person_seen: bool) -> list[CaptureReason]:
    """Refused when nobody can be made out in the dark; a caution when the lifter still was."""
    # The brighter half: phones that wake up, and films that fade out, are dark at one end only.
    contrast = float(np.median(sorted(look.contrast for look in looks)[len(looks) // 2 :]))
    if contrast >= threshold("contrast_min"):
        return []
    if person_seen:
        return [caution("too_dark", "The picture is dark; turn on more light or film away from the window.")]
    return [refuse("too_dark", "The picture is too dark to see anybody; turn on more light and film again.")]
