"""Somebody at the keyboard: what is typed for each question, in the order in which the questions come."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

from liftwell.screen.prompts import BASIS, prompts

# Asked only after certain answers, so typed only where a test says so.
SOMETIMES: Final = ("screen.R16", "pain.groin_side", "pain.soreness.days")
SAFETY: Final = [one.path for one in prompts() if one.group in ("safety", "about") or one.path in BASIS]
STORY: Final = [one.path for one in prompts() if one.group in ("pain", "training") and one.path not in BASIS]
# A woman of 30 whom the screen finds nothing to say about. In each safety question the first answer is the clear one.
CLEAR: Final[Mapping[str, str]] = {
    **{path: "1" for path in SAFETY if path.startswith("screen.")},
    "about.age": "30",
    "about.sex": "2",
    "about.height_cm": "168",
    "about.mass_kg": "64,5",
    "pain.leg": "1",
    "pain.now": "2",
    "pain.walking": "1",
    "pain.waking": "1",
    "pain.worst": "3",
    "pain.days": "40",
}


def typed(paths: list[str], answers: Mapping[str, str], *, otherwise: str = "s") -> list[str]:
    """The lines for these questions; what has no answer is left open."""
    return [answers.get(path, otherwise) for path in paths if path not in SOMETIMES or path in answers]


def safety(**changed: str) -> list[str]:
    """The lines of the whole safety screen, clear but for `changed`: R01="2", pain_now="8"."""
    names = {path.removeprefix("screen.").replace(".", "_"): path for path in SAFETY}
    told = {**CLEAR, **{names[name]: line for name, line in changed.items()}}
    if "R16" not in changed:
        del told["screen.R16"]
    return typed(SAFETY, told)


def keyboard(lines: list[str]) -> io.StringIO:
    """What `sys.stdin` holds when these lines are typed, and then no more."""
    return io.StringIO("".join(f"{line}\n" for line in lines))
