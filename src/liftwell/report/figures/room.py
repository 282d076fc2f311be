"""Things that stand in the room: mat, wall, chair, bench, bed, blocks, marks. Lengths in m of a body of 1.75 m."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from liftwell.report.figures.course import Course
from liftwell.report.figures.held import Layers, Prop
from liftwell.report.figures.ink import Ink, num
from liftwell.report.figures.posing import SEAT_M

_TICKS_M: Final = 0.25


def box(name: str, left: float, top: float, right: float, bottom: float, radius: float = 1.0) -> str:
    """A rectangle between places in m, y up."""
    size = f'width="{num(100 * (right - left))}" height="{num(100 * (top - bottom))}"'
    return f'<rect class="{name}" x="{num(100 * left)}" y="{num(-100 * top)}" {size} rx="{num(radius)}"/>'


def extent(course: Course) -> tuple[float, float, float, float]:
    """Left, right, lowest and highest place (m) of the body over the whole course."""
    k = course.build.scale
    xs: list[float] = []
    ys: list[float] = []
    for figure in course.figures:
        for leg in (figure.near_leg, figure.far_leg):
            places = (leg.root, leg.middle, leg.end, figure.toe(leg), figure.heel(leg))
            xs += [place.real for place in places]
            ys += [place.imag for place in places]
        arms = [place for arm in (figure.near_arm, figure.far_arm) for place in (arm.middle, figure.grip(arm))]
        for place in (figure.neck, figure.crown, figure.shoulder, *arms):
            xs.append(place.real)
            ys.append(place.imag)
    return min(xs) - 0.11 * k, max(xs) + 0.11 * k, min(ys), max(ys) + 0.05 * k


def mat(course: Course, _ink: Ink, _prop: Prop) -> Layers:
    """A mat as long as the body needs."""
    left, right, _, _ = extent(course)
    return {"room": box("lw-mat", left - 0.02, 0.0, right + 0.02, -0.022, 1.1)}


def wall(course: Course, _ink: Ink, prop: Prop) -> Layers:
    """A wall where the seat touches it at the furthest; `gap` m behind that, if told."""
    k = course.build.scale
    at = min(figure.hip.real for figure in course.figures) - (0.112 + prop.get("gap", 0.0)) * k
    return {"room": box("lw-wall", at - 0.07, prop.get("high", 1.75) * k, at, 0.0, 0.0)}


def chair(course: Course, _ink: Ink, prop: Prop) -> Layers:
    """A chair under the seat of the first figure, or with its seat's front edge at `edge`."""
    k = course.build.scale
    hip = course.figures[0].hip
    front, seat = (
        (place * k for place in prop["edge"]) if "edge" in prop else (hip.real + 0.26 * k, hip.imag - SEAT_M * k)
    )
    back = front - 0.45 * k
    parts = box("lw-wood", back, seat, front, seat - 0.035, 1.2)
    parts += "".join(box("lw-wood", x, seat, x + 0.03, 0.0, 0.5) for x in (back + 0.01, front - 0.04))
    rest = box("lw-wood", back, seat + 0.42 * k, back + 0.03, seat, 1.0) if prop.get("rest", True) else ""
    if prop.get("turned"):
        rest = box("lw-wood", front - 0.03, seat + 0.42 * k, front, seat, 1.0)
    return {"room": rest + parts}


def bed(course: Course, _ink: Ink, prop: Prop) -> Layers:
    """A bed or bench whose top lies under the hips of the first figure and ends `edge` m in front of them."""
    k = course.build.scale
    hip = course.figures[0].hip
    top, edge = hip.imag - prop.get("under", SEAT_M) * k, hip.real + prop.get("edge", 0.06) * k
    long = prop.get("long", 1.1) * k
    parts = box("lw-wood", edge - long, top, edge, top - 0.09, 2.0)
    parts += "".join(box("lw-wood", x, top - 0.08, x + 0.05, 0.0, 0.5) for x in (edge - long + 0.06, edge - 0.14))
    return {"room": parts}


def bench45(course: Course, _ink: Ink, _prop: Prop) -> Layers:
    """A bench that holds thighs and heels of a body that leans over it."""
    figure = course.figures[0]
    k = course.build.scale
    leg = figure.near_leg
    knee, hip, heel = leg.middle, leg.root, leg.end
    along = (hip - knee) / abs(hip - knee)
    ahead = -1j * along
    pad = [hip + (0.02 * along + 0.095 * ahead) * k, hip + (-0.26 * along + 0.085 * ahead) * k]
    foot = figure.heel(leg)
    beam = f"M{_xy(pad[1] + 0.03 * ahead)}L{_xy(complex(pad[1].real + 0.05, 0.03))}"
    base = f"M{_xy(complex(foot.real - 0.12, 0.03))}L{_xy(complex(pad[0].real + 0.12, 0.03))}"
    roll = heel + (0.10 * along - 0.075 * ahead) * k
    post = f"M{_xy(roll)}L{_xy(complex(roll.real + 0.02, 0.03))}"
    plate = f"M{_xy(figure.heel(leg))}L{_xy(figure.toe(leg))}"
    cushion = f'<path class="lw-pad" d="M{_xy(pad[0])}L{_xy(pad[1])}"/>'
    return {
        "room": f'<path class="lw-frame" d="{beam}{base}{post}{plate}"/>{cushion}',
        "front": f'<circle class="lw-iron" cx="{num(100 * roll.real)}" cy="{num(-100 * roll.imag)}" r="4.5"/>',
    }  # fmt: skip


