"""This lifter's own way, from a clip: the body as it showed itself, and the courses of its pull.

A side view shows lengths shorter than they are where legs and arms are spread; that is taken back for the lift that it
shows. The model then gives the measured posture again at the height of today's bar, and goes on from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Analysis, Rep
from liftwell.athlete import Athlete, Segments
from liftwell.barbell.scale import FULL_SIZE_M
from liftwell.loads.build import (
    HIP_RANGE_RAD,
    Body,
    bodily,
    body_of,
    given_hip,
    stature_of,
    typical_hamstrings,
    typical_hip,
    typical_thoracic,
)
from liftwell.loads.posture import LEAN_ON_PELVIS, PER_LUMBAR, PER_THORACIC
from liftwell.loads.pull import Style
from liftwell.loads.segments import ANKLE_HEIGHT_PER_STATURE
from liftwell.loads.variants import Variant, hip_half_width, pulled_as, settings, variant
from liftwell.quantity import Quantity

FloatArray = NDArray[np.float64]

RODS: Final = ("shank", "thigh", "trunk")
SHARES: Final = np.linspace(0.0, 1.0, 21)
PLATE_RADIUS_M: Final = FULL_SIZE_M / 2
NEEDED: Final = ("shank", "knee_flexion", "trunk_inclination", "bar_x", "bar_y")
# A bar that rises by less than this was not pulled (m): judgement.
LEAST_RISE_M: Final = 0.1
# A body whose ankles would have to be this far off the usual height does not fit its own lengths (m): judgement.
_ANKLE_OFF_M: Final = 0.06
# A bar seen further than this from where its plates' radius puts it does not start from the floor (m): one and a half
# standard deviations of its height, `motion/series.HEIGHT_SD_M`.
_HEIGHT_OFF_M: Final = 0.09


@dataclass(frozen=True, slots=True)
class SeenRep:
    """A rep that is seen whole: when it leaves its start and locks out (s), and how much low and upper back are rounded
    at lift-off (rad).
    """

    liftoff_s: float
    lockout_s: float
    bent: Quantity
    rounded: Quantity

    @classmethod
    def of(cls, rep: Rep) -> SeenRep:
        """The same of a rep of an analysis."""
        return cls(rep.liftoff_s, rep.lockout_s, rep.lumbar_flexion.liftoff, rep.thoracic_flexion.liftoff)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a what-if needs of an analysis.

    `series` by name without unit, in rad and m, on `time_s` (T,), of which `NEEDED` count; `reps` those that are seen
    from lift-off to lockout; `lift` None where not told.
    """

    athlete: Athlete
    lengths: Segments
    time_s: FloatArray
    series: Mapping[str, FloatArray]
    reps: tuple[SeenRep, ...]
    lift: str | None
    plate_radius_m: float

    @classmethod
    def of(cls, analysis: Analysis) -> Measured:
        """What an analysis says."""
        options = analysis.generator.options
        return cls(
            analysis.athlete,
            analysis.segments,
            analysis.time_s,
            {name: series.value for name, series in analysis.series.items() if name in NEEDED},
            tuple(SeenRep.of(rep) for rep in analysis.reps if not rep.cut),
            *lift_and_radius(options),
        )


def lift_and_radius(options: Mapping[str, object]) -> tuple[str | None, float]:
    """The lift, None where not told, and the radius of the plates (m), from the options of an analysis."""
    lift, plate = options.get("lift"), options.get("plate_diameter_m")
    return lift if isinstance(lift, str) else None, plate / 2 if isinstance(plate, float) else PLATE_RADIUS_M


class Own(NamedTuple):
    """A lifter of a clip: the body, the style where the clip shows it, today's lift, the height of its plates' axis
    without blocks and its error, the blocks (m), how much the low back was seen to round, and the most that the hips
    were seen to bend (rad).
    """

    body: Body
    style: Style | None
    lift: str
    floor_m: float
    floor_sd_m: float | None
    blocks_m: float
    bent: Quantity
    hips: Quantity


