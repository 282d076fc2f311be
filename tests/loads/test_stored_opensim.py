"""Stored cases of OpenSim 4.6's inverse dynamics (its model of Rajagopal 2016), which are no part of the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from liftwell.loads.inverse_dynamics import Load, Pieces, pieces_of, reaction
from liftwell.loads.posture import POINTS
from liftwell.loads.segments import parts_of

FloatArray = NDArray[np.float64]
Case = dict[str, Any]
NAMES = {"hip": "hip_r", "l5s1": "back", "shoulder": "acromial_r", "cervicale": "C7", "vertex": "vertex",
         "elbow": "elbow_r", "wrist": "radius_hand_r", "hand": "grip"}  # fmt: skip


@pytest.fixture(scope="module")
def cases(data: Path) -> list[Case]:
    """Six postures, with and without a bar of 100 kg; skips where they are absent."""
    path = data / "oracle" / "opensim.json"
    if not path.is_file():
        pytest.skip(f"no stored OpenSim cases at {path}: set LIFTWELL_DATA to the folder that holds oracle/")
    stored: list[Case] = json.loads(path.read_text("utf-8"))["cases"]
    assert len(stored) == 6
    return stored


def points_of(case: Case) -> FloatArray:
    """(11, 2) m; the stored ones begin at the hip, so legs are not there."""
    points = np.zeros((len(POINTS), 2))
    for ours, theirs in NAMES.items():
        points[POINTS.index(ours)] = case["points_m"][theirs]
    return points


def cut_of(points: FloatArray) -> float:
    """Where the model's only back joint lies along the hip–C7 line."""
    hip, back, c7 = (points[POINTS.index(name)] for name in ("hip", "l5s1", "cervicale"))
    return float((back - hip) @ (c7 - hip) / ((c7 - hip) @ (c7 - hip)))


def test_the_same_points_give_the_same_moment_within_5_percent(cases: list[Case]) -> None:
    """With the bar, our table of segments instead of the model's."""
    with_bar = [case for case in cases if case["bar_kg"]]
    assert len(with_bar) == 3
    for case in with_bar:
        points = points_of(case)
        pieces = pieces_of(parts_of("male"), case["body_kg"], cut_of(points))
        ours = reaction(points, np.zeros_like(points), pieces, Load(case["bar_kg"])).at("l5s1")
        assert ours == pytest.approx(case["lumbar_moment_nm"], rel=0.05), case["posture"]


def test_without_a_bar_the_tables_differ_by_no_more_than_10_newton_metres(cases: list[Case]) -> None:
    """The model's trunk lies 2 cm further ahead than a man's of de Leva: a share of little, so told in N·m."""
    for case in cases:
        points = points_of(case)
        pieces = pieces_of(parts_of("male"), case["body_kg"], cut_of(points))
        ours = reaction(points, np.zeros_like(points), pieces, Load(case["bar_kg"])).at("l5s1")
        assert ours == pytest.approx(case["lumbar_moment_nm"], abs=10), case["posture"]


def test_the_same_masses_in_the_same_places_give_the_same_moment(cases: list[Case]) -> None:
    """To 0.5 N·m: every stored segment is a piece of its own, the bar in its hand."""
    for case in cases:
        segments = list(case["segments_above_back"].values())
        points, count = np.zeros((len(POINTS), 2)), len(segments)
        points[POINTS.index("l5s1")] = case["points_m"]["back"]
        free = [k for k, name in enumerate(POINTS) if name != "l5s1"][:count]
        points[free] = [segment["com_m"] for segment in segments]
        weight = np.zeros((count, len(POINTS)))
        weight[np.arange(count), free] = 1.0
        mass = np.array([segment["mass_kg"] for segment in segments])
        pieces = Pieces(mass, weight, np.zeros_like(weight), np.zeros(count), (count,) * 4)
        ours = reaction(points, np.zeros_like(points), pieces, Load(0.0)).at("l5s1")
        assert ours == pytest.approx(case["lumbar_moment_nm"], abs=0.5), case["posture"]
