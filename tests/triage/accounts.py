"""Anybody with anything tested, filmed and lifted: Hypothesis strategies over everything that triage looks at."""

from __future__ import annotations

from datetime import timedelta
from math import radians
from typing import Final, get_args

from hypothesis import strategies as st

from liftwell.athlete import Athlete
from liftwell.quantity import Quantity
from liftwell.screen.intake import Eases, InLift, Intake, Leg, Otherwise, PainStory, Person, Place, SafetyAnswers
from liftwell.training.session import Session, Set, Training
from liftwell.triage.account import Account, Need, Phase, RunningPlan
from liftwell.triage.clips import LiftClip, StepSeen
from liftwell.triage.self_tests import Both, RaisedHinge, Response, SelfTests
from tests.screen.lifters import ALONE, CLEAR, TODAY
from tests.screen.people import AGES, RATING, TIMES, TRUTH, answers, clearances, emergencies, words_of

LOADS: Final = st.none() | st.sampled_from((8.0, 20.0, 60.0, 100.0, 180.0))


def angles(low: int, high: int) -> st.SearchStrategy[Quantity]:
    """Degrees, told in rad with an error."""
    return st.builds(lambda value, sd: Quantity(radians(value), radians(sd), "rad"), st.integers(low, high), st.just(4))


def both(low: float, high: float) -> st.SearchStrategy[Both | None]:
    side = st.none() | st.floats(low, high)
    return st.none() | st.builds(Both, side, side)


def tests() -> st.SearchStrategy[SelfTests]:
    """Some of the self-tests, with any result."""
    responses = st.builds(
        Response,
        st.sampled_from(("height", "stance", "bar", "lighter")),
        st.just("blocks"),
        st.integers(0, 10),
        st.integers(0, 10),
        LOADS,
        st.sampled_from((None, 0.1)),
    )
    return st.builds(
        SelfTests,
        hinge=st.none() | angles(0, 60),
        toe_touch=st.none() | angles(20, 70),
        raised=st.lists(st.builds(RaisedHinge, st.just(0.15), angles(0, 40)), max_size=1).map(tuple),
        hip_bend=both(radians(80), radians(125)),
        pinch=st.sampled_from((None, None, "left")),
        knee_short=both(0.0, radians(50)),
        psoas_hold_s=both(2.0, 30.0),
        hip_short=both(0.0, radians(20)),
        back_hold_s=st.none() | st.just(40.0),
        responses=st.lists(responses, max_size=1).map(tuple),
    )


def clips() -> st.SearchStrategy[LiftClip]:
    """A set with a bar in which some steps were off."""
    step = st.builds(
        StepSeen, st.integers(1, 6), st.sampled_from(("good", "watch", "fix")), st.just("back.rounds"),
        st.just("the back rounds"), st.integers(0, 5), st.just(5),
    )  # fmt: skip
    return st.builds(
        LiftClip,
        load_kg=LOADS,
        lumbar=angles(0, 50),
        lockout=angles(-15, 10),
        reps=st.just(5),
        steps=st.lists(step, max_size=2).map(tuple),
        steps_seen=st.sampled_from((frozenset(), frozenset(range(1, 7)))),
    )


def training() -> st.SearchStrategy[Training]:
    """Some sessions, and what was said of the last weeks."""
    session = st.builds(
        lambda days, lift, load, pain, rpe: Session(
            TODAY - timedelta(days=days), lift, (Set(5, load, 3, rpe, pain),), pain
        ),
        st.integers(1, 60), st.sampled_from(("conventional", "squat")), st.sampled_from((60.0, 140.0)), RATING,
        st.none() | st.integers(5, 10),
    )  # fmt: skip
    return st.builds(
        Training,
        st.lists(session, max_size=4).map(tuple),
        weeks_known=st.none() | st.integers(0, 12),
        more_weight=TRUTH,
        more_sets=TRUTH,
        time_off=TRUTH,
        other_back_work=TRUTH,
        last_kg=LOADS,
        comfortable_kg=LOADS,
    )


def people() -> st.SearchStrategy[Person]:
    """Anybody, most of them of the age that liftwell is for."""
    body = st.builds(Athlete, st.none() | st.just(1.8), st.none() | st.just(80.0), st.sampled_from((None, "female")))
    return st.builds(
        Person,
        age=AGES,
        body=body,
        lifting_months=st.none() | st.integers(0, 100),
        painless_before=TRUTH,
        best_kg=LOADS,
        troubles=st.sampled_from(((), ("knee_pain",), ("shoulder_pain",))),
    )


def stories() -> st.SearchStrategy[PainStory]:
    """Any pain story."""
    return st.builds(
        PainStory,
        where=words_of(Place),
        days=st.none() | TIMES,
        first_time=TRUTH,
        lifting=words_of(InLift),
        otherwise=words_of(Otherwise),
        eased_by=words_of(Eases),
        now=RATING,
        worst=RATING,
        waking=RATING,
        during=RATING,
        sitting=RATING,
        at_light=RATING,
        at_heavy=RATING,
        leg=st.sampled_from((None, "none", "none", *get_args(Leg))),
        walking=st.sampled_from((None, "normal", "normal", "hard", "no")),
        rising=TRUTH,
        sleep_h=st.none() | st.integers(3, 9),
        stress=RATING,
        worry=RATING,
        avoids_bending=TRUTH,
    )


def quiet() -> st.SearchStrategy[PainStory]:
    """A story that leaves nothing open and sends nobody anywhere."""
    return st.builds(
        PainStory,
        where=st.sampled_from((("centre",), ("left",), ("buttock",), ("groin",))),
        days=st.integers(0, 400),
        first_time=st.just(False),
        lifting=words_of(InLift),
        otherwise=st.sampled_from(((), ("bending-back",), ("sitting",), ("bending-forward",))),
        eased_by=words_of(Eases),
        now=st.integers(0, 6),
        worst=st.integers(0, 10),
        waking=st.integers(0, 10),
        during=RATING,
        sitting=RATING,
        leg=st.sampled_from(("none", "none", "above-knee", "below-knee")),
        walking=st.just("normal"),
        rising=st.just(False),
        worry=RATING,
    )


def intakes() -> st.SearchStrategy[Intake]:
    """Half of them anybody; half of them quiet, with one answer that makes one level."""
    asked = st.just(TODAY)
    alone = st.sampled_from(ALONE).map(lambda told: {**CLEAR, **told})
    anybody = st.builds(
        Intake, st.just(TODAY), people(), st.builds(SafetyAnswers, asked, answers()), stories(), clearances(),
        emergencies(),
    )  # fmt: skip
    calm = st.builds(
        Intake, st.just(TODAY), people(), st.builds(SafetyAnswers, asked, alone), quiet(), clearances(), st.none()
    )
    return st.one_of(anybody, calm)


def accounts() -> st.SearchStrategy[Account]:
    """Anybody with anything."""
    need = st.builds(Need, st.sampled_from((0.0, 0.1)), angles(0, 50))
    plan = (
        st.none()
        | st.none()
        | st.builds(
            RunningPlan,
            st.sampled_from([phase for phase in get_args(Phase) if phase != "none"]),
            st.none(),
            st.lists(st.sampled_from(("green", "amber", "red", "unrated")), max_size=4).map(tuple),
        )
    )
    return st.builds(
        Account,
        intakes(),
        tests(),
        st.lists(clips(), max_size=2).map(tuple),
        st.lists(need, max_size=2).map(tuple),
        training(),
        plan,
    )
