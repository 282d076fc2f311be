"""What a lifter reads first: one thing to change, else to watch, else praise; with a cue and how sure it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from liftwell.analysis import Analysis
from liftwell.finding import Finding, FindingVerdict, Sureness
from liftwell.quantity import Quantity
from liftwell.report.lead import MOST_KEPT, SURE_BAD, SURE_GOOD, how_sure, lead_of
from tests.analyses import made_analysis
from tests.report.kinds import KINDS

TILT: Final = Quantity(0.5, 0.06, "rad")


def found(verdict: FindingVerdict, title: str, step: int | None = 3, sure: Sureness | None = "clear") -> Finding:
    cue = "" if verdict in ("good", "unseen") else f"Cue of {title}."
    return Finding(f"step.{title}", step, verdict, title, f"Why {title}.", TILT, cue=cue, limit=0.4, sure=sure)


def a_set(*findings: Finding) -> Analysis:
    return replace(made_analysis(), findings=findings)


def test_the_first_thing_to_change_comes_first_and_the_others_after_it() -> None:
    lead = lead_of(a_set(found("fix", "Heels", sure="likely"), found("fix", "Arms"), found("watch", "Slack")))
    assert lead.tone == "fix"
    assert lead.headline == "One thing to change first: heels."
    assert (lead.text, lead.cue) == ("Why Heels.", "Cue of Heels.")
    assert lead.sure == SURE_BAD["likely"]
    assert (lead.then, lead.watch) == (("Arms",), ("Slack",))


def test_with_nothing_to_change_one_thing_is_watched_and_what_is_clear_before_what_is_close() -> None:
    lead = lead_of(a_set(found("watch", "Slack", sure="close"), found("watch", "Drop"), found("good", "Arms")))
    assert lead.tone == "watch"
    assert lead.headline == "Nothing has to change. One thing to watch: drop."
    assert lead.watch == ("Slack",)


def test_a_close_call_alone_changes_nothing() -> None:
    lead = lead_of(a_set(found("watch", "Slack", sure="close")))
    assert lead.headline == "Nothing clear to change. Look again at one thing: slack."
    assert "before you change anything" in lead.sure


def low_back(verdict: FindingVerdict) -> Finding:
    return replace(found(verdict, "Back"), code="step3.low_back_at_start")


def test_a_good_set_is_told_so() -> None:
    lead = lead_of(a_set(low_back("good"), found("unseen", "Heels", sure=None)))
    assert (lead.tone, lead.cue, lead.sure, lead.then, lead.watch) == ("good", "", "", (), ())
    assert lead.headline == "A good set. Keep it like this."
    assert lead.keep == ("Back",)


def test_what_was_not_seen_is_not_praised() -> None:
    hidden = [found("unseen", name, sure=None) for name in ("Heels", "Slack")]
    for findings, why in (
        ((low_back("unseen"), found("good", "Arms")), "Your low back was not seen"),
        ((low_back("good"), *hidden), "most of your lift was not seen"),
    ):
        lead = lead_of(a_set(*findings))
        assert (lead.tone, lead.headline) == ("watch", "Nothing to change in what we could see.")
        assert why in lead.text


def test_what_is_seen_in_more_reps_comes_first() -> None:
    once, often = (replace(found("watch", name), reps=reps) for name, reps in (("Once", (1,)), ("Often", (1, 2, 3))))
    assert lead_of(a_set(once, often)).watch == ("Once",)


def test_with_most_unseen_what_is_watched_is_not_all() -> None:
    hidden = [found("unseen", name, sure=None) for name in ("Heels", "Slack")]
    lead = lead_of(a_set(low_back("good"), *hidden, found("watch", "Drop"), found("unseen", "Knees", sure=None)))
    assert lead.headline == "Nothing clear to change in what we could see. One thing to watch: drop."


def test_nothing_seen_is_not_nothing_to_change() -> None:
    lead = lead_of(a_set(*(found("unseen", name, sure=None) for name in ("Heels", "Slack"))))
    assert (lead.tone, lead.headline) == ("watch", "This clip does not show enough of your lift.")
    assert lead.unseen == "2 of 2 things could not be seen"


def test_a_back_too_close_to_the_mark_is_not_called_hidden() -> None:
    back = replace(low_back("unseen"), quantity=Quantity.unseen("rad", "imprecise"), sure=None, limit=None)
    assert "too close to our mark to tell" in lead_of(a_set(back, found("good", "Arms"))).text


def test_one_good_thing_of_each_step_is_kept_before_a_second_one() -> None:
    good = [found("good", name, step) for name, step in (("A3", 3), ("B3", 3), ("A1", 1), ("B1", 1), ("A5", 5))]
    assert lead_of(a_set(*good)).keep == ("A1", "A3", "A5", "B1")
    assert len(lead_of(a_set(*good)).keep) == MOST_KEPT


def test_what_is_only_just_good_and_what_is_of_no_step_is_not_praised() -> None:
    good = (found("good", "Close", sure="close"), found("good", "Build", None), found("good", "Sure", 2))
    assert lead_of(a_set(*good)).keep == ("Sure",)


def test_a_refused_clip_is_filmed_again() -> None:
    lead = lead_of(KINDS["refused"]())
    assert (lead.tone, lead.headline) == ("refused", "This clip cannot be measured.")
    assert lead.text.startswith(KINDS["refused"]().capture.reasons[0].message)
    assert "once more" in lead.text


def test_without_findings_the_back_is_told() -> None:
    assert lead_of(made_analysis()).headline.startswith("Your low back rounded about 19° more on rep 4")
    assert lead_of(replace(made_analysis(), reps=())).headline == "No full rep was seen."


@pytest.mark.parametrize("sure", SURE_BAD)
def test_how_sure_depends_on_the_side_of_the_mark(sure: Sureness) -> None:
    assert how_sure(found("fix", "X", sure=sure)) == how_sure(found("watch", "X", sure=sure)) == SURE_BAD[sure]
    assert how_sure(found("good", "X", sure=sure)) == SURE_GOOD[sure]


def test_without_a_mark_nothing_is_sure() -> None:
    assert how_sure(found("unseen", "X", sure=None)) == ""


@pytest.mark.parametrize(("kind", "make"), KINDS.items())
def test_every_kind_of_set_has_one_headline_that_is_a_sentence(kind: str, make: Callable[[], Analysis]) -> None:
    lead = lead_of(make())
    assert lead.headline.endswith(".")
    assert bool(lead.cue) == (kind in ("fix", "watch")), kind
