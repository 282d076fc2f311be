"""Moving pictures of drills, tests and lifts: one SVG each, no script, no file from elsewhere.

`moving_svg` is for a page that has `figures.css` and the colours of `page.css`; `picture_file` stands alone. Whoever
asks for less motion, and paper, gets the still inside it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from liftwell.athlete import Segments
from liftwell.plan.exercise import catalogue
from liftwell.report.figures.body import build_of
from liftwell.report.figures.course import Course, course_of
from liftwell.report.figures.figure import Figure
from liftwell.report.figures.ink import Ink
from liftwell.report.figures.movement import movements
from liftwell.report.figures.scene import Box, rings, scene, still_rings, view_box


def ids() -> tuple[str, ...]:
    """Every exercise and self-test that has a picture, the exercises in the order of the catalogue."""
    known = movements()
    listed = [key for key in catalogue() if key in known]
    return (*listed, *(key for key in known if key not in listed))


def moving_svg(key: str, lengths: Segments | None = None) -> Markup:
    """The moving picture of an exercise or self-test, of a body of those `lengths`, typical where unseen.

    Raises KeyError where there is none.
    """
    return _whole(key, lengths, alone=False)


def picture_file(key: str, lengths: Segments | None = None) -> str:
    """The same as the text of an SVG file, with its own colours for light and dark."""
    return str(_whole(key, lengths, alone=True)) + "\n"


def still_svg(key: str, lengths: Segments | None = None) -> Markup:
    """The most telling pose, over a pale picture of the other end of the movement."""
    course = course_of(key, build_of(lengths))
    box = view_box(course)
    ink = Ink((0.0,), _name(key, "s"))
    inside = _still(course, ink, box)
    return _framed(key, "s", box, ink.definitions() + inside, alone=False)


def frames(key: str, count: int, lengths: Segments | None = None) -> list[Figure]:
    """`count` figures, evenly spread over the cycle, for tests and for looking."""
    course = course_of(key, build_of(lengths))
    return [course.at(course.cycle_s * n / count) for n in range(count)]


def told(key: str) -> tuple[str, tuple[str, ...]]:
    """The name and the cues of an exercise, or what a self-test is called and how it is done."""
    if one := catalogue().get(key):
        return one.name, one.cues
    movement = movements()[key]
    return movement.name, movement.words


def _whole(key: str, lengths: Segments | None, *, alone: bool) -> Markup:
    course = course_of(key, build_of(lengths))
    box = view_box(course)
    ink = Ink(course.time_s, _name(key, "m"))
    going = f'<g class="lw-go">{scene(course, ink)}{rings(course, box)}</g>'
    # The still draws the same shapes.
    resting = f'<g class="lw-rest">{_still(course, replace(ink, time_s=(0.0,)), box)}</g>'
    return _framed(key, "m", box, ink.definitions() + going + resting, alone=alone)


def _name(key: str, kind: str) -> str:
    return f"lw-{kind}-{key}-"


def _still(course: Course, ink: Ink, box: Box) -> str:
    movement = course.movement
    last = len(course.keys) - 1
    shown = movement.still if movement.still >= 0 else last
    ghost = course.alone(movement.ghost) if movement.ghost not in (-1, shown) else None
    return scene(course.alone(shown), ink, ghost) + still_rings(course, box, shown)


def _framed(key: str, kind: str, box: Box, inside: str, *, alone: bool) -> Markup:
    name, cues = told(key)
    style = f"<style>{_own_colours()}{_style()}</style>" if alone else ""
    ident = _name(key, kind)
    return Markup(  # noqa: S704  what is not a number comes from data that ships, and is escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lw-move" viewBox="{" ".join(f"{n:g}" for n in box)}" role="img" '
        f'aria-labelledby="{ident}t {ident}d"><title id="{ident}t">{escape(name)}</title>'
        f'<desc id="{ident}d">{escape(" ".join(cues))}</desc>{style}{inside}</svg>'
    )


@cache
def _style() -> str:
    return _shipped("figures.css")


@cache
def _own_colours() -> str:
    return _shipped("figures-alone.css")


def _shipped(name: str) -> str:
    text = (files("liftwell.report") / "static" / name).read_text("utf-8")
    return "".join(line.strip() for line in text.splitlines() if not line.startswith("/*"))
