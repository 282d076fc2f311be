"""Contents from outside: what fits is taken, what does not is named by its place, and nothing else ever happens."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liftwell.errors import ImpossibleValue
from liftwell.logbook.brought_in import workouts_of
from liftwell.logbook.checked import checked_contents
from liftwell.logbook.contents import Content, contents, put_back
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from tests.logbook.conftest import a_clock
from tests.logbook.test_contents import export_of

Place = tuple[str | int, ...]
DELETED = object()
ODD: tuple[object, ...] = (
    None, True, False, 0, 1, -1, 7, 11, 2**31, 2**63, 2**100, 10**400, 0.5, -0.5, 1e308, float("nan"), float("inf"), "",
    "x", "x" * 41, "x" * 201, "a\x00b", "\ud83d", "2026-03-02", "2026-3-2", "20260302", "2026-W10-1",
    "2026-03-02T08:00:00", "2026-03-02T08:00:00+01:00", "2026-03-02 08:00:00", "9999-99-99", "NaN", "[1]", "[" * 10_000,
    '"\\ud83d"', "1+1", "9" * 5000, [], [[]], {}, {"a": 1}, [None], DELETED,
)  # fmt: skip


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return export_of(tmp_path_factory.mktemp("valid"), "Ann")


def places(value: object, here: Place = ()) -> list[Place]:
    """Every place of a content, from the outside in."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [here, *(place for key, one in inner for place in places(one, (*here, key)))]


def changed(content: Any, place: Place, value: object) -> Any:  # noqa: ANN401
    """A content with something else at one place, or without it."""
    if not place:
        return value
    key, *rest = place
    found = dict(content) if isinstance(content, dict) else list(content)
    if value is DELETED and not rest:
        del found[key]  # type: ignore[arg-type]
    else:
        found[key] = changed(found[key], tuple(rest), value) if rest else value  # type: ignore[index]
    return found


def refusal(content: object) -> str | None:
    try:
        checked_contents(content)
    except ImpossibleValue as error:
        return str(error)
    return None


def accepted(content: object) -> bool:
    """Whether it is taken; a refusal is one sentence in one line."""
    said = refusal(content)
    if said is None:
        return True
    assert said.endswith(".")
    assert "\n" not in said
    assert len(said) < 300
    assert said.encode()
    return False


def in_any_order(content: Content) -> dict[str, object]:
    """The lists without their order, which follows what was changed in them, and without what points into it."""

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items() if key not in ("import", "workout")}
        if isinstance(value, list):
            return [plain(one) for one in value]
        return float(value) if type(value) is int else value

    return {
        word: sorted(json.dumps(plain(row), sort_keys=True) for row in rows) if isinstance(rows, list) else rows
        for word, rows in content.items()
    }


def require_round_trip(logbook: Logbook, content: Content) -> None:
    """What was taken is kept as it is, and can be read as the product's nouns."""
    put_back(logbook, checked_contents(content), "Bo")
    try:
        assert in_any_order(contents(logbook, "Bo")) == in_any_order(content | {"athlete": "Bo"})
        shelf = Shelf(logbook, "Bo")
        shelf.diary(), shelf.outcomes(), shelf.analyses(), workouts_of(logbook, "Bo")
    finally:
        logbook.remove_athlete("Bo")


def test_what_liftwell_writes_is_taken(valid: Content) -> None:
    assert checked_contents(valid) == valid
    assert checked_contents(json.loads(json.dumps(valid))) == valid


def test_checking_changes_nothing(valid: Content) -> None:
    before = deepcopy(valid)
    checked_contents(valid)
    assert valid == before


