"""What the overlay shows at one moment: pure look-ups in an analysis, no pixels.

Everything seen is interpolated in time between two samples that both saw it; only before the first and after the
last sample it is held for a moment, as the clip's first and last frames lie a little beyond them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from liftwell.analysis import Analysis, FloatArray, Rep, Series, Traces
from liftwell.quantity import Quantity

Phase = Literal["set-up", "lift", "top", "lower", "rest"]

LONGEST_GAP_S: Final = 0.35  # the body is sampled at 10 Hz; a longer gap means that it was not seen
HOLD_S: Final = 0.15  # a frame and a half of the body's 10 Hz
TOP_SHARE: Final = 0.95  # of the rise; above it the bar counts as held at the top


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment in working pixels (x right, y down), NaN where not seen.

    joints_px (6, 2) ankle, knee, hip, shoulder, elbow, hand; back_px (S, 2) with back_bend (S,) rad;
    bar_px (2,); trail_px (K, 2) the bar's way in this rep up to now, oldest first; plumb_px (2, 2) the vertical from
    where the bar left the floor up to its height at lockout; rep None before the first one; lumbar and hip_share as
    measured at this moment and in this rep.
    """

    joints_px: FloatArray
    back_px: FloatArray
    back_bend: FloatArray
    bar_px: FloatArray
    trail_px: FloatArray
    plumb_px: FloatArray
    rep: Rep | None
    phase: Phase
    lumbar: Quantity
    hip_share: Quantity


class Story:
    """The scenes of one clip, by time. Raises ValueError when the analysis was refused and holds no traces."""

    def __init__(self, analysis: Analysis) -> None:
        """Keeps references only; nothing is copied."""
        if analysis.traces is None:
            raise ValueError("a refused clip has nothing to draw")
        self.traces: Traces = analysis.traces
        self.reps = analysis.reps
        self._time_s = analysis.time_s
        self._series: Mapping[str, Series] = analysis.series

    def at(self, time_s: float) -> Scene:
        """The scene at `time_s` seconds from the first frame."""
        traces = self.traces
        bar_px = interpolated(time_s, traces.bar_time_s, traces.bar_px)
        rep = current_rep(self.reps, time_s)
        return Scene(
            joints_px=interpolated(time_s, traces.time_s, traces.joints_px),
            back_px=interpolated(time_s, traces.time_s, traces.back_px),
            back_bend=interpolated(time_s, traces.time_s, traces.back_bend),
            bar_px=bar_px,
            trail_px=self._trail(rep, time_s),
            plumb_px=self._plumb(rep),
            rep=rep,
            phase=self._phase(rep, time_s, bar_px),
            lumbar=self._now("lumbar_flexion", time_s),
            hip_share=rep.hip_share if rep else Quantity.unseen("1", "hidden"),
        )

    def _trail(self, rep: Rep | None, time_s: float) -> FloatArray:
        if rep is None:
            return np.empty((0, 2))
        first, last = np.searchsorted(self.traces.bar_time_s, [rep.liftoff_s - 0.1, min(time_s, rep.end_s)], "right")
        return self.traces.bar_px[first:last]

    def _phase(self, rep: Rep | None, time_s: float, bar_px: FloatArray) -> Phase:
        if rep is None:
            return "rest"
        if time_s < rep.liftoff_s:
            return "set-up"
        if time_s < rep.lockout_s:
            return "lift"
        low_px, high_px = self._plumb(rep)[:, 1]
        top_px = low_px + TOP_SHARE * (high_px - low_px)
        if time_s > rep.end_s:  # a clip may end before the bar comes down
            return "top" if bar_px[1] <= top_px else "rest"
        return "lower" if bar_px[1] > top_px else "top"

    def _plumb(self, rep: Rep | None) -> FloatArray:
        if rep is None:
            return np.full((2, 2), np.nan)
        ends = (
            interpolated(time, self.traces.bar_time_s, self.traces.bar_px) for time in (rep.liftoff_s, rep.lockout_s)
        )
        (x, low), (_, high) = ends
        return np.array([[x, low], [x, high]])

    def _now(self, name: str, time_s: float) -> Quantity:
        series = self._series.get(name)
        if series is None:
            return Quantity.unseen("rad", "not_measured")
        value, sd = interpolated(time_s, self._time_s, np.column_stack([series.value, series.sd]))
        return Quantity.measured(value, sd, series.unit)


def current_rep(reps: tuple[Rep, ...], time_s: float) -> Rep | None:
    """The last rep that has started; it stays after its end until the next one starts."""
    started = [rep for rep in reps if rep.start_s <= time_s]
    return started[-1] if started else None


def interpolated(time_s: float, times_s: FloatArray, values: FloatArray) -> FloatArray:
    """`values` (T, ...) at `time_s`, linear between the samples at `times_s` (T,) on both sides.

    Up to 0.15 s before the first sample the first, and as long after the last one the last. NaN further off, in
    gaps over 0.35 s, and where a side has NaN.
    """
    if len(times_s) and times_s[0] - HOLD_S <= time_s <= times_s[-1] + HOLD_S:
        time_s = min(max(time_s, times_s[0]), times_s[-1])
    after = int(np.searchsorted(times_s, time_s))
    if after < len(times_s) and times_s[after] == time_s:
        return np.asarray(values[after])
    gap_s = times_s[after] - times_s[after - 1] if 0 < after < len(times_s) else np.inf
    if gap_s > LONGEST_GAP_S:
        return np.full(values.shape[1:], np.nan)
    share = (time_s - times_s[after - 1]) / gap_s
    return np.asarray((1 - share) * values[after - 1] + share * values[after])
