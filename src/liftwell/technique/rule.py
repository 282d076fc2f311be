"""Rule: one thing to look for in a lift, and the mark it is held against.

A rep is beyond the mark for certain when even the lower bound, one standard deviation off, is beyond it. Certain in
half of the reps is "fix"; certain in a quarter, or beyond with the value only in half, is "watch". A number within one
error of the mark says nothing when that error is larger than the mark itself, or on the good side half of it; "good"
needs half of the reps to say something and fewer than a quarter to be beyond with the value. Where one rep is enough
for "watch", "good" needs all of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from liftwell.analysis import Cut
from liftwell.evidence import all_thresholds, threshold
from liftwell.finding import Finding, FindingVerdict, Sureness, because
from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.quantity import Quantity, Reason, everyday, everyday_span
from liftwell.technique.pull import WITHOUT_SETUP, Pull
from liftwell.technique.words import words_of

Measure = Callable[[Sequence[Pull]], list[Quantity]]
# What a rep cannot show by its nature is not missing from the set.
NOT_COUNTED: Final[frozenset[Reason]] = WITHOUT_SETUP | {"no_earlier_rep"}


@dataclass(frozen=True, slots=True)
class Rule:
    """What `measure` finds in every rep, held against one or two marks.

    `above` and `below` are ids of thresholds; `at_most` the gravest verdict; `needs` says whether half of the reps have
    to be beyond the mark, or any; `good_needs` what the clip may not cut off for a rep to be good: a part of a pull can
    show a fault, not that there is none.
    """

    code: str
    step: int | None
    measure: Measure
    evidence: tuple[str, ...]
    above: str | None = None
    below: str | None = None
    at_most: Literal["watch", "fix"] = "fix"
    needs: Literal["half", "any"] = "half"
    good_needs: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class _Judged:
    """One rep: its number, how far beyond the nearer mark it lies (negative = on the good side), and that mark.

    `quantity` has no value when this rep cannot tell.
    """

    rep: int
    quantity: Quantity
    beyond: float
    limit: float

    @property
    def sds(self) -> float:
        """How many standard deviations beyond the mark."""
        return self.beyond / self.quantity.sd if self.quantity.sd else math.copysign(math.inf, self.beyond)


def each(of_one: Callable[[Pull], Quantity], *, on_the_fit: bool = True, from_the_floor: bool = False) -> Measure:
    """A measure that looks at every rep by itself.

    `on_the_fit`: it reads the fitted body, and says nothing of a rep in which that stands elsewhere than the lifter;
    `from_the_floor`: it says nothing of a rep whose lift-off the clip does not show.
    """

    def of_rep(pull: Pull) -> Quantity:
        quantity = of_one(pull)
        if from_the_floor and pull.starts_late:
            return Quantity.unseen(quantity.unit, "starts_late")
        told = pull.fits or not on_the_fit or not quantity.seen
        return quantity if told else Quantity.unseen(quantity.unit, "imprecise")

    return lambda pulls: [of_rep(pull) for pull in pulls]


def judge(rule: Rule, pulls: Sequence[Pull]) -> Finding:
    """What the rule finds in a set of at least one rep."""
    judged = [_of_rep(rule, pull, quantity) for pull, quantity in zip(pulls, rule.measure(pulls), strict=True)]
    seen = [rep for rep in judged if rep.quantity.seen]
    counted = [rep for rep in judged if rep.quantity.reason not in NOT_COUNTED]
    verdict, deciding = _of_set(rule, seen, len(counted)) if seen else ("unseen", [])
    if verdict == "unseen":
        missing = [rep.quantity for rep in counted or judged if not rep.quantity.seen]
        return _unseen(rule, missing[-1] if missing else Quantity.unseen(judged[0].quantity.unit, "imprecise"))
    return _finding(rule, verdict, deciding, _Told.of(judged, deciding, verdict))


def _of_rep(rule: Rule, pull: Pull, quantity: Quantity) -> _Judged:
    rep = pull.rep.index
    if quantity.value is None:
        return _Judged(rep, quantity, math.nan, math.nan)
    sd = quantity.sd or 0.0
    beyond, limit = max(_beyond(rule, quantity.value, quantity.unit))
    largest = threshold("coarse_error_max_share") if beyond <= 0 else 1.0
    lacks = [cut for cut in rule.good_needs if cut in pull.rep.cut]
    if beyond <= 0 and lacks:
        quantity = Quantity.unseen(quantity.unit, lacks[0])
    elif abs(beyond) < sd and sd > largest * abs(limit):
        quantity = Quantity.unseen(quantity.unit, "imprecise")
    return _Judged(rep, quantity, beyond, limit)


def _beyond(rule: Rule, value: float, unit: str) -> list[tuple[float, float]]:
    found = []
    if rule.above is not None:
        limit = mark(rule.above, unit)
        found.append((value - limit, limit))
    if rule.below is not None:
        limit = mark(rule.below, unit)
        found.append((limit - value, limit))
    return found


def mark(key: str, unit: str) -> float:
    """The threshold `key` in the unit of what is held against it: degrees become rad, metres body lengths."""
    own = all_thresholds()[key].unit
    if own == "deg" and unit == "rad":
        return math.radians(threshold(key))
    if own == "m" and unit == "body":
        return threshold(key) / NOMINAL_BODY_M
    return threshold(key)


def _of_set(rule: Rule, seen: Sequence[_Judged], counted: int) -> tuple[FindingVerdict, list[_Judged]]:
    """The verdict on a set of which `counted` reps could have been seen, and the reps that make it."""
    certain, over = [rep for rep in seen if rep.sds > 1], [rep for rep in seen if rep.beyond > 0]
    most = 1 if rule.needs == "any" else threshold("verdict_min_share_of_reps") * counted
    some = 1 if rule.needs == "any" else threshold("watch_min_share_of_reps") * counted
    if len(certain) >= most:
        return rule.at_most, certain
    if len(certain) >= some:
        return "watch", certain
    if len(over) >= most:
        return "watch", over
    # A rep that could not tell may be the one that is beyond.
    enough = len(seen) >= (counted if rule.needs == "any" else most)
    fine = [rep for rep in seen if rep.beyond <= 0]
    return ("good" if enough and len(over) < some else "unseen"), fine


@dataclass(frozen=True, slots=True)
class _Told:
    """The reps that are named and which they are in words: those that are fine for "good", those beyond the mark for
    "fix", and for "watch" those that make it one.

    `in_reps` is empty when it is all of them; `when` says from which rep on, or in which.
    """

    reps: tuple[_Judged, ...]
    in_reps: str
    when: str

    @classmethod
    def of(cls, judged: Sequence[_Judged], deciding: Sequence[_Judged], verdict: FindingVerdict) -> _Told:
        seen = [rep for rep in judged if rep.quantity.seen]
        told = [rep for rep in seen if rep.beyond > 0] if verdict == "fix" else list(deciding)
        names, first = listed([rep.rep for rep in told]), told[0]
        lasts = len(told) > 1 and told == seen[seen.index(first) :]
        in_reps = "" if len(told) == len(judged) else f" in {names}"
        return cls(tuple(told), in_reps, f"from rep {first.rep} on" if lasts else f"in {names}")

    def facts(self, limit: Quantity) -> Mapping[str, str]:
        """What the words may fill in: see `words.toml`."""
        found = [rep.quantity for rep in self.reps]
        largest = max(found, key=lambda quantity: abs(quantity.value or 0.0))
        return {
            "value": everyday_span(found),
            "room": everyday_span([replace(q, value=max(0.0, q.value or 0.0)) for q in found]),
            "size": everyday(replace(largest, value=abs(largest.value or 0.0))),
            "limit": everyday(limit),
            "in_reps": self.in_reps,
            "it": f"{self.in_reps[1:].capitalize()} it" if self.in_reps else "It",
            "when": self.when,
        }


def _finding(rule: Rule, verdict: FindingVerdict, deciding: Sequence[_Judged], told: _Told) -> Finding:
    middle = sorted(deciding, key=lambda rep: rep.beyond)[len(deciding) // 2]
    words, fine = words_of(rule.code), verdict == "good"
    title = {"good": words.good, "watch": words.watch, "fix": words.fix}[verdict]
    facts = told.facts(Quantity(middle.limit, None, middle.quantity.unit))
    return Finding(
        code=rule.code,
        step=rule.step,
        verdict=verdict,
        title=title.format(**facts),
        why=(words.fine if fine else words.why).format(**facts),
        quantity=middle.quantity,
        reps=tuple(rep.rep for rep in told.reps),
        evidence=rule.evidence,
        cue="" if fine else words.cue,
        limit=middle.limit,
        sure=_sure(middle),
    )


def unplaced_bar(rule: Rule) -> Finding:
    """What a rule about the place of the bar says where only the hands were followed."""
    return _unseen(rule, Quantity.unseen("m", "no_plate"))


def _unseen(rule: Rule, quantity: Quantity) -> Finding:
    why = because(quantity.reason or "hidden")
    return Finding(rule.code, rule.step, "unseen", words_of(rule.code).unseen, why, quantity, evidence=rule.evidence)


def _sure(rep: _Judged) -> Sureness:
    return "clear" if abs(rep.sds) >= 2 else "likely" if abs(rep.sds) >= 1 else "close"


def listed(reps: Sequence[int]) -> str:
    """Such as "rep 2", "reps 2 and 4", "reps 1, 2 and 5", "reps 1 to 6 and 8"."""
    if len(reps) == 1:
        return f"rep {reps[0]}"
    starts = [rep for rep in reps if rep - 1 not in reps]
    runs = [[rep for rep in reps if start <= rep < stop] for start, stop in pairwise([*starts, reps[-1] + 1])]
    *parts, last = [part for run in runs for part in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))]
    return f"reps {', '.join(parts)} and {last}" if parts else f"reps {last}"
