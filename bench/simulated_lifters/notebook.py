"""docs/guide/sixteen-weeks.md: one simulated lifter's sixteen weeks as a coach would note them, by the real engine.

python -m bench.simulated_lifters.notebook [FIRST LAST]     seeds whose story tells enough, where the plan has changed
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from bench.simulated_lifters.body import Body
from bench.simulated_lifters.life import DAYS, Life, live
from bench.simulated_lifters.person import BEGINS, Habits, Person
from liftwell.plan.course.replay import standing_on
from liftwell.plan.course.sentences import LIGHT_WEEK, MONTHS, STEPS_HOLD, WEEKDAYS
from liftwell.plan.equipment import Equipment
from liftwell.plan.exercise import exercise
from liftwell.plan.lifter import CLEAR, Lifter
from liftwell.plan.prescription import Today
from liftwell.training.day_colour import GRAVEST_FIRST, Colour
from liftwell.training.diary import Done, Lift, Readiness, Sign

SEED: Final = 22
_DAY: Final = timedelta(days=1)
_HEAD: Final = """\
# Sixteen weeks, as a coach would note them

One lifter of the [simulation](../simulated_lifters.md), written by `make docs`: the person is made up, and body,
pain and slips come from a seeded model. Every plan and every sentence in italics is the program's own.
Her flare in week 7 and her nine days away are set, and the seed was chosen so that there is something to see: this is
an example, not the usual course. Do not edit.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One session: its day, what was planned, what was done, its colour, and the usual pain it was held against."""

    on: date
    today: Today
    done: Done
    colour: Colour
    usual: int | None


def somebody(seed: int = SEED) -> Person:
    """The lifter of the notebook: stiff hamstrings, a good deadlift once, and a back that has ached for months."""
    lifter = Lifter(
        began=BEGINS, age=38, sex="female", mass_kg=72, screened_on=BEGINS,
        equipment=Equipment.of(("barbell", "blocks", "stick", "strap", "band", "bench", "kettlebells 8-24"), 2.5),
        phase="technique", limiters=("hamstring",), likely=("technique",), steps=(4,), ref_kg=120.0,
        comfortable_kg=80.0, last_kg=80.0, days_off=4,
        exercise="conventional_deadlift", passed_cm=(0.0,), base=3,
        lifting_hurts=5, worry=6, psoas="march_supine",
    )  # fmt: skip
    body = Body(122.0, 84.0, 3.0, responds=1.0, bend_deg=18.0, faults=0.35, irritable=1.2)
    habits = Habits(trains=0.85, gap=0.002, longest_gap=6, flares=0.0, positive=0.0, wishes=0.01)
    habits = replace(habits, flare_on=((46, 3.6),), away_on=((78, 9),))
    return Person("responder", seed, lifter, body, habits)


def notebook() -> str:
    """The whole page."""
    life = live(somebody())
    entries = entries_of(life)
    return "\n".join([_HEAD, _who(life), *_weeks(life, entries), _came_to(life, entries)])


def entries_of(life: Life) -> list[Entry]:
    """All sessions with their colours as the engine sees them once the next morning is known."""
    found = []
    for on, done in life.done.items():
        _, today, lifter = life.plans[on]
        before, after = (standing_on(lifter, life.diary, day) for day in (on, on + _DAY))
        found.append(Entry(on, today, done, after.last_colour or "unrated", before.usual.effective))
    return found


def tells_enough(entries: list[Entry]) -> bool:
    """Whether a story has its ups and downs: a red day or two, a gap, a light week, a gate by film, and clusters."""
    colours = [entry.colour for entry in entries]
    sentences = {reason.text for entry in entries for reason in entry.today.reasons}
    gap = any(8 <= (after.on - before.on).days <= 28 for before, after in pairwise(entries))
    return (
        1 <= colours.count("red") <= 2
        and colours.count("green") > len(colours) / 2
        and gap
        and STEPS_HOLD[0] in sentences
        and LIGHT_WEEK[0] in sentences
        and sum(bool(entry.done.lift.inside) for entry in entries) > 1
    )


# --- who it is, and what came of it --------------------------------------------------------------


_WHO: Final = """\
**Who.** A woman of {age}, {mass:g} kg. Her back has ached for seven months: {base} of 10 on waking, and lifting
brings it to {hurts}. Her best deadlift was about {ref:g} kg, her last session {last:g} kg. Nothing in the safety
questions. Her unloaded hinge holds; in her light clip the bar leaves her legs. Her hamstrings are short. She owns a
bar, blocks, kettlebells, a bench, a band and a strap, she films, and she notes her mornings.

