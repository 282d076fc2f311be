"""The sheet that a figure beside its own words is drawn on: hidden from readers who hear the words."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup


def sheet(width: int, height: int, parts: Sequence[str], name: str, left: int = 0, top: int = 0) -> Markup:
    """An SVG of `parts`, of class `name`, in units of its own."""
    box = f'viewBox="{left} {top} {width} {height}" width="{width}" height="{height}"'
    body = "".join(parts)
    return Markup(f'<svg class="{name}" {box} aria-hidden="true" focusable="false">{body}</svg>')  # noqa: S704
