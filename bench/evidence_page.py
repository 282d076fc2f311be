"""docs/evidence.md: every record of the evidence room, theme by theme, with its sources as links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from liftwell.evidence import Claim, Theme, all_claims, all_themes, threshold
from liftwell.evidence.claims import MEANING, STANDINGS
from liftwell.evidence.sources import address, label
from liftwell.report.evidence_uses import Use, Uses, all_uses, by_kind

HEAD = """# The evidence

Written by `make docs` from `src/liftwell/evidence/claims`; do not edit.

What liftwell says about lifting and sore backs: how well each claim holds, what it does about it, and on which sources.
`liftwell evidence ID` prints one of these records, `liftwell evidence WORDS` those that hold the words. Of the sources,
abstracts and excerpts were read, not full texts ([references](references.md)). A record is due for a new look
{months:.0f} months after its review.

| Standing | Records | It means |
|---|---|---|
"""


def evidence_page() -> str:
    """The whole page."""
    counts = Counter(record.standing for record in all_claims().values())
    rows = "".join(f"| {name} | {counts[name]} | {MEANING[name]} |\n" for name in STANDINGS)
    uses = all_uses()
    contents = "".join(f"- [{theme.title}](#{_anchor(theme.title)}): {len(theme.claims)}\n" for theme in all_themes())
    head = HEAD.format(months=threshold("evidence_review_due_months"))
    return "\n".join([head + rows, contents, *(_theme(theme, uses) for theme in all_themes())])


def _theme(theme: Theme, uses: Uses) -> str:
    return f"## {theme.title}\n\n" + "\n".join(_record(record, uses.get(record.id, ())) for record in theme.claims)


def _record(record: Claim, uses: Sequence[Use]) -> str:
    lines = [f"### {record.id}", f"**{record.standing}** · {record.statement}", f"What we do: {record.what_we_do}"]
    if record.sources:
        lines.append(f"Sources: {'; '.join(_source(source) for source in record.sources)}.")
    if uses:
        places = "; ".join(f"{kind}{'s' * (len(names) > 1)} {', '.join(names)}" for kind, names in by_kind(uses))
        lines.append(f"Used by: {places}.")
    lines.append(f"Reviewed on {record.reviewed}.")
    return "\n\n".join(lines) + "\n"


def _source(source: str) -> str:
    where = address(source)
    return source if where is None else f"[{label(source)}]({where})"


def _anchor(title: str) -> str:
    return "-".join(title.lower().replace(",", "").split())
