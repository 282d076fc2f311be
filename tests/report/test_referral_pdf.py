"""The note on paper: one page whatever was told, plain words, the same bytes, and everything of the note on it."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Final

import pytest

from liftwell.errors import CannotWrite
from liftwell.report.pen import CUT, NO_LETTERS
from liftwell.report.referral_pdf import (
    FOOT,
    NOT_SIGNED,
    ROOMS,
    card_inputs,
    picture,
    referral_inputs,
    referral_pdf,
    safety_card_pdf,
    write_referral,
    write_safety_card,
)
from liftwell.report.typeset import asked, pages
from liftwell.screen.intake import Intake
from liftwell.screen.phone import countries
from liftwell.screen.questions import questions
from liftwell.screen.safety_card import SAFETY_CARD
from liftwell.triage.account import Account
from liftwell.triage.referral import ReferralNote
from tests.reading import FEAR
from tests.report.notes import GRAVE, ON, STORY, account, answered, cleared, everything, note
from tests.report.pdf_text import pdf_text, squeezed

MARKUP: Final = (
    '#import "@preview/x:1.0.0": * #panic("no") $x^2$ *bold* _it_ `code` <label> @ref // no \\ = [a] "q" \u007b{x}'
)
HOSTILE: Final = {
    "markup": MARKUP,
    "long": "pain " * 1000,
    "endless": "x" * 5000,
    "markup without end": "#import$*[" * 500,
    "lines": "a\n\n= b\n- c\n" * 400,
    "signs": "日本語 😀 עברית \x00\u202e" * 300,
    "marks": "e" + "\u0301" * 5000,
    "quotes": "\"'`“”«»\\" * 600,
    "json": '{"a": [1, null]}' * 300,
}
CASES: Final = [f"C{k:02d}" for k in range(1, 17)]


def on_page(found: ReferralNote) -> str:
    return pdf_text(referral_pdf(found))


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type/Page\b", pdf))


# --- everything is on it -------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_every_word_of_the_note_is_on_the_page(case: str) -> None:
    found = note(account(case), "GB")
    page = on_page(found)
    rows = [words for part in found.parts for row in part.rows for words in (row.what, row.told)]
    reasons = [words for one in found.reasons for words in (one.when, one.question, one.answer, one.own)]
    heads = [found.title, "26 Nov 2026", found.age, found.sex, "Self-reported, not examined", found.level_words]
    strip = found.tear_off
    tear_off = () if strip is None else (strip.title, strip.about, *strip.fields, *strip.choices, "Limits")
    signs = [words for one in (*found.signs.nerves, *found.signs.body) for words in (one.what, one.told)]
    hand = [*found.by_hand, found.medicines, found.signs.title]
    for words in (
        *heads,
        *hand,
        *reasons,
        *signs,
        *rows,
        *found.ask,
        *tear_off,
        SAFETY_CARD.text,
        *found.outcome.phone.lines,
        *FOOT,
    ):
        assert squeezed(words) in page, words
    assert squeezed(CUT) not in page


def test_an_emergency_says_so_at_the_top_in_the_fixed_words() -> None:
    found = note(account("C05"), "GB")
    page = on_page(found)
    assert squeezed(found.outcome.text) in page
    assert squeezed("phone 999.") in page
    assert page.index(squeezed(found.outcome.text)) < page.index("Why")
    assert page.index("Emergency:tobeseennow") < page.index(squeezed(found.outcome.text))
    assert squeezed("Please go to an emergency department now") not in on_page(note(account("C09"), "GB"))


def test_an_emergency_shows_the_warning_signs_before_all_else_and_no_strip() -> None:
    page = on_page(note(account("C05"), "GB"))
    places = [page.index(squeezed(words)) for words in ("Please assess now.", "Warning signs", "Asked", "Pain story")]
    assert places == sorted(places)
    for words in ("For the clinician.", "may not start yet", "hip hinging", "Best lift", "Training now"):
        assert squeezed(words) not in page


def test_today_asks_first_and_has_a_strip() -> None:
    page = on_page(note(answered(account("C09"), R04=("yes_new",)), "GB"))
    asked = ("Please examine today: strength of one leg.", "Then say whether loaded", "How soon", "Warning signs")
    places = [page.index(squeezed(words)) for words in (*asked, "Pain story", "For the clinician.")]
    assert places == sorted(places)
    usual = on_page(note(account("C09"), "GB"))
    places = [usual.index(squeezed(words)) for words in ("Warning signs", "Last session", "Please examine and say")]
    assert places == sorted(places)


def test_only_a_yes_is_bold() -> None:
    def bold(given: Account) -> set[str]:
        columns = json.loads(referral_inputs(note(given, "GB"))["note"])["signs"]["columns"]
        return {what for column in columns for what, _, yes in column if yes}

    assert bold(account("C05")) == {"Signs in both legs"}
    assert bold(account("C09")) == bold(Account(Intake(ON))) == set()


def test_what_was_not_answered_is_named() -> None:
    page = on_page(note(Account(Intake(ON))))
    assert squeezed("Not answered: toilet, feeling between the legs, both legs") in page
    assert squeezed("Age not told, sex not told") in page


def test_what_is_known_stands_beside_an_open_emergency_question() -> None:
    given = account("C09")
    safety = replace(given.intake.safety, answers={**given.intake.safety.answers, "R08": ()})
    found = note(replace(given, intake=replace(given.intake, safety=safety)))
    assert squeezed(found.level_words + found.known) in on_page(found)


def test_numbers_are_said_to_be_unsigned_where_there_are_any() -> None:
    assert squeezed(NOT_SIGNED) in on_page(note(account("C05"), "DE"))
    page = on_page(note(account("C05")))
    assert squeezed("Emergency: your local emergency number.") in page
    assert squeezed(NOT_SIGNED) not in page


def test_numbers_that_nobody_has_looked_at_for_long_say_so() -> None:
    given = account("C05")
    later = replace(given, intake=replace(given.intake, on=ON.replace(year=2027)))
    old = squeezed("Somebody last looked at them on 26 Nov 2026.")
    assert old in on_page(note(later, "GB"))
    assert old not in on_page(note(later))
    assert old not in on_page(note(given, "GB"))


def test_when_to_phone_in_pregnancy_is_on_it() -> None:
    found = note(everything(), "GB")
    page = on_page(found)
    assert len(found.outcome.stop) == 2
    assert all(squeezed(words) in page for words in found.outcome.stop)


def test_the_fixed_words_and_the_card_are_never_cut() -> None:
    found = note(everything("said " * 1000), "CA")
    page = on_page(found)
    for words in (found.outcome.text, *found.ask, SAFETY_CARD.text, found.level_words, *found.outcome.phone.lines):
        assert squeezed(words) in page
    assert squeezed(CUT) in page


# --- one page ------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_a_usual_case_is_one_page_in_large_letters(case: str) -> None:
    inputs = referral_inputs(note(account(case), "GB"))
    assert pages("referral.typ", inputs) == 1
    assert json.loads(inputs["note"])["room"]["text"] >= 10


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_one_page_with_everything_told_and_any_words(said: str) -> None:
    for given in (everything(said), cleared(said, (said, said), said)):
        assert sheets(referral_pdf(note(given, "GB"))) == 1


def test_one_page_with_the_strip_and_everything_else_told() -> None:
    """The strip takes room that an emergency does not need."""
    calm = {key: (question.clear,) for key, question in questions().items()}
    less = dict.fromkeys(("R01", "R02", "R04"), ("yes_old",))
    grave = {key: GRAVE[key] for key in GRAVE if key not in ("R03", "R05", "R06", "R07", "R08", "R10", *less)}
    given = everything(answers=calm | less | grave)
    corrected = replace(given, intake=replace(given.intake, emergency=None, story=replace(STORY, walking="normal")))
    found = note(corrected, "GB")
    assert (found.level, len(found.reasons) > 8) == ("today", True)
    assert sheets(referral_pdf(found)) == 1


def test_one_page_with_every_answer_open_or_not_sure() -> None:
    for answer in ((), ("unsure",)):
        answers = dict.fromkeys(GRAVE, answer)
        inputs = referral_inputs(note(everything(answers=answers), "GB"))
        assert pages("referral.typ", inputs) == 1


def test_reasons_keep_the_words_of_a_question_where_there_is_room() -> None:
    answers = {key: (question.clear,) for key, question in questions().items()}
    few = answers | {key: GRAVE[key] for key in ("R09", "R15", "R14")}
    page = on_page(note(everything(answers=few), "GB"))
    for key in ("R09", "R15", "R14"):
        assert squeezed(questions()[key].text) in page


def test_rooms_only_ever_get_tighter() -> None:
    for name in ("text_pt", "question", "answer", "own"):
        sizes = [getattr(room, name) for room in ROOMS]
        assert sizes == sorted(sizes, reverse=True)
    assert len(fields(ROOMS[0])) == 6
    assert ROOMS[0].question >= max(len(question.text) for question in questions().values())


# --- plain words ---------------------------------------------------------------------------------


def test_markup_in_a_persons_words_is_shown_as_it_was_typed() -> None:
    page = on_page(note(cleared(note=MARKUP)))
    assert squeezed(MARKUP) in page
    assert squeezed(CUT) not in page


def test_five_thousand_signs_are_cut_and_it_is_said() -> None:
    page = on_page(note(cleared(note="pain " * 1000)))
    assert "painpain" in page
    assert "…" in page
    assert squeezed(CUT) in page


def test_signs_without_letters_are_said() -> None:
    page = on_page(note(cleared(note="日本 and more")))
    assert squeezed("□ and more") in page
    assert squeezed(NO_LETTERS) in page


def test_only_the_card_the_questions_and_the_emergency_may_frighten() -> None:
    """The card and the emergency words are exempt by name (`clinical.md` 7.1); what we say beside them is not."""
    for case in CASES:
        data = json.loads(referral_inputs(note(account(case), "GB"))["note"])
        exempt = {"card", "emergency", "reasons"}
        said = json.dumps([value for key, value in data.items() if key not in exempt])
        assert FEAR.findall(said.replace('"tear_off"', "")) == []


# --- the file ------------------------------------------------------------------------------------


def test_same_note_same_bytes_in_another_process_too() -> None:
    code = (
        "import hashlib; from tests.report.notes import account, note; from liftwell.report.referral_pdf import *;"
        "print(hashlib.sha256(referral_pdf(note(account('C09'), 'GB')) + safety_card_pdf('GB')).hexdigest())"
    )
    here = hashlib.sha256(referral_pdf(note(account("C09"), "GB")) + safety_card_pdf("GB")).hexdigest()
    root = Path(__file__).parent.parent.parent
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert there.stdout.strip() == here


def test_it_needs_no_folder_to_stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """typst looks for files below the folder that it is started in; there is none to look for."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert referral_pdf(note(account("C09"))).startswith(b"%PDF")


