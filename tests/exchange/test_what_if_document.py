"""A what-if in a file: for other programs, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from liftwell.analysis import Analysis, HingeTest
from liftwell.athlete import Athlete
from liftwell.errors import ImpossibleValue
from liftwell.exchange import analysis_json
from liftwell.exchange.analysis_document import AnalysisDocument
from liftwell.exchange.measured_set import load_of, measured_of, with_facts
from liftwell.exchange.what_if_document import what_if_document, what_if_of
from liftwell.finding import SetupOption, WhatIf
from liftwell.loads.advice import what_if
from liftwell.loads.build import body_of
from liftwell.loads.style import Measured
from liftwell.quantity import Quantity
from tests.analyses import degrees, made_analysis
from tests.loads.bodies import hips, question


@pytest.fixture(scope="module")
def found() -> WhatIf:
    return what_if(question(), np.random.default_rng(1))


def same(one: SetupOption, other: SetupOption) -> bool:
    """Whether both say the same to the digits of the file."""
    pairs = [(getattr(one, name), getattr(other, name)) for name in ("lumbar_flexion", "l5s1_moment", "bar_travel")]
    return one.title == other.title and all(a.value == pytest.approx(b.value, abs=0.06, rel=1e-3) for a, b in pairs)


def test_what_is_written_is_read_back(found: WhatIf) -> None:
    again = what_if_of(what_if_document(found))
    assert same(again.today, found.today)
    assert all(same(a, b) for a, b in zip(again.options, found.options, strict=True))
    assert again.recommended is again.options[0]
    assert (again.headline, again.reason, again.test, again.notes) == (
        found.headline, found.reason, found.test, found.notes,
    )  # fmt: skip
    assert len(again.heights) == len(found.heights)
    assert again.mark == pytest.approx(found.mark)
    assert again.today.points["hand"] == pytest.approx(found.today.points["hand"], abs=1e-4)


def test_angles_are_in_degrees_and_nothing_is_nan(found: WhatIf) -> None:
    text = json.dumps(what_if_document(found).model_dump(mode="json", by_alias=True))
    assert "NaN" not in text
    document = json.loads(text)
    assert document["schema"] == "liftwell.whatif/1"
    assert document["hip_range_deg"]["value"] == 115
    assert document["mark_deg"] == 20
    assert document["today"]["lumbar_flexion_deg"]["value"] == pytest.approx(14.2, abs=0.5)


def test_what_cannot_be_reached_has_a_reason() -> None:
    high = what_if(question(blocks_m=0.58), np.random.default_rng(1))
    document = what_if_document(high)
    assert document.today.l5s1_moment_nm.reason == "out_of_reach"
    assert what_if_of(document).today == high.today


@pytest.mark.parametrize("degrees", [45.0, 150.0])
def test_no_change_and_no_way_are_kept_apart(degrees: float) -> None:
    body = body_of(Athlete(1.75, 80.0), hip_range=hips(degrees), straight_knee=hips(130))
    again = what_if_of(what_if_document(what_if(question(body), np.random.default_rng(1))))
    assert again.recommended is (None if degrees < 90 else again.today)


def test_an_analysis_carries_it(found: WhatIf, tmp_path: Path) -> None:
    document = analysis_json.to_document(replace(made_analysis(), what_if=found))
    analysis_json.write(document, tmp_path / "analysis.json")
    assert analysis_json.read(tmp_path / "analysis.json").what_if == document.what_if
    jsonschema.validate(json.loads((tmp_path / "analysis.json").read_text("utf-8")), analysis_json.json_schema())


def written(analysis: Analysis) -> AnalysisDocument:
    return analysis_json.to_document(analysis)


def test_a_file_says_the_same_of_a_lifter_as_the_analysis() -> None:
    analysis = made_analysis()
    file, inner = measured_of(written(analysis)), Measured.of(analysis)
    assert file.athlete == inner.athlete
    assert file.plate_radius_m == inner.plate_radius_m
    assert [rep.liftoff_s for rep in file.reps] == [rep.liftoff_s for rep in inner.reps]
    for name, values in inner.series.items():
        assert file.series[name] == pytest.approx(values, abs=2e-4, nan_ok=True)
    assert file.reps[0].bent.value == pytest.approx(inner.reps[0].bent.value, abs=1e-3)


def test_one_rep_can_be_asked_about() -> None:
    document = written(made_analysis())
    assert len(measured_of(document, 2).reps) == 1
    with pytest.raises(ImpossibleValue, match=r"There is no rep 9 of lifter\.mp4 that is seen whole"):
        measured_of(document, 9)


def test_of_a_self_test_only_the_body_counts() -> None:
    test = HingeTest(degrees(11.0), degrees(52.0), (1, 2, 3), 4, Quantity(0.3, 0.06, "m"))
    measured = measured_of(written(replace(made_analysis(), self_test=test)))
    assert measured.reps == ()
    assert measured.lengths == measured_of(written(made_analysis())).lengths


def test_what_the_lifter_says_now_counts_more() -> None:
    measured = measured_of(written(made_analysis()))
    told = with_facts(measured, Athlete(1.91, None, "female"), {"thigh": 0.47, "arm": None})
    assert told.athlete.height_m == 1.91
    assert told.athlete.sex == "female"
    assert told.athlete.mass_kg == measured.athlete.mass_kg
    assert told.lengths.thigh.value == 0.47
    assert told.lengths.arm == measured.lengths.arm


def test_the_weight_of_the_bar_is_remembered() -> None:
    analysis = made_analysis()
    assert load_of(written(analysis)) == analysis.generator.options.get("load_kg")
    generator = replace(analysis.generator, options={"load_kg": 140})
    assert load_of(written(replace(analysis, generator=generator))) == 140.0


def test_a_clip_without_the_series_has_no_courses() -> None:
    assert measured_of(written(replace(made_analysis(), series={}))).series == {}


def test_what_does_not_go_together_is_said_and_not_dropped() -> None:
    measured = measured_of(written(made_analysis()))
    with pytest.raises(ImpossibleValue, match="does not go with a height of 120 cm"):
        with_facts(measured, Athlete(1.20), {})
    with pytest.raises(ImpossibleValue, match="A thigh of 70 cm does not go"):
        with_facts(measured, Athlete(), {"thigh": 0.70})
