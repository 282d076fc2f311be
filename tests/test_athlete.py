"""Impossible bodies are refused with a sentence that says what to check."""

from __future__ import annotations

import pytest

from liftwell.athlete import MASS_RANGE_KG, STATURE_RANGE_M, Athlete, Segments
from liftwell.errors import ImpossibleValue, LiftwellError
from liftwell.quantity import Quantity


def test_nothing_needs_to_be_known() -> None:
    assert Athlete() == Athlete(height_m=None, mass_kg=None, sex=None)


@pytest.mark.parametrize("height_m", STATURE_RANGE_M)
@pytest.mark.parametrize("mass_kg", MASS_RANGE_KG)
def test_the_limits_themselves_are_possible(height_m: float, mass_kg: float) -> None:
    athlete = Athlete(height_m, mass_kg, "female")
    assert (athlete.height_m, athlete.mass_kg, athlete.sex) == (height_m, mass_kg, "female")


@pytest.mark.parametrize("height_m", [-1.8, 0.0, 3.0, 180.0, float("nan")])
def test_an_impossible_height_is_named_with_its_limits(height_m: float) -> None:
    with pytest.raises(
        ImpossibleValue, match=r"^The height .* m is outside 0\.9–2\.6 m; please check it and its unit\.$"
    ):
        Athlete(height_m=height_m)


@pytest.mark.parametrize("mass_kg", [-80.0, 0.0, 1000.0, float("nan")])
def test_an_impossible_mass_is_named_with_its_limits(mass_kg: float) -> None:
    with pytest.raises(LiftwellError, match=r"^The mass .* kg is outside 25–350 kg"):
        Athlete(mass_kg=mass_kg)


def test_lengths_are_unseen_until_measured() -> None:
    unseen = Quantity.unseen("m", "no_scale")
    assert Segments() == Segments(shank=unseen, thigh=unseen, trunk=unseen, arm=unseen)


def test_what_is_no_number_is_refused_in_one_sentence() -> None:
    with pytest.raises(ImpossibleValue, match="has to be a number in m"):
        Athlete(height_m="1.80")  # type: ignore[arg-type]


def test_an_unknown_sex_names_those_with_a_table() -> None:
    with pytest.raises(ImpossibleValue, match="choose one of male, female"):
        Athlete(sex="other")  # type: ignore[arg-type]
