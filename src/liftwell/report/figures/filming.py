"""How to film, in two pictures."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup


def how_to_film_svg() -> Markup:
    """Two pictures: where the phone stands, from above; what has to be in the picture."""
    return Markup(_FILM)  # noqa: S704  a constant of this module


_FILM: Final = """
<svg class="film-help" viewBox="0 0 620 250" role="img" aria-labelledby="film-title film-desc">
<title id="film-title">Where to put the phone</title>
<desc id="film-desc">Seen from above, the phone stands 3 to 5 metres beside the lifter, in line with the bar. In the
picture, the whole lifter and the plates are inside the frame, with room above the head and below the feet.</desc>
<text class="f-head" x="16" y="24">From above</text>
<path class="f-view" d="M330 130 L30 74 L30 186 Z"/>
<line class="f-dash" x1="150" x2="322" y1="130" y2="130"/>
<line class="f-bar" x1="28" x2="152" y1="130" y2="130"/>
<rect class="f-plate" x="36" y="104" width="10" height="52" rx="3"/>
<rect class="f-plate" x="134" y="104" width="10" height="52" rx="3"/>
<ellipse class="f-body" cx="90" cy="112" rx="30" ry="12"/>
<circle class="f-skin" cx="90" cy="124" r="11"/>
<rect class="f-phone" x="330" y="112" width="9" height="36" rx="3"/>
<text class="f-text" x="237" y="118" text-anchor="middle">3 to 5 m</text>
<text class="f-text" x="237" y="154" text-anchor="middle">in line with the bar</text>
<text class="f-text" x="334" y="184" text-anchor="middle">phone,</text>
<text class="f-text" x="334" y="206" text-anchor="middle">hip high,</text>
<text class="f-text" x="334" y="228" text-anchor="middle">standing still</text>
<text class="f-head" x="430" y="24">In the picture</text>
<rect class="f-frame" x="432" y="36" width="116" height="200" rx="12"/>
<line class="f-floor" x1="433" x2="547" y1="214" y2="214"/>
<g class="f-lifter">
<polyline points="478,210 486,176 476,142 497,104"/>
<polyline points="497,104 502,134 503,162"/>
<circle cx="505" cy="88" r="10"/>
</g>
<circle class="f-disc" cx="503" cy="188" r="25"/>
<circle class="f-hub" cx="503" cy="188" r="4"/>
<text class="f-text" x="560" y="92">head</text>
<text class="f-text" x="560" y="192">plates</text>
<text class="f-text" x="560" y="218">feet</text>
</svg>
"""
