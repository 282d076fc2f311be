"""Anybody who may tell a story: Hypothesis strategies over everything that the screen looks at."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, get_args

from hypothesis import strategies as st

from liftwell.screen.intake import (
    Clearance,
    Course,
    Intake,
    Leg,
    Otherwise,
    PainStory,
    PastEmergency,
    Person,
    Place,
    SafetyAnswers,
    Walking,
)
from tests.screen.evaluator import QUESTIONS
from tests.screen.lifters import CLEAR, TODAY, days_ago

DERIVED: Final = ("D1", "D2", "D3", "D4", "D5")
RATING: Final = st.none() | st.integers(0, 10)
TRUTH: Final = st.none() | st.booleans()
# Days and ages near which something changes, and any others.
TIMES: Final = st.sampled_from((0, 6, 7, 13, 14, 20, 21, 27, 28, 29, 41, 42, 90, 91)) | st.integers(0, 1000)
AGES: Final = st.none() | st.sampled_from((15, 16, 17, 18, 24, 25, 49, 50, 64, 65)) | st.integers(5, 110)


def words_of(kind: object) -> st.SearchStrategy[tuple[str, ...] | None]:
    """Any words of a list of boxes to tick, also none of them, also the whole question skipped."""
    return st.none() | st.lists(st.sampled_from(get_args(kind)), unique=True, max_size=3).map(tuple)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Mostly clear, with up to four answers of any kind; R15 may be told several times over."""
    told = dict(CLEAR)
    for key in draw(st.lists(st.sampled_from(list(QUESTIONS)), unique=True, max_size=4)):
        most = 3 if key == "R15" else 1
        told[key] = tuple(draw(st.lists(st.sampled_from(QUESTIONS[key]), unique=True, max_size=most)))
    return told


def stories() -> st.SearchStrategy[PainStory]:
    """Any pain story as far as the screen looks at it, with any part of it left out."""
    return st.builds(
        PainStory,
        where=words_of(Place),
        days=st.none() | TIMES,
        first_time=TRUTH,
        lifting=st.sampled_from((None, (), ("lockout",))),
        otherwise=words_of(Otherwise),
        now=RATING,
        worst=RATING,
        waking=RATING,
        leg=st.sampled_from((None, "none", "none", *get_args(Leg))),
        walking=st.sampled_from((None, "normal", "normal", *get_args(Walking))),
        rising=TRUTH,
    )


def clearances() -> st.SearchStrategy[tuple[Clearance, ...]]:
    """Up to two clinicians' words, of any age, also one of tomorrow; without what was answered then."""
    flags = st.lists(st.sampled_from((*QUESTIONS, *DERIVED)), min_size=1, max_size=5).map(tuple)
    days = st.sampled_from((-1, 0, 10, 90, 91))
    one = st.builds(lambda flags, days: Clearance(flags, "physiotherapist", days_ago(days)), flags, days)
    return st.lists(one, max_size=2).map(tuple)


def emergencies() -> st.SearchStrategy[PastEmergency | None]:
    """None mostly; else one of some days ago, with or without a way out."""
    at = datetime.combine(days_ago(5), datetime.min.time()).replace(hour=12)
    one = st.builds(
        PastEmergency,
        st.just(at),
        st.just(("R01",)),
        st.none() | st.sampled_from((5, 11)).map(lambda minutes: at + timedelta(minutes=minutes)),
        st.none() | st.sampled_from((6, 5, 0, -1)).map(days_ago),
        st.sampled_from(("", "may train")),
    )
    return st.none() | st.none() | st.none() | one


def people() -> st.SearchStrategy[Person]:
    """Anybody."""
    return st.builds(Person, age=AGES, troubles=st.sampled_from(((), ("knee_pain",))))


def intakes() -> st.SearchStrategy[Intake]:
    """Anybody, with anything told or not."""
    return st.builds(
        Intake,
        st.just(TODAY),
        people(),
        st.builds(SafetyAnswers, st.none() | st.sampled_from((0, 28, 29, -1)).map(days_ago), answers()),
        stories(),
        clearances(),
        emergencies(),
        st.none()
        | st.builds(
            Course,
            TIMES,
            TIMES,
            st.none() | st.integers(0, 10),
            st.none() | st.integers(-5, 5),
            st.none() | st.integers(0, 5),
        ),
    )
