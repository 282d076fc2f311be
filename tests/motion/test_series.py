"""Series on the clip's own frames: known angles, a known bar, and gaps where nothing was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from liftwell.analysis import Series
from liftwell.lift import Facing
from liftwell.motion.series import (
    ANGLE_SD,
    BENT_ELBOW_SD,
    Stretch,
    angle_series,
    bar_height_bodies,
    bar_series,
    relative_error,
)
from tests.motion.lifter import FloatArray, Lifter, filmed, lifting, reps_at

KNOTS = reps_at(1.0)
AT = np.arange(0, 5, 1 / 30)
TRUTH: Lifter = lifting(AT, KNOTS)
SHANK, THIGH, TRUNK = np.moveaxis(TRUTH.angle[:, :3], 1, 0)
SEEN = filmed(KNOTS)


def mean_error_deg(series: Series, truth: FloatArray) -> float:
    return float(np.degrees(np.nanmean(np.abs(series.value - truth))))


def without_scale() -> Stretch:
    return replace(SEEN, scale=filmed(KNOTS, source="hands").scale)


@pytest.mark.parametrize("facing", ["left", "right"])
def test_angles_are_those_of_the_contract(facing: Facing) -> None:
    series = angle_series(filmed(KNOTS, facing))
    truths = {
        "shank": SHANK,
        "knee_flexion": SHANK - THIGH,
        "hip_flexion": TRUNK - THIGH,
        "trunk_inclination": TRUNK,
    }
    for name, truth in truths.items():
        assert mean_error_deg(series[name], truth) < 2, name
        assert series[name].unit == "rad"
        assert (series[name].sd[np.isfinite(series[name].value)] > 0).all()


def test_pelvis_and_trunk_differ_by_what_the_back_bends() -> None:
    """Standing, hip flexion and hip-on-pelvis agree within the tilt of a tall pelvis; rounded, the pelvis lags."""
    series = angle_series(SEEN)
    lag = np.degrees(series["hip_flexion"].value - series["hip_on_pelvis"].value)
    bottom, top = lag[3:25], lag[68:76]
    assert np.nanmean(bottom) > np.nanmean(top) + 3
    relation = series["hip_on_pelvis"].value - (series["pelvis"].value - THIGH)
    assert np.degrees(np.nanmean(np.abs(relation))) < 2


def test_rounding_is_seen_and_a_flat_back_is_not() -> None:
    def at_the_bottom(seen: Mapping[str, Series]) -> float:
        return float(np.degrees(np.nanmean(seen["lumbar_flexion"].value[3:25])))

    assert at_the_bottom(angle_series(SEEN)) > at_the_bottom(angle_series(filmed(KNOTS, lumbar_rad=0.0))) + 10


def test_a_noisy_fit_is_less_sure() -> None:
    link = SEEN.moving.linkage
    noisy = replace(SEEN, moving=replace(SEEN.moving, linkage=replace(link, angle_sd=3 * link.angle_sd + 0.1)))
    calm, rough = angle_series(SEEN), angle_series(noisy)
    for name in ("shank", "knee_flexion", "hip_flexion", "trunk_inclination"):
        assert np.nanmean(rough[name].sd) > np.nanmean(calm[name].sd)


def sds(stretch: Stretch, name: str) -> FloatArray:
    return angle_series(stretch)[name].sd


def posed(*hip_deg: float, lean_deg: float = 0.0) -> Stretch:
    """A fit as calm as usual, of a body that folds its hips by so much from picture to picture."""
    link = SEEN.moving.linkage
    fold, lean = np.radians(np.resize(hip_deg, len(link.time_s))), np.radians(lean_deg)
    angle = np.stack([0 * fold, lean - fold, lean + 0 * fold, 0 * fold], axis=1)
    calm = replace(link, angle=angle, angle_sd=np.full_like(angle, 0.01))
    return replace(SEEN, moving=replace(SEEN.moving, linkage=calm))


@pytest.mark.parametrize(("name", "standing_deg"), [("trunk_inclination", 3.0), ("hip_flexion", 6.3)])
def test_standing_the_hip_is_less_sure(name: str, standing_deg: float) -> None:
    """The landmark lies in front of the joint then, by an amount that differs from body to body."""
    least = ANGLE_SD["trunk" if name == "trunk_inclination" else "hip"]
    standing, half, folded, deep = (float(np.nanmedian(sds(posed(hip), name))) for hip in (0.0, 20.0, 40.0, 100.0))
    assert folded == deep == pytest.approx(least)
    assert standing == pytest.approx(np.hypot(least, np.radians(1.25 * standing_deg)))
    assert half == pytest.approx(np.hypot(least, np.radians(1.25 * standing_deg) / 2))
    assert float(np.nanmedian(sds(posed(-10.0), name))) == pytest.approx(standing), "leaning back is standing too"


def test_standing_means_straight_hips_not_an_upright_trunk() -> None:
    upright, leaning = posed(5.0), posed(5.0, lean_deg=45.0)
    assert np.nanmedian(sds(leaning, "hip_flexion")) == pytest.approx(np.nanmedian(sds(upright, "hip_flexion")))


def test_the_error_of_standing_reaches_the_pelvis_and_not_the_leg() -> None:
    standing, folded = posed(0.0), posed(60.0)
    for name in ("pelvis", "hip_on_pelvis"):
        assert np.nanmedian(sds(standing, name)) > np.nanmedian(sds(folded, name))
    for name in ("shank", "knee_flexion"):
        assert np.nanmedian(sds(standing, name)) == np.nanmedian(sds(folded, name)) > 0


def test_a_pull_is_least_sure_at_the_top() -> None:
    bottom, top = slice(3, 25), slice(68, 76)
    for name in ("trunk_inclination", "hip_flexion"):
        sd = sds(SEEN, name)
        assert np.nanmax(sd[bottom]) < np.nanmin(sd[top])


def test_foot_and_elbow_are_told_with_one_error() -> None:
    series = angle_series(SEEN)
    for name in ("elbow", "sole"):
        told = series["elbow_flexion" if name == "elbow" else name]
        seen = np.isfinite(told.value)
        assert told.unit == "rad"
        assert seen.any()
        least = np.full(seen.sum(), ANGLE_SD[name])
        bent = BENT_ELBOW_SD * told.value[seen] if name == "elbow" else 0.0
        assert told.sd[seen] == pytest.approx(np.hypot(least, bent), rel=0.01)


@pytest.mark.parametrize("seen_samples", [0, 1, 2, 3, 20])
def test_a_back_seen_for_a_moment_is_there_for_that_moment(seen_samples: int) -> None:
    back = SEEN.back
    lumbar = np.full_like(back.lumbar, np.nan)
    lumbar[10 : 10 + seen_samples] = back.lumbar[10 : 10 + seen_samples]
    series = angle_series(replace(SEEN, back=replace(back, lumbar=lumbar)))["lumbar_flexion"]
    there = np.isfinite(series.value)
    assert (there == np.isfinite(series.sd)).all()
    if seen_samples < 2:
        assert not there.any()
    else:
        last = 0.1 * (9 + seen_samples)
        assert AT[there].min() == pytest.approx(1.0, abs=0.08)
        assert AT[there].max() == pytest.approx(last, abs=0.08)


def test_gaps_stay_gaps() -> None:
    lumbar = SEEN.back.lumbar.copy()
    lumbar[20:30] = np.nan
    value = angle_series(replace(SEEN, back=replace(SEEN.back, lumbar=lumbar)))["lumbar_flexion"].value
    assert np.isnan(value[(AT > 2.0) & (AT < 2.85)]).all()
    assert np.isfinite(value[(AT > 0.5) & (AT < 1.85)]).all()


def test_the_bar_is_placed_from_the_ankle_and_the_floor() -> None:
    series = bar_series(filmed(KNOTS, "left"))
    hand, ankle = TRUTH.joints[:, 6], TRUTH.joints[:, 0]
    assert series["bar_x"].value == pytest.approx((hand - ankle)[:, 0], abs=0.03)
    over_ankle = series["bar_y"].value - (hand - ankle)[:, 1]
    assert 0.04 < np.median(over_ankle) < 0.12, "an ankle joint is some centimetres over the floor"
    assert np.ptp(over_ankle) < 0.02
    speed = np.gradient(hand[:, 1], AT)
    assert np.abs(series["bar_speed"].value - speed).mean() < 0.02
    assert [series[name].unit for name in ("bar_x", "bar_y", "bar_speed")] == ["m", "m", "m/s"]


def test_without_a_scale_nothing_is_in_metres_but_angles_and_heights_in_bodies_remain() -> None:
    bare = without_scale()
    for series in bar_series(bare).values():
        assert np.isnan(series.value).all()
        assert np.isnan(series.sd).all()
    assert np.isnan(relative_error(bare))
    assert np.isnan(bare.metres)
    assert np.isfinite(angle_series(bare)["trunk_inclination"].value[:-3]).all()
    assert np.ptp(bar_height_bodies(bare)) == pytest.approx(np.ptp(TRUTH.joints[:, 6, 1]) / 1.33, rel=0.03)


@pytest.mark.parametrize("source", ["plate", "hands"])
def test_heights_in_bodies_are_those_of_the_hands(source: str) -> None:
    stretch = filmed(KNOTS, source="hands") if source == "hands" else SEEN
    assert np.ptp(bar_height_bodies(stretch)) == pytest.approx(np.ptp(TRUTH.joints[:, 6, 1]) / 1.33, rel=0.03)


def test_a_lost_bar_is_lost_in_its_series() -> None:
    centre = SEEN.bar.centre_px.copy()
    centre[60:90] = np.nan
    series = bar_series(replace(SEEN, bar=replace(SEEN.bar, centre_px=centre)))
    assert np.isnan(series["bar_y"].value[60:90]).all()
    assert np.isfinite(series["bar_y"].value[:60]).all()


def test_one_frame_has_no_speed() -> None:
    bar = SEEN.bar
    one = replace(bar, time_s=bar.time_s[:1], centre_px=bar.centre_px[:1], sd_px=bar.sd_px[:1])
    assert np.isnan(bar_series(replace(SEEN, bar=one))["bar_speed"].value).all()


def test_a_worse_scale_is_a_worse_speed() -> None:
    bar = SEEN.scale.bar
    assert bar.value is not None
    assert bar.sd is not None
    worse = replace(SEEN, scale=replace(SEEN.scale, bar=replace(bar, sd=10 * bar.sd)))
    assert relative_error(worse) == pytest.approx(10 * relative_error(SEEN))
    assert bar_series(worse)["bar_speed"].sd.max() > 5 * bar_series(SEEN)["bar_speed"].sd.max()
