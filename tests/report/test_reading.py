"""Everything that a report says can be read at twelve, and frightens or blames nobody."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import asdict

import pytest

from liftwell.analysis import Analysis
from liftwell.capture.content import check_company, check_plate
from liftwell.evidence import all_claims
from liftwell.finding import BECAUSE
from liftwell.report.film import Film
from liftwell.report.html import report_html
from liftwell.report.lead import SURE_BAD, SURE_GOOD
from liftwell.technique.words import all_words
from tests.capture.filmed import bar, scale
from tests.capture.test_codes import PRODUCED
from tests.reading import FACTS, FEAR, STOP, reading_index
from tests.report.conftest import Shown
from tests.report.kinds import KINDS, refused_for, stills_of
from tests.report.pages import Page

HARDEST, USUAL = 11.0, 8.0
REASONS = [
    *(reason for reasons in PRODUCED.values() for reason in reasons),
    *check_company(3),
    *check_plate(bar("hands"), scale(known=True)),
]


def rules() -> list[str]:
    """Everything that the rules may say, with numbers filled in."""
    return [text.format(**FACTS) for words in all_words().values() for text in asdict(words).values() if text]


def claims() -> list[str]:
    return [text for claim in all_claims().values() for text in (claim.statement, claim.what_we_do)]


SAID: dict[str, Callable[[], list[str]]] = {
    "rules": rules,
    "claims": claims,
    "filming": lambda: [reason.message for reason in REASONS],
    "reasons": lambda: [f"{text[0].upper()}{text[1:]}." for text in BECAUSE.values()],
    "how sure": lambda: [*SURE_BAD.values(), *SURE_GOOD.values()],
}
PAGES: dict[str, Callable[[], Analysis]] = {**KINDS, "refused for everything": lambda: refused_for(REASONS)}


def blocks(analysis: Analysis) -> list[str]:
    """What people read of its report, with and without the film."""
    texts = [report_html(analysis, Film(copy, stills_of(analysis))) for copy in (None, b"mp4")]
    return list(dict.fromkeys(block for text in texts for block in Page(text).blocks))


def index(text: str) -> float:
    """Its reading index; what has no end of a sentence, as titles and captions, is one sentence."""
    return reading_index(text if STOP.search(text) else f"{text}.")


def check(texts: list[str]) -> None:
    sentences = [text for text in texts if len(text.split()) >= 4]
    assert [(round(index(text), 1), text) for text in sentences if index(text) > HARDEST] == []
    assert statistics.mean(map(index, sentences)) <= USUAL
    assert [text for text in texts if FEAR.search(text)] == []


@pytest.mark.parametrize("texts", SAID.values(), ids=SAID)
def test_what_may_be_said_is_easy_and_calm(texts: Callable[[], list[str]]) -> None:
    check(texts())


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)
def test_what_a_page_says_is_easy_and_calm(make: Callable[[], Analysis]) -> None:
    check(blocks(make()))


def test_the_real_pages_are_easy_and_calm(demo: Shown, refused: Shown) -> None:
    for shown in (demo, refused):
        check(Page(shown.text).blocks)


def test_the_pages_are_read_whole() -> None:
    """Headline, cue, claim, caption, table of words and a reason, each of another element."""
    read = " ".join(blocks(KINDS["fix"]()) + blocks(KINDS["fast"]()))
    for part in ("One thing to change first: ", "Drag the bar up your legs.", "plain mechanics", "the mark is",
                 "The error. In two of three cases", "The fast mode leaves it out."):  # fmt: skip
        assert part in read
    assert "doi:" not in read
    assert "16 years" not in read


@pytest.mark.parametrize(
    "hard", ["A dangerous lift.", "Considerable intervertebral flexion accompanies every unaccustomed repetition here."]
)
def test_a_hard_or_frightening_sentence_would_be_found(hard: str) -> None:
    with pytest.raises(AssertionError):
        check(["This is an easy sentence.", hard])
