"""What a lifter reads in the terminal after a clip: the reps, one sentence, what was not seen, and the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from liftwell.analysis import Analysis, CaptureReason, Rep
from liftwell.quantity import Quantity, with_error
from liftwell.report.lead import Lead, lead_of
from liftwell.report.sentences import what_was_not_seen

LEGEND = (
    "± is one standard deviation. Rounding is that of the low back, from your own tallest "
    "posture. Hip share: how much of the fold the hips make; the back makes the rest."
)

MOMENT = "Moment: the largest turning force on the way up that the back holds at its bottom, L5/S1."

FULL_SIZE = (
    "The bar's numbers take a plate that looks full-size for one of 450 mm; if yours is not, "
    "give its size with --plate-diameter."
)


def print_summary(console: Console, analysis: Analysis, folder: Path) -> None:
    """Print the summary of one clip, whose results lie in `folder`."""
    parts = _refused(analysis) if analysis.capture.verdict == "refused" else _measured(analysis)
    console.print(Group(*parts))
    files = sorted(path.name for path in folder.iterdir())
    if analysis.what_if is not None:
        console.print(Text(f"More of that: liftwell whatif --from {folder}", style="dim"), soft_wrap=True)
    console.print(Text.assemble("\nWritten to ", (f"{folder}", "bold"), f": {', '.join(files)}"), soft_wrap=True)
    if "motion.mot" in files and "motion.trc" not in files:
        console.print(Text("No motion.trc: its metres need --height or --plate-diameter.", style="dim"))


def print_overview(console: Console, clips: Iterable[tuple[str, str]]) -> None:
    """A line for each of several clips: its name, and the one sentence about it."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for name, sentence in clips:
        table.add_row(Text(name, style="bold"), Text(sentence))
    console.print(Text("All clips", style="bold"))
    console.print(table)


def _refused(analysis: Analysis) -> Iterator[RenderableType]:
    yield Text.assemble((analysis.clip.name, "bold"), ": this clip cannot be measured.")
    yield Text("\nWhat to change when you film again:")
    yield from _bullets(reason for reason in analysis.capture.reasons if reason.refuses)
    others = [reason for reason in analysis.capture.reasons if not reason.refuses]
    if others:
        yield Text("\nAlso noticed:")
        yield from _bullets(others)


def _measured(analysis: Analysis) -> Iterator[RenderableType]:
    if analysis.self_test is not None:
        yield from _tested(analysis)
        return
    count = len(analysis.reps)
    title = f": {count} rep{'' if count == 1 else 's'}, filming {analysis.capture.verdict}"
    yield Text.assemble((analysis.clip.name, "bold"), title, "\n" if count else "")
    if count:
        yield _table(analysis.reps)
        yield Text(LEGEND, style="dim")
        if _has_moments(analysis.reps):
            yield Text(MOMENT, style="dim")
        if _takes_plate_for_full_size(analysis):
            yield Text(FULL_SIZE, style="dim")
    yield from _lead(lead_of(analysis))
    if analysis.what_if is not None:
        yield Text.assemble("\n", ("Another bar or height: ", "bold"), analysis.what_if.headline)
    unseen = what_was_not_seen(analysis)
    if unseen:
        yield Text("\nMissing numbers:")
        yield from (_bullet(sentence) for sentence in unseen)
    if analysis.capture.reasons:
        yield Text("\nAbout the filming:")
        yield from _bullets(analysis.capture.reasons)


def _tested(analysis: Analysis) -> Iterator[RenderableType]:
    """The result of a self-test, and what its filming costs."""
    yield Text.assemble((analysis.clip.name, "bold"), f": filming {analysis.capture.verdict}")
    yield from _lead(lead_of(analysis))
    if analysis.capture.reasons:
        yield Text("\nAbout the filming:")
        yield from _bullets(analysis.capture.reasons)


def _lead(lead: Lead) -> Iterator[RenderableType]:
    """What the report opens with: one thing to change, how sure that is, what comes next, what to keep."""
    yield Text.assemble("\n", (lead.headline, "bold"))
    if lead.text:
        yield Text(lead.text)
    unseen = f"{lead.unseen}; the report says which and why." if lead.unseen else ""
    for label, text in ((f"{lead.cue_label}: ", lead.cue), ("How sure: ", lead.sure), ("Not seen: ", unseen)):
        if text:
            yield Text.assemble((label, "bold"), text)
    for title, found in (("Then:", lead.then), ("Also watch:", lead.watch), ("Keep:", lead.keep)):
        if found:
            yield Text(f"\n{title}")
            yield from (_bullet(f"{line}.") for line in found)


def _takes_plate_for_full_size(analysis: Analysis) -> bool:
    told = analysis.generator.options.get("plate_diameter_m") is not None
    believed = all(reason.code not in ("no_plate", "unknown_plate") for reason in analysis.capture.reasons)
    return believed and not told and any(rep.bar_rise.seen for rep in analysis.reps)


def _bullets(reasons: Iterable[CaptureReason]) -> Iterator[RenderableType]:
    return (_bullet(reason.message) for reason in reasons)


def _bullet(sentence: str) -> RenderableType:
    row = Table.grid(padding=(0, 1))
    row.add_row(Text("•"), Text(sentence))
    return Padding(row, (0, 0, 0, 1))


def _table(reps: tuple[Rep, ...]) -> Table:
    moments = _has_moments(reps)
    # Eighty characters are the least that terminals have.
    table = Table(box=None, padding=(0, 1 if moments else 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("\nRep", justify="right")
    table.add_column("Lift-off →\nlockout", justify="right")
    table.add_column("Bar rise\ncm", justify="right")
    table.add_column("Mean speed\nm/s", justify="right")
    table.add_column("Rounding\nset-up", justify="right")
    table.add_column("Rounding\nlift-off", justify="right")
    table.add_column("Hip\nshare", justify="right")
    if moments:
        table.add_column("Moment\nN·m", justify="right")
    for rep in reps:
        cells = [*_cells(rep.whole()), *([_cell(rep.whole().l5s1_moment_peak, 1, 0)] if moments else [])]
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _has_moments(reps: Iterable[Rep]) -> bool:
    return any(rep.whole().l5s1_moment_peak.seen for rep in reps)


def _cells(rep: Rep) -> Iterator[str]:
    yield str(rep.index)
    yield f"{rep.liftoff_s:.1f} → {rep.lockout_s:.1f} s"
    yield _cell(rep.bar_rise, 100, 0)
    yield _cell(rep.mean_velocity, 1, 2)
    yield _cell(rep.lumbar_flexion.setup.in_degrees(), 1, 0, "°")
    yield _cell(rep.lumbar_flexion.liftoff.in_degrees(), 1, 0, "°")
    yield _cell(rep.hip_share, 100, 0, " %")


def _cell(quantity: Quantity, factor: float, digits: int, unit: str = "") -> str:
    """Such as "12 ± 3°", or a dash when there is no value."""
    if quantity.value is None:
        return "–"
    sd = None if quantity.sd is None else quantity.sd * factor
    return with_error(quantity.value * factor, sd, digits) + unit
