"""The notebook itself: it reads every fact of the nouns and stops at what it cannot read."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Final

import pytest

from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits
from liftwell.plan.prescription import MainLift, Reason, Today
from liftwell.training.diary import Diary, Done, Morning, OtherWork, Readiness, Sign
from liftwell.training.override import Override
from tests.plan import notebook

WHOLE: Final = """
# a remark
lifter    female, 61 years, 62.5 kg, ref 110, base 2, hurts 4, worry 3, psoas v_sit_bent
owns      barbell 15 kg, blocks, bells 8 12.5, coach, step 1.25
screen    level routine, on 30 Aug, cleared 29 Aug, unsupported, bone_fragile over65
limits    at most 60 kg, at most RPE 6, from 10 cm, no loaded hinge, loaded hinge, coach, no rounding, unread: at noon
begins    1 Sep  return R2, block_pull_low 12.5 cm, last 60, comfortable 55, 20 days off, 6 sessions before, \
passed 10 5 cm, provisional, proven, likely load set-up, short hamstring hip, steps 3 5
4 Sep     done R3 block_pull_low 10 cm 3x(2+2+2) 60 kg @6.5, during 3 after 2 morning 1, leg same, gentle, light, \
relief, sore both sides, grew, stick 9, imported
5, 6 Sep  morning 2, no leg
7 Sep     morning 2, leg
7 Sep     other moving house @8
8 Sep     sign mastered 22, 15 cm, left, hamstring_seated
8 Sep     check now 3, not walking, sore 2, stands 1, slept 6.5, stress 4, ill, fever, leg up, off for pain
9 Sep     coach wants row R4, instead of R3, because he feels strong, until 12 Sep
10 Sep    done beside wall_hinge 2x8 no load, morning 1
-> 11 Sep  nobody asked
main none
"""


def test_every_fact_is_read() -> None:
    page = notebook.page("whole", WHOLE)
    lifter, diary = page.lifter, page.diary
    assert page.on == date(2026, 9, 11)
    assert page.check is None
    assert (lifter.sex, lifter.age, lifter.mass_kg, lifter.psoas) == ("female", 61, 62.5, "v_sit_bent")
    assert (lifter.level, lifter.supported, lifter.screened_on) == ("routine", False, date(2026, 8, 30))
    assert lifter.conditions == {"bone_fragile", "over65"}
    assert lifter.cleared_on == date(2026, 8, 29)
    assert lifter.limits == Limits(60, 6, 10, True, True, True, True, ("at noon",))
    assert (lifter.exercise, lifter.raised_cm, lifter.passed_cm) == ("block_pull_low", 12.5, (10, 5))
    assert (lifter.likely, lifter.limiters, lifter.steps) == (("load", "set-up"), ("hamstring", "hip"), (3, 5))
    assert (lifter.equipment.bells_kg, lifter.equipment.step_kg, lifter.equipment.bar_kg) == ((8, 12.5), 1.25, 15)
    assert diary.done[0] == Done(
        date(2026, 9, 4), notebook.lift("block_pull_low 10 cm 3x(2+2+2) 60 kg"), "R3", 6.5, 3, 2, 1, "same",
        gentle=True, light=True, relief=True, sore_both_sides=True, grew=True, stick_kept=9, imported=True,
    )  # fmt: skip
    assert diary.done[1] == Done(date(2026, 9, 10), notebook.lift("wall_hinge 2x8 no load"), morning=1)
    days = [date(2026, 9, number) for number in (5, 6, 7)]
    assert diary.mornings == tuple(Morning(on, 2, leg) for on, leg in zip(days, (False, False, True), strict=True))
    assert diary.other == (OtherWork(days[2], "moving house", 8),)
    assert diary.signs == (Sign(date(2026, 9, 8), "mastered", 22, 15, "left", "hamstring_seated"),)
    assert diary.overrides == (
        Override(date(2026, 9, 9), "coach", "row", "R4", "R3", "he feels strong", date(2026, 9, 12)),
    )


@pytest.mark.parametrize(("noun", "left_out"), [(Lifter, {"raised_cm"}), (Done, set()), (Readiness, set())])
def test_no_fact_of_the_nouns_is_left_unread(noun: type[Lifter | Done | Readiness], left_out: set[str]) -> None:
    """A fact that stays as it is by default in the scenario above is one that the notebook cannot tell."""
    page = notebook.page("whole", WHOLE)
    told = {Lifter: page.lifter, Done: page.diary.done[0], Readiness: page.diary.checks[0]}[noun]
    plain = {Lifter: Lifter(date(2026, 9, 1)), Done: Done(told.on if isinstance(told, Done) else date.min,
        notebook.lift("wall_hinge 2x8 no load")), Readiness: Readiness(date(2026, 9, 8))}[noun]  # fmt: skip
    same = {one.name for one in fields(noun) if getattr(told, one.name) == getattr(plain, one.name)}
    assert same - left_out <= {"on", "began"}


def test_days() -> None:
    assert notebook.days("1, 4 Sep") == [date(2026, 9, 1), date(2026, 9, 4)]
    assert notebook.days("28 Aug, 1-3 Sep")[0] == date(2026, 8, 28)
    assert len(notebook.days("28 Aug, 1-3 Sep")) == 4
    assert notebook.days("4 Jan 2027") == [date(2027, 1, 4)]
    assert notebook.said(date(2027, 1, 4)) == "4 Jan 2027"


@pytest.mark.parametrize(
    "line",
    [
        "lifter    male, tall",
        "lifter    male, female",
        "1 Sep     done R4 4x5 135 kg",
        "1 Sep     done R4 deadlift 4x5 135 kg",
        "1 Sep     done R4 conventional_deadlift 4x5 135 kg, pain 3",
        "1 Sep     morning bad",
        "1 Sep     coach thinks row R4",
        "1 Sep     sign headache",
        "40 Sep    morning 1",
        "1 Sept    morning 1",
        "weather   fine",
    ],
)
def test_what_cannot_be_read_stops(line: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        notebook.page("odd", f"{line}\n-> 2 Sep  now 1, walking\nmain none")


@pytest.mark.parametrize("line", ["-> 2 Sep", "-> now 1", "2 Sep  now 1"])
def test_a_scenario_has_a_day_and_a_check_in(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        notebook.page("odd", line)


TODAY: Final = Today(
    date(2026, 9, 8), "train", "none", "return", "R3", (),
    MainLift(notebook.lift("conventional_deadlift 3x(2+2+2) 120 kg"), "R3", 7),
    (Reason("Down from 135 to 120 kg and to clusters: pain reached 6 during the last session.", "load-table"),),
    next_on=date(2026, 9, 10), ask=("R01",), triage_again=True, refer="Please see a clinician.",
)  # fmt: skip


def test_a_plan_is_printed_as_a_coach_would_note_it() -> None:
    assert notebook.told(TODAY) == (
        "train     return R3\n"
        "main      conventional_deadlift 3x(2+2+2) 120 kg @7 rest 150 inside 15\n"
        "why       Down from 135 to 120 kg and to clusters: pain reached 6 during the last session.\n"
        "next      10 Sep\n"
        "ask       R01\n"
        "triage    again\n"
        "refer     Please see a clinician.\n"
    )


KEPT: Final = (
    "train", "train return R3", "day train | gentle", "row R3", "row not R4", "load 120", "load <= 121.5", "load > 100",
    "total 18", "sets <= 3", "reps 6", "volume <= 2160", "effort 7", "rung 9", "light no", "next 10 Sep", "ask R01",
    "triage yes", "refer yes", "why~ pain reached 6", "main conventional_deadlift", "main 3x(2+2+2) 120 kg inside 15",
    "items none", "without rock_back", "height 0", "phase return", "level none",
)  # fmt: skip
MISSED: Final = (
    "gentle", "train return R4", "day gentle | rest", "row R4", "row not R3", "load 121", "load < 120", "load >= 121",
    "why~ two green days", "main sumo_deadlift", "main 4x5", "main 120 kg @8", "main none", "with rock_back: 1 x 8",
    "triage no", "next 11 Sep", "gentler yes",
)  # fmt: skip


def test_expectations_are_kept_or_missed() -> None:
    last = notebook.lift("conventional_deadlift 4x5 135 kg")
    assert notebook.unmet(KEPT, TODAY, last) == []
    assert notebook.unmet(MISSED, TODAY, last) == list(MISSED)


def test_an_expectation_that_asks_for_nothing_known_stops() -> None:
    with pytest.raises(ValueError, match="colour"):
        notebook.unmet(["colour green"], TODAY)


def test_every_fact_of_the_diary_has_a_word() -> None:
    page = notebook.page("whole", WHOLE)
    assert all(getattr(page.diary, one.name) for one in fields(Diary))
