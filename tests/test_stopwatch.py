"""Stages are summed by name and are part of the whole."""

from __future__ import annotations

import time

import pytest

from liftwell.stopwatch import Stopwatch


def test_stages_of_one_name_are_summed() -> None:
    watch = Stopwatch()
    for _ in range(2):
        with watch.stage("look"):
            time.sleep(0.01)
    with watch.stage("fit"):
        pass
    read = watch.read()
    assert set(read) == {"look", "fit", "wall"}
    assert read["look"] >= 0.02
    assert read["wall"] >= read["look"] + read["fit"]


def test_a_stage_that_fails_is_counted_all_the_same() -> None:
    watch = Stopwatch()
    with pytest.raises(ZeroDivisionError), watch.stage("look"):
        _ = 1 / 0
    assert "look" in watch.read()


def test_the_wall_clock_runs_on() -> None:
    watch = Stopwatch()
    first = watch.read()["wall"]
    assert 0 <= first <= watch.read()["wall"]
    assert list(watch.read()) == ["wall"]
