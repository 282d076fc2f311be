"""Analysis: everything measured from one clip, as nouns only. No inference, no files.

Angles are in radians, lengths in metres, times in seconds from the clip's first frame
(`docs/conventions.md` draws them). `analysis.json` writes the angles in degrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from liftwell.athlete import Athlete, Segments
from liftwell.finding import Finding, WhatIf
from liftwell.lift import Facing
from liftwell.quantity import Quantity

FloatArray = NDArray[np.float64]
Verdict = Literal["good", "usable", "refused"]


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What the file says about itself; sizes after rotation, `frame_rate_hz` the median over timestamps.

    `recorded_on` is the day that the file tells; a copy sent by a messenger may tell the day on which it was sent.
    """

    name: str
    duration_s: float
    frame_rate_hz: float
    width_px: int
    height_px: int
    frames: int
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaptureReason:
    """One thing about the filming that limits the measurement, with what to change next time.

    `code` is from the closed list in `capture/codes.py`; `refuses` says whether it alone ends the analysis.
    """

    code: str
    message: str
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """The verdict on the filming. `yaw` (rad) is how far the camera is from exactly side-on, 0 = side-on.

    `facing` is the side of the picture that the lifter looks to, `near_side` the side of the body that the camera sees:
    the same, unless the phone mirrored the picture.
    """

    verdict: Verdict
    reasons: tuple[CaptureReason, ...]
    yaw: Quantity
    facing: Facing | None
    metres_per_pixel: Quantity
    near_side: Facing | None = None


Cut = Literal["starts_late", "ends_early"]
CUTS: Final[tuple[Cut, ...]] = get_args(Cut)
# What the clip may not cut off for a number at one of the instants; one of the whole rep needs all of it.
NEEDS: Final[Mapping[str, tuple[Cut, ...]]] = {
    "setup": ("starts_late",),
    "liftoff": ("starts_late",),
    "peak": ("starts_late",),
    "lockout": ("ends_early",),
}


@dataclass(frozen=True, slots=True)
class Instants:
    """One quantity at four instants of a rep: `setup` is the mean of the last 0.3 s before lift-off."""

    setup: Quantity
    liftoff: Quantity
    peak: Quantity
    lockout: Quantity


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition. Times in s; `start_s` ≤ `liftoff_s` < `lockout_s` ≤ `end_s`.

    `hip_share` is the part of the fold that the hip makes (1 = all hip, less = the back bends too). `cut` says what
    the clip lacks: with "starts_late" the bar is on its way when it begins, and `liftoff_s` is the first sight of it;
    with "ends_early" it ends with the pull, and `lockout_s` is the last sight. `whole` leaves out what then is no
    number of a whole lift.
    """

    index: int
    start_s: float
    liftoff_s: float
    lockout_s: float
    end_s: float
    bar_rise: Quantity
    mean_velocity: Quantity
    peak_velocity: Quantity
    hip_share: Quantity
    lumbar_flexion: Instants
    thoracic_flexion: Instants
    hip_flexion: Instants
    trunk_inclination: Instants
    bar_to_shin_liftoff: Quantity
    l5s1_moment_peak: Quantity = field(default_factory=lambda: Quantity.unseen("N.m", "not_measured"))
    l5s1_moment_liftoff: Quantity = field(default_factory=lambda: Quantity.unseen("N.m", "not_measured"))
    cut: tuple[Cut, ...] = ()

    def whole(self) -> Rep:
        """The same rep, and no number that needs a part of the lift which the clip lacks."""

        def told(quantity: Quantity, needs: tuple[Cut, ...] = CUTS) -> Quantity:
            lacks = [cut for cut in needs if cut in self.cut]
            return Quantity.unseen(quantity.unit, lacks[0]) if lacks and quantity.seen else quantity

        def four(of: Instants) -> Instants:
            return Instants(**{name: told(getattr(of, name), needs) for name, needs in NEEDS.items()})

        return replace(
            self,
            bar_rise=told(self.bar_rise),
            mean_velocity=told(self.mean_velocity),
            peak_velocity=told(self.peak_velocity),
            hip_share=told(self.hip_share),
            lumbar_flexion=four(self.lumbar_flexion),
            thoracic_flexion=four(self.thoracic_flexion),
            hip_flexion=four(self.hip_flexion),
            trunk_inclination=four(self.trunk_inclination),
            bar_to_shin_liftoff=told(self.bar_to_shin_liftoff, NEEDS["liftoff"]),
            l5s1_moment_peak=told(self.l5s1_moment_peak),
            l5s1_moment_liftoff=told(self.l5s1_moment_liftoff, NEEDS["liftoff"]),
        )


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity over time: `value` and `sd` (T,), NaN where not seen, in `unit`.

    Raises ValueError when the shapes differ.
    """

    value: FloatArray
    sd: FloatArray
    unit: str

    def __post_init__(self) -> None:
        if self.value.ndim != 1 or self.value.shape != self.sd.shape:
            raise ValueError(f"expected value and sd of one shape (T,), got {self.value.shape} and {self.sd.shape}")
        self.value.setflags(write=False)
        self.sd.setflags(write=False)


