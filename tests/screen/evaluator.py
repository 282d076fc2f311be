"""A second reading of `clinical.md` 2.3 to 2.7, written from the page alone and before its author saw the code.

It shares nothing with `liftwell.screen` but the nouns: the answers, their levels, what a clearance can lift and every
rule stand here once more, copied by hand from the reference, so that a slip of either side shows. Unknown is a third
truth value (Kleene): a rule that an unknown fact could still make true leaves the screen open, and never clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final, NamedTuple

from liftwell.screen.intake import Clearance, Intake, PastEmergency

LEVELS: Final = ("emergency", "unanswered_emergency", "today", "days", "soon", "unanswered", "routine", "none")
NOW, OPEN_NOW, TODAY, DAYS, SOON, OPEN, ROUTINE, CLEAR = range(len(LEVELS))

# Answers in the order of the screen, the first of each "nothing of this"; then which of them mean a level, whether a
# clearance lifts it (+), and the condition it sets.
ANSWERS: Final[dict[str, str]] = {
    "R01": "no yes_new yes_old known unsure",
    "R02": "no yes_new yes_old sex_only unsure",
    "R03": "no yes_new yes_old unsure",
    "R04": "no yes_new yes_old pain_stops unsure",
    "R05": "no yes_new yes_old unsure",
    "R06": "no yes_week yes_older checked unsure",
    "R07": "no yes aneurysm unsure",
    "R08": "no yes unsure",
    "R09": "none a b both unsure",
    "R10": "no yes_unchecked yes_checked unsure",
    "R11": "no ill risk unsure",
    "R12": "no constant weight both unsure",
    "R13": "no yes unsure",
    "R14": "no fine yes exertion unsure",
    "R15": "none pregnant birth op_recent op_back_old hip_replacement unsure",
    "R16": "not_asked few three four_plus unsure",
}
MEANS: Final[dict[str, str]] = {
    "R01": "yes_new=emergency yes_old=today+ known=none:known_bladder",
    "R02": "yes_new=emergency yes_old=today+ sex_only=days+",
    "R03": "yes_new=emergency yes_old=days+",
    "R04": "yes_new=today+ yes_old=soon+:old_weakness pain_stops=days",
    "R05": "yes_new=emergency yes_old=today+",
    "R06": "yes_week=emergency yes_older=days+",
    "R07": "yes=emergency aneurysm=today+:no_straining",
    "R08": "yes=emergency",
    "R09": "both=days+:bone_fragile a=soon+:bone_fragile",
    "R10": "yes_unchecked=days+ yes_checked=none:cancer_history",
    "R11": "ill=today+ risk=days+",
    "R12": "constant=days+ weight=days+ both=days+",
    "R13": "yes=today+",
    "R14": "exertion=today+ yes=soon+:no_straining fine=none:breathe_easy",
    "R15": "pregnant=soon+:pregnant birth=soon+:postnatal op_recent=soon+:post_surgery"
    " op_back_old=soon+:past_back_surgery hip_replacement=none:hip_replacement",
    "R16": "three=routine:ask_inflammatory four_plus=routine:ask_inflammatory",
}
GRAVE: Final = frozenset({NOW, TODAY, DAYS, SOON})  # what is said, as opposed to what is open or only a reminder
IMMEDIATE: Final = frozenset({"R01", "R02", "R03", "R05", "R06", "R07", "R08"})
QUESTIONS: Final = {key: tuple(words.split()) for key, words in ANSWERS.items()}


class Reason(NamedTuple):
    """One reason: what it comes from, the place of its level in LEVELS, whether a clearance lifts it, its condition."""

    source: str
    level: int
    clearable: bool = False
    condition: str | None = None


class Verdict(NamedTuple):
    """What the page says: the level with and without clearance, conditions, acute, and whether the age is served."""

    level: str
    uncleared: str
    conditions: frozenset[str]
    acute: bool
    supported: bool


def evaluate(intake: Intake) -> Verdict:
    """The verdict of the page for this intake."""
    reasons = [
        *_answered(intake),
        *_combined(intake),
        *_profile(intake),
        *_story(intake),
        *_course(intake),
        *_standing(intake),
    ]
    lifted = _lifted(reasons, intake)
    left = [r.level for r in reasons if not (lifted and r.level in GRAVE)]
    return Verdict(
        LEVELS[min(left, default=CLEAR)],
        LEVELS[min((r.level for r in reasons), default=CLEAR)],
        frozenset(r.condition for r in reasons if r.condition is not None),
        _acute(intake),
        intake.person.age is None or intake.person.age >= 16,
    )


def _read(question: str) -> dict[str, Reason]:
    found = {}
    for rule in MEANS[question].split():
        answer, meaning = rule.split("=")
        level, _, condition = meaning.partition(":")
        found[answer] = Reason(question, LEVELS.index(level.strip("+")), level.endswith("+"), condition or None)
    return found


_RULES: Final = {key: _read(key) for key in QUESTIONS}
_SKIPPED: Final = {key: Reason(key, OPEN_NOW if key in IMMEDIATE else OPEN) for key in QUESTIONS}
_UNSURE: Final = {**_SKIPPED, "R16": Reason("R16", CLEAR)}


def _answered(intake: Intake) -> Iterator[Reason]:
    told = intake.safety.answers
    for key, rules in _RULES.items():
        chosen = told.get(key, ())
        if not chosen:
            yield _SKIPPED[key]
        for answer in chosen:
            if answer == "unsure":
                yield _UNSURE[key]
            elif answer in rules:
                yield rules[answer]
            elif answer not in QUESTIONS[key]:
                yield _SKIPPED[key]
    when = intake.safety.answered_on
    if when is None or not 0 <= (intake.on - when).days <= 28:
        yield Reason("stale", OPEN)


def _profile(intake: Intake) -> Iterator[Reason]:
    age = intake.person.age
    if age is None:
        yield Reason("age", OPEN)
    elif age < 18:
        yield Reason("age", CLEAR, condition="under18")
    elif age >= 65:
        yield Reason("age", CLEAR, condition="over65")
    for trouble in intake.person.troubles:
        yield Reason("troubles", CLEAR, condition=trouble)


def _story(intake: Intake) -> Iterator[Reason]:
    story, age, days = intake.story, intake.person.age, intake.story.days
    for name in ("now", "walking", "waking"):
        if getattr(story, name) is None:
            yield Reason(name, OPEN)
    back = None if story.otherwise is None else "bending-back" in story.otherwise
    rigid = None if story.otherwise is None else "nothing-changes-it" in story.otherwise
    if "b" in intake.safety.answers.get("R09", ()):
        severe = _both(_from(age, 50), _from(story.worst, 7))
        yield from _when(_either(_from(age, 65), severe), Reason("R09", DAYS, True))
    # 5.6 wins over the shorter text of screen.toml: at 16 and 17 bending back alone asks for a check.
    lasting = _both(_below(age, 18), _either(back, _from(days, 14)))
    yield from _when(
        _either(lasting, _both(_below(age, 25), back, _from(days, 21))), Reason("D1", SOON, True, "young_bone")
    )
    yield from _leg(intake)
    yield from _when(_both(_from(story.waking, 6), _from(days, 14)), Reason("D3", SOON, True))
    yield from _when(_both(_from(age, 50), story.first_time, rigid), Reason("D4", SOON, True))


def _leg(intake: Intake) -> Iterator[Reason]:
    leg, mapped = intake.story.leg, "below-knee" in (intake.story.where or ())
    if leg is None:
        yield Reason("leg", OPEN)
    if leg == "both" and "no" in intake.safety.answers.get("R03", ()):
        yield Reason("R03", OPEN_NOW)
    if leg == "spreading":
        yield Reason("D2", DAYS, True, "leg_nerve")
    elif leg == "both" and "yes_new" in intake.safety.answers.get("R03", ()):
        return  # signed case C05: an emergency in both legs sets no condition of one leg
    elif leg in ("below-knee", "both") or mapped:
        yield Reason("D2", SOON, True, "leg_nerve")
    elif "yes_old" in intake.safety.answers.get("R03", ()):
        yield Reason("R03", CLEAR, condition="leg_nerve")


def _course(intake: Intake) -> Iterator[Reason]:
    """D5. A course that is not told is no progress: here the unknown takes the graver side at once."""
    course = intake.course
    if course is None:
        return
    lost, before = course.pain_lost or 0, course.pain_before or 0
    if course.acute_days >= 14 and lost < 2 and intake.story.walking != "normal":
        yield Reason("D5", DAYS)
    third_gone = before > 0 and lost / before >= 0.3
    if course.plan_days >= 42 and lost < 2 and not third_gone and (course.activity_gain or 0) < 2:
        yield Reason("D5", ROUTINE)


def _standing(intake: Intake) -> Iterator[Reason]:
    if intake.emergency is not None and not _left(intake.emergency, intake):
        yield Reason("past", NOW)


def _left(past: PastEmergency, intake: Intake) -> bool:
    """Left by a slip that is undone within ten minutes, or by an examination and answers given since.

    What stays open of the new answers is open by its own level.
    """
    if past.corrected_at is not None and timedelta(0) <= past.corrected_at - past.at <= timedelta(minutes=10):
        return True
    seen, when = past.checked_on, intake.safety.answered_on
    if seen is None or when is None or not past.said.strip():
        return False
    return past.at.date() <= seen <= when <= intake.on


def _combined(intake: Intake) -> Iterator[Reason]:
    """2.4; its fifth line keeps the level of its parts. No clearance is named for any of them, so none lifts one."""
    told = intake.safety.answers

    def says(question: str, *answers: str) -> bool:
        return any(answer in told.get(question, ()) for answer in answers)

    if says("R02", "sex_only") and any(says(key, "yes_new") for key in ("R01", "R03", "R04", "R05")):
        yield Reason("K1", NOW)
    if says("R04", "yes_new") and says("R03", "yes_new", "yes_old"):
        yield Reason("K2", NOW)
    if says("R11", "ill") and (says("R04", "yes_new") or intake.story.walking == "no"):
        yield Reason("K3", TODAY)
    if says("R10", "yes_unchecked", "yes_checked") and (says("R04", "yes_new") or says("R05", "yes_old")):
        yield Reason("K4", NOW)


def _lifted(reasons: Iterable[Reason], intake: Intake) -> bool:
    """Whether a clinician's word lifts what is there: one grave reason that it cannot or does not cover ends it.

    What is told to get worse after the word was given has changed since: R04 new, or a leg symptom that spreads.
    """
    words, told = [one for one in intake.clearances if _holds(one, intake)], intake.safety
    weaker = "yes_new" in told.answers.get("R04", ())
    for reason in (r for r in reasons if r.level in GRAVE):
        worse = (reason.source == "R04" and weaker) or (reason.source == "D2" and reason.level == DAYS)
        about = [one.on for one in words if reason.source in one.flags]
        fresh = [on for on in about if not worse or (told.answered_on is not None and on >= told.answered_on)]
        if not (reason.clearable and fresh):
            return False
    return True


def _holds(clearance: Clearance, intake: Intake) -> bool:
    now = intake.safety.answers
    same = all(set(then) == set(now.get(key, ())) for key, then in clearance.answers.items())
    return same and 0 <= (intake.on - clearance.on).days <= 90


def _acute(intake: Intake) -> bool:
    story = intake.story
    hard = story.walking is not None and story.walking != "normal"
    fresh = story.days is None or story.days < 14
    return hard or (story.now is not None and story.now >= 7) or (story.rising is True and fresh)


def _when(true: bool | None, reason: Reason) -> Iterator[Reason]:
    """The reason where it holds; where that is not known, a gap."""
    if true:
        yield reason
    elif true is None:
        yield Reason(f"{reason.source} open", OPEN)


def _from(value: float | None, mark: float) -> bool | None:
    return None if value is None else value >= mark


def _below(value: float | None, mark: float) -> bool | None:
    return None if value is None else value < mark


def _both(*parts: bool | None) -> bool | None:
    return False if False in parts else None if None in parts else True


def _either(*parts: bool | None) -> bool | None:
    return True if True in parts else None if None in parts else False
