"""Dark pictures: named while the lifter is seen, refused when nobody is."""

from __future__ import annotations

import pytest

from liftwell.capture.light import check_light
from liftwell.evidence import threshold
from tests.capture.filmed import look, looks, told

DARK = threshold("contrast_min") - 0.01


@pytest.mark.parametrize(("person_seen", "weight"), [(True, "usable"), (False, "refused")])
def test_darkness_refuses_only_when_it_hides_everybody(person_seen: bool, weight: str) -> None:
    assert told(check_light(looks(contrast=DARK), person_seen=person_seen)) == [("too_dark", weight)]


@pytest.mark.parametrize("person_seen", [True, False])
def test_enough_light_needs_no_word(person_seen: bool) -> None:
    assert check_light(looks(contrast=threshold("contrast_min")), person_seen=person_seen) == []


def test_a_film_that_fades_in_is_not_dark() -> None:
    fading = [look(t / 10, contrast=0.0 if t < 14 else 0.4) for t in range(30)]
    assert check_light(fading, person_seen=True) == []


def test_a_film_that_is_dark_most_of_the_time_is() -> None:
    flash = [look(t / 10, contrast=0.0 if t < 25 else 0.4) for t in range(30)]
    assert told(check_light(flash, person_seen=True)) == [("too_dark", "usable")]
