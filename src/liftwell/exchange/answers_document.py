"""What a person answers, as it is written in a file: schema `liftwell.answers/1`, in TOML or JSON.

Every key may be left out, and what is left out was not answered. Angles in degrees, lengths in cm and m, loads in kg,
as people write them; a key that there is not is an error, so that a slip of the finger is never a skipped question.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema, model_validator

from liftwell.athlete import Sex
from liftwell.exchange.hand_written import STRICT, Count, Finite, Height, Rating
from liftwell.screen.intake import Eases, InLift, Leg, Otherwise, Place, Side, Sides, Trouble, Walking
from liftwell.training.day_colour import Colour
from liftwell.triage.account import Phase
from liftwell.triage.self_tests import Change

SCHEMA: Final = "liftwell.answers/1"


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


_WORDS: Final = {"type": "array", "items": {"type": "string"}}


def _lift_meant(value: object) -> object:
    """A plain deadlift is the conventional one."""
    return "conventional" if isinstance(value, str) and value.strip().lower() == "deadlift" else value


Chosen = Annotated[list[str], BeforeValidator(_listed), WithJsonSchema({"anyOf": [{"type": "string"}, _WORDS]})]


class Part(BaseModel):
    """A table of the file."""

    model_config = STRICT


class About(Part):
    """Who answers. `best_kg`: best single, known or recalled; `also`: other parts that ask for care.

    `plates_kg`: the pairs of plates that are owned, one plate of each.
    """

    age: int | None = None
    sex: Sex | None = None
    height_cm: Finite | None = None
    mass_kg: Finite | None = None
    lifting_months: int | None = None
    painless_before: bool | None = None
    best_kg: Finite | None = None
    smallest_step_kg: Finite | None = None
    plates_kg: list[Finite] | None = None
    equipment: list[str] | None = None
    also: list[Trouble] = []
    country: str | None = None


class SafetyScreen(Part):
    """The sixteen safety questions by their ids, each with the id of an answer or a list of them.

    answered_on: the day of the whole screen. The program keeps beside it: checked_on, the day of the last short check;
    anew, the day on which a question was answered anew since then, by its id.
    """

    answered_on: date | None = None
    checked_on: date | None = None
    anew: dict[str, date] = {}
    R01: Chosen = []
    R02: Chosen = []
    R03: Chosen = []
    R04: Chosen = []
    R05: Chosen = []
    R06: Chosen = []
    R07: Chosen = []
    R08: Chosen = []
    R09: Chosen = []
    R10: Chosen = []
    R11: Chosen = []
    R12: Chosen = []
    R13: Chosen = []
    R14: Chosen = []
    R15: Chosen = []
    R16: Chosen = []


class ClearanceTable(Part):
    """A clinician's word: for which questions, by which role, when, with what limits, and what was answered then."""

    questions: list[str]
    by: str
    on: date
    limits: list[str] = []
    note: str = ""
    answers: dict[str, Chosen] = {}


class EmergencyTable(Part):
    """An emergency that was shown, and how it was left."""

    at: datetime
    questions: list[str]
    corrected_at: datetime | None = None
    checked_on: date | None = None
    said: str = ""


class CourseTable(Part):
    """How it has gone so far: days of settling or of a plan, pain at the start, points lost and gained since."""

    acute_days: int = 0
    plan_days: int = 0
    pain_before: Rating | None = None
    pain_lost: int | None = None
    activity_gain: int | None = None


class SorenessTable(Part):
    """Soreness of muscles: on which sides, and 0 to 10 on day 1, 2, … after the session."""

    sides: Sides
    days: list[Rating] = []


class Pain(Part):
    """The story of the pain: `clinical.md` 3.2, Q1 to Q10. `told_on`: the day from which `days` counts back.

    `leg_before`: the last sign below the knee that was told on an earlier day, kept by the program, and that day.
    """

    told_on: date | None = None
    where: list[Place] | None = None
    groin_side: Side | None = None
    days: int | None = None
    first_time: bool | None = None
    lifting: list[InLift] | None = None
    otherwise: list[Otherwise] | None = None
    eased_by: list[Eases] | None = None
    now: Rating | None = None
    worst: Rating | None = None
    waking: Rating | None = None
    during: Rating | None = None
    sitting: Rating | None = None
    at_light: Rating | None = None
    at_heavy: Rating | None = None
    leg: Leg | None = None
    leg_before: Leg | None = None
    leg_before_on: date | None = None
    walking: Walking | None = None
    rising: bool | None = None
    soreness: SorenessTable | None = None
    sleep_h: Finite | None = None
    stress: Rating | None = None
    worry: Rating | None = None
    avoids_bending: bool | None = None


class HingeTable(Part):
    """T1: change of the low back in degrees with its error, and what it gives in a toe-touch."""

    change_deg: Finite
    sd_deg: Annotated[float, Field(ge=0, le=90)] | None = None
    toe_touch_deg: Finite | None = None


