"""Rung 1: can the lifter hinge without weight to the height of the bar, mostly from the hips?"""

from __future__ import annotations

from collections.abc import Iterator
from math import degrees
from operator import itemgetter
from typing import Final

from liftwell.evidence import threshold
from liftwell.triage.account import GROUPS, Account, centimetres, in_degrees
from liftwell.triage.causes.cause import Cause, Strength
from liftwell.triage.self_tests import Both, Group, as_told_deg, hips_short_of_straight

FINE: Final[dict[Group, str]] = {"hip": "hip bend", "hamstring": "hamstrings", "psoas": "psoas hold"}
NOT_TESTED: Final[dict[Group, str]] = {"hip": "hip bend", "hamstring": "knee extension", "psoas": "psoas hold"}
_MIND: Final = "A hinge without weight in which your back keeps its shape."
_EVIDENCE: Final = ("ladder-order", "test-unloaded-hinge")
_NUMBERS: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def foundation(account: Account, set_up_likely: bool) -> Cause:
    """The hinge itself; `set_up_likely`: a pinch that another set-up takes away is not called stiffness."""
    match account.floor_hinge:
        case "pass":
            return _passed(account)
        case "fail":
            return _failed(account, set_up_likely)
        case "cannot_tell":
            return _between(account)
        case _:
            return _untested(account)


def _passed(account: Account) -> Cause:
    against = (f"{in_degrees(account.tests.hinge)} unloaded", *fine(account))
    late = _lockout(account)
    if late:
        return Cause("foundation", "possible", late, against, mind=_MIND, evidence=(*_EVIDENCE, "test-hip-extension"))
    return Cause("foundation", "no", (), against, mind=_MIND, evidence=_EVIDENCE)


def _lockout(account: Account) -> tuple[str, ...]:
    """Hips that do not reach straight, where lockout or bending back hurts (T5)."""
    story = account.intake.story
    hurts = "lockout" in (story.lifting or ()) or bool(story.hurts("bending-back"))
    hips = account.tests.hip_short
    if not (hurts and hips is not None and hips_short_of_straight(account.tests)):
        return ()
    return (f"hips do not reach straight: {' and '.join(f'{degrees(side):.0f}°' for side in hips.told)} short",)


def _failed(account: Account, set_up_likely: bool) -> Cause:
    shorts, raised = account.short_groups, account.passed_raised_m
    if shorts == ("hip",) and account.tests.pinch is not None and set_up_likely:
        return _cause("possible", short_words(account), ("stretching does not change a pinch",))
    if shorts:
        return _cause("likely", (*_hinge_words(account), *short_words(account)), fine(account))
    if raised is None and account.raised_hinges and all(verdict == "fail" for _, verdict in account.raised_hinges):
        at = ", ".join(centimetres(height) for height, _ in account.raised_hinges)
        return _cause(
            "likely", (*_hinge_words(account), f"the same from {at}"), fine(account), _untested_groups(account)
        )
    if raised is not None:
        return _only_at_the_floor(account, raised)
    unknown = ("the same hinge to a higher mark", *_untested_groups(account))
    return _cause("possible", tuple(_hinge_words(account)), fine(account), unknown)


def _only_at_the_floor(account: Account, raised_m: float) -> Cause:
    """It passes with the bar higher: that is a matter of set-up, once no group is short."""
    change = next(one.change for one in account.tests.raised if one.raised_m == raised_m)
    seen = (f"{in_degrees(account.tests.hinge)} at floor depth",)
    against = (f"{in_degrees(change)} at {centimetres(raised_m)}", *fine(account))
    unknown = _untested_groups(account)
    return _cause("possible" if unknown else "no", seen, against, unknown)


def _between(account: Account) -> Cause:
    own = account.tests.toe_touch
    missing = "toe-touch" if own is None or own.value is None else "the unloaded hinge once more, on another day"
    seen = (f"{in_degrees(account.tests.hinge)} unloaded: too close to our mark to tell",)
    if own is None or own.value is None:
        seen = (f"{in_degrees(account.tests.hinge)} unloaded, without a toe-touch beside it",)
    if account.short_groups:
        return _cause("possible", (*seen, *short_words(account)), fine(account), (missing,))
    return Cause("foundation", "not known", (), fine(account), (*seen, missing), _MIND, _EVIDENCE)


def _untested(account: Account) -> Cause:
    late = _lockout(account)
    against = (*_years(account), *_stick_kept(account), *fine(account))
    strength: Strength = "possible" if late or _stick_lost(account) else "not known"
    return Cause("foundation", strength, (*late, *_stick_lost(account)), against, ("unloaded hinge",), _MIND, _EVIDENCE)


