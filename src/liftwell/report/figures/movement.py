"""Movements as data: key poses by few numbers, read from the folder `poses`.

A movement goes from key to key and back to the first. What a key does not name stays as it was. Angles are in degrees
there and in rad here; lengths are metres of a body of 1.75 m and grow with it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal

Anchor = Literal["near_foot", "near_knee", "hip", "shoulder", "hand"]
View = Literal["side", "front", "above"]
# How the angles of a leg and of an arm are called in the data, and by what they are meant here.
_LEG: Final = {"hip": "joint", "knee": "bend", "thigh": "upper", "shank": "lower", "foot": "tip", "ankle": "flex"}
_ARM: Final = {"shoulder": "joint", "elbow": "bend", "upper": "upper", "fore": "lower", "hand": "tip", "wrist": "flex"}
_PLACE: Final = ("at", "dx", "dy", "out", "seen")
_SPINE: Final = ("lean", "lumbar", "upper", "neck")
_BOTH: Final = {"legs": ("near_leg", "far_leg"), "arms": ("near_arm", "far_arm")}


@dataclass(frozen=True, slots=True)
class Rule:
    """How a limb is put: by angles (rad) or by where its end goes.

    joint: at the hip or shoulder, against the trunk; bend: at knee or elbow; upper, lower, tip: directions in the
    picture instead; flex: of ankle or wrist beyond neutral; at: the place that the end goes to, by name, and dx, dy m
    from it; out: its middle joint points out of the picture, so that it looks straight and shorter; seen: share of the
    lower part's length that is seen where it points out of the picture. All that is None is worked out.
    """

    joint: float | None = None
    bend: float | None = None
    upper: float | None = None
    lower: float | None = None
    tip: float | None = None
    flex: float = 0.0
    at: str = ""
    dx: float = 0.0
    dy: float = 0.0
    out: bool = False
    seen: float = 1.0


@dataclass(frozen=True, slots=True)
class Key:
    """A key pose: seconds to get there and to stay, and how the body lies.

    lean, lumbar, upper and neck in rad, the last against the upper back; lean_by: what works out the lean instead,
    "arms" for straight arms to what they hold, "line" for straight hips; dx, dy: m that the anchor moves; ring: words
    for a hold that is shown shorter than it is, or for a slow way without one; turns: circles of the hips while held,
    negative the other way round; turn_out: of the near foot (rad), which only a view from above shows; over: where the
    weight is on the foot, from heel 0 to toes 1, the middle being a judgement as in `loads/variants.toml`; share: of
    the bar's way up in a pull, slack: 1 before it is taken out.
    """

    move_s: float = 1.0
    hold_s: float = 0.0
    ring: str = ""
    lean: float = 0.0
    lean_by: str = ""
    lumbar: float = 0.0
    upper: float = 0.0
    neck: float = 0.0
    dx: float = 0.0
    dy: float = 0.0
    share: float = 0.0
    slack: float = 0.0
    turns: float = 0.0
    turn_out: float = 0.0
    over: float = 0.5
    near_leg: Rule = field(default_factory=Rule)
    far_leg: Rule = field(default_factory=Rule)
    near_arm: Rule = field(default_factory=Rule)
    far_arm: Rule = field(default_factory=Rule)


@dataclass(frozen=True, slots=True)
class Movement:
    """A drill, test or lift: `anchor` stays at `at` (m) while the keys say what the rest does.

    back_s: seconds from the last key to the first; stress: parts of the body that are tinted; props: things in the
    picture, each a kind with its own numbers; load: in the hands, as a share of the body's mass; pull: how a bar is
    lifted, empty where no model of the lift says so; walk: what follows the last key; still: the most telling key or
    scene, ghost: the one shown pale behind it, -1 for none; scenes: movements that are shown one after the other
    instead; name and words: what it is called and what is done, where the catalogue does not say; seen: said beside the
    words when it is not only seen from the side.
    """

    id: str
    anchor: Anchor
    at: complex | None
    keys: tuple[Key, ...]
    back_s: float
    view: View = "side"
    stress: tuple[str, ...] = ()
    props: tuple[Mapping[str, Any], ...] = ()
    load: float = 0.0
    pull: Mapping[str, Any] = field(default_factory=dict)
    walk: Mapping[str, Any] = field(default_factory=dict)
    still: int = -1
    ghost: int = 0
    name: str = ""
    words: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    seen: str = ""


@cache
def movements() -> Mapping[str, Movement]:
    """Every movement by id, read once; raises ValueError if a file that ships is malformed."""
    found: dict[str, Movement] = {}
    for file in sorted((files("liftwell.report.figures") / "poses").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            found |= parse_movements(file.read_text("utf-8"))
    return MappingProxyType(found)


def parse_movements(toml: str) -> Mapping[str, Movement]:
    """Movements by id from the text of a TOML file; raises ValueError on what no movement has."""
    return {key: _movement(key, table) for key, table in tomllib.loads(toml).items()}


def _movement(key: str, table: dict[str, Any]) -> Movement:
    keys: list[Key] = []
    for number, given in enumerate(table.pop("keys", [])):
        try:
            keys.append(_key(keys[-1] if keys else Key(), given))
        except (TypeError, ValueError) as odd:
            raise ValueError(f"{key}, key {number}: {odd}") from None
    if not keys and not table.get("scenes"):
        raise ValueError(f"{key}: a movement has key poses")
    at = table.pop("at", None)
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    try:
        return Movement(
            key, told.pop("anchor", "near_foot"), None if at is None else complex(*at), tuple(keys),
            told.pop("back", 1.0), **told,
        )  # fmt: skip
    except TypeError as odd:
        raise ValueError(f"{key}: {odd}") from None


def _key(before: Key, given: Mapping[str, Any]) -> Key:
    told: dict[str, Any] = {"hold_s": 0.0, "ring": "", "move_s": 1.0, "turns": 0.0}
    for name, value in given.items():
        if name in _BOTH:
            told |= {limb: _rule(_LEG if name == "legs" else _ARM, value) for limb in _BOTH[name]}
    for name, value in given.items():
        if name in ("move", "hold"):
            told[f"{name}_s"] = value
        elif name.endswith(("_leg", "_arm")):
            told[name] = _rule(_LEG if name.endswith("leg") else _ARM, value)
        elif name == "lean" and isinstance(value, str):
            told["lean_by"] = value
        elif name == "turn_out":
            told[name] = math.radians(value)
        elif name in _SPINE:
            told |= {name: math.radians(value)} | ({"lean_by": ""} if name == "lean" else {})
        elif name not in _BOTH:
            told[name] = value
    return replace(before, **told)


def _rule(names: Mapping[str, str], given: Mapping[str, Any]) -> Rule:
    if odd := set(given) - set(names) - set(_PLACE):
        raise ValueError(f"no limb has {', '.join(sorted(odd))}")
    told: dict[str, Any] = {names[name]: math.radians(value) for name, value in given.items() if name in names}
    return Rule(**told, **{name: given[name] for name in _PLACE if name in given})
