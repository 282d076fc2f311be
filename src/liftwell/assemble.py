"""Put what was measured, or why it was not, into one Analysis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import get_args

import numpy as np

import liftwell
from liftwell.analysis import (
    Analysis,
    Capture,
    CaptureReason,
    ClipFacts,
    FloatArray,
    Generator,
    Motion,
    Rep,
    SelfTest,
    Series,
    Traces,
)
from liftwell.athlete import LOAD_RANGE_KG, PLATE_RANGE_M, Athlete, Segments, require_one_of, require_within
from liftwell.capture.content import check_hinges, check_lift, check_lying, check_plate, check_upright, check_whole
from liftwell.capture.verdict import gravest_first, verdict_of
from liftwell.capture.view import check_side_on, yaw_from_bar, yaw_from_body, yaw_from_look
from liftwell.correction import Corrections, JointPlace
from liftwell.errors import ImpossibleValue
from liftwell.lift import Facing, Lift, TestName
from liftwell.loads.advice import setups_for
from liftwell.loads.moments import Lifted, Loads, loads_of
from liftwell.loads.options import SEED
from liftwell.loads.style import Measured
from liftwell.motion.back import stands_tall
from liftwell.motion.body import read_backs, reconstruct
from liftwell.motion.hinge_test import hinge_test
from liftwell.motion.knee_test import knee_test, leg_held_up, leg_series
from liftwell.motion.marks import landmark_paths, marks_on
from liftwell.motion.measured_reps import measure_reps, times_only
from liftwell.motion.points import motion_of
from liftwell.motion.rough import count_reps
from liftwell.motion.scale import scale_of
from liftwell.motion.series import Stretch, angle_series, bar_series
from liftwell.motion.traces import leg_traces, traces_of
from liftwell.passes.first import FirstPass, facing_of
from liftwell.passes.second import SecondSight, Seen
from liftwell.pose.detect import BlazePose
from liftwell.pose.pose import PoseTrack
from liftwell.pose.smooth import places_at
from liftwell.quantity import Quantity, Reason
from liftwell.technique.findings import explained
from liftwell.video.clip import Clip


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for. Raises ImpossibleValue for what no gym has, or a word not on the list."""

    athlete: Athlete
    load_kg: float | None
    lift: Lift | None
    plate_diameter_m: float | None
    facing: Facing | None
    near_side: Facing | None
    fast: bool
    test: TestName | None = None
    given: Corrections = field(default_factory=Corrections)

    def __post_init__(self) -> None:
        require_within("load", self.load_kg, LOAD_RANGE_KG, "kg")
        require_within("plate diameter", self.plate_diameter_m, PLATE_RANGE_M, "m")
        require_one_of("lift", self.lift, get_args(Lift))
        require_one_of("test", self.test, get_args(TestName))
        require_one_of("facing", self.facing, get_args(Facing))
        require_one_of("near side", self.near_side, get_args(Facing))
        if self.test is not None and self.given.plate is not None:
            raise ImpossibleValue("A self-test is done without a bar, so it has no plate; leave the plate out.")

    @property
    def options(self) -> Mapping[str, object]:
        """What to remember of it in the file: what was corrected in the clip's own pixels."""
        said = {name: value for name, value in asdict(self).items() if name not in {"athlete", "given"}}
        told = {name: value for name, value in (said | asdict(self.given)).items() if value is not None}
        return told if self.given.points else {name: value for name, value in told.items() if name != "points"}


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Everything measured of one set, with the final verdict on its filming."""

    capture: Capture
    segments: Segments
    reps: tuple[Rep, ...]
    time_s: FloatArray
    series: Mapping[str, Series]
    traces: Traces
    motion: Motion | None
    self_test: SelfTest | None = None


def judged_set(
    request: Request,
    clip: Clip,
    sight: SecondSight,
    facing: Facing,
    track: PoseTrack,
    reasons: Sequence[CaptureReason],
    points: Sequence[JointPlace] = (),
) -> JudgedSet:
    """Fit every stretch, read the back, find the repetitions, and judge what only the measurement shows.

    `points` are joints that a person put in place, in working pixels.
    """
    stretches = _stretches(request, clip, sight, facing, points)
    upright = any(s.back.upright_seen for s in stretches)
    no_back: Reason = "fast_mode" if request.fast else "hidden" if upright else "no_upright"
    per_stretch = [{**angle_series(s), **bar_series(s)} for s in stretches]
    reps: list[Rep] = []
    for stretch, series in zip(stretches, per_stretch, strict=True):
        reps += measure_reps(stretch, series, len(reps) + 1, no_back, by_body=request.test is not None)
    main, seen = max(zip(stretches, sight.stretches, strict=True), key=lambda both: len(both[0].bar.time_s))
    yaw = yaw_of(seen.track, main)
    doubted = facing if facing != facing_of(track) else None
    found = [
        *(r for r in reasons if r.code != "not_side_on"),
        *check_side_on(yaw),
        *(_about_the_hinges(reps, doubted) if request.test else _about_the_bar(reps, main, doubted)),
        *([] if request.fast else check_upright(seen=upright, tall=any(stands_tall(s.moving.lean) for s in stretches))),
    ]
    near_side = request.near_side or facing
    capture = Capture(verdict_of(found), gravest_first(found), yaw, facing, _metres_per_pixel(main, clip), near_side)
    time_s = np.concatenate([s.bar.time_s for s in stretches])
    traces = traces_of([s.moving for s in stretches], [s.back for s in stretches], sight, clip)
    motion, measured = motion_of(stretches), _joined(per_stretch)
    lengths = _segments(main)
    if request.test:
        result = hinge_test(reps, time_s, measured, motion) if reps else None
        return JudgedSet(capture, lengths, tuple(reps), time_s, measured, traces, motion, result)
    loads = _loads(request, time_s, measured, motion, reps)
    return JudgedSet(capture, lengths, loads.reps, time_s, {**measured, **loads.series}, traces, motion)


def judged_knee(
    request: Request,
    clip: Clip,
    sight: SecondSight,
    side: Facing,
    reasons: Sequence[CaptureReason],
    points: Sequence[JointPlace] = (),
) -> JudgedSet:
    """The knee of somebody who lies with one thigh up: `side` is the one towards the camera."""
    seen = sight.stretches[0]
    track = seen.track
    marks = marks_on(track.time_s, landmark_paths(track, side), _steadied(points, seen), sight.body_px)
    seen = replace(seen, track=marks.moved(track, side)) if marks else seen
    near_side = request.near_side or side
    leg = leg_held_up(seen.track.time_s, seen.track.landmarks_px, side)
    result = replace(knee_test(leg, side), side=near_side)
    unknown = Quantity.unseen("rad", "not_measured")
    capture = Capture(
        verdict_of(reasons), gravest_first(reasons), unknown, side, Quantity.unseen("m/px", "no_scale"), near_side
    )
    traces = leg_traces(leg, seen, clip)
    return JudgedSet(capture, Segments(), (), leg.time_s, leg_series(leg), traces, None, result)


def _about_the_bar(reps: Sequence[Rep], main: Stretch, doubted: Facing | None) -> list[CaptureReason]:
    lift = check_lift(len(reps), moved=True, doubted=doubted)
    return [*lift, *check_plate(main.bar, main.scale), *check_whole(reps)]


def _about_the_hinges(reps: Sequence[Rep], doubted: Facing | None) -> list[CaptureReason]:
    return check_lift(0, moved=True, doubted=doubted) if doubted and not reps else check_hinges(len(reps))


def measured(
    request: Request, clip: Clip, model: BlazePose, lifted: JudgedSet, timing: Mapping[str, float]
) -> Analysis:
    """The Analysis of a clip that was measured, or refused for what only the measurement showed: then no numbers."""
    if lifted.capture.verdict == "refused":
        counted = tuple(times_only(rep, rep.index, "refused") for rep in lifted.reps)
        return _analysis(request, clip, model, lifted.capture, timing, counted)
    analysis = Analysis(
        generator=_generator(request, model),
        clip=_facts(clip),
        capture=lifted.capture,
        athlete=request.athlete,
        segments=lifted.segments,
        reps=lifted.reps,
        time_s=lifted.time_s,
        series=lifted.series,
        timing_s=timing,
        traces=lifted.traces,
        motion=lifted.motion,
        self_test=lifted.self_test,
    )
    if request.test:
        told = explained(analysis)
        # Of a hinge the deepest moment is what counts; there is no bar to judge the rest by.
        deepest = tuple(position for position in told.positions if position.name == "liftoff")
        return replace(told, findings=(), positions=deepest)
    return _with_what_if(explained(analysis), request.load_kg)


def _with_what_if(analysis: Analysis, load_kg: float | None) -> Analysis:
    """With what another bar would change; without it where clip and stature do not tell how long the body is."""
    if not analysis.reps:
        return analysis
    try:
        found = setups_for(Measured.of(analysis), load_kg, np.random.default_rng(SEED))
    except ImpossibleValue:
        return analysis
    return replace(analysis, what_if=found)


def refused(
    request: Request,
    clip: Clip,
    model: BlazePose,
    first: FirstPass,
    reasons: Sequence[CaptureReason],
    timing: Mapping[str, float],
) -> Analysis:
    """The Analysis of a clip that cannot be measured: what to change, and how many pulls were counted all the same."""
    track, found = first.track, list(reasons)
    reps: list[Rep] = []
    if track is not None and len(track.time_s) > 1 and request.test is None:
        reps = [times_only(times, i, "refused") for i, times in enumerate(count_reps(track), 1)]
    if not any(reason.refuses for reason in found):
        found += _nothing_done(request.test)
    yaw = yaw_from_look(first)
    facing = request.facing or (facing_of(track) if track is not None else None)
    unscaled = Quantity.unseen("m/px", "refused")
    capture = Capture("refused", gravest_first(found), yaw, facing, unscaled, request.near_side or facing)
    return _analysis(request, clip, model, capture, timing, tuple(reps))


def _nothing_done(test: TestName | None) -> list[CaptureReason]:
    if test is None:
        return check_lift(0, moved=False)
    return check_hinges(0) if test == "hinge" else check_lying(lies=False)


def _loads(
    request: Request, time_s: FloatArray, series: Mapping[str, Series], motion: Motion, reps: Sequence[Rep]
) -> Loads:
    pelvis, trunk, speed = (series[name] for name in ("pelvis", "trunk_inclination", "bar_speed"))
    lifted = Lifted(time_s, motion, pelvis, trunk, speed, tuple(reps), request.athlete, request.load_kg, request.lift)
    return loads_of(lifted, np.random.default_rng(SEED))


def yaw_of(track: PoseTrack, stretch: Stretch) -> Quantity:
    """From the bar where a plate was followed and the body agrees, else from the body seen in that stretch."""
    if stretch.bar.source != "plate":
        return yaw_from_body(track)
    return yaw_from_bar(track, float(stretch.moving.linkage.bar_offset[0]), stretch.bar.radius_px)


def _steadied(points: Sequence[JointPlace], seen: Seen) -> list[JointPlace]:
    """The same without the camera's motion, which is taken out of all that was seen."""
    shift = places_at(seen.bar.time_s, seen.shift_px, np.array([point.time_s for point in points]))
    return [
        replace(point, x_px=point.x_px - float(x), y_px=point.y_px - float(y))
        for point, (x, y) in zip(points, shift, strict=True)
    ]


