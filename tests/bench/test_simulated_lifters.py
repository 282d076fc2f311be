"""Simulated people are always the same, answer like people, and never meet a plan that breaks its law."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from bench.simulated_lifters.body import Body
from bench.simulated_lifters.life import live
from bench.simulated_lifters.notebook import entries_of, lift_words, notebook, somebody, tells_enough
from bench.simulated_lifters.notes import STATES, WEEKS, Note, note_of
from bench.simulated_lifters.person import KINDS, Kind, chance_of, person
from bench.simulated_lifters.picture import COLOURS, picture
from bench.simulated_lifters.results import results_of, tables
from bench.simulated_lifters.tally import SHARES, all_notes, breaches, people
from bench.simulated_lifters.telling import lines_of
from liftwell.plan.session import plan_for
from liftwell.training.diary import Lift

FLOOR = "conventional_deadlift"


@pytest.fixture(scope="module")
def notes() -> Sequence[Note]:
    """Some forty lives."""
    return all_notes(40)


def broken(notes: Sequence[Note]) -> list[str]:
    return [f"{one.times} x {one.text} (--show '{one.kind}' {one.seed})" for one in breaches(notes)]


def test_forty_lifters_never_meet_a_plan_that_breaks_its_law(notes: Sequence[Note]) -> None:
    assert {note.kind for note in notes} == set(KINDS)
    assert broken(notes) == []


@pytest.mark.bench
@pytest.mark.parametrize("first", range(0, 1000, 250))
def test_two_thousand_lifters_never_meet_a_plan_that_breaks_its_law(first: int) -> None:
    assert broken(all_notes(500, os.cpu_count() or 1, first)) == []


def test_the_same_seed_is_the_same_life() -> None:
    assert note_of("over-eager", 3) == note_of("over-eager", 3)
    assert note_of("over-eager", 3) != note_of("over-eager", 4)


@pytest.mark.parametrize("kind", KINDS)
def test_carrying_the_standing_along_gives_the_plan_of_the_whole_diary(kind: Kind) -> None:
    life = live(person(kind, 0), 40)
    for on, (check, today, lifter) in life.plans.items():
        before = tuple(one for one in life.other if one.on < on)  # what was done later that day was not known
        assert plan_for(lifter, replace(life.diary, other=before), on, check) == today


def test_everybody_is_there_in_their_share() -> None:
    who = people(200)
    assert {kind: sum(one == kind for one, _ in who) / 10 for kind in KINDS} == SHARES
    assert people(200, 70)[0] == ("responder", 70)


def test_people_begin_in_every_phase_with_light_and_heavy_lifts_known_or_not() -> None:
    some = [person(kind, seed) for kind in KINDS for seed in range(40)]
    assert {one.lifter.phase for one in some} == {"foundation", "technique", "return", "settle", "hold"}
    refs = [one.lifter.ref_kg for one in some]
    assert None in refs
    assert min(ref for ref in refs if ref) < 50
    assert max(ref for ref in refs if ref) > 240
    assert None in {one.lifter.mass_kg for one in some}


# --- bodies --------------------------------------------------------------------------------------


def pains(body: Body, kilos: float, days: int) -> tuple[float, float]:
    """Mean pain under a load in the first and the last ten sessions."""
    chance = chance_of("responder", 1, "test")
    felt = []
    for _ in range(days):
        body.wakes(chance, idle_days=2)
        body.wakes(chance, idle_days=3)
        felt.append(body.lifts(Lift(FLOOR, 3, 8, kilos), chance).during)
    return sum(felt[:10]) / 10, sum(felt[-10:]) / 10


def test_a_responder_hurts_above_the_tolerance_and_less_with_training() -> None:
    heavy, _ = pains(Body(150, 80, 2.0), 110, 10)
    light, later = pains(Body(150, 80, 2.0), 60, 40)
    assert heavy > light + 2
    assert later < light - 0.5


def test_a_non_responder_hurts_as_ever() -> None:
    heavy, _ = pains(Body(150, 80, 3.0, responds=0.0), 140, 10)
    light, later = pains(Body(150, 80, 3.0, responds=0.0), 60, 40)
    assert heavy == pytest.approx(light, abs=0.6)
    assert later == pytest.approx(light, abs=0.6)


def test_effort_is_told_by_load_and_repetitions() -> None:
    chance = chance_of("responder", 1, "effort")
    hard, easy = (
        sum(Body(150, 150, 0.5).lifts(Lift(FLOOR, 3, reps, kilos), chance).rpe for _ in range(20)) / 20
        for reps, kilos in ((3, 130), (10, 80))
    )
    assert hard > easy + 2
    assert 6 <= hard <= 9.5


def test_pain_of_six_ends_a_session_after_half_of_its_sets() -> None:
    felt = Body(150, 60, 3.0).lifts(Lift(FLOOR, 4, 5, 130), chance_of("responder", 1, "stop"))
    assert felt.during >= 6
    assert felt.sets == 2


# --- habits --------------------------------------------------------------------------------------


def test_the_forgetful_leave_gaps_and_mornings_out() -> None:
    lives = [live(person("forgetful", seed)) for seed in range(4)]
    told = sum(len(life.mornings) for life in lives)
    assert told < 0.7 * 4 * 112
    gaps = [(b - a).days for life in lives for a, b in zip(sorted(life.plans), sorted(life.plans)[1:], strict=False)]
    assert max(gaps) > 7


def test_the_over_eager_lift_beside_the_plan() -> None:
    lives = [live(person("over-eager", seed)) for seed in range(3)]
    assert sum(len(life.beside) for life in lives) > 5
    assert sum(len(life.overrides) for life in lives) > 5


def test_screens_are_answered_again() -> None:
    life = live(person("responder", 2))
    screened = {lifter.screened_on for _, _, lifter in life.plans.values()}
    assert len(screened) > 2
    assert max(on - timedelta(days=35) for on in life.plans) < max(filter(None, screened))


# --- the notebook --------------------------------------------------------------------------------


def test_the_notebook_has_ups_and_downs() -> None:
    """Where the plan has changed and this story with it, `python -m bench.simulated_lifters.notebook` finds seeds."""
    entries = entries_of(live(somebody()))
    assert tells_enough(entries)
    assert not tells_enough(entries[:4])


def test_the_notebook_tells_every_session_in_the_words_of_the_plan() -> None:
    page, life = notebook(), live(somebody())
    assert page.count("- **") == len(life.done)
    for on in life.done:
        assert all(reason.text in page for reason in life.plans[on][1].reasons)
    assert max(len(line) for line in page.splitlines()) < 240


def test_a_lift_in_words() -> None:
    assert lift_words(Lift(FLOOR, 3, 10, 65)) == "Deadlift from the floor, 3 × 10 with 65 kg"
    assert (
        lift_words(Lift("block_pull_low", 1, 6, 77.5, 10, (2, 2, 2)))
        == "Block pull from 10 cm, 1 cluster of 2+2+2 with 77.5 kg"
    )


# --- what is told --------------------------------------------------------------------------------


def test_a_life_is_told_day_by_day() -> None:
    life = live(person("leg symptom", 1), 20)
    told = "\n".join(lines_of(life))
    assert told.count("--- 2026-") == len(life.plans)
    assert told.count("done ") == len(life.done) + len(life.beside)


def test_tables_and_picture_hold_every_kind(notes: Sequence[Note]) -> None:
    told = results_of(notes, {"cold": 1.0, "carried": 2.0}, "abc")
    assert told["lifters"] == len(notes)
    lines = list(tables(told))
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines[2 : 2 + len(KINDS)]] == list(KINDS)
    drawn = picture(told["kinds"])
    ET.fromstring(drawn)  # our own text
    assert all(f">{kind}</text>" in drawn for kind in KINDS)
    assert set(COLOURS) == set(STATES)
    assert "prefers-color-scheme: dark" in drawn


def test_days_of_all_phases_add_up_to_sixteen_weeks(notes: Sequence[Note]) -> None:
    assert {len(note.states) for note in notes} == {7 * WEEKS}
    assert {len(note.regained) for note in notes} == {WEEKS}
