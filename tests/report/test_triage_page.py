"""The page of a triage: every signed case has one; where safety speaks it says that, and nothing to train by."""

from __future__ import annotations

import base64
import hashlib
import re
import statistics
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from liftwell.errors import CannotWrite
from liftwell.evidence import claim
from liftwell.exchange.answers import read_answers
from liftwell.plan.drills.drill import drill_for
from liftwell.plan.drills.meanwhile import cues_of, meanwhile
from liftwell.plan.exercise import catalogue
from liftwell.report.intended_use import INTENDED_USE
from liftwell.report.triage_page import (
    LEG,
    LEG_MORE,
    NO_SIGNS,
    PLAN_NEXT,
    PROMISES,
    VALID_CLEAR,
    VALID_MEANWHILE,
    capital,
    dial,
    triage_html,
    write_triage,
)
from liftwell.screen.outcome import outcome_of
from liftwell.screen.patterns import shipped as patterns
from liftwell.screen.questions import Level, questions
from liftwell.screen.safety_card import SAFETY_CARD
from liftwell.triage.account import Account
from liftwell.triage.headline import headline_of
from liftwell.triage.next_test import NextTest
from liftwell.triage.self_tests import shipped as self_tests
from liftwell.triage.triage import Triage, triage
from tests.reading import FEAR, STOP, reading_index
from tests.report.pages import Element, Page
from tests.report.test_html import HOSTILE
from tests.screen.lifters import ALONE, LEGS, SINGLES, TODAY, cleared, lifter
from tests.screen.test_outcome import EXERCISE
from tests.triage.test_cases import CASES, SIGNED, triaged

CASE: Final = pytest.mark.parametrize("case", SIGNED)
HARDEST, USUAL = 11.0, 8.0
FIRST: Final[tuple[Level, ...]] = ("emergency", "unanswered_emergency")
# Every page in one: what a triage may hold at the most.
EVERYTHING: Final = "C13"


@cache
def html(case: str, country: str | None = None) -> str:
    return triage_html(triaged(case), TODAY, country, read_answers(CASES / f"{case}.toml"))


def page(found: Triage) -> Page:
    return Page(triage_html(found, TODAY))


def inside(shown: Page, element: Element, tag: str) -> list[str]:
    return [one.text for one in shown.all(tag) if element in one.within]


def sections(shown: Page) -> list[str]:
    return [one.attributes.get("id", one.attributes["aria-labelledby"]) for one in shown.all("section")]


# --- one file that runs nothing and fetches nothing ----------------------------------------------


@CASE
def test_nothing_runs_and_nothing_is_fetched(case: str) -> None:
    text = html(case, "GB")
    shown = Page(text)
    for element in shown.elements:
        for name in ("src", "href", "srcset", "data", "xlink:href"):
            assert element.attributes.get(name, "#").startswith(("#", "tel:")), element
        assert "style" not in element.attributes, element
        assert not [name for name in element.attributes if name.startswith("on")], element
    assert not {"script", "link", "iframe", "object", "embed", "form", "img"} & {one.tag for one in shown.elements}
    assert not re.search(r"url\((?!#)|@import", text)
    assert len(text) < 300_000


