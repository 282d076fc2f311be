"""Invariant 7: phases, gates, the acute branch and the gate of the day (4.1, 4.2, 4.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from liftwell.training.diary import Readiness, Sign
from tests.plan.laws.case import EPS, Case
from tests.plan.ledger import CLIMB, DAY, PHASES, ROWS, calm, gate_limit, phase_of, within


def phases(case: Case) -> Iterator[str]:
    """7: never skipped upward, and no gate opens without what it asks for (4.1)."""
    reached = _reached(case)
    now = case.today.phase
    if now not in PHASES or reached not in PHASES or now == "settle":
        return
    rise = PHASES.index(now) - PHASES.index(reached)
    if rise <= 0 or case.by("clinician", "phase"):
        return
    if rise > 1:
        yield f"7: from {reached} to {now}"
    elif not case.by("coach", "phase") and not GATES[now](case):
        yield f"7: {now}, and its gate is shut"


def _reached(case: Case) -> str:
    """The phase before today; coming back from settle is judged by `acute`, as a day may settle for itself (4.4)."""
    before = (one.phase for one in reversed(case.shown) if one.phase in PHASES and one.phase != "settle")
    return next(before, case.lifter.phase)


def _signs(case: Case, *kinds: str) -> list[Sign]:
    """Signs of these kinds until today; after a gap of more than 56 days older ones are unknown (5.5)."""
    oldest = case.on - 56 * DAY if case.gap > 56 else date.min
    told = (one for one in case.beside.signs if one.kind in kinds and oldest <= one.on <= case.on)
    return sorted(told, key=lambda one: one.on)


def _days(signs: Iterable[Sign]) -> int:
    return len({one.on for one in signs})


def _quiet(case: Case) -> bool:
    """No red among the last four and two greens or more; imports are no rated sessions."""
    four = [one.hue for one in case.history if not one.done.imported][-4:]
    return "red" not in four and sum(one in ("green", "sore") for one in four) >= 2


def _to_foundation(_: Case) -> bool:
    return True


def _to_technique(case: Case) -> bool:
    """By the gate with its quiet sessions, or by one of the plateau exits, which ask for less (4.1)."""
    seen = [one for one in _signs(case, "stick") if (one.value or 0) >= 8]
    sticks = {one.on for one in seen} | {
        one.on for one in case.history if (one.done.stick_kept or 0) >= 8 and case.gap <= 56
    }
    light = [one for one in case.history if one.row == "F"]
    entered = [one.on for one in case.shown if one.phase == "foundation"]
    passed = _signs(case, "hinge-pass")
    heights: dict[float, list[float]] = {}
    for one in _signs(case, "hinge-deg"):
        heights.setdefault(one.raised_cm, []).append(one.value or 0.0)
    stands = len(light) >= 8 and (case.on - min(entered, default=case.on)).days >= 28
    range_exit = stands and any(within(values, 5) for values in heights.values())
    held = _days(passed) >= 2 or (len(sticks) >= 2 and bool(_signs(case, "coach-hinge"))) or range_exit
    raised = _days(one for one in passed if one.raised_cm) >= 2
    unseen = len(sticks) >= 3 and sum(one.hue == "green" for one in light) >= 6
    # Not on the page but for 5.9 7: whoever tests nothing goes on after six weeks with twelve greens, "not measured".
    greens = [one for one in light if one.hue == "green"]
    untested = len(greens) >= 12 and (case.on - light[0].on).days >= 42
    return (held and _quiet(case)) or raised or unseen or untested


def _to_return(case: Case) -> bool:
    top = [one for one in case.history if one.row == "T3" and one.hue == "green"]
    held = _days(_signs(case, "steps-hold")) >= 2 or bool(_signs(case, "coach-technique"))
    unseen = _days(_signs(case, "checklist")) >= 2 and len(top) >= 4
    return (held and len(top) >= 2 and _quiet(case)) or unseen or len(top) >= 8


def _to_perform(case: Case) -> bool:
    """R8 or the own goal, or three weeks at one row, which may be counted from its last red day."""
    top = [one for one in case.history if one.row == "R8" and one.full and one.hue == "green"]
    since = case.on
    for one in reversed([one for one in case.history if one.row in CLIMB]):
        if one.row != (case.full[-1].row if case.full else ""):
            break
        since = one.on
        if one.hue == "red":
            break
    return len(top) >= 2 or bool(_signs(case, "goal")) or (case.on - since).days >= 21


GATES: Final[Mapping[str, Callable[[Case], bool]]] = {
    "foundation": _to_foundation, "technique": _to_technique, "return": _to_return, "perform": _to_perform,
}  # fmt: skip


def acute(case: Case) -> Iterator[str]:
    """7 and 4.4: no hinge on a day of six or without walking, none after seven or a red of eight before it is calm."""
    lift, check = case.lift, case.check
    if lift is None:
        return
    usual, base, least = case.usual.effective(case.on), case.usual.base(case.on), case.usual.least(case.on)
    if check and ((check.now is not None and check.now >= 6) or check.walking is False or check.fever):
        yield "7 (4.4): pain of six, walking not as usual or fever, and a hinge"
    # b of six or more: no loaded hinge (5.2).
    if usual is not None and usual >= 6 and (least is None or least >= 6):
        yield "7 (5.2): a usual of six, and a hinge"
    broke = [one.on for one in case.checks if one.on < case.on and one.now is not None and one.now >= 7]
    broke += [one.on for one in case.history if max(one.done.during or 0, one.done.after or 0) >= 8]
    broke += [case.lifter.began - DAY] if case.lifter.phase == "settle" else []
    if not broke or case.by("clinician", "phase"):
        return
    if any(one.lift.load_kg > 0 and one.row for one in case.history if one.on > max(broke)):
        return  # the way out was judged when it was taken
    since = [one for one in case.checks if one.on > max(broke)]
    then = [told for told in (base, case.usual.base(max(broke))) if told is not None]  # of before the episode, or now
    calm_at = max(then, default=None)
    # The way out may lie some days before the first hinge after it, and need not have been shown.
    calmed = [b.on for a, b in pairwise(since) if calm(a, calm_at) and calm(b, calm_at)]
    stood = [one for one in case.checks if one.on >= max(broke) and one.stands is not None]
    fine = any(_stands_fine(stood, day, case.on) for day in calmed)
    if not fine:
        yield "7 (4.1): a hinge before two calm days and five easy stands"
    yield from _come_back(case, max(broke))


def _stands_fine(stood: Sequence[Readiness], calmed: date, until: date) -> bool:
    """Whether on one of the days from then on the five stands that were told last were easy."""
    last = next((one for one in reversed(stood) if one.on <= calmed), None)
    told = ([last] if last else []) + [one for one in stood if calmed < one.on <= until]
    return any((one.stands or 0) <= 1 for one in told)


def _come_back(case: Case, broke: date) -> Iterator[str]:
    """4.2: the first hinge after settling is one phase below the one that was left, at 70 % of the last load."""
    before = [one for one in case.full if one.on <= broke]
    if not before or any(one.lift.load_kg > 0 for one in case.history if one.on > broke) or case.lift is None:
        return
    roof = 0.7 * before[-1].lift.load_kg
    # Where nothing that light can be made, the lightest there is, after a day without weight.
    lightest = case.lifter.equipment.at_most("kb_deadlift_blocks", roof) is None
    if case.lift.load_kg > roof + EPS and not (lightest and case.last and case.last.lift.load_kg == 0):
        yield f"7 (4.2): back from settle at {case.lift.load_kg:g} kg after {before[-1].lift.load_kg:g}"
    # The phase that was shown last before it broke: a gate may have opened since the last session.
    shown = [one.phase for one in case.shown if one.on <= broke and one.phase in PHASES[1:]]
    left, now = shown[-1] if shown else phase_of(before[-1].row), case.today.phase
    if left in PHASES[2:] and now in PHASES and PHASES.index(now) >= PHASES.index(left):
        yield f"7 (4.2): back from settle to {now} after {left}"


def gate(case: Case) -> Iterator[str]:
    """7 (4.4): a gentle day is a fifth lighter than any plan of today could be, and has half the sets."""
    check, lift, main = case.check, case.lift, case.main
    usual = case.usual.base(case.on)
    if not (check and lift and main):
        return
    limit = gate_limit(usual) if usual is not None else 3
    hurts = check.now is not None and check.now > limit
    if hurts or (check.soreness or 0) >= 6:
        rows = ROWS.get(main.row, (4, 0, 0.0, 0.0))[0]
        if case.full and lift.load_kg > 0.8 * 1.10 * case.full[-1].lift.load_kg + EPS:
            yield f"7 (4.4): {lift.load_kg:g} kg on a gentle day"
        if lift.sets > (rows + 1) // 2:
            yield f"7 (4.4): {lift.sets} sets on a gentle day"
    short = (check.sleep_h is not None and check.sleep_h < 5) or check.ill or (check.stress or 0) >= 8
    cap = ROWS.get(main.row, (0, 0, 0.0, 9.0))[3]
    if short and main.rpe_max > cap - 1 + EPS:
        yield f"7 (4.4): RPE {main.rpe_max:g} after a short night, ill or under stress"
