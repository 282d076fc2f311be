"""The FHIR Bundle, read back with fhir.resources: only R4 4.0.1, only known codes, every fact, always the same."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given
from hypothesis import strategies as st

from liftwell.errors import ImpossibleValue
from liftwell.exchange.fhir import fhir_bundle
from liftwell.training.diary import Diary, Done, Lift, Morning, OtherWork, Readiness
from liftwell.training.outcome import Outcome
from tests.exchange.diaries import diaries, outcomes

DAY: Final = date(2026, 11, 26)
NEXT: Final = date(2026, 11, 27)
LIFT: Final = Lift("conventional_deadlift", 3, 8, 60)
DIARY: Final = Diary(
    done=(Done(DAY, LIFT, "R1", 7, during=3, after=2, morning=1),),
    mornings=(Morning(NEXT, 1),),
    checks=(Readiness(DAY, now=2), Readiness(NEXT)),
)
SCORES: Final = (Outcome(DAY, "RMDQ", 11), Outcome(DAY, "NRS", 4), Outcome(DAY, "PSFS", 5.5))

# Typed by hand from the pages of R4 4.0.1 (hl7.org/fhir/R4): where an element stands, and what this export may use of
# it. R4B has none of these otherwise.
R4: Final[dict[str, set[str]]] = {
    "Bundle": {"resourceType", "type", "entry"},
    "Bundle.entry": {"fullUrl", "resource"},
    "Patient": {"resourceType", "id", "name"},
    "Patient.name": {"text"},
    "Observation": {
        "resourceType", "id", "status", "category", "code", "subject", "effectiveDateTime", "valueQuantity", "note",
    },
    "Observation.category": {"coding"},
    "Observation.category.coding": {"system", "code", "display"},
    "Observation.code": {"coding", "text"},
    "Observation.code.coding": {"system", "code", "display"},
    "Observation.subject": {"reference"},
    "Observation.valueQuantity": {"value", "unit", "system", "code"},
    "Observation.note": {"text"},
    "QuestionnaireResponse": {
        "resourceType", "id", "questionnaire", "status", "subject", "authored", "source", "item",
    },
    "QuestionnaireResponse.subject": {"reference"},
    "QuestionnaireResponse.source": {"reference"},
    "QuestionnaireResponse.item": {"linkId", "text", "answer"},
    "QuestionnaireResponse.item.answer": {"valueDecimal", "valueString"},
}  # fmt: skip
# The codes that each place may have: ours, and out of the required value sets of R4 those that say what is meant.
CODES: Final[dict[str, set[str]]] = {
    "http://loinc.org": {"72514-3"},
    "http://terminology.hl7.org/CodeSystem/observation-category": {"survey", "activity"},
    "http://unitsofmeasure.org": {"kg", "{score}"},
    "urn:uuid:501bc182-18a6-550a-81e5-4ad0dbfea9a8": {
        "pain-now", "pain-on-waking", "pain-during", "pain-after", "heaviest-hinge",
    },
}  # fmt: skip
STATUS: Final = {"Observation": "final", "QuestionnaireResponse": "completed"}


def resources_of(text: str) -> list[dict[str, Any]]:
    """The resources of a bundle that fhir.resources reads, and writes as it was."""
    assert json.loads(Bundle.model_validate_json(text).model_dump_json()) == json.loads(text)
    bundle = json.loads(text)
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection")
    return [entry["resource"] for entry in bundle["entry"]]


def named(text: str, kind: str) -> list[dict[str, Any]]:
    return [one for one in resources_of(text) if one["resourceType"] == kind]


def told(text: str) -> list[tuple[str, str, float]]:
    """Day, our own code and value of each Observation, in order."""
    return [
        (one["effectiveDateTime"], one["code"]["coding"][-1]["code"], one["valueQuantity"]["value"])
        for one in named(text, "Observation")
    ]


def elements(element: dict[str, Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every element that has parts, with the place where it stands; a resource begins anew."""
    where = element.get("resourceType", where)
    yield where, element
    for name, value in element.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from elements(one, f"{where}.{name}")


# --- what is in it -------------------------------------------------------------------------------


def test_every_pain_and_the_load_of_a_day_are_told() -> None:
    assert told(fhir_bundle("Ana", DIARY, ())) == [
        ("2026-11-26", "heaviest-hinge", 60),
        ("2026-11-26", "pain-after", 2),
        ("2026-11-26", "pain-during", 3),
        ("2026-11-26", "pain-now", 2),
        ("2026-11-27", "pain-on-waking", 1),
    ]


