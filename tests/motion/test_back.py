"""The back against its tallest posture: more bending reads as more, and less seen reads as less sure."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.evidence import threshold
from liftwell.lift import Facing
from liftwell.motion.back import BAND_COUNT, Back, against, back_model, change_between, tallest, tallest_profile
from liftwell.motion.outline import band_slopes, calm_profile
from tests.motion.lifter import FloatArray, outline_px, profile_px, two_arcs

TIMES = np.arange(0, 4, 0.1)
N = len(TIMES)
UP, DOWN = slice(0, 20), slice(20, 40)
INSIDE = slice(22, 38)  # away from the jump between the two postures
SHARP = np.full(N, 0.02)
TALL = two_arcs(0.1, 0.25)
LEAN: FloatArray = np.radians(np.repeat([5.0, 70.0], 20))
# Seven bands of a back that rounds: steeper at the seat, flatter at the shoulders.
ROUNDER: FloatArray = np.radians([9.0, 7.0, 4.0, 0.0, -3.0, -5.0, -7.0])
FLAT = np.zeros(BAND_COUNT)


def slopes_of(bent: FloatArray, facing: Facing = "right", length_px: float = 200.0) -> FloatArray:
    """(T, 7) rad of a back (S,) that is tall for two seconds and then bent for two."""
    depth = np.where(np.arange(N)[:, None] < 20, TALL, bent)
    forward = 1.0 if facing == "right" else -1.0
    hip = np.tile([400.0, 600.0], (N, 1))
    shoulder = hip + length_px * np.stack([forward * np.sin(LEAN), -np.cos(LEAN)], axis=1)
    points = outline_px(depth, hip, shoulder, facing)
    return band_slopes(calm_profile(TIMES, profile_px(points, hip, shoulder, facing)))


def read(slopes: FloatArray, lean: FloatArray = LEAN, softness: FloatArray = SHARP) -> Back:
    return against(slopes, lean, tallest(slopes, lean), softness)


def lumbar_deg(bent: FloatArray) -> float:
    return float(np.degrees(read(slopes_of(bent)).lumbar[INSIDE].mean()))


def test_the_tallest_posture_is_zero() -> None:
    back = read(slopes_of(TALL))
    for angle in (back.lumbar, back.thoracic):
        assert np.degrees(np.abs(angle[UP])).max() < 1
    assert back.upright_seen


def test_more_bending_reads_as_more() -> None:
    read_deg = [lumbar_deg(two_arcs(0.1 + turn, 0.25)) for turn in np.radians([-10, 0, 10, 20, 30, 40])]
    assert (np.diff(read_deg) > 2).all()
    assert 15 < read_deg[5] - read_deg[1] < 60


def test_an_arched_back_bends_less_than_a_flat_one() -> None:
    assert lumbar_deg(two_arcs(-0.2, 0.2)) < lumbar_deg(TALL) - 5


def test_a_shirt_that_hides_the_hollow_of_the_tallest_posture_hardly_moves_the_bent_back() -> None:
    """Standing it hangs straight, bent over it lies on the back: the change alone would be off by its whole fold."""
    slopes = slopes_of(two_arcs(0.5, 0.3))
    hollow: FloatArray = np.radians([-8.0, -12.0, -8.0, 4.0, 8.0, 10.0, 8.0])
    tight, loose = slopes.copy(), slopes.copy()
    tight[UP] = hollow
    loose[UP] = 0.3 * hollow
    apart = np.degrees(read(tight).lumbar - read(loose).lumbar)[INSIDE]
    assert np.abs(apart).max() < 6


def test_the_upper_back_is_told_from_the_lower() -> None:
    """The same total of bending, low on the back or high: what is bent more reads more than it did."""
    low, high = (read(slopes_of(two_arcs(0.1 + a, 0.25 + b))) for a, b in ((0.4, 0.1), (0.1, 0.4)))
    assert low.lumbar[INSIDE].mean() > high.lumbar[INSIDE].mean() + np.radians(3)
    ratio = [float(back.thoracic[INSIDE].mean() / back.lumbar[INSIDE].mean()) for back in (low, high)]
    assert ratio[1] > ratio[0]


@given(st.floats(0, 0.7), st.floats(0, 0.5), st.floats(60, 600))
def test_mirrored_and_resized_is_the_same_back(lumbar: float, thoracic: float, length_px: float) -> None:
    bent = two_arcs(lumbar, thoracic)
    right, left = read(slopes_of(bent)), read(slopes_of(bent, "left", length_px))
    assert left.lumbar == pytest.approx(right.lumbar, abs=1e-6)
    assert left.pelvis == pytest.approx(right.pelvis, abs=1e-6)


def test_what_is_hidden_makes_the_rest_less_sure() -> None:
    slopes = slopes_of(two_arcs(0.5, 0.3))
    whole = read(slopes)
    slopes[:, 1:3] = np.nan
    part = read(slopes)
    for a, b in ((part.lumbar_sd, whole.lumbar_sd), (part.pelvis_sd, whole.pelvis_sd)):
        assert (a[DOWN] > b[DOWN]).all()
    assert part.lumbar[INSIDE].mean() > np.radians(10)


def test_too_little_seen_is_not_guessed() -> None:
    slopes = slopes_of(two_arcs(0.5, 0.3))
    slopes[30, 2:] = np.nan
    back = read(slopes)
    assert np.isnan([back.lumbar[30], back.thoracic[30], back.pelvis[30], back.lumbar_sd[30]]).all()
    assert np.isfinite(back.lumbar[31])
    assert back.upright_seen


def test_a_soft_edge_is_less_sure() -> None:
    slopes = slopes_of(two_arcs(0.5, 0.3))
    soft = read(slopes, softness=SHARP * 5)
    assert (soft.lumbar_sd[DOWN] > read(slopes).lumbar_sd[DOWN]).all()
    unknown = read(slopes, softness=np.full(N, np.nan))
    assert unknown.lumbar_sd == pytest.approx(read(slopes).lumbar_sd)


def test_bent_frames_are_less_sure_than_standing_ones() -> None:
    back = read(slopes_of(two_arcs(0.5, 0.3)))
    assert back.lumbar_sd[DOWN].min() > back.lumbar_sd[UP][:15].max()
    assert (back.lumbar_sd >= back_model().standing_sd).all()


def test_never_upright_is_never_known() -> None:
    back = read(slopes_of(two_arcs(0.5, 0.3)), lean=np.full(N, np.radians(75)))
    assert not back.upright_seen
    assert np.isnan(back.lumbar).all()
    assert np.isnan(back.thoracic).all()
    assert np.isnan(back.change).all()


def test_a_reference_at_more_lean_costs_certainty() -> None:
    slopes = slopes_of(two_arcs(0.5, 0.3))
    limit = threshold("upright_lean_max_deg")
    upright, stooped = (
        read(slopes, lean=np.where(np.arange(N) < 20, np.radians(limit + more), LEAN)) for more in (-3, 8)
    )
    assert stooped.upright_seen
    assert (stooped.lumbar_sd[DOWN] > upright.lumbar_sd[DOWN]).all()


def test_each_band_has_its_own_tallest_posture() -> None:
    """At lockout a full-size plate hides the seat; a little lower it does not."""
    slopes = np.tile(np.arange(BAND_COUNT, dtype=float), (N, 1))
    slopes[:5] += 100.0
    slopes[:5, :2] = np.nan
    lean = np.radians(np.where(np.arange(N) < 5, 5.0, 60.0))
    lean[5:10] = np.radians(threshold("upright_lean_max_deg") - 1)
    reference = tallest(slopes, lean)
    assert reference.slope[:2] == pytest.approx([0.0, 1.0])
    assert np.isfinite(reference.slope).all()
    assert reference.sd == pytest.approx(0.0)


def test_two_frames_are_no_posture() -> None:
    lean = np.full(N, np.radians(80))
    lean[:2] = 0.0
    assert np.isnan(tallest(np.zeros((N, BAND_COUNT)), lean).slope).all()


def test_a_band_that_is_only_seen_bent_over_has_no_tallest_posture() -> None:
    slopes = np.zeros((N, BAND_COUNT))
    slopes[UP, 2] = np.nan
    reference = tallest(slopes, LEAN)
    assert np.isnan(reference.slope).tolist() == [band == 2 for band in range(BAND_COUNT)]
    assert np.isnan(against(slopes, LEAN, reference, SHARP).change[:, 2]).all()


def flexions(before: FloatArray, after: FloatArray) -> list[float]:
    """Lumbar and thoracic flexion gained, rad."""
    values = [quantity.value for quantity in change_between(before, after)]
    assert all(value is not None for value in values)
    return [value for value in values if value is not None]


def errors(before: FloatArray, after: FloatArray) -> list[float]:
    return [quantity.sd or 0.0 for quantity in change_between(before, after)]


def test_the_same_posture_is_no_change() -> None:
    for posture in (FLAT, ROUNDER, ROUNDER + 0.4):
        assert flexions(posture, posture) == [0.0, 0.0]
        assert errors(posture, posture) == pytest.approx([back_model().standing_sd] * 2)


@given(st.floats(0, 0.7), st.floats(0, 0.5))
def test_a_change_is_the_difference_of_two_angles_against_the_tallest_posture(lumbar: float, thoracic: float) -> None:
    slopes = slopes_of(two_arcs(lumbar, thoracic))
    back = read(slopes, lean=np.radians(np.repeat([5.0, 15.0], 20)))
    tallest_slope = slopes[5] - back.change[5]
    assert tallest_slope == pytest.approx(slopes[30] - back.change[30])
    gained = [back.lumbar[30] - back.lumbar[5], back.thoracic[30] - back.thoracic[5]]
    assert flexions(slopes[5], slopes[30]) == pytest.approx(gained, abs=1e-9)
    assert flexions(back.change[5], back.change[30]) == pytest.approx(gained, abs=1e-9)


def test_there_and_back_again_is_as_much_with_the_other_sign() -> None:
    assert flexions(FLAT, ROUNDER)[0] > np.radians(5)
    assert flexions(ROUNDER, FLAT) == pytest.approx([-value for value in flexions(FLAT, ROUNDER)])
    assert errors(ROUNDER, FLAT) == pytest.approx(errors(FLAT, ROUNDER))


def test_the_whole_trunk_leaning_is_no_rounding() -> None:
    """Bands are slopes against the hip–shoulder line: that all of them grow alike says nothing of the back's shape."""
    assert np.degrees(flexions(FLAT, FLAT + 0.05)) == pytest.approx([0.0, 0.0], abs=1.5)


