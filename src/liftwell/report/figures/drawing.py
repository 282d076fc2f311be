"""A body drawn: solid limbs over each other, the far ones paler."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from liftwell.report.figures import skin
from liftwell.report.figures.body import Build
from liftwell.report.figures.figure import Figure, Limb
from liftwell.report.figures.ink import Ink, num, smooth_path
from liftwell.report.figures.reach import turned

# The far side is drawn a little up and to the right, as one sees it from slightly above (m).
FAR_SIDE: Final = complex(0.022, 0.014)
# What is tinted: part, along it, across it from back to front.
_Patch = tuple[str, tuple[float, float], tuple[float, float]]
STRESS: Final[Mapping[str, _Patch]] = {
    "hamstring": ("thigh", (0.08, 0.92), (-0.95, -0.1)),
    "quads": ("thigh", (0.15, 0.95), (0.1, 0.95)),
    "calf": ("shank", (0.05, 0.6), (-0.95, 0.0)),
    "glute": ("seat", (-0.12, 0.2), (-0.97, -0.1)),
    "hip_front": ("seat", (-0.1, 0.2), (0.25, 0.97)),
    "hip": ("seat", (-0.1, 0.18), (-0.45, 0.5)),
    "low_back": ("trunk", (0.16, 0.56), (-0.95, -0.35)),
    "back": ("trunk", (0.12, 0.96), (-0.95, -0.35)),
    "lats": ("trunk", (0.45, 0.94), (-0.95, 0.0)),
    "belly": ("trunk", (0.12, 0.6), (0.25, 0.95)),
    "trunk": ("trunk", (0.14, 0.66), (-0.9, 0.9)),
    "shoulder": ("upper_arm", (0.0, 0.5), (-0.8, 0.8)),
}


def body_parts(
    figures: Sequence[Figure], ink: Ink, stress: Sequence[str] = (), view: str = "side"
) -> Mapping[str, str]:
    """SVG of each part: far_arm, far_leg, trunk, head, near_leg, near_arm; the order they lie over each other in."""
    tinted = [STRESS[name] for name in stress]
    off = _offsets(view, figures[0].build)
    front = view == "front"

    def limb(name: str, drawn: Callable[..., str], side: float) -> str:
        limbs = [getattr(figure, name).moved(turned(complex(side, 0), figure.spine.chest)) for figure in figures]
        return drawn(figures[0].build, limbs, ink, tinted if name.startswith("near") else [])

    arm, leg = off
    parts = {
        "trunk": _trunk(figures, ink, tinted, front=front),
        "head": _head(figures, ink, front=front),
        "near_leg": limb("near_leg", _leg, leg),
        "near_arm": limb("near_arm", _arm, arm),
    }
    for near, far, drawn, side in (("near_leg", "far_leg", _leg, -leg), ("near_arm", "far_arm", _arm, -arm)):
        if front:
            parts[far] = limb(far, drawn, side)
            continue
        if all(getattr(figure, near) == getattr(figure, far) for figure in figures):
            parts[near], again = ink.named(parts[near])
        else:
            again = limb(far, drawn, side)
        parts[far] = f'<g class="far">{ink.placed([FAR_SIDE] * len(figures), again)}</g>'
    return parts


def _offsets(view: str, build: Build) -> tuple[float, float]:
    """How far arms and legs begin from the middle line, m: seen from the front only."""
    return (0.145 * build.scale, 0.085 * build.scale) if view == "front" else (0.0, 0.0)


def _chain(limbs: Sequence[Limb], ink: Ink, shapes: tuple[str, str, str], tip_turn: Sequence[float]) -> str:
    """Three parts, each hanging on the one before."""
    uppers = [-math.degrees(limb.upper) for limb in limbs]
    lowers = [math.degrees(limb.upper - limb.lower) for limb in limbs]
    inside = shapes[2]
    inside = _joined(limbs, ink, 1, shapes[1], ink.turned(tip_turn, inside))
    inside = _joined(limbs, ink, 0, shapes[0], ink.turned(lowers, inside))
    return ink.placed([limb.root for limb in limbs], ink.turned(uppers, inside))


def _joined(limbs: Sequence[Limb], ink: Ink, part: int, shape: str, end: str) -> str:
    lengths = [limb.lengths[part] for limb in limbs]
    seen = [length / max(lengths) for length in lengths]
    shape = ink.stretched(seen, shape) if min(seen) < 0.995 else shape
    return shape + ink.placed([complex(0, -length) for length in lengths], end)


def _leg(build: Build, legs: Sequence[Limb], ink: Ink, tinted: Sequence[_Patch]) -> str:
    thigh, shank = (skin.hanging(100 * max(leg.lengths[part] for leg in legs)) for part in (0, 1))
    draw = _Parts(ink, build.scale, tinted)
    # A lower leg that points out of the picture is hidden behind the knee.
    seen = legs[0].lengths[1] > 0.3 * build.shank
    shapes = (
        draw.part("lw-legs", skin.THIGH, thigh, (8.0, 4.6)) + draw.patches("thigh", skin.THIGH, thigh),
        draw.part("lw-legs", skin.SHANK, shank, (4.6, 2.6)) + draw.patches("shank", skin.SHANK, shank) if seen else "",
        draw.shape("lw-shoe", skin.SHOE) if seen else "",
    )
    return _chain(legs, ink, shapes, [90 - math.degrees(leg.tip - leg.lower) for leg in legs])


def _arm(build: Build, arms: Sequence[Limb], ink: Ink, tinted: Sequence[_Patch]) -> str:
    upper, lower = (skin.hanging(100 * max(arm.lengths[part] for arm in arms)) for part in (0, 1))
    draw = _Parts(ink, build.scale, tinted)
    seen = arms[0].lengths[1] > 0.3 * build.forearm
    shapes = (
        draw.part("lw-skin", skin.UPPER_ARM, upper, (4.6, 3.4))
        + draw.part("lw-top", skin.SLEEVE, upper, (5.0, 0.6))
        + draw.patches("upper_arm", skin.SLEEVE, upper),
        draw.part("lw-skin", skin.FOREARM, lower, (3.4, 1.5)),
        draw.part("lw-skin", skin.HAND, skin.hanging(100 * build.palm), (1.5, 1.2)) if seen else "",
    )
    return _chain(arms, ink, shapes, [math.degrees(arm.lower - arm.tip) for arm in arms])


class _Parts(NamedTuple):
    """Rigid shapes of a body of one size."""

    ink: Ink
    scale: float
    tinted: Sequence[_Patch]

    def part(self, kind: str, profile: skin.Profile, place: skin.Place, caps: tuple[float, float]) -> str:
        return self.ink.stamp(kind, smooth_path(skin.outline(profile, place, self.scale, caps)))

    def patches(self, part: str, profile: skin.Profile, place: skin.Place) -> str:
        return "".join(
            self.ink.stamp("lw-stress", smooth_path(skin.strip(profile, place, self.scale, along, across)))
            for where, along, across in self.tinted if where == part
        )  # fmt: skip

    def shape(self, kind: str, points: Sequence[complex]) -> str:
        return self.ink.stamp(kind, smooth_path([point * self.scale for point in points]))


def _along(figure: Figure) -> skin.Place:
    """Places of the trunk in a frame that leans with the pelvis, y down."""
    spine = figure.spine

    def place(share: float, off: float) -> complex:
        here = turned(spine.at(share), -spine.lean)
        lean = spine.tangent(share) - spine.lean
        there = 100 * here + turned(complex(off, 0), lean)
        return complex(there.real, -there.imag)

    return place


def _trunk(figures: Sequence[Figure], ink: Ink, tinted: Sequence[_Patch], *, front: bool) -> str:
    k = figures[0].build.scale
    profiles = {
        "trunk": skin.FRONT_TRUNK if front else skin.TRUNK,
        "seat": skin.FRONT_SEAT if front else skin.SEAT,
    }
    places = [_along(figure) for figure in figures]
    inside = ""
    for name, kind in (("trunk", "lw-top"), ("seat", "lw-legs")):
        profile = profiles[name]
        inside += ink.path(kind, [skin.outline(profile, place, k) for place in places], smooth_path)
        for part, along, across in tinted:
            if part == name:
                inside += ink.path(
                    "lw-stress", [skin.strip(profile, place, k, along, across) for place in places], smooth_path
                )
    leans = [math.degrees(figure.spine.lean) for figure in figures]
    return ink.placed([figure.hip for figure in figures], ink.turned(leans, inside))


def _head(figures: Sequence[Figure], ink: Ink, *, front: bool) -> str:
    draw = _Parts(ink, figures[0].build.scale, ())
    neck, head, hair = (
        (skin.FRONT_NECK, skin.FRONT_HEAD, skin.FRONT_HAIR) if front else (skin.NECK, skin.HEAD, skin.HAIR)
    )
    shapes = draw.shape("lw-skin", neck) + draw.shape("lw-skin", head) + draw.shape("lw-hair", hair)
    if front:
        shapes += "".join(
            f'<circle class="lw-shoe" cx="{num(x)}" cy="{num(-13 * draw.scale)}" r="1"/>' for x in (-3, 3)
        )
    leans = [math.degrees(figure.head) for figure in figures]
    return ink.placed([figure.neck for figure in figures], ink.turned(leans, shapes))
