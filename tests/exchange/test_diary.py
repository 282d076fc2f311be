"""The diary as a file: what is read, what is written, and one sentence with the place for everything else."""

from __future__ import annotations

import json
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue, LiftwellError
from liftwell.exchange.diary import (
    diary_of,
    notes_on,
    parse_document,
    read_diary,
    read_document,
    start_of,
    to_json,
    write_document,
)
from liftwell.exchange.diary_document import SCHEMA
from liftwell.exchange.hand_written import MOST_BYTES
from liftwell.plan.placement import Start
from liftwell.training.diary import Diary, Done, LegSign, Lift, Morning, OtherWork, Readiness, Sign, SignKind
from liftwell.training.override import Override

TODAY: Final = date(2026, 11, 26)
WHOLE: Final = """
schema = "liftwell.diary/1"
[start]
on = 2026-11-02
phase = "return"
row = "R1"
exercise = "block"
raised_cm = 10
ref_kg = 160
last_kg = 130
base = 1
psoas = "V sit, knees bent"

[[session]]
on = 2026-11-17
exercise = "conventional"
sets = 3
inside = [2, 2, 2]
load_kg = 120
row = "R3"
rpe = 7
during = 2
after = 2
leg = "none"

[[session]]
on = 2026-11-20
exercise = "Block pull, 5 to 15 cm"
sets = 3
reps = 8
load_kg = 107.5
raised_cm = 10
rpe = 6.5
during = 3
after = 2
morning = 1
gentle = true
light = true
relief = true
sore_both_sides = true
grew = true
stick_kept = 9
imported = true

[[morning]]
on = 2026-11-18
pain = 1
leg = false

[[other]]
on = 2026-11-19
what = "squats"
rpe = 8

[[sign]]
on = 2026-11-15
kind = "knee-short-deg"
value = 28
side = "left"

[[sign]]
on = 2026-11-15
kind = "mastered"
exercise = "bird dog"

[[check]]
on = 2026-11-20
off_for_pain = true
now = 2
walking = true
soreness = 3
stands = 0
sleep_h = 6.5
stress = 4
ill = true

[[override]]
on = 2026-11-20
who = "coach"
what = "swap"
value = "sumo"
instead_of = "conventional_deadlift"
why = "shorter pull"
until = 2026-12-04
"""
SESSION: Final = {"on": "2026-11-20", "exercise": "conventional", "sets": 3, "reps": 8, "load_kg": 100}
NO_REPS: Final = {name: value for name, value in SESSION.items() if name != "reps"}