def test_pain_is_the_pain_of_loinc_in_words_that_say_when() -> None:
    one = named(fhir_bundle("Ana", Diary(mornings=(Morning(DAY, 4),)), ()), "Observation")[0]
    assert one["code"]["text"] == "Pain on waking, 0 to 10"
    assert one["code"]["coding"][0] == {
        "system": "http://loinc.org",
        "code": "72514-3",
        "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
    }
    assert one["valueQuantity"] == {
        "value": 4, "unit": "score of 0 to 10", "system": "http://unitsofmeasure.org", "code": "{score}",
    }  # fmt: skip
    assert "note" not in one


def test_the_load_is_the_heaviest_of_its_day_in_kg() -> None:
    lifts = (Lift("dowel_hinge", 1, 8, 0), Lift("conventional_deadlift", 1, 3, 102.5), LIFT)
    undone = Lift("conventional_deadlift", 0, 3, 200)
    text = fhir_bundle("Ana", Diary(tuple(Done(DAY, one) for one in (*lifts, undone))), ())
    (one,) = named(text, "Observation")
    assert one["valueQuantity"] == {
        "value": 102.5, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg",
    }  # fmt: skip
    assert one["note"] == [{"text": "Deadlift from the floor: 1 x 3 with 102.5 kg"}]


def test_the_patient_is_a_name_and_no_more() -> None:
    (patient,) = named(fhir_bundle("  Ana\nMaría ", DIARY, SCORES), "Patient")
    assert patient["name"] == [{"text": "Ana María"}]
    assert set(patient) == {"resourceType", "id", "name"}


@pytest.mark.parametrize("name", ["", " \n", "\x00"])
def test_a_patient_without_a_name_has_none(name: str) -> None:
    (patient,) = resources_of(fhir_bundle(name, Diary(), ()))
    assert set(patient) == {"resourceType", "id"}


def test_each_questionnaire_is_a_response_with_its_score() -> None:
    found = named(fhir_bundle("Ana", Diary(), SCORES), "QuestionnaireResponse")
    items = [item for one in found for item in one["item"]]
    assert [(item["linkId"], item["answer"]) for item in items] == [
        ("NRS.score", [{"valueDecimal": 4}]),
        ("PSFS.score", [{"valueDecimal": 5.5}]),
        ("RMDQ.score", [{"valueDecimal": 11}]),
    ]
    assert "Roland-Morris" in items[2]["text"]
    assert len({one["questionnaire"] for one in found}) == 3
    assert {one["authored"] for one in found} == {"2026-11-26"}


def test_one_activity_of_a_psfs_is_named() -> None:
    scores = Outcome(DAY, "PSFS", 3, "tie\nshoes"), Outcome(DAY, "PSFS", 3)
    mean, one = named(fhir_bundle("Ana", Diary(), scores), "QuestionnaireResponse")
    assert [item["linkId"] for item in mean["item"]] == ["PSFS.score"]
    assert one["item"][0]["answer"] == [{"valueString": "tie shoes"}]
    assert (one["item"][1]["linkId"], one["questionnaire"]) == ("PSFS.score", mean["questionnaire"])


def test_a_day_that_cannot_be_is_refused_in_one_sentence() -> None:
    for diary in (Diary((Done(date.max, LIFT, morning=3),)), Diary(other=(OtherWork(date(1, 1, 1), "rows"),))):
        with pytest.raises(ImpossibleValue, match="year"):
            fhir_bundle("Ana", diary, ())
    with pytest.raises(ImpossibleValue, match="year 2201"):
        fhir_bundle("Ana", Diary(), [Outcome(date(2201, 1, 1), "NRS", 3)])


# --- how it is written ---------------------------------------------------------------------------


@given(diaries(), st.lists(outcomes(), max_size=4), st.text(max_size=8))
def test_a_random_diary_is_whole_valid_and_r4(diary: Diary, scores: list[Outcome], name: str) -> None:
    text = fhir_bundle(name, diary, scores)
    resources = resources_of(text)
    assert_r4(json.loads(text))
    assert_linked(json.loads(text))
    assert sorted(set(told(text))) == sorted(facts_of(diary))
    assert [one["resourceType"] for one in resources[:1]] == ["Patient"]
    days = [one["effectiveDateTime"] for one in resources if one["resourceType"] == "Observation"]
    assert days == sorted(days)
    answers = [one["item"][-1]["answer"][0]["valueDecimal"] for one in named(text, "QuestionnaireResponse")]
    assert set(answers) == {one.score for one in scores}


