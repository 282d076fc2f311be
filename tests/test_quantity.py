"""A number never travels without its error or the reason for its absence."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.quantity import REASONS, Quantity, Reason, beside, everyday, middle, with_error

finite = st.floats(allow_nan=False, allow_infinity=False)


def test_a_value_and_a_reason_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="either a value or a reason"):
        Quantity(1.0, 0.1, "m", "hidden")
    with pytest.raises(ValueError, match="either a value or a reason"):
        Quantity(None, None, "m")


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_nothing_infinite_or_undefined(number: float) -> None:
    with pytest.raises(ValueError, match="finite or absent"):
        Quantity(number, 0.1, "m")
    with pytest.raises(ValueError, match="finite or absent"):
        Quantity(1.0, number, "m")


def test_an_error_is_not_negative() -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        Quantity(1.0, -0.1, "m")


@pytest.mark.parametrize("reason", REASONS)
def test_what_was_not_seen_says_why(reason: Reason) -> None:
    unseen = Quantity.unseen("m", reason)
    assert not unseen.seen
    assert unseen.value is None
    assert str(unseen) == f"could not see ({reason})"


@given(finite, finite.map(abs))
def test_a_measured_number_is_kept(value: float, sd: float) -> None:
    measured = Quantity.measured(value, sd, "m")
    assert measured.seen
    assert (measured.value, measured.sd, measured.reason) == (value, sd, None)


@pytest.mark.parametrize(("value", "sd"), [(math.nan, 0.1), (1.0, math.nan), (math.inf, 0.1)])
def test_nan_in_an_array_becomes_a_reason(value: float, sd: float) -> None:
    assert Quantity.measured(value, sd, "m") == Quantity.unseen("m", "hidden")
    assert Quantity.measured(value, sd, "m", otherwise="not_in_view").reason == "not_in_view"


def test_half_a_turn_is_180_degrees() -> None:
    degrees = Quantity(math.pi, math.pi / 180, "rad").in_degrees()
    assert degrees.value == pytest.approx(180)
    assert degrees.sd == pytest.approx(1)
    assert degrees.unit == "deg"


def test_an_unseen_angle_stays_unseen_in_degrees() -> None:
    assert Quantity.unseen("rad", "no_upright").in_degrees() == Quantity.unseen("deg", "no_upright")


def test_only_an_angle_turns_into_degrees() -> None:
    with pytest.raises(ValueError, match="only an angle in rad"):
        Quantity(1.0, 0.1, "m").in_degrees()


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(math.radians(23.4), math.radians(3.6), "rad"), "23 ± 4°"),
        (Quantity(0.5512, 0.0049, "m"), "0.551 ± 0.005 m"),
        (Quantity(0.5512, 0.0960, "m"), "0.55 ± 0.10 m"),
        (Quantity(math.radians(12.34), math.radians(0.3), "rad"), "12.3 ± 0.3°"),
        (Quantity(math.radians(-0.2), math.radians(4.0), "rad"), "0 ± 4°"),
        (Quantity(0.5, 0.0, "m"), "0.50 ± 0.00 m"),
        (Quantity(412.4, 31.0, "N.m"), "412 ± 31 N.m"),
        (Quantity(0.52, None, "m/s"), "0.52 m/s"),
    ],
)
def test_it_reads_as_a_person_writes_it(quantity: Quantity, text: str) -> None:
    assert str(quantity) == text


@given(st.floats(-1e4, 1e4), st.floats(1e-6, 1e4))
def test_no_error_reads_as_zero_and_the_value_is_as_fine_as_its_error(value: float, sd: float) -> None:
    shown, error = with_error(value, sd, 0).split(" ± ")
    assert float(error) > 0
    assert float(error) == pytest.approx(sd, rel=0.5)
    assert abs(float(shown) - value) <= sd


def in_rad(value_deg: float, sd_deg: float | None) -> Quantity:
    return Quantity(math.radians(value_deg), None if sd_deg is None else math.radians(sd_deg), "rad")


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (in_rad(26.3, 6.2), "26 ± 6°"),
        (in_rad(-0.2, 4.0), "0 ± 4°"),
        (in_rad(-15.0, 2.9), "-15 ± 3°"),
        (Quantity(26.3, 6.2, "deg"), "26 ± 6°"),
        (Quantity(0.054, 0.005, "m"), "5.4 ± 0.5 cm"),
        (Quantity(0.054, 0.023, "m"), "5 ± 2 cm"),
        (Quantity(0.0305, 0.0096, "body"), "3 ± 1 % of your body length"),
        (Quantity(0.41, 0.1, "s"), "0.4 ± 0.1 s"),
        (Quantity(1.2, 0.05, "s"), "1.20 ± 0.05 s"),
        (Quantity(4.2, 2.0, "s"), "4.2 ± 2.0 s"),
        (Quantity(0.333, 0.03, "1"), "33 ± 3 %"),
        (Quantity(0.52, 0.02, "m/s"), "0.52 ± 0.02 m/s"),
        (Quantity(412.4, 31.0, "N.m"), "412 ± 31 N·m"),
        (Quantity(100.0, 0.5, "kg"), "100.00 ± 0.50 kg"),
    ],
)
def test_a_lifter_hears_numbers_in_everyday_units(quantity: Quantity, text: str) -> None:
    assert everyday(quantity) == text


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (in_rad(20.0, None), "20°"),
        (Quantity(0.04, None, "m"), "4 cm"),
        (Quantity(0.25, None, "1"), "25 %"),
        (Quantity(0.035, None, "m"), "3.5 cm"),
        (Quantity(0.15, None, "s"), "0.15 s"),
        (Quantity(0.0301, None, "body"), "3 % of your body length"),
        (Quantity(1230.0, None, "N.m"), "1230 N·m"),
        (in_rad(-8.0, None), "-8°"),
        (Quantity(0.5, None, "s"), "0.5 s"),
    ],
)
def test_a_mark_has_no_error(quantity: Quantity, text: str) -> None:
    assert everyday(quantity) == text


@pytest.mark.parametrize(
    ("value", "sd", "limit", "text"),
    [
        (0.122, 0.04, 0.12, "12.2 ± 4.0 cm"),
        (0.118, 0.004, 0.12, "11.8 ± 0.4 cm"),
        (0.13, 0.04, 0.12, "13 ± 4 cm"),
        (0.12, 0.04, 0.12, "12 ± 4 cm"),
        (0.12, 0.04, None, "12 ± 4 cm"),
    ],
)
def test_a_number_beside_its_mark_does_not_look_like_it(
    value: float, sd: float, limit: float | None, text: str
) -> None:
    assert beside(Quantity(value, sd, "m"), limit) == text


@pytest.mark.parametrize("unit", ["rad", "m", "body", "s", "1", "kg"])
@pytest.mark.parametrize("reason", REASONS)
def test_a_lifter_hears_that_a_number_was_not_seen(unit: str, reason: Reason) -> None:
    assert everyday(Quantity.unseen(unit, reason)) == "not seen"


@given(st.floats(-100, 100), st.floats(1e-3, 100), st.sampled_from(["rad", "m", "body", "s", "m/s", "1", "N.m"]))
def test_everyday_units_keep_value_and_error_in_proportion(value: float, sd: float, unit: str) -> None:
    shown, error = everyday(Quantity(value, sd, unit)).split(" ± ")
    factor = {"rad": math.degrees(1), "m": 100, "body": 100, "1": 100}.get(unit, 1)
    number = float(error.rstrip("°").split(" ")[0])
    assert number == pytest.approx(sd * factor, rel=0.5)
    assert abs(float(shown) - value * factor) <= sd * factor


def test_the_median_keeps_the_error_that_its_numbers_share() -> None:
    same = [Quantity(0.2, 0.1, "rad")] * 5
    assert middle(same) == Quantity(0.2, 0.1, "rad")
    spread = middle([Quantity(value, 0.1, "rad") for value in (0.0, 0.2, 0.7)])
    assert spread.value == 0.2
    assert spread.sd is not None
    assert spread.sd > 0.1


def test_the_median_leaves_out_what_was_not_seen() -> None:
    hidden = Quantity.unseen("rad", "hidden")
    assert middle([hidden, Quantity(0.2, None, "rad")]) == Quantity(0.2, 0.0, "rad")
    assert middle([hidden, hidden]) == hidden
    with pytest.raises(ValueError, match="no median"):
        middle([])
