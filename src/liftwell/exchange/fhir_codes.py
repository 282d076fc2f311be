"""The codes of the FHIR export: which fact of the diary has which code, unit and words.

LOINC only where the code says just that; every fact has a code of our own beside it, because LOINC does not tell pain
on waking from pain in a session. No SNOMED CT: it needs a licence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID, uuid5

from liftwell.training.outcome import Instrument

LOINC: Final = "http://loinc.org"
UCUM: Final = "http://unitsofmeasure.org"
CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
# The root of all ids of this export. Never change it: an id would no longer be that of the same fact.
ROOT: Final = UUID("5b0c4f5e-6d0c-5f0e-9f43-0b7d9d1b6a52")
OURS: Final = uuid5(ROOT, "codes").urn
PAIN: Final = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")

Measure = Literal["pain-now", "pain-on-waking", "pain-during", "pain-after", "heaviest-hinge"]


@dataclass(frozen=True, slots=True)
class Coded:
    """How a fact is coded.

    text: what it is, in words; category: code and display; unit: UCUM code and the unit as it is read; loinc: code and
    display, None where no code is sure.
    """

    text: str
    category: tuple[str, str]
    unit: tuple[str, str]
    loinc: tuple[str, str] | None = None


def _pain(when: str) -> Coded:
    return Coded(f"Pain {when}, 0 to 10", ("survey", "Survey"), ("{score}", "score of 0 to 10"), PAIN)


CODES: Final[Mapping[Measure, Coded]] = {
    "pain-now": _pain("now"),
    "pain-on-waking": _pain("on waking"),
    "pain-during": _pain("in a hinge session, the worst"),
    "pain-after": _pain("within an hour of a hinge session, the worst"),
    "heaviest-hinge": Coded("Heaviest hinge load of the day", ("activity", "Activity"), ("kg", "kg")),
}
QUESTIONNAIRES: Final[Mapping[Instrument, str]] = {
    "NRS": "Numeric rating scale: worst pain of the last day, 0 to 10",
    "PSFS": "Patient-Specific Functional Scale, 0 (unable) to 10 (as before)",
    "RMDQ": "Roland-Morris Disability Questionnaire, how many of 24 sentences are true today",
}


def questionnaire_urn(instrument: Instrument) -> str:
    """The name by which a receiver groups the answers to one questionnaire; there is no page behind it."""
    return uuid5(ROOT, f"questionnaire {instrument}").urn
