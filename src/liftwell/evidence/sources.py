"""What a record leans on: a name, a year, and one way to find the paper or the page."""

from __future__ import annotations

import re
from typing import Final

# A journal with volume and pages says where a paper stands; no address is guessed from it.
_SOURCE: Final = re.compile(
    r"\D+ \d{4}, (?:"
    r"doi:(?P<doi>10\.\d{4,9}/\S+)"
    r"|(?P<pmc>PMC\d+)"
    r"|PMID (?P<pmid>\d+)"
    r"|arXiv:(?P<arxiv>\d{4}\.\d{5})"
    r"|(?P<page>https://\S+)"
    r"|\D+ \d+:[\w–-]+)"
)
_ADDRESS: Final = {
    "doi": "https://doi.org/{}",
    "pmc": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "arxiv": "https://arxiv.org/abs/{}",
    "page": "{}",
}


def is_source(text: str) -> bool:
    """Whether `text` is "Author year, " and a DOI, a PMC or PubMed number, a preprint, pages, or a page of guidance."""
    return _SOURCE.fullmatch(text) is not None


def address(source: str) -> str | None:
    """Where `source` can be read, such as "https://doi.org/10.…"; None where only journal and pages are known.

    Raises ValueError if it is no source.
    """
    match = _SOURCE.fullmatch(source)
    if match is None:
        raise ValueError(f"{source!r} is no source")
    return next((_ADDRESS[kind].format(found) for kind, found in match.groupdict().items() if found), None)


def label(source: str) -> str:
    """How `source` is named beside its address: "Swinton 2011", or all of it where there is no address."""
    return source if address(source) is None else source.split(", ", 1)[0]
