"""`liftwell log`: one line in, how it was understood out; editing the past moves today's plan and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from liftwell.cli.book import ME, opened_logbook
from liftwell.exchange.answers import read_document, to_json
from liftwell.logbook.shelf import Shelf
from liftwell.training.diary import Done, Lift, Morning, OtherWork
from liftwell.training.logged_set import LoggedSet
from tests.cli.conftest import Said
from tests.cli.logbook import CLEAR, DAY, FLOOR, WELL, everything, good_day, planned, shelf_named
from tests.cli.person import keyboard

Command = Callable[..., Said]
TODAY = "2026-11-26"
LINE = "conventional 3x5x100 @7 pain 2"


@pytest.fixture(autouse=True)
def today(clock: Callable[[str], None]) -> None:
    clock(TODAY)


def me() -> Shelf:
    return Shelf(opened_logbook(), ME)


def flat(text: str) -> str:
    return " ".join(text.split())


# --- one line ------------------------------------------------------------------------------------


def test_the_first_line_makes_a_logbook_and_says_how_it_was_understood(liftwell: Command, home: Path) -> None:
    said = liftwell("log", "block pull 2x8 60kg raised 10 @6 pain 1 after 0 relief")
    assert (said.status, said.err) == (0, "")
    assert flat(said.out) == (
        f"Noted for me: {TODAY}, Block pull, 5 to 15 cm: 2 x 8 with 60 kg, plates 10 cm up, RPE 6, pain 1, "
        "0 within an hour, after pain relief."
    )
    assert (home / "logbook.db").is_file()
    assert me().diary().done == (Done(DAY, Lift("block_pull_low", 2, 8, 60, 10), None, 6, 1, 0, relief=True),)


def test_the_last_time_stands_beside_it(liftwell: Command) -> None:
    liftwell("log", LINE, "--on", "2026-11-20")
    said = liftwell("log", "conventional 3x5x105")
    assert flat(said.out).startswith(
        "Last time: 2026-11-20, Deadlift from the floor: 3 x 5 with 100 kg, RPE 7, pain 2."
    )
    assert "Last time" not in liftwell("log", "sumo 3x5x80").out


def test_the_same_lift_told_again_takes_its_place(liftwell: Command) -> None:
    liftwell("log", LINE)
    said = liftwell("log", "conventional 2x5x100 @8 pain 4")
    assert f"Before it was: {TODAY}, Deadlift from the floor: 3 x 5 with 100 kg, RPE 7, pain 2." in flat(said.out)
    assert [(one.lift.sets, one.during) for one in me().diary().done] == [(2, 4)]
    assert '"change"' in everything()[ME]
    assert "Before it was" not in liftwell("log", "conventional 2x5x100 @8 pain 4").out


def test_clusters_are_told_as_they_are_planned(liftwell: Command) -> None:
    assert "3 x 2+2+2 with 120 kg" in flat(liftwell("log", "conventional 3x2+2+2x120").out)
    assert me().diary().done[0].lift.inside == (2, 2, 2)


def test_a_morning_and_other_work(liftwell: Command) -> None:
    liftwell("log", "--morning", "3", "--other", "  moving   house ")
    diary = me().diary()
    assert (diary.mornings, diary.other) == ((Morning(DAY, 3),), (OtherWork(DAY, "moving house"),))
    again = liftwell("log", "--morning", "4").out
    assert again == (
        f"Noted for me: {TODAY}, pain 4 on waking.\nBefore it was: {TODAY}, pain 3 on waking.\n"
    )  # fmt: skip


def test_the_next_morning_has_one_place_where_it_is_corrected(liftwell: Command) -> None:
    liftwell("log", "conventional 3x5x100 morning 2", "--on", "2026-11-24")
    liftwell("log", "--morning", "5", "--on", "2026-11-25")
    diary = me().diary()
    assert diary.done[0].morning is None
    assert diary.mornings == (Morning(date(2026, 11, 25), 5),)


def test_a_line_is_asked_for_in_a_terminal(liftwell: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for typed in (LINE, "sumo 1x5x90"):
        lines = keyboard([typed])
        monkeypatch.setattr(lines, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", lines)
        said = liftwell("log")
        assert said.status == 0
        assert "Noted for me" in said.out
    assert f"Last time: {TODAY}, Deadlift from the floor: 3 x 5 with 100 kg" in flat(said.out)


def test_who_types_nothing_notes_nothing(liftwell: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = keyboard([])
    monkeypatch.setattr(lines, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", lines)
    assert liftwell("log").status == 2
    assert everything() == {}


def test_an_entry_is_taken_away_and_kept_among_the_changes(liftwell: Command) -> None:
    liftwell("log", LINE)
    said = liftwell("log", "conventional 3x5x100", "--remove")
    assert flat(said.out) == (
        f"Taken away: {TODAY}, Deadlift from the floor: 3 x 5 with 100 kg, RPE 7, pain 2. "
        "What it was is kept among the changes."
    )
    assert me().diary().done == ()
    assert '\\"during\\": 2' in everything()[ME]
    assert liftwell("log", "--morning", "1").status == 0
    assert liftwell("log", "--morning", "9", "--remove").status == 0
    assert me().diary().mornings == ()


# --- set by set ----------------------------------------------------------------------------------

SETS = "conventional 5x100 @7 pain 2, 5x100 @8 pain 3"


def test_sets_that_went_another_way_are_told_one_by_one(liftwell: Command) -> None:
    said = liftwell("log", SETS + " after 1", "--on", "2026-11-20")
    assert flat(said.out) == (
        "Noted for me: 2026-11-20, Deadlift from the floor: 1 x 5 with 100 kg, RPE 7, pain 2; "
        "1 x 5 with 100 kg, RPE 8, pain 3, 1 within an hour. For the plan that is 2 x 5 with 100 kg, RPE 8, pain 3."
    )
    assert me().diary().done == (Done(date(2026, 11, 20), Lift(FLOOR, 2, 5, 100), None, 8, 3, 1),)
    assert [(one.number, one.reps, one.rpe, one.pain) for one in me().sets()] == [(1, 5, 7, 2), (2, 5, 8, 3)]
    again = flat(liftwell("log", LINE).out)
    assert again.startswith("Last time: 2026-11-20, Deadlift from the floor: 1 x 5 with 100 kg, RPE 7, pain 2; 1 x 5")
    assert len(me().sets()) == 2  # a line of one part tells the session, and its sets are not known one by one


def test_the_same_line_told_again_changes_nothing(liftwell: Command) -> None:
    liftwell("log", SETS)
    before = everything()
    assert "Before it was" not in liftwell("log", SETS).out
    assert everything() == before


def test_sets_told_again_take_the_place_of_the_first(liftwell: Command) -> None:
    liftwell("log", "conventional 2x5x100 @7 pain 2, 3x110 @9 pain 5 after 3")
    said = flat(liftwell("log", "conventional 5x100 @7 pain 2, 4x100").out)
    assert "For the plan that is 2 x 4 with 100 kg, RPE 7. Not every set tells its pain" in said
    assert said.endswith(
        "Before it was: 2026-11-26, Deadlift from the floor: 2 x 5 with 100 kg, RPE 7, pain 2; "
        "1 x 3 with 110 kg, RPE 9, pain 5, 3 within an hour."
    )
    assert [(one.load_kg, one.reps, one.pain) for one in me().sets()] == [(100, 5, 2), (100, 4, None)]
    assert me().diary().done == (Done(DAY, Lift(FLOOR, 2, 4, 100), None, 7, None, 3),)


def test_once_there_are_sets_one_part_stands_for_all_and_what_is_not_told_anew_stays(liftwell: Command) -> None:
    liftwell("log", SETS)
    said = flat(liftwell("log", "conventional 2x5x100 after 4 relief").out)
    assert "RPE 7, pain 2; 1 x 5 with 100 kg, RPE 8, pain 3, 4 within an hour, after pain relief." in said
    assert me().diary().done == (Done(DAY, Lift(FLOOR, 2, 5, 100), None, 8, 3, 4, relief=True),)
    liftwell("log", "conventional 3x5x95 @6 pain 1")
    assert me().diary().done == (Done(DAY, Lift(FLOOR, 3, 5, 95), None, 6, 1, 4, relief=True),)
    assert {(one.load_kg, one.rpe, one.pain) for one in me().sets()} == {(95, 6, 1)}


def test_a_set_that_tells_no_pain_is_said_to_make_no_good_day(liftwell: Command) -> None:
    said = flat(liftwell("log", "conventional 5x100 @7, 5x100 @8 pain 3").out)
    assert "Not every set tells its pain, so it cannot count as a good day." in said
    assert me().diary().done[0].during is None


def test_what_the_phone_told_of_sets_is_shown_and_corrected_in_place(liftwell: Command) -> None:
    tap = LoggedSet(DAY, "tap", FLOOR, 1, "main", 105, 5, 100, 5, rpe=7, pain=2, leg="same")
    cut = LoggedSet(DAY, "cut", FLOOR, 2, "main", 105, 5, skipped=True, why="sore")
    liftwell("log", "--morning", "1")
    me().put(tap, cut)
    me().put(replace(me().diary().done[0], during=6))
    assert liftwell("log", LINE, "--on", "2026-11-27").status == 2  # still to come
    said = flat(liftwell("log", "conventional 1x5x100 pain 3").out)
    assert (
        "Before it was: 2026-11-26, Deadlift from the floor: 1 x 5 with 100 kg, RPE 7, pain 2; 1 skipped (sore)."
        in said
    )
    assert me().sets() == (replace(tap, pain=3),)
    assert [(one.during, one.leg) for one in me().diary().done] == [(3, "same")]


def test_sets_are_taken_away_with_their_session(liftwell: Command) -> None:
    liftwell("log", SETS)
    said = flat(liftwell("log", SETS, "--remove").out)
    assert said.startswith(f"Taken away: {TODAY}, Deadlift from the floor: 1 x 5 with 100 kg, RPE 7, pain 2; 1 x 5")
    assert (me().sets(), me().diary().done) == ((), ())
    assert '\\"noun\\": \\"LoggedSet\\"' in everything()[ME]


def test_sets_leave_with_the_rest_and_come_back(liftwell: Command, tmp_path: Path) -> None:
    liftwell("log", SETS)
    assert liftwell("export", tmp_path / "me.json").status == 0
    assert liftwell("export", tmp_path / "tables", "--format", "csv").status == 0
    assert len((tmp_path / "tables" / "sets.csv").read_text("utf-8").splitlines()) == 3
    before, told = everything()[ME], me().sets()
    assert liftwell("athlete", ME, "--remove", "--yes").status == 0
    assert "2 sets" in flat(liftwell("import", tmp_path / "me.json").out)
    assert (everything()[ME], me().sets()) == (before, told)


def test_the_plan_reads_what_the_sets_tell(liftwell: Command) -> None:
    line = "conventional 2x8x142.5 @6 pain 1, 8x142.5 @6 pain {} after 1"
    for pain, changes in ((1, False), (7, True)):
        shelf = shelf_named(f"Ann {pain}", good_day(date(2026, 11, 17)), good_day(date(2026, 11, 20)), answers=CLEAR)
        first = liftwell("plan", "--athlete", shelf.name, *WELL, "--on", TODAY, "--json").json
        said = liftwell("log", line.format(pain), "--on", "2026-11-20", "--athlete", shelf.name)
        assert ("Today's plan was: " in flat(said.out)) == changes
        assert f"Today's plan stays as it was: {first['main']['words']}." in flat(said.out) or changes
        assert len(shelf.diary().done) == 2


# --- what cannot be ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("log",), "What was it? Give a line"),
        (("log", ""), "Which lift was it?"),
        (("log", "nonsense 3x5x100"), "There is no exercise 'nonsense' in the plan"),
        (("log", "bird dog 3x5x0"), "is no hinge"),
        (("log", "conventional 3x5x9999"), "The load 9999 kg is outside 0–700 kg"),
        (("log", "conventional 3x5x100 @12"), "The RPE 12 is outside 0–10"),
        (("log", "conventional 3x5x100 morning 1"), "The morning after today is still to come"),
        (("log", LINE, "--on", "2026-11-27"), "2026-11-27 is still to come"),
        (("log", LINE, "--on", "1800-01-01"), "The year 1800 is outside 1990–2200"),
        (("log", LINE, "--on", "yesterday"), "yesterday"),
        (("log", "--morning", "11"), "--morning"),
        (("log", "--other", " "), "What was it? Give a word"),
        (("log", "--remove"), "What was it? Give a line"),
        (("log", LINE, "--remove"), "There is nobody in the logbook yet"),
        (("log", LINE, "--athlete", "Ann"), "There is no athlete 'Ann' in the logbook; there is nobody yet."),
    ],
)
def test_one_sentence_and_nobody_is_made(liftwell: Command, arguments: tuple[str, ...], says: str) -> None:
    said = liftwell(*arguments)
    assert (said.status, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert everything() == {}


def test_what_is_not_there_is_not_taken_away(liftwell: Command) -> None:
    liftwell("log", LINE)
    before = everything()
    for arguments in (("conventional 3x5x101",), (LINE, "--on", "2026-11-25"), ("--other", "rows"), ("--morning", "2")):
        said = liftwell("log", *arguments, "--remove")
        assert said.status == 2
        assert "There is no such entry on that day" in said.err
    assert everything() == before


def test_half_of_a_command_is_not_kept(liftwell: Command) -> None:
    liftwell("log", LINE)
    before = everything()
    assert liftwell("log", "conventional 3x5x110", "--other", "").status == 2
    assert everything() == before


def test_a_folder_that_cannot_be_is_said(liftwell: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("LIFTWELL_HOME", str(tmp_path / "file"))
    said = liftwell("log", LINE)
    assert said.status == 5
    assert said.err.count("\n") == 1
    assert (tmp_path / "file").read_text("utf-8") == "no folder"


# --- the plan and the past -----------------------------------------------------------------------


def test_a_session_takes_the_row_that_was_prescribed_for_it(liftwell: Command) -> None:
    shelf = shelf_named("Ann", answers=CLEAR)
    assert liftwell("plan", "--athlete", "Ann", *WELL, "--on", TODAY).status == 0
    said = liftwell("log", "conventional 3x8x142.5 @6 pain 1")
    assert "row R1" in said.out
    # Planned again after the session the day is another one; a correction still knows the row.
    assert liftwell("plan", "--athlete", "Ann", *WELL, "--on", TODAY).status == 0
    liftwell("log", "conventional 3x8x142.5 @7 pain 1")
    liftwell("log", "sumo 1x5x60")
    assert {one.lift.exercise: (one.row, one.rpe) for one in shelf.diary().done} == {
        FLOOR: ("R1", 7.0), "sumo_deadlift": (None, None),
    }  # fmt: skip


def test_a_gentle_day_stays_one(liftwell: Command) -> None:
    shelf = shelf_named("Ann", answers=CLEAR)
    day = liftwell("plan", "--athlete", "Ann", *WELL, "--sore", 7, "--json", "--on", TODAY).json
    assert day["kind"] == "gentle"
    main = day["main"]
    liftwell("log", f"{main['exercise']} {main['sets']}x{main['reps']}x{main['load_kg']} pain 1")
    assert [(one.gentle, one.row) for one in shelf.diary().done] == [(True, main["row"])]


def test_editing_the_past_moves_todays_plan_and_says_so(liftwell: Command) -> None:
    sessions = good_day(date(2026, 11, 17)), good_day(date(2026, 11, 20))
    shelf = shelf_named("Ann", *sessions, answers=CLEAR)
    first = liftwell("plan", "--athlete", "Ann", *WELL, "--on", TODAY, "--json").json
    assert first["main"]["row"] == "R2"
    before = planned(shelf, DAY)
    said = liftwell("log", "conventional 3x8x142.5 @6 pain 4 after 4", "--on", "2026-11-20")
    assert said.status == 0
    was = first["main"]["words"]
    assert f"Today's plan was: {was}. It is now: " in flat(said.out)
    assert "What was planned on earlier days stays as it was." in flat(said.out)
    assert planned(shelf, DAY) == before
    # What it said is what the plan says.
    again = liftwell("plan", "--athlete", "Ann", *WELL, "--on", TODAY, "--json").json
    assert f"It is now: {again['main']['words']}." in flat(said.out)
    assert again["main"] != first["main"]
    assert planned(shelf, DAY) == [first["main"], again["main"]]


def test_taking_an_entry_of_the_past_away_is_told_too(liftwell: Command) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 17)), good_day(date(2026, 11, 20)), answers=CLEAR)
    liftwell("plan", "--athlete", "Ann", *WELL, "--on", TODAY)
    said = liftwell("log", "conventional 3x8x142.5", "--on", "2026-11-20", "--remove")
    assert "Today's plan was: " in said.out


def test_what_changes_nothing_is_said_to_change_nothing(liftwell: Command) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 20)), answers=CLEAR)
    day = liftwell("plan", "--athlete", "Ann", *WELL, "--on", TODAY, "--json").json
    said = liftwell("log", "--other", "a short walk", "--on", "2026-10-20")
    assert f"Today's plan stays as it was: {day['main']['words']}." in flat(said.out)


def test_without_a_plan_of_today_nothing_is_said_of_one(liftwell: Command) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 17)), answers=CLEAR)
    assert "Today's plan" not in liftwell("log", LINE, "--on", "2026-11-20").out
    liftwell("plan", "--athlete", "Ann", *WELL, "--on", TODAY)
    assert "Today's plan" not in liftwell("log", LINE).out


def test_a_red_day_of_the_past_shows_no_load_before_safety_is_clear(liftwell: Command) -> None:
    shelf = shelf_named("Ann", good_day(date(2026, 11, 17)), good_day(date(2026, 11, 20)))
    told = to_json(read_document(CLEAR))
    shelf.keep_answers(told.replace('"answered_on": "2026-11-26"', '"answered_on": "2026-11-18"'))
    assert liftwell("plan", "--athlete", "Ann", *WELL, "--on", TODAY, "--json").json["main"] is not None
    said = liftwell("log", "conventional 3x8x142.5 @6 pain 8 after 8", "--on", "2026-11-20")
    assert "It is now: safety questions first." in flat(said.out)


def test_several_athletes_ask_for_a_name(liftwell: Command) -> None:
    shelf_named("Ann")
    shelf_named("Bob")
    before = everything()
    said = liftwell("log", LINE)
    assert (said.status, said.err) == (2, "liftwell: Whose? Name one of Ann, Bob with --athlete.\n")
    assert everything() == before
    assert "Noted for Bob" in liftwell("log", LINE, "--athlete", "Bob").out
    assert everything()["Ann"] == before["Ann"]
    assert liftwell("log", LINE, "--athlete", "").status == 2


# --- questionnaires ------------------------------------------------------------------------------


def test_scores_are_noted_told_again_and_taken_away(liftwell: Command) -> None:
    said = liftwell("log", "--score", "NRS=4", "--score", "psfs:pick up my  son=6,5", "--score", "RMDQ=7")
    assert (said.status, said.err) == (0, "")
    assert "PSFS 6.5 of pick up my son" in flat(said.out)
    assert {(one.instrument, one.score) for one in me().outcomes()} == {("NRS", 4), ("PSFS", 6.5), ("RMDQ", 7)}
    assert "Before it was: 2026-11-26, NRS 4." in flat(liftwell("log", "--score", "NRS=5").out)
    assert liftwell("log", "--score", "NRS=5", "--remove").status == 0
    assert "NRS" not in {one.instrument for one in me().outcomes()}


@pytest.mark.parametrize(
    "told", ["NRS", "NRS=", "NRS=much", "VAS=4", "NRS:knee=4", "RMDQ=25", "PSFS=11", "=4", "NRS=nan"]
)
def test_a_score_that_cannot_be(liftwell: Command, told: str) -> None:
    said = liftwell("log", "--score", told)
    assert said.status == 2
    assert said.err.count("\n") == 1
    assert everything() == {}
