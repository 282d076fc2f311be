"""From clips and answers on disk to a named cause, by the command as people run it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from liftwell.exchange import analysis_json
from liftwell.screen.questions import questions
from tests.flow.conftest import CLIPS, Analysed, Said

Command = Callable[..., Said]
DAY: Final = "2026-11-26"
RESULT: Final = "analysis.json"
# The body that was rendered; all clips show it.
BODY: Final = 'age = 30\nsex = "male"\nheight_cm = 179\nmass_kg = 80\n'
CLEAR: Final = "\n".join(
    f'{key} = "{"not_asked" if key == "R16" else question.clear}"' for key, question in questions().items()
)
PAIN: Final = 'leg = "none"\nnow = 1\nwalking = "normal"\nwaking = 1\nworst = 5\ndays = 40\n'


@pytest.fixture
def filmed(tmp_path: Path, analysed: Analysed) -> Path:
    """A folder of one lifter's clips with their results beside them, as `liftwell analyse` leaves them."""
    for name, told in (
        ("hinge_neutral", {"test": "hinge"}),
        ("hinge_rounding", {"test": "hinge"}),
        ("light_set", {"load_kg": 60.0}),
        ("heavy_rounding", {"load_kg": 150.0}),
    ):
        clip = shutil.copy(CLIPS / f"{name}.mp4", tmp_path)
        analysis = analysed(CLIPS / f"{name}.mp4", height_m=1.79, **told)
        (tmp_path / f"{name}.liftwell").mkdir()
        analysis_json.write(analysis_json.to_document(analysis), tmp_path / f"{name}.liftwell" / RESULT)
        assert Path(clip).exists()
    return tmp_path


def triaged(liftwell: Command, folder: Path, *clips: str, pain: str = "") -> Any:  # noqa: ANN401  (any JSON)
    """What is made of these clips and the safety screen answered all clear."""
    answers = folder / "me.toml"
    answers.write_text(
        f"[about]\n{BODY}\n[screen]\nanswered_on = {DAY}\n{CLEAR}\n\n[pain]\n{PAIN}{pain}", encoding="utf-8"
    )
    named = [part for clip in clips for part in ("--clip", folder / clip)]
    said = liftwell("triage", "--answers", answers, "--no-ask", "--on", DAY, "--json", *named)
    assert said.status == 0, said.err
    return said.json


def cause(found: Any, name: str) -> Any:  # noqa: ANN401  (any JSON)
    return next(one for one in found["causes"] if one["name"] == name)


def test_load_where_the_back_rounds_only_under_a_heavy_bar(liftwell: Command, filmed: Path) -> None:
    found = triaged(liftwell, filmed, "hinge_neutral.mp4@hinge", "heavy_rounding.mp4@150")
    assert found["screen"]["level"] == "none"
    assert cause(found, "load")["strength"] in ("possible", "likely")
    (grows,) = cause(found, "load")["for"]
    assert grows.startswith("rounding grows ")
    assert "between no weight and 150 kg" in grows
    assert cause(found, "foundation")["strength"] == "no"
    assert found["headline"]["head"] == "Possible: load."


def test_load_is_likely_once_the_pain_grows_with_it_too(liftwell: Command, filmed: Path) -> None:
    found = triaged(
        liftwell, filmed, "hinge_neutral.mp4@hinge", "light_set.mp4@60", "heavy_rounding.mp4@150",
        pain="at_light = 1\nat_heavy = 5\n",
    )  # fmt: skip
    assert cause(found, "load")["strength"] == "likely"
    assert "pain 5 with heavy bars, 1 with light ones" in cause(found, "load")["for"]
    assert found["headline"]["head"] == "Most likely: load."
    assert cause(found, "foundation")["strength"] == "no"


def test_foundation_where_the_back_rounds_without_a_bar_too(liftwell: Command, filmed: Path) -> None:
    found = triaged(liftwell, filmed, "hinge_rounding.mp4@hinge", "heavy_rounding.mp4@150")
    assert cause(found, "foundation")["strength"] in ("possible", "likely")
    assert any("unloaded" in reason for reason in cause(found, "foundation")["for"])
    assert found["headline"]["head"] == "Possible: the hinge itself."
    assert found["phase"] == "foundation"


def test_the_command_measures_what_is_not_measured_and_only_once(liftwell: Command, filmed: Path) -> None:
    """The whole way from the pixels, with the body that the answers tell."""
    folder = filmed / "hinge_neutral.liftwell"
    known = triaged(liftwell, filmed, "hinge_neutral.mp4@hinge")
    shutil.rmtree(folder)
    found = triaged(liftwell, filmed, "hinge_neutral.mp4@hinge")
    assert cause(found, "foundation")["strength"] == cause(known, "foundation")["strength"] == "no"
    assert {RESULT, "report.html", "overlay.mp4"} <= {path.name for path in folder.iterdir()}
    document = json.loads((folder / RESULT).read_text("utf-8"))
    assert document["self_test"]["test"] == "hinge"
    assert document["athlete"]["mass_kg"] == 80
    before = (folder / RESULT).stat().st_mtime_ns
    assert triaged(liftwell, filmed, "hinge_neutral.liftwell") == found
    assert triaged(liftwell, filmed, "hinge_neutral.mp4@hinge") == found
    assert (folder / RESULT).stat().st_mtime_ns == before
