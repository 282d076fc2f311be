"""Pull: one repetition as the technique room reads it, moment by moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import FloatArray, Motion, Rep, Series
from liftwell.evidence import threshold
from liftwell.motion.back import change_between
from liftwell.quantity import Quantity, Reason

Way = Literal["up", "down"]
Span = tuple[float, float]

SETUP_S: Final = 0.3  # by contract the set-up is the mean of the last 0.3 s before lift-off
_HEEL_X: Final = -0.037  # where the heel landmark lies behind the ankle (body lengths; 28 clips: −0.030 to −0.050)


@dataclass(frozen=True, slots=True)
class Pull:
    """One repetition with all that was measured around it.

    time_s (T,), series and motion are those of the whole analysis; `ends_s` is the last time seen before the next
    repetition begins. Lengths are in body lengths until `length` turns them into metres.
    """

    rep: Rep
    time_s: FloatArray
    series: Mapping[str, Series]
    motion: Motion
    ends_s: float

    def value(self, name: str, when_s: float) -> Quantity:
        """A series at one moment, "hidden" where it was not seen."""
        series = self.series[name]
        value, sd = (self._at(column, when_s) for column in (series.value, series.sd))
        return Quantity.measured(value, sd, series.unit)

    def extreme(self, name: str, span: Span, share: float) -> Quantity:
        """The value that `share` of the samples in a span lie below: 0 the least, 1 the largest, 0.5 the median."""
        series, inside = self.series[name], self._inside(span)
        seen = inside & np.isfinite(series.value)
        if seen.sum() < threshold("samples_min"):
            return Quantity.unseen(series.unit, "hidden")
        value = float(np.quantile(series.value[seen], share))
        return Quantity.measured(value, float(np.median(series.sd[seen])), series.unit)

    def column(self, name: str, span: Span) -> tuple[FloatArray, FloatArray]:
        """Times and values of a series over a span, seen samples only."""
        seen = self._inside(span) & np.isfinite(self.series[name].value)
        return self.time_s[seen], self.series[name].value[seen]

    def seen_s(self, point: str, span: Span) -> float:
        """For how many seconds of a span a point was seen."""
        inside = self._inside(span)
        usual = float(np.median(np.diff(self.time_s))) if len(self.time_s) > 1 else 0.0
        return float(np.isfinite(self.motion.point(point)[inside, 0]).sum()) * usual

    def place(self, point: str, when_s: float) -> FloatArray:
        """(2,) where a point of `MOTION_POINTS` is, x forward from the near ankle and y up, in body lengths."""
        xy = self.motion.point(point)
        return np.array([self._at(xy[:, axis], when_s) for axis in (0, 1)])

    def path(self, point: str, span: Span) -> FloatArray:
        """(N, 3) time in s, x and y in body lengths of a point over a span, seen samples only."""
        table = np.column_stack([self.time_s, self.motion.point(point)])[self._inside(span)]
        return np.asarray(table[np.isfinite(table).all(axis=1)])

    def paths(self, points: tuple[str, str], span: Span) -> tuple[FloatArray, FloatArray]:
        """Two (N, 2) paths, x and y in body lengths, at the moments of a span at which both points were seen."""
        one, other = (self.motion.point(point) for point in points)
        both = self._inside(span) & np.isfinite(one).all(axis=1) & np.isfinite(other).all(axis=1)
        return one[both], other[both]

    def back_change(self, before: Span, after: Span) -> tuple[Quantity, Quantity]:
        """Lumbar and thoracic flexion gained between two spans, with the error of a change."""
        return change_between(self._bands(before), self._bands(after))

    def length(self, bodies: float, sd_bodies: float) -> Quantity:
        """A length measured in body lengths: in m with the scale's error, or as it is without a scale."""
        body = self.motion.body
        if not np.isfinite((bodies, sd_bodies)).all():
            return Quantity.unseen("body" if body.value is None else "m", "hidden")
        if body.value is None or body.sd is None:
            return Quantity.measured(bodies, sd_bodies, "body")
        return Quantity.measured(bodies * body.value, float(np.hypot(sd_bodies * body.value, bodies * body.sd)), "m")

    @property
    def fits(self) -> bool:
        """Whether the foot, where it is seen in this rep, stands where the fitted body has it planted.

        One foot is planted for a whole stretch: a lifter who steps between two reps is fitted wrongly in one of them.
        """
        span = (self.rep.liftoff_s, self.rep.end_s)
        if self.seen_s("heel", span) < threshold("foot_doubt_min_s"):
            return True
        return abs(float(np.median(self.path("heel", span)[:, 1])) - _HEEL_X) < threshold("foot_misfit_max_body")

    def foot_seen(self, span: Span) -> bool:
        """Whether heel and toe were seen for long enough in a span to be believed."""
        return self.seen_s("heel", span) >= threshold("foot_seen_min_s")

    @property
    def lift(self) -> Span:
        """From lift-off to lockout."""
        return self.rep.liftoff_s, self.rep.lockout_s

    @property
    def setup(self) -> Span | None:
        """The last 0.3 s before lift-off; None for a rep that begins at the top, mid-pull or without a rest."""
        missing: tuple[Reason, ...] = ("starts_at_top", "no_rest", "starts_late")
        if self.rep.lumbar_flexion.setup.reason in missing:
            return None
        return self.rep.liftoff_s - SETUP_S, self.rep.liftoff_s

    @property
    def top(self) -> Span:
        """From lockout until the bar goes down again, or until nothing more was seen."""
        bar = self.path("bar", (self.rep.lockout_s, self.ends_s))
        if not len(bar):
            return self.rep.lockout_s, self.rep.lockout_s
        low, high = self.height_at(0.0), bar[:, 2].max()
        held = bar[:, 2] >= low + threshold("held_at_top_min_share") * (high - low)
        arrives = int(np.argmax(held))
        leaves = np.flatnonzero(~held[arrives:])
        return self.rep.lockout_s, float(bar[arrives + leaves[0] - 1, 0] if len(leaves) else bar[-1, 0])

    @property
    def lowered(self) -> bool:
        """Whether the bar was seen coming down by most of its rise."""
        bar = self.path("bar", (self.top[1], self.rep.end_s))
        return bool(len(bar)) and bar[-1, 2] < self.height_at(threshold("lowered_max_share"))

    def height_at(self, share: float) -> float:
        """Height of the bar in body lengths after `share` of the rise: 0 at lift-off, 1 at the top."""
        low = float(self.place("bar", self.rep.liftoff_s)[1])
        high = float(self.path("bar", (self.rep.liftoff_s, self.rep.end_s))[:, 2].max(initial=low))
        return low + share * (high - low)

    def passes_s(self, height: float, way: Way = "up") -> float | None:
        """When the bar passes a height on its way up or down; None when that was not seen."""
        span = self.lift if way == "up" else (self.top[1], self.rep.end_s)
        bar = self.path("bar", span)
        return _first(bar, bar[:, 2] >= height if way == "up" else bar[:, 2] <= height)

    @property
    def knees_s(self) -> float | None:
        """When the bar passes the knees on its way up; None when it starts above them or that was not seen."""
        bar, knee = self.path("bar", self.lift), self.path("knee", self.lift)
        if not len(bar) or not len(knee):
            return None
        return _first(bar, bar[:, 2] > np.interp(bar[:, 0], knee[:, 0], knee[:, 2]))

    def _bands(self, span: Span) -> FloatArray:
        """(7,) mean of the bands over a span, NaN where a band was seen too little."""
        rows = self.motion.back_bands[self._inside(span)]
        seen = np.isfinite(rows)
        total = np.where(seen, rows, 0.0).sum(axis=0)
        return np.where(2 * seen.sum(0) >= max(1, len(rows)), total / np.maximum(seen.sum(0), 1), np.nan)

    def _inside(self, span: Span) -> NDArray[np.bool_]:
        return np.asarray((self.time_s >= span[0] - 1e-6) & (self.time_s <= span[1] + 1e-6))

    def _at(self, column: FloatArray, when_s: float) -> float:
        """Linear between the samples around a moment; NaN beyond them, across a gap, or where one was not seen."""
        after = int(np.searchsorted(self.time_s, when_s - 1e-6))
        if after == len(column):
            return float("nan")
        if self.time_s[after] <= when_s + 1e-6:
            return float(column[after])
        step = self.time_s[after] - self.time_s[after - 1] if after else np.inf
        share = (self.time_s[after] - when_s) / step
        return (
            float(share * column[after - 1] + (1 - share) * column[after])
            if step < threshold("samples_gap_max_s")
            else float("nan")
        )


def _first(path: FloatArray, passed: NDArray[np.bool_]) -> float | None:
    """The time of the first sample of a path (N, 3) that has passed; None if it is the first one, or after a gap."""
    when = np.flatnonzero(passed)
    if not len(when) or when[0] == 0:
        return None
    before, after = path[when[0] - 1 : when[0] + 1, 0]
    return float(after) if after - before < threshold("samples_gap_max_s") else None


def pulls_of(reps: tuple[Rep, ...], time_s: FloatArray, series: Mapping[str, Series], motion: Motion) -> list[Pull]:
    """Every repetition of a set, each with the time until the next one begins."""
    ends = [rep.start_s for rep in reps[1:]] + [float(time_s[-1]) if len(time_s) else 0.0]
    return [Pull(rep, time_s, series, motion, end) for rep, end in zip(reps, ends, strict=True)]
