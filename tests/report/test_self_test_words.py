"""The result of a self-test in plain words: what was seen, what was not and why; no verdict."""

from __future__ import annotations

import pytest

from liftwell.analysis import HingeTest, KneeTest
from liftwell.quantity import Quantity
from liftwell.report.self_test_words import told
from tests.analyses import degrees

NO_TOUCH = Quantity.unseen("rad", "no_toe_touch")
HANDS = Quantity(0.3, 0.06, "m")


def test_hinges_and_toe_touch_are_told_with_their_errors() -> None:
    test = told(HingeTest(degrees(11.0, 7.0), degrees(52.0, 7.0), (1, 2, 3), 4, HANDS))
    assert test.headline == "In your hinges the low back bent by 11 ± 7°."
    assert "the middle one of 3" in test.text
    assert "In the toe-touch it bent by 52 ± 7°." in test.text
    assert ("Hands over the floor", "30 ± 6 cm") in test.rows
    assert test.pictures == ((1, "Hinge 1"), (2, "Hinge 2"), (3, "Hinge 3"), (4, "Toe-touch"))


def test_what_is_missing_is_said() -> None:
    test = told(HingeTest(degrees(11.0, 7.0), NO_TOUCH, (1,), None, Quantity.unseen("m", "no_scale")))
    assert "Three hinges tell more than one or two." in test.text
    assert "The clip shows no toe-touch" in test.text
    assert [name for name, _ in test.rows] == ["Low back in the hinges", "Low back in the toe-touch"]
    assert test.facts == ("hinge test", "1 hinge", "no toe-touch")


def test_a_hidden_back_is_no_number() -> None:
    hidden = Quantity.unseen("rad", "hidden")
    test = told(HingeTest(hidden, hidden, (1, 2, 3), 4, HANDS))
    assert test.headline == "The low back could not be seen in your hinges."
    assert "±" not in test.text
    assert test.text.count("loose clothes cover it") == 1


def test_a_knee_is_told_by_its_side() -> None:
    test = told(KneeTest("right", degrees(24.0, 4.0), degrees(3.0, 2.0), 2.5))
    assert test.headline == "Your right knee came to 24 ± 4° short of straight."
    assert test.rows[0] == ("Right knee, short of straight", "24 ± 4°")


@pytest.mark.parametrize(("reason", "what"), [("thigh_leans", "hold it with your hands"), ("far_leg", "turn round")])
def test_a_knee_that_could_not_be_read_says_what_to_do(reason: str, what: str) -> None:
    unseen = Quantity.unseen("rad", reason)  # type: ignore[arg-type]
    test = told(KneeTest("left", unseen, unseen, None))
    assert test.headline == "Your left knee could not be measured."
    assert what in test.text
