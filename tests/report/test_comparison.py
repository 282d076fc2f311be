"""Two sides: differences with errors, courses by phase, bodies laid over each other."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from liftwell.analysis import Analysis
from liftwell.errors import CannotRead, ImpossibleValue
from liftwell.exchange.analysis_json import to_document
from liftwell.exchange.quantity_document import QuantityDocument
from liftwell.motion.back import SHARED_ALIKE
from liftwell.quantity import Quantity
from liftwell.report.comparison import (
    PHASES,
    Comparison,
    Difference,
    Side,
    changes,
    compare,
    course,
    difference,
    headline,
    mean_of,
    mean_position,
)
from liftwell.report.html import comparison_html
from liftwell.technique.findings import explained
from tests.analyses import made_analysis, made_traces, refused_analysis
from tests.technique.scripted import LIFTOFF_S, Script, analysed, made_rep

OTHER_CLIP = replace(made_analysis().clip, name="friday.mp4")


def side(analysis: Analysis, rep: int | None = None) -> Side:
    return Side.of(to_document(analysis), rep)


def lifted(**otherwise: object) -> Analysis:
    script = Script(**otherwise)  # type: ignore[arg-type]
    return explained(analysed(script, traces=replace(made_traces(), back_depth=made_traces().back_depth.copy())))


def the(comparison: Comparison, name: str) -> Difference:
    return next(d for d in comparison.differences if d.name == name)


def cm(value: float, sd: float) -> Quantity:
    return Quantity(value / 100, sd / 100, "m")


@pytest.mark.parametrize(
    ("a", "b", "changed", "words"),
    [
        (cm(50, 1), cm(53, 1), True, "more"),
        (cm(53, 1), cm(50, 1), True, "less"),
        (cm(50, 1), cm(52, 1), False, "no clear change"),
        (cm(50, 3), cm(53, 3), False, "no clear change"),
        (cm(50, 1), Quantity.unseen("m", "no_scale"), None, "not seen"),
    ],
)
def test_changed_is_only_what_lies_beyond_the_error(a: Quantity, b: Quantity, changed: bool | None, words: str) -> None:
    found = difference("Bar rise", a, b)
    assert (found.changed, found.words) == (changed, words)


def test_the_error_of_a_difference_is_that_of_both() -> None:
    found = difference("Bar rise", cm(50, 3), cm(60, 4))
    assert found.change is not None
    assert found.change.sd == pytest.approx(0.05)


@pytest.mark.parametrize(("name", "changed"), [("Low back, lift-off", False), ("Hip fold, lift-off", True)])
def test_a_back_has_to_change_by_more_than_lifters_repeat_themselves(name: str, changed: bool) -> None:
    assert difference(name, Quantity(3.0, 0.5, "deg"), Quantity(9.0, 0.5, "deg")).changed is changed


def test_a_mean_over_reps_keeps_their_error_and_adds_their_scatter() -> None:
    def q(value: float | None) -> QuantityDocument:
        reason, sd = (None, 2.0) if value is not None else ("hidden", None)
        return QuantityDocument.model_validate({"value": value, "sd": sd, "unit": "deg", "reason": reason})

    assert mean_of([q(10.0), q(10.0), q(None)]) == Quantity(10.0, 2.0, "deg")
    spread = mean_of([q(8.0), q(12.0)])
    assert spread.value == 10.0
    assert spread.sd == pytest.approx(math.hypot(2.0, 2.0))
    assert mean_of([q(None)]).reason == "hidden"


def test_reps_of_one_set() -> None:
    analysis = made_analysis()
    comparison = compare(side(analysis, 1), side(analysis, 4))
    low_back = the(comparison, "Low back, set-up")
    assert low_back.change is not None
    assert low_back.change.value == pytest.approx(19.0)
    assert low_back.changed
    assert the(comparison, "Bar rise").words == "no clear change"
    assert headline(comparison).endswith("clear changes.")
    assert changes(comparison)[0] == "Before the pull your low back was 19 ± 2° rounder in B."
    back = changes(compare(comparison.b, comparison.a))
    assert back[0] == "Before the pull your low back was 19 ± 2° less round in B."


def test_every_number_has_its_sentence() -> None:
    comparison = compare(side(made_analysis()), side(made_analysis()))
    one = Quantity(1.0, 0.1, "m")
    for name in [d.name for d in comparison.differences]:
        told = Comparison(comparison.a, comparison.b, (Difference(name, one, one, one, True),), {}, (), ())
        (sentence,) = changes(told)
        assert "100 ± 10 cm" in sentence
        assert sentence.endswith(".")


def test_a_lift_beside_itself_has_not_changed() -> None:
    comparison = compare(side(made_analysis()), side(made_analysis()))
    assert headline(comparison) == "No clear change."
    assert comparison.notes == ("A and B are the same.",)
    assert changes(comparison) == []
    assert comparison.a.name == "lifter.mp4, mean of 4 reps"


def test_a_course_runs_from_set_up_to_the_floor() -> None:
    value, sd = course(side(lifted()), "hip_flexion_deg")
    assert np.isfinite(sd).sum() == np.isfinite(value).sum()
    bottom, top = value[np.argmin(np.abs(PHASES))], value[np.argmin(np.abs(PHASES - 1))]
    assert bottom == pytest.approx(122, abs=4)
    assert top == pytest.approx(1, abs=4)
    assert value[-1] == pytest.approx(122, abs=4)
    assert np.isnan(course(side(lifted()), "head_deg")[0]).all()


def test_a_bar_that_was_not_seen_coming_down_has_no_way_down() -> None:
    document = to_document(lifted())
    held = document.model_copy(update={"positions": [p for p in document.positions if p.name != "lowering"]})
    value, _ = course(Side.of(held, None), "hip_flexion_deg")
    assert np.isnan(value[PHASES > 1.01]).all()
    assert np.isfinite(value[(PHASES > 0) & (PHASES < 1)]).all()


def test_bodies_are_laid_over_each_other_position_by_position() -> None:
    comparison = compare(side(lifted()), side(lifted(bar_ahead_m=0.2)))
    names = [name for name, _, _ in comparison.postures]
    assert names == ["setup", "liftoff", "knees", "lockout", "lowering"]
    _, one, other = comparison.postures[1]
    assert one is not None
    assert other is not None
    assert one.time_s == pytest.approx(LIFTOFF_S)
    bar, further = one.points["bar"], other.points["bar"]
    assert bar is not None
    assert further is not None
    assert further[0] - bar[0] == pytest.approx(0.065 / 1.33, abs=1e-3)


def test_the_mean_of_a_position_leaves_out_what_was_not_seen() -> None:
    document = to_document(lifted())
    first = document.positions[0]
    ankle = first.points["ankle"]
    assert ankle is not None
    blind = first.model_copy(update={"rep": 2, "points": {**first.points, "ankle": None, "knee": (0.5, 0.5)}})
    reps = [*document.reps, document.reps[0].model_copy(update={"index": 2})]
    both = document.model_copy(update={"positions": [*document.positions, blind], "reps": reps})
    mean = mean_position(Side.of(both, None), "setup")
    assert mean is not None
    assert mean.points["ankle"] == pytest.approx(ankle)
    knee = first.points["knee"]
    assert knee is not None
    assert mean.points["knee"] == pytest.approx(tuple((np.array(knee) + 0.5) / 2))
    assert mean_position(Side.of(both, 2), "lockout") is None


def test_a_clip_that_was_not_measured_cannot_be_compared() -> None:
    with pytest.raises(CannotRead, match=r"front\.mp4 was not measured"):
        side(refused_analysis())


@pytest.mark.parametrize(("reps", "says"), [((6.0, 12.0), "reps 1 to 2"), ((6.0,), "only rep 1")])
def test_a_rep_that_does_not_exist_is_named(reps: tuple[float, ...], says: str) -> None:
    with pytest.raises(ImpossibleValue, match=f"There is no rep 9 in lifter.mp4, which has {says}"):
        side(made_analysis(reps), 9)


def test_the_page_names_both_and_shows_every_number() -> None:
    comparison = compare(side(made_analysis(), 1), side(made_analysis(), 4))
    page = comparison_html(comparison)
    for text in ("lifter.mp4, rep 1", "lifter.mp4, rep 4", "Low back, set-up", "no clear change"):
        assert text in page
    assert "<svg" in comparison_html(compare(side(lifted()), side(lifted())))


def test_two_reps_of_one_clip_share_most_of_an_angles_error() -> None:
    document = to_document(replace(lifted(), reps=(made_rep(1), made_rep(2, rounding_deg=25.0))))
    one, two = Side.of(document, 1), Side.of(document, 2)
    other = Side.of(to_document(replace(lifted(), reps=(made_rep(2, rounding_deg=25.0),), clip=OTHER_CLIP)), 2)
    within, between = (the(compare(one, b), "Low back, set-up").change for b in (two, other))
    assert within is not None
    assert between is not None
    assert within.value == between.value == pytest.approx(20.0)
    assert within.sd == pytest.approx((between.sd or 0.0) * math.sqrt(0.3))


def test_moments_of_two_reps_share_most_of_their_error_too() -> None:
    heavy = tuple(replace(made_rep(k), l5s1_moment_peak=Quantity(500.0 + 40 * k, 60.0, "N.m")) for k in (1, 2))
    document = to_document(replace(lifted(), reps=heavy))
    change = the(compare(Side.of(document, 1), Side.of(document, 2)), "Low-back moment").change
    assert change is not None
    assert change.value == pytest.approx(40.0)
    assert change.sd == pytest.approx(60 * math.sqrt(2 * 0.3), abs=0.1)


def test_two_clips_of_one_lifter_dressed_alike_share_a_part_of_it() -> None:
    one, other = (
        Side.of(to_document(replace(lifted(), reps=(made_rep(1, rounding_deg=turn),), clip=clip)), 1)
        for turn, clip in ((5.0, lifted().clip), (25.0, OTHER_CLIP))
    )
    apart, alike = (compare(one, other, alike=told) for told in (False, True))
    for name, share in (("Low back, set-up", 1 - SHARED_ALIKE), ("Bar rise", 1.0)):
        before, after = the(apart, name).change, the(alike, name).change
        assert before is not None
        assert after is not None
        assert after.value == before.value
        assert after.sd == pytest.approx((before.sd or 0.0) * math.sqrt(share))
    assert [note for note in alike.notes if note not in apart.notes] != []


def test_a_number_that_few_reps_stand_for_says_so() -> None:
    hidden = Quantity.unseen("rad", "hidden")
    first, *others = made_analysis().reps
    bare = [replace(rep, lumbar_flexion=replace(rep.lumbar_flexion, setup=hidden)) for rep in others]
    comparison = compare(side(made_analysis()), side(replace(made_analysis(), reps=(first, *bare))))
    assert comparison.notes == ("Low back, set-up: of B only 1 of 4 reps shows it.",)


def test_numbers_that_were_not_seen_are_counted() -> None:
    reps = tuple(replace(rep, bar_rise=Quantity.unseen("m", "no_scale")) for rep in made_analysis().reps)
    comparison = compare(side(made_analysis()), side(replace(made_analysis(), reps=reps)))
    assert headline(comparison) == "No clear change; 1 of 11 numbers could not be compared."


def test_a_mean_over_reps_shares_less_of_its_error_with_a_rep_of_the_same_clip() -> None:
    one, other, mean = side(made_analysis(), 1), side(made_analysis(), 4), side(made_analysis())
    within, beside = (the(compare(one, b), "Low back, set-up").change for b in (other, mean))
    assert within is not None
    assert beside is not None
    assert within.sd == pytest.approx(3 * math.sqrt(0.6), abs=0.01)
    assert (beside.sd or 0.0) > 3 * math.sqrt(2)


def test_what_a_clip_misses_is_not_compared() -> None:
    whole = lifted()
    setup = Quantity.unseen("rad", "starts_late")
    rep = replace(
        made_rep(),
        lumbar_flexion=replace(made_rep().lumbar_flexion, setup=setup),
        cut=("starts_late", "ends_early"),
    )
    short = explained(replace(analysed(traces=made_traces()), reps=(rep,)))
    comparison = compare(side(whole), side(short))
    assert headline(comparison) == "These two cannot be compared: no number was seen in both."
    rows = {d.name: d.words for d in comparison.differences}
    for name in ("Low back, lift-off", "Hip fold, lift-off", "Bar rise", "Mean speed", "Hip share"):
        assert rows.get(name, "not seen") == "not seen", name
    assert comparison.notes == (
        "B begins when the bar is already on its way: what it misses is not compared.",
        "B ends before the lift does: what it misses is not compared.",
    )
    assert comparison.courses == {}
    assert all(note in comparison_html(comparison) for note in comparison.notes)
