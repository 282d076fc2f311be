"""Patterns of the pain story: how each is recognised, and what it asks to spare (`clinical.md` 3.5 and 3.6)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from liftwell.evidence import threshold
from liftwell.screen.intake import Intake, PainStory


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern by its id ("extension"): what it is called, what we say, what the person does, when to see somebody.

    condition: what it sets for a plan, None where it sets nothing; evidence: ids of the records behind it.
    """

    id: str
    name: str
    say: str
    do: str
    clinician: str
    condition: str | None
    evidence: tuple[str, ...]


def patterns_of(intake: Intake, found: Collection[str] = ()) -> tuple[Pattern, ...]:
    """The patterns that the story shows, in the fixed order; `found` are conditions that a self-test has shown."""
    return tuple(shipped()[key] for key, holds in _RECOGNISED.items() if holds(intake, found))


def conditions_of(intake: Intake, found: Collection[str] = ()) -> tuple[str, ...]:
    """The conditions that age, story, troubles and self-tests set, in that order."""
    return tuple(dict.fromkeys((*_by_age(intake), *_by_story(intake, found), *intake.person.troubles, *found)))


def _by_age(intake: Intake) -> Iterator[str]:
    age = intake.person.age
    if age is not None and age < threshold("adult_age"):
        yield "under18"
    if age is not None and age >= threshold("older_age"):
        yield "over65"


def _by_story(intake: Intake, found: Collection[str]) -> Iterator[str]:
    for pattern in patterns_of(intake, found):
        # What the leg asks for is set by the screen (D2), so that a clearance can speak of it.
        if pattern.condition is not None:
            yield pattern.condition


@cache
def shipped() -> Mapping[str, Pattern]:
    """Every pattern by id, from `patterns.toml`."""
    rows = tomllib.loads((files("liftwell.screen") / "patterns.toml").read_text("utf-8"))
    return {
        key: Pattern(
            key,
            row["name"],
            row["say"],
            row["do"],
            row["clinician"],
            row.get("condition"),
            tuple(row["evidence"]),
        )
        for key, row in rows.items()
    }


# --- how each is recognised ----------------------------------------------------------------------


def _leg(intake: Intake, _: Collection[str]) -> bool:
    return intake.story.leg_told in ("below-knee", "spreading", "both")


def _extension(intake: Intake, _: Collection[str]) -> bool:
    story = intake.story
    signs = (
        "lockout" in (story.lifting or ()),
        bool(story.hurts("bending-back")),
        bool(story.hurts("standing-long")),
        bool({"sitting", "bending"} & set(story.eased_by or ())),
    )
    return sum(signs) >= threshold("pattern_signs_min")


def _bending(intake: Intake, _: Collection[str]) -> bool:
    story = intake.story
    beside = (
        bool({"set-up", "lift-off"} & set(story.lifting or ())),
        bool(story.hurts("early-morning")),
        bool({"standing", "walking"} & set(story.eased_by or ())),
    )
    return bool(story.hurts("bending-forward")) and any(beside)


def _next_day(intake: Intake, _: Collection[str]) -> bool:
    story = intake.story
    quiet = story.during is not None and story.during <= threshold("quiet_pain_max")
    return quiet and bool(story.hurts("next-morning"))


def _one_side(intake: Intake, found: Collection[str]) -> bool:
    """Leg first, young bones second, groin third, sacrum fourth; only then is one side just one side."""
    where = set(intake.story.where or ())
    young = intake.person.age is not None and intake.person.age < threshold("young_bone_age_max")
    others = _leg(intake, found) or _groin(intake, found) or _sacrum(intake, found)
    return len(where & {"left", "right"}) == 1 and not others and not (young and intake.story.hurts("bending-back"))


def _sitting(intake: Intake, _: Collection[str]) -> bool:
    return sits_worse(intake.story)


def sits_worse(story: PainStory) -> bool:
    """Whether sitting hurts clearly more than lifting does."""
    if story.sitting is None or story.during is None:
        return False
    return story.sitting - story.during >= threshold("sitting_above_lifting_min")


def _sacrum(intake: Intake, _: Collection[str]) -> bool:
    where = set(intake.story.where or ())
    return "buttock" in where and bool(intake.story.hurts("turning-in-bed")) and "centre" not in where


def _groin(intake: Intake, found: Collection[str]) -> bool:
    return "groin" in (intake.story.where or ()) or "groin_pinch" in found


def _worry(intake: Intake, _: Collection[str]) -> bool:
    story = intake.story
    worried = story.worry is not None and story.worry >= threshold("worry_min")
    calm = story.waking is not None and story.waking <= threshold("worry_base_max")
    return worried or (story.avoids_bending is True and calm)


def _recovery(intake: Intake, _: Collection[str]) -> bool:
    story = intake.story
    short = story.sleep_h is not None and story.sleep_h < threshold("sleep_short_h")
    return short or (story.stress is not None and story.stress >= threshold("stress_high_min"))


def _nothing_changes(intake: Intake, _: Collection[str]) -> bool:
    return bool(intake.story.hurts("nothing-changes-it"))


def _lowering(intake: Intake, _: Collection[str]) -> bool:
    return intake.story.lifting == ("lowering",)


_RECOGNISED: Final[Mapping[str, Callable[[Intake, Collection[str]], bool]]] = {
    "leg-nerve": _leg,
    "extension": _extension,
    "bending": _bending,
    "next-day": _next_day,
    "groin-pinch": _groin,
    "sacrum": _sacrum,
    "one-side": _one_side,
    "sitting": _sitting,
    "worry": _worry,
    "recovery": _recovery,
    "nothing-changes-it": _nothing_changes,
    "lowering": _lowering,
}
