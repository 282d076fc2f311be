"""Barbells and plates of several makers, trap bars, dowels and blocks.

A bar's axis is y and its middle the origin. Nothing is quite the same all round, so that its rotation can be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from bench.synthetic.mesh import FloatArray, Material, Mesh, merged
from bench.synthetic.shapes import Colour, box, lathe, moved, patches, rod, sector, tube
from bench.synthetic.turns import swivel, tilt

BAR_HALF_M: Final = 1.1
SHAFT_RADIUS_M: Final = 0.01425
SLEEVE_RADIUS_M: Final = 0.025
INNER_FACE_M: Final = 0.66
PLATE_GAP_M: Final = 0.002
STEEL: Final = (0.42, 0.42, 0.43)
CHROME: Final = (0.56, 0.56, 0.57)
IRON: Final = (0.075, 0.075, 0.08)
RUBBER: Final = (0.03, 0.03, 0.032)
MAKERS: Final = ("bumper", "competition", "iron", "grip", "urethane", "technique")
_NAMES: Final = ("NORDFJELL", "BISON", "HALLMARK", "OXHIDE", "ATHLETIKA", "GRANITE")
_BORE: Final = 0.0255


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate of one of `MAKERS`; a urethane plate's radius is that of its twelve corners."""

    radius_m: float = 0.225
    thickness_m: float = 0.055
    maker: str = "bumper"
    colour: tuple[float, float, float] = (0.32, 0.02, 0.02)


def barbell(plates: Sequence[Plate]) -> Mesh:
    """A bar of 2.2 m with `plates` on each side, from the inside out, and a spring collar."""
    shaft = rod(SHAFT_RADIUS_M, -INNER_FACE_M, INNER_FACE_M, STEEL)
    return merged([shaft, *_both_ends(plates)])


def trap_bar(plates: Sequence[Plate], high_handles: bool) -> Mesh:
    """A hexagon of tube round the lifter, with sleeves on the y axis and handles along x at y = ±0.32 m.

    The low handles are at the height of the sleeves, the high ones 0.2 m above.
    """
    radius = 0.016
    corners = np.array([[0.0, 0.64], [0.36, 0.32], [0.36, -0.32], [0.0, -0.64], [-0.36, -0.32], [-0.36, 0.32]])
    ring = np.column_stack([corners, np.zeros(6)])
    parts = [tube(ring[k], ring[(k + 1) % 6], radius, IRON) for k in range(6)]
    for y in (-0.32, 0.32):
        parts.append(tube((-0.36, y, 0.0), (0.36, y, 0.0), 0.014, STEEL))
        if high_handles:
            parts.append(tube((-0.14, y, 0.2), (0.14, y, 0.2), 0.014, STEEL))
            parts += [tube((x, y, 0.0), (x, y, 0.2), 0.014, IRON) for x in (-0.14, 0.14)]
    parts += [tube((0, s * 0.6, 0), (0, s * INNER_FACE_M, 0), 0.02, STEEL) for s in (-1, 1)]
    return merged([*parts, *_both_ends(plates)])


def dowel() -> Mesh:
    """A wooden stick of 1.5 m along z."""
    return tube((0, 0, -0.75), (0, 0, 0.75), 0.012, (0.5, 0.33, 0.17), Material.WOOD)


def blocks(height_m: float) -> Mesh:
    """A block of rubber or wood under the plates of each side, with its top at `height_m`."""
    wooden = height_m > 0.08
    colour, material = ((0.42, 0.28, 0.15), Material.WOOD) if wooden else (RUBBER, Material.PLATE)
    return merged([box((-0.3, s * 0.58, 0.0), (0.3, s * 0.9, height_m), colour, material) for s in (-1.0, 1.0)])