def test_a_larger_change_is_less_sure_up_to_a_limit() -> None:
    model = back_model()
    sds = np.array([errors(FLAT, share * ROUNDER) for share in (0.0, 0.2, 0.5, 1.0)])
    assert (np.diff(sds, axis=0) > 0).all()
    limit = model.most_of_it * model.full_change / np.sqrt((ROUNDER**2).mean())
    assert errors(FLAT, 2 * limit * ROUNDER) == pytest.approx(errors(FLAT, 1.01 * limit * ROUNDER))


def test_a_change_costs_no_more_than_an_angle_against_the_tallest_posture() -> None:
    """That posture's own error takes no part: here it was only seen at much lean."""
    slopes = slopes_of(two_arcs(0.3, 0.3))
    stooped = read(slopes, np.where(np.arange(N) < 20, np.radians(threshold("upright_lean_max_deg") + 8), LEAN))
    assert errors(slopes[5], slopes[30])[0] < stooped.lumbar_sd[30]


@pytest.mark.parametrize(("common", "seen"), [(7, True), (4, True), (3, False), (0, False)])
def test_fewer_than_four_common_bands_are_no_back(common: int, seen: bool) -> None:
    before = np.where(np.arange(BAND_COUNT) < common, FLAT, np.nan)
    for pair in ((before, ROUNDER), (ROUNDER, before)):
        found = change_between(*pair)
        assert [quantity.seen for quantity in found] == [seen, seen]
        assert {quantity.reason for quantity in found} == {None if seen else "hidden"}
        assert {quantity.unit for quantity in found} == {"rad"}


