"""A session beside what was prescribed on its day, so that the plan knows by which row it was done."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from liftwell.training.diary import Done


def as_planned(done: Done, documents: Iterable[str | None]) -> Done:
    """The session with the row that was prescribed for its lift; as it is where none was.

    documents: what was prescribed on that day, as JSON: its newest, and, where the day was planned again once the
    session was done, its first.
    """
    plans = (json.loads(one) for one in documents if one is not None)
    main = (plan for plan in plans if (plan.get("main") or {}).get("exercise") == done.lift.exercise)
    plan = next(main, None)
    if plan is None:
        return done
    light = plan["main"]["light"]
    gentle = plan["kind"] == "gentle" or light == "week"
    return replace(done, row=plan["main"]["row"], gentle=gentle, light=light == "day")
