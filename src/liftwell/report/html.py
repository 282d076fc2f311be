"""`report.html`: one self-contained file; its own content security policy, no network, no server."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from liftwell.analysis import Analysis
from liftwell.exchange.analysis_document import PositionDocument
from liftwell.report.comparison import PHASES, RULE, TICKS, Comparison, changes, headline, told
from liftwell.report.figures import Body, ceiling_svg, contour_svg, gauge_svg, how_to_film_svg, posture_svg, setup_svg
from liftwell.report.figures.moving import moving_svg
from liftwell.report.film import Film
from liftwell.report.intended_use import INTENDED_USE
from liftwell.report.page import COLUMNS
from liftwell.report.page_data import numbers
from liftwell.report.setups import LEGEND
from liftwell.report.shown import shown_of
from liftwell.report.stills import Still
from liftwell.report.whole_file import write_whole

_OPTION: Final = re.compile(r"--[a-z]+(-[a-z]+)*( [a-z]+(-[a-z]+)*(?= or |[.;,]))?")
STYLES: Final = ("vendor/uplot.css", "static/page.css", "static/figures.css")
REPORT_SCRIPTS: Final = ("vendor/uplot.js", "static/charts.js", "static/report.js")
COMPARE_SCRIPTS: Final = ("vendor/uplot.js", "static/charts.js", "static/compare.js")
COURSE_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "low_back": ("Low-back rounding", "°"),
    "upper_back": ("Upper-back rounding", "°"),
    "hip": ("Hip fold", "°"),
    "knee": ("Knee bend", "°"),
    "trunk": ("Lean of the trunk", "°"),
    "bar_speed": ("Speed of the bar", " m/s"),
}
# Addresses that only pages of the app have.
NOT_IN_THE_APP: Final[Mapping[str, Any]] = {"film": "", "evidence": ""}
REPORT_FACTS: Final[Mapping[str, Any]] = {"columns": COLUMNS, "legend": LEGEND}
# The figures that templates draw.
GLOBALS: Final[Mapping[str, Callable[..., Markup | str]]] = {
    "gauge": gauge_svg,
    "posture": posture_svg,
    "contour": contour_svg,
    "setup": setup_svg,
    "how_to_film": how_to_film_svg,
    "moving": moving_svg,
    "ceiling": ceiling_svg,
}
POSITION_WORDS: Final[Mapping[str, str]] = {
    "setup": "Set-up",
    "liftoff": "Lift-off",
    "first_seen": "First seen",
    "knees": "At the knees",
    "lockout": "Lockout",
    "last_seen": "Last seen",
    "lowering": "On the way down",
}


def write_report(analysis: Analysis, film: Film, path: Path) -> None:
    """Write the page of a measured or refused clip. Raises CannotWrite when `path` cannot be written."""
    save_page(report_html(analysis, film), path)


def report_html(analysis: Analysis, film: Film) -> str:
    """The page's text; the clip is inside it where the film has a copy."""
    shown = shown_of(analysis, film)
    clip = base64.b64encode(film.copy).decode("ascii") if film.copy else ""
    facts: dict[str, Any] = {"page": shown.page, "data": shown.data, "strips": strips(shown.stills)}
    return rendered("report.html", REPORT_SCRIPTS, **REPORT_FACTS, **facts, clip=clip, **NOT_IN_THE_APP)


def write_comparison(comparison: Comparison, path: Path) -> None:
    """Write the page of a comparison. Raises CannotWrite when `path` cannot be written."""
    save_page(comparison_html(comparison), path)


def comparison_html(comparison: Comparison) -> str:
    """The page's text."""
    return rendered("compare.html", COMPARE_SCRIPTS, **comparison_facts(comparison))


def comparison_facts(comparison: Comparison) -> dict[str, Any]:
    """What `compare_body.html` needs, and the data of its script."""
    rows = [
        {"name": d.name, "a": told(d.a), "b": told(d.b), "change": told(d.change) if d.change else "–",
         "words": d.words, "changed": d.changed}
        for d in comparison.differences
    ]  # fmt: skip
    return {
        "comparison": comparison, "headline": headline(comparison), "rule": RULE, "changed": changes(comparison),
        "rows": rows, "bodies": _bodies, "position_words": POSITION_WORDS, "data": _course_data(comparison),
    }  # fmt: skip


def _bodies(a: PositionDocument | None, b: PositionDocument | None) -> list[Body]:
    return [(name, one.points, one.back, one.tallest) for name, one in (("a", a), ("b", b)) if one is not None]


def _course_data(comparison: Comparison) -> dict[str, Any]:
    """What the script draws."""
    courses = []
    for name, (a, a_sd, b, b_sd) in comparison.courses.items():
        title, unit = COURSE_WORDS[name]
        digits = 3 if "m/s" in unit else 1
        sides = ({"value": numbers(value, digits), "sd": numbers(sd, digits)} for value, sd in ((a, a_sd), (b, b_sd)))
        courses.append({"title": title, "unit": unit, **dict(zip("ab", sides, strict=True))})
    return {"phases": numbers(PHASES, 4), "ticks": dict(TICKS), "courses": courses}


def strips(
    stills: Sequence[Still], source: Callable[[int, Still], str] | None = None
) -> dict[int, list[dict[str, Any]]]:
    """Key pictures by rep, ready to be shown; 0 holds those of a refused clip.

    source: the address of the picture of that number, which is inside the page without it.
    """
    found: dict[int, list[dict[str, Any]]] = {}
    for number, still in enumerate(stills):
        found.setdefault(still.rep, []).append(
            {
                "words": POSITION_WORDS[still.name] if still.name else f"{still.time_s:.1f} s",
                "time_s": still.time_s,
                "source": _inside(still) if source is None else source(number, still),
                "width": still.width_px,
                "height": still.height_px,
            }
        )
    return found


def _inside(still: Still) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(still.jpeg).decode("ascii")


def rendered(template: str, scripts: Sequence[str], styles: Sequence[str] = STYLES, **facts: object) -> str:
    """A page with its style and scripts inside, and a policy that lets nothing else run or load.

    Without scripts nothing runs and nothing loads, pictures and films of its own neither.
    """
    style, script = "\n".join(_text(name) for name in styles), "\n".join(_text(name) for name in scripts)
    of_script = ("img-src data:", "media-src blob:", f"script-src '{_digest(script)}'") if scripts else ()
    rules = ("default-src 'none'", *of_script, f"style-src '{_digest(style)}'", "base-uri 'none'", "form-action 'none'")
    policy = "; ".join(rules)
    facts = {"kind": template.removesuffix(".html"), "intended_use": INTENDED_USE, **facts}
    return _pages().get_template(template).render(policy=policy, style=Markup(style), script=Markup(script), **facts)  # noqa: S704  our own files


def save_page(text: str, path: Path) -> None:
    """Write a page as UTF-8, whole or not at all. Raises CannotWrite when `path` cannot be written."""
    write_whole(text.encode("utf-8"), path)


@cache
def _pages() -> Environment:
    pages = Environment(
        loader=FunctionLoader(lambda name: _text(f"templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters |= {"json_block": json_block, "with_options": with_options}
    pages.globals |= GLOBALS
    return pages


def with_options(text: str) -> Markup:
    """A sentence in which what is to be typed, such as "--lift romanian", stays together."""
    return Markup(_OPTION.sub(r"<code>\g<0></code>", str(escape(text))))  # noqa: S704  escaped in this line


def json_block(value: object) -> Markup:
    """JSON for a script element that is not run; nothing in it can end the element."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704  escaped in the line above


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _text(name: str) -> str:
    return (files("liftwell.report") / name).read_text("utf-8")
