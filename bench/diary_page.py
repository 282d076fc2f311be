"""docs/diary.md: every key of a diary, from the document that reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from bench.answers_page import keys
from liftwell.exchange.diary_document import DiaryDocument
from liftwell.plan.exercise import catalogue
from liftwell.training.diary import SignKind

HEAD: Final = """# The diary

Written by `make docs` from the program itself; do not edit.

`liftwell plan` reads what you did, how it felt and what was seen from a file that you keep: schema `liftwell.diary/1`,
in TOML or JSON, checked against [diary.schema.json](diary.schema.json). The plan prints the lines for each session; you
copy them and fill in the rest. Every key but a day and what was done may be left out, and what is left out never counts
as good. A key that there is not is an error, so that a slip of the finger is never a fact that was left out. The same
day and lift twice is an error too: neither is the better one. Days after the day of the plan are not looked at yet, and
the plan says so. A small diary:

```toml
[start]                       # where the plan began; it prints this on its first day
on = 2026-11-02
phase = "return"
ref_kg = 220
base = 0

[[session]]
on = 2026-11-23
exercise = "conventional"     # an id, a name, or what the lift is called in clips
sets = 3
reps = 8
load_kg = 142.5
row = "R1"
rpe = 6
during = 1
after = 1
morning = 0                   # on waking the next day; or a [[morning]] of that day

[[session]]
on = 2026-11-26
exercise = "block_pull_low"
sets = 3
inside = [2, 2, 2]            # a cluster
load_kg = 120
raised_cm = 10
row = "R3"

[[morning]]
on = 2026-11-25
pain = 1

[[other]]
on = 2026-11-24
what = "squats"
rpe = 7

[[sign]]
on = 2026-11-20
kind = "hinge-deg"
value = 12

[[check]]
on = 2026-11-26
now = 1
walking = true

[[override]]
on = 2026-11-26
who = "lifter"
what = "lighter"
value = 110
why = "bad night"
until = 2026-11-26
```

