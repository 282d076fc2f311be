"""What was measured in the clips of an athlete, from `analyse --athlete` to `history`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from liftwell.analysis import HingeTest, KneeTest
from liftwell.consultation.kept_clips import account_with_clips, measured_in
from liftwell.exchange.analysis_json import to_document, to_json
from liftwell.logbook.shelf import Shelf
from liftwell.quantity import Quantity
from liftwell.report.history import Measured
from liftwell.triage.account import Account
from liftwell.triage.clips import LiftClip
from liftwell.triage.self_tests import SelfTests
from tests.analyses import degrees, made_analysis, made_capture
from tests.cli.conftest import Engine, Said
from tests.cli.logbook import CLEAR, shelf_named
from tests.flow.conftest import CLIPS, Analysed, analysed, truth_of

__all__ = ["analysed"]

Command = Callable[..., Said]
SETS: Final = CLIPS / "heavy_rounding.mp4"


@pytest.fixture
def known(engine: Callable[[Engine], None], analysed: Analysed) -> None:
    """The real engine, which measures a clip once for all tests that look at it."""

    def analyse(path: Path, **given: Any) -> Any:  # noqa: ANN401  (an Analysis)
        return analysed(path, **{name: given[name] for name in ("height_m", "load_kg")})

    engine(analyse)


@pytest.mark.usefixtures("known")
def test_a_clip_of_a_lifter_is_in_their_history(
    liftwell: Command, clock: Callable[[str], None], tmp_path: Path
) -> None:
    clock("2026-11-26")
    shelf, truth, page = shelf_named("Ann"), truth_of(SETS), tmp_path / "history.html"
    given = ("--height", truth["height_m"], "--load", truth["load_kg"], "--out", tmp_path / "results")
    assert "Kept in the logbook of Ann." in liftwell("analyse", SETS, "--athlete", "Ann", *given).out
    (seen,) = measured_in(shelf)
    lumbar = seen.lumbar.in_degrees()
    assert (seen.on, seen.ceiling_kg) == (date(2026, 11, 26), None)
    assert lumbar.value == pytest.approx(truth["reps"][0]["lumbar_deg"], abs=2 * (lumbar.sd or 0))
    said = liftwell("history", "--html", page)
    assert said.status == 0
    assert f"26 Nov 2026  {lumbar.value:.0f} ± {lumbar.sd:.0f}°" in said.out
    assert "h-lumbar" in page.read_text("utf-8")
    assert "Load, kg" not in page.read_text("utf-8")


# --- what each kind of clip says -------------------------------------------------------------------


def kept(shelf: Shelf, folder: Path, on: date, **changed: Any) -> None:  # noqa: ANN401
    """A clip of a made-up set, with other facts of its analysis."""
    clip = folder / f"{on}.mp4"
    clip.write_bytes(str(on).encode())
    shelf.keep_clip(on, clip, document(**changed))


def document(load_kg: float = 100.0, rounding_deg: float = 6.0, **changed: Any) -> str:  # noqa: ANN401
    made = made_analysis([rounding_deg] * 4)
    options = {**made.generator.options, "load_kg": load_kg}
    return to_json(to_document(replace(made, generator=replace(made.generator, options=options), **changed)))


def values(found: tuple[Measured, ...]) -> list[tuple[int, int, float | None]]:
    return [(one.on.day, round(one.lumbar.in_degrees().value or 0), one.ceiling_kg) for one in found]


def test_the_ceiling_is_known_from_the_clip_that_shows_it(tmp_path: Path) -> None:
    shelf = shelf_named("Ann", answers=CLEAR)
    for day, (load, deg) in enumerate([(60.0, 6.0), (100.0, 7.0), (140.0, 30.0)], 1):
        kept(shelf, tmp_path, date(2026, 11, day), load_kg=load, rounding_deg=deg)
    assert values(measured_in(shelf)) == [(1, 8, None), (2, 9, None), (3, 32, 100.0)]


def test_without_answers_the_back_is_told_and_no_ceiling(tmp_path: Path) -> None:
    shelf = shelf_named("Ann")
    for day, (load, deg) in enumerate([(60.0, 6.0), (100.0, 7.0), (140.0, 30.0)], 1):
        kept(shelf, tmp_path, date(2026, 11, day), load_kg=load, rounding_deg=deg)
    assert values(measured_in(shelf)) == [(1, 8, None), (2, 9, None), (3, 32, None)]


def test_a_clip_that_was_refused_or_shows_no_repetition_says_nothing(tmp_path: Path) -> None:
    shelf = shelf_named("Ann", answers=CLEAR)
    kept(shelf, tmp_path, date(2026, 11, 1), reps=())
    kept(shelf, tmp_path, date(2026, 11, 2), capture=made_capture("refused"))
    assert measured_in(shelf) == ()


# --- what they say to the triage -----------------------------------------------------------------

UNSEEN = Quantity.unseen("rad", "hidden")
DEEP = Quantity(0.3, 0.06, "m")


def hinge(lumbar: Quantity, own_max: Quantity = UNSEEN) -> HingeTest:
    return HingeTest(lumbar, own_max, (1, 2, 3), 4, DEEP)


def test_lifts_stand_in_the_account_with_load_and_day(tmp_path: Path) -> None:
    shelf = shelf_named("Ann")
    kept(shelf, tmp_path, date(2026, 11, 1), load_kg=60.0, rounding_deg=6.0)
    kept(shelf, tmp_path, date(2026, 11, 2), load_kg=140.0, rounding_deg=30.0)
    by_hand = LiftClip(load_kg=180.0)
    found = account_with_clips(Account(clips=(by_hand,)), shelf).clips
    assert [(one.load_kg, one.recorded_on) for one in found] == [
        (180.0, None), (60.0, date(2026, 11, 1)), (140.0, date(2026, 11, 2)),
    ]  # fmt: skip


def test_the_newest_hinge_and_each_knee_count(tmp_path: Path) -> None:
    shelf = shelf_named("Ann")
    kept(shelf, tmp_path, date(2026, 11, 1), self_test=hinge(degrees(31.0), degrees(52.0)))
    kept(shelf, tmp_path, date(2026, 11, 2), self_test=hinge(degrees(9.0)))
    kept(shelf, tmp_path, date(2026, 11, 3), self_test=hinge(UNSEEN))
    kept(shelf, tmp_path, date(2026, 11, 4), reps=(), self_test=KneeTest("left", degrees(24.0), degrees(3.0), 2.5))
    tests = account_with_clips(Account(), shelf).tests
    assert tests.hinge is not None
    assert tests.toe_touch is not None
    assert (round(tests.hinge.in_degrees().value or 0), round(tests.toe_touch.in_degrees().value or 0)) == (9, 52)
    assert tests.knee_short is not None
    assert (round(tests.knee_short.left or 0, 2), tests.knee_short.right) == (0.42, None)


def test_what_a_clip_could_not_see_takes_nothing_away(tmp_path: Path) -> None:
    shelf = shelf_named("Ann")
    kept(shelf, tmp_path, date(2026, 11, 1), self_test=hinge(UNSEEN))
    told = Account(tests=SelfTests(hinge=degrees(8.0)))
    assert account_with_clips(told, shelf) == told


def test_refused_clips_and_none_at_all_leave_the_account_as_it_is(tmp_path: Path) -> None:
    shelf = shelf_named("Ann")
    assert account_with_clips(Account(), shelf) == Account()
    kept(shelf, tmp_path, date(2026, 11, 1), capture=made_capture("refused"))
    kept(shelf, tmp_path, date(2026, 11, 2), reps=())
    assert account_with_clips(Account(), shelf) == Account()


def test_another_athlete_s_clips_are_not_theirs(tmp_path: Path) -> None:
    kept(shelf_named("Ben"), tmp_path, date(2026, 11, 1))
    assert account_with_clips(Account(), shelf_named("Ann")) == Account()
