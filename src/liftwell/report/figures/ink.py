"""Writing SVG that moves without a script: the same functions draw one moment, or a cycle of many (SMIL).

Units of the drawing are centimetres, y down. Angles are degrees, clockwise as SVG has them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

# Centimetres or degrees that a joint may be off by between two samples: less than a line is wide.
_WITHIN: Final = 0.14
# The same of a place on a soft outline.
_WITHIN_OUTLINE: Final = 0.5


def num(value: float, digits: int = 1) -> str:
    """A number as short as it can be written."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def smooth_path(points: Sequence[complex]) -> str:
    """A soft closed line through `points`, which are in units of the drawing: Catmull–Rom as Bézier curves."""
    around = [points[-1], *points, points[0], points[1]]
    slopes = [(around[n + 2] - around[n]) / 6 for n in range(len(points) + 1)]
    # Steps from point to point are shorter to write than places; of rounded places, so that nothing adds up.
    ends = [_rounded(point) for point in (*points, points[0])]
    parts = [f"M{_pair(ends[0])}c{_pair(slopes[0])} "]
    for n in range(1, len(ends)):
        step = ends[n] - ends[n - 1]
        parts.append(f"{'s' if n > 1 else ''}{_pair(step - slopes[n % len(points)])} {_pair(step)}")
    return "".join(parts) + "z"


def _rounded(point: complex) -> complex:
    return complex(round(point.real, 1), round(point.imag, 1))


def straight_path(points: Sequence[complex]) -> str:
    """An open line with corners, in units of the drawing."""
    return "M" + "L".join(_pair(point) for point in points)


def _pair(point: complex) -> str:
    second = num(point.imag)
    return f"{num(point.real)}{'' if second.startswith('-') else ' '}{second}"


@dataclass(frozen=True)
class Ink:
    """The clock of a drawing, `time_s` of its moments, of which one alone means a picture that stands still; and the
    `shapes` and `groups` that are drawn more than once, with ids that begin with `name`.
    """

    time_s: tuple[float, ...]
    name: str = ""
    shapes: dict[tuple[str, str], str] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)

    def stamp(self, kind: str, path: str) -> str:
        """A shape of class `kind` that does not change: written once, and used."""
        ident = self.shapes.setdefault((kind, path), f"{self.name}{len(self.shapes)}")
        return f'<use href="#{ident}"/>'

    def named(self, inside: str) -> tuple[str, str]:
        """A part that is drawn twice as it is, with its movement, and what draws it again."""
        ident = f"{self.name}g{len(self.groups)}"
        self.groups.append(ident)
        return f'<g id="{ident}">{inside}</g>', f'<use href="#{ident}"/>'

    def definitions(self) -> str:
        """What the stamps refer to."""
        written = "".join(
            f'<path id="{ident}" class="{kind}" d="{path}"/>' for (kind, path), ident in self.shapes.items()
        )
        return f"<defs>{written}</defs>"

    def turned(self, degrees: Sequence[float], inside: str) -> str:
        """`inside`, turned about the origin."""
        return self._transformed("rotate", [(angle,) for angle in unwrapped(degrees)], inside)

    def placed(self, places: Sequence[complex], inside: str) -> str:
        """`inside`, its origin at `places` (m, y up)."""
        return self._transformed("translate", [(100 * place.real, -100 * place.imag) for place in places], inside)

    def stretched(self, factors: Sequence[float], inside: str) -> str:
        """`inside`, made longer downwards by `factors`."""
        return self._transformed("scale", [(1.0, factor) for factor in factors], inside, 3)

    def _transformed(self, kind: str, values: Sequence[tuple[float, ...]], inside: str, digits: int = 1) -> str:
        told = [" ".join(num(number, digits) for number in value) for value in values]
        if len(set(told)) == 1:
            plain = {"rotate": "0", "translate": "0 0", "scale": "1 1"}[kind]
            return inside if told[0] == plain else f'<g transform="{kind}({told[0]})">{inside}</g>'
        kept = telling(self.time_s, values, _WITHIN if digits == 1 else _WITHIN / 100)
        moving = f'<animateTransform attributeName="transform" type="{kind}" {self._course(told, kept)}/>'
        return f"<g>{moving}{inside}</g>"

    def path(
        self,
        kind: str,
        shapes: Sequence[Sequence[complex]],
        write: Callable[[Sequence[complex]], str],
        within: float = _WITHIN_OUTLINE,
    ) -> str:
        """A path of class `kind` through points in units of the drawing, as `write` joins them; on its way none is off
        by more than `within`.
        """
        told = [write(shape) for shape in shapes]
        if len(set(told)) == 1:
            return self.stamp(kind, told[0])
        values = [tuple(part for point in shape for part in (point.real, point.imag)) for shape in shapes]
        kept = telling(self.time_s, values, within)
        return f'<path class="{kind}" d="{told[0]}"><animate attributeName="d" {self._course(told, kept)}/></path>'

    def line(self, kind: str, courses: Iterable[Sequence[complex]], within: float = _WITHIN_OUTLINE) -> str:
        """Straight lines through `courses`: for each corner its places (m, y up) over time."""
        corners = list(courses)
        shapes = [[100 * course[n].conjugate() for course in corners] for n in range(len(self.time_s))]
        return self.path(kind, shapes, straight_path, within)

    def _course(self, told: Sequence[str], kept: Sequence[int]) -> str:
        whole = self.time_s[-1]
        times = ";".join(num(self.time_s[n] / whole, 3) for n in kept)
        values = ";".join(told[n] for n in kept)
        return f'dur="{num(whole, 2)}s" repeatCount="indefinite" keyTimes="{times}" values="{values}"'


def telling(time_s: Sequence[float], values: Sequence[tuple[float, ...]], within: float) -> list[int]:
    """Indices of the values between which straight lines stay `within` of all others (Douglas & Peucker 1973)."""
    kept = {0, len(values) - 1}
    waiting = [(0, len(values) - 1)]
    while waiting:
        start, stop = waiting.pop()
        worst, at = within, 0
        for n in range(start + 1, stop):
            share = (time_s[n] - time_s[start]) / (time_s[stop] - time_s[start])
            off = max(
                abs(v - a - (b - a) * share) for v, a, b in zip(values[n], values[start], values[stop], strict=True)
            )
            if off > worst:
                worst, at = off, n
        if at:
            kept.add(at)
            waiting += [(start, at), (at, stop)]
    return sorted(kept)


def unwrapped(degrees: Sequence[float]) -> list[float]:
    """The same directions without a jump of a whole turn between two of them."""
    found = [degrees[0]]
    for angle in degrees[1:]:
        found.append(angle - 360 * round((angle - found[-1]) / 360))
    first = 360 * math.floor(found[0] / 360 + 0.5)
    return [angle - first for angle in found]
