"""The catalogue ships whole: every record complete, every link to a record, no way round in circles."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from liftwell.plan.exercise import Exercise, catalogue, exercise, parse_catalogue

ONE = """
[[exercise]]
id = "hinge"
name = "Hinge"
kind = "skill"
serves = "hinge"
equipment = ["none"]
dose = { sets = [1, 3], reps = 8, per_side = true, by = "feel" }
effort = 2
cues = ["One.", "Two.", "Three."]
stop = "Pain up by 2."
regress = []
progress = []
swap = []
forbid = ["acute"]
modify = []
source = "ours"
standing = "judgement"
note = ""
"""


def test_the_catalogue_has_forty_exercises_and_ten_rungs() -> None:
    assert len(catalogue()) == 40
    rungs = sorted(one.ladder for one in catalogue().values() if one.ladder is not None)
    assert rungs == [2, 3, 4, 4, 5, 6, 7, 8, 9, 9]


def test_what_is_read_is_what_stands_there() -> None:
    one = parse_catalogue(ONE)["hinge"]
    assert (one.name, one.kind, one.effort, one.cues) == ("Hinge", "skill", 2, ("One.", "Two.", "Three."))
    assert dict(one.dose) == {"sets": (1, 3), "reps": 8, "per_side": True, "by": "feel"}
    assert (one.ladder, one.progress_load) == (None, "")


def test_an_exercise_is_found_by_its_id() -> None:
    assert exercise("glute_bridge").name == "Bridge"
    with pytest.raises(KeyError):
        exercise("bench_press")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('cues = ["One.", "Two.", "Three."]', 'cues = ["One.", "Two."]', "three cues, got 2"),
        ('kind = "skill"', 'kind = "sport"', "'sport' is none of"),
        ('standing = "judgement"', 'standing = "sure"', "'sure' is none of"),
        ('source = "ours"', 'source = "theirs"', "'theirs' is none of"),
        ("effort = 2", "effort = 11", "got 11"),
        ('stop = "Pain up by 2."', 'stop = ""', "when to stop"),
        ("swap = []", 'swap = ["bench_press"]', "no exercise bench_press"),
        ("swap = []", "", "missing: swap"),
        ('note = ""', 'note = ""\ncolour = "red"', "missing: colour"),
        ('forbid = ["acute"]', 'forbid = "acute"', "forbid is a list of words"),
        ("sets = [1, 3]", "sets = [3, 1]", "a dose is a number"),
        ("sets = [1, 3]", "sets = { a = 1 }", "a dose is a number"),
    ],
)
def test_a_malformed_record_is_refused_with_its_reason(old: str, new: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_catalogue(ONE.replace(old, new))


def test_an_id_stands_for_one_exercise() -> None:
    with pytest.raises(ValueError, match="twice"):
        parse_catalogue(ONE + ONE)


@pytest.mark.parametrize("link", ["progress", "regress"])
def test_going_on_never_leads_back(link: str) -> None:
    def reached(key: str, seen: tuple[str, ...], known: Mapping[str, Exercise]) -> None:
        assert key not in seen, f"{link} leads back: {seen} {key}"
        for other in getattr(known[key], link):
            reached(other, (*seen, key), known)

    for key in catalogue():
        reached(key, (), catalogue())
