"""Entries for the tests: one of each kind, and any that there can be."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import strategies as st

from liftwell.training.diary import Done, Lift, Morning, OtherWork, Readiness, Sign
from liftwell.training.logged_set import LoggedSet
from liftwell.training.outcome import Outcome
from liftwell.training.override import Override
from liftwell.training.workout import Workout, WorkoutSet

DAY = date(2026, 3, 2)
ONE_OF_EACH = (
    Done(DAY, Lift("conventional_deadlift", 3, 8, 62.5), "R1", 6.5, during=2, after=1, morning=None, relief=True),
    Done(DAY, Lift("block_pull_low", 2, 6, 60.0, 10.0, (2, 2, 2)), "R3", leg="up", stick_kept=9),
    Morning(DAY, 3, leg=False),
    OtherWork(DAY, "rows — heavy", 8.0),
    Sign(DAY, "hinge-deg", 17.25, 10.0),
    Sign(DAY, "mastered", exercise="bird_dog"),
    Readiness(DAY, now=2, walking=True, sleep_h=7.5, ill=True),
    Override(DAY, "coach", "lighter", 55.5, "62.5 kg", "a hard week", date(2026, 3, 9)),
    Override(DAY, "lifter", "swap", "sumo_deadlift"),
    Outcome(DAY, "RMDQ", 7),
    Outcome(DAY, "PSFS", 4.5, "pick up my son"),
)
# Sets of one session, told one by one, and one of a drill.
SETS = (
    LoggedSet(DAY, "tap-1", "sumo_deadlift", 1, "ramp", load_kg=40.0, reps=5, pain=1, leg="none"),
    LoggedSet(DAY, "tap-2", "sumo_deadlift", 2, "main", 80.0, 5, 80.0, 5, rpe=7.0, pain=2, leg="same"),
    LoggedSet(DAY, "tap-3", "sumo_deadlift", 3, "main", 80.0, 5, 77.5, 4, rpe=8.0, pain=3, leg="same", stopped=True),
    LoggedSet(DAY, "tap-4", "sumo_deadlift", 4, "main", 80.0, 5, skipped=True, why="pain — enough"),
    LoggedSet(DAY, "tap-5", "bird_dog", 1, "other", planned_reps=8, reps=8),
)
SETS_MAKE = Done(DAY, Lift("sumo_deadlift", 1, 5, 80.0), rpe=8.0, during=3, leg="same")
WORKOUTS = (
    Workout(
        date(2020, 5, 1),
        (
            WorkoutSet("Deadlift (Barbell)", "warm-up", 60.0, 5),
            WorkoutSet("Deadlift (Barbell)", "work", 100.0, 5, 8.0, note="=heavy"),
            WorkoutSet("Deadlift (Barbell)", "work", 100.0, 4, 9.0),
            WorkoutSet("Plank", seconds=60.0),
        ),
        datetime(2020, 5, 1, 18, 30),  # noqa: DTZ001  (the time of the place)
        "Évening", "long day", 3600.0,
    ),
    Workout(date(2020, 5, 3), (WorkoutSet("Run", distance_m=5000.0),)),
)  # fmt: skip

_pain = st.none() | st.integers(0, 10)
_days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
_words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
done = st.builds(
    Done,
    _days,
    st.builds(Lift, st.sampled_from(["conventional_deadlift", "sumo_deadlift"]), st.integers(1, 9), st.integers(1, 12),
              st.floats(0, 300, width=16)),
    st.sampled_from([None, "R1", "T2"]), st.none() | st.floats(0, 10, width=16), during=_pain, after=_pain,
    morning=_pain, gentle=st.booleans(), imported=st.booleans(),
)  # fmt: skip
morning = st.builds(Morning, _days, st.integers(0, 10), st.none() | st.booleans())
override = st.builds(
    Override, _days, st.sampled_from(["lifter", "coach"]), st.sampled_from(["lighter", "row"]),
    st.none() | st.floats(0, 300, width=16) | _words, _words, _words,
)  # fmt: skip
_kinds = st.sampled_from(["main", "ramp", "other"])
logged_set = st.builds(
    LoggedSet, _days, st.sampled_from([f"tap-{number}" for number in range(6)]),
    st.sampled_from(["conventional_deadlift", "sumo_deadlift"]), st.integers(1, 9), _kinds,
    st.none() | st.floats(0, 300, width=16), st.none() | st.integers(0, 12), st.floats(0, 300, width=16),
    st.integers(0, 12), st.sampled_from([0.0, 10.0]), rpe=st.none() | st.floats(0, 10, width=16), pain=_pain,
    leg=st.sampled_from([None, "none", "same", "lower"]), stopped=st.booleans(),
)  # fmt: skip
any_entry = done | morning | override
