"""Lifts: send clips, see how far each is, and open what was measured."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response, StreamingResponse

from liftwell.exchange import analysis_json
from liftwell.logbook.clips import clips_of, forget
from liftwell.report.figures.filming import how_to_film_svg
from liftwell.web import jobs
from liftwell.web.desk import RESULT, Desk, NotThere, OfDesk, Whose
from liftwell.web.folder import ClipFolder, ClipKind, Told, shown_name
from liftwell.web.rendering import home_of, page
from liftwell.web.units import units_of
from liftwell.web.upload import received

router = APIRouter(prefix="/of/{name}")
COPY: Final = "clip.mp4"
_LOOK_S: Final = 0.2
_KEPT: Final = 4096  # verdicts that stay in memory
_DOING: Final = {
    "begin": "Opening the clip",
    "look": "Looking",
    "checked": "Measuring",
    "measure": "Measuring",
    "draw": "Drawing",
}
WELL: Final = "Filmed well."
# What each stage is of the whole, as a share of the time that it takes.
_SHARES: Final = {
    "begin": (0.0, 0.02),
    "look": (0.02, 0.4),
    "checked": (0.4, 0.4),
    "measure": (0.4, 0.8),
    "draw": (0.8, 1.0),
}
Outcome = Literal["waiting", "running", "done", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Row:
    """A clip in the list. said: the sentence of a clip that could not be measured, or the headline of one that was."""

    token: str
    told: Told
    outcome: Outcome
    said: str


@router.get("/lifts")
def lifts(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """The page."""
    return page(
        request,
        "lifts.html",
        shelf=shelf,
        rows=rows_of(desk, shelf.name),
        units=units_of(desk, shelf),
        figure=how_to_film_svg(),
    )


@router.get("/lifts/list")
def list_(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """The list alone, for the page to renew it."""
    return page(request, "lifts_list.html", shelf=shelf, rows=rows_of(desk, shelf.name), units=units_of(desk, shelf))


def rows_of(desk: Desk, name: str) -> list[Row]:
    """Every clip of an athlete, the newest first."""
    known = {job.token: job for job in jobs.jobs()}
    return [_row(clip, told, known.get(clip.token)) for clip, told in desk.clips_of(name)]


def _row(clip: ClipFolder, told: Told, job: jobs.Job | None) -> Row:
    if job is not None and job.state in ("waiting", "running"):
        return Row(clip.token, told, "running" if job.state == "running" else "waiting", "")
    result = clip.results / RESULT
    if not result.is_file():
        return Row(clip.token, told, "failed", job.sentence if job else "This clip was not measured.")
    refused, said = _verdict(result, result.stat().st_mtime_ns)
    return Row(clip.token, told, "refused" if refused else "done", said)


@lru_cache(maxsize=_KEPT)
def _verdict(result: Path, _: int) -> tuple[bool, str]:
    """Whether a clip was refused, and why; read once for each time that it was measured."""
    capture = analysis_json.read(result).capture
    refused = capture.verdict == "refused"
    return refused, capture.reasons[0].message if refused and capture.reasons else ""


# --- sending -------------------------------------------------------------------------------------


@router.put("/clips")
async def send(
    request: Request,
    desk: OfDesk,
    shelf: Whose,
    file: Annotated[str, Query(max_length=1000)] = "clip",
    kind: ClipKind = "lift",
    load: Annotated[str, Query(max_length=40)] = "",
    raised: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Take a clip, the body of the request, and put it into the queue; the same clip again is not taken twice."""
    units = units_of(desk, shelf)
    load_kg = units.typed_load(load) if load.strip() else None
    raised_cm = 100 * units.typed_height(raised) if raised.strip() else 0.0
    clip, sha256 = await received(request, desk.folder, file)
    there = await run_in_threadpool(_there_already, desk, shelf.name, sha256)
    if there is not None:
        clip.remove()
        return JSONResponse({"token": there, "known": True, "address": f"{home_of(shelf.name)}/lifts/{there}"})
    told = Told(
        athlete=shelf.name, name=shown_name(file), sent_on=desk.now().date(), sha256=sha256, kind=kind,
        load_kg=load_kg, raised_cm=raised_cm,
    )  # fmt: skip
    await run_in_threadpool(_queued, clip, told)
    return JSONResponse({"token": clip.token, "address": f"{home_of(shelf.name)}/lifts/{clip.token}"}, 201)


