"""From today's set-up to another: the body that the what-if predicts, moving from one to the other."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from markupsafe import Markup, escape

from liftwell.loads.build import PER_STATURE
from liftwell.loads.posture import PER_LUMBAR
from liftwell.report.figures.body import Build, build_for
from liftwell.report.figures.course import Course, eased
from liftwell.report.figures.figure import Figure, Limb, Spine
from liftwell.report.figures.ink import Ink
from liftwell.report.figures.movement import Key, Movement
from liftwell.report.figures.posing import FLAT
from liftwell.report.figures.reach import down, heading
from liftwell.report.figures.scene import scene, view_box
from liftwell.report.setups import Figure as SetUp
from liftwell.report.setups import Row

# Seconds: today's posture, on the way, the other one; samples of a way. Judgement.
_STAY_S, _WAY_S, _LOOK_S = 1.0, 1.4, 1.8
_SAMPLES: Final = 8


def setup_moving_svg(row: Row, today: Row, body_m: float, name: str) -> Markup:
    """A set-up of the what-if, from today's posture into this one and back, both as predicted; for a page with
    `figures.css`. `body_m` is shank, thigh and trunk of the lifter, `name` a word that no other figure of the page has.

    Empty where one of the two cannot be reached.
    """
    if row.figure is None or today.figure is None:
        return Markup("")
    course = _course(today.figure, row.figure, body_m)
    ink = Ink(course.time_s, f"lw-w-{escape(name)}-")
    still = replace(ink, time_s=(0.0,))
    box = view_box(course)
    moving = f'<g class="lw-go">{scene(course, ink, box)}</g>'
    resting = f'<g class="lw-rest">{scene(course.alone(1), still, box, course.alone(0))}</g>'
    title = f"From today to: {row.name}" if row is not today else f"Today: {row.name}"
    frame = f'viewBox="{" ".join(f"{number:g}" for number in box)}" role="img" aria-label="{escape(title)}"'
    inside = ink.definitions() + moving + resting
    return Markup(f'<svg xmlns="http://www.w3.org/2000/svg" class="lw-move" {frame}>{inside}</svg>')  # noqa: S704


def _course(today: SetUp, other: SetUp, body_m: float) -> Course:
    build = build_for(body_m / (PER_STATURE["shank"] + PER_STATURE["thigh"] + PER_STATURE["trunk"]))
    shares = [0.0, 0.0, *(eased(n / _SAMPLES) for n in range(1, _SAMPLES)), 1.0]
    shares += [1.0, *(eased(1 - n / _SAMPLES) for n in range(1, _SAMPLES)), 0.0]
    steps = [0.0, _STAY_S, *([_WAY_S / _SAMPLES] * _SAMPLES), _LOOK_S, *([_WAY_S / _SAMPLES] * _SAMPLES)]
    times = [round(sum(steps[: n + 1]), 3) for n in range(len(steps))]
    plates = tuple(complex(*today.plate) + (complex(*other.plate) - complex(*today.plate)) * share for share in shares)
    heights = tuple(today.block_m + (other.block_m - today.block_m) * share for share in shares)
    prop = {"kind": "moved_plate", "places": plates, "heights": heights, "room": [0.15, 0.15]}
    movement = Movement("", "near_foot", None, (Key(), Key()), _WAY_S, props=(prop,))
    ends = posed(build, today), posed(build, other)
    figures = tuple(_between(*ends, share) for share in shares)
    still = (0.0,) * len(shares)
    return Course(movement, tuple(times), figures, (0, 1 + _SAMPLES), (), still, ((0.0, 0.0),) * len(shares))


def posed(build: Build, found: SetUp) -> Figure:
    """The body of a set-up; its back bends as it was drawn there."""
    at = {name: complex(*place) for name, place in found.points.items()}
    chord = at["shoulder"] - at["hip"]
    # The parabola of `loads.posture` leaves the hips along the pelvis; a twelfth of it is nearly straight.
    first = complex(*found.back[1]) - complex(*found.back[0])
    bend = -heading(first) + heading(at["cervicale"] - at["hip"])
    spine = Spine(0.0, -bend / PER_LUMBAR if abs(bend) > math.radians(1) else 0.0, 0.0, 1.0)
    straight = spine.at(1.0)
    spine = replace(spine, lean=heading(straight) - heading(chord), length=abs(chord) / abs(straight))
    leg = _limb(at["hip"], at["knee"], at["ankle"], FLAT)
    arm = _limb(at["shoulder"], at["elbow"], at["wrist"], heading(at["hand"] - at["wrist"]))
    head = -heading(at["cervicale"] - at["vertex"])
    return Figure(replace(build, palm=abs(at["hand"] - at["wrist"])), at["hip"], spine, head, leg, leg, arm, arm)


def _limb(root: complex, middle: complex, end: complex, tip: float) -> Limb:
    return Limb(root, heading(middle - root), heading(end - middle), tip, (abs(middle - root), abs(end - middle)))


def _between(a: Figure, b: Figure, share: float) -> Figure:
    """Between two postures angles and seen lengths go over evenly, and the foot stays where it is."""

    def mixed(start: float, stop: float) -> float:
        return start + (stop - start) * share

    def limb(root: complex, one: Limb, other: Limb) -> Limb:
        lengths = (mixed(one.lengths[0], other.lengths[0]), mixed(one.lengths[1], other.lengths[1]))
        angles = (mixed(one.upper, other.upper), mixed(one.lower, other.lower), mixed(one.tip, other.tip))
        return Limb(root, *angles, lengths)

    spine = Spine(
        mixed(a.spine.lean, b.spine.lean), mixed(a.spine.lumbar, b.spine.lumbar), 0.0,
        mixed(a.spine.length, b.spine.length),
    )  # fmt: skip
    leg = limb(0j, a.near_leg, b.near_leg)
    ankle = a.near_leg.end + (b.near_leg.end - a.near_leg.end) * share
    hip = ankle - leg.lengths[0] * down(leg.upper) - leg.lengths[1] * down(leg.lower)
    leg = leg.moved(hip)
    arm = limb(hip + spine.at(1.0), a.near_arm, b.near_arm)
    return Figure(a.build, hip, spine, mixed(a.head, b.head), leg, leg, arm, arm)
