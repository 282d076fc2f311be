"""Corrections as they are written, and what is said to those that cannot be."""

from __future__ import annotations

import pytest

from liftwell.correction import (
    Corrections,
    JointPlace,
    PersonPlace,
    PlatePlace,
    parse_person,
    parse_plate,
    parse_point,
)
from liftwell.errors import ImpossibleValue

SIZE_PX, DURATION_S = (720, 1280), 6.0


def test_places_as_they_are_written() -> None:
    assert parse_person("512,480") == PersonPlace(512, 480)
    assert parse_person(" 512.5 , 480 @3.2") == PersonPlace(512.5, 480, 3.2)
    assert parse_plate("512,860,95") == PlatePlace(512, 860, 95)
    assert parse_plate("512,860,95@1") == PlatePlace(512, 860, 95, 1)
    assert parse_point("Hip@3.2=512,480") == JointPlace("hip", 3.2, 512, 480)


@pytest.mark.parametrize("parse", [parse_person, parse_plate, parse_point])
@pytest.mark.parametrize("text", ["", "here", "512", "512,480,95,3", "hip=512,480", "hip@x=1,2", "nan,inf", "1e3,2"])
def test_what_is_written_otherwise_is_told_how_to_write_it(parse: object, text: str) -> None:
    assert callable(parse)
    with pytest.raises(ImpossibleValue, match=r"is not written as .*, such as .*\."):
        parse(text)


def test_within_a_picture_they_are_brought_to_its_working_size() -> None:
    given = Corrections(PersonPlace(100, 200, 1), PlatePlace(300, 400, 50), (JointPlace("hip", 2, 500, 600),))
    assert given.within(SIZE_PX, DURATION_S, 0.5) == Corrections(
        PersonPlace(50, 100, 1), PlatePlace(150, 200, 25), (JointPlace("hip", 2, 250, 300),)
    )
    assert Corrections().within(SIZE_PX, DURATION_S, 0.5) == Corrections()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            Corrections(person=PersonPlace(721, 0)),
            "The lifter at 721, 0 lies outside the picture of 720 × 1280 pixels.",
        ),
        (Corrections(person=PersonPlace(0, 0, 6.1)), "The lifter at 6.1 s lies outside the clip of 6.00 s."),
        (Corrections(plate=PlatePlace(0, -1, 9)), "The plate at 0, -1 lies outside the picture"),
        (Corrections(plate=PlatePlace(9, 9, 1)), "The plate's radius of 1 pixels is outside 4–360"),
        (Corrections(plate=PlatePlace(9, 9, float("nan"))), "The plate's radius of nan pixels"),
        (Corrections(points=(JointPlace("knee", -1, 9, 9),)), "The knee at -1 s lies outside the clip"),
    ],
)
def test_what_lies_outside_is_said_to(given: Corrections, says: str) -> None:
    with pytest.raises(ImpossibleValue) as caught:
        given.within(SIZE_PX, DURATION_S, 1.0)
    assert says in str(caught.value)


def test_an_unknown_joint_is_named_with_those_there_are() -> None:
    with pytest.raises(ImpossibleValue, match="The joint 'nose' is not known; choose one of shoulder, elbow"):
        Corrections(points=(parse_point("nose@1=2,3"),))


def test_a_point_where_nothing_is_measured_is_said_to_change_nothing() -> None:
    given = Corrections(points=(JointPlace("hip", 3.0, 9, 9),))
    given.require_measured([(0.0, 1.0), (2.5, 4.0)])
    with pytest.raises(ImpossibleValue, match="The hip at 3 s corrects nothing"):
        given.require_measured([(0.0, 2.0)])
