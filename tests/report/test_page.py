"""Page: what the report shows, as plain values: groups of cards, a table of reps, what was not seen and why."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from liftwell.analysis import Analysis
from liftwell.capture.codes import HOW_TO_FILM, caution, refuse
from liftwell.evidence import claim
from liftwell.finding import BECAUSE, Finding, FindingVerdict
from liftwell.lift import Lift
from liftwell.quantity import Quantity, Reason
from liftwell.report.page import COLUMNS, GROUPS, STEPS, card_of, gauge_of, page_of, share
from tests.analyses import made_analysis
from tests.report.kinds import KINDS, named, of_script, refused_for
from tests.technique.scripted import Script

CM4 = Quantity(0.04, 0.01, "m")


def finding(verdict: FindingVerdict = "fix", quantity: Quantity = CM4, **otherwise: object) -> Finding:
    plain = Finding(
        "step5.bar_drift", 5, verdict, "The bar drifts", "It swung.", quantity, (1, 3), ("bar-distance",), "Drag it.",
        0.03, "likely",
    )  # fmt: skip
    return replace(plain, **otherwise)  # type: ignore[arg-type]


def facts(**options: object) -> tuple[str, ...]:
    bare = made_analysis()
    return page_of(replace(bare, generator=replace(bare.generator, options=options))).facts


def with_findings(*findings: Finding) -> Analysis:
    return replace(made_analysis(), findings=findings)


def test_facts_are_what_was_given() -> None:
    assert facts() == ("4 reps", "filmed well")
    assert facts(load_kg=142.5, lift="trap-bar-low", fast=True, athlete="Ünal")[2:] == (
        "142.5 kg", "trap bar low", "fast mode: no back", "Ünal",
    )  # fmt: skip
    assert facts(fast=False, load_kg=None) == ("4 reps", "filmed well")


def test_one_rep_is_no_plural() -> None:
    assert page_of(made_analysis((6.0,))).facts[0] == "1 rep"


@pytest.mark.parametrize("lift", get_args(Lift))
def test_every_lift_is_told_in_words(lift: Lift) -> None:
    told = facts(lift=lift)[2]
    assert "-" not in told
    assert told


def test_groups_come_gravest_first_and_none_is_empty() -> None:
    groups = page_of(with_findings(finding("good"), finding("fix"), finding("fix"), finding("unseen"))).groups
    assert [(verdict, title, len(cards)) for verdict, title, _, cards in groups] == [
        ("fix", "Change", 2),
        ("good", "Keep", 1),
    ]
    assert [verdict for verdict, *_ in GROUPS] == ["fix", "watch", "good"]


def test_a_card_carries_its_number_its_mark_and_its_claims() -> None:
    card = card_of(finding())
    assert card.step == "Step 5 · The pull"
    assert card.value == "A typical rep: 4 ± 1 cm"
    assert card_of(replace(finding(), reps=(2,))).value == "4 ± 1 cm"
    assert card.gauge is not None
    assert card.gauge.mark_text == "3 cm"
    assert card.claims == (claim("bar-distance"),)
    assert card.sure == "Likely: beyond our measuring error."


def test_the_set_as_a_whole_is_no_step() -> None:
    assert card_of(finding(step=None)).step == "The whole set"
    assert set(STEPS) == {1, 2, 3, 4, 5, 6, None}


def test_an_unknown_claim_is_an_error_and_not_a_hole_in_the_page() -> None:
    with pytest.raises(KeyError, match="flat-earth"):
        card_of(finding(evidence=("flat-earth",)))


@pytest.mark.parametrize(
    ("verdict", "value", "good_above"),
    [("fix", 0.05, False), ("fix", 0.01, True), ("watch", 0.05, False), ("good", 0.05, True), ("good", 0.01, False)],
)
def test_the_fine_side_of_the_mark(verdict: FindingVerdict, value: float, good_above: bool) -> None:
    gauge = gauge_of(finding(verdict, Quantity(value, 0.01, "m")))
    assert gauge is not None
    assert gauge.good_above is good_above


@pytest.mark.parametrize("lacks", [{"limit": None}, {"quantity": Quantity.unseen("m", "hidden")}])
def test_without_a_number_or_a_mark_there_is_no_gauge(lacks: dict[str, object]) -> None:
    assert gauge_of(finding(**lacks)) is None  # type: ignore[arg-type]


def test_a_number_without_an_error_has_a_whisker_of_no_length() -> None:
    gauge = gauge_of(finding(quantity=Quantity(0.05, None, "m")))
    assert gauge is not None
    assert gauge.sd == 0


def test_the_table_has_a_row_for_every_rep_and_a_dash_where_nothing_was_seen() -> None:
    bare = made_analysis()
    unscaled = replace(bare.reps[1], bar_rise=Quantity.unseen("m", "no_scale"))
    rows = page_of(replace(bare, reps=(bare.reps[0], unscaled))).rows
    assert [row.index for row in rows] == [1, 2]
    assert {1 + len(row.cells) for row in rows} == {len(COLUMNS)}
    assert rows[0].cells == ("0.7–2.0", "55.2 ± 0.8", "0.43 ± 0.02", "6 ± 3°", "8 ± 3°", "86 ± 4", "–")
    assert rows[1].cells[1] == "–"
    assert rows[0].start_s == bare.reps[0].start_s


def test_units_of_the_table_stand_once_in_its_headings() -> None:
    assert [heading.split("\n")[1] for heading in COLUMNS[1:4]] == ["s", "cm", "m/s"]
    assert COLUMNS[-2:] == ("Hip share\n%", "Low-back\nmoment N·m")
    (row, *_) = page_of(made_analysis()).rows
    assert [cell for cell in row.cells if any(letter.isalpha() or letter == "%" for letter in cell)] == []
    lifted = replace(made_analysis().reps[0], l5s1_moment_peak=Quantity(1043.2, 65.0, "N.m"))
    assert page_of(replace(made_analysis(), reps=(lifted,))).rows[0].cells[-1] == "1043 ± 65"


def test_a_row_counts_what_was_found_in_its_rep() -> None:
    rows = page_of(with_findings(finding("fix"), finding("watch", reps=(3, 4)), finding("good", reps=(1, 2)))).rows
    assert [(row.changes, row.watches) for row in rows] == [(1, 0), (0, 0), (1, 1), (0, 1)]


def test_what_was_not_seen_is_told_once_for_each_reason() -> None:
    hidden, scale = Quantity.unseen("rad", "hidden"), Quantity.unseen("m", "no_scale")
    reps = tuple(replace(rep, hip_share=hidden, bar_rise=scale) for rep in made_analysis().reps)
    findings = (
        finding("unseen", hidden, title="Whether it drifts"),
        finding("unseen", hidden, title="Whether it drifts"),
    )
    missing = page_of(replace(with_findings(*findings), reps=reps)).missing
    assert [(entry.because[0].lower() + entry.because[1:-1], entry.what) for entry in missing] == [
        (BECAUSE["no_scale"], ("Bar rise",)),
        (BECAUSE["hidden"], ("Hip share", "Whether it drifts")),
    ]
    assert all(entry.because.endswith(".") and entry.because[0].isupper() for entry in missing)


@pytest.mark.parametrize("reason", ["refused", "not_measured"])
def test_a_reason_without_words_is_told_as_hidden(reason: Reason) -> None:
    (entry,) = page_of(with_findings(finding("unseen", Quantity.unseen("m", reason)))).missing
    assert entry.because[:-1].lower() == BECAUSE["hidden"].lower()


def test_a_refused_clip_shows_only_what_to_change() -> None:
    page = page_of(KINDS["refused"]())
    assert (page.groups, page.rows, page.missing) == ((), (), ())
    assert page.facts == ("no rep counted", "cannot be measured")
    assert page.filming == (f"There is nobody in the picture. {HOW_TO_FILM}",)
    assert page.noticed == ()
    assert page.lead.tone == "refused"


def test_what_refuses_stands_apart_from_what_was_noticed_too() -> None:
    both = [refuse("no_person", "Nobody."), caution("low_frame_rate", "Only 15 pictures a second.")]
    page = page_of(refused_for(both))
    assert (page.filming, page.noticed) == (("Nobody.",), ("Only 15 pictures a second.",))


def test_cautions_are_told_of_a_usable_clip() -> None:
    page = page_of(KINDS["no_scale"]())
    assert page.facts[1] == "filmed well enough"
    assert len(page.filming) == 2
    assert page.rows


def test_names_are_kept_as_they_are() -> None:
    page = page_of(named("<b>.mp4", "A & B"))
    assert (page.name, page.facts[-1]) == ("<b>.mp4", "A & B")


def test_every_rule_has_a_card() -> None:
    analysis = of_script(Script())
    cards = [card for *_, cards in page_of(analysis).groups for card in cards]
    assert {card.code for card in cards} == {finding.code for finding in analysis.findings} - {"step1.width"}
    marks = {card.code: card.mark for card in cards}
    assert marks["step5.bar_drift"] == "The mark is our own judgement."
    assert marks["step6.low_back"] == "The mark is from Aasa 2019."
    assert marks["set.build"] == ""


@pytest.mark.parametrize(("value", "part"), [(0.0, 0.0), (2.5, 0.25), (10.0, 1.0), (-5.0, 0.0), (99.0, 1.0)])
def test_a_share_stays_between_its_ends(value: float, part: float) -> None:
    assert share(value, 0.0, 10.0) == part


def test_ends_that_are_one_have_a_middle() -> None:
    assert share(3.0, 3.0, 3.0) == 0.5
