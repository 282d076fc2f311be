"""Every claim is a plain sentence with a standing, a source, what we do about it, and a date."""

from __future__ import annotations

import re
import statistics
from dataclasses import replace
from datetime import date

import pytest

from liftwell.evidence import Claim, all_claims, claim, parse_claims
from tests.reading import FEAR, STOP, reading_index

CLAIMS = all_claims().values()
RECORD = Claim(
    "leg-drive",
    "Knees and hips share the pull.",
    "supported",
    ("Lee 2018, PMC6323186",),
    "We measure how bent your knees are.",
    date(2026, 11, 24),
)
# Findings and reports refer to these.
NAMED = re.findall(
    r"\S+",
    """
    bar-distance lumbar-flexion-in-every-deadlift rounding-and-pain change-beyond-error load-changes-the-back
    upper-back-rounding six-steps slack-first lats-keep-bar-close bar-over-midfoot straight-arms
    hips-and-shoulders-together leg-drive full-lockout lean-back-at-top heels-down same-hinge-down speed-loss
    build-decides-lean no-validated-markerless-lumbar trap-bar-moment sumo-moment deadlift-as-training neutral-back
    form-and-pain static-stretching glutes-and-hip-flexors hormones clusters weak-psoas tight-capsule imbalance
    tissue-pliability hamstrings-and-back-pain trap-bar-injury trap-bar-shifts-to-hips pain-during-exercise
    load-down-first
    """,
)


def texts(record: Claim) -> tuple[str, str]:
    """What a reader sees of a claim."""
    return record.statement, record.what_we_do


@pytest.mark.parametrize("key", NAMED)
def test_claims_that_others_refer_to_exist(key: str) -> None:
    assert claim(key).id == key


def test_an_unknown_id_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="flat-earth"):
        claim("flat-earth")


@pytest.mark.parametrize("record", CLAIMS, ids=lambda record: record.id)
def test_every_record_reads_as_a_sentence(record: Claim) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", record.id)
    assert all(text[0].isupper() for text in texts(record))
    assert len(STOP.findall(record.statement)) == 1
    assert 1 <= len(STOP.findall(record.what_we_do)) <= 2
    assert record.reviewed >= date(2026, 11, 1)


@pytest.mark.parametrize("record", CLAIMS, ids=lambda record: record.id)
def test_nothing_is_said_that_frightens_or_blames(record: Claim) -> None:
    said = " ".join(texts(record))
    assert FEAR.findall(said) == []
    assert "injur" not in said.lower() or "no study" in record.statement


@pytest.mark.parametrize("record", CLAIMS, ids=lambda record: record.id)
def test_a_claim_that_does_not_hold_says_so_itself(record: Claim) -> None:
    assert (record.standing == "unsupported") == ("no study" in record.statement.lower())


@pytest.mark.parametrize("record", CLAIMS, ids=lambda record: record.id)
def test_a_reader_of_twelve_can_follow(record: Claim) -> None:
    assert max(reading_index(text) for text in texts(record)) <= 11


def test_most_claims_are_easier_still() -> None:
    assert statistics.mean(reading_index(text) for record in CLAIMS for text in texts(record)) <= 8
    assert statistics.mean(reading_index(record.statement) for record in CLAIMS) <= 8


def test_records_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        all_claims()["leg-drive"] = RECORD  # type: ignore[index]


def test_the_turning_force_of_a_centimetre_is_its_weight_times_its_distance() -> None:
    assert f"{100 * 9.81 * 0.01:.1f} newton metres" in claim("bar-distance").statement


@pytest.mark.parametrize(
    "source",
    [
        "Aasa 2019, doi:10.1080/14763141.2019.1675751",
        "von Arx 2021, arXiv:2109.00431",
        "Medeiros 2016, PMID 27458757",
        "Cholewicki 1991, Medicine & Science in Sports & Exercise 23:1179–1186",
        "Gundersen 2025, PeerJ 13:e20279",
    ],
)
def test_a_source_is_a_name_a_year_and_a_place(source: str) -> None:
    assert replace(RECORD, sources=(source,)).sources == (source,)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"statement": "knees and hips"}, "a sentence that states it"),
        ({"what_we_do": ""}, "what we do about it"),
        ({"standing": "proven"}, "standing is one of supported, mixed, .*, got 'proven'"),
        ({"sources": ("somebody said so",)}, "a source is .*, got 'somebody said so'"),
        ({"sources": ("Lee 2018, doi:unknown",)}, "a source is .*, got 'Lee 2018, doi:unknown'"),
        ({"sources": ()}, "a source unless it is a judgement or plain mechanics"),
    ],
)
def test_an_incomplete_record_is_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=f"leg-drive: .*{complaint}"):
        replace(RECORD, **change)  # type: ignore[arg-type]


def test_a_judgement_and_plain_mechanics_need_no_source() -> None:
    assert replace(RECORD, sources=(), standing="judgement").sources == ()
    assert replace(RECORD, sources=(), what_we_do="This is plain mechanics.").sources == ()


GOOD = """
statement = "Knees and hips share the pull."
standing = "supported"
sources = ["Lee 2018, PMC6323186"]
what_we_do = "We measure how bent your knees are."
reviewed = 2026-11-24
"""


def test_a_table_becomes_a_record() -> None:
    assert parse_claims("[leg-drive]" + GOOD) == {"leg-drive": RECORD}


@pytest.mark.parametrize(
    "table",
    [
        GOOD.replace("reviewed = 2026-11-24\n", ""),
        GOOD.replace('["Lee 2018, PMC6323186"]', '"Lee 2018, PMC6323186"'),
        GOOD.replace('"Lee 2018, PMC6323186"', "2018"),
        GOOD + 'note = "no such field"\n',
    ],
)
def test_a_malformed_table_is_named(table: str) -> None:
    with pytest.raises(ValueError, match="leg-drive: expected statement, standing, sources, what_we_do and reviewed"):
        parse_claims("[leg-drive]" + table)


def test_a_bare_value_is_no_record() -> None:
    with pytest.raises(ValueError, match="leg-drive: expected statement"):
        parse_claims("leg-drive = 35")
