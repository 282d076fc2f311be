"""Find the near plate: a disc that stays where it is in the frame of the hands, whatever the background does."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.barbell.disc import Disc
from liftwell.barbell.register import Fit, Pose2, align, soften, template_of
from liftwell.barbell.rim import Rim, find_rim
from liftwell.barbell.survey import Crop, PlateSurvey
from liftwell.barbell.votes import Edges, edges, edges_at, vote

Floats = NDArray[np.float32]
FloatArray = NDArray[np.float64]

RADII = np.geomspace(0.075, 0.24, 13)  # body lengths: small home plates to a full-size one close to the camera
LARGEST = 0.29  # body lengths: the widest rim seen on any clip was 0.27
REACH = 0.32  # body lengths from the wrists within which the plate's centre must lie
MIN_SAMPLES = 6  # fewer pictures cannot tell a disc from its background
MIN_COVER = 0.25  # kettlebells reached 0.12, plates 0.40 and more
MAX_RESIDUAL = 9.0  # grey levels: kettlebells left 9, plates 3 to 5
MIN_CONTRAST = 1.6  # spread outside by spread inside: 4 and more on plates
_WRIST_NOISE = 0.08  # body lengths: diameter of the cloud in which a wrist landmark scatters
_WANDER = 0.14  # body lengths that a sample's centre may leave the common offset
_PEAKS = 4
_ROUNDS = 3
_GOOD = 2.5  # times the better half's median residual
_STEADY = 0.15  # radii that registration may move a sample away from its votes


@dataclass(frozen=True, slots=True)
class _Sample:
    """One crop at the common scale: grey and edges, wrist (2,) and candidate centres (P, 2) with scores (P,)."""

    crop: Crop
    soft: Floats
    seen: Edges
    wrist: FloatArray


def find_plate(survey: PlateSurvey, time_s: FloatArray, wrist_px: FloatArray) -> Disc | None:
    """The near plate, or None where nothing round and rigid is held (kettlebell, dumbbells, empty hands).

    `time_s` (T,) and `wrist_px` (T, 2): the smoothed mean of both wrists in working pixels, interpolated in between.
    """
    samples = _samples(survey, time_s, wrist_px)
    if len(samples) < MIN_SAMPLES:
        return None
    scale = samples[0].crop.scale
    body = survey.body_px * scale
    radius, offset = _common_circle(samples, body)
    starts = _choose(samples, [_candidates(s, radius, offset, body) for s in samples], radius)
    if starts is None:
        return None
    fits, good = _register(samples, starts, radius)
    rim = find_rim(_patches(samples, fits, good, LARGEST * body), radius, LARGEST * body)
    if rim.height > 1.15 * radius:
        radius = rim.height
        fits, good = _register(samples, [_shifted(f.pose, rim.centre) for f in fits], 0.97 * radius)
        rim = find_rim(_patches(samples, fits, good, LARGEST * body), radius, LARGEST * body)
    return _judged(samples, fits, good, rim)


def _samples(survey: PlateSurvey, time_s: FloatArray, wrist_px: FloatArray) -> list[_Sample]:
    crops = survey.crops
    if not crops:
        return []
    scale = float(np.median([c.scale for c in crops]))
    found = []
    for crop in (c.at_scale(scale) for c in crops):
        wrist = np.array([np.interp(crop.time_s, time_s, wrist_px[:, k]) for k in (0, 1)])
        if np.isfinite(wrist).all():
            grey = cv2.cvtColor(crop.image, cv2.COLOR_BGR2GRAY)
            found.append(_Sample(crop, soften(np.asarray(grey, np.uint8)), edges(crop.image), crop.inside(wrist)))
    return found


def _common_circle(samples: list[_Sample], body: float) -> tuple[float, FloatArray]:
    """Radius and offset from the wrist (2,) of the circle on which most samples agree, at half resolution."""
    half, side = round(REACH * body / 2), 2 * round(REACH * body / 2) + 1
    chosen = samples[:: max(1, len(samples) // 14)]
    blob = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * round(_WRIST_NOISE * body / 4) + 1,) * 2)
    small = [edges_at(s.seen.x / 2, s.seen.y / 2, s.seen.ux, s.seen.uy) for s in chosen]
    best, radius, offset = -1.0, 0.0, np.zeros(2)
    for r in RADII * body / 2:
        maps = [
            cv2.dilate(vote(e, r, np.rint(s.wrist / 2) - half, side), blob) for e, s in zip(small, chosen, strict=True)
        ]
        mean = cv2.GaussianBlur(np.mean(maps, 0), (0, 0), 1.0)
        score = float(mean.max()) * np.sqrt(r)
        if score > best:
            v, u = np.unravel_index(int(mean.argmax()), mean.shape)
            best, radius, offset = score, 2 * float(r), 2.0 * np.array([u - half, v - half])
    return radius, offset


def _candidates(sample: _Sample, radius: float, offset: FloatArray, body: float) -> FloatArray:
    """The best few circle centres (P, 3: x, y, score) of one sample near the common offset."""
    half = round(_WANDER * body)
    corner = np.rint(sample.wrist + offset) - half
    votes = np.sum([vote(sample.seen, radius + d, corner, 2 * half + 1) for d in (-1, 0, 1)], 0)
    field = np.asarray(cv2.GaussianBlur(votes, (0, 0), 1.0), np.float32)
    found = []
    for _ in range(_PEAKS):
        v, u = np.unravel_index(int(field.argmax()), field.shape)
        found.append((corner[0] + u, corner[1] + v, field[v, u]))
        field[max(0, v - 4) : v + 5, max(0, u - 4) : u + 5] = 0
    return np.array(found)


def _choose(samples: list[_Sample], candidates: list[FloatArray], radius: float) -> list[Pose2] | None:
    """For every sample the candidate that looks like the others': a median picture, grown from the clearest half."""
    side = 2 * int(0.9 * radius / 2) + 1
    looks = [
        np.stack([_look(s.soft, c[:2], side) for c in found]) for s, found in zip(samples, candidates, strict=True)
    ]
    pick = np.zeros(len(samples), int)
    clear = np.array([c[0, 2] for c in candidates])
    for _ in range(3):
        best = np.argsort(-clear)[: max(MIN_SAMPLES, len(samples) // 2)]
        model = _unit(np.median([looks[i][pick[i]] for i in best], 0))
        likeness = [look @ model for look in looks]
        pick = np.array([int(np.argmax(a)) for a in likeness])
        clear = np.array([a.max() for a in likeness])
    return [Pose2(float(c[k, 0]), float(c[k, 1])) for c, k in zip(candidates, pick, strict=True)]


def _look(soft: Floats, centre: FloatArray, side: int) -> Floats:
    return _unit(cv2.getRectSubPix(soft, (side, side), (float(centre[0]), float(centre[1])))[::2, ::2])


def _unit(picture: NDArray[np.generic]) -> Floats:
    flat = np.asarray(picture, np.float32).ravel()
    flat = flat - flat.mean()
    return np.asarray(flat / max(float(np.linalg.norm(flat)), 1e-6), np.float32)


def _register(samples: list[_Sample], starts: list[Pose2], radius: float) -> tuple[list[Fit], NDArray[np.bool_]]:
    """Lay all samples over their median picture, again and again; True for those that fit it."""
    fits = [Fit(s, 0.0, 0.0) for s in starts]
    good = np.ones(len(samples), bool)
    for _ in range(_ROUNDS):
        template = template_of(_median_picture(samples, fits, good, radius), radius)
        fits = [align(s.soft, f.pose, template) for s, f in zip(samples, fits, strict=True)]
        left = np.array([f.residual for f in fits])
        good = left < _GOOD * max(1.0, float(np.median(np.sort(left)[: (len(left) + 1) // 2])))
    return fits, good


def _median_picture(samples: list[_Sample], fits: list[Fit], good: NDArray[np.bool_], radius: float) -> Floats:
    side = 2 * int(1.4 * radius) + 1
    chosen = np.array([_patch(samples[i].soft, fits[i].pose, side) for i in np.flatnonzero(good)], np.float32)
    return np.asarray(np.median(chosen, 0), np.float32)


def _patch(image: NDArray[np.uint8] | Floats, pose: Pose2, side: int) -> NDArray[np.generic]:
    h = (side - 1) / 2
    c, s = np.cos(pose.angle), np.sin(pose.angle)
    matrix = np.array([[c, -s, pose.x - c * h + s * h], [s, c, pose.y - s * h - c * h]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(image, matrix, (side, side), flags=flags, borderMode=cv2.BORDER_REPLICATE)


def _patches(samples: list[_Sample], fits: list[Fit], good: NDArray[np.bool_], largest: float) -> NDArray[np.uint8]:
    """Unturned colour pictures (M, N, N, 3) centred on the disc."""
    side = 2 * int(1.05 * largest) + 1
    chosen = [_patch(samples[i].crop.image, Pose2(fits[i].pose.x, fits[i].pose.y), side) for i in np.flatnonzero(good)]
    return np.stack(chosen).astype(np.uint8)


def _shifted(pose: Pose2, by: FloatArray) -> Pose2:
    return Pose2(pose.x + float(by[0]), pose.y + float(by[1]), pose.angle)


def _judged(samples: list[_Sample], fits: list[Fit], good: NDArray[np.bool_], rim: Rim) -> Disc | None:
    """The Disc, if enough of a rim was seen and it is rigid enough."""
    residual = float(np.median([f.residual for f, g in zip(fits, good, strict=True) if g]))
    contrast = rim.outside / max(rim.inside, 0.5)
    if good.sum() < MIN_SAMPLES or rim.cover < MIN_COVER or residual > MAX_RESIDUAL or contrast < MIN_CONTRAST:
        return None
    kept = list(np.flatnonzero(good))
    poses = [_shifted(f.pose, rim.centre) for f in fits]
    centred = [Fit(p, f.residual, f.sd) for p, f in zip(poses, fits, strict=True)]
    scale = samples[0].crop.scale
    centres = np.array([samples[i].crop.outside(np.array([poses[i].x, poses[i].y])) for i in kept])
    wrists = np.array([samples[i].crop.outside(samples[i].wrist) for i in kept])
    return Disc(
        template=_median_picture(samples, centred, good, rim.height),
        scale=scale,
        radius_px=rim.height / scale,
        radius_sd_px=rim.sd / scale,
        width_ratio=rim.width / rim.height,
        offset_px=np.asarray(np.median(centres - wrists, 0)),
        residual=residual,
        cover=rim.cover,
        contrast=contrast,
        time_s=np.array([samples[i].crop.time_s for i in kept]),
        centre_px=centres,
    )
