"""Moving pictures of drills, tests and lifts: one SVG each, no script, no file from elsewhere.

`moving_svg` is for a page that has `figures.css` and the colours of `page.css`; `picture_file` stands alone. Whoever
asks for less motion, and paper, gets the still inside it.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from liftwell.report.figures.inset import Box
from liftwell.report.figures.movement import movements
from liftwell.report.figures.scene import around, in_turn, rings, scene, still_rings, view_box


def ids() -> tuple[str, ...]:
    """Every exercise and self-test that has a picture, the exercises in the order of the catalogue."""
    known = movements()
    listed = [key for key in catalogue() if key in known]
    # What begins with a stroke is a part of others.
    return (*listed, *(key for key in known if key not in listed and not key.startswith("_")))


def moving_svg(key: str, lengths: Segments | None = None) -> Markup:
    """The moving picture of an exercise or self-test, of a body of those `lengths`, typical where unseen.

    Raises KeyError where there is none.
    """
    return _moving(key, lengths, alone=False)


def picture_file(key: str, lengths: Segments | None = None) -> str:
    """The same as the text of an SVG file, with its own colours for light and dark."""
    return str(_moving(key, lengths, alone=True)) + "\n"


def still_svg(key: str, lengths: Segments | None = None) -> Markup:
    """The most telling pose, over a pale picture of the other end of the movement."""
    courses = courses_of(key, lengths)
    box = around([view_box(course) for course in courses])
    ink = Ink((0.0,), _name(key, "s"))
    resting = _still(courses, ink, box, _telling(key))
    return _framed(key, "s", box, ink.definitions() + resting, alone=False)


def frames(key: str, count: int, lengths: Segments | None = None) -> list[Figure]:
    """`count` figures, evenly spread over the cycle of each scene, for tests and for looking."""
    courses = courses_of(key, lengths)
    return [course.at(course.cycle_s * n / count) for course in courses for n in range(count)]


def courses_of(key: str, lengths: Segments | None = None) -> list[Course]:
    """The scenes of a picture, most often one."""
    return [course_of(one, build_of(lengths)) for one in movements()[key].scenes or (key,)]


def told(key: str) -> tuple[str, tuple[str, ...]]:
    """The name and the cues of an exercise, or what a self-test is called and how it is done."""
    movement = movements()[key]
    seen = (movement.seen,) if movement.seen else ()
    if one := catalogue().get(key):
        return one.name, (*one.cues, *seen)
    return movement.name, (*movement.words, *seen)


def _moving(key: str, lengths: Segments | None, *, alone: bool) -> Markup:
    courses = courses_of(key, lengths)
    box = around([view_box(course) for course in courses])
    ink = Ink(courses[0].time_s, _name(key, "m"))
    going = [scene(course, replace(ink, time_s=course.time_s), box) + rings(course, box) for course in courses]
    # The still draws the same shapes.
    resting = _still(courses, replace(ink, time_s=(0.0,)), box, _telling(key))
    whole = sum(course.cycle_s for course in courses)
    moving = f'<g class="lw-go">{in_turn(going, whole)}</g><g class="lw-rest">{resting}</g>'
    return _framed(key, "m", box, ink.definitions() + moving, alone=alone)


def _telling(key: str) -> int:
    """Which of its scenes tells most."""
    movement = movements()[key]
    return movement.still if movement.scenes else 0


def _name(key: str, kind: str) -> str:
    return f"lw-{kind}-{key}-"


def _still(courses: Sequence[Course], ink: Ink, box: Box, first: int) -> str:
    course = courses[first]
    movement = course.movement
    last = len(course.keys) - 1
    shown = movement.still if movement.still >= 0 else last
    ghost = course.alone(movement.ghost) if movement.ghost not in (-1, shown) else None
    return scene(course.alone(shown), ink, box, ghost) + still_rings(course, box, shown)


def _framed(key: str, kind: str, box: Box, inside: str, *, alone: bool) -> Markup:
    name, cues = told(key)
    # A file does not know the colour of the page that shows it, so that it brings its own paper.
    left, top, wide, high = (f"{number:g}" for number in box)
    paper = f'<rect class="lw-paper" x="{left}" y="{top}" width="{wide}" height="{high}" rx="4"/>'
    style = f"<style>{_own_colours()}{_style()}</style>{paper}" if alone else ""
    ident = _name(key, kind)
    return Markup(  # noqa: S704  what is not a number comes from data that ships, and is escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lw-move" viewBox="{" ".join(f"{n:g}" for n in box)}" '
        f'role="img" aria-labelledby="{ident}t {ident}d"><title id="{ident}t">{escape(name)}</title>'
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
