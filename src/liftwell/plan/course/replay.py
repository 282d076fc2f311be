"""The way so far: the diary gone through day by day, from the first placement to the morning of a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.due import Due
from liftwell.plan.course.fitting import no_more
from liftwell.plan.course.leg import with_leg, with_morning
from liftwell.plan.course.next_lift import lift_for
from liftwell.plan.course.overriding import with_override
from liftwell.plan.course.placing import placed
from liftwell.plan.course.progression import after_session, loaded_again, off_for_pain, worst_of
from liftwell.plan.course.readying import flared, into_settle, ready
from liftwell.plan.course.settling import begins_to_settle, calmer, out_of_settle, with_check
from liftwell.plan.course.standing import Standing
from liftwell.plan.course.witness import with_sign, with_stick
from liftwell.plan.day.gate import is_tired
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.load_table import load_table, row
from liftwell.training.copied import replace
from liftwell.training.day_colour import GRAVEST_FIRST, Colour, colour_of_day
from liftwell.training.diary import Diary, Done, Morning, Readiness, Sign
from liftwell.training.override import Override

_DAY: Final = timedelta(days=1)
Entry = Morning | Readiness | Sign | Override | Done
_DATED: Final = attrgetter("on")


def standing_on(lifter: Lifter, diary: Diary, on: date) -> Standing:
    """Where the lifter stands when that day begins, before its session; later entries are not looked at."""
    return ready(lived(placed(lifter), lifter, diary.until(on)), lifter, on)


def lived(standing: Standing, lifter: Lifter, diary: Diary, before: date | None = None) -> Standing:
    """The standing after all entries of a diary, day by day; `before`: the last morning that was told earlier."""
    entries: list[Entry] = [*diary.mornings, *diary.checks, *diary.signs, *diary.overrides, *diary.done]
    entries.sort(key=_DATED)  # stable: within a day in the order above
    woken = {one.on: one.pain for one in diary.mornings}
    for _, day in groupby(entries, key=_DATED):
        todays = list(day)
        for entry in todays:
            if isinstance(entry, Morning):
                standing, before = _woken(standing, entry, before), entry.on
            elif not isinstance(entry, Done):
                standing = _noted(standing, lifter, entry)
        sessions = [entry for entry in todays if isinstance(entry, Done)]
        if sessions:
            standing = _trained(standing, lifter, sessions, woken)
    return standing


def _woken(standing: Standing, morning: Morning, before: date | None) -> Standing:
    """Pain on waking counts towards the usual, except on the morning after a hinge."""
    found = _flares(with_morning(standing, morning, before), morning.on - _DAY)  # as the plan of that day showed it
    if standing.last_on is not None and morning.on - standing.last_on == _DAY:
        return found
    found = _rough(found, morning)
    found = replace(found, usual=found.usual.after_morning(morning.on, morning.pain))
    if found.settling is None and found.usual.high_since is not None:
        return into_settle(found, morning.on, say.HIGH_USUAL)
    return _flares(found, morning.on)


def _flares(standing: Standing, on: date) -> Standing:
    """A flare that was there on a day stays answered, although the mornings after it are better."""
    return flared(standing, on) if standing.settling is None and standing.usual.flares(on) else standing


def _rough(standing: Standing, morning: Morning) -> Standing:
    """Pain that rises between sessions makes the next one lighter, and is no red day of the plan (5.1 21)."""
    usual, last = standing.usual.effective, standing.worked
    above = usual is not None and morning.pain >= usual + threshold("red_morning_above")
    lighter = standing.due.than is not None or standing.due.kind == "again"  # the first load after a bare hinge
    if not above or last is None or lighter or standing.settling is not None:
        return standing
    because = say.because_rough(morning.on, morning.pain, usual or 0)
    share = threshold("after_red_share")
    due = Due("easier", last.lift.variant, because, "day-colours", than=last.lift, share=share)
    # A row that was earned and not yet begun waits: the easier day is one of the row that was done.
    here = last.row if row(last.row).phase == standing.phase else standing.row
    if here != standing.row:
        standing = replace(standing, row=here, row_since=morning.on, at_row=0, greens_at_row=0)
    return replace(standing, due=due, greens=0, earned=0)


def _noted(standing: Standing, lifter: Lifter, entry: Readiness | Sign | Override) -> Standing:
    if isinstance(entry, Sign):
        return with_sign(standing, entry)
    if isinstance(entry, Override):
        return with_override(standing, entry)
    return _checked_in(standing, lifter, entry)


def _checked_in(standing: Standing, lifter: Lifter, entry: Readiness) -> Standing:
    short = entry.sleep_h is not None and entry.sleep_h < threshold("sleep_short_h")
    if short != standing.short_night:
        standing = replace(standing, short_night=short)
    if is_tired(entry):
        standing = replace(standing, tired_on=entry.on)
    standing = with_leg(standing, entry.leg, entry.on)
    if standing.settling is not None:
        return out_of_settle(replace(standing, settling=with_check(standing.settling, entry)), lifter, entry.on)
    if entry.off_for_pain:
        standing = off_for_pain(standing, lifter, entry.on)
        if standing.settling is not None:
            return replace(standing, settling=with_check(standing.settling, entry))
    if standing.due.than is not None and lift_for(standing, lifter, entry.on)[0] is None:
        standing = _calmer(standing, lifter, entry)
    if begins_to_settle(entry):
        return into_settle(standing, entry.on, say.ACUTE, first_now=entry.now, walks=entry.walking)
    return standing


def _counts(told: list[Done], colours: list[Colour], colour: Colour) -> Done:
    """The session of a day that counts: of red ones the worst pain with the lightest load, else the planned one."""
    if colour == "red":
        reds = [one for one, its in zip(told, colours, strict=True) if its == "red"]
        worst = max(reds, key=worst_of)
        lightest = min((one for one in reds if one.lift.load_kg), key=lambda one: one.lift.load_kg, default=worst)
        return replace(worst, lift=lightest.lift)
    planned = [one for one in told if one.row is not None and not one.imported]
    return planned[0] if planned else told[colours.index(colour)]


def _calmer(standing: Standing, lifter: Lifter, check: Readiness) -> Standing:
    """Two quiet days and five easy stands bring the weight back, as a day of the bare hinge does."""
    calm = calmer(standing.calm, check, standing.usual.effective)
    due, than = standing.due, standing.due.than
    assert than is not None
    if calm is not None and calm.days >= threshold("settled_days_min") and calm.stands:
        again = loaded_again(lifter, due, than)
        like = no_more(again.like or than, than)
        # With nothing lighter to be had, or hardly any repetitions left, a day of the bare hinge comes first.
        if again.wish_kg < than.load_kg and like.total_reps >= threshold("few_reps_min"):
            return replace(standing, calm=None, due=replace(again, like=like))
    return replace(standing, calm=calm)


def _trained(standing: Standing, lifter: Lifter, sessions: list[Done], woken: dict[date, int]) -> Standing:
    """One day's training: of two sessions the graver colour counts, and the planned one shows what was lifted."""
    standing = _as_it_was(standing, ready(standing, lifter, sessions[0].on), sessions)
    for one in sessions:
        standing = with_stick(standing, one)
    base = standing.usual.effective
    hides = standing.phase in ("return", "perform")
    told = [with_waking(one, woken) for one in sessions]
    colours: list[Colour] = [colour_of_day(one, base, relief_hides=hides) for one in told]
    colour = min(colours, key=GRAVEST_FIRST.index)
    kept = _counts(told, colours, colour)
    if standing.eased_from is not None and not (kept.light or kept.gentle):
        standing = replace(standing, eased_from=None)  # the light week was not taken, and is due still
    return after_session(standing, lifter, kept, colour)


def _as_it_was(before: Standing, ready_now: Standing, sessions: list[Done]) -> Standing:
    """The standing of that day; a gate that only later answers open was still shut when the session was planned."""
    planned = {row(one.row).phase for one in sessions if one.row is not None and one.row in load_table()}
    shut = before.phase in planned and ready_now.phase not in planned and ready_now.phase != "settle"
    return before if shut and ready_now.due.kind == "row" else ready_now


def with_waking(done: Done, woken: dict[date, int]) -> Done:
    """The session with the pain of the morning after it; `woken` by day."""
    if done.morning is not None:
        return done
    return replace(done, morning=woken.get(done.on + _DAY))
