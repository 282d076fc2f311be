"""How heavy the parts of a body are, where their mass lies, and where L5/S1 is: de Leva 1996 and Dumas 2007.

Young, athletic people were measured; heavy lifters differ, which the standard deviations allow for.
Sources: doi:10.1016/0021-9290(95)00178-6 (tables 1 and 4), doi:10.1016/j.jbiomech.2006.02.013 (table 2).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple, get_args

from liftwell.athlete import Sex

# What people of one sex differ by, as a share of a part's mass and of L5/S1's distance from the hip: judgement, in the
# size of what regressions on body measures leave unexplained.
MASS_SD: Final = 0.08
L5S1_SD: Final = 0.15
BODY_MASS_SD: Final = 0.015  # clothes, breakfast, scales; judgement
# Without a sex the mean of both tables counts, and half of their difference comes on top.
SEXES: Final[tuple[Sex, ...]] = get_args(Sex)


@dataclass(frozen=True, slots=True)
class Part:
    """A segment of the body: `mass` of one side as a share of the body's, `com` from its first-named end and `radius`
    of gyration about the transverse axis as shares of its `length`, which is in m in the people measured.
    """

    mass: float
    com: float
    radius: float
    length: float


class L5S1(NamedTuple):
    """From the middle of the hip joints, in the frame of the pelvis: shares of the hip–shoulder length (MIDH–MIDS)."""

    cranial: float
    dorsal: float


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a body, head to foot; `trunk` is MIDH–MIDS in m, `spread` what sets of parts differ by beyond
    `MASS_SD`, as a share of a mass.
    """

    head: Part
    upper_trunk: Part
    middle_trunk: Part
    lower_trunk: Part
    upper_arm: Part
    forearm: Part
    hand: Part
    thigh: Part
    shank: Part
    foot: Part
    trunk: float
    l5s1: L5S1

    @property
    def neck(self) -> float:
        """How far C7 lies above the middle of the shoulder joints, as a share of the hip–shoulder length."""
        line = self.upper_trunk.length + self.middle_trunk.length + self.lower_trunk.length
        return line / self.trunk - 1


NAMES: Final = tuple(field.name for field in fields(Parts) if field.type == "Part")


@cache
def parts_of(sex: Sex | None) -> Parts:
    """The parts of a man's or a woman's body; of nobody in particular, the mean of both.

    Raises KeyError for another sex.
    """
    if sex is not None:
        return _published(sex)
    male, female = (_published(one) for one in SEXES)

    def mean(a: float, b: float) -> float:
        return (a + b) / 2

    parts = {
        name: Part(*(mean(getattr(getattr(male, name), f.name), getattr(getattr(female, name), f.name))
                     for f in fields(Part)))
        for name in NAMES
    }  # fmt: skip
    l5s1 = L5S1(*(mean(a, b) for a, b in zip(male.l5s1, female.l5s1, strict=True)))
    return Parts(**parts, trunk=mean(male.trunk, female.trunk), l5s1=l5s1)


def _published(sex: Sex) -> Parts:
    table = _table()
    parts = {
        name: Part(row["mass"] / 100, row["com"] / 100, row["radius"] / 100, row["length"] / 1000)
        for name, row in table[sex].items()
    }
    place = table["l5s1"][sex]
    # Dumas measured other people than de Leva: their hip–shoulder length from their stature (Drillis and Contini 1966).
    trunk_mm = HIP_SHOULDER_PER_STATURE * place["stature"]
    l5s1 = L5S1(place["cranial"] / trunk_mm, place["dorsal"] / trunk_mm)
    return Parts(**parts, trunk=table["trunk"][sex] / 1000, l5s1=l5s1)


# Lengths as shares of stature: Drillis and Contini 1966, as printed in Winter 2009, figure 4.1.
SHANK_PER_STATURE: Final = 0.246
THIGH_PER_STATURE: Final = 0.245
HIP_SHOULDER_PER_STATURE: Final = 0.288
UPPER_ARM_PER_STATURE, FOREARM_PER_STATURE, HAND_PER_STATURE = 0.186, 0.146, 0.108
ANKLE_HEIGHT_PER_STATURE: Final = 0.039
FOOT_PER_STATURE: Final = 0.152


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("liftwell.loads") / "segments.toml").read_text("utf-8"))
