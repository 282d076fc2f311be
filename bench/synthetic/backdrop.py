"""The backdrop: everything that never moves, lit once with a sky of many directions and soft shadows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import moderngl
import numpy as np

from bench.synthetic.camera import Camera
from bench.synthetic.gpu import Drawn, Screen, attach, context, depth_map, lamp_matrix, program, put
from bench.synthetic.light import Light
from bench.synthetic.mesh import FloatArray, Mesh, merged
from bench.synthetic.turns import unit

SKY_DIRECTIONS: Final = 28
# A lamp of a gym is a tube or a window, not a point: this wide, in radians to each side.
LAMP_SPREAD_RAD: Final = 0.07
LAMP_DIRECTIONS: Final = 8
ROOM_M: Final = 4.5
_GOLDEN: Final = np.pi * (3 - np.sqrt(5))


class Backdrop:
    """Textures of the still scene as `camera` sees it.

    `picture`: rgb as in the finished picture and how dark it gets without the key lamp; `places`: where each second
    pixel lies, world metres.
    """

    def __init__(self, camera: Camera, light: Light, meshes: Sequence[Mesh], seed: float) -> None:
        self.camera, self._light, self._seed = camera, light, seed
        self._scene, self._screen = Drawn(merged(meshes)), Screen()
        coarse = self._surfaces(1.0)
        lights = [self._lit(coarse), *coarse[1:]]
        self.picture = self._finished(self._surfaces(2.0), lights)
        self.places = self._surfaces(0.5)[2]
        self.places.filter = moderngl.NEAREST, moderngl.NEAREST

    def _surfaces(self, scale: float) -> list[moderngl.Texture]:
        """Albedo, normal and place of each pixel of the camera with `scale` times the resolution."""
        gl, camera = context(), self.camera.scaled(scale)
        size = camera.width, camera.height
        layers = [gl.texture(size, 4, dtype=kind) for kind in ("f2", "f2", "f4")]
        target = gl.framebuffer(layers, gl.depth_renderbuffer(size))
        target.use()
        target.clear()
        gl.enable_only(moderngl.DEPTH_TEST)
        surface = program("mesh", "surface")
        put(surface, view=camera.clip_matrix(), eye=camera.eye, seed=self._seed)
        self._scene.draw(surface)
        return layers

    def _directions(self) -> list[tuple[FloatArray, FloatArray]]:
        """Where light comes from: a unit vector (3,), and what it adds (rgb, and the key lamp's share)."""
        light = self._light
        ranks = np.arange(SKY_DIRECTIONS) + 0.5
        height = 0.08 + 0.92 * ranks / SKY_DIRECTIONS
        round_m = np.sqrt(1 - height**2)
        sky = np.stack([round_m * np.cos(ranks * _GOLDEN), round_m * np.sin(ranks * _GOLDEN), height], axis=1)
        found = [(way, np.append(light.sky / height.sum(), 0.0)) for way in sky]
        for strength, centre in (
            (np.array([0, 0, 0, 1.0]), light.key_way),
            (np.append(light.fill_colour, 0), light.fill_way),
        ):
            aside = unit(np.cross(centre, [0.3, 1.0, 0.2]))
            above = np.cross(centre, aside)
            for rank in range(LAMP_DIRECTIONS):
                off = LAMP_SPREAD_RAD * np.sqrt((rank + 0.5) / LAMP_DIRECTIONS)
                turn = rank * _GOLDEN
                way = unit(centre + off * (np.cos(turn) * aside + np.sin(turn) * above))
                found.append((way, strength / LAMP_DIRECTIONS))
        return found

    def _lit(self, surfaces: list[moderngl.Texture]) -> moderngl.Texture:
        """The light of each pixel: rgb of all but the key lamp, and the key lamp's share."""
        gl = context()
        lights = gl.texture(surfaces[0].size, 4, dtype="f4")
        target = gl.framebuffer([lights])
        target.clear()
        depth, depth_target = depth_map(1536)
        shaded, plain = program("screen", "lamp"), program("depth", "depth")
        for way, strength in self._directions():
            lamp = lamp_matrix(way, (0.0, 0.0, 1.0), ROOM_M, 12.0)
            depth_target.use()
            depth_target.clear()
            gl.enable_only(moderngl.DEPTH_TEST)
            put(plain, view=lamp)
            self._scene.draw(plain)
            target.use()
            gl.enable_only(moderngl.BLEND)
            gl.blend_func = moderngl.ONE, moderngl.ONE
            put(shaded, lamp=lamp, way=way, strength=strength)
            attach(shaded, normals=surfaces[1], places=surfaces[2], depth=depth)
            self._screen.draw(shaded)
        gl.enable_only(moderngl.NOTHING)
        return lights

    def _finished(self, surfaces: list[moderngl.Texture], lights: list[moderngl.Texture]) -> moderngl.Texture:
        """The lit picture, shaded at twice the size and then made smaller, which smooths its edges."""
        gl, light = context(), self._light
        target = gl.framebuffer([gl.renderbuffer(surfaces[0].size, 4)])
        target.use()
        final = program("screen", "finish")
        put(final, eye=self.camera.eye, key_way=light.key_way, key_colour=light.key_colour, ground=light.ground)
        attach(final, albedos=surfaces[0], normals=surfaces[1], places=surfaces[2])
        attach(final, 3, lights=lights[0], light_normals=lights[1], light_places=lights[2])
        self._screen.draw(final)
        width, height = surfaces[0].size
        large = np.frombuffer(target.read(components=4), np.uint8).reshape(height, width, 4)
        size = self.camera.width, self.camera.height
        small = cv2.resize(large, size, interpolation=cv2.INTER_AREA)
        picture = gl.texture(size, 4, small.tobytes())
        picture.repeat_x = picture.repeat_y = False
        return picture
