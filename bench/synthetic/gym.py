"""Gyms: floor, wall and what stands about, always behind the lifter or far to the side of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from bench.synthetic.bars import Plate, plate_mesh
from bench.synthetic.camera import Side
from bench.synthetic.mesh import FloatArray, Material, Mesh
from bench.synthetic.shapes import box, lathe, moved, patches, rod, tube
from bench.synthetic.turns import roll, swivel, tilt

HALF_LENGTH_M: Final = 9.0
WALL_HEIGHT_M: Final = 3.6
MAKERS: Final = ("bumper", "bumper", "competition", "iron", "grip")


def gym(rng: np.random.Generator, side: Side, *, clutter: float) -> list[Mesh]:
    """A gym as seen by a camera on `side`; `clutter` 0 (a bare wall) … 1 (racks, dumbbells, plates, boxes)."""
    wall_m = rng.uniform(1.7, 3.2) + 1.2 * rng.random() * clutter
    parts = [*_floor(rng), *_wall(rng, wall_m)]
    wanted = [
        (0.85, _rack),
        (0.7, _dumbbells),
        (0.65, _leaning_plates),
        (0.6, _boxes),
        (0.5, _poster),
        (0.45, _poster),
        (0.4, _window),
        (0.5, _bench),
        (0.5, _kettlebells),
        (0.5, _storage),
        (0.3, _rack),
        (0.3, _machine),
    ]
    for share, build in wanted:
        if rng.random() < share * 1.25 * clutter:
            parts += build(rng, wall_m)
    if side == "left":
        return parts
    return [_mirrored(part) for part in parts]


def _mirrored(mesh: Mesh) -> Mesh:
    """The mesh on the other side of the lifter: y turned round."""
    flip = np.array([1.0, -1.0, 1.0])
    return replace(mesh, vertices=mesh.vertices * flip, normals=mesh.normals * flip, local=mesh.local * flip)


# Everything below is built for a camera on the lifter's left, so that the wall is at y = -wall_m.


def _paint(rng: np.random.Generator, low: float = 0.04, high: float = 0.6) -> FloatArray:
    """A paint: a bright or dark grey with some colour in it, sometimes much."""
    grey = rng.uniform(low, high)
    tint = rng.normal(size=3) * (0.28 if rng.random() < 0.3 else 0.06)
    return np.clip(grey * (1 + tint), 0.015, 0.85)


def _floor(rng: np.random.Generator) -> list[Mesh]:
    far = HALF_LENGTH_M
    kind = rng.integers(3)
    if kind == 0:
        parts = [box((-far, -far, -0.05), (far, far, 0.0), rng.uniform(0.035, 0.16) * np.ones(3), Material.FLOOR)]
    elif kind == 1:
        # Concrete in tiles with narrow joints.
        grey = rng.uniform(0.2, 0.42) * np.array([1.02, 1.0, 0.96])
        parts = [box((-far, -far, -0.05), (far, far, -0.002), 0.4 * grey)]
        size = float(rng.choice([0.6, 1.0, 1.5]))
        for x in np.arange(-4.5, 4.5, size):
            for y in np.arange(-4.5, 4.5, size):
                shade = grey * rng.uniform(0.94, 1.06)
                parts.append(box((x, y, -0.03), (x + size - 0.006, y + size - 0.006, 0.0), shade))
    else:
        parts = [
            box(
                (-far, -far, -0.05), (far, far, 0.0), rng.uniform(0.12, 0.35) * np.array([1.0, 0.8, 0.6]), Material.WOOD
            )
        ]
    if kind != 2 and rng.random() < 0.5:
        # A lifting platform: wood in the middle, rubber where the plates land; thinner than a shoe's sole is high.
        wood = rng.uniform(0.25, 0.5) * np.array([1.0, 0.72, 0.45])
        parts.append(box((-0.75, -0.52, -0.02), (1.1, 0.52, 0.0006), wood, Material.WOOD))
        rubber = rng.uniform(0.03, 0.06) * np.ones(3)
        parts += [box((-0.75, s * 0.53, -0.02), (1.1, s * 1.2, 0.0006), rubber, Material.FLOOR) for s in (-1.0, 1.0)]
    return parts


def _wall(rng: np.random.Generator, wall_m: float) -> list[Mesh]:
    far = HALF_LENGTH_M
    colour = _paint(rng, 0.15, 0.75)
    material = Material.BRICK if rng.random() < 0.35 else Material.PLAIN
    parts = [box((-far, -wall_m - 0.2, 0.0), (far, -wall_m, WALL_HEIGHT_M), colour, material)]
    if rng.random() < 0.5:
        parts.append(box((-far, -wall_m, 0.0), (far, -wall_m + 0.015, 0.1), _paint(rng, 0.03, 0.5)))
    if material is Material.PLAIN and rng.random() < 0.4:
        high = rng.uniform(0.9, 1.5)
        parts.append(box((-far, -wall_m, 0.0), (far, -wall_m + 0.006, high), _paint(rng, 0.05, 0.6)))
    return parts


def _rack(rng: np.random.Generator, wall_m: float) -> list[Mesh]:
    """A power rack with a bar in it and plates on its pegs."""
    paint = _paint(rng, 0.02, 0.3)
    x, depth = rng.uniform(-1.9, 1.0), rng.uniform(0.5, 0.75)
    back, width, high = -wall_m + 0.1, rng.uniform(1.05, 1.25), rng.uniform(2.1, 2.5)
    bars = [((left, y, 0.0), (left + 0.07, y + 0.07, high)) for left in (x, x + width) for y in (back, back + depth)]
    bars += [((left, back, high - 0.07), (left + 0.07, back + depth, high)) for left in (x, x + width)]
    bars += [((x, y, high - 0.07), (x + width, y + 0.07, high)) for y in (back, back + depth)]
    parts = [box(low, top, paint, Material.METAL) for low, top in bars]
    level = rng.uniform(1.0, 1.45)
    across = swivel(np.pi / 2)
    front = (x + width / 2, back + depth + 0.1, level)
    parts.append(moved(rod(0.014, -1.1, 1.1, (0.5, 0.5, 0.5)), front, across))
    for left in (x - 0.12, x + width + 0.14):
        pegs = [(left + 0.03, back + depth + 0.04, 0.35 + 0.5 * peg) for peg in range(int(rng.integers(0, 4)))]
        parts += [_hung_plate(rng, peg) for peg in pegs]
    return parts


def _hung_plate(rng: np.random.Generator, at: tuple[float, float, float]) -> Mesh:
    """A plate on a peg, facing the camera."""
    plate = Plate(float(rng.uniform(0.12, 0.225)), 0.04, str(rng.choice(MAKERS)), _plate_colour(rng))
    return moved(plate_mesh(plate, lettered=False), at, tilt(rng.uniform(0, 6)))


def _plate_colour(rng: np.random.Generator) -> tuple[float, float, float]:
    colours = (
        (0.03, 0.03, 0.03),
        (0.35, 0.02, 0.02),
        (0.02, 0.06, 0.3),
        (0.5, 0.35, 0.02),
        (0.02, 0.2, 0.05),
        (0.2,) * 3,
    )
    red, green, blue = colours[int(rng.choice(6, p=[0.45, 0.12, 0.12, 0.1, 0.1, 0.11]))]
    return (red, green, blue)


def _dumbbells(rng: np.random.Generator, wall_m: float) -> list[Mesh]:
    """A rack with rows of dumbbells along the wall."""
    start, count = rng.uniform(-2.6, -0.6), int(rng.integers(5, 12))
    paint, heads = _paint(rng, 0.02, 0.25), _paint(rng, 0.02, 0.12)
    parts = []
    for row, level in enumerate((0.35, 0.75)):
        y = -wall_m + 0.35 - 0.1 * row
        parts.append(box((start - 0.15, y - 0.15, level - 0.05), (start + 0.24 * count, y + 0.15, level - 0.02), paint))
        for place in range(count):
            radius = rng.uniform(0.05, 0.085)
            where = (start + 0.24 * place, y, level + radius - 0.02)
            for low, high in ((-0.15, -0.06), (0.06, 0.15)):
                outline = [(0, low), (radius - 0.008, low), (radius, low + 0.01), (radius, high - 0.01)]
                parts.append(moved(lathe([*outline, (radius - 0.008, high), (0, high)], heads, sides=16), where))
            parts.append(moved(lathe([(0.016, -0.06), (0.016, 0.06)], (0.4,) * 3, sides=12), where))
    ends = (start - 0.12, start + 0.24 * count - 0.1)
    return parts + [box((x, -wall_m + 0.1, 0.0), (x + 0.06, -wall_m + 0.5, 0.75), paint) for x in ends]


def _leaning_plates(rng: np.random.Generator, wall_m: float) -> list[Mesh]:
    """Plates that lean on the wall: distractors for whoever looks for a barbell."""
    parts = []
    for _ in range(int(rng.integers(1, 4))):
        radius = float(rng.choice([0.225, 0.225, 0.16]))
        plate = Plate(radius, rng.uniform(0.03, 0.07), str(rng.choice(MAKERS)), _plate_colour(rng))
        leaning = roll(0.12)
        at = (rng.uniform(-2.2, 2.2), -wall_m + 0.03, radius + 0.003)
        parts.append(moved(plate_mesh(plate), at, leaning @ tilt(rng.uniform(0, 6))))
    return parts


def _boxes(rng: np.random.Generator, wall_m: float) -> list[Mesh]:
    parts = []
    for _ in range(int(rng.integers(1, 4))):
        width, deep, high = rng.uniform(0.3, 0.75, 3)
        x = rng.uniform(-2.4, 2.0)
        wooden = rng.random() < 0.6
        colour = rng.uniform(0.3, 0.6) * np.array([1, 0.75, 0.48]) if wooden else _paint(rng)
        y = -wall_m + rng.uniform(0.02, 0.3)
        material = Material.WOOD if wooden else Material.PLAIN
        parts.append(box((x, y, 0.0), (x + width, min(y + deep, -1.25), high), colour, material))
    return parts


def _poster(rng: np.random.Generator, wall_m: float) -> list[Mesh]:
    """A poster: a ground, a picture and a few lines of what looks like text."""
    x, z = rng.uniform(-2.0, 1.4), rng.uniform(1.1, 1.8)
    width, high, y = rng.uniform(0.4, 0.9), rng.uniform(0.5, 1.0), -wall_m + 0.012
    ink = _paint(rng, 0.02, 0.8)
    parts = [box((x, -wall_m, z), (x + width, y, z + high), _paint(rng, 0.05, 0.8))]
    parts.append(box((x + 0.06, y, z + 0.4 * high), (x + width - 0.06, y + 0.002, z + high - 0.06), _paint(rng)))
    for line in range(int(rng.integers(2, 5))):
        low = z + 0.34 * high - 0.07 * line
        if low > z + 0.05:
            end = x + width * rng.uniform(0.5, 0.92)
            parts.append(box((x + 0.06, y, low - 0.03), (end, y + 0.002, low), ink))
    return parts


def _window(rng: np.random.Generator, wall_m: float) -> list[Mesh]:
    """A window or a panel of light: brighter than anything that is lit."""
    x, z, y = rng.uniform(-2.4, 1.2), rng.uniform(1.3, 2.0), -wall_m + 0.02
    width, high = rng.uniform(0.7, 1.6), rng.uniform(0.6, 1.2)
    parts = [box((x - 0.05, -wall_m, z - 0.05), (x + width + 0.05, y, z + high + 0.05), _paint(rng, 0.3, 0.7))]
    corners = np.array(
        [[[x, y + 0.001, z], [x + width, y + 0.001, z], [x + width, y + 0.001, z + high], [x, y + 0.001, z + high]]]
    )
    normals = np.broadcast_to([0.0, 1.0, 0.0], (1, 4, 3))
    parts.append(patches(corners, np.array(normals), rng.uniform(1.6, 3.0) * np.array([0.95, 1.0, 1.08])))
    middle = x + width / 2
    parts.append(box((middle - 0.02, y, z), (middle + 0.02, y + 0.02, z + high), (0.5, 0.5, 0.5)))
    return parts


def _bench(rng: np.random.Generator, wall_m: float) -> list[Mesh]:
    x, y = rng.uniform(-2.2, 1.0), -wall_m + rng.uniform(0.15, 0.4)
    frame = _paint(rng, 0.03, 0.3)
    parts = [box((x, y, 0.38), (x + 1.2, y + 0.28, 0.45), _paint(rng, 0.02, 0.2), Material.CLOTH)]
    for left in (x + 0.12, x + 1.0):
        parts.append(box((left, y + 0.11, 0.04), (left + 0.06, y + 0.17, 0.38), frame, Material.METAL))
        parts.append(box((left, y - 0.05, 0.0), (left + 0.06, y + 0.33, 0.05), frame, Material.METAL))
    return parts


def _kettlebells(rng: np.random.Generator, wall_m: float) -> list[Mesh]:
    parts = []
    start, paint = rng.uniform(-2.2, 1.2), _paint(rng, 0.02, 0.2)
    for place in range(int(rng.integers(2, 5))):
        radius = rng.uniform(0.07, 0.11)
        at = np.array([start + 0.3 * place, -wall_m + 0.3, 0.0])
        bends = np.linspace(-1.2, np.pi / 2, 12)
        ball = [(0.0, -0.9 * radius), *((radius * np.cos(b), radius * np.sin(b)) for b in bends)]
        parts.append(moved(lathe(ball, paint, sides=20), (*at[:2], 0.92 * radius), roll(np.pi / 2)))
        top = 0.92 * radius + radius
        legs = (
            np.array([[-0.05, 0, top - 0.03], [-0.055, 0, top + 0.06], [0.055, 0, top + 0.06], [0.05, 0, top - 0.03]])
            + at
        )
        parts += [tube(legs[k], legs[k + 1], 0.015, paint) for k in range(3)]
    return parts


def _storage(rng: np.random.Generator, wall_m: float) -> list[Mesh]:
    """A tree of plates seen edge-on or face-on, to the left or right of the picture."""
    x, y = float(rng.choice([-1.0, 1.0])) * rng.uniform(1.0, 2.2), -wall_m + 0.5
    parts = [box((x - 0.03, y - 0.05, 0.0), (x + 0.03, y, 1.3), _paint(rng, 0.02, 0.2), Material.METAL)]
    return parts + [_hung_plate(rng, (x, y, level)) for level in (0.3, 0.75, 1.15)]


def _machine(rng: np.random.Generator, wall_m: float) -> list[Mesh]:
    """A cable tower: uprights, a stack of weights and a pulley."""
    x, back = float(rng.choice([-1.0, 1.0])) * rng.uniform(0.8, 2.0), -wall_m + 0.1
    paint = _paint(rng, 0.05, 0.6)
    parts = [box((x + dx, back, 0.0), (x + dx + 0.08, back + 0.1, 2.2), paint, Material.METAL) for dx in (0.0, 0.4)]
    parts.append(box((x, back, 2.12), (x + 0.48, back + 0.1, 2.2), paint, Material.METAL))
    parts += [
        box((x + 0.1, back + 0.02, 0.1 + 0.055 * k), (x + 0.38, back + 0.13, 0.15 + 0.055 * k), (0.05,) * 3)
        for k in range(14)
    ]
    parts.append(moved(rod(0.06, 0.0, 0.03, (0.1,) * 3), (x + 0.24, back + 0.08, 2.0)))
    return parts
