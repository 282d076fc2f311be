"""How the person called this program, so that a command in a hint can be typed as it stands."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from shutil import which
from typing import Final

PLAIN: Final = "liftwell"


def as_called() -> str:
    """`liftwell` where that is found on PATH; otherwise the way to the program, from this folder if it lies below.

    `liftwell` too when another program (Python, a test) runs it.
    """
    program = Path(sys.argv[0]).absolute()
    if program.stem != PLAIN or which(PLAIN):
        return PLAIN
    here = Path.cwd()
    if not program.is_relative_to(here):
        return shlex.quote(str(program))
    below = program.relative_to(here)
    # A shell looks for a bare name on PATH only.
    return shlex.quote(str(below) if len(below.parts) > 1 else f"./{below}")
