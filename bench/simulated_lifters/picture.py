"""The picture of all lives: for each kind load regained and phases, week by week; dark and light, drawn by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bench.simulated_lifters.notes import STATES, WEEKS, State
from bench.simulated_lifters.results import Row

# After Okabe and Ito, told apart with the common colour-blindnesses too; higher phases are cooler.
COLOURS: Final[Mapping[State, str]] = {
    "waits": "#9aa3ab", "settle": "#d55e00", "foundation": "#e69f00", "technique": "#f0d34a", "hold": "#cc79a7",
    "return": "#2aa583", "perform": "#1f78b4",
}  # fmt: skip
_STYLE: Final = (
    ":root{--paper:#fff;--ink:#15191e;--soft:#4d5863;--line:#d5dce2;--band:#0b6e78}"
    "@media (prefers-color-scheme: dark)"
    "{:root{--paper:#1a2027;--ink:#eef2f5;--soft:#aeb9c3;--line:#333d47;--band:#4cc3cc}}"
    "text{font-family:system-ui,'Segoe UI',sans-serif;font-size:13px;fill:var(--ink)}"
    ".soft{fill:var(--soft);font-size:11px}"
    ".head{font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}"
    ".band{fill:var(--band);opacity:.28}.median{fill:none;stroke:var(--band);stroke-width:2.2;stroke-linejoin:round}"
    ".grid{stroke:var(--line);stroke-width:1}.paper{fill:var(--paper)}"
)
WIDTH: Final = 920
_ROW, _HIGH, _TOP = 84, 58, 92
_LABELS, _LOAD, _PHASES, _WIDE = 16, 172, 560, 340
_SCALE: Final = 100  # per cent of ref at the top of a row
_SAID: Final = "Load regained and phases over sixteen weeks, for each kind of simulated lifter"


def picture(kinds: Mapping[str, Row]) -> str:
    """The SVG."""
    height = _TOP + _ROW * len(kinds) + 26
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">{_SAID}</title><desc id="d">{_desc(kinds)}</desc><style>{_STYLE}</style>',
        f'<rect class="paper" width="{WIDTH}" height="{height}" rx="6"/>',
        *_heads(),
    ]
    for number, (kind, row) in enumerate(kinds.items()):
        parts += _row(kind, row, _TOP + _ROW * number)
    parts += _weeks(_TOP + _ROW * len(kinds) - 10)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _desc(kinds: Mapping[str, Row]) -> str:
    return "; ".join(
        f"{kind}: median {row['regained'][-1][1]:.0f} per cent of ref, {row['perform']:.0%} in perform"
        for kind, row in kinds.items()
    )


def _heads() -> Iterator[str]:
    yield f'<text class="head" x="{_LOAD}" y="26">Load regained, % of ref</text>'
    yield f'<text class="soft" x="{_LOAD}" y="43">line: median; band: the middle half of all</text>'
    yield f'<text class="head" x="{_PHASES}" y="26">Where they are, share of all</text>'
    x = _LABELS
    for state, colour in COLOURS.items():
        yield f'<rect x="{x}" y="58" width="12" height="12" rx="2" fill="{colour}"/>'
        yield f'<text class="soft" x="{x + 17}" y="68">{state}</text>'
        x += 36 + 7 * len(state)


def _row(kind: str, row: Row, top: float) -> Iterator[str]:
    yield f'<text class="head" x="{_LABELS}" y="{top + 24}">{kind}</text>'
    yield f'<text class="soft" x="{_LABELS}" y="{top + 41}">{row["lifters"]} lifters</text>'
    for share in (0, 50, 100):
        y = _y(share, top)
        yield f'<line class="grid" x1="{_LOAD}" x2="{_LOAD + _WIDE}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="soft end" x="{_LOAD - 6}" y="{y + 4:.1f}">{share}</text>'
    yield from _band(row["regained"], top)
    yield from _strip(row["weeks"], top)


def _band(weeks: Sequence[Sequence[float]], top: float) -> Iterator[str]:
    lows = [(_x(week), _y(low, top)) for week, (low, _, _) in enumerate(weeks)]
    highs = [(_x(week), _y(high, top)) for week, (_, _, high) in enumerate(weeks)]
    yield f'<polygon class="band" points="{_points([*lows, *reversed(highs)])}"/>'
    yield f'<polyline class="median" points="{_points([(_x(w), _y(m, top)) for w, (_, m, _) in enumerate(weeks)])}"/>'


def _strip(weeks: Sequence[Mapping[str, float]], top: float) -> Iterator[str]:
    """Phases stacked from the highest at the foot to `waits` at the top, one column a week."""
    wide = _WIDE / WEEKS
    for week, shares in enumerate(weeks):
        y = top + _HIGH
        for state in reversed(STATES):
            high = shares[state] * _HIGH
            y -= high
            if high > 0:
                yield (
                    f'<rect x="{_PHASES + week * wide:.1f}" y="{y:.2f}" width="{wide + 0.3:.1f}" height="{high:.2f}" '
                    f'fill="{COLOURS[state]}" shape-rendering="crispEdges"/>'
                )


def _weeks(y: float) -> Iterator[str]:
    for week in (1, 4, 8, 12, 16):
        yield f'<text class="soft middle" x="{_x(week - 1):.1f}" y="{y}">{week}</text>'
        yield f'<text class="soft middle" x="{_PHASES + (week - 0.5) * _WIDE / WEEKS:.1f}" y="{y}">{week}</text>'
    yield f'<text class="soft end" x="{_LOAD - 6}" y="{y}">week</text>'


def _x(week: int) -> float:
    return _LOAD + (week + 0.5) * _WIDE / WEEKS


def _y(share: float, top: float) -> float:
    return top + _HIGH * (1 - min(share, _SCALE) / _SCALE)


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
