"""The app itself: its pages, what it answers where something is wrong, and the files that every page loads."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp

from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue, LiftwellError
from liftwell.web import (
    athletes,
    beside,
    check,
    clinician,
    correct,
    equipment,
    evidence,
    film,
    history,
    imports,
    lift,
    lifts,
    plan,
    response,
    session,
    settings,
    start,
    week,
    welcome,
    whatif,
    why,
)
from liftwell.web.desk import Desk, NotThere
from liftwell.web.guard import LOOPBACK, Guard
from liftwell.web.jobs import working
from liftwell.web.pairing import Pairing
from liftwell.web.rendering import page, static_files

PAGES: Final = (
    welcome, start, clinician, lifts, film, lift, correct, beside, why, response, whatif, plan, check, session, history,
    week, evidence, athletes, settings, equipment, imports,
)  # fmt: skip
_KINDS: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
_CODES: Final[tuple[tuple[type[Exception], int], ...]] = (
    (NotThere, 404), (ImpossibleValue, 422), (CannotRead, 422), (CannotWrite, 507), (LiftwellError, 500),
)  # fmt: skip
OUR_FAULT: Final = "Something went wrong inside liftwell. This is our fault; nothing that was kept is lost."
_log = logging.getLogger("liftwell")


def guarded(desk: Desk, key: str, names: tuple[str, ...] = LOOPBACK, *, jobs: bool = True) -> ASGIApp:
    """The app behind its guard. jobs: whether clips are measured, which only one server of a folder may do."""
    return behind(made(desk, jobs=jobs), key, names)


def behind(app: ASGIApp, key: str, names: tuple[str, ...] = LOOPBACK, pairing: Pairing | None = None) -> Guard:
    """An app behind a guard, packed on its way."""
    return Guard(GZipMiddleware(app, 1000), key, names, pairing)


def made(desk: Desk, *, jobs: bool) -> FastAPI:
    """The app without its guard."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        if not jobs:
            yield
            return
        work = working(desk.folder, desk)
        await run_in_threadpool(work.__enter__)
        try:
            yield
        finally:
            await run_in_threadpool(work.__exit__, None, None, None)

    app = FastAPI(title="liftwell", docs_url=None, redoc_url=None, lifespan=life)
    app.state.desk = desk
    for one in PAGES:
        app.include_router(one.router)
    app.include_router(week.feed)
    app.add_api_route("/static/{digest}/{name}", _static, methods=["GET"], include_in_schema=False)
    app.add_api_route("/sw.js", _worker, methods=["GET"], include_in_schema=False)
    _answer_errors(app)
    return app


def _worker() -> Response:
    """The script that opens a session without a line; its place says for which pages it may answer."""
    return Response(static_files()["sw.js"], media_type="text/javascript", headers={"cache-control": "no-cache"})


def _static(name: str) -> Response:
    content = static_files().get(name)
    if content is None:
        raise NotThere("There is no such file.")
    kind = _KINDS.get("." + name.rpartition(".")[2], "application/json")
    return Response(content, media_type=kind, headers={"cache-control": "private, max-age=31536000, immutable"})


def _answer_errors(app: FastAPI) -> None:
    """One sentence for whatever is wrong, as a page or as a part of one."""

    def answering(code: Callable[[Exception], int], sentence: Callable[[Exception], str]) -> Callable[..., Response]:
        return lambda request, error: _said(request, code(error), sentence(error))

    for kind, code in _CODES:
        app.add_exception_handler(kind, answering(partial(_always, code), str))
    app.add_exception_handler(RequestValidationError, answering(lambda _: 422, _what_was_wrong))
    app.add_exception_handler(HTTPException, answering(_code_of, _words_of))
    app.add_exception_handler(Exception, answering(lambda _: 500, _our_fault))


def _always(code: int, _: Exception) -> int:
    return code


def _said(request: Request, code: int, sentence: str) -> Response:
    """For a request of htmx the sentence goes into the place that every page has for it."""
    if request.headers.get("hx-request"):
        answer = page(request, "said.html", code, sentence=sentence)
        answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#said", "innerHTML"
        return answer
    if "text/html" not in request.headers.get("accept", "") and request.method != "GET":
        return Response(sentence + "\n", code, media_type="text/plain")
    return page(request, "wrong.html", code, sentence=sentence, code=code)


def _what_was_wrong(error: Exception) -> str:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"][1:]) or "what was sent"
    return f"{place[:80]}: {first['msg']}. Please correct it and send it again."


def _code_of(error: Exception) -> int:
    assert isinstance(error, HTTPException)
    return error.status_code


def _words_of(error: Exception) -> str:
    assert isinstance(error, HTTPException)
    return "There is no such page." if error.status_code == 404 else f"{error.detail}."


def _our_fault(error: Exception) -> str:
    _log.error("%s", error, exc_info=error)
    return OUR_FAULT
