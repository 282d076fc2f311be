"""What a clip adds to an account."""

from __future__ import annotations

import pytest

from liftwell.quantity import Quantity
from liftwell.triage.account import Account, centimetres, in_degrees, kilograms
from liftwell.triage.clips import HingeClip, KneeExtensionClip, LiftClip
from liftwell.triage.seen import Clip, said_by, with_clip
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


@pytest.mark.parametrize(
    ("clip", "says"),
    [
        (HingeClip(bent(8), bent(52)), "a.mp4: 3 hinges without weight. Low back 8±"),
        (HingeClip(bent(8), UNSEEN, hinges=1), "a.mp4: one hinge without weight. Low back 8±"),
        (
            HingeClip(UNSEEN, UNSEEN),
            "a.mp4: 3 hinges without weight. The low back could not be seen, no toe-touch seen.",
        ),
        (KneeExtensionClip("left", bent(23)), "a.mp4: the left knee is 23±"),
        (KneeExtensionClip("left", UNSEEN), "a.mp4: the left knee could not be read. A plate, an arm"),
        (LiftClip(lumbar=bent(9)), "Say what the bar weighed, such as a.mp4@140, and it counts."),
        (LiftClip(load_kg=60, lumbar=bent(9)), "Tell us your best single, and we know whether the bar is light enough"),
    ],
)
def test_every_clip_says_what_it_gave_or_what_it_lacks(clip: Clip, says: str) -> None:
    assert says in said_by("a.mp4", clip, with_clip(Account(), clip))
