"""Progress: how the measuring half tells whoever waits how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Form = Literal["text", "json"]  # for a person, or for a program that started this one
Stage = Literal["look", "checked", "measure", "draw"]


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` frames of one stage: "look" (first pass), "measure" (second pass), "draw" (overlay).

    "checked" comes once after the first pass, for a clip that can be measured; said: what about the filming makes
    errors larger, in sentences, the gravest first.
    """

    stage: Stage
    done: int
    total: int
    said: tuple[str, ...] = ()


Listener = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """The listener that ignores everything."""
