"""What holds for every lifter: nothing forbidden, nothing that is not owned, nothing hard or long before the lift."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from liftwell.evidence import all_claims, threshold
from liftwell.plan.drills.allowed import EASE, LOADED, named_instead
from liftwell.plan.drills.assistance import assistance
from liftwell.plan.drills.comfort import comfort
from liftwell.plan.drills.dose import effort
from liftwell.plan.drills.drill_progress import limiters_left
from liftwell.plan.drills.home import home
from liftwell.plan.drills.settle import ease, settling
from liftwell.plan.drills.warm_up import left_out, minutes, picked, warm_up, within_time
from liftwell.plan.equipment import Equipment
from liftwell.plan.exercise import catalogue
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits
from liftwell.plan.loading.load_table import load_table
from liftwell.plan.prescription import Item
from liftwell.screen.questions import LEVELS
from liftwell.training.diary import Diary, Readiness, Sign
from liftwell.triage.account import Phase
from tests.plan.drills.lifters import TODAY
from tests.reading import FEAR

PHASES: Final = get_args(Phase)
CONDITIONS: Final = sorted(
    {word for one in catalogue().values() for word in one.forbid}
    | {note.split(": ")[0] for one in catalogue().values() for note in one.modify}
    | {"under18", "over65", "one_sided", "breathe_easy"}
)
OWNED: Final = (
    "barbell", "kettlebells 8-24", "dumbbells", "band", "mini band", "pull-up bar", "45-degree bench", "blocks",
)  # fmt: skip
LIMITERS: Final = ("hip", "hamstring", "psoas", "hip_extension", "hinge")
DRILLS: Final = sorted(key for key, one in catalogue().items() if one.kind != "lift")
numbers = st.none() | st.integers(0, 10)
limits = st.builds(
    Limits,
    load_kg=st.none() | st.floats(10, 100),
    rpe=st.none() | st.integers(3, 8),
    no_loaded_hinge=st.booleans(),
    no_rounding=st.booleans(),
    unread=st.sampled_from([(), (), (), ("no stretching",)]),
)
lifters = st.builds(
    Lifter,
    st.just(TODAY - timedelta(days=20)),
    level=st.sampled_from((*LEVELS, "none", "none", "none", "none")),
    conditions=st.frozensets(st.sampled_from(CONDITIONS), max_size=4),
    supported=st.sampled_from([True, True, True, False]),
    limits=st.just(Limits()) | limits,
    equipment=st.lists(st.sampled_from(OWNED), max_size=6).map(Equipment.of),
    phase=st.sampled_from(PHASES),
    row=st.none() | st.sampled_from(sorted(load_table())),
    provisional=st.booleans(),
    limiters=st.lists(st.sampled_from(LIMITERS), unique=True).map(tuple),
    likely=st.sampled_from([(), ("load",), ("set-up",), ("technique",)]),
    steps=st.lists(st.integers(3, 6), unique=True).map(tuple),
    base=numbers,
    worry=numbers,
    psoas=st.none() | st.sampled_from(DRILLS),
)
days = st.integers(0, 20).map(lambda back: TODAY - timedelta(days=back))
checks = st.lists(
    st.builds(Readiness, days, now=numbers, walking=st.none() | st.booleans()),
    max_size=12,
    unique_by=lambda one: one.on,
)
signs = st.lists(st.builds(Sign, days, st.just("mastered"), exercise=st.sampled_from(DRILLS)), max_size=12)
tested = st.lists(
    st.builds(
        Sign,
        days,
        st.sampled_from(["hip-deg", "knee-short-deg", "psoas-s", "hip-short-deg", "hinge-pass", "hinge-fail"]),
        value=st.none() | st.integers(0, 120),
        side=st.sampled_from([None, "left", "right"]),
    ),
    max_size=4,
)
diaries = st.builds(
    lambda checks, signs, tested: Diary(checks=tuple(checks), signs=(*signs, *tested)), checks, signs, tested
)


def everything(lifter: Lifter, diary: Diary) -> tuple[Item, ...]:
    """All that any part says for this lifter today, the acute branch left out."""
    return (
        *comfort(lifter, 100, stiff_mornings=True),
        *warm_up(lifter, lifter.phase, lifter.row, diary, TODAY),
        *assistance(lifter, lifter.phase, lifter.row),
        *home(lifter, lifter.phase, diary, TODAY),
        *ease(lifter),
    )


def settled(lifter: Lifter, diary: Diary) -> tuple[Item, ...]:
    return settling(lifter, diary, lifter.began, TODAY).items


def sentences(items: Iterable[Item]) -> list[str]:
    return [text for one in items for text in (one.why.text, *one.care)]


@settings(max_examples=200)
@given(lifters, diaries)
def test_nothing_that_a_condition_forbids_or_that_is_not_owned(lifter: Lifter, diary: Diary) -> None:
    """Invariant 6, and a condition that names another exercise gets that one."""
    for one in everything(lifter, diary):
        exercise = catalogue()[one.exercise]
        acute = {"acute"} if one.part in ("ease", "home") else set()
        assert not set(exercise.forbid) & (lifter.conditions - acute), one
        assert one.exercise in EASE or lifter.equipment.allows(one.exercise)
        assert one.exercise in EASE or not named_instead(exercise, lifter.conditions)
        assert exercise.kind != "lift"
    for one in settled(lifter, diary):
        assert not set(catalogue()[one.exercise].forbid) & (lifter.conditions - {"acute"})


@settings(max_examples=120)
@given(lifters, diaries)
def test_levels_and_limits_are_kept(lifter: Lifter, diary: Diary) -> None:
    """Invariants 1, 2, 14 and 16."""
    items = (*everything(lifter, diary), *settled(lifter, diary))
    keys = {one.exercise for one in items}
    if not lifter.supported or lifter.level in ("emergency", "unanswered_emergency", "today"):
        assert keys == set()
    if lifter.level in ("days", "unanswered") or lifter.limits.unread:
        assert keys <= set(EASE)
    if not lifter.clear or lifter.limits.no_loaded_hinge or lifter.limits.load_kg is not None:
        assert not keys & LOADED
    if lifter.limits.rpe is not None:
        assert all(catalogue()[key].effort <= lifter.limits.rpe for key in keys - set(EASE))
    if lifter.phase in ("settle", "none") or "acute" in lifter.conditions:
        assert warm_up(lifter, lifter.phase, lifter.row, diary, TODAY) == ()
        assert assistance(lifter, lifter.phase) == ()


@settings(max_examples=200)
@given(lifters, diaries)
def test_before_the_lift_it_is_short_and_easy(lifter: Lifter, diary: Diary) -> None:
    """At most ten minutes by estimate and RPE 6, nothing twice, at most two exercises after the lift."""
    limiters = limiters_left(lifter, diary, TODAY)
    whole = picked(lifter, lifter.phase, lifter.row, diary, TODAY)
    picks = within_time(whole, limiters, threshold("warm_up_longest_min"))
    assert minutes(picks) <= 10
    assert all(effort(one.fit.exercise, one.much) <= 6 for one in picks)
    keys = [one.fit.exercise for one in picks]
    assert len(set(keys)) == len(keys)
    assert len(assistance(lifter, lifter.phase, lifter.row)) <= 2


@settings(max_examples=120)
@given(lifters, diaries)
def test_every_item_says_why_in_plain_words(lifter: Lifter, diary: Diary) -> None:
    """Invariant 8: one sentence, a record behind it, no id and no word that frightens."""
    items = (*everything(lifter, diary), *settled(lifter, diary))
    gaps = left_out(lifter, lifter.phase, lifter.row, diary, TODAY)
    assert all(why.evidence in all_claims() for why in (*(one.why for one in items), *gaps))
    for text in (*sentences(items), *(gap.text for gap in gaps)):
        assert text[-1] == "."
        assert "_" not in text
        assert not FEAR.search(text)
    for one in items:
        assert one.why.text.count(". ") == 0
        assert one.dose


@settings(max_examples=120)
@given(lifters, diaries)
def test_the_same_lifter_gets_the_same_twice(lifter: Lifter, diary: Diary) -> None:
    """Invariant 9; what the diary holds of days to come changes nothing."""
    later = Sign(TODAY + timedelta(days=1), "hinge-pass")
    more = Diary(checks=diary.checks, signs=(*diary.signs, later))
    assert everything(lifter, diary) == everything(lifter, more)


@settings(max_examples=200)
@given(lifters, diaries)
def test_a_group_of_the_trio_is_there_or_said_to_be_left_out(lifter: Lifter, diary: Diary) -> None:
    places = {one.place for one in picked(lifter, lifter.phase, lifter.row, diary, TODAY)}
    gaps = left_out(lifter, lifter.phase, lifter.row, diary, TODAY)
    if places or gaps:
        assert len(gaps) == len({"hip", "hamstring", "psoas"} - places)
