"""A source leads to the paper, and nothing is guessed where it does not."""

from __future__ import annotations

import pytest

from liftwell.evidence import all_claims
from liftwell.evidence.sources import address, is_source, label

SOURCES = sorted({source for record in all_claims().values() for source in record.sources})


@pytest.mark.parametrize(
    ("source", "where"),
    [
        ("Swinton 2011, doi:10.1519/JSC.0b013e3181e73f87", "https://doi.org/10.1519/JSC.0b013e3181e73f87"),
        ("Welch 2015, PMC5117021", "https://pmc.ncbi.nlm.nih.gov/articles/PMC5117021/"),
        ("Medeiros 2016, PMID 27458757", "https://pubmed.ncbi.nlm.nih.gov/27458757/"),
        ("von Arx 2021, arXiv:2109.00431", "https://arxiv.org/abs/2109.00431"),
        ("NICE 2016, https://www.nice.org.uk/guidance/ng59", "https://www.nice.org.uk/guidance/ng59"),
        ("Laslett 2005, Manual Therapy 10:207–218", None),
    ],
)
def test_a_source_has_its_address(source: str, where: str | None) -> None:
    assert address(source) == where


def test_where_there_is_an_address_the_name_and_year_are_enough() -> None:
    assert label("Welch 2015, PMC5117021") == "Welch 2015"
    assert label("Laslett 2005, Manual Therapy 10:207–218") == "Laslett 2005, Manual Therapy 10:207–218"


@pytest.mark.parametrize(
    "text", ["Welch 2015", "Welch, PMC5117021", "NICE 2016, http://nice.org.uk", "Lee 2018, doi:x"]
)
def test_what_is_no_source_has_no_address(text: str) -> None:
    assert not is_source(text)
    with pytest.raises(ValueError, match="is no source"):
        address(text)


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_of_a_claim_can_be_looked_up(source: str) -> None:
    where = address(source)
    assert where is None or (where.startswith("https://") and " " not in where)
    assert label(source)
