"""Lift: one clip with its film, charts and findings; what was seen wrong is corrected here, and measured again."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, Query, Request
from pydantic import TypeAdapter, ValidationError
from starlette.responses import RedirectResponse, Response

from liftwell.consultation.typed import parse_block_height, parse_load, parse_plate_diameter
from liftwell.correction import JOINTS
from liftwell.errors import ImpossibleValue
from liftwell.exchange import analysis_json
from liftwell.exchange.analysis_document import AnalysisDocument
from liftwell.logbook.shelf import Shelf
from liftwell.report.comparison import Side, compare
from liftwell.report.figures import Body
from liftwell.report.html import POSITION_WORDS, REPORT_FACTS, comparison_facts, strips
from liftwell.report.shown import read_shown
from liftwell.web import jobs
from liftwell.web.desk import RESULT, Desk, NotThere, OfDesk, Whose
from liftwell.web.folder import ClipFolder, Point, Told
from liftwell.web.rendering import home_of, page

router = APIRouter(prefix="/of/{name}")
_POINTS: Final = TypeAdapter(list[Point])
_PLACE: Final = TypeAdapter(tuple[float, float, float] | None)
_MOST_POINTS: Final = 60
Side_ = Literal["", "left", "right"]


@router.get("/lifts/{token}")
def lift(request: Request, desk: OfDesk, shelf: Whose, token: str) -> Response:
    """The page of a clip; while it is being measured, how far that is."""
    clip, told = desk.clip_of(shelf, token)
    job = jobs.job_of(token)
    busy = job is not None and job.state in ("waiting", "running")
    if not (clip.results / RESULT).is_file():
        said = "" if busy else (job.sentence if job else "This clip was not measured.")
        return page(request, "lift_waiting.html", shelf=shelf, told=told, token=token, busy=busy, said=said)
    wrong = job.sentence if job is not None and job.state == "failed" else ""
    return page(request, "lift.html", shelf=shelf, busy=busy, wrong=wrong, **_facts(desk, shelf, clip, told))


def _facts(desk: Desk, shelf: Shelf, clip: ClipFolder, told: Told) -> dict[str, Any]:
    shown, document = read_shown(clip.results), analysis_json.read(clip.results / RESULT)
    home = home_of(shelf.name)
    there = (clip.results / "clip.mp4").is_file()
    run = f"?run={told.run}"  # another address for another measurement, so that no older picture is shown
    stills = strips(shown.stills, lambda number, _: f"{home}/clips/{clip.token}/stills/{number}.jpg{run}")
    size = [document.clip.width_px, document.clip.height_px]
    return dict(REPORT_FACTS) | {
        "page": shown.page, "data": shown.data | {"full": size}, "strips": stills, "clip": "",
        "film": f"{home}/clips/{clip.token}/clip.mp4{run}" if there else "", "evidence": f"{home}/evidence",
        "told": told, "token": clip.token, "joints": JOINTS, "contours": _contours(document),
        "others": _others(desk, shelf, clip, document), "told_points": [one.model_dump() for one in told.points],
    }  # fmt: skip


def _contours(document: AnalysisDocument) -> list[tuple[int, list[tuple[str, list[Body]]]]]:
    """Of each rep its postures at the positions that were seen, each with the back over the tallest shape."""
    found: dict[int, list[tuple[str, list[Body]]]] = {}
    for one in document.positions:
        words = POSITION_WORDS[one.name]
        found.setdefault(one.rep, []).append((words, [("a", one.points, one.back, one.tallest)]))
    return sorted(found.items())


def _others(desk: Desk, shelf: Shelf, clip: ClipFolder, document: AnalysisDocument) -> list[tuple[str, str]]:
    """What this lift can be laid beside: its own reps and the other lifts, by what the address of Compare takes."""
    own = [(f"{clip.token}:{rep.index}", f"rep {rep.index} of this lift") for rep in document.reps]
    others = [
        (f"{other.token}:", f"{told.name}, {told.sent_on}")
        for other, told in desk.clips_of(shelf.name)
        if other.token != clip.token and told.kind == "lift" and (other.results / RESULT).is_file()
    ]
    return (own if len(own) > 1 else []) + others


@router.get("/clips/{token}/stills/{number}.jpg")
def still(desk: OfDesk, shelf: Whose, token: str, number: int) -> Response:
    """A key picture."""
    clip, _ = desk.clip_of(shelf, token)
    stills = read_shown(clip.results).stills if (clip.results / RESULT).is_file() else ()
    if not 0 <= number < len(stills):
        raise NotThere("There is no such picture.")
    return Response(stills[number].jpeg, media_type="image/jpeg", headers={"cache-control": "private, max-age=86400"})


# --- correcting ----------------------------------------------------------------------------------


@router.post("/lifts/{token}/again")
def again(
    desk: OfDesk,
    shelf: Whose,
    token: str,
    load: Annotated[str, Form(max_length=40)] = "",
    raised: Annotated[str, Form(max_length=40)] = "",
    plate: Annotated[str, Form(max_length=40)] = "",
    facing: Annotated[Side_, Form()] = "",
    near_side: Annotated[Side_, Form()] = "",
    points: Annotated[str, Form(max_length=20_000)] = "[]",
    plate_at: Annotated[str, Form(max_length=200)] = "null",
    person_at: Annotated[str, Form(max_length=200)] = "null",
) -> Response:
    """Keep what was corrected, and measure the clip again with it; until that is done the old numbers stay."""
    clip, told = desk.clip_of(shelf, token)
    job = jobs.job_of(token)
    if job is not None and job.state in ("waiting", "running"):
        raise ImpossibleValue("This clip is being measured just now; wait for it, or cancel it first.")
    _ = clip.clip  # the clip itself has to be there
    told = told.model_copy(
        update={
            "load_kg": parse_load(load) if load.strip() else None,
            "raised_cm": 100 * parse_block_height(raised) if raised.strip() else 0.0,
            "plate_m": parse_plate_diameter(plate) if plate.strip() else None,
            "facing": facing or None, "near_side": near_side or None, "points": _points(points),
            "plate_at": _place(plate_at), "person_at": _place(person_at), "run": told.run + 1,
        }
    )  # fmt: skip
    clip.tell(told)
    jobs.ask(clip, told.run)
    return RedirectResponse(f"{home_of(shelf.name)}/lifts/{token}", 303)


def _points(text: str) -> list[Point]:
    try:
        points = _POINTS.validate_json(text)
    except ValidationError:
        raise ImpossibleValue("The corrected points cannot be read; load the page again and repeat them.") from None
    if len(points) > _MOST_POINTS or any(one.joint not in JOINTS for one in points):
        raise ImpossibleValue(f"At most {_MOST_POINTS} points, each of {', '.join(JOINTS)}.")
    return points


def _place(text: str) -> tuple[float, float, float] | None:
    try:
        return _PLACE.validate_json(text)
    except ValidationError:
        raise ImpossibleValue("The place in the picture cannot be read; load the page again and repeat it.") from None


# --- comparing -----------------------------------------------------------------------------------


@router.get("/compare")
def beside(
    request: Request,
    desk: OfDesk,
    shelf: Whose,
    a: Annotated[str, Query(max_length=60)],
    b: Annotated[str, Query(max_length=60)],
) -> Response:
    """Two lifts or reps laid over each other; each is told as TOKEN or TOKEN:REP."""
    comparison = compare(_side(desk, shelf, a), _side(desk, shelf, b))
    return page(request, "compare.html", shelf=shelf, **comparison_facts(comparison))


def _side(desk: Desk, shelf: Shelf, what: str) -> Side:
    token, _, rep = what.partition(":")
    clip, _ = desk.clip_of(shelf, token)
    if not (clip.results / RESULT).is_file():
        raise ImpossibleValue("This clip has not been measured yet.")
    if rep and not rep.isdecimal():
        raise ImpossibleValue(f"{rep!r} is no number of a rep.")
    return Side.of(analysis_json.read(clip.results / RESULT), int(rep) if rep else None)
