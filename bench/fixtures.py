"""The clips of one lifter in `tests/data`: two hinge tests, two sets and a knee test, with what is true in them.

python -m bench.fixtures OUT      renders all five, NAME.mp4 and NAME.truth.json, into the folder OUT
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from bench.synthetic.body import Build
from bench.synthetic.clip import make
from bench.synthetic.clothes import Outfit
from bench.synthetic.lifts import Flexion, Spine
from bench.synthetic.scene import Recording, Room, Scene, SelfTest, View
from bench.synthetic.story import Act
from bench.synthetic.truth import lying_leg

SEED: Final = 23
BUILD: Final = Build({"male_avg": 0.6, "male_strong": 0.4}, 1.79)
OUTFIT: Final = Outfit(top="tee", bottom="shorts", hair="short")
UPRIGHT: Final = View(view_m=2.45, look_at_x_m=0.2, width=360, height=640, rate_hz=15.0)
LYING: Final = View(distance_m=3.2, height_m=0.6, view_m=1.4, look_at_x_m=0.0, width=640, height=360, rate_hz=15.0)
COARSE: Final = Recording(crf=27)
HINGE: Final = Act("rep", 1.1, down_s=1.2, top_s=0.4, bottom_s=0.4)
PULL: Final = Act("rep", 1.3, down_s=1.1, top_s=0.5, bottom_s=0.6)


def hinge_test(name: str, lumbar: float) -> Scene:
    """Three hinges in which the low back bends by `lumbar` degrees, and a toe-touch of 52."""
    return Scene(
        name=name,
        seed=SEED,
        build=BUILD,
        outfit=OUTFIT,
        style="hinge",
        test="hinge",
        spine=Spine(Flexion(lumbar), Flexion(6.0)),
        acts=(Act("hold", 0.9), *[HINGE] * 3, replace(HINGE, seconds=1.3, down_s=1.5), Act("hold", 0.6)),
        view=UPRIGHT,
        recording=COARSE,
        room=Room(clutter=0.3),
        self_test=SelfTest(hands_m=0.30, knees=22.0, touch_lumbar=52.0),
    )


def lift(name: str, lumbar: float) -> Scene:
    """Two reps from the floor in which the low back bends by `lumbar` degrees at lift-off."""
    return Scene(
        name=name,
        seed=SEED,
        build=BUILD,
        outfit=OUTFIT,
        spine=Spine(Flexion(lumbar), Flexion(6.0)),
        acts=(Act("wait", 0.4), *[PULL] * 2, Act("wait", 0.4)),
        view=UPRIGHT,
        recording=COARSE,
        room=Room(clutter=0.3),
    )


def knee_test(name: str, short: float) -> Scene:
    """Lying: the near knee straightened twice, `short` degrees short of straight."""
    rep = Act("rep", 1.3, down_s=1.1, top_s=1.0, bottom_s=0.6)
    return Scene(
        name=name,
        seed=SEED,
        build=BUILD,
        outfit=OUTFIT,
        style="hinge",
        test="knee-extension",
        acts=(rep, rep, Act("wait", 0.4)),
        view=LYING,
        recording=COARSE,
        room=Room(clutter=0.3),
        self_test=SelfTest(short=short, thigh=3.0),
    )


# What the lifter says the bar weighs: a film does not show it.
LOADS_KG: Final = {"light_set": 60.0, "heavy_rounding": 150.0}
SCENES: Final = (
    hinge_test("hinge_neutral", 8.0),
    hinge_test("hinge_rounding", 32.0),
    lift("light_set", 8.0),
    lift("heavy_rounding", 26.0),
    knee_test("knee_extension", 25.0),
)


def truth_of(scene: Scene, frames: list[dict[str, Any]], meta: dict[str, Any]) -> dict[str, Any]:
    """What is true in a clip, in few numbers: degrees, metres, seconds."""
    told = {
        "about": f"Truth of {scene.name}.mp4; flexion 0 is the body's own stance. Made by python -m bench.fixtures.",
        "frame_rate_hz": scene.view.rate_hz,
        "facing": "left",
        "height_m": round(meta["body"]["stature_m"], 3),
        "load_kg": LOADS_KG.get(scene.name),
    }
    if scene.lies:
        short, _ = min(lying_leg(frame["joints3d"], "L") for frame in frames)
        return told | {"side": "left", "short_deg": round(short, 2)}
    return told | {"reps": [_rep(part) for part in _by_rep(frames)]}


def _by_rep(frames: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    moving = [frame for frame in frames if frame["phase"] in ("up", "down")]
    return [[frame for frame in moving if frame["rep"] == rep] for rep in sorted({f["rep"] for f in moving})]


def _rep(frames: list[dict[str, Any]]) -> dict[str, float]:
    deepest = min(frames, key=lambda frame: frame["bar_fraction"])
    hands = [deepest["joints3d"][f"knuckle_{side}"][2] for side in "LR"]
    return {
        "deepest_s": round(deepest["t"], 2),
        "lumbar_deg": round(max(frame["angles_deg"]["lumbar_flexion"] for frame in frames), 2),
        "hands_m": round(float(np.mean(hands)), 3),
    }


def main(out: Path) -> None:
    """Render all five into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        with tempfile.TemporaryDirectory() as folder:
            clip = make(scene, Path(folder))
            told = json.loads(clip.with_suffix(".json").read_text("utf-8"))
            truth = truth_of(scene, told["frames"], told["meta"])
            shutil.copy(clip, out / clip.name)
            text = json.dumps(truth, indent=1, ensure_ascii=False) + "\n"
            (out / f"{scene.name}.truth.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
