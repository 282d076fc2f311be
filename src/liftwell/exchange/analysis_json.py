"""`analysis.json`: writes a measured set for other programs and people, and reads it back.

On the way out radians become degrees, NaN becomes null, and digits beyond the error are dropped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from liftwell.analysis import (
    MOTION_POINTS,
    Analysis,
    Capture,
    ClipFacts,
    FloatArray,
    Generator,
    HingeTest,
    Instants,
    Position,
    Rep,
    SelfTest,
    Series,
)
from liftwell.athlete import Athlete, Segments
from liftwell.errors import CannotRead, CannotWrite
from liftwell.exchange import analysis_document as doc
from liftwell.exchange.file_units import TIME_DIGITS, column, file_unit, rounded
from liftwell.exchange.quantity_document import quantity_document
from liftwell.exchange.what_if_document import what_if_document
from liftwell.finding import Finding


def to_document(analysis: Analysis) -> doc.AnalysisDocument:
    """`analysis` as it is written to `analysis.json`."""
    return doc.AnalysisDocument(
        schema=doc.SCHEMA,
        generator=_generator(analysis.generator),
        clip=_clip(analysis.clip),
        capture=_capture(analysis.capture),
        athlete=_athlete(analysis.athlete, analysis.segments),
        reps=[_rep(rep) for rep in analysis.reps],
        series=_series(analysis),
        findings=[_finding(finding) for finding in analysis.findings],
        positions=[_position(position) for position in analysis.positions],
        what_if=None if analysis.what_if is None else what_if_document(analysis.what_if),
        self_test=None if analysis.self_test is None else _self_test(analysis.self_test),
        timing=_timing(analysis.timing_s),
    )


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a written file; `docs/analysis.schema.json` holds it."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return dialect | doc.AnalysisDocument.model_json_schema(mode="validation")


def to_json(document: doc.AnalysisDocument) -> str:
    """The file's text: one top-level key a line, so that it can be looked at and compared."""
    parts = document.model_dump(mode="json", by_alias=True)
    lines = (f"{json.dumps(name)}: {json.dumps(part, ensure_ascii=False)}" for name, part in parts.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write(document: doc.AnalysisDocument, path: Path) -> None:
    """Write `document` as UTF-8. Raises CannotWrite when `path` cannot be written."""
    try:
        path.write_text(to_json(document), encoding="utf-8", newline="\n")
    except OSError as error:
        raise CannotWrite(f"Could not write {path} ({error.strerror}); please choose another folder.") from error


def read(path: Path) -> doc.AnalysisDocument:
    """Read a file that `write` made. Raises CannotRead when it is missing, no JSON, or not of this schema."""
    try:
        document = json.loads(path.read_bytes())
        json.dumps(document, ensure_ascii=False).encode("utf-8")  # half of a surrogate pair is no text
    except OSError as error:
        raise CannotRead(f"Could not open {path} ({error.strerror}); please check the name.") from error
    except (ValueError, RecursionError) as error:
        raise CannotRead(f"{path} is not JSON; please give the analysis.json of a result folder.") from error
    schema = document.get("schema") if isinstance(document, dict) else None
    if schema != doc.SCHEMA:
        raise CannotRead(
            f"{path} has the schema {schema!r}, this liftwell reads {doc.SCHEMA!r}; analyse the clip again."
        )
    try:
        return doc.AnalysisDocument.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "it"
        why = first["msg"].removeprefix("Value error, ")
        raise CannotRead(f"{path}: {where} does not fit {doc.SCHEMA} ({why}); analyse the clip again.") from error


def series_name(name: str, unit: str) -> str:
    """Name in files of the series `name` measured in `unit`: ("pelvis", "rad") -> "pelvis_deg"."""
    return name + file_unit(unit).suffix


def _generator(made_by: Generator) -> doc.GeneratorDocument:
    # Options may hold paths or enumerations; the file keeps their text.
    options = json.loads(json.dumps(dict(made_by.options), default=str))
    return doc.GeneratorDocument(
        version=made_by.version, model=made_by.model, model_sha256=made_by.model_sha256, options=options
    )


def _clip(clip: ClipFacts) -> doc.ClipDocument:
    return doc.ClipDocument(
        name=clip.name,
        duration_s=rounded(clip.duration_s, TIME_DIGITS),
        frame_rate_hz=rounded(clip.frame_rate_hz, 3),
        width_px=clip.width_px,
        height_px=clip.height_px,
        frames=clip.frames,
        recorded_on=clip.recorded_on,
    )


def _capture(capture: Capture) -> doc.CaptureDocument:
    return doc.CaptureDocument(
        verdict=capture.verdict,
        reasons=[doc.CaptureReasonDocument(code=reason.code, message=reason.message) for reason in capture.reasons],
        yaw_deg=quantity_document(capture.yaw),
        facing=capture.facing,
        metres_per_pixel=quantity_document(capture.metres_per_pixel, file_unit("m/px")),
        near_side=capture.near_side,
    )


def _athlete(athlete: Athlete, segments: Segments) -> doc.AthleteDocument:
    return doc.AthleteDocument(
        height_m=athlete.height_m,
        mass_kg=athlete.mass_kg,
        sex=athlete.sex,
        source="estimated" if athlete.height_m is None else "given",
        segments_m=doc.SegmentsDocument(
            shank=quantity_document(segments.shank),
            thigh=quantity_document(segments.thigh),
            trunk=quantity_document(segments.trunk),
            arm=quantity_document(segments.arm),
        ),
    )


def _rep(rep: Rep) -> doc.RepDocument:
    return doc.RepDocument(
        index=rep.index,
        start_s=rounded(rep.start_s, TIME_DIGITS),
        liftoff_s=rounded(rep.liftoff_s, TIME_DIGITS),
        lockout_s=rounded(rep.lockout_s, TIME_DIGITS),
        end_s=rounded(rep.end_s, TIME_DIGITS),
        bar_rise_m=quantity_document(rep.bar_rise),
        mean_velocity_mps=quantity_document(rep.mean_velocity),
        peak_velocity_mps=quantity_document(rep.peak_velocity),
        hip_share=quantity_document(rep.hip_share),
        lumbar_flexion_deg=_instants(rep.lumbar_flexion),
        thoracic_flexion_deg=_instants(rep.thoracic_flexion),
        hip_flexion_deg=_instants(rep.hip_flexion),
        trunk_inclination_deg=_instants(rep.trunk_inclination),
        l5s1_moment_nm=doc.MomentDocument(
            peak=quantity_document(rep.l5s1_moment_peak), liftoff=quantity_document(rep.l5s1_moment_liftoff)
        ),
        bar_to_shin_m=doc.BarToShinDocument(liftoff=quantity_document(rep.bar_to_shin_liftoff)),
        cut=list(rep.cut),
    )


def _instants(instants: Instants) -> doc.InstantsDocument:
    return doc.InstantsDocument(
        setup=quantity_document(instants.setup),
        liftoff=quantity_document(instants.liftoff),
        peak=quantity_document(instants.peak),
        lockout=quantity_document(instants.lockout),
    )


def _series(analysis: Analysis) -> doc.SeriesDocument:
    columns = {series_name(name, series.unit): _column(series) for name, series in analysis.series.items()}
    times = [rounded(float(time), TIME_DIGITS) for time in analysis.time_s]
    return doc.SeriesDocument.model_validate({"time_s": times, **columns})


def _column(series: Series) -> doc.ColumnDocument:
    unit = file_unit(series.unit)
    return doc.ColumnDocument(value=column(series.value, unit), sd=column(series.sd, unit), unit=unit.symbol)


def _finding(finding: Finding) -> doc.FindingDocument:
    unit = file_unit(finding.quantity.unit)
    return doc.FindingDocument(
        code=finding.code,
        step=finding.step,
        verdict=finding.verdict,
        title=finding.title,
        why=finding.why,
        quantity=quantity_document(finding.quantity),
        reps=list(finding.reps),
        evidence=list(finding.evidence),
        cue=finding.cue,
        limit=None if finding.limit is None else rounded(finding.limit * unit.factor, unit.digits),
        sure=finding.sure,
    )


def _position(position: Position) -> doc.PositionDocument:
    return doc.PositionDocument(
        rep=position.rep,
        name=position.name,
        time_s=rounded(position.time_s, TIME_DIGITS),
        points=dict(zip(MOTION_POINTS, _places(position.points), strict=True)),
        back=_places(position.back),
        tallest=_places(position.tallest),
    )


def _places(points: FloatArray) -> list[doc.Place]:
    """(x, y) with a digit more than anything is placed by; None where not seen."""
    return [(rounded(float(x), 4), rounded(float(y), 4)) if x == x and y == y else None for x, y in points]  # noqa: PLR0124  NaN


def _self_test(test: SelfTest) -> doc.HingeTestDocument | doc.KneeTestDocument:
    if isinstance(test, HingeTest):
        return doc.HingeTestDocument(
            lumbar_flexion_deg=quantity_document(test.lumbar),
            own_max_deg=quantity_document(test.own_max),
            hinges=list(test.hinges),
            toe_touch=test.toe_touch,
            hands_m=quantity_document(test.hands),
        )
    return doc.KneeTestDocument(
        side=test.side,
        short_deg=quantity_document(test.short),
        thigh_deg=quantity_document(test.thigh),
        best_s=None if test.best_s is None else rounded(test.best_s, TIME_DIGITS),
    )


def _timing(timing_s: Mapping[str, float]) -> doc.TimingDocument:
    stages = {name: rounded(seconds, 3) for name, seconds in timing_s.items() if name != "wall"}
    return doc.TimingDocument(wall_s=rounded(timing_s["wall"], 3), stages=stages)
