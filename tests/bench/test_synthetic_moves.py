"""Movements without a bar: the stick lies in both hands, the tested knee straightens by known angles."""

from __future__ import annotations

import numpy as np
import pytest

from bench.synthetic.body import Build, built
from bench.synthetic.lifts import Flexion, SetUp, Spine
from bench.synthetic.moves import DowelHinge, FreeHinge, KneeExtension
from bench.synthetic.posture import Skeleton
from bench.synthetic.scene import SelfTest
from bench.synthetic.truth import angles, joints

NEUTRAL = Spine(Flexion(bottom=0.0), Flexion(bottom=0.0))


@pytest.fixture(scope="module")
def skeleton() -> Skeleton:
    return Skeleton(built(Build({"female_avg": 1.0})), 0.016)


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_the_stick_touches_both_hands(skeleton: Skeleton, share: float) -> None:
    hinge = DowelHinge(skeleton, SetUp(), NEUTRAL)
    posture = hinge.posture(share)
    stick = hinge.stick(posture)
    assert stick[:3, :3] @ stick[:3, :3].T == pytest.approx(np.eye(3))
    for hand in posture.hands:
        off = hand.grip - stick[:3, 3]
        across = off - stick[:3, 2] * (off @ stick[:3, 2])
        assert np.linalg.norm(across) == pytest.approx(0.0, abs=1e-9)
        assert np.linalg.norm(off) < 0.7, "within the stick's own length"


def test_the_hinge_goes_from_upright_to_deep_on_shins_that_stay(skeleton: Skeleton) -> None:
    hinge = DowelHinge(skeleton, SetUp(), NEUTRAL, deepest=75.0)
    low, high = (
        angles(posture, joints(skeleton.body, skeleton.bones(posture)))
        for posture in (hinge.posture(0.0), hinge.posture(1.0))
    )
    assert high["trunk_hip_shoulder"] == pytest.approx(0.0, abs=10)
    assert low["trunk_hip_shoulder"] - high["trunk_hip_shoulder"] == pytest.approx(75.0, abs=1)
    assert abs(low["shin"]) < 6
    assert low["lumbar_flexion"] == high["lumbar_flexion"] == 0


def test_a_back_that_rounds_in_the_hinge_rounds_by_what_was_asked(skeleton: Skeleton) -> None:
    posture = DowelHinge(skeleton, SetUp(), Spine(Flexion(bottom=20.0), Flexion(bottom=10.0))).posture(0.0)
    told = angles(posture, joints(skeleton.body, skeleton.bones(posture)))
    assert (told["lumbar_flexion"], told["thoracic_flexion"]) == pytest.approx((20.0, 10.0), abs=0.01)


@pytest.mark.parametrize("near", [0, 1], ids=["left", "right"])
@pytest.mark.parametrize(("share", "flexion_deg"), [(0.0, 90.0), (0.5, 57.5), (1.0, 25.0)])
def test_the_knee_straightens_by_known_angles(skeleton: Skeleton, near: int, share: float, flexion_deg: float) -> None:
    test = KneeExtension(skeleton, near, straightest=25.0)
    places = joints(skeleton.body, skeleton.bones(test.posture(share)))
    side = "LR"[near]
    hip, knee, ankle = (places[f"{name}_{side}"] for name in ("hip", "knee", "ankle"))
    thigh, shank = knee - hip, ankle - knee
    bent = np.degrees(np.arccos(thigh @ shank / np.linalg.norm(thigh) / np.linalg.norm(shank)))
    assert bent == pytest.approx(flexion_deg, abs=0.5)
    assert thigh / np.linalg.norm(thigh) == pytest.approx([0, 0, 1], abs=0.01), "the thigh stays upright"


@pytest.mark.parametrize("near", [0, 1], ids=["left", "right"])
def test_the_other_leg_and_the_trunk_lie_on_the_floor(skeleton: Skeleton, near: int) -> None:
    places = joints(skeleton.body, skeleton.bones(KneeExtension(skeleton, near).posture(1.0)))
    other = "RL"[near]
    lying = [places[f"{name}_{other}"][2] for name in ("hip", "knee", "ankle", "shoulder")] + [places["head"][2]]
    assert all(0.0 < height < 0.2 for height in lying)
    assert places[f"ankle_{other}"][0] > places[f"hip_{other}"][0] > places["head"][0]


@pytest.mark.parametrize(("rep", "hands_m", "lumbar_deg"), [(0, 0.3, 12.0), (2, 0.3, 12.0), (3, 0.06, 50.0)])
def test_hinges_end_at_the_mark_and_the_last_bend_is_the_toe_touch(
    skeleton: Skeleton, rep: int, hands_m: float, lumbar_deg: float
) -> None:
    how = SelfTest(hands_m=0.3, touch_lumbar=50.0)
    hinge = FreeHinge(skeleton, SetUp(), Spine(Flexion(12.0), Flexion(0.0)), how, reps=4)
    low, high = hinge.posture(0.0, rep), hinge.posture(1.0, rep)
    assert [hand.grip[2] for hand in low.hands] == pytest.approx([hands_m] * 2, abs=1e-3)
    assert np.degrees(low.lumbar) == pytest.approx(lumbar_deg)
    assert (high.lumbar, high.pelvis) == pytest.approx((0.0, 0.0), abs=1e-9)


def test_without_a_toe_touch_every_bend_is_a_hinge(skeleton: Skeleton) -> None:
    hinge = FreeHinge(skeleton, SetUp(), Spine(Flexion(12.0), Flexion(0.0)), SelfTest(touch_lumbar=None), reps=2)
    assert hinge.posture(0.0, 1).hands[0].grip[2] == pytest.approx(0.30, abs=1e-3)


def test_a_thigh_that_leans_keeps_the_knee_at_what_was_asked(skeleton: Skeleton) -> None:
    test = KneeExtension(skeleton, 0, straightest=25.0, thigh=8.0)
    places = joints(skeleton.body, skeleton.bones(test.posture(1.0)))
    thigh, shank = (places[a] - places[b] for a, b in (("knee_L", "hip_L"), ("ankle_L", "knee_L")))
    leans = [np.degrees(np.arctan2(link[0], link[2])) for link in (thigh, shank)]
    assert leans == pytest.approx([-8.0, 17.0], abs=0.5)


def test_hands_that_hold_the_thigh_leave_the_knee_as_it_is(skeleton: Skeleton) -> None:
    free, held = (KneeExtension(skeleton, 0, thigh=4.0, held=held).posture(1.0) for held in (False, True))
    places = [joints(skeleton.body, skeleton.bones(posture)) for posture in (free, held)]
    for joint in ("hip_L", "knee_L", "ankle_L"):
        assert places[1][joint] == pytest.approx(places[0][joint], abs=1e-6)
    thigh = (places[1]["hip_L"] + places[1]["knee_L"]) / 2
    assert np.linalg.norm(held.hands[0].grip - thigh) < 0.2
    assert places[1]["ankle_R"][2] < 0.15
    assert places[1]["knee_R"][2] > 0.3
