"""The plan of a day as it is written by `liftwell plan --json`: the safety screen, the session, and why.

Before safety is clear there is no exercise in it, at any level; the safety card is always in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from pydantic import Field

from liftwell.exchange.quantity_document import Number, Part
from liftwell.exchange.screen_document import ScreenDocument
from liftwell.plan.drills.meanwhile import cues_of
from liftwell.plan.exercise import exercise
from liftwell.plan.plan_words import heading, lift_words, may_show, sayable, scheme_words, stop_of, stop_words
from liftwell.plan.prescription import DayKind, Item, MainLift, Reason, Today
from liftwell.screen.questions import Level
from liftwell.triage.account import Phase

SCHEMA: Final = "liftwell.plan/1"


class ReasonDocument(Part):
    """One sentence that says why, the id of the record behind it, and whether that is our own judgement."""

    text: str
    evidence: str
    judgement: bool


class ItemDocument(Part):
    """One exercise: id and name, its place in the session, dose, why, what today changes, cues, when to end a set.

    `when_to_stop` holds for a lift beside its `stop`.
    """

    exercise: str
    name: str
    part: str
    dose: str
    why: ReasonDocument
    care: list[str]
    cues: list[str]
    stop: str


class MainDocument(Part):
    """The main lift: what, how often, how heavy (kg, all of it), how hard at most, with which rests (s).

    `inside`: repetitions between the short rests of a cluster, `sets` then counts clusters; `each_side_kg`: plates on
    each side of a bar, the innermost first, null without one; `light`: the lighter day of a week, or
    one of a light week; `words`: the dose as one phrase.
    """

    exercise: str
    name: str
    words: str
    sets: int
    reps: int
    inside: list[int]
    load_kg: Number
    raised_cm: Number
    row: str
    rpe_max: Number
    rest_s: tuple[int, int]
    inside_rest_s: tuple[int, int] | None
    tempo: str
    light: Literal["", "day", "week", "wish"]
    care: list[str]
    each_side_kg: list[Number] | None


class DayDocument(Part):
    """One day of the week, as it comes if every day before it goes well."""

    on: date
    kind: DayKind
    row: str | None
    words: str


class PlanDocument(Part):
    """The plan of the day `on`.

    `items` are in order and empty, like `main`, where nothing may be shown; `ask`: safety questions that come first;
    `refer`: the sentence that sends on to a clinician; `offers`: what may be done beside it and never must be; `notes`:
    what was found in the diary; `week`: null unless asked.
    """

    schema_: Literal["liftwell.plan/1"] = Field(alias="schema")
    on: date
    screen: ScreenDocument
    level: Level
    kind: DayKind
    phase: Phase
    row: str | None
    heading: str
    reasons: list[ReasonDocument]
    offers: list[ReasonDocument]
    items: list[ItemDocument]
    main: MainDocument | None
    when_to_stop: list[str]
    next_on: date | None
    ask: list[str]
    triage_again: bool
    refer: str
    notes: list[str]
    week: list[DayDocument] | None


def plan_document(
    today: Today,
    screen: ScreenDocument,
    *,
    base: int | None = None,
    each_side_kg: Sequence[float] | None = None,
    notes: Sequence[str] = (),
    week: Sequence[Today] | None = None,
) -> PlanDocument:
    """`today` as it is written; `base` is the usual pain on waking, `week` begins with today."""
    shown = may_show(today)
    return PlanDocument(
        schema=SCHEMA,
        on=today.on,
        screen=screen,
        level=today.level,
        kind=today.kind if shown else "none",
        phase=today.phase,
        row=today.row if shown else None,
        heading=heading(today) if shown else "",
        reasons=[_reason(one) for one in sayable(today)],
        offers=[_reason(one) for one in today.offers],
        items=[_item(one) for one in today.items] if shown else [],
        main=_main(today.main, each_side_kg) if shown and today.main is not None else None,
        when_to_stop=list(stop_words(base)) if shown and today.main is not None else [],
        next_on=today.next_on if shown else None,
        ask=list(today.ask),
        triage_again=today.triage_again,
        refer=today.refer,
        notes=list(notes),
        week=None if week is None else [_day(one) for one in week if may_show(one)],
    )


def _reason(one: Reason) -> ReasonDocument:
    return ReasonDocument(text=one.text, evidence=one.evidence, judgement=one.judgement)


def _item(one: Item) -> ItemDocument:
    known = exercise(one.exercise)
    return ItemDocument(
        exercise=known.id,
        name=known.name,
        part=one.part,
        dose=one.dose,
        why=_reason(one.why),
        care=list(one.care),
        cues=list(cues_of(known) if one.part == "ease" else known.cues),
        stop=stop_of(known),
    )


def _main(main: MainLift, each_side_kg: Sequence[float] | None) -> MainDocument:
    lift, row = main.lift, main.plan_row
    return MainDocument(
        exercise=lift.exercise,
        name=exercise(lift.exercise).name,
        words=lift_words(main),
        sets=lift.sets,
        reps=lift.reps,
        inside=list(lift.inside),
        load_kg=lift.load_kg,
        raised_cm=lift.raised_cm,
        row=main.row,
        rpe_max=main.rpe_max,
        rest_s=row.rest_s,
        inside_rest_s=row.inside_rest_s if lift.inside else None,
        tempo=row.tempo,
        light=main.light,
        care=list(main.care),
        each_side_kg=None if each_side_kg is None else list(each_side_kg),
    )


def _day(today: Today) -> DayDocument:
    lift = today.main
    words = heading(today) if lift is None else f"{exercise(lift.lift.exercise).name}, {scheme_words(lift)}"
    return DayDocument(on=today.on, kind=today.kind, row=today.row if lift else None, words=words)
