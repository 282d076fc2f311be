"""Pull: one repetition as the technique room reads it, moment by moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from liftwell.analysis import FloatArray, Motion, Rep, Series
from liftwell.evidence import threshold
from liftwell.motion.back import change_between
from liftwell.motion.measured_reps import SETUP_S
from liftwell.pose.smooth import linear_at
from liftwell.quantity import Quantity, Reason

Way = Literal["up", "down"]
# A phone that leans on something is off the vertical by so much (judgement): what is straight up in the room leans by
# it in the picture.
ROLL_SD: Final = float(np.radians(1.5))
# A rep that begins in another way has nothing that a rule about the set-up could see: it does not count.
WITHOUT_SETUP: Final[frozenset[Reason]] = frozenset({"starts_at_top", "starts_late", "no_rest"})
Span = tuple[float, float]

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
        value, sd = series.value[inside], series.sd[inside]
        seen = np.isfinite(value)
        if seen.sum() < threshold("samples_min"):
            return Quantity.unseen(series.unit, "hidden")
        return Quantity.measured(float(np.quantile(value[seen], share)), float(np.median(sd[seen])), series.unit)

    def change_sd(self, name: str, sd: float, *moments_s: float) -> float:
        """The error of a change of a series between moments: `sd` where both are seen at their best.

        What is common to both cancels. By how much the series is less sure there than at its surest in this rep, as
        where a plate covers the knee, does not.
        """
        sds = self.series[name].sd
        best = min(2 * sd, float(np.nanmin(sds[self._inside((self.rep.start_s, self.ends_s))], initial=np.inf)))
        more = [max(0.0, self._at(sds, when) ** 2 - best**2) for when in moments_s]
        return float(np.sqrt(sd**2 + sum(more)))

    def column(self, name: str, span: Span) -> tuple[FloatArray, FloatArray]:
        """Times and values of a series over a span, seen samples only."""
        inside = self._inside(span)
        value = self.series[name].value[inside]
        seen = np.isfinite(value)
        return self.time_s[inside][seen], value[seen]

    def seen_s(self, point: str, span: Span) -> float:
        """For how many seconds of a span a point was seen."""
        inside = self._inside(span)
        return float(np.isfinite(self.motion.point(point)[inside, 0]).sum()) * self.step_s

    @property
    def step_s(self) -> float:
        """Usual time between two pictures around this rep; 0 for a single one."""
        steps = np.diff(self.time_s[self._inside((self.rep.start_s, self.ends_s))])
        return float(np.median(steps)) if len(steps) else 0.0

    def place(self, point: str, when_s: float) -> FloatArray:
        """(2,) where a point of `MOTION_POINTS` is, x forward from the near ankle and y up, in body lengths."""
        xy = self.motion.point(point)
        return np.array([self._at(xy[:, axis], when_s) for axis in (0, 1)])

    def path(self, point: str, span: Span) -> FloatArray:
        """(N, 3) time in s, x and y in body lengths of a point over a span, seen samples only."""
        inside = self._inside(span)
        table = np.column_stack([self.time_s[inside], self.motion.point(point)[inside]])
        return np.asarray(table[np.isfinite(table).all(axis=1)])

    def paths(self, points: tuple[str, str], span: Span) -> tuple[FloatArray, FloatArray]:
        """Two (N, 2) paths, x and y in body lengths, at the moments of a span at which both points were seen."""
        one, other = (self.motion.point(point)[self._inside(span)] for point in points)
        both = np.isfinite(one).all(axis=1) & np.isfinite(other).all(axis=1)
        return one[both], other[both]

    def back_change(self, before: Span, after: Span) -> tuple[Quantity, Quantity]:
        """Lumbar and thoracic flexion gained between two spans, with the error of a change."""
        blur = [self.motion.back_blur[self._inside(span)] for span in (before, after)]
        seen = np.concatenate(blur)
        softer = float(np.median(seen[np.isfinite(seen)])) if np.isfinite(seen).any() else 1.0
        return change_between(self._bands(before), self._bands(after), softer)

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
        if self.rep.lumbar_flexion.setup.reason in WITHOUT_SETUP:
            return None
        return self.rep.liftoff_s - SETUP_S, self.rep.liftoff_s

    def without_setup(self, unit: str) -> Quantity:
        """No number, and why this rep has no set-up."""
        return Quantity.unseen(unit, self.rep.lumbar_flexion.setup.reason or "hidden")

    @property
    def starts_late(self) -> bool:
        """Whether the clip begins when the bar is already on its way: then its lift-off is not that from the floor."""
        return "starts_late" in self.rep.cut

    @property
    def ends_early(self) -> bool:
        """Whether the clip ends with the pull: then its lockout is only the last that was seen."""
        return "ends_early" in self.rep.cut

    @property
    def top(self) -> Span:
        """From lockout until the bar goes down again, or until nothing more was seen.

        Where the plate was lost, the hands tell how high the bar is.
        """
        bar = self._held((self.rep.lockout_s, self.ends_s))
        if not len(bar):
            return self.rep.lockout_s, self.rep.lockout_s
        low, high = self.height_at(0.0), bar[:, 2].max()
        share = np.where(bar[:, 3] > 0, threshold("held_at_top_min_share"), threshold("held_by_hands_min_share"))
        held = bar[:, 2] >= low + share * (high - low)
        arrives = int(np.argmax(held))
        leaves = np.flatnonzero(~held[arrives:])
        return self.rep.lockout_s, float(bar[arrives + leaves[0] - 1, 0] if len(leaves) else bar[-1, 0])

    def _held(self, span: Span) -> FloatArray:
        """(N, 4) the path of the bar, and of the hands beside it while it was not seen; last 1 for the bar, else 0."""
        inside = self._inside(span)
        bar, hand = (self.motion.point(point)[inside] for point in ("bar", "hand"))
        apart = bar - hand
        both = np.isfinite(apart).all(axis=1)
        beside = np.median(apart[both], axis=0) if both.any() else np.full(2, np.nan)
        place = np.where(np.isfinite(bar), bar, hand + beside)
        table = np.column_stack([self.time_s[inside], place, np.isfinite(bar[:, 0])])
        return np.asarray(table[np.isfinite(table).all(axis=1)])

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
        return _first(bar, bar[:, 2] - height if way == "up" else height - bar[:, 2])

    @property
    def knees_s(self) -> float | None:
        """When the bar passes the knees on its way up; None when it starts above them or that was not seen."""
        bar, knee = self.path("bar", self.lift), self.path("knee", self.lift)
        if not len(bar) or not len(knee):
            return None
        return _first(bar, bar[:, 2] - np.interp(bar[:, 0], knee[:, 0], knee[:, 2]))

    def _bands(self, span: Span) -> FloatArray:
        """(7,) mean of the bands over a span, NaN where a band was seen too little."""
        rows = self.motion.back_bands[self._inside(span)]
        seen = np.isfinite(rows)
        total = np.where(seen, rows, 0.0).sum(axis=0)
        return np.where(2 * seen.sum(0) >= max(1, len(rows)), total / np.maximum(seen.sum(0), 1), np.nan)

    def _inside(self, span: Span) -> slice:
        """The samples of a span: all of them lie next to each other."""
        first, last = np.searchsorted(self.time_s, (span[0] - 1e-6, span[1] + 1e-6))
        return slice(int(first), int(last))

    def _at(self, column: FloatArray, when_s: float) -> float:
        return float(linear_at(self.time_s, column, np.array([when_s]), threshold("samples_gap_max_s"))[0])


def _first(path: FloatArray, beyond: FloatArray) -> float | None:
    """When a path (N, 3) first goes beyond something, linear between two samples; `beyond` (N,) says how far.

    None if the first sample is beyond it already, or the passing was in a gap.
    """
    passed = np.flatnonzero(beyond >= 0)
    if not len(passed) or passed[0] == 0:
        return None
    (before_s, after_s), (short, over) = path[passed[0] - 1 : passed[0] + 1, 0], beyond[passed[0] - 1 : passed[0] + 1]
    if after_s - before_s >= threshold("samples_gap_max_s"):
        return None
    return float(before_s + short / (short - over) * (after_s - before_s))


def pulls_of(reps: tuple[Rep, ...], time_s: FloatArray, series: Mapping[str, Series], motion: Motion) -> list[Pull]:
    """Every repetition of a set, without what its clip cuts off, each with the time until the next one begins."""
    ends = [rep.start_s for rep in reps[1:]] + [float(time_s[-1]) if len(time_s) else 0.0]
    return [Pull(rep.whole(), time_s, series, motion, end) for rep, end in zip(reps, ends, strict=True)]
