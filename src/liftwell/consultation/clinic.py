"""The report for a clinician out of the logbook: answers, triage, the newest clip, scores, diary and plans together."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from liftwell.consultation.kept_answers import saved_in
from liftwell.consultation.kept_clips import account_with_clips
from liftwell.consultation.kept_history import kept_history
from liftwell.consultation.log_words import session_words
from liftwell.exchange.analysis_document import AnalysisDocument
from liftwell.logbook.shelf import Shelf
from liftwell.plan.lifter import CLEAR
from liftwell.report.clinic import ClinicReport, Filmed, Prescribed, clinic_report
from liftwell.report.triage_page import capital
from liftwell.triage.triage import triage

if TYPE_CHECKING:
    from liftwell.report.stills import Still

    Stills = Callable[[AnalysisDocument], Sequence[Still]]
_MOST_DAYS: Final = 40


def no_stills(_: AnalysisDocument) -> tuple[Still, ...]:
    """For who has no pictures at hand."""
    return ()


def report_of(shelf: Shelf, now: datetime, stills: Stills = no_stills) -> ClinicReport:
    """Everything of an athlete by now; `stills` gives the key pictures of what was measured, where there are any."""
    saved = saved_in(shelf, now, asks=False)
    account = saved.account()
    found = triage(account)
    if found.screen.supported and found.screen.level in CLEAR:
        account = account_with_clips(account, shelf)
        found = triage(account)
    country = saved.at("about.country")
    return clinic_report(
        shelf.name, account, found, kept_history(shelf), filmed=_filmed(shelf, stills), outcomes=shelf.outcomes(),
        prescribed=_prescribed(shelf), country=country if isinstance(country, str) else None,
    )  # fmt: skip


def _filmed(shelf: Shelf, stills: Stills) -> Filmed | None:
    """The newest clip of a lift that could be measured."""
    for on, document in sorted(shelf.analyses(), key=lambda one: one[0], reverse=True):
        measured = AnalysisDocument.model_validate_json(document)
        if measured.capture.verdict != "refused" and measured.reps:
            return Filmed(on, measured, tuple(stills(measured)))
    return None


def _prescribed(shelf: Shelf) -> tuple[Prescribed, ...]:
    """The last days for which a plan was shown, oldest first, each with what was done."""
    diary = shelf.diary()
    found = []
    for on, document in shelf.prescriptions()[-_MOST_DAYS:]:
        plan = json.loads(document)
        main = plan["main"]
        planned = capital(plan["heading"]) if main is None else f"{main['name']}: {main['words']}"
        done = [session_words(one, shelf.sets(on)) for one in diary.done if one.on == on]
        why = plan["reasons"][0]["text"] if plan["reasons"] else ""
        found.append(Prescribed(on, planned, why, "; ".join(done) or "nothing noted"))
    return tuple(found)
