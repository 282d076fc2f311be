"""Every row of the method as text in, text out: what a lifter noted above the arrow, what the plan says below it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from liftwell.plan.session import plan_for
from tests.plan import notebook

ROWS: Final = sorted((Path(__file__).parent / "rows").glob("*.txt"))
# A scenario is read when it runs, so that one line nobody can read fails one test and not all of them.
SCENARIOS: Final = [
    (file.stem, name.strip(), body) for file in ROWS for name, body in notebook.scenarios(file.read_text("utf-8"))
]


@pytest.mark.parametrize(("file", "name", "body"), SCENARIOS, ids=[f"{file}: {name}" for file, name, _ in SCENARIOS])
def test_row(file: str, name: str, body: str) -> None:
    one = notebook.page(name, body)
    today = plan_for(one.lifter, one.diary, one.on, one.check)
    done = one.diary.until(one.on).done
    missed = notebook.unmet(one.expected, today, done[-1].lift if done else None)
    assert not missed, (
        f"{file}: {name}\n"
        + "\n".join(f"not kept: {line}" for line in missed)
        + "\n\n"
        + (notebook.told(today, drills=True))
    )


def test_every_scenario_has_its_own_name_and_asks_for_something() -> None:
    names = [name for _, name, _ in SCENARIOS]
    assert sorted(set(names)) == sorted(names)
    assert all("(" in name for name in names)
    assert all(body.partition("->")[2].strip().partition("\n")[2].strip() for _, _, body in SCENARIOS)
