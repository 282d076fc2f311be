"""Scene files: those that ship can be played, and one with a mistake is refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import bench.synthetic
from bench.synthetic.lifter import Lifter
from bench.synthetic.lifts import SET_UPS
from bench.synthetic.moves import movement_of, story_of
from bench.synthetic.scene import read_scene

SCENES = sorted((Path(bench.synthetic.__file__).parent / "scenes").glob("*.toml"))
GOOD = 'name = "a"\nseed = 1\n[build.shares]\nmale_avg = 1.0\n'
KINDS = {
    "conventional", "sumo", "trap_bar", "romanian", "block", "dowel_hinge", "knee_extension", "rounded_to_lockout",
    "walks_up", "hinge_test",
}  # fmt: skip


def test_there_is_a_scene_of_every_kind() -> None:
    assert {path.stem for path in SCENES} == KINDS


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_every_scene_can_be_played(path: Path) -> None:
    scene = read_scene(path)
    assert scene.name == path.stem
    assert path.read_text("utf-8").startswith("# ")
    lifter = Lifter(scene.build, scene.outfit)
    story = story_of(scene, lifter.skeleton, movement_of(scene, lifter.skeleton))
    for time_s in np.linspace(0.0, story.seconds, 10):
        vertices, normals, bones = lifter.posed(story.at(float(time_s)).posture)
        assert np.isfinite(vertices).all()
        assert np.isfinite(normals).all()
        assert np.isfinite(bones.place).all()
        assert vertices[:, 2].min() > -0.03, "nobody sinks into the floor"


def test_what_is_left_out_is_as_usual(tmp_path: Path) -> None:
    path = tmp_path / "plain.toml"
    path.write_text(GOOD, "utf-8")
    scene = read_scene(path)
    assert scene.how == SET_UPS["conventional"]
    assert (scene.view.width, scene.view.height) == (480, 848)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour = 1\n" + GOOD, "colour: Unexpected keyword argument"),
        (GOOD + "[view]\nzoom = 2\n", "view.zoom: Unexpected keyword argument"),
        (GOOD + '[outfit]\ntop = "toga"\n', "outfit.top: "),
        (GOOD.replace("seed = 1\n", ""), "seed: Field required"),
        (GOOD.replace("male_avg", "male_agv"), "build.shares: male_agv is none of female_avg, "),
        (GOOD.replace("1.0", "0.0"), "build.shares: name at least one body"),
        (GOOD + '[[acts]]\ndo = "rep"\nseconds = 1.0\nup = "fast"\n', "acts: up = fast is none of "),
        ("acts = []\n" + GOOD, "acts: at least one is needed"),
        ("plates = []\n" + GOOD, "plates: at least one is needed"),
        ("name = ", "cannot be read as a scene"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SystemExit) as refused:
        read_scene(path)
    message = str(refused.value.code)
    assert told in message
    assert str(path) in message
    assert "\n" not in message
    assert message.endswith(".")


def test_a_file_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="cannot be read as a scene"):
        read_scene(tmp_path / "nothing.toml")


def test_json_with_a_mistake_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    path.write_text("{", "utf-8")
    with pytest.raises(SystemExit, match="the whole: "):
        read_scene(path)
