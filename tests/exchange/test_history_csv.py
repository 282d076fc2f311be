"""CSV of training and diary: what the csv module reads back is what was noted, and no spreadsheet runs any of it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liftwell.exchange.history_csv import diary_csv, plain, sets_csv, workouts_csv
from liftwell.training.diary import Diary, Done, Lift, Morning, OtherWork, Readiness, Sign
from liftwell.training.logged_set import LoggedSet
from liftwell.training.override import Override
from liftwell.training.workout import Workout, WorkoutSet
from tests.exchange.diaries import diaries, workouts
from tests.logbook.entries import SETS, logged_set

Row = Mapping[str, str]
DAY = date(2026, 11, 26)
LIFT = Lift("conventional_deadlift", 3, 8, 142.5)


def rows_of(text: str) -> list[Row]:
    assert text.endswith("\n")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


# --- the rows as nouns again ---------------------------------------------------------------------


def none_or(read: Callable[[str], Any], cell: str) -> Any:  # noqa: ANN401
    return None if cell == "" else read(cell)


def yes(cell: str) -> bool:
    return {"true": True, "false": False}[cell]


def day(cell: str) -> date:
    return date.fromisoformat(cell)


def told(row: Row, /, **columns: Callable[[str], Any]) -> dict[str, Any]:
    return {name: none_or(read, row[name]) for name, read in columns.items()}


def lift_of(row: Row) -> Lift:
    inside = tuple(int(one) for one in row["inside"].split("+")) if row["inside"] else ()
    numbers = int(row["sets"]), int(row["reps"]), float(row["load_kg"]), float(row["raised_cm"])
    return Lift(plain(row["exercise"]), *numbers, inside)


def done_of(row: Row) -> Done:
    ratings = told(row, during=int, after=int, morning=int, stick_kept=int, rpe=float, row=plain)
    signs = told(row, gentle=yes, light=yes, relief=yes, sore_both_sides=yes, grew=yes, imported=yes)
    return Done(day(row["on"]), lift_of(row), leg=row["leg"], **ratings, **signs)  # type: ignore[arg-type]


def sign_of(row: Row) -> Sign:
    return Sign(**told(row, on=day, kind=str, value=float, raised_cm=float, side=str, exercise=plain))


def check_of(row: Row) -> Readiness:
    known = told(row, on=day, now=int, walking=yes, soreness=int, stands=int, sleep_h=float, stress=int)
    return Readiness(**known, **told(row, ill=yes, fever=yes, leg=str, off_for_pain=yes))


def override_of(row: Row) -> Override:
    value = none_or(float, row["value_number"])
    value = none_or(plain, row["value_word"]) if value is None else value
    texts = plain(row["instead_of"]), plain(row["why"])
    return Override(value=value, instead_of=texts[0], why=texts[1], **told(row, on=day, who=str, what=str, until=day))


def diary_of(files: Mapping[str, str]) -> Diary:
    return Diary(
        tuple(done_of(row) for row in rows_of(files["sessions.csv"])),
        tuple(Morning(**told(row, on=day, pain=int, leg=yes)) for row in rows_of(files["mornings.csv"])),
        tuple(
            OtherWork(day(row["on"]), plain(row["what"]), none_or(float, row["rpe"]))
            for row in rows_of(files["other.csv"])
        ),
        tuple(sign_of(row) for row in rows_of(files["signs.csv"])),
        tuple(check_of(row) for row in rows_of(files["checks.csv"])),
        tuple(override_of(row) for row in rows_of(files["overrides.csv"])),
    )


# --- the diary -----------------------------------------------------------------------------------


@given(diaries())
@example(Diary(other=(OtherWork(DAY, "a\rb"), OtherWork(DAY, "'=1"), OtherWork(DAY, "''"), OtherWork(DAY, "\x00"))))
@example(Diary(overrides=(Override(DAY, "lifter", "row", "5"), Override(DAY, "lifter", "fewer", 5))))
def test_a_diary_is_told_whole(diary: Diary) -> None:
    assert diary_of(diary_csv(diary)) == diary


def test_a_diary_reads_like_a_table() -> None:
    done = Done(DAY, Lift("block_pull_low", 3, 6, 120, 10, (2, 2, 2)), "R3", 7.5, 3, 2, light=True)
    files = diary_csv(Diary((done,), (Morning(DAY, 1),), checks=(Readiness(DAY, 2, walking=True, sleep_h=7.5),)))
    assert files["sessions.csv"].splitlines() == [
        "on,exercise,sets,reps,load_kg,raised_cm,inside,row,rpe,during,after,morning,leg,gentle,light,relief,"
        "sore_both_sides,grew,stick_kept,imported",
        "2026-11-26,block_pull_low,3,6,120,10,2+2+2,R3,7.5,3,2,,none,false,true,false,false,false,,false",
    ]
    assert files["mornings.csv"] == "on,pain,leg\n2026-11-26,1,\n"
    assert files["checks.csv"].splitlines()[1] == "2026-11-26,2,true,,,7.5,,false,false,none,false"


def test_an_empty_diary_is_six_headers() -> None:
    files = diary_csv(Diary())
    assert list(files) == [
        "sessions.csv", "mornings.csv", "other.csv", "signs.csv", "checks.csv", "overrides.csv",
    ]  # fmt: skip
    assert [len(text.splitlines()) for text in files.values()] == [1] * 6
    assert files["overrides.csv"] == "on,who,what,value_number,value_word,instead_of,why,until\n"


@given(diaries())
def test_no_cell_of_a_diary_is_a_formula(diary: Diary) -> None:
    for text in diary_csv(diary).values():
        for row in rows_of(text):
            for cell in row.values():
                assert not runs(cell)


def runs(cell: str) -> bool:
    """Whether a spreadsheet would look at it as a formula; a negative number is none."""
    try:
        float(cell)
    except ValueError:
        return cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    return cell.startswith("+")


# --- sets of one's own ---------------------------------------------------------------------------


def set_of(row: Row) -> LoggedSet:
    inside = tuple(int(one) for one in row["inside"].split("+")) if row["inside"] else ()
    numbers = told(row, number=int, planned_load_kg=float, planned_reps=int, load_kg=float, reps=int, raised_cm=float,
                   rpe=float, pain=int, leg=str, stopped=yes, skipped=yes)  # fmt: skip
    words = {name: plain(row[name]) for name in ("token", "exercise", "kind", "why")}
    return LoggedSet(day(row["on"]), inside=inside, **words, **numbers)  # type: ignore[arg-type]


@given(st.lists(logged_set))
def test_sets_are_told_whole(sets: list[LoggedSet]) -> None:
    assert [set_of(row) for row in rows_of(sets_csv([*sets, *SETS]))] == [*sets, *SETS]


# --- workouts ------------------------------------------------------------------------------------


def test_a_workout_is_a_row_for_each_set() -> None:
    sets = (
        WorkoutSet("Deadlift", "warm-up", 60, 5),
        WorkoutSet("Deadlift", load_kg=142.5, reps=3, rpe=8, note='heavy, but "clean"'),
        WorkoutSet("Carry", load_kg=32, seconds=45.5, distance_m=40),
        WorkoutSet("Deadlift", "failure", 150, 0),
    )
    began = datetime.fromisoformat("2026-11-26T17:29:05")
    days = Workout(DAY, sets, began, "Pull"), Workout(DAY, (WorkoutSet("Plank"),))
    assert workouts_csv(days).splitlines() == [
        "date,time,workout,exercise,set,kind,load_kg,reps,rpe,seconds,distance_m,note",
        "2026-11-26,17:29:05,Pull,Deadlift,1,warm-up,60,5,,,,",
        '2026-11-26,17:29:05,Pull,Deadlift,2,work,142.5,3,8,,,"heavy, but ""clean"""',
        "2026-11-26,17:29:05,Pull,Carry,1,work,32,,,45.5,40,",
        "2026-11-26,17:29:05,Pull,Deadlift,3,failure,150,0,,,,",
        "2026-11-26,,,Plank,1,work,,,,,,",
    ]