**How to read it.** *Green*: no more pain than is fine for her, and back to her usual next morning. *Amber*: a
little above one of these, so the day is done again. *Red*: today was too much, so the next one is lighter. Pain is
0 to 10: the worst in the session, within an hour after, and on waking. T1 to T3, R1 to R8 and P1 to P3 are rows of
the load table.
"""
_CAME_TO: Final = """\
## What it came to

{count} sessions: {colours}. From {first:g} to {best:g} kg, which is {first_share:.0%} and {best_share:.0%} of what
she had called her best. Usual pain on waking: {base} at the start, {usual} at the end. The weeks that went back are
part of the way.
"""


def _who(life: Life) -> str:
    who = life.person.lifter
    return _WHO.format(
        age=who.age,
        mass=who.mass_kg or 0.0,
        base=who.base,
        hurts=who.lifting_hurts,
        ref=life.person.ref_kg,
        last=who.last_kg or 0.0,
    )


def _came_to(life: Life, entries: list[Entry]) -> str:
    counts = Counter(entry.colour for entry in entries)
    whole = [entry.done.lift for entry in entries if not (entry.done.light or entry.done.gentle)]
    first, best = whole[0].load_kg, max(lift.load_kg for lift in whole)
    end = standing_on(life.screen.lifter, life.diary, BEGINS + DAYS * _DAY)
    return _CAME_TO.format(
        count=len(entries),
        colours=", ".join(f"{counts[colour]} {colour}" for colour in GRAVEST_FIRST[::-1] if counts[colour]),
        first=first,
        best=best,
        first_share=first / life.person.ref_kg,
        best_share=best / life.person.ref_kg,
        base=life.person.lifter.base,
        usual=end.usual.base,
    )


# --- week by week --------------------------------------------------------------------------------


def _weeks(life: Life, entries: list[Entry]) -> Iterator[str]:
    phase = ""
    for week in range(DAYS // 7):
        monday = BEGINS + timedelta(weeks=week)
        yield f"## Week {week + 1}, from {monday.day} {MONTHS[monday.month - 1]}"
        yield ""
        told = list(_week(life, entries, monday, phase))
        yield from told or ["Nothing noted this week."]
        yield ""
        phase = next(
            (entry.today.phase for entry in reversed(entries) if entry.on < monday + timedelta(weeks=1)), phase
        )


def _week(life: Life, entries: list[Entry], monday: date, phase: str) -> Iterator[str]:
    sessions = {entry.on: entry for entry in entries}
    for day in (monday + number * _DAY for number in range(7)):
        yield from _between(life, day)
        if (entry := sessions.get(day)) is not None:
            yield from _session(entry, new=entry.today.phase != phase)
            phase = entry.today.phase
        elif day in life.plans:
            yield from _no_session(life, day)


def _between(life: Life, day: date) -> Iterator[str]:
    """What was seen or happened beside sessions on that day."""
    for sign in _told_signs(life):
        if sign.on == day and (said := _seen(sign, life.plans[day][1].phase if day in life.plans else "")):
            yield f"- {_short(day)}: {said}"
    for other in life.other:
        if other.on == day:
            hard = "" if other.rpe is None else f" at RPE {other.rpe:g}"
            yield f"- {_short(day)}: {other.what}{hard}, beside the plan."
    silence = life.silences.get(day)
    if silence:
        yield f"- {_short(day)}: not a word for {silence} days."


def _told_signs(life: Life) -> list[Sign]:
    """What a coach notes: every film, and her own scale every two weeks."""
    kept: list[Sign] = []
    for sign in life.signs:
        last = next((one.on for one in reversed(kept) if one.kind == "activity"), None)
        if sign.kind != "activity" or last is None or (sign.on - last).days >= 14:
            kept.append(sign)
    return kept


def _seen(sign: Sign, phase: str) -> str:
    """What a clip or an answer shows, where this phase asks for it."""
    match sign.kind, phase:
        case "steps-hold", "technique":
            return "a light clip. All six steps hold."
        case "steps-fix", "technique":
            return "a light clip. The bar still leaves the legs."
        case "hinge-pass", "foundation":
            return "the hinge on film. It holds."
        case "hinge-fail", "foundation":
            return "the hinge on film. It bends more than we want, or we cannot tell."
        case "activity", _ if sign.value is not None:
            return f"how well she can deadlift, by her own scale: {sign.value:g} of 10."
    return ""


def _session(entry: Entry, *, new: bool) -> Iterator[str]:
    today, done = entry.today, entry.done
    row = f", {today.row}" if today.main else ""
    planned = lift_words(today.main.lift) if today.main else "Hinges with a stick, no weight"
    ceiling = f", RPE {today.main.rpe_max:g} at most" if today.main else ""
    why = " ".join(one.text for one in today.reasons)
    yield f"- **{_short(entry.on)}, {today.phase}{row}.** {planned}{ceiling}.\\"
    yield f"  *{why}*\\"
    if new and (names := _before(today)):
        yield f"  Before it: {names}.\\"
    yield f"  {_did(entry)} {_pain(done, entry.usual)} **{entry.colour.capitalize()}.**"


def _before(today: Today) -> str:
    names = [_name(item.exercise) for item in today.items if item.part in ("warm-up", "skill")]
    return ", ".join(name[0].lower() + name[1:] for name in dict.fromkeys(names))


def _name(key: str) -> str:
    """The name of an exercise without what follows its comma."""
    return exercise(key).name.split(",")[0]


def lift_words(lift: Lift) -> str:
    """A lift as a coach writes it."""
    height = f" from {lift.raised_cm:g} cm" if lift.raised_cm else ""
    sets = f"{lift.sets} clusters of {'+'.join(map(str, lift.inside))}" if lift.inside else f"{lift.sets} × {lift.reps}"
    sets = sets.replace("1 clusters", "1 cluster")
    return f"{_name(lift.exercise)}{height}, {sets} with {lift.load_kg:g} kg"


def _did(entry: Entry) -> str:
    planned, done = entry.today.main, entry.done
    effort = "" if done.rpe is None else f", RPE {done.rpe:g}"
    if planned is None or done.lift == planned.lift:
        return f"Done{effort}."
    return f"Done: {lift_words(done.lift)}{effort}."


def _pain(done: Done, usual: int | None) -> str:
    if done.during is None:
        return "Pain not noted."
    morning = "next morning not noted" if done.morning is None else f"next morning {done.morning}"
    sore = ", muscles sore on both sides" if done.sore_both_sides else ""
    against = "" if usual is None or done.morning is None else f" (usual {usual})"
    relief = " A painkiller before it." if done.relief else ""
    return f"Pain {done.during}, then {done.after}; {morning}{against}{sore}.{relief}"


def _no_session(life: Life, day: date) -> Iterator[str]:
    """Days that say something although nothing was lifted: closed plans, settling, drills only."""
    check, today, _ = life.plans[day]
    if today.level not in CLEAR:
        yield f"- {_short(day)}: *{today.reasons[0].text}*"
    elif check is not None and today.kind in ("settle", "drills", "none"):
        yield f"- {_short(day)}: {_state(check)}*{today.reasons[0].text}*"


def _state(check: Readiness) -> str:
    return "" if check.now is None else f"pain {check.now} before anything. "


def _short(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def main() -> None:
    """Print seeds whose story tells enough."""
    first, last = map(int, sys.argv[1:3] or (0, 100))
    for seed in range(first, last):
        if tells_enough(found := entries_of(live(somebody(seed)))):
            print(seed, Counter(entry.colour for entry in found), f"ends at {found[-1].done.lift.load_kg:g} kg")


if __name__ == "__main__":
    main()
