"""What a day's plan says in the terminal, so that a coach can read it: what, how much, why, when to stop, what next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from liftwell.cli.called import as_called
from liftwell.cli.screen_text import print_card, print_list
from liftwell.consultation.planning import Beside
from liftwell.plan.drills.meanwhile import cues_of
from liftwell.plan.exercise import exercise
from liftwell.plan.loading.plates import Unit
from liftwell.plan.plan_words import (
    KINDS,
    PARTS,
    check_words,
    effort_words,
    entry_words,
    heading,
    lift_words,
    plates_words,
    rests_on,
    sayable,
    scheme_words,
    stop_of,
    stop_words,
)
from liftwell.plan.prescription import Item, MainLift, Today
from liftwell.report.day_words import weekday_words
from liftwell.screen.outcome import Outcome
from liftwell.screen.questions import questions
from liftwell.screen.red_flags import Screen

WORDS_OF_RPE: Final = "RPE: 10 minus the repetitions that you could still have done."
OPEN_ONE: Final = "Your plan cannot be shown: one safety question is open."
OPEN: Final = "Your plan cannot be shown: some safety questions are open."
IF_GREEN: Final = "The week, if every day goes well"


def print_plan(console: Console, today: Today, beside: Beside) -> None:
    """Print all of a plan whose exercises may be shown."""
    print_session(console, today, beside)
    if today.main is not None:
        print_stop(console, beside.base)
    _print_mind(console, beside)
    _print_offers(console, today)
    _print_next(console, today)
    if beside.week:
        print_week(console, beside.week, beside.unit)
    if beside.entry:
        _print_entry(console, today, beside)
    _print_evidence(console, today)
    for note in beside.notes:
        console.print(Text(f"\n{note}", style="dim"))
    print_card(console)


def print_stop(console: Console, base: int | None) -> None:
    """Print when a set, or the hinge, ends; `base` is the usual pain on waking."""
    console.print(Text("\nWhen to stop", style="bold"))
    print_list(console, stop_words(base))


def print_doses(console: Console, items: Sequence[Item]) -> None:
    """Print what is safe meanwhile, each with how much of it."""
    _print_part(console, "Safe for you meanwhile", items, how=False)


def print_lines(console: Console, lines: Sequence[str]) -> None:
    """Print lines to copy into the diary."""
    if lines:
        console.print(Text("\nFor your diary", style="bold"))
        for line in lines:
            console.print(Text(f"  {line}", style="dim"), soft_wrap=True)


def print_groups(console: Console, screen: Screen, outcome: Outcome) -> None:
    """Print what stays true beside a plan: the reminder of the screen, and the words for pregnancy and the like."""
    reminder = [outcome.text] if screen.level == "routine" else []
    lines = [one for one in (*reminder, outcome.age_words, *outcome.groups, *outcome.stop) if one]
    if lines:
        console.print()
        print_list(console, lines)


def print_open(console: Console, today: Today) -> None:
    """Print what is to be answered before a plan, or why there is none today; never an exercise."""
    closed = f"{weekday_words(today.on)}: {KINDS['none']}"
    console.print(Text({0: closed, 1: OPEN_ONE}.get(len(today.ask), OPEN), style="bold"))
    for reason in sayable(today):
        console.print(Text(reason.text))
    if today.refer:
        console.print(Text(today.refer, style="bold"))
    print_list(console, [f"{questions()[key].topic} ({key})" for key in today.ask if key in questions()])
    if today.ask:
        console.print(Text("They are asked anew after a red day, with anything in a leg, and with strong pain."))
        console.print(Text(f"\n{as_called()} plan asks them in a terminal.", style="dim"), soft_wrap=True)
    print_card(console)


def print_session(console: Console, today: Today, beside: Beside) -> None:
    """Print the day, why it is so, and the exercises in their order."""
    console.print(Text(f"{weekday_words(today.on)}: {heading(today)}", style="bold"))
    for reason in today.reasons:
        console.print(Text(reason.text))
    if today.refer:
        console.print(Text(f"\n{today.refer}", style="bold"))
    if beside.comfort and today.kind in ("train", "gentle", "drills"):
        _print_part(console, PARTS["comfort"], beside.comfort, how=beside.how)
    for part, items in groupby(today.items, key=lambda item: item.part):
        if part == "main" and today.main is not None:
            _print_main(console, today.main, beside)
        elif part != "ramp" or today.main is None:
            _print_part(console, PARTS[part], list(items), how=beside.how)
        else:
            _print_ramp(console, list(items))


def _print_part(console: Console, title: str, items: Sequence[Item], *, how: bool) -> None:
    """One part of the session; a reason that all its exercises share is said once."""
    console.print(Text(f"\n{title}", style="bold"))
    shared = len(items) > 1 and len({item.why.text for item in items}) == 1
    if shared:
        _beneath(console, [items[0].why.text], 2)
    left = max((console.width - 4) // 2, console.width - 4 - max(len(item.dose) for item in items))
    width = min(left, max(len(exercise(item.exercise).name) for item in items))
    for item in items:
        _row(console, exercise(item.exercise).name, item.dose, width)
        _beneath(console, _said_beneath(item, shared=shared, how=how))


def _said_beneath(item: Item, *, shared: bool, how: bool) -> list[str]:
    known = exercise(item.exercise)
    why = [] if shared else [item.why.text]
    cues = cues_of(known) if item.part == "ease" else known.cues
    return [*item.care, *why, *((*cues, f"Stop: {_lower(stop_of(known))}") if how else ())]


def _print_main(console: Console, main: MainLift, beside: Beside) -> None:
    known = exercise(main.lift.exercise)
    console.print(Text("\nMain lift", style="bold"))
    console.print(Padding(Text(known.name, style="bold"), (0, 0, 0, 2), expand=False))
    _beneath(console, [lift_words(main, beside.unit)], style="")
    _beneath(console, [effort_words(main)])
    if beside.each_side_kg is not None:
        _beneath(console, [plates_words(beside.each_side_kg, beside.unit)])
    _beneath(console, [f"Tempo: {main.plan_row.tempo}", *main.care])
    if beside.how:
        stop = stop_of(known)
        _beneath(console, [*known.cues, *([f"Stop: {_lower(stop)}"] if stop else [])])


def _print_ramp(console: Console, items: Sequence[Item]) -> None:
    console.print(Text("\nRamp", style="bold"))
    _beneath(console, [", ".join(item.dose for item in items)], 2, "")


def _print_mind(console: Console, beside: Beside) -> None:
    if beside.limits:
        console.print(Text.assemble("\n", ("Limits to keep: ", "bold"), f"{', '.join(beside.limits)}."))
    if beside.patterns:
        console.print(Text("\nTo mind", style="bold"))
        print_list(console, beside.patterns)


def _print_offers(console: Console, today: Today) -> None:
    if today.offers:
        console.print(Text("\nIf you like", style="bold"))
        print_list(console, [one.text for one in today.offers])


def _print_next(console: Console, today: Today) -> None:
    if today.next_on is not None:
        console.print(Text.assemble("\n", ("Next hinge: ", "bold"), f"{weekday_words(today.next_on)} or later."))
    if today.triage_again:
        console.print(Text(f"\nLook for the cause again: {as_called()} triage", style="bold"), soft_wrap=True)


def print_week(console: Console, week: Iterable[Today], unit: Unit) -> None:
    """Print a week, a day a line."""
    console.print(Text(f"\n{IF_GREEN}", style="bold"))
    grid = _grid()
    for day in week:
        grid.add_row(Text(_short_day(day)), Text(_day_words(day, unit)))
    _flush(console, grid)


def _short_day(day: Today) -> str:
    weekday, number, month = weekday_words(day.on).split()
    return f"{weekday[:3]} {number:>2} {month[:3]}"


def _day_words(day: Today, unit: Unit) -> str:
    """What a day of the week holds, in a few words."""
    if day.main is None:
        idle = {"drills": "drills", "rest": "drills at home" if day.items else "no hinge"}
        return idle.get(day.kind, heading(day))
    light = {"day": ", the lighter day", "week": ", in a light week"}.get(day.main.light, "")
    return f"{day.row or day.phase}: {exercise(day.main.lift.exercise).name}, {scheme_words(day.main, unit)}{light}"


def _print_entry(console: Console, today: Today, beside: Beside) -> None:
    """What to copy into the diary."""
    checked, done = check_words(beside.check, settling=today.kind == "settle"), entry_words(today)
    lines = [line for part in (beside.start, checked, done) if part for line in ("", *part)][1:]
    if not lines:
        return
    console.print(Text("\nFor your diary, when it is done" if done else "\nFor your diary", style="bold"))
    for line in lines:
        console.print(Text(f"  {line}" if line else "", style="dim"), soft_wrap=True)


def _print_evidence(console: Console, today: Today) -> None:
    rows = list(rests_on(today))
    if not rows:
        return
    console.print(Text(f"\nWhat this rests on: {as_called()} evidence ID tells more", style="bold"), soft_wrap=True)
    grid = _grid()
    for standing, ids in rows:
        grid.add_row(Text(standing), Text(", ".join(ids)))
    _flush(console, grid)
    if today.main is not None:
        console.print(Text(f"  {WORDS_OF_RPE}", style="dim"))


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column()
    grid.add_column()
    return grid


def _row(console: Console, name: str, dose: str, width: int) -> None:
    """A name and what belongs to it in two columns, the first `width` wide."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=width)
    grid.add_column(width=min(len(dose), console.width - 4 - width))
    grid.add_row(Text(name), Text(dose))
    _flush(console, grid)


def _flush(console: Console, grid: Table) -> None:
    if grid.row_count:
        console.print(Padding(grid, (0, 0, 0, 2), expand=False))


def _beneath(console: Console, lines: Iterable[str], indent: int = 4, style: str = "dim") -> None:
    for line in lines:
        console.print(Padding(Text(f"{line[:1].upper()}{line[1:]}", style=style), (0, 0, 0, indent), expand=False))


def _lower(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"
