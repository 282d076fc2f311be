"""What another bar would change, as it is written: in `analysis.json`, and by `liftwell whatif --json`.

Lengths in m, angles in degrees, moments in N.m. A model's prediction throughout.
"""

from __future__ import annotations

import math
from typing import Final, Literal

from pydantic import Field

from liftwell.exchange.file_units import rounded
from liftwell.exchange.quantity_document import Number, Part, QuantityDocument, quantity_document, quantity_of
from liftwell.finding import HeightStep, HipSource, SetupOption, WhatIf

SCHEMA: Final = "liftwell.whatif/1"
Q = QuantityDocument


class SetupOptionDocument(Part):
    """One way to set up the lift. `bar_height_m` is that of the hands at the start; `hip_flexion_deg` the bend between
    thigh and pelvis that a straight low back would need, `hip_spare_deg` what the hips have left of it,
    `lumbar_flexion_deg` what the low back gives instead; moments are the largest of a slow pull, positive = extensor;
    `change` of the L5/S1 moment against today; `points` of the body at the start, x forward from the ankle, y up.
    """

    code: str
    title: str
    bar_height_m: Q
    hip_flexion_deg: Q
    hip_spare_deg: Q
    lumbar_flexion_deg: Q
    trunk_inclination_deg: Q
    knee_flexion_deg: Q
    bar_travel_m: Q
    l5s1_moment_nm: Q
    hip_moment_nm: Q
    knee_moment_nm: Q
    ankle_moment_nm: Q
    change: Q
    points: dict[str, tuple[Number, Number]]


class HeightStepDocument(Part):
    """What the low back gives with the hands at this height at the start of today's lift."""

    bar_height_m: Number
    lumbar_flexion_deg: Q


class WhatIfDocument(Part):
    """Today's lift, the options, and the smallest change with which the low back gives no more than `mark_deg`.

    `recommended` is `today` itself where no change is needed, null where nothing here reaches the mark;
    `no_bend_height_m` is information: from there on the low back gives nothing. `hip_source`: "given" by the lifter,
    seen in the "clip", or "typical" of people.
    """

    schema_: Literal["liftwell.whatif/1"] = Field(alias="schema")
    headline: str
    reason: str
    test: str
    notes: list[str]
    load_kg: Number | None
    hip_range_deg: Q
    hip_source: HipSource
    mark_deg: Number
    no_bend_height_m: Q
    today: SetupOptionDocument
    recommended: SetupOptionDocument | None
    options: list[SetupOptionDocument]
    heights: list[HeightStepDocument]


def what_if_document(found: WhatIf) -> WhatIfDocument:
    """`found` as it is written."""
    return WhatIfDocument(
        schema=SCHEMA,
        headline=found.headline,
        reason=found.reason,
        test=found.test,
        notes=list(found.notes),
        load_kg=found.load_kg,
        hip_range_deg=quantity_document(found.hip_range),
        hip_source=found.hip_source,
        mark_deg=_degrees(found.mark),
        no_bend_height_m=quantity_document(found.no_bend_height),
        today=_option(found.today),
        recommended=None if found.recommended is None else _option(found.recommended),
        options=[_option(option) for option in found.options],
        heights=[
            HeightStepDocument(
                bar_height_m=rounded(step.bar_height_m, 4), lumbar_flexion_deg=quantity_document(step.lumbar_flexion)
            )
            for step in found.heights
        ],
    )


def what_if_of(document: WhatIfDocument) -> WhatIf:
    """The noun that `document` was written from, to the digits of the file; the recommended option is one of those."""
    today, options = _option_of(document.today), tuple(_option_of(option) for option in document.options)
    recommended = None if document.recommended is None else _option_of(document.recommended)
    return WhatIf(
        today=today,
        options=options,
        recommended=next((one for one in (today, *options) if one == recommended), recommended),
        headline=document.headline,
        reason=document.reason,
        test=document.test,
        notes=tuple(document.notes),
        heights=tuple(HeightStep(step.bar_height_m, quantity_of(step.lumbar_flexion_deg)) for step in document.heights),
        no_bend_height=quantity_of(document.no_bend_height_m),
        mark=math.radians(document.mark_deg),
        hip_range=quantity_of(document.hip_range_deg),
        hip_source=document.hip_source,
        load_kg=document.load_kg,
    )


def _option(option: SetupOption) -> SetupOptionDocument:
    numbers = {name: quantity_document(getattr(option, inner)) for name, inner in _NAMES.items()}
    points = {name: (rounded(x, 4), rounded(y, 4)) for name, (x, y) in option.points.items()}
    return SetupOptionDocument(code=option.code, title=option.title, points=points, **numbers)


def _option_of(document: SetupOptionDocument) -> SetupOption:
    numbers = {inner: quantity_of(getattr(document, name)) for name, inner in _NAMES.items()}
    return SetupOption(document.code, document.title, points=dict(document.points), **numbers)


def _degrees(angle: float) -> float:
    return rounded(math.degrees(angle), 2)


# Name in the file, and in the program.
_NAMES: Final = {
    "bar_height_m": "bar_height",
    "hip_flexion_deg": "hip_flexion",
    "hip_spare_deg": "hip_spare",
    "lumbar_flexion_deg": "lumbar_flexion",
    "trunk_inclination_deg": "trunk_inclination",
    "knee_flexion_deg": "knee_flexion",
    "bar_travel_m": "bar_travel",
    "l5s1_moment_nm": "l5s1_moment",
    "hip_moment_nm": "hip_moment",
    "knee_moment_nm": "knee_moment",
    "ankle_moment_nm": "ankle_moment",
    "change": "change",
}
