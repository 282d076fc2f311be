"""Clip in, Analysis out: the table of contents of the measuring half."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from liftwell.analysis import Analysis
from liftwell.assemble import Request, judged_knee, judged_set, measured, refused
from liftwell.athlete import Athlete, Sex
from liftwell.capture.verdict import check_first_pass, gravest_first
from liftwell.correction import Corrections, JointPlace, PersonPlace, PlatePlace
from liftwell.lift import Facing, Lift, TestName
from liftwell.motion.knee_test import KICKING, lying_side
from liftwell.passes.first import facing_of, look_through
from liftwell.passes.second import watch_stretches
from liftwell.passes.stretches import stretches_of
from liftwell.pose.detect import BlazePose
from liftwell.pose.follow import LIFTING
from liftwell.progress import Listener, Progress, silent
from liftwell.stopwatch import Stopwatch
from liftwell.video.clip import Clip
from liftwell.video.decode import open_clip


def analyse(
    clip: str | PathLike[str],
    *,
    height_m: float | None = None,
    mass_kg: float | None = None,
    sex: Sex | None = None,
    load_kg: float | None = None,
    lift: Lift | None = None,
    plate_diameter_m: float | None = None,
    facing: Facing | None = None,
    near_side: Facing | None = None,
    fast: bool = False,
    test: TestName | None = None,
    person: PersonPlace | None = None,
    plate: PlatePlace | None = None,
    points: Sequence[JointPlace] = (),
    listener: Listener = silent,
) -> Analysis:
    """Measure one side-on clip of a lift.

    `height_m` and `mass_kg` of the lifter, `load_kg` of bar and plates together, `plate_diameter_m` of the largest
    plate, `facing` the side of the picture the lifter looks to, `near_side` the side of the body the camera sees (if
    the phone mirrored the picture): all optional, each makes numbers possible or sharper.
    `person`, `plate` and `points` say where the lifter, the plate and joints are in the picture, where the program was
    mistaken. `test` says that the clip shows a self-test and no bar: "hinge" or "knee-extension".
    `fast` looks once with the small pose model and leaves the back unseen. `listener` is told of every frame.
    A clip that cannot be measured gives an Analysis whose capture verdict is "refused".
    Raises CannotRead for what is no video, ImpossibleValue for a number no lifter or bar can have, or a place or moment
    outside the clip.
    """
    watch = Stopwatch()
    given = Corrections(person, plate, tuple(points))
    athlete = Athlete(height_m, mass_kg, sex)
    request = Request(athlete, load_kg, lift, plate_diameter_m, facing, near_side, fast, test, given)
    return _analysed(request, open_clip(clip), watch, listener)


def _analysed(request: Request, clip: Clip, watch: Stopwatch, listener: Listener) -> Analysis:
    test, lying = request.test, request.test == "knee-extension"
    given = request.given.within((clip.width_px, clip.height_px), clip.duration_s, clip.working_scale)
    with watch.stage("load"):
        small, large = BlazePose("full"), None if request.fast else BlazePose("heavy", streams=2)
    with watch.stage("look"):
        first = look_through(clip, small, listener, KICKING if lying else LIFTING, given)
        first = first if test is None else first.with_empty_hands()
    reasons = check_first_pass(clip, first, test)
    stretches = stretches_of(first, test)
    model = large or small
    if first.track is None or not stretches or any(reason.refuses for reason in reasons):
        return refused(request, clip, model, first, reasons, watch.read())
    listener(Progress("checked", 1, 1, tuple(reason.message for reason in gravest_first(reasons))))
    given.require_measured(stretches)
    side = request.facing or (lying_side(first.track.landmarks_px) if lying else facing_of(first.track))
    with watch.stage("measure"):
        seen = watch_stretches(clip, first, stretches, side, large, listener)
    if not seen.stretches:
        return refused(request, clip, model, first, reasons, watch.read())
    with watch.stage("fit"):
        if lying:
            lifted = judged_knee(request, clip, seen, side, reasons, given.points)
        else:
            lifted = judged_set(request, clip, seen, side, first.track, reasons, given.points)
    return measured(request, clip, model, lifted, watch.read())
