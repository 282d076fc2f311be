"""A body is put together from what is known, and refused where no body is like that."""

from __future__ import annotations

import numpy as np
import pytest

from liftwell.athlete import Athlete, Segments
from liftwell.errors import ImpossibleValue
from liftwell.loads.build import PER_STATURE, body_of, drawn, taped
from tests.loads.bodies import AVERAGE, hips, tape


def test_stature_alone_gives_a_body_of_its_proportions() -> None:
    assert AVERAGE.shank.value == pytest.approx(0.246 * 1.75)
    assert AVERAGE.trunk.sd == pytest.approx(0.04 * 0.288 * 1.75)
    assert AVERAGE.ankle_m == pytest.approx(0.039 * 1.75)
    assert AVERAGE.estimated == ("shank", "thigh", "trunk", "arm")
    assert AVERAGE.hip_source == "typical"
    assert AVERAGE.hip_range.in_degrees().value == pytest.approx(115)


def test_a_taped_length_is_believed_more() -> None:
    body = body_of(Athlete(1.75), Segments(thigh=taped(0.46)))
    assert body.thigh.sd == pytest.approx(0.02 * 0.46)
    assert body.estimated == ("shank", "trunk", "arm")


def test_lengths_alone_say_how_tall_somebody_is() -> None:
    lengths = tape(*(share * 1.62 for share in PER_STATURE.values()))
    assert body_of(Athlete(), lengths).stature_m == pytest.approx(1.62)


def test_no_length_at_all_is_said() -> None:
    with pytest.raises(ImpossibleValue, match="Nothing says how long this body is; give the height"):
        body_of(Athlete())


@pytest.mark.parametrize(
    ("lengths", "complaint"),
    [
        (Segments(trunk=taped(1.80)), "A trunk of 180 cm does not go with a height of 175 cm"),
        (Segments(thigh=taped(0.20)), r"A thigh of 20 cm does not go .* \(knee joint to hip joint\); please measure"),
        (Segments(arm=taped(1.1)), "where 51–84 cm are found"),
    ],
)
def test_a_length_that_no_body_has_is_named(lengths: Segments, complaint: str) -> None:
    with pytest.raises(ImpossibleValue, match=complaint):
        body_of(Athlete(1.75), lengths)


@pytest.mark.parametrize("degrees", [20.0, 200.0])
def test_a_hip_that_no_body_has_is_named(degrees: float) -> None:
    with pytest.raises(ImpossibleValue, match=f"The hip range {degrees:.0f}° is outside 40–160°"):
        body_of(Athlete(1.75), hip_range=hips(degrees))


def test_a_back_that_no_body_has_is_named() -> None:
    with pytest.raises(ImpossibleValue, match="The lumbar range 115° is outside 5–100°"):
        body_of(Athlete(1.75), lumbar_range=2.0)


def test_the_first_draw_is_the_body_as_told() -> None:
    several, one = drawn(AVERAGE, 300, np.random.default_rng(1)), drawn(AVERAGE, 1, None)
    for name in ("shank", "thigh", "trunk", "arm", "hip_range", "straight_knee", "thoracic", "l5s1", "gap", "ahead"):
        assert getattr(several, name)[0] == getattr(one, name)[0]
    assert several.shank.std() == pytest.approx(AVERAGE.shank.sd, rel=0.15)
    assert np.degrees(several.hip_range).std() == pytest.approx(8, rel=0.15)


def test_what_is_drawn_does_not_hang_on_what_else_is_told() -> None:
    """With and without a mass the same bodies, so that the recommended height is the same."""
    weightless = body_of(Athlete(1.75, None, "male"))
    with_mass, without = (drawn(body, 50, np.random.default_rng(1)) for body in (AVERAGE, weightless))
    assert without.pieces is None
    assert with_mass.pieces is not None
    assert np.array_equal(with_mass.gap, without.gap)
    assert np.array_equal(with_mass.shank, without.shank)


def test_the_parts_weigh_what_the_body_weighs() -> None:
    pieces = drawn(AVERAGE, 400, np.random.default_rng(2)).pieces
    assert pieces is not None
    feet = 2 * 0.0137 * 80
    assert pieces.mass[:, 0].sum() + feet == pytest.approx(80, rel=1e-3)
    assert 1.0 < pieces.mass.sum(0).std() < 4.0


def test_without_a_sex_l5s1_is_less_sure() -> None:
    nobody = body_of(Athlete(1.75, 80.0))
    spread = [drawn(body, 2000, np.random.default_rng(3)).l5s1.std() for body in (AVERAGE, nobody)]
    assert spread[0] == pytest.approx(0.15, rel=0.1)
    assert spread[1] == pytest.approx(np.hypot(0.15, 0.14), rel=0.15)
