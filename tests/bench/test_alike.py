"""What two clips of one lifter share of their errors."""

from __future__ import annotations

import numpy as np
import pytest

from bench.accuracy_tables import QUANTITIES, Row
from bench.alike import shared

(LUMBAR,) = (q for q in QUANTITIES if q.name == "lumbar flexion, lift-off")


def row(error: float | None) -> Row:
    found = [] if error is None else [{"what": "lumbar", "at": "liftoff", "error": error, "sd": 1.0}]
    return {"series": {}, "errors": found}


def test_errors_that_are_alike_are_shared_and_others_are_not() -> None:
    rng = np.random.default_rng(1)
    own = rng.normal(0, 5, (400, 3))
    count, rms, share = shared([row(a) for a in own[:, 0]], [row(a) for a in own[:, 0]], LUMBAR)
    assert count == 400
    assert rms == pytest.approx(5.0, abs=0.5)
    assert share == pytest.approx(1.0)
    one, other = own[:, 0] + own[:, 1], own[:, 0] + own[:, 2]
    assert shared([row(a) for a in one], [row(b) for b in other], LUMBAR)[2] == pytest.approx(0.5, abs=0.1)


def test_a_clip_in_which_it_was_not_seen_does_not_count() -> None:
    count, *_ = shared([row(1.0), row(None), row(3.0)], [row(1.0), row(2.0), row(3.0)], LUMBAR)
    assert count == 2
