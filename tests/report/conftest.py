"""Two real reports to look at: the demo, measured, and a clip that is refused; made once for all workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from liftwell.analysis import Analysis
from liftwell.report.film import Film, film
from liftwell.report.html import report_html
from liftwell.video.decode import open_clip
from tests.flow.conftest import CLIPS, DEMO, Analysed, analysed, once, shared_folder

__all__ = ["analysed"]


@dataclass(frozen=True)
class Shown:
    """An analysis, what its clip shows, and the page of both."""

    analysis: Analysis
    film: Film

    @property
    def text(self) -> str:
        return report_html(self.analysis, self.film)


@pytest.fixture(scope="session")
def shown(analysed: Analysed, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Shown]:
    """A clip analysed and filmed: `shown(path, height_m=1.8)`."""

    def show(path: Path, **given: float) -> Shown:
        analysis, folder = analysed(path, **given), tmp_path_factory.mktemp("film")
        answer = shared_folder(tmp_path_factory) / f"{path.stem}.film.pickle"
        return Shown(analysis, once(answer, lambda: film(open_clip(path), analysis, folder)))

    return show


@pytest.fixture(scope="session")
def demo(shown: Callable[..., Shown]) -> Shown:
    """The demo, with the facts with which other tests ask for it."""
    return shown(DEMO, height_m=1.80, mass_kg=82.0, load_kg=140.0)


@pytest.fixture(scope="session")
def refused(shown: Callable[..., Shown]) -> Shown:
    """A clip filmed from 45 degrees."""
    return shown(CLIPS / "oblique45.mp4")
