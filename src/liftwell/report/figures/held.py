"""Things that move with the body: bars, bells, sticks, straps and bands, drawn to scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from liftwell.loads.style import PLATE_RADIUS_M
from liftwell.report.figures.course import Course
from liftwell.report.figures.drawing import FAR_SIDE
from liftwell.report.figures.figure import Figure, Limb
from liftwell.report.figures.ink import Ink, num, straight_path
from liftwell.report.figures.reach import turned

Layers = Mapping[str, str]
Prop = Mapping[str, Any]
_DUMBBELL_M: Final = 0.075  # radius of the end of a dumbbell of 10 kg: judgement
_BELL_M: Final = 0.10  # radius of a kettlebell of 16 kg, 0.13 m under the middle of its handle: judgement
_BELL_DROP_M: Final = 0.135


def _grips(course: Course, side: str = "near") -> list[complex]:
    return [figure.grip(getattr(figure, f"{side}_arm")) for figure in course.figures]


def _disc(name: str, radius_m: float, place: complex = 0j) -> str:
    at = f' cx="{num(100 * place.real)}" cy="{num(-100 * place.imag)}"' if place else ""
    return f'<circle class="{name}"{at} r="{num(100 * radius_m)}"/>'


def barbell(course: Course, ink: Ink, prop: Prop) -> Layers:
    """A bar in the hands with plates of 450 mm, through which the legs can be seen."""
    grips = _grips(course)
    plate = _disc("lw-plate", PLATE_RADIUS_M) + _disc("lw-rim", PLATE_RADIUS_M) + _disc("lw-hub", 0.03)
    return {prop.get("layer", "front"): ink.placed(grips, plate)}


def click(course: Course, ink: Ink, prop: Prop) -> Layers:
    """A flash over the plates when the slack is out, at a key."""
    grips = _grips(course)
    flash = '<path class="lw-spark" d="M-9-29l-4-7M0-31v-8M9-29l4-7"/><text class="lw-note" x="15" y="-31">click</text>'
    if len(course.time_s) == 1:
        return {}
    start = course.time_s[course.keys[prop["key"]]]
    times = ";".join(num(time / course.cycle_s, 3) for time in (start - 0.1, start + 0.55))
    shown = (
        f'<animate attributeName="opacity" calcMode="discrete" dur="{num(course.cycle_s, 2)}s" keyTimes="0;{times}" '
        'repeatCount="indefinite" values="0;1;0"/>'
    )
    return {"front": ink.placed(grips, f'<g opacity="0">{shown}{flash}</g>')}


def moved_plate(_course: Course, ink: Ink, prop: Prop) -> Layers:
    """Plates at `places` (m) over time, and the blocks that they stand on, `heights` (m) over time."""
    plate = _disc("lw-plate", PLATE_RADIUS_M) + _disc("lw-rim", PLATE_RADIUS_M) + _disc("lw-hub", 0.03)
    drawn = {"front": ink.placed(prop["places"], plate)}
    if any(prop["heights"]):
        half = 0.8 * PLATE_RADIUS_M
        pairs = zip(prop["places"], prop["heights"], strict=True)
        boxes = [(100 * (at.real - half), 100 * (at.real + half), -100j * high) for at, high in pairs]
        corners = [[left + 0j, left + top, right + top, right + 0j] for left, right, top in boxes]
        drawn["room"] = ink.path("lw-block", corners, straight_path)
    return drawn


def trap_bar(course: Course, ink: Ink, prop: Prop) -> Layers:
    """A frame around the lifter with plates beside the feet and handles at their height or higher."""
    raised = float(prop.get("raised", 0.0))
    frame = f'<path class="lw-bar" d="M-42 0H42"/>{_disc("lw-hub", 0.03)}'
    if raised:
        top = num(-100 * raised)
        frame += f'<path class="lw-bar thin" d="M-9 0V{top}H9V0"/>'
    plate = _disc("lw-plate", PLATE_RADIUS_M) + _disc("lw-rim", PLATE_RADIUS_M)
    places = [grip - 1j * raised for grip in _grips(course)]
    return {"front": ink.placed(places, plate + frame)}


def kettlebell(course: Course, ink: Ink, prop: Prop) -> Layers:
    """A bell that hangs from the near hand, or from both."""
    k = num(100 * _BELL_DROP_M)
    bell = f'<path class="lw-bar" d="M-6 7C-8 -1 8 -1 6 7"/><circle class="lw-iron" cy="{k}" r="{num(100 * _BELL_M)}"/>'
    return {prop.get("layer", "between"): ink.placed(_grips(course), bell)}


def dumbbells(course: Course, ink: Ink, prop: Prop) -> Layers:
    """One in each hand, seen from their ends."""
    end = _disc("lw-iron", float(prop.get("radius", _DUMBBELL_M)))
    far = [grip + FAR_SIDE for grip in _grips(course, "far")]
    return {"behind": f'<g class="far">{ink.placed(far, end)}</g>', "arm": ink.placed(_grips(course), end)}


def stick(course: Course, ink: Ink, _prop: Prop) -> Layers:
    """A stick that lies on the back of the head, the upper back and the tailbone."""
    ends = [stick_of(figure) for figure in course.figures]
    return {"between": ink.line("lw-stick", [[pair[end] for pair in ends] for end in (0, 1)])}


def stick_of(figure: Figure) -> tuple[complex, complex]:
    """Both ends (m) of a stick along a straight back: it touches the seat and the upper back."""
    build = figure.build
    lean = figure.spine.lean
    tail = figure.hip + turned(complex(-0.117 * build.scale, -0.12 * build.scale), lean)
    return tail, tail + turned(complex(0.0, build.trunk + build.neck + build.head + 0.2 * build.scale), lean)


def strap(course: Course, ink: Ink, prop: Prop) -> Layers:
    """From the hands around the sole of a foot."""
    leg = f"{prop.get('leg', 'near')}_leg"
    soles = [_sole(figure, getattr(figure, leg)) for figure in course.figures]
    return {"front": ink.line("lw-band", [_grips(course), soles])}


def _sole(figure: Figure, leg: Limb) -> complex:
    return figure.heel(leg) + 0.62 * (figure.toe(leg) - figure.heel(leg))


def band(course: Course, ink: Ink, prop: Prop) -> Layers:
    """From a hand, a thigh or the feet to where it is fixed; between both feet without that."""
    start = [_fixed(figure, prop["from"]) for figure in course.figures]
    if "to" in prop:
        fixed = complex(*prop["to"]) * course.build.scale
        post = f'<g transform="translate({num(100 * fixed.real)} {num(-100 * fixed.imag)})">{_disc("lw-hub", 0.03)}</g>'
        return {prop.get("layer", "front"): ink.line("lw-band", [start, [fixed] * len(start)]) + post}
    other = [_sole(figure, figure.far_leg) + FAR_SIDE for figure in course.figures]
    return {"front": ink.line("lw-band", [start, other])}


def _fixed(figure: Figure, part: str) -> complex:
    leg = figure.near_leg
    if part == "hand":
        return figure.grip(figure.near_arm)
    return leg.root + 0.16 * (leg.middle - leg.root) if part == "thigh" else _sole(figure, leg)


def sliders(course: Course, ink: Ink, _prop: Prop) -> Layers:
    """A cloth or disc under each heel."""
    places = [figure.heel(figure.near_leg) + 0.04 for figure in course.figures]
    return {"front": ink.placed(places, '<rect class="lw-thing" x="-9" y="-1" width="18" height="2.4" rx="1.2"/>')}


def ball(course: Course, ink: Ink, prop: Prop) -> Layers:
    """A soft ball behind the seat."""
    off = complex(*prop.get("off", (-0.15, 0.0))) * course.build.scale
    places = [figure.hip + turned(off, figure.spine.lean) for figure in course.figures]
    return {"front": ink.placed(places, _disc("lw-warm", 0.045))}


def heat(course: Course, ink: Ink, _prop: Prop) -> Layers:
    """A heat pack on the low back, with waves over it."""
    places = [figure.hip + figure.spine.at(0.34) for figure in course.figures]
    leans = [57.3 * figure.spine.lean for figure in course.figures]
    pack = '<rect class="lw-warm" x="-13.5" y="-11" width="5" height="22" rx="2.5"/>'
    return {"between": ink.placed(places, ink.turned(leans, pack))}


HELD: Final[Mapping[str, Callable[[Course, Ink, Prop], Layers]]] = {
    "barbell": barbell,
    "click": click,
    "moved_plate": moved_plate,
    "trap_bar": trap_bar,
    "kettlebell": kettlebell,
    "dumbbells": dumbbells,
    "stick": stick,
    "strap": strap,
    "band": band,
    "sliders": sliders,
    "ball": ball,
    "heat": heat,
}
