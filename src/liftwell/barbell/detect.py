"""Find the near plate: a disc that stays where it is in the frame of the hands, whatever the background does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.barbell.circle import GAINS, REACH, Ring, candidates, common_circles
from liftwell.barbell.disc import RIM_INSIDE, Disc
from liftwell.barbell.likeness import alike
from liftwell.barbell.register import COARSE, Fit, Pose2, align, relit, template_of
from liftwell.barbell.rim import Rim, find_rim
from liftwell.barbell.sample import Sample, samples_of
from liftwell.barbell.survey import PlateSurvey
from liftwell.barbell.votes import Round, rim_near, rim_needed
from liftwell.correction import PlatePlace
from liftwell.evidence import threshold

Floats = NDArray[np.float32]
FloatArray = NDArray[np.float64]

LARGEST: Final = 0.32  # body lengths: the widest rim seen on any clip was 0.29
MIN_SAMPLES: Final = 6  # fewer pictures cannot tell a disc from its background
MIN_COVER: Final = 0.30  # kettlebells, arms and legs reached 0.25, plates with a dark rim before a dark room 0.32
_HOPELESS: Final = 0.12  # cover at first sight: with a better centre half as much more was seen, not three times
MIN_RADIUS: Final = 0.085  # body lengths: below the smallest iron plates; hands and handles are as round
MAX_RESIDUAL: Final = 10.0  # grey levels: plates leave 1 to 8, those with drawings over them the most
MIN_CONTRAST: Final = 1.5  # spread outside by spread inside: 3 and more on plates
# Relative: by how much the edge that shows best differs from plate to plate, and where less than `PART` of it shows.
RIM_SD, PART_SD, PART = 0.01, 0.025, 0.6
_LEVEL: Final = 0.06  # body lengths of height
ON_THE_WAY: Final = 0.25  # body lengths per second; a slow pull has twice as much
_ROUNDS: Final = 3
_RINGS: Final = 4  # circles that are looked into: background and clothes offered up to two that were clearer
_AS_CLEAR: Final = 0.4  # of the clearest disc's score: near plates reached half of the far one's, chance a third
_HUB: Final = 0.1  # body lengths: of the circles that are less clear, smaller ones were knees, folds and hubs
_TRAVEL, _SHARE = 0.1, 0.4  # body lengths, or of the hands' travel: held plates go up and down, those in racks do not
_RECENTRE: Final = 0.04  # relative error of the first circle above which registration starts anew from the rim
_DRAWN_LARGEST: Final = 1.4  # of the radius that a person drew, within which its rim is searched
_DRAWN_WANDER: Final = 0.5  # of the way from its place that a plate nobody drew may be looked for
_ALIKE: Final = 0.7  # correlation: right places reach 0.75 and more even blurred, wrong ones 0.6


def find_plate(survey: PlateSurvey, time_s: FloatArray, wrist_px: FloatArray) -> Disc | None:
    """The near plate, or None where nothing round and rigid is held (kettlebell, dumbbells, empty hands).

    `time_s` (T,) and `wrist_px` (T, 2): the smoothed mean of both wrists in working pixels, interpolated in between.
    """
    every = samples_of(survey, time_s, wrist_px)
    for samples in _choices(every, time_s, wrist_px, survey.body_px):
        if (found := _found(samples, survey.body_px)) is not None:
            return found
    return None


def plate_at(survey: PlateSurvey, time_s: FloatArray, wrist_px: FloatArray, place: PlatePlace) -> Disc | None:
    """The plate that a person drew a circle round, in working pixels, as it moves with the hands.

    None where nothing there keeps its look while the hands move: then there is nothing to follow. The rest as in
    `find_plate`, but nothing else is searched for, and the person is believed that it is a plate.
    """
    if not len(time_s):
        return None
    given = np.array([place.x_px, place.y_px])
    beside = np.linalg.norm(wrist_px - given, axis=1)
    # At that moment the plate may still lie on the floor, with nobody at it.
    then = 0 if place.time_s is None else int(np.abs(time_s - place.time_s).argmin())
    hand = wrist_px[then if beside[then] < REACH * survey.body_px else int(beside.argmin())]
    for samples in _choices(samples_of(survey, time_s, wrist_px), time_s, wrist_px, survey.body_px):
        radius = place.radius_px * samples[0].crop.scale / RIM_INSIDE
        rings = (Ring(radius, [s.crop.inside(given + g * (s.wrist - hand)) for s in samples], 1.0) for g in GAINS)
        found = [d for ring in rings if (d := _drawn(samples, ring, survey.body_px * samples[0].crop.scale))]
        if found:
            return max(found, key=lambda disc: (len(disc.time_s), disc.cover))
    return None


def _choices(every: list[Sample], time_s: FloatArray, wrist_px: FloatArray, body_px: float) -> Iterator[list[Sample]]:
    """What to look at: all heights of the hands alike; where that tells nothing, only the hands on their way."""
    for samples in (_spread_out(every, body_px), _on_the_way(every, time_s, wrist_px, body_px)):
        if len(samples) >= MIN_SAMPLES:
            yield samples


def _found(samples: list[Sample], body_px: float) -> Disc | None:
    """The disc that moves with the hands in `samples`, if there is one: the larger of two that show about as well.

    Seen from before or behind, the far plate moves with the hands as the near one does, and has fewer things before it.
    """
    body = body_px * samples[0].crop.scale
    discs: list[Disc] = []
    clearest = 0.0
    for rank, ring in enumerate(common_circles(samples, body, _RINGS)):
        if ring.score < _AS_CLEAR * clearest:
            break
        if rank and ring.radius < _HUB * body:
            continue
        disc = _disc(samples, ring, body)
        if disc is not None:
            discs.append(disc)
            clearest = max(clearest, ring.score)
    return max(discs, key=lambda disc: disc.radius_px, default=None)


def _disc(samples: list[Sample], ring: Ring, body: float) -> Disc | None:
    """What moves with the hands where `ring` was seen, if it is a disc."""
    radius = ring.radius
    found = [candidates(s, radius, p, body) for s, p in zip(samples, ring.places, strict=True)]
    fits, good = _register(samples, alike(samples, found, radius), radius)
    if good.sum() < MIN_SAMPLES or not _held(samples, fits, good, body):
        return None
    rim = _rim(samples, fits, good, radius, LARGEST * body)
    if rim.cover < _HOPELESS:
        return None
    if abs(rim.height / radius - 1) + float(np.hypot(*rim.centre)) / radius > _RECENTRE:
        fits, good = _register(samples, [_shifted(f.pose, rim.centre) for f in fits], rim.height)
        rim = _rim(samples, fits, good, rim.height, LARGEST * body)
    return _judged(samples, fits, good, rim, body)


def _drawn(samples: list[Sample], ring: Ring, body: float) -> Disc | None:
    """What moves with the hands where a person drew `ring`; its rim where one is seen there, else as it was drawn."""
    near = _DRAWN_WANDER * body
    found = [candidates(s, ring.radius, p, near) for s, p in zip(samples, ring.places, strict=True)]
    fits, good = _register(samples, alike(samples, found, ring.radius), ring.radius)
    if good.sum() < MIN_SAMPLES:
        return None
    rim = _rim(samples, fits, good, ring.radius, _DRAWN_LARGEST * ring.radius)
    off = abs(rim.height / ring.radius - 1)
    if off > threshold("plate_given_slack_share") or rim.cover < MIN_COVER:
        sd = threshold("plate_given_sd_share") * ring.radius
        rim = replace(rim, centre=np.zeros(2), height=ring.radius, width=ring.radius, sd=sd)
    return replace(_made(samples, fits, good, rim), given=True)


def hands_speed(time_s: FloatArray, height_px: FloatArray, body_px: float) -> FloatArray:
    """(T,) body lengths per second at which hands at `height_px` (T,) go up or down; above ON_THE_WAY they do."""
    return np.asarray(np.abs(np.gradient(height_px, time_s)) / body_px)


def _on_the_way(samples: list[Sample], time_s: FloatArray, wrist_px: FloatArray, body_px: float) -> list[Sample]:
    """The samples in which the hands go up or down: somebody who walks up, stands or waits may hold nothing."""
    if len(time_s) < 2:
        return []
    speed = hands_speed(time_s, wrist_px[:, 1], body_px)
    return [s for s in samples if np.interp(s.crop.time_s, time_s, speed) > ON_THE_WAY]


def _spread_out(samples: list[Sample], body_px: float) -> list[Sample]:
    """At most twice as many samples from one height of the hands as from most others.

    Where they rest for long, the whole room stands still with them. All samples where the hands hardly move.
    """
    if len(samples) < 2 * MIN_SAMPLES:
        return samples
    level = np.array([round(float(s.wrist[1]) / (_LEVEL * body_px)) for s in samples])
    heights, counts = np.unique(level, return_counts=True)
    most = max(2, 2 * int(np.median(counts)))
    kept = []
    for height, count in zip(heights, counts, strict=True):
        here = np.flatnonzero(level == height)
        kept += list(here[np.linspace(0, count - 1, min(count, most)).round().astype(int)])
    return [samples[k] for k in sorted(kept)] if len(kept) >= 2 * MIN_SAMPLES else samples


def _register(samples: list[Sample], starts: list[Pose2], radius: float) -> tuple[list[Fit], NDArray[np.bool_]]:
    """Lay all samples over their median picture, again and again; True for those that show the disc.

    Through the openings of a plate the room shows, at every height another part of it. Samples that look otherwise
    but have a rim there belong to it too, and tell which places of the picture are not to be trusted.
    """
    fits = [Fit(s) for s in starts]
    good = np.ones(len(samples), bool)
    for _ in range(_ROUNDS):
        picture, spread = _picture(samples, fits, good, radius)
        coarse, fine = template_of(picture, spread, radius, COARSE), template_of(picture, spread, radius)
        near = [align(s.blurred, f.pose, coarse) for s, f in zip(samples, fits, strict=True)]
        fits = [align(s.soft, f.pose, fine) for s, f in zip(samples, near, strict=True)]
        likeness = np.array([f.likeness for f in fits])
        typical = float(np.median(np.sort(likeness)[len(likeness) // 2 :]))
        good = likeness >= min(_ALIKE, typical)
        rims = _rims(samples, fits, radius)
        ringed = ~good & (np.array([r.share for r in rims]) >= rim_needed(_usual(rims, good)))
        fits = [_seated(f, r) if here else f for f, r, here in zip(fits, rims, ringed, strict=True)]
        good |= ringed
    return fits, good


def _rims(samples: list[Sample], fits: list[Fit], radius: float) -> list[Round]:
    """The rim seen near each fitted disc."""
    at = [(f.pose.size * radius, np.array([f.pose.x, f.pose.y])) for f in fits]
    return [rim_near(s.seen, *place) for s, place in zip(samples, at, strict=True)]


def _usual(rims: list[Round], good: NDArray[np.bool_]) -> float:
    return float(np.median([rim.share for rim, here in zip(rims, good, strict=True) if here]))


def _seated(fit: Fit, rim: Round) -> Fit:
    """The disc where its rim is, of which registration saw too little."""
    return replace(fit, pose=replace(fit.pose, x=float(rim.centre[0]), y=float(rim.centre[1])))


def _picture(samples: list[Sample], fits: list[Fit], good: NDArray[np.bool_], radius: float) -> tuple[Floats, Floats]:
    """Median picture (N, N) of the good samples, turned alike, and half their interquartile range."""
    side = 2 * int(1.4 * radius) + 1
    chosen = np.array([_patch(samples[i].soft, fits[i].pose, side) for i in np.flatnonzero(good)], np.float32)
    quarters = [len(chosen) // 4, len(chosen) // 2, 3 * len(chosen) // 4]
    low, middle, high = np.partition(chosen, quarters, axis=0)[quarters]
    return middle, (high - low) / 2


def _patch(image: NDArray[np.uint8] | Floats, pose: Pose2, side: int) -> NDArray[np.generic]:
    h = (side - 1) / 2
    c, s = pose.size * np.cos(pose.angle), pose.size * np.sin(pose.angle)
    matrix = np.array([[c, -s, pose.x - c * h + s * h], [s, c, pose.y - s * h - c * h]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(image, matrix, (side, side), flags=flags, borderMode=cv2.BORDER_REPLICATE)


def _rim(samples: list[Sample], fits: list[Fit], good: NDArray[np.bool_], radius: float, largest: float) -> Rim:
    side = 2 * int(1.05 * largest) + 1
    template = template_of(*_picture(samples, fits, good, radius), radius)
    chosen = [(samples[i].crop.image, fits[i]) for i in np.flatnonzero(good)]
    turned = np.stack([relit(_patch(image, f.pose, side), f.light, template) for image, f in chosen])
    upright = np.array(
        [_patch(image, Pose2(f.pose.x, f.pose.y, 0.0, f.pose.size), side) for image, f in chosen], np.uint8
    )
    return find_rim(turned, upright, radius, largest)


def _shifted(pose: Pose2, by: FloatArray) -> Pose2:
    return replace(pose, x=pose.x + pose.size * float(by[0]), y=pose.y + pose.size * float(by[1]))


def _judged(samples: list[Sample], fits: list[Fit], good: NDArray[np.bool_], rim: Rim, body: float) -> Disc | None:
    """The Disc, if enough of a rim was seen and it is rigid enough."""
    residual = float(np.median([f.residual for f, g in zip(fits, good, strict=True) if g]))
    contrast = rim.outside / max(rim.inside, 0.5)
    rigid = residual < MAX_RESIDUAL and contrast > MIN_CONTRAST
    if good.sum() < MIN_SAMPLES or rim.cover < MIN_COVER or rim.height < MIN_RADIUS * body or not rigid:
        return None
    return _made(samples, fits, good, rim)


def _made(samples: list[Sample], fits: list[Fit], good: NDArray[np.bool_], rim: Rim) -> Disc:
    """The Disc that `rim` ends, as the good samples show it."""
    residual = float(np.median([f.residual for f, g in zip(fits, good, strict=True) if g]))
    contrast = rim.outside / max(rim.inside, 0.5)
    kept = [int(i) for i in np.flatnonzero(good)]
    poses = [_shifted(f.pose, rim.centre) for f in fits]
    centred = [Fit(p) for p in poses]
    scale = samples[0].crop.scale
    centres = np.array([samples[i].crop.outside(np.array([poses[i].x, poses[i].y])) for i in kept])
    offset, gain = _lead(np.array([samples[i].wrist for i in kept]), centres)
    template, spread = _picture(samples, centred, good, rim.height)
    return Disc(
        template=template,
        spread=spread,
        scale=scale,
        radius_px=RIM_INSIDE * rim.height / scale,
        radius_sd_px=float(np.hypot(rim.sd, (RIM_SD if rim.cover >= PART else PART_SD) * rim.height)) / scale,
        width_ratio=rim.width / rim.height,
        offset_px=offset,
        gain=gain,
        residual=residual,
        cover=rim.cover,
        contrast=contrast,
        roundness=_usual(_rims(samples, centred, rim.height), good),
        time_s=np.array([samples[i].crop.time_s for i in kept]),
        centre_px=centres,
        angle_rad=np.array([poses[i].angle for i in kept]),
    )


def _held(samples: list[Sample], fits: list[Fit], good: NDArray[np.bool_], body: float) -> bool:
    """Whether the disc goes up and down when the hands do: what hangs on a wall is as round and as rigid as a plate."""
    scale = samples[0].crop.scale
    kept = np.flatnonzero(good)
    hands = _travel(np.array([s.wrist[1] for s in samples])) * scale
    places = np.array([samples[i].crop.outside(np.array([fits[i].pose.x, fits[i].pose.y])) for i in kept])
    gain = _gain(np.array([samples[i].wrist[1] for i in kept]), places[:, 1])
    return _travel(places[:, 1]) * scale >= min(_TRAVEL * body, _SHARE * hands) or gain > _SHARE


def _travel(height: FloatArray) -> float:
    """How far something goes up and down, its highest and its lowest place left out."""
    return float(np.ptp(np.sort(height)[1:-1]))


def _lead(wrists: FloatArray, centres: FloatArray) -> tuple[FloatArray, float]:
    """Offset (2,) and gain with centre = offset + gain · wrist, the gain held to 0.9…1.5."""
    gain = float(np.clip(_gain(wrists[:, 1], centres[:, 1]), 0.9, 1.5))
    return np.asarray(np.median(centres - gain * wrists, 0)), gain


def _gain(wrist: FloatArray, centre: FloatArray) -> float:
    """How far the plate goes up and down when the hands do by one."""
    height, rise = wrist - np.median(wrist), centre - np.median(centre)
    return float((height @ rise) / max(float(height @ height), 1.0))
