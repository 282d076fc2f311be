"""Analyses of every kind that a report may show, and films small enough to make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from liftwell.analysis import Analysis, CaptureReason, HingeTest, Instants, KneeTest, Rep, Series
from liftwell.capture.codes import HOW_TO_FILM, caution, refuse
from liftwell.quantity import Quantity
from liftwell.report.film import Film
from liftwell.report.stills import Still
from liftwell.technique.findings import explained
from tests.analyses import degrees, made_analysis, made_capture, made_rep, made_traces, refused_analysis
from tests.technique.scripted import AT, Script, analysed
from tests.technique.scripted import made_rep as scripted_rep

NO_FILM: Final = Film(None, ())
JPEG: Final = cv2.imencode(".jpg", np.full((8, 6, 3), 90, np.uint8))[1].tobytes()
MADE: Final = made_traces()


def of_script(script: Script, reps: Sequence[Rep] = (), **options: object) -> Analysis:
    """An explained set that went by a script, filmed well."""
    return explained(analysed(script, reps, MADE, **options))


def good() -> Analysis:
    return of_script(Script(), load_kg=100.0, lift="conventional")


def fix() -> Analysis:
    """Three things to change: the bar drifts away, up and down, and the heels come up."""
    return of_script(Script(bar_forward_m=np.where(AT > 1.4, 0.07, 0.0), heel_deg=18.0))


def watch() -> Analysis:
    """One thing to watch: the elbow bends by little more than its mark."""
    return of_script(Script(elbow_deg=np.full(len(AT), 21.5)))


def no_scale() -> Analysis:
    """Nothing of known size in the picture, and cautions about the filming."""
    metre, speed = Quantity.unseen("m", "no_scale"), Quantity.unseen("m/s", "no_scale")
    rep = replace(scripted_rep(), bar_rise=metre, mean_velocity=speed, peak_velocity=speed)
    found = of_script(Script(body=Quantity.unseen("m", "no_scale")), [rep])
    reasons = (caution("no_plate", "No plate was found."), caution("low_frame_rate", "Only 15 pictures a second."))
    return replace(found, capture=made_capture("usable", reasons))


def fast() -> Analysis:
    """The back left out."""
    none = Quantity.unseen("rad", "fast_mode")
    rep = replace(scripted_rep(), lumbar_flexion=Instants(*[none] * 4), thoracic_flexion=Instants(*[none] * 4))
    bare = analysed(Script(), [rep], MADE, fast=True)
    assert bare.motion is not None
    return explained(replace(bare, motion=replace(bare.motion, back_bands=np.full((len(AT), 7), np.nan))))


def refused() -> Analysis:
    return refused_for([refuse("no_person", f"There is nobody in the picture. {HOW_TO_FILM}")])


def refused_for(reasons: Sequence[CaptureReason]) -> Analysis:
    """Refused with all of these."""
    bare = refused_analysis()
    return replace(bare, capture=replace(bare.capture, reasons=tuple(reasons)))


def hinge_test(*, touched: bool = True) -> Analysis:
    """Three hinges and a toe-touch, or no toe-touch."""
    made = of_script(Script(), test="hinge")
    own_max = degrees(52.0, 7.0) if touched else Quantity.unseen("rad", "no_toe_touch")
    test = HingeTest(degrees(11.0, 7.0), own_max, (1,), None, Quantity(0.3, 0.06, "m"))
    return replace(made, findings=(), self_test=test)


def knee_test(*, seen: bool = True) -> Analysis:
    """A knee that straightens, or one whose thigh leaned."""
    made = made_analysis(())
    leans = Quantity.unseen("rad", "thigh_leans")
    test = KneeTest("left", *((degrees(24.0, 4.0), degrees(2.0, 2.0)) if seen else (leans, leans)), 2.5)
    course = np.radians(np.linspace(90.0, 24.0, len(made.time_s)))
    series = {name: Series(course.copy(), np.full(len(course), 0.06), "rad") for name in ("knee_flexion", "thigh")}
    generator = replace(made.generator, options={"test": "knee-extension"})
    traces = replace(
        MADE,
        back_px=np.zeros((len(MADE.time_s), 0, 2)),
        back_bend=np.zeros((len(MADE.time_s), 0)),
        stations=np.zeros(0),
        back_depth=np.zeros((len(MADE.time_s), 0)),
        tallest_depth=np.zeros(0),
        bar_time_s=np.zeros(0),
        bar_px=np.zeros((0, 2)),
        radius_px=np.nan,
    )
    return replace(made, generator=generator, series=series, traces=traces, motion=None, self_test=test)


KINDS: Final = {"good": good, "fix": fix, "watch": watch, "no_scale": no_scale, "fast": fast, "refused": refused,
                "hinge test": hinge_test, "knee test": knee_test}  # fmt: skip


def many_reps(count: int, rounding_deg: Sequence[float] = ()) -> tuple[Rep, ...]:
    """Reps 3 s apart; those without a level of rounding have none, as nothing saw it."""
    reps = [made_rep(k + 1, 10.0, (3.0 * k, 3.0 * k + 0.5, 3.0 * k + 1.5, 3.0 * k + 2.5)) for k in range(count)]
    hidden = Quantity.unseen("rad", "hidden")
    levels = [degrees(level) for level in rounding_deg] + [hidden] * (count - len(rounding_deg))
    return tuple(
        replace(rep, lumbar_flexion=Instants(level, level, level, level))
        for rep, level in zip(reps, levels, strict=True)
    )


def named(clip: str, athlete: str, analysis: Analysis | None = None) -> Analysis:
    """A clip and a lifter of these names."""
    one = analysis or made_analysis()
    generator = replace(one.generator, options={**one.generator.options, "athlete": athlete})
    return replace(one, clip=replace(one.clip, name=clip), generator=generator)


def stills_of(analysis: Analysis, jpeg: bytes = JPEG) -> tuple[Still, ...]:
    """One picture for each of its positions."""
    return tuple(Still(p.rep, p.name, p.time_s, jpeg, 6, 8) for p in analysis.positions)
