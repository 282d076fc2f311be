"""The safety screen: answers and story in, level with all its reasons and the conditions that shape a plan out.

`clinical.md` 2.2 to 2.6. The worst level decides and every reason is kept. What was not told is never taken for "no":
it leaves a question open, and an open question allows no loaded hinge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from liftwell.evidence import threshold
from liftwell.screen import derived_rules
from liftwell.screen.flags import DISAGREE, Flag, opened
from liftwell.screen.intake import Clearance, Intake, PastEmergency
from liftwell.screen.patterns import conditions_of
from liftwell.screen.questions import FIRST_PAGE, UNSURE, Level, Question, Rule, at_least, questions, worst

CORRECTION: Final = timedelta(minutes=10)
_BOTH_LEGS: Final = "R03"
# With these the catalogue forbids every lift (`plan/exercises.toml`; a test holds the two together).
_NO_LIFTS: Final = frozenset({"leg_nerve", "young_bone", "no_straining"})
# Answers to R04 and about the leg that mean a change, whatever was cleared before.
_GETTING_WORSE: Final = ("yes_new", "spreading")


@dataclass(frozen=True, slots=True)
class Screen:
    """What the safety screen says today.

    level: the worst of all flags after clearance, level_uncleared the worst without it; flags: gravest first, cleared
    ones included; conditions: what shapes a plan, in the order in which they were found; acute: the pain is so strong
    that it has to settle first; supported: False under 16 years; limits: what clinicians who cleared a flag allow.
    """

    level: Level
    level_uncleared: Level
    flags: tuple[Flag, ...]
    conditions: tuple[str, ...]
    acute: bool
    supported: bool
    limits: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[Flag, ...]:
        """The flags that make the level what it is today, gravest first."""
        return tuple(flag for flag in self.flags if not flag.cleared and flag.level != "none")

    @property
    def open(self) -> tuple[str, ...]:
        """Ids of what is still to be answered, those of an emergency first."""
        return tuple(flag.id for flag in self.flags if flag.open)

    @property
    def forbidding(self) -> frozenset[str]:
        """The words that the `forbid` list of an exercise is held against."""
        return frozenset(self.conditions) | ({"acute"} if self.acute else set())

    @property
    def leaves_a_bar(self) -> bool:
        """Whether the conditions leave any lift with a bar; a clearance keeps them, so that no level tells."""
        return self.forbidding.isdisjoint(_NO_LIFTS)


def screened(intake: Intake, found: Collection[str] = ()) -> Screen:
    """The screen of today; `found` are conditions that a self-test has shown ("groin_pinch")."""
    flags = [*_answered(intake), *_combined(intake), *derived_rules.flags(intake)]
    flags += _standing(intake, {flag.id for flag in flags if flag.level == "emergency"})
    if _stale(intake):
        flags.append(opened("stale", "unanswered"))
    flags = sorted(_with_clearances(flags, intake), key=lambda flag: flag.order)
    shaping = (*(flag.condition for flag in flags if flag.condition), *conditions_of(intake, found))
    age = intake.person.age
    return Screen(
        worst(*(flag.level for flag in flags if not flag.cleared)),
        worst(*(flag.level for flag in flags)),
        tuple(flags),
        tuple(dict.fromkeys(shaping)),
        is_acute(intake),
        age is None or age >= threshold("age_supported_min"),
        _limits(flags, intake),
    )


def is_acute(intake: Intake) -> bool:
    """Whether the pain is so strong or so new that it has to settle before anything else (`clinical.md` 4.1)."""
    story = intake.story
    new = story.days is None or story.days < threshold("acute_new_days")
    return (
        (story.now is not None and story.now >= threshold("acute_pain_min"))
        or story.walking in ("hard", "no")
        or (story.rising is True and new)
    )


# --- the questions -------------------------------------------------------------------------------


def chosen(intake: Intake, question: Question) -> tuple[str, ...]:
    """The answers given to a question; none where skipped, and none where it is no answer that there is."""
    told = intake.safety.answers.get(question.id, ())
    if told == (question.clear,):
        return told  # nearly always, and the screen asks twenty times
    known = dict(question.answers)
    return tuple(answer for answer in told if answer in known)


def _answered(intake: Intake) -> Iterator[Flag]:
    for question in questions().values():
        answers = chosen(intake, question)
        if question.id == _BOTH_LEGS and intake.story.leg == "both" and question.clear in answers:
            # The story says what the answer denies; neither is believed before it is asked again.
            yield opened(question.id, "unanswered_emergency", DISAGREE)
        if not answers or len(answers) < len(intake.safety.answers[question.id]):
            yield opened(question.id, "unanswered_emergency" if question.level == "emergency" else "unanswered")
        if UNSURE in answers and question.level != "routine":
            open_level: Level = "unanswered_emergency" if question.level == "emergency" else "unanswered"
            yield opened(question.id, open_level, UNSURE)
        for rule in question.rules:
            if rule.answer in answers:
                yield from _ruled(intake, question, rule)


def _ruled(intake: Intake, question: Question, rule: Rule) -> Iterator[Flag]:
    """The flag of a rule, or the fact that is missing to tell whether it holds."""
    age, pain = intake.person.age, intake.story.worst
    if (rule.age_min is not None and age is not None and age < rule.age_min) or (
        rule.pain_worst_min is not None and pain is not None and pain < rule.pain_worst_min
    ):
        return
    if rule.age_min is not None and age is None:
        yield opened("age", "unanswered")
    elif rule.pain_worst_min is not None and pain is None:
        yield opened("worst", "unanswered")
    else:
        yield Flag(
            question.id, rule.level, rule.answer, clearable=rule.clearable, condition=rule.condition,
            evidence=question.evidence,
        )  # fmt: skip


# --- combinations (2.4) --------------------------------------------------------------------------


def _combined(intake: Intake) -> Iterator[Flag]:
    def says(question: str, *answers: str) -> bool:
        return any(answer in answers for answer in chosen(intake, questions()[question]))

    old_or_new = ("yes_new", "yes_old")
    if says("R02", "sex_only") and any(says(one, "yes_new") for one in ("R01", "R03", "R04", "R05")):
        yield _together("K1", "emergency", "redflag-cauda-equina")
    if says("R04", "yes_new") and says("R03", *old_or_new):
        yield _together("K2", "emergency", "redflag-cauda-equina")
    if says("R11", "ill") and (says("R04", "yes_new") or intake.story.walking == "no"):
        yield _together("K3", "today", "redflag-infection")
    if says("R10", "yes_unchecked", "yes_checked") and (says("R04", "yes_new") or says("R05", "yes_old")):
        yield _together("K4", "emergency", "redflag-cord-compression")


def _together(key: str, level: Level, evidence: str) -> Flag:
    return Flag(key, level, "together", evidence=(evidence,))


# --- what stands from before ---------------------------------------------------------------------


def _standing(intake: Intake, now: Collection[str]) -> Iterator[Flag]:
    """An emergency of before that nobody has left, unless it is the one that the answers tell of `now`."""
    past = intake.emergency
    if past is None or has_left(past, intake):
        return
    if past.at.date() != intake.on or not set(past.questions) <= set(now):
        yield Flag("past", "emergency", "past", evidence=("redflag-cauda-equina",))


def has_left(emergency: PastEmergency, intake: Intake) -> bool:
    """Whether an emergency of before is over: a slip corrected within ten minutes, or an examination since.

    After the examination the whole screen has to be answered anew (2.6).
    """
    corrected = emergency.corrected_at
    if corrected is not None and timedelta(0) <= corrected - emergency.at <= CORRECTION:
        return True
    checked, answered = emergency.checked_on, intake.safety.answered_on
    return (
        checked is not None
        and bool(emergency.said.strip())
        and answered is not None
        and emergency.at.date() <= checked <= answered <= intake.on
    )


def _stale(intake: Intake) -> bool:
    """Whether the answers are too old, or from a day that has not come yet."""
    answered = intake.safety.answered_on
    return answered is None or not 0 <= (intake.on - answered).days <= threshold("screen_valid_days")


def _with_clearances(flags: Iterable[Flag], intake: Intake) -> list[Flag]:
    """The flags, those cleared that a clinician's word covers: it holds only as long as no other flag is there."""
    flags = list(flags)
    grave = [flag for flag in flags if at_least(flag.level, "soon") and flag.level != "unanswered_emergency"]
    if not all(flag.clearable and any(_covers(one, flag, intake) for one in intake.clearances) for flag in grave):
        return flags
    return [replace(flag, cleared=True) if flag in grave else flag for flag in flags]


