"""The referral note: one page for a clinician, only what was told, no score and no diagnosis (`clinical.md` 2.10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from liftwell.screen.flags import DISAGREE, SKIPPED, Flag
from liftwell.screen.intake import Clearance, Intake
from liftwell.screen.outcome import Outcome, known_level, outcome_of
from liftwell.screen.questions import Level, questions
from liftwell.screen.red_flags import Screen
from liftwell.screen.safety_card import SAFETY_CARD, SafetyCard
from liftwell.triage.account import Account
from liftwell.triage.referral_parts import Part, day, not_told, one_of, parts_of, referral_words, span_of, told_as
from liftwell.triage.referral_signs import Signs, signs_of
from liftwell.triage.triage import Triage

_DAYS: Final = {"days": 3, "soon": 14}
_URGENT: Final = ("emergency", "today")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is sent: `when` it alone asks to be seen, the question's words, the answer, and what was cleared.

    own: words that a person typed, which may be of any length; empty where there are none.
    """

    level: Level
    when: str
    question: str
    answer: str
    own: str = ""


@dataclass(frozen=True, slots=True)
class TearOff:
    """What the clinician fills in: fields, what to tick, and room for limits."""

    title: str
    about: str
    fields: tuple[str, ...]
    choices: tuple[str, ...]
    limits: str


@dataclass(frozen=True, slots=True)
class ReferralNote:
    """Everything on the page, in its order.

    on: the day of the answers; level_words: how soon; known: how soon by what was answered, where an emergency
    question is open, else empty; outcome: what the screen says to the person; signs: every warning sign, the noes too;
    reasons: gravest first; not_answered: topics; parts: story, legs, history, training; ask: what the reader is asked,
    the most pressing first; urgent: it is asked before all else; by_hand, medicines: lines to fill in, as no name is
    kept; tear_off: the clearance, None for an emergency, which has none.
    """

    on: date
    title: str
    basis: str
    age: str
    sex: str
    level: Level
    level_words: str
    known: str
    outcome: Outcome
    signs: Signs
    reasons: tuple[Reason, ...]
    not_answered: tuple[str, ...]
    parts: tuple[Part, ...]
    ask: tuple[str, ...]
    urgent: bool
    by_hand: tuple[str, ...]
    medicines: str
    tear_off: TearOff | None
    card: SafetyCard = SAFETY_CARD


def referral_note(account: Account, triage: Triage, country: str | None = None) -> ReferralNote:
    """The note for an account and what the triage made of it; what was not told says so."""
    words, intake, screen = referral_words(), account.intake, triage.screen
    return ReferralNote(
        intake.on,
        words["title"],
        words["basis"],
        told_as(intake.person.age, "{} years"),
        one_of(intake.person.body.sex, "sex"),
        screen.level,
        _level_words(triage, intake.on),
        _known(triage, intake.on),
        outcome_of(screen, country),
        signs_of(intake),
        tuple(_reasons(intake, screen.flags)),
        tuple(dict.fromkeys(flag.topic for flag in screen.flags if flag.open and flag.answer == SKIPPED)),
        tuple(parts_of(account, triage)),
        _asked(screen),
        known_level(screen) in _URGENT,
        tuple(words["by_hand"]),
        words["medicines"],
        None if screen.level == "emergency" else _tear_off(),
    )


def _asked(screen: Screen) -> tuple[str, ...]:
    """Whether lifting may start is no question before an emergency has been seen, and only the second one today.

    Nor is it one where no answer asks for anybody.
    """
    words, level = referral_words()["ask"], known_level(screen)
    if level == "emergency":
        return (words["emergency"],)
    if level == "today":
        what = dict.fromkeys(referral_words()["examine"][flag.id] for flag in screen.reasons if flag.level == level)
        return (words["today"].format(what="; ".join(what)), words["then"])
    return (words["none" if screen.level == "none" and screen.supported else "usual"],)


def _tear_off() -> TearOff:
    words = referral_words()["tear_off"]
    return TearOff(words["title"], words["about"], tuple(words["fields"]), tuple(words["choices"]), words["limits"])


def _level_words(triage: Triage, on: date) -> str:
    level = triage.screen.level
    cleared = level in ("routine", "none") and any(flag.cleared for flag in triage.screen.flags)
    return _by(referral_words()["level"]["cleared" if cleared else level], level, on)


def _known(triage: Triage, on: date) -> str:
    level = known_level(triage.screen)
    opened = triage.screen.level == "unanswered_emergency"
    return _by(referral_words()["known"].get(level, ""), level, on) if opened else ""


def _by(words: str, level: Level, on: date) -> str:
    return words.format(by=day(on + timedelta(days=_DAYS.get(level, 0))))


# --- reasons -------------------------------------------------------------------------------------


def _reasons(intake: Intake, flags: Iterable[Flag]) -> Iterator[Reason]:
    """One for each question and each rule, gravest first."""
    grouped: dict[str, list[Flag]] = {}
    for flag in flags:
        if flag.level != "none" and flag.answer != SKIPPED:
            grouped.setdefault(flag.id, []).append(flag)
    for key, group in grouped.items():
        worst = group[0]
        clearance = _clearance(intake, key) if worst.cleared else None
        when = referral_words()["when"]["cleared" if clearance else worst.level]
        if key in questions():
            question, answer = questions()[key].text, "; ".join(_answers(group))
        else:
            question, answer = referral_words()["worked_out"][key], _facts(intake, worst)
        own = _cleared(clearance) if clearance else ""
        if key == "past" and intake.emergency is not None:
            answer, own = _earlier(intake), intake.emergency.said
        yield Reason(worst.level, when, question, answer, _plain(own))


def _answers(group: Iterable[Flag]) -> Iterator[str]:
    for flag in group:
        question = questions()[flag.id]
        gainsaid = flag.answer == DISAGREE
        yield referral_words()["words"]["gainsaid"] if gainsaid else question.words(flag.answer)


def _facts(intake: Intake, flag: Flag) -> str:
    """What a rule without a question of its own looked at; a combination's answers stand under their questions."""
    story = intake.story
    words: str = referral_words()["facts"].get(flag.id, flag.sentence)
    return words.format(
        age=told_as(intake.person.age, "{} years"),
        span=told_as(story.days, "{}") if story.days is None else span_of(story.days),
        leg=one_of(story.leg_told, "leg"),
        back={True: "yes", False: "no", None: not_told()}[story.hurts("bending-back")],
        waking=told_as(story.waking, "{}"),
    )


def _clearance(intake: Intake, key: str) -> Clearance | None:
    """The latest clearance that speaks of a flag."""
    found = [one for one in intake.clearances if key in one.flags and one.on <= intake.on]
    return max(found, key=lambda one: one.on, default=None)


def _cleared(clearance: Clearance) -> str:
    words = referral_words()["words"]
    limits = "; ".join(clearance.limits) or words["no_limits"]
    said = words["cleared"].format(by=clearance.by, on=day(clearance.on), limits=limits)
    return f"{said}. {clearance.note}" if clearance.note else said


def _earlier(intake: Intake) -> str:
    assert intake.emergency is not None
    topics = [questions()[key].topic if key in questions() else key for key in intake.emergency.questions]
    found: str = referral_words()["words"]["earlier"]
    return found.format(on=day(intake.emergency.at.date()), topics=", ".join(topics) or not_told())


def _plain(text: str) -> str:
    """A person's own words in one line."""
    return " ".join(text.split())
