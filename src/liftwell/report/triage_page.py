"""The page of a triage: one file without a script; where the safety screen speaks, it says that and little else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, Literal

from liftwell.evidence import Claim, Standing, claim, threshold
from liftwell.evidence.claims import MEANING
from liftwell.plan.drills.drill import drill_for
from liftwell.plan.drills.meanwhile import care_with, cues_of, meanwhile
from liftwell.plan.exercise import Exercise
from liftwell.report.day_words import be_seen, day_words
from liftwell.report.html import rendered, save_page
from liftwell.report.intended_use import INTENDED_USE
from liftwell.screen.outcome import Outcome, outcome_of
from liftwell.screen.patterns import Pattern
from liftwell.screen.questions import Level, questions
from liftwell.screen.safety_card import SAFETY_CARD, SafetyCard
from liftwell.triage.account import Account
from liftwell.triage.causes.cause import Cause, Strength
from liftwell.triage.headline import CAUSE_NAMES, FIRST_PHASES, PHASE_NAMES, Headline, headline_of
from liftwell.triage.self_tests import SelfTest, shipped
from liftwell.triage.triage import Triage

STYLES: Final = ("static/page.css", "static/figures.css", "static/triage.css")
Tone = Literal["urgent", "watch", "calm"]
# Where the answer cannot wait. What is only open waits for an answer, not for a clinician.
_URGENT: Final[tuple[Level, ...]] = ("emergency", "today")
_UNSURE: Final = "Phone now"
STRENGTH_WORDS: Final[Mapping[Strength, str]] = {
    "likely": "Likely",
    "possible": "Possible",
    "not judged yet": "Not judged yet",
    "no": "Not this one",
    "no sign": "No sign of it",
    "not known": "Not known",
}
PATH: Final = ("settle", "foundation", "technique", "return", "perform")
FILMED: Final = ("light-clip", "heavy-clip")
# `clinical.md` 2.5, word for word; while a clinician is still to be seen the check does not say clear.
VALID_CLEAR: Final = "Valid only while your last safety check says clear."
VALID_MEANWHILE: Final = "Valid only while your safety check says the same."
# The page shows one drill; the plan of a day begins with a safety check of its own, and is no page to keep.
PLAN_NEXT: Final = ("liftwell plan makes the plan of each day.", "The gallery of drills shows how each is done.")
LEG: Final = "If a leg tingles or the pain moves down it, stop and answer the safety questions again."
# Whose leg tingles already would never begin by those words.
LEG_MORE: Final = "If the leg tingles more or the pain moves further down, stop and answer the safety questions again."
NO_SIGNS: Final = "No warning signs in your answers; strong pain has its own rules."
# The fixed words promise these to people who may train; the page leaves them out where nothing is shown to do.
PROMISES: Final = (" and give you what is safe meanwhile", " You can keep training.")
_NOTED: Final[tuple[Level, ...]] = ("today", "days", "soon")
# "Not for emergencies" is no word for somebody in one.
_NOT_NOW: Final[tuple[Level, ...]] = ("emergency", "unanswered_emergency")


@dataclass(frozen=True, slots=True)
class Doing:
    """An exercise that is safe today, its cues, and what the conditions of today change about it."""

    exercise: Exercise
    cues: tuple[str, ...]
    care: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CauseCard:
    """A cause as it is shown: its name, how strongly it is named, and the reasons on each side that has any."""

    name: str
    strength: Strength
    label: str
    named: bool
    sides: tuple[tuple[str, tuple[str, ...]], ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """What would tell most now, in sentences.

    tests: how it is done where it is a self-test; filmed: by a clip; later: nothing is to be tested before a while.
    """

    heading: str
    sentences: tuple[str, ...]
    tests: tuple[SelfTest, ...]
    filmed: bool
    later: bool


@dataclass(frozen=True, slots=True)
class View:
    """The whole page, top to bottom, as plain values.

    on: the day that the answers are read for; holds: how long they hold, for whom they are clear; by: the last day to
    be seen; note: whether a note is spoken of; words: None where the safety screen speaks alone; first: what comes
    before what that screen says, check and then: what it says of today and of what may be done meanwhile; people: what
    is said to people of this age and with these conditions; step: which of PATH to begin with, None where none is;
    plan_next: where the plan of a day is made; drill: one for what limits; doings: what is safe today; records: what is
    behind it, numbered in `number` in the order in which it is leant on; standings: what each word for how well they
    hold means;
    valid: how long a printed page holds, empty where there is nothing to hold.
    """

    on: date
    holds: str
    by: str
    note: bool
    words: Headline | None
    outcome: Outcome
    check: str
    then: str
    first: str
    tone: Tone
    open: tuple[tuple[str, str], ...]
    people: tuple[str, ...]
    step: str | None
    plan_next: tuple[str, ...]
    drill: Doing | None
    doings: tuple[Doing, ...]
    causes: tuple[CauseCard, ...]
    ceiling_kg: tuple[float, float] | None
    also: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    next: Next | None
    records: tuple[Claim, ...]
    number: Mapping[str, int]
    standings: tuple[tuple[Standing, str], ...]
    valid: str


def write_triage(
    found: Triage, path: Path, on: date, country: str | None = None, account: Account | None = None
) -> None:
    """Write the page to `path`; see `triage_html`. Raises CannotWrite when it cannot be written."""
    save_page(triage_html(found, on, country, account), path)


def triage_html(found: Triage, on: date, country: str | None = None, account: Account | None = None) -> str:
    """The page's text.

    on: the day that the answers are read for; country: decides the phone numbers; account: tells when the safety
    questions were answered and whether a plan runs, of which nothing is said without it.
    """
    return rendered("triage.html", (), STYLES, **facts_of(found, on, country, account))


def facts_of(found: Triage, on: date, country: str | None = None, account: Account | None = None) -> dict[str, Any]:
    """What `triage_body.html` needs; see `triage_html`."""
    view = view_of(found, on, country, account)
    card: SafetyCard = SAFETY_CARD
    path = [(key, PHASE_NAMES[key].split(":")[0]) for key in PATH]
    leg = LEG_MORE if "leg_nerve" in found.screen.conditions else LEG
    words = {"leg": leg, "intended_use": "" if found.screen.level in _NOT_NOW else INTENDED_USE}
    tools = {"capital": capital, "dial": dial, "day_words": day_words}
    return {"view": view, "card": card, "path": path, "note_address": "", **tools, **words}


def _told_on(on: date, account: Account | None) -> date:
    """From when a time to be seen counts: the day of the answers, so that a page made again later gives no more."""
    answered = account.intake.safety.answered_on if account is not None else None
    return on if answered is None else min(on, answered)


def view_of(found: Triage, on: date, country: str | None = None, account: Account | None = None) -> View:
    """Everything that is shown of a triage."""
    words, outcome = headline_of(found), outcome_of(found.screen, country)
    doings = tuple(_doing(one, found) for one in meanwhile(found.screen))
    causes = tuple(_card(cause) for cause in found.causes) if words is not None else ()
    patterns = found.patterns if words is not None else ()
    following, tone = _next(found), _tone(words, outcome)
    begins = found.phase in FIRST_PHASES and words is not None and not _plan_runs(found, account)
    first = "" if found.screen.supported or tone == "urgent" or outcome.level in _NOT_NOW else outcome.age_words
    keys = tuple(dict.fromkeys(_leant_on(found, words, causes, patterns, following)))
    records = tuple(claim(key) for key in keys)
    return View(
        on=on,
        holds=_holds(found, outcome, account),
        by=be_seen(outcome.level, _told_on(on, account)),
        note=outcome.level in _NOTED,
        words=words,
        outcome=outcome,
        check=_check(found, outcome),
        then=_then(found, outcome),
        first=first,
        tone=tone,
        open=tuple(_open(found)) if words is None else (),
        people=tuple(text for text in _people(found, outcome) if text != first),
        step=found.phase if found.phase in PATH else None,
        plan_next=PLAN_NEXT if begins else (),
        drill=_drill(found) if begins else None,
        doings=doings,
        causes=causes,
        ceiling_kg=found.ceiling_kg if words is not None else None,
        also=found.also if words is not None else (),
        patterns=patterns,
        next=following,
        records=records,
        number={key: n for n, key in enumerate(keys, 1)},
        standings=tuple((one, MEANING[one]) for one in dict.fromkeys(record.standing for record in records)),
        valid=VALID_CLEAR if outcome.may_train else VALID_MEANWHILE if doings else "",
    )


def _plan_runs(found: Triage, account: Account | None) -> bool:
    return found.next_test.id == "plan" or (account is not None and account.plan is not None)


def _holds(found: Triage, outcome: Outcome, account: Account | None) -> str:
    """How long the answers hold; nothing beside a clearance, which may end before, nor where we ask again tomorrow."""
    answered = None if account is None else account.intake.safety.answered_on
    sooner = found.phase == "settle" or any(flag.cleared for flag in found.screen.flags)
    if answered is None or not outcome.may_train or sooner:
        return ""
    last = answered + timedelta(days=threshold("screen_valid_days"))
    return f"Your safety answers hold until {day_words(last)}, if nothing changes."


def _check(found: Triage, outcome: Outcome) -> str:
    """The fixed words, but for a promise that the page does not keep."""
    if found.phase == "settle" and outcome.level == "none":
        return NO_SIGNS
    text = outcome.text
    if not found.screen.supported or (found.phase == "settle" and outcome.level == "routine"):
        for promise in PROMISES:
            text = text.replace(promise, "")
    return text


def _then(found: Triage, outcome: Outcome) -> str:
    """What may be done meanwhile; no plan goes on while the pain settles."""
    settles_otherwise = found.phase == "settle" and outcome.may_train and not found.screen.acute
    return "" if settles_otherwise else outcome.what_next


def _doing(one: Exercise, found: Triage) -> Doing:
    return Doing(one, cues_of(one), care_with(one, found.screen))


def _drill(found: Triage) -> Doing | None:
    """A drill for the first limiter that has one for this person."""
    drills = (drill_for(limiter, found.screen) for limiter in found.limiters)
    return next((Doing(one, one.cues, care_with(one, found.screen)) for one in drills if one is not None), None)


def _tone(words: Headline | None, outcome: Outcome) -> Tone:
    if words is not None:
        return "calm"
    return "urgent" if outcome.level in _URGENT or outcome.headline.startswith(_UNSURE) else "watch"


def _open(found: Triage) -> Iterator[tuple[str, str]]:
    """What is still to be answered, with its help; those of an emergency alone while there are any."""
    level = found.screen.level
    if level not in ("unanswered_emergency", "unanswered"):
        return
    for flag in dict.fromkeys(flag for flag in found.screen.flags if flag.level == level):
        question = questions().get(flag.id)
        yield (flag.sentence, "") if question is None else (question.text, question.help)


def _people(found: Triage, outcome: Outcome) -> Iterator[str]:
    """What is said to people of that age and with those conditions, and what a clinician has said of them."""
    yield from (text for text in (outcome.age_words, *outcome.groups) if text)
    cleared = dict.fromkeys(flag.sentence for flag in found.screen.flags if flag.cleared)
    yield from (f"A clinician knows of this: {sentence[:1].lower()}{sentence[1:]}" for sentence in cleared)


def _card(cause: Cause) -> CauseCard:
    sides = (("For", cause.reasons_for), ("Against", cause.against), ("Not known", cause.unknown))
    return CauseCard(
        CAUSE_NAMES[cause.name],
        cause.strength,
        STRENGTH_WORDS[cause.strength],
        cause.named,
        tuple((label, reasons) for label, reasons in sides if reasons),
        cause.evidence,
    )


def _next(found: Triage) -> Next | None:
    """None where nothing is to be tested, nor anything to be done that the safety screen does not say itself."""
    if found.phase == "none" and found.screen.level != "today":
        return None
    key, tests = found.next_test.id, tuple(_tests(found))
    later = key == "repeat"
    filmed = key in FILMED or (later and not tests)
    heading = "Next best test" if (tests or filmed) and not later else "What comes next"
    return Next(heading, tuple(_sentences(found.next_test.text)), tests, filmed, later)


def _sentences(text: str) -> Iterator[str]:
    """One idea each: where the words of a triage go on after a colon, people read on in a new sentence."""
    text = text.replace("none needed now", "no test is needed now")
    for part in _GOES_ON.split(_QUESTION_IDS.sub("", text)):
        yield capital(part if part.endswith((".", "?")) else f"{part}.")


def _tests(found: Triage) -> Iterator[SelfTest]:
    """The self-test that is asked for, or those that are to be repeated; none that a condition rules out."""
    leading = found.leading
    if found.next_test.id in shipped():
        keys: tuple[str, ...] = (found.next_test.id,)
    elif found.next_test.id == "repeat" and leading is not None and leading.name == "foundation":
        keys = (*(_OF_LIMITER[one] for one in found.limiters if one in _OF_LIMITER), "T1")
    else:
        keys = ()
    yield from (shipped()[key] for key in keys if not shipped()[key].spare & set(found.screen.conditions))


_OF_LIMITER: Final = {"hip": "T2", "hamstring": "T3", "psoas": "T4"}
# "Safety questions R01 to R05" means something to whoever wrote them, not to whoever answers them.
_QUESTION_IDS: Final = re.compile(r" R\d\d(?: to R\d\d)?")
_GOES_ON: Final = re.compile(r"[:;.] ")


def _leant_on(
    found: Triage,
    words: Headline | None,
    causes: Iterable[CauseCard],
    patterns: Iterable[Pattern],
    following: Next | None,
) -> Iterator[str]:
    if words is None:
        yield from (key for flag in found.screen.reasons for key in flag.evidence if found.screen.level in _MAY_READ)
    for behind in (*(cause.evidence for cause in causes), *(pattern.evidence for pattern in patterns)):
        yield from behind
    if following is not None:
        yield from (key for test in following.tests for key in test.evidence)


# Whoever has to go today, or has to answer first, gets nothing else to read.
_MAY_READ: Final[tuple[Level, ...]] = ("days", "soon")


def capital(text: str) -> str:
    """The same, begun as a sentence is, each number on one line with its unit."""
    return _BEFORE_UNIT.sub("\u00a0", text[:1].upper() + text[1:])


def dial(text: str, outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Pieces of a text, those that are phone numbers of the country with what is to be dialled, the others with ""."""
    phone = outcome.phone
    numbers = _NUMBER.findall(f"{phone.emergency}, {phone.advice or ''}") if phone.country else []
    if not numbers:
        yield text, ""
        return
    longest_first = sorted(set(numbers), key=len, reverse=True)
    for piece in re.split(rf"(?<!\d)({'|'.join(map(re.escape, longest_first))})(?!\d)", text):
        if piece:
            yield piece, piece.replace(" ", "") if piece in numbers else ""


_BEFORE_UNIT: Final = re.compile(r"(?<=\d) (?=(?:cm|kg|s|h|%)(?!\w))")
_NUMBER: Final = re.compile(r"\d(?: ?\d)+")
