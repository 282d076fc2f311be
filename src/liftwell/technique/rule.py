"""Rule: one thing to look for in a lift, and the mark it is held against.

A rep is beyond the mark for certain ("fix") when even the lower bound, one standard deviation off, is beyond it;
when only the value is, it is watched ("watch"). A number within one error of the mark says nothing ("unseen") when that
error is larger than the mark itself, or on the good side half of it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from liftwell.evidence import all_thresholds, threshold
from liftwell.finding import BECAUSE, Finding, FindingVerdict, Sureness
from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.quantity import Quantity, everyday
from liftwell.technique.pull import Pull
from liftwell.technique.words import words_of

Measure = Callable[[Sequence[Pull]], list[Quantity]]
# A rep that begins in another way has nothing that a rule about the set-up could see: it does not count.
OF_ANOTHER_KIND: Final = frozenset({"starts_at_top", "starts_late", "no_rest"})


@dataclass(frozen=True, slots=True)
class Rule:
    """What `measure` finds in every rep, held against one or two marks.

    `above` and `below` are ids of thresholds; `at_most` the gravest verdict; `needs` says whether half of the reps that
    were seen have to be beyond the mark, or any.
    """

    code: str
    step: int | None
    measure: Measure
    evidence: tuple[str, ...]
    above: str | None = None
    below: str | None = None
    at_most: Literal["watch", "fix"] = "fix"
    needs: Literal["half", "any"] = "half"


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


def each(of_one: Callable[[Pull], Quantity], *, on_the_fit: bool = True) -> Measure:
    """A measure that looks at every rep by itself.

    `on_the_fit`: it reads the fitted body, and says nothing of a rep in which that stands elsewhere than the lifter.
    """

    def of_rep(pull: Pull) -> Quantity:
        quantity = of_one(pull)
        told = pull.fits or not on_the_fit or not quantity.seen
        return quantity if told else Quantity.unseen(quantity.unit, "imprecise")

    return lambda pulls: [of_rep(pull) for pull in pulls]


def judge(rule: Rule, pulls: Sequence[Pull]) -> Finding:
    """What the rule finds in a set of at least one rep."""
    judged = [_of_rep(rule, pull.rep.index, q) for pull, q in zip(pulls, rule.measure(pulls), strict=True)]
    seen = [rep for rep in judged if rep.quantity.seen]
    if not seen:
        return _unseen(rule, judged[0].quantity)
    counted = sum(rep.quantity.reason not in OF_ANOTHER_KIND for rep in judged)
    verdict = _of_set(rule, seen, counted)
    told = [rep for rep in seen if verdict == "good" or rep.beyond > 0]
    return _finding(rule, verdict, told, in_all=len(told) == len(judged))


def _of_rep(rule: Rule, rep: int, quantity: Quantity) -> _Judged:
    if quantity.value is None:
        return _Judged(rep, quantity, math.nan, math.nan)
    sd = quantity.sd or 0.0
    beyond, limit = max(_beyond(rule, quantity.value, quantity.unit))
    largest = threshold("coarse_error_max_share") if beyond <= 0 else 1.0
    if abs(beyond) < sd and sd > largest * abs(limit):
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


def _of_set(rule: Rule, seen: Sequence[_Judged], counted: int) -> FindingVerdict:
    """Certain in half of the reps (or any): the gravest verdict; certain in fewer, or beyond in half: "watch".

    Half of all that could have been seen for "fix", half of those that were seen for "watch".
    """
    certain, over = sum(rep.sds > 1 for rep in seen), sum(rep.beyond > 0 for rep in seen)
    any_rep = rule.needs == "any"
    if certain >= (1 if any_rep else counted / 2):
        return rule.at_most
    return "watch" if certain or over >= (1 if any_rep else len(seen) / 2) else "good"


def _finding(rule: Rule, verdict: FindingVerdict, told: Sequence[_Judged], *, in_all: bool) -> Finding:
    middle = sorted(told, key=lambda rep: rep.beyond)[len(told) // 2]
    reps = tuple(rep.rep for rep in told)
    limit = Quantity(middle.limit, None, middle.quantity.unit)
    words, fine = words_of(rule.code), verdict == "good"
    title = {"good": words.good, "watch": words.watch, "fix": words.fix}[verdict]
    facts = {
        "value": everyday(middle.quantity),
        "limit": everyday(limit),
        "in_reps": "" if in_all else f" in {listed(reps)}",
        "first": str(reps[0]),
    }
    return Finding(
        code=rule.code,
        step=rule.step,
        verdict=verdict,
        title=title.format(**facts),
        why=(words.fine if fine else words.why).format(**facts),
        quantity=middle.quantity,
        reps=reps,
        evidence=rule.evidence,
        cue="" if fine else words.cue,
        limit=middle.limit,
        sure=_sure(middle),
    )


def unplaced_bar(rule: Rule) -> Finding:
    """What a rule about the place of the bar says where only the hands were followed."""
    return _unseen(rule, Quantity.unseen("m", "no_plate"))


def _unseen(rule: Rule, quantity: Quantity) -> Finding:
    reason = quantity.reason or "hidden"
    because = BECAUSE.get(reason, BECAUSE["hidden"])
    why = f"{because[0].upper()}{because[1:]}."
    return Finding(rule.code, rule.step, "unseen", words_of(rule.code).unseen, why, quantity, evidence=rule.evidence)


def _sure(rep: _Judged) -> Sureness:
    return "clear" if abs(rep.sds) >= 2 else "likely" if abs(rep.sds) >= 1 else "close"


def listed(reps: Sequence[int]) -> str:
    """Such as "rep 2", "reps 2 and 4", "reps 1, 2 and 5"."""
    if len(reps) == 1:
        return f"rep {reps[0]}"
    return f"reps {', '.join(str(rep) for rep in reps[:-1])} and {reps[-1]}"
