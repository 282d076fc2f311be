"""Filming with advice: the phone's camera in the page, how it should stand, and what the picture lacks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import FileResponse, Response

from liftwell.report.figures.filming import how_to_film_svg
from liftwell.web.desk import NotThere, OfDesk, Whose
from liftwell.web.rendering import home_of, page

router = APIRouter()


@router.get("/of/{name}/film")
def film(request: Request, shelf: Whose, load: Annotated[str, Query(max_length=20)] = "") -> Response:
    """The page; without leave to use the camera it leads to the camera of the phone itself."""
    address = f"{home_of(shelf.name)}/clips"
    return page(request, "film.html", shelf=shelf, address=address, load=load, figure=how_to_film_svg())


@router.get("/certificate")
def certificate(desk: OfDesk) -> Response:
    """What a phone may install, so that it trusts this machine; there is none before the first `serve --lan`."""
    path = desk.folder.authority
    if not path.is_file():
        raise NotThere("There is no certificate yet; it is made when liftwell is started with: liftwell serve --lan")
    return FileResponse(path, media_type="application/x-x509-ca-cert", filename="liftwell.crt")
