"""docs/answers.md: every key of a file of answers, from the document that reads it and the questions that fill it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from liftwell.exchange.answers_document import AnswersDocument
from liftwell.screen.prompts import prompts
from liftwell.screen.questions import questions
from liftwell.training.session import HINGES

HEAD: Final = """# The file of answers

Written by `make docs` from the program itself; do not edit.

`liftwell screen` and `liftwell triage` keep what you answer in a file, and read one that you write: schema
`liftwell.answers/1`, in TOML or JSON, checked against [answers.schema.json](answers.schema.json). Every key may be left
out, and what is left out was not answered: it is never taken for a no. A key that there is not is an error, so that a
slip of the finger is never a skipped question. A small one:

```toml
[about]
age = 34
sex = "male"
height_cm = 180
mass_kg = 95

[screen]
answered_on = 2026-11-26
R01 = "no"          # one answer, or a list of them: R15 = ["pregnant", "birth"]
R02 = "no"          # … and so on to R16

[pain]
leg = "none"
now = 1
walking = "normal"
waking = 0
worst = 5
days = 21
at_light = 1
at_heavy = 5

[[clip]]
file = "heavy.mp4"  # beside this file; or its folder of results
load_kg = 150
```

"""
# What no question asks for. Keys without a place of their own here have one in a question.
MEANING: Final[Mapping[str, str]] = {
    "schema": "`liftwell.answers/1`",
    "on": "the day for which the file is read; today without it, and `--on` comes before it",
    "about.smallest_step_kg": "the smallest step between two weights that you can load",
    "about.plates_kg": "the pairs of plates that you own, one number a pair: `[20, 20, 10, 5, 2.5, 1.25]`",
    "about.equipment": "what you have: `barbell`, `blocks`, `kettlebell`, `stick`, …",
    "about.also": "other parts that ask for care",
    "about.country": "whose phone numbers to show, as two letters: `GB`, `DE`, `US`, …",
    "screen.answered_on": "when the safety questions were answered; after 28 days they are open again",
    "screen.checked_on": "the day of the last short check; liftwell keeps it",
    "screen.anew": "the day on which a question was answered anew, by its id; liftwell keeps it",
    "clearance[]": "a clinician's word about answers of the safety screen",
    "clearance[].questions": "ids of the questions or rules that it is for: `R15`, `D2`",
    "clearance[].by": "their role, no name",
    "clearance[].on": "when it was given; it holds for 90 days",
    "clearance[].limits": "their limits, in their words",
    "clearance[].note": "anything else they said",
    "clearance[].answers": "what was answered to those questions then; another answer ends the clearance",
    "emergency.at": "when an emergency was shown",
    "emergency.questions": "for which questions",
    "emergency.corrected_at": "when, within ten minutes, another answer was meant",
    "emergency.checked_on": "when a clinician examined you since",
    "emergency.said": "what they said",
    "pain.told_on": "the day from which `days` counts back; without it, the day of reading",
    "pain.leg_before": "the last sign in the leg that was told on an earlier day; liftwell keeps it",
    "pain.leg_before_on": "the day of that sign",
    "pain.rising": "whether it was higher on three mornings in a row",
    "tests.hinge.change_deg": "T1: how far the low back bends in the unloaded hinge",
    "tests.hinge.sd_deg": "its error, one standard deviation",
    "tests.hinge.toe_touch_deg": "how far it bends in a toe-touch",
    "tests.hinge_raised[].raised_cm": "T1 to a mark so much above where the bar lies on the floor",
    "tests.hinge_raised[].change_deg": "how far the low back bends there",
    "tests.hinge_raised[].sd_deg": "its error",
    "response[]": "T7: one change at the same weight",
    "response[].change": "what kind of change",
    "response[].what": "the height, the bar, or the id of the cue",
    "response[].pain_before": "0 to 10, as you lift today",
    "response[].pain_after": "0 to 10, with the change",
    "response[].load_kg": "the weight",
    "response[].raised_cm": "how far the plates stood higher",
    "response[].pinch_gone": "whether a pinch in the groin went too",
    "clip[]": "a clip, or its numbers by hand",
    "clip[].file": "a video or a folder of results, beside this file; the rest of the row then only says what it shows",
    "clip[].kind": "what it shows",
    "clip[].lift": "which lift",
    "clip[].load_kg": "what the bar weighed",
    "clip[].raised_cm": "how far plates or mark stood above the floor",
    "clip[].reps": "how many repetitions",
    "clip[].low_back_deg": "bend of the low back at lift-off, from the tallest posture",
    "clip[].low_back_sd_deg": "its error",
    "clip[].lockout_deg": "the same at the top; negative leans back",
    "clip[].lockout_sd_deg": "its error",
    "clip[].lean_back_reps": "in how many repetitions it leaned back",
    "clip[].steps_seen": "which of the six steps could be judged",
    "clip[].found[].step": "which step",
    "clip[].found[].verdict": "the verdict of a finding",
    "clip[].found[].code": "its code, see [findings.md](findings.md)",
    "clip[].found[].title": "its title",
    "clip[].found[].reps_with": "in how many repetitions",
    "clip[].found[].value": "its number",
    "clip[].found[].sd": "the error of the number",
    "clip[].found[].unit": "the unit of the number: `cm`, `m`, `deg`, `s`",
    "needs[]": "what `liftwell whatif` says that this body has to bend at a height",
    "needs[].raised_cm": "how far the plates stand above the floor",
    "needs[].low_back_deg": "what the low back has to give there",
    "needs[].sd_deg": "its error",
    "training.weeks_known": "for how many weeks back every session is listed",
    "training.last_kg": "the weight of the last hinge session",
    "training.comfortable_kg": "the heaviest of four weeks that hurt no more than it may",
    "training.days_since_hinge": "days since the last hinge session",
    "training.session[]": "one lift on one day",
    "training.session[].on": "the day",
    "training.session[].lift": f"which lift. A hinge is one of {', '.join(f'`{lift}`' for lift in sorted(HINGES))}; "
    "any other name counts as other work for the back",
    "training.session[].sets[].reps": "repetitions of a set",
    "training.session[].sets[].load_kg": "its weight",
    "training.session[].sets[].times": "how many sets alike",
    "training.session[].sets[].rpe": "how hard: 10 minus the repetitions left",
    "training.session[].sets[].pain": "pain in it, 0 to 10",
    "training.session[].morning": "pain on waking the day after, 0 to 10",
    "course.acute_days": "for how many days it has been settling",
    "course.plan_days": "for how many days a plan has run",
    "course.pain_before": "how much it hurt at the start, 0 to 10",
    "course.pain_lost": "how many points less it hurts since",
    "course.activity_gain": "how many points more you can do since",
    "plan.phase": "the phase of a plan under way",
    "plan.row": "its row",
    "plan.day[].during": "pain while lifting on that day, oldest day first",
    "plan.day[].after": "after it",
    "plan.day[].morning": "next morning",
    "plan.day[].colour": "or the colour of the day",
}
TABLES: Final = ("clearance[]", "response[]", "clip[]", "needs[]", "training.session[]")


def answers_page() -> str:
    """docs/answers.md."""
    schema = AnswersDocument.model_json_schema()
    rows = [f"| `{path}` | {kind} | {meaning_of(path)} |\n" for path, kind in keys(schema) if path not in _SCREEN]
    return (
        HEAD
        + "## Keys\n\nA name with `[]` is a list of tables, in TOML `[[clip]]`.\n\n"
        + "| Key | Is | Means |\n|---|---|---|\n"
        + "".join(rows)
        + "\n## The safety questions\n\n"
        + "".join(_question(key) for key in questions())
    )


_SCREEN: Final = frozenset(f"screen.{key}" for key in questions())
_ASKED: Final = {prompt.path: prompt.text for prompt in prompts()}


def meaning_of(path: str) -> str:
    """What a key means: the question that asks for it, or our words; raises KeyError where nobody has written any."""
    return _ASKED[path] if path in _ASKED else MEANING[path]


def keys(schema: Mapping[str, Any], prefix: str = "", listed: Collection[str] = TABLES) -> Iterator[tuple[str, str]]:
    """Every key of a document with what it may hold, deepest tables in place; `listed` tables have their own line."""
    for name, field in schema["properties"].items():
        yield from _key(f"{prefix}{name}", field, schema.get("$defs", {}), listed)


def _key(
    path: str, field: Mapping[str, Any], tables: Mapping[str, Any], with_line: Collection[str]
) -> Iterator[tuple[str, str]]:
    options = [one for one in field.get("anyOf", [field]) if one.get("type") != "null"]
    table = next((one["$ref"] for one in options if "$ref" in one), None)
    listed = next((one["items"]["$ref"] for one in options if "$ref" in one.get("items", {})), None)
    found = listed or table
    if found is None:
        yield path, " or ".join(dict.fromkeys(_kind(one) for one in options))
        return
    place = f"{path}[]" if listed else path
    if place in with_line:
        yield place, "tables" if listed else "table"
    inner = {**tables[found.rsplit("/", 1)[1]], "$defs": tables}
    yield from keys(inner, f"{place}.", with_line)


def _kind(field: Mapping[str, Any]) -> str:
    if "enum" in field or "const" in field:
        return ", ".join(f"`{one}`" for one in field.get("enum", [field.get("const")]))
    kind = str(field.get("type"))
    if kind == "array":
        return f"list of {_kind(field['items'])}"
    return _within(_NAMES.get(str(field.get("format", kind)), "text"), field)


_NAMES: Final = {
    "integer": "whole number",
    "number": "number",
    "boolean": "true, false",
    "object": "table",
    "date": "date",
    "date-time": "date and time",
}


def _within(kind: str, field: Mapping[str, Any]) -> str:
    low, high = field.get("minimum", field.get("exclusiveMinimum")), field.get("maximum")
    return kind if low is None or high is None or abs(high) >= 1e6 else f"{kind}, {low:g} to {high:g}"


def _question(key: str) -> str:
    question = questions()[key]
    rows = "".join(f"| `{answer}` | {words} |\n" for answer, words in question.answers)
    several = " Several may be chosen, as a list." if question.many else ""
    return f"**{key}** {question.text}{several}\n\n| Answer | Means |\n|---|---|\n{rows}\n"
