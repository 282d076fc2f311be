"""Rung 3b: whether this body fits this bar height (`clinical.md` 3.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from liftwell.quantity import Quantity
from liftwell.triage.account import Need
from liftwell.triage.causes.set_up import set_up
from liftwell.triage.self_tests import Response
from tests.triage.causes.lifter import FAILED, FINE, GOOD, bent, degrees, raised, told


def higher(before: int = 4, after: int = 1, **more: Any) -> Response:  # noqa: ANN401
    return Response("height", "10 cm blocks", before, after, raised_m=0.1, **more)


def test_set_up_is_silent_without_a_word_about_it() -> None:
    assert set_up(told(GOOD)) is None
    in_vain = set_up(told(replace(GOOD, responses=(higher(4, 4),))))
    assert in_vain is not None
    assert (in_vain.strength, in_vain.against) == ("no sign", ("pain 4 before, 4 with 10 cm blocks",))


def test_set_up_is_likely_where_it_helps_and_fits_and_nothing_is_short() -> None:
    tests = replace(FAILED, raised=(raised(9, 0.1),), responses=(higher(),), **FINE)
    found = set_up(told(tests))
    assert found is not None
    assert found.strength == "likely"
    assert found.reasons_for == ("31±4° at floor depth, 9±4° at 10 cm", "pain 4 from the floor, 1 from 10 cm")
    assert found.unknown == ("trap bar and sumo not tried",)
    half = set_up(told(replace(tests, psoas_hold_s=None)))
    assert half is not None
    assert half.strength == "possible"
    untried = set_up(told(replace(tests, responses=())))
    assert untried is not None
    assert (untried.strength, untried.unknown[0]) == ("possible", "a light set from there")


def test_another_bar_is_a_set_up_too() -> None:
    found = set_up(told(replace(GOOD, responses=(Response("bar", "a trap bar", 5, 2),))))
    assert found is not None
    assert (found.strength, found.reasons_for) == ("possible", ("pain 5 as today, 2 with a trap bar",))
    assert found.unknown == ()


def test_a_pinch_is_said_with_its_side() -> None:
    tests = replace(
        FAILED,
        hip_bend=degrees(95, 118),
        pinch="left",
        raised=(raised(9),),
        responses=(higher(pinch_gone=True),),
        knee_short=degrees(10),
        psoas_hold_s=FINE["psoas_hold_s"],
    )
    found = set_up(told(tests))
    assert found is not None
    assert found.strength == "likely"
    assert found.reasons_for == (
        "needs more hip bend than the left hip gives without pinching (95°)",
        "pain 4 from the floor, 1 from 10 cm, no pinch",
    )
    unsided = set_up(told(replace(tests, hip_bend=degrees(None, 118))))
    assert unsided is not None
    assert "pinching" not in unsided.reasons_for[0]


def test_what_the_body_needs_by_the_model() -> None:
    needs = (Need(0.0, bent(31)), Need(0.05, bent(25)), Need(0.1, bent(15)))
    found = set_up(replace(told(replace(GOOD, responses=(higher(),))), needs=needs))
    assert found is not None
    assert found.reasons_for[0] == (
        "this body needs 31±4° of lumbar bend to reach the bar from the floor, 15±4° from 10 cm"
    )
    untried = set_up(replace(told(GOOD), needs=needs))
    assert untried is not None
    assert "from 10 cm" in untried.reasons_for[0]
    unseen = (Need(0.0, Quantity.unseen("rad", "no_scale")), Need(0.1, Quantity.unseen("rad", "no_scale")))
    assert set_up(replace(told(GOOD), needs=unseen)) is None
    assert set_up(replace(told(GOOD), needs=(Need(0.0, bent(10)),))) is None
