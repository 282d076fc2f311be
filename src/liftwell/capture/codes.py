"""The closed list of reasons for which a clip is refused or used with care, each with what to change next time."""

from __future__ import annotations

from typing import Final, Literal

from liftwell.analysis import CaptureReason

Code = Literal[
    "no_person",
    "several_people",
    "not_side_on",
    "cut_off",
    "too_small",
    "too_dark",
    "low_frame_rate",
    "camera_moves",
    "scene_cuts",
    "still_picture",
    "no_lift",
    "no_plate",
    "unknown_plate",
    "never_upright",
    "starts_late",
    "ends_early",
]

HOW_TO_FILM: Final = (
    "Put the phone on something steady at hip height, 3 to 5 m away, exactly side-on. "
    "Keep the whole body, both feet and the plates in the picture for the whole set."
)


def refuse(code: Code, message: str) -> CaptureReason:
    """A reason that ends the analysis."""
    return CaptureReason(code, message, refuses=True)


def caution(code: Code, message: str) -> CaptureReason:
    """A reason that makes errors larger, or takes single numbers away."""
    return CaptureReason(code, message, refuses=False)