@pytest.mark.parametrize("content", [None, 1, "x", [], {}, {"schema": "liftwell.diary/1"}, {"schema": []}])
def test_what_is_no_export(content: object) -> None:
    with pytest.raises(ImpossibleValue, match="no export of a logbook"):
        checked_contents(content)


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        (("athlete",), DELETED, "The name of the 'athlete' is missing."),
        (("athlete",), "", "An athlete needs a name of 1 to 80 letters."),
        (("done",), DELETED, "The list 'done' is missing."),
        (("done",), {}, "The list 'done' is missing."),
        (("dones",), [], "There is nothing called 'dones' in a logbook."),
        (("done", 1), [], "done, entry 2: it should be a table of values."),
        (("done", 1, "reps"), DELETED, "done, entry 2: 'reps' is missing."),
        (("done", 1, "repz"), 5, "done, entry 2: 'repz' is unknown."),
        (("done", 1, "reps"), "5", "done, entry 2: reps cannot be '5'."),
        (("done", 1, "workout"), DELETED, "done, entry 2: 'workout' is missing."),
        (("done", 1, "workout"), 2, "done, entry 2: there is no workout '2'."),
        (("done", 1, "workout"), -1, "done, entry 2: there is no workout '-1'."),
        (("done", 1, "workout"), True, "done, entry 2: there is no workout 'True'."),
        (("done", 1, "inside"), "2 and 2", "done, entry 2: it cannot be understood."),
        (("done", 1, "on"), "2026-02-30", "done, entry 2: on cannot be '2026-02-30'."),
        (("done", 1, "leg"), "left", "done, entry 2: "),
        (("done", 1, "during"), 11, "done, entry 2: The pain during 11 is outside 0–10"),
        (("morning", 0, "pain"), True, "morning, entry 1: pain cannot be 'True'."),
        (("morning", 0, "pain"), 10**400, "morning, entry 1: pain cannot be a number so large."),
        (("set", 0, "token"), "x" * 81, "set, entry 1: token cannot be "),
        (("set", 0, "number"), 0, "set, entry 1: The number of the set 0 is outside 1–200"),
        (("set", 0, "inside"), "2 and 2", "set, entry 1: it cannot be understood."),
        (("workout", 0, "sets", 1, "pain"), 2, "workout, entry 1, set 2: 'pain' is unknown."),
        (("workout", 0, "import"), 9, "workout, entry 1: there is no import '9'."),
        (("workout", 0, "sets"), DELETED, "workout, entry 1: its sets are missing."),
        (("workout", 0, "sets", 1), 3, "workout, entry 1, set 2: it should be a table of values."),
        (("workout", 0, "sets", 1, "name"), " ", "workout, entry 1, set 2: A set needs the name of its exercise."),
        (("workout", 0, "sets", 1, "kind"), "hard", "workout, entry 1, set 2: "),
        (("workout", 0, "sets", 1, "number"), 1, "workout, entry 1, set 2: 'number' is unknown."),
        (("workout", 0, "sets", 1, "rpe"), 11, "workout, entry 1, set 2: The RPE 11 is outside 0–10"),
        (("workout", 0, "started"), "2020-05-01T18:30:00+02:00", "workout, entry 1: started cannot be "),
        (("override", 0, "value"), "[1]", "override, entry 1: value cannot be "),
        (("override", 0, "value"), "true", "override, entry 1: value cannot be "),
        (("override", 0, "value"), "NaN", "override, entry 1: value cannot be "),
        (("override", 0, "value"), "heavy", "override, entry 1: it cannot be understood."),
        (("answers", 1, "number"), 1, "answers, entry 2: it is the same as entry 1; there can be only one."),
    ],
)
def test_the_first_wrong_place_is_named(valid: Content, place: Place, value: object, sentence: str) -> None:
    with pytest.raises(ImpossibleValue) as caught:
        checked_contents(changed(valid, place, value))
    assert str(caught.value).startswith(sentence)


def test_of_two_wrong_places_the_first_is_named(valid: Content) -> None:
    broken = changed(changed(valid, ("done", 0, "reps"), None), ("done", 0, "sets"), None)
    with pytest.raises(ImpossibleValue, match="done, entry 1: sets"):
        checked_contents(broken)
    broken = changed(changed(broken, ("clip", 0, "path"), 5), ("workout", 1, "note"), 5)
    with pytest.raises(ImpossibleValue, match="workout, entry 2: note"):
        checked_contents(broken)


@pytest.mark.parametrize(
    "word", ["answers", "start", "set", "morning", "other_work", "check_in", "prescription", "clip"]
)
def test_what_there_can_be_only_one_of(valid: Content, word: str) -> None:
    twice = changed(valid, (word,), [*valid[word], valid[word][0]])
    with pytest.raises(ImpossibleValue, match=f"{word}, entry {len(valid[word]) + 1}: it is the same as entry 1"):
        checked_contents(twice)


