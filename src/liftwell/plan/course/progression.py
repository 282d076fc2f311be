"""What a day's colour does to the next session (`clinical.md` 5.3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.climbing import after_green
from liftwell.plan.course.due import Due
from liftwell.plan.course.fitting import no_more, own_kg
from liftwell.plan.course.leg import LEG_GRADES
from liftwell.plan.course.next_lift import lift_for
from liftwell.plan.course.overriding import as_wished
from liftwell.plan.course.performing import hard_of
from liftwell.plan.course.standing import KEPT, Settling, Standing
from liftwell.plan.course.stepping_back import stepped_back
from liftwell.plan.course.variants import FIRST_BELL, UNLOADED, allowed, gentler
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.caps import step_from
from liftwell.plan.loading.load_table import easier, load_table, row
from liftwell.plan.loading.row_load import rpe_max
from liftwell.plan.loading.worked import Worked
from liftwell.training.copied import replace
from liftwell.training.day_colour import Colour
from liftwell.training.diary import Done, Lift

_FOUR: Final = 4
_DAY: Final = timedelta(days=1)
_SOON: Final = timedelta(days=2)
# Of two days in a week one is lighter here.
LIGHTER_DAYS: Final = frozenset({"R6", "R7", "R8"})


def after_session(standing: Standing, lifter: Lifter, done: Done, colour: Colour) -> Standing:
    """Where the lifter stands once a session and its next morning are known."""
    aside = done.row is None or done.imported or done.gentle or done.light or done.lift.load_kg == 0
    standing = standing if aside else _as_prescribed(standing, done)
    lifted, done = done, _as_counted(standing, lifter, done)
    noted = _noted(standing, done, colour, planned=not aside)
    if not aside:
        worked = Worked(done.on, done.lift, _row_of(standing, done), done.rpe)
        noted = replace(
            noted, log=(*standing.log, worked)[-KEPT:], risen_on=_rise(standing, done),
            stepped_on=_large_step(standing, lifter, lifted),
        )  # fmt: skip
    if standing.settling is not None:
        return _while_settling(noted, standing.settling, done, colour)
    if colour == "red":
        return _red(noted, lifter, done)
    if aside:
        return _aside(noted, lifter, done, colour)
    return _week_goes_on(_rated(noted, standing, lifter, done, colour), standing.row)


def _as_prescribed(standing: Standing, done: Done) -> Standing:
    """The standing in the row by which the session was planned: what was done stays as it was prescribed."""
    key = done.row
    if key is None or done.imported or key == standing.row or key not in load_table():
        return standing
    if row(key).phase != standing.phase:
        return standing
    due, last = standing.due, standing.worked
    if last is not None and due.rises:
        # What was earned was not cashed in: the plan was that of last time.
        due = Due("same", last.lift.variant, due.because, due.evidence, wish_kg=last.lift.load_kg, like=last.lift)
    return at_row(standing, key, due, done)


def _row_of(standing: Standing, done: Done) -> str:
    """The row of a session: by which it was planned, also where that is of the phase before."""
    return done.row if done.row is not None and done.row in load_table() and not done.imported else standing.row


def _as_counted(standing: Standing, lifter: Lifter, done: Done) -> Done:
    """The session as far as it counts: more than was planned is no base for the next rise (5.1 20)."""
    if done.row is None or done.imported or done.lift.load_kg == 0 or standing.row not in load_table():
        return done
    line, lift, last = row(standing.row), done.lift, standing.worked
    most_reps = line.reps[1] if line.inside else max(line.reps[1], int(threshold("light_reps_max")))
    lift = replace(lift, sets=min(lift.sets, line.sets))
    like = standing.due.like
    if like is not None and not like.inside:  # plain sets in the row of a cluster, after the bare hinge
        most_reps = max(most_reps, like.reps)
    if lift.reps > most_reps:
        lift = replace(lift, reps=most_reps, inside=line.inside)
    if lift.load_kg > (own := own_kg(standing, lifter, standing.row)):
        lift = replace(lift, load_kg=lifter.equipment.at_most(lift.exercise, own) or lift.load_kg)
    heavier = last is None or lift.load_kg > last.lift.load_kg or lift.variant != last.lift.variant
    planned = _planned(standing, lifter, done.on) if heavier else None
    if planned is not None and planned.variant == lift.variant:
        lift = replace(lift, load_kg=min(lift.load_kg, planned.load_kg))
    return replace(done, lift=lift)


def _planned(standing: Standing, lifter: Lifter, on: date) -> Lift | None:
    """What was planned for that day with its wishes: what was due, or the last day again where nothing might go up."""
    last, tired = standing.worked, standing.tired_on == on
    if tired and last is not None and standing.due.rises:
        planned: Lift | None = last.lift
    else:
        planned, _ = lift_for(standing, lifter, on)
    return None if planned is None else as_wished(standing, lifter, planned, on, more=not tired).lift


def _noted(standing: Standing, done: Done, colour: Colour, *, planned: bool) -> Standing:
    """The standing with one more session; `planned`: a row day, which alone counts for rows and phases."""
    here = planned and _row_of(standing, done) == standing.row
    return replace(
        standing,
        last_on=done.on,
        last_rpe=done.rpe,
        last_done=done.lift,
        last_row=done.row,
        last_loaded=done.lift if done.lift.load_kg and done.row is not None else standing.last_loaded,
        hinge_days=(*standing.hinge_days, done.on)[-KEPT:],
        colours=(*standing.colours, colour)[-_FOUR:],
        fresh=min(standing.fresh + 1, _FOUR),
        sessions=standing.sessions + 1,
        in_phase=standing.in_phase + planned,
        at_row=standing.at_row + here,
        phase_since=standing.phase_since if standing.in_phase or not planned else done.on,
        row_since=standing.row_since if standing.at_row or not here else done.on,
        unrated=standing.unrated if done.imported else standing.unrated + 1 if colour == "unrated" else 0,
        flat=standing.flat if done.imported else standing.flat + 1 if colour in ("amber", "unrated") else 0,
        hard=(*standing.hard, (done.on.toordinal(), hard_of(done)))[-KEPT:],
        leg_grade=max(standing.leg_grade, LEG_GRADES.get(done.leg, 0)),
        leg_on=done.on if done.leg in LEG_GRADES else standing.leg_on,
        earned=0,
        light_next=False,
        triage_again=standing.triage_again and not planned,
        leg_free=0 if done.leg in ("same", "up") else standing.leg_free + 1,
    )


def _rise(standing: Standing, done: Done) -> date | None:
    """The day of the last rise in load."""
    last = standing.worked
    return done.on if last is not None and done.lift.load_kg > last.lift.load_kg else standing.risen_on


def _large_step(standing: Standing, lifter: Lifter, done: Done) -> date | None:
    """The day of the last large step of a light load."""
    last = standing.worked
    if last is None or last.lift.variant != done.lift.variant or done.lift.load_kg <= last.lift.load_kg:
        return standing.stepped_on
    step = step_from(lifter.equipment, last.lift.exercise, last.lift.load_kg)
    return done.on if step is not None and step.large else standing.stepped_on


# --- red -----------------------------------------------------------------------------------------


def _red(standing: Standing, lifter: Lifter, done: Done) -> Standing:
    base = standing.usual.effective
    standing = replace(standing, greens=0, held=0, flat=0, wishes=())
    if done.lift.load_kg:
        done = replace(done, lift=_smaller(standing, done))
    if worst_of(done) >= threshold("settle_pain_min"):
        return settled(standing, done, say.because_red(done, base))
    if done.lift.load_kg == 0:
        return settled(standing, done, say.because_red(done, base))
    if standing.phase == "foundation":
        return _red_foundation(standing, done)
    if standing.reds >= threshold("reds_for_triage"):
        return stepped_back(standing, lifter, done)
    key = easier(standing.row)
    due = Due(
        "easier", done.lift.variant, say.because_red(done, base), "day-colours",
        than=_smaller(standing, done), share=threshold("after_red_share"),
        like=standing.due.like if standing.due.than is not None else None,
    )  # fmt: skip
    found = at_row(standing, key, due, done)
    if lift_for(found, lifter, done.on + _SOON)[0] is None:
        return replace(found, due=replace(due, kind="unloaded"))
    return found


def off_for_pain(standing: Standing, lifter: Lifter, on: date) -> Standing:
    """Days without a hinge because of pain: they count as a red day."""
    last = standing.worked
    if last is None or standing.last_on is None or on <= standing.last_on or standing.due.because == say.OFF_FOR_PAIN:
        return standing  # told once for these days
    held = _least(standing) or last.lift
    if standing.last_done is not None and standing.last_done.load_kg == 0:  # nothing lighter is left: it settles
        held = standing.last_done
    fact = Done(standing.last_on, held, last.row)
    noted = replace(standing, colours=(*standing.colours, "red")[-_FOUR:], fresh=min(standing.fresh + 1, _FOUR))
    found = _red(noted, lifter, fact)
    settling = None if found.settling is None else replace(found.settling, since=on)
    wish = min(found.due.wish_kg, standing.due.roof_kg)  # what was due already as light as that stays so
    return replace(found, due=replace(found.due, because=say.OFF_FOR_PAIN, wish_kg=wish), settling=settling)


def worst_of(done: Done) -> int:
    """The worst pain of a day and its next morning, as far as it was told."""
    return max(pain for pain in (done.during, done.after, done.morning, 0) if pain is not None)


def _smaller(standing: Standing, done: Done) -> Lift:
    """What a red day is held against: what was done, or the planned lift where one beside the plan was heavier."""
    last = standing.worked
    if done.row is not None or last is None:
        return done.lift
    load = min(last.lift.load_kg, done.lift.load_kg)
    return replace(done.lift, exercise=last.lift.exercise, raised_cm=last.lift.raised_cm, load_kg=load)


def _least(standing: Standing) -> Lift | None:
    """What a red day without a load is held against: the last load, or less where an easier one was due."""
    last, than = standing.last_loaded, standing.due.than
    if last is None or than is None:
        return than or last
    return replace(no_more(than, last), load_kg=min(than.load_kg, last.load_kg))


def _red_foundation(standing: Standing, done: Done) -> Standing:
    """Once: the bare hinge. Twice in four: it settles first."""
    base = standing.usual.effective
    if standing.reds >= threshold("reds_for_triage"):
        return settled(standing, done, say.because_red(done, base))
    share = threshold("after_red_share")
    than = _smaller(standing, done)
    due = Due("unloaded", (FIRST_BELL, 0.0), say.because_red(done, base), "day-colours", than=than, share=share)
    return at_row(standing, "F", due, done)


def settled(standing: Standing, done: Done, because: str) -> Standing:
    """In the acute branch from that day on."""
    lift: Lift | None = _smaller(standing, done)
    if done.lift.load_kg == 0:
        lift = _least(standing)
    worst = worst_of(done)
    settling = Settling(
        done.on + _DAY,
        standing.phase,
        lift,
        done.lift.variant,
        standing.usual.effective,
        first_now=worst,
        best_now=worst,
    )
    due = replace(standing.due, because=because, evidence="day-colours")
    return replace(
        standing,
        phase="settle",
        settling=settling,
        phase_since=done.on,
        due=due,
        in_phase=0,
        fresh=0,
        triage_again=standing.reds >= threshold("reds_for_triage"),
    )


def at_row(standing: Standing, key: str, due: Due, done: Done) -> Standing:
    """The standing in a row with every count of it begun anew."""
    return replace(
        standing, row=key, due=due, row_since=done.on, greens=0, greens_at_row=0, at_row=0, row_cap_kg=None, over_rpe=0
    )


def _while_settling(standing: Standing, settling: Settling, done: Done, colour: Colour) -> Standing:
    """A session although it has to settle: a red one begins the settling anew, and the lower load is kept."""
    if colour != "red":
        return standing
    lift = settling.lift
    if done.lift.load_kg and (lift is None or done.lift.load_kg < lift.load_kg):
        lift = done.lift
    return replace(
        standing, settling=replace(settling, since=done.on + _DAY, lift=lift, quiet=0, quiet_on=None, stands=False)
    )


# --- neither red nor a row day --------------------------------------------------------------------


def _aside(standing: Standing, lifter: Lifter, done: Done, colour: Colour) -> Standing:
    """A gentle, light, unloaded or unplanned day: it moves nothing up, and what was due stays due."""
    due = standing.due
    if standing.flat >= threshold("flat_days_max") and due.than is not None:
        standing = replace(standing, flat=0, triage_again=True)  # nothing is gentler than the bare hinge
    if done.lift.load_kg == 0 and due.than is not None and colour in ("green", "amber"):
        return replace(standing, due=loaded_again(lifter, due, due.than))
    if standing.flat >= threshold("flat_days_max") and due.than is None and standing.worked is not None:
        last = standing.worked
        return _notch_gentler(replace(standing, flat=0, greens=0), lifter, replace(done, lift=last.lift))
    if done.gentle and due.rises:
        # A gentle day is amber at best, and an amber repeats: what was earned before it waits.
        return _repeat(standing, say.repeated(done, standing.usual.effective))
    return standing


def loaded_again(lifter: Lifter, due: Due, than: Lift) -> Due:
    """After a day without weight that went well: two short sets, a tenth lighter, or with the lightest there is."""
    lightest = than.exercise if allowed(lifter, than.variant) else FIRST_BELL
    tenth = due.share * than.load_kg
    wish = min(
        due.wish_kg,
        tenth if any(lifter.equipment.at_most(one, tenth) for one in (lightest, FIRST_BELL)) else than.load_kg,
    )
    sets, reps = int(threshold("first_day_back_sets")), int(threshold("first_day_back_reps"))
    variant = (FIRST_BELL, 0.0) if due.variant[0] == UNLOADED else due.variant
    like = replace(than, sets=sets, reps=reps, inside=())
    return Due("again", variant, "", "day-colours", wish_kg=wish, like=like)


def _repeat(standing: Standing, why: tuple[str, str]) -> Standing:
    last = standing.worked
    if last is None:
        return standing
    due = Due("same", last.lift.variant, *why, wish_kg=last.lift.load_kg, like=last.lift)
    if last.row == standing.row:
        return replace(standing, due=due)
    if row(last.row).phase != standing.phase:
        # A gate that was passed stays open behind, and nothing rises on the way through it.
        wish = min(standing.due.wish_kg, last.lift.load_kg)
        return replace(standing, due=replace(standing.due, wish_kg=wish))
    # Back to the row that was done; one more green there, and what was earned comes after all.
    since = standing.last_on or last.on
    return replace(standing, row=last.row, due=due, row_since=since, greens=1, greens_at_row=1, at_row=1)


# --- a row day that was not red -------------------------------------------------------------------


def _rated(standing: Standing, before: Standing, lifter: Lifter, done: Done, colour: Colour) -> Standing:
    base = standing.usual.effective
    if standing.flat >= threshold("flat_days_max"):
        return _notch_gentler(replace(standing, flat=0, greens=0), lifter, done)
    cap = rpe_max(lifter, row(_row_of(standing, done)), standing.sessions, unmeasured=standing.unmeasured)
    hard = done.rpe is not None and done.rpe > cap
    if colour != "green":
        # A lift that was heavier than planned counts only downward: the repeat is what was planned.
        why = say.unrated(standing.unrated) if colour == "unrated" else say.repeated(done, base)
        found = _same(replace(standing, greens=0), before, done, why)
        # Pain that was not told is no reason to take a day that was too hard for an easier one.
        return _also_too_hard(found, standing, before, done) if hard and colour == "unrated" else found
    standing = replace(standing, greens_in_phase=standing.greens_in_phase + 1)
    if before.tired_on == done.on:
        return _same(replace(standing, earned=before.earned), before, done, say.TIRED)
    if hard:
        return _too_hard(standing, before, done)
    return after_green(replace(standing, over_rpe=0), before, lifter, done)


def _week_goes_on(standing: Standing, row_done: str) -> Standing:
    """After a row day in the last rows the lighter day of the week is due."""
    late = row_done in LIGHTER_DAYS and standing.row in LIGHTER_DAYS
    return replace(standing, light_next=late and standing.due.than is None)


def _same(standing: Standing, before: Standing, done: Done, why: tuple[str, str]) -> Standing:
    lift = done.lift
    if before.due.than is not None and before.due.than.load_kg < lift.load_kg:
        lift = before.due.than
    due = Due("same", done.lift.variant, *why, wish_kg=lift.load_kg, like=done.lift)
    return replace(standing, due=due)


def _also_too_hard(found: Standing, standing: Standing, before: Standing, done: Done) -> Standing:
    return _too_hard(standing, before, done) if standing.over_rpe else replace(found, over_rpe=1)


def _too_hard(standing: Standing, before: Standing, done: Done) -> Standing:
    """Green, but harder than the row allows: once it is done again, twice it gets lighter, for RPE wins."""
    if standing.over_rpe == 0:
        return _same(replace(standing, over_rpe=1, greens=0), before, done, say.OVER_RPE)
    cap = threshold("over_rpe_share") * done.lift.load_kg
    due = Due("same", done.lift.variant, *say.OVER_RPE_TWICE, wish_kg=cap, like=done.lift)
    return replace(standing, over_rpe=0, greens=0, row_cap_kg=cap, due=due)


def _notch_gentler(standing: Standing, lifter: Lifter, done: Done) -> Standing:
    """Four days in a row that were not green: a gentler variant, or a tenth lighter where there is none."""
    variant = gentler(lifter, done.lift)
    share = 1.0 if variant is not None else threshold("lighter_notch_share")
    all_amber = standing.colours[-_FOUR:].count("amber") == _FOUR
    due = Due(
        "gentler", variant or done.lift.variant, *say.four_flat(done.lift.variant, variant, all_amber=all_amber),
        wish_kg=share * done.lift.load_kg, like=done.lift,
    )  # fmt: skip
    return replace(standing, due=due, triage_again=True)
