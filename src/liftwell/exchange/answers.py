"""Answers from a TOML or JSON file, and the account that is made of them."""

from __future__ import annotations

from datetime import date, datetime
from math import radians
from pathlib import Path
from typing import Any, Final

from liftwell.athlete import LOAD_RANGE_KG, Athlete, require_within
from liftwell.errors import ImpossibleValue
from liftwell.exchange import answers_document as doc
from liftwell.exchange.hand_written import YEARS, checked, read_content, write_whole, written
from liftwell.quantity import Quantity
from liftwell.screen.intake import (
    Clearance,
    Course,
    Intake,
    PainStory,
    PastEmergency,
    Person,
    SafetyAnswers,
    Soreness,
)
from liftwell.screen.prompts import OF_TODAY
from liftwell.screen.questions import questions
from liftwell.training.day_colour import Colour, colour_of
from liftwell.training.session import Session, Set, Training
from liftwell.triage.account import Account, Need, PainDay, RunningPlan
from liftwell.triage.clips import LiftClip, StepSeen
from liftwell.triage.self_tests import CUES, Both, RaisedHinge, Response, SelfTests

_CM: Final = 0.01
_UNITS: Final = {"cm": ("m", 0.01), "m": ("m", 1.0), "deg": ("rad", radians(1.0)), "s": ("s", 1.0)}


def read_answers(path: Path, on: date | None = None) -> Account:
    """The account in a file; `on` is today where the file does not say a day.

    Raises CannotRead where there is no such file or it is neither TOML nor JSON, ImpossibleValue for an answer that
    cannot be.
    """
    return account_of(read_document(path), on)


def read_document(path: Path) -> doc.AnswersDocument:
    """The file as it stands, checked; raises like `read_answers`."""
    return parse_document(read_content(path, "a file of answers"), str(path))


def parse_document(content: object, name: str) -> doc.AnswersDocument:
    """`content` of the file `name` as answers; raises ImpossibleValue naming the first place that does not fit."""
    document = checked(doc.AnswersDocument, content, name)
    for question in questions().values():
        _require_answers(name, question.id, getattr(document.screen, question.id))
    return document


def _require_answers(name: str, key: str, chosen: list[str]) -> None:
    question = questions()[key]
    known = dict(question.answers)
    for answer in chosen:
        if answer not in known:
            raise ImpossibleValue(f"{name}: {key} has no answer {answer!r}; it is one of {', '.join(known)}.")
    if len(chosen) > 1 and (not question.many or question.clear in chosen):
        said = " and ".join(f'"{known[answer]}"' for answer in chosen)
        raise ImpossibleValue(f"{name}: {key} ({question.topic}) cannot be {said} at once.")


def to_json(document: doc.AnswersDocument) -> str:
    """The file's text in JSON, only what was answered."""
    return written(document, doc.SCHEMA)


def write_document(document: doc.AnswersDocument, path: Path) -> None:
    """Write the answers in one go, so that a cut leaves the old ones; raises CannotWrite."""
    write_whole(to_json(document), path)


# --- from the file to the account ----------------------------------------------------------------


def account_of(document: doc.AnswersDocument, on: date | None = None) -> Account:
    """The account in a document; raises ImpossibleValue where no day is known or a number cannot be."""
    day = document.on or on
    if day is None:
        raise ImpossibleValue("The answers need the day for which they are read; add on = 2026-11-26.")
    require_within("year", day.year, YEARS, "")
    return Account(
        _intake(document, day),
        _tests(document),
        tuple(_clip(clip) for clip in document.clip if clip.file is None and clip.kind == "lift"),
        tuple(Need(need.raised_cm * _CM, _angle(need.low_back_deg, need.sd_deg)) for need in document.needs),
        _training(document.training),
        _plan(document),
    )


def _intake(document: doc.AnswersDocument, day: date) -> Intake:
    about, past = document.about, document.emergency
    height = None if about.height_cm is None else about.height_cm * _CM
    person = Person(
        about.age,
        Athlete(height, about.mass_kg, about.sex),
        about.lifting_months,
        about.painless_before,
        about.best_kg,
        about.smallest_step_kg,
        None if about.equipment is None else tuple(about.equipment),
        tuple(about.also),
        None if about.plates_kg is None else tuple(about.plates_kg),
    )
    answers = {key: tuple(getattr(document.screen, key)) for key in questions()}
    clearances = tuple(
        Clearance(
            tuple(one.questions), one.by, one.on, tuple(one.limits), one.note,
            {key: tuple(chosen) for key, chosen in one.answers.items()},
        )
        for one in document.clearance
    )  # fmt: skip
    emergency = None
    if past is not None:
        emergency = PastEmergency(
            _moment(past.at), tuple(past.questions), past.corrected_at and _moment(past.corrected_at),
            past.checked_on, past.said,
        )  # fmt: skip
    safety = SafetyAnswers(document.screen.answered_on, answers)
    course = None if document.course is None else Course(**document.course.model_dump())
    return Intake(day, person, safety, _story(document, day), clearances, emergency, course)


