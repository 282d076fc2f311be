"""Who is in the picture and what they do: nobody, several people, no lift, no plate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from liftwell.analysis import CaptureReason, Rep
from liftwell.barbell.bar_path import BarPath
from liftwell.capture.codes import HOW_TO_FILM, caution, refuse
from liftwell.evidence import threshold
from liftwell.lift import Facing
from liftwell.motion.scale import Scale

_FILM: Final = 1.002  # what is called 24 pictures a second is 23.976 in films, and a little less in phones' own times


def check_person(*, person_seen: bool) -> list[CaptureReason]:
    """Refused when nobody was found."""
    return [] if person_seen else [refuse("no_person", f"There is nobody in the picture. {HOW_TO_FILM}")]


def check_company(others: int) -> list[CaptureReason]:
    """The lifter is told from others by moving the hands up and down; say so, because it can go wrong."""
    if not others:
        return []
    more = "is another person" if others == 1 else f"are {others} more people"
    return [caution("several_people", f"There {more} in the picture; the one who lifts was followed.")]


def check_length(frames: int, lasts_s: float) -> list[CaptureReason]:
    """Refused when the clip is a picture, or shorter than any pull."""
    if frames < 2:
        return [refuse("still_picture", "This is a single picture; film the whole set as a video.")]
    if lasts_s < threshold("clip_shortest_s"):
        return [
            refuse(
                "no_lift",
                f"The clip lasts only {lasts_s:.1f} s; film the whole set, with a second before and after it.",
            )
        ]
    return []


def check_rate(frame_rate_hz: float) -> list[CaptureReason]:
    """A caution below 24 frames a second: the bar's speed and the instants get blurred."""
    if frame_rate_hz * _FILM >= threshold("frame_rate_min_hz"):
        return []
    if frame_rate_hz < threshold("frame_rate_refused_hz"):
        return [refuse("low_frame_rate", f"Only {frame_rate_hz:.0f} pictures a second: film with 30 or more.")]
    return [caution("low_frame_rate", f"Only {frame_rate_hz:.0f} pictures a second: 30 or more measure better.")]


def check_lift(reps: int, *, moved: bool, doubted: Facing | None = None) -> list[CaptureReason]:
    """Refused when nothing in the clip is a pull; `doubted` is the facing that was given and seen otherwise."""
    if reps:
        return []
    if doubted is not None:
        seen = "right" if doubted == "left" else "left"
        return [refuse("no_lift", f"No lift by somebody facing {doubted} was found; the lifter seems to face {seen}, "
                                  "so leave --facing out.")]  # fmt: skip
    if not moved:
        return [refuse("no_lift", "Nobody moves in this clip; film a set from before the first rep to after the last.")]
    return [refuse("no_lift", f"No lift from bent over to upright was found in this clip. {HOW_TO_FILM}")]


def check_hinges(bends: int) -> list[CaptureReason]:
    """Refused when the clip of a hinge test shows no bend."""
    if bends:
        return []
    return [
        refuse(
            "no_lift",
            "No hinge was found in this clip. Stand tall, hinge three times until your hands reach the mark, touch "
            "your toes once, and stand tall again.",
        )
    ]


def check_lying(*, lies: bool) -> list[CaptureReason]:
    """Refused when the clip of a knee test shows nobody who lies."""
    if lies:
        return []
    return [
        refuse(
            "no_lift",
            "Nobody lies on their back in this clip. Lie down with your side to the camera, hold one thigh upright "
            "with both hands, and straighten that knee.",
        )
    ]


def check_lying_side_on(trunk_by_thigh: float) -> list[CaptureReason]:
    """Refused when somebody who lies is seen from the feet or the head, so that the trunk looks short."""
    if trunk_by_thigh >= threshold("trunk_by_thigh_min"):
        return []
    return [refuse("not_side_on", "The camera looks along your body. Put it at your side, level with your hips.")]


def check_plate(bar: BarPath, scale: Scale) -> list[CaptureReason]:
    """Cautions: no plate to follow, or one of unknown size."""
    if bar.source == "hands":
        known = scale.bar.seen
        how = "The scale comes from the height you gave" if known else "Metres are unknown: give the lifter's height"
        return [caution("no_plate", f"No plate was found, so the hands were followed instead. {how}.")]
    if scale.plate_m is not None:
        return []
    if scale.bar.seen:
        how = "the scale comes from the height you gave. That is less exact: give the plate's --plate-diameter."
    else:
        how = "metres are unknown. Give its diameter with --plate-diameter, or the lifter's height."
    return [caution("unknown_plate", f"The plate does not look like a full-size one (450 mm), so {how}")]


def check_whole(reps: Sequence[Rep]) -> list[CaptureReason]:
    """Cautions when the clip begins in the first pull or ends in the last one."""
    found = []
    if reps and "starts_late" in reps[0].cut:
        found.append(
            caution("starts_late", "The clip begins when the bar is already on its way; start filming before the set.")
        )
    if reps and "ends_early" in reps[-1].cut:
        found.append(
            caution("ends_early", "The clip ends before the lift does; film until the bar is back on the floor.")
        )
    return found


def check_upright(*, seen: bool, tall: bool) -> list[CaptureReason]:
    """A caution when the tallest posture is missing, or was seen only bent over: rounding is counted from it."""
    if seen and tall:
        return []
    if seen:
        return [
            caution(
                "never_upright",
                "The lifter never stands tall in this clip. Rounding is counted from the straightest posture in it, so "
                "its error is larger; film until after the last lockout.",
            )
        ]
    return [
        caution(
            "never_upright",
            "The lifter never stands up with the back in view, so rounding cannot be told; "
            "film until after the last lockout.",
        )
    ]
