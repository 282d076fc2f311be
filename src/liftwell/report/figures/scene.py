"""The whole picture of a course: room, body and things in their order, and a ring for what is held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from liftwell.report.figures.course import Course, Ring
from liftwell.report.figures.drawing import body_parts
from liftwell.report.figures.held import HELD
from liftwell.report.figures.ink import Ink, num
from liftwell.report.figures.inset import Box, from_above, from_front
from liftwell.report.figures.room import ROOM, extent

# What lies over what, from the back; layers of things between the parts of the body.
_ORDER: Final = (
    "room", "behind", "far_arm", "far_leg", "between", "trunk", "head", "near_leg", "near", "arm", "near_arm", "front",
)  # fmt: skip
_PLATE_ROOM_M: Final = 0.26
_RING_R: Final = 11.0


def scene(course: Course, ink: Ink, box: Box, ghost: Course | None = None) -> str:
    """SVG of a course in a picture of `box`, over a pale picture of another moment if there is one."""
    layers: dict[str, str] = dict.fromkeys(_ORDER, "")
    if course.movement.view != "above":
        layers["room"] = f'<path class="lw-floor" d="M{num(box[0])} 0H{num(box[0] + box[2])}"/>'
    for prop in course.movement.props:
        kind = prop["kind"]
        if kind == "from_above":
            layers["front"] += from_above(course, ink, box)
        elif kind == "from_front":
            layers["front"] += from_front(course, ink, box, prop)
        else:
            for layer, drawn in (HELD.get(kind) or ROOM[kind])(course, ink, prop).items():
                layers[layer] += drawn
    for part, drawn in body_parts(course.figures, ink, course.movement.stress, course.movement.view).items():
        layers[part] += drawn
    behind = "" if ghost is None else f'<g class="lw-ghost">{_body_only(ghost, ink)}</g>'
    return layers.pop("room") + behind + "".join(layers.values())


def _body_only(course: Course, ink: Ink) -> str:
    parts = body_parts(course.figures, ink, (), course.movement.view)
    return "".join(parts[name] for name in _ORDER if name in parts)


def view_box(course: Course) -> Box:
    """Left, top, width and height of the picture: six wide by five high, around all that happens."""
    left, right, low, high = extent(course)
    kinds = {prop["kind"] for prop in course.movement.props}
    if kinds & {"barbell", "trap_bar"}:
        grips = [figure.grip(figure.near_arm).real for figure in course.figures]
        left, right = min(left, min(grips) - _PLATE_ROOM_M), max(right, max(grips) + _PLATE_ROOM_M)
    more = course.movement.props and [prop["room"] for prop in course.movement.props if "room" in prop]
    for room in more or ():
        left, right, high = left - room[0], right + room[1], high + (room[2] if len(room) > 2 else 0.0)
    width, height = 100 * (right - left) + 8, 100 * (high - min(low, 0.0)) + 16
    whole = max(width, 1.2 * height, 165.0)
    middle = 50 * (left + right)
    # The floor lies at the lower edge, whatever stands on it.
    return (round(middle - whole / 2, 1), round(9 - whole / 1.2, 1), round(whole, 1), round(whole / 1.2, 1))


def around(boxes: Sequence[Box]) -> Box:
    """One box around several, of the same shape."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right = max(box[0] + box[2] for box in boxes)
    bottom = max(box[1] + box[3] for box in boxes)
    wide = max(right - left, 1.2 * (bottom - top))
    return (round((left + right - wide) / 2, 1), round(bottom - wide / 1.2, 1), round(wide, 1), round(wide / 1.2, 1))


def in_turn(scenes: Sequence[str], whole_s: float) -> str:
    """Scenes of one length that are shown one after the other."""
    if len(scenes) == 1:
        return scenes[0]
    parts = []
    for n, inside in enumerate(scenes):
        start, stop = n / len(scenes), (n + 1) / len(scenes)
        values = "0;1;0" if n else "1;1;0"
        steps = (
            f'<animate attributeName="opacity" calcMode="discrete" dur="{num(whole_s, 2)}s" repeatCount="indefinite" '
            f'keyTimes="0;{num(start or 0.001, 4)};{num(min(stop, 0.9999), 4)}" values="{values}"/>'
        )
        parts.append(f"<g>{steps}{inside}</g>")
    return "".join(parts)


def rings(course: Course, box: Box) -> str:
    """A ring in the upper right corner for each hold: it fills while the body stays."""
    return "".join(_ring(ring, course.cycle_s, box) for ring in course.rings)


def _ring(ring: Ring, cycle_s: float, box: Box) -> str:
    around = 2 * 3.14159 * _RING_R
    scale = box[2] / 200
    at = f"translate({num(box[0] + box[2] - 17 * scale)} {num(box[1] + 17 * scale)}) scale({num(scale, 2)})"
    times = _shares((ring.from_s, ring.to_s), cycle_s)
    show = _steps("opacity", ("0", "1", "0"), times, cycle_s)
    fill = (
        f'<animate attributeName="stroke-dashoffset" dur="{num(cycle_s, 2)}s" repeatCount="indefinite" '
        f'keyTimes="0;{times[0]};{times[1]};1" values="{num(around)};{num(around)};0;0"/>'
    )
    return (
        f'<g transform="{at}" opacity="0">{show}<circle class="lw-ring" r="{num(_RING_R)}"/>'
        f'<circle class="lw-ring on" r="{num(_RING_R)}" transform="rotate(-90)" stroke-dasharray="{num(around)}">{fill}'
        f"</circle>{_words(ring.words)}</g>"
    )


def still_rings(course: Course, box: Box, key: int) -> str:
    """The words of the hold that belongs to a key."""
    start = course.time_s[course.keys[key]]
    words: Sequence[str] = [ring.words for ring in course.rings if abs(ring.from_s - start) < 0.01]
    scale = box[2] / 200
    at = f"translate({num(box[0] + box[2] - 17 * scale)} {num(box[1] + 17 * scale)}) scale({num(scale, 2)})"
    return "".join(
        f'<g transform="{at}"><circle class="lw-ring on" r="{num(_RING_R)}"/>{_words(text)}</g>' for text in words
    )


def _words(text: str) -> str:
    if len(text) < 6:
        return f'<text class="lw-words" text-anchor="middle" y="2.8">{text}</text>'
    number, unit = text.rsplit(" ", 1)
    lines = f'<tspan x="0" y=".8">{number}</tspan><tspan x="0" y="6.6">{unit}</tspan>'
    return f'<text class="lw-words small" text-anchor="middle">{lines}</text>'


def _shares(times: tuple[float, float], cycle_s: float) -> tuple[str, str]:
    return num(times[0] / cycle_s, 3), num(times[1] / cycle_s, 3)


def _steps(name: str, values: tuple[str, str, str], times: tuple[str, str], cycle_s: float) -> str:
    return (
        f'<animate attributeName="{name}" calcMode="discrete" dur="{num(cycle_s, 2)}s" repeatCount="indefinite" '
        f'keyTimes="0;{times[0]};{times[1]}" values="{";".join(values)}"/>'
    )