"""
MEANING: Final[Mapping[str, str]] = {
    "schema": "`liftwell.diary/1`",
    "start": "where the plan began; without it, on the first day in the file and in the phase of its first row",
    "start.on": "its first day",
    "start.phase": "the phase in which it began",
    "start.row": "the row in which it began",
    "start.exercise": "the lift with which it began",
    "start.raised_cm": "how far its plates stood above the floor",
    "start.ref_kg": "the best single that the percentages are taken of",
    "start.last_kg": "the weight that was lifted last before it",
    "start.base": "usual pain on waking then",
    "start.psoas": "the drill for the front of the hip that you like best",
    "session[]": "the main lift of a session, done",
    "session[].on": "the day",
    "session[].exercise": "which lift: an id or a name from [exercises.md](exercises.md), or `conventional`, `sumo`, "
    "`trap-bar-low`, `trap-bar-high`, `romanian`, `block`, `kettlebell`, `hinge`",
    "session[].sets": "how many sets, or clusters",
    "session[].reps": "repetitions of a set; may be left out beside `inside`",
    "session[].inside": "repetitions between the short rests of a cluster: `[2, 2, 2]`",
    "session[].load_kg": "all of the weight, with the bar; 0 for none",
    "session[].raised_cm": "how far the plates stood above the floor",
    "session[].row": "the row of the load table by which it was planned; left out for a lift beside the plan",
    "session[].rpe": "of the hardest set: 10 minus the repetitions left",
    "session[].during": "worst pain in the session",
    "session[].after": "worst pain within an hour of it",
    "session[].morning": "pain on waking the next day",
    "session[].leg": "your leg beside the last time: it moved `up` to the back, or is `new`, `lower`, more numb "
    "(`number`), `weaker`, in `both`",
    "session[].gentle": "a gentle day, as planned",
    "session[].light": "the lighter of two days in a week",
    "session[].relief": "pain relief within six hours before it, other than the usual",
    "session[].sore_both_sides": "what hurts is muscle, on both sides",
    "session[].grew": "the back changed shape more than in an easy set, by a clip",
    "session[].stick_kept": "of ten hinges with a stick, how many kept all three points",
    "session[].imported": "from another log: nothing is known of pain",
    "morning[]": "a morning; those that do not follow a hinge day make your usual pain",
    "morning[].on": "the day",
    "morning[].pain": "pain on waking",
    "morning[].leg": "anything in a leg that morning",
    "other[]": "other heavy work for the back",
    "other[].on": "the day",
    "other[].what": "what it was, in your words: squats, rows, good mornings, swings, moving house",
    "other[].rpe": "how hard",
    "sign[]": "something that was seen, tested or ticked",
    "sign[].on": "the day",
    "sign[].kind": "what, see below",
    "sign[].value": "its number",
    "sign[].raised_cm": "how far the plates or the mark stood above the floor",
    "sign[].side": "which side",
    "sign[].exercise": "of a drill that was mastered",
    "check[]": "the check-in before a session; the day's answers and the command line fill in what it leaves out",
    "check[].on": "the day",
    "check[].now": "pain now",
    "check[].walking": "you walk as usual",
    "check[].soreness": "soreness of both sides",
    "check[].stands": "how many points five stands from a chair add to the pain",
    "check[].sleep_h": "hours slept",
    "check[].stress": "0 to 10",
    "check[].ill": "you feel ill, without a fever",
    "check[].fever": "you have a fever",
    "check[].leg": "your leg beside the last time",
    "check[].off_for_pain": "the days without a hinge before it were because of pain",
    "override[]": "somebody wants something else than the plan says; it ends after 28 days at the latest",
    "override[].on": "from which day",
    "override[].who": "who wants it",
    "override[].what": "what: a load in kg that is `lighter` or `heavier`, `fewer` sets, plates `higher` in cm, `skip` "
    "the hinge, `swap` the exercise, another `row` or `phase`",
    "override[].value": "the number or the word of it; none for `skip`",
    "override[].instead_of": "what the plan said",
    "override[].why": "why",
    "override[].until": "its last day",
}
SIGNS: Final[Mapping[SignKind, str]] = {
    "hinge-pass": "T1, the unloaded hinge, passed",
    "hinge-fail": "T1 did not pass",
    "hinge-deg": "T1: how far the low back bent, in degrees",
    "stick": "T1b: of ten hinges with a stick, how many kept three points",
    "steps-hold": "a clip in which steps 3 to 6 hold",
    "steps-fix": "a clip with something to change in steps 3 to 6",
    "checklist": "your own tick of the six steps",
    "coach-hinge": "a coach's tick for the hinge",
    "coach-technique": "a coach's tick for the technique",
    "activity": "how well you can deadlift, 0 to 10",
    "goal": "a goal of your own was reached; its weight in kg",
    "hip-deg": "T2: bend of the hip in degrees",
    "knee-short-deg": "T3: degrees short of a straight knee",
    "psoas-s": "T4: seconds held",
    "hip-short-deg": "T5: degrees short of level",
    "mastered": "a drill was easy at the top of its dose: `exercise`",
}
TABLES: Final = ("start", "session[]", "morning[]", "other[]", "sign[]", "check[]", "override[]")


def diary_page() -> str:
    """docs/diary.md."""
    rows = keys(DiaryDocument.model_json_schema(), listed=TABLES)
    return (
        HEAD
        + "## Keys\n\nA name with `[]` is a list of tables, in TOML `[[session]]`. Pain is 0 to 10.\n\n"
        + "| Key | Is | Means |\n|---|---|---|\n"
        + "".join(f"| `{path}` | {kind} | {MEANING[path]} |\n" for path, kind in rows)
        + "\n## Signs\n\n| `kind` | Means |\n|---|---|\n"
        + "".join(f"| `{kind}` | {SIGNS[kind]} |\n" for kind in get_args(SignKind))
        + "\n## Lifts and hinges by their ids\n\n| `exercise` | Name |\n|---|---|\n"
        + "".join(f"| `{one.id}` | {one.name} |\n" for one in catalogue().values() if one.kind in ("lift", "skill"))
    )
