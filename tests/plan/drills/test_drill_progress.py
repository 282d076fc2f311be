"""Drills go on by what was tested and what became easy; a side that nobody tested is never good."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final, Literal

import pytest

from liftwell.plan.drills.drill_progress import (
    courses,
    hinge_passes,
    is_done,
    keepers,
    limiters_left,
    retests,
    stepped_up,
)
from liftwell.plan.equipment import Equipment
from liftwell.plan.exercise import catalogue
from liftwell.plan.lifter import Lifter
from liftwell.training.diary import Diary, Sign, SignKind
from tests.plan.drills.lifters import TODAY

ALL: Final = ("hip", "hamstring", "psoas", "hip_extension", "hinge")
LIFTER: Final = Lifter(TODAY - timedelta(days=30), sex="male", phase="foundation", limiters=ALL)
Side = Literal["left", "right"]
SIDES: Final[dict[str, Side]] = {"L": "left", "R": "right"}


def diary(told: str) -> Diary:
    """Signs as text: "20 hip-deg L 100" is days ago, kind, side and value; side and value may be missing ("-")."""
    signs = []
    for line in told.split(";"):
        ago, kind, side, value, *raised = line.split()
        sign: SignKind = kind  # type: ignore[assignment]
        signs.append(
            Sign(
                TODAY - timedelta(days=int(ago)),
                sign,
                None if value == "-" else float(value),
                float(raised[0]) if raised else 0.0,
                SIDES.get(side),
            )
        )
    return Diary(signs=tuple(signs))


@pytest.mark.parametrize(
    ("group", "told", "done"),
    [
        ("hip", "3 hip-deg L 106;3 hip-deg R 110", True),
        ("hip", "3 hip-deg L 104;3 hip-deg R 110", False),
        ("hip", "3 hip-deg L 106;3 hip-deg R 117", False),
        ("hip", "3 hip-deg L 106", False),
        ("hip", "3 hip-deg - 106", True),
        ("hip", "9 hip-deg - 90;3 hip-deg - 106", True),
        ("hip", "9 hip-deg - 106;3 hip-deg - 90", False),
        ("hip", "3 hip-deg - -", False),
        ("hamstring", "3 knee-short-deg - 33", True),
        ("hamstring", "3 knee-short-deg - 34", False),
        ("hamstring", "20 knee-short-deg - 44;3 knee-short-deg - 36", True),
        ("hamstring", "20 knee-short-deg - 44;3 knee-short-deg - 37", False),
        ("hamstring", "20 knee-short-deg L 44;20 knee-short-deg R 40;3 knee-short-deg L 36", False),
        ("psoas", "3 psoas-s L 10;3 psoas-s R 15", True),
        ("psoas", "3 psoas-s L 10;3 psoas-s R 16", False),
        ("psoas", "3 psoas-s L 9;3 psoas-s R 9", False),
        ("hip_extension", "3 hip-short-deg L 5;3 hip-short-deg R 2", True),
        ("hip_extension", "3 hip-short-deg L 6;3 hip-short-deg R 2", False),
        ("hinge", "3 hip-deg - 120", False),
    ],
)
def test_when_a_group_is_done(group: str, told: str, done: bool) -> None:
    assert is_done(group, LIFTER, diary(told), TODAY) == done
    assert (group in limiters_left(LIFTER, diary(told), TODAY)) != done


def test_the_stricter_mark_where_nobody_said_which_holds() -> None:
    told = diary("3 knee-short-deg - 30")
    assert is_done("hamstring", LIFTER, told, TODAY)
    assert not is_done("hamstring", replace(LIFTER, sex=None), told, TODAY)
    assert not is_done("hamstring", replace(LIFTER, sex="female"), told, TODAY)


@pytest.mark.parametrize(
    ("told", "passes"),
    [
        ("3 hinge-pass - - 10", True),
        ("3 hinge-pass - - 0", True),
        ("3 hinge-pass - - 15", False),
        ("3 hinge-pass - - 10;2 hinge-fail - - 10", False),
        ("3 hinge-pass - - 10;2 hinge-fail - - 0", True),
        ("3 hinge-fail - - 10;2 hinge-pass - - 10", True),
        ("2 hinge-fail - - 10;2 hinge-pass - - 10", False),
        ("3 hinge-fail - - 10", False),
    ],
)
def test_a_hinge_that_passes_ends_every_limiter(told: str, passes: bool) -> None:
    """Where the lifter pulls from (10 cm here) or lower; two answers on one day are none."""
    raised = replace(LIFTER, raised_cm=10)
    assert hinge_passes(raised, diary(told), TODAY) == passes
    assert limiters_left(raised, diary(told), TODAY) == (() if passes else ALL)


def test_what_is_to_come_is_not_known() -> None:
    assert limiters_left(LIFTER, diary("-1 hinge-pass - -"), TODAY) == ALL


def easy(*keys: str) -> Diary:
    """Each of these easy at the top of its range on two days."""
    days = [TODAY - timedelta(days=4), TODAY - timedelta(days=2)]
    return Diary(signs=tuple(Sign(day, "mastered", exercise=key) for key in keys for day in days))


@pytest.mark.parametrize(
    ("key", "mastered", "owned", "now"),
    [
        ("hamstring_seated", "", "", "hamstring_seated"),
        ("hamstring_seated", "hamstring_seated", "", "hamstring_standing"),
        ("hamstring_standing", "hamstring_standing", "", "hamstring_standing"),
        ("march_supine", "march_supine leg_lift_alternating", "", "leg_lift_alternating"),
        ("march_supine", "march_supine leg_lift_alternating", "pull-up bar", "hanging_knee_lift"),
        ("march_supine", "march_supine leg_lift_alternating", "mini band", "psoas_march_band"),
        ("v_sit_bent", "v_sit_bent", "", "v_sit_bent"),
        ("rock_back", "rock_back", "", "hip_centration_plain"),
        ("rock_back", "rock_back hip_centration_plain", "", "hip_centration_plain"),
        ("rock_back", "rock_back hip_centration_plain", "band", "hip_centration_band"),
    ],
)
def test_a_step_up(key: str, mastered: str, owned: str, now: str) -> None:
    """Along the links of the catalogue, within the group; the straight V is too hard before a lift."""
    lifter = replace(LIFTER, equipment=Equipment.of([owned] if owned else None))
    assert stepped_up(key, lifter, easy(*mastered.split()), TODAY) == now


@pytest.mark.parametrize(("count", "now"), [(1, 0), (2, 1), (3, 1), (4, 2)])
def test_a_sign_without_a_name_is_for_what_limits_first(count: int, now: int) -> None:
    """Two of them are one step; for any other group they say nothing."""
    signs = tuple(Sign(TODAY - timedelta(days=day), "mastered") for day in range(count))
    lifter = replace(LIFTER, equipment=Equipment.of(["band"]))
    steps = ("rock_back", "hip_centration_plain", "hip_centration_band")
    assert stepped_up("rock_back", lifter, Diary(signs=signs), TODAY, limits_first=True) == steps[now]
    assert stepped_up("rock_back", lifter, Diary(signs=signs), TODAY) == "rock_back"


def test_twice_on_one_day_is_once() -> None:
    sign = Sign(TODAY, "mastered", exercise="hamstring_seated")
    assert stepped_up("hamstring_seated", LIFTER, Diary(signs=(sign, sign)), TODAY) == "hamstring_seated"


def test_a_step_up_is_never_one_that_a_condition_forbids() -> None:
    lifter = replace(LIFTER, conditions=frozenset({"head_down"}))
    assert stepped_up("hamstring_seated", lifter, easy("hamstring_seated"), TODAY) == "hamstring_seated"


def test_what_is_kept() -> None:
    assert keepers(LIFTER, ALL) == ("rock_back", "hamstring_strap", "seated_knee_lift", "hip_flexor_half_kneel")
    assert keepers(replace(LIFTER, psoas="v_sit_bent"), ("psoas",)) == ("v_sit_bent",)
    assert keepers(replace(LIFTER, conditions=frozenset({"leg_nerve"})), ("hamstring",)) == ()
    assert {course.keeper for course in courses().values()} <= set(catalogue())


def test_retests_come_due() -> None:
    told = diary("10 hip-deg - 90;20 knee-short-deg - 44")
    due = {one.group: (one.due - TODAY).days for one in retests(LIFTER, "foundation", told, TODAY)}
    assert due == {"hamstring": -6, "hip": 4, "psoas": -16, "hip_extension": -9, "hinge": -16}
    assert [one.due for one in retests(LIFTER, "foundation", told, TODAY)] == sorted(
        TODAY + timedelta(days=day) for day in due.values()
    )


def test_in_normal_training_they_come_due_every_eight_weeks() -> None:
    told = diary("10 hip-deg - 120;3 hinge-pass - -")
    lifter = replace(LIFTER, limiters=("hip",))
    due = retests(lifter, "perform", told, TODAY)
    assert [(one.group, one.test, (one.due - TODAY).days) for one in due] == [
        ("hip", "hip-deg", 46), ("hinge", "hinge-pass", 53),
    ]  # fmt: skip
    assert due[0].why.evidence == "staying-well"
    assert retests(lifter, "return", told, TODAY) == ()
