"""The summary in the terminal: fits 80 columns, needs no colour, and reads as sentences."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from liftwell.analysis import Analysis, CaptureReason
from liftwell.cli.summary import print_overview, print_summary
from liftwell.loads.advice import what_if
from liftwell.quantity import Quantity
from liftwell.technique.findings import explained
from tests.analyses import made_analysis, made_capture, refused_analysis
from tests.loads.bodies import question
from tests.technique.scripted import Script, analysed, bump


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("series.csv", "analysis.json", "overlay.mp4"):
        (tmp_path / name).touch()
    return tmp_path


def told(analysis: Analysis, folder: Path, width: int = 80) -> list[str]:
    screen = StringIO()
    print_summary(Console(file=screen, width=width, highlight=False), analysis, folder)
    return [line.rstrip() for line in screen.getvalue().splitlines()]


def test_a_measured_set(folder: Path) -> None:
    assert told(made_analysis(), folder) == [
        "lifter.mp4: 4 reps, filming good",
        "",
        "        Lift-off →    Bar rise   Mean speed  Rounding  Rounding       Hip",
        "Rep        lockout          cm          m/s    set-up  lift-off     share",
        "  1    0.7 → 2.0 s  55.2 ± 0.8  0.43 ± 0.02    6 ± 3°    8 ± 3°  86 ± 4 %",
        "  2    4.0 → 5.3 s  55.2 ± 0.8  0.43 ± 0.02   12 ± 3°   14 ± 3°  80 ± 4 %",
        "  3    7.3 → 8.6 s  55.2 ± 0.8  0.43 ± 0.02   19 ± 3°   21 ± 3°  73 ± 4 %",
        "  4  10.6 → 11.9 s  55.2 ± 0.8  0.43 ± 0.02   25 ± 3°   27 ± 3°  67 ± 4 %",
        "± is one standard deviation. Rounding is that of the low back, from your own",
        "tallest posture. Hip share: how much of the fold the hips make; the back makes",
        "the rest.",
        "The bar's numbers take a plate that looks full-size for one of 450 mm; if yours",
        "is not, give its size with --plate-diameter.",
        "",
        "Your low back rounded about 19° more on rep 4 than on rep 1, before the bar left",
        "the floor.",
        "",
        f"Written to {folder}: analysis.json, overlay.mp4, series.csv",
    ]


def test_a_small_error_is_shown_and_never_as_zero(folder: Path) -> None:
    analysis = made_analysis((5.0,))
    sharp = replace(
        analysis.reps[0], bar_rise=Quantity(0.5401, 0.004, "m"), mean_velocity=Quantity(0.4601, 0.0049, "m/s")
    )
    row = told(replace(analysis, reps=(sharp,)), folder)[4]
    assert "54.0 ± 0.4  0.460 ± 0.005" in row


def test_findings_are_told_one_first_and_then_the_others(folder: Path) -> None:
    drifting = Script(bar_forward_m=0.06 * bump(1.3, 1.8), heel_deg=18.0)
    lines = told(explained(analysed(drifting)), folder)
    first = lines.index("One thing to change first: the bar drifts away from you.")
    assert [line.split(":")[0] for line in lines[first + 1 :] if line.startswith(("Try", "How"))] == [
        "Try this",
        "How sure",
    ]
    then = lines.index("Then:")
    assert lines[then + 1] == " • Your heels come up."
    assert lines[then + 3] == "Keep:"


def test_missing_metres_are_explained_where_opensim_would_want_them(folder: Path) -> None:
    hint = "No motion.trc: its metres need --height or --plate-diameter."
    assert hint not in told(made_analysis(), folder)
    (folder / "motion.mot").touch()
    assert told(made_analysis(), folder)[-1] == hint
    (folder / "motion.trc").touch()
    assert hint not in told(made_analysis(), folder)


def says_full_size(analysis: Analysis, folder: Path) -> bool:
    return "looks full-size for one of 450 mm" in " ".join(told(analysis, folder))


def test_the_plate_is_said_to_be_assumed_only_where_it_was(folder: Path) -> None:
    analysis = made_analysis()
    assert says_full_size(analysis, folder)
    measured = replace(analysis.generator, options={"plate_diameter_m": 0.45})
    assert not says_full_size(replace(analysis, generator=measured), folder)
    by_hand = made_capture("usable", [CaptureReason("no_plate", "No plate was found.")])
    assert not says_full_size(replace(analysis, capture=by_hand), folder)
    rep = replace(analysis.reps[0], bar_rise=Quantity.unseen("m", "no_scale"))
    assert not says_full_size(replace(analysis, reps=(rep,)), folder)


def test_what_was_not_seen_and_the_filming_are_told(folder: Path) -> None:
    unscaled = Quantity.unseen("m", "no_scale")
    analysis = made_analysis((5.0,))
    rep = replace(analysis.reps[0], bar_rise=unscaled, index=1)
    capture = made_capture("usable", [CaptureReason("small", "You are small in the picture; go closer.")])
    lines = told(replace(analysis, reps=(rep,), capture=capture), folder)
    assert lines[0] == "lifter.mp4: 1 rep, filming usable"
    assert lines[4].startswith("  1  0.7 → 2.0 s")
    assert "–" in lines[4]
    missing = lines[lines.index("Missing numbers:") + 1]
    assert missing.startswith(" • Bar rise: nothing of known size is in the picture;")
    assert lines[lines.index("About the filming:") + 1] == " • You are small in the picture; go closer."


def test_a_refused_clip_says_what_to_change(folder: Path) -> None:
    assert told(refused_analysis(), folder)[:4] == [
        "front.mp4: this clip cannot be measured.",
        "",
        "What to change when you film again:",
        " • The camera is 45° from side-on; put it level with the bar's end.",
    ]


def test_what_refuses_a_clip_stands_apart_from_what_was_noticed_too(folder: Path) -> None:
    analysis = refused_analysis()
    small = CaptureReason("too_small", "You are small in the picture; go closer.")
    capture = replace(analysis.capture, reasons=(small, *analysis.capture.reasons))
    assert told(replace(analysis, capture=capture), folder)[2:7] == [
        "What to change when you film again:",
        " • The camera is 45° from side-on; put it level with the bar's end.",
        "",
        "Also noticed:",
        " • You are small in the picture; go closer.",
    ]
    assert "Also noticed:" not in told(analysis, folder)


def test_a_clip_without_a_rep(folder: Path) -> None:
    lines = told(replace(made_analysis(), reps=()), folder)
    assert lines[:3] == ["lifter.mp4: 0 reps, filming good", "", "No full rep was seen."]


def test_names_with_brackets_are_printed_as_they_are(folder: Path) -> None:
    analysis = made_analysis()
    clip = replace(analysis.clip, name="[red]set[/red].mp4")
    assert told(replace(analysis, clip=clip), folder)[0].startswith("[red]set[/red].mp4: 4 reps")


def test_nothing_but_paths_is_wider_than_the_terminal(folder: Path) -> None:
    lines = told(made_analysis(), folder, width=80)[:-1]
    assert max(len(line) for line in lines) <= 80


def test_several_clips_get_a_line_each() -> None:
    screen = StringIO()
    clips = [("a.mp4", "A good set. Keep it like this."), ("[b].mp4", "This clip cannot be measured.")]
    print_overview(Console(file=screen, width=80, highlight=False), clips)
    assert [line.rstrip() for line in screen.getvalue().splitlines()] == [
        "All clips",
        "a.mp4    A good set. Keep it like this.",
        "[b].mp4  This clip cannot be measured.",
    ]


def test_moments_get_a_column_that_still_fits_eighty_characters(folder: Path) -> None:
    analysis = made_analysis()
    late = 10.0
    heavy = tuple(
        replace(rep, l5s1_moment_peak=Quantity(743.2, 68.0, "N.m"), start_s=rep.start_s + late,
                liftoff_s=rep.liftoff_s + late, lockout_s=rep.lockout_s + late, end_s=rep.end_s + late)
        for rep in analysis.reps
    )  # fmt: skip
    lines = told(replace(analysis, reps=heavy), folder)
    assert [line.split()[0] for line in lines if line.endswith("743 ± 68")] == ["1", "2", "3", "4"]
    assert any(line.startswith("Moment: ") for line in lines)


def test_what_another_bar_would_change_is_one_sentence_and_where_to_read_on(folder: Path) -> None:
    found = what_if(question(), np.random.default_rng(1))
    lines = told(replace(made_analysis(), what_if=found), folder)
    assert any(line.startswith("Another bar or height: From ") for line in lines)
    assert f"More of that: liftwell whatif --from {folder}" in lines
