"""Does pain follow load? Data with a known answer, no answer from too little, and no false alarm from bad weeks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from liftwell.evidence import threshold
from liftwell.report.history import History
from liftwell.report.history_following import (
    _HEADLINES,
    HOW,
    Following,
    Verdict,
    following,
)
from tests.reading import FEAR, reading_index
from tests.report.histories import told

# Six sessions a fortnight, light and heavy in turn.
LIGHT_HEAVY = [100.0, 120.0] * 12
BLAME = re.compile(r"\b(because|cause[sd]?|due to|too heavy|your fault|should|must|mistake)\b", re.IGNORECASE)


def test_pain_that_is_always_higher_after_the_heavier_session_follows() -> None:
    found = following(told(LIGHT_HEAVY, [1, 3] * 12))
    assert found.verdict == "follows"
    assert (found.lighter, found.heavier, found.known) == (12, 12, 24)
    assert found.lighter_pain == pytest.approx(1)
    assert found.heavier_pain == pytest.approx(3)
    assert found.difference is not None
    assert found.difference.value == pytest.approx(2)
    assert found.difference.unit == "points"


def test_pain_that_is_always_lower_after_it_is_told_as_such() -> None:
    assert following(told(LIGHT_HEAVY, [3, 1] * 12)).verdict == "less"


def test_pain_that_never_changes_does_not_follow() -> None:
    found = following(told(LIGHT_HEAVY, [2] * 24))
    assert found.verdict == "no"
    assert found.difference is not None
    assert found.difference.value == pytest.approx(0)
    assert found.difference.sd == pytest.approx((2 / 12 / 12) ** 0.5)  # whole numbers are rounded: it is never sure


def test_pain_that_jumps_without_regard_to_load_is_not_told_yet() -> None:
    pains = [0, 6, 6, 0, 5, 1, 1, 5] * 2
    found = following(told([100.0, 120.0] * 8, pains))
    assert found.verdict == "unclear"


def test_the_sides_add_up_to_the_difference() -> None:
    chance = np.random.default_rng(1)
    found = following(
        told([float(load) for load in chance.integers(60, 90, 60)], [*map(int, chance.integers(0, 5, 60))])
    )
    assert found.difference is not None
    assert found.heavier_pain is not None
    assert found.lighter_pain is not None
    assert found.heavier_pain - found.lighter_pain == pytest.approx(found.difference.value)


def test_loads_that_rise_while_pain_falls_over_the_months_are_no_link() -> None:
    """What drifts over a plan is compared within four weeks alone."""
    loads = [80 + 0.5 * n + (6 if n % 2 else 0) for n in range(60)]
    pains = [max(0, 6 - n // 10) for n in range(60)]
    assert following(told(loads, pains)).verdict == "no"


@pytest.mark.parametrize("bad", [0.0, 0.7])
def test_chance_seldom_makes_a_link(bad: float) -> None:
    """Of 200 lifters without one, with single bad days or whole bad weeks, about one in twenty may be told of one."""
    assert _verdicts(bad, 0.0)["follows"] <= 8


def test_a_link_of_a_point_and_more_is_found() -> None:
    found = _verdicts(0.5, 2.0)
    assert found["follows"] >= 170
    assert found["less"] == 0


def _verdicts(bad: float, link: float) -> Counter[Verdict]:
    verdicts: Counter[Verdict] = Counter()
    for seed in range(200):
        chance = np.random.default_rng(seed)
        noise, pains = 0.0, []
        loads = chance.choice([100.0, 110.0, 120.0], 48)
        for load in loads:
            noise = bad * noise + (1 - bad**2) ** 0.5 * chance.normal()
            pains.append(int(np.clip(round(3 + noise + link * (load - 110) / 20), 0, 10)))
        verdicts[following(told(loads.tolist(), pains)).verdict] += 1
    return verdicts


# --- too few -------------------------------------------------------------------------------------


def test_nothing_is_told_of_nothing() -> None:
    assert following(History("sam")) == Following("few")


def test_the_sixteenth_session_brings_the_answer() -> None:
    assert threshold("follow_sessions_min") == 16
    assert following(told(LIGHT_HEAVY[:15], ([1, 3] * 8)[:15])).verdict == "few"
    assert following(told(LIGHT_HEAVY[:16], [1, 3] * 8)).verdict == "follows"


def test_too_few_on_one_side_are_too_few() -> None:
    loads = [100.0] * 20
    for n in range(int(threshold("follow_side_min")) - 1):
        loads[3 * n] = 120.0
    assert following(told(loads, [1] * 20, every=1)).verdict == "few"
    loads[-1] = 120.0
    assert following(told(loads, [1] * 20, every=1)).verdict == "no"


def test_loads_that_are_all_alike_cannot_be_compared() -> None:
    found = following(told([100.0] * 40, [1] * 40))
    assert (found.verdict, found.heavier, found.lighter, found.known) == ("few", 0, 0, 40)
    assert "none of 40 can be compared" in found.details[0]


def test_mornings_that_were_not_told_do_not_count_as_good() -> None:
    assert following(told(LIGHT_HEAVY, [1, None] * 12)).known == 12
    assert following(told(LIGHT_HEAVY, [None] * 24)) == Following("few")


@pytest.mark.parametrize("what", ["gentle", "sore"])
def test_days_made_easier_and_sore_mornings_are_left_out(what: str) -> None:
    history = told(LIGHT_HEAVY, [1, 3] * 12)
    marked = tuple(replace(one, **{what: True}) if n < 9 else one for n, one in enumerate(history.days))  # type: ignore[arg-type]
    found = following(replace(history, days=marked))
    assert (found.verdict, found.known) == ("few", 15)


def test_sessions_of_other_weeks_are_not_held_against_each_other() -> None:
    history = told([100.0] * 14 + [120.0] * 14, [1] * 14 + [5] * 14)
    assert following(history).verdict == "few"


# --- words ---------------------------------------------------------------------------------------

SHOWN = [
    following(told(LIGHT_HEAVY, pains)) for pains in ([1, 3] * 12, [3, 1] * 12, [2] * 24, [2, 2, 2, 3] * 6, [None] * 24)
] + [following(told([100.0, 120.0] * 8, [0, 6, 6, 0, 5, 1, 1, 5] * 2))]  # fmt: skip


def test_every_verdict_has_words() -> None:
    assert {found.verdict for found in SHOWN} == set(_HEADLINES)
    assert len({found.headline for found in SHOWN}) == len(_HEADLINES)


@pytest.mark.parametrize("found", SHOWN)
def test_words_neither_frighten_nor_blame_nor_claim_a_cause(found: Following) -> None:
    for sentence in (found.headline, *found.details, *HOW):
        assert not FEAR.search(sentence)
        assert not BLAME.search(sentence)
        assert sentence.endswith(".")
    text = " ".join((found.headline, *found.details, *HOW))
    assert reading_index(text) < 9


def test_the_sentences_hold_counts_means_and_error() -> None:
    details = " ".join(SHOWN[0].details)
    for words in ("3.0 after 12 heavier sessions", "1.0 after 12 lighter ones", "points more", "why, this cannot tell"):
        assert words in details
    assert "±" in details
    assert "points less after the heavier ones" in " ".join(SHOWN[1].details)


def test_no_link_promises_only_what_would_have_been_seen() -> None:
    (found, *others) = [one for one in SHOWN if one.verdict == "no"]
    for one in (found, *others):
        assert one.difference is not None
        assert abs(one.difference.value or 0) + 2 * (one.difference.sd or 0) < threshold("follow_noticed_points")
