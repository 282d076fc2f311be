"""Repetitions and their instants, from the height of the bar and the fold of the body."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import CUTS, Cut
from liftwell.evidence import threshold
from liftwell.pose.smooth import gaussian

FloatArray = NDArray[np.float64]

CALM_S = 0.08


@dataclass(frozen=True, slots=True)
class RepTimes:
    """Instants of one repetition in s. `rested` says whether the bar lay still before lift-off, `seen_from_start`
    whether the clip begins before it, `came_down` whether the bar was seen coming down to where the rep starts,
    `goes_on` whether the film does for a moment after lockout.
    """

    start_s: float
    liftoff_s: float
    lockout_s: float
    end_s: float
    rested: bool
    seen_from_start: bool = True
    came_down: bool = False
    goes_on: bool = True

    @property
    def cut(self) -> tuple[Cut, ...]:
        """What of the lift is not in the clip."""
        late = not (self.rested or self.came_down or self.seen_from_start)
        return tuple(cut for cut, lacks in zip(CUTS, (late, not self.goes_on), strict=True) if lacks)


@dataclass(frozen=True, slots=True)
class Heights:
    """What repetitions are found in: time_s (N,), bar height (N,) in body lengths, y up, NaN where not seen;
    fold (N,) rad, how far hip and knee are bent together (0 = erect); hang (N,) how far the bar hangs below the
    shoulders, in body lengths. One body length is shank + thigh + trunk.
    """

    time_s: FloatArray
    bar: FloatArray
    fold: FloatArray
    hang: FloatArray


def find_reps(seen: Heights, ten_mm: float) -> list[RepTimes]:
    """Every rise of the bar that is a pull: far enough, in a plausible time, opening the body, bar below the shoulders.

    `ten_mm` is the height that counts as "off the floor", in body lengths. A raised arm does not open the body;
    a squat carries the bar at the shoulders: neither is a repetition.
    """
    known = np.isfinite(seen.bar)
    if known.sum() < 5:
        return []
    time = seen.time_s[known]
    height = gaussian(time, seen.bar[known], CALM_S)
    fold, hang = seen.fold[known], seen.hang[known]
    rises = _rises(height)
    ends = [*(low for low, _ in rises[1:]), len(time) - 1][: len(rises)]
    found = [
        _instants(low, high, until, time, height, ten_mm)
        for (low, high), until in zip(rises, ends, strict=True)
        if _is_pull((low, high), time, height, fold, hang)
    ]
    # A bar that is lost at the top does not end the film.
    last_s = float(seen.time_s[-1])
    return [replace(times, goes_on=last_s - times.lockout_s >= threshold("top_shortest_s")) for times in found]


def turning_points(height: FloatArray, least: float) -> list[int]:
    """Indices of alternating lows and highs that differ by at least `least` (zigzag)."""
    points, best, up = [0], 0, None
    low = high = 0
    for i, h in enumerate(height):
        if up is None:
            low, high = (i if h < height[low] else low), (i if h > height[high] else high)
            if h - height[low] > least or height[high] - h > least:
                up = h - height[low] > least
                points, best = [low if up else high], i
        elif (h >= height[best]) if up else (h <= height[best]):
            best = i
        elif abs(h - height[best]) > least:
            points.append(best)
            best, up = i, not up
    return [*points, best] if up is not None else points


def _rises(height: FloatArray) -> list[tuple[int, int]]:
    points = turning_points(height, threshold("rep_turn_min_body"))
    return [(a, b) for a, b in pairwise(points) if height[b] > height[a]]


def _is_pull(rise: tuple[int, int], time: FloatArray, height: FloatArray, fold: FloatArray, hang: FloatArray) -> bool:
    low, high = rise
    fast = _fastest(time, height, low, high)
    rise_body = height[high] - height[low]
    # Up to 98 %, as the highest sample may come at the end of a long hold.
    top = low + int(np.argmax(height[low : high + 1] >= height[low] + 0.98 * rise_body))
    moves = np.gradient(height, time)[fast] >= threshold("rest_speed_max")
    seconds = time[top] - time[_leave_rest(time, height, fast)]
    far = rise_body >= threshold("rep_rise_min_body")
    in_time = threshold("rep_shortest_s") < seconds < threshold("rep_longest_s")
    opens = np.nanmax(fold[low : fast + 1]) - np.nanmin(fold[fast : high + 1]) >= np.radians(
        threshold("rep_opening_min_deg")
    )
    hangs = np.nanmedian(hang[fast : high + 1]) >= threshold("rep_hang_min_body")
    return bool(far and moves and in_time and opens and hangs)


def _instants(low: int, high: int, until: int, time: FloatArray, height: FloatArray, ten_mm: float) -> RepTimes:
    fast = _fastest(time, height, low, _quarter_up(low, high, height))
    rest_from, still = _rest(time, height, low, _leave_rest(time, height, fast), ten_mm)
    rested = still > rest_from
    if rested:
        rest = float(np.median(height[rest_from : still + 1]))
        above = np.flatnonzero(height[still : high + 1] > rest + ten_mm)
        off = still + int(above[0]) if len(above) else still
        start = still
    else:
        off = start = int(low + np.argmin(height[low : fast + 1]))
        rest = float(height[off])
    top = rest + 0.98 * (float(height[off : until + 1].max()) - rest)
    lockout = off + int(np.argmax(height[off : until + 1] >= top))
    end = _back_down(height, lockout, until, ten_mm)
    came_down = bool((height[:off] > rest + threshold("rep_turn_min_body")).any())
    return RepTimes(
        start_s=float(time[start]),
        liftoff_s=float(time[off]),
        lockout_s=float(time[lockout]),
        end_s=float(time[end]),
        rested=rested,
        seen_from_start=off > 0,
        came_down=came_down,
    )


def _fastest(time: FloatArray, height: FloatArray, low: int, high: int) -> int:
    speed = np.gradient(height[low : high + 1], time[low : high + 1]) if high - low >= 2 else np.zeros(high - low + 1)
    return low + int(np.argmax(speed))


def _leave_rest(time: FloatArray, height: FloatArray, fast: int) -> int:
    """Last index before the fastest moment at which the bar did not move upwards yet.

    Searching backwards from the fastest moment: on a floor that gives, "2 % of the rise" is seconds too early.
    """
    speed = np.gradient(height, time)
    slow = np.flatnonzero(speed[: fast + 1] < threshold("rest_speed_max"))
    return int(slow[-1]) if len(slow) else 0


def _quarter_up(low: int, high: int, height: FloatArray) -> int:
    """Where the bar has risen by a quarter: above it a stall at the knees is no rest, below it nobody stalls."""
    return low + int(np.argmax(height[low : high + 1] >= height[low] + 0.25 * (height[high] - height[low])))


def _rest(time: FloatArray, height: FloatArray, low: int, still: int, ten_mm: float) -> tuple[int, int]:
    """First and last index of the stillness before lift-off, one and the same for a bar that only touched down.

    Looked for at `still`, as a floor may give; then at the lowest point, which a very slow pull leaves unnoticed.
    """
    low = min(low, still)
    before = height[low : still + 1]
    lowest = low + int(np.flatnonzero(before <= before.min() + ten_mm / 4)[-1])
    for last in (still, lowest):
        first = _rest_begins(height, last, ten_mm / 2)
        # A clip that begins with the bar at rest does not show how long it had been lying there.
        least = "rest_shortest_s" if first > 0 else "rest_at_clip_start_s"
        if time[last] - time[first] >= threshold(least):
            return first, last
    return still, still


def _rest_begins(height: FloatArray, still: int, close: float) -> int:
    """First index of the stillness that ends at `still`: all within `close` of its height."""
    off = np.flatnonzero(np.abs(height[:still] - height[still]) > close)
    return int(off[-1]) + 1 if len(off) else 0


def _back_down(height: FloatArray, lockout: int, until: int, ten_mm: float) -> int:
    """Index at which the bar is at rest or lowest again after `lockout`; `until`, where it never comes down."""
    after = height[lockout : until + 1]
    bottom = float(after.min())
    if height[lockout] - bottom < threshold("rep_turn_min_body"):
        return until
    return lockout + int(np.argmax(after <= bottom + ten_mm / 2))