def test_no_workout_is_a_header() -> None:
    assert workouts_csv([]) == "date,time,workout,exercise,set,kind,load_kg,reps,rpe,seconds,distance_m,note\n"


@pytest.mark.parametrize("note", ["=1+1", "+49 30", "-3 today", "@home", "\t=x", "\r=x", "＝1", "'=1", "''@x"])
def test_a_note_is_no_formula(note: str) -> None:
    (row,) = rows_of(workouts_csv([Workout(DAY, (WorkoutSet(note, note=note),), title=note)]))
    assert (row["note"], row["exercise"], row["workout"]) == (f"'{note}",) * 3
    assert plain(row["note"]) == note


@pytest.mark.parametrize("note", ["", "fine", "5'", "'twas good", "''", "a=b", " =1"])
def test_another_note_stays_as_it_is(note: str) -> None:
    (row,) = rows_of(workouts_csv([Workout(DAY, (WorkoutSet("Squat", note=note),))]))
    assert row["note"] == plain(row["note"]) == note


def test_half_a_character_does_not_stop_the_writing() -> None:
    assert workouts_csv([Workout(DAY, (WorkoutSet("Squat", note="a\ud83d"),))]).encode("utf-8").endswith(b",a?\n")


@given(st.lists(workouts(), max_size=3))
def test_every_set_is_read_back(days: list[Workout]) -> None:
    rows = iter(rows_of(workouts_csv(days)))
    for workout in days:
        number: Counter[str] = Counter()
        for one in workout.sets:
            row = next(rows)
            number[one.name] += 1
            began = "" if workout.started is None else workout.started.time().isoformat("seconds")
            assert (row["date"], row["time"]) == (workout.on.isoformat(), began)
            assert plain(row["workout"]) == workout.title
            assert int(row["set"]) == number[one.name]
            numbers = told(row, load_kg=float, reps=int, rpe=float, seconds=float, distance_m=float)
            assert WorkoutSet(plain(row["exercise"]), row["kind"], note=plain(row["note"]), **numbers) == one  # type: ignore[arg-type]
    assert next(rows, None) is None
