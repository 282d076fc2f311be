"""The tables of segments beside what was published of the same people, and cut parts that stay the same body."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.athlete import Sex
from liftwell.loads.inverse_dynamics import JOINTS, Pieces, pieces_of
from liftwell.loads.posture import POINTS
from liftwell.loads.segments import (
    ANKLE_HEIGHT_PER_STATURE,
    HIP_SHOULDER_PER_STATURE,
    NAMES,
    SHANK_PER_STATURE,
    THIGH_PER_STATURE,
    Part,
    parts_of,
)

SEXES: tuple[Sex, ...] = get_args(Sex)
PAIRED = ("upper_arm", "forearm", "hand", "thigh", "shank", "foot")
TRUNK = ("upper_trunk", "middle_trunk", "lower_trunk")
BODY_KG = 80.0

by_sex = pytest.mark.parametrize("sex", SEXES)
of_anybody = pytest.mark.parametrize("sex", [*SEXES, None])


def of(sex: Sex | None, name: str) -> Part:
    part: Part = getattr(parts_of(sex), name)
    return part


def sides(name: str) -> int:
    return 2 if name in PAIRED else 1


def share_of(sex: Sex | None, joint: str) -> float:
    """How much of the body a joint carries."""
    pieces = pieces_of(parts_of(sex), 1.0)
    return float(pieces.mass[: pieces.carried[JOINTS.index(joint)]].sum())


def upright() -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """(11, 2) a straight body of which the hip–C7 line reaches from 0 to 1."""
    points = np.zeros((len(POINTS), 2))
    points[POINTS.index("cervicale"), 1] = 1.0
    return points


def centre(pieces: Pieces, chosen: list[int]) -> tuple[float, float]:
    """Mass and height of the centre of mass of some pieces on an upright body."""
    mass, height = pieces.mass[chosen], (pieces.weight @ upright())[chosen, 1]
    return float(mass.sum()), float(mass @ height / mass.sum())


@of_anybody
def test_the_parts_are_the_whole_body(sex: Sex | None) -> None:
    # de Leva's women sum to 99.99 % for rounding.
    assert sum(sides(name) * of(sex, name).mass for name in NAMES) == pytest.approx(1, abs=1.5e-4)


@pytest.mark.parametrize(("sex", "mass", "com", "radius"),
                         [("male", 43.46, 51.38, 30.6), ("female", 42.57, 49.64, 29.2)])  # fmt: skip
def test_the_three_parts_of_the_trunk_make_the_published_whole(
    sex: Sex, mass: float, com: float, radius: float
) -> None:
    """De Leva 1996, table 4, row "trunk CERV-MIDH"; for men his own rows disagree by 3 mm, for women by none."""
    parts, top_m, masses, places, spins = [of(sex, name) for name in TRUNK], 0.0, [], [], []
    for part in parts:
        masses.append(part.mass)
        places.append(top_m + part.com * part.length)
        spins.append(part.mass * (part.radius * part.length) ** 2)
        top_m += part.length
    whole = sum(masses)
    middle = float(np.average(places, weights=masses))
    inertia = sum(spins) + sum(m * (place - middle) ** 2 for m, place in zip(masses, places, strict=True))
    assert 100 * whole == pytest.approx(mass, abs=0.011)
    assert 100 * middle / top_m == pytest.approx(com, abs=0.5 if sex == "male" else 0.02)
    assert 100 * math.sqrt(inertia / whole) / top_m == pytest.approx(radius, abs=0.1)


@pytest.mark.parametrize(
    ("sex", "name", "length_mm", "com", "radius"),
    [
        ("male", "head", 203.3, 59.76, 37.6), ("female", "head", 200.2, 58.94, 35.9),  # VERT-MIDG
        ("male", "hand", 187.9, 36.24, 23.5), ("female", "hand", 170.1, 34.27, 20.8),  # WJC-DAC3
        ("male", "shank", 434.0, 44.59, 24.9), ("female", "shank", 432.3, 44.16, 26.7),  # KJC-LMAL
    ],
)  # fmt: skip
def test_another_end_point_gives_the_same_centre_of_mass_and_radius(
    sex: Sex, name: str, length_mm: float, com: float, radius: float
) -> None:
    """De Leva 1996 gives these parts between other end points too: the same tissue in mm."""
    part = of(sex, name)
    assert 1000 * part.length * part.com == pytest.approx(length_mm * com / 100, abs=0.15)
    assert 1000 * part.length * part.radius == pytest.approx(length_mm * radius / 100, abs=0.3)


@pytest.mark.parametrize(("sex", "com", "radius"), [("male", 46.08, 26.7), ("female", 45.92, 25.9)])
def test_the_forearm_to_the_styloid_is_the_same_forearm(sex: Sex, com: float, radius: float) -> None:
    """De Leva 1996, EJC-STYL: both shares are of one other length, so they keep their ratio."""
    part = of(sex, "forearm")
    assert part.com / part.radius == pytest.approx(com / radius, rel=0.002)


@by_sex
def test_hips_and_shoulders_are_as_far_apart_as_the_trunks_two_centres_of_mass_say(sex: Sex) -> None:
    """De Leva 1996, MIDS-MIDH and CERV-MIDH: 43.10 % and 51.38 % (37.82 % and 49.64 %) are one place."""
    from_shoulders, from_c7 = {"male": (43.10, 51.38), "female": (37.82, 49.64)}[sex]
    parts = parts_of(sex)
    line = parts.trunk * (1 + parts.neck)
    assert parts.trunk * (1 - from_shoulders / 100) == pytest.approx(line * (1 - from_c7 / 100), abs=3e-4)


@by_sex
def test_l5s1_is_where_dumas_put_it(sex: Sex) -> None:
    """Dumas 2007, table 2: 93 mm from a man's hip joints, 103 mm from a woman's."""
    stature_mm, away_mm = {"male": (1770, 93.2), "female": (1610, 103.8)}[sex]
    l5s1 = parts_of(sex).l5s1
    assert math.hypot(*l5s1) * HIP_SHOULDER_PER_STATURE * stature_mm == pytest.approx(away_mm, abs=0.1)
    assert l5s1.cranial > l5s1.dorsal > 0


@by_sex
def test_l5s1_carries_more_than_the_navel_and_less_than_the_hips(sex: Sex) -> None:
    """De Leva 1996: 49.1 % (45.8 %) lie above the navel and 60.3 % (58.2 %) above the hip joints."""
    navel, hips = {"male": (0.491, 0.603), "female": (0.458, 0.582)}[sex]
    above = ("head", *TRUNK[:2], *PAIRED[:3])
    assert sum(sides(name) * of(sex, name).mass for name in above) == pytest.approx(navel, abs=5e-4)
    assert navel < share_of(sex, "l5s1") < hips
    assert share_of(sex, "hip") == pytest.approx(hips, abs=5e-4)


@of_anybody
def test_about_as_much_lies_above_l5s1_as_in_winters_table(sex: Sex | None) -> None:
    """Winter 2009, table 4.1 (Dempster): thorax and abdomen 35.5 %, head and neck 8.1 %, arms 10 % above L4/L5.

    His trunk was of old men and is cut a vertebra higher: within three parts of a hundred of the body.
    """
    assert share_of(sex, "l5s1") == pytest.approx(0.355 + 0.081 + 2 * 0.050, abs=0.03)


def test_shares_of_stature_add_up() -> None:
    """Drillis and Contini 1966: the knee stands at 0.285 of the stature, the hip at 0.530."""
    knee = ANKLE_HEIGHT_PER_STATURE + SHANK_PER_STATURE
    assert knee == pytest.approx(0.285)
    assert knee + THIGH_PER_STATURE == pytest.approx(0.530)


@by_sex
def test_lengths_are_near_those_shares(sex: Sex) -> None:
    """Two samples of people: legs and trunk of de Leva's 1.741 m and 1.735 m within 15 % of Drillis and Contini."""
    stature_m = {"male": 1.741, "female": 1.735}[sex]
    assert of(sex, "thigh").length == pytest.approx(THIGH_PER_STATURE * stature_m, rel=0.15)
    assert of(sex, "shank").length == pytest.approx(SHANK_PER_STATURE * stature_m, rel=0.15)
    assert parts_of(sex).trunk == pytest.approx(HIP_SHOULDER_PER_STATURE * stature_m, rel=0.15)


