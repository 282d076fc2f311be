"""The moments of a lift, frame by frame and rep by rep, with everything that is not known of them in their errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Motion, Rep, Series
from liftwell.athlete import Athlete
from liftwell.lift import Lift
from liftwell.loads.doubt import ACCELERATION_SD, LOAD_SD, Doubts, Samples, drawn
from liftwell.loads.floor import HANGING, Carried, carried
from liftwell.loads.inverse_dynamics import GRAVITY, JOINTS, Load, Reaction, pieces_of, reaction
from liftwell.loads.joints import Pelvis, joints_of, pelvis_of
from liftwell.loads.lumbar import LEVER_M, SACRAL_SLOPE, compression
from liftwell.loads.posture import POINTS, Trunk, with_trunk
from liftwell.loads.segments import parts_of
from liftwell.pose.smooth import gaussian
from liftwell.quantity import Quantity, Reason

FloatArray = NDArray[np.float64]

SAMPLES: Final = 400
_AT_ONCE: Final = 8192  # postures worked on at a time: about what a core keeps near
# Widths of the smoothing before a place is differentiated twice: the bar is seen in every picture, the body ten times a
# second. On rendered clips the peak moment then comes out 0.5 % low, give or take 3.4 % (bench's tuning half).
_BAR_S, _BODY_S = 0.06, 0.12
_HAND, _L5S1 = POINTS.index("hand"), POINTS.index("l5s1")
_ALL: Final = 1 - 1e-9  # a share that is this large is all of it
# A floor that stops the bar is no acceleration of the lifter's: what is smoothed over it is left out so long before.
_BEFORE_TOUCH_S: Final = 0.2


@dataclass(frozen=True, slots=True)
class Lifted:
    """What moments are worked out from: times (T,), the motion, the angles of pelvis and trunk, and who lifts what."""

    time_s: FloatArray
    motion: Motion
    pelvis: Series
    trunk: Series
    speed: Series
    reps: tuple[Rep, ...]
    athlete: Athlete
    load_kg: float | None
    lift: Lift | None


class Loads(NamedTuple):
    """Series by name, empty without a mass, a load or a scale; the reps with their moments, or why there are none."""

    series: Mapping[str, Series]
    reps: tuple[Rep, ...]


class _Body(NamedTuple):
    """A body that moves: joints by name (2, T) m, how its trunk lies, all points (11, 2, T) m and their acceleration,
    the load's share.
    """

    joints: Mapping[str, FloatArray]
    pelvis: Pelvis
    points: FloatArray
    acceleration: FloatArray
    carried: Carried
    load_kg: float
    at: str


def loads_of(lifted: Lifted, rng: np.random.Generator, samples: int = SAMPLES, doubts: Doubts | None = None) -> Loads:
    """Moments at L5/S1, hip, knee and ankle, compression of L5/S1, and the bar's distance and power, over the series.

    Both limbs count together. Errors are the spread of `samples` possible lifters, scales, places and floors.
    """
    reason = missing(lifted)
    body_m, mass_kg, load_kg = lifted.motion.body, lifted.athlete.mass_kg, lifted.load_kg
    if reason is not None or body_m.value is None or mass_kg is None or load_kg is None:
        return Loads({}, tuple(_without(rep, reason or "no_scale") for rep in lifted.reps))
    body = _moving(lifted, body_m.value, load_kg)
    several = drawn(rng, samples, lifted.athlete.sex, mass_kg, (body_m.sd or 0.0) / body_m.value, doubts or Doubts())
    columns = _over_time(lifted, body, mass_kg, several, body_m.value)
    series = {name: Series(value, sd, unit) for name, (value, sd, unit) in columns.items()}
    return Loads(series, tuple(_with_moments(rep, lifted.time_s, series["l5s1_moment"]) for rep in lifted.reps))


def missing(lifted: Lifted) -> Reason | None:
    """Why there are no moments, None where there are."""
    if lifted.athlete.mass_kg is None:
        return "no_mass"
    if lifted.load_kg is None:
        return "no_load"
    return "no_scale" if lifted.motion.body.value is None else None


def _moving(lifted: Lifted, body_m: float, load_kg: float) -> _Body:
    time_s = lifted.time_s
    joints, pelvis = joints_of(lifted.motion, body_m), pelvis_of(time_s, lifted.pelvis, lifted.trunk)
    points = with_trunk(joints, _trunk(joints, pelvis.tilt), parts_of(lifted.athlete.sex))
    height = lifted.motion.point("bar")[:, 1]
    hold = carried(time_s, height, lifted.reps, hangs=lifted.lift in HANGING)
    acceleration = np.nan_to_num(_twice_derived(time_s, points, _BODY_S))
    bar = np.nan_to_num(_twice_derived(time_s, joints["hand"][None], _BAR_S)[0])
    acceleration[_HAND] = bar * _in_flight(time_s, hold.share)
    at = "cervicale" if lifted.lift == "good-morning" else "hand"
    return _Body(joints, pelvis, points, acceleration, hold, load_kg, at)


def _trunk(joints: Mapping[str, FloatArray], pelvis: FloatArray) -> Trunk:
    line = joints["shoulder"] - joints["hip"]
    return Trunk(pelvis, np.arctan2(line[0], line[1]))


def _twice_derived(time_s: FloatArray, places: FloatArray, width_s: float) -> FloatArray:
    """(P, 2, T) m/s² of places (P, 2, T) m."""
    if len(time_s) < 3:
        return np.zeros_like(places)
    flat = gaussian(time_s, places.reshape(-1, len(time_s)).T, width_s)
    derived = np.gradient(np.gradient(flat, time_s, axis=0), time_s, axis=0)
    return np.asarray(derived.T.reshape(places.shape))


def _in_flight(time_s: FloatArray, share: FloatArray) -> FloatArray:
    """(T,) 1 while the hands hold all of the bar and the floor is not near, else 0."""
    free = np.nan_to_num(share) >= _ALL
    soon = np.interp(time_s + _BEFORE_TOUCH_S, time_s, free.astype(float)) > 0.5
    return np.asarray(np.where(free & soon, 1.0, 0.0))


Column = tuple[FloatArray, FloatArray, str]


def _over_time(
    lifted: Lifted, body: _Body, mass_kg: float, several: Sequence[Samples], body_m: float
) -> dict[str, Column]:
    """Every series: its value from what is most likely, its error from the samples."""
    pieces = pieces_of(parts_of(lifted.athlete.sex), mass_kg)
    load = Load(body.load_kg * body.carried.share, body.at)
    found = _told(reaction(body.points, body.acceleration, pieces, load), body.points, body.pelvis.tilt)
    step = max(1, _AT_ONCE // sum(samples.scale.size for samples in several))
    chunks = [slice(k, k + step) for k in range(0, len(lifted.time_s), step)]
    errors = np.concatenate([_errors(body, part, several, body_m) for part in chunks], axis=1)
    units = (*("N.m" for _ in JOINTS), "N", "m")
    columns = {
        name: (value, np.where(np.isfinite(value), sd, np.nan), unit)
        for name, value, sd, unit in zip(NAMES, found, errors, units, strict=True)
    }
    return columns | {"bar_power": _power(lifted, body)}


NAMES: Final = (*(f"{joint}_moment" for joint in JOINTS), "l5s1_compression", "bar_to_l5s1")


def _told(at: Reaction, points: FloatArray, pelvis: FloatArray, lever_m: FloatArray | float = LEVER_M) -> FloatArray:
    """(6, ...) the moments, the compression and the bar's horizontal distance from L5/S1."""
    pressed = compression(at.at("l5s1"), at.force, pelvis + SACRAL_SLOPE, lever_m)
    apart = points[_HAND, 0] - points[_L5S1, 0]
    return np.concatenate([at.moment, np.stack(np.broadcast_arrays(pressed, apart))])