def test_it_says_what_it_is_to_a_screen_reader() -> None:
    pdf = referral_pdf(note(account("C09"), "GB"))
    assert b"pdfuaid:part>1<" in pdf
    assert b"/Lang(en-GB)" in pdf
    assert b"/Title(Referral note for low back pain with lifting)" in pdf
    assert b"/MarkInfo<</Marked true" in pdf
    assert b"/CreationDate(D:20261126" in pdf
    assert re.search(rb"/S/TH\b", pdf)


def test_no_font_but_those_in_typst() -> None:
    for pdf in (referral_pdf(note(everything(MARKUP), "GB")), safety_card_pdf("GB")):
        fonts = set(re.findall(rb"/BaseFont/[A-Z]{6}\+(\w+)", pdf))
        assert fonts
        assert {name.removesuffix(b"Identity") for name in fonts} <= {
            b"LibertinusSerif",
            b"NewCMMath",
        }


def test_it_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "note.pdf"
    path.write_bytes(b"old")
    found = note(account("C09"))
    write_referral(found, path)
    assert path.read_bytes() == referral_pdf(found)
    assert [one.name for one in tmp_path.iterdir()] == ["note.pdf"]


@pytest.mark.parametrize("place", ["missing/note.pdf", "folder"])
def test_a_place_that_cannot_be_written(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotWrite, match="please choose another folder"):
        write_referral(note(account("C09")), tmp_path / place)
    with pytest.raises(CannotWrite, match="please choose another folder"):
        write_safety_card(tmp_path / place)
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


