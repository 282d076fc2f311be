"""Account: everything that was told and measured of one lifter, and the few questions that several rules ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from math import degrees
from typing import Final, Literal

from liftwell.evidence import threshold
from liftwell.quantity import Quantity
from liftwell.screen.intake import Intake
from liftwell.training.day_colour import Colour
from liftwell.training.session import Training
from liftwell.triage.clips import LiftClip
from liftwell.triage.self_tests import Group, SelfTests, Verdict, hinge_verdict, short

Phase = Literal["none", "settle", "foundation", "technique", "return", "perform", "hold"]
GROUPS: Final[tuple[Group, ...]] = ("hip", "hamstring", "psoas")


@dataclass(frozen=True, slots=True)
class Need:
    """What the low back has to give (rad) by the model of this body, the plates `raised_m` above the floor."""

    raised_m: float
    lumbar: Quantity


@dataclass(frozen=True, slots=True)
class PainDay:
    """How a day of a plan went: pain during, within an hour after, and next morning, each None where not told."""

    during: int | None = None
    after: int | None = None
    morning: int | None = None


@dataclass(frozen=True, slots=True)
class RunningPlan:
    """A plan that is under way: its phase and row, the colours of its last days and their pain, oldest first."""

    phase: Phase
    row: str | None = None
    colours: tuple[Colour, ...] = ()
    days: tuple[PainDay, ...] = ()

    @property
    def reds(self) -> int:
        """Red days among the last four."""
        return self.colours[-4:].count("red")


@dataclass(frozen=True, slots=True)
class Account:
    """Intake, self-tests, clips with a bar, what the body needs at each height, training, and a plan under way."""

    intake: Intake = field(default_factory=lambda: Intake(date.min))
    tests: SelfTests = field(default_factory=SelfTests)
    clips: tuple[LiftClip, ...] = ()
    needs: tuple[Need, ...] = ()
    training: Training = field(default_factory=Training)
    plan: RunningPlan | None = None

    @property
    def found(self) -> frozenset[str]:
        """Conditions that a self-test has shown."""
        return frozenset({"groin_pinch"} if self.tests.pinch is not None else ())

    @property
    def floor_hinge(self) -> Verdict:
        """T1 at the planned bar height."""
        return hinge_verdict(self.tests.hinge, self.tests.toe_touch)

    @property
    def raised_hinges(self) -> tuple[tuple[float, Verdict], ...]:
        """T1 at each higher mark (m), lowest first."""
        return tuple(
            (one.raised_m, hinge_verdict(one.change, self.tests.toe_touch))
            for one in sorted(self.tests.raised, key=lambda one: one.raised_m)
        )

    @property
    def passed_raised_m(self) -> float | None:
        """The lowest raised mark at which T1 passes, None where none does."""
        return next((height for height, verdict in self.raised_hinges if verdict == "pass"), None)

    @property
    def hinges_well(self) -> bool:
        """Whether T1 passes at the planned height or at a raised one."""
        return self.floor_hinge == "pass" or self.passed_raised_m is not None

    def is_short(self, group: Group) -> bool | None:
        """Whether a limiter's group is short, None where not known."""
        return short(group, self.tests, self.intake.person.body.sex)

    @property
    def short_groups(self) -> tuple[Group, ...]:
        """The groups that are short, in the order of the tests."""
        return tuple(group for group in GROUPS if self.is_short(group))

    @property
    def fine_groups(self) -> tuple[Group, ...]:
        """The groups that were tested and are fine."""
        return tuple(group for group in GROUPS if self.is_short(group) is False)

    @property
    def lifting_hurts(self) -> int | None:
        """How much lifting hurts at its worst: as told, else no more than the worst of the week."""
        story = self.intake.story
        told = [pain for pain in (story.during, story.at_heavy) if pain is not None]
        return max(told) if told else story.worst

    @property
    def light_clip(self) -> LiftClip | None:
        """The lightest clip with a bar that is light enough to judge the steps by, None where there is none."""
        light = [clip for clip in self.loaded_clips if clip.steps_seen and self._is_light(clip)]
        return light[0] if light else None

    @property
    def loaded_clips(self) -> tuple[LiftClip, ...]:
        """The clips whose load is known, lightest first; of several at one load and height the newest counts."""
        dated = sorted(self.clips, key=lambda clip: clip.recorded_on or date.max)
        newest = {(clip.load_kg, clip.raised_m): clip for clip in dated if clip.load_kg is not None}
        return tuple(sorted(newest.values(), key=lambda clip: clip.load_kg or 0.0))

    def _is_light(self, clip: LiftClip) -> bool:
        """Light beside the best lift, or beside body mass where no best lift is known."""
        assert clip.load_kg is not None
        best = self.intake.person.best_kg or max((one.top_kg for one in self.training.hinges), default=0.0)
        mass = self.intake.person.body.mass_kg
        if best:
            return clip.load_kg <= threshold("light_share_of_best_max") * best
        return mass is not None and clip.load_kg <= threshold("light_share_of_mass_max") * mass


def in_degrees(quantity: Quantity | None) -> str:
    """A measured angle as it is said: "31±5°"; raises ValueError where it was not seen."""
    if quantity is None or quantity.value is None:
        raise ValueError("there is no number to say")
    value = f"{degrees(quantity.value):.0f}"
    return f"{value}±{degrees(quantity.sd):.0f}°" if quantity.sd is not None else f"{value}°"


def kilograms(load_kg: float) -> str:
    """A load without needless digits: "142.5 kg", "100 kg"."""
    return f"{load_kg:g} kg"


def centimetres(height_m: float) -> str:
    """A height as it is said: "10 cm"."""
    return f"{100 * height_m:.0f} cm"
