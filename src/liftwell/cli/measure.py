"""The real path from a clip on disk to a folder of results; `analyse` and `demo` both walk it."""

from __future__ import annotations

import time
from dataclasses import fields, replace
from pathlib import Path

from liftwell.analyse import analyse
from liftwell.analysis import Analysis
from liftwell.cli.result_folder import result_folder
from liftwell.consultation.typed import Given
from liftwell.errors import CannotWrite
from liftwell.exchange import analysis_json, mot, series_csv, trc
from liftwell.progress import Listener
from liftwell.report.film import film
from liftwell.report.html import write_report
from liftwell.report.shown import shown_of, write_shown
from liftwell.video.clip import Clip


def measure(
    clip: Clip, given: Given, athlete: str | None, target: Path, listener: Listener, *, playable: bool = False
) -> Analysis:
    """Analyse `clip` and put all its results into `target`, all or nothing; with `playable` also a `clip.mp4`.

    A refused clip gets its `analysis.json` and a `report.html` that says what to change; `motion.trc` needs metres.
    Raises CannotRead, CannotWrite (before the analysis when the folder cannot be written) and ImpossibleValue.
    """
    if clip.path.resolve().parent == target.resolve():
        # Results take the place of the whole folder, and a clip may be called as one of them is.
        raise CannotWrite(f"{target} holds the clip itself; choose another folder with --out.")
    with result_folder(target, clip.name) as folder:
        # The fields of Given are the keywords of analyse: what can be said here can be said in Python.
        said = {field.name: getattr(given, field.name) for field in fields(given)}
        analysis = analyse(clip.path, **said, listener=listener)
        if athlete is not None:
            options = {**analysis.generator.options, "athlete": athlete}
            analysis = replace(analysis, generator=replace(analysis.generator, options=options))
        return _written(clip, analysis, folder, listener, playable=playable)


def _written(clip: Clip, analysis: Analysis, folder: Path, listener: Listener, *, playable: bool) -> Analysis:
    """The analysis as it was written: drawing counts in its timing."""
    began_s = time.perf_counter()
    shown = film(clip, analysis, folder, listener, playable=playable)
    write_report(analysis, shown, folder / "report.html")
    if playable:
        write_shown(shown_of(analysis, shown), folder)
    drawing_s = time.perf_counter() - began_s
    timing_s = {**analysis.timing_s, "wall": analysis.timing_s["wall"] + drawing_s, "draw": drawing_s}
    analysis = replace(analysis, timing_s=timing_s)
    document = analysis_json.to_document(analysis)
    if analysis.capture.verdict != "refused":
        series_csv.write(document.series, folder / "series.csv")
    if trc.can_write(analysis):
        trc.write(analysis, folder / "motion.trc")
    if mot.can_write(analysis):
        mot.write(analysis, folder / "motion.mot")
    analysis_json.write(document, folder / "analysis.json")
    return analysis
