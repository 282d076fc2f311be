"""Edge: typst, which sets our templates as PDF/UA-1 from data and never from markup, without the network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import typst


def pages(template: str, inputs: Mapping[str, str]) -> int:
    """How many pages a template fills with these inputs."""
    return int(asked(template, inputs, "<pages>"))


def asked(template: str, inputs: Mapping[str, str], label: str) -> Any:  # noqa: ANN401  whatever the template notes
    """What the set document says under a label of its own."""
    found = typst.query(_template(template), label, field="value", one=True, sys_inputs=dict(inputs), **_ALONE)
    return json.loads(found)


def pictures(template: str, inputs: Mapping[str, str], dots_per_inch: float = 110.0) -> list[bytes]:
    """The pages of a template as PNG."""
    found = typst.compile(_template(template), format="png", ppi=dots_per_inch, sys_inputs=dict(inputs), **_ALONE)
    return [bytes(one) for one in found] if isinstance(found, list) else [bytes(found)]


def pdf(template: str, inputs: Mapping[str, str]) -> bytes:
    """The template as the bytes of a PDF; raises RuntimeError where it would not be PDF/UA-1."""
    page = typst.compile(_template(template), format="pdf", pdf_standards="ua-1", sys_inputs=dict(inputs), **_ALONE)
    return bytes(page)


_TEMPLATES: Final = files("liftwell.report") / "templates"
# No font of this machine, and no file beside our own: the same note looks the same everywhere.
_ALONE: Final[dict[str, Any]] = {"ignore_system_fonts": True, "root": str(_TEMPLATES)}


@cache
def _template(name: str) -> bytes:
    return (_TEMPLATES / name).read_bytes()
