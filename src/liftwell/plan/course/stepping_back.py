"""One phase back after two red days in four, or when usual pain has risen (`clinical.md` 5.2 and 5.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.due import Due
from liftwell.plan.course.standing import Standing
from liftwell.plan.course.variants import FIRST_BELL
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.load_table import CLIMB, FIRST_ROWS, load_table
from liftwell.plan.loading.row_load import row_kg
from liftwell.training.copied import replace
from liftwell.training.diary import Done, Lift
from liftwell.triage.account import Phase

BELOW: Final[Mapping[Phase, Phase]] = {
    "perform": "return", "return": "technique", "technique": "foundation", "foundation": "foundation",
    "hold": "technique",
}  # fmt: skip


def stepped_back(standing: Standing, lifter: Lifter, done: Done) -> Standing:
    """After the second red day of four: the first row of the phase below, lighter, and two short sets to begin with."""
    if standing.phase == "perform":
        key = return_row_under(standing, lifter, threshold("back_from_perform_share") * done.lift.load_kg)
        share, sets_and_reps = threshold("back_from_perform_share"), two_short_sets(done.lift)
    else:
        key = FIRST_ROWS[BELOW[standing.phase]]
        share, sets_and_reps = threshold("after_red_share"), two_short_sets(done.lift)
    because, evidence = say.two_reds(BELOW[standing.phase])
    variant = (FIRST_BELL, 0.0) if key == "F" else done.lift.variant
    due = Due("back", variant, because, evidence, like=sets_and_reps, than=done.lift, share=share)
    return moved(standing, BELOW[standing.phase], key, due, done.on, again=True)


def two_short_sets(red: Lift) -> Lift:
    """The first day of a phase that is begun again: two sets of eight, and never more than was done before."""
    reps = min(int(threshold("first_day_back_reps")), max(1, red.total_reps // int(threshold("first_day_back_sets"))))
    sets = min(int(threshold("first_day_back_sets")), red.sets, red.total_reps)
    return replace(red, sets=sets, reps=reps, inside=())


def return_row_under(standing: Standing, lifter: Lifter, load_kg: float) -> str:
    """The highest row of `return` whose load is at or under that, else its first."""
    rows = [key for key in CLIMB if load_table()[key].phase == "return"]
    under = [key for key in rows if (row_kg(lifter, standing.ref_kg, key) or 0.0) <= load_kg]
    return under[-1] if under and standing.ref_kg is not None else rows[0]


def moved(standing: Standing, phase: Phase, key: str, due: Due, on: date, *, again: bool = False) -> Standing:
    """The standing in another phase, its counts begun anew; `again`: the cause is to be looked for anew."""
    colours_fresh = 0 if again else standing.fresh
    return replace(
        standing, phase=phase, row=key, due=due, phase_since=on, row_since=on, fresh=colours_fresh, greens=0,
        greens_at_row=0, greens_in_phase=0, at_row=0, in_phase=0, row_cap_kg=None, over_rpe=0, held=0, flat=0,
        light_next=False, triage_again=again, settling=None, eased_from=None,
        working_kg=None if phase != "perform" else standing.working_kg,
    )  # fmt: skip
