"""The words of a day's plan: its doses, when to stop, and the entry for the diary (`clinical.md` 4.4, 4.6 and 5.2)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from liftwell.evidence import claim, threshold
from liftwell.evidence.claims import STANDINGS, Standing
from liftwell.plan.exercise import Exercise
from liftwell.plan.lifter import CLEAR, Lifter
from liftwell.plan.loading.plates import Unit
from liftwell.plan.loading.weight_unit import load_words, said
from liftwell.plan.prescription import DayKind, MainLift, Reason, Today
from liftwell.training.day_colour import green_limit
from liftwell.training.diary import Done, Readiness

KINDS: Final[Mapping[DayKind, str]] = {
    "train": "",
    "gentle": "a gentle day",
    "drills": "drills only, no hinge today",
    "rest": "a day without the hinge",
    "settle": "let it settle first",
    "ease": "what eases it",
    "none": "no plan today",
}
PARTS: Final[Mapping[str, str]] = {
    "comfort": "First, if you like",
    "ease": "What eases it",
    "warm-up": "Warm-up",
    "skill": "Hinge practice",
    "ramp": "Ramp",
    "main": "Main lift",
    "assistance": "After it",
    "home": "At home",
}
STANDING_WORDS: Final[Mapping[Standing, str]] = {
    "judgement": "our judgement",
    "unsupported": "no study shows it",
    "contested": "contested",
    "mixed": "mixed evidence",
    "supported": "supported",
}
BASE_UNKNOWN: Final = 0  # the strictest limit where nobody knows the usual pain
_LONGEST_IN_S: Final = 120
_LOAD: Final = re.compile(r" (?:kg|lb)\b")
_STOP_RULE: Final = "Stop rule of 4.4"  # as the catalogue names it; `stop_words` says it


def may_show(today: Today) -> bool:
    """Whether an exercise of this plan may be shown: never before safety is clear, nor before what is to be asked."""
    return today.level in CLEAR and today.kind != "none" and not today.ask


def sayable(today: Today) -> tuple[Reason, ...]:
    """The reasons that may be told: all beside a plan that may be shown, before that none that speaks of a load."""
    if may_show(today):
        return today.reasons
    return tuple(one for one in today.reasons if today.level in CLEAR and not _LOAD.search(one.text))


def heading(today: Today) -> str:
    """What day it is in the plan: "return, row R1, a gentle day"."""
    if today.kind in ("settle", "ease", "none"):
        return KINDS[today.kind]
    row = f"row {today.row}" if today.row not in (None, today.phase) else ""
    return ", ".join(part for part in (today.phase, row, KINDS[today.kind]) if part)


# --- the main lift -------------------------------------------------------------------------------


def lift_words(main: MainLift, unit: Unit = "kg") -> str:
    """Its dose as one phrase: "3 x 8 with 142.5 kg, RPE 6 or less, 2 to 3 min rest"."""
    rest = f"{seconds_words(main.plan_row.rest_s)} {'between' if main.lift.inside else 'rest'}"
    inside = main.plan_row.inside_rest_s
    short = [f"{seconds_words(inside)} inside"] if main.lift.inside and inside is not None else []
    return ", ".join([scheme_words(main, unit), f"RPE {main.rpe_max:g} or less", *short, rest])


def scheme_words(main: MainLift, unit: Unit = "kg") -> str:
    """Sets, repetitions, load and height: "3 clusters of 2+2+2 with 120 kg, plates 10 cm up"."""
    lift = main.lift
    clusters = "cluster" if lift.sets == 1 else "clusters"
    sets = (
        f"{lift.sets} {clusters} of {'+'.join(map(str, lift.inside))}" if lift.inside else f"{lift.sets} x {lift.reps}"
    )
    load = f"with {load_words(lift.load_kg, unit)}" if lift.load_kg else "without weight"
    height = [f"plates {lift.raised_cm:g} cm up"] if lift.raised_cm else []
    return ", ".join([f"{sets} {load}", *height])


def plates_words(each_side_kg: Sequence[float], unit: Unit = "kg") -> str:
    """What to put on: "Each side: 25 + 15 + 2.5 kg"."""
    if not each_side_kg:
        return "The bar alone"
    return said(f"Each side: {' + '.join(f'{plate:g}' for plate in each_side_kg)} kg", unit)


def effort_words(main: MainLift) -> str:
    """What the RPE asks for: how many repetitions stay undone."""
    return f"Stop each set while {math.ceil(10 - main.rpe_max)} more would still go well."


def seconds_words(span: tuple[int, int]) -> str:
    """A rest as it is said: "15 s", "90 to 120 s", "2 to 3 min"."""
    low, high = span
    unit, by = ("min", 60) if low >= _LONGEST_IN_S and not (low % 60 or high % 60) else ("s", 1)
    return f"{low // by} {unit}" if low == high else f"{low // by} to {high // by} {unit}"


# --- when to stop, and what comes after ----------------------------------------------------------


def stop_words(base: int | None) -> tuple[str, ...]:
    """When to go gentler and when to end the hinge; `base` is the usual pain on waking, None where not known."""
    limit = green_limit(BASE_UNKNOWN if base is None else base)
    rise, red = threshold("stop_rise_min"), threshold("red_pain_min")
    return (
        f"Up to {limit} is fine for you today if it is back to your usual tomorrow.",
        f"Above {limit}: the next set is gentler. Raise the bar, or take a tenth off, or do a third fewer. "
        "Above it again: the hinge ends for today.",
        f"At {red:g}, or {rise:g} more than you began with: the hinge ends, and you answer the safety questions.",
        "Anything new in a leg, or further down it: the same.",
        "A repetition that stops, or one that feels much harder than planned: that was your last set with this weight.",
    )


def start_words(lifter: Lifter) -> tuple[str, ...]:
    """Lines for a new diary file: when and where the plan began, and what its loads are reckoned from."""
    told = {
        "phase": f'"{lifter.phase}"',
        "row": f'"{lifter.row}"' if lifter.row else None,
        "exercise": f'"{lifter.exercise}"' if lifter.exercise else None,
        "raised_cm": f"{lifter.raised_cm:g}" if lifter.raised_cm else None,
        "ref_kg": None if lifter.ref_kg is None else f"{lifter.ref_kg:g}",
        "last_kg": None if lifter.last_kg is None else f"{lifter.last_kg:g}",
        "base": lifter.base,
    }
    known = (f"{key} = {value}" for key, value in told.items() if value is not None)
    return ("[start]", f"on = {lifter.began.isoformat()}", *known)


def check_words(check: Readiness | None, *, settling: bool) -> tuple[str, ...]:
    """Lines for the diary file about the check-in; none where nobody told one. settling: ask for the chair stands."""
    if check is None:
        return ()
    told = {
        "now": check.now,
        "walking": check.walking,
        "soreness": check.soreness,
        "sleep_h": check.sleep_h,
        "stress": check.stress,
        "ill": check.ill or None,
        "fever": check.fever or None,
        "off_for_pain": check.off_for_pain or None,
        "leg": None if check.leg == "none" else f'"{check.leg}"',
        "stands": check.stands,
    }
    known = (f"{key} = {str(value).lower()}" for key, value in told.items() if value is not None)
    open_ = ["# stands =    how much five stands from a chair raise it"] if settling and check.stands is None else []
    return ("[[check]]", f"on = {check.on.isoformat()}", *known, *open_)


def stop_of(one: Exercise) -> str:
    """When to end a set of an exercise; of a lift only what comes on top of the stop rule of the day."""
    beside = one.stop.removeprefix(_STOP_RULE).lstrip(".; ")
    return f"{beside[:1].upper()}{beside[1:]}"


def done_words(done: Done) -> tuple[str, ...]:
    """Lines for the diary file about a session that was told elsewhere."""
    lift = done.lift
    told = {
        "inside": f"[{', '.join(map(str, lift.inside))}]" if lift.inside else None,
        "raised_cm": f"{lift.raised_cm:g}" if lift.raised_cm else None,
        "row": f'"{done.row}"' if done.row else None,
        "rpe": None if done.rpe is None else f"{done.rpe:g}",
        "during": done.during,
        "after": done.after,
        "morning": done.morning,
    }
    head = ("[[session]]", f"on = {done.on.isoformat()}", f'exercise = "{lift.exercise}"', f"sets = {lift.sets}")
    known = (f"{key} = {value}" for key, value in told.items() if value is not None)
    return (*head, f"reps = {lift.reps}", f"load_kg = {lift.load_kg:g}", *known)


def made_easier(today: Today) -> bool:
    """Whether the gate of the day, or a light week, makes the main lift easier than its row."""
    return today.kind == "gentle" or (today.main is not None and today.main.light == "week")


def entry_words(today: Today) -> tuple[str, ...]:
    """Lines for the diary file about the main lift of today, what is to be filled in behind a #; none without one."""
    if today.main is None:
        return ()
    lift = today.main.lift
    reps = f"inside = [{', '.join(map(str, lift.inside))}]" if lift.inside else f"reps = {lift.reps}"
    told = {
        "row": f'"{today.main.row}"',
        "raised_cm": f"{lift.raised_cm:g}" if lift.raised_cm else "",
        "light": "true" if today.main.light == "day" else "",
        "gentle": "true" if made_easier(today) else "",
    }
    return (
        "[[session]]",
        f"on = {today.on.isoformat()}",
        f'exercise = "{lift.exercise}"',
        f"sets = {lift.sets}",
        reps,
        f"load_kg = {lift.load_kg:g}",
        *(f"{key} = {value}" for key, value in told.items() if value),
        "# rpe =       the hardest set",
        "# during =    worst pain in it, 0 to 10",
        "# after =     worst within an hour",
        "# morning =   on waking tomorrow",
    )


def rests_on(today: Today) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the plan rests on, our own judgement first: how it stands, and the ids of the claims."""
    shown = (*today.reasons, *(item.why for item in today.items))
    row = [] if today.main is None else [today.main.plan_row.evidence]
    ids = dict.fromkeys([*(reason.evidence for reason in shown), *row])
    for standing in reversed(STANDINGS):
        found = tuple(key for key in ids if claim(key).standing == standing)
        if found:
            yield STANDING_WORDS[standing], found
