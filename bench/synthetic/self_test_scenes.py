"""The self-tests of the bench: a seeded Latin hypercube over bodies, backs, clothes and cameras, as in `design`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from scipy.stats import qmc

from bench.synthetic.design import build_of, outfit_of, pick
from bench.synthetic.lifts import SET_UPS, Flexion, Spine
from bench.synthetic.scene import Recording, Room, Scene, SelfTest, View
from bench.synthetic.story import Act

HINGES, KNEES, HELD = 16, 16, 12
FACTORS: Final = ("body", "stature", "top", "yaw", "distance", "light", "first", "second", "third", "size")
# Width, height, and metres that the height of the picture shows: upright for hinges, lying for knees.
UPRIGHT: Final = ((360, 640, 2.45), (480, 848, 2.45), (720, 1280, 2.6))
LYING: Final = ((640, 360, 1.4), (848, 480, 1.4), (1280, 720, 1.5))
MOST_YAW: Final = 12.0  # degrees: what the capture check calls side-on
RATE_HZ: Final = 15.0  # bodies are looked at ten times a second


def hinges(seed: int = 11) -> list[Scene]:
    """16 clips of three hinges and a toe-touch: low backs that stay or round, marks low and high."""
    return [_hinge(f"h{i:02d}", 11000 + i, at) for i, at in enumerate(_hypercube(HINGES, seed))]


def knees(seed: int = 12) -> list[Scene]:
    """16 clips of an active knee extension, from straight to 50° short, with the thigh within 8° of upright."""
    return [_knee(f"k{i:02d}", 12000 + i, at) for i, at in enumerate(_hypercube(KNEES, seed))]


def held_knees() -> list[Scene]:
    """6 knee clips more in which both hands hold the thigh and the other foot stands on the floor."""
    return _held()[HELD // 2 :]


def learnt_knees(seed: int = 13) -> list[Scene]:
    """22 other knee clips, by which bias and error were set (`motion/knee_test.py`); never reported."""
    flat = [_knee(f"j{i:02d}", 13000 + i, at) for i, at in enumerate(_hypercube(KNEES, seed))]
    return [*flat, *_held()[: HELD // 2]]


def _held(seed: int = 14) -> list[Scene]:
    scenes = [_knee(f"t{i:02d}", 14000 + i, at) for i, at in enumerate(_hypercube(HELD, seed))]
    return [replace(scene, test="knee-extension-held") for scene in scenes]


def _hypercube(count: int, seed: int) -> list[dict[str, float]]:
    sampled = qmc.LatinHypercube(len(FACTORS), rng=np.random.default_rng(seed)).random(count)
    return [dict(zip(FACTORS, (float(x) for x in row), strict=True)) for row in sampled]


def _hinge(name: str, seed: int, at: dict[str, float]) -> Scene:
    rng = np.random.default_rng(seed)
    lumbar = 40.0 * at["first"]
    most = max(lumbar + 6.0, float(rng.normal(52.0, 6.0)))
    reps = [Act("rep", float(rng.uniform(1.1, 1.6)), down_s=float(rng.uniform(1.2, 1.8))) for _ in range(4)]
    low = Flexion(lumbar, per_rep=float(rng.uniform(-2.0, 2.0)))
    scene = _scene(name, seed, at, rng)
    return replace(
        scene,
        style="hinge",
        test="hinge",
        set_up=replace(SET_UPS["hinge"], stance=float(rng.uniform(0.22, 0.36))),
        spine=Spine(low, Flexion(15.0 * float(rng.random()))),
        acts=(Act("hold", 1.0), *reps, Act("hold", 0.8)),
        view=_view(at, rng, UPRIGHT, height=(0.6, 1.35), ahead_m=0.2),
        self_test=SelfTest(
            hands_m=0.22 + 0.23 * at["second"],
            knees=10.0 + 25.0 * at["third"],
            touch_lumbar=most,
            touch_thoracic=float(rng.uniform(10.0, 35.0)),
        ),
    )


def _knee(name: str, seed: int, at: dict[str, float]) -> Scene:
    rng = np.random.default_rng(seed)
    rep = Act("rep", float(rng.uniform(1.2, 1.8)), down_s=float(rng.uniform(1.0, 1.5)), top_s=1.0)
    return replace(
        _scene(name, seed, at, rng),
        style="hinge",
        test="knee-extension",
        acts=(rep, rep, Act("wait", 0.5)),
        view=_view(at, rng, LYING, height=(0.35, 1.1), ahead_m=0.0),
        self_test=SelfTest(short=50.0 * at["first"], thigh=16.0 * at["second"] - 8.0),
    )


def _scene(name: str, seed: int, at: dict[str, float], rng: np.random.Generator) -> Scene:
    """What both tests share: the body, what it wears, the room and the phone."""
    return Scene(
        name=name,
        seed=seed,
        build=build_of(at, rng),
        outfit=outfit_of(at, rng),
        recording=Recording(light=0.4 + 0.7 * at["light"], crf=int(rng.integers(20, 29))),
        room=Room(clutter=float(rng.uniform(0.0, 1.0))),
    )


def _view(
    at: dict[str, float],
    rng: np.random.Generator,
    sizes: tuple[tuple[int, int, float], ...],
    *,
    height: tuple[float, float],
    ahead_m: float,
) -> View:
    width, tall, shows = pick(sizes, at["size"])
    return View(
        side="left" if rng.random() < 0.5 else "right",
        yaw=MOST_YAW * (2 * at["yaw"] - 1),
        roll=float(rng.normal(0, 1.0)),
        distance_m=2.8 + 2.2 * at["distance"],
        height_m=float(rng.uniform(*height)),
        view_m=shows * float(rng.uniform(1.0, 1.1)),
        look_at_x_m=ahead_m + float(rng.uniform(-0.03, 0.03)),
        width=width,
        height=tall,
        rate_hz=RATE_HZ,
    )
