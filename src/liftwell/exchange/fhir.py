"""Diary and questionnaires as FHIR: one collection Bundle in JSON, for a clinician's software.

Only elements that are the same in R4 (4.0.1) and R4B. The same facts always give the same text: no time of the export
in it, ids out of the content, resources in the order of their days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, Final
from uuid import UUID, uuid5

from liftwell.athlete import require_within
from liftwell.exchange.fhir_codes import (
    CATEGORY,
    CODES,
    LOINC,
    OURS,
    QUESTIONNAIRES,
    ROOT,
    UCUM,
    Coded,
    Measure,
    questionnaire_urn,
)
from liftwell.exchange.hand_written import YEARS
from liftwell.exchange.session_words import lift_line, one_line
from liftwell.training.diary import Diary
from liftwell.training.outcome import Outcome

_Element = dict[str, Any]
_DAY: Final = timedelta(days=1)


def fhir_bundle(name: str, diary: Diary, outcomes: Sequence[Outcome]) -> str:
    """The Bundle: the Patient, by `name` only; Observations of pain and of each day's heaviest hinge; questionnaires.

    What stands in the diary twice is in it once. A Patient without a name has none. Ids come out of the name and the
    first day noted, so that a longer diary keeps them and two people of one name rarely share them. Raises
    ImpossibleValue for a day in no possible year.
    """
    # Loading the models takes a noticeable moment, which only this export is worth.
    from fhir.resources.R4B.bundle import Bundle  # noqa: PLC0415

    called = one_line(name)
    patient = uuid5(ROOT, f"patient {called} {_first_day(diary, outcomes)}")
    resources: list[_Element] = [
        {"resourceType": "Patient", "id": str(patient)} | ({"name": [{"text": called}]} if called else {}),
        *(_observation(one, patient) for one in sorted(set(_facts(diary)))),
        *(_response(one, patient) for one in sorted({_told(one) for one in outcomes}, key=_ORDER)),
    ]
    entries = [{"fullUrl": UUID(one["id"]).urn, "resource": one} for one in resources]
    bundle = Bundle.model_validate({"resourceType": "Bundle", "type": "collection", "entry": entries})
    return f"{bundle.model_dump_json(indent=2)}\n"


def _first_day(diary: Diary, outcomes: Sequence[Outcome]) -> str:
    """The first day noted, "" where there is none; raises ImpossibleValue for a year that cannot be."""
    lists = (diary.done, diary.mornings, diary.other, diary.signs, diary.checks, diary.overrides, outcomes)
    days = [one.on for listed in lists for one in listed]
    for day in days:
        require_within("year", day.year, YEARS, "")
    return min(days).isoformat() if days else ""


# --- observations --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class _Fact:
    """A number that was told of a day; note: the lift that it is about, "" where about none."""

    on: date
    measure: Measure
    value: float
    note: str = ""


def _facts(diary: Diary) -> Iterator[_Fact]:
    for check in diary.checks:
        if check.now is not None:
            yield _Fact(check.on, "pain-now", _number(check.now))
    for morning in diary.mornings:
        yield _Fact(morning.on, "pain-on-waking", _number(morning.pain))
    yield from _session_pain(diary)
    yield from _heaviest(diary)


def _session_pain(diary: Diary) -> Iterator[_Fact]:
    """Pain that was told with a session; on waking the next day it is the fact that a morning tells, too."""
    for done in diary.done:
        line = lift_line(done.lift)
        if done.during is not None:
            yield _Fact(done.on, "pain-during", _number(done.during), line)
        if done.after is not None:
            yield _Fact(done.on, "pain-after", _number(done.after), line)
        if done.morning is not None:
            yield _Fact(done.on + _DAY, "pain-on-waking", _number(done.morning))


def _heaviest(diary: Diary) -> Iterator[_Fact]:
    """The heaviest load of each day on which anything was lifted at all."""
    lifted = [done for done in diary.done if done.lift.total_reps]
    for day in {done.on for done in lifted}:
        load_kg, line = max((done.lift.load_kg, lift_line(done.lift)) for done in lifted if done.on == day)
        yield _Fact(day, "heaviest-hinge", _number(load_kg), line)


def _observation(fact: _Fact, patient: UUID) -> _Element:
    coded, day = CODES[fact.measure], fact.on.isoformat()
    unit, read = coded.unit
    return {
        "resourceType": "Observation",
        "id": str(uuid5(patient, f"{fact.measure} {day} {fact.value!r} {fact.note}")),
        "status": "final",
        "category": [{"coding": [_coding(CATEGORY, *coded.category)]}],
        "code": {"coding": _codings(fact.measure, coded), "text": coded.text},
        "subject": {"reference": patient.urn},
        "effectiveDateTime": day,
        "valueQuantity": {"value": fact.value, "unit": read, "system": UCUM, "code": unit},
    } | ({"note": [{"text": fact.note}]} if fact.note else {})


def _codings(measure: Measure, coded: Coded) -> list[_Element]:
    known = [] if coded.loinc is None else [_coding(LOINC, *coded.loinc)]
    return [*known, _coding(OURS, measure, coded.text)]


def _coding(system: str, code: str, display: str) -> _Element:
    return {"system": system, "code": code, "display": display}


# --- questionnaires ------------------------------------------------------------------------------

_ORDER: Final = attrgetter("on", "instrument", "activity", "score")


def _told(outcome: Outcome) -> Outcome:
    return replace(outcome, activity=one_line(outcome.activity), score=_number(outcome.score))


def _response(told: Outcome, patient: UUID) -> _Element:
    """A QuestionnaireResponse with the score alone; what somebody ticked is not kept, and has its own copyright."""
    day, key, activity, score = told.on.isoformat(), told.instrument, told.activity, told.score
    about = [_item(f"{key}.activity", "Activity", {"valueString": activity})] if activity else []
    return {
        "resourceType": "QuestionnaireResponse",
        "id": str(uuid5(patient, f"{key} {day} {score!r} {activity}")),
        "questionnaire": questionnaire_urn(key),
        "status": "completed",
        "subject": {"reference": patient.urn},
        "authored": day,
        "source": {"reference": patient.urn},
        "item": [*about, _item(f"{key}.score", QUESTIONNAIRES[key], {"valueDecimal": score})],
    }


def _item(link: str, text: str, answer: _Element) -> _Element:
    return {"linkId": link, "text": text, "answer": [answer]}


def _number(value: float) -> float:
    """A whole number as an integer, so that 3 and 3.0 are one fact and are written as 3."""
    return int(value) if float(value).is_integer() else value
