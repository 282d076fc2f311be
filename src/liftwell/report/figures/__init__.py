"""Figures as SVG, drawn here and nowhere fetched."""

from liftwell.report.figures.ceiling import ceiling_svg
from liftwell.report.figures.filming import how_to_film_svg
from liftwell.report.figures.gauge import gauge_svg
from liftwell.report.figures.posture import Body, Place, posture_svg, setup_svg

__all__ = ["Body", "Place", "ceiling_svg", "gauge_svg", "how_to_film_svg", "posture_svg", "setup_svg"]
