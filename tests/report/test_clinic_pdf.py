"""The report for a clinician: two pages whatever was told, readable by a screen reader, and no plan before safety."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest

from liftwell.exchange.analysis_document import AnalysisDocument
from liftwell.exchange.analysis_json import to_document
from liftwell.quantity import Quantity
from liftwell.report.clinic import ClinicReport, Filmed, Prescribed, chart_of, clinic_report, outcomes_of, self_tests_of
from liftwell.report.clinic_pdf import CLOSED, PAGES, TEMPLATE, clinic_inputs, clinic_pdf
from liftwell.report.history import History, HistoryDay
from liftwell.report.pen import CUT
from liftwell.report.stills import Still
from liftwell.report.typeset import pages
from liftwell.training.outcome import Outcome
from liftwell.triage.account import Account
from liftwell.triage.self_tests import Both, Response, SelfTests
from liftwell.triage.triage import triage
from tests.reading import FEAR
from tests.report.conftest import Shown
from tests.report.notes import ON, account, everything
from tests.report.pdf_text import pdf_text, squeezed

MARKUP: Final = "#panic()[*bold*] $x$ <b>&amp;</b> _x_ \\ "
# Some of the signed cases in every run, the others in `make bench`.
CASES: Final = [
    pytest.param(f"C{number:02}", marks=() if number in (1, 6, 9) else pytest.mark.bench) for number in range(1, 17)
]


def days(count: int) -> History:
    """A session and a morning every day, up to the day of the report."""
    found = [
        HistoryDay(ON - timedelta(days=count - 1 - n), load_kg=60.0 + n % 40, during=2, waking=n % 5, colour="green")
        for n in range(count)
    ]
    return History("Ada", tuple(found), (2,) * count)


def prescribed(count: int, words: str = "") -> tuple[Prescribed, ...]:
    return tuple(
        Prescribed(ON - timedelta(days=n), f"Deadlift: 3 x 8 {words}", f"The same again. {words}", "3 x 8 with 60 kg")
        for n in reversed(range(count))
    )


def report(told: Account, **more: Any) -> ClinicReport:  # noqa: ANN401
    history = more.pop("history", History("Ada"))
    return clinic_report(more.pop("name", "Ada"), told, triage(told), history, country="GB", **more)


@pytest.fixture(scope="module")
def measured(demo: Shown) -> Filmed:
    document: AnalysisDocument = to_document(demo.analysis)
    stills = demo.film.stills
    assert all(isinstance(one, Still) for one in stills)
    return Filmed(ON, document, tuple(stills))


def content(found: ClinicReport) -> dict[str, Any]:
    return dict(json.loads(clinic_inputs(found)["report"]))


# --- two pages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_every_signed_case_is_two_pages(case: str) -> None:
    found = report(account(case), history=days(100), prescribed=prescribed(30))
    assert pages(TEMPLATE, clinic_inputs(found)) == PAGES


def test_nothing_told_is_two_pages() -> None:
    assert pages(TEMPLATE, clinic_inputs(report(Account()))) == PAGES


def test_everything_told_is_two_pages_and_says_what_was_cut(measured: Filmed) -> None:
    outcomes = [Outcome(ON - timedelta(days=n), "PSFS", n % 10, f"lift my {n} {MARKUP}") for n in range(40)]
    found = report(
        everything(MARKUP * 20), history=days(400), prescribed=prescribed(60, MARKUP * 30), outcomes=outcomes,
        filmed=measured, name=MARKUP * 10,
    )  # fmt: skip
    assert pages(TEMPLATE, clinic_inputs(found)) == PAGES
    assert CUT in json.dumps(content(found), ensure_ascii=False)


def test_a_usual_report_is_set_in_letters_that_can_be_read(measured: Filmed) -> None:
    found = report(account("C01"), history=days(90), prescribed=prescribed(20), filmed=measured)
    assert content(found)["room"] >= 9


# --- what is on it -------------------------------------------------------------------------------


def test_everything_that_a_clinician_asks_is_on_it(measured: Filmed) -> None:
    told = report(
        account("C01"), history=days(60), prescribed=prescribed(5), filmed=measured,
        outcomes=[Outcome(ON - timedelta(days=30), "NRS", 6), Outcome(ON, "NRS", 3)],
    )  # fmt: skip
    text = pdf_text(clinic_pdf(told))
    for words in (
        "Report for a clinician", "The question", "Warning signs", "What speaks for and against", "Pain story",
        "Filmed on", "Low back, lift-off", "± is one standard deviation", "Load and pain over sixteen weeks",
        "Questionnaires", "What was prescribed, and why", "Deadlift: 3 x 8", "It does not diagnose", "2 of 2",
        "Go to an emergency",
    ):  # fmt: skip
        assert squeezed(words) in text, words


def test_every_number_of_a_rep_has_its_error(measured: Filmed) -> None:
    rows = content(report(account("C01"), filmed=measured))["filmed"]["rows"]
    assert len(rows) == len(measured.measured.reps)
    for row in rows:
        for cell in row[1:]:
            assert cell == "not seen" or re.fullmatch(r"-?\d+ ± \d+(°| %| N·m)", cell), cell


def test_the_pictures_are_of_one_rep_and_say_what_they_show(measured: Filmed) -> None:
    pictures = content(report(account("C01"), filmed=measured))["filmed"]["pictures"]
    assert len(pictures) == 3
    assert len({one["words"].split(",")[0] for one in pictures}) == 1
    pdf = clinic_pdf(report(account("C01"), filmed=measured))
    assert pdf.count(b"/Alt") >= 3


def test_self_tests_tell_both_sides_and_the_mark() -> None:
    tests = SelfTests(
        hinge=Quantity(0.2, 0.05, "rad"), hip_bend=Both(2.0, 1.9), psoas_hold_s=Both(12, None), back_hold_s=60,
        responses=(Response("height", "10 cm blocks", 5, 2),),
    )  # fmt: skip
    rows = {row[0]: row[1:] for row in self_tests_of(tests)}
    assert any(row[:2] == ("115°", "109°") for row in rows.values())
    assert any(row[:2] == ("12 s", "not tested") for row in rows.values())
    assert rows["One change: 10 cm blocks"][0] == "5 before, 2 after"


def test_a_score_is_told_with_its_change() -> None:
    told = [Outcome(date(2026, 10, 1), "NRS", 6), Outcome(date(2026, 11, 1), "NRS", 3), Outcome(ON, "RMDQ", 9)]
    assert [(row[1], row[2], row[3]) for row in outcomes_of(told)] == [
        ("6 of 10 (2026-10-01)", "3 of 10 (2026-11-01)", "-3"), ("9 of 24 (2026-11-26)", "", ""),
    ]  # fmt: skip


def test_the_chart_is_of_sixteen_weeks_and_told_in_words() -> None:
    chart = chart_of(days(400), ON)
    assert len(chart["bars"]) == 112
    assert all(0 <= at <= 1 and 0 < share <= 1 for at, share, _ in chart["bars"])
    assert chart["words"] == "112 days with a lift in sixteen weeks, up to 99 kg. Pain on waking from 0 to 4 of 10."


# --- safety, and who reads it ------------------------------------------------------------------------


def test_before_safety_is_clear_no_plan_is_on_it() -> None:
    text = pdf_text(clinic_pdf(report(everything(""), prescribed=prescribed(9))))
    assert squeezed("Deadlift: 3 x 8") not in text
    assert squeezed(CLOSED) in text
    assert squeezed("What speaks for and against") not in text


def test_what_a_person_wrote_is_text_and_nothing_else() -> None:
    found = report(account("C01"), name=MARKUP, prescribed=prescribed(3, MARKUP))
    assert squeezed(MARKUP) in pdf_text(clinic_pdf(found))


def test_it_says_what_it_is_to_a_screen_reader() -> None:
    pdf = clinic_pdf(report(account("C01"), history=days(60)))
    for part in (b"pdfuaid:part>1<", b"/Lang(en-GB)", b"/Title(Report for a clinician)", b"/MarkInfo<</Marked true"):
        assert part in pdf
    assert re.search(rb"/S/TH\b", pdf)
    assert re.search(rb"/S/Figure\b", pdf)


def test_the_same_report_is_the_same_bytes(measured: Filmed) -> None:
    found = report(account("C01"), history=days(60), filmed=measured)
    assert clinic_pdf(found) == clinic_pdf(replace(found))


def test_no_word_of_it_frightens() -> None:
    told = content(report(account("C01"), history=days(60), prescribed=prescribed(3)))
    del told["card"], told["signs"]  # the one place for strong words
    words = json.dumps(told).lower()
    assert FEAR.search(words) is None