def _stretches(
    request: Request, clip: Clip, sight: SecondSight, facing: Facing, points: Sequence[JointPlace]
) -> list[Stretch]:
    size = (clip.working_width_px, clip.working_height_px)
    seen = sight.stretches
    moving = [reconstruct(s.track, s.outline, s.bar, facing, sight.body_px, size, _steadied(points, s)) for s in seen]
    height, plate = request.athlete.height_m, request.plate_diameter_m
    sharp = sight.disc is not None and sight.disc.sharp
    return [
        Stretch(m, back, s.bar, scale_of(s.bar, sight.body_px, m.linkage.parallax, height, plate, sharp=sharp))
        for m, back, s in zip(moving, read_backs(moving), seen, strict=True)
    ]


def _joined(parts: Sequence[Mapping[str, Series]]) -> Mapping[str, Series]:
    return {
        name: Series(
            np.concatenate([part[name].value for part in parts]),
            np.concatenate([part[name].sd for part in parts]),
            series.unit,
        )
        for name, series in parts[0].items()
    }


def _segments(stretch: Stretch) -> Segments:
    """Lengths in m: the fit's own error is small beside that of the scale and of the landmarks' bias (2 cm)."""
    metres, body = stretch.metres, stretch.scale.body
    if not np.isfinite(metres) or body.value is None or body.sd is None:
        return Segments()
    relative = body.sd / body.value
    lengths = [float(length * metres) for length in stretch.moving.linkage.length]
    return Segments(*(Quantity(x, float(np.hypot(relative * x, 0.02)), "m") for x in lengths))


def _metres_per_pixel(stretch: Stretch, clip: Clip) -> Quantity:
    """At the lifter's mid-plane, for the pixels of the clip itself."""
    body = stretch.scale.body
    if body.value is None or body.sd is None:
        return Quantity.unseen("m/px", "no_scale")
    value = clip.working_scale / body.value
    return Quantity(value, value * body.sd / body.value, "m/px")


def _analysis(
    request: Request,
    clip: Clip,
    model: BlazePose,
    capture: Capture,
    timing: Mapping[str, float],
    reps: tuple[Rep, ...] = (),
) -> Analysis:
    return Analysis(
        _generator(request, model), _facts(clip), capture, request.athlete, Segments(), reps, np.zeros(0), {}, timing
    )


def _generator(request: Request, model: BlazePose) -> Generator:
    return Generator(liftwell.__version__, model.name, model.sha256, request.options)


def _facts(clip: Clip) -> ClipFacts:
    size = clip.width_px, clip.height_px
    return ClipFacts(clip.name, clip.duration_s, clip.frame_rate_hz, *size, clip.frames, clip.recorded_on)
