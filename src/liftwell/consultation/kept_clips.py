"""Clips of an athlete of the logbook: what was measured is kept there, and shown in their history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Final

from liftwell.consultation.kept_answers import saved_in
from liftwell.errors import ImpossibleValue
from liftwell.exchange.analysis_document import AnalysisDocument
from liftwell.exchange.clip_facts import ClipFacts, facts_of
from liftwell.logbook.shelf import Shelf
from liftwell.report.history import Measured
from liftwell.triage.account import Account
from liftwell.triage.clips import HingeClip, LiftClip
from liftwell.triage.load_facts import technique_ceiling
from liftwell.triage.seen import with_clip

_KEPT: Final = 512  # analyses whose facts stay in memory


def keep_clip(shelf: Shelf, clip: Path, target: Path, on: date) -> date | None:
    """What was measured in a clip, kept with its place and its SHA-256; the clip itself stays where it is.

    The last day on which the clip is kept, None for always.
    """
    return shelf.keep_clip(on, clip.absolute(), (target / "analysis.json").read_text("utf-8"))


def measured_in(shelf: Shelf) -> tuple[Measured, ...]:
    """The change of the low back in each clip that shows a lift, and the technique ceiling by then, oldest first.

    Refused clips, and those that show no lift, say nothing. The ceiling needs answers, and clips at several loads.
    """
    clips = [(on, clip) for on, document in shelf.analyses() if (clip := _lift_in(document)) is not None]
    account = _account(shelf, clips[-1][0]) if clips else None
    seen: tuple[LiftClip, ...] = ()
    found = []
    for on, clip in clips:
        seen = (*seen, replace(clip, recorded_on=on))
        ceiling = None if account is None else technique_ceiling(replace(account, clips=seen))
        found.append(Measured(on, clip.lumbar, None if ceiling is None else ceiling[0]))
    return tuple(found)


def account_with_clips(account: Account, shelf: Shelf) -> Account:
    """The account with what the kept clips show, oldest first; refused ones and those that tell nothing say nothing.

    A hinge whose low back could not be seen takes nothing away that is known.
    """
    for on, document in shelf.analyses():
        found = _told_by(document)
        if found is None or (isinstance(found, HingeClip) and not found.lumbar.seen):
            continue
        account = with_clip(account, replace(found, recorded_on=on) if isinstance(found, LiftClip) else found)
    return account


@lru_cache(maxsize=_KEPT)
def _told_by(document: str) -> ClipFacts | None:
    """What a kept analysis tells, None for a refused one and one that tells nothing; read once, for it is long."""
    try:
        return facts_of(AnalysisDocument.model_validate_json(document))
    except ImpossibleValue:
        return None


def _account(shelf: Shelf, on: date) -> Account | None:
    """What the answers in the logbook tell, None where there are none."""
    saved = saved_in(shelf, datetime.combine(on, time.min), asks=False)
    return saved.account() if saved.content else None


def _lift_in(document: str) -> LiftClip | None:
    """What a kept analysis says of a lift, None where it says nothing of the low back."""
    facts = _told_by(document)
    return facts if isinstance(facts, LiftClip) and facts.lumbar.value is not None else None
