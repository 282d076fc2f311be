"""The clips of the bench: as many as promised, spread as promised, and the same ones every time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.synthetic.clothes import TOPS
from bench.synthetic.design import CAPTURED, LEARNT, MEASURED, PAIRED, captured, is_reported, learnt, measured, paired
from bench.synthetic.scene import Scene, read_scene, scene_json

CLIPS, WINDOWS, SCHOOL = measured(), captured(), learnt()


@pytest.mark.parametrize(
    ("scenes", "count"),
    [(CLIPS, MEASURED), (WINDOWS, CAPTURED), (SCHOOL, LEARNT)],
    ids=["measured", "captured", "learnt"],
)
def test_there_are_as_many_as_promised_each_with_its_own_name_and_seed(scenes: list[Scene], count: int) -> None:
    assert len(scenes) == count
    assert len({scene.name for scene in scenes}) == len({scene.seed for scene in scenes}) == count


def test_there_are_96_to_measure_and_200_to_check() -> None:
    assert (MEASURED, CAPTURED) == (96, 200)


def test_no_clip_of_one_kind_shares_its_seed_with_another() -> None:
    kinds = [{scene.seed for scene in scenes} for scenes in (CLIPS, WINDOWS, SCHOOL)]
    assert len(set.union(*kinds)) == sum(len(kind) for kind in kinds)


def test_what_is_learnt_from_is_one_repetition_alone_and_nearly_side_on() -> None:
    for scene in SCHOOL:
        assert [act.do for act in scene.acts].count("rep") == 1
        assert not scene.room.bystander
        assert abs(scene.view.yaw) <= 17
    assert set(Counter(scene.outfit.top for scene in SCHOOL).values()) == {LEARNT // len(TOPS)}


def test_a_pair_differs_by_20_degrees_of_the_low_back_and_nothing_else() -> None:
    pairs = list(zip(SCHOOL, paired(), strict=False))
    assert len(pairs) == PAIRED
    for one, other in pairs:
        lumbar = one.spine.lumbar
        assert abs(other.spine.lumbar.bottom - lumbar.bottom) == pytest.approx(20.0)
        spine = replace(other.spine, lumbar=replace(other.spine.lumbar, bottom=lumbar.bottom))
        assert replace(other, name=one.name, spine=spine) == one


def test_two_thirds_stand_within_15_degrees_of_side_on_and_none_beyond_30() -> None:
    yaw = np.array([scene.view.yaw for scene in CLIPS])
    assert (np.abs(yaw) <= 15).mean() == pytest.approx(2 / 3, abs=0.02)
    assert np.abs(yaw).max() <= 30
    assert (yaw > 0).mean() == pytest.approx(0.5, abs=0.02)


def test_windows_are_spread_evenly_over_the_yaw_and_last_a_second() -> None:
    yaw = np.array([scene.view.yaw for scene in WINDOWS])
    counts, _ = np.histogram(yaw, bins=12, range=(-30, 30))
    assert counts.min() >= 16
    assert counts.max() <= 17
    for scene in WINDOWS:
        assert scene.stop_s is not None
        assert scene.stop_s - scene.start_s == pytest.approx(1.0)
        assert {act.do for act in scene.acts} == {"rep"}


def test_half_is_reported_and_half_is_for_tuning() -> None:
    assert sum(is_reported(scene.name) for scene in CLIPS) == MEASURED // 2


def test_clothes_and_styles_are_spread_as_the_design_says() -> None:
    assert set(Counter(scene.outfit.top for scene in CLIPS).values()) == {MEASURED // len(TOPS)}
    styles = Counter(scene.style for scene in CLIPS)
    assert styles["conventional"] == pytest.approx(0.6 * MEASURED, abs=1)
    assert set(styles) == {"conventional", "sumo", "block", "romanian", "trap-bar"}


def test_the_same_seed_gives_the_same_scenes_and_another_one_others() -> None:
    assert [scene_json(s) for s in measured()] == [scene_json(s) for s in CLIPS]
    assert [scene_json(s) for s in captured()] == [scene_json(s) for s in WINDOWS]
    assert scene_json(measured(seed=7)[0]) != scene_json(CLIPS[0])


def test_every_scene_comes_back_from_its_file(tmp_path: Path) -> None:
    for scene in [*CLIPS, *WINDOWS, *SCHOOL]:
        path = tmp_path / f"{scene.name}.json"
        path.write_text(scene_json(scene), "utf-8")
        assert read_scene(path) == scene
