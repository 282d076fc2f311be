"""The 33 landmarks by name, and the side that faces the camera."""

from __future__ import annotations

import pytest

from liftwell.pose.skeleton import COUNT, JOINTS, Landmark, both, near


@pytest.mark.parametrize("joint", JOINTS)
def test_a_lifter_facing_left_shows_the_left_side(joint: str) -> None:
    left, right = both(joint)
    assert Landmark(left).name == f"LEFT_{joint.upper()}"
    assert Landmark(right).name == f"RIGHT_{joint.upper()}"
    assert near(joint, "left") == left
    assert near(joint, "right") == right


def test_every_landmark_is_one_of_33() -> None:
    assert COUNT == 33
    assert max(Landmark) == COUNT - 1
    assert all((name.startswith("LEFT")) == (value % 2 == 1) for name, value in Landmark.__members__.items())


def test_there_is_no_such_joint() -> None:
    with pytest.raises(KeyError):
        near("tail", "left")