def test_nobody_in_particular_is_half_way() -> None:
    male, female, mean = (parts_of(sex) for sex in (*SEXES, None))
    for name in NAMES:
        for field in fields(Part):
            one, other, both = (getattr(getattr(parts, name), field.name) for parts in (male, female, mean))
            assert both == pytest.approx((one + other) / 2)
    assert mean.trunk == pytest.approx((male.trunk + female.trunk) / 2)
    assert mean.l5s1 == pytest.approx(np.mean([male.l5s1, female.l5s1], axis=0))


def test_another_sex_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        parts_of("unknown")


@of_anybody
@given(cut=st.floats(0.0, 1.0))
def test_a_trunk_cut_anywhere_keeps_its_mass_and_its_centre(sex: Sex | None, cut: float) -> None:
    parts = parts_of(sex)
    pieces, uncut = (pieces_of(parts, BODY_KG, at) for at in (cut, 0.0))
    assert (pieces.mass >= 0).all()
    for both in ([2, 7], [3, 8]):
        assert centre(pieces, both) == pytest.approx(centre(uncut, both))


@of_anybody
@given(cut=st.floats(0.02, 0.62))
def test_what_lies_above_the_cut_lies_above_it(sex: Sex | None, cut: float) -> None:
    pieces = pieces_of(parts_of(sex), BODY_KG, cut)
    height = (pieces.weight @ upright())[:, 1]
    for above, below in ((2, 7), (3, 8)):
        assert pieces.mass[above] == 0 or height[above] >= cut
        assert pieces.mass[below] == 0 or height[below] <= cut


@of_anybody
def test_an_uncut_part_lies_where_it_was_published(sex: Sex | None) -> None:
    parts = parts_of(sex)
    pieces = pieces_of(parts, BODY_KG, 0.0)
    whole = parts.trunk * (1 + parts.neck)
    top_m = 0.0
    for row, name in enumerate(TRUNK, start=1):
        part = of(sex, name)
        assert centre(pieces, [row]) == pytest.approx(
            (BODY_KG * part.mass, 1 - (top_m + part.com * part.length) / whole)
        )
        top_m += part.length


@given(cut=st.floats(0.0, 0.5), higher=st.floats(0.001, 0.09))
def test_a_higher_cut_never_carries_more(cut: float, higher: float) -> None:
    low, high = (pieces_of(parts_of("male"), BODY_KG, at).mass[:7].sum() for at in (cut, cut + higher))
    assert high <= low
