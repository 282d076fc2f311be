"""Which question comes next: safety first, and no further than safety allows; the same at the terminal and on pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.errors import ImpossibleValue
from liftwell.evidence import threshold
from liftwell.plan.lifter import CLEAR
from liftwell.screen import short_check
from liftwell.screen.flags import DISAGREE
from liftwell.screen.prompts import BASIS, STIFF_MORNINGS, Prompt, applies, of_test, prompts
from liftwell.screen.questions import FIRST_PAGE, UNSURE
from liftwell.screen.red_flags import CORRECTION, Screen, has_left, screened
from liftwell.triage.triage import triage

SAFETY: Final = ("safety", "about")
# Where the answer to an open fact of the screen goes.
OPEN: Final = {
    "age": "about.age",
    "now": "pain.now",
    "walking": "pain.walking",
    "leg": "pain.leg",
    "waking": "pain.waking",
    "worst": "pain.worst",
    "days": "pain.days",
    "bending-back": "pain.otherwise",
    "otherwise": "pain.otherwise",
    "first_time": "pain.first_time",
}
Stage = Literal["safety", "story", "tests", "done"]
_STORY: Final = ("pain", "training")


@dataclass(frozen=True, slots=True)
class Next:
    """The next question, None where there is none any more; number: which one it is of `of` that apply now.

    stage "done" before all was asked: safety has the word.
    """

    stage: Stage
    prompt: Prompt | None = None
    number: int = 0
    of: int = 0


def next_question(saved: SavedAnswers, left_open: Collection[str] = ()) -> Next:
    """What is asked next of somebody whose coming back was seen to; `left_open`: what they do not answer this time."""
    if cannot_wait(saved) and first_page_done(saved, None, left_open):
        return Next("done")
    for stage, asked in (("safety", safety_prompts()), ("safety", still_open(saved)), ("story", story_prompts())):
        if stage == "story" and not clear(saved):
            return Next("done")
        todo = to_ask(saved, asked, left_open)
        if todo:
            whole = [one for one in asked if applies(one, answers_of(saved))]
            return Next(stage, todo[0], 1 + len(whole) - len(todo), len(whole))  # type: ignore[arg-type]
    todo = to_ask(saved, next_tests(saved), left_open)
    return Next("tests", todo[0], 1, len(todo)) if todo else Next("done")


def to_ask(saved: SavedAnswers, asked: Sequence[Prompt], left_open: Collection[str] = ()) -> list[Prompt]:
    """Those without an answer that apply."""
    known = answers_of(saved)
    return [one for one in asked if one.path not in left_open and not saved.answered(one.path) and applies(one, known)]


def keep_answer(saved: SavedAnswers, prompt: Prompt, answer: object | None) -> None:
    """Keep an answer, None for one that is left open; raises ImpossibleValue, and keeps the old, where it cannot be."""
    safety = prompt in safety_prompts() or prompt.path in OPEN.values()
    if safety and not saved.answered("screen.answered_on"):
        # From the first answer on, so that an answer of yesterday never counts as one of today.
        saved.keep("screen.answered_on", saved.today.isoformat())
    saved.keep(prompt.path, answer)
    keep_what_does_not_apply(saved)
    if safety:
        note_emergency(saved)


def keep_what_does_not_apply(saved: SavedAnswers) -> None:
    """The question on stiff mornings has an answer of its own where nobody is asked it."""
    stiff = next(one for one in prompts() if one.path == f"screen.{STIFF_MORNINGS}")
    if saved.answered("pain.days") and not saved.answered(stiff.path) and not applies(stiff, answers_of(saved)):
        saved.keep(stiff.path, ["not_asked"])


# --- what belongs to each stage ------------------------------------------------------------------


def safety_prompts() -> list[Prompt]:
    """What the safety screen rests on, in the order of asking."""
    return [one for one in prompts() if one.group in SAFETY or one.path in BASIS]


def still_open(saved: SavedAnswers) -> list[Prompt]:
    """What the screen still leaves open: an answer may open the next question."""
    paths = {OPEN[key] for key in current(saved).open if key in OPEN}
    return [one for one in prompts() if one.path in paths]


def story_prompts() -> list[Prompt]:
    """The story of the pain and the training."""
    return [one for one in prompts() if one.group in _STORY]


def plan_prompts() -> list[Prompt]:
    """What a plan has to know once: what there is to train with, and how heavy it was."""
    return [one for one in prompts() if one.group == "plan"]


def next_tests(saved: SavedAnswers) -> list[Prompt]:
    """The questions about the self-test that would tell most now; a stick stands in for the hinge's clip."""
    test = triage(saved.account()).next_test.id
    return list(of_test("T1b" if test == "T1" else test))


# --- safety --------------------------------------------------------------------------------------


def answers_of(saved: SavedAnswers) -> dict[str, object]:
    """The answers so far, by the path of their question."""
    return {one.path: saved.at(one.path) for one in prompts()}


def current(saved: SavedAnswers) -> Screen:
    """What the safety screen says by now."""
    account = saved.account()
    return screened(account.intake, account.found)


