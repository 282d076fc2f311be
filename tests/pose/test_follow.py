"""Who is followed, who is lost and found, and who of them lifts: with people who are written down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.correction import PersonPlace
from liftwell.pose.detect import Pending
from liftwell.pose.follow import (
    LOOK_FOR_NEW_S,
    MOST_PEOPLE,
    MOST_TURNED_RAD,
    Crowd,
    Follower,
    _turned_otherwise,
    lifter,
    pointed_at,
)
from liftwell.pose.pose import Region
from liftwell.pose.skeleton import both
from tests.pose.scripted import Image, Looked, Person, Pose, Scripted

TIMES = np.arange(0, 6, 0.1)


def stands(x: float, y: float = 360.0, size: float = 200.0) -> Person:
    return lambda _: Pose(x, y, size)


def lifts(x: float, size: float = 200.0) -> Person:
    return lambda t: Pose(x, 360.0, size, bend=0.5 - 0.5 * np.cos(2 * np.pi * t / 3))


def only(person: Person, begin_s: float, end_s: float) -> Person:
    return lambda t: person(t) if begin_s <= t < end_s else None


def watch(model: Scripted, times: np.ndarray = TIMES) -> Crowd:
    crowd = Crowd(model)
    for t in times:
        crowd.see(float(t), model.image(float(t)))
    return crowd


def middle_px(person: Follower) -> float:
    assert person.latest is not None
    return float(person.latest.region.x)


def test_one_person_is_followed_through_the_clip() -> None:
    crowd = watch(Scripted(lambda t: Pose(300 + 60 * t, 360)))
    (person,) = crowd.people
    track = person.track()
    assert track.time_s == pytest.approx(TIMES)
    assert track.landmarks_px[:, 23, 0] == pytest.approx(300 + 60 * TIMES)


def test_an_empty_room_holds_nobody() -> None:
    crowd = watch(Scripted())
    assert crowd.people == []
    assert lifter(crowd.people) is None
    assert Follower(None).latest is None


def test_the_lifter_is_who_bends_and_comes_up() -> None:
    crowd = watch(Scripted(stands(250, size=230), lifts(800)))
    chosen = lifter(crowd.people)
    assert chosen is not None
    assert middle_px(chosen) == 800


def test_of_two_who_stand_the_nearer_one_seen_longer_is_taken() -> None:
    crowd = watch(Scripted(only(stands(250), 0.0, 1.5), stands(800)))
    chosen = lifter(crowd.people)
    assert chosen is not None
    assert middle_px(chosen) == 800


def test_one_glimpse_makes_no_lifter() -> None:
    assert lifter(watch(Scripted(lifts(300)), TIMES[:1]).people) is None


def test_a_bent_lifter_is_found_beside_somebody_who_stands() -> None:
    crowd = watch(Scripted(stands(250), lifts(800), shy=True), TIMES[:3])
    assert sorted(middle_px(p) for p in crowd.people) == [250, 800]


def test_who_walks_in_later_is_found() -> None:
    crowd = watch(Scripted(stands(250), only(stands(800), 1.0, 9.0)))
    late = max(crowd.people, key=middle_px)
    assert late.times[0] == pytest.approx(LOOK_FOR_NEW_S, abs=0.15)


def test_no_more_than_the_most() -> None:
    assert len(watch(Scripted(*(stands(x, size=100) for x in range(100, 1200, 200)))).people) == MOST_PEOPLE


def test_who_is_lost_and_comes_back_is_the_same_person() -> None:
    gone = [only(stands(300), 0.0, 2.0), only(stands(340), 3.0, 9.0)]
    crowd = watch(Scripted(*gone))
    (person,) = crowd.people
    assert not ((np.array(person.times) > 2.05) & (np.array(person.times) < 2.95)).any()
    assert person.times[-1] == pytest.approx(TIMES[-1])


def test_who_appears_elsewhere_is_somebody_else() -> None:
    crowd = watch(Scripted(only(stands(200), 0.0, 2.0), only(stands(1000), 3.0, 9.0)))
    assert len(crowd.people) == 2


def test_after_a_cut_everybody_is_looked_for_again() -> None:
    model = Scripted(stands(300))
    crowd = watch(model, TIMES[:5])
    crowd.lose_everyone()
    assert all(person.region is None for person in crowd.people)
    searches = model.searches
    assert len(crowd.see(0.5, model.image(0.5))) == 1
    assert model.searches > searches
    assert len(crowd.people) == 1


def test_two_never_follow_the_same_person() -> None:
    """The second walks behind the first and is gone: his follower must not slip onto the first."""
    behind: Person = only(lambda t: Pose(900 - 250 * t, 360), 0.0, 2.1)
    crowd = watch(Scripted(stands(350), behind))
    assert [len([p for p in crowd.people if p.region])] == [1]
    last = [p for p in crowd.people if p.times[-1] == pytest.approx(TIMES[-1])]
    assert len(last) == 1


@pytest.mark.parametrize("size", [5.0, 9000.0])
def test_a_person_of_no_possible_size_is_dropped(size: float) -> None:
    model = Scripted(stands(300, size=size))
    crowd = Crowd(model)
    assert crowd.see(0.0, model.image(0.0)) == []
    assert all(person.region is None for person in crowd.people)


def test_an_unsure_find_is_nobody() -> None:
    assert watch(Scripted(lambda _: Pose(300, 360, score=0.2))).people == []


def test_a_thigh_that_shrinks_is_looked_at_again_with_the_region_turned() -> None:
    """Between two pictures the lean grows by more than the model forgives; the region has to be turned on."""
    model = Scripted(lambda t: Pose(300, 360, lean=0.2 if t < 1 else 0.55))
    (person,) = watch(model, TIMES[:20]).people
    assert np.ptp(person.thighs_px) == pytest.approx(0)
    assert person.region is not None
    assert person.region.rotation == pytest.approx(0.55)


@pytest.mark.parametrize("lean", [0.0, 1.4], ids=["upright", "flat"])
def test_a_region_that_cannot_turn_on_is_looked_at_once(lean: float) -> None:
    model = Scripted(lambda t: Pose(300, 360, lean=lean if t < 1 else lean + 0.5))
    crowd = watch(model, TIMES[:10])
    with model.counted() as looks:
        crowd.see(1.1, model.image(1.1))
    assert looks == [1]


@pytest.mark.parametrize("sign", [1.0, -1.0], ids=["to the right", "to the left"])
@pytest.mark.parametrize(
    ("lean", "tried"),
    [
        (0.0, []),
        (0.1, []),
        (0.2, [0.6, 0.0]),  # never turned back beyond upright
        (0.9, [1.3, 0.5]),
        (1.2, [MOST_TURNED_RAD, 0.8]),
        (1.3, [0.9]),  # nearly as far as it goes: only back
        (1.6, [1.2]),
    ],
)
def test_a_region_is_turned_further_and_back(lean: float, tried: list[float], sign: float) -> None:
    region = Region(300.0, 360.0, 200.0, sign * lean)
    turned = _turned_otherwise(region, back=True)
    assert [other.rotation for other in turned] == pytest.approx([sign * size for size in tried])
    assert all((other.x, other.y, other.side) == (300.0, 360.0, 200.0) for other in turned)


def test_a_whole_turn_changes_nothing() -> None:
    usual, round_again = (
        _turned_otherwise(Region(300.0, 360.0, 200.0, turn), back=True) for turn in (-0.9, -0.9 + 4 * np.pi)
    )
    assert [r.rotation for r in round_again] == pytest.approx([r.rotation for r in usual])


class Stuck(Scripted):
    """Through a region that is turned too far for somebody who has come up again, the thigh looks short."""

    def look(self, image: Image, region: Region, *, outline: bool) -> Pending:
        body = super().look(image, region, outline=outline).body()
        landmarks = body.landmarks_px.copy()
        if region.rotation > 0.8:
            landmarks[list(both("knee")), 1] -= 30.0
        return Looked(replace(body, landmarks_px=landmarks, next_region=region))


def test_a_region_that_stays_turned_on_the_way_up_is_turned_back() -> None:
    model = Stuck(lambda _: Pose(300, 360))
    crowd = watch(model, TIMES[:20])
    (person,) = crowd.people
    assert person.region is not None
    person.region = replace(person.region, rotation=1.1)
    crowd.see(2.0, model.image(2.0))
    assert person.region.rotation == pytest.approx(0.7)
    assert person.thighs_px[-1] == pytest.approx(person.thighs_px[0])


def place(x: float, time_s: float | None = None) -> PersonPlace:
    return PersonPlace(x, 360, time_s)


def test_who_is_pointed_at_is_who_is_there() -> None:
    model = Scripted(lambda t: Pose(300 + 40 * t, 360), lambda _: Pose(900, 360))
    crowd = Crowd(model)
    for k in range(50):
        crowd.see(k / 10, model.image(k / 10))
    walks, stands = sorted(crowd.people, key=lambda person: person.bodies[0].landmarks_px[23, 0])
    assert pointed_at(crowd.people, place(900)) is stands
    assert pointed_at(crowd.people, place(310, 0.2)) is walks
    assert pointed_at(crowd.people, place(490, 4.8)) is walks
    assert pointed_at(crowd.people, place(490, 0.2)) is None
    assert pointed_at(crowd.people, place(490, 9.0)) is None, "nobody was looked at then"


def test_of_too_many_people_the_one_pointed_at_is_followed() -> None:
    model = Scripted(*(lambda _, x=x: Pose(x, 360) for x in (150, 450, 750, 1050)))
    for wanted, found in ((None, None), (place(1050), 1050)):
        crowd = Crowd(model, wanted)
        for k in range(3):
            crowd.see(k / 10, model.image(k / 10))
        chosen = pointed_at(crowd.people, place(1050))
        assert (chosen.bodies[0].landmarks_px[23, 0] if chosen else None) == found
