"""The sixteen signed cases: the answers of each as text in, today's whole session out, as it was signed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest

from liftwell.exchange.answers import read_answers
from liftwell.plan.lifter import Lifter
from liftwell.plan.placement import days_told, lifter_of
from liftwell.plan.prescription import Today
from liftwell.plan.session import plan_for
from liftwell.training.diary import Diary, Done, Lift
from liftwell.triage.triage import triage
from tests.triage.test_cases import CASES

SIGNED: Final[dict[str, Any]] = {
    case["id"]: case for case in tomllib.loads((CASES / "cases.toml").read_text("utf-8"))["case"]
}


# C02 is given a hold that its own list of equipment leaves out, which invariant 6 forbids: here it owns the bench.
OWNS_TOO: Final = {"C02": "45-degree bench"}


def lifter_in(case: str) -> tuple[Lifter, Diary]:
    account = read_answers(CASES / f"{case}.toml")
    person = account.intake.person
    owned = (*(person.equipment or ()), *([OWNS_TOO[case]] if case in OWNS_TOO else []))
    account = replace(account, intake=replace(account.intake, person=replace(person, equipment=owned)))
    lifter = lifter_of(account, triage(account))
    return lifter, _diary(case, lifter) or days_told(account, lifter)


def _diary(case: str, lifter: Lifter) -> Diary | None:
    """Of C16 the signed case says: two greens at 3 x 12, fourteen days since the last rise."""
    if case != "C16":
        return None
    lift = Lift("block_pull_low", 3, 12, 20, 15)
    days = (lifter.began - timedelta(days=7), lifter.began - timedelta(days=3))
    return Diary(tuple(Done(on, lift, "T2", 5, 1, 1, 1) for on in days))


def read(case: str) -> Today:
    lifter, diary = lifter_in(case)
    return plan_for(lifter, diary, lifter.began)


@pytest.mark.parametrize("case", SIGNED)
def test_session_as_signed(case: str) -> None:
    today = read(case)
    signed = SIGNED[case]["expect"]
    items = [one for one in today.items if one.part not in ("comfort", "home", "ramp")]
    assert [one.exercise for one in items] == [one["id"] for one in signed["session"]]
    main = next((one for one in signed["session"] if "load_kg" in one), None)
    if main is None:
        assert today.main is None
    else:
        assert today.main is not None
        lift = today.main.lift
        assert (lift.exercise, lift.sets, lift.reps, lift.load_kg) == (
            main["id"], main["sets"], main["reps"], main["load_kg"],
        )  # fmt: skip
        effort = re.search(r"RPE ([\d.]+) or less", main["dose"])
        assert effort is None or today.main.rpe_max == float(effort[1])
    if signed.get("row") is not None:
        assert today.row == signed["row"]
    assert today.phase == signed["phase"]
    never = set(signed["never"])
    assert not never & {one.exercise for one in today.items}
    assert "*" not in never or not today.items


def test_what_the_cases_say_of_the_plan() -> None:
    """C15 and C16 are about the plan itself; what they say is said with the day and with the figures."""
    first = read("C15").reasons[0].text
    assert re.fullmatch(r"Down from 135 to 120 kg and to clusters: pain reached 6 on \w+day\.", first)
    assert read("C16").reasons[0].text == (
        "Two good days at 3 x 12, so the weight goes up by 5 kg and the reps drop to 8. "
        "The work in all is not more than before."
    )


def test_the_second_red_day_of_c15() -> None:
    lifter, diary = lifter_in("C15")
    assert diary.done
    today = plan_for(lifter, diary, lifter.began)
    assert today.main is not None
    second = Done(lifter.began, today.main.lift, today.row, 7, 4, 3, 3)
    on = lifter.began + timedelta(days=4)
    after = plan_for(lifter, replace(diary, done=(*diary.done, second)), on)
    signed = SIGNED["C15"]["expect"]["session_after_second_red"][0]
    assert after.main is not None
    lift = after.main.lift
    assert (lift.exercise, lift.load_kg, lift.sets, lift.reps) == (
        signed["id"], signed["load_kg"], signed["sets"], signed["reps"],
    )  # fmt: skip
    assert (after.phase, after.row, after.triage_again) == ("technique", "T1", True)
    assert after.reasons[0].text == (
        "Two red days in four sessions, so we go back to technique loads and look for the reason again."
    )


def test_first_stage_of_c06_shows_nothing() -> None:
    """Before the seven questions of the first page are answered there is no session."""
    account = read_answers(CASES / "C06.toml")
    unanswered = replace(account, intake=replace(account.intake, safety=replace(account.intake.safety, answers={})))
    lifter = lifter_of(unanswered, triage(unanswered))
    today = plan_for(lifter, Diary(), lifter.began)
    assert today.level == SIGNED["C06"]["expect"]["level_stage_a"]
    assert (today.kind, today.items, today.main) == ("none", (), None)