def _there_already(desk: Desk, name: str, sha256: str) -> str | None:
    """The clip of these bytes, unless it was sent before and could not be measured."""
    for clip, told in desk.clips_of(name):
        if told.sha256 == sha256:
            job = jobs.job_of(clip.token)
            if job is not None and job.state in ("waiting", "running", "done"):
                return clip.token
            _gone(clip)
    return None


def _queued(clip: ClipFolder, told: Told) -> None:
    clip.tell(told)
    jobs.ask(clip, told.run)


def _gone(clip: ClipFolder) -> None:
    jobs.forget(clip.token)
    clip.remove()


# --- how far it is -------------------------------------------------------------------------------


@router.get("/lifts/{token}/progress")
async def progress(desk: OfDesk, shelf: Whose, token: str) -> Response:
    """How far a clip is, as a stream of events that ends with its job."""
    await run_in_threadpool(desk.clip_of, shelf, token)
    return StreamingResponse(_events(token), media_type="text/event-stream", headers={"x-accel-buffering": "no"})


async def _events(token: str) -> AsyncIterator[str]:
    last = ""
    while True:
        job = await run_in_threadpool(jobs.job_of, token)
        if job is None or job.state not in ("waiting", "running"):
            yield f"event: end\ndata: {json.dumps({'state': 'cancelled' if job is None else job.state})}\n\n"
            return
        for _ in range(5):
            told = json.dumps(_told(token, waiting=job.state == "waiting"))
            if told != last:
                yield f"data: {told}\n\n"
                last = told
            await asyncio.sleep(_LOOK_S)


def _told(token: str, *, waiting: bool) -> dict[str, object]:
    known = jobs.progress_of(token)
    if not known:
        return {"words": "Waiting for its turn" if waiting else "Starting", "share": 0.0}
    stage = str(known.get("stage"))
    begins, ends = _SHARES.get(stage, (0.0, 0.0))
    total = float(known.get("total") or 0)
    part = min(1.0, float(known.get("done", 0)) / total) if total else 0.0
    found: dict[str, object] = {"words": _DOING.get(stage, stage), "share": round(begins + part * (ends - begins), 3)}
    if "said" in known:
        found["checked"] = " ".join(str(one) for one in known["said"]) or WELL
    return found


@router.post("/lifts/{token}/cancel")
def cancel(request: Request, desk: OfDesk, shelf: Whose, token: str) -> Response:
    """Take a clip out of the queue, with everything of it; one that was measured before keeps what it had."""
    clip, told = desk.clip_of(shelf, token)
    jobs.cancel(token, told.run)
    measured = (clip.results / RESULT).is_file()
    if not measured:
        _gone(clip)
    if not request.headers.get("hx-request"):
        return RedirectResponse(f"{home_of(shelf.name)}/lifts" + (f"/{token}" if measured else ""), 303)
    return list_(request, desk, shelf)


@router.post("/lifts/{token}/remove")
def remove(request: Request, desk: OfDesk, shelf: Whose, token: str) -> Response:
    """Delete a clip and what was measured in it, for good."""
    clip, told = desk.clip_of(shelf, token)
    forget(shelf, [one for one in clips_of(shelf) if one.sha256 == told.sha256])
    _gone(clip)
    return list_(request, desk, shelf)


@router.get("/clips/{token}/clip.mp4")
def film(desk: OfDesk, shelf: Whose, token: str) -> Response:
    """The small copy of the clip that every browser plays."""
    path = desk.clip_of(shelf, token)[0].results / COPY
    if not path.is_file():
        raise NotThere("There is no film of this clip.")
    return FileResponse(path, media_type="video/mp4")
