"""What a lifter wears, as geometry: cloth that spans hollows when it hangs and lies on the back when they bend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from bench.synthetic.body import SIDES, Body
from bench.synthetic.mesh import COVERS, FloatArray

Top = Literal["tight", "tee", "loose_tee", "hoodie"]
Bottom = Literal["shorts", "leggings"]
Hair = Literal["bald", "short", "long"]
TOPS: Final[tuple[Top, ...]] = ("tight", "tee", "loose_tee", "hoodie")


@dataclass(frozen=True, slots=True)
class Outfit:
    """What is worn; `folds` is the seed of the wrinkles."""

    top: Top = "tee"
    bottom: Bottom = "shorts"
    hair: Hair = "short"
    belt: bool = False
    shoes: bool = True
    folds: int = 0


@dataclass(frozen=True, slots=True)
class _Cut:
    """How a top is cut, m: cloth, how much wider than the body it is, how far it hangs, depth of folds, sleeve, hem."""

    cloth: float
    spans: float  # share of the hollow of the back that it bridges when standing
    hangs: float
    folds: float
    sleeve: float
    hem: float  # below the waist


_CUTS: Final[dict[Top, _Cut]] = {
    "tight": _Cut(0.002, 0.0, 0.0, 0.0, 0.10, -0.02),
    "tee": _Cut(0.006, 0.35, 0.012, 0.002, 0.17, 0.08),
    "loose_tee": _Cut(0.008, 0.9, 0.05, 0.006, 0.22, 0.16),
    "hoodie": _Cut(0.014, 0.9, 0.045, 0.009, 0.52, 0.12),
}
_SHORTS_M, _LEGGINGS_M, _HAIR_M, _UPPER_M, _SOLE_M, _BELT_M = 0.006, 0.002, 0.012, 0.009, 0.016, 0.012
_HOOD_M: Final = 0.045
_BELT_HALF_HEIGHT: Final = 0.05
_SOFT: Final = 0.03  # metres over which a garment's edge lifts off the skin
_FAR: Final = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Dressed:
    """A body in its clothes. `rest` (V, 3) m is the skin with whatever lies close to it; `cover` as in `mesh.Mesh`.

    `spanned` (V,) m is what the top bridges when it hangs, `loose` (V,) 0…1 where it is free to hang, `folds` (V,) m.
    """

    body: Body
    outfit: Outfit
    rest: FloatArray
    cover: FloatArray
    spanned: FloatArray
    loose: FloatArray
    folds: FloatArray

    def draped(self, vertices: FloatArray, lean: float) -> FloatArray:
        """(V, 3): skinned `vertices` with the top hanging as it does at `lean` rad of the thorax."""
        cut = _CUTS[self.outfit.top]
        if not cut.hangs:
            return vertices
        normals = self.body.normals(vertices)
        outward = self.spanned * max(0.0, np.cos(lean)) ** 1.5 + self.folds * (0.6 + 0.4 * np.sin(lean))
        down = cut.hangs * self.loose * np.clip(-normals[:, 2], 0.0, 1.0)
        hung = vertices + normals * outward[:, None]
        hung[:, 2] -= down
        return np.asarray(hung)


def dress(body: Body, outfit: Outfit) -> Dressed:
    """Put an outfit on."""
    cut = _CUTS[outfit.top]
    cover = _covers(body, outfit, cut)
    by = {name: cover[:, k] for k, name in enumerate(COVERS)}
    edge = {name: _smooth(distance / _SOFT) for name, distance in by.items()}
    legs_m = _SHORTS_M if outfit.bottom == "shorts" else _LEGGINGS_M
    thickness = np.maximum(edge["shirt"] * cut.cloth, edge["shorts"] * legs_m)
    thickness += edge["belt"] * _BELT_M + edge["hair"] * _HAIR_M + edge["shoe"] * _UPPER_M
    if outfit.top == "hoodie":
        thickness += _HOOD_M * _hood(body)
    skin = _without_toes(body, edge["shoe"])
    rest = skin + body.normals(skin) * thickness[:, None]
    # Soles lift the body: the foot's own underside goes down by as much, and nothing bulges through the floor.
    underside = _smooth((0.03 - body.vertices[:, 2]) / 0.03) * (by["shoe"] > 0)
    rest[:, 2] -= underside * sole_m(outfit)
    rest[:, 2] = np.maximum(rest[:, 2], -sole_m(outfit))
    loose = edge["shirt"] * (1 - edge["belt"])
    spanned = cut.spans * loose * body.smoothed(_hollow(body, by["shirt"]), 6)
    folds = cut.folds * loose * _wrinkles(body, outfit.folds)
    return Dressed(body, outfit, rest, cover, spanned, loose, folds)


def _covers(body: Body, outfit: Outfit, cut: _Cut) -> FloatArray:
    """(V, 7) m inside every garment, negative outside."""
    z = body.vertices[:, 2]
    arm = body.weight_of("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
    head = body.weight_of("head", "neck03", "eye")
    leg = body.weight_of("upperleg", "lowerleg", "foot", "toe")
    waist, ankle = float(body.head("L4L5")[2]), float(body.head("foot.L")[2])
    collar = float(body.head("neck01")[2]) + (0.04 if outfit.top == "hoodie" else 0.015)
    sleeve = cut.sleeve - _along_arm(body)
    # The hem is drawn up over the thighs, so that no shirt is stuck to them when the hips fold.
    torso = np.minimum(np.minimum(z - (waist - cut.hem) - 0.2 * leg, collar - z), (0.5 - head) * 0.2)
    shirt = np.where(arm > 0.5, sleeve, torso)
    above = ankle * 0.9 if outfit.bottom == "leggings" else float(body.head("lowerleg01.L")[2]) + 0.12
    shorts = np.where(arm > 0.3, -_FAR, np.minimum(waist + 0.03 - z, z - above))
    shoe = np.where(leg > 0.3, ankle * 0.85 - z, -_FAR) if outfit.shoes else np.full_like(z, -_FAR)
    belt = np.where(arm > 0.3, -_FAR, _BELT_HALF_HEIGHT - np.abs(z - float(body.head("L2L3")[2])))
    columns = {
        "shirt": shirt,
        "shorts": shorts,
        "shoe": shoe,
        "hair": _hair(body, outfit.hair, head),
        "belt": belt if outfit.belt else np.full_like(z, -_FAR),
        "sock": np.where(leg > 0.3, ankle * 1.7 - z, -_FAR),
        "sole": np.where(leg > 0.3, 0.02 - z, -_FAR) if outfit.shoes else np.full_like(z, -_FAR),
    }
    return np.stack([columns[name] for name in COVERS], axis=1)


def _without_toes(body: Body, shoe: FloatArray) -> FloatArray:
    """(V, 3) m: the skin, with feet as smooth as the shoes over them."""
    inside = np.clip(shoe * 2.0, 0.0, 1.0)[:, None]
    return np.asarray(body.vertices * (1 - inside) + body.smoothed(body.vertices, 50) * inside)


def _along_arm(body: Body) -> FloatArray:
    """(V,) m along the arm from the shoulder joint."""
    along = np.zeros(len(body.vertices))
    for side in SIDES:
        shoulder, wrist = body.head(f"upperarm01.{side}"), body.head(f"wrist.{side}")
        line = (wrist - shoulder) / np.linalg.norm(wrist - shoulder)
        mine = (body.vertices[:, 1] > 0) == (side == "L")
        along[mine] = ((body.vertices - shoulder) @ line)[mine]
    return along


def _hair(body: Body, hair: Hair, head: FloatArray) -> FloatArray:
    """(V,) m inside the hair: the crown, and the back of the head."""
    if hair == "bald":
        return np.full(len(body.vertices), -_FAR)
    x, z = body.vertices[:, 0], body.vertices[:, 2]
    eyes, joint = float(body.head("eye.L")[2]), body.head("head")
    crown = z - (eyes + 0.035)
    behind = np.minimum(joint[0] + 0.005 - x, z - (joint[2] + 0.0))
    return np.where(head > 0.6, np.maximum(crown, behind), -_FAR)


def _hood(body: Body) -> FloatArray:
    """(V,) 0…1: the hood that lies on the upper back and around the neck."""
    neck = body.head("neck01")
    off = body.vertices - np.array([neck[0] - 0.09, 0.0, neck[2] - 0.02])
    lump = np.exp(-((off[:, 0] / 0.07) ** 2) - (off[:, 1] / 0.11) ** 2 - (off[:, 2] / 0.06) ** 2)
    return np.asarray(lump * (body.weight_of("head", "eye") < 0.5))


def _hollow(body: Body, shirt: FloatArray) -> FloatArray:
    """(V,) m between the skin of the back and a cloth that hangs straight from the shoulder blades to the seat."""
    x, y, z = body.vertices.T
    depth = np.zeros(len(x))
    back = (shirt > 0) & (body.normals(body.vertices)[:, 0] < 0) & (body.weight_of("upperarm", "lowerarm") < 0.5)
    seat = body.head("upperleg01.L")[2] - 0.02
    for low in np.arange(-0.2, 0.2, 0.02):
        strip = np.flatnonzero((back | ((shirt > -0.15) & (z > seat))) & (y >= low) & (y < low + 0.02) & (x < 0.03))
        if len(strip) < 3:
            continue
        order = strip[np.argsort(z[strip])]
        hull = _outer_line(z[order], -x[order])
        depth[order] = np.maximum(depth[order], hull + x[order])
    return np.where(back, np.minimum(depth, 0.06), 0.0)


def _outer_line(place: FloatArray, out: FloatArray) -> FloatArray:
    """(n,) the upper convex hull of `out` over the sorted `place`, at every place."""
    corners: list[int] = []
    for k in range(len(place)):
        while len(corners) >= 2:
            a, b = corners[-2], corners[-1]
            turn = (place[b] - place[a]) * (out[k] - out[a]) - (out[b] - out[a]) * (place[k] - place[a])
            if turn < 0:
                break
            corners.pop()
        corners.append(k)
    return np.asarray(np.interp(place, place[corners], out[corners]))


def _wrinkles(body: Body, seed: int) -> FloatArray:
    """(V,) −1…1 folds: a few waves across the top, as cloth has where it is too wide."""
    rng = np.random.default_rng(seed)
    total = np.zeros(len(body.vertices))
    for _ in range(5):
        wave = rng.normal(size=3) * np.array([14.0, 10.0, 22.0])
        total += np.sin(body.vertices @ wave + rng.uniform(0, 2 * np.pi))
    return np.asarray(total / 5)


def _smooth(share: FloatArray) -> FloatArray:
    """0 below 0, 1 above 1, without a corner."""
    x = np.clip(share, 0.0, 1.0)
    return np.asarray(x * x * (3 - 2 * x))


def sole_m(outfit: Outfit) -> float:
    """Metres by which shoes lift the foot."""
    return _SOLE_M if outfit.shoes else 0.0
