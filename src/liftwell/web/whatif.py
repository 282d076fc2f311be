"""What if: the lifter's own figure at another bar, stance, height or load, and what the low back would have to give."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from liftwell.consultation.typed import parse_height, parse_mass
from liftwell.errors import ImpossibleValue
from liftwell.loads.variants import VARIANTS
from liftwell.report.setups import LEGEND
from liftwell.web.desk import NotThere, OfDesk, Whose
from liftwell.web.rendering import home_of, page
from liftwell.web.safety import safety_of
from liftwell.web.units import units_of
from liftwell.web.whatif_answer import Answer, Slider, Units, answer_of
from liftwell.web.whatif_body import Asked, Film, body_asked, films_of

router = APIRouter(prefix="/of/{name}")
# What may be typed: the name in the address, and the unit where none is typed.
TYPED: Final = ("shank", "thigh", "trunk", "arm", "hips", "back")


@router.get("/whatif")
def what_if_page(request: Request, desk: OfDesk, shelf: Whose, asked: Annotated[Asked, Query()]) -> Response:
    """The page."""
    saved, chosen = desk.saved(shelf), units_of(desk, shelf)
    told = {name: getattr(chosen, name) for name in ("weight", "length") if name not in asked.model_fields_set}
    asked = asked.model_copy(update=told)
    account = saved.account()
    safety = safety_of(account, saved.at("about.country"))
    facts: dict[str, Any] = {"shelf": shelf, "safety": safety, "asked": asked, "athlete": account.intake.person.body}
    if safety.state == "stop":
        return page(request, "whatif.html", answer=None, films=[], film=None, wrong="", unknown=False, **facts)
    films = films_of(desk, shelf)
    film = _chosen(films, asked.clip)
    wrong, answer = "", None
    athlete = account.intake.person.body
    unknown = film is None and athlete.height_m is None and not any(getattr(asked, name).strip() for name in TYPED[:4])
    if not unknown:
        try:
            answer = answer_of(body_asked(asked, film, athlete), _units(asked))
        except ImpossibleValue as error:
            wrong = str(error)
    more: dict[str, Any] = {} if answer is None else {"sliders": sliders_at(answer, asked), "legend": LEGEND}
    return page(
        request, "whatif.html", 422 if wrong else 200,
        answer=answer, films=films, film=film, wrong=wrong, unknown=unknown, **facts, **more,
    )  # fmt: skip


def _units(asked: Asked) -> Units:
    return Units(asked.weight, asked.length)


def _chosen(films: list[Film], token: str) -> Film | None:
    """The clip that the address names, else the newest; raises NotThere."""
    if not token:
        return films[0] if films else None
    found = next((film for film in films if film.token == token), None)
    if found is None:
        raise NotThere("There is no such clip, or it shows no lift that could be measured.")
    return found


def sliders_at(answer: Answer, asked: Asked) -> dict[str, object]:
    """Where the sliders stand: as the address says, else as today."""
    units = _units(asked)

    def at(slider: Slider, value: float | None) -> Slider:
        if value is None:
            return slider
        steps = round((min(max(value, slider.least), slider.most) - slider.least) / slider.step)
        return slider._replace(value=slider.least + steps * slider.step)

    kg = None if asked.kg is None else asked.kg / units.kg
    return {
        "lift": asked.lift if asked.lift in VARIANTS else answer.put.question.lift,
        "raised": at(answer.raised, asked.raised),
        "plate": at(answer.plate, asked.plate),
        "load": at(answer.load, kg),
        "units": units,
    }


@router.post("/whatif/body")
def tell_body(
    desk: OfDesk,
    shelf: Whose,
    height: Annotated[str, Form(max_length=40)] = "",
    mass: Annotated[str, Form(max_length=40)] = "",
    sex: Annotated[Literal["", "male", "female"], Form()] = "",
) -> Response:
    """Keep height, mass and sex among the answers; what is left empty stays as it was."""
    height_cm = round(100 * parse_height(height), 1) if height.strip() else None
    mass_kg = round(parse_mass(mass), 1) if mass.strip() else None
    saved = desk.saved(shelf)
    for path, value in (("about.height_cm", height_cm), ("about.mass_kg", mass_kg), ("about.sex", sex or None)):
        if value is not None and saved.at(path) != value:
            saved.keep(path, value)
    return RedirectResponse(f"{home_of(shelf.name)}/whatif", 303)
