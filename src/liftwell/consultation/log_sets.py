"""A line that tells sets one by one, beside the sets that the logbook has of that lift and day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from liftwell.athlete import require_within
from liftwell.consultation.log_words import in_plan
from liftwell.errors import ImpossibleValue
from liftwell.exchange.hand_written import YEARS
from liftwell.exchange.log_line import Part, Spoken
from liftwell.logbook.nouns import Noun
from liftwell.logbook.shelf import Shelf
from liftwell.training.diary import Done
from liftwell.training.logged_set import LoggedSet
from liftwell.training.set_sessions import apart, joined, restated, session_like, sessions_of


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be kept and to go for one thing that was told; old: what the logbook had of it, None where nothing."""

    noun: Noun
    old: Noun | None
    sets: tuple[LoggedSet, ...] = ()
    old_sets: tuple[LoggedSet, ...] = ()
    gone: tuple[LoggedSet, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether it takes the place of something else."""
        return self.old is not None and (self.old, self.old_sets) != (self.noun, self.sets)


def require_past(on: date, today: date) -> None:
    """Raises ImpossibleValue for a day that is still to come, or longer ago than any logbook goes."""
    if on > today:
        raise ImpossibleValue(f"{on.isoformat()} is still to come; note what was done, not what is planned.")
    require_within("year", on.year, YEARS, "")


def said_one_by_one(on: date, said: Spoken) -> Iterator[Noun]:
    """The sets of a line with several parts, and their session; of a line with one part the session alone."""
    if not said.further:
        yield Done(on, said.lift, None, said.rpe, said.during, said.after, relief=said.relief)
        return
    sets = sets_of(on, said.parts)
    yield from sets
    yield replace(sessions_of(sets)[0], after=said.after, relief=said.relief)


def sets_of(on: date, parts: Sequence[Part]) -> tuple[LoggedSet, ...]:
    """Each set of some parts, with a token that the same line gives it again; RPE and pain are those of its part."""
    alone = [part for part in parts for _ in range(part.lift.sets)]
    return tuple(_set(on, part, number) for number, part in enumerate(alone, 1))


def _set(on: date, part: Part, number: int) -> LoggedSet:
    lift = part.lift
    token = f"{on.isoformat()}/{lift.exercise}/{lift.raised_cm:g}/{number}"
    return LoggedSet(
        on, token, lift.exercise, number, load_kg=lift.load_kg, reps=lift.reps, raised_cm=lift.raised_cm,
        inside=lift.inside, rpe=part.rpe, pain=part.during,
    )  # fmt: skip


def beside_old(shelf: Shelf, done: Done, told: tuple[LoggedSet, ...]) -> Entry:
    """A session with its sets, beside what the logbook has of it. Where that has sets, one part tells all of them."""
    day = shelf.sets(done.on)
    old = tuple(one for one in day if one.variant == done.lift.variant and one.kind == "main")
    if not old and not told:
        return Entry(done, shelf.like(done))
    sets, gone = restated(old, told or sets_of(done.on, [Part(done.lift, done.rpe, done.during)]))
    left = [one for one in day if one not in old]
    was, made = session_like(done, day), session_like(done, [*left, *sets])
    assert made is not None
    before = next((one for one in shelf.diary().done if _is_of(one, done)), None)
    if before is None:
        return Entry(joined(made, replace(done, rpe=made.rpe, during=made.during)), None, sets, old, gone)
    return Entry(_told_now(made, done, before, apart(before, was, made)), before, sets, old, gone)


def keep_told(shelf: Shelf, told: Sequence[Noun]) -> list[Entry]:
    """Keep what was told, sessions with their row and their sets; each beside what was there of it."""
    sets = tuple(one for one in told if isinstance(one, LoggedSet))
    entries = [
        beside_old(shelf, in_plan(shelf, one), sets) if isinstance(one, Done) else Entry(one, shelf.like(one))
        for one in told
        if not isinstance(one, LoggedSet)
    ]
    shelf.put(
        *(noun for entry in entries for noun in (*entry.sets, entry.noun)),
        gone=[one for entry in entries for one in entry.gone],
    )
    return entries


def _told_now(made: Done, done: Done, before: Done, beside: Done) -> Done:
    """What the sets make, with what was told of the whole session now, or `beside` them before."""
    after = before.after if done.after is None else done.after
    whole = replace(joined(made, beside), after=after, relief=before.relief or done.relief)
    told_anew = done.during is not None and made.during is not None
    return replace(whole, rpe=made.rpe, during=made.during) if told_anew else whole


def _is_of(one: Done, done: Done) -> bool:
    return (one.on, one.lift.variant) == (done.on, done.lift.variant) and not one.imported
