"""Page: everything that `report.html` shows of an analysis, as plain values; no markup, no files."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from liftwell.analysis import Analysis, Rep
from liftwell.capture.codes import HOW_TO_FILM
from liftwell.evidence import Claim, claim
from liftwell.finding import Finding, FindingVerdict, because
from liftwell.quantity import Quantity, Reason, beside, everyday
from liftwell.report.lead import Lead, cue_label, how_sure, lead_of
from liftwell.report.self_test_words import TestTold, told
from liftwell.report.sentences import missing_numbers
from liftwell.report.setups import Setups, setups_of
from liftwell.technique.findings import marks_of

STEPS: Final[Mapping[int | None, str]] = {
    1: "Grip and foot",
    2: "Shins to the bar",
    3: "Set the back",
    4: "Slack out, lats on",
    5: "The pull",
    6: "The way down",
    None: "The whole set",
}
GROUPS: Final[tuple[tuple[FindingVerdict, str, str], ...]] = (
    ("fix", "Change", "Take one at a time, the first one first."),
    ("watch", "Watch", "These may be so, or may be meant. Look at them again in your next set."),
    ("good", "Keep", "This was fine."),
)
FILMED: Final[Mapping[str, str]] = {
    "good": "filmed well",
    "usable": "filmed well enough",
    "refused": "cannot be measured",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One finding: verdict and step in words, its number beside the mark, and what is behind it."""

    code: str
    verdict: FindingVerdict
    step: str
    title: str
    why: str
    cue: str
    cue_label: str
    sure: str
    reps: tuple[int, ...]
    value: str
    gauge: Gauge | None
    mark: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A number beside its mark, all in one unit: `good_above` says on which side of the mark it is fine."""

    value: float
    sd: float
    mark: float
    mark_text: str
    good_above: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One rep of the table, as text."""

    index: int
    start_s: float
    cells: tuple[str, ...]
    changes: int
    watches: int


