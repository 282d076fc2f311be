"""What a what-if needs of an `analysis.json`: the lifter's lengths and courses, back in the program's units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from liftwell.athlete import Athlete, Segments
from liftwell.errors import ImpossibleValue
from liftwell.exchange.analysis_document import AnalysisDocument, ColumnDocument, RepDocument, SegmentsDocument
from liftwell.exchange.quantity_document import quantity_of
from liftwell.loads.build import require_bodily, stature_of, taped
from liftwell.loads.style import NEEDED, FloatArray, Measured, SeenRep, lift_and_radius
from liftwell.quantity import Quantity


def measured_of(document: AnalysisDocument, rep: int | None = None) -> Measured:
    """The lifter of `document`, and of its reps only the one with the index `rep` if that is given.

    Raises ImpossibleValue when there is no such rep, or for what no body has.
    """
    # Hinges of a self-test are no lift: of such a clip only the body counts.
    lifted = document.reps if document.self_test is None else []
    reps = [one for one in lifted if not one.cut and rep in (None, one.index)]
    if rep is not None and not reps:
        raise ImpossibleValue(f"There is no rep {rep} of {document.clip.name} that is seen whole.")
    who = document.athlete
    return Measured(
        Athlete(who.height_m, who.mass_kg, who.sex),
        _segments(who.segments_m),
        np.array(document.series.time_s),
        {name: column for name in NEEDED if (column := _column(document, name)) is not None},
        tuple(_seen(one) for one in reps),
        *lift_and_radius(document.generator.options),
    )


def _seen(rep: RepDocument) -> SeenRep:
    bent, rounded = (quantity_of(four.liftoff) for four in (rep.lumbar_flexion_deg, rep.thoracic_flexion_deg))
    return SeenRep(rep.liftoff_s, rep.lockout_s, bent, rounded)


def load_of(document: AnalysisDocument) -> float | None:
    """What the bar weighed (kg), None where nobody said."""
    load = document.generator.options.get("load_kg")
    return float(load) if isinstance(load, int | float) else None


def with_facts(measured: Measured, athlete: Athlete, lengths_m: Mapping[str, float | None]) -> Measured:
    """`measured`, with what the lifter says now in the place of what the file says, taped lengths too.

    Raises ImpossibleValue for what no body has.
    """
    was = measured.athlete
    who = Athlete(athlete.height_m or was.height_m, athlete.mass_kg or was.mass_kg, athlete.sex or was.sex)
    tape = {name: taped(length) for name, length in lengths_m.items() if length is not None}
    lengths = replace(measured.lengths, **tape)
    # What does not go together would be dropped without a word; an arm, which clips tell least well, only if taped.
    told = lengths if athlete.height_m is not None else Segments(**tape)
    told = replace(told, arm=tape.get("arm", Quantity.unseen("m", "imprecise")))
    if athlete.height_m is not None or tape:
        require_bodily(told, Athlete(stature_of(who, lengths)))
    return replace(measured, athlete=who, lengths=lengths)


def _segments(document: SegmentsDocument) -> Segments:
    return Segments(*(quantity_of(getattr(document, name)) for name in ("shank", "thigh", "trunk", "arm")))


def _column(document: AnalysisDocument, name: str) -> FloatArray | None:
    found: ColumnDocument | None = getattr(document.series, f"{name}_m" if name.startswith("bar") else f"{name}_deg")
    if found is None:
        return None
    values = np.array([np.nan if value is None else value for value in found.value])
    return values if found.unit == "m" else np.radians(values)
