"""A number never travels without its error or the reason for its absence."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.quantity import REASONS, Quantity, Reason, with_error

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
