"""Key positions: the moments of a rep at which a coach would stop the film, and the body in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from liftwell.analysis import MOTION_POINTS, FloatArray, Position, PositionName, Traces
from liftwell.evidence import threshold
from liftwell.technique.pull import Pull

_ENDS: Final = 0.2  # of the visible back at either end by which the tallest shape is laid on it


def positions_of(pulls: Sequence[Pull], traces: Traces) -> tuple[Position, ...]:
    """The key positions of every rep in the order of time."""
    return tuple(_position(pull, name, when, traces) for pull in pulls for name, when in moments(pull))


def moments(pull: Pull) -> Iterator[tuple[PositionName, float]]:
    """Set-up, lift-off, bar at the knees, lockout, bar at the knees again; those that were seen.

    A clip that begins or ends on the way has a first or last sight instead of lift-off or lockout.
    """
    if pull.setup is not None:
        yield "setup", float(np.mean(pull.setup))
    yield "first_seen" if pull.starts_late else "liftoff", pull.rep.liftoff_s
    knees_s = pull.knees_s
    if knees_s is not None:
        yield "knees", knees_s
    yield "last_seen" if pull.ends_early else "lockout", pull.rep.lockout_s
    down_s = None if knees_s is None else pull.passes_s(float(pull.place("bar", knees_s)[1]), "down")
    if down_s is not None:
        yield "lowering", down_s


def _position(pull: Pull, name: PositionName, when_s: float, traces: Traces) -> Position:
    points = np.stack([pull.place(point, when_s) for point in MOTION_POINTS])
    hip, shoulder = (points[MOTION_POINTS.index(point)] for point in ("hip", "shoulder"))
    back = on_the_trunk(traces.stations, _depth_at(traces, when_s), hip, shoulder)
    tallest = laid_on(on_the_trunk(traces.stations, traces.tallest_depth, hip, shoulder), back)
    return Position(pull.rep.index, name, when_s, points, back, tallest)


def _depth_at(traces: Traces, when_s: float) -> FloatArray:
    """(S,) the nearest profile of the back, NaN when none was traced around that moment."""
    if not len(traces.time_s):
        return np.full(len(traces.stations), np.nan)
    nearest = int(np.argmin(np.abs(traces.time_s - when_s)))
    seen = abs(traces.time_s[nearest] - when_s) <= threshold("outline_age_max_s")
    return traces.back_depth[nearest] if seen else np.full(len(traces.stations), np.nan)


def on_the_trunk(stations: FloatArray, depth: FloatArray, hip: FloatArray, shoulder: FloatArray) -> FloatArray:
    """(S, 2) a profile of the back at its place behind the line from hip to shoulder, x forward and y up."""
    line = shoulder - hip
    behind = np.array([-line[1], line[0]])
    return np.asarray(hip + stations[:, None] * line + depth[:, None] * behind)


def laid_on(shape: FloatArray, back: FloatArray) -> FloatArray:
    """`shape` (S, 2) turned and moved as a whole so that both its ends lie on the ends of `back` (S, 2).

    What is left between the two lines is rounding. NaN where too little of both was seen.
    """
    common = np.flatnonzero(np.isfinite(shape).all(axis=1) & np.isfinite(back).all(axis=1))
    if len(common) < threshold("back_stations_min"):
        return np.full_like(shape, np.nan)
    count = max(1, round(_ENDS * len(common)))
    ends = np.concatenate([common[:count], common[-count:]])
    here, there = shape[ends] - shape[ends].mean(axis=0), back[ends] - back[ends].mean(axis=0)
    # The turn that brings one set of points closest to another (Kabsch 1976, doi:10.1107/S0567739476001873).
    angle = np.arctan2((here[:, 0] * there[:, 1] - here[:, 1] * there[:, 0]).sum(), (here * there).sum())
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return np.asarray((shape - shape[ends].mean(axis=0)) @ turn + back[ends].mean(axis=0))
