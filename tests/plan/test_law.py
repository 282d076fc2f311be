"""The judge of the law: a history that keeps it passes, and each way of breaking it is caught by its own number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest

from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits
from liftwell.plan.prescription import Item, MainLift, Reason, Today
from liftwell.training.diary import Diary, Done, Morning, OtherWork, Readiness, Sign
from liftwell.training.override import Override
from tests.plan.law import Day, violations
from tests.plan.ledger import Usual, hue
from tests.plan.notebook import lift

START: Final = date(2026, 8, 31)  # a Monday
WHY: Final = Reason("Up one row: two green days in a row.", "load-table")
OWNED: Final = Equipment.of(["barbell", "blocks", "stick", "strap", "trap bar", "kettlebells 8-24"], 2.5)
HIM: Final = Lifter(
    START, 33, "male", 85, equipment=OWNED, screened_on=START, phase="return", row="R4", ref_kg=180, last_kg=135,
    exercise="conventional_deadlift", base=1,
)  # fmt: skip
CAPS: Final = {"F": 4, "T1": 5, "T2": 6, "T3": 6, "R1": 6, "R2": 6.5, "R3": 7, "R4": 7, "R5": 7.5, "hold": 7}
PHASE: Final = {"F": "foundation", "T": "technique", "R": "return", "P": "perform", "h": "hold"}
R4: Final = "conventional_deadlift 4x5 135 kg"


def day(number: int) -> date:
    return START + timedelta(number)


def shown(number: int, row: str | None, text: str = "", **facts: Any) -> Today:  # noqa: ANN401
    """A plan of one day: a row and its lift, or neither."""
    phase = facts.pop("phase", PHASE[row[0]] if row else "return")
    rpe = facts.pop("rpe", CAPS.get(row or "", 8))
    main = MainLift(lift(text), row, rpe, facts.pop("light", "")) if row and text else None
    items = tuple(Item(key, "1 x 8", WHY, "warm-up") for key in facts.pop("items", ()))
    kind = facts.pop("kind", "train" if main else "rest")
    return Today(day(number), kind, "none", phase, row, items, main, **{"reasons": (WHY,), **facts})


def done(
    number: int,
    row: str | None,
    text: str,
    pain: tuple[int | None, int | None, int | None] = (1, 1, 1),
    **facts: Any,  # noqa: ANN401
) -> Done:
    during, after, morning = pain
    return Done(day(number), lift(text), row, facts.pop("rpe", 6), during, after, morning, **facts)


def step(
    number: int,
    row: str,
    text: str,
    pain: tuple[int | None, int | None, int | None] = (1, 1, 1),
    **facts: Any,  # noqa: ANN401
) -> Day:
    """A day that was prescribed and done as prescribed."""
    felt = {key: facts.pop(key) for key in ("leg", "gentle", "relief", "grew", "sore_both_sides") if key in facts}
    rpe = facts.pop("did", min(6, CAPS.get(row, 8)))
    session = done(number, row, text, pain, light=bool(facts.get("light")), rpe=rpe, **felt)
    return Day(day(number), Readiness(day(number), 1, walking=True), shown(number, row, text, **facts), session)


def plan(number: int, row: str | None, text: str = "", check: Readiness | None = None, **facts: Any) -> Day:  # noqa: ANN401
    """A day that is only prescribed."""
    return Day(day(number), check or Readiness(day(number), 1, walking=True), shown(number, row, text, **facts))


GOOD: Final = [
    step(0, "R4", R4),
    step(3, "R4", R4),
    plan(4, None, items=["rock_back"]),
    step(7, "R5", "conventional_deadlift 2x(2+2+2+2) 137.5 kg", (6, 4, 1)),
    step(11, "R4", "conventional_deadlift 3x5 122.5 kg", (1, 1, 1)),
    step(15, "R4", "conventional_deadlift 4x5 127.5 kg", (3, 1, 1)),
    step(18, "R4", "conventional_deadlift 4x5 127.5 kg", (1, 1, 2)),
    step(22, "R4", "conventional_deadlift 4x5 127.5 kg", (1, 1, 1)),
    plan(25, "R4", "conventional_deadlift 4x5 132.5 kg"),
]


def test_a_history_that_keeps_the_law_is_clean() -> None:
    assert violations(HIM, GOOD) == []


def test_plain_tuples_do_as_well() -> None:
    assert violations(HIM, [tuple(one)[:4] for one in GOOD]) == []  # type: ignore[misc]


def test_the_signed_fall_of_two_red_days_is_clean() -> None:
    """C15."""
    again: dict[str, Any] = {"triage_again": True, "ask": ("R01", "R02", "R03", "R04", "R05", "R08")}
    assert not violations(HIM, [
        step(0, "R4", R4, (6, 4, 1)),
        step(4, "R3", "conventional_deadlift 3x(2+2+2) 120 kg", (4, 3, 3)),
        step(8, "T1", "conventional_deadlift 2x8 97.5 kg", did=5, **again),
        plan(11, "T1", "conventional_deadlift 3x10 97.5 kg"),
    ])  # fmt: skip


def test_the_signed_big_step_is_clean() -> None:
    """C16."""
    her = Lifter(
        START, 67, "female", 60, conditions=frozenset({"bone_fragile", "over65"}), screened_on=START, phase="technique",
        row="T2", last_kg=20, base=1, limits=Limits(coach=True, no_rounding=True),
        equipment=Equipment.of(["barbell 20 kg", "blocks", "strap", "stick", "coach"], 5),
    )  # fmt: skip
    twelve = "block_pull_low 15 cm 3x12 20 kg"
    assert not violations(her, [
        *(step(number, "T2", twelve, rpe=5, did=5) for number in (0, 3, 7, 10)),
        plan(14, "T2", "block_pull_low 15 cm 3x8 25 kg"),
    ])  # fmt: skip


def after(*days: Day, **lifter: Any) -> tuple[Lifter, list[Day]]:  # noqa: ANN401
    return replace(HIM, **lifter), list(days)


PINCH: Final = frozenset({"groin_pinch"})
T1: Final = "conventional_deadlift 3x10 80 kg"
TECHNIQUE: Final[Mapping[str, Any]] = {"phase": "technique", "row": "T1", "last_kg": 80}
LIGHT: Final[Mapping[str, Any]] = {
    "phase": "technique", "row": "T1", "last_kg": 20, "ref_kg": 60, "equipment": Equipment.of(["barbell", "stick"], 5)
}  # fmt: skip
YOUNG: Final[Mapping[str, Any]] = {"age": 17, "conditions": frozenset({"under18"})}
R6: Final = "conventional_deadlift 4x4 142.5 kg"
PERFORM: Final[Mapping[str, Any]] = {"phase": "perform", "row": "P2", "last_kg": 142.5}
PC: Final = "conventional_deadlift 2x(2+2+2+2) 142.5 kg"
BELL: Final = "kb_deadlift_blocks 3x10 20 kg"
FOUNDATION: Final[Mapping[str, Any]] = {"phase": "foundation", "row": "F", "last_kg": None}

BAD: Final[Mapping[str, tuple[str, tuple[Lifter, list[Day]]]]] = {
    "exercises in an emergency": ("1:", after(plan(0, None, items=["walk_easy"]), level="emergency")),
    "a load with an open emergency": ("1:", after(plan(0, "R4", R4), level="unanswered_emergency")),
    "a day named with both legs": (
        "1:",
        after(plan(0, None, kind="none", next_on=day(3), check=Readiness(day(0), leg="both"))),
    ),
    "a bar while to be seen soon": ("2:", after(plan(0, "R4", R4), level="soon")),
    "a bar with an old screen": ("2:", after(plan(29, "R4", R4))),
    "a bar with no screen": ("2:", after(plan(0, "R4", R4), screened_on=None)),
    "a bar with the screen of tomorrow": ("2:", after(plan(0, "R4", R4), screened_on=day(1))),
    "drills while to be seen today": ("2:", after(plan(0, None, items=["walk_easy"]), level="today")),
    "drills while to be seen within days": ("2:", after(plan(0, None, items=["rock_back"]), level="days")),
    "a carry while to be seen soon": ("2:", after(plan(0, None, items=["suitcase_carry"]), level="soon")),
    "no screen since a gap": (
        "2:",
        after(step(0, "R4", R4), plan(29, "R1", "conventional_deadlift 3x8 100 kg"), screened_on=day(0)),
    ),
    "the same load after red": ("3:", after(step(0, "R4", R4, (6, 1, 1)), plan(4, "R4", R4))),
    "a twentieth less after red": (
        "3:",
        after(step(0, "R4", R4, (6, 1, 1)), plan(4, "R3", "conventional_deadlift 3x(2+2+2) 127.5 kg")),
    ),
    "more repetitions after red": (
        "3:",
        after(step(0, "R4", R4, (1, 1, 3)), plan(4, "R1", "conventional_deadlift 3x8 100 kg")),
    ),
    "more sets after red": (
        "3:",
        after(
            step(0, "R4", "conventional_deadlift 3x5 135 kg", (6, 1, 1)),
            plan(4, "R3", "conventional_deadlift 4x3 120 kg"),
        ),
    ),
    "a longer range after red": (
        "3:",
        after(
            step(0, "R4", "block_pull_low 10 cm 4x5 135 kg", (6, 1, 1)), plan(4, "R4", "block_pull_low 5 cm 4x5 115 kg")
        ),
    ),
    "a gentler variant but heavier after red": (
        "3:",
        after(
            step(0, "R4", "conventional_deadlift 4x5 120 kg", (6, 1, 1)),
            plan(4, "R4", "block_pull_low 10 cm 4x5 125 kg"),
        ),
    ),
    "days off because of pain, and the same load": (
        "3:",
        after(step(0, "R4", R4), plan(4, "R4", R4, check=Readiness(day(4), 1, walking=True, off_for_pain=True))),
    ),
    "two reds, and the same phase": (
        "5.3:",
        after(
            step(0, "R4", R4, (6, 1, 1)),
            step(4, "R3", "conventional_deadlift 3x(2+2+2) 120 kg", (6, 1, 1)),
            plan(8, "R2", "conventional_deadlift 2x6 105 kg", triage_again=True),
        ),
    ),
    "two reds, and nobody looks for the cause": (
        "5.3:",
        after(
            step(0, "R4", R4, (6, 1, 1)),
            step(4, "R3", "conventional_deadlift 3x(2+2+2) 120 kg", (6, 1, 1)),
            plan(8, "T1", "conventional_deadlift 2x8 97.5 kg"),
        ),
    ),
    "two reds, and a whole first day": (
        "5.3:",
        after(
            step(0, "R4", R4, (6, 1, 1)),
            step(4, "R3", "conventional_deadlift 3x(2+2+2) 120 kg", (6, 1, 1)),
            plan(8, "T1", "conventional_deadlift 1x10 97.5 kg", triage_again=True),
        ),
    ),
    "more than a twentieth": (
        "4 (5.4 1)",
        after(step(0, "T1", T1, did=5), plan(3, "T1", "conventional_deadlift 3x10 85 kg"), **TECHNIQUE),
    ),
    "a tenth in a week": (
        "4 (5.4 2)",
        after(
            step(0, "T1", T1, did=5),
            step(2, "T1", "conventional_deadlift 3x10 82.5 kg", did=5),
            step(4, "T1", "conventional_deadlift 3x10 85 kg", did=5),
            step(7, "T1", "conventional_deadlift 3x10 87.5 kg", did=5),
            plan(9, "T1", "conventional_deadlift 3x10 91.25 kg"),
            **{**TECHNIQUE, "equipment": Equipment.of(["barbell"], 1.25)},
        ),
    ),
    "a new scheme a fifth heavier": (
        "4 (5.4 3)",
        after(step(0, "R1", "conventional_deadlift 3x8 110 kg"), plan(4, "R2", "conventional_deadlift 3x6 125 kg")),
    ),
    "a new scheme with much more work": (
        "4 (5.4 3)",
        after(
            step(0, "R3", "conventional_deadlift 3x(2+2+2) 130 kg"),
            step(3, "R3", "conventional_deadlift 3x(2+2+2) 130 kg"),
            plan(7, "R4", R4),
        ),
    ),
    "a harder variant at the same load": (
        "4 (5.4 4)",
        after(step(0, "R4", "block_pull_low 10 cm 4x5 120 kg"), plan(4, "R4", "conventional_deadlift 4x5 120 kg")),
    ),
    "variant and scheme on one day": (
        "4 (5.4 4)",
        after(step(0, "R4", R4), plan(4, "R3", "block_pull_low 10 cm 3x(2+2+2) 130 kg")),
    ),
    "a Romanian at the same load as a gentler one": (
        "4 (5.4 4)",
        after(step(0, "R4", "conventional_deadlift 4x5 100 kg"), plan(4, "R4", "rdl_bar 4x5 100 kg")),
    ),
    "a trap bar for a sore knee": (
        "4 (5.4 4)",
        after(
            step(0, "R4", "conventional_deadlift 4x5 100 kg"),
            plan(4, "R4", "trap_bar_low 4x5 100 kg"),
            conditions=frozenset({"knee_pain"}),
        ),
    ),
    "a big step before twelve": (
        "4 (5.4 5)",
        after(
            *(step(number, "T1", "conventional_deadlift 3x10 20 kg", did=5) for number in (0, 3)),
            plan(7, "T1", "conventional_deadlift 3x8 25 kg"),
            **LIGHT,
        ),
    ),
    "a big step with more work": (
        "4 (5.4 5)",
        after(
            *(step(number, "T2", "conventional_deadlift 3x12 20 kg") for number in (0, 3)),
            plan(7, "T2", "conventional_deadlift 3x12 25 kg"),
            **LIGHT,
        ),
    ),
    "two big steps in a week": (
        "4 (5.4 5)",
        after(
            *(step(number, "T2", "conventional_deadlift 3x12 20 kg") for number in (0, 2)),
            *(step(number, "T2", "conventional_deadlift 2x12 25 kg") for number in (7, 9)),
            plan(11, "T2", "conventional_deadlift 2x10 30 kg"),
            **LIGHT,
        ),
    ),
    "twice the bell": (
        "4 (5.4 5)",
        after(
            *(step(number, "F", "kb_deadlift_blocks 3x12 8 kg", did=4) for number in (0, 2)),
            plan(4, "F", "kb_deadlift_blocks 3x6 16 kg"),
            **{**FOUNDATION, "equipment": replace(OWNED, bells_kg=(8.0, 16.0))},
        ),
    ),
    "more than ten kilograms a week": (
        "4 (5.4 6)",
        after(
            step(0, "T1", "conventional_deadlift 3x10 180 kg", did=5),
            step(2, "T1", "conventional_deadlift 3x10 187.5 kg", did=5),
            plan(4, "T1", "conventional_deadlift 3x10 192.5 kg"),
            **{**TECHNIQUE, "ref_kg": 380, "last_kg": 180},
        ),
    ),
    "a bar below the bar": ("4 (5.4 7)", after(plan(0, "T1", "conventional_deadlift 3x10 15 kg"), **TECHNIQUE)),
    "plates that nobody has": ("4 (5.4 7)", after(plan(0, "T1", "conventional_deadlift 3x10 79 kg"), **TECHNIQUE)),
    "a bell that nobody has": ("4 (5.4 7)", after(plan(0, "F", "kb_deadlift_blocks 3x10 17 kg"), **FOUNDATION)),
    "more than the row": ("4 (5.4 8)", after(plan(0, "R4", "conventional_deadlift 4x5 137.5 kg"), last_kg=150)),
    "more than the row's effort": ("4 (5.4 8)", after(plan(0, "R4", R4, rpe=8))),
    "more than a quarter of the body": ("4 (5.4 8)", after(plan(0, "F", "kb_deadlift_blocks 3x8 24 kg"), **FOUNDATION)),
    "more than half of the body, no best known": (
        "4 (5.4 8)",
        after(plan(0, "T1", "conventional_deadlift 3x10 45 kg"), **{**TECHNIQUE, "ref_kg": None}),
    ),
    "a heavy bell for somebody of unknown mass": (
        "4 (5.4 8)",
        after(plan(0, "F", "kb_deadlift_blocks 3x8 12 kg"), **{**FOUNDATION, "mass_kg": None}),
    ),
    "a start above the last load": ("4 (4.6)", after(plan(0, "R4", R4), last_kg=130)),
    "a start above what was comfortable": ("4 (4.6)", after(plan(0, "R4", R4), comfortable_kg=140)),
    "a start as before after weeks off": ("4 (4.6)", after(plan(0, "R4", R4), days_off=20)),
    "a rise after ten days off": (
        "4 (5.5)",
        after(step(0, "T1", T1, did=5), plan(10, "T1", "conventional_deadlift 3x10 82.5 kg"), **TECHNIQUE),
    ),
    "the same after twenty days off": ("4 (5.5)", after(step(0, "R4", R4), plan(20, "R4", R4))),
    "the same row after thirty days off": (
        "4 (5.5)",
        after(
            step(0, "R4", R4),
            plan(30, "R4", "conventional_deadlift 4x5 105 kg")._replace(lifter=replace(HIM, screened_on=day(30))),
        ),
    ),
    "nobody looks for the cause after two months": (
        "4 (5.5)",
        after(
            step(0, "R4", R4),
            plan(60, "R1", "conventional_deadlift 3x8 100 kg")._replace(lifter=replace(HIM, screened_on=day(60))),
        ),
    ),
    "RPE 9 after an amber day": (
        "5:",
        after(step(0, "P2", R6, (3, 1, 1), phase="perform"), plan(4, "PC", PC, rpe=9, phase="perform"), **PERFORM),
    ),
    "cluster C after an unrated day": (
        "5:",
        after(
            *(step(number, "P2", R6) for number in (0, 3, 7)),
            step(10, "P2", R6, (1, 1, None)),
            plan(14, "PC", PC, rpe=8),
            **PERFORM,
        ),
    ),
    "cluster C with a usual of three": (
        "5 (4.7)",
        after(
            *(step(number, "P2", R6, (3, 3, 3)) for number in (0, 3, 7, 10)),
            plan(14, "PC", PC, rpe=8),
            **{**PERFORM, "base": 3},
        ),
    ),
    "cluster C on the way back": (
        "5 (4.7)",
        after(*(step(number, "R4", R4) for number in (0, 3, 7, 10)), plan(14, "PC", PC, rpe=8, phase="return")),
    ),
    "a cluster C that is none": (
        "5 (4.7): cluster C is",
        after(
            *(step(number, "P2", R6) for number in (0, 3, 7, 10)),
            plan(14, "PC", "conventional_deadlift 1x7 132.5 kg", rpe=9),
            **PERFORM,
        ),
    ),
    "a single on the way back": ("5 (4.9)", after(plan(0, "R8", "conventional_deadlift 1x1 135 kg"))),
    "RPE 7 in pregnancy": ("5 (5.6)", after(plan(0, "R4", R4), conditions=frozenset({"pregnant"}))),
    "RPE 7 in the first sessions of sixty-six": ("5 (5.6)", after(plan(0, "R4", R4), age=66)),
    "a drill that a pinch forbids": ("6:", after(plan(0, None, items=["hip_centration_band"]), conditions=PINCH)),
    "a lift that a nerve forbids": ("6:", after(plan(0, "R4", R4), conditions=frozenset({"leg_nerve"}))),
    "a drill that needs a bench": ("6:", after(plan(0, None, items=["back_extension_hold"]))),
    "a bar for somebody without one": ("6:", after(plan(0, "R4", R4), equipment=Equipment.of(["stick"]))),
    "a hinge on the first day of settle": (
        "6:",
        after(plan(1, None, items=["wall_hinge"], phase="settle", kind="settle"), phase="settle"),
    ),
    "bird dogs on the fourth day of settle": (
        "6:",
        after(plan(4, None, items=["bird_dog"], phase="settle", kind="settle"), phase="settle"),
    ),
    "from technique to normal training": (
        "7:",
        after(step(0, "T1", T1, did=5), plan(4, "P2", T1.replace("3x10", "4x4")), **TECHNIQUE),
    ),
    "on the way back with the gate shut": (
        "7:",
        after(
            *(step(number, "T3", T1) for number in (0, 3)),
            plan(7, "R1", "conventional_deadlift 3x8 82.5 kg"),
            **TECHNIQUE,
        ),
    ),
    "technique with the gate shut": (
        "7:",
        after(*(step(number, "F", BELL, did=4) for number in (0, 2)), plan(4, "T1", BELL, rpe=5), **FOUNDATION),
    ),
    "normal training with the gate shut": (
        "7:",
        after(step(0, "R8", "conventional_deadlift 3x3 135 kg"), plan(4, "P2", "conventional_deadlift 4x4 135 kg")),
    ),
    "heavier after amber": (
        "7 (5.3)",
        after(step(0, "T1", T1, (3, 1, 1), did=5), plan(3, "T1", "conventional_deadlift 3x10 82.5 kg"), **TECHNIQUE),
    ),
    "heavier after unrated": (
        "7 (5.3)",
        after(step(0, "T1", T1, (1, 1, None), did=5), plan(3, "T1", "conventional_deadlift 3x10 82.5 kg"), **TECHNIQUE),
    ),
    "heavier after a set above the cap": (
        "7 (5.3)",
        after(step(0, "T1", T1, did=6), plan(3, "T1", "conventional_deadlift 3x10 82.5 kg"), **TECHNIQUE),
    ),
    "heavier although the back changes shape": (
        "7 (5.3)",
        after(step(0, "T1", T1, did=5, grew=True), plan(3, "T1", "conventional_deadlift 3x10 82.5 kg"), **TECHNIQUE),
    ),
    "heavier after a painkiller": (
        "7 (5.3)",
        after(step(0, "R4", "conventional_deadlift 4x5 130 kg", relief=True), plan(3, "R4", R4)),
    ),
    "heavier after soreness": (
        "7 (5.3)",
        after(
            step(0, "T1", T1, (1, 1, 4), did=5, sore_both_sides=True),
            plan(3, "T1", "conventional_deadlift 3x10 82.5 kg"),
            **TECHNIQUE,
        ),
    ),
    "a row up after one green": ("7 (5.3)", after(step(0, "R4", R4), plan(3, "R5", PC.replace("142.5", "135")))),
    "a lower bar after amber": (
        "7 (5.3): a harder",
        after(
            step(0, "R4", "block_pull_low 10 cm 4x5 130 kg", (3, 1, 1)), plan(3, "R4", "block_pull_low 5 cm 4x5 115 kg")
        ),
    ),
    "four ambers, and nobody looks for the cause": (
        "7 (5.3): four",
        after(*(step(number, "R4", R4, (3, 1, 1)) for number in (0, 3, 7, 10)), plan(14, "R4", R4)),
    ),
    "a row skipped": (
        "7 (6.3)",
        after(*(step(number, "R4", R4) for number in (0, 3)), plan(7, "R6", "conventional_deadlift 4x4 140 kg")),
    ),
    "a hinge on a day of six": ("7 (4.4)", after(plan(0, "R4", R4, check=Readiness(day(0), 6, walking=True)))),
    "a hinge without walking": ("7 (4.4)", after(plan(0, "R4", R4, check=Readiness(day(0), 1, walking=False)))),
    "a hinge with fever": ("7 (4.4)", after(plan(0, "R4", R4, check=Readiness(day(0), 1, walking=True, fever=True)))),
    "a whole session on a gentle day": (
        "7 (4.4)",
        after(step(0, "R4", R4), plan(4, "R4", R4, check=Readiness(day(4), 4, walking=True))),
    ),
    "full effort after a short night": (
        "7 (4.4)",
        after(plan(0, "R4", R4, check=Readiness(day(0), 1, walking=True, sleep_h=4))),
    ),
    "a hinge three days after a red of eight": (
        "7 (4.1)",
        after(step(0, "R4", R4, (8, 4, 1)), plan(4, "R3", "conventional_deadlift 3x(2+2+2) 120 kg")),
    ),
    "a hinge with a usual of six": ("7 (5.2)", after(plan(0, "R4", R4), base=6)),
    "no reason": ("8:", after(plan(0, "R4", R4, reasons=()))),
    "a bar after the leg got worse": (
        "12 (5.7)",
        after(step(0, "R4", R4, leg="lower"), plan(4, "T1", "conventional_deadlift 2x8 60 kg", triage_again=True)),
    ),
    "drills after the leg got worse": (
        "12 (5.7)",
        after(step(0, "R4", R4, leg="lower"), plan(4, None, items=["rock_back"])),
    ),
    "a walk with a weaker leg": (
        "12 (5.7)",
        after(plan(0, None, items=["walk_easy"], check=Readiness(day(0), 1, walking=True, leg="weaker"))),
    ),
    "a rise with a leg that is there": (
        "12 (5.7)",
        after(step(0, "T1", T1, did=5, leg="same"), plan(3, "T1", "conventional_deadlift 3x10 82.5 kg"), **TECHNIQUE),
    ),
    "a plan at fifteen": ("14:", after(plan(0, None, items=["rock_back"]), supported=False)),
    "R7 at seventeen": ("14:", after(plan(0, "R7", "conventional_deadlift 4x3 135 kg", rpe=7), **YOUNG)),
    "RPE 8 at seventeen": ("14:", after(plan(0, "R6", "conventional_deadlift 4x4 135 kg"), **YOUNG)),
    "a hinge on the next day": ("15:", after(step(0, "R4", R4), plan(1, "R4", R4))),
    "two days after RPE 8 on the heavy rows": (
        "15:",
        after(step(0, "R6", R6, did=8), plan(2, "R6", "conventional_deadlift 4x4 120 kg", light="day"), last_kg=142.5),
    ),
    "a third hinge of the week": ("15 (4.8)", after(step(0, "R4", R4), step(2, "R4", R4), plan(4, "R4", R4))),
    "two heavy days of a week": ("15 (4.8)", after(step(0, "R6", R6, did=7), plan(3, "R6", R6), last_kg=142.5)),
    "a lighter day that is not": (
        "15 (4.8)",
        after(step(0, "R6", R6, did=7), plan(3, "R6", "conventional_deadlift 4x4 130 kg", light="day"), last_kg=142.5),
    ),
    "a light week that is not": (
        "15 (4.8)",
        after(step(0, "R4", R4), plan(3, "R4", "conventional_deadlift 2x5 125 kg", light="week", rpe=6)),
    ),
    "above a clinician's load": ("16:", after(plan(0, "R4", R4), limits=Limits(load_kg=100))),
    "above a clinician's effort": ("16:", after(plan(0, "R4", R4), limits=Limits(rpe=6))),
    "below a clinician's height": ("16:", after(plan(0, "R4", R4), limits=Limits(raised_cm=10))),
    "a hinge that a clinician did not allow": ("16:", after(plan(0, "R4", R4), limits=Limits(no_loaded_hinge=True))),
    "words that nobody can read": ("16:", after(plan(0, "R4", R4), limits=Limits(unread=("mornings",)))),
    "nobody stands beside": ("16:", after(plan(0, "R4", R4), limits=Limits(coach=True))),
}


@pytest.mark.parametrize("name", BAD)
def test_a_breach_is_caught_by_its_number(name: str) -> None:
    number, (lifter, days) = BAD[name]
    found = violations(lifter, days)
    assert any(f" {number}" in one for one in found), found


@pytest.mark.parametrize("name", BAD)
def test_nothing_was_wrong_before_the_last_day(name: str) -> None:
    """So that it is the last day that is caught, and nothing about how the history is told."""
    _, (lifter, days) = BAD[name]
    assert violations(lifter, days[:-1]) == []


def test_squats_yesterday() -> None:
    beside = Diary(other=(OtherWork(day(3), "squats", 7),))
    history = [step(0, "R4", R4), plan(4, "R4", R4)]
    assert [one for one in violations(HIM, history, beside) if " 15:" in one]
    assert not violations(HIM, history, Diary(other=(OtherWork(day(2), "squats", 7),)))
    assert [one for one in violations(HIM, history, Diary(other=(OtherWork(day(2), "squats", 9),))) if " 15:" in one]


def test_foundation_may_hinge_lightly_on_neighbouring_days() -> None:
    lifter = replace(HIM, phase="foundation", row="F", last_kg=None)
    assert not violations(lifter, [step(0, "F", BELL, did=4), plan(1, "F", BELL)])


def test_a_gate_opens_with_what_it_asks_for() -> None:
    lifter = replace(HIM, phase="foundation", row="F", last_kg=None)
    history = [*(step(number, "F", BELL, did=4) for number in (0, 2, 4)), plan(7, "T1", BELL, rpe=5)]
    signs = tuple(Sign(day(number), "hinge-pass") for number in (2, 4))
    assert violations(lifter, history)
    assert not violations(lifter, history, Diary(signs=signs))
    assert violations(lifter, history, Diary(signs=(signs[0], signs[0])))
    late = [*history[:-1], plan(64, "T1", "kb_deadlift_blocks 3x10 16 kg", rpe=5, triage_again=True)]
    late = [one._replace(lifter=replace(lifter, screened_on=one.on)) for one in late]
    assert any(" 7: technique" in one for one in violations(lifter, late, Diary(signs=signs)))
    tick = Override(day(4), "coach", "phase", "technique")
    assert not violations(lifter, history, Diary(overrides=(tick,)))
    assert violations(lifter, history, Diary(overrides=(replace(tick, who="lifter"),)))


def test_a_clinician_opens_what_the_leg_closed() -> None:
    history = [step(0, "R4", R4, leg="lower"), plan(8, "T1", "conventional_deadlift 2x8 60 kg")]
    assert violations(HIM, history)
    assert not violations(HIM, history, Diary(overrides=(Override(day(5), "clinician", "phase", "technique"),)))
    assert not violations(replace(HIM, cleared_on=day(5)), history)
    assert violations(HIM, history, Diary(overrides=(Override(day(5), "coach", "phase", "technique"),)))
    assert violations(replace(HIM, cleared_on=day(-1)), history)


def test_two_calm_days_and_easy_stands_end_the_acute_branch() -> None:
    history = [step(0, "R4", R4, (8, 4, 1)), plan(7, "T1", "conventional_deadlift 2x8 90 kg")]
    heavy = [history[0], plan(7, "T1", "conventional_deadlift 2x8 97.5 kg")]
    same = [history[0], plan(7, "R3", "conventional_deadlift 2x(2+2+2) 90 kg")]
    checks = [Readiness(day(number), 2, walking=True, stands=0) for number in (5, 6)]
    assert violations(HIM, history)
    assert not violations(HIM, history, Diary(checks=tuple(checks)))
    assert any("(4.2)" in one for one in violations(HIM, heavy, Diary(checks=tuple(checks))))
    assert any("(4.2)" in one for one in violations(HIM, same, Diary(checks=tuple(checks))))
    assert violations(HIM, history, Diary(checks=tuple(replace(one, stands=None) for one in checks)))
    sore = replace(checks[1], stands=3)
    assert violations(HIM, history, Diary(checks=(checks[0], sore)))
    assert violations(HIM, history, Diary(checks=(replace(checks[0], now=5), replace(checks[1], now=4))))


def test_placed_in_settle_there_is_no_hinge_before_it_is_calm() -> None:
    lifter = replace(HIM, phase="settle", row=None, last_kg=None)
    history = [plan(7, "F", BELL)]
    checks = tuple(Readiness(day(number), 2, walking=True, stands=0) for number in (5, 6))
    assert any("(4.1)" in one for one in violations(lifter, history))
    assert not violations(lifter, history, Diary(checks=checks))


def test_a_lift_beside_the_plan_is_judged_by_its_colour_not_by_its_load() -> None:
    beside = Diary(done=(done(2, None, "conventional_deadlift 1x3 170 kg", (1, 1, 1)),))
    assert not violations(HIM, [step(0, "R4", R4), plan(5, "R4", R4)], beside)
    assert violations(HIM, [step(0, "R4", R4), plan(5, "R4", "conventional_deadlift 4x5 140 kg")], beside)


def test_imports_earn_nothing() -> None:
    beside = Diary(done=tuple(Done(day(number), lift(R4), "R4", 6, imported=True) for number in (0, 3)))
    assert not violations(HIM, [plan(7, "R4", R4)], beside)
    higher = [step(7, "R4", R4), plan(10, "R5", "conventional_deadlift 2x(2+2+2+2) 137.5 kg")]
    assert violations(HIM, higher, beside)


# --- the usual and its anchor (11) ---------------------------------------------------------------


def usual(base: int | None, *pains: int) -> Usual:
    mornings = [Morning(day(number), pain) for number, pain in enumerate(pains)]
    return Usual.of(replace(HIM, base=base), mornings, frozenset())


def test_the_anchor_never_rises() -> None:
    assert usual(1, *[4] * 30).effective(day(30)) == 1
    assert usual(4, *[1] * 30, *[4] * 30).effective(day(60)) == 1


def test_a_lower_usual_counts_at_once_and_falls_for_good_after_two_weeks() -> None:
    assert usual(4, *[1] * 8).effective(day(8)) == 1
    assert usual(4, *[1] * 8, *[4] * 12).effective(day(20)) == 4
    assert usual(4, *[1] * 25, *[4] * 12).effective(day(37)) == 1


def test_fewer_than_three_mornings_leave_the_answer_of_the_intake() -> None:
    assert usual(3, 0, 0).effective(day(1)) == 3
    assert usual(None, 0).effective(day(1)) is None
    assert usual(None, 2, 2, 2).effective(day(2)) == 2


def test_mornings_after_a_hinge_are_no_usual_ones() -> None:
    mornings = [Morning(day(number), 5) for number in range(10)]
    assert Usual.of(HIM, mornings, frozenset(day(number) for number in range(-1, 10))).effective(day(9)) == 1


@pytest.mark.parametrize(
    ("base", "pain", "colour"),
    [
        (4, (5, 5, 4), "green"), (4, (5, 4, 4), "green"), (4, (5, 5, 5), "amber"), (4, (5, 5, 6), "red"),
        (4, (6, 6, 4), "red"), (0, (2, 0, 0), "green"), (0, (3, 0, 0), "amber"), (0, (1, 0, 1), "amber"),
        (0, (1, 0, 2), "red"), (2, (3, 3, 2), "green"), (2, (4, 3, 2), "amber"), (5, (5, 5, 5), "green"),
        (5, (5, 5, 6), "amber"), (5, (5, 5, 7), "red"), (1, (1, 1, None), "unrated"), (1, (None, None, 1), "unrated"),
        (None, (1, 1, 1), "unrated"), (None, (6, 1, 1), "red"), (1, (None, 6, None), "red"),
    ],
)  # fmt: skip
def test_colours(base: int | None, pain: tuple[int | None, int | None, int | None], colour: str) -> None:
    """The table of 5.2 and the diary of C08."""
    assert hue(done(0, "T1", T1, pain), base) == colour
