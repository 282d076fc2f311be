"""Records lie in one file for each theme, and have one id over all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from liftwell import evidence
from liftwell.evidence import Theme, all_claims, all_themes
from liftwell.evidence.claims import MEANING, STANDINGS, THEMES, joined, meaning_of
from tests.reading import FEAR, reading_index

CLAIMS = Path(evidence.__file__).parent / "claims"


def test_every_file_is_a_theme_and_every_theme_a_file() -> None:
    assert {path.stem for path in CLAIMS.glob("*.toml")} == set(THEMES)


def test_all_claims_are_those_of_all_themes_in_their_order() -> None:
    assert list(all_claims()) == [record.id for theme in all_themes() for record in theme.claims]
    assert [theme.title for theme in all_themes()] == list(THEMES.values())


@pytest.mark.parametrize("theme", all_themes(), ids=lambda theme: theme.name)
def test_a_theme_has_some_records_and_not_too_many(theme: Theme) -> None:
    assert 5 <= len(theme.claims) <= 30


def test_two_records_with_one_id_are_refused() -> None:
    back = all_themes()[0]
    twice = Theme("again", "Again", back.claims[:1])
    with pytest.raises(ValueError, match=r"lumbar-flexion-in-every-deadlift: two records have this id.*again"):
        joined([back, twice])


def test_every_standing_is_explained_in_plain_words() -> None:
    assert set(MEANING) == set(STANDINGS)
    for sentence in MEANING.values():
        assert reading_index(sentence) <= 11
        assert not FEAR.search(sentence)


def test_every_standing_is_in_use() -> None:
    assert {record.standing for record in all_claims().values()} == set(STANDINGS)


def test_what_has_no_source_and_holds_is_mechanics() -> None:
    assert meaning_of(all_claims()["bar-distance"]) == "It follows from plain mechanics."
    assert meaning_of(all_claims()["six-steps"]) == MEANING["judgement"]
    assert meaning_of(all_claims()["trap-bar-moment"]) == MEANING["supported"]
