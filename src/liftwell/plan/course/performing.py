"""Normal training in guard rails: which row comes next in `perform`, and when cluster C or a maximum is open (4.9)."""

from __future__ import annotations

from datetime import date
from statistics import median
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.due import Due
from liftwell.plan.course.fitting import own_kg
from liftwell.plan.course.standing import Standing
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.load_table import row
from liftwell.plan.loading.row_load import may_strain, row_kg
from liftwell.training.copied import replace
from liftwell.training.diary import Done

# After a row that builds up the work three days take turns, the first of them the article's own cluster.
TURNS: Final = ("PC", "P3", "P2")
CLUSTER_C: Final = "PC"


def next_in_perform(standing: Standing, lifter: Lifter, done: Done) -> Standing:
    """The next row after a green day, or two of them while the work is still built up."""
    here = standing.row
    standing = _tried_higher(standing, lifter, done)
    if here not in TURNS:
        after = TURNS[-1]
    else:
        after = TURNS[(TURNS.index(here) + 1) % len(TURNS)]
        if after == CLUSTER_C and not opens_cluster_c(standing, lifter):
            after = TURNS[1]
    due = Due("row", done.lift.variant, *say.TURN)
    return replace(standing, row=after, due=due, row_since=done.on, greens=0, greens_at_row=0, at_row=0)


def _tried_higher(standing: Standing, lifter: Lifter, done: Done) -> Standing:
    """A working level that was green twice in a row is tried one small step higher; the caps hold it as any load."""
    level = standing.working_kg
    if level is None or standing.earned < threshold("greens_to_rise") or done.lift.load_kg < level:
        return standing
    step = lifter.equipment.above(done.lift.exercise, level) or level
    return replace(standing, working_kg=max(step, (1 + threshold("rise_max_share")) * level), earned=0)


def opens_cluster_c(standing: Standing, lifter: Lifter) -> bool:
    """Whether the article's own cluster may be done: four green sessions, little usual pain, grown up, nothing against.

    Its load is the six-repetition maximum; a working level below that leaves it out.
    """
    usual = standing.usual.base
    quiet = usual is not None and usual <= threshold("quiet_pain_max")
    share = row_kg(lifter, standing.ref_kg, CLUSTER_C)
    heavy = share is not None and own_kg(standing, lifter, CLUSTER_C) >= share
    return standing.all_green and quiet and may_strain(lifter) and heavy and not standing.unmeasured


def offers_maximum(standing: Standing, lifter: Lifter, on: date) -> bool:
    """Whether a single may be offered, never scheduled: after six weeks of `perform`, straight after a light week."""
    usual = standing.usual.base
    weeks = (on - standing.phase_since).days >= threshold("maximum_block_days")
    after_light = (
        standing.easing_since is not None
        and 0 <= (on - standing.easing_since).days <= threshold("after_light_week_days")
        and standing.easing_since > standing.phase_since
    )
    quiet = usual is not None and usual <= threshold("quiet_pain_max")
    return standing.phase == "perform" and weeks and after_light and quiet and standing.all_green and may_strain(lifter)


def has_room(standing: Standing, on: date) -> bool:
    """Whether the week has room for the hard sets of that day: at most a quarter more than in the middle of four weeks.

    A week may always have one session, and before four weeks are known nothing is counted.
    """
    if standing.phase != "perform" or not standing.hard:
        return True
    today = on.toordinal()
    if today - standing.hard[0][0] < threshold("weekly_sets_days_min"):
        return True
    weeks = [sum(sets for day, sets in standing.hard if 7 * k < today - day <= 7 * (k + 1)) for k in range(4)]
    this_week = sum(sets for day, sets in standing.hard if 0 < today - day < 7)
    sets = row(standing.row).sets
    return this_week == 0 or this_week + sets <= threshold("weekly_sets_max_share") * median(weeks)


def hard_of(done: Done) -> int:
    """Hard sets of a session: all of them where the hardest was hard, or where nobody rated it by a hard row."""
    if (done.light or done.gentle) and done.row is not None:
        return row(done.row).sets  # an easy week does not make the usual one smaller
    if done.rpe is None:
        return done.lift.sets if done.row is not None and row(done.row).rpe >= threshold("hard_set_rpe_min") else 0
    return done.lift.sets if done.rpe >= threshold("hard_set_rpe_min") else 0