def test_the_date_before_all_dates() -> None:
    assert referral_pdf(note(Account())).startswith(b"%PDF")


# --- the card ------------------------------------------------------------------------------------


@pytest.mark.parametrize("country", [None, *countries()])
def test_the_card_is_one_page_word_for_word(country: str | None) -> None:
    inputs = card_inputs(country)
    assert pages("safety_card.typ", inputs) == 1
    assert asked("safety_card.typ", inputs, "<card>")["go_signs"] == list(SAFETY_CARD.go_signs)
    page = pdf_text(safety_card_pdf(country))
    for words in (SAFETY_CARD.go, *SAFETY_CARD.go_signs, SAFETY_CARD.phone, *SAFETY_CARD.phone_signs):
        assert squeezed(words) in page
    assert (squeezed(NOT_SIGNED) in page) == (country is not None)


def test_the_card_is_written(tmp_path: Path) -> None:
    write_safety_card(tmp_path / "card.pdf", "NZ")
    page = pdf_text((tmp_path / "card.pdf").read_bytes())
    assert squeezed("Emergency: 111.") in page
    assert squeezed("Health advice: 0800 611 116.") in page


def test_a_picture_of_the_page() -> None:
    png = picture("referral.typ", referral_inputs(note(account("C09"))), 40)
    assert png.startswith(b"\x89PNG")
