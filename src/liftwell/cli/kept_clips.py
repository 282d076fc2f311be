"""Clips of an athlete of the logbook: what was measured is kept there, and shown in their history."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from liftwell.exchange.analysis_document import AnalysisDocument
from liftwell.exchange.clip_facts import facts_of
from liftwell.logbook.shelf import Shelf
from liftwell.report.history import Measured
from liftwell.triage.clips import LiftClip


def keep_clip(shelf: Shelf, clip: Path, target: Path, on: date) -> None:
    """What was measured in a clip, kept with its place and its SHA-256; the clip itself stays where it is."""
    shelf.keep_clip(on, clip.absolute(), (target / "analysis.json").read_text("utf-8"))


def measured_in(shelf: Shelf) -> tuple[Measured, ...]:
    """The change of the low back in each clip that shows a lift, oldest first; refused clips say nothing."""
    found = []
    for on, document in shelf.analyses():
        analysis = AnalysisDocument.model_validate_json(document)
        if analysis.capture.verdict == "refused":
            continue
        facts = facts_of(analysis, load_kg=None, raised_m=0.0)
        if isinstance(facts, LiftClip) and facts.lumbar.value is not None:
            found.append(Measured(on, facts.lumbar))
    return tuple(found)