def file_of(tmp_path: Path, text: str, name: str = "diary.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def parsed(**content: object) -> Any:  # noqa: ANN401  (a document)
    return parse_document(content, "diary.toml")


def refused(**content: object) -> str:
    """The sentence with which a diary is refused."""
    with pytest.raises(ImpossibleValue) as caught:
        parsed(**content)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert len(sentence) < 300
    return sentence


# --- what is read --------------------------------------------------------------------------------


def test_everything_that_a_diary_can_hold(tmp_path: Path) -> None:
    assert read_diary(file_of(tmp_path, WHOLE)) == Diary(
        done=(
            Done(
                date(2026, 11, 17), Lift("conventional_deadlift", 3, 6, 120, inside=(2, 2, 2)), "R3", 7,
                during=2, after=2, morning=1,
            ),
            Done(
                date(2026, 11, 20), Lift("block_pull_low", 3, 8, 107.5, 10), None, 6.5, 3, 2, 1, "none",
                gentle=True, light=True, relief=True, sore_both_sides=True, grew=True, stick_kept=9,
                imported=True,
            ),
        ),
        mornings=(Morning(date(2026, 11, 18), 1, leg=False),),
        other=(OtherWork(date(2026, 11, 19), "squats", 8),),
        signs=(
            Sign(date(2026, 11, 15), "knee-short-deg", 28, side="left"),
            Sign(date(2026, 11, 15), "mastered", exercise="bird_dog"),
        ),
        checks=(Readiness(date(2026, 11, 20), 2, True, 3, 0, 6.5, 4, ill=True, off_for_pain=True),),
        overrides=(
            Override(
                date(2026, 11, 20), "coach", "swap", "sumo_deadlift", "conventional_deadlift", "shorter pull",
                date(2026, 12, 4),
            ),
        ),
    )  # fmt: skip


def test_an_empty_file_is_an_empty_diary(tmp_path: Path) -> None:
    assert read_diary(file_of(tmp_path, "")) == Diary()
    assert read_diary(file_of(tmp_path, "{}", "diary.json")) == Diary()


def test_what_was_not_told_is_not_known() -> None:
    (done,) = diary_of(parsed(session=[SESSION])).done
    assert (done.row, done.rpe, done.during, done.after, done.morning) == (None, None, None, None, None)
    (check,) = diary_of(parsed(check=[{"on": "2026-11-20"}])).checks
    assert (check.now, check.walking, check.sleep_h) == (None, None, None)
    (morning,) = diary_of(parsed(morning=[{"on": "2026-11-20", "pain": 2}])).mornings
    assert morning.leg is None


def test_toml_and_json_tell_the_same(tmp_path: Path) -> None:
    as_json = json.dumps(tomllib.loads(WHOLE), default=str)
    assert read_diary(file_of(tmp_path, as_json, "diary.json")) == read_diary(file_of(tmp_path, WHOLE))


def test_a_diary_is_written_as_it_was_read(tmp_path: Path) -> None:
    document = read_document(file_of(tmp_path, WHOLE))
    path = tmp_path / "again.json"
    write_document(document, path)
    assert read_document(path) == document
    assert json.loads(to_json(document))["schema"] == SCHEMA
    assert path.stat().st_mode & 0o077 == 0


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="cannot be written"):
        write_document(parsed(), tmp_path / "no-folder" / "diary.json")


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 10) | st.none(),
    st.floats(0, 700),
    st.sampled_from(get_args(LegSign)),
)
def test_nothing_is_lost_on_the_way(on: date, during: int | None, load_kg: float, leg: LegSign) -> None:
    row = {**SESSION, "on": on.isoformat(), "during": during, "load_kg": load_kg, "leg": leg}
    document = parsed(session=[row])
    assert parse_document(json.loads(to_json(document)), "again") == document
    assert diary_of(document).done[0] == Done(on, Lift("conventional_deadlift", 3, 8, load_kg), during=during, leg=leg)


# --- the morning after ---------------------------------------------------------------------------


def test_the_morning_after_may_stand_in_either_place() -> None:
    morning = {"on": "2026-11-21", "pain": 3}
    assert diary_of(parsed(session=[SESSION], morning=[morning])).done[0].morning == 3
    assert diary_of(parsed(session=[{**SESSION, "morning": 3}], morning=[morning])).done[0].morning == 3
    assert diary_of(parsed(session=[SESSION], morning=[{**morning, "on": "2026-11-22"}])).done[0].morning is None


def test_two_mornings_that_differ_are_said() -> None:
    said = refused(session=[{**SESSION, "morning": 1}], morning=[{"on": "2026-11-21", "pain": 3}])
    assert said == "diary.toml: The morning after 2026-11-20 is told twice, as 1 and as 3."


# --- the day of the plan -------------------------------------------------------------------------


def test_the_plan_began_as_it_was_told(tmp_path: Path) -> None:
    told = start_of(read_document(file_of(tmp_path, WHOLE)), TODAY)
    assert told == Start(date(2026, 11, 2), "return", "R1", "block_pull_low", 10, 160, 130, 1, "v_sit_bent")
    assert start_of(parsed(start={"on": "2026-10-01"}, session=[SESSION]), TODAY) == Start(date(2026, 10, 1))


def test_the_plan_began_on_the_first_day_and_in_the_phase_of_the_first_row() -> None:
    first, second = {**SESSION, "row": "T1"}, {**SESSION, "on": "2026-11-23", "row": "R1"}
    beside, morning = {**SESSION, "on": "2026-11-18"}, {"on": "2026-11-14", "pain": 2}
    assert start_of(parsed(session=[second, first, beside], morning=[morning]), TODAY) == Start(
        date(2026, 11, 14), "technique"
    )
    assert start_of(parsed(session=[beside]), TODAY) == Start(date(2026, 11, 18))
    assert start_of(parsed(session=[{**SESSION, "on": "2026-12-24"}]), TODAY) == Start(TODAY)
    assert start_of(parsed(), TODAY) == Start(TODAY)


