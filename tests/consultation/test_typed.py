"""Numbers as people write them, and what is said to the ones that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.consultation.typed import parse_height, parse_load, parse_mass, parse_plate_diameter
from liftwell.errors import ImpossibleValue

Parser = Callable[[str], float]


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("1.80", 1.80), ("1,80", 1.80), ("1.8m", 1.80), ("180", 1.80), ("180cm", 1.80), ("180 CM", 1.80),
        ("1800mm", 1.80), ("5ft11", 1.8034), ("5'11\"", 1.8034), ("5'11", 1.8034), ("5’11”", 1.8034),
        ("5 ft 11.5 in", 1.8161), ("6ft", 1.8288), ("6'", 1.8288), ("71in", 1.8034),
    ],
)  # fmt: skip
def test_heights(text: str, metres: float) -> None:
    assert parse_height(text) == pytest.approx(metres)


@pytest.mark.parametrize(
    ("parse", "text", "kilograms"),
    [
        (parse_load, "140", 140.0), (parse_load, "140kg", 140.0), (parse_load, "142.5", 142.5),
        (parse_load, "315lb", 142.88), (parse_load, "315 lbs", 142.88), (parse_mass, "82", 82.0),
        (parse_mass, "180lb", 81.65),
    ],
)  # fmt: skip
def test_masses_and_loads(parse: Parser, text: str, kilograms: float) -> None:
    assert parse(text) == pytest.approx(kilograms, abs=0.005)


@pytest.mark.parametrize("text", ["450mm", "450", "45cm", "45", "0.45", ".45", "0.45m", "17.7165in"])
def test_plate_diameters(text: str) -> None:
    assert parse_plate_diameter(text) == pytest.approx(0.45, abs=1e-5)


@pytest.mark.parametrize(
    ("parse", "text", "named"),
    [
        (parse_height, "-1.80", "-1.8 m"), (parse_height, "3", "3 m"), (parse_height, "3m", "3 m"),
        (parse_height, "9ft11", "3.023 m"), (parse_height, "0", "0 m"), (parse_load, "5000", "5000 kg"),
        (parse_load, "0", "0 kg"), (parse_load, "-20", "-20 kg"), (parse_mass, "9" * 400, "inf kg"),
        (parse_plate_diameter, "4.5m", "4.5 m"), (parse_plate_diameter, "2cm", "0.02 m"),
    ],
)  # fmt: skip
def test_impossible_values_are_named_with_their_limits(parse: Parser, text: str, named: str) -> None:
    with pytest.raises(ImpossibleValue, match=r"is .* outside .*–.*; please check it and its unit\.") as caught:
        parse(text)
    assert named in str(caught.value)


@pytest.mark.parametrize("parse", [parse_height, parse_load, parse_mass, parse_plate_diameter])
@pytest.mark.parametrize("text", ["", "tall", "1.8.0", "nan", "inf", "1e2", "80 stone", "5ft11ft", "--fast", "1 80"])
def test_what_is_no_number_with_a_unit_is_said_to_be_none(parse: Parser, text: str) -> None:
    with pytest.raises(ImpossibleValue, match="is not a number with one of the units"):
        parse(text)


def test_twelve_inches_are_a_foot() -> None:
    with pytest.raises(ImpossibleValue, match="has 12 inches, and 12 make a foot"):
        parse_height("5ft12")


@given(st.floats(0.91, 2.59))
def test_every_height_means_the_same_in_every_unit(metres: float) -> None:
    feet, inches = divmod(metres / 0.0254, 12)
    spellings = (f"{metres:.4f}", f"{metres * 100:.2f}cm", f"{metres * 1000:.1f}mm", f"{feet:.0f}ft{inches:.3f}")
    assert [parse_height(text) for text in spellings] == pytest.approx([metres] * 4, abs=1e-3)


@given(st.text(max_size=12))
def test_no_text_breaks_the_parser(text: str) -> None:
    with suppress(ImpossibleValue):
        assert 0.9 <= parse_height(text) <= 2.6