@dataclass(frozen=True, slots=True)
class Missing:
    """What was not seen for one reason."""

    because: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page, top to bottom; `of_test` also where the clip of a self-test was refused."""

    name: str
    facts: tuple[str, ...]
    lead: Lead
    groups: tuple[tuple[FindingVerdict, str, str, tuple[Card, ...]], ...]
    rows: tuple[Row, ...]
    missing: tuple[Missing, ...]
    filming: tuple[str, ...]
    noticed: tuple[str, ...]
    how_to_film: str
    setups: Setups | None = None
    test: TestTold | None = None
    of_test: bool = False


# The second line of a heading is the unit of the cells below it; angles have theirs in the cell.
COLUMNS: Final = ("Rep", "Pull\ns", "Bar rise\ncm", "Mean speed\nm/s", "Low back,\nset-up", "Low back,\nlift-off",
           "Hip share\n%", "Low-back\nmoment N·m")  # fmt: skip

_IN_HEADING: Final[Mapping[str, str]] = {"m": " cm", "m/s": " m/s", "1": " %", "N.m": " N·m"}


def page_of(analysis: Analysis) -> Page:
    """What to show of a measured or a refused clip."""
    refused = analysis.capture.verdict == "refused"
    test = None if analysis.self_test is None else told(analysis.self_test)
    plain = refused or test is not None
    return Page(
        name=analysis.clip.name,
        facts=tuple(_facts(analysis)),
        lead=lead_of(analysis),
        groups=tuple(_groups(analysis.findings)),
        rows=() if plain else tuple(_row(rep, analysis.findings) for rep in analysis.reps),
        missing=() if plain else tuple(_missing(analysis)),
        filming=tuple(reason.message for reason in analysis.capture.reasons if reason.refuses or not refused),
        noticed=tuple(reason.message for reason in analysis.capture.reasons if refused and not reason.refuses),
        how_to_film=HOW_TO_FILM,
        setups=None if refused or analysis.what_if is None else setups_of(analysis.what_if, analysis.reps),
        test=test,
        of_test="test" in analysis.generator.options,
    )


def _facts(analysis: Analysis) -> Iterator[str]:
    if analysis.self_test is not None:
        yield from (*told(analysis.self_test).facts, FILMED[analysis.capture.verdict])
        return
    if test := analysis.generator.options.get("test"):
        yield from (f"{str(test).replace('-', ' ')} test", FILMED[analysis.capture.verdict])
        return
    count = len(analysis.reps)
    reps = "no rep" if not count else "1 rep" if count == 1 else f"{count} reps"
    yield f"{reps} counted" if analysis.capture.verdict == "refused" else reps
    yield FILMED[analysis.capture.verdict]
    options = analysis.generator.options
    if isinstance(load := options.get("load_kg"), int | float):
        yield f"{load:g} kg"
    if lift := options.get("lift"):
        yield str(lift).replace("-", " ")
    if options.get("fast"):
        yield "fast mode: no back"
    if name := options.get("athlete"):
        yield str(name)


def _groups(findings: Sequence[Finding]) -> Iterator[tuple[FindingVerdict, str, str, tuple[Card, ...]]]:
    for verdict, title, text in GROUPS:
        cards = tuple(card_of(finding) for finding in findings if finding.verdict == verdict)
        if cards:
            yield verdict, title, text, cards


def card_of(finding: Finding) -> Card:
    """A finding as it is shown."""
    return Card(
        code=finding.code,
        verdict=finding.verdict,
        step=STEPS[finding.step] if finding.step is None else f"Step {finding.step} · {STEPS[finding.step]}",
        title=finding.title,
        why=finding.why,
        cue=finding.cue,
        cue_label=cue_label(finding),
        sure=how_sure(finding),
        reps=finding.reps,
        value=_number_of(finding),
        gauge=gauge_of(finding),
        mark=_where_the_mark_is_from(finding),
        claims=tuple(claim(key) for key in finding.evidence),
    )


def _number_of(finding: Finding) -> str:
    """The number that decided; of several reps the one in the middle."""
    number = beside(finding.quantity, finding.limit)
    return f"A typical rep: {number}" if len(finding.reps) > 1 else number


def _where_the_mark_is_from(finding: Finding) -> str:
    """A sentence, empty for a finding without a mark."""
    standings = {record.standing for record in marks_of(finding.code)}
    if not standings:
        return ""
    papers = sorted(standing.split(", doi:")[0] for standing in standings - {"judgement"})
    return f"The mark is from {' and '.join(papers)}." if papers else "The mark is our own judgement."


def gauge_of(finding: Finding) -> Gauge | None:
    """The number beside its mark; None without either."""
    quantity, limit = finding.quantity, finding.limit
    if quantity.value is None or limit is None:
        return None
    above = quantity.value > limit
    return Gauge(
        value=quantity.value,
        sd=quantity.sd or 0.0,
        mark=limit,
        mark_text=everyday(Quantity(limit, None, quantity.unit)),
        good_above=above if finding.verdict == "good" else not above,
    )


def _row(rep: Rep, findings: Sequence[Finding]) -> Row:
    rep = rep.whole()
    cells = (
        f"{rep.liftoff_s:.1f}–{rep.lockout_s:.1f}",
        *(_cell(q) for q in (
            rep.bar_rise, rep.mean_velocity, rep.lumbar_flexion.setup, rep.lumbar_flexion.liftoff, rep.hip_share,
            rep.l5s1_moment_peak,
        )),
    )  # fmt: skip
    of_rep = [finding.verdict for finding in findings if rep.index in finding.reps]
    return Row(rep.index, rep.start_s, cells, of_rep.count("fix"), of_rep.count("watch"))


def _cell(quantity: Quantity) -> str:
    """Such as "55.2 ± 0.8" or "6 ± 3°"; the other units stand in the heading."""
    return everyday(quantity).removesuffix(_IN_HEADING.get(quantity.unit, "")) if quantity.seen else "–"


def _missing(analysis: Analysis) -> Iterator[Missing]:
    """One entry for each reason, the numbers before the findings."""
    found: dict[Reason, list[str]] = {}
    for name, reasons in missing_numbers(analysis.reps).items():
        for reason in reasons:
            found.setdefault(reason, []).append(name[0].upper() + name[1:])
    for finding in analysis.findings:
        if finding.verdict == "unseen":
            found.setdefault(finding.quantity.reason or "hidden", []).append(finding.title)
    for reason, what in found.items():
        yield Missing(because(reason), tuple(dict.fromkeys(what)))


def share(value: float, low: float, high: float) -> float:
    """Where a value lies between two ends, 0 to 1; the middle when they are one."""
    return 0.5 if math.isclose(low, high) else min(1.0, max(0.0, (value - low) / (high - low)))