def middle(quantities: Sequence[Quantity]) -> Quantity:
    """The one with the middle value of those that were seen; unseen, for the reason of the first, if none was."""
    seen = sorted((q for q in quantities if q.value is not None), key=lambda q: q.value or 0.0)
    if not seen:
        return quantities[0] if quantities else Quantity.unseen("rad", "hidden")
    return seen[len(seen) // 2]


def own_of(measured: Measured, hip_range: float | None = None, lumbar_range: float | None = None) -> Own:
    """The lifter of a clip, with the `hip_range` and `lumbar_range` (rad) that somebody measured, None without.

    Without a scale, or without a rep that is seen whole, what the clip does not tell comes from stature. Raises
    ImpossibleValue when that is not known either, or for what no body has.
    """
    lift = pulled_as(measured.lift)
    kind = variant(lift)
    seen = _on_the_floor(measured, kind, _seen_of(measured, kind) if kind.lean is None else None)
    given = None if hip_range is None else given_hip(hip_range)
    bent = middle([rep.bent for rep in measured.reps])
    known = bodily(measured.lengths if seen is None else _true_lengths(measured, kind, seen), measured.athlete)
    if seen is None or any(not getattr(known, name).seen for name in RODS):
        body = body_of(measured.athlete, known, hip_range=given, lumbar_range=lumbar_range)
        return Own(body, None, lift, measured.plate_radius_m, None, 0.0, bent, Quantity.unseen("rad", "hidden"))
    body = replace(_body(measured, known, seen, given), lumbar_range=lumbar_range)
    floor = seen.style.start_m - kind.raised
    blocks = max(floor - measured.plate_radius_m, 0.0) if measured.lift == "block" else 0.0
    trunk = measured.lengths.trunk
    sd = None if trunk.sd is None or trunk.value is None else floor * trunk.sd / trunk.value
    clip_sd = float(np.radians(settings("hip_range")["clip_sd"]))
    hips = Quantity(seen.most.bend, clip_sd, "rad") if seen.most.bent.seen else Quantity.unseen("rad", "hidden")
    return Own(body, seen.style, lift, floor - blocks, sd, blocks, bent, hips)


class _Seen(NamedTuple):
    """The style, and postures at lift-off: thigh and lean (rad) in the middle of the reps; of the rep in which the hips
    gave most, what they gave, over what bend of the knee, and how much the low back was bent.
    """

    style: Style
    thigh: float
    lean: float
    rounded: Quantity
    most: _Hips


class _Hips(NamedTuple):
    bend: float
    knee: float
    bent: Quantity


def _seen_of(measured: Measured, kind: Variant) -> _Seen | None:
    """None where the clip shows no whole pull in metres."""
    lengths = [getattr(measured.lengths, name).value for name in RODS]
    if None in lengths or any(name not in measured.series for name in NEEDED):
        return None
    rounded = middle([rep.rounded for rep in measured.reps])
    rounded = rounded if rounded.seen else typical_thoracic()
    found = [(rep, one) for rep in measured.reps if (one := _courses(measured, rep, lengths)) is not None]
    if not found:
        return None
    shank, knee, lean, bar_x, ahead, bar_y = np.median([one for _, one in found], axis=0)
    start, top = float(bar_y[0]) + kind.raised, float(bar_y[-1]) + kind.raised
    style = Style(kind.code, SHARES, shank, bar_x, ahead, start, top)
    most = max((_hips(rep, one, rounded) for rep, one in found), key=lambda hips: hips.bend)
    return _Seen(style, float(shank[0] - knee[0]), float(lean[0]), rounded, most)


def _on_the_floor(measured: Measured, kind: Variant, seen: _Seen | None) -> _Seen | None:
    """With the bar at the height of its plates' radius where a lift begins on the floor: a clip tells heights over the
    floor less well than how far they change.
    """
    if seen is None or not kind.from_floor or measured.lift == "block":
        return seen
    raise_m = measured.plate_radius_m + kind.raised - seen.style.start_m
    if abs(raise_m) > _HEIGHT_OFF_M:
        return seen
    style = replace(seen.style, start_m=seen.style.start_m + raise_m, top_m=seen.style.top_m + raise_m)
    return seen._replace(style=style)


def _hips(rep: SeenRep, courses: FloatArray, rounded: Quantity) -> _Hips:
    """What the hips of one rep gave at lift-off: what is left of the fold when the back has had its share."""
    shank, knee, lean = (float(value) for value in courses[:3, 0])
    back = PER_THORACIC * (rounded.value or 0.0) + PER_LUMBAR * max(0.0, rep.bent.value or 0.0)
    return _Hips(lean - (shank - knee) - LEAN_ON_PELVIS - back, knee, rep.bent)


def _courses(measured: Measured, rep: SeenRep, lengths: list[float]) -> FloatArray | None:
    """(6, N) shank, knee flexion, trunk lean, bar x, shoulders ahead, bar y over the share of the bar's way; None for
    a rep that is not seen well enough.
    """
    inside = (measured.time_s >= rep.liftoff_s) & (measured.time_s <= rep.lockout_s)
    columns = np.stack([measured.series[name][inside] for name in NEEDED])
    columns = columns[:, np.isfinite(columns).all(0)]
    if columns.shape[1] < 5:
        return None
    shank, knee, lean, bar_x, bar_y = columns
    leans = np.stack([shank, shank - knee, lean])
    ahead = np.array(lengths) @ np.sin(leans) - bar_x
    height = np.maximum.accumulate(bar_y)
    if height[-1] - height[0] < LEAST_RISE_M:
        return None
    share = (height - height[0]) / (height[-1] - height[0])
    rows = (shank, knee, lean, bar_x, ahead)
    return np.stack([*(np.interp(SHARES, share, row) for row in rows), height[0] + SHARES * (height[-1] - height[0])])


def _body(measured: Measured, lengths: Segments, seen: _Seen, given: Quantity | None) -> Body:
    """The body whose posture with today's bar is the measured one."""
    hip, from_clip = _hip_range(seen.most)
    return body_of(
        measured.athlete,
        lengths,
        hip_range=given or (hip if from_clip else None),
        hip_source="given" if given else "clip",
        ankle_m=_ankle(measured.lengths, seen, stature_of(measured.athlete, lengths)),
        thoracic=seen.rounded,
        straight_knee=_hamstrings(measured.athlete, seen.most),
    )


def _true_lengths(measured: Measured, kind: Variant, seen: _Seen) -> Segments:
    """From lengths as seen from the side to true ones: knees out over the toes, wide hands, a bent trunk."""
    side, athlete = measured.lengths, measured.athlete
    stature = stature_of(athlete, side)
    slope = np.tan(seen.style.shank[0]) / np.cos(kind.toe_out)
    out = slope / np.hypot(1, slope) * np.sin(kind.toe_out)
    shank = _scaled(side.shank, 1 / np.sqrt(1 - out**2))
    hips_in = kind.stance / 2 + out * (shank.value or 0.0) - hip_half_width(athlete.sex) * stature
    hands_out = kind.grip / 2 - settings("width")["shoulder"] * stature
    bend = PER_THORACIC * (seen.rounded.value or 0.0) + PER_LUMBAR * max(0.0, seen.most.bent.value or 0.0)
    trunk = _scaled(side.trunk, 1 + np.tan(bend) ** 2 / 6)
    return Segments(shank, _spread(side.thigh, hips_in), trunk, _spread(side.arm, hands_out))


def _spread(seen: Quantity, sideways: float) -> Quantity:
    return _scaled(seen, float(np.hypot(1, sideways / (seen.value or 1.0))))


def _scaled(length: Quantity, factor: float) -> Quantity:
    if length.value is None:
        return length
    return Quantity(float(length.value * factor), None if length.sd is None else float(length.sd * factor), length.unit)


def _ankle(side: Segments, seen: _Seen, stature: float) -> float | None:
    """Height of the ankle joint at which body and bar meet: shoes, and what scale and camera leave, go in here.

    None, the usual height, where the arm is not told or body and bar are too far from meeting.
    """
    arm, style = side.arm.value, seen.style
    usual = ANKLE_HEIGHT_PER_STATURE * stature
    if arm is None or arm <= abs(style.ahead[0]):
        return None
    leans = np.array([style.shank[0], seen.thigh, seen.lean])
    chain = np.array([getattr(side, name).value or 0.0 for name in RODS]) @ np.cos(leans)
    ankle = float(style.start_m + np.sqrt(arm**2 - style.ahead[0] ** 2) - chain)
    return ankle if abs(ankle - usual) <= _ANKLE_OFF_M else None


def _hip_range(most: _Hips) -> tuple[Quantity, bool]:
    """How far the hips bend, and whether the clip says so: it does where they gave more than usual.

    Hips that gave less are no limit: a back may also round from habit, or because it is tired. And a back that was not
    seen may have given what the hips seem to have.
    """
    own, usual = Quantity(most.bend, float(np.radians(settings("hip_range")["clip_sd"])), "rad"), typical_hip()
    more_than_usual = (usual.value or 0.0) < most.bend <= HIP_RANGE_RAD[1]
    return (own, True) if more_than_usual and most.bent.seen else (usual, False)


def _hamstrings(athlete: Athlete, most: _Hips) -> Quantity:
    """Typical, unless the clip shows hamstrings that allow more."""
    usual = typical_hamstrings(athlete.sex)
    shown = most.bend - settings("hamstrings")["per_knee"] * most.knee
    return usual if shown <= (usual.value or 0.0) else Quantity(float(shown), usual.sd, "rad")
