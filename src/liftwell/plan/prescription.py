"""What is prescribed: a main lift with its dose, drills with theirs, and the one sentence that says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from liftwell.evidence import claim
from liftwell.plan.loading.load_table import Row, row
from liftwell.screen.questions import Level
from liftwell.training.diary import Lift
from liftwell.triage.account import Phase

# train: as planned; gentle: the day gate took some off; drills: no hinge today, the drills only; rest: the next hinge
# is on a later day; settle: the acute branch; ease: what a level or a leg leaves; none: nothing may be shown.
DayKind = Literal["train", "gentle", "drills", "rest", "settle", "ease", "none"]
JUDGEMENT: Final = "Our judgement."


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence that says why, and the id of the claim behind it. Raises KeyError where there is no such claim."""

    text: str
    evidence: str

    def __post_init__(self) -> None:
        claim(self.evidence)

    @property
    def judgement(self) -> bool:
        """Whether the rule behind it is our own judgement, without a source that shows it."""
        return claim(self.evidence).standing == "judgement"


@dataclass(frozen=True, slots=True)
class MainLift:
    """The main lift of a day: what to lift, by which row, up to which RPE.

    care: what conditions and cues of today change about it; light: the lighter day of a week, a day of a light week,
    or a day that somebody wished easier.
    """

    lift: Lift
    row: str
    rpe_max: float
    light: Literal["", "day", "week", "wish"] = ""
    care: tuple[str, ...] = ()

    @property
    def plan_row(self) -> Row:
        """The row of the load table."""
        return row(self.row)


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise of a session: id in the catalogue, its dose in words, and why it is there.

    care: what today's conditions change about it, one sentence each; part: where in the session it comes.
    """

    exercise: str
    dose: str
    why: Reason
    part: Literal["comfort", "warm-up", "skill", "ramp", "main", "assistance", "ease", "home"]
    care: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """The plan of one day.

    level: of the safety screen; items: in order, the main lift among them; main: None where nothing is lifted;
    reasons: one sentence for each change, the first says what changed; next_on: earliest day of the next hinge, None
    where nothing says when; ask: ids of safety questions to be asked before anything else; triage_again: that the cause
    is to be looked for anew; refer: the sentence that sends on to a clinician, empty where nothing does; offers:
    what may be done beside it and never has to be: a test that is due, a single, the plan for the next flare.
    """

    on: date
    kind: DayKind
    level: Level
    phase: Phase
    row: str | None
    items: tuple[Item, ...]
    main: MainLift | None
    reasons: tuple[Reason, ...]
    next_on: date | None = None
    ask: tuple[str, ...] = ()
    triage_again: bool = False
    refer: str = ""
    offers: tuple[Reason, ...] = ()
