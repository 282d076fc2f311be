"""Pulls whose every point and angle is scripted: all of it well done, and one thing otherwise when asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from liftwell.analysis import MOTION_POINTS, Analysis, Instants, Motion, Rep, Series, Traces
from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.quantity import Quantity
from liftwell.technique.pull import Pull, Span, pulls_of
from tests.analyses import made_analysis
from tests.motion.lifter import FloatArray, lifting, reps_at

AT: Final = np.arange(0.0, 5.5, 1 / 30)
LIFTOFF_S, LOCKOUT_S, DOWN_S, END_S = 1.05, 2.1, 2.65, 3.85
AT_THE_TOP_S: Final = LOCKOUT_S + 0.05
BODY: Final = Quantity(NOMINAL_BODY_M, 0.02, "m")
# Lumbar flexion as the back model reads it: so many degrees of rounding tilt the bands by so much.
_ROUNDED: Final = np.radians([0.6, 0.8, 0.6, 0.0, -0.2, -0.3, -0.5])


def bump(begin_s: float, stop_s: float) -> FloatArray:
    """(T,) 1 between two moments and 0 elsewhere, with soft edges."""
    return np.asarray(0.5 * (np.tanh((AT - begin_s) / 0.04) - np.tanh((AT - stop_s) / 0.04)))


@dataclass(frozen=True)
class Script:
    """What the lifter does otherwise: (T,) or numbers; lengths in m, angles in degrees, times in s."""

    bar_forward_m: FloatArray = field(default_factory=lambda: np.zeros(len(AT)))
    heel_deg: float = 0.0
    elbow_deg: FloatArray = field(default_factory=lambda: np.full(len(AT), 2.0))
    rounding_deg: FloatArray = field(default_factory=lambda: np.zeros(len(AT)))
    knee_deg: FloatArray = field(default_factory=lambda: np.zeros(len(AT)))
    trunk_deg: FloatArray = field(default_factory=lambda: np.zeros(len(AT)))
    hip_m: FloatArray = field(default_factory=lambda: 0.023 * bump(0.7, 9.0))
    knots: Sequence[tuple[float, float]] = field(default_factory=lambda: reps_at(1.0, hold_s=0.5))
    body: Quantity = BODY
    bar_ahead_m: float = 0.135


def pull(**otherwise: object) -> Pull:
    """One scripted repetition: set-up until 1.05 s, lockout at 2.1 s, lowered from 2.65 to 3.85 s."""
    return pulls_of((made_rep(),), AT, *moving(Script(**otherwise)))[0]  # type: ignore[arg-type]


def clipped(one: Pull, until_s: float) -> Pull:
    """The same pull in a clip that ends earlier."""
    kept = one.time_s <= until_s
    series = {name: replace(s, value=s.value[kept].copy(), sd=s.sd[kept].copy()) for name, s in one.series.items()}
    motion = replace(one.motion, points=one.motion.points[kept].copy(), back_bands=one.motion.back_bands[kept].copy(),
                     back_blur=one.motion.back_blur[kept].copy())  # fmt: skip
    end_s = float(one.time_s[kept][-1])
    rep = replace(one.rep, end_s=end_s, cut=("ends_early",) if end_s - one.rep.lockout_s < 0.2 else ())
    return Pull(rep, one.time_s[kept], series, motion, end_s)


def unseen(one: Pull, point: str, span: Span = (-np.inf, np.inf)) -> Pull:
    """The same pull with one of its points not seen for a while."""
    points = one.motion.points.copy()
    points[(one.time_s >= span[0]) & (one.time_s <= span[1]), MOTION_POINTS.index(point)] = np.nan
    return replace(one, motion=replace(one.motion, points=points))


def without(one: Pull, name: str, span: Span = (-np.inf, np.inf)) -> Pull:
    """The same pull with one of its series not seen for a while."""
    value = one.series[name].value.copy()
    value[(one.time_s >= span[0]) & (one.time_s <= span[1])] = np.nan
    return replace(one, series={**one.series, name: replace(one.series[name], value=value)})


def moving(script: Script) -> tuple[dict[str, Series], Motion]:
    """Series and motion of a script."""
    lifter = lifting(AT, script.knots)
    joints = lifter.joints - lifter.foot
    joints[:, 2:, 1] += script.hip_m[:, None]
    bar = np.stack([script.bar_ahead_m + script.bar_forward_m + 0 * AT, joints[:, 6, 1]], axis=1)
    heel = np.tile([-0.05, 0.0], (len(AT), 1))
    limbs = np.moveaxis(joints[:, [0, 1, 2, 3, 4, 6]], 1, 0)
    points = np.stack([*limbs, heel, heel + np.array([0.23, 0.0]), bar], axis=1)
    points[..., 1] += 0.075
    shank, thigh, trunk, _ = lifter.angle.T
    degrees = {
        "shank": np.degrees(shank),
        "knee_flexion": np.degrees(shank - thigh) + script.knee_deg,
        "hip_flexion": np.degrees(trunk - thigh),
        "trunk_inclination": np.degrees(trunk) + script.trunk_deg,
        "elbow_flexion": script.elbow_deg,
        "sole": np.full(len(AT), script.heel_deg),
    }
    series = {name: Series(np.radians(v), np.full(len(AT), np.radians(3.0)), "rad") for name, v in degrees.items()}
    bands = np.array(script.rounding_deg)[:, None] * _ROUNDED
    return series, Motion(points / NOMINAL_BODY_M, script.body, bands, np.ones(len(AT)))


def made_rep(index: int = 1, shift_s: float = 0.0, rounding_deg: float = 5.0) -> Rep:
    """The rep that the scripts make; `shift_s` later."""

    def four(degrees: float) -> Instants:
        quantity = Quantity(float(np.radians(degrees)), float(np.radians(4.0)), "rad")
        return Instants(quantity, quantity, quantity, quantity)

    start_s, liftoff_s, lockout_s, end_s = (at + shift_s for at in (1.0, LIFTOFF_S, LOCKOUT_S, END_S))
    metre, speed = Quantity(0.5, 0.01, "m"), Quantity(0.5, 0.01, "m/s")
    return Rep(
        index, start_s, liftoff_s, lockout_s, end_s, metre, speed, speed, Quantity(0.9, 0.05, "1"),
        four(rounding_deg), four(4.0), four(100.0), four(60.0), metre,
    )  # fmt: skip


def analysed(
    script: Script | None = None, reps: Sequence[Rep] = (), traces: Traces | None = None, **options: object
) -> Analysis:
    """An Analysis around a script, not yet with findings."""
    series, motion = moving(script or Script())
    bare = made_analysis()
    generator = replace(bare.generator, options=options)
    return replace(
        bare,
        generator=generator,
        reps=tuple(reps) or (made_rep(),),
        time_s=AT,
        series=series,
        motion=motion,
        traces=traces,
    )
