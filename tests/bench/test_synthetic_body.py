from __future__ import annotations

import numpy as np
import pytest

from bench.synthetic.body import NAMES, Body, Build, built, lengths_of
from bench.synthetic.skin import skinned
from bench.synthetic.spine import LUMBAR_SHARE, SPINE, THORACIC_SHARE, bends


@pytest.fixture(scope="module")
def body() -> Body:
    return built(Build({"male_avg": 1.0}))


def test_a_mixture_lies_between_the_bodies_it_is_made_of() -> None:
    two = [built(Build({name: 1.0})).stature for name in ("female_avg", "male_lean_tall")]
    mixed = built(Build({"female_avg": 1.0, "male_lean_tall": 1.0}))
    assert min(two) < mixed.stature < max(two)


def test_a_build_has_the_stature_and_the_segments_that_were_asked_for(body: Body) -> None:
    longer = built(Build({"male_avg": 1.0}, stature_m=1.7, thigh=1.05))
    usual, changed = lengths_of(body), lengths_of(longer)
    assert longer.stature == pytest.approx(1.7, abs=1e-6)
    assert changed.thigh / changed.shank == pytest.approx(1.05 * usual.thigh / usual.shank, rel=0.01)


def test_skin_at_rest_is_the_skin(body: Body) -> None:
    still = np.tile(np.eye(3), (len(body.heads), 1, 1))
    assert np.allclose(skinned(body, body.vertices, still, body.heads), body.vertices, atol=1e-9)


def test_every_vertex_follows_bones_that_share_it(body: Body) -> None:
    assert np.allclose(np.asarray(body.weights.sum(1)), 1.0)
    assert len(NAMES) == 6


def test_levels_add_up_to_the_flexion_asked_for() -> None:
    assert LUMBAR_SHARE.sum() == pytest.approx(1.0)
    assert THORACIC_SHARE.sum() == pytest.approx(1.0)
    levels = bends(0.5, 0.2)
    assert len(levels) == len(SPINE)
    assert levels[:6].sum() == pytest.approx(0.5)
    assert levels[6:].sum() == pytest.approx(0.2)
