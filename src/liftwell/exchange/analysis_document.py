"""The shape of `analysis.json`, schema "liftwell.analysis/1", as pydantic models whose names are law.

`docs/analysis.schema.json` is generated from them. Angles are in degrees here and in radians inside; times
are seconds from the clip's first frame; a missing number is null, never NaN.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import ConfigDict, Field, JsonValue, model_serializer, model_validator
from pydantic import SerializerFunctionWrapHandler as Serializer

from liftwell.analysis import Cut, PositionName, Verdict
from liftwell.athlete import Sex
from liftwell.exchange.quantity_document import Number, Part, QuantityDocument
from liftwell.exchange.what_if_document import WhatIfDocument
from liftwell.finding import FindingVerdict, Sureness
from liftwell.lift import Facing

SCHEMA: Final = "liftwell.analysis/1"


Q = QuantityDocument


class GeneratorDocument(Part):
    """What made the file: version, pose model with its checksum, and the options used."""

    version: str
    model: str
    model_sha256: str
    options: dict[str, JsonValue]


class ClipDocument(Part):
    """The clip as its container describes it; sizes in its own pixels after rotation.

    `recorded_on` is the day that the file tells, null where it tells none.
    """

    name: str
    duration_s: float
    frame_rate_hz: float
    width_px: int
    height_px: int
    frames: int
    recorded_on: date | None = None


class CaptureReasonDocument(Part):
    """One thing about the filming that limits the measurement; `code` is from a closed, documented list."""

    code: str
    message: str


class CaptureDocument(Part):
    """The verdict on the filming. `yaw_deg` 0 = exactly side-on; `metres_per_pixel` of the clip's own pixels.

    `facing` is a side of the picture, `near_side` the side of the body towards the camera.
    """

    verdict: Verdict
    reasons: list[CaptureReasonDocument]
    yaw_deg: Q
    facing: Facing | None
    metres_per_pixel: Q
    near_side: Facing | None = None


class SegmentsDocument(Part):
    """Lengths of the fitted linkage; trunk is hip to shoulder, arm is shoulder to bar."""

    shank: Q
    thigh: Q
    trunk: Q
    arm: Q


class AthleteDocument(Part):
    """The body as given, null where not given; `source` says where the segment lengths get their scale."""

    height_m: float | None
    mass_kg: float | None
    sex: Sex | None
    source: Literal["given", "estimated"]
    segments_m: SegmentsDocument


class InstantsDocument(Part):
    """One quantity at four instants of a rep; `setup` is the mean of the last 0.3 s before lift-off."""

    setup: Q
    liftoff: Q
    peak: Q
    lockout: Q


class MomentDocument(Part):
    """Net internal moment, positive = extensor, at its peak and at lift-off."""

    peak: Q
    liftoff: Q


class BarToShinDocument(Part):
    """From the skin of the shin to the surface of the bar, square to the shank, at lift-off."""

    liftoff: Q


class RepDocument(Part):
    """One repetition. `hip_share` 1 = the hip makes the whole fold, less = the back bends too.

    `cut`: with "starts_late" the bar is on its way when the clip begins, and "lift-off" is the first sight of it; with
    "ends_early" the clip ends with the pull, and "lockout" is the last sight.
    """

    index: int
    start_s: float
    liftoff_s: float
    lockout_s: float
    end_s: float
    bar_rise_m: Q
    mean_velocity_mps: Q
    peak_velocity_mps: Q
    hip_share: Q
    lumbar_flexion_deg: InstantsDocument
    thoracic_flexion_deg: InstantsDocument
    hip_flexion_deg: InstantsDocument
    trunk_inclination_deg: InstantsDocument
    l5s1_moment_nm: MomentDocument
    bar_to_shin_m: BarToShinDocument
    cut: list[Cut] = Field([])


class ColumnDocument(Part):
    """One quantity on the times of `series.time_s`; null where it was not seen."""

    value: list[Number | None]
    sd: list[Number | None]
    unit: str


class SeriesDocument(Part):
    """Everything over time. A quantity that was not measured at all is absent; one that is not named here is kept.

    Raises ValueError (through pydantic) when a column is not as long as `time_s`.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, ColumnDocument] = Field(init=False)

    time_s: list[Number]
    bar_x_m: ColumnDocument | None = None
    bar_y_m: ColumnDocument | None = None
    bar_speed_mps: ColumnDocument | None = None
    shank_deg: ColumnDocument | None = None
    knee_flexion_deg: ColumnDocument | None = None
    hip_flexion_deg: ColumnDocument | None = None
    hip_on_pelvis_deg: ColumnDocument | None = None
    trunk_inclination_deg: ColumnDocument | None = None
    pelvis_deg: ColumnDocument | None = None
    lumbar_flexion_deg: ColumnDocument | None = None
    thoracic_flexion_deg: ColumnDocument | None = None
    elbow_flexion_deg: ColumnDocument | None = None
    sole_deg: ColumnDocument | None = None
    l5s1_moment_nm: ColumnDocument | None = None
    hip_moment_nm: ColumnDocument | None = None
    knee_moment_nm: ColumnDocument | None = None
    ankle_moment_nm: ColumnDocument | None = None
    l5s1_compression_n: ColumnDocument | None = None
    bar_to_l5s1_m: ColumnDocument | None = None
    bar_power_w: ColumnDocument | None = None

    @property
    def columns(self) -> dict[str, ColumnDocument]:
        """The measured quantities by name, in the order of the contract."""
        pairs = ((name, getattr(self, name)) for name in type(self).model_fields if name != "time_s")
        named = {name: column for name, column in pairs if column is not None}
        return named | self.__pydantic_extra__

    @model_validator(mode="after")
    def _one_length(self) -> SeriesDocument:
        for name, column in self.columns.items():
            if not len(self.time_s) == len(column.value) == len(column.sd):
                raise ValueError(f"{name} has {len(column.value)} values at {len(self.time_s)} times")
        return self

    @model_serializer(mode="wrap")
    def _without_absent(self, serialise: Serializer) -> dict[str, Any]:
        return {name: column for name, column in serialise(self).items() if column is not None}


