"""docs/simulated_lifters.md, its picture, and the numbers that both are made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from bench.simulated_lifters.picture import picture
from bench.simulated_lifters.results import Row, began_table, tables

ROOT: Final = Path(__file__).resolve().parent.parent.parent
PAGE: Final = ROOT / "docs" / "simulated_lifters.md"
PICTURE: Final = ROOT / "docs" / "pictures" / "simulated-lifters.svg"
RESULTS: Final = ROOT / "docs" / "accuracy" / "simulated_lifters.json"
WORDS: Final = Path(__file__).with_name("page.md")


def results() -> Row:
    """The numbers of the last simulation that was written."""
    found: Row = json.loads(RESULTS.read_text("utf-8"))
    return found


def lifters_page() -> str:
    """The page, from these numbers."""
    told = results()
    found = "".join(f"- {text}\n" for text in told["breaches"])
    return WORDS.read_text("utf-8").format(
        commit=told["commit"],
        lifters=f"{told['lifters']:,}",
        days=f"{told['days']:,}",
        sessions=f"{told['sessions']:,}",
        breaches=sum(row["breaches"] for row in told["kinds"].values()),
        tables="\n".join(tables(told)),
        began="\n".join(began_table(told)),
        cold=f"{told['speeds']['cold']:,}",
        carried=f"{told['speeds']['carried']:,}",
        found=f"\nBreaches of the law, each once:\n\n{found}" if found else "",
    )


def lifters_picture() -> str:
    """The picture, from these numbers."""
    return picture(results()["kinds"])


def write(told: Row) -> None:
    """Numbers, page and picture."""
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    PAGE.write_text(lifters_page(), "utf-8")
    PICTURE.write_text(lifters_picture(), "utf-8")
