"""Whether pain follows load: mornings after the heavier sessions against those after the lighter ones, with error.

Loads rise and pain falls over the weeks of a plan for reasons of their own, so that only sessions of the same four
weeks are held against each other. That they go together never says why, and the words do not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from liftwell.evidence import threshold
from liftwell.quantity import Quantity, with_error
from liftwell.report.history import History, HistoryDay

Verdict = Literal["few", "unclear", "no", "follows", "less"]

# As everywhere in liftwell: beyond two standard deviations a difference is clear.
CLEAR_SD: Final = 2.0
_ROUNDING: Final = 1 / math.sqrt(12)  # the standard deviation of a pain told in whole numbers


@dataclass(frozen=True, slots=True)
class Following:
    """The answer: does pain follow load?

    sessions: how many could be compared, heavier and lighter of them; heavier_pain, lighter_pain: mean pain on the
    mornings after them, weighted alike; difference: heavier less lighter with its error, in points, None where few;
    known: sessions of which load and next morning count, whether or not there is another to hold them against.
    """

    verdict: Verdict
    heavier: int = 0
    lighter: int = 0
    heavier_pain: float | None = None
    lighter_pain: float | None = None
    difference: Quantity | None = None
    known: int = 0

    @property
    def headline(self) -> str:
        """The answer in one sentence."""
        return _HEADLINES[self.verdict]

    @property
    def details(self) -> tuple[str, ...]:
        """What it rests on, one sentence each."""
        return tuple(_details(self))


_HEADLINES: Final[dict[Verdict, str]] = {
    "few": "There are too few days to tell whether your pain follows the load.",
    "unclear": "So far your days do not tell whether your pain follows the load.",
    "no": "So far your pain does not follow the load.",
    "follows": "So far your pain is higher on mornings after heavier sessions.",
    "less": "So far your pain is lower on mornings after heavier sessions.",
}
HOW: Final = (
    "We hold heavier against lighter sessions of the same four weeks, by the pain on waking the next day.",
    "Days that were made easier, and mornings with sore muscles on both sides, are left out.",
    "After a bad morning a plan takes weight off. That can hide a link, so look at the picture too.",
)


def following(history: History) -> Following:
    """The answer of a history; worked out in closed form, so that it is always the same."""
    # A day that was made easier had its pain first, and muscles that are sore are no pain of the back.
    counted = [day for day in history.sessions if day.morning is not None and not (day.sore or day.gentle)]
    weeks = list(_windows(counted))
    heavier, lighter = sum(one.heavier for one in weeks), sum(one.lighter for one in weeks)
    if heavier + lighter < threshold("follow_sessions_min") or min(heavier, lighter) < threshold("follow_side_min"):
        return Following("few", heavier, lighter, known=len(counted))
    shares = np.array([one.weight for one in weeks]) / sum(one.weight for one in weeks)
    after_heavy, after_light = (float(pain) for pain in shares @ np.array([one.means for one in weeks]))
    rounding = _ROUNDING * math.sqrt(1 / heavier + 1 / lighter)
    difference = Quantity(after_heavy - after_light, math.hypot(_spread(weeks, shares), rounding), "points")
    return Following(_verdict(difference), heavier, lighter, after_heavy, after_light, difference, len(counted))


def _verdict(difference: Quantity) -> Verdict:
    value, reach = difference.value or 0.0, CLEAR_SD * (difference.sd or 0.0)
    if abs(value) > reach:
        return "follows" if value > 0 else "less"
    return "no" if abs(value) + reach < threshold("follow_noticed_points") else "unclear"


@dataclass(frozen=True, slots=True)
class _Window:
    """Four weeks of sessions in their order: which are heavier, and the pain on the mornings after them."""

    heavy: NDArray[np.bool_]
    pains: NDArray[np.float64]

    @property
    def heavier(self) -> int:
        """How many are heavier."""
        return int(self.heavy.sum())

    @property
    def lighter(self) -> int:
        """How many are lighter."""
        return len(self.heavy) - self.heavier

    @property
    def weight(self) -> float:
        """As much as a difference of two means of so many numbers is worth."""
        return self.heavier * self.lighter / len(self.heavy)

    @property
    def means(self) -> NDArray[np.float64]:
        """Mean pain after the heavier and after the lighter ones."""
        return np.array([self.pains[self.heavy].mean(), self.pains[~self.heavy].mean()])

    @property
    def rest(self) -> NDArray[np.float64]:
        """What is left of each pain beside the mean of its side."""
        return self.pains - np.where(self.heavy, *self.means)

    def variance(self, alike: float) -> float:
        """Of the difference of the means, for pains of variance 1 that are `alike` from one session to the next."""
        parts = np.where(self.heavy, 1 / self.heavier, -1 / self.lighter)
        apart = np.abs(np.subtract.outer(np.arange(len(parts)), np.arange(len(parts))))
        return float(parts @ alike**apart @ parts)


def _windows(days: Sequence[HistoryDay]) -> Iterator[_Window]:
    """Those in which not all loads are alike."""
    for _, within in groupby(days, key=lambda day: (day.on - days[0].on).days // threshold("follow_window_days")):
        loads, pains = np.array([(day.load_kg, day.morning) for day in within], float).T
        cuts = np.unique(loads)[1:]
        if len(cuts):
            cut = min(cuts, key=lambda load: abs(np.count_nonzero(loads >= load) - len(loads) / 2))
            yield _Window(loads >= cut, pains)


def _spread(weeks: Sequence[_Window], shares: NDArray[np.float64]) -> float:
    """The standard deviation by which chance moves the difference, with bad days that come in rows (AR(1))."""
    rests = [one.rest for one in weeks]
    squares, count = sum(float(rest @ rest) for rest in rests), sum(map(len, rests))
    if not squares:
        return 0.0
    # Taking out two means of a short row makes neighbours look less alike than they are, by about two in its length.
    taken = 2 * len(rests) / count
    alike = sum(float(rest[1:] @ rest[:-1]) for rest in rests) / squares + taken
    alike = float(np.clip(alike, 0.0, threshold("follow_alike_max_ratio")))
    lost = sum(len(rest) * _mean_variance(len(rest) / 2, alike) for rest in rests)
    variance = squares / max(count - lost, 1.0)
    return math.sqrt(variance * sum(share**2 * one.variance(alike) for share, one in zip(shares, weeks, strict=True)))


def _mean_variance(count: float, alike: float) -> float:
    """Of the mean of `count` numbers of variance 1 that are `alike` from one to the next."""
    return min(1.0, (1 + alike) / (1 - alike) / count)


def _details(found: Following) -> Iterator[str]:
    if found.difference is None or found.difference.value is None:
        compared, needed = found.heavier + found.lighter or "none", threshold("follow_sessions_min")
        so_far = f"{compared} of {found.known} can be compared" if found.known else "there is none"
        yield (
            f"It takes {needed:g} sessions with the pain of the next morning, lighter and heavier ones within "
            f"four weeks of each other. So far {so_far}."
        )
        yield "Write down your pain on waking on the day after each session."
        return
    value, sd = found.difference.value, found.difference.sd
    yield (
        f"On average it was {found.heavier_pain:.1f} after {found.heavier} heavier sessions and "
        f"{found.lighter_pain:.1f} after {found.lighter} lighter ones, on the scale from 0 to 10."
    )
    more = f"{with_error(abs(value), sd, 1)} points {'more' if value >= 0 else 'less'}"
    yield {
        "no": f"That is {more} after the heavier ones, and a whole point more would have shown.",
        "unclear": f"That is {more} after the heavier ones, which may be chance. More days will tell.",
    }.get(found.verdict, f"That is {more} after the heavier ones. The two go together; why, this cannot tell.")
