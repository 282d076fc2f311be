"""The lifters of the sixteen signed cases as the plan sees them, put together by hand from what each case says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits

SIGNED: Final[dict[str, Any]] = {
    case["id"]: case
    for case in tomllib.loads(
        (Path(__file__).parents[2] / "triage" / "cases" / "cases.toml").read_text("utf-8"),
    )["case"]
}
TODAY: Final = date(2026, 11, 27)
# C02 prescribes the back extension hold to somebody whose profile names no bench, which invariant 6 rules out: no
# exercise without its equipment. We take it that the bench was forgotten in the profile.
FORGOTTEN: Final = {"C02": ("45-degree bench",)}
# What the plan reads of a clearance; how its words are read is not tested here.
LIMITS: Final = {"C16": Limits(coach=True, no_rounding=True)}


def of_case(key: str) -> Lifter:
    """The lifter of a signed case on its day."""
    case, expect = SIGNED[key], SIGNED[key]["expect"]
    profile, pain = case["profile"], case["pain"]
    level = expect["level"]
    return Lifter(
        TODAY,
        age=profile.get("age"),
        sex=profile.get("sex"),
        mass_kg=profile.get("mass_kg"),
        level=level,
        conditions=frozenset(expect["conditions"]) | ({"acute"} if pain.get("walking") == "hard" else set()),
        screened_on=TODAY,
        limits=LIMITS.get(key, Limits()),
        equipment=Equipment.of([*profile["equipment"], *FORGOTTEN.get(key, ())], profile["step_kg"]),
        phase=expect["phase"],
        row=expect.get("row"),
        provisional=expect.get("provisional", False),
        limiters=tuple(expect["limiter"]),
        likely=tuple(cause["name"] for cause in expect["causes"] if cause["strength"] == "likely"),
        steps=tuple(to_fix(case)),
        raised_cm=case.get("light_clip", {}).get("height_cm", 0),
        base=pain["base"],
        worry=pain.get("worry"),
    )


def to_fix(case: dict[str, Any]) -> Iterable[int]:
    """The steps that the light clip of a case shows as to be fixed."""
    steps = case.get("light_clip", {}).get("steps", {})
    return (int(step.removeprefix("s")) for step, verdict in steps.items() if verdict == "fix")
