"""What a calendar reminds somebody of: the next session, the morning after one, and when the safety answers run out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from liftwell.consultation.kept_answers import saved_in
from liftwell.consultation.questions import in_emergency
from liftwell.evidence import threshold
from liftwell.exchange.ical import Reminder
from liftwell.logbook.shelf import Shelf
from liftwell.plan.lifter import CLEAR
from liftwell.screen.red_flags import screened
from liftwell.training.diary import Diary

SESSION: Final = ("Lift: look at your plan", "It begins with a short check. The plan of the day is in liftwell.")
MORNING: Final = ("How did you wake up? 0 to 10", "Tell liftwell your pain on waking: it says how yesterday was.")
SAFETY: Final = ("Answer the safety questions anew", "Your answers are 28 days old today. It takes two minutes.")
# How sure it is that safety lets somebody train is asked again each day; these alone never become a yes by a new day.
_SHUT: Final = ("emergency", "unanswered_emergency", "today", "days", "soon")


def reminders_of(shelf: Shelf, today: date) -> tuple[Reminder, ...]:
    """Those from today on; of a session only where safety did not say otherwise."""
    diary = shelf.diary()
    every = (*_next_session(shelf, diary, today), *_morning(diary), *_safety(shelf))
    return tuple(one for one in every if one.on >= today)


def _next_session(shelf: Shelf, diary: Diary, today: date) -> Iterator[Reminder]:
    plans = shelf.prescriptions()
    if not plans or _is_shut(shelf, today):
        return
    on, document = plans[-1]
    plan = json.loads(document)
    if plan["level"] not in CLEAR:
        return
    done = any(one.on == on and one.row is not None for one in diary.done)
    if plan["main"] is not None and not done:
        yield Reminder(on, "session", *SESSION)
    if plan["next_on"] is not None:
        yield Reminder(max(date.fromisoformat(plan["next_on"]), on), "session", *SESSION)


def _is_shut(shelf: Shelf, today: date) -> bool:
    """Whether the answers send somebody to a clinician; that a day has not been told of yet does not."""
    saved = saved_in(shelf, datetime.combine(today, time(12)), asks=False)
    account = saved.account()
    screen = screened(account.intake, account.found)
    return in_emergency(saved) or not screen.supported or screen.level in _SHUT


def _morning(diary: Diary) -> Iterator[Reminder]:
    last = max((one.on for one in diary.done if not one.imported), default=None)
    if last is not None and diary.morning_on(last + timedelta(days=1)) is None:
        yield Reminder(last + timedelta(days=1), "morning", *MORNING)


def _safety(shelf: Shelf) -> Iterator[Reminder]:
    told = json.loads(shelf.answers() or "{}").get("screen", {}).get("answered_on")
    if told is not None:
        valid = timedelta(days=threshold("screen_valid_days"))
        yield Reminder(date.fromisoformat(str(told)[:10]) + valid, "safety", *SAFETY)