def _story(document: doc.AnswersDocument, day: date) -> PainStory:
    """The story as it is on `day`: the beginning is further away then, and how it hurt on another day is not known."""
    pain = document.pain
    told: dict[str, Any] = {name: getattr(pain, name) for name in type(pain).model_fields if "leg_before" not in name}
    told_on, soreness = told.pop("told_on") or document.screen.answered_on or day, pain.soreness
    if pain.days is not None:
        told["days"] = pain.days + max(0, (day - told_on).days)
    if told_on != day:
        told |= dict.fromkeys(path.removeprefix("pain.") for path in OF_TODAY)
    told["soreness"] = None if soreness is None else Soreness(soreness.sides, tuple(soreness.days))
    for name in ("where", "lifting", "otherwise", "eased_by"):
        told[name] = None if told[name] is None else tuple(told[name])
    return PainStory(**told)


def _moment(at: datetime) -> datetime:
    """A moment that says no time zone is one of here."""
    return at if at.tzinfo is not None else at.astimezone()


def _tests(document: doc.AnswersDocument) -> SelfTests:
    tests = document.tests
    hinge, bend, knee = tests.hinge, tests.hip_bend, tests.knee_extension
    hold, hips = tests.psoas_hold, tests.hip_extension
    raised = tests.hinge_raised if isinstance(tests.hinge_raised, list) else [tests.hinge_raised]
    toe_touch = None if hinge is None or hinge.toe_touch_deg is None else _angle(hinge.toe_touch_deg, None)
    return SelfTests(
        hinge=None if hinge is None else _angle(hinge.change_deg, hinge.sd_deg),
        toe_touch=toe_touch,
        raised=tuple(RaisedHinge(one.raised_cm * _CM, _angle(one.change_deg, one.sd_deg)) for one in raised),
        stick_kept=tests.stick_kept,
        hip_bend=None if bend is None else _both(bend.left_deg, bend.right_deg),
        pinch=None if bend is None else bend.pinch,
        tightness=None if bend is None else bend.tightness,
        knee_short=None if knee is None else _both(knee.left_deg, knee.right_deg),
        psoas_hold_s=None if hold is None else Both(hold.left_s, hold.right_s),
        hip_short=None if hips is None else _both(hips.left_short_deg, hips.right_short_deg),
        back_hold_s=tests.back_hold_s,
        responses=tuple(_response(one) for one in document.response),
    )


def _response(table: doc.ResponseTable) -> Response:
    if table.change == "cue" and table.what not in CUES:
        raise ImpossibleValue(f"There is no cue {table.what!r}; it is one of {', '.join(CUES)}.")
    require_within("load", table.load_kg, (0, LOAD_RANGE_KG[1]), "kg")
    raised = None if table.raised_cm is None else table.raised_cm * _CM
    return Response(
        table.change, table.what, table.pain_before, table.pain_after, table.load_kg, raised, table.pinch_gone
    )


def _clip(table: doc.ClipTable) -> LiftClip:
    require_within("load of a clip", table.load_kg, (0, LOAD_RANGE_KG[1]), "kg")
    steps = tuple(
        StepSeen(one.step, one.verdict, one.code, one.title, one.reps_with, table.reps, _quantity(one))
        for one in table.found
    )
    return LiftClip(
        table.lift,
        table.load_kg,
        table.raised_cm * _CM,
        _angle(table.low_back_deg, table.low_back_sd_deg),
        _angle(table.lockout_deg, table.lockout_sd_deg),
        table.lean_back_reps,
        table.reps,
        steps,
        frozenset(table.steps_seen),
    )


def _training(table: doc.TrainingTable) -> Training:
    sessions = tuple(
        Session(
            one.on,
            one.lift,
            tuple(Set(each.reps, each.load_kg, each.times, each.rpe, each.pain) for each in one.sets),
            one.morning,
        )
        for one in table.session
    )
    told = {name: getattr(table, name) for name in type(table).model_fields if name != "session"}
    return Training(sessions, **told)


def _plan(document: doc.AnswersDocument) -> RunningPlan | None:
    if document.plan is None:
        return None
    colours: list[Colour] = [
        day.colour or colour_of(document.pain.waking, day.during, day.after, day.morning) for day in document.plan.day
    ]
    days = tuple(PainDay(day.during, day.after, day.morning) for day in document.plan.day)
    return RunningPlan(document.plan.phase, document.plan.row, tuple(colours), days)


def _angle(value_deg: float | None, sd_deg: float | None) -> Quantity:
    if value_deg is None:
        return Quantity.unseen("rad", "not_measured")
    if not -120 <= value_deg <= 180:
        raise ImpossibleValue(f"No joint bends by {value_deg:g}°; please check the number.")
    return Quantity(radians(value_deg), None if sd_deg is None else radians(sd_deg), "rad")


def _both(left_deg: float | None, right_deg: float | None) -> Both:
    left, right = (None if side is None else radians(side) for side in (left_deg, right_deg))
    return Both(left, right)


def _quantity(found: doc.Found) -> Quantity:
    if found.value is None:
        return Quantity.unseen("1", "not_measured")
    unit, factor = _UNITS.get(found.unit, (found.unit or "1", 1.0))
    return Quantity(found.value * factor, None if found.sd is None else found.sd * factor, unit)