@pytest.mark.parametrize(
    ("start", "says"),
    [
        ({"on": "1826-11-21"}, "The year 1826 is outside 1990–2200"),
        ({"on": "2026-11-01", "row": "R9"}, "The start names no row 'R9'; it is one of F, T1, "),
        ({"on": "2026-11-01", "phase": "none"}, "start.phase: input should be 'settle', 'foundation'"),
        ({"on": "2026-11-01", "exercise": "squat"}, "There is no exercise 'squat' in the plan;"),
        ({"on": "2026-11-01", "psoas": "squat"}, "There is no exercise 'squat' in the plan;"),
        ({"phase": "return"}, "start.on: field required"),
    ],
)
def test_a_start_that_cannot_be_is_said(start: dict[str, Any], says: str) -> None:
    assert says in refused(start=start, session=[SESSION])


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ((0,), ["The diary holds a session of 2026-11-26 already; this is the plan from before it."]),
        ((-3,), []),
        ((), []),
        ((2,), ["In the diary 2026-11-28 is after 2026-11-26, so what stands there is not looked at yet."]),
        (
            (1, 5),
            ["In the diary 2026-11-27 and 2026-12-01 are after 2026-11-26, so what stands there is not looked at yet."],
        ),
        (
            (1, 2, 3, 4, 5, 0),
            [
                "In the diary 5 days from 2026-11-27 on are after 2026-11-26, so what stands there is not looked at"
                " yet.",
                "The diary holds a session of 2026-11-26 already; this is the plan from before it.",
            ],
        ),
    ],
)
def test_days_still_to_come_are_named(days: tuple[int, ...], says: list[str]) -> None:
    rows = [{**SESSION, "on": (TODAY + timedelta(days=day)).isoformat()} for day in days]
    assert list(notes_on(parsed(session=rows), TODAY)) == says


# --- what cannot be ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "row", "says"),
    [
        ("session", SESSION, "the session of 2026-11-20 stands in it twice; please keep one of them."),
        ("morning", {"on": "2026-11-20", "pain": 1}, "the morning of 2026-11-20 stands in it twice"),
        ("other", {"on": "2026-11-20", "what": "squats"}, "the other of 2026-11-20 stands in it twice"),
        ("sign", {"on": "2026-11-20", "kind": "goal"}, "the sign of 2026-11-20 stands in it twice"),
        ("check", {"on": "2026-11-20", "now": 1}, "the check of 2026-11-20 stands in it twice"),
        (
            "override",
            {"on": "2026-11-20", "who": "lifter", "what": "skip"},
            "the override of 2026-11-20 stands in it twice",
        ),
    ],
)
def test_the_same_twice_is_one_clear_sentence(name: str, row: dict[str, Any], says: str) -> None:
    assert says in refused(**{name: [row, row]})
    assert parsed(**{name: [row, {**row, "on": "2026-11-21"}]})