class FindingDocument(Part):
    """One thing seen in the technique: what, why it matters, how much, in which reps, on what evidence.

    `cue` is what to try; `limit` the mark that `quantity` was held against, in its unit; `sure` how far from it the
    quantity lies beside its error: "clear" two standard deviations, "likely" one, "close" less.
    """

    code: str
    step: Annotated[int, Field(ge=1, le=6)] | None
    verdict: FindingVerdict
    title: str
    why: str
    quantity: Q
    reps: list[int]
    evidence: list[str]
    cue: str = ""
    limit: float | None = None
    sure: Sureness | None = None


Place = tuple[Number, Number] | None


class PositionDocument(Part):
    """The body at one key moment of a rep, in body lengths (shank + thigh + trunk), x forward from the near ankle.

    `points` by name; `back` the outline of the back from seat to shoulders; `tallest` the lifter's own tallest shape
    laid on its ends. null where something was not seen.
    """

    rep: int
    name: PositionName
    time_s: float
    points: dict[str, Place]
    back: list[Place]
    tallest: list[Place]


class HingeTestDocument(Part):
    """Hinges without a bar: how far the low back bends in them (the median) and in the toe-touch, from tallest.

    `hinges` and `toe_touch` are indices of `reps`; `hands_m` is how far the hands stay over the floor in the hinges.
    """

    test: Literal["hinge"] = "hinge"
    lumbar_flexion_deg: Q
    own_max_deg: Q
    hinges: list[int]
    toe_touch: int | None
    hands_m: Q


class KneeTestDocument(Part):
    """Active knee extension, lying: how far the knee of `side` is from straight at its best, and the thigh's lean."""

    test: Literal["knee-extension"] = "knee-extension"
    side: Facing
    short_deg: Q
    thigh_deg: Q
    best_s: float | None


SelfTestDocument = Annotated[HingeTestDocument | KneeTestDocument, Field(discriminator="test")]


class TimingDocument(Part):
    """How long the analysis took, as a whole and by stage, in seconds."""

    wall_s: float
    stages: dict[str, float]


class AnalysisDocument(Part):
    """The whole of `analysis.json`."""

    model_config = ConfigDict(title="liftwell analysis", validate_by_name=True, validate_by_alias=True)

    schema_: Literal["liftwell.analysis/1"] = Field(alias="schema")
    generator: GeneratorDocument
    clip: ClipDocument
    capture: CaptureDocument
    athlete: AthleteDocument
    reps: list[RepDocument]
    series: SeriesDocument
    findings: list[FindingDocument]
    positions: list[PositionDocument] = Field([])
    what_if: WhatIfDocument | None = None
    self_test: SelfTestDocument | None = None
    timing: TimingDocument

    @model_validator(mode="after")
    def _one_outline(self) -> AnalysisDocument:
        if len({len(back) for position in self.positions for back in (position.back, position.tallest)}) > 1:
            raise ValueError("outlines of the back have different numbers of points")
        return self
