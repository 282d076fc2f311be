"""`liftwell analyse`: what it passes on, what it writes, what it prints, and how it ends."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liftwell.analysis import Analysis
from liftwell.correction import JointPlace, PersonPlace, PlatePlace
from liftwell.exchange.analysis_json import read
from liftwell.video.decode import open_clip
from tests.analyses import refused_analysis
from tests.cli.conftest import Engine, Said
from tests.clips import write_clip

Command = Callable[..., Said]
Calls = list[dict[str, Any]]


def test_a_clip_is_measured_into_a_folder_beside_it(liftwell: Command, clip: Path, measured: Calls) -> None:
    said = liftwell("analyse", clip)
    folder = clip.with_name("Für Ömer 1.liftwell")
    assert said.status == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "analysis.json", "motion.mot", "overlay.mp4", "report.html", "series.csv",
    ]  # fmt: skip
    assert sorted(path.name for path in clip.parent.iterdir()) == ["Für Ömer 1.liftwell", "Für Ömer 1.mp4"]
    assert said.out.startswith("Für Ömer 1.mp4: 4 reps, filming good")
    assert "Looking · Für Ömer 1.mp4" in said.err
    assert open_clip(folder / "overlay.mp4").frames == 24
    assert len(measured) == 1


def test_what_the_person_says_reaches_the_engine(liftwell: Command, clip: Path, measured: Calls) -> None:
    options = "--height 5ft11 --mass 180lb --load 315lb --sex female --lift sumo --plate-diameter 450mm --facing left"
    assert liftwell("analyse", clip, *options.split(), "--near-side", "right", "--fast").status == 0
    call = measured[0]
    assert call.pop("height_m") == pytest.approx(1.8034)
    assert call.pop("mass_kg") == pytest.approx(81.65, abs=0.01)
    assert call.pop("load_kg") == pytest.approx(142.88, abs=0.01)
    assert call == {
        "clip_path": clip, "sex": "female", "lift": "sumo", "plate_diameter_m": 0.45, "facing": "left",
        "near_side": "right", "fast": True, "test": None, "person": None, "plate": None, "points": (),
    }  # fmt: skip


def test_what_the_person_corrects_reaches_the_engine(liftwell: Command, clip: Path, measured: Calls) -> None:
    options = "--person 40,30@0.5 --plate 50,40,9 --point hip@0.2=10,20 --point Knee@0.3=11,21.5"
    assert liftwell("analyse", clip, *options.split()).status == 0
    assert {name: measured[0][name] for name in ("person", "plate", "points")} == {
        "person": PersonPlace(40, 30, 0.5), "plate": PlatePlace(50, 40, 9),
        "points": (JointPlace("hip", 0.2, 10, 20), JointPlace("knee", 0.3, 11, 21.5)),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("option", "says"),
    [("--person=here", "is not written as X,Y or X,Y@SECONDS"), ("--plate=1,2", "is not written as X,Y,RADIUS"),
     ("--point=1,2", "is not written as JOINT@SECONDS=X,Y"), ("--person=97,9", "outside the picture of 96 × 64 pixels"),
     ("--point=hip@9=1,2", "outside the clip of"), ("--point=nose@0=1,2", "The joint 'nose' is not known")],
)  # fmt: skip
def test_what_cannot_be_corrected_is_said_in_one_sentence(
    liftwell: Command, clip: Path, option: str, says: str
) -> None:
    said = liftwell("analyse", clip, option)
    assert said.status == 2
    assert says in said.err
    assert not clip.with_name("Für Ömer 1.liftwell").exists()


@pytest.mark.usefixtures("measured")
def test_the_athletes_name_is_kept(liftwell: Command, clip: Path, tmp_path: Path) -> None:
    liftwell("analyse", clip, "--athlete", "Ömer", "--out", tmp_path / "out")
    options = read(tmp_path / "out" / "analysis.json").generator.options
    assert options == {"load_kg": 100.0, "fast": False, "athlete": "Ömer"}


@pytest.mark.usefixtures("measured")
def test_drawing_counts_in_the_timing(liftwell: Command, clip: Path, tmp_path: Path) -> None:
    liftwell("analyse", clip, "--out", tmp_path / "out")
    timing = read(tmp_path / "out" / "analysis.json").timing
    assert timing.stages["draw"] > 0
    assert timing.wall_s == pytest.approx(12.5 + timing.stages["draw"], abs=0.002)


@pytest.mark.usefixtures("measured")
def test_json_is_all_there_is_on_stdout(liftwell: Command, clip: Path) -> None:
    said = liftwell("analyse", clip, "--json")
    assert said.json == json.loads((clip.with_name("Für Ömer 1.liftwell") / "analysis.json").read_text("utf-8"))
    assert "Looking" in said.err


@pytest.mark.usefixtures("measured")
def test_a_copy_to_play_is_written_on_request_and_replaced_as_other_results(liftwell: Command, clip: Path) -> None:
    folder = clip.with_name("Für Ömer 1.liftwell")
    for _ in range(2):
        assert liftwell("analyse", clip, "--copy").status == 0
        assert open_clip(folder / "clip.mp4").frames == 24
    liftwell("analyse", clip)
    assert not (folder / "clip.mp4").exists()


@pytest.mark.usefixtures("measured")
def test_a_clip_is_never_replaced_by_its_own_results(liftwell: Command, tmp_path: Path) -> None:
    inside = write_clip(tmp_path / "clip.mp4")
    assert liftwell("analyse", inside, "--out", tmp_path / "out", "--copy").status == 0
    inside = write_clip(tmp_path / "out" / "clip.mp4")
    said = liftwell("analyse", inside, "--out", tmp_path / "out")
    assert said.status == 5
    assert "holds the clip itself" in said.err
    assert open_clip(inside).frames == 24


def lines_of(said: Said) -> list[Any]:
    """stderr as lines of JSON; fails when anything else stands there."""
    return [json.loads(line) for line in said.err.splitlines()]


@pytest.mark.usefixtures("measured")
def test_progress_as_json_is_all_there_is_on_stderr(liftwell: Command, clip: Path) -> None:
    told = lines_of(liftwell("analyse", clip, "--progress", "json"))
    assert told[0] == {"stage": "look", "done": 1, "total": 24}
    assert told[-1] == {"stage": "draw", "done": 24, "total": 24}


@pytest.mark.usefixtures("measured")
def test_what_stopped_the_work_is_the_last_line_of_json(liftwell: Command, clip: Path, tmp_path: Path) -> None:
    told = lines_of(liftwell("analyse", tmp_path / "missing.mp4", "--progress=json"))
    assert [(line["schema"], line["clip"], line["status"]) for line in told] == [("liftwell.error/1", "missing.mp4", 4)]
    (slip,) = lines_of(liftwell("analyse", clip, "--height", "9", "--progress", "json"))
    assert (slip["schema"], slip["clip"], slip["status"]) == ("liftwell.error/1", None, 2)
    assert slip["message"].startswith("The height '9' is 9 m")


@pytest.mark.usefixtures("measured")
def test_one_bad_clip_does_not_stop_the_rest(liftwell: Command, clip: Path, tmp_path: Path) -> None:
    missing, other = tmp_path / "missing.mp4", write_clip(tmp_path / "other.mov")
    said = liftwell("analyse", clip, missing, other, "--out", tmp_path / "out", "--json")
    assert said.status == 4
    assert [document["schema"] for document in said.json] == [
        "liftwell.analysis/1", "liftwell.error/1", "liftwell.analysis/1",
    ]  # fmt: skip
    assert said.json[1]["clip"] == "missing.mp4"
    assert said.json[1]["status"] == 4
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["Für Ömer 1", "other"]


def test_a_refused_clip_still_gets_its_analysis(
    liftwell: Command, clip: Path, engine: Callable[[Engine], None], tmp_path: Path
) -> None:
    engine(lambda *_, **__: refused_analysis())
    said = liftwell("analyse", clip, "--out", tmp_path / "out")
    assert said.status == 3
    assert "What to change when you film again:" in said.out
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["analysis.json", "report.html"]
    assert "cannot be measured" in (tmp_path / "out" / "report.html").read_text("utf-8")
    assert read(tmp_path / "out" / "analysis.json").capture.verdict == "refused"


@pytest.mark.parametrize(
    "options",
    [("--height", "-1.8"), ("--height", "3"), ("--load", "5000"), ("--mass", "0"), ("--plate-diameter", "9m")],
)
def test_impossible_values_end_in_one_sentence(
    liftwell: Command, clip: Path, measured: Calls, options: tuple[str, str]
) -> None:
    said = liftwell("analyse", clip, *options)
    assert (said.status, said.out, measured) == (2, "", [])
    assert said.err.count("\n") == 1
    assert options[1] in said.err
    assert [path.name for path in clip.parent.iterdir()] == [clip.name]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nope",), "No such command 'nope'"),
        (("analyse", "a.mp4", "--sex", "other"), "'other' is not one of 'male', 'female'"),
        (("analyse", "a.mp4", "--lift", "curl"), "'curl' is not one of"),
        (("analyse", "--fast"), "Missing argument 'CLIP'"),
        (("analyse", "a.mp4", "--colour"), "No such option: --colour"),
    ],
)
def test_wrong_use_ends_in_one_sentence(liftwell: Command, arguments: tuple[str, ...], says: str) -> None:
    said = liftwell(*arguments)
    assert (said.status, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1


def test_an_unwritable_folder_is_known_before_the_analysis(liftwell: Command, clip: Path, measured: Calls) -> None:
    said = liftwell("analyse", clip, "--out", clip / "inside-a-file")
    assert (said.status, said.out, measured) == (5, "", [])
    assert "choose another folder with --out" in said.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_nothing_behind(
    liftwell: Command, clip: Path, engine: Callable[[Engine], None], number: signal.Signals
) -> None:
    def stopped(*_: object, **__: object) -> Analysis:
        signal.raise_signal(number)
        raise AssertionError("the signal should have stopped this")

    engine(stopped)
    before = signal.getsignal(number)
    said = liftwell("analyse", clip, clip)
    assert said.status == 130
    assert said.err == "liftwell: stopped; nothing was left behind.\n"
    assert [path.name for path in clip.parent.iterdir()] == [clip.name]
    assert signal.getsignal(number) is before


def broken(*_: object, **__: object) -> Analysis:
    raise ZeroDivisionError("division by zero")


def test_our_fault_says_how_to_report_it(liftwell: Command, clip: Path, engine: Callable[[Engine], None]) -> None:
    engine(broken)
    said = liftwell("analyse", clip)
    assert said.status == 1
    assert said.err.count("\n") == 1
    assert "run the same command with --debug" in said.err
    assert [path.name for path in clip.parent.iterdir()] == [clip.name]


def test_debug_shows_what_lies_behind_a_failure(
    liftwell: Command, clip: Path, engine: Callable[[Engine], None]
) -> None:
    engine(broken)
    assert "Traceback" in liftwell("analyse", clip, "--debug").err


@pytest.mark.usefixtures("measured")
def test_a_second_run_replaces_the_first(liftwell: Command, clip: Path) -> None:
    assert liftwell("analyse", clip).status == liftwell("analyse", clip, "--athlete", "B").status == 0
    folder = clip.with_name("Für Ömer 1.liftwell")
    assert read(folder / "analysis.json").generator.options["athlete"] == "B"
    assert sorted(path.name for path in clip.parent.iterdir()) == [folder.name, clip.name]


def test_a_self_test_is_asked_for_by_name(liftwell: Command, clip: Path, measured: Calls) -> None:
    assert liftwell("analyse", clip, "--test", "knee-extension").status == 0
    assert measured[0]["test"] == "knee-extension"
    assert liftwell("analyse", clip, "--test", "push-up").status == 2
