"""Random diaries, outcomes and workouts, whole and in every order, for what writes them down."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, get_args

from hypothesis import strategies as st

from liftwell.training.diary import Diary, Done, LegSign, Lift, Morning, OtherWork, Readiness, Sign, SignKind
from liftwell.training.outcome import RANGES, Outcome
from liftwell.training.override import Override, Who, Wish
from liftwell.training.workout import SetKind, Workout, WorkoutSet

# Few days, so that several records meet on one; and what breaks tables: quotes, ends of lines, formulas.
DAYS: Final = st.dates(date(2026, 11, 20), date(2026, 11, 26)) | st.dates(date(1990, 1, 1), date(2199, 12, 31))
TEXTS: Final = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("'\"=+-@,;\r\n\t＝＋－＠é"), max_size=12
)
WORDS: Final = TEXTS.filter(bool)
NUMBERS: Final = st.floats(allow_nan=False, allow_infinity=False)
RATINGS: Final = st.none() | st.integers(0, 10)
EFFORTS: Final = st.none() | st.integers(0, 10) | st.floats(0, 10)
LEGS: Final = st.sampled_from(get_args(LegSign))
EXERCISES: Final = st.sampled_from(["conventional_deadlift", "block_pull_low", "dowel_hinge"]) | WORDS


@st.composite
def lifts(draw: st.DrawFn) -> Lift:
    """Sets of a lift, some in clusters."""
    inside = tuple(draw(st.lists(st.integers(0, 5), max_size=3)))
    reps = sum(inside) if inside else draw(st.integers(0, 12))
    load_kg = draw(st.just(0) | st.integers(1, 700) | st.floats(0.5, 700))
    return Lift(draw(EXERCISES), draw(st.integers(0, 8)), reps, load_kg, draw(st.floats(0, 120)), inside)


def sessions() -> st.SearchStrategy[Done]:
    """What was done, with everything that may be told of it or not."""
    yes = st.booleans()
    return st.builds(
        Done, DAYS, lifts(), st.none() | st.sampled_from(["R1", "R2"]), EFFORTS, RATINGS, RATINGS, RATINGS, LEGS,
        yes, yes, yes, yes, yes, RATINGS, yes,
    )  # fmt: skip


def checks() -> st.SearchStrategy[Readiness]:
    """Check-ins."""
    yes = st.booleans()
    walking = st.none() | yes
    sleep_h = st.none() | st.floats(0, 24)
    return st.builds(Readiness, DAYS, RATINGS, walking, RATINGS, RATINGS, sleep_h, RATINGS, yes, yes, LEGS, yes)


def overrides() -> st.SearchStrategy[Override]:
    """Wishes for a number, for a word that may look like one, and for neither."""
    who, what = st.sampled_from(get_args(Who)), st.sampled_from(get_args(Wish))
    value = st.none() | NUMBERS | WORDS | st.just("5")
    return st.builds(Override, DAYS, who, what, value, TEXTS, TEXTS, st.none() | DAYS)


def signs() -> st.SearchStrategy[Sign]:
    """Things seen, some of a negative number."""
    kinds, sides = st.sampled_from(get_args(SignKind)), st.sampled_from([None, "left", "right"])
    return st.builds(Sign, DAYS, kinds, st.none() | NUMBERS, st.floats(0, 120), sides, st.none() | WORDS)


def diaries() -> st.SearchStrategy[Diary]:
    """Diaries with a few records of each kind, in any order."""
    morning = st.builds(Morning, DAYS, st.integers(0, 10), st.none() | st.booleans())
    other = st.builds(OtherWork, DAYS, TEXTS, EFFORTS)
    kinds = (sessions(), morning, other, signs(), checks(), overrides())
    lists = [st.lists(one, max_size=4).map(tuple) for one in kinds]
    return st.builds(Diary, *lists)


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """The score of any questionnaire."""
    instrument = draw(st.sampled_from(["NRS", "PSFS", "RMDQ"]))
    low, high = RANGES[instrument]
    score = draw(st.integers(low, high) | st.floats(low, high))
    return Outcome(draw(DAYS), instrument, score, draw(TEXTS) if instrument == "PSFS" else "")  # type: ignore[arg-type]


def workouts() -> st.SearchStrategy[Workout]:
    """Workouts of another log."""
    number = st.none() | st.floats(0, 1000)
    names = st.sampled_from(["Deadlift", "Squat"]) | WORDS.filter(lambda text: bool(text.strip()))
    one = st.builds(
        WorkoutSet, names, st.sampled_from(get_args(SetKind)), number, st.none() | st.integers(0, 1000), EFFORTS,
        number, number, TEXTS,
    )  # fmt: skip
    started = st.none() | st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2100-01-01"))
    return st.builds(Workout, DAYS, st.lists(one, max_size=4).map(tuple), started, TEXTS)
