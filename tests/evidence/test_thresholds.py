"""Every threshold is a number with a unit, a reason and a date."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date

import pytest

from liftwell.evidence import Threshold, all_thresholds, threshold
from liftwell.evidence.thresholds import parse

RECORD = Threshold("lean_max_deg", 35.0, "deg", "judgement", "More lean is no standing.", date(2026, 11, 22))
UNITS = {"deg": "deg", "px": "px", "hz": "Hz", "m": "m", "s": "s", "kg": "kg", "mps": "m/s"}


@pytest.mark.parametrize(
    ("key", "value"),
    [("yaw_refused_deg", 25), ("yaw_usable_deg", 12), ("person_min_px", 250), ("frame_rate_min_hz", 24)],
)
def test_the_capture_check_has_its_limits(key: str, value: float) -> None:
    assert threshold(key) == value


def test_an_oblique_clip_is_usable_before_it_is_refused() -> None:
    assert threshold("yaw_usable_deg") < threshold("yaw_refused_deg")


def test_an_unknown_id_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="yaw_max"):
        threshold("yaw_max")


@pytest.mark.parametrize("record", all_thresholds().values(), ids=lambda record: record.id)
def test_every_record_reads_as_a_sentence(record: Threshold) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", record.id)
    assert record.statement[0].isupper()
    assert record.reviewed >= date(2026, 11, 1)


@pytest.mark.parametrize("record", all_thresholds().values(), ids=lambda record: record.id)
def test_an_id_that_ends_with_a_unit_ends_with_its_own(record: Threshold) -> None:
    suffix = record.id.rsplit("_", 1)[-1]
    assert UNITS.get(suffix, record.unit) == record.unit


def test_records_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        all_thresholds()["yaw_refused_deg"] = RECORD  # type: ignore[index]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"value": math.inf}, "a finite number"),
        ({"unit": ""}, "a unit and a sentence"),
        ({"statement": "more lean"}, "a unit and a sentence"),
        ({"standing": "somebody said so"}, "'judgement' or a source"),
    ],
)
def test_an_incomplete_record_is_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=f"lean_max_deg: .*{complaint}"):
        replace(RECORD, **change)  # type: ignore[arg-type]


def test_a_source_carries_its_doi() -> None:
    assert replace(RECORD, standing="Aasa 2019, doi:10.1080/14763141.2019.1675751").standing.startswith("Aasa")


GOOD = (
    'value = 35\nunit = "deg"\nstanding = "judgement"\nstatement = "More lean is no standing."\nreviewed = 2026-11-22\n'
)


def test_a_table_becomes_a_record() -> None:
    assert parse("[lean_max_deg]\n" + GOOD) == {"lean_max_deg": RECORD}


@pytest.mark.parametrize(
    "table",
    [
        GOOD.replace("value = 35", 'value = "35"'),
        GOOD.replace("reviewed = 2026-11-22\n", ""),
        GOOD + 'note = "no such field"\n',
    ],
)
def test_a_malformed_table_is_named(table: str) -> None:
    with pytest.raises(ValueError, match="lean_max_deg: expected value, unit, standing, statement and reviewed"):
        parse("[lean_max_deg]\n" + table)


def test_a_bare_value_is_no_record() -> None:
    with pytest.raises(ValueError, match="lean_max_deg: expected value"):
        parse("lean_max_deg = 35")
