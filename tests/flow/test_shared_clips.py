"""Real clips, which are no part of the repository, against what people saw in them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.accuracy_shared import FAULTS
from bench.scoring import score
from bench.true_loads import LOAD_KG, MASS_KG
from liftwell.analysis import Analysis
from liftwell.exchange.analysis_json import to_document
from liftwell.motion.back import SHARED_ALIKE
from liftwell.quantity import Quantity
from tests.flow.conftest import Analysed

CLEARLY_DEG = 15.0
# With mattio_cropped six real clips for every check; the others are for `make bench`.
QUICK = ("jeff_good", "jeff_bad", "jeff_rdl", "jeff_heellift", "jeff_arm_bend")
LATER = [pytest.param(name, marks=pytest.mark.bench) for name in FAULTS if name not in QUICK]


@pytest.fixture(scope="session")
def clips(data: Path) -> Path:
    """The folder of real clips; skips where it is absent."""
    folder = data / "clips"
    if not folder.is_dir():
        pytest.skip(f"no real clips at {folder}: set LIFTWELL_DATA to the folder that holds clips/")
    return folder


@pytest.fixture(scope="session")
def clip_of(clips: Path) -> Callable[[str], Path]:
    """Where a clip lies, real or rendered."""
    return lambda name: next(clips.parent.glob(f"[cs]*/{name}.mp4"))


def refusals(analysis: Analysis) -> set[str]:
    return {reason.code for reason in analysis.capture.reasons if reason.refuses}


def codes(analysis: Analysis) -> set[str]:
    return {reason.code for reason in analysis.capture.reasons}


def seen(quantity: Quantity) -> tuple[float, float]:
    """Degrees and their standard deviation; fails when there are none."""
    told = quantity.in_degrees()
    assert told.value is not None
    assert told.sd is not None
    return told.value, told.sd


@pytest.mark.parametrize("name", ["jeff_good", "jeff_bad"])
def test_one_ascent_is_one_rep(clips: Path, analysed: Analysed, name: str) -> None:
    analysis = analysed(clips / f"{name}.mp4")
    assert refusals(analysis) == set()
    assert analysis.capture.facing == "right"
    (rep,) = analysis.reps
    assert rep.bar_rise.seen, "the large black plate gives the scale"


def test_the_rounded_back_is_clearly_rounder_than_the_same_mans_neutral_one(clips: Path, analysed: Analysed) -> None:
    (good,), (bad,) = (analysed(clips / f"jeff_{name}.mp4").reps for name in ("good", "bad"))
    (neutral, neutral_sd), (rounded, rounded_sd) = (seen(rep.lumbar_flexion.liftoff) for rep in (good, bad))
    assert rounded - neutral >= CLEARLY_DEG
    # One man, dressed alike and filmed from the same place: a part of what may be wrong is wrong with both.
    assert rounded - neutral >= 2 * math.sqrt(1 - SHARED_ALIKE) * math.hypot(neutral_sd, rounded_sd)


@pytest.mark.bench
def test_the_easy_case_is_measured(clips: Path, analysed: Analysed) -> None:
    analysis = analysed(clips / "crossfit_side.mp4")
    assert refusals(analysis) == set()
    assert 2 <= len(analysis.reps) <= 3
    assert all(rep.lumbar_flexion.setup.seen for rep in analysis.reps)


@pytest.mark.bench
def test_a_set_from_45_degrees_is_refused_and_its_reps_are_counted(clips: Path, analysed: Analysed) -> None:
    analysis = analysed(clips / "tby_correct_45deg.mp4")
    assert refusals(analysis) == {"not_side_on"}
    assert len(analysis.reps) == pytest.approx(10, abs=1)


@pytest.mark.bench
def test_an_edited_film_is_refused_for_its_cuts(clips: Path, analysed: Analysed) -> None:
    analysis = analysed(clips / "bichra_edited_cuts.mp4")
    assert analysis.capture.verdict == "refused"
    assert "scene_cuts" in refusals(analysis)


def test_a_body_that_leaves_the_picture_is_named(clips: Path, analysed: Analysed) -> None:
    analysis = analysed(clips / "mattio_cropped.mp4")
    assert analysis.capture.verdict in {"usable", "refused"}
    assert "cut_off" in codes(analysis)


@pytest.mark.parametrize("name", [*QUICK, *LATER])
def test_a_fault_made_on_purpose_is_named(clip_of: Callable[[str], Path], analysed: Analysed, name: str) -> None:
    _, code = FAULTS[name]
    found = {finding.code: finding.verdict for finding in analysed(clip_of(name)).findings}
    if code is None:
        assert "fix" not in found.values()
    else:
        assert found[code] in {"watch", "fix"}


@pytest.mark.bench
@pytest.mark.parametrize("name", ["d01_neutral", "d02_rounded", "d06_tall_right_60fps", "d10_handheld_720"])
def test_the_peak_moment_is_that_of_true_motion_within_its_error(
    clip_of: Callable[[str], Path], analysed: Analysed, name: str
) -> None:
    clip = clip_of(name)
    document = json.loads(clip.with_suffix(".json").read_text("utf-8"))
    analysis = analysed(clip, mass_kg=MASS_KG, load_kg=LOAD_KG)
    told = to_document(analysis).model_dump(mode="json", by_alias=True)
    errors = [error for error in score(document, told)["errors"] if error["what"] == "moment"]
    assert len(errors) == len(analysis.reps)
    assert all(abs(error["error"]) < min(0.2, 2.5 * error["sd"]) for error in errors)
