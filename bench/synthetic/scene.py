"""A scene: everything a clip is made from, as a file. The same scene always gives the same clip."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from bench.synthetic.body import NAMES, Build
from bench.synthetic.clothes import Outfit
from bench.synthetic.lifts import SET_UPS, SetUp, Spine, Style
from bench.synthetic.profiles import profiles
from bench.synthetic.story import Act


@dataclass(frozen=True, slots=True)
class Disc:
    """One plate on either sleeve: its maker's pattern (see `bars.py`), radius and thickness in m."""

    maker: str = "bumper"
    radius_m: float = 0.225
    thickness_m: float = 0.055


@dataclass(frozen=True, slots=True)
class View:
    """Where the phone stands and what it records. Angles in degrees, lengths in m, sizes in px.

    `yaw` off exactly side-on, positive towards the lifter's front; `view_m` is what the picture's height shows.
    """

    side: Literal["left", "right"] = "left"
    yaw: float = 0.0
    roll: float = 0.0
    distance_m: float = 3.8
    height_m: float = 0.95
    view_m: float = 2.25
    look_at_x_m: float = 0.02
    width: int = 480
    height: int = 848
    rate_hz: float = 30.0


@dataclass(frozen=True, slots=True)
class Recording:
    """What the phone does to its pictures: `light` 1 = bright, `shake_px` rms, `crf` of H.264, `uneven` frame times."""

    light: float = 1.0
    shake_px: float = 0.0
    crf: int = 23
    uneven: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """The gym: `clutter` 0 (a plain wall) … 1, and whether somebody stands in the background."""

    clutter: float = 0.6
    bystander: bool = False


@dataclass(frozen=True, slots=True)
class SelfTest:
    """How a self-test is done; angles in degrees, lengths in m.

    Hinge: `hands_m` over the floor at the mark, `knees` bent there; the last repetition is a toe-touch in which the low
    back bends by `touch_lumbar` and the upper back by `touch_thoracic`, None: there is none. Knee extension: the knee
    stays `short` of straight, the thigh leans `thigh` from upright towards the head.
    """

    hands_m: float = 0.30
    knees: float = 25.0
    touch_lumbar: float | None = 52.0
    touch_thoracic: float = 25.0
    short: float = 25.0
    thigh: float = 0.0


@checked(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Scene:
    """One clip. `start_s` and `stop_s` cut it out of the story: None for all of it."""

    name: str
    seed: int
    build: Build
    style: Style = "conventional"
    outfit: Outfit = field(default_factory=Outfit)
    set_up: SetUp | None = None
    spine: Spine = field(default_factory=Spine)
    plates: tuple[Disc, ...] = (Disc(),)
    acts: tuple[Act, ...] = (Act("rep", 1.3),)
    view: View = field(default_factory=View)
    recording: Recording = field(default_factory=Recording)
    room: Room = field(default_factory=Room)
    test: Literal["", "knee-extension", "knee-extension-held", "hinge"] = ""
    start_s: float = 0.0
    stop_s: float | None = None
    self_test: SelfTest | None = None

    @property
    def lies(self) -> bool:
        """Whether the scene shows somebody lying: a knee extension, with the thigh held by both hands or not."""
        return self.test.startswith("knee-extension")

    @property
    def how(self) -> SetUp:
        """The set-up: the scene's own, or the usual one of its style."""
        return self.set_up if self.set_up is not None else SET_UPS[self.style]


_SCENE: Final = TypeAdapter(Scene)


def read_scene(path: Path) -> Scene:
    """A scene from TOML (written by hand) or JSON (written by the bench).

    Raises SystemExit with the first thing that is wrong.
    """
    try:
        text = path.read_text("utf-8")
        scene = _SCENE.validate_python(tomllib.loads(text)) if path.suffix == ".toml" else _SCENE.validate_json(text)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SystemExit(f"{path}: {where or 'the whole'}: {first['msg']}.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise SystemExit(f"{path} cannot be read as a scene: {wrong}.") from None
    if (flaw := _flaw(scene)) is not None:
        raise SystemExit(f"{path}: {flaw}.")
    return scene


def _flaw(scene: Scene) -> str | None:
    """What no type tells: names that are not there, and nothing where something is needed."""
    shares = scene.build.shares
    if unknown := sorted(set(shares) - set(NAMES)):
        return f"build.shares: {unknown[0]} is none of {', '.join(NAMES)}"
    if not shares or min(shares.values()) < 0 or not sum(shares.values()):
        return "build.shares: name at least one body with a share above 0"
    if not scene.plates or not scene.acts:
        return f"{'acts' if scene.plates else 'plates'}: at least one is needed"
    for act in scene.acts:
        for way, name in (("up", act.up), ("down", act.down)):
            if name not in (known := profiles()[way]):
                return f"acts: {way} = {name} is none of {', '.join(sorted(known))}"
    return None


def scene_json(scene: Scene) -> str:
    """The scene as JSON that `read_scene` reads again."""
    # Left out where it says nothing: clips are kept by this text.
    unsaid = {"self_test"} if scene.self_test is None else None
    return _SCENE.dump_json(scene, indent=1, exclude=unsaid).decode()