@pytest.mark.parametrize("word", ["sign", "override", "change", "done", "import"])
def test_what_there_can_be_twice(valid: Content, word: str) -> None:
    assert accepted(changed(valid, (word,), [*valid[word], valid[word][0]]))


def test_every_key_that_is_deleted_is_missed(valid: Content) -> None:
    for place in places(valid)[1:]:
        if isinstance(place[-1], str):
            assert not accepted(changed(valid, place, DELETED)), place


def test_every_key_too_many_is_noticed(valid: Content) -> None:
    tables = [place for place in places(valid) if not place or isinstance(place[-1], int)]
    for place in tables:
        assert not accepted(changed(valid, (*place, "more"), 1)), place


def test_every_odd_value_at_every_place_is_taken_or_refused_in_one_sentence(valid: Content) -> None:
    kinds = {tuple(key for key in place if isinstance(key, str)): place for place in places(valid)[1:]}
    for place in kinds.values():
        for value in ODD:
            accepted(changed(valid, place, value))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_mutation_is_refused_or_comes_back(logbook: Logbook, valid: Content, data: st.DataObject) -> None:
    content = valid
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(places(content)[1:]))
        content = changed(content, place, data.draw(st.sampled_from(ODD) | st.integers() | st.floats() | st.text()))
    if accepted(content):
        require_round_trip(logbook, content)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_of_its_kind_is_refused_or_comes_back(logbook: Logbook, valid: Content, data: st.DataObject) -> None:
    """Mutations that fit more often: a text for a text, a number for a number."""
    plain = [place for place in places(valid)[1:] if not isinstance(_at(valid, place), dict | list)]
    content = valid
    for place in data.draw(st.lists(st.sampled_from(plain), min_size=1, max_size=4, unique=True)):
        content = changed(content, place, data.draw(_like(_at(valid, place))))
    if accepted(content):
        require_round_trip(logbook, content)


def _at(content: Content, place: Place) -> object:
    inside: Any = content
    for key in place:
        inside = inside[key]
    return inside


def _like(value: object) -> st.SearchStrategy[Any]:
    kinds: tuple[tuple[type, Callable[[], st.SearchStrategy[Any]]], ...] = (
        (bool, st.booleans),
        (int, lambda: st.integers(0, 12) | st.integers()),
        (float, lambda: st.floats(0, 20) | st.floats() | st.integers(0, 2**60)),
        (str, lambda: st.text(max_size=300) | st.dates().map(str) | st.datetimes().map(lambda one: one.isoformat())),
    )
    return next((found() for kind, found in kinds if isinstance(value, kind)), st.none() | st.integers(0, 10))


def before_sets(content: Content) -> Content:
    """The content as a liftwell told it that knew no sets of one's own."""
    unfilled = {"planned_load_kg": None, "planned_reps": None, "pain": None, "leg": None}
    workouts = [one | {"sets": [each | unfilled for each in one["sets"]]} for one in content["workout"]]
    found = content | {"schema": "liftwell.logbook/1", "workout": workouts}
    del found["set"]
    return found


def test_an_export_of_before_there_were_sets_of_ones_own_is_taken(valid: Content) -> None:
    assert checked_contents(before_sets(valid)) == valid | {"set": []}


def test_any_odd_export_of_before_is_taken_or_refused_in_one_sentence(valid: Content) -> None:
    old = before_sets(valid)
    told = changed(old, ("workout", 0, "sets", 0, "pain"), 2)
    assert refusal(told) == "workout, entry 1, set 1: 'pain' is unknown."
    for place in (("workout",), ("workout", 0), ("workout", 0, "sets"), ("workout", 0, "sets", 0), ("set",)):
        for value in ODD:
            if value is not DELETED or place != ("set",):
                accepted(changed(old, place, value))


def test_an_import_that_is_refused_changes_nothing(valid: Content, tmp_path: Path) -> None:
    logbook = Logbook.opened(tmp_path / "logbook.db", a_clock)
    with pytest.raises(ImpossibleValue):
        put_back(logbook, checked_contents(changed(valid, ("clip", 0, "path"), 5)), "Bo")
    assert logbook.athletes() == ()
