"""Which lift a clip shows, which way the lifter faces, which self-test: words that need no arrays.

They stand apart from `analysis`, so that the command line knows its options without loading NumPy.
"""

from __future__ import annotations

from typing import Literal

Facing = Literal["left", "right"]
Lift = Literal[
    "conventional",
    "sumo",
    "trap-bar-low",
    "trap-bar-high",
    "romanian",
    "stiff-leg",
    "good-morning",
    "block",
    "hinge",
]
TestName = Literal["hinge", "knee-extension"]
