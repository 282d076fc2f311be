"""The strip under a knee test: its time line grows, and what was not seen is a dash."""

from __future__ import annotations

import numpy as np

from liftwell.analysis import KneeTest
from liftwell.report import palette
from liftwell.report.knee_band import KneeBand
from tests.report.kinds import knee_test

WIDTH, HEIGHT, LINE = 640, 92, 5


def drawn(time_s: float, *, seen: bool = True) -> np.ndarray:
    analysis = knee_test(seen=seen)
    assert isinstance(analysis.self_test, KneeTest)
    band = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    KneeBand((WIDTH, HEIGHT), LINE, analysis, analysis.self_test).draw(band, time_s)
    return band


def test_the_time_line_grows() -> None:
    played = [int((drawn(t)[0] == palette.TRAIL).all(axis=1).sum()) for t in (0.0, 7.0, 14.0)]
    assert played == [0, WIDTH // 2, WIDTH]


def test_the_number_changes_with_the_knee_and_its_best_stays() -> None:
    early, late, never = (drawn(t)[LINE:] for t in (0.0, 6.0, 60.0))
    third = round(0.33 * WIDTH)
    assert (early[:, :third] != late[:, :third]).any()
    assert (early[:, third : 2 * third] == late[:, third : 2 * third]).all()
    assert (never[:, :third] != late[:, :third]).any()


def test_a_best_that_was_not_seen_is_a_dash() -> None:
    number, dash = (int((drawn(1.0, seen=seen) == palette.PAPER).all(axis=2).sum()) for seen in (True, False))
    assert dash < number