def test_two_lifts_on_one_day_are_two() -> None:
    heavier = {**SESSION, "load_kg": 110}
    assert len(diary_of(parsed(session=[SESSION, heavier, {**SESSION, "exercise": "sumo"}])).done) == 3


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"sesion": []}, "there is nothing called sesion; is it a slip of the finger?"),
        ({"session": [{**SESSION, "lod": 1}]}, "there is nothing called session.0.lod"),
        ({"session": [{**SESSION, "exercise": "squat"}]}, "There is no exercise 'squat' in the plan;"),
        ({"session": [{**SESSION, "exercise": "bird_dog"}]}, "Bird dog is no hinge; a session tells of the main lift"),
        ({"session": [NO_REPS]}, "session.0: a session needs reps = 8, or inside = [2, 2, 2] for a cluster."),
        ({"session": [{**SESSION, "inside": [2, 2]}]}, "2+2 repetitions inside a cluster are not 8."),
        ({"session": [{**SESSION, "load_kg": 900}]}, "The load 900 kg is outside 0–700 kg"),
        ({"session": [{**SESSION, "sets": -1}]}, "session.0.sets: input should be greater than or equal to 0"),
        ({"session": [{**SESSION, "sets": 99}]}, "The number of sets 99 is outside 0–50"),
        ({"session": [{**SESSION, "row": "R9"}]}, "The session of 2026-11-20 names no row 'R9'; it is one of F, T1, "),
        ({"session": [{**SESSION, "during": 11}]}, "session.0.during: input should be less than or equal to 10"),
        ({"session": [{**SESSION, "leg": "bit"}]}, "session.0.leg: input should be 'none', 'same', 'up', 'below'"),
        ({"session": [{**SESSION, "on": "yesterday"}]}, "session.0.on: input should be a valid date"),
        ({"session": [{**SESSION, "on": "1826-11-20"}]}, "The year 1826 is outside 1990–2200"),
        ({"sign": [{"on": "2026-11-20", "kind": "luck"}]}, "sign.0.kind: input should be 'hinge-pass', "),
        ({"sign": [{"on": "2026-11-20", "kind": "mastered"}]}, "The sign 'mastered' of 2026-11-20 needs its exercise."),
        ({"sign": [{"on": "2026-11-20", "kind": "mastered", "exercise": "jig"}]}, "There is no exercise 'jig'"),
        ({"check": [{"on": "2026-11-20", "sleep_h": 25}]}, "check.0.sleep_h: input should be less than or equal to 24"),
        ({"schema": "liftwell.diary/2"}, "schema: input should be 'liftwell.diary/1', not 'liftwell.diary/2'."),
        ([], "the file: input should be a valid dictionary"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_with_its_place(content: Any, says: str) -> None:  # noqa: ANN401  (any content)
    with pytest.raises(ImpossibleValue) as caught:
        parse_document(content, "diary.toml")
    assert str(caught.value).startswith("diary.toml: ")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"what": "lighter"}, "The override 'lighter' of 2026-11-20 needs its value as a number, in kg."),
        ({"what": "heavier", "value": "much"}, "needs its value as a number, in kg."),
        ({"what": "fewer", "value": "a few"}, "needs its value as a number, in sets."),
        ({"what": "higher"}, "needs its value as a number, in cm."),
        ({"what": "swap"}, "needs its value: the exercise that comes instead."),
        ({"what": "swap", "value": "squat"}, "There is no exercise 'squat' in the plan;"),
        ({"what": "row", "value": "R9"}, "needs its value: one of F, T1, "),
        ({"what": "phase", "value": "summer"}, "needs its value: one of none, settle, foundation, "),
        ({"what": "skip", "value": 3}, "The override 'skip' of 2026-11-20 takes no value."),
        ({"what": "skip", "until": "2026-11-01"}, "ends on 2026-11-01, before it begins."),
        ({"what": "stop"}, "override.0.what: input should be 'lighter', 'heavier', "),
        ({"what": "skip", "who": "friend"}, "override.0.who: input should be 'lifter', 'coach' or 'clinician'"),
    ],
)
def test_an_override_has_what_it_needs(row: dict[str, Any], says: str) -> None:
    assert says in refused(override=[{"on": "2026-11-20", "who": "lifter", **row}])


@pytest.mark.parametrize(
    "row",
    [
        {"what": "lighter", "value": 100},
        {"what": "fewer", "value": 2},
        {"what": "higher", "value": 5.5},
        {"what": "row", "value": "R2"},
        {"what": "phase", "value": "technique"},
        {"what": "skip", "until": "2026-11-20"},
    ],
)
def test_overrides_that_are_understood(row: dict[str, Any]) -> None:
    (found,) = diary_of(parsed(override=[{"on": "2026-11-20", "who": "lifter", **row}])).overrides
    assert (found.what, found.value) == (row["what"], row.get("value"))


@pytest.mark.parametrize("kind", get_args(SignKind))
def test_every_sign_can_be_written_down(kind: SignKind) -> None:
    (sign,) = diary_of(parsed(sign=[{"on": "2026-11-20", "kind": kind, "exercise": "v_sit_bent"}])).signs
    assert sign.kind == kind


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("diary.toml", b"[[session]", "is no valid TOML: "),
        ("diary.json", b"{", "is no valid JSON: "),
        ("diary.json", b'{"session": [], "session": []}', "'session' stands in it twice."),
        ("diary.toml", b"# \n" * MOST_BYTES, "is too large for a diary."),
        ("diary.toml", "# fünf".encode("latin-1"), "should be a text file"),
    ],
)
def test_what_is_no_diary_is_said(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CannotRead) as caught:
        read_diary(path)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_diary_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LiftwellError, match="There is no file"):
        read_diary(tmp_path / "none.toml")