def assert_r4(bundle: dict[str, Any]) -> None:
    """Only the elements and codes of the lists above, none of them empty, nothing of SNOMED CT."""
    for where, element in elements(bundle, ""):
        assert set(element) <= R4[where], where
        assert all(value not in ("", [], {}, None) for value in element.values())
        if "system" in element:
            assert element["code"] in CODES[element["system"]]
        if "status" in element:
            assert element["status"] == STATUS[where]


def assert_linked(bundle: dict[str, Any]) -> None:
    """Every id once, every entry under its id, everything about the one patient."""
    ids = [entry["resource"]["id"] for entry in bundle["entry"]]
    assert len(set(ids)) == len(ids)
    assert [entry["fullUrl"] for entry in bundle["entry"]] == [UUID(one).urn for one in ids]
    for entry in bundle["entry"][1:]:
        assert entry["resource"]["subject"] == {"reference": bundle["entry"][0]["fullUrl"]}


def facts_of(diary: Diary) -> set[tuple[str, str, float]]:
    """What a reader of the diary would write down, one by one."""
    facts: set[tuple[date, str, float | None]] = {(one.on, "pain-on-waking", one.pain) for one in diary.mornings}
    facts |= {(one.on, "pain-now", one.now) for one in diary.checks}
    heaviest: dict[date, float] = {}
    for one in diary.done:
        facts |= {(one.on, "pain-during", one.during), (one.on, "pain-after", one.after)}
        facts.add((one.on + timedelta(days=1), "pain-on-waking", one.morning))
        if one.lift.sets and one.lift.reps:
            heaviest[one.on] = max(one.lift.load_kg, heaviest.get(one.on, 0))
    facts |= {(day, "heaviest-hinge", load_kg) for day, load_kg in heaviest.items()}
    return {(day.isoformat(), what, value) for day, what, value in facts if value is not None}


@given(diaries(), st.lists(outcomes(), max_size=4), st.randoms())
def test_another_order_is_the_same_text(diary: Diary, scores: list[Outcome], chance: Random) -> None:
    lists = [mixed(getattr(diary, field.name), chance) for field in fields(Diary)]
    assert fhir_bundle("Ana", Diary(*lists), mixed(scores, chance)) == fhir_bundle("Ana", diary, scores)


def mixed(records: Sequence[Any], chance: Random) -> tuple[Any, ...]:
    return tuple(chance.sample(records, len(records)))


def test_what_is_told_twice_is_in_it_once() -> None:
    twice = Diary(DIARY.done * 2, DIARY.mornings * 2, checks=DIARY.checks * 2)
    assert fhir_bundle("Ana", twice, SCORES * 2) == fhir_bundle("Ana", DIARY, SCORES)
    whole, same = (fhir_bundle("Ana", Diary(), [Outcome(DAY, "NRS", score)]) for score in (4, 4.0))
    assert whole == same


def test_a_longer_diary_keeps_its_ids() -> None:
    longer = Diary(DIARY.done, (*DIARY.mornings, Morning(date(2026, 12, 1), 0)), checks=DIARY.checks)
    before, after = ([one["id"] for one in resources_of(fhir_bundle("Ana", one, SCORES))] for one in (DIARY, longer))
    assert [one for one in after if one in before] == before
    assert len(after) == len(before) + 1


def test_two_people_of_one_name_are_two() -> None:
    first, second = (fhir_bundle("Ana", Diary(mornings=(Morning(one, 3),)), SCORES) for one in (date(2026, 1, 1), NEXT))
    assert {one["id"] for one in resources_of(first)}.isdisjoint(one["id"] for one in resources_of(second))


def test_ids_never_change() -> None:
    text = fhir_bundle("Ana", Diary(mornings=(Morning(DAY, 4),)), SCORES[1:2])
    assert [one["id"] for one in resources_of(text)] == [
        "a009e9e3-284c-5b2a-8e79-d019ae51224a",
        "32019a9c-11f6-54cb-ab9b-c802b2bc8235",
        "745a7fbe-4d1a-5646-8d56-5cedb31b837d",
    ]


def test_the_module_alone_does_not_load_the_models() -> None:
    code = "import sys, liftwell.exchange.fhir; sys.exit(any(name.startswith('fhir.') for name in sys.modules))"
    subprocess.run([sys.executable, "-c", code], check=True)
