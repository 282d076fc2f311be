"""docs/exercises.md: every exercise and self-test with its moving picture, its cues and its dose in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from liftwell.plan.exercise import Dose, Exercise, catalogue
from liftwell.report.figures import ids, picture_file
from liftwell.report.figures.moving import told

FOLDER = "pictures/exercises"
HEAD = """# Exercises and self-tests, moving

**This is a gallery of how each movement is done, and no list of what is yours to do. Answer the safety questions first:
`liftwell screen`.**

Written by `make docs` from `src/liftwell/plan/exercises.toml` and `src/liftwell/report/figures/poses`; do not edit.
All pictures are drawn by our own code, from a body of usual proportions; in the program it has your own lengths. Orange
is the part that works or gives. A ring is a hold or a slow way: its words say how long, the picture is shorter.

A picture shows how a movement is done. Whether it is yours today is for the plan to say, which asks you first.
"""
KINDS = {
    "ease": "Ease",
    "drill": "Drills",
    "skill": "Skill",
    "lift": "Lifts",
    "assist": "Assistance",
}
UNITS = {
    "minutes": "{} minutes",
    "per_day": "{} times a day",
    "sets": "{} sets",
    "reps": "{} repetitions",
    "hold_s": "hold {} s",
    "circles_each_direction": "{} circles each way",
    "metres": "{} m",
    "rest_s": "rest {} s",
    "per_week": "{} times a week",
    "tempo": "tempo {} s",
}


def exercises_page() -> str:
    """The whole page."""
    parts = [HEAD]
    for kind, title in KINDS.items():
        parts.append(f"\n## {title}\n")
        parts += [_entry(one.id, dose_words(one)) for one in catalogue().values() if one.kind == kind]
    parts.append("\n## Self-tests\n")
    parts += [_entry(key, "") for key in ids() if key not in catalogue()]
    return "".join(parts)


def _entry(key: str, dose: str) -> str:
    name, cues = told(key)
    lines = "".join(f"- {cue}\n" for cue in cues)
    dose = f"\nDose: {dose}.\n" if dose else ""
    return f'\n### {name}\n\n<img src="{FOLDER}/{key}.svg" width="420" alt="{name}, moving">\n\n{lines}{dose}'


def dose_words(one: Exercise) -> str:
    """The dose of an exercise, as one phrase."""
    if "by" in one.dose:
        return f"by the {one.dose['by']}, at most RPE {one.effort}"
    words = [unit.format(_amount(one.dose, name)) for name, unit in UNITS.items() if name in one.dose]
    if one.dose.get("per_side"):
        words.insert(min(2, len(words)), "each side")
    return ", ".join(words).replace("1 sets", "1 set") + f"; RPE {one.effort} or less"


def _amount(dose: Dose, name: str) -> str:
    value = dose[name]
    if isinstance(value, tuple):
        low, high = value
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def pictures(docs: Path) -> Iterator[tuple[Path, str]]:
    """Where each picture lies, and its text."""
    for key in ids():
        yield docs / FOLDER / f"{key}.svg", picture_file(key)
