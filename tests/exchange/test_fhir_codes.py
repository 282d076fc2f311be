"""The codes of the FHIR export against lists typed by hand from the standards, and ids that must never change."""

from __future__ import annotations

from typing import Final, get_args

from liftwell.exchange.fhir_codes import CATEGORY, CODES, LOINC, OURS, QUESTIONNAIRES, UCUM, Measure, questionnaire_urn
from liftwell.training.outcome import RANGES, Instrument

# http://terminology.hl7.org/CodeSystem/observation-category as R4 4.0.1 binds it.
CATEGORIES: Final = {
    "social-history": "Social History",
    "vital-signs": "Vital Signs",
    "imaging": "Imaging",
    "laboratory": "Laboratory",
    "procedure": "Procedure",
    "survey": "Survey",
    "exam": "Exam",
    "therapy": "Therapy",
    "activity": "Activity",
}
SURE_LOINC: Final = {"72514-3": "Pain severity - 0-10 verbal numeric rating [Score] - Reported"}
SURE_UCUM: Final = {"kg", "{score}"}


def test_the_systems_are_those_of_the_standards() -> None:
    assert LOINC == "http://loinc.org"
    assert UCUM == "http://unitsofmeasure.org"
    assert CATEGORY == "http://terminology.hl7.org/CodeSystem/observation-category"


def test_every_code_is_in_its_list() -> None:
    for coded in CODES.values():
        code, display = coded.category
        assert CATEGORIES[code] == display
        assert coded.unit[0] in SURE_UCUM
        assert coded.loinc is None or SURE_LOINC[coded.loinc[0]] == coded.loinc[1]


def test_every_pain_and_nothing_else_is_the_pain_of_loinc() -> None:
    assert {key for key, coded in CODES.items() if coded.loinc} == set(CODES) - {"heaviest-hinge"}
    assert CODES["heaviest-hinge"].unit == ("kg", "kg")


def test_every_fact_and_questionnaire_has_its_own_words() -> None:
    assert set(CODES) == set(get_args(Measure))
    assert len({coded.text for coded in CODES.values()}) == len(CODES)
    assert set(QUESTIONNAIRES) == set(get_args(Instrument)) == set(RANGES)
    assert len(set(QUESTIONNAIRES.values())) == 3


def test_our_own_names_never_change() -> None:
    assert OURS == "urn:uuid:501bc182-18a6-550a-81e5-4ad0dbfea9a8"
    assert [questionnaire_urn(one) for one in get_args(Instrument)] == [
        "urn:uuid:44786fba-f3cc-5acf-89eb-688c7a4b6969",
        "urn:uuid:76773599-ab5b-5114-836c-94d74ed700af",
        "urn:uuid:4d29b083-1a54-5592-aa3f-f63a31003551",
    ]
