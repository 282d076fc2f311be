"""What the renderer needs of OpenGL: one software context, shaders from files, and buffers of meshes."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any, Final

import moderngl
import numpy as np
from numpy.typing import ArrayLike, NDArray

from bench.synthetic.mesh import FloatArray, Mesh

SHADERS: Final = Path(__file__).resolve().parent / "shaders"
# What a mesh's second buffer holds, in floats: colour, local, material, cover (four and three).
FIXED: Final = (("colour", 3), ("local", 3), ("material", 1), ("cover_a", 4), ("cover_b", 3))
# Left, top, right, bottom, as shares of a picture.
Rectangle = tuple[float, float, float, float]


@cache
def context() -> moderngl.Context:
    """The process's one context: Mesa's llvmpipe, or a GPU where EGL finds one.

    Clips are rendered by several processes at once, so each keeps to one thread.
    """
    os.environ.setdefault("LP_NUM_THREADS", "1")
    return moderngl.create_context(standalone=True, backend="egl")  # type: ignore[arg-type]  # the stub is wrong


@cache
def program(vertex: str, fragment: str, *defines: str) -> moderngl.Program:
    """The program of two shader files, with `#define`s ("NAME" or "NAME 4") set in both."""
    return context().program(_source(f"{vertex}.vert", defines), _source(f"{fragment}.frag", defines))


def _source(name: str, defines: tuple[str, ...]) -> str:
    version, body = (SHADERS / name).read_text().split("\n", 1)
    lines = [version, *(f"#define {define}" for define in defines)]
    for line in body.split("\n"):
        include = line.removeprefix("//INCLUDE ")
        lines.append(line if include == line else (SHADERS / f"{include}.glsl").read_text())
    return "\n".join(lines)


def put(target: moderngl.Program, **values: ArrayLike) -> None:
    """Set the uniforms that the program has; 4 × 4 matrices are given as mathematics writes them."""
    for name, value in values.items():
        uniform = target.get(name, None)
        if not isinstance(uniform, moderngl.Uniform):
            continue
        array = np.asarray(value)
        if array.shape == (4, 4):
            uniform.write(np.ascontiguousarray(array.T, "f4").tobytes())
        else:
            uniform.value = array.tolist() if array.ndim == 0 else tuple(array.tolist())


def attach(target: moderngl.Program, first: int = 0, **textures: moderngl.Texture) -> None:
    """Bind textures to the program's samplers, from texture unit `first` on."""
    for unit, (name, texture) in enumerate(textures.items(), first):
        texture.use(unit)
        put(target, **{name: unit})


class Drawn:
    """A mesh in buffers: `draw` renders it with any program, at `place` (4, 4)."""

    def __init__(self, mesh: Mesh) -> None:
        gl = context()
        self.place: FloatArray = np.eye(4)
        self.moving = gl.buffer(_moving(mesh.vertices, mesh.normals).tobytes(), dynamic=True)
        fixed = np.concatenate([mesh.colour, mesh.local, mesh.material[:, None], mesh.cover], axis=1)
        self._fixed = gl.buffer(fixed.astype("f4").tobytes())
        self._triangles = gl.buffer(mesh.triangles.astype("i4").tobytes())
        self._arrays: dict[Any, moderngl.VertexArray] = {}

    def move(self, vertices: FloatArray, normals: FloatArray) -> None:
        """Give the mesh other vertices (V, 3) m and normals (V, 3)."""
        self.moving.write(_moving(vertices, normals).tobytes())

    def draw(self, target: moderngl.Program) -> None:
        """Render the mesh into the framebuffer in use."""
        array = self._arrays.get(target)
        if array is None:
            buffers = [self._buffer(target, self.moving, (("position", 3), ("normal", 3)))]
            buffers += [self._buffer(target, self._fixed, FIXED)] if any(name in target for name, _ in FIXED) else []
            array = self._arrays[target] = context().vertex_array(target, buffers, self._triangles)
        put(target, place=self.place)
        array.render()

    @staticmethod
    def _buffer(
        target: moderngl.Program, buffer: moderngl.Buffer, layout: tuple[tuple[str, int], ...]
    ) -> tuple[Any, ...]:
        """The part of a buffer that the program asks for, the rest padded over."""
        formats = [f"{size}f" if name in target else f"{4 * size}x" for name, size in layout]
        return (buffer, " ".join(formats), *(name for name, _ in layout if name in target))


def _moving(vertices: FloatArray, normals: FloatArray) -> NDArray[np.float32]:
    both = np.empty((len(vertices), 6), np.float32)
    both[:, :3], both[:, 3:] = vertices, normals
    return both


class Screen:
    """Rectangles of a picture, drawn to run a fragment shader over them."""

    def __init__(self) -> None:
        self._corners = context().buffer(reserve=4 * 8, dynamic=True)
        self._arrays: dict[Any, moderngl.VertexArray] = {}

    def draw(self, target: moderngl.Program, rectangle: Rectangle = (0.0, 0.0, 1.0, 1.0)) -> None:
        """Run the program over a rectangle: left, top, right, bottom as shares of the picture."""
        left, top, right, bottom = (2 * share - 1 for share in rectangle)
        if left >= right or top >= bottom:
            return
        self._corners.write(np.array([left, top, right, top, left, bottom, right, bottom], "f4").tobytes())
        if target not in self._arrays:
            self._arrays[target] = context().vertex_array(target, [(self._corners, "2f", "position")])
        self._arrays[target].render(moderngl.TRIANGLE_STRIP)


def depth_map(size: int) -> tuple[moderngl.Texture, moderngl.Framebuffer]:
    """A square depth texture that compares when sampled, and the framebuffer that draws into it."""
    texture = context().depth_texture((size, size))
    texture.compare_func = "<="
    texture.repeat_x = texture.repeat_y = False
    return texture, context().framebuffer(depth_attachment=texture)


def lamp_matrix(way: FloatArray, centre: ArrayLike, half_width_m: float, half_depth_m: float) -> FloatArray:
    """World to the clip space (4, 4) of a lamp so far off that its light is parallel; `way` (3,) points to it."""
    aside = np.cross([0.0, 1.0, 0.001], way)
    aside /= np.linalg.norm(aside)
    pose = np.eye(4)
    pose[:3, :3] = [aside, np.cross(way, aside), -way]
    pose[:3, 3] = -pose[:3, :3] @ np.asarray(centre, float)
    return np.asarray(np.diag([1 / half_width_m, 1 / half_width_m, 1 / half_depth_m, 1.0]) @ pose)
