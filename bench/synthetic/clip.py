"""A scene becomes a clip: `NAME.mp4`, its truth `NAME.json` and the scene itself, `NAME.scene.json`.

python -m bench.synthetic.clip SCENE... --out DIR [--still SECONDS]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.synthetic import bars, gym
from bench.synthetic.body import NAMES, Build
from bench.synthetic.camera import Camera, looking
from bench.synthetic.clothes import Outfit
from bench.synthetic.film import Film, FilmWriter, some_phone
from bench.synthetic.lifter import Lifter
from bench.synthetic.lifts import SET_UPS, Lift, Spine
from bench.synthetic.light import Palette, lamp
from bench.synthetic.moves import DowelHinge, movement_of, story_of
from bench.synthetic.render import Renderer
from bench.synthetic.scene import Scene, read_scene, scene_json
from bench.synthetic.story import Act, Moment, Story, times
from bench.synthetic.truth import truth_of
from bench.synthetic.turns import swivel

FloatArray = NDArray[np.float64]
Picture = NDArray[np.uint8]
_SKINS: Final = ((0.75, 0.52, 0.40), (0.62, 0.40, 0.28), (0.42, 0.26, 0.17), (0.25, 0.15, 0.10), (0.82, 0.62, 0.50))
_PLATE_COLOURS: Final = (
    (0.32, 0.02, 0.02), (0.02, 0.05, 0.25), (0.03, 0.03, 0.032), (0.03, 0.03, 0.032), (0.45, 0.33, 0.02),
    (0.02, 0.18, 0.06), (0.09, 0.09, 0.095),
)  # fmt: skip
_UNEVEN_S: Final = 0.003
# Where the camera looks: at the waist of a standing body, at the middle of a lying one with a leg up.
_STANDING_M, _LYING_M = 0.88, 0.45


class Look(NamedTuple):
    """One picture and what is true in it."""

    picture: Picture
    truth: dict[str, Any]


class Stage:
    """Everything of a scene that is there before the first picture."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        rng = np.random.default_rng(scene.seed)
        view, side = scene.view, scene.view.side
        self.lifter = Lifter(scene.build, scene.outfit)
        self.movement = movement_of(scene, self.lifter.skeleton)
        self.story = story_of(scene, self.lifter.skeleton, self.movement)
        self.camera: Camera = looking(
            view.width,
            view.height,
            distance_m=view.distance_m,
            height_m=view.height_m,
            yaw_rad=float(np.radians(view.yaw)),
            roll_rad=float(np.radians(view.roll)),
            side=side,
            look_at_x_m=view.look_at_x_m,
            view_m=view.view_m,
            look_at_z_m=_LYING_M if scene.lies else _STANDING_M,
        )
        stop = self.story.seconds if scene.stop_s is None else min(scene.stop_s, self.story.seconds)
        self.time_s = scene.start_s + _beats(stop - scene.start_s, view.rate_hz, rng, scene.recording.uneven)
        recording = scene.recording
        phone = some_phone(rng, shake_px=recording.shake_px, light=recording.light)
        self.film = Film(rng, view.width, view.height, view.rate_hz, phone)
        self._shake_px = self.film.shake(len(self.time_s))
        self.renderer = Renderer(self.camera, lamp(rng, side), seed=scene.seed)
        self.renderer.set_backdrop(gym.gym(rng, side, clutter=scene.room.clutter))
        self._person = self.renderer.add_person(self.lifter.rest(), palette(rng))
        self._bar = self._add_bar(rng)
        if scene.room.bystander:
            self._add_bystander(rng)

    def looks(self) -> Iterator[Look]:
        """Every picture of the clip, in its order."""
        for index, time_s in enumerate(self.time_s):
            yield self.look(index, float(time_s))

    def look(self, index: int, time_s: float) -> Look:
        """The picture at `time_s`, shaken as picture `index` is."""
        moment = self.story.at(time_s)
        vertices, normals, bones = self.lifter.posed(moment.posture)
        self.renderer.move_person(self._person, vertices, normals)
        bar = self._bar_at(moment)
        dx, dy = (float(x) for x in self._shake_px[index])
        picture = self.renderer.draw((dx, dy))
        camera = self.camera.shifted(dx, dy)
        since = time_s - self.scene.start_s
        return Look(picture, truth_of(index, since, moment, self.lifter.skeleton, bones, bar, camera))

    def _add_bar(self, rng: np.random.Generator) -> int | None:
        scene = self.scene
        if scene.test:
            return None
        if scene.style == "hinge":
            return self.renderer.add_thing(bars.dowel())
        colour = _PLATE_COLOURS[rng.integers(len(_PLATE_COLOURS))]
        plates = [bars.Plate(disc.radius_m, disc.thickness_m, disc.maker, colour) for disc in scene.plates]
        if scene.how.block_m:
            self.renderer.add_thing(bars.blocks(scene.how.block_m))
        made = bars.trap_bar(plates, high_handles=False) if scene.style == "trap-bar" else bars.barbell(plates)
        return self.renderer.add_thing(made)

    def _bar_at(self, moment: Moment) -> FloatArray:
        """(3,) m: the bar's middle, which is put there; nan without one."""
        place, nowhere = np.eye(4), np.full(3, np.nan)
        if isinstance(self.movement, DowelHinge):
            place = self.movement.stick(moment.posture)
        elif isinstance(self.movement, Lift):
            place[:3, 3] = self.movement.bar(moment.share, moment.forward_m)
        if self._bar is not None:
            self.renderer.move_thing(self._bar, place)
        return np.asarray(place[:3, 3]) if isinstance(self.movement, Lift) else nowhere

    def _add_bystander(self, rng: np.random.Generator) -> None:
        """Somebody who stands behind the lifter, off to one side, and looks some other way."""
        name = NAMES[rng.integers(len(NAMES))]
        other = Lifter(Build({name: 1.0}), Outfit(top="tee", hair="short"))
        stands = Lift(other.skeleton, "conventional", SET_UPS["conventional"], Spine(), 0.225)
        story = Story(other.skeleton, stands, (Act("stand", 1.0),), starts_at_top=False, near=0)
        vertices, normals, _ = other.posed(story.at(0.0).posture)
        away = -1.0 if self.scene.view.side == "left" else 1.0
        angle = rng.uniform(0, 2 * np.pi)
        place = np.array([rng.choice([-1, 1]) * rng.uniform(0.55, 0.8), away * 1.25, 0])
        turn = swivel(angle)
        handle = self.renderer.add_person(other.rest(), palette(rng))
        self.renderer.move_person(handle, vertices @ turn.T + place, normals @ turn.T)


