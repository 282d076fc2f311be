"""Repetitions with their numbers: series read at the instants of each rep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Instants, Rep, Series
from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.motion.reps import Heights, RepTimes, find_reps
from liftwell.motion.series import Stretch, bar_beside_body, bar_height_bodies, bar_place, on_frames, relative_error
from liftwell.motion.shin import GAP_SD_M, shin_gap
from liftwell.quantity import Quantity, Reason

FloatArray = NDArray[np.float64]

SETUP_S: Final = 0.3
_LOST_S, _RISING_MPS = 0.15, 0.15  # a bar lost for longer than this while it rises faster than this has its top unseen
LIFTOFF_M: Final = {"plate": 0.010, "hands": 0.030}  # by contract 10 mm; hands are seen three times less sharply


def measure_reps(
    stretch: Stretch, series: Mapping[str, Series], first_index: int, no_back: Reason, *, by_body: bool = False
) -> list[Rep]:
    """The repetitions of one stretch, numbered from `first_index`; `no_back` says why the back may be missing.

    `by_body` finds them in how the shoulders go down and up, wherever the hands are: for bends without a bar.
    """
    ten_mm = LIFTOFF_M[stretch.bar.source] / NOMINAL_BODY_M
    heights = _heights(stretch)
    found = find_reps(_of_shoulders(stretch, heights) if by_body else heights, ten_mm)
    return [_rep(i, times, stretch, series, no_back) for i, times in enumerate(found, first_index)]


def _heights(stretch: Stretch) -> Heights:
    link, at = stretch.moving.linkage, stretch.bar.time_s
    shank, thigh, trunk, _ = link.angle.T
    hang = (link.joints[:, 3, 1] - link.joints[:, 6, 1]) / NOMINAL_BODY_M
    fold = trunk - 2 * thigh + shank
    return Heights(at, bar_height_bodies(stretch), np.interp(at, link.time_s, fold), np.interp(at, link.time_s, hang))


def _of_shoulders(stretch: Stretch, heights: Heights) -> Heights:
    """The shoulders in the place of a bar; they hang on nothing, so that what asks for hanging arms is content."""
    link = stretch.moving.linkage
    shoulders = on_frames(link.time_s, link.joints[:, 3, 1] / NOMINAL_BODY_M, heights.time_s)
    return replace(heights, bar=shoulders, hang=np.full_like(heights.hang, np.inf))


def _rep(index: int, times: RepTimes, stretch: Stretch, series: Mapping[str, Series], no_back: Reason) -> Rep:
    at = stretch.bar.time_s

    def four(name: str, absent: Reason = "hidden") -> Instants:
        return instants(at, series[name], times, absent)

    place, noise = bar_place(stretch)
    lumbar, thoracic = four("lumbar_flexion", no_back), four("thoracic_flexion", no_back)
    return Rep(
        index=index,
        start_s=times.start_s,
        liftoff_s=times.liftoff_s,
        lockout_s=times.lockout_s,
        end_s=times.end_s,
        bar_rise=_rise(at, place[:, 1], noise, times, relative_error(stretch)),
        mean_velocity=_mean_velocity(at, place[:, 1], noise, times, relative_error(stretch)),
        peak_velocity=_peak_velocity(at, series["bar_speed"], times),
        hip_share=hip_share(four("hip_on_pelvis"), lumbar, thoracic, no_back),
        lumbar_flexion=lumbar,
        thoracic_flexion=thoracic,
        hip_flexion=four("hip_flexion"),
        trunk_inclination=four("trunk_inclination"),
        bar_to_shin_liftoff=_bar_to_shin(stretch, times),
        cut=times.cut,
    )


def instants(time_s: FloatArray, series: Series, times: RepTimes, absent: Reason) -> Instants:
    """One series at the four instants of a rep."""

    def at(low: float, high: float) -> Quantity:
        return _mean_over(time_s, series, low, high, absent)

    before = _mean_over(time_s, series, times.liftoff_s - SETUP_S, times.liftoff_s, absent)
    no_setup: Reason = (
        "starts_at_top" if times.came_down else "starts_late" if "starts_late" in times.cut else "no_rest"
    )
    setup = before if times.rested else Quantity.unseen(series.unit, no_setup)
    liftoff, lockout = at(times.liftoff_s, times.liftoff_s), at(times.lockout_s, times.lockout_s)
    return Instants(setup, liftoff, _peak(time_s, series, times, absent), lockout)


def hip_share(hip: Instants, lumbar: Instants, thoracic: Instants, absent: Reason) -> Quantity:
    """The hip's part of the fold: change of thigh against pelvis by change of thigh against thorax, top to bottom.

    The bottom is the set-up, or lift-off for a rep without one. First-order propagation of the errors.
    """
    bottoms = [i.setup if i.setup.seen else i.liftoff for i in (hip, lumbar, thoracic)]
    tops = [hip.lockout, lumbar.lockout, thoracic.lockout]
    changes, errors = [], []
    for bottom, top in zip(bottoms, tops, strict=True):
        if bottom.value is None or top.value is None or bottom.sd is None or top.sd is None:
            return Quantity.unseen("1", absent)
        changes.append(bottom.value - top.value)
        errors.append(np.hypot(bottom.sd, top.sd))
    whole = sum(changes)
    if whole < np.radians(20):
        return Quantity.unseen("1", "hidden")
    share = changes[0] / whole
    back_error = float(np.hypot(errors[1], errors[2]))
    return Quantity.measured(share, float(np.hypot((1 - share) * errors[0], share * back_error) / whole), "1")


def times_only(times: RepTimes | Rep, index: int, reason: Reason) -> Rep:
    """A repetition that was counted but not measured."""

    def none(unit: str) -> Quantity:
        return Quantity.unseen(unit, reason)

    four = Instants(none("rad"), none("rad"), none("rad"), none("rad"))
    rep = Rep(
        index, times.start_s, times.liftoff_s, times.lockout_s, times.end_s,
        none("m"), none("m/s"), none("m/s"), none("1"), four, four, four, four, none("m"),
    )  # fmt: skip
    return replace(rep, l5s1_moment_peak=none("N.m"), l5s1_moment_liftoff=none("N.m"), cut=times.cut)


def _mean_over(time_s: FloatArray, series: Series, low: float, high: float, absent: Reason) -> Quantity:
    inside = (time_s >= low - 1e-6) & (time_s <= high + 1e-6) & np.isfinite(series.value)
    if not inside.any():
        return Quantity.unseen(series.unit, absent)
    # Errors within a rep are mostly shared (the body's own proportions), so averaging does not shrink them.
    return Quantity.measured(float(series.value[inside].mean()), float(series.sd[inside].mean()), series.unit, absent)


def _peak(time_s: FloatArray, series: Series, times: RepTimes, absent: Reason) -> Quantity:
    inside = (time_s >= times.liftoff_s - SETUP_S) & (time_s <= times.lockout_s) & np.isfinite(series.value)
    if not inside.any():
        return Quantity.unseen(series.unit, absent)
    at = np.flatnonzero(inside)[int(np.argmax(series.value[inside]))]
    return Quantity.measured(float(series.value[at]), float(series.sd[at]), series.unit, absent)


def _rise(at: FloatArray, height: FloatArray, noise: FloatArray, times: RepTimes, relative: float) -> Quantity:
    """From the height at rest (or the lowest point) to the highest before the bar comes down again."""
    bottom = _at(at, height, times.start_s)
    inside = (at >= times.liftoff_s) & (at <= times.end_s) & np.isfinite(height)
    if not inside.any():
        return Quantity.unseen("m", "no_scale")
    if _lost_rising(at, height, times):
        return Quantity.unseen("m", "hidden")
    rise = float(height[inside].max()) - bottom
    jitter = float(np.nanmedian(noise)) * np.sqrt(2)
    return Quantity.measured(rise, float(np.hypot(relative * rise, jitter)), "m", "no_scale")


def _lost_rising(at: FloatArray, height: FloatArray, times: RepTimes) -> bool:
    """Whether the bar was lost for a while as it was still on its way up: its highest place was then not seen."""
    part = np.flatnonzero((at >= times.liftoff_s) & (at <= times.end_s))
    known = part[np.isfinite(height[part])]
    if len(known) < 2:
        return False
    top = int(known[int(np.argmax(height[known]))])
    after, before = part[part > top], known[(at[known] > at[top] - _LOST_S) & (known <= top)]
    if not len(after) or np.isfinite(height[after[at[after] <= at[top] + _LOST_S]]).any() or len(before) < 2:
        return False
    return bool((height[top] - height[before[0]]) / (at[top] - at[before[0]]) > _RISING_MPS)


def _mean_velocity(at: FloatArray, height: FloatArray, noise: FloatArray, times: RepTimes, relative: float) -> Quantity:
    """Rise from 5 % to 95 % by the time it takes."""
    inside = (at >= times.start_s) & (at <= times.end_s) & np.isfinite(height)
    if inside.sum() < 3:
        return Quantity.unseen("m/s", "no_scale")
    if _lost_rising(at, height, times):
        return Quantity.unseen("m/s", "hidden")
    time, path = at[inside], np.maximum.accumulate(height[inside])
    low, high = (path[0] + f * (path[-1] - path[0]) for f in (0.05, 0.95))
    begin, end = np.interp([low, high], path + np.arange(len(path)) * 1e-9, time)
    if end - begin < 1e-3:
        return Quantity.unseen("m/s", "hidden")
    speed = (high - low) / (end - begin)
    jitter = float(np.nanmedian(noise)) * np.sqrt(2) / (end - begin)
    return Quantity.measured(float(speed), float(np.hypot(relative * speed, jitter)), "m/s", "no_scale")


def _peak_velocity(at: FloatArray, speed: Series, times: RepTimes) -> Quantity:
    inside = (at >= times.liftoff_s) & (at <= times.lockout_s) & np.isfinite(speed.value)
    if not inside.any():
        return Quantity.unseen("m/s", "no_scale")
    top = np.flatnonzero(inside)[int(np.argmax(speed.value[inside]))]
    return Quantity.measured(float(speed.value[top]), float(speed.sd[top]), "m/s", "no_scale")


def _bar_to_shin(stretch: Stretch, times: RepTimes) -> Quantity:
    """Gap between the front of the shin and the bar's surface at lift-off, at the height of the bar."""
    metres = stretch.metres
    if not np.isfinite(metres):
        return Quantity.unseen("m", "no_scale")
    link, bar = stretch.moving.linkage, bar_beside_body(stretch)
    paths = [(link.time_s, link.joints[:, 0]), (link.time_s, link.joints[:, 1]), (stretch.bar.time_s, bar)]
    ankle, knee, axis = (np.array([_at(at, path[:, k], times.liftoff_s) for k in (0, 1)]) for at, path in paths)
    return Quantity.measured(shin_gap(ankle, knee, axis, metres), GAP_SD_M, "m")


def _at(time_s: FloatArray, values: FloatArray, when: float) -> float:
    seen = np.isfinite(values)
    return float(np.interp(when, time_s[seen], values[seen])) if seen.any() else float("nan")
