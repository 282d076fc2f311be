"""The body that a what-if is about: its lengths, how far its hips bend, and many draws of what is not known exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.athlete import MASS_RANGE_KG, STATURE_RANGE_M, Athlete, Segments, Sex, require_within
from liftwell.errors import ImpossibleValue
from liftwell.loads import segments as shares
from liftwell.loads.inverse_dynamics import Pieces, pieces_of
from liftwell.loads.segments import BODY_MASS_SD, L5S1_SD, MASS_SD, SEXES, Parts, parts_of
from liftwell.loads.variants import hip_half_width, settings
from liftwell.quantity import Quantity

FloatArray = NDArray[np.float64]
Source = Literal["given", "clip", "typical"]

# From the shoulder to a bar in the fingers: two segments and half of the hand.
ARM_PER_STATURE: Final = shares.UPPER_ARM_PER_STATURE + shares.FOREARM_PER_STATURE + shares.HAND_PER_STATURE / 2
PER_STATURE: Final[Mapping[str, float]] = {
    "shank": shares.SHANK_PER_STATURE,
    "thigh": shares.THIGH_PER_STATURE,
    "trunk": shares.HIP_SHOULDER_PER_STATURE,
    "arm": ARM_PER_STATURE,
}
# No adult's length lies further from the mean of the stature than this factor (six of its standard deviations), or it
# is a slip of the finger: judgement.
FURTHEST: Final = 0.25
HIP_RANGE_RAD: Final = (np.radians(40.0), np.radians(160.0))
_LUMBAR_RANGE_RAD: Final = (np.radians(5.0), np.radians(100.0))

# Draws stay within so many standard deviations, and L5/S1 within so much of its usual place: no body is further off.
FAR, L5S1_FAR = 3.0, 0.6


@dataclass(frozen=True, slots=True)
class Body:
    """A lifter for the what-if. Lengths in m with their errors, `hip_range` and `lumbar_range` in rad.

    trunk is hip to shoulder, arm shoulder to bar, ankle the height of its joint over the floor (shoes count);
    hip_range: how far the thigh comes towards the pelvis before the low back has to bend, from `hip_source`;
    thoracic: how much rounder the upper back is than in the tallest posture; straight_knee: how far the hips bend over
    straight knees, where hamstrings stop them; all in rad.
    lumbar_range: how far the low back bends in a toe-touch, None where not told; estimated: names of the lengths that
    come from stature alone. Raises ImpossibleValue for what no body has.
    """

    shank: Quantity
    thigh: Quantity
    trunk: Quantity
    arm: Quantity
    stature_m: float
    ankle_m: float
    hip_range: Quantity
    hip_source: Source
    thoracic: Quantity
    straight_knee: Quantity
    mass_kg: float | None = None
    sex: Sex | None = None
    lumbar_range: float | None = None
    estimated: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_within("height", self.stature_m, STATURE_RANGE_M, "m")
        require_within("mass", self.mass_kg, MASS_RANGE_KG, "kg")
        for name, share in PER_STATURE.items():
            _require_bodily(name, getattr(self, name).value, share, self.stature_m)
        _require_angle("hip range", self.hip_range.value, HIP_RANGE_RAD)
        _require_angle("lumbar range", self.lumbar_range, _LUMBAR_RANGE_RAD)


def body_of(
    athlete: Athlete,
    lengths: Segments | None = None,
    *,
    hip_range: Quantity | None = None,
    hip_source: Source = "given",
    lumbar_range: float | None = None,
    ankle_m: float | None = None,
    thoracic: Quantity | None = None,
    straight_knee: Quantity | None = None,
) -> Body:
    """A body from the lengths that are known, its stature, or both: what is not known comes from stature.

    Raises ImpossibleValue when nothing tells how long it is, or for what no body has.
    """
    known = {name: getattr(lengths or Segments(), name) for name in PER_STATURE}
    stature = stature_of(athlete, lengths or Segments())
    spread = settings("error")["stature"]
    found = {
        name: one if one.seen else Quantity(PER_STATURE[name] * stature, spread * PER_STATURE[name] * stature, "m")
        for name, one in known.items()
    }
    return Body(
        **found,
        stature_m=stature,
        ankle_m=shares.ANKLE_HEIGHT_PER_STATURE * stature if ankle_m is None else ankle_m,
        hip_range=hip_range or typical_hip(),
        hip_source="typical" if hip_range is None else hip_source,
        thoracic=thoracic or typical_thoracic(),
        straight_knee=straight_knee or typical_hamstrings(athlete.sex),
        mass_kg=athlete.mass_kg,
        sex=athlete.sex,
        lumbar_range=lumbar_range,
        estimated=tuple(name for name, one in known.items() if not one.seen),
    )


def typical_hip() -> Quantity:
    """How far a hip bends with a bent knee, of nobody in particular."""
    usual = settings("hip_range")
    return _degrees(usual["typical"], usual["sd"])


def given_hip(bend: float) -> Quantity:
    """The same as somebody measured it (rad), with the error of doing so."""
    return Quantity(bend, float(np.radians(settings("hip_range")["given_sd"])), "rad")


def typical_thoracic() -> Quantity:
    """How much rounder than tallest the upper back is at the start of a pull, of nobody in particular."""
    usual = settings("stance")
    return _degrees(usual["thoracic"], usual["thoracic_sd"])


def typical_hamstrings(sex: Sex | None) -> Quantity:
    """How far hips bend over straight knees: Yıldırım 2018 (doi:10.4274/balkanmedj.2017.1517) measured what the knee
    lacks of straight at 90° of hip bend.
    """
    usual = settings("hamstrings")
    lacks, sd = (float(np.mean([usual[one + part] for one in ((sex,) if sex else SEXES)])) for part in ("", "_sd"))
    return _degrees(90 - usual["per_knee"] * lacks, usual["per_knee"] * sd)


def _degrees(value: float, sd: float) -> Quantity:
    return Quantity(float(np.radians(value)), float(np.radians(sd)), "rad")


def taped(length_m: float | None) -> Quantity:
    """A length measured with a tape, with the error of doing so; unseen for None."""
    if length_m is None:
        return Quantity.unseen("m", "no_stature")
    return Quantity(length_m, settings("error")["tape"] * length_m, "m")


class Drawn(NamedTuple):
    """S bodies that this one may be, the first exactly as told; lengths (S,) in m, angles (S,) in rad.

    straight_knee: how far the hips bend with straight knees; l5s1: how far from the hip that joint lies, against the
    table; pieces: their masses, None without a mass; gap and ahead (m): what this lifter's set-up differs by from the
    usual one; shin: the same for a free shank, in standard deviations.
    """

    shank: FloatArray
    thigh: FloatArray
    trunk: FloatArray
    arm: FloatArray
    ankle: FloatArray
    stature: float
    hip_half: float
    shoulder_half: float
    hip_range: FloatArray
    straight_knee: FloatArray
    thoracic: FloatArray
    l5s1: FloatArray
    parts: Parts
    pieces: Pieces | None
    gap: FloatArray
    ahead: FloatArray
    shin: FloatArray


def drawn(body: Body, count: int, rng: np.random.Generator | None) -> Drawn:
    """`count` draws of what is not known of `body`; one alone, or none without `rng`, is the body as told."""
    size = count if rng is not None else 1

    def normal(sd: float = 1.0) -> FloatArray:
        found = np.zeros(size) if rng is None else rng.normal(0.0, 1.0, size)
        found[0] = 0.0
        if size > 2:
            # Exactly the mean and the spread that are meant, so that the answer does not hang on the luck of the draw.
            found[1:] = (found[1:] - found[1:].mean()) / found[1:].std()
        return sd * found

    def around(of: Quantity) -> FloatArray:
        return (of.value or 0.0) + np.clip(normal(), -FAR, FAR) * (of.sd or 0.0)

    usual = settings("stance")
    l5s1_sd = float(np.hypot(L5S1_SD, 0.0 if body.sex else _sexes_apart()))
    return Drawn(
        around(body.shank), around(body.thigh), around(body.trunk), around(body.arm),
        body.ankle_m + np.zeros(size),
        body.stature_m,
        hip_half_width(body.sex) * body.stature_m,
        settings("width")["shoulder"] * body.stature_m,
        around(body.hip_range),
        around(body.straight_knee),
        around(body.thoracic),
        1 + np.clip(normal(l5s1_sd), -L5S1_FAR, L5S1_FAR),
        parts_of(body.sex),
        _masses(body, [normal() for _ in range(12)]),
        normal(usual["gap_sd"]),
        normal(usual["shoulders_ahead_sd"]),
        normal(),
    )  # fmt: skip


def _masses(body: Body, noise: list[FloatArray]) -> Pieces | None:
    if body.mass_kg is None:
        return None
    pieces = pieces_of(parts_of(body.sex), body.mass_kg)
    whole = 1 + BODY_MASS_SD * noise[-1]
    spread = np.stack([1 + MASS_SD * np.clip(one, -FAR, FAR) for one in noise[: len(pieces.mass)]])
    return pieces._replace(mass=pieces.mass[:, None] * spread * whole)


def _sexes_apart() -> float:
    """Half of what L5/S1's height over the hips differs by between the sexes, as a share of their mean."""
    male, female = (parts_of(sex).l5s1.cranial for sex in SEXES)
    return abs(male - female) / (male + female)


