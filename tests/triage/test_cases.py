"""The sixteen signed cases: what a lifter tells as text in, what is made of it as text out.

`cases/cases.toml` is what a physiotherapist, a coach and a reviewer signed, word for word. `CNN.toml` says the same in
the words of the product (where the signed case only names a fact, such as "volume_spike", it holds training that shows
it), `CNN.txt` is what has to come out. Both were written, and committed, before the code.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from liftwell.exchange.answers import read_answers
from liftwell.triage.triage import Triage, triage
from tests.triage.told import told

CASES: Final = Path(__file__).parent / "cases"
SIGNED: Final[dict[str, Any]] = {
    case["id"]: case for case in tomllib.loads((CASES / "cases.toml").read_text("utf-8"))["case"]
}
# The signed cases say some things in more than one way; the product says each in one.
SAME: Final = {
    "7±4° unloaded hinge": "7±4° unloaded",
    "4±4° unloaded, all self-tests fine": "4±4° unloaded",
    "hamstrings, hips and psoas are all fine": "all self-tests fine",
    "no jump": "no jump in volume or load in 8 weeks",
    "light loads, no jump": "no jump in volume or load in 8 weeks",
    "no jump in volume": "no jump in volume or load in 8 weeks",
    "the same clip after 4 sessions with the cue": "the same light clip again after 4 sessions",
}


def triaged(case: str) -> Triage:
    return triage(read_answers(CASES / f"{case}.toml"))


@pytest.mark.parametrize("case", SIGNED)
def test_text_in_text_out(case: str) -> None:
    assert told(f"{case}  {SIGNED[case]['title']}", triaged(case)) == (CASES / f"{case}.txt").read_text("utf-8")


@pytest.mark.parametrize("case", SIGNED)
def test_comes_out_as_signed(case: str) -> None:
    """Level, conditions, phase, limiter, next best test, and every cause with each of its reasons on its side."""
    signed, found = SIGNED[case]["expect"], triaged(case)
    assert found.screen.level == signed["level"]
    assert list(found.screen.conditions) == signed["conditions"]
    assert found.phase == signed["phase"]
    assert found.provisional == signed.get("provisional", False)
    assert list(found.limiters) == signed["limiter"]
    assert found.next_test.text == SAME.get(signed["next_test"], signed["next_test"])
    assert list(found.ceiling_kg or ()) == signed.get("technique_ceiling_kg", [])
    assert all(one in found.also for one in signed.get("also_matters", []))
    causes = {cause.name: cause for cause in found.causes}
    for one in signed["causes"]:
        cause = causes.pop(one["name"])
        assert cause.strength == one["strength"], one["name"]
        assert list(cause.reasons_for) == [SAME.get(reason, reason) for reason in one["for"]]
        for side, reasons in (("against", cause.against), ("unknown", cause.unknown)):
            missing = {SAME.get(reason, reason) for reason in one[side]} - set(reasons)
            assert not missing, (one["name"], side)
    assert {cause.strength for cause in causes.values()} <= {"no", "no sign", "not known"}, "a cause nobody signed"


def test_uncleared_level_of_the_case_with_a_clearance() -> None:
    assert triaged("C16").screen.level_uncleared == SIGNED["C16"]["expect"]["level_before_clearance"]
