"""Facts about the load, each of which counts once (`clinical.md` 3.4). All marks are our judgement; there is no score.

A fact comes from the training as it was logged, where that is there, else from what the person said of it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import hypot
from statistics import median
from typing import Final

from liftwell.evidence import threshold
from liftwell.training.session import Session
from liftwell.triage.account import Account, kilograms
from liftwell.triage.clips import LiftClip
from liftwell.triage.self_tests import as_told_deg

_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LoadFact:
    """One thing that speaks for load as the cause, by its id ("volume_spike") and as words."""

    id: str
    text: str


def load_facts(account: Account) -> tuple[LoadFact, ...]:
    """The facts that hold, in the fixed order."""
    found: dict[str, LoadFact] = {}
    for key, fact in _FACTS:
        text = fact(account) if key not in found else None
        if text is not None:
            found[key] = LoadFact(key, text)
    return tuple(found.values())


def load_is_known(account: Account) -> bool:
    """Whether the last eight weeks were told whole: logged, or each question about them answered."""
    training = account.training
    asked = (training.more_weight, training.more_sets, training.time_off)
    logged = bool(training.sessions) and (training.weeks_known or 0) >= threshold("weeks_told_min")
    return logged or all(answer is not None for answer in asked)


# --- pain follows the load -----------------------------------------------------------------------


def _pain_follows(account: Account) -> str | None:
    return _pain_by_set(account) or _pain_as_told(account)


def _pain_by_set(account: Account) -> str | None:
    """Pain at the heaviest third of the rated sets against that at the lightest third."""
    rated = sorted(
        (one.load_kg, one.pain) for session in account.training.hinges for one in session.sets if one.pain is not None
    )
    third = len(rated) // 3
    if third < threshold("sets_in_a_third_min"):
        return None
    light, heavy = rated[:third], rated[-third:]
    below, above = (median(pain for _, pain in sets) for sets in (light, heavy))
    if above - below < threshold("meaningful_pain_change"):
        return None
    from_, up_to = _share(account, heavy[0][0]), _share(account, light[-1][0])
    return f"pain {above:g} at {from_} and above, {below:g} at {up_to} and below"


def _share(account: Account, load_kg: float) -> str:
    best = account.intake.person.best_kg
    return f"{100 * load_kg / best:.0f} %" if best else kilograms(load_kg)


def _pain_as_told(account: Account) -> str | None:
    story = account.intake.story
    if story.at_heavy is None or story.at_light is None:
        return None
    if story.at_heavy - story.at_light < threshold("meaningful_pain_change"):
        return None
    return f"pain {story.at_heavy} with heavy bars, {story.at_light} with light ones"


def _worse_mornings(account: Account) -> str | None:
    weeks = [week for week in weeks_before(account) if any(one.morning is not None for one in week)]
    if len(weeks) < threshold("weeks_with_mornings_min"):
        return None
    weeks.sort(key=hard_sets_of)
    big = max(1, len(weeks) // 3)
    calm, busy = (
        [one.morning for week in some for one in week if one.morning is not None]
        for some in (weeks[:-big], weeks[-big:])
    )
    usual, least = median(calm), threshold("meaningful_pain_change")
    if median(busy) - usual < least:
        return None
    low, high = (end(busy) - usual for end in (min, max))
    worse = f"{low:g} to {high:g}" if low < high else f"{low:g}"
    return f"mornings after the big weeks are {worse} points worse"


# --- what the clips say --------------------------------------------------------------------------


def _rounding_grows(account: Account) -> str | None:
    ends = _ends(account)
    if ends is None:
        return None
    (low_kg, light), (high_kg, heavy) = ends
    grows, error = as_told_deg(heavy[0] - light[0]), as_told_deg(hypot(heavy[1], light[1]))
    mark = threshold("rounding_grows_min_deg")
    if grows < mark or grows <= error:
        return None
    between = (
        f"between {low_kg:g} and {kilograms(high_kg)}" if low_kg else f"between no weight and {kilograms(high_kg)}"
    )
    return f"rounding grows {grows:.0f}° {between} ({mark:g}° or more is real)"


_Seen = tuple[float, tuple[float, float]]


def backs_by_load(account: Account) -> tuple[_Seen, ...]:
    """(load in kg, (change of the low back, sd) in rad), lightest first; the unloaded hinge counts as 0 kg."""
    seen = [(clip.load_kg or 0.0, _value(clip)) for clip in account.loaded_clips]
    hinge = account.tests.hinge
    if hinge is not None and hinge.value is not None and not any(clip.raised_m for clip in account.clips):
        seen.insert(0, (0.0, (hinge.value, hinge.sd or 0.0)))
    return tuple((load, value) for load, value in seen if value is not None)


def _value(clip: LiftClip) -> tuple[float, float] | None:
    return None if clip.lumbar.value is None else (clip.lumbar.value, clip.lumbar.sd or 0.0)


def _ends(account: Account) -> tuple[_Seen, _Seen] | None:
    """The lightest and the heaviest of the clips; the hinge without weight stands in for a light bar."""
    seen = backs_by_load(account)
    barred = [one for one in seen if one[0] > 0]
    if len(barred) > 1:
        return barred[0], barred[-1]
    return (seen[0], seen[-1]) if len(seen) > 1 else None


def technique_ceiling(account: Account) -> tuple[float, float] | None:
    """(kg, kg): the heaviest load without growth of the rounding, and the lightest with it.

    Where the back starts to change shape, never a limit. None without clips at three loads, or where nothing grows.
    """
    seen = [one for one in backs_by_load(account) if one[0] > 0]
    if len({load for load, _ in seen}) < threshold("ceiling_loads_min"):
        return None
    first = seen[0][1]
    grown = [
        load
        for load, value in seen[1:]
        if as_told_deg(value[0] - first[0]) >= threshold("rounding_grows_min_deg")
        and value[0] - first[0] > hypot(value[1], first[1])
    ]
    if not grown:
        return None
    return max(load for load, _ in seen if load < grown[0]), grown[0]


# --- too much, too often -------------------------------------------------------------------------


def weeks_before(account: Account) -> list[list[Session]]:
    """The sessions in weeks counted back from the day the pain began (or today), latest first, eight weeks."""
    onset = account.intake.on - timedelta(days=account.intake.story.days or 0)
    weeks = int(threshold("weeks_told_min"))
    sessions = account.training.hinges
    return [[one for one in sessions if onset - (k + 1) * _WEEK < one.on <= onset - k * _WEEK] for k in range(weeks)]


def hard_sets_of(week: Sequence[Session]) -> int:
    """How many sets of these sessions were hard."""
    return sum(one.hard_sets(threshold("hard_set_rpe_min")) for one in week)


def _volume_spike(account: Account) -> str | None:
    counts = [hard_sets_of(week) for week in weeks_before(account)]
    usual, most = None, 0
    for k in (1, 0):  # the two weeks before it began, the earlier one first
        before = median(counts[k + 1 : k + 5])
        if before > 0 and counts[k] >= threshold("volume_spike_min_share") * before:
            usual, most = (before if usual is None else usual), max(most, counts[k])
    if usual is not None:
        rises = threshold("volume_spike_min_share")
        return f"hard sets per week rose from {usual:g} to {most} ({rises:g} times the usual or more)"
    return "more sets than usual in the weeks before" if account.training.more_sets else None


def _new_top(account: Account) -> str | None:
    weeks = weeks_before(account)
    late, early = (max((one.top_kg for week in some for one in week), default=0.0) for some in (weeks[:2], weeks[2:]))
    if early > 0 and late > (1 + threshold("new_top_min_share")) * early:
        return f"best lift of 8 weeks beaten: {late:g} after {kilograms(early)}"
    return "more weight than usual in the weeks before" if account.training.more_weight else None


def _mostly_rpe_nine(account: Account) -> str | None:
    last = account.training.hinges[-int(threshold("rpe_nine_sessions")) :]
    if len(last) < threshold("rpe_nine_sessions"):
        return None
    high = threshold("rpe_nine_min")
    hard = sum(one.top_rpe is not None and one.top_rpe >= high for one in last)
    if hard < threshold("rpe_nine_min_share") * len(last):
        return None
    return f"RPE {high:g} or more in {hard} of the last {len(last)} sessions"


def _crowded(account: Account) -> str | None:
    onset = account.intake.on - timedelta(days=account.intake.story.days or 0)
    since = onset - threshold("weeks_told_min") * _WEEK
    days = sorted({one.on for one in account.training.sessions if since < one.on <= onset and _heavy(one)})
    close = [(a, b) for a, b in itertools.pairwise(days) if (b - a).days < threshold("back_work_apart_days")]
    weeks = {(onset - day).days // 7 for day in days}
    crowded = {(onset - late).days // 7 for _, late in close}
    if weeks and len(crowded) >= threshold("crowded_weeks_min_share") * len(weeks):
        return f"heavy work for the back on neighbouring days in {len(crowded)} of {len(weeks)} weeks"
    return "heavy squats or rows on neighbouring days" if account.training.other_back_work else None


def _heavy(session: Session) -> bool:
    rpe = session.top_rpe
    return rpe is not None and rpe >= threshold("hard_set_rpe_min")


def _after_time_off(account: Account) -> str | None:
    hinges = account.training.hinges
    for k in range(1, len(hinges)):
        gap = (hinges[k].on - hinges[k - 1].on).days
        old = max(one.top_kg for one in hinges[:k])
        if gap < threshold("time_off_min_days") or not old:
            continue
        soon = [one for one in hinges[k:] if (one.on - hinges[k].on).days <= threshold("after_time_off_days")]
        heavy = max((one for session in soon for one in session.sets), key=lambda one: one.load_kg)
        share = heavy.load_kg / old
        if share >= threshold("after_time_off_min_share"):
            return f"{gap} days off, then {100 * share:.0f} % for {heavy.times} x {heavy.reps}"
    return "time off, then close to the old weights at once" if account.training.time_off else None


# Two ways to see that pain follows the load count once.
_FACTS: Final[tuple[tuple[str, Callable[[Account], str | None]], ...]] = (
    ("pain_follows_load", _pain_follows),
    ("rounding_grows_with_load", _rounding_grows),
    ("volume_spike", _volume_spike),
    ("pain_follows_load", _worse_mornings),
    ("new_top", _new_top),
    ("rpe9_half", _mostly_rpe_nine),
    ("crowded", _crowded),
    ("layoff_then_80", _after_time_off),
)
