"""One rendered lifter's hinge tests, knee test and sets, through the pipeline of every clip: as true as they say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from liftwell.exchange.analysis_json import to_document
from liftwell.exchange.clip_facts import ClipFacts, facts_of
from liftwell.quantity import Quantity
from liftwell.triage.clips import HingeClip, KneeExtensionClip, LiftClip
from liftwell.triage.self_tests import hinge_verdict
from tests.flow.conftest import CLIPS, Analysed, Said

Command = Callable[..., Said]
SURE = 1.96  # standard deviations


def truth(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CLIPS / f"{name}.truth.json").read_text("utf-8"))
    return found


def facts(analysed: Analysed, name: str, test: str | None = None) -> ClipFacts:
    told = truth(name)
    given = {"test": test} if test else {"load_kg": told["load_kg"]}
    return facts_of(to_document(analysed(CLIPS / f"{name}.mp4", height_m=told["height_m"], **given)))


def assert_within(found: Quantity, true: float) -> None:
    """The truth lies in the interval of 95 %, which is not so wide that everything would."""
    assert found.value is not None
    assert found.sd is not None
    shown = found.in_degrees() if found.unit == "rad" else found
    assert shown.value == pytest.approx(true, abs=SURE * (shown.sd or 0.0))
    assert found.sd < np.radians(9)


@pytest.mark.parametrize(("name", "verdict"), [("hinge_neutral", "pass"), ("hinge_rounding", "fail")])
def test_the_hinge_test_is_true_within_its_error_and_decides(analysed: Analysed, name: str, verdict: str) -> None:
    *hinges, touch = truth(name)["reps"]
    clip = facts(analysed, name, "hinge")
    assert isinstance(clip, HingeClip)
    assert clip.hinges == len(hinges) == 3
    assert_within(clip.lumbar, float(np.median([rep["lumbar_deg"] for rep in hinges])))
    assert_within(clip.own_max, touch["lumbar_deg"])
    assert clip.depth_m.value == pytest.approx(0.30, abs=SURE * (clip.depth_m.sd or 0.0))
    assert hinge_verdict(clip.lumbar, clip.own_max) == verdict


def test_the_knee_test_is_true_within_its_error(analysed: Analysed) -> None:
    told = truth("knee_extension")
    clip = facts(analysed, "knee_extension", "knee-extension")
    assert isinstance(clip, KneeExtensionClip)
    assert clip.side == told["side"]
    assert_within(clip.short, told["short_deg"])


@pytest.mark.bench
def test_two_sets_of_one_lifter_show_that_the_back_bends_more_under_more_load(analysed: Analysed) -> None:
    sets = [facts(analysed, name) for name in ("light_set", "heavy_rounding")]
    for clip, name in zip(sets, ("light_set", "heavy_rounding"), strict=True):
        told = truth(name)
        assert isinstance(clip, LiftClip)
        assert (clip.load_kg, clip.reps, clip.lean_back_reps) == (told["load_kg"], len(told["reps"]), 0)
        assert_within(clip.lumbar, told["reps"][0]["lumbar_deg"])
        assert_within(clip.lockout, 0.0)
        assert [step.step for step in clip.steps] == [1, 2, 3, 4, 5, 6]
        assert clip.steps_seen == {1, 2, 3, 4, 5, 6}
    light, heavy = (clip.lumbar.value for clip in sets if isinstance(clip, LiftClip))
    assert light is not None
    assert heavy is not None
    assert np.degrees(heavy - light) > 8


def test_the_command_writes_an_honest_page_for_a_knee_test(liftwell: Command, tmp_path: Path) -> None:
    said = liftwell("analyse", CLIPS / "knee_extension.mp4", "--test", "knee-extension", "--fast", "--out", tmp_path)
    assert said.status == 0
    assert "Your left knee came to" in " ".join(said.out.split())
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {"analysis.json", "overlay.mp4", "report.html", "series.csv"}
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "short of straight" in page
    assert "Rep by rep" not in page
    document = json.loads((tmp_path / "analysis.json").read_text("utf-8"))
    assert document["self_test"]["test"] == "knee-extension"
    assert (document["reps"], document["findings"]) == ([], [])


@pytest.mark.parametrize(
    ("test", "told"),
    [("knee-extension", "Nobody lies on their back in this clip."), ("hinge", "No hinge was found in this clip.")],
)
def test_somebody_who_only_stands_is_told_what_to_film(liftwell: Command, tmp_path: Path, test: str, told: str) -> None:
    said = liftwell("analyse", CLIPS / "still_picture.mp4", "--test", test, "--fast", "--out", tmp_path)
    assert said.status == 3
    assert told in " ".join(said.out.split())
    assert "Then film the test once more." in (tmp_path / "report.html").read_text("utf-8")