class RaisedHingeTable(Part):
    """T1 with the mark raised above where the bar lies on the floor."""

    raised_cm: Annotated[float, Field(gt=0, le=120)]
    change_deg: Finite
    sd_deg: Annotated[float, Field(ge=0, le=90)] | None = None


class HipBend(Part):
    """T2: bend in degrees when the back starts to move, where it pinches, and tightness 0 to 10."""

    left_deg: Finite | None = None
    right_deg: Finite | None = None
    pinch: Side | None = None
    tightness: Rating | None = None


class KneeExtension(Part):
    """T3: degrees short of straight."""

    left_deg: Finite | None = None
    right_deg: Finite | None = None


class Seconds(Part):
    """T4: seconds held."""

    left_s: Finite | None = None
    right_s: Finite | None = None


class HipExtension(Part):
    """T5: degrees short of level; below it, negative."""

    left_short_deg: Finite | None = None
    right_short_deg: Finite | None = None


class Tests(Part):
    """What came out of the self-tests."""

    hinge: HingeTable | None = None
    hinge_raised: list[RaisedHingeTable] | RaisedHingeTable = []
    stick_kept: Rating | None = None
    hip_bend: HipBend | None = None
    knee_extension: KneeExtension | None = None
    psoas_hold: Seconds | None = None
    hip_extension: HipExtension | None = None
    back_hold_s: Finite | None = None


class ResponseTable(Part):
    """T7: one change at the same weight, pain before and after it."""

    change: Change
    what: str
    pain_before: Rating
    pain_after: Rating
    load_kg: Finite | None = None
    raised_cm: Height | None = None
    pinch_gone: bool = False


class Found(Part):
    """Something seen in one step of a lift."""

    step: Annotated[int, Field(ge=1, le=6)]
    verdict: Literal["good", "watch", "fix", "unseen"]
    code: str = ""
    title: str = ""
    reps_with: Count | None = None
    value: Finite | None = None
    sd: Annotated[float, Field(ge=0, le=1e4)] | None = None
    unit: str = ""


class ClipTable(Part):
    """A clip: `file` is a video or a folder of results, read by the command; or its numbers by hand.

    `kind`: a lift with a bar, the unloaded hinge, or the knee extension of one side.
    """

    file: str | None = None
    kind: Literal["lift", "hinge", "knee-left", "knee-right"] = "lift"
    lift: str | None = None
    load_kg: Finite | None = None
    raised_cm: Height = 0
    reps: Count | None = None
    low_back_deg: Finite | None = None
    low_back_sd_deg: Annotated[float, Field(ge=0, le=90)] | None = None
    lockout_deg: Finite | None = None
    lockout_sd_deg: Annotated[float, Field(ge=0, le=90)] | None = None
    lean_back_reps: Count = 0
    steps_seen: list[Annotated[int, Field(ge=1, le=6)]] = []
    found: list[Found] = []

    @model_validator(mode="after")
    def _told_in_one_place(self) -> ClipTable:
        if self.file is None and self.kind != "lift":
            raise ValueError(f"a clip of kind {self.kind!r} needs its file; numbers of a self-test belong under tests")
        return self


class NeedTable(Part):
    """What the what-if says that the low back has to give at a height."""

    raised_cm: Height
    low_back_deg: Finite
    sd_deg: Annotated[float, Field(ge=0, le=90)] | None = None


class SetTable(Part):
    """`times` sets alike."""

    reps: Count
    load_kg: Finite
    times: Count = 1
    rpe: Finite | None = None
    pain: Rating | None = None


class SessionTable(Part):
    """One lift on one day."""

    on: date
    lift: Annotated[str, BeforeValidator(_lift_meant)]
    sets: list[SetTable]
    morning: Rating | None = None


class TrainingTable(Part):
    """The last weeks: as logged, and as told."""

    weeks_known: int | None = None
    more_weight: bool | None = None
    more_sets: bool | None = None
    time_off: bool | None = None
    other_back_work: bool | None = None
    last_kg: Finite | None = None
    comfortable_kg: Finite | None = None
    days_since_hinge: Annotated[int, Field(ge=0, le=40_000)] | None = None
    session: list[SessionTable] = []


class DayTable(Part):
    """How a day of a running plan went: pain during, after and next morning, or its colour."""

    during: Rating | None = None
    after: Rating | None = None
    morning: Rating | None = None
    colour: Colour | None = None


class PlanTable(Part):
    """A plan that is under way."""

    phase: Phase
    row: str | None = None
    day: list[DayTable] = []


class AnswersDocument(Part):
    """The whole file. `on` is the day for which it is read, today if left out."""

    schema_: Literal["liftwell.answers/1"] = Field(default="liftwell.answers/1", alias="schema")
    on: date | None = None
    about: About = About()
    screen: SafetyScreen = SafetyScreen()
    clearance: list[ClearanceTable] = []
    emergency: EmergencyTable | None = None
    course: CourseTable | None = None
    pain: Pain = Pain()
    tests: Tests = Tests()
    response: list[ResponseTable] = []
    clip: list[ClipTable] = []
    needs: list[NeedTable] = []
    training: TrainingTable = TrainingTable()
    plan: PlanTable | None = None