@dataclass(frozen=True, slots=True)
class Traces:
    """What was seen where in the picture, for drawing, in working pixels (x right, y down).

    time_s (T,) the times at which the body was sampled; joints_px (T, 6, 2) ankle, knee, hip, shoulder,
    elbow, hand of the fitted linkage on the near side; back_px (T, S, 2) the dorsal outline from the seat
    (index 0) to the neck; back_bend (T, S) rad of local rounding against the tallest posture, positive =
    rounding; stations (S,) where along the hip–shoulder line its points lie, 0 = hip, 1 = shoulder, and back_depth
    (T, S) how far behind that line, both in trunk lengths; tallest_depth (S,) the same in the tallest posture;
    bar_time_s (N,) every frame; bar_px (N, 2) the bar axis at the near plate; radius_px the plate's radius or NaN.
    NaN wherever something was not seen. size_px (width, height) of the working picture.
    """

    time_s: FloatArray
    joints_px: FloatArray
    back_px: FloatArray
    back_bend: FloatArray
    stations: FloatArray
    back_depth: FloatArray
    tallest_depth: FloatArray
    bar_time_s: FloatArray
    bar_px: FloatArray
    radius_px: float
    size_px: tuple[int, int]

    def __post_init__(self) -> None:
        t, n, s = len(self.time_s), len(self.bar_time_s), len(self.stations)
        shapes = {
            "joints_px": (t, 6, 2),
            "back_px": (t, s, 2),
            "back_bend": (t, s),
            "back_depth": (t, s),
            "tallest_depth": (s,),
            "bar_px": (n, 2),
        }
        for name, shape in shapes.items():
            array = getattr(self, name)
            if array.shape != shape:
                raise ValueError(f"{name}: expected {shape}, got {array.shape}")
            array.setflags(write=False)


MOTION_POINTS: Final = ("ankle", "knee", "hip", "shoulder", "elbow", "hand", "heel", "toe", "bar")


@dataclass(frozen=True, slots=True)
class Motion:
    """The body and the bar in the lifter's own upright plane, on the times of the series.

    One body length is shank + thigh + trunk of the lifter, so that this exists with and without a scale; `body` is
    its length in m. points (T, 9, 2) in body lengths, in the order of `MOTION_POINTS`: x forward from the near ankle
    joint, y up from the floor; ankle to hand are the fitted linkage, heel and toe the landmarks of the near foot, bar
    the bar's axis. back_bands (T, 7) rad: how much steeper the outline of the back is in seven bands from seat to
    shoulders than in the tallest posture; back_blur (T,): how many times softer than a sharp mask's the edge of that
    outline is, at least 1. NaN wherever something was not seen. Raises ValueError when a shape differs.
    """

    points: FloatArray
    body: Quantity
    back_bands: FloatArray
    back_blur: FloatArray

    def __post_init__(self) -> None:
        n = len(self.points)
        shapes = {"points": (n, len(MOTION_POINTS), 2), "back_bands": (n, 7), "back_blur": (n,)}
        for name, shape in shapes.items():
            array = getattr(self, name)
            if array.shape != shape:
                raise ValueError(f"{name}: expected {shape}, got {array.shape}")
            array.setflags(write=False)

    def point(self, name: str) -> FloatArray:
        """(T, 2) one of `MOTION_POINTS` in body lengths; raises ValueError for another name."""
        return self.points[:, MOTION_POINTS.index(name)]


