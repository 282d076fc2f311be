"""A diary as the document that a person writes, so that whatever reads the one reads the other."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from liftwell.exchange import diary_document as doc
from liftwell.training.diary import Diary, Done


def document_of(diary: Diary, start: doc.StartTable | None) -> doc.DiaryDocument:
    """The document of a diary; entries as they were told."""
    # `model_construct`: the nouns were checked when they were made, and two equal sessions on one day are an error of
    # somebody who writes, and none of a logbook.
    return doc.DiaryDocument.model_construct(
        start=start,
        session=[_session(one) for one in diary.done],
        morning=[doc.MorningTable.model_construct(**_fields(one)) for one in diary.mornings],
        other=[doc.OtherTable.model_construct(**_fields(one)) for one in diary.other],
        sign=[doc.SignTable.model_construct(**_fields(one)) for one in diary.signs],
        check=[doc.CheckTable.model_construct(**_fields(one)) for one in diary.checks],
        override=[doc.OverrideTable.model_construct(**_fields(one)) for one in diary.overrides],
    )


def _fields(noun: Any) -> dict[str, Any]:  # noqa: ANN401  (any entry of a diary)
    return {one.name: getattr(noun, one.name) for one in fields(noun)}


def _session(done: Done) -> doc.SessionTable:
    told = _fields(done)
    lift = _fields(told.pop("lift"))
    return doc.SessionTable.model_construct(**told, **(lift | {"inside": list(lift["inside"])}))
