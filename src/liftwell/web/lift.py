"""Lift: one clip with its film and charts, rep by rep, what was found in it and what could not be seen."""

from __future__ import annotations

from typing import Any, Final, get_args

from fastapi import APIRouter, Request
from starlette.responses import Response

from liftwell.correction import JOINTS
from liftwell.errors import CannotRead
from liftwell.exchange import analysis_json
from liftwell.lift import Lift
from liftwell.logbook.shelf import Shelf
from liftwell.report.html import REPORT_FACTS, strips
from liftwell.report.shown import Shown, read_shown
from liftwell.web import jobs
from liftwell.web.beside import lifts_beside
from liftwell.web.desk import RESULT, Desk, NotThere, OfDesk, Whose
from liftwell.web.folder import ClipFolder
from liftwell.web.lift_words import said_here
from liftwell.web.lifts import COPY
from liftwell.web.rendering import home_of, page
from liftwell.web.rep_strip import rep_strip
from liftwell.web.safety import safety_at
from liftwell.web.units import units_of

router = APIRouter(prefix="/of/{name}")
# What the lifter does in a self-test is known; the rest may be told.
LIFTS: Final = tuple(lift for lift in get_args(Lift) if lift != "hinge")
# More postures than these stay folded away.
OPEN_REPS: Final = 3


@router.get("/lifts/{token}")
def lift(request: Request, desk: OfDesk, shelf: Whose, token: str) -> Response:
    """The page of a clip; while it is being measured, how far that is."""
    clip, told = desk.clip_of(shelf, token)
    job = jobs.job_of(token)
    busy = job is not None and job.state in ("waiting", "running")
    facts: dict[str, Any] = {"shelf": shelf, "busy": busy, "told": told, "token": token}
    if not (clip.results / RESULT).is_file():
        said = "" if busy else (job.sentence if job else "This clip was not measured.")
        return page(request, "lift_waiting.html", **facts, said=said, again=False)
    facts["safety"] = safety = safety_at(desk, shelf)
    if safety.state == "stop":
        return page(request, "lift_closed.html", **facts)
    try:
        shown = read_shown(clip.results)
    except CannotRead as error:
        return page(request, "lift_waiting.html", **facts, said=str(error), again=True)
    facts["undone"] = job.state if job is not None and job.state in ("failed", "cancelled") else ""
    facts["wrong"] = job.sentence if job is not None and job.state == "failed" else ""
    return page(request, "lift.html", **facts, **_facts(desk, shelf, clip, shown))


def _facts(desk: Desk, shelf: Shelf, clip: ClipFolder, shown: Shown) -> dict[str, Any]:
    document, home = analysis_json.read(clip.results / RESULT), home_of(shelf.name)
    run = f"?at={(clip.results / RESULT).stat().st_mtime_ns}"  # so that no picture of an older measurement is shown
    pictures = strips(shown.stills, lambda number, _: f"{home}/clips/{clip.token}/stills/{number}.jpg{run}")
    said, size = said_here(shown.page), [document.clip.width_px, document.clip.height_px]
    reps = rep_strip(document, said, pictures)
    others = [film for film in lifts_beside(desk, shelf) if film.token != clip.token]
    return dict(REPORT_FACTS) | {
        "page": said, "data": shown.data | {"full": size}, "strips": pictures, "clip": "", "in_app": True,
        "film": f"{home}/clips/{clip.token}/clip.mp4{run}" if (clip.results / COPY).is_file() else "",
        "evidence": f"{home}/evidence", "film_tools": "lift_correct.html",
        "reps": reps, "open_reps": OPEN_REPS, "joints": JOINTS, "lifts": LIFTS,
        "units": units_of(desk, shelf), "kept": clip.is_kept,
        "others": others, "compares": bool(reps) and bool(others or len(reps) > 1) and not said.test,
    }  # fmt: skip


@router.get("/clips/{token}/stills/{number}.jpg")
def still(desk: OfDesk, shelf: Whose, token: str, number: int) -> Response:
    """A key picture."""
    clip, _ = desk.clip_of(shelf, token)
    stills = read_shown(clip.results).stills if (clip.results / RESULT).is_file() else ()
    if not 0 <= number < len(stills):
        raise NotThere("There is no such picture.")
    return Response(stills[number].jpeg, media_type="image/jpeg", headers={"cache-control": "private, max-age=86400"})
