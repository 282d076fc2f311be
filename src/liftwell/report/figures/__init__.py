"""Figures as SVG, drawn here and nowhere fetched."""

from liftwell.report.figures.ceiling import ceiling_svg
from liftwell.report.figures.contour import contour_svg
from liftwell.report.figures.filming import how_to_film_svg
from liftwell.report.figures.gauge import gauge_svg
from liftwell.report.figures.moving import frames, ids, moving_svg, picture_file, still_svg
from liftwell.report.figures.posture import Body, Place, posture_svg, setup_svg
from liftwell.report.figures.set_up import setup_moving_svg

__all__ = [
    "Body",
    "Place",
    "ceiling_svg",
    "contour_svg",
    "frames",
    "gauge_svg",
    "how_to_film_svg",
    "ids",
    "moving_svg",
    "picture_file",
    "posture_svg",
    "setup_moving_svg",
    "setup_svg",
    "still_svg",
]
