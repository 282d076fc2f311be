"""`motion.trc` says where joints and bar were, in metres, at an even rate, in words that OpenSim reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from liftwell.analysis import MOTION_POINTS, Analysis
from liftwell.errors import CannotWrite
from liftwell.exchange.trc import can_write, write
from liftwell.lift import Facing
from tests.analyses import made_analysis, refused_analysis
from tests.exchange.motions import BODY_M, moving_analysis, on_the_side, places
from tests.exchange.opensim_files import Trc, read_trc

MARKERS = ["Ankle", "Knee", "Hip", "Shoulder", "Elbow", "Hand", "Heel", "Toe"]


def written(analysis: Analysis, folder: Path) -> Trc:
    write(analysis, folder / "motion.trc")
    return read_trc(folder / "motion.trc")


def phone_times(seconds: float, rate_hz: float = 30.0) -> NDArray[np.float64]:
    """Frames that come up to 8 ms early or late."""
    time_s = np.arange(0, seconds, 1 / rate_hz)
    return np.asarray(time_s + np.random.default_rng(3).uniform(-0.008, 0.008, len(time_s)) * (time_s > 0))


def test_what_is_read_is_what_was_measured(tmp_path: Path) -> None:
    analysis = moving_analysis()
    trc = written(analysis, tmp_path)
    assert trc.time_s == pytest.approx(np.arange(len(trc.time_s)) / 30, abs=1e-6)
    assert trc.time_s[-1] == pytest.approx(analysis.time_s[-1], abs=1e-6)
    for k, (point, marker) in enumerate(zip(MOTION_POINTS, trc.markers.values(), strict=True)):
        assert marker[:, :2] == pytest.approx(BODY_M * places(trc.time_s)[:, k], abs=1e-5), point
        assert (marker[:, 2] == 0).all()


def test_the_head_says_what_follows(tmp_path: Path) -> None:
    trc = written(moving_analysis(), tmp_path)
    rows = str(len(trc.time_s))
    assert trc.facts == {
        "DataRate": "30",
        "CameraRate": "30",
        "NumFrames": rows,
        "NumMarkers": "9",
        "Units": "m",
        "OrigDataRate": "30",
        "OrigDataStartFrame": "1",
        "OrigNumFrames": rows,
    }
    assert trc.frame == list(range(1, len(trc.time_s) + 1))
    assert (tmp_path / "motion.trc").read_text().splitlines()[0] == "PathFileType\t4\t(X/Y/Z)\tmotion.trc"


@pytest.mark.parametrize(
    ("facing", "near_side", "letter"),
    [("right", None, "R"), ("left", None, "L"), ("right", "left", "L"), ("left", "right", "R")],
)
def test_a_marker_is_named_after_the_side_that_was_measured(
    tmp_path: Path, facing: Facing, near_side: Facing | None, letter: str
) -> None:
    trc = written(on_the_side(moving_analysis(), facing, near_side), tmp_path)
    assert list(trc.markers) == [*(letter + marker for marker in MARKERS), "Bar"]


def test_uneven_frames_become_an_even_rate(tmp_path: Path) -> None:
    analysis = moving_analysis(phone_times(20.0))
    trc = written(replace(analysis, clip=replace(analysis.clip, frame_rate_hz=30000 / 1001)), tmp_path)
    assert trc.facts["DataRate"] == "29.97"
    assert np.diff(trc.time_s) == pytest.approx(1 / 29.97, abs=2e-6)
    assert trc.markers["RHand"][:, 0] == pytest.approx(BODY_M * places(trc.time_s)[:, 5, 0], abs=1e-5)
    assert len(trc.time_s) == pytest.approx(len(analysis.time_s), abs=1)


def test_a_hidden_marker_leaves_its_cells_empty_unless_for_a_moment(tmp_path: Path) -> None:
    time_s = np.arange(0, 4, 1 / 30)
    points = places(time_s)
    briefly, longer = (time_s > 0.99) & (time_s < 1.13), (time_s > 1.99) & (time_s < 2.99)
    points[briefly | longer, MOTION_POINTS.index("toe")] = np.nan
    points[longer, MOTION_POINTS.index("heel"), 1] = np.nan
    trc = written(moving_analysis(time_s, points), tmp_path)
    assert (np.isnan(trc.markers["RToe"]).all(axis=1) == longer).all()
    assert (np.isnan(trc.markers["RHeel"]).all(axis=1) == longer).all()
    assert np.isfinite(trc.markers["RKnee"]).all()
    assert len(trc.time_s) == len(time_s)


def test_a_rest_between_two_stretches_has_no_rows_and_time_goes_on(tmp_path: Path) -> None:
    time_s = np.concatenate([np.arange(0, 61), np.arange(180, 241)]) / 30 + 0.5
    trc = written(moving_analysis(time_s), tmp_path)
    assert trc.time_s == pytest.approx(time_s, abs=1e-6)
    assert trc.frame[60:62] == [61, 181]
    assert trc.time_s == pytest.approx(0.5 + (np.array(trc.frame) - 1) / 30, abs=1e-6)
    assert trc.facts["NumFrames"] == "122"


def test_no_row_is_without_a_marker_of_the_body(tmp_path: Path) -> None:
    time_s = np.arange(0, 4, 1 / 30)
    points = places(time_s)
    alone = (time_s < 0.49) | ((time_s > 1.99) & (time_s < 2.99))
    points[alone, : MOTION_POINTS.index("bar")] = np.nan
    trc = written(moving_analysis(time_s, points), tmp_path)
    assert trc.time_s == pytest.approx(time_s[~alone], abs=1e-6)
    assert trc.frame[0] == 1


def test_one_picture_is_one_row(tmp_path: Path) -> None:
    trc = written(moving_analysis(np.array([2.0])), tmp_path)
    assert trc.time_s == pytest.approx([2.0])
    assert trc.facts["NumFrames"] == "1"


def test_a_marker_that_was_never_seen_keeps_its_columns(tmp_path: Path) -> None:
    points = places(made_analysis().time_s)
    points[:, MOTION_POINTS.index("bar")] = np.nan
    assert np.isnan(written(moving_analysis(points=points), tmp_path).markers["Bar"]).all()


@pytest.mark.parametrize(
    "analysis",
    [
        moving_analysis(scaled=False),
        moving_analysis(points=np.full((140, 9, 2), np.nan)),
        made_analysis(),
        refused_analysis(),
    ],
    ids=["no scale", "never seen", "no motion", "refused"],
)
def test_without_metres_nothing_is_written(tmp_path: Path, analysis: Analysis) -> None:
    assert not can_write(analysis)
    with pytest.raises(ValueError, match="can_write"):
        write(analysis, tmp_path / "motion.trc")
    assert not (tmp_path / "motion.trc").exists()


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    assert can_write(moving_analysis())
    with pytest.raises(CannotWrite, match="another folder"):
        write(moving_analysis(), tmp_path / "gone" / "motion.trc")