def test_what_was_seen_in_one_posture_only_does_not_count() -> None:
    low, high = np.arange(BAND_COUNT) < 1, np.arange(BAND_COUNT) > 5
    before, after = np.where(low, np.nan, FLAT), np.where(high, np.nan, ROUNDER)
    both = np.where(low | high, np.nan, ROUNDER)
    assert change_between(before, after) == change_between(FLAT, both)
    assert change_between(before, np.where(low, 99.0, after)) == change_between(before, after)


def test_less_of_the_back_is_less_sure() -> None:
    part = np.where(np.arange(BAND_COUNT) < 3, np.nan, np.radians(5.0))
    whole = np.full(BAND_COUNT, np.radians(5.0))
    assert errors(FLAT, part)[0] > errors(FLAT, whole)[0]


def profiles(*rows: tuple[float, int]) -> FloatArray:
    """(T, 5) depth: so many pictures each of a back that lies so far behind the line everywhere."""
    return np.concatenate([np.full((count, 5), depth) for depth, count in rows])


def leans_deg(*rows: tuple[float, int]) -> FloatArray:
    return np.asarray(np.radians(np.concatenate([np.full(count, lean) for lean, count in rows])))


def test_the_tallest_profile_is_the_median_of_the_upright_pictures() -> None:
    upright = threshold("upright_lean_max_deg") - 1
    depth = profiles((0.10, 2), (0.12, 2), (0.30, 1), (0.90, 20))
    lean = leans_deg((0.0, 2), (-upright, 2), (upright, 1), (70.0, 20))
    assert tallest_profile(depth, lean) == pytest.approx(np.full(5, 0.12))