def _cause(strength: Strength, seen: tuple[str, ...], against: tuple[str, ...], unknown: tuple[str, ...] = ()) -> Cause:
    return Cause("foundation", strength, seen, against, unknown, _MIND, _EVIDENCE)


# --- words ---------------------------------------------------------------------------------------


def fine(account: Account) -> tuple[str, ...]:
    """What was tested and is fine, in one phrase."""
    groups = account.fine_groups
    if len(groups) == len(GROUPS) and not hips_short_of_straight(account.tests):
        return ("all self-tests fine",)
    names = [FINE[group] for group in groups]
    if not names:
        return ()
    last = names[-1] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return (f"{last} {'is' if groups in (('hip',), ('psoas',)) else 'are'} fine",)


def _hinge_words(account: Account) -> Iterator[str]:
    hinge, own = account.tests.hinge, account.tests.toe_touch
    assert hinge is not None
    assert hinge.value is not None
    mark, value = threshold("hinge_change_max_deg"), as_told_deg(hinge.value)
    if value - as_told_deg(hinge.sd or 0.0) > mark:
        yield f"lumbar change {in_degrees(hinge)} unloaded (pass is {mark:g}° or less)"
    if own is not None and own.value is not None and value > threshold("hinge_share_max") * as_told_deg(own.value):
        yield f"half of own range or more: {value:.0f} of {degrees(own.value):.0f}°"


def short_words(account: Account) -> tuple[str, ...]:
    """What is short, with its numbers, side by side."""
    return tuple(_SHORT[group](account) for group in account.short_groups)


def _hip_words(account: Account) -> str:
    bend = account.tests.hip_bend
    if bend is None or not bend.told:
        return f"tightness deep in the buttock {account.tests.tightness}/10"
    if bend.left is not None and bend.right is not None and as_told_deg(bend.apart) >= threshold("hip_bend_apart_deg"):
        less, more = sorted((("right", bend.right), ("left", bend.left)), key=itemgetter(1))
        return f"{less[0]} hip bend {degrees(less[1]):.0f}°, {more[0]} {degrees(more[1]):.0f}°"
    return f"hip bend {_sides(bend)} (less than {threshold('hip_bend_min_deg'):g}° is short)"


def _hamstring_words(account: Account) -> str:
    knee, sex = account.tests.knee_short, account.intake.person.body.sex
    assert knee is not None
    men = sex != "female"
    mark = threshold("knee_short_men_max_deg" if men else "knee_short_women_max_deg")
    return f"knee extension short by {_sides(knee)} ({'men' if men else 'women'}: more than {mark:g}° is short)"


def _psoas_words(account: Account) -> str:
    hold = account.tests.psoas_hold_s
    assert hold is not None
    told = " and ".join(f"{side:g} s" for side in hold.told)
    least, apart = threshold("psoas_hold_min_s"), threshold("psoas_apart_max_s")
    return f"psoas hold {told} (short: under {least:g} s, or sides more than {apart:g} s apart)"


def _sides(both: Both) -> str:
    return " and ".join(f"{degrees(side):.0f}°" for side in both.told)


_SHORT: Final = {"hip": _hip_words, "hamstring": _hamstring_words, "psoas": _psoas_words}


def _untested_groups(account: Account) -> tuple[str, ...]:
    return tuple(_untested_words(group, account) for group in GROUPS if account.is_short(group) is None)


def _untested_words(group: Group, account: Account) -> str:
    between_marks = group == "hamstring" and account.tests.knee_short is not None and account.tests.knee_short.told
    return "your sex, which says what mark the knee extension has" if between_marks else NOT_TESTED[group]


def _years(account: Account) -> tuple[str, ...]:
    months = account.intake.person.lifting_months
    if not account.intake.person.painless_before or months is None or months < threshold("painless_months_min"):
        return ()
    years = months // 12
    number = _NUMBERS[years] if years < len(_NUMBERS) else str(years)
    return (f"{number} {'year' if years == 1 else 'years'} of lifting without pain",)


def _stick_kept(account: Account) -> tuple[str, ...]:
    kept = account.tests.stick_kept
    good = kept is not None and kept >= threshold("stick_kept_min")
    return (f"{kept} of 10 hinges kept the stick",) if good else ()


def _stick_lost(account: Account) -> tuple[str, ...]:
    kept = account.tests.stick_kept
    lost = kept is not None and kept < threshold("stick_kept_min")
    return (f"only {kept} of 10 hinges kept the stick",) if lost else ()
