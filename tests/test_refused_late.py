"""Clips that pass the first look and are refused afterwards get their count and no numbers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from liftwell.analyse import analyse
from liftwell.passes.second import SecondSight
from tests.flow.conftest import Analysed, analysed

__all__ = ["analysed"]

ENGINE = sys.modules["liftwell.analyse"]
ASSEMBLE = sys.modules["liftwell.assemble"]
CLIP = Path(__file__).parent / "data" / "walk_up.mp4"


def test_stretches_too_short_to_measure_are_refused_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ENGINE, "watch_stretches", lambda *_: SecondSight((), 400.0, None))
    analysis = analyse(CLIP, fast=True)
    assert analysis.capture.verdict == "refused"
    assert [reason.code for reason in analysis.capture.reasons if reason.refuses] == ["no_lift"]


def test_a_view_found_oblique_by_the_bar_keeps_the_count_and_drops_the_numbers(
    analysed: Analysed, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = analysed(CLIP, fast=True)
    assert found.reps[0].bar_rise.seen
    oblique = type(found.capture.yaw)(0.6, 0.03, "rad")
    monkeypatch.setattr(ASSEMBLE, "yaw_of", lambda *_: oblique)
    analysis = analyse(CLIP, fast=True)
    assert analysis.capture.verdict == "refused"
    assert [rep.liftoff_s for rep in analysis.reps] == [rep.liftoff_s for rep in found.reps]
    assert {rep.bar_rise.reason for rep in analysis.reps} == {"refused"}
    assert analysis.series == {}
