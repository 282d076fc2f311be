"""Hands alone: steady movements are kept, noise is halved, gaps stay gaps."""

from __future__ import annotations

import numpy as np
import pytest

from liftwell.barbell.hands import WRIST_SD, hands_path

TIMES = np.arange(0, 4, 0.1)


def test_a_steady_pull_is_neither_lagged_nor_flattened() -> None:
    wrists = np.column_stack([np.full(len(TIMES), 50.0), 400 - 120 * TIMES])
    at = np.arange(0, 3.9, 1 / 30)
    path = hands_path(TIMES, wrists, 300.0, at)
    assert path.centre_px == pytest.approx(np.column_stack([np.full(len(at), 50.0), 400 - 120 * at]))
    assert path.source == "hands"
    assert np.isnan(path.radius_px)
    assert path.sd_px == pytest.approx(WRIST_SD * 300)


def test_noise_is_smoothed() -> None:
    noise = np.random.default_rng(5).normal(0, 4, (len(TIMES), 2))
    path = hands_path(TIMES, 100 + noise, 300.0)
    assert path.centre_px[3:-3].std() < 0.8 * 4


def test_short_gaps_are_bridged_and_long_ones_are_not() -> None:
    wrists = np.column_stack([10 * TIMES, 20 * TIMES])
    wrists[10:12] = np.nan
    wrists[20:30] = np.nan
    path = hands_path(TIMES, wrists, 300.0)
    assert path.seen[10:12].all()
    assert path.centre_px[10] == pytest.approx([10, 20])
    assert not path.seen[22:28].any()
    assert np.isnan(path.sd_px[22:28]).all()


def test_hands_never_seen_give_a_path_of_nothing() -> None:
    path = hands_path(TIMES, np.full((len(TIMES), 2), np.nan), 300.0)
    assert not path.seen.any()


def test_one_look_is_one_place() -> None:
    assert hands_path(np.zeros(1), np.array([[3.0, 4.0]]), 300.0).centre_px == pytest.approx(np.array([[3.0, 4.0]]))
