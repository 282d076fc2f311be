"""The plan of a day in the terminal, as a coach reads it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from liftwell.cli.plan_text import print_open, print_plan, print_session
from liftwell.consultation.planning import Beside
from liftwell.plan.prescription import Item, Reason, Today
from liftwell.screen.safety_card import SAFETY_CARD
from liftwell.training.diary import Readiness
from tests.plan.todays import ASKING, CLUSTERS, HINGE, REST, ROW_DAY, SETTLE
from tests.reading import FEAR

TEXT = """\
Thursday 26 November: return, row R1
Up one row: two green days in a row.

Warm-up
  A warm-up before every session.
  Rock back on hands and knees                1 x 8
  Hamstring stretch on the back with a strap  1 x 30 s each side
    Cushion under the knees.
  Hanging knee lift                           1 x 15

Hinge practice
  Hinge with a stick along the back  1 x 8
    The hinge is practised before it is loaded.

Ramp
  1 x 8 at 20 kg, 1 x 5 at 70 kg, 1 x 3 at 105 kg

Main lift
  Deadlift from the floor
    3 x 8 with 142.5 kg, RPE 6 or less, 2 to 3 min rest
    Stop each set while 4 more would still go well.
    Each side: 25 + 25 + 10 + 1.25 kg
    Tempo: pause on the floor

After it
  Back extension hold  2 x 30 s
    The back learns to hold.

When to stop
 • Up to 2 is fine for you today if it is back to your usual tomorrow.
 • Above 2: the next set is gentler. Raise the bar, or take a tenth off, or do a
   third fewer. Above it again: the hinge ends for today.
 • At 6, or 3 more than you began with: the hinge ends, and you answer the
   safety questions.
 • Anything new in a leg, or further down it: the same.
 • A repetition that stops, or one that feels much harder than planned: that was
   your last set with this weight.

Limits to keep: coach present.

To mind
 • Sit less for now.

Next hinge: Saturday 28 November or later.

The week, if every day goes well
  Thu 26 Nov  R1: Deadlift from the floor, 3 x 8 with 142.5 kg
  Thu 26 Nov  drills at home

For your diary, when it is done
  [[session]]
  on = 2026-11-26
  exercise = "conventional_deadlift"
  sets = 3
  reps = 8
  load_kg = 142.5
  row = "R1"
  # rpe =       the hardest set
  # during =    worst pain in it, 0 to 10
  # after =     worst within an hour
  # morning =   on waking tomorrow

What this rests on: liftwell evidence ID tells more
  our judgement   two-green-days, warm-up-before-lifting, exercises-hinge,
                  load-table
  mixed evidence  exercises-trunk
  RPE: 10 minus the repetitions that you could still have done.

A note on the diary.

