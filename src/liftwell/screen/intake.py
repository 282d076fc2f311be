"""What a person tells before anything is decided: who they are, the safety answers, and the story of the pain.

Everything may be left out; what was not told is None and never stands for "no". Pain is 0 to 10 in whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal, get_args

from liftwell.athlete import Athlete, require_one_of, require_within
from liftwell.errors import ImpossibleValue

Place = Literal["centre", "left", "right", "both-sides", "buttock", "groin", "thigh", "below-knee"]
InLift = Literal["set-up", "lift-off", "below-knee", "above-knee", "lockout", "lowering", "none"]
Otherwise = Literal[
    "straight-after",
    "evening",
    "next-morning",
    "early-morning",
    "all-day",
    "sitting",
    "deep-sitting",
    "standing-long",
    "walking",
    "running",
    "bending-forward",
    "bending-back",
    "turning-in-bed",
    "cough",
    "nothing-changes-it",
]
Eases = Literal["sitting", "bending", "standing", "walking", "lying", "heat", "moving", "nothing"]
Leg = Literal["none", "above-knee", "below-knee", "spreading", "both"]
Walking = Literal["normal", "hard", "no"]
Side = Literal["left", "right"]
Sides = Literal["none", "both", "one"]
Trouble = Literal["knee_pain", "shoulder_pain", "head_down"]
AGE_RANGE: Final = (5, 110)
MOST_PAIRS: Final = 24
# Who may not turn a flag off, however well they mean it (`clinical.md` 5.8).
NO_CLINICIANS: Final = frozenset({"me", "myself", "self", "lifter", "coach", "trainer", "friend", "parent", "partner"})


@dataclass(frozen=True, slots=True)
class Person:
    """Who tells. Ages in whole years; `best_kg` the one-repetition maximum, known or recalled; times in months.

    painless_before: whether a year or more of deadlifting before this episode was without pain. troubles: other parts
    that ask for care. plates_kg: one of each pair of plates that is owned, None where that was not told. Raises
    ImpossibleValue for what no person has.
    """

    age: int | None = None
    body: Athlete = field(default_factory=Athlete)
    lifting_months: int | None = None
    painless_before: bool | None = None
    best_kg: float | None = None
    smallest_step_kg: float | None = None
    equipment: tuple[str, ...] | None = None
    troubles: tuple[Trouble, ...] = ()
    plates_kg: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        require_within("age", self.age, AGE_RANGE, "years")
        require_within("time of lifting", self.lifting_months, (0, 12 * AGE_RANGE[1]), "months")
        require_within("best lift", self.best_kg, (1, 700), "kg")
        require_within("smallest step", self.smallest_step_kg, (0.1, 100), "kg")
        require_within("number of pairs of plates", len(self.plates_kg or ()), (0, MOST_PAIRS), "")
        for plate in self.plates_kg or ():
            require_within("plate", plate, (0.1, 100), "kg")
        for trouble in self.troubles:
            require_one_of("trouble", trouble, get_args(Trouble))


@dataclass(frozen=True, slots=True)
class Soreness:
    """Soreness of muscles apart from pain: on which sides, and how much (0–10) on day 1, 2, … after the session."""

    sides: Sides
    days: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        require_one_of("soreness", self.sides, get_args(Sides))
        for day in self.days:
            require_pain("soreness", day)


@dataclass(frozen=True, slots=True)
class PainStory:
    """The ten questions about the pain (`clinical.md` 3.2), each None when skipped.

    where (Q1) with the side of a groin pinch; days since it began and whether it is the first time ever (Q2); moments
    of the lift (Q3); other moments (Q4); what eases it (Q5); now, worst this week, usual on waking (Q6), worst while
    lifting, sitting, at light and at heavy weights; leg (Q7); soreness (Q8); Q9 is `Training`; sleep in hours, stress
    and worry about lifting (Q10). walking now; rising: higher on three mornings in a row; avoids_bending: has stopped
    bending in daily life.
    """

    where: tuple[Place, ...] | None = None
    groin_side: Side | None = None
    days: int | None = None
    first_time: bool | None = None
    lifting: tuple[InLift, ...] | None = None
    otherwise: tuple[Otherwise, ...] | None = None
    eased_by: tuple[Eases, ...] | None = None
    now: int | None = None
    worst: int | None = None
    waking: int | None = None
    during: int | None = None
    sitting: int | None = None
    at_light: int | None = None
    at_heavy: int | None = None
    leg: Leg | None = None
    walking: Walking | None = None
    rising: bool | None = None
    soreness: Soreness | None = None
    sleep_h: float | None = None
    stress: int | None = None
    worry: int | None = None
    avoids_bending: bool | None = None

    def __post_init__(self) -> None:
        for name in ("now", "worst", "waking", "during", "sitting", "at_light", "at_heavy", "stress", "worry"):
            require_pain(name.replace("_", " "), getattr(self, name))
        require_within("number of days since it began", self.days, (0, 40_000), "days")
        require_within("sleep", self.sleep_h, (0, 24), "hours")
        for name, words in (
            ("where", get_args(Place)),
            ("lifting", get_args(InLift)),
            ("otherwise", get_args(Otherwise)),
            ("eased_by", get_args(Eases)),
        ):
            for word in getattr(self, name) or ():
                require_one_of(name, word, words)
        require_one_of("leg", self.leg, get_args(Leg))
        require_one_of("walking", self.walking, get_args(Walking))
        require_one_of("side of the groin", self.groin_side, get_args(Side))

    @property
    def leg_told(self) -> Leg | None:
        """The graver of what the leg question and the body map say; None where neither says anything.

        A thigh on the map is no answer: it does not say that there is no tingling.
        """
        mapped: Leg | None = "below-knee" if "below-knee" in (self.where or ()) else None
        told = [leg for leg in (self.leg, mapped) if leg is not None]
        return max(told, key=get_args(Leg).index) if told else None

    def hurts(self, moment: Otherwise) -> bool | None:
        """Whether it hurts at that moment outside the lift; None where that question was skipped."""
        return None if self.otherwise is None else moment in self.otherwise


@dataclass(frozen=True, slots=True)
class SafetyAnswers:
    """Ids of the chosen answers by question, `()` or no entry where skipped; answered_on: when, None if never."""

    answered_on: date | None = None
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clearance:
    """A clinician's word about flags (ids of questions or derived rules): by which role, when, with what limits.

    answers: what the person had answered to those questions when it was given; where it is told, a changed answer ends
    the clearance.
    """

    flags: tuple[str, ...]
    by: str
    on: date
    limits: tuple[str, ...] = ()
    note: str = ""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not (self.flags and self.by):
            raise ImpossibleValue("A clearance names the questions it is for and the role of who gave it.")
        if NO_CLINICIANS & set(self.by.lower().split()):
            raise ImpossibleValue(f"A clearance comes from a clinician who has examined you, not from {self.by!r}.")


@dataclass(frozen=True, slots=True)
class PastEmergency:
    """An emergency that was shown before: at what time, for which questions.

    It stays until the person says within ten minutes that a wrong answer was pressed (`corrected_at`), or that a
    clinician has examined them since (`checked_on`), and answers the whole screen anew (`clinical.md` 2.6).
    """

    at: datetime
    questions: tuple[str, ...]
    corrected_at: datetime | None = None
    checked_on: date | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """How it has gone so far: days in the acute branch or in a plan, pain lost since (points), walking now normal.

    pain_before is what it was at the start; activity_gain in points on the activity scale.
    """

    acute_days: int = 0
    plan_days: int = 0
    pain_before: int | None = None
    pain_lost: int | None = None
    activity_gain: int | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """All that the safety screen looks at. `on` is today, an input like everything else."""

    on: date
    person: Person = field(default_factory=Person)
    safety: SafetyAnswers = field(default_factory=SafetyAnswers)
    story: PainStory = field(default_factory=PainStory)
    clearances: tuple[Clearance, ...] = ()
    emergency: PastEmergency | None = None
    course: Course | None = None


def require_pain(what: str, value: int | None) -> None:
    """Raise ImpossibleValue where a given rating is no whole number from 0 to 10."""
    if value is not None and not 0 <= value <= 10:
        raise ImpossibleValue(f"The rating for {what} is a whole number from 0 to 10, not {value}.")