def _both_ends(plates: Sequence[Plate]) -> list[Mesh]:
    """Sleeves, plates and collars of the two sides; the second side is the first one turned round."""
    parts = [
        rod(SLEEVE_RADIUS_M, INNER_FACE_M, BAR_HALF_M, CHROME),
        rod(0.036, INNER_FACE_M - 0.03, INNER_FACE_M, STEEL),
        lathe([(0, BAR_HALF_M), (0.012, BAR_HALF_M), (0.012, BAR_HALF_M + 0.002), (0, BAR_HALF_M + 0.002)], IRON),
    ]
    edge = INNER_FACE_M
    for rank, plate in enumerate(plates):
        made = plate_mesh(plate, lettered=rank == len(plates) - 1)
        turn = tilt(0.7 * rank)
        placed = replace(made, vertices=made.vertices @ turn.T + (0.0, edge, 0.0), normals=made.normals @ turn.T)
        parts.append(placed)
        edge += plate.thickness_m + PLATE_GAP_M
    parts.append(lathe([(0.0252, edge), (0.034, edge), (0.034, edge + 0.03), (0.0252, edge + 0.03)], IRON))
    parts.append(box((0.03, edge + 0.005, -0.012), (0.07, edge + 0.025, 0.012), IRON, Material.METAL))
    side = merged(parts)
    other = swivel(np.pi)
    opposite = replace(side, vertices=side.vertices @ other.T, normals=side.normals @ other.T)
    return [side, opposite]


def plate_mesh(plate: Plate, *, lettered: bool = True) -> Mesh:
    """A plate from y = 0 to its thickness, its outer face towards +y."""
    build: Callable[[Plate], list[Mesh]] = {
        "bumper": _bumper,
        "competition": _competition,
        "iron": _iron,
        "grip": _grip,
        "urethane": _urethane,
        "technique": _technique,
    }[plate.maker]
    return merged([*build(plate), *(_lettering(plate) if lettered else [])])


def _ring(inner: float, outer: float, low: float, high: float, bevel: float = 0.0) -> list[tuple[float, float]]:
    """The profile of a closed ring with bevelled outer edges."""
    edge = [(outer - bevel, low), (outer, low + bevel), (outer, high - bevel), (outer - bevel, high)]
    return [(inner, high), (inner, low), *edge, (inner, high)]


def _bumper(plate: Plate) -> list[Mesh]:
    r, t = plate.radius_m, plate.thickness_m
    dish = min(0.008, 0.2 * t)
    outline = [(_BORE, t), (_BORE, 0), (r - 0.006, 0), (r, 0.006), (r, t - 0.006), (r - 0.006, t), (0.92 * r, t)]
    outline += [(0.9 * r, t - dish), (0.42 * r, t - dish), (0.4 * r, t), (_BORE, t)]
    hub = lathe(_ring(_BORE, 0.2 * r, t, t + 0.001), STEEL)
    return [lathe(outline, plate.colour, Material.PLATE, sides=56), hub]


def _competition(plate: Plate) -> list[Mesh]:
    r, t = plate.radius_m, plate.thickness_m
    outline = [(_BORE, t), (_BORE, 0), (r - 0.004, 0), (r, 0.004), (r, t - 0.004), (r - 0.004, t), (0.9 * r, t)]
    outline += [(0.88 * r, 0.6 * t), (0.52 * r, 0.6 * t), (0.5 * r, t), (_BORE, t)]
    hub = lathe(_ring(_BORE, 0.46 * r, t, t + 0.002, 0.001), CHROME, sides=60)
    bolts = [
        moved(rod(0.007, t + 0.002, t + 0.006, IRON), (0.36 * r * np.cos(a), 0, 0.36 * r * np.sin(a)))
        for a in np.arange(5) * 2 * np.pi / 5
    ]
    return [lathe(outline, plate.colour, Material.PLATE, sides=56), hub, *bolts]


def _wheel(
    plate: Plate, open_radii: tuple[float, float], spans: Sequence[tuple[float, float]], web: float
) -> list[Mesh]:
    """A rim and a hub of full thickness, joined only at the angles `spans` by a web of `web` of the thickness."""
    r, t = plate.radius_m, plate.thickness_m
    inner, outer = open_radii
    sides = {"sides": 12, "faceted": True} if plate.maker == "urethane" else {"sides": 56, "faceted": False}
    rim = lathe(_ring(outer, r, 0, t, 0.005), plate.colour, Material.PLATE, **sides)  # type: ignore[arg-type]
    hub = lathe(_ring(_BORE, inner, 0, t, 0.003), plate.colour, Material.PLATE)
    ys = 0.5 * t * (1 - web), 0.5 * t * (1 + web)
    # A little longer than the gap, so that no light shows between the spokes and a rim with twelve sides.
    radii = inner - 0.004, outer + 0.012
    return [rim, hub, *(sector(radii, span, ys, plate.colour, Material.PLATE) for span in spans)]


