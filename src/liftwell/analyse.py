"""Clip in, Analysis out: the table of contents of the measuring half."""

from __future__ import annotations

from os import PathLike

from liftwell.analysis import Analysis
from liftwell.assemble import Request, judged_knee, judged_set, measured, refused
from liftwell.athlete import Athlete, Sex
from liftwell.capture.verdict import check_first_pass
from liftwell.lift import Facing, Lift, TestName
from liftwell.motion.knee_test import KICKING, lying_side
from liftwell.passes.first import facing_of, look_through
from liftwell.passes.second import watch_stretches
from liftwell.passes.stretches import stretches_of
from liftwell.pose.detect import BlazePose
from liftwell.pose.follow import LIFTING
from liftwell.progress import Listener, silent
from liftwell.stopwatch import Stopwatch
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
    listener: Listener = silent,
) -> Analysis:
    """Measure one side-on clip of a lift.

    `height_m` and `mass_kg` of the lifter, `load_kg` of bar and plates together, `plate_diameter_m` of the largest
    plate, `facing` the side of the picture the lifter looks to, `near_side` the side of the body the camera sees (if
    the phone mirrored the picture): all optional, each makes numbers possible or sharper.
    `test` says that the clip shows a self-test and no bar: "hinge" or "knee-extension".
    `fast` looks once with the small pose model and leaves the back unseen. `listener` is told of every frame.
    A clip that cannot be measured gives an Analysis whose capture verdict is "refused".
    Raises CannotRead for what is no video, ImpossibleValue for a number no lifter or bar can have.
    """
    watch = Stopwatch()
    athlete = Athlete(height_m, mass_kg, sex)
    request = Request(athlete, load_kg, lift, plate_diameter_m, facing, near_side, fast, test)
    opened = open_clip(clip)
    with watch.stage("load"):
        small, large = BlazePose("full"), None if fast else BlazePose("heavy", streams=2)
    with watch.stage("look"):
        first = look_through(opened, small, listener, KICKING if test == "knee-extension" else LIFTING)
        first = first if test is None else first.with_empty_hands()
    reasons = check_first_pass(opened, first, test)
    stretches = stretches_of(first, test)
    model = large or small
    if first.track is None or not stretches or any(reason.refuses for reason in reasons):
        return refused(request, opened, model, first, reasons, watch.read())
    side = facing or (lying_side(first.track.landmarks_px) if test == "knee-extension" else facing_of(first.track))
    with watch.stage("measure"):
        seen = watch_stretches(opened, first, stretches, side, large, listener)
    if not seen.stretches:
        return refused(request, opened, model, first, reasons, watch.read())
    with watch.stage("fit"):
        if test == "knee-extension":
            lifted = judged_knee(request, opened, seen, side, reasons)
        else:
            lifted = judged_set(request, opened, seen, side, first.track, reasons)
    return measured(request, opened, model, lifted, watch.read())
