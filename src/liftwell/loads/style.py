"""This lifter's own way, from a clip: the body as it showed itself, and the courses of its pull.

A side view shows lengths shorter than they are where legs and arms are spread; that is taken back for the lift that it
shows. The model then gives the measured posture again at the height of today's bar, and goes on from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Analysis
from liftwell.athlete import Athlete, Segments
from liftwell.loads.build import (
    PER_STATURE,
    Body,
    body_of,
    given_hip,
    typical_hamstrings,
    typical_hip,
    typical_thoracic,
)
from liftwell.loads.posture import LEAN_ON_PELVIS, PER_LUMBAR, PER_THORACIC
from liftwell.loads.pull import Style
from liftwell.loads.segments import ANKLE_HEIGHT_PER_STATURE
from liftwell.loads.variants import Variant, hip_half_width, settings, variant
from liftwell.quantity import Quantity

FloatArray = NDArray[np.float64]

SHARES: Final = np.linspace(0.0, 1.0, 21)
PLATE_RADIUS_M: Final = 0.225  # half of the 450 mm of a full-size plate
NEEDED: Final = ("shank", "knee_flexion", "trunk_inclination", "bar_x", "bar_y")
# A low back is called bent, so that the hips are taken to have given what they had, from here on beyond its error.
# Judgement.
BENT: Final = float(np.radians(5.0))
# A body whose ankles would have to be this far off the usual height does not fit its own lengths (m): judgement.
_ANKLE_OFF_M: Final = 0.06


@dataclass(frozen=True, slots=True)
class Times:
    """When a rep leaves its start and locks out, s."""

    liftoff_s: float
    lockout_s: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What a what-if needs of an analysis.

    `series` by name without unit, in rad and m, on `time_s` (T,); `reps` those that are seen from lift-off to lockout;
    `bent` and `rounded` (rad) flexion of the low and of the upper back at lift-off; `lift` None where not told.
    """

    athlete: Athlete
    lengths: Segments
    time_s: FloatArray
    series: Mapping[str, FloatArray]
    reps: tuple[Times, ...]
    bent: Quantity
    rounded: Quantity
    lift: str | None
    plate_radius_m: float

    @classmethod
    def of(cls, analysis: Analysis) -> Measured:
        """What an analysis says."""
        whole = [rep for rep in analysis.reps if not rep.cut]
        plate = analysis.generator.options.get("plate_diameter_m")
        lift = analysis.generator.options.get("lift")
        return cls(
            analysis.athlete,
            analysis.segments,
            analysis.time_s,
            {name: series.value for name, series in analysis.series.items()},
            tuple(Times(rep.liftoff_s, rep.lockout_s) for rep in whole),
            middle([rep.lumbar_flexion.liftoff for rep in whole]),
            middle([rep.thoracic_flexion.liftoff for rep in whole]),
            lift if isinstance(lift, str) else None,
            plate / 2 if isinstance(plate, float) else PLATE_RADIUS_M,
        )


class Own(NamedTuple):
    """A lifter of a clip: the body, the style where the clip shows it, and the blocks (m) under today's plates."""

    body: Body
    style: Style | None
    lift: str
    floor_m: float
    blocks_m: float