def _beats(seconds: float, rate_hz: float, rng: np.random.Generator, uneven: bool) -> FloatArray:
    """(T,) s from 0: a phone's pictures come a few milliseconds early or late when it is `uneven`."""
    beat = times(seconds, rate_hz)
    if not uneven:
        return beat
    late = np.clip(rng.normal(0, _UNEVEN_S, len(beat)), -0.3 / rate_hz, 0.3 / rate_hz)
    return np.asarray(beat + late - late[0])


def palette(rng: np.random.Generator) -> Palette:
    """Colours of a person and their clothes, dark ones more often than bright ones."""

    def cloth(darkest: float = 0.02, brightest: float = 0.7) -> FloatArray:
        return np.asarray(rng.uniform(darkest, brightest, 3) * rng.uniform(0.3, 1.0))

    return Palette(
        skin=np.array(_SKINS[rng.integers(len(_SKINS))]),
        hair=rng.uniform(0.01, 0.2) * np.array([1.0, 0.75, 0.55]),
        shirt=cloth(),
        shorts=cloth(0.01, 0.4),
        shoe=cloth(0.05, 0.8),
        belt=cloth(0.01, 0.2),
        sock=cloth(0.3, 0.9),
        sole=cloth(0.4, 0.9),
        pattern=int(rng.integers(3)),
    )


def make(scene: Scene, folder: Path) -> Path:
    """Render a scene into `folder`; the path of the clip. Nothing half-made is left behind."""
    folder.mkdir(parents=True, exist_ok=True)
    clip, stage = folder / f"{scene.name}.mp4", Stage(scene)
    part = clip.with_suffix(".part.mp4")
    frames = []
    view = scene.view
    with FilmWriter(part, view.width, view.height, view.rate_hz, film=stage.film, crf=scene.recording.crf) as film:
        for look in stage.looks():
            film.add(look.picture, look.truth["t"])
            frames.append(look.truth)
    truth = {"meta": meta(stage), "frames": frames}
    clip.with_suffix(".json").write_text(json.dumps(truth), "utf-8")
    clip.with_suffix(".scene.json").write_text(scene_json(scene), "utf-8")
    part.replace(clip)
    return clip


def meta(stage: Stage) -> dict[str, Any]:
    """What does not change from picture to picture."""
    scene, camera, body = stage.scene, stage.camera, stage.lifter.body
    return {
        "version": 2,
        "scene": json.loads(scene_json(scene)),
        "size": [camera.width, camera.height],
        "fps": scene.view.rate_hz,
        "focal_px": camera.focal_px,
        "R": camera.rotation.tolist(),
        "t": camera.translation.tolist(),
        "world": "x forward, y left, z up, m; px = K (R X + t)",
        "px_per_m_at_midplane": camera.focal_px / scene.view.distance_m,
        "plate_radius_m": [disc.radius_m for disc in scene.plates],
        "body": {"stature_m": body.stature, "lengths_m": stage.lifter.skeleton.lengths._asdict()},
        "build": asdict(scene.build),
    }


def main() -> None:
    """Render scenes from the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("scenes", nargs="+", type=Path, help="scene files, TOML or JSON")
    options.add_argument("--out", type=Path, required=True, help="folder for the clips")
    options.add_argument("--still", type=float, help="one picture at this many seconds instead, as PNG")
    chosen = options.parse_args()
    for path in chosen.scenes:
        scene = read_scene(path)
        if chosen.still is None:
            print(make(scene, chosen.out))
        else:
            print(still(scene, chosen.still, chosen.out))


def still(scene: Scene, time_s: float, folder: Path) -> Path:
    """One picture of a scene as the phone would have taken it."""
    import cv2  # noqa: PLC0415  # only stills need it

    folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(scene)
    picture = stage.film.develop(stage.look(0, time_s).picture)
    path = folder / f"{scene.name}.png"
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    return path


if __name__ == "__main__":
    main()
