"""Net joint moments in cases whose answer a person can work out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from liftwell.athlete import Sex
from liftwell.loads.inverse_dynamics import GRAVITY, JOINTS, Load, Pieces, Reaction, pieces_of, reaction
from liftwell.loads.posture import POINTS
from liftwell.loads.segments import parts_of
from tests.loads.chain import deadlift, moving, upright

FloatArray = NDArray[np.float64]
MAN = parts_of("male")
BODY_KG, BAR_KG, STATURE_M = 80.0, 100.0, 1.75
PIECES = pieces_of(MAN, BODY_KG)
WHOLE_S = 1.3
TIME_S = np.linspace(0, WHOLE_S, 40)
SIGN = np.array([1.0, 1.0, -1.0, 1.0])  # a knee extends what is above it forward
NOWHERE = POINTS.index("bow")  # a vector, which a shift does not shift
numbers = st.floats(-3, 3)


def pull() -> tuple[FloatArray, FloatArray]:
    """(11, 2, T) a pull from the floor."""
    return moving(upright(STATURE_M, MAN), deadlift(TIME_S, WHOLE_S))


def one_piece(mass_kg: float, radius: float = 0.0) -> Pieces:
    """A body of one rod from the shoulder to the elbow, carried by every joint, with its mass in its middle."""
    weight, line = np.zeros((1, len(POINTS))), np.zeros((1, len(POINTS)))
    shoulder, elbow = POINTS.index("shoulder"), POINTS.index("elbow")
    weight[0, [shoulder, elbow]] = 0.5
    line[0, shoulder], line[0, elbow] = -1.0, 1.0
    return Pieces(np.array([mass_kg]), weight, line, np.array([radius]), (1, 1, 1, 1))


def same(one: Reaction, other: Reaction) -> bool:
    return bool(np.allclose(one.moment, other.moment, atol=1e-9) and np.allclose(one.force, other.force, atol=1e-9))


def test_a_bar_further_out_by_a_centimetre_adds_a_kilogram_force_metre() -> None:
    """100 kg × 9.80665 m/s² × 0.01 m, extending at the back, the hip and the ankle, flexing at the knee."""
    points, _ = pull()
    further = points.copy()
    further[POINTS.index("hand"), 0] += 0.01
    weightless = pieces_of(MAN, 0.0)
    still = np.zeros_like(points)
    near, far = (reaction(where, still, weightless, Load(100.0)).moment for where in (points, further))
    assert far - near == pytest.approx(np.broadcast_to(9.80665 * SIGN[:, None], near.shape))


def test_a_weight_ahead_of_a_joint_asks_for_mass_times_gravity_times_distance() -> None:
    points = np.zeros((len(POINTS), 2))
    points[POINTS.index("shoulder")], points[POINTS.index("elbow")] = (0.2, 1.0), (0.4, 1.0)
    found = reaction(points, np.zeros_like(points), one_piece(10.0), Load(0.0))
    assert found.moment == pytest.approx(10 * GRAVITY * 0.3 * SIGN)
    assert found.force == pytest.approx([0, 10 * GRAVITY])


def test_a_rod_that_only_turns_needs_its_moment_of_inertia_times_its_angular_acceleration() -> None:
    """12 kg over 0.6 m like a thin rod: m L² / 12 = 0.36 kg·m², at 5 rad/s² anticlockwise, about its own middle."""
    points, gains = (np.zeros((len(POINTS), 2)) for _ in range(2))
    shoulder, elbow = POINTS.index("shoulder"), POINTS.index("elbow")
    points[shoulder], points[elbow] = (-0.3, 0.0), (0.3, 0.0)
    gains[shoulder], gains[elbow] = (0.0, -1.5), (0.0, 1.5)
    found = reaction(points, gains, one_piece(12.0, radius=12**-0.5), Load(0.0))
    assert found.moment == pytest.approx(0.36 * 5 * SIGN)


def test_free_fall_asks_for_nothing() -> None:
    points, _ = pull()
    falling = np.zeros_like(points)
    falling[:NOWHERE, 1] = -GRAVITY
    found = reaction(points, falling, PIECES, Load(BAR_KG))
    assert found.moment == pytest.approx(0, abs=1e-9)
    assert found.force == pytest.approx(0, abs=1e-9)


@given(up=st.floats(-9, 20))
def test_rising_faster_scales_everything_like_more_gravity(up: float) -> None:
    points, _ = pull()
    rising = np.zeros_like(points)
    rising[:NOWHERE, 1] = up
    still, moved = (reaction(points, gains, PIECES, Load(BAR_KG)) for gains in (np.zeros_like(points), rising))
    assert moved.moment == pytest.approx(still.moment * (1 + up / GRAVITY), abs=1e-9)
    assert moved.force[1] == pytest.approx(still.force[1] * (1 + up / GRAVITY))


@given(x=numbers, y=numbers)
def test_where_the_world_begins_does_not_matter(x: float, y: float) -> None:
    points, gains = pull()
    shifted = points.copy()
    shifted[:NOWHERE] += np.array([[x], [y]])
    assert same(*(reaction(where, gains, PIECES, Load(BAR_KG)) for where in (points, shifted)))


def test_seen_in_a_mirror_every_moment_changes_its_sign() -> None:
    points, gains = pull()
    mirror = np.array([[-1.0], [1.0]])
    seen, mirrored = (
        reaction(points * how, gains * how, PIECES, Load(BAR_KG)) for how in (np.ones_like(mirror), mirror)
    )
    assert mirrored.moment == pytest.approx(-seen.moment)


@given(body_kg=st.floats(0, 200), bar_kg=st.floats(0, 500))
def test_body_and_bar_simply_add(body_kg: float, bar_kg: float) -> None:
    points, gains = pull()
    whole, body, bar = (
        reaction(points, gains, pieces_of(MAN, kilograms), Load(load))
        for kilograms, load in ((body_kg, bar_kg), (body_kg, 0.0), (0.0, bar_kg))
    )
    assert whole.moment == pytest.approx(body.moment + bar.moment, abs=1e-9)
    assert whole.force == pytest.approx(body.force + bar.force, abs=1e-9)


def test_still_the_force_across_l5s1_is_the_weight_above_it() -> None:
    points, _ = pull()
    force = reaction(points, np.zeros_like(points), PIECES, Load(BAR_KG)).force
    above_kg = PIECES.mass[: PIECES.carried[0]].sum() + BAR_KG
    assert force[0] == pytest.approx(0)
    assert force[1] == pytest.approx(above_kg * GRAVITY)


def test_the_moment_from_hip_to_ankle_changes_by_force_times_distance_and_the_weight_between() -> None:
    """Standing still, ankle and hip carry the same load but for the legs."""
    points, _ = pull()
    still = reaction(points, np.zeros_like(points), PIECES, Load(BAR_KG))
    hip, ankle = (points[POINTS.index(name), 0] for name in ("hip", "ankle"))
    above_hip, legs = PIECES.mass[:9].sum() + BAR_KG, slice(9, 11)
    place = np.tensordot(PIECES.weight, points, 1)[legs, 0]
    weight = PIECES.mass[legs] * GRAVITY
    expected = still.at("hip") + above_hip * GRAVITY * (hip - ankle) + weight @ (place - ankle)
    assert still.at("ankle") == pytest.approx(expected)


def test_a_hanging_bar_asks_extension_of_back_hip_and_ankle() -> None:
    points, _ = pull()
    first = reaction(points, np.zeros_like(points), PIECES, Load(BAR_KG)).moment[:, 0]
    assert (first[[0, 1]] > 100).all()
    assert dict(zip(JOINTS, first, strict=True))["hip"] > first[0]


def test_knees_ahead_of_the_weight_must_extend_and_behind_it_flex() -> None:
    points = upright(STATURE_M, MAN)
    knee = POINTS.index("knee")
    for shift_m, sign in ((0.3, 1), (-0.3, -1)):
        bent = points.copy()
        bent[knee, 0] += shift_m
        assert sign * reaction(bent, np.zeros_like(bent), PIECES, Load(BAR_KG)).at("knee") > 50


def test_a_bar_on_the_shoulders_is_carried_there() -> None:
    points, gains = pull()
    at_shoulder, moved = points.copy(), gains.copy()
    for of in (at_shoulder, moved):
        of[POINTS.index("hand")] = of[POINTS.index("shoulder")]
    weightless = pieces_of(MAN, 0.0)
    assert same(
        reaction(points, gains, weightless, Load(BAR_KG, "shoulder")),
        reaction(at_shoulder, moved, weightless, Load(BAR_KG)),
    )


@pytest.mark.parametrize("sex", ["male", "female", None])
def test_a_cut_elsewhere_does_not_change_what_the_hips_carry(sex: Sex | None) -> None:
    points, _ = pull()
    still = np.zeros_like(points)
    one, other = (
        reaction(points, still, pieces_of(parts_of(sex), BODY_KG, at), Load(BAR_KG)).moment for at in (0.05, 0.3)
    )
    assert one[1:] == pytest.approx(other[1:])
    assert (np.abs(one[0] - other[0]) > 0.1).any()


def test_frames_samples_and_single_postures_agree() -> None:
    points, gains = pull()
    samples = [points + 0.01 * k for k in range(3)]
    stacked, moves = np.stack(samples, 2), np.stack([gains * (1 + k) for k in range(3)], 2)
    all_at_once = reaction(stacked, moves, PIECES, Load(BAR_KG))
    assert all_at_once.moment.shape == (len(JOINTS), 3, len(TIME_S))
    assert all_at_once.force.shape == (2, 3, len(TIME_S))
    for k in range(3):
        over_time = reaction(samples[k], gains * (1 + k), PIECES, Load(BAR_KG))
        assert all_at_once.moment[:, k] == pytest.approx(over_time.moment)
        single = reaction(samples[k][..., 7], gains[..., 7] * (1 + k), PIECES, Load(BAR_KG))
        assert single.moment.shape == (len(JOINTS),)
        assert over_time.moment[:, 7] == pytest.approx(single.moment)


def test_masses_and_loads_may_differ_between_samples() -> None:
    points, gains = pull()
    body_kg, bar_kg = np.array([60.0, 80.0, 100.0]), np.array([90.0, 100.0, 110.0])
    many = PIECES._replace(mass=PIECES.mass[:, None, None] * (body_kg / BODY_KG)[:, None])
    together = reaction(points[:, :, None], gains[:, :, None], many, Load(bar_kg[:, None]))
    assert together.moment.shape == (len(JOINTS), 3, len(TIME_S))
    for k in range(3):
        alone = reaction(points, gains, pieces_of(MAN, body_kg[k]), Load(float(bar_kg[k])))
        assert together.moment[:, k] == pytest.approx(alone.moment)
        assert together.force[:, k] == pytest.approx(alone.force)


def test_one_posture_may_carry_many_loads() -> None:
    points = upright(STATURE_M, MAN)
    points[POINTS.index("hand"), 0] += 0.2
    loads = np.array([0.0, 50.0, 100.0])
    found = reaction(points[..., None], np.zeros((len(POINTS), 2, 1)), PIECES, Load(loads))
    assert np.diff(found.at("l5s1")) == pytest.approx(np.full(2, 50 * GRAVITY * (
        points[POINTS.index("hand"), 0] - points[POINTS.index("l5s1"), 0])))  # fmt: skip


def test_a_joint_by_another_name_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="not in"):
        reaction(*pull(), PIECES, Load(BAR_KG)).at("neck")


@pytest.mark.parametrize(
    ("row", "name", "start", "end"),
    [(0, "head", "vertex", "cervicale"), (4, "upper_arm", "shoulder", "elbow"), (5, "forearm", "elbow", "wrist"),
     (6, "hand", "wrist", "hand"), (9, "thigh", "hip", "knee"), (10, "shank", "knee", "ankle")],
)  # fmt: skip
def test_a_limbs_mass_lies_between_its_ends_where_the_table_puts_it(row: int, name: str, start: str, end: str) -> None:
    points = upright(STATURE_M, MAN)
    points[:, 0] = np.linspace(0, 1, len(POINTS))
    part = getattr(MAN, name)
    first, last = points[POINTS.index(start)], points[POINTS.index(end)]
    assert PIECES.weight[row] @ points == pytest.approx(first + part.com * (last - first))
    assert np.abs(PIECES.line[row] @ points) == pytest.approx(np.abs(last - first))
    assert PIECES.radius[row] == part.radius
    assert PIECES.mass[row] == pytest.approx((1 if name == "head" else 2) * part.mass * BODY_KG)


def test_a_bent_trunks_mass_lies_on_its_parabola() -> None:
    """Hip at (0, 0), C7 at (0, 1): x = -0.4 y (1 - y)."""
    points = np.zeros((len(POINTS), 2))
    points[POINTS.index("cervicale"), 1], points[NOWHERE, 0] = 1.0, -0.4
    x, y = (PIECES.weight @ points)[[1, 2, 3, 7, 8]].T
    assert ((y >= 0) & (y <= 1)).all()
    assert x == pytest.approx(-0.4 * y * (1 - y))


def test_a_back_that_rounds_backwards_asks_less_of_l5s1() -> None:
    points, _ = pull()
    rounded = points.copy()
    rounded[NOWHERE, :, 0] = (-0.15, 0.1)
    straight, bent = (
        reaction(where, np.zeros_like(where), PIECES, Load(BAR_KG)).moment[:, 0] for where in (points, rounded)
    )
    assert 3 < straight[0] - bent[0] < 30


@pytest.mark.parametrize(("sex", "com", "radius"), [("male", 0.5138, 0.306), ("female", 0.4964, 0.292)])
def test_the_pieces_of_a_trunk_turn_like_the_published_whole(sex: Sex, com: float, radius: float) -> None:
    """About the hip joints: de Leva 1996, CERV-MIDH, within 2 %."""
    points = np.zeros((len(POINTS), 2))
    points[POINTS.index("cervicale"), 1] = 1.0
    pieces, rows = pieces_of(parts_of(sex), BODY_KG), [1, 2, 3, 7, 8]
    height = (pieces.weight @ points)[rows, 1]
    found = pieces.mass[rows] @ (pieces.radius[rows] ** 2 + height**2)
    assert found == pytest.approx(pieces.mass[rows].sum() * ((1 - com) ** 2 + radius**2), rel=0.02)