def _spans(count: int, share: float) -> list[tuple[float, float]]:
    """`count` angles, evenly round, that together cover `share` of the circle."""
    middles = np.arange(count) * 2 * np.pi / count
    half = np.pi * share / count
    return [(float(middle - half), float(middle + half)) for middle in middles]


def _iron(plate: Plate) -> list[Mesh]:
    """Spokes, as old plates have; how many follows from the size, so that a bar may show several kinds."""
    count = 3 + round(1000 * plate.thickness_m) % 4
    return _wheel(plate, (0.3 * plate.radius_m, 0.78 * plate.radius_m), _spans(count, 0.42), 0.5)


def _grip(plate: Plate) -> list[Mesh]:
    return _wheel(plate, (0.56 * plate.radius_m, 0.8 * plate.radius_m), _spans(3, 0.62), 0.8)


def _urethane(plate: Plate) -> list[Mesh]:
    return _wheel(plate, (0.6 * plate.radius_m, 0.8 * plate.radius_m), _spans(4, 0.7), 0.75)


def _technique(plate: Plate) -> list[Mesh]:
    return _wheel(plate, (0.34 * plate.radius_m, 0.84 * plate.radius_m), _spans(5, 0.66), 0.35)


def _lettering(plate: Plate) -> list[Mesh]:
    """The maker's name above, a weight below and a mark at the side, on whichever ring of the face is flat."""
    r, t = plate.radius_m, plate.thickness_m
    dished = {"bumper": (0.66, t - min(0.008, 0.2 * t)), "competition": (0.7, 0.6 * t)}
    middle, face = dished.get(plate.maker, (0.89 if plate.maker != "grip" else 0.9, t))
    height = (0.2 if plate.maker in dished else 0.085) * r
    bright = float(np.mean(plate.colour))
    colour = (0.78, 0.78, 0.76) if bright < 0.35 else (0.05, 0.05, 0.05)
    name = _NAMES[(round(1e4 * plate.thickness_m) + round(100 * bright)) % len(_NAMES)]
    weight = f"{5 * max(1, round(plate.thickness_m * r * r * 7500 / 5))} KG"
    parts = [_text(name, middle * r, height, face + 0.0008, 0.5 * np.pi, colour)]
    parts.append(_text(weight, middle * r, height, face + 0.0008, 1.5 * np.pi, colour))
    mark = (middle * r - 0.3 * height, middle * r + 0.3 * height)
    parts.append(sector(mark, (-0.08, 0.08), (face - 0.002, face + 0.0008), colour, Material.PLAIN))
    return parts


def _text(text: str, radius: float, height: float, y: float, angle: float, colour: Colour) -> Mesh:
    """Letters bent round the axis, their middle at `angle`, readable from +y."""
    rows = 12
    (width, _), base = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.38, 2)
    canvas = np.zeros((rows, width + 4), np.uint8)
    cv2.putText(canvas, text, (2, rows - 2), cv2.FONT_HERSHEY_SIMPLEX, 0.38, 255, 2)
    assert base >= 0
    cell = height / rows
    corners: list[FloatArray] = []
    for row, line in enumerate(canvas > 110):
        steps = np.flatnonzero(np.diff(np.concatenate([[0], line.astype(int), [0]])))
        outer = radius + height / 2 - row * cell
        for start, end in zip(steps[::2], steps[1::2], strict=True):
            # From +y, x points to the left, so that text runs towards growing angles.
            turns = angle + (np.array([start, end, end, start]) - canvas.shape[1] / 2) * cell / radius
            radii = np.array([outer, outer, outer - cell, outer - cell])
            corners.append(np.stack([radii * np.cos(turns), np.full(4, y), radii * np.sin(turns)], axis=1))
    facing = np.broadcast_to([0.0, 1.0, 0.0], (len(corners), 4, 3))
    return patches(np.array(corners), np.array(facing), colour, Material.PLAIN)