@pytest.mark.parametrize(("more_deg", "seen"), [(-1, True), (1, True), (9, True), (11, True), (19, True), (21, False)])
def test_a_station_never_seen_upright_is_taken_at_more_lean(more_deg: float, seen: bool) -> None:
    """Its neighbours keep their upright depth."""
    limit = threshold("upright_lean_max_deg")
    depth, lean = profiles((0.1, 5), (0.2, 5), (0.3, 5)), leans_deg((0.0, 5), (limit + more_deg, 5), (80.0, 5))
    depth[:5, 0] = np.nan
    found = tallest_profile(depth, lean)
    assert found[0] == pytest.approx(0.2 if seen else np.nan, nan_ok=True)
    assert found[1:] == pytest.approx(0.1 if more_deg > 0 else 0.15)


def test_the_least_lean_that_shows_a_station_is_taken() -> None:
    limit = threshold("upright_lean_max_deg")
    depth, lean = profiles((0.1, 2), (0.2, 3), (0.3, 30)), leans_deg((0.0, 2), (limit + 5, 3), (limit + 15, 30))
    assert tallest_profile(depth, lean) == pytest.approx(np.median([0.1, 0.1, 0.2, 0.2, 0.2]))


def test_a_station_that_was_never_seen_has_no_tallest_profile() -> None:
    depth = profiles((0.1, 10))
    depth[:, 3] = np.nan
    depth[:8, 4] = np.nan
    found = tallest_profile(depth, leans_deg((0.0, 10)))
    assert np.isnan(found).tolist() == [False, False, False, True, True]
    assert np.isnan(tallest_profile(depth, leans_deg((80.0, 10)))).all()


def test_the_model_that_ships_is_a_covariance() -> None:
    model = back_model()
    assert model.moments == pytest.approx(model.moments.T)
    assert np.linalg.eigvalsh(model.moments).min() > -1e-3 * np.linalg.eigvalsh(model.moments).max()
    assert min(model.band_sd, model.line_sd, model.standing_sd, model.pelvis_tallest_sd) > 0