def middle(quantities: list[Quantity]) -> Quantity:
    """The one with the middle value of those that were seen, the unseen first one if none was."""
    seen = sorted((q for q in quantities if q.value is not None), key=lambda q: q.value or 0.0)
    if not seen:
        return quantities[0] if quantities else Quantity.unseen("rad", "hidden")
    return seen[len(seen) // 2]


def own_of(measured: Measured, hip_range: float | None = None, lumbar_range: float | None = None) -> Own:
    """The lifter of a clip, with the `hip_range` and `lumbar_range` (rad) that somebody measured, None without.

    Without a scale, or without a rep that is seen whole, what the clip does not tell comes from stature. Raises
    ImpossibleValue when that is not known either, or for what no body has.
    """
    lift = "conventional" if measured.lift in (None, "block", "hinge") else measured.lift
    assert lift is not None
    kind = variant(lift)
    seen = _seen_of(measured, kind) if kind.lean is None else None
    given = None if hip_range is None else given_hip(hip_range)
    if seen is None:
        body = body_of(measured.athlete, measured.lengths, hip_range=given, lumbar_range=lumbar_range)
        return Own(body, None, lift, measured.plate_radius_m, 0.0)
    floor = seen.style.start_m - kind.raised
    blocks = floor - measured.plate_radius_m if measured.lift == "block" else 0.0
    body = replace(_body(measured, kind, seen, given), lumbar_range=lumbar_range)
    return Own(body, seen.style, lift, floor - max(blocks, 0.0), max(blocks, 0.0))


class _Seen(NamedTuple):
    """The style, and the posture at lift-off: angles in rad, lengths in m as seen from the side."""

    style: Style
    thigh: float
    lean: float


def _seen_of(measured: Measured, kind: Variant) -> _Seen | None:
    """None where the clip shows no whole pull in metres."""
    lengths = [getattr(measured.lengths, name).value for name in ("shank", "thigh", "trunk")]
    if None in lengths or any(name not in measured.series for name in NEEDED):
        return None
    courses = [one for times in measured.reps if (one := _courses(measured, times, lengths)) is not None]
    if not courses:
        return None
    shank, knee, lean, bar_x, ahead, bar_y = np.median(courses, axis=0)
    raised = kind.raised
    style = Style(kind.code, SHARES, shank, bar_x, ahead, float(bar_y[0]) + raised, float(bar_y[-1]) + raised)
    return _Seen(style, float(shank[0] - knee[0]), float(lean[0]))


def _courses(measured: Measured, times: Times, lengths: list[float]) -> FloatArray | None:
    """(6, N) shank, knee flexion, trunk lean, bar x, shoulders ahead, bar y over the share of the bar's way; None for
    a rep that is not seen well enough.
    """
    inside = (measured.time_s >= times.liftoff_s) & (measured.time_s <= times.lockout_s)
    columns = np.stack([measured.series[name][inside] for name in NEEDED])
    columns = columns[:, np.isfinite(columns).all(0)]
    if columns.shape[1] < 5:
        return None
    shank, knee, lean, bar_x, bar_y = columns
    leans = np.stack([shank, shank - knee, lean])
    ahead = np.array(lengths) @ np.sin(leans) - bar_x
    height = np.maximum.accumulate(bar_y)
    if height[-1] - height[0] < 0.1:
        return None
    share = (height - height[0]) / (height[-1] - height[0])
    rows = (shank, knee, lean, bar_x, ahead)
    return np.stack([*(np.interp(SHARES, share, row) for row in rows), height[0] + SHARES * (height[-1] - height[0])])


def _body(measured: Measured, kind: Variant, seen: _Seen, given: Quantity | None) -> Body:
    """The body whose posture with today's bar is the measured one."""
    rounded = measured.rounded if measured.rounded.seen else typical_thoracic()
    bend = PER_THORACIC * (rounded.value or 0.0) + PER_LUMBAR * max(0.0, measured.bent.value or 0.0)
    stature = measured.athlete.height_m or _stature(measured.lengths)
    side = {name: getattr(measured.lengths, name) for name in PER_STATURE}
    lengths = _true_lengths(side, kind, seen, stature, bend, measured.athlete)
    hips = seen.lean - seen.thigh - LEAN_ON_PELVIS - bend
    hip, from_clip = _hip_range(measured.bent, hips)
    knee = float(seen.style.shank[0]) - seen.thigh
    return body_of(
        measured.athlete,
        lengths,
        hip_range=given or (hip if from_clip else None),
        hip_source="given" if given else "clip",
        ankle_m=_ankle(side, seen, stature),
        thoracic=rounded,
        straight_knee=_hamstrings(measured.athlete, hips, knee),
    )


def _true_lengths(
    side: Mapping[str, Quantity], kind: Variant, seen: _Seen, stature: float, bend: float, athlete: Athlete
) -> Segments:
    """From lengths as seen from the side to true ones: knees out over the toes, wide hands, a bent trunk."""
    slope = np.tan(seen.style.shank[0]) / np.cos(kind.toe_out)
    out = slope / np.hypot(1, slope) * np.sin(kind.toe_out)
    shank = _scaled(side["shank"], 1 / np.sqrt(1 - out**2))
    hips_in = kind.stance / 2 + out * (shank.value or 0.0) - hip_half_width(athlete.sex) * stature
    hands_out = kind.grip / 2 - settings("width")["shoulder"] * stature
    return Segments(
        shank,
        _spread(side["thigh"], hips_in),
        _scaled(side["trunk"], 1 + np.tan(bend) ** 2 / 6),
        _spread(side["arm"], hands_out),
    )


def _spread(seen: Quantity, sideways: float) -> Quantity:
    return _scaled(seen, float(np.hypot(1, sideways / (seen.value or 1.0))))


def _scaled(length: Quantity, factor: float) -> Quantity:
    if length.value is None:
        return length
    return Quantity(float(length.value * factor), None if length.sd is None else float(length.sd * factor), length.unit)


def _ankle(side: Mapping[str, Quantity], seen: _Seen, stature: float) -> float | None:
    """Height of the ankle joint at which body and bar meet: shoes, and what scale and camera leave, go in here.

    None, the usual height, where the arm is not told or body and bar are too far from meeting.
    """
    arm, style = side["arm"].value, seen.style
    usual = ANKLE_HEIGHT_PER_STATURE * stature
    if arm is None or arm <= abs(style.ahead[0]):
        return None
    leans = np.array([style.shank[0], seen.thigh, seen.lean])
    chain = np.array([side[name].value or 0.0 for name in ("shank", "thigh", "trunk")]) @ np.cos(leans)
    ankle = float(style.start_m + np.sqrt(arm**2 - style.ahead[0] ** 2) - chain)
    return ankle if abs(ankle - usual) <= _ANKLE_OFF_M else None


def _hip_range(bent: Quantity, hips: float) -> tuple[Quantity, bool]:
    """How far the hips bend, and whether the clip says so: it does where the low back was bent, or the hips gave more
    than usual.
    """
    own = Quantity(float(hips), float(np.radians(settings("hip_range")["clip_sd"])), "rad")
    clearly = bent.value is not None and bent.value - (bent.sd or 0.0) >= BENT
    usual = typical_hip()
    return (own, True) if clearly or hips > (usual.value or 0.0) else (usual, False)


def _hamstrings(athlete: Athlete, hips: float, knee: float) -> Quantity:
    """Typical, unless the clip shows hamstrings that allow more."""
    usual = typical_hamstrings(athlete.sex)
    shown = hips - settings("hamstrings")["per_knee"] * knee
    return usual if shown <= (usual.value or 0.0) else Quantity(float(shown), usual.sd, "rad")


def _stature(lengths: Segments) -> float:
    return body_of(Athlete(), lengths).stature_m
