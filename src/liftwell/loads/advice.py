"""The whole answer for one lifter: today's lift, the options, the smallest change that helps, and the words for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from liftwell.finding import SetupOption, WhatIf
from liftwell.loads.advice_words import Found, headline, notes, reason, response_test, title_of
from liftwell.loads.options import Question, option
from liftwell.loads.recommend import OTHERS, Ladder, ladder_of, mark_of, smallest_change
from liftwell.loads.style import Measured, own_of
from liftwell.loads.variants import VARIANTS, variant

# Shown as an example where blocks are not needed.
EXAMPLE_BLOCKS_M = 0.10


def what_if(question: Question, rng: np.random.Generator, blocks_m: Sequence[float] = ()) -> WhatIf:
    """What another bar, stance or height would change for the body of `question`.

    `blocks_m`: heights of blocks that the lifter wants to see as well. `rng` draws the bodies that this one may be.
    """
    bodies, mark = question.draw(rng), mark_of(question)
    ladders = {code: ladder_of(question, bodies, code) for code in dict.fromkeys((question.lift, *OTHERS))}
    here = (question.lift, question.blocks_m)
    now = question.pull(bodies, question.lift, np.array([question.blocks_m]))

    def one(lift: str, blocks: float) -> SetupOption:
        code = "block" if blocks > 0 and lift == "conventional" else lift
        pull = now if (lift, blocks) == here else question.pull(bodies, lift, np.array([blocks]))
        return option(question, code, title_of(variant(lift), blocks), pull, now)

    today = one(*here)
    change = _change(question, ladders, mark, reachable=today.reachable)
    asked = [(question.lift, blocks) for blocks in blocks_m]
    pairs = [*asked, *([change] if change else []), *_usual(question, asked, change)]
    options = {pair: one(*pair) for pair in dict.fromkeys(pairs) if pair != here}
    recommended = None if change is None else options.get(change, today)
    found = Found(question, today, recommended, ladders[question.lift], mark)
    return WhatIf(
        today=today,
        options=tuple(options.values()),
        recommended=recommended,
        headline=headline(found),
        reason=reason(found),
        test=response_test(found),
        notes=notes(found, tuple(options.values())),
        heights=found.ladder.steps,
        no_bend_height=found.ladder.no_bend(),
        mark=mark,
        hip_range=question.body.hip_range,
        hip_source=question.body.hip_source,
        load_kg=question.load_kg,
    )


def _change(
    question: Question, ladders: dict[str, Ladder], mark: float, *, reachable: bool
) -> tuple[str, float] | None:
    """Lift and blocks of the smallest change, which may be none; there has to be one where today's bar is not
    `reachable`.
    """
    lowest = ladders[question.lift].lowest(mark)
    if reachable and lowest is not None and lowest <= question.blocks_m:
        return question.lift, question.blocks_m
    within = {code: ladders[code].lowest(mark) == 0.0 for code in OTHERS if code != question.lift}
    return smallest_change(question.lift, lowest, within)


def _usual(
    question: Question, asked: Sequence[tuple[str, float]], change: tuple[str, float] | None
) -> list[tuple[str, float]]:
    raised = [
        blocks for lift, blocks in (*asked, *([change] if change else [])) if lift == question.lift and blocks > 0
    ]
    blocks = [] if raised or not variant(question.lift).from_floor else [(question.lift, EXAMPLE_BLOCKS_M)]
    return [*blocks, *((lift, 0.0) for lift in VARIANTS)]


def setups_for(
    measured: Measured,
    load_kg: float | None,
    rng: np.random.Generator,
    *,
    hip_range: float | None = None,
    lumbar_range: float | None = None,
    blocks_m: Sequence[float] = (),
) -> WhatIf:
    """The same for the lifter of a clip; raises as `question_for` does."""
    question = question_for(measured, load_kg, hip_range=hip_range, lumbar_range=lumbar_range)
    return what_if(question, rng, blocks_m)


def question_for(
    measured: Measured, load_kg: float | None, *, hip_range: float | None = None, lumbar_range: float | None = None
) -> Question:
    """What is asked of the lifter of a clip, who pulls in their own style; both ranges (rad) as somebody measured them.

    Raises ImpossibleValue when neither the clip nor a stature says how long the body is.
    """
    own = own_of(measured, hip_range, lumbar_range)
    return Question(
        own.body,
        load_kg,
        own.floor_m,
        own.lift,
        own.blocks_m,
        own.style,
        own.floor_sd_m,
        own.bent,
        own.hips,
        of_clip=True,
    )