PositionName = Literal["setup", "liftoff", "first_seen", "knees", "lockout", "last_seen", "lowering"]


@dataclass(frozen=True, slots=True)
class Position:
    """The body at one key moment of a rep, in body lengths, x forward from the near ankle and y up from the floor.

    `name`: set-up, lift-off, the bar at the knees on its way up, lockout, at the knees on its way down ("lowering");
    "first_seen" and "last_seen" where the clip begins after lift-off or ends before lockout.
    points (9, 2) in the order of `MOTION_POINTS`; back (S, 2) the outline of the back from seat to shoulders;
    tallest (S, 2) the lifter's own tallest shape laid on its ends. NaN where not seen.
    """

    rep: int
    name: PositionName
    time_s: float
    points: FloatArray
    back: FloatArray
    tallest: FloatArray

    def __post_init__(self) -> None:
        for array in (self.points, self.back, self.tallest):
            array.setflags(write=False)


@dataclass(frozen=True, slots=True)
class HingeTest:
    """Hinges without a bar, and a toe-touch: how far the low back bends in them against the tallest posture.

    lumbar (rad) is the median over `hinges`, the numbers of the reps that count as hinges, read where each is deepest;
    own_max (rad) the same in the toe-touch, which is rep `toe_touch`, None where none was seen; hands (m) how far the
    hands stay over the floor in the hinges, the median.
    """

    lumbar: Quantity
    own_max: Quantity
    hinges: tuple[int, ...]
    toe_touch: int | None
    hands: Quantity


@dataclass(frozen=True, slots=True)
class KneeTest:
    """The active knee extension test, lying on the back: how far one knee is from straight at its best.

    side is the body's; short (rad) 0 = straight, the least that was held for half a second with an upright thigh;
    thigh (rad) how far the thigh then leaned from upright, positive towards the head; best_s when that was, None
    where it was not seen.
    """

    side: Facing
    short: Quantity
    thigh: Quantity
    best_s: float | None


SelfTest = HingeTest | KneeTest


@dataclass(frozen=True, slots=True)
class Generator:
    """What made the analysis: liftwell's version, the pose model with its checksum, the options used."""

    version: str
    model: str
    model_sha256: str
    options: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A measured set. `series` is keyed by name without unit (`lumbar_flexion`), on the times `time_s` (T,).

    `timing_s` holds `wall` and one entry per stage. `traces` and `motion` are None for a refused clip. `findings` are
    what the technique room made of it, gravest first; `positions` the key positions of every rep; `what_if` what
    another bar would change, None where that was not asked; `self_test` the result of a clip of a self-test. Raises
    ValueError when a series, or the motion, does not have the length of `time_s`.
    """

    generator: Generator
    clip: ClipFacts
    capture: Capture
    athlete: Athlete
    segments: Segments
    reps: tuple[Rep, ...]
    time_s: FloatArray
    series: Mapping[str, Series]
    timing_s: Mapping[str, float]
    traces: Traces | None = None
    motion: Motion | None = None
    findings: tuple[Finding, ...] = ()
    positions: tuple[Position, ...] = ()
    what_if: WhatIf | None = None
    self_test: SelfTest | None = None

    def __post_init__(self) -> None:
        if self.motion is not None and len(self.motion.points) != len(self.time_s):
            raise ValueError(f"motion: expected {len(self.time_s)} samples, got {len(self.motion.points)}")
        for name, series in self.series.items():
            if series.value.shape != self.time_s.shape:
                raise ValueError(f"{name}: expected {self.time_s.shape} like time_s, got {series.value.shape}")
        self.time_s.setflags(write=False)
