"""The clips of a triage: `heavy.mp4@150`, `hinges.mp4@hinge@15cm`; measured where they are not yet, then read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liftwell.cli.jobs import Job, Output, measured
from liftwell.cli.result_folder import result_folders
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.consultation.typed import Given, parse_block_height, parse_load
from liftwell.errors import CannotRead, ImpossibleValue
from liftwell.exchange import analysis_json
from liftwell.exchange.analysis_document import AnalysisDocument
from liftwell.exchange.clip_facts import facts_of, why_refused
from liftwell.lift import TestName
from liftwell.triage.account import Account
from liftwell.triage.seen import said_by, with_clip

TESTS: Final[dict[str, TestName]] = {"hinge": "hinge", "knee": "knee-extension"}
RESULT: Final = "analysis.json"


@dataclass(frozen=True, slots=True)
class NamedClip:
    """One `--clip`: the file or folder, the self-test or the load that it shows, and how far it stood higher (m)."""

    path: Path
    test: TestName | None
    load_kg: float | None
    raised_m: float


def parse_clip(text: str) -> NamedClip:
    """A clip as it was typed; raises ImpossibleValue where a part of it means nothing."""
    path, told = _name_and_told(text)
    what, height = (told[0].strip().lower() if told else ""), (told[1] if len(told) > 1 else "")
    if not path or len(told) > 2:
        raise ImpossibleValue(f"The clip {text!r} should look like heavy.mp4@150 or hinges.mp4@hinge@15cm.")
    raised = parse_block_height(height) if height else 0.0
    if not what or what in TESTS:
        return NamedClip(Path(path), TESTS.get(what), None, raised)
    try:
        return NamedClip(Path(path), None, parse_load(what), raised)
    except ImpossibleValue:
        raise ImpossibleValue(
            f"{what!r} after the clip {path} is neither a load, such as 150, nor one of {', '.join(TESTS)}."
        ) from None


def _name_and_told(text: str) -> tuple[str, list[str]]:
    """The file and what was said of it; a file may have an @ in its name."""
    parts = text.split("@")
    for said in range(min(3, len(parts))):
        name = "@".join(parts[: len(parts) - said])
        if os.path.lexists(name):
            return name, parts[len(parts) - said :]
    return parts[0], parts[1:]


def clips_of(saved: SavedAnswers, texts: list[str]) -> list[NamedClip]:
    """The clips of a triage, those of the file of answers first.

    Raises ImpossibleValue or CannotRead before anybody has answered sixty questions, or waited for another clip.
    """
    named = [*_of_answers(saved), *(parse_clip(text) for text in texts)]
    for one in named:
        if not os.path.lexists(one.path):
            raise CannotRead(f"There is no clip {one.path}.")
    return named


def with_clips(account: Account, named: list[NamedClip], *, debug: bool) -> tuple[Account, list[str], list[str]]:
    """The account with what each clip shows, a line for each of them, and one for each that was refused."""
    seen, refused = [], []
    for one in named:
        document = _document(one, account, debug=debug)
        if document.capture.verdict == "refused":
            refused.append(f"{one.path} is left out. {why_refused(document)}")
            continue
        _require_test(one, document)
        clip = facts_of(document, load_kg=one.load_kg, raised_m=one.raised_m)
        account = with_clip(account, clip, one.raised_m)
        seen.append((one.path.name, clip))
    return account, [said_by(name, clip, account) for name, clip in seen], refused


def _require_test(named: NamedClip, document: AnalysisDocument) -> None:
    """Raise ImpossibleValue where a folder of results is of another kind of clip than was said."""
    found = document.self_test.test if document.self_test is not None else None
    if named.test is not None and found != named.test:
        raise ImpossibleValue(f"{named.path} was measured as another kind of clip; give the clip itself instead.")


def _of_answers(saved: SavedAnswers) -> list[NamedClip]:
    """The clips that the file of answers names, beside that file."""
    beside = saved.source.parent if saved.source is not None else Path()
    kinds: dict[str, TestName | None] = {
        "hinge": "hinge",
        "knee-left": "knee-extension",
        "knee-right": "knee-extension",
    }
    return [
        NamedClip(
            beside / row["file"], kinds.get(row.get("kind", "")), row.get("load_kg"), row.get("raised_cm", 0) / 100
        )
        for row in saved.content.get("clip", ())
        if row.get("file") is not None
    ]


def _document(named: NamedClip, account: Account, *, debug: bool) -> AnalysisDocument:
    """What was measured of a clip, measured now where that has not been done."""
    path = named.path
    if path.is_dir() or path.name == RESULT:
        return analysis_json.read(path / RESULT if path.is_dir() else path)
    folder = _folder_of(path, named.test)
    if not _measured_before(path, folder, named.test):
        body = account.intake.person.body
        told = Given(body.height_m, body.mass_kg, body.sex, named.load_kg, test=named.test)
        measured(Job(path, folder, told), Output.of_terminal(as_json=True, debug=debug))
    return analysis_json.read(folder / RESULT)


def _folder_of(clip: Path, test: TestName | None) -> Path:
    """Where the results of a clip lie; those of another kind of clip are somebody's, and never replaced."""
    usual = result_folders([clip], None)[0]
    if not (usual / RESULT).exists() or analysis_json.read(usual / RESULT).generator.options.get("test") == test:
        return usual
    return usual.with_name(f"{clip.stem}.{test or 'lift'}{usual.suffix}")


def _measured_before(clip: Path, folder: Path, test: TestName | None) -> bool:
    """Whether the folder holds results of this clip, as it is now and as the same kind of clip."""
    result = folder / RESULT
    if not (clip.exists() and result.exists()) or result.stat().st_mtime < clip.stat().st_mtime:
        return False
    known = analysis_json.read(result)
    return known.clip.name == clip.name and known.generator.options.get("test") == test