@CASE
def test_the_policy_comes_first_and_allows_one_style(case: str) -> None:
    shown = Page(html(case))
    policy = shown.all("meta")[1].attributes
    assert policy["http-equiv"] == "Content-Security-Policy"
    (style,) = shown.all("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy["content"].split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


@CASE
def test_names_and_links_point_to_one_thing(case: str) -> None:
    shown = Page(html(case))
    names = [element.attributes["id"] for element in shown.elements if "id" in element.attributes]
    assert len(names) == len(set(names))
    for element in shown.elements:
        assert set(element.attributes.get("aria-labelledby", "").split()) <= set(names)
        if element.attributes.get("href", "").startswith("#"):
            assert element.attributes["href"][1:] in names


@CASE
def test_headings_go_down_by_one(case: str) -> None:
    levels = [int(one.tag[1]) for one in Page(html(case)).elements if re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


# --- safety first --------------------------------------------------------------------------------


@CASE
def test_the_safety_card_and_the_intended_use_are_on_every_page(case: str) -> None:
    shown = Page(html(case))
    card = shown.by_id("safety")
    for words in (SAFETY_CARD.go, SAFETY_CARD.phone, *map(capital, SAFETY_CARD.go_signs + SAFETY_CARD.phone_signs)):
        assert words in card.text
    assert html(case).count(INTENDED_USE) == (triaged(case).screen.level not in FIRST)
    assert [one for one in shown.all("a") if one.attributes["href"] == "#safety"]


def of_training() -> list[str]:
    """Everything by which a person could train or test."""
    exercises = [words for one in catalogue().values() for words in (one.name, *one.cues, one.stop)]
    tests = [words for one in self_tests().values() for words in (one.name, *one.how, one.norm)]
    return [*exercises, *tests, *(one.do for one in patterns().values())]


TRAINING: Final = of_training()


def no_training(found: Triage) -> None:
    text = triage_html(found, TODAY, "GB")
    shown = Page(text)
    assert [words for words in TRAINING if words in text] == []
    assert not [one for one in shown.elements if one.tag == "svg"]
    assert sections(shown) == ["lead-title", "safety"]
    (box,) = shown.of_class("strong")
    said = box.text
    for question in questions().values():  # what is asked may name what it asks about
        said = said.replace(str(question.text), "").replace(str(question.help), "")
    assert not EXERCISE.search(said.replace("We show no exercises until it is answered.", ""))
    assert VALID_CLEAR not in text
    assert VALID_MEANWHILE not in text


def gone(level: Level) -> list[Triage]:
    """Everybody whom one answer brings to a level, whatever the leg does."""
    accounts = [Account(lifter({key: choice}, leg=leg)) for key, choice in SINGLES for leg in LEGS]
    return [found for account in accounts if (found := triage(account)).screen.level == level]


@pytest.mark.parametrize("level", FIRST)
def test_who_has_to_go_or_to_answer_first_sees_nothing_to_train_by(level: Level) -> None:
    people = gone(level)
    assert len(people) > 20
    for found in people:
        no_training(found)
        (box,) = page(found).of_class("strong")
        outcome = outcome_of(found.screen)
        assert outcome.headline in box.text
        assert outcome.text in box.text
        assert outcome.what_next in box.text


def test_nobody_has_answered_anything() -> None:
    no_training(triage(Account()))


def test_under_sixteen_there_is_nothing_to_train_by() -> None:
    shown = page(triage(Account(lifter(age=15))))
    assert not shown.of_class("doing")
    assert not [one for one in shown.elements if one.tag == "svg"]
    assert "for people from 16" in " ".join(one.text for one in shown.of_class("lead"))


@pytest.mark.parametrize("answers", ALONE)
def test_under_sixteen_nothing_is_promised_that_is_not_shown(answers: dict[str, tuple[str, ...]]) -> None:
    """The words for that age come first, but for somebody who has to go or to phone now."""
    found = triage(Account(lifter(answers, age=15)))
    shown, outcome = page(found), outcome_of(found.screen)
    (box,) = shown.of_class("lead")
    assert not [words for words in PROMISES if words in box.text]
    whole_page = " ".join(one.text for one in (box, *shown.of_class("people")))
    assert whole_page.count(outcome.age_words) == 1
    if found.screen.level not in (*FIRST, "today"):
        assert inside(shown, box, "p")[1] == outcome.age_words


def test_the_promises_are_of_the_fixed_words() -> None:
    said = [outcome_of(triage(Account(lifter(answers))).screen).text for answers in ALONE]
    assert all(any(words in text for text in said) for words in PROMISES)


def test_whoever_is_to_be_seen_today_gets_no_drill() -> None:
    shown = page(triage(Account(lifter({"R13": ("yes",)}))))
    assert "Speak to a clinician today" in shown.all("h1")[0].text
    assert not shown.of_class("doing")


def test_an_open_question_is_asked_in_full() -> None:
    box = page(triage(Account(lifter({"R04": ("unsure",)})))).of_class("strong")[0]
    assert questions()["R04"].text in box.text
    assert questions()["R01"].text not in box.text
    assert "The open question" in box.text


def test_all_reasons_are_listed() -> None:
    found = triage(Account(lifter({"R01": ("yes_new",), "R08": ("yes",)})))
    reasons = outcome_of(found.screen).reasons
    assert len(reasons) == 2
    shown = page(found)
    assert inside(shown, shown.of_class("strong")[0], "li") == list(reasons)


@pytest.mark.parametrize("answers", ALONE)
def test_the_page_says_what_its_level_says(answers: dict[str, tuple[str, ...]]) -> None:
    found = triage(Account(lifter(answers)))
    outcome, words = outcome_of(found.screen), headline_of(found)
    shown = page(found)
    assert shown.all("h1")[0].text == (words.head if words else outcome.headline)
    assert shown.all("title")[0].text.startswith(shown.all("h1")[0].text)
    assert outcome.text in shown.of_class("lead")[0].text
    assert ("liftwell screen --note note.pdf" in shown.of_class("lead")[0].text) == (
        outcome.level in ("today", "days", "soon")
    )
    assert [one.attributes["aria-labelledby"] for one in shown.of_class("doing")] == [
        f"do-{one.id}" for one in meanwhile(found.screen)
    ]


LAST_DAY: Final = {
    "today": "Be seen today, 26 November 2026.",
    "days": "Be seen by 29 November 2026.",
    "soon": "Be seen by 10 December 2026.",
}


@pytest.mark.parametrize("answers", ALONE)
def test_a_page_says_its_day_and_the_last_day_to_be_seen(answers: dict[str, tuple[str, ...]]) -> None:
    found = triage(Account(lifter(answers)))
    shown = page(found)
    (day,) = shown.all("time")
    assert (day.text, day.attributes["datetime"]) == ("26 November 2026", "2026-11-26")
    assert [one.text for one in shown.of_class("by")] == [
        LAST_DAY[level] for level in LAST_DAY if level == found.screen.level
    ]
    assert all("26 November 2026" in foot.text for foot in shown.of_class("on-paper"))


def test_how_long_clear_answers_hold_is_said_where_no_clearance_may_end_before() -> None:
    def says(account: Account) -> list[str]:
        text = triage_html(triage(account), TODAY, None, account)
        return re.findall(r"Your safety answers hold until [^.]*\.", text)

    holds = ["Your safety answers hold until 14 December 2026, if nothing changes."]
    assert says(Account(lifter(asked=TODAY - timedelta(days=10)))) == holds
    assert says(Account(lifter({"R13": ("yes",)}))) == []
    assert says(Account(lifter(age=15))) == []
    assert says(Account(lifter(now=8))) == []
    assert says(Account(lifter({"R15": ("pregnant",)}, clearances=(cleared("R15"),)))) == []


def test_strong_pain_is_not_told_that_all_is_clear() -> None:
    strong = triage(Account(lifter(now=8)))
    assert NO_SIGNS in page(strong).of_class("check")[0].text
    assert "No warning signs today" not in triage_html(strong, TODAY)
    waking = triage(Account(lifter({"R16": ("three",)}, waking=8, days=10)))
    assert (waking.phase, waking.screen.acute, waking.screen.level) == ("settle", False, "routine")
    (check,) = page(waking).of_class("check")
    assert "Mention this at your next visit" in check.text
    assert "keep training" not in check.text
    assert "plan goes on" not in check.text


def test_numbers_of_the_country_can_be_dialled() -> None:
    shown = Page(html("C05", "FR"))
    assert {one.attributes["href"] for one in shown.of_class("dial")} == {"tel:15", "tel:112"}
    assert Page(html("C05")).of_class("dial") == []
    british = outcome_of(triaged("C05").screen, "GB")
    assert list(dial("Phone 999. Or 111, not 1119.", british)) == [
        ("Phone ", ""), ("999", "999"), (". Or ", ""), ("111", "111"), (", not 1119.", ""),
    ]  # fmt: skip
    portuguese = outcome_of(triaged("C05").screen, "PT")
    assert ("808 24 24 24", "808242424") in dial("Phone 808 24 24 24.", portuguese)


def test_stop_words_of_a_pregnancy_stand_on_every_page() -> None:
    for answers in ({"R15": ("pregnant",)}, {"R15": ("pregnant",), "R08": ("yes",)}):
        found = triage(Account(lifter(answers)))
        (stop,) = outcome_of(found.screen).stop
        assert [one.text for one in page(found).of_class("ring-up")] == [stop]


# --- what may be done ----------------------------------------------------------------------------


@pytest.mark.parametrize("case", ["C07", "C09", "C10"])
def test_each_exercise_has_its_picture_its_cues_and_when_to_stop(case: str) -> None:
    found, shown = triaged(case), Page(html(case))
    allowed = meanwhile(found.screen)
    assert len(allowed) >= 3
    leg = LEG_MORE if case == "C09" else LEG  # hers tingles already
    assert inside(shown, shown.by_id("meanwhile"), "p").index(leg) <= 1
    for one, box in zip(allowed, shown.of_class("doing"), strict=True):
        assert inside(shown, box, "h3") == [one.name]
        assert inside(shown, box, "li") == list(cues_of(one))
        assert one.stop in box.text
        assert leg in box.text
        (picture,) = [svg for svg in shown.of_class("lw-move") if box in svg.within]
        assert picture.attributes["role"] == "img"
        assert inside(shown, picture, "title") == [one.name]


def test_the_care_that_a_condition_asks_for_stands_with_the_exercise() -> None:
    found = triaged("C07")
    found = replace(found, screen=replace(found.screen, conditions=("pregnant", "bone_fragile")))
    care = [one.text for one in page(found).of_class("care")]
    assert len(care) == 2
    assert "On the side, not flat on the back" in care[0]
    assert "Heat only" in care[1]
    assert not Page(html("C07")).of_class("care")


@pytest.mark.parametrize("valid", [("C02", VALID_CLEAR), ("C07", VALID_CLEAR), ("C09", VALID_MEANWHILE), ("C05", "")])
def test_a_printed_page_says_how_long_it_holds(valid: tuple[str, str]) -> None:
    case, words = valid
    feet = Page(html(case)).of_class("on-paper")
    assert bool(feet) == bool(words)
    assert all(words in foot.text and SAFETY_CARD.text in foot.text for foot in feet)


# --- what was found ------------------------------------------------------------------------------


@CASE
def test_every_cause_has_a_card_with_its_facts(case: str) -> None:
    found, shown = triaged(case), Page(html(case))
    cards = shown.of_class("cause")
    assert len(cards) == len(found.causes)
    for cause, card in zip(found.causes, cards, strict=True):
        assert ("named" in card.classes) == cause.named
        reasons = [*cause.reasons_for, *cause.against, *cause.unknown]
        assert inside(shown, card, "li") == [capital(reason) for reason in reasons]
        links = [one.attributes["href"] for one in shown.all("a") if card in one.within]
        assert links == [f"#record-{key}" for key in cause.evidence]


@CASE
def test_every_record_is_told_once_with_its_standing_and_what_we_do(case: str) -> None:
    shown = Page(html(case))
    rows = [one for one in shown.all("li") if one.attributes.get("id", "").startswith("record-")]
    assert bool(rows) == (case not in ("C05", "C07", "C15"))
    for row in rows:
        record = claim(row.attributes["id"].removeprefix("record-"))
        assert record.statement in row.text
        assert record.what_we_do in row.text
        assert record.standing in row.text


def whole() -> Triage:
    """A triage in which nothing is missing, though no lifter has all of it at once."""
    found = triaged(EVERYTHING)
    return replace(
        found, screen=replace(found.screen, acute=True), also=("sleep 5 h", "long sitting"), ceiling_kg=(100.0, 140.0)
    )


def test_sections_stand_in_their_order() -> None:
    assert sections(page(whole())) == [
        "lead-title", "begin-title", "meanwhile", "causes", "shape", "also", "next", "mind", "records", "safety",
    ]  # fmt: skip


def test_the_way_shows_where_to_begin() -> None:
    shown = Page(html("C01"))
    assert [one.text for one in shown.all("li") if "aria-current" in one.attributes] == ["Foundation"]
    assert not Page(html("C14")).of_class("path")


@CASE
def test_who_may_begin_without_a_plan_is_told_that_it_is_not_built(case: str) -> None:
    found, shown = triaged(case), Page(html(case))
    plan = read_answers(CASES / f"{case}.toml").plan
    clear = found.screen.level in ("routine", "none") and found.phase not in ("settle", "none", "perform")
    begins = clear and plan is None
    assert [text in html(case) for text in PLAN_NEXT] == [begins, begins]
    drills = [one for limiter in found.limiters if begins and (one := drill_for(limiter, found.screen))]
    assert [inside(shown, one, "h3") for one in shown.of_class("drill")] == [[one.name] for one in drills[:1]]
    for one, box in zip(drills[:1], shown.of_class("drill"), strict=True):
        assert inside(shown, box, "li") == list(one.cues)
        assert inside(shown, box, "p")[0] == "A drill for it"
        assert one.stop in box.text
        assert LEG in box.text


def test_the_drill_of_a_signed_case() -> None:
    assert {
        case: box.attributes["aria-labelledby"] for case in SIGNED for box in Page(html(case)).of_class("drill")
    } == {
        "C01": "do-hamstring_seated",
        "C11": "do-hip_flexor_half_kneel",
        "C13": "do-rock_back",
    }


def test_while_a_plan_runs_nothing_is_said_of_one_that_is_not_built() -> None:
    account = read_answers(CASES / "C01.toml")
    plan = read_answers(CASES / "C16.toml").plan
    assert plan is not None
    shown = Page(triage_html(triaged("C01"), TODAY, None, replace(account, plan=plan)))
    assert not shown.of_class("drill")
    assert not [one for one in shown.blocks if PLAN_NEXT[0] in one]


def test_a_change_of_shape_is_told_as_a_place_to_watch() -> None:
    shape = Page(html("C02")).by_id("shape").text
    assert "Between 160 and 200 kg." in shape
    assert "160 kg" in shape
    assert "It is not a limit." in shape


@pytest.mark.parametrize("test", ["T1", "T1b", "T2", "T3", "T4", "T5", "T6", "T7"])
def test_the_next_best_test_has_its_picture_its_steps_its_mark_and_when_to_repeat(test: str) -> None:
    shown = page(replace(triaged("C06"), next_test=NextTest(test, "this one")))
    box, told = shown.by_id("next"), self_tests()[test]
    assert inside(shown, box, "li") == list(told.how)
    for words in (told.name, told.needs, told.look, told.norm, capital(told.again), told.repeats):
        assert words in box.text
    assert len([one for one in shown.of_class("lw-move") if box in one.within]) == 1
    assert claim(told.evidence[0]).statement in shown.by_id("records").text


def test_tests_that_are_to_be_repeated_are_shown_unless_a_condition_rules_them_out() -> None:
    found = triaged("C01")
    shown = page(found)
    assert inside(shown, shown.by_id("next"), "h3") == [self_tests()["T3"].name, self_tests()["T1"].name]
    (later,) = shown.all("details")
    assert "open" not in later.attributes
    assert inside(shown, later, "h3") == [self_tests()["T3"].name, self_tests()["T1"].name]
    assert inside(shown, shown.by_id("next"), "h2") == ["What comes next"]
    assert inside(shown, shown.by_id("next"), "p")[0] == "No test is needed now."
    spared = page(replace(found, screen=replace(found.screen, conditions=("leg_nerve",))))
    assert inside(spared, spared.by_id("next"), "h3") == [self_tests()["T1"].name]


def test_a_clip_of_the_lift_is_shown_how_to_film() -> None:
    assert Page(html("C02")).of_class("film-help")
    assert Page(html("C08")).of_class("film-help")
    assert not Page(html("C14")).of_class("film-help")


def test_ids_of_questions_are_not_shown_to_people() -> None:
    assert "R01" in triaged("C07").next_test.text
    assert [case for case in SIGNED if re.search(r"\bR\d\d\b", html(case))] == []


@CASE
def test_no_mind_is_changed_where_none_was_made_up(case: str) -> None:
    words = headline_of(triaged(case))
    shown = Page(html(case))
    assert ("mind" in sections(shown)) == bool(words and words.mind)
    if words is not None and words.mind:
        assert words.mind in shown.by_id("mind").text


# --- words of people, and words for people -------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_what_a_person_wrote_is_text_and_nothing_else(name: str) -> None:
    def told(words: str) -> Triage:
        found = whole()
        causes = tuple(replace(one, reasons_for=(words,), against=(words,), unknown=(words,)) for one in found.causes)
        causes = (replace(causes[0], mind=words), *causes[1:])
        return replace(found, causes=causes, also=(words,), next_test=NextTest("T7", words.replace(";", ",")))

    plain, hostile = page(told("a bar on blocks")), page(told(name))
    assert [element.tag for element in hostile.elements] == [element.tag for element in plain.elements]
    assert capital(name) in [element.text for element in hostile.all("li")]


NAMES: Final = {one.name for one in catalogue().values()} | {one.name for one in self_tests().values()}


def index(text: str) -> float:
    return reading_index(text if STOP.search(text) else f"{text}.")


@CASE
def test_what_a_page_says_is_easy_and_calm(case: str) -> None:
    shown = Page(html(case))
    spoken = [text for text in shown.blocks if len(text.split()) >= 4 and text not in NAMES]
    assert [(round(index(text), 1), text) for text in spoken if index(text) > HARDEST] == []
    assert statistics.mean(map(index, spoken)) <= USUAL if spoken else case == "C05"
    assert [text for text in shown.blocks if FEAR.search(text)] == []


def test_only_what_the_safety_screen_says_is_left_out_of_the_reading() -> None:
    for case in SIGNED:
        named = Page(html(case)).of_class("safety-words")
        assert {one.attributes.get("id", one.attributes.get("class", "")).split()[0] for one in named} <= {
            "safety", "lead", "on-paper",
        }  # fmt: skip


def test_a_number_keeps_its_unit() -> None:
    assert capital("pain 1 from 15 cm, at 60 kg or 85 % for 5 sets") == (
        "Pain 1 from 15\u00a0cm, at 60\u00a0kg or 85\u00a0% for 5 sets"
    )


def test_one_idea_is_one_sentence() -> None:
    shown = page(replace(triaged("C06"), next_test=NextTest("diary", "a list: questions R01 to R05; is it less?")))
    assert inside(shown, shown.by_id("next"), "p") == ["A list.", "Questions.", "Is it less?"]


# --- the file ------------------------------------------------------------------------------------


def test_the_page_is_written_as_it_is(tmp_path: Path) -> None:
    account = read_answers(CASES / "C01.toml")
    write_triage(triaged("C01"), tmp_path / "triage.html", TODAY, "GB", account)
    assert (tmp_path / "triage.html").read_text("utf-8") == html("C01", "GB")


def test_a_path_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="choose another folder"):
        write_triage(triaged("C05"), tmp_path / "absent" / "triage.html", date(2026, 1, 1))