def stature_of(athlete: Athlete, lengths: Segments) -> float:
    """The stature (m) as given, or from the lengths that are told, each weighing as its share of it.

    Raises ImpossibleValue when there is neither.
    """
    if athlete.height_m is not None:
        return athlete.height_m
    told = {name: one.value for name in PER_STATURE if (one := getattr(lengths, name)).value is not None}
    if not told:
        raise ImpossibleValue("Nothing says how long this body is; give the height, or lengths of its parts.")
    return float(sum(told.values())) / sum(PER_STATURE[name] for name in told)


def bodily(lengths: Segments, athlete: Athlete) -> Segments:
    """`lengths` without those that no body of this stature has, which then are unseen. Raises as `stature_of`."""
    stature = stature_of(athlete, lengths)

    def kept(name: str) -> Quantity:
        one: Quantity = getattr(lengths, name)
        usual = PER_STATURE[name] * stature
        near = one.value is not None and abs(one.value / usual - 1) <= FURTHEST
        return one if near else Quantity.unseen("m", one.reason or "imprecise")

    return Segments(**{name: kept(name) for name in PER_STATURE})


def require_bodily(lengths: Segments, athlete: Athlete) -> None:
    """Raise ImpossibleValue when one of the `lengths` that are told is none that a body of this stature has."""
    stature = stature_of(athlete, lengths)
    for name, share in PER_STATURE.items():
        if (value := getattr(lengths, name).value) is not None:
            _require_bodily(name, value, share, stature)


def _require_bodily(name: str, length: float | None, share: float, stature: float) -> None:
    usual, article = share * stature, "An" if name == "arm" else "A"
    if length is None or abs(length / usual - 1) > FURTHEST:
        raise ImpossibleValue(
            f"{article} {name} of {(length or 0) * 100:.0f} cm does not go with a height of {stature * 100:.0f} cm, "
            f"where {(1 - FURTHEST) * usual * 100:.0f}–{(1 + FURTHEST) * usual * 100:.0f} cm are found "
            f"({_MEASURED[name]}); please measure again."
        )


_MEASURED: Final = {
    "shank": "ankle joint to knee joint",
    "thigh": "knee joint to hip joint",
    "trunk": "hip joint to shoulder joint",
    "arm": "shoulder joint to the bar in a straight arm's hand",
}


def _require_angle(what: str, value: float | None, limits: tuple[float, float]) -> None:
    low, high = (round(float(np.degrees(limit))) for limit in limits)
    if value is not None and not limits[0] <= value <= limits[1]:
        raise ImpossibleValue(f"The {what} {np.degrees(value):.0f}° is outside {low}–{high}°; please check it.")