def _xy(place: complex) -> str:
    return f"{num(100 * place.real)} {num(-100 * place.imag)}"


def block(course: Course, _ink: Ink, prop: Prop) -> Layers:
    """A block of a height, its middle at `x`, or under the near hand of the first figure."""
    x = course.figures[0].grip(course.figures[0].near_arm).real + prop.get("dx", 0.0)
    half = prop.get("wide", 0.36) / 2
    return {prop.get("layer", "room"): box("lw-block", x - half, prop["high"], x + half, 0.0, 0.8)}


def pillow(course: Course, _ink: Ink, prop: Prop) -> Layers:
    """A pillow, its middle at x and y m from the head of the first figure, or from its hip or knee."""
    figure = course.figures[0]
    k = course.build.scale
    place = {"head": figure.neck, "hip": figure.hip, "knee": figure.near_leg.middle}[prop.get("by", "head")]
    middle = place + complex(*prop.get("off", (-0.15, 0.0))) * k
    wide, high = (k * size for size in prop.get("size", (0.36, 0.1)))
    return {prop.get("layer", "room"): box("lw-pillow", middle.real - wide / 2, middle.imag + high / 2,
                                           middle.real + wide / 2, middle.imag - high / 2, 50 * high)}  # fmt: skip


def pull_up_bar(course: Course, _ink: Ink, _prop: Prop) -> Layers:
    """A bar over the head, on a post behind."""
    figure = course.figures[0]
    grip = figure.grip(figure.near_arm)
    post = grip.real - 0.62 * course.build.scale
    arm = box("lw-wood", post, grip.imag + 0.03, grip.real + 0.02, grip.imag - 0.01, 1.5)
    at = f'cx="{num(100 * grip.real)}" cy="{num(-100 * grip.imag)}"'
    return {"room": box("lw-wood", post - 0.04, grip.imag + 0.05, post + 0.02, 0.0, 1.5) + arm,
            "front": f'<circle class="lw-hub" {at} r="2.4"/>'}  # fmt: skip


def post(course: Course, _ink: Ink, prop: Prop) -> Layers:
    """What a band is fixed to: a post at `x` of a height."""
    k = course.build.scale
    return {"room": box("lw-wood", prop["x"] * k - 0.03, prop["high"] * k, prop["x"] * k + 0.03, 0.0, 1.0)}


def belt(course: Course, _ink: Ink, _prop: Prop) -> Layers:
    """A belt that holds the calves of the first figure down."""
    k = course.build.scale
    leg = course.figures[0].near_leg
    middle = leg.middle + 0.35 * (leg.end - leg.middle)
    return {"front": box("lw-thing", middle.real - 0.025, middle.imag + 0.07 * k, middle.real + 0.025,
                         middle.imag - 0.1 * k, 2.0)}  # fmt: skip


def sheet(course: Course, _ink: Ink, _prop: Prop) -> Layers:
    """A mat under somebody who is seen from above."""
    left, right, low, high = extent(course)
    return {"room": box("lw-mat", left - 0.02, max(high, 0.78) + 0.05, right + 0.02, min(low, 0.2) - 0.05, 6.0)}


def rack(course: Course, _ink: Ink, _prop: Prop) -> Layers:
    """A rack in front of the lifter, its hooks a hand under where the bar is at the top."""
    build = course.build
    high = build.ankle + build.leg + build.trunk - build.arm
    x = 0.56 * build.scale
    hook = f'<path class="lw-frame" d="M{_xy(complex(x, high - 0.08))}h-9v-5"/>'
    return {"room": box("lw-wood", x, high + 0.35, x + 0.05, 0.0, 1.0) + hook}


def mark(_course: Course, _ink: Ink, prop: Prop) -> Layers:
    """A mark in front of the lifter at the height that the hands go down to."""
    x, high = prop["x"], prop["high"]
    stand = box("lw-wood", x + 0.06, high + 0.04, x + 0.085, 0.0, 0.5)
    return {"room": stand + f'<path class="lw-mark" d="M{_xy(complex(x - 0.22, high))}H{num(100 * x + 8)}"/>'}


def ground(course: Course, ink: Ink, _prop: Prop) -> Layers:
    """Marks on the floor that go by under a walker."""
    left, right, _, _ = extent(course)
    far = max(course.ground_m)
    # The way of a whole cycle is so many marks, so that they stand where they were when it begins again.
    apart = far / round(far / _TICKS_M) if far else _TICKS_M
    count = int((right - left + far + 0.6) / apart) + 2
    ticks = "".join(f"M{num(100 * (left - 0.4 + n * apart))} 4h9" for n in range(count))
    return {"room": ink.placed([complex(-gone, 0) for gone in course.ground_m], f'<path class="lw-tick" d="{ticks}"/>')}


ROOM: Final[Mapping[str, Callable[[Course, Ink, Prop], Layers]]] = {
    "mat": mat,
    "wall": wall,
    "chair": chair,
    "bed": bed,
    "bench45": bench45,
    "block": block,
    "pillow": pillow,
    "pull_up_bar": pull_up_bar,
    "post": post,
    "mark": mark,
    "rack": rack,
    "belt": belt,
    "sheet": sheet,
    "ground": ground,
}
