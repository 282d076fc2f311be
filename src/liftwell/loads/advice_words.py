"""The words of a what-if: plain, and honest about what is a model, what is typical and what is the lifter's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from liftwell.evidence import threshold
from liftwell.finding import SetupOption
from liftwell.loads.options import Question
from liftwell.loads.recommend import Ladder
from liftwell.loads.variants import Variant
from liftwell.quantity import Quantity, everyday

# Less than this is nothing that anybody would notice (rad).
NOTHING = float(np.radians(0.5))
# Less than this is within what a back does from rep to rep (rad); judgement.
HARDLY = float(np.radians(3.0))


class Found(NamedTuple):
    """What there is to tell: the question, today's lift, the recommended option (None without one), and how today's
    lift changes with the height of the bar; `mark` (rad) is how much the low back may have to give.
    """

    question: Question
    today: SetupOption
    recommended: SetupOption | None
    ladder: Ladder
    mark: float


def title_of(kind: Variant, blocks_m: float) -> str:
    """What to do, in one line."""
    if blocks_m <= 0 or not kind.from_floor:
        return kind.title
    return f"{kind.title.removesuffix(', from the floor')}, from {centimetres(blocks_m)} blocks"


def centimetres(length_m: float) -> str:
    """Such as "8 cm"."""
    return f"{length_m * 100:.0f} cm"


def headline(found: Found) -> str:
    """The one sentence on top."""
    today, where = found.today, _where(found)
    if not today.reachable:
        return f"This set-up does not work {where} with these lengths and hips; {_reach(found)}."
    bend, spare = _value(today.lumbar_flexion), _value(today.hip_spare)
    if bend < NOTHING:
        left = f"with about {_degrees(spare)} to spare" if spare >= NOTHING else "at the end of their range"
        return f"Your hips reach the bar {where} {left}, so your back would not have to round."
    if bend < HARDLY:
        return f"Your back would hardly have to round {where}: by about {_degrees(bend)}."
    free = found.ladder.no_bend().value
    if free is None:
        return f"Your back must give about {_degrees(bend)} {where}."
    blocks = found.ladder.blocks_m[int(np.argmin(np.abs(found.ladder.hands_m - free)))]
    if found.recommended is today:
        return (
            f"Your build suits the bar {where}: your back must give about {_degrees(bend)}; from {centimetres(blocks)} "
            "blocks it would not have to."
        )
    give = f"{where} it must give about {_degrees(bend)}"
    return f"From {centimetres(blocks)} blocks your back would not have to round; {give}."


def reason(found: Found) -> str:
    """Why the recommended option is the one."""
    today, option, mark = found.today, found.recommended, _degrees(found.mark)
    if option is None:
        return f"Nothing here brings what your low back has to give to {mark}, the error counted in. {_RANGE}"
    told = everyday(option.lumbar_flexion)
    if option is today:
        return (
            f"Your build asks for no change: your low back has to give {told}, with the error counted in no more than "
            f"the {mark} that we allow."
        )
    name = option.title[0].lower() + option.title[1:].replace(", from", " from")
    moment = f" The moment at your low back is {change_of(option.change)}." if option.change.seen else ""
    return (
        f"For a back that minds this pull, the smallest change that suits your build: {name}. There your low back has "
        f"to give {told}: with the error counted in no more than the {mark} that we allow, as every back gives a "
        f"little in a pull.{moment}{_only_the_error(today, found.mark)}"
    )


def _only_the_error(today: SetupOption, mark: float) -> str:
    bend = today.lumbar_flexion.value
    if bend is None or bend > mark:
        return ""
    return " Today's set-up is past that by its error only: it may well suit you, and measured hips would tell."


_RANGE = "A longer range of your hips would."


def response_test(found: Found) -> str:
    """How the lifter finds out whether the change helps: pain decides, not geometry."""
    if not found.today.reachable:
        return "Please check the lengths and the hip range first."
    if found.recommended is None or found.recommended is found.today:
        return (
            "If it hurts all the same, try a higher bar: three to five light reps at both heights. If pain is less by "
            "two points, or by a third, the height matters for you."
        )
    return (
        "Do three to five light reps as today, then three to five with this one change. If pain is less by two "
        "points, or by a third, it suits you. If it is no better, your set-up is not what your back minds."
    )


def notes(found: Found, options: Sequence[SetupOption]) -> tuple[str, ...]:
    """What is a model's, what is typical, what is missing, and what studies saw."""
    question = found.question
    return tuple(
        note
        for note in (
            "All of this is what a model of your body predicts. It is not measured, and no study has looked at blocks.",
            _more_than_asked(found),
            _pull(question),
            _hips(question),
            _hamstrings(found),
            _lengths(question),
            _missing(question),
            _sumo(options, found.today),
            _trap_bar(options, found.today),
            _light(options),
        )
        if note
    )


