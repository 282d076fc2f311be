"""The clips of the bench: a seeded Latin hypercube over bodies, backs, clothes, cameras and light.

Every factor is spread evenly over the clips whatever the others do (McKay, Beckman & Conover 1979,
doi:10.1080/00401706.1979.10489755). What is not a factor is drawn at random from the clip's own seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

import numpy as np
from scipy.stats import qmc

from bench.synthetic.body import NAMES, Build
from bench.synthetic.clothes import TOPS, Hair, Outfit
from bench.synthetic.lifts import SET_UPS, Flexion, SetUp, Spine, Style
from bench.synthetic.profiles import profiles
from bench.synthetic.scene import Disc, Recording, Room, Scene, View
from bench.synthetic.story import Act

_Chosen = TypeVar("_Chosen")
MEASURED, CAPTURED, LEARNT, PAIRED = 96, 200, 240, 36
FACTORS: Final = (
    "body", "stature", "lumbar", "thoracic", "top", "yaw", "distance", "rate", "light", "size", "style", "plate",
    "held", "start", "profile",
)  # fmt: skip
# Width and height, and metres that the height of the picture shows at the lifter.
SIZES: Final = ((360, 640, 2.35), (480, 848, 2.3), (480, 848, 2.5), (720, 1280, 2.3), (960, 540, 2.35))
RATES: Final = (24.0, 25.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 60.0)
# Most lifts are conventional: that is what liftwell has to be good at first.
STYLE_SHARES: Final[tuple[Style, ...]] = (
    *("conventional",) * 12, *("sumo",) * 2, *("block",) * 2, *("romanian",) * 2, *("trap-bar",) * 2,
)  # fmt: skip
PLATES: Final = (
    *(Disc("bumper", 0.225, 0.055),) * 3, Disc("competition", 0.225, 0.03), Disc("iron", 0.225, 0.04),
    Disc("urethane", 0.225, 0.045), Disc("iron", 0.20, 0.035), Disc("technique", 0.225, 0.045),
)  # fmt: skip
_WITHIN: Final = 2 / 3  # share of the clips whose camera stands within 15° of side-on


def measured(seed: int = 4) -> list[Scene]:
    """The 96 clips that are measured; even ones are for tuning, odd ones are reported."""
    return [_scene(f"m{i:02d}", 1000 + i, factors) for i, factors in enumerate(_hypercube(MEASURED, seed))]


def captured(seed: int = 5) -> list[Scene]:
    """The 200 clips of one second for the capture check, from anywhere in a set, with the yaw spread evenly.

    Even ones are for tuning, odd ones are reported.
    """
    scenes = []
    for i, factors in enumerate(_hypercube(CAPTURED, seed)):
        scene = _scene(f"c{i:03d}", 3000 + i, factors)
        rng = np.random.default_rng(9000 + i)
        yaw = 60.0 * factors["yaw"] - 30.0
        acts = tuple(act for act in scene.acts if act.do == "rep")
        start = float(rng.uniform(0.2, 2.0))
        view = replace(scene.view, yaw=yaw, rate_hz=min(scene.view.rate_hz, 30.0))
        scenes.append(replace(scene, acts=acts, view=view, start_s=start, stop_s=start + 1.0))
    return scenes


def learnt(seed: int = 6) -> list[Scene]:
    """240 short clips for nothing but learning: one repetition each, alone in the picture, at most 17° off side-on.

    Few pictures a second, because every one of them is rendered and a posture is held for many.
    """
    scenes = []
    for i, factors in enumerate(_hypercube(LEARNT, seed)):
        scene = _scene(f"l{i:03d}", 5000 + i, factors)
        view = replace(scene.view, yaw=34.0 * factors["yaw"] - 17.0, rate_hz=15.0)
        first = next(act for act in scene.acts if act.do == "rep")
        acts = (Act("wait", 0.6), replace(first, top_s=0.6), Act("wait", 0.3))
        if scene.style == "romanian":
            acts = (Act("hold", 0.6), first, Act("hold", 0.4))
        scenes.append(replace(scene, acts=acts, view=view, room=replace(scene.room, bystander=False)))
    return scenes


def paired() -> list[Scene]:
    """36 of the lifters that are learnt from, in the same clothes and place, but 20° rounder or straighter."""
    scenes = []
    for k, scene in enumerate(learnt()[:PAIRED]):
        lumbar = scene.spine.lumbar
        bottom = lumbar.bottom + (20.0 if lumbar.bottom < 22.5 else -20.0)
        spine = replace(scene.spine, lumbar=replace(lumbar, bottom=bottom))
        scenes.append(replace(scene, name=f"p{k:03d}", spine=spine))
    return scenes


def is_reported(name: str) -> bool:
    """Whether the measured or checked clip of this name belongs to the half that nothing was tuned on."""
    return int(name[1:]) % 2 == 1


def _hypercube(count: int, seed: int) -> list[dict[str, float]]:
    sampled = qmc.LatinHypercube(len(FACTORS), rng=np.random.default_rng(seed)).random(count)
    return [dict(zip(FACTORS, (float(x) for x in row), strict=True)) for row in sampled]


def pick(options: Sequence[_Chosen], share: float) -> _Chosen:
    """The option at `share` (0…1) of the row."""
    return options[min(int(share * len(options)), len(options) - 1)]


def _scene(name: str, seed: int, at: dict[str, float]) -> Scene:
    rng = np.random.default_rng(seed)
    style = pick(STYLE_SHARES, at["style"])
    return Scene(
        name=name,
        seed=seed,
        build=build_of(at, rng),
        style=style,
        outfit=outfit_of(at, rng),
        set_up=_set_up(style, rng),
        spine=_spine(at, rng),
        plates=_plates(pick(PLATES, at["plate"]), rng),
        acts=_acts(style, at, rng),
        view=_view(at, rng),
        recording=Recording(
            light=0.3 + 0.9 * at["light"],
            shake_px=0.0 if rng.random() < 0.6 else float(rng.uniform(0.4, 2.0)),
            crf=int(rng.integers(20, 31)),
            uneven=bool(rng.random() < 0.3),
        ),
        room=Room(clutter=float(rng.uniform(0.0, 1.0)), bystander=bool(rng.random() < 0.2)),
    )


def _plates(first: Disc, rng: np.random.Generator) -> tuple[Disc, ...]:
    """One plate on either sleeve, or two; the larger one is never outside."""
    second = Disc("bumper", 0.225, 0.04)
    return (first, second) if rng.random() < 0.3 and second.radius_m <= first.radius_m else (first,)


def build_of(at: dict[str, float], rng: np.random.Generator) -> Build:
    """A mixture in which one of the six bodies dominates, with segments as different as people's are.

    Standard deviations of segment length at given stature: about 3 % (Winter 2009, table 4.1; judgement).
    """
    shares = rng.dirichlet(np.full(len(NAMES), 0.35))
    shares[int(at["body"] * len(NAMES)) % len(NAMES)] += 1.0
    mean = float(sum(s * (1.65 if "female" in n else 1.8) for n, s in zip(NAMES, shares, strict=True)) / shares.sum())
    shank, thigh, trunk = np.clip(rng.normal(1.0, 0.03, 3), 0.93, 1.07)
    named = {n: round(float(s), 3) for n, s in zip(NAMES, shares, strict=True)}
    stature = mean * (0.94 + 0.12 * at["stature"])
    return Build(named, round(stature, 3), round(float(shank), 3), round(float(thigh), 3), round(float(trunk), 3))


def outfit_of(at: dict[str, float], rng: np.random.Generator) -> Outfit:
    hairs: tuple[Hair, ...] = ("bald", "short", "short", "long")
    return Outfit(
        top=pick(TOPS, at["top"]),
        bottom="leggings" if rng.random() < 0.35 else "shorts",
        hair=hairs[rng.integers(len(hairs))],
        belt=bool(rng.random() < 0.25),
        shoes=bool(rng.random() < 0.8),
        folds=int(rng.integers(1000)),
    )


def _set_up(style: Style, rng: np.random.Generator) -> SetUp:
    usual = SET_UPS[style]
    return replace(
        usual,
        bar_x=usual.bar_x + float(rng.uniform(-0.01, 0.02)),
        shin=usual.shin + float(rng.uniform(-4, 4)),
        shoulder_ahead=max(0.0, usual.shoulder_ahead + float(rng.uniform(-0.03, 0.03))),
        stance=usual.stance + float(rng.uniform(-0.04, 0.04)),
        grip=usual.grip + float(rng.uniform(-0.02, 0.05)) * (style != "trap-bar"),
        toe_out=usual.toe_out + float(rng.uniform(-8, 8)),
        block_m=0.0 if style != "block" else float(rng.uniform(0.05, 0.2)),
        swing=0.0 if rng.random() < 0.7 else float(rng.uniform(0.01, 0.05)),
        gaze=float(rng.uniform(0.2, 0.8)),
    )


def _spine(at: dict[str, float], rng: np.random.Generator) -> Spine:
    """Lumbar and thoracic flexion that know nothing of each other; some keep it to lockout, some round on the way."""
    held = float(np.clip(2 * at["held"] - 1, 0, 0.9))
    stays = rng.random() < 0.2
    lumbar = Flexion(
        bottom=45 * at["lumbar"],
        top=float(rng.uniform(5, 15)) * min(1.0, at["lumbar"] * 2) if stays else 0.0,
        bump=0.0 if rng.random() < 0.75 else float(rng.uniform(6, 14)),
        per_rep=0.0 if rng.random() < 0.7 else float(rng.uniform(3, 8)),
        held=held,
    )
    thoracic = Flexion(bottom=30 * at["thoracic"], top=float(rng.uniform(0, 8)) if stays else 0.0, held=held / 2)
    return Spine(lumbar, thoracic)


def _acts(style: Style, at: dict[str, float], rng: np.random.Generator) -> tuple[Act, ...]:
    ups, downs = sorted(profiles()["up"]), sorted(profiles()["down"])
    touches = style != "romanian" and rng.random() < 0.2
    reps = [
        Act(
            "rep",
            float(rng.uniform(0.9, 1.8)),
            up=pick(ups, (at["profile"] + 0.37 * k) % 1.0),
            down=downs[rng.integers(len(downs))] if style != "romanian" else "controlled",
            down_s=float(rng.uniform(0.9, 1.5)),
            top_s=float(rng.uniform(0.3, 0.7)),
            bottom_s=0.0 if touches and k else float(rng.uniform(0.4, 0.8)) * (style != "romanian"),
        )
        for k in range(2)
    ]
    if style == "romanian":
        return (Act("hold", 0.8), *reps, Act("hold", 0.5))
    return (*_before(at["start"], rng), *reps, *_after(rng))


def _before(start: float, rng: np.random.Generator) -> tuple[Act, ...]:
    """How a clip begins: at the bar, standing over it, walking up, or with something that is no lift."""
    wait = Act("wait", float(rng.uniform(0.3, 0.8)))
    if start < 0.35:
        return (wait,)
    if start < 0.65:
        return (Act("stand", 0.6), Act("reach", 1.2), wait)
    if start < 0.85:
        return (Act("walk_up", 1.7), Act("reach", 1.2), wait)
    no_lift = pick((Act("wave", 1.4), Act("touch", 2.0)), float(rng.random()))
    return (Act("stand", 0.3), no_lift, Act("reach", 1.2), wait)


def _after(rng: np.random.Generator) -> tuple[Act, ...]:
    """How a clip ends: with the bar down, standing up, or walking away."""
    end = rng.random()
    if end < 0.5:
        return (Act("wait", 0.5),)
    if end < 0.8:
        return (Act("wait", 0.3), Act("let_go", 1.0), Act("stand", 0.3))
    return (Act("wait", 0.3), Act("let_go", 1.0), Act("walk_away", 1.5))


def _view(at: dict[str, float], rng: np.random.Generator) -> View:
    width, height, shows = pick(SIZES, at["size"])
    side = 1.0 if at["yaw"] > 0.5 else -1.0
    off = abs(2 * at["yaw"] - 1)
    yaw = side * (15 * off / _WITHIN if off < _WITHIN else 15 + 15 * (off - _WITHIN) / (1 - _WITHIN))
    return View(
        side="left" if rng.random() < 0.5 else "right",
        yaw=yaw,
        roll=float(rng.normal(0, 1.0)),
        distance_m=2.8 + 2.7 * at["distance"],
        height_m=float(rng.uniform(0.6, 1.35)),
        view_m=shows * float(rng.uniform(0.97, 1.12)),
        look_at_x_m=float(rng.uniform(-0.05, 0.15)),
        width=width,
        height=height,
        rate_hz=pick(RATES, at["rate"]),
    )
