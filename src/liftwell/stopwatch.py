"""Stopwatch: how long every stage of an analysis took."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class Stopwatch:
    """Started when made; `stages_s` sums up wall seconds by stage."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside towards the stage `name`."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self._stages[name] = self._stages.get(name, 0.0) + time.perf_counter() - begun

    def read(self) -> Mapping[str, float]:
        """Seconds by stage, and "wall" since the beginning."""
        return {**self._stages, "wall": time.perf_counter() - self._begun}
