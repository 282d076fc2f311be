"""A record is found by the words in it, and an id that is nearly right by the right one."""

from __future__ import annotations

import pytest

from liftwell.evidence import all_claims, all_thresholds
from liftwell.evidence.search import asked_for, matching, nearest


def ids(words: str) -> list[str]:
    return [record.id for record in matching(all_claims(), words)]


def test_all_words_have_to_be_there_in_any_order_and_case() -> None:
    assert ids("trap bar") == ids("BAR Trap") == ["trap-bar-moment", "trap-bar-injury", "trap-bar-shifts-to-hips"]


@pytest.mark.parametrize("words", ["stretching hamstrings", "hamstring stretch"])
def test_a_word_may_be_longer_or_shorter_by_its_ending(words: str) -> None:
    assert "static-stretching" in ids(words)


def test_the_author_of_a_source_is_found() -> None:
    assert "trap-bar-moment" in ids("swinton 2011")


def test_a_word_begins_where_a_word_begins() -> None:
    assert "exercises-lats" not in ids("each")  # it teaches
    assert matching(all_claims(), "tretching") == ()


@pytest.mark.parametrize("words", ["", "  ", "?"])
def test_no_words_find_nothing(words: str) -> None:
    assert matching(all_claims(), words) == ()


def test_a_mark_is_found_too() -> None:
    assert [record.id for record in matching(all_thresholds(), "evidence review")] == ["evidence_review_due_months"]


def test_an_id_is_that_record_alone_and_nothing_is_all_of_them() -> None:
    assert [record.id for record in asked_for(all_claims(), "clusters")] == ["clusters"]
    assert asked_for(all_claims(), "") == tuple(all_claims().values())


@pytest.mark.parametrize("key", ["trap-br-moment", "trap bar momnt", "TRAP-BAR-MOMEN"])
def test_the_nearest_id_comes_first(key: str) -> None:
    found = nearest(all_claims(), key)
    assert found[0] == "trap-bar-moment"
    assert len(found) <= 3


def test_nothing_is_near_to_nonsense() -> None:
    assert nearest(all_claims(), "xyzzy") == ()
