"""Rung 3b: does this body fit this bar height?"""

from __future__ import annotations

from math import degrees
from typing import Final

from liftwell.evidence import threshold
from liftwell.triage.account import GROUPS, Account, Need, centimetres, in_degrees
from liftwell.triage.causes.cause import Cause
from liftwell.triage.self_tests import Response, as_told_deg

OTHER: Final = ("stance", "bar")
_MIND: Final = "The same weight that hurts as much from the higher bar."
_EVIDENCE: Final = ("bar-height", "bend-that-is-fine", "test-response")


def set_up(account: Account) -> Cause | None:
    """Whether another height, stance or bar is the answer; None where nothing speaks for or against it."""
    tried = [one for one in account.tests.responses if one.change in ("height", *OTHER)]
    answer = next((one for one in tried if one.responds), None)
    fits = _fits_raised(account, answer)
    if answer is None and not fits:
        return _tried_in_vain(tried)
    pain = (_pain_words(answer),) if answer is not None else ()
    unknown = () if any(one.change in OTHER for one in tried) else ("trap bar and sumo not tried",)
    likely = answer is not None and fits and _nothing_else_is_short(account)
    if answer is None:
        unknown = ("a light set from there", *unknown)
    words = (*_fit_words(account, answer), *pain)
    return Cause("set-up", "likely" if likely else "possible", words, (), unknown, _MIND, _EVIDENCE)


def _tried_in_vain(tried: list[Response]) -> Cause | None:
    if not tried:
        return None
    against = tuple(f"pain {one.pain_before} before, {one.pain_after} with {one.what}" for one in tried)
    return Cause("set-up", "no sign", (), against, (), _MIND, _EVIDENCE)


def _nothing_else_is_short(account: Account) -> bool:
    """No limiter but a hip that pinches; what was not tested does not count as fine."""
    shorts = account.short_groups
    pinch = shorts == ("hip",) and account.tests.pinch is not None
    return len(account.fine_groups) + len(shorts) == len(GROUPS) and (not shorts or pinch)


def _fits_raised(account: Account, answer: Response | None) -> bool:
    """Whether the floor asks for too much and a higher bar (or the change that was tried) does not."""
    too_low = account.floor_hinge == "fail" or any(not one.raised_m and not _fine(one) for one in account.needs)
    if not too_low:
        return False
    if account.passed_raised_m is not None:
        return True
    height = answer.raised_m if answer is not None else None
    return any(one.raised_m and (height is None or one.raised_m <= height) and _fine(one) for one in account.needs)


def _fine(need: Need) -> bool:
    if need.lumbar.value is None:
        return False
    return as_told_deg(need.lumbar.value + (need.lumbar.sd or 0.0)) <= threshold("lumbar_demand_max_deg")


def _fit_words(account: Account, answer: Response | None) -> tuple[str, ...]:
    if (pinch := _pinch_words(account)) is not None:
        return (pinch,)
    floor = next((one for one in account.needs if not one.raised_m), None)
    height = answer.raised_m if answer is not None and answer.raised_m else account.passed_raised_m
    raised = next((one for one in account.needs if one.raised_m and one.raised_m == height), None)
    if raised is None:
        raised = next((one for one in account.needs if one.raised_m and _fine(one)), None)
    if floor is not None and raised is not None:
        return (
            f"this body needs {in_degrees(floor.lumbar)} of lumbar bend to reach the bar from the floor, "
            f"{in_degrees(raised.lumbar)} from {centimetres(raised.raised_m)}",
        )
    if account.floor_hinge == "fail" and account.passed_raised_m is not None:
        change = next(one.change for one in account.tests.raised if one.raised_m == account.passed_raised_m)
        return (
            f"{in_degrees(account.tests.hinge)} at floor depth, "
            f"{in_degrees(change)} at {centimetres(account.passed_raised_m)}",
        )
    return ()


def _pinch_words(account: Account) -> str | None:
    side, bend = account.tests.pinch, account.tests.hip_bend
    if side is None or bend is None or (angle := getattr(bend, side)) is None:
        return None
    return f"needs more hip bend than the {side} hip gives without pinching ({degrees(angle):.0f}°)"


def _pain_words(answer: Response) -> str:
    quiet = ", no pinch" if answer.pinch_gone else ""
    if answer.change == "height" and answer.raised_m:
        return (
            f"pain {answer.pain_before} from the floor, {answer.pain_after} from {centimetres(answer.raised_m)}{quiet}"
        )
    return f"pain {answer.pain_before} as today, {answer.pain_after} with {answer.what}{quiet}"