def _errors(body: _Body, part: slice, several: Sequence[Samples], body_m: float) -> FloatArray:
    """(6, N) standard deviations over all samples, of the frames in `part`."""
    told = [_sampled(body, part, samples, body_m) for samples in several]
    return np.asarray(np.concatenate(told, axis=1).std(axis=1))


def _sampled(body: _Body, part: slice, samples: Samples, body_m: float) -> FloatArray:
    """(6, S, N) what the samples of one sex's body give."""
    joints = {name: place[:, None, part] for name, place in body.joints.items()}
    joints |= {name: joints[name] + off * body_m for name, off in samples.place.items()}
    joints = {name: place * samples.scale for name, place in joints.items()}
    pelvis = body.pelvis.tilt[part] + samples.pelvis * body.pelvis.sd[part]
    points = with_trunk(joints, _trunk(joints, pelvis), samples.parts, samples.l5s1)
    moves = body.acceleration[:, :, None, part] * samples.scale * samples.acceleration
    share = np.clip(body.carried.share[part] + samples.floor * body.carried.sd[part], 0.0, 1.0)
    at = reaction(points, moves, samples.pieces, Load(body.load_kg * samples.load * share, body.at))
    return _told(at, points, pelvis, samples.lever / samples.model)


def _power(lifted: Lifted, body: _Body) -> Column:
    """W that the hands give the bar: force times speed."""
    speed, gathers = lifted.speed, body.acceleration[_HAND, 1]
    pull = body.load_kg * body.carried.share * (GRAVITY + gathers)
    pull_sd = np.hypot(LOAD_SD * pull, body.load_kg * ACCELERATION_SD * gathers)
    return pull * speed.value, np.hypot(pull * speed.sd, pull_sd * speed.value), "W"


def _with_moments(rep: Rep, time_s: FloatArray, moment: Series) -> Rep:
    """The rep with its largest moment on the way up and the one at lift-off."""
    up = np.flatnonzero((time_s >= rep.liftoff_s) & (time_s <= rep.lockout_s) & np.isfinite(moment.value))
    if not len(up):
        return _without(rep, "hidden")
    peak = int(up[np.argmax(moment.value[up])])
    return replace(rep, l5s1_moment_peak=_at(moment, peak), l5s1_moment_liftoff=_at(moment, int(up[0])))


def _at(series: Series, index: int) -> Quantity:
    return Quantity.measured(float(series.value[index]), float(series.sd[index]), series.unit)


def _without(rep: Rep, reason: Reason) -> Rep:
    none = Quantity.unseen("N.m", reason)
    return replace(rep, l5s1_moment_peak=none, l5s1_moment_liftoff=none)