def _limits(flags: Iterable[Flag], intake: Intake) -> tuple[str, ...]:
    """The limits of the clearances that turned a flag off."""
    cleared = {flag.id for flag in flags if flag.cleared}
    counting = (one for one in intake.clearances if _holds(one, intake) and cleared & set(one.flags))
    return tuple(dict.fromkeys(limit for clearance in counting for limit in clearance.limits))


def _covers(clearance: Clearance, flag: Flag, intake: Intake) -> bool:
    """Whether a clearance speaks of a flag; never of what the person says to be getting worse since it was given."""
    asked = intake.safety.answered_on
    worse_since = flag.answer in _GETTING_WORSE and (asked is None or asked > clearance.on)
    return flag.id in clearance.flags and _holds(clearance, intake) and not worse_since


def _holds(clearance: Clearance, intake: Intake) -> bool:
    if not 0 <= (intake.on - clearance.on).days <= threshold("clearance_valid_days"):
        return False
    now = intake.safety.answers
    return all(set(now.get(key, ())) == set(answers) for key, answers in clearance.answers.items())


def first_page_open(screen: Screen) -> bool:
    """Whether none of the emergency questions has been answered yet."""
    emergency = [key for key in FIRST_PAGE if questions()[key].level == "emergency"]
    return all(key in screen.open for key in emergency)
