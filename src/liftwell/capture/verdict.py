"""The verdict on the filming: good, usable with named cautions, or refused with what to change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from liftwell.analysis import CaptureReason, Verdict
from liftwell.capture.content import (
    check_company,
    check_length,
    check_lying,
    check_lying_side_on,
    check_person,
    check_rate,
)
from liftwell.capture.light import check_light
from liftwell.capture.steadiness import check_camera, check_cuts
from liftwell.capture.view import check_crop, check_side_on, check_size, yaw_from_look
from liftwell.lift import TestName
from liftwell.motion.knee_test import lies, lying_side, trunk_by_thigh
from liftwell.passes.first import FirstPass, body_length_px
from liftwell.video.clip import Clip


def check_first_pass(clip: Clip, first: FirstPass, test: TestName | None = None) -> list[CaptureReason]:
    """Everything that can be known before measuring; a lying body is not held to the marks of a standing one."""
    lasts_s = first.looks[-1].time_s - first.looks[0].time_s
    return [
        *check_length(clip.frames, max(lasts_s, clip.duration_s if clip.frames > 1 else 0.0)),
        *check_light(first.looks, person_seen=first.track is not None),
        *check_cuts(first.looks),
        *([] if clip.frames < 2 else check_rate(clip.frame_rate_hz)),
        *(_check_lying(first) if test == "knee-extension" else _check_lifter(clip, first)),
    ]


def gravest_first(reasons: Iterable[CaptureReason]) -> tuple[CaptureReason, ...]:
    """What refuses the clip before what only makes errors larger; otherwise in the order given."""
    return tuple(sorted(reasons, key=lambda reason: not reason.refuses))


def verdict_of(reasons: Sequence[CaptureReason]) -> Verdict:
    """Refused if any reason refuses, usable if there is any, else good."""
    if any(reason.refuses for reason in reasons):
        return "refused"
    return "usable" if reasons else "good"


def _check_lying(first: FirstPass) -> list[CaptureReason]:
    """Whoever lies: neither the yaw of a standing body nor feet and head at the edges say anything here."""
    track = first.track
    if track is None or len(track.time_s) < 2:
        return check_person(person_seen=False)
    points = track.landmarks_px
    lying = check_lying(lies=lies(points)) or check_lying_side_on(trunk_by_thigh(points, lying_side(points)))
    body_px = float(body_length_px(points).max())
    return [*lying, *check_size(track), *check_camera(first.looks, body_px)]


def _check_lifter(clip: Clip, first: FirstPass) -> list[CaptureReason]:
    track = first.track
    if track is None or len(track.time_s) < 2:
        return check_person(person_seen=False)
    size = (clip.working_width_px, clip.working_height_px)
    between = [k for k in first.looks if track.time_s[0] <= k.time_s <= track.time_s[-1]]
    body_px = float(body_length_px(track.landmarks_px).max())
    return [
        *check_side_on(yaw_from_look(first)),
        *check_crop(track, size, len(between)),
        *check_size(track),
        *check_camera(first.looks, body_px),
        *([] if first.pointed_at else check_company(first.others)),
    ]
