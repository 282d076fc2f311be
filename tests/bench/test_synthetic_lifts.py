from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bench.synthetic.body import Body, Build, built
from bench.synthetic.lifts import SET_UPS, STYLES, Flexion, Lift, Spine, Style
from bench.synthetic.posture import Skeleton
from bench.synthetic.story import Act, Story
from bench.synthetic.truth import angles, joints

RADIUS_M = 0.225
BARBELL: tuple[Style, ...] = tuple(style for style in STYLES if style != "hinge")


@pytest.fixture(scope="module")
def skeleton() -> Skeleton:
    body: Body = built(Build({"male_strong": 0.7, "female_avg": 0.3}))
    return Skeleton(body, 0.016)


@pytest.mark.parametrize("style", BARBELL)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 1.0])
def test_hands_are_on_the_bar_and_feet_stay_where_they_are(skeleton: Skeleton, style: Style, share: float) -> None:
    lift = Lift(skeleton, style, SET_UPS[style], Spine(), RADIUS_M)
    posture = lift.posture(share)
    trunk = skeleton.trunk(posture.pelvis_m, posture.pelvis, posture.lumbar, posture.thoracic)
    for side, hand in enumerate(posture.hands):
        assert np.linalg.norm(hand.grip - trunk.shoulders[side]) == pytest.approx(skeleton.arm, abs=0.002)
        assert hand.grip[2] == pytest.approx(lift.bar(share)[2])
        knee = skeleton.knee(trunk.hips[side], posture.feet[side])
        assert np.linalg.norm(knee - posture.feet[side].ankle) == pytest.approx(skeleton.lengths.shank, abs=0.002)
        assert posture.feet[side].ankle[2] == pytest.approx(skeleton.ankle_height)


@pytest.mark.parametrize("style", BARBELL)
def test_every_lift_goes_from_bent_over_to_upright(skeleton: Skeleton, style: Style) -> None:
    lift = Lift(skeleton, style, SET_UPS[style], Spine(), RADIUS_M)
    lean = []
    for share in (0.0, 1.0):
        posture = lift.posture(share)
        places = joints(skeleton.body, skeleton.bones(posture))
        lean.append(angles(posture, places)["trunk_hip_shoulder"])
    assert 30 < lean[0] < 85
    assert abs(lean[1]) < 8


def test_lumbar_and_thoracic_flexion_are_independent(skeleton: Skeleton) -> None:
    spine = Spine(Flexion(bottom=40.0), Flexion(bottom=2.0))
    lift = Lift(skeleton, "conventional", SET_UPS["conventional"], spine, RADIUS_M)
    posture = lift.posture(0.0)
    told = angles(posture, joints(skeleton.body, skeleton.bones(posture)))
    assert told["lumbar_flexion"] == pytest.approx(40.0, abs=0.01)
    assert told["thoracic_flexion"] == pytest.approx(2.0, abs=0.01)


def test_flexion_can_be_held_and_can_grow_from_rep_to_rep() -> None:
    held = Flexion(bottom=30.0, top=0.0, held=0.6, per_rep=5.0)
    assert np.degrees(held.at(0.55, 0)) == pytest.approx(30.0)
    assert np.degrees(held.at(0.0, 2)) == pytest.approx(40.0)
    assert np.degrees(held.at(1.0, 2)) == pytest.approx(0.0, abs=1e-6)


def test_a_story_moves_without_jumps(skeleton: Skeleton) -> None:
    wait = Act("wait", 0.3)
    acts = (Act("walk_up", 1.7), Act("reach", 1.2), wait, Act("rep", 1.2), wait, Act("let_go", 1.0))
    lift = Lift(skeleton, "conventional", SET_UPS["conventional"], Spine(), RADIUS_M)
    story = Story(skeleton, lift, acts, starts_at_top=False, near=0)
    pelvis = np.array([story.at(t).posture.pelvis_m for t in np.arange(0.0, story.seconds, 1 / 60)])
    assert np.abs(np.diff(pelvis, axis=0)).max() < 0.05  # 3 m/s
    phases = {story.at(t).phase for t in np.arange(0.0, story.seconds, 0.05)}
    assert phases == {"free", "floor", "up", "hold", "down"}


def test_feet_stand_still_while_the_other_steps(skeleton: Skeleton) -> None:
    lift = Lift(skeleton, "conventional", SET_UPS["conventional"], Spine(), RADIUS_M)
    story = Story(skeleton, lift, (Act("walk_up", 2.0),), starts_at_top=False, near=0)
    ankles = np.array([[foot.ankle[0] for foot in story.at(t).posture.feet] for t in np.arange(0, 2.0, 0.02)])
    moving = np.abs(np.diff(ankles, axis=0)) > 1e-6
    assert (moving[:, 0] & moving[:, 1]).sum() <= 4  # only in the picture in which the feet change
    assert ankles[-1] == pytest.approx([0.0, 0.0], abs=0.02)


def test_bent_arms_bring_the_bar_higher(skeleton: Skeleton) -> None:
    bent = replace(SET_UPS["conventional"], bent_arms=40.0)
    tops = [Lift(skeleton, "conventional", how, Spine(), RADIUS_M).top_m for how in (SET_UPS["conventional"], bent)]
    assert tops[1] > tops[0] + 0.01
