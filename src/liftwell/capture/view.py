"""From where the lifter was filmed, how large, and what of the body is in the picture."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from liftwell.analysis import CaptureReason
from liftwell.capture.codes import caution, refuse
from liftwell.evidence import threshold
from liftwell.motion.yaw import Yaw, yaw_beside_hands, yaw_of_bar, yaw_of_body
from liftwell.passes.first import FirstPass, body_length_px, facing_of
from liftwell.pose.detect import REGION_MARGIN
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import Landmark, both
from liftwell.pose.smooth import places_at
from liftwell.quantity import Quantity


def yaw_from_body(track: PoseTrack) -> Quantity:
    """Angle (rad) off exactly side-on, positive = seen from the front, from both halves of the body."""
    return _quantity(_from_body(track))


def yaw_from_look(first: FirstPass) -> Quantity:
    """The same after the first look; where the body alone leaves doubt, from the plate beside the hands as well."""
    track = first.track
    if track is None:
        return Quantity.unseen("rad", "refused")
    body = _from_body(track)
    if abs(np.degrees(body.value)) < threshold("yaw_clear_deg") or len(track.time_s) < 2:
        return _quantity(body)
    if (disc := first.disc) is None:
        return _quantity(body)
    forward = 1.0 if facing_of(track) == "right" else -1.0
    beside = forward * float(np.median((disc.centre_px - places_at(track.time_s, first.hands, disc.time_s))[:, 0]))
    length = _body_px(track)
    return _quantity(yaw_beside_hands(body, beside / length, disc.radius_px / length))


def yaw_from_bar(track: PoseTrack, bar_offset_x_m: float, radius_px: float) -> Quantity:
    """The same from the bar's fitted forward offset (nominal metres), near plate or far one, as the body suggests."""
    body = _from_body(track)
    return _quantity(yaw_of_bar(body, bar_offset_x_m, radius_px / _body_px(track)))


def check_side_on(yaw: Quantity) -> list[CaptureReason]:
    """Refused where it may well be more than 25°: one sd of doubt counts as much as turning. A caution beyond 12°."""
    if yaw.value is None:
        return []
    degrees = abs(float(np.degrees(yaw.value)))
    where = "front" if yaw.value > 0 else "back"
    if degrees + float(np.degrees(yaw.sd or 0.0)) > threshold("yaw_refused_deg"):
        return [
            refuse(
                "not_side_on",
                f"The camera looks from about {degrees:.0f}° towards the {where}. Film exactly from the side, "
                "so that one shoulder hides the other.",
            )
        ]
    if degrees > threshold("yaw_usable_deg"):
        return [
            caution(
                "not_side_on",
                f"The camera is about {degrees:.0f}° off side-on, towards the {where}; the errors are larger for it.",
            )
        ]
    return []


def person_px(track: PoseTrack) -> float:
    """Height in px that the lifter has when standing, from nose to heel along the body."""
    points = track.landmarks_px
    heel, hip, shoulder = (points[:, list(both(j))].mean(1) for j in ("heel", "hip", "shoulder"))
    nose = points[:, Landmark.NOSE]
    chain = [heel, points[:, list(both("knee"))].mean(1), hip, shoulder, nose]
    links = [np.linalg.norm(b - a, axis=1) for a, b in pairwise(chain)]
    return float(np.percentile(np.sum(links, axis=0), 80))


def check_size(track: PoseTrack) -> list[CaptureReason]:
    """Refused when half the smallest measurable size, a caution when below it."""
    tall, least = person_px(track), threshold("person_min_px")
    if tall < least / 2:
        return [refuse("too_small", f"The lifter is only {tall:.0f} pixels tall; come closer and film again.")]
    if tall < least:
        return [caution("too_small", f"The lifter is only {tall:.0f} pixels tall; come closer for sharper numbers.")]
    return []


def overhang(track: PoseTrack, size_px: tuple[int, int]) -> dict[str, float]:
    """How far the circle around the body sticks out of the picture at "feet" and "head", in its radii, ≤ 0 = inside.

    The model never puts a landmark outside the picture; the circle it draws around hips and body does leave it.
    """
    _, y, side, rotation = track.region.T
    radius = side / (2 * REGION_MARGIN)
    reach = radius * np.cos(rotation)
    feet, head = (y + reach - size_px[1]) / radius, (reach - y) / radius
    return {"feet": float(np.percentile(feet, 90)), "head": float(np.percentile(head, 90))}


def check_crop(track: PoseTrack, size_px: tuple[int, int], looked_at: int) -> list[CaptureReason]:
    """Refused when so much is cut off that the lifter gets lost, a caution for feet or head at the edge.

    `looked_at` pictures lie between the first and the last in which the lifter was seen.
    """
    lost = 1 - len(track.time_s) / max(looked_at, 1)
    out = [part for part, amount in overhang(track, size_px).items() if amount > threshold("cut_off_min_radii")]
    if lost > threshold("lost_refused_share"):
        what = " and ".join(f"the {part}" for part in out) or "parts of the body"
        return [refuse("cut_off", f"At times {what} leave the picture; step back until all of the body stays in it.")]
    if out:
        what = " and ".join(f"the {part}" for part in out)
        return [caution("cut_off", f"At times {what} are cut off by the edge; step back a little next time.")]
    return []


def _from_body(track: PoseTrack) -> Yaw:
    return yaw_of_body(track.landmarks_px, _body_px(track))


def _body_px(track: PoseTrack) -> float:
    return float(np.percentile(body_length_px(track.landmarks_px), 80))


def _quantity(yaw: Yaw) -> Quantity:
    return Quantity.measured(yaw.value, yaw.sd, "rad")
