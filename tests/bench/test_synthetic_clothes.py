"""Clothes as geometry: where they are, what hangs and what lies on the back, and how a belt and a shoe change it."""

from __future__ import annotations

import numpy as np
import pytest

from bench.synthetic.body import Body, Build, built
from bench.synthetic.clothes import Dressed, Outfit, dress, sole_m
from bench.synthetic.mesh import COVERS, FloatArray


@pytest.fixture(scope="module")
def body() -> Body:
    return built(Build({"male_avg": 1.0}))


def worn(dressed: Dressed, garment: str) -> FloatArray:
    """(V,) bool: what a garment covers."""
    return np.asarray(dressed.cover[:, COVERS.index(garment)] > 0)


def torso(body: Body) -> FloatArray:
    """(V,) bool: no arm, no head."""
    return np.asarray(body.weight_of("arm", "wrist", "finger", "metacarpal", "head", "neck") < 0.3)


def test_garments_cover_what_they_are_made_for(body: Body) -> None:
    dressed = dress(body, Outfit(top="tee", bottom="shorts", hair="short", belt=True))
    assert dressed.cover.shape == (len(body.vertices), len(COVERS))
    middle = {name: float(body.vertices[worn(dressed, name), 2].mean()) for name in COVERS}
    assert middle["sole"] < middle["shoe"] < middle["sock"] < middle["shorts"] < middle["belt"]
    assert middle["belt"] < middle["shirt"] < middle["hair"]
    knee, collar = body.head("lowerleg01.L")[2], body.head("neck01")[2]
    assert body.vertices[worn(dressed, "shorts"), 2].min() > knee
    assert body.vertices[worn(dressed, "shirt"), 2].max() < collar + 0.05


def test_what_is_not_worn_covers_nothing(body: Body) -> None:
    bare = dress(body, Outfit(hair="bald", belt=False, shoes=False))
    assert not any(worn(bare, name).any() for name in ("hair", "belt", "shoe", "sole"))


def test_leggings_and_sleeves_are_longer(body: Body) -> None:
    short, long = dress(body, Outfit()), dress(body, Outfit(top="hoodie", bottom="leggings"))
    knee = body.head("lowerleg01.L")[2]
    assert body.vertices[worn(long, "shorts"), 2].min() < knee - 0.2
    wrist = body.weight_of("lowerarm") > 0.8
    assert worn(long, "shirt")[wrist].mean() > 0.7
    assert not worn(short, "shirt")[wrist].any()


def test_a_loose_tee_spans_the_hollow_when_upright_and_lies_on_the_back_when_bent(body: Body) -> None:
    loose = dress(body, Outfit(top="loose_tee"))
    hollow = loose.spanned > 0.01
    assert hollow.any()
    upright, bent = ((loose.draped(loose.rest, lean) - loose.rest)[hollow, 0].mean() for lean in (0.0, np.pi / 2))
    assert upright < -0.01, "a centimetre and more behind the skin"
    assert abs(bent) < 0.002
    heights = body.vertices[hollow, 2]
    assert body.head("upperleg01.L")[2] < heights.mean() < body.head("spine01")[2], "in the small of the back"


def test_the_looser_the_top_the_more_it_spans_and_a_tight_one_nothing(body: Body) -> None:
    spans = [float(dress(body, Outfit(top=top)).spanned.max()) for top in ("tight", "tee", "loose_tee")]
    assert spans[0] == 0
    assert spans[0] < spans[1] < spans[2] <= 0.06
    tight = dress(body, Outfit(top="tight"))
    assert tight.draped(tight.rest, 0.0) is tight.rest


def test_a_belt_cinches_what_would_hang(body: Body) -> None:
    waist = torso(body) & (np.abs(body.vertices[:, 2] - body.head("L2L3")[2]) < 0.03)
    free, held = (dress(body, Outfit(top="loose_tee", belt=belt)) for belt in (False, True))
    assert free.loose[waist].max() == pytest.approx(1.0)
    assert held.loose[waist].max() < 0.4
    assert held.spanned[waist].max() < 0.4 * free.spanned[waist].max()


def test_shoes_put_a_sole_under_the_foot_and_nothing_deeper(body: Body) -> None:
    outfit = Outfit(shoes=True)
    lowest = float(dress(body, outfit).rest[:, 2].min())
    assert -sole_m(outfit) <= lowest < -0.4 * sole_m(outfit)
    assert sole_m(Outfit(shoes=False)) == 0
    assert dress(body, Outfit(shoes=False)).rest[:, 2].min() == pytest.approx(0.0, abs=1e-9)


def test_folds_are_the_seed_s(body: Body) -> None:
    one, again, other = (dress(body, Outfit(top="hoodie", folds=seed)).folds for seed in (3, 3, 4))
    assert (one == again).all()
    assert (one != other).any()
    assert np.abs(one).max() < 0.012
