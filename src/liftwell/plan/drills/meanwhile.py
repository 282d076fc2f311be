"""What may be done while a clinician is still to be seen, a question is open, or the pain has to settle."""

from __future__ import annotations

from typing import Final

from liftwell.plan.drills.allowed import EASE, care_of
from liftwell.plan.exercise import Exercise, catalogue
from liftwell.screen.red_flags import Screen

# The gentlest drill without weight of each group (`clinical.md` 2.2, level "soon").
UNLOADED: Final = ("cat_camel", "rock_back", "march_supine", "glute_bridge", "bird_dog", "wall_hinge")


def meanwhile(screen: Screen) -> tuple[Exercise, ...]:
    """The exercises that today's level allows without any plan, none where it allows none.

    Nothing at the levels emergency, unanswered emergency and today, nor under 16 years; with strong pain only what
    eases it. An exercise that a condition forbids is never among them.
    """
    if not screen.supported:
        return ()
    names: tuple[str, ...] = ()
    match screen.level:
        case "days" | "unanswered":
            names = EASE
        case "soon":
            names = EASE if screen.acute else (*EASE, *UNLOADED)
        case "routine" | "none" if screen.acute:
            names = EASE
    if "R09" in screen.open:  # with bones that nobody has asked about, nothing is pressed on the back
        names = tuple(name for name in names if name != "tissue_ease")
    allowed = (catalogue()[name] for name in names)
    return tuple(exercise for exercise in allowed if not set(exercise.forbid) & screen.forbidding)


# A cue that leads on to hinges, which wait until safety is clear and the pain has settled (`clinical.md` 4.2).
_LEADS_ON: Final = {"tissue_ease": 2}


def cues_of(exercise: Exercise) -> tuple[str, ...]:
    """The cues of an exercise as they hold meanwhile: without one that leads on to more than is allowed yet."""
    return tuple(cue for number, cue in enumerate(exercise.cues) if number != _LEADS_ON.get(exercise.id))


def care_with(exercise: Exercise, screen: Screen) -> tuple[str, ...]:
    """What the conditions of today change about an exercise, in the catalogue's words, exercises by name."""
    return care_of(exercise, screen.forbidding)
