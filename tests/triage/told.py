"""A triage as plain text, one fact a line, so that a coach can read what comes out of a case."""

from __future__ import annotations

from collections.abc import Iterator

from liftwell.triage.triage import Triage


def told(title: str, found: Triage) -> str:
    return "\n".join([title, *_lines(found)]) + "\n"


def _lines(found: Triage) -> Iterator[str]:
    def line(what: str, value: str) -> str:
        return f"{what:<16}{value}"

    yield line("level", found.screen.level)
    if found.screen.level_uncleared != found.screen.level:
        yield line("uncleared", found.screen.level_uncleared)
    yield line("conditions", ", ".join(found.screen.conditions) or "-")
    yield line("phase", found.phase + (", provisional" if found.provisional else ""))
    for cause in found.causes:
        yield line(cause.strength, cause.name)
        for mark, reasons in (("+", cause.reasons_for), ("-", cause.against), ("?", cause.unknown)):
            yield from (f"  {mark} {reason}" for reason in reasons)
    yield from (line("also", one) for one in found.also)
    yield line("limiter", ", ".join(found.limiters) or "-")
    if found.ceiling_kg is not None:
        yield line("ceiling", "{:g}-{:g} kg".format(*found.ceiling_kg))
    yield line("next test", found.next_test.text)
