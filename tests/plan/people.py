"""Random people and days for the stateful proof: whoever may use the product, and whatever they may answer."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits
from liftwell.plan.loading.load_table import FIRST_ROWS, load_table
from liftwell.screen.questions import Level
from liftwell.training.diary import Done, Lift, Readiness, Sign
from liftwell.training.override import Override, Who, Wish

START: Final = date(2026, 8, 31)
PAIN: Final = st.integers(0, 10)
# Mostly good days, so that histories get somewhere.
QUIET: Final = st.sampled_from((0, 0, 1, 1, 2, 3))
FELT: Final = st.one_of(QUIET, QUIET, PAIN)
LEVELS: Final[tuple[Level, ...]] = (
    "emergency", "unanswered_emergency", "today", "days", "soon", "unanswered", "routine", "none",
)  # fmt: skip
_LEGS: Final = st.sampled_from((*["none"] * 80, "same", "same", "up", "up", "new", "lower", "number", "weaker", "both"))
_CONDITIONS: Final = (
    "bone_fragile", "pregnant", "postnatal", "post_surgery", "past_back_surgery", "hip_replacement", "no_straining",
    "breathe_easy", "leg_nerve", "young_bone", "groin_pinch", "flexion_sensitive", "extension_sensitive", "knee_pain",
    "shoulder_pain", "head_down", "one_sided",
)  # fmt: skip
_THINGS: Final = (
    "blocks", "trap bar", "stick", "strap", "band", "coach", "kettlebells 8-24", "pull-up bar", "45-degree bench",
)  # fmt: skip


def equipment() -> st.SearchStrategy[Equipment]:
    """From nothing at all to a whole gym."""
    things = st.lists(st.sampled_from(_THINGS), unique=True, max_size=6)
    bar = st.sampled_from((("barbell",), ("barbell",), ("barbell",), ("barbell 15 kg",), ()))
    step = st.sampled_from((2.5, 2.5, 5.0, 1.0, 10.0))
    return st.builds(lambda first, more, step: Equipment.of([*first, *more], step), bar, things, step)


def limits() -> st.SearchStrategy[Limits]:
    """Mostly none."""
    some = st.builds(
        Limits,
        load_kg=st.sampled_from((None, 20.0, 60.0, 100.0)),
        rpe=st.sampled_from((None, 5.0, 6.0, 7.0)),
        raised_cm=st.sampled_from((None, 10.0, 20.0)),
        no_loaded_hinge=st.sampled_from((*[False] * 8, True)),
        coach=st.booleans(),
        unread=st.sampled_from((*[()] * 8, ("mornings only",))),
    )
    return st.one_of(st.just(Limits()), st.just(Limits()), some)


@st.composite
def lifters(draw: st.DrawFn) -> Lifter:
    """Somebody on the first day of a plan; age and the conditions that come of it agree, as the screen sees to it."""
    age = draw(st.sampled_from((None, 15, 16, 17, 18, 24, 33, 33, 33, 64, 65, 80)))
    few = st.frozensets(st.sampled_from(_CONDITIONS), max_size=2)
    conditions = draw(st.one_of(st.just(frozenset[str]()), few))
    if age is not None and age < 18:
        conditions |= {"under18"}
    if age is not None and age >= 65:
        conditions |= {"over65"}
    return Lifter(
        START,
        age,
        draw(st.sampled_from((None, "male", "female"))),
        draw(st.sampled_from((None, 50.0, 70.0, 85.0, 120.0))),
        draw(st.sampled_from((*LEVELS, *["none"] * 80))),
        conditions,
        screened_on=START,
        supported=age is None or age >= 16,
        limits=draw(limits()),
        equipment=draw(equipment()),
        psoas=draw(st.sampled_from((None, "leg_lift_alternating"))),
        **draw(_placements()),
    )


@st.composite
def _placements(draw: st.DrawFn) -> dict[str, Any]:
    """Where triage, or a plan under way, puts somebody, and what is known of their loads."""
    phase = draw(
        st.sampled_from(
            ("settle", "foundation", "foundation", "technique", "technique", "return", "return", "perform", "hold")
        )
    )
    rows = [one.id for one in load_table().values() if one.phase == phase and not one.id.startswith("PC")]
    ref = draw(st.sampled_from((None, 45.0, 80.0, 120.0, 180.0, 250.0)))
    last = draw(st.sampled_from((None, 0.3, 0.55, 0.75)))
    name, raised = draw(
        st.sampled_from(
            (
                (None, 0.0), ("conventional_deadlift", 0.0), ("conventional_deadlift", 0.0), ("sumo_deadlift", 0.0),
                ("block_pull_low", 10.0), ("block_pull_high", 20.0), ("trap_bar_high", 0.0),
            )
        )
    )  # fmt: skip
    return {
        "phase": phase,
        "row": draw(st.sampled_from((None, *rows))),
        "provisional": draw(st.booleans()),
        "limiters": draw(st.sampled_from(((), (), ("hip",), ("hamstring", "psoas")))),
        "steps": draw(st.sampled_from(((), (3,), (4, 5)))),
        "ref_kg": ref,
        "last_kg": None if last is None else round(last * (ref or 100.0) / 2.5) * 2.5,
        "comfortable_kg": draw(st.sampled_from((None, None, 0.0, 40.0, 100.0))),
        "days_off": draw(st.sampled_from((None, 3, 16, 30))),
        "exercise": name,
        "raised_cm": raised,
        "passed_cm": draw(st.sampled_from(((), (), (0.0,), (10.0,), (0.0, 20.0)))),
        "base": draw(st.sampled_from((None, 0, 1, 1, 2, 3, 4, 5, 6))),
    }


def checks(on: date) -> st.SearchStrategy[Readiness]:
    """The check-in of a day, from all well to fever, each answer perhaps left out."""
    unknown = st.none()
    rarely = st.sampled_from((*[False] * 20, True))
    return st.builds(
        Readiness,
        st.just(on),
        now=st.one_of(unknown, QUIET, QUIET, QUIET, FELT),
        walking=st.sampled_from((None, *[True] * 16, False)),
        soreness=st.sampled_from((None, 0, 2, 5, 6, 9)),
        stands=st.sampled_from((None, 0, 1, 3)),
        sleep_h=st.sampled_from((None, 4.0, 5.5, 8.0, 8.0)),
        stress=st.sampled_from((None, 2, 2, 9)),
        ill=rarely,
        fever=rarely,
        leg=_LEGS,
        off_for_pain=rarely,
    )


def felt() -> st.SearchStrategy[dict[str, Any]]:
    """How a session was: pain and next morning, each perhaps unanswered, the leg, soreness, relief, a changed shape."""
    rarely = st.sampled_from((*[False] * 10, True))
    maybe = st.one_of(QUIET, QUIET, FELT, st.none())
    anything = st.fixed_dictionaries(
        {
            "during": maybe,
            "after": maybe,
            "morning": maybe,
            "rpe": st.sampled_from((None, 4.0, 5.0, 6.0, 8.0, 9.5)),
            "leg": _LEGS,
            "relief": rarely,
            "sore_both_sides": rarely,
            "grew": rarely,
            "stick_kept": st.sampled_from((None, None, 5, 8, 10)),
        }
    )
    green = st.fixed_dictionaries(
        {"during": st.just(0), "after": st.just(0), "morning": st.just(0), "rpe": st.sampled_from((4.0, None))}
    )
    red = st.fixed_dictionaries({"during": st.sampled_from((6, 7, 8)), "after": st.just(1), "morning": st.just(1)})
    return st.one_of(green, green, anything, anything, red)


def signs(on: date) -> st.SearchStrategy[Sign]:
    """Something seen or tested that day."""
    kinds = st.sampled_from((
        "hinge-pass", "hinge-pass", "hinge-fail", "hinge-deg", "stick", "steps-hold", "steps-hold", "steps-fix",
        "checklist", "coach-hinge", "coach-technique", "activity", "goal", "hip-deg", "psoas-s", "mastered",
    ))  # fmt: skip
    return st.builds(
        Sign,
        st.just(on),
        kinds,
        st.sampled_from((None, 2.0, 8.0, 10.0, 30.0, 110.0)),
        st.sampled_from((0.0, 0.0, 10.0, 20.0)),
        st.sampled_from((None, "left", "right")),
        st.sampled_from((None, "leg_lift_alternating")),
    )


def overrides(on: date) -> st.SearchStrategy[Override]:
    """A wish of any of the three roles, allowed or not."""
    worth = st.one_of(
        st.tuples(st.sampled_from(("lighter", "heavier")), st.sampled_from((0.0, 20.0, 60.0, 100.0, 400.0))),
        st.tuples(st.just("fewer"), st.sampled_from((0.0, 1.0, 2.0, 9.0))),
        st.tuples(st.just("higher"), st.sampled_from((5.0, 10.0, 30.0))),
        st.tuples(st.just("skip"), st.none()),
        st.tuples(
            st.just("swap"),
            st.sampled_from(("sumo_deadlift", "trap_bar_low", "rdl_bar", "kb_deadlift_floor", "bird_dog", "no such")),
        ),
        st.tuples(st.just("row"), st.sampled_from(tuple(load_table()))),
        st.tuples(st.just("phase"), st.sampled_from((*FIRST_ROWS, "settle", "no such"))),
    )
    who = st.sampled_from(("lifter", "lifter", "coach", "clinician"))
    until = st.sampled_from((None, None, on))

    def wished(who: Who, wish: tuple[Wish, float | str | None], until: date | None) -> Override:
        # A phase or a row is a step and not a state of things: it has no end.
        end = None if wish[0] in ("phase", "row") else until
        return Override(on, who, wish[0], wish[1], "as planned", "asked", end)

    return st.builds(wished, who, worth, until)


def unplanned(on: date, imported: bool) -> st.SearchStrategy[Done]:
    """A hinge beside the plan, or one out of another log, of which no pain is known."""
    lift = st.builds(
        Lift,
        st.sampled_from(("conventional_deadlift", "trap_bar_high", "kb_deadlift_floor")),
        st.integers(1, 5),
        st.integers(1, 10),
        st.sampled_from((16.0, 24.0, 60.0, 100.0, 200.0)),
    )
    row = st.sampled_from((None, "T1", "R4")) if imported else st.none()
    facts = st.just({"imported": True}) if imported else felt()
    return st.builds(lambda lift, row, facts: Done(on, lift, row, **facts), lift, row, facts)