def _where(found: Found) -> str:
    blocks = found.question.blocks_m
    if found.today.code in ("romanian", "good-morning"):
        return "at the lowest point"
    return f"from {centimetres(blocks)} blocks" if blocks > 0 else "from the floor"


def _reach(found: Found) -> str:
    reached = np.flatnonzero(np.isfinite(found.ladder.lumbar[:, 0]))
    if not len(reached):
        return "please check them"
    return f"from {centimetres(found.ladder.blocks_m[reached[0]])} blocks it does"


def _more_than_asked(found: Found) -> str:
    """Rounding that the build does not ask for is no matter of the bar's height."""
    bent, asked = found.question.bent, found.today.lumbar_flexion
    clear = np.radians(threshold("clear_change_min_deg"))
    if bent is None or bent.value is None or asked.value is None or bent.value - asked.value < clear:
        return ""
    return (
        f"In your clip your low back gave {everyday(bent)} at lift-off, which is more than your build asks for. "
        "The rest is how you lift, or how tired you were. A higher bar need not change that."
    )


def _hips(question: Question) -> str:
    told = everyday(question.body.hip_range)
    if question.body.hip_source == "given":
        return f"Your hips: {told}, as you gave it."
    if question.body.hip_source == "clip":
        return f"Your hips: {told}, the most that they bent at a lift-off in your clip; they may go further."
    seen = question.hips
    own = f" In your clip they bent {everyday(seen)}; they may go further." if seen is not None and seen.seen else ""
    return (
        f"Hips that bend {told} are typical, not yours.{own} Rock back on hands and knees with a still back, have "
        "somebody measure the angle, and give it: nothing makes this sharper."
    )


def _pull(question: Question) -> str:
    if not question.of_clip or question.style is not None:
        return ""
    return "Your clip shows no whole pull in which we could follow you, so the pull here is a usual one, not yours."


def _hamstrings(found: Found) -> str:
    """Said where hamstrings, not hips, are what stops the fold at today's start."""
    today, hips = found.today, _value(found.question.body.hip_range)
    stop = _value(today.hip_flexion) + _value(today.hip_spare)
    if not today.reachable or stop > hips - NOTHING:
        return ""
    return (
        f"With knees no more bent than at your start, usual hamstrings stop the hips at {_degrees(stop)} already. "
        "Yours may be longer or shorter."
    )


def _lengths(question: Question) -> str:
    names = question.body.estimated
    if not names:
        return ""
    told = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
    return f"The length of your {told} is what people of your height have on average; a tape does better."


def _missing(question: Question) -> str:
    if question.body.mass_kg is None:
        return "For the moments at your joints, give your body mass and the weight of the bar."
    return "For the moments at your joints, give the weight of the bar." if question.load_kg is None else ""


def _sumo(options: Sequence[SetupOption], today: SetupOption) -> str:
    sumo = _named(options, "sumo")
    if sumo is None or not sumo.change.seen or today.code != "conventional":
        return ""
    return (
        "In a study of competitors the moment at the low back was 10 % less in sumo than in the conventional lift "
        f"(Cholewicki 1991). For you, beside today, the model says: {change_of(sumo.change)}."
    )


def _trap_bar(options: Sequence[SetupOption], today: SetupOption) -> str:
    trap = _named(options, "trap-bar-low")
    if trap is None or not trap.change.seen or today.code not in ("conventional", "block"):
        return ""
    return (
        "With a trap bar, 19 powerlifters had less moment at low back, hip and ankle, and more at the knee "
        f"(Swinton 2011). For your low back, beside today, the model says: {change_of(trap.change)}."
    )


def _light(options: Sequence[SetupOption]) -> str:
    if all(_named(options, code) is None for code in ("romanian", "stiff-leg", "good-morning")):
        return ""
    return (
        "Every line has the same weight, but for the good morning, which gets no more than half of your body mass; "
        "Romanian and stiff-leg are done with less too. With straighter knees the hamstrings stop the hips: there we "
        "take typical ones, not yours."
    )


def change_of(change: Quantity) -> str:
    """Such as "8 ± 2 % less" or "3 ± 2 % more"; "about the same" within its error."""
    value, sd = _value(change), change.sd or 0.0
    if abs(value) <= sd:
        return "about the same"
    word = "less" if value < 0 else "more"
    return f"{abs(value) * 100:.0f} ± {max(1, round(sd * 100))} % {word}"


def _named(options: Sequence[SetupOption], code: str) -> SetupOption | None:
    return next((option for option in options if option.code == code and option.reachable), None)


def _degrees(angle: float) -> str:
    return f"{np.degrees(angle):.0f}°"


def _value(quantity: Quantity) -> float:
    return quantity.value or 0.0
