"""What a clip adds to an account."""

from __future__ import annotations

import pytest

from liftwell.quantity import Quantity
from liftwell.triage.account import Account, centimetres, in_degrees, kilograms
from liftwell.triage.clips import HingeClip, KneeExtensionClip, LiftClip
from liftwell.triage.seen import with_clip
from liftwell.triage.self_tests import SelfTests
from tests.triage.causes.lifter import bent

UNSEEN = Quantity.unseen("rad", "hidden")


def test_a_hinge_takes_the_place_of_a_number_by_hand() -> None:
    by_hand = Account(tests=SelfTests(hinge=bent(30), toe_touch=bent(60)))
    account = with_clip(by_hand, HingeClip(bent(8), bent(52)))
    assert (account.tests.hinge, account.tests.toe_touch) == (bent(8), bent(52))
    without = with_clip(by_hand, HingeClip(bent(8), UNSEEN))
    assert without.tests.toe_touch == bent(60)  # a touch that was not seen takes nothing away


def test_a_hinge_to_a_higher_mark_stands_beside_it() -> None:
    account = with_clip(with_clip(Account(), HingeClip(bent(31), bent(52))), HingeClip(bent(9), UNSEEN), 0.15)
    assert account.tests.hinge == bent(31)
    assert [(one.raised_m, one.change) for one in account.tests.raised] == [(0.15, bent(9))]


def test_each_knee_on_its_own() -> None:
    account = with_clip(Account(), KneeExtensionClip("left", bent(40)))
    account = with_clip(account, KneeExtensionClip("right", bent(20)))
    assert account.tests.knee_short is not None
    assert account.tests.knee_short.told == (bent(40).value, bent(20).value)
    assert with_clip(account, KneeExtensionClip("left", UNSEEN)) == account


def test_a_lift_keeps_its_height() -> None:
    account = with_clip(Account(), LiftClip(load_kg=60, raised_m=0.05))
    assert [clip.raised_m for clip in with_clip(account, LiftClip(load_kg=80), 0.1).clips] == [0.05, 0.1]


def test_numbers_as_they_are_said() -> None:
    assert (in_degrees(bent(31)), kilograms(142.5), kilograms(100), centimetres(0.1)) == (
        "31±4°", "142.5 kg", "100 kg", "10 cm",
    )  # fmt: skip
    for nothing in (None, UNSEEN):
        with pytest.raises(ValueError, match="no number"):
            in_degrees(nothing)
