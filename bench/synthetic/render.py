"""Draws a lifter, a barbell and a gym with OpenGL in software, fast enough for many thousands of frames.

What never moves is lit once (`Backdrop`). Each frame draws a shadow map of what moves, dims the backdrop where its
shadow falls, draws what moves with smoothed edges, and lays it over the backdrop.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import moderngl
import numpy as np
from numpy.typing import ArrayLike, NDArray

from bench.synthetic.backdrop import Backdrop
from bench.synthetic.camera import Camera
from bench.synthetic.gpu import Drawn, Screen, attach, context, depth_map, lamp_matrix, program, put
from bench.synthetic.light import Light, Palette, lamp
from bench.synthetic.mesh import FloatArray, Mesh
from bench.synthetic.shapes import outwards, picked, simplified, vertex_areas

__all__ = ["Light", "Palette", "Renderer", "lamp"]

Picture = NDArray[np.uint8]
SHADOW_PX: Final = 512
# The shadow map covers a bar of 2.2 m and a lifter, or somebody behind them, from any side.
SHADOW_CENTRE: Final = (0.0, 0.0, 0.8)
SHADOW_HALF_M: Final = 2.0
# Half a penumbra, in units of the shadow map's width: about 2 cm.
PENUMBRA: Final = 0.02 / (2 * SHADOW_HALF_M)
# Contact shadows are kept on a square of floor: half its side, its cells, and how near the floor things count.
CONTACT_HALF_M: Final = 2.0
CONTACT_CELLS: Final = 128
CONTACT_HEIGHT_M: Final = 0.07
CONTACT_REACH_M: Final = 0.2
# Triangles of a person much smaller than a pixel cost as much as large ones; edges shorter than this are dropped.
SMALLEST_PX: Final = 3.2
# From this height on, pictures get two samples a pixel instead of four.
LARGE_PX: Final = 700


class _Moving:
    """A person or a thing: its buffers, and what its contact with the floor and its outline are found from."""

    def __init__(self, mesh: Mesh, palette: Palette | None, smallest_m: float, eye: FloatArray) -> None:
        self._kept = np.arange(len(mesh.vertices))
        if palette:
            self._kept, triangles = simplified(mesh, smallest_m)
        else:
            triangles = outwards(mesh, mesh.triangles)
        # Near before far, so that what is hidden needs no shading.
        middles = mesh.vertices[self._kept][triangles].mean(axis=1)
        triangles = triangles[np.argsort(np.linalg.norm(middles - eye, axis=1))]
        mesh = picked(mesh, self._kept, triangles)
        self.drawn, self.palette = Drawn(mesh), palette
        self._rest, self._areas = mesh.vertices, vertex_areas(mesh.vertices, mesh.triangles)
        self.vertices: FloatArray = mesh.vertices

    def move(self, vertices: FloatArray, normals: FloatArray) -> None:
        self.vertices = vertices[self._kept]
        self.drawn.move(self.vertices, normals[self._kept])

    def place(self, matrix: FloatArray) -> None:
        self.drawn.place = np.asarray(matrix, float)
        self.vertices = self._rest @ self.drawn.place[:3, :3].T + self.drawn.place[:3, 3]

    def contact(self) -> FloatArray:
        """Surface near the floor, as a share of each cell of the floor (cells, cells)."""
        low = np.flatnonzero(self.vertices[:, 2] < 4 * CONTACT_HEIGHT_M)
        points = self.vertices[low]
        cells = np.floor((points[:, :2] / (2 * CONTACT_HALF_M) + 0.5) * CONTACT_CELLS).astype(int)
        inside = np.all((cells >= 0) & (cells < CONTACT_CELLS), axis=1)
        cells, low = cells[inside], low[inside]
        weights = self._areas[low] * np.exp(-np.maximum(points[inside, 2], 0.0) / CONTACT_HEIGHT_M)
        flat = np.bincount(cells[:, 1] * CONTACT_CELLS + cells[:, 0], weights, CONTACT_CELLS**2)
        return np.asarray(flat.reshape(CONTACT_CELLS, CONTACT_CELLS) / (2 * CONTACT_HALF_M / CONTACT_CELLS) ** 2)


class Renderer:
    """Pictures of one camera: the backdrop once, then any number of frames.

    `margin_px` is how far the camera may shake to any side. `samples` a pixel, 1 to 4, smooth the edges of what moves;
    large pictures need fewer.
    """

    def __init__(
        self, camera: Camera, light: Light, *, samples: int | None = None, margin_px: int = 32, seed: int = 0
    ) -> None:
        assert camera.width % 2 == 0 and camera.height % 2 == 0, "video wants even sizes"  # noqa: PT018
        gl = context()
        self.camera, self.light, self._seed = camera, light, seed
        self._margin = margin_px + margin_px % 2
        size = camera.width, camera.height
        self._depth, self._depth_target = depth_map(SHADOW_PX)
        # Several pixels for each of the picture: in software that is quicker than multisampling.
        fineness = (samples or (4 if camera.height < LARGE_PX else 2)) ** 0.5
        fine = round(size[0] * fineness), round(size[1] * fineness)
        self._layer = gl.texture(fine, 4)
        self._layer_target = gl.framebuffer([self._layer], gl.depth_renderbuffer(fine))
        self._dims = gl.texture((size[0] // 2, size[1] // 2), 2)
        self._dims.repeat_x = self._dims.repeat_y = False
        self._dims_target = gl.framebuffer([self._dims])
        self._picture_target = gl.framebuffer([gl.renderbuffer(size, 4)])
        self._contact = gl.texture((CONTACT_CELLS, CONTACT_CELLS), 1)
        self._contact.repeat_x = self._contact.repeat_y = False
        self._grain = grain_texture(np.random.default_rng(seed))
        self._lamp = lamp_matrix(light.key_way, SHADOW_CENTRE, SHADOW_HALF_M, 5.0)
        self._screen = Screen()
        self._pixels = np.empty((camera.height, camera.width, 4), np.uint8)
        self._moving: list[_Moving] = []
        self._backdrop: Backdrop | None = None
        self._compose = (program("screen", "compose"), program("screen", "compose", "LAYER"))

    def set_backdrop(self, meshes: Sequence[Mesh]) -> None:
        """Light what never moves; nothing of it may stand between the camera and what moves."""
        self._backdrop = Backdrop(self.camera.padded(self._margin), self.light, meshes, float(self._seed % 97))

    def add_person(self, mesh: Mesh, palette: Palette) -> int:
        """A person, who gets new vertices for each frame; the handle to move them by."""
        self._moving.append(_Moving(mesh, palette, SMALLEST_PX * self._pixel_m(), self.camera.eye))
        return len(self._moving) - 1

    def add_thing(self, mesh: Mesh) -> int:
        """A rigid thing; the handle to move it by."""
        self._moving.append(_Moving(mesh, None, 0.0, self.camera.eye))
        return len(self._moving) - 1

    def move_person(self, handle: int, vertices: FloatArray, normals: FloatArray) -> None:
        """Vertices (V, 3) m and unit normals (V, 3) of the person's mesh from now on."""
        self._moving[handle].move(vertices, normals)

    def move_thing(self, handle: int, matrix: FloatArray) -> None:
        """Where the thing is from now on: world = matrix (4, 4) × mesh."""
        self._moving[handle].place(matrix)

    def draw(self, shift_px: tuple[float, float] = (0.0, 0.0)) -> Picture:
        """The picture (H, W, 3), RGB as a display wants it, moved by `shift_px` to the right and down."""
        assert self._backdrop is not None, "set_backdrop comes first"
        area = self._area(shift_px)
        self._draw_depth()
        context().enable_only(moderngl.NOTHING)
        self._draw_dims(area, shift_px, self._backdrop)
        self._draw_layer(shift_px)
        context().enable_only(moderngl.NOTHING)
        self._draw_picture(area, shift_px, self._backdrop)
        self._picture_target.read_into(self._pixels, components=4)
        return cv2.cvtColor(self._pixels, cv2.COLOR_RGBA2RGB).astype(np.uint8, copy=False)

    def _pixel_m(self) -> float:
        """How many metres a pixel shows at the lifter."""
        return float(np.linalg.norm(self.camera.eye) / self.camera.focal_px)

    def _area(self, shift_px: tuple[float, float]) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, as shares of the picture, of all that moves and of its shadow on the floor."""
        if not self._moving:
            return (0.0, 0.0, 0.0, 0.0)
        points = np.concatenate([m.vertices[::7] if m.palette else _corners(m.vertices) for m in self._moving])
        way = self.light.key_way
        shadow = points - way * (np.maximum(points[:, 2:], 0.0) / way[2])
        pixels = self.camera.project(np.concatenate([points, shadow])) + shift_px
        size = np.array([self.camera.width, self.camera.height])
        # Contact shadows reach further than what throws them. Even borders keep half-size pixels whole.
        reach = CONTACT_REACH_M / self._pixel_m()
        low = np.clip(2 * np.floor((pixels.min(axis=0) - reach) / 2), 0, size) / size
        high = np.clip(2 * np.ceil((pixels.max(axis=0) + reach) / 2), 0, size) / size
        return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))

    def _draw_depth(self) -> None:
        self._depth_target.use()
        self._depth_target.clear()
        # Of closed bodies, the side away from the lamp throws the same shadow as the near one.
        context().enable_only(moderngl.DEPTH_TEST | moderngl.CULL_FACE)
        context().cull_face = "back"
        plain = program("depth", "depth")
        put(plain, view=self._lamp)
        for moving in self._moving:
            moving.drawn.draw(plain)

    def _draw_dims(
        self, area: tuple[float, float, float, float], shift_px: tuple[float, float], backdrop: Backdrop
    ) -> None:
        self._contact.write(self._hidden_sky().tobytes())
        self._dims_target.use()
        dim = program("screen", "dim")
        offset = np.rint((self._margin - np.array(shift_px)) / 2).astype(int)
        put(dim, lamp=self._lamp, soft=PENUMBRA, contact_m=CONTACT_HALF_M, offset=offset)
        attach(dim, places=backdrop.places, depth=self._depth, contact=self._contact)
        # A little more than the picture will look up, which blends neighbouring cells.
        self._screen.draw(dim, (area[0] - 0.02, area[1] - 0.02, area[2] + 0.02, area[3] + 0.02))

    def _hidden_sky(self) -> Picture:
        """How much of the sky what moves hides from each cell of the floor, 0…255 (cells, cells)."""
        surface = (
            np.sum([moving.contact() for moving in self._moving], axis=0) if self._moving else np.zeros((128, 128))
        )
        near, wide = (cv2.GaussianBlur(surface, (0, 0), sigma) for sigma in (1.0, 2.5))
        return np.asarray(255 * 0.75 * (1 - np.exp(-0.9 * near - 0.7 * wide))).astype(np.uint8)

    def _draw_layer(self, shift_px: tuple[float, float]) -> None:
        self._layer_target.use()
        self._layer_target.clear()
        # All that moves is closed, so that its far side need not be drawn; the picture is upside down for GL.
        context().enable_only(moderngl.DEPTH_TEST | moderngl.CULL_FACE)
        context().cull_face = "front"
        camera, light = self.camera.shifted(*shift_px), self.light
        for moving in self._moving:
            target = program("mesh", "moving", *(["PERSON"] if moving.palette else []))
            put(target, view=camera.clip_matrix(), lamp=self._lamp, eye=camera.eye, key_way=light.key_way)
            put(target, key_colour=light.key_colour, fill_way=light.fill_way, fill_colour=light.fill_colour)
            put(target, sky=light.sky, ground=light.ground)
            if moving.palette:
                _put_palette(target, moving.palette)
                put(target, sharp_per_m=1 / self._pixel_m())
            attach(target, grain=self._grain, depth=self._depth)
            moving.drawn.draw(target)

    def _draw_picture(
        self, area: tuple[float, float, float, float], shift_px: tuple[float, float], backdrop: Backdrop
    ) -> None:
        self._picture_target.use()
        left, top, right, bottom = area
        plain, layered = self._compose
        offset = self._margin - np.array(shift_px)
        for target in self._compose:
            put(target, offset=offset, share_per_px=(1 / self.camera.width, 1 / self.camera.height))
        attach(plain, backdrop=backdrop.picture)
        for band in (
            (0.0, 0.0, 1.0, top),
            (0.0, bottom, 1.0, 1.0),
            (0.0, top, left, bottom),
            (right, top, 1.0, bottom),
        ):
            self._screen.draw(plain, band)
        attach(layered, backdrop=backdrop.picture, dims=self._dims, layer=self._layer)
        self._screen.draw(layered, area)


def _put_palette(target: moderngl.Program, palette: Palette) -> None:
    names = ("skin", "hair", "shirt", "shorts", "shoe", "belt", "sock", "sole", "pattern")
    put(target, **{name: getattr(palette, name) for name in names})


def _corners(points: ArrayLike) -> FloatArray:
    """The eight corners (8, 3) of the upright box round points (N, 3)."""
    array = np.asarray(points, float)
    ends = np.stack([array.min(axis=0), array.max(axis=0)])
    return np.array([[ends[i, 0], ends[j, 1], ends[k, 2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])


def grain_texture(rng: np.random.Generator, size: int = 256) -> moderngl.Texture:
    """A tile of noise for skin and cloth, each about 0…1: cloudy, fine, folds, and nothing."""
    rows, columns = (np.fft.fftfreq(size)[:, None] * size, np.fft.fftfreq(size)[None] * size)
    distance = np.hypot(rows, columns)
    cloudy = (distance > 0.5) / np.maximum(distance, 1.0) ** 1.3
    fine = (distance > 12) * (distance < 56) / np.maximum(distance, 1.0) ** 0.5
    # Folds hang down: they change faster across (columns, x) than along.
    folds = np.exp(-(((np.hypot(1.7 * rows, columns) - 4.5) / 2.2) ** 2))
    layers = []
    for weights in (cloudy, fine, folds):
        values = np.fft.ifft2(np.fft.fft2(rng.normal(size=(size, size))) * weights).real
        layers.append(np.clip(0.5 + 0.2 * values / values.std(), 0.0, 1.0))
    tile = np.stack([*layers, np.zeros((size, size))], axis=-1)
    # Eight bits a value: in software, other formats take twice as long to look up.
    return context().texture((size, size), 4, np.rint(255 * tile).astype(np.uint8).tobytes())