Safety card
"""


def printed(today: Today, beside: Beside | None = None, width: int = 80) -> str:
    out = io.StringIO()
    print_plan(Console(file=out, width=width, highlight=False, no_color=True), today, beside or Beside())
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_row_day_from_top_to_bottom() -> None:
    beside = Beside(
        base=1, each_side_kg=(25, 25, 10, 1.25), limits=("coach present",), patterns=("Sit less for now.",),
        notes=("A note on the diary.",), week=(ROW_DAY, REST),
    )  # fmt: skip
    text = printed(ROW_DAY, beside)
    assert text.startswith(TEXT)
    assert flat(SAFETY_CARD.text) == flat(text.removeprefix(TEXT))


def test_clusters_say_how_they_are_parted_and_what_care_they_take() -> None:
    text = printed(CLUSTERS, Beside(each_side_kg=()))
    assert "    3 clusters of 2+2+2 with 120 kg, plates 10 cm up, RPE 7 or less, 15 s\n" in text
    assert "    inside, 150 s between\n" in text
    assert "    The bar alone\n" in text
    assert "    Breathe out past the knee.\n" in text
    assert "\nLook for the cause again: liftwell triage\n" in text
    assert "  inside = [2, 2, 2]\n" in text
    assert "  raised_cm = 10\n" in text


def test_the_check_in_is_for_the_diary_too() -> None:
    text = printed(SETTLE, Beside(check=Readiness(SETTLE.on, 4, walking=False)))
    assert "For your diary\n  [[check]]\n  on = 2026-11-26\n  now = 4\n  walking = false\n  # stands =" in text
    text = printed(ROW_DAY, Beside(check=Readiness(ROW_DAY.on, 1, walking=True), start=("[start]", "on = 2026-11-26")))
    assert "\nFor your diary, when it is done\n  [start]\n  on = 2026-11-26\n\n  [[check]]\n" in text
    assert "  walking = true\n\n  [[session]]\n  on = 2026-11-26\n" in text


def test_a_lighter_day_says_so_in_the_week() -> None:
    assert ROW_DAY.main is not None
    lighter = replace(ROW_DAY, main=replace(ROW_DAY.main, light="day"))
    week = replace(ROW_DAY, main=replace(ROW_DAY.main, light="week"))
    assert "with 142.5 kg, in a light week" in flat(printed(ROW_DAY, Beside(week=(week,))))
    idle = (replace(REST, items=()), replace(REST, kind="drills"), SETTLE)
    text = printed(ROW_DAY, Beside(week=(lighter, *idle)))
    assert "Thu 26 Nov  no hinge\n" in text
    assert "Thu 26 Nov  drills\n" in text
    assert "3 x 8 with 142.5 kg, the lighter day" in flat(text)
    assert "Thu 26 Nov  let it settle first" in text


def test_a_day_of_settling_has_no_lift_and_sends_on() -> None:
    text = printed(SETTLE)
    assert text.startswith(
        "Thursday 26 November: let it settle first\nIt settles first: walking is hard today.\n\n"
        "See a clinician if it is no better after 14 days.\n\nWhat eases it\n  Easy walk "
    )
    for words in ("Main lift", "When to stop", "[[session]]", "Next hinge", "kg", "RPE"):
        assert words not in text
    assert flat(SAFETY_CARD.text) in flat(text)


def test_how_each_is_done_is_told_where_asked() -> None:
    assert "Push the hips back towards the heels" not in printed(ROW_DAY)
    text = flat(printed(ROW_DAY, Beside(how=True)))
    for item in ROW_DAY.items:
        if item.part != "ramp":
            from liftwell.plan.exercise import exercise

            assert all(flat(cue) in text for cue in exercise(item.exercise).cues)
    assert "Stop: sharp pinch in the groin." in text


def test_a_ramp_without_a_main_lift_is_a_part_like_others() -> None:
    odd = replace(REST, items=(Item("rock_back", "1 x 8", HINGE, "ramp"),))
    assert "Ramp\n  Rock back on hands and knees  1 x 8\n" in printed(odd)


def test_before_a_question_is_answered_there_is_no_exercise() -> None:
    out = io.StringIO()
    print_open(Console(file=out, width=80, highlight=False, no_color=True), ASKING)
    text = flat(out.getvalue())
    assert text.startswith(
        "Your plan cannot be shown: some safety questions are open. We stopped the hinge: the tingling moved lower."
    )
    assert "(R01)" in text
    assert "(R04)" in text
    assert flat(SAFETY_CARD.text) in text
    for words in ("Deadlift", "kg", "Rock back", "Main lift"):
        assert words not in text


def test_a_day_without_a_plan_says_why() -> None:
    out = io.StringIO()
    ill = replace(SETTLE, kind="none", reasons=(Reason("Fever and training do not mix. Rest today.", "day-gate"),))
    print_open(Console(file=out, width=80), ill)
    assert out.getvalue().startswith(
        "Thursday 26 November: no plan today\nFever and training do not mix. Rest today.\n"
    )
    assert "Easy walk" not in out.getvalue()


def test_one_open_question_is_one() -> None:
    out = io.StringIO()
    print_open(Console(file=out, width=80), replace(ASKING, ask=("R01",), refer="Phone a clinician today."))
    assert "Your plan cannot be shown: one safety question is open." in out.getvalue()
    assert "Phone a clinician today." in out.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("today", [ROW_DAY, CLUSTERS, SETTLE, REST])
def test_nothing_is_too_wide(today: Today, width: int) -> None:
    text = printed(today, Beside(week=(today,), how=True), width)
    # What is to be copied or typed is never broken.
    copied = ("# ", "exercise = ", "What this rests on", "Look for the cause")
    assert [line for line in text.splitlines() if len(line) > width and not line.strip().startswith(copied)] == []


@pytest.mark.parametrize("today", [ROW_DAY, CLUSTERS, SETTLE, REST])
def test_it_frightens_nobody(today: Today) -> None:
    out = io.StringIO()
    print_session(Console(file=out, width=200), today, Beside())
    assert not FEAR.search(out.getvalue())