def clear(saved: SavedAnswers) -> bool:
    """Whether the screen lets the questions go on to the pain and the training; under 16 years it does not."""
    screen = current(saved)
    return screen.supported and screen.level in CLEAR


def cannot_wait(saved: SavedAnswers) -> bool:
    """Whether the person has to go or to phone now, so that no other question may hold them up."""
    screen = current(saved)
    unsure = any(flag.level == "unanswered_emergency" and flag.answer == UNSURE for flag in screen.flags)
    return screen.level == "emergency" or unsure


def first_page_done(saved: SavedAnswers, last: Prompt | None, left_open: Collection[str] = ()) -> bool:
    """Whether the page that comes before everything else has been gone through; last: what was asked last.

    A question of it that was left open has been gone through too: an emergency in another one cannot wait for it.
    """
    key = "" if last is None else last.path.removeprefix("screen.")
    beyond = last is not None and (key not in FIRST_PAGE or key == FIRST_PAGE[-1])
    return beyond or all(saved.answered(path) or path in left_open for path in (f"screen.{one}" for one in FIRST_PAGE))


def note_emergency(saved: SavedAnswers) -> None:
    """Keep it that an emergency was shown, so that a changed answer alone does not make it go away."""
    intake = saved.account().intake
    past = intake.emergency
    if past is not None and not has_left(past, intake):
        return
    flags = [flag for flag in current(saved).reasons if flag.level == "emergency"]
    if flags:
        now = saved.now.isoformat(timespec="seconds")
        saved.content["emergency"] = {"at": now, "questions": [flag.id for flag in flags]}
        saved.write()


# --- coming back ---------------------------------------------------------------------------------


def answered_on(saved: SavedAnswers) -> date | None:
    """The day of the whole screen."""
    return saved.account().intake.safety.answered_on


def is_fresh(saved: SavedAnswers) -> bool:
    """Whether the whole screen still holds."""
    answered = answered_on(saved)
    return answered is not None and 0 <= (saved.today - answered).days <= threshold("screen_valid_days")


def short_is_due(saved: SavedAnswers) -> bool:
    """Whether a short check comes first: a short one never makes the whole screen younger."""
    answered = answered_on(saved)
    return answered is not None and is_fresh(saved) and (answered < saved.today or not current(saved).open)


def short_prompt() -> Prompt:
    """The short check; what is new opens its questions."""
    choices = tuple((tick, words) for tick, words, _ in short_check.TICKS)
    return Prompt("screen.short", "safety", "many", short_check.TEXT, "Several may fit.", choices)


def ask_again_what_was_unsure(saved: SavedAnswers) -> None:
    """Who comes back is asked what they were not sure of, and where two answers did not agree."""
    unsure = [flag.id for flag in current(saved).flags if flag.open and flag.answer in (UNSURE, DISAGREE)]
    if unsure:
        saved.forget_screen(tuple(dict.fromkeys(unsure)))


LEAVE: Final = Prompt(
    "emergency",
    "safety",
    "choice",
    "Your last safety check sent you to an emergency department. What has happened since?",
    "Enter an examination only if someone examined you after these symptoms began.",
    (
        ("checked", "A clinician has examined me since"),
        ("slip", "I pressed another answer than I meant"),
        ("nothing", "Nothing yet"),
    ),
)
NO_SUCH_DAY: Final = "That day is not between the safety check and today."
TOO_LATE: Final = "That was more than ten minutes ago, so only an examination can end it."


def in_emergency(saved: SavedAnswers) -> bool:
    """Whether an emergency of before still stands, so that nothing else is asked (2.6)."""
    intake = saved.account().intake
    return intake.emergency is not None and not has_left(intake.emergency, intake)


def waits_for_leave(saved: SavedAnswers) -> bool:
    """Whether nothing has been told yet that ends it; who was examined answers the whole screen anew first."""
    emergency = saved.account().intake.emergency
    checked = None if emergency is None else emergency.checked_on
    examined = emergency is not None and checked is not None and emergency.at.date() <= checked <= saved.today
    return in_emergency(saved) and not examined


def leave_by_slip(saved: SavedAnswers) -> bool:
    """Take back an answer that was pressed by mistake; False where that is too long ago."""
    emergency = saved.account().intake.emergency
    assert emergency is not None
    if saved.now - emergency.at > CORRECTION:
        return False
    saved.keep("emergency.corrected_at", saved.now.isoformat(timespec="seconds"))
    saved.forget_screen(tuple(key for key in emergency.questions if key.startswith("R")))
    return True


def is_day_of_examination(saved: SavedAnswers, day: date) -> bool:
    """Whether the day lies between the safety check that found it and today."""
    emergency = saved.account().intake.emergency
    return emergency is not None and emergency.at.date() <= day <= saved.today


def leave_by_examination(saved: SavedAnswers, day: date, said: str) -> None:
    """An examination: when, and what was said; then the whole screen is answered anew. Raises ImpossibleValue."""
    if not is_day_of_examination(saved, day):
        raise ImpossibleValue(NO_SUCH_DAY)
    if not said.strip():
        raise ImpossibleValue("Write in one line what they said.")
    saved.keep("emergency.checked_on", day.isoformat())
    saved.keep("emergency.said", said)
    saved.forget_screen()
