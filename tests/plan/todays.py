"""Plans of a day, made by hand for those who show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from liftwell.plan.prescription import Item, MainLift, Reason, Today
from liftwell.training.diary import Lift

DAY: Final = date(2026, 11, 26)
WARM: Final = Reason("A warm-up before every session.", "warm-up-before-lifting")
HINGE: Final = Reason("The hinge is practised before it is loaded.", "exercises-hinge")
TRUNK: Final = Reason("The back learns to hold.", "exercises-trunk")
LIFT: Final = Lift("conventional_deadlift", 3, 8, 142.5)
ROW_DAY: Final = Today(
    on=DAY,
    kind="train",
    level="none",
    phase="return",
    row="R1",
    items=(
        Item("rock_back", "1 x 8", WARM, "warm-up"),
        Item("hamstring_strap", "1 x 30 s each side", WARM, "warm-up", ("Cushion under the knees.",)),
        Item("hanging_knee_lift", "1 x 15", WARM, "warm-up"),
        Item("dowel_hinge", "1 x 8", HINGE, "skill"),
        Item("conventional_deadlift", "1 x 8 at 20 kg", WARM, "ramp"),
        Item("conventional_deadlift", "1 x 5 at 70 kg", WARM, "ramp"),
        Item("conventional_deadlift", "1 x 3 at 105 kg", WARM, "ramp"),
        Item("conventional_deadlift", "3 x 8", TRUNK, "main"),
        Item("back_extension_hold", "2 x 30 s", TRUNK, "assistance"),
    ),
    main=MainLift(LIFT, "R1", 6),
    reasons=(Reason("Up one row: two green days in a row.", "two-green-days"),),
    next_on=date(2026, 11, 28),
)
CLUSTERS: Final = replace(
    ROW_DAY,
    row="R3",
    main=MainLift(
        Lift("block_pull_low", 3, 6, 120, 10, (2, 2, 2)), "R3", 7, care=("Breathe out past the knee.",)
    ),
    reasons=(
        Reason("Down from 135 to 120 kg and to clusters: pain reached 6 during the third set.", "two-green-days"),
        Reason("We look for the reason again.", "ladder-order"),
    ),
    triage_again=True,
)  # fmt: skip
SETTLE: Final = Today(
    on=DAY,
    kind="settle",
    level="none",
    phase="settle",
    row=None,
    items=(
        Item("walk_easy", "2 to 5 min, 3 to 4 times", Reason("Walking is fine.", "exercises-settle"), "ease"),
        Item("positions_of_ease", "3 to 10 min", Reason("What eases it is yours.", "positions-of-ease"), "ease"),
    ),
    main=None,
    reasons=(Reason("It settles first: walking is hard today.", "exercises-settle"),),
    refer="See a clinician if it is no better after 14 days.",
)
REST: Final = replace(
    ROW_DAY, kind="rest", items=(Item("walk_easy", "20 min", HINGE, "home"),), main=None,
    reasons=(Reason("You lifted yesterday.", "days-between"),),
)  # fmt: skip
ASKING: Final = replace(
    ROW_DAY,
    ask=("R01", "R04"),
    reasons=(Reason("We stopped the hinge: the tingling moved lower.", "leg-symptoms"),),
)
